//! Figures that are damaged: run into each other, lost, or never filled in.

use crate::figure::model::{Class, Figure, FigureFlag};
use crate::finding::model::{Finding, Message};
use crate::finding::rule::RuleId;
use crate::finding::scene::{Scene, finding, on_side};
use crate::text::cells::disarmed;
use crate::text::side::Side;

/// Returns the damaged figures of a side, in text order.
pub fn findings(scene: &Scene<'_>, side: Side) -> Vec<Finding> {
    scene.figures(side).iter().filter_map(|figure| damaged(scene, side, figure)).collect()
}

fn damaged(scene: &Scene<'_>, side: Side, figure: &Figure) -> Option<Finding> {
    let written = scene.written(side, figure);
    let name = disarmed(&figure.indicator);
    let (rule, message) = match figure.class {
        Class::Placeholder => (RuleId::PlaceholderLeft, open(&written, &name)),
        Class::Residue => (RuleId::FigureLost, lost(&written)),
        _ if figure.flags.contains(&FigureFlag::Fused) => (RuleId::FigureFused, fused(&written)),
        _ => return None,
    };
    let spans = on_side(side, vec![figure.span]);
    Some(Finding {
        evidence: vec![("text", written)],
        alignment: scene.alignment(side, figure),
        ..finding(rule, rule.rule().severity, message, spans)
    })
}

fn open(written: &str, name: &str) -> Message {
    let of = |mark: &str| if name.is_empty() { String::new() } else { format!("{mark}{name}") };
    Message {
        zh: format!("占位符“{written}”未填{}", of("：")),
        en: format!("Placeholder “{written}” was never filled in{}", of(": ")),
    }
}

fn lost(written: &str) -> Message {
    Message {
        zh: format!("“{written}”只剩单位，数字丢失"),
        en: format!("“{written}” is a unit whose number was lost"),
    }
}

fn fused(written: &str) -> Message {
    Message {
        zh: format!("“{written}”疑为年份与数字连写，中间漏字"),
        en: format!("“{written}” looks like a year and a number run together"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::scene::rules;

    #[test]
    fn damaged_figures_raise_their_rule_and_names_do_not() {
        for (text, wanted) in [
            ("新增高新技术企业xx家。", vec![RuleId::PlaceholderLeft]),
            ("市级以上研发平台新增201733家。", vec![RuleId::FigureFused]),
            ("安排双千计划项目,亿元。", vec![RuleId::FigureLost]),
            ("全市新增企业33家，xx市新增企业20家。", vec![]),
        ] {
            let found: Vec<RuleId> = rules("", text);
            assert_eq!(found, wanted, "{text}");
        }
    }
}
