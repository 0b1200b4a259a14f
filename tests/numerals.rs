//! Numerals and units of other projects' test suites: right, honestly none, or wrong.
//!
//! A figure that is missed costs a look; a figure that is read wrong costs trust. So what is
//! counted is how many cases are wrong, and every one is printed with what was read instead.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops at what it did not expect and prints what it measured"
)]

use std::path::PathBuf;

use duikan::figure::decimal::Decimal;
use duikan::figure::extract::figures_of_sentence;
use duikan::figure::model::{Class, Figure};
use duikan::text::span::{CharIndex, Span};
use serde_json::Value;

fn rows(name: &str) -> Vec<Value> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/figures");
    let Ok(text) = std::fs::read_to_string(root.join(name)) else {
        println!("skipped: {} is not there", root.join(name).display());
        return Vec::new();
    };
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn read(text: &str) -> Vec<Figure> {
    figures_of_sentence(text, Span::new(0, text.len()))
}

#[derive(Default)]
struct Tally {
    right: usize,
    none: usize,
    wrong: Vec<String>,
}

impl Tally {
    fn add(&mut self, verdict: Option<bool>, case: impl Fn() -> String) {
        match verdict {
            Some(true) => self.right += 1,
            Some(false) => self.wrong.push(case()),
            None => self.none += 1,
        }
    }

    /// Prints the counts and every wrong case; asserts the floor of one and the ceiling of the other.
    fn hold(&self, what: &str, right: usize, wrong: usize) {
        println!("{what}: {} right, {} none, {} wrong", self.right, self.none, self.wrong.len());
        for case in &self.wrong {
            println!("    {case}");
        }
        let seen = self.right + self.none + self.wrong.len();
        assert!(seen == 0 || self.right >= right, "{what}: {} right, not {right}", self.right);
        assert!(self.wrong.len() <= wrong, "{what}: {} wrong, not {wrong}", self.wrong.len());
    }
}

/// Says whether a figure has the value that is wanted: `120`, `-3`, `8.4%`, `[20,100]`; the sign is
/// the wording's, and a fraction is told in percent.
fn has_value(figure: &Figure, wanted: &str) -> bool {
    let wanted = wanted.trim_end_matches('%').trim_start_matches('-');
    let number = |written: &str| {
        let written = written.trim().trim_start_matches('-');
        let (digits, power) = written.split_once(['e', 'E']).unwrap_or((written, "0"));
        Decimal::parse(digits)?.shifted(power.parse().ok()?)
    };
    if let Some(ends) = wanted.strip_prefix(['[', '(']) {
        let ends = ends.trim_end_matches([']', ')']);
        let (low, high) = ends.split_once(',').unwrap();
        let matched = |end: &str, value: Option<Decimal>| {
            let share = number(end).and_then(|end| end.shifted(2)).filter(|_| figure.unit == "%");
            number(end).is_none_or(|end| value == Some(end) || share.is_some() && value == share)
        };
        return matched(low, figure.value) && (matched(high, figure.high.or(figure.value)));
    }
    let Some(wanted) = number(wanted) else { return false };
    let as_share = wanted.shifted(2).and_then(|percent| percent.ratio(Decimal::ONE, 2));
    let in_thousandths = figure.value.and_then(|value| value.shifted(-1));
    figure.value == Some(wanted)
        || figure.unit == "%" && figure.value == as_share
        || figure.unit == "‰" && in_thousandths == Some(wanted)
}

fn shown(text: &str, found: &[Figure]) -> String {
    let one = |figure: &Figure| {
        let value = figure.value.map_or("?".to_owned(), |value| value.to_string());
        format!("{} = {value} {}", figure.span.of(text), figure.unit)
    };
    found.iter().map(one).collect::<Vec<_>>().join(" | ")
}

/// Reads a numeral with a counter behind it, as reports write it.
fn parsed(name: &str) -> Tally {
    let mut tally = Tally::default();
    for row in rows(name) {
        let input = row["input"].as_str().unwrap();
        let has_unit = input.ends_with(['元', '角', '分', '毛', '块']);
        let text = if has_unit { format!("达{input}") } else { format!("达{input}家") };
        let found = read(&text);
        let wanted = row["expected"].as_array().unwrap().first();
        let verdict = match (wanted, found.as_slice()) {
            (_, []) => None,
            (Some(wanted), [figure]) => Some(has_value(figure, wanted["value"].as_str().unwrap())),
            _ => Some(false),
        };
        let value = wanted.map_or("none", |wanted| wanted["value"].as_str().unwrap());
        tally.add(verdict, || format!("{input} is {value}, read {}", shown(&text, &found)));
    }
    tally
}

/// Reads running text; a number is none where no figure touches it.
fn extracted(name: &str, counts: impl Fn(&Value) -> bool) -> Tally {
    let mut tally = Tally::default();
    for row in rows(name) {
        let input = row["input"].as_str().unwrap();
        let (index, found) = (CharIndex::new(input), read(input));
        for wanted in row["expected"].as_array().unwrap().iter().filter(|wanted| counts(wanted)) {
            let Some(value) = wanted["value"].as_str() else { continue };
            let place = |key: &str| usize::try_from(wanted[key].as_u64().unwrap_or(0)).unwrap();
            let touches = |figure: &&Figure| {
                let (start, end) = index.chars(figure.span);
                start < place("end") && place("start") < end && figure.class != Class::Time
            };
            let here: Vec<Figure> = found.iter().filter(touches).cloned().collect();
            let right = here.iter().any(|figure| has_value(figure, value));
            let verdict = if here.is_empty() { None } else { Some(right) };
            tally.add(verdict, || {
                format!("{} is {value}, read {}: {input}", wanted["text"], shown(input, &here))
            });
        }
    }
    tally
}

#[test]
fn plain_numerals_are_right_or_none() {
    for (name, right, wrong) in
        [("cn2an-parse-zh.jsonl", 128, 0), ("chinese-number-crate.jsonl", 47, 0)]
    {
        parsed(name).hold(name, right, wrong);
    }
}

/// Suites of running text, what is right at least and wrong at most. Wrong are, each for its reason:
/// - percentages: `52.5 k`, a magnitude that no report uses behind a percent word;
/// - ranges: bounds told in two sentences (最多100最少20), 10000与20000间 (间 counts houses too), and
///   20万次以上, where the suite leaves the bound out and we say it;
/// - Chinese units: coins of other currencies (日本銭), more digits than the suite's floats hold;
/// - English units: amounts in two units (5 feet 2 inches, 3 dollars 50 cents), millions written MUSD.
const CASES: [(&str, &str, usize, usize); 6] = [
    ("recognizers-zh-number-open.jsonl", "number", 100, 0),
    ("recognizers-zh-number-open.jsonl", "percentage", 54, 1),
    ("recognizers-zh-number-open.jsonl", "numberrange", 11, 6),
    ("recognizers-zh-number-open.jsonl", "ordinal", 4, 0),
    ("recognizers-zh-unit-open.jsonl", "", 27, 2),
    ("recognizers-en-unit-open.jsonl", "", 89, 11),
];

#[test]
fn numbers_in_running_text_are_right_or_none() {
    for (name, kind, right, wrong) in CASES {
        let counts = |wanted: &Value| {
            kind.is_empty()
                || wanted["type"].as_str().unwrap().starts_with(kind)
                    && (kind != "number" || wanted["type"] == "number")
        };
        extracted(name, counts).hold(&format!("{name} {kind}"), right, wrong);
    }
}
