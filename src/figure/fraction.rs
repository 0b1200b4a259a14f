//! Shares that are written as words or fractions: 百分之八点四, 三分之二, 八成四, 1/4.

use crate::figure::chinese::{self, Reading};
use crate::figure::decimal::Decimal;
use crate::figure::line::{Line, is_han};
use crate::figure::model::Bound;
use crate::figure::numeral::{Numeral, Script, arabic, chinese_numeral, last_place, skip_digits};
use crate::figure::unit::unit_at;

/// Reads 百分之八点四, 千分之三, 三分之二 at the column; fractions become percent.
pub fn part_of(line: &Line, column: usize) -> Option<Numeral> {
    let infix = line.find(column, column + MAX_DENOMINATOR + 2, "分之")?;
    let upper = simple(line, infix + 2)
        .filter(|upper| !line.at(upper.end).is_ascii_alphabetic() && line.before(column) != '又')?;
    let unit = match line.folded(column, infix) {
        ['百'] => "%",
        ['千'] => "‰",
        _ => return fraction_of(line, column, infix, &upper),
    };
    Some(Numeral { unit: Some(unit), ..upper })
}

/// Reads 1/4 behind a Chinese word as percent: 占全国1/4. A date or a model number is none.
pub fn slashed(line: &Line, column: usize) -> Option<Numeral> {
    let over = skip_digits(line, column);
    let end = skip_digits(line, over + 1);
    let number = |from: usize, to: usize| {
        let digits: String = line.folded(from, to).iter().collect();
        Decimal::parse(&digits).filter(|_| to - from <= 2)
    };
    let apart = is_han(line.before(column)) && !matches!(line.at(end), '/' | '.' | '-');
    let fits = line.at(over) == '/' && over + 1 < end && apart;
    let (upper, lower) = (number(column, over)?, number(over + 1, end).filter(|_| fits)?);
    let share = upper.percent_of(lower, 2).filter(|_| upper < lower)?;
    let exact = share.checked_mul(lower)? == upper.shifted(2)?;
    let bound = if exact { Bound::Exactly } else { Bound::About };
    let precision = last_place(2);
    let (value, high, script) = (Some(share), None, Script::Arabic);
    let (unit, multiplier, power) = (Some("%"), end, 0);
    Some(Numeral { value, high, bound, precision, script, unit, multiplier, power, end })
}

/// Most characters of a denominator: 二十五分之一.
const MAX_DENOMINATOR: usize = 4;

/// Reads the denominator between the column and 分之 and divides by it.
fn fraction_of(line: &Line, column: usize, infix: usize, upper: &Numeral) -> Option<Numeral> {
    let (reading, end) = chinese::read(line, column)?;
    let (Reading::Exact(lower), None, true) = (reading, upper.high, end == infix) else {
        return None;
    };
    let share = upper.value?.percent_of(lower, 2).filter(|share| !share.is_zero())?;
    let exact = share.checked_mul(lower)? == upper.value?.shifted(2)?;
    let bound = if exact { upper.bound } else { Bound::About };
    let precision = last_place(2);
    Some(Numeral { value: Some(share), unit: Some("%"), bound, precision, ..upper.clone() })
}

/// Reads a numeral without looking for 分之 and 成.
fn simple(line: &Line, column: usize) -> Option<Numeral> {
    if line.has(column, "百") && !line.has(column, "百分") {
        let value = Some(Decimal::whole(100));
        let end = column + 1;
        let (high, bound, script) = (None, Bound::Exactly, Script::Chinese);
        return Some(Numeral {
            value,
            high,
            bound,
            precision: Some(Decimal::ONE),
            script,
            unit: None,
            multiplier: end,
            power: 0,
            end,
        });
    }
    if line.at(column).is_ascii_digit() {
        arabic(line, column)
    } else {
        chinese_numeral(line, column)
    }
}

/// Reads 成 behind a numeral as tens of percent: 三成, 八成四, 三成半, 7成以上.
pub fn tenth(line: &Line, numeral: Numeral) -> Numeral {
    let end = numeral.end + 1;
    let small = numeral.value.is_some_and(|value| value <= Decimal::whole(10));
    if line.at(numeral.end) != '成' || !small || goes_on_behind_tenth(line, end) {
        return numeral;
    }
    let half = (line.at(end) == '半').then_some(5);
    let more = half.or(chinese::digit(line.at(end))).filter(|_| unit_at(line, end + 1).is_none());
    let ones = Decimal::whole(more.map_or(0, i128::from));
    let percent = |value: Decimal| value.shifted(1)?.checked_add(ones);
    Numeral {
        value: numeral.value.and_then(percent),
        high: numeral.high.and_then(percent),
        precision: Some(if more.is_some() { Decimal::ONE } else { Decimal::whole(10) }),
        unit: Some("%"),
        end: end + usize::from(more.is_some()),
        ..numeral
    }
}

/// Says whether 成 belongs to the word behind it: 三成员, 一成不变.
fn goes_on_behind_tenth(line: &Line, column: usize) -> bool {
    NOT_TENTHS.contains(&line.at(column))
}

/// Characters behind 成 that make a word with it.
#[rustfmt::skip]
const NOT_TENTHS: &[char] = &[
    '员', '立', '果', '功', '套', '长', '品', '本', '熟', '绩', '交', '就', '分', '都', '年', '色',
    '因', '效', '形', '型', '片', '群', '书', '不', '千', '百', '万',
];
