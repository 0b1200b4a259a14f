//! A collation in, the findings a reviewer must look at out.
//!
//! One table of rules ([`rule::RULES`]) names them all; each group of rules is one file of pure
//! functions from the collation to findings. A finding carries what is needed to explain itself.

pub mod amount;
pub mod claims;
pub mod counts;
pub mod defects;
pub mod example;
pub mod figure_example;
pub mod figures;
pub mod header;
pub mod model;
pub mod norm;
pub mod periods;
pub mod repeats;
pub mod reuse;
pub mod rule;
pub mod scene;
pub mod section_grade;
pub mod sections;
pub mod single;
pub mod sums;
pub mod targets;
pub mod why;

use crate::collate::model::{Collation, Witness};
use crate::finding::model::Finding;
use crate::finding::scene::Scene;
use crate::intake::document::Document;
use crate::text::side::{Side, Sided};

/// Returns everything a reviewer must look at, in reading order, what concerns the whole first.
pub fn findings(
    documents: Sided<&Document>,
    sides: Sided<Witness<'_>>,
    collation: &Collation,
) -> Vec<Finding> {
    let mut found = reuse::findings(sides, collation);
    found.extend(sections::findings(sides, collation));
    found.extend(about_figures(&Scene { sides, collation }));
    found.extend(single::findings(documents, sides));
    let place = |finding: &Finding| {
        let start = |spans: &[crate::text::span::Span], origin: usize, len: usize| {
            spans.first().map(|span| (span.start.saturating_sub(origin)) as f64 / len.max(1) as f64)
        };
        let (left, right) = (sides.left.report.span, sides.right.report.span);
        let whole = finding.rule == rule::RuleId::ReusedReport;
        let at = start(&finding.spans.left, left.start, left.len())
            .or_else(|| start(&finding.spans.right, right.start, right.len()));
        if whole { -1.0 } else { at.unwrap_or(-0.5) }
    };
    found.sort_by(|a, b| place(a).total_cmp(&place(b)).then(a.rule.cmp(&b.rule)));
    found
}

/// Returns the findings about figures: between the two, then within each.
pub fn about_figures(scene: &Scene<'_>) -> Vec<Finding> {
    let mut found = figures::findings(scene);
    found.extend(periods::findings(scene));
    found.extend(claims::findings(scene));
    found.extend(targets::findings(scene));
    for side in Side::BOTH {
        found.extend(sums::findings(scene, side));
        found.extend(counts::findings(scene, side));
        found.extend(repeats::findings(scene, side));
        found.extend(defects::findings(scene, side));
    }
    found
}
