//! Lines that mark where a report of a collection begins.
//!
//! ```text
//! 科技局年度工作总结汇报 篇一      篇一：科技工作      第一篇      【篇一】
//! 范文一      工作总结（1）…工作总结（2）      1954⇥1954年政府工作报告……
//! ```

use std::collections::BTreeMap;

use crate::report::heading::{arabic, han};
use crate::report::line::{Line, lines};
use crate::text::fold::narrowed;
use crate::text::span::{Span, is_blank};

/// Where a report begins, and how it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// The line.
    pub line: Span,
    /// How the report is called: 篇三, 范文二, 1954.
    pub label: String,
}

/// What kind of line it is; the kinds are tried in this order and never mixed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// 篇三
    Part,
    /// 范文三
    Sample,
    /// 工作总结（3）, by the words that all of them share.
    Numbered(String),
    /// One year a line.
    Year,
}

/// A line that may be a marker.
struct Found {
    at: usize,
    value: u32,
    label: String,
}

/// Longest marker line, in characters.
const MAX_MARKER_CHARS: usize = 60;

/// Words that name a kind of report: 工作总结1 counts reports, 任务1 does not.
const REPORT_WORDS: [&str; 8] = ["总结", "报告", "汇报", "范文", "述职", "小结", "总結", "report"];

/// Returns the markers of a text in text order; none where there is only one report. Linear.
///
/// A marker counts only with text behind it, so a list of contents marks nothing, and only with
/// another of its kind, unless it is the first line of all.
pub fn markers(text: &str) -> Vec<Marker> {
    let lines = lines(text, Span::new(0, text.len()));
    let mut kinds: BTreeMap<Kind, Vec<Found>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some((kind, value, label)) = recognized(text, &lines, at, *line) {
            kinds.entry(kind).or_default().push(Found { at, value, label });
        }
    }
    kinds.into_iter().find_map(|(kind, found)| marked(&kind, found, &lines)).unwrap_or_default()
}

/// Returns the markers of one kind, or `None` if they mark nothing.
fn marked(kind: &Kind, found: Vec<Found>, lines: &[Line]) -> Option<Vec<Marker>> {
    let places: Vec<usize> = found.iter().map(|found| found.at).collect();
    let has_text = |found: &Found| places.binary_search(&(found.at + 1)).is_err();
    let kept: Vec<Found> =
        found.into_iter().filter(|found| has_text(found) && found.at + 1 < lines.len()).collect();
    let counts = kept.is_sorted_by(|one, next| one.value < next.value) || *kind == Kind::Part;
    let opens_text = kept.first().is_some_and(|found| found.at == 0)
        && matches!(kind, Kind::Part | Kind::Sample);
    let is_collection = counts && (2 <= kept.len() || opens_text);
    let marker =
        |found: Found| Some(Marker { line: lines.get(found.at)?.body, label: found.label });
    is_collection.then(|| kept.into_iter().filter_map(marker).collect())
}

/// Recognises one line.
fn recognized(text: &str, lines: &[Line], at: usize, line: Line) -> Option<(Kind, u32, String)> {
    let body = line.body.of(text);
    if let Some(year) = year(body, lines.get(at + 1).map_or("", |next| next.body.of(text))) {
        return Some((Kind::Year, year, year.to_string()));
    }
    let is_short = body.chars().take(MAX_MARKER_CHARS + 1).count() <= MAX_MARKER_CHARS;
    if !is_short || body.ends_with(['。', '；', ';', '，', ',']) {
        return None;
    }
    part(body).or_else(|| sample(body)).or_else(|| numbered(body))
}

/// Reads a line that is only a year, above a line that is headed with a report of any kind.
fn year(body: &str, next: &str) -> Option<u32> {
    let is_year = body.len() == 4 && body.bytes().all(|byte| byte.is_ascii_digit());
    let value = body.parse().ok().filter(|year| (1900..2100).contains(year))?;
    (is_year && !next.is_empty()).then_some(value)
}

/// Reads 篇三 at the start or end of a line, or 第三篇 as all of it.
fn part(body: &str) -> Option<(Kind, u32, String)> {
    let value = named(body, "篇").or_else(|| ordinal_part(body))?;
    Some((Kind::Part, value, format!("篇{}", in_han(value))))
}

/// Reads 范文三 at the start or end of a line.
fn sample(body: &str) -> Option<(Kind, u32, String)> {
    let value = named(body, "范文")?;
    Some((Kind::Sample, value, format!("范文{}", in_han(value))))
}

/// Reads a word with its number: alone, at the end of the line, or in front of a colon or blank.
fn named(body: &str, word: &str) -> Option<u32> {
    let inner = body.trim_matches(is_bracket);
    if let Some(rest) = inner.strip_prefix(word) {
        let (value, len) = number(rest)?;
        let behind = rest.get(len..)?;
        let is_apart = behind.is_empty()
            || behind.starts_with(|c: char| {
                is_blank(c) || is_bracket(c) || matches!(c, '：' | ':' | '、')
            });
        return is_apart.then_some(value);
    }
    let (before, behind) = inner.rsplit_once(word)?;
    let (value, len) = number(behind)?;
    (len == behind.len() && !before.ends_with('第') && !before.ends_with(|c: char| number_sign(c)))
        .then_some(value)
}

/// Reads 第三篇, alone or in front of a colon; 第三篇 with a title behind it is a heading.
fn ordinal_part(body: &str) -> Option<u32> {
    let inner = body.trim_matches(is_bracket);
    let from = inner.rfind('第')?;
    let (value, len) = number(inner.get(from + '第'.len_utf8()..)?)?;
    let behind = inner.get(from + '第'.len_utf8() + len..)?.strip_prefix('篇')?;
    (behind.is_empty() || behind.starts_with(['：', ':'])).then_some(value)
}

/// Reads 工作总结（3）: words that name a report, and a number at the end.
fn numbered(body: &str) -> Option<(Kind, u32, String)> {
    let inner = body.trim_end_matches(is_bracket);
    let words = inner.trim_end_matches(number_sign);
    let (value, len) = number(inner.get(words.len()..)?)?;
    let title = words.trim_end_matches(|c: char| is_bracket(c) || is_blank(c));
    let is_plain = !title.contains(['。', '，', ',', '：', ':', '；', '、']);
    let names_report = REPORT_WORDS.iter().any(|word| title.to_lowercase().ends_with(word));
    let is_number = words.len() + len == inner.len();
    (is_plain && names_report && is_number)
        .then(|| (Kind::Numbered(title.to_owned()), value, body.to_owned()))
}

/// Reads how many reports a title announces, as in 精选6篇 or （通用五篇）.
pub fn announced(title: &str) -> Option<usize> {
    let inner = title.trim_end_matches(|c: char| is_bracket(c) || is_blank(c));
    let before = inner.strip_suffix('篇')?.trim_end_matches(is_blank);
    let words = before.trim_end_matches(number_sign);
    let (value, len) = number(before.get(words.len()..)?)?;
    let is_count = words.len() + len == before.len() && !words.ends_with('第') && 1 < value;
    is_count.then_some(value as usize)
}

/// Reads a Chinese or Arabic number.
fn number(text: &str) -> Option<(u32, usize)> {
    han(text).or_else(|| arabic(text)).filter(|(value, _)| *value <= 200)
}

/// Says whether a character can be part of such a number.
fn number_sign(c: char) -> bool {
    narrowed(c).is_ascii_digit() || "一二三四五六七八九十".contains(c)
}

/// Says whether a character brackets a marker.
fn is_bracket(c: char) -> bool {
    matches!(
        narrowed(c),
        '【' | '】' | '(' | ')' | '[' | ']' | '「' | '」' | '《' | '》' | '〔' | '〕'
    )
}

/// Writes a number below a hundred in Chinese, larger ones in digits.
fn in_han(value: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |value: u32| DIGITS.get(value as usize).copied().unwrap_or("");
    match value {
        1..=9 => digit(value).to_owned(),
        10..=19 => format!("十{}", digit(value - 10)),
        20..=99 => format!("{}十{}", digit(value / 10), digit(value % 10)),
        _ => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &str) -> Vec<String> {
        markers(text).into_iter().map(|marker| marker.label).collect()
    }

    #[test]
    fn parts_are_marked_in_many_ways() {
        assert_eq!(labels("汇报 篇一\n甲。\n汇报 篇二\n乙。"), ["篇一", "篇二"]);
        assert_eq!(labels("篇一：成效\n甲。\n篇二：不足\n乙。"), ["篇一", "篇二"]);
        assert_eq!(labels("【篇1】\n甲。\n【篇2】\n乙。"), ["篇一", "篇二"]);
        assert_eq!(labels("第一篇\n甲。\n第二篇\n乙。"), ["篇一", "篇二"]);
        assert_eq!(labels("范文一\n甲。\n范文二\n乙。"), ["范文一", "范文二"]);
        assert_eq!(
            labels("工作总结（1）\n甲。\n工作总结（2）\n乙。"),
            ["工作总结（1）", "工作总结（2）"]
        );
    }

    #[test]
    fn a_line_for_each_year_marks_reports() {
        let year = |year: u32| format!("{year}\t{year}年政府工作报告　　{}", "工作。".repeat(200));
        assert_eq!(labels(&format!("{}\n{}", year(1954), year(1955))), ["1954", "1955"]);
    }

    #[test]
    fn a_list_of_contents_marks_nothing() {
        assert_eq!(labels("篇一\n篇二\n篇一\n甲。\n篇二\n乙。"), ["篇一", "篇二"]);
    }

    #[test]
    fn parts_of_a_plan_and_counts_are_no_markers() {
        assert!(labels("第一篇 指导方针\n甲。\n第二篇 发展目标\n乙。").is_empty());
        assert!(labels("工作总结【精选6篇】\n甲。").is_empty());
        assert!(labels("2019\n甲。").is_empty());
    }

    #[test]
    fn announced_counts_are_read() {
        assert_eq!(announced("科技局工作总结4篇"), Some(4));
        assert_eq!(announced("汇报【精选6篇】"), Some(6));
        assert_eq!(announced("工作总结（通用十篇）"), Some(10));
        assert_eq!(announced("第二篇"), None);
    }
}
