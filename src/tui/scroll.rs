//! Rows that the terminal can move by itself, found between two pictures.

use crate::tui::geometry::MAP_CELLS;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// Rows that must move together to be worth a scroll region: it takes some 25 bytes, a row at least as many.
const MIN_SCROLLED_ROWS: usize = 2;

/// Most rows a picture is scrolled by; further, hardly anything is left to keep.
const MAX_SCROLL: usize = 12;

/// How text without meaning looks.
pub(crate) const PLAIN: (Color, Modifier) = (Color::Reset, Modifier::empty());

/// Rows that the terminal can move by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scroll {
    first: usize,
    last: usize,
    by: usize,
    up: bool,
}

/// Looks for a block of rows that stands a few rows higher or lower in a picture than in the one that shows;
/// both by the fingerprints of their rows. Nothing where there are not as many of the one as of the other.
pub(crate) fn scroll(old: &[Option<u64>], new: &[Option<u64>]) -> Option<Scroll> {
    if old.len() != new.len() {
        return None;
    }
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
            // Rows that are right already would be moved away.
            let is_right = |y: &usize| new[*y].is_some() && new[*y] == old[*y];
            let spoilt = (*first..=last + by).filter(is_right).count();
            let is_dense = is_dense && spoilt * 2 < moved.len();
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
/// The first quarter of a row is left out, and its end: an outline and a map may stand there that do not
/// move with the text.
pub(crate) fn prints(buffer: &Buffer) -> Vec<Option<u64>> {
    let print = |y: u16| {
        let cells = row(buffer, y);
        let first = cells.len() / 4;
        let end = cells.len().saturating_sub(usize::from(MAP_CELLS)).max(first);
        let cells = &cells[first..end];
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
    /// Returns what makes the terminal do it; its cursor is at the top left afterwards.
    pub(crate) fn bytes(self) -> String {
        let Scroll { first, last, by, up } = self;
        let target = if up { last } else { first };
        // A vertical tab moves down like a line feed, but no line buffer on the way splits the frame at it.
        let step = if up { "\x0b" } else { "\x1bM" };
        let steps = step.repeat(by);
        format!("\x1b[{};{}r\x1b[{}H{steps}\x1b[r", first + 1, last + 1, target + 1)
    }

    /// Does to the remembered picture what the terminal does to its own, and the same to the fingerprints
    /// of its rows.
    pub(crate) fn apply(self, shown: &mut Buffer, prints: &mut [Option<u64>]) {
        let width = usize::from(shown.area.width);
        self.moved(&mut shown.content, width).iter_mut().for_each(Cell::reset);
        self.moved(prints, 1).fill(None);
    }

    /// Moves the rows of `width` items each, and returns the items of the rows that are blank then.
    fn moved<T>(self, items: &mut [T], width: usize) -> &mut [T] {
        let block = &mut items[self.first * width..(self.last + 1) * width];
        let by = self.by * width;
        if self.up {
            block.rotate_left(by);
            let kept = block.len() - by;
            &mut block[kept..]
        } else {
            block.rotate_right(by);
            &mut block[..by]
        }
    }
}

/// Returns the cells of a row.
pub(crate) fn row(buffer: &Buffer, y: u16) -> &[Cell] {
    let width = usize::from(buffer.area.width);
    let start = usize::from(y) * width;
    buffer.content.get(start..start + width).unwrap_or_default()
}

/// Returns how a cell looks.
pub(crate) fn look(cell: &Cell) -> (Color, Modifier) {
    (cell.fg, cell.modifier)
}

/// Says whether there is nothing to see in a cell.
pub(crate) fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && look(cell) == PLAIN
}
