//! The parts of a report. All spans are byte offsets into [`crate::intake::document::Document::text`].

use crate::report::heading::Numeral;
use crate::text::span::Span;
use std::ops::Range;

/// Index of a section in [`Report::sections`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SectionId(pub usize);

/// Index of a sentence in [`Report::sentences`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SentenceId(pub usize);

/// One yearly report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Place among the reports of its document, from 1; embedded reports count after the one that holds them.
    pub ordinal: usize,
    /// How it is called: `篇三`, `篇五-1` for one embedded in 篇五, or `1` in a document without markers.
    pub label: String,
    /// The title line; empty at the start if there is none.
    pub title: Span,
    /// From the first character of its marker or title line to where the next one begins.
    pub span: Span,
    /// Label of the report that holds this one, if it is embedded without a marker of its own.
    pub embedded_in: Option<String>,
    /// How many reports its own title announces (科技局工作总结4篇), if it does.
    pub announced: Option<usize>,
    /// How many reports it holds; 0 for one that holds none but itself.
    pub held: usize,
    /// The outline in text order, parents before children. The first is the root: level 0, the whole report.
    pub sections: Vec<Section>,
    /// Titles, headings and paragraphs in text order; they cover the report without gap or overlap.
    pub blocks: Vec<Block>,
    /// The leaves in text order; they cover the report without gap or overlap.
    pub sentences: Vec<Sentence>,
}

/// A node of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Depth below the report: 0 is the root, 1 the highest heading.
    pub level: u8,
    /// The number the heading carries, if any.
    pub number: Option<Numeral>,
    /// The heading, number included, without trailing white space; empty for the root. A run-in heading ends with its sentence.
    pub heading: Span,
    /// From the heading's first character to the next heading of the same or a higher level, or the report's end.
    pub span: Span,
    /// The section that holds this one; `None` for the root.
    pub parent: Option<SectionId>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The marker or title of the report, or a line like 各位代表： and the date below the title.
    Title,
    /// A heading on a line of its own.
    Heading,
    /// Running text; it may open with a run-in heading.
    Paragraph,
    /// Buttons, labels and notices of the web page the text was taken from: part of no report.
    Furniture,
}

/// A title, heading or paragraph: what the reader sees between two real line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// With the white space and line end behind it.
    pub span: Span,
    /// The innermost section it belongs to.
    pub section: SectionId,
}

/// A sentence, or a clause of a list that ends in ；. The unit that is aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// With all white space around it, so that the sentences cover the report.
    pub span: Span,
    /// Without white space at its ends: what is shown and compared. Line breaks inside were joined by the reader's eye, not removed.
    pub body: Span,
    /// Index of its block in [`Report::blocks`].
    pub block: usize,
    /// The innermost section it belongs to.
    pub section: SectionId,
}

impl Report {
    /// Returns the section; the root if there is no such section.
    pub fn section(&self, id: SectionId) -> Option<&Section> {
        self.sections.get(id.0)
    }

    /// Returns the sections that directly belong to `id`, in text order.
    pub fn children(&self, id: SectionId) -> impl Iterator<Item = SectionId> + '_ {
        let of = move |(at, section): (usize, &Section)| {
            (section.parent == Some(id)).then_some(SectionId(at))
        };
        self.sections.iter().enumerate().filter_map(of)
    }

    /// Returns the sentences whose bodies begin under a span.
    pub fn sentences_in(&self, span: Span) -> Range<usize> {
        let place = |at: usize| self.sentences.partition_point(|s| s.body.start < at);
        place(span.start)..place(span.end)
    }

    /// Returns the innermost section at the byte offset; the root outside the report.
    pub fn section_at(&self, offset: usize) -> SectionId {
        let inside = |section: &Section| section.span.contains(offset);
        SectionId(self.sections.iter().rposition(inside).unwrap_or(0))
    }
}
