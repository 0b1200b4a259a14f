//! How much of a file is read: bounds that no real report reaches and no hostile file passes.
//!
//! A file itself is bounded by the caller. What stands here bounds what a small file can grow to:
//! a ZIP of 42 KB can unpack to petabytes, XML can nest without end. What lies beyond a bound is left
//! out, and a note says so.

/// Most bytes that one part of a ZIP file is unpacked to.
///
/// The largest part of data/provinces has 2 MB; a book of a thousand pages has about 20 MB.
pub const MAX_PART_BYTES: usize = 64 << 20;

/// Most entries of a ZIP file that are looked at; a docx has ten to a few hundred.
pub const MAX_ENTRIES: usize = 10_000;

/// Most elements and pieces of text of one XML part.
///
/// Each takes about 50 bytes, so that a tree stays below 200 MB. The largest part of data/provinces
/// has 40 thousand.
pub const MAX_NODES: usize = 4_000_000;

/// Deepest nesting of elements; of deeper ones only the text is kept.
///
/// Tables in tables in text boxes reach 60. The readers walk a tree by recursion, and this bound keeps
/// them well inside the stack of a thread.
pub const MAX_DEPTH: usize = 200;

/// Most bytes of text that one file yields; five hundred reports.
pub const MAX_TEXT_BYTES: usize = 32 << 20;

/// A bound that a file goes beyond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limit {
    /// [`MAX_PART_BYTES`].
    Part,
    /// [`MAX_NODES`].
    Nodes,
    /// [`MAX_DEPTH`].
    Depth,
    /// [`MAX_TEXT_BYTES`].
    Text,
}

impl Limit {
    /// Returns the bound as it is told, the same in every language.
    pub fn told(self) -> String {
        match self {
            Limit::Part => format!("{} MB", MAX_PART_BYTES >> 20),
            Limit::Nodes => format!("{MAX_NODES} <…>"),
            Limit::Depth => format!("{MAX_DEPTH} × <…>"),
            Limit::Text => format!("{} MB", MAX_TEXT_BYTES >> 20),
        }
    }
}
