//! The pairs of many reports as a table for a spreadsheet.

use crate::collate::cluster::clusters;
use crate::collate::matrix::Basis;
use crate::export::csv::sheet::Sheet;
use crate::export::subject::{Edition, Matrix};
use crate::export::term;
use crate::export::text::matrix::percent;
use crate::export::text::naming::{letters, title};
use crate::text::language::{Language, Words, words};
use std::io::{self, Write};

const COLUMNS: [Words; 14] = [
    words("左序号", "left number"),
    words("左", "left"),
    words("左标题", "left title"),
    words("左雷同组", "left group"),
    words("右序号", "right number"),
    words("右", "right"),
    words("右标题", "right title"),
    words("右雷同组", "right group"),
    words("相似度", "resemblance"),
    words("左重合率", "left in right"),
    words("右重合率", "right in left"),
    words("结论", "grade"),
    words("依据", "basis"),
    words("同组", "same group"),
];

const COMPARED: Words = words("逐句比对", "compared");

const ESTIMATED: Words = words("估计", "estimated");

const SAME_GROUP: Words = words("是", "yes");

/// Writes a row for every pair, the most alike first, with the group of each of the two.
///
/// # Errors
///
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, matrix: Matrix, language: Language) -> io::Result<()> {
    let mut sheet = Sheet::new(out, language, &COLUMNS)?;
    let mut group_of = vec![None; matrix.editions.len()];
    for (at, group) in clusters(matrix.editions.len(), matrix.pairs).iter().enumerate() {
        for report in &group.reports {
            group_of[*report] = Some(at);
        }
    }
    let group = |at: usize| group_of.get(at).copied().flatten();
    let report = |(at, edition): (usize, &Edition<'_>)| {
        let title = title(&edition.document.text, edition.report, language);
        let letters = group(at).map(letters).unwrap_or_default();
        [(at + 1).to_string(), edition.name(), title, letters]
    };
    let reports: Vec<[String; 4]> = matrix.editions.iter().enumerate().map(report).collect();
    let report = |at: usize| reports.get(at).cloned().unwrap_or_default();
    let mut pairs: Vec<_> = matrix.pairs.iter().collect();
    pairs.sort_by(|a, b| b.resemblance.total_cmp(&a.resemblance));
    for pair in pairs {
        let shares = [pair.resemblance, pair.containment.left, pair.containment.right];
        let basis = if pair.basis == Basis::Estimated { &ESTIMATED } else { &COMPARED };
        let is_one = group(pair.left).is_some() && group(pair.left) == group(pair.right);
        let mut row = report(pair.left).to_vec();
        row.extend(report(pair.right));
        row.extend(shares.map(percent));
        row.push(sheet.word(&term::grade(pair.grade).words));
        row.push(sheet.word(basis));
        row.push(if is_one { sheet.word(&SAME_GROUP) } else { String::new() });
        sheet.row(&row)?;
    }
    sheet.end()
}
