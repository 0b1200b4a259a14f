//! Writing on a buffer of cells: the one place where glyphs meet columns.
//!
//! ratatui's own text widgets measure ambiguous characters as narrow whatever the terminal does,
//! and break Chinese where it must not be broken, so none of them is used. A wide glyph is written
//! as a leading cell and trailing cells *without symbol*: the painter then never mistakes half a
//! character for a blank.

use crate::config::{Color, Settings};
use crate::text::cells::{AmbiguousWidth, glyphs, width_cells};
use crate::text::language::{Language, Words};
use crate::text::span::Span;
use crate::tui::lookup::Keymap;
use crate::tui::model::Model;
use crate::tui::style::{Ink, Theme};
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// A stretch of cells in rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Makes an area of one row.
    pub const fn row(x: u16, y: u16, width: u16) -> Self {
        Self { x, y, width, height: 1 }
    }

    /// Returns what is left without the first columns.
    #[must_use]
    pub const fn from(self, columns: u16) -> Self {
        let columns = if columns < self.width { columns } else { self.width };
        Self { x: self.x + columns, width: self.width - columns, ..self }
    }

    /// Says whether a glyph fits behind the columns used.
    pub const fn has_room(self, used: u16, cells: u16) -> bool {
        0 < self.height && used.saturating_add(cells) <= self.width
    }

    /// Returns one row of the area.
    #[must_use]
    pub const fn nth(self, row: u16) -> Self {
        Self { y: self.y + row, height: 1, ..self }
    }

    /// Returns the area without its first rows.
    #[must_use]
    pub const fn below(self, rows: u16) -> Self {
        let rows = if rows < self.height { rows } else { self.height };
        Self { y: self.y + rows, height: self.height - rows, ..self }
    }
}

/// A buffer of cells, with what decides how text looks on it.
#[derive(Debug)]
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    settings: Settings,
    /// The keys in force.
    pub keymap: &'a Keymap,
    theme: &'a Theme,
    /// The terminal's choice for ambiguous characters.
    pub ambiguous: AmbiguousWidth,
}

impl<'a> Canvas<'a> {
    /// Makes a canvas of the buffer for the model.
    pub fn new(buffer: &'a mut Buffer, model: &'a Model) -> Self {
        let settings = model.settings;
        let (keymap, theme) = (&*model.keymap, &*model.theme);
        Self { buffer, settings, keymap, theme, ambiguous: settings.ambiguous }
    }

    /// Returns the whole area.
    pub fn whole(&self) -> Area {
        let area = self.buffer.area;
        Area { x: 0, y: 0, width: area.width, height: area.height }
    }

    /// Returns the language of the screen.
    pub fn language(&self) -> Language {
        self.settings.language
    }

    /// Returns how meanings are shown.
    pub fn color(&self) -> Color {
        self.settings.color
    }

    /// Returns a wording in the language of the screen.
    pub fn word(&self, words: &Words) -> &'static str {
        self.settings.language.pick(words)
    }

    /// Writes as much of the text as fits; returns the cells written.
    pub fn put(&mut self, area: Area, text: &str, ink: Ink) -> u16 {
        self.put_span(area, text, Span::new(0, text.len()), ink)
    }

    /// Writes as much of a stretch of text as fits; returns the cells written.
    ///
    /// What precedes the stretch matters: a line break between Latin words is a space.
    pub fn put_span(&mut self, area: Area, text: &str, span: Span, ink: Ink) -> u16 {
        let style = self.theme.style(ink, self.settings.color);
        let mut used = 0;
        for glyph in glyphs(text, span, self.ambiguous) {
            if glyph.stand_in {
                // A stand-in is a row of ordinary characters, one cell each.
                let shown = glyph.shown.into_owned();
                used += self.put_plain(area.from(used), &shown, style);
                continue;
            }
            let cells = glyph.cells as u16;
            if !area.has_room(used, cells) {
                break;
            }
            self.set(area.x + used, area.y, &glyph.shown, cells, style);
            used += cells;
        }
        used
    }

    fn put_plain(&mut self, area: Area, text: &str, style: Style) -> u16 {
        let mut used = 0;
        for glyph in glyphs(text, Span::new(0, text.len()), self.ambiguous) {
            let cells = glyph.cells as u16;
            if !area.has_room(used, cells) {
                break;
            }
            self.set(area.x + used, area.y, &glyph.shown, cells, style);
            used += cells;
        }
        used
    }

    /// Writes the text; what does not fit gives way to three dots. Returns the cells written.
    pub fn fitted(&mut self, area: Area, text: &str, ink: Ink) -> u16 {
        let wanted = width_cells(text, self.ambiguous);
        if wanted <= usize::from(area.width) || area.width < 4 {
            return self.put(area, text, ink);
        }
        let used = self.put(Area { width: area.width - 3, ..area }, text, ink);
        used + self.put(area.from(used), "...", ink)
    }

    /// Writes the text at the right end of the area; what does not fit gives way to three dots. Returns the
    /// cells written.
    pub fn right(&mut self, area: Area, text: &str, ink: Ink) -> u16 {
        let wanted = width_cells(text, self.ambiguous);
        if usize::from(area.width) < wanted {
            return self.fitted(area, text, ink);
        }
        self.put(area.from(area.width - wanted as u16), text, ink)
    }

    /// Fills a row with an ASCII character.
    pub fn ruler(&mut self, area: Area, sign: char) {
        let text: String = std::iter::repeat_n(sign, usize::from(area.width)).collect();
        self.put(area, &text, Ink::Faint);
    }

    /// Blanks an area.
    pub fn clear(&mut self, area: Area) {
        for y in area.y..area.y + area.height {
            for x in area.x..area.x + area.width {
                self.set(x, y, " ", 1, Style::new());
            }
        }
    }

    /// Gives every cell of an area a look, without touching its text.
    pub fn repaint(&mut self, area: Area, ink: Ink) {
        let style = self.theme.style(ink, self.settings.color);
        for y in area.y..area.y + area.height {
            for x in area.x..area.x + area.width {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.set_style(style);
                }
            }
        }
    }

    /// Writes one glyph; a wide one that it half covers is blanked.
    fn set(&mut self, x: u16, y: u16, shown: &str, cells: u16, style: Style) {
        let end = x + cells;
        if cells == 0 || self.buffer.area.width < end || self.buffer.area.height <= y {
            return;
        }
        let is_trailing = |buffer: &Buffer, x: u16| {
            buffer.cell((x, y)).is_some_and(|cell| cell.symbol().is_empty())
        };
        let mut lead = x;
        while 0 < lead && is_trailing(self.buffer, lead) {
            lead -= 1;
        }
        let mut tail = end;
        while is_trailing(self.buffer, tail) {
            tail += 1;
        }
        for blanked in (lead..x).chain(end..tail) {
            if let Some(cell) = self.buffer.cell_mut((blanked, y)) {
                cell.set_symbol(" ");
            }
        }
        for at in x..end {
            if let Some(cell) = self.buffer.cell_mut((at, y)) {
                cell.reset();
                cell.set_symbol(if at == x { shown } else { "" }).set_style(style);
            }
        }
    }
}
