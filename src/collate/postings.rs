//! In which sentences of a text each wording stands.
//!
//! Sorted by wording, so that what two texts share is found by one walk through both: made once
//! for each report, and nothing is looked up for a pair of them.

use crate::collate::hashed::sort_by_hash;
use crate::text::side::{Side, Sided};
use std::ops::AddAssign;

/// The distinct wordings of a text, known by their hashes, each with its sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Postings {
    wordings: Vec<u64>,
    /// Where the sentences of each wording begin in `sentences`, and at last where those of the last end.
    starts: Vec<u32>,
    sentences: Vec<u32>,
    n_sentences: usize,
}

/// Sentences met are many if they are more than one in so many.
const SPARSE: usize = 8;

/// A wording that two texts have: its place in [`Postings::wordings`] of each.
pub type Shared = Sided<u32>;

impl Postings {
    /// Takes wordings, each with the sentence it stands in, in any order and as often as it does.
    /// Cost n log n.
    pub fn of(n_sentences: usize, mut places: Vec<(u64, u32)>) -> Self {
        sort_by_hash(&mut places);
        let mut postings = Self { n_sentences, ..Self::default() };
        postings.sentences.reserve_exact(places.len());
        for of_wording in places.chunk_by(|one, next| one.0 == next.0) {
            postings.wordings.push(of_wording[0].0);
            postings.starts.push(postings.sentences.len() as u32);
            let distinct = of_wording.chunk_by(|one, next| one.1 == next.1);
            postings.sentences.extend(distinct.map(|same| same[0].1));
        }
        postings.starts.push(postings.sentences.len() as u32);
        postings.wordings.shrink_to_fit();
        postings.starts.shrink_to_fit();
        postings
    }

    /// Takes distinct wordings, sorted, each with its sentences in order. Linear.
    pub fn of_sorted<'a>(n_sentences: usize, all: impl Iterator<Item = (u64, &'a [u32])>) -> Self {
        let mut postings = Self { n_sentences, ..Self::default() };
        for (wording, sentences) in all {
            postings.wordings.push(wording);
            postings.starts.push(postings.sentences.len() as u32);
            postings.sentences.extend_from_slice(sentences);
        }
        postings.starts.push(postings.sentences.len() as u32);
        postings
    }

    /// Returns the wordings, sorted.
    pub fn wordings(&self) -> &[u64] {
        &self.wordings
    }

    /// Returns the sentences in which the wording at a place stands, in order; none for no such place.
    pub fn sentences(&self, at: u32) -> &[u32] {
        let at = at as usize;
        let ends = self.starts.get(at).zip(self.starts.get(at + 1));
        ends.and_then(|(start, end)| self.sentences.get(*start as usize..*end as usize))
            .unwrap_or(&[])
    }

    /// Returns for each sentence what `of` makes of the places of its wordings, in their order. Linear.
    pub fn by_sentence<T: Copy>(&self, of: impl Fn(u32) -> Option<T>) -> Vec<Vec<T>> {
        let mut counts = vec![0; self.n_sentences];
        for sentence in &self.sentences {
            counts[*sentence as usize] += 1;
        }
        let mut dealt: Vec<Vec<T>> = counts.into_iter().map(Vec::with_capacity).collect();
        for at in 0..self.wordings.len() as u32 {
            let Some(made) = of(at) else { continue };
            for sentence in self.sentences(at) {
                dealt[*sentence as usize].push(made);
            }
        }
        dealt
    }

    /// Returns how many sentences the text has, those without wordings included.
    pub const fn n_sentences(&self) -> usize {
        self.n_sentences
    }
}

/// Returns the wordings that both have, in order. Linear in both.
pub fn shared(sides: Sided<&Postings>) -> Vec<Shared> {
    let (left, right) = (sides.left.wordings.as_slice(), sides.right.wordings.as_slice());
    let (mut here, mut there) = (0, 0);
    let mut shared = Vec::new();
    while let (Some(one), Some(other)) = (left.get(here), right.get(there)) {
        if one == other {
            shared.push(Sided::new(here as u32, there as u32));
        }
        // Which is less is as good as random: steps without a branch are twice as fast.
        here += usize::from(one <= other);
        there += usize::from(other <= one);
    }
    shared
}

/// Adds up what every two open sentences share, and tells each pair of them whose sum passes, by left,
/// then right sentence.
///
/// `worth` says what a wording is worth; those of one pair are added in the order of `shared`, and
/// those worth nothing leave no trace. `passes` returns for a sentence of the left which sums pass with
/// one of the right; it is asked of many pairs that share nothing, so it should be cheap. Cost: the
/// pairs of sentences that share a wording, once for each.
pub fn add_up<S: Copy + Default + PartialEq + AddAssign, P: Fn(u32, S) -> bool>(
    sides: Sided<&Postings>,
    shared: &[Shared],
    is_open: impl Fn(Side, u32) -> bool,
    worth: impl Fn(Shared) -> S,
    passes: impl Fn(usize) -> P,
    mut tell: impl FnMut(Sided<usize>, S),
) {
    let mut sums = vec![S::default(); sides.right.n_sentences];
    let mut met: Vec<u32> = Vec::new();
    let of_sentences = by_left_sentence(sides, shared, worth);
    for left in (0..sides.left.n_sentences).filter(|left| is_open(Side::Left, *left as u32)) {
        let found = of_sentences.found(left);
        let places = |one: &Found<S>| one.there.0 as usize..one.there.1 as usize;
        for one in found {
            for right in &sides.right.sentences[places(one)] {
                sums[*right as usize] += one.worth;
            }
        }
        met.clear();
        let passes = passes(left);
        let n_met: usize = found.iter().map(|one| places(one).len()).sum();
        // Of many, looking at every sentence is cheaper than to sort those that were met.
        let are_many = n_met * SPARSE > sums.len();
        if are_many {
            let passing = (0..).zip(&sums).filter(|(right, sum)| passes(*right, **sum));
            met.extend(passing.map(|(right, _)| right));
        } else {
            met.extend(found.iter().flat_map(|one| &sides.right.sentences[places(one)]));
            met.sort_unstable();
            met.dedup();
        }
        for right in &met {
            let sum = std::mem::take(&mut sums[*right as usize]);
            if sum != S::default() && is_open(Side::Right, *right) && passes(*right, sum) {
                tell(Sided::new(left, *right as usize), sum);
            }
        }
        if are_many {
            sums.fill(S::default());
        }
    }
}

/// A shared wording that a sentence of the left has.
#[derive(Clone, Copy, Debug, Default)]
struct Found<S> {
    /// Where its sentences on the right begin and end among [`Postings::sentences`].
    there: (u32, u32),
    /// What it is worth.
    worth: S,
}

/// The shared wordings of each sentence of the left, behind one another.
struct OfSentences<S> {
    found: Vec<Found<S>>,
    ends: Vec<usize>,
}

impl<S> OfSentences<S> {
    fn found(&self, sentence: usize) -> &[Found<S>] {
        let start = sentence.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.found[start..self.ends[sentence]]
    }
}

/// Deals the shared wordings that are worth anything out to the sentences of the left, in their order.
fn by_left_sentence<S: Copy + Default + PartialEq>(
    sides: Sided<&Postings>,
    shared: &[Shared],
    worth: impl Fn(Shared) -> S,
) -> OfSentences<S> {
    let mut ends = vec![0; sides.left.n_sentences];
    for sentence in shared.iter().flat_map(|wording| sides.left.sentences(wording.left)) {
        ends[*sentence as usize] += 1;
    }
    let mut end = 0;
    for place in &mut ends {
        let count = *place;
        *place = end;
        end += count;
    }
    let mut found = vec![Found::default(); end];
    for wording in shared {
        let worth = worth(*wording);
        let right = wording.right as usize;
        let there = (sides.right.starts[right], sides.right.starts[right + 1]);
        // What is worth nothing stands nowhere.
        let there = if worth == S::default() { (0, 0) } else { there };
        for sentence in sides.left.sentences(wording.left) {
            let place = &mut ends[*sentence as usize];
            found[*place] = Found { there, worth };
            *place += 1;
        }
    }
    OfSentences { found, ends }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn postings(sentences: &[&[u64]]) -> Postings {
        let of_sentence = |(at, wordings): (usize, &&[u64])| {
            wordings.iter().map(move |wording| (*wording, at as u32)).collect::<Vec<_>>()
        };
        Postings::of(sentences.len(), sentences.iter().enumerate().flat_map(of_sentence).collect())
    }

    fn in_common(left: &Postings, right: &Postings) -> Vec<(usize, usize, u32)> {
        let sides = Sided::new(left, right);
        let mut found = Vec::new();
        let tell = |at: Sided<usize>, count| found.push((at.left, at.right, count));
        add_up(sides, &shared(sides), |_, _| true, |_| 1, |_| |_, _| true, tell);
        found
    }

    #[test]
    fn wording_stands_in_the_sentences_that_have_it() {
        let postings = postings(&[&[3, 5], &[], &[5]]);
        assert_eq!((postings.wordings(), postings.n_sentences()), ([3, 5].as_slice(), 3));
        assert_eq!(
            (postings.sentences(1), postings.sentences(2)),
            ([0, 2].as_slice(), [].as_slice())
        );
    }

    #[test]
    fn sentences_that_share_wordings_are_told_once_with_their_number() {
        let left = postings(&[&[1, 2, 3], &[9]]);
        let right = postings(&[&[4], &[2, 3, 9]]);
        assert_eq!(in_common(&left, &right), [(0, 1, 2), (1, 1, 1)]);
    }

    #[test]
    fn closed_sentences_are_not_told() {
        let (left, right) = (postings(&[&[1], &[1]]), postings(&[&[1], &[1]]));
        let sides = Sided::new(&left, &right);
        let mut found = Vec::new();
        let is_open = |side, at| (side, at) != (Side::Left, 0) && (side, at) != (Side::Right, 1);
        add_up(
            sides,
            &shared(sides),
            is_open,
            |_| 1,
            |_| |_, _| true,
            |at, _| found.push((at.left, at.right)),
        );
        assert_eq!(found, [(1, 0)]);
    }

    #[test]
    fn pairs_whose_sum_does_not_pass_are_not_told() {
        let (left, right) = (postings(&[&[1, 2]]), postings(&[&[1], &[1, 2]]));
        let sides = Sided::new(&left, &right);
        let mut found = Vec::new();
        let passes = |_| |_, sum| sum > 1;
        let tell = |at: Sided<usize>, sum| found.push((at.right, sum));
        add_up(sides, &shared(sides), |_, _| true, |_| 1_u32, passes, tell);
        assert_eq!(found, [(1, 2)]);
    }

    #[test]
    fn nothing_shares_nothing() {
        assert!(in_common(&postings(&[]), &postings(&[&[1]])).is_empty());
        assert!(in_common(&postings(&[&[1]]), &Postings::default()).is_empty());
    }
}
