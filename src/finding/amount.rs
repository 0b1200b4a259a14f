//! Amounts and differences in words.

use crate::figure::decimal::Decimal;
use crate::figure::interval::Interval;
use crate::figure::model::Figure;
use crate::figure::unit::{currency_sign, latin_name};

/// First of the scripts that are no letters: radicals, kana, Han.
const FIRST_OF_CJK: char = '\u{2E80}';

/// Digits behind the point of a computed amount.
const PLACES: u32 = 2;

/// Returns how far a rank moved: a smaller number is a better place.
fn places(by: Decimal) -> (String, String) {
    let places = by.magnitude().unwrap_or(by);
    let is_better = by < Decimal::whole(0);
    let (zh, en) = if is_better { ("前移", "up") } else { ("后移", "down") };
    let noun = if places == Decimal::ONE { "place" } else { "places" };
    (format!("，{zh} {places} 位"), format!(", {en} {places} {noun}"))
}

/// Returns a difference in words, `，+68家（+101.5%）`; percentages differ in percentage points, ranks in places.
pub fn difference(by: Decimal, left: &Figure, percent: Option<Decimal>) -> (String, String) {
    if left.dimension == "rank" && !by.is_zero() {
        return places(by);
    }
    let unit = match left.dimension {
        "share" | "points" => ("个百分点", " percentage points"),
        // 五大 and 六大 count, but nobody says +1大.
        _ if left.unit == "大" => ("", ""),
        _ => (left.unit.as_str(), left.unit.as_str()),
    };
    let amount = signed(&readable(by, &left.unit));
    let in_english = in_latin(by, left.dimension, (&left.unit, &left.unit_text))
        .unwrap_or_else(|| format!("{}{}", signed(&readable_in_english(by, &left.unit)), unit.1));
    let zh = percent.map_or(String::new(), |by| format!("（{}%）", signed(&by.to_string())));
    let en = percent.map_or(String::new(), |by| format!(" ({}%)", signed(&grouped(by))));
    (format!("，{amount}{}{zh}", unit.0), format!(", {in_english}{en}"))
}

/// Writes a difference as the report does whose figure is not written in Chinese: +29 months,
/// -US$3,350,000; `None` if it is, or if its unit has no such name.
fn in_latin(by: Decimal, dimension: &str, (unit, as_written): (&str, &str)) -> Option<String> {
    let amount = latin_amount(by, dimension, (unit, as_written))?;
    Some(if by.is_zero() { amount } else { signed(&amount) })
}

/// Writes a value in the base unit of a figure that is not written in Chinese: 18,462,000 tonnes,
/// US$3,350,000; `None` if it is, or if its unit has no such name.
pub fn latin_value(value: Decimal, figure: &Figure) -> Option<String> {
    latin_amount(value, figure.dimension, (&figure.unit, &figure.unit_text))
}

fn latin_amount(
    value: Decimal,
    dimension: &str,
    (unit, as_written): (&str, &str),
) -> Option<String> {
    // What is not Latin here is a sign of a currency, or Chinese.
    let is_latin = !as_written.is_empty() && as_written.chars().all(|c| c < FIRST_OF_CJK);
    match dimension {
        _ if !is_latin => None,
        // Told in percentage points.
        "share" | "points" => None,
        "money" => {
            let sign = currency_sign(unit)?;
            let written = grouped(value);
            let digits = written.trim_start_matches('-');
            Some(format!("{}{sign}{digits}", &written[..written.len() - digits.len()]))
        }
        _ => Some(format!("{} {}", grouped(value), latin_name(unit)?)),
    }
}

/// Writes a value as English texts do: 1,234,567.8.
pub fn grouped(value: Decimal) -> String {
    let written = value.to_string();
    let (sign, digits) =
        written.strip_prefix('-').map_or(("", written.as_str()), |rest| ("-", rest));
    let (whole, fraction) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut grouped = String::with_capacity(written.len() + whole.len() / 3);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}{fraction}")
}

/// Returns a number with its sign; zero has none.
pub fn signed(written: &str) -> String {
    let is_signed = written.starts_with('-') || written == "0";
    if is_signed { written.to_owned() } else { format!("+{written}") }
}

/// Chinese steps of ten thousand, with their powers of ten.
const STEPS: [(i32, &str); 3] = [(12, "万亿"), (8, "亿"), (4, "万")];

/// Splits a value into what stands in front of 万, 亿 or 万亿 and that word; units of letters know none.
fn scaled(value: Decimal, unit: &str) -> (Decimal, &'static str) {
    let magnitude = value.magnitude().unwrap_or(value);
    let is_chinese = !unit.is_empty() && !unit.is_ascii();
    let reaches = |(power, _): &&(i32, &str)| {
        Decimal::ONE.shifted(*power).is_some_and(|step| step <= magnitude)
    };
    let step = STEPS.iter().find(reaches).filter(|_| is_chinese);
    step.and_then(|(power, name)| Some((value.shifted(-power)?, *name))).unwrap_or((value, ""))
}

/// Writes a value as a reader would: from 10,000 of a Chinese unit on in 万, 亿 or 万亿.
pub fn readable(value: Decimal, unit: &str) -> String {
    let (value, name) = scaled(value, unit);
    format!("{value}{name}")
}

/// Writes a value like [`readable`] for readers of English, digits in threes: `45,000`, but `4.5万` of a Chinese unit.
pub fn readable_in_english(value: Decimal, unit: &str) -> String {
    let (value, name) = scaled(value, unit);
    format!("{}{name}", grouped(value))
}

/// Writes a computed value, rounded, with the unit of a figure, in Chinese and in English.
pub fn computed(value: Decimal, of: &Figure) -> (String, String) {
    let latin = latin_value(rounded(value), of);
    let (value, name) = scaled(rounded(value), &of.unit);
    let value = rounded(value);
    let en = latin.unwrap_or_else(|| format!("{}{name}{}", grouped(value), of.unit));
    (format!("{value}{name}{}", of.unit), en)
}

/// Returns a value with two digits behind the point at most.
pub fn rounded(value: Decimal) -> Decimal {
    value.ratio(Decimal::ONE, PLACES).unwrap_or(value)
}

/// Returns an interval of computed values with the unit of a figure: one value if both ends round to it.
pub fn range(interval: Interval, of: &Figure) -> (String, String) {
    let written = |value: Decimal| computed(value, of);
    match (interval.low.map(written), interval.high.map(written)) {
        (Some(low), Some(high)) if low == high => {
            (format!("约 {}", low.0), format!("about {}", low.1))
        }
        (Some(low), Some(high)) => {
            (format!("{} 至 {}", low.0, high.0), format!("{} to {}", low.1, high.1))
        }
        (Some(low), None) => (format!("{} 以上", low.0), format!("{} or more", low.1)),
        (None, Some(high)) => (format!("{} 以下", high.0), format!("{} or less", high.1)),
        (None, None) => ("任何数".to_owned(), "anything".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::extract::figures_of_sentence;
    use crate::text::span::Span;

    #[test]
    fn better_place_is_told_as_such() {
        assert_eq!(places(Decimal::whole(-6)).0, "，前移 6 位");
        assert_eq!(places(Decimal::whole(2)).1, ", down 2 places");
        assert_eq!(places(Decimal::whole(-1)).1, ", up 1 place");
    }

    #[test]
    fn difference_is_told_as_the_figure_is_written() {
        let told = |by: i128, dimension: &str, unit: &str, as_written: &str| {
            in_latin(Decimal::whole(by), dimension, (unit, as_written))
        };
        assert_eq!(told(29, "duration", "个月", "months").unwrap(), "+29 months");
        assert_eq!(told(-440_000, "mass", "吨", "tonnes").unwrap(), "-440,000 tonnes");
        assert_eq!(told(-3_350_000, "money", "美元", "million").unwrap(), "-US$3,350,000");
        assert_eq!(told(10_000, "money", "元", "亿元"), None);
        assert_eq!(told(2, "share", "%", "per cent"), None);
    }

    #[test]
    fn difference_in_english_has_its_digits_in_threes_whatever_the_unit() {
        let told = |by: i128, text: &str, percent: &str| {
            let figure = figures_of_sentence(text, Span::new(0, text.len())).remove(0);
            difference(Decimal::whole(by), &figure, Decimal::parse(percent))
        };
        let (zh, en) = told(45_000, "Some 286,000 passengers came.", "15.7");
        assert_eq!((zh.as_str(), en.as_str()), ("，+45000（+15.7%）", ", +45,000 (+15.7%)"));
        assert_eq!(told(-120_000, "吞吐量286000TEU。", "-1450").1, ", -120,000 teus (-1,450%)");
        assert_eq!(told(120_000, "接待观众9600人。", "1250").1, ", +12万人 (+1,250%)");
        assert_eq!(told(7_500, "接待观众9600人。", "78.1").1, ", +7,500人 (+78.1%)");
    }

    #[test]
    fn value_in_english_has_its_digits_in_threes() {
        assert_eq!(grouped(Decimal::whole(-440_000)), "-440,000");
        assert_eq!(grouped(Decimal::new(12_345, 1)), "1,234.5");
        assert_eq!(grouped(Decimal::whole(999)), "999");
    }

    #[test]
    fn large_values_are_written_in_wan_and_yi() {
        let shown = |value: i128, unit: &str| readable(Decimal::whole(value), unit);
        assert_eq!(shown(8_900_000_000_000, "元"), "8.9万亿");
        assert_eq!(shown(-120_000, "人"), "-12万");
        assert_eq!(shown(9_999, "家"), "9999");
        assert_eq!(shown(120_000, "TEU"), "120000");
    }

    #[test]
    fn computed_values_are_rounded() {
        let third = Decimal::whole(1_000_000_000).ratio(Decimal::whole(3), 6).unwrap();
        let figure = |text: &str| figures_of_sentence(text, Span::new(0, text.len())).remove(0);
        let yuan = figure("实现产值10亿元。");
        assert_eq!(computed(third, &yuan).0, "3.33亿元");
        let same = Interval::new(third, third);
        assert_eq!(range(same, &yuan).0, "约 3.33亿元");
        let tonnes = figure("Cargo throughput reached 18,462,000 tonnes.");
        assert_eq!(computed(Decimal::whole(440_000), &tonnes).1, "440,000 tonnes");
        let growth = Interval::new(Decimal::whole(1_000), Decimal::whole(2_000));
        assert_eq!(range(growth, &tonnes).1, "1,000 tonnes to 2,000 tonnes");
    }
}
