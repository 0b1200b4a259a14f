//! `OpenDocument` texts, as `LibreOffice`, WPS and Word write them.
//!
//! ```text
//! archive ──► style   titles, bold            ┐
//!         ──► list    numbers in front        ├─► body ──► paragraphs
//! ```
//!
//! What is read is what is seen with all changes accepted, as for docx.

use crate::intake::archive::Archive;
use crate::intake::flaw::Flaw;
use crate::intake::limit::Limit;
use crate::intake::note::Note;
use crate::intake::odt::body::Body;
use crate::intake::odt::list::Lists;
use crate::intake::odt::style::Styles;
use crate::intake::paragraph::composed;
use crate::intake::reading::Reading;
use crate::intake::tree::{Element, Tree, decoded};

pub mod body;
pub mod list;
pub mod style;

const CONTENT: &str = "content.xml";

/// Reads an `OpenDocument` text. Never fails; linear in what is unpacked, which is bounded.
pub fn read(bytes: &[u8]) -> Reading {
    let archive = Archive::open(bytes);
    if is_encrypted(&archive) {
        let notes = vec![Flaw::Encrypted.note(CONTENT)];
        return Reading { encoding: "UTF-8", notes, ..Reading::default() };
    }
    let (content, flaw) = text(&archive, CONTENT);
    let mut notes: Vec<Note> = flaw.into_iter().map(|flaw| flaw.note(CONTENT)).collect();
    if archive.is_cut {
        notes.push(Flaw::Damaged.note("ZIP"));
    }
    let content = Tree::of(&content);
    notes.extend(content.flaw.filter(|_| notes.is_empty()).map(|flaw| flaw.note("XML")));
    let (shared, _) = text(&archive, "styles.xml");
    reading(Tree::of(&shared).root(), content.root(), notes)
}

/// Reads an `OpenDocument` text that is a single XML file (fodt). Never fails; linear.
pub fn read_single(bytes: &[u8]) -> Reading {
    let xml = decoded(bytes);
    let tree = Tree::of(&xml);
    reading(None, tree.root(), tree.flaw.map(|flaw| flaw.note("XML")).into_iter().collect())
}

/// Reads the content of a text, with the styles that stand apart from it.
fn reading(shared: Option<Element>, content: Option<Element>, mut notes: Vec<Note>) -> Reading {
    let (mut styles, mut lists) = (Styles::default(), Lists::default());
    for root in [shared, content].into_iter().flatten() {
        styles.add(root);
        lists.add(root);
    }
    let mut body = Body::new(&styles, lists);
    if let Some(blocks) = content.and_then(blocks) {
        body.blocks(blocks);
    }
    if body.is_over_limit() {
        notes.push(Flaw::OverLimit(Limit::Text).note("text"));
    }
    notes.extend(body.tally.notes());
    let (text, hints) = composed(&body.finished());
    Reading { text, hints, encoding: "UTF-8", notes }
}

/// Unpacks a part; empty if there is none.
fn text(archive: &Archive, name: &str) -> (String, Option<Flaw>) {
    archive
        .part(name)
        .map_or((String::new(), None), |part| (decoded(&part.bytes).into_owned(), part.flaw))
}

/// Returns the element whose blocks are the text.
fn blocks(root: Element) -> Option<Element> {
    root.child("body")?.child("text")
}

/// Says whether the parts are encrypted, which the manifest tells.
fn is_encrypted(archive: &Archive) -> bool {
    let (manifest, _) = text(archive, "META-INF/manifest.xml");
    manifest.contains("encryption-data") || archive.is_closed(CONTENT)
}

#[cfg(test)]
mod tests;
