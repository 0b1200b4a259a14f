//! `duikan/ledger/1`: the figures of two reports and what became of them, also as part of a comparison.

use crate::collate::model::FigureChange;
use crate::collate::target::{Target, Verdict};
use crate::export::json::figure::{FigureWire, wire};
use crate::export::json::place::share;
use crate::export::json::writer;
use crate::export::subject::Comparison;
use crate::export::term;
use crate::text::side::Side;
use crate::text::span::CharIndex;
use serde::Serialize;
use std::io::{self, Write};

/// The ledger by itself.
#[derive(Debug, Serialize)]
struct LedgerWire<'a> {
    schema: &'static str,
    /// The path of each side as it was given, without the `#` part.
    left: &'a str,
    right: &'a str,
    figures: FiguresOfBoth<'a>,
    figure_changes: Vec<FigureChangeWire<'a>>,
    targets: Vec<TargetWire>,
}

/// The figures of both sides, in text order.
#[derive(Debug, Serialize)]
pub struct FiguresOfBoth<'a> {
    /// Of the left.
    pub left: Vec<FigureWire<'a>>,
    /// Of the right.
    pub right: Vec<FigureWire<'a>>,
}

/// Two figures of one indicator, or one without counterpart.
#[derive(Debug, Serialize)]
pub struct FigureChangeWire<'a> {
    indicator: &'a str,
    /// Index into `figures.left`.
    left: Option<usize>,
    /// Index into `figures.right`.
    right: Option<usize>,
    /// `equal`, `restated`, `increased`, `decreased`, `changed`, `added` or `dropped`.
    change: &'static str,
    /// Decimal string: right minus left in the base unit; a fall beside a rise counts as negative.
    difference: Option<String>,
    /// Decimal string: the difference in percent of the left.
    percent: Option<String>,
    /// `possible`, `stale`, `placeholder`, `unit-changed`, `direction-flipped`, `magnitude-jump`,
    /// `precision-changed`, `bound-changed`, `repeated`.
    flags: Vec<&'static str>,
    /// How sure the pairing is, `0.0..=1.0`.
    confidence: f64,
}

/// A target of the left that was due by the right, and its outcome.
#[derive(Debug, Serialize)]
pub struct TargetWire {
    /// Index into `figures.left`.
    target: usize,
    /// Index into `figures.right`.
    outcome: Option<usize>,
    /// `met`, `missed`, `open` or `unreported`; `open` too where the outcome is only possible.
    verdict: &'static str,
    /// How sure the pairing is, `0.0..=1.0`; 0 without outcome.
    confidence: f64,
}

/// Returns a change as it stands on the wire.
pub fn change_wire(change: &FigureChange) -> FigureChangeWire<'_> {
    FigureChangeWire {
        indicator: &change.indicator,
        left: change.figures.left,
        right: change.figures.right,
        change: term::change(change.change).id,
        difference: change.difference.as_ref().map(ToString::to_string),
        percent: change.percent.as_ref().map(ToString::to_string),
        flags: change.flags.iter().map(|flag| term::change_flag(*flag).id).collect(),
        confidence: share(change.confidence),
    }
}

/// Returns a target as it stands on the wire.
pub fn target_wire(target: &Target) -> TargetWire {
    let verdict = match target.verdict {
        Verdict::Met => "met",
        Verdict::Missed => "missed",
        Verdict::Open => "open",
        Verdict::Unreported => "unreported",
    };
    let Target { target: at, outcome, confidence, .. } = *target;
    TargetWire { target: at, outcome, verdict, confidence: share(confidence) }
}

/// Writes `duikan/ledger/1`.
///
/// # Errors
///
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, subject: Comparison) -> io::Result<()> {
    let Comparison { editions, collation, .. } = subject;
    let figures = |side: Side| {
        let text = editions[side].document.text.as_str();
        let index = CharIndex::new(text);
        collation.figures[side].iter().map(|figure| wire(text, &index, figure)).collect()
    };
    let ledger = LedgerWire {
        schema: "duikan/ledger/1",
        left: editions.left.path,
        right: editions.right.path,
        figures: FiguresOfBoth { left: figures(Side::Left), right: figures(Side::Right) },
        figure_changes: collation.figure_changes.iter().map(change_wire).collect(),
        targets: collation.targets.iter().map(target_wire).collect(),
    };
    writer::write(out, &ledger)
}
