//! The page of the reviewer's marks: how far the review has come, the notes, what is excluded, and what has
//! lost its place.

use crate::export::text::exempted::exempted_line;
use crate::export::text::mark::{place_of, quoted, said_of};
use crate::review::marks::Progress;
use crate::text::language::{Language, Words, words};
use crate::text::side::Sided;
use crate::text::span::Span;
use crate::tui::detail::{Page, PageRow};
use crate::tui::model::Model;
use crate::tui::note::{NOTES, SIGN, note_rows};
use crate::tui::style::Ink;
use crate::tui::words::filled;

/// What the page is called.
pub const TITLE: Words = words("审读标记", "marks of the reviewer");

const PROGRESS: Words = words("进度", "progress");
const FINDINGS: Words = words(
    "发现 {} 条：已判 {}（认定 {}，有据 {}，忽略 {}），待定 {}",
    "{} findings: {} judged ({} confirmed, {} justified, {} ignored), {} open",
);
const EDITED: Words =
    words("其中 {} 条判过而原文已改，请重判", "{} of these were judged before the text was edited");
const SECTIONS: Words = words("节 {} 个：已审 {}，待审 {}", "{} sections: {} reviewed, {} not yet");
const NO_NOTES: Words = words("还没有批注：按 a 写", "no notes yet: a writes one");
const EXCLUDED: Words = words("不计入雷同", "not counted as shared text");
const NO_EXCLUSIONS: Words =
    words("没有：在雷同段落上按 E 可排除", "nothing: E on a shared passage excludes it");
const DETACHED: Words = words(
    "失去位置的标记：原文已不在，或已不成发现",
    "marks without a place: their text, or their finding, is gone",
);
const NONE_DETACHED: Words = words("没有", "none");
const ROW: Words = words("行 {}", "row {}");

impl Model {
    /// Returns the rows of the page.
    pub(crate) fn marks(&self) -> Vec<PageRow> {
        let mut page = Page::new(self);
        let Some(pair) = &self.pair else { return page.rows };
        let language = self.settings.language;
        let texts = pair.subject(&self.catalog).sides.map(|side| side.text);
        page.label(&PROGRESS);
        progress(&mut page, &pair.marks.progress(), language);
        page.space();
        page.label(&NOTES);
        if pair.marks.notes.is_empty() {
            page.say(language.pick(&NO_NOTES), Ink::Faint);
        }
        let mut notes: Vec<_> = note_rows(pair).collect();
        notes.sort_by_key(|(row, _)| *row);
        let mut told: Vec<Sided<Option<Span>>> = Vec::new();
        for (row, note) in notes {
            if told.contains(&note.place) {
                continue;
            }
            told.push(note.place);
            let row = filled(language.pick(&ROW), &[&(row + 1).to_string()]);
            page.say(&format!("{SIGN} {}", note.text), Ink::Chrome);
            let place = quoted(note.place, texts, language);
            page.say(&format!("  {row}  {place}"), Ink::Faint);
        }
        page.space();
        page.label(&EXCLUDED);
        if pair.collation.exempted.is_empty() && pair.marks.exclusions.is_empty() {
            page.say(language.pick(&NO_EXCLUSIONS), Ink::Faint);
        }
        for exempted in &pair.collation.exempted {
            page.say(&exempted_line(exempted, language), Ink::Chrome);
        }
        for exclusion in &pair.marks.exclusions {
            page.say(&format!("- {}", exclusion.reason), Ink::Chrome);
            page.say(&format!("  {}", quoted(exclusion.place, texts, language)), Ink::Faint);
        }
        page.space();
        page.label(&DETACHED);
        if pair.marks.detached.is_empty() {
            page.say(language.pick(&NONE_DETACHED), Ink::Faint);
        }
        for gone in &pair.marks.detached {
            page.say(&said_of(gone, language), Ink::Chrome);
            page.say(&format!("  {}", place_of(gone, texts, language)), Ink::Faint);
        }
        page.rows
    }
}

fn progress(page: &mut Page, progress: &Progress, language: Language) {
    let counts = |counts: &[usize]| counts.iter().map(usize::to_string).collect::<Vec<_>>();
    let line = |words: &Words, numbers: &[usize]| {
        let numbers = counts(numbers);
        filled(language.pick(words), &numbers.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let Progress { findings, decided, confirmed, justified, ignored, edited, .. } = *progress;
    let open = findings - decided;
    page.say(
        &line(&FINDINGS, &[findings, decided, confirmed, justified, ignored, open]),
        Ink::Chrome,
    );
    if 0 < edited {
        page.say(&line(&EDITED, &[edited]), Ink::Chrome);
    }
    let Progress { sections, reviewed, .. } = *progress;
    page.say(&line(&SECTIONS, &[sections, reviewed, sections - reviewed]), Ink::Chrome);
}
