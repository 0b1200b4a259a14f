//! Tables of words, looked up by their first or last character.
//!
//! Every figure asks many tables what stands around it. A table that were tried word by word would
//! cost more than all the rest of the extraction; a look at one character leaves a handful of words.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::figure::line::{Line, width};

/// A table of words, as folded for scanning, made ready when it is first asked.
pub type Lexicon = LazyLock<Words>;

/// Words by their first and by their last character, longest first.
#[derive(Debug)]
pub struct Words {
    by_first: FxHashMap<char, Vec<Entry>>,
    by_last: FxHashMap<char, Vec<Entry>>,
}

/// A word and the columns it takes.
type Entry = (&'static str, usize);

impl Words {
    /// Makes the table ready.
    pub fn of(words: &'static [&'static str]) -> Self {
        let mut table = Self { by_first: FxHashMap::default(), by_last: FxHashMap::default() };
        for word in words {
            let entry = (*word, width(word));
            let (first, last) = (word.chars().next(), word.chars().next_back());
            if let (Some(first), Some(last)) = (first, last) {
                table.by_first.entry(first).or_default().push(entry);
                table.by_last.entry(last).or_default().push(entry);
            }
        }
        for entries in table.by_first.values_mut().chain(table.by_last.values_mut()) {
            entries.sort_by_key(|(_, columns)| std::cmp::Reverse(*columns));
        }
        table
    }

    /// Returns the longest word that stands at the column and ends by `to`, and its columns.
    pub fn at(&self, line: &Line, column: usize, to: usize) -> Option<Entry> {
        let entries = self.by_first.get(&line.at(column))?;
        let fits = |(word, columns): &&Entry| column + columns <= to && line.has(column, word);
        entries.iter().find(fits).copied()
    }

    /// Returns the longest word that ends just left of the column and begins at `from` or behind it.
    pub fn before(&self, line: &Line, from: usize, column: usize) -> Option<Entry> {
        let entries = self.by_last.get(&line.before(column))?;
        let fits = |(word, columns): &&Entry| from + columns <= column && line.ends(column, word);
        entries.iter().find(fits).copied()
    }

    /// Says whether any of the words stands between the two columns.
    pub fn any_in(&self, line: &Line, from: usize, to: usize) -> bool {
        (from..to.min(line.len())).any(|column| self.at(line, column, to).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::Span;

    static TABLE: Lexicon = Lexicon::new(|| Words::of(&["增加", "增加值", "值"]));

    #[test]
    fn longest_word_within_the_bounds_is_found_from_either_side() {
        let text = "工业增加值";
        let line = Line::of(text, Span::new(0, text.len()));
        assert_eq!(TABLE.at(&line, 2, 5), Some(("增加值", 3)));
        assert_eq!(TABLE.at(&line, 2, 4), Some(("增加", 2)));
        assert_eq!(TABLE.before(&line, 0, 5), Some(("增加值", 3)));
        assert_eq!(TABLE.before(&line, 3, 5), Some(("值", 1)));
        assert!(TABLE.any_in(&line, 0, 5) && !TABLE.any_in(&line, 0, 2));
    }
}
