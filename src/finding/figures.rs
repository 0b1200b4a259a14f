//! Findings about figures of one indicator in the two reports.

use crate::collate::model::{Change, ChangeFlag, FigureChange, Grade};
use crate::collate::synonym::normalized;
use crate::figure::decimal::Decimal;
use crate::figure::model::{Bound, ClaimKind, Class, Figure, Role};
use crate::finding::amount::{difference, readable};
use crate::finding::model::{Finding, Message, Severity};
use crate::finding::rule::RuleId;
use crate::finding::scene::{Scene, finding, is_outcome};
use crate::text::cells::disarmed;
use crate::text::side::{Side, Sided};

/// A jump by so many times is a slip: 万 for 亿, a percent sign for a share, …
const SLIPS: [(i128, &str, &str); 5] = [
    (10, "小数点错位或多写少写一位", "a shifted point or a digit too many"),
    (100, "百分数与小数混用或错两位", "a percent sign for a share, or two digits"),
    (1000, "错三位", "three digits"),
    (10_000, "“万”字有无或万、亿混用", "万 lost or added, or 万 for 亿"),
    (100_000_000, "“亿”字有无", "亿 lost or added"),
];

/// Returns the findings about pairs of figures, and about those that lost their counterpart.
pub fn findings(scene: &Scene<'_>) -> Vec<Finding> {
    let pairs = scene.pairs();
    let mut found: Vec<Finding> =
        pairs.filter_map(|(at, change, figures)| between(scene, at, change, figures)).collect();
    found.extend(dropped(scene));
    found
}

/// Returns the rule that a pair raises: the gravest of those that hold.
fn rule_of(change: &FigureChange) -> Option<RuleId> {
    let has = |flag: ChangeFlag| change.flags.contains(&flag);
    let is_same = matches!(change.change, Change::Equal | Change::Restated);
    let is_moved = matches!(change.change, Change::Increased | Change::Decreased);
    match change.change {
        _ if has(ChangeFlag::Placeholder) => None,
        _ if has(ChangeFlag::Stale) => Some(RuleId::FigureStale),
        _ if has(ChangeFlag::UnitChanged) => Some(RuleId::UnitChanged),
        _ if has(ChangeFlag::DirectionFlipped) => Some(RuleId::DirectionFlipped),
        _ if has(ChangeFlag::MagnitudeJump) => Some(RuleId::MagnitudeJump),
        _ if has(ChangeFlag::PrecisionChanged) => Some(RuleId::PrecisionChanged),
        _ if has(ChangeFlag::BoundChanged) && !is_moved => Some(RuleId::BoundChanged),
        _ if is_same => None,
        _ => Some(RuleId::FigureChanged),
    }
}

fn between(
    scene: &Scene<'_>,
    at: usize,
    change: &FigureChange,
    figures: Sided<&Figure>,
) -> Option<Finding> {
    // The figures of two bodies differ by as much as the bodies do.
    let rule = match rule_of(change)? {
        RuleId::MagnitudeJump if !are_of_one_body(scene) => RuleId::FigureChanged,
        rule => rule,
    };
    let texts = Sided::new(
        scene.written(Side::Left, figures.left),
        scene.written(Side::Right, figures.right),
    );
    let name = disarmed(&change.indicator);
    let slip = slip(figures);
    let severity = match rule {
        RuleId::MagnitudeJump if !is_sure_slip(slip) => Severity::Notice,
        _ => rule.rule().severity,
    };
    let message = match rule {
        RuleId::FigureStale => stale(&name, &texts),
        RuleId::UnitChanged => unit_changed(&name, figures, &texts),
        RuleId::DirectionFlipped => turned(change, figures.left, &texts),
        RuleId::MagnitudeJump => jumped(&name, slip, figures, &texts),
        RuleId::PrecisionChanged => refined(&name, &texts),
        RuleId::BoundChanged => rebound(&name, &texts),
        _ => changed(&name, change, figures.left, &texts),
    };
    let mut evidence = vec![("left", texts.left), ("right", texts.right)];
    evidence.extend(change.difference.map(|by| ("difference", by.to_string())));
    evidence.extend(change.percent.map(|by| ("percent", by.to_string())));
    if rule == RuleId::MagnitudeJump {
        evidence.extend(slip.map(|slip| ("slip", slip.0.to_string())));
    }
    evidence.push(("confidence", format!("{:.2}", change.confidence)));
    let spans = Sided::new(vec![figures.left.span], vec![figures.right.span]);
    Some(Finding {
        evidence,
        figure_change: Some(at),
        alignment: scene.alignment(Side::Left, figures.left),
        ..finding(rule, severity, message, spans)
    })
}

/// Says whether the two are likely reports of one body: of consecutive years, or one made from the other.
fn are_of_one_body(scene: &Scene<'_>) -> bool {
    let is_made_from = !matches!(scene.collation.grade, Grade::StockPhrases | Grade::Unrelated);
    scene.are_consecutive() || is_made_from
}

fn stale(name: &str, texts: &Sided<String>) -> Message {
    Message {
        zh: format!("{name}仍是 {}，与左侧一字不差，年度却变了", texts.right),
        en: format!("{name} is still {}, though the year moved on", texts.right),
    }
}

fn changed(name: &str, change: &FigureChange, left: &Figure, texts: &Sided<String>) -> Message {
    let by = change.difference.map(|by| difference(by, left, change.percent));
    let (zh, en) = by.unwrap_or_default();
    Message {
        zh: format!("{name}：{} -> {}{zh}", texts.left, texts.right),
        en: format!("{name}: {} -> {}{en}", texts.left, texts.right),
    }
}

fn unit_changed(name: &str, figures: Sided<&Figure>, texts: &Sided<String>) -> Message {
    let (left, right) = (disarmed(&figures.left.unit), disarmed(&figures.right.unit));
    Message {
        zh: format!(
            "{name}：{} -> {}，单位由“{left}”变为“{right}”，不可直接比较",
            texts.left, texts.right
        ),
        en: format!(
            "{name}: {} -> {}; the unit was {left} and is {right}, so the two do not compare",
            texts.left, texts.right
        ),
    }
}

fn turned(change: &FigureChange, left: &Figure, texts: &Sided<String>) -> Message {
    // The indicator itself says which way it went on one side only.
    let name = if left.subject.is_empty() { &change.indicator } else { &left.subject };
    let name = disarmed(name);
    let by = change.difference.map(|by| difference(by, left, None)).unwrap_or_default();
    let rises = change.change == Change::Increased;
    let (zh, en) = if rises {
        ("左侧是降，右侧是升", "down on the left, up on the right")
    } else {
        ("左侧是升，右侧是降", "up on the left, down on the right")
    };
    Message {
        zh: format!("{name}：{} -> {}，{zh}{}", texts.left, texts.right, by.0),
        en: format!("{name}: {} -> {}; {en}{}", texts.left, texts.right, by.1),
    }
}

/// Returns which slip explains the jump from one value to the other.
fn slip(figures: Sided<&Figure>) -> Option<(i128, &'static str, &'static str)> {
    let (left, right) = figures.left.value.zip(figures.right.value)?;
    let (low, high) = (left.min(right), left.max(right));
    let times = high.ratio(low, 2)?;
    let explains = |(step, _, _): &&(i128, &str, &str)| {
        let step = Decimal::whole(*step);
        let half = step.ratio(Decimal::whole(2), 1);
        let double = step.checked_mul(Decimal::whole(2));
        half.is_some_and(|half| half <= times) && double.is_some_and(|double| times <= double)
    };
    SLIPS.iter().find(explains).copied()
}

/// Says whether nothing but a slip explains the jump: tenfold may be growth, a hundredfold is none.
fn is_sure_slip(slip: Option<(i128, &str, &str)>) -> bool {
    slip.is_some_and(|(step, _, _)| 100 <= step)
}

fn jumped(
    name: &str,
    slip: Option<(i128, &str, &str)>,
    figures: Sided<&Figure>,
    texts: &Sided<String>,
) -> Message {
    let values = figures.left.value.zip(figures.right.value);
    let times = values.and_then(|(left, right)| left.max(right).ratio(left.min(right), 1));
    let times = times.map_or(String::new(), |times| times.to_string());
    let (zh, en) = slip.map_or((String::new(), String::new()), |(_, zh, en)| {
        (format!("，疑为{zh}"), format!("; perhaps {en}"))
    });
    Message {
        zh: format!("{name}：{} -> {}，相差 {times} 倍{zh}", texts.left, texts.right),
        en: format!("{name}: {} -> {}, a factor of {times}{en}", texts.left, texts.right),
    }
}

fn refined(name: &str, texts: &Sided<String>) -> Message {
    Message {
        zh: format!("{name}：{} -> {}，四舍五入后相同，是否变化无从断定", texts.left, texts.right),
        en: format!(
            "{name}: {} -> {}, the same once rounded; whether it changed cannot be told",
            texts.left, texts.right
        ),
    }
}

fn rebound(name: &str, texts: &Sided<String>) -> Message {
    Message {
        zh: format!("{name}：{} -> {}，数值相同，约数说法变了", texts.left, texts.right),
        en: format!("{name}: {} -> {}, one value bound in another way", texts.left, texts.right),
    }
}

/// Sentences of an opening section that are looked at.
const MAX_OPENING: usize = 8;

/// A shorter name is found in any report, in characters.
const MIN_NAME: usize = 4;

/// Words for those a rank is among; 放在第一位 is among nobody.
const PEERS: [&str; 8] = ["全省", "全国", "全市", "世界", "全球", "国家", "设区市", "省内"];

/// Returns the headline figures of the left that the right says nothing of: ranks, which reports drop when they fall.
fn dropped(scene: &Scene<'_>) -> Vec<Finding> {
    let is_among_peers = |figure: &Figure| {
        let clause = scene.clause(Side::Left, figure).of(scene.sides.left.text);
        figure.scope.is_some() || PEERS.iter().any(|word| clause.contains(word))
    };
    let opening = opening(scene);
    let is_said_again = |figure: &Figure| {
        let name = normalized(&figure.indicator);
        name.chars().count() < MIN_NAME || scene.right_says(&name)
    };
    let leads = |at: usize, figure: &Figure| {
        let grows = scene.figure(Side::Left, at + 1).and_then(|next| next.claim);
        let is_told =
            grows.is_some_and(|claim| claim.kind == ClaimKind::Growth && claim.of == Some(at));
        opening.contains(&figure.sentence.0) && is_outcome(figure) && is_told
    };
    let is_ranked = |figure: &Figure| {
        figure.class == Class::Rank
            && figure.role != Role::Target
            && figure.bound == Bound::Exactly
            && is_among_peers(figure)
            && !figure.indicator.is_empty()
            && !figure.indicator.starts_with('由')
    };
    let changes = scene.collation.figure_changes.iter().enumerate();
    let gone = changes.filter(|(_, change)| change.change == Change::Dropped);
    let told = gone.filter_map(|(at, change)| {
        let index = change.figures.left?;
        let figure = scene.figure(Side::Left, index)?;
        let is_headline = is_ranked(figure) || leads(index, figure) && !is_said_again(figure);
        is_headline.then(|| gone_without_word(scene, at, figure))
    });
    if scene.are_consecutive() { told.collect() } else { Vec::new() }
}

/// Returns the sentences of the first section that tells outcomes: what a report puts first it means to be seen.
fn opening(scene: &Scene<'_>) -> std::ops::Range<usize> {
    let sentences = &scene.sides.left.report.sentences;
    let first = scene.figures(Side::Left).iter().find(|figure| is_outcome(figure));
    let Some(start) = first.map(|figure| figure.sentence.0) else { return 0..0 };
    let section = sentences.get(start).map(|sentence| sentence.section);
    let same = |at: &usize| sentences.get(*at).map(|sentence| sentence.section) == section;
    let end = (start..(start + MAX_OPENING).min(sentences.len())).take_while(same).last();
    start..end.map_or(start, |end| end + 1)
}

fn gone_without_word(scene: &Scene<'_>, at: usize, figure: &Figure) -> Finding {
    let written = scene.written(Side::Left, figure);
    let name = disarmed(&figure.indicator);
    let message = Message {
        zh: format!("{name} {written}：右侧不再提及"),
        en: format!("{name} {written}: the right no longer speaks of it"),
    };
    let spans = Sided::new(vec![figure.span], Vec::new());
    let rule = RuleId::FigureDropped;
    let value = figure.value.map(|value| ("value", readable(value, &figure.unit)));
    let mut evidence = vec![("left", written)];
    evidence.extend(value);
    Finding {
        evidence,
        figure_change: Some(at),
        alignment: scene.alignment(Side::Left, figure),
        ..finding(rule, rule.rule().severity, message, spans)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::scene::{raised, rules};

    #[test]
    fn each_kind_of_change_raises_its_rule_and_no_other() {
        for (left, right, rule) in [
            ("培训农民8600人次。", "培训农民9200人。", RuleId::UnitChanged),
            (
                "企业亏损面下降1.6个百分点。",
                "企业亏损面扩大0.7个百分点。",
                RuleId::DirectionFlipped,
            ),
            ("科技馆接待观众9.6万人次。", "科技馆接待观众103万人次。", RuleId::MagnitudeJump),
            ("发明专利拥有量9.4件。", "发明专利拥有量9.44件。", RuleId::PrecisionChanged),
            ("引进新品种近206种。", "引进新品种206种。", RuleId::BoundChanged),
        ] {
            assert_eq!(rules(left, right), [rule], "{left}");
        }
    }

    #[test]
    fn ordinary_change_and_other_wording_raise_none() {
        for (left, right) in [
            ("培训农民8600人。", "培训农民9200人。"),
            ("企业亏损面下降1.6个百分点。", "企业亏损面下降0.7个百分点。"),
            ("科技馆接待观众96万人次。", "科技馆接待观众103万人次。"),
            ("发放创新券0.36亿元。", "发放创新券3600万元。"),
        ] {
            assert_eq!(rules(left, right), [], "{left}");
        }
    }

    #[test]
    fn jump_names_the_likely_slip() {
        let found = raised("全年补贴资金580万元。", "全年补贴资金612亿元。");
        let (rule, severity, message) = &found[0];
        assert_eq!((*rule, *severity), (RuleId::MagnitudeJump, Severity::Warning));
        assert!(message.contains("万、亿混用"), "{message}");
    }

    #[test]
    fn rank_that_is_no_longer_told_is_noticed_and_one_that_is_not() {
        let left = "2023年创新指数居全省第6位。";
        assert_eq!(rules(left, "2024年清理河道三万方。"), [RuleId::FigureDropped]);
        assert_eq!(rules(left, "2024年创新指数居全省第5位。"), []);
    }

    #[test]
    fn opening_indicator_with_its_growth_is_missed_and_a_detail_is_not() {
        let left = "2023年社会消费品零售总额54亿元，增长12.9%。";
        assert_eq!(rules(left, "2024年清理河道三万方。"), [RuleId::FigureDropped]);
        assert_eq!(rules(left, "2024年社会消费品零售总额稳步增长，清理河道三万方。"), []);
        assert_eq!(rules("2023年举办推介会54场。", "2024年清理河道三万方。"), []);
    }
}
