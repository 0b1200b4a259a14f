//! What can come in from a terminal.

use crate::tui::key::Key;

/// One thing that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted; line breaks are still in it.
    Paste(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// The terminal answered a question.
    Answer(Answer),
    /// Bytes that are no UTF-8: the keyboard speaks another encoding.
    Undecodable,
}

/// What the mouse did, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mouse {
    /// What it did.
    pub deed: MouseDeed,
    /// Column, from 0.
    pub x: u16,
    /// Row, from 0.
    pub y: u16,
}

/// What a mouse does that matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MouseDeed {
    /// The first button was pressed.
    Press,
    /// The wheel was turned towards the start of the text.
    WheelUp,
    /// The wheel was turned towards the end of the text.
    WheelDown,
}

/// An answer of the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Where its cursor is, from 1 (answers `CSI 6 n`).
    Position {
        /// Row.
        row: u16,
        /// Column.
        column: u16,
    },
    /// What it is (answers `CSI c`); every terminal answers this one, so it closes a series of questions.
    Attributes,
    /// The number of its kind (answers `CSI > c`): 83 is GNU screen, 84 is tmux.
    Kind(u16),
    /// Whether it knows a mode (answers `CSI ? number $ p`).
    Mode {
        /// The number of the mode.
        number: u16,
        /// 0 unknown, 1 set, 2 reset, 3 always set, 4 always reset.
        state: u16,
    },
}
