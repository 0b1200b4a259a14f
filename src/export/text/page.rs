//! Where lines are written: the one door to the outside for text of unknown origin.

use crate::text::cells::{AmbiguousWidth, disarmed};
use crate::text::language::{Language, Words};
use std::io::{self, Write};

/// For whom a page is written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reader {
    /// The language of everything that is not quoted.
    pub language: Language,
    /// Cells of ambiguous characters, for columns to stand level.
    pub ambiguous: AmbiguousWidth,
}

/// A writer of lines.
pub struct Page<'a> {
    out: &'a mut dyn Write,
    /// For whom it is written.
    pub reader: Reader,
}

impl<'a> Page<'a> {
    /// Makes a page that goes to `out`.
    pub fn new(out: &'a mut dyn Write, reader: Reader) -> Self {
        Self { out, reader }
    }

    /// Returns the wording in the reader's language.
    pub fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        self.word(&Words { zh, en })
    }

    /// Returns the wording in the reader's language.
    pub fn word(&self, words: &Words) -> &'static str {
        self.reader.language.pick(words)
    }

    /// Writes one line. Control characters show as stand-ins, white space at the end is dropped.
    ///
    /// # Errors
    ///
    /// Fails if `out` does.
    pub fn line(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.out, "{}", disarmed(line).trim_end())
    }

    /// Writes an empty line.
    ///
    /// # Errors
    ///
    /// Fails if `out` does.
    pub fn gap(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_lets_no_control_character_out_and_stays_one_line() {
        let mut out = Vec::new();
        Page::new(&mut out, Reader::default()).line("甲\u{1B}[31m\r\n乙\u{9B}\u{7}  ").unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "甲^[[31m乙<009B>^G\n");
    }
}
