//! Which figures of the two reports speak of the same indicator.
//!
//! Hard gates first (kind, dimension, role, claim: 新认定67家 and 累计171家 never meet), then a weighted
//! key (words of the indicator and its clause, the sentence and section it stands in), one to one
//! with a margin. The values take no part. Below the margin a pair is only possible, which is said
//! and never reported as a change.

use crate::collate::model::{Alignment, Relation, SectionPair, Witness};
use crate::collate::resemblance::{Bar, Shingles, candidates, resemblance};
use crate::figure::model::{ClaimKind, Class, Figure, Quantity, Role};
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
const WEIGHT_INDICATOR: f64 = 0.60;

/// Share of the score that the clause around the figure makes up: it holds the words that the
/// indicator lost when the sentence was written anew.
const WEIGHT_CLAUSE: f64 = 0.25;

/// A clause reaches this far to each side of the number at most, in characters.
const CLAUSE_CHARS: usize = 24;

/// Figures of one sentence that each figure of its counterpart is compared with.
const MAX_IN_SENTENCE: usize = 64;

/// Words right before the number that are looked at, in folded characters.
const CONTEXT_CHARS: usize = 8;

/// Where the figures stand.
struct Places {
    /// Index of the alignment of each sentence.
    alignments: Sided<Vec<Option<usize>>>,
    /// Which sections correspond, parts of a split one included.
    sections: FxHashSet<(usize, usize)>,
}

/// Two figures with their score.
#[derive(Clone, Copy, Debug)]
pub struct Match {
    /// Index on the left.
    pub left: usize,
    /// Index on the right.
    pub right: usize,
    /// How much speaks for the pair.
    pub score: f64,
    /// Whether no other pair of either figure comes near it.
    pub is_certain: bool,
}

/// Returns the figures that speak of one indicator, each in at most one pair, best first.
pub fn matches(
    sides: Sided<Witness<'_>>,
    figures: Sided<&[Figure]>,
    alignments: &[Alignment],
    sections: &[SectionPair],
) -> Vec<Match> {
    let places = places(sides, alignments, sections);
    let mut scored = scored(sides, figures, &places);
    scored.extend(in_unchanged(figures, alignments));
    matched(scored)
}

/// Says whether a figure is compared at all.
pub fn takes_part(figure: &Figure) -> bool {
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
    let ids = |pair: &SectionPair| Some((pair.sections.left?.0, pair.sections.right?.0));
    let sections = sections.iter().filter_map(ids).collect();
    Places { alignments: of_sentence, sections }
}

/// Returns every pair of figures that passes the gates with a score worth mentioning.
fn scored(sides: Sided<Witness<'_>>, figures: Sided<&[Figure]>, places: &Places) -> Vec<Match> {
    let keys = figures.map(|figures| figures.iter().map(key).collect::<Vec<_>>());
    let contexts = Sided::new(
        figures.left.iter().map(|figure| context(sides.left, figure)).collect::<Vec<_>>(),
        figures.right.iter().map(|figure| context(sides.right, figure)).collect::<Vec<_>>(),
    );
    let clauses = Sided::new(
        figures.left.iter().map(|figure| clause(sides.left, figure)).collect::<Vec<_>>(),
        figures.right.iter().map(|figure| clause(sides.right, figure)).collect::<Vec<_>>(),
    );
    let bar = Bar { resemblance: 0.34, containment: 0.75, min_shingles: 3 };
    let (mut alike, _) = candidates(&keys.left, &keys.right, bar);
    alike.extend(candidates(&clauses.left, &clauses.right, bar).0);
    let mut worth: Vec<(usize, usize)> = alike.iter().map(|pair| (pair.left, pair.right)).collect();
    worth.extend(in_same_alignment(figures, places));
    worth.sort_unstable();
    worth.dedup();
    let score = |&(left, right): &(usize, usize)| {
        let (here, there) = (&figures.left[left], &figures.right[right]);
        if !takes_part(here) || !takes_part(there) || !passes_gates(here, there) {
            return None;
        }
        let mut score = WEIGHT_INDICATOR * resemblance(&keys.left[left], &keys.right[right])
            + WEIGHT_CLAUSE * resemblance(&clauses.left[left], &clauses.right[right]);
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
        sides[side].report.sentences.get(figure.sentence.0).map(|sentence| sentence.section.0)
    };
    let left = alignment(Side::Left, pair.0);
    if left.is_some() && left == alignment(Side::Right, pair.1) {
        return BONUS_ALIGNMENT;
    }
    let sections = section(Side::Left, pair.0).zip(section(Side::Right, pair.1));
    let correspond = sections.is_some_and(|pair| places.sections.contains(&pair));
    if correspond { BONUS_SECTION } else { 0.0 }
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
        // A sentence that is a table of hundreds of figures: only what stands near the same place.
        let there = there.into_iter().flatten().take(MAX_IN_SENTENCE);
        pairs.extend(there.map(|there| (at, *there)));
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

/// Returns the wording of the clause a figure stands in, figures masked.
fn clause(side: Witness<'_>, figure: &Figure) -> Shingles {
    let body = side.report.sentences.get(figure.sentence.0).map_or(figure.span, |s| s.body);
    let is_end = |c: &char| matches!(c, '，' | ',' | '；' | ';' | '。' | '：' | ':' | '（' | '(');
    let before = Span::new(body.start, figure.span.start).of(side.text).chars().rev();
    let after = Span::new(figure.span.end, body.end).of(side.text).chars();
    let len = |chars: &mut dyn Iterator<Item = char>| -> usize {
        chars.take(CLAUSE_CHARS).take_while(|c| !is_end(c)).map(char::len_utf8).sum()
    };
    let start = figure.span.start - len(&mut before.into_iter());
    let end = figure.span.end + len(&mut after.into_iter());
    Shingles::of(side.text, Span::new(start, end))
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
    let same_quantity = left.quantity == right.quantity
        || left.quantity == Quantity::Plain
        || right.quantity == Quantity::Plain;
    // A stock is told as a running total one year (累计9家) and as an outcome the next (增至13家).
    let is_target = |figure: &Figure| figure.role == Role::Target;
    let is_new = |figure: &Figure| matches!(figure.quantity, Quantity::New | Quantity::Net);
    let same_role = left.role == right.role
        || !is_target(left) && !is_target(right) && !is_new(left) && !is_new(right);
    same_class && same_unit && same_role && same_claim && same_quantity
}

/// Says whether a unit counts bodies, for which 家, 个 and 户 are used alike.
pub fn is_entity(unit: &str) -> bool {
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
        // What comes next after this pair in the ranking; better ones were given away already.
        let rival = |scores: Option<&Vec<f64>>| {
            let rank = scores.and_then(|all| all.iter().position(|score| *score <= pair.score));
            let next = scores.zip(rank).and_then(|(all, rank)| all.get(rank + 1));
            next.is_some_and(|next| pair.score - next < MIN_MARGIN)
        };
        let has_rival = rival(best.0.get(&pair.left)) || rival(best.1.get(&pair.right));
        chosen.push(Match { is_certain: pair.score >= MIN_SCORE && !has_rival, ..pair });
    }
    chosen
}
