//! A panic: first the terminal is given back, then what went wrong is said, where it can be read.
//!
//! Work beside the loop may panic while the reader reads on. What it has to say would run across the
//! screen, so it waits until the reader is done.

use crate::store::cabinet::Cabinet;
use crate::text::language::{Language, Words, words};
use crate::tui::device::tty::{give_back, is_taken};
use crate::tui::words::filled;
use std::io::{Write, stderr};
use std::panic;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread::{self, ThreadId};

/// Where the marks lie: the first thing a reader wants to know.
const KEPT: Words = words("标记都已存在 {}", "all marks are kept in {}");

/// Whether the program minds its panics.
static MINDED: Once = Once::new();

/// The thread of the loop, and what panicked beside it.
static HELD: Mutex<(Option<ThreadId>, String)> = Mutex::new((None, String::new()));

fn held() -> MutexGuard<'static, (Option<ThreadId>, String)> {
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Minds panics from now on; this is the thread of the loop.
pub fn mind() {
    held().0 = Some(thread::current().id());
    MINDED.call_once(|| {
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let is_beside = held().0.is_some_and(|keeper| keeper != thread::current().id());
            if is_beside && is_taken() {
                let said = &mut held().1;
                said.push_str(&info.to_string());
                said.push('\n');
                return;
            }
            give_back();
            previous(info);
        }));
    });
}

/// Says what panicked beside the loop, now that the terminal is given back.
pub fn tell() {
    let said = std::mem::take(&mut held().1);
    // Nobody is left to be told that nobody can be told.
    drop(stderr().write_all(said.as_bytes()));
}

/// Says where the marks are, after the loop itself has panicked.
pub fn tell_where(cabinet: &Cabinet, language: Language) {
    let told = filled(language.pick(&KEPT), &[&cabinet.directory().display().to_string()]);
    drop(writeln!(stderr(), "{told}"));
}
