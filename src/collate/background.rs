//! In how many documents of the genre a wording stands.
//!
//! A table of hashes and counts, shipped with the program: grams of [`GRAM_WIDTH`] symbols and, for
//! weighing sentences, bigrams. It holds no text. `tests/background.rs` counts it anew from the open
//! data and compares; a reviewer's own documents may be added.
//!
//! [`GRAM_WIDTH`]: crate::collate::normal::GRAM_WIDTH

use crate::collate::normal::Normal;
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

/// A wording in fewer documents than this is left out of a table: it is next to unseen.
const MIN_DOCUMENTS: u32 = 3;

/// A bigram in a smaller share of the documents is left out: it would hardly weigh less than an unseen one.
const MIN_BIGRAM_SHARE: f64 = 0.03;

/// Counts of documents by wording.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Background {
    documents: u32,
    grams: Counts,
    bigrams: Counts,
}

/// Hashes, sorted, each with its count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Counts {
    hashes: Vec<u32>,
    counts: Vec<u8>,
}

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
        self.grams.get(gram)
    }

    /// Returns how rare a gram is: 1.0 for one never seen, towards 0.0 for one in every document.
    pub fn rarity(&self, gram: u64) -> f64 {
        self.weight(self.grams.get(gram))
    }

    /// Returns how rare a bigram is, by the same measure.
    pub fn bigram_rarity(&self, bigram: u64) -> f64 {
        self.weight(self.bigrams.get(bigram))
    }

    /// Says whether so many documents have a gram that nobody's wording is to be seen in it: the
    /// exact number says nothing, since phrases put on the list by hand are told to the table so.
    pub fn is_commonplace(&self, gram: u64) -> bool {
        f64::from(self.frequency(gram)) >= COMMONPLACE_SHARE * f64::from(self.documents.max(1))
    }

    /// Says which symbols of a text stand under common wording. Linear, but for a search in the
    /// table for each gram.
    pub fn commonness(&self, normal: &Normal) -> Commonness {
        let mut common = Commonness {
            is_stock: vec![false; normal.codes.len()],
            is_commonplace: vec![false; normal.codes.len()],
        };
        for sentence in &normal.sentences {
            for (hash, start) in normal.grams_of(sentence) {
                let share = f64::from(self.frequency(hash)) / f64::from(self.documents.max(1));
                let start = start as usize;
                if share >= STOCK_SHARE {
                    let end = normal.gram_end(start, sentence.end).unwrap_or(sentence.end);
                    common.is_stock[start..end].fill(true);
                    if self.is_commonplace(hash) {
                        common.is_commonplace[start..end].fill(true);
                    }
                }
            }
        }
        common
    }

    fn weight(&self, frequency: u32) -> f64 {
        let all = (f64::from(self.documents) + 1.0).ln();
        if all <= 0.0 {
            return 1.0;
        }
        (1.0 - (f64::from(frequency) + 1.0).ln() / all).max(0.0)
    }

    /// Writes the table: documents, grams and bigrams as u32, then the hashes of both as u32 and
    /// their counts as u8, all little-endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        let sizes = [self.grams.hashes.len() as u32, self.bigrams.hashes.len() as u32];
        let numbers = [self.documents].into_iter().chain(sizes);
        let hashes = self.grams.hashes.iter().chain(&self.bigrams.hashes).copied();
        let mut bytes: Vec<u8> = numbers.chain(hashes).flat_map(u32::to_le_bytes).collect();
        bytes.extend(self.grams.counts.iter().chain(&self.bigrams.counts));
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
        Some(Self {
            documents: number(0)?,
            grams: Counts { hashes: hashes(0, grams)?, counts: of_grams.to_vec() },
            bigrams: Counts { hashes: hashes(grams, bigrams)?, counts: of_bigrams.to_vec() },
        })
    }
}

impl Counts {
    fn get(&self, hash: u64) -> u32 {
        let found = self.hashes.binary_search(&short(hash));
        found.ok().and_then(|at| self.counts.get(at)).map_or(0, |count| u32::from(*count))
    }

    fn of(counts: &FxHashMap<u32, u32>, min: u32) -> Self {
        let mut kept: Vec<(u32, u8)> = counts
            .iter()
            .filter(|(_, count)| **count >= min)
            .map(|(hash, count)| (*hash, u8::try_from(*count).unwrap_or(u8::MAX)))
            .collect();
        kept.sort_unstable();
        let (hashes, counts) = kept.into_iter().unzip();
        Self { hashes, counts }
    }
}

const fn short(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// The symbols of a text that stand under common wording.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Commonness {
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
    /// Starts from a finished table, so that a reviewer's own documents can be added to it.
    pub fn from_table(table: &Background) -> Self {
        let counts = |counts: &Counts| {
            let pairs = counts.hashes.iter().zip(&counts.counts);
            pairs.map(|(hash, count)| (*hash, u32::from(*count))).collect()
        };
        Self {
            documents: table.documents,
            grams: counts(&table.grams),
            bigrams: counts(&table.bigrams),
        }
    }

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
        Background {
            documents: self.documents,
            grams: Counts::of(&self.grams, MIN_DOCUMENTS),
            bigrams: Counts::of(&self.bigrams, min_bigram.max(MIN_DOCUMENTS)),
        }
    }
}
