//! What became of last year's targets: each target figure of the left, the outcome on the right
//! that speaks of the same indicator, and whether it was met.
//!
//! ```text
//! left, plan     研发经费投入强度达到2.75%以上
//! right, review  投入强度2.71%                    missed, by 0.04个百分点
//! ```
//!
//! Matching is that of [`crate::collate::indicator`] with the gate between plan and outcome opened.
//! Whether more is better is read off the wording: an unemployment rate, a deadline and a rank are
//! better low. What cannot be judged is said to be open, never guessed.

use crate::collate::gate::{Aspect, aspect, cost_beside_role, takes_part};
use crate::collate::indicator::{Match, Register, matched};
use crate::collate::model::Witness;
use crate::collate::resemblance::{Shingles, containment};
use crate::collate::synonym::normalized;
use crate::figure::decimal::Decimal;
use crate::figure::implied::interval_of;
use crate::figure::model::{Bound, Class, Direction, Figure, FigureFlag, Role};
use crate::report::model::Sentence;
use crate::text::fold::narrowed;
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use rustc_hash::FxHashMap;
use std::cell::LazyCell;

/// Score from which an outcome is taken for that of a target. Plans and reviews stand in sections
/// that do not correspond, so words alone decide.
///
/// Set on the targets of samples/gold and of two consecutive national reports.
const MIN_SCORE: f64 = 0.40;

/// Score from which an outcome may be that of a target.
const MIN_POSSIBLE: f64 = 0.28;

/// Score from which an outcome far from its target is believed.
const MIN_FAR_SCORE: f64 = 0.65;

/// What is far below, as a share of the larger amount.
const FAR_BELOW: Decimal = Decimal::new(8, 1);

/// Share of the words of a target from which a sentence of the right is taken to speak of it.
const MIN_MENTION: f64 = 0.75;

/// How far below 左右 still is 左右, as a share of the target.
const ABOUT: Decimal = Decimal::new(5, 2);

/// What the right says of a target of the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Reached or surpassed.
    Met,
    /// Not reached.
    Missed,
    /// Spoken of, but not so that it can be judged.
    Open,
    /// Not spoken of.
    Unreported,
}

/// A target of the left and its outcome.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// Index into the figures of the left.
    pub target: usize,
    /// Index into the figures of the right; `None` if no figure speaks of it.
    pub outcome: Option<usize>,
    /// Whether the outcome is surely that of the target.
    pub is_certain: bool,
    /// What became of it; [`Verdict::Open`] where the outcome is not certain.
    pub verdict: Verdict,
    /// How much speaks for the pair, `0.0..=1.0`; 0 without outcome.
    pub confidence: f64,
}

/// Returns every target of the left that was due by the year of the right, in text order.
///
/// Empty unless the right speaks of a later year; `years` are those the two reports speak of.
pub fn targets(register: &Register<'_>, years: Sided<Option<u32>>) -> Vec<Target> {
    let Some(now) = years.right.filter(|right| years.left.is_some_and(|left| left < *right)) else {
        return Vec::new();
    };
    let is_due = |figure: &Figure| {
        let end = figure.period.as_ref().and_then(|period| year_of(&period.end));
        end.is_none_or(|end| end <= now)
    };
    let figures = register.figures;
    let is_long = long_term(register.sides.left);
    let is_wanted = |figure: &Figure| {
        let is_long = is_long.get(figure.sentence.0) == Some(&true);
        is_target(register.sides.left.text, figure) && is_due(figure) && !is_long
    };
    let outcomes: FxHashMap<usize, Match> = outcomes(register, &is_wanted);
    let mentions = LazyCell::new(|| Mentions::of(register));
    let all = figures.left.iter().enumerate().filter(|(_, figure)| is_wanted(figure));
    let told = |(at, figure): (usize, &Figure)| {
        outcomes.get(&at).map_or_else(
            || unanswered(at, mentions.speak_of(figure)),
            |found| answered(figure, found, &figures.right[found.right]),
        )
    };
    all.map(told).collect()
}

fn answered(figure: &Figure, found: &Match, outcome: &Figure) -> Target {
    let judged = verdict(figure, outcome);
    // Far from a target whose words differ is likelier the outcome of something else.
    let is_doubtful =
        judged == Verdict::Missed && found.score < MIN_FAR_SCORE && are_far_apart(figure, outcome);
    let is_certain = found.is_certain && MIN_SCORE <= found.score;
    Target {
        target: found.left,
        outcome: Some(found.right),
        is_certain,
        verdict: if is_certain && !is_doubtful { judged } else { Verdict::Open },
        confidence: found.score.clamp(0.0, 1.0),
    }
}

fn unanswered(target: usize, is_spoken_of: bool) -> Target {
    let verdict = if is_spoken_of { Verdict::Open } else { Verdict::Unreported };
    Target { target, outcome: None, is_certain: true, verdict, confidence: 0.0 }
}

/// Returns the year a period ends in, `2019-10` as 2019.
fn year_of(written: &str) -> Option<u32> {
    written.get(..4)?.parse().ok()
}

/// Words of sentences and headings that look farther ahead than the next year.
#[rustfmt::skip]
const LONG_TERM: [&str; 13] = [
    "十一五", "十二五", "十三五", "十四五", "十五五", "今后五年", "未来五年", "五年内", "三年内", "今后一个时期",
    "本世纪", "远景", "next five years",
];

/// Says of each sentence whether it, or a heading above it, speaks of several years.
fn long_term(side: Witness<'_>) -> Vec<bool> {
    let speaks = |text: &str| LONG_TERM.iter().any(|word| text.contains(word));
    let mut sections: Vec<bool> = Vec::new();
    for section in &side.report.sections {
        let above = section.parent.and_then(|parent| sections.get(parent.0).copied());
        sections.push(above == Some(true) || speaks(section.heading.of(side.text)));
    }
    let is_long = |sentence: &Sentence| {
        sections.get(sentence.section.0) == Some(&true) || speaks(sentence.body.of(side.text))
    };
    side.report.sentences.iter().map(is_long).collect()
}

/// Says whether a figure is a target that can be kept or missed: not 每两个月, 数十家 or 两个方向.
fn is_target(text: &str, figure: &Figure) -> bool {
    let is_frequency = figure.dimension == "duration" || figure.flags.contains(&FigureFlag::Each);
    let written = figure.number.of(text).chars().next();
    let is_worded =
        figure.dimension == "count" && !written.is_some_and(|c| narrowed(c).is_ascii_digit());
    // 比上年增加1800亿元 speaks of the plan for the year before.
    let compares = matches!(aspect(figure), Aspect::Increase | Aspect::Difference);
    figure.role == Role::Target
        && !compares
        && takes_part(figure)
        && figure.value.is_some()
        && !is_frequency
        && !is_worded
        && !figure.flags.contains(&FigureFlag::Vague)
}

/// Pairs targets with outcomes, one to one.
fn outcomes(
    register: &Register<'_>,
    is_wanted: &impl Fn(&Figure) -> bool,
) -> FxHashMap<usize, Match> {
    let score = |(left, right): (usize, usize)| {
        let (target, outcome) = (&register.figures.left[left], &register.figures.right[right]);
        if !is_wanted(target) || outcome.role == Role::Target || !takes_part(outcome) {
            return None;
        }
        // The cost first: for most pairs there is none.
        let cost = cost_beside_role(target, outcome)?;
        let score = register.likeness(left, right) - cost;
        (MIN_POSSIBLE <= score).then_some(Match { left, right, score, is_certain: false })
    };
    let scored: Vec<Match> = register.candidates.iter().copied().filter_map(score).collect();
    matched(register, scored, MIN_SCORE).into_iter().map(|pair| (pair.left, pair)).collect()
}

/// The wording of the sentences of the right that do not plan.
struct Mentions {
    sentences: Vec<Shingles>,
}

impl Mentions {
    fn of(register: &Register<'_>) -> Self {
        let (side, figures) = (register.sides.right, register.figures[Side::Right]);
        let mut plans = vec![None; side.report.sentences.len()];
        for figure in figures {
            if let Some(plan) = plans.get_mut(figure.sentence.0) {
                *plan = Some(plan.unwrap_or(true) && figure.role == Role::Target);
            }
        }
        let sentences = side.report.sentences.iter().zip(&plans);
        let sentences = sentences.filter(|(_, plan)| **plan != Some(true));
        let wording = |text: &str| Shingles::of(text, Span::new(0, text.len()));
        let read = sentences.map(|(sentence, _)| wording(&normalized(sentence.body.of(side.text))));
        Self { sentences: read.collect() }
    }

    fn speak_of(&self, target: &Figure) -> bool {
        let name = normalized(&target.indicator);
        let name = Shingles::of(&name, Span::new(0, name.len()));
        !name.is_empty()
            && self.sentences.iter().any(|said| MIN_MENTION <= containment(&name, said))
    }
}

/// Says whether an outcome meets a target.
pub fn verdict(target: &Figure, outcome: &Figure) -> Verdict {
    let direction = |figure: &Figure| figure.claim.and_then(|claim| claim.direction);
    let opposed = |a: Direction, b: Direction| a != b;
    if direction(target).zip(direction(outcome)).is_some_and(|(a, b)| opposed(a, b)) {
        return if is_better_low(target) { Verdict::Open } else { Verdict::Missed };
    }
    if is_half(target, outcome) {
        return Verdict::Open;
    }
    let judged = match (target.bound, is_better_low(target)) {
        (Bound::AtMost | Bound::LessThan | Bound::Under, _) => at_most(target, outcome),
        (Bound::AtLeast | Bound::MoreThan | Bound::Over, _) | (_, false) => {
            at_least(target, outcome)
        }
        (_, true) => at_most(target, outcome),
    };
    judged.unwrap_or(Verdict::Open)
}

/// Says whether the outcome is so far below the target that it is likelier to be that of a part.
fn is_half(target: &Figure, outcome: &Figure) -> bool {
    let double = outcome.value.and_then(|value| value.checked_add(value));
    let is_amount = aspect(target) == Aspect::Level && target.class != Class::Rank;
    is_amount && double.zip(target.value).is_some_and(|(double, wanted)| double < wanted)
}

/// Says whether the smaller of the two is far below the larger.
fn are_far_apart(target: &Figure, outcome: &Figure) -> bool {
    let values = target.value.zip(outcome.value);
    let ends = values.map(|(wanted, reached)| (wanted.min(reached), wanted.max(reached)));
    let least = ends.and_then(|(low, high)| Some((low, high.checked_mul(FAR_BELOW)?)));
    least.is_some_and(|(low, least)| low < least)
}

fn at_least(target: &Figure, outcome: &Figure) -> Option<Verdict> {
    let wanted = target.value?.checked_sub(slack(target)?)?;
    let reached = interval_of(outcome)?;
    Some(match outcome.bound {
        _ if wanted <= outcome.value?
            && !matches!(outcome.bound, Bound::AtMost | Bound::LessThan | Bound::Under) =>
        {
            Verdict::Met
        }
        _ if reached.high.is_some_and(|high| high < wanted) => Verdict::Missed,
        _ => Verdict::Open,
    })
}

fn at_most(target: &Figure, outcome: &Figure) -> Option<Verdict> {
    let wanted = target.high.or(target.value)?.checked_add(slack(target)?)?;
    let reached = interval_of(outcome)?;
    let value = outcome.high.or(outcome.value)?;
    Some(match outcome.bound {
        _ if value <= wanted
            && !matches!(outcome.bound, Bound::AtLeast | Bound::MoreThan | Bound::Over) =>
        {
            Verdict::Met
        }
        _ if reached.low.is_some_and(|low| wanted < low) => Verdict::Missed,
        _ => Verdict::Open,
    })
}

/// Returns how far a target may be missed and still be met: 8%左右 is met by 7.6%.
fn slack(target: &Figure) -> Option<Decimal> {
    if target.bound == Bound::About {
        target.value?.checked_mul(ABOUT)
    } else {
        Some(Decimal::ZERO)
    }
}

/// Says whether less is better: an unemployment rate, a deadline, a rank.
fn is_better_low(target: &Figure) -> bool {
    let goes_down = target.claim.is_some_and(|claim| claim.direction == Some(Direction::Down));
    let name = target.indicator.to_lowercase();
    target.class == Class::Rank || !goes_down && BETTER_LOW.iter().any(|word| name.contains(word))
}

/// Words of indicators of which less is better.
#[rustfmt::skip]
const BETTER_LOW: &[&str] = &[
    "失业率", "涨幅", "居民消费价格", "赤字", "能耗", "排放", "事故", "死亡", "亏损", "不良", "负债率",
    "用时", "时限", "时长", "周期", "成本", "浓度", "发生率", "上访", "投诉",
    "unemployment", "injury", "injuries", "accident", "deficit", "debt", "emission", "turnaround", "complaint",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::extract::figures_of_sentence;

    fn judged(target: &str, outcome: &str) -> Verdict {
        let figure =
            |text: &str| figures_of_sentence(text, Span::new(0, text.len())).pop().unwrap();
        verdict(&figure(target), &figure(outcome))
    }

    #[test]
    fn bound_words_decide_what_meets_a_target() {
        assert_eq!(judged("投入强度达到2.75%以上", "投入强度2.71%"), Verdict::Missed);
        assert_eq!(judged("新认定企业65家以上", "新认定企业65家"), Verdict::Met);
        assert_eq!(judged("招引企业20至30家", "招引企业27家"), Verdict::Met);
        assert_eq!(judged("办理时间不超过5天", "办理时间6天"), Verdict::Missed);
    }

    #[test]
    fn about_leaves_some_room() {
        assert_eq!(judged("增加值增长8%左右", "增加值增长7.7%"), Verdict::Met);
        assert_eq!(judged("增加值增长8%左右", "增加值增长6.9%"), Verdict::Missed);
    }

    #[test]
    fn less_is_better_for_some() {
        assert_eq!(judged("城镇调查失业率5.5%左右", "城镇调查失业率5.1%"), Verdict::Met);
        assert_eq!(judged("居民消费价格涨幅3%左右", "居民消费价格上涨0.2%"), Verdict::Met);
        assert_eq!(judged("在综合评价中进入前90位", "在综合评价中列第86位"), Verdict::Met);
        assert_eq!(judged("能耗降低3%左右", "能耗降低2%"), Verdict::Missed);
    }

    #[test]
    fn outcome_that_leaves_it_open_is_not_judged() {
        assert_eq!(judged("新增企业50家以上", "新增企业近50家"), Verdict::Open);
        assert_eq!(judged("投入增长5%", "投入下降2%"), Verdict::Missed);
    }
}
