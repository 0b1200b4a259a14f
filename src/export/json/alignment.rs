//! What stands beside what: the alignments of `duikan/comparison/1`, and how sure they are.

use crate::collate::model::{Alignment, Certainty, Relation, RunnerUp, Witness};
use crate::export::json::outline::{SectionRef, section_ref};
use crate::export::json::place::{Place, place, share};
use crate::report::model::SectionId;
use crate::text::side::Sided;
use crate::text::span::CharIndex;
use serde::Serialize;

/// Sentences that belong together, or stand alone.
#[derive(Debug, Serialize)]
pub struct AlignmentWire {
    left: Option<Place>,
    right: Option<Place>,
    /// `unchanged`, `edited`, `rewritten`, `added` or `removed`.
    relation: &'static str,
    moved: bool,
    resemblance: f64,
    /// `pinned`, `sure` or `uncertain`.
    certainty: &'static str,
    runner_up: Option<SentenceRunnerUpWire>,
}

/// The sentence that came next.
#[derive(Debug, Serialize)]
struct SentenceRunnerUpWire {
    /// `left` or `right`: the side it stands on.
    side: &'static str,
    #[serde(flatten)]
    place: Place,
    resemblance: f64,
}

/// The section that came next.
#[derive(Debug, Serialize)]
pub struct SectionRunnerUpWire<'a> {
    /// `left` or `right`: the side it stands on.
    side: &'static str,
    #[serde(flatten)]
    section: SectionRef<'a>,
    resemblance: f64,
}

/// Returns the wire form of an alignment.
pub fn wire(
    sides: Sided<Witness<'_>>,
    indexes: &Sided<&CharIndex>,
    alignment: &Alignment,
) -> AlignmentWire {
    let left = sides.left.hull(&alignment.sentences.left);
    let right = sides.right.hull(&alignment.sentences.right);
    AlignmentWire {
        left: left.map(|span| place(indexes.left, span)),
        right: right.map(|span| place(indexes.right, span)),
        relation: relation_id(alignment.relation),
        moved: alignment.moved,
        resemblance: share(alignment.resemblance),
        certainty: certainty_id(alignment.certainty),
        runner_up: alignment.runner_up.and_then(|rival| sentence(sides, indexes, rival)),
    }
}

fn sentence(
    sides: Sided<Witness<'_>>,
    indexes: &Sided<&CharIndex>,
    rival: RunnerUp,
) -> Option<SentenceRunnerUpWire> {
    let body = sides[rival.side].report.sentences.get(rival.at)?.body;
    Some(SentenceRunnerUpWire {
        side: rival.side.name(),
        place: place(indexes[rival.side], body),
        resemblance: share(rival.resemblance),
    })
}

/// Returns the wire form of the section that came next.
pub fn section<'a>(
    sides: Sided<Witness<'a>>,
    indexes: &Sided<&CharIndex>,
    rival: RunnerUp,
) -> Option<SectionRunnerUpWire<'a>> {
    let (id, side) = (SectionId(rival.at), sides[rival.side]);
    let section = side.report.section(id)?;
    Some(SectionRunnerUpWire {
        side: rival.side.name(),
        section: section_ref(side.text, indexes[rival.side], id, section),
        resemblance: share(rival.resemblance),
    })
}

/// Returns how the JSON contract calls a relation.
const fn relation_id(relation: Relation) -> &'static str {
    match relation {
        Relation::Unchanged => "unchanged",
        Relation::Edited => "edited",
        Relation::Rewritten => "rewritten",
        Relation::Added => "added",
        Relation::Removed => "removed",
    }
}

/// Returns how the JSON contract calls a certainty.
pub const fn certainty_id(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Pinned => "pinned",
        Certainty::Sure => "sure",
        Certainty::Uncertain => "uncertain",
    }
}
