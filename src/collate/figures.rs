//! What became of the figures: the ledger of two reports.

use crate::collate::gate::{are_interchangeable, takes_part};
use crate::collate::indicator::{Match, Register, matches};
use crate::collate::model::{Alignment, Change, ChangeFlag, FigureChange, Witness};
use crate::figure::decimal::Decimal;
use crate::figure::model::{Bound, Class, Figure, Role};
use crate::text::fold::Folded;
use crate::text::side::{Side, Sided};
use rustc_hash::{FxHashMap, FxHashSet};

/// Figures with more digits than this do not stay the same by chance: 580.3 has four.
const MIN_STALE_DIGITS: usize = 3;

/// Returns what became of every measured figure and placeholder, in order of the left side, those
/// only on the right last.
pub fn figure_changes(
    register: &Register<'_>,
    alignments: &[Alignment],
    years: Sided<Option<u32>>,
) -> Vec<FigureChange> {
    let (sides, figures) = (register.sides, register.figures);
    let matches = matches(register, alignments);
    let has_moved_on = years.left.is_some() && years.right.is_some() && years.left != years.right;
    let mut changes: Vec<FigureChange> =
        matches.iter().map(|pair| change(sides, figures, pair, has_moved_on)).collect();
    for side in Side::BOTH {
        let is_matched: FxHashSet<usize> = matches
            .iter()
            .map(|pair| if side == Side::Left { pair.left } else { pair.right })
            .collect();
        let alone = (0..figures[side].len())
            .filter(|at| takes_part(&figures[side][*at]) && !is_matched.contains(at));
        changes.extend(alone.map(|at| lonely(figures, side, at)));
    }
    let place = |change: &FigureChange| {
        (change.figures.left.unwrap_or(usize::MAX), change.figures.right.unwrap_or(usize::MAX))
    };
    changes.sort_by_key(place);
    changes
}

fn change(
    sides: Sided<Witness<'_>>,
    figures: Sided<&[Figure]>,
    pair: &Match,
    has_moved_on: bool,
) -> FigureChange {
    let (left, right) = (&figures.left[pair.left], &figures.right[pair.right]);
    let mut flags = Vec::new();
    if !pair.is_certain {
        flags.push(ChangeFlag::Possible);
    }
    let change = change_kind(sides, left, right);
    if change == Change::Equal && has_moved_on && looks_stale(left) {
        flags.push(ChangeFlag::Stale);
    }
    if left.class == Class::Placeholder || right.class == Class::Placeholder {
        flags.push(ChangeFlag::Placeholder);
    }
    if !are_interchangeable(&left.unit, &right.unit) {
        flags.push(ChangeFlag::UnitChanged);
    }
    flags.sort_unstable();
    let is_comparable = left.unit == right.unit && left.high.is_none() && right.high.is_none();
    let values = left.value.zip(right.value).filter(|_| is_comparable);
    FigureChange {
        indicator: indicator(left, right),
        figures: Sided::new(Some(pair.left), Some(pair.right)),
        change,
        difference: values.and_then(|(left, right)| right.checked_sub(left)),
        percent: values.and_then(|values| percent(left, values)),
        flags,
        confidence: pair.score.min(1.0),
    }
}

/// Returns the fuller wording of the indicator.
fn indicator(left: &Figure, right: &Figure) -> String {
    let rank = |figure: &&Figure| (figure.indicator.chars().count(), figure.indicator.clone());
    [left, right].into_iter().max_by_key(rank).map_or_else(String::new, |f| f.indicator.clone())
}

fn percent(figure: &Figure, (left, right): (Decimal, Decimal)) -> Option<Decimal> {
    let has_percent = !matches!(figure.dimension, "share" | "points" | "rank");
    let difference = has_percent.then(|| right.checked_sub(left)).flatten()?;
    difference.percent_of(left, 1)
}

fn change_kind(sides: Sided<Witness<'_>>, left: &Figure, right: &Figure) -> Change {
    let written = |side: Witness<'_>, figure: &Figure| Folded::of(side.text, figure.span).chars;
    let is_written_alike = written(sides.left, left) == written(sides.right, right);
    let is_known = left.value.is_some() && right.value.is_some();
    if !is_known {
        return if is_written_alike { Change::Equal } else { Change::Changed };
    }
    let is_comparable = are_interchangeable(&left.unit, &right.unit);
    if !is_comparable {
        return Change::Changed;
    }
    if left.value == right.value && left.high == right.high {
        return match (left.bound == right.bound, is_written_alike) {
            (false, _) => Change::Changed,
            (true, true) => Change::Equal,
            (true, false) => Change::Restated,
        };
    }
    if left.value < right.value { Change::Increased } else { Change::Decreased }
}

/// Says whether a figure is too particular to stay the same by chance.
fn looks_stale(figure: &Figure) -> bool {
    let digits = figure.value.map_or(0, |value| {
        let written = value.to_string();
        written.trim_end_matches('0').chars().filter(char::is_ascii_digit).count()
    });
    figure.role != Role::Target && figure.bound == Bound::Exactly && digits > MIN_STALE_DIGITS
}

fn lonely(figures: Sided<&[Figure]>, side: Side, at: usize) -> FigureChange {
    let mut sides = Sided::new(None, None);
    sides[side] = Some(at);
    let figure = &figures[side][at];
    let is_open = figure.class == Class::Placeholder;
    FigureChange {
        indicator: figure.indicator.clone(),
        figures: sides,
        change: if side == Side::Left { Change::Dropped } else { Change::Added },
        difference: None,
        percent: None,
        flags: if is_open { vec![ChangeFlag::Placeholder] } else { Vec::new() },
        confidence: 1.0,
    }
}

/// Sentences at the start of a report among which the day it was given may stand.
const OPENING_SENTENCES: usize = 6;

/// A report given up to this month looks back on the year before.
const LAST_MONTH_OF_REPORTING: u32 = 4;

/// Returns the year a report looks back on: the one before the day it was given, if that is early in a
/// year; else the year most of its outcomes hold for, else the one most of its dates name; the later
/// of two that come equally often.
pub fn report_year(figures: &[Figure]) -> Option<u32> {
    let given = figures
        .iter()
        .take_while(|figure| figure.sentence.0 < OPENING_SENTENCES)
        .filter(|figure| figure.class == Class::Time)
        .find_map(given_early);
    let year = |figure: &Figure| {
        let period = figure.period.as_ref()?;
        let (start, end) = (period.start.get(..4)?, period.end.get(..4)?);
        (start == end).then(|| start.parse::<u32>().ok())?
    };
    let outcomes = figures.iter().filter(|f| f.is_measured() && f.role == Role::Outcome);
    let dates = figures.iter().filter(|figure| figure.class == Class::Time);
    let looked_back = given.and_then(|year| year.checked_sub(1));
    looked_back
        .or_else(|| commonest(outcomes.filter_map(year)))
        .or_else(|| commonest(dates.filter_map(year)))
}

/// Returns the year of a day or month early in a year: 2024年3月5日.
fn given_early(figure: &Figure) -> Option<u32> {
    let start = figure.period.as_ref().filter(|period| period.start == period.end)?.start.as_str();
    let (year, month) = (start.get(..4)?, start.get(5..7)?);
    let is_early = month.parse::<u32>().is_ok_and(|month| month <= LAST_MONTH_OF_REPORTING);
    is_early.then(|| year.parse().ok())?
}

fn commonest(years: impl Iterator<Item = u32>) -> Option<u32> {
    let mut counts: FxHashMap<u32, usize> = FxHashMap::default();
    for year in years {
        *counts.entry(year).or_insert(0) += 1;
    }
    counts.into_iter().max_by_key(|(year, count)| (*count, *year)).map(|(year, _)| year)
}
