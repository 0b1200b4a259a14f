//! Dates that were copied from last year's report though the year moved on.
//!
//! ```text
//! left, plan for 2024    确保2024年6月底前投入使用
//! right, plan for 2025   确保2024年6月底前投入使用
//! ```

use crate::collate::model::{Alignment, Relation};
use crate::figure::line::Line;
use crate::figure::model::{Class, Figure, Role};
use crate::figure::setting::role_of_heading;
use crate::finding::model::{Finding, Message, Severity};
use crate::finding::rule::RuleId;
use crate::finding::scene::{Scene, finding};
use crate::text::fold::Folded;
use crate::text::side::{Side, Sided};
use crate::text::span::Span;

/// Sentences less alike than this were written anew, and what they share is meant, `0.0..=1.0`.
const MIN_COPIED: f64 = 0.8;

/// Words beside a date that look back at it on purpose.
const LOOKING_BACK: [&str; 8] = ["比", "较", "与", "自", "从", "同", "以来", "去年"];

/// Returns the dates and editions of the right that stand as they did on the left and should not.
pub fn findings(scene: &Scene<'_>) -> Vec<Finding> {
    let years = scene.collation.years;
    let has_moved_on = years.left.zip(years.right).is_some_and(|(left, right)| left < right);
    if !has_moved_on {
        return Vec::new();
    }
    let copied = scene.collation.alignments.iter().enumerate().filter(|(_, pair)| is_copied(pair));
    copied.flat_map(|(at, pair)| in_pair(scene, at, pair)).collect()
}

fn is_copied(pair: &Alignment) -> bool {
    let is_alike = pair.relation == Relation::Edited && MIN_COPIED <= pair.resemblance;
    pair.is_paired() && (pair.relation == Relation::Unchanged || is_alike)
}

fn in_pair(scene: &Scene<'_>, at: usize, pair: &Alignment) -> Vec<Finding> {
    let inside =
        |side: Side| scene.figures_in(side, &pair.sentences[side]).map(|(_, figure)| figure);
    let same = |left: &Figure, right: &Figure| {
        let written =
            |side: Side, figure: &Figure| Folded::of(scene.sides[side].text, figure.span).chars;
        left.class == right.class && written(Side::Left, left) == written(Side::Right, right)
    };
    let stale = inside(Side::Right).filter_map(|figure| {
        let severity = match figure.class {
            Class::Time => overtaken(scene, figure, pair)?,
            Class::Ordinal => is_yearly_edition(scene, figure).then_some(Severity::Notice)?,
            _ => return None,
        };
        let twin = inside(Side::Left).find(|left| same(left, figure))?;
        Some(stale(scene, at, Sided::new(twin, figure), severity))
    });
    stale.collect()
}

/// Words behind an edition that lasts for years: 第十四届全国人民代表大会.
const LASTING: [&str; 6] = ["全国", "人民代表大会", "人大", "政协", "中央", "委员会"];

/// Says whether an edition should have moved on with the year: 第十六届科博会.
fn is_yearly_edition(scene: &Scene<'_>, figure: &Figure) -> bool {
    let text = scene.sides.right.text;
    let sentence = scene.sentence(Side::Right, figure);
    let behind = &text[figure.span.end..sentence.end.max(figure.span.end)];
    let near: String = behind.chars().take(10).collect();
    figure.unit == "届" && !LASTING.iter().any(|word| near.contains(word))
}

/// Says how grave it is that a date stays: in a plan that lies behind, or in a review that is about the next year.
fn overtaken(scene: &Scene<'_>, figure: &Figure, pair: &Alignment) -> Option<Severity> {
    let years = scene.collation.years.left.zip(scene.collation.years.right);
    let ((left, right), period) = (years?, figure.period.as_ref()?);
    let year: u32 = period.end.get(..4)?.parse().ok()?;
    let names_year = figure.number.of(scene.sides.right.text).contains(period.end.get(..4)?);
    let is_one_year = period.start.get(..4) == period.end.get(..4);
    if !names_year || !is_one_year || looks_back(scene, figure) {
        return None;
    }
    if plans(scene, figure) {
        return (left < year && year <= right).then_some(Severity::Warning);
    }
    let is_unchanged = pair.relation == Relation::Unchanged;
    (year == left && is_unchanged).then_some(Severity::Notice)
}

/// Says whether the words around a date compare with it or start from it.
fn looks_back(scene: &Scene<'_>, figure: &Figure) -> bool {
    let text = scene.sides.right.text;
    let sentence = scene.sentence(Side::Right, figure);
    let before: String = text[sentence.start.min(figure.span.start)..figure.span.start]
        .chars()
        .rev()
        .take(2)
        .collect();
    let behind: String =
        text[figure.span.end..sentence.end.max(figure.span.end)].chars().take(3).collect();
    LOOKING_BACK.iter().any(|word| before.contains(word) || behind.contains(word))
}

/// Says whether a figure stands in a plan: under such a heading, or beside a target.
fn plans(scene: &Scene<'_>, figure: &Figure) -> bool {
    let side = scene.sides.right;
    let section = side.report.sentences.get(figure.sentence.0).map(|sentence| sentence.section);
    let parent = |id: &crate::report::model::SectionId| side.report.section(*id)?.parent;
    let heading = |id: crate::report::model::SectionId| side.report.section(id).map(|s| s.heading);
    let above: Vec<_> = std::iter::successors(section, parent).filter_map(heading).collect();
    let under = |above, heading: &Span| role_of_heading(&Line::of(side.text, *heading), above);
    let role = above.iter().rev().fold(None, under);
    let here = figure.sentence.0..figure.sentence.0 + 1;
    let mut beside = scene.figures_in(Side::Right, &here);
    role == Some(Role::Target) || beside.any(|(_, beside)| beside.role == Role::Target)
}

fn stale(
    scene: &Scene<'_>,
    alignment: usize,
    figures: Sided<&Figure>,
    severity: Severity,
) -> Finding {
    let written = scene.written(Side::Right, figures.right);
    let rule = RuleId::PeriodStale;
    let message = if figures.right.class == Class::Ordinal {
        Message {
            zh: format!("“{written}”与左侧相同，年度却变了，届次应当递进"),
            en: format!("“{written}” is that of the left; the year moved on, the edition did not"),
        }
    } else {
        Message {
            zh: format!("“{written}”照搬左侧，年度已变，时间没有随之更新"),
            en: format!(
                "“{written}” was copied from the left; the year moved on, the date did not"
            ),
        }
    };
    let spans = Sided::new(vec![figures.left.span], vec![figures.right.span]);
    Finding {
        evidence: vec![("text", written)],
        alignment: Some(alignment),
        ..finding(rule, severity, message, spans)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::scene::rules;

    fn plans(right: &str) -> Vec<RuleId> {
        let left = "2023年引进人才46人。\n二、2024年工作计划\n加快科创大厦装修和设备安装，确保2024年6月底前投入使用。";
        rules(left, &format!("2024年引进人才57人。\n二、2025年工作计划\n{right}"))
    }

    #[test]
    fn plan_whose_date_lies_behind_is_told() {
        let stale = "加快科创大厦装修和设备安装，确保2024年6月底前投入使用。";
        assert_eq!(plans(stale), [RuleId::PeriodStale]);
    }

    #[test]
    fn date_that_moved_on_or_lies_ahead_is_silent() {
        let moved = "加快科创大厦装修和设备安装，确保2025年6月底前投入使用。";
        assert_eq!(plans(moved), []);
        let left = "2023年引进人才46人，为2030年建成创新型城市打下基础。";
        let right = "2024年引进人才57人，为2030年建成创新型城市打下基础。";
        assert_eq!(rules(left, right), []);
    }

    #[test]
    fn yearly_edition_must_advance_and_a_congress_need_not() {
        let fair = |year: u32| format!("{year}年参加第十六届科技博览会，引进人才{year}人。");
        assert!(rules(&fair(2023), &fair(2024)).contains(&RuleId::PeriodStale));
        let congress =
            |year: u32| format!("{year}年第十四届全国人民代表大会召开，引进人才{year}人。");
        assert!(!rules(&congress(2023), &congress(2024)).contains(&RuleId::PeriodStale));
    }
}
