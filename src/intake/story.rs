//! A flow of text of its own: the body, a footnote, a text box.

use std::mem;

use crate::intake::line::Line;
use crate::intake::numbering::gapped;
use crate::intake::paragraph::{Paragraph, Style, drop_contents_heading, row};
use crate::text::span::is_blank;

/// The paragraphs of a flow, and the one that is being read.
#[derive(Debug, Default)]
pub struct Story {
    /// The paragraph that is being read.
    pub line: Line,
    /// The label in front of it.
    pub label: String,
    /// Whether it holds text of a table of contents.
    pub has_contents: bool,
    /// Whether it stands in a table.
    pub is_in_table: bool,
    paragraphs: Vec<Paragraph>,
    /// Text boxes that hang on the paragraph.
    boxes: Vec<Paragraph>,
    /// The cell that is being read, and those of the row before it.
    cell: Vec<Paragraph>,
    cells: Vec<Vec<Paragraph>>,
}

impl Story {
    /// Ends the paragraph as what it is. Returns `false` if it was only a line of a table of
    /// contents, which is no paragraph.
    pub fn end_paragraph(&mut self, role: Style) -> bool {
        let line = mem::take(&mut self.line);
        let label = gapped(&mem::take(&mut self.label));
        if mem::take(&mut self.has_contents) && line.is_blank() {
            drop_contents_heading(&mut self.paragraphs);
            return false;
        }
        let mut ended = Vec::new();
        if self.boxes.is_empty() || !line.is_blank() {
            ended.push(line.finished(&label, role));
        }
        ended.append(&mut self.boxes);
        if self.is_in_table {
            self.cell.append(&mut ended);
        } else {
            self.end_row();
            self.paragraphs.append(&mut ended);
        }
        true
    }

    /// Ends the cell of a table.
    pub fn end_cell(&mut self, role: Style) {
        self.is_in_table = true;
        self.end_paragraph(role);
        self.cells.push(mem::take(&mut self.cell));
    }

    /// Ends the row of a table.
    pub fn end_row(&mut self) {
        if !self.cell.is_empty() {
            self.cells.push(mem::take(&mut self.cell));
        }
        self.paragraphs.append(&mut row(mem::take(&mut self.cells)));
    }

    /// Hangs the paragraphs of a text box on the paragraph, empty ones left out. Returns whether
    /// there are any.
    pub fn hang(&mut self, paragraphs: Vec<Paragraph>) -> bool {
        let n_before = self.boxes.len();
        let is_full = |part: &Paragraph| !part.text.chars().all(is_blank);
        self.boxes.extend(paragraphs.into_iter().filter(is_full));
        n_before < self.boxes.len()
    }

    /// Ends the flow.
    pub fn finished(mut self, role: Style) -> Vec<Paragraph> {
        if !self.line.is_blank() || !self.boxes.is_empty() {
            self.end_paragraph(role);
        }
        self.end_row();
        self.paragraphs
    }
}
