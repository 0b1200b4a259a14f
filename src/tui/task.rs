//! What takes too long to be done between a key and its frame: collating, comparing all with all,
//! reading the files again.

use crate::collate::guidance::Guidance;
use crate::finding::model::Message;
use crate::store::cabinet::{Cabinet, Opened};
use crate::text::language::{Words, words};
use crate::text::side::Sided;
use crate::tui::guiding::Collated;
use crate::tui::keeping::texts;
use crate::tui::model::{Catalog, Choice, Model, Overlay};
use crate::tui::pair::Pair;
use crate::tui::prompt::{Asked, Prompt};
use crate::tui::sources::Traced;
use crate::tui::words::NOTICES;
use std::fmt;
use std::sync::Arc;

/// What is said in the status line while something is worked at behind a pair that shows.
const GUIDING: Words = words("正在重新对勘", "comparing again");
const RELOADING: Words = words("正在重读", "reading again");
const TRACING: Words = words("正在找来源", "looking for sources");

/// What is said when it broke off.
const NOT_GUIDED: Words =
    words("重新对勘没有完成，画面仍是原样", "comparing again broke off; this is as it was");

const BROKEN_OFF: Words = words(
    "没有完成：程序出了错，退出后会说明",
    "it broke off: a fault of the program, told when you quit",
);

/// Something to be worked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Compare every report with every other.
    Choose,
    /// Collate two reports, by their indices in the catalog.
    Collate(Sided<usize>),
    /// Look for the source of every sentence of a report, by its index in the catalog.
    Trace(usize),
    /// Collate two that are open anew, as the reviewer decided.
    Guide {
        /// The reports, by their indices in the catalog.
        entries: Sided<usize>,
        /// What was decided.
        guidance: Arc<Guidance>,
    },
    /// Read the files again, and do again what was open.
    Reload {
        /// The pair that is open.
        entries: Option<Sided<usize>>,
        /// Whether there is a choice of pairs behind it.
        has_choice: bool,
    },
}

/// Reads the reports again, in the order they were given.
#[derive(Clone)]
pub struct Reload(pub Arc<dyn Fn() -> Result<Catalog, Message> + Send + Sync>);

impl fmt::Debug for Reload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reload")
    }
}

/// What tasks are done with.
#[derive(Clone, Debug, Default)]
pub struct Means {
    /// Reads the files again, where they can be.
    pub reload: Option<Reload>,
    /// Where marks are kept.
    pub cabinet: Option<Cabinet>,
}

/// What came of a task.
#[derive(Debug)]
pub enum Done {
    /// The choice of a pair.
    Choice(Choice),
    /// A pair.
    Pair(Box<Pair>),
    /// Where the sentences of a report come from.
    Traced(Traced),
    /// Another collation of the pair that is open.
    Guided(Box<Collated>),
    /// Everything anew, or why it could not be read.
    Reloaded(Result<Box<Reloaded>, Message>),
    /// Nothing: there are no files to be read again.
    NoFiles,
    /// Nothing: the work broke off.
    Lost,
}

/// What was open, made anew from the files as they are now.
#[derive(Debug)]
pub struct Reloaded {
    catalog: Catalog,
    choice: Option<Choice>,
    pair: Option<Box<Pair>>,
}

impl Task {
    /// Says whether what is wanted is begun already or waits for it to be done: of decisions that follow
    /// fast on one another only the last is worked at.
    pub fn waits(wanted: Option<&Self>, begun: Option<&Self>) -> bool {
        let is_guide = |task: Option<&Self>| matches!(task, Some(Task::Guide { .. }));
        wanted == begun || (is_guide(wanted) && is_guide(begun))
    }

    /// Returns what to say while it is worked at and the reader goes on reading; `None` if they cannot.
    pub fn words(&self) -> Option<&'static Words> {
        match self {
            Task::Choose | Task::Collate(_) => None,
            Task::Guide { .. } => Some(&GUIDING),
            Task::Reload { .. } => Some(&RELOADING),
            Task::Trace(_) => Some(&TRACING),
        }
    }

    /// Does the task. Takes as long as the collation of the reports does.
    pub fn done(&self, catalog: &Catalog, means: &Means) -> Done {
        match self {
            Task::Choose => Done::Choice(Choice::of(catalog)),
            Task::Collate(entries) => Done::Pair(Box::new(opened(catalog, *entries, means))),
            Task::Trace(entry) => Done::Traced(Traced::of(catalog, *entry)),
            Task::Guide { entries, guidance } => {
                Done::Guided(Box::new(Collated::of(catalog, *entries, Guidance::clone(guidance))))
            }
            Task::Reload { entries, has_choice } => {
                let Some(Reload(reload)) = &means.reload else { return Done::NoFiles };
                Done::Reloaded(reload().map(|catalog| {
                    let is_there = |at: usize| at < catalog.entries.len();
                    let entries =
                        entries.filter(|both| is_there(both.left) && is_there(both.right));
                    let pair = entries.map(|entries| {
                        // The marks come from the pair that is open.
                        Box::new(opened(&catalog, entries, &Means::default()))
                    });
                    let choice = has_choice.then(|| Choice::of(&catalog));
                    Box::new(Reloaded { catalog, choice, pair })
                }))
            }
        }
    }
}

fn opened(catalog: &Catalog, entries: Sided<usize>, means: &Means) -> Pair {
    let texts = texts(catalog, entries);
    let nowhere = || Opened::nowhere(texts);
    let opened = means.cabinet.as_ref().map_or_else(nowhere, |cabinet| cabinet.open(texts));
    Pair::open(catalog, entries, opened)
}

impl Model {
    /// Sees to a task: here and now, or as soon as somebody takes it from [`Model::task`].
    pub(crate) fn see_to(&mut self, task: Task) {
        if self.works_elsewhere {
            self.task = Some(task);
        } else {
            let done = task.done(&self.catalog, &Means::default());
            self.task = Some(task.clone());
            self.receive(&task, done);
        }
    }

    /// Takes what came of a task, unless it is no longer wanted.
    pub fn receive(&mut self, task: &Task, done: Done) {
        if self.task.as_ref() != Some(task) {
            return;
        }
        self.task = None;
        let is_lost = matches!(done, Done::Lost);
        match done {
            Done::Choice(choice) => self.choice = Some(choice),
            Done::Pair(pair) => {
                self.pair = Some(pair);
                self.greet();
            }
            Done::Traced(traced) => {
                self.traced = Some(traced);
                self.overlay = Some(Overlay::Sources(0));
            }
            Done::Reloaded(Ok(reloaded)) => self.replace(*reloaded),
            Done::Reloaded(Err(why)) => {
                let why = why.pick(self.settings.language).to_owned();
                self.say(&NOTICES.not_reloaded, &[&why]);
            }
            Done::Guided(collated) => {
                if let Task::Guide { entries, .. } = task {
                    self.take_up(*entries, *collated);
                }
            }
            Done::Lost if matches!(task, Task::Guide { .. }) => self.say(&NOT_GUIDED, &[]),
            Done::Lost => self.say(&BROKEN_OFF, &[]),
            Done::NoFiles => self.say(&NOTICES.nothing_to_reload, &[]),
        }
        // What was decided meanwhile; work that broke off is not begun again by itself.
        if !is_lost {
            self.guide();
        }
        self.arrange();
        if matches!(task, Task::Collate(_)) {
            self.arrive();
        }
    }

    /// Reads the files again.
    pub(crate) fn reload(&mut self) {
        if self.task.is_none() || self.is_guiding() {
            let entries = self.pair.as_ref().map(|pair| pair.entries);
            self.see_to(Task::Reload { entries, has_choice: self.choice.is_some() });
        }
    }

    /// Puts new texts in the place of the old ones; the reader stays where they were.
    fn replace(&mut self, reloaded: Reloaded) {
        let Reloaded { catalog, mut choice, mut pair } = reloaded;
        if let (Some(new), Some(old)) = (&mut choice, &self.choice) {
            let is_there = |at: usize| at < catalog.entries.len();
            if is_there(old.chosen.left) && is_there(old.chosen.right) {
                new.chosen = old.chosen;
            }
            new.go_on_from(old, &self.catalog, &catalog);
        }
        let before = std::mem::take(&mut self.catalog);
        if let Some(new) = &pair {
            self.carry_prompt(new, &before, &catalog);
        } else if matches!(
            self.prompt,
            Some(Prompt { asked: Asked::Note(_) | Asked::Reason(_), .. })
        ) {
            self.prompt = None;
        }
        if let (Some(new), Some(old)) = (&mut pair, self.pair.take()) {
            new.go_on_from(*old, &before, &catalog);
        }
        self.catalog = catalog;
        self.choice = choice;
        self.pair = pair;
        self.overlay = None;
        self.traced = None;
        self.visit = None;
        self.say(&NOTICES.reloaded, &[]);
    }
}
