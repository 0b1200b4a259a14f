//! How much text sections share, counted in the sentences found alike.

use crate::collate::model::Witness;
use crate::collate::resemblance::Candidate;
use crate::report::model::{Report, SectionId};
use crate::text::side::Sided;
use rustc_hash::{FxHashMap, FxHashSet};

/// Resemblance from which a pair of sentences speaks for its sections, where false pairs end (0.38) with some air.
const MIN_WITNESS: f64 = 0.45;

/// Share of text in common from which the topic need not be asked.
const SETTLED: f64 = 0.6;

/// How much text of each pair of sections is shared, and how much text each section has.
pub struct Shares {
    /// Characters that pairs of sections share, by their indices.
    pub common: FxHashMap<(usize, usize), f64>,
    /// Characters of each section, subsections included.
    pub totals: Sided<Vec<f64>>,
}

impl Shares {
    /// Sums up what the sentences found alike share. `lens` are the folded lengths of the sentences,
    /// `totals` of the sections.
    pub fn of(
        sides: Sided<Witness<'_>>,
        lens: Sided<&[usize]>,
        totals: Sided<Vec<f64>>,
        pairs: &[Candidate],
    ) -> Self {
        let reports = sides.map(|side| side.report);
        let mut shared = FxHashMap::default();
        for pair in best_of_each(pairs) {
            let chars = lens.left[pair.left].min(lens.right[pair.right]) as f64;
            for left in ancestors(reports.left, pair.left) {
                for right in ancestors(reports.right, pair.right) {
                    *shared.entry((left, right)).or_insert(0.0) += chars * pair.resemblance;
                }
            }
        }
        Self { common: shared, totals }
    }

    /// Says for each section whether the sentences alone leave open where it belongs; none if there
    /// are too many to ask further.
    pub fn unsettled(&self, are_too_many: bool) -> Sided<Vec<bool>> {
        let mut open = self.totals.as_ref().map(|totals| vec![!are_too_many; totals.len()]);
        for (left, right) in self.common.keys() {
            if self.in_common(*left, *right) >= SETTLED {
                open.left[*left] = false;
                open.right[*right] = false;
            }
        }
        open
    }

    /// Returns the share of text two sections have in common, `0.0..=1.0`.
    pub fn in_common(&self, left: usize, right: usize) -> f64 {
        let shared = self.common.get(&(left, right)).copied().unwrap_or(0.0);
        let total = self.totals.left[left] + self.totals.right[right];
        if total > 0.0 { (2.0 * shared / total).min(1.0) } else { 0.0 }
    }
}

/// Returns the characters of each section, subsections included.
pub fn section_lens(report: &Report, lens: &[usize]) -> Vec<f64> {
    let mut totals = vec![0.0; report.sections.len()];
    for (at, len) in lens.iter().enumerate() {
        for section in ancestors(report, at) {
            totals[section] += *len as f64;
        }
    }
    totals
}

/// Returns the sections a sentence stands in, innermost first, the root left out.
fn ancestors(report: &Report, sentence: usize) -> Vec<usize> {
    let innermost = report.sentences.get(sentence).map(|s| s.section);
    let parent = |id: &SectionId| report.section(*id).and_then(|section| section.parent);
    let is_inner = |id: &SectionId| report.section(*id).is_some_and(|s| s.parent.is_some());
    std::iter::successors(innermost, parent).filter(is_inner).map(|id| id.0).collect()
}

/// Keeps for each left sentence its best counterpart, and of those for each right sentence the best.
fn best_of_each(pairs: &[Candidate]) -> Vec<Candidate> {
    let mut ranked: Vec<&Candidate> =
        pairs.iter().filter(|pair| pair.resemblance >= MIN_WITNESS).collect();
    ranked.sort_by(|a, b| {
        let by_mass =
            (b.resemblance * b.shared as f64).total_cmp(&(a.resemblance * a.shared as f64));
        by_mass.then((a.left + a.right).cmp(&(b.left + b.right)))
    });
    let mut taken = (FxHashSet::default(), FxHashSet::default());
    let mut best = Vec::new();
    for pair in ranked {
        if !taken.0.contains(&pair.left) && !taken.1.contains(&pair.right) {
            taken.0.insert(pair.left);
            taken.1.insert(pair.right);
            best.push(*pair);
        }
    }
    best
}
