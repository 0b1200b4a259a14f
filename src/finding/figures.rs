//! Findings about figures: between the two reports, and placeholders within one.

use crate::collate::model::{ChangeFlag, Collation, FigureChange, Witness};
use crate::figure::decimal::Decimal;
use crate::figure::model::{Class, Figure};
use crate::finding::model::{Finding, Message, Severity};
use crate::finding::rule::RuleId;
use crate::text::cells::disarmed;
use crate::text::side::{Side, Sided};
use crate::text::span::Span;

/// Returns the findings about figures. A pair that may not be one indicator raises none.
pub fn findings(sides: Sided<Witness<'_>>, collation: &Collation) -> Vec<Finding> {
    let mut found: Vec<Finding> = collation
        .figure_changes
        .iter()
        .enumerate()
        .filter(|(_, change)| !change.flags.contains(&ChangeFlag::Possible))
        .filter_map(|(at, change)| between(sides, collation, at, change))
        .collect();
    found.extend(Side::BOTH.into_iter().flat_map(|side| placeholders(sides, collation, side)));
    found
}

fn between(
    sides: Sided<Witness<'_>>,
    collation: &Collation,
    at: usize,
    change: &FigureChange,
) -> Option<Finding> {
    let left = collation.figures.left.get(change.figures.left?)?;
    let right = collation.figures.right.get(change.figures.right?)?;
    let texts = Sided::new(
        disarmed(left.span.of(sides.left.text)),
        disarmed(right.span.of(sides.right.text)),
    );
    let (rule, message) = if change.flags.contains(&ChangeFlag::Stale) {
        (RuleId::FigureStale, stale(&change.indicator, &texts))
    } else if change.is_change() {
        (RuleId::FigureChanged, changed(change, left, &texts))
    } else {
        return None;
    };
    let mut evidence = vec![("left", texts.left), ("right", texts.right)];
    evidence.extend(change.difference.map(|by| ("difference", by.to_string())));
    evidence.extend(change.percent.map(|by| ("percent", by.to_string())));
    evidence.push(("confidence", format!("{:.2}", change.confidence)));
    let alignment = collation
        .alignments
        .iter()
        .position(|alignment| alignment.sentences.left.contains(&left.sentence.0));
    Some(Finding {
        rule,
        severity: rule.rule().severity,
        message,
        spans: Sided::new(vec![left.span], vec![right.span]),
        evidence,
        figure_change: Some(at),
        alignment,
    })
}

fn stale(indicator: &str, texts: &Sided<String>) -> Message {
    let name = disarmed(indicator);
    Message {
        zh: format!("{name}仍是 {}，与左侧一字不差，年度却变了", texts.right),
        en: format!("{name} is still {}, though the year moved on", texts.right),
    }
}

fn changed(change: &FigureChange, left: &Figure, texts: &Sided<String>) -> Message {
    let name = disarmed(&change.indicator);
    let by = change.difference.map(|by| difference_words(by, left, change.percent));
    let (zh, en) = by.unwrap_or_default();
    Message {
        zh: format!("{name}：{} -> {}{zh}", texts.left, texts.right),
        en: format!("{name}: {} -> {}{en}", texts.left, texts.right),
    }
}

/// Returns how far a rank moved: a smaller number is a better place.
fn places_words(by: Decimal) -> (String, String) {
    let places = by.magnitude().unwrap_or(by);
    let is_better = by < Decimal::whole(0);
    let (zh, en) = if is_better { ("前移", "up") } else { ("后移", "down") };
    (format!("，{zh} {places} 位"), format!(", {en} {places} places"))
}

/// Returns a difference in words, `，+68家（+101.5%）`; percentages differ in percentage points, ranks in places.
fn difference_words(by: Decimal, left: &Figure, percent: Option<Decimal>) -> (String, String) {
    if left.dimension == "rank" && !by.is_zero() {
        return places_words(by);
    }
    let sign = |written: &str| {
        let is_signed = written.starts_with('-') || written == "0";
        if is_signed { written.to_owned() } else { format!("+{written}") }
    };
    let unit = match left.dimension {
        "share" | "points" => ("个百分点", " percentage points"),
        // 五大 and 六大 count, but nobody says +1大.
        _ if left.unit == "大" => ("", ""),
        _ => (left.unit.as_str(), left.unit.as_str()),
    };
    let amount = sign(&readable(by, &left.unit));
    let share = percent.map(|percent| format!("{}%", sign(&percent.to_string())));
    let zh = share.as_ref().map_or(String::new(), |share| format!("（{share}）"));
    let en = share.map_or(String::new(), |share| format!(" ({share})"));
    (format!("，{amount}{}{zh}", unit.0), format!(", {amount}{}{en}", unit.1))
}

/// Writes a value as a reader would: from 10,000 of a Chinese unit on in 万, 亿 or 万亿.
pub fn readable(value: Decimal, unit: &str) -> String {
    const STEPS: [(i32, &str); 3] = [(12, "万亿"), (8, "亿"), (4, "万")];
    let magnitude = value.magnitude().unwrap_or(value);
    let is_chinese = !unit.is_empty() && !unit.is_ascii();
    let reaches = |(power, _): &&(i32, &str)| {
        Decimal::whole(1).shifted(*power).is_some_and(|step| magnitude >= step)
    };
    let step = STEPS.iter().find(reaches).filter(|_| is_chinese);
    step.and_then(|(power, name)| Some(format!("{}{name}", value.shifted(-power)?)))
        .unwrap_or_else(|| value.to_string())
}

/// Returns one finding for each figure that was never filled in.
fn placeholders(sides: Sided<Witness<'_>>, collation: &Collation, side: Side) -> Vec<Finding> {
    let open = |figure: &&Figure| matches!(figure.class, Class::Placeholder);
    collation.figures[side]
        .iter()
        .filter(open)
        .map(|figure| open_figure(sides, side, figure))
        .collect()
}

fn open_figure(sides: Sided<Witness<'_>>, side: Side, figure: &Figure) -> Finding {
    let written = disarmed(figure.span.of(sides[side].text));
    let name = disarmed(&figure.indicator);
    let mut spans: Sided<Vec<Span>> = Sided::default();
    spans[side].push(figure.span);
    Finding {
        rule: RuleId::PlaceholderLeft,
        severity: Severity::Warning,
        message: Message {
            zh: format!(
                "占位符“{written}”未填{}",
                if name.is_empty() { String::new() } else { format!("：{name}") }
            ),
            en: format!(
                "Placeholder “{written}” was never filled in{}",
                if name.is_empty() { String::new() } else { format!(": {name}") }
            ),
        },
        spans,
        evidence: vec![("text", written)],
        figure_change: None,
        alignment: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn better_place_is_told_as_such() {
        assert_eq!(places_words(Decimal::whole(-6)).0, "，前移 6 位");
        assert_eq!(places_words(Decimal::whole(2)).1, ", down 2 places");
    }

    #[test]
    fn large_values_are_written_in_wan_and_yi() {
        let shown = |value: i128, unit: &str| readable(Decimal::whole(value), unit);
        assert_eq!(shown(8_900_000_000_000, "元"), "8.9万亿");
        assert_eq!(shown(-120_000, "人"), "-12万");
        assert_eq!(shown(9_999, "家"), "9999");
        assert_eq!(shown(120_000, "TEU"), "120000");
    }
}
