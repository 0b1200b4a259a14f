//! What was done on one pair of texts, in memory and, where there is a place for it, on disk.

use crate::collate::model::Witness;
use crate::review::anchor::Anchor;
use crate::review::edition::{EditionId, Reading};
use crate::review::journal::{Journal, Step};
use crate::review::record::Record;
use crate::review::replay::{Editions, Finder, Open, replay};
use crate::store::cabinet::{Cabinet, INDEX, PAIRS, TEXTS};
use crate::store::disk;
use crate::store::portrait::Portrait;
use crate::store::wire::{Bookmark, Line, edition_name, is_foreign, read, written};
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;

/// Where a notebook lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// The directory of the cabinet.
    pub directory: PathBuf,
    /// The name of the file in it.
    pub name: String,
    /// Whether the sides on screen are those of the file exchanged.
    pub is_mirrored: bool,
    /// Bytes of the file that are known.
    pub known: u64,
}

/// What was done on one pair of texts; sides are those of the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notebook {
    run: u64,
    home: Option<Home>,
    /// The texts that are open.
    portraits: Sided<Portrait>,
    /// The editions that the file says are this pair.
    told: BTreeSet<(EditionId, EditionId)>,
    records: Vec<Record>,
    editions: Editions,
    /// Records that are not on disk yet.
    unsaved: Vec<Record>,
    bookmark: Option<Bookmark>,
    /// Earlier pairs whose marks were taken over or declined.
    answers: BTreeSet<String>,
    /// An answer that is not on disk yet.
    unsaved_answer: Option<(String, bool)>,
    /// Lines of a later version of the program.
    n_foreign: usize,
}

/// What must be written when the program ends, ready for whoever ends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Farewell {
    home: Home,
    index: Option<String>,
    lines: String,
}

impl Farewell {
    /// Returns the name of the file it goes to.
    pub fn name(&self) -> &str {
        &self.home.name
    }

    /// Writes it.
    ///
    /// # Errors
    ///
    /// When it may not be on the disk.
    pub fn say(&self) -> io::Result<()> {
        let Home { directory, name, known, .. } = &self.home;
        if let Some(index) = &self.index {
            disk::append(&directory.join(INDEX), 0, index)?;
        }
        disk::append(&directory.join(PAIRS).join(name), *known, &self.lines).map(drop)
    }
}

impl Notebook {
    /// Makes an empty notebook for a run of the program; without a home, nothing is kept.
    pub fn new(run: u64, home: Option<Home>) -> Self {
        Self { run, home, ..Self::default() }
    }

    /// Returns how many lines of the file are of a later version: they are left as they are.
    pub fn n_foreign(&self) -> usize {
        self.n_foreign
    }

    /// Returns the name of the file; `None` if nothing is kept.
    pub fn name(&self) -> Option<&str> {
        self.home.as_ref().map(|home| home.name.as_str())
    }

    /// Returns what was done, oldest first, also by other copies of the program.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// Returns the editions that are known.
    pub fn editions(&self) -> &Editions {
        &self.editions
    }

    /// Says whether the marks of an earlier pair were taken over or declined.
    pub fn is_answered(&self, from: &str) -> bool {
        self.answers.contains(from)
    }

    /// Notes that the marks of an earlier pair were taken over or declined; kept with [`Notebook::keep`].
    pub fn answer(&mut self, from: String, is_taken: bool) {
        self.answers.insert(from.clone());
        self.unsaved_answer = Some((from, is_taken));
    }

    /// Says whether there is something that is not on the disk, the journal aside.
    pub fn is_answering(&self) -> bool {
        self.unsaved_answer.is_some()
    }

    /// Reads what is new in the file, and the editions it speaks of; returns the records.
    ///
    /// # Errors
    ///
    /// When the file is there and cannot be read.
    pub fn catch_up(&mut self) -> io::Result<Vec<Record>> {
        let Some(home) = &mut self.home else { return Ok(Vec::new()) };
        let tail = disk::read(&home.directory.join(PAIRS).join(&home.name), home.known)?;
        home.known = tail.known;
        Ok(self.take_lines(&tail.news))
    }

    /// Takes lines of the file in; returns the records of other runs among them.
    fn take_lines(&mut self, lines: &str) -> Vec<Record> {
        let is_mirrored = self.home.as_ref().is_some_and(|home| home.is_mirrored);
        let mut fresh = Vec::new();
        for line in lines.lines() {
            match read(line) {
                Some(Line::Step(record)) => {
                    let record = if is_mirrored { record.swapped() } else { record };
                    let is_known = matches!(record.step, Step::Do(..))
                        && record.origin().run == self.run
                        && self.records.contains(&record);
                    if !is_known {
                        fresh.push(record);
                    }
                }
                Some(Line::Pair(sides, _)) => {
                    let sides = if is_mirrored { sides.swapped() } else { sides };
                    self.told.insert((sides.left.edition, sides.right.edition));
                }
                Some(Line::Place(bookmark)) => {
                    self.bookmark = Some(if is_mirrored { bookmark.swapped() } else { bookmark });
                }
                Some(Line::Answer(from, _)) => drop(self.answers.insert(from)),
                None => self.n_foreign += usize::from(is_foreign(line)),
            }
        }
        self.records.extend(fresh.iter().cloned());
        self.read_editions();
        fresh
    }

    /// Reads the editions that records speak of; one that is missing or damaged is not known.
    fn read_editions(&mut self) {
        let Some(home) = &self.home else { return };
        let named = self.records.iter().filter(|record| matches!(record.step, Step::Do(..)));
        let named: BTreeSet<EditionId> =
            named.flat_map(|record| [record.editions.left, record.editions.right]).collect();
        for id in named {
            if !self.editions.contains_key(&id)
                && let Some(edition) = Cabinet::edition(&home.directory, id)
            {
                self.editions.insert(id, edition);
            }
        }
    }

    /// Lays the notebook beside the texts that are open now and returns the acts on them.
    ///
    /// `portraits` are those of the texts, in the same order.
    pub fn lay_beside(&mut self, open: &Open<'_>, portraits: Sided<Portrait>) -> Journal {
        for side in Side::BOTH {
            let edition = &open.readings[side].edition;
            self.editions.entry(open.ids[side]).or_insert_with(|| edition.clone());
        }
        self.portraits = portraits;
        let replayed = replay(self.run, &self.records, &self.editions, open);
        self.records.extend(replayed.anew.iter().cloned());
        self.unsaved.extend(replayed.anew);
        replayed.journal
    }

    /// Writes what the journal has not kept yet, and takes in what other copies of the program wrote
    /// meanwhile; says whether there was any of that. On return everything is on the disk.
    ///
    /// # Errors
    ///
    /// When it may not be; it stays here and is written with the next act.
    pub fn keep(&mut self, journal: &mut Journal, sides: Sided<Witness<'_>>) -> io::Result<bool> {
        let at = self.records.len();
        self.note(journal, sides);
        let own = self.records.split_off(at);
        let saved = self.save();
        // What others wrote came first, and of two acts on one thing the later holds.
        self.records.extend(own);
        let news = saved?;
        self.take_in(&news, journal, sides);
        Ok(!news.is_empty())
    }

    /// Takes over what the journal has not kept yet; it is not on the disk after that.
    pub fn note(&mut self, journal: &mut Journal, sides: Sided<Witness<'_>>) {
        let editions = self.portraits.as_ref().map(|portrait| portrait.edition);
        let count = journal.unsaved().len();
        let steps = journal.unsaved().iter();
        let records: Vec<Record> =
            steps.filter_map(|step| Record::of(step, sides, editions)).collect();
        journal.saved(count);
        self.unsaved.extend(records.iter().cloned());
        self.records.extend(records);
    }

    /// Writes what is not on the disk yet; returns the records of other copies.
    fn save(&mut self) -> io::Result<Vec<Record>> {
        if self.unsaved.is_empty() && self.unsaved_answer.is_none() {
            return Ok(Vec::new());
        }
        let Some(home) = self.home.clone() else {
            self.unsaved.clear();
            return Ok(Vec::new());
        };
        self.deposit_editions(&home)?;
        let mut lines = String::new();
        if let Some((index, pair)) = self.introduction(&home) {
            disk::append(&home.directory.join(INDEX), 0, &index)?;
            lines.push_str(&pair);
        }
        for record in &self.unsaved {
            let record = record.clone();
            let record = if home.is_mirrored { record.swapped() } else { record };
            lines.push_str(&written(&Line::Step(record)));
        }
        let answer = self.unsaved_answer.clone();
        lines.extend(answer.map(|(from, is_taken)| written(&Line::Answer(from, is_taken))));
        let path = home.directory.join(PAIRS).join(&home.name);
        let tail = disk::append(&path, home.known, &lines)?;
        self.unsaved.clear();
        self.unsaved_answer = None;
        self.told.insert(self.edition_ids());
        if let Some(home) = &mut self.home {
            home.known = tail.known;
        }
        Ok(self.take_lines(&tail.news))
    }

    fn edition_ids(&self) -> (EditionId, EditionId) {
        (self.portraits.left.edition, self.portraits.right.edition)
    }

    fn deposit_editions(&self, home: &Home) -> io::Result<()> {
        let told = self.unsaved.iter().filter(|record| matches!(record.step, Step::Do(..)));
        let told: BTreeSet<EditionId> =
            told.flat_map(|record| [record.editions.left, record.editions.right]).collect();
        let texts = home.directory.join(TEXTS);
        told.iter().try_for_each(|id| match self.editions.get(id) {
            Some(edition) => {
                disk::deposit(&texts.join(format!("{}.txt", edition_name(*id))), &edition.text())
            }
            None => Ok(()),
        })
    }

    /// Returns the lines that make the texts known, for the index and for the file; `None` if they are.
    fn introduction(&self, home: &Home) -> Option<(String, String)> {
        if self.told.contains(&self.edition_ids()) {
            return None;
        }
        let sides = self.portraits.clone();
        let sides = if home.is_mirrored { sides.swapped() } else { sides };
        let index = written(&Line::Pair(sides.clone(), Some(home.name.clone())));
        Some((index, written(&Line::Pair(sides, None))))
    }

    /// Takes records of other copies of the program into the journal.
    fn take_in(&self, records: &[Record], journal: &mut Journal, sides: Sided<Witness<'_>>) {
        if records.is_empty() {
            return;
        }
        let open = Open::of(sides.map(Reading::of));
        let mut finder = Finder::new(&open, &self.editions);
        for record in records {
            match &record.step {
                Step::Do(origin, act) => match finder.act(record) {
                    Some((act, is_edited)) => journal.take_in(Step::Do(*origin, act), is_edited),
                    None => journal.take_in_detached(*origin, act.clone()),
                },
                Step::Undo(origin) => journal.take_in(Step::Undo(*origin), false),
                Step::Redo(origin) => journal.take_in(Step::Redo(*origin), false),
            }
        }
        let mut order = FxHashMap::default();
        for (at, record) in self.records.iter().enumerate() {
            order.entry(record.origin()).or_insert(at);
        }
        journal.sort_by(|origin| order.get(&origin).copied());
    }

    /// Takes in what other copies of the program wrote; says whether there was any.
    ///
    /// # Errors
    ///
    /// When the file is there and cannot be read.
    pub fn look_again(
        &mut self,
        journal: &mut Journal,
        sides: Sided<Witness<'_>>,
    ) -> io::Result<bool> {
        let news = self.catch_up()?;
        self.take_in(&news, journal, sides);
        Ok(!news.is_empty())
    }

    /// Says whether there is a place to come back to.
    pub fn has_bookmark(&self) -> bool {
        self.bookmark.is_some()
    }

    /// Returns what must be written for the reader to come back to a place; `None` if nothing is kept
    /// or they are where they came back to.
    pub fn farewell(&self, bookmark: &Bookmark) -> Option<Farewell> {
        if self.bookmark.as_ref() == Some(bookmark) {
            return None;
        }
        let home = self.home.clone()?;
        let place = bookmark.clone();
        let place = Line::Place(if home.is_mirrored { place.swapped() } else { place });
        let (index, mut lines) = match self.introduction(&home) {
            Some((index, pair)) => (Some(index), pair),
            None => (None, String::new()),
        };
        lines.push_str(&written(&place));
        Some(Farewell { home, index, lines })
    }

    /// Returns the places to come back to in the texts that are open, as byte offsets.
    pub fn places(&self, open: &Open<'_>) -> Places {
        let Some(bookmark) = &self.bookmark else { return Places::default() };
        let spot = |spot: &Option<(Side, Anchor)>| {
            let (side, anchor) = spot.as_ref()?;
            nearest(anchor, open, *side).map(|span| (*side, span.start))
        };
        Places { cursor: spot(&bookmark.cursor), top: spot(&bookmark.top) }
    }
}

/// Places to come back to, as byte offsets on a side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// Of the cursor.
    pub cursor: Option<(Side, usize)>,
    /// Of the top of the screen.
    pub top: Option<(Side, usize)>,
}

/// Returns the sentence of the same words that is nearest to where it was; without one, what now
/// stands at its number.
fn nearest(anchor: &Anchor, open: &Open<'_>, side: Side) -> Option<Span> {
    let part = anchor.parts.first()?;
    let reading = &open.readings[side];
    let sentences = &reading.edition.sentences;
    let same = sentences.iter().enumerate().filter(|(_, text)| **text == part.text);
    let same = same.map(|(at, _)| at).min_by_key(|at| at.abs_diff(part.sentence));
    match same {
        Some(at) => reading.span(at, part.start, part.end),
        None => reading.span(part.sentence.min(sentences.len().checked_sub(1)?), 0, 1),
    }
}
