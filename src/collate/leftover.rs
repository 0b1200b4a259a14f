//! Sections that no other corresponds to: parts of a section that has a counterpart, or added and
//! removed ones.

use crate::collate::model::{Certainty, SectionPair, SectionRelation, Witness};
use crate::collate::share::Shares;
use crate::collate::topic::Topics;
use crate::report::model::SectionId;
use crate::text::side::{Side, Sided};

/// Share of a left-over section found inside one that already has a counterpart, to be split from or merged into it.
const MIN_PART: f64 = 0.30;

/// Topic in common with a section of the same level that has a counterpart, to be split from or merged into it.
const MIN_PART_TOPIC: f64 = 0.13;

/// Returns the sections without counterpart: parts of another section, or added and removed.
pub fn leftovers(
    sides: Sided<Witness<'_>>,
    shares: &Shares,
    topics: &Topics,
    matched: &[Sided<usize>],
) -> Vec<SectionPair> {
    let mut found = Vec::new();
    for side in Side::BOTH {
        for at in 1..sides[side].report.sections.len() {
            if matched.iter().any(|pair| pair[side] == at) {
                continue;
            }
            found.push(leftover(sides, (side, at), (shares, topics), matched));
        }
    }
    found
}

fn leftover(
    sides: Sided<Witness<'_>>,
    (side, at): (Side, usize),
    (shares, topics): (&Shares, &Topics),
    matched: &[Sided<usize>],
) -> SectionPair {
    let key = |there: usize| if side == Side::Left { (at, there) } else { (there, at) };
    let level = |side: Side, at: usize| sides[side].report.sections.get(at).map(|s| s.level);
    // How much of this section is part of that one, 1.0 where the bar is just reached.
    let share = |there: usize| {
        let pair = key(there);
        let sentences =
            shares.common.get(&pair).copied().unwrap_or(0.0) / shares.totals[side][at].max(1.0);
        let same_level = level(side, at) == level(side.other(), there);
        let topic = if same_level { topics.in_common(pair.0, pair.1) } else { 0.0 };
        (sentences / MIN_PART).max(topic / MIN_PART_TOPIC)
    };
    let there = |pair: &Sided<usize>| pair[side.other()];
    // Of two that hold it alike the first: the order of the pairs would depend on the side.
    let by_share = |a: &usize, b: &usize| share(*a).total_cmp(&share(*b)).then(b.cmp(a));
    let whole = matched.iter().map(there).max_by(by_share);
    let whole = whole.filter(|there| share(*there) >= 1.0);
    let (relation, counterpart) = match (side, whole) {
        (Side::Left, Some(there)) => (SectionRelation::Merged, Some(SectionId(there))),
        (Side::Right, Some(there)) => (SectionRelation::Split, Some(SectionId(there))),
        (Side::Left, None) => (SectionRelation::Removed, None),
        (Side::Right, None) => (SectionRelation::Added, None),
    };
    let mut sections = Sided::new(Some(SectionId(at)), counterpart);
    if side == Side::Right {
        sections = sections.swapped();
    }
    SectionPair {
        sections,
        relation,
        resemblance: whole.map_or(0.0, |there| {
            let (left, right) = key(there);
            shares.in_common(left, right)
        }),
        renumbered: false,
        retitled: false,
        certainty: Certainty::default(),
        runner_up: None,
    }
}
