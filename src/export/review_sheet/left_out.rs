//! What the sheet does not hold against the two reports, and what nobody looked at.

use crate::collate::model::ChangeFlag;
use crate::export::review_sheet::part::Part;
use crate::export::review_sheet::{ReviewSheet, marked};
use crate::export::term;
use crate::export::text::exempted::exempted_line;
use crate::review::act::Verdict;
use crate::text::language::{Words, words};

/// What no comparison of two texts looks at.
const NEVER_CHECKED: [Words; 2] = [
    words(
        "只比对这两篇的文字，没有查别的来源；图片、公式、版式不在其内。",
        "Only the words of these two reports were compared, with no other source; pictures, formulas and layout were not.",
    ),
    words(
        "“雷同”只说文字相同或相近，不是定性。",
        "\"Reused\" says that wording is shared; it is no verdict.",
    ),
];

/// Returns what was counted but not listed, and why.
pub fn left_out(sheet: &ReviewSheet) -> Part {
    let collation = sheet.comparison.collation;
    let stock = collation.passages.iter().filter(|passage| passage.stock).count();
    let possible = |flags: &[ChangeFlag]| flags.contains(&ChangeFlag::Possible);
    let doubtful = collation.figure_changes.iter().filter(|change| possible(&change.flags)).count();
    let counted = [
        (
            collation.typographic_differences,
            words(
                "仅排版不同（全半角、引号、空格、换行）{} 处，不算异文。",
                "Places that differ in typography only (width, quotes, spaces, line breaks): {}, no variants.",
            ),
        ),
        (
            stock,
            words(
                "套话相同 {} 段：许多报告都这样写，不作雷同。",
                "Shared stock phrases: {}; many reports have them, so they are no reuse.",
            ),
        ),
        (
            doubtful,
            words(
                "未必同一指标的数字 {} 对：列入台账，不作发现。",
                "Pairs of figures that may be of two indicators: {}; in the ledger, but no findings.",
            ),
        ),
    ];
    let exempted = collation.exempted.iter().map(|one| {
        let line = exempted_line(one, sheet.language);
        sheet.word(words("不计入雷同：{}", "Not counted as shared: {}")).replace("{}", &line)
    });
    let lines = counted.into_iter().filter(|(count, _)| 0 < *count);
    let lines = lines.map(|(count, words)| sheet.word(words).replace("{}", &count.to_string()));
    let ignored = sheet.entries.iter().filter(|entry| {
        let mark = sheet.comparison.marks.and_then(|marks| marks.findings.get(entry.number - 1));
        mark.is_some_and(|mark| mark.verdict == Verdict::Ignored)
    });
    let ignored = ignored.map(|entry| {
        let number = sheet.word(words("发现 {}：", "Finding {}: "));
        let number = number.replace("{}", &entry.number.to_string());
        format!("{number}{}", sheet.said(entry).join(sheet.word(words("；", "; "))))
    });
    let ignored = ignored.chain(marked::excluded(sheet));
    Part::lines(
        sheet.word(words("未计入的", "Left out, and why")),
        lines.chain(exempted).chain(ignored).collect(),
    )
}

/// Returns what was not looked at.
pub fn unchecked(sheet: &ReviewSheet) -> Part {
    let limits = sheet
        .comparison
        .collation
        .limits
        .iter()
        .map(|limit| format!("{} ({})", sheet.word(term::limit(*limit).words), limit.count()));
    let always = NEVER_CHECKED.map(|words| sheet.word(words).to_owned());
    let title = sheet.word(words("未核对的", "Not checked"));
    Part::lines(title, limits.chain(always).collect())
}
