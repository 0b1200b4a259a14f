//! Passages: what a reader is shown as shared text.
//!
//! A report that was recycled as a whole is told sentence by sentence, as it stands beside its
//! source. Shared text inside two reports that have little else in common is told in stretches:
//! its sentences may have been shuffled, merged or split, and are still one thing that was taken over.

use crate::collate::model::{Alignment, Witness};
use crate::collate::resemblance::{Shingles, resemblance};
use crate::collate::reuse::edge::{in_text, with_neighbours};
use crate::collate::reuse::grade::shares;
use crate::collate::reuse::mass::Masses;
use crate::collate::reuse::region::{Region, Wording};
use crate::collate::reuse::rest::with_the_rest;
use crate::collate::reuse::row::{MIN_REUSE, joint, kind, rows};
use crate::collate::shared::{Passage, PassageKind, overlap};
use crate::collate::variant::Comparison;
use crate::text::fold::Folded;
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use std::ops::Range;

/// Resemblance of a stretch of several sentences, figures as they are written, from which it is
/// shared text. Heavily reworded stretches of the open pairs start at 0.53; a stretch of updated
/// indicators up to 0.48.
const MIN_STRETCH: f64 = 0.5;

/// Share of a report found in the other, in pairs of sentences, from which it was recycled as a whole.
/// Disguised copies have one half and more, the open pairs, patched into another text, up to a third.
const MIN_WHOLE: f64 = 0.4;

/// Share of a report found in the other, stock phrases aside, from which single sentences are told
/// as well. Consecutive years of the samples share 0.08 and more; of 1000 pairs of regulations on
/// different subjects that share a sentence, hardly one does.
const MIN_KINDRED: f64 = 0.06;

/// More places than that, all over two reports that share so much, are what years of one office share;
/// one or two may be all that was left unchanged of what was taken over.
const MAX_UNCHANGED: usize = 2;

/// Sentences between a stretch and a pair that belongs to it, on either side.
const MAX_APART: usize = 2;

/// Share of a region told by rows already from which it is not told again.
const MAX_TOLD: f64 = 0.5;

/// Returns the passages, in order of the left side.
pub fn passages(
    sides: Sided<Witness<'_>>,
    masses: &Sided<Masses>,
    wording: &Wording<'_>,
    alignments: &[Alignment],
    compared: &[Option<Comparison>],
) -> Vec<Passage> {
    let bare = |region: &Region| stretch(sides, region, (alignments, compared));
    let bounded = |region: &Region, is_enough: fn(&Passage) -> bool| {
        let region = in_text(sides, masses, region)?;
        let sentences = with_neighbours(sides, masses, &region.sentences);
        let wider = Region { sentences, ..region.clone() };
        let is_wider = wider.sentences != region.sentences;
        let is_better = is_wider && bare(&wider).is_some_and(|passage| is_enough(&passage));
        Some(if is_better { wider } else { region })
    };
    let regions = wording.regions.iter();
    let regions: Vec<Region> =
        regions.filter_map(|region| bounded(region, is_like_enough)).collect();
    let mut rows = rows(sides, masses, alignments, compared);
    for row in rows.iter_mut().filter(|row| row.stock) {
        // Half of it common wording, and yet enough rare wording beside it to stand out anywhere.
        row.stock = !wording.is_evidence(&row.sentences, true);
    }
    let found = shares(masses, masses.as_ref(), alignments, &rows);
    let stretch = |region: &Region| bare(region).filter(is_like_enough);
    let mut passages = if found.containment.left.max(found.containment.right) >= MIN_WHOLE {
        let untold = regions.iter().filter(|region| told(masses, region, &rows) < MAX_TOLD);
        let untold: Vec<Passage> = untold.filter_map(stretch).collect();
        rows.into_iter().chain(untold).collect()
    } else {
        let distinctive = found.distinctive_containment;
        let are_of_one_body = distinctive.left.max(distinctive.right) >= MIN_KINDRED;
        let is_enough = |row: &Passage| {
            row.stock || are_of_one_body && wording.is_evidence(&row.sentences, row.moved)
        };
        let told = patchwork(&regions, &rows, stretch, is_enough);
        // Two years of one office tell of the same things in other words: that is no rewording.
        let are_two_years =
            are_of_one_body && told.iter().filter(|p| !p.stock).count() > MAX_UNCHANGED;
        let reworded = if are_two_years { Vec::new() } else { wording.reworded() };
        let found: Vec<Region> =
            reworded.iter().filter_map(|region| bounded(region, |_| true)).collect();
        let told = with_the_rest(told, &found, wording, bare);
        with_reworded(told, found.iter().filter_map(bare))
    };
    passages.sort_by_key(|passage| (passage.spans.left.start, passage.spans.right.start));
    passages
}

/// Tells regions as stretches, and rows that stand by themselves.
fn patchwork(
    regions: &[Region],
    rows: &[Passage],
    stretch: impl Fn(&Region) -> Option<Passage>,
    is_enough: impl Fn(&Passage) -> bool,
) -> Vec<Passage> {
    let tell = |region: &Region| {
        let row = rows.iter().find(|row| row.sentences == region.sentences);
        // What rare wording speaks for is no stock phrase, whatever common words it has besides.
        row.map(|row| Passage { stock: false, ..row.clone() }).or_else(|| stretch(region))
    };
    let mut told: Vec<Passage> = regions.iter().filter_map(tell).collect();
    let is_alone = |row: &&Passage| {
        !told.iter().any(|passage| covers(&passage.sentences, &row.sentences)) && is_enough(row)
    };
    let alone: Vec<Passage> = rows.iter().filter(is_alone).cloned().collect();
    for row in alone {
        let joined = told.iter().enumerate().find_map(|(at, passage)| {
            let sentences = near(passage, &row)?;
            let longest_run = passage.longest_run;
            let region = Region { sentences, longest_run, ..Region::default() };
            Some((at, stretch(&region)?))
        });
        match joined {
            Some((at, passage)) => told[at] = passage,
            None => told.push(row),
        }
    }
    told
}

/// Returns the sentences of a stretch together with those of a row that stands close to it on both
/// sides; `None` if it does not, or if the stretch is a single sentence itself.
fn near(stretch: &Passage, row: &Passage) -> Option<Sided<Range<usize>>> {
    let is_stretch = Side::BOTH.into_iter().any(|side| stretch.sentences[side].len() > 1);
    let is_near = |side: Side| {
        let (own, other) = (&stretch.sentences[side], &row.sentences[side]);
        own.start <= other.end + MAX_APART && other.start <= own.end + MAX_APART
    };
    let union = |side: Side| {
        let (own, other) = (&stretch.sentences[side], &row.sentences[side]);
        own.start.min(other.start)..own.end.max(other.end)
    };
    let is_one = is_stretch && !row.stock && is_near(Side::Left) && is_near(Side::Right);
    is_one.then(|| Sided::new(union(Side::Left), union(Side::Right)))
}

/// Returns the share of a region that rows tell, on the side where it is less.
fn told(masses: &Sided<Masses>, region: &Region, rows: &[Passage]) -> f64 {
    let share = |side: Side| {
        let is_told = |at: &usize| rows.iter().any(|row| row.sentences[side].contains(at));
        let chars = |at: usize| masses[side].chars_in(&(at..at + 1));
        let told: f64 = region.sentences[side].clone().filter(is_told).map(chars).sum();
        told / masses[side].chars_in(&region.sentences[side]).max(1.0)
    };
    share(Side::Left).min(share(Side::Right))
}

fn covers(whole: &Sided<Range<usize>>, part: &Sided<Range<usize>>) -> bool {
    Side::BOTH
        .into_iter()
        .all(|side| whole[side].start <= part[side].start && part[side].end <= whole[side].end)
}

/// Adds the stretches that are reworded throughout, where nothing else is told; stock phrases inside
/// one are part of it.
fn with_reworded(told: Vec<Passage>, found: impl Iterator<Item = Passage>) -> Vec<Passage> {
    let (stock, told): (Vec<Passage>, Vec<Passage>) = told.into_iter().partition(|p| p.stock);
    let meets = |one: &Passage, other: &Passage| {
        Side::BOTH.into_iter().any(|side| overlap(&one.sentences[side], &other.sentences[side]))
    };
    let is_new = |passage: &Passage| !told.iter().any(|other| meets(passage, other));
    let reworded: Vec<Passage> = found.filter(is_new).collect();
    let is_apart = |phrase: &Passage| !reworded.iter().any(|passage| meets(passage, phrase));
    let stock: Vec<Passage> = stock.into_iter().filter(is_apart).collect();
    [told, stock, reworded].concat()
}

/// Says whether a stretch is more than figures told anew.
fn is_like_enough(passage: &Passage) -> bool {
    let is_single = Side::BOTH.into_iter().all(|side| passage.sentences[side].len() == 1);
    passage.resemblance >= if is_single { MIN_REUSE } else { MIN_STRETCH }
}

/// Makes a passage of a region; `None` if it has no text.
fn stretch(
    sides: Sided<Witness<'_>>,
    region: &Region,
    (alignments, compared): (&[Alignment], &[Option<Comparison>]),
) -> Option<Passage> {
    let sentences = &region.sentences;
    let spans = Sided::new(sides.left.hull(&sentences.left)?, sides.right.hull(&sentences.right)?);
    let wording = |side: Side| Shingles::verbatim(sides[side].text, spans[side]);
    let alike = resemblance(&wording(Side::Left), &wording(Side::Right));
    let inside: Vec<usize> = inside(alignments, sentences);
    let runs = inside.iter().filter_map(|at| compared.get(*at)?.as_ref()).map(|c| c.longest_run);
    let is_verbatim = is_verbatim(sides, &spans);
    let anchor =
        alignments.iter().position(|a| a.sentences.left.contains(&sentences.left.start))?;
    let is_moved = |at: &usize| alignments.get(*at).is_some_and(|alignment| alignment.moved);
    Some(Passage {
        spans,
        kind: if is_verbatim { PassageKind::Verbatim } else { kind(alike) },
        joint: joint(sentences),
        moved: !inside.is_empty() && inside.iter().all(is_moved),
        stock: false,
        exempt: None,
        resemblance: if is_verbatim { 1.0 } else { alike },
        longest_run: runs.max().unwrap_or(0).max(region.longest_run),
        sentences: sentences.clone(),
        alignment: inside.first().copied().unwrap_or(anchor),
    })
}

/// Returns the pairs that stand inside a region on both sides.
fn inside(alignments: &[Alignment], sentences: &Sided<Range<usize>>) -> Vec<usize> {
    let is_inside =
        |alignment: &Alignment| alignment.is_paired() && covers(sentences, &alignment.sentences);
    alignments.iter().enumerate().filter(|(_, a)| is_inside(a)).map(|(at, _)| at).collect()
}

/// Says whether two stretches differ in typography only.
fn is_verbatim(sides: Sided<Witness<'_>>, spans: &Sided<Span>) -> bool {
    let folded = |side: Side| Folded::of(sides[side].text, spans[side]).chars;
    folded(Side::Left) == folded(Side::Right)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::collate;
    use crate::collate::reuse::edge::is_run_in;
    use crate::intake::decode::read;
    use crate::report::split::whole;

    #[test]
    fn passage_begins_and_ends_in_running_text() {
        let documents = Sided::new(
            read(include_bytes!("../../../samples/yunxi-2023.txt"), "2023"),
            read(include_bytes!("../../../samples/yunxi-2024.txt"), "2024"),
        );
        let reports = documents.as_ref().map(whole);
        let side = |side: Side| Witness { text: &documents[side].text, report: &reports[side] };
        let sides = Sided::new(side(Side::Left), side(Side::Right));
        let passages = collate(sides).passages;
        assert!(passages.len() > 9);
        for passage in passages {
            for side in Side::BOTH {
                let sentences = passage.sentences[side].clone();
                let edges = [sentences.start, sentences.end - 1];
                let is_heading = edges.map(|at| is_run_in(sides[side], at));
                assert_eq!(is_heading, [false; 2], "{}", passage.spans[side].of(sides[side].text));
            }
        }
    }
}
