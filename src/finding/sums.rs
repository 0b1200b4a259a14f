//! Parts against their whole, and percentages against the two amounts they are of.
//!
//! ```text
//! 引进人才57人，其中博士28人、硕士24人、技师6人      28 + 24 + 6 = 58
//! 诉求438件，办结424件，办结率98.6%                  424 / 438 = 96.8%
//! ```
//!
//! What is far off was not meant to add up (an open list, a part that overlaps), so only near misses
//! are told; where the wording says that all parts are named, any miss is.

use crate::collate::synonym::normalized;
use crate::figure::decimal::Decimal;
use crate::figure::implied::interval_of;
use crate::figure::interval::Interval;
use crate::figure::model::{Bound, ClaimKind, Figure, FigureFlag, PartKind};
use crate::finding::amount::computed;
use crate::finding::model::{Finding, Message, Severity};
use crate::finding::rule::RuleId;
use crate::finding::scene::{Scene, finding, on_side};
use crate::text::cells::disarmed;
use crate::text::side::Side;
use crate::text::span::Span;

/// Parts that some words (其中) introduce are told if they miss their whole by this share at most.
const NEAR_OF_SOME: Decimal = Decimal::new(12, 2);

/// Parts that are all named (分别) may miss it by this share; beyond, they are parts of something else.
const NEAR_OF_ALL: Decimal = Decimal::new(30, 2);

/// A rate that misses the quotient by more percentage points than this is a rate of something else.
const NEAR_POINTS: Decimal = Decimal::new(30, 0);

/// A shorter name may be that of several wholes, in characters.
const MIN_WHOLE: usize = 4;

/// Wholes that may be open at the same time.
const NESTED: usize = 4;

/// How many figures in front of a rate its two amounts may stand.
const REACH: usize = 6;

/// Returns sums and shares of one side that do not come out.
pub fn findings(scene: &Scene<'_>, side: Side) -> Vec<Finding> {
    let mut found = sums(scene, side);
    found.extend(rates(scene, side));
    found.extend(shares(scene, side));
    found
}

/// Parts of one whole.
struct Breakdown {
    whole: usize,
    parts: Vec<usize>,
    kind: PartKind,
}

/// Returns the wholes that have two parts or more, in text order.
fn wholes(figures: &[Figure]) -> Vec<Breakdown> {
    let mut wholes: Vec<Breakdown> = Vec::new();
    for (at, figure) in figures.iter().enumerate() {
        let Some(part) = figure.part else { continue };
        // Parts follow their whole, so that it is among the last ones.
        match wholes.iter_mut().rev().take(NESTED).find(|known| known.whole == part.of) {
            Some(known) => {
                known.parts.push(at);
                known.kind = if part.kind == PartKind::All { PartKind::All } else { known.kind };
            }
            None => wholes.push(Breakdown { whole: part.of, parts: vec![at], kind: part.kind }),
        }
    }
    wholes.retain(|known| 1 < known.parts.len());
    wholes
}

fn sums(scene: &Scene<'_>, side: Side) -> Vec<Finding> {
    let figures = scene.figures(side);
    wholes(figures).iter().filter_map(|known| sum(scene, side, known)).collect()
}

fn sum(scene: &Scene<'_>, side: Side, breakdown: &Breakdown) -> Option<Finding> {
    let figures = scene.figures(side);
    let whole = figures.get(breakdown.whole)?;
    let is_open = |figure: &Figure| {
        figure.bound != Bound::Exactly || figure.high.is_some() || is_share_of_each(figure)
    };
    let operands: Vec<&Figure> = breakdown.parts.iter().filter_map(|at| figures.get(*at)).collect();
    if is_open(whole) || operands.iter().any(|figure| is_open(figure)) {
        return None;
    }
    let mut total = Interval::exactly(Decimal::ZERO);
    let mut printed = Decimal::ZERO;
    for part in &operands {
        total = total.plus(interval_of(part)?);
        printed = printed.checked_add(part.value?)?;
    }
    let value = whole.value?;
    if total.meets(interval_of(whole)?) {
        return None;
    }
    let gap = printed.checked_sub(value)?;
    let near = if breakdown.kind == PartKind::All { NEAR_OF_ALL } else { NEAR_OF_SOME };
    let is_near = gap.magnitude()? <= value.checked_mul(near)?;
    // An open list may well leave something out.
    let may_be_open = breakdown.kind == PartKind::Some && gap < Decimal::ZERO;
    if !is_near || may_be_open {
        return None;
    }
    let severity = match breakdown.kind {
        PartKind::All => Severity::Warning,
        PartKind::Some if is_small(gap, value) => Severity::Warning,
        PartKind::Some => Severity::Notice,
    };
    Some(mismatch(scene, side, breakdown, &operands, (printed, gap), severity))
}

/// Says whether parts outgrow their whole by so little that a slip is likelier than an overlap.
fn is_small(gap: Decimal, whole: Decimal) -> bool {
    let share = gap.magnitude().and_then(|gap| gap.ratio(whole, 4));
    share.is_some_and(|share| share <= Decimal::new(5, 2))
}

fn is_share_of_each(figure: &Figure) -> bool {
    figure.flags.contains(&FigureFlag::Each) || figure.flags.contains(&FigureFlag::Vague)
}

fn mismatch(
    scene: &Scene<'_>,
    side: Side,
    breakdown: &Breakdown,
    operands: &[&Figure],
    (printed, gap): (Decimal, Decimal),
    severity: Severity,
) -> Finding {
    let whole = &scene.figures(side)[breakdown.whole];
    let written = scene.written(side, whole);
    let terms: Vec<String> = operands.iter().map(|part| scene.written(side, part)).collect();
    let sum = computed(printed, whole);
    let off = computed(gap.magnitude().unwrap_or(gap), whole);
    let (zh, en) = if Decimal::ZERO < gap { ("多", "more") } else { ("少", "less") };
    let name = disarmed(&whole.indicator);
    let message = Message {
        zh: format!(
            "{name} {written}：各项 {} = {}，比总数{zh} {}",
            terms.join(" + "),
            sum.0,
            off.0
        ),
        en: format!(
            "{name} {written}: {} = {}, {} {en} than the total",
            terms.join(" + "),
            sum.1,
            off.1
        ),
    };
    let rule = RuleId::SumMismatch;
    let mut spans: Vec<Span> = vec![whole.span];
    spans.extend(operands.iter().map(|part| part.span));
    Finding {
        evidence: vec![
            ("total", written),
            ("parts", terms.join(" + ")),
            ("sum", sum.0),
            ("difference", gap.to_string()),
        ],
        alignment: scene.alignment(side, whole),
        ..finding(rule, severity, message, on_side(side, spans))
    }
}

/// Checks 办结率 against what was received and what was settled, told in front of it in one sentence.
fn rates(scene: &Scene<'_>, side: Side) -> Vec<Finding> {
    let figures = scene.figures(side);
    let is_rate = |at: &usize| figures[*at].unit == "%" && figures[*at].claim.is_none();
    (0..figures.len()).filter(is_rate).filter_map(|at| rate(scene, side, at)).collect()
}

fn rate(scene: &Scene<'_>, side: Side, at: usize) -> Option<Finding> {
    let figures = scene.figures(side);
    let rate = &figures[at];
    let name = normalized(&rate.indicator);
    let act = name.strip_suffix('率').filter(|act| 2 <= act.chars().count())?;
    let act: String = act.chars().skip(act.chars().count().saturating_sub(2)).collect();
    let near = at.saturating_sub(REACH)..at;
    let beside = |at: &usize| figures[*at].sentence == rate.sentence && is_count(&figures[*at]);
    let part = near.clone().rev().filter(beside).find(|at| {
        let said = normalized(scene.lead(side, *at)) + &normalized(&figures[*at].indicator);
        said.contains(&act)
    })?;
    let fits = |whole: &usize| {
        let (whole, part) = (&figures[*whole], &figures[part]);
        whole.unit == part.unit && part.value <= whole.value && whole.class == part.class
    };
    let whole = (near.start..part).rev().filter(beside).find(fits)?;
    quotient(scene, side, (part, whole), at)
}

fn is_count(figure: &Figure) -> bool {
    figure.is_measured() && matches!(figure.dimension, "count" | "money") && figure.claim.is_none()
}

/// Checks 占…16.02% where the report gives the amount and what it is a share of.
fn shares(scene: &Scene<'_>, side: Side) -> Vec<Finding> {
    let figures = scene.figures(side);
    let names: Vec<String> = figures.iter().map(|figure| normalized(&figure.indicator)).collect();
    let share = |at: usize| {
        let claim = figures[at].claim.filter(|claim| claim.kind == ClaimKind::Share)?;
        let part = claim.of?;
        let against = normalized(claim.against?.of(scene.sides[side].text));
        let (amount, name) = (figures.get(part)?, against.trim_start_matches("占"));
        let name = name.trim_end_matches("的").trim_end_matches("占比").trim_end_matches("的");
        let is_particular = MIN_WHOLE <= name.chars().count();
        let is_whole = |whole: &usize| {
            let figure = &figures[*whole];
            *whole != part
                && is_count(figure)
                && figure.unit == amount.unit
                && figure.role == amount.role
                && figure.period == amount.period
                && amount.value <= figure.value
                && is_particular
                && names[*whole].ends_with(name)
        };
        let mut wholes = (0..figures.len()).filter(is_whole);
        let whole = wholes.next().filter(|_| wholes.next().is_none())?;
        quotient(scene, side, (part, whole), at)
    };
    (0..figures.len()).filter_map(share).collect()
}

/// Returns the finding if a percentage is not that of the two amounts, but nearly.
fn quotient(
    scene: &Scene<'_>,
    side: Side,
    (part, whole): (usize, usize),
    at: usize,
) -> Option<Finding> {
    let figures = scene.figures(side);
    let (amount, base, rate) = (&figures[part], &figures[whole], &figures[at]);
    let quotient = interval_of(amount)?.over(interval_of(base)?)?;
    let said = interval_of(rate)?.as_percent();
    let computed = amount.value?.percent_of(base.value?, 2)?;
    let gap = computed.checked_sub(rate.value?)?.magnitude()?;
    if quotient.meets(said) || NEAR_POINTS < gap {
        return None;
    }
    let (part, whole) = (scene.written(side, amount), scene.written(side, base));
    let written = scene.written(side, rate);
    let name = disarmed(&rate.indicator);
    let rule = RuleId::ShareMismatch;
    let message = Message {
        zh: format!("{name} {written}：{part} ÷ {whole} = {computed}%"),
        en: format!("{name} {written}: {part} / {whole} = {computed}%"),
    };
    let spans = on_side(side, vec![rate.span, amount.span, base.span]);
    Some(Finding {
        evidence: vec![
            ("share", written),
            ("part", part),
            ("whole", whole),
            ("computed", computed.to_string()),
        ],
        alignment: scene.alignment(side, rate),
        ..finding(rule, rule.rule().severity, message, spans)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::scene::{raised, rules};

    #[test]
    fn parts_that_outgrow_their_whole_by_little_are_told_with_the_sum() {
        let found = raised("", "引进高层次人才57人，其中博士28人、硕士24人、高级技师6人。");
        assert_eq!((found[0].0, found[0].1), (RuleId::SumMismatch, Severity::Warning));
        assert!(found[0].2.contains("28人 + 24人 + 6人 = 58人"), "{}", found[0].2);
    }

    #[test]
    fn sums_that_come_out_open_lists_and_overlaps_are_silent() {
        for text in [
            "引进高层次人才58人，其中博士28人、硕士24人、高级技师6人。",
            "引进高层次人才90人，其中博士28人、硕士24人。",
            "引进高层次人才60人，其中博士28人、党员34人、女性30人。",
        ] {
            assert_eq!(rules("", text), [], "{text}");
        }
    }

    #[test]
    fn rate_is_held_against_its_two_amounts() {
        assert_eq!(rules("", "梳理诉求438件，办结424件，办结率96.8%。"), []);
        assert_eq!(rules("", "梳理诉求438件，办结424件，办结率98.6%。"), [RuleId::ShareMismatch]);
    }
}
