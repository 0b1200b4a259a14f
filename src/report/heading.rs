//! The forms a heading can take: one table, from 第一章 to ①.
//!
//! ```text
//! 第一部分  第一章  第一节  一、  第一条  （一）  1.  （1）  ⑴  1）  ①     numbers
//! Chapter 1  I.  (A)  1.1  (a)                                          numbers
//! 第一，    一是    ——                                              leads
//! ```
//!
//! A number opens a section; a lead (一是, 首先, 第一，, ——) opens a sentence inside a paragraph and
//! becomes a heading only where lines consist of nothing else. The table says what a form looks
//! like and which forms usually hold which; how deep a form stands in one report is found by
//! [`crate::report::nesting`] from the order in which its numbers come.

use crate::text::fold::narrowed;
use crate::text::span::is_blank;

/// A number in front of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Numeral {
    /// Index of its form in the table of heading forms.
    pub form: usize,
    /// What it counts to: 三、 is 3; 0 for a dash, which does not count.
    pub value: u32,
}

/// A number and how much of the line it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The number.
    pub numeral: Numeral,
    /// Length of number, punctuation and following blanks, in bytes.
    pub len_bytes: usize,
}

/// How much a form by itself says that a section starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Reports use it for sections: 第一章, 一、, （一）.
    Strong,
    /// Also used for lists and labels, so that one alone proves little: 1., （1）, ①.
    Weak,
    /// Opens a sentence: 一是, 第一，, ——.
    Lead,
}

/// How the counting part of a form is written.
#[derive(Clone, Copy)]
enum Digits {
    Han,
    Arabic,
    HanOrArabic,
    Article,
    Dotted,
    Roman,
    RomanOrArabic,
    Capital,
    Small,
    Circled,
    Parenthesized,
    Ordinal,
    Dash,
}

/// One form of heading.
struct Form {
    /// An example, which is also its name.
    example: &'static str,
    weight: Weight,
    opening: &'static [&'static str],
    digits: Digits,
    closing: &'static [&'static str],
}

/// Makes a row of the table.
const fn row(
    example: &'static str,
    weight: Weight,
    parts: (&'static [&'static str], Digits, &'static [&'static str]),
) -> Form {
    Form { example, weight, opening: parts.0, digits: parts.1, closing: parts.2 }
}

/// Nothing in front of, or nothing behind, the digits.
const NOTHING: &[&str] = &[""];
const CHAPTER: &[&str] = &["Chapter ", "CHAPTER ", "Part ", "PART ", "Section ", "SECTION "];
const PARENTHESIS: &[&str] = &["（", "("];
const PARENTHESIS_CLOSED: &[&str] = &["）、", ")、", "）", ")"];
/// An article put in between is 第一百二十条之一; it counts like the one before it.
const ARTICLE_CLOSED: &[&str] = &["条之一", "条之二", "条之三", "条之四", "条之五", "条", "條"];

/// The forms, those that usually hold others first. The order is the usual nesting.
const FORMS: [Form; 19] = [
    row("Chapter 1", Weight::Strong, (CHAPTER, Digits::RomanOrArabic, NOTHING)),
    row("第一部分", Weight::Strong, (&["第"], Digits::HanOrArabic, &["部分", "篇", "编", "編"])),
    row("第一章", Weight::Strong, (&["第"], Digits::HanOrArabic, &["章"])),
    row("第一节", Weight::Strong, (&["第"], Digits::HanOrArabic, &["节", "節"])),
    row("I.", Weight::Weak, (NOTHING, Digits::Roman, &["."])),
    row("一、", Weight::Strong, (NOTHING, Digits::Han, &["、", "．", "."])),
    row("第一条", Weight::Strong, (&["第"], Digits::Article, ARTICLE_CLOSED)),
    row("（一）", Weight::Strong, (PARENTHESIS, Digits::Han, PARENTHESIS_CLOSED)),
    row("(A)", Weight::Weak, (PARENTHESIS, Digits::Capital, PARENTHESIS_CLOSED)),
    row("1.", Weight::Weak, (NOTHING, Digits::Arabic, &["、", "．", "."])),
    row("1.1", Weight::Weak, (NOTHING, Digits::Dotted, NOTHING)),
    row("（1）", Weight::Weak, (PARENTHESIS, Digits::Arabic, PARENTHESIS_CLOSED)),
    row("(a)", Weight::Weak, (PARENTHESIS, Digits::Small, PARENTHESIS_CLOSED)),
    row("⑴", Weight::Weak, (NOTHING, Digits::Parenthesized, NOTHING)),
    row("1）", Weight::Weak, (NOTHING, Digits::Arabic, &["）", ")"])),
    row("①", Weight::Weak, (NOTHING, Digits::Circled, NOTHING)),
    row("第一，", Weight::Lead, (NOTHING, Digits::Ordinal, &["，", ",", "、", "：", ":"])),
    row("一是", Weight::Lead, (NOTHING, Digits::Han, &["是"])),
    row("——", Weight::Lead, (NOTHING, Digits::Dash, NOTHING)),
];

/// Highest number a heading carries; longer digit groups are years and amounts.
const MAX_VALUE: u32 = 299;

/// Highest number of an article: the Civil Code has 1 260.
const MAX_ARTICLE: u32 = 1_999;

/// Words that count like 第一: the first two have no other use at the start of a sentence.
const ORDINALS: [(&str, u32); 4] = [("首先", 1), ("其次", 2), ("再次", 3), ("最后", 4)];

/// Returns the number at the start of a line, or `None` if it starts with anything else.
///
/// The text must be trimmed. A number with nothing behind it is none. What looks like a number
/// and is not: `1.4万亿`, `2011年,`, `一、二等奖`, `第一位`.
pub fn opening(line: &str) -> Option<Opening> {
    FORMS.iter().enumerate().find_map(|(form, row)| {
        let (value, len, closing) = row.matched(line)?;
        let rest = line.get(len..)?;
        let has_text = !rest.trim_matches(is_blank).is_empty();
        let len_bytes = len + blanks_at(line, len);
        let opening = Opening { numeral: Numeral { form, value }, len_bytes };
        (has_text && row.accepts(value, closing, rest)).then_some(opening)
    })
}

/// Returns how much the form says about a section; `Weak` for a form that is not in the table.
pub fn weight(form: usize) -> Weight {
    FORMS.get(form).map_or(Weight::Weak, |row| row.weight)
}

/// Says whether the form numbers the articles of a law, which have no heading but their number.
pub fn is_article(form: usize) -> bool {
    FORMS.get(form).is_some_and(|row| matches!(row.digits, Digits::Article))
}

/// Returns how the form is written, as in `（一）`; empty for a form that is not in the table.
pub fn example(form: usize) -> &'static str {
    FORMS.get(form).map_or("", |row| row.example)
}

impl Form {
    /// Returns value, length in bytes and the closing sign if the line opens with this form.
    fn matched(&self, line: &str) -> Option<(u32, usize, &'static str)> {
        let opening = self.opening.iter().find(|opening| line.starts_with(**opening))?;
        let start = opening.len() + blanks_at(line, opening.len());
        let (value, len) = digits(line.get(start..)?, self.digits)?;
        let highest = if matches!(self.digits, Digits::Article) { MAX_ARTICLE } else { MAX_VALUE };
        let is_counted = value <= highest && (0 < value || matches!(self.digits, Digits::Dash));
        let spaced = start + len + blanks_at(line, start + len);
        let closing = |at: usize| {
            let rest = line.get(at..)?;
            let closing = self.closing.iter().find(|closing| rest.starts_with(**closing))?;
            Some((value, at + closing.len(), *closing))
        };
        let found = closing(start + len).or_else(|| closing(spaced))?;
        is_counted.then_some(found)
    }

    /// Says whether what follows the number lets it be one.
    fn accepts(&self, value: u32, closing: &str, rest: &str) -> bool {
        let next = rest.chars().next().map_or(' ', narrowed);
        match self.digits {
            Digits::Han if closing == "、" => !lists_the_next(rest, Digits::Han, value, ""),
            Digits::Arabic if closing == "、" => {
                !lists_the_next(rest, Digits::Arabic, value, "、")
            }
            Digits::Arabic => !next.is_ascii_digit(),
            Digits::Dotted | Digits::Roman => is_blank(next),
            Digits::RomanOrArabic => is_blank(next) || matches!(next, ':' | '.'),
            Digits::HanOrArabic => !matches!(next, ',' | '的' | '第'),
            // 第一条规定 speaks of an article; 第一条 为了 and 第一条【目的】 are one.
            Digits::Article => is_blank(next) || matches!(next, '【' | '[' | '〔'),
            _ => true,
        }
    }
}

/// Returns the length of the blanks at the byte offset.
fn blanks_at(line: &str, at: usize) -> usize {
    let rest = line.get(at..).unwrap_or("");
    rest.len() - rest.trim_start_matches(is_blank).len()
}

/// Says whether the text goes on counting, as in 一、二等奖 and 1、2、3号; 一、二十大以来 does not.
fn lists_the_next(rest: &str, kind: Digits, value: u32, behind: &str) -> bool {
    digits(rest, kind).is_some_and(|(next, len)| {
        let is_one_sign = rest.get(..len).is_some_and(|text| text.chars().count() == 1);
        let goes_on = rest.get(len..).is_some_and(|text| text.starts_with(behind));
        next == value + 1 && is_one_sign && goes_on
    })
}

/// Reads the counting part: its value and its length in bytes.
fn digits(text: &str, kind: Digits) -> Option<(u32, usize)> {
    match kind {
        Digits::Han => han(text),
        Digits::Arabic => arabic(text),
        Digits::HanOrArabic | Digits::Article => han(text).or_else(|| arabic(text)),
        Digits::Dotted => dotted(text),
        Digits::Roman => roman(text),
        Digits::RomanOrArabic => roman(text).or_else(|| arabic(text)),
        Digits::Capital => letter(text, 'A'..='Z'),
        Digits::Small => letter(text, 'a'..='z'),
        Digits::Circled => enclosed(text, &['①'..='⑳', '㉑'..='㉟']),
        Digits::Parenthesized => enclosed(text, &['⑴'..='⒇']),
        Digits::Ordinal => ordinal(text),
        Digits::Dash => dash(text),
    }
}

/// Reads a Chinese numeral up to 一千九百九十九; years such as 二〇一九 are none. Never an empty one.
pub fn han(text: &str) -> Option<(u32, usize)> {
    let len = text.len() - text.trim_start_matches(is_han_digit).len();
    let written = text.get(..len)?;
    let (thousands, rest) = place_value(written, &['千', '仟'])?;
    let (hundreds, rest) = place_value(rest, &['百', '佰'])?;
    let is_high = 0 < thousands + hundreds;
    let rest = if is_high { rest.trim_start_matches(['零', '〇']) } else { rest };
    let below: Vec<char> = rest.chars().collect();
    let below = match below.as_slice() {
        [] if is_high => 0,
        ['十' | '拾'] => 10,
        ['十' | '拾', unit] => 10 + han_digit(*unit)?,
        [unit] => han_digit(*unit)?,
        [tens, '十' | '拾'] => han_digit(*tens)? * 10,
        [tens, '十' | '拾', unit] => han_digit(*tens)? * 10 + han_digit(*unit)?,
        _ => return None,
    };
    Some((thousands * 1000 + hundreds * 100 + below, len))
}

/// Splits off the digit in front of 千 or 百: its value, 0 if the sign is not there, and the rest.
/// `None` if the sign has no digit.
fn place_value<'a>(written: &'a str, signs: &[char]) -> Option<(u32, &'a str)> {
    let Some((before, rest)) = written.split_once(signs) else { return Some((0, written)) };
    let mut digits = before.chars().filter(|c| !matches!(c, '零' | '〇'));
    let value = han_digit(digits.next()?)?;
    digits.next().is_none().then_some((value, rest))
}

/// Says whether a character is a Chinese digit, ten or zero.
fn is_han_digit(c: char) -> bool {
    matches!(c, '十' | '拾' | '百' | '佰' | '千' | '仟' | '〇' | '零') || han_digit(c).is_some()
}

/// Returns the value of a Chinese digit from one to nine.
fn han_digit(c: char) -> Option<u32> {
    const PLAIN: &str = "一二三四五六七八九";
    const FORMAL: &str = "壹贰叁肆伍陆柒捌玖";
    let place = |digits: &str| digits.chars().position(|digit| digit == c);
    place(PLAIN).or_else(|| place(FORMAL)).map(|at| at as u32 + 1)
}

/// Reads Arabic digits, full-width or with single spaces in between; leading zeros make none.
pub fn arabic(text: &str) -> Option<(u32, usize)> {
    let (mut value, mut end, mut may_skip) = (0_u32, 0, false);
    for (at, c) in text.char_indices() {
        match narrowed(c).to_digit(10) {
            Some(0) if end == 0 => return None,
            Some(digit) => {
                value = value.checked_mul(10)?.checked_add(digit)?;
                (end, may_skip) = (at + c.len_utf8(), true);
            }
            None if may_skip && is_blank(c) => may_skip = false,
            None => break,
        }
    }
    (0 < end).then_some((value, end))
}

/// Reads `1.2` or `1.2.3`; the value is the last part.
fn dotted(text: &str) -> Option<(u32, usize)> {
    let len = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let parts: Vec<&str> = text.get(..len)?.trim_end_matches('.').split('.').collect();
    let is_number = |part: &&str| !part.is_empty() && part.len() <= 2 && !part.starts_with('0');
    let is_dotted = 2 <= parts.len() && parts.iter().all(is_number);
    let value = parts.last()?.parse().ok()?;
    is_dotted.then_some((value, len))
}

/// Reads a Roman numeral up to XX in capitals.
fn roman(text: &str) -> Option<(u32, usize)> {
    const NUMERALS: [&str; 20] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV",
        "XV", "XVI", "XVII", "XVIII", "XIX", "XX",
    ];
    let len = text.len() - text.trim_start_matches(['I', 'V', 'X']).len();
    let at = NUMERALS.iter().position(|numeral| text.get(..len) == Some(*numeral))?;
    Some((at as u32 + 1, len))
}

/// Reads one letter of the range.
fn letter(text: &str, range: std::ops::RangeInclusive<char>) -> Option<(u32, usize)> {
    let first = text.chars().next().filter(|c| range.contains(c))?;
    Some((first as u32 - *range.start() as u32 + 1, first.len_utf8()))
}

/// Reads one enclosed number; the ranges count on from each other.
fn enclosed(text: &str, ranges: &[std::ops::RangeInclusive<char>]) -> Option<(u32, usize)> {
    let first = text.chars().next()?;
    let mut before = 0;
    for range in ranges {
        if range.contains(&first) {
            return Some((before + first as u32 - *range.start() as u32 + 1, first.len_utf8()));
        }
        before += *range.end() as u32 - *range.start() as u32 + 1;
    }
    None
}

/// Reads 首先 or 第三.
fn ordinal(text: &str) -> Option<(u32, usize)> {
    if let Some((word, value)) = ORDINALS.iter().find(|(word, _)| text.starts_with(word)) {
        return Some((*value, word.len()));
    }
    let rest = text.strip_prefix('第')?;
    let (value, len) = han(rest)?;
    Some((value, '第'.len_utf8() + len))
}

/// Reads a dash of two signs; it counts nothing.
fn dash(text: &str) -> Option<(u32, usize)> {
    let len = text.len() - text.trim_start_matches(['—', '-', '－', '─', '–']).len();
    (2 <= text.get(..len)?.chars().count()).then_some((0, len))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(&'static str, u32)> {
        opening(line).map(|found| (example(found.numeral.form), found.numeral.value))
    }

    #[test]
    fn every_form_is_read() {
        for (at, form) in FORMS.iter().enumerate() {
            let line = format!("{} 强化科技创新", form.example);
            assert_eq!(opening(&line).map(|found| found.numeral.form), Some(at), "{line}");
        }
    }

    #[test]
    fn values_are_read() {
        assert_eq!(read("二十三、加强建设"), Some(("一、", 23)));
        assert_eq!(read("（十）工作目标"), Some(("（一）", 10)));
        assert_eq!(read("１０．增强内生动力"), Some(("1.", 10)));
        assert_eq!(read("1 0、增强内生动力"), Some(("1.", 10)));
        assert_eq!(read("（ 一 ）总体思路"), Some(("（一）", 1)));
        assert_eq!(read("⑵科普活动月"), Some(("⑴", 2)));
        assert_eq!(read("其次，抓好落实"), Some(("第一，", 2)));
        assert_eq!(read("3.今年新增企业"), Some(("1.", 3)));
    }

    #[test]
    fn figures_ranks_and_lists_are_no_numbers() {
        for line in
            ["1.4万亿元", "2011年,市科技局", "PM2.5下降", "第一位是高新区", "一、二等奖各1个"]
        {
            assert_eq!(read(line), None, "{line}");
        }
        assert_eq!(read("1、2、3号楼"), None);
        assert_eq!(read("8.4%"), None);
        assert_eq!(read("0.5个百分点"), None);
        assert_eq!(read("一、"), None);
    }

    #[test]
    fn articles_count_into_the_thousands_and_references_to_them_are_none() {
        assert_eq!(read("第一百零三条 本法自公布之日起施行。"), Some(("第一条", 103)));
        assert_eq!(read("第一千二百六十条　本法"), Some(("第一条", 1260)));
        assert_eq!(read("第120条之一 有下列情形"), Some(("第一条", 120)));
        assert_eq!(read("第二百条【期间】当事人"), Some(("第一条", 200)));
        assert_eq!(read("第十条规定的情形"), None);
        assert_eq!(read("第二条第一款"), None);
    }

    #[test]
    fn years_behind_a_number_do_not_hide_it() {
        assert_eq!(read("一、2011年工作与成效"), Some(("一、", 1)));
        assert_eq!(read("一、二〇一九年工作回顾"), Some(("一、", 1)));
        assert_eq!(read("1、2019年工作回顾"), Some(("1.", 1)));
    }
}
