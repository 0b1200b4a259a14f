//! Word files of today (Office Open XML, as Word and WPS write them).
//!
//! ```text
//! archive ──► package    which part is what
//!         ──► style      headings, bold       ┐
//!         ──► list       numbers in front     ├─► body, run ──► paragraphs
//!         ──► footnote   order and numbers    ┘
//! ```
//!
//! What is read is what Word shows with all changes accepted and no marks: headers, footers, page
//! numbers, comments and the generated table of contents are left out, and notes say so.

use std::collections::BTreeMap;

use crate::intake::archive::Archive;
use crate::intake::docx::body::Body;
use crate::intake::docx::footnote::{Footnotes, Kind};
use crate::intake::docx::list::Lists;
use crate::intake::docx::package::Package;
use crate::intake::docx::style::Styles;
use crate::intake::flaw::Flaw;
use crate::intake::limit::Limit;
use crate::intake::note::Note;
use crate::intake::paragraph::{Paragraph, composed, footnote};
use crate::intake::reading::Reading;
use crate::intake::tree::{Element, Tree};

pub mod body;
pub mod footnote;
pub mod list;
pub mod package;
pub mod run;
pub mod style;

/// Reads a Word file. Never fails; linear in what is unpacked, which is bounded.
pub fn read(bytes: &[u8]) -> Reading {
    let archive = Archive::open(bytes);
    let package = Package::of(&archive);
    let (main, flaw) = package.main();
    let mut notes: Vec<Note> = flaw.into_iter().collect();
    if archive.is_cut {
        notes.push(Flaw::Damaged.note("ZIP"));
    }
    let main = Tree::of(&main);
    notes.extend(main.flaw.filter(|_| notes.is_empty()).map(|flaw| flaw.note("XML")));
    let styles = with_root(&package, "styles", Styles::of);
    let body = |ignores_fields| {
        let lists = with_root(&package, "numbering", Lists::of);
        let footnotes = with_root(&package, "settings", Footnotes::of);
        let body = Body::new(&styles, lists, footnotes);
        let mut body = if ignores_fields { body.without_fields() } else { body };
        main.root().and_then(content).into_iter().for_each(|root| body.blocks(root));
        body
    };
    let mut body = Some(body(false)).filter(Body::has_whole_fields).unwrap_or_else(|| body(true));
    let mut paragraphs = body.take();
    footnotes(&package, &mut body, &mut paragraphs);
    if body.is_over_limit() {
        notes.push(Flaw::OverLimit(Limit::Text).note("text"));
    }
    notes.extend(body.tally.notes());
    let (text, hints) = composed(&paragraphs);
    Reading { text, hints, encoding: "UTF-8", notes }
}

/// Reads a side part, if it is there.
fn with_root<T>(package: &Package, kind: &str, read: impl Fn(Option<Element>) -> T) -> T {
    let (xml, _) = package.part(kind);
    read(Tree::of(&xml).root())
}

/// Returns the element whose blocks are the text.
fn content(root: Element) -> Option<Element> {
    if root.is("body") { Some(root) } else { root.child("body") }
}

/// Reads the notes that were referred to behind the text.
fn footnotes(package: &Package, body: &mut Body, paragraphs: &mut Vec<Paragraph>) {
    let referred = body.referred();
    for (kind, part, name) in
        [(Kind::Footnote, "footnotes", "footnote"), (Kind::Endnote, "endnotes", "endnote")]
    {
        let referred = referred.iter().filter(|(found, ..)| *found == kind);
        let (xml, _) = package.part(part);
        let tree = Tree::of(&xml);
        let Some(root) = tree.root() else { continue };
        let notes = root.elements().filter(|note| note.is(name));
        let by_id: BTreeMap<String, Element> =
            notes.filter_map(|note| Some((note.attribute("id")?.into_owned(), note))).collect();
        for (_, id, label) in referred {
            let Some(note) = by_id.get(id) else { continue };
            body.blocks(*note);
            paragraphs.extend(footnote(body.take(), label));
            body.tally.footnotes += 1;
        }
    }
}

#[cfg(test)]
mod tests;
