//! Shared text on the wire.

use crate::collate::background::Background;
use crate::collate::exempt::{Exempt, Exempted};
use crate::collate::model::{Collation, Witness};
use crate::collate::reuse::reason::{Run, reason};
use crate::collate::shared::Passage;
use crate::export::json::place::{Place, place, share};
use crate::export::term;
use crate::text::side::{Side, Sided};
use crate::text::span::{CharIndex, Span};
use serde::Serialize;

/// A reused stretch.
#[derive(Debug, Serialize)]
pub struct PassageWire {
    left: Place,
    right: Place,
    /// `verbatim`, `edited` or `reworded`.
    kind: &'static str,
    moved: bool,
    stock: bool,
    resemblance: f64,
    /// In characters, typography left out.
    longest_run: usize,
    /// Added: `single`, `merged` or `split`.
    joint: &'static str,
    /// Added: `reviewer`, `law`, `quotation` or `title` if it is not counted as shared text, else null.
    excluded: Option<&'static str>,
    /// Added: what happened to each run.
    runs: Vec<RunWire>,
    /// Added: how rare the wording is.
    background: BackgroundWire,
    /// Added: the rarest text and the numbers that both sides of a rewording have; of others empty.
    common: CommonWire,
}

/// What both sides of a passage have, wherever it stands in them.
#[derive(Debug, Serialize)]
struct CommonWire {
    texts: Vec<BothWire>,
    numbers: Vec<BothWire>,
}

/// The same text on both sides.
#[derive(Debug, Serialize)]
struct BothWire {
    left: Place,
    right: Place,
}

/// A run of a passage.
#[derive(Debug, Serialize)]
struct RunWire {
    /// `same`, `stock`, `substituted`, `swapped`, `inserted`, `dropped` or `figure-changed`.
    class: &'static str,
    left: Option<Place>,
    right: Option<Place>,
}

/// How often wording stands in documents of the genre.
#[derive(Debug, Serialize)]
struct BackgroundWire {
    /// Documents counted.
    documents: u32,
    /// In how many of them the most common wording stands, commonplaces aside; 0 for fewer than three.
    most_common: u32,
    /// Share of the wording that is a commonplace.
    commonplace: f64,
    /// Share of the wording in fewer than three of them.
    unseen: f64,
}

/// How much of the shared text is not counted for one reason.
#[derive(Debug, Serialize)]
pub struct NotCountedWire {
    /// `reviewer`, `law`, `quotation` or `title`.
    reason: &'static str,
    left: AmountWire,
    right: AmountWire,
}

/// How much it is on one side.
#[derive(Debug, Serialize)]
struct AmountWire {
    /// Passages that were excluded, or citations inside shared text.
    places: usize,
    /// Their characters, typography left out.
    characters: usize,
}

/// Returns how much is not counted for a reason.
pub fn not_counted(exempted: &Exempted) -> NotCountedWire {
    let Exempted { why, places, chars } = exempted;
    let of_side = |side: Side| AmountWire { places: places[side], characters: chars[side] };
    NotCountedWire { reason: why.id(), left: of_side(Side::Left), right: of_side(Side::Right) }
}

/// Returns a passage with what happened to each of its runs.
pub fn wire(
    sides: Sided<Witness<'_>>,
    indexes: Sided<&CharIndex<'_>>,
    collation: &Collation,
    passage: &Passage,
    background: &Background,
) -> PassageWire {
    let reason = reason(sides, collation, passage, background);
    let both = |places: &[Sided<Span>]| -> Vec<BothWire> {
        let wire = |at: &Sided<Span>| BothWire {
            left: place(indexes.left, at.left),
            right: place(indexes.right, at.right),
        };
        places.iter().map(wire).collect()
    };
    let run = |run: &Run| RunWire {
        class: run.class.id(),
        left: run.spans.left.map(|span| place(indexes.left, span)),
        right: run.spans.right.map(|span| place(indexes.right, span)),
    };
    PassageWire {
        left: place(indexes.left, passage.spans.left),
        right: place(indexes.right, passage.spans.right),
        kind: passage.kind.id(),
        moved: passage.moved,
        stock: passage.stock,
        resemblance: share(passage.resemblance),
        longest_run: passage.longest_run,
        joint: term::joint_id(passage.joint),
        excluded: passage.exempt.map(Exempt::id),
        runs: reason.runs.iter().map(run).collect(),
        background: BackgroundWire {
            documents: reason.documents,
            most_common: reason.most_common,
            commonplace: share(reason.commonplace),
            unseen: share(reason.unseen),
        },
        common: CommonWire {
            texts: both(&reason.shared_terms.texts),
            numbers: both(&reason.shared_terms.numbers),
        },
    }
}
