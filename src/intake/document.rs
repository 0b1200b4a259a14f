//! One decoded file.

use crate::intake::note::Note;

/// The format a file was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
}

impl Format {
    /// Returns the name the JSON contract uses.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Text => "txt",
        }
    }
}

/// One decoded file. Every offset of every layer above refers to [`Document::text`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The name it was given under, for messages.
    pub name: String,
    /// The format it was read as.
    pub format: Format,
    /// The name of the encoding, as the WHATWG encoding standard spells it: `UTF-8`, `gb18030`.
    pub encoding: &'static str,
    /// The decoded text: byte order mark dropped, nothing else changed.
    pub text: String,
    /// What was odd about the bytes, in text order.
    pub notes: Vec<Note>,
}
