//! How well figures are read, on hand-annotated reports and lists of cases; floors only rise.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops at what it did not expect and prints what it measured"
)]

#[path = "figures/lines.rs"]
mod lines;

use std::collections::BTreeMap;
use std::path::PathBuf;

use duikan::figure::decimal::Decimal;
use duikan::figure::extract::{figures, figures_of_sentence};
use duikan::figure::model::{Class, Figure, FigureFlag};
use duikan::text::span::{CharIndex, Span};
use serde_json::Value;

/// First lines of the reports in the seed, counted from 1; the open data marks them.
const REPORTS: [(&str, usize); 10] = [
    ("篇一", 2),
    ("篇二", 10),
    ("篇三", 18),
    ("篇四", 36),
    ("篇五", 65),
    ("篇五-1", 67),
    ("篇五-2", 84),
    ("篇五-3", 125),
    ("篇五-4", 152),
    ("篇六", 206),
];

/// Shares of the annotated figures, a little below what is reached.
const FLOORS: [(&str, f64); 5] =
    [("value", 0.99), ("unit", 0.98), ("class", 0.99), ("period", 0.85), ("indicator", 0.90)];

/// Smallest share of common characters at which an indicator counts as found.
///
/// Annotators name an indicator in words of their own (参加活动单位 for 单位参加本次活动), so
/// word for word is not the measure; half of the characters of both together is.
const SAME_INDICATOR: f64 = 0.5;

fn shared(path: &str) -> Option<String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let text = std::fs::read_to_string(root.join(path)).ok();
    if text.is_none() {
        println!("skipped: {} is not there", root.join(path).display());
    }
    text
}

fn seed() -> Option<String> {
    shared("seeds/000_356c60abb3feb7ae.txt")
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

fn seed_report(text: &str, label: &str) -> Span {
    let starts = line_starts(text);
    let at = REPORTS.iter().position(|(name, _)| *name == label).unwrap();
    let end = REPORTS.get(at + 1).map_or(text.len(), |(_, line)| starts[line - 1]);
    Span::new(starts[REPORTS[at].1 - 1], end)
}

fn seed_figures(text: &str, label: &str) -> Vec<Figure> {
    figures(text, &lines::report_of_lines(text, seed_report(text, label)))
}

fn rows(jsonl: &str) -> Vec<Value> {
    jsonl.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn common_share(a: &str, b: &str) -> f64 {
    let fold = |text: &str| {
        text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<Vec<_>>()
    };
    let (a, mut b) = (fold(a), fold(b));
    let total = a.len() + b.len();
    let common =
        a.iter().filter(|c| b.iter().position(|d| d == *c).map(|at| b.swap_remove(at)).is_some());
    2.0 * common.count() as f64 / total as f64
}

#[derive(Default)]
struct Scores(BTreeMap<&'static str, (usize, usize, Vec<String>)>);

impl Scores {
    fn count(&mut self, what: &'static str, right: bool, case: impl Fn() -> String) {
        let (hits, total, missed) = self.0.entry(what).or_default();
        *total += 1;
        *hits += usize::from(right);
        if !right {
            missed.push(case());
        }
    }

    fn share(&self, what: &str) -> f64 {
        self.0.get(what).map_or(1.0, |(hits, total, _)| *hits as f64 / *total as f64)
    }

    fn print(&self) {
        for (what, (hits, total, missed)) in &self.0 {
            println!("{what}: {hits}/{total} = {:.1} %", 100.0 * self.share(what));
            for case in missed {
                println!("    {case}");
            }
        }
    }
}

#[test]
fn annotated_figures_of_the_seed_are_read() {
    let (Some(text), Some(gold)) = (seed(), shared("data/figures/seed-figures.jsonl")) else {
        return;
    };
    let index = CharIndex::new(&text);
    let mut scores = Scores::default();
    let mut claimed = 0;
    for label in ["篇三", "篇五-1"] {
        let found = seed_figures(&text, label);
        let mut used = vec![false; found.len()];
        for row in rows(&gold).iter().filter(|row| row["doc"] == label) {
            let (start, end) =
                (row["file_start"].as_u64().unwrap(), row["file_end"].as_u64().unwrap());
            let overlaps = |figure: &Figure| {
                let (from, to) = index.chars(figure.span);
                (from as u64) < end && start < to as u64
            };
            let at = found.iter().position(overlaps);
            if let Some(at) = at {
                used[at] = true;
            }
            score(&mut scores, row, at.map(|at| &found[at]));
        }
        for (figure, _) in found.iter().zip(&used).filter(|(_, used)| !**used) {
            println!("    false: {} in {label}", figure.span.of(&text));
        }
        claimed += used.iter().filter(|used| !**used).count();
    }
    scores.print();
    println!("false figures: {claimed}");
    assert_eq!(claimed, 0, "false figures");
    assert!(scores.share("silent") >= 1.0);
    for (what, floor) in FLOORS {
        assert!(scores.share(what) >= floor, "{what}: {:.3} < {floor}", scores.share(what));
    }
}

fn score(scores: &mut Scores, row: &Value, found: Option<&Figure>) {
    let kind = row["kind"].as_str().unwrap();
    let case = |got: &str| format!("{} {}: {got}", row["id"], row["figure"]);
    if kind == "name" {
        scores.count("silent", found.is_none(), || case(&format!("{found:?}")));
        return;
    }
    let measured = matches!(kind, "measure" | "rank");
    let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
    let class = found.map(|figure| figure.class);
    let wanted = match kind {
        "time" if row.get("duration").is_some() || text("qualifier") == "vague" => Class::Measure,
        "time" => Class::Time,
        "ordinal" => Class::Ordinal,
        "rank" => Class::Rank,
        _ => Class::Measure,
    };
    scores.count(
        "class",
        class == Some(wanted) || (kind == "time" && class == Some(Class::Time)),
        || case(&format!("{class:?}")),
    );
    if !measured {
        return;
    }
    let value = row["value"].as_number().and_then(|value| Decimal::parse(&value.to_string()));
    let got = found.and_then(|figure| figure.value);
    scores.count("value", got == value, || case(&format!("{got:?}")));
    let unit = found.map_or("", |figure| figure.unit.as_str());
    scores.count("unit", unit == text("unit"), || case(&format!("{unit} for {}", text("unit"))));
    let indicator = found.map_or("", |figure| figure.indicator.as_str());
    let same = SAME_INDICATOR <= common_share(indicator, &text("indicator"));
    scores.count("indicator", same, || case(&format!("{indicator} for {}", text("indicator"))));
    let period = found.and_then(|figure| figure.period.clone()).map_or(String::new(), |period| {
        if period.start == period.end {
            period.start
        } else {
            format!("{}/{}", period.start, period.end)
        }
    });
    let wanted = text("period");
    let month = wanted.get(..7).unwrap_or(&wanted).to_owned();
    let same = period == wanted || period == month;
    scores.count("period", same, || case(&format!("{period} for {wanted}")));
}

#[test]
fn placeholders_are_figures_and_names_taken_out_are_not() {
    let Some(text) = seed() else { return };
    let found = seed_figures(&text, "篇四");
    let marked: Vec<&Figure> =
        found.iter().filter(|figure| figure.class == Class::Placeholder).collect();
    let dated = marked.iter().filter(|figure| {
        figure.unit == "年" || figure.dimension.is_empty() && !figure.number.of(&text).contains('/')
    });
    println!("placeholders: {} of which dates {}", marked.len(), dated.count());
    for figure in &marked {
        print!("{} ", figure.span.of(&text));
    }
    println!();
    assert!(marked.len() >= 54, "{}", marked.len());
    let lost: Vec<&str> =
        found.iter().filter(|f| f.class == Class::Residue).map(|f| f.span.of(&text)).collect();
    assert_eq!(lost, ["亿元,r&%,、个百分点(%、%", "亿元"]);
}

#[test]
fn year_that_ran_into_a_count_is_flagged() {
    let Some(text) = seed() else { return };
    let fused = |figure: &Figure| figure.flags.contains(&FigureFlag::Fused);
    let found: Vec<Figure> =
        REPORTS.iter().flat_map(|(label, _)| seed_figures(&text, label)).filter(fused).collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].span.of(&text), "201733家");
}

#[test]
fn reports_without_figures_have_none() {
    let Some(text) = seed() else { return };
    for label in ["篇一", "篇二"] {
        let found = seed_figures(&text, label);
        assert!(
            found.is_empty(),
            "{label}: {:?}",
            found.iter().map(|f| f.span.of(&text)).collect::<Vec<_>>()
        );
    }
}

/// Probes that hold no figure; every other one must yield its own kind.
const SILENT_PROBES: [&str; 8] =
    ["rank-front", "year-19da", "zero", "list-a", "list-b", "idiom", "yiqi", "breakline"];

#[test]
fn probes_hold_figures_where_they_should_and_only_there() {
    let Some(probes) = shared("data/figures/probes.tsv") else { return };
    for (kind, text) in probes.lines().filter_map(|row| row.split_once('\t')) {
        let found = figures_of_sentence(text, Span::new(0, text.len()));
        let shown: Vec<String> = found.iter().map(|figure| shown(figure, text)).collect();
        println!("{kind}\t{text}\t{}", shown.join(" | "));
        let silent = SILENT_PROBES.contains(&kind) || matches!(kind, "digits-name" | "policy");
        assert_eq!(found.is_empty(), silent, "{kind}: {text}");
        let class = match kind.split('-').next() {
            Some("rank") => Class::Rank,
            Some("ordinal") => Class::Ordinal,
            Some("placeholder") => Class::Placeholder,
            Some("year" | "date" | "quarter" | "half") => Class::Time,
            _ if kind == "range-month" => Class::Time,
            _ => Class::Measure,
        };
        assert!(found.iter().all(|figure| figure.class == class), "{kind}: {text}");
    }
}

fn shown(figure: &Figure, text: &str) -> String {
    let value = figure.value.map_or("?".to_owned(), |value| value.to_string());
    let high = figure.high.map_or(String::new(), |high| format!("..{high}"));
    format!("{} = {value}{high} {} [{}]", figure.span.of(text), figure.unit, figure.indicator)
}
