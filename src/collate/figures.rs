//! Which figures of the two reports speak of the same indicator, and what became of them.
//!
//! Hard gates first (kind, dimension, role, claim: 新认定67家 and 累计171家 never meet), then a weighted
//! key (words of the indicator, the sentence and section it stands in), one to one with a margin.
//! The values take no part. Below the margin a pair is only possible, which is said and never
//! reported as a change.

use crate::collate::model::{
    Alignment, Change, ChangeFlag, FigureChange, Relation, SectionPair, Witness,
};
use crate::collate::resemblance::{Bar, Shingles, candidates, resemblance};
use crate::figure::decimal::Decimal;
use crate::figure::model::{Bound, ClaimKind, Class, Figure, Role};
use crate::text::fold::Folded;
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// Score from which two figures are taken for one indicator.
///
/// Set on the hand-made pairs of two consecutive national reports: indicators that were reworded
/// (居民人均可支配收入/居民人均可支配收入实际) score 0.62 and more, scope traps at most 0.5.
const MIN_SCORE: f64 = 0.55;

/// Score from which a pair is worth mentioning as possible.
const MIN_POSSIBLE: f64 = 0.45;

/// Lead over the runner-up of either figure that makes a pair certain.
const MIN_MARGIN: f64 = 0.05;

/// What stands in the same pair of sentences.
const BONUS_ALIGNMENT: f64 = 0.30;

/// What stands in corresponding sections.
const BONUS_SECTION: f64 = 0.10;

/// What is written with the same words right before the number.
const BONUS_CONTEXT: f64 = 0.15;

/// What the same place in an unchanged sentence is worth: more than anything else can reach.
const SAME_PLACE: f64 = 2.0;

/// Share of the score that the words of the indicator make up.
const WEIGHT_INDICATOR: f64 = 0.70;

/// Words right before the number that are looked at, in folded characters.
const CONTEXT_CHARS: usize = 8;

/// Figures with more digits than this do not stay the same by chance: 580.3 has four.
const MIN_STALE_DIGITS: usize = 3;

/// Where the figures stand.
struct Places {
    /// Index of the alignment of each sentence.
    alignments: Sided<Vec<Option<usize>>>,
    /// Index of the section pair of each section.
    sections: Sided<Vec<Option<usize>>>,
}

/// Two figures with their score.
#[derive(Clone, Copy, Debug)]
struct Match {
    left: usize,
    right: usize,
    score: f64,
    is_certain: bool,
}

/// Returns what became of every measured figure and placeholder, in order of the left side, those
/// only on the right last.
pub fn figure_changes(
    sides: Sided<Witness<'_>>,
    figures: Sided<&[Figure]>,
    alignments: &[Alignment],
    sections: &[SectionPair],
) -> Vec<FigureChange> {
    let places = places(sides, alignments, sections);
    let mut scored = scored(sides, figures, &places);
    scored.extend(in_unchanged(figures, alignments));
    let matches = matched(scored);
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

/// Says whether a figure is compared at all.
fn takes_part(figure: &Figure) -> bool {
    figure.is_measured() || figure.class == Class::Placeholder && figure.dimension != "time"
}

fn places(sides: Sided<Witness<'_>>, alignments: &[Alignment], sections: &[SectionPair]) -> Places {
    let mut of_sentence = sides.map(|side| vec![None; side.report.sentences.len()]);
    for (at, alignment) in alignments.iter().enumerate().filter(|(_, pair)| pair.is_paired()) {
        for side in Side::BOTH {
            if let Some(places) = of_sentence[side].get_mut(alignment.sentences[side].clone()) {
                places.fill(Some(at));
            }
        }
    }
    let mut of_section = sides.map(|side| vec![None; side.report.sections.len()]);
    for (at, pair) in sections.iter().enumerate() {
        if let (Some(left), Some(right)) = (pair.sections.left, pair.sections.right) {
            of_section.left[left.0] = Some(at);
            of_section.right[right.0] = Some(at);
        }
    }
    Places { alignments: of_sentence, sections: of_section }
}

/// Returns every pair of figures that passes the gates with a score worth mentioning.
fn scored(sides: Sided<Witness<'_>>, figures: Sided<&[Figure]>, places: &Places) -> Vec<Match> {
    let keys = figures.map(|figures| figures.iter().map(key).collect::<Vec<_>>());
    let contexts = Sided::new(
        figures.left.iter().map(|figure| context(sides.left, figure)).collect::<Vec<_>>(),
        figures.right.iter().map(|figure| context(sides.right, figure)).collect::<Vec<_>>(),
    );
    let bar = Bar { resemblance: 0.34, containment: 0.75, min_shingles: 3 };
    let (alike, _) = candidates(&keys.left, &keys.right, bar);
    let mut worth: Vec<(usize, usize)> = alike.iter().map(|pair| (pair.left, pair.right)).collect();
    worth.extend(in_same_alignment(figures, places));
    worth.sort_unstable();
    worth.dedup();
    let score = |&(left, right): &(usize, usize)| {
        let (here, there) = (&figures.left[left], &figures.right[right]);
        if !takes_part(here) || !takes_part(there) || !passes_gates(here, there) {
            return None;
        }
        let mut score = WEIGHT_INDICATOR * resemblance(&keys.left[left], &keys.right[right]);
        let near = nearness(sides, (here, there), places);
        score += near;
        let same_context =
            contexts.left[left].len() > 1 && contexts.left[left] == contexts.right[right];
        score += if same_context { BONUS_CONTEXT } else { 0.0 };
        (score >= MIN_POSSIBLE).then_some(Match { left, right, score, is_certain: false })
    };
    worth.iter().filter_map(score).collect()
}

fn nearness(sides: Sided<Witness<'_>>, pair: (&Figure, &Figure), places: &Places) -> f64 {
    let alignment = |side: Side, figure: &Figure| {
        places.alignments[side].get(figure.sentence.0).copied().flatten()
    };
    let section = |side: Side, figure: &Figure| {
        let sentence = sides[side].report.sentences.get(figure.sentence.0)?;
        places.sections[side].get(sentence.section.0).copied().flatten()
    };
    let same = |left: Option<usize>, right: Option<usize>| left.is_some() && left == right;
    if same(alignment(Side::Left, pair.0), alignment(Side::Right, pair.1)) {
        return BONUS_ALIGNMENT;
    }
    let in_section = same(section(Side::Left, pair.0), section(Side::Right, pair.1));
    if in_section { BONUS_SECTION } else { 0.0 }
}

/// Returns all pairs of figures whose sentences stand beside each other.
fn in_same_alignment(figures: Sided<&[Figure]>, places: &Places) -> Vec<(usize, usize)> {
    let mut right: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    let alignment = |side: Side, figure: &Figure| {
        places.alignments[side].get(figure.sentence.0).copied().flatten()
    };
    for (at, figure) in figures.right.iter().enumerate() {
        if let Some(alignment) = alignment(Side::Right, figure) {
            right.entry(alignment).or_default().push(at);
        }
    }
    let mut pairs = Vec::new();
    for (at, figure) in figures.left.iter().enumerate() {
        let there = alignment(Side::Left, figure).and_then(|alignment| right.get(&alignment));
        pairs.extend(there.into_iter().flatten().map(|there| (at, *there)));
    }
    pairs
}

/// Pairs the figures of sentences that did not change, first with first: no wording is needed for that.
fn in_unchanged(figures: Sided<&[Figure]>, alignments: &[Alignment]) -> Vec<Match> {
    let inside = |side: Side, alignment: &Alignment| {
        let sentences = &alignment.sentences[side];
        let start = figures[side].partition_point(|figure| figure.sentence.0 < sentences.start);
        let end = figures[side].partition_point(|figure| figure.sentence.0 < sentences.end);
        start..end
    };
    let unchanged = alignments.iter().filter(|pair| pair.relation == Relation::Unchanged);
    let pairs = unchanged.flat_map(|alignment| {
        let (left, right) = (inside(Side::Left, alignment), inside(Side::Right, alignment));
        if left.len() == right.len() { left.zip(right) } else { (0..0).zip(0..0) }
    });
    pairs
        .filter(|(left, right)| {
            takes_part(&figures.left[*left]) && takes_part(&figures.right[*right])
        })
        .map(|(left, right)| Match { left, right, score: SAME_PLACE, is_certain: false })
        .collect()
}

/// Returns the words an indicator is compared by.
fn key(figure: &Figure) -> Shingles {
    Shingles::of(&figure.indicator, Span::new(0, figure.indicator.len()))
}

/// Returns the folded characters right before the number, digits left out.
fn context(side: Witness<'_>, figure: &Figure) -> Vec<char> {
    let start = side.report.sentences.get(figure.sentence.0).map_or(0, |s| s.body.start);
    let folded = Folded::of(side.text, Span::new(start, figure.number.start));
    let words = folded.chars.iter().rev().take(CONTEXT_CHARS);
    words.take_while(|c| !c.is_ascii_digit()).copied().collect()
}

/// Says whether two figures can speak of one indicator at all.
fn passes_gates(left: &Figure, right: &Figure) -> bool {
    let role = |figure: &Figure| match figure.role {
        Role::Cumulative => Role::Cumulative,
        other => other,
    };
    let claim = |figure: &Figure| figure.claim.map(|claim| claim.kind);
    let is_level = |kind: Option<ClaimKind>| {
        matches!(kind, None | Some(ClaimKind::Share | ClaimKind::Rank | ClaimKind::Completion))
    };
    let same_claim = claim(left) == claim(right) || is_level(claim(left)) && is_level(claim(right));
    let is_open = |figure: &Figure| figure.class == Class::Placeholder;
    let same_class = left.class == right.class || is_open(left) || is_open(right);
    let same_unit = left.unit == right.unit
        || left.dimension == right.dimension && left.dimension != "count"
        || is_entity(&left.unit) && is_entity(&right.unit);
    same_class && same_unit && role(left) == role(right) && same_claim
}

/// Says whether a unit counts bodies, for which 家, 个 and 户 are used alike.
fn is_entity(unit: &str) -> bool {
    matches!(unit, "家" | "个" | "户" | "所")
}

/// Chooses one to one, best first, and says which choices had a rival.
fn matched(mut scored: Vec<Match>) -> Vec<Match> {
    let rank = |pair: &Match| (pair.left + pair.right, pair.left.abs_diff(pair.right), pair.left);
    scored.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| rank(a).cmp(&rank(b))));
    let mut best: (FxHashMap<usize, Vec<f64>>, FxHashMap<usize, Vec<f64>>) = Default::default();
    for pair in &scored {
        best.0.entry(pair.left).or_default().push(pair.score);
        best.1.entry(pair.right).or_default().push(pair.score);
    }
    let mut taken = (FxHashSet::default(), FxHashSet::default());
    let mut chosen = Vec::new();
    for pair in scored {
        if taken.0.contains(&pair.left) || taken.1.contains(&pair.right) {
            continue;
        }
        taken.0.insert(pair.left);
        taken.1.insert(pair.right);
        let rival = |scores: Option<&Vec<f64>>| {
            scores.and_then(|all| all.get(1)).is_some_and(|next| pair.score - next < MIN_MARGIN)
        };
        let has_rival = rival(best.0.get(&pair.left)) || rival(best.1.get(&pair.right));
        chosen.push(Match { is_certain: pair.score >= MIN_SCORE && !has_rival, ..pair });
    }
    chosen
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
    let fuller = if left.indicator.is_empty() { right } else { left };
    fuller.indicator.clone()
}

fn percent(figure: &Figure, (left, right): (Decimal, Decimal)) -> Option<Decimal> {
    let has_percent = !matches!(figure.dimension, "share" | "points" | "rank");
    let difference = has_percent.then(|| right.checked_sub(left)).flatten()?;
    difference.percent_of(left, 1)
}

fn change_kind(sides: Sided<Witness<'_>>, left: &Figure, right: &Figure) -> Change {
    let written = |side: Witness<'_>, figure: &Figure| Folded::of(side.text, figure.span).chars;
    let same_value = left.value == right.value && left.high == right.high;
    let is_known = left.value.is_some() && right.value.is_some();
    let same_bound = left.bound == right.bound;
    match () {
        () if !is_known => {
            let same = written(sides.left, left) == written(sides.right, right);
            if same { Change::Equal } else { Change::Changed }
        }
        () if same_value && same_bound && left.unit == right.unit => {
            let same = written(sides.left, left) == written(sides.right, right);
            if same { Change::Equal } else { Change::Restated }
        }
        () if left.unit != right.unit && !(is_entity(&left.unit) && is_entity(&right.unit)) => {
            Change::Changed
        }
        () if same_value => {
            if same_bound {
                Change::Restated
            } else {
                Change::Changed
            }
        }
        () if left.value < right.value => Change::Increased,
        () => Change::Decreased,
    }
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
