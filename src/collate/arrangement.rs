//! What stands beside what, before any word is compared: sentences, sections, and where the two meet.

use crate::collate::guidance::Decisions;
use crate::collate::lane::Places;
use crate::collate::model::{Alignment, SectionPair, Witness};
use crate::collate::weigh::Prepared;
use crate::collate::{align, reading, section};
use crate::report::model::SectionId;
use crate::text::side::{Side, Sided};

/// Two reports laid level.
#[derive(Clone, Debug)]
pub struct Arrangement {
    /// Every sentence of both, in order of the left side.
    pub alignments: Vec<Alignment>,
    /// Every section of both, in reading order.
    pub sections: Vec<SectionPair>,
    /// Wordings that were too frequent to look for.
    pub frequent: usize,
    /// Pairs of sections that were not weighed because there were too many.
    pub many: usize,
}

/// Lays two reports level around what the reviewer decided. Cost: n log n in the sentences, plus what
/// the two share.
pub fn arranged(sides: Sided<&Prepared<'_>>, decisions: &Decisions) -> Arrangement {
    let witnesses = sides.map(|side| side.witness);
    let lanes = sides.map(|side| &side.lane);
    let (proposals, frequent) = align::proposals(lanes);
    let indexes = sides.map(|side| &side.sections);
    let (sections, many) = section::section_pairs(witnesses, lanes, indexes, &proposals, decisions);
    let places = places(witnesses, &sections);
    let pins = heading_pins(witnesses, &sections);
    let pairs = align::align(lanes, &places, &proposals, &pins, decisions);
    let alignments = reading::alignments(pairs, lanes.map(|lane| lane.lens.len()));
    Arrangement { alignments, sections, frequent, many }
}

/// Returns the section pair each sentence stands in: the innermost one that has a counterpart.
fn places(sides: Sided<Witness<'_>>, pairs: &[SectionPair]) -> Places {
    let places = |side: Side| {
        let report = sides[side].report;
        let pair_of = pair_of_each_section(pairs, side, report.sections.len());
        let innermost = |section: SectionId| {
            let parent = |id: &SectionId| report.section(*id).and_then(|section| section.parent);
            let mut chain = std::iter::successors(Some(section), parent);
            chain.find_map(|id| pair_of.get(id.0).copied().flatten())
        };
        // Sentences outside every pair share the root's; it has no pair of its own.
        let root = pairs.len();
        report.sentences.iter().map(|s| innermost(s.section).unwrap_or(root)).collect()
    };
    Sided::new(places(Side::Left), places(Side::Right))
}

/// Returns for each of the `count` sections of a side the pair it belongs to, if it has a
/// counterpart; a section that stands in several belongs to the closest.
fn pair_of_each_section(pairs: &[SectionPair], side: Side, count: usize) -> Vec<Option<usize>> {
    let mut pair_of = vec![None; count];
    for part in [false, true] {
        for (at, pair) in pairs.iter().enumerate() {
            let section =
                pair.sections[side].filter(|_| pair.is_paired() && pair.is_part() == part);
            if let Some(place) = section.and_then(|id| pair_of.get_mut(id.0)) {
                place.get_or_insert(at);
            }
        }
    }
    pair_of
}

/// Returns the sentences that open corresponding sections in the same order: they stand level.
fn heading_pins(sides: Sided<Witness<'_>>, pairs: &[SectionPair]) -> Vec<(usize, usize)> {
    let opening = |side: Witness<'_>, section: SectionId| {
        let start = side.report.section(section)?.heading.start;
        let after = side.report.sentences.partition_point(|s| s.span.start <= start);
        after.checked_sub(1)
    };
    let pin = |pair: &SectionPair| {
        let left = opening(sides.left, pair.sections.left?)?;
        let right = opening(sides.right, pair.sections.right?)?;
        (!pair.is_part()).then_some((left, right))
    };
    let mut pins: Vec<(usize, usize)> = pairs.iter().filter_map(pin).collect();
    pins.sort_unstable();
    pins.dedup();
    pins
}
