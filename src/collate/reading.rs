//! The order in which the two sides are read beside each other.
//!
//! Pairs on the spine stand level. What lies between two of them comes in the order of its own
//! side, left before right; a moved pair is placed once for each side.

use crate::collate::lane::Pair;
use crate::collate::model::{Alignment, Certainty, Placement, Relation};
use crate::text::side::{Side, Sided};
use std::ops::Range;

/// Completes the pairs to alignments that hold every sentence exactly once, in reading order.
///
/// `counts` are the sentences of each side; `pairs` are in order of the left side.
pub fn alignments(pairs: Vec<Pair>, counts: Sided<usize>) -> Vec<Alignment> {
    let mut is_paired = counts.map(|count| vec![false; count]);
    for pair in &pairs {
        for side in Side::BOTH {
            is_paired[side][pair.sentences[side].clone()].fill(true);
        }
    }
    let mut all = Vec::new();
    let mut done = Sided::new(0, 0);
    let (moved, level): (Vec<Pair>, Vec<Pair>) = pairs.into_iter().partition(|pair| pair.moved);
    let mut moved = moved.into_iter().peekable();
    for pair in level {
        let until = Sided::new(pair.sentences.left.start, pair.sentences.right.start);
        fill(&mut all, &mut done, until, &is_paired, &mut moved);
        done = Sided::new(pair.sentences.left.end, pair.sentences.right.end);
        all.push(paired(pair));
    }
    fill(&mut all, &mut done, counts, &is_paired, &mut moved);
    all
}

/// Adds what stands alone up to `until`, and the moved pairs that start there on the left.
fn fill(
    all: &mut Vec<Alignment>,
    done: &mut Sided<usize>,
    until: Sided<usize>,
    is_paired: &Sided<Vec<bool>>,
    moved: &mut std::iter::Peekable<std::vec::IntoIter<Pair>>,
) {
    for at in done.left..until.left {
        if let Some(pair) = moved.next_if(|pair| pair.sentences.left.start == at) {
            all.push(paired(pair));
        } else if !is_paired.left[at] {
            all.push(alone(Side::Left, at));
        }
    }
    let alone_right = (done.right..until.right).filter(|at| !is_paired.right[*at]);
    all.extend(alone_right.map(|at| alone(Side::Right, at)));
    *done = until;
}

fn paired(pair: Pair) -> Alignment {
    Alignment {
        sentences: pair.sentences,
        // Until the words are compared; a pair of nothing but blanks has none.
        relation: Relation::Unchanged,
        moved: pair.moved,
        resemblance: pair.resemblance,
        is_furniture: false,
        certainty: pair.certainty,
        runner_up: pair.runner_up,
    }
}

fn alone(side: Side, at: usize) -> Alignment {
    let mut sentences = Sided::new(Range::default(), Range::default());
    sentences[side] = at..at + 1;
    let relation = if side == Side::Left { Relation::Removed } else { Relation::Added };
    Alignment {
        sentences,
        relation,
        moved: false,
        resemblance: 0.0,
        is_furniture: false,
        certainty: Certainty::default(),
        runner_up: None,
    }
}

/// Returns where each alignment is read: level ones once, moved ones once for each side.
pub fn reading(alignments: &[Alignment]) -> Vec<Placement> {
    let mut arrivals: Vec<(usize, usize)> = alignments
        .iter()
        .enumerate()
        .filter(|(_, alignment)| alignment.moved)
        .map(|(at, alignment)| (alignment.sentences.right.start, at))
        .collect();
    arrivals.sort_unstable();
    let mut arrivals = arrivals.into_iter().peekable();
    let mut reading = Vec::with_capacity(alignments.len());
    let mut gap: Vec<Placement> = Vec::new();
    for (at, alignment) in alignments.iter().enumerate() {
        let has_right = !alignment.moved && !alignment.sentences.right.is_empty();
        if has_right {
            let start = alignment.sentences.right.start;
            while let Some((_, arrived)) = arrivals.next_if(|(place, _)| *place < start) {
                gap.push(Placement { alignment: arrived, side: Some(Side::Right) });
            }
        }
        let placement = Placement { alignment: at, side: one_side(alignment) };
        if placement.side.is_none() {
            reading.append(&mut gap);
            reading.push(placement);
        } else {
            gap.push(placement);
        }
    }
    reading.append(&mut gap);
    reading.extend(arrivals.map(|(_, at)| Placement { alignment: at, side: Some(Side::Right) }));
    reading
}

/// Returns the side an alignment shows where it stands; `None` for both, level.
fn one_side(alignment: &Alignment) -> Option<Side> {
    match alignment.relation {
        _ if alignment.moved => Some(Side::Left),
        Relation::Removed => Some(Side::Left),
        Relation::Added => Some(Side::Right),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(left: usize, right: usize, moved: bool) -> Pair {
        let sentences = Sided::new(left..left + 1, right..right + 1);
        let certainty = Certainty::default();
        Pair { sentences, moved, resemblance: 1.0, certainty, runner_up: None }
    }

    fn read(pairs: Vec<Pair>, counts: (usize, usize)) -> Vec<(Vec<usize>, Vec<usize>)> {
        let alignments = alignments(pairs, Sided::new(counts.0, counts.1));
        let shown = |placement: &Placement| {
            let of = |side: Side| {
                let is_shown = placement.side.is_none_or(|only| only == side);
                let range = alignments[placement.alignment].sentences[side].clone();
                if is_shown { range.collect() } else { Vec::new() }
            };
            (of(Side::Left), of(Side::Right))
        };
        reading(&alignments).iter().map(shown).collect()
    }

    #[test]
    fn every_sentence_is_read_once_on_its_side_and_in_order() {
        let read = read(vec![pair(0, 1, false), pair(1, 0, true), pair(3, 3, false)], (4, 4));
        let left: Vec<usize> = read.iter().flat_map(|(left, _)| left.clone()).collect();
        let right: Vec<usize> = read.iter().flat_map(|(_, right)| right.clone()).collect();
        assert_eq!((left, right), (vec![0, 1, 2, 3], vec![0, 1, 2, 3]));
    }

    #[test]
    fn pair_in_order_is_level() {
        assert_eq!(read(vec![pair(0, 0, false)], (1, 1)), [(vec![0], vec![0])]);
    }
}
