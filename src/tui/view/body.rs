//! The rows of the sheet.

use crate::sheet::model::{Layout, Row, RowKind, Subject};
use crate::text::cells::width_cells;
use crate::text::side::{Side, Sided};
use crate::tui::geometry::{GUTTER_CELLS, MARGIN_CELLS};
use crate::tui::model::Model;
use crate::tui::note::{SIGN, note_rows};
use crate::tui::pair::{Focus, Pair};
use crate::tui::style::Ink;
use crate::tui::view::canvas::{Area, Canvas};
use crate::tui::view::line;
use crate::tui::words::{LABELS, filled};

/// The columns of the sheet.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    /// Where the text of each side stands; the same place twice when stacked.
    pub panes: Sided<Area>,
    /// Where the two marks stand.
    pub marks: Area,
    /// Both panes with what is between them.
    pub whole: Area,
}

/// Returns the columns of the sheet in an area.
pub fn columns(area: Area, layout: Layout, pane_cells: u16) -> Columns {
    match layout {
        Layout::SideBySide => {
            let left = Area { width: pane_cells, ..area };
            let gutter = left.x + pane_cells;
            let right = Area { x: gutter + GUTTER_CELLS, ..left };
            let marks = Area { x: gutter + 1, width: 2, ..area };
            let whole = Area { width: pane_cells * 2 + GUTTER_CELLS, ..area };
            Columns { panes: Sided::new(left, right), marks, whole }
        }
        Layout::Stacked => {
            let pane = Area { width: pane_cells, ..area.from(MARGIN_CELLS) };
            let whole = Area { width: pane_cells + MARGIN_CELLS, ..area };
            Columns { panes: Sided::new(pane, pane), marks: Area { width: 2, ..area }, whole }
        }
    }
}

/// Draws the rows in view; returns where the cursor's marks are.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, pair: &Pair, area: Area) -> Option<(u16, u16)> {
    let columns = columns(area, pair.layout(), pair.options.pane_cells as u16);
    let subject = pair.subject(&model.catalog);
    if pair.sheet.rows.is_empty() {
        let words = canvas.word(&LABELS.empty);
        canvas.fitted(area.nth(0), words, Ink::Faint);
        return None;
    }
    let visible = pair.sheet.rows.iter().enumerate().skip(pair.top.row);
    let noted: Vec<usize> = note_rows(pair).map(|(row, _)| row).collect();
    let mut attention = None;
    for (line, (index, row)) in visible.take(usize::from(area.height)).enumerate() {
        let line = line as u16;
        draw_row(canvas, Sheet { pair, subject, columns }, row, line);
        if noted.contains(&index) {
            let marks = columns.marks.nth(line);
            let behind = Area { x: marks.x + marks.width, width: 1, ..marks };
            canvas.put(behind, SIGN.encode_utf8(&mut [0; 4]), Ink::Strong);
        }
        if index == pair.cursor.row {
            let marks = columns.marks.nth(line);
            if pair.focus == Focus::Text {
                canvas.repaint(marks, Ink::Cursor);
            }
            attention = Some((marks.x, marks.y));
        }
    }
    attention
}

/// What rows are drawn from.
#[derive(Clone, Copy)]
struct Sheet<'a> {
    pair: &'a Pair,
    subject: Subject<'a>,
    columns: Columns,
}

fn draw_row(canvas: &mut Canvas<'_>, sheet: Sheet<'_>, row: &Row, line: u16) {
    if let RowKind::Fold(counts) = row.kind {
        return draw_fold(canvas, sheet.columns.whole.nth(line), counts);
    }
    let marks = sheet.columns.marks.nth(line);
    for (at, sign) in [row.mark.sign(), row.reasons.sign()].into_iter().enumerate() {
        canvas.put(marks.from(at as u16), sign.encode_utf8(&mut [0; 4]), Ink::Mark(sign));
    }
    let is_once = sheet.pair.layout() == Layout::Stacked && row.lines.left.is_some();
    let sides: &[Side] = if is_once { &[Side::Left] } else { &Side::BOTH };
    for &side in sides {
        draw_line(canvas, sheet, row, side, line);
    }
}

fn draw_line(canvas: &mut Canvas<'_>, sheet: Sheet<'_>, row: &Row, side: Side, at: u16) {
    let Some(shown) = row.lines[side] else { return };
    let Sheet { pair, subject, columns } = sheet;
    let text = subject.sides[side].text;
    let hits = pair.search.as_ref().map_or(&[][..], |search| &search.hits[side]);
    let place = columns.panes[side].nth(at).from(shown.indent_cells as u16);
    let runs = subject.markings.runs(text, side, shown, hits);
    line::draw(canvas, subject, side, &runs, place);
}

fn draw_fold(canvas: &mut Canvas<'_>, row: Area, counts: Sided<usize>) {
    let numbers = counts.map(|count| count.to_string());
    let words = if counts.left == counts.right {
        filled(canvas.word(&LABELS.fold), &[&numbers.left])
    } else {
        filled(canvas.word(&LABELS.fold_unequal), &[&numbers.left, &numbers.right])
    };
    let free = usize::from(row.width).saturating_sub(width_cells(&words, canvas.ambiguous));
    canvas.fitted(row.from((free / 2) as u16), &words, Ink::Faint);
}
