//! `duikan/outline/1`: the reports of one file and their sections.

use crate::export::json::place::{Place, place};
use crate::export::json::writer;
use crate::intake::document::Document;
use crate::report::model::{Report, Section, SectionId};
use crate::text::span::CharIndex;
use serde::Serialize;
use std::io::{self, Write};

/// The reports of one file.
#[derive(Debug, Serialize)]
pub struct OutlineWire<'a> {
    schema: &'static str,
    reports: Vec<ReportWire<'a>>,
}

/// One report.
#[derive(Debug, Serialize)]
struct ReportWire<'a> {
    /// From 1; `FILE#ordinal` chooses it.
    ordinal: usize,
    /// `篇三`, `篇五-1`; `FILE#label` chooses it.
    label: &'a str,
    /// The title line; empty if there is none.
    title: &'a str,
    #[serde(flatten)]
    place: Place,
    /// Whether it stands inside another report, without a marker of its own.
    embedded: bool,
    /// In text order, parents before children.
    sections: Vec<SectionWire<'a>>,
}

/// One section.
#[derive(Debug, Serialize)]
pub struct SectionWire<'a> {
    #[serde(flatten)]
    section: SectionRef<'a>,
    /// Depth, 1 for the highest heading.
    level: u8,
    /// What its number counts to: 三、 is 3; null if it has none.
    number: Option<u32>,
}

/// A section as others refer to it.
#[derive(Debug, Serialize)]
pub struct SectionRef<'a> {
    /// Its place in the outline of its report, from 1; 0 is the report as a whole.
    id: usize,
    /// The heading, number included; empty for the report as a whole.
    heading: &'a str,
    #[serde(flatten)]
    place: Place,
}

/// Writes `duikan/outline/1`.
///
/// # Errors
///
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, document: &Document, reports: &[Report]) -> io::Result<()> {
    let index = CharIndex::new(&document.text);
    let reports = reports.iter().map(|report| report_wire(document, &index, report)).collect();
    writer::write(out, &OutlineWire { schema: "duikan/outline/1", reports })
}

fn report_wire<'a>(
    document: &'a Document,
    index: &CharIndex,
    report: &'a Report,
) -> ReportWire<'a> {
    let text = &document.text;
    let headed = report.sections.iter().enumerate().skip(1);
    ReportWire {
        ordinal: report.ordinal,
        label: &report.label,
        title: report.title.of(text),
        place: place(index, report.span),
        embedded: report.embedded_in.is_some(),
        sections: headed.map(|(id, section)| section_wire(text, index, id, section)).collect(),
    }
}

fn section_wire<'a>(
    text: &'a str,
    index: &CharIndex,
    id: usize,
    section: &Section,
) -> SectionWire<'a> {
    SectionWire {
        section: section_ref(text, index, SectionId(id), section),
        level: section.level,
        number: section.number.map(|number| number.value),
    }
}

/// Returns a section as others refer to it.
pub fn section_ref<'a>(
    text: &'a str,
    index: &CharIndex,
    id: SectionId,
    section: &Section,
) -> SectionRef<'a> {
    SectionRef { id: id.0, heading: section.heading.of(text), place: place(index, section.span) }
}
