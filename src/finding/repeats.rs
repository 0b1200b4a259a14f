//! One indicator told twice in a report, with two values.

use crate::collate::change::Twins;
use crate::collate::gate::{Aspect, aspect, takes_part};
use crate::collate::model::ChangeFlag;
use crate::collate::synonym::normalized;
use crate::figure::decimal::Decimal;
use crate::figure::implied::interval_of;
use crate::figure::model::{Class, Figure, FigureFlag};
use crate::finding::model::{Finding, Message};
use crate::finding::rule::RuleId;
use crate::finding::scene::{Scene, finding, on_side};
use crate::text::cells::disarmed;
use crate::text::side::{Side, Sided};
use rustc_hash::FxHashMap;

/// A shorter name may be that of several things, in characters.
const MIN_NAME: usize = 5;

/// Values farther apart than this are of two things with one name.
const MAX_APART: Decimal = Decimal::new(15, 1);

/// Words that end a name which says only that something was paid or done: 中央财政安排.
const VERBS: [&str; 9] = ["安排", "投入", "支出", "资金", "下达", "补助", "完成", "实现", "增加"];

/// What makes two figures of one report the same one.
type Key<'a> = (String, &'a str, (i64, i64), Option<&'a str>, Option<(&'a str, &'a str)>);

/// Returns figures of a side that were told before with another value.
pub fn findings(scene: &Scene<'_>, side: Side) -> Vec<Finding> {
    let figures = scene.figures(side);
    let mut first: FxHashMap<Key<'_>, usize> = FxHashMap::default();
    let mut found = Vec::new();
    for (at, figure) in figures.iter().enumerate() {
        let Some(key) = key(figure) else { continue };
        match first.get(&key) {
            Some(before) => found.extend(differing(scene, side, (*before, at))),
            None => {
                first.insert(key, at);
            }
        }
    }
    found
}

/// Returns what a figure must share with another to be the same one; `None` if it is too vague to ask.
fn key(figure: &Figure) -> Option<Key<'_>> {
    let name = normalized(&figure.indicator);
    let is_particular = MIN_NAME <= name.chars().count()
        && !VERBS.iter().any(|verb| name.ends_with(verb))
        && takes_part(figure)
        && figure.class == Class::Measure
        && aspect(figure) == Aspect::Level
        && figure.part.is_none()
        && figure.list.is_none()
        && !figure.flags.contains(&FigureFlag::Each)
        && !figure.flags.contains(&FigureFlag::Vague);
    let period = figure.period.as_ref().map(|p| (p.start.as_str(), p.end.as_str()));
    let kind = (figure.role as i64, figure.quantity as i64);
    is_particular.then_some((name, figure.unit.as_str(), kind, figure.scope.as_deref(), period))
}

fn differing(scene: &Scene<'_>, side: Side, (before, at): (usize, usize)) -> Option<Finding> {
    let (one, other) = (scene.figure(side, before)?, scene.figure(side, at)?);
    let text = scene.sides[side].text;
    let twins = Twins { texts: Sided::new(text, text), figures: Sided::new(one, other) };
    let flags = twins.flags(crate::collate::change::Setting::Apart, false);
    let (low, high) = (one.value?.min(other.value?), one.value?.max(other.value?));
    let is_near = high <= low.checked_mul(MAX_APART)?;
    let are_one = interval_of(one)?.meets(interval_of(other)?)
        || flags.contains(&ChangeFlag::PrecisionChanged);
    if one.sentence == other.sentence || are_one || !is_near {
        return None;
    }
    let (first, second) = (scene.written(side, one), scene.written(side, other));
    let name = disarmed(&other.indicator);
    let rule = RuleId::RepeatMismatch;
    let message = Message {
        zh: format!("{name}：前文作 {first}，此处作 {second}"),
        en: format!("{name}: {first} before, {second} here"),
    };
    let spans = on_side(side, vec![other.span, one.span]);
    Some(Finding {
        evidence: vec![("first", first), ("second", second)],
        alignment: scene.alignment(side, other),
        ..finding(rule, rule.rule().severity, message, spans)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::scene::rules;

    #[test]
    fn indicator_told_twice_with_two_values_is_told() {
        let twice = "全市在岗科技特派员236名。\n目前全市在岗科技特派员263名，逐一考核。";
        assert_eq!(rules("", twice), [RuleId::RepeatMismatch]);
    }

    #[test]
    fn same_value_rounded_value_and_another_year_are_silent() {
        for text in [
            "全市在岗科技特派员236名。\n目前全市在岗科技特派员236名，逐一考核。",
            "每万人发明专利拥有量9.4件。\n每万人发明专利拥有量9.44件。",
            "2023年在岗科技特派员236名。\n2024年在岗科技特派员263名。",
        ] {
            assert_eq!(rules("", text), [], "{text}");
        }
    }
}
