//! Ranges: 20-30家, 5.5%—6%, 三至五家, 250 to 300; a former value (由3%到5%, from 133 to 96) is none.

use crate::figure::decimal::Decimal;
use crate::figure::line::Line;
use crate::figure::measure::unit_behind;
use crate::figure::numeral::{Numeral, numeral_at};
use crate::figure::time::separator;
use crate::figure::unit::{unit_at, unit_named};

/// Joins the second number of a range: 20-30家, 5.5%—6%, 三至五家, 8亿—16亿元.
///
/// 由3%到5% and 从3%到5% are two figures: one was, the other is.
pub fn ranged(line: &Line, column: usize, low: Numeral) -> Numeral {
    let joined = upper_end(line, column, &low).filter(|high| {
        let from_to = matches!(line.before(column), '由' | '从' | '自')
            && line.before(high.multiplier) != '-';
        low.high.is_none() && !from_to
    });
    let Some(high) = joined else { return low };
    let scaled =
        low.value.map(|value| if low.power == 0 { scale_like(value, &high) } else { value });
    match (scaled, high.value) {
        (Some(from), Some(to)) if from < to => Numeral {
            value: Some(from),
            high: Some(to),
            unit: high.unit.or(low.unit),
            multiplier: high.multiplier,
            precision: high.precision,
            power: high.power,
            end: high.end,
            ..low
        },
        _ => low,
    }
}

/// Gives the lower end the multiplier of the upper one: 20-30万 is 200000 to 300000.
fn scale_like(value: Decimal, high: &Numeral) -> Decimal {
    i32::try_from(high.power).ok().and_then(|power| value.shifted(power)).unwrap_or(value)
}

/// Reads the separator and the number behind `low`; both must share the unit if `low` has one.
fn upper_end(line: &Line, column: usize, low: &Numeral) -> Option<Numeral> {
    if let Some(high) = english_upper_end(line, column, low) {
        return Some(high);
    }
    let first = unit_at(line, low.end);
    let behind_unit = low.end + first.map_or(0, |(_, columns)| columns);
    let start = [low.end, behind_unit]
        .into_iter()
        .find_map(|at| separator_with_spaces(line, at).map(|columns| at + columns))?;
    let high = numeral_at(line, start)?;
    let second =
        unit_behind(line, &high).map(|(unit, _)| unit).or(low.unit.and_then(unit_named))?;
    let same = first.is_none_or(|(unit, _)| unit.canonical == second.canonical);
    same.then_some(high)
}

/// Reads the upper end of 250 to 300 and of between 20 and 25; from 133 to 96 is no range.
fn english_upper_end(line: &Line, column: usize, low: &Numeral) -> Option<Numeral> {
    let between = line.ends(column, "between ") && line.has(low.end, " and ");
    let to = !line.ends(column, "from ") && line.has(low.end, " to ");
    let start = low.end + if between { " and ".len() } else { " to ".len() };
    let high = (between || to).then(|| numeral_at(line, start)).flatten()?;
    let range = low.value.zip(high.value).is_some_and(|(low, high)| low < high);
    (range && line.at(start).is_ascii_digit()).then_some(high)
}

/// Returns the width of the separator at the column, a space on either side of it included.
fn separator_with_spaces(line: &Line, column: usize) -> Option<usize> {
    let start = column + usize::from(line.at(column) == ' ');
    let end = start + separator(line, start)?;
    let spaced = start == column || line.at(end) == ' ';
    spaced.then(|| end + usize::from(line.at(end) == ' ') - column)
}
