//! What a collation says. Spans are byte offsets into the document of their side.

use crate::collate::exempt::Exempted;
use crate::collate::limit::Limit;
use crate::collate::reuse::section_grade::SectionGrade;
use crate::collate::shared::Passage;
use crate::collate::target::Target;
use crate::figure::decimal::Decimal;
use crate::figure::model::Figure;
use crate::report::model::{BlockKind, Report, SectionId};
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use std::ops::Range;

/// The whole comparison of two reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Collation {
    /// Every section of both reports but the roots, in reading order. One that was split or merged
    /// stands once for each of its parts.
    pub sections: Vec<SectionPair>,
    /// Every sentence of both reports in exactly one alignment.
    pub alignments: Vec<Alignment>,
    /// The order in which the alignments are read side by side.
    pub reading: Vec<Placement>,
    /// Reused stretches, in order of the left side.
    pub passages: Vec<Passage>,
    /// What of them is not counted, and why; each reason once, in the order of [`Exempt::ALL`].
    ///
    /// [`Exempt::ALL`]: crate::collate::exempt::Exempt::ALL
    pub exempted: Vec<Exempted>,
    /// What each side cites, in text order: where it is shared it is not counted.
    pub cited: Sided<Vec<Span>>,
    /// Where the two differ inside what stands together, in reading order; alignments of one side are whole variants.
    pub variants: Vec<Variant>,
    /// The figures of both sides, in text order.
    pub figures: Sided<Vec<Figure>>,
    /// Figures of one indicator, and those without counterpart.
    pub figure_changes: Vec<FigureChange>,
    /// What became of the targets of the left, in text order.
    pub targets: Vec<Target>,
    /// The year each report speaks of, where it says so.
    pub years: Sided<Option<u32>>,
    /// Symmetric share of text in common, `0.0..=1.0`.
    pub resemblance: f64,
    /// Share of each side's characters that the other has in a reused passage, `0.0..=1.0`.
    pub containment: Sided<f64>,
    /// The same with stock phrases weighted out.
    pub distinctive_containment: Sided<f64>,
    /// What the shares amount to.
    pub grade: Grade,
    /// The same for each section, by its place in the outline; `None` for one too short to be graded.
    pub section_grades: Sided<Vec<Option<SectionGrade>>>,
    /// Places that differ in typography only: counted, never listed as variants.
    pub typographic_differences: usize,
    /// What was not looked at because a budget was hit.
    pub limits: Vec<Limit>,
}

/// How much of one report stands in the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Grade {
    /// Taken over as it is.
    Copied,
    /// Taken over with light edits.
    Edited,
    /// Taken over and reworded.
    Reworded,
    /// Nothing in common but wording that many reports share.
    StockPhrases,
    /// Written independently.
    #[default]
    Unrelated,
}

impl Grade {
    /// Returns the name the JSON contract uses.
    pub const fn id(self) -> &'static str {
        match self {
            Grade::Copied => "copied",
            Grade::Edited => "edited",
            Grade::Reworded => "reworded",
            Grade::StockPhrases => "stock-phrases",
            Grade::Unrelated => "unrelated",
        }
    }
}

/// How two sections relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SectionRelation {
    /// Same text but for typography.
    Unchanged,
    /// Same place in the order, other text.
    Edited,
    /// Another place in the order.
    Moved,
    /// One section of the left is several on the right.
    Split,
    /// Several sections of the left are one on the right.
    Merged,
    /// Only on the right.
    Added,
    /// Only on the left.
    Removed,
}

/// How sure it is that two things belong together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// The reviewer said so.
    Pinned,
    /// Nothing else comes near.
    #[default]
    Sure,
    /// Little speaks for it, or another counterpart comes near.
    Uncertain,
}

/// The next best counterpart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RunnerUp {
    /// The side it stands on.
    pub side: Side,
    /// Index of the sentence, or of the section, on that side.
    pub at: usize,
    /// Share of text in common with what it would stand beside, `0.0..=1.0`.
    pub resemblance: f64,
}

/// Two sections that belong together, or one that has no counterpart.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionPair {
    /// The section of each side.
    pub sections: Sided<Option<SectionId>>,
    /// How they relate.
    pub relation: SectionRelation,
    /// Share of text in common, `0.0..=1.0`; 0 without counterpart.
    pub resemblance: f64,
    /// Whether the heading's number changed.
    pub renumbered: bool,
    /// Whether the heading's words changed.
    pub retitled: bool,
    /// How sure it is that they correspond; `Sure` where there is no counterpart.
    pub certainty: Certainty,
    /// The section that came next.
    pub runner_up: Option<RunnerUp>,
}

/// How the sentences of an alignment relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Equal but for typography.
    Unchanged,
    /// Alike, with variants inside.
    Edited,
    /// They play the same part but share too little to mark words.
    Rewritten,
    /// Only on the right.
    Added,
    /// Only on the left.
    Removed,
}

/// Sentences that belong together: 1:1, 1:N, N:1, or one-sided.
#[derive(Clone, Debug, PartialEq)]
pub struct Alignment {
    /// Consecutive sentences of each side, as indices into [`Report::sentences`]; empty on the side that has none.
    pub sentences: Sided<Range<usize>>,
    /// How they relate.
    pub relation: Relation,
    /// Whether they stand at different places in the order.
    pub moved: bool,
    /// Share of text in common, `0.0..=1.0`.
    pub resemblance: f64,
    /// Whether it is page furniture on every side: shown, but no difference between the reports.
    pub is_furniture: bool,
    /// How sure it is that they belong together; `Sure` where there is only one side.
    pub certainty: Certainty,
    /// The sentence that came next.
    pub runner_up: Option<RunnerUp>,
}

/// One step of reading side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placement {
    /// Index into [`Collation::alignments`].
    pub alignment: usize,
    /// The side that is shown here; `None` if both stand level. A moved alignment is placed once for each side.
    pub side: Option<Side>,
}

/// The kinds of variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VariantKind {
    /// One wording for another.
    Substitution,
    /// Only on the right.
    Addition,
    /// Only on the left.
    Omission,
    /// The same on both sides at another place.
    Transposition,
}

/// A place where the two differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// What happened.
    pub kind: VariantKind,
    /// Where; `None` on the side that has nothing.
    pub spans: Sided<Option<Span>>,
    /// Index into [`Collation::alignments`].
    pub alignment: usize,
}

/// What became of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// Same value, same wording.
    Equal,
    /// Same value, written differently.
    Restated,
    /// More on the right.
    Increased,
    /// Less on the right.
    Decreased,
    /// Different, with no more or less to it: a placeholder filled, another unit.
    Changed,
    /// Only on the right.
    Added,
    /// Only on the left.
    Dropped,
}

/// Something to know about a pair of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangeFlag {
    /// May or may not be the same indicator: shown, never a finding.
    Possible,
    /// Copied though the period moved on.
    Stale,
    /// A placeholder on one side.
    Placeholder,
    /// The units do not convert into each other.
    UnitChanged,
    /// One rises and the other falls.
    DirectionFlipped,
    /// So much larger or smaller that a slip is likelier than a change.
    MagnitudeJump,
    /// One number written to different places.
    PrecisionChanged,
    /// Bound in another way: 近206 and 206.
    BoundChanged,
    /// Another mention of a figure that is paired; the pair is told there.
    Repeated,
}

/// Two figures of one indicator, or one without counterpart.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureChange {
    /// What is measured.
    pub indicator: String,
    /// Index into the figures of each side.
    pub figures: Sided<Option<usize>>,
    /// What became of it.
    pub change: Change,
    /// Right minus left in the base unit, where both are known. Two percentages differ in percentage points.
    pub difference: Option<Decimal>,
    /// Difference in percent of the left, to one decimal; `None` for percentages and ranks, and where the left is 0.
    pub percent: Option<Decimal>,
    /// What else to know, sorted.
    pub flags: Vec<ChangeFlag>,
    /// How sure the pairing is, `0.0..=1.0`.
    pub confidence: f64,
}

/// One side of a collation: a text and the report read from it.
#[derive(Clone, Copy, Debug)]
pub struct Witness<'a> {
    /// The text every span refers to.
    pub text: &'a str,
    /// The report.
    pub report: &'a Report,
}

impl SectionPair {
    /// Says whether both sides have a section in it.
    pub fn is_paired(&self) -> bool {
        self.sections.left.is_some() && self.sections.right.is_some()
    }

    /// Says whether one section became several or the other way round: its counterpart has a closer one.
    pub fn is_part(&self) -> bool {
        matches!(self.relation, SectionRelation::Split | SectionRelation::Merged)
    }
}

impl FigureChange {
    /// Says whether the figure surely changed: one indicator, two values.
    pub fn is_change(&self) -> bool {
        matches!(self.change, Change::Increased | Change::Decreased | Change::Changed)
            && !self.flags.contains(&ChangeFlag::Possible)
            && !self.flags.contains(&ChangeFlag::Placeholder)
    }
}

impl Alignment {
    /// Says whether both sides have a sentence in it.
    pub fn is_paired(&self) -> bool {
        !self.sentences.left.is_empty() && !self.sentences.right.is_empty()
    }
}

impl Witness<'_> {
    /// Returns what kind of block a sentence stands in; `None` if there is no such sentence.
    pub fn kind_of(&self, sentence: usize) -> Option<BlockKind> {
        let block = self.report.sentences.get(sentence)?.block;
        self.report.blocks.get(block).map(|block| block.kind)
    }

    /// Returns the hull of the bodies of consecutive sentences; `None` of none.
    pub fn hull(&self, sentences: &Range<usize>) -> Option<Span> {
        let bodies = self.report.sentences.get(sentences.clone())?.iter().map(|s| s.body);
        Span::hull_of(bodies.filter(|body| !body.is_empty()))
    }
}
