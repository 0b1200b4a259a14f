//! Rich text, which Word, WPS and old office systems write; often under the name of `.doc`.
//!
//! ```text
//! bytes ──► token ──► reader, control ──► paragraphs
//!                     state of the group, table of fonts and styles
//! ```
//!
//! What is read is what is seen with all changes accepted, as for docx. The file holds the numbers in
//! front of paragraphs as text.

use encoding_rs::{GB18030, GBK};

use crate::intake::flaw::Flaw;
use crate::intake::limit::Limit;
use crate::intake::paragraph::composed;
use crate::intake::reading::{Options, Reading};
use crate::intake::rtf::reader::Reader;

pub mod control;
pub mod reader;
pub mod state;
pub mod table;
pub mod token;

/// How an rtf opens; blanks and a byte order mark may stand in front.
const OPENING: &[u8] = b"{\\rtf";

/// Says whether the bytes open like an rtf.
pub fn is_rtf(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(OPENING)
}

/// Reads an rtf. Never fails; linear.
pub fn read(bytes: &[u8], options: &Options) -> Reading {
    let mut reader = Reader::new(options.encoding);
    reader.read(bytes);
    let encoding = reader.encoding();
    let encoding = if encoding == GBK { GB18030 } else { encoding };
    let mut notes = Vec::new();
    if reader.is_over_limit() {
        notes.push(Flaw::OverLimit(Limit::Text).note("text"));
    } else if reader.is_unfinished() {
        notes.push(Flaw::Damaged.note("rtf"));
    }
    notes.extend(reader.tally.notes());
    let (text, hints) = composed(&reader.finished());
    Reading { text, hints, encoding: encoding.name(), notes }
}

#[cfg(test)]
mod tests;
