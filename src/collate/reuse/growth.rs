//! How pairs of sentences grow together: regions of the grid of sentences, in whatever order.
//!
//! ```text
//!            right  1 2 3 4 5
//!      left 1       . . S . .      S strong: what a region grows from
//!           2       . S w . .      w weak: joins only where it touches a strong one
//!           3       . . . S .
//! ```
//!
//! Sentences that were moved about, merged or split inside a passage stay one region.

use crate::collate::reuse::seed::Cell;
use crate::text::side::Sided;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Likeness from which a pair of sentences is strong, `0.0..=1.0`. Set on the 120 open pairs, as
/// are all bars here: from 0.32 to 0.40 the score stays within .005.
const STRONG: f64 = 0.36;

/// Mass of rare grams from which a pair is strong whatever it is like: a stretch taken into a longer sentence.
const STRONG_MASS: f64 = 8.0;

/// Likeness that is enough …
const STRONG_CONTAINED: f64 = 0.24;

/// … if this share of the shorter sentence is found in the other.
const MIN_CONTAINED: f64 = 0.55;

/// How far apart strong pairs of one region may be, in sentences on each side. With 2 passages whose
/// sentences were shuffled break in two.
const REACH: usize = 3;

/// How far a weak pair may be from a strong one.
const WEAK_REACH: usize = 1;

/// Pairs of sentences that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Growth {
    /// The sentences from the first to the last on each side.
    pub hull: Sided<Range<usize>>,
    /// The pairs, by left, then right sentence.
    pub cells: Vec<Cell>,
}

/// Says whether a pair of sentences is shared text by itself.
pub fn is_strong(cell: &Cell) -> bool {
    cell.likeness >= STRONG
        || cell.mass >= STRONG_MASS
        || cell.likeness >= STRONG_CONTAINED && cell.containment >= MIN_CONTAINED
}

/// Returns the regions that grow from strong pairs, by their first pair. A weak pair that touches
/// two regions is in both, so that exchanging the sides mirrors them. Linear in the pairs.
pub fn grow(cells: &[Cell], is_strong: impl Fn(&Cell) -> bool) -> Vec<Growth> {
    let place: FxHashMap<(usize, usize), usize> =
        cells.iter().enumerate().map(|(at, cell)| ((cell.at.left, cell.at.right), at)).collect();
    let mut is_taken = vec![false; cells.len()];
    let mut grown = Vec::new();
    for seed in 0..cells.len() {
        if is_taken[seed] || !is_strong(&cells[seed]) {
            continue;
        }
        is_taken[seed] = true;
        let (mut strong, mut weak) = (vec![seed], Vec::new());
        let mut next = 0;
        while let Some(&at) = strong.get(next) {
            next += 1;
            for (key, distance) in neighbours(&cells[at]) {
                let Some(&there) = place.get(&key) else { continue };
                if !is_strong(&cells[there]) {
                    weak.extend((distance <= WEAK_REACH).then_some(there));
                } else if !std::mem::replace(&mut is_taken[there], true) {
                    strong.push(there);
                }
            }
        }
        strong.extend(weak);
        strong.sort_unstable();
        strong.dedup();
        let cells: Vec<Cell> = strong.into_iter().map(|at| cells[at]).collect();
        grown.push(Growth { hull: hull(&cells), cells });
    }
    grown
}

/// Returns the places around a pair, each with its distance in sentences.
fn neighbours(cell: &Cell) -> impl Iterator<Item = ((usize, usize), usize)> {
    let around = |at: usize| at.saturating_sub(REACH)..=at + REACH;
    let (left, right) = (cell.at.left, cell.at.right);
    around(left).flat_map(move |l| {
        around(right).map(move |r| ((l, r), l.abs_diff(left).max(r.abs_diff(right))))
    })
}

/// Returns the sentences from the first to the last of some pairs.
fn hull(cells: &[Cell]) -> Sided<Range<usize>> {
    let range = |side: fn(&Cell) -> usize| {
        let places = || cells.iter().map(side);
        places().min().unwrap_or(0)..places().max().map_or(0, |last| last + 1)
    };
    Sided::new(range(|cell| cell.at.left), range(|cell| cell.at.right))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(left: usize, right: usize, likeness: f64) -> Cell {
        Cell { at: Sided::new(left, right), mass: 0.0, likeness, containment: 0.0 }
    }

    fn hulls(cells: &[Cell]) -> Vec<(Range<usize>, Range<usize>)> {
        grow(cells, is_strong)
            .into_iter()
            .map(|growth| (growth.hull.left, growth.hull.right))
            .collect()
    }

    #[test]
    fn shuffled_sentences_are_one_region() {
        let cells = [cell(1, 7, 0.9), cell(2, 5, 0.9), cell(3, 6, 0.9)];
        assert_eq!(hulls(&cells), [(1..4, 5..8)]);
    }

    #[test]
    fn weak_pair_joins_only_where_it_touches() {
        let cells = [cell(1, 1, 0.9), cell(2, 2, 0.25), cell(4, 4, 0.25)];
        assert_eq!(hulls(&cells), [(1..3, 1..3)]);
    }

    #[test]
    fn what_is_far_apart_on_either_side_is_two_regions() {
        let cells = [cell(1, 1, 0.9), cell(2, 30, 0.9)];
        assert_eq!(hulls(&cells).len(), 2);
    }
}
