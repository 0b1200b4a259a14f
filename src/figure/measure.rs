//! Amounts: a number, its unit and the words that bound it: 近9123万元, 50家以上, 20-30家, 占16.02.

use crate::figure::bound::{bound_before, bound_behind};
use crate::figure::decimal::Decimal;
use crate::figure::line::{Line, ends_clause, is_han, width};
use crate::figure::mention::Mention;
use crate::figure::model::{Bound, Class, FigureFlag};
use crate::figure::numeral::{Numeral, Script, numeral_at};
use crate::figure::time::separator;
use crate::figure::unit::{Unit, currency_before, unit_at, unit_named};

/// Reads the amount whose number starts at the column; what stands left of `floor` is taken already.
pub fn measure_at(line: &Line, column: usize, floor: usize) -> Option<Mention> {
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
        infer_unit(line, &mut mention, floor);
    }
    take_bounds(line, &mut mention, floor);
    flag_damage(line, &mut mention, &number);
    is_amount(line, &mention, &number).then_some(mention)
}

/// Returns the unit behind a number, or the one that is part of it (百分之八, 三成).
fn unit_behind(line: &Line, number: &Numeral) -> Option<(&'static Unit, usize)> {
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

/// Joins the second number of a range: 20-30家, 5.5%—6%, 三至五家, 8亿—16亿元.
///
/// 由3%到5% and 从3%到5% are two figures: one was, the other is.
fn ranged(line: &Line, column: usize, low: Numeral) -> Numeral {
    let joined = upper_end(line, &low).filter(|high| {
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
fn upper_end(line: &Line, low: &Numeral) -> Option<Numeral> {
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

/// Returns the width of the separator at the column, a space on either side of it included.
fn separator_with_spaces(line: &Line, column: usize) -> Option<usize> {
    let start = column + usize::from(line.at(column) == ' ');
    let end = start + separator(line, start)?;
    let spaced = start == column || line.at(end) == ' ';
    spaced.then(|| end + usize::from(line.at(end) == ' ') - column)
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

/// Supplies the unit that was stripped: 增长71.3 and 占…16.02 are percent.
fn infer_unit(line: &Line, mention: &mut Mention, floor: usize) {
    let next = line.at(mention.number_end);
    let closed = ends_clause(next)
        || matches!(next, '、' | '.' | '”')
        || bound_behind(line, mention.number_end).is_some();
    let plausible = mention.value.is_some_and(|value| value < MOST_PERCENT);
    if !closed || !plausible || !line.at(mention.number).is_ascii_digit() {
        return;
    }
    let Some(unit) = stripped_unit(line, mention.number, floor).and_then(unit_named) else {
        return;
    };
    mention.unit = Some(unit);
    let flag =
        if unit.canonical == "%" { FigureFlag::PercentInferred } else { FigureFlag::UnitInferred };
    mention.flags.push(flag);
}

/// Larger numbers without a unit are no percentages. The seed's largest stripped one is 144.2.
const MOST_PERCENT: Decimal = Decimal::whole(1000);

/// Returns the unit that the words left of the number call for.
fn stripped_unit(line: &Line, column: usize, floor: usize) -> Option<&'static str> {
    let clause = (floor..column).rev().take_while(|at| !ends_clause(line.at(*at))).last()?;
    let cued = STRIPPED.iter().find(|(cue, reach, _)| {
        let from = clause.max(column.saturating_sub(reach + width(cue)));
        line.rfind(from, column, cue).is_some()
    });
    cued.map(|(_, _, unit)| *unit)
}

/// Words that call for a unit, how far left of the number they may stand (in characters), and the unit.
///
/// Set on the 28 stripped figures of the seed. 万人…专利 comes first: it holds no share.
const STRIPPED: &[(&str, usize, &str)] = &[
    ("发明专利拥有量", 2, "件"),
    ("万人有效发明专利", 1, "件"),
    ("占", 24, "%"),
    ("比重", 4, "%"),
    ("占比", 4, "%"),
    ("比例", 4, "%"),
    ("之比", 3, "%"),
    ("增长", 3, "%"),
    ("增速", 4, "%"),
    ("增幅", 4, "%"),
    ("下降", 3, "%"),
    ("降低", 3, "%"),
    ("提高", 3, "%"),
    ("上升", 3, "%"),
    ("率", 3, "%"),
    ("强度", 4, "%"),
    ("完成", 1, "%"),
];

/// Flags a number that cannot be what was meant.
fn flag_damage(line: &Line, mention: &mut Mention, number: &Numeral) {
    if number.script == Script::Bare {
        mention.flags.push(FigureFlag::BareMultiplier);
    }
    if is_fused(line, mention) {
        mention.flags.push(FigureFlag::Fused);
    }
    if is_year_shaped(line, mention) {
        mention.flags.push(FigureFlag::YearShaped);
    }
    if mention.value.is_none() {
        mention.flags.push(FigureFlag::Vague);
    }
    if is_bound_on_exact(mention) {
        mention.flags.push(FigureFlag::BoundOnExact);
    }
    mention.flags.sort_unstable();
}

/// Says whether the number is written like a year: 2099件.
fn is_year_shaped(line: &Line, mention: &Mention) -> bool {
    let digits = line.folded(mention.number, mention.number_end);
    let starts = matches!(digits, ['1', '9', ..] | ['2', '0', ..]);
    starts && digits.len() == 4 && digits.iter().all(char::is_ascii_digit)
}

/// Says whether a vague bound stands on a number that is not round: 近206种, 47余家.
fn is_bound_on_exact(mention: &Mention) -> bool {
    let is_vague = matches!(mention.bound, Bound::Over | Bound::Under | Bound::About);
    let last = mention.value.and_then(|value| value.ratio(mention.precision?, 0)?.to_whole());
    is_vague && mention.high.is_none() && last.is_some_and(|last| 10 < last && last % 10 != 0)
}

/// Says whether a year ran into a count: 201733家 is 2017 and 33家.
fn is_fused(line: &Line, mention: &Mention) -> bool {
    let digits: String = line.folded(mention.number, mention.number_end).iter().collect();
    let (Some(year), Some(count)) = (digits.get(..4), digits.get(4..)) else { return false };
    let year = year.parse::<u32>().is_ok_and(|year| (1990..2050).contains(&year));
    let count = matches!(count.len(), 2 | 3)
        && count.bytes().all(|b| b.is_ascii_digit())
        && !count.starts_with('0');
    year && count && mention.unit.is_some_and(|unit| SMALL_COUNTERS.contains(&unit.canonical))
}

/// Counters whose counts in one report stay below 100,000, so that six digits are two numbers.
#[rustfmt::skip]
const SMALL_COUNTERS: &[&str] = &[
    "家", "个", "项", "件", "名", "位", "期", "场", "次", "种", "台", "所", "支", "起", "条",
    "幅",
];

/// Says whether number and unit together measure something.
fn is_amount(line: &Line, mention: &Mention, number: &Numeral) -> bool {
    let Some(unit) = mention.unit else {
        return match number.script {
            Script::Arabic => stands_as_amount(line, mention),
            Script::Chinese => stands_alone(line, mention),
            _ => false,
        };
    };
    match number.script {
        _ if number.unit.is_some() => true,
        Script::Arabic => unit.canonical != "大" || mention.end == mention.number_end + 1,
        Script::ChineseDigit => is_counted(line, mention, unit),
        Script::Chinese => !matches!(unit.canonical, "分" | "度" | "级" | "方" | "里"),
        Script::Bare => {
            let bounded = mention.start < mention.number || number.bound == Bound::Over;
            let up = matches!(line.before(mention.number), '上' | '达' | '破');
            bounded || up
        }
    }
}

/// Says whether a single Chinese digit counts: 三个区, 开展一次, but not 一个 as an article.
fn is_counted(line: &Line, mention: &Mention, unit: &Unit) -> bool {
    let next = line.at(mention.end);
    if mention.high.is_some() {
        return unit.counts;
    }
    let vague = mention.value.is_none();
    if vague {
        return unit.dimension == "duration" && line.at(mention.number) == '几';
    }
    if unit.dimension == "times" {
        return true;
    }
    let is_zero = mention.value.is_some_and(Decimal::is_zero);
    if !unit.counts || is_zero || (unit.canonical == "大" && !is_han(next)) {
        return false;
    }
    let counts_one = !matches!(unit.canonical, "大" | "批" | "类" | "步" | "把" | "种" | "道")
        && line.longest_before(mention.number, COUNTING).is_some();
    mention.value != Some(Decimal::ONE) || counts_one
}

/// Words before 一 that make it a count and not an article.
#[rustfmt::skip]
const COUNTING: &[&str] = &[
    "连续", "为期", "培育", "新增", "建设", "建成", "实施", "创建", "争取", "引进", "发布",
    "开展", "组织", "新建", "组建", "完成", "获得", "举办", "召开", "仅", "共", "达",
];

/// Says whether a number without any unit is an amount all the same.
///
/// In Latin text the noun behind it is the unit (8,000 flats); in Chinese only 达, 为 and 共 before
/// a closed clause make it one. Elsewhere it belongs to a name: 321地质队, 12345热线.
fn stands_as_amount(line: &Line, mention: &Mention) -> bool {
    let before = line.before(mention.start);
    let next = line.at(mention.end);
    let noun = next == ' ' && line.at(mention.end + 1).is_ascii_lowercase();
    let is_date = line.longest(mention.end, MONTHS).is_some();
    let latin = before == ' ' && line.before(mention.start - 1).is_ascii() && noun && !is_date;
    let closed = ends_clause(next)
        && line.longest_before(mention.start, &["达", "达到", "为", "共", "共计"]).is_some();
    latin || closed || stands_alone(line, mention)
}

/// Says whether the number is all there is, as in the cell of a table; small whole numbers are the
/// numbers of pages and points.
fn stands_alone(line: &Line, mention: &Mention) -> bool {
    let digits = line.folded(mention.number, mention.number_end);
    let is_page = digits.len() < 5 && digits.iter().all(char::is_ascii_digit);
    mention.start == 0 && mention.end == line.len() && !is_page
}

/// English months behind a number: it is a day.
#[rustfmt::skip]
const MONTHS: &[&str] = &[
    " january", " february", " march", " april", " may ", " june", " july", " august",
    " september", " october", " november", " december",
];

#[cfg(test)]
mod tests {
    use super::*;
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
