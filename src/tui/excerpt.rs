//! What is copied of the place at the cursor, and where it stands in the files.

use crate::export::html::page::page;
use crate::export::review_sheet::ReviewSheet;
use crate::export::subject::{Comparison, Edition};
use crate::report::model::Report;
use crate::text::cells::disarmed;
use crate::text::side::Side;
use crate::text::span::Span;
use crate::tui::detail::alignments_at;
use crate::tui::model::Model;
use crate::tui::pair::{Focus, Pair};

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The path, as it was given.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
}

impl Model {
    /// Returns the sentences at the cursor with their files and lines, and what was found there; `None`
    /// if there is no text.
    ///
    /// It is plain text for a letter or a list of corrections: what would speak to a terminal is disarmed.
    pub fn excerpt(&self) -> Option<String> {
        let pair = self.pair.as_ref()?;
        let mut lines = Vec::new();
        for side in Side::BOTH {
            let Some(span) = self.span_here(pair, side) else { continue };
            let entry = &self.catalog.entries[pair.entries[side]];
            let text = &entry.document.text;
            lines.push(format!("{}:{}", disarmed(&entry.name), line_of(text, span.start)));
            lines.push(disarmed(span.trimmed(text).of(text)));
        }
        if lines.is_empty() {
            return None;
        }
        let findings = pair.explained().map(|at| &pair.findings[at]);
        lines.extend(findings.map(|finding| {
            let rule = finding.rule.rule();
            let language = self.settings.language;
            format!(
                "{} {}: {}",
                rule.mark,
                language.pick(&rule.name),
                finding.message.pick(language)
            )
        }));
        Some(lines.join("\n") + "\n")
    }

    /// Returns the review sheet of the pair as a page for a browser; `None` if no pair is open.
    pub fn review_sheet(&self) -> Option<String> {
        let pair = self.pair.as_ref()?;
        let editions = pair.entries.map(|at| {
            let entry = &self.catalog.entries[at];
            Edition { path: &entry.document.name, document: &entry.document, report: &entry.report }
        });
        let comparison = Comparison {
            editions,
            collation: &pair.collation,
            findings: &pair.findings,
            marks: Some(&pair.marks),
            background: self.catalog.background(),
        };
        let sheet = ReviewSheet::of(comparison, self.settings.language);
        Some(page(&sheet))
    }

    /// Returns the file and line of the text at the cursor: the right one, where there is a choice.
    pub fn spot(&self) -> Option<Spot> {
        let pair = self.pair.as_ref()?;
        let (side, span) = [Side::Right, Side::Left]
            .into_iter()
            .find_map(|side| Some((side, row_span(pair, side)?)))?;
        let document = &self.catalog.entries[pair.entries[side]].document;
        Some(Spot { path: document.name.clone(), line: line_of(&document.text, span.start) })
    }

    /// Returns the sentences of a side that the row at the cursor belongs to.
    fn span_here(&self, pair: &Pair, side: Side) -> Option<Span> {
        let alignments = alignments_at(&self.catalog, pair);
        let report: &Report = &self.catalog.entries[pair.entries[side]].report;
        let sentences = alignments.iter().filter_map(|at| {
            let range = pair.collation.alignments.get(*at)?.sentences[side].clone();
            let bodies = report.sentences.get(range)?.iter().map(|sentence| sentence.body);
            Span::hull_of(bodies)
        });
        Span::hull_of(sentences).filter(|span| !span.is_empty())
    }
}

/// Returns what a side shows on the row at the cursor.
fn row_span(pair: &Pair, side: Side) -> Option<Span> {
    let row = match pair.focus {
        Focus::List => pair.finding_row()?,
        _ => pair.cursor.row,
    };
    Some(pair.sheet.rows.get(row)?.lines[side]?.span)
}

/// Returns the number of the line a byte offset is on, from 1.
fn line_of(text: &str, offset: usize) -> usize {
    1 + text.get(..offset).unwrap_or(text).matches('\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_from_one() {
        assert_eq!(line_of("甲\n乙\n", 0), 1);
        assert_eq!(line_of("甲\n乙\n", "甲\n".len()), 2);
    }
}
