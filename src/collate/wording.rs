//! The words by which a figure is known: its indicator, its clause, and what leads up to it.
//!
//! ```text
//! 云溪高新区实现营业总收入1562亿元，亩均税收18.6万元
//!           ~~~~~~~~~~~            head: the indicator
//!                         ~~~~~~~~   clause of the second figure
//! ~~~~~~~~~~~~~~~~~~~~                   what leads up to it, weaker the farther away
//! ```
//!
//! A reworded sentence keeps some of its words but seldom the same ones next to the number, so each
//! figure is compared by all three, rare words counting more than common ones. Names that the genre
//! uses for one thing are read as one (高企 is 高新技术企业).

use crate::collate::gate::Contrasts;
use crate::collate::model::Witness;
use crate::collate::synonym::normalized;
use crate::figure::model::{Class, Figure};
use crate::text::span::Span;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// What a word in each place is worth beside one of the indicator, `0.0..=1.0`.
const WEIGHT_CLAUSE: f64 = 0.8;
/// Words behind the number, up to the end of the clause.
const WEIGHT_BEHIND: f64 = 0.6;
/// Words behind the number that lead up to the next one.
const WEIGHT_BETWEEN: f64 = 0.4;
/// Words in front of the clause; they lose as much again with each figure in between.
const WEIGHT_BEFORE: f64 = 0.4;
/// The unit, which tells 工作日 from 亩 but not one 家 from another.
const WEIGHT_UNIT: f64 = 0.7;

/// How far in front of a figure its words are looked for, in bytes of text.
const REACH_BYTES: usize = 240;

/// Figures in front whose words are looked at.
const MAX_FIGURES_BEFORE: usize = 3;

/// A shorter indicator than this names only an aspect of what stands before it, in characters: 授权, 总数.
const MIN_OWN_NAME: usize = 5;

/// Words of letters that name nothing.
#[rustfmt::skip]
const EMPTY_WORDS: [&str; 44] = [
    "a", "an", "and", "are", "as", "at", "be", "by", "decrease", "for", "from", "growth", "had", "has", "have",
    "in", "increase", "into", "is", "it", "its", "more", "of", "on", "or", "our", "over", "s", "than", "that",
    "the", "their", "these", "this", "to", "up", "was", "we", "were", "while", "who", "whom", "with", "year",
];

/// One word: two Han characters, or a word of letters.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Term {
    id: u64,
    weight: f64,
    /// How rare the word is; known once all figures are read.
    rarity: f64,
    is_head: bool,
}

/// The words of one figure, sorted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wording {
    terms: Vec<Term>,
    /// Length of the vector of weighed words.
    norm: f64,
    /// Sum of the rarities of the words of the indicator.
    heads: f64,
    /// The indicator as it is compared: folded, with the names of the genre made one.
    pub head: String,
    /// What it says that others exclude.
    pub contrasts: Contrasts,
}

impl Wording {
    /// Reads the words of the figure at `at` of `figures`, which are in text order.
    pub fn of(side: Witness<'_>, figures: &[Figure], at: usize) -> Self {
        let Some(figure) = figures.get(at) else { return Self::default() };
        let head = normalized(&figure.indicator);
        let mut terms = Terms::default();
        terms.take(&head, 1.0, true);
        for name in leaning(figures, at, &head) {
            terms.take(&normalized(name), WEIGHT_CLAUSE, true);
        }
        for (span, weight) in zones(side, figures, at) {
            terms.take(&normalized(span.of(side.text)), weight, false);
        }
        if !figure.unit.is_empty() {
            terms.add(hash(figure.unit.chars()), WEIGHT_UNIT, true);
        }
        let contrasts = Contrasts::of(&head);
        Self { terms: terms.sorted(), head, contrasts, ..Self::default() }
    }

    /// Returns the identifiers of its words, sorted.
    pub fn ids(&self) -> impl Iterator<Item = u64> + '_ {
        self.terms.iter().map(|term| term.id)
    }

    /// Returns how alike two wordings are, `0.0..=1.0`, after [`weigh`]. Symmetric; linear in both.
    ///
    /// Half of it asks whether each indicator is found in what is said around the other figure,
    /// which forgives a subject that moved to another clause; half is the cosine of all words.
    pub fn likeness(&self, other: &Wording) -> f64 {
        let (mut dot, mut here, mut there) = (0.0, 0.0, 0.0);
        let mut at = 0;
        for term in &self.terms {
            while other.terms.get(at).is_some_and(|twin| twin.id < term.id) {
                at += 1;
            }
            let Some(twin) = other.terms.get(at).filter(|twin| twin.id == term.id) else {
                continue;
            };
            dot += term.weight * twin.weight * term.rarity * term.rarity;
            here += if term.is_head { term.rarity * twin.weight } else { 0.0 };
            there += if twin.is_head { term.rarity * term.weight } else { 0.0 };
        }
        let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
        let cosine = share(dot, self.norm * other.norm);
        let coverage = f64::midpoint(share(here, self.heads), share(there, other.heads));
        0.5 * cosine + 0.5 * coverage
    }
}

/// Weighs the words of the figures of both sides by how rare they are.
pub fn weigh(left: &mut [Wording], right: &mut [Wording]) {
    let mut counts: FxHashMap<u64, usize> = FxHashMap::default();
    for id in left.iter().chain(right.iter()).flat_map(Wording::ids) {
        *counts.entry(id).or_insert(0) += 1;
    }
    let total = (left.len() + right.len()) as f64;
    for wording in left.iter_mut().chain(right) {
        for term in &mut wording.terms {
            // A word of one figure of each side is as rare as one of a single figure.
            let count = counts.get(&term.id).copied().unwrap_or(0).max(2);
            term.rarity = (1.0 + total / count as f64).ln();
        }
        let heads = wording.terms.iter().filter(|term| term.is_head);
        wording.heads = heads.map(|term| term.rarity).sum();
        let squares = wording.terms.iter().map(|term| (term.weight * term.rarity).powi(2));
        wording.norm = squares.sum::<f64>().sqrt();
    }
}

/// Returns the names a figure leans on: that of its former value, and, where its own is short, that of the figure in front.
fn leaning<'a>(figures: &'a [Figure], at: usize, head: &str) -> impl Iterator<Item = &'a str> {
    let is_short = head.chars().count() < MIN_OWN_NAME || head.starts_with(['这', '该', '其']);
    let in_sentence = |other: &&Figure| other.sentence == figures[at].sentence;
    let before = figures[..at].iter().rev().take_while(in_sentence).find(|f| cuts(f));
    let before = before.filter(|_| is_short).map(|figure| figure.indicator.as_str());
    let former = figures[at].former;
    former.map(|former| figures[former].indicator.as_str()).into_iter().chain(before)
}

/// Collects words; of several places of one the weightiest counts.
#[derive(Default)]
struct Terms {
    found: Vec<Term>,
}

impl Terms {
    fn add(&mut self, id: u64, weight: f64, is_head: bool) {
        self.found.push(Term { id, weight, rarity: 0.0, is_head });
    }

    /// Takes the words of normalised text: pairs of neighbouring Han characters, words of letters.
    fn take(&mut self, text: &str, weight: f64, is_head: bool) {
        let mut before: Option<char> = None;
        let mut word = String::new();
        for c in text.chars().chain(std::iter::once(' ')) {
            let is_letter = c.is_ascii_alphabetic() || (c.is_ascii_digit() && !word.is_empty());
            if is_letter || c.is_ascii_digit() {
                word.push(c);
                before = None;
                continue;
            }
            let names = word.bytes().any(|b| b.is_ascii_alphabetic());
            if names && EMPTY_WORDS.binary_search(&word.as_str()).is_err() {
                self.add(hash(stem(&word).chars()), weight, is_head);
            }
            word.clear();
            let is_word = c.is_alphabetic();
            if let Some(first) = before.filter(|_| is_word) {
                self.add(u64::from(first as u32) << 32 | u64::from(c as u32), weight, is_head);
            }
            before = is_word.then_some(c);
        }
    }

    fn sorted(mut self) -> Vec<Term> {
        self.found.sort_by(|a, b| {
            let by_weight = b.weight.total_cmp(&a.weight);
            a.id.cmp(&b.id).then(b.is_head.cmp(&a.is_head)).then(by_weight)
        });
        self.found.dedup_by_key(|term| term.id);
        self.found
    }
}

/// Returns a Latin word without the ending of its plural.
fn stem(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(singular) if 3 <= singular.len() && !singular.ends_with('s') => singular,
        _ => word,
    }
}

fn hash(chars: impl Iterator<Item = char>) -> u64 {
    let mut hasher = FxHasher::default();
    chars.for_each(|c| hasher.write_u32(c as u32));
    // Above every pair of characters.
    hasher.finish() | 1 << 63
}

/// Returns the stretches around a figure and what their words are worth.
fn zones(side: Witness<'_>, figures: &[Figure], at: usize) -> Vec<(Span, f64)> {
    let figure = &figures[at];
    let body = side.report.sentences.get(figure.sentence.0).map_or(figure.span, |s| s.body);
    let is_bound = |other: &&Figure| other.sentence == figure.sentence && cuts(other);
    let next = figures[at + 1..].iter().find(is_bound).map_or(body.end, |next| next.span.start);
    let behind = up_to_delimiter(side.text, Span::new(figure.span.end, next));
    let runs_on = behind.end == next && next < body.end;
    let mut zones = vec![(behind, if runs_on { WEIGHT_BETWEEN } else { WEIGHT_BEHIND })];
    let farthest = figure.span.start.saturating_sub(REACH_BYTES).max(body.start);
    let (mut end, mut weight) = (figure.span.start, WEIGHT_BEFORE);
    let mut before = figures[..at].iter().rev().filter(is_bound);
    for passed in 0..=MAX_FIGURES_BEFORE {
        let previous = before.next();
        let start = previous.map_or(body.start, |previous| previous.span.end).min(end);
        let gap = Span::new(ceil_char(side.text, start.max(farthest).min(end)), end);
        let clause = if passed == 0 { after_delimiter(side.text, gap) } else { end };
        zones.push((Span::new(clause, end), WEIGHT_CLAUSE));
        zones.push((Span::new(gap.start, clause), weight));
        let Some(previous) = previous.filter(|previous| farthest < previous.span.start) else {
            break;
        };
        end = previous.span.start;
        weight *= 0.75;
    }
    zones
}

/// Says whether a figure ends what is said about its neighbours: 二等奖2项 is one statement.
fn cuts(figure: &Figure) -> bool {
    !matches!(figure.class, Class::Ordinal | Class::Time)
}

fn ceil_char(text: &str, mut at: usize) -> usize {
    while at < text.len() && !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

fn is_delimiter(c: char) -> bool {
    matches!(c, '，' | ',' | '；' | ';' | '。' | '：' | ':' | '（' | '(' | '）' | ')')
}

fn up_to_delimiter(text: &str, span: Span) -> Span {
    let len = span.of(text).find(is_delimiter).unwrap_or(span.len());
    Span::new(span.start, span.start + len)
}

fn after_delimiter(text: &str, span: Span) -> usize {
    let found = span.of(text).char_indices().rev().find(|(_, c)| is_delimiter(*c));
    found.map_or(span.start, |(at, c)| span.start + at + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::extract;
    use crate::intake::decode;
    use crate::report::split;

    fn likeness(left: &str, right: &str) -> f64 {
        let wording = |text: &str| {
            let document = decode::read(text.as_bytes(), "");
            let report = split::whole(&document);
            let figures = extract::figures(&document.text, &report);
            let side = Witness { text: &document.text, report: &report };
            Wording::of(side, &figures, figures.len() - 1)
        };
        let (mut left, mut right) = ([wording(left)], [wording(right)]);
        weigh(&mut left, &mut right);
        left[0].likeness(&right[0])
    }

    #[test]
    fn names_of_one_thing_are_one_word() {
        assert!(likeness("高企总数达178家。", "全市高新技术企业总数221家。") > 0.7);
    }

    #[test]
    fn subject_in_an_earlier_clause_is_found() {
        let left = "云溪高新区实现营业总收入1562亿元，在综合评价中列第92位。";
        let near = likeness(left, "云溪高新区列第86位。");
        assert!(near > likeness(left, "南屏区列第86位。"), "{near}");
    }

    #[test]
    fn likeness_is_symmetric_and_nothing_is_like_nothing() {
        let (a, b) = ("新增企业5家。", "企业新增了7家单位。");
        assert!((likeness(a, b) - likeness(b, a)).abs() < 1e-12);
        assert!(Wording::default().likeness(&Wording::default()) < f64::EPSILON);
    }
}
