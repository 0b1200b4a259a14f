//! Amounts and differences in words.

use crate::figure::decimal::Decimal;
use crate::figure::interval::Interval;
use crate::figure::model::Figure;

/// Digits behind the point of a computed amount.
const PLACES: u32 = 2;

/// Returns how far a rank moved: a smaller number is a better place.
fn places(by: Decimal) -> (String, String) {
    let places = by.magnitude().unwrap_or(by);
    let is_better = by < Decimal::whole(0);
    let (zh, en) = if is_better { ("前移", "up") } else { ("后移", "down") };
    (format!("，{zh} {places} 位"), format!(", {en} {places} places"))
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
    let share = percent.map(|percent| format!("{}%", signed(&percent.to_string())));
    let zh = share.as_ref().map_or(String::new(), |share| format!("（{share}）"));
    let en = share.map_or(String::new(), |share| format!(" ({share})"));
    (format!("，{amount}{}{zh}", unit.0), format!(", {amount}{}{en}", unit.1))
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

/// Writes a computed value, rounded, with its unit.
pub fn computed(value: Decimal, unit: &str) -> String {
    let (value, name) = scaled(rounded(value), unit);
    format!("{}{name}{unit}", rounded(value))
}

/// Returns a value with two digits behind the point at most.
pub fn rounded(value: Decimal) -> Decimal {
    value.ratio(Decimal::ONE, PLACES).unwrap_or(value)
}

/// Returns an interval of computed values: one value if both ends round to it.
pub fn range(interval: Interval, unit: &str) -> (String, String) {
    let written = |value: Decimal| computed(value, unit);
    match (interval.low.map(written), interval.high.map(written)) {
        (Some(low), Some(high)) if low == high => (format!("约 {low}"), format!("about {low}")),
        (Some(low), Some(high)) => (format!("{low} 至 {high}"), format!("{low} to {high}")),
        (Some(low), None) => (format!("{low} 以上"), format!("{low} or more")),
        (None, Some(high)) => (format!("{high} 以下"), format!("{high} or less")),
        (None, None) => ("任何数".to_owned(), "anything".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn better_place_is_told_as_such() {
        assert_eq!(places(Decimal::whole(-6)).0, "，前移 6 位");
        assert_eq!(places(Decimal::whole(2)).1, ", down 2 places");
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
        assert_eq!(computed(third, "元"), "3.33亿元");
        let same = Interval::new(third, third);
        assert_eq!(range(same, "元").0, "约 3.33亿元");
    }
}
