//! Both texts side by side: what belongs together starts level, what is marked carries its role.

use crate::collate::model::Relation;
use crate::export::review_sheet::ReviewSheet;
use crate::export::review_sheet::entry::first_places;
use crate::report::model::BlockKind;
use crate::sheet::band::{Band, Flow, bands};
use crate::sheet::marking::Role;
use crate::sheet::model::{Line, Mark, Reasons};
use crate::text::cells::{AmbiguousWidth, glyphs};
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use std::iter::Peekable;
use std::vec::IntoIter;

/// What starts level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Level {
    /// How the sides relate.
    pub mark: Mark,
    /// Whether the sides share so little that one is shown as replaced by the other, whole.
    pub is_rewritten: bool,
    /// Why to look.
    pub reasons: Reasons,
    /// The paragraphs of each side, in text order.
    pub columns: Sided<Vec<Paragraph>>,
}

/// Consecutive sentences of one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// What it is.
    pub kind: BlockKind,
    /// Whether it opens its block: only then is it indented.
    pub opens_block: bool,
    /// What stands in it, in text order.
    pub pieces: Vec<Piece>,
}

/// A part of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text as it is read, line breaks inside sentences joined.
    Text(Role, String),
    /// Here a finding is met first on this side; its number.
    Finding(usize),
}

/// Returns both texts, in reading order. Linear but for sorting.
pub fn levels(sheet: &ReviewSheet) -> Vec<Level> {
    let findings = Side::BOTH.map(|side| first_places(&sheet.entries, side).into_iter());
    let [left, right] = findings.map(Iterator::peekable);
    let mut setter = Setter { sheet, findings: Sided::new(left, right) };
    bands(sheet.subject()).iter().map(|band| setter.level(band)).collect()
}

/// Sets one band after the other; the findings not met yet wait in text order.
struct Setter<'a> {
    sheet: &'a ReviewSheet<'a>,
    findings: Sided<Peekable<IntoIter<(usize, usize)>>>,
}

impl Setter<'_> {
    fn level(&mut self, band: &Band) -> Level {
        let [mut left, mut right] = Side::BOTH.map(|side| {
            let flows = band.flows[side].iter();
            flows.filter_map(|flow| self.paragraph(side, flow)).collect::<Vec<_>>()
        });
        let is_rewritten = self.is_rewritten(band);
        if is_rewritten {
            left.iter_mut().chain(&mut right).for_each(unmark);
        }
        let (mark, reasons) = (mark_of(band), self.reasons(band));
        Level { mark, is_rewritten, reasons, columns: Sided::new(left, right) }
    }

    /// Says whether a band is one pair that shares too little to be told word by word.
    fn is_rewritten(&self, band: &Band) -> bool {
        let collation = self.sheet.comparison.collation;
        let placement = collation.reading.get(band.placement).filter(|_| band.level.is_some());
        let alignment = placement.and_then(|at| collation.alignments.get(at.alignment));
        alignment.is_some_and(|alignment| alignment.relation == Relation::Rewritten)
    }

    fn paragraph(&mut self, side: Side, flow: &Flow) -> Option<Paragraph> {
        let witness = self.sheet.comparison.editions[side].witness();
        let span = witness.hull(&flow.sentences)?;
        let line =
            Line { span, indent_cells: 0, placement: flow.placement, is_heading: flow.is_heading };
        let runs = self.sheet.markings.runs(witness.text, side, line, &[]);
        let mut pieces = Vec::new();
        for run in runs {
            let mut rest = run.span;
            while let Some((offset, number)) = self.findings[side].next_if(|(at, _)| *at < rest.end)
            {
                let cut = offset.clamp(rest.start, rest.end);
                push(&mut pieces, run.role, witness.text, Span::new(rest.start, cut));
                pieces.push(Piece::Finding(number));
                rest.start = cut;
            }
            push(&mut pieces, run.role, witness.text, rest);
        }
        let block = witness.report.sentences[flow.sentences.start].block;
        let earlier = witness.report.sentences[..flow.sentences.start].iter().rev();
        let mut of_block = earlier.take_while(|sentence| sentence.block == block);
        Some(Paragraph {
            kind: witness.report.blocks.get(block).map_or(BlockKind::Paragraph, |block| block.kind),
            opens_block: of_block.all(|sentence| sentence.body.is_empty()),
            pieces,
        })
    }

    fn reasons(&self, band: &Band) -> Reasons {
        let of_side = |side: Side| {
            let witness = self.sheet.comparison.editions[side].witness();
            let hulls =
                band.flows[side].iter().filter_map(move |flow| witness.hull(&flow.sentences));
            hulls.map(move |span| self.sheet.markings.reasons(side, span))
        };
        of_side(Side::Left).chain(of_side(Side::Right)).fold(Reasons::default(), Reasons::or)
    }
}

/// Takes the marks off that only say that all of it is other words.
fn unmark(paragraph: &mut Paragraph) {
    for piece in std::mem::take(&mut paragraph.pieces) {
        match piece {
            Piece::Text(Role::Substituted, text) => add(&mut paragraph.pieces, Role::Plain, text),
            Piece::Text(role, text) => add(&mut paragraph.pieces, role, text),
            Piece::Finding(_) => paragraph.pieces.push(piece),
        }
    }
}

/// Returns how the sides of a band relate; where they stand apart, what became of each.
fn mark_of(band: &Band) -> Mark {
    let moved = |side: Side| {
        let flows = &band.flows[side];
        !flows.is_empty() && flows.iter().all(|flow| flow.moved)
    };
    match (band.level, band.flows.left.is_empty(), band.flows.right.is_empty()) {
        (Some(mark), _, _) => mark,
        (None, false, false) if moved(Side::Left) && moved(Side::Right) => Mark::Crossed,
        (None, false, false) => Mark::Apart,
        (None, false, true) if moved(Side::Left) => Mark::MovedAway,
        (None, false, true) => Mark::OnlyLeft,
        (None, true, _) if moved(Side::Right) => Mark::MovedHere,
        (None, true, _) => Mark::OnlyRight,
    }
}

/// Appends what is under `span`; a digit that changed is part of its figure, which is marked whole.
fn push(pieces: &mut Vec<Piece>, role: Role, text: &str, span: Span) {
    let role = if role == Role::DigitChanged { Role::FigureChanged } else { role };
    add(pieces, role, as_read(text, span));
}

/// Appends text, to the piece before it where that has the same role.
fn add(pieces: &mut Vec<Piece>, role: Role, text: String) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(Piece::Text(last, before)) if *last == role => before.push_str(&text),
        _ => pieces.push(Piece::Text(role, text)),
    }
}

/// Returns the text under `span` as it is read: line breaks inside sentences joined, characters
/// that no reader should receive as stand-ins.
pub fn as_read(text: &str, span: Span) -> String {
    glyphs(text, span, AmbiguousWidth::Narrow).map(|glyph| glyph.shown.into_owned()).collect()
}
