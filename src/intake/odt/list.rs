//! The lists of an `OpenDocument` text: which label stands in front of which item.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::intake::numbering::{Counters, Level, Levels, MAX_LEVELS, Suffix};
use crate::intake::numeral::Numerals;
use crate::intake::tree::Element;

/// The name under which the numbering of headings is kept.
const OUTLINE: &str = "\u{0}outline";

/// How the file names ways to write numbers: by how they begin.
const NUMERALS: [(&str, Numerals); 16] = [
    ("1", Numerals::Decimal),
    ("i", Numerals::LowerRoman),
    ("I", Numerals::UpperRoman),
    ("a", Numerals::LowerLetter),
    ("A", Numerals::UpperLetter),
    ("一", Numerals::ChineseThousand),
    ("〇", Numerals::ChineseDigits),
    ("壹, 贰", Numerals::ChineseLegal),
    ("壹", Numerals::ChineseLegalTraditional),
    ("甲", Numerals::Stems),
    ("子", Numerals::Branches),
    ("①", Numerals::Circled),
    ("⑴", Numerals::Parenthesised),
    ("⒈", Numerals::FullStopped),
    ("㊀", Numerals::CircledChinese),
    ("１", Numerals::FullWidth),
];

/// All list styles of a text, and how far each list was counted.
#[derive(Debug, Default)]
pub struct Lists {
    styles: BTreeMap<String, Levels>,
    counters: Counters,
    /// The list that each list style was last used for.
    last: BTreeMap<String, String>,
    count: usize,
}

impl Lists {
    /// Adds the list styles of a part; later ones win.
    pub fn add(&mut self, root: Element) {
        for group in root.elements().filter(|group| group.name().ends_with("styles")) {
            for style in group.elements() {
                match style.name() {
                    "list-style" => {
                        if let Some(name) = style.attribute("name") {
                            self.styles.insert(name.into_owned(), levels(style));
                        }
                    }
                    "outline-style" => {
                        self.styles.insert(OUTLINE.to_owned(), levels(style));
                    }
                    _ => {}
                }
            }
        }
    }

    /// Returns the key under which a list counts: that of the list it goes on from, or a new one.
    pub fn key(&mut self, list: Element, style: &str) -> String {
        let goes_on = list.attribute("continue-numbering").is_some_and(|value| value == "true");
        let named = list.attribute("continue-list").map(Cow::into_owned);
        let before = goes_on.then(|| self.last.get(style).cloned()).flatten();
        self.count += 1;
        let fresh =
            || list.attribute("id").map_or_else(|| format!("\u{0}{}", self.count), Cow::into_owned);
        let key = named.or(before).unwrap_or_else(fresh);
        self.last.insert(style.to_owned(), key.clone());
        key
    }

    /// Counts one more item of a list and returns its label.
    pub fn label(&mut self, key: &str, style: &str, depth: usize) -> String {
        let Some(levels) = self.styles.get(style) else { return String::new() };
        self.counters.next(key, levels, depth)
    }

    /// Counts one more heading of a level, counted from 0, and returns its label.
    pub fn heading_label(&mut self, depth: usize) -> String {
        self.label(OUTLINE, OUTLINE, depth)
    }

    /// Makes the next item of a list have this number.
    pub fn set_next(&mut self, key: &str, depth: usize, number: u32) {
        self.counters.set_next(key, depth, number);
    }
}

/// Reads the levels of a list style.
fn levels(style: Element) -> Levels {
    let mut levels = Levels::new();
    for element in style.elements() {
        let Some(number) = element.number::<usize>("level") else { continue };
        let Some(at) = number.checked_sub(1).filter(|at| *at < MAX_LEVELS) else { continue };
        while levels.len() <= at {
            levels.push(Level::default());
        }
        if let Some(slot) = levels.get_mut(at) {
            *slot = level(element, number);
        }
    }
    levels
}

/// Reads one level; `number` counts from 1.
fn level(element: Element, number: usize) -> Level {
    let format = element.attribute("num-format").unwrap_or_default();
    let known = NUMERALS.iter().find(|(start, _)| format.starts_with(start));
    let numerals = known.map_or(Numerals::Nothing, |(_, numerals)| *numerals);
    let alignment = element
        .child("list-level-properties")
        .and_then(|properties| properties.child("list-level-label-alignment"));
    let is_bare = alignment
        .and_then(|alignment| alignment.attribute("label-followed-by"))
        .is_some_and(|followed| followed == "nothing");
    Level {
        start: element.number("start-value").unwrap_or(1),
        numerals,
        pattern: pattern(element, number, numerals),
        suffix: if is_bare { Suffix::Nothing } else { Suffix::Gap },
        ..Level::default()
    }
}

/// Returns the pattern of a label. Newer files write it out as `（%2%）`; older ones give what
/// stands around and how many outer levels are shown.
fn pattern(element: Element, number: usize, numerals: Numerals) -> String {
    if let Some(bullet) = element.attribute("bullet-char") {
        return bullet.into_owned();
    }
    if numerals == Numerals::Nothing {
        return String::new();
    }
    if let Some(written) = element.attribute("num-list-format") {
        let mut pattern = written.into_owned();
        for level in 1..=MAX_LEVELS {
            pattern = pattern.replace(&format!("%{level}%"), &format!("%{level}"));
        }
        return pattern;
    }
    let shown = element.number::<usize>("display-levels").unwrap_or(1).clamp(1, number);
    let numbers: Vec<String> = (number + 1 - shown..=number).map(|n| format!("%{n}")).collect();
    let around = |name| element.attribute(name).unwrap_or_default();
    format!("{}{}{}", around("num-prefix"), numbers.join("."), around("num-suffix"))
}
