//! The normal form in which shared text is looked for.
//!
//! ```text
//! original  我們成功地推動了二〇二四年的重點項目
//! folded    我们成功地推动了二〇二四年的重点项目
//! normal    我们成功推动了#年重点项目
//! ```
//!
//! Coarser than [`crate::text::fold`]: 的, 地 and 得 are left out, since an editor drops them without
//! writing anything new, and every figure is the same symbol. A gram is a stretch of symbols, known
//! by a hash that is the same on every machine: the background table is made of them.

use crate::collate::model::Witness;
use crate::collate::symbol::{Figures, is_figure, is_word, symbols};
use crate::collate::value::{Value, values};
use crate::report::model::BlockKind;
use crate::report::sentence::sentences;
use crate::text::fold::Folded;
use crate::text::span::Span;
use std::ops::Range;

/// Width of the grams that are somebody's wording, in symbols; a Latin word is as wide as two.
pub const GRAM_WIDTH: usize = 5;

/// Width of a word in symbols: three words make a gram.
const WORD_WIDTH: usize = 2;

/// The normal form of a report, sentence by sentence.
#[derive(Clone, Debug, Default)]
pub struct Normal {
    /// What is compared, all sentences behind one another.
    pub codes: Vec<u32>,
    /// Where each symbol stands in the text.
    pub spans: Vec<Span>,
    /// The symbols of each sentence, as indices into the two above.
    pub sentences: Vec<Range<usize>>,
    /// The numbers that tell something by themselves, each with the index of its symbol.
    pub values: Vec<(Value, u32)>,
}

/// Returns the sentences of a report, folded, in order. Linear.
pub fn folded_sentences(witness: Witness<'_>) -> Vec<Folded> {
    let sentences = witness.report.sentences.iter();
    sentences.map(|sentence| Folded::of(witness.text, sentence.body)).collect()
}

/// A gram: its hash and the index of its first symbol.
pub type Gram = (u64, u32);

impl Normal {
    /// Reads a report; page furniture has no symbols. Linear.
    pub fn of(witness: Witness<'_>) -> Self {
        Self::of_folded(witness, &folded_sentences(witness))
    }

    /// Reads a report of which the folded sentences are at hand. Linear.
    pub fn of_folded(witness: Witness<'_>, folded: &[Folded]) -> Self {
        let mut normal = Self::default();
        for (at, folded) in folded.iter().enumerate() {
            let start = normal.codes.len();
            if witness.kind_of(at) != Some(BlockKind::Furniture) {
                normal.add(folded);
            }
            normal.sentences.push(start..normal.codes.len());
        }
        normal
    }

    /// Reads a text without its outline, which is enough for counting wordings. Linear.
    pub fn of_text(text: &str) -> Self {
        let mut normal = Self::default();
        for sentence in sentences(text, Span::new(0, text.len())) {
            let start = normal.codes.len();
            normal.add(&Folded::of(text, sentence));
            normal.sentences.push(start..normal.codes.len());
        }
        normal
    }

    fn add(&mut self, folded: &Folded) {
        for symbol in symbols(folded, Figures::AsOneInAnyScript) {
            if is_particle(symbol.code) {
                continue;
            }
            let offset = |at: usize| folded.offsets.get(at).copied().unwrap_or_default();
            let last = symbol.end.saturating_sub(1);
            let len = folded.chars.get(last).map_or(0, |c| c.len_utf8());
            if is_figure(symbol.code) {
                let at = self.codes.len() as u32;
                let values = values(folded, symbol.start..symbol.end);
                self.values.extend(values.into_iter().map(|value| (value, at)));
            }
            self.codes.push(symbol.code);
            // A folded character may be shorter than the original: the next character is not reached.
            self.spans.push(Span::new(offset(symbol.start), offset(last) + len));
        }
    }

    /// Returns the symbols of consecutive sentences as indices.
    pub fn symbols_of(&self, sentences: &Range<usize>) -> Range<usize> {
        let of = |at: usize| self.sentences.get(at).cloned().unwrap_or_default();
        if sentences.is_empty() {
            return 0..0;
        }
        of(sentences.start).start..of(sentences.end - 1).end
    }

    /// Returns the grams of every sentence, in order; none reaches over the end of a sentence.
    pub fn grams(&self) -> Vec<Gram> {
        let mut grams = Vec::with_capacity(self.codes.len());
        for sentence in &self.sentences {
            grams.extend(self.grams_of(sentence));
        }
        grams
    }

    /// Returns the grams inside a range of symbols, in order.
    pub fn grams_of<'a>(&'a self, range: &Range<usize>) -> impl Iterator<Item = Gram> + 'a {
        let limit = range.end;
        range.clone().map_while(move |start| {
            let end = self.gram_end(start, limit)?;
            Some((hash(self.codes.get(start..end)?), start as u32))
        })
    }

    /// Returns where the gram that starts at a symbol ends; `None` if the sentence ends before.
    pub fn gram_end(&self, start: usize, limit: usize) -> Option<usize> {
        let mut width = 0;
        for at in start..limit {
            width += if is_word(*self.codes.get(at)?) { WORD_WIDTH } else { 1 };
            if width >= GRAM_WIDTH {
                return Some(at + 1);
            }
        }
        None
    }

    /// Returns the bigrams of a sentence, in order; one of a single symbol has none.
    pub fn bigrams(&self, sentence: usize) -> impl Iterator<Item = u64> + '_ {
        let range = self.sentences.get(sentence).cloned().unwrap_or_default();
        self.codes.get(range).unwrap_or(&[]).windows(2).map(hash)
    }

    /// Returns the sentence in which a symbol stands.
    pub fn sentence_at(&self, symbol: usize) -> usize {
        let behind = self.sentences.partition_point(|range| range.start <= symbol);
        behind.saturating_sub(1)
    }

    /// Returns the bigrams of a sentence that have a figure in them, in order; they may repeat.
    pub fn bigrams_with_figures(&self, sentence: usize) -> impl Iterator<Item = u64> + '_ {
        let range = self.sentences.get(sentence).cloned().unwrap_or_default();
        let pairs = self.codes.get(range).unwrap_or(&[]).windows(2);
        pairs.filter(|pair| pair.iter().any(|code| is_figure(*code))).map(hash)
    }
}

/// Says whether a symbol is 的, 地 or 得.
fn is_particle(code: u32) -> bool {
    ['的', '地', '得'].iter().any(|particle| *particle as u32 == code)
}

/// Returns the hash of a stretch of symbols: the same in every version and on every machine.
pub fn hash(codes: &[u32]) -> u64 {
    let seed = 0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(codes.len() as u64 + 1);
    let mixed = codes.iter().fold(seed, |hash, code| {
        (hash ^ u64::from(*code)).wrapping_mul(0xFF51_AFD7_ED55_8CCD).rotate_left(29)
    });
    let mixed = (mixed ^ mixed >> 32).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    mixed ^ mixed >> 29
}
