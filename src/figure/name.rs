//! Numerals that are no figures: names, set words, list numbers. One table of names.
//!
//! A reader does not count in 十九大, “科技创新40条”, 进一步 or 1.研究经费, and neither may we:
//! a false figure costs more trust than a missed one.

use crate::figure::chinese;
use crate::figure::lexicon::{Lexicon, Words};
use crate::figure::line::{Line, is_han};
use crate::figure::numeral::skip_digits;
use crate::figure::session::session_at;

/// Longest quotation that is taken for a name, in characters. “426”, “科技创新40条”, “冬日暖阳”;
/// quoted titles that hold real dates are longer (“2019年xx省科技成果交易暨大院大所合作对接会”).
const LONGEST_NAME: usize = 12;

/// Digits of the longest list number. Policy addresses number their paragraphs to 300.
const LONGEST_LIST_NUMBER: usize = 3;

/// Set words that hold a numeral, as folded for scanning.
#[rustfmt::skip]
static NAMES: Lexicon = Lexicon::new(|| {
    Words::of(&[
    "八项规定", "四个意识", "四个自信", "四个全面", "两个维护", "两个确立", "三个代表",
    "两个责任", "一岗双责", "三会一课", "三重一大", "四风", "六稳", "六保", "三农", "三公",
    "两学一做", "三严三实", "五位一体", "两个一百年", "一国两制", "一带一路", "三个务必",
    "两个毫不动摇", "四个伟大", "百日攻坚", "三大攻坚战", "五大发展理念", "新发展理念",
    "一心一意", "千家万户", "千万家", "千方百计", "万众", "四面八方", "五湖四海", "三北",
    "四化同步", "三位一体", "四位一体", "三条红线", "三区三线", "三医", "三孩", "二孩", "两岸",
    "两会", "两院", "两委", "双一流", "一卡通", "一网通办", "一站式", "一体化", "百花齐放",
    "百家争鸣", "三权分置", "三资", "两弹一星", "四大班子", "四套班子", "三支一扶", "五险一金",
    "三江源", "九三", "八一", "五一", "五四", "七一", "十一黄金周", "两个文明", "三个有利于",
    "四项基本原则", "四个现代化", "三反", "五反", "四清", "二元", "多元", "三元", "二维码",
    "三维", "二氧化碳", "一氧化碳", "三角", "四川", "三亚", "三峡", "九江", "三明", "十堰",
    "二十四节气", "一二三产", "二三产业", "三级跳", "两翼", "两手抓", "一分为二", "三三制",
    "百年", "千年", "百姓", "百货", "百科", "万物", "万全", "万里长", "十分", "千万不",
    "一百年奋斗", "两个结合", "两个大局", "三新一高", "三个区分开来", "四不两直", "一窗",
    "十年禁渔", "二十国集团", "五项原则", "一县三区", "三步走", "一对一", "八方", "四好农村",
    "四上", "三品一标", "两位数", "一位数", "三位数", "三次产业", "一二产业", "两区", "三包",
    "一国两制", "两国", "四川省",
])
});

/// What a stretch of the line lets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quiet {
    /// A short quotation: only dates, percentages and amounts of money are figures.
    Name,
    /// A title 《…》: only dates and editions are.
    Title,
    /// A document number 〔2019〕12号: nothing is.
    Reference,
}

/// Returns the quiet stretches of the line, in order and without overlap.
pub fn quiet_stretches(line: &Line) -> Vec<(usize, usize, Quiet)> {
    let mut stretches = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for column in 0..line.len() {
        let c = line.at(column);
        match (open, closing(c)) {
            (_, Some(close)) => open = Some((column, close)),
            (Some((start, close)), None) if c == close => {
                open = None;
                stretches.extend(stretch(start, column + 1, close));
            }
            _ => {}
        }
    }
    stretches
}

fn stretch(start: usize, end: usize, close: char) -> Option<(usize, usize, Quiet)> {
    match close {
        '》' => Some((start, end, Quiet::Title)),
        '〕' => Some((start, end, Quiet::Reference)),
        _ => (end - start <= LONGEST_NAME + 2).then_some((start, end, Quiet::Name)),
    }
}

fn closing(open: char) -> Option<char> {
    match open {
        '“' => Some('”'),
        '‘' => Some('’'),
        '「' => Some('」'),
        '『' => Some('』'),
        '《' => Some('》'),
        '〔' => Some('〕'),
        _ => None,
    }
}

/// Returns the column behind the name or set word at the column.
pub fn name_at(line: &Line, column: usize) -> Option<usize> {
    if let Some((_, columns)) = NAMES.at(line, column, line.len()) {
        return Some(column + columns);
    }
    village_group(line, column)
        .or_else(|| session_at(line, column))
        .or_else(|| sum_in_name(line, column))
        .or_else(|| list_word(line, column))
}

/// Reads the 7组 of 东门村7组: an address.
fn village_group(line: &Line, column: usize) -> Option<usize> {
    let end = skip_digits(line, column);
    let group = column < end && line.at(end) == '组' && matches!(line.before(column), '村' | '队');
    group.then_some(end + 1)
}

/// Reads 7+1, 1+X, 24×7: a name made of a sum.
fn sum_in_name(line: &Line, column: usize) -> Option<usize> {
    let end = skip_digits(line, column);
    let is_sum = column < end && matches!(line.at(end), '+' | '×' | '*');
    let behind = line.skip(end + 1, |c| c.is_ascii_alphanumeric() || c == '+');
    (is_sum && end + 1 < behind).then_some(behind)
}

/// Reads 一是, 二要, 第一， where they number the points of a list.
fn list_word(line: &Line, column: usize) -> Option<usize> {
    chinese::digit(line.at(column))?;
    matches!(line.at(column + 1), '是' | '要' | '来' | '则').then_some(column + 2)
}

/// Returns the column behind a list number that opens the line: 1. (1) 2、 3） ⑴.
///
/// Behind 1. may follow a year: 1.2019年 is point one, 1.5亿 is not.
pub fn list_number(line: &Line) -> usize {
    let open = usize::from(line.at(0) == '(');
    let is_digit = |at: &usize| line.at(*at).is_ascii_digit();
    let end = open + (open..=open + LONGEST_LIST_NUMBER).take_while(is_digit).count();
    if end == open || open + LONGEST_LIST_NUMBER < end {
        return 0;
    }
    let behind = line.at(end + 1);
    match line.at(end) {
        ')' => end + 1,
        '、' if open == 0 => end + 1,
        '.' | ',' | '，' if open == 0 && !behind.is_ascii_digit() => end + 1,
        '.' if open == 0 && skip_digits(line, end + 1) == end + 5 && line.at(end + 5) == '年' => {
            end + 1
        }
        ' ' if open == 0 && is_han(behind) => end + 1,
        '.' if open == 0 => outline_number(line, end),
        _ => 0,
    }
}

/// Returns the column behind 2.1 or 3.1.2 in front of a capital letter; 0 if that is none.
fn outline_number(line: &Line, end: usize) -> usize {
    let mut end = end;
    while line.at(end) == '.' && line.at(end + 1).is_ascii_digit() {
        end = skip_digits(line, end + 1);
    }
    let heads = line.at(end) == ' ' && line.is_capital(end + 1);
    if heads { end } else { 0 }
}

/// Returns the column behind `(1)` at the column: a number alone in parentheses counts nothing.
pub fn bracketed_number(line: &Line, column: usize) -> Option<usize> {
    let end = skip_digits(line, column);
    let enclosed = line.before(column) == '(' && line.at(end) == ')';
    (enclosed && end - column <= 2).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::line::width;
    use crate::text::span::Span;

    fn line(text: &str) -> Line {
        Line::of(text, Span::new(0, text.len()))
    }

    #[test]
    fn set_words_and_congresses_are_names() {
        for text in ["八项规定", "十九大", "二十大", "7+1", "一是"] {
            assert_eq!(name_at(&line(text), 0), Some(width(text)), "{text}");
        }
        assert_eq!(name_at(&line("五大工程"), 0), None);
    }

    #[test]
    fn short_quotation_is_a_name_and_a_long_one_is_not() {
        assert_eq!(quiet_stretches(&line("“科技创新40条”")), [(0, 9, Quiet::Name)]);
        assert_eq!(quiet_stretches(&line("“一二三四五六七八九十一二三”")), []);
    }

    #[test]
    fn list_numbers_open_the_line() {
        assert_eq!(list_number(&line("1.研究经费")), 2);
        assert_eq!(list_number(&line("(12)创新")), 4);
        assert_eq!(list_number(&line("1.5亿元")), 0);
        assert_eq!(list_number(&line("1.2019年")), 2);
    }
}
