//! Amounts: a number, its unit and the words that bound it: 近9123万元, 50家以上, 20-30家, 占16.02.

use crate::figure::amount::is_amount;
use crate::figure::bound::{bound_before, bound_behind};
use crate::figure::damage::flag_damage;
use crate::figure::decimal::Decimal;
use crate::figure::line::{Line, is_han};
use crate::figure::lost_unit::{infer_people, infer_unit, share_unit};
use crate::figure::mention::Mention;
use crate::figure::model::{Bound, Class};
use crate::figure::numeral::{Numeral, numeral_at};
use crate::figure::range::ranged;
use crate::figure::unit::{Unit, currency_before, unit_at, unit_named};

/// Reads the amount whose number starts at the column; what stands left of `floor` is taken already.
pub fn measure_at(line: &Line, column: usize, floor: usize) -> Option<Mention> {
    if line.before(column) == '幺' {
        return None;
    }
    let number = ranged(line, column, numeral_at(line, column)?);
    let (unit, unit_end) = match unit_behind(line, &number) {
        Some((unit, end)) => (Some(unit), end),
        None => (None, number.end),
    };
    let mut mention = Mention::new(Class::Measure, column, number.end);
    mention.value = number.value;
    mention.high = number.high;
    mention.precision = number.precision;
    mention.bound = number.bound;
    mention.end = unit_end;
    mention.unit = unit;
    mention.unit_text = unit_text(line, &number, unit_end);
    take_small_change(line, &mut mention);
    take_currency(line, &mut mention, floor);
    if mention.unit.is_none() {
        share_unit(line, &mut mention);
    }
    if mention.unit.is_none() {
        infer_unit(line, &mut mention, floor);
    }
    if mention.unit.is_none() && 4 <= number.power {
        infer_people(line, &mut mention);
    }
    take_bounds(line, &mut mention, floor);
    flag_damage(line, &mut mention, &number);
    is_amount(line, &mention, &number).then_some(mention)
}

/// Returns the unit behind a number, or the one that is part of it (百分之八, 三成).
pub fn unit_behind(line: &Line, number: &Numeral) -> Option<(&'static Unit, usize)> {
    if let Some(name) = number.unit {
        return Some((unit_named(name)?, number.end));
    }
    let start = number.end + usize::from(line.at(number.end) == ' ');
    unit_at(line, start).map(|(unit, columns)| (unit, start + columns))
}

/// Returns the unit as written with the multiplier in front of it, 余 and 多 left out.
fn unit_text(line: &Line, number: &Numeral, end: usize) -> String {
    let written = line.original(number.multiplier, end);
    let kept = written.trim_start_matches(['余', '餘', '多']);
    kept.trim().chars().filter(|c| !matches!(c, '余' | '餘' | '多')).collect()
}

/// Takes in 角 and 分 behind 元: 50元6角3分.
fn take_small_change(line: &Line, mention: &mut Mention) {
    let mut places = 1;
    while mention.unit.is_some_and(|unit| unit.canonical == "元") && places <= 2 {
        let names: &[char] = if places == 1 { &['角', '毛'] } else { &['分'] };
        let Some(part) = numeral_at(line, mention.end).filter(|part| part.power == 0) else {
            break;
        };
        let small = part.value.filter(|value| *value < Decimal::whole(10));
        let Some(part_value) = small.and_then(|value| value.shifted(-places)) else { break };
        let sum = mention.value.and_then(|value| value.checked_add(part_value));
        if sum.is_none() || !names.contains(&line.at(part.end)) {
            break;
        }
        mention.value = sum;
        mention.precision = Decimal::ONE.shifted(-places);
        mention.end = part.end + 1;
        places += 1;
    }
}

/// Takes the sign of a currency in front of the number.
fn take_currency(line: &Line, mention: &mut Mention, floor: usize) {
    let Some((unit, columns)) = currency_before(line, mention.number) else { return };
    if floor + columns <= mention.number && mention.unit.is_none() {
        mention.start = mention.number - columns;
        mention.unit_text = line.original(mention.start, mention.number);
        mention.unit = Some(unit);
    }
}

/// Takes the bound words on either side.
fn take_bounds(line: &Line, mention: &mut Mention, floor: usize) {
    let lasts = mention.dimension() == "duration";
    if let Some((bound, start)) = bound_before(line, mention.start)
        && floor <= start
        && !(lasts && bound == Bound::Under)
    {
        mention.start = start;
        mention.bound = bound;
    }
    let more = line.at(mention.end) == '多' && !is_han(line.at(mention.end + 1));
    if more && (lasts || mention.dimension() == "times") {
        mention.bound = Bound::Over;
        mention.end += 1;
    } else if let Some((bound, end)) = bound_behind(line, mention.end) {
        mention.bound = bound;
        mention.end = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::model::FigureFlag;
    use crate::text::span::Span;

    fn read(text: &str) -> Option<Mention> {
        let line = Line::of(text, Span::new(0, text.len()));
        (0..line.len()).find_map(|column| measure_at(&line, column, 0))
    }

    fn shown(text: &str) -> String {
        let Some(mention) = read(text) else { return String::new() };
        let number =
            |value: Option<Decimal>| value.map_or("?".to_owned(), |value| value.to_string());
        let high = mention.high.map_or(String::new(), |high| format!("..{high}"));
        format!(
            "{}{high} {}",
            number(mention.value),
            mention.unit.map_or("", |unit| unit.canonical)
        )
    }

    #[test]
    fn amounts_have_value_and_unit() {
        for (text, wanted) in [
            ("达171家,", "171 家"),
            ("22.11万人次", "221100 人次"),
            ("3.6亿元", "360000000 元"),
            ("增长百分之八点四", "8.4 %"),
            ("高于3.3个百分点", "3.3 个百分点"),
            ("近三成企业", "30 %"),
            ("20-30家企业", "20..30 家"),
            ("20至30万元", "200000..300000 元"),
            ("5.5%—6%", "5.5..6 %"),
            ("三五十家企业", "30..50 家"),
            ("出口US$500万", "5000000 美元"),
            ("翻一番", "1 番"),
            ("数万名", "? 名"),
        ] {
            assert_eq!(shown(text), wanted, "{text}");
        }
    }

    #[test]
    fn bound_words_are_read_on_both_sides() {
        for (text, bound) in [
            ("近206种", Bound::Under),
            ("50家以上", Bound::AtLeast),
            ("超亿元", Bound::MoreThan),
            ("60000余份", Bound::Over),
            ("约3.6亿元", Bound::About),
            ("不足10家", Bound::LessThan),
            ("不超过3次", Bound::AtMost),
        ] {
            assert_eq!(read(text).unwrap().bound, bound, "{text}");
        }
    }

    #[test]
    fn stripped_percent_is_inferred_and_says_so() {
        for text in [
            "较上年增长71.3,",
            "占规上工业产值的16.02;",
            "完成110,",
            "占gdp比重达2.0。",
            "占80以上,",
        ] {
            let mention = read(text).unwrap();
            assert_eq!(mention.unit.unwrap().canonical, "%", "{text}");
            assert_eq!(mention.flags, [FigureFlag::PercentInferred], "{text}");
        }
    }

    #[test]
    fn year_that_ran_into_a_count_is_flagged() {
        assert_eq!(read("对201733家企业").unwrap().flags, [FigureFlag::Fused]);
        assert_eq!(read("对200000家企业").unwrap().flags, []);
    }

    #[test]
    fn articles_and_names_are_no_amounts() {
        for text in ["一个国家", "321地质队", "每万人口", "千家万户", "一批项目", "12345热线"]
        {
            assert_eq!(shown(text), "", "{text}");
        }
    }
}
