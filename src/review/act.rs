//! What a reviewer can do.

use crate::finding::model::Finding;
use crate::finding::rule::RuleId;
use crate::text::side::{Side, Sided};
use crate::text::span::Span;

/// What the reviewer says of a finding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing yet, or nothing any more.
    #[default]
    Open,
    /// It is as the finding says.
    Confirmed,
    /// It is so, and rightly.
    Justified,
    /// It need not be looked at again.
    Ignored,
}

impl Verdict {
    /// Every verdict, in the order of the menu.
    pub const ALL: [Verdict; 4] =
        [Verdict::Confirmed, Verdict::Justified, Verdict::Ignored, Verdict::Open];

    /// Returns the name that files and JSON use.
    pub const fn id(self) -> &'static str {
        match self {
            Verdict::Open => "open",
            Verdict::Confirmed => "confirmed",
            Verdict::Justified => "justified",
            Verdict::Ignored => "ignored",
        }
    }

    /// Returns the verdict of that name.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.id() == id)
    }
}

/// Which finding is meant: its rule and what it speaks of. Findings are made anew with every
/// collation, so their indices mean nothing for long.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FindingKey<P = Span> {
    /// The rule that raised it.
    pub rule: RuleId,
    /// What it speaks of, on each side.
    pub spans: Sided<Vec<P>>,
}

impl FindingKey {
    /// Returns the key of a finding.
    pub fn of(finding: &Finding) -> Self {
        Self { rule: finding.rule, spans: finding.spans.clone() }
    }
}

/// One act of the reviewer.
///
/// `P` is how a place is given: a [`Span`] of the document that is open, or an
/// [`crate::review::anchor::Anchor`], which outlives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act<P = Span> {
    /// Says what a finding amounts to.
    Verdict {
        /// The finding.
        finding: FindingKey<P>,
        /// What it amounts to.
        verdict: Verdict,
        /// Why; may be empty.
        reason: String,
    },
    /// Writes a note on a place; an empty one takes the note there away.
    Note {
        /// The place, on one side or both.
        place: Sided<Option<P>>,
        /// What is written.
        text: String,
    },
    /// Says whether a section has been gone through.
    Reviewed {
        /// Its heading, on one side or both.
        section: Sided<Option<P>>,
        /// Whether it has.
        is_done: bool,
    },
    /// Lays two places beside each other, whatever the alignment says.
    Pin(Sided<P>),
    /// Takes two places apart.
    Unpair(Sided<P>),
    /// Keeps a place out of the search for shared text.
    Exclude {
        /// The place, on one side or both.
        place: Sided<Option<P>>,
        /// Why; may be empty.
        reason: String,
    },
    /// Lets an excluded place in again.
    Include(Sided<Option<P>>),
}

impl<P> Act<P> {
    /// Returns the act with every place carried over; `None` where too little of it has a place.
    ///
    /// A pairing and an exclusion need all their places, a note and a section one, and a verdict one
    /// on each side that its finding speaks of.
    pub fn carried<Q>(&self, mut carry: impl FnMut(Side, &P) -> Option<Q>) -> Option<Act<Q>> {
        let carry = &mut carry;
        Some(match self {
            Act::Verdict { finding, verdict, reason } => Act::Verdict {
                finding: finding.carried(carry)?,
                verdict: *verdict,
                reason: reason.clone(),
            },
            Act::Note { place, text } => {
                Act::Note { place: any_carried(place, carry)?, text: text.clone() }
            }
            Act::Reviewed { section, is_done } => {
                Act::Reviewed { section: any_carried(section, carry)?, is_done: *is_done }
            }
            Act::Pin(places) => Act::Pin(both_carried(places, carry)?),
            Act::Unpair(places) => Act::Unpair(both_carried(places, carry)?),
            Act::Exclude { place, reason } => {
                Act::Exclude { place: all_carried(place, carry)?, reason: reason.clone() }
            }
            Act::Include(place) => Act::Include(all_carried(place, carry)?),
        })
    }

    /// Returns the places the act speaks of, on each side.
    pub fn places(&self) -> Sided<Vec<&P>> {
        match self {
            Act::Verdict { finding, .. } => {
                finding.spans.as_ref().map(|spans| spans.iter().collect())
            }
            Act::Note { place, .. }
            | Act::Reviewed { section: place, .. }
            | Act::Exclude { place, .. }
            | Act::Include(place) => place.as_ref().map(|place| place.iter().collect()),
            Act::Pin(places) | Act::Unpair(places) => places.as_ref().map(|place| vec![place]),
        }
    }
}

impl<P> Act<P> {
    /// Returns the act as it is with the texts exchanged.
    #[must_use]
    pub fn swapped(self) -> Self {
        match self {
            Act::Verdict { finding, verdict, reason } => {
                let finding = FindingKey { spans: finding.spans.swapped(), ..finding };
                Act::Verdict { finding, verdict, reason }
            }
            Act::Note { place, text } => Act::Note { place: place.swapped(), text },
            Act::Reviewed { section, is_done } => {
                Act::Reviewed { section: section.swapped(), is_done }
            }
            Act::Pin(places) => Act::Pin(places.swapped()),
            Act::Unpair(places) => Act::Unpair(places.swapped()),
            Act::Exclude { place, reason } => Act::Exclude { place: place.swapped(), reason },
            Act::Include(place) => Act::Include(place.swapped()),
        }
    }
}

impl<P> FindingKey<P> {
    fn carried<Q>(&self, carry: &mut impl FnMut(Side, &P) -> Option<Q>) -> Option<FindingKey<Q>> {
        let mut spans = Sided::new(Vec::new(), Vec::new());
        for side in Side::BOTH {
            spans[side] = self.spans[side].iter().filter_map(|place| carry(side, place)).collect();
            if spans[side].is_empty() && !self.spans[side].is_empty() {
                return None;
            }
        }
        Some(FindingKey { rule: self.rule, spans })
    }
}

fn both_carried<P, Q>(
    places: &Sided<P>,
    carry: &mut impl FnMut(Side, &P) -> Option<Q>,
) -> Option<Sided<Q>> {
    Some(Sided::new(carry(Side::Left, &places.left)?, carry(Side::Right, &places.right)?))
}

fn any_carried<P, Q>(
    place: &Sided<Option<P>>,
    carry: &mut impl FnMut(Side, &P) -> Option<Q>,
) -> Option<Sided<Option<Q>>> {
    let left = place.left.as_ref().and_then(|place| carry(Side::Left, place));
    let right = place.right.as_ref().and_then(|place| carry(Side::Right, place));
    (left.is_some() || right.is_some()).then_some(Sided::new(left, right))
}

fn all_carried<P, Q>(
    place: &Sided<Option<P>>,
    carry: &mut impl FnMut(Side, &P) -> Option<Q>,
) -> Option<Sided<Option<Q>>> {
    let carried = any_carried(place, carry)?;
    let is_whole = |side: &Side| carried[*side].is_some() == place[*side].is_some();
    Side::BOTH.iter().all(is_whole).then_some(carried)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn right_only(side: Side, span: &Span) -> Option<Span> {
        (side == Side::Right).then_some(*span)
    }

    #[test]
    fn pairing_needs_both_places_and_a_note_only_one() {
        let span = Span::new(0, 3);
        assert_eq!(Act::Pin(Sided::new(span, span)).carried(right_only), None);
        let note = Act::Note { place: Sided::new(Some(span), Some(span)), text: "核".to_owned() };
        let kept = Act::Note { place: Sided::new(None, Some(span)), text: "核".to_owned() };
        assert_eq!(note.carried(right_only), Some(kept));
        let excluded =
            Act::Exclude { place: Sided::new(Some(span), Some(span)), reason: String::new() };
        assert_eq!(excluded.carried(right_only), None);
    }

    #[test]
    fn verdict_needs_a_place_on_each_side_its_finding_speaks_of() {
        let span = Span::new(0, 3);
        let verdict = |left: Vec<Span>, right: Vec<Span>| Act::Verdict {
            finding: FindingKey { rule: RuleId::FigureChanged, spans: Sided::new(left, right) },
            verdict: Verdict::Confirmed,
            reason: String::new(),
        };
        assert_eq!(verdict(vec![span], vec![span]).carried(right_only), None);
        assert!(verdict(Vec::new(), vec![span, span]).carried(right_only).is_some());
    }

    #[test]
    fn verdicts_and_their_names_lead_to_each_other() {
        for verdict in Verdict::ALL {
            assert_eq!(Verdict::of_id(verdict.id()), Some(verdict));
        }
    }
}
