//! Claims about last year, held against what last year's report says.
//!
//! ```text
//! left   成交额38.6亿元
//! right  成交额47.1亿元，同比增长28.4%      47.1 is 22% above 38.6, not 28.4%
//! ```
//!
//! Every printed number stands for all values that print alike, so that rounding never contradicts.
//! Growth at comparable prices and figures revised since are no contradiction, only worth a look.

use crate::collate::gate::{Aspect, are_interchangeable, aspect};
use crate::figure::decimal::Decimal;
use crate::figure::implied::interval_of;
use crate::figure::interval::Interval;
use crate::figure::model::{Basis, Claim, ClaimKind, Direction, Figure, Period};
use crate::finding::amount::{computed, range, rounded};
use crate::finding::model::{Finding, Message, Severity};
use crate::finding::rule::RuleId;
use crate::finding::scene::{Scene, finding, is_outcome, on_side};
use crate::text::cells::disarmed;
use crate::text::side::{Side, Sided};
use rustc_hash::FxHashMap;

/// A contradiction within this share of last year's figure may be a revision: one is a notice only.
const REVISION: Decimal = Decimal::new(2, 2);

/// A claim that would need last year to have been this many times off is not about last year.
const FAR_OFF: Decimal = Decimal::new(15, 1);

/// A former value farther from last year's figure than this is that of an earlier year, as a share.
const FORMER: Decimal = Decimal::new(3, 1);

/// Words beside which growth is not the quotient of the amounts.
#[rustfmt::skip]
const SOFT: [&str; 19] = [
    "可比价", "可比口径", "同口径", "口径", "修订", "不变价", "价格因素", "实际增长", "名义", "核算", "普查", "可比",
    "剔除", "扣除", "comparable", "restated", "revised", "real terms", "like-for-like",
];

/// Indicators whose growth is published at comparable prices.
#[rustfmt::skip]
const REAL: [&str; 8] =
    ["生产总值", "gdp", "增加值", "可支配收入", "总产值", "社会消费品", "固定资产投资", "纯收入"];

/// Words that make a claim one about several years or another base.
#[rustfmt::skip]
const OTHER_BASE: [&str; 13] = [
    "年均", "年来", "五年", "三年", "两年", "以来", "累计", "环比", "计划", "预算", "目标", "比20", "较20",
];

/// Returns the claims of the right that last year's figure contradicts, and claims of either that contradict each other.
pub fn findings(scene: &Scene<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    if scene.are_consecutive() {
        let claims = by_base(scene.figures(Side::Right));
        for (at, change, figures) in scene.pairs() {
            let about = change.figures.right.and_then(|base| claims.get(&base));
            found.extend(of_pair(scene, at, figures, about.map_or(&[], Vec::as_slice)));
        }
    }
    found.extend(Side::BOTH.into_iter().flat_map(|side| within(scene, side)));
    found
}

/// Returns the claims about each figure, by its index.
fn by_base(figures: &[Figure]) -> FxHashMap<usize, Vec<usize>> {
    let mut claims: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (at, figure) in figures.iter().enumerate() {
        if let Some(base) = figure.claim.and_then(|claim| claim.of) {
            claims.entry(base).or_default().push(at);
        }
    }
    claims
}

/// Checks everything the right says of last year's value of one indicator; `claims` are about it.
fn of_pair(
    scene: &Scene<'_>,
    at: usize,
    figures: Sided<&Figure>,
    claims: &[usize],
) -> Vec<Finding> {
    let Sided { left, right } = figures;
    let is_level = aspect(left) == Aspect::Level && aspect(right) == Aspect::Level;
    let comparable = is_level
        && left.unit == right.unit
        && is_outcome(left)
        && is_outcome(right)
        && cover_alike(left.period.as_ref(), right.period.as_ref());
    let Some(said) = interval_of(left).filter(|_| comparable) else { return Vec::new() };
    let about = claims.iter().filter(|at| is_about_last_year(scene, Side::Right, **at));
    let claiming = about.filter_map(|at| scene.figure(Side::Right, *at));
    let mut found: Vec<Finding> =
        claiming.filter_map(|claiming| contradicted(scene, figures, claiming, said)).collect();
    found.extend(former_contradicted(scene, figures, said));
    for finding in &mut found {
        finding.figure_change = Some(at);
    }
    found
}

/// Says whether two periods cover the same months of their years, as far as they are known.
fn cover_alike(left: Option<&Period>, right: Option<&Period>) -> bool {
    let months = |period: &Period| {
        (period.start.get(4..).map(str::to_owned), period.end.get(4..).map(str::to_owned))
    };
    left.zip(right).is_none_or(|(left, right)| months(left) == months(right))
}

/// Says whether a claim compares with the year before.
fn is_about_last_year(scene: &Scene<'_>, side: Side, at: usize) -> bool {
    let Some(figure) = scene.figure(side, at) else { return false };
    let basis = figure.claim.and_then(|claim| claim.basis);
    let known =
        matches!(basis, None | Some(Basis::LastYear | Basis::SamePeriod | Basis::YearStart));
    known && !has_other_base(scene, side, figure)
}

/// Says whether the sentence speaks of several years or of another base than last year.
fn has_other_base(scene: &Scene<'_>, side: Side, figure: &Figure) -> bool {
    let sentence = scene.sentence(side, figure).of(scene.sides[side].text);
    OTHER_BASE.iter().any(|word| sentence.contains(word))
}

fn contradicted(
    scene: &Scene<'_>,
    figures: Sided<&Figure>,
    claiming: &Figure,
    said: Interval,
) -> Option<Finding> {
    let claim = claiming.claim?;
    let rule = match claim.kind {
        ClaimKind::Growth | ClaimKind::Multiple => RuleId::GrowthContradicted,
        ClaimKind::Increase => RuleId::IncreaseContradicted,
        ClaimKind::Difference if is_in_points(figures.right, claiming) => {
            RuleId::IncreaseContradicted
        }
        _ => return None,
    };
    let implied =
        claim.implied.filter(|implied| !implied.meets(said) && !is_far(*implied, said))?;
    let severity = severity(scene, figures, claiming, distance(implied, said, figures.left));
    let message = message(scene, figures, claiming, (claim, implied), severity);
    let spans = Sided::new(vec![figures.left.span], vec![claiming.span]);
    let mut evidence = vec![
        ("left", scene.written(Side::Left, figures.left)),
        ("right", scene.written(Side::Right, figures.right)),
        ("claim", scene.written(Side::Right, claiming)),
    ];
    evidence.extend(implied.low.map(|low| ("implied_low", rounded(low).to_string())));
    evidence.extend(implied.high.map(|high| ("implied_high", rounded(high).to_string())));
    evidence.extend(actual(figures, claim.kind).map(|actual| ("computed", actual.to_string())));
    let alignment = scene.alignment(Side::Right, claiming);
    Some(Finding { evidence, alignment, ..finding(rule, severity, message, spans) })
}

/// Says whether a difference in percentage points moves a share.
fn is_in_points(level: &Figure, claiming: &Figure) -> bool {
    level.dimension == "share" && claiming.dimension == "points"
}

/// Says whether the claim needs a last year so different that it must be about something else.
fn is_far(implied: Interval, said: Interval) -> bool {
    let times = |value: Decimal| value.checked_mul(FAR_OFF);
    let above = implied.low.zip(said.high.and_then(times)).is_some_and(|(low, high)| high < low);
    let below = implied.high.and_then(times).zip(said.low).is_some_and(|(high, low)| high < low);
    above || below
}

/// Returns how far what is implied lies from what last year said, as a share of the latter.
fn distance(implied: Interval, said: Interval, left: &Figure) -> Option<Decimal> {
    let gap = |low: Option<Decimal>, high: Option<Decimal>| {
        low?.checked_sub(high?).filter(|gap| Decimal::ZERO < *gap)
    };
    let gap = gap(implied.low, said.high).or_else(|| gap(said.low, implied.high))?;
    gap.ratio(left.value?, 4)
}

fn severity(
    scene: &Scene<'_>,
    figures: Sided<&Figure>,
    claiming: &Figure,
    distance: Option<Decimal>,
) -> Severity {
    let may_be_revised = distance.is_some_and(|distance| distance <= REVISION);
    match () {
        () if is_real(figures, claiming) => Severity::Info,
        () if is_soft(scene, figures, claiming) || may_be_revised => Severity::Notice,
        () => Severity::Warning,
    }
}

/// Says whether comparable prices, another way of counting or a revision is named.
fn is_soft(scene: &Scene<'_>, figures: Sided<&Figure>, claiming: &Figure) -> bool {
    let names = |side: Side, figure: &Figure| {
        let sentence = scene.sentence(side, figure).of(scene.sides[side].text);
        SOFT.iter().any(|word| sentence.contains(word))
    };
    names(Side::Right, claiming) || names(Side::Left, figures.left)
}

/// Says whether growth of the indicator is published at comparable prices by rule.
fn is_real(figures: Sided<&Figure>, claiming: &Figure) -> bool {
    let name = figures.right.indicator.to_lowercase();
    claiming.claim.is_some_and(|claim| claim.kind == ClaimKind::Growth)
        && REAL.iter().any(|word| name.contains(word))
}

/// Returns the growth in percent, or the increase, that the two amounts show.
fn actual(figures: Sided<&Figure>, kind: ClaimKind) -> Option<Decimal> {
    let (before, after) = figures.left.value.zip(figures.right.value)?;
    let difference = after.checked_sub(before)?;
    match kind {
        ClaimKind::Growth => difference.percent_of(before, 1),
        ClaimKind::Multiple => after.ratio(before, 2),
        _ => Some(difference),
    }
}

fn message(
    scene: &Scene<'_>,
    figures: Sided<&Figure>,
    claiming: &Figure,
    (claim, implied): (Claim, Interval),
    severity: Severity,
) -> Message {
    let before = scene.written(Side::Left, figures.left);
    let after = scene.written(Side::Right, figures.right);
    let said = scene.written(Side::Right, claiming);
    let falls = claim.direction == Some(Direction::Down);
    let (zh, en) = match claim.kind {
        ClaimKind::Growth if falls => ("下降", "a fall of "),
        ClaimKind::Growth => ("增长", "growth of "),
        ClaimKind::Multiple => ("", ""),
        _ if falls => ("减少", "a decrease of "),
        _ => ("增加", "an increase of "),
    };
    let shown = actual(figures, claim.kind).map(|actual| match claim.kind {
        ClaimKind::Growth => (format!("{actual}%"), format!("{actual}%")),
        ClaimKind::Multiple => (actual.to_string(), actual.to_string()),
        _ => computed(actual, claiming),
    });
    let shown = shown.unwrap_or_default();
    let range = range(implied, figures.left);
    let name = disarmed(&figures.right.indicator);
    let hint = match severity {
        Severity::Warning => ("", ""),
        Severity::Info | Severity::Notice => (
            "；也可能是可比价、口径或数据修订所致",
            "; comparable prices or a revision may explain it",
        ),
    };
    Message {
        zh: format!(
            "{name}：称{zh} {said}，而 {before} 到 {after} 算得 {}；按所称推算，上年应为{}{}",
            shown.0, range.0, hint.0
        ),
        en: format!(
            "{name}: claims {en}{said}, but {before} to {after} gives {}; the claim needs {} last year{}",
            shown.1, range.1, hint.1
        ),
    }
}

/// Checks 由6家增至9家: last year must have said six.
fn former_contradicted(
    scene: &Scene<'_>,
    figures: Sided<&Figure>,
    said: Interval,
) -> Option<Finding> {
    let at = figures.right.former?;
    let former = scene.figure(Side::Right, at)?;
    let dated = has_other_base(scene, Side::Right, former)
        || scene.lead(Side::Right, at).chars().rev().take(12).any(|c| c == '年');
    let implied = interval_of(former).filter(|implied| !implied.meets(said))?;
    let is_old = distance(implied, said, figures.left).is_none_or(|gap| FORMER < gap);
    if dated || is_old || !are_interchangeable(&former.unit, &figures.left.unit) {
        return None;
    }
    let (before, written) =
        (scene.written(Side::Left, figures.left), scene.written(Side::Right, former));
    let name = disarmed(&figures.right.indicator);
    let rule = RuleId::IncreaseContradicted;
    let message = Message {
        zh: format!("{name}：称原为 {written}，上年报告写的是 {before}"),
        en: format!("{name}: said to have been {written}, but last year's report has {before}"),
    };
    let spans = Sided::new(vec![figures.left.span], vec![former.span]);
    Some(Finding {
        evidence: vec![("left", before), ("claim", written)],
        alignment: scene.alignment(Side::Right, former),
        ..finding(rule, Severity::Notice, message, spans)
    })
}

/// Checks two claims about one figure against each other: 1511件, 增加440件, 增长41.1%.
fn within(scene: &Scene<'_>, side: Side) -> Vec<Finding> {
    let figures = scene.figures(side);
    let kind = |at: &usize| figures[*at].claim.map(|claim| claim.kind);
    let is_sound = |at: &usize| {
        figures[*at].claim.is_some_and(|claim| claim.implied.is_some())
            && is_about_last_year(scene, side, *at)
    };
    let mut bases: Vec<(usize, Vec<usize>)> = by_base(figures).into_iter().collect();
    bases.sort_unstable_by_key(|(base, _)| *base);
    let mut found = Vec::new();
    for (_, claims) in bases.iter().filter(|(_, claims)| 1 < claims.len()) {
        let of =
            |wanted: ClaimKind| claims.iter().find(|at| kind(at) == Some(wanted) && is_sound(at));
        let pair = of(ClaimKind::Growth).zip(of(ClaimKind::Increase));
        found.extend(pair.and_then(|(growth, increase)| opposed(scene, side, *growth, *increase)));
    }
    found
}

fn opposed(scene: &Scene<'_>, side: Side, one: usize, other: usize) -> Option<Finding> {
    let figures = scene.figures(side);
    let (first, second) = (figures[one].claim?, figures[other].claim?);
    let same = first.of == second.of && first.basis == second.basis;
    let (a, b) = first.implied.zip(second.implied).filter(|_| same)?;
    let base = figures.get(first.of?)?;
    let twins = Sided::new(base, base);
    let is_soft = is_real(twins, &figures[one]) || is_soft(scene, twins, &figures[one]);
    if a.meets(b) || is_far(a, b) || is_soft {
        return None;
    }
    let written = |at: usize| scene.written(side, &figures[at]);
    let name = disarmed(&base.indicator);
    let (amount, said, also) = (scene.written(side, base), written(one), written(other));
    let (from, to) = (range(a, base), range(b, base));
    let rule = RuleId::GrowthContradicted;
    let message = Message {
        zh: format!(
            "{name} {amount}：按“{said}”推算上年为{}，按“{also}”推算为{}，二者不合",
            from.0, to.0
        ),
        en: format!(
            "{name} {amount}: {said} puts last year at {}, {also} at {}; both cannot be",
            from.1, to.1
        ),
    };
    let spans = on_side(side, vec![figures[one].span, figures[other].span]);
    Some(Finding {
        evidence: vec![("amount", amount), ("claim", said), ("other", also)],
        alignment: scene.alignment(side, base),
        ..finding(rule, Severity::Notice, message, spans)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::scene::{raised, rules};

    const LEFT: &str = "2023年技术合同成交额38.6亿元。";

    #[test]
    fn growth_that_the_two_years_do_not_show_is_told_with_its_arithmetic() {
        let found = raised(LEFT, "2024年技术合同成交额47.1亿元，同比增长28.4%。");
        let found: Vec<_> = found.into_iter().filter(|f| f.0 != RuleId::FigureChanged).collect();
        assert_eq!(
            (found.len(), found[0].0, found[0].1),
            (1, RuleId::GrowthContradicted, Severity::Warning)
        );
        assert!(found[0].2.contains("算得 22%"), "{}", found[0].2);
    }

    #[test]
    fn growth_within_rounding_is_silent() {
        assert_eq!(rules(LEFT, "2024年技术合同成交额47.1亿元，同比增长22%。"), []);
        assert_eq!(rules(LEFT, "2024年技术合同成交额47.1亿元，五年来增长128.4%。"), []);
    }

    #[test]
    fn comparable_prices_soften() {
        let found = raised(LEFT, "2024年技术合同成交额47.1亿元，同比增长28.4%（可比口径）。");
        assert!(found.iter().any(|f| f.0 == RuleId::GrowthContradicted && f.1 == Severity::Notice));
    }

    #[test]
    fn increase_and_former_value_are_checked_too() {
        let left = "2023年专精特新中小企业达到86家。";
        let wrong = "2024年专精特新中小企业达到124家，较上年增加41家。";
        assert_eq!(rules(left, wrong), [RuleId::IncreaseContradicted]);
        assert_eq!(rules(left, "2024年专精特新中小企业达到124家，较上年增加38家。"), []);
        assert_eq!(rules(left, "2024年专精特新中小企业由86家增至124家。"), []);
        let former = "2024年专精特新中小企业由83家增至124家。";
        assert_eq!(rules(left, former), [RuleId::IncreaseContradicted]);
    }

    #[test]
    fn two_claims_about_one_amount_must_agree() {
        let agreed = "全年发明专利申请1511件，同比增加440件，同比增长41.1%。";
        assert_eq!(rules("", agreed), []);
        let torn = "全年发明专利申请1511件，同比增加440件，同比增长51.1%。";
        assert_eq!(rules("", torn), [RuleId::GrowthContradicted]);
    }
}
