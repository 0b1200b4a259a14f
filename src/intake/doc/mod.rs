//! Word files of 1997 to 2003, and the old files of WPS, which are the same.
//!
//! ```text
//! compound ──► header     where everything stands
//!          ──► piece      the characters in their order      ┐
//!          ──► property   bold, deleted, in a table          ├─► body ──► paragraphs
//!          ──► style, list, place                            ┘
//! ```
//!
//! What is read is what Word shows with all changes accepted, as for docx. Source of the layout:
//! the open specification MS-DOC.

use crate::intake::compound::{Compound, is_compound};
use crate::intake::doc::body::{Body, Source};
use crate::intake::doc::header::{Header, Part, Table, is_word};
use crate::intake::doc::list::Lists;
use crate::intake::doc::piece::Pieces;
use crate::intake::doc::place::Places;
use crate::intake::doc::property::{Kind, Runs};
use crate::intake::doc::style::Styles;
use crate::intake::flaw::Flaw;
use crate::intake::limit::Limit;
use crate::intake::note::{Note, NoteKind};
use crate::intake::paragraph::composed;
use crate::intake::reading::Reading;

pub mod body;
pub mod header;
pub mod list;
pub mod piece;
pub mod place;
pub mod property;
pub mod style;

/// The stream of the text.
const MAIN: &str = "WordDocument";

/// Compound files of other programs, by a stream that only they have.
const OTHERS: [(&str, &str); 6] = [
    ("Workbook", "Excel (.xls)"),
    ("Book", "Excel (.xls)"),
    ("PowerPoint Document", "PowerPoint (.ppt)"),
    ("__properties_version1.0", "Outlook (.msg)"),
    ("HwpSummaryInformation", "Hangul (.hwp)"),
    ("\u{5}HwpSummaryInformation", "Hangul (.hwp)"),
];

/// Says whether the bytes are a compound file, the only kind of file this reader opens.
pub fn is_doc(bytes: &[u8]) -> bool {
    is_compound(bytes)
}

/// Reads a Word 97 file. Never fails; linear.
pub fn read(bytes: &[u8]) -> Reading {
    let Some(file) = Compound::open(bytes) else {
        return Reading::refused(NoteKind::Unreadable, "");
    };
    if file.has("EncryptedPackage") {
        return Reading::refused(NoteKind::Encrypted, "");
    }
    let Some(main) = file.stream(MAIN) else {
        let other = OTHERS.iter().find(|(stream, _)| file.has(stream));
        return match other {
            Some((_, name)) => Reading::refused(NoteKind::NotText, *name),
            None if file.is_empty() => Reading::refused(NoteKind::Unreadable, ""),
            None => Reading::refused(NoteKind::NotText, "OLE2"),
        };
    };
    let Some(header) = Header::of(&main) else {
        let is_old = is_word(&main);
        let kind = if is_old { NoteKind::NotText } else { NoteKind::Unreadable };
        return Reading::refused(kind, if is_old { "Word 2.0–95 (.doc)" } else { "" });
    };
    if header.is_encrypted {
        return Reading::refused(NoteKind::Encrypted, "");
    }
    let tables = file.stream(header.table_name).unwrap_or_default();
    document(&main, &header, &tables)
}

/// Reads text and notes.
fn document(main: &[u8], header: &Header, tables: &[u8]) -> Reading {
    let table = |table| header.table(tables, table);
    let source = Source {
        main,
        pieces: Pieces::of(table(Table::Pieces)),
        characters: Runs::of(main, table(Table::CharacterPages), Kind::Characters),
        paragraphs: Runs::of(main, table(Table::ParagraphPages), Kind::Paragraphs),
        styles: Styles::of(table(Table::Styles)),
        places: Places::of(header, tables),
    };
    let lists = || Lists::of(header.from_table(tables, Table::Lists), table(Table::ListUses));
    let text = header.part(Part::Main);
    let mut body = Body::new(&source, lists(), false);
    let mut paragraphs = body.read(text);
    if !body.has_whole_fields() {
        body = Body::new(&source, lists(), true);
        paragraphs = body.read(text);
    }
    let mut notes: Vec<Note> = Vec::new();
    if body.is_over_limit() {
        notes.push(Flaw::OverLimit(Limit::Text).note("text"));
    } else if source.pieces.end(main) < text.1 {
        notes.push(Flaw::Damaged.note("doc"));
    }
    notes.extend(body.tally.notes());
    let (text, hints) = composed(&paragraphs);
    Reading { text, hints, encoding: "UTF-16LE", notes }
}
