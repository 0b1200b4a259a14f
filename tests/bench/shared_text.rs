//! Shared text: two reports of 100 kB, the reports of one file, a thousand reports.
//!
//! Real texts where they lie beside the checkout; the rest is made of the samples, so that a run
//! anywhere times something of the size. The peer is the rule of copy checkers, thirteen equal
//! characters in a row, on the same two texts in the same run.

use crate::made::{Made, cut};
use crate::{file, manifest, peak_memory, shortest};
use duikan::collate::background::Background;
use duikan::collate::collate;
use duikan::collate::exempt::Counted;
use duikan::collate::matrix::{Basis, MatrixPair, matrix_by};
use duikan::collate::model::Witness;
use duikan::collate::own::with_reports;
use duikan::collate::reuse::index::Index;
use duikan::collate::reuse::region::Wording;
use duikan::collate::weigh::{Prepared, weigh};
use duikan::collate::workers::{OneByOne, Workers};
use duikan::intake::decode;
use duikan::intake::document::Document;
use duikan::report::model::Report;
use duikan::report::split;
use duikan::text::fold::Folded;
use duikan::text::side::Sided;
use duikan::text::span::Span;
use duikan::threads::SideBySide;
use std::collections::HashMap;
use std::time::Instant;

/// Size of each of the two reports, in bytes.
const TWO: usize = 100_000;

/// Size of each report of the large collection, in bytes, …
const ONE_OF_MANY: usize = 16_000;

/// … and how many there are.
const MANY: usize = 1000;

/// A text with the reports read from it.
struct Read {
    document: Document,
    reports: Vec<Report>,
}

impl Read {
    fn whole(text: &str) -> Self {
        let document = decode::read(text.as_bytes(), "report.txt");
        let reports = vec![split::whole(&document)];
        Self { document, reports }
    }

    fn all(text: &str) -> Self {
        let document = decode::read(text.as_bytes(), "reports.txt");
        let reports = split::reports(&document);
        Self { document, reports }
    }

    fn witnesses(&self) -> impl Iterator<Item = Witness<'_>> {
        self.reports.iter().map(|report| Witness { text: &self.document.text, report })
    }
}

/// Times the search for shared text and prints what it took.
pub(crate) fn report() {
    println!("\nshared text, best of several runs");
    for (name, texts) in two() {
        pair(&name, &texts);
    }
    for (name, text) in collections() {
        collection(&name, &text);
    }
    for (name, texts) in many() {
        thousand(&name, &texts);
    }
}

fn line(name: &str, what: &str, milliseconds: f64) {
    println!("{name:<34} {what:<44} {milliseconds:>9.1} ms");
}

fn first(read: &Read) -> Witness<'_> {
    Witness { text: &read.document.text, report: &read.reports[0] }
}

fn pair(name: &str, texts: &Sided<String>) {
    let reading = shortest(|| texts.as_ref().map(|text| Read::whole(text)));
    line(name, "reading", reading);
    let read = texts.as_ref().map(|text| Read::whole(text));
    let sides = Sided::new(first(&read.left), first(&read.right));
    let background = Background::shipped();
    let prepare = |side| Prepared::of(side, Counted::default(), background);
    let passages = shortest(|| weigh(sides.map(prepare).as_ref(), background, &OneByOne));
    line(name, "from the reports to every passage", passages);
    let side_by_side = shortest(|| {
        let prepared = SideBySide.both(|side| prepare(sides[side]));
        weigh(prepared.as_ref(), background, &SideBySide)
    });
    line(name, "the same on two cores", side_by_side);
    let indexes = sides.map(|side| Index::of(side, background));
    let search = shortest(|| Wording::of(indexes.as_ref(), background));
    line(name, "of these, seeds and their growth", search);
    line(name, "the whole collation", shortest(|| collate(sides)));
    let thirteen = shortest(|| runs_of_thirteen(&read));
    line(name, "the rule of thirteen equal characters", thirteen);
    println!("{name:<34} passages: {:.2} times the rule of thirteen", passages / thirteen);
}

fn collection(name: &str, text: &str) {
    line(name, "reading", shortest(|| Read::all(text)));
    let read = Read::all(text);
    let witnesses: Vec<Witness<'_>> = read.witnesses().collect();
    line(
        &format!("{name}, {} reports", witnesses.len()),
        "matrix",
        shortest(|| whole_matrix(&witnesses)),
    );
}

/// Makes the matrix as the program does, with every core.
fn whole_matrix(witnesses: &[Witness<'_>]) -> Vec<MatrixPair> {
    let own = with_reports(Background::shipped(), witnesses);
    let background = own.as_ref().unwrap_or(Background::shipped());
    matrix_by(witnesses, Counted::default(), background, &SideBySide)
}

fn thousand(name: &str, texts: &[String]) {
    let start = Instant::now();
    let read: Vec<Read> = texts.iter().map(|text| Read::whole(text)).collect();
    line(name, "reading", start.elapsed().as_secs_f64() * 1000.0);
    let witnesses: Vec<Witness<'_>> = read.iter().flat_map(Read::witnesses).collect();
    let before = peak_memory(true);
    let start = Instant::now();
    let pairs = whole_matrix(&witnesses);
    line(name, "matrix", start.elapsed().as_secs_f64() * 1000.0);
    let compared = pairs.iter().filter(|pair| pair.basis == Basis::Compared).count();
    let memory = |kilobytes: Option<u64>| kilobytes.unwrap_or(0) / 1000;
    println!(
        "{name:<34} {compared} of {} pairs compared in full; memory {} MB when read, at most {} MB",
        pairs.len(),
        memory(before),
        memory(peak_memory(false))
    );
}

fn national(years: &[u32]) -> Option<String> {
    let texts = years.iter().map(|year| file(&format!("../shared/data/national/{year}.txt")));
    texts.collect::<Option<Vec<String>>>().map(|texts| texts.concat())
}

fn two() -> Vec<(String, Sided<String>)> {
    let mut found = Vec::new();
    let mut made = Made::new(7);
    let texts = Sided::new(made.text(TWO), made.text(TWO));
    found.push(("two of 100 kB, made".to_owned(), texts));
    for (name, left, right) in [
        ("two of 100 kB, other years", [2004, 2005], [2015, 2016]),
        ("two of 100 kB, a year apart", [2007, 2009], [2008, 2010]),
    ] {
        let texts = national(&left).zip(national(&right));
        let cut = |(left, right): (String, String)| Sided::new(cut(&left, TWO), cut(&right, TWO));
        found.extend(texts.map(|texts| (name.to_owned(), cut(texts))));
    }
    found
}

fn collections() -> Vec<(String, String)> {
    let sample =
        file("samples/collection.txt").map(|text| ("samples, collection".to_owned(), text));
    let seeds = std::fs::read_dir(manifest("../shared/seeds")).into_iter().flatten().flatten();
    let paths = seeds.map(|entry| entry.path().to_string_lossy().into_owned());
    let read = |path: String| Some(("seed".to_owned(), file(&path)?));
    sample.into_iter().chain(paths.filter_map(read)).collect()
}

/// Returns a thousand made texts, and as many of which those that can be are cut from regulations, laws
/// and national reports.
fn many() -> Vec<(String, Vec<String>)> {
    let mut made = Made::new(11);
    let made: Vec<String> = (0..MANY).map(|_| made.text(ONE_OF_MANY)).collect();
    let mut mixed = pieces(&real());
    let n_real = mixed.len();
    mixed.extend(made.iter().skip(n_real).cloned());
    let mut found = vec![("1,000 of 16 kB, made".to_owned(), made)];
    if n_real > 0 {
        found.push((format!("1,000 of 16 kB, {n_real} of them real"), mixed));
    }
    found
}

/// Returns the real texts behind one another.
fn real() -> String {
    let rows = |path: &str, keys: &[&str]| -> Vec<String> {
        let text = file(path).unwrap_or_default();
        let rows = text.lines().filter_map(|l| serde_json::from_str::<serde_json::Value>(l).ok());
        let field = |row: &serde_json::Value, key: &str| row[key].as_str().map(str::to_owned);
        rows.flat_map(|row| keys.iter().filter_map(|key| field(&row, key)).collect::<Vec<_>>())
            .collect()
    };
    let mut texts = rows("../shared/data/reuse/regulations-00.jsonl", &["text"]);
    texts.extend(rows("../shared/data/reuse/regulations-01.jsonl", &["text"]));
    texts.extend(rows("../shared/data/reuse/law-versions-open.jsonl", &["old", "new"]));
    texts.extend(rows("../shared/data/reuse/zh-pairs-open.jsonl", &["src", "susp"]));
    texts.extend((1954..2026).filter_map(|year| national(&[year])));
    texts.extend(file("../shared/data/national/oneline-1954-2019-partly-mojibake.txt"));
    texts.join("\n")
}

/// Cuts a text into reports of the large collection, at most as many as it has.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while pieces.len() < MANY && rest.len() > ONE_OF_MANY {
        let piece = cut(rest, ONE_OF_MANY);
        rest = &rest[piece.len()..];
        pieces.push(piece);
    }
    pieces
}

/// Returns how many runs of thirteen equal characters the two have, as plainly as it can be done.
fn runs_of_thirteen(read: &Sided<Read>) -> usize {
    let folded = read.as_ref().map(|read| {
        let text = &read.document.text;
        Folded::of(text, Span::new(0, text.len())).chars
    });
    let mut places: HashMap<&[char], Vec<usize>> = HashMap::new();
    for (at, run) in folded.left.windows(13).enumerate() {
        places.entry(run).or_default().push(at);
    }
    folded.right.windows(13).filter_map(|run| places.get(run)).map(Vec::len).sum()
}
