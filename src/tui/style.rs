//! What meanings look like: sixteen colours of the reader's own theme, and attributes that say the same without colour.

use crate::config::Color as Palette;
use crate::sheet::marking::Role;
use ratatui::style::{Color, Modifier, Style};

/// A meaning of something drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ink {
    /// Text of a report.
    Text(Role),
    /// Names and notices of the program.
    Chrome,
    /// What should stand back: rulers, hints, places.
    Faint,
    /// What should stand out: titles, labels.
    Strong,
    /// Where the cursor or the selection is.
    Cursor,
    /// A mark in the gutter.
    Mark(char),
}

/// Returns the look of a meaning. Never red against green, and no background.
pub fn style(ink: Ink, palette: Palette) -> Style {
    let (color, modifier) = match ink {
        Ink::Text(role) => of_role(role),
        Ink::Chrome => (None, Modifier::empty()),
        Ink::Faint => (None, Modifier::DIM),
        Ink::Strong => (None, Modifier::BOLD),
        Ink::Cursor => (None, Modifier::REVERSED),
        Ink::Mark(sign) => of_mark(sign),
    };
    let style = Style::new().add_modifier(modifier);
    match (palette, color) {
        (Palette::Sixteen, Some(color)) => style.fg(color),
        _ => style,
    }
}

fn of_role(role: Role) -> (Option<Color>, Modifier) {
    match role {
        Role::Plain => (None, Modifier::empty()),
        Role::Heading | Role::Figure => (None, Modifier::BOLD),
        Role::Moved => (Some(Color::Cyan), Modifier::ITALIC),
        Role::Added => (Some(Color::Blue), Modifier::BOLD.union(Modifier::UNDERLINED)),
        Role::Omitted => (Some(Color::Yellow), Modifier::DIM.union(Modifier::UNDERLINED)),
        Role::Substituted => (Some(Color::Magenta), Modifier::UNDERLINED),
        Role::FigureChanged => (None, Modifier::REVERSED),
        Role::DigitChanged => {
            (None, Modifier::REVERSED.union(Modifier::BOLD).union(Modifier::UNDERLINED))
        }
        Role::Placeholder => (Some(Color::Yellow), Modifier::REVERSED.union(Modifier::BOLD)),
        Role::StandIn => (None, Modifier::DIM),
        Role::SearchHit => (Some(Color::Cyan), Modifier::REVERSED.union(Modifier::UNDERLINED)),
    }
}

fn of_mark(sign: char) -> (Option<Color>, Modifier) {
    let color = match sign {
        '-' => Some(Color::Yellow),
        '+' => Some(Color::Blue),
        '<' | '>' | 'x' => Some(Color::Cyan),
        '=' | '~' => Some(Color::Magenta),
        _ => None,
    };
    let modifier = if matches!(sign, '#' | '?') { Modifier::BOLD } else { Modifier::empty() };
    (color, modifier)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLES: [Role; 12] = [
        Role::Plain,
        Role::Heading,
        Role::Moved,
        Role::Figure,
        Role::Added,
        Role::Omitted,
        Role::Substituted,
        Role::FigureChanged,
        Role::DigitChanged,
        Role::Placeholder,
        Role::StandIn,
        Role::SearchHit,
    ];

    #[test]
    fn without_color_nothing_is_colored_and_differences_still_differ() {
        let looks = ROLES.map(|role| style(Ink::Text(role), Palette::None));
        assert!(looks.iter().all(|look| look.fg.is_none() && look.bg.is_none()));
        let distinct = [Role::Plain, Role::Moved, Role::Added, Role::Omitted, Role::Substituted];
        for (at, one) in distinct.iter().enumerate() {
            for other in &distinct[at + 1..] {
                let look = |role: Role| style(Ink::Text(role), Palette::None);
                assert_ne!(look(*one), look(*other));
            }
        }
    }
}
