//! The line in which something is typed.

use crate::text::language::{Words, words};
use crate::text::side::Sided;
use crate::text::span::Span;
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
    /// A note on a place; leaving it empty takes the note there away.
    Note(Sided<Option<Span>>),
    /// Why a passage is not counted as shared text.
    Reason(Sided<Option<Span>>),
}

/// What is being typed, and for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// What is asked for.
    pub asked: Asked,
    /// What has been typed so far.
    pub typed: String,
    /// Where the next character goes: a byte offset into what has been typed.
    pub at: usize,
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
            Asked::Reason(_) => words("不计入雷同的理由：", "why it is not counted: "),
            Asked::Note(_) => words("批注（留空即删）：", "note (empty: none): "),
        }
    }
}

impl Prompt {
    /// Makes an empty prompt.
    pub const fn new(asked: Asked) -> Self {
        Self { asked, typed: String::new(), at: 0 }
    }

    /// Makes a prompt to go on with a text, at its end.
    pub const fn with(asked: Asked, typed: String) -> Self {
        let at = typed.len();
        Self { asked, typed, at }
    }

    /// Takes pasted text as it is, but on one line.
    pub fn paste(&mut self, text: &str) {
        let room = MAX_TYPED_CHARS.saturating_sub(self.typed.chars().count());
        let plain = text.chars().map(|c| if matches!(c, '\r' | '\n') { ' ' } else { c });
        let plain: String = plain.take(room).collect();
        self.typed.insert_str(self.at, &plain);
        self.at += plain.len();
    }

    /// Takes a key.
    pub fn press(&mut self, key: Key) -> Typing {
        // An empty note means something, so that the last key of rubbing it out must not leave it.
        let is_left_by_rubbing = !matches!(self.asked, Asked::Note(_));
        match key {
            Key::Char(c) => self.put(c),
            Key::Named(Named::Backspace) if self.typed.is_empty() && is_left_by_rubbing => {
                return Typing::Cancelled;
            }
            Key::Named(Named::Backspace) => {
                let end = self.at;
                self.at = self.before();
                self.typed.replace_range(self.at..end, "");
            }
            Key::Named(Named::Delete) | Key::Ctrl('d') => {
                self.typed.replace_range(self.at..self.behind(), "");
            }
            Key::Named(Named::Left) | Key::Ctrl('b') => self.at = self.before(),
            Key::Named(Named::Right) | Key::Ctrl('f') => self.at = self.behind(),
            Key::Named(Named::Home) | Key::Ctrl('a') => self.at = 0,
            Key::Named(Named::End) | Key::Ctrl('e') => self.at = self.typed.len(),
            Key::Ctrl('u') => {
                self.typed.replace_range(..self.at, "");
                self.at = 0;
            }
            Key::Ctrl('k') => self.typed.truncate(self.at),
            Key::Named(Named::Esc) | Key::Ctrl('c') => return Typing::Cancelled,
            Key::Named(Named::Enter) => return Typing::Entered,
            _ => {}
        }
        Typing::Goes
    }

    fn put(&mut self, c: char) {
        if self.typed.chars().count() < MAX_TYPED_CHARS {
            self.typed.insert(self.at, c);
            self.at += c.len_utf8();
        }
    }

    fn before(&self) -> usize {
        let before = self.typed[..self.at].chars().next_back();
        self.at - before.map_or(0, char::len_utf8)
    }

    fn behind(&self) -> usize {
        let behind = self.typed[self.at..].chars().next();
        self.at + behind.map_or(0, char::len_utf8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::key::keys;

    fn typed(prompt: &mut Prompt, script: &str) -> Typing {
        let mut typing = Typing::Goes;
        for key in script.split_whitespace().flat_map(keys) {
            typing = prompt.press(key);
        }
        typing
    }

    #[test]
    fn text_is_changed_where_the_cursor_is() {
        let mut prompt = Prompt::with(Asked::Search, "核对原件".to_owned());
        typed(&mut prompt, "Left Left 再");
        prompt.paste("一\n次");
        assert_eq!((prompt.typed.as_str(), prompt.at), ("核对再一 次原件", "核对再一 次".len()));
        typed(&mut prompt, "Backspace Home Del Del End Left Del");
        assert_eq!(prompt.typed, "再一 原");
        typed(&mut prompt, "Left ^U");
        assert_eq!((prompt.typed.as_str(), prompt.at), ("原", 0));
        typed(&mut prompt, "^K Left Right Del");
        assert_eq!(prompt.typed, "");
    }

    #[test]
    fn rubbing_out_leaves_a_search_but_not_a_note() {
        let place = Sided::new(Some(Span::new(0, 3)), None);
        assert_eq!(typed(&mut Prompt::new(Asked::Search), "Backspace"), Typing::Cancelled);
        assert_eq!(typed(&mut Prompt::new(Asked::Note(place)), "Backspace"), Typing::Goes);
    }
}
