//! Pairs made from the samples: passages of one report set into another that it has nothing to do
//! with, as they are or disguised in the ways people do it.

use crate::corpus::Text;
use crate::pairs::{found, show};
use crate::plagdet::{Pair, Place, score};
use duikan::collate::background::Background;
use duikan::text::side::Sided;
use std::path::Path;

/// What is done to the sentences of a passage.
type Disguise = fn(&[String]) -> Vec<String>;

const DISGUISES: [(&str, Disguise); 6] = [
    ("verbatim", <[String]>::to_vec),
    ("half width", |sentences| each(sentences, half_width)),
    ("particles", |sentences| each(sentences, without_particles)),
    ("digits", |sentences| each(sentences, other_digits)),
    ("shuffled", shuffled),
    ("words", |sentences| each(sentences, other_words)),
];

/// Score that every disguise must reach.
const FLOOR: f64 = 0.98;

/// Sentences of a passage.
const PASSAGE: usize = 4;

fn each(sentences: &[String], change: fn(&str) -> String) -> Vec<String> {
    sentences.iter().map(|sentence| change(sentence)).collect()
}

fn half_width(sentence: &str) -> String {
    sentence.replace('，', ",").replace('；', ";").replace('、', " ").replace(['“', '”'], "\"")
}

fn without_particles(sentence: &str) -> String {
    sentence.replace(['的', '地', '得'], "")
}

fn other_digits(sentence: &str) -> String {
    let next = |c: char| match c.to_digit(10) {
        Some(digit) => char::from_digit((digit + 3) % 10, 10).unwrap_or(c),
        None => c,
    };
    sentence.chars().map(next).collect()
}

fn shuffled(sentences: &[String]) -> Vec<String> {
    let odd = sentences.iter().skip(1).step_by(2);
    odd.chain(sentences.iter().step_by(2)).cloned().collect()
}

fn other_words(sentence: &str) -> String {
    const WORDS: [(&str, &str); 12] = [
        ("完成", "实现"),
        ("建设", "打造"),
        ("推动", "促进"),
        ("开展", "组织"),
        ("加强", "强化"),
        ("提升", "提高"),
        ("积极", "主动"),
        ("全面", "全方位"),
        ("新增", "增加"),
        ("同比", "较上年"),
        ("达到", "达"),
        ("支持", "扶持"),
    ];
    WORDS.iter().fold(sentence.to_owned(), |text, (word, other)| text.replace(word, other))
}

/// Returns the sentences of the running text of a sample.
fn sentences(name: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
    let text = Text::of(&std::fs::read_to_string(path).expect("the sample is there"));
    let is_long = |sentence: &String| sentence.chars().count() >= 18;
    let of = |sentence: &duikan::report::model::Sentence| {
        sentence.body.of(&text.document.text).replace(['\n', '\r'], "")
    };
    text.report.sentences.iter().map(of).filter(is_long).collect()
}

/// Sets a passage of the source into the host, disguised, and returns the pair with the place of both.
fn pair(
    source: &[String],
    host: &[String],
    at: usize,
    disguise: Disguise,
) -> (String, String, Place) {
    let chars =
        |sentences: &[String]| sentences.iter().map(|s| s.chars().count() + 1).sum::<usize>();
    let passage = &source[at..at + PASSAGE];
    let inserted = disguise(passage);
    let (before, after) = host.split_at(host.len() / 2);
    let left_start = chars(&source[..at]);
    let right_start = chars(before);
    let text = |parts: &[&[String]]| {
        parts
            .iter()
            .flat_map(|part| part.iter().flat_map(|s| [s.as_str(), "\n"]))
            .collect::<String>()
    };
    let place = [
        left_start..left_start + chars(passage) - 1,
        right_start..right_start + chars(&inserted) - 1,
    ];
    (text(&[source]), text(&[before, &inserted, after]), place)
}

#[test]
fn passages_set_into_another_report_are_found_in_every_disguise() {
    let source = sentences("yunxi-2024.txt");
    let hosts = [sentences("unrelated-culture.txt"), sentences("copy-source.txt")];
    for (name, disguise) in DISGUISES {
        let mut pairs = Vec::new();
        for host in &hosts {
            for at in (0..source.len() - PASSAGE).step_by(14) {
                let (left, right, case) = pair(&source, host, at, disguise);
                let texts = Sided::new(Text::of(&left), Text::of(&right));
                let found = found(&texts, Background::shipped()).0;
                pairs.push(Pair { kind: name.to_owned(), cases: vec![case], found });
            }
        }
        let score = score(pairs.iter());
        show(name, score);
        assert!(score.plagdet >= FLOOR, "{name}: {:.3} < {FLOOR}", score.plagdet);
    }
}
