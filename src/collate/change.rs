//! What became of one figure: the kind of change, the difference, and what to know about it.

use crate::collate::gate::{Aspect, are_interchangeable, aspect, conversion};
use crate::collate::model::{Change, ChangeFlag};
use crate::figure::decimal::Decimal;
use crate::figure::implied::interval_of;
use crate::figure::interval::Interval;
use crate::figure::model::{Class, Direction, Figure, Role};
use crate::text::fold::Folded;
use crate::text::side::Sided;

/// Figures of at least so many digits do not stay the same by chance (580.3 has four), …
const MIN_STALE_DIGITS: usize = 4;

/// … nor do those of so many in a sentence that was copied as it was.
const MIN_STALE_DIGITS_COPIED: usize = 3;

/// An amount that became so many times what it was, or the other way round, is looked at.
const JUMP: i128 = 8;

/// The same for shares, which may well rise eightfold; a lost or added percent is a hundredfold.
const SHARE_JUMP: i128 = 50;

/// Counts below this may grow tenfold by themselves.
const MIN_JUMP_COUNT: i128 = 5;

/// Two figures of one indicator, with how they are written.
#[derive(Clone, Copy, Debug)]
pub struct Twins<'a> {
    /// The texts the spans refer to.
    pub texts: Sided<&'a str>,
    /// The figures.
    pub figures: Sided<&'a Figure>,
}

/// How the sentences of two figures stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// They are the same sentence but for typography.
    Copied,
    /// They correspond.
    Aligned,
    /// They do not.
    Apart,
}

impl Twins<'_> {
    /// Returns what became of the figure.
    pub fn change(&self) -> Change {
        let Sided { left, right } = self.figures;
        let Some((before, after)) = self.signed() else {
            return if self.are_written_alike() { Change::Equal } else { Change::Changed };
        };
        if let Some((before, after)) = self.converted() {
            return match () {
                () if before.meets(after) => Change::Restated,
                () if before.high < after.low => Change::Increased,
                () => Change::Decreased,
            };
        }
        if !say_the_same(&left.unit, &right.unit) {
            return Change::Changed;
        }
        if before == after && left.high == right.high {
            return match (left.bound == right.bound, self.are_written_alike()) {
                (false, _) => Change::Changed,
                (true, true) => Change::Equal,
                (true, false) => Change::Restated,
            };
        }
        if before < after || before == after && left.high < right.high {
            Change::Increased
        } else {
            Change::Decreased
        }
    }

    /// Returns right minus left where both are known and comparable; a fall beside a rise counts as negative.
    pub fn difference(&self) -> Option<Decimal> {
        let Sided { left, right } = self.figures;
        let comparable = say_the_same(&left.unit, &right.unit);
        let are_single = left.high.is_none() && right.high.is_none();
        let (before, after) = self.signed().filter(|_| comparable && are_single)?;
        after.checked_sub(before)
    }

    /// Returns the difference in percent of the left, to one decimal; `None` for shares, ranks and turns.
    pub fn percent(&self) -> Option<Decimal> {
        let left = self.figures.left;
        let has_percent = !matches!(left.dimension, "share" | "points" | "rank") && !self.turns();
        let difference = self.difference().filter(|_| has_percent)?;
        difference.percent_of(left.value?, 1)
    }

    /// Returns what else to know, sorted; whether the pairing is certain is not asked here.
    pub fn flags(&self, setting: Setting, has_moved_on: bool) -> Vec<ChangeFlag> {
        let Sided { left, right } = self.figures;
        let is_open = left.class == Class::Placeholder || right.class == Class::Placeholder;
        let flags = [
            (ChangeFlag::Stale, has_moved_on && self.looks_stale(setting)),
            (ChangeFlag::Placeholder, is_open),
            (
                ChangeFlag::UnitChanged,
                !say_the_same(&left.unit, &right.unit) && self.converted().is_none(),
            ),
            (ChangeFlag::DirectionFlipped, self.turns()),
            (ChangeFlag::MagnitudeJump, self.jumps()),
            (ChangeFlag::PrecisionChanged, self.precision_differs()),
            (ChangeFlag::BoundChanged, !is_open && left.bound != right.bound),
        ];
        flags.into_iter().filter(|(_, holds)| *holds).map(|(flag, _)| flag).collect()
    }

    fn are_written_alike(&self) -> bool {
        let written = |text: &str, figure: &Figure| Folded::of(text, figure.span).chars;
        written(self.texts.left, self.figures.left) == written(self.texts.right, self.figures.right)
    }

    /// Returns both values; the one that falls is negative if the other rises.
    fn signed(&self) -> Option<(Decimal, Decimal)> {
        let turns = self.turns();
        let signed = |figure: &Figure| {
            let falls = turns && direction(figure) == Some(Direction::Down);
            let value = figure.value?;
            if falls { Decimal::ZERO.checked_sub(value) } else { Some(value) }
        };
        signed(self.figures.left).zip(signed(self.figures.right))
    }

    /// Returns both amounts in the base unit of their dimension, if they are in different ones that convert.
    fn converted(&self) -> Option<(Interval, Interval)> {
        let Sided { left, right } = self.figures;
        let (ours, theirs) = conversion(left, right)?;
        let base = |figure: &Figure, factor: Decimal| {
            interval_of(figure)?.times(Interval::exactly(factor))
        };
        base(left, ours).zip(base(right, theirs))
    }

    /// Says whether one rises and the other falls.
    fn turns(&self) -> bool {
        let Sided { left, right } = self.figures;
        direction(left).zip(direction(right)).is_some_and(|(left, right)| left != right)
    }

    /// Says whether the figure is the same and too particular to stay the same by chance.
    fn looks_stale(&self, setting: Setting) -> bool {
        let left = self.figures.left;
        let needed = match setting {
            Setting::Copied => MIN_STALE_DIGITS_COPIED,
            Setting::Aligned => MIN_STALE_DIGITS,
            Setting::Apart => return false,
        };
        let is_measured = left.class == Class::Measure && left.role != Role::Target;
        is_measured && self.change() == Change::Equal && needed <= significant_digits(left)
    }

    /// Says whether the value became so much larger or smaller that a slip is likelier than a change.
    fn jumps(&self) -> bool {
        let Sided { left, right } = self.figures;
        let comparable = left.unit == right.unit && left.class == Class::Measure;
        let is_level = aspect(left) == Aspect::Level && left.role != Role::Target;
        let Some((before, after)) = left.value.zip(right.value) else { return false };
        let (low, high) = (before.min(after), before.max(after));
        let is_share = matches!(left.dimension, "share" | "points");
        let is_few = left.dimension == "count" && low < Decimal::whole(MIN_JUMP_COUNT);
        let least = Decimal::whole(if is_share { SHARE_JUMP } else { JUMP });
        let reaches = low.checked_mul(least).is_some_and(|least| least <= high);
        comparable && is_level && !is_few && !low.is_zero() && reaches
    }

    /// Says whether the two are one number written to different places: 9.4 and 9.44, 2.0 and 2.
    fn precision_differs(&self) -> bool {
        let Sided { left, right } = self.figures;
        let same_unit = left.unit == right.unit && left.unit_text == right.unit_text;
        let are_single = left.high.is_none() && right.high.is_none();
        let Some((fine, coarse)) = left.precision.zip(right.precision) else { return false };
        let (fine, coarse) = (fine.min(coarse), fine.max(coarse));
        let distance = self.difference().and_then(Decimal::magnitude);
        let double = distance.and_then(|distance| distance.checked_add(distance));
        let are_levels =
            aspect(left) == Aspect::Level && left.role != Role::Target && left.bound == right.bound;
        same_unit
            && are_single
            && are_levels
            && fine < coarse
            && double.is_some_and(|double| double <= coarse)
    }
}

/// Says whether two units count alike; one that was left out (1.17亿) contradicts none.
fn say_the_same(left: &str, right: &str) -> bool {
    left.is_empty() || right.is_empty() || are_interchangeable(left, right)
}

/// Returns which way a figure says that something went.
fn direction(figure: &Figure) -> Option<Direction> {
    let tells = aspect(figure) != Aspect::Level;
    figure.claim.filter(|_| tells).and_then(|claim| claim.direction)
}

/// Returns how many digits of the value carry meaning: 580.3万 has four, 5000 one.
fn significant_digits(figure: &Figure) -> usize {
    let Some(value) = figure.value else { return 0 };
    let written = value.to_string();
    let digits = written.trim_start_matches(['0', '.']);
    let whole = if digits.contains('.') { digits } else { digits.trim_end_matches('0') };
    whole.chars().filter(char::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::extract::figures_of_sentence;
    use crate::text::span::Span;

    fn last_figures(left: &str, right: &str) -> (Figure, Figure) {
        let last = |text: &str| figures_of_sentence(text, Span::new(0, text.len())).pop().unwrap();
        (last(left), last(right))
    }

    fn twins<'a>(left: &'a str, right: &'a str, figures: &'a (Figure, Figure)) -> Twins<'a> {
        let figures = Sided::new(&figures.0, &figures.1);
        Twins { texts: Sided::new(left, right), figures }
    }

    fn change(left: &str, right: &str) -> Change {
        twins(left, right, &last_figures(left, right)).change()
    }

    fn flags_in(setting: Setting, left: &str, right: &str) -> Vec<ChangeFlag> {
        twins(left, right, &last_figures(left, right)).flags(setting, true)
    }

    fn flags(left: &str, right: &str) -> Vec<ChangeFlag> {
        flags_in(Setting::Aligned, left, right)
    }

    #[test]
    fn same_value_written_otherwise_is_restated() {
        assert_eq!(change("发放0.36亿元", "发放3600万元"), Change::Restated);
        assert_eq!(change("占比84%", "占比八成四"), Change::Restated);
        assert_eq!(change("占比84%", "占比84％"), Change::Equal);
        assert_eq!(change("造林2公顷", "造林30亩"), Change::Restated);
        assert_eq!(flags("造林2公顷", "造林45亩"), []);
    }

    #[test]
    fn particular_figure_that_stays_is_stale_and_a_round_one_is_not() {
        assert_eq!(flags("补助资金580.3万元", "补助资金580.3万元"), [ChangeFlag::Stale]);
        assert_eq!(flags("补助资金500万元", "补助资金500万元"), []);
        let copied = flags_in(Setting::Copied, "企业126家", "企业126家");
        assert_eq!(copied, [ChangeFlag::Stale]);
    }

    #[test]
    fn fall_beside_a_rise_is_a_turn() {
        let (left, right) = ("亏损面下降1.6个百分点", "亏损面扩大0.7个百分点");
        assert_eq!(flags(left, right), [ChangeFlag::DirectionFlipped]);
        let figures = last_figures(left, right);
        assert_eq!(twins(left, right, &figures).difference(), Decimal::parse("2.3"));
        assert_eq!(flags("能耗下降2.5%", "能耗下降3%"), []);
    }

    #[test]
    fn jump_needs_more_than_growth() {
        assert_eq!(flags("观众9.6万人次", "观众103万人次"), [ChangeFlag::MagnitudeJump]);
        assert_eq!(flags("观众96万人次", "观众103万人次"), []);
        assert_eq!(flags("企业2家", "企业20家"), []);
    }

    #[test]
    fn rounding_and_bound_are_told_apart_from_change() {
        assert_eq!(flags("拥有量9.4件", "拥有量9.44件"), [ChangeFlag::PrecisionChanged]);
        assert_eq!(flags("种植近206种", "种植206种"), [ChangeFlag::BoundChanged]);
        assert_eq!(flags("拥有量9.4件", "拥有量9.6件"), []);
    }
}
