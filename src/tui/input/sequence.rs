//! The sequences that stand for keys, in the dialects of the terminals in use.

use crate::tui::input::event::{Answer, Input, Mouse, MouseDeed};
use crate::tui::key::{Key, Named};

/// A control sequence: `ESC [ ? 1 ; 2 $ y`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sequence {
    /// `?`, `<`, `>` or `=` in front of the numbers; 0 if there is none.
    pub prefix: u8,
    /// The numbers; one that is left out is 0.
    pub numbers: Vec<u16>,
    /// The byte between the numbers and the last one; 0 if there is none.
    pub intermediate: u8,
    /// The last byte.
    pub last: u8,
}

/// Keys that end in a letter, after `ESC [` or `ESC O`.
const LETTERS: [(u8, Named); 8] = [
    (b'A', Named::Up),
    (b'B', Named::Down),
    (b'C', Named::Right),
    (b'D', Named::Left),
    (b'H', Named::Home),
    (b'F', Named::End),
    (b'Z', Named::BackTab),
    (b'M', Named::Enter),
];

/// Keys that end in `~`, by their first number.
const NUMBERS: [(u16, Named); 7] = [
    (1, Named::Home),
    (7, Named::Home),
    (4, Named::End),
    (8, Named::End),
    (5, Named::PgUp),
    (6, Named::PgDn),
    (3, Named::Delete),
];

/// The first number of the function keys that end in `~`, from F1 on; F13 to F20 are Shift-F1 to F8.
const FUNCTIONS: [u16; 20] =
    [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34];

/// The bit of Shift in a number of modifiers less one.
const SHIFT: u16 = 1;
/// The bit of Ctrl in a number of modifiers less one.
const CONTROL: u16 = 4;

impl Sequence {
    fn number(&self, at: usize) -> u16 {
        self.numbers.get(at).copied().unwrap_or(0)
    }

    /// Returns the bits of the modifiers in the second number.
    fn modifiers(&self) -> u16 {
        self.number(1).saturating_sub(1)
    }

    /// Returns what the sequence means; `None` if that does not matter here.
    ///
    /// `ESC [ 1 ; 2 R` is Shift-F3 and a cursor position alike: whether a position `is_awaited` decides.
    pub fn meaning(&self, is_awaited: bool) -> Option<Input> {
        match (self.prefix, self.intermediate, self.last) {
            (b'?', 0, b'c') => Some(Input::Answer(Answer::Attributes)),
            (b'>', 0, b'c') => Some(Input::Answer(Answer::Kind(self.number(0)))),
            (b'?', b'$', b'y') => {
                let (number, state) = (self.number(0), self.number(1));
                Some(Input::Answer(Answer::Mode { number, state }))
            }
            (0, 0, b'R') if is_awaited => {
                let (row, column) = (self.number(0), self.number(1));
                Some(Input::Answer(Answer::Position { row, column }))
            }
            (b'<', 0, b'M') => self.mouse().map(Input::Mouse),
            (0, 0, _) => self.key().map(Input::Key),
            _ => None,
        }
    }

    fn key(&self) -> Option<Key> {
        match self.last {
            b'~' if self.number(0) == 27 => coded(self.number(2), self.modifiers()),
            b'~' => self.numbered(),
            b'u' => coded(self.number(0), self.modifiers()),
            // F1 to F4 end in P to S.
            last @ b'P'..=b'S' => Some(function(last - b'P' + 1, self.modifiers())),
            last => named(last),
        }
    }

    fn numbered(&self) -> Option<Key> {
        let number = self.number(0);
        if let Some((_, named)) = NUMBERS.iter().find(|(known, _)| *known == number) {
            return Some(Key::Named(*named));
        }
        let at = FUNCTIONS.iter().position(|known| *known == number)?;
        Some(function(at as u8 + 1, self.modifiers()))
    }

    fn mouse(&self) -> Option<Mouse> {
        let deed = match self.number(0) {
            0 => MouseDeed::Press,
            64 => MouseDeed::WheelUp,
            65 => MouseDeed::WheelDown,
            _ => return None,
        };
        let (x, y) = (self.number(1).saturating_sub(1), self.number(2).saturating_sub(1));
        Some(Mouse { deed, x, y })
    }
}

/// Returns the key that a letter behind `ESC [` or `ESC O` stands for.
pub fn named(letter: u8) -> Option<Key> {
    let known = LETTERS.iter().find(|(known, _)| *known == letter);
    known.map(|(_, named)| Key::Named(*named))
}

/// Returns the key behind `ESC O`: also function keys and those of the number pad.
pub fn of_pad(letter: u8) -> Option<Key> {
    match letter {
        b'P'..=b'S' => Some(function(letter - b'P' + 1, 0)),
        // The pad sends j to y for * to 9.
        b'j'..=b'y' => Some(Key::Char(char::from(letter - 0x40))),
        _ => named(letter),
    }
}

/// Returns a function key. A terminal without modifiers for them sends Shift-F1 to F12 as F13 to F24.
fn function(number: u8, modifiers: u16) -> Key {
    match number {
        13..=24 => Key::ShiftFunction(number - 12),
        _ if modifiers & SHIFT != 0 => Key::ShiftFunction(number),
        _ => Key::Function(number),
    }
}

/// Returns the key that a terminal reports by its character and modifiers.
fn coded(code: u16, modifiers: u16) -> Option<Key> {
    let c = char::from_u32(u32::from(code))?;
    match c {
        '\t' if modifiers & SHIFT != 0 => Some(Key::Named(Named::BackTab)),
        _ if modifiers & CONTROL != 0 && c.is_ascii_alphabetic() => {
            Some(Key::Ctrl(c.to_ascii_lowercase()))
        }
        '\0'..='\u{1F}' | '\u{7F}' => of_control(c as u8),
        _ => Some(Key::Char(c)),
    }
}

/// Returns the key of a control byte; `None` for NUL.
pub fn of_control(byte: u8) -> Option<Key> {
    match byte {
        0 => None,
        b'\r' => Some(Key::Named(Named::Enter)),
        b'\t' => Some(Key::Named(Named::Tab)),
        0x08 | 0x7F => Some(Key::Named(Named::Backspace)),
        0x1B => Some(Key::Named(Named::Esc)),
        _ => Some(Key::Ctrl(char::from(byte + 0x40).to_ascii_lowercase())),
    }
}
