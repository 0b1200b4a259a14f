//! What a claim implies: the other operand, as the interval of all values that print alike.
//!
//! ```text
//! 3.6亿元,较上年增长71.3%     last year 2.07 to 2.13亿元
//! 171家,净增27家              last year 144家
//! 529件,完成96.18%            target 550件
//! 48.76亿元,占…16.02%         whole 304.2 to 304.5亿元
//! 增速8.4%,高于…3.3个百分点   the other one 5.1%
//! ```

use crate::figure::decimal::Decimal;
use crate::figure::interval::Interval;
use crate::figure::model::{Bound, Claim, ClaimKind, Direction, Figure};

/// Returns every value the figure may stand for: 8.4 is 8.35 to 8.45, 80多万 is 800000 to 900000,
/// 50以上 is 50 and more. `None` if the value is unknown.
///
/// A count (67家) is exactly what it says; a decimal, a multiple of 万 and a percentage were rounded.
pub fn interval_of(figure: &Figure) -> Option<Interval> {
    let value = figure.value?;
    let precision = figure.precision.unwrap_or(Decimal::ZERO);
    let rounded = || {
        let was_rounded = figure.dimension != "count" || precision != Decimal::ONE;
        if was_rounded {
            Interval::rounded(value, precision)
        } else {
            Some(Interval::exactly(value))
        }
    };
    if let Some(high) = figure.high {
        return Some(Interval::new(value, high));
    }
    let step = step_of(value, precision);
    Some(match figure.bound {
        Bound::Exactly => rounded()?,
        Bound::About => Interval::new(value.checked_sub(step)?, value.checked_add(step)?),
        Bound::Over => Interval::new(value, value.checked_add(step)?),
        Bound::Under => Interval::new(value.checked_sub(step)?, value),
        Bound::AtLeast | Bound::MoreThan => Interval { low: Some(value), high: None },
        Bound::AtMost | Bound::LessThan => Interval { low: Some(Decimal::ZERO), high: Some(value) },
    })
}

/// Returns how far 余, 多, 近 and 约 may carry a number: one of the place it is rounded to, so that
/// 60000余 stays below 70000 and 206余 below 207 (10万余, read as widely, below 200000).
fn step_of(value: Decimal, precision: Decimal) -> Decimal {
    let mut step = if precision.is_zero() { Decimal::ONE } else { precision };
    while let Some(next) = step.shifted(1).filter(|next| *next <= value)
        && is_multiple(value, next)
    {
        step = next;
    }
    step
}

fn is_multiple(value: Decimal, step: Decimal) -> bool {
    let times = value.ratio(step, 0).and_then(|times| times.checked_mul(step));
    times == Some(value)
}

/// Returns the other operand of a claim, from the figure that makes it and the one it speaks of.
///
/// `None` where the claim speaks of no figure or says nothing about another amount (a rank).
pub fn implied(claim: &Claim, figure: &Figure, of: &Figure) -> Option<Interval> {
    let (said, amount) = (interval_of(figure)?, interval_of(of)?);
    let up = claim.direction != Some(Direction::Down);
    match claim.kind {
        ClaimKind::Growth if figure.unit == "倍" => amount.over(one().plus(said)),
        ClaimKind::Growth if figure.dimension == "share" => {
            let factor = said.as_percent();
            amount.over(if up { one().plus(factor) } else { one().minus(factor) })
        }
        ClaimKind::Increase if figure.unit == of.unit => Some(moved_back(amount, said, up)),
        ClaimKind::Difference if of.dimension == "share" => Some(moved_back(amount, said, up)),
        ClaimKind::Completion | ClaimKind::Share if figure.unit == "%" => {
            amount.over(said.as_percent())
        }
        ClaimKind::Multiple if figure.unit == "倍" => amount.over(said),
        _ => None,
    }
}

fn one() -> Interval {
    Interval::exactly(Decimal::ONE)
}

fn moved_back(amount: Interval, by: Interval, up: bool) -> Interval {
    if up { amount.minus(by) } else { amount.plus(by) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::extract::figures_of_sentence;
    use crate::text::span::Span;

    fn last(text: &str) -> Figure {
        figures_of_sentence(text, Span::new(0, text.len())).pop().unwrap()
    }

    fn shown(interval: Option<Interval>) -> String {
        let end = |end: Option<Decimal>| {
            end.and_then(|end| end.ratio(Decimal::ONE, 3))
                .map_or("…".to_owned(), |end| end.to_string())
        };
        interval.map_or(String::new(), |it| format!("{} to {}", end(it.low), end(it.high)))
    }

    #[test]
    fn written_precision_and_bound_make_the_interval() {
        for (text, wanted) in [
            ("增长8.4%", "8.35 to 8.45"),
            ("企业67家", "67 to 67"),
            ("产值48.76亿元", "4875500000 to 4876500000"),
            ("资料60000余份", "60000 to 70000"),
            ("咨询80多万人次", "800000 to 900000"),
            ("资料10万余份", "100000 to 200000"),
            ("企业50家以上", "50 to …"),
            ("企业20-30家", "20 to 30"),
            ("比重达2.0%", "1.95 to 2.05"),
        ] {
            assert_eq!(shown(interval_of(&last(text))), wanted, "{text}");
        }
    }

    #[test]
    fn claims_imply_the_amount_they_compare_with() {
        for (text, wanted) in [
            ("加计扣除额3.6亿元,较上年增长71.3%", "207178290.05 to 213138686.131"),
            ("高新技术企业总数达171家,净增27家", "144 to 144"),
            ("发明专利申请529件,完成96.18%", "549.982 to 550.039"),
            ("企业总数100家,比上年减少5家", "105 to 105"),
        ] {
            let claim = last(text).claim.unwrap();
            assert_eq!(shown(claim.implied), wanted, "{text}");
        }
    }
}
