//! In which sentences of a text each wording stands.
//!
//! Sorted by wording, so that what two texts share is found by one walk through both: made once
//! for each report, and nothing is looked up for a pair of them.

use crate::text::side::{Side, Sided};
use std::ops::Range;

/// The distinct wordings of a text, known by their hashes, each with its sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Postings {
    wordings: Vec<u64>,
    /// Where the sentences of each wording begin in `sentences`, and at last where those of the last end.
    starts: Vec<u32>,
    sentences: Vec<u32>,
    n_sentences: usize,
}

/// Sentences are many if they are more than one in so many.
const SPARSE: usize = 8;

/// A wording that two texts have: its place in [`Postings::wordings`] of each.
pub type Shared = Sided<u32>;

impl Postings {
    /// Takes wordings, each with the sentence it stands in, in any order and as often as it does.
    /// Cost n log n.
    pub fn of(n_sentences: usize, mut places: Vec<(u64, u32)>) -> Self {
        places.sort_unstable();
        places.dedup();
        let mut postings = Self { n_sentences, ..Self::default() };
        postings.sentences.reserve_exact(places.len());
        for (wording, sentence) in places {
            if postings.wordings.last() != Some(&wording) {
                postings.wordings.push(wording);
                postings.starts.push(postings.sentences.len() as u32);
            }
            postings.sentences.push(sentence);
        }
        postings.starts.push(postings.sentences.len() as u32);
        postings.wordings.shrink_to_fit();
        postings.starts.shrink_to_fit();
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

/// Adds up what every two open sentences share, and tells each pair of them, by left, then right sentence.
///
/// `worth` says what a wording is worth, `add` adds that to the sum of a pair; those of one pair come
/// in the order of `shared`, and those worth nothing leave no trace. Cost: the pairs of sentences that
/// share a wording, once for each.
pub fn add_up<S: Copy + Default + PartialEq>(
    sides: Sided<&Postings>,
    shared: &[Shared],
    is_open: impl Fn(Side, u32) -> bool,
    worth: impl Fn(Shared) -> S,
    add: impl Fn(&mut S, S),
    mut tell: impl FnMut(Sided<usize>, S),
) {
    let mut sums = vec![S::default(); sides.right.n_sentences];
    let mut touched: Vec<u32> = Vec::new();
    let (ranges, by_sentence) = by_left_sentence(sides.left, shared);
    for (left, range) in ranges.into_iter().enumerate() {
        let range = if is_open(Side::Left, left as u32) { range } else { 0..0 };
        for wording in &by_sentence[range] {
            let worth = worth(*wording);
            if worth == S::default() {
                continue;
            }
            let there = sides.right.sentences(wording.right).iter();
            for right in there.filter(|right| is_open(Side::Right, **right)) {
                let sum = &mut sums[*right as usize];
                if *sum == S::default() {
                    touched.push(*right);
                }
                add(sum, worth);
            }
        }
        if touched.len() * SPARSE > sums.len() {
            // Looking at every sentence is cheaper than to sort so many.
            touched.clear();
            let some = (0..).zip(&sums).filter(|(_, sum)| **sum != S::default());
            touched.extend(some.map(|(at, _)| at));
        } else {
            touched.sort_unstable();
        }
        for right in touched.drain(..) {
            let right = right as usize;
            tell(Sided::new(left, right), std::mem::take(&mut sums[right]));
        }
    }
}

/// Returns the shared wordings of each sentence of the left, behind one another, and where each
/// sentence has its own.
fn by_left_sentence(left: &Postings, shared: &[Shared]) -> (Vec<Range<usize>>, Vec<Shared>) {
    let mut ranges = vec![0..0; left.n_sentences];
    for sentence in shared.iter().flat_map(|wording| left.sentences(wording.left)) {
        ranges[*sentence as usize].end += 1;
    }
    let mut end = 0;
    for range in &mut ranges {
        let count = range.end;
        *range = end..end;
        end += count;
    }
    let mut by_sentence = vec![Shared::default(); end];
    for wording in shared {
        for sentence in left.sentences(wording.left) {
            let range = &mut ranges[*sentence as usize];
            by_sentence[range.end] = *wording;
            range.end += 1;
        }
    }
    (ranges, by_sentence)
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
        let add = |count: &mut u32, more| *count += more;
        add_up(sides, &shared(sides), |_, _| true, |_| 1, add, tell);
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
            |sum, more| *sum += more,
            |at, _| found.push((at.left, at.right)),
        );
        assert_eq!(found, [(1, 0)]);
    }

    #[test]
    fn nothing_shares_nothing() {
        assert!(in_common(&postings(&[]), &postings(&[&[1]])).is_empty());
        assert!(in_common(&postings(&[&[1]]), &Postings::default()).is_empty());
    }
}
