//! Lists against the number that announces them: 三个区 with three names, 三项工作：一是…二是…三是….
//!
//! ```text
//! 茶叶、油茶、食用菌四大特色产业            three names, not four
//! 抓好三项工作：一是…。二是…。              two, not three
//! ```
//!
//! Names may hold 和 or 、 themselves, so a list is told only if no way of counting it comes out.

use crate::figure::model::{Bound, Class, Figure, FigureFlag};
use crate::finding::model::{Finding, Message};
use crate::finding::rule::RuleId;
use crate::finding::scene::{Scene, finding, on_side};
use crate::text::cells::disarmed;
use crate::text::side::Side;
use crate::text::span::Span;

/// Longer lists are seldom announced, and seldom told whole.
const MAX_ITEMS: usize = 12;

/// Longest name in a list, in characters; longer stretches are clauses.
const MAX_NAME: usize = 10;

/// A list that misses its number by more was not announced by it.
const MAX_MISS: usize = 2;

/// Words behind the counted thing that open the list.
const ORDINALS: [&str; 12] =
    ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];

/// Counters of what lists name.
const COUNTERS: [&str; 11] = ["个", "大", "项", "条", "类", "种", "方面", "点", "家", "区", "县"];

/// Returns the lists of a side that do not have as many names as they say.
pub fn findings(scene: &Scene<'_>, side: Side) -> Vec<Finding> {
    let figures = scene.figures(side);
    let told = figures.iter().enumerate().filter_map(|(at, figure)| {
        let announced = announced(figure)?;
        let (count, list) = enumerated(scene, side, figure, announced)
            .or_else(|| named_before(scene, side, at, announced))?;
        Some(mismatch(scene, side, figure, (announced, count), list))
    });
    told.collect()
}

/// Returns the number of a figure that may announce a list.
fn announced(figure: &Figure) -> Option<usize> {
    let counts = figure.class == Class::Measure
        && COUNTERS.contains(&figure.unit.as_str())
        && figure.bound == Bound::Exactly
        && figure.high.is_none()
        && !figure.flags.contains(&FigureFlag::Each)
        && !figure.flags.contains(&FigureFlag::Former);
    let number = usize::try_from(figure.value.filter(|_| counts)?.to_whole()?).ok()?;
    (2..=MAX_ITEMS).contains(&number).then_some(number)
}

/// Returns how many of 一是, 二是, … follow a colon behind the figure, if not as many as announced.
fn enumerated(
    scene: &Scene<'_>,
    side: Side,
    figure: &Figure,
    announced: usize,
) -> Option<(usize, Span)> {
    let text = scene.sides[side].text;
    let block = block(scene, side, figure);
    let behind = Span::new(figure.span.end, block.end.max(figure.span.end));
    let head = behind.of(text);
    let colon = head.find(['：', ':']).filter(|at| {
        let between = &head[..*at];
        between.chars().count() <= MAX_NAME && !between.contains(['。', '；', '，', ','])
    })?;
    let list = &head[colon..];
    let opens =
        |word: &str| list.contains(&format!("{word}是")) || list.contains(&format!("{word}要"));
    let count = ORDINALS.iter().take_while(|word| opens(word)).count();
    let is_off = 2 <= count && count != announced && count.abs_diff(announced) <= MAX_MISS;
    is_off.then(|| (count, Span::new(behind.start + colon, behind.end).trimmed(text)))
}

/// Returns the paragraph of a figure, from its sentence on.
fn block(scene: &Scene<'_>, side: Side, figure: &Figure) -> Span {
    let sentences = &scene.sides[side].report.sentences;
    let Some(first) = sentences.get(figure.sentence.0) else { return figure.span };
    let same = sentences[figure.sentence.0..].iter().take_while(|next| next.block == first.block);
    Span::hull_of(same.map(|sentence| sentence.body)).unwrap_or(first.body)
}

/// Returns how many names stand right in front of the figure, if no way of counting gives the number.
fn named_before(
    scene: &Scene<'_>,
    side: Side,
    at: usize,
    announced: usize,
) -> Option<(usize, Span)> {
    let figure = scene.figure(side, at)?;
    let text = scene.sides[side].text;
    let sentence = scene.sentence(side, figure);
    let lead = scene.lead(side, at);
    let clause = lead.rsplit(['，', ',', '；', ';', '：', ':', '。', '（', '(']).next()?;
    let names: Vec<&str> = clause.split('、').collect();
    let [first, middle @ .., last] = names.as_slice() else { return None };
    let ends_open = last.ends_with(['等', '的', '了', '中', '在', '为', '这', '各', '些']);
    let is_name = |name: &&str| (1..=MAX_NAME).contains(&name.trim().chars().count());
    if middle.is_empty() || ends_open || !is_name(last) || !middle.iter().all(is_name) {
        return None;
    }
    let joints = |name: &str| name.matches(['和', '与', '及']).count();
    let longest = names.len() + names.iter().map(|name| joints(name)).sum::<usize>();
    // The first name may hold the verb in front of the list, the last one a verb behind it.
    let is_even = last.chars().count() <= middle.iter().map(|n| n.chars().count()).max()? + 2;
    let can_be = (names.len()..=longest).contains(&announced);
    let is_near = names.len().abs_diff(announced).min(longest.abs_diff(announced)) <= MAX_MISS;
    if can_be || !is_even || !is_near || first.trim().is_empty() || sentence.is_empty() {
        return None;
    }
    let start = figure.span.start - clause.len();
    Some((names.len(), Span::new(start, figure.span.start).trimmed(text)))
}

fn mismatch(
    scene: &Scene<'_>,
    side: Side,
    figure: &Figure,
    (announced, count): (usize, usize),
    list: Span,
) -> Finding {
    let written = scene.written(side, figure);
    let names = disarmed(list.of(scene.sides[side].text));
    let shown: String = names.chars().take(40).collect();
    let rule = RuleId::CountMismatch;
    let message = Message {
        zh: format!("称 {written}，列出的是 {count} 项：{shown}"),
        en: format!("{written} announces {announced}, {count} are named: {shown}"),
    };
    Finding {
        evidence: vec![("announced", announced.to_string()), ("named", count.to_string())],
        alignment: scene.alignment(side, figure),
        ..finding(rule, rule.rule().severity, message, on_side(side, vec![figure.span, list]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::scene::rules;

    #[test]
    fn list_that_misses_its_number_is_told() {
        for text in
            ["围绕茶叶、油茶、食用菌四大特色产业。", "重点抓好三项工作：一是建平台。二是促转化。"]
        {
            assert_eq!(rules("", text), [RuleId::CountMismatch], "{text}");
        }
    }

    #[test]
    fn list_that_comes_out_one_way_or_another_is_silent() {
        for text in [
            "围绕茶叶、油茶、食用菌、渔业四大特色产业。",
            "聚焦储能、装备和医药三条重点产业链。",
            "在轴承、陶瓷等五个行业推广。",
            "重点抓好三项工作：一是建平台。二是促转化。三是引人才。",
            "组织企业、院校参加三个展会。",
        ] {
            assert_eq!(rules("", text), [], "{text}");
        }
    }
}
