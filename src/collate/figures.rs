//! What became of the figures: the ledger of two reports.

use crate::collate::indicator::{Match, is_entity, matches, takes_part};
use crate::collate::model::{Alignment, Change, ChangeFlag, FigureChange, SectionPair, Witness};
use crate::figure::decimal::Decimal;
use crate::figure::model::{Bound, Class, Figure, Role};
use crate::text::fold::Folded;
use crate::text::side::{Side, Sided};
use rustc_hash::FxHashSet;

/// Figures with more digits than this do not stay the same by chance: 580.3 has four.
const MIN_STALE_DIGITS: usize = 3;

/// Returns what became of every measured figure and placeholder, in order of the left side, those
/// only on the right last.
pub fn figure_changes(
    sides: Sided<Witness<'_>>,
    figures: Sided<&[Figure]>,
    alignments: &[Alignment],
    sections: &[SectionPair],
) -> Vec<FigureChange> {
    let matches = matches(sides, figures, alignments, sections);
    let years =
        Sided::new(report_year(sides.left, figures.left), report_year(sides.right, figures.right));
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
    if left.unit != right.unit {
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
    let is_comparable = left.unit == right.unit || is_entity(&left.unit) && is_entity(&right.unit);
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

/// Returns the year a report speaks of: the first in its title, else the one it names most.
pub fn report_year(side: Witness<'_>, figures: &[Figure]) -> Option<String> {
    let year = |figure: &&Figure| {
        let is_time = figure.class == Class::Time;
        let written = figure.period.as_ref().map(|period| period.start.get(..4).unwrap_or(""));
        is_time.then(|| written.map(str::to_owned)).flatten().filter(|year| !year.is_empty())
    };
    let in_title = figures.iter().filter(|figure| side.report.title.covers(figure.span));
    if let Some(found) = in_title.clone().find_map(|figure| year(&figure)) {
        return Some(found);
    }
    let mut counts: Vec<(String, usize)> = Vec::new();
    for found in figures.iter().filter_map(|figure| year(&figure)) {
        match counts.iter_mut().find(|(known, _)| *known == found) {
            Some((_, count)) => *count += 1,
            None => counts.push((found, 1)),
        }
    }
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.into_iter().next().map(|(year, _)| year)
}
