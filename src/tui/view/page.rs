//! Pages that take the whole screen: help, details, and the one finding that fits a small screen.

use crate::sheet::marking::Role;
use crate::tui::detail::{PAGE_MARGIN, PageRow};
use crate::tui::exclusion;
use crate::tui::marked;
use crate::tui::model::{Model, Overlay};
use crate::tui::pair::Pair;
use crate::tui::panel::listed;
use crate::tui::plan::TITLE;
use crate::tui::sources;
use crate::tui::style::Ink;
use crate::tui::view::canvas::{Area, Canvas};
use crate::tui::view::{frame, header, line};
use crate::tui::words::LABELS;

/// Draws a page over everything.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, overlay: Overlay) -> Option<(u16, u16)> {
    let whole = canvas.whole();
    let leave = match overlay {
        Overlay::Help(_) => &LABELS.leave_help,
        Overlay::Reasons(_) => &exclusion::LEAVE,
        Overlay::Sources(_) => &sources::LEAVE,
        _ => &LABELS.leave,
    };
    let title = match overlay {
        Overlay::Help(_) => &LABELS.help,
        Overlay::Detail(_) => &LABELS.detail,
        Overlay::Plan(_) => &TITLE,
        Overlay::Marks(_) => &marked::TITLE,
        Overlay::Sources(_) => &sources::TITLE,
        Overlay::Reasons(_) => &exclusion::TITLE,
    };
    let rows = model.page(overlay);
    let page_rows = model.page_rows();
    // The table of reasons fits; what is below it may be cut.
    let top = match overlay {
        Overlay::Reasons(_) => 0,
        Overlay::Sources(_) => model.sources_top(&rows),
        _ => overlay.top(),
    };
    let top = top.min(rows.len().saturating_sub(page_rows));
    let title = format!(" {}", canvas.word(title));
    canvas.fitted(whole.nth(0), &title, Ink::Strong);
    let body = Area { height: page_rows as u16, ..whole.below(1) };
    draw_rows(canvas, model, rows.get(top..).unwrap_or_default(), body);
    let end = (top + page_rows).min(rows.len());
    let place = format!("{end}/{}  {}", rows.len(), canvas.word(leave));
    frame::say(
        canvas,
        model,
        Area { width: whole.width - 1, ..whole.nth(whole.height - 1) }.from(1),
        &place,
    );
    None
}

fn draw_rows(canvas: &mut Canvas<'_>, model: &Model, rows: &[PageRow], area: Area) {
    for (at, row) in rows.iter().take(usize::from(area.height)).enumerate() {
        let place = area.nth(at as u16).from(PAGE_MARGIN);
        match row {
            PageRow::Words(words, ink) => {
                canvas.put(place, words, *ink);
            }
            PageRow::Text(side, shown) => {
                let Some(pair) = &model.pair else { continue };
                let subject = pair.subject(&model.catalog);
                let text = subject.sides[*side].text;
                let mut runs = subject.markings.runs(text, *side, *shown, &[]);
                let headings = runs.iter_mut().filter(|run| run.role == Role::Heading);
                headings.for_each(|run| run.role = Role::Plain);
                line::draw(canvas, subject, *side, &runs, place);
            }
        }
    }
}

/// Draws one finding, where nothing else fits.
pub fn single(canvas: &mut Canvas<'_>, model: &Model, pair: &Pair) -> Option<(u16, u16)> {
    let whole = canvas.whole();
    let total = listed(pair).len();
    let number = if total == 0 { 0 } else { pair.list.selected + 1 };
    header::draw(canvas, model, pair, whole.nth(0));
    let body = Area { height: whole.height - 2, ..whole.below(1) };
    draw_rows(canvas, model, &model.single(), body);
    let place = format!("{} {number}/{total}", canvas.word(&LABELS.finding));
    let row = whole.nth(whole.height - 1).from(1);
    let row = Area { width: row.width.saturating_sub(1), ..row };
    let row = frame::hinted(canvas, model, row, &place);
    frame::say(canvas, model, row, &place);
    None
}
