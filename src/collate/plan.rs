//! Last year's plan beside this year's results: every sentence of the plan, with the sentence that
//! reports on it, or none.
//!
//! ```text
//! left, plan       新建孵化器3家以上，力争技术合同成交额突破50亿元。
//! right, results   技术合同成交额达到48.9亿元。              by its figure
//! left, plan       完成市民中心搬迁。                       nothing reports on it
//! ```
//!
//! A figure that answers a target decides; else the likest sentence outside the plan of the right.

use crate::collate::guidance::section_opened;
use crate::collate::model::{Collation, Witness};
use crate::collate::resemblance::{AllShingles, Bar, Shingles, candidates};
use crate::collate::reuse::mass::is_text;
use crate::collate::role::in_plan;
use crate::text::fold::Folded;
use crate::text::side::{Side, Sided};
use rustc_hash::FxHashMap;

/// How alike a result must be to report on a promise that has no figure. Plans and results word one
/// thing differently, and the reader judges the pair: the bar is that of sentences in corresponding
/// sections, a little lower. Set on samples/yunxi.
const BAR: Bar = Bar { resemblance: 0.30, containment: 0.55, min_shingles: 6 };

/// What reports on a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    /// Index of the sentence on the right.
    pub sentence: usize,
    /// Whether a figure of the same indicator says so; else the wording does.
    pub by_figure: bool,
}

/// A sentence of last year's plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    /// Index of the sentence on the left.
    pub sentence: usize,
    /// What reports on it; `None` if nothing was found.
    pub report: Option<Report>,
}

/// Returns every sentence of the plan of the left, in text order, with what reports on it. Empty if
/// no heading of the left announces a plan. Cost: that of the wording the two share.
pub fn promises(sides: Sided<Witness<'_>>, collation: &Collation) -> Vec<Promise> {
    let is_plan = sides.map(|side| in_plan(&side));
    let of = |side: Side, is_wanted: bool| -> Vec<usize> {
        let sentences = sides[side].report.sentences.iter().enumerate();
        let wanted = sentences.filter(|(at, sentence)| {
            let is_planned = is_plan[side].get(sentence.section.0) == Some(&true);
            let is_heading = section_opened(sides[side], *at).is_some();
            is_planned == is_wanted && is_text(sides[side], *at) && !is_heading
        });
        wanted.map(|(at, _)| at).collect()
    };
    let (planned, results) = (of(Side::Left, true), of(Side::Right, false));
    let by_figure = by_figure(collation);
    let by_wording = by_wording(sides, &planned, &results);
    let report = |at: &usize| {
        let figure = by_figure.get(at).map(|to| Report { sentence: *to, by_figure: true });
        figure.or_else(|| by_wording.get(at).map(|to| Report { sentence: *to, by_figure: false }))
    };
    planned.iter().map(|at| Promise { sentence: *at, report: report(at) }).collect()
}

/// Returns for each sentence with a target that of the figure that surely answers it.
fn by_figure(collation: &Collation) -> FxHashMap<usize, usize> {
    let answered = collation.targets.iter().filter(|target| target.is_certain);
    let sentences = answered.filter_map(|target| {
        let promise = collation.figures.left.get(target.target)?.sentence.0;
        Some((promise, collation.figures.right.get(target.outcome?)?.sentence.0))
    });
    // Of several targets in one sentence the first is shown.
    let mut found = FxHashMap::default();
    for (promise, result) in sentences {
        found.entry(promise).or_insert(result);
    }
    found
}

/// Returns for each planned sentence the result most like it.
fn by_wording(
    sides: Sided<Witness<'_>>,
    planned: &[usize],
    results: &[usize],
) -> FxHashMap<usize, usize> {
    let read = |side: Side, of: &[usize]| {
        let body = |at: &usize| sides[side].report.sentences.get(*at).map(|s| s.body);
        let folded = |at| Folded::of(sides[side].text, body(at).unwrap_or_default());
        Shingles::of_all(&of.iter().map(folded).collect::<Vec<_>>())
    };
    let read = Sided::new(read(Side::Left, planned), read(Side::Right, results));
    let searched = read.as_ref().map(AllShingles::searched);
    let (found, _) = candidates(searched, |_, _| true, BAR);
    let mut best: FxHashMap<usize, (f64, usize)> = FxHashMap::default();
    for pair in found {
        let (Some(promise), Some(result)) = (planned.get(pair.left), results.get(pair.right))
        else {
            continue;
        };
        let known = best.entry(*promise).or_insert((pair.resemblance, *result));
        if known.0 < pair.resemblance {
            *known = (pair.resemblance, *result);
        }
    }
    best.into_iter().map(|(promise, (_, result))| (promise, result)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::collate;
    use crate::intake::decode::read;
    use crate::report::split::whole;

    fn told(left: &str, right: &str) -> Vec<(usize, Option<usize>)> {
        let documents = Sided::new(read(left.as_bytes(), "a"), read(right.as_bytes(), "b"));
        let reports = documents.as_ref().map(whole);
        let witness = |side: Side| Witness { text: &documents[side].text, report: &reports[side] };
        let sides = Sided::new(witness(Side::Left), witness(Side::Right));
        let promises = promises(sides, &collate(sides));
        promises.iter().map(|p| (p.sentence, p.report.map(|report| report.sentence))).collect()
    }

    const LEFT: &str = "一、2023年工作回顾\n河道清淤三万方。\n二、2024年工作打算\n建成城北污水处理厂并投入运行。完成市民中心搬迁。";

    #[test]
    fn a_promise_has_the_result_that_speaks_of_it_or_none() {
        let right = "一、2024年工作回顾\n城北污水处理厂建成并投入运行。\n二、2025年工作打算\n完成市民中心搬迁。";
        assert_eq!(told(LEFT, right), [(3, Some(1)), (4, None)]);
    }

    #[test]
    fn a_report_without_plan_promises_nothing() {
        assert!(told("河道清淤三万方。", LEFT).is_empty());
    }
}
