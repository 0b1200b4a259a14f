//! In how many documents of the genre a wording stands.
//!
//! A table of hashes and counts, shipped with the program: grams of [`GRAM_WIDTH`] symbols and, for
//! weighing sentences, bigrams. It holds no text. `tests/reuse/background.rs` counts it anew from the open
//! data and compares; a reviewer's own documents may be added.
//!
//! [`GRAM_WIDTH`]: crate::collate::normal::GRAM_WIDTH

use crate::collate::normal::{Gram, Normal};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The table that is shipped; see [`Background::to_bytes`] for its form.
const SHIPPED: &[u8] = include_bytes!("background.bin");

/// Share of the documents from which a wording is a stock phrase.
///
/// As the reference measurements on 275 documents of the genre have it: 9,685 grams are in so many.
const STOCK_SHARE: f64 = 0.05;

/// Share of the documents from which a wording is a commonplace: what is put together of nothing
/// but commonplaces is one. The phrases that every department uses are told to the table as such.
const COMMONPLACE_SHARE: f64 = 0.45;

/// Fewer of a reviewer's own documents say nothing: two that quote the same plan are not a genre.
pub const MIN_OWN: u32 = 5;

/// A wording in fewer documents than this is left out of a table: it is next to unseen.
const MIN_DOCUMENTS: u32 = 3;

/// A bigram in a smaller share of the documents is left out: it would hardly weigh less than an unseen one.
const MIN_BIGRAM_SHARE: f64 = 0.03;

/// Counts of documents by wording.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Background {
    documents: u32,
    grams: Counts,
    bigrams: Counts,
    /// How rare a wording is, by the number of documents it stands in.
    weights: Vec<f64>,
}

/// Hashes, sorted, each with its count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Counts {
    hashes: Vec<u32>,
    documents: Vec<u8>,
    /// Where the hashes begin that have the same first bits, and at last where they end.
    firsts: Vec<u32>,
}

/// First bits of a hash by which it is found: about six hashes of the shipped table have the same.
const FIRST_BITS: u32 = 14;

static BACKGROUND: LazyLock<Background> =
    LazyLock::new(|| Background::from_bytes(SHIPPED).unwrap_or_default());

impl Background {
    /// Returns the table that is shipped with the program.
    pub fn shipped() -> &'static Self {
        &BACKGROUND
    }

    /// Returns of how many documents it was counted.
    pub const fn documents(&self) -> u32 {
        self.documents
    }

    /// Returns in how many documents a gram stands; 0 for fewer than three, 255 for that many and more.
    pub fn frequency(&self, gram: u64) -> u32 {
        u32::from(self.grams.get(gram))
    }

    /// Returns how rare a gram is: 1.0 for one never seen, towards 0.0 for one in every document.
    pub fn rarity(&self, gram: u64) -> f64 {
        self.weight(self.grams.get(gram))
    }

    /// Returns in how many documents a bigram stands, up to 255; 0 for one in few of them.
    pub fn bigram_frequency(&self, bigram: u64) -> u8 {
        self.bigrams.get(bigram)
    }

    /// Returns how rare a wording in so many documents is: 1.0 for one never seen, towards 0.0 for
    /// one in every document.
    pub fn weight(&self, frequency: u8) -> f64 {
        self.weights.get(usize::from(frequency)).copied().unwrap_or(1.0)
    }

    /// Says whether so many documents have a gram that nobody's wording is to be seen in it: the
    /// exact number says nothing, since phrases put on the list by hand are told to the table so.
    pub fn is_commonplace(&self, gram: u64) -> bool {
        self.makes_commonplace(self.grams.get(gram))
    }

    fn makes_commonplace(&self, frequency: u8) -> bool {
        f64::from(frequency) >= COMMONPLACE_SHARE * f64::from(self.documents.max(1))
    }

    /// Says which symbols of a text stand under common wording. Linear.
    pub fn commonness(&self, normal: &Normal) -> Commonness {
        self.commonness_of(normal, &normal.grams())
    }

    /// Returns the same where the grams of the text, those of [`Normal::grams`] in any order, are at hand;
    /// twice as fast if they are sorted by hash, as the table is.
    pub fn commonness_of(&self, normal: &Normal, grams: &[Gram]) -> Commonness {
        let n_symbols = normal.codes.len();
        let mut common = Commonness {
            frequencies: vec![0; n_symbols],
            is_stock: vec![false; n_symbols],
            is_commonplace: vec![false; n_symbols],
        };
        for (hash, start) in grams {
            let (start, frequency) = (*start as usize, self.grams.get(*hash));
            common.frequencies[start] = frequency;
            if f64::from(frequency) / f64::from(self.documents.max(1)) >= STOCK_SHARE {
                let end = normal.gram_end(start, n_symbols).unwrap_or(n_symbols);
                common.is_stock[start..end].fill(true);
                if self.makes_commonplace(frequency) {
                    common.is_commonplace[start..end].fill(true);
                }
            }
        }
        common
    }

    /// Returns the table with a reviewer's own documents counted in: a wording is as common as in the
    /// table or among them, whichever is more. `held_out` are taken off every count, since they may be
    /// those under test. `None` if fewer than five are left. Linear in the wordings.
    pub fn with_own(&self, own: &[Wordings], held_out: u32) -> Option<Self> {
        let others = (own.len() as u32).saturating_sub(held_out);
        if others < MIN_OWN || self.documents == 0 {
            return None;
        }
        let raised = |known: &Counts, hashes: fn(&Wordings) -> &[u32]| {
            let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
            for hash in own.iter().flat_map(hashes) {
                *counts.entry(*hash).or_default() += 1;
            }
            for count in counts.values_mut() {
                let known = count.saturating_sub(held_out);
                let share = f64::from(known) / f64::from(others);
                *count =
                    if known < MIN_OWN { 0 } else { (share * f64::from(self.documents)) as u32 };
            }
            for (hash, count) in known.hashes.iter().zip(&known.documents) {
                let raised = counts.entry(*hash).or_default();
                *raised = (*raised).max(u32::from(*count));
            }
            Counts::of(&counts, 1)
        };
        let grams = raised(&self.grams, |wordings| &wordings.grams);
        let bigrams = raised(&self.bigrams, |wordings| &wordings.bigrams);
        Some(Self::new(self.documents, grams, bigrams))
    }

    /// Writes the table: documents, grams and bigrams as u32, then the hashes of both as u32 and
    /// their counts as u8, all little-endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        let sizes = [self.grams.hashes.len() as u32, self.bigrams.hashes.len() as u32];
        let numbers = [self.documents].into_iter().chain(sizes);
        let hashes = self.grams.hashes.iter().chain(&self.bigrams.hashes).copied();
        let mut bytes: Vec<u8> = numbers.chain(hashes).flat_map(u32::to_le_bytes).collect();
        bytes.extend(self.grams.documents.iter().chain(&self.bigrams.documents));
        bytes
    }

    /// Reads a table; `None` where the bytes are not one. Linear.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (numbers, _) = bytes.as_chunks::<4>();
        let number = |at: usize| numbers.get(at).map(|bytes| u32::from_le_bytes(*bytes));
        let (grams, bigrams) = (number(1)? as usize, number(2)? as usize);
        let all = grams.checked_add(bigrams)?;
        let hashes = |from: usize, len: usize| -> Option<Vec<u32>> {
            let numbers = numbers.get(3 + from..3 + from + len)?;
            Some(numbers.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect())
        };
        let counts = bytes.get(4 * (3 + all)..)?;
        let (of_grams, of_bigrams) = counts.split_at_checked(grams)?;
        let of_grams = Counts::new(hashes(0, grams)?, of_grams.to_vec());
        let of_bigrams = Counts::new(hashes(grams, bigrams)?, of_bigrams.to_vec());
        Some(Self::new(number(0)?, of_grams, of_bigrams))
    }

    fn new(documents: u32, grams: Counts, bigrams: Counts) -> Self {
        let all = (f64::from(documents) + 1.0).ln();
        let weight = |frequency: u8| {
            let share = if all > 0.0 { (f64::from(frequency) + 1.0).ln() / all } else { 0.0 };
            (1.0 - share).max(0.0)
        };
        Self { documents, grams, bigrams, weights: (0..=u8::MAX).map(weight).collect() }
    }
}

impl Counts {
    /// Takes hashes, sorted, and the count of each.
    fn new(hashes: Vec<u32>, documents: Vec<u8>) -> Self {
        let mut firsts = vec![0_u32; (1 << FIRST_BITS) + 1];
        for hash in &hashes {
            firsts[bucket(*hash) + 1] += 1;
        }
        let mut end = 0;
        for first in &mut firsts {
            end += *first;
            *first = end;
        }
        Self { hashes, documents, firsts }
    }

    fn get(&self, hash: u64) -> u8 {
        let hash = short(hash);
        let at = bucket(hash);
        let ends = self.firsts.get(at).zip(self.firsts.get(at + 1));
        let (start, end) = ends.map_or((0, 0), |(start, end)| (*start as usize, *end as usize));
        // So few are counted faster than halved: which way to turn would be as good as random.
        let alike = self.hashes.get(start..end).unwrap_or(&[]);
        let at = start + alike.iter().map(|other| usize::from(*other < hash)).sum::<usize>();
        let is_found = self.hashes.get(at) == Some(&hash);
        if is_found { self.documents.get(at).copied().unwrap_or(0) } else { 0 }
    }

    fn of(counts: &FxHashMap<u32, u32>, min: u32) -> Self {
        let mut kept: Vec<(u32, u8)> = counts
            .iter()
            .filter(|(_, count)| **count >= min)
            .map(|(hash, count)| (*hash, u8::try_from(*count).unwrap_or(u8::MAX)))
            .collect();
        kept.sort_unstable();
        let (hashes, counts) = kept.into_iter().unzip();
        Self::new(hashes, counts)
    }
}

const fn bucket(hash: u32) -> usize {
    (hash >> (u32::BITS - FIRST_BITS)) as usize
}

const fn short(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// The symbols of a text that stand under common wording.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Commonness {
    /// In how many documents the gram stands that starts at each, up to 255; 0 for fewer than three.
    pub frequencies: Vec<u8>,
    /// Under a stock phrase.
    pub is_stock: Vec<bool>,
    /// Under a commonplace.
    pub is_commonplace: Vec<bool>,
}

/// The distinct wordings of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wordings {
    grams: Vec<u32>,
    bigrams: Vec<u32>,
}

impl Wordings {
    /// Returns the wordings of a report in normal form.
    pub fn of(normal: &Normal) -> Self {
        let grams = normal.grams().into_iter().map(|(hash, _)| short(hash));
        let bigrams = (0..normal.sentences.len()).flat_map(|at| normal.bigrams(at)).map(short);
        Self { grams: distinct(grams.collect()), bigrams: distinct(bigrams.collect()) }
    }

    /// Returns the wordings of several documents as if they were one.
    pub fn union(documents: &[Self]) -> Self {
        let all = |hashes: fn(&Self) -> &[u32]| {
            distinct(documents.iter().flat_map(hashes).copied().collect())
        };
        Self { grams: all(|one| &one.grams), bigrams: all(|one| &one.bigrams) }
    }
}

fn distinct(mut hashes: Vec<u32>) -> Vec<u32> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// Counts documents before the rare wordings are dropped, so that single documents can be added
/// and taken out again.
#[derive(Clone, Debug, Default)]
pub struct Census {
    documents: u32,
    grams: FxHashMap<u32, u32>,
    bigrams: FxHashMap<u32, u32>,
}

impl Census {
    /// Counts a document in. Linear in its wordings.
    pub fn add(&mut self, document: &Wordings) {
        self.documents += 1;
        self.add_times(document, 1);
    }

    /// Counts wordings that are known to stand in so many of the documents counted otherwise, or
    /// with [`Census::add_documents`].
    pub fn add_times(&mut self, wordings: &Wordings, times: u32) {
        for (counts, hashes) in
            [(&mut self.grams, &wordings.grams), (&mut self.bigrams, &wordings.bigrams)]
        {
            for hash in hashes {
                *counts.entry(*hash).or_default() += times;
            }
        }
    }

    /// Counts documents of which only some wordings are known.
    pub const fn add_documents(&mut self, count: u32) {
        self.documents += count;
    }

    /// Takes a document out again that was counted in.
    pub fn remove(&mut self, document: &Wordings) {
        self.documents = self.documents.saturating_sub(1);
        for (counts, hashes) in
            [(&mut self.grams, &document.grams), (&mut self.bigrams, &document.bigrams)]
        {
            for hash in hashes {
                if let Some(count) = counts.get_mut(hash) {
                    *count = count.saturating_sub(1);
                }
            }
        }
    }

    /// Returns the table, rare wordings dropped.
    pub fn table(&self) -> Background {
        let min_bigram = (MIN_BIGRAM_SHARE * f64::from(self.documents)).ceil() as u32;
        Background::new(
            self.documents,
            Counts::of(&self.grams, MIN_DOCUMENTS),
            Counts::of(&self.bigrams, min_bigram.max(MIN_DOCUMENTS)),
        )
    }
}
