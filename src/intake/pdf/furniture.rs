//! Running headers, footers and page numbers: what a page has that its text has not.

use rustc_hash::FxHashMap;

use crate::intake::pdf::line::Line;

/// Share of the height of a page, at either end, in which headers and footers stand.
const MARGIN_SHARE: f64 = 0.14;

/// How many lines at either end of a page can be headers or footers.
const MAX_LINES: usize = 3;

/// How far the same header may move from page to page, in points.
const SLACK: f64 = 6.0;

/// Share of the pages on which a line must come again to be a header, where odd and even pages differ too.
const MIN_PAGE_SHARE: f64 = 0.25;

/// Longest page number with what stands around it, in characters: 第 12 页 共 230 页.
const MAX_NUMBER_CHARS: usize = 24;

/// The lines of one page, top first, and its height.
pub struct Sheet<'a> {
    /// Its lines.
    pub lines: &'a [Line],
    /// Its height in points.
    pub height: f64,
}

/// Says of every line of every page whether it is a header, a footer or a page number. About linear.
pub fn furniture(sheets: &[Sheet]) -> Vec<Vec<bool>> {
    let edges: Vec<Vec<usize>> = sheets.iter().map(edge_lines).collect();
    let offset = common_offset(sheets, &edges);
    let repeated = repeated(sheets, &edges);
    let mut found: Vec<Vec<bool>> =
        sheets.iter().map(|sheet| vec![false; sheet.lines.len()]).collect();
    for (page, (sheet, edges)) in sheets.iter().zip(&edges).enumerate() {
        for at in edges {
            let Some(line) = sheet.lines.get(*at) else { continue };
            let is_number = page_number(&line.text)
                .is_some_and(|number| number.is_decorated || offset == Some(number.offset(page)));
            let is_repeated = repeated.get(&masked(&line.text)).is_some_and(|heights| {
                heights.iter().any(|height| (height - line.y).abs() <= SLACK)
            });
            if let Some(slot) = found.get_mut(page).and_then(|page| page.get_mut(*at)) {
                *slot = is_number || is_repeated;
            }
        }
    }
    found
}

/// Returns the lines near the upper and lower edge, outermost ones only.
fn edge_lines(sheet: &Sheet) -> Vec<usize> {
    let margin = sheet.height * MARGIN_SHARE;
    let is_high = |at: &usize| sheet.lines.get(*at).is_some_and(|l| sheet.height - margin <= l.y);
    let is_low = |at: &usize| sheet.lines.get(*at).is_some_and(|line| line.y <= margin);
    let n_lines = sheet.lines.len();
    let top = (0..n_lines).take(MAX_LINES).filter(is_high);
    let bottom = (0..n_lines).rev().take(MAX_LINES).filter(is_low);
    top.chain(bottom).collect()
}

/// Returns how far the numbers on the pages are from counting the pages from 0, where two agree.
fn common_offset(sheets: &[Sheet], edges: &[Vec<usize>]) -> Option<i64> {
    let mut counts: FxHashMap<i64, usize> = FxHashMap::default();
    for (page, (sheet, edges)) in sheets.iter().zip(edges).enumerate() {
        let lines = edges.iter().filter_map(|at| sheet.lines.get(*at));
        for number in lines.filter_map(|line| page_number(&line.text)) {
            *counts.entry(number.offset(page)).or_default() += 1;
        }
    }
    let least = if sheets.len() == 1 { 1 } else { 2 };
    let most = counts.into_iter().max_by_key(|(offset, count)| (*count, -offset.abs()))?;
    (least <= most.1 && (most.0 == 1 || 1 < sheets.len())).then_some(most.0)
}

/// Returns the lines that come again page after page, figures aside, with where they stand.
fn repeated(sheets: &[Sheet], edges: &[Vec<usize>]) -> FxHashMap<String, Vec<f64>> {
    let mut heights: FxHashMap<String, Vec<f64>> = FxHashMap::default();
    for (sheet, edges) in sheets.iter().zip(edges) {
        for line in edges.iter().filter_map(|at| sheet.lines.get(*at)) {
            heights.entry(masked(&line.text)).or_default().push(line.y);
        }
    }
    let least =
        if sheets.len() < 4 { 2.0 } else { (sheets.len() as f64 * MIN_PAGE_SHARE).max(3.0) };
    heights.retain(|_, heights| {
        let level = |y: f64| heights.iter().filter(|other| (*other - y).abs() <= SLACK).count();
        heights.iter().any(|y| least <= level(*y) as f64)
    });
    heights
}

/// Returns a line without blanks, every figure as `#`.
fn masked(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        let is_digit = c.is_numeric();
        if !(is_digit && masked.ends_with('#')) {
            masked.push(if is_digit { '#' } else { c });
        }
    }
    masked
}

/// The number of a page.
struct PageNumber {
    value: i64,
    /// Whether what stands around it says that it is one: `- 3 -`, 第3页, `3 / 27`.
    is_decorated: bool,
}

impl PageNumber {
    /// Returns how far the number is from counting the pages from 0.
    fn offset(&self, page: usize) -> i64 {
        self.value - i64::try_from(page).unwrap_or(i64::MAX)
    }
}

/// Returns the number of a page, if the line holds nothing else.
fn page_number(text: &str) -> Option<PageNumber> {
    if MAX_NUMBER_CHARS < text.chars().count() {
        return None;
    }
    let words = ["Page", "page", "PAGE", "of", "第", "页", "頁", "共"];
    let bare = words.iter().fold(text.to_owned(), |bare, word| bare.replace(word, " "));
    let is_fill = |c: char| c.is_whitespace() || "-—–―－·•~～/／|｜,，()（）[]【】".contains(c);
    let numbers: Vec<&str> = bare.split(is_fill).filter(|part| !part.is_empty()).collect();
    let value = numbers.first().and_then(|number| counted(number))?;
    let is_total = |total: &&str| counted(total).is_some_and(|total| value <= total);
    let is_one = numbers.len() == 1 || (numbers.len() == 2 && numbers.get(1).is_some_and(is_total));
    let core = text.trim();
    let is_decorated = core.len() != numbers.first().map_or(0, |number| number.len());
    is_one.then_some(PageNumber { value, is_decorated })
}

/// Returns the value of a page count of up to four digits, or in Roman numerals.
fn counted(number: &str) -> Option<i64> {
    let digits: Option<String> = number
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10),
            _ => Some(c).filter(char::is_ascii_digit),
        })
        .collect();
    match digits {
        Some(digits) if digits.len() <= 4 => digits.parse().ok(),
        _ => roman(number),
    }
}

/// Returns the value of a small Roman numeral.
fn roman(number: &str) -> Option<i64> {
    const MAX_LETTERS: usize = 6;
    let value = |c: char| match c.to_ascii_lowercase() {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        _ => None,
    };
    let values: Option<Vec<i64>> = number.chars().map(value).collect();
    let values = values.filter(|values| (1..=MAX_LETTERS).contains(&values.len()))?;
    let signed = |at: usize, own: i64| match values.get(at + 1) {
        Some(next) if own < *next => -own,
        _ => own,
    };
    Some(values.iter().enumerate().map(|(at, own)| signed(at, *own)).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, y: f64) -> Line {
        Line { text: text.to_owned(), y, size: 10.0, ..Line::default() }
    }

    fn kept(pages: &[Vec<Line>]) -> Vec<String> {
        let sheets: Vec<Sheet> = pages.iter().map(|lines| Sheet { lines, height: 800.0 }).collect();
        let found = furniture(&sheets);
        let lines = pages.iter().flatten().zip(found.into_iter().flatten());
        lines.filter(|(_, is)| !is).map(|(line, _)| line.text.clone()).collect()
    }

    #[test]
    fn headers_footers_and_page_numbers_are_told_from_text() {
        let page = |n: usize| {
            vec![
                line("云溪市 2024 年工作报告", 780.0),
                line(&format!("正文第{n}段"), 600.0),
                line(&format!("{n}"), 30.0),
            ]
        };
        assert_eq!(kept(&[page(1), page(2), page(3)]), ["正文第1段", "正文第2段", "正文第3段"]);
    }

    #[test]
    fn a_figure_in_the_text_is_no_page_number() {
        let pages = [vec![line("全年完成", 700.0), line("67", 400.0)], vec![line("2025", 780.0)]];
        assert_eq!(kept(&pages).len(), 3);
    }

    #[test]
    fn page_numbers_come_in_many_dresses() {
        for text in
            ["- 3 -", "— 3 —", "第 3 页 共 27 页", "3 / 27", "Page 3 of 27", "－３－", "iii"]
        {
            assert_eq!(page_number(text).map(|number| number.value), Some(3), "{text}");
        }
        for text in ["3家", "3.5", "27 / 3", "12345", "第三章"] {
            assert!(page_number(text).is_none(), "{text}");
        }
    }
}
