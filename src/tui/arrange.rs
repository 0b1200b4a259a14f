//! Keeping the rows in step with the size of the screen and the reader's wishes.

use crate::config::Color;
use crate::sheet::layout::sheet_by;
use crate::sheet::model::{Layout, Options};
use crate::threads::SideBySide;
use crate::tui::geometry::{Geometry, Place, Shape, geometry};
use crate::tui::model::Model;
use crate::tui::pair::{Focus, Pair, Showing};

/// Rows that stay in view above and below the cursor while scrolling.
const CONTEXT_ROWS: usize = 2;

/// Reports with fewer headings have no outline worth the room, unless it is asked for.
const MIN_OUTLINED_SECTIONS: usize = 2;

impl Model {
    /// Returns the parts of the screen.
    pub fn geometry(&self) -> Geometry {
        let mut wishes = self.pair.as_ref().map(|pair| pair.wishes).unwrap_or_default();
        let sections = self.pair.as_ref().map_or(0, |pair| pair.collation.sections.len());
        if sections < MIN_OUTLINED_SECTIONS && wishes.outline == Showing::Auto {
            wishes.outline = Showing::Hidden;
        }
        geometry(self.size, wishes)
    }

    /// Lays the rows out anew if anything they depend on has changed; what was on top stays there.
    pub fn arrange(&mut self) {
        let geometry = self.geometry();
        let Some(mut pair) = self.pair.take() else { return };
        let layout = match geometry.shape {
            Shape::Sheet(layout) => layout,
            Shape::TooSmall | Shape::Single => Layout::Stacked,
        };
        let options = Options {
            pane_cells: usize::from(geometry.pane_cells),
            layout,
            line_breaks: pair.line_breaks,
            ambiguous: self.settings.ambiguous,
            folding: pair.folding.clone(),
            brackets: self.settings.color == Color::Brackets,
        };
        if pair.options != options || pair.sheet.rows.is_empty() {
            let subject = pair.subject(&self.catalog);
            let laid_out = sheet_by(subject, &options, &SideBySide);
            let rows = laid_out.finding_rows(&pair.findings, subject);
            pair.sheet = laid_out;
            pair.finding_rows = rows;
            pair.options = options;
            pair.cursor.row = pair.cursor.anchor.map_or(0, |anchor| pair.sheet.row_of(anchor));
            pair.top.row = pair.top.anchor.map_or(0, |anchor| pair.sheet.row_of(anchor));
        }
        // A panel in place of the text has the keys, however it came there.
        match (geometry.ledger, geometry.list, geometry.outline) {
            (Place::Full, _, _) => pair.focus = Focus::Ledger,
            (_, Place::Full, _) => pair.focus = Focus::List,
            (_, _, Place::Full) => pair.focus = Focus::Outline,
            _ => {}
        }
        pair.keep_cursor_in_view(usize::from(geometry.body_rows));
        self.pair = Some(pair);
    }
}

impl Pair {
    /// Scrolls as little as needed to show the cursor with some rows around it.
    ///
    /// The anchors stay as they are: this is not the reader's movement.
    pub fn keep_cursor_in_view(&mut self, body_rows: usize) {
        let last = self.sheet.rows.len().saturating_sub(1);
        let context = CONTEXT_ROWS.min(body_rows.saturating_sub(1) / 2);
        self.cursor.row = self.cursor.row.min(last);
        let highest = (self.cursor.row + context + 1).min(last + 1).saturating_sub(body_rows);
        let lowest = self.cursor.row.saturating_sub(context);
        self.top.row = self.top.row.clamp(highest.min(lowest), lowest);
    }

    /// Puts the cursor on a row, scrolling as little as needed.
    pub fn go_to(&mut self, row: usize, body_rows: usize) {
        let last = self.sheet.rows.len().saturating_sub(1);
        self.cursor.row = row.min(last);
        self.keep_cursor_in_view(body_rows);
        self.pin();
    }

    /// Puts the cursor on a row far away; it comes to stand in the upper third of the screen.
    pub fn jump_to(&mut self, row: usize, body_rows: usize) {
        let visible = self.top.row..self.top.row + body_rows;
        if !visible.contains(&row) {
            let last_top = self.sheet.rows.len().saturating_sub(body_rows);
            self.top.row = row.saturating_sub(body_rows / 3).min(last_top);
        }
        self.go_to(row, body_rows);
    }

    /// Brings a row to the top of the screen as far as there are rows below it; the cursor follows if it must.
    pub fn scroll_to(&mut self, top: usize, body_rows: usize) {
        let rows = self.sheet.rows.len();
        self.top.row = top.min(rows.saturating_sub(body_rows));
        let context = CONTEXT_ROWS.min(body_rows.saturating_sub(1) / 2);
        let first = if self.top.row == 0 { 0 } else { self.top.row + context };
        let end = self.top.row + body_rows;
        let last = if end < rows { end - 1 - context } else { rows.saturating_sub(1) };
        self.cursor.row = self.cursor.row.clamp(first.min(last), last);
        self.pin();
    }

    /// Remembers which places in the text the cursor and the top row are on.
    pub fn pin(&mut self) {
        self.cursor.anchor = self.sheet.anchor(self.cursor.row);
        self.top.anchor = self.sheet.anchor(self.top.row);
    }
}
