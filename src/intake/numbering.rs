//! The numbers that a word processor puts in front of paragraphs: 一、 （一） 1. ①.
//!
//! They are stored nowhere as text; a reader that does not count sees headings without number.

use std::collections::BTreeMap;

use crate::intake::numeral::Numerals;

/// Most levels of a list in Word; `OpenDocument` has ten.
pub const MAX_LEVELS: usize = 10;

/// What stands between a number and the text behind it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Suffix {
    /// A gap.
    #[default]
    Gap,
    /// Nothing.
    Nothing,
}

/// How one level of a list is numbered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// The number of the first item.
    pub start: u32,
    /// How numbers are written.
    pub numerals: Numerals,
    /// The label, with `%1` to `%9` for the numbers of levels 1 to 9: `（%2）`, `%1.%2`.
    pub pattern: String,
    /// What follows the label.
    pub suffix: Suffix,
    /// Whether the numbers of all levels are written as 1, 2, 3 in this label.
    pub is_legal: bool,
    /// How many outer levels start this one anew; all of them if `None`, none if 0.
    pub restart: Option<usize>,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            numerals: Numerals::Decimal,
            pattern: String::new(),
            suffix: Suffix::Gap,
            is_legal: false,
            restart: None,
        }
    }
}

/// The levels of a list, outermost first.
pub type Levels = Vec<Level>;

/// Counts the items of all lists of a file.
#[derive(Debug, Default)]
pub struct Counters {
    /// By list: the number that each level stands at; `None` before its first item.
    lists: BTreeMap<String, [Option<u32>; MAX_LEVELS]>,
}

impl Counters {
    /// Counts one more item of a list and returns its label with what follows it; empty if the
    /// level has none. Levels from [`MAX_LEVELS`] on have none.
    pub fn next(&mut self, list: &str, levels: &[Level], depth: usize) -> String {
        let Some(level) = levels.get(depth) else { return String::new() };
        if !self.lists.contains_key(list) {
            self.lists.insert(list.to_owned(), [None; MAX_LEVELS]);
        }
        let Some(counts) = self.lists.get_mut(list) else { return String::new() };
        let Some(count) = counts.get_mut(depth) else { return String::new() };
        *count = Some(count.map_or(level.start, |count| count.saturating_add(1)));
        for (inner, count) in counts.iter_mut().enumerate().skip(depth + 1) {
            let restart = levels.get(inner).and_then(|level| level.restart);
            if restart.is_none_or(|outer| depth < outer) {
                *count = None;
            }
        }
        label(levels, depth, counts)
    }

    /// Makes the next item of a level have this number.
    pub fn set_next(&mut self, list: &str, depth: usize, number: u32) {
        let counts = self.lists.entry(list.to_owned()).or_insert([None; MAX_LEVELS]);
        if let Some(count) = counts.get_mut(depth) {
            *count = number.checked_sub(1);
        }
    }
}

/// Writes the label of an item.
fn label(levels: &[Level], depth: usize, counts: &[Option<u32>; MAX_LEVELS]) -> String {
    let Some(level) = levels.get(depth) else { return String::new() };
    let mut label = String::new();
    let mut rest = level.pattern.chars().peekable();
    while let Some(c) = rest.next() {
        let named = rest.peek().and_then(|next| next.to_digit(10)).filter(|n| c == '%' && 0 < *n);
        let Some(number) = named else {
            label.push(c);
            continue;
        };
        rest.next();
        let outer = number as usize - 1;
        let start = levels.get(outer).map_or(1, |level| level.start);
        let value = counts.get(outer).copied().flatten().unwrap_or(start);
        let numerals = levels.get(outer).map_or(Numerals::Decimal, |level| level.numerals);
        let numerals = if level.is_legal { Numerals::Decimal } else { numerals };
        label.push_str(&numerals.written(value));
    }
    if level.suffix == Suffix::Gap { gapped(&label) } else { seen(&label) }
}

/// Returns a label as it is seen, with a gap behind it where it would run into the text.
pub fn gapped(label: &str) -> String {
    let label = seen(label);
    if !label.is_empty() && needs_gap(&label) { label + " " } else { label }
}

/// Returns a label as it is seen: signs of symbol fonts as bullets, no blanks at its ends.
fn seen(label: &str) -> String {
    label.trim().chars().map(bullet).collect()
}

/// Says whether a label and a text behind it would run together: `1.` and `2024年`, but not 一、.
fn needs_gap(label: &str) -> bool {
    label.ends_with(|c: char| !matches!(c, '、' | '，' | '。' | '）' | '．' | '：' | '】' | '》'))
}

/// Returns the sign that is seen for a character of a symbol font: those of Wingdings and Symbol are
/// stored in the private use area.
fn bullet(c: char) -> char {
    if matches!(c, '\u{E000}'..='\u{F8FF}') { '•' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(numerals: Numerals, pattern: &str) -> Level {
        Level { numerals, pattern: pattern.to_owned(), ..Level::default() }
    }

    fn chinese() -> Levels {
        vec![
            level(Numerals::ChineseThousand, "%1、"),
            level(Numerals::ChineseThousand, "（%2）"),
            level(Numerals::Decimal, "%3."),
            Level { is_legal: true, ..level(Numerals::Decimal, "%1.%2.%4") },
        ]
    }

    fn labels(levels: &[Level], depths: &[usize]) -> Vec<String> {
        let mut counters = Counters::default();
        depths.iter().map(|depth| counters.next("a", levels, *depth)).collect()
    }

    #[test]
    fn an_inner_level_starts_anew_under_the_next_outer_item() {
        let labels = labels(&chinese(), &[0, 1, 1, 2, 0, 1, 2]);
        assert_eq!(labels, ["一、", "（一）", "（二）", "1. ", "二、", "（一）", "1. "]);
    }

    #[test]
    fn a_level_that_never_restarts_goes_on() {
        let mut levels = chinese();
        levels[1].restart = Some(0);
        assert_eq!(labels(&levels, &[0, 1, 0, 1]), ["一、", "（一）", "二、", "（二）"]);
    }

    #[test]
    fn a_legal_label_writes_every_number_in_digits() {
        assert_eq!(labels(&chinese(), &[0, 1, 3]).last().unwrap(), "1.1.1 ");
    }

    #[test]
    fn the_next_number_can_be_set() {
        let mut counters = Counters::default();
        counters.set_next("a", 0, 5);
        assert_eq!(counters.next("a", &chinese(), 0), "五、");
        counters.set_next("a", 0, 0);
        assert_eq!(counters.next("a", &chinese(), 0), "一、");
    }

    #[test]
    fn symbols_of_private_fonts_are_bullets_and_no_pattern_is_no_label() {
        let levels = [level(Numerals::Nothing, "\u{F0B7}"), level(Numerals::Decimal, "")];
        assert_eq!(labels(&levels, &[0, 1, 7]), ["• ", "", ""]);
    }
}
