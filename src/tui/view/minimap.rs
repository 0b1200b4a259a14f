//! Where the findings lie over the whole text, beside it on a wide screen, with what is in view marked.
//!
//! ```text
//! #|   each row stands for a share of the rows of the text and shows the gravest mark of its findings,
//! ?|   `.` where all of them have a verdict; the bar is what is in view
//! .
//! ```

use crate::finding::rule::Rule;
use crate::review::marks::Mark;
use crate::sheet::model::REASONS;
use crate::tui::geometry::MAP_CELLS;
use crate::tui::pair::Pair;
use crate::tui::panel::listed;
use crate::tui::style::Ink;
use crate::tui::view::canvas::{Area, Canvas};
use std::ops::Range;

/// Stands where every finding has a verdict.
const JUDGED: char = '.';

/// Draws the map in the last columns of an area.
pub fn draw(canvas: &mut Canvas<'_>, pair: &Pair, area: Area) {
    let rows = pair.sheet.rows.len();
    let height = usize::from(area.height);
    // What is in view whole needs no map.
    if rows <= height {
        return;
    }
    let signs = signs(pair, height);
    let view = shares(pair.top.row..pair.top.row + height, rows, height);
    let map = area.from(area.width.saturating_sub(MAP_CELLS - 1));
    for (at, sign) in signs.into_iter().enumerate() {
        let row = map.nth(at as u16);
        // The terminal scrolls the map away with the text: it is written anew each time, and looks that do not
        // change on the way down are not written.
        let sign = sign.unwrap_or(' ');
        let ink = Ink::Mark(if sign == '=' { sign } else { '#' });
        canvas.put(row, sign.encode_utf8(&mut [0; 4]), ink);
        if view.contains(&at) {
            canvas.put(row.from(1), "|", Ink::Faint);
        }
    }
}

/// Returns the sign of each row of the map.
fn signs(pair: &Pair, height: usize) -> Vec<Option<char>> {
    let rows = pair.sheet.rows.len();
    let weight = |sign: char| match sign {
        JUDGED => 0,
        _ => 2 + REASONS.iter().position(|legend| legend.sign == sign).unwrap_or(0),
    };
    let mut signs: Vec<Option<char>> = vec![None; height];
    for at in listed(pair) {
        let Rule { mark, .. } = pair.findings[at].rule.rule();
        let is_open = pair.marks.findings.get(at).is_none_or(Mark::is_open);
        let sign = match *mark {
            _ if !is_open => JUDGED,
            ' ' => continue,
            mark => mark,
        };
        let row = pair.finding_rows.get(at).copied().unwrap_or(0);
        let place = &mut signs[share(row, rows, height)];
        if place.is_none_or(|known| weight(known) < weight(sign)) {
            *place = Some(sign);
        }
    }
    signs
}

/// Returns the row of a map of so many rows that stands for a row of the text.
fn share(row: usize, rows: usize, height: usize) -> usize {
    (row * height / rows.max(1)).min(height.saturating_sub(1))
}

/// Returns the rows of the map that stand for rows of the text.
fn shares(view: Range<usize>, rows: usize, height: usize) -> Range<usize> {
    let last = view.end.min(rows).saturating_sub(1);
    share(view.start, rows, height)..share(last, rows, height) + 1
}

/// Returns the first row of the text that a row of the map stands for.
pub fn pointed(at: usize, rows: usize, height: usize) -> usize {
    (at * rows).div_ceil(height.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_of_the_map_leads_to_the_rows_it_stands_for() {
        for (rows, height) in [(36, 35), (70, 35), (200, 35), (1_000, 7)] {
            for at in 0..height {
                let first = pointed(at, rows, height);
                assert_eq!(share(first, rows, height), at, "{at} of {height} for {rows}");
                assert!(first == 0 || share(first - 1, rows, height) < at);
            }
        }
    }

    #[test]
    fn what_is_in_view_never_lacks_its_bar() {
        assert_eq!(shares(0..35, 350, 35), 0..4);
        assert_eq!(shares(315..350, 350, 35), 31..35);
        assert_eq!(shares(345..380, 350, 35), 34..35);
    }
}
