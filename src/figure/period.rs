//! When a figure holds: the time in its clause or sentence, else in the heading, else the report's year.

use crate::figure::mention::Mention;
use crate::figure::model::{FigureFlag, Period};
use crate::figure::time::{Moment, Year};

/// Returns the year a report speaks of: the first that its sentences name with 年.
///
/// The title comes first among the sentences, so a year there wins. Years without 年 and plan
/// periods do not count: they stand in names.
pub fn year_named_first<'a>(mentions: impl IntoIterator<Item = &'a Mention>) -> Option<u32> {
    match first_year(mentions)?.year {
        Some(Year::Given(year)) => Some(year),
        _ => None,
    }
}

/// Returns the first moment that names a year with 年.
pub fn first_year<'a>(mentions: impl IntoIterator<Item = &'a Mention>) -> Option<Moment> {
    mentions.into_iter().find_map(|mention| {
        let moment = mention.moment.filter(|moment| moment.last_year.is_none())?;
        let stripped = mention.flags.contains(&FigureFlag::YearStripped);
        let named = matches!(moment.year, Some(Year::Given(_))) && !stripped;
        named.then_some(moment)
    })
}

/// Resolves a moment as [`resolved`] does; 今年 and 去年 count from the year the report was given in,
/// where that is known.
pub fn resolved_from(moment: Moment, year: Option<u32>, given: Option<u32>) -> Option<Period> {
    let relative = matches!(moment.year, Some(Year::Relative(_)));
    resolved(moment, given.filter(|_| relative).or(year))
}

/// Resolves a moment against the year of its surroundings; `None` if that is unknown.
pub fn resolved(moment: Moment, year: Option<u32>) -> Option<Period> {
    if moment.floating {
        return None;
    }
    let first = match moment.year {
        Some(Year::Given(given)) => given,
        Some(Year::Relative(offset)) => year?.checked_add_signed(offset)?,
        None => moment.months.and(year)?,
    };
    Some(match moment.months {
        Some((month, _)) if moment.day.is_some() => {
            let day = format!("{first:04}-{month:02}-{:02}", moment.day?);
            Period { start: day.clone(), end: day }
        }
        Some((from, to)) => {
            Period { start: format!("{first:04}-{from:02}"), end: format!("{first:04}-{to:02}") }
        }
        None => years(first, moment.last_year.unwrap_or(first)),
    })
}

/// Returns the period of whole years.
pub fn years(first: u32, last: u32) -> Period {
    Period { start: format!("{first:04}"), end: format!("{last:04}") }
}

/// Says whether the period is a single day.
pub fn is_day(period: &Period) -> bool {
    period.start.len() == "2019-03-23".len()
}

/// Says whether a moment holds for what follows it too: 截止9月份 and 1-10月 do, a single day does not.
pub fn holds_on(moment: Moment) -> bool {
    moment.months.is_some_and(|(first, last)| first < last) && !moment.floating && !moment.named
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(moment: Moment, year: Option<u32>) -> Option<String> {
        resolved(moment, year).map(|period| format!("{}/{}", period.start, period.end))
    }

    #[test]
    fn months_take_the_year_around_them() {
        let months = Moment { months: Some((1, 10)), ..Moment::default() };
        assert_eq!(period(months, Some(2019)).as_deref(), Some("2019-01/2019-10"));
        assert_eq!(period(months, None), None);
    }

    #[test]
    fn relative_years_count_from_the_report() {
        let last = Moment { year: Some(Year::Relative(-1)), ..Moment::default() };
        assert_eq!(period(last, Some(2019)).as_deref(), Some("2018/2018"));
    }

    #[test]
    fn floating_time_has_no_period() {
        let yearly = Moment { months: Some((3, 3)), floating: true, ..Moment::default() };
        assert_eq!(period(yearly, Some(2012)), None);
    }
}
