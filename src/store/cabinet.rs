//! The directory of all notebooks, and how the one of a pair of texts is found in it.

use crate::collate::model::Witness;
use crate::collate::workers::Workers;
use crate::review::edition::{Edition, EditionId, Reading};
use crate::review::journal::Journal;
use crate::review::replay::Open;
use crate::store::disk;
use crate::store::history::{Offer, offer};
use crate::store::notebook::{Home, Notebook, Places};
use crate::store::portrait::{Portrait, kinship};
use crate::store::wire::{Line, edition_name, read};
use crate::text::side::Sided;
use crate::threads::SideBySide;
use std::collections::BTreeSet;
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::path::{Path, PathBuf};

/// The index of the pairs.
pub const INDEX: &str = "index.jsonl";
/// The directory of the notebooks.
pub const PAIRS: &str = "pairs";
/// The directory of the editions.
pub const TEXTS: &str = "texts";

/// A text that is open, and where it lies.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The report and its text.
    pub witness: Witness<'a>,
    /// The file as it was named; a name that is no file, as of standard input, says nothing.
    pub name: &'a str,
}

/// The directory of all notebooks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cabinet {
    directory: PathBuf,
    run: u64,
}

/// What a cabinet holds on a pair of texts.
#[derive(Debug, Default)]
pub struct Opened {
    /// The notebook.
    pub notebook: Notebook,
    /// The acts in it, on the texts as they are.
    pub journal: Journal,
    /// Where the reader was.
    pub places: Places,
    /// What an earlier pair has to offer.
    pub offer: Option<Offer>,
    /// Why the notebook could not be read.
    pub trouble: Option<io::Error>,
}

impl Opened {
    /// Opens an empty notebook that is kept nowhere.
    pub fn nowhere(texts: Sided<Text<'_>>) -> Self {
        let open = opened(texts);
        let mut opened = Self::default();
        opened.journal = opened.notebook.lay_beside(&open, portraits(&open, texts));
        opened
    }
}

/// Reads two texts as they are open, side by side.
fn opened(texts: Sided<Text<'_>>) -> Open<'_> {
    Open::of(SideBySide.both(|side| Reading::of(texts[side].witness)))
}

/// A pair in the index: its texts, and the file of its notebook.
pub type Pairing = (Sided<Portrait>, String);

impl Cabinet {
    /// Makes the cabinet of a directory, which need not be there yet, for a run of the program.
    pub fn at(directory: impl Into<PathBuf>) -> Self {
        // Two runs must not have one number: the hasher is seeded by the system.
        Self { directory: directory.into(), run: RandomState::new().hash_one(std::process::id()) }
    }

    /// Returns the directory.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Returns the acts on a pair of texts without changing anything; none if they cannot be read.
    pub fn load(&self, texts: Sided<Text<'_>>) -> Journal {
        self.open(texts).journal
    }

    /// Finds the notebook of a pair of texts, by their content, and lays it beside them.
    ///
    /// Linear in the pairs that were ever opened, and in the records on this one.
    pub fn open(&self, texts: Sided<Text<'_>>) -> Opened {
        let open = opened(texts);
        let portraits = portraits(&open, texts);
        let (home, trouble) = match self.home(&portraits) {
            Ok(home) => (home, None),
            Err(error) => (self.new_home(&portraits), Some(error)),
        };
        let mut notebook = Notebook::new(self.run, Some(home));
        let trouble = trouble.or(notebook.catch_up().err());
        let journal = notebook.lay_beside(&open, portraits.clone());
        let places = notebook.places(&open);
        let offer = offer(self, &notebook, &open, &portraits);
        Opened { notebook, journal, places, offer, trouble }
    }

    /// Returns the notebook of a file, with sides as they are there.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn notebook(&self, name: &str) -> io::Result<Notebook> {
        let (directory, name) = (self.directory.clone(), name.to_owned());
        let home = Home { directory, name, is_mirrored: false, known: 0 };
        let mut notebook = Notebook::new(self.run, Some(home));
        notebook.catch_up()?;
        Ok(notebook)
    }

    fn new_home(&self, portraits: &Sided<Portrait>) -> Home {
        let [left, right] = [&portraits.left, &portraits.right].map(|p| edition_name(p.edition));
        let name = format!("{left}-{right}.jsonl");
        Home { directory: self.directory.clone(), name, is_mirrored: false, known: 0 }
    }

    /// Returns where the notebook of a pair lies, or is to lie.
    fn home(&self, portraits: &Sided<Portrait>) -> io::Result<Home> {
        let new = self.new_home(portraits);
        let mut best = None;
        for (sides, name) in self.pairings()? {
            let Some((sureness, is_mirrored)) = kinship(&sides, portraits, is_there) else {
                continue;
            };
            // Of equally sure ones the later.
            if best.as_ref().is_none_or(|(known, _)| *known <= sureness) {
                best = Some((sureness, Home { name, is_mirrored, ..new.clone() }));
            }
        }
        Ok(best.map_or(new, |(_, home)| home))
    }

    /// Returns every pair, oldest first; one that is missing in the index is read from its notebook.
    ///
    /// # Errors
    ///
    /// When the index or the directory of the notebooks is there and cannot be read.
    pub fn pairings(&self) -> io::Result<Vec<Pairing>> {
        let index = disk::read(&self.directory.join(INDEX), 0)?.news;
        let pairs = index.lines().filter_map(|line| match read(line) {
            Some(Line::Pair(sides, Some(name))) => Some((sides, name)),
            _ => None,
        });
        let mut pairs: Vec<Pairing> = pairs.collect();
        let known: BTreeSet<String> = pairs.iter().map(|(_, name)| name.clone()).collect();
        let directory = self.directory.join(PAIRS);
        let files = match fs::read_dir(&directory) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(pairs),
            files => files?,
        };
        for file in files {
            let name = file?.file_name().to_string_lossy().into_owned();
            let is_notebook = Path::new(&name).extension().is_some_and(|end| end == "jsonl");
            if is_notebook && !known.contains(&name) {
                let lines = disk::read(&directory.join(&name), 0)?.news;
                pairs.extend(lines.lines().filter_map(|line| match read(line) {
                    Some(Line::Pair(sides, _)) => Some((sides, name.clone())),
                    _ => None,
                }));
            }
        }
        Ok(pairs)
    }

    /// Returns an edition that is kept in a directory; `None` if it is missing or damaged.
    pub fn edition(directory: &Path, id: EditionId) -> Option<Edition> {
        let path = directory.join(TEXTS).join(format!("{}.txt", edition_name(id)));
        let edition = Edition::of_text(&fs::read_to_string(path).ok()?);
        (edition.id() == id).then_some(edition)
    }
}

/// Returns the portraits of texts that are open.
pub fn portraits(open: &Open<'_>, texts: Sided<Text<'_>>) -> Sided<Portrait> {
    let of = |reading: &Reading<'_>, id: EditionId, text: Text<'_>| {
        Portrait::of(&reading.edition, id, path(text))
    };
    Sided::new(
        of(&open.readings.left, open.ids.left, texts.left),
        of(&open.readings.right, open.ids.right, texts.right),
    )
}

/// Returns where a text lies; `None` if that is no file.
fn path(text: Text<'_>) -> Option<String> {
    let path = fs::canonicalize(text.name).ok()?;
    let path = path.to_string_lossy();
    Some(match text.witness.report.label.as_str() {
        "" => path.into_owned(),
        label => format!("{path}#{label}"),
    })
}

/// Says whether the file of a path is still there; the path may name a report in it.
fn is_there(path: &str) -> bool {
    let file = path.rsplit_once('#').map_or(path, |(file, _)| file);
    Path::new(path).exists() || Path::new(file).exists()
}
