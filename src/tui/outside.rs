//! What the screen needs of the world around it, handed in by whoever starts it.

use crate::sheet::place::Anchor;
use crate::store::cabinet::Cabinet;
use crate::text::cells::AmbiguousWidth;
use crate::text::side::Sided;
use crate::tui::model::{Catalog, Model};
use crate::tui::paint::Habits;
use crate::tui::task::Reload;
use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::sync::Arc;
use std::time::SystemTime;

/// Where the reader is: what must not be lost when the line drops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The reports that are open, by their indices in the catalog.
    pub entries: Sided<usize>,
    /// The place the cursor is on.
    pub cursor: Option<Anchor>,
    /// The place at the top of the screen.
    pub top: Option<Anchor>,
}

/// Keeps the reader's place; called once, when the program ends, also by a signal.
#[derive(Clone)]
pub struct Save(pub Arc<dyn Fn(&Place) + Send + Sync>);

impl fmt::Debug for Save {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Save")
    }
}

/// What stands between the program and the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Multiplexer {
    /// Nothing that matters.
    #[default]
    None,
    /// tmux.
    Tmux,
    /// GNU screen.
    Screen,
}

/// What the screen needs of the world around it.
#[derive(Clone, Debug, Default)]
pub struct Outside {
    /// Cells of ambiguous characters, where the terminal is not to decide.
    pub fixed_width: Option<AmbiguousWidth>,
    /// How frames are written.
    pub habits: Habits,
    /// Reads the files again, where they can be.
    pub reload: Option<Reload>,
    /// Whether the files are read again as soon as they change.
    pub is_watching: bool,
    /// Keeps the reader's place.
    pub save: Option<Save>,
    /// Where marks are kept; `None` if nothing is to be kept, or nothing can be.
    pub cabinet: Option<Cabinet>,
    /// Whether marks were to be kept but there is no place for them.
    pub is_homeless: bool,
    /// What stands between the program and the terminal.
    pub multiplexer: Multiplexer,
    /// What `VISUAL` or `EDITOR` names.
    pub editor: Option<String>,
}

/// A file as it was last seen: its name, when it was written, its length; `None` if it was not there.
pub type Stamp = (String, Option<(SystemTime, u64)>);

/// Returns the stamps of the files of the reports.
pub fn stamps(catalog: &Catalog) -> Vec<Stamp> {
    let names: BTreeSet<&str> =
        catalog.entries.iter().map(|entry| entry.document.name.as_str()).collect();
    let stamp = |name: &str| {
        let metadata = fs::metadata(name).ok()?;
        Some((metadata.modified().ok()?, metadata.len()))
    };
    names.into_iter().map(|name| (name.to_owned(), stamp(name))).collect()
}

impl Model {
    /// Returns where the reader is; `None` while no pair is open.
    pub fn place(&self) -> Option<Place> {
        let pair = self.pair.as_ref()?;
        let (cursor, top) = (pair.cursor.anchor, pair.top.anchor);
        Some(Place { entries: pair.entries, cursor, top })
    }
}
