//! Both texts as one, with its changes: what word processors call a redline.
//!
//! ```text
//! left   高新技术企业67家。¶   right  高新技术企业135家。¶
//! kept 高新技术企业  deleted 67家  inserted 135家  kept 。¶
//! ```
//!
//! Taken with its insertions and without its deletions it reads as the right report, the other way
//! round as the left one, letter for letter: typography too, which is no variant but a change of
//! letters all the same. The end of a paragraph is kept, deleted or inserted like any letter.

use crate::collate::model::{Alignment, Relation};
use crate::export::review_sheet::ReviewSheet;
use crate::export::review_sheet::spread::as_read;
use crate::report::model::BlockKind;
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use crate::text::token::tokens;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

/// What became of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// On both sides.
    Kept,
    /// Only on the left, or elsewhere on the right.
    Deleted,
    /// Only on the right, or elsewhere on the left.
    Inserted,
}

/// What became of a stretch, and whether its counterpart stands elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Change {
    /// What became of it.
    pub fate: Fate,
    /// The move it belongs to: deleted at one place, inserted at the other under the same number.
    pub moved: Option<usize>,
}

/// A part of the redline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Strand {
    /// Text as it is read.
    Text(Change, String),
    /// The end of a paragraph of this kind.
    End(Change, BlockKind),
    /// Here a finding is met first; its number.
    Finding(usize),
}

impl Change {
    /// What is on both sides.
    pub const KEPT: Self = Self { fate: Fate::Kept, moved: None };

    /// Says whether a side has it.
    pub fn is_on(self, side: Side) -> bool {
        match self.fate {
            Fate::Kept => true,
            Fate::Deleted => side == Side::Left,
            Fate::Inserted => side == Side::Right,
        }
    }

    /// Returns the fate of what only one side has.
    fn of(side: Side, moved: Option<usize>) -> Self {
        let fate = match side {
            Side::Left => Fate::Deleted,
            Side::Right => Fate::Inserted,
        };
        Self { fate, moved }
    }
}

/// Returns the redline of the two reports, in reading order.
///
/// Linear but for the differing tokens of a pair of sentences, whose number the collation bounds.
pub fn redline(sheet: &ReviewSheet) -> Vec<Strand> {
    let collation = sheet.comparison.collation;
    let mut weaver = Weaver::new(sheet);
    for placement in &collation.reading {
        let at = placement.alignment;
        let Some(alignment) = collation.alignments.get(at) else { continue };
        match placement.side {
            Some(side) => weaver.lay_one(side, alignment, at),
            None if alignment.is_paired() => weaver.lay_pair(alignment, at),
            None => Side::BOTH.into_iter().for_each(|side| weaver.lay_one(side, alignment, at)),
        }
    }
    weaver.strands
}

/// The smallest part that is kept or changed as a whole.
#[derive(Clone, Debug)]
struct Unit {
    span: Span,
    key: Key,
}

/// What two units must share to be one kept unit.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Key {
    /// The same letters.
    Letters(String),
    /// Part of a variant: never shared.
    Variant(Side, usize),
    /// A paragraph ends; of this kind, which need not be shared.
    End,
}

/// Lays one alignment after the other.
struct Weaver<'a> {
    sheet: &'a ReviewSheet<'a>,
    strands: Vec<Strand>,
    /// The variants of each side, sorted.
    variants: Sided<Vec<Span>>,
    /// The findings not met yet, by the side they are met on.
    findings: Sided<Peekable<IntoIter<(usize, usize)>>>,
}

impl<'a> Weaver<'a> {
    fn new(sheet: &'a ReviewSheet<'a>) -> Self {
        let variants = Side::BOTH.map(|side| {
            let variants = sheet.comparison.collation.variants.iter();
            let mut spans: Vec<Span> = variants.filter_map(|variant| variant.spans[side]).collect();
            spans.sort_unstable();
            spans
        });
        let findings = Side::BOTH.map(|side| findings_met_on(sheet, side).into_iter().peekable());
        let ([left, right], [first, second]) = (variants, findings);
        Self {
            sheet,
            strands: Vec::new(),
            variants: Sided::new(left, right),
            findings: Sided::new(first, second),
        }
    }

    /// Lays what stands on one side only, or has its counterpart elsewhere.
    fn lay_one(&mut self, side: Side, alignment: &Alignment, at: usize) {
        let change = Change::of(side, alignment.moved.then_some(at));
        for unit in self.units(side, &alignment.sentences[side]) {
            self.push(side, &unit, change);
        }
    }

    /// Lays two stretches that stand level.
    fn lay_pair(&mut self, alignment: &Alignment, at: usize) {
        let mut units = Sided::new(
            self.units(Side::Left, &alignment.sentences.left),
            self.units(Side::Right, &alignment.sentences.right),
        );
        if alignment.relation == Relation::Rewritten {
            return self.lay_rewritten(&units, alignment, at);
        }
        for side in Side::BOTH {
            self.mark_variants(side, &mut units[side]);
        }
        let keys = units.as_ref().map(|units| units.iter().map(|unit| unit.key.clone()).collect());
        let Sided { left, right }: Sided<Vec<Key>> = keys;
        for op in capture_diff_slices(Algorithm::Myers, &left, &right) {
            let (_, old, new) = op.as_tag_tuple();
            if let DiffOp::Equal { .. } = op {
                for (old, new) in units.left[old].iter().zip(&units.right[new]) {
                    self.meet_findings(Side::Left, old.span);
                    self.push(Side::Right, new, Change::KEPT);
                }
                continue;
            }
            let sides = [(Side::Left, &units.left[old]), (Side::Right, &units.right[new])];
            for (side, units) in sides {
                for unit in units {
                    self.push(side, unit, Change::of(side, None));
                }
            }
        }
    }

    /// Lays two stretches that share too little to be told word by word; a paragraph they both end
    /// is one.
    fn lay_rewritten(&mut self, units: &Sided<Vec<Unit>>, alignment: &Alignment, at: usize) {
        let ends = units.as_ref().map(|units| units.last().filter(|unit| unit.key == Key::End));
        let (Some(_), Some(end)) = (ends.left, ends.right) else {
            return Side::BOTH.into_iter().for_each(|side| self.lay_one(side, alignment, at));
        };
        for side in Side::BOTH {
            let change = Change::of(side, None);
            let before = units[side].len() - 1;
            for unit in &units[side][..before] {
                self.push(side, unit, change);
            }
        }
        self.push(Side::Right, end, Change::KEPT);
    }

    /// Returns the units of consecutive sentences.
    fn units(&self, side: Side, sentences: &Range<usize>) -> Vec<Unit> {
        let witness = self.sheet.comparison.editions[side].witness();
        let all = &witness.report.sentences;
        let keep = &self.sheet.markings.keep[side];
        let mut units = Vec::new();
        let of_same_block = |at: usize, other: usize| {
            all[other].block == all[at].block && !all[other].body.is_empty()
        };
        for at in sentences.clone() {
            let Some(body) = all.get(at).map(|sentence| sentence.body) else { continue };
            if body.is_empty() {
                continue;
            }
            let before = (0..at).rev().take_while(|other| all[*other].block == all[at].block);
            let before = before.into_iter().find(|other| of_same_block(at, *other));
            let start = before.map_or(body.start, |before| all[before].body.end);
            let spans = tokens(witness.text, Span::new(start, body.end), keep);
            units.extend(spans.into_iter().filter_map(|token| {
                let letters = as_read(witness.text, token.span);
                (!letters.is_empty())
                    .then_some(Unit { span: token.span, key: Key::Letters(letters) })
            }));
            let behind = (at + 1..all.len()).take_while(|other| all[*other].block == all[at].block);
            if !behind.into_iter().any(|other| of_same_block(at, other)) {
                units.push(Unit { span: Span::new(body.end, body.end), key: Key::End });
            }
        }
        units
    }

    /// Takes what a variant covers out of what may be shared.
    fn mark_variants(&self, side: Side, units: &mut [Unit]) {
        let variants = &self.variants[side];
        for (at, unit) in units.iter_mut().enumerate() {
            let first = variants.partition_point(|variant| variant.end <= unit.span.start);
            let is_inside = variants[first..]
                .iter()
                .take_while(|variant| variant.start < unit.span.end)
                .any(|variant| variant.overlaps(unit.span));
            if is_inside && unit.key != Key::End {
                unit.key = Key::Variant(side, at);
            }
        }
    }

    /// Appends a unit, to the strand before it where that has the same fate.
    fn push(&mut self, side: Side, unit: &Unit, change: Change) {
        self.meet_findings(side, unit.span);
        let witness = self.sheet.comparison.editions[side].witness();
        if unit.key == Key::End {
            let offset = unit.span.start.saturating_sub(1);
            let blocks = &witness.report.blocks;
            let at = blocks.partition_point(|block| block.span.end <= offset);
            let kind = blocks.get(at).map_or(BlockKind::Paragraph, |block| block.kind);
            return self.strands.push(Strand::End(change, kind));
        }
        let letters = as_read(witness.text, unit.span);
        match self.strands.last_mut() {
            Some(Strand::Text(last, text)) if *last == change => text.push_str(&letters),
            _ => self.strands.push(Strand::Text(change, letters)),
        }
    }

    /// Sets down the findings that are met up to the end of a unit.
    fn meet_findings(&mut self, side: Side, unit: Span) {
        while let Some((_, number)) = self.findings[side].next_if(|(at, _)| *at < unit.end) {
            self.strands.push(Strand::Finding(number));
        }
    }
}

/// Returns the findings that are met on a side: on the right if they speak of something there.
fn findings_met_on(sheet: &ReviewSheet, side: Side) -> Vec<(usize, usize)> {
    let met = sheet.entries.iter().filter_map(|entry| {
        let is_here = side == Side::Right || entry.places.right.is_empty();
        let place = entry.places[side].first().filter(|_| is_here)?;
        Some((place.span.start, entry.number))
    });
    let mut met: Vec<(usize, usize)> = met.collect();
    met.sort_unstable();
    met
}

/// Returns the paragraphs of one side, read off the redline.
pub fn paragraphs(strands: &[Strand], side: Side) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for strand in strands {
        match strand {
            Strand::Text(change, text) if change.is_on(side) => {
                if let Some(last) = paragraphs.last_mut() {
                    last.push_str(text);
                }
            }
            Strand::End(change, _) if change.is_on(side) => paragraphs.push(String::new()),
            _ => {}
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}
