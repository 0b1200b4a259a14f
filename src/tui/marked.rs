//! The page of the reviewer's marks: how far the review has come, the notes, and what has lost its place.

use crate::review::act::{Act, FindingKey};
use crate::review::anchor::Anchor;
use crate::review::marks::{Gone, Progress};
use crate::text::cells::disarmed;
use crate::text::language::{Language, Words, words};
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use crate::tui::detail::{Page, PageRow, side_label};
use crate::tui::model::Model;
use crate::tui::note::{NOTES, SIGN, note_rows};
use crate::tui::review::act_name;
use crate::tui::style::Ink;
use crate::tui::words::{LABELS, filled};

/// What the page is called.
pub const TITLE: Words = words("审读标记", "marks of the reviewer");

/// Characters of a place that are quoted: a line of a narrow screen.
const QUOTED_CHARS: usize = 30;

const PROGRESS: Words = words("进度", "progress");
const FINDINGS: Words = words(
    "发现 {} 条：已判 {}（认定 {}，有据 {}，忽略 {}），待定 {}",
    "{} findings: {} judged ({} confirmed, {} justified, {} ignored), {} open",
);
const EDITED: Words =
    words("其中 {} 条判过而原文已改，请重判", "{} of these were judged before the text was edited");
const SECTIONS: Words = words("节 {} 个：已审 {}，待审 {}", "{} sections: {} reviewed, {} not yet");
const NO_NOTES: Words = words("还没有批注：按 a 写", "no notes yet: a writes one");
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
            let place = self.quoted(&note.place.map(|span| span.into_iter().collect()));
            page.say(&format!("  {row}  {place}"), Ink::Faint);
        }
        page.space();
        page.label(&DETACHED);
        if pair.marks.detached.is_empty() {
            page.say(language.pick(&NONE_DETACHED), Ink::Faint);
        }
        for gone in &pair.marks.detached {
            let (said, place) = match gone {
                Gone::Text(gone) => (said(&gone.act, language), remembered(&gone.act, language)),
                Gone::Finding(entry) => {
                    let places =
                        entry.act.places().map(|spans| spans.into_iter().copied().collect());
                    (said(&entry.act, language), self.quoted(&places))
                }
            };
            page.say(&said, Ink::Chrome);
            page.say(&format!("  {place}"), Ink::Faint);
        }
        page.rows
    }

    /// Returns how places begin, with their sides.
    fn quoted(&self, places: &Sided<Vec<Span>>) -> String {
        let Some(pair) = &self.pair else { return String::new() };
        let sides = pair.subject(&self.catalog).sides;
        let words = Sided::new(Side::Left, Side::Right).map(|side| {
            let spans = places[side].iter();
            spans
                .map(|span| span.trimmed(sides[side].text).of(sides[side].text).to_owned())
                .collect()
        });
        quote(&words, self.settings.language)
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

/// Returns what an act says, with its reason or text.
fn said<P>(act: &Act<P>, language: Language) -> String {
    let name = language.pick(&act_name(act)).to_owned();
    let more = match act {
        Act::Verdict { reason, .. } | Act::Exclude { reason, .. } => reason.as_str(),
        Act::Note { text, .. } => text.as_str(),
        _ => "",
    };
    let rule = match act {
        Act::Verdict { finding: FindingKey { rule, .. }, .. } => {
            format!("  {}", language.pick(&rule.rule().name))
        }
        _ => String::new(),
    };
    let colon = if more.is_empty() { "" } else { language.pick(&words("：", ": ")) };
    format!("{name}{rule}{colon}{more}")
}

/// Returns what stood at the places of an act when they were last found.
fn remembered(act: &Act<Anchor>, language: Language) -> String {
    let words =
        act.places().map(|places| places.into_iter().map(|place| place.words.clone()).collect());
    quote(&words, language)
}

fn quote(words: &Sided<Vec<String>>, language: Language) -> String {
    let of_side = |side: Side| {
        let first = words[side].first()?;
        let whole = disarmed(first);
        let mut quoted: String = whole.chars().take(QUOTED_CHARS).collect();
        if quoted.len() < whole.len() || 1 < words[side].len() {
            quoted.push_str("...");
        }
        Some(format!("{}  {quoted}", language.pick(side_label(side))))
    };
    let sides: Vec<String> = Side::BOTH.into_iter().filter_map(of_side).collect();
    if sides.is_empty() { language.pick(&LABELS.nothing).to_owned() } else { sides.join("    ") }
}
