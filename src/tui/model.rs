//! The state of the screen, as a value.

use crate::collate::background::Background;
use crate::collate::cluster::clusters;
use crate::collate::exempt::Counted;
use crate::collate::guidance::Guidance;
use crate::collate::matrix::{MatrixPair, matrix_by};
use crate::collate::model::Witness;
use crate::collate::own::with_reports;
use crate::config::Settings;
use crate::export::subject::Unread;
use crate::intake::document::Document;
use crate::report::model::Report;
use crate::review::guidance::guidance;
use crate::review::journal::Journal;
use crate::text::side::{Side, Sided};
use crate::threads::SideBySide;
use crate::tui::key::Key;
use crate::tui::lookup::Keymap;
use crate::tui::pair::Pair;
use crate::tui::prompt::Prompt;
use crate::tui::roster::Roster;
use crate::tui::sources::{Traced, Visit};
use crate::tui::style::Theme;
use crate::tui::task::Task;
use crate::tui::words::NOTICES;
use rustc_hash::FxHashMap;
use std::sync::{Arc, OnceLock};

/// One report that can be opened.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The file it stands in.
    pub document: Arc<Document>,
    /// The report.
    pub report: Report,
    /// How it is called on screen: `2018.txt 篇二`.
    pub name: String,
}

impl Entry {
    /// Returns the name of the file without the folders it is in.
    pub fn file_name(&self) -> &str {
        let path = self.document.name.as_str();
        path.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or(path)
    }

    /// Returns the report with its text.
    pub fn witness(&self) -> Witness<'_> {
        Witness { text: &self.document.text, report: &self.report }
    }
}

/// The reports that can be opened.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// In the order they were given.
    pub entries: Vec<Entry>,
    /// Which files belong together, where they are those of two folders.
    pub roster: Option<Roster>,
    /// What could not be read of a folder.
    pub unread: Vec<Unread>,
    /// Which citations are counted as shared text.
    pub counted: Counted,
    /// The background with the documents that the reader named for it, if any.
    pub named: Option<Arc<Background>>,
    /// The same with what many of the entries have, counted when it is first asked for.
    pub own: Arc<OnceLock<Option<Background>>>,
}

impl Catalog {
    /// Returns what a collation follows: what the reviewer decided, and what the reader counts.
    pub(crate) fn guidance(&self, journal: &Journal) -> Guidance {
        Guidance { counted: self.counted, ..guidance(journal) }
    }

    /// Returns what stock phrases are told by. The first call counts the wordings of the entries.
    pub fn background(&self) -> &Background {
        let named = self.named.as_deref().unwrap_or(Background::shipped());
        let witnesses = || self.entries.iter().map(Entry::witness).collect::<Vec<_>>();
        self.own.get_or_init(|| with_reports(named, &witnesses())).as_ref().unwrap_or(named)
    }
}

/// What is shown first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Two reports, by their indices in the catalog.
    Pair(usize, usize),
    /// Every pair, to choose from.
    Matrix,
}

/// The size of the screen in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// The choice of a pair.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Every pair worth choosing, the likeliest first.
    pub pairs: Vec<MatrixPair>,
    /// The report chosen for each side.
    pub chosen: Sided<usize>,
    /// The row of the list of files, where there is one.
    pub row: usize,
    /// A file without counterpart that was taken to be opened with one of the other side.
    pub held: Option<(Side, usize)>,
    /// The group of reports that share text in which each report stands, if it stands in one.
    pub groups: Vec<Option<usize>>,
    /// Where a pair stands among `pairs`, by its two reports, the lower index first.
    places: FxHashMap<(usize, usize), usize>,
}

/// A page over the text, with the row it is scrolled to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// The keys and marks.
    Help(usize),
    /// What is known of the row at the cursor.
    Detail(usize),
    /// Last year's plan, with what reports on it.
    Plan(usize),
    /// The marks of the reviewer.
    Marks(usize),
    /// Where each sentence comes from, with the selected one.
    Sources(usize),
    /// The reasons for which a passage may be excluded, with the selected one.
    Reasons(usize),
}

impl Overlay {
    /// Returns the row it is scrolled to; of sources and of reasons, the selected one.
    pub const fn top(self) -> usize {
        match self {
            Overlay::Help(top)
            | Overlay::Detail(top)
            | Overlay::Plan(top)
            | Overlay::Marks(top)
            | Overlay::Sources(top)
            | Overlay::Reasons(top) => top,
        }
    }
}

/// Everything the screen shows and remembers.
#[derive(Clone, Debug)]
pub struct Model {
    /// The reports.
    pub catalog: Catalog,
    /// The reader's choices.
    pub settings: Settings,
    /// The size of the screen.
    pub size: Size,
    /// The choice of a pair, if there was one.
    pub choice: Option<Choice>,
    /// The pair that is open.
    pub pair: Option<Box<Pair>>,
    /// Where the sentences of a report come from, as it was last asked.
    pub traced: Option<Traced>,
    /// The source that is looked at from the page that tells it.
    pub visit: Option<Visit>,
    /// The page over it.
    pub overlay: Option<Overlay>,
    /// The keys in force.
    pub keymap: Arc<Keymap>,
    /// The looks in force.
    pub theme: Arc<Theme>,
    /// The reader's own themes by their names.
    pub themes: Arc<[(String, Theme)]>,
    /// What is being typed.
    pub prompt: Option<Prompt>,
    /// Keys of an unfinished sequence.
    pub pending: Vec<Key>,
    /// The count typed in front of a key.
    pub count: Option<usize>,
    /// A word to the reader, until the next key.
    pub notice: Option<String>,
    /// What must be worked at before more can be shown.
    pub task: Option<Task>,
    /// Whether somebody takes the tasks from here; else they are done at once.
    pub works_elsewhere: bool,
    /// What the terminal is spoken to in, where that is not UTF-8.
    pub spoken: Option<&'static str>,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// Words that lines of the help must have to show.
    pub help_filter: Option<String>,
}

impl Model {
    /// Makes the state the program opens with; an opening that names no report shows the choice.
    pub fn new(catalog: Catalog, opening: Opening, settings: Settings, size: Size) -> Self {
        Self::empty(catalog, settings, size).opened(opening)
    }

    /// Makes a state in which nothing is open.
    pub fn empty(catalog: Catalog, settings: Settings, size: Size) -> Self {
        Self {
            catalog,
            settings,
            size,
            choice: None,
            pair: None,
            traced: None,
            visit: None,
            overlay: None,
            keymap: Arc::default(),
            theme: Arc::default(),
            themes: Arc::default(),
            prompt: None,
            pending: Vec::new(),
            count: None,
            notice: None,
            task: None,
            works_elsewhere: false,
            spoken: None,
            mouse: false,
            help_filter: None,
        }
    }

    /// Returns the state with what is shown first.
    #[must_use]
    pub fn opened(mut self, opening: Opening) -> Self {
        if let Some(first) = self.catalog.unread.first() {
            let told = first.told(self.settings.language);
            let count = self.catalog.unread.len().to_string();
            self.say(&NOTICES.unread, &[&count, &told]);
        }
        let known = self.catalog.entries.len();
        match opening {
            Opening::Pair(left, right) if left < known && right < known => {
                self.open(Sided::new(left, right));
            }
            _ => self.see_to(Task::Choose),
        }
        self
    }

    /// Opens two reports of the catalog.
    pub fn open(&mut self, entries: Sided<usize>) {
        self.see_to(Task::Collate(entries));
    }
}

impl Choice {
    /// Compares every report with every other and proposes the likeliest pair; the files of two folders
    /// are paired already.
    pub fn of(catalog: &Catalog) -> Self {
        if catalog.roster.is_some() {
            return Self::default();
        }
        let witnesses: Vec<Witness<'_>> = catalog.entries.iter().map(Entry::witness).collect();
        let (counted, background) = (catalog.counted, catalog.background());
        let mut pairs = matrix_by(&witnesses, counted, background, &SideBySide);
        pairs.sort_by(|a, b| b.resemblance.total_cmp(&a.resemblance));
        let second = 1.min(catalog.entries.len().saturating_sub(1));
        let likeliest = pairs.first().map(|pair| Sided::new(pair.left, pair.right));
        let places = pairs.iter().enumerate().map(|(at, pair)| ((pair.left, pair.right), at));
        let places = places.collect();
        let chosen = likeliest.unwrap_or(Sided::new(0, second));
        let mut groups = vec![None; catalog.entries.len()];
        for (at, group) in clusters(groups.len(), &pairs).iter().enumerate() {
            for report in &group.reports {
                groups[*report] = Some(at);
            }
        }
        Self { pairs, chosen, groups, places, ..Self::default() }
    }

    /// Returns what is known of two reports; their order does not matter.
    pub fn pair(&self, chosen: Sided<usize>) -> Option<&MatrixPair> {
        self.rank(chosen).and_then(|at| self.pairs.get(at))
    }

    /// Returns where two reports stand among the pairs.
    pub fn rank(&self, chosen: Sided<usize>) -> Option<usize> {
        let (low, high) = (chosen.left.min(chosen.right), chosen.left.max(chosen.right));
        self.places.get(&(low, high)).copied()
    }
}
