//! How much each pair of reports shares.

use crate::collate::cluster::{Cluster, clusters};
use crate::collate::matrix::{Basis, MatrixPair};
use crate::export::subject::Matrix;
use crate::export::term;
use crate::export::text::naming::{letters, title};
use crate::export::text::page::{Page, Reader};
use crate::export::text::table::Table;
use crate::text::language::{Language, Words, words};
use std::io::{self, Write};

const COLUMNS: [Words; 6] = [
    words("左", "left"),
    words("右", "right"),
    words("相似度", "resemblance"),
    words("左重合率", "left in right"),
    words("右重合率", "right in left"),
    words("结论", "grade"),
];

/// What stands in front of a share that was estimated.
const ESTIMATED: &str = "~";

const GROUP_COLUMNS: [Words; 5] = [
    words("雷同组", "group"),
    words("雷同对数", "pairs"),
    words("相似度", "resemblance"),
    words("报告", "reports"),
    words("与组外雷同", "shared outside"),
];

/// Pairs up to which those that were only estimated are listed as well.
const MAX_LISTED: usize = 1000;

const ESTIMATED_LEGEND: Words = words(
    "~ 系估计：两篇相同的文字太少，只比了指纹，没有逐句比对",
    "~ is an estimate: the two have so little in common that only fingerprints were compared, not sentences",
);

const GROUPS_LEGEND: Words = words(
    "组内过半的对互有雷同，5/6 即 6 对中有 5 对；只与组内少数几篇雷同的不入组，列在最后一栏",
    "of the pairs of a group more than half share text, 5/6 being five of six; what shares text with few of its reports is named in the last column",
);

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
    let mut pairs = listed(matrix.pairs);
    let n_left_out = matrix.pairs.len() - pairs.len();
    pairs.sort_by(|a, b| b.resemblance.total_cmp(&a.resemblance));
    let mut table = Table::default();
    table.header(&page, &COLUMNS);
    for pair in pairs {
        let shares = [pair.resemblance, pair.containment.left, pair.containment.right];
        let [resemblance, left, right] = shares.map(|share| told(pair, share));
        let grade = page.word(&term::grade(pair.grade).words).to_owned();
        let [a, b] = [pair.left, pair.right].map(|at| format!("[{}]", at + 1));
        table.row([a, b, resemblance, left, right, grade]);
    }
    table.write(&mut page)?;
    if n_left_out > 0 {
        page.line(&left_out(reader.language, n_left_out))?;
    } else if matrix.pairs.iter().any(|pair| pair.basis == Basis::Estimated) {
        page.line(page.word(&ESTIMATED_LEGEND))?;
    }
    groups(&mut page, matrix)
}

/// Returns the pairs that are listed: all, or of very many those that were compared.
fn listed(pairs: &[MatrixPair]) -> Vec<&MatrixPair> {
    let are_few = pairs.len() <= MAX_LISTED;
    pairs.iter().filter(|pair| are_few || pair.basis == Basis::Compared).collect()
}

/// Tells how many pairs are not listed, and where they are.
fn left_out(language: Language, count: usize) -> String {
    match language {
        Language::Chinese => {
            format!("另有 {count} 对相同的文字太少，只比了指纹，未列；-f csv 或 -f json 列出全部")
        }
        Language::English => format!(
            "{count} more pairs have so little in common that only fingerprints were compared; \
             -f csv or -f json lists them"
        ),
    }
}

/// Returns a share of a pair, marked if it was estimated.
fn told(pair: &MatrixPair, share: f64) -> String {
    let mark = if pair.basis == Basis::Estimated { ESTIMATED } else { "" };
    format!("{mark}{}", percent(share))
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
        let (least, most) = group.resemblance;
        let range = if group.links.len() == 1 {
            percent(most)
        } else {
            format!("{}–{}", percent(least), percent(most))
        };
        let links = format!("{}/{}", group.links.len(), group.pairs());
        let outside = numbers(&outside(group, matrix.pairs));
        table.row([letters(at), links, range, numbers(&group.reports), outside]);
    }
    table.write(page)?;
    let is_plain = |group: &Cluster| group.is_complete() && group.bridges.is_empty();
    if found.iter().all(is_plain) { Ok(()) } else { page.line(page.word(&GROUPS_LEGEND)) }
}

/// Returns the reports outside a group that share text with one of its own.
fn outside(group: &Cluster, pairs: &[MatrixPair]) -> Vec<usize> {
    let bridges = group.bridges.iter().filter_map(|at| pairs.get(*at));
    let ends = bridges.flat_map(|pair| [pair.left, pair.right]);
    let mut outside: Vec<usize> = ends.filter(|at| !group.reports.contains(at)).collect();
    outside.sort_unstable();
    outside.dedup();
    outside
}

/// Returns the numbers of reports as they stand in the list: `[1] [3]`.
fn numbers(reports: &[usize]) -> String {
    let numbers: Vec<String> = reports.iter().map(|at| format!("[{}]", at + 1)).collect();
    numbers.join(" ")
}

/// Returns a share as a percentage with one decimal; only the whole is 100.0%.
pub fn percent(share: f64) -> String {
    let below = if share < 1.0 { 99.9 } else { 100.0 };
    format!("{:.1}%", (share * 100.0).min(below))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::model::Grade;
    use crate::text::side::Sided;

    fn pair(basis: Basis) -> MatrixPair {
        let (containment, grade) = (Sided::new(0.0, 0.0), Grade::Unrelated);
        MatrixPair { left: 0, right: 1, resemblance: 0.0, containment, grade, basis }
    }

    #[test]
    fn of_very_many_pairs_only_those_that_were_compared_are_listed() {
        let mut pairs = vec![pair(Basis::Compared); 3];
        pairs.resize(MAX_LISTED, pair(Basis::Estimated));
        assert_eq!(listed(&pairs).len(), MAX_LISTED);
        pairs.push(pair(Basis::Estimated));
        assert_eq!(listed(&pairs).len(), 3);
    }

    #[test]
    fn share_is_never_rounded_up_to_the_whole() {
        assert_eq!([percent(0.9999), percent(1.0), percent(0.125)], ["99.9%", "100.0%", "12.5%"]);
    }
}
