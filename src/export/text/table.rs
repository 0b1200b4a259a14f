//! Columns that stand level although Han takes two cells.

use crate::export::text::page::Page;
use crate::text::cells::{disarmed, width_cells};
use crate::text::language::Words;
use std::io;

/// Cells between two columns.
const GAP_CELLS: usize = 2;

/// Rows of cells; rows may be of different length.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Appends a row.
    pub fn row<S: Into<String>>(&mut self, cells: impl IntoIterator<Item = S>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Appends a row of wordings in the language of the page.
    pub fn header(&mut self, page: &Page, columns: &[Words]) {
        self.row(columns.iter().map(|words| page.word(words)));
    }

    /// Appends the rows of another table.
    pub fn append(&mut self, mut other: Table) {
        self.rows.append(&mut other.rows);
    }

    /// Says whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes the rows, each column as wide as its widest cell.
    ///
    /// # Errors
    ///
    /// Fails if `out` does.
    pub fn write(&self, page: &mut Page) -> io::Result<()> {
        let ambiguous = page.reader.ambiguous;
        let cells = |text: &str| width_cells(text, ambiguous);
        let n_columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut widths = vec![0; n_columns];
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cells(cell).max(*width);
            }
        }
        for row in &self.rows {
            let mut line = String::new();
            for (width, cell) in widths.iter().zip(row) {
                line.push_str(&disarmed(cell));
                line.extend(std::iter::repeat_n(' ', width - cells(cell) + GAP_CELLS));
            }
            page.line(&line)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::text::page::Reader;

    #[test]
    fn columns_stand_level_under_han_and_stand_ins() {
        let mut table = Table::default();
        table.row(["指标", "值"]);
        table.row(["a\u{1B}", "1"]);
        table.row(["高新企业", "67家"]);
        let mut out = Vec::new();
        table.write(&mut Page::new(&mut out, Reader::default())).unwrap();
        let expected = "指标      值\na^[       1\n高新企业  67家\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
