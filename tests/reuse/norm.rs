//! The shares that a share is held against, counted anew from the open data.
//!
//! Unrelated pairs are regulations on different subjects and State Council reports ten years and more
//! apart; consecutive years are those of the State Council. The two texts of a pair are left out of the
//! background. With optimisation all are counted, without it a part of the unrelated ones.

use crate::corpus::{Corpus, NATIONAL, Text, field, national, national_title, open, rows};
use crate::pairs::{DRAWN, drawn};
use duikan::collate::background::Background;
use duikan::collate::collate_by;
use duikan::collate::exempt::Counted;
use duikan::collate::guidance::Guidance;
use duikan::collate::measured::{
    CONSECUTIVE_SECTIONS, CONSECUTIVE_SHARES, UNRELATED_PAIRS, UNRELATED_SECTIONS, UNRELATED_SHARES,
};
use duikan::collate::norm::telling;
use duikan::collate::reuse::section_grade::SectionGrade;
use duikan::collate::weigh::{Prepared, weigh};
use duikan::collate::workers::OneByOne;
use duikan::text::side::Sided;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Set, with `--release`, to write the shares anew instead of comparing.
const WRITE: &str = "DUIKAN_WRITE_NORM";

/// A year that is no part of the background.
const OTHER_YEAR: u32 = 2023;

/// Years of which the open data have no file of their own, but a line of a file of many.
const IN_ONE_LINE: [u32; 2] = [2018, 2019];

/// Years between two reports from which they are taken to be unrelated: another government in other times.
const MIN_YEARS_APART: u32 = 10;

/// How far a share may be from what is shipped: a change in what counts as a sentence moves it so much.
const TOLERANCE: u16 = 100;

/// Of how many unrelated pairs one is compared without optimisation.
const EVERY: usize = if cfg!(debug_assertions) { 50 } else { 1 };

/// Characters of a stretch that stands for a section.
const STRETCH: usize = 1000;

/// Shares that are told of in what is printed and compared, in ten-thousandths.
const STEPS: [u16; 5] = [100, 200, 500, 1000, 3500];

/// Share from which a section is graded as shared, in ten-thousandths.
const GRADED: u16 = 3500;

/// Returns the share a pair is graded by, in ten-thousandths.
fn share(left: &str, right: &str, background: &Background) -> u16 {
    let texts = Sided::new(Text::of(left), Text::of(right));
    let sides = Sided::new(texts.left.witness(), texts.right.witness());
    let prepared = sides.map(|side| Prepared::of(side, Counted::default(), background));
    let shares = weigh(prepared.as_ref(), background, &OneByOne);
    (telling(shares.distinctive_containment) * 10_000.0).round() as u16
}

/// Returns the shares the sections of two texts are graded by that are long enough, in ten-thousandths.
fn section_shares(left: &str, right: &str, background: &Background) -> Vec<u16> {
    let texts = Sided::new(Text::of(left), Text::of(right));
    let sides = Sided::new(texts.left.witness(), texts.right.witness());
    let found = collate_by(sides, &Guidance::default(), background, &OneByOne).section_grades;
    // The first is the whole report.
    let of = |grades: Vec<Option<SectionGrade>>| grades.into_iter().skip(1).flatten();
    let all = of(found.left).chain(of(found.right));
    all.map(|one| (one.distinctive * 10_000.0).round() as u16).collect()
}

/// Returns the State Council reports by their years.
fn reports() -> Option<BTreeMap<u32, String>> {
    let path = open("national/oneline-1954-2019-partly-mojibake.txt")?;
    let bytes = std::fs::read(path).expect("readable");
    let lines = String::from_utf8_lossy(&bytes).into_owned();
    let of_a_line =
        |year: u32| lines.lines().find_map(|line| line.strip_prefix(&format!("{year}\t")));
    let mut reports = BTreeMap::new();
    for year in IN_ONE_LINE {
        reports.insert(year, of_a_line(year)?.to_owned());
    }
    for year in NATIONAL.into_iter().chain([OTHER_YEAR]) {
        reports.insert(year, national(year)?);
    }
    Some(reports)
}

/// Returns the shares of the pairs of reports that lie as far apart as asked, as `shares` takes them.
fn national_shares<S>(
    corpus: &Corpus,
    reports: &BTreeMap<u32, String>,
    is_wanted: impl Fn(u32) -> bool,
    every: usize,
    shares: impl Fn(&str, &str, &Background) -> S,
) -> Vec<S> {
    let years: Vec<u32> = reports.keys().copied().collect();
    let mut pairs = Vec::new();
    for (at, one) in years.iter().enumerate() {
        let later = years[at + 1..].iter().filter(|other| is_wanted(*other - one));
        pairs.extend(later.map(|other| (*one, *other)));
    }
    let share = |(one, other): (u32, u32)| {
        let background = corpus.table_without(&[national_title(one), national_title(other)]);
        shares(&reports[&one], &reports[&other], &background)
    };
    pairs.into_iter().step_by(every).map(share).collect()
}

/// Returns the middle of a text.
fn stretch(text: &str) -> String {
    let before = (text.chars().count() / 2).saturating_sub(STRETCH / 2);
    text.chars().skip(before).take(STRETCH).collect()
}

/// Returns the shares of every so many unrelated pairs: of whole texts, of a stretch and a whole text, of
/// two stretches.
fn unrelated_shares(corpus: &Corpus, every: usize) -> Option<[Vec<u16>; 3]> {
    let mut regulations = rows("reuse/regulations-00.jsonl")?;
    regulations.extend(rows("reuse/regulations-01.jsonl")?);
    let mut found: [Vec<u16>; 3] = std::array::from_fn(|_| Vec::new());
    for (one, other) in drawn(&regulations, DRAWN).into_iter().step_by(every) {
        let (one, other) = (&regulations[one], &regulations[other]);
        let background = corpus.table_without(&[field(one, "title"), field(other, "title")]);
        let [left, right] = [one, other].map(|row| field(row, "text"));
        let [part, other_part] = [&left, &right].map(|text| stretch(text));
        found[0].push(share(&left, &right, &background));
        found[1].push(share(&part, &right, &background));
        found[2].push(share(&part, &other_part, &background));
    }
    Some(found)
}

fn tell(name: &str, shares: &[u16]) {
    let reach = |step: &u16| shares.iter().filter(|share| *step <= **share).count();
    let most = shares.iter().max().copied().unwrap_or_default();
    println!(
        "{name}: {} pairs, at most {most}, of which reach {STEPS:?}: {:?}",
        shares.len(),
        STEPS.map(|step| reach(&step))
    );
}

/// Says of how many sections the shares are told, and how many of them are graded as shared.
fn counts(name: &str, sections: &[u16]) -> [u32; 2] {
    tell(name, sections);
    let shared = sections.iter().filter(|share| GRADED <= **share).count();
    [sections.len() as u32, shared as u32]
}

/// Returns how many of every so many sections of unrelated texts, and of consecutive years, are graded as
/// shared.
fn section_counts(
    corpus: &Corpus,
    reports: &BTreeMap<u32, String>,
    every: usize,
) -> Option<[[u32; 2]; 2]> {
    let apart = |years: u32| MIN_YEARS_APART <= years;
    let mut unrelated = national_shares(corpus, reports, apart, every, section_shares).concat();
    let consecutive = national_shares(corpus, reports, |years| years == 1, every, section_shares);
    let mut regulations = rows("reuse/regulations-00.jsonl")?;
    regulations.extend(rows("reuse/regulations-01.jsonl")?);
    for (one, other) in drawn(&regulations, DRAWN).into_iter().step_by(every) {
        let (one, other) = (&regulations[one], &regulations[other]);
        let background = corpus.table_without(&[field(one, "title"), field(other, "title")]);
        unrelated.extend(section_shares(&field(one, "text"), &field(other, "text"), &background));
    }
    let consecutive = counts("sections of consecutive years", &consecutive.concat());
    Some([counts("sections of unrelated texts", &unrelated), consecutive])
}

fn array(shares: &[u16]) -> String {
    let mut rows = String::new();
    for row in shares.chunks(16) {
        let row: Vec<String> = row.iter().map(u16::to_string).collect();
        writeln!(rows, "    {},", row.join(", ")).expect("a string can be written");
    }
    format!("[u16; {}] = [\n{rows}];\n", shares.len())
}

/// Writes the shares as a source file.
fn write(unrelated: &[u16], consecutive: &[u16], sections: [[u32; 2]; 2]) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/collate/measured.rs");
    let known = std::fs::read_to_string(path).expect("the source is there");
    let (head, _) = known.split_once("\n/// ").expect("the source begins with its own docs");
    let some: Vec<u16> = unrelated.iter().copied().filter(|share| 0 < *share).collect();
    let text = format!(
        "{head}\n/// Unrelated pairs that were measured.\npub const UNRELATED_PAIRS: u32 = {};\n\n\
         /// The shares of those that have any, the largest first.\n#[rustfmt::skip]\n\
         pub const UNRELATED_SHARES: {}\n\
         /// The shares of consecutive years, the smallest first.\n#[rustfmt::skip]\n\
         pub const CONSECUTIVE_SHARES: {}\n\
         /// Sections of unrelated pairs that were graded, and how many of them as shared.\n\
         pub const UNRELATED_SECTIONS: [u32; 2] = {:?};\n\n\
         /// The same of consecutive years.\n\
         pub const CONSECUTIVE_SECTIONS: [u32; 2] = {:?};\n",
        unrelated.len(),
        array(&some),
        array(consecutive),
        sections[0],
        sections[1]
    );
    std::fs::write(path, text).expect("the shares can be written");
}

#[test]
fn shares_that_others_are_held_against_are_what_the_open_data_give() {
    let (Some(corpus), Some(reports)) = (Corpus::read(), reports()) else { return };
    let mut consecutive = national_shares(&corpus, &reports, |years| years == 1, 1, share);
    consecutive.sort_unstable();
    tell("consecutive years", &consecutive);
    let apart = |years: u32| MIN_YEARS_APART <= years;
    let decades = national_shares(&corpus, &reports, apart, EVERY, share);
    tell("reports ten years and more apart", &decades);
    let Some([whole, mixed, stretches]) = unrelated_shares(&corpus, EVERY) else { return };
    tell("regulations on different subjects", &whole);
    tell("a stretch and a whole regulation", &mixed);
    tell("two stretches", &stretches);
    let mut unrelated = [decades, whole].concat();
    unrelated.sort_unstable_by(|a, b| b.cmp(a));
    if std::env::var_os(WRITE).is_some() {
        assert_eq!(EVERY, 1, "with --release");
        let sections = section_counts(&corpus, &reports, EVERY).expect("the data are there");
        write(&unrelated, &consecutive, sections);
        return;
    }
    let advice = format!("{WRITE}=1 cargo test --release --test reuse held_against");
    assert_eq!(consecutive.len(), CONSECUTIVE_SHARES.len(), "{advice}");
    for (counted, shipped) in consecutive.iter().zip(CONSECUTIVE_SHARES) {
        assert!(counted.abs_diff(shipped) <= TOLERANCE, "{counted} for {shipped}: {advice}");
    }
    let most = UNRELATED_SHARES.first().copied().unwrap_or_default();
    let highest = unrelated.first().copied().unwrap_or_default();
    assert!(highest <= most + TOLERANCE, "{highest} above {most}: {advice}");
    assert!(unrelated.len().abs_diff(UNRELATED_PAIRS as usize / EVERY) <= 2, "{advice}");
    for step in STEPS {
        let reach = |shares: &[u16]| shares.iter().filter(|share| step <= **share).count() as f64;
        let (counted, shipped) = (reach(&unrelated), reach(&UNRELATED_SHARES) / EVERY as f64);
        // What chance alone does to a part of them: three standard deviations and one pair.
        let allowed = if EVERY == 1 { 3.0 } else { 3.0 * shipped.sqrt() + 1.0 };
        assert!((counted - shipped).abs() <= allowed, "{step}: {counted} for {shipped}: {advice}");
    }
}

#[test]
fn next_to_no_section_of_unrelated_texts_is_graded_as_shared() {
    let (Some(corpus), Some(reports)) = (Corpus::read(), reports()) else { return };
    let Some(counted) = section_counts(&corpus, &reports, EVERY) else { return };
    for ([sections, shared], known) in
        counted.into_iter().zip([UNRELATED_SECTIONS, CONSECUTIVE_SECTIONS])
    {
        let expected = f64::from(known[1]) * f64::from(sections) / f64::from(known[0]);
        // Sections of one text are shared together, so chance does more than to single ones.
        let allowed = if EVERY == 1 { 3.0 } else { 3.0 * expected.sqrt() + 2.0 };
        assert!(
            (f64::from(shared) - expected).abs() <= allowed,
            "{shared} of {sections}: {known:?}"
        );
    }
    let [sections, shared] = UNRELATED_SECTIONS;
    assert!(shared * 1000 <= sections, "more than one in a thousand");
}
