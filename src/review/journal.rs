//! What the reviewer did, in order, with the way back.
//!
//! Acts are only ever added: taking one back leaves it in its place, out of force. What holds at
//! the end is read off the acts in force, oldest first; of two acts about one thing the later holds.
//! Several copies of the program may write on one pair: each act carries the run that made it, and
//! the journal of one run takes in the steps of the others.

use crate::review::act::Act;
use crate::review::anchor::Anchor;
use crate::text::span::Span;
use rustc_hash::FxHashMap;

/// Which run of the program made an act, and as its how-manieth. Unique among all runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Origin {
    /// Tells the runs of the program apart.
    pub run: u64,
    /// Counts the acts of the run.
    pub number: u32,
}

/// One step of a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<P = Span> {
    /// Something was done; done again under the same origin, only its place is new.
    Do(Origin, Act<P>),
    /// It was taken back.
    Undo(Origin),
    /// It was done again after all.
    Redo(Origin),
}

/// An act, and whether it is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which run made it.
    pub origin: Origin,
    /// What was done.
    pub act: Act,
    /// Whether it was taken back.
    pub is_undone: bool,
    /// Whether the text it was made on has been edited since.
    pub is_edited: bool,
}

/// An act whose place is no longer found in the texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detached {
    /// Which run made it.
    pub origin: Origin,
    /// What was done, and where it was.
    pub act: Act<Anchor>,
    /// Whether it was taken back.
    pub is_undone: bool,
}

/// Every act on one pair of reports, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journal {
    run: u64,
    count: u32,
    entries: Vec<Entry>,
    /// Where the entry of an origin is.
    placed: FxHashMap<Origin, usize>,
    /// One that found its place since stays here too, and is passed over.
    detached: Vec<Detached>,
    /// Where the detached act of an origin is.
    gone: FxHashMap<Origin, usize>,
    /// Entries that were taken back since the last new act, in that order.
    undone: Vec<Origin>,
    unsaved: Vec<Step>,
}

impl Journal {
    /// Makes an empty journal for a run of the program.
    pub fn of_run(run: u64) -> Self {
        Self { run, ..Self::default() }
    }

    /// Adds an act; what was taken back before stays so.
    pub fn push(&mut self, act: Act) {
        self.count += 1;
        let origin = Origin { run: self.run, number: self.count };
        self.unsaved.push(Step::Do(origin, act.clone()));
        self.put(Entry { origin, act, is_undone: false, is_edited: false });
        self.undone.clear();
    }

    /// Takes back the last act in force and returns it; `None` if there is none.
    ///
    /// Acts of this run come first: nobody takes back the mark of a colleague before their own.
    pub fn undo(&mut self) -> Option<&Act> {
        let own = |entry: &Entry| !entry.is_undone && entry.origin.run == self.run;
        let at = self.entries.iter().rposition(own);
        let at = at.or_else(|| self.entries.iter().rposition(|entry| !entry.is_undone))?;
        let entry = &mut self.entries[at];
        entry.is_undone = true;
        self.undone.push(entry.origin);
        self.unsaved.push(Step::Undo(entry.origin));
        Some(&entry.act)
    }

    /// Does again what was taken back last and returns it; `None` after a new act.
    pub fn redo(&mut self) -> Option<&Act> {
        let origin = self.undone.pop()?;
        let entry = self.entries.get_mut(*self.placed.get(&origin)?)?;
        entry.is_undone = false;
        self.unsaved.push(Step::Redo(origin));
        Some(&entry.act)
    }

    /// Puts an entry in the place of the one of its origin, or behind all others.
    fn put(&mut self, entry: Entry) {
        let known = self.placed.get(&entry.origin).and_then(|at| self.entries.get_mut(*at));
        if let Some(known) = known {
            *known = entry;
        } else {
            self.placed.insert(entry.origin, self.entries.len());
            self.entries.push(entry);
        }
    }

    /// Takes in a step that is kept already, of an earlier run or of another copy of the program.
    /// Takes the same time however many there are.
    pub fn take_in(&mut self, step: Step, is_edited: bool) {
        match step {
            Step::Do(origin, act) => {
                let is_undone = self.state(origin).is_some_and(|undone| *undone);
                self.put(Entry { origin, act, is_undone, is_edited });
                self.count_in(origin);
            }
            Step::Undo(origin) => self.set(origin, true),
            Step::Redo(origin) => self.set(origin, false),
        }
    }

    /// Takes in an act whose place is not found; one that has a place keeps it.
    pub fn take_in_detached(&mut self, origin: Origin, act: Act<Anchor>) {
        self.count_in(origin);
        if self.state(origin).is_none() {
            self.gone.insert(origin, self.detached.len());
            self.detached.push(Detached { origin, act, is_undone: false });
        }
    }

    /// Goes on counting behind an act of this run: two of one number would be taken for one act.
    fn count_in(&mut self, origin: Origin) {
        if origin.run == self.run {
            self.count = self.count.max(origin.number);
        }
    }

    /// Lets what was taken back on the texts as they were be done again.
    #[must_use]
    pub fn going_on_from(mut self, old: &Journal) -> Self {
        let entry = |origin: &Origin| self.entries.get(*self.placed.get(origin)?);
        let is_undone = |origin: &&Origin| entry(origin).is_some_and(|entry| entry.is_undone);
        self.undone = old.undone.iter().filter(is_undone).copied().collect();
        self
    }

    /// Puts the acts in the order in which all runs together did them: by the key, those without last.
    pub fn sort_by<K: Ord>(&mut self, key: impl Fn(Origin) -> Option<K>) {
        self.entries.sort_by_cached_key(|entry| {
            let key = key(entry.origin);
            (key.is_none(), key)
        });
        let places = self.entries.iter().enumerate();
        self.placed = places.map(|(at, entry)| (entry.origin, at)).collect();
    }

    fn state(&mut self, origin: Origin) -> Option<&mut bool> {
        let placed = self.placed.get(&origin).and_then(|at| self.entries.get_mut(*at));
        let detached = self.gone.get(&origin).and_then(|at| self.detached.get_mut(*at));
        placed.map(|entry| &mut entry.is_undone).or(detached.map(|gone| &mut gone.is_undone))
    }

    fn set(&mut self, origin: Origin, is_undone: bool) {
        if let Some(state) = self.state(origin) {
            *state = is_undone;
        }
    }

    /// Returns the acts in force, oldest first.
    pub fn acts(&self) -> impl DoubleEndedIterator<Item = &Act> {
        self.in_force().map(|entry| &entry.act)
    }

    /// Returns the entries in force, oldest first.
    pub fn in_force(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().filter(|entry| !entry.is_undone)
    }

    /// Returns the acts in force whose places are no longer found, oldest first.
    pub fn detached(&self) -> impl Iterator<Item = &Detached> {
        let is_gone = |gone: &&Detached| !self.placed.contains_key(&gone.origin);
        self.detached.iter().filter(|gone| !gone.is_undone).filter(is_gone)
    }

    /// Returns the steps that are not kept yet, oldest first.
    pub fn unsaved(&self) -> &[Step] {
        &self.unsaved
    }

    /// Forgets that the first `count` unsaved steps were unsaved: they are kept now.
    pub fn saved(&mut self, count: usize) {
        self.unsaved.drain(..count.min(self.unsaved.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::side::Sided;

    fn pin(at: usize) -> Act {
        Act::Pin(Sided::new(Span::new(at, at + 1), Span::new(at, at + 1)))
    }

    fn acts(journal: &Journal) -> Vec<Act> {
        journal.acts().cloned().collect()
    }

    #[test]
    fn undo_takes_back_one_act_after_the_other_whatever_its_kind() {
        let place = Sided::new(Some(Span::new(0, 3)), None);
        let note = Act::Note { place, text: "核对原件".to_owned() };
        let mut journal = Journal::default();
        journal.push(pin(0));
        journal.push(note.clone());
        assert_eq!(journal.undo(), Some(&note));
        assert_eq!(acts(&journal), [pin(0)]);
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
        assert_eq!(acts(&journal), [pin(0), pin(2)]);
    }

    #[test]
    fn own_acts_are_taken_back_before_those_of_another_run() {
        let mut journal = Journal::of_run(1);
        journal.push(pin(0));
        journal.take_in(Step::Do(Origin { run: 2, number: 1 }, pin(5)), false);
        assert_eq!(journal.undo(), Some(&pin(0)));
        assert_eq!(journal.undo(), Some(&pin(5)));
    }

    #[test]
    fn two_runs_that_take_in_each_other_agree() {
        let mut runs = [Journal::of_run(1), Journal::of_run(2)];
        runs[0].push(pin(0));
        runs[1].push(pin(1));
        runs[1].undo();
        let steps: Vec<Step> = runs.iter().flat_map(|run| run.unsaved().to_vec()).collect();
        for run in &mut runs {
            for step in &steps {
                run.take_in(step.clone(), false);
            }
            assert_eq!(acts(run), [pin(0)]);
        }
    }

    #[test]
    fn step_taken_in_twice_counts_once() {
        let mut journal = Journal::default();
        let step = Step::Do(Origin { run: 7, number: 1 }, pin(0));
        journal.take_in(step.clone(), false);
        journal.take_in(Step::Undo(Origin { run: 7, number: 1 }), false);
        journal.take_in(step, true);
        assert_eq!(acts(&journal), []);
        assert_eq!(journal.unsaved(), []);
    }
}
