//! 禁则 and numbers with their units, on real reports at every width.

use duikan::intake::decode;
use duikan::text::cells::AmbiguousWidth;
use duikan::text::span::Span;
use duikan::text::wrap::{Bounds, Measured};
use std::fs;
use std::path::{Path, PathBuf};

/// No row starts with one of these (zh-CN, Office Open XML).
const NOT_AT_START: &str = "!%),.:;>?]}·—’”…、。〉》」』】〕％，；：！？）";
/// No row ends with one of these.
const NOT_AT_END: &str = "([{£¥‘“〈《「『【〔（";

/// Widths of panes, in cells: from a narrow one to a whole wide screen.
const WIDTHS: std::ops::RangeInclusive<usize> = 20..=200;

/// Every so many national reports are broken with wide ambiguous characters too, and all others.
const EVERY_WIDENED: usize = 4;

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

/// Returns the lines of a text, ready to be broken at any width.
fn measured(text: &str, ambiguous: AmbiguousWidth) -> Vec<Measured> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let span = Span::new(at, at + line.len());
        at = span.end;
        Measured::of(text, span.trimmed(text), Bounds::default(), ambiguous)
    });
    lines.collect()
}

/// Returns the lines as they are where ambiguous characters are wide, those that this does not touch left out.
fn widened(text: &str, lines: &[Measured]) -> Vec<Measured> {
    let wide = measured(text, AmbiguousWidth::Wide);
    wide.into_iter().zip(lines).filter(|(wide, line)| wide != *line).map(|(wide, _)| wide).collect()
}

/// Says of each byte offset of a text whether no row may start there.
fn wrong_starts(text: &str) -> Vec<bool> {
    let mut wrong = vec![false; text.len() + 1];
    for ((at, before), after) in text.char_indices().zip(text.chars().skip(1)) {
        wrong[at + before.len_utf8()] = fault(before, after).is_some();
    }
    wrong
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
    for (at, path) in reports.iter().enumerate() {
        let document = decode::read(&fs::read(path).unwrap(), "report");
        let wrong = wrong_starts(&document.text);
        let mut lines = measured(&document.text, AmbiguousWidth::Narrow);
        // What ambiguous characters take changes which rows there are, not the rules: some reports will do.
        if at % EVERY_WIDENED == 0 || !path.to_string_lossy().contains("national") {
            lines.extend(widened(&document.text, &lines));
        }
        for width in WIDTHS {
            let mut rows = lines.iter().flat_map(|line| line.rows(width, 0).into_iter().skip(1));
            let found = rows.find(|row| wrong[row.start]);
            assert!(found.is_none(), "{} at {width}: {found:?}", path.display());
        }
    }
    println!("{} reports at {} widths", reports.len(), WIDTHS.count());
}

#[test]
fn rules_are_what_they_say() {
    assert!(
        fault('设', '。').is_some() && fault('《', '通').is_some() && fault('7', '家').is_some()
    );
    assert!(fault('设', '施').is_none());
}
