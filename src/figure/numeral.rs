//! Numerals in running text, Arabic and Chinese, with multiplier and 余/多: 48.76亿, 10万余, 三五十.

use crate::figure::chinese::{self, Reading};
use crate::figure::decimal::Decimal;
use crate::figure::english::number::spelled;
use crate::figure::fraction::{part_of, slashed, tenth};
use crate::figure::line::Line;
use crate::figure::model::Bound;
use crate::figure::unit::unit_at;

/// Most digits of one Arabic numeral, separators included. Nothing measured is longer, and a
/// megabyte of digits must not be parsed.
const MAX_DIGITS: usize = 30;

/// How a numeral is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// 171, 1,234.5, 3万.
    Arabic,
    /// One Chinese digit: 三.
    ChineseDigit,
    /// Chinese with a multiplier or several digits: 三十五.
    Chinese,
    /// A multiplier without digits: 亿, 千.
    Bare,
    /// One to ten in English words.
    EnglishDigit,
    /// Larger numbers in English words: forty-two.
    English,
}

/// A numeral and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// The value, or the lower end of a range; `None` for an order of magnitude (数万).
    pub value: Option<Decimal>,
    /// The upper end of a range.
    pub high: Option<Decimal>,
    /// 余 and 多 inside the numeral, or the vagueness of 十几.
    pub bound: Bound,
    /// One unit of the last place written.
    pub precision: Option<Decimal>,
    /// How it is written.
    pub script: Script,
    /// The unit that is part of the numeral: 百分之八, 三成, 三分之二.
    pub unit: Option<&'static str>,
    /// Column where the multiplier starts; [`Numeral::end`] if there is none.
    pub multiplier: usize,
    /// Power of ten of the multiplier.
    pub power: u32,
    /// Column behind the numeral.
    pub end: usize,
}

/// Reads the numeral at the column.
///
/// `None` also where more digits are glued to it that it does not take in (100万三千零, 1百01): half a
/// number is a wrong one.
pub fn numeral_at(line: &Line, column: usize) -> Option<Numeral> {
    let first = line.at(column);
    let read = if first.is_ascii_digit() {
        slashed(line, column).or_else(|| Some(tenth(line, arabic(line, column)?)))
    } else if first.is_ascii_lowercase() {
        spelled(line, column)
    } else if chinese::is_numeral(first) {
        part_of(line, column).or_else(|| Some(tenth(line, chinese_numeral(line, column)?)))
    } else {
        None
    };
    read.filter(|numeral| !is_half(line, numeral))
}

/// Says whether digits or a larger multiplier follow right behind the numeral.
fn is_half(line: &Line, numeral: &Numeral) -> bool {
    let next = line.at(numeral.end);
    let digits = next.is_ascii_digit() || chinese::digit(next).is_some() && next != '两';
    digits || is_huge(line, numeral.end)
}

/// Says whether 兆, 京 or a still larger multiplier stands at the column and more digits follow it.
///
/// 兆 is a million here and a million million there, so no value is told.
pub fn is_huge(line: &Line, column: usize) -> bool {
    let multiplies = matches!(
        line.at(column),
        '兆' | '京' | '垓' | '秭' | '穰' | '沟' | '溝' | '涧' | '澗' | '载' | '載'
    );
    multiplies && chinese::is_numeral(line.at(column + 1))
}

/// Returns the column behind everything that is glued to the numeral that starts at the column.
pub fn skip_glued(line: &Line, column: usize) -> usize {
    let mut end = column;
    loop {
        let next = line.skip(end, |c| c.is_ascii_digit() || chinese::is_numeral(c));
        let joined =
            matches!(line.at(next), '.' | ',' | '点' | '又') && is_digit(line.at(next + 1));
        end = match (joined, is_huge(line, next)) {
            (true, _) | (_, true) => next + 1,
            _ if line.has(next, "..") && line.at(next + 2).is_ascii_digit() => next + 2,
            _ => return next,
        };
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || chinese::digit(c).is_some()
}

/// Returns the column behind the digits, points and commas of an Arabic numeral.
pub fn skip_digits(line: &Line, column: usize) -> usize {
    line.skip(column, |c| c.is_ascii_digit())
}

/// Reads an Arabic numeral with its multiplier.
pub fn arabic(line: &Line, column: usize) -> Option<Numeral> {
    let whole = skip_groups(line, column);
    let fraction = skip_fraction(line, whole);
    if MAX_DIGITS < fraction - column || skip_fraction(line, fraction) != fraction {
        return None;
    }
    let written = line.folded(column, fraction).iter().filter(|c| !matches!(c, ',' | '，' | ' '));
    let value = Decimal::parse(&written.collect::<String>())?;
    let digits = Numeral {
        value: Some(value),
        high: None,
        bound: Bound::Exactly,
        precision: last_place(fraction.saturating_sub(whole + 1)),
        script: Script::Arabic,
        unit: None,
        multiplier: fraction,
        power: 0,
        end: fraction,
    };
    lower_orders(line, multiplied(line, digits)?)
}

/// Returns one unit of the last of so many places behind the point.
pub fn last_place(places: usize) -> Option<Decimal> {
    Decimal::ONE.shifted(-i32::try_from(places).ok()?)
}

/// Skips `1,234,567` and `110 000`: groups of exactly three behind one to three digits.
///
/// The full-width comma separates the items of a list; only where a group starts with 0, which no
/// item does, or the digits are full-width too, does it separate thousands: 12，000万元, １，２３４.
fn skip_groups(line: &Line, column: usize) -> usize {
    let mut end = skip_digits(line, column);
    let separator = line.at(end);
    let wide = separator == '，' && (line.at(end + 1) == '0' || line.is_wide(end + 1));
    let is_separator = matches!(separator, ',' | ' ') || wide;
    if 3 < end - column || !is_separator {
        return end;
    }
    while line.at(end) == separator
        && skip_digits(line, end + 1) == end + 4
        && end - column <= MAX_DIGITS
    {
        end += 4;
    }
    end
}

/// Skips `.5`, if that stands at the column.
fn skip_fraction(line: &Line, column: usize) -> usize {
    let end = skip_digits(line, column + 1);
    if line.at(column) == '.' && column + 1 < end { end } else { column }
}

/// Takes in 余 or 多, the multiplier, and 余 or 多 again: 80多万, 10万余.
fn multiplied(line: &Line, mut numeral: Numeral) -> Option<Numeral> {
    numeral = approximate(line, numeral);
    let (power, end) = multiplier(line, numeral.end);
    if power == 0 {
        return Some(numeral);
    }
    let shift = |value: Option<Decimal>| match value {
        Some(value) => value.shifted(i32::try_from(power).ok()?).map(Some),
        None => Some(None),
    };
    numeral.value = shift(numeral.value)?;
    numeral.high = shift(numeral.high)?;
    numeral.precision = shift(numeral.precision)?;
    numeral.power += power;
    numeral.end = end;
    Some(approximate(line, numeral))
}

/// Takes in 余, 多 or 来 behind the digits.
fn approximate(line: &Line, mut numeral: Numeral) -> Numeral {
    let next = line.at(numeral.end);
    let marks = match next {
        '余' => true,
        '多' => !matches!(line.at(numeral.end + 1), '层' | '样' | '元' | '方' | '功' | '渠'),
        '来' => unit_at(line, numeral.end + 1).is_some(),
        _ => false,
    };
    if marks && numeral.bound == Bound::Exactly {
        numeral.bound = Bound::Over;
        numeral.end += 1;
    }
    numeral
}

/// Reads 万, 亿, 千万, 万亿, `million` at the column as a power of ten; zero if none stands there.
fn multiplier(line: &Line, column: usize) -> (u32, usize) {
    for (word, power) in ENGLISH_MULTIPLIERS {
        if line.has(column, word) && !line.at(column + word.len()).is_ascii_alphabetic() {
            return (*power, column + word.len());
        }
    }
    let mut power = 0;
    let mut end = column;
    while let Some(next) =
        chinese::power(line.at(end)).filter(|next| *next != 1 && end < column + 3)
    {
        if is_head_of_unit(line, end) {
            break;
        }
        power += next;
        end += 1;
    }
    (power, end)
}

/// English multipliers with the space in front of them.
const ENGLISH_MULTIPLIERS: &[(&str, u32)] = &[
    (" million", 6),
    (" billion", 9),
    (" trillion", 12),
    (" thousand", 3),
    ("bn", 9),
    ("m", 6),
    ("million", 6),
    ("billion", 9),
];

/// Says whether 千 or 百 at the column begins a unit: 千瓦, 百分点.
fn is_head_of_unit(line: &Line, column: usize) -> bool {
    matches!(line.at(column), '千' | '百')
        && (unit_at(line, column).is_some() || line.has(column, "百分"))
}

/// Takes in smaller orders written behind the multiplier: 1亿3000万, 3万5千, 100万三千.
fn lower_orders(line: &Line, mut numeral: Numeral) -> Option<Numeral> {
    let open = numeral.bound == Bound::Exactly && 3 < numeral.power;
    if open && let Some((Reading::Exact(rest), end)) = chinese::read(line, numeral.end) {
        let fits = Decimal::ONE
            .shifted(i32::try_from(numeral.power).ok()?)
            .is_some_and(|limit| rest < limit);
        if fits && numeral.end + 1 < end {
            numeral.value = Some(numeral.value?.checked_add(rest)?);
            return Some(Numeral {
                multiplier: end,
                power: 0,
                precision: last_place(0),
                end,
                ..numeral
            });
        }
    }
    while numeral.bound == Bound::Exactly
        && 0 < numeral.power
        && line.at(numeral.end).is_ascii_digit()
    {
        let digits = skip_digits(line, numeral.end);
        let (power, end) = multiplier(line, digits);
        if power == 0 || numeral.power <= power || MAX_DIGITS < digits - numeral.end {
            break;
        }
        let written = line.folded(numeral.end, digits).iter().collect::<String>();
        let part = Decimal::parse(&written)?.shifted(i32::try_from(power).ok()?)?;
        numeral.value = Some(numeral.value?.checked_add(part)?);
        numeral.precision = Decimal::ONE.shifted(i32::try_from(power).ok()?);
        numeral.power = power;
        numeral.multiplier = digits;
        numeral.end = end;
        numeral = approximate(line, numeral);
    }
    Some(numeral)
}

/// Reads a Chinese numeral with 余, 多 and a multiplier behind a fraction (八点四亿).
pub fn chinese_numeral(line: &Line, column: usize) -> Option<Numeral> {
    let (reading, end) = chinese::read(line, column)?;
    let (value, high, bound) = match reading {
        Reading::Exact(value) | Reading::Bare(value) => (Some(value), None, Bound::Exactly),
        Reading::Between(low, high) => (Some(low), Some(high), Bound::About),
        Reading::Vague => (None, None, Bound::About),
    };
    let script = match reading {
        Reading::Bare(_) => Script::Bare,
        _ if end == column + 1 && line.at(column) != '十' => Script::ChineseDigit,
        _ => Script::Chinese,
    };
    let precision = match value {
        Some(_) => chinese::last_place(line.folded(column, end)),
        None => None,
    };
    let numeral = Numeral {
        value,
        high,
        bound,
        precision,
        script,
        unit: None,
        multiplier: end,
        power: 0,
        end,
    };
    multiplied(line, numeral)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::Span;

    fn read(text: &str) -> Option<Numeral> {
        let line = Line::of(text, Span::new(0, text.len()));
        numeral_at(&line, 0)
    }

    fn value(text: &str) -> String {
        read(text)
            .and_then(|numeral| numeral.value)
            .map_or(String::new(), |value| value.to_string())
    }

    #[test]
    fn thousands_are_grouped_by_half_width_commas_and_spaces() {
        assert_eq!(value("1,234家"), "1234");
        assert_eq!(value("110 000 people"), "110000");
        assert_eq!(value("1，234家"), "1");
        assert_eq!(value("43.6,2019年"), "43.6");
        assert_eq!(value("5,12家"), "5");
    }

    #[test]
    fn multipliers_scale_the_value() {
        assert_eq!(value("48.76亿元"), "4876000000");
        assert_eq!(value("1.2万亿元"), "1200000000000");
        assert_eq!(value("1亿3000万元"), "130000000");
        assert_eq!(value("500千瓦"), "500");
        assert_eq!(value("3.3百分点"), "3.3");
        assert_eq!(value("1.5 billion"), "1500000000");
    }

    #[test]
    fn more_than_is_read_on_either_side_of_the_multiplier() {
        for (text, number) in [("80多万人次", "800000"), ("10万余份", "100000"), ("30多家", "30")]
        {
            let numeral = read(text).unwrap();
            assert_eq!(numeral.bound, Bound::Over, "{text}");
            assert_eq!(value(text), number);
        }
    }

    #[test]
    fn shares_in_words_are_percent() {
        for (text, percent) in [
            ("百分之八点四", "8.4"),
            ("百分之百", "100"),
            ("百分之12", "12"),
            ("八成四", "84"),
            ("三成以上", "30"),
            ("四分之一", "25"),
            ("三分之二", "66.67"),
        ] {
            assert_eq!(value(text), percent, "{text}");
            assert_eq!(read(text).unwrap().unit, Some("%"), "{text}");
        }
        assert_eq!(read("三成员").unwrap().unit, None);
    }

    #[test]
    fn version_numbers_and_endless_digits_are_none() {
        assert_eq!(read("1.2.3"), None);
        assert_eq!(read(&"9".repeat(1000)), None);
    }
}
