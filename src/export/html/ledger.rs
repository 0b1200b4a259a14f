//! The ledger of figures; a figure that a finding speaks of links to it.

use crate::export::html::page::table_head;
use crate::export::markup::Markup;
use crate::export::review_sheet::ReviewSheet;
use crate::export::review_sheet::ledger::{Group, Row, SEPARATOR, columns, finding, groups};
use crate::text::language::words;

/// Writes the tables, or that there are no figures.
pub fn write(markup: &mut Markup, sheet: &ReviewSheet) {
    let groups = groups(sheet);
    if groups.is_empty() {
        let nothing = words("两篇都没有数字。", "Neither report has figures.");
        return markup.element("p", &[], sheet.word(nothing));
    }
    for Group { title, rows } in groups {
        markup.element("h3", &[], title);
        let columns = columns(sheet);
        markup.within("table", &[("class", "grid ledger")], |markup| {
            table_head(markup, &columns);
            markup.within("tbody", &[], |markup| {
                for cells in rows {
                    row(markup, sheet, &cells, &columns);
                    markup.line();
                }
            });
        });
    }
}

/// Writes a row; each cell knows its column, for screens too narrow for a table.
fn row(markup: &mut Markup, sheet: &ReviewSheet, row: &Row, columns: &[&str]) {
    markup.within("tr", &[], |markup| {
        for (at, (cell, column)) in row.cells.iter().zip(columns).enumerate() {
            match at {
                0 => markup.element("th", &[("scope", "row")], cell),
                _ => markup.element("td", &[("data-column", column)], cell),
            }
        }
        let column = columns.last().copied().unwrap_or_default();
        let is_empty = row.remarks.is_empty() && row.findings.is_empty();
        let class = if is_empty { "none" } else { "remarks" };
        markup.within("td", &[("class", class), ("data-column", column)], |markup| {
            markup.text(&row.remarks.join(sheet.word(SEPARATOR)));
            for (at, number) in row.findings.iter().enumerate() {
                let is_first = at == 0 && row.remarks.is_empty();
                markup.text(if is_first { "" } else { sheet.word(SEPARATOR) });
                let target = format!("#f{number}");
                markup.element("a", &[("href", &target)], &finding(sheet, *number));
            }
        });
    });
}
