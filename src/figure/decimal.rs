//! Decimal numbers, because a reported amount is decimal: 8.4 is not 8.400000000000000355.
//!
//! A value is a whole number of `i128` and the count of digits behind the point. Every value has
//! one form (no trailing zeros behind the point), so equality and hashing are by value. Operations
//! that could overflow return `None`; nothing is ever rounded unless the name says so.

use std::cmp::Ordering;
use std::fmt;

/// Most digits behind the point. Two remainders of this size still compare within `i128`.
const MAX_SCALE: u32 = 18;

/// Most digits of a number: what `i128` holds in any case.
const MAX_DIGITS: usize = 38;

/// An exact decimal number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Decimal {
    mantissa: i128,
    scale: u32,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Decimal = Decimal { mantissa: 0, scale: 0 };

    /// One.
    pub const ONE: Decimal = Decimal { mantissa: 1, scale: 0 };

    /// Makes `mantissa / 10^scale`; digits beyond the eighteenth behind the point are cut.
    pub const fn new(mantissa: i128, scale: u32) -> Self {
        let mut value = Self { mantissa, scale };
        while value.scale > 0 && (value.mantissa % 10 == 0 || value.scale > MAX_SCALE) {
            value.mantissa /= 10;
            value.scale -= 1;
        }
        value
    }

    /// Makes a whole number.
    pub const fn whole(value: i128) -> Self {
        Self { mantissa: value, scale: 0 }
    }

    /// Reads `-12.50`: ASCII digits, at most one point with digits on both sides, no separators.
    ///
    /// `None` for anything else, also for more than 37 digits or 18 behind the point.
    pub fn parse(written: &str) -> Option<Self> {
        let (negative, digits) = match written.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, written),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !is_number(whole) || !is_number(fraction) || whole.len() + fraction.len() > MAX_DIGITS {
            return None;
        }
        let scale = u32::try_from(fraction.len()).ok().filter(|scale| *scale <= MAX_SCALE)?;
        let digits = whole.bytes().chain(fraction.bytes());
        let mantissa = digits.fold(0_i128, |sum, digit| sum * 10 + i128::from(digit - b'0'));
        Some(Self::new(if negative { -mantissa } else { mantissa }, scale))
    }

    /// Says whether the value is zero.
    pub const fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// Returns the value without its sign; `None` on overflow.
    pub fn magnitude(self) -> Option<Self> {
        Some(Self { mantissa: self.mantissa.checked_abs()?, scale: self.scale })
    }

    /// Returns the value as a whole number; `None` if it has digits behind the point.
    pub const fn to_whole(self) -> Option<i128> {
        if self.scale == 0 { Some(self.mantissa) } else { None }
    }

    /// Returns the value times ten to the power of `by`, which may be negative.
    pub fn shifted(self, by: i32) -> Option<Self> {
        let scale = i64::from(self.scale) - i64::from(by);
        if scale <= 0 {
            let factor = power_of_ten(u32::try_from(-scale).ok()?)?;
            return Some(Self::whole(self.mantissa.checked_mul(factor)?));
        }
        let shifted = Self::new(self.mantissa, 0);
        let scale = u32::try_from(scale).ok()?;
        let value = Self { scale, ..shifted }.reduced();
        (value.scale <= MAX_SCALE).then_some(value)
    }

    /// Returns the sum.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        Some(Self::new(self.at_scale(scale)?.checked_add(other.at_scale(scale)?)?, scale))
    }

    /// Returns the difference.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        Some(Self::new(self.at_scale(scale)?.checked_sub(other.at_scale(scale)?)?, scale))
    }

    /// Returns the product; `None` also if it needs more than 18 digits behind the point.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let mantissa = self.mantissa.checked_mul(other.mantissa)?;
        let value = Self { mantissa, scale: self.scale + other.scale }.reduced();
        (value.scale <= MAX_SCALE).then_some(value)
    }

    /// Returns the quotient rounded to `places` digits behind the point, halves away from zero.
    ///
    /// `None` for a zero divisor, for more than 18 places and on overflow.
    pub fn ratio(self, divisor: Self, places: u32) -> Option<Self> {
        if places > MAX_SCALE {
            return None;
        }
        let scale = self.scale.max(divisor.scale);
        let numerator = self.at_scale(scale)?.checked_mul(power_of_ten(places)?)?;
        Some(Self::new(rounded_quotient(numerator, divisor.at_scale(scale)?)?, places))
    }

    /// Returns how many percent of `whole` the value is, rounded like [`Decimal::ratio`].
    pub fn percent_of(self, whole: Self, places: u32) -> Option<Self> {
        self.shifted(2)?.ratio(whole, places)
    }

    /// Drops zeros at the end of the fraction.
    fn reduced(mut self) -> Self {
        while self.scale > 0 && self.mantissa % 10 == 0 {
            self.mantissa /= 10;
            self.scale -= 1;
        }
        self
    }

    /// Returns the mantissa the value has with `scale` digits behind the point, at least its own.
    fn at_scale(self, scale: u32) -> Option<i128> {
        self.mantissa.checked_mul(power_of_ten(scale.checked_sub(self.scale)?)?)
    }

    /// Splits into the whole part, rounded down, and what is left in units of `10^-18`.
    fn parts(self) -> (i128, i128) {
        let unit = power_of_ten(self.scale).unwrap_or(1);
        let left = power_of_ten(MAX_SCALE.saturating_sub(self.scale)).unwrap_or(1);
        (self.mantissa.div_euclid(unit), self.mantissa.rem_euclid(unit).saturating_mul(left))
    }
}

/// Returns ten to the power of `power`, if it fits.
fn power_of_ten(power: u32) -> Option<i128> {
    10_i128.checked_pow(power)
}

/// Divides and rounds halves away from zero.
fn rounded_quotient(numerator: i128, divisor: i128) -> Option<i128> {
    let quotient = numerator.checked_div(divisor)?;
    let rest = numerator.checked_rem(divisor)?.unsigned_abs();
    let away = if (numerator < 0) == (divisor < 0) { 1 } else { -1 };
    let half_or_more = divisor.unsigned_abs() - rest <= rest;
    if half_or_more { quotient.checked_add(away) } else { Some(quotient) }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        self.parts().cmp(&other.parts())
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = power_of_ten(self.scale).unwrap_or(1).unsigned_abs();
        let magnitude = self.mantissa.unsigned_abs();
        let sign = if self.mantissa < 0 { "-" } else { "" };
        write!(f, "{sign}{}", magnitude / unit)?;
        if self.scale > 0 {
            write!(f, ".{:0width$}", magnitude % unit, width = self.scale as usize)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::*;

    fn decimal(written: &str) -> Decimal {
        Decimal::parse(written).unwrap()
    }

    #[test]
    fn display_has_no_trailing_zeros_and_no_exponent() {
        assert_eq!(decimal("8.40").to_string(), "8.4");
        assert_eq!(decimal("48.76").shifted(8).unwrap().to_string(), "4876000000");
        assert_eq!(decimal("-0.05").to_string(), "-0.05");
    }

    #[test]
    fn equal_values_are_equal_however_written() {
        assert_eq!(decimal("2.0"), decimal("2"));
        assert_eq!(decimal("580.885").shifted(4), Some(Decimal::whole(5_808_850)));
        assert_eq!(Decimal::whole(84).shifted(-1), Some(decimal("8.4")));
    }

    #[test]
    fn order_is_by_value() {
        assert!(decimal("2.39") < decimal("2.4"));
        assert!(decimal("-1.5") < decimal("-1.25"));
        assert!(decimal("9") < decimal("10.000000000000000001"));
    }

    #[test]
    fn arithmetic_is_exact() {
        assert_eq!(decimal("0.1").checked_add(decimal("0.2")), Some(decimal("0.3")));
        assert_eq!(decimal("2.68").checked_sub(decimal("2.39")), Some(decimal("0.29")));
        assert_eq!(decimal("1.5").checked_mul(decimal("0.4")), Some(decimal("0.6")));
    }

    #[test]
    fn ratio_rounds_halves_away_from_zero() {
        assert_eq!(Decimal::ONE.ratio(Decimal::whole(8), 2), Some(decimal("0.13")));
        assert_eq!(Decimal::whole(-1).ratio(Decimal::whole(8), 2), Some(decimal("-0.13")));
        assert_eq!(decimal("529").percent_of(decimal("550"), 2), Some(decimal("96.18")));
        assert_eq!(Decimal::ONE.ratio(Decimal::ZERO, 2), None);
    }

    #[test]
    fn what_is_no_number_or_too_long_is_refused() {
        for written in ["", "-", ".5", "5.", "1,2", "１", "1e3", "1.2.3", &"9".repeat(40)] {
            assert_eq!(Decimal::parse(written), None, "{written}");
        }
    }

    #[test]
    fn overflow_is_none() {
        assert_eq!(decimal(&"9".repeat(36)).shifted(30), None);
        assert_eq!(Decimal::ONE.shifted(-19), None);
    }

    proptest! {
        #[test]
        fn display_parses_back(mantissa in -(10_i128.pow(30))..10_i128.pow(30), scale in 0_u32..18) {
            let value = Decimal::new(mantissa, scale);
            prop_assert_eq!(Decimal::parse(&value.to_string()), Some(value));
        }

        #[test]
        fn order_agrees_with_difference(a in any::<i64>(), b in any::<i64>(), s in 0_u32..9, t in 0_u32..9) {
            let (a, b) = (Decimal::new(a.into(), s), Decimal::new(b.into(), t));
            let difference = a.checked_sub(b).unwrap();
            prop_assert_eq!(a.cmp(&b), difference.cmp(&Decimal::ZERO));
        }
    }
}
