//! Bytes and a name in, a [`document::Document`] out.
//!
//! ```text
//! bytes ──► format      what the content is, from one table; the name is a tie-breaker
//!       ──► a reader    docx, odt, rtf, doc: paragraphs ──► paragraph: one text and hints
//!                       text: detect (which encoding), decode, mojibake
//! ```
//!
//! Reading never fails: whatever the bytes are, there is a text and there are notes that say
//! what was odd about them. Whether a note is reason enough to stop is for the caller to say.
//!
//! A new format is a row of [`format`] and a folder or file of its own that turns a
//! [`format::Sample`] into a [`reading::Reading`].

use crate::intake::document::Document;
use crate::intake::format::{Format, Sample, misnamed, recognised};
use crate::intake::note::{Note, NoteKind};
use crate::intake::reading::{Options, Reading};
use crate::text::span::is_blank;

pub mod archive;
pub mod codepage;
pub mod compound;
pub mod decode;
pub mod detect;
pub mod doc;
pub mod document;
pub mod docx;
pub mod field;
pub mod flaw;
pub mod format;
pub mod limit;
pub mod line;
pub mod little;
pub mod html;
pub mod joint;
pub mod markdown;
pub mod mhtml;
pub mod mojibake;
pub mod note;
pub mod numbering;
pub mod numeral;
pub mod odt;
pub mod packed;
pub mod paragraph;
pub mod pdf;
pub mod reading;
pub mod repair;
pub mod rtf;
pub mod signature;
pub mod single;
pub mod story;
pub mod symbol;
pub mod tally;
pub mod tree;

/// Reads a file by what its content is, not by what its name says. Never fails; linear.
///
/// A file that cannot be read has an empty text and a note that says why; an empty file has an
/// empty text too.
pub fn read(bytes: &[u8], name: &str, options: &Options) -> Document {
    let sample = Sample { bytes, name };
    let format = recognised(&sample);
    let Reading { text, hints, encoding, mut notes } = format.reader()(&sample, options);
    if format != Format::Text && text.chars().all(is_blank) {
        notes.extend(nothing_read(&notes));
    }
    if let Some(detail) = misnamed(&sample, format).filter(|_| !text.is_empty()) {
        notes.push(Note { kind: NoteKind::Misnamed, span: None, detail });
    }
    Document { name: name.to_owned(), format, encoding, text, hints, notes }
}

/// Says that nothing was read, unless a note says it already.
fn nothing_read(notes: &[Note]) -> Option<Note> {
    let is_damaged = notes.iter().any(|note| note.kind == NoteKind::Damaged);
    let kind = if is_damaged { NoteKind::Unreadable } else { NoteKind::Empty };
    let is_said = notes.iter().any(|note| note.kind.advice().is_some());
    (!is_said).then(|| Note { kind, span: None, detail: String::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_are_no_text_say_what_they_look_like() {
        let picture = read(b"\x89PNG\r\n\x1A\n", "报告.txt", &Options::default());
        assert_eq!(picture.format, Format::Binary);
        assert_eq!(picture.notes[0].kind, NoteKind::NotText);
        assert_eq!(picture.notes[0].detail, "PNG");
        let noise = read(&[1, 0, 0, 7, 0, 0], "a", &Options::default());
        assert_eq!(noise.notes[0].detail, "binary");
    }
}
