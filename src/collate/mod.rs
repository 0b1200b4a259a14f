//! Two reports in, a [`model::Collation`] out: what stands beside what, and how they differ.
//!
//! ```text
//! sentences ─► resemblance ─► sections ─► spine ─► moved ─► variants inside each pair
//!              (bigrams)      (content)   (order)  (rest)   (similar, on tokens)
//!                                                   │
//!                                                   ├─► passages of reuse, grade
//!                                                   └─► figure changes
//! ```
//!
//! Collating never fails; a text against itself gives nothing but unchanged alignments, and
//! exchanging the sides mirrors the result.

pub mod align;
pub mod arrangement;
pub mod background;
pub mod change;
pub mod citation;
pub mod cluster;
pub mod counterpart;
pub mod cut;
pub mod digits;
pub mod exempt;
pub mod figures;
pub mod fingerprint;
pub mod guidance;
pub mod gate;
pub mod hashed;
pub mod indicator;
pub mod join;
pub mod lane;
pub mod leftover;
pub mod limit;
pub mod matrix;
pub mod measured;
pub mod model;
pub mod nearest;
pub mod norm;
pub mod normal;
pub mod own;
pub mod plan;
pub mod postings;
pub mod reading;
pub mod resemblance;
pub mod reuse;
pub mod role;
pub mod section;
pub mod section_index;
pub mod share;
pub mod shared;
pub mod sketch;
pub mod symbol;
pub mod synonym;
pub mod target;
pub mod topic;
pub mod value;
pub mod variant;
pub mod weigh;
pub mod wording;
pub mod workers;

use crate::collate::arrangement::{Arrangement, arranged};
use crate::collate::background::Background;
use crate::collate::exempt::{Exempt, Exempted};
use crate::collate::guidance::{Decisions, Guidance};
use crate::collate::indicator::Register;
use crate::collate::lane::Lane;
use crate::collate::limit::Limit;
use crate::collate::model::{
    Alignment, Collation, Relation, SectionPair, SectionRelation, Variant, VariantKind, Witness,
};
use crate::collate::resemblance::{AllShingles, Shingles, resemblance};
use crate::collate::reuse::counting::{Own, counted, counting};
use crate::collate::reuse::mass::is_text;
use crate::collate::reuse::passage;
use crate::collate::reuse::region::Wording;
use crate::collate::reuse::section_grade::section_grades;
use crate::collate::variant::{Comparison, compare};
use crate::collate::weigh::Prepared;
use crate::collate::workers::{OneByOne, Workers};
use crate::figure::extract;
use crate::figure::model::Figure;
use crate::report::model::{BlockKind, SectionId};
use crate::text::fold::Folded;
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use rustc_hash::FxHasher;
use std::borrow::Cow;
use std::hash::Hasher;

/// Collates two reports. Never fails; two empty reports give an empty collation.
///
/// Cost: n log n in the sentences, plus what the two share.
pub fn collate(sides: Sided<Witness<'_>>) -> Collation {
    collate_guided(sides, &Guidance::default())
}

/// Collates two reports around what the reviewer decided. Never fails.
pub fn collate_guided(sides: Sided<Witness<'_>>, guidance: &Guidance) -> Collation {
    collate_by(sides, guidance, Background::shipped(), &OneByOne)
}

/// Collates two reports, taking for stock phrases what is one in `background`, as `workers` do it; the
/// result does not depend on them. Never fails.
pub fn collate_by(
    sides: Sided<Witness<'_>>,
    guidance: &Guidance,
    background: &Background,
    workers: &impl Workers,
) -> Collation {
    let decisions = Decisions::of(sides, guidance);
    let (prepared, figures) = read(sides, guidance, background, workers);
    let ready = prepared.as_ref();
    let atoms = figures.as_ref().map(|figures| atoms(figures));
    let lanes = ready.map(|side| &side.lane);
    let level = || {
        let mut level = arranged(ready, &decisions);
        let compared = compared(sides, atoms.as_ref(), &level.alignments, workers);
        settle(sides, lanes, &mut level.alignments, &compared);
        (level, compared)
    };
    let searched = || Wording::of(ready.map(|side| &side.index), background);
    let ((level, compared), wording) = workers.join(level, searched);
    let Arrangement { alignments, mut sections, frequent, many } = level;
    settle_sections(sides, &alignments, &mut sections);
    let masses = prepared.as_ref().map(|side| side.masses.clone());
    let mut passages = passage::passages(sides, &masses, &wording, &alignments, &compared);
    let own = prepared.as_ref().map(|side| &side.own);
    let (shares, exempted) = counted(&masses, own, guidance, &alignments, &mut passages);
    let section_grades = section_grades(
        sides,
        &masses,
        counting(&masses, own, &alignments),
        (&alignments, &passages),
    );
    let listed = figures.as_ref().map(Vec::as_slice);
    let years = listed.map(figures::report_year);
    let register = Register::of(sides, listed, (&alignments, &sections), workers);
    let (changes, targets) = workers.join(
        || figures::figure_changes(&register, &alignments, years),
        || target::targets(&register, years),
    );
    Collation {
        reading: reading::reading(&alignments),
        variants: variants(sides, &alignments, &compared),
        typographic_differences: typographic_differences(&compared),
        limits: limits((frequent, many), &compared, &alignments),
        sections,
        alignments,
        passages,
        cited: cited(own, &exempted),
        exempted,
        figures,
        figure_changes: changes,
        targets,
        years,
        resemblance: shares.resemblance,
        containment: shares.containment,
        distinctive_containment: shares.distinctive_containment,
        grade: shares.grade,
        section_grades,
    }
}

fn typographic_differences(compared: &[Option<Comparison>]) -> usize {
    compared.iter().flatten().map(|found| found.typographic_differences).sum()
}

/// Returns what each side cites; nothing where nothing is taken off for it, as of two texts that are the same.
fn cited(own: Sided<&Own>, exempted: &[Exempted]) -> Sided<Vec<Span>> {
    let takes_off = exempted.iter().any(|one| one.why != Exempt::Reviewer);
    own.map(|own| if takes_off { own.cited.clone() } else { Vec::new() })
}

/// Reads the two sides, which know nothing of each other yet, and their figures.
fn read<'a>(
    sides: Sided<Witness<'a>>,
    guidance: &Guidance,
    background: &Background,
    workers: &impl Workers,
) -> (Sided<Prepared<'a>>, Sided<Vec<Figure>>) {
    let read = workers.both(|side| {
        let witness = sides[side];
        let figures = extract::figures(witness.text, witness.report);
        (Prepared::of(witness, guidance.counted, background), figures)
    });
    (Sided::new(read.left.0, read.right.0), Sided::new(read.left.1, read.right.1))
}

/// Prepares the sentences of one side, folded, for alignment; which section pair they belong to is not
/// known yet.
fn lane(side: Witness<'_>, folded: &[Folded]) -> Lane {
    let AllShingles { shingles, has_figure, postings } = Shingles::of_all(folded);
    Lane {
        has_figure,
        lens: folded.iter().map(Folded::len).collect(),
        keys: folded.iter().map(|folded| key(&folded.chars)).collect(),
        is_text: (0..folded.len()).map(|at| is_text(side, at)).collect(),
        leads: folded.iter().map(|folded| lead(&folded.chars)).collect(),
        shingles,
        postings,
    }
}

/// Returns the ordinal an argument opens with: 首先, 其次, 第三, 二是.
fn lead(folded: &[char]) -> Option<[char; 2]> {
    let (&first, &second) = (folded.first()?, folded.get(1)?);
    let is_digit = |c: char| "一二三四五六七八九十".contains(c);
    let is_lead = matches!((first, second), ('首', '先') | ('其' | '再', '次') | ('最', '后'))
        || first == '第' && is_digit(second)
        || is_digit(first) && second == '是';
    is_lead.then_some([first, second])
}

fn key(folded: &[char]) -> u64 {
    let mut hasher = FxHasher::default();
    for c in folded {
        hasher.write_u32(*c as u32);
    }
    hasher.finish()
}

/// Returns what a highlight must not cut: figures, dates, placeholders.
fn atoms(figures: &[Figure]) -> Vec<Span> {
    figures.iter().map(|figure| figure.span).collect()
}

/// Compares the two sides of each alignment word by word; `None` where there is only one.
fn compared(
    sides: Sided<Witness<'_>>,
    atoms: Sided<&Vec<Span>>,
    alignments: &[Alignment],
    workers: &impl Workers,
) -> Vec<Option<Comparison>> {
    let texts = sides.map(|side| side.text);
    let atoms = Sided::new(atoms.left.as_slice(), atoms.right.as_slice());
    let compared = |alignment: &Alignment| {
        let left = sides.left.hull(&alignment.sentences.left)?;
        let right = sides.right.hull(&alignment.sentences.right)?;
        Some(compare(texts, Sided::new(left, right), atoms))
    };
    workers.each(alignments, compared)
}

/// Settles what the comparison found out: how the two sides relate, and how alike they are with
/// every figure as it is written.
fn settle(
    sides: Sided<Witness<'_>>,
    lanes: Sided<&Lane>,
    alignments: &mut [Alignment],
    compared: &[Option<Comparison>],
) {
    for (alignment, compared) in alignments.iter_mut().zip(compared) {
        alignment.is_furniture = is_furniture(sides, alignment);
        let Some(relation) = compared.as_ref().and_then(|found| found.relation) else { continue };
        alignment.relation = relation;
        let wording = |side: Side| {
            let (lane, sentences) = (lanes[side], &alignment.sentences[side]);
            // Without a figure they are at hand.
            if sentences.len() == 1 && !lane.has_figure[sentences.start] {
                return Cow::Borrowed(&lane.shingles[sentences.start]);
            }
            let hull = sides[side].hull(sentences).unwrap_or_default();
            Cow::Owned(Shingles::verbatim(sides[side].text, hull))
        };
        alignment.resemblance = match relation {
            Relation::Unchanged => 1.0,
            _ => resemblance(&wording(Side::Left), &wording(Side::Right)),
        };
    }
}

/// Says whether every sentence of an alignment is page furniture.
fn is_furniture(sides: Sided<Witness<'_>>, alignment: &Alignment) -> bool {
    Side::BOTH.into_iter().all(|side| {
        let mut kinds = alignment.sentences[side].clone().map(|at| sides[side].kind_of(at));
        kinds.all(|kind| kind == Some(BlockKind::Furniture))
    })
}

/// Marks the sections all of whose sentences stand unchanged in their place.
fn settle_sections(
    sides: Sided<Witness<'_>>,
    alignments: &[Alignment],
    sections: &mut [SectionPair],
) {
    let mut is_same = sides.map(|side| vec![false; side.report.sentences.len()]);
    let unchanged = alignments.iter().filter(|a| a.relation == Relation::Unchanged && !a.moved);
    for alignment in unchanged {
        for side in Side::BOTH {
            if let Some(same) = is_same[side].get_mut(alignment.sentences[side].clone()) {
                same.fill(true);
            }
        }
    }
    let all_same = |side: Side, section: Option<SectionId>| {
        let report = sides[side].report;
        let Some(section) = section.and_then(|id| report.section(id)) else { return false };
        let inside = is_same[side].get(report.sentences_in(section.span));
        inside.is_some_and(|inside| inside.iter().all(|same| *same))
    };
    for pair in sections.iter_mut().filter(|pair| pair.relation == SectionRelation::Edited) {
        if Side::BOTH.into_iter().all(|side| all_same(side, pair.sections[side])) {
            pair.relation = SectionRelation::Unchanged;
        }
    }
}

/// Returns the variants of all alignments in reading order: those inside pairs, and one-sided ones whole.
fn variants(
    sides: Sided<Witness<'_>>,
    alignments: &[Alignment],
    compared: &[Option<Comparison>],
) -> Vec<Variant> {
    let mut variants = Vec::new();
    for (at, (alignment, compared)) in alignments.iter().zip(compared).enumerate() {
        if alignment.is_furniture {
            continue;
        }
        if alignment.moved {
            let spans = Sided::new(
                sides.left.hull(&alignment.sentences.left),
                sides.right.hull(&alignment.sentences.right),
            );
            variants.push(Variant { kind: VariantKind::Transposition, spans, alignment: at });
        }
        let inner = compared.iter().flat_map(|found| &found.variants);
        variants.extend(inner.map(|(kind, spans)| Variant {
            kind: *kind,
            spans: *spans,
            alignment: at,
        }));
        variants.extend(whole(sides, at, alignment));
    }
    variants
}

fn whole(sides: Sided<Witness<'_>>, at: usize, alignment: &Alignment) -> Option<Variant> {
    let (kind, side) = match alignment.relation {
        Relation::Added => (VariantKind::Addition, Side::Right),
        Relation::Removed => (VariantKind::Omission, Side::Left),
        _ => return None,
    };
    let mut spans = Sided::new(None, None);
    spans[side] = Some(sides[side].hull(&alignment.sentences[side])?);
    Some(Variant { kind, spans, alignment: at })
}

fn limits(
    (frequent, many): (usize, usize),
    compared: &[Option<Comparison>],
    alignments: &[Alignment],
) -> Vec<Limit> {
    let long = compared.iter().flatten().filter(|found| found.over_budget).count();
    let lines = |a: &Alignment| a.sentences.left.len() + a.sentences.right.len();
    let furniture = alignments.iter().filter(|a| a.is_furniture).map(lines).sum();
    let limits = [
        Limit::FrequentWordings(frequent),
        Limit::LongSentences(long),
        Limit::ManySections(many),
        Limit::PageFurniture(furniture),
    ];
    limits.into_iter().filter(|limit| limit.count() > 0).collect()
}
