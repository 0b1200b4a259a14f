//! What two stretches have in common, kept up while they are cut.
//!
//! Distinct terms of both and of each, by their worth: the weight of what is common, and the cosine.

use crate::collate::postings::Shared;
use crate::collate::reuse::index::Index;
use crate::text::side::{Side, Sided};
use std::ops::Range;

/// Units of a squared weight: whole numbers add up to the same in any order, so that exchanging the
/// sides changes nothing.
pub const UNITS: f64 = 1e6;

/// Returns a squared weight in [`UNITS`].
pub fn units(weight: f64) -> u64 {
    (weight * UNITS).round() as u64
}

/// Returns the squared weight that so many [`UNITS`] are.
pub fn weight(units: u64) -> f64 {
    units as f64 / UNITS
}

/// The first or the last sentence of a side.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    /// The side.
    pub side: Side,
    /// Whether it is the first.
    pub is_first: bool,
}

/// Counts the terms of one pair of stretches after the other.
pub struct Tally<'a> {
    /// The reports.
    pub sides: Sided<&'a Index>,
    /// The number of each term of the right: that of its equal on the left, or one of its own.
    numbers: Vec<u32>,
    /// In how many sentences of each side each term stands, by its number; 0 between two pairs.
    times: Vec<Sided<u32>>,
    /// The stretches.
    hull: Sided<Range<usize>>,
    /// What the terms of both are worth.
    common: u64,
    /// What the terms of each are worth.
    sums: Sided<u64>,
}

impl<'a> Tally<'a> {
    /// Makes room for the terms of two reports, of which `shared` are those both have.
    pub fn of(sides: Sided<&'a Index>, shared: &[Shared]) -> Self {
        let n_terms = sides.map(|side| side.terms.postings.wordings().len() as u32);
        let n_numbers = n_terms.left + n_terms.right;
        let mut numbers: Vec<u32> = (n_terms.left..n_numbers).collect();
        for term in shared {
            numbers[term.right as usize] = term.left;
        }
        Self {
            sides,
            numbers,
            times: vec![Sided::default(); n_numbers as usize],
            hull: Sided::default(),
            common: 0,
            sums: Sided::default(),
        }
    }

    /// Counts the terms of two stretches. Linear in them.
    pub fn count(&mut self, hull: Sided<Range<usize>>) {
        self.hull = hull;
        for side in Side::BOTH {
            for sentence in self.hull[side].clone() {
                for (term, worth) in self.sides[side].terms.of_sentence(sentence) {
                    let times = &mut self.times[number(&self.numbers, side, term)];
                    times[side] += 1;
                    if times[side] == 1 {
                        self.sums[side] += worth;
                        self.common += if times[side.other()] > 0 { worth } else { 0 };
                    }
                }
            }
        }
    }

    /// Returns the weight of the terms that two stretches have in common. Linear in them.
    pub fn mass_of(&mut self, hull: &Sided<Range<usize>>) -> f64 {
        self.count(hull.clone());
        let (mass, _) = self.weighed();
        self.take();
        mass
    }

    /// Returns the weight of the common terms, and how alike the two are, `0.0..=1.0`.
    pub fn weighed(&self) -> (f64, f64) {
        weighed(self.common, self.sums)
    }

    /// Returns the sentences that may go: those at the ends of a side that has several.
    pub fn edges(&self) -> Vec<Edge> {
        let of = |side: Side| [true, false].map(|is_first| Edge { side, is_first });
        let has_several = |side: &Side| self.hull[*side].len() > 1;
        Side::BOTH.into_iter().filter(has_several).flat_map(of).collect()
    }

    /// Returns what would be left without a sentence, as [`Self::weighed`] does.
    pub fn without(&self, edge: Edge) -> (f64, f64) {
        let (mut common, mut sums) = (self.common, self.sums);
        for (term, worth) in self.sides[edge.side].terms.of_sentence(self.sentence(edge)) {
            let times = self.times[number(&self.numbers, edge.side, term)];
            if times[edge.side] == 1 {
                sums[edge.side] -= worth;
                common -= if times[edge.side.other()] > 0 { worth } else { 0 };
            }
        }
        weighed(common, sums)
    }

    /// Takes a sentence off.
    pub fn cut(&mut self, edge: Edge) {
        for (term, worth) in self.sides[edge.side].terms.of_sentence(self.sentence(edge)) {
            let times = &mut self.times[number(&self.numbers, edge.side, term)];
            times[edge.side] -= 1;
            if times[edge.side] == 0 {
                self.sums[edge.side] -= worth;
                self.common -= if times[edge.side.other()] > 0 { worth } else { 0 };
            }
        }
        let range = &mut self.hull[edge.side];
        *range =
            if edge.is_first { range.start + 1..range.end } else { range.start..range.end - 1 };
    }

    /// Returns what is left of the stretches, and is ready for others.
    pub fn take(&mut self) -> Sided<Range<usize>> {
        for side in Side::BOTH {
            for sentence in self.hull[side].clone() {
                for (term, _) in self.sides[side].terms.of_sentence(sentence) {
                    self.times[number(&self.numbers, side, term)] = Sided::default();
                }
            }
        }
        (self.common, self.sums) = (0, Sided::default());
        std::mem::take(&mut self.hull)
    }

    fn sentence(&self, edge: Edge) -> usize {
        let range = &self.hull[edge.side];
        if edge.is_first { range.start } else { range.end - 1 }
    }
}

/// Returns the number of a term of a side, the same for both sides if both have it.
fn number(numbers: &[u32], side: Side, term: u32) -> usize {
    match side {
        Side::Left => term as usize,
        Side::Right => numbers[term as usize] as usize,
    }
}

fn weighed(common: u64, sums: Sided<u64>) -> (f64, f64) {
    let mass = weight(common);
    let norm = (weight(sums.left) * weight(sums.right)).sqrt();
    (mass, mass / norm.max(1e-9))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::background::Background;
    use crate::collate::normal::Normal;
    use crate::collate::postings::shared;

    fn index(text: &str) -> Index {
        Index::of_normal(Normal::of_text(text), Background::shipped())
    }

    #[test]
    fn cutting_a_sentence_leaves_what_was_foretold_and_what_counting_the_rest_gives() {
        let left = index("改造老旧泵站七座。果园改种早熟品种。");
        let right = index("老旧泵站得到改造。图书馆周末延长开放时间。");
        let sides = Sided::new(&left, &right);
        let common = shared(sides.map(|side| &side.terms.postings));
        let mut tally = Tally::of(sides, &common);
        tally.count(Sided::new(0..2, 0..2));
        let last = Edge { side: Side::Right, is_first: false };
        let foretold = tally.without(last);
        tally.cut(last);
        assert_eq!(tally.weighed(), foretold);
        assert_eq!(tally.take(), Sided::new(0..2, 0..1));
        tally.count(Sided::new(0..2, 0..1));
        assert_eq!(tally.weighed(), foretold);
        assert!(foretold.0 > 0.0 && foretold.1 > 0.2, "{foretold:?}");
    }
}
