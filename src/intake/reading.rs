//! What a reader is told, and what it yields.

use encoding_rs::Encoding;

use crate::intake::document::Hint;
use crate::intake::note::{Note, NoteKind};

/// What a person said about how to read a file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The encoding of the file; `None` to find it out. Formats that fix their encoding ignore it.
    pub encoding: Option<&'static Encoding>,
}

/// What a reader yields: the parts of a [`crate::intake::document::Document`] that the bytes decide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The text that every offset refers to.
    pub text: String,
    /// What the formatting says, in text order.
    pub hints: Vec<Hint>,
    /// The name of the encoding, as the WHATWG encoding standard spells it.
    pub encoding: &'static str,
    /// What was odd.
    pub notes: Vec<Note>,
}

impl Reading {
    /// Makes the reading of a file that cannot be read; the note says why.
    pub fn refused(kind: NoteKind, detail: impl Into<String>) -> Self {
        let note = Note { kind, span: None, detail: detail.into() };
        Self { encoding: "UTF-8", notes: vec![note], ..Self::default() }
    }
}
