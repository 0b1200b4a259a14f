//! Findings about the outline of the two reports.

use crate::collate::model::{Collation, SectionPair, SectionRelation, Witness};
use crate::finding::model::{Finding, Message};
use crate::finding::rule::RuleId;
use crate::text::cells::disarmed;
use crate::text::side::{Side, Sided};
use crate::text::span::Span;

/// Returns the findings about moved, added and removed sections; a section inside such a one raises none.
pub fn findings(sides: Sided<Witness<'_>>, collation: &Collation) -> Vec<Finding> {
    let is_topmost = |pair: &&SectionPair| !has_such_parent(sides, collation, pair);
    collation.sections.iter().filter(is_topmost).filter_map(|pair| finding(sides, pair)).collect()
}

/// Says whether the section around this one has the same fate.
fn has_such_parent(sides: Sided<Witness<'_>>, collation: &Collation, pair: &SectionPair) -> bool {
    Side::BOTH.into_iter().any(|side| {
        let section = pair.sections[side].and_then(|id| sides[side].report.section(id));
        let parent = section.and_then(|section| section.parent);
        let holds =
            |other: &SectionPair| other.sections[side] == parent && other.relation == pair.relation;
        parent.is_some() && collation.sections.iter().any(holds)
    })
}

fn finding(sides: Sided<Witness<'_>>, pair: &SectionPair) -> Option<Finding> {
    let rule = match pair.relation {
        SectionRelation::Moved => RuleId::SectionMoved,
        SectionRelation::Added => RuleId::SectionAdded,
        SectionRelation::Removed => RuleId::SectionRemoved,
        _ => return None,
    };
    let heading = |side: Side| {
        let section = pair.sections[side].and_then(|id| sides[side].report.section(id));
        section.map(|section| section.heading)
    };
    let headings = Sided::new(heading(Side::Left), heading(Side::Right));
    let side = if headings.left.is_some() { Side::Left } else { Side::Right };
    let title = disarmed(headings[side].unwrap_or_default().of(sides[side].text));
    let message = match rule {
        RuleId::SectionMoved => Message {
            zh: format!("“{title}”移了位置"),
            en: format!("“{title}” stands at another place"),
        },
        RuleId::SectionAdded => Message {
            zh: format!("右侧新增“{title}”"),
            en: format!("“{title}” is only on the right"),
        },
        _ => Message {
            zh: format!("左侧“{title}”在右侧没有"),
            en: format!("“{title}” is only on the left"),
        },
    };
    Some(Finding {
        rule,
        severity: rule.rule().severity,
        message,
        spans: headings.map(|span: Option<Span>| span.into_iter().collect()),
        evidence: vec![("resemblance", format!("{:.2}", pair.resemblance))],
        figure_change: None,
        alignment: None,
    })
}
