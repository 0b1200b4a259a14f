//! The findings as a reader of the sheet meets them: numbered, with their places and quotes.

use crate::collate::model::Witness;
use crate::export::review_sheet::spread::as_read;
use crate::export::subject::Comparison;
use crate::export::text::place::Lines;
use crate::finding::model::Finding;
use crate::text::language::Language;
use crate::text::side::{Side, Sided};
use crate::text::span::Span;

/// A quote longer than this shows its beginning and its length, in characters: three lines of a page.
const QUOTE_CHARS: usize = 120;

/// What is shorter than this is quoted with the words around it, in characters: less than a clause.
const CLAUSE_CHARS: usize = 12;

/// How much of the words around is quoted on either side, in characters.
const CONTEXT_CHARS: usize = 16;

/// One finding.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// From 1, as [`crate::export::text::comparison`] numbers them.
    pub number: usize,
    /// The finding.
    pub finding: &'a Finding,
    /// What it speaks of, on each side.
    pub places: Sided<Vec<Place>>,
}

/// A place that a finding speaks of, as it is quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where it is.
    pub span: Span,
    /// `line:column` in the decoded text, both from 1.
    pub position: String,
    /// What stands before it in its sentence, with the opening quotation mark.
    pub before: String,
    /// What is spoken of.
    pub text: String,
    /// What stands behind it, with the closing quotation mark.
    pub after: String,
}

impl Place {
    /// Returns the quote in one piece.
    pub fn quote(&self) -> String {
        [self.before.as_str(), &self.text, &self.after].concat()
    }
}

/// Returns the findings, numbered.
pub fn entries<'a>(
    comparison: Comparison<'a>,
    lines: &Sided<Lines<'a>>,
    language: Language,
) -> Vec<Entry<'a>> {
    let places = |finding: &Finding, side: Side| {
        let witness = comparison.editions[side].witness();
        let spans = finding.spans[side].iter();
        spans.map(|span| place(witness, &lines[side], *span, language)).collect()
    };
    let numbered = comparison.findings.iter().enumerate();
    let entry = |(at, finding): (usize, &'a Finding)| Entry {
        number: at + 1,
        finding,
        places: Sided::new(places(finding, Side::Left), places(finding, Side::Right)),
    };
    numbered.map(entry).collect()
}

fn place(witness: Witness, lines: &Lines, span: Span, language: Language) -> Place {
    let position = lines.position(span.start);
    let text = as_read(witness.text, span.trimmed(witness.text));
    let n_chars = text.chars().count();
    let [open, close] = match language {
        Language::Chinese => ["「", "」"],
        Language::English => ["“", "”"],
    };
    if CLAUSE_CHARS < n_chars {
        let shown: String = text.chars().take(QUOTE_CHARS).collect();
        let after = match (n_chars <= QUOTE_CHARS, language) {
            (true, _) => close.to_owned(),
            (false, Language::Chinese) => format!("……」（共 {n_chars} 字）"),
            (false, Language::English) => format!("…” ({n_chars} characters)"),
        };
        return Place { span, position, before: open.to_owned(), text: shown, after };
    }
    let [before, after] = around(witness, span);
    Place {
        span,
        position,
        before: format!("{open}{before}"),
        text,
        after: format!("{after}{close}"),
    }
}

/// Returns what stands around a short span in its sentence: a figure alone tells nobody where it is.
fn around(witness: Witness, span: Span) -> [String; 2] {
    let sentences = &witness.report.sentences;
    let at = sentences.partition_point(|sentence| sentence.span.end <= span.start);
    let Some(body) = sentences.get(at).map(|sentence| sentence.body) else {
        return [String::new(), String::new()];
    };
    let before = as_read(witness.text, Span::new(body.start, span.start.max(body.start)));
    let after = as_read(witness.text, Span::new(span.end.min(body.end), body.end));
    let skipped = before.chars().count().saturating_sub(CONTEXT_CHARS);
    let near: String = before.chars().skip(skipped).collect();
    let behind: String = after.chars().take(CONTEXT_CHARS).collect();
    let more = |is_cut: bool| if is_cut { "…" } else { "" };
    let is_cut = CONTEXT_CHARS < after.chars().count();
    [format!("{}{near}", more(0 < skipped)), format!("{behind}{}", more(is_cut))]
}

/// Returns where the findings are first met in the text of a side: byte offset and number, sorted by offset.
pub fn first_places(entries: &[Entry], side: Side) -> Vec<(usize, usize)> {
    let first = |entry: &Entry| Some((entry.places[side].first()?.span.start, entry.number));
    let mut places: Vec<(usize, usize)> = entries.iter().filter_map(first).collect();
    places.sort_unstable();
    places
}
