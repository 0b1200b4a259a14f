//! Numbers that cannot be what was meant, or look like something else: 201733家, 2099件, 近206种.

use crate::figure::decimal::Decimal;
use crate::figure::line::Line;
use crate::figure::mention::Mention;
use crate::figure::model::{Bound, FigureFlag};
use crate::figure::numeral::{Numeral, Script};

/// Flags a number that cannot be what was meant.
pub fn flag_damage(line: &Line, mention: &mut Mention, number: &Numeral) {
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
pub fn is_year_shaped(line: &Line, mention: &Mention) -> bool {
    let digits = line.folded(mention.number, mention.number_end);
    let starts = matches!(digits, ['1', '9', ..] | ['2', '0', ..]);
    starts && digits.len() == 4 && digits.iter().all(char::is_ascii_digit)
}

/// Says whether a vague bound stands on a number that is not round: 近206种, 47余家.
fn is_bound_on_exact(mention: &Mention) -> bool {
    let counted = mention.dimension() == "count" && mention.precision == Some(Decimal::ONE);
    let is_vague = counted && matches!(mention.bound, Bound::Over | Bound::Under | Bound::About);
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
