//! The rest of what was taken over where only a part of it is still like its source.
//!
//! ```text
//! told      |  sentences alike  |
//! reworded  |  every clause said anew, and the sentences alike beside them  |
//! ```

use crate::collate::reuse::region::{Region, Wording};
use crate::collate::shared::{Passage, PassageKind, overlap};
use crate::text::side::{Side, Sided};
use std::ops::Range;

/// Weight of the terms that the rest must have in common, in squared weights. From 2 to 5 the score of 60
/// rewrites by hand stays within .003 (.81 without any rest); from 1 on down sentences of the open pairs
/// that stand by chance beside a passage are taken for a part of it.
const MIN_MORE: f64 = 2.5;

/// Returns what is told, the passages widened that stretches reworded throughout reach beyond; `stretch`
/// makes a passage. What is verbatim or edited stays by itself: it says more than a stretch it would be
/// lost in. Cost: the stretches, times the passages.
pub fn with_the_rest(
    mut told: Vec<Passage>,
    reworded: &[Region],
    wording: &Wording<'_>,
    stretch: impl Fn(&Region) -> Option<Passage>,
) -> Vec<Passage> {
    if reworded.is_empty() {
        return told;
    }
    let mut tally = wording.tally();
    // The heaviest first, so that exchanging the sides gives the same.
    let mut reworded: Vec<&Region> = reworded.iter().collect();
    reworded.sort_by(|one, other| other.mass.total_cmp(&one.mass));
    for region in reworded {
        let (parts, others): (Vec<Passage>, Vec<Passage>) =
            told.into_iter().partition(|passage| is_part(passage, region));
        told = others;
        let known: f64 = parts.iter().map(|part| tally.mass_of(&part.sentences)).sum();
        let sentences = hull(&parts, region);
        let is_free = !told.iter().any(|other| meet(&other.sentences, &sentences) && !other.stock);
        let is_more = is_free && !parts.is_empty() && tally.mass_of(&sentences) >= known + MIN_MORE;
        let whole = || {
            let longest_run = wording.longest_run(&sentences);
            stretch(&Region { sentences: sentences.clone(), longest_run, ..region.clone() })
        };
        match is_more.then(whole).flatten() {
            Some(whole) => told.push(whole),
            None => told.extend(parts),
        }
    }
    told
}

/// Says whether a passage is reworded and meets a region on both sides.
fn is_part(passage: &Passage, region: &Region) -> bool {
    let is_reworded = passage.kind == PassageKind::Reworded && !passage.stock;
    is_reworded && meet(&passage.sentences, &region.sentences)
}

/// Says whether two stretches meet on both sides.
fn meet(one: &Sided<Range<usize>>, other: &Sided<Range<usize>>) -> bool {
    Side::BOTH.into_iter().all(|side| overlap(&one[side], &other[side]))
}

/// Returns the sentences of some passages and a region, from the first to the last.
fn hull(parts: &[Passage], region: &Region) -> Sided<Range<usize>> {
    let mut hull = region.sentences.clone();
    for side in Side::BOTH {
        for part in parts {
            hull[side].start = hull[side].start.min(part.sentences[side].start);
            hull[side].end = hull[side].end.max(part.sentences[side].end);
        }
    }
    hull
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::background::Background;
    use crate::collate::normal::Normal;
    use crate::collate::reuse::index::Index;

    const SOURCE: &str = "全市铺设雨污分流管网三十二公里。改造老旧泵站七座，清淤疏浚河道十九条。\
        沿江化工企业全部搬迁入园，岸线复绿二百公顷。护林员背着测高仪走完了北坡。";
    const RETOLD: &str = "雨污分流管网今年也铺设了三十二公里。七座老旧的泵站得到改造，十九条河道完成清淤与疏浚。\
        岸线复绿达二百公顷，原先沿江的化工企业都已搬进园区。学校食堂公开采购价格。";

    /// Widens a passage of so many sentences by a stretch of so many; returns the sentences told.
    fn told(kind: PassageKind, n_told: usize, stretched: usize) -> Vec<Sided<Range<usize>>> {
        let index = |text: &str| Index::of_normal(Normal::of_text(text), Background::shipped());
        let (left, right) = (index(SOURCE), index(RETOLD));
        let wording = Wording::of(Sided::new(&left, &right), Background::shipped());
        let passage = |sentences| Passage { sentences, ..Passage::of_kind(kind) };
        let region =
            Region { sentences: Sided::new(0..stretched, 0..stretched), ..Region::default() };
        let first = passage(Sided::new(0..n_told, 0..n_told));
        let stretch = |region: &Region| Some(passage(region.sentences.clone()));
        let told = with_the_rest(vec![first], &[region], &wording, stretch);
        told.into_iter().map(|passage| passage.sentences).collect()
    }

    #[test]
    fn reworded_passage_is_widened_by_the_rest_that_has_terms_in_common() {
        assert_eq!(told(PassageKind::Reworded, 1, 3), [Sided::new(0..3, 0..3)]);
    }

    #[test]
    fn edited_passage_stays_by_itself() {
        assert_eq!(told(PassageKind::Edited, 1, 3), [Sided::new(0..1, 0..1)]);
    }

    #[test]
    fn sentences_with_nothing_in_common_widen_nothing() {
        assert_eq!(told(PassageKind::Reworded, 3, 4), [Sided::new(0..3, 0..3)]);
    }
}
