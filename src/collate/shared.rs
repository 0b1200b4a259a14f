//! A stretch that both reports share, and how it was treated.

use crate::collate::exempt::Exempt;
use crate::collate::model::Alignment;
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use std::ops::Range;

/// How a reused passage was treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PassageKind {
    /// As it was, but for typography.
    Verbatim,
    /// Lightly edited.
    Edited,
    /// Reworded.
    Reworded,
}

impl PassageKind {
    /// Returns the name the JSON contract uses.
    pub const fn id(self) -> &'static str {
        match self {
            PassageKind::Verbatim => "verbatim",
            PassageKind::Edited => "edited",
            PassageKind::Reworded => "reworded",
        }
    }
}

/// How many sentences became how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Joint {
    /// One to one, or several to several.
    Single,
    /// Several on the left, one on the right.
    Merged,
    /// One on the left, several on the right.
    Split,
}

/// A stretch that both reports share.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// Where it stands on each side.
    pub spans: Sided<Span>,
    /// How it was treated.
    pub kind: PassageKind,
    /// Whether sentences were merged or split.
    pub joint: Joint,
    /// Whether it stands at another place in the order.
    pub moved: bool,
    /// Whether it is wording that many reports share.
    pub stock: bool,
    /// Why it is not counted as shared text, if it is not.
    pub exempt: Option<Exempt>,
    /// Share of text in common, `0.0..=1.0`.
    pub resemblance: f64,
    /// Longest run of equal characters, typography left out.
    pub longest_run: usize,
    /// The sentences it covers on each side, as indices into [`Report::sentences`].
    pub sentences: Sided<Range<usize>>,
    /// Index into [`Collation::alignments`]: where a reader is led to.
    pub alignment: usize,
}

impl Passage {
    /// Says whether it counts as shared text: neither stock phrases nor exempt.
    pub fn is_counted(&self) -> bool {
        !self.stock && self.exempt.is_none()
    }

    /// Says whether a sentence of an alignment lies in the passage, on either side.
    pub fn meets(&self, alignment: &Alignment) -> bool {
        Side::BOTH
            .into_iter()
            .any(|side| overlap(&self.sentences[side], &alignment.sentences[side]))
    }

    /// Says whether an alignment lies in the passage on both sides.
    pub fn holds(&self, alignment: &Alignment) -> bool {
        alignment.is_paired()
            && Side::BOTH.into_iter().all(|side| {
                let (own, other) = (&self.sentences[side], &alignment.sentences[side]);
                own.start <= other.start && other.end <= own.end
            })
    }
}

/// Says whether two ranges of sentences have one in common.
pub const fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

#[cfg(test)]
impl Passage {
    /// Returns a passage of which only the kind is known.
    pub(crate) fn of_kind(kind: PassageKind) -> Self {
        Self {
            spans: Sided::default(),
            kind,
            joint: Joint::Single,
            moved: false,
            stock: false,
            exempt: None,
            resemblance: 0.5,
            longest_run: 0,
            sentences: Sided::default(),
            alignment: 0,
        }
    }
}
