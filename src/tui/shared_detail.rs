//! What the page of details says of shared text: the passages at the cursor, why they are marked, and how
//! much of the sections and of the reports is shared.

use crate::collate::norm::{norm, norm_of_sections};
use crate::collate::reuse::reason::reason;
use crate::collate::shared::Passage;
use crate::finding::norm::held_against;
use crate::finding::reuse::{grade_words, kind_words};
use crate::finding::section_grade;
use crate::finding::why::{in_common, why};
use crate::text::language::{Language, Words, words};
use crate::text::side::Side;
use crate::tui::detail::{Page, side_label};
use crate::tui::exclusion::write_exempt;
use crate::tui::model::Model;
use crate::tui::pair::Pair;
use crate::tui::style::Ink;
use crate::tui::words::{LABELS, filled, share};

/// What is said of a pair that is a part of a passage.
const PART: Words = words(
    "一段雷同中的一对（该段左 {} 句，右 {} 句）：全段似 {}，最长相同 {} 字",
    "one pair of a reused passage (sentences: {} left, {} right): as a whole sim {}, longest equal run {}",
);

/// What is said of a passage that is told as a whole: kind, likeness, longest equal run.
const WHOLE: Words =
    words("雷同段  {}  似 {}  最长相同 {} 字", "shared text  {}  sim {}  longest equal run {}");

impl Model {
    /// Writes the passages that the sentences at the cursor stand in and no pair of them shows: both sides as
    /// a whole, since what stands beside a sentence need not be its source.
    pub(crate) fn write_passages(&self, page: &mut Page, pair: &Pair, alignments: &[usize]) {
        let at_cursor = || alignments.iter().map(|at| &pair.collation.alignments[*at]);
        let is_here = |passage: &&Passage| at_cursor().any(|alignment| passage.meets(alignment));
        let is_shown = |passage: &&Passage| at_cursor().any(|alignment| passage.holds(alignment));
        let language = self.settings.language;
        let subject = pair.subject(&self.catalog);
        let passages = pair.collation.passages.iter().filter(|passage| !passage.stock);
        for passage in passages.filter(is_here).filter(|passage| !is_shown(passage)) {
            let (kind, run) = (kind_words(passage.kind), passage.longest_run.to_string());
            let told = [language.pick(&kind), &share(passage.resemblance), &run];
            page.say(&filled(language.pick(&WHOLE), &told), Ink::Strong);
            for side in Side::BOTH {
                page.label(side_label(side));
                page.quote(subject, side, passage.spans[side]);
            }
            self.write_why(page, pair, passage);
            page.space();
        }
    }

    /// Writes what became of a passage and how rare its wording is.
    pub(crate) fn write_why(&self, page: &mut Page, pair: &Pair, passage: &Passage) {
        let sides = pair.subject(&self.catalog).sides;
        let reason = reason(sides, &pair.collation, passage, self.catalog.background());
        let said = why(sides, passage, &reason);
        write_exempt(page, pair, passage, self.settings.language);
        page.say(said.pick(self.settings.language), Ink::Faint);
        if let Some(said) = in_common(sides, &reason) {
            page.say(said.pick(self.settings.language), Ink::Faint);
        }
    }

    /// Writes how much of the sections at the cursor is shared; nothing of short ones, and of the reports as
    /// a whole.
    pub(crate) fn write_section(&self, page: &mut Page, pair: &Pair) {
        let language = self.settings.language;
        let subject = pair.subject(&self.catalog);
        let sections = pair.sheet.sections_at(pair.cursor.row, subject).sections;
        let sections = sections.map(|id| id.filter(|id| id.0 != 0));
        let grades = pair.collation.grades_of(sections);
        let Some(said) = section_grade::said(&grades) else { return };
        page.space();
        page.label(&LABELS.section_shared);
        page.say(said.pick(language), Ink::Faint);
        let norm = norm_of_sections(subject.sides).filter(|_| section_grade::is_shared(&grades));
        if let Some(norm) = norm {
            page.say(section_grade::held_against(&norm).pick(language), Ink::Faint);
        }
    }

    /// Writes how the two reports are graded as a whole, and what that is to be held against; nothing where nothing
    /// comparable was measured.
    pub(crate) fn write_norm(&self, page: &mut Page, pair: &Pair) {
        let (language, collation) = (self.settings.language, &pair.collation);
        let sides = pair.subject(&self.catalog).sides;
        let Some(norm) = norm(sides, collation.distinctive_containment) else { return };
        let grade = language.pick(&grade_words(collation.grade));
        page.space();
        page.say(&format!("{}  {grade}", language.pick(&LABELS.as_a_whole)), Ink::Strong);
        page.say(held_against(&norm).pick(language), Ink::Faint);
    }
}

/// Returns what a passage is like as a whole, of which a pair of sentences is a part: the pair may be more alike
/// or less.
pub(crate) fn part_of(passage: &Passage, language: Language) -> String {
    let sentences = passage.sentences.as_ref().map(|sentences| sentences.len().to_string());
    let (alike, run) = (share(passage.resemblance), passage.longest_run.to_string());
    filled(language.pick(&PART), &[&sentences.left, &sentences.right, &alike, &run])
}
