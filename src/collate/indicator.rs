//! Which figures of the two reports speak of the same indicator.
//!
//! Hard gates first (kind, unit, role, claim: 新认定67家 and 累计171家 never meet), then how alike the
//! words are by which the two are known, then where they stand: in sentences or sections that
//! correspond, beside figures that correspond, in a claim about figures that correspond. One to one,
//! with a margin. The values take no part. Below the margin a pair is only possible, which is said
//! and never reported as a change.

use crate::collate::gate::{contrast_cost, cost, takes_part};
use crate::collate::model::{Alignment, Relation, SectionPair, Witness};
use crate::collate::wording::{Wording, weigh};
use crate::collate::workers::Workers;
use crate::figure::model::{Figure, Role};
use crate::text::side::{Side, Sided};
use rustc_hash::{FxHashMap, FxHashSet};

/// Score from which two figures are taken for one indicator.
///
/// Set on the pairs and look-alikes of samples/gold and of two consecutive national reports.
const MIN_SCORE: f64 = 0.40;

/// Score from which a pair is worth mentioning as possible.
const MIN_POSSIBLE: f64 = 0.30;

/// Lead over the runner-up of either figure that makes a pair certain.
const MIN_MARGIN: f64 = 0.05;

/// Likeness of words below which no place makes two figures one.
const MIN_LIKENESS: f64 = 0.12;

/// What stands in the same pair of sentences.
const BONUS_ALIGNMENT: f64 = 0.30;

/// What stands in corresponding sections of ordinary size; longer ones give less.
const BONUS_SECTION: f64 = 0.15;

/// Sentences of a section of ordinary size.
const SECTION_SENTENCES: usize = 15;

/// A claim about figures that are one indicator; as much is lost by one about figures of two.
const BONUS_BASE: f64 = 0.30;

/// The figure in front, or behind, is one indicator with the figure in front, or behind.
const BONUS_NEIGHBOUR: f64 = 0.06;

/// What the same place in an unchanged sentence is worth: more than anything else can reach.
const SAME_PLACE: f64 = 2.0;

/// Figures of one sentence that each figure of its counterpart is compared with.
const MAX_IN_SENTENCE: usize = 64;

/// A word that more figures of a side than this have finds no counterparts (it still counts).
const MAX_POSTINGS: usize = 120;

/// Where the figures stand.
pub struct Places {
    /// Index of the alignment of each sentence.
    alignments: Sided<Vec<Option<usize>>>,
    /// Which sections correspond, parts of a split one included.
    sections: FxHashSet<(usize, usize)>,
    /// How many sentences each section has of its own.
    lens: Sided<Vec<usize>>,
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

/// What figures are compared by, read once for all comparisons.
pub struct Register<'a> {
    /// The texts.
    pub sides: Sided<Witness<'a>>,
    /// The figures of each side.
    pub figures: Sided<&'a [Figure]>,
    /// Their words.
    pub wordings: Sided<Vec<Wording>>,
    /// Pairs of figures, left and right, that share a telling word or stand in sentences that correspond.
    pub candidates: Vec<(usize, usize)>,
    places: Places,
}

impl<'a> Register<'a> {
    /// Reads the words of all figures and lists the pairs that are worth comparing.
    pub fn of(
        sides: Sided<Witness<'a>>,
        figures: Sided<&'a [Figure]>,
        (alignments, sections): (&[Alignment], &[SectionPair]),
        workers: &impl Workers,
    ) -> Self {
        let wordings = |side: Side| -> Vec<Wording> {
            let read = |at| Wording::of(sides[side], figures[side], at);
            (0..figures[side].len()).map(read).collect()
        };
        let mut wordings = workers.both(wordings);
        weigh(&mut wordings.left, &mut wordings.right);
        let places = places(sides, alignments, sections);
        let candidates = candidates(&wordings, in_same_alignment(figures, &places));
        Self { sides, figures, wordings, candidates, places }
    }

    /// Returns the alignment that both figures of a pair stand in.
    pub fn alignment(&self, pair: &Match) -> Option<usize> {
        let of = |side: Side, at: usize| {
            let sentence = self.figures[side][at].sentence;
            self.places.alignments[side].get(sentence.0).copied().flatten()
        };
        let left = of(Side::Left, pair.left);
        left.filter(|_| left == of(Side::Right, pair.right))
    }

    /// Returns what a figure shares with every other mention of itself: name, unit and role.
    pub fn identity(&self, side: Side, at: usize) -> (&str, &str, Role) {
        let figure = &self.figures[side][at];
        (&self.wordings[side][at].head, &figure.unit, figure.role)
    }

    /// Returns how much the words of two figures speak for one indicator, contrasts taken off.
    pub fn likeness(&self, left: usize, right: usize) -> f64 {
        let (here, there) = (&self.wordings.left[left], &self.wordings.right[right]);
        here.likeness(there) - contrast_cost(&here.contrasts, &there.contrasts)
    }
}

/// Returns pairs of figures that share a telling word, and those known to be worth comparing, in order.
fn candidates(
    wordings: &Sided<Vec<Wording>>,
    mut pairs: Vec<(usize, usize)>,
) -> Vec<(usize, usize)> {
    let mut postings: FxHashMap<u64, (usize, Vec<usize>)> = FxHashMap::default();
    for id in wordings.left.iter().flat_map(Wording::ids) {
        postings.entry(id).or_default().0 += 1;
    }
    for (at, wording) in wordings.right.iter().enumerate() {
        for id in wording.ids() {
            postings.entry(id).or_default().1.push(at);
        }
    }
    let is_telling =
        |(here, there): &&(usize, Vec<usize>)| *here <= MAX_POSTINGS && there.len() <= MAX_POSTINGS;
    for (at, wording) in wordings.left.iter().enumerate() {
        let start = pairs.len();
        let telling = wording.ids().filter_map(|id| postings.get(&id)).filter(is_telling);
        pairs.extend(telling.flat_map(|(_, there)| there).map(|there| (at, *there)));
        pairs[start..].sort_unstable();
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Returns the figures that speak of one indicator, each in at most one pair, best first.
pub fn matches(register: &Register<'_>, alignments: &[Alignment]) -> Vec<Match> {
    let mut scored = scored(register);
    scored.extend(in_unchanged(register, alignments));
    let first = matched(register, scored.clone(), MIN_SCORE);
    support(register, &mut scored, &first);
    scored.retain(|pair| MIN_POSSIBLE <= pair.score);
    matched(register, scored, MIN_SCORE)
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
    let lens = sides.map(|side| {
        let mut lens = vec![0; side.report.sections.len()];
        for sentence in &side.report.sentences {
            if let Some(len) = lens.get_mut(sentence.section.0) {
                *len += 1;
            }
        }
        lens
    });
    Places { alignments: of_sentence, sections, lens }
}

/// Returns every pair of figures that passes the gates, with what words and place speak for it.
fn scored(register: &Register<'_>) -> Vec<Match> {
    let score = |(left, right): (usize, usize)| {
        let (here, there) = (&register.figures.left[left], &register.figures.right[right]);
        if !takes_part(here) || !takes_part(there) {
            return None;
        }
        let cost = cost(here, there)?;
        let likeness = register.likeness(left, right);
        let pair = Match { left, right, score: likeness - cost, is_certain: false };
        let near = nearness(register, &pair);
        (MIN_LIKENESS <= likeness).then_some(Match { score: pair.score + near, ..pair })
    };
    register.candidates.iter().copied().filter_map(score).collect()
}

fn nearness(register: &Register<'_>, pair: &Match) -> f64 {
    if register.alignment(pair).is_some() {
        return BONUS_ALIGNMENT;
    }
    let section = |side: Side, at: usize| {
        let sentence = register.figures[side].get(at)?.sentence;
        let sentences = &register.sides[side].report.sentences;
        sentences.get(sentence.0).map(|sentence| sentence.section.0)
    };
    let places = &register.places;
    let sections = section(Side::Left, pair.left).zip(section(Side::Right, pair.right));
    let Some((left, right)) = sections.filter(|pair| places.sections.contains(pair)) else {
        return 0.0;
    };
    // To stand in the same part of a section of a hundred sentences says next to nothing.
    let len = places.lens.left[left].max(places.lens.right[right]).max(1);
    BONUS_SECTION * (SECTION_SENTENCES as f64 / len as f64).min(1.0)
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
fn in_unchanged(register: &Register<'_>, alignments: &[Alignment]) -> Vec<Match> {
    let inside = |side: Side, alignment: &Alignment| {
        let (figures, sentences) = (register.figures[side], &alignment.sentences[side]);
        let start = figures.partition_point(|figure| figure.sentence.0 < sentences.start);
        let end = figures.partition_point(|figure| figure.sentence.0 < sentences.end);
        start..end
    };
    let unchanged = alignments.iter().filter(|pair| pair.relation == Relation::Unchanged);
    let pairs = unchanged.flat_map(|alignment| {
        let (left, right) = (inside(Side::Left, alignment), inside(Side::Right, alignment));
        if left.len() == right.len() { left.zip(right) } else { (0..0).zip(0..0) }
    });
    pairs
        .filter(|(left, right)| {
            takes_part(&register.figures.left[*left]) && takes_part(&register.figures.right[*right])
        })
        .map(|(left, right)| Match { left, right, score: SAME_PLACE, is_certain: false })
        .collect()
}

/// Adds what the pairs found so far say of the others: claims follow what they are about, lists keep their order.
fn support(register: &Register<'_>, scored: &mut [Match], found: &[Match]) {
    let mut partner: FxHashMap<usize, usize> = FxHashMap::default();
    let mut taken: FxHashSet<usize> = FxHashSet::default();
    for pair in found.iter().filter(|pair| pair.is_certain) {
        partner.insert(pair.left, pair.right);
        taken.insert(pair.right);
    }
    let base = |side: Side, at: usize| register.figures[side][at].claim.and_then(|claim| claim.of);
    for pair in scored {
        if let Some((left, right)) = base(Side::Left, pair.left).zip(base(Side::Right, pair.right))
        {
            pair.score += match partner.get(&left) {
                Some(there) if *there == right => BONUS_BASE,
                None if !taken.contains(&right) => 0.0,
                _ => -BONUS_BASE,
            };
        }
        let beside = |left: Option<usize>, right: Option<usize>| {
            let there = left.and_then(|left| partner.get(&left));
            there.is_some() && there == right.as_ref()
        };
        let before = beside(pair.left.checked_sub(1), pair.right.checked_sub(1));
        let behind = beside(Some(pair.left + 1), Some(pair.right + 1));
        pair.score += BONUS_NEIGHBOUR * f64::from(u8::from(before) + u8::from(behind));
    }
}

/// Chooses one to one, best first; certain are those of at least `min_score` that have no rival.
pub fn matched(register: &Register<'_>, mut scored: Vec<Match>, min_score: f64) -> Vec<Match> {
    let rank = |pair: &Match| (pair.left + pair.right, pair.left.abs_diff(pair.right), pair.left);
    scored.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| rank(a).cmp(&rank(b))));
    let mut of: Sided<FxHashMap<usize, Match>> = Sided::default();
    for pair in &scored {
        if !of.left.contains_key(&pair.left) && !of.right.contains_key(&pair.right) {
            of.left.insert(pair.left, *pair);
            of.right.insert(pair.right, *pair);
        }
    }
    // A pair is in doubt if one of its figures would fit another one nearly as well, and that one has nothing better.
    let mut doubtful: FxHashSet<(usize, usize)> = FxHashSet::default();
    for rival in &scored {
        for side in Side::BOTH {
            let at = |pair: &Match, side: Side| match side {
                Side::Left => pair.left,
                Side::Right => pair.right,
            };
            let other = side.other();
            let Some(chosen) = of[side].get(&at(rival, side)) else { continue };
            let is_itself = at(chosen, other) == at(rival, other);
            let is_near = chosen.score - rival.score < MIN_MARGIN;
            let better = of[other].get(&at(rival, other));
            let is_elsewhere = better.is_some_and(|better| rival.score < better.score);
            let says_the_same = register.repeats(other, at(chosen, other), at(rival, other));
            if !is_itself && is_near && !is_elsewhere && !says_the_same {
                doubtful.insert((chosen.left, chosen.right));
            }
        }
    }
    let mut chosen: Vec<Match> = of.left.into_values().collect();
    chosen.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| rank(a).cmp(&rank(b))));
    for pair in &mut chosen {
        let is_doubtful = doubtful.contains(&(pair.left, pair.right));
        pair.is_certain = min_score <= pair.score && !is_doubtful;
    }
    chosen
}

impl Register<'_> {
    /// Says whether two figures of one side say the same of the same thing, so that either may stand for both.
    fn repeats(&self, side: Side, one: usize, other: usize) -> bool {
        let (one_of, other_of) = (&self.figures[side][one], &self.figures[side][other]);
        let heads = (&self.wordings[side][one].head, &self.wordings[side][other].head);
        one_of.value == other_of.value
            && one_of.unit == other_of.unit
            && (heads.0.contains(heads.1.as_str()) || heads.1.contains(heads.0.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::collate;
    use crate::collate::model::ChangeFlag;
    use crate::intake::decode;
    use crate::report::split;

    /// Returns the certain pairs of two short texts as they are written.
    fn pairs(left: &str, right: &str) -> Vec<(String, String)> {
        let documents = Sided::new(left, right).map(|text| decode::read(text.as_bytes(), ""));
        let reports = documents.as_ref().map(split::whole);
        let collation = collate(Sided::new(
            Witness { text: &documents.left.text, report: &reports.left },
            Witness { text: &documents.right.text, report: &reports.right },
        ));
        let certain =
            collation.figure_changes.iter().filter(|c| !c.flags.contains(&ChangeFlag::Possible));
        let written = |side: Side, at: usize| {
            collation.figures[side][at].span.of(&documents[side].text).to_owned()
        };
        let both = certain.filter_map(|c| c.figures.left.zip(c.figures.right));
        both.map(|(l, r)| (written(Side::Left, l), written(Side::Right, r))).collect()
    }

    fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(left, right)| ((*left).to_owned(), (*right).to_owned())).collect()
    }

    #[test]
    fn reworded_indicators_meet_and_stocks_stay_apart_from_flows() {
        let left = "全年新认定高新技术企业63家，高企年末总数达到178家。";
        let right = "有效期内的高企总数221家、净增43家，其中当年新认定71家。";
        assert_eq!(pairs(left, right), owned(&[("63家", "71家"), ("178家", "221家")]));
    }

    #[test]
    fn words_that_exclude_each_other_keep_figures_apart() {
        assert_eq!(pairs("省级企业研究院6家。", "市级企业研究院8家。"), []);
        assert_eq!(pairs("发明专利申请63件。", "发明专利授权71件。"), []);
    }

    #[test]
    fn claim_follows_the_figure_it_speaks_of() {
        let left = "出口额151亿元，增长7.1%；进口额67亿元，增长4.2%。";
        let right = "进口额73亿元，增长9.1%；出口额158亿元，增长4.8%。";
        let wanted =
            [("151亿元", "158亿元"), ("7.1%", "4.8%"), ("67亿元", "73亿元"), ("4.2%", "9.1%")];
        assert_eq!(pairs(left, right), owned(&wanted));
    }

    #[test]
    fn former_value_is_no_figure_of_this_year() {
        let right = "链主企业由6家增至9家。";
        assert_eq!(pairs("链主企业共有6家。", right), owned(&[("6家", "9家")]));
    }
}
