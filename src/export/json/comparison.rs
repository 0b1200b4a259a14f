//! `duikan/comparison/1`: two reports, how they were collated, and what to look at.

use crate::collate::limit::Limit;
use crate::collate::model::{Collation, SectionPair, Variant, Witness};
use crate::export::json::alignment::{self, AlignmentWire, SectionRunnerUpWire, certainty_id};
use crate::export::json::figure::{self, FigureWire};
use crate::export::json::ledger::{self, FigureChangeWire, FiguresOfBoth, TargetWire};
use crate::export::json::matrix::{SharesWire, shares};
use crate::export::json::norm::{self, NormWire};
use crate::export::json::outline::{SectionRef, section_ref};
use crate::export::json::passage;
use crate::export::json::place::{Place, place, share};
use crate::export::json::review::{self, DetachedWire, ExclusionWire, NoteMarkWire};
use crate::export::json::section_grade::{self, SectionGradesWire};
use crate::export::json::writer;
use crate::export::subject::{Comparison, Edition};
use crate::export::term;
use crate::figure::model::Figure;
use crate::finding::model::Finding;
use crate::intake::note::Note;
use crate::report::model::SectionId;
use crate::review::act::Verdict;
use crate::text::language::Language;
use crate::text::side::{Side, Sided};
use crate::text::span::{CharIndex, Span};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use std::io::{self, Write};

/// The whole comparison.
#[derive(Debug, Serialize)]
pub struct ComparisonWire<'a> {
    schema: &'static str,
    left: EditionWire<'a>,
    right: EditionWire<'a>,
    /// Symmetric share of text in common.
    resemblance: f64,
    /// Share of each side's characters found in the other.
    containment: SharesWire,
    /// The same with stock phrases weighted out.
    distinctive_containment: SharesWire,
    /// `copied`, `edited`, `reworded`, `stock-phrases` or `unrelated`.
    grade: &'static str,
    /// Added: what other pairs share; null for reports with which nothing comparable was measured.
    norm: Option<NormWire>,
    /// Every section of both reports once, in reading order.
    sections: Vec<SectionPairWire<'a>>,
    /// Added: every sentence of both reports once, with its counterpart or none.
    alignments: Vec<AlignmentWire>,
    /// Reused stretches, in order of the left side.
    passages: Vec<passage::PassageWire>,
    /// Added: how much of the shared text is not counted, reason by reason.
    not_counted: Vec<passage::NotCountedWire>,
    /// Where the two differ, in reading order.
    variants: Vec<VariantWire>,
    figures: FiguresOfBoth<'a>,
    figure_changes: Vec<FigureChangeWire<'a>>,
    /// Added: what became of the targets of the left.
    targets: Vec<TargetWire>,
    findings: Vec<FindingWire<'a>>,
    /// Added: what the reviewer wrote on places.
    notes: Vec<NoteMarkWire<'a>>,
    /// Added: what the reviewer excluded from the shared text.
    exclusions: Vec<ExclusionWire<'a>>,
    /// Added: the sections that were gone through, as indices into `sections`.
    reviewed: Vec<usize>,
    /// Added: marks whose place, or whose finding, is gone.
    detached: Vec<DetachedWire<'a>>,
    /// Added: places that differ in typography only, which are no variants.
    typographic_differences: usize,
    /// What was not looked at.
    limits: Vec<LimitWire>,
}

/// One side.
#[derive(Debug, Serialize)]
struct EditionWire<'a> {
    /// The path as it was given, without the `#` part.
    path: &'a str,
    /// `txt`.
    format: &'static str,
    /// As the WHATWG encoding standard spells it.
    encoding: &'static str,
    /// The title line; empty if there is none.
    title: &'a str,
    report: ReportWire<'a>,
    notes: Vec<NoteWire>,
}

/// The report chosen from the file.
#[derive(Debug, Serialize)]
struct ReportWire<'a> {
    ordinal: usize,
    label: &'a str,
    #[serde(flatten)]
    place: Place,
}

/// An oddity of the file.
#[derive(Debug, Serialize)]
struct NoteWire {
    /// `undecodable-bytes`, `mojibake`, `not-text`, `empty` or `truncated`.
    kind: &'static str,
    message: String,
    /// Null if it concerns the whole file.
    start: Option<usize>,
    /// Null if it concerns the whole file.
    end: Option<usize>,
}

/// Two sections that belong together, or one without counterpart.
#[derive(Debug, Serialize)]
struct SectionPairWire<'a> {
    left: Option<SectionRef<'a>>,
    right: Option<SectionRef<'a>>,
    /// `unchanged`, `edited`, `moved`, `split`, `merged`, `added` or `removed`.
    relation: &'static str,
    resemblance: f64,
    renumbered: bool,
    retitled: bool,
    /// Added: `pinned`, `sure` or `uncertain`.
    certainty: &'static str,
    /// Added: the section that came next.
    runner_up: Option<SectionRunnerUpWire<'a>>,
    /// Added: how much of each stands anywhere in the other report.
    shared: SectionGradesWire,
}

/// A place where the two differ.
#[derive(Debug, Serialize)]
struct VariantWire {
    /// `substitution`, `addition`, `omission` or `transposition`.
    kind: &'static str,
    left: Option<Place>,
    right: Option<Place>,
}

/// Something to look at.
#[derive(Debug, Serialize)]
struct FindingWire<'a> {
    /// As `duikan rules` lists it.
    rule: &'static str,
    /// `info`, `notice` or `warning`.
    severity: &'static str,
    /// In the language of the program.
    message: &'a str,
    left: Vec<Place>,
    right: Vec<Place>,
    /// The facts behind it, all of them strings.
    #[serde(serialize_with = "as_map")]
    evidence: &'a [(&'static str, String)],
    /// Added: `open`, `confirmed`, `justified` or `ignored`.
    verdict: &'static str,
    /// Added: why; null if nothing was said.
    reason: Option<&'a str>,
    /// Added: the notes on it, one a line; null if there are none.
    note: Option<String>,
}

/// A budget that was hit.
#[derive(Debug, Serialize)]
struct LimitWire {
    /// `long-sentences` or `frequent-wordings`.
    kind: &'static str,
    message: &'static str,
    count: usize,
}

/// One side with what it takes to count in characters.
struct Scribe<'a> {
    edition: Edition<'a>,
    index: CharIndex<'a>,
}

impl<'a> Scribe<'a> {
    fn new(edition: Edition<'a>) -> Self {
        Self { edition, index: CharIndex::new(&edition.document.text) }
    }

    fn place(&self, span: Span) -> Place {
        place(&self.index, span)
    }

    fn section(&self, id: SectionId) -> Option<SectionRef<'a>> {
        let Witness { text, report } = self.edition.witness();
        Some(section_ref(text, &self.index, id, report.section(id)?))
    }

    fn figures(&self, figures: &'a [Figure]) -> Vec<FigureWire<'a>> {
        let text = &self.edition.document.text;
        figures.iter().map(|figure| figure::wire(text, &self.index, figure)).collect()
    }
}

/// Writes `duikan/comparison/1`, its messages in `language`.
///
/// # Errors
///
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, subject: Comparison, language: Language) -> io::Result<()> {
    let scribes = subject.editions.map(Scribe::new);
    let wire = wire(&scribes, subject, language);
    writer::write(out, &wire)
}

fn wire<'a>(
    scribes: &Sided<Scribe<'a>>,
    subject: Comparison<'a>,
    language: Language,
) -> ComparisonWire<'a> {
    let Comparison { collation, findings, marks, background, .. } = subject;
    let [left, right] = Side::BOTH.map(|side| edition_wire(&scribes[side], language));
    let headed = collation.sections.iter().filter(|pair| !is_whole_report(pair));
    let witnesses = scribes.as_ref().map(|scribe| scribe.edition.witness());
    let indexes = scribes.as_ref().map(|scribe| &scribe.index);
    ComparisonWire {
        schema: "duikan/comparison/1",
        left,
        right,
        resemblance: share(collation.resemblance),
        containment: shares(collation.containment),
        distinctive_containment: shares(collation.distinctive_containment),
        grade: term::grade(collation.grade).id,
        norm: subject.norm().as_ref().map(norm::wire),
        sections: headed.map(|pair| section_pair_wire(scribes, collation, pair)).collect(),
        alignments: collation
            .alignments
            .iter()
            .map(|found| alignment::wire(witnesses, &indexes, found))
            .collect(),
        passages: collation
            .passages
            .iter()
            .map(|p| passage::wire(witnesses, indexes, collation, p, background))
            .collect(),
        not_counted: collation.exempted.iter().map(passage::not_counted).collect(),
        variants: collation.variants.iter().map(|v| variant_wire(scribes, v)).collect(),
        figures: FiguresOfBoth {
            left: scribes.left.figures(&collation.figures.left),
            right: scribes.right.figures(&collation.figures.right),
        },
        figure_changes: collation.figure_changes.iter().map(ledger::change_wire).collect(),
        targets: collation.targets.iter().map(ledger::target_wire).collect(),
        findings: (0..findings.len())
            .map(|at| finding_wire(scribes, subject, at, language))
            .collect(),
        notes: marks.map_or(Vec::new(), |marks| review::notes(marks, &indexes)),
        exclusions: marks.map_or(Vec::new(), |marks| review::exclusions(marks, &indexes)),
        reviewed: marks.map_or(Vec::new(), |marks| review::reviewed(marks, collation)),
        detached: marks.map_or(Vec::new(), |marks| {
            review::detached(marks, witnesses.map(|witness| witness.text))
        }),
        typographic_differences: collation.typographic_differences,
        limits: collation.limits.iter().map(|limit| limit_wire(*limit, language)).collect(),
    }
}

/// Says whether a pair speaks of the reports as a whole, which are no sections.
pub(crate) fn is_whole_report(pair: &SectionPair) -> bool {
    let SectionPair { sections: Sided { left, right }, .. } = pair;
    [left, right].into_iter().flatten().all(|id| id.0 == 0)
}

fn edition_wire<'a>(scribe: &Scribe<'a>, language: Language) -> EditionWire<'a> {
    let Edition { path, document, report } = scribe.edition;
    EditionWire {
        path,
        format: document.format.name(),
        encoding: document.encoding,
        title: scribe.edition.title(),
        report: ReportWire {
            ordinal: report.ordinal,
            label: &report.label,
            place: scribe.place(report.span),
        },
        notes: document.notes.iter().map(|note| note_wire(scribe, note, language)).collect(),
    }
}

fn note_wire(scribe: &Scribe, note: &Note, language: Language) -> NoteWire {
    let place = note.span.map(|span| scribe.place(span));
    NoteWire {
        kind: note.kind.id(),
        message: language.pick(&note.kind.words()).replace("{}", &note.detail),
        start: place.map(|place| place.start),
        end: place.map(|place| place.end),
    }
}

fn section_pair_wire<'a>(
    scribes: &Sided<Scribe<'a>>,
    collation: &Collation,
    pair: &SectionPair,
) -> SectionPairWire<'a> {
    let witnesses = scribes.as_ref().map(|scribe| scribe.edition.witness());
    let indexes = scribes.as_ref().map(|scribe| &scribe.index);
    SectionPairWire {
        left: pair.sections.left.and_then(|id| scribes.left.section(id)),
        right: pair.sections.right.and_then(|id| scribes.right.section(id)),
        relation: term::section_relation(pair.relation).id,
        resemblance: share(pair.resemblance),
        renumbered: pair.renumbered,
        retitled: pair.retitled,
        certainty: certainty_id(pair.certainty),
        runner_up: pair.runner_up.and_then(|rival| alignment::section(witnesses, &indexes, rival)),
        shared: section_grade::wire(collation.grades_of(pair.sections)),
    }
}

fn variant_wire(scribes: &Sided<Scribe>, variant: &Variant) -> VariantWire {
    VariantWire {
        kind: term::variant_kind(variant.kind).id,
        left: variant.spans.left.map(|span| scribes.left.place(span)),
        right: variant.spans.right.map(|span| scribes.right.place(span)),
    }
}

fn finding_wire<'a>(
    scribes: &Sided<Scribe>,
    subject: Comparison<'a>,
    at: usize,
    language: Language,
) -> FindingWire<'a> {
    let finding: &Finding = &subject.findings[at];
    let mark = subject.marks.and_then(|marks| marks.findings.get(at));
    let notes = subject.marks.into_iter().flat_map(|marks| marks.notes_about(finding));
    let notes: Vec<&str> = notes.map(|note| note.text.as_str()).collect();
    let places = |side: Side| {
        finding.spans[side].iter().map(|span| scribes[side].place(*span)).collect::<Vec<_>>()
    };
    FindingWire {
        rule: finding.rule.rule().id,
        severity: finding.severity.name(),
        message: finding.message.pick(language),
        left: places(Side::Left),
        right: places(Side::Right),
        evidence: &finding.evidence,
        verdict: mark.filter(|mark| !mark.is_open()).map_or(Verdict::Open, |m| m.verdict).id(),
        reason: mark.map(|mark| mark.reason.as_str()).filter(|reason| !reason.is_empty()),
        note: Some(notes.join("\n")).filter(|note| !note.is_empty()),
    }
}

fn limit_wire(limit: Limit, language: Language) -> LimitWire {
    let term = term::limit(limit);
    LimitWire { kind: term.id, message: language.pick(&term.words), count: limit.count() }
}

/// Writes pairs as an object that keeps their order.
fn as_map<S: Serializer>(
    pairs: &&[(&'static str, String)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(pairs.len()))?;
    for (name, value) in *pairs {
        map.serialize_entry(name, value)?;
    }
    map.end()
}
