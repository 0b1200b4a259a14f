//! What holds: the marks on the findings, notes and sections of a collation.

use crate::collate::exempt::Exempt;
use crate::collate::guidance::Guidance;
use crate::collate::model::{Collation, SectionPair, Witness};
use crate::collate::shared::Passage;
use crate::finding::model::Finding;
use crate::finding::rule::RuleId;
use crate::review::act::{Act, FindingKey, Verdict};
use crate::review::journal::{Detached, Entry, Journal};
use crate::text::side::{Side, Sided};
use crate::text::span::Span;

/// How much of what a verdict was given on the finding must still speak of, as a share of what both
/// speak of together.
const MIN_OVERLAP: f64 = 0.2;

/// What holds for one finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// What it amounts to.
    pub verdict: Verdict,
    /// Why; may be empty.
    pub reason: String,
    /// Whether the text was edited since, so that the verdict is to be given anew.
    pub is_edited: bool,
}

/// A note on a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The place, on one side or both.
    pub place: Sided<Option<Span>>,
    /// What is written.
    pub text: String,
    /// Whether the text there was edited since.
    pub is_edited: bool,
}

/// A place that is kept out of the search for shared text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// The place, on one side or both.
    pub place: Sided<Option<Span>>,
    /// Why; may be empty.
    pub reason: String,
}

/// How far the review has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Findings.
    pub findings: usize,
    /// Findings with a verdict that holds for the text as it is.
    pub decided: usize,
    /// Those found to be so.
    pub confirmed: usize,
    /// Those found to be so, and rightly.
    pub justified: usize,
    /// Those ignored.
    pub ignored: usize,
    /// Verdicts whose text was edited since; not among the decided.
    pub edited: usize,
    /// Notes.
    pub notes: usize,
    /// Pairs of sections.
    pub sections: usize,
    /// Those gone through.
    pub reviewed: usize,
    /// Marks without a place in the texts.
    pub detached: usize,
}

impl Note {
    /// Says whether all of it is said of some of the text in a place.
    pub fn is_inside(&self, place: Sided<Option<Span>>) -> bool {
        let is_inside = |side: &Side| match (self.place[*side], place[*side]) {
            (Some(own), Some(place)) => place.covers(own),
            (Some(_), None) => false,
            (None, _) => true,
        };
        Side::BOTH.iter().all(is_inside)
    }

    /// Says whether it speaks of a finding: whether the place where that is met first lies in the
    /// place of the note, on every side both have.
    pub fn is_about(&self, finding: &Finding) -> bool {
        let first = finding.spans.as_ref().map(|spans| spans.first().copied());
        let shared = |side: &&Side| first[**side].is_some() && self.place[**side].is_some();
        let covers = |side: &Side| {
            let both = self.place[*side].zip(first[*side]);
            both.is_some_and(|(place, first)| place.covers(first))
        };
        let mut shared = Side::BOTH.iter().filter(shared).peekable();
        shared.peek().is_some() && shared.all(covers)
    }
}

/// Everything that holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// One for each finding, in the same order.
    pub findings: Vec<Mark>,
    /// The notes, in the order they were first written.
    pub notes: Vec<Note>,
    /// Whether each pair of [`Collation::sections`] has been gone through.
    pub reviewed: Vec<bool>,
    /// What is kept out of the search for shared text.
    pub exclusions: Vec<Exclusion>,
    /// Marks whose place, or whose finding, is no longer there: listed, never dropped.
    pub detached: Vec<Gone>,
}

/// A mark without a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gone {
    /// The text is not found.
    Text(Detached),
    /// The text is there, but nothing is found in it any more.
    Finding(Entry),
}

impl Mark {
    /// Says whether the finding still waits for a verdict.
    pub fn is_open(&self) -> bool {
        self.verdict == Verdict::Open || self.is_edited
    }
}

impl Marks {
    /// Reads off the journal what holds for the findings and sections of a collation.
    ///
    /// Of two acts about one thing the later holds. Linear in acts times findings of their rule.
    pub fn of(
        journal: &Journal,
        sides: Sided<Witness<'_>>,
        collation: &Collation,
        findings: &[Finding],
    ) -> Self {
        let mut marks = Self {
            findings: vec![Mark::default(); findings.len()],
            reviewed: vec![false; collation.sections.len()],
            detached: journal.detached().cloned().map(Gone::Text).collect(),
            ..Self::default()
        };
        let headings = headings(sides, collation);
        let mut gone: Vec<Entry> = Vec::new();
        for entry in journal.in_force() {
            match &entry.act {
                Act::Verdict { finding, verdict, reason } => match meant(finding, findings) {
                    Some(at) => {
                        let (verdict, reason) = (*verdict, reason.clone());
                        marks.findings[at] = Mark { verdict, reason, is_edited: entry.is_edited };
                    }
                    None => gone.push(entry.clone()),
                },
                Act::Note { place, text } => marks.note(*place, text, entry.is_edited),
                Act::Reviewed { section, is_done } => {
                    if let Some(at) = section_meant(&headings, section) {
                        marks.reviewed[at] = *is_done;
                    } else {
                        gone.push(entry.clone());
                    }
                }
                Act::Exclude { place, reason } => {
                    let exclusion = Exclusion { place: *place, reason: reason.clone() };
                    marks.exclusions.retain(|known| known.place != *place);
                    marks.exclusions.push(exclusion);
                }
                Act::Include(place) => {
                    marks.exclusions.retain(|known| !share_text(&known.place, place));
                }
                Act::Pin(_) | Act::Unpair(_) => {}
            }
        }
        gone.retain(|entry| !is_excluded(entry, collation));
        marks.detached.extend(latest(gone).into_iter().map(Gone::Finding));
        marks
    }

    fn note(&mut self, place: Sided<Option<Span>>, text: &str, is_edited: bool) {
        let known = self.notes.iter().position(|note| note.place == place);
        match known {
            Some(at) if text.is_empty() => drop(self.notes.remove(at)),
            Some(at) => self.notes[at] = Note { place, text: text.to_owned(), is_edited },
            None if text.is_empty() => {}
            None => self.notes.push(Note { place, text: text.to_owned(), is_edited }),
        }
    }

    /// Says whether nobody has said anything.
    pub fn is_blank(&self) -> bool {
        self.findings.iter().all(|mark| mark.verdict == Verdict::Open)
            && self.notes.is_empty()
            && self.exclusions.is_empty()
            && self.detached.is_empty()
            && self.reviewed.iter().all(|is_done| !is_done)
    }

    /// Returns the findings that wait for a verdict, by their indices.
    pub fn open(&self) -> impl Iterator<Item = usize> {
        let open = |(at, mark): (usize, &Mark)| mark.is_open().then_some(at);
        self.findings.iter().enumerate().filter_map(open)
    }

    /// Returns the note that is meant by a place: the one on it, else the last one inside it.
    pub fn note_at(&self, place: Sided<Option<Span>>) -> Option<&Note> {
        let exact = self.notes.iter().find(|note| note.place == place);
        exact.or_else(|| self.notes.iter().rfind(|note| note.is_inside(place)))
    }

    /// Returns the last exclusion that holds a passage.
    pub fn exclusion_of(&self, passage: Sided<Option<Span>>) -> Option<&Exclusion> {
        let spans = passage.map(Option::unwrap_or_default);
        let excludes = |exclusion: &&Exclusion| {
            let excluded = vec![exclusion.place];
            Guidance { excluded, ..Guidance::default() }.excludes(&spans)
        };
        self.exclusions.iter().rfind(excludes)
    }

    /// Returns the notes that speak of a finding, in the order they were written.
    pub fn notes_about(&self, finding: &Finding) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(|note| note.is_about(finding))
    }

    /// Returns how far the review has come.
    pub fn progress(&self) -> Progress {
        let count = |verdict: Verdict| {
            self.findings.iter().filter(|m| !m.is_edited && m.verdict == verdict).count()
        };
        Progress {
            findings: self.findings.len(),
            decided: self.findings.iter().filter(|mark| !mark.is_open()).count(),
            confirmed: count(Verdict::Confirmed),
            justified: count(Verdict::Justified),
            ignored: count(Verdict::Ignored),
            edited: self
                .findings
                .iter()
                .filter(|m| m.is_edited && m.verdict != Verdict::Open)
                .count(),
            notes: self.notes.len(),
            sections: self.reviewed.len(),
            reviewed: self.reviewed.iter().filter(|done| **done).count(),
            detached: self.detached.len(),
        }
    }
}

/// Says whether a verdict was given on shared text that the reviewer excluded since: it has not lost
/// its place, it only waits.
fn is_excluded(entry: &Entry, collation: &Collation) -> bool {
    let Act::Verdict { finding, .. } = &entry.act else { return false };
    let is_in = |passage: &Passage| {
        let of_side =
            |side: Side| finding.spans[side].iter().any(|s| s.overlaps(passage.spans[side]));
        passage.exempt == Some(Exempt::Reviewer) && Side::BOTH.into_iter().all(of_side)
    };
    finding.rule == RuleId::ReusedPassage && collation.passages.iter().any(is_in)
}

/// Returns the headings of each pair of sections; of a section without heading, the start of its text.
pub fn headings(sides: Sided<Witness<'_>>, collation: &Collation) -> Vec<Sided<Option<Span>>> {
    let heading = |side: Side, pair: &SectionPair| {
        let section = sides[side].report.section(pair.sections[side]?)?;
        Some(if section.heading.is_empty() { section.span } else { section.heading })
    };
    let of = |pair| Sided::new(heading(Side::Left, pair), heading(Side::Right, pair));
    collation.sections.iter().map(of).collect()
}

/// Returns the pair of sections that is meant: the very one, else the one with the shortest heading in
/// which some of it stands; what stands above all headings has the whole text for one.
fn section_meant(headings: &[Sided<Option<Span>>], section: &Sided<Option<Span>>) -> Option<usize> {
    let len = |at: &usize| {
        let heading = headings[*at];
        Side::BOTH.iter().filter_map(|side| heading[*side]).map(Span::len).sum::<usize>()
    };
    let exact = headings.iter().position(|known| known == section);
    let near =
        || (0..headings.len()).filter(|at| share_text(&headings[*at], section)).min_by_key(len);
    exact.or_else(near)
}

/// Says whether two places share text on a side.
pub fn share_text(one: &Sided<Option<Span>>, other: &Sided<Option<Span>>) -> bool {
    Side::BOTH.iter().any(|side| {
        one[*side].zip(other[*side]).is_some_and(|(one, other)| one == other || one.overlaps(other))
    })
}

/// Returns the finding a key means, by its index: the very one, else the one of its rule that
/// speaks of most of the same text, on every side that the key speaks of.
fn meant(key: &FindingKey, findings: &[Finding]) -> Option<usize> {
    let of_rule = || findings.iter().enumerate().filter(|(_, finding)| finding.rule == key.rule);
    let exact = of_rule().find(|(_, finding)| finding.spans == key.spans).map(|(at, _)| at);
    exact.or_else(|| {
        let overlaps = of_rule().map(|(at, finding)| (overlap(&key.spans, &finding.spans), at));
        let close = overlaps.filter(|(overlap, _)| MIN_OVERLAP <= *overlap);
        close.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, at)| at)
    })
}

/// Returns how much text two findings both speak of, as a share of all they speak of; the worse of
/// the two sides.
fn overlap(one: &Sided<Vec<Span>>, other: &Sided<Vec<Span>>) -> f64 {
    let of_side = |side: Side| {
        let (one, other) = (&one[side], &other[side]);
        if one.is_empty() && other.is_empty() {
            return 1.0;
        }
        let len = |spans: &[Span]| spans.iter().map(|span| span.len()).sum::<usize>();
        let shared = one.iter().flat_map(|a| other.iter().filter_map(|b| a.intersection(*b)));
        let shared: usize = shared.map(Span::len).sum();
        shared as f64 / (len(one) + len(other)).saturating_sub(shared).max(1) as f64
    };
    of_side(Side::Left).min(of_side(Side::Right))
}

/// Returns the last entry about each thing, without those that say nothing any more.
fn latest(entries: Vec<Entry>) -> Vec<Entry> {
    let mut latest: Vec<Entry> = Vec::new();
    for entry in entries {
        let is_about_the_same = |known: &Entry| match (&known.act, &entry.act) {
            (Act::Verdict { finding: one, .. }, Act::Verdict { finding: other, .. }) => {
                one == other
            }
            (Act::Reviewed { section: one, .. }, Act::Reviewed { section: other, .. }) => {
                one == other
            }
            _ => false,
        };
        latest.retain(|known| !is_about_the_same(known));
        latest.push(entry);
    }
    let says_nothing = |entry: &Entry| {
        matches!(
            entry.act,
            Act::Verdict { verdict: Verdict::Open, .. } | Act::Reviewed { is_done: false, .. }
        )
    };
    latest.retain(|entry| !says_nothing(entry));
    latest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::model::{Message, Severity};
    use crate::report::model::Report;

    fn finding(rule: RuleId, left: Span, right: Span) -> Finding {
        Finding {
            rule,
            severity: Severity::Info,
            message: Message::default(),
            spans: Sided::new(vec![left], vec![right]),
            evidence: Vec::new(),
            figure_change: None,
            alignment: None,
        }
    }

    fn verdict(of: &Finding, verdict: Verdict) -> Act {
        let reason = if verdict == Verdict::Ignored { "口径不同" } else { "" };
        Act::Verdict { finding: FindingKey::of(of), verdict, reason: reason.to_owned() }
    }

    fn marks(journal: &Journal, findings: &[Finding]) -> Marks {
        let report = Report::default();
        let sides = Sided::new(
            Witness { text: "", report: &report },
            Witness { text: "", report: &report },
        );
        Marks::of(journal, sides, &Collation::default(), findings)
    }

    fn two() -> [Finding; 2] {
        let at = |at: usize| Span::new(at, at + 10);
        [
            finding(RuleId::FigureChanged, at(0), at(0)),
            finding(RuleId::FigureChanged, at(20), at(40)),
        ]
    }

    #[test]
    fn later_verdict_holds_and_undo_brings_the_earlier_back() {
        let findings = two();
        let mut journal = Journal::default();
        journal.push(verdict(&findings[1], Verdict::Confirmed));
        journal.push(verdict(&findings[1], Verdict::Ignored));
        let held = marks(&journal, &findings);
        assert_eq!(held.findings[1].verdict, Verdict::Ignored);
        assert_eq!(held.findings[1].reason, "口径不同");
        assert_eq!(held.open().collect::<Vec<_>>(), [0]);
        journal.undo();
        assert_eq!(marks(&journal, &findings).findings[1].verdict, Verdict::Confirmed);
        journal.undo();
        assert_eq!(marks(&journal, &findings).open().count(), 2);
    }

    #[test]
    fn verdict_stays_with_its_finding_when_that_grew_and_never_goes_to_a_stranger() {
        let findings = two();
        let mut journal = Journal::default();
        journal.push(verdict(&findings[1], Verdict::Confirmed));
        let grown = finding(RuleId::FigureChanged, Span::new(18, 36), Span::new(40, 52));
        let held = marks(&journal, &[findings[0].clone(), grown]);
        assert_eq!(held.findings[1].verdict, Verdict::Confirmed);
        let one_side = finding(RuleId::FigureChanged, Span::new(20, 30), Span::new(90, 99));
        let other_rule = finding(RuleId::FigureStale, Span::new(20, 30), Span::new(40, 50));
        let held = marks(&journal, &[one_side, other_rule]);
        assert_eq!(held.open().count(), 2);
        assert!(matches!(held.detached.as_slice(), [Gone::Finding(_)]));
    }

    #[test]
    fn verdict_on_text_that_was_edited_waits_to_be_given_anew() {
        let findings = two();
        let mut journal = Journal::default();
        let origin = crate::review::journal::Origin { run: 3, number: 1 };
        let act = verdict(&findings[0], Verdict::Justified);
        journal.take_in(crate::review::journal::Step::Do(origin, act.clone()), true);
        let held = marks(&journal, &findings);
        assert!(held.findings[0].is_open());
        assert_eq!((held.progress().decided, held.progress().edited), (0, 1));
        journal.push(act);
        assert_eq!(marks(&journal, &findings).progress().justified, 1);
    }

    #[test]
    fn note_is_rewritten_in_place_and_an_empty_one_takes_it_away() {
        let place = Sided::new(Some(Span::new(3, 9)), None);
        let mut journal = Journal::default();
        let write = |journal: &mut Journal, text: &str| {
            journal.push(Act::Note { place, text: text.to_owned() });
        };
        write(&mut journal, "核对原件");
        write(&mut journal, "已核对");
        let held = marks(&journal, &[]);
        assert_eq!(held.notes.len(), 1);
        assert_eq!(held.notes[0].text, "已核对");
        let around = Sided::new(Some(Span::new(0, 20)), Some(Span::new(5, 9)));
        assert_eq!(held.note_at(around), held.note_at(place));
        assert_eq!(held.note_at(Sided::new(Some(Span::new(8, 20)), None)), None);
        write(&mut journal, "");
        assert!(marks(&journal, &[]).notes.is_empty());
    }

    #[test]
    fn note_speaks_of_the_findings_that_are_met_in_its_place() {
        let findings = two();
        let note = |left: Option<Span>, right: Option<Span>| Note {
            place: Sided::new(left, right),
            text: String::new(),
            is_edited: false,
        };
        let sentence = note(Some(Span::new(0, 15)), Some(Span::new(0, 30)));
        assert!(sentence.is_about(&findings[0]) && !sentence.is_about(&findings[1]));
        assert!(note(None, Some(Span::new(40, 50))).is_about(&findings[1]));
        assert!(!note(Some(Span::new(20, 25)), None).is_about(&findings[1]), "a part of it");
        assert!(!note(Some(Span::new(0, 15)), Some(Span::new(40, 50))).is_about(&findings[0]));
    }

    #[test]
    fn section_without_heading_is_not_taken_for_those_in_it() {
        let heading = |start, end| Sided::new(Some(Span::new(start, end)), None);
        let headings = [heading(0, 900), heading(30, 40), heading(300, 310)];
        assert_eq!(section_meant(&headings, &heading(30, 40)), Some(1));
        assert_eq!(section_meant(&headings, &heading(305, 312)), Some(2));
        assert_eq!(section_meant(&headings, &heading(0, 900)), Some(0));
        assert_eq!(section_meant(&headings[1..], &heading(500, 510)), None);
    }

    #[test]
    fn counts_add_up() {
        let findings = two();
        let mut journal = Journal::default();
        journal.push(verdict(&findings[0], Verdict::Ignored));
        let progress = marks(&journal, &findings).progress();
        assert_eq!((progress.findings, progress.decided, progress.ignored), (2, 1, 1));
        assert_eq!(progress.decided, progress.confirmed + progress.justified + progress.ignored);
    }
}
