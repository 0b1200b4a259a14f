//! What became of the figures: the ledger of two reports.

use crate::collate::change::{Setting, Twins};
use crate::collate::gate::takes_part;
use crate::collate::indicator::{Match, Register, matches};
use crate::collate::model::{Alignment, Change, ChangeFlag, FigureChange, Relation};
use crate::figure::implied::interval_of;
use crate::figure::model::{Class, Figure, Role};
use crate::text::side::{Side, Sided};
use rustc_hash::{FxHashMap, FxHashSet};

/// Score from which a jump in magnitude is believed. Set on samples/gold and six pairs of national reports.
const MIN_JUMP_SCORE: f64 = 0.65;

/// A shorter name may be that of several things, in characters; a figure under it repeats none.
const MIN_NAME: usize = 5;

/// Returns what became of every measured figure and placeholder, in order of the left side, those
/// only on the right last.
pub fn figure_changes(
    register: &Register<'_>,
    alignments: &[Alignment],
    years: Sided<Option<u32>>,
) -> Vec<FigureChange> {
    let figures = register.figures;
    let matches = matches(register, alignments);
    let has_moved_on = years.left.is_some() && years.right.is_some() && years.left != years.right;
    let mut changes: Vec<FigureChange> =
        matches.iter().map(|pair| change(register, alignments, pair, has_moved_on)).collect();
    for side in Side::BOTH {
        let is_matched: FxHashSet<usize> = matches
            .iter()
            .map(|pair| if side == Side::Left { pair.left } else { pair.right })
            .collect();
        let alone: Vec<usize> = (0..figures[side].len())
            .filter(|at| takes_part(&figures[side][*at]) && !is_matched.contains(at))
            .collect();
        let again = repeats(register, side, &matches, &alone);
        changes.extend(alone.iter().map(|at| match again.get(at) {
            Some(pair) => repeated(change(register, alignments, pair, has_moved_on)),
            None => lonely(figures, side, *at),
        }));
    }
    let place = |change: &FigureChange| {
        (change.figures.left.unwrap_or(usize::MAX), change.figures.right.unwrap_or(usize::MAX))
    };
    changes.sort_by_key(place);
    changes
}

fn change(
    register: &Register<'_>,
    alignments: &[Alignment],
    pair: &Match,
    has_moved_on: bool,
) -> FigureChange {
    let (left, right) = (&register.figures.left[pair.left], &register.figures.right[pair.right]);
    let texts = register.sides.map(|side| side.text);
    let twins = Twins { texts, figures: Sided::new(left, right) };
    let setting = match register.alignment(pair).and_then(|at| alignments.get(at)) {
        Some(alignment) if alignment.relation == Relation::Unchanged => Setting::Copied,
        Some(_) => Setting::Aligned,
        None => Setting::Apart,
    };
    let mut flags = twins.flags(setting, has_moved_on);
    // A jump is likelier to be a wrong pair than a slip, unless the words leave no doubt.
    flags.retain(|flag| *flag != ChangeFlag::MagnitudeJump || MIN_JUMP_SCORE <= pair.score);
    if !pair.is_certain {
        flags.push(ChangeFlag::Possible);
    }
    flags.sort_unstable();
    FigureChange {
        indicator: indicator(left, right),
        figures: Sided::new(Some(pair.left), Some(pair.right)),
        change: twins.change(),
        difference: twins.difference(),
        percent: twins.percent(),
        flags,
        confidence: pair.score.min(1.0),
    }
}

/// Returns for figures without counterpart the pair they make if they only repeat a figure that has one.
fn repeats(
    register: &Register<'_>,
    side: Side,
    matches: &[Match],
    alone: &[usize],
) -> FxHashMap<usize, Match> {
    let own = |pair: &Match| if side == Side::Left { pair.left } else { pair.right };
    let mut known: FxHashMap<(&str, &str, Role), Match> = FxHashMap::default();
    for pair in matches.iter().filter(|pair| pair.is_certain) {
        known.entry(register.identity(side, own(pair))).or_insert(*pair);
    }
    let again = |at: &usize| {
        let identity = register.identity(side, *at);
        let pair = known.get(&identity).filter(|_| MIN_NAME <= identity.0.chars().count())?;
        let says = |at: usize| interval_of(&register.figures[side][at]);
        let is_same = says(*at)?.meets(says(own(pair))?);
        let mut twin = *pair;
        match side {
            Side::Left => twin.left = *at,
            Side::Right => twin.right = *at,
        }
        is_same.then_some((*at, twin))
    };
    alone.iter().filter_map(again).collect()
}

fn repeated(mut change: FigureChange) -> FigureChange {
    change.flags.push(ChangeFlag::Repeated);
    change.flags.sort_unstable();
    change
}

/// Returns the fuller wording of the indicator.
fn indicator(left: &Figure, right: &Figure) -> String {
    let rank = |figure: &&Figure| (figure.indicator.chars().count(), figure.indicator.clone());
    [left, right].into_iter().max_by_key(rank).map_or_else(String::new, |f| f.indicator.clone())
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
