//! Keys, as the key table writes them.

use crate::text::fold::narrowed;

/// One key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A character, shift included.
    Char(char),
    /// A letter with Ctrl held, in lower case.
    Ctrl(char),
    /// A key of the table of [`NAMED`] keys.
    Named(Named),
    /// A function key.
    Function(u8),
    /// A function key with Shift held.
    ShiftFunction(u8),
}

/// A key that has a name instead of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Named {
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Up.
    Up,
    /// Down.
    Down,
    /// Left.
    Left,
    /// Right.
    Right,
    /// Page up.
    PgUp,
    /// Page down.
    PgDn,
    /// Home.
    Home,
    /// End.
    End,
    /// Delete.
    Delete,
}

/// The names of named keys.
pub const NAMED: [(&str, Named); 14] = [
    ("Enter", Named::Enter),
    ("Esc", Named::Esc),
    ("Tab", Named::Tab),
    ("S-Tab", Named::BackTab),
    ("Backspace", Named::Backspace),
    ("Up", Named::Up),
    ("Down", Named::Down),
    ("Left", Named::Left),
    ("Right", Named::Right),
    ("PgUp", Named::PgUp),
    ("PgDn", Named::PgDn),
    ("Home", Named::Home),
    ("End", Named::End),
    ("Del", Named::Delete),
];

/// What a Chinese input method types where a command was meant, and the key it stands on.
const CHINESE_MARKS: [(char, char); 10] = [
    ('、', '/'),
    ('。', '.'),
    ('《', '<'),
    ('》', '>'),
    ('【', '['),
    ('】', ']'),
    ('「', '['),
    ('」', ']'),
    ('·', '`'),
    ('￥', '$'),
];

/// Returns the keys a notation stands for: `]c`, `^E`, `PgDn`, `Space`, `S-F3`.
pub fn keys(notation: &str) -> Vec<Key> {
    if let Some((_, named)) = NAMED.iter().find(|(name, _)| *name == notation) {
        return vec![Key::Named(*named)];
    }
    let function = |digits: &str| digits.parse::<u8>().ok();
    if let Some(number) = notation.strip_prefix("S-F").and_then(function) {
        return vec![Key::ShiftFunction(number)];
    }
    if let Some(number) = notation.strip_prefix('F').and_then(function) {
        return vec![Key::Function(number)];
    }
    match notation.strip_prefix('^').and_then(|rest| rest.chars().next()) {
        Some(letter) => vec![Key::Ctrl(letter.to_ascii_lowercase())],
        None if notation == "Space" => vec![Key::Char(' ')],
        None => notation.chars().map(Key::Char).collect(),
    }
}

impl Key {
    /// Returns the key that was meant when a Chinese input method was on.
    #[must_use]
    pub fn meant(self) -> Key {
        let Key::Char(c) = self else { return self };
        let mark = CHINESE_MARKS.iter().find(|(typed, _)| *typed == c);
        Key::Char(mark.map_or(narrowed(c), |(_, meant)| *meant))
    }

    /// Returns the key as the table writes it.
    pub fn notation(self) -> String {
        match self {
            Key::Char(' ') => "Space".to_owned(),
            Key::Char(c) => c.to_string(),
            Key::Ctrl(c) => format!("^{}", c.to_ascii_uppercase()),
            Key::Function(number) => format!("F{number}"),
            Key::ShiftFunction(number) => format!("S-F{number}"),
            Key::Named(named) => {
                let known = NAMED.iter().find(|(_, key)| *key == named);
                known.map_or(String::new(), |(name, _)| (*name).to_owned())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notation_and_key_lead_to_each_other() {
        for notation in ["j", "^E", "PgDn", "Space", "F3", "S-F3", "S-Tab", "]"] {
            assert_eq!(keys(notation)[0].notation(), notation);
        }
        assert_eq!(keys("]c"), [Key::Char(']'), Key::Char('c')]);
    }

    #[test]
    fn chinese_input_method_does_not_lock_the_reader_out() {
        let meant = |c| Key::Char(c).meant();
        assert_eq!(meant('ｊ'), Key::Char('j'));
        assert_eq!(meant('】'), Key::Char(']'));
        assert_eq!(meant('、'), Key::Char('/'));
        assert_eq!(meant('？'), Key::Char('?'));
        assert_eq!(meant('＃'), Key::Char('#'));
    }
}
