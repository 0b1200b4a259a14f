//! Where shared text may be: pairs of sentences that have rare wording in common.
//!
//! Two kinds of evidence, since each misses what the other finds: grams, which say where a stretch
//! was taken over as it is, and the bigrams of whole sentences, which survive rewording. Both are
//! weighed by how rare they are in the genre.

use crate::collate::background::Background;
use crate::collate::postings::{Shared, add_up};
use crate::collate::reuse::index::Index;
use crate::text::side::{Side, Sided};
use rustc_hash::FxHashMap;
use std::ops::AddAssign;

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

/// Looks for shared wording; `shared` are the bigrams that both have. Linear in the grams, plus what the
/// two share.
pub fn seeds(sides: Sided<&Index>, shared: &[Shared], background: &Background) -> Seeds {
    let mut hits = hits(sides, background);
    hits.retain(|hit| !is_commonplace(sides, hit));
    let mut masses: FxHashMap<(usize, usize), f64> = FxHashMap::default();
    for hit in &hits {
        let sentence = |side: Side| sides[side].normal.sentence_at(hit.at[side] as usize);
        *masses.entry((sentence(Side::Left), sentence(Side::Right))).or_default() += hit.rarity;
    }
    let mut cells = alike(sides, shared, background, &mut masses);
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
fn is_commonplace(sides: Sided<&Index>, hit: &Hit) -> bool {
    Side::BOTH.into_iter().any(|side| {
        let (normal, start) = (&sides[side].normal, hit.at[side] as usize);
        let end = normal.gram_end(start, normal.codes.len()).unwrap_or(start);
        sides[side].common.is_commonplace[start..end].iter().all(|common| *common)
    })
}

/// Returns the grams both sides have, those that stand too often left out.
fn hits(sides: Sided<&Index>, background: &Background) -> Vec<Hit> {
    let (mut here, mut there) = (0, 0);
    let mut hits = Vec::new();
    while let (Some(one), Some(other)) = (sides.left.grams.get(here), sides.right.grams.get(there))
    {
        if one != other {
            // Which is less is as good as random: steps without a branch are twice as fast.
            here += usize::from(one < other);
            there += usize::from(other < one);
            continue;
        }
        let (ours, theirs) = (sides.left.equal_grams(here), sides.right.equal_grams(there));
        (here, there) = (ours.end, theirs.end);
        if ours.len() > MAX_REPEATS || theirs.len() > MAX_REPEATS {
            continue;
        }
        for left in &sides.left.starts[ours] {
            let rarity = background.weight(sides.left.common.frequencies[*left as usize]);
            let hit = |right: &u32| Hit { at: Sided::new(*left, *right), rarity };
            hits.extend(sides.right.starts[theirs.clone()].iter().map(hit));
        }
    }
    hits.sort_unstable_by_key(|hit| (hit.at.left, hit.at.right));
    hits
}

/// What common bigrams are worth.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Worth {
    /// Their squared weights, summed up.
    square: f64,
    /// Their weights, summed up.
    weight: f64,
}

impl AddAssign for Worth {
    fn add_assign(&mut self, more: Self) {
        self.square += more.square;
        self.weight += more.weight;
    }
}

/// Returns the pairs of sentences alike enough to be looked at; takes their masses out of `masses`.
fn alike(
    sides: Sided<&Index>,
    shared: &[Shared],
    background: &Background,
    masses: &mut FxHashMap<(usize, usize), f64>,
) -> Vec<Cell> {
    let postings = sides.map(|side| &side.bigrams);
    let is_usual = |bigram: &Shared| postings.right.sentences(bigram.right).len() <= MAX_POSTINGS;
    let telling: Vec<Shared> = shared.iter().copied().filter(is_usual).collect();
    let worth = |bigram: Shared| {
        let weight = background.weight(sides.left.frequencies[bigram.left as usize]);
        Worth { square: weight * weight, weight }
    };
    let norm = |at: Sided<usize>| sides.left.norms[at.left] * sides.right.norms[at.right];
    // The cosine against its bar, without taking a root for every pair.
    let passes = |left: usize| {
        let least = WEAK * WEAK * sides.left.norms[left];
        let norms = sides.right.norms.as_slice();
        move |right: u32, sum: Worth| sum.square * sum.square >= least * norms[right as usize]
    };
    let mut cells = Vec::new();
    let tell = |at: Sided<usize>, sum: Worth| {
        let smaller = sides.left.sums[at.left].min(sides.right.sums[at.right]);
        cells.push(Cell {
            at,
            mass: masses.remove(&(at.left, at.right)).unwrap_or(0.0),
            likeness: (sum.square / norm(at).sqrt().max(1e-9)).min(1.0),
            containment: (sum.weight / smaller.max(1e-9)).min(1.0),
        });
    };
    add_up(postings, &telling, |_, _| true, worth, passes, tell);
    cells
}
