//! Accuracy on the open data that lies beside the checkout; skipped with a word where it does not.
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test stops at what it did not expect and prints what it measured"
)]

use duikan::collate::cluster::clusters;
use duikan::collate::collate;
use duikan::collate::matrix::matrix;
use duikan::collate::model::{Change, ChangeFlag, Collation, Grade, Witness};
use duikan::intake::decode;
use duikan::intake::document::Document;
use duikan::report::model::{BlockKind, Report};
use duikan::report::split;
use duikan::text::side::Sided;
use duikan::text::span::{CharIndex, Span};
use std::path::{Path, PathBuf};

/// Returns the path of open data, or `None` with a word on standard output.
fn open(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is not here", path.display());
    None
}

fn read(path: &str) -> Option<Document> {
    let path = open(path)?;
    let bytes = std::fs::read(&path).expect("open data is readable");
    Some(decode::read(&bytes, path.to_str().unwrap_or_default()))
}

const MODEL: &str = "seeds/000_356c60abb3feb7ae.txt";

fn report(reports: &[Report], label: &str) -> Report {
    reports.iter().find(|report| report.label == label).expect("the report is there").clone()
}

fn collated(left: (&str, &Report), right: (&str, &Report)) -> Collation {
    let witness = |(text, report)| Witness { text, report };
    collate(Sided::new(witness(left), witness(right)))
}

#[test]
fn model_case_is_a_reworded_copy_and_no_other_pair_is_reused() {
    let Some(document) = read(MODEL) else { return };
    let reports = split::reports(&document);
    let witnesses: Vec<Witness<'_>> =
        reports.iter().map(|report| Witness { text: &document.text, report }).collect();
    let pairs = matrix(&witnesses);
    for pair in &pairs {
        let labels = (reports[pair.left].label.as_str(), reports[pair.right].label.as_str());
        let wanted = labels == ("篇一", "篇二");
        assert_eq!(pair.grade == Grade::Reworded, wanted, "{labels:?} {:?}", pair.grade);
        assert_eq!(pair.grade == Grade::Unrelated, !wanted, "{labels:?} {:?}", pair.grade);
    }
    let most = pairs.iter().max_by(|a, b| a.resemblance.total_cmp(&b.resemblance)).unwrap();
    assert_eq!((most.left, most.right), (0, 1));
    let groups = clusters(reports.len(), &pairs);
    assert_eq!(groups.iter().map(|group| group.reports.as_slice()).collect::<Vec<_>>(), [[0, 1]]);
}

#[test]
fn all_body_paragraphs_of_the_model_case_are_paired() {
    let Some(document) = read(MODEL) else { return };
    let reports = split::reports(&document);
    let (one, two) = (report(&reports, "篇一"), report(&reports, "篇二"));
    let found = collated((&document.text, &one), (&document.text, &two));
    let paragraphs = |report: &Report| -> Vec<usize> {
        let is_body = |(_, block): &(usize, &duikan::report::model::Block)| {
            block.kind == BlockKind::Paragraph
        };
        report.blocks.iter().enumerate().filter(is_body).map(|(at, _)| at).collect()
    };
    let (left, right) = (paragraphs(&one), paragraphs(&two));
    assert_eq!((left.len(), right.len()), (7, 7));
    for (left, right) in left.iter().zip(&right) {
        let is_level = found.alignments.iter().filter(|a| a.is_paired() && !a.moved).any(|a| {
            one.sentences[a.sentences.left.start].block == *left
                && two.sentences[a.sentences.right.start].block == *right
        });
        assert!(is_level, "{}", one.blocks[*left].span.of(&document.text));
    }
}

#[test]
fn reuse_units_of_the_model_case_are_found() {
    let (Some(document), Some(gold)) = (read(MODEL), open("data/gold/seed-reuse-units.jsonl"))
    else {
        return;
    };
    let reports = split::reports(&document);
    let (one, two) = (report(&reports, "篇一"), report(&reports, "篇二"));
    let found = collated((&document.text, &one), (&document.text, &two));
    let index = CharIndex::new(&document.text);
    let (mut units, mut hits, mut covered, mut chars) = (0, 0, 0, 0);
    for line in std::fs::read_to_string(gold).unwrap().lines() {
        let unit: serde_json::Value = serde_json::from_str(line).unwrap();
        let range = |side: &str| {
            let at = |end: &str| usize::try_from(unit[side][end].as_u64().unwrap()).unwrap();
            (at("start"), at("end"))
        };
        let (left, right) = (range("left"), range("right"));
        let overlap = |span: Span, range: (usize, usize)| {
            let (start, end) = index.chars(span);
            end.min(range.1).saturating_sub(start.max(range.0))
        };
        let shared: usize = found
            .passages
            .iter()
            .filter(|passage| overlap(passage.spans.right, right) > 0)
            .map(|passage| overlap(passage.spans.left, left))
            .sum();
        units += 1;
        hits += usize::from(shared > 0);
        covered += shared;
        chars += left.1 - left.0;
    }
    println!("reuse units {hits}/{units}, characters {:.3}", covered as f64 / chars as f64);
    assert_eq!(hits, units);
    assert!(covered as f64 >= 0.97 * chars as f64);
}

#[test]
fn reports_of_one_trade_that_know_nothing_of_each_other_share_no_passage() {
    let Some(document) = read(MODEL) else { return };
    let reports = split::reports(&document);
    let related = |one: &Report, other: &Report| {
        one.span.overlaps(other.span) || one.label == "篇一" && other.label == "篇二"
    };
    let mut pairs = 0;
    for (at, one) in reports.iter().enumerate() {
        for other in reports[at + 1..].iter().filter(|other| !related(one, other)) {
            let found = collated((&document.text, one), (&document.text, other));
            let told = found.passages.iter().filter(|passage| !passage.stock);
            let told: Vec<&str> = told.map(|p| p.spans.left.of(&document.text)).collect();
            assert!(told.is_empty(), "{} / {}: {told:?}", one.label, other.label);
            pairs += 1;
        }
    }
    println!("unrelated pairs of the collection: {pairs}");
    assert!(pairs > 0);
}

#[test]
fn figures_of_two_real_years_meet() {
    let (Some(left), Some(right)) =
        (read("data/national/2024.txt"), read("data/national/2025.txt"))
    else {
        return;
    };
    let Some(gold) = open("data/gold/figures-national-2024-2025.tsv") else { return };
    let reports = (split::whole(&left), split::whole(&right));
    let found = collated((&left.text, &reports.0), (&right.text, &reports.1));
    let (mut rows, mut hits) = (0, 0);
    for line in
        std::fs::read_to_string(gold).unwrap().lines().filter(|line| !line.starts_with('#')).skip(1)
    {
        let fields: Vec<&str> = line.split('\t').collect();
        let [name, old, new, relation] = fields[..] else { continue };
        let places = |text: &str, quote: &str| -> Vec<Span> {
            text.match_indices(quote).map(|(at, _)| Span::new(at, at + quote.len())).collect()
        };
        let (old, new) = (places(&left.text, old), places(&right.text, new));
        let inside = |spans: &[Span], number: Span| spans.iter().any(|span| span.covers(number));
        let meeting = found.figure_changes.iter().find(|change| {
            let (Some(l), Some(r)) = (change.figures.left, change.figures.right) else {
                return false;
            };
            inside(&old, found.figures.left[l].number)
                && inside(&new, found.figures.right[r].number)
        });
        let certain = meeting.filter(|change| !change.flags.contains(&ChangeFlag::Possible));
        let is_right = match relation {
            "target->outcome" => certain.is_none(),
            "same" => certain.is_some_and(|c| matches!(c.change, Change::Equal | Change::Restated)),
            _ => certain.is_some_and(|c| !matches!(c.change, Change::Equal)),
        };
        rows += 1;
        hits += usize::from(is_right);
        if !is_right {
            println!("{relation} {name}: {:?}", meeting.map(|c| (c.change, &c.flags)));
        }
    }
    println!("figure rows of two real years: {hits}/{rows}");
    assert!(hits * 100 >= rows * 95, "{hits} of {rows}");
}

#[test]
fn unrelated_pairs_of_the_genre_are_not_called_reuse() {
    let Some(file) = open("data/reuse/zh-pairs-open.jsonl") else { return };
    let mut flagged = 0;
    let mut copied: Vec<(String, usize, usize)> = Vec::new();
    for line in std::fs::read_to_string(file).unwrap().lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let kind = row["kind"].as_str().unwrap().to_owned();
        let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        let documents = Sided::new(
            decode::read(text("src").as_bytes(), "src"),
            decode::read(text("susp").as_bytes(), "susp"),
        );
        let reports = documents.as_ref().map(split::whole);
        let found = collated(
            (&documents.left.text, &reports.left),
            (&documents.right.text, &reports.right),
        );
        let any = found.passages.iter().any(|passage| !passage.stock);
        if kind == "none" {
            flagged +=
                usize::from(found.grade != Grade::Unrelated && found.grade != Grade::StockPhrases);
        }
        match copied.iter_mut().find(|(known, _, _)| *known == kind) {
            Some((_, hits, all)) => {
                *hits += usize::from(any);
                *all += 1;
            }
            None => copied.push((kind, usize::from(any), 1)),
        }
    }
    copied.sort();
    println!(
        "pairs with a passage, by kind: {copied:?}; unrelated pairs graded as reuse: {flagged}"
    );
    assert_eq!(flagged, 0);
}
