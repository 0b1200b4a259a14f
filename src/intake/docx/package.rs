//! Which part of a docx holds what: the relationships between its parts.

use crate::intake::archive::Archive;
use crate::intake::flaw::Flaw;
use crate::intake::note::Note;
use crate::intake::tree::{Tree, decoded};

/// The main part where Word and WPS put it.
const USUAL_MAIN: &str = "word/document.xml";

/// Most foreign documents that are taken in; a report that was put together from others has a dozen.
const MAX_CHUNKS: usize = 100;

/// Where each part of a document is found.
#[derive(Debug)]
pub struct Package<'a> {
    archive: &'a Archive<'a>,
    /// The name of the main part.
    main: String,
    /// The parts that the main part refers to.
    parts: Vec<Relationship>,
}

/// A part that another one refers to.
#[derive(Debug)]
struct Relationship {
    /// What the part that refers to it calls it.
    id: String,
    /// The last word of its type, such as `styles`.
    kind: String,
    /// The name of the part.
    name: String,
}

impl<'a> Package<'a> {
    /// Finds the parts of a document. Lost relationships are made up for by the usual names.
    pub fn of(archive: &'a Archive<'a>) -> Self {
        let main = relationships(archive, "_rels/.rels", "")
            .into_iter()
            .find(|part| part.kind == "officeDocument")
            .map_or_else(|| USUAL_MAIN.to_owned(), |part| part.name);
        let main = if archive.has(&main) { main } else { USUAL_MAIN.to_owned() };
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
        let parts = relationships(archive, &format!("{folder}/_rels/{file}.rels"), folder);
        Self { archive, main, parts }
    }

    /// Unpacks the main part; the note tells what is wrong with it.
    pub fn main(&self) -> (String, Option<Note>) {
        self.text(&self.main)
    }

    /// Unpacks the part of a kind, such as `styles`; empty if there is none.
    pub fn part(&self, kind: &str) -> (String, Option<Note>) {
        let found = self.parts.iter().find(|part| part.kind == kind);
        let usual = format!("word/{kind}.xml");
        self.text(found.map_or(&usual, |part| &part.name))
    }

    /// Unpacks the foreign documents that the main part takes in, each with the id it is called by.
    pub fn chunks(&self) -> impl Iterator<Item = (&str, Vec<u8>)> {
        let chunks = self.parts.iter().filter(|part| part.kind == "aFChunk").take(MAX_CHUNKS);
        chunks.filter_map(|part| Some((part.id.as_str(), self.archive.part(&part.name)?.bytes)))
    }

    fn text(&self, name: &str) -> (String, Option<Note>) {
        let Some(part) = self.archive.part(name) else { return (String::new(), None) };
        (decoded(&part.bytes).into_owned(), part.flaw.map(|flaw| flaw.note(name)))
    }
}

/// Reads a part of relationships. A part outside the file is none.
fn relationships(archive: &Archive, name: &str, folder: &str) -> Vec<Relationship> {
    let Some(part) =
        archive.part(name).filter(|part| !matches!(part.flaw, Some(Flaw::OverLimit(_))))
    else {
        return Vec::new();
    };
    let xml = decoded(&part.bytes);
    let tree = Tree::of(&xml);
    let Some(root) = tree.root() else { return Vec::new() };
    let relationship = |element: crate::intake::tree::Element| {
        let is_outside = element.attribute("TargetMode").is_some_and(|mode| mode == "External");
        let kind = element.attribute("Type").filter(|_| !is_outside)?;
        let target = element.attribute("Target")?;
        let id = element.attribute("Id").unwrap_or_default().into_owned();
        Some(Relationship {
            id,
            kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
            name: resolved(folder, &target),
        })
    };
    root.elements().filter_map(relationship).collect()
}

/// Returns the name of a part that is given as seen from a folder.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." | "" => {}
            _ => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_seen_from_the_folder_of_their_part() {
        assert_eq!(resolved("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolved("word", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(resolved("word", "../custom/item.xml"), "custom/item.xml");
        assert_eq!(resolved("", "../../a.xml"), "a.xml");
    }
}
