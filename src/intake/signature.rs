//! Files that are no text, told by their first bytes.

use crate::intake::archive::is_archive;
use crate::intake::detect::is_utf16;
use crate::intake::note::NoteKind;
use crate::intake::packed;
use crate::intake::reading::Reading;

/// First bytes of a format, and what it is called in a note.
struct Signature {
    opening: &'static [u8],
    name: &'static str,
}

/// Makes a row of the table.
const fn row(opening: &'static [u8], name: &'static str) -> Signature {
    Signature { opening, name }
}

/// The formats people hand over by mistake, most specific first.
const SIGNATURES: [Signature; 15] = [
    row(b"%PDF", "PDF"),
    row(b"PK\x03\x04", "ZIP"),
    row(b"PK\x05\x06", "ZIP"),
    row(b"\xD0\xCF\x11\xE0", "Word (.doc)"),
    row(b"\x89PNG", "PNG"),
    row(b"\xFF\xD8\xFF", "JPEG"),
    row(b"GIF8", "GIF"),
    row(b"II*\x00", "TIFF"),
    row(b"MM\x00*", "TIFF"),
    row(b"\x1F\x8B", "gzip"),
    row(b"\x7FELF", "ELF"),
    row(b"7z\xBC\xAF", "7z"),
    row(b"Rar!", "RAR"),
    row(b"SQLite format 3", "SQLite"),
    row(b"\xCA\xFE\xBA\xBE", "Mach-O"),
];

/// Share of NUL bytes above which bytes that are not UTF-16 are no text.
///
/// Bytes per byte. Text has none; a stray NUL of a broken transfer must not hide a whole report,
/// so the bound is well above a handful and far below the third that machine code holds.
const MAX_NUL_SHARE: f64 = 0.01;

/// How many bytes are looked at for NULs; binary formats show theirs at once.
const NUL_SAMPLE_BYTES: usize = 64 * 1024;

/// Documents that are one XML file and not read, by an element that only they have.
const XML_DOCUMENTS: [(&str, &str); 2] = [
    ("urn:schemas-microsoft-com:office:spreadsheet", "Excel XML (.xml)"),
    ("<office:document", "OpenDocument XML (.fods, .fodp)"),
];

/// How many bytes are looked at for such an element.
const XML_SAMPLE_BYTES: usize = 4096;

/// Says whether the bytes are no text in any encoding, or a document whose text lies among XML.
pub fn is_binary(bytes: &[u8]) -> bool {
    named(bytes).is_some()
        || xml_document(bytes).is_some()
        || ((has_many_nuls(bytes) || has_many_controls(bytes)) && !is_utf16(bytes))
}

/// Returns the reading of a file that is no text: empty, with a note that says what it looks like.
pub fn refused(bytes: &[u8]) -> Reading {
    if is_archive(bytes) {
        let name = packed::name(bytes);
        let kind = if name.is_empty() { NoteKind::Unreadable } else { NoteKind::NotText };
        return Reading::refused(kind, name);
    }
    let name = named(bytes).or_else(|| xml_document(bytes));
    Reading::refused(NoteKind::NotText, name.unwrap_or("binary"))
}

/// Returns the name of the format of a document that is one XML file.
fn xml_document(bytes: &[u8]) -> Option<&'static str> {
    let head = String::from_utf8_lossy(bytes.get(..XML_SAMPLE_BYTES).unwrap_or(bytes));
    let is_xml = head.trim_start_matches('\u{FEFF}').trim_start().starts_with("<?xml");
    let found = XML_DOCUMENTS.iter().find(|(element, _)| head.contains(element));
    found.filter(|_| is_xml).map(|(_, name)| *name)
}

/// Returns the name of the format if the bytes open like a file that is no text; `None` of nothing.
fn named(bytes: &[u8]) -> Option<&'static str> {
    SIGNATURES.iter().find(|row| bytes.starts_with(row.opening)).map(|row| row.name)
}

/// Share of control characters above which bytes are no text, line ends and tabs aside; noise has a tenth.
const MAX_CONTROL_SHARE: f64 = 0.02;

/// Says whether there are more control characters than any text has, such as random bytes have.
fn has_many_controls(bytes: &[u8]) -> bool {
    let sample = bytes.get(..NUL_SAMPLE_BYTES).unwrap_or(bytes);
    let is_control = |byte: &&u8| matches!(byte, 0x01..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F);
    let controls = sample.iter().filter(is_control).count();
    MIN_CONTROLS < controls && sample.len() as f64 * MAX_CONTROL_SHARE < controls as f64
}

/// Control characters that prove nothing in a short text.
const MIN_CONTROLS: usize = 16;

/// Says whether there are more NULs than any text has; only meaningful for bytes that are not UTF-16.
fn has_many_nuls(bytes: &[u8]) -> bool {
    let sample = bytes.get(..NUL_SAMPLE_BYTES).unwrap_or(bytes);
    let nuls = sample.split(|byte| *byte == 0).skip(1).count();
    sample.len() as f64 * MAX_NUL_SHARE < nuls as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_named_by_their_first_bytes() {
        assert_eq!(named(b"%PDF-1.7"), Some("PDF"));
        assert_eq!(named(b"PK\x03\x04\x14"), Some("ZIP"));
        assert_eq!(named(b"\xD0\xCF\x11\xE0\xA1\xB1"), Some("Word (.doc)"));
        assert_eq!(named("政府工作报告".as_bytes()), None);
        assert_eq!(named(b""), None);
    }

    #[test]
    fn documents_in_one_xml_file_are_told_from_text() {
        let sheet = b"<?xml version='1.0'?>\n<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>";
        assert_eq!(refused(sheet).notes[0].detail, "Excel XML (.xml)");
        assert!(is_binary(sheet));
        assert!(!is_binary("<?xml version='1.0'?><report>工作报告</report>".as_bytes()));
    }

    #[test]
    fn noise_is_no_text_and_escape_sequences_are() {
        let noise: Vec<u8> = (0..=255).cycle().step_by(7).take(4000).collect();
        assert!(has_many_controls(&noise));
        assert!(!has_many_controls("\u{1B}[31m工作报告\u{1B}[0m\r\n".as_bytes()));
    }

    #[test]
    fn one_stray_nul_does_not_make_a_text_binary() {
        let mut bytes = "工作报告".repeat(20).into_bytes();
        bytes.push(0);
        assert!(!has_many_nuls(&bytes));
        assert!(has_many_nuls(&[0, 1, 2, 3]));
    }
}
