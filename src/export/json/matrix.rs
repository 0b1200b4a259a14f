//! `duikan/matrix/1`: how much each pair of reports shares.

use crate::collate::cluster::{Cluster, clusters};
use crate::export::json::place::{Place, place, share};
use crate::export::json::writer;
use crate::export::subject::{Edition, Matrix};
use crate::export::term;
use crate::text::side::Sided;
use crate::text::span::CharIndex;
use serde::Serialize;
use std::io::{self, Write};

/// The reports and their pairs.
#[derive(Debug, Serialize)]
pub struct MatrixWire<'a> {
    schema: &'static str,
    reports: Vec<ReportWire<'a>>,
    pairs: Vec<PairWire>,
    clusters: Vec<ClusterWire>,
}

/// One report.
#[derive(Debug, Serialize)]
pub struct ReportWire<'a> {
    /// The path as it was given, without the `#` part.
    path: &'a str,
    ordinal: usize,
    label: &'a str,
    title: &'a str,
    #[serde(flatten)]
    place: Place,
}

/// One pair; a report that contains the other is not compared with it.
#[derive(Debug, Serialize)]
struct PairWire {
    /// Index into `reports`.
    left: usize,
    /// Index into `reports`, greater than `left`.
    right: usize,
    resemblance: f64,
    containment: SharesWire,
    /// `copied`, `edited`, `reworded`, `stock-phrases` or `unrelated`.
    grade: &'static str,
    /// `compared` in full, or `estimated` from fingerprints: then the shares are estimates and the grade is `unrelated`.
    basis: &'static str,
}

/// Reports that share text.
#[derive(Debug, Serialize)]
struct ClusterWire {
    /// Indices into `reports`, rising.
    reports: Vec<usize>,
    /// Indices into `pairs`: what holds the group together.
    links: Vec<usize>,
    /// Indices into `pairs`: with which reports outside the group one of its own shares text.
    bridges: Vec<usize>,
    /// Whether every two of the reports share text.
    complete: bool,
    /// Index into `reports`: what the others have most in common with.
    centre: usize,
    /// Of the links.
    resemblance: RangeWire,
}

/// From the least to the greatest.
#[derive(Debug, Serialize)]
struct RangeWire {
    least: f64,
    most: f64,
}

/// A share of each side, `0.0..=1.0`.
#[derive(Debug, Serialize)]
pub struct SharesWire {
    left: f64,
    right: f64,
}

/// Writes `duikan/matrix/1`.
///
/// # Errors
///
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, matrix: Matrix) -> io::Result<()> {
    let pairs = matrix.pairs.iter().map(|pair| PairWire {
        left: pair.left,
        right: pair.right,
        resemblance: share(pair.resemblance),
        containment: shares(pair.containment),
        grade: term::grade(pair.grade).id,
        basis: pair.basis.id(),
    });
    let wire = MatrixWire {
        schema: "duikan/matrix/1",
        reports: report_wires(matrix.editions),
        pairs: pairs.collect(),
        clusters: clusters(matrix.editions.len(), matrix.pairs).into_iter().map(cluster).collect(),
    };
    writer::write(out, &wire)
}

fn cluster(found: Cluster) -> ClusterWire {
    let (least, most) = found.resemblance;
    ClusterWire {
        complete: found.is_complete(),
        reports: found.reports,
        bridges: found.bridges,
        links: found.links,
        centre: found.centre,
        resemblance: RangeWire { least: share(least), most: share(most) },
    }
}

/// Returns a pair of shares as it stands on the wire.
pub fn shares(shares: Sided<f64>) -> SharesWire {
    SharesWire { left: share(shares.left), right: share(shares.right) }
}

/// Returns the reports as they stand on the wire; each file is indexed once for all of its reports.
pub fn report_wires<'a>(editions: &[Edition<'a>]) -> Vec<ReportWire<'a>> {
    let of_one_file = editions.chunk_by(|a, b| std::ptr::eq(a.document, b.document));
    let mut wires = Vec::with_capacity(editions.len());
    for chunk in of_one_file {
        let Some(first) = chunk.first() else { continue };
        let index = CharIndex::new(&first.document.text);
        wires.extend(chunk.iter().map(|edition| report_wire(edition, &index)));
    }
    wires
}

fn report_wire<'a>(edition: &Edition<'a>, index: &CharIndex) -> ReportWire<'a> {
    ReportWire {
        path: edition.path,
        ordinal: edition.report.ordinal,
        label: &edition.report.label,
        title: edition.title(),
        place: place(index, edition.report.span),
    }
}
