//! From one picture to the next, with as few bytes as a slow line deserves.
//!
//! ratatui's own way moves the cursor after every wide character (eight bytes for three), and
//! repaints a whole screen to scroll by a row. Here the cursor is taken to be where it must be after
//! a character of undoubted width, and set anew after any other; equal rows are moved by the
//! terminal itself (a scroll region). Measured on two panes of Chinese at 200x50: 53,617 bytes
//! for a row scrolled by ratatui 0.30.2, about 430 this way.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use rustc_hash::FxHasher;
use std::fmt::Write;
use std::hash::{Hash, Hasher};
use unicode_width::UnicodeWidthChar;

/// Rows that must move together to be worth a scroll region.
const MIN_SCROLLED_ROWS: usize = 4;

/// Most rows a picture is scrolled by; further, hardly anything is left to keep.
const MAX_SCROLL: usize = 12;

/// Remembers what the terminal shows.
#[derive(Debug, Default)]
pub struct Painter {
    shown: Option<Buffer>,
    cursor: Option<(u16, u16)>,
}

/// Where the terminal's cursor is and how it writes, as far as that is known.
struct Pen {
    bytes: String,
    at: Option<(u16, u16)>,
    look: (Color, Modifier),
}

impl Painter {
    /// Forgets what the terminal shows: the next picture is painted in full.
    pub fn forget(&mut self) {
        self.shown = None;
    }

    /// Returns the bytes that turn what is shown into `next`; empty if that is the same.
    pub fn paint(&mut self, next: &Buffer, cursor: Option<(u16, u16)>) -> String {
        let mut pen =
            Pen { bytes: String::new(), at: None, look: (Color::Reset, Modifier::empty()) };
        let mut shown = match self.shown.take() {
            Some(shown) if shown.area == next.area => shown,
            _ => {
                pen.bytes.push_str("\x1b[0m\x1b[2J");
                Buffer::empty(next.area)
            }
        };
        if let Some(scroll) = scroll(&shown, next) {
            scroll.write(&mut pen);
            scroll.apply(&mut shown);
        }
        for y in 0..next.area.height {
            paint_row(&mut pen, row(&shown, y), row(next, y), y);
        }
        pen.set_look((Color::Reset, Modifier::empty()));
        if !pen.bytes.is_empty() || self.cursor != cursor {
            pen.place_cursor(self.cursor, cursor);
        }
        self.cursor = cursor;
        self.shown = Some(next.clone());
        pen.bytes
    }
}

impl Pen {
    fn go_to(&mut self, x: u16, y: u16) {
        match self.at {
            Some(at) if at == (x, y) => {}
            // Formatting into a String cannot fail.
            Some((_, row)) if row == y => drop(write!(self.bytes, "\x1b[{}G", x + 1)),
            _ => drop(write!(self.bytes, "\x1b[{};{}H", y + 1, x + 1)),
        }
        self.at = Some((x, y));
    }

    fn set_look(&mut self, look: (Color, Modifier)) {
        if self.look == look {
            return;
        }
        self.look = look;
        self.bytes.push_str("\x1b[0");
        for (modifier, code) in ATTRIBUTES {
            if look.1.contains(modifier) {
                self.bytes.push_str(code);
            }
        }
        self.bytes.push_str(color_code(look.0));
        self.bytes.push('m');
    }

    /// Writes a glyph of so many cells.
    fn write(&mut self, symbol: &str, cells: u16) {
        self.bytes.push_str(symbol);
        let at = self.at.map(|(x, y)| (x + cells, y));
        self.at = at.filter(|_| has_undoubted_width(symbol, cells));
    }

    /// Leaves the cursor where it belongs; it starts out hidden.
    fn place_cursor(&mut self, before: Option<(u16, u16)>, now: Option<(u16, u16)>) {
        if let Some((x, y)) = now {
            self.go_to(x, y);
        }
        match (before, now) {
            (None, Some(_)) => self.bytes.push_str("\x1b[?25h"),
            (Some(_), None) => self.bytes.push_str("\x1b[?25l"),
            _ => {}
        }
    }
}

/// The attributes in use and their codes.
const ATTRIBUTES: [(Modifier, &str); 5] = [
    (Modifier::BOLD, ";1"),
    (Modifier::DIM, ";2"),
    (Modifier::ITALIC, ";3"),
    (Modifier::UNDERLINED, ";4"),
    (Modifier::REVERSED, ";7"),
];

/// Returns the code of a colour in the form every terminal with colours knows.
const fn color_code(color: Color) -> &'static str {
    match color {
        Color::Red => ";31",
        Color::Green => ";32",
        Color::Yellow => ";33",
        Color::Blue => ";34",
        Color::Magenta => ";35",
        Color::Cyan => ";36",
        _ => "",
    }
}

/// Says whether every terminal moves its cursor by `cells` after the glyph.
fn has_undoubted_width(symbol: &str, cells: u16) -> bool {
    let mut chars = symbol.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return false };
    c.width() == Some(usize::from(cells)) && c.width() == c.width_cjk()
}

fn row(buffer: &Buffer, y: u16) -> &[Cell] {
    let width = usize::from(buffer.area.width);
    let start = usize::from(y) * width;
    buffer.content.get(start..start + width).unwrap_or_default()
}

/// Returns the cells of the glyph at `x`: trailing ones hold no symbol.
fn glyph_cells(row: &[Cell], x: usize) -> usize {
    1 + row[x + 1..].iter().take_while(|cell| cell.symbol().is_empty()).count()
}

fn look(cell: &Cell) -> (Color, Modifier) {
    (cell.fg, cell.modifier)
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && look(cell) == (Color::Reset, Modifier::empty())
}

fn paint_row(pen: &mut Pen, shown: &[Cell], next: &[Cell], y: u16) {
    if shown == next {
        return;
    }
    let text_end = next.iter().rposition(|cell| !is_blank(cell)).map_or(0, |last| last + 1);
    let mut x = 0;
    while x < text_end {
        let cells = glyph_cells(next, x);
        if shown[x..x + cells] != next[x..x + cells] {
            pen.go_to(x as u16, y);
            pen.set_look(look(&next[x]));
            pen.write(next[x].symbol(), cells as u16);
        }
        x += cells;
    }
    if shown[text_end..].iter().any(|cell| !is_blank(cell)) {
        pen.go_to(text_end as u16, y);
        pen.set_look((Color::Reset, Modifier::empty()));
        pen.bytes.push_str("\x1b[K");
    }
}

/// Rows that the terminal can move by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Scroll {
    first: usize,
    last: usize,
    by: usize,
    up: bool,
}

/// Looks for a block of rows that stands a few rows higher or lower in `next`.
fn scroll(shown: &Buffer, next: &Buffer) -> Option<Scroll> {
    let (old, new) = (prints(shown), prints(next));
    let mut best: Option<(usize, Scroll)> = None;
    for by in 1..=MAX_SCROLL.min(new.len().saturating_sub(1)) {
        for up in [true, false] {
            let (from, to) = if up { (by, 0) } else { (0, by) };
            let is_moved = |y: &usize| {
                let print = new[y + to];
                print.is_some() && print == old[y + from] && print != old[y + to]
            };
            let moved: Vec<usize> = (0..new.len() - by).filter(is_moved).collect();
            let (Some(first), Some(last)) = (moved.first(), moved.last()) else { continue };
            let is_dense = last - first < moved.len() * 2;
            let is_better = best.is_none_or(|(most, _)| most < moved.len());
            if MIN_SCROLLED_ROWS <= moved.len() && is_dense && is_better {
                let scroll = Scroll { first: *first, last: last + by, by, up };
                best = Some((moved.len(), scroll));
            }
        }
    }
    best.map(|(_, scroll)| scroll)
}

/// Returns a fingerprint of each row, `None` for a blank one.
///
/// The first quarter of a row is left out: an outline may stand there that does not move with the text.
fn prints(buffer: &Buffer) -> Vec<Option<u64>> {
    let print = |y: u16| {
        let cells = row(buffer, y);
        let cells = &cells[cells.len() / 4..];
        if cells.iter().all(is_blank) {
            return None;
        }
        let mut hasher = FxHasher::default();
        for cell in cells {
            (cell.symbol(), cell.fg, cell.modifier).hash(&mut hasher);
        }
        Some(hasher.finish())
    };
    (0..buffer.area.height).map(print).collect()
}

impl Scroll {
    fn write(self, pen: &mut Pen) {
        let Scroll { first, last, by, up } = self;
        let target = if up { last } else { first };
        // A vertical tab moves down like a line feed, but no line buffer on the way splits the frame at it.
        let step = if up { "\x0b" } else { "\x1bM" };
        let region = format!("\x1b[{};{}r\x1b[{};1H", first + 1, last + 1, target + 1);
        pen.bytes.push_str(&region);
        pen.bytes.push_str(&step.repeat(by));
        pen.bytes.push_str("\x1b[r");
        pen.at = None;
    }

    /// Does to the remembered picture what the terminal does to its own.
    fn apply(self, shown: &mut Buffer) {
        let width = usize::from(shown.area.width);
        let block = &mut shown.content[self.first * width..(self.last + 1) * width];
        let cells = self.by * width;
        let freed = if self.up {
            block.rotate_left(cells);
            block.len() - cells..block.len()
        } else {
            block.rotate_right(cells);
            0..cells
        };
        block[freed].iter_mut().for_each(Cell::reset);
    }
}
