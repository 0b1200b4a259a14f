//! How much two reports share, without the words that differ and the figures: what a matrix asks of
//! a pair, hundreds of times.

use crate::collate::arrangement::arranged;
use crate::collate::background::Background;
use crate::collate::exempt::Counted;
use crate::collate::guidance::{Decisions, Guidance};
use crate::collate::lane::Lane;
use crate::collate::model::{Alignment, Relation, Witness};
use crate::collate::normal::{Normal, folded_sentences};
use crate::collate::resemblance::Shingles;
use crate::collate::reuse::counting::{Own, counted};
use crate::collate::reuse::grade::Shares;
use crate::collate::reuse::index::Index;
use crate::collate::reuse::mass::Masses;
use crate::collate::reuse::passage::passages;
use crate::collate::reuse::region::Wording;
use crate::collate::section_index::SectionIndex;
use crate::collate::settle;
use crate::collate::variant::Comparison;
use crate::collate::workers::Workers;
use crate::text::fold::Folded;
use crate::text::side::{Side, Sided};
use crate::text::span::Span;

/// A report made ready to be compared with many others.
#[derive(Clone, Debug)]
pub struct Prepared<'a> {
    /// The report.
    pub witness: Witness<'a>,
    /// Its sentences.
    pub lane: Lane,
    /// Its sections.
    pub sections: SectionIndex,
    /// How much text there is.
    pub masses: Masses,
    /// What shared text is looked for in.
    pub index: Index,
    /// What is in the words of others.
    pub own: Own,
}

impl<'a> Prepared<'a> {
    /// Prepares a report of which some citations are counted, taking for stock phrases what is one in
    /// `background`. Cost n log n; about 70 bytes for each folded character are kept.
    pub fn of(witness: Witness<'a>, counted: Counted, background: &Background) -> Self {
        let folded = folded_sentences(witness);
        let lane = crate::collate::lane(witness, &folded);
        let sections = SectionIndex::of(witness, &lane.lens, &lane.postings);
        let index = Index::of_normal(Normal::of_folded(witness, &folded), background);
        let masses = Masses::of(witness, &lane.lens, &index);
        let own = Own::of(witness, &masses, &index, counted);
        Self { witness, lane, sections, masses, index, own }
    }

    /// Returns what the sentences are compared by, in their order.
    pub fn sentences(&self) -> &[Shingles] {
        &self.lane.shingles
    }

    /// Says whether a sentence is running text, not a heading.
    pub fn is_text(&self, sentence: usize) -> bool {
        self.lane.is_text.get(sentence) == Some(&true)
    }

    /// Returns the folded characters of the report.
    pub fn len_chars(&self) -> usize {
        self.lane.lens.iter().sum()
    }
}

/// Returns what the whole collation of the two would say of their shares, as long as the reviewer has
/// excluded nothing.
///
/// Cheaper than that: no word is compared where the sentences are not the same, no figure is read.
pub fn weigh(
    sides: Sided<&Prepared<'_>>,
    background: &Background,
    workers: &impl Workers,
) -> Shares {
    let witnesses = sides.map(|side| side.witness);
    let lanes = sides.map(|side| &side.lane);
    let level = || {
        let mut alignments = arranged(sides, &Decisions::default()).alignments;
        let settled = |alignment: &Alignment| settled(witnesses, lanes, &alignment.sentences);
        let compared: Vec<Option<Comparison>> = alignments.iter().map(settled).collect();
        settle(witnesses, lanes, &mut alignments, &compared);
        (alignments, compared)
    };
    let searched = || Wording::of(sides.map(|side| &side.index), background);
    let ((alignments, compared), wording) = workers.join(level, searched);
    let masses = sides.map(|side| side.masses.clone());
    let mut passages = passages(witnesses, &masses, &wording, &alignments, &compared);
    let own = sides.map(|side| &side.own);
    counted(&masses, own, &Guidance::default(), &alignments, &mut passages).0
}

/// Says of two stretches no more than whether they are the same; `None` where there is only one.
fn settled(
    sides: Sided<Witness<'_>>,
    lanes: Sided<&Lane>,
    sentences: &Sided<std::ops::Range<usize>>,
) -> Option<Comparison> {
    let hulls = sides.left.hull(&sentences.left).zip(sides.right.hull(&sentences.right))?;
    let folded = |side: Side, hull: Span| Folded::of(sides[side].text, hull).chars;
    let are_single = sentences.left.len() == 1 && sentences.right.len() == 1;
    let key = |side: Side| lanes[side].keys.get(sentences[side].start);
    let may_be_same = !are_single || key(Side::Left) == key(Side::Right);
    let is_same = may_be_same && folded(Side::Left, hulls.0) == folded(Side::Right, hulls.1);
    let relation = if is_same { Relation::Unchanged } else { Relation::Edited };
    Some(Comparison { relation: Some(relation), ..Comparison::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::collate;
    use crate::collate::workers::OneByOne;
    use crate::intake::decode::read;
    use crate::report::split::whole;

    #[test]
    fn shares_are_those_of_the_whole_collation() {
        let left = "一、主要成效\n我们建立了科技创新平台，提供了良好的环境和条件。全年新认定企业67家。\n河道清淤四十公里。";
        let right = "一、工作回顾\n全年新认定企业135家。我们建立了科技创新平台，提供了较好的环境和条件。\n粮食丰收。";
        let documents = Sided::new(read(left.as_bytes(), "a"), read(right.as_bytes(), "b"));
        let reports = documents.as_ref().map(whole);
        let witness = |side: Side| Witness { text: &documents[side].text, report: &reports[side] };
        let sides = Sided::new(witness(Side::Left), witness(Side::Right));
        let shipped = Background::shipped();
        let prepared = sides.map(|side| Prepared::of(side, Counted::default(), shipped));
        let (weighed, whole) = (weigh(prepared.as_ref(), shipped, &OneByOne), collate(sides));
        assert_eq!(weighed.containment, whole.containment);
        assert_eq!((weighed.resemblance, weighed.grade), (whole.resemblance, whole.grade));
        assert!(weighed.resemblance > 0.3);
    }
}
