//! Notes on places: which place is meant, what stands there, and where it shows.

use crate::review::act::Act;
use crate::review::marks::{Note, headings};
use crate::sheet::place::Anchor;
use crate::text::language::{Words, words};
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use crate::tui::carry::carried;
use crate::tui::detail::{Page, alignments_at};
use crate::tui::geometry::Shape;
use crate::tui::ledger::entries;
use crate::tui::model::{Catalog, Model};
use crate::tui::pair::{Focus, Pair};
use crate::tui::prompt::{Asked, Prompt};
use crate::tui::style::Ink;

/// The sign of a note, beside the marks in the gutter.
pub const SIGN: char = '*';

/// A note on a place of this many rows shows on each of them: half a screen of 24 rows.
const MAX_NOTED_ROWS: usize = 12;

/// What notes are called.
pub const NOTES: Words = words("批注", "notes");

const WRITTEN: Words = words("批注已记（U 撤销）", "note written (U takes it back)");
const DELETED: Words = words("批注已删（U 撤销）", "note deleted (U takes it back)");
const UNCHANGED: Words = words("批注没有改动", "the note is as it was");
const NOTHING_HERE: Words =
    words("光标处没有文字可批注", "there is no text here to write a note on");

impl Model {
    /// Asks for a note on what the cursor is on; the one that is there is gone on with.
    pub(crate) fn ask_for_note(&mut self) {
        let Some(pair) = &self.pair else { return };
        let is_single = self.geometry().shape == Shape::Single;
        let Some(place) = place_here(&self.catalog, pair, is_single) else {
            return self.say(&NOTHING_HERE, &[]);
        };
        let known = pair.marks.note_at(place);
        let place = known.map_or(place, |note| note.place);
        let text = known.map_or(String::new(), |note| note.text.clone());
        self.prompt = Some(Prompt::with(Asked::Note(place), text));
    }

    /// Writes a note on a place; an empty one takes the note there away.
    pub(crate) fn write_note(&mut self, place: Sided<Option<Span>>, text: &str) {
        let Some(pair) = &self.pair else { return };
        let known = pair.marks.notes.iter().find(|note| note.place == place);
        if known.map_or("", |note| note.text.as_str()) == text {
            return self.say(&UNCHANGED, &[]);
        }
        self.act_on_pair(Act::Note { place, text: text.to_owned() });
        self.say(if text.is_empty() { &DELETED } else { &WRITTEN }, &[]);
    }

    /// Moves what a note or a reason is being typed for to where its text stands in the files as they are now.
    pub(crate) fn carry_prompt(&mut self, pair: &Pair, before: &Catalog, now: &Catalog) {
        let Some(prompt) = &mut self.prompt else { return };
        let (Asked::Note(place) | Asked::Reason(place)) = &mut prompt.asked else { return };
        for side in Side::BOTH {
            let text = |catalog: &Catalog| catalog.entries[pair.entries[side]].document.clone();
            let (was, is) = (text(before), text(now));
            let to = |offset: usize| carried(&was.text, &is.text, offset);
            place[side] = place[side].map(|span| {
                let start = to(span.start);
                Span::new(start, to(span.end).max(start))
            });
        }
    }
}

/// Writes the notes on the cursor's row that speak of none of the findings told already.
pub(crate) fn write_notes(page: &mut Page, pair: &Pair, told: &[usize]) {
    let is_told = |note: &&Note| told.iter().any(|at| note.is_about(&pair.findings[*at]));
    let notes = notes_at(pair, pair.cursor.row).filter(|note| !is_told(note));
    let notes: Vec<&Note> = notes.collect();
    if notes.is_empty() {
        return;
    }
    page.label(&NOTES);
    for note in notes {
        page.say(&format!("{SIGN} {}", note.text), Ink::Chrome);
    }
    page.space();
}

/// Returns what the cursor is on: a finding, a heading, a figure, or the sentences of a row.
fn place_here(catalog: &Catalog, pair: &Pair, is_single: bool) -> Option<Sided<Option<Span>>> {
    let place = match pair.focus {
        Focus::Text if !is_single => sentences_at(catalog, pair),
        Focus::Text | Focus::List => {
            let finding = pair.findings.get(pair.explained()?)?;
            finding.spans.as_ref().map(|spans| spans.first().copied())
        }
        Focus::Outline => {
            let headings = headings(pair.subject(catalog).sides, &pair.collation);
            headings.get(pair.outline_selected).copied()?
        }
        Focus::Ledger => {
            let at = *entries(pair).get(pair.ledger.selected)?;
            let figures = pair.collation.figure_changes.get(at)?.figures;
            let span = |side: Side| Some(pair.collation.figures[side].get(figures[side]?)?.span);
            Sided::new(span(Side::Left), span(Side::Right))
        }
    };
    (place.left.is_some() || place.right.is_some()).then_some(place)
}

/// Returns the sentences on the cursor's row: those that belong together, else those that are there.
fn sentences_at(catalog: &Catalog, pair: &Pair) -> Sided<Option<Span>> {
    let sides = pair.subject(catalog).sides;
    let mut place = Sided::new(None, None);
    for at in alignments_at(catalog, pair) {
        let sentences = &pair.collation.alignments[at].sentences;
        for side in Side::BOTH {
            place[side] = place[side].or_else(|| sides[side].hull(&sentences[side]));
        }
    }
    place
}

/// Returns the rows on which notes begin, with the note; one that stands at two places has two.
pub fn note_rows(pair: &Pair) -> impl Iterator<Item = (usize, &Note)> {
    pair.marks.notes.iter().flat_map(|note| {
        let row = |side: Side| {
            note.place[side].map(|span| pair.sheet.row_of(Anchor { side, offset: span.start }))
        };
        let (left, right) = (row(Side::Left), row(Side::Right));
        let other = right.filter(|row| left != Some(*row));
        left.into_iter().chain(other).map(move |row| (row, note))
    })
}

/// Returns the notes that begin on a row or speak of the text there; one on a long place speaks
/// where it begins.
pub fn notes_at(pair: &Pair, row: usize) -> impl Iterator<Item = &Note> {
    let rows = move |side: Side, span: Span| {
        let row = |offset: usize| pair.sheet.row_of(Anchor { side, offset });
        let (first, last) = (row(span.start), row(span.end.max(span.start + 1) - 1));
        if last - first.min(last) < MAX_NOTED_ROWS {
            first..=last.max(first)
        } else {
            first..=first
        }
    };
    pair.marks.notes.iter().filter(move |note| {
        let mut sides = Side::BOTH.iter();
        sides.any(|side| note.place[*side].is_some_and(|span| rows(*side, span).contains(&row)))
    })
}
