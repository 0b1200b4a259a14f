//! Regions worth telling: the grown ones, cut to what is needed, once common wording is taken for what it is.

use crate::collate::background::Background;
use crate::collate::normal::Normal;
use crate::collate::postings::shared;
use crate::collate::reuse::growth::{Growth, grow, is_strong};
use crate::collate::reuse::index::Index;
use crate::collate::reuse::rewording::reworded;
use crate::collate::reuse::seed::{Cell, Hit, Seeds, seeds};
use crate::collate::reuse::tally::Tally;
use crate::text::side::{Side, Sided};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::ops::Range;

/// What speaks for a region: any one of these is enough. Set on the 120 open pairs and 3,000 pairs
/// of regulations on different subjects; of those 1.6 % share a passage by these bars, as a reading
/// of forty of them says because they do, and with every bar a quarter lower 4.9 %.
const EVIDENCE: [Evidence; 3] = [
    // Much rare wording, however scattered.
    Evidence { mass: 14.0, density: 0.08, likeness: 0.25, symbols: 20, lopsided: f64::INFINITY },
    // Less of it, in sentences that are alike and of like length.
    Evidence { mass: 10.0, density: 0.08, likeness: 0.44, symbols: 30, lopsided: 1.5 },
    // Little of it, in sentences that are almost the same.
    Evidence { mass: 7.0, density: 0.08, likeness: 0.8, symbols: 45, lopsided: 1.2 },
];

/// A bar for regions.
struct Evidence {
    /// Rare grams in common, each counted by its rarity.
    mass: f64,
    /// … of those so many a symbol of the shorter side.
    density: f64,
    /// Likeness of the sentences, `0.0..=1.0`.
    likeness: f64,
    /// Symbols of the shorter side.
    symbols: usize,
    /// How many times as long the longer side may be.
    lopsided: f64,
}

/// Rare grams that only one sentence explains, from which it is needed whatever its rivals are like.
const MIN_GAIN: f64 = 3.0;

/// Rare grams that a pair of sentences needs which stand level, each counted by its rarity: that they
/// stand beside each other speaks for them as well.
const MIN_LEVEL_MASS: f64 = 3.5;

/// The same for a pair that stands at different places in the order.
pub const MIN_MOVED_MASS: f64 = 6.0;

/// … of those so many a symbol of the shorter one.
pub const MIN_LEVEL_DENSITY: f64 = 0.2;

/// Share of a region under a heavier one, on either side, from which it is the same wording met again.
const MAX_COVERED: f64 = 0.5;

/// Shared text, in sentences.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Region {
    /// The sentences from the first to the last on each side, none of them empty.
    pub sentences: Sided<Range<usize>>,
    /// Their symbols.
    pub symbols: Sided<Range<usize>>,
    /// Rare grams in common, each place counted once by its rarity, on the side that has fewer.
    pub mass: f64,
    /// Mean likeness of the sentences to their best counterparts, by length, on the side where it
    /// is less; `0.0..=1.0`.
    pub likeness: f64,
    /// Longest run of equal symbols.
    pub longest_run: usize,
}

impl Region {
    /// Returns the symbols of the shorter side.
    fn len(&self) -> usize {
        self.symbols.left.len().min(self.symbols.right.len())
    }

    /// Says whether so much rare wording is no coincidence.
    fn is_evidence(&self) -> bool {
        let len = self.len() as f64;
        let longer = self.symbols.left.len().max(self.symbols.right.len()) as f64;
        EVIDENCE.iter().any(|bar| {
            self.mass >= bar.mass
                && self.mass >= bar.density * len
                && self.likeness >= bar.likeness
                && self.len() >= bar.symbols
                && longer <= bar.lopsided * len
        })
    }
}

/// Symbols of one stretch times those of another that are compared one by one: a millisecond.
const MAX_COMPARED: usize = 1_000_000;

/// What two reports have in common, whatever stands beside what.
#[derive(Clone, Debug)]
pub struct Wording<'a> {
    /// What is searched.
    indexes: Sided<&'a Index>,
    /// Where the two meet.
    pub seeds: Seeds,
    /// The regions that share rare wording, in order of the left side.
    pub regions: Vec<Region>,
}

impl<'a> Wording<'a> {
    /// Looks for what two reports share. Linear, plus what they share.
    pub fn of(indexes: Sided<&'a Index>, background: &Background) -> Self {
        let shared = shared(indexes.map(|index| &index.bigrams));
        let seeds = seeds(indexes, &shared, background);
        let regions = regions(indexes.map(|index| &index.normal), &seeds);
        Self { indexes, seeds, regions }
    }

    /// Returns the stretches reworded throughout, in order of the left side; they may overlap the regions.
    /// Looked for when asked: most pairs do not need it.
    pub fn reworded(&self) -> Vec<Region> {
        let found = reworded(self.indexes).into_iter();
        let with_run = |region: Region| {
            let longest_run = self.longest_run(&region.sentences);
            Region { longest_run, ..region }
        };
        found.map(with_run).collect()
    }

    /// Returns how many symbols in a row two stretches have in common at most, wherever they stand; of long
    /// stretches runs that are shorter than a gram are passed over.
    pub fn longest_run(&self, sentences: &Sided<Range<usize>>) -> usize {
        let sides = self.indexes.map(|index| &index.normal);
        let codes = |side: Side| &sides[side].codes[sides[side].symbols_of(&sentences[side])];
        let (left, right) = (codes(Side::Left), codes(Side::Right));
        if left.len() * right.len() <= MAX_COMPARED {
            longest_equal(left, right)
        } else {
            longest_run(sides, &placed(sides, &self.seeds.hits, sentences))
        }
    }

    /// Returns what weighs the terms of any two stretches.
    pub fn tally(&self) -> Tally<'a> {
        let terms = self.indexes.map(|index| &index.terms.postings);
        Tally::of(self.indexes, &shared(terms))
    }

    /// Says whether aligned sentences share enough rare wording to be told as shared text, though
    /// they are too short to stand out by themselves. Moved ones need more of it.
    pub fn is_evidence(&self, sentences: &Sided<Range<usize>>, moved: bool) -> bool {
        let sides = self.indexes.map(|index| &index.normal);
        let placed = placed(sides, &self.seeds.hits, sentences);
        let mass = |side: Side| mass(&placed, sentences, side);
        let mass = mass(Side::Left).min(mass(Side::Right));
        let len = |side: Side| sides[side].symbols_of(&sentences[side]).len();
        let shorter = len(Side::Left).min(len(Side::Right)) as f64;
        let least = if moved { MIN_MOVED_MASS } else { MIN_LEVEL_MASS };
        mass >= least && mass >= MIN_LEVEL_DENSITY * shorter
    }
}

/// Returns the regions that share rare wording, in order of the left side. Cost follows the text shared.
fn regions(sides: Sided<&Normal>, seeds: &Seeds) -> Vec<Region> {
    let grown = grow(&seeds.cells, is_strong).into_iter();
    let regions = grown.map(|growth| cut(sides, &seeds.hits, growth));
    heaviest(regions.filter(Region::is_evidence).collect())
}

/// Returns of regions that cover each other on a side the heaviest, in order of the left side.
/// Quadratic in the regions.
pub fn heaviest(mut found: Vec<Region>) -> Vec<Region> {
    // The same from both sides: what the two starts add up to tells ties apart, not which is left.
    let start = |region: &Region| {
        let (left, right) = (region.sentences.left.start, region.sentences.right.start);
        (left + right, left.abs_diff(right))
    };
    found.sort_by(|a, b| b.mass.total_cmp(&a.mass).then(start(a).cmp(&start(b))));
    let mut kept: Vec<Region> = Vec::new();
    for region in found {
        if !kept.iter().any(|heavier| is_covered(&region, heavier)) {
            kept.push(region);
        }
    }
    kept.sort_by_key(|region| (region.sentences.left.start, region.sentences.right.start));
    kept
}

fn is_covered(region: &Region, heavier: &Region) -> bool {
    Side::BOTH.into_iter().any(|side| {
        let (own, other) = (&region.symbols[side], &heavier.symbols[side]);
        let common = own.end.min(other.end).saturating_sub(own.start.max(other.start));
        common as f64 > MAX_COVERED * own.len() as f64
    })
}

/// A hit, with the sentences it stands in.
struct Placed {
    sentence: Sided<usize>,
    hit: Hit,
}

/// Cuts a grown region to the sentences that are needed on each side, and weighs it.
fn cut(sides: Sided<&Normal>, hits: &[Hit], growth: Growth) -> Region {
    let placed = placed(sides, hits, &growth.hull);
    let mut hull = growth.hull;
    loop {
        let before = hull.clone();
        for side in Side::BOTH {
            while hull[side].len() > 1
                && !is_needed(&growth.cells, &placed, &hull, side, hull[side].start)
            {
                hull[side].start += 1;
            }
            while hull[side].len() > 1
                && !is_needed(&growth.cells, &placed, &hull, side, hull[side].end - 1)
            {
                hull[side].end -= 1;
            }
        }
        if hull == before {
            break;
        }
    }
    let mass = |side: Side| mass(&placed, &hull, side);
    let likeness = |side: Side| likeness(sides[side], &growth.cells, &hull, side);
    Region {
        mass: mass(Side::Left).min(mass(Side::Right)),
        likeness: likeness(Side::Left).min(likeness(Side::Right)),
        longest_run: longest_run(sides, &placed),
        symbols: Sided::new(sides.left.symbols_of(&hull.left), sides.right.symbols_of(&hull.right)),
        sentences: hull,
    }
}

/// Returns the hits inside a hull, with their sentences.
fn placed(sides: Sided<&Normal>, hits: &[Hit], hull: &Sided<Range<usize>>) -> Vec<Placed> {
    let symbols =
        Sided::new(sides.left.symbols_of(&hull.left), sides.right.symbols_of(&hull.right));
    let first = hits.partition_point(|hit| (hit.at.left as usize) < symbols.left.start);
    let inside = hits[first..]
        .iter()
        .take_while(|hit| (hit.at.left as usize) < symbols.left.end)
        .filter(|hit| symbols.right.contains(&(hit.at.right as usize)));
    let sentence = |side: Side, hit: &Hit| sides[side].sentence_at(hit.at[side] as usize);
    let place = |hit: &Hit| Placed {
        sentence: Sided::new(sentence(Side::Left, hit), sentence(Side::Right, hit)),
        hit: *hit,
    };
    inside.map(place).collect()
}

/// Says whether a sentence at the edge of a hull explains something that no other does as well:
/// 第五条 beside an almost equal 第六条 of which only one was taken over.
fn is_needed(
    cells: &[Cell],
    placed: &[Placed],
    hull: &Sided<Range<usize>>,
    side: Side,
    at: usize,
) -> bool {
    let there = side.other();
    let is_inside = |cell: &&Cell| hull[there].contains(&cell.at[there]);
    let rival = |cell: &Cell| {
        let rivals = cells.iter().filter(|other| {
            other.at[there] == cell.at[there]
                && other.at[side] != at
                && hull[side].contains(&other.at[side])
        });
        rivals.map(|other| other.likeness).fold(0.0, f64::max)
    };
    let own = cells.iter().filter(|cell| cell.at[side] == at).filter(is_inside);
    let mut is_own = false;
    for cell in own {
        is_own = true;
        if cell.likeness > 0.0 && cell.likeness >= rival(cell) {
            return true;
        }
    }
    is_own && gain(placed, hull, side, at) >= MIN_GAIN
}

/// Returns the rare grams of the other side that only this sentence explains.
fn gain(placed: &[Placed], hull: &Sided<Range<usize>>, side: Side, at: usize) -> f64 {
    let there = side.other();
    let is_inside = |placed: &&Placed| hull[there].contains(&placed.sentence[there]);
    let own = || placed.iter().filter(is_inside).filter(|placed| placed.sentence[side] == at);
    let explained = own().map(|placed| placed.hit.at[there]);
    let Some((first, last)) = explained.clone().min().zip(explained.max()) else { return 0.0 };
    // Nearly all others explain something else altogether.
    let others = placed.iter().filter(is_inside).filter(|placed| {
        (first..=last).contains(&placed.hit.at[there])
            && placed.sentence[side] != at
            && hull[side].contains(&placed.sentence[side])
    });
    let mut seen: FxHashSet<u32> = others.map(|placed| placed.hit.at[there]).collect();
    own().filter(|placed| seen.insert(placed.hit.at[there])).map(|placed| placed.hit.rarity).sum()
}

/// Returns the rarity of the grams in common inside a hull, each place of the side counted once.
fn mass(placed: &[Placed], hull: &Sided<Range<usize>>, side: Side) -> f64 {
    let is_inside = |placed: &&Placed| {
        Side::BOTH.into_iter().all(|side| hull[side].contains(&placed.sentence[side]))
    };
    let mut seen = FxHashSet::with_capacity_and_hasher(placed.len(), FxBuildHasher);
    let inside = placed.iter().filter(is_inside);
    inside.filter(|placed| seen.insert(placed.hit.at[side])).map(|placed| placed.hit.rarity).sum()
}

fn likeness(normal: &Normal, cells: &[Cell], hull: &Sided<Range<usize>>, side: Side) -> f64 {
    let own = &hull[side];
    let mut best = vec![0.0_f64; own.len()];
    let is_inside =
        |cell: &&Cell| Side::BOTH.into_iter().all(|side| hull[side].contains(&cell.at[side]));
    for cell in cells.iter().filter(is_inside) {
        let place = &mut best[cell.at[side] - own.start];
        // A part of a longer sentence is like it in all it has.
        *place = place.max(cell.likeness).max(cell.containment.min(cell.likeness * 2.0));
    }
    let len = |at: usize| normal.sentences.get(at).map_or(0, Range::len) as f64;
    let total: f64 = own.clone().map(len).sum();
    let alike: f64 = own.clone().zip(&best).map(|(at, best)| len(at) * best).sum();
    alike / total.max(1.0)
}

/// Returns how many symbols in a row two stretches have in common at most. Cost: the product of their lengths.
fn longest_equal(left: &[u32], right: &[u32]) -> usize {
    let mut longest = 0;
    // How long the run is that ends with the symbol before and each of the right.
    let mut runs = vec![0; right.len() + 1];
    for one in left {
        for (at, other) in right.iter().enumerate().rev() {
            runs[at + 1] = if one == other { runs[at] + 1 } else { 0 };
            longest = longest.max(runs[at + 1]);
        }
    }
    longest
}

/// Returns the longest run of equal symbols among the hits: grams that follow each other on both sides.
fn longest_run(sides: Sided<&Normal>, placed: &[Placed]) -> usize {
    let mut ends: FxHashMap<(u32, u32), usize> = FxHashMap::default();
    let mut longest = 0;
    for place in placed {
        let (left, right) = (place.hit.at.left, place.hit.at.right);
        let before =
            left.checked_sub(1).zip(right.checked_sub(1)).and_then(|key| ends.get(&key)).copied();
        let run = before.map_or_else(
            || {
                let start = left as usize;
                let end = sides.left.gram_end(start, sides.left.codes.len());
                end.map_or(0, |end| end - start)
            },
            |before| before + 1,
        );
        longest = longest.max(run);
        ends.insert((left, right), run);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::longest_equal;

    #[test]
    fn longest_equal_run_is_found_wherever_it_stands() {
        assert_eq!(longest_equal(&[1, 2, 3, 4], &[9, 2, 3, 2, 3, 4]), 3);
        assert_eq!(longest_equal(&[7, 7], &[7, 7, 7]), 2);
        assert_eq!(longest_equal(&[1], &[]), 0);
    }
}
