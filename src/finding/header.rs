//! The header of a report against its body: the year it was given in, and how many reports it
//! announces.
//!
//! ```text
//! ——2021年3月5日在第十三届全国人民代表大会……    given in March 2021
//! 一、2019年和今年以来工作回顾                    a report given then looks back on 2020
//! ```

use crate::collate::model::Witness;
use crate::finding::model::{Finding, Message};
use crate::finding::rule::RuleId;
use crate::finding::single::on_side;
use crate::report::model::{BlockKind, Section};
use crate::text::fold::narrowed;
use crate::text::side::Side;
use crate::text::span::Span;

/// Words of a heading that looks back on a year.
const REVIEW_WORDS: [&str; 6] = ["回顾", "回顧", "总结", "完成情况", "工作成效", "主要成绩"];

/// Last month in which a report on the year before is usually given.
const LAST_MONTH_OF_REVIEW: u32 = 6;

/// A year as it is written.
struct Dated {
    year: u32,
    /// The month behind it, if there is one.
    month: Option<u32>,
    span: Span,
}

/// Returns what of the header of a side does not fit its body.
pub fn findings(witness: Witness<'_>, side: Side) -> Vec<Finding> {
    year_mismatch(witness, side).into_iter().chain(held_mismatch(witness, side)).collect()
}

/// Compares the date below the title with the first heading that looks back on a year.
fn year_mismatch(witness: Witness<'_>, side: Side) -> Option<Finding> {
    let given = given(witness)?;
    let (reviewed, heading) = witness.report.sections.iter().find_map(|section| {
        let heading = section.heading.of(witness.text);
        let looks_back = REVIEW_WORDS.iter().any(|word| heading.contains(word));
        let dated = dated(witness.text, section.heading).filter(|_| looks_back)?;
        Some((dated, section))
    })?;
    let is_early = given.month.is_some_and(|month| month <= LAST_MONTH_OF_REVIEW);
    let fits = reviewed.year + 1 == given.year || (!is_early && reviewed.year == given.year);
    (!fits).then(|| mismatch(side, &given, &reviewed, heading))
}

fn mismatch(side: Side, given: &Dated, reviewed: &Dated, heading: &Section) -> Finding {
    let (year, back_on) = (given.year, reviewed.year);
    let month = given.month.unwrap_or_default();
    let message = Message {
        zh: format!("标题处的日期是 {year} 年 {month} 月，正文回顾的却是 {back_on} 年"),
        en: format!("the header is dated {year}-{month:02}, but the text looks back on {back_on}"),
    };
    on_side(RuleId::YearMismatch, side, vec![given.span, heading.heading], message)
}

/// Returns the date of a title line: the first with a month.
fn given(witness: Witness<'_>) -> Option<Dated> {
    let titles = witness.report.blocks.iter().filter(|block| block.kind == BlockKind::Title);
    let mut dates = titles.filter_map(|block| dated(witness.text, block.span));
    dates.find(|found| found.month.is_some())
}

/// Returns the first year of a stretch of text: four digits in front of 年, and the month behind it.
fn dated(text: &str, span: Span) -> Option<Dated> {
    let inner = span.of(text);
    let (start, at, year) = inner.match_indices('年').find_map(|(at, _)| {
        let (start, year) = year_before(inner, at)?;
        Some((start, at, year))
    })?;
    let behind = inner.get(at + '年'.len_utf8()..)?.trim_start();
    let digits: String = behind.chars().map(narrowed).take_while(char::is_ascii_digit).collect();
    let is_month = behind.chars().nth(digits.len()) == Some('月');
    let month = digits.parse().ok().filter(|month| is_month && (1..=12).contains(month));
    let end = span.start + at + '年'.len_utf8();
    Some(Dated { year, month, span: Span::new(span.start + start, end) })
}

/// Returns where the four digits in front of a byte offset start, and the year they make.
fn year_before(text: &str, at: usize) -> Option<(usize, u32)> {
    let digits: Vec<(usize, char)> = text.get(..at)?.char_indices().rev().take(4).collect();
    let start = digits.last().map(|(at, _)| *at)?;
    let written: String = digits.iter().rev().map(|(_, c)| narrowed(*c)).collect();
    let year = written.parse().ok().filter(|year| (1900..2100).contains(year))?;
    (digits.len() == 4).then_some((start, year))
}

/// Compares how many reports a title announces with how many were found.
fn held_mismatch(witness: Witness<'_>, side: Side) -> Option<Finding> {
    let report = witness.report;
    let (announced, held) = (report.announced?, report.held);
    let message = Message {
        zh: format!("标题说有 {announced} 篇，实际找到 {held} 篇"),
        en: format!("the title announces {announced} reports, {held} were found"),
    };
    let start = Span::new(report.span.start, report.span.start);
    let title = if report.title.is_empty() { start } else { report.title };
    (announced != held).then(|| on_side(RuleId::CountMismatch, side, vec![title], message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::decode::read;
    use crate::report::split::whole;

    fn rules(text: &str) -> Vec<RuleId> {
        let document = read(text.as_bytes(), "a.txt");
        let report = whole(&document);
        let witness = Witness { text: &document.text, report: &report };
        findings(witness, Side::Left).iter().map(|finding| finding.rule).collect()
    }

    fn given(date: &str, review: &str) -> String {
        format!("政府工作报告\n——{date}在大会上\n各位代表：\n一、{review}\n全年经济平稳增长。\n")
    }

    #[test]
    fn a_report_given_in_spring_looks_back_on_the_year_before() {
        assert!(rules(&given("2024年3月5日", "2023年工作回顾")).is_empty());
        assert_eq!(rules(&given("2021年3月5日", "2019年工作回顾")), [RuleId::YearMismatch]);
        assert_eq!(rules(&given("２０２３年３月５日", "2023年工作回顾")), [RuleId::YearMismatch]);
        assert!(rules(&given("2023年12月20日", "2023年工作回顾")).is_empty());
    }

    #[test]
    fn an_announced_count_is_checked() {
        let one = "今年以来，各项工作稳步推进。\n一、成效\n很好。\n二、打算\n再接再厉。\n";
        assert_eq!(rules(&format!("工作总结3篇\n{one}{one}")), [RuleId::CountMismatch]);
        assert!(rules(&format!("工作总结2篇\n{one}{one}")).is_empty());
        assert!(rules("工作总结\n很好。").is_empty());
    }
}
