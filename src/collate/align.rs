//! Which sentences stand beside which.
//!
//! Three passes. The *spine* is the heaviest chain of pairs that keeps the order on both sides:
//! what a reader sees level. What is left may pair out of order: *moved*. Last, neighbours that
//! were left over join a pair ([`crate::collate::join`]).

use crate::collate::guidance::Decisions;
use crate::collate::join::{fuse_weak, join_neighbours};
use crate::collate::lane::{Lane, Pair, Places, weight};
use crate::collate::model::{Certainty, RunnerUp};
use crate::collate::resemblance::{Bar, Candidate, Searched, Shingles, candidates, resemblance};
use crate::text::side::{Side, Sided};
use rustc_hash::{FxHashMap, FxHashSet};

/// Resemblance from which two sentences of corresponding sections are taken for one.
///
/// Set on the model case: the best of 20,941 false pairs has 0.38, but most of those are in
/// sections that do not correspond; true pairs of reworded paragraphs start at 0.52.
const MIN_NEAR: f64 = 0.36;

/// Resemblance from which two sentences anywhere in the order are taken for one; same data.
const MIN_FAR: f64 = 0.45;

/// Resemblance from which a sentence out of order is called moved; stricter, since order no longer helps.
const MIN_MOVED: f64 = 0.55;

/// A sentence shorter than this is never called moved, in folded characters: 同时 and 各位代表 are everywhere.
const MIN_MOVED_CHARS: usize = 8;

/// Share of a sentence that must be found in a longer one to be a part of it.
const MIN_CONTAINED: f64 = 0.62;

/// Resemblance below which a pair is marked as uncertain: less than half of the wording speaks for it.
/// Of 32 pairs of data/national (2023/24 and 2024/25) drawn at random and read by hand all were right;
/// those below this mark were so by what they are about, which wording alone does not show.
pub const MIN_SURE: f64 = 0.45;

/// A pair is uncertain if another counterpart comes this near, in resemblance.
const MIN_MARGIN: f64 = 0.06;

/// A sentence from this length whose equal stands on the other side is not compared with others, in folded characters.
const MIN_TWIN_CHARS: usize = 12;

/// Of sentences that stand this often on both sides together (product), only those of like rank are paired.
const MAX_TWINS: usize = 64;

/// Returns every pair of sentences worth a look, and how many wordings were too frequent to look for.
pub fn proposals(lanes: Sided<&Lane>) -> (Vec<Candidate>, usize) {
    let bar = Bar { resemblance: MIN_NEAR, containment: MIN_CONTAINED, min_shingles: 6 };
    let known = lanes.map(|lane| lane.keys.iter().copied().collect::<FxHashSet<u64>>());
    // A sentence that stands on the other side as it is needs no search: its twins are its counterparts.
    let has_twin = |side: Side| -> Vec<bool> {
        let (lane, known) = (lanes[side], &known[side.other()]);
        let is_long = |at: usize| lane.shingles[at].len_chars >= MIN_TWIN_CHARS;
        lane.keys.iter().enumerate().map(|(at, key)| is_long(at) && known.contains(key)).collect()
    };
    let has_twin = Sided::new(has_twin(Side::Left), has_twin(Side::Right));
    let is_open = |side: Side, at: u32| !has_twin[side][at as usize];
    let searched =
        lanes.map(|lane| Searched { shingles: &lane.shingles, postings: &lane.postings });
    let (mut found, frequent) = candidates(searched, is_open, bar);
    found.extend(twins(lanes));
    found.sort_by_key(|pair| (pair.left, pair.right));
    found.dedup_by_key(|pair| (pair.left, pair.right));
    (found, frequent)
}

/// Returns the pairs of equal sentences; of those that stand very often only the ones of like rank.
fn twins(lanes: Sided<&Lane>) -> Vec<Candidate> {
    let ranks = lanes.map(|lane| ranks(&lane.keys));
    let mut right: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (at, key) in lanes.right.keys.iter().enumerate() {
        right.entry(*key).or_default().push(at);
    }
    let mut found = Vec::new();
    for (left, key) in lanes.left.keys.iter().enumerate() {
        // A sentence of nothing but marks is the twin of every other such one.
        let shared = lanes.left.shingles[left].len().max(1);
        let likely = |there: &&usize| {
            let (here, there) = (ranks.left[left], ranks.right[**there]);
            here.1 * there.1 <= MAX_TWINS || here.0 == there.0
        };
        let there = right.get(key).into_iter().flatten().filter(likely);
        let twin = |right: &usize| Candidate { left, right: *right, resemblance: 1.0, shared };
        found.extend(there.map(twin));
    }
    found
}

/// Returns for each key its rank among the equal ones, and how many those are.
fn ranks(keys: &[u64]) -> Vec<(usize, usize)> {
    let mut counts = FxHashMap::default();
    let ranks: Vec<usize> = keys
        .iter()
        .map(|key| {
            let count = counts.entry(*key).or_insert(0_usize);
            *count += 1;
            *count - 1
        })
        .collect();
    ranks.into_iter().zip(keys).map(|(rank, key)| (rank, counts[key])).collect()
}

/// Aligns the sentences of two sides: every sentence is in at most one pair.
///
/// `places` say which section pair each sentence stands in.
/// `pinned` are pairs that hold whatever they say, such as the headings of corresponding sections.
/// `decisions` are the reviewer's: they hold, and where they cross each other the lighter is moved.
/// The result is in order of the left side. Cost n log n in the proposals.
pub fn align(
    lanes: Sided<&Lane>,
    places: &Places,
    proposals: &[Candidate],
    pinned: &[(usize, usize)],
    decisions: &Decisions,
) -> Vec<Pair> {
    let may_meet = |left: usize, right: usize| decisions.may_meet(left, right);
    let open: Vec<Candidate> =
        proposals.iter().filter(|pair| may_meet(pair.left, pair.right)).copied().collect();
    let pinned: Vec<(usize, usize)> =
        pinned.iter().filter(|pair| may_meet(pair.0, pair.1)).copied().collect();
    let links: Vec<Link> = links(lanes, places, &open, &pinned, decisions);
    let spine = heaviest_chain(&links);
    let mut taken = lanes.map(|lane| vec![false; lane.keys.len()]);
    let mut pairs: Vec<Pair> = Vec::new();
    for at in spine {
        let (left, right) = (links[at].left, links[at].right);
        if links[at].is_decided {
            pairs.push(decided(lanes, decisions, left, false));
        } else {
            pairs.push(single(lanes, left, right, false));
        }
    }
    // What the reviewer paired across the spine stands all the same.
    let is_level = |start: usize| pairs.iter().any(|pair| pair.sentences.left.start == start);
    let crossing: Vec<usize> = decisions
        .together
        .iter()
        .map(|pair| pair.left.start)
        .filter(|start| !is_level(*start))
        .collect();
    pairs.extend(crossing.into_iter().map(|left| decided(lanes, decisions, left, true)));
    for pair in &pairs {
        for side in Side::BOTH {
            taken[side][pair.sentences[side].clone()].fill(true);
        }
    }
    pairs.extend(moved_pairs(lanes, &open, &mut taken));
    settle_certainty(&open, &mut pairs);
    pairs.sort_by_key(|pair| pair.sentences.left.start);
    let mut pairs = fuse_weak(lanes, places, pairs, decisions);
    join_neighbours(lanes, places, &mut pairs, &mut taken, decisions);
    pairs
}

fn single(lanes: Sided<&Lane>, left: usize, right: usize, moved: bool) -> Pair {
    let resemblance = resemblance(&lanes.left.shingles[left], &lanes.right.shingles[right]);
    let sentences = Sided::new(left..left + 1, right..right + 1);
    Pair { sentences, moved, resemblance, certainty: Certainty::Sure, runner_up: None }
}

/// Returns the pair the reviewer made whose left side starts at a sentence.
fn decided(lanes: Sided<&Lane>, decisions: &Decisions, left: usize, moved: bool) -> Pair {
    let at = decisions.together.partition_point(|pair| pair.left.start < left);
    let sentences = decisions.together.get(at).cloned().unwrap_or_default();
    let all = |side: Side| {
        let shingles = lanes[side].shingles.get(sentences[side].clone()).unwrap_or(&[]);
        shingles.iter().fold(Shingles::default(), |all, next| all.union(next))
    };
    let resemblance = resemblance(&all(Side::Left), &all(Side::Right));
    Pair { sentences, moved, resemblance, certainty: Certainty::Pinned, runner_up: None }
}

/// Tells each pair the counterpart that came next, and marks those that little speaks for. A
/// heading is where its section is, whatever it says, and of equal sentences the order decides.
fn settle_certainty(proposals: &[Candidate], pairs: &mut [Pair]) {
    let place: FxHashMap<(usize, usize), usize> = pairs
        .iter()
        .enumerate()
        .map(|(at, pair)| ((pair.sentences.left.start, pair.sentences.right.start), at))
        .collect();
    let of_left: FxHashMap<usize, usize> = place.iter().map(|(key, at)| (key.0, *at)).collect();
    let of_right: FxHashMap<usize, usize> = place.iter().map(|(key, at)| (key.1, *at)).collect();
    for other in proposals {
        if place.contains_key(&(other.left, other.right)) {
            continue;
        }
        let rivals = [
            (of_left.get(&other.left), Side::Right, other.right),
            (of_right.get(&other.right), Side::Left, other.left),
        ];
        for (pair, side, at) in rivals {
            let Some(pair) = pair.and_then(|at| pairs.get_mut(*at)) else { continue };
            let rival = RunnerUp { side, at, resemblance: other.resemblance };
            if pair.runner_up.is_none_or(|known| known.resemblance < rival.resemblance) {
                pair.runner_up = Some(rival);
            }
        }
    }
    for pair in pairs.iter_mut().filter(|pair| pair.certainty != Certainty::Pinned) {
        let rival = pair.runner_up.map_or(0.0, |rival| rival.resemblance);
        let is_near = pair.resemblance < 1.0 && pair.resemblance < rival + MIN_MARGIN;
        if pair.resemblance < MIN_SURE || is_near {
            pair.certainty = Certainty::Uncertain;
        }
    }
}

/// A pair with the weight it brings to the spine.
#[derive(Clone, Copy, Debug)]
struct Link {
    left: usize,
    right: usize,
    weight: u128,
    /// Whether the reviewer made the pair.
    is_decided: bool,
}

/// Weighs the proposals that may lie on the spine.
fn links(
    lanes: Sided<&Lane>,
    places: &Places,
    proposals: &[Candidate],
    pinned: &[(usize, usize)],
    decisions: &Decisions,
) -> Vec<Link> {
    let is_near = |left: usize, right: usize| places.left[left] == places.right[right];
    let weigh = |pair: &Candidate| {
        let near = is_near(pair.left, pair.right);
        let is_enough = near || pair.resemblance >= MIN_FAR;
        let is_text = lanes.left.is_text[pair.left] == lanes.right.is_text[pair.right];
        (is_enough && is_text).then(|| {
            // Shared text times likeness: a long sentence half alike must not outweigh two equal ones.
            let mass = pair.shared as f64 * pair.resemblance * if near { 1.5 } else { 1.0 };
            Link {
                left: pair.left,
                right: pair.right,
                weight: weight(mass, lanes, (pair.left, pair.right)),
                is_decided: false,
            }
        })
    };
    let pins = pinned.iter().map(|&(left, right)| Link {
        left,
        right,
        weight: weight(PIN_MASS, lanes, (left, right)),
        is_decided: false,
    });
    let decided = decisions.together.iter().map(|pair| Link {
        left: pair.left.start,
        right: pair.right.start,
        weight: weight(DECIDED_MASS, lanes, (pair.left.start, pair.right.start)),
        is_decided: true,
    });
    let mut links: Vec<Link> =
        proposals.iter().filter_map(weigh).chain(pins).chain(decided).collect();
    links.sort_by_key(|link| (link.left, std::cmp::Reverse(link.right)));
    links
}

/// What a pair made by the reviewer weighs, in shared bigrams: more than any report has.
const DECIDED_MASS: f64 = 1e12;

/// What a pinned pair weighs, in shared bigrams: about a paragraph, so that stray sentences do not break it.
const PIN_MASS: f64 = 60.0;

/// Returns the indices of the heaviest chain of links that rises on both sides.
///
/// `links` are sorted by left, then by right falling. Weighted longest increasing subsequence over
/// a Fenwick tree of prefix maxima: n log n.
fn heaviest_chain(links: &[Link]) -> Vec<usize> {
    let height = links.iter().map(|link| link.right + 1).max().unwrap_or(0);
    let mut best: Vec<Option<usize>> = vec![None; height + 1];
    let mut totals = vec![0_u128; links.len()];
    let mut before: Vec<Option<usize>> = vec![None; links.len()];
    for (at, link) in links.iter().enumerate() {
        let mut node = link.right;
        while node > 0 {
            if let Some(there) = best[node]
                && before[at].is_none_or(|known| totals[there] > totals[known])
            {
                before[at] = Some(there);
            }
            node &= node - 1;
        }
        totals[at] = link.weight + before[at].map_or(0, |there| totals[there]);
        let mut node = link.right + 1;
        while node <= height {
            if best[node].is_none_or(|known| totals[at] > totals[known]) {
                best[node] = Some(at);
            }
            node += node & node.wrapping_neg();
        }
    }
    let mut chain = Vec::new();
    let mut last = (0..links.len()).max_by_key(|at| (totals[*at], std::cmp::Reverse(*at)));
    while let Some(at) = last {
        chain.push(at);
        last = before[at];
    }
    chain.reverse();
    chain
}

/// Pairs what the spine left over, best first, wherever it stands.
fn moved_pairs(
    lanes: Sided<&Lane>,
    proposals: &[Candidate],
    taken: &mut Sided<Vec<bool>>,
) -> Vec<Pair> {
    let is_enough = |pair: &&Candidate| {
        let chars = lanes.left.shingles[pair.left]
            .len_chars
            .min(lanes.right.shingles[pair.right].len_chars);
        pair.resemblance >= MIN_MOVED
            && chars >= MIN_MOVED_CHARS
            && lanes.left.is_text[pair.left]
            && lanes.right.is_text[pair.right]
    };
    let mut loose: Vec<&Candidate> = proposals.iter().filter(is_enough).collect();
    let rank = |pair: &Candidate| {
        let mass = pair.resemblance * pair.shared as f64;
        weight(mass, lanes, (pair.left, pair.right))
    };
    loose.sort_by_key(|pair| (std::cmp::Reverse(rank(pair)), pair.left + pair.right, pair.left));
    let mut pairs = Vec::new();
    for pair in loose {
        if !taken.left[pair.left] && !taken.right[pair.right] {
            taken.left[pair.left] = true;
            taken.right[pair.right] = true;
            pairs.push(single(lanes, pair.left, pair.right, true));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::resemblance::AllShingles;
    use crate::text::fold::Folded;
    use crate::text::span::Span;
    use std::ops::Range;

    fn lane(sentences: &[&str]) -> Lane {
        let folded = |s: &&str| Folded::of(s, Span::new(0, s.len()));
        let folded: Vec<Folded> = sentences.iter().map(folded).collect();
        let AllShingles { shingles, has_figure, postings } = Shingles::of_all(&folded);
        Lane {
            postings,
            has_figure,
            lens: shingles.iter().map(|shingles| shingles.len_chars).collect(),
            shingles,
            keys: sentences
                .iter()
                .map(|s| s.bytes().fold(7_u64, |h, b| h.wrapping_mul(31) + u64::from(b)))
                .collect(),
            is_text: vec![true; sentences.len()],
            leads: vec![None; sentences.len()],
        }
    }

    fn aligned(left: &[&str], right: &[&str]) -> Vec<(Range<usize>, Range<usize>, bool)> {
        let (left, right) = (lane(left), lane(right));
        let lanes = Sided::new(&left, &right);
        let (found, _) = proposals(lanes);
        let places = lanes.map(|lane| vec![0; lane.keys.len()]);
        let pairs = align(lanes, &places, &found, &[], &Decisions::default());
        pairs.into_iter().map(|p| (p.sentences.left, p.sentences.right, p.moved)).collect()
    }

    const PLATFORM: &str = "我们建立了科技创新平台，为科技创新提供了良好的环境和条件。";
    const TRADE: &str = "通过合作交流，我们取得了许多有益的经验和技术。";
    const TALENT: &str = "我们积极引进了一批高层次科技人才，注入了新的活力。";

    #[test]
    fn equal_sentences_in_order_are_level() {
        assert_eq!(
            aligned(&[PLATFORM, TRADE], &[TALENT, PLATFORM, TRADE]),
            [(0..1, 1..2, false), (1..2, 2..3, false)]
        );
    }

    #[test]
    fn sentence_out_of_order_is_moved() {
        let pairs = aligned(&[TRADE, PLATFORM, TALENT], &[PLATFORM, TALENT, TRADE]);
        assert_eq!(pairs, [(0..1, 2..3, true), (1..2, 0..1, false), (2..3, 1..2, false)]);
    }

    #[test]
    fn split_sentence_keeps_both_parts() {
        let whole = "我们加大了培育力度，新增企业三十家，兑现奖励资金五百万元，建成孵化器两个。";
        let parts =
            ["我们加大了培育力度，新增企业三十家。", "兑现奖励资金五百万元，建成孵化器两个。"];
        assert_eq!(aligned(&[whole], &parts), [(0..1, 0..2, false)]);
    }

    #[test]
    fn unrelated_sentences_stay_alone() {
        assert!(aligned(&[PLATFORM], &["全年降水量较常年偏多两成。"]).is_empty());
    }

    #[test]
    fn exchanging_the_sides_mirrors_the_pairs() {
        let (left, right) = ([TRADE, PLATFORM, TALENT, TRADE], [PLATFORM, TRADE, TALENT]);
        let mut mirrored: Vec<_> =
            aligned(&right, &left).into_iter().map(|(l, r, moved)| (r, l, moved)).collect();
        mirrored.sort_by_key(|pair| pair.0.start);
        assert_eq!(aligned(&left, &right), mirrored);
    }
}
