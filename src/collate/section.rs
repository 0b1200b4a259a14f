//! Which sections correspond.
//!
//! Titles hardly ever survive a year and numbers mean nothing, so sections correspond by the
//! sentences they share, by the rare wordings they share (the topic), by the words of their
//! headings, by the part they play (review, plan, problems) and by their place.

use crate::collate::guidance::Decisions;
use crate::collate::lane::Lane;
use crate::collate::leftover::leftovers;
use crate::collate::model::{Certainty, RunnerUp, SectionPair, SectionRelation, Witness};
use crate::collate::resemblance::{Candidate, resemblance};
use crate::collate::role::agreement;
use crate::collate::section_index::SectionIndex;
use crate::collate::share::Shares;
use crate::collate::topic::{Topical, Topics};
use crate::report::model::{Report, Section, SectionId};
use crate::text::side::{Side, Sided};
use rustc_hash::FxHashMap;
use std::cmp::Ordering;

/// What the evidence is worth. Content decides; the rest breaks ties and finds the sections of a
/// year that were written anew. Set on samples/gold: yunxi, hk and english.
const WEIGHT_SHARED: f64 = 0.60;
const WEIGHT_TOPIC: f64 = 1.00;
const WEIGHT_HEADING: f64 = 0.40;
const WEIGHT_ROLE: f64 = 0.20;
const WEIGHT_PLACE: f64 = 0.12;
const WEIGHT_LEVEL: f64 = 0.08;

/// Pairs of sections that are all weighed; of more, only those that share a sentence. 500 sections a
/// side are ten times what the longest real report has.
const MAX_SECTION_PAIRS: usize = 250_000;

/// Share of text in common from which two sections out of order correspond, or …
const MIN_MOVED_SHARED: f64 = 0.03;

/// … topic in common; samples/gold: hk has a false pair of none and 0.1, yunxi a true one of 0.2 shared.
const MIN_MOVED_TOPIC: f64 = 0.15;

/// Topic in common below which two articles, whose headings are mere numbers, have nothing to say for
/// each other but their place, if they share no sentence either: of 200 false pairs of articles in
/// data/reuse/law-versions-open 170 have less.
const MIN_TOPIC: f64 = 0.12;

/// Score from which two sections correspond. Place and level alone give up to 0.20.
const MIN_SCORE: f64 = 0.36;

/// Score from which two sections left over between the same neighbours correspond.
const MIN_BETWEEN: f64 = 0.24;

/// A pair of sections is uncertain if another counterpart scores this near.
const MIN_MARGIN: f64 = 0.06;

/// Two sections with their score.
#[derive(Clone, Copy, Debug)]
struct Score {
    left: usize,
    right: usize,
    total: f64,
    shared: f64,
    /// Whether the reviewer laid their headings beside each other.
    is_decided: bool,
}

/// Returns every section of both reports with its counterpart or none, in reading order; and how
/// many pairs were not weighed because there were too many, 0 mostly.
///
/// `lanes` are the sentences, `pairs` those of them found alike. The roots are left out. Cost: linear
/// in the text, plus the pairs of sections, which are bounded.
pub fn section_pairs(
    sides: Sided<Witness<'_>>,
    lanes: Sided<&Lane>,
    indexes: Sided<&SectionIndex>,
    pairs: &[Candidate],
    decisions: &Decisions,
) -> (Vec<SectionPair>, usize) {
    let lens = lanes.map(|lane| lane.lens.as_slice());
    let shares = Shares::of(sides, lens, indexes.map(|index| index.totals.clone()), pairs);
    let is_open = shares.unsettled(n_section_pairs(sides) > MAX_SECTION_PAIRS);
    let topical = |side: Side| Topical {
        postings: &lanes[side].postings,
        occurrences: &indexes[side].occurrences,
        is_open: &is_open[side],
    };
    let topics = Topics::of(Sided::new(topical(Side::Left), topical(Side::Right)));
    let reports = sides.map(|side| side.report);
    let (mut scores, many) = scores(sides, &shares, &topics, indexes);
    scores.retain(|pair| decisions.may_correspond(pair.left, pair.right));
    scores.extend(decisions.sections.iter().map(|&(left, right)| Score {
        left,
        right,
        total: f64::MAX,
        shared: shares.in_common(left, right),
        is_decided: true,
    }));
    let mut matched = assigned(reports, &mut scores);
    let moved = out_of_order(sides, &shares, &matched);
    let mut is_moved = moved.iter();
    matched.retain(|pair| {
        // Out of order only content is evidence; place and heading would be mere chance.
        let is_moved = is_moved.next().copied().unwrap_or(false);
        let topic = topics.in_common(pair.left, pair.right);
        let says_enough = pair.shared >= MIN_MOVED_SHARED || topic >= MIN_MOVED_TOPIC;
        !is_moved || says_enough || pair.is_decided
    });
    let moved = out_of_order(sides, &shares, &matched);
    let mut found: Vec<SectionPair> = matched
        .iter()
        .zip(moved)
        .map(|(score, moved)| paired(sides, indexes, score, moved))
        .collect();
    settle_certainty(reports, &scores, &matched, &mut found);
    let taken: Vec<Sided<usize>> =
        matched.iter().map(|pair| Sided::new(pair.left, pair.right)).collect();
    found.extend(leftovers(sides, &shares, &topics, &taken));
    (in_reading_order(sides, found), many)
}

/// Returns how many pairs of sections there are.
fn n_section_pairs(sides: Sided<Witness<'_>>) -> usize {
    sides.left.report.sections.len() * sides.right.report.sections.len()
}

fn scores(
    sides: Sided<Witness<'_>>,
    shares: &Shares,
    topics: &Topics,
    indexes: Sided<&SectionIndex>,
) -> (Vec<Score>, usize) {
    let headings = indexes.map(|index| index.headings.as_slice());
    let roles = indexes.map(|index| &index.roles);
    let sections = sides.map(|side| side.report.sections.as_slice());
    let mut scores = Vec::new();
    let n_pairs = n_section_pairs(sides);
    let is_over = n_pairs > MAX_SECTION_PAIRS;
    for (left, here) in sections.left.iter().enumerate().skip(1) {
        for (right, there) in sections.right.iter().enumerate().skip(1) {
            if is_over && !shares.common.contains_key(&(left, right)) {
                continue;
            }
            let common = shares.in_common(left, right);
            let heading = resemblance(&headings.left[left], &headings.right[right]);
            let place = |section: &Section, root: &Section| {
                (section.span.start - root.span.start) as f64 / root.span.len().max(1) as f64
            };
            let apart = place(here, &sections.left[0]) - place(there, &sections.right[0]);
            let (topic, role) = (topics.in_common(left, right), agreement(roles, left, right));
            let is_wordless =
                headings.left[left].len_chars == 0 && headings.right[right].len_chars == 0;
            if is_wordless && common < MIN_MOVED_SHARED && topic < MIN_TOPIC {
                continue;
            }
            let score = WEIGHT_SHARED * common
                + WEIGHT_TOPIC * topic
                + WEIGHT_HEADING * heading
                + WEIGHT_ROLE * role
                + WEIGHT_PLACE * (1.0 - apart.abs())
                + if here.level == there.level { WEIGHT_LEVEL } else { 0.0 };
            if score >= MIN_BETWEEN {
                let is_decided = false;
                scores.push(Score { left, right, total: score, shared: common, is_decided });
            }
        }
    }
    (scores, if is_over { n_pairs } else { 0 })
}

/// Gives each section at most one counterpart, best scores first: those that are sure wherever they
/// stand, then those that fit between what was paired.
fn assigned(reports: Sided<&Report>, scores: &mut [Score]) -> Vec<Score> {
    scores.sort_by(|a, b| {
        let by_score = b.total.total_cmp(&a.total);
        by_score.then((a.left + a.right).cmp(&(b.left + b.right))).then(a.left.cmp(&b.left))
    });
    let mut is_taken = reports.map(|report| vec![false; report.sections.len()]);
    let mut chosen: Vec<Score> = Vec::new();
    let is_sure = |pair: &Score| pair.total >= MIN_SCORE;
    let (sure, doubtful) = scores.split_at(scores.partition_point(is_sure));
    for pair in sure.iter().chain(doubtful) {
        let is_sure = is_sure(pair);
        let is_free = !is_taken.left[pair.left] && !is_taken.right[pair.right];
        if is_free && (is_sure || fits_between(reports, &chosen, pair)) {
            is_taken.left[pair.left] = true;
            is_taken.right[pair.right] = true;
            chosen.push(*pair);
        }
    }
    chosen.sort_by_key(|pair| pair.left);
    chosen
}

/// Tells each pair (`found` in the order of `matched`) the counterpart that came next, and marks
/// those that little speaks for. `scores` are the best first. A section around the counterpart, or
/// inside it, shares its text and is no rival: only those of its level are.
fn settle_certainty(
    reports: Sided<&Report>,
    scores: &[Score],
    matched: &[Score],
    found: &mut [SectionPair],
) {
    let level = |side: Side, at: usize| reports[side].sections.get(at).map(|s| s.level);
    let of_left: FxHashMap<usize, usize> =
        matched.iter().enumerate().map(|(at, pair)| (pair.left, at)).collect();
    let of_right: FxHashMap<usize, usize> =
        matched.iter().enumerate().map(|(at, pair)| (pair.right, at)).collect();
    let mut margins = vec![f64::MAX; matched.len()];
    for other in scores {
        let rivals = [
            (of_left.get(&other.left), Side::Right, other.right),
            (of_right.get(&other.right), Side::Left, other.left),
        ];
        for (at, side, rival) in rivals {
            let Some(&at) = at else { continue };
            let (Some(pair), Some(own)) = (found.get_mut(at), matched.get(at)) else { continue };
            let counterpart = if side == Side::Right { own.right } else { own.left };
            let is_rival = counterpart != rival && level(side, counterpart) == level(side, rival);
            if is_rival && pair.runner_up.is_none() {
                pair.runner_up = Some(RunnerUp { side, at: rival, resemblance: other.shared });
                margins[at] = own.total - other.total;
            }
        }
    }
    for ((pair, own), margin) in found.iter_mut().zip(matched).zip(margins) {
        pair.certainty = match own {
            _ if own.is_decided => Certainty::Pinned,
            _ if own.total < MIN_SCORE || margin < MIN_MARGIN => Certainty::Uncertain,
            _ => Certainty::Sure,
        };
    }
}

/// Says whether two sections have corresponding parents and cross no pair of their siblings.
fn fits_between(reports: Sided<&Report>, chosen: &[Score], pair: &Score) -> bool {
    let parents = |left: usize, right: usize| {
        let parent = |report: &Report, at: usize| report.sections.get(at).and_then(|s| s.parent);
        (parent(reports.left, left), parent(reports.right, right))
    };
    let around = parents(pair.left, pair.right);
    let (Some(left), Some(right)) = around else { return false };
    let are_roots = left.0 == 0 && right.0 == 0;
    let correspond = chosen.iter().any(|other| other.left == left.0 && other.right == right.0);
    let siblings = chosen.iter().filter(|other| parents(other.left, other.right) == around);
    let in_order = |other: &Score| (other.left < pair.left) == (other.right < pair.right);
    (are_roots || correspond) && siblings.into_iter().all(in_order)
}

/// Says for each pair (in order of the left side) whether it breaks the heaviest common order.
fn out_of_order(sides: Sided<Witness<'_>>, shares: &Shares, matched: &[Score]) -> Vec<bool> {
    let is_leaf =
        |side: Side, at: usize| sides[side].report.children(SectionId(at)).next().is_none();
    // A section that only holds others is where they are: it moves with them.
    let weight = |pair: &Score| {
        let is_leaf = is_leaf(Side::Left, pair.left) || is_leaf(Side::Right, pair.right);
        let chars = shares.totals.left[pair.left] + shares.totals.right[pair.right];
        if is_leaf { chars + 1.0 } else { 1.0 }
    };
    // Of two that weigh the same the one alike stays: which one must not depend on the side.
    let weight = |pair: &Score| weight(pair) + pair.total / 1024.0;
    let mut totals: Vec<f64> = Vec::with_capacity(matched.len());
    let mut before: Vec<Option<usize>> = Vec::with_capacity(matched.len());
    for (at, pair) in matched.iter().enumerate() {
        let earlier = (0..at).filter(|there| matched[*there].right < pair.right);
        let best = earlier.max_by(|a, b| heavier(&totals, matched, *a, *b));
        totals.push(weight(pair) + best.map_or(0.0, |there| totals[there]));
        before.push(best);
    }
    let mut moved = vec![true; matched.len()];
    let mut last = (0..matched.len()).max_by(|a, b| heavier(&totals, matched, *a, *b));
    while let Some(at) = last {
        moved[at] = false;
        last = before[at];
    }
    moved
}

/// Orders two chains by what they weigh; of equal ones the earlier is more.
fn heavier(totals: &[f64], matched: &[Score], a: usize, b: usize) -> Ordering {
    let place = |at: usize| matched[at].left + matched[at].right;
    totals[a].total_cmp(&totals[b]).then(place(b).cmp(&place(a)))
}

fn paired(
    sides: Sided<Witness<'_>>,
    indexes: Sided<&SectionIndex>,
    pair: &Score,
    moved: bool,
) -> SectionPair {
    let (left, right) =
        (&sides.left.report.sections[pair.left], &sides.right.report.sections[pair.right]);
    let same_number = match (left.number, right.number) {
        (Some(left), Some(right)) => left.value == right.value,
        (left, right) => left.is_none() && right.is_none(),
    };
    let (left, right) = (&indexes.left.headings[pair.left], &indexes.right.headings[pair.right]);
    let same_title = left == right;
    let relation = if moved { SectionRelation::Moved } else { SectionRelation::Edited };
    SectionPair {
        sections: Sided::new(Some(SectionId(pair.left)), Some(SectionId(pair.right))),
        relation,
        resemblance: pair.shared,
        renumbered: !same_number,
        retitled: !same_title,
        certainty: Certainty::default(),
        runner_up: None,
    }
}

/// Sorts by the left side; what stands only on the right follows what precedes it there.
fn in_reading_order(sides: Sided<Witness<'_>>, mut found: Vec<SectionPair>) -> Vec<SectionPair> {
    let is_level = |pair: &SectionPair| {
        !matches!(pair.relation, SectionRelation::Moved | SectionRelation::Split)
    };
    let anchors: Vec<(usize, usize)> = found
        .iter()
        .filter(|pair| is_level(pair))
        .filter_map(|pair| Some((pair.sections.right?.0, pair.sections.left?.0)))
        .collect();
    let place = |pair: &SectionPair| match (pair.sections.left, pair.sections.right) {
        (Some(left), _) if pair.relation != SectionRelation::Split => (left.0, 0, 0),
        (_, Some(right)) => {
            let before = anchors.iter().filter(|(there, _)| *there < right.0).max();
            (before.map_or(0, |(_, left)| *left), 1, right.0)
        }
        _ => (sides.left.report.sections.len(), 0, 0),
    };
    found.sort_by_cached_key(place);
    found
}
