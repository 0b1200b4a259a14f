//! The line in which something is typed.

use crate::text::language::{Words, words};
use crate::tui::key::{Key, Named};

/// Most characters one can type or paste; the rest is left out.
const MAX_TYPED_CHARS: usize = 4_000;

/// What a prompt asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A wording to look for.
    Search,
    /// A command.
    Command,
    /// Words of the help to look for.
    Help,
}

/// What is being typed, and for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// What is asked for.
    pub asked: Asked,
    /// What has been typed so far.
    pub typed: String,
}

/// What a key did to a prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typing {
    /// It is still being typed.
    Goes,
    /// It was given up.
    Cancelled,
    /// It was entered.
    Entered,
}

impl Asked {
    /// Returns what stands in front of what is typed.
    pub const fn label(self) -> Words {
        match self {
            Asked::Search => words("查找：", "search: "),
            Asked::Command => words(":", ":"),
            Asked::Help => words("在帮助里找：", "look for in the help: "),
        }
    }
}

impl Prompt {
    /// Makes an empty prompt.
    pub const fn new(asked: Asked) -> Self {
        Self { asked, typed: String::new() }
    }

    /// Takes pasted text as it is, but on one line.
    pub fn paste(&mut self, text: &str) {
        let room = MAX_TYPED_CHARS.saturating_sub(self.typed.chars().count());
        let plain = text.chars().map(|c| if matches!(c, '\r' | '\n') { ' ' } else { c });
        self.typed.extend(plain.take(room));
    }

    /// Takes a key.
    pub fn press(&mut self, key: Key) -> Typing {
        match key {
            Key::Char(c) if self.typed.chars().count() < MAX_TYPED_CHARS => self.typed.push(c),
            Key::Named(Named::Backspace) if self.typed.is_empty() => return Typing::Cancelled,
            Key::Named(Named::Backspace) => drop(self.typed.pop()),
            Key::Ctrl('u') => self.typed.clear(),
            Key::Named(Named::Esc) => return Typing::Cancelled,
            Key::Named(Named::Enter) => return Typing::Entered,
            _ => {}
        }
        Typing::Goes
    }
}
