//! A paragraph while it is read: its text so far, and how far it has been bold.

use crate::intake::paragraph::{Paragraph, Style};
use crate::intake::symbol::seen;
use crate::text::span::is_blank;

/// A paragraph that is being read.
#[derive(Debug, Default)]
pub struct Line {
    text: String,
    /// How far the bold opening goes, in bytes.
    bold_bytes: usize,
    /// Whether something that is not bold was read.
    has_plain: bool,
    /// Whether there is anything to see.
    is_full: bool,
}

impl Line {
    /// Adds text. Blanks neither end nor make a bold opening.
    pub fn push(&mut self, text: &str, is_bold: bool) {
        self.text.push_str(&seen(text));
        if self.has_plain || text.chars().all(is_blank) {
            return;
        }
        self.is_full = true;
        if is_bold {
            self.bold_bytes = self.text.len();
        } else {
            self.has_plain = true;
        }
    }

    /// Adds text in which white space of any length is one space, and none at the start of a line.
    pub fn push_collapsed(&mut self, text: &str, is_bold: bool) {
        let is_space = |c: char| c.is_ascii_whitespace();
        let mut words = text.split(is_space).filter(|word| !word.is_empty()).peekable();
        let is_led = text.starts_with(is_space);
        let starts_line = self.text.is_empty() || self.text.ends_with(is_space);
        if is_led && !starts_line {
            self.push(" ", is_bold);
        }
        while let Some(word) = words.next() {
            self.push(word, is_bold);
            if words.peek().is_some() || text.ends_with(is_space) {
                self.push(" ", is_bold);
            }
        }
    }

    /// Breaks the line, unless nothing stands on it.
    pub fn wrap(&mut self) {
        if !self.is_blank() {
            self.text.push('\n');
        }
    }

    /// Says whether there is nothing to see so far.
    pub fn is_blank(&self) -> bool {
        !self.is_full
    }

    /// Makes the paragraph, with a label in front unless there is nothing behind it.
    pub fn finished(self, label: &str, style: Style) -> Paragraph {
        if self.is_blank() {
            return Paragraph::default();
        }
        let bold_bytes = if self.bold_bytes == 0 { 0 } else { label.len() + self.bold_bytes };
        Paragraph { text: format!("{label}{}", self.text), style, bold_bytes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bold_opening_ends_at_the_first_plain_word() {
        let mut line = Line::default();
        for (text, is_bold) in
            [("\u{3000}", false), ("稳增长", true), ("。", true), ("针对", false)]
        {
            line.push(text, is_bold);
        }
        line.push("问题", true);
        let paragraph = line.finished("（一）", Style::Body);
        assert_eq!(paragraph.text, "（一）\u{3000}稳增长。针对问题");
        assert_eq!(paragraph.bold_bytes, "（一）\u{3000}稳增长。".len());
    }

    #[test]
    fn a_label_without_text_is_no_paragraph() {
        assert_eq!(Line::default().finished("一、", Style::Body), Paragraph::default());
    }
}
