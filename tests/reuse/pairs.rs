//! Pairs with known passages: how well they are found, kind by kind, beside the rule of thirteen.

use crate::corpus::{Corpus, Text, field, rows};
use crate::plagdet::{Pair, Place, Score, score};
use crate::thirteen::runs;
use duikan::collate::background::Background;
use duikan::collate::collate_by;
use duikan::collate::guidance::Guidance;
use duikan::collate::model::Grade;
use duikan::collate::workers::OneByOne;
use duikan::text::side::{Side, Sided};
use duikan::text::span::{CharIndex, Span};
use serde_json::Value;
use std::collections::BTreeSet;

/// What must be reached: the score of a kind of pairs.
const FLOORS: [(&str, f64); 7] = [
    ("all", 0.95),
    ("verbatim", 0.98),
    ("light", 0.98),
    ("trad", 0.98),
    ("reorder", 0.98),
    ("heavy", 0.90),
    ("mix", 0.90),
];

const MAX_GRANULARITY: f64 = 1.02;

/// Returns the passages of a pair, stock phrases aside, in characters, and how the pair is graded.
pub(crate) fn found(texts: &Sided<Text>, background: &Background) -> (Vec<Place>, Grade) {
    let witnesses = Sided::new(texts.left.witness(), texts.right.witness());
    let collation = collate_by(witnesses, &Guidance::default(), background, &OneByOne);
    let index = |side: Side| CharIndex::new(&texts[side].document.text);
    let indexes = Sided::new(index(Side::Left), index(Side::Right));
    let range = |side: Side, span: Span| {
        let (start, end) = indexes[side].chars(span);
        start..end
    };
    let distinctive = collation.passages.iter().filter(|passage| !passage.stock);
    let places = distinctive.map(|passage| {
        [range(Side::Left, passage.spans.left), range(Side::Right, passage.spans.right)]
    });
    (places.collect(), collation.grade)
}

pub(crate) fn case(row: &Value) -> Place {
    let range = |key: &str| {
        let at = |end: usize| usize::try_from(row[key][end].as_u64().unwrap_or(0)).unwrap_or(0);
        at(0)..at(1)
    };
    [range("src"), range("susp")]
}

pub(crate) fn show(name: &str, score: Score) {
    println!(
        "{name:10} plagdet {:.3}  recall {:.3}  precision {:.3}  granularity {:.3}",
        score.plagdet, score.recall, score.precision, score.granularity
    );
}

#[test]
fn known_passages_are_found_whatever_was_done_to_them() {
    let (Some(corpus), Some(rows)) = (Corpus::read(), rows("reuse/zh-pairs-open.jsonl")) else {
        return;
    };
    let (mut pairs, mut by_thirteen) = (Vec::new(), Vec::new());
    for row in &rows {
        // The two documents a pair was made from must not tell what is rare in it.
        let titles = [field(row, "src_title"), field(row, "host_title")];
        let background = corpus.table_without(&titles);
        let texts = Sided::new(Text::of(&field(row, "src")), Text::of(&field(row, "susp")));
        let cases: Vec<Place> = row["cases"].as_array().into_iter().flatten().map(case).collect();
        let pair = |found| Pair { kind: field(row, "kind"), cases: cases.clone(), found };
        by_thirteen.push(pair(runs(&texts)));
        pairs.push(pair(found(&texts, &background).0));
    }
    let flagged = |pairs: &[Pair]| {
        let unrelated = pairs.iter().filter(|pair| pair.cases.is_empty());
        let flagged = unrelated.clone().filter(|pair| !pair.found.is_empty()).count();
        (flagged, unrelated.count())
    };
    show("13 equal", score(by_thirteen.iter()));
    println!("13 equal: unrelated pairs flagged {:?}", flagged(&by_thirteen));
    for (kind, floor) in FLOORS {
        let of_kind = pairs.iter().filter(|pair| kind == "all" || pair.kind == kind);
        let score = score(of_kind);
        show(kind, score);
        assert!(score.plagdet >= floor, "{kind}: {:.3} < {floor}", score.plagdet);
        assert!(score.granularity <= MAX_GRANULARITY, "{kind}");
    }
    println!("unrelated pairs flagged {:?}", flagged(&pairs));
    assert_eq!(flagged(&pairs).0, 0);
}

/// Pairs of documents drawn for the rate of false alarms.
pub(crate) const DRAWN: usize = 1000;

/// Draws so many pairs of regulations on different subjects, the same ones each time.
pub(crate) fn drawn(rows: &[Value], count: usize) -> BTreeSet<(usize, usize)> {
    let mut drawn = BTreeSet::new();
    let mut state = 20_261_126_u64;
    let mut next = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    while drawn.len() < count {
        let (one, other) = (next(rows.len()), next(rows.len()));
        if one < other && field(&rows[one], "topic") != field(&rows[other], "topic") {
            drawn.insert((one, other));
        }
    }
    drawn
}

#[test]
fn unrelated_documents_of_the_genre_share_no_passage() {
    let (Some(first), Some(second)) =
        (rows("reuse/regulations-00.jsonl"), rows("reuse/regulations-01.jsonl"))
    else {
        return;
    };
    let rows: Vec<Value> = first.into_iter().chain(second).collect();
    let drawn = drawn(&rows, if cfg!(debug_assertions) { DRAWN / 20 } else { DRAWN });
    let Some(corpus) = Corpus::read() else { return };
    let mut flagged = Vec::new();
    for (one, other) in &drawn {
        let (one, other) = (&rows[*one], &rows[*other]);
        let background = corpus.table_without(&[field(one, "title"), field(other, "title")]);
        let texts = Sided::new(Text::of(&field(one, "text")), Text::of(&field(other, "text")));
        let (places, grade) = found(&texts, &background);
        let is_flagged = !matches!(grade, Grade::Unrelated | Grade::StockPhrases);
        if is_flagged || !places.is_empty() {
            println!("{} / {}: {grade:?} {places:?}", field(one, "title"), field(other, "title"));
            flagged.push((is_flagged, places.len()));
        }
    }
    let graded = flagged.iter().filter(|(is_flagged, _)| *is_flagged).count();
    println!(
        "of {} unrelated pairs {graded} are graded as reuse, {} share a passage",
        drawn.len(),
        flagged.len()
    );
    assert!(graded * 1000 <= drawn.len(), "{graded} of {}", drawn.len());
}
