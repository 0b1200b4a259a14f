//! 禁则 and numbers with their units, on real reports at every width.

use duikan::intake::decode;
use duikan::text::cells::AmbiguousWidth;
use duikan::text::span::Span;
use duikan::text::wrap::{Wrap, rows};
use std::fs;
use std::path::{Path, PathBuf};

/// No row starts with one of these (zh-CN, Office Open XML).
const NOT_AT_START: &str = "!%),.:;>?]}·—’”…、。〉》」』】〕％，；：！？）";
/// No row ends with one of these.
const NOT_AT_END: &str = "([{£¥‘“〈《「『【〔（";

/// Widths of panes, in cells: from a narrow one to a whole wide screen.
const WIDTHS: std::ops::RangeInclusive<usize> = 20..=200;

/// Every so many widths are tried on each report, beginning with another for each: together all of them.
const STRIDE: usize = 60;

/// Returns what is wrong with a break between two characters.
fn fault(before: char, after: char) -> Option<&'static str> {
    if NOT_AT_START.contains(after) && !(before == ' ' || before == '　') {
        return Some("row starts with a closing mark");
    }
    if NOT_AT_END.contains(before) {
        return Some("row ends with an opening mark");
    }
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let is_unit = |c: char| "亿万千百元家个人件项次户名吨亩公里平方米年月日%％‰".contains(c);
    (is_digit(before) && (is_digit(after) || is_unit(after))).then_some("number is cut")
}

/// Returns the breaks of a text at a width that offend a rule.
fn faults(text: &str, width_cells: usize, ambiguous: AmbiguousWidth) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end;
        let all = rows(text, span.trimmed(text), &[], Wrap { width_cells, ambiguous });
        for row in all.iter().skip(1) {
            let before = text[..row.start].chars().next_back().unwrap_or(' ');
            let after = text[row.start..].chars().next().unwrap_or(' ');
            let context: String = text[row.start..].chars().take(12).collect();
            found.extend(fault(before, after).map(|what| format!("{what}: {before}|{context}")));
        }
    }
    found
}

fn reports() -> Vec<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folders = [shared.join("seeds"), shared.join("data/national"), "samples".into()];
    let entries = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten();
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    paths.sort();
    paths
}

#[test]
fn no_row_of_a_real_report_breaks_a_rule_at_any_width() {
    let reports = reports();
    assert!(!reports.is_empty(), "no samples");
    let mut tried = 0;
    for (first, path) in reports.iter().enumerate() {
        let document = decode::read(&fs::read(path).unwrap(), "report");
        for width in WIDTHS.skip(first % STRIDE).step_by(STRIDE) {
            let wide = width % 2 == 1;
            let ambiguous = if wide { AmbiguousWidth::Wide } else { AmbiguousWidth::Narrow };
            let faults = faults(&document.text, width, ambiguous);
            assert!(faults.is_empty(), "{} at {width}: {faults:?}", path.display());
            tried += 1;
        }
    }
    println!("{} reports at {tried} widths", reports.len());
}

#[test]
fn rules_are_what_they_say() {
    assert!(
        fault('设', '。').is_some() && fault('《', '通').is_some() && fault('7', '家').is_some()
    );
    assert!(fault('设', '施').is_none());
}
