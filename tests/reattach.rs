//! Marks after the text was edited: back in the right place, or listed as detached, never in a wrong one.
//!
//! A generator with a fixed seed edits a text as people do, and knows where each character went. The
//! floors are what the program promises; the figures are printed (`-- --nocapture`).
#![cfg(feature = "app")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, also in its helpers")]
#![expect(clippy::print_stdout, reason = "the figures are to be read")]

use duikan::collate::model::Witness;
use duikan::export::docx::package::packed;
use duikan::intake;
use duikan::intake::document::Document;
use duikan::intake::reading::Options;
use duikan::report::model::Report;
use duikan::report::split;
use duikan::review::act::Act;
use duikan::review::edition::Reading;
use duikan::review::journal::{Origin, Step};
use duikan::review::record::Record;
use duikan::review::replay::{Editions, Open, replay};
use duikan::text::side::Sided;
use duikan::text::span::Span;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Share of the marks on text that is still there which must be found again.
const MIN_FOUND: f64 = 0.98;

/// Characters that a found place may hold beyond as many as are its own: words that were put into a short one.
const MAX_PUT_IN: usize = 12;

/// Edits of one text.
const EDITS: usize = 200;

/// Texts with one edit each.
const SINGLE_EDITS: usize = 60;

/// Marks that are made on one text at most.
const MAX_MARKS: usize = 150;

/// A linear congruential generator: the same numbers on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }
}

/// A character and which one of the first text it is; what was inserted is none.
#[derive(Clone, Copy)]
struct Known {
    c: char,
    was: Option<usize>,
    /// A line break inside a paragraph, as reflowing puts it.
    is_soft: bool,
}

/// A text being edited.
#[derive(Clone)]
struct Manuscript(Vec<Known>);

impl Manuscript {
    fn of(text: &str) -> Self {
        let chars = text.chars().enumerate();
        Self(chars.map(|(at, c)| Known { c, was: Some(at), is_soft: false }).collect())
    }

    fn text(&self) -> String {
        self.0.iter().map(|known| known.c).collect()
    }

    /// Returns the sentences: ranges that end behind 。； or a line break.
    fn sentences(&self) -> Vec<std::ops::Range<usize>> {
        let mut sentences = Vec::new();
        let mut start = 0;
        for (at, known) in self.0.iter().enumerate() {
            if matches!(known.c, '。' | '；') || (known.c == '\n' && !known.is_soft) {
                sentences.push(start..at + 1);
                start = at + 1;
            }
        }
        sentences.retain(|range| 5 < range.len());
        sentences
    }

    /// Edits the text once.
    fn edit(&mut self, numbers: &mut Numbers, strange: &[String]) {
        let sentences = self.sentences();
        let sentence = sentences[numbers.below(sentences.len())].clone();
        let other = sentences[numbers.below(sentences.len())].clone();
        let inside = sentence.start + numbers.below(sentence.len() - 1);
        let fresh = |text: &str| -> Vec<Known> {
            text.chars().map(|c| Known { c, was: None, is_soft: false }).collect()
        };
        match numbers.below(10) {
            0 => {
                let strange = fresh(&strange[numbers.below(strange.len())]);
                drop(self.0.splice(sentence.start..sentence.start, strange));
            }
            1 => drop(self.0.drain(sentence.start..sentence.end - 1)),
            2 => {
                let words = ["进一步", "全面", "（含县区）", "持续", "有关单位"];
                let words = fresh(words[numbers.below(words.len())]);
                drop(self.0.splice(inside..inside, words));
            }
            3 => {
                let end = (inside + 2 + numbers.below(5)).min(sentence.end - 1);
                drop(self.0.drain(inside..end));
            }
            4 => {
                let moved: Vec<Known> = self.0[sentence.clone()].to_vec();
                if other.end <= sentence.start {
                    drop(self.0.drain(sentence));
                    drop(self.0.splice(other.start..other.start, moved));
                } else if sentence.end <= other.start {
                    drop(self.0.splice(other.start..other.start, moved));
                    drop(self.0.drain(sentence));
                }
            }
            5 | 6 => {
                // Another figure in the place of the first one behind some point.
                let digits = |known: &Known| known.c.is_ascii_digit();
                if let Some(at) = self.0[inside..].iter().position(digits) {
                    let known = &mut self.0[inside + at];
                    known.c = char::from(b'1' + u8::try_from(numbers.below(9)).unwrap());
                }
            }
            7 => self.reflow(sentence, 20 + numbers.below(30)),
            8 => self.exchange(inside, '，', '。'),
            _ => self.exchange(inside, '；', '，'),
        }
    }

    /// Breaks lines after so many characters, as a terminal or a mail program does.
    fn reflow(&mut self, range: std::ops::Range<usize>, width: usize) {
        let soft = Known { c: '\n', was: None, is_soft: true };
        let breaks: Vec<usize> = (range.start + width..range.end.saturating_sub(2))
            .step_by(width)
            .filter(|at| self.0[*at - 1].c != '\n' && self.0[*at].c != '\n')
            .collect();
        breaks.into_iter().rev().for_each(|at| self.0.insert(at, soft));
    }

    fn exchange(&mut self, from: usize, old: char, new: char) {
        if let Some(at) = self.0[from..].iter().position(|known| known.c == old) {
            self.0[from + at].c = new;
        }
    }

    /// Returns which characters of the first text those of the present one are, blanks aside.
    fn origins(&self) -> Vec<Option<usize>> {
        self.0.iter().filter(|known| !is_blank(known.c)).map(|known| known.was).collect()
    }

    /// Saves the text in one of several forms and reads it again.
    fn document(&self, form: usize) -> Document {
        let text = self.text();
        let read = |bytes: &[u8], name| intake::read(bytes, name, &Options::default());
        match form {
            1 => read(&encoding_rs::GB18030.encode(&text).0, "a.txt"),
            2 => {
                let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
                read(&units.flat_map(u16::to_le_bytes).collect::<Vec<u8>>(), "a.txt")
            }
            3 => read(&self.docx(), "a.docx"),
            _ => read(text.as_bytes(), "a.txt"),
        }
    }

    fn docx(&self) -> Vec<u8> {
        let hard: String = self.0.iter().filter(|known| !known.is_soft).map(|k| k.c).collect();
        let escaped = hard.replace('&', "&amp;").replace('<', "&lt;");
        let paragraphs = escaped
            .lines()
            .map(|line| format!("<w:p><w:r><w:t xml:space=\"preserve\">{line}</w:t></w:r></w:p>"));
        let body: String = paragraphs.collect();
        let document = format!(
            "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/\
             wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
        );
        packed(&[("word/document.xml", document)]).unwrap()
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || c == '\u{FEFF}'
}

/// Returns the indices of the characters under a span, blanks aside.
fn covered(text: &str, span: Span) -> std::ops::Range<usize> {
    let count = |text: &str| text.chars().filter(|c| !is_blank(*c)).count();
    let start = count(&text[..span.start]);
    start..start + count(span.of(text))
}

/// What became of marks.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    /// Marks of whose text at least half is still there.
    alive: usize,
    /// Those of them that were found there.
    right: usize,
    /// Marks that were put where their text is not.
    wrong: usize,
    /// Marks that were listed as detached.
    detached: usize,
}

impl Tally {
    fn share(self) -> f64 {
        self.right as f64 / self.alive.max(1) as f64
    }

    fn add(&mut self, other: Tally) {
        self.alive += other.alive;
        self.right += other.right;
        self.wrong += other.wrong;
        self.detached += other.detached;
    }
}

/// A text with marks, and the records of them.
struct Marked {
    first: Document,
    marks: Vec<Span>,
    records: Vec<Record>,
    editions: Editions,
}

impl Marked {
    fn of(text: &str) -> Self {
        let first = intake::read(text.as_bytes(), "a.txt", &Options::default());
        let report = split::whole(&first);
        let marks = places(&first, &report);
        let mut marked = Self { first, marks, records: Vec::new(), editions: Editions::default() };
        let open = open(&marked.first, &report);
        let sides = open.readings.as_ref().map(|reading| reading.witness);
        let record = |(number, span): (usize, &Span)| {
            let act = Act::Note { place: Sided::new(Some(*span), None), text: number.to_string() };
            let origin = Origin { run: 1, number: u32::try_from(number).unwrap() };
            Record::of(&Step::Do(origin, act), sides, open.ids).unwrap()
        };
        let records = marked.marks.iter().enumerate().map(record).collect();
        let edition = open.readings.left.edition.clone();
        marked.editions.insert(open.ids.left, edition);
        marked.records = records;
        marked
    }

    /// Opens an edited text, and returns what became of the marks and the records told anew.
    fn reopen(
        &self,
        manuscript: &Manuscript,
        form: usize,
        extra: &[Record],
        known: &Editions,
    ) -> (Tally, Vec<Record>, Reopened) {
        let document = manuscript.document(form);
        let report = split::whole(&document);
        let open = open(&document, &report);
        let records: Vec<Record> = self.records.iter().chain(extra).cloned().collect();
        let replayed = replay(2, &records, known, &open);
        let origins = manuscript.origins();
        let plain: Vec<char> = document.text.chars().filter(|c| !is_blank(*c)).collect();
        let ours: Vec<char> = manuscript.text().chars().filter(|c| !is_blank(*c)).collect();
        assert!(plain == ours, "form {form} changes the text");
        let found: BTreeMap<u32, Span> = replayed
            .journal
            .in_force()
            .map(|entry| (entry.origin.number, *entry.act.places().left[0]))
            .collect();
        let mut stands = vec![None; self.first.text.chars().count()];
        for (at, origin) in origins.iter().enumerate() {
            if let Some(origin) = origin {
                stands[*origin] = Some(at);
            }
        }
        let mut tally = Tally { detached: replayed.journal.detached().count(), ..Tally::default() };
        for (number, mark) in self.marks.iter().enumerate() {
            let was = char_range(&self.first.text, *mark);
            let left: Vec<usize> = stands[was].iter().flatten().copied().collect();
            let whole = mark.of(&self.first.text).chars().filter(|c| !is_blank(*c)).count();
            let is_alive = whole <= 2 * left.len();
            tally.alive += usize::from(is_alive);
            let Some(span) = found.get(&u32::try_from(number).unwrap()) else { continue };
            let covers = covered(&document.text, *span);
            let own = left.iter().filter(|at| covers.contains(at)).count();
            tally.right += usize::from(is_alive && left.len() <= 2 * own);
            let is_wrong = own == 0 || own + MAX_PUT_IN < covers.len() - own;
            tally.wrong += usize::from(is_wrong);
            if is_wrong {
                let [was, is] = [mark.of(&self.first.text), span.of(&document.text)];
                println!("wrong: {was:?} -> {is:?}");
            }
        }
        let Sided { left, .. } = open.readings;
        (tally, replayed.anew, Reopened { id: open.ids.left, edition: left.edition })
    }
}

struct Reopened {
    id: duikan::review::edition::EditionId,
    edition: duikan::review::edition::Edition,
}

fn char_range(text: &str, span: Span) -> std::ops::Range<usize> {
    let start = text[..span.start].chars().count();
    start..start + span.of(text).chars().count()
}

fn open<'a>(document: &'a Document, report: &'a Report) -> Open<'a> {
    let reading = || Reading::of(Witness { text: &document.text, report });
    Open::of(Sided::new(reading(), reading()))
}

/// Returns whole sentences and figures inside sentences, spread over the text.
fn places(document: &Document, report: &Report) -> Vec<Span> {
    let bodies = report.sentences.iter().map(|sentence| sentence.body);
    let long = bodies.filter(|body| 4 < body.of(&document.text).chars().count());
    let mut places = Vec::new();
    for (nth, body) in long.enumerate() {
        let text = body.of(&document.text);
        let start = text.find(|c: char| c.is_ascii_digit());
        match start {
            Some(start) if nth % 2 == 0 => {
                let digits = text[start..].find(|c: char| !c.is_ascii_digit() && c != '.');
                let end = digits.map_or(text.len(), |digits| start + digits);
                let end = end + text[end..].chars().next().map_or(0, char::len_utf8);
                places.push(Span::new(body.start + start, body.start + end));
            }
            _ => places.push(body),
        }
    }
    let step = places.len().div_ceil(MAX_MARKS);
    places.into_iter().step_by(step).collect()
}

fn sample(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name)).unwrap()
}

fn national(year: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/national");
    let text = fs::read_to_string(path.join(format!("{year}.txt"))).ok();
    if text.is_none() {
        println!("skipped: no ../shared beside the project");
    }
    text
}

fn strange() -> Vec<String> {
    let text = sample("unrelated-water.txt");
    let sentences = text.split_inclusive('。').filter(|sentence| !sentence.contains('\n'));
    sentences.map(str::to_owned).collect()
}

/// Edits the text once, from the start, and opens it; as often as said.
fn one_edit_each(text: &str, seed: u64) -> Tally {
    let marked = Marked::of(text);
    let manuscript = Manuscript::of(&marked.first.text);
    let (mut numbers, strange) = (Numbers(seed), strange());
    let mut total = Tally::default();
    for nth in 0..SINGLE_EDITS {
        let mut edited = manuscript.clone();
        edited.edit(&mut numbers, &strange);
        total.add(marked.reopen(&edited, nth % 4, &[], &marked.editions).0);
    }
    total
}

/// Edits the text again and again; opens it after every `pace` edits, and returns what became of the
/// marks at the last time and at all times together.
fn edits_in_a_row(text: &str, seed: u64, pace: usize) -> (Tally, Tally) {
    let marked = Marked::of(text);
    let mut manuscript = Manuscript::of(&marked.first.text);
    let (mut numbers, strange) = (Numbers(seed), strange());
    let mut known = marked.editions.clone();
    let mut anew: Vec<Record> = Vec::new();
    let (mut last, mut total) = (Tally::default(), Tally::default());
    for nth in 1..=EDITS {
        manuscript.edit(&mut numbers, &strange);
        if nth % pace == 0 {
            let (tally, fresh, now) = marked.reopen(&manuscript, nth % 4, &anew, &known);
            anew.extend(fresh);
            known.insert(now.id, now.edition);
            last = tally;
            total.add(tally);
        }
    }
    (last, total)
}

fn assert_floors(what: &str, tally: Tally) {
    println!("{what}: {:.2}% of {tally:?}", 100.0 * tally.share());
    assert_eq!(tally.wrong, 0, "{what}");
    assert!(MIN_FOUND <= tally.share(), "{what}: {tally:?}");
}

#[test]
fn marks_stand_where_they_stood_after_any_single_edit() {
    assert_floors("sample, one edit each", one_edit_each(&sample("yunxi-2023.txt"), 1));
}

#[test]
fn marks_go_with_their_text_through_two_hundred_edits() {
    let (last, all) = edits_in_a_row(&sample("yunxi-2023.txt"), 2, 5);
    println!("at the end: {:.2}% of {last:?}", 100.0 * last.share());
    assert_floors("sample, 200 edits, opened after every five", all);
}

/// More of the same, for whoever changes how places are found: `cargo test --release --test reattach -- --ignored --nocapture`.
#[test]
#[ignore = "takes minutes"]
fn marks_go_with_their_text_whatever_the_edits() {
    let texts = [Some(sample("yunxi-2024.txt")), national("2023"), national("2016")];
    for (nth, text) in texts.iter().flatten().enumerate() {
        let mut total = Tally::default();
        let mut at_the_end = Tally::default();
        for seed in 10..20 {
            let (last, all) = edits_in_a_row(text, seed, 10);
            total.add(all);
            at_the_end.add(last);
        }
        println!("text {nth}, at the end: {:.2}% of {at_the_end:?}", 100.0 * at_the_end.share());
        assert_floors("ten times 200 edits, opened after every ten", total);
    }
}

#[test]
fn marks_of_a_national_report_go_with_their_text() {
    let Some(text) = national("2023") else { return };
    let (last, all) = edits_in_a_row(&text, 3, 20);
    println!("at the end: {:.2}% of {last:?}", 100.0 * last.share());
    assert_floors("national report, 200 edits, opened after every twenty", all);
    let (last, _) = edits_in_a_row(&text, 4, EDITS);
    assert_floors("national report, 200 edits, opened once", last);
}
