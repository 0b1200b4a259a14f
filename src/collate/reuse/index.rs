//! A report as it is searched for shared text: made once, with however many others it is compared.

use crate::collate::background::{Background, Commonness};
use crate::collate::hashed::sort_by_hash;
use crate::collate::model::Witness;
use crate::collate::normal::{Gram, Normal};
use crate::collate::postings::Postings;
use crate::collate::reuse::rewording::Terms;
use std::ops::Range;

/// What is known of one side before the other is looked at.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// The normal form.
    pub normal: Normal,
    /// What of it is common wording.
    pub common: Commonness,
    /// Hashes of the grams, sorted; of equal ones those come first that stand first.
    pub grams: Vec<u64>,
    /// The first symbol of each of them.
    pub starts: Vec<u32>,
    /// In which sentences each bigram stands.
    pub bigrams: Postings,
    /// In how many documents of the background each bigram stands.
    pub frequencies: Vec<u8>,
    /// Squared weights of the bigrams of each sentence, summed up.
    pub norms: Vec<f64>,
    /// Weights of the bigrams of each sentence, summed up.
    pub sums: Vec<f64>,
    /// What a rewording would keep.
    pub terms: Terms,
}

impl Index {
    /// Reads a report. Cost n log n; about 50 bytes for each symbol are kept.
    pub fn of(witness: Witness<'_>, background: &Background) -> Self {
        Self::of_normal(Normal::of(witness), background)
    }

    /// Reads a report in normal form; the same cost.
    pub fn of_normal(normal: Normal, background: &Background) -> Self {
        let mut grams = normal.grams();
        sort_by_hash(&mut grams);
        let common = background.commonness_of(&normal, &grams);
        let (grams, starts) = unzipped(&grams);
        let n_sentences = normal.sentences.len();
        let of_sentence = |at: usize| normal.bigrams(at).map(move |bigram| (bigram, at as u32));
        let bigrams = Postings::of(n_sentences, (0..n_sentences).flat_map(of_sentence).collect());
        let frequency = |bigram: &u64| background.bigram_frequency(*bigram);
        let frequencies: Vec<u8> = bigrams.wordings().iter().map(frequency).collect();
        let (mut norms, mut sums) = (vec![0.0; n_sentences], vec![0.0; n_sentences]);
        for (at, frequency) in frequencies.iter().enumerate() {
            let weight = background.weight(*frequency);
            for sentence in bigrams.sentences(at as u32) {
                norms[*sentence as usize] += weight * weight;
                sums[*sentence as usize] += weight;
            }
        }
        let terms = Terms::of(&normal, &bigrams, &frequencies, background);
        Self { normal, common, grams, starts, bigrams, frequencies, norms, sums, terms }
    }

    /// Returns the places of all grams equal to the one at `from`, which is the first of them.
    pub fn equal_grams(&self, from: usize) -> Range<usize> {
        let Some(gram) = self.grams.get(from) else { return from..from };
        let equal = self.grams[from..].iter().take_while(|other| *other == gram);
        from..from + equal.count()
    }
}

fn unzipped(grams: &[Gram]) -> (Vec<u64>, Vec<u32>) {
    grams.iter().copied().unzip()
}
