//! The files of two folders, to choose a pair from: what belongs together, stands alone or was not read.

use crate::collate::matrix::MatrixPair;
use crate::export::subject::{FilePair, Unread};
use crate::text::language::{Words, words};
use crate::text::side::{Side, Sided};
use crate::tui::action::{Action, Way};
use crate::tui::model::{Catalog, Choice, Entry, Model};
use crate::tui::motion::Track;
use crate::tui::words::NOTICES;

/// What is looked for in the list.
const FILES_THAT_DIFFER: Words = words("不同的文件", "files that differ");

/// The files of two folders.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    /// What the folders are called.
    pub names: Sided<String>,
    /// A row for every pair, then for what stands alone, then for what was not read.
    pub rows: Vec<Row>,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// Two files that belong together, by their indices in the catalog.
    Pair(FilePair),
    /// A file without counterpart, by its index in the catalog.
    Alone(Side, usize),
    /// A file that could not be read.
    Unread(Unread),
}

impl Row {
    /// Says whether there is something to see: two files that differ, or one without the other.
    fn is_remarkable(&self) -> bool {
        !matches!(self, Row::Pair(FilePair { is_same: true, .. }))
    }

    /// Returns what the row is about, whatever became of it.
    fn subject<'a>(&'a self, catalog: &'a Catalog) -> Sided<Option<&'a str>> {
        let name = |at: usize| catalog.entries.get(at).map(|entry| entry.document.name.as_str());
        match self {
            Row::Pair(FilePair { pair: MatrixPair { left, right, .. }, .. }) => {
                Sided::new(name(*left), name(*right))
            }
            Row::Alone(Side::Left, at) => Sided::new(name(*at), None),
            Row::Alone(Side::Right, at) => Sided::new(None, name(*at)),
            Row::Unread(unread) => Sided::new(Some(&unread.path), None),
        }
    }
}

impl Choice {
    /// Goes to the row that tells of what another row of an older list told of.
    pub(crate) fn go_on_from(&mut self, old: &Choice, before: &Catalog, now: &Catalog) {
        let (Some(from), Some(to)) = (&before.roster, &now.roster) else { return };
        let Some(subject) = from.rows.get(old.row).map(|row| row.subject(before)) else { return };
        let is_it = |row: &Row| {
            let found = row.subject(now);
            (found.left.is_some() && found.left == subject.left)
                || (found.right.is_some() && found.right == subject.right)
        };
        self.row = to.rows.iter().position(is_it).unwrap_or(0);
    }
}

impl Model {
    /// Moves in the list of files; says whether the action was a movement, `None` if there is no list.
    pub(crate) fn moved_in_roster(&mut self, action: Action, times: Option<usize>) -> Option<bool> {
        let rows = &self.catalog.roster.as_ref()?.rows;
        let choice = self.choice.as_mut()?;
        let page = usize::from(self.size.height / 2);
        let track = Track { at: choice.row, count: rows.len(), page };
        if let Action::Again(way) = action {
            let is_worth_it = |at: &usize| rows.get(*at).is_some_and(Row::is_remarkable);
            let before = choice.row;
            for _ in 0..times.unwrap_or(1) {
                let next = match way {
                    Way::Forward => (choice.row + 1..rows.len()).find(is_worth_it),
                    Way::Backward => (0..choice.row).rfind(is_worth_it),
                };
                choice.row = next.unwrap_or(choice.row);
            }
            if choice.row == before {
                let what = self.settings.language.pick(&FILES_THAT_DIFFER);
                self.say(NOTICES.no_more(way), &[what]);
            }
            return Some(true);
        }
        let target = track.target(action, times);
        choice.row = target.unwrap_or(choice.row);
        Some(target.is_some())
    }

    /// Opens the pair at the cursor, or takes a file without counterpart to open it with one of the other side.
    ///
    /// Says whether there is a list.
    pub(crate) fn open_from_roster(&mut self) -> bool {
        let (Some(roster), Some(choice)) = (&self.catalog.roster, &mut self.choice) else {
            return false;
        };
        let held = choice.held.take();
        match roster.rows.get(choice.row) {
            Some(Row::Pair(FilePair { pair, .. })) => {
                choice.chosen = Sided::new(pair.left, pair.right);
                self.open(Sided::new(pair.left, pair.right));
            }
            Some(Row::Alone(side, at)) => match held {
                Some((other, taken)) if other != *side => {
                    let mut both = Sided::new(taken, *at);
                    if *side == Side::Left {
                        both = both.swapped();
                    }
                    self.open(both);
                }
                _ => {
                    choice.held = Some((*side, *at));
                    let name = self.catalog.entries.get(*at).map(Entry::file_name);
                    let name = name.unwrap_or_default().to_owned();
                    self.say(&NOTICES.file_taken, &[&name]);
                }
            },
            Some(Row::Unread(unread)) => {
                let told = unread.told(self.settings.language);
                self.notice = Some(told);
            }
            None => {}
        }
        true
    }
}
