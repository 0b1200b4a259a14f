//! What keeps a part of a file from being read whole.

use crate::intake::limit::Limit;
use crate::intake::note::{Note, NoteKind};

/// What is wrong with a part of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flaw {
    /// It ends early or its content does not fit together.
    Damaged,
    /// It goes beyond a bound of [`crate::intake::limit`].
    OverLimit(Limit),
    /// It cannot be opened without a password.
    Encrypted,
}

impl Flaw {
    /// Returns the note that tells of the flaw, with the name of the part.
    pub fn note(self, part: &str) -> Note {
        let kind = match self {
            Flaw::Damaged => NoteKind::Damaged,
            Flaw::OverLimit(_) => NoteKind::OverLimit,
            Flaw::Encrypted => NoteKind::Encrypted,
        };
        let detail = match self {
            Flaw::Damaged => part.to_owned(),
            Flaw::OverLimit(limit) => format!("{part} > {}", limit.told()),
            Flaw::Encrypted => String::new(),
        };
        Note { kind, span: None, detail }
    }
}
