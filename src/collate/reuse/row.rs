//! Shared text sentence by sentence: the aligned pairs that are alike.

use crate::collate::model::{Alignment, Relation, Witness};
use crate::collate::reuse::mass::{MOSTLY_STOCK, Masses};
use crate::collate::shared::{Joint, Passage, PassageKind};
use crate::collate::variant::Comparison;
use crate::text::side::{Side, Sided};
use std::ops::Range;

/// Resemblance from which a pair of sentences is called reuse. Figures count as they are written: a
/// sentence that reports last year's indicators anew is no reuse.
///
/// On the model case every hand-labelled unit has at least 0.52 and the best of 20,941 unrelated
/// sentence pairs 0.38.
pub const MIN_REUSE: f64 = 0.48;

/// Resemblance from which reuse is an edit rather than a rewording; hand-labelled light edits start at 0.71, rewordings end at 0.65.
const MIN_EDITED: f64 = 0.68;

/// A passage shorter than this is no evidence, in folded characters of the shorter side.
const MIN_PASSAGE_CHARS: f64 = 8.0;

/// Returns the passages of reuse among alignments, each compared already, in order of the left side.
///
/// Titles and headings are left out: 一、主要成效 is nobody's wording.
pub fn rows(
    sides: Sided<Witness<'_>>,
    masses: &Sided<Masses>,
    alignments: &[Alignment],
    compared: &[Option<Comparison>],
) -> Vec<Passage> {
    let found = alignments.iter().zip(compared).enumerate();
    let mut rows: Vec<Passage> = found
        .filter_map(|(at, (alignment, compared))| {
            row(sides, masses, (at, alignment), compared.as_ref()?)
        })
        .collect();
    rows.sort_by_key(|row| row.spans.left.start);
    rows
}

fn row(
    sides: Sided<Witness<'_>>,
    masses: &Sided<Masses>,
    (at, alignment): (usize, &Alignment),
    compared: &Comparison,
) -> Option<Passage> {
    let ranges = &alignment.sentences;
    let is_text = |side: Side| masses[side].is_text(ranges[side].start);
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
    let kind = if is_verbatim { PassageKind::Verbatim } else { kind(alike) };
    Some(Passage {
        spans,
        kind,
        joint: joint(ranges),
        moved: alignment.moved,
        stock: is_stock(masses, ranges),
        exempt: None,
        resemblance: alike,
        longest_run: compared.longest_run,
        sentences: ranges.clone(),
        alignment: at,
    })
}

/// Returns how a changed passage was treated.
pub fn kind(resemblance: f64) -> PassageKind {
    if resemblance >= MIN_EDITED { PassageKind::Edited } else { PassageKind::Reworded }
}

/// Returns how many sentences became how many; of several on both sides that is not known.
pub fn joint(sentences: &Sided<Range<usize>>) -> Joint {
    match (sentences.left.len(), sentences.right.len()) {
        (2.., 1) => Joint::Merged,
        (1, 2..) => Joint::Split,
        _ => Joint::Single,
    }
}

/// Says whether a passage is wording that many reports share, on both sides.
fn is_stock(masses: &Sided<Masses>, sentences: &Sided<Range<usize>>) -> bool {
    Side::BOTH.into_iter().all(|side| {
        let range = &sentences[side];
        masses[side].stock_in(range) >= MOSTLY_STOCK * masses[side].chars_in(range)
    })
}
