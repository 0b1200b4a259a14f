//! The keys in force: what was pressed, looked up, and other keys for some actions.

use crate::tui::action::Action;
use crate::tui::key::{Key, keys};
use crate::tui::keymap::BINDINGS;

/// Most keys of a sequence; what is longer is a misspelt name.
const MAX_TYPED_KEYS: usize = 3;

/// What the keys pressed so far amount to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// An action.
    Found(Action),
    /// The start of a longer sequence.
    Partial,
    /// Nothing.
    Unknown,
}

/// The keys in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    /// Each action with the keys that do it, in the order of the table.
    entries: Vec<(Action, Vec<String>)>,
    /// The same, ready to be compared with what is pressed.
    sequences: Vec<(Vec<Key>, Action)>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::of(BINDINGS.iter().map(|binding| {
            let keys = binding.keys.iter().map(|key| (*key).to_owned()).collect();
            (binding.action, keys)
        }))
    }
}

impl Keymap {
    /// Makes a table of actions with the notations of their keys.
    pub fn of(entries: impl Iterator<Item = (Action, Vec<String>)>) -> Self {
        let entries: Vec<(Action, Vec<String>)> = entries.collect();
        let sequence = |(action, notations): &(Action, Vec<String>)| {
            let action = *action;
            notations.iter().map(move |notation| (keys(notation), action)).collect::<Vec<_>>()
        };
        let sequences = entries.iter().flat_map(sequence).collect();
        Self { entries, sequences }
    }

    /// Looks up the keys pressed so far.
    pub fn lookup(&self, pressed: &[Key]) -> Lookup {
        let found = self.sequences.iter().find(|(wanted, _)| wanted == pressed);
        let begins = |(wanted, _): &(Vec<Key>, Action)| wanted.starts_with(pressed);
        match found {
            Some((_, action)) => Lookup::Found(*action),
            None if self.sequences.iter().any(begins) => Lookup::Partial,
            None => Lookup::Unknown,
        }
    }

    /// Returns the keys of an action, as the table writes them; empty if it has none.
    pub fn keys_of(&self, action: Action) -> &[String] {
        let entry = self.entries.iter().find(|(known, _)| *known == action);
        entry.map_or(&[], |(_, keys)| keys.as_slice())
    }

    /// Returns the first key of an action, as the table writes it; empty if it has none.
    pub fn key_of(&self, action: Action) -> &str {
        self.keys_of(action).first().map_or("", String::as_str)
    }
}

/// Why keys cannot be given to actions as asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Quarrel {
    /// There is no action of the name.
    NoAction(String),
    /// The action of the name is given a key that does not exist.
    NoKey(String, String),
    /// Two actions are given one key, or one that begins the other's.
    Both(String, String, String),
}

impl Keymap {
    /// Returns the table with other keys for some actions, by their names. A key that is given to an
    /// action is taken from the one that had it.
    ///
    /// # Errors
    ///
    /// Names what does not exist, and what two of the actions both want.
    pub fn remapped(&self, wishes: &[(String, Vec<String>)]) -> Result<Self, Quarrel> {
        for (at, (name, wanted)) in wishes.iter().enumerate() {
            if !self.entries.iter().any(|(action, _)| action.name() == name) {
                return Err(Quarrel::NoAction(name.clone()));
            }
            if let Some(key) = wanted.iter().find(|notation| !is_key(notation)) {
                return Err(Quarrel::NoKey(name.clone(), key.clone()));
            }
            for (other, theirs) in &wishes[..at] {
                if let Some(key) = wanted.iter().find(|key| theirs.iter().any(|k| collide(key, k)))
                {
                    return Err(Quarrel::Both(other.clone(), name.clone(), key.clone()));
                }
            }
        }
        let taken = |key: &str| wishes.iter().flat_map(|(_, keys)| keys).any(|k| collide(key, k));
        Ok(Self::of(self.entries.iter().map(|(action, usual)| {
            let wish = wishes.iter().find(|(name, _)| name == action.name());
            let keys = match wish {
                Some((_, keys)) => keys.clone(),
                None => usual.iter().filter(|key| !taken(key)).cloned().collect(),
            };
            (*action, keys)
        })))
    }

    /// Returns the actions with their keys, in the order of the table.
    pub fn entries(&self) -> &[(Action, Vec<String>)] {
        &self.entries
    }
}

/// Says whether two sequences cannot both be keys: one is the other, or begins it.
fn collide(one: &str, other: &str) -> bool {
    let (one, other) = (keys(one), keys(other));
    one.starts_with(&other) || other.starts_with(&one)
}

/// Says whether a notation is one: a name of the table of keys, or a short sequence of characters.
fn is_key(notation: &str) -> bool {
    let is_named = matches!(keys(notation).as_slice(), [key] if key.notation() == notation);
    let is_typed = matches!(notation.chars().count(), 1..=MAX_TYPED_KEYS)
        && notation.chars().all(|c| !c.is_control() && !c.is_whitespace());
    is_named || is_typed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::place::Stop;
    use crate::tui::action::{Action as A, Way::Forward};
    use crate::tui::hints::{LEDGER_HINTS, LIST_HINTS, MATRIX_HINTS, OUTLINE_HINTS, PAIR_HINTS};

    #[test]
    fn every_hint_has_a_key() {
        let keymap = Keymap::default();
        let hints = [PAIR_HINTS, MATRIX_HINTS, LIST_HINTS, OUTLINE_HINTS, LEDGER_HINTS].concat();
        let mut actions = hints.iter().flat_map(|(actions, _)| *actions);
        assert!(actions.all(|action| !keymap.key_of(*action).is_empty()));
    }

    fn remapped(wishes: &[(&str, &[&str])]) -> Result<Keymap, Quarrel> {
        let wish = |(name, keys): &(&str, &[&str])| {
            ((*name).to_owned(), keys.iter().map(|key| (*key).to_owned()).collect())
        };
        Keymap::default().remapped(&wishes.iter().map(wish).collect::<Vec<_>>())
    }

    #[test]
    fn action_gets_other_keys_and_takes_them_from_the_one_that_had_them() {
        let keymap = remapped(&[("next-figure", &["F4", "t"])]).unwrap();
        assert_eq!(keymap.lookup(&keys("F4")), Lookup::Found(A::Jump(Stop::Figure, Forward)));
        assert_eq!(keymap.keys_of(A::List), ["f"]);
        assert_eq!(keymap.keys_of(A::Filter), ["F8"]);
        assert_eq!(keymap.lookup(&keys("]#")), Lookup::Unknown);
    }

    #[test]
    fn quarrels_are_named() {
        let quit = || "quit".to_owned();
        assert_eq!(remapped(&[("quiet", &["Q"])]), Err(Quarrel::NoAction("quiet".to_owned())));
        assert_eq!(remapped(&[("quit", &["PgDwn"])]), Err(Quarrel::NoKey(quit(), "PgDwn".into())));
        let both = Err(Quarrel::Both(quit(), "help".to_owned(), "Qx".to_owned()));
        assert_eq!(remapped(&[("quit", &["Q"]), ("help", &["Qx"])]), both);
    }

    #[test]
    fn sequence_is_looked_up_key_by_key() {
        let lookup = |pressed: &str| Keymap::default().lookup(&keys(pressed));
        assert_eq!(lookup("]"), Lookup::Partial);
        assert_eq!(lookup("]#"), Lookup::Found(Action::Jump(Stop::Figure, Forward)));
        assert_eq!(lookup("]k"), Lookup::Unknown);
    }
}
