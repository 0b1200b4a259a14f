//! The screen, as a value and three functions.
//!
//! ```text
//! Message ─► update(&mut Model, Message) ─► Effect      keys, sizes, pasted text
//!                     │
//!                     └─► view(&Model, &mut Buffer)     the same model, the same picture
//! ```
//!
//! Only [`device`] meets the outside world. Every key, with its wording for help and hints,
//! stands in one table, [`keymap::BINDINGS`].

pub mod action;
pub mod arrange;
pub mod carry;
pub mod command;
pub mod depth;
pub mod detail;
#[cfg(unix)]
pub mod device;
pub mod exclusion;
pub mod excerpt;
pub mod geometry;
pub mod guiding;
pub mod help;
pub mod hints;
pub mod input;
pub mod keeping;
pub mod key;
pub mod keymap;
pub mod ledger;
pub mod looks;
pub mod lookup;
pub mod marked;
pub mod model;
pub mod motion;
pub mod note;
pub mod outline;
pub mod offer;
pub mod outside;
pub mod paint;
pub mod pair;
pub mod panel;
pub mod pinning;
pub mod plan;
pub mod pointing;
pub mod progress;
pub mod prompt;
pub mod review;
pub mod roster;
mod scroll;
pub mod search;
mod shared_detail;
pub mod show;
pub mod sources;
pub mod stand_in;
pub mod style;
pub mod task;
pub mod update;
pub mod view;
pub mod words;

use crate::config::Settings;
use crate::tui::looks::Looks;
use crate::tui::model::{Catalog, Model, Opening};
use crate::tui::outside::Outside;
use std::io;

/// What is shown, and how.
#[derive(Debug)]
pub struct Show {
    /// The reports.
    pub catalog: Catalog,
    /// What is shown first.
    pub opening: Opening,
    /// The reader's choices.
    pub settings: Settings,
    /// Keys and looks.
    pub looks: Looks,
}

/// Shows the reports until the reader quits.
///
/// # Errors
///
/// When the terminal cannot be set up, read or written; it is given back before returning.
#[cfg(unix)]
pub fn run(show: Show, outside: Outside) -> io::Result<()> {
    let Show { catalog, opening, settings, looks } = show;
    let model = |size| {
        let mut model = Model { works_elsewhere: true, ..Model::empty(catalog, settings, size) };
        model.wear(looks);
        model.opened(opening)
    };
    device::session::run(model, outside)
}

/// Says that there is no screen: it needs a terminal as Unix systems have it.
///
/// # Errors
///
/// Always.
#[cfg(not(unix))]
pub fn run(_show: Show, _outside: Outside) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
