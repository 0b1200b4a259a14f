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

    fn print(&self, what: &str) {
        println!("{what}: {} right, {} none, {} wrong", self.right, self.none, self.wrong.len());
        for case in &self.wrong {
            println!("    {case}");
        }
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
        let matched =
            |end: &str, value: Option<Decimal>| number(end).is_none() || number(end) == value;
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
    for name in ["cn2an-parse-zh.jsonl", "chinese-number-crate.jsonl"] {
        parsed(name).print(name);
    }
}

#[test]
fn numbers_in_running_text_are_right_or_none() {
    for (name, kind) in [
        ("recognizers-zh-number-open.jsonl", "number"),
        ("recognizers-zh-number-open.jsonl", "percentage"),
        ("recognizers-zh-number-open.jsonl", "numberrange"),
        ("recognizers-zh-number-open.jsonl", "ordinal"),
        ("recognizers-zh-unit-open.jsonl", ""),
        ("recognizers-en-unit-open.jsonl", ""),
    ] {
        let counts = |wanted: &Value| {
            kind.is_empty()
                || wanted["type"].as_str().unwrap().starts_with(kind)
                    && (kind != "number" || wanted["type"] == "number")
        };
        extracted(name, counts).print(&format!("{name} {kind}"));
    }
}
