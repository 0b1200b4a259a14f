//! Word files of today (Office Open XML, as Word and WPS write them).
//!
//! ```text
//! archive ──► package    which part is what; parts: or all of them in one XML file
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
use crate::intake::docx::parts::Parts;
use crate::intake::docx::run::keeps_space_of;
use crate::intake::docx::style::Styles;
use crate::intake::flaw::Flaw;
use crate::intake::format::{Format, Sample, recognised};
use crate::intake::limit::Limit;
use crate::intake::note::{Note, NoteKind};
use crate::intake::paragraph::{Paragraph, composed, footnote};
use crate::intake::reading::{Options, Reading};
use crate::intake::tree::{Element, Tree, decoded};

pub mod body;
pub mod footnote;
pub mod list;
pub mod package;
pub mod parts;
pub mod run;
pub mod style;

/// Reads a Word file. Never fails; linear in what is unpacked, which is bounded.
pub fn read(bytes: &[u8]) -> Reading {
    read_within(bytes, true)
}

/// Reads a Word file, with or without the documents that it takes in.
fn read_within(bytes: &[u8], has_chunks: bool) -> Reading {
    let archive = Archive::open(bytes);
    let package = Package::of(&archive);
    let (main, flaw) = package.main();
    let mut notes: Vec<Note> = flaw.into_iter().collect();
    if archive.is_cut {
        notes.push(Flaw::Damaged.note("ZIP"));
    }
    let main = Tree::of(&main);
    notes.extend(main.flaw.filter(|_| notes.is_empty()).map(|flaw| flaw.note("XML")));
    let chunks = package.chunks().filter(|_| has_chunks);
    let chunks: BTreeMap<_, _> = chunks.map(|(id, bytes)| (id.to_owned(), chunk(&bytes))).collect();
    reading(main.root(), &Parts::Packed(&package), &chunks, notes)
}

/// Reads a document that another one takes in: a page, rich text, plain text or a Word file, which takes
/// in no further ones. Its formatting is not kept.
fn chunk(bytes: &[u8]) -> Vec<Paragraph> {
    let sample = Sample { bytes, name: "" };
    let text = match recognised(&sample) {
        Format::Docx => read_within(bytes, false).text,
        Format::Html | Format::Mhtml | Format::Rtf | Format::WordXml | Format::Text => {
            recognised(&sample).reader()(&sample, &Options::default()).text
        }
        _ => String::new(),
    };
    text.lines().map(Paragraph::body).collect()
}

/// Says whether an element is the outermost one of a document that is a single XML file.
pub fn is_single(root: Element) -> bool {
    root.is("wordDocument") || root.is("package")
}

/// Reads a document that is a single XML file: a flat package, or what Word 2003 writes. Never fails; linear.
pub fn read_single(bytes: &[u8]) -> Reading {
    let xml = decoded(bytes);
    let tree = Tree::of(&xml);
    let notes = tree.flaw.map(|flaw| flaw.note("XML")).into_iter().collect();
    let Some(root) = tree.root() else { return Reading::refused(NoteKind::Unreadable, "") };
    let parts = if root.is("package") { Parts::Flat(root) } else { Parts::Single(root) };
    parts.with_root("document", |main| reading(main, &parts, &BTreeMap::new(), notes))
}

/// Reads the main part of a document with what its other parts say.
fn reading(
    main: Option<Element>,
    parts: &Parts,
    chunks: &BTreeMap<String, Vec<Paragraph>>,
    mut notes: Vec<Note>,
) -> Reading {
    let styles = parts.with_root("styles", Styles::of);
    let body = |ignores_fields| {
        let lists = parts.with_root("numbering", Lists::of);
        let footnotes = parts.with_root("settings", Footnotes::of);
        let body = Body::new(&styles, lists, footnotes);
        let mut body = if ignores_fields { body.without_fields() } else { body };
        body.chunks.clone_from(chunks);
        body.keeps_space = main.is_some_and(keeps_space_of);
        main.and_then(content).into_iter().for_each(|root| body.blocks(root));
        body
    };
    let mut body = Some(body(false)).filter(Body::has_whole_fields).unwrap_or_else(|| body(true));
    let mut paragraphs = body.take();
    footnotes(parts, &mut body, &mut paragraphs);
    if body.is_over_limit() {
        notes.push(Flaw::OverLimit(Limit::Text).note("text"));
    }
    notes.extend(body.tally.notes());
    let (text, hints) = composed(&paragraphs);
    Reading { text, hints, encoding: "UTF-8", notes }
}

/// Returns the element whose blocks are the text.
fn content(root: Element) -> Option<Element> {
    if root.is("body") { Some(root) } else { root.child("body") }
}

/// Reads the notes that were referred to behind the text.
fn footnotes(parts: &Parts, body: &mut Body, paragraphs: &mut Vec<Paragraph>) {
    let referred = body.referred();
    for (kind, part, name) in
        [(Kind::Footnote, "footnotes", "footnote"), (Kind::Endnote, "endnotes", "endnote")]
    {
        for (label, note) in body.notes_in_place(kind) {
            paragraphs.extend(footnote(note, &label));
            body.tally.footnotes += 1;
        }
        let referred = referred.iter().filter(|(found, ..)| *found == kind);
        parts.with_root(part, |root| {
            let notes = root.into_iter().flat_map(|root| root.elements());
            let notes = notes.filter(|note| note.is(name));
            let by_id: BTreeMap<String, Element> =
                notes.filter_map(|note| Some((note.attribute("id")?.into_owned(), note))).collect();
            for (_, id, label) in referred {
                let Some(note) = by_id.get(id) else { continue };
                body.blocks(*note);
                paragraphs.extend(footnote(body.take(), label));
                body.tally.footnotes += 1;
            }
        });
    }
}

#[cfg(test)]
mod tests;
