//! Where shared text may be: pairs of sentences that have rare wording in common.
//!
//! Two kinds of evidence, since each misses what the other finds: grams, which say where a stretch
//! was taken over as it is, and the bigrams of whole sentences, which survive rewording. Both are
//! weighed by how rare they are in the genre.

use crate::collate::background::{Background, Commonness};
use crate::collate::normal::{Gram, Normal};
use crate::text::side::{Side, Sided};
use rustc_hash::FxHashMap;

/// A gram that stands this often on a side is no evidence of where it was taken from.
const MAX_REPEATS: usize = 8;

/// A bigram in more sentences of the right than this finds nothing (it still weighs).
const MAX_POSTINGS: usize = 200;

/// Likeness from which two sentences are looked at, `0.0..=1.0`: the weak bar of the reference method.
pub const WEAK: f64 = 0.20;

/// Mass of grams from which two sentences are looked at whatever they are like.
const MIN_MASS: f64 = 2.0;

/// A gram that both sides have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Index of its first symbol on each side.
    pub at: Sided<u32>,
    /// How rare it is, `0.0..=1.0`.
    pub rarity: f64,
}

/// Two sentences with wording in common.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// The sentence of each side.
    pub at: Sided<usize>,
    /// Rare grams in common, each counted by its rarity.
    pub mass: f64,
    /// Cosine of their bigrams, weighed by rarity, `0.0..=1.0`.
    pub likeness: f64,
    /// Share of the smaller's bigrams in the other, by the same weights.
    pub containment: f64,
}

/// What was found in common.
#[derive(Clone, Debug, Default)]
pub struct Seeds {
    /// Shared grams, by left, then right place.
    pub hits: Vec<Hit>,
    /// Pairs of sentences, by left, then right sentence.
    pub cells: Vec<Cell>,
}

/// Looks for shared wording. Cost n log n in the grams, plus what the two share.
pub fn seeds(sides: Sided<&Normal>, background: &Background, common: Sided<&Commonness>) -> Seeds {
    let mut hits = hits(sides, background);
    hits.retain(|hit| !is_commonplace(sides, common, hit));
    let of_sentence = sides.map(sentence_of_each_symbol);
    let mut masses: FxHashMap<(usize, usize), f64> = FxHashMap::default();
    for hit in &hits {
        let sentence = |of: &[u32], at: u32| of.get(at as usize).map_or(0, |at| *at as usize);
        let key =
            (sentence(&of_sentence.left, hit.at.left), sentence(&of_sentence.right, hit.at.right));
        *masses.entry(key).or_default() += hit.rarity;
    }
    let mut cells = alike(sides, background, &mut masses);
    let rest = masses.into_iter().filter(|(_, mass)| *mass >= MIN_MASS);
    cells.extend(rest.map(|((left, right), mass)| Cell {
        at: Sided::new(left, right),
        mass,
        likeness: 0.0,
        containment: 0.0,
    }));
    cells.sort_by_key(|cell| (cell.at.left, cell.at.right));
    Seeds { hits, cells }
}

/// Says whether all symbols of a gram stand under commonplaces, on either side.
fn is_commonplace(sides: Sided<&Normal>, common: Sided<&Commonness>, hit: &Hit) -> bool {
    Side::BOTH.into_iter().any(|side| {
        let start = hit.at[side] as usize;
        let end = sides[side].gram_end(start, sides[side].codes.len()).unwrap_or(start);
        common[side].is_commonplace[start..end].iter().all(|common| *common)
    })
}

fn sentence_of_each_symbol(normal: &Normal) -> Vec<u32> {
    let mut of_symbol = vec![0; normal.codes.len()];
    for (at, sentence) in normal.sentences.iter().enumerate() {
        of_symbol[sentence.clone()].fill(at as u32);
    }
    of_symbol
}

/// Returns the grams both sides have, those that stand too often left out.
fn hits(sides: Sided<&Normal>, background: &Background) -> Vec<Hit> {
    let grams = sides.map(|normal| {
        let mut grams = normal.grams();
        grams.sort_unstable();
        grams
    });
    let (mut left, mut right) = (grams.left.as_slice(), grams.right.as_slice());
    let mut hits = Vec::new();
    while let (Some(first), Some(second)) = (left.first(), right.first()) {
        let hash = first.0.min(second.0);
        let ours = take(&mut left, hash);
        let theirs = take(&mut right, hash);
        let is_seen = !ours.is_empty() && !theirs.is_empty();
        if is_seen && ours.len() <= MAX_REPEATS && theirs.len() <= MAX_REPEATS {
            let rarity = background.rarity(hash);
            for (_, left) in ours {
                let pair = |(_, right): &Gram| Hit { at: Sided::new(*left, *right), rarity };
                hits.extend(theirs.iter().map(pair));
            }
        }
    }
    hits.sort_unstable_by_key(|hit| (hit.at.left, hit.at.right));
    hits
}

/// Takes the grams of one hash off the front.
fn take<'a>(grams: &mut &'a [Gram], hash: u64) -> &'a [Gram] {
    let count = grams.iter().take_while(|gram| gram.0 == hash).count();
    let (taken, rest) = grams.split_at(count);
    *grams = rest;
    taken
}

/// The bigrams of the sentences of one side, weighed.
struct Weighed {
    bigrams: Vec<Vec<u64>>,
    /// Squared weights of each sentence, summed up.
    norms: Vec<f64>,
    /// Weights of each sentence, summed up.
    sums: Vec<f64>,
}

impl Weighed {
    fn of(normal: &Normal, weight: &mut impl FnMut(u64) -> f64) -> Self {
        let bigrams: Vec<Vec<u64>> =
            (0..normal.sentences.len()).map(|at| normal.bigrams(at)).collect();
        let mut norms = Vec::with_capacity(bigrams.len());
        let mut sums = Vec::with_capacity(bigrams.len());
        for sentence in &bigrams {
            let (mut norm, mut sum) = (0.0, 0.0);
            for bigram in sentence {
                let weight = weight(*bigram);
                norm += weight * weight;
                sum += weight;
            }
            norms.push(norm);
            sums.push(sum);
        }
        Self { bigrams, norms, sums }
    }
}

/// Returns the pairs of sentences alike enough to be looked at; takes their masses out of `masses`.
fn alike(
    sides: Sided<&Normal>,
    background: &Background,
    masses: &mut FxHashMap<(usize, usize), f64>,
) -> Vec<Cell> {
    let mut known: FxHashMap<u64, f64> = FxHashMap::default();
    let mut weight =
        |bigram: u64| *known.entry(bigram).or_insert_with(|| background.bigram_rarity(bigram));
    let left = Weighed::of(sides.left, &mut weight);
    let right = Weighed::of(sides.right, &mut weight);
    let mut postings: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (at, bigrams) in right.bigrams.iter().enumerate() {
        for bigram in bigrams {
            postings.entry(*bigram).or_default().push(at as u32);
        }
    }
    let mut cells = Vec::new();
    let mut shared = vec![(0.0_f64, 0.0_f64); right.bigrams.len()];
    let mut touched = Vec::new();
    for (at, bigrams) in left.bigrams.iter().enumerate() {
        for bigram in bigrams {
            let Some(there) = postings.get(bigram).filter(|list| list.len() <= MAX_POSTINGS) else {
                continue;
            };
            let weight = weight(*bigram);
            for right in there {
                let sum = &mut shared[*right as usize];
                if sum.1 <= 0.0 {
                    touched.push(*right);
                }
                sum.0 += weight * weight;
                sum.1 += weight;
            }
        }
        touched.sort_unstable();
        touched.dedup();
        for there in touched.drain(..) {
            let (square, sum) = std::mem::take(&mut shared[there as usize]);
            let there = there as usize;
            let cosine = square / (left.norms[at] * right.norms[there]).sqrt().max(1e-9);
            if cosine < WEAK {
                continue;
            }
            let smaller = left.sums[at].min(right.sums[there]);
            cells.push(Cell {
                at: Sided::new(at, there),
                mass: masses.remove(&(at, there)).unwrap_or(0.0),
                likeness: cosine.min(1.0),
                containment: (sum / smaller.max(1e-9)).min(1.0),
            });
        }
    }
    cells
}
