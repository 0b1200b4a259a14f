//! What the screen needs of the world around it, handed in by whoever starts it.

use crate::store::cabinet::Cabinet;
use crate::text::cells::AmbiguousWidth;
use crate::tui::looks::Reread;
use crate::tui::model::Catalog;
use crate::tui::paint::Habits;
use crate::tui::task::Reload;
use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, UTF_8};
use std::collections::BTreeSet;
use std::fs;
use std::time::SystemTime;

/// What a terminal can be spoken to in: ASCII is itself in all of them, and all have Chinese characters.
pub const TTY_ENCODINGS: [&Encoding; 6] = [UTF_8, GB18030, GBK, BIG5, EUC_JP, EUC_KR];

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
    /// What the terminal is spoken to in, where that was named.
    pub encoding: Option<&'static Encoding>,
    /// What the locale says it reads, where that is not UTF-8.
    pub locale_encoding: Option<&'static Encoding>,
    /// How frames are written.
    pub habits: Habits,
    /// Reads the files again, where they can be.
    pub reload: Option<Reload>,
    /// Reads the configuration file again, where there can be one.
    pub reread: Option<Reread>,
    /// Whether the files are read again as soon as they change.
    pub is_watching: bool,
    /// Where marks and the reader's place are kept; `None` if nothing is to be kept, or nothing can be.
    pub cabinet: Option<Cabinet>,
    /// Whether marks were to be kept but there is no place for them.
    pub is_homeless: bool,
    /// What stands between the program and the terminal, by the environment.
    pub multiplexer: Multiplexer,
    /// What `VISUAL` or `EDITOR` names.
    pub editor: Option<String>,
}

impl Outside {
    /// Returns what the terminal is spoken to in before it has been asked.
    pub fn first_encoding(&self) -> &'static Encoding {
        self.encoding.or(self.locale_encoding).unwrap_or(UTF_8)
    }
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
