//! Sentences that say the same in other words, found without comparing every two of them.
//!
//! A sentence is sketched by four minima of the hashes of its rare bigrams (Broder, 1997). Two
//! sentences of which two minima agree are compared in full; what they share speaks for a pair of
//! reports that have no run of characters in common, because every sentence was reworded.

use crate::collate::resemblance::{Shingles, resemblance};
use rustc_hash::FxHashMap;

/// Minima of a sketch.
const MINIMA: usize = 4;

/// Rare bigrams below which a sentence is not sketched: two minima of a handful agree by chance.
const MIN_RARE: usize = 6;

/// A bigram is rare if no more reports than this share of them have it, …
const RARE_SHARE: f64 = 0.05;

/// … or no more than so many: among a dozen reports one in twenty would be none.
const RARE_REPORTS: usize = 8;

/// Sentences that agree in two minima beyond which they are not compared: wording that so many
/// share is stock. In sentences.
const MAX_BUCKET: usize = 32;

/// Resemblance from which two sentences are taken for one; hand-labelled units of reuse have at least 0.52.
const MIN_ALIKE: f64 = 0.48;

/// Returns how many folded characters each pair of reports has in sentences that are alike, the
/// lower index first; pairs without any are left out. `reports` are the sentences of each.
///
/// Linear in the text, plus what the buckets hold, which is bounded by their number.
pub fn alike(reports: &[&[Shingles]]) -> FxHashMap<(u32, u32), usize> {
    let frequency = frequency(reports);
    let most = RARE_REPORTS.max((reports.len() as f64 * RARE_SHARE) as usize);
    let is_rare =
        |gram: &u64| frequency.get(gram).is_some_and(|n| (2..=most).contains(&(*n as usize)));
    let mut places: Vec<(u64, u32, u32)> = Vec::new();
    for (report, sentences) in reports.iter().enumerate() {
        for (at, sentence) in sentences.iter().enumerate() {
            let rare = || sentence.grams().iter().filter(|gram| is_rare(gram));
            if rare().count() < MIN_RARE {
                continue;
            }
            let keys = keys(rare().copied());
            places.extend(keys.map(|key| (key, report as u32, at as u32)));
        }
    }
    places.sort_unstable();
    let sentence = |(_, report, at): (u64, u32, u32)| &reports[report as usize][at as usize];
    let mut pairs: Vec<[(u32, u32); 2]> = Vec::new();
    let buckets = places.chunk_by(|a, b| a.0 == b.0);
    for bucket in buckets.filter(|bucket| (2..=MAX_BUCKET).contains(&bucket.len())) {
        for (at, one) in bucket.iter().enumerate() {
            let others = bucket[at + 1..].iter().filter(|other| other.1 != one.1);
            pairs.extend(others.map(|other| [(one.1, one.2), (other.1, other.2)]));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let mut found = FxHashMap::default();
    for [one, other] in pairs {
        let (left, right) = (sentence((0, one.0, one.1)), sentence((0, other.0, other.1)));
        if resemblance(left, right) >= MIN_ALIKE {
            *found.entry((one.0, other.0)).or_insert(0) += left.len_chars.min(right.len_chars);
        }
    }
    found
}

/// Returns in how many reports each bigram stands.
fn frequency(reports: &[&[Shingles]]) -> FxHashMap<u64, u32> {
    let mut seen: FxHashMap<u64, (u32, u32)> = FxHashMap::default();
    for (at, sentences) in reports.iter().enumerate() {
        let at = at as u32 + 1;
        for gram in sentences.iter().flat_map(Shingles::grams) {
            let (last, count) = seen.entry(*gram).or_default();
            if *last != at {
                *last = at;
                *count += 1;
            }
        }
    }
    seen.into_iter().map(|(gram, (_, count))| (gram, count)).collect()
}

/// Returns a key for every two minima.
fn keys(grams: impl Iterator<Item = u64>) -> impl Iterator<Item = u64> {
    let mut minima = [u64::MAX; MINIMA];
    for gram in grams {
        let mut hash = gram;
        for least in &mut minima {
            hash = (hash ^ hash >> 31).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(17) ^ gram;
            *least = (*least).min(hash);
        }
    }
    let pairs = (0..MINIMA).flat_map(|one| (one + 1..MINIMA).map(move |other| (one, other)));
    pairs.map(move |(one, other)| {
        let place = (one * MINIMA + other) as u64;
        (minima[one].rotate_left(32) ^ minima[other]).wrapping_mul(0xFF51_AFD7_ED55_8CCD) ^ place
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::Span;

    fn sentences(texts: &[&str]) -> Vec<Shingles> {
        texts.iter().map(|text| Shingles::of(text, Span::new(0, text.len()))).collect()
    }

    #[test]
    fn reworded_sentence_speaks_for_its_reports() {
        let one = sentences(&[
            "我们在人工智能、大数据等领域取得了令人瞩目的创新成果",
            "河道清淤四十公里",
        ]);
        let other =
            sentences(&["在大数据、人工智能等领域我们又取得令人瞩目的新成果", "招商引资形势喜人"]);
        let third = sentences(&["全市粮食播种面积稳定在一百万亩以上，产量创历史新高"]);
        let found = alike(&[&third, &one, &other]);
        assert_eq!(found.keys().copied().collect::<Vec<_>>(), [(1, 2)]);
    }

    #[test]
    fn sentences_of_one_report_do_not_speak_for_it() {
        let twice = sentences(&["河道清淤四十公里并完成绿化工程"; 2]);
        assert!(alike(&[&twice]).is_empty());
    }
}
