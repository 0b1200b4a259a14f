//! What is written out: borrowed from whoever read and collated it.

use crate::collate::background::Background;
use crate::collate::matrix::MatrixPair;
use crate::collate::model::{Collation, Relation, Witness};
use crate::collate::nearest::{Nearest, Origin};
use crate::collate::norm::{Norm, norm};
use crate::figure::model::Figure;
use crate::finding::model::{Finding, Message};
use crate::intake::document::Document;
use crate::report::model::{Report, SectionId};
use crate::review::marks::Marks;
use crate::text::fold::Folded;
use crate::text::language::Language;
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use std::cmp::Reverse;

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
    /// What stock phrases were told by.
    pub background: &'a Background,
}

impl Comparison<'_> {
    /// Returns what the share of the two is to be held against; `None` where nothing comparable was
    /// measured.
    pub fn norm(&self) -> Option<Norm> {
        let witnesses = self.editions.map(|edition| edition.witness());
        norm(witnesses, self.collation.distinctive_containment)
    }
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

/// A report and where each of its sentences comes from.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// The report.
    pub edition: Edition<'a>,
    /// The reports in which sources were looked for.
    pub others: &'a [Edition<'a>],
    /// The origin of each sentence of the report, by index into `others`.
    pub origins: &'a [Origin],
}

/// How much of a report comes from where, in folded characters of its running text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Provenance {
    /// Characters that have a source, that are stock phrases, that are its own.
    pub chars: [usize; 3],
    /// The others from which something comes, each with the characters and sentences, the most first.
    pub givers: Vec<(usize, usize, usize)>,
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

impl Sources<'_> {
    /// Sums up where the text comes from. Linear.
    pub fn provenance(&self) -> Provenance {
        let mut summed = Provenance::default();
        let mut givers = vec![(0, 0); self.others.len()];
        let text = self.edition.document.text.as_str();
        for (sentence, origin) in self.edition.report.sentences.iter().zip(self.origins) {
            let chars = Folded::of(text, sentence.body).len();
            match origin {
                Origin::Found(nearest) => {
                    summed.chars[0] += chars;
                    if let Some(giver) = givers.get_mut(nearest.report) {
                        *giver = (giver.0 + chars, giver.1 + 1);
                    }
                }
                Origin::Stock => summed.chars[1] += chars,
                Origin::Own => summed.chars[2] += chars,
                Origin::NotText => {}
            }
        }
        let all = givers.into_iter().enumerate().filter(|(_, (_, sentences))| 0 < *sentences);
        summed.givers = all.map(|(at, (chars, sentences))| (at, chars, sentences)).collect();
        summed.givers.sort_by_key(|(at, chars, _)| (Reverse(*chars), *at));
        summed
    }

    /// Returns each sentence that has a source: its place, the source and its place.
    pub fn found(&self) -> impl Iterator<Item = (Span, Nearest, Span)> {
        let sentences = self.edition.report.sentences.iter().zip(self.origins);
        sentences.filter_map(|(sentence, origin)| {
            let Origin::Found(nearest) = *origin else { return None };
            Some((sentence.body, nearest, self.place(nearest)?))
        })
    }

    /// Returns where a source stands.
    pub fn place(&self, nearest: Nearest) -> Option<Span> {
        let giver = self.others.get(nearest.report)?;
        giver.report.sentences.get(nearest.sentence).map(|sentence| sentence.body)
    }
}

impl Provenance {
    /// Returns a number of characters as a share of the running text.
    pub fn share(&self, chars: usize) -> f64 {
        chars as f64 / self.chars.iter().sum::<usize>().max(1) as f64
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

    /// Returns the heading of a section of the report; `None` without section or heading.
    pub fn heading(&self, section: Option<SectionId>) -> Option<&'a str> {
        let text = &self.document.text;
        let heading = self.report.section(section?)?.heading.trimmed(text).of(text);
        Some(heading).filter(|heading| !heading.is_empty())
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
    use crate::intake::decode;
    use crate::report::split;

    #[test]
    fn heading_is_that_of_the_section_and_there_is_none_before_the_first() {
        let document =
            decode::read("今年工作如下。\n一、招商引资  \n签约12家。\n".as_bytes(), "a.txt");
        let report = split::whole(&document);
        let edition = Edition { path: "a.txt", document: &document, report: &report };
        let headings =
            [Some(1), Some(0), Some(9), None].map(|at| edition.heading(at.map(SectionId)));
        assert_eq!(headings, [Some("一、招商引资"), None, None, None]);
    }

    #[test]
    fn path_within_a_folder_does_not_repeat_the_folder() {
        assert_eq!(within("2023/", "2023/a.txt"), "a.txt");
        assert_eq!(within("2023", "2023/乡镇/a.txt"), "乡镇/a.txt");
        assert_eq!(within("/", "/a.txt"), "a.txt");
    }
}
