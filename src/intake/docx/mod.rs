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

use crate::intake::archive::Archive;
use crate::intake::docx::body::{Body, Counts};
use crate::intake::docx::footnote::{Footnotes, Kind};
use crate::intake::docx::list::Lists;
use crate::intake::docx::package::Package;
use crate::intake::docx::style::Styles;
use crate::intake::flaw::Flaw;
use crate::intake::note::{Note, NoteKind};
use crate::intake::paragraph::{Paragraph, Style, composed};
use crate::intake::reading::Reading;
use crate::intake::tree::{Element, Tree};

pub mod body;
pub mod field;
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
    let n_notes = footnotes(&package, &mut body, &mut paragraphs);
    if body.is_over_limit() {
        notes.push(Flaw::OverLimit.note("text"));
    }
    notes.extend(told(&body.counts, n_notes));
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

/// Reads the notes that were referred to behind the text; returns how many there are.
fn footnotes(package: &Package, body: &mut Body, paragraphs: &mut Vec<Paragraph>) -> usize {
    let referred = body.referred();
    let mut count = 0;
    for (kind, part, name) in
        [(Kind::Footnote, "footnotes", "footnote"), (Kind::Endnote, "endnotes", "endnote")]
    {
        let referred = referred.iter().filter(|(found, ..)| *found == kind);
        let (xml, _) = package.part(part);
        let tree = Tree::of(&xml);
        let Some(root) = tree.root() else { continue };
        for (_, id, label) in referred {
            let is_it = |note: &Element| {
                note.is(name) && note.attribute("id").is_some_and(|found| found == *id)
            };
            let Some(note) = root.elements().find(is_it) else { continue };
            body.blocks(note);
            paragraphs.extend(labelled(body.take(), label));
            count += 1;
        }
    }
    count
}

/// Puts the label of a note in front of its first paragraph.
fn labelled(paragraphs: Vec<Paragraph>, label: &str) -> impl Iterator<Item = Paragraph> {
    let gap = if label.is_empty() { "" } else { " " };
    let label = format!("{label}{gap}");
    paragraphs.into_iter().enumerate().map(move |(at, paragraph)| {
        let label = if at == 0 { label.as_str() } else { "" };
        let text = format!("{label}{}", paragraph.text.trim_start());
        Paragraph { text, style: Style::Footnote, bold_bytes: 0 }
    })
}

/// Says what was met on the way.
fn told(counts: &Counts, n_notes: usize) -> impl Iterator<Item = Note> {
    let counted = [
        (NoteKind::TrackedChanges, counts.revisions),
        (NoteKind::Comments, counts.comments),
        (NoteKind::Contents, counts.contents_lines),
        (NoteKind::TextBoxes, counts.boxes),
        (NoteKind::Footnotes, n_notes),
    ];
    let counted = counted.into_iter().filter(|(_, count)| 0 < *count);
    counted.map(|(kind, count)| Note { kind, span: None, detail: count.to_string() })
}

#[cfg(test)]
mod tests;
