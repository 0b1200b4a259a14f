//! The names of the two reports and the counts.

use crate::text::cells::{disarmed, width_cells};
use crate::text::language::{Words, words};
use crate::text::side::{Side, Sided};
use crate::tui::model::Model;
use crate::tui::pair::{Pair, Totals};
use crate::tui::style::Ink;
use crate::tui::view::canvas::{Area, Canvas};
use crate::tui::words::LABELS;

/// From this many columns the name of the program stands in front of those of the reports.
const MIN_NAMED_WIDTH: u16 = 72;

/// Cells between the two names, and around them.
const NAMES_MARGIN: u16 = 6;

/// Stands where counts or the start of a name are left out.
const LEFT_OUT: &str = "..";

/// A count of the header.
struct Counted {
    of: fn(&Totals) -> usize,
    words: Words,
    /// The sign it has in the gutter.
    sign: char,
    /// How telling it is: the most telling has the lowest.
    rank: usize,
}

const fn counted(of: fn(&Totals) -> usize, words: Words, sign: char, rank: usize) -> Counted {
    Counted { of, words, sign, rank }
}

/// Every count, in the order of the header.
const COUNTED: [Counted; 7] = [
    counted(|totals| totals.changed, words("改", "chg "), '~', 3),
    counted(|totals| totals.added, words("增", "add "), '+', 5),
    counted(|totals| totals.removed, words("删", "del "), '-', 6),
    counted(|totals| totals.moved, words("移", "mov "), '>', 4),
    counted(|totals| totals.reused, words("雷同", "reuse "), '=', 2),
    counted(|totals| totals.figures, words("数", "fig "), '#', 1),
    counted(|totals| totals.doubts, words("疑", "? "), '?', 0),
];

/// Draws the names of the two reports and the counts.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, pair: &Pair, row: Area) {
    let names = pair.entries.map(|index| disarmed(&model.catalog.entries[index].name));
    let ambiguous = canvas.ambiguous;
    let cells = |name: &String| width_cells(name, ambiguous).min(9_999) as u16;
    let forms = [names.clone(), without_start(&names), without_ends(&names)];
    let shortest = forms.len() - 1;
    // Which two are open matters more than the last of the counts.
    let needed = cells(&forms[shortest].left) + cells(&forms[shortest].right) + NAMES_MARGIN;
    let half = row.width / 2;
    let counts_cells = row.width.saturating_sub(needed).clamp(half / 2, half.max(1));
    let counts = counts(canvas, pair, usize::from(counts_cells));
    let used =
        canvas.right(Area { width: row.width.saturating_sub(1), ..row }, &counts, Ink::Chrome);
    let mut left = Area { width: row.width.saturating_sub(used + 2), ..row };
    if MIN_NAMED_WIDTH <= row.width {
        let program = format!(" {}  ", canvas.word(&LABELS.name));
        let used = canvas.put(left, &program, Ink::Strong);
        left = left.from(used);
    }
    let room = left.width.saturating_sub(3);
    let fits = |names: &Sided<String>| cells(&names.left) + cells(&names.right) <= room;
    let at = forms.iter().position(fits).unwrap_or(shortest);
    let names = &forms[at];
    let wanted = names.as_ref().map(cells);
    // Each name has half the room, and what the other does not need.
    let width = wanted.left.min((room / 2).max(room.saturating_sub(wanted.right)));
    let used = canvas.fitted(Area { width, ..left }, &names.left, Ink::Strong);
    let used = used + canvas.put(left.from(used), " | ", Ink::Faint);
    canvas.fitted(left.from(used), &names.right, Ink::Strong);
}

/// Returns the names without the start they have in common: `..2023.txt`, `..2024.txt`.
fn without_start(names: &Sided<String>) -> Sided<String> {
    let both = || names.left.chars().zip(names.right.chars());
    let common: Vec<char> = both().take_while(|(l, r)| l == r).map(|(c, _)| c).collect();
    // A number is not cut into.
    let digits = common.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let cut = common.len() - digits;
    let rest = names.as_ref().map(|name| name.chars().skip(cut).collect::<String>());
    let is_shorter = LEFT_OUT.len() < cut;
    if !is_shorter || Side::BOTH.iter().any(|side| rest[*side].is_empty()) {
        return names.clone();
    }
    rest.map(|rest| format!("{LEFT_OUT}{rest}"))
}

/// Returns the names without the start and the end they have in common: `..2023..`, `..2024..`.
fn without_ends(names: &Sided<String>) -> Sided<String> {
    let names = without_start(names);
    let (left, right) = (names.left.chars().rev(), names.right.chars().rev());
    let common: Vec<char> = left.zip(right).take_while(|(l, r)| l == r).map(|(c, _)| c).collect();
    let digits = common.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let cut = common.len() - digits;
    let kept = names.as_ref().map(|name| {
        let kept = name.chars().count().saturating_sub(cut);
        name.chars().take(kept).collect::<String>()
    });
    let is_shorter = LEFT_OUT.len() < cut;
    let is_empty = |side: &Side| kept[*side].trim_start_matches('.').is_empty();
    if !is_shorter || names.left == names.right || Side::BOTH.iter().any(is_empty) {
        return names;
    }
    kept.map(|kept| format!("{kept}{LEFT_OUT}"))
}

/// Returns the counts in the longest form that fits: in words, with the signs of the gutter, and at
/// last the most telling of them with a sign that some are left out.
fn counts(canvas: &Canvas<'_>, pair: &Pair, room_cells: usize) -> String {
    let number = |counted: &Counted| (counted.of)(&pair.totals);
    let mut shown: Vec<&Counted> = COUNTED.iter().filter(|counted| 0 < number(counted)).collect();
    let joined = |parts: Vec<String>| parts.join(" ");
    let sign = |counted: &&Counted| format!("{}{}", counted.sign, number(counted));
    let in_words = shown.iter().map(|c| format!("{}{}", canvas.word(&c.words), number(c)));
    let mut forms = vec![joined(in_words.collect()), joined(shown.iter().map(sign).collect())];
    shown.sort_by_key(|counted| counted.rank);
    for count in (1..shown.len()).rev() {
        let signs = shown.iter().take(count).map(sign).chain([LEFT_OUT.to_owned()]);
        forms.push(joined(signs.collect()));
    }
    let fits = |form: &String| width_cells(form, canvas.ambiguous) <= room_cells;
    let left_out = if shown.is_empty() { "" } else { LEFT_OUT };
    forms.into_iter().find(fits).unwrap_or_else(|| left_out.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shortened(left: &str, right: &str) -> [Sided<String>; 2] {
        let names = Sided::new(left.to_owned(), right.to_owned());
        [without_start(&names), without_ends(&names)]
    }

    #[test]
    fn names_keep_what_tells_them_apart() {
        let [start, ends] = shortened("yunxi-2023.txt", "yunxi-2024.txt");
        assert_eq!([start.left, start.right], ["..2023.txt", "..2024.txt"]);
        assert_eq!([ends.left, ends.right], ["..2023..", "..2024.."]);
    }

    #[test]
    fn names_without_a_difference_stay() {
        let [start, ends] = shortened("2023.txt", "2023.txt");
        assert_eq!([start.left.as_str(), ends.left.as_str()], ["2023.txt", "2023.txt"]);
        let [start, _] = shortened("汇编.txt", "汇编.txt 篇二");
        assert_eq!(start.left, "汇编.txt");
    }
}
