//! Documents that are one XML file: what they are, told by their outermost element.

use crate::intake::reading::Reading;
use crate::intake::tree::{Element, Tree, decoded};
use crate::intake::{docx, odt};

/// How many bytes are looked at to find the outermost element, behind declarations and comments.
const HEAD_BYTES: usize = 16_384;

/// Says whether the bytes are a Word document in one XML file: a flat package, or of Word 2003.
pub fn is_word(bytes: &[u8]) -> bool {
    opens_with(bytes, docx::is_single)
}

/// Says whether the bytes are an `OpenDocument` text in one XML file.
pub fn is_open_document(bytes: &[u8]) -> bool {
    opens_with(bytes, |root| {
        root.is("document")
            && root.attribute("mimetype").is_some_and(|kind| kind.ends_with("opendocument.text"))
    })
}

/// Reads a Word document in one XML file.
pub fn word(bytes: &[u8]) -> Reading {
    docx::read_single(bytes)
}

/// Reads an `OpenDocument` text in one XML file.
pub fn open_document(bytes: &[u8]) -> Reading {
    odt::read_single(bytes)
}

/// Says whether the outermost element of an XML file is of a kind.
fn opens_with(bytes: &[u8], is: impl Fn(Element) -> bool) -> bool {
    let head = decoded(bytes.get(..HEAD_BYTES).unwrap_or(bytes));
    head.trim_start().starts_with('<') && Tree::of(&head).root().is_some_and(is)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::note::NoteKind;

    const LIST: &str = "<w:lists><w:listDef w:listDefId='3'><w:lvl w:ilvl='0'><w:start w:val='1'/>\
        <w:nfc w:val='11'/><w:lvlText w:val='%1、'/></w:lvl></w:listDef>\
        <w:list w:ilfo='1'><w:ilst w:val='3'/></w:list></w:lists>";

    fn word_2003(body: &str) -> Reading {
        let xml = format!(
            "<?xml version='1.0'?>\n<?mso-application progid='Word.Document'?>\n\
             <w:wordDocument xml:space='preserve'>{LIST}<w:body><wx:sect>{body}</wx:sect></w:body></w:wordDocument>"
        );
        assert!(is_word(xml.as_bytes()));
        word(xml.as_bytes())
    }

    #[test]
    fn word_2003_shows_numbers_insertions_and_notes_where_they_belong() {
        let numbered = "<w:p><w:pPr><w:listPr><w:ilvl w:val='0'/><w:ilfo w:val='1'/></w:listPr></w:pPr>\
            <w:r><w:t>回顾</w:t></w:r><w:r><w:footnote><w:p><w:r><w:footnoteRef/></w:r>\
            <w:r><w:t>口径</w:t></w:r></w:p></w:footnote></w:r></w:p>";
        let changed = "<wx:sub-section><w:p><aml:annotation w:type='Word.Deletion'><aml:content><w:r>\
            <w:delText>旧</w:delText></w:r></aml:content></aml:annotation>\
            <aml:annotation w:type='Word.Insertion'><aml:content><w:r><w:t>a </w:t></w:r>\
            </aml:content></aml:annotation><w:r><w:t>b</w:t></w:r></w:p></wx:sub-section>";
        let reading = word_2003(&format!("{numbered}{changed}"));
        assert_eq!(reading.text, "一、回顾[1]\na b\n[1] 口径\n");
        let kinds: Vec<NoteKind> = reading.notes.iter().map(|note| note.kind).collect();
        assert_eq!(kinds, [NoteKind::TrackedChanges, NoteKind::Footnotes]);
    }

    #[test]
    fn flat_packages_are_read_like_packed_ones() {
        let xml = "<?xml version='1.0'?><pkg:package xmlns:pkg='x'>\
            <pkg:part pkg:name='/word/document.xml'><pkg:xmlData><w:document><w:body>\
            <w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>回顾</w:t></w:r></w:p>\
            </w:body></w:document></pkg:xmlData></pkg:part>\
            <pkg:part pkg:name='/word/numbering.xml'><pkg:xmlData><w:numbering>\
            <w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='2'/>\
            <w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl></w:abstractNum>\
            <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering></pkg:xmlData></pkg:part></pkg:package>";
        assert!(is_word(xml.as_bytes()));
        assert_eq!(word(xml.as_bytes()).text, "二、回顾\n");
    }

    #[test]
    fn texts_are_told_from_tables_and_pages() {
        let text = "<?xml version='1.0'?><office:document office:mimetype='application/vnd.oasis.opendocument.text'>\
            <office:body><office:text><text:p>正文</text:p></office:text></office:body></office:document>";
        assert!(is_open_document(text.as_bytes()));
        assert_eq!(open_document(text.as_bytes()).text, "正文\n");
        let table = text.replace("opendocument.text", "opendocument.spreadsheet");
        assert!(!is_open_document(table.as_bytes()));
        assert!(!is_word(b"<html><body><p>a") && !is_word(b"") && !is_word("正文".as_bytes()));
    }
}
