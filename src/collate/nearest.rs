//! For each sentence of one report the sentence among many others that it was most likely taken from.
//!
//! The rare grams of the report are posted by sentence; one walk over the others adds up, for every
//! pair of sentences that meet, how rare what they share is. Only pairs with enough of it are
//! compared, so that the cost follows the text, not the product of the sentences. The bars are those
//! by which a single sentence that stands anywhere is told as shared text between two reports: what
//! stock phrases share counts for nothing.

use crate::collate::background::{Background, Commonness};
use crate::collate::model::Witness;
use crate::collate::normal::Normal;
use crate::collate::resemblance::{Shingles, resemblance};
use crate::collate::reuse::mass::{MOSTLY_STOCK, is_text};
use crate::collate::reuse::region::{MIN_LEVEL_DENSITY, MIN_MOVED_MASS};
use crate::collate::reuse::row::{MIN_REUSE, kind};
use crate::collate::shared::PassageKind;
use crate::text::fold::Folded;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A gram in more sentences of the report than this tells none of them from the others.
const MAX_REPEATS: usize = 8;

/// Where a sentence comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Origin {
    /// The nearest sentence of the others.
    Found(Nearest),
    /// No source is looked for: at least half of it is wording that many reports share.
    Stock,
    /// None of the others has it.
    Own,
    /// No source is looked for: a title, heading, table or page furniture.
    NotText,
}

/// A sentence of another report.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearest {
    /// Index of the report among the others.
    pub report: usize,
    /// Index of the sentence in it.
    pub sentence: usize,
    /// How alike the two are, figures as they are written, `0.0..=1.0`.
    pub resemblance: f64,
    /// How it was treated.
    pub kind: PassageKind,
}

/// Returns for each sentence of a report where it comes from among the others.
///
/// The most alike is the nearest, of equals the one with more rare wording in common, then the one
/// given first. What overlaps the report in one text is no source of it. Cost: linear in the text of
/// all, plus a comparison for every two sentences that share much rare wording. Without others, or
/// with empty ones, nothing has a source.
pub fn origins(
    witness: Witness<'_>,
    others: &[Witness<'_>],
    background: &Background,
) -> Vec<Origin> {
    let report = Posted::of(witness, background);
    let mut best: Vec<Option<(Nearest, f64)>> = vec![None; witness.report.sentences.len()];
    for (at, other) in others.iter().enumerate() {
        if overlap(witness, *other) {
            continue;
        }
        for (sentence, nearest, mass) in report.meetings(at, *other) {
            let is_nearer = best[sentence].is_none_or(|(known, known_mass)| {
                let by_likeness = nearest.resemblance.total_cmp(&known.resemblance);
                by_likeness.then(mass.total_cmp(&known_mass)).is_gt()
            });
            if is_nearer {
                best[sentence] = Some((nearest, mass));
            }
        }
    }
    let origin = |(at, best): (usize, Option<(Nearest, f64)>)| match best {
        _ if !is_text(witness, at) => Origin::NotText,
        Some((nearest, _)) => Origin::Found(nearest),
        None if report.is_stock(at) => Origin::Stock,
        None => Origin::Own,
    };
    best.into_iter().enumerate().map(origin).collect()
}

/// Says whether two reports share a stretch of one text.
fn overlap(one: Witness<'_>, other: Witness<'_>) -> bool {
    std::ptr::eq(one.text, other.text) && one.report.span.overlaps(other.report.span)
}

/// A report whose rare grams can be looked up.
struct Posted<'a> {
    witness: Witness<'a>,
    normal: Normal,
    common: Commonness,
    /// The sentences each rare gram stands in, and how rare it is.
    postings: FxHashMap<u64, (f64, Vec<u32>)>,
}

impl<'a> Posted<'a> {
    fn of(witness: Witness<'a>, background: &Background) -> Self {
        let normal = Normal::of(witness);
        let common = background.commonness(&normal);
        let mut postings: FxHashMap<u64, (f64, Vec<u32>)> = FxHashMap::default();
        for (at, sentence) in normal.sentences.iter().enumerate() {
            if !is_text(witness, at) {
                continue;
            }
            for (hash, start) in normal.grams_of(sentence) {
                let end = normal.gram_end(start as usize, sentence.end).unwrap_or(sentence.end);
                if common.is_stock[start as usize..end].iter().all(|stock| *stock) {
                    continue;
                }
                let (_, sentences) =
                    postings.entry(hash).or_insert_with(|| (background.rarity(hash), Vec::new()));
                if sentences.last() != Some(&(at as u32)) {
                    sentences.push(at as u32);
                }
            }
        }
        postings.retain(|_, (_, sentences)| sentences.len() <= MAX_REPEATS);
        Self { witness, normal, common, postings }
    }

    /// Says whether at least half of a sentence stands under stock phrases.
    fn is_stock(&self, sentence: usize) -> bool {
        let symbols = self.normal.sentences.get(sentence).cloned().unwrap_or_default();
        let stock = self.common.is_stock[symbols.clone()].iter().filter(|stock| **stock).count();
        stock as f64 >= MOSTLY_STOCK * symbols.len().max(1) as f64
    }

    /// Returns which sentences of another report have enough in common with one of these, with the rarity of it.
    fn meetings(&self, at: usize, other: Witness<'_>) -> Vec<(usize, Nearest, f64)> {
        let theirs = Normal::of(other);
        let mut masses = vec![0.0; self.normal.sentences.len()];
        let mut found = Vec::new();
        for (there, symbols) in theirs.sentences.iter().enumerate() {
            if !is_text(other, there) {
                continue;
            }
            for (here, mass) in self.shared(&theirs, symbols, &mut masses) {
                let ours = self.normal.sentences.get(here).map_or(0, Range::len);
                let shorter = ours.min(symbols.len()) as f64;
                if mass < MIN_MOVED_MASS || mass < MIN_LEVEL_DENSITY * shorter {
                    continue;
                }
                let Some((resemblance, kind)) = self.compared(here, other, there) else { continue };
                found.push((
                    here,
                    Nearest { report: at, sentence: there, resemblance, kind },
                    mass,
                ));
            }
        }
        found
    }

    /// Returns the sentences that share rare grams with one of another report, and how much. `masses` is all zero before and after.
    fn shared(
        &self,
        theirs: &Normal,
        symbols: &Range<usize>,
        masses: &mut [f64],
    ) -> Vec<(usize, f64)> {
        let mut grams: Vec<u64> = theirs.grams_of(symbols).map(|(hash, _)| hash).collect();
        grams.sort_unstable();
        grams.dedup();
        let mut touched = Vec::new();
        for (rarity, sentences) in grams.iter().filter_map(|gram| self.postings.get(gram)) {
            for sentence in sentences {
                let mass = &mut masses[*sentence as usize];
                if *mass <= 0.0 {
                    touched.push(*sentence as usize);
                }
                *mass += rarity;
            }
        }
        touched.sort_unstable();
        touched.dedup();
        touched.into_iter().map(|at| (at, std::mem::take(&mut masses[at]))).collect()
    }

    /// Compares two sentences; `None` if they are not alike enough.
    fn compared(
        &self,
        here: usize,
        other: Witness<'_>,
        there: usize,
    ) -> Option<(f64, PassageKind)> {
        let own = self.witness.report.sentences.get(here)?.body;
        let theirs = other.report.sentences.get(there)?.body;
        let folded = [Folded::of(self.witness.text, own), Folded::of(other.text, theirs)];
        if folded[0].chars == folded[1].chars {
            return Some((1.0, PassageKind::Verbatim));
        }
        let own = Shingles::verbatim(self.witness.text, own);
        let alike = resemblance(&own, &Shingles::verbatim(other.text, theirs));
        (alike >= MIN_REUSE).then(|| (alike, kind(alike)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::decode::read;
    use crate::intake::document::Document;
    use crate::report::model::Report;
    use crate::report::split::whole;

    fn all(texts: &[&str]) -> Vec<(Document, Report)> {
        let read = |text: &&str| {
            let document = read(text.as_bytes(), "a.txt");
            let report = whole(&document);
            (document, report)
        };
        texts.iter().map(read).collect()
    }

    fn found(report: &str, others: &[&str]) -> Vec<Origin> {
        let (own, others) = (all(&[report]), all(others));
        let witness = |(document, report)| -> Witness<'_> {
            let document: &Document = document;
            Witness { text: &document.text, report }
        };
        let others: Vec<Witness<'_>> =
            others.iter().map(|(document, report)| witness((document, report))).collect();
        origins(witness((&own[0].0, &own[0].1)), &others, Background::shipped())
    }

    const OWN: &str =
        "我们整治了南溪河沿岸十二处排污口，建成生态缓冲带三十公里，鱼类增加到四十二种。\n";

    #[test]
    fn nearest_of_several_sources_is_the_one_most_alike() {
        let edited = "我们整治了南溪河沿岸九处排污口，新建生态缓冲带二十公里，鱼类增加到四十种。\n";
        let unrelated =
            "全市粮食播种面积稳定在一百万亩以上，总产量再创历史新高，农民收入稳步增加。\n";
        let origins = found(OWN, &[unrelated, edited, OWN]);
        let Origin::Found(nearest) = origins[0] else { panic!("{origins:?}") };
        assert_eq!((nearest.report, nearest.sentence, nearest.kind), (2, 0, PassageKind::Verbatim));
        let origins = found(OWN, &[unrelated, edited]);
        let Origin::Found(nearest) = origins[0] else { panic!("{origins:?}") };
        assert_eq!((nearest.report, nearest.kind), (1, PassageKind::Edited));
        assert!(nearest.resemblance < 1.0);
    }

    #[test]
    fn sentence_that_nobody_else_has_is_its_own() {
        let other = "全市粮食播种面积稳定在一百万亩以上，总产量再创历史新高，农民收入稳步增加。\n";
        assert_eq!(found(OWN, &[other]), [Origin::Own]);
        assert_eq!(found(OWN, &[]), [Origin::Own]);
        assert_eq!(found(OWN, &[""]), [Origin::Own]);
        assert!(found("", &[OWN]).is_empty());
    }

    #[test]
    fn stock_phrase_never_has_a_source() {
        let stock = "在市委、市政府的坚强领导下，各项工作扎实推进。\n";
        assert_eq!(found(stock, &[stock]), [Origin::Stock]);
    }

    #[test]
    fn report_is_no_source_of_itself() {
        let both = all(&[OWN]);
        let witness = Witness { text: &both[0].0.text, report: &both[0].1 };
        assert_eq!(origins(witness, &[witness], Background::shipped()), [Origin::Own]);
    }
}
