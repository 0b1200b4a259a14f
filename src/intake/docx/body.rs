//! The blocks of a docx: paragraphs, tables, text boxes, in the order in which they are read.

use std::collections::BTreeMap;
use std::mem;

use crate::intake::docx::footnote::{Footnotes, Kind};
use crate::intake::docx::list::Lists;
use crate::intake::docx::run::chosen;
use crate::intake::docx::style::{Styles, flag, list_item, outline_level};
use crate::intake::field::Fields;
use crate::intake::limit::MAX_TEXT_BYTES;
use crate::intake::line::Line;
use crate::intake::paragraph::{Paragraph, drop_contents_heading, row};
use crate::intake::tally::Tally;
use crate::intake::tree::Element;
use crate::text::span::is_blank;

/// Reads blocks to paragraphs.
#[derive(Debug)]
pub struct Body<'s> {
    pub(super) styles: &'s Styles,
    lists: Lists,
    pub(super) fields: Fields,
    /// Whether fields are not to be believed, because one of them never ends.
    pub(super) ignores_fields: bool,
    /// Whether white space counts everywhere, as Word 2003 says of the whole document.
    pub keeps_space: bool,
    /// The foreign documents that are taken in, by the id they are called by.
    pub chunks: BTreeMap<String, Vec<Paragraph>>,
    footnotes: Footnotes,
    notes_in_place: Vec<(Kind, String, Vec<Paragraph>)>,
    paragraphs: Vec<Paragraph>,
    /// Text boxes of the paragraph that is being read.
    pending_boxes: Vec<Paragraph>,
    /// Text in front of a paragraph whose own end was deleted.
    pending_line: Line,
    text_bytes: usize,
    /// Whether the paragraph that is being read holds text of a table of contents.
    pub(super) has_contents: bool,
    /// What notes tell of.
    pub tally: Tally,
}

impl<'s> Body<'s> {
    /// Makes a reader of blocks.
    pub fn new(styles: &'s Styles, lists: Lists, footnotes: Footnotes) -> Self {
        Self {
            styles,
            lists,
            footnotes,
            fields: Fields::default(),
            ignores_fields: false,
            keeps_space: false,
            chunks: BTreeMap::new(),
            notes_in_place: Vec::new(),
            paragraphs: Vec::new(),
            pending_boxes: Vec::new(),
            pending_line: Line::default(),
            text_bytes: 0,
            has_contents: false,
            tally: Tally::default(),
        }
    }

    /// Makes a reader that takes fields for plain text.
    #[must_use]
    pub fn without_fields(self) -> Self {
        Self { ignores_fields: true, ..self }
    }

    /// Says whether every field that was opened was closed.
    pub fn has_whole_fields(&self) -> bool {
        self.fields.is_closed()
    }

    /// Says whether text was left out because there is too much of it.
    pub fn is_over_limit(&self) -> bool {
        MAX_TEXT_BYTES < self.text_bytes
    }

    /// Returns the notes that were referred to, in reading order.
    pub fn referred(&self) -> Vec<(Kind, String, String)> {
        self.footnotes.in_order()
    }

    /// Returns the paragraphs read so far and starts anew.
    pub fn take(&mut self) -> Vec<Paragraph> {
        mem::take(&mut self.paragraphs)
    }

    /// Reads all blocks inside an element.
    pub fn blocks(&mut self, parent: Element) {
        for element in parent.elements() {
            if self.is_over_limit() {
                return;
            }
            match element.name() {
                "p" => self.paragraph(element),
                "tbl" => self.table(element),
                "sdt" if is_contents(element) => {
                    self.tally.contents_lines +=
                        element.descendants().filter(|inner| inner.is("p")).count();
                    drop_contents_heading(&mut self.paragraphs);
                }
                "sdt" => {
                    if let Some(content) = element.child("sdtContent") {
                        self.blocks(content);
                    }
                }
                "AlternateContent" => {
                    if let Some(inner) = chosen(element) {
                        self.blocks(inner);
                    }
                }
                "ins" | "moveTo" => {
                    self.tally.revisions += 1;
                    self.blocks(element);
                }
                "del" | "moveFrom" => self.tally.revisions += 1,
                "customXml" | "smartTag" | "sect" | "sub-section" => self.blocks(element),
                "altChunk" => {
                    let id = element.attribute("id").unwrap_or_default();
                    let chunk = self.chunks.remove(id.as_ref()).unwrap_or_default();
                    for paragraph in chunk {
                        self.push(paragraph);
                    }
                }
                "annotation" => {
                    if let Some(content) = self.annotated(element) {
                        self.blocks(content);
                    }
                }
                _ => {}
            }
        }
    }

    /// Returns what an annotation of Word 2003 leaves to be read: what was inserted, not what was deleted.
    pub(super) fn annotated<'e>(&mut self, annotation: Element<'e>) -> Option<Element<'e>> {
        let kind = annotation.attribute("type").unwrap_or_default();
        match kind.as_ref() {
            "Word.Insertion" | "Word.Deletion" => self.tally.revisions += 1,
            "Word.Comment" => self.tally.comments += 1,
            _ => {}
        }
        annotation.child("content").filter(|_| kind == "Word.Insertion")
    }

    /// Reads a note that stands where it is referred to, as in Word 2003; returns the mark that is seen.
    pub(super) fn note_in_place(&mut self, kind: Kind, element: Element) -> String {
        let label = self.footnotes.next_label(kind);
        let note = self.apart(element);
        self.notes_in_place.push((kind, label.clone(), note));
        label
    }

    /// Returns the notes of a kind that stood where they are referred to, with their labels.
    pub fn notes_in_place(&mut self, kind: Kind) -> Vec<(String, Vec<Paragraph>)> {
        let of_kind = self.notes_in_place.extract_if(.., |(found, ..)| *found == kind);
        of_kind.map(|(_, label, note)| (label, note)).collect()
    }

    fn paragraph(&mut self, element: Element) {
        let properties = element.child("pPr");
        let style = properties.and_then(|properties| properties.child("pStyle"));
        let style = style.and_then(|style| style.attribute("val"));
        let style = style.as_deref();
        let mark = properties.and_then(|properties| properties.child("rPr"));
        let has_no_end = mark
            .is_some_and(|mark| mark.child("del").is_some() || flag(mark, "vanish") == Some(true));
        let is_bold = self.styles.is_bold(style).unwrap_or(false);
        let mut line = mem::take(&mut self.pending_line);
        self.has_contents = self.fields.in_contents();
        self.inline(element, is_bold, &mut line);
        if has_no_end {
            self.pending_line = line;
            return;
        }
        if self.has_contents && line.is_blank() {
            self.tally.contents_lines += 1;
            drop_contents_heading(&mut self.paragraphs);
            return;
        }
        let own = properties.and_then(list_item);
        let label = self.lists.label(own.as_ref(), style, self.styles);
        let role = properties.and_then(outline_level);
        let role = role.unwrap_or_else(|| self.styles.role(style));
        let boxes = mem::take(&mut self.pending_boxes);
        if boxes.is_empty() || !line.is_blank() {
            self.push(line.finished(&label, role));
        }
        for paragraph in boxes {
            self.push(paragraph);
        }
    }

    /// Reads a table row by row.
    fn table(&mut self, table: Element) {
        for element in table.elements() {
            match element.name() {
                "tr" => self.row(element),
                "sdt" => {
                    if let Some(content) = element.child("sdtContent") {
                        self.table(content);
                    }
                }
                "ins" | "moveTo" | "customXml" => self.table(element),
                _ => {}
            }
        }
    }

    fn row(&mut self, element: Element) {
        let properties = element.child("trPr");
        let is = |name| properties.is_some_and(|properties| properties.child(name).is_some());
        self.tally.revisions += usize::from(is("del") || is("ins"));
        if is("del") {
            return;
        }
        let mut cells = Vec::new();
        self.cells(element, &mut cells);
        for paragraph in row(cells) {
            self.push(paragraph);
        }
    }

    fn cells(&mut self, row: Element, cells: &mut Vec<Vec<Paragraph>>) {
        for element in row.elements() {
            match element.name() {
                "tc" if is_deleted_cell(element) => self.tally.revisions += 1,
                "tc" => cells.push(self.apart(element)),
                "sdt" => {
                    if let Some(content) = element.child("sdtContent") {
                        self.cells(content, cells);
                    }
                }
                "customXml" => self.cells(element, cells),
                _ => {}
            }
        }
    }

    /// Reads text boxes, whose text stands behind the paragraph they hang on.
    pub(super) fn boxes(&mut self, drawing: Element) {
        let mut at_most_outer = drawing.descendants();
        while let Some(element) = at_most_outer.find(|inner| inner.is("txbxContent")) {
            let outer = mem::take(&mut self.pending_boxes);
            let inner = self.apart(element);
            let has_text = inner.iter().any(|paragraph| !paragraph.text.chars().all(is_blank));
            self.tally.boxes += usize::from(has_text);
            self.pending_boxes = outer;
            self.pending_boxes.extend(inner);
            let inside = element.descendants().count();
            if 0 < inside {
                at_most_outer.nth(inside - 1);
            }
        }
    }

    /// Reads blocks that are not part of the flow of text around them.
    fn apart(&mut self, element: Element) -> Vec<Paragraph> {
        let outer = mem::take(&mut self.paragraphs);
        let line = mem::take(&mut self.pending_line);
        let has_contents = self.has_contents;
        self.blocks(element);
        self.has_contents = has_contents;
        self.pending_line = line;
        mem::replace(&mut self.paragraphs, outer)
    }

    /// Returns the mark that is seen for a reference to a note.
    pub(super) fn reference(&mut self, name: &str, element: Element) -> String {
        let kind = if name == "footnoteReference" { Kind::Footnote } else { Kind::Endnote };
        let id = element.attribute("id").unwrap_or_default();
        let has_own = element.attribute("customMarkFollows").is_some_and(|own| own != "0");
        self.footnotes.refer(kind, &id, has_own)
    }

    fn push(&mut self, paragraph: Paragraph) {
        self.text_bytes += paragraph.text.len();
        if !self.is_over_limit() {
            self.paragraphs.push(paragraph);
        }
    }
}

/// Says whether a cell was deleted with changes tracked.
fn is_deleted_cell(cell: Element) -> bool {
    cell.child("tcPr").is_some_and(|properties| properties.child("cellDel").is_some())
}

/// Says whether a block is the table of contents, its heading included.
fn is_contents(block: Element) -> bool {
    let properties = block.child("sdtPr").into_iter().flat_map(|inner| inner.descendants());
    properties
        .filter(|inner| inner.is("docPartGallery"))
        .any(|gallery| gallery.attribute("val").is_some_and(|name| name == "Table of Contents"))
}
