//! What a collation did not look at.

/// A budget that was hit, so that something was not looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limit {
    /// Pairs of sentences too long to mark words in; they are shown as rewritten.
    LongSentences(usize),
    /// Wordings so frequent that they were not used to find counterparts.
    FrequentWordings(usize),
    /// Pairs of sections so many that only those sharing a sentence were weighed.
    ManySections(usize),
    /// Lines of page furniture, which are no part of a report and were not compared.
    PageFurniture(usize),
}

impl Limit {
    /// Returns how many places it concerns.
    pub const fn count(self) -> usize {
        match self {
            Limit::LongSentences(count)
            | Limit::FrequentWordings(count)
            | Limit::ManySections(count)
            | Limit::PageFurniture(count) => count,
        }
    }
}
