//! What was odd about a file.

use crate::text::language::{Words, words};
use crate::text::span::Span;

/// A kind of oddity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoteKind {
    /// Bytes that are no character in the encoding; they stand as U+FFFD in the text.
    UndecodableBytes,
    /// The text was decoded wrongly before it was saved, as in `鐨勪紵澶х殑`.
    Mojibake,
    /// The file is no text: a PDF, an archive, a picture.
    NotText,
    /// The file is empty or holds only white space.
    Empty,
    /// The last character is cut off.
    Truncated,
}

impl NoteKind {
    /// Returns the identifier the JSON contract uses.
    pub const fn id(self) -> &'static str {
        match self {
            NoteKind::UndecodableBytes => "undecodable-bytes",
            NoteKind::Mojibake => "mojibake",
            NoteKind::NotText => "not-text",
            NoteKind::Empty => "empty",
            NoteKind::Truncated => "truncated",
        }
    }

    /// Returns the sentence shown to the reader, with `{}` where the detail belongs.
    pub const fn words(self) -> Words {
        match self {
            NoteKind::UndecodableBytes => words(
                "{} 处字节无法解码，以 U+FFFD 代替",
                "bytes that do not decode: {}, shown as U+FFFD",
            ),
            NoteKind::Mojibake => words(
                "疑似乱码 {} 处，文件存盘前已被错误解码",
                "garbled text in {} places, decoded wrongly before it was saved",
            ),
            NoteKind::NotText => {
                words("不是文本文件，像是 {}", "not a text file; it looks like {}")
            }
            NoteKind::Empty => words("文件是空的{}", "the file is empty{}"),
            NoteKind::Truncated => words("文件末尾残缺{}", "the end of the file is cut off{}"),
        }
    }
}

/// One oddity of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What kind it is.
    pub kind: NoteKind,
    /// Where it first shows; `None` if it concerns the whole file.
    pub span: Option<Span>,
    /// What fills the `{}` of [`NoteKind::words`]: a count or a format name, or nothing.
    pub detail: String,
}
