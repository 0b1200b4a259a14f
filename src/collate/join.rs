//! Merged and split sentences: pairs that take in the neighbours they explain.
//!
//! ```text
//! 首先，我们取得了突破。通过加强与高校的合作，推动了研发。
//! 首先，我们加强了与高校的合作，推动了研发。              one pair, 2:1
//! ```

use crate::collate::align::MIN_SURE;
use crate::collate::guidance::Decisions;
use crate::collate::lane::{Lane, Pair, Places, weight};
use crate::collate::model::Certainty;
use crate::collate::resemblance::{Shingles, containment, resemblance};
use crate::text::side::{Side, Sided};
use std::ops::Range;

/// Share of a left-over neighbour that must be found on the other side for it to join a pair.
const MIN_JOINED: f64 = 0.34;

/// A neighbour that joins a pair may lower its resemblance by no more than this.
const MAX_JOIN_LOSS: f64 = 0.02;

/// The same two bars for a neighbour that opens with the ordinal the other side opens with:
/// 首先 in 首先,我们取得了突破。通过加强… and in 首先,在研发方面,我们加强了… is evidence enough.
const MIN_JOINED_BY_LEAD: f64 = 0.2;
const MAX_JOIN_LOSS_BY_LEAD: f64 = 0.12;

/// Two pairs that follow each other are read as one if both are below this, …
const MAX_WEAK: f64 = 0.6;

/// … and together gain at least this over the better of them.
const MIN_FUSE_GAIN: f64 = 0.03;

/// Neighbours that may join a pair on each side.
const MAX_JOINED: usize = 3;

/// Reads weak pairs that follow each other as one: sentences were cut anew inside a paragraph.
pub fn fuse_weak(
    lanes: Sided<&Lane>,
    places: &Places,
    pairs: Vec<Pair>,
    decisions: &Decisions,
) -> Vec<Pair> {
    let mut fused: Vec<Pair> = Vec::with_capacity(pairs.len());
    for pair in pairs {
        let both = fused.last().and_then(|last| fusion(lanes, places, last, &pair));
        let both =
            both.filter(|both| decisions.may_join(&both.sentences.left, &both.sentences.right));
        match (both, fused.last_mut()) {
            (Some(both), Some(last)) => *last = both,
            _ => fused.push(pair),
        }
    }
    fused
}

fn fusion(lanes: Sided<&Lane>, places: &Places, first: &Pair, second: &Pair) -> Option<Pair> {
    let follows = Side::BOTH.into_iter().all(|side| {
        let (before, after) = (&first.sentences[side], &second.sentences[side]);
        before.end == after.start
            && lanes[side].is_text[before.start]
            && lanes[side].is_text[after.start]
            && places[side][before.start] == places[side][after.start]
    });
    let better = first.resemblance.max(second.resemblance);
    if !follows || first.moved || second.moved || better >= MAX_WEAK {
        return None;
    }
    let range = |side: Side| first.sentences[side].start..second.sentences[side].end;
    let sentences = Sided::new(range(Side::Left), range(Side::Right));
    let sets = Sided::new(union(lanes.left, &sentences.left), union(lanes.right, &sentences.right));
    let resemblance = resemblance(&sets.left, &sets.right);
    let certainty = if resemblance < MIN_SURE { Certainty::Uncertain } else { Certainty::Sure };
    let fused = Pair { sentences, moved: false, resemblance, certainty, runner_up: None };
    (resemblance >= better + MIN_FUSE_GAIN).then_some(fused)
}

fn union(lane: &Lane, range: &Range<usize>) -> Shingles {
    let shingles = lane.shingles.get(range.clone()).unwrap_or(&[]);
    shingles.iter().fold(Shingles::default(), |all, next| all.union(next))
}

/// Lets left-over neighbours join the pair that explains them: 1:N and N:1.
pub fn join_neighbours(
    lanes: Sided<&Lane>,
    places: &Places,
    pairs: &mut [Pair],
    taken: &mut Sided<Vec<bool>>,
    decisions: &Decisions,
) {
    let rank = |pair: &&mut Pair| {
        let (left, right) = (pair.sentences.left.start, pair.sentences.right.start);
        std::cmp::Reverse(weight(pair.resemblance, lanes, (left, right)))
    };
    let is_text = |pair: &&mut Pair| {
        lanes.left.is_text[pair.sentences.left.start]
            && lanes.right.is_text[pair.sentences.right.start]
    };
    // Best pairs first, not left to right: the mirrored collation must give neighbours to the same pairs.
    let is_open = |pair: &&mut Pair| pair.certainty != Certainty::Pinned;
    let mut ranked: Vec<&mut Pair> = pairs.iter_mut().filter(is_text).filter(is_open).collect();
    ranked.sort_by_key(rank);
    for pair in ranked {
        let mut sets = Sided::new(
            union(lanes.left, &pair.sentences.left),
            union(lanes.right, &pair.sentences.right),
        );
        while let Some(joiner) = best_joiner(lanes, places, pair, (&sets, taken), decisions) {
            pair.resemblance = joiner.resemblance;
            sets[joiner.side] = joiner.union;
            taken[joiner.side][joiner.at] = true;
            let range = &mut pair.sentences[joiner.side];
            *range = range.start.min(joiner.at)..range.end.max(joiner.at + 1);
        }
    }
}

/// A left-over neighbour of a pair, and what the pair would be with it.
struct Joiner {
    side: Side,
    at: usize,
    resemblance: f64,
    union: Shingles,
}

/// Returns the left-over neighbour that helps a pair most.
fn best_joiner(
    lanes: Sided<&Lane>,
    places: &Places,
    pair: &Pair,
    (sets, taken): (&Sided<Shingles>, &Sided<Vec<bool>>),
    decisions: &Decisions,
) -> Option<Joiner> {
    let neighbours = Side::BOTH.into_iter().flat_map(|side| {
        let range = &pair.sentences[side];
        let near = [range.start.checked_sub(1), Some(range.end)];
        let is_short = range.len() <= MAX_JOINED;
        near.into_iter().flatten().filter(move |_| is_short).map(move |at| (side, at))
    });
    let free = neighbours.filter(|(side, at)| {
        let lane = lanes[*side];
        let beside = pair.sentences[*side].start;
        taken[*side].get(*at) == Some(&false)
            && lane.is_text[*at]
            && places[*side][*at] == places[*side][beside]
            && may_stand_there(pair, (*side, *at), decisions)
    });
    let joiners = free.filter_map(|(side, at)| joiner(lanes, pair, sets, (side, at)));
    let said = |joiner: &Joiner| lanes[joiner.side].keys[joiner.at];
    joiners.max_by(|a, b| a.resemblance.total_cmp(&b.resemblance).then(said(a).cmp(&said(b))))
}

/// Says whether the reviewer let a neighbour stand beside the other side of a pair.
fn may_stand_there(pair: &Pair, (side, at): (Side, usize), decisions: &Decisions) -> bool {
    let (own, other) = (at..at + 1, &pair.sentences[side.other()]);
    match side {
        Side::Left => decisions.may_join(&own, other),
        Side::Right => decisions.may_join(other, &own),
    }
}

fn joiner(
    lanes: Sided<&Lane>,
    pair: &Pair,
    sets: &Sided<Shingles>,
    (side, at): (Side, usize),
) -> Option<Joiner> {
    let opening = lanes[side.other()].leads[pair.sentences[side.other()].start];
    let is_before = at < pair.sentences[side].start;
    let by_lead = is_before && opening.is_some() && opening == lanes[side].leads[at];
    let (min_joined, max_loss) = if by_lead {
        (MIN_JOINED_BY_LEAD, MAX_JOIN_LOSS_BY_LEAD)
    } else {
        (MIN_JOINED, MAX_JOIN_LOSS)
    };
    let set = &lanes[side].shingles[at];
    if containment(set, &sets[side.other()]) < min_joined {
        return None;
    }
    let union = sets[side].union(set);
    let resemblance = resemblance(&union, &sets[side.other()]);
    (resemblance >= pair.resemblance - max_loss).then_some(Joiner { side, at, resemblance, union })
}
