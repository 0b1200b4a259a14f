//! What passages amount to: how much of each report is found in the other, and a grade for it.

use crate::collate::model::{Alignment, Grade, Relation};
use crate::collate::norm::telling;
use crate::collate::reuse::mass::Masses;
use crate::collate::shared::{Passage, PassageKind};
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

/// Where the mean resemblance of what was found divides copied, edited and reworded reports.
struct Scale {
    /// From here on a report is copied, however few of its sentences are untouched.
    copied: f64,
    /// From here on one is edited rather than reworded.
    edited: f64,
}

/// For text that is compared by characters. The model case, a reworded copy, has 0.84; of copies with a
/// character changed in each sentence there are no graded data, so that only the verbatim are copied.
const OF_CHARACTERS: Scale = Scale { copied: f64::INFINITY, edited: 0.88 };

/// For text that is compared by words, of which every edit takes a larger part along. Set on the
/// answers of Clough and Stevenson: whichever four of their five tasks it is set on, `edited` comes out at
/// .72 or .74 and `copied` at .9, and the fifth tasks together are graded with a macro-F1 of .67; on
/// the scale of characters all had .47.
const OF_WORDS: Scale = Scale { copied: 0.9, edited: 0.72 };

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
    let told = Sided::new(
        told(Side::Left, &masses.left, own.left, passages),
        told(Side::Right, &masses.right, own.right, passages),
    );
    let found = told.as_ref().map(|told| told.iter().fold(Told::default(), Told::and));
    let total = masses.as_ref().map(Masses::text_chars);
    let stock = masses.as_ref().map(Masses::all_stock);
    let containment =
        Sided::new(ratio(found.left.chars, total.left), ratio(found.right.chars, total.right));
    let distinctive_containment = Sided::new(
        ratio(found.left.distinctive, total.left - stock.left),
        ratio(found.right.distinctive, total.right - stock.right),
    );
    let both = found.left.and(&found.right);
    // Graded by the larger share: an excerpt of a long report is a copy as well.
    let shared = containment.left.max(containment.right);
    Shares {
        resemblance: ratio(both.alike, total.left + total.right),
        containment,
        distinctive_containment,
        grade: grade(shared, telling(distinctive_containment), &both, masses),
    }
}

/// Returns a share of a whole, `0.0..=1.0`; none of nothing.
pub fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { (part / whole).min(1.0) } else { 0.0 }
}

/// Returns what the passages that are not exempt amount to in each sentence of a side.
pub fn told(side: Side, masses: &Masses, own: &Masses, passages: &[Passage]) -> Vec<Told> {
    let mut is_counted = vec![false; masses.len()];
    let mut told = vec![Told::default(); masses.len()];
    for passage in passages.iter().filter(|passage| passage.exempt.is_none()) {
        for at in fresh(&passage.sentences[side], masses, &mut is_counted) {
            let sentence = at..at + 1;
            told[at] = Told::of(passage, own.chars_in(&sentence), own.stock_in(&sentence));
        }
    }
    told
}

/// Returns the sentences of running text among some that no passage has counted yet, and counts them.
pub fn fresh(sentences: &Range<usize>, masses: &Masses, is_counted: &mut [bool]) -> Vec<usize> {
    let is_fresh = |at: &usize| {
        masses.is_text(*at)
            && is_counted.get_mut(*at).is_some_and(|counted| !std::mem::replace(counted, true))
    };
    sentences.clone().filter(is_fresh).collect()
}

/// What passages amount to in a stretch of a side, in folded characters.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Told {
    /// Shared.
    pub chars: f64,
    /// The same without stock phrases.
    pub distinctive: f64,
    /// Shared, each counted by the resemblance of its passage.
    alike: f64,
    /// In passages that are no stock phrase.
    telling: f64,
    /// Of those, the verbatim ones.
    verbatim: f64,
    /// Of those, each counted by the resemblance of its passage.
    telling_alike: f64,
}

impl Told {
    fn of(passage: &Passage, chars: f64, stock: f64) -> Self {
        let telling = if passage.stock { 0.0 } else { chars };
        let is_verbatim = passage.kind == PassageKind::Verbatim;
        Self {
            chars,
            distinctive: if passage.stock { 0.0 } else { chars - stock },
            alike: chars * passage.resemblance,
            telling,
            verbatim: if is_verbatim { telling } else { 0.0 },
            telling_alike: telling * passage.resemblance,
        }
    }

    /// Returns the two taken together.
    #[must_use]
    pub fn and(self, other: &Self) -> Self {
        Self {
            chars: self.chars + other.chars,
            distinctive: self.distinctive + other.distinctive,
            alike: self.alike + other.alike,
            telling: self.telling + other.telling,
            verbatim: self.verbatim + other.verbatim,
            telling_alike: self.telling_alike + other.telling_alike,
        }
    }
}

/// Grades text of which so much is shared, and so much without stock phrases; `masses` are the reports.
pub fn grade(shared: f64, distinctive: f64, told: &Told, masses: &Sided<Masses>) -> Grade {
    if distinctive < MIN_RECYCLED {
        let is_stock = told.telling <= 0.0 && shared > 0.0;
        return if is_stock { Grade::StockPhrases } else { Grade::Unrelated };
    }
    let are_in_words = masses.left.is_in_words() && masses.right.is_in_words();
    let scale = if are_in_words { OF_WORDS } else { OF_CHARACTERS };
    let (verbatim, alike) = (told.verbatim / told.telling, told.telling_alike / told.telling);
    if verbatim >= MIN_VERBATIM_COPIED || alike >= scale.copied {
        Grade::Copied
    } else if alike >= scale.edited {
        Grade::Edited
    } else {
        Grade::Reworded
    }
}
