//! English dates: 31 March 2024, March 2024, the first half of 2024, Q1 2024.

use crate::figure::line::{Line, width};
use crate::figure::mention::Mention;
use crate::figure::model::Class;
use crate::figure::numeral::skip_digits;
use crate::figure::time::{Moment, Year};

/// Names of months, long ones first.
#[rustfmt::skip]
const MONTHS: &[(&str, u32)] = &[
    ("january", 1), ("february", 2), ("march", 3), ("april", 4), ("may", 5), ("june", 6), ("july", 7),
    ("august", 8), ("september", 9), ("october", 10), ("november", 11), ("december", 12), ("jan", 1),
    ("feb", 2), ("mar", 3), ("apr", 4), ("jun", 6), ("jul", 7), ("aug", 8), ("sept", 9), ("sep", 9),
    ("oct", 10), ("nov", 11), ("dec", 12),
];

/// Parts of a year and their first and last month.
#[rustfmt::skip]
const PARTS: &[(&str, u32, u32)] = &[
    ("first half of ", 1, 6), ("second half of ", 7, 12), ("first quarter of ", 1, 3),
    ("second quarter of ", 4, 6), ("third quarter of ", 7, 9), ("fourth quarter of ", 10, 12),
    ("first three quarters of ", 1, 9), ("q1 ", 1, 3), ("q2 ", 4, 6), ("q3 ", 7, 9), ("q4 ", 10, 12),
];

/// Reads the date whose first character, digit or letter, stands at the column.
///
/// A month without year is none: may and march are words too.
pub fn date_at(line: &Line, column: usize) -> Option<Mention> {
    if line.before(column).is_ascii_alphanumeric() {
        return None;
    }
    let (moment, end) = day_first(line, column)
        .or_else(|| month_first(line, column))
        .or_else(|| part_first(line, column))?;
    let mut mention = Mention::new(Class::Time, column, end);
    mention.moment = Some(moment);
    Some(mention)
}

/// Reads 31 March 2024 and 31 March.
fn day_first(line: &Line, column: usize) -> Option<(Moment, usize)> {
    let (day, end) = day(line, column)?;
    let start = end + usize::from(line.at(end) == ' ');
    let (month, end) = month(line, start)?;
    let (year, end) = year_behind(line, end).map_or((None, end), |(year, end)| (Some(year), end));
    Some((moment(year, month, Some(day)), end))
}

/// Reads March 2024 and March 31, 2024.
fn month_first(line: &Line, column: usize) -> Option<(Moment, usize)> {
    let (month, end) = month(line, column)?;
    if let Some((year, end)) = year_behind(line, end) {
        return Some((moment(Some(year), month, None), end));
    }
    let (day, day_end) = day(line, end + usize::from(line.at(end) == ' '))?;
    let (year, end) =
        year_behind(line, day_end).map_or((None, day_end), |(year, end)| (Some(year), end));
    line.is_capital(column).then(|| (moment(year, month, Some(day)), end))
}

/// Reads the first half of 2024 and Q1 2024.
fn part_first(line: &Line, column: usize) -> Option<(Moment, usize)> {
    let (word, first, last) = PARTS.iter().find(|(word, ..)| line.has(column, word))?;
    let (year, end) = year(line, column + width(word))?;
    let months = Some((*first, *last));
    Some((Moment { year: Some(Year::Given(year)), months, ..Moment::default() }, end))
}

fn moment(year: Option<u32>, month: u32, day: Option<u32>) -> Moment {
    Moment { year: year.map(Year::Given), months: Some((month, month)), day, ..Moment::default() }
}

fn month(line: &Line, column: usize) -> Option<(u32, usize)> {
    let whole =
        |word: &str| line.has(column, word) && !line.at(column + width(word)).is_ascii_alphabetic();
    let (word, month) = MONTHS.iter().find(|(word, _)| whole(word))?;
    let end = column + width(word);
    Some((*month, end + usize::from(line.at(end) == '.' && word.len() < 5)))
}

/// Reads a day of one or two digits; 31st is one too.
fn day(line: &Line, column: usize) -> Option<(u32, usize)> {
    let end = skip_digits(line, column);
    let digits: String = line.folded(column, end).iter().collect();
    let day = digits.parse().ok().filter(|day| (1..=31).contains(day) && digits.len() <= 2)?;
    let suffix = line.longest(end, &["st", "nd", "rd", "th"]).map_or(0, width);
    Some((day, end + suffix))
}

/// Reads the year behind a month or a day, with the comma between them.
fn year_behind(line: &Line, column: usize) -> Option<(u32, usize)> {
    let start = column + usize::from(line.at(column) == ',');
    year(line, start + usize::from(line.at(start) == ' '))
}

fn year(line: &Line, column: usize) -> Option<(u32, usize)> {
    let end = skip_digits(line, column);
    let digits: String = line.folded(column, end).iter().collect();
    let year = digits.parse().ok().filter(|year| (1900..2100).contains(year))?;
    Some((year, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::period::resolved;
    use crate::text::span::Span;

    fn read(text: &str) -> Option<String> {
        let line = Line::of(text, Span::new(0, text.len()));
        let mention = date_at(&line, 0)?;
        let period = resolved(mention.moment?, Some(2000))?;
        Some(format!("{} {}", line.original(mention.start, mention.end), period.start))
    }

    #[test]
    fn dates_are_read_whole() {
        for (text, wanted) in [
            ("31 March 2024, the", "31 March 2024 2024-03-31"),
            ("March 31, 2024", "March 31, 2024 2024-03-31"),
            ("September 2024 saw", "September 2024 2024-09"),
            ("5 May we", "5 May 2000-05-05"),
            ("first half of 2024", "first half of 2024 2024-01"),
            ("Q3 2024", "Q3 2024 2024-07"),
        ] {
            assert_eq!(read(text).as_deref(), Some(wanted), "{text}");
        }
        for text in ["may 5 people", "march on", "44 March"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
