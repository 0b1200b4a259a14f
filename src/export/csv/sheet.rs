//! Rows and cells of a file of comma-separated values.

use crate::text::cells::is_hostile;
use crate::text::language::{Language, Words};
use csv::{Terminator, Writer, WriterBuilder};
use std::io::{self, Write};

/// The mark by which spreadsheets know UTF-8.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// A table being written.
pub struct Sheet<'a> {
    writer: Writer<&'a mut dyn Write>,
    /// The language of headings and terms.
    pub language: Language,
}

impl<'a> Sheet<'a> {
    /// Begins a table with its headings.
    ///
    /// # Errors
    ///
    /// Fails if `out` does.
    pub fn new(out: &'a mut dyn Write, language: Language, columns: &[Words]) -> io::Result<Self> {
        out.write_all(BYTE_ORDER_MARK.as_bytes())?;
        let writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
        let mut sheet = Self { writer, language };
        sheet.writer.write_record(columns.iter().map(|words| language.pick(words)))?;
        Ok(sheet)
    }

    /// Returns a wording in the language of the table.
    pub fn word(&self, words: &Words) -> String {
        self.language.pick(words).to_owned()
    }

    /// Writes a row.
    ///
    /// # Errors
    ///
    /// Fails if the output does.
    pub fn row(&mut self, cells: &[String]) -> io::Result<()> {
        Ok(self.writer.write_record(cells.iter().map(|cell| harmless(cell)))?)
    }

    /// Ends the table.
    ///
    /// # Errors
    ///
    /// Fails if the output does.
    pub fn end(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Returns a cell that neither a terminal nor a spreadsheet acts on: control characters give way to
/// a space, and text that begins like a formula is quoted as spreadsheets do it. Numbers may have a sign.
fn harmless(cell: &str) -> String {
    let plain: String = cell.chars().map(|c| if is_hostile(c) { ' ' } else { c }).collect();
    let is_number = plain.trim_end_matches('%').parse::<f64>().is_ok();
    let begins = plain.starts_with(['=', '+', '-', '@', '\t', '＝', '＋', '－', '＠']);
    if begins && !is_number { format!("'{plain}") } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::language::words;

    #[test]
    fn cells_are_quoted_and_formulas_are_not_run() {
        let mut out = Vec::new();
        let mut sheet = Sheet::new(
            &mut out,
            Language::English,
            &[words("指标", "indicator"), words("值", "value")],
        )
        .unwrap();
        sheet.row(&["a, \"b\"".to_owned(), "=1+1".to_owned()]).unwrap();
        sheet.row(&["\u{1B}[2J".to_owned(), "-5.72".to_owned()]).unwrap();
        sheet.end().unwrap();
        let written = String::from_utf8(out).unwrap();
        assert_eq!(written, "\u{FEFF}indicator,value\r\n\"a, \"\"b\"\"\",'=1+1\r\n [2J,-5.72\r\n");
    }
}
