//! Numbers in words and places in an order: forty-two apprentices, ranked third, top ten.

use crate::figure::decimal::Decimal;
use crate::figure::line::{Line, width};
use crate::figure::mention::Mention;
use crate::figure::model::{Bound, Class};
use crate::figure::numeral::{Numeral, Script, skip_digits};
use crate::figure::unit::unit_named;

/// Numbers below twenty, and the tens.
#[rustfmt::skip]
const NUMBERS: &[(&str, i128)] = &[
    ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6), ("seven", 7), ("eight", 8),
    ("nine", 9), ("ten", 10), ("eleven", 11), ("twelve", 12), ("thirteen", 13), ("fourteen", 14),
    ("fifteen", 15), ("sixteen", 16), ("seventeen", 17), ("eighteen", 18), ("nineteen", 19),
    ("twenty", 20), ("thirty", 30), ("forty", 40), ("fifty", 50), ("sixty", 60), ("seventy", 70),
    ("eighty", 80), ("ninety", 90), ("one", 1),
];

/// Multipliers behind a number in words.
const MULTIPLIERS: &[(&str, u32)] =
    &[(" hundred", 2), (" thousand", 3), (" million", 6), (" billion", 9), (" trillion", 12)];

/// Places in an order.
#[rustfmt::skip]
const PLACES: &[(&str, i128)] = &[
    ("first", 1), ("second", 2), ("third", 3), ("fourth", 4), ("fifth", 5), ("sixth", 6),
    ("seventh", 7), ("eighth", 8), ("ninth", 9), ("tenth", 10), ("1st", 1), ("2nd", 2), ("3rd", 3),
    ("4th", 4), ("5th", 5), ("6th", 6), ("7th", 7), ("8th", 8), ("9th", 9), ("10th", 10),
];

/// Reads a number in words at the column: forty-two, three hundred, two million.
pub fn spelled(line: &Line, column: usize) -> Option<Numeral> {
    let (value, mut end) = below_hundred(line, column)?;
    let mut value = Decimal::whole(value);
    let mut power = 0;
    let mut multiplier = end;
    while let Some((word, more)) = MULTIPLIERS.iter().find(|(word, _)| ends_word(line, end, word)) {
        value = value.shifted(i32::try_from(*more).ok()?)?;
        power += more;
        multiplier = end;
        end += width(word);
    }
    multiplier = if power == 0 { end } else { multiplier };
    let precision = Decimal::ONE.shifted(i32::try_from(power).ok()?);
    let small = value <= Decimal::whole(10);
    let script = if small { Script::EnglishDigit } else { Script::English };
    let (value, high, bound) = (Some(value), None, Bound::Exactly);
    Some(Numeral { value, high, bound, precision, script, unit: None, multiplier, power, end })
}

/// Reads one, nineteen, forty, forty-two.
fn below_hundred(line: &Line, column: usize) -> Option<(i128, usize)> {
    let (word, value) = NUMBERS.iter().find(|(word, _)| begins_word(line, column, word))?;
    let end = column + width(word);
    let joined = matches!(line.at(end), '-' | ' ') && 20 <= *value;
    let ones = NUMBERS.iter().filter(|(_, ones)| *ones < 10);
    let ones = ones.filter(|_| joined).find(|(word, _)| ends_word(line, end + 1, word));
    Some(match ones {
        Some((word, ones)) => (value + ones, end + 1 + width(word)),
        None => (*value, end),
    })
}

/// Reads the place in an order at the column: third behind ranked, ten behind top.
pub fn place(line: &Line, column: usize) -> Option<Mention> {
    let ranked = line.longest_before(column, RANKED).is_some();
    if ranked
        && let Some((word, value)) = PLACES.iter().find(|(word, _)| begins_word(line, column, word))
    {
        return Some(rank(column, column + width(word), *value, Bound::Exactly));
    }
    let top = line.ends(column, "top ") && !line.is_capital(column.saturating_sub("top ".len()));
    let (value, end) =
        below_hundred(line, column).or_else(|| digits(line, column)).filter(|_| top)?;
    Some(rank(column, end, value, Bound::AtMost))
}

/// Reads a whole number of at most three digits.
fn digits(line: &Line, column: usize) -> Option<(i128, usize)> {
    let end = skip_digits(line, column).min(column + 4);
    let value = line
        .folded(column, end)
        .iter()
        .try_fold(0, |sum, c| Some(sum * 10 + i128::from(c.to_digit(10)?)))?;
    (column < end && end - column <= 3).then_some((value, end))
}

fn rank(column: usize, end: usize, value: i128, bound: Bound) -> Mention {
    let mut mention = Mention::new(Class::Rank, column, end);
    mention.value = Some(Decimal::whole(value));
    mention.bound = bound;
    mention.unit = unit_named("位");
    mention
}

/// Words in front of a place in an order.
#[rustfmt::skip]
const RANKED: &[&str] = &[
    "ranked ", "ranks ", "ranking ", "rank ", "placed ", "came ", "finished ", "ranked the ",
    "ranks the ", "ranking the ", "in ranked ", "up to ",
];

/// Says whether `word` stands at the column and begins and ends a word there.
fn begins_word(line: &Line, column: usize, word: &str) -> bool {
    let before = line.before(column);
    ends_word(line, column, word) && !before.is_ascii_alphanumeric() && before != '-'
}

/// Says whether `word` stands at the column and no letter follows it.
fn ends_word(line: &Line, column: usize, word: &str) -> bool {
    line.has(column, word) && !line.at(column + width(word)).is_ascii_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::Span;

    fn line(text: &str) -> Line {
        Line::of(text, Span::new(0, text.len()))
    }

    #[test]
    fn numbers_in_words_are_read() {
        for (text, value) in [
            ("Forty-two apprentices", "42"),
            ("three hundred pupils", "300"),
            ("two million", "2000000"),
            ("nineteen days", "19"),
        ] {
            assert_eq!(
                spelled(&line(text), 0).unwrap().value.unwrap().to_string(),
                value,
                "{text}"
            );
        }
        for text in ["tenure", "oneself", "often"] {
            assert_eq!(spelled(&line(text), 0), None, "{text}");
        }
    }

    #[test]
    fn places_are_ranks_where_an_order_is_named() {
        assert_eq!(place(&line("ranked third"), 7).unwrap().value, Some(Decimal::whole(3)));
        assert_eq!(place(&line("top ten"), 4).unwrap().bound, Bound::AtMost);
        assert_eq!(place(&line("the third"), 4), None);
    }
}
