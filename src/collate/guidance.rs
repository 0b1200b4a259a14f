//! What the reviewer decided about a collation, as plain places in the two texts.
//!
//! A pin lays two places beside each other whatever they say; an unpaired couple never meets again.
//! Everything else is aligned around them.

use crate::collate::model::Witness;
use crate::report::model::SectionId;
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// What the collation has to follow; nothing by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guidance {
    /// Places that belong together. Of two that overlap on a side the later holds.
    pub pins: Vec<Sided<Span>>,
    /// Places that do not belong together.
    pub unpaired: Vec<Sided<Span>>,
}

/// The guidance in sentences and sections.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    /// Consecutive sentences that stand together, none in two of them; in order of the left side.
    pub together: Vec<Sided<Range<usize>>>,
    /// Which sentences are in `together`.
    pub is_decided: Sided<FxHashSet<usize>>,
    /// Sentences, left and right, that must not stand together.
    pub apart: FxHashSet<(usize, usize)>,
    /// Sections whose headings stand together.
    pub sections: Vec<(usize, usize)>,
    /// Sections whose headings must not.
    pub sections_apart: FxHashSet<(usize, usize)>,
}

impl Decisions {
    /// Finds the sentences and sections that the guidance speaks of; places outside every sentence
    /// say nothing.
    pub fn of(sides: Sided<Witness<'_>>, guidance: &Guidance) -> Self {
        let mut decisions = Self::default();
        for place in guidance.pins.iter().rev() {
            decisions.pin(sides, *place);
        }
        decisions.together.sort_by_key(|pair| pair.left.start);
        for place in &guidance.unpaired {
            let ranges = sentences_at(sides, *place);
            for left in ranges.left.clone() {
                decisions.apart.extend(ranges.right.clone().map(|right| (left, right)));
            }
            decisions.sections_apart.extend(sections_opened(sides, &ranges));
        }
        decisions
    }

    fn pin(&mut self, sides: Sided<Witness<'_>>, place: Sided<Span>) {
        let ranges = sentences_at(sides, place);
        let is_free = |side: Side| {
            !ranges[side].is_empty()
                && ranges[side].clone().all(|at| !self.is_decided[side].contains(&at))
        };
        if !is_free(Side::Left) || !is_free(Side::Right) {
            return;
        }
        for side in Side::BOTH {
            self.is_decided[side].extend(ranges[side].clone());
        }
        self.sections.extend(sections_opened(sides, &ranges));
        self.together.push(ranges);
    }

    /// Says whether two sentences may be paired by what they say.
    pub fn may_meet(&self, left: usize, right: usize) -> bool {
        !self.is_decided.left.contains(&left)
            && !self.is_decided.right.contains(&right)
            && !self.apart.contains(&(left, right))
    }

    /// Says whether all sentences of two stretches may stand in one alignment.
    pub fn may_join(&self, left: &Range<usize>, right: &Range<usize>) -> bool {
        self.is_empty()
            || left.clone().all(|left| right.clone().all(|right| self.may_meet(left, right)))
    }

    /// Says whether two sections may correspond by what they say.
    pub fn may_correspond(&self, left: usize, right: usize) -> bool {
        !self.sections_apart.contains(&(left, right))
            && self.sections.iter().all(|(l, r)| (*l == left) == (*r == right))
    }

    fn is_empty(&self) -> bool {
        self.together.is_empty() && self.apart.is_empty()
    }
}

/// Returns the sentences that a place overlaps on each side.
fn sentences_at(sides: Sided<Witness<'_>>, place: Sided<Span>) -> Sided<Range<usize>> {
    let found = |side: Side| {
        let sentences = &sides[side].report.sentences;
        let start = sentences.partition_point(|s| s.body.end <= place[side].start);
        let end = sentences.partition_point(|s| s.body.start < place[side].end);
        start..end.max(start)
    };
    Sided::new(found(Side::Left), found(Side::Right))
}

/// Returns the sections that the first sentences of two stretches open, if both open one.
fn sections_opened(
    sides: Sided<Witness<'_>>,
    ranges: &Sided<Range<usize>>,
) -> Option<(usize, usize)> {
    let opened = |side: Side| section_opened(sides[side], ranges[side].start).map(|id| id.0);
    Some((opened(Side::Left)?, opened(Side::Right)?))
}

/// Returns the section whose heading a sentence holds.
pub fn section_opened(side: Witness<'_>, sentence: usize) -> Option<SectionId> {
    let body = side.report.sentences.get(sentence)?.body;
    let opens = |id: &usize| {
        side.report.sections.get(*id).is_some_and(|section| section.heading.overlaps(body))
    };
    (1..side.report.sections.len()).find(opens).map(SectionId)
}
