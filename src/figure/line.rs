//! A sentence as the scanner reads it: one character per column, typography evened out.
//!
//! ```text
//! original  负⏎责２１９ 億元，其中 GDP
//! line      负责219亿元，其中gdp
//! ```
//!
//! Line breaks and the spaces around Chinese are gone, width and case are folded, and of the
//! Traditional characters are read as Simplified
//! ones, so every table below is written once. Each column leads back to its byte in the document.
//! The full-width comma stays apart from the half-width one: only the latter separates thousands.

use crate::text::fold::narrowed;
use crate::text::simplified::simplified;
use crate::text::span::{Span, is_blank};

/// What a position outside the line reads as.
pub const NOTHING: char = '\0';

/// A sentence ready for scanning.
#[derive(Clone, Debug, Default)]
pub struct Line {
    folded: Vec<char>,
    raw: Vec<char>,
    offsets: Vec<usize>,
    /// Columns in front of which a line break was left out, ascending.
    breaks: Vec<usize>,
    /// Column behind the last digit that was joined over a space (1 9 9 8 年).
    spaced: Option<usize>,
}

impl Line {
    /// Reads the sentence under `span`. Linear.
    pub fn of(text: &str, span: Span) -> Self {
        let words = span.of(text);
        // A Han character has three bytes.
        let capacity = words.len() / 3 + 1;
        let mut line = Self {
            folded: Vec::with_capacity(capacity),
            raw: Vec::with_capacity(capacity),
            offsets: Vec::with_capacity(capacity),
            ..Self::default()
        };
        let mut gap = Gap::None;
        let chinese = words.chars().any(is_han);
        for (at, c) in words.char_indices() {
            if is_blank(c) {
                gap = gap.widened(c);
                continue;
            }
            if chinese && gap == Gap::Space && c.is_ascii_digit() && line.ends_in_spaced_digit() {
                let next = words.get(at + 1..).and_then(|rest| rest.chars().next());
                let single = next.is_none_or(|next| !next.is_ascii_digit());
                gap = if single { Gap::None } else { gap };
                line.spaced = single.then_some(line.len() + 1);
            }
            line.close(gap, c, span.start + at);
            gap = Gap::None;
            line.push(fold(c), c, span.start + at);
        }
        line
    }

    /// Says whether the line ends in a digit that stands alone or was joined over a space: some old
    /// texts set every digit apart, 1 9 9 8 年.
    fn ends_in_spaced_digit(&self) -> bool {
        let end = self.len();
        let digit = self.before(end).is_ascii_digit();
        let alone = !self.before(end.saturating_sub(1)).is_ascii_digit();
        digit && (alone || self.spaced == Some(end))
    }

    /// Decides what the white space in front of `next` becomes.
    fn close(&mut self, gap: Gap, next: char, offset: usize) {
        let last = self.before(self.len());
        let ends_number = last.is_ascii_digit() || last == '.';
        let goes_on = next.is_ascii_digit() || matches!(next, '.' | '%' | ',');
        let broken_number = ends_number && goes_on && gap == Gap::Break;
        if gap == Gap::Break {
            self.breaks.push(self.len());
        }
        let between_words = last.is_ascii() && next.is_ascii() && last != NOTHING;
        if gap != Gap::None && between_words && !broken_number {
            self.push(' ', ' ', offset);
        }
    }

    fn push(&mut self, folded: char, raw: char, offset: usize) {
        self.folded.push(folded);
        self.raw.push(raw);
        self.offsets.push(offset);
    }

    /// Returns the number of columns.
    pub fn len(&self) -> usize {
        self.folded.len()
    }

    /// Says whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// Returns the folded character at a column, [`NOTHING`] past the end.
    pub fn at(&self, column: usize) -> char {
        self.folded.get(column).copied().unwrap_or(NOTHING)
    }

    /// Returns the folded character left of a column, [`NOTHING`] at the start.
    pub fn before(&self, column: usize) -> char {
        column.checked_sub(1).map_or(NOTHING, |column| self.at(column))
    }

    /// Says whether `word` stands at the column.
    pub fn has(&self, column: usize, word: &str) -> bool {
        word.chars().enumerate().all(|(at, c)| self.at(column + at) == c)
    }

    /// Says whether `word` ends just left of the column.
    pub fn ends(&self, column: usize, word: &str) -> bool {
        // From the last character on, which nearly always decides it.
        let mut backward = word.chars().rev().enumerate();
        backward.all(|(at, c)| column.checked_sub(at).is_some_and(|end| self.before(end) == c))
    }

    /// Returns the longest of `words` that stands at the column.
    pub fn longest(&self, column: usize, words: &[&'static str]) -> Option<&'static str> {
        let here = words.iter().copied().filter(|word| self.has(column, word));
        here.max_by_key(|word| word.len())
    }

    /// Returns the longest of `words` that ends just left of the column.
    pub fn longest_before(&self, column: usize, words: &[&'static str]) -> Option<&'static str> {
        let here = words.iter().copied().filter(|word| self.ends(column, word));
        here.max_by_key(|word| word.len())
    }

    /// Says whether any of `words` stands between the two columns.
    pub fn any_in(&self, from: usize, to: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.find(from, to, word).is_some())
    }

    /// Returns where `word` first stands between the two columns.
    pub fn find(&self, from: usize, to: usize, word: &str) -> Option<usize> {
        let (first, starts) = self.starts(from, to, word)?;
        let here = starts.iter().enumerate().filter(|(_, c)| **c == first);
        here.map(|(at, _)| from + at).find(|at| self.has_by(*at, to, word))
    }

    /// Returns where `word` last stands between the two columns.
    pub fn rfind(&self, from: usize, to: usize, word: &str) -> Option<usize> {
        let (first, starts) = self.starts(from, to, word)?;
        let here = starts.iter().enumerate().rev().filter(|(_, c)| **c == first);
        here.map(|(at, _)| from + at).find(|at| self.has_by(*at, to, word))
    }

    /// Returns the first character of `word` and the columns where it may begin.
    fn starts(&self, from: usize, to: usize, word: &str) -> Option<(char, &[char])> {
        Some((word.chars().next()?, self.folded.get(from..to.min(self.len()))?))
    }

    /// Says whether `word` stands at the column and ends by `to`.
    fn has_by(&self, column: usize, to: usize, word: &str) -> bool {
        self.has(column, word) && column + width(word) <= to
    }

    /// Returns the first column from `from` on whose character does not satisfy `inside`.
    pub fn skip(&self, from: usize, inside: impl Fn(char) -> bool) -> usize {
        let rest = self.folded.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|c| inside(**c)).count()
    }

    /// Returns the folded characters between two columns.
    pub fn folded(&self, from: usize, to: usize) -> &[char] {
        self.folded.get(from..to.min(self.len())).unwrap_or_default()
    }

    /// Returns the original characters between two columns, white space around Chinese left out.
    pub fn original(&self, from: usize, to: usize) -> String {
        self.raw.get(from..to.min(self.len())).unwrap_or_default().iter().collect()
    }

    /// Says whether the character at the column is a full-width digit or letter.
    pub fn is_wide(&self, column: usize) -> bool {
        self.raw.get(column).is_some_and(|c| matches!(c, '\u{FF10}'..='\u{FF5A}'))
    }

    /// Says whether the character at the column is a capital Latin letter.
    pub fn is_capital(&self, column: usize) -> bool {
        self.raw.get(column).is_some_and(char::is_ascii_uppercase)
    }

    /// Returns the bytes in the document that the columns cover; empty if they cover none.
    pub fn span(&self, from: usize, to: usize) -> Span {
        let start = self.offsets.get(from).copied();
        let last = to.checked_sub(1);
        let end = last.and_then(|at| Some(self.offsets.get(at)? + self.raw.get(at)?.len_utf8()));
        match (start, end) {
            (Some(start), Some(end)) => Span::new(start, end),
            (Some(start), None) => Span::new(start, start),
            _ => Span::default(),
        }
    }

    /// Says whether a line break was left out between the two columns.
    pub fn is_broken(&self, from: usize, to: usize) -> bool {
        let at = self.breaks.partition_point(|column| *column <= from);
        self.breaks.get(at).is_some_and(|column| *column < to)
    }
}

/// White space that waits for the character behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Space,
    Break,
}

impl Gap {
    fn widened(self, blank: char) -> Self {
        let breaks = matches!(blank, '\n' | '\r' | '\u{2028}' | '\u{0085}');
        if breaks || self == Gap::Break { Gap::Break } else { Gap::Space }
    }
}

/// Returns the number of columns a word takes.
pub fn width(word: &str) -> usize {
    word.chars().count()
}

/// Says whether a character is a Chinese one.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}

/// Says whether a character ends a clause: what stands beyond it is another statement.
pub fn ends_clause(c: char) -> bool {
    matches!(c, '，' | ',' | ';' | '。' | ':' | '!' | '?' | '(' | ')' | '[' | ']' | NOTHING)
}

/// Folds one character for scanning.
fn fold(c: char) -> char {
    match c {
        '，' => c,
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '﹪' => '%',
        '○' | '◯' | '零' => '〇',
        _ if c.is_ascii() => c.to_ascii_lowercase(),
        // A numeral on cheques before it is 参: 參佰 is 300.
        '參' => '叁',
        '\u{3000}'..='\u{9FFF}' => simplified(c),
        _ => narrowed(c).to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        Line::of(text, Span::new(0, text.len()))
    }

    fn read(text: &str) -> String {
        let line = line(text);
        line.folded(0, line.len()).iter().collect()
    }

    #[test]
    fn width_case_dashes_and_traditional_forms_are_evened_out() {
        assert_eq!(read("２１．５億元，１２—１５％，ＧＤＰ"), "21.5亿元，12-15%，gdp");
    }

    #[test]
    fn spaces_around_chinese_vanish_and_between_words_stay() {
        assert_eq!(read("达 171 家"), "达171家");
        assert_eq!(read("some 50 per\ncent"), "some 50 per cent");
    }

    #[test]
    fn digits_set_apart_are_joined_in_chinese() {
        assert_eq!(read("1 9 9 8 年增长1 1 ％，达2 ．5 亿"), "1998年增长11%，达2.5亿");
        assert_eq!(read("逾3 300 名，共12 000人"), "逾3 300名，共12 000人");
    }

    #[test]
    fn line_breaks_vanish_and_are_remembered() {
        let line = line("办\n专栏500\n期");
        assert_eq!(line.original(0, line.len()), "办专栏500期");
        assert!(line.is_broken(3, 7));
        assert!(!line.is_broken(1, 6));
    }

    #[test]
    fn columns_lead_back_to_bytes() {
        let text = "达 171 家";
        assert_eq!(line(text).span(1, 5).of(text), "171 家");
        assert!(line(text).span(3, 3).is_empty());
    }
}
