//! By what a text is known again: its words first, then where it lay.

use crate::review::edition::{Edition, EditionId, hash};
use crate::text::side::{Side, Sided};
use std::collections::BTreeSet;

/// Sentences of which a hash is kept. Reports of so many or fewer are compared exactly, the share of
/// longer ones is off by 0.04 at most in two of three cases.
const SKETCH_SENTENCES: usize = 128;

/// Bits of a hash that are kept: two of a million sentences meet by chance with a probability of 0.002.
const HASH_BITS: u32 = 48;

/// Share of sentences in common from which a file of the same path holds the same text, edited.
///
/// Between reports of consecutive years it is below 0.1 (`samples`, national reports 2018–2025).
const MIN_SAME_PATH: f64 = 0.25;

/// The same for a file of another path, if the earlier one is gone: renamed and edited.
const MIN_RENAMED: f64 = 0.5;

/// The same for a file of another path while the earlier one is still there: another format or a copy.
const MIN_COPY: f64 = 0.95;

/// Digits and what stands for them in the title of a yearly report.
const YEAR_DIGITS: &str = "0123456789〇零一二三四五六七八九十";

/// What is known of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Portrait {
    /// Its edition.
    pub edition: EditionId,
    /// Where it lay, with the report of the file behind `#`; `None` if it came through a pipe.
    pub path: Option<String>,
    /// Its title, folded; may be empty.
    pub title: String,
    /// The smallest hashes of its sentences, ascending.
    pub sketch: Vec<u64>,
}

/// How sure it is that two texts are one, the surer the greater.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub enum Kinship {
    /// The same text edited, as far as the share of sentences goes.
    Edited(f64),
    /// The same words.
    Same,
}

/// Returns the smallest hashes of the sentences of an edition.
fn sketch(edition: &Edition) -> Vec<u64> {
    let sentences = edition.sentences.iter().filter(|sentence| !sentence.is_empty());
    let hashes: BTreeSet<u64> = sentences.map(|sentence| spread(hash(sentence))).collect();
    hashes.into_iter().take(SKETCH_SENTENCES).collect()
}

/// Spreads a hash evenly (the finalizer of `SplitMix64`): the smallest must be a fair sample.
const fn spread(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (hash ^ (hash >> 31)) >> (64 - HASH_BITS)
}

impl Portrait {
    /// Returns the portrait of an edition that lies at a path.
    pub fn of(edition: &Edition, id: EditionId, path: Option<String>) -> Self {
        Self { edition: id, path, title: edition.title.clone(), sketch: sketch(edition) }
    }

    /// Returns the share of all sentences of the two that both have, in `0.0..=1.0`; estimated from the sketches.
    pub fn share(&self, other: &Portrait) -> f64 {
        let all: BTreeSet<u64> = self.sketch.iter().chain(&other.sketch).copied().collect();
        let sample: Vec<u64> = all.into_iter().take(SKETCH_SENTENCES).collect();
        let is_in = |sketch: &[u64], hash: &u64| sketch.binary_search(hash).is_ok();
        let shared = sample.iter().filter(|h| is_in(&self.sketch, h) && is_in(&other.sketch, h));
        shared.count() as f64 / sample.len().max(1) as f64
    }

    /// Says whether this earlier text is the one that is open; `None` if it is not, or if that is in doubt.
    ///
    /// `is_there` says whether a file still lies at a path.
    pub fn kinship(&self, open: &Portrait, is_there: impl Fn(&str) -> bool) -> Option<Kinship> {
        if self.edition == open.edition {
            return Some(Kinship::Same);
        }
        let share = self.share(open);
        let floor = match &self.path {
            Some(path) if Some(path) == open.path.as_ref() => MIN_SAME_PATH,
            Some(path) if is_there(path) => MIN_COPY,
            _ => MIN_RENAMED,
        };
        (floor <= share).then_some(Kinship::Edited(share))
    }

    /// Returns who writes such reports: the title without the year; `None` if it has no title.
    pub fn body(&self) -> Option<String> {
        let body = self.title.split('年').map(|part| part.trim_end_matches(is_year_digit));
        let body: String = body.collect();
        Some(body.trim_matches(is_year_digit).to_owned()).filter(|body| !body.is_empty())
    }

    /// Says whether both are reports of one body, or one text.
    pub fn is_akin(&self, other: &Portrait) -> bool {
        self.edition == other.edition
            || MIN_RENAMED <= self.share(other)
            || self.body().is_some_and(|body| other.body() == Some(body))
    }
}

fn is_year_digit(c: char) -> bool {
    YEAR_DIGITS.contains(c)
}

/// Says whether an earlier pair is the one that is open, and whether its sides are exchanged.
pub fn kinship(
    earlier: &Sided<Portrait>,
    open: &Sided<Portrait>,
    is_there: impl Fn(&str) -> bool,
) -> Option<(Kinship, bool)> {
    let of = |is_mirrored: bool| {
        let mut least = Kinship::Same;
        for side in Side::BOTH {
            let now = if is_mirrored { side.other() } else { side };
            let found = earlier[side].kinship(&open[now], &is_there)?;
            least = if found < least { found } else { least };
        }
        Some(least)
    };
    match (of(false), of(true)) {
        (Some(straight), Some(mirrored)) if straight < mirrored => Some((mirrored, true)),
        (Some(straight), _) => Some((straight, false)),
        (None, mirrored) => mirrored.map(|kinship| (kinship, true)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn portrait(path: &str, title: &str, sentences: &[&str]) -> Portrait {
        let sentences = sentences.iter().map(|sentence| (*sentence).to_owned()).collect();
        let edition = Edition { title: title.to_owned(), sentences };
        Portrait::of(&edition, edition.id(), Some(path.to_owned()))
    }

    #[test]
    fn same_words_are_the_same_text_wherever_they_lie() {
        let [a, b] = ["a.txt", "b.docx"].map(|path| portrait(path, "", &["甲", "乙"]));
        assert_eq!(a.kinship(&b, |_| true), Some(Kinship::Same));
    }

    #[test]
    fn edited_text_is_known_by_its_path_and_a_renamed_one_if_the_old_is_gone() {
        let old = portrait("a.txt", "", &["甲", "乙", "丙"]);
        let edited = portrait("a.txt", "", &["甲", "乙二", "丙"]);
        assert_eq!(old.kinship(&edited, |_| true), Some(Kinship::Edited(0.5)));
        let renamed = portrait("b.txt", "", &["甲", "乙二", "丙"]);
        assert_eq!(old.kinship(&renamed, |_| false), Some(Kinship::Edited(0.5)));
        assert_eq!(old.kinship(&renamed, |_| true), None);
        let next_year = portrait("a.txt", "", &["甲", "丁", "戊", "己", "庚"]);
        assert_eq!(old.kinship(&next_year, |_| true), None);
    }

    #[test]
    fn exchanged_sides_are_seen_also_between_texts_that_are_nearly_the_same() {
        let a = portrait("a", "", &["甲", "乙", "丙"]);
        let b = portrait("b", "", &["甲", "乙", "丁"]);
        let edited = portrait("b", "", &["甲", "乙", "丁", "戊"]);
        let earlier = Sided::new(a.clone(), b.clone());
        let found = |open: Sided<Portrait>| kinship(&earlier, &open, |_| true).map(|(_, m)| m);
        assert_eq!(found(Sided::new(a.clone(), edited.clone())), Some(false));
        assert_eq!(found(Sided::new(edited, a.clone())), Some(true));
        assert_eq!(found(Sided::new(a, portrait("c", "", &["己"]))), None);
    }

    #[test]
    fn body_is_the_title_without_its_year() {
        for title in ["科技局2023年工作总结", "科技局二〇二四年工作总结", "科技局年工作总结2021"]
        {
            let body = portrait("a", title, &[]).body();
            assert_eq!(body.as_deref(), Some("科技局工作总结"));
        }
        assert_eq!(portrait("a", "2023", &[]).body(), None);
    }

    #[test]
    fn share_of_long_texts_is_estimated_closely() {
        let lines: Vec<String> = (0..2000).map(|at| format!("第{at}句")).collect();
        let of = |range: std::ops::Range<usize>| {
            let lines: Vec<&str> = lines[range].iter().map(String::as_str).collect();
            portrait("a", "", &lines)
        };
        let share = of(0..1200).share(&of(400..1600));
        assert!((share - 0.5).abs() < 0.12, "{share}");
    }
}
