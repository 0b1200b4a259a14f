//! Findings about last year's targets: met, missed, or not spoken of.

use crate::collate::target::{Target, Verdict};
use crate::figure::model::{Bound, Figure};
use crate::finding::model::{Finding, Message};
use crate::finding::rule::RuleId;
use crate::finding::scene::{Scene, finding};
use crate::text::cells::disarmed;
use crate::text::side::{Side, Sided};

/// Returns the findings about targets; one whose outcome is not certain raises none.
pub fn findings(scene: &Scene<'_>) -> Vec<Finding> {
    scene.collation.targets.iter().filter_map(|target| judged(scene, target)).collect()
}

fn judged(scene: &Scene<'_>, target: &Target) -> Option<Finding> {
    let rule = match target.verdict {
        Verdict::Met => RuleId::TargetMet,
        Verdict::Missed => RuleId::TargetMissed,
        Verdict::Unreported => RuleId::TargetUnreported,
        Verdict::Open => return None,
    };
    let wanted = scene.figure(Side::Left, target.target)?;
    if target.verdict == Verdict::Unreported && !is_headline(scene, wanted) {
        return None;
    }
    let outcome = target.outcome.and_then(|at| scene.figure(Side::Right, at));
    let written = scene.written(Side::Left, wanted);
    let reached = outcome.map(|outcome| scene.written(Side::Right, outcome));
    let message = message(wanted, &written, reached.as_deref(), target.verdict);
    let spans = Sided::new(
        vec![scene.clause(Side::Left, wanted)],
        outcome.map(|outcome| outcome.span).into_iter().collect(),
    );
    let mut evidence = vec![("target", written)];
    evidence.extend(reached.map(|reached| ("outcome", reached)));
    evidence.extend(gap(wanted, outcome).map(|gap| ("difference", gap)));
    let alignment = match outcome {
        Some(outcome) => scene.alignment(Side::Right, outcome),
        None => scene.alignment(Side::Left, wanted),
    };
    Some(Finding { evidence, alignment, ..finding(rule, rule.rule().severity, message, spans) })
}

/// Says whether a target was set as one, not merely planned for: under 目标, with 力争, or with a bound.
fn is_headline(scene: &Scene<'_>, target: &Figure) -> bool {
    let side = scene.sides.left;
    let section = side.report.sentences.get(target.sentence.0).map(|sentence| sentence.section);
    let heading = section.and_then(|id| side.report.section(id)).map(|section| section.heading);
    let sets = |text: &str| AIMS.iter().any(|word| text.contains(word));
    matches!(target.bound, Bound::AtLeast | Bound::MoreThan | Bound::AtMost)
        || heading.is_some_and(|heading| sets(heading.of(side.text)))
        || sets(scene.sentence(Side::Left, target).of(side.text))
}

/// Words that set a target.
const AIMS: [&str; 6] = ["目标", "力争", "确保", "target", "aim", "goal"];

/// Returns outcome minus target.
fn gap(target: &Figure, outcome: Option<&Figure>) -> Option<String> {
    let gap = outcome?.value?.checked_sub(target.value?)?;
    Some(gap.to_string())
}

fn message(target: &Figure, written: &str, reached: Option<&str>, verdict: Verdict) -> Message {
    let name = disarmed(&target.indicator);
    let reached = reached.unwrap_or_default();
    match verdict {
        Verdict::Met => Message {
            zh: format!("上年目标“{name} {written}”：结果 {reached}，达到"),
            en: format!("last year's target, {name} {written}: {reached}, met"),
        },
        Verdict::Missed => Message {
            zh: format!("上年目标“{name} {written}”：结果 {reached}，未达到"),
            en: format!("last year's target, {name} {written}: {reached}, missed"),
        },
        Verdict::Open | Verdict::Unreported => Message {
            zh: format!("上年目标“{name} {written}”：右侧未见交代"),
            en: format!("last year's target, {name} {written}: not spoken of on the right"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::scene::rules;

    const RIGHT: &str = "2024年引进高层次人才57人。";

    fn plan(target: &str) -> String {
        format!("2023年引进高层次人才46人。\n二、2024年工作目标\n{target}\n")
    }

    #[test]
    fn target_is_met_missed_or_not_spoken_of() {
        assert_eq!(rules(&plan("引进高层次人才50人以上。"), RIGHT), [RuleId::TargetMet]);
        assert_eq!(rules(&plan("引进高层次人才60人以上。"), RIGHT), [RuleId::TargetMissed]);
        assert_eq!(rules(&plan("建成中试基地2个。"), RIGHT), [RuleId::TargetUnreported]);
    }

    #[test]
    fn target_of_a_later_year_or_without_figure_is_no_matter() {
        assert_eq!(rules(&plan("到2030年引进高层次人才600人。"), RIGHT), []);
        assert_eq!(rules(&plan("加快引进高层次人才。"), RIGHT), []);
    }
}
