//! What the screen needs of the world around it: the terminal's nature, the editor, the files once more.

use crate::cli::arguments::{Ambiwidth, Arguments, tty_encoding};
use crate::cli::command::both;
use crate::cli::error::Error;
use crate::cli::folder::reports;
use crate::cli::genre::in_force;
use crate::cli::pairing::paired;
use crate::cli::screen::{catalog, catalog_of_folders};
use crate::cli::shelf::Shelf;
use crate::cli::source::{Origin, Source};
use crate::collate::background::Background;
use crate::collate::exempt::Counted;
use crate::config::environment::{Lookup, locale_charset, state_directory, variable};
use crate::finding::model::Message;
use crate::intake::reading::Options;
use crate::store::cabinet::Cabinet;
use crate::text::cells::AmbiguousWidth;
use crate::text::side::Sided;
use crate::tui::depth::terminal_colors;
use crate::tui::model::Catalog;
use crate::tui::outside::{Multiplexer, Outside};
use crate::tui::paint::Habits;
use crate::tui::task::Reload;
use encoding_rs::{Encoding, UTF_8};
use std::io;
use std::sync::Arc;

/// Returns what was typed and what the environment says about the terminal and the person at it.
pub fn outside(arguments: &Arguments, lookup: Lookup) -> Outside {
    let fixed_width = match arguments.common.ambiwidth {
        Ambiwidth::Auto => None,
        Ambiwidth::One => Some(AmbiguousWidth::Narrow),
        Ambiwidth::Two => Some(AmbiguousWidth::Wide),
        Ambiwidth::Safe => Some(AmbiguousWidth::Unknown),
    };
    let state_dir = || arguments.common.state_dir.clone().or_else(|| state_directory(lookup));
    let cabinet = (!arguments.common.no_state).then(state_dir).flatten().map(Cabinet::at);
    let ambiguous = fixed_width.unwrap_or(AmbiguousWidth::Unknown);
    Outside {
        fixed_width,
        encoding: arguments.screen.tty_encoding,
        locale_encoding: locale_encoding(lookup),
        habits: Habits {
            regions: !arguments.screen.no_region,
            ambiguous,
            depth: terminal_colors(lookup),
            ..Habits::default()
        },
        is_homeless: cabinet.is_none() && !arguments.common.no_state,
        cabinet,
        is_watching: arguments.screen.watch,
        multiplexer: multiplexer(lookup),
        editor: variable(lookup, "VISUAL").or_else(|| variable(lookup, "EDITOR")),
        ..Outside::default()
    }
}

/// Returns what the locale says the terminal reads; `None` for UTF-8, and for what has no Chinese.
pub fn locale_encoding(lookup: Lookup) -> Option<&'static Encoding> {
    let charset = locale_charset(lookup)?;
    tty_encoding(&charset).ok().filter(|encoding| *encoding != UTF_8)
}

/// Returns the innermost multiplexer. Variables of tmux are there inside a screen that runs in it, too, but only
/// screen gives the terminal such a name.
fn multiplexer(lookup: Lookup) -> Multiplexer {
    let is_set = |name: &str| variable(lookup, name).is_some();
    let is_named_by_screen =
        variable(lookup, "TERM").is_some_and(|term| term.starts_with("screen."));
    match (is_set("TMUX"), is_set("STY")) {
        (true, true) if is_named_by_screen => Multiplexer::Screen,
        (true, _) => Multiplexer::Tmux,
        (false, true) => Multiplexer::Screen,
        (false, false) => Multiplexer::None,
    }
}

/// What the screen was opened with.
#[derive(Clone, Debug)]
pub enum Named {
    /// Two reports.
    Pair(Sided<Source>),
    /// Every report of a collection or a folder.
    Collection(Source),
    /// The files of two folders.
    Folders(Sided<Source>),
}

impl Named {
    /// Reads the reports.
    ///
    /// # Errors
    ///
    /// Fails if a source cannot be read.
    pub fn read(
        &self,
        from: &mut Shelf,
        counted: Counted,
        background: &Background,
    ) -> Result<Catalog, Error> {
        match self {
            Named::Pair(sources) => {
                both(from, sources).map(|sides| catalog(vec![sides.left, sides.right]))
            }
            Named::Collection(source) => {
                let (chosen, unread) = reports(from, std::slice::from_ref(source))?;
                Ok(Catalog { unread, ..catalog(chosen) })
            }
            Named::Folders(sources) => {
                paired(from, sources, counted, background).map(catalog_of_folders)
            }
        }
    }

    /// Returns how the reports are read again; `None` if they came from standard input, which is gone.
    pub fn reload(
        &self,
        options: Options,
        counted: Counted,
        background: Option<Arc<Background>>,
    ) -> Option<Reload> {
        let is_gone = |source: &Source| source.origin == Origin::Stdin;
        let is_lost = match self {
            Named::Pair(sources) | Named::Folders(sources) => {
                is_gone(&sources.left) || is_gone(&sources.right)
            }
            Named::Collection(source) => is_gone(source),
        };
        if is_lost {
            return None;
        }
        let named = self.clone();
        let read = move || -> Result<Catalog, Message> {
            let mut nothing = io::empty();
            let mut from = Shelf::new(&mut nothing, options);
            let read = named.read(&mut from, counted, in_force(background.as_ref()));
            read.map(|catalog| Catalog { counted, named: background.clone(), ..catalog })
                .map_err(|error| error.message)
        };
        Some(Reload(Arc::new(read)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn innermost_multiplexer_is_the_one_that_counts() {
        let found = |variables: &'static [(&str, &str)]| {
            multiplexer(&|name: &str| {
                let known = variables.iter().find(|(known, _)| *known == name);
                known.map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(found(&[("TERM", "xterm")]), Multiplexer::None);
        assert_eq!(found(&[("STY", "1.a")]), Multiplexer::Screen);
        assert_eq!(found(&[("TMUX", "/s"), ("STY", "1.a")]), Multiplexer::Tmux);
        let within = &[("TMUX", "/s"), ("STY", "1.a"), ("TERM", "screen.xterm-256color")];
        assert_eq!(found(within), Multiplexer::Screen);
    }
}
