//! The list of findings: which are shown, and in which order.

use crate::collate::model::SectionPair;
use crate::sheet::model::Subject;
use crate::text::side::Side;
use crate::tui::pair::Pair;
use std::cmp::Reverse;

/// How the list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As the findings stand in the text.
    #[default]
    Place,
    /// The gravest first.
    Severity,
}

/// How the list is being read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListState {
    /// Index of the selected one among those that are listed.
    pub selected: usize,
    /// How it is sorted.
    pub order: Order,
    /// The only mark that is shown, if not all are.
    pub mark: Option<char>,
}

/// Returns the findings that are listed, by their indices, in order.
pub fn listed(pair: &Pair) -> Vec<usize> {
    let shown = |at: &usize| {
        let mark = pair.findings[*at].rule.rule().mark;
        pair.list.mark.is_none_or(|wanted| wanted == mark)
    };
    let row = |at: usize| pair.finding_rows.get(at).copied().unwrap_or(0);
    let mut listed: Vec<usize> = (0..pair.findings.len()).filter(shown).collect();
    match pair.list.order {
        Order::Place => listed.sort_by_key(|at| (row(*at), *at)),
        Order::Severity => {
            listed.sort_by_key(|at| (Reverse(pair.findings[*at].severity), row(*at), *at));
        }
    }
    listed
}

/// Returns which of the listed findings is nearest to the cursor: the one explained, else the last one above.
pub fn nearest(pair: &Pair, listed: &[usize]) -> usize {
    let here = pair.explained_here();
    let row = |finding: &usize| pair.finding_rows.get(*finding).copied().unwrap_or(0);
    let explained = listed.iter().position(|finding| Some(*finding) == here);
    let above = || listed.iter().rposition(|finding| row(finding) <= pair.cursor.row);
    explained.or_else(above).unwrap_or(0)
}

/// Returns the entry of the outline the cursor is in.
pub fn section_here(pair: &Pair, subject: Subject<'_>) -> usize {
    let here = pair.sheet.sections_at(pair.cursor.row, subject).sections;
    let is_here = |section: &SectionPair| {
        Side::BOTH
            .iter()
            .any(|side| section.sections[*side].is_some() && section.sections[*side] == here[*side])
    };
    pair.collation.sections.iter().position(is_here).unwrap_or(0)
}

/// Returns the next type of findings to show: every one, then one mark after the other.
pub fn next_mark(pair: &Pair) -> Option<char> {
    let mut marks: Vec<char> = pair.findings.iter().map(|f| f.rule.rule().mark).collect();
    marks.sort_unstable();
    marks.dedup();
    match pair.list.mark {
        None => marks.first().copied(),
        Some(mark) => marks.into_iter().find(|other| mark < *other),
    }
}
