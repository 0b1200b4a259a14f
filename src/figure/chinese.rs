//! Chinese numerals: 一百二十, 三万五, 两千三百, 壹拾贰万, 八点四, 三五十, 二〇一九.

use crate::figure::decimal::Decimal;
use crate::figure::line::Line;
use crate::figure::unit::unit_at;

/// Most characters of one numeral. 九千九百九十九万亿 with all its parts stays below; a longer run is no number.
const MAX_COLUMNS: usize = 40;

/// What a Chinese numeral says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// One value: 三百.
    Exact(Decimal),
    /// Two neighbouring digits: 三五十 is 30 to 50, 十几 is 11 to 19.
    Between(Decimal, Decimal),
    /// An order of magnitude: 几十, 数万.
    Vague,
    /// A multiplier without a digit: 亿, 百万.
    Bare(Decimal),
}

/// Says whether the character can be part of a Chinese numeral.
pub fn is_numeral(c: char) -> bool {
    digit(c).is_some() || power(c).is_some() || matches!(c, '几' | '数' | '廿' | '卅')
}

/// Returns the value of a Chinese digit.
pub fn digit(c: char) -> Option<u32> {
    let value = match c {
        '〇' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    };
    Some(value)
}

/// Returns the power of ten a multiplier stands for.
pub fn power(c: char) -> Option<u32> {
    match c {
        '十' | '拾' => Some(1),
        '百' | '佰' => Some(2),
        '千' | '仟' => Some(3),
        '万' => Some(4),
        '亿' => Some(8),
        _ => None,
    }
}

/// Reads the numeral at the column; returns what it says and the column behind it.
///
/// `None` if none stands there, or the run of numerals is no number (一三五, 千万万).
pub fn read(line: &Line, column: usize) -> Option<(Reading, usize)> {
    let end = end_of_run(line, column);
    if end == column || MAX_COLUMNS < end - column {
        return None;
    }
    let run = line.folded(column, end);
    if let Some((fraction, end)) = fraction(line, end) {
        return Some((Reading::Exact(value_of(run)?.checked_add(fraction)?), end));
    }
    Some((reading_of(run)?, end))
}

/// Returns the column behind the numeral; the 千 of 千瓦 belongs to the unit: 二万五千千瓦, 一千瓦, and
/// so does 两 at the end: 三千两百两.
fn end_of_run(line: &Line, column: usize) -> usize {
    let end = line.skip(column, is_numeral);
    if line.before(end) == '两' && column + 1 < end {
        return end - 1;
    }
    let head = end.checked_sub(1).filter(|head| column < *head);
    let begins_unit = |head: &usize| line.at(*head) == '千' && unit_at(line, *head).is_some();
    head.filter(begins_unit).unwrap_or(end)
}

/// Reads a run of digits as written: 二〇一九 is 2019. `None` if a multiplier is among them.
pub fn digit_string(run: &[char]) -> Option<u32> {
    let add = |sum: u32, c: &char| sum.checked_mul(10)?.checked_add(digit(*c)?);
    run.iter().try_fold(0_u32, add)
}

/// Returns one unit of the last place of a numeral: 万 in 三十万, a tenth in 八点四, else one.
pub fn last_place(numeral: &[char]) -> Option<Decimal> {
    let point = numeral.iter().position(|c| *c == '点');
    let places = point.map_or(0, |at| numeral.len() - at - 1);
    let closing =
        numeral.iter().rev().map_while(|c| power(*c)).filter(|power| 4 <= *power).sum::<u32>();
    let power = i32::try_from(closing).ok()? - i32::try_from(places).ok()?;
    Decimal::ONE.shifted(power)
}

/// Returns what a run of numeral characters says.
fn reading_of(run: &[char]) -> Option<Reading> {
    if run.iter().any(|c| matches!(c, '几' | '数')) {
        return vague(run);
    }
    if let Some((low, high)) = neighbours(run) {
        return Some(Reading::Between(low, high));
    }
    let is_bare = run.iter().all(|c| power(*c).is_some()) && !matches!(run, ['十' | '拾']);
    let value = value_of(run)?;
    Some(if is_bare { Reading::Bare(value) } else { Reading::Exact(value) })
}

/// Reads 十几 and 二十几 as the nine numbers they may be; 几十, 几, 数百 have no value.
fn vague(run: &[char]) -> Option<Reading> {
    let (last, tens) = run.split_last()?;
    if *last == '几' && tens.last().is_some_and(|c| power(*c) == Some(1)) {
        let base = value_of(tens)?;
        let low = base.checked_add(Decimal::ONE)?;
        return Some(Reading::Between(low, base.checked_add(Decimal::whole(9))?));
    }
    let is_plain = |c: &char| power(*c).is_some();
    let opens = matches!(run.first(), Some('几' | '数'));
    (opens && run.iter().skip(1).all(is_plain)).then_some(Reading::Vague)
}

/// Reads two neighbouring digits as a range: 三五十, 十五六, 三四百, 七八. 二〇一九 is none.
fn neighbours(run: &[char]) -> Option<(Decimal, Decimal)> {
    let multiplied = run.iter().any(|c| power(*c).is_some());
    if 2 < run.len() && !multiplied {
        return None;
    }
    let both = |pair: &[char]| pair.iter().all(|c| digit(*c).is_some_and(|value| 0 < value));
    let mut pairs = run.windows(2).enumerate().filter(|(_, pair)| both(pair));
    let (at, _) = pairs.next()?;
    if pairs.next().is_some() {
        return None;
    }
    let without = |drop: usize| {
        let kept = run.iter().enumerate().filter(|(column, _)| *column != drop);
        value_of(&kept.map(|(_, c)| *c).collect::<Vec<_>>())
    };
    let (low, high) = (without(at + 1)?, without(at)?);
    (low < high).then_some((low, high))
}

/// Returns the value of a run of digits and multipliers; `None` if they are in no order.
fn value_of(run: &[char]) -> Option<Decimal> {
    if run.len() > 1 && run.iter().all(|c| digit(*c).is_some()) {
        return digits_of(run).filter(|_| 2 < run.len() || run.contains(&'〇'));
    }
    if has_no_leading_digit(run) {
        return None;
    }
    let mut sum = Sum::default();
    for c in run {
        sum.take(*c)?;
    }
    sum.total(run)
}

/// Says whether 百, 千 or a larger multiplier opens a longer numeral: 百十一 says no number.
fn has_no_leading_digit(run: &[char]) -> bool {
    let opens = run.first().and_then(|c| power(*c)).is_some_and(|power| 1 < power);
    opens && run.iter().any(|c| power(*c).is_none_or(|power| power == 1))
}

fn digits_of(run: &[char]) -> Option<Decimal> {
    Decimal::parse(&run.iter().filter_map(|c| char::from_digit(digit(*c)?, 10)).collect::<String>())
}

/// The value of a numeral while it is read from left to right.
#[derive(Default)]
struct Sum {
    /// What 亿 and 万 have closed.
    closed: i128,
    /// What 十, 百 and 千 have gathered since.
    section: i128,
    /// The digit that waits for its multiplier.
    digit: Option<i128>,
    /// The last multiplier, which a digit at the end continues: 三万五 is 35000.
    last: u32,
    /// The power 亿 or 万 closed last.
    limit: Option<u32>,
    /// The last of 千, 百 and 十 in the section; the next must be smaller, or 十七十八 would be 88.
    step: Option<u32>,
}

impl Sum {
    fn take(&mut self, c: char) -> Option<()> {
        if let Some(value) = digit(c) {
            return self.take_digit(value);
        }
        match c {
            '廿' => self.section += 20,
            '卅' => self.section += 30,
            _ => return self.take_power(power(c)?),
        }
        self.last = 1;
        Some(())
    }

    fn take_digit(&mut self, value: u32) -> Option<()> {
        if self.digit.is_some_and(|waiting| waiting != 0) {
            return None;
        }
        self.digit = Some(i128::from(value));
        if value == 0 {
            self.last = 1;
        }
        Some(())
    }

    fn take_power(&mut self, power: u32) -> Option<()> {
        if power < 4 {
            if self.step.is_some_and(|step| step <= power) {
                return None;
            }
            self.step = Some(power);
            let digit = self.digit.take().filter(|digit| *digit != 0).unwrap_or(1);
            self.section = self.section.checked_add(digit.checked_mul(10_i128.pow(power))?)?;
        } else {
            let below = self.section + self.digit.take().unwrap_or(0);
            self.close(below, power)?;
        }
        self.last = power;
        Some(())
    }

    /// Multiplies what has been gathered by 万 or 亿; 万亿 multiplies all before it again.
    fn close(&mut self, below: i128, power: u32) -> Option<()> {
        let factor = 10_i128.pow(power);
        let grows = self.limit.is_some_and(|limit| limit < power);
        let gathered = if grows || below == 0 { self.closed.checked_add(below)? } else { below };
        let gathered = if gathered == 0 { 1 } else { gathered };
        let kept = if grows || below == 0 { 0 } else { self.closed };
        self.closed = kept.checked_add(gathered.checked_mul(factor)?)?;
        self.section = 0;
        self.step = None;
        self.limit = Some(power);
        Some(())
    }

    fn total(mut self, run: &[char]) -> Option<Decimal> {
        let digit = self.digit.take().unwrap_or(0);
        let after_power =
            run.len().checked_sub(2).and_then(|at| run.get(at)).and_then(|c| power(*c));
        let weight = match after_power {
            Some(power) if 1 < power && power == self.last => 10_i128.pow(power - 1),
            _ => 1,
        };
        let rest = self.section.checked_add(digit.checked_mul(weight)?)?;
        Some(Decimal::whole(self.closed.checked_add(rest)?))
    }
}

/// Reads 点四 behind a numeral as 0.4.
fn fraction(line: &Line, column: usize) -> Option<(Decimal, usize)> {
    if line.at(column) != '点' {
        return None;
    }
    let end = line.skip(column + 1, |c| digit(c).is_some() && c != '两');
    let digits = line.folded(column + 1, end);
    if digits.is_empty() || MAX_COLUMNS < digits.len() {
        return None;
    }
    let places = i32::try_from(digits.len()).ok()?;
    Some((digits_of(digits)?.shifted(-places)?, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::Span;

    fn reading(text: &str) -> Option<Reading> {
        let line = Line::of(text, Span::new(0, text.len()));
        read(&line, 0).filter(|(_, end)| *end == line.len()).map(|(reading, _)| reading)
    }

    fn exact(text: &str) -> String {
        match reading(text) {
            Some(Reading::Exact(value)) => value.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn multiplied_digits_add_up() {
        for (written, value) in [
            ("一百二十", "120"),
            ("十五", "15"),
            ("三万五千二百", "35200"),
            ("两千三百", "2300"),
            ("一百零五", "105"),
            ("一万零十二", "10012"),
            ("壹拾贰万", "120000"),
            ("一万五千亿", "1500000000000"),
            ("三亿五千万", "350000000"),
            ("廿三", "23"),
            ("二十", "20"),
        ] {
            assert_eq!(exact(written), value, "{written}");
        }
    }

    #[test]
    fn digit_at_the_end_continues_the_multiplier() {
        assert_eq!(exact("三万五"), "35000");
        assert_eq!(exact("一百二"), "120");
        assert_eq!(exact("一万三"), "13000");
        assert_eq!(exact("一百零二"), "102");
    }

    #[test]
    fn digits_alone_are_read_as_written() {
        assert_eq!(exact("二〇一九"), "2019");
        assert_eq!(digit_string(&['一', '九', '五', '四']), Some(1954));
    }

    #[test]
    fn multipliers_out_of_order_are_no_number() {
        assert_eq!(reading("十七十八"), None);
        assert_eq!(reading("一百二十百"), None);
    }

    #[test]
    fn point_makes_a_fraction() {
        assert_eq!(exact("八点四"), "8.4");
        assert_eq!(exact("一百二十点五"), "120.5");
    }

    #[test]
    fn neighbouring_digits_are_a_range() {
        let range = |low, high| Some(Reading::Between(Decimal::whole(low), Decimal::whole(high)));
        assert_eq!(reading("三五十"), range(30, 50));
        assert_eq!(reading("十五六"), range(15, 16));
        assert_eq!(reading("三四百"), range(300, 400));
        assert_eq!(reading("十几"), range(11, 19));
    }

    #[test]
    fn unit_keeps_its_own_thousand() {
        let text = "二万五千千瓦";
        let line = Line::of(text, Span::new(0, text.len()));
        let number = Reading::Exact(Decimal::whole(25_000));
        assert_eq!(read(&line, 0), Some((number, 4)));
    }

    #[test]
    fn orders_of_magnitude_have_no_value() {
        assert_eq!(reading("几十"), Some(Reading::Vague));
        assert_eq!(reading("数万"), Some(Reading::Vague));
        assert_eq!(reading("亿"), Some(Reading::Bare(Decimal::whole(100_000_000))));
    }
}
