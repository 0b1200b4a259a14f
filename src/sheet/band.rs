//! What stands level and what stands apart.
//!
//! ```text
//! reading        bands
//! A1 = B1        level  A1 | B1
//! A2             apart  A2 A3 | B2      (a block beside a block, not a staircase)
//!      B2
//! A3
//! A4 = B3        level  A4 | B3
//! ```

use crate::collate::model::{Alignment, Relation, Witness};
use crate::report::model::BlockKind;
use crate::sheet::model::{Mark, Subject};
use crate::text::side::{Side, Sided};
use std::ops::Range;

/// Consecutive sentences of one block that are read as one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// Indices into the report's sentences, at least one.
    pub sentences: Range<usize>,
    /// Index of the placement it starts with.
    pub placement: usize,
    /// Whether its counterpart stands elsewhere.
    pub moved: bool,
    /// Whether it is a heading on a line of its own.
    pub is_heading: bool,
}

/// What is read together: both sides start on the same row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Band {
    /// The mark of a level pair; `None` where the sides stand apart.
    pub level: Option<Mark>,
    /// What each side shows, in text order.
    pub flows: Sided<Vec<Flow>>,
    /// Index of its first placement.
    pub placement: usize,
}

impl Band {
    /// Says whether a side opens with a heading.
    pub fn opens_with_heading(&self) -> bool {
        Side::BOTH.iter().any(|side| self.flows[*side].first().is_some_and(|flow| flow.is_heading))
    }
}

/// Returns the bands of the collation, in reading order. Linear.
pub fn bands(subject: Subject<'_>) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    for (index, placement) in subject.collation.reading.iter().enumerate() {
        let Some(alignment) = subject.collation.alignments.get(placement.alignment) else {
            continue;
        };
        let shown: &[Side] = match placement.side {
            Some(Side::Left) => &[Side::Left],
            Some(Side::Right) => &[Side::Right],
            None => &Side::BOTH,
        };
        let level =
            (placement.side.is_none() && alignment.is_paired()).then(|| level_mark(alignment));
        let continues = level.is_none() && bands.last().is_some_and(|band| band.level.is_none());
        if !continues {
            bands.push(Band { level, placement: index, ..Band::default() });
        }
        let Some(band) = bands.last_mut() else { continue };
        for &side in shown {
            let moved = alignment.moved && level.is_none();
            let part = Part { placement: index, moved };
            append(&mut band.flows[side], subject.sides[side], &alignment.sentences[side], part);
        }
    }
    bands
}

fn level_mark(alignment: &Alignment) -> Mark {
    match alignment.relation {
        Relation::Unchanged => Mark::Same,
        _ => Mark::Changed,
    }
}

/// Where sentences come from.
#[derive(Clone, Copy)]
struct Part {
    placement: usize,
    moved: bool,
}

/// Appends sentences to the flows of a side, to the last one where they continue its paragraph.
fn append(flows: &mut Vec<Flow>, witness: Witness<'_>, sentences: &Range<usize>, part: Part) {
    let report = witness.report;
    for index in sentences.clone() {
        let Some(sentence) = report.sentences.get(index) else { continue };
        if sentence.body.is_empty() {
            continue;
        }
        let kind = report.blocks.get(sentence.block).map(|block| block.kind);
        let same_block = |flow: &&mut Flow| {
            flow.moved == part.moved
                && report.sentences[flow.sentences.start].block == sentence.block
                && flow.sentences.end <= index
                && (flow.sentences.end..index).all(|at| report.sentences[at].body.is_empty())
        };
        match flows.last_mut().filter(same_block) {
            Some(flow) => flow.sentences.end = index + 1,
            None => flows.push(Flow {
                sentences: index..index + 1,
                placement: part.placement,
                moved: part.moved,
                is_heading: kind == Some(BlockKind::Heading),
            }),
        }
    }
}
