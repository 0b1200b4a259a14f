//! `duikan/figures/1`: the figures of one file, and the figure as every schema writes it.

use crate::export::json::place::{Place, place};
use crate::export::json::writer;
use crate::export::subject::Figures;
use crate::export::term;
use crate::figure::decimal::Decimal;
use crate::figure::model::{Claim, Figure, Period};
use crate::text::span::CharIndex;
use serde::Serialize;
use std::io::{self, Write};

/// The figures of one file.
#[derive(Debug, Serialize)]
pub struct FiguresWire<'a> {
    schema: &'static str,
    figures: Vec<FigureWire<'a>>,
}

/// One figure.
#[derive(Debug, Serialize)]
pub struct FigureWire<'a> {
    /// Number, bound and unit.
    #[serde(flatten)]
    place: Place,
    /// The same as it stands in the file.
    text: &'a str,
    /// The number alone.
    number: Place,
    /// `measure`, `rank`, `time`, `ordinal`, `placeholder` or `residue`.
    class: &'static str,
    /// Decimal string in the base unit, without sign; the lower end of a range; null if unknown.
    value: Option<String>,
    /// Upper end of a range.
    high: Option<String>,
    /// Added: one unit of the last place written, in the base unit; null if unknown.
    precision: Option<String>,
    /// The number as it stands in the file.
    written: &'a str,
    /// Canonical unit; empty if it has none.
    unit: &'a str,
    /// The unit as it stands in the file, multiplier included.
    unit_text: &'a str,
    /// Whether the unit was inferred rather than read.
    unit_inferred: bool,
    /// What the unit measures: `money`, `count`, `share`, `points`, ….
    dimension: &'static str,
    /// `exactly`, `about`, `over`, `under`, `at-least`, `at-most`, `more-than` or `less-than`.
    bound: &'static str,
    /// What is measured; empty if it was not found.
    indicator: &'a str,
    /// Added: what the indicator says something of; the indicator itself without a claim.
    subject: &'a str,
    /// Added: what one of it is counted for (万人 in 每万人9.4件); empty if nothing.
    per: &'a str,
    /// Where it holds.
    scope: Option<&'a str>,
    /// `outcome`, `target` or `cumulative`.
    role: &'static str,
    /// Added: `plain`, `new`, `net`, `total`, `share`, `rate` or `average`; figures of different kinds are no change of each other.
    quantity: &'static str,
    /// When it holds.
    period: Option<PeriodWire<'a>>,
    /// What it says about another figure.
    claim: Option<ClaimWire>,
    /// Added: the whole it is a part of.
    part: Option<PartWire>,
    /// Added: index of the first figure of the list it stands in, in the same list of figures.
    list: Option<usize>,
    /// Added: index of the figure that says what it was before.
    former: Option<usize>,
    /// `percent-inferred`, `unit-inferred`, `year-stripped`, `fused`, `bare-multiplier`, `line-broken`,
    /// `year-shaped`, `bound-on-exact`, `vague`, `each`, `former`.
    flags: Vec<&'static str>,
}

/// A period in calendar months or years, both ends inclusive.
#[derive(Debug, Serialize)]
struct PeriodWire<'a> {
    start: &'a str,
    end: &'a str,
}

/// A statement about another figure.
#[derive(Debug, Serialize)]
struct ClaimWire {
    /// `growth`, `increase`, `difference`, `completion`, `share`, `rank` or `multiple`.
    kind: &'static str,
    /// `up` or `down`; null where the wording does not say.
    direction: Option<&'static str>,
    /// Index of the figure it speaks of, in the same list.
    of: Option<usize>,
    /// `last-year`, `same-period`, `plan`, `average`, `year-start` or `period-before`; null where
    /// the wording does not say.
    basis: Option<&'static str>,
    /// Added: the words it compares with.
    against: Option<Place>,
    /// Added: the interval of what the other operand must have been; an open end is null.
    implied: Option<IntervalWire>,
}

/// An interval of decimal strings; an open end is null.
#[derive(Debug, Serialize)]
struct IntervalWire {
    low: Option<String>,
    high: Option<String>,
}

/// What a figure is a part of.
#[derive(Debug, Serialize)]
struct PartWire {
    /// Index of the whole, in the same list of figures.
    of: usize,
    /// `some` or `all`: whether the parts named make up the whole.
    kind: &'static str,
}

/// Writes `duikan/figures/1`.
///
/// # Errors
///
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, subject: Figures) -> io::Result<()> {
    let text = &subject.document.text;
    let index = CharIndex::new(text);
    let figures = subject.figures.iter().map(|figure| wire(text, &index, figure)).collect();
    writer::write(out, &FiguresWire { schema: "duikan/figures/1", figures })
}

/// Returns a figure as it stands on the wire.
pub fn wire<'a>(text: &'a str, index: &CharIndex, figure: &'a Figure) -> FigureWire<'a> {
    FigureWire {
        place: place(index, figure.span),
        text: figure.span.of(text),
        number: place(index, figure.number),
        class: term::class(figure.class).id,
        value: figure.value.as_ref().map(ToString::to_string),
        high: figure.high.as_ref().map(ToString::to_string),
        precision: figure.precision.as_ref().map(ToString::to_string),
        written: figure.number.of(text),
        unit: &figure.unit,
        unit_text: &figure.unit_text,
        unit_inferred: figure.unit_inferred,
        dimension: figure.dimension,
        bound: term::bound(figure.bound).id,
        indicator: &figure.indicator,
        subject: &figure.subject,
        per: &figure.per,
        scope: figure.scope.as_deref(),
        role: term::role(figure.role).id,
        quantity: term::quantity(figure.quantity).id,
        period: figure.period.as_ref().map(period_wire),
        claim: figure.claim.as_ref().map(|claim| claim_wire(index, claim)),
        part: figure.part.map(|part| PartWire { of: part.of, kind: term::part_kind_id(part.kind) }),
        list: figure.list,
        former: figure.former,
        flags: figure.flags.iter().map(|flag| term::figure_flag(*flag).id).collect(),
    }
}

fn period_wire(period: &Period) -> PeriodWire<'_> {
    PeriodWire { start: &period.start, end: &period.end }
}

fn claim_wire(index: &CharIndex, claim: &Claim) -> ClaimWire {
    let end = |end: Option<Decimal>| end.as_ref().map(ToString::to_string);
    ClaimWire {
        kind: term::claim_kind(claim.kind).id,
        direction: claim.direction.map(|direction| term::direction(direction).id),
        of: claim.of,
        basis: claim.basis.map(|basis| term::basis(basis).id),
        against: claim.against.map(|words| place(index, words)),
        implied: claim.implied.map(|it| IntervalWire { low: end(it.low), high: end(it.high) }),
    }
}
