//! What the reviewer decided about a collation, as plain places in the two texts.
//!
//! A pin lays two places beside each other whatever they say; an unpaired couple never meets again.
//! Everything else is aligned around them.

use crate::collate::exempt::Counted;
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
    /// Stretches that are not counted as shared text, on one side or both.
    pub excluded: Vec<Sided<Option<Span>>>,
    /// Citations that are counted all the same.
    pub counted: Counted,
}

/// Share of a passage that must lie in an excluded stretch for the passage to be excluded: an edit at
/// the edge of either moves its ends a little.
const MIN_EXCLUDED: f64 = 0.8;

impl Guidance {
    /// Says whether a shared passage lies in a stretch that is not to be counted, on every side the
    /// stretch names. Linear in the stretches.
    pub fn excludes(&self, passage: &Sided<Span>) -> bool {
        let is_in = |stretch: Span, passage: Span| {
            let inside = stretch.intersection(passage).map_or(0, Span::len);
            !passage.is_empty() && inside as f64 >= MIN_EXCLUDED * passage.len() as f64
        };
        self.excluded.iter().any(|stretch| {
            let named = |side: &&Side| stretch[**side].is_some();
            let holds = |side: &Side| stretch[*side].is_some_and(|own| is_in(own, passage[*side]));
            let mut sides = Side::BOTH.iter().filter(named).peekable();
            sides.peek().is_some() && sides.all(holds)
        })
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::collate_guided;
    use crate::collate::model::{Certainty, Collation};
    use crate::intake::decode::read;
    use crate::report::split::whole;

    const LEFT: &str = "全年新建孵化器三家。引进高层次人才二十名。粮食播种面积稳定在十万亩。";
    const RIGHT: &str = "夏粮播种面积稳中有增。人才引进二十五名。孵化载体新建四家。";

    fn collated(
        left: &str,
        right: &str,
        pins: &[(&str, &str)],
        apart: &[(&str, &str)],
    ) -> Collation {
        let documents = Sided::new(read(left.as_bytes(), "a"), read(right.as_bytes(), "b"));
        let reports = documents.as_ref().map(whole);
        let place = |text: &str, quote: &str| {
            let start = text.find(quote).unwrap();
            Span::new(start, start + quote.len())
        };
        let places = |quotes: &[(&str, &str)]| {
            quotes.iter().map(|(l, r)| Sided::new(place(left, l), place(right, r))).collect()
        };
        let guidance =
            Guidance { pins: places(pins), unpaired: places(apart), ..Guidance::default() };
        let witness = |side: Side| Witness { text: &documents[side].text, report: &reports[side] };
        collate_guided(Sided::new(witness(Side::Left), witness(Side::Right)), &guidance)
    }

    fn pairs(collation: &Collation) -> Vec<(Range<usize>, Range<usize>, bool)> {
        let paired = collation.alignments.iter().filter(|a| a.is_paired());
        paired.map(|a| (a.sentences.left.clone(), a.sentences.right.clone(), a.moved)).collect()
    }

    #[test]
    fn passage_is_excluded_by_a_stretch_that_holds_most_of_it_on_every_side_it_names() {
        let span = |start: usize, end: usize| Span::new(start, end);
        let of = |left: Option<Span>, right: Option<Span>| Guidance {
            excluded: vec![Sided::new(left, right)],
            ..Guidance::default()
        };
        let passage = Sided::new(span(10, 110), span(200, 300));
        assert!(of(Some(span(20, 300)), None).excludes(&passage));
        assert!(!of(Some(span(40, 300)), None).excludes(&passage));
        assert!(!of(Some(span(0, 300)), Some(span(0, 210))).excludes(&passage));
        assert!(of(Some(span(0, 300)), Some(span(0, 310))).excludes(&passage));
        assert!(!of(None, None).excludes(&passage));
    }

    #[test]
    fn pinned_sentences_stand_level_whatever_they_say() {
        let found = collated(LEFT, RIGHT, &[("引进高层次", "人才引进")], &[]);
        assert_eq!(pairs(&found), [(1..2, 1..2, false)]);
        let pinned = found.alignments.iter().find(|a| a.is_paired()).unwrap();
        assert_eq!(pinned.certainty, Certainty::Pinned);
    }

    #[test]
    fn crossing_pins_are_moved() {
        let pins = [("全年新建", "孵化载体"), ("引进高层次", "人才引进")];
        let moved: Vec<bool> =
            pairs(&collated(LEFT, RIGHT, &pins, &[])).iter().map(|p| p.2).collect();
        assert_eq!(moved.iter().filter(|moved| **moved).count(), 1);
        assert_eq!(moved.len(), 2);
    }

    #[test]
    fn what_was_taken_apart_does_not_meet_again() {
        assert_eq!(pairs(&collated(LEFT, LEFT, &[], &[])).len(), 3);
        let apart = collated(LEFT, LEFT, &[], &[("引进高层次", "引进高层次")]);
        assert_eq!(pairs(&apart), [(0..1, 0..1, false), (2..3, 2..3, false)]);
    }

    #[test]
    fn pinned_headings_pair_their_sections() {
        let left = "一、园区建设\n厂房竣工。\n二、人才引育\n博士落户。";
        let right = "一、要素保障\n土地收储。\n二、环境整治\n河道清淤。";
        let found = collated(left, right, &[("一、园区建设", "二、环境整治")], &[]);
        let pair = found.sections.iter().find(|pair| pair.certainty == Certainty::Pinned).unwrap();
        assert_eq!(pair.sections.map(|id| id.map(|id| id.0)), Sided::new(Some(1), Some(2)));
    }
}
