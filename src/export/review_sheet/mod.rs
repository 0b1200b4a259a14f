//! The review sheet (比对意见表): what is handed to people who have no terminal.
//!
//! ```text
//! comparison ─► part    the summary: what was compared, what came out, what was left out
//!               entry   the findings, numbered, with places and quotes
//!               spread  both texts side by side, level, marked      ─► html
//!               redline both texts as one, with its changes         ─► docx, markdown
//! ```
//!
//! Everything here is content; [`crate::export::html`], [`crate::export::docx`] and
//! [`crate::export::markdown`] only say how it looks.

pub mod entry;
pub mod left_out;
pub mod part;
pub mod redline;
pub mod script;
pub mod spread;
pub mod summary;

use crate::export::review_sheet::entry::{Entry, entries};
use crate::export::review_sheet::part::Part;
use crate::export::subject::Comparison;
use crate::export::text::naming;
use crate::export::text::place::Lines;
use crate::review::act::Verdict;
use crate::review::marks::{Mark, Marks};
use crate::sheet::marking::Markings;
use crate::sheet::model::Subject;
use crate::text::language::{Language, Words, words};
use crate::text::side::{Side, Sided};

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
    /// What the reviewer said of each finding; empty if nobody reviewed them.
    pub marks: Vec<Mark>,
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
            marks: Vec::new(),
        }
    }

    /// Adds what the reviewer said.
    #[must_use]
    pub fn reviewed(mut self, marks: &Marks) -> Self {
        self.marks.clone_from(&marks.findings);
        self
    }

    /// Returns what the reviewer said of a finding, with the reason; `None` while it is open.
    pub fn verdict(&self, entry: &Entry) -> Option<String> {
        let mark = self.marks.get(entry.number.checked_sub(1)?)?;
        let name = match mark.verdict {
            Verdict::Open => return None,
            Verdict::Confirmed => words("认定", "confirmed"),
            Verdict::Justified => words("有据", "justified"),
            Verdict::Ignored => words("忽略", "ignored"),
        };
        let said = [self.word(words("判定：", "verdict: ")), self.word(name)].concat();
        Some(match mark.reason.as_str() {
            "" => said,
            reason => format!("{said}{}{reason}", self.word(words("，", ", "))),
        })
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

    /// Returns the summary, part by part.
    pub fn summary(&self) -> Vec<Part> {
        summary::parts(self)
    }
}
