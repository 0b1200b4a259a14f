//! The sentences of one side as they are aligned, and the pairs that come of it.

use crate::collate::model::{Certainty, RunnerUp};
use crate::collate::postings::Postings;
use crate::collate::resemblance::Shingles;
use crate::text::side::Sided;
use std::ops::Range;

/// What is aligned: the sentences of one side.
#[derive(Clone, Debug, Default)]
pub struct Lane {
    /// What each sentence is compared by.
    pub shingles: Vec<Shingles>,
    /// Whether a sentence has a figure, which [`Lane::shingles`] take for any other.
    pub has_figure: Vec<bool>,
    /// Folded characters of each sentence.
    pub lens: Vec<usize>,
    /// In which sentences each shingle stands.
    pub postings: Postings,
    /// Sentences with the same key are equal but for typography.
    pub keys: Vec<u64>,
    /// Whether a sentence may join its neighbours: not a heading, not a title.
    pub is_text: Vec<bool>,
    /// The ordinal a sentence opens with: 首先, 第三, 二是.
    pub leads: Vec<Option<[char; 2]>>,
}

/// The section pair each sentence belongs to, as an index; sentences of different pairs are far from each other.
pub type Places = Sided<Vec<usize>>;

/// Sentences found to belong together: consecutive ones of each side.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The sentences of each side, none of them empty.
    pub sentences: Sided<Range<usize>>,
    /// Whether the pair is out of order.
    pub moved: bool,
    /// Share of text in common.
    pub resemblance: f64,
    /// How sure it is.
    pub certainty: Certainty,
    /// The sentence that came next.
    pub runner_up: Option<RunnerUp>,
}

/// Turns a mass into an integer weight whose low bits break ties the same way from both sides:
/// by nearness in the order, then by what the sentences say.
pub fn weight(mass: f64, lanes: Sided<&Lane>, pair: (usize, usize)) -> u128 {
    let share = |at: usize, of: usize| at as f64 / of.max(1) as f64;
    let apart = share(pair.0, lanes.left.keys.len()) - share(pair.1, lanes.right.keys.len());
    let nearness = ((1.0 - apart.abs()) * 1023.0) as u64;
    let said = lanes.left.keys[pair.0].wrapping_add(lanes.right.keys[pair.1]);
    let early = 1023_u64.saturating_sub((pair.0 + pair.1) as u64);
    u128::from((mass * 16.0) as u64) << 30
        | u128::from(nearness << 20 | (said & 0x3FF) << 10 | early)
}
