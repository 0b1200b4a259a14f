//! Passages of reuse, and what they amount to.

use crate::collate::model::{Alignment, Grade, Joint, Passage, PassageKind, Relation, Witness};
use crate::collate::stock::{MOSTLY_STOCK, stock_share};
use crate::collate::variant::Comparison;
use crate::report::model::{BlockKind, Sentence};
use crate::text::side::{Side, Sided};
use std::ops::Range;

/// Resemblance from which a pair of sentences is called reuse. Figures count as they are written: a
/// sentence that reports last year's indicators anew is no reuse.
///
/// On the model case every hand-labelled unit has at least 0.52 and the best of 20,941 unrelated
/// sentence pairs 0.38.
const MIN_REUSE: f64 = 0.48;

/// Resemblance from which reuse is an edit rather than a rewording; hand-labelled light edits start at 0.71, rewordings end at 0.65.
const MIN_EDITED: f64 = 0.68;

/// A passage shorter than this is no evidence, in folded characters of the shorter side.
const MIN_PASSAGE_CHARS: f64 = 8.0;

/// Share of a report found in the other from which the two are one text.
///
/// Consecutive years of one body share 1 to 16 % of their sentences, disguised copies 50 % and
/// more; hardly any pair lies between.
const MIN_RECYCLED: f64 = 0.35;

/// Share of what was found that is verbatim, from which a recycled report is copied.
const MIN_VERBATIM_COPIED: f64 = 0.85;

/// Mean resemblance of what was found from which a recycled report is edited rather than reworded;
/// the model case, a reworded copy, has 0.84.
const MIN_MEAN_EDITED: f64 = 0.88;

/// The running text of one side, sentence by sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Masses {
    /// Folded characters of each sentence.
    pub chars: Vec<usize>,
    /// How many of them stand under stock phrases.
    pub stock: Vec<f64>,
    /// Whether the sentence is running text, not a title or heading.
    pub is_text: Vec<bool>,
}

impl Masses {
    /// Weighs the sentences of one side; `chars` are their folded lengths.
    pub fn of(side: Witness<'_>, chars: &[usize]) -> Self {
        let sentences = side.report.sentences.iter().zip(chars).enumerate();
        let is_text: Vec<bool> = (0..chars.len()).map(|at| is_text(side, at)).collect();
        let stock = |(at, (sentence, chars)): (usize, (&Sentence, &usize))| {
            if is_text[at] { stock_share(side.text, sentence.body) * *chars as f64 } else { 0.0 }
        };
        Self { chars: chars.to_vec(), stock: sentences.map(stock).collect(), is_text }
    }

    fn chars_in(&self, range: &Range<usize>) -> f64 {
        self.chars.get(range.clone()).unwrap_or(&[]).iter().sum::<usize>() as f64
    }

    fn stock_in(&self, range: &Range<usize>) -> f64 {
        self.stock.get(range.clone()).unwrap_or(&[]).iter().fold(0.0, |sum, part| sum + part)
    }

    fn text_chars(&self) -> f64 {
        let text = self.chars.iter().zip(&self.is_text).filter(|(_, is_text)| **is_text);
        text.map(|(chars, _)| *chars).sum::<usize>() as f64
    }
}

/// What passages amount to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shares {
    /// Symmetric share of text in common.
    pub resemblance: f64,
    /// Share of each side in passages.
    pub containment: Sided<f64>,
    /// The same without stock phrases on either side of the division.
    pub distinctive_containment: Sided<f64>,
    /// What it amounts to.
    pub grade: Grade,
}

/// Returns the passages of reuse among alignments, each compared already, in order of the left side.
///
/// Titles and headings are left out: 一、主要成效 is nobody's wording.
pub fn passages(
    sides: Sided<Witness<'_>>,
    masses: &Sided<Masses>,
    alignments: &[Alignment],
    compared: &[Option<Comparison>],
) -> Vec<Passage> {
    let found = alignments.iter().zip(compared).enumerate();
    let mut passages: Vec<Passage> = found
        .filter_map(|(at, (alignment, compared))| {
            passage(sides, masses, (at, alignment), compared.as_ref()?)
        })
        .collect();
    passages.sort_by_key(|passage| passage.spans.left.start);
    passages
}

fn passage(
    sides: Sided<Witness<'_>>,
    masses: &Sided<Masses>,
    (at, alignment): (usize, &Alignment),
    compared: &Comparison,
) -> Option<Passage> {
    let ranges = &alignment.sentences;
    let is_text = |side: Side| masses[side].is_text.get(ranges[side].start) == Some(&true);
    if !Side::BOTH.into_iter().all(is_text) {
        return None;
    }
    let chars = |side: Side| masses[side].chars_in(&ranges[side]);
    if chars(Side::Left).min(chars(Side::Right)) < MIN_PASSAGE_CHARS {
        return None;
    }
    let spans = Sided::new(sides.left.hull(&ranges.left)?, sides.right.hull(&ranges.right)?);
    let is_verbatim = alignment.relation == Relation::Unchanged;
    let alike = alignment.resemblance;
    if alike < MIN_REUSE {
        return None;
    }
    let kind = if is_verbatim {
        PassageKind::Verbatim
    } else if alike >= MIN_EDITED {
        PassageKind::Edited
    } else {
        PassageKind::Reworded
    };
    let is_stock = |side: Side| masses[side].stock_in(&ranges[side]) >= MOSTLY_STOCK * chars(side);
    Some(Passage {
        spans,
        kind,
        joint: joint(alignment),
        moved: alignment.moved,
        stock: Side::BOTH.into_iter().all(is_stock),
        resemblance: alike,
        longest_run: compared.longest_run,
        alignment: at,
    })
}

fn joint(alignment: &Alignment) -> Joint {
    let (left, right) = (alignment.sentences.left.len(), alignment.sentences.right.len());
    match left.cmp(&right) {
        std::cmp::Ordering::Greater => Joint::Merged,
        std::cmp::Ordering::Less => Joint::Split,
        std::cmp::Ordering::Equal => Joint::Single,
    }
}

/// Says whether a sentence belongs to running text.
pub fn is_text(side: Witness<'_>, sentence: usize) -> bool {
    side.kind_of(sentence) == Some(BlockKind::Paragraph)
}

/// Weighs the passages against the two reports. Two of the same substance are all shares: short
/// sentences, which make no passage, count there as well.
pub fn shares(masses: &Sided<Masses>, alignments: &[Alignment], passages: &[Passage]) -> Shares {
    let is_same = |a: &Alignment| a.relation == Relation::Unchanged && !a.moved;
    if !alignments.is_empty() && alignments.iter().all(is_same) {
        let whole = Sided::new(1.0, 1.0);
        let grade = Grade::Copied;
        return Shares {
            resemblance: 1.0,
            containment: whole,
            distinctive_containment: whole,
            grade,
        };
    }
    let mut found = Sided::<f64>::default();
    let mut distinctive = Sided::<f64>::default();
    let mut in_common = 0.0;
    let mut tally = Tally::default();
    for passage in passages {
        let Some(alignment) = alignments.get(passage.alignment) else { continue };
        let ranges = &alignment.sentences;
        for side in Side::BOTH {
            let chars = masses[side].chars_in(&ranges[side]);
            let stock = if passage.stock { chars } else { masses[side].stock_in(&ranges[side]) };
            found[side] += chars;
            distinctive[side] += chars - stock;
            in_common += chars * passage.resemblance;
            if !passage.stock {
                tally.add(passage, chars);
            }
        }
    }
    let ratio = |part: f64, whole: f64| if whole > 0.0 { (part / whole).min(1.0) } else { 0.0 };
    let total = masses.as_ref().map(Masses::text_chars);
    let stock = masses.as_ref().map(|side| side.stock_in(&(0..side.stock.len())));
    let containment = Sided::new(ratio(found.left, total.left), ratio(found.right, total.right));
    let distinctive_containment = Sided::new(
        ratio(distinctive.left, total.left - stock.left),
        ratio(distinctive.right, total.right - stock.right),
    );
    Shares {
        resemblance: ratio(in_common, total.left + total.right),
        containment,
        distinctive_containment,
        grade: grade(containment, distinctive_containment, &tally),
    }
}

/// What the passages are like, weighted by their length.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    chars: f64,
    verbatim: f64,
    alike: f64,
}

impl Tally {
    fn add(&mut self, passage: &Passage, chars: f64) {
        let is_verbatim = passage.kind == PassageKind::Verbatim;
        self.chars += chars;
        self.verbatim += if is_verbatim { chars } else { 0.0 };
        self.alike += chars * passage.resemblance;
    }
}

/// Grades a pair by the larger share: an excerpt of a long report is a copy as well.
fn grade(containment: Sided<f64>, distinctive: Sided<f64>, tally: &Tally) -> Grade {
    let recycled = distinctive.left.max(distinctive.right);
    if recycled < MIN_RECYCLED {
        let shared = containment.left.max(containment.right);
        let is_stock = tally.chars <= 0.0 && shared > 0.0;
        return if is_stock { Grade::StockPhrases } else { Grade::Unrelated };
    }
    let verbatim = tally.verbatim / tally.chars;
    let mean = tally.alike / tally.chars;
    if verbatim >= MIN_VERBATIM_COPIED {
        Grade::Copied
    } else if mean >= MIN_MEAN_EDITED {
        Grade::Edited
    } else {
        Grade::Reworded
    }
}
