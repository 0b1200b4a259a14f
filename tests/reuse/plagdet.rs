//! The measure of the PAN shared tasks on text alignment: precision and recall in characters,
//! averaged over detections and cases, over how many detections a case is broken into.

use std::ops::Range;

/// Shared text: characters of the source and of the suspicious text.
pub(crate) type Place = [Range<usize>; 2];

/// What was found in one pair beside what is known of it.
pub(crate) struct Pair {
    pub(crate) kind: String,
    pub(crate) cases: Vec<Place>,
    pub(crate) found: Vec<Place>,
}

/// The score of some pairs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Score {
    pub(crate) plagdet: f64,
    pub(crate) recall: f64,
    pub(crate) precision: f64,
    pub(crate) granularity: f64,
}

pub(crate) fn score<'a>(pairs: impl Iterator<Item = &'a Pair> + Clone) -> Score {
    let recalls = pairs.clone().flat_map(|pair| shares(&pair.cases, &pair.found));
    let precisions = pairs.clone().flat_map(|pair| shares(&pair.found, &pair.cases));
    let pieces = pairs.flat_map(|pair| {
        let count = |case: &Place| pair.found.iter().filter(|found| meet(case, found)).count();
        pair.cases.iter().map(count).filter(|count| *count > 0).map(|count| count as f64)
    });
    let (recall, precision) = (mean(recalls, 0.0), mean(precisions, 0.0));
    let granularity = mean(pieces, 1.0);
    let sum = recall + precision;
    let f1 = if sum > 0.0 { 2.0 * recall * precision / sum } else { 0.0 };
    Score { plagdet: f1 / (1.0 + granularity).log2(), recall, precision, granularity }
}

fn mean(values: impl Iterator<Item = f64>, of_none: f64) -> f64 {
    let (sum, count) = values.fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
    if count == 0 { of_none } else { sum / f64::from(count) }
}

/// A detection counts for a case only if the two meet on both sides.
fn meet(one: &Place, other: &Place) -> bool {
    (0..2).all(|side| !overlap(&one[side], &other[side]).is_empty())
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    one.start.max(other.start)..one.end.min(other.end)
}

/// Returns for each place the share of its characters under those of `others` that it meets.
fn shares(places: &[Place], others: &[Place]) -> Vec<f64> {
    let share = |place: &Place| {
        let total: usize = place.iter().map(Range::len).sum();
        let covered: usize = (0..2)
            .map(|side| {
                let met = others.iter().filter(|other| meet(place, other));
                union(met.map(|other| overlap(&place[side], &other[side])).collect())
            })
            .sum();
        covered as f64 / total.max(1) as f64
    };
    places.iter().map(share).collect()
}

fn union(mut ranges: Vec<Range<usize>>) -> usize {
    ranges.sort_by_key(|range| range.start);
    let (mut covered, mut end) = (0, 0);
    for range in ranges {
        covered += range.end.max(end) - range.start.max(end).min(range.end.max(end));
        end = end.max(range.end);
    }
    covered
}

#[test]
fn two_halves_of_a_case_have_full_recall_and_a_granularity_of_two() {
    let found = vec![[0..5, 0..5], [5..10, 5..10]];
    let pair = Pair { kind: String::new(), cases: vec![[0..10, 0..10]], found };
    let score = score([pair].iter());
    assert_eq!((score.recall, score.precision, score.granularity), (1.0, 1.0, 2.0));
}

#[test]
fn detection_that_meets_a_case_on_one_side_only_does_not_count() {
    let found = vec![[0..10, 50..60]];
    let pair = Pair { kind: String::new(), cases: vec![[0..10, 0..10]], found };
    assert!(score([pair].iter()).plagdet < f64::EPSILON);
}
