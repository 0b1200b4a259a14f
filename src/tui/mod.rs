//! The screen, as a value and three functions.
//!
//! ```text
//! Message ─► update(&mut Model, Message) ─► Effect      keys, sizes, pasted text
//!                     │
//!                     └─► view(&Model, &mut Buffer)     the same model, the same picture
//! ```
//!
//! Only [`terminal`] meets the outside world. Every key, with its wording for help and hints,
//! stands in one table, [`keymap::BINDINGS`].

pub mod action;
pub mod arrange;
pub mod detail;
pub mod geometry;
pub mod hints;
pub mod key;
pub mod keymap;
pub mod model;
pub mod motion;
pub mod paint;
pub mod pair;
pub mod panel;
pub mod pinning;
pub mod prompt;
pub mod review;
pub mod search;
pub mod show;
pub mod style;
pub mod terminal;
pub mod update;
pub mod view;
pub mod words;

use crate::config::Settings;
use crate::tui::model::{Catalog, Model, Opening, Size};
use std::io;

/// Shows the catalog until the reader quits.
///
/// # Errors
///
/// When the terminal cannot be set up, read or written; it is restored before returning.
pub fn run(catalog: Catalog, opening: Opening, settings: Settings) -> io::Result<()> {
    terminal::Terminal::open()?
        .run(|width, height| Model::new(catalog, opening, settings, Size { width, height }))
}
