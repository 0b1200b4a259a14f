//! What a reader of word-processor files meets on the way that notes tell of.

use crate::intake::note::{Note, NoteKind};

/// Counts of what is read otherwise than it stands, or not at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tracked insertions, deletions and moves.
    pub revisions: usize,
    /// Comments.
    pub comments: usize,
    /// Lines of the table of contents.
    pub contents_lines: usize,
    /// Text boxes with text.
    pub boxes: usize,
    /// Footnotes and endnotes.
    pub footnotes: usize,
}

impl Tally {
    /// Returns a note for each thing that was met.
    pub fn notes(&self) -> impl Iterator<Item = Note> + use<> {
        let counted = [
            (NoteKind::TrackedChanges, self.revisions),
            (NoteKind::Comments, self.comments),
            (NoteKind::Contents, self.contents_lines),
            (NoteKind::TextBoxes, self.boxes),
            (NoteKind::Footnotes, self.footnotes),
        ];
        let counted = counted.into_iter().filter(|(_, count)| 0 < *count);
        counted.map(|(kind, count)| Note { kind, span: None, detail: count.to_string() })
    }
}
