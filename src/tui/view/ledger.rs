//! The ledger of figures in place of the text: indicator, left, right, difference, a bar, what to know.

use crate::collate::digits::changed_digits;
use crate::collate::model::{Change, ChangeFlag, FigureChange};
use crate::export::term::change_flag;
use crate::export::text::figures::difference_of;
use crate::figure::decimal::Decimal;
use crate::figure::model::Figure;
use crate::sheet::marking::Role;
use crate::text::cells::{AmbiguousWidth, disarmed, width_cells};
use crate::text::language::{Language, Words, words};
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use crate::text::wrap::{Wrap, rows};
use crate::tui::hints::LEDGER_HINTS;
use crate::tui::ledger::{entries, relative};
use crate::tui::model::Model;
use crate::tui::pair::Pair;
use crate::tui::style::Ink;
use crate::tui::view::canvas::{Area, Canvas};
use crate::tui::view::panels::{Footer, place};

const TITLE: Words = words("数字台账", "ledger of figures");
const FIGURE: Words = words("数字", "figure");
const NO_FIGURES: Words = words("没有可列的数字", "no figures to list");
const CONFIDENCE: Words = words("把握", "confidence");

/// Cells of a bar: four to each side of the line that stands for no change.
const BAR_CELLS: u16 = 9;

/// Most rows that the selected figure takes in full.
const MAX_SAID_ROWS: u16 = 3;

/// English units that take most of a column, and what is written for them in tables.
const ABBREVIATIONS: [(&str, &str); 4] = [
    ("percentage points", "pp"),
    ("percentage point", "pp"),
    ("basis points", "bp"),
    ("basis point", "bp"),
];

/// A change of so many percent, or more, is so many steps of a bar.
const STEPS: [(i128, usize); 4] = [(50, 4), (20, 3), (5, 2), (0, 1)];

/// The columns of the ledger for a width; a column of no cells is left out.
#[derive(Clone, Copy)]
struct Columns {
    number: u16,
    difference: u16,
    bar: u16,
    flags: u16,
}

impl Columns {
    fn of(width: u16) -> Self {
        Self {
            number: if width < 72 { 9 } else { 12 },
            difference: match width {
                0..56 => 0,
                56..100 => 20,
                _ => 26,
            },
            bar: if width < 72 { 0 } else { BAR_CELLS },
            flags: if width < 110 { 0 } else { 22 },
        }
    }

    /// Returns the cells right of the indicator.
    fn fixed(self) -> u16 {
        let wide = |cells: u16| if cells == 0 { 0 } else { cells + 1 };
        2 * (self.number + 1) + 3 + wide(self.difference) + wide(self.bar) + wide(self.flags)
    }
}

/// Draws the ledger, what is to know of the selected figure below it.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, pair: &Pair) -> Option<(u16, u16)> {
    let whole = canvas.whole();
    let listed = entries(pair);
    let title = format!(
        " {} {}/{}  s {}  t {} ",
        canvas.word(&TITLE),
        listed.len(),
        pair.collation.figure_changes.len(),
        canvas.word(pair.ledger.sorting.words()),
        canvas.word(pair.ledger.only.words()),
    );
    canvas.fitted(whole.nth(0).from(1), &title, Ink::Strong);
    let footer = Footer::of(model, whole);
    let selected = listed.get(pair.ledger.selected);
    let said = selected.map_or(String::new(), |at| said(canvas.language(), model, pair, *at));
    let width = whole.width.saturating_sub(2);
    let wrap = Wrap { width_cells: usize::from(width), ambiguous: canvas.ambiguous };
    let rows = rows(&said, Span::new(0, said.len()), &[], wrap);
    let said_rows = (rows.len() as u16).clamp(1, MAX_SAID_ROWS).min(footer.above);
    let body = Area { height: footer.above - said_rows, ..whole.below(1) };
    let attention = list(canvas, model, pair, &listed, body);
    for (line, row) in rows.iter().take(usize::from(said_rows)).enumerate() {
        let area = whole.below(1 + body.height).nth(line as u16).from(1);
        canvas.put_span(Area { width, ..area }, &said, *row, Ink::Strong);
    }
    let place = place(canvas, &FIGURE, pair.ledger.selected, listed.len());
    footer.draw(canvas, model, pair, LEDGER_HINTS, &place);
    attention
}

fn list(
    canvas: &mut Canvas<'_>,
    model: &Model,
    pair: &Pair,
    listed: &[usize],
    area: Area,
) -> Option<(u16, u16)> {
    if listed.is_empty() {
        canvas.fitted(area.nth(0).from(1), canvas.word(&NO_FIGURES), Ink::Faint);
        return None;
    }
    let selected = pair.ledger.selected.min(listed.len() - 1);
    // Whole pages: a list that crept along with the cursor would cost a slow line more than the text.
    let height = usize::from(area.height).max(1);
    let top = selected / height * height;
    let mut attention = None;
    for (line, (index, at)) in listed.iter().enumerate().skip(top).take(height).enumerate() {
        let row = Area { width: area.width.saturating_sub(1), ..area.nth(line as u16) };
        entry(canvas, model, pair, &pair.collation.figure_changes[*at], row);
        if index == selected {
            canvas.put(row, ">", Ink::Strong);
            attention = Some((row.x, row.y));
            canvas.repaint(Area { width: 2.min(row.width), ..row }, Ink::Cursor);
        }
    }
    attention
}

fn entry(canvas: &mut Canvas<'_>, model: &Model, pair: &Pair, change: &FigureChange, row: Area) {
    let columns = Columns::of(row.width);
    let sign = sign(change);
    canvas.put(row.from(1), sign.encode_utf8(&mut [0; 4]), Ink::Mark(sign));
    let name = disarmed(&change.indicator);
    let name_cells = row.width.saturating_sub(3 + columns.fixed());
    canvas.fitted(Area { width: name_cells, ..row.from(3) }, &name, Ink::Chrome);
    let mut rest = row.from(4 + name_cells);
    let written = written(model, pair, change);
    let digits = match (&written.left, &written.right) {
        (Some(left), Some(right)) => changed_digits(left, right),
        _ => Sided::default(),
    };
    number(canvas, Area { width: columns.number, ..rest }, written.left.as_deref(), &digits.left);
    rest = rest.from(columns.number + 1);
    let arrow = if written.left.is_some() && written.right.is_some() { "->" } else { "" };
    canvas.put(rest, arrow, Ink::Faint);
    rest = rest.from(3);
    number(canvas, Area { width: columns.number, ..rest }, written.right.as_deref(), &digits.right);
    rest = rest.from(columns.number + 1);
    if 0 < columns.difference {
        let by = difference_of(&pair.collation, change, canvas.language());
        let by = within(by, columns.difference, canvas.ambiguous);
        canvas.right(Area { width: columns.difference, ..rest }, &by, Ink::Chrome);
        rest = rest.from(columns.difference + 1);
    }
    if 0 < columns.bar {
        canvas.put(rest, &bar(relative(pair, change)), Ink::Faint);
        rest = rest.from(columns.bar + 1);
    }
    if 0 < columns.flags {
        let flags = flags(canvas.language(), change);
        canvas.fitted(Area { width: columns.flags, ..rest }, &flags, Ink::Strong);
    }
}

/// Returns a difference with its English units as they are abbreviated, where it does not fit otherwise.
fn within(by: String, cells: u16, ambiguous: AmbiguousWidth) -> String {
    if width_cells(&by, ambiguous) <= usize::from(cells) {
        return by;
    }
    ABBREVIATIONS.iter().fold(by, |by, (whole, short)| by.replace(whole, short))
}

/// Returns the sign of what became of a figure.
fn sign(change: &FigureChange) -> char {
    match change.change {
        _ if change.flags.contains(&ChangeFlag::Possible) => '?',
        Change::Equal | Change::Restated => '=',
        Change::Added => '+',
        Change::Dropped => '-',
        Change::Increased | Change::Decreased | Change::Changed => '~',
    }
}

/// Returns the figure of each side as it is written, safe to show.
fn written(model: &Model, pair: &Pair, change: &FigureChange) -> Sided<Option<String>> {
    let sides = pair.subject(&model.catalog).sides;
    let of = |side: Side| {
        let figure: &Figure = pair.collation.figures[side].get(change.figures[side]?)?;
        Some(disarmed(figure.span.of(sides[side].text)))
    };
    Sided::new(of(Side::Left), of(Side::Right))
}

/// Writes a number at the right end of its column, the digits that changed marked.
fn number(canvas: &mut Canvas<'_>, area: Area, written: Option<&str>, changed: &[Span]) {
    let Some(written) = written else { return };
    let cells = width_cells(written, canvas.ambiguous);
    if usize::from(area.width) < cells {
        canvas.fitted(area, written, Ink::Chrome);
        return;
    }
    let mut area = area.from(area.width - cells as u16);
    for (at, c) in written.char_indices() {
        let span = Span::new(at, at + c.len_utf8());
        let is_changed = changed.iter().any(|changed| changed.covers(span));
        let ink = if is_changed { Ink::Text(Role::DigitChanged) } else { Ink::Chrome };
        area = area.from(canvas.put_span(area, written, span, ink));
    }
}

/// Returns a bar of a change in percent, to the left if it fell: `  --|    `, `    |++++`.
fn bar(percent: Option<Decimal>) -> String {
    let Some(percent) = percent else { return String::new() };
    let falls = percent < Decimal::ZERO;
    let magnitude = percent.magnitude().unwrap_or(percent);
    let reaches = |(least, _): &&(i128, usize)| Decimal::whole(*least) <= magnitude;
    let steps = STEPS.iter().find(reaches).map_or(0, |(_, steps)| *steps);
    let steps = if percent.is_zero() { 0 } else { steps };
    if falls { format!("{:>4}|", "-".repeat(steps)) } else { format!("    |{}", "+".repeat(steps)) }
}

/// Returns what is to know of a change, in words.
fn flags(language: Language, change: &FigureChange) -> String {
    let words: Vec<&str> =
        change.flags.iter().map(|flag| language.pick(&change_flag(*flag).words)).collect();
    words.join(if language == Language::Chinese { "、" } else { ", " })
}

/// Returns the selected entry in full.
fn said(language: Language, model: &Model, pair: &Pair, at: usize) -> String {
    let change = &pair.collation.figure_changes[at];
    let written = written(model, pair, change);
    let amounts: Vec<String> = [written.left, written.right].into_iter().flatten().collect();
    let mut parts = vec![format!("{} {}", disarmed(&change.indicator), amounts.join(" -> "))];
    parts
        .extend(Some(difference_of(&pair.collation, change, language)).filter(|by| !by.is_empty()));
    parts.extend(Some(flags(language, change)).filter(|flags| !flags.is_empty()));
    if amounts.len() == 2 {
        parts.push(format!("{} {:.2}", language.pick(&CONFIDENCE), change.confidence));
    }
    parts.join("  ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bar_grows_to_the_side_of_the_change() {
        let of = |percent: &str| bar(Decimal::parse(percent));
        assert_eq!(of("101.5"), "    |++++");
        assert_eq!(of("-7.2"), "  --|");
        assert_eq!(of("0"), "    |");
        assert_eq!(bar(None), "");
    }

    #[test]
    fn unit_is_abbreviated_only_where_it_would_be_cut() {
        let of = |by: &str, cells: u16| within(by.to_owned(), cells, AmbiguousWidth::Narrow);
        assert_eq!(of("-17.4 percentage points", 19), "-17.4 pp");
        assert_eq!(of("-17.4 percentage points", 26), "-17.4 percentage points");
        assert_eq!(of("+1 percentage point", 18), "+1 pp");
        assert_eq!(of("-0.2个百分点", 19), "-0.2个百分点");
    }
}
