//! How much each pair of reports shares.

use crate::collate::cluster::clusters;
use crate::export::subject::Matrix;
use crate::export::term;
use crate::export::text::naming::title;
use crate::export::text::page::{Page, Reader};
use crate::export::text::table::Table;
use crate::text::language::{Words, words};
use std::io::{self, Write};

const COLUMNS: [Words; 6] = [
    words("左", "left"),
    words("右", "right"),
    words("相似度", "resemblance"),
    words("左重合率", "left in right"),
    words("右重合率", "right in left"),
    words("结论", "grade"),
];

const GROUP_COLUMNS: [Words; 4] = [
    words("雷同组", "group"),
    words("雷同对数", "pairs"),
    words("相似度", "resemblance"),
    words("报告", "reports"),
];

/// Writes the reports and then their pairs, the most alike first.
///
/// # Errors
///
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, matrix: Matrix, reader: Reader) -> io::Result<()> {
    let mut page = Page::new(out, reader);
    let mut reports = Table::default();
    for (at, edition) in matrix.editions.iter().enumerate() {
        let title = title(&edition.document.text, edition.report, reader.language);
        reports.row([format!("[{}]", at + 1), edition.name(), title]);
    }
    reports.write(&mut page)?;
    page.gap()?;
    if matrix.pairs.is_empty() {
        return page.line(page.pick("没有可以比较的两篇", "there are no two reports to compare"));
    }
    let mut pairs: Vec<_> = matrix.pairs.iter().collect();
    pairs.sort_by(|a, b| b.resemblance.total_cmp(&a.resemblance));
    let mut table = Table::default();
    table.header(&page, &COLUMNS);
    for pair in pairs {
        let shares = [pair.resemblance, pair.containment.left, pair.containment.right];
        let [resemblance, left, right] = shares.map(percent);
        let grade = page.word(&term::grade(pair.grade).words).to_owned();
        let [a, b] = [pair.left, pair.right].map(|at| format!("[{}]", at + 1));
        table.row([a, b, resemblance, left, right, grade]);
    }
    table.write(&mut page)?;
    groups(&mut page, matrix)
}

/// Writes the groups of reports that share text, with what holds each together; nothing if there is none.
fn groups(page: &mut Page, matrix: Matrix) -> io::Result<()> {
    let found = clusters(matrix.editions.len(), matrix.pairs);
    if found.is_empty() {
        return Ok(());
    }
    page.gap()?;
    let mut table = Table::default();
    table.header(page, &GROUP_COLUMNS);
    for (at, group) in found.iter().enumerate() {
        let numbers: Vec<String> = group.reports.iter().map(|at| format!("[{}]", at + 1)).collect();
        let (least, most) = group.resemblance;
        let range = if group.links.len() == 1 {
            percent(most)
        } else {
            format!("{}–{}", percent(least), percent(most))
        };
        let links = group.links.len().to_string();
        table.row([(at + 1).to_string(), links, range, numbers.join(" ")]);
    }
    table.write(page)
}

/// Returns a share as a percentage with one decimal; only the whole is 100.0%.
pub fn percent(share: f64) -> String {
    let below = if share < 1.0 { 99.9 } else { 100.0 };
    format!("{:.1}%", (share * 100.0).min(below))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn share_is_never_rounded_up_to_the_whole() {
        assert_eq!([percent(0.9999), percent(1.0), percent(0.125)], ["99.9%", "100.0%", "12.5%"]);
    }
}
