//! The list of the files of two folders: pairs with how alike they are, then what stands alone.

use crate::collate::model::Grade;
use crate::export::subject::{FilePair, within};
use crate::finding::reuse::grade_words;
use crate::text::cells::{disarmed, width_cells};
use crate::text::language::{Words, words};
use crate::text::side::{Side, Sided};
use crate::tui::hints::ROSTER_HINTS;
use crate::tui::model::{Choice, Model};
use crate::tui::roster::{Roster, Row};
use crate::tui::style::Ink;
use crate::tui::view::canvas::{Area, Canvas};
use crate::tui::view::frame;
use crate::tui::words::{LABELS, share};

/// Cells in front of the names: the cursor, how alike, what kind.
const LEAD_CELLS: u16 = 9;

/// From this many columns on there is room for the grade behind the names.
const MIN_GRADED_WIDTH: u16 = 60;

/// Every grade, the widest of which decides the width of its column.
const GRADES: [Grade; 5] =
    [Grade::Copied, Grade::Edited, Grade::Reworded, Grade::StockPhrases, Grade::Unrelated];

/// Fewest rows with a line of hints.
const MIN_HINTED_ROWS: u16 = 16;

const COUNTS: Words = words("{} 对", "pairs {}");

const ALONE: Sided<Words> = Sided {
    left: words("只在左侧 {}", "left only {}"),
    right: words("只在右侧 {}", "right only {}"),
};

const UNREAD: Words = words("未读入 {}", "not read {}");

const SAME: Words = words("内容相同", "the same text");

const UNSURE: Words = words("未必是一对", "perhaps not a pair");

const LONE: Words = words("另一侧没有对应", "no counterpart on the other side");

const HELD: Words = words("已取", "taken");

/// Draws the list; returns where the reader's attention is.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, roster: &Roster) -> Option<(u16, u16)> {
    let whole = canvas.whole();
    let choice = model.choice.as_ref()?;
    head(canvas, roster, whole.nth(0));
    let has_hints = MIN_HINTED_ROWS <= whole.height;
    let footer = 2 + u16::from(has_hints);
    let body = Area { height: whole.height.saturating_sub(1 + footer), ..whole.below(1) };
    let shown = usize::from(body.height);
    // The cursor stays in the middle where the list goes on above and below.
    let first = choice.row.saturating_sub(shown / 2).min(roster.rows.len().saturating_sub(shown));
    let mut attention = None;
    for (line, (at, row)) in roster.rows.iter().enumerate().skip(first).take(shown).enumerate() {
        let area = body.nth(line as u16);
        draw_row(canvas, model, roster, row, area);
        if at == choice.row {
            canvas.put(area, ">", Ink::Strong);
            attention = Some((area.x, area.y));
        }
    }
    let last = whole.below(1 + body.height);
    let below = |at: u16| Area { width: whole.width - 1, ..last.nth(at) }.from(1);
    let told = roster.rows.get(choice.row).map(|row| explained(canvas, model, choice, row));
    canvas.fitted(below(0), &told.unwrap_or_default(), Ink::Chrome);
    let place = format!("{}/{}", (choice.row + 1).min(roster.rows.len()), roster.rows.len());
    let status = frame::hinted(canvas, model, below(1), &place);
    frame::say(canvas, model, status, &place);
    if has_hints {
        frame::hints(canvas, ROSTER_HINTS, last.nth(2));
    }
    attention
}

/// Draws what the folders are called and how many files of each kind there are.
fn head(canvas: &mut Canvas<'_>, roster: &Roster, row: Area) {
    let count = |is: &dyn Fn(&Row) -> bool| roster.rows.iter().filter(|row| is(row)).count();
    let kinds: [(Words, usize); 4] = [
        (COUNTS, count(&|row| matches!(row, Row::Pair(_)))),
        (ALONE.left, count(&|row| matches!(row, Row::Alone(Side::Left, _)))),
        (ALONE.right, count(&|row| matches!(row, Row::Alone(Side::Right, _)))),
        (UNREAD, count(&|row| matches!(row, Row::Unread(_)))),
    ];
    let told = kinds.iter().filter(|(_, count)| 0 < *count);
    let told: Vec<String> =
        told.map(|(words, count)| canvas.word(words).replace("{}", &count.to_string())).collect();
    let inner = Area { width: row.width.saturating_sub(1), ..row };
    let used = canvas.right(inner, &told.join("  "), Ink::Faint);
    let names = roster.names.as_ref().map(|name| disarmed(name));
    let title = format!(" {}  {} | {}", canvas.word(&LABELS.name), names.left, names.right);
    let area = Area { width: inner.width.saturating_sub(used + 2), ..inner };
    canvas.fitted(area, &title, Ink::Strong);
}

/// Draws a row: how alike, what kind, the two names, what it amounts to.
fn draw_row(canvas: &mut Canvas<'_>, model: &Model, roster: &Roster, row: &Row, area: Area) {
    let names = area.from(LEAD_CELLS);
    let graded = if area.width < MIN_GRADED_WIDTH { 0 } else { grade_cells(canvas) };
    let each = names.width.saturating_sub(graded + 2) / 2;
    let left = Area { width: each, ..names };
    let right = Area { width: each, ..names.from(each + 2) };
    let name = |side: Side, at: usize| {
        let path = model.catalog.entries.get(at).map_or("", |entry| entry.document.name.as_str());
        disarmed(match within(&roster.names[side], path) {
            "" => path,
            name => name,
        })
    };
    let lead = area.from(2);
    match row {
        Row::Pair(FilePair { pair, is_same, is_sure }) => {
            let likeness = format!("{:>4}", share(pair.resemblance));
            canvas.put(lead, &likeness, Ink::Chrome);
            let mark = match (is_same, is_sure) {
                (_, false) => "?",
                (true, true) => " ",
                (false, true) => "~",
            };
            canvas.put(area.from(LEAD_CELLS - 2), mark, Ink::Strong);
            canvas.fitted(left, &name(Side::Left, pair.left), Ink::Chrome);
            canvas.fitted(right, &name(Side::Right, pair.right), Ink::Chrome);
            let words = if *is_same { SAME } else { grade_words(pair.grade) };
            if 0 < graded {
                canvas.fitted(names.from(names.width - graded), canvas.word(&words), Ink::Faint);
            }
        }
        Row::Alone(side, at) => {
            let mark = if *side == Side::Left { "-" } else { "+" };
            canvas.put(area.from(LEAD_CELLS - 2), mark, Ink::Strong);
            let place = if *side == Side::Left { left } else { right };
            canvas.fitted(place, &name(*side, *at), Ink::Chrome);
        }
        Row::Unread(unread) => {
            canvas.put(area.from(LEAD_CELLS - 2), "?", Ink::Strong);
            canvas.fitted(names, &disarmed(&unread.told(canvas.language())), Ink::Faint);
        }
    }
}

/// Returns the width of the widest grade.
fn grade_cells(canvas: &Canvas<'_>) -> u16 {
    let words = GRADES.map(grade_words).into_iter().chain([SAME]);
    let cells = words.map(|words| width_cells(canvas.word(&words), canvas.ambiguous)).max();
    cells.and_then(|cells| u16::try_from(cells).ok()).unwrap_or(0)
}

/// Returns a row in words, with its names as far as the line holds them.
fn explained(canvas: &Canvas<'_>, model: &Model, choice: &Choice, row: &Row) -> String {
    let path = |at: usize| {
        model.catalog.entries.get(at).map_or(String::new(), |entry| disarmed(&entry.document.name))
    };
    let told = match row {
        Row::Pair(FilePair { pair, is_same, is_sure }) => {
            let grade = if *is_same { SAME } else { grade_words(pair.grade) };
            let doubt = if *is_sure { "" } else { canvas.word(&UNSURE) };
            let (left, right) = (path(pair.left), path(pair.right));
            format!("{}  {left} | {right}  {doubt}", canvas.word(&grade))
        }
        Row::Alone(_, at) => format!("{}  {}", canvas.word(&LONE), path(*at)),
        Row::Unread(unread) => disarmed(&unread.told(canvas.language())),
    };
    match choice.held {
        Some((_, at)) => format!("{} {}  {told}", canvas.word(&HELD), path(at)),
        None => told,
    }
}
