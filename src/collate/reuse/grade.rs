//! What passages amount to: how much of each report is found in the other, and a grade for it.

use crate::collate::model::{Alignment, Grade, Passage, PassageKind, Relation};
use crate::collate::norm::telling;
use crate::collate::reuse::mass::Masses;
use crate::text::side::{Side, Sided};
use std::ops::Range;

/// Share of a report found in the other from which the two are one text.
///
/// Consecutive years of one body share 1 to 16 % of their sentences, disguised copies 50 % and
/// more; hardly any pair lies between.
const MIN_RECYCLED: f64 = 0.35;

/// Share of what was found that is verbatim, from which a recycled report is copied: most of it.
/// On the answers of Clough and Stevenson 0.85 calls one of 19 pure copies so, 0.6 eight of them.
const MIN_VERBATIM_COPIED: f64 = 0.6;

/// Mean resemblance of what was found from which a recycled report is edited rather than reworded;
/// the model case, a reworded copy, has 0.84.
const MIN_MEAN_EDITED: f64 = 0.88;

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

/// Says whether two reports are the same text, typography aside; two empty ones are not.
pub fn are_same(alignments: &[Alignment]) -> bool {
    let is_same = |a: &Alignment| a.relation == Relation::Unchanged && !a.moved;
    !alignments.is_empty() && alignments.iter().all(is_same)
}

/// Weighs the passages that are not exempt against the two reports, `own` being what of their text
/// counts. Two of the same substance are all shares, unless something is exempt: short sentences, which
/// make no passage, count there as well.
pub fn shares(
    masses: &Sided<Masses>,
    own: Sided<&Masses>,
    alignments: &[Alignment],
    passages: &[Passage],
) -> Shares {
    if are_same(alignments) && passages.iter().all(|passage| passage.exempt.is_none()) {
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
    for side in Side::BOTH {
        let mut is_counted = vec![false; masses[side].len()];
        for passage in passages.iter().filter(|passage| passage.exempt.is_none()) {
            let fresh = fresh(&passage.sentences[side], &masses[side], &mut is_counted);
            let chars: f64 = fresh.iter().map(|at| own[side].chars_in(&(*at..at + 1))).sum();
            let stock = fresh.iter().map(|at| own[side].stock_in(&(*at..at + 1))).sum();
            found[side] += chars;
            distinctive[side] += chars - if passage.stock { chars } else { stock };
            in_common += chars * passage.resemblance;
            if !passage.stock {
                tally.add(passage, chars);
            }
        }
    }
    let ratio = |part: f64, whole: f64| if whole > 0.0 { (part / whole).min(1.0) } else { 0.0 };
    let total = masses.as_ref().map(Masses::text_chars);
    let stock = masses.as_ref().map(Masses::all_stock);
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

/// Returns the sentences of running text among some that no passage has counted yet, and counts them.
pub fn fresh(sentences: &Range<usize>, masses: &Masses, is_counted: &mut [bool]) -> Vec<usize> {
    let is_fresh = |at: &usize| {
        masses.is_text(*at)
            && is_counted.get_mut(*at).is_some_and(|counted| !std::mem::replace(counted, true))
    };
    sentences.clone().filter(is_fresh).collect()
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
    let recycled = telling(distinctive);
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
