//! The list of findings: which are shown, and in which order.

use crate::collate::model::Collation;
use crate::text::language::{Words, words};
use crate::tui::pair::Pair;
use crate::tui::words::LABELS;
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

/// The types of findings by their mark, in the order they are gone through.
pub const KINDS: [(char, Words); 4] = [
    (' ', words("章节", "sections")),
    ('#', words("数字", "figures")),
    ('=', words("雷同", "reuse")),
    ('?', words("疑点", "doubts")),
];

/// Returns the name of what the list shows.
pub fn kind(mark: Option<char>) -> &'static Words {
    let known = KINDS.iter().find(|(sign, _)| Some(*sign) == mark);
    known.map_or(&LABELS.every_type, |(_, words)| words)
}

/// Returns the next type of findings to show: every one, then one type after the other, of those there are.
pub fn next_mark(pair: &Pair) -> Option<char> {
    let rank = |mark: char| KINDS.iter().position(|(sign, _)| *sign == mark);
    let present = |sign: &char| pair.findings.iter().any(|f| f.rule.rule().mark == *sign);
    let shown = pair.list.mark.and_then(rank);
    let rest = KINDS.iter().skip(shown.map_or(0, |at| at + 1));
    rest.map(|(sign, _)| *sign).find(present)
}

/// Returns what an empty list says.
pub fn no_findings(collation: &Collation) -> &'static Words {
    if collation.variants.is_empty() { &LABELS.same_text } else { &LABELS.no_findings }
}
