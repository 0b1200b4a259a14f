//! What is marked inside the text, and with which meaning.
//!
//! Text that stands on one side only is *not* marked word by word: between two genuine years that
//! is nine sentences in ten, and the gutter says it already.

use crate::collate::digits::changed_digits;
use crate::collate::model::{Alignment, Collation, VariantKind, Witness};
use crate::figure::model::Class;
use crate::finding::model::Finding;
use crate::report::model::BlockKind;
use crate::sheet::model::{Line, Reasons};
use crate::text::bracket::merged;
use crate::text::cells::is_hostile;
use crate::text::side::{Side, Sided};
use crate::text::span::Span;

/// Longest doubt that is marked in the text, in bytes: about twenty Han characters, a clause.
const MAX_MARKED_BYTES: usize = 60;

/// The meaning of a stretch of text on screen. Ordered: the later one shows where two coincide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Nothing special.
    Plain,
    /// Shared wording that is not counted: stock phrases, citations, what the reviewer excluded.
    NotCounted,
    /// A heading, also one that opens a paragraph.
    Heading,
    /// Text whose counterpart stands elsewhere.
    Moved,
    /// A figure.
    Figure,
    /// Only on the right, inside a pair.
    Added,
    /// Only on the left, inside a pair.
    Omitted,
    /// One wording for another.
    Substituted,
    /// A figure that changed, or should have.
    FigureChanged,
    /// A digit that changed, inside such a figure.
    DigitChanged,
    /// A placeholder, a missing unit, damaged text.
    Placeholder,
    /// Something drawn in place of a character no terminal should receive.
    StandIn,
    /// What was searched for.
    SearchHit,
}

/// A stretch of one role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Run {
    /// Where it stands.
    pub span: Span,
    /// What it means.
    pub role: Role,
}

/// Everything that is marked in the two texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markings {
    /// Runs by role; each list sorted and without overlap.
    layers: Sided<Vec<Vec<Run>>>,
    /// Shared wording that counts.
    reuse: Sided<Vec<Run>>,
    /// Figures that changed, or should have.
    changed: Sided<Vec<Run>>,
    /// What is doubted, whole sentences too.
    doubts: Sided<Vec<Run>>,
    /// What is marked at all, whatever it means; sorted, and none overlaps another.
    brackets: Sided<Vec<Span>>,
    /// What is looked for and so stands in brackets of its own; sorted, and none overlaps another.
    hits: Sided<Vec<Span>>,
    /// What must not be cut at the end of a row, sorted and without overlap.
    pub(crate) keep: Sided<Vec<Span>>,
}

impl Markings {
    /// Collects what is marked in both texts. Linear but for sorting.
    pub fn of(sides: Sided<Witness<'_>>, collation: &Collation, findings: &[Finding]) -> Self {
        let mut markings = Self::default();
        for side in Side::BOTH {
            let reasoned = reasoned(side, findings);
            let figures = figures(side, collation);
            let with_role = |role: Role| {
                let all = reasoned.iter().chain(&figures).copied();
                all.filter(move |run| run.role == role)
            };
            let changed: Vec<Run> =
                figures_changed(side, collation).chain(with_role(Role::FigureChanged)).collect();
            let doubts: Vec<Run> = with_role(Role::Placeholder).collect();
            markings.layers[side] = vec![
                disjoint(not_counted(side, collation)),
                disjoint(headings(sides[side])),
                disjoint(moved(sides[side], side, collation)),
                disjoint(variants(side, collation)),
                disjoint(figures.clone()),
                disjoint(figures_only(side, collation, &changed)),
                disjoint(digits_changed(sides, side, collation)),
                disjoint(short(&doubts)),
            ];
            markings.changed[side] = disjoint(changed);
            markings.doubts[side] = disjoint(doubts);
            markings.reuse[side] = disjoint(reused(side, collation));
            let kept = collation.figures[side].iter().map(|f| run(f.span, Role::Figure)).collect();
            markings.keep[side] = disjoint(kept).into_iter().map(|run| run.span).collect();
        }
        markings.look_for(Sided::default());
        markings
    }

    /// Puts what is looked for in brackets of its own, in place of what was looked for before; each list is
    /// sorted and without overlap. Linear in what is marked.
    pub fn look_for(&mut self, hits: Sided<Vec<Span>>) {
        for side in Side::BOTH {
            let shown = self.layers[side].iter().flatten().filter(|run| is_told(run.role));
            let told = merged(shown.map(|run| run.span).collect());
            self.brackets[side] = with_holes(&told, &hits[side]);
        }
        self.hits = hits;
    }

    /// Says whether a stretch of one side is part of what is looked for.
    pub fn is_hit(&self, side: Side, span: Span) -> bool {
        let hits = &self.hits[side];
        let first = hits.partition_point(|hit| hit.end <= span.start);
        hits.get(first).is_some_and(|hit| hit.covers(span))
    }

    /// Returns what is marked on one side, to be put in brackets where neither colours nor attributes show;
    /// sorted, and none overlaps another.
    pub fn brackets(&self, side: Side) -> &[Span] {
        &self.brackets[side]
    }

    /// Returns the reasons to look at a stretch of one side.
    pub fn reasons(&self, side: Side, span: Span) -> Reasons {
        let has = |runs: &[Run]| overlapping(runs, span).next().is_some();
        Reasons {
            reuse: has(&self.reuse[side]),
            figure: has(&self.changed[side]),
            doubt: has(&self.doubts[side]),
        }
    }

    /// Returns the runs of a line, covering it without gap; `hits` are sorted and without overlap.
    pub fn runs(&self, text: &str, side: Side, line: Line, hits: &[Span]) -> Vec<Run> {
        let base = if line.is_heading { Role::Heading } else { Role::Plain };
        let mut pieces: Vec<Run> = vec![run(line.span, base)];
        let mut add = |piece: Run| {
            pieces.extend(piece.span.intersection(line.span).map(|span| run(span, piece.role)));
        };
        for layer in &self.layers[side] {
            overlapping(layer, line.span).for_each(&mut add);
        }
        let first = hits.partition_point(|hit| hit.end <= line.span.start);
        let near = hits[first..].iter().take_while(|hit| hit.start < line.span.end);
        near.for_each(|hit| add(run(*hit, Role::SearchHit)));
        for (offset, c) in line.span.of(text).char_indices().filter(|(_, c)| is_hostile(*c)) {
            let start = line.span.start + offset;
            add(run(Span::new(start, start + c.len_utf8()), Role::StandIn));
        }
        flattened(&pieces)
    }
}

/// Says whether a mark tells something that neither the text itself nor the gutter does.
const fn is_told(role: Role) -> bool {
    use Role::{Added, DigitChanged, FigureChanged, Omitted, Placeholder, Substituted};
    matches!(role, Added | Omitted | Substituted | FigureChanged | DigitChanged | Placeholder)
}

/// Returns the spans without what lies under the holes, and the holes; both are sorted and disjoint, and so is
/// the result.
fn with_holes(spans: &[Span], holes: &[Span]) -> Vec<Span> {
    let mut parts = without(spans, holes);
    parts.extend(holes);
    merged(parts)
}

/// Returns the spans without what lies under the holes; both are sorted and disjoint, and so is the result, which
/// may hold empty ones.
fn without(spans: &[Span], holes: &[Span]) -> Vec<Span> {
    let mut parts = Vec::with_capacity(spans.len());
    let mut next = 0;
    for span in spans {
        let mut start = span.start;
        next += holes[next..].iter().take_while(|hole| hole.end <= start).count();
        for hole in holes[next..].iter().take_while(|hole| hole.start < span.end) {
            parts.push(Span::new(start, hole.start.max(start)));
            start = start.max(hole.end);
        }
        parts.push(Span::new(start.min(span.end), span.end));
    }
    parts
}

/// Returns the pieces cut at each other's ends; where several lie, the highest role shows.
fn flattened(pieces: &[Run]) -> Vec<Run> {
    let mut cuts: Vec<usize> =
        pieces.iter().flat_map(|run| [run.span.start, run.span.end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut runs: Vec<Run> = Vec::with_capacity(cuts.len());
    for ends in cuts.windows(2) {
        let span = Span::new(ends[0], ends[1]);
        let covering = pieces.iter().filter(|piece| piece.span.covers(span));
        let role = covering.map(|piece| piece.role).max().unwrap_or(Role::Plain);
        match runs.last_mut().filter(|last| last.role == role) {
            Some(last) => last.span.end = span.end,
            None => runs.push(run(span, role)),
        }
    }
    runs
}

const fn run(span: Span, role: Role) -> Run {
    Run { span, role }
}

/// Returns the runs sorted, each without what an earlier one covers already.
fn disjoint(mut runs: Vec<Run>) -> Vec<Run> {
    runs.sort_by_key(|run| (run.span.start, std::cmp::Reverse(run.span.end)));
    let mut end = 0;
    runs.retain_mut(|run| {
        run.span = Span::new(run.span.start.max(end), run.span.end);
        end = end.max(run.span.end);
        !run.span.is_empty()
    });
    runs
}

/// Returns the runs that share something with the span; `runs` are sorted and without overlap.
fn overlapping(runs: &[Run], span: Span) -> impl Iterator<Item = Run> + '_ {
    let first = runs.partition_point(|run| run.span.end <= span.start);
    runs[first..].iter().copied().take_while(move |run| run.span.start < span.end)
}

/// Returns the shared wording that is not counted: passages as a whole, and what is cited inside others.
fn not_counted(side: Side, collation: &Collation) -> Vec<Run> {
    let spans = |is_counted: bool| {
        let passages = collation.passages.iter().filter(|p| p.is_counted() == is_counted);
        merged(passages.map(|passage| passage.spans[side]).collect())
    };
    let counted = spans(true);
    // What a passage that counts has as well is counted there, its citations aside.
    let mut left_out = without(&spans(false), &counted);
    for citation in &collation.cited[side] {
        let first = counted.partition_point(|passage| passage.end <= citation.start);
        let near = counted[first..].iter().take_while(|passage| passage.start < citation.end);
        left_out.extend(near.filter_map(|passage| passage.intersection(*citation)));
    }
    left_out.into_iter().map(|span| run(span, Role::NotCounted)).collect()
}

fn headings(witness: Witness<'_>) -> Vec<Run> {
    let report = witness.report;
    let titles = report.blocks.iter().filter(|block| block.kind == BlockKind::Title);
    let sections = report.sections.iter().map(|section| section.heading);
    let spans = titles.map(|block| block.span).chain(sections);
    spans.filter(|span| !span.is_empty()).map(|span| run(span, Role::Heading)).collect()
}

fn moved(witness: Witness<'_>, side: Side, collation: &Collation) -> Vec<Run> {
    let moved = collation.alignments.iter().filter(|alignment| alignment.moved);
    let hulls = moved.filter_map(|alignment| witness.hull(&alignment.sentences[side]));
    hulls.map(|span| run(span, Role::Moved)).collect()
}

fn variants(side: Side, collation: &Collation) -> Vec<Run> {
    let is_inside_pair =
        |index: usize| collation.alignments.get(index).is_some_and(Alignment::is_paired);
    let inside = collation.variants.iter().filter(|variant| is_inside_pair(variant.alignment));
    let marked = inside.filter_map(|variant| {
        let role = match variant.kind {
            VariantKind::Substitution => Role::Substituted,
            VariantKind::Addition => Role::Added,
            VariantKind::Omission => Role::Omitted,
            VariantKind::Transposition => Role::Moved,
        };
        variant.spans[side].map(|span| run(span, role))
    });
    marked.collect()
}

fn figures(side: Side, collation: &Collation) -> Vec<Run> {
    let marked = collation.figures[side].iter().filter_map(|figure| match figure.class {
        Class::Measure | Class::Rank => Some(run(figure.span, Role::Figure)),
        Class::Placeholder | Class::Residue => Some(run(figure.span, Role::Placeholder)),
        Class::Time | Class::Ordinal => None,
    });
    marked.collect()
}

fn figures_changed(side: Side, collation: &Collation) -> impl Iterator<Item = Run> + '_ {
    let changed = collation.figure_changes.iter().filter(|change| change.is_change());
    changed.filter_map(move |change| {
        let figure = collation.figures[side].get(change.figures[side]?)?;
        Some(run(figure.span, Role::FigureChanged))
    })
}

/// Returns the runs that are figures: of a sentence about a target, the gutter says enough.
fn figures_only(side: Side, collation: &Collation, runs: &[Run]) -> Vec<Run> {
    let figures = &collation.figures[side];
    let is_figure = |run: &&Run| {
        let at = figures.partition_point(|figure| figure.span.start < run.span.start);
        figures.get(at).is_some_and(|figure| figure.span == run.span)
    };
    runs.iter().filter(is_figure).copied().collect()
}

/// Returns the digits that differ between the two sides of a figure that changed.
fn digits_changed(sides: Sided<Witness<'_>>, side: Side, collation: &Collation) -> Vec<Run> {
    let changed = collation.figure_changes.iter().filter(|change| change.is_change());
    let digits = changed.filter_map(|change| {
        let number = |side: Side| Some(collation.figures[side].get(change.figures[side]?)?.number);
        let numbers = Sided::new(number(Side::Left)?, number(Side::Right)?);
        let differing =
            changed_digits(numbers.left.of(sides.left.text), numbers.right.of(sides.right.text));
        let start = numbers[side].start;
        let place = move |span: &Span| Span::new(start + span.start, start + span.end);
        Some(differing[side].iter().map(place).map(|span| run(span, Role::DigitChanged)).collect())
    });
    digits.flat_map(|runs: Vec<Run>| runs).collect()
}

/// Returns what findings speak of, where the rule's own mark says that it is a figure or a doubt.
fn reasoned(side: Side, findings: &[Finding]) -> Vec<Run> {
    let marked = findings.iter().filter_map(|finding| {
        let role = match finding.rule.rule().mark {
            '#' => Role::FigureChanged,
            '?' => Role::Placeholder,
            _ => return None,
        };
        Some(finding.spans[side].iter().map(move |span| run(*span, role)))
    });
    marked.flatten().collect()
}

/// Returns the runs that are worth marking letter by letter: of a doubted sentence, the gutter says enough.
fn short(runs: &[Run]) -> Vec<Run> {
    runs.iter().copied().filter(|run| run.span.len() <= MAX_MARKED_BYTES).collect()
}

fn reused(side: Side, collation: &Collation) -> Vec<Run> {
    let passages = collation.passages.iter().filter(|passage| passage.is_counted());
    passages.map(|passage| run(passage.spans[side], Role::Plain)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::collate_guided;
    use crate::collate::exempt::Counted;
    use crate::collate::guidance::Guidance;
    use crate::intake::decode::read;
    use crate::report::split::whole;

    #[test]
    fn higher_role_shows_where_two_coincide() {
        let pieces = [
            run(Span::new(0, 10), Role::Plain),
            run(Span::new(2, 8), Role::Substituted),
            run(Span::new(4, 6), Role::SearchHit),
        ];
        let roles: Vec<(usize, Role)> =
            flattened(&pieces).iter().map(|run| (run.span.end, run.role)).collect();
        let (plain, changed) = (Role::Plain, Role::Substituted);
        let wanted = [(2, plain), (4, changed), (6, Role::SearchHit), (8, changed), (10, plain)];
        assert_eq!(roles, wanted);
    }

    /// Returns what of a text is dimmed where another has `shared` too.
    fn dimmed(shared: &str, counted: Counted) -> Vec<String> {
        let left = format!("全年新增企业六十七家，孵化载体三家。\n{shared}\n河道清淤四十公里。\n");
        let right = format!("粮食总产再获丰收，畜牧稳中有进。\n{shared}\n道路绿化补植三千株。\n");
        let documents = Sided::new(read(left.as_bytes(), "a"), read(right.as_bytes(), "b"));
        let reports = documents.as_ref().map(whole);
        let witness = |side: Side| Witness { text: &documents[side].text, report: &reports[side] };
        let sides = Sided::new(witness(Side::Left), witness(Side::Right));
        let guidance = Guidance { counted, ..Guidance::default() };
        let markings = Markings::of(sides, &collate_guided(sides, &guidance), &[]);
        let span = Span::new(0, left.len());
        let line = Line { span, indent_cells: 0, placement: 0, is_heading: false };
        let runs = markings.runs(&left, Side::Left, line, &[]);
        let dimmed = runs.iter().filter(|run| run.role == Role::NotCounted);
        dimmed.map(|run| run.span.of(&left).to_owned()).collect()
    }

    #[test]
    fn shared_text_that_is_cited_is_dimmed_and_what_counts_is_not() {
        let law = "《政府信息公开条例》第二十条规定，行政机关应当主动公开本机关的机构设置、职责和办事程序，便于群众查询。";
        let (none, all) = (Counted::default(), Counted::ALL);
        assert_eq!(dimmed(law, none).concat(), law);
        assert!(dimmed(law, all).is_empty());
        let own = "认真落实《关于推进政务公开工作的实施意见》，我们建立了科技创新平台，为企业和院所提供了良好的环境和条件。";
        assert_eq!(dimmed(own, none), ["《关于推进政务公开工作的实施意见》"]);
    }

    #[test]
    fn hit_has_brackets_of_its_own_inside_others() {
        let told = [Span::new(0, 10), Span::new(20, 30)];
        let hits = [Span::new(2, 4), Span::new(8, 12), Span::new(14, 16), Span::new(20, 30)];
        let ends: Vec<(usize, usize)> =
            with_holes(&told, &hits).iter().map(|span| (span.start, span.end)).collect();
        assert_eq!(ends, [(0, 2), (2, 4), (4, 8), (8, 12), (14, 16), (20, 30)]);
    }

    #[test]
    fn later_run_loses_what_an_earlier_one_covers() {
        let runs = vec![run(Span::new(3, 9), Role::Figure), run(Span::new(0, 5), Role::Figure)];
        let spans: Vec<Span> = disjoint(runs).iter().map(|run| run.span).collect();
        assert_eq!(spans, [Span::new(0, 5), Span::new(5, 9)]);
    }
}
