//! The list of findings: which are shown, and in which order.

use crate::finding::model::{Finding, Severity};
use crate::finding::rule::RuleId;
use crate::review::act::Verdict;
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

impl Order {
    /// Returns the order to sort by next.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Order::Place => Order::Severity,
            Order::Severity => Order::Place,
        }
    }
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
    /// The only verdict that is shown, if not all are.
    pub verdict: Option<Verdict>,
    /// The only severity that is shown, if not all are.
    pub severity: Option<Severity>,
    /// The only rule that is shown, if not all are.
    pub rule: Option<RuleId>,
}

impl ListState {
    fn shows(&self, finding: &Finding, verdict: Verdict) -> bool {
        self.mark.is_none_or(|mark| finding.rule.rule().mark == mark)
            && self.verdict.is_none_or(|wanted| wanted == verdict)
            && self.severity.is_none_or(|severity| finding.severity == severity)
            && self.rule.is_none_or(|rule| finding.rule == rule)
    }
}

/// Returns what a finding amounts to as things stand: open again if its text was edited since.
fn verdict_now(pair: &Pair, at: usize) -> Verdict {
    let mark = pair.marks.findings.get(at).filter(|mark| !mark.is_open());
    mark.map_or(Verdict::Open, |mark| mark.verdict)
}

/// Returns the findings that are listed, by their indices, in order.
pub fn listed(pair: &Pair) -> Vec<usize> {
    let shown = |at: &usize| pair.list.shows(&pair.findings[*at], verdict_now(pair, *at));
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

const FILTERED_OUT: Words = words(
    "没有这样的发现：t T 换一种看，:only all 全看",
    "no such findings: t and T show others, :only all shows all",
);

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

/// The verdicts in the order the list goes through them.
const VERDICTS: [Verdict; 4] =
    [Verdict::Open, Verdict::Confirmed, Verdict::Justified, Verdict::Ignored];

/// Returns the next verdict to show: every one, then one after the other, of those there are.
pub fn next_verdict(pair: &Pair) -> Option<Verdict> {
    let rank = |verdict: Verdict| VERDICTS.iter().position(|known| *known == verdict);
    let shown = pair.list.verdict.and_then(rank);
    let mut rest = VERDICTS.into_iter().skip(shown.map_or(0, |at| at + 1));
    rest.find(|verdict| (0..pair.findings.len()).any(|at| verdict_now(pair, at) == *verdict))
}

/// Returns what an empty list says.
pub fn no_findings(pair: &Pair) -> &'static Words {
    let Pair { collation, findings, .. } = pair;
    if !findings.is_empty() {
        return &FILTERED_OUT;
    }
    if collation.variants.is_empty() { &LABELS.same_text } else { &LABELS.no_findings }
}
