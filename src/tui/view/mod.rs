//! A model in, a picture out: the same model gives the same picture.

pub mod body;
pub mod canvas;
pub mod frame;
pub mod header;
pub mod ledger;
pub mod line;
pub mod matrix;
pub mod minimap;
pub mod page;
pub mod panels;
pub mod roster;
pub mod waiting;

use crate::text::cells::{Glyph, glyphs};
use crate::text::span::Span;
use crate::tui::geometry::{Place, Shape};
use crate::tui::model::Model;
use crate::tui::prompt::Prompt;
use crate::tui::style::Ink;
use crate::tui::view::canvas::{Area, Canvas};
use crate::tui::words::LABELS;
use ratatui::buffer::Buffer;

/// Draws the model, and returns where the terminal's cursor belongs: on what has the reader's attention.
///
/// Screen readers and input methods follow the cursor.
pub fn view(model: &Model, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let mut canvas = Canvas::new(buffer, model);
    let whole = canvas.whole();
    if whole.width == 0 || whole.height == 0 {
        return None;
    }
    let geometry = model.geometry();
    if geometry.shape == Shape::TooSmall {
        let words = canvas.word(&LABELS.too_small);
        canvas.fitted(Area::row(0, 0, whole.width), words, Ink::Chrome);
        return None;
    }
    let attention = match (&model.pair, model.overlay) {
        (None, None) if model.is_waiting() => {
            model.task.iter().for_each(|task| waiting::draw(&mut canvas, model, task));
            None
        }
        (_, Some(overlay)) => page::draw(&mut canvas, model, overlay),
        (None, None) => match &model.catalog.roster {
            Some(list) => roster::draw(&mut canvas, model, list),
            None => matrix::draw(&mut canvas, model),
        },
        (Some(pair), None) if geometry.ledger == Place::Full => {
            ledger::draw(&mut canvas, model, pair)
        }
        (Some(pair), None) if geometry.list == Place::Full => {
            panels::full_list(&mut canvas, model, pair)
        }
        (Some(pair), None) if geometry.outline == Place::Full => {
            panels::full_outline(&mut canvas, model, pair)
        }
        (Some(pair), None) if geometry.shape == Shape::Single => {
            page::single(&mut canvas, model, pair)
        }
        (Some(pair), None) => frame::draw(&mut canvas, model, pair, geometry),
    };
    match &model.prompt {
        Some(typed) => Some(prompt(&mut canvas, whole, typed)),
        None => attention,
    }
}

/// Draws the prompt in the last row, and returns where the next character goes; what leads up to it
/// shows if the whole is longer than the row.
fn prompt(canvas: &mut Canvas<'_>, whole: Area, prompt: &Prompt) -> (u16, u16) {
    let wording = prompt.typed.as_str();
    let row = Area::row(0, whole.height - 1, whole.width);
    canvas.clear(row);
    let label = canvas.word(&prompt.asked.label());
    let used = canvas.fitted(row, label, Ink::Strong);
    let room = usize::from(row.width.saturating_sub(used + 1));
    let before = Span::new(0, prompt.at);
    let glyphs: Vec<Glyph<'_>> = glyphs(wording, before, canvas.ambiguous).collect();
    let mut shown = Span::new(prompt.at, prompt.at);
    let mut cells = 0;
    for glyph in glyphs.iter().rev() {
        cells += glyph.cells;
        if room < cells {
            break;
        }
        shown.start = glyph.span.start;
    }
    let used = used + canvas.put_span(row.from(used), wording, shown, Ink::Chrome);
    let behind = Span::new(prompt.at, wording.len());
    canvas.put_span(row.from(used), wording, behind, Ink::Chrome);
    (used.min(whole.width - 1), row.y)
}
