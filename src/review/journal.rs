//! What the reviewer did, in order, with the way back.
//!
//! Acts are only ever added: taking one back leaves it in its place, out of force. What holds at
//! the end is read off the acts in force, oldest first; of two acts about one thing the later holds.

use crate::finding::model::Finding;
use crate::finding::rule::RuleId;
use crate::text::side::Sided;
use crate::text::span::Span;

/// What the reviewer says of a finding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing yet, or nothing any more.
    #[default]
    Open,
    /// It is as the finding says.
    Confirmed,
    /// It is so, and rightly.
    Justified,
    /// It need not be looked at again.
    Ignored,
}

/// Which finding is meant: its rule and what it speaks of. Findings are made anew with every
/// collation, so their indices mean nothing for long.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FindingKey {
    /// The rule that raised it.
    pub rule: RuleId,
    /// What it speaks of, on each side.
    pub spans: Sided<Vec<Span>>,
}

/// One act of the reviewer. Spans are byte offsets into the documents that are open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Says what a finding amounts to.
    Verdict {
        /// The finding.
        finding: FindingKey,
        /// What it amounts to.
        verdict: Verdict,
        /// Why; may be empty.
        reason: String,
    },
    /// Writes a note on a place; an empty one takes the note there away.
    Note {
        /// The place, on one side or both.
        place: Sided<Option<Span>>,
        /// What is written.
        text: String,
    },
    /// Says whether a section has been gone through.
    Reviewed {
        /// The section, on one side or both.
        section: Sided<Option<Span>>,
        /// Whether it has.
        is_done: bool,
    },
    /// Lays two places beside each other, whatever the alignment says.
    Pin(Sided<Span>),
    /// Takes two places apart.
    Unpair(Sided<Span>),
    /// Keeps a place out of the search for shared text.
    Exclude {
        /// The place, on one side or both.
        place: Sided<Option<Span>>,
        /// Why; may be empty.
        reason: String,
    },
    /// Lets an excluded place in again.
    Include(Sided<Option<Span>>),
}

/// An act, and whether it is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What was done.
    pub act: Act,
    /// Whether it was taken back.
    pub is_undone: bool,
}

/// Every act on one pair of reports, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journal {
    entries: Vec<Entry>,
    /// Entries that were taken back since the last new act, in that order.
    undone: Vec<usize>,
}

impl FindingKey {
    /// Returns the key of a finding.
    pub fn of(finding: &Finding) -> Self {
        Self { rule: finding.rule, spans: finding.spans.clone() }
    }

    /// Says whether the finding is the one meant.
    pub fn is(&self, finding: &Finding) -> bool {
        self.rule == finding.rule && self.spans == finding.spans
    }
}

impl Journal {
    /// Adds an act; what was taken back before stays so.
    pub fn push(&mut self, act: Act) {
        self.entries.push(Entry { act, is_undone: false });
        self.undone.clear();
    }

    /// Takes back the last act in force and returns it; `None` if there is none.
    pub fn undo(&mut self) -> Option<&Act> {
        let at = self.entries.iter().rposition(|entry| !entry.is_undone)?;
        self.entries[at].is_undone = true;
        self.undone.push(at);
        Some(&self.entries[at].act)
    }

    /// Does again what was taken back last and returns it; `None` after a new act.
    pub fn redo(&mut self) -> Option<&Act> {
        let at = self.undone.pop()?;
        self.entries[at].is_undone = false;
        Some(&self.entries[at].act)
    }

    /// Returns the acts in force, oldest first.
    pub fn acts(&self) -> impl DoubleEndedIterator<Item = &Act> {
        self.entries.iter().filter(|entry| !entry.is_undone).map(|entry| &entry.act)
    }

    /// Returns every act, those taken back too, oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pin(at: usize) -> Act {
        Act::Pin(Sided::new(Span::new(at, at + 1), Span::new(at, at + 1)))
    }

    #[test]
    fn undo_takes_back_one_act_after_the_other_whatever_its_kind() {
        let note = Act::Note {
            place: Sided::new(Some(Span::new(0, 3)), None),
            text: "核对原件".to_owned(),
        };
        let mut journal = Journal::default();
        journal.push(pin(0));
        journal.push(note.clone());
        assert_eq!(journal.undo(), Some(&note));
        assert_eq!(journal.acts().collect::<Vec<_>>(), [&pin(0)]);
        assert_eq!(journal.undo(), Some(&pin(0)));
        assert_eq!(journal.undo(), None);
    }

    #[test]
    fn redo_goes_forward_again_until_something_new_is_done() {
        let mut journal = Journal::default();
        journal.push(pin(0));
        journal.push(pin(1));
        journal.undo();
        journal.undo();
        assert_eq!(journal.redo(), Some(&pin(0)));
        journal.push(pin(2));
        assert_eq!(journal.redo(), None);
        assert_eq!(journal.acts().collect::<Vec<_>>(), [&pin(0), &pin(2)]);
    }
}
