//! Finding one's way on a sheet: from places in the text to rows and back, and to the next of a kind.

use crate::collate::model::SectionPair;
use crate::finding::model::Finding;
use crate::report::model::SectionId;
use crate::sheet::model::{Row, RowKind, Sheet, Subject};
use crate::text::side::{Side, Sided};
use crate::text::span::Span;

/// A place in the text that stays put when rows do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Anchor {
    /// Whose text.
    pub side: Side,
    /// Byte offset.
    pub offset: usize,
}

/// What one can jump to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stop {
    /// A band in which the sides differ.
    Difference,
    /// A figure that changed, or should have.
    Figure,
    /// Recycled wording.
    Reuse,
    /// Text that moved.
    Moved,
    /// A placeholder or other doubt.
    Doubt,
    /// A heading.
    Section,
}

/// The sections a row belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SectionsAt<'a> {
    /// The innermost section of each side.
    pub sections: Sided<Option<SectionId>>,
    /// How the two relate, if they are one pair of the collation.
    pub pair: Option<&'a SectionPair>,
}

impl Stop {
    fn is_at(self, row: &Row) -> bool {
        match self {
            Stop::Difference => row.mark.is_difference(),
            Stop::Figure => row.reasons.figure,
            Stop::Reuse => row.reasons.reuse,
            Stop::Moved => row.mark.is_move(),
            Stop::Doubt => row.reasons.doubt,
            Stop::Section => {
                Side::BOTH.iter().any(|side| row.lines[*side].is_some_and(|l| l.is_heading))
            }
        }
    }

    /// Says whether two neighbouring rows are one stop.
    fn joins(self, row: &Row, next: &Row) -> bool {
        let placement = |row: &Row| row.lines.map(|line| line.map(|line| line.placement));
        match self {
            Stop::Difference | Stop::Section => row.band == next.band,
            _ => placement(row) == placement(next),
        }
    }
}

impl Sheet {
    /// Returns the row that shows, or folds away, the byte offset of a side; the nearest above if no row does.
    pub fn row_of(&self, anchor: Anchor) -> usize {
        let starts = &self.starts[anchor.side];
        let behind = starts.partition_point(|(start, _)| *start <= anchor.offset);
        let found = behind.checked_sub(1).and_then(|at| starts.get(at)).or_else(|| starts.first());
        found.map_or(0, |(_, row)| *row)
    }

    /// Returns the place a row starts at; the next row with text decides for a blank one.
    pub fn anchor(&self, row: usize) -> Option<Anchor> {
        let of_side = |row: &Row, side: Side| {
            row.lines[side].map(|line| Anchor { side, offset: line.span.start })
        };
        let of_row = |row: &Row| of_side(row, Side::Left).or_else(|| of_side(row, Side::Right));
        let below = self.rows.get(row..).unwrap_or_default().iter().find_map(of_row);
        below.or_else(|| self.rows.iter().rev().find_map(of_row))
    }

    /// Returns the next row of the kind below `row`.
    pub fn next(&self, row: usize, stop: Stop) -> Option<usize> {
        (row + 1..self.rows.len()).find(|at| self.is_stop(*at, stop))
    }

    /// Returns the previous row of the kind above `row`.
    pub fn previous(&self, row: usize, stop: Stop) -> Option<usize> {
        (0..row.min(self.rows.len())).rev().find(|at| self.is_stop(*at, stop))
    }

    fn is_stop(&self, at: usize, stop: Stop) -> bool {
        let row = &self.rows[at];
        let before = at.checked_sub(1).map(|above| &self.rows[above]);
        stop.is_at(row) && !before.is_some_and(|above| stop.is_at(above) && stop.joins(above, row))
    }

    /// Returns the row each finding is first seen on.
    pub fn finding_rows(&self, findings: &[Finding], subject: Subject<'_>) -> Vec<usize> {
        findings.iter().map(|finding| self.finding_row(finding, subject)).collect()
    }

    fn finding_row(&self, finding: &Finding, subject: Subject<'_>) -> usize {
        let of_spans = |side: Side| {
            finding.spans[side].first().map(|span| Anchor { side, offset: span.start })
        };
        let of_alignment = |side: Side| {
            let alignment = subject.collation.alignments.get(finding.alignment?)?;
            let hull = subject.sides[side].hull(&alignment.sentences[side])?;
            Some(Anchor { side, offset: hull.start })
        };
        let anchor = of_spans(Side::Right)
            .or_else(|| of_spans(Side::Left))
            .or_else(|| of_alignment(Side::Left))
            .or_else(|| of_alignment(Side::Right));
        anchor.map_or(0, |anchor| self.row_of(anchor))
    }

    /// Returns the indices of the findings that speak of something on the row.
    pub fn findings_at<'a>(
        &'a self,
        row: usize,
        findings: &'a [Finding],
    ) -> impl Iterator<Item = usize> + 'a {
        let lines = self.rows.get(row).map_or(Sided::new(None, None), |row| row.lines);
        let touches = move |finding: &Finding| {
            Side::BOTH.iter().any(|side| {
                let on = |line: Span| finding.spans[*side].iter().any(|span| span.overlaps(line));
                lines[*side].is_some_and(|line| on(line.span))
            })
        };
        let touching = move |(at, finding): (usize, &Finding)| touches(finding).then_some(at);
        findings.iter().enumerate().filter_map(touching)
    }

    /// Returns the sections a row belongs to; a side without text here is where its text last was.
    pub fn sections_at<'a>(&self, row: usize, subject: Subject<'a>) -> SectionsAt<'a> {
        let mut sections = Sided::new(None, None);
        for side in Side::BOTH {
            let last = row.min(self.rows.len().saturating_sub(1));
            let above = self.rows.get(..=last).unwrap_or_default().iter().rev();
            let line =
                above.filter(|row| row.kind != RowKind::Blank).find_map(|row| row.lines[side]);
            sections[side] = line.map(|line| {
                let sentences = &subject.sides[side].report.sentences;
                let at = sentences.partition_point(|sentence| sentence.span.end <= line.span.start);
                sentences.get(at).map_or(SectionId(0), |sentence| sentence.section)
            });
        }
        let is_pair =
            |pair: &&SectionPair| pair.sections.left.is_some() && pair.sections == sections;
        SectionsAt { sections, pair: subject.collation.sections.iter().find(is_pair) }
    }
}
