//! The marks of the reviewer as parts of the summary: how far the review has come, what is open, the
//! notes, the passages left out, and what has lost its place.

use crate::export::review_sheet::ReviewSheet;
use crate::export::review_sheet::part::Part;
use crate::export::text::mark::{place_of, quoted, said_of};
use crate::review::marks::{Marks, Progress};
use crate::text::language::words;
use crate::text::side::{Side, Sided};
use crate::text::span::Span;

/// Numbers in a row that are written as a range from here on.
const MIN_RANGE: usize = 3;

/// Returns how far the review has come: verdicts, what is open, sections; nothing while nobody began.
pub fn review(sheet: &ReviewSheet) -> Part {
    let word = |zh, en| sheet.word(words(zh, en));
    let facts = sheet.comparison.marks.map_or(Vec::new(), |marks| facts(sheet, marks));
    Part::facts(word("审读情况", "Review"), facts)
}

fn facts(sheet: &ReviewSheet, marks: &Marks) -> Vec<(&'static str, String)> {
    let word = |zh, en| sheet.word(words(zh, en));
    let Progress { findings, decided, confirmed, justified, ignored, edited, .. } =
        marks.progress();
    let shares = [
        (word("认定", "confirmed"), confirmed),
        (word("有据", "justified"), justified),
        (word("忽略", "ignored"), ignored),
    ];
    let shares = shares.map(|(name, count)| format!("{name} {count}")).join(word("，", ", "));
    let mut facts = vec![(word("已判", "judged"), format!("{decided} / {findings}  {shares}"))];
    let open: Vec<usize> = marks.open().map(|at| at + 1).collect();
    let listed = if open.is_empty() { word("无", "none").to_owned() } else { ranges(&open) };
    facts.push((word("待定的发现", "findings still open"), listed));
    if 0 < edited {
        let again = word("判过而原文已改，须重判", "judged before the text was edited");
        facts.push((again, edited.to_string()));
    }
    let Progress { sections, reviewed, .. } = marks.progress();
    facts.push((word("已审的节", "sections reviewed"), format!("{reviewed} / {sections}")));
    for (name, is_done) in [(word("已审", "reviewed"), true), (word("待审", "to review"), false)]
    {
        let headings = headings(sheet, marks, is_done);
        if !headings.is_empty() {
            facts.push((name, headings.join(word("；", "; "))));
        }
    }
    facts
}

/// Returns the headings of the sections that have been gone through, or of those that have not.
fn headings(sheet: &ReviewSheet, marks: &Marks, is_done: bool) -> Vec<String> {
    let sections = sheet.comparison.collation.sections.iter().zip(&marks.reviewed);
    let of = sections.filter(|(_, done)| **done == is_done).map(|(pair, _)| {
        Side::BOTH.into_iter().find_map(|side| {
            let section = pair.sections[side]?;
            let heading = sheet.comparison.editions[side].heading(Some(section));
            Some(heading.map_or_else(|| sheet.title(side), str::to_owned))
        })
    });
    of.flatten().collect()
}

/// Writes numbers in order, those in a row as a range: `1, 3–5`.
fn ranges(numbers: &[usize]) -> String {
    let mut written: Vec<String> = Vec::new();
    for row in numbers.chunk_by(|one, next| one + 1 == *next) {
        match row {
            [first, .., last] if MIN_RANGE <= row.len() => written.push(format!("{first}–{last}")),
            _ => written.extend(row.iter().map(usize::to_string)),
        }
    }
    written.join(", ")
}

/// Returns the notes: where, on what, and what is written.
pub fn notes(sheet: &ReviewSheet) -> Part {
    let word = |zh, en| sheet.word(words(zh, en));
    let notes = sheet.comparison.marks.map_or(&[][..], |marks| &marks.notes);
    let mut sorted: Vec<_> = notes.iter().collect();
    let start = |span: Option<Span>| span.map_or(usize::MAX, |span| span.start);
    sorted.sort_by_key(|note| (start(note.place.right), start(note.place.left)));
    let row = |note: &crate::review::marks::Note| {
        let again =
            if note.is_edited { word("（原文已改）", " (text edited since)") } else { "" };
        vec![sheet.positions(note.place), quote(sheet, note.place), format!("{}{again}", note.text)]
    };
    let rows = sorted.into_iter().map(row).collect();
    let columns = vec![word("位置", "place"), word("原文", "text"), word("批注", "note")];
    Part::table(word("批注", "Notes"), columns, rows)
}

/// Returns the passages that are kept out of the search for shared text, with the reason.
pub fn excluded<'a>(sheet: &'a ReviewSheet) -> impl Iterator<Item = String> + 'a {
    let exclusions = sheet.comparison.marks.map_or(&[][..], |marks| &marks.exclusions);
    exclusions.iter().map(|exclusion| {
        let label = sheet.word(words("排除的段落", "Passage left out"));
        let place = sheet.positions(exclusion.place);
        let quote = quote(sheet, exclusion.place);
        let reason = match exclusion.reason.as_str() {
            "" => sheet.word(words("没有写理由", "no reason given")),
            reason => reason,
        };
        format!("{label}  {place}  {quote}  {reason}")
    })
}

/// Returns the marks whose place, or whose finding, is gone.
pub fn detached(sheet: &ReviewSheet) -> Part {
    let gone = sheet.comparison.marks.map_or(&[][..], |marks| &marks.detached);
    let texts = texts(sheet);
    let lines = gone.iter().map(|gone| {
        let place = place_of(gone, texts, sheet.language);
        format!("{}  {place}", said_of(gone, sheet.language))
    });
    let title = words("失去位置的标记：原文已不在，或已不成发现", "Marks without a place");
    Part::lines(sheet.word(title), lines.collect())
}

fn quote(sheet: &ReviewSheet, place: Sided<Option<Span>>) -> String {
    quoted(place, texts(sheet), sheet.language)
}

fn texts<'a>(sheet: &ReviewSheet<'a>) -> Sided<&'a str> {
    sheet.comparison.editions.map(|edition| edition.document.text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_a_row_are_a_range() {
        assert_eq!(ranges(&[1, 2, 4, 5, 6, 9]), "1, 2, 4–6, 9");
        assert_eq!(ranges(&[]), "");
    }
}
