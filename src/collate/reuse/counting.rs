//! Which shared text counts: all but what the reviewer excluded and what is cited.
//!
//! Exemptions never change what is found, only what is counted: a cited law is still shown as shared, but
//! adds nothing to the shares and to the grade.

use crate::collate::citation::citations;
use crate::collate::exempt::{Counted, Exempt, Exempted};
use crate::collate::guidance::Guidance;
use crate::collate::model::{Alignment, Witness};
use crate::collate::reuse::grade::{Shares, are_same, fresh, shares};
use crate::collate::reuse::index::Index;
use crate::collate::reuse::mass::Masses;
use crate::collate::shared::Passage;
use crate::text::fold::Folded;
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use std::collections::BTreeSet;
use std::ops::Range;

/// Share of a passage that must be cited, on both sides, for it to be a citation as a whole: the few
/// words that introduce it go with it.
const MIN_CITED: f64 = 0.8;

/// What of a report is in the words of others, and what is its own.
#[derive(Clone, Debug, Default)]
pub struct Own {
    parts: Vec<Part>,
    /// The citations, in text order.
    pub cited: Vec<Span>,
    /// The running text without citations.
    masses: Masses,
}

/// What a citation takes of a sentence.
#[derive(Clone, Copy, Debug)]
struct Part {
    why: Exempt,
    /// Tells the citations apart.
    citation: usize,
    sentence: usize,
    /// Folded characters.
    chars: usize,
}

impl Own {
    /// Looks for citations in the running text of one side; those that count all the same are left in.
    /// Linear.
    pub fn of(side: Witness<'_>, masses: &Masses, index: &Index, counted: Counted) -> Self {
        let sentences = &side.report.sentences;
        let mut spans = Vec::new();
        let mut parts = Vec::new();
        let cited = citations(side).into_iter().filter(|citation| !counted.counts(citation.why));
        for (at, citation) in cited.enumerate() {
            spans.push(citation.span);
            let first = sentences.partition_point(|s| s.body.end <= citation.span.start);
            let end = sentences.partition_point(|s| s.body.start < citation.span.end);
            for sentence in (first..end).filter(|sentence| masses.is_text(*sentence)) {
                let inside = sentences[sentence].body.intersection(citation.span);
                let chars = inside.map_or(0, |inside| Folded::of(side.text, inside).len());
                parts.push(Part { why: citation.why, citation: at, sentence, chars });
            }
        }
        let mut chars = vec![0; masses.len()];
        for part in &parts {
            chars[part.sentence] += part.chars;
        }
        Self { masses: masses.without(&spans, &chars, index), parts, cited: spans }
    }

    fn inside(&self, sentences: &Range<usize>) -> impl Iterator<Item = &Part> {
        let first = self.parts.partition_point(|part| part.sentence < sentences.start);
        let end = sentences.end;
        self.parts[first..].iter().take_while(move |part| part.sentence < end)
    }
}

/// Says of each passage whether it is exempt, and returns what those that are not amount to, with how
/// much is not counted.
///
/// Two texts that are the same are shared as a whole, citations and all, unless the reviewer excludes
/// something.
pub fn counted(
    masses: &Sided<Masses>,
    own: Sided<&Own>,
    guidance: &Guidance,
    alignments: &[Alignment],
    passages: &mut [Passage],
) -> (Shares, Vec<Exempted>) {
    for passage in passages.iter_mut() {
        passage.exempt = guidance.excludes(&passage.spans).then_some(Exempt::Reviewer);
    }
    let counting = counting(masses, own, alignments);
    if are_same(alignments) {
        let nothing = Own::default();
        let exempted = exempted(masses, Sided::new(&nothing, &nothing), passages);
        return (shares(masses, counting, alignments, passages), exempted);
    }
    for passage in passages.iter_mut().filter(|passage| passage.exempt.is_none()) {
        passage.exempt = cited(masses, own, passage);
    }
    let exempted = exempted(masses, own, passages);
    (shares(masses, counting, alignments, passages), exempted)
}

/// Returns what of the text counts: all but the citations; of two texts that are the same those as well.
pub fn counting<'a>(
    masses: &'a Sided<Masses>,
    own: Sided<&'a Own>,
    alignments: &[Alignment],
) -> Sided<&'a Masses> {
    if are_same(alignments) { masses.as_ref() } else { own.map(|own| &own.masses) }
}

/// Returns what a passage is a citation of, if it is one as a whole on both sides.
fn cited(masses: &Sided<Masses>, own: Sided<&Own>, passage: &Passage) -> Option<Exempt> {
    let mut by_reason = [0; Exempt::ALL.len()];
    for side in Side::BOTH {
        let range = &passage.sentences[side];
        let mut cited = 0;
        for part in own[side].inside(range) {
            cited += part.chars;
            by_reason[part.why as usize] += part.chars;
        }
        if cited == 0 || (cited as f64) < MIN_CITED * masses[side].chars_in(range) {
            return None;
        }
    }
    Exempt::ALL.into_iter().max_by_key(|why| (by_reason[*why as usize], std::cmp::Reverse(*why)))
}

/// Counts what is exempt: passages as a whole, and citations inside the others.
fn exempted(masses: &Sided<Masses>, own: Sided<&Own>, passages: &[Passage]) -> Vec<Exempted> {
    let none = |why| Exempted { why, places: Sided::default(), chars: Sided::default() };
    let mut found = Exempt::ALL.map(none);
    for side in Side::BOTH {
        let mut is_counted = vec![false; masses[side].len()];
        let mut places: BTreeSet<(Exempt, usize)> = BTreeSet::new();
        // What a passage that counts has as well is counted there.
        let (whole, others): (Vec<_>, Vec<_>) =
            passages.iter().partition(|passage| passage.exempt.is_some());
        for passage in others.into_iter().chain(whole) {
            let fresh = fresh(&passage.sentences[side], &masses[side], &mut is_counted);
            let chars: f64 = fresh.iter().map(|at| masses[side].chars_in(&(*at..at + 1))).sum();
            let mut rest = chars as usize;
            for at in fresh {
                for part in own[side].inside(&(at..at + 1)) {
                    if passage.exempt == Some(Exempt::Reviewer) {
                        continue;
                    }
                    rest = rest.saturating_sub(part.chars);
                    found[part.why as usize].chars[side] += part.chars;
                    places.insert((part.why, part.citation));
                }
            }
            if let Some(why) = passage.exempt {
                found[why as usize].chars[side] += rest;
            }
        }
        for (why, _) in places {
            found[why as usize].places[side] += 1;
        }
    }
    let excluded = passages.iter().filter(|p| p.exempt == Some(Exempt::Reviewer)).count();
    found[Exempt::Reviewer as usize].places = Sided::new(excluded, excluded);
    let is_some = |one: &Exempted| one.places.left + one.places.right > 0;
    found.into_iter().filter(is_some).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::background::Background;
    use crate::collate::collate_guided;
    use crate::collate::model::{Collation, Grade};
    use crate::collate::weigh::{Prepared, weigh};
    use crate::collate::workers::OneByOne;
    use crate::intake::decode::read;
    use crate::report::split::whole;

    const SHARED: &str =
        "我们建立了科技创新平台，为企业和院所提供了良好的环境和条件，成果转化明显加快。";
    const LAW: &str = "《政府信息公开条例》第二十条规定，行政机关应当主动公开本机关的机构设置、职责和办事程序，便于群众查询。";

    /// Collates two texts that have `shared` in common; a `quote` on the left is excluded.
    fn collated(shared: &str, quote: &str, counted: Counted) -> (Collation, Shares) {
        let left = format!("全年新增企业六十七家，孵化载体三家。\n{shared}\n河道清淤四十公里。\n");
        let right = format!("粮食总产再获丰收，畜牧稳中有进。\n{shared}\n道路绿化补植三千株。\n");
        let documents = Sided::new(read(left.as_bytes(), "a"), read(right.as_bytes(), "b"));
        let reports = documents.as_ref().map(whole);
        let witness = |side: Side| Witness { text: &documents[side].text, report: &reports[side] };
        let sides = Sided::new(witness(Side::Left), witness(Side::Right));
        let place = left.find(quote).filter(|_| !quote.is_empty());
        let excluded = place.map(|at| Sided::new(Some(Span::new(at, at + quote.len())), None));
        let excluded = excluded.into_iter().collect();
        let guidance = Guidance { excluded, counted, ..Guidance::default() };
        let prepared = sides.map(|side| Prepared::of(side, counted, Background::shipped()));
        (
            collate_guided(sides, &guidance),
            weigh(prepared.as_ref(), Background::shipped(), &OneByOne),
        )
    }

    #[test]
    fn what_the_reviewer_excludes_is_found_and_not_counted() {
        let (found, _) = collated(SHARED, "", Counted::default());
        assert!(found.grade != Grade::Unrelated && found.containment.left > 0.4);
        let (found, _) = collated(SHARED, SHARED, Counted::default());
        assert_eq!(found.passages.len(), 1);
        assert_eq!((found.grade, found.containment), (Grade::Unrelated, Sided::new(0.0, 0.0)));
        let [exempted] = found.exempted[..] else { panic!("{:?}", found.exempted) };
        assert_eq!((exempted.why, exempted.places), (Exempt::Reviewer, Sided::new(1, 1)));
        assert_eq!(exempted.chars.left, Folded::of(SHARED, Span::new(0, SHARED.len())).len());
    }

    #[test]
    fn wording_of_a_law_is_found_and_not_counted_unless_asked() {
        let (found, weighed) = collated(LAW, "", Counted::default());
        assert_eq!(found.passages[0].exempt, Some(Exempt::Law));
        assert_eq!((found.grade, found.containment.left), (Grade::Unrelated, 0.0));
        assert_eq!((weighed.grade, weighed.containment), (found.grade, found.containment));
        let told: Vec<_> = found.exempted.iter().map(|one| (one.why, one.places.left)).collect();
        assert_eq!(told, [(Exempt::Law, 1), (Exempt::Title, 1)]);
        let (found, weighed) = collated(LAW, "", Counted::ALL);
        assert!(found.passages[0].is_counted() && found.containment.left > 0.4);
        assert_eq!((found.exempted.len(), weighed.containment), (0, found.containment));
    }

    #[test]
    fn of_the_same_text_sections_count_what_the_report_counts() {
        let text = format!("{LAW}{SHARED}\n{}\n", "粮食总产再获丰收，畜牧稳中有进。".repeat(20));
        let (document, at) = (read(text.as_bytes(), "a"), text.find(SHARED).unwrap_or_default());
        let report = whole(&document);
        let side = Witness { text: &document.text, report: &report };
        let excluded = vec![Sided::new(Some(Span::new(at, at + SHARED.len())), None)];
        let guidance = Guidance { excluded, ..Guidance::default() };
        let found = collate_guided(Sided::new(side, side), &guidance);
        let whole = found.section_grades.left[0].map(|root| root.share);
        assert!(found.containment.left < 1.0);
        assert_eq!(whole, Some(found.containment.left));
    }

    #[test]
    fn title_inside_a_sentence_is_taken_off_and_the_rest_counts() {
        let sentence = format!("认真落实《关于推进政务公开工作的实施意见》，{SHARED}");
        let (found, weighed) = collated(&sentence, "", Counted::default());
        let (all, _) = collated(&sentence, "", Counted::ALL);
        assert!(found.passages[0].is_counted());
        assert!(0.0 < found.containment.left && found.containment.left < all.containment.left);
        assert_eq!(weighed.containment, found.containment);
        assert_eq!(found.exempted[0].chars, Sided::new(15, 15));
    }
}
