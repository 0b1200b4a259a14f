//! What is written out: borrowed from whoever read and collated it.

use crate::collate::matrix::MatrixPair;
use crate::collate::model::{Collation, Relation, Witness};
use crate::figure::model::Figure;
use crate::finding::model::Finding;
use crate::intake::document::Document;
use crate::report::model::Report;
use crate::text::side::Sided;

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
        let changed = |relation, moved| relation != Relation::Unchanged || moved;
        !self.collation.variants.is_empty()
            || self.collation.alignments.iter().any(|pair| changed(pair.relation, pair.moved))
    }
}
