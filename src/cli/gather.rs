//! What takes more than one call to the layers below.

use crate::cli::shelf::Chosen;
use crate::collate::background::Background;
use crate::collate::collate_by;
use crate::collate::exempt::Counted;
use crate::collate::guidance::Guidance;
use crate::collate::matrix::{MatrixPair, matrix_by};
use crate::collate::model::{Collation, Witness};
use crate::collate::own::with_reports;
use crate::export::subject::{Comparison, Edition};
use crate::figure::extract;
use crate::figure::model::Figure;
use crate::finding::findings;
use crate::finding::model::Finding;
use crate::intake::document::Document;
use crate::report::model::Report;
use crate::review::guidance::guidance;
use crate::review::marks::Marks;
use crate::store::cabinet::{Cabinet, Text};
use crate::text::side::Sided;
use crate::threads::SideBySide;
use std::sync::Arc;

/// Two reports, collated.
#[derive(Debug)]
pub struct Collated<'a> {
    editions: Sided<Edition<'a>>,
    collation: Collation,
    findings: Vec<Finding>,
    marks: Marks,
    background: &'a Background,
}

impl<'a> Collated<'a> {
    /// Collates two reports as the reviewer decided, looks for findings and reads off what was said of them.
    ///
    /// Without a cabinet, or with nothing in it on the two, nobody has said anything.
    pub fn of(
        sides: Sided<&'a Chosen>,
        cabinet: Option<&Cabinet>,
        counted: Counted,
        background: &'a Background,
    ) -> Self {
        let editions = sides.map(edition);
        let witnesses = editions.map(|edition| edition.witness());
        let text = |edition: Edition<'a>| Text { witness: edition.witness(), name: edition.path };
        let journal = cabinet.map(|cabinet| cabinet.load(editions.map(text))).unwrap_or_default();
        let guidance = Guidance { counted, ..guidance(&journal) };
        let collation = collate_by(witnesses, &guidance, background, &SideBySide);
        let documents = editions.map(|edition| edition.document);
        let findings = findings(documents, witnesses, &collation);
        let marks = Marks::of(&journal, witnesses, &collation, &findings);
        Self { editions, collation, findings, marks, background }
    }

    /// Returns it for writing.
    pub fn comparison(&self) -> Comparison<'_> {
        Comparison {
            editions: self.editions,
            collation: &self.collation,
            findings: &self.findings,
            marks: Some(&self.marks).filter(|marks| !marks.is_blank()),
            background: self.background,
        }
    }
}

/// Returns a report for writing.
pub fn edition(chosen: &Chosen) -> Edition<'_> {
    Edition { path: &chosen.path, document: &chosen.document, report: &chosen.report }
}

/// Compares every two reports, except those of which one contains the other; wording that many of them
/// have is common as well.
pub fn pairs(chosen: &[Chosen], counted: Counted, background: &Background) -> Vec<MatrixPair> {
    let witnesses: Vec<Witness> = chosen.iter().map(|chosen| edition(chosen).witness()).collect();
    let own = with_reports(background, &witnesses);
    let background = own.as_ref().unwrap_or(background);
    let mut pairs = matrix_by(&witnesses, counted, background, &SideBySide);
    pairs.retain(|pair| !overlap(&chosen[pair.left], &chosen[pair.right]));
    pairs
}

fn overlap(left: &Chosen, right: &Chosen) -> bool {
    Arc::ptr_eq(&left.document, &right.document) && left.report.span.overlaps(right.report.span)
}

/// Returns the figures of several reports of one file in text order, each figure once.
///
/// A figure belongs to the innermost report that holds it, because that one knows its period. What
/// refers to another figure is moved along with it.
pub fn figures_of(document: &Document, reports: &[Report]) -> Vec<Figure> {
    let mut reports: Vec<&Report> = reports.iter().collect();
    reports.sort_by_key(|report| report.span.start);
    let mut gathered = Vec::new();
    for report in &reports {
        let inner = |other: &&&Report| other.embedded_in.as_ref() == Some(&report.label);
        let embedded: Vec<&Report> = reports.iter().filter(inner).copied().collect();
        let is_own =
            |figure: &Figure| !embedded.iter().any(|inner| inner.span.contains(figure.span.start));
        append(&mut gathered, extract::figures(&document.text, report), is_own);
    }
    gathered
}

/// Appends the figures that are kept and moves what refers to another of them to the new indices.
fn append(gathered: &mut Vec<Figure>, figures: Vec<Figure>, keeps: impl Fn(&Figure) -> bool) {
    let mut next = gathered.len();
    let index = |figure: &Figure| {
        keeps(figure).then(|| {
            next += 1;
            next - 1
        })
    };
    let moved: Vec<Option<usize>> = figures.iter().map(index).collect();
    for (mut figure, _) in figures.into_iter().zip(&moved).filter(|(_, at)| at.is_some()) {
        figure.reindex(|at| moved.get(at).copied().flatten());
        gathered.push(figure);
    }
}
