//! The review sheet (比对意见表): what is handed to people who have no terminal.
//!
//! ```text
//! comparison ─► part    the summary: what was compared, what came out, what was left out
//!               shared_sections  which sections stand in the other report
//!               marked  the marks of the reviewer: how far, what is open, notes, what lost its place
//!               entry   the findings, numbered, with places and quotes
//!               ledger  the figures with their counterparts
//!               spread  both texts side by side, level, marked      ─► html
//!               redline both texts as one, with its changes         ─► docx, markdown
//! ```
//!
//! Everything here is content; [`crate::export::html`], [`crate::export::docx`] and
//! [`crate::export::markdown`] only say how it looks.

pub mod entry;
pub mod ledger;
pub mod left_out;
pub mod marked;
pub mod part;
pub mod redline;
pub mod script;
pub mod shared_sections;
pub mod spread;
pub mod summary;

use crate::export::review_sheet::entry::{Entry, entries};
use crate::export::review_sheet::part::Part;
use crate::export::subject::Comparison;
use crate::export::text::mark::verdict_line;
use crate::export::text::naming;
use crate::export::text::place::Lines;
use crate::sheet::marking::Markings;
use crate::sheet::model::Subject;
use crate::text::language::{Language, Words, words};
use crate::text::side::{Side, Sided};
use crate::text::span::Span;

/// What the sheet is called.
pub const TITLE: Words = words("比对意见表", "Review sheet");

/// Most places of one finding that are quoted on each side; what goes beyond is counted.
pub const MAX_QUOTES: usize = 4;

/// Everything a review sheet holds.
#[derive(Debug)]
pub struct ReviewSheet<'a> {
    /// What was compared.
    pub comparison: Comparison<'a>,
    /// The language of everything that is not quoted.
    pub language: Language,
    /// What is marked in both texts.
    pub markings: Markings,
    /// The lines of both texts.
    pub lines: Sided<Lines<'a>>,
    /// The findings, in reading order.
    pub entries: Vec<Entry<'a>>,
}

impl<'a> ReviewSheet<'a> {
    /// Gathers what is handed over. Linear but for sorting.
    pub fn of(comparison: Comparison<'a>, language: Language) -> Self {
        let sides = comparison.editions.map(|edition| edition.witness());
        let lines = comparison.editions.map(|edition| Lines::of(&edition.document.text));
        Self {
            comparison,
            language,
            markings: Markings::of(sides, comparison.collation, comparison.findings),
            entries: entries(comparison, &lines, language),
            lines,
        }
    }

    /// Returns what the reviewer said of a finding, with the reason; `None` while it is open.
    pub fn verdict(&self, entry: &Entry) -> Option<String> {
        let mark = self.comparison.marks?.findings.get(entry.number.checked_sub(1)?)?;
        let verdict = verdict_line(mark, self.language)?;
        Some([self.word(words("判定：", "verdict: ")), &verdict].concat())
    }

    /// Returns the notes that speak of a finding, as lines.
    pub fn notes(&self, entry: &Entry) -> Vec<String> {
        let notes = self.comparison.marks.into_iter().flat_map(|m| m.notes_about(entry.finding));
        let label = self.word(words("批注：", "note: "));
        notes.map(|note| [label, &note.text].concat()).collect()
    }

    /// Returns what the reviewer said of a finding: the verdict, then the notes; empty while nothing.
    pub fn said(&self, entry: &Entry) -> Vec<String> {
        self.verdict(entry).into_iter().chain(self.notes(entry)).collect()
    }

    /// Returns the wording in the language of the sheet.
    pub fn word(&self, words: Words) -> &'static str {
        self.language.pick(&words)
    }

    /// Returns what the rows are made from.
    pub fn subject(&self) -> Subject<'_> {
        Subject {
            sides: self.comparison.editions.map(|edition| edition.witness()),
            collation: self.comparison.collation,
            markings: &self.markings,
        }
    }

    /// Returns how the report of a side is called: its title, else how it begins.
    pub fn title(&self, side: Side) -> String {
        let edition = &self.comparison.editions[side];
        naming::title(&edition.document.text, edition.report, self.language)
    }

    /// Returns how a side is called.
    pub fn side_word(&self, side: Side) -> &'static str {
        match side {
            Side::Left => self.word(words("左", "left")),
            Side::Right => self.word(words("右", "right")),
        }
    }

    /// Returns where a place is, in lines and columns: `左 3:4，右 5:6`.
    pub fn positions(&self, place: Sided<Option<Span>>) -> String {
        let of_side = |side: Side| {
            let position = self.lines[side].position(place[side]?.start);
            Some(format!("{} {position}", self.side_word(side)))
        };
        let all: Vec<String> = Side::BOTH.into_iter().filter_map(of_side).collect();
        all.join(self.word(words("，", ", ")))
    }

    /// Returns the summary, part by part.
    pub fn summary(&self) -> Vec<Part> {
        summary::parts(self)
    }
}
