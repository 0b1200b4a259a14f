//! The marks of the reviewer on the wire.

use crate::collate::model::Collation;
use crate::export::json::comparison::is_whole_report;
use crate::export::json::place::{Place, place};
use crate::review::act::Act;
use crate::review::marks::{Gone, Marks};
use crate::text::side::Sided;
use crate::text::span::CharIndex;
use serde::Serialize;

/// What the reviewer wrote on a place.
#[derive(Debug, Serialize)]
pub struct NoteMarkWire<'a> {
    left: Option<Place>,
    right: Option<Place>,
    text: &'a str,
    /// Whether the text there was edited since.
    edited: bool,
}

/// What the reviewer excluded from the shared text.
#[derive(Debug, Serialize)]
pub struct ExclusionWire<'a> {
    left: Option<Place>,
    right: Option<Place>,
    /// Null if nothing was said.
    reason: Option<&'a str>,
}

/// A mark whose place, or whose finding, is gone.
#[derive(Debug, Serialize)]
pub struct DetachedWire<'a> {
    /// `verdict`, `note`, `reviewed`, `pin`, `unpair`, `exclude` or `include`.
    kind: &'static str,
    /// The rule of the finding that was judged.
    rule: Option<&'static str>,
    /// The verdict that was given.
    verdict: Option<&'static str>,
    /// The note, or the reason that was given.
    text: Option<&'a str>,
    /// What stood there on the left, as far as it is remembered.
    left: Option<String>,
    /// The same on the right.
    right: Option<String>,
}

/// Returns the notes in the order they were first written.
pub(crate) fn notes<'a>(marks: &'a Marks, indexes: &Sided<&CharIndex>) -> Vec<NoteMarkWire<'a>> {
    let wire = |note: &'a crate::review::marks::Note| NoteMarkWire {
        left: note.place.left.map(|span| place(indexes.left, span)),
        right: note.place.right.map(|span| place(indexes.right, span)),
        text: &note.text,
        edited: note.is_edited,
    };
    marks.notes.iter().map(wire).collect()
}

/// Returns what was excluded, in the order in which it was.
pub(crate) fn exclusions<'a>(
    marks: &'a Marks,
    indexes: &Sided<&CharIndex>,
) -> Vec<ExclusionWire<'a>> {
    let wire = |exclusion: &'a crate::review::marks::Exclusion| ExclusionWire {
        left: exclusion.place.left.map(|span| place(indexes.left, span)),
        right: exclusion.place.right.map(|span| place(indexes.right, span)),
        reason: Some(exclusion.reason.as_str()).filter(|reason| !reason.is_empty()),
    };
    marks.exclusions.iter().map(wire).collect()
}

/// Returns the sections that were gone through, as indices into those on the wire.
pub(crate) fn reviewed(marks: &Marks, collation: &Collation) -> Vec<usize> {
    let sections = collation.sections.iter().zip(&marks.reviewed);
    let headed = sections.filter(|(pair, _)| !is_whole_report(pair)).enumerate();
    headed.filter(|(_, (_, done))| **done).map(|(at, _)| at).collect()
}

/// Returns the marks that have lost their place.
pub(crate) fn detached<'a>(marks: &'a Marks, texts: Sided<&str>) -> Vec<DetachedWire<'a>> {
    let wire = |gone: &'a Gone| match gone {
        Gone::Text(gone) => detached_wire(
            &gone.act,
            gone.act.places().map(|all| all.first().map(|place| place.words.clone())),
        ),
        Gone::Finding(entry) => {
            let words =
                entry.act.places().zip(texts).map(|(all, text)| {
                    all.first().map(|span| span.trimmed(text).of(text).to_owned())
                });
            detached_wire(&entry.act, words)
        }
    };
    marks.detached.iter().map(wire).collect()
}

fn detached_wire<P>(act: &Act<P>, words: Sided<Option<String>>) -> DetachedWire<'_> {
    let (rule, verdict) = match act {
        Act::Verdict { finding, verdict, .. } => (Some(finding.rule.rule().id), Some(verdict.id())),
        _ => (None, None),
    };
    let (kind, text) = match act {
        Act::Verdict { reason, .. } => ("verdict", reason.as_str()),
        Act::Note { text, .. } => ("note", text.as_str()),
        Act::Reviewed { .. } => ("reviewed", ""),
        Act::Pin(_) => ("pin", ""),
        Act::Unpair(_) => ("unpair", ""),
        Act::Exclude { reason, .. } => ("exclude", reason.as_str()),
        Act::Include(_) => ("include", ""),
    };
    let text = Some(text).filter(|text| !text.is_empty());
    DetachedWire { kind, rule, verdict, text, left: words.left, right: words.right }
}
