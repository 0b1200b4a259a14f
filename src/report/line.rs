//! Lines of a text as a reader sees them.
//!
//! ```text
//! …评为先进工作站。二、存在的主要问题⏎      two lines: the heading was glued to the paragraph
//! 　　一、回顾　　过去一年，……　　——经济      three lines: the marks of a report on one line
//! ```

use crate::report::heading::{Weight, opening, weight};
use crate::text::span::{Span, is_blank};

/// One line with something on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Without white space at its ends.
    pub body: Span,
    /// Whether an empty line stands before it.
    pub after_blank: bool,
    /// Whether it starts with white space.
    pub is_indented: bool,
    /// Where it starts, the mark of a heading (`## `) included, which is not part of the body.
    pub start: usize,
    /// The level of heading that its mark (`## `), which is not part of the body, or its format makes
    /// it; 1 is the highest. `None` if it has neither.
    pub level: Option<u8>,
}

/// A line that the file formats as a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StyledHeading {
    /// The line.
    pub line: Span,
    /// The level of the heading; 1 is the highest.
    pub level: u8,
}

/// Length from which blanks inside a line are taken for paragraph marks, in bytes: 400 Han characters.
///
/// Titles and speakers are spaced with the same blanks, but no title is that long; the one-line
/// reports have 5 to 60 thousand characters.
const MIN_MARKED_LINE_BYTES: usize = 1_200;

/// Length from which 一、 and （一） after a full stop start a line, in bytes: 2 000 Han characters.
///
/// The longest real paragraph has 1 386 characters (data/provinces); what is longer has lost its
/// line ends.
const MIN_LOST_LINE_BYTES: usize = 6_000;

/// Longest heading that is looked for at the end of a line, in characters.
const MAX_GLUED_CHARS: usize = 40;

/// Endings of headings without number.
const HEADING_ENDINGS: [&str; 26] = [
    "回顾", "总结", "思路", "计划", "打算", "安排", "建议", "部署", "任务", "目标", "要求", "问题",
    "不足", "差距", "短板", "体会", "经验", "成效", "成绩", "措施", "举措", "情况", "重点", "展望",
    "设想", "规划",
];

/// Openings of a heading without number that is glued to the end of a paragraph.
const GLUED_OPENINGS: [&str; 9] =
    ["20", "xx", "明年", "今年", "下一步", "下步", "今后", "来年", "存在"];

/// Returns the lines of a stretch of text that have something on them, in text order. Linear.
pub fn lines(text: &str, span: Span) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut after_blank = false;
    for physical in physical_lines(text, span) {
        let body = physical.trimmed(text);
        // A line that holds a zero-width space is a cut of the scraper, not an empty line.
        if body.is_empty() {
            after_blank |= physical.of(text).chars().all(char::is_whitespace);
            continue;
        }
        let (unmarked, level) = without_mark(text, body);
        for (nth, part) in parts(text, unmarked).into_iter().enumerate() {
            let is_first = nth == 0;
            lines.push(Line {
                body: part,
                after_blank: after_blank && is_first,
                is_indented: !is_first || physical.start < body.start,
                level: level.filter(|_| is_first),
                start: if is_first { body.start } else { part.start },
            });
        }
        after_blank = false;
    }
    lines
}

/// Returns the line without the mark of a heading: one to six `#` and a blank, as plain text from
/// the web keeps them.
fn without_mark(text: &str, body: Span) -> (Span, Option<u8>) {
    let line = body.of(text);
    let behind = line.trim_start_matches('#');
    let is_mark = (1..=6).contains(&(line.len() - behind.len())) && behind.starts_with(is_blank);
    if is_mark {
        let level = (line.len() - behind.len()) as u8;
        (Span::new(body.end - behind.len(), body.end).trimmed(text), Some(level))
    } else {
        (body, None)
    }
}

/// Marks the lines that are formatted as headings. `styled` is in text order.
pub fn mark_styled(lines: &mut [Line], styled: &[StyledHeading]) {
    for line in lines {
        let behind = styled.partition_point(|heading| heading.line.start <= line.body.start);
        let heading = behind.checked_sub(1).and_then(|at| styled.get(at));
        let heading = heading.filter(|heading| heading.line.covers(line.body));
        line.level = line.level.or(heading.map(|heading| heading.level));
    }
}

/// Says whether the text ends in a word that headings end in.
pub fn ends_like_heading(body: &str) -> bool {
    HEADING_ENDINGS.iter().any(|ending| body.ends_with(ending))
}

/// Returns the length of a text in Han characters, three of ASCII counting as one.
///
/// English needs about three letters for what Chinese says in one character, so that one bound
/// serves the headings of both.
pub fn length_han(text: &str) -> usize {
    let n_ascii = text.bytes().filter(u8::is_ascii).count();
    text.chars().count() - n_ascii + n_ascii.div_ceil(3)
}

/// Splits at line ends of every kind; the ends are part of no line.
///
/// Works on bytes: all of these ends are told by their first byte, and decoding every character
/// took a third of the time of reading a report.
fn physical_lines(text: &str, span: Span) -> Vec<Span> {
    let bytes = span.of(text).as_bytes();
    let mut lines = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(byte) = bytes.get(at) {
        let end_len = match byte {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
            b'\n' | 0x0B | 0x0C | b'\r' => 1,
            0xE2 if matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xA8 | 0xA9])) => 3,
            _ => 0,
        };
        if 0 < end_len {
            lines.push(Span::new(start, at).shifted(span.start));
            start = at + end_len;
        }
        at += end_len.max(1);
    }
    lines.push(Span::new(start, bytes.len()).shifted(span.start));
    lines
}

/// Splits one line where paragraph marks, lost line ends or a glued heading are.
fn parts(text: &str, body: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    for marked in marked_parts(text, body) {
        for part in lost_lines(text, marked) {
            match glued_heading(text, part) {
                Some(at) => {
                    parts.push(Span::new(part.start, at).trimmed(text));
                    parts.push(Span::new(at, part.end));
                }
                None => parts.push(part),
            }
        }
    }
    parts
}

/// Splits a very long line at tabs and at two and more blanks of which one is wide.
fn marked_parts(text: &str, body: Span) -> Vec<Span> {
    if body.len() < MIN_MARKED_LINE_BYTES {
        return vec![body];
    }
    let line = body.of(text);
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, found) in line.match_indices(['\t', '\u{3000}', '\u{A0}']) {
        if at < start {
            continue;
        }
        let before =
            line.get(start..at).map_or(start, |part| start + part.trim_end_matches(is_blank).len());
        let behind =
            line.get(at..).map_or(at, |part| line.len() - part.trim_start_matches(is_blank).len());
        let is_mark = found == "\t" || found.len() < behind - before;
        if is_mark {
            parts.push(Span::new(start, before).shifted(body.start));
            start = behind;
        }
    }
    parts.push(Span::new(start, line.len()).shifted(body.start));
    parts
}

/// Splits a line that must have lost its line ends before each 一、 and （一） after a full stop.
fn lost_lines(text: &str, body: Span) -> Vec<Span> {
    if body.len() < MIN_LOST_LINE_BYTES {
        return vec![body];
    }
    let mut parts = Vec::new();
    let mut start = body.start;
    for (at, c) in body.of(text).match_indices(is_stop).map(|(at, c)| (body.start + at, c)) {
        let rest = Span::new(at + c.len(), body.end).trimmed(text);
        let window = head(rest.of(text), MAX_GLUED_CHARS);
        let is_strong = |form: usize| weight(form) == Weight::Strong;
        if opening(window).is_some_and(|found| is_strong(found.numeral.form)) {
            parts.push(Span::new(start, at + c.len()));
            start = rest.start;
        }
    }
    parts.push(Span::new(start, body.end));
    parts
}

/// Says whether a character ends a sentence.
fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | ';' | '!' | '?')
}

/// Returns the first characters of a text.
fn head(text: &str, n_chars: usize) -> &str {
    text.char_indices().nth(n_chars).map_or(text, |(end, _)| text.get(..end).unwrap_or(text))
}

/// Returns where a heading starts that is glued to the end of a paragraph.
///
/// It stands behind the last full stop, has none of its own, and carries a number or reads like
/// `2020年工作思路`.
fn glued_heading(text: &str, body: Span) -> Option<usize> {
    let line = body.of(text);
    let stop = line.char_indices().rev().take(MAX_GLUED_CHARS + 1).find(|(_, c)| is_stop(*c))?;
    let tail = Span::new(body.start + stop.0 + stop.1.len_utf8(), body.end).trimmed(text);
    let heading = tail.of(text);
    let is_numbered =
        opening(heading).is_some_and(|found| weight(found.numeral.form) != Weight::Lead);
    let is_named = ends_like_heading(heading)
        && GLUED_OPENINGS.iter().any(|opening| heading.starts_with(opening))
        && !heading.contains(['，', ',']);
    let is_open = !heading.ends_with(['，', ',', '、', '：', ':']);
    (is_open && (is_numbered || is_named)).then_some(tail.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bodies(text: &str) -> Vec<&str> {
        lines(text, Span::new(0, text.len())).iter().map(|line| line.body.of(text)).collect()
    }

    #[test]
    fn every_kind_of_line_end_ends_a_line() {
        assert_eq!(bodies("甲\r\n乙\r丙\n\n丁\u{2028}戊"), ["甲", "乙", "丙", "丁", "戊"]);
    }

    #[test]
    fn the_mark_of_a_heading_is_not_part_of_it() {
        let text = "## 第一章 总则\n#标签\n####### 过深";
        assert_eq!(bodies(text), ["第一章 总则", "#标签", "####### 过深"]);
        assert_eq!(lines(text, Span::new(0, text.len()))[0].level, Some(2));
    }

    #[test]
    fn an_empty_line_is_remembered_and_a_scraper_cut_is_not() {
        let text = "甲\n\n乙\n\u{200B}\n丙";
        let blanks: Vec<bool> =
            lines(text, Span::new(0, text.len())).iter().map(|line| line.after_blank).collect();
        assert_eq!(blanks, [false, true, false]);
    }

    #[test]
    fn a_heading_glued_to_a_paragraph_is_a_line() {
        assert_eq!(
            bodies("位于全市前列。2、抓好工程的实施"),
            ["位于全市前列。", "2、抓好工程的实施"]
        );
        assert_eq!(
            bodies("记民情日记5份等。2020年工作思路"),
            ["记民情日记5份等。", "2020年工作思路"]
        );
        assert_eq!(bodies("取得成效。二是抓落实").len(), 1);
        assert_eq!(bodies("取得成效。一、抓落实。").len(), 1);
    }

    #[test]
    fn wide_blanks_are_paragraph_marks_only_in_very_long_lines() {
        assert_eq!(bodies("国务院总理\u{3000}\u{3000}李强").len(), 1);
        let long =
            format!("一、回顾\u{3000}\u{3000}{}\u{3000}\u{3000}二、任务", "工作。".repeat(400));
        assert_eq!(bodies(&long).len(), 3);
    }

    #[test]
    fn lost_line_ends_are_found_at_strong_numbers() {
        let long = format!(
            "{}一、回顾。{}（一）经济。{}",
            "工作。".repeat(700),
            "工作。".repeat(9),
            "1.投入。"
        );
        assert_eq!(bodies(&long).len(), 3);
    }
}
