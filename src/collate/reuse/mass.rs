//! How much text there is, and how much of it is stock phrases.

use crate::collate::background::Commonness;
use crate::collate::model::Witness;
use crate::collate::normal::Normal;
use crate::collate::reuse::index::Index;
use crate::collate::symbol::is_word;
use crate::report::model::BlockKind;
use crate::text::span::Span;
use std::ops::Range;

/// Share of a stretch under stock phrases from which it counts as stock, as a whole.
pub const MOSTLY_STOCK: f64 = 0.5;

/// The running text of one side, sentence by sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Masses {
    /// Folded characters of each sentence.
    chars: Vec<usize>,
    /// How many of them stand under stock phrases.
    stock: Vec<f64>,
    /// Whether the sentence is running text, not a title or heading.
    is_text: Vec<bool>,
    /// Whether it is written in words with spaces between them.
    is_in_words: bool,
}

impl Masses {
    /// Weighs the sentences of one side; `chars` are their folded lengths. Linear.
    pub fn of(side: Witness<'_>, chars: &[usize], index: &Index) -> Self {
        let is_text: Vec<bool> = (0..chars.len()).map(|at| is_text(side, at)).collect();
        let shares = stock_shares(&index.normal, &index.common);
        let stock = |(at, chars): (usize, &usize)| {
            let share = shares.get(at).copied().unwrap_or(0.0);
            if is_text[at] { share * *chars as f64 } else { 0.0 }
        };
        let stock = chars.iter().enumerate().map(stock).collect();
        Self { chars: chars.to_vec(), stock, is_text, is_in_words: is_in_words(&index.normal) }
    }

    /// Returns what is left without what is cited: `cited` are the stretches, in text order, `chars` how
    /// many folded characters of each sentence lie in them. Linear in the sentences that have some.
    #[must_use]
    pub fn without(&self, cited: &[Span], chars: &[usize], index: &Index) -> Self {
        let (normal, common) = (&index.normal, &index.common);
        let mut left = self.clone();
        for (at, taken) in chars.iter().enumerate().filter(|(_, taken)| **taken > 0) {
            let is_own = |symbol: &usize| {
                let span = normal.spans[*symbol];
                let next = cited.partition_point(|cited| cited.end <= span.start);
                !cited.get(next).is_some_and(|cited| cited.overlaps(span))
            };
            let symbols = normal.sentences.get(at).cloned().unwrap_or_default();
            let own: Vec<usize> = symbols.filter(is_own).collect();
            let stock = own.iter().filter(|symbol| common.is_stock[**symbol]).count();
            let share = stock as f64 / own.len().max(1) as f64;
            left.chars[at] = self.chars[at].saturating_sub(*taken);
            left.stock[at] = share * left.chars[at] as f64;
        }
        left
    }

    /// Returns the folded characters of consecutive sentences.
    pub fn chars_in(&self, range: &Range<usize>) -> f64 {
        self.chars.get(range.clone()).unwrap_or(&[]).iter().sum::<usize>() as f64
    }

    /// Returns the folded characters of the running text among consecutive sentences.
    pub fn text_in(&self, range: &Range<usize>) -> f64 {
        let chars = self.chars.get(range.clone()).unwrap_or(&[]).iter();
        let is_text = self.is_text.get(range.clone()).unwrap_or(&[]);
        chars.zip(is_text).filter(|(_, is_text)| **is_text).map(|(chars, _)| *chars).sum::<usize>()
            as f64
    }

    /// Returns how many of those of consecutive sentences stand under stock phrases.
    pub fn stock_in(&self, range: &Range<usize>) -> f64 {
        self.stock.get(range.clone()).unwrap_or(&[]).iter().fold(0.0, |sum, part| sum + part)
    }

    /// Returns how many sentences there are.
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// Says whether there are none.
    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// Says whether a sentence is running text.
    pub fn is_text(&self, sentence: usize) -> bool {
        self.is_text.get(sentence) == Some(&true)
    }

    /// Says whether most of it is words with spaces between them, as of English, so that it is compared
    /// by pairs of words and not of characters.
    pub const fn is_in_words(&self) -> bool {
        self.is_in_words
    }

    /// Returns how many characters of all text stand under stock phrases.
    pub fn all_stock(&self) -> f64 {
        self.stock_in(&(0..self.stock.len()))
    }

    /// Returns the folded characters of all running text.
    pub fn text_chars(&self) -> f64 {
        self.text_in(&(0..self.chars.len()))
    }
}

/// Returns for each sentence the share of its symbols that stands under stock phrases.
fn stock_shares(normal: &Normal, common: &Commonness) -> Vec<f64> {
    let share = |sentence: &Range<usize>| {
        let stock = common.is_stock[sentence.clone()].iter().filter(|stock| **stock).count();
        stock as f64 / sentence.len().max(1) as f64
    };
    normal.sentences.iter().map(share).collect()
}

/// Says whether more symbols are words than are characters; nothing is in no words.
fn is_in_words(normal: &Normal) -> bool {
    normal.codes.iter().filter(|code| is_word(**code)).count() * 2 > normal.codes.len()
}

/// Says whether a sentence belongs to running text.
pub fn is_text(side: Witness<'_>, sentence: usize) -> bool {
    side.kind_of(sentence) == Some(BlockKind::Paragraph)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::background::Background;

    fn share(text: &str) -> f64 {
        let normal = Normal::of_text(text);
        stock_shares(&normal, &Background::shipped().commonness(&normal))[0]
    }

    #[test]
    fn opening_formula_is_stock_whatever_its_punctuation() {
        assert!(share("在市委、市政府的坚强领导下,各项工作扎实推进。") >= MOSTLY_STOCK);
    }

    #[test]
    fn english_with_figures_is_in_words_and_chinese_with_names_is_not() {
        let is_so = |text: &str| is_in_words(&Normal::of_text(text));
        assert!(is_so("Cargo throughput rose by 7.4% to 20.5 million tonnes in 2024."));
        assert!(!is_so("与Cargo Lines公司合作的项目全年新建污水管网32.6公里。"));
        assert!(!is_so(""));
    }

    #[test]
    fn sentence_with_content_is_not_stock() {
        let text =
            "在市委、市政府的坚强领导下，全年新建污水管网32.6公里，改造老旧泵站7座，完成清淤疏浚。";
        assert!(share(text) < MOSTLY_STOCK);
    }
}
