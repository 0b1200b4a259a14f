//! What is written out: borrowed from whoever read and collated it.

use crate::collate::matrix::MatrixPair;
use crate::collate::model::{Collation, Relation, Witness};
use crate::figure::model::Figure;
use crate::finding::model::{Finding, Message};
use crate::intake::document::Document;
use crate::report::model::Report;
use crate::review::marks::Marks;
use crate::text::language::Language;
use crate::text::side::{Side, Sided};

/// One report and the file it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Edition<'a> {
    /// The path as it was given, without the `#` part.
    pub path: &'a str,
    /// The file.
    pub document: &'a Document,
    /// The report chosen from it.
    pub report: &'a Report,
}

/// Two reports and all that is known of them.
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'a> {
    /// The two reports.
    pub editions: Sided<Edition<'a>>,
    /// How they were collated.
    pub collation: &'a Collation,
    /// What a reviewer must look at.
    pub findings: &'a [Finding],
    /// What the reviewer said; `None` while nobody has said anything.
    pub marks: Option<&'a Marks>,
}

/// The figures of one file.
#[derive(Clone, Copy, Debug)]
pub struct Figures<'a> {
    /// The file they stand in.
    pub document: &'a Document,
    /// The figures in text order; a claim's `of` is an index into this list.
    pub figures: &'a [Figure],
}

/// Several reports and how much each pair shares.
#[derive(Clone, Copy, Debug)]
pub struct Matrix<'a> {
    /// The reports, in the order they were given.
    pub editions: &'a [Edition<'a>],
    /// Their pairs, by index into `editions`.
    pub pairs: &'a [MatrixPair],
}

/// Two files of two folders that belong together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FilePair {
    /// How they relate, by index into the files of both folders.
    pub pair: MatrixPair,
    /// Whether they differ in nothing but typography.
    pub is_same: bool,
    /// Whether no other file comes near.
    pub is_sure: bool,
}

/// A file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Its path.
    pub path: String,
    /// Why.
    pub why: Message,
}

/// Two folders and which of their files belong together.
#[derive(Clone, Copy, Debug)]
pub struct Folders<'a> {
    /// What the folders are called.
    pub names: Sided<&'a str>,
    /// The files of the left folder, then those of the right one.
    pub editions: &'a [Edition<'a>],
    /// How many of them are of the left folder.
    pub n_left: usize,
    /// The pairs, in the order of the left side.
    pub pairs: &'a [FilePair],
    /// The files of each side without counterpart, by index into `editions`.
    pub alone: Sided<&'a [usize]>,
    /// What could not be read on each side.
    pub unread: Sided<&'a [Unread]>,
}

impl Unread {
    /// Returns one line that says which file it is and why it was not read.
    pub fn told(&self, language: Language) -> String {
        let why = self.why.pick(language);
        // What reading complains of mostly begins with the name.
        if why.contains(&self.path) { why.to_owned() } else { format!("{}  {why}", self.path) }
    }
}

impl Folders<'_> {
    /// Says whether the two differ in substance, or might because something could not be read.
    pub fn differs(&self) -> bool {
        let lacks = |side| !self.alone[side].is_empty() || !self.unread[side].is_empty();
        self.pairs.iter().any(|pair| !pair.is_same) || Side::BOTH.into_iter().any(lacks)
    }
}

/// Returns the path of a file as seen from a folder that it is in.
pub fn within<'p>(folder: &str, path: &'p str) -> &'p str {
    path.strip_prefix(folder.trim_end_matches('/')).unwrap_or(path).trim_start_matches('/')
}

impl<'a> Edition<'a> {
    /// Returns the title line; empty if the report has none.
    pub fn title(&self) -> &'a str {
        self.report.title.of(&self.document.text)
    }

    /// Returns how the report is called on the command line.
    pub fn name(&self) -> String {
        if self.report.span.len() == self.document.text.len() {
            return self.path.to_owned();
        }
        format!("{}#{}", self.path, self.report.label)
    }

    /// Returns what the layers below read.
    pub fn witness(&self) -> Witness<'a> {
        Witness { text: &self.document.text, report: self.report }
    }
}

impl Comparison<'_> {
    /// Says whether the two differ in substance: in anything but typography.
    pub fn differs(&self) -> bool {
        differs(self.collation)
    }
}

/// Says whether two reports differ in substance: in anything but typography.
pub fn differs(collation: &Collation) -> bool {
    let changed = |relation, moved| relation != Relation::Unchanged || moved;
    !collation.variants.is_empty()
        || collation.alignments.iter().any(|pair| changed(pair.relation, pair.moved))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_within_a_folder_does_not_repeat_the_folder() {
        assert_eq!(within("2023/", "2023/a.txt"), "a.txt");
        assert_eq!(within("2023", "2023/乡镇/a.txt"), "乡镇/a.txt");
        assert_eq!(within("/", "/a.txt"), "a.txt");
    }
}
