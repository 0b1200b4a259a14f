//! Bytes to text, with notes on what did not decode.

use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use crate::intake::detect::{encoding_of, ends_inside_utf8};
use crate::intake::document::Document;
use crate::intake::format::Format;
use crate::intake::mojibake;
use crate::intake::note::{Note, NoteKind};
use crate::intake::reading::{Options, Reading};
use crate::intake::repair::repaired;
use crate::text::span::{Span, is_blank};

/// What stands for bytes that are no character.
const REPLACEMENT: char = '\u{FFFD}';

/// A text and how it came out of its bytes.
struct Decoded {
    text: String,
    /// Places that did not decode, the cut end not counted.
    bad_places: usize,
    /// Where the first of them stands in the text.
    first_bad: Option<Span>,
    /// Where the character stands that the end of the file cuts off.
    cut: Option<Span>,
}

/// Reads the bytes of a file as plain text, whatever they are. Never fails; linear.
///
/// A byte order mark is honored and dropped, line ends are kept.
pub fn read(bytes: &[u8], name: &str) -> Document {
    let Reading { text, hints, encoding, notes } = reading(bytes, &Options::default());
    Document { name: name.to_owned(), format: Format::Text, encoding, text, hints, notes }
}

/// Reads bytes as plain text; in the given encoding, or else in the one they are most likely in.
pub fn reading(bytes: &[u8], options: &Options) -> Reading {
    let marked = Encoding::for_bom(bytes);
    let body = marked.map_or(bytes, |(_, mark)| bytes.get(mark..).unwrap_or_default());
    let encoding = options
        .encoding
        .or(marked.map(|(encoding, _)| encoding))
        .unwrap_or_else(|| encoding_of(bytes));
    let decoded = decoded(body, encoding);
    let (text, notes) = examined(decoded);
    let encoding = if encoding == GBK { GB18030 } else { encoding };
    Reading { text, hints: Vec::new(), encoding: encoding.name(), notes }
}

/// Decodes; UTF-8 by itself, so that each bad place can be counted.
fn decoded(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    if encoding == UTF_8 { decoded_utf8(bytes) } else { decoded_legacy(bytes, encoding) }
}

/// Decodes UTF-8, one U+FFFD for each ill-formed sequence, as the standard recommends.
fn decoded_utf8(bytes: &[u8]) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    let (mut bad_places, mut first_bad, mut last_bad) = (0, None, None);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            last_bad = Some(Span::new(text.len(), text.len() + REPLACEMENT.len_utf8()));
            first_bad = first_bad.or(last_bad);
            bad_places += 1;
            text.push(REPLACEMENT);
        }
    }
    let cut = if ends_inside_utf8(bytes) { last_bad } else { None };
    without_cut(Decoded { text, bad_places, first_bad, cut })
}

/// Decodes anything else. None of these encodings but UTF-16 and GB18030 can hold a U+FFFD of their own.
fn decoded_legacy(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let text = text.into_owned();
    let spans =
        || text.match_indices(REPLACEMENT).map(|(at, found)| Span::new(at, at + found.len()));
    let (bad_places, first_bad, last_bad) = if had_errors {
        (spans().count(), spans().next(), spans().next_back())
    } else {
        (0, None, None)
    };
    let is_wide = encoding == UTF_16LE || encoding == UTF_16BE;
    let opens_character = bytes.last().is_some_and(|byte| is_wide || 0x80 < *byte);
    let cut = last_bad.filter(|span| opens_character && span.end == text.len());
    without_cut(Decoded { text, bad_places, first_bad, cut })
}

/// Takes the cut end out of the count of bad places: it has a note of its own.
fn without_cut(mut decoded: Decoded) -> Decoded {
    if decoded.cut.is_some() {
        decoded.bad_places = decoded.bad_places.saturating_sub(1);
        decoded.first_bad = decoded.first_bad.filter(|first| Some(*first) != decoded.cut);
    }
    decoded
}

/// Says what was odd, in text order, and repairs what can be repaired exactly.
fn examined(mut decoded: Decoded) -> (String, Vec<Note>) {
    if decoded.text.chars().all(is_blank) {
        let empty = Note { kind: NoteKind::Empty, span: None, detail: String::new() };
        return (decoded.text, vec![empty]);
    }
    let mut notes = Vec::new();
    if 0 < decoded.bad_places {
        let detail = decoded.bad_places.to_string();
        notes.push(Note { kind: NoteKind::UndecodableBytes, span: decoded.first_bad, detail });
    }
    // After an error of decoding, U+FFFD is our own and the note above has told of it.
    let is_whole = decoded.bad_places == 0 && decoded.cut.is_none();
    let mut places =
        if decoded.bad_places == 0 { mojibake::places(&decoded.text) } else { Vec::new() };
    if let Some(repair) = repaired(&decoded.text, &places).filter(|_| is_whole) {
        let detail = repair.n_lines.to_string();
        notes.push(Note { kind: NoteKind::MojibakeRepaired, span: Some(repair.first), detail });
        places = mojibake::places(&repair.text);
        decoded.text = repair.text;
    }
    if let Some(first) = places.first() {
        let detail = places.len().to_string();
        notes.push(Note { kind: NoteKind::Mojibake, span: Some(*first), detail });
    }
    if decoded.cut.is_some() {
        notes.push(Note { kind: NoteKind::Truncated, span: decoded.cut, detail: String::new() });
    }
    notes.sort_by_key(|note| note.span.map(|span| span.start));
    (decoded.text, notes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(document: &Document) -> Vec<NoteKind> {
        document.notes.iter().map(|note| note.kind).collect()
    }

    #[test]
    fn byte_order_mark_is_dropped_and_line_ends_are_kept() {
        let document = read("\u{FEFF}一、成效\r\n二、不足\r".as_bytes(), "a.txt");
        assert_eq!(document.text, "一、成效\r\n二、不足\r");
        assert_eq!(document.encoding, "UTF-8");
        assert!(document.notes.is_empty());
    }

    #[test]
    fn utf8_cut_in_its_last_character_is_truncated_and_nothing_else() {
        let document = read(&"科技工作".as_bytes()[..11], "a.txt");
        assert_eq!(document.text, "科技工\u{FFFD}");
        assert_eq!(kinds(&document), [NoteKind::Truncated]);
        assert_eq!(document.notes[0].span, Some(Span::new(9, 12)));
    }

    #[test]
    fn bad_bytes_inside_utf8_are_counted() {
        let mut bytes = "科技工作取得新成效，全市上下".as_bytes().to_vec();
        bytes.insert(3, 0xFF);
        let document = read(&bytes, "a.txt");
        assert_eq!(kinds(&document), [NoteKind::UndecodableBytes]);
        assert_eq!(document.notes[0].detail, "1");
        assert_eq!(document.notes[0].span, Some(Span::new(3, 6)));
    }

    #[test]
    fn gb18030_cut_in_its_last_character_is_truncated() {
        let bytes = GB18030.encode("今年以来，全市科技工作取得新的成效").0;
        let document = read(&bytes[..bytes.len() - 1], "a.txt");
        assert_eq!(document.encoding, "gb18030");
        assert_eq!(kinds(&document), [NoteKind::Truncated]);
        assert!(document.text.starts_with("今年以来，全市"));
    }

    #[test]
    fn utf16_with_mark_decodes() {
        let bytes: Vec<u8> = "\u{FEFF}报告".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&bytes, "a.txt").text, "报告");
    }

    #[test]
    fn white_space_only_is_empty() {
        assert_eq!(kinds(&read(b"", "a")), [NoteKind::Empty]);
        assert_eq!(kinds(&read(" \u{3000}\r\n".as_bytes(), "a")), [NoteKind::Empty]);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read(bytes: Vec<u8>) {
            let document = read(&bytes, "a");
            for note in &document.notes {
                proptest::prop_assert!(note.span.is_none_or(|span| span.end <= document.text.len()));
            }
        }
    }
}
