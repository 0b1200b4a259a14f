//! Stretches reworded from end to end: no sentence of theirs is like another, the stretches are.
//!
//! Whoever writes every clause anew keeps names and terms. Each may stand anywhere; so many of them
//! close together on both sides do not. So the bars for a single pair of sentences are low here, and
//! what decides is the weight of the rare bigrams of the whole stretch. Figures are left out: two
//! years of one indicator share its name.

use crate::collate::background::Background;
use crate::collate::normal::Normal;
use crate::collate::postings::{Postings, Shared, add_up};
use crate::collate::reuse::growth::{Growth, grow};
use crate::collate::reuse::index::Index;
use crate::collate::reuse::region::{Region, heaviest};
use crate::collate::reuse::seed::Cell;
use crate::text::side::{Side, Sided};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Weight under which a bigram is nobody's term: a quarter of the documents have it.
const MIN_WEIGHT: f64 = 0.25;

/// Likeness from which two sentences are looked at, `0.0..=1.0`. Set, as the others are, on half of
/// 54 rewrites made by hand, and tried on the other half.
const FAINT: f64 = 0.08;

/// Weight of the common bigrams from which they are looked at whatever they are like.
const FAINT_MASS: f64 = 1.5;

/// Likeness from which a stretch grows from two sentences.
const STRONG: f64 = 0.15;

/// Weight of the common bigrams from which it does.
const STRONG_MASS: f64 = 2.5;

/// Share of what a stretch has in common that may be lost with a sentence at its edge.
const MAX_LOST: f64 = 0.02;

/// From here on two stretches speak of one subject.
const SUBJECT: Bar = Bar { mass: 5.0, likeness: 0.11, symbols: 0 };

/// From either of these on a stretch is told. Reports of one trade that know nothing of each other (the
/// 40 such pairs of the seed's) reach 10.5 where they are as alike as the first asks, and 9.3 over as many
/// symbols as the second does; rewrites by hand of about 150 characters have 12 to 35.
const TOLD: [Bar; 2] = [
    Bar { mass: 12.0, likeness: 0.15, symbols: 0 },
    Bar { mass: 10.0, likeness: 0.2, symbols: 100 },
];

/// The same where many stretches speak of one subject: what two such reports share is the subject.
const TOLD_OF_ONE_SUBJECT: [Bar; 1] = [Bar { mass: 12.0, likeness: 0.25, symbols: 0 }];

/// More stretches than that are many. Years of the national reports have up to 17, which read as the
/// same policies told again; pairs of regulations on different subjects have one at most.
const MAX_STRETCHES: usize = 4;

/// So is more than this share of the shorter report, however few: answers to one question, written
/// by hands that know nothing of each other.
const MAX_SHARE: f64 = 0.15;

/// What a stretch must have in common.
struct Bar {
    /// Squared weights of the common bigrams.
    mass: f64,
    /// Cosine, `0.0..=1.0`.
    likeness: f64,
    /// Symbols of the shorter side.
    symbols: usize,
}

/// The terms of one side: the rare bigrams that have no figure in them.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// The squared weight of each bigram of the side's [`Index`]; 0.0 for what is no term.
    weights: Vec<f64>,
    /// The terms of each sentence as indices into the bigrams, sorted.
    sentences: Vec<Vec<u32>>,
    /// The weights of each sentence, summed up.
    norms: Vec<f64>,
}

impl Terms {
    /// Reads off the bigrams of a report in normal form which are terms; `frequencies` say in how many
    /// documents of the background each stands. Linear.
    pub fn of(
        normal: &Normal,
        bigrams: &Postings,
        frequencies: &[u8],
        background: &Background,
    ) -> Self {
        let n_sentences = normal.sentences.len();
        let figures: FxHashSet<u64> =
            (0..n_sentences).flat_map(|at| normal.bigrams_with_figures(at)).collect();
        let weigh = |(bigram, frequency): (&u64, &u8)| {
            let weight = background.weight(*frequency);
            if weight < MIN_WEIGHT || figures.contains(bigram) { 0.0 } else { weight.powi(2) }
        };
        let weights: Vec<f64> = bigrams.wordings().iter().zip(frequencies).map(weigh).collect();
        let mut sentences = vec![Vec::new(); n_sentences];
        for (term, _) in (0..).zip(&weights).filter(|(_, weight)| **weight > 0.0) {
            for sentence in bigrams.sentences(term) {
                sentences[*sentence as usize].push(term);
            }
        }
        let mut terms = Self { weights, sentences, norms: Vec::new() };
        terms.norms = (0..n_sentences).map(|at| terms.sum(&terms.sentences[at])).collect();
        terms
    }

    fn sum(&self, terms: &[u32]) -> f64 {
        terms.iter().fold(0.0, |sum, term| sum + self.weights[*term as usize])
    }
}

/// Returns the stretches of two reports that are reworded throughout, in order of the
/// left side; none overlaps another by more than half. `shared` are the bigrams that both have. Cost
/// follows those that are rare.
pub fn reworded(sides: Sided<&Index>, shared: &[Shared]) -> Vec<Region> {
    let is_strong = |cell: &Cell| cell.likeness >= STRONG || cell.mass >= STRONG_MASS;
    let grown = grow(&faint(sides, shared), is_strong).into_iter();
    let regions = grown.map(|growth| cut(sides, growth));
    let found = heaviest(regions.filter(|region| passes(region, &[SUBJECT])).collect());
    let share = |side: Side| {
        let symbols: usize = found.iter().map(|region| region.symbols[side].len()).sum();
        let all = sides.left.normal.codes.len().min(sides.right.normal.codes.len()).max(1);
        symbols as f64 / all as f64
    };
    let share = share(Side::Left).max(share(Side::Right));
    let are_of_one_subject = found.len() > MAX_STRETCHES || share > MAX_SHARE;
    let bars = if are_of_one_subject { TOLD_OF_ONE_SUBJECT.as_slice() } else { &TOLD };
    found.into_iter().filter(|region| passes(region, bars)).collect()
}

fn passes(region: &Region, bars: &[Bar]) -> bool {
    let shorter = region.symbols.left.len().min(region.symbols.right.len());
    bars.iter().any(|bar| {
        region.mass >= bar.mass && region.likeness >= bar.likeness && shorter >= bar.symbols
    })
}

/// Returns the pairs of sentences with terms in common, by left, then right sentence.
fn faint(sides: Sided<&Index>, shared: &[Shared]) -> Vec<Cell> {
    let terms = sides.map(|side| &side.terms);
    let worth = |term: Shared| terms.left.weights[term.left as usize];
    let common: Vec<Shared> = shared.iter().copied().filter(|term| worth(*term) > 0.0).collect();
    let add = |mass: &mut f64, more| *mass += more;
    let mut cells = Vec::new();
    let tell = |at: Sided<usize>, mass: f64| {
        let likeness = mass / (terms.left.norms[at.left] * terms.right.norms[at.right]).sqrt();
        if likeness >= FAINT || mass >= FAINT_MASS {
            cells.push(Cell { at, mass, likeness, containment: 0.0 });
        }
    };
    let postings = sides.map(|side| &side.bigrams);
    add_up(postings, &common, |_, _| true, worth, add, tell);
    cells
}

/// Cuts a grown stretch to where it is most alike, and weighs it. Linear in its terms, times the
/// sentences it loses.
fn cut(sides: Sided<&Index>, growth: Growth) -> Region {
    let mut tally = Tally::of(sides, growth.hull);
    loop {
        let (mass, likeness) = tally.weighed();
        let shorter = tally.edges().into_iter().map(|edge| (edge, tally.without(edge)));
        let better: Vec<(Edge, f64)> = shorter
            .filter(|(_, (less, alike))| *alike > likeness && *less >= mass * (1.0 - MAX_LOST))
            .map(|(edge, (_, alike))| (edge, alike))
            .collect();
        let best = better.iter().map(|(_, alike)| *alike).fold(0.0, f64::max);
        if better.is_empty() {
            break;
        }
        // Equally good ones on both sides go together, so that exchanging the sides mirrors the cut.
        for side in Side::BOTH {
            let is_best = |(edge, alike): &&(Edge, f64)| edge.side == side && *alike >= best;
            if let Some((edge, _)) = better.iter().find(is_best) {
                tally.cut(*edge);
            }
        }
    }
    let (mass, likeness) = tally.weighed();
    let sentences = tally.hull;
    let symbols = Sided::new(
        sides.left.normal.symbols_of(&sentences.left),
        sides.right.normal.symbols_of(&sentences.right),
    );
    Region { sentences, symbols, mass, likeness, longest_run: 0 }
}

/// The first or the last sentence of a side.
#[derive(Clone, Copy, Debug)]
struct Edge {
    side: Side,
    is_first: bool,
}

/// Units of a squared weight: whole numbers add up to the same in any order, so that exchanging the
/// sides changes nothing.
const UNITS: f64 = 1e6;

/// A term of two stretches.
#[derive(Clone, Copy, Debug, Default)]
struct Counted {
    /// In how many sentences of each side it stands.
    times: Sided<u32>,
    /// Its squared weight, in [`UNITS`].
    worth: u64,
}

/// What two stretches have in common, kept up as they are cut.
struct Tally<'a> {
    sides: Sided<&'a Index>,
    hull: Sided<Range<usize>>,
    terms: FxHashMap<u64, Counted>,
    /// What the terms of both are worth.
    common: u64,
    /// What the terms of each are worth.
    sums: Sided<u64>,
}

impl<'a> Tally<'a> {
    fn of(sides: Sided<&'a Index>, hull: Sided<Range<usize>>) -> Self {
        let (sums, terms) = (Sided::default(), FxHashMap::default());
        let mut tally = Self { sides, hull, terms, common: 0, sums };
        for side in Side::BOTH {
            for sentence in tally.hull[side].clone() {
                for (bigram, worth) in terms_of(sides[side], sentence) {
                    let term = tally.terms.entry(bigram).or_default();
                    term.worth = worth;
                    term.times[side] += 1;
                }
            }
        }
        for term in tally.terms.values() {
            for side in Side::BOTH.into_iter().filter(|side| term.times[*side] > 0) {
                tally.sums[side] += term.worth;
            }
            if term.times.left > 0 && term.times.right > 0 {
                tally.common += term.worth;
            }
        }
        tally
    }

    /// Returns the weight of the common terms, and how alike the two are.
    fn weighed(&self) -> (f64, f64) {
        weighed(self.common, self.sums)
    }

    /// Returns the sentences that may go: those at the ends of a side that has several.
    fn edges(&self) -> Vec<Edge> {
        let of = |side: Side| [true, false].map(|is_first| Edge { side, is_first });
        let has_several = |side: &Side| self.hull[*side].len() > 1;
        Side::BOTH.into_iter().filter(has_several).flat_map(of).collect()
    }

    /// Returns what would be left without a sentence, as [`Self::weighed`] does.
    fn without(&self, edge: Edge) -> (f64, f64) {
        let (mut common, mut sums) = (self.common, self.sums);
        for (bigram, worth) in terms_of(self.sides[edge.side], self.sentence(edge)) {
            let times = self.terms.get(&bigram).map(|term| term.times).unwrap_or_default();
            if times[edge.side] == 1 {
                sums[edge.side] -= worth;
                common -= if times[edge.side.other()] > 0 { worth } else { 0 };
            }
        }
        weighed(common, sums)
    }

    fn cut(&mut self, edge: Edge) {
        for (bigram, worth) in terms_of(self.sides[edge.side], self.sentence(edge)) {
            let Some(term) = self.terms.get_mut(&bigram) else { continue };
            term.times[edge.side] -= 1;
            if term.times[edge.side] == 0 {
                self.sums[edge.side] -= worth;
                self.common -= if term.times[edge.side.other()] > 0 { worth } else { 0 };
            }
        }
        let range = &mut self.hull[edge.side];
        *range =
            if edge.is_first { range.start + 1..range.end } else { range.start..range.end - 1 };
    }

    fn sentence(&self, edge: Edge) -> usize {
        let range = &self.hull[edge.side];
        if edge.is_first { range.start } else { range.end - 1 }
    }
}

fn weighed(common: u64, sums: Sided<u64>) -> (f64, f64) {
    let mass = common as f64 / UNITS;
    let norm = (sums.left as f64 / UNITS * (sums.right as f64 / UNITS)).sqrt();
    (mass, mass / norm.max(1e-9))
}

/// Returns the distinct terms of a sentence, each with what it is worth, in [`UNITS`].
fn terms_of(side: &Index, sentence: usize) -> impl Iterator<Item = (u64, u64)> + '_ {
    let terms = side.terms.sentences.get(sentence).into_iter().flatten();
    terms.map(|term| {
        let at = *term as usize;
        (side.bigrams.wordings()[at], (side.terms.weights[at] * UNITS).round() as u64)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::postings::shared;

    const SOURCE: &str = "全市铺设雨污分流管网三十二公里。改造老旧泵站七座，清淤疏浚河道十九条。\
        沿江化工企业全部搬迁入园，岸线复绿二百公顷。";

    /// The same facts, told in other words.
    const RETOLD: &str = "岸线复绿达二百公顷，原先沿江的化工企业都已搬进园区。\
        七座老旧的泵站得到改造，十九条河道完成清淤与疏浚，雨污分流管网也铺设了三十二公里。";

    const OTHER: &str = "中小学课后服务实现全覆盖。县级医院门诊预约挂号比例继续提高。\
        图书馆周末延长开放时间，群众文艺演出场次有所增加。";

    fn found(left: &str, right: &str) -> Vec<Region> {
        let index = |text: &str| Index::of_normal(Normal::of_text(text), Background::shipped());
        let indexes = Sided::new(index(left), index(right));
        let common = shared(indexes.as_ref().map(|index| &index.bigrams));
        reworded(indexes.as_ref(), &common)
    }

    const ANOTHER: &str = "秋粮收购价格保持平稳。果园改种早熟品种，冷库容量翻了一番。\
        村集体经营性收入超过五十万元的村占到四成。";

    #[test]
    fn facts_told_in_other_words_and_another_order_are_found() {
        let left = format!("{SOURCE}{}", ANOTHER.repeat(8));
        let found = found(&left, &format!("{}{RETOLD}", OTHER.repeat(8)));
        let sentences: Vec<_> = found.into_iter().map(|region| region.sentences).collect();
        assert_eq!(sentences, [Sided::new(0..3, 24..26)]);
    }

    #[test]
    fn texts_on_different_subjects_share_no_stretch() {
        assert!(found(SOURCE, OTHER).is_empty());
    }

    #[test]
    fn empty_text_shares_nothing() {
        assert!(found("", RETOLD).is_empty());
    }
}
