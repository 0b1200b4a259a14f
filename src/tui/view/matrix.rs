//! Every report of a collection against every other, to choose two.

use crate::collate::matrix::{Basis, MatrixPair};
use crate::export::text::naming::letters;
use crate::finding::reuse::grade_words;
use crate::text::cells::{disarmed, width_cells};
use crate::text::side::Sided;
use crate::tui::model::{Choice, Entry, Model};
use crate::tui::style::Ink;
use crate::tui::view::canvas::{Area, Canvas};
use crate::tui::view::frame;
use crate::tui::words::{LABELS, filled, percent, share};

/// Cells of a column of the matrix.
const CELL: u16 = 5;

/// Fewer cells than this are not worth a title.
const MIN_TITLE_CELLS: u16 = 8;

/// Draws the matrix, the chosen pair in words, and the likeliest pairs.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model) -> Option<(u16, u16)> {
    let whole = canvas.whole();
    let choice = model.choice.as_ref()?;
    head(canvas, choice, whole.nth(0));
    let has_hints = 16 <= whole.height;
    let footer = 2 + u16::from(has_hints);
    let body = Area { height: whole.height.saturating_sub(1 + footer), ..whole.below(1) };
    let grid_rows = cells(model.catalog.entries.len()).saturating_add(1).min(body.height);
    let attention = grid(canvas, model, choice, Area { height: grid_rows, ..body });
    ranking(canvas, model, choice, body.below(grid_rows + 1));
    let last = whole.below(1 + body.height);
    let row = |at: u16| Area { width: whole.width - 1, ..last.nth(at) }.from(1);
    let words = described(canvas, model, choice);
    canvas.fitted(row(0), &words, Ink::Chrome);
    let place = format!("{} | {}", choice.chosen.left + 1, choice.chosen.right + 1);
    frame::say(canvas, model, row(1), &place);
    if has_hints {
        frame::matrix_hints(canvas, last.nth(2));
    }
    attention
}

/// Draws what the page is, and what its signs mean where there are any.
fn head(canvas: &mut Canvas<'_>, choice: &Choice, row: Area) {
    let has_estimates = choice.pairs.iter().any(|pair| pair.basis == Basis::Estimated);
    let signs = [
        has_estimates.then(|| canvas.word(&LABELS.estimated)),
        choice.groups.iter().any(Option::is_some).then(|| canvas.word(&LABELS.groups)),
    ];
    let signs: Vec<&str> = signs.into_iter().flatten().collect();
    let inner = Area { width: row.width.saturating_sub(1), ..row };
    let used = canvas.right(inner, &signs.join("  "), Ink::Faint);
    let title = format!(" {}  {}", canvas.word(&LABELS.name), canvas.word(&LABELS.matrix));
    let area = Area { width: inner.width.saturating_sub(used + 1), ..inner };
    canvas.fitted(area, &title, Ink::Strong);
}

/// Returns how alike two reports are, marked if that was estimated.
fn likeness(pair: &MatrixPair) -> String {
    let mark = if pair.basis == Basis::Estimated { "~" } else { "" };
    format!("{mark}{}", share(pair.resemblance))
}

/// Returns the letters of the group in which a report stands; nothing if it stands in none.
fn group(choice: &Choice, report: usize) -> String {
    choice.groups.get(report).copied().flatten().map(letters).unwrap_or_default()
}

/// Returns the cells that the letters of groups take in front of the names, the gap included.
fn group_cells(choice: &Choice) -> usize {
    let last = choice.groups.iter().flatten().max();
    last.map_or(0, |last| letters(*last).len() + 1)
}

/// Returns the chosen pair in words.
fn described(canvas: &Canvas<'_>, model: &Model, choice: &Choice) -> String {
    let names = choice.chosen.map(|at| {
        model.catalog.entries.get(at).map_or(String::new(), |entry| disarmed(&entry.name))
    });
    let Sided { left, right } = choice.chosen;
    let Some(pair) = choice.pair(choice.chosen) else {
        let words = if left == right { &LABELS.same } else { &LABELS.contained };
        return format!("{} | {}  {}", names.left, names.right, canvas.word(words));
    };
    let contained = if left < right { pair.containment } else { pair.containment.swapped() };
    let shares = contained.map(percent);
    format!(
        "{} | {}  {} {} {}  {}",
        names.left,
        names.right,
        canvas.word(&LABELS.similar),
        likeness(pair),
        canvas.word(&grade_words(pair.grade)),
        filled(canvas.word(&LABELS.shares), &[&shares.left, &shares.right]),
    )
}

/// Draws the matrix itself: the left report by rows, the right one by columns.
fn grid(canvas: &mut Canvas<'_>, model: &Model, choice: &Choice, area: Area) -> Option<(u16, u16)> {
    let entries = &model.catalog.entries;
    let names_cells = names_cells(canvas, choice, entries, area.width);
    let columns = usize::from((area.width.saturating_sub(names_cells + 1) / CELL).max(1));
    let rows = usize::from(area.height.saturating_sub(1).max(1));
    let first = |chosen: usize, shown: usize| (chosen + 1).saturating_sub(shown);
    let first_row = first(choice.chosen.left, rows);
    let first_column = first(choice.chosen.right, columns);
    let cell_area = |line: u16, column: usize| Area {
        width: CELL,
        ..area.nth(line).from(names_cells + column as u16 * CELL)
    };
    for (at, index) in (first_column..entries.len()).take(columns).enumerate() {
        let number = (index + 1).to_string();
        let ink = if index == choice.chosen.right { Ink::Strong } else { Ink::Faint };
        canvas.right(cell_area(0, at), &number, ink);
    }
    let mut attention = None;
    for (at, (left, entry)) in entries.iter().enumerate().skip(first_row).take(rows).enumerate() {
        let line = at as u16 + 1;
        let ink = if left == choice.chosen.left { Ink::Strong } else { Ink::Chrome };
        let group = format!("{:<1$}", group(choice, left), group_cells(choice));
        let label = format!("{:>3}  {group}{}", left + 1, disarmed(&entry.name));
        let label_area = Area { width: names_cells, ..area.nth(line) };
        let used = canvas.fitted(label_area, &label, ink);
        let behind = label_area.from(used + 2);
        if MIN_TITLE_CELLS <= behind.width {
            canvas.fitted(behind, &title(entry), Ink::Faint);
        }
        for (column, right) in (first_column..entries.len()).take(columns).enumerate() {
            let value = value(choice, left, right);
            let cell = cell_area(line, column);
            canvas.right(cell, &value, Ink::Chrome);
            if choice.chosen == Sided::new(left, right) {
                let marked = cell.from(1);
                canvas.repaint(marked, Ink::Cursor);
                attention = Some((marked.x, marked.y));
            }
        }
    }
    attention
}

/// Returns a number of things as a number of cells.
fn cells(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// Returns the title of a report; empty if it has none.
fn title(entry: &Entry) -> String {
    let text = &entry.document.text;
    disarmed(entry.report.title.trimmed(text).of(text))
}

/// Returns the width of the labels: their names, and their titles as far as every column still shows.
fn names_cells(canvas: &Canvas<'_>, choice: &Choice, entries: &[Entry], width: u16) -> u16 {
    let wide = |text: &str| width_cells(text, canvas.ambiguous);
    let name = |entry: &Entry| wide(&disarmed(&entry.name)) + 6 + group_cells(choice);
    let titled = |entry: &Entry| name(entry) + wide(&title(entry)) + 2;
    let widest = |of: &dyn Fn(&Entry) -> usize| cells(entries.iter().map(of).max().unwrap_or(0));
    let spare = width.saturating_sub(cells(entries.len()).saturating_mul(CELL).saturating_add(1));
    widest(&name).min(width / 2).max(widest(&titled).min(spare))
}

fn value(choice: &Choice, left: usize, right: usize) -> String {
    match choice.pair(Sided::new(left, right)) {
        _ if left == right => "\\".to_owned(),
        Some(pair) => likeness(pair),
        None => "--".to_owned(),
    }
}

/// Draws the likeliest pairs in words, as many as fit.
fn ranking(canvas: &mut Canvas<'_>, model: &Model, choice: &Choice, area: Area) {
    if area.height < 2 {
        return;
    }
    let title = format!(" {}", canvas.word(&LABELS.ranking));
    canvas.fitted(area.nth(0), &title, Ink::Strong);
    // A resemblance that shows as none is no likeness; the likeliest pair is shown all the same.
    let none = share(0.0);
    let pairs = choice.pairs.iter().enumerate();
    let alike = pairs.filter(|(at, pair)| *at == 0 || share(pair.resemblance) != none);
    let shown = alike.map(|(_, pair)| pair).take(usize::from(area.height) - 1);
    for (line, pair) in shown.enumerate() {
        let name = |at: usize| disarmed(&model.catalog.entries[at].name);
        let is_chosen = choice.pair(choice.chosen).is_some_and(|chosen| chosen == pair);
        let words = format!(
            "{} {}  {} | {}  {}",
            if is_chosen { ">" } else { " " },
            likeness(pair),
            name(pair.left),
            name(pair.right),
            canvas.word(&grade_words(pair.grade)),
        );
        canvas.fitted(area.nth(line as u16 + 1), &words, Ink::Chrome);
    }
}
