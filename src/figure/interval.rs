//! All values a printed number may stand for, and arithmetic on them.
//!
//! `8.4%` was rounded: the truth is 8.35 to 8.45. `50以上` has no upper end. A check that computes
//! with single values calls every rounding an error; one that computes with intervals never does.
//! Results are widened outward by the last place kept, so that rounding here cannot lose a value.

use crate::figure::decimal::Decimal;

/// Digits behind the point that a quotient keeps before it is widened.
const PLACES: u32 = 9;

/// An interval, ends included; an end that is `None` is open to infinity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    /// The lowest value.
    pub low: Option<Decimal>,
    /// The highest value.
    pub high: Option<Decimal>,
}

impl Interval {
    /// Makes the interval from `low` to `high`.
    pub const fn new(low: Decimal, high: Decimal) -> Self {
        Self { low: Some(low), high: Some(high) }
    }

    /// Makes the interval of one value.
    pub const fn exactly(value: Decimal) -> Self {
        Self::new(value, value)
    }

    /// Makes `value` give or take half of `precision`: all values that print as `value`.
    pub fn rounded(value: Decimal, precision: Decimal) -> Option<Self> {
        let half = precision.checked_mul(Decimal::new(5, 1))?;
        Some(Self::new(value.checked_sub(half)?, value.checked_add(half)?))
    }

    /// Says whether the value lies inside.
    pub fn contains(self, value: Decimal) -> bool {
        self.low.is_none_or(|low| low <= value) && self.high.is_none_or(|high| value <= high)
    }

    /// Says whether the two have a value in common.
    pub fn meets(self, other: Self) -> bool {
        let below = |low: Option<Decimal>, high: Option<Decimal>| {
            low.zip(high).is_none_or(|(low, high)| low <= high)
        };
        below(self.low, other.high) && below(other.low, self.high)
    }

    /// Returns all sums. An end is `None` on overflow too.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let sum = |a: Option<Decimal>, b: Option<Decimal>| a?.checked_add(b?);
        Self { low: sum(self.low, other.low), high: sum(self.high, other.high) }
    }

    /// Returns all differences.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        let difference = |a: Option<Decimal>, b: Option<Decimal>| a?.checked_sub(b?);
        Self { low: difference(self.low, other.high), high: difference(self.high, other.low) }
    }

    /// Returns all products of two intervals without negative values; `None` if one has some.
    pub fn times(self, other: Self) -> Option<Self> {
        let product = |a: Option<Decimal>, b: Option<Decimal>| a?.checked_mul(b?);
        let whole = self.is_positive_or_zero() && other.is_positive_or_zero();
        whole.then(|| Self {
            low: product(self.low, other.low),
            high: product(self.high, other.high),
        })
    }

    /// Returns all quotients, widened outward by the last place kept; `None` unless the dividend
    /// has no negative value and the divisor is positive.
    pub fn over(self, divisor: Self) -> Option<Self> {
        let positive = divisor.low.is_some_and(|low| Decimal::ZERO < low);
        if !positive || !self.is_positive_or_zero() {
            return None;
        }
        let margin = Decimal::new(1, PLACES);
        let quotient = |a: Option<Decimal>, b: Option<Decimal>| a?.ratio(b?, PLACES);
        let low = match divisor.high {
            Some(_) => quotient(self.low, divisor.high)?.checked_sub(margin),
            None => Some(Decimal::ZERO),
        };
        let high = quotient(self.high, divisor.low).and_then(|high| high.checked_add(margin));
        Some(Self { low, high })
    }

    /// Returns a hundredth of it: what so many percent are as a factor.
    #[must_use]
    pub fn as_percent(self) -> Self {
        let hundredth = |end: Option<Decimal>| end?.shifted(-2);
        Self { low: hundredth(self.low), high: hundredth(self.high) }
    }

    fn is_positive_or_zero(self) -> bool {
        self.low.is_some_and(|low| Decimal::ZERO <= low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(written: &str) -> Decimal {
        Decimal::parse(written).unwrap()
    }

    fn between(low: &str, high: &str) -> Interval {
        Interval::new(decimal(low), decimal(high))
    }

    #[test]
    fn printed_number_is_half_a_place_wide_on_either_side() {
        let found = Interval::rounded(decimal("8.4"), decimal("0.1"));
        assert_eq!(found, Some(between("8.35", "8.45")));
    }

    #[test]
    fn intervals_meet_where_they_share_an_end() {
        assert!(between("1", "2").meets(between("2", "3")));
        assert!(!between("1", "2").meets(between("2.1", "3")));
        assert!(Interval { low: Some(decimal("50")), high: None }.meets(between("60", "70")));
    }

    #[test]
    fn arithmetic_keeps_every_possible_value() {
        let (a, b) = (between("1", "2"), between("10", "20"));
        assert_eq!(a.plus(b), between("11", "22"));
        assert_eq!(b.minus(a), between("8", "19"));
        assert_eq!(a.times(b), Some(between("10", "40")));
        let quotient = between("1", "1").over(between("3", "3")).unwrap();
        assert!(quotient.low < quotient.high && quotient.contains(decimal("0.333333333333")));
    }

    #[test]
    fn open_ends_stay_open() {
        let many = Interval { low: Some(decimal("50")), high: None };
        assert_eq!(many.plus(between("1", "2")).high, None);
        assert_eq!(between("100", "100").over(many).unwrap().low, Some(Decimal::ZERO));
    }
}
