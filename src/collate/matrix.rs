//! Every report against every other.
//!
//! A pair is collated in full only if their fingerprints say that it is worth it: two reports of a
//! collection mostly share nothing, and comparing 51 of them in full would take a minute.

use crate::collate::collate;
use crate::collate::model::{Grade, Witness};
use crate::text::fold::Folded;
use crate::text::side::Sided;
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// Characters of a fingerprint: long enough to be somebody's wording, short enough to survive rewording.
const FINGERPRINT_CHARS: usize = 5;

/// Share of either report's fingerprints in the other from which a pair is collated in full.
///
/// A reworded copy shares 0.5 to 0.7, unrelated reports of one genre up to 0.12.
const MIN_FINGERPRINTS: f64 = 0.15;

/// Up to this much text every pair is collated in full, in bytes, each report counted once for every
/// other: two long reports, or a dozen short ones, in about 0.1 s.
const MAX_BYTES_IN_FULL: usize = 250_000;

/// How two reports relate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MatrixPair {
    /// Index of the one, smaller than the other.
    pub left: usize,
    /// Index of the other.
    pub right: usize,
    /// Symmetric share of text in common, `0.0..=1.0`.
    pub resemblance: f64,
    /// Share of each in the other, `0.0..=1.0`.
    pub containment: Sided<f64>,
    /// What it amounts to.
    pub grade: Grade,
}

/// Returns every pair in which neither contains the other, by left, then right index.
///
/// The shares of a pair that was not collated in full are those of its fingerprints.
pub fn matrix(witnesses: &[Witness<'_>]) -> Vec<MatrixPair> {
    let prints: Vec<Vec<u64>> = witnesses.iter().map(fingerprints).collect();
    let size: usize = witnesses.iter().map(|witness| witness.report.span.len()).sum();
    let is_small = size * witnesses.len().saturating_sub(1) <= MAX_BYTES_IN_FULL;
    let mut pairs = Vec::new();
    for left in 0..witnesses.len() {
        for right in left + 1..witnesses.len() {
            let sides = Sided::new(witnesses[left], witnesses[right]);
            if contains(sides) {
                continue;
            }
            let prints = Sided::new(prints[left].as_slice(), prints[right].as_slice());
            let estimate = estimate(prints, left, right);
            let share = estimate.containment.left.max(estimate.containment.right);
            let is_worth_it = is_small || share >= MIN_FINGERPRINTS;
            pairs.push(if is_worth_it { in_full(sides, left, right) } else { estimate });
        }
    }
    pairs
}

/// Says whether one report holds the other, as a collection inside a collection does.
fn contains(sides: Sided<Witness<'_>>) -> bool {
    let is_one_text = std::ptr::eq(sides.left.text, sides.right.text);
    let (left, right) = (sides.left.report.span, sides.right.report.span);
    is_one_text && (left.covers(right) || right.covers(left))
}

fn in_full(sides: Sided<Witness<'_>>, left: usize, right: usize) -> MatrixPair {
    let found = collate(sides);
    MatrixPair {
        left,
        right,
        resemblance: found.resemblance,
        containment: found.containment,
        grade: found.grade,
    }
}

/// Returns what the fingerprints alone say of two reports that share next to nothing.
fn estimate(prints: Sided<&[u64]>, left: usize, right: usize) -> MatrixPair {
    let shared = shared(prints.left, prints.right) as f64;
    let share = |of: usize| if of == 0 { 0.0 } else { shared / of as f64 };
    let lens = prints.map(<[u64]>::len);
    MatrixPair {
        left,
        right,
        resemblance: 2.0 * share(lens.left + lens.right),
        containment: lens.map(share),
        grade: Grade::Unrelated,
    }
}

/// Returns the distinct fingerprints of a report, sorted.
fn fingerprints(witness: &Witness<'_>) -> Vec<u64> {
    let folded = Folded::of(witness.text, witness.report.span);
    let mut prints: Vec<u64> = folded.chars.windows(FINGERPRINT_CHARS).map(hash).collect();
    prints.sort_unstable();
    prints.dedup();
    prints
}

fn hash(chars: &[char]) -> u64 {
    let mut hasher = FxHasher::default();
    for c in chars {
        hasher.write_u32(*c as u32);
    }
    hasher.finish()
}

/// Returns how many fingerprints two sorted sets share.
fn shared(left: &[u64], right: &[u64]) -> usize {
    let mut at = 0;
    let is_shared = |print: &&u64| {
        while right.get(at).is_some_and(|there| there < *print) {
            at += 1;
        }
        right.get(at) == Some(*print)
    };
    left.iter().filter(is_shared).count()
}
