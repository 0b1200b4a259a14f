//! Collating anew around what the reviewer decided, while the reader goes on reading.

use crate::collate::collate_by;
use crate::collate::guidance::Guidance;
use crate::collate::model::Collation;
use crate::finding::findings;
use crate::finding::model::Finding;
use crate::review::act::FindingKey;
use crate::review::marks::Marks;
use crate::sheet::marking::Markings;
use crate::sheet::model::Sheet;
use crate::text::side::Sided;
use crate::threads::SideBySide;
use crate::tui::model::{Catalog, Model};
use crate::tui::pair::{Pair, Totals};
use crate::tui::panel::listed;
use crate::tui::task::Task;
use std::sync::Arc;

/// How two reports stand to each other, as the reviewer decided, with all that is read off from it.
#[derive(Debug, Default)]
pub struct Collated {
    /// What it follows of what the reviewer decided.
    pub guidance: Guidance,
    /// How they stand to each other.
    pub collation: Collation,
    /// What to look at.
    pub findings: Vec<Finding>,
    /// What is marked in the texts.
    pub markings: Markings,
    /// The counts in the header.
    pub totals: Totals,
}

impl Collated {
    /// Collates two reports of the catalog; takes as long as that does.
    pub fn of(catalog: &Catalog, entries: Sided<usize>, guidance: Guidance) -> Self {
        let sides = entries.map(|index| catalog.entries[index].witness());
        let documents = entries.map(|index| catalog.entries[index].document.as_ref());
        let collation = collate_by(sides, &guidance, catalog.background(), &SideBySide);
        let findings = findings(documents, sides, &collation);
        let markings = Markings::of(sides, &collation, &findings);
        let totals = Totals::of(&collation, &findings);
        Self { guidance, collation, findings, markings, totals }
    }
}

impl Model {
    /// Says whether what shows is not yet as the reviewer decided.
    pub(crate) fn is_guiding(&self) -> bool {
        matches!(self.task, Some(Task::Guide { .. }))
    }

    /// Shows what follows from the journal: marks at once, another alignment as soon as it is there.
    pub(crate) fn revise(&mut self) {
        if let Some(pair) = &mut self.pair {
            pair.read_marks(&self.catalog);
        }
        self.guide();
    }

    /// Has the open pair collated as the reviewer decided, unless it is or other work comes first, after
    /// which this is called again. What was begun for an earlier decision is no longer wanted.
    pub(crate) fn guide(&mut self) {
        let Some(pair) = &self.pair else { return };
        if self.task.is_some() && !self.is_guiding() {
            return;
        }
        let wanted = self.catalog.guidance(&pair.journal);
        if wanted == pair.guidance {
            self.task = None;
            return;
        }
        let task = Task::Guide { entries: pair.entries, guidance: Arc::new(wanted) };
        if self.task.as_ref() != Some(&task) {
            self.see_to(task);
        }
    }

    /// Puts a collation in the place of the one that shows; the reader stays where they are.
    pub(crate) fn take_up(&mut self, entries: Sided<usize>, collated: Collated) {
        let Some(pair) = self.pair.as_mut().filter(|pair| pair.entries == entries) else { return };
        let key = |pair: &Pair, at: usize| FindingKey::of(&pair.findings[at]);
        let selected = listed(pair).get(pair.list.selected).map(|at| key(pair, *at));
        pair.take_up(collated);
        pair.read_marks(&self.catalog);
        let listed = listed(pair);
        let last = listed.len().saturating_sub(1);
        let again =
            selected.and_then(|selected| listed.iter().position(|at| key(pair, *at) == selected));
        pair.list.selected = again.unwrap_or(pair.list.selected.min(last));
    }
}

impl Pair {
    /// Stands from now on as collated; the sheet is still to be laid out.
    pub(crate) fn take_up(&mut self, collated: Collated) {
        let Collated { guidance, collation, findings, markings, totals } = collated;
        self.guidance = guidance;
        self.collation = collation;
        self.findings = findings;
        self.markings = markings;
        if let Some(search) = &self.search {
            self.markings.look_for(search.hits.clone());
        }
        self.totals = totals;
        self.sheet = Sheet::default();
    }

    /// Reads off anew what the reviewer's marks amount to.
    pub(crate) fn read_marks(&mut self, catalog: &Catalog) {
        let sides = self.subject(catalog).sides;
        self.marks = Marks::of(&self.journal, sides, &self.collation, &self.findings);
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Settings;
    use crate::intake::decode;
    use crate::report::split;
    use crate::tui::key::keys;
    use crate::tui::model::{Catalog, Entry, Model, Opening, Size};
    use crate::tui::task::{Done, Means, Task};
    use crate::tui::update::{Message, update};
    use std::sync::Arc;

    /// A pair that is open, with somebody else doing the work from now on.
    fn open() -> Model {
        let entry = |text: &str| {
            let document = Arc::new(decode::read(text.as_bytes(), "a.txt"));
            Entry { report: split::whole(&document), document, name: "a".to_owned() }
        };
        let left = "全年新增企业67家。\n城区绿化面积扩大。\n";
        let right = "道路照明改造完成。\n全年新增企业89家。\n";
        let catalog = Catalog { entries: vec![entry(left), entry(right)], ..Catalog::default() };
        let size = Size { width: 80, height: 24 };
        let mut model = Model::new(catalog, Opening::Pair(0, 1), Settings::default(), size);
        model.works_elsewhere = true;
        model
    }

    fn press(model: &mut Model, script: &str) {
        for key in script.split_whitespace().flat_map(keys) {
            update(model, Message::Key(key));
        }
    }

    fn done(model: &Model) -> (Task, Done) {
        let task = model.task.clone().unwrap();
        let done = task.done(&model.catalog, &Means::default());
        (task, done)
    }

    /// Takes apart what stands together at the last such row.
    fn take_apart(model: &mut Model) {
        press(model, "G -");
        while model.pair.as_ref().unwrap().journal.acts().count() == 0 {
            press(model, "k -");
        }
    }

    #[test]
    fn keys_are_live_while_the_pair_is_collated_anew() {
        let mut model = open();
        take_apart(&mut model);
        assert!(model.is_guiding());
        let before = model.pair.as_ref().unwrap().collation.alignments.len();
        press(&mut model, "gg j");
        assert_eq!(model.pair.as_ref().unwrap().cursor.row, 1);
        let (task, done) = done(&model);
        model.receive(&task, done);
        assert!(!model.is_guiding());
        let pair = model.pair.as_ref().unwrap();
        assert_eq!(pair.guidance.unpaired.len(), 1);
        assert!(before < pair.collation.alignments.len(), "the two stand apart");
    }
}
