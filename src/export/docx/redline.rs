//! The tracked changes: `w:ins`, `w:del`, `w:moveFrom` and `w:moveTo`, paragraph ends included.

use crate::export::docx::AUTHOR;
use crate::export::docx::document::paragraph;
use crate::export::markup::Markup;
use crate::export::review_sheet::ReviewSheet;
use crate::export::review_sheet::redline::{Change, Fate, Strand, redline};
use crate::report::model::BlockKind;
use crate::text::language::words;

/// Returns the name of the place where a finding is met.
pub fn bookmark(number: usize) -> String {
    format!("finding{number}")
}

/// Writes both texts as one, with its changes.
pub fn write(markup: &mut Markup, sheet: &ReviewSheet) {
    paragraph(markup, "Heading1", sheet.word(words("全文修订", "Redline")));
    let hint = words(
        "接受全部修订即为右篇，拒绝全部修订即为左篇；批注的号与上表相同。",
        "Accept all changes for the right report, reject all for the left one; comments carry the numbers above.",
    );
    paragraph(markup, "Subtitle", sheet.word(hint));
    let mut writer = Writer { markup, last_id: sheet.entries.len(), range: None };
    let strands = redline(sheet);
    for line in strands.split_inclusive(|strand| matches!(strand, Strand::End(..))) {
        writer.line(line);
    }
    writer.end_range();
}

/// A move that has begun: whence or whither, its number, and the identifier of its range.
#[derive(Clone, PartialEq, Eq)]
struct Range {
    change: Change,
    id: String,
}

/// Writes line by line; identifiers count on from those of the comments.
struct Writer<'a> {
    markup: &'a mut Markup,
    last_id: usize,
    range: Option<Range>,
}

impl Writer<'_> {
    /// Writes one paragraph.
    fn line(&mut self, strands: &[Strand]) {
        let (end, kind) = match strands.last() {
            Some(Strand::End(change, kind)) => (*change, *kind),
            _ => (Change::KEPT, BlockKind::Paragraph),
        };
        self.markup.open("w:p", &[]);
        self.markup.open("w:pPr", &[]);
        self.markup.empty("w:pStyle", &[("w:val", style(kind))]);
        if let Some(name) = element(end) {
            self.markup.open("w:rPr", &[]);
            let id = self.next_id();
            self.markup.empty(name, &[("w:id", &id), ("w:author", AUTHOR)]);
            self.markup.close();
        }
        self.markup.close();
        for strand in strands {
            match strand {
                Strand::Text(change, text) => {
                    self.keep_range(*change);
                    self.text(*change, text);
                }
                Strand::End(change, _) => self.keep_range(*change),
                Strand::Finding(number) => self.finding(*number),
            }
        }
        self.markup.close();
        self.markup.line();
    }

    fn text(&mut self, change: Change, text: &str) {
        let letters = match (change.fate, change.moved) {
            (Fate::Deleted, None) => "w:delText",
            _ => "w:t",
        };
        let name = element(change);
        if let Some(name) = name {
            let id = self.next_id();
            self.markup.open(name, &[("w:id", &id), ("w:author", AUTHOR)]);
        }
        self.markup.open("w:r", &[]);
        self.markup.element(letters, &[("xml:space", "preserve")], text);
        self.markup.close();
        if name.is_some() {
            self.markup.close();
        }
    }

    /// Begins and ends the ranges by which the two ends of a move find each other.
    fn keep_range(&mut self, change: Change) {
        if self.range.as_ref().is_some_and(|range| range.change == change) {
            return;
        }
        self.end_range();
        let Some(number) = change.moved else { return };
        let id = self.next_id();
        let name = format!("move{number}");
        let start = match change.fate {
            Fate::Deleted => "w:moveFromRangeStart",
            _ => "w:moveToRangeStart",
        };
        self.markup.empty(start, &[("w:id", &id), ("w:author", AUTHOR), ("w:name", &name)]);
        self.range = Some(Range { change, id });
    }

    fn end_range(&mut self) {
        let Some(range) = self.range.take() else { return };
        let end = match range.change.fate {
            Fate::Deleted => "w:moveFromRangeEnd",
            _ => "w:moveToRangeEnd",
        };
        self.markup.empty(end, &[("w:id", &range.id)]);
    }

    /// Sets a bookmark, for the table of findings, and a comment.
    fn finding(&mut self, number: usize) {
        let id = self.next_id();
        self.markup.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &bookmark(number))]);
        self.markup.empty("w:bookmarkEnd", &[("w:id", &id)]);
        self.markup.open("w:r", &[]);
        self.markup.empty("w:commentReference", &[("w:id", &number.to_string())]);
        self.markup.close();
    }

    fn next_id(&mut self) -> String {
        self.last_id += 1;
        self.last_id.to_string()
    }
}

/// Returns the element that tracks a change; what is kept has none.
const fn element(change: Change) -> Option<&'static str> {
    match (change.fate, change.moved.is_some()) {
        (Fate::Kept, _) => None,
        (Fate::Deleted, false) => Some("w:del"),
        (Fate::Inserted, false) => Some("w:ins"),
        (Fate::Deleted, true) => Some("w:moveFrom"),
        (Fate::Inserted, true) => Some("w:moveTo"),
    }
}

const fn style(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "ReportTitle",
        BlockKind::Heading => "ReportHeading",
        BlockKind::Paragraph | BlockKind::Furniture => "ReportText",
    }
}
