//! Why a stretch is called shared text: what happened to each run of it, and how rare its wording is.

use crate::collate::background::Background;
use crate::collate::model::{Collation, Relation, Variant, VariantKind, Witness};
use crate::collate::normal::Normal;
use crate::collate::reuse::shared_terms::{SharedTerms, shared_terms};
use crate::collate::shared::Passage;
use crate::text::fold::Folded;
use crate::text::side::{Side, Sided};
use crate::text::span::Span;

/// What happened to a run of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RunClass {
    /// Taken over as it is.
    Same,
    /// Taken over as it is, but wording that many reports share.
    Stock,
    /// Other words in its place.
    Substituted,
    /// The same words in another order.
    Swapped,
    /// Only on the right.
    Inserted,
    /// Only on the left.
    Dropped,
    /// Another figure in its place.
    FigureChanged,
}

impl RunClass {
    /// Every class, in the order in which they are told.
    pub const ALL: [RunClass; 7] = [
        RunClass::Same,
        RunClass::Stock,
        RunClass::Substituted,
        RunClass::Swapped,
        RunClass::Inserted,
        RunClass::Dropped,
        RunClass::FigureChanged,
    ];

    /// Returns the name the JSON contract uses.
    pub const fn id(self) -> &'static str {
        match self {
            RunClass::Same => "same",
            RunClass::Stock => "stock",
            RunClass::Substituted => "substituted",
            RunClass::Swapped => "swapped",
            RunClass::Inserted => "inserted",
            RunClass::Dropped => "dropped",
            RunClass::FigureChanged => "figure-changed",
        }
    }
}

/// A run of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// What happened to it.
    pub class: RunClass,
    /// Where it stands; `None` on the side that has nothing.
    pub spans: Sided<Option<Span>>,
}

/// Why a passage was marked.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// Its runs, sentence by sentence in order of the left side, then what only the right has.
    pub runs: Vec<Run>,
    /// Documents the background was counted from.
    pub documents: u32,
    /// In how many of them its most common wording stands, commonplaces aside; 0 for fewer than three.
    pub most_common: u32,
    /// Share of its wording that is a commonplace, `0.0..=1.0`.
    pub commonplace: f64,
    /// Share of its wording that stands in fewer than three of them, `0.0..=1.0`.
    pub unseen: f64,
    /// What both sides of a rewording have, wherever it stands.
    pub shared_terms: SharedTerms,
}

impl Reason {
    /// Returns the folded characters of the runs of a class, on the side that has more of them.
    pub fn chars(&self, sides: Sided<Witness<'_>>, class: RunClass) -> usize {
        let of = |side: Side| -> usize {
            let spans = self.runs.iter().filter(|run| run.class == class);
            let spans = spans.filter_map(|run| run.spans[side]);
            spans.map(|span| Folded::of(sides[side].text, span).len()).sum()
        };
        of(Side::Left).max(of(Side::Right))
    }
}

/// Returns why a passage was marked. Linear in the passage and the variants of the collation.
pub fn reason(
    sides: Sided<Witness<'_>>,
    collation: &Collation,
    passage: &Passage,
    background: &Background,
) -> Reason {
    let normal = Normal::of_text(passage.spans.left.of(sides.left.text));
    let grams: Vec<u64> = normal.grams().into_iter().map(|(hash, _)| hash).collect();
    let (commonplace, others): (Vec<u64>, Vec<u64>) =
        grams.iter().partition(|gram| background.is_commonplace(**gram));
    let share = |count: usize| count as f64 / grams.len().max(1) as f64;
    let frequencies = || others.iter().map(|gram| background.frequency(*gram));
    Reason {
        runs: runs(sides, collation, passage, background),
        documents: background.documents(),
        most_common: frequencies().max().unwrap_or(0),
        commonplace: share(commonplace.len()),
        unseen: share(frequencies().filter(|frequency| *frequency == 0).count()),
        shared_terms: shared_terms(sides, passage, background),
    }
}

fn runs(
    sides: Sided<Witness<'_>>,
    collation: &Collation,
    passage: &Passage,
    background: &Background,
) -> Vec<Run> {
    let mut found = Vec::new();
    let mut is_told = passage.sentences.as_ref().map(|range| vec![false; range.len()]);
    for (at, alignment) in collation.alignments.iter().enumerate() {
        if !passage.holds(alignment) {
            continue;
        }
        for side in Side::BOTH {
            let start = passage.sentences[side].start;
            let range = &alignment.sentences[side];
            is_told[side][range.start - start..range.end - start].fill(true);
        }
        let hull = |side: Side| sides[side].hull(&alignment.sentences[side]);
        let (Some(left), Some(right)) = (hull(Side::Left), hull(Side::Right)) else { continue };
        let is_inner = |variant: &&Variant| {
            // A moved sentence is one transposition as a whole: that is told of the passage.
            let is_whole = variant.kind == VariantKind::Transposition
                && variant.spans == Sided::new(Some(left), Some(right));
            variant.alignment == at && !is_whole
        };
        let variants: Vec<&Variant> = match alignment.relation {
            Relation::Unchanged => Vec::new(),
            _ => collation.variants.iter().filter(is_inner).collect(),
        };
        found.extend(inside(sides, collation, (Sided::new(left, right), &variants), background));
    }
    for side in Side::BOTH {
        let alone = passage.sentences[side].clone().zip(&is_told[side]).filter(|(_, told)| !**told);
        found.extend(alone.filter_map(|(at, _)| alone_run(sides[side], side, at)));
    }
    found
}

/// Makes a run of a sentence without counterpart.
fn alone_run(witness: Witness<'_>, side: Side, at: usize) -> Option<Run> {
    let mut spans = Sided::new(None, None);
    spans[side] = Some(witness.hull(&(at..at + 1))?);
    let class = if side == Side::Left { RunClass::Dropped } else { RunClass::Inserted };
    Some(Run { class, spans })
}

/// Returns the runs of two sentences that stand together: what differs, and what is between.
fn inside(
    sides: Sided<Witness<'_>>,
    collation: &Collation,
    (hull, variants): (Sided<Span>, &[&Variant]),
    background: &Background,
) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut done = hull.map(|span| span.start);
    let ends = hull.map(|span| span.end);
    for variant in variants {
        let until = meeting(sides, hull, done, variant);
        runs.extend(equal(sides, done, until, background));
        runs.push(Run { class: class(collation, variant), spans: variant.spans });
        for side in Side::BOTH {
            done[side] = variant.spans[side].map_or(until[side], |span| span.end);
        }
    }
    runs.extend(equal(sides, done, ends, background));
    runs
}

/// Returns where the equal text in front of a variant ends on each side. Where one side has nothing
/// of the variant, its equal text has as many characters as on the other.
fn meeting(
    sides: Sided<Witness<'_>>,
    hull: Sided<Span>,
    from: Sided<usize>,
    variant: &Variant,
) -> Sided<usize> {
    let start = |side: Side| variant.spans[side].map(|span| span.start);
    let opposite = |side: Side| {
        let there = side.other();
        let end = start(there).unwrap_or(from[there]).max(from[there]);
        let count = Folded::of(sides[there].text, Span::new(from[there], end)).len();
        let rest = Folded::of(sides[side].text, Span::new(from[side], hull[side].end));
        rest.offsets.get(count).copied().unwrap_or(from[side])
    };
    Sided::new(
        start(Side::Left).unwrap_or_else(|| opposite(Side::Left)),
        start(Side::Right).unwrap_or_else(|| opposite(Side::Right)),
    )
}

fn equal(
    sides: Sided<Witness<'_>>,
    from: Sided<usize>,
    to: Sided<usize>,
    background: &Background,
) -> Option<Run> {
    let span = |side: Side| {
        let span = Span::new(from[side], to[side].max(from[side]));
        (!Folded::of(sides[side].text, span).is_empty()).then_some(span)
    };
    let spans = Sided::new(span(Side::Left), span(Side::Right));
    let normal = Normal::of_text(spans.left.or(spans.right)?.of(match spans.left {
        Some(_) => sides.left.text,
        None => sides.right.text,
    }));
    let common = background.commonness(&normal).is_stock;
    let stock = common.iter().filter(|stock| **stock).count();
    let is_stock = stock * 2 > common.len();
    Some(Run { class: if is_stock { RunClass::Stock } else { RunClass::Same }, spans })
}

fn class(collation: &Collation, variant: &Variant) -> RunClass {
    match variant.kind {
        VariantKind::Transposition => RunClass::Swapped,
        VariantKind::Addition => RunClass::Inserted,
        VariantKind::Omission => RunClass::Dropped,
        VariantKind::Substitution => {
            // Another sentence in its place has other figures as well.
            let is_figure = |side: Side| {
                let span = variant.spans[side].unwrap_or_default();
                let figures = collation.figures[side].iter();
                let inside = figures.filter_map(|figure| figure.span.intersection(span));
                2 * inside.map(Span::len).sum::<usize>() >= span.len()
            };
            let are_figures = is_figure(Side::Left) && is_figure(Side::Right);
            if are_figures { RunClass::FigureChanged } else { RunClass::Substituted }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::collate;
    use crate::intake::decode::read;
    use crate::report::split::whole;

    fn classes(left: &str, right: &str) -> Vec<(RunClass, String)> {
        let documents = Sided::new(read(left.as_bytes(), "a"), read(right.as_bytes(), "b"));
        let reports = documents.as_ref().map(whole);
        let witness = |side: Side| Witness { text: &documents[side].text, report: &reports[side] };
        let sides = Sided::new(witness(Side::Left), witness(Side::Right));
        let collation = collate(sides);
        let found = reason(sides, &collation, &collation.passages[0], Background::shipped());
        let text = |run: &Run| match (run.spans.left, run.spans.right) {
            (Some(span), _) => span.of(&documents.left.text).to_owned(),
            (None, Some(span)) => span.of(&documents.right.text).to_owned(),
            (None, None) => String::new(),
        };
        found.runs.iter().map(|run| (run.class, text(run))).collect()
    }

    #[test]
    fn each_run_says_what_happened_to_it() {
        let left = "我们帮助67家科技型企业解决困难和问题，提供了良好的环境和条件。";
        let right = "我们还帮助135家科技型企业解决问题和困难，提供了较好的环境和条件。";
        let found: Vec<RunClass> =
            classes(left, right).into_iter().map(|(class, _)| class).collect();
        for class in [
            RunClass::Same,
            RunClass::Inserted,
            RunClass::Swapped,
            RunClass::FigureChanged,
            RunClass::Substituted,
        ] {
            assert!(found.contains(&class), "{class:?} is not among {found:?}");
        }
    }

    #[test]
    fn verbatim_passage_is_one_run_a_sentence() {
        let text = "我们建立了科技创新平台，为园区企业提供了良好的环境和条件。";
        assert_eq!(classes(text, text), [(RunClass::Same, text.to_owned())]);
    }
}
