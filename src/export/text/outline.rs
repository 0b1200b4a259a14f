//! The reports of one file and their sections.

use crate::export::text::naming::title;
use crate::export::text::page::{Page, Reader};
use crate::export::text::place::Lines;
use crate::intake::document::Document;
use crate::report::model::Report;
use std::io::{self, Write};

/// Writes each report and below it its headings, indented by level, with where they stand.
///
/// # Errors
///
/// Fails if `out` does.
pub fn write(
    out: &mut dyn Write,
    document: &Document,
    reports: &[Report],
    reader: Reader,
) -> io::Result<()> {
    let mut page = Page::new(out, reader);
    let lines = Lines::of(&document.text);
    for report in reports {
        let title = title(&document.text, report, reader.language);
        let position = lines.position(report.span.trimmed(&document.text).start);
        page.line(&format!("#{}  {}  {position}  {title}", report.ordinal, report.label))?;
        for section in report.sections.iter().skip(1) {
            let indent = "  ".repeat(usize::from(section.level));
            let position = lines.position(section.heading.start);
            let heading = section.heading.of(&document.text);
            page.line(&format!("{indent}{position}  {heading}"))?;
        }
    }
    Ok(())
}
