//! What sections are about: the rare wordings they share.
//!
//! Cosine of tf-idf vectors of shingles, the usual measure of topic; sections play the part of
//! documents. Two chapters on talent share 引进, 博士 and 高层次 though no sentence survived the year.

use crate::collate::model::Witness;
use crate::collate::postings::Postings;
use crate::text::side::{Side, Sided};

/// A shingle in more than this share of all sections says nothing about the topic.
const MAX_SECTION_SHARE: f64 = 0.35;

/// A shingle in more sections than this is not looked at, whatever their share: it bounds the cost.
const MAX_SECTIONS: usize = 120;

/// How often each shingle of a side stands in each of its sections, subsections included.
#[derive(Clone, Debug, Default)]
pub struct Occurrences {
    /// Where those of each wording of the side's [`Postings`] begin, and at last where those of the last end.
    starts: Vec<u32>,
    occurrences: Vec<Occurrence>,
}

#[derive(Clone, Copy, Debug)]
struct Occurrence {
    section: u32,
    /// In sentences.
    times: u32,
}

impl Occurrences {
    /// Counts the shingles of a side, of which `postings` say in which sentences they stand; the root
    /// has none. Linear in those, times the depth of the outline.
    pub fn of(side: Witness<'_>, postings: &Postings) -> Self {
        let around = sections_around(side);
        let mut times = vec![0; side.report.sections.len()];
        let mut touched: Vec<u32> = Vec::new();
        let mut found = Self::default();
        for wording in 0..postings.wordings().len() as u32 {
            found.starts.push(found.occurrences.len() as u32);
            let sentences = postings.sentences(wording);
            if let [only] = sentences {
                // Most stand in one sentence: there is nothing to add up and nothing to sort.
                let sections = around.get(*only as usize).into_iter().flatten();
                let once = |section: &u32| Occurrence { section: *section, times: 1 };
                found.occurrences.extend(sections.map(once));
                continue;
            }
            let sentences = sentences.iter();
            for section in sentences.filter_map(|at| around.get(*at as usize)).flatten() {
                let times = &mut times[*section as usize];
                if *times == 0 {
                    touched.push(*section);
                }
                *times += 1;
            }
            touched.sort_unstable();
            for section in touched.drain(..) {
                let times = std::mem::take(&mut times[section as usize]);
                found.occurrences.push(Occurrence { section, times });
            }
        }
        found.starts.push(found.occurrences.len() as u32);
        found
    }

    fn of_wording(&self, at: usize) -> &[Occurrence] {
        let ends = self.starts.get(at).zip(self.starts.get(at + 1));
        ends.and_then(|(start, end)| self.occurrences.get(*start as usize..*end as usize))
            .unwrap_or(&[])
    }
}

/// Returns for each sentence the sections it stands in, the root left out.
fn sections_around(side: Witness<'_>) -> Vec<Vec<u32>> {
    let mut around = vec![Vec::new(); side.report.sentences.len()];
    for (at, section) in side.report.sections.iter().enumerate().skip(1) {
        let inside = side.report.sentences_in(section.span);
        for sections in around.get_mut(inside).unwrap_or_default() {
            sections.push(at as u32);
        }
    }
    around
}

/// How much the sections of two reports have in common in topic.
pub struct Topics {
    /// Of each left section with each right one, row by row.
    common: Vec<f64>,
    norms: Sided<Vec<f64>>,
}

/// One side of [`Topics`].
#[derive(Clone, Copy)]
pub struct Topical<'a> {
    /// In which sentences each shingle stands.
    pub postings: &'a Postings,
    /// In which sections.
    pub occurrences: &'a Occurrences,
    /// The sections that are asked, as many as there are.
    pub is_open: &'a [bool],
}

impl Topical<'_> {
    /// Collects the open sections of a wording, each with the weight of its count.
    fn weights(&self, wording: Option<usize>, into: &mut Vec<(usize, f64)>) {
        into.clear();
        let Some(at) = wording else { return };
        let open = self
            .occurrences
            .of_wording(at)
            .iter()
            .filter(|one| self.is_open.get(one.section as usize) == Some(&true));
        into.extend(open.map(|one| {
            let weight = if one.times == 1 { 1.0 } else { 1.0 + f64::from(one.times).ln() };
            (one.section as usize, weight)
        }));
    }
}

impl Topics {
    /// Weighs the shingles of the sections that are open. Linear in the shingles of both, plus the pairs
    /// of sections that share one; memory for every pair of sections, if any is open on both sides.
    pub fn of(sides: Sided<Topical<'_>>) -> Self {
        let n_sections = sides.map(|side| side.is_open.len());
        let norms = n_sections.map(|n| vec![0.0; n]);
        let is_asked = Side::BOTH.into_iter().all(|side| sides[side].is_open.contains(&true));
        if !is_asked {
            return Self { common: Vec::new(), norms };
        }
        let total = n_sections.left + n_sections.right;
        let mut topics = Self { common: vec![0.0; n_sections.left * n_sections.right], norms };
        let rarities: Vec<f64> =
            (0..=MAX_SECTIONS).map(|n| (total as f64 / n.max(1) as f64).ln()).collect();
        let mut weights = Sided::new(Vec::new(), Vec::new());
        // In the order of the shingles: sums of floating point numbers depend on it.
        for wording in merged(sides.map(|side| side.postings)) {
            for side in Side::BOTH {
                sides[side].weights(wording[side], &mut weights[side]);
            }
            let n_places = weights.left.len() + weights.right.len();
            let share = n_places as f64 / total.max(1) as f64;
            if n_places <= MAX_SECTIONS && (total <= 8 || share <= MAX_SECTION_SHARE) {
                topics.add(&weights, rarities[n_places]);
            }
        }
        topics
    }

    fn add(&mut self, weights: &Sided<Vec<(usize, f64)>>, rarity: f64) {
        for side in Side::BOTH {
            for (section, weight) in &weights[side] {
                self.norms[side][*section] += (weight * rarity).powi(2);
            }
        }
        let width = self.norms.right.len();
        for (left, here) in &weights.left {
            for (right, there) in &weights.right {
                self.common[left * width + right] += here * rarity * (there * rarity);
            }
        }
    }

    /// Returns the cosine of two sections, `0.0..=1.0`; `0.0` if either says nothing.
    pub fn in_common(&self, left: usize, right: usize) -> f64 {
        let norm = (self.norms.left[left] * self.norms.right[right]).sqrt();
        let at = left * self.norms.right.len() + right;
        let common = self.common.get(at).copied().unwrap_or(0.0);
        if norm > 0.0 { common / norm } else { 0.0 }
    }
}

/// Returns the wordings of both sides in order, each with its place on the sides that have it.
fn merged(sides: Sided<&Postings>) -> impl Iterator<Item = Sided<Option<usize>>> {
    let (left, right) = (sides.left.wordings(), sides.right.wordings());
    let (mut here, mut there) = (0, 0);
    std::iter::from_fn(move || {
        let (one, other) = (left.get(here), right.get(there));
        let is_left = one.is_some_and(|one| other.is_none_or(|other| one <= other));
        let is_right = other.is_some_and(|other| one.is_none_or(|one| other <= one));
        let found = Sided::new(is_left.then_some(here), is_right.then_some(there));
        here += usize::from(is_left);
        there += usize::from(is_right);
        (is_left || is_right).then_some(found)
    })
}
