//! From the records of earlier runs to a journal on the texts as they are now.
//!
//! An act may stand in the records more than once: as it was done, and as it was found again on
//! later editions. The latest place that is still found holds; text that was taken out and put back
//! is found by an earlier one. An act of which no record finds a place is listed as detached.

use crate::review::act::Act;
use crate::review::anchor::Anchor;
use crate::review::edition::{Edition, EditionId, Reading};
use crate::review::journal::{Journal, Origin, Step};
use crate::review::record::Record;
use crate::review::tracing::{Found, Tracing};
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Editions by their names.
pub type Editions = BTreeMap<EditionId, Edition>;

/// The texts that are open, ready to be searched.
#[derive(Clone, Debug)]
pub struct Open<'a> {
    /// The texts.
    pub readings: Sided<Reading<'a>>,
    /// Their editions.
    pub ids: Sided<EditionId>,
}

/// What became of the records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replayed {
    /// Everything that was done, on the texts that are open.
    pub journal: Journal,
    /// The acts that were found on another edition, told anew on these.
    pub anew: Vec<Record>,
}

impl<'a> Open<'a> {
    /// Reads the texts. Linear.
    pub fn of(readings: Sided<Reading<'a>>) -> Self {
        let ids = readings.as_ref().map(|reading| reading.edition.id());
        Self { readings, ids }
    }
}

/// Finds places of known editions in the texts that are open.
pub struct Finder<'a> {
    open: &'a Open<'a>,
    known: &'a Editions,
    tracings: FxHashMap<(Side, EditionId), Tracing<'a>>,
}

impl<'a> Finder<'a> {
    /// Makes a finder; editions are matched when they are first asked for.
    pub fn new(open: &'a Open<'a>, known: &'a Editions) -> Self {
        Self { open, known, tracings: FxHashMap::default() }
    }

    /// Returns where a place of an edition is now on a side, whatever side it was on; `None` if it
    /// is gone or in doubt, or if that edition is not known.
    pub fn place(&mut self, side: Side, edition: EditionId, anchor: &Anchor) -> Option<Found> {
        let reading = &self.open.readings[side];
        if edition == self.open.ids[side]
            && let Some(span) = unchanged(anchor, reading)
        {
            return Some(Found { span, is_edited: false });
        }
        let old = self.known.get(&edition)?;
        let tracing =
            self.tracings.entry((side, edition)).or_insert_with(|| Tracing::of(old, reading));
        tracing.place(anchor)
    }

    /// Returns the act of a record on the texts that are open, and whether these were edited since.
    pub fn act(&mut self, record: &Record) -> Option<(Act, bool)> {
        let Step::Do(_, act) = &record.step else { return None };
        let mut is_edited = record.is_edited;
        let carried = act.carried(|side, anchor| {
            let found = self.place(side, record.editions[side], anchor)?;
            is_edited |= found.is_edited;
            Some(found.span)
        })?;
        Some((carried, is_edited))
    }
}

/// Returns the place in the very edition it was told on.
fn unchanged(anchor: &Anchor, reading: &Reading<'_>) -> Option<Span> {
    let spans: Option<Vec<Span>> = anchor
        .parts
        .iter()
        .map(|part| {
            let is_the_same = reading.edition.sentences.get(part.sentence) == Some(&part.text);
            is_the_same.then(|| reading.span(part.sentence, part.start, part.end)).flatten()
        })
        .collect();
    Span::hull_of(spans?)
}

/// Reads the records into a journal for a run of the program, oldest first.
///
/// Linear but for what [`Tracing`] costs for each edition that is not open any more.
pub fn replay(run: u64, records: &[Record], known: &Editions, open: &Open<'_>) -> Replayed {
    let mut tellings: FxHashMap<Origin, Vec<&Record>> = FxHashMap::default();
    for record in records {
        if matches!(record.step, Step::Do(..)) {
            tellings.entry(record.origin()).or_default().push(record);
        }
    }
    let mut finder = Finder::new(open, known);
    let mut replayed = Replayed { journal: Journal::of_run(run), anew: Vec::new() };
    for record in records {
        match &record.step {
            Step::Do(origin, act) => {
                // Only the first telling says when it was done.
                let Some(tellings) = tellings.remove(origin) else { continue };
                let mut latest_first = tellings.iter().rev();
                let found = latest_first.find_map(|told| Some((finder.act(told)?, told.editions)));
                match found {
                    Some(((act, is_edited), editions)) => {
                        let step = Step::Do(*origin, act);
                        if editions != open.ids {
                            replayed.anew.extend(told_anew(&step, is_edited, open));
                        }
                        replayed.journal.take_in(step, is_edited);
                    }
                    None => replayed.journal.take_in_detached(*origin, act.clone()),
                }
            }
            Step::Undo(origin) => replayed.journal.take_in(Step::Undo(*origin), false),
            Step::Redo(origin) => replayed.journal.take_in(Step::Redo(*origin), false),
        }
    }
    replayed
}

fn told_anew(step: &Step, is_edited: bool, open: &Open<'_>) -> Option<Record> {
    let sides = open.readings.as_ref().map(|reading| reading.witness);
    Record::of(step, sides, open.ids).map(|record| Record { is_edited, ..record })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::model::Witness;
    use crate::intake::decode;
    use crate::intake::document::Document;
    use crate::report::model::Report;
    use crate::report::split;

    const LEFT: &str = "工作总结\n全年新增企业67家。\n培训人员300人次。\n";
    const RIGHT: &str = "工作总结\n全年新增企业89家。\n培训人员420人次。\n";

    struct Desk {
        documents: Sided<Document>,
        reports: Sided<Report>,
    }

    impl Desk {
        fn of(left: &str, right: &str) -> Self {
            let documents = Sided::new(left, right);
            let documents = documents.map(|text| decode::read(text.as_bytes(), "a.txt"));
            let reports = documents.as_ref().map(split::whole);
            Self { documents, reports }
        }

        fn witness(&self, side: Side) -> Witness<'_> {
            Witness { text: &self.documents[side].text, report: &self.reports[side] }
        }

        fn open(&self) -> Open<'_> {
            let reading = |side| Reading::of(self.witness(side));
            Open::of(Sided::new(reading(Side::Left), reading(Side::Right)))
        }

        fn pin(&self, left: &str, right: &str) -> Act {
            let words = Sided::new(left, right);
            let span = |side: Side| {
                let start = self.documents[side].text.find(words[side]).unwrap();
                Span::new(start, start + words[side].len())
            };
            Act::Pin(Sided::new(span(Side::Left), span(Side::Right)))
        }
    }

    fn editions(desks: &[&Desk]) -> Editions {
        let all = desks.iter().flat_map(|desk| {
            let Sided { left, right } = desk.open().readings;
            [left.edition, right.edition]
        });
        all.map(|edition| (edition.id(), edition)).collect()
    }

    fn done(desk: &Desk, act: Act) -> Record {
        let step = Step::Do(Origin { run: 1, number: 1 }, act);
        let open = desk.open();
        let sides = open.readings.as_ref().map(|reading| reading.witness);
        Record::of(&step, sides, open.ids).unwrap()
    }

    fn quoted(journal: &Journal, desk: &Desk) -> Vec<(String, bool)> {
        let quote = |entry: &crate::review::journal::Entry| {
            let places = entry.act.places();
            let words = places.left[0].of(&desk.documents.left.text).to_owned();
            (words, entry.is_edited)
        };
        journal.in_force().map(quote).collect()
    }

    #[test]
    fn act_on_the_same_texts_is_where_it_was() {
        let desk = Desk::of(LEFT, RIGHT);
        let record = done(&desk, desk.pin("67家", "89家"));
        let replayed = replay(9, &[record], &Editions::default(), &desk.open());
        assert_eq!(quoted(&replayed.journal, &desk), [("67家".to_owned(), false)]);
        assert_eq!(replayed.anew, []);
    }

    #[test]
    fn act_on_an_edited_text_is_found_and_told_anew_once() {
        let old = Desk::of(LEFT, RIGHT);
        let new = Desk::of(&LEFT.replace("67家", "68家"), RIGHT);
        let known = editions(&[&old]);
        let first = done(&old, old.pin("67家", "89家"));
        let replayed = replay(9, std::slice::from_ref(&first), &known, &new.open());
        assert_eq!(quoted(&replayed.journal, &new), [("68家".to_owned(), true)]);
        let [anew] = &replayed.anew[..] else { panic!("{:?}", replayed.anew) };
        let again = replay(9, &[first, anew.clone()], &known, &new.open());
        assert_eq!(quoted(&again.journal, &new), [("68家".to_owned(), true)]);
        assert_eq!(again.anew, []);
    }

    #[test]
    fn act_whose_text_is_gone_is_detached_and_comes_back_with_it() {
        let old = Desk::of(LEFT, RIGHT);
        let new = Desk::of(&LEFT.replace("全年新增企业67家。\n", ""), RIGHT);
        let records = [done(&old, old.pin("67家", "89家"))];
        let known = editions(&[&old, &new]);
        let gone = replay(9, &records, &known, &new.open());
        assert_eq!((gone.journal.acts().count(), gone.journal.detached().count()), (0, 1));
        let back = replay(9, &records, &known, &old.open());
        assert_eq!(back.journal.acts().count(), 1);
    }

    #[test]
    fn undone_act_stays_undone_whether_it_is_found_or_not() {
        let old = Desk::of(LEFT, RIGHT);
        let act = done(&old, old.pin("67家", "89家"));
        let undo = Record { step: Step::Undo(act.origin()), ..act.clone() };
        for text in [LEFT, "别的内容。"] {
            let new = Desk::of(text, RIGHT);
            let records = [act.clone(), undo.clone()];
            let journal = replay(9, &records, &editions(&[&old]), &new.open()).journal;
            assert_eq!((journal.acts().count(), journal.detached().count()), (0, 0));
        }
    }

    #[test]
    fn records_of_exchanged_texts_are_mirrored() {
        let desk = Desk::of(LEFT, RIGHT);
        let record = done(&desk, desk.pin("67家", "89家")).swapped();
        let swapped = Desk::of(RIGHT, LEFT);
        let replayed = replay(9, &[record], &Editions::default(), &swapped.open());
        assert_eq!(quoted(&replayed.journal, &swapped), [("89家".to_owned(), false)]);
    }
}
