//! The blocks and lines of an `OpenDocument` text, in the order in which they are read.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::mem;

use crate::intake::limit::MAX_TEXT_BYTES;
use crate::intake::line::Line;
use crate::intake::odt::list::Lists;
use crate::intake::odt::style::Styles;
use crate::intake::paragraph::{
    Paragraph, Style, drop_contents_heading, footnote, footnote_mark, row,
};
use crate::intake::tally::Tally;
use crate::intake::tree::{Child, Element};
use crate::text::span::is_blank;

/// Most spaces that one element stands for; more are there to blow up the text.
const MAX_SPACES: usize = 200;

/// Blocks and pieces of a line that are no text of the report: what describes the file, what belongs to
/// the page, and generated lists of contents.
const LEFT_OUT: [&str; 14] = [
    "tracked-changes",
    "sequence-decls",
    "variable-decls",
    "user-field-decls",
    "forms",
    "illustration-index",
    "table-index",
    "object-index",
    "page-number",
    "page-count",
    "annotation-end",
    "ruby-text",
    "title",
    "desc",
];

/// The item of a list that is being read.
#[derive(Clone, Debug)]
struct Item {
    key: String,
    style: String,
    depth: usize,
    /// Whether its label was already put in front of a paragraph.
    is_labelled: bool,
}

/// Reads blocks to paragraphs.
#[derive(Debug)]
pub struct Body<'s> {
    styles: &'s Styles,
    lists: Lists,
    paragraphs: Vec<Paragraph>,
    footnotes: Vec<Paragraph>,
    boxes: Vec<Paragraph>,
    item: Option<Item>,
    /// The changes that are deletions; some programs leave the deleted text where it stood.
    deletions: BTreeSet<String>,
    /// The deletion that is open.
    open_deletion: Option<String>,
    /// Text in front of a paragraph end that was deleted.
    pending_line: Line,
    text_bytes: usize,
    /// What notes tell of.
    pub tally: Tally,
}

impl<'s> Body<'s> {
    /// Makes a reader of blocks.
    pub fn new(styles: &'s Styles, lists: Lists) -> Self {
        Self {
            styles,
            lists,
            paragraphs: Vec::new(),
            footnotes: Vec::new(),
            boxes: Vec::new(),
            item: None,
            deletions: BTreeSet::new(),
            open_deletion: None,
            pending_line: Line::default(),
            text_bytes: 0,
            tally: Tally::default(),
        }
    }

    /// Says whether text was left out because there is too much of it.
    pub fn is_over_limit(&self) -> bool {
        MAX_TEXT_BYTES < self.text_bytes
    }

    /// Returns all paragraphs, footnotes last.
    pub fn finished(mut self) -> Vec<Paragraph> {
        if !self.pending_line.is_blank() {
            let rest = mem::take(&mut self.pending_line).finished("", Style::Body);
            self.paragraphs.push(rest);
        }
        self.paragraphs.append(&mut self.footnotes);
        self.paragraphs
    }

    /// Reads all blocks inside an element.
    pub fn blocks(&mut self, parent: Element) {
        for element in parent.elements() {
            if self.is_over_limit() {
                return;
            }
            match element.name() {
                "p" => self.paragraph(element, None),
                "h" => self.paragraph(element, Some(element.number("outline-level").unwrap_or(1))),
                "list" => self.list(element),
                "table" => self.table(element),
                "table-of-content" => {
                    let lines = element.child("index-body").into_iter();
                    let lines = lines.flat_map(|body| body.descendants());
                    self.tally.contents_lines += lines.filter(|inner| inner.is("p")).count();
                    drop_contents_heading(&mut self.paragraphs);
                }
                "tracked-changes" => {
                    self.tally.revisions += revisions(element);
                    self.deletions.extend(deletions(element));
                }
                "change-start" | "change-end" => self.pass_change(element),
                "frame" | "custom-shape" | "g" => {
                    self.text_box(element);
                    self.flush_boxes();
                }
                name if LEFT_OUT.contains(&name) => {}
                _ => self.blocks(element),
            }
        }
    }

    fn paragraph(&mut self, element: Element, level: Option<u8>) {
        let style = element.attribute("style-name");
        let style = style.as_deref();
        let is_bold = self.styles.is_bold("paragraph", style).unwrap_or(false);
        let mut line = mem::take(&mut self.pending_line);
        if !self.styles.is_hidden("paragraph", style) {
            self.inline(element, is_bold, &mut line);
        }
        if self.open_deletion.is_some() {
            self.pending_line = line;
            return;
        }
        let label = if line.is_blank() { String::new() } else { self.label(element, level) };
        let role = match level {
            Some(level) => Style::Heading(level.clamp(1, 9)),
            None if self.styles.is_title(style) => Style::Title,
            None => Style::Body,
        };
        if self.boxes.is_empty() || !line.is_blank() {
            self.push(line.finished(&label, role));
        }
        self.flush_boxes();
    }

    /// Returns the label in front of a paragraph: that of its list, or of its heading level.
    fn label(&mut self, element: Element, level: Option<u8>) -> String {
        if let Some(item) = self.item.as_mut() {
            if mem::replace(&mut item.is_labelled, true) {
                return String::new();
            }
            let item = item.clone();
            return self.lists.label(&item.key, &item.style, item.depth);
        }
        let is_bare = element.attribute("is-list-header").is_some_and(|value| value == "true");
        let style = element.attribute("style-name");
        let takes_none = self.styles.list(style.as_deref()) == Some("");
        match level.and_then(|level| usize::from(level).checked_sub(1)) {
            Some(depth) if !is_bare && !takes_none => self.lists.heading_label(depth),
            _ => String::new(),
        }
    }

    fn list(&mut self, list: Element) {
        let outer = self.item.clone();
        let style = list.attribute("style-name").map(Cow::into_owned);
        let style = style.or_else(|| outer.as_ref().map(|item| item.style.clone()));
        let style = style.unwrap_or_default();
        let depth = outer.as_ref().map_or(0, |item| item.depth + 1);
        let key = match &outer {
            Some(item) if item.style == style => item.key.clone(),
            _ => self.lists.key(list, &style),
        };
        for element in list.elements() {
            let is_header = element.is("list-header");
            if let Some(start) = element.number("start-value") {
                self.lists.set_next(&key, depth, start);
            }
            self.item = Some(Item {
                key: key.clone(),
                style: style.clone(),
                depth,
                is_labelled: is_header,
            });
            self.blocks(element);
        }
        self.item = outer;
    }

    fn table(&mut self, table: Element) {
        for element in table.elements() {
            if !element.is("table-row") {
                self.table(element);
                continue;
            }
            let cells = self.cells(element);
            for paragraph in row(cells) {
                self.push(paragraph);
            }
        }
    }

    /// Reads the cells of a row. Those that another one of the row covers are none.
    fn cells(&mut self, row: Element) -> Vec<Vec<Paragraph>> {
        let mut cells = Vec::new();
        let mut n_covered = 0;
        for cell in row.elements() {
            let is_covered = cell.is("covered-table-cell");
            if is_covered && 0 < n_covered {
                n_covered -= 1;
            } else if is_covered || cell.is("table-cell") {
                n_covered =
                    cell.number::<usize>("number-columns-spanned").unwrap_or(1).saturating_sub(1);
                cells.push(self.apart(cell));
            }
        }
        cells
    }

    /// Reads what stands inside an element of a paragraph. `is_bold` is what is said around it.
    fn inline(&mut self, parent: Element, is_bold: bool, line: &mut Line) {
        for child in parent.children() {
            let is_deleted = self.open_deletion.is_some();
            let element = match child {
                Child::Text(_) if is_deleted => continue,
                Child::Text(text) => {
                    line.push_collapsed(text, is_bold);
                    continue;
                }
                Child::Element(element) => element,
            };
            match element.name() {
                "change-start" | "change-end" => self.pass_change(element),
                "s" | "tab" | "line-break" | "note" | "frame" | "custom-shape" | "g"
                    if is_deleted => {}
                "s" => {
                    let count = element.number("c").unwrap_or(1).min(MAX_SPACES);
                    line.push(&" ".repeat(count), is_bold);
                }
                "tab" => line.push("\t", is_bold),
                "line-break" => line.wrap(),
                "span" => {
                    let style = element.attribute("style-name");
                    let own = self.styles.is_bold("text", style.as_deref());
                    if !self.styles.is_hidden("text", style.as_deref()) {
                        self.inline(element, own.unwrap_or(is_bold), line);
                    }
                }
                "note" => self.note(element, is_bold, line),
                "annotation" => self.tally.comments += 1,
                "frame" | "custom-shape" | "g" => self.text_box(element),
                name if LEFT_OUT.contains(&name) => {}
                _ => self.inline(element, is_bold, line),
            }
        }
    }

    /// Passes the beginning or the end of a change; what is inside a deletion is not read.
    fn pass_change(&mut self, element: Element) {
        let Some(id) = element.attribute("change-id") else { return };
        if element.is("change-start") {
            if self.deletions.contains(id.as_ref()) {
                self.open_deletion = Some(id.into_owned());
            }
        } else if self.open_deletion.as_deref() == Some(id.as_ref()) {
            self.open_deletion = None;
        }
    }

    /// Reads a footnote: its mark stays, its text goes to the end.
    fn note(&mut self, element: Element, is_bold: bool, line: &mut Line) {
        let citation = element.child("note-citation").map(|citation| citation.text());
        let mark = footnote_mark(citation.unwrap_or_default().trim());
        line.push(&mark, is_bold);
        let Some(body) = element.child("note-body") else { return };
        let paragraphs = self.apart(body);
        self.tally.footnotes += 1;
        self.footnotes.extend(footnote(paragraphs, &mark));
    }

    /// Reads a shape: the text in it stands behind the paragraph it hangs on.
    fn text_box(&mut self, shape: Element) {
        let outer = mem::take(&mut self.boxes);
        let paragraphs = self.apart(shape);
        let has_text = paragraphs.iter().any(|part| !part.text.chars().all(is_blank));
        self.tally.boxes += usize::from(has_text);
        self.boxes = outer;
        if has_text {
            self.boxes.extend(paragraphs);
        }
    }

    fn flush_boxes(&mut self) {
        for paragraph in mem::take(&mut self.boxes) {
            self.push(paragraph);
        }
    }

    /// Reads blocks that are not part of the flow of text around them.
    fn apart(&mut self, element: Element) -> Vec<Paragraph> {
        let outer = mem::take(&mut self.paragraphs);
        let item = self.item.take();
        self.blocks(element);
        self.item = item;
        mem::replace(&mut self.paragraphs, outer)
    }

    fn push(&mut self, paragraph: Paragraph) {
        self.text_bytes += paragraph.text.len();
        if !self.is_over_limit() {
            self.paragraphs.push(paragraph);
        }
    }
}

/// Returns the names of the changes that are deletions.
fn deletions(changes: Element) -> impl Iterator<Item = String> {
    let is_deletion = |region: &Element| region.child("deletion").is_some();
    let id = |region: Element| region.attribute("id").map(Cow::into_owned);
    changes.elements().filter(is_deletion).filter_map(id)
}

/// Counts insertions and deletions; changes of format are none.
fn revisions(changes: Element) -> usize {
    let regions = changes.elements().flat_map(|region| region.elements());
    regions.filter(|change| matches!(change.name(), "insertion" | "deletion")).count()
}
