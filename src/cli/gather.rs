//! What takes more than one call to the layers below.

use crate::cli::shelf::Chosen;
use crate::collate::collate;
use crate::collate::matrix::{MatrixPair, matrix};
use crate::collate::model::{Collation, Witness};
use crate::export::subject::{Comparison, Edition};
use crate::figure::extract;
use crate::figure::model::Figure;
use crate::finding::findings;
use crate::finding::model::Finding;
use crate::intake::document::Document;
use crate::report::model::Report;
use crate::text::side::Sided;
use std::sync::Arc;

/// Two reports, collated.
#[derive(Debug)]
pub struct Collated<'a> {
    editions: Sided<Edition<'a>>,
    collation: Collation,
    findings: Vec<Finding>,
}

impl<'a> Collated<'a> {
    /// Collates two reports and looks for findings.
    pub fn of(sides: Sided<&'a Chosen>) -> Self {
        let editions = sides.map(edition);
        let witnesses = editions.map(|edition| edition.witness());
        let collation = collate(witnesses);
        let documents = editions.map(|edition| edition.document);
        let findings = findings(documents, witnesses, &collation);
        Self { editions, collation, findings }
    }

    /// Returns it for writing.
    pub fn comparison(&self) -> Comparison<'_> {
        Comparison { editions: self.editions, collation: &self.collation, findings: &self.findings }
    }
}

/// Returns a report for writing.
pub fn edition(chosen: &Chosen) -> Edition<'_> {
    Edition { path: &chosen.path, document: &chosen.document, report: &chosen.report }
}

/// Compares every two reports, except those of which one contains the other.
pub fn pairs(chosen: &[Chosen]) -> Vec<MatrixPair> {
    let witnesses: Vec<Witness> = chosen.iter().map(|chosen| edition(chosen).witness()).collect();
    let mut pairs = matrix(&witnesses);
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
