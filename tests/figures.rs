//! How well figures are read, on hand-annotated reports and lists of cases; floors only rise.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops at what it did not expect and prints what it measured"
)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use duikan::figure::decimal::Decimal;
use duikan::figure::extract::{figures, figures_of_sentence};
use duikan::figure::model::{Bound, Class, Figure, FigureFlag, Period, Role};
use duikan::intake::decode;
use duikan::intake::document::Document;
use duikan::report::split;
use duikan::text::span::{CharIndex, Span};
use serde_json::Value;

/// The embedded reports of the seed and the reports that hold none.
const REPORTS: [&str; 9] =
    ["篇一", "篇二", "篇三", "篇四", "篇五-1", "篇五-2", "篇五-3", "篇五-4", "篇六"];

/// Shares of the annotated figures; raised when the extraction gets better, never lowered.
const FLOORS: [(&str, f64); 8] = [
    ("class", 1.0),
    ("value", 1.0),
    ("unit", 0.98),
    ("bound", 0.98),
    ("indicator", 0.90),
    ("period", 0.98),
    ("role", 0.99),
    ("silent", 1.0),
];

fn shared(path: &str) -> Option<String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let text = std::fs::read_to_string(root.join(path)).ok();
    if text.is_none() {
        println!("skipped: {} is not there", root.join(path).display());
    }
    text
}

fn seed() -> Option<Document> {
    let text = shared("seeds/000_356c60abb3feb7ae.txt")?;
    Some(decode::read(text.as_bytes(), "seed.txt"))
}

/// Returns the figures of one report of the seed, split as the program splits it.
fn seed_figures(document: &Document, label: &str) -> Vec<Figure> {
    let reports = split::reports(document);
    let report = reports.iter().find(|report| report.label == label).unwrap();
    figures(&document.text, report)
}

fn rows(jsonl: &str) -> Vec<Value> {
    jsonl.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Words that tell an indicator from its neighbour: where one has one and the other none, or another,
/// the two are not the same.
const MODIFIERS: [&str; 22] = [
    "国家级",
    "省级",
    "市级",
    "县级",
    "发明",
    "有效",
    "PCT",
    "pct",
    "新增",
    "净增",
    "累计",
    "重新认定",
    "占",
    "完成率",
    "增速",
    "降幅",
    "排名",
    "申请",
    "授权",
    "每万人",
    "人均",
    "在孵",
];

/// Words that differ without a difference: annotators name an indicator in words of their own.
const FILLERS: [&str; 12] =
    ["数量", "企业数", "人数", "机构数", "情况", "工作", "项目", "的", "了", "各类", "已", "单位"];

/// Says whether two wordings name one indicator: the same modifiers, and half of the characters of
/// both together in common once fillers are dropped (参加活动单位 and 单位参加本次活动).
fn is_same_indicator(found: &str, wanted: &str) -> bool {
    let modifiers = |text: &str| MODIFIERS.map(|word| text.contains(word));
    let bare = |text: &str| {
        let text = FILLERS.iter().fold(text.to_lowercase(), |text, word| text.replace(word, ""));
        text.chars().filter(|c| c.is_alphanumeric()).collect::<Vec<_>>()
    };
    let (a, mut b) = (bare(found), bare(wanted));
    let total = a.len() + b.len();
    let common =
        a.iter().filter(|c| b.iter().position(|d| d == *c).map(|at| b.swap_remove(at)).is_some());
    let alike = total <= 4 * common.count();
    alike && total > 0 && modifiers(found) == modifiers(wanted)
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
    let (Some(document), Some(gold)) = (seed(), shared("data/figures/seed-figures.jsonl")) else {
        return;
    };
    let text = &document.text;
    let index = CharIndex::new(text);
    let mut scores = Scores::default();
    let mut claimed = 0;
    for label in ["篇三", "篇五-1"] {
        let found = seed_figures(&document, label);
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
            println!("    false: {} in {label}", figure.span.of(text));
        }
        claimed += used.iter().filter(|used| !**used).count();
    }
    scores.print();
    println!("false figures: {claimed}");
    assert_eq!(claimed, 0, "false figures");
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
    let bound = found.map(|figure| figure.bound != Bound::Exactly);
    let bounded = !matches!(text("qualifier").as_str(), "exact" | "target");
    scores.count("bound", bound == Some(bounded), || case(&format!("{bound:?}")));
    let indicator = found.map_or("", |figure| figure.indicator.as_str());
    let same = is_same_indicator(indicator, &text("indicator"));
    scores.count("indicator", same, || case(&format!("{indicator} for {}", text("indicator"))));
    let period =
        found.and_then(|figure| figure.period.as_ref()).map_or(String::new(), shown_period);
    let wanted = text("period");
    scores.count("period", period == wanted, || case(&format!("{period} for {wanted}")));
    let role = found.map(|figure| figure.role == Role::Target);
    let aimed = text("qualifier") == "target" || row["target"] == true;
    scores.count("role", role == Some(aimed), || case(&format!("{role:?} for {aimed}")));
}

fn shown_period(period: &Period) -> String {
    if period.start == period.end {
        return period.start.clone();
    }
    format!("{}/{}", period.start, period.end)
}

#[test]
fn placeholders_are_figures_and_names_taken_out_are_not() {
    let Some(document) = seed() else { return };
    let text = &document.text;
    let found = seed_figures(&document, "篇四");
    let marked: Vec<&Figure> =
        found.iter().filter(|figure| figure.class == Class::Placeholder).collect();
    let dated = marked.iter().filter(|figure| {
        figure.unit == "年" || figure.dimension.is_empty() && !figure.number.of(text).contains('/')
    });
    println!("placeholders: {} of which dates {}", marked.len(), dated.count());
    for figure in &marked {
        print!("{} ", figure.span.of(text));
    }
    println!();
    assert!(marked.len() >= 54, "{}", marked.len());
    let lost: Vec<&str> =
        found.iter().filter(|f| f.class == Class::Residue).map(|f| f.span.of(text)).collect();
    assert_eq!(lost, ["亿元,r&%,、个百分点(%、%", "亿元"]);
}

#[test]
fn year_that_ran_into_a_count_is_flagged() {
    let Some(document) = seed() else { return };
    let fused = |figure: &Figure| figure.flags.contains(&FigureFlag::Fused);
    let found: Vec<Figure> =
        REPORTS.iter().flat_map(|label| seed_figures(&document, label)).filter(fused).collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].span.of(&document.text), "201733家");
}

#[test]
fn reports_without_figures_have_none() {
    let Some(document) = seed() else { return };
    for label in ["篇一", "篇二"] {
        let found = seed_figures(&document, label);
        let shown: Vec<&str> = found.iter().map(|f| f.span.of(&document.text)).collect();
        assert!(shown.is_empty(), "{label}: {shown:?}");
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

/// Shares of the figures that `samples/gold` quotes.
const SAMPLE_FLOORS: [(&str, f64); 3] = [("value", 1.0), ("unit", 0.98), ("indicator", 0.75)];

/// The gold names units in its own language; these are what figures call them.
const UNIT_NAMES: [(&str, &str); 18] = [
    ("tonnes", "吨"),
    ("TEU", "标准箱"),
    ("hours", "小时"),
    ("US$", "美元"),
    ("people", "人"),
    ("calls", ""),
    ("passengers", ""),
    ("pairs", ""),
    ("per million hours", ""),
    ("間", "间"),
    ("個", "个"),
    ("個百分點", "个百分点"),
    ("個工作天", "工作日"),
    ("小時", "小时"),
    ("項", "项"),
    ("台（套）", "台套"),
    ("萬", "人"),
    ("億元", "元"),
];

#[test]
fn quoted_figures_of_the_samples_are_read() {
    let samples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut scores = Scores::default();
    for name in ["yunxi.json", "hk.json", "english.json"] {
        let gold = std::fs::read_to_string(samples.join("gold").join(name)).unwrap();
        let gold: Value = serde_json::from_str(&gold).unwrap();
        for side in ["left", "right"] {
            let file = gold[side].as_str().unwrap();
            let document = decode::read(&std::fs::read(samples.join(file)).unwrap(), file);
            let found = figures(&document.text, &split::whole(&document));
            for row in gold["figures"].as_array().unwrap() {
                score_quote(&mut scores, &document.text, &found, row, side);
            }
        }
    }
    scores.print();
    for (what, floor) in SAMPLE_FLOORS {
        assert!(scores.share(what) >= floor, "{what}: {:.3} < {floor}", scores.share(what));
    }
}

/// Scores the figure that a row of the gold quotes on one side; the row names both sides at once, so
/// its wording is nobody's own.
fn score_quote(scores: &mut Scores, text: &str, found: &[Figure], row: &Value, side: &str) {
    let Some(quote) = row[side].as_str() else { return };
    let Some(value) = row[format!("{side}_value")].as_str().and_then(Decimal::parse) else {
        return;
    };
    let start = text.find(quote).unwrap();
    let quoted = Span::new(start, start + quote.len());
    let here = |figure: &&Figure| quoted.covers(figure.number) && figure.value == Some(value);
    let figure = found.iter().find(here);
    scores.count("value", figure.is_some(), || quote.to_owned());
    let (Some(figure), false) = (figure, row["relation"] == "scope") else { return };
    let unit = row["unit"].as_str().unwrap_or_default();
    let named = UNIT_NAMES.iter().find(|(name, _)| *name == unit).map_or(unit, |(_, name)| name);
    let same = figure.unit == named || unit.contains(&figure.unit);
    scores.count("unit", same, || format!("{quote}: {} for {unit}", figure.unit));
    let wanted = row["indicator"].as_str().unwrap();
    let same = is_same_indicator(&figure.indicator, wanted);
    scores.count("indicator", same, || format!("{quote}: {} for {wanted}", figure.indicator));
}

/// Seconds an endless line may take in an unoptimised build on a busy machine; what grows with
/// the square of the text takes hours.
const PATIENCE: u64 = 60;

#[test]
fn endless_lines_are_read_in_linear_time() {
    let pieces = [
        "9",
        "9,",
        "1 ",
        "一",
        "5家",
        "5家，",
        "增长5%、",
        "1万2",
        "由5%到",
        "xx",
        "第一",
        "分别增长3%和",
        "其中5家、",
        "3 per cent of ",
        "twenty ",
        "March ",
        "占",
        "每",
    ];
    for piece in pieces {
        let size = if piece == "9" { 1_000_000 } else { 40_000 };
        let text = piece.repeat(size / piece.len());
        let start = std::time::Instant::now();
        let found = figures_of_sentence(&text, Span::new(0, text.len()));
        println!("{piece}: {} figures, {:?}", found.len(), start.elapsed());
        assert!(start.elapsed().as_secs() < PATIENCE, "{piece}: {:?}", start.elapsed());
    }
}

#[test]
fn whole_seed_is_read_at_once() {
    let Some(document) = seed() else { return };
    let reports = split::reports(&document);
    let start = std::time::Instant::now();
    let count: usize = reports.iter().map(|report| figures(&document.text, report).len()).sum();
    println!("{count} figures in {:?}", start.elapsed());
    assert!(start.elapsed().as_secs() < PATIENCE);
}
