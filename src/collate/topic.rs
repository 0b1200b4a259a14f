//! What sections are about: the rare wordings they share.
//!
//! Cosine of tf-idf vectors of shingles, the usual measure of topic; sections play the part of
//! documents. Two chapters on talent share 引进, 博士 and 高层次 though no sentence survived the year.

use crate::collate::model::Witness;
use crate::collate::resemblance::Shingles;
use crate::text::side::{Side, Sided};
use rustc_hash::FxHashMap;

/// A shingle in more than this share of all sections says nothing about the topic.
const MAX_SECTION_SHARE: f64 = 0.35;

/// A shingle in more sections than this is not looked at, whatever their share: it bounds the cost.
const MAX_SECTIONS: usize = 120;

/// How much the sections of two reports have in common in topic.
pub struct Topics {
    common: FxHashMap<(usize, usize), f64>,
    norms: Sided<Vec<f64>>,
}

/// How often a shingle stands in each section that has it.
type Counts = FxHashMap<u64, Vec<(usize, f64)>>;

impl Topics {
    /// Weighs the shingles of the sections that `is_open`. Cost: the pairs of those that share a shingle.
    pub fn of(
        sides: Sided<Witness<'_>>,
        sentences: Sided<&[Shingles]>,
        is_open: &Sided<Vec<bool>>,
    ) -> Self {
        let counts = Sided::new(
            counts(sides.left, sentences.left, &is_open.left),
            counts(sides.right, sentences.right, &is_open.right),
        );
        let n_sections = sides.map(|side| side.report.sections.len());
        let total = n_sections.left + n_sections.right;
        let mut topics =
            Self { common: FxHashMap::default(), norms: n_sections.map(|n| vec![0.0; n]) };
        let mut grams: Vec<&u64> = counts.left.keys().collect();
        grams.extend(counts.right.keys().filter(|gram| !counts.left.contains_key(gram)));
        // Sums of floating point numbers depend on their order; the hash map's is not ours.
        grams.sort_unstable();
        for gram in grams {
            topics.add(*gram, &counts, total);
        }
        topics
    }

    fn add(&mut self, gram: u64, counts: &Sided<Counts>, total: usize) {
        let empty = Vec::new();
        let places = counts.as_ref().map(|counts| counts.get(&gram).unwrap_or(&empty));
        let n_places = places.left.len() + places.right.len();
        let share = n_places as f64 / total.max(1) as f64;
        if n_places > MAX_SECTIONS || total > 8 && share > MAX_SECTION_SHARE {
            return;
        }
        let rarity = (total as f64 / n_places as f64).ln();
        let weight = |count: f64| (1.0 + count.ln()) * rarity;
        for side in Side::BOTH {
            for (section, count) in places[side] {
                self.norms[side][*section] += weight(*count).powi(2);
            }
        }
        for (left, here) in places.left {
            for (right, there) in places.right {
                *self.common.entry((*left, *right)).or_insert(0.0) +=
                    weight(*here) * weight(*there);
            }
        }
    }

    /// Returns the cosine of two sections, `0.0..=1.0`; `0.0` if either says nothing.
    pub fn in_common(&self, left: usize, right: usize) -> f64 {
        let norm = (self.norms.left[left] * self.norms.right[right]).sqrt();
        let common = self.common.get(&(left, right)).copied().unwrap_or(0.0);
        if norm > 0.0 { common / norm } else { 0.0 }
    }
}

/// Counts the shingles of each open section, subsections included.
fn counts(side: Witness<'_>, sentences: &[Shingles], is_open: &[bool]) -> Counts {
    let mut all = Counts::default();
    for (at, section) in side.report.sections.iter().enumerate().skip(1) {
        if !is_open.get(at).copied().unwrap_or(false) {
            continue;
        }
        let place = |offset: usize| {
            side.report.sentences.partition_point(|sentence| sentence.body.start < offset)
        };
        let inside = sentences.get(place(section.span.start)..place(section.span.end));
        let mut counts: FxHashMap<u64, f64> = FxHashMap::default();
        for gram in inside.into_iter().flatten().flat_map(Shingles::grams) {
            *counts.entry(*gram).or_insert(0.0) += 1.0;
        }
        for (gram, count) in counts {
            all.entry(gram).or_default().push((at, count));
        }
    }
    all
}
