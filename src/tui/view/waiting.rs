//! What shows while the reports are still being collated: their first rows, side by side as they are.

use crate::text::cells::disarmed;
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use crate::text::wrap::{Wrap, rows};
use crate::tui::geometry::{GUTTER_CELLS, MAX_PANE_CELLS};
use crate::tui::model::{Entry, Model};
use crate::tui::style::Ink;
use crate::tui::task::Task;
use crate::tui::view::canvas::{Area, Canvas};
use crate::tui::view::frame;
use crate::tui::words::LABELS;

/// Rows of each report that show: the screen is alive, and a slow line is not kept busy with what is
/// painted over at once.
const SHOWN_ROWS: usize = 6;

/// Bytes of a report that are looked at: more than these rows hold.
const SHOWN_BYTES: usize = 6_000;

/// Draws the reports that are being collated, or the names of those that are being compared.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, task: &Task) {
    let whole = canvas.whole();
    let title = format!(" {}", canvas.word(&LABELS.name));
    canvas.fitted(whole.nth(0), &title, Ink::Strong);
    let body = Area { height: whole.height.saturating_sub(2), ..whole.below(1) };
    match task {
        Task::Collate(entries) => texts(canvas, model, *entries, body),
        Task::Choose | Task::Guide { .. } | Task::Reload { .. } | Task::Trace(_) => {
            let names = model.catalog.entries.iter().map(|entry| disarmed(&entry.name));
            for (line, name) in names.take(usize::from(body.height)).enumerate() {
                canvas.fitted(body.nth(line as u16).from(1), &name, Ink::Chrome);
            }
        }
    }
    let last = Area { width: whole.width - 1, ..whole.nth(whole.height - 1) };
    let words = canvas.word(&LABELS.working).to_owned();
    frame::say(canvas, model, last.from(1), &words);
}

fn texts(canvas: &mut Canvas<'_>, model: &Model, entries: Sided<usize>, body: Area) {
    let pane_cells = (body.width.saturating_sub(GUTTER_CELLS) / 2).clamp(1, MAX_PANE_CELLS);
    let wrap = Wrap { width_cells: usize::from(pane_cells), ambiguous: canvas.ambiguous };
    for side in Side::BOTH {
        let Some(entry) = model.catalog.entries.get(entries[side]) else { continue };
        let from = if side == Side::Left { 0 } else { pane_cells + GUTTER_CELLS };
        let pane = Area { width: pane_cells, ..body.from(from) };
        canvas.fitted(pane.nth(0), &disarmed(&entry.name), Ink::Strong);
        for (line, span) in
            first_rows(entry, wrap, SHOWN_ROWS.min(usize::from(body.height))).iter().enumerate()
        {
            let row = pane.below(1 + line as u16);
            if 0 < row.height {
                canvas.put_span(row.nth(0), &entry.document.text, *span, Ink::Faint);
            }
        }
    }
}

/// Returns the first rows of a report, its lines as they are in the file.
fn first_rows(entry: &Entry, wrap: Wrap, count: usize) -> Vec<Span> {
    let text = &entry.document.text;
    let span = entry.report.span;
    let end = (span.start + SHOWN_BYTES).min(span.end);
    let end = (span.start..=end).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(span.start);
    let mut found = Vec::new();
    let mut at = span.start;
    for line in text[span.start..end].split_inclusive('\n') {
        let line_span = Span::new(at, at + line.len());
        at = line_span.end;
        let shown = line_span.trimmed(text);
        if !shown.is_empty() {
            found.extend(rows(text, shown, &[], wrap));
        }
        if count <= found.len() {
            break;
        }
    }
    found.truncate(count);
    found
}
