//! The ledger of figures (数字台账) as the sheet shows it: what was measured on both sides, then what
//! only one side gives.

use crate::collate::model::FigureChange;
use crate::export::review_sheet::ReviewSheet;
use crate::export::review_sheet::part::Part;
use crate::export::term;
use crate::export::text::figures::difference_of;
use crate::text::cells::disarmed;
use crate::text::language::{Language, Words, words};
use crate::text::side::{Side, Sided};

/// What the ledger is called.
pub const TITLE: Words = words("数字台账", "Ledger of figures");

/// The names of the columns.
const COLUMNS: [Words; 6] = [
    words("指标", "indicator"),
    words("左值", "left"),
    words("右值", "right"),
    words("变化", "change"),
    words("位置", "place"),
    words("说明", "remarks"),
];

/// One figure with its counterpart, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Indicator, left, right, change, place.
    pub cells: [String; 5],
    /// What else there is to know: flags, and the verdicts of the reviewer.
    pub remarks: Vec<String>,
    /// The numbers of the findings about it.
    pub findings: Vec<usize>,
}

/// Figures that stand on the same sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// On which sides they stand.
    pub title: &'static str,
    /// The figures, as they stand in the text.
    pub rows: Vec<Row>,
}

/// Returns the names of the columns.
pub fn columns(sheet: &ReviewSheet) -> Vec<&'static str> {
    COLUMNS.map(|words| sheet.word(words)).to_vec()
}

/// Returns the ledger, a group without figures left out. Figures times findings about figures.
pub fn groups(sheet: &ReviewSheet) -> Vec<Group> {
    let titles = [
        words("两篇都有的", "On both sides"),
        words("只见于左篇的", "Only on the left"),
        words("只见于右篇的", "Only on the right"),
    ];
    let mut groups = titles.map(|title| Group { title: sheet.word(title), rows: Vec::new() });
    for (at, change) in sheet.comparison.collation.figure_changes.iter().enumerate() {
        let group = match (change.figures.left, change.figures.right) {
            (Some(_), Some(_)) => 0,
            (Some(_), None) => 1,
            (None, _) => 2,
        };
        groups[group].rows.push(row(sheet, at, change));
    }
    groups.into_iter().filter(|group| !group.rows.is_empty()).collect()
}

/// Returns the ledger as parts, for forms that have no links inside tables.
pub fn parts(sheet: &ReviewSheet) -> Vec<Part> {
    let part = |group: Group| {
        let rows = group.rows.iter().map(|row| {
            let findings = row.findings.iter().map(|number| finding(sheet, *number));
            let remarks = row.remarks.iter().cloned().chain(findings);
            let remarks = remarks.collect::<Vec<_>>().join(sheet.word(SEPARATOR));
            row.cells.iter().cloned().chain([remarks]).collect()
        });
        Part::table(group.title, columns(sheet), rows.collect())
    };
    groups(sheet).into_iter().map(part).collect()
}

/// Returns how a finding is referred to.
pub fn finding(sheet: &ReviewSheet, number: usize) -> String {
    sheet.word(words("发现 {}", "finding {}")).replace("{}", &number.to_string())
}

/// What stands between two remarks.
pub const SEPARATOR: Words = words("；", "; ");

/// Returns how many figures stand where: `两篇都有 110（变动 92），只见于左篇 129，只见于右篇 116`.
pub fn counts(sheet: &ReviewSheet) -> String {
    let figures = &sheet.comparison.collation.figure_changes;
    let count = |is: &dyn Fn(&FigureChange) -> bool| figures.iter().filter(|c| is(c)).count();
    let left = count(&|change| change.figures.right.is_none());
    let right = count(&|change| change.figures.left.is_none());
    let (both, changed) = (figures.len() - left - right, count(&FigureChange::is_change));
    match sheet.language {
        Language::Chinese => {
            format!("两篇都有 {both}（变动 {changed}），只见于左篇 {left}，只见于右篇 {right}")
        }
        Language::English => format!(
            "on both sides {both} (changed {changed}), only on the left {left}, only on the right {right}"
        ),
    }
}

fn row(sheet: &ReviewSheet, at: usize, change: &FigureChange) -> Row {
    let collation = sheet.comparison.collation;
    let span = |side: Side| Some(collation.figures[side].get(change.figures[side]?)?.span);
    let spans = Sided::new(span(Side::Left), span(Side::Right));
    let written = |side: Side| {
        let text = &sheet.comparison.editions[side].document.text;
        spans[side].map_or("—".to_owned(), |span| disarmed(span.of(text)))
    };
    let mut by = difference_of(collation, change, sheet.language);
    if by.is_empty() {
        sheet.word(term::change(change.change).words).clone_into(&mut by);
    }
    let about = sheet.entries.iter().filter(|entry| entry.finding.figure_change == Some(at));
    let flags = change.flags.iter().map(|flag| sheet.word(term::change_flag(*flag).words));
    let verdicts = about.clone().filter_map(|entry| sheet.verdict(entry));
    Row {
        cells: [
            disarmed(&change.indicator),
            written(Side::Left),
            written(Side::Right),
            by,
            sheet.positions(spans),
        ],
        remarks: flags.map(str::to_owned).chain(verdicts).collect(),
        findings: about.map(|entry| entry.number).collect(),
    }
}
