//! Findings about last year's targets: met, missed, or not spoken of.

use crate::collate::target::{Target, Verdict};
use crate::figure::model::{Bound, ClaimKind, Figure};
use crate::finding::model::{Finding, Message, Severity};
use crate::finding::rule::RuleId;
use crate::finding::scene::{Scene, finding};
use crate::text::cells::disarmed;
use crate::text::side::{Side, Sided};

/// Returns the findings about targets; one whose outcome is not certain raises none.
pub fn findings(scene: &Scene<'_>) -> Vec<Finding> {
    let targets = &scene.collation.targets;
    let mut found: Vec<Finding> =
        targets.iter().filter_map(|target| judged(scene, target)).collect();
    found.extend(targets.iter().filter_map(|target| completion(scene, target)));
    found
}

/// Checks 529件，完成目标的96.18% against the target that last year's plan set.
fn completion(scene: &Scene<'_>, target: &Target) -> Option<Finding> {
    let outcome = target.outcome.filter(|_| target.is_certain)?;
    let wanted = scene.figure(Side::Left, target.target)?;
    let figures = scene.figures(Side::Right).iter().skip(outcome + 1).take(CLAIMS_BEHIND);
    let claims = |figure: &&Figure| {
        let claim = figure.claim.filter(|claim| claim.kind == ClaimKind::Completion);
        claim.is_some_and(|claim| claim.of == Some(outcome))
    };
    let claiming = figures.clone().find(claims)?;
    let implied = claiming.claim?.implied?;
    let value = wanted.value?;
    let reached = scene.figure(Side::Right, outcome)?;
    if wanted.high.is_some() || wanted.unit != reached.unit || implied.contains(value) {
        return None;
    }
    let computed = reached.value?.percent_of(value, 2)?;
    let (said, aim, amount) = (
        scene.written(Side::Right, claiming),
        scene.written(Side::Left, wanted),
        scene.written(Side::Right, reached),
    );
    let name = disarmed(&reached.indicator);
    let rule = RuleId::ShareMismatch;
    let message = Message {
        zh: format!("{name}：称完成 {said}，而 {amount} ÷ 上年所定目标 {aim} = {computed}%"),
        en: format!("{name}: claims {said} of the target, but {amount} / {aim} = {computed}%"),
    };
    let spans = Sided::new(vec![wanted.span], vec![claiming.span, reached.span]);
    let alignment = scene.alignment(Side::Right, claiming);
    Some(Finding {
        evidence: vec![("share", said), ("target", aim), ("outcome", amount)],
        alignment,
        // The target may have been changed during the year.
        ..finding(rule, Severity::Notice, message, spans)
    })
}

/// Figures behind an outcome among which its completion is looked for.
const CLAIMS_BEHIND: usize = 4;

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
    fn completion_is_held_against_the_target() {
        let left = plan("发明专利申请达到550件。");
        let right = |share: &str| format!("2024年发明专利申请529件，完成目标的{share}。");
        let shares = |share: &str| rules(&left, &right(share)).contains(&RuleId::ShareMismatch);
        assert!(!shares("96.18%"));
        assert!(shares("88.17%"));
    }

    #[test]
    fn target_of_a_later_year_or_without_figure_is_no_matter() {
        assert_eq!(rules(&plan("到2030年引进高层次人才600人。"), RIGHT), []);
        assert_eq!(rules(&plan("加快引进高层次人才。"), RIGHT), []);
    }
}
