//! How well the ledger of two reports joins figures of one indicator, on hand-made pairs; floors only rise.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops at what it did not expect and prints what it measured"
)]

use std::path::PathBuf;

use duikan::collate::collate;
use duikan::collate::model::{Change, ChangeFlag, Collation, FigureChange, Witness};
use duikan::figure::model::{Figure, Role};
use duikan::finding::about_figures;
use duikan::finding::model::{Finding, Severity};
use duikan::finding::scene::Scene;
use duikan::intake::decode;
use duikan::intake::document::Document;
use duikan::report::model::Report;
use duikan::report::split;
use duikan::text::side::{Side, Sided};
use duikan::text::span::Span;
use serde_json::Value;

/// Share of the mentions of one indicator in two reports of the seed that are joined.
const JOINED: f64 = 0.9;

fn shared(path: &str) -> Option<Vec<u8>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let bytes = std::fs::read(root.join(path)).ok();
    if bytes.is_none() {
        println!("skipped: {} is not there", root.join(path).display());
    }
    bytes
}

fn document(path: &str) -> Option<Document> {
    Some(decode::read(&shared(path)?, path))
}

fn collated(documents: Sided<&Document>, reports: Sided<&Report>) -> Collation {
    collate(Sided::new(
        Witness { text: &documents.left.text, report: reports.left },
        Witness { text: &documents.right.text, report: reports.right },
    ))
}

fn certain(change: &FigureChange) -> bool {
    !change.flags.contains(&ChangeFlag::Possible)
}

/// Returns the figures of a side that lie within `span` and read `text`.
fn mentioned(text: &str, figures: &[Figure], span: Span, wanted: &str) -> Vec<usize> {
    let reads = |figure: &Figure| {
        let written = figure.span.of(text);
        written.contains(wanted) || wanted.contains(figure.number.of(text))
    };
    let inside = |at: &usize| span.covers(figures[*at].number) && reads(&figures[*at]);
    (0..figures.len()).filter(inside).collect()
}

/// A figure as the open data names it.
struct Mention {
    report: String,
    line: Span,
    text: String,
}

fn mention(text: &str, row: &Value) -> Mention {
    let line = row["line"].as_u64().unwrap() as usize;
    let start = text.match_indices('\n').map(|(at, _)| at + 1).nth(line - 2).unwrap_or(0);
    let end = text[start..].find('\n').map_or(text.len(), |len| start + len);
    Mention {
        report: row["doc"].as_str().unwrap().to_owned(),
        line: Span::new(start, end),
        text: row["text"].as_str().unwrap().to_owned(),
    }
}

/// What became of two mentions of the seed in a collation of their reports.
#[derive(Debug, PartialEq)]
enum Meeting {
    /// They are a pair of the ledger.
    Joined,
    /// They may be one.
    Possible,
    /// They are not.
    Apart,
    /// They cannot be: a target and an outcome, or one of them is no figure.
    NoPair,
}

fn meeting(document: &Document, reports: &[Report], pair: (&Mention, &Mention)) -> Meeting {
    let report = |mention: &Mention| reports.iter().find(|r| r.label == mention.report).unwrap();
    let collation =
        collated(Sided::new(document, document), Sided::new(report(pair.0), report(pair.1)));
    let find = |side: Side, mention: &Mention| {
        mentioned(&document.text, &collation.figures[side], mention.line, &mention.text)
    };
    let (left, right) = (find(Side::Left, pair.0), find(Side::Right, pair.1));
    let is_target = |side: Side, at: &usize| collation.figures[side][*at].role == Role::Target;
    let same_role = left
        .iter()
        .any(|l| right.iter().any(|r| is_target(Side::Left, l) == is_target(Side::Right, r)));
    if !same_role {
        return Meeting::NoPair;
    }
    let meets = |change: &&FigureChange| {
        change.figures.left.is_some_and(|at| left.contains(&at))
            && change.figures.right.is_some_and(|at| right.contains(&at))
    };
    match collation.figure_changes.iter().find(meets) {
        Some(change) if certain(change) => Meeting::Joined,
        Some(_) => Meeting::Possible,
        None => Meeting::Apart,
    }
}

#[test]
fn mentions_of_one_indicator_in_the_seed_are_joined_and_look_alikes_are_not() {
    let (Some(document), Some(rows)) = (
        document("seeds/000_356c60abb3feb7ae.txt"),
        shared("data/figures/seed-indicator-pairs-open.jsonl"),
    ) else {
        return;
    };
    let reports = split::reports(&document);
    let rows = String::from_utf8(rows).unwrap();
    let (mut joined, mut total, mut fallen) = (0, 0, 0);
    for row in rows.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        if row["type"] == "hard-negative" {
            let (a, b) = (mention(&document.text, &row["a"]), mention(&document.text, &row["b"]));
            let found = meeting(&document, &reports, (&a, &b));
            if a.report != b.report && found == Meeting::Joined {
                fallen += 1;
                println!("fell for {} {} / {}", row["id"], a.text, b.text);
            }
            continue;
        }
        let mentions: Vec<Mention> = row["mentions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|m| mention(&document.text, m))
            .collect();
        for (at, a) in mentions.iter().enumerate() {
            for b in mentions[at + 1..].iter().filter(|b| b.report != a.report) {
                let found = meeting(&document, &reports, (a, b));
                if found == Meeting::NoPair {
                    continue;
                }
                total += 1;
                joined += usize::from(found == Meeting::Joined);
                if found != Meeting::Joined {
                    println!(
                        "{found:?} {} {}: {} {} / {} {}",
                        row["id"], row["indicator"], a.report, a.text, b.report, b.text
                    );
                }
            }
        }
    }
    println!("mentions joined: {joined}/{total}, look-alikes paired: {fallen}");
    assert_eq!(fallen, 0);
    assert!(joined as f64 / f64::from(total) >= JOINED);
}

fn relation_holds(relation: &str, change: &FigureChange) -> bool {
    match relation {
        "same" => matches!(change.change, Change::Equal | Change::Restated),
        _ => matches!(change.change, Change::Increased | Change::Decreased | Change::Changed),
    }
}

#[test]
fn figures_of_two_national_reports_meet_with_the_right_relation() {
    let (Some(left), Some(right), Some(rows)) = (
        document("data/national/2024.txt"),
        document("data/national/2025.txt"),
        shared("data/gold/figures-national-2024-2025.tsv"),
    ) else {
        return;
    };
    let reports = Sided::new(split::whole(&left), split::whole(&right));
    let collation = collated(Sided::new(&left, &right), reports.as_ref());
    let rows = String::from_utf8(rows).unwrap();
    let mut missed = Vec::new();
    let mut total = 0;
    for row in rows.lines().filter(|row| !row.starts_with('#')).skip(1) {
        let [indicator, old, new, relation] = row.split('\t').collect::<Vec<_>>()[..] else {
            continue;
        };
        let place = |text: &str, quote: &str| {
            text.find(quote).map(|start| Span::new(start, start + quote.len())).unwrap()
        };
        let (old, new) = (place(&left.text, old), place(&right.text, new));
        let inside = |side: Side, at: Option<usize>, span: Span| {
            at.is_some_and(|at| span.covers(collation.figures[side][at].number))
        };
        let meets = |change: &&FigureChange| {
            inside(Side::Left, change.figures.left, old)
                && inside(Side::Right, change.figures.right, new)
        };
        let found = collation.figure_changes.iter().find(meets).filter(|change| certain(change));
        if matches!(relation, "scope" | "target->outcome") {
            assert!(found.is_none(), "{indicator} is paired");
            continue;
        }
        total += 1;
        if !found.is_some_and(|change| relation_holds(relation, change)) {
            missed.push(format!("{indicator}: {:?}", found.map(|change| change.change)));
        }
    }
    println!("national pairs: {}/{total}", total - missed.len());
    assert!(missed.is_empty(), "{missed:#?}");
}

/// Consecutive national reports, in which nothing is planted: what they raise is a false alarm or a true find.
const YEARS: [(&str, &str); 6] = [
    ("2005", "2006"),
    ("2009", "2010"),
    ("2012", "2013"),
    ("2016", "2017"),
    ("2023", "2024"),
    ("2024", "2025"),
];

#[test]
fn genuine_years_raise_no_warning_about_figures() {
    let mut warnings = Vec::new();
    let mut notices = 0;
    for (before, after) in YEARS {
        let path = |year: &str| format!("data/national/{year}.txt");
        let (Some(left), Some(right)) = (document(&path(before)), document(&path(after))) else {
            return;
        };
        let reports = Sided::new(split::whole(&left), split::whole(&right));
        let collation = collated(Sided::new(&left, &right), reports.as_ref());
        let sides = Sided::new(
            Witness { text: &left.text, report: &reports.left },
            Witness { text: &right.text, report: &reports.right },
        );
        let found = about_figures(&Scene { sides, collation: &collation });
        for finding in found.iter().filter(|finding| finding.severity != Severity::Info) {
            println!("{before}/{after} {} {}", finding.severity.name(), finding.message.zh);
            notices += usize::from(finding.severity == Severity::Notice);
            if finding.severity == Severity::Warning {
                warnings.push(finding.message.zh.clone());
            }
        }
    }
    println!("notices: {notices}, warnings: {}", warnings.len());
    assert!(warnings.is_empty(), "{warnings:#?}");
}

#[test]
fn arithmetic_of_the_seed_holds_and_the_fused_figure_is_told() {
    let Some(document) = document("seeds/000_356c60abb3feb7ae.txt") else { return };
    let empty = decode::read(b"", "empty");
    let nothing = split::whole(&empty);
    let mut told = Vec::new();
    for report in split::reports(&document) {
        let collation = collated(Sided::new(&empty, &document), Sided::new(&nothing, &report));
        let sides = Sided::new(
            Witness { text: &empty.text, report: &nothing },
            Witness { text: &document.text, report: &report },
        );
        let is_arithmetic = |finding: &Finding| {
            let id = finding.rule.rule().id;
            id.ends_with("-mismatch") || id.ends_with("-contradicted") || id == "figure-fused"
        };
        let found = about_figures(&Scene { sides, collation: &collation });
        let found = found.iter().filter(|finding| is_arithmetic(finding));
        told.extend(found.map(|f| (f.rule.rule().id, f.spans.right[0], f.message.zh.clone())));
    }
    told.sort();
    told.dedup();
    for (_, _, message) in &told {
        println!("{message}");
    }
    let fused: Vec<&str> = told
        .iter()
        .filter(|(rule, _, _)| *rule == "figure-fused")
        .map(|(_, span, _)| span.of(&document.text))
        .collect();
    assert_eq!(fused, ["201733家"]);
    assert_eq!(told.len(), 1, "{told:#?}");
}
