//! Where a quote stands, as an editor program counts: `line:column`, and the quote itself.

use crate::text::language::Language;
use crate::text::span::Span;

/// A quote longer than this shows its beginning and its length.
///
/// Characters. Three lines of a terminal of 80 columns: enough to recognize a passage, and a
/// finding that concerns a whole report stays readable.
const QUOTE_CHARS: usize = 120;

/// The lines of a text.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    /// Byte offset of the first character of each line.
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Finds the lines of `text`. Linear.
    pub fn of(text: &'a str) -> Self {
        let behind_breaks = text.match_indices('\n').map(|(offset, _)| offset + 1);
        Self { text, starts: [0].into_iter().chain(behind_breaks).collect() }
    }

    /// Returns how many lines there are; a line end at the end starts no further one.
    pub fn count(&self) -> usize {
        self.starts.iter().filter(|start| **start < self.text.len()).count()
    }

    /// Returns the line of the byte offset, from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }

    /// Returns `line:column` of the byte offset, both from 1, columns in characters.
    pub fn position(&self, offset: usize) -> String {
        let line = self.line(offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let before = Span::new(start, offset.min(self.text.len()));
        format!("{line}:{}", before.of(self.text).chars().count() + 1)
    }

    /// Returns the text under `span` in quotation marks; a long one ends with how long it is.
    ///
    /// In Chinese the marks are 「」: reports are full of “”, and those do not nest.
    pub fn quote(&self, span: Span, language: Language) -> String {
        let quoted = span.trimmed(self.text).of(self.text);
        let n_chars = quoted.chars().count();
        let shown: String = quoted.chars().take(QUOTE_CHARS).collect();
        match (n_chars <= QUOTE_CHARS, language) {
            (true, Language::Chinese) => format!("「{shown}」"),
            (true, Language::English) => format!("\"{shown}\""),
            (false, Language::Chinese) => format!("「{shown}……」（共 {n_chars} 字）"),
            (false, Language::English) => format!("\"{shown}...\" ({n_chars} characters)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn position_counts_lines_and_characters_from_one() {
        let lines = Lines::of("甲乙\n丙丁\n");
        assert_eq!(lines.count(), 2);
        assert_eq!(lines.position(0), "1:1");
        assert_eq!(lines.position("甲乙\n丙".len()), "2:2");
        assert_eq!(lines.position(usize::MAX), "3:1");
    }

    #[test]
    fn long_quote_says_how_long_it_is() {
        let text = "科".repeat(300);
        let lines = Lines::of(&text);
        let quote = lines.quote(Span::new(0, text.len()), Language::Chinese);
        assert!(quote.ends_with("科……」（共 300 字）"), "{quote}");
        assert_eq!(lines.quote(Span::new(0, 6), Language::English), "\"科科\"");
    }
}
