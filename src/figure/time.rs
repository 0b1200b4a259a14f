//! Dates and periods as they are written: 2019年, 1-10月, 3月23日, 十一五期间, 上半年.
//!
//! Nothing is resolved here: what year 今年 is, the [`crate::figure::period`] knows.

use crate::figure::chinese;
use crate::figure::line::{Line, ends_clause, is_han, width};
use crate::figure::mention::Mention;
use crate::figure::model::{Class, FigureFlag};
use crate::figure::numeral::skip_digits;
use crate::figure::unit::unit_at;

/// Years a report can speak of. Four digits outside are no year unless 年 follows.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2099;

/// A year, given or told from the report's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// 2019年.
    Given(u32),
    /// 今年 is 0, 去年 is -1.
    Relative(i32),
}

/// A date or period before it is resolved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// The year, if it is said.
    pub year: Option<Year>,
    /// The last year of a span of years.
    pub last_year: Option<u32>,
    /// First and last month, if months are said.
    pub months: Option<(u32, u32)>,
    /// The day of the month, if it names a single day.
    pub day: Option<u32>,
    /// Whether it is a part of the year that has a name: 一季度, 上半年.
    pub named: bool,
    /// Whether no year can be told: 每年3月, and 去年3月, since 去年 is the year before the report was
    /// given, which often is the year it reports on.
    pub floating: bool,
}

/// Reads the date or period whose number starts at the column; words like 今年 and 截至 in front of it,
/// as far as `floor`, belong to it.
pub fn time_at(line: &Line, column: usize, floor: usize) -> Option<Mention> {
    let (moment, end, stripped) = years(line, column)
        .or_else(|| plan(line, column))
        .or_else(|| months(line, column))
        .or_else(|| part_of_year(line, column))?;
    let mut mention = Mention::new(Class::Time, column, end);
    if stripped {
        mention.flags.push(FigureFlag::YearStripped);
    }
    mention.moment = Some(with_prefix(line, &mut mention, moment, floor));
    Some(mention)
}

/// Takes 今年, 每年, 截至 in front of a time into it and returns what they say.
fn with_prefix(line: &Line, mention: &mut Mention, mut moment: Moment, floor: usize) -> Moment {
    while let Some((word, meaning)) = prefix(line, mention.start) {
        let start = mention.start - width(word);
        if start < floor {
            break;
        }
        mention.start = start;
        match meaning {
            Prefix::Year(offset) => moment.year = moment.year.or(Some(Year::Relative(offset))),
            Prefix::Until => moment.months = moment.months.map(|(_, last)| (1, last)),
            Prefix::Floating => moment.floating = true,
        }
    }
    moment
}

fn prefix(line: &Line, column: usize) -> Option<(&'static str, Prefix)> {
    PREFIXES.iter().copied().find(|(word, _)| line.ends(column, word))
}

/// What a word in front of a time says.
#[derive(Clone, Copy)]
enum Prefix {
    /// The year, counted from the report's own.
    Year(i32),
    /// From January on.
    Until,
    /// No year that can be told.
    Floating,
}

/// Words in front of a time that belong to it.
const PREFIXES: &[(&str, Prefix)] = &[
    ("今年", Prefix::Year(0)),
    ("本年", Prefix::Year(0)),
    ("当年", Prefix::Year(0)),
    ("去年", Prefix::Year(-1)),
    ("上年", Prefix::Year(-1)),
    ("前年", Prefix::Year(-2)),
    ("明年", Prefix::Year(1)),
    ("截止到", Prefix::Until),
    ("截至到", Prefix::Until),
    ("截止", Prefix::Until),
    ("截至", Prefix::Until),
    ("每年", Prefix::Floating),
];

/// A moment, the column behind it, and whether 年 is missing.
type Reading = (Moment, usize, bool);

/// Reads a year or span of years, with the months and the day behind it.
fn years(line: &Line, column: usize) -> Option<Reading> {
    let (first, end) = four_digits(line, column)?;
    if let Some((last, end)) = span_of_years(line, first, end) {
        let year = Some(Year::Given(first));
        return Some((Moment { year, last_year: Some(last), ..Moment::default() }, end, false));
    }
    let Some(end) = year_word(line, end) else {
        return bare_year(line, first, column, end);
    };
    let year = Some(Year::Given(first));
    let end_of_year = end + line.longest(end, &["底", "末", "初"]).map_or(0, width);
    let (moment, end, _) = months(line, end).or_else(|| part_of_year(line, end)).unwrap_or((
        Moment::default(),
        end_of_year,
        false,
    ));
    Some((Moment { year, ..moment }, end, false))
}

/// Reads exactly four digits of one script.
fn four_digits(line: &Line, column: usize) -> Option<(u32, usize)> {
    let end = column + 4;
    let is_digit = |c: &char| c.is_ascii_digit();
    let digits = line.folded(column, end);
    if digits.len() == 4 && digits.iter().all(is_digit) && !line.at(end).is_ascii_digit() {
        let value = digits.iter().filter_map(|c| c.to_digit(10));
        return Some((value.fold(0, |sum, digit| sum * 10 + digit), end));
    }
    let is_chinese = chinese::is_numeral(line.at(column)) && !chinese::is_numeral(line.at(end));
    let value = chinese::digit_string(digits).filter(|_| is_chinese && digits.len() == 4)?;
    YEARS.contains(&value).then_some((value, end))
}

/// Reads 年 or 年度 at the column; 年 that begins 年级 or 年龄 is none.
fn year_word(line: &Line, column: usize) -> Option<usize> {
    // 年轻人, but 1979年轻工业.
    let young =
        line.at(column + 1) == '轻' && !matches!(line.at(column + 2), '工' | '纺' | '重' | '型');
    let other = young || matches!(line.at(column + 1), '级' | '龄');
    if line.at(column) != '年' || other {
        return None;
    }
    Some(column + if line.at(column + 1) == '度' { 2 } else { 1 })
}

/// Reads the rest of 2016-2020年, 2018年至2020年, 2024-25 behind the first year.
fn span_of_years(line: &Line, first: u32, column: usize) -> Option<(u32, usize)> {
    let behind = if line.at(column) == '年' { column + 1 } else { column };
    let start = behind + separator(line, behind)?;
    if let Some((last, end)) = four_digits(line, start) {
        let marked = year_word(line, end);
        let plausible = YEARS.contains(&first) && YEARS.contains(&last) && first < last;
        return plausible.then(|| (last, marked.unwrap_or(end)));
    }
    let end = skip_digits(line, start);
    let last = two_digits(line, start).filter(|_| end == start + 2)?;
    let follows = line.before(start) == '-' && (first + 1) % 100 == last;
    (follows && YEARS.contains(&first)).then(|| (first + 1, year_word(line, end).unwrap_or(end)))
}

/// Returns the width of the separator of a range at the column.
pub fn separator(line: &Line, column: usize) -> Option<usize> {
    line.longest(column, &["-", "--", "~", "至", "到"]).map(width)
}

fn two_digits(line: &Line, column: usize) -> Option<u32> {
    line.folded(column, column + 2).iter().try_fold(0, |sum, c| Some(sum * 10 + c.to_digit(10)?))
}

/// Accepts a year without 年 where a noun follows: 2017共有, 省2011全省, and in Latin text anywhere.
fn bare_year(line: &Line, year: u32, column: usize, end: usize) -> Option<Reading> {
    let next = line.at(end);
    let before = line.before(column);
    let is_chinese_numeral = chinese::is_numeral(line.at(column));
    let goes_on = next == '.' && line.at(end + 1).is_ascii_digit();
    if !YEARS.contains(&year) || is_chinese_numeral || before.is_ascii_alphanumeric() || goes_on {
        return None;
    }
    let year = Some(Year::Given(year));
    let moment = Moment { year, ..Moment::default() };
    let names_noun =
        is_han(next) && !NOT_BEHIND_YEAR.contains(&next) && unit_at(line, end).is_none();
    let enclosed = matches!((before, next), ('(', ')') | ('[', ']'));
    let latin =
        before == ' ' && (matches!(next, ' ' | '.' | ';' | ')' | ',' | '-') || ends_clause(next));
    let latin = latin && line.before(column - 1).is_ascii() && unit_at(line, end + 1).is_none();
    let no_amount = !matches!(before, '$' | '¥' | '-' | '+' | '.' | '/' | '〔');
    ((names_noun || enclosed || latin) && no_amount).then_some((moment, end, names_noun))
}

/// Characters behind four digits that make them an amount, a document number or a model.
const NOT_BEHIND_YEAR: &[char] = &[
    '余', '多', '来', '几', '十', '百', '千', '万', '亿', '号', '型', '款', '版', '以', '左', '点',
    '分', '〕',
];

/// Reads 十三五, “十三五”, 九五期间: a five-year plan.
fn plan(line: &Line, column: usize) -> Option<Reading> {
    if line.at(column) != '十' || line.at(column + 2) != '五' {
        return None;
    }
    let number = chinese::digit(line.at(column + 1)).filter(|number| (1..=9).contains(number))?;
    let end = column + 3;
    let next = line.at(end);
    let goes_on = chinese::is_numeral(next) || unit_at(line, end).is_some();
    let first = 2001 + 5 * number;
    let year = Some(Year::Given(first));
    let end = end + if line.has(end, "期间") || line.has(end, "时期") { 2 } else { 0 };
    let moment = Moment { year, last_year: Some(first + 4), ..Moment::default() };
    (!goes_on).then_some((moment, end, false))
}

/// Reads 1-10月, 3月, 2月底, 3月23日, 5月至8月.
fn months(line: &Line, column: usize) -> Option<Reading> {
    let (first, end) = small_number(line, column)?;
    if let Some(width) = separator(line, end) {
        let (last, end) = small_number(line, end + width)?;
        let end = month_word(line, end)?;
        return span_of_months(first, last).map(|moment| (moment, end, false));
    }
    let end = month_word(line, end)?;
    let span = separator(line, end).and_then(|width| small_number(line, end + width));
    if let Some((last, last_end)) = span
        && let Some(last_end) = month_word(line, last_end)
    {
        return span_of_months(first, last).map(|moment| (moment, last_end, false));
    }
    let moment = span_of_months(first, first)?;
    let day = small_number(line, end).and_then(|(day, end)| Some((day, day_word(line, end)?)));
    match day {
        Some((day @ 1..=31, end)) => Some((Moment { day: Some(day), ..moment }, end, false)),
        _ => Some((moment, end + part_of_month(line, end), false)),
    }
}

fn span_of_months(first: u32, last: u32) -> Option<Moment> {
    let is_month = (1..=12).contains(&first) && first <= last && last <= 12;
    is_month.then(|| Moment { months: Some((first, last)), ..Moment::default() })
}

/// Reads a number of one or two digits, or a Chinese one up to 三十一.
fn small_number(line: &Line, column: usize) -> Option<(u32, usize)> {
    let end = skip_digits(line, column).min(column + 3);
    if column < end {
        let value = line.folded(column, end).iter().filter_map(|c| c.to_digit(10));
        return (end - column <= 2).then(|| (value.fold(0, |sum, digit| sum * 10 + digit), end));
    }
    let (reading, end) = chinese::read(line, column)?;
    let chinese::Reading::Exact(value) = reading else { return None };
    Some((u32::try_from(value.to_whole()?).ok().filter(|value| *value <= 31)?, end))
}

fn month_word(line: &Line, column: usize) -> Option<usize> {
    let is_month = line.at(column) == '月' && line.at(column + 1) != '球';
    is_month.then(|| column + if line.at(column + 1) == '份' { 2 } else { 1 })
}

fn day_word(line: &Line, column: usize) -> Option<usize> {
    matches!(line.at(column), '日' | '号').then_some(column + 1)
}

/// Returns the width of 底, 初, 中旬 and the like behind a month.
fn part_of_month(line: &Line, column: usize) -> usize {
    line.longest(column, &["底", "初", "末", "上旬", "中旬", "下旬"]).map_or(0, width)
}

/// Reads 上半年, 一季度, 前三季度, 第四季度.
fn part_of_year(line: &Line, column: usize) -> Option<Reading> {
    let (_, first, last, word) = PARTS_OF_YEAR
        .iter()
        .map(|(word, first, last)| (width(word), first, last, word))
        .find(|(_, _, _, word)| line.has(column, word))?;
    let moment = Moment { months: Some((*first, *last)), named: true, ..Moment::default() };
    Some((moment, column + width(word), false))
}

/// Parts of a year and their first and last month.
const PARTS_OF_YEAR: &[(&str, u32, u32)] = &[
    ("上半年", 1, 6),
    ("下半年", 7, 12),
    ("前三季度", 1, 9),
    ("前3季度", 1, 9),
    ("第一季度", 1, 3),
    ("第二季度", 4, 6),
    ("第三季度", 7, 9),
    ("第四季度", 10, 12),
    ("一季度", 1, 3),
    ("二季度", 4, 6),
    ("三季度", 7, 9),
    ("四季度", 10, 12),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::Span;

    fn read(text: &str) -> Option<(String, Moment)> {
        let line = Line::of(text, Span::new(0, text.len()));
        let at = (0..line.len()).find_map(|column| time_at(&line, column, 0))?;
        Some((line.original(at.start, at.end), at.moment?))
    }

    fn text_of(text: &str) -> String {
        read(text).map_or(String::new(), |(text, _)| text)
    }

    #[test]
    fn dates_and_periods_are_read_whole() {
        for text in [
            "2019年",
            "二〇一九年",
            "2018-2020年",
            "1-10月",
            "3月23日",
            "2月底",
            "截止9月份",
            "今年4月",
            "每年12月份",
            "十一五期间",
            "前三季度",
            "2019年上半年",
            "2019年1—8月份",
            "2012年底",
        ] {
            assert_eq!(text_of(&format!("{text},其他")), text);
        }
    }

    #[test]
    fn months_up_to_a_date_start_in_january() {
        assert_eq!(read("截止9月份,").unwrap().1.months, Some((1, 9)));
    }

    #[test]
    fn five_year_plan_is_five_years() {
        let moment = read("“十三五”规划").unwrap().1;
        assert_eq!((moment.year, moment.last_year), (Some(Year::Given(2016)), Some(2020)));
    }

    #[test]
    fn year_without_its_word_needs_a_noun() {
        assert_eq!(text_of("2017共有261家"), "2017");
        assert_eq!(text_of("2099件"), "");
        assert_eq!(text_of("2100多场次"), "");
        assert_eq!(text_of("8973.24万元"), "");
    }

    #[test]
    fn english_years_are_read() {
        assert_eq!(text_of("in 2024-25, we"), "2024-25");
        assert_eq!(text_of("in 2025."), "2025");
        assert_eq!(text_of("about 2000 people"), "");
    }
}
