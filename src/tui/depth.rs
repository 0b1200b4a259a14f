//! How many colours the terminal has, and what becomes of those it does not have.

use crate::config::environment::{Lookup, variable};
use crate::tui::style::usual_color;
use ratatui::style::Color;

/// The colours of a terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// The eight of the consoles of old.
    Eight,
    /// Those and a brighter one of each.
    Sixteen,
    /// A cube of 216 and a ramp of greys behind the sixteen.
    Indexed,
    /// Any.
    #[default]
    Any,
}

/// Terminals with eight colours, whose names do not say so. Of a name that is not known it is taken that
/// the terminal is younger and has more.
const EIGHT: [&str; 9] =
    ["ansi", "cygwin", "linux", "putty", "rxvt", "screen", "screen.linux", "tmux", "xterm"];

/// The first of the colours beyond the sixteen: those every terminal has its own idea of.
const FIRST_OF_CUBE: u8 = 16;

/// The first grey behind the cube, and how bright the greys are.
const FIRST_OF_GREYS: u8 = 232;

/// How bright the steps of the cube are.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The sixteen with what xterm makes of them; the first eight are those of [`Depth::Eight`].
const NAMED: [(Color, [u8; 3]); 16] = [
    (Color::Black, [0, 0, 0]),
    (Color::Red, [205, 0, 0]),
    (Color::Green, [0, 205, 0]),
    (Color::Yellow, [205, 205, 0]),
    (Color::Blue, [0, 0, 238]),
    (Color::Magenta, [205, 0, 205]),
    (Color::Cyan, [0, 205, 205]),
    (Color::Gray, [229, 229, 229]),
    (Color::DarkGray, [127, 127, 127]),
    (Color::LightRed, [255, 0, 0]),
    (Color::LightGreen, [0, 255, 0]),
    (Color::LightYellow, [255, 255, 0]),
    (Color::LightBlue, [92, 92, 255]),
    (Color::LightMagenta, [255, 0, 255]),
    (Color::LightCyan, [0, 255, 255]),
    (Color::White, [255, 255, 255]),
];

/// Returns how many colours the environment says that the terminal has.
pub fn terminal_colors(lookup: Lookup) -> Depth {
    let has_any = variable(lookup, "COLORTERM").is_some_and(|value| {
        value.eq_ignore_ascii_case("truecolor") || value.eq_ignore_ascii_case("24bit")
    });
    let term = variable(lookup, "TERM").unwrap_or_default();
    match term.as_str() {
        _ if has_any || term.ends_with("-direct") => Depth::Any,
        _ if term.contains("256color") => Depth::Indexed,
        _ if term.ends_with("-16color") || term.ends_with("-88color") => Depth::Sixteen,
        _ if term.ends_with("-color") || term.starts_with("vt") => Depth::Eight,
        _ if EIGHT.contains(&term.as_str()) => Depth::Eight,
        _ => Depth::Indexed,
    }
}

/// Returns the colour of a terminal that comes nearest: itself where it has it. The colours of the themes of
/// the program become those that mean the same in the theme of the sixteen.
pub fn within(color: Color, depth: Depth) -> Color {
    match (depth, color) {
        (Depth::Any, _) | (_, Color::Reset) | (Depth::Indexed, Color::Indexed(_)) => color,
        (Depth::Indexed, Color::Rgb(red, green, blue)) => indexed([red, green, blue]),
        (Depth::Indexed | Depth::Sixteen, color) if place(color).is_some() => color,
        (Depth::Eight, color) if place(color).is_some() => dimmed(color),
        (_, color) => usual_color(color).unwrap_or_else(|| named(light_of(color), depth)),
    }
}

fn place(color: Color) -> Option<usize> {
    NAMED.iter().position(|(known, _)| *known == color)
}

/// Returns what eight colours have in the place of one of sixteen; dark grey would be black, which may not
/// be seen at all, so it is that of ordinary text.
fn dimmed(color: Color) -> Color {
    match place(color) {
        _ if color == Color::DarkGray => Color::Reset,
        Some(at) => NAMED[at % 8].0,
        None => color,
    }
}

/// Returns the nearest of the colours with names.
fn named(light: [u8; 3], depth: Depth) -> Color {
    let known = if depth == Depth::Eight { &NAMED[..8] } else { &NAMED[..] };
    let nearest = known.iter().min_by_key(|(_, known)| distance(*known, light));
    nearest.map_or(Color::Reset, |(color, _)| *color)
}

/// Returns the nearest of the colours with numbers that are the same everywhere.
fn indexed(light: [u8; 3]) -> Color {
    let nearest =
        (FIRST_OF_CUBE..=u8::MAX).min_by_key(|at| distance(light_of(Color::Indexed(*at)), light));
    nearest.map_or(Color::Reset, Color::Indexed)
}

/// Returns the red, green and blue of a colour, 0 to 255 each.
fn light_of(color: Color) -> [u8; 3] {
    match color {
        Color::Rgb(red, green, blue) => [red, green, blue],
        Color::Indexed(at) if at < FIRST_OF_CUBE => NAMED[usize::from(at)].1,
        Color::Indexed(at) if FIRST_OF_GREYS <= at => [8 + 10 * (at - FIRST_OF_GREYS); 3],
        Color::Indexed(at) => {
            let at = usize::from(at - FIRST_OF_CUBE);
            [STEPS[at / 36], STEPS[at / 6 % 6], STEPS[at % 6]]
        }
        _ => place(color).map_or([0; 3], |at| NAMED[at].1),
    }
}

/// Returns how far two colours are apart, by squares.
fn distance(one: [u8; 3], other: [u8; 3]) -> u32 {
    let square = |at: usize| u32::from(one[at].abs_diff(other[at])).pow(2);
    (0..3).map(square).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::style::Theme;

    fn depth(term: &str, colorterm: Option<&str>) -> Depth {
        terminal_colors(&|name: &str| match name {
            "TERM" => Some(term.to_owned()),
            "COLORTERM" => colorterm.map(str::to_owned),
            _ => None,
        })
    }

    #[test]
    fn name_of_the_terminal_says_how_many_colors_it_has() {
        for term in ["linux", "xterm", "screen", "vt340", "xterm-color", "ansi"] {
            assert_eq!(depth(term, None), Depth::Eight, "{term}");
        }
        assert_eq!(depth("rxvt-16color", None), Depth::Sixteen);
        for term in ["xterm-256color", "screen.xterm-256color", "xterm-kitty", "alacritty"] {
            assert_eq!(depth(term, None), Depth::Indexed, "{term}");
        }
        assert_eq!(depth("xterm-direct", None), Depth::Any);
        assert_eq!(depth("xterm", Some("truecolor")), Depth::Any);
    }

    #[test]
    fn themes_of_the_program_mean_the_same_in_few_colors() {
        let looks = |name: &str| Theme::named(name).unwrap().looks().to_vec();
        for name in Theme::names() {
            for ((what, look), (_, usual)) in looks(name).into_iter().zip(looks("ansi")) {
                let few = look.color.map(|color| within(color, Depth::Eight));
                assert_eq!(few, usual.color, "{name}: {what}");
            }
        }
    }

    #[test]
    fn color_that_a_terminal_has_not_becomes_the_nearest_it_has() {
        let blue = Color::Rgb(0, 95, 215);
        assert_eq!(within(blue, Depth::Any), blue);
        assert_eq!(within(blue, Depth::Indexed), Color::Indexed(26));
        assert_eq!(within(blue, Depth::Eight), Color::Blue);
        assert_eq!(within(Color::Indexed(196), Depth::Sixteen), Color::LightRed);
        assert_eq!(within(Color::Indexed(9), Depth::Eight), Color::Red);
        assert_eq!(within(Color::LightCyan, Depth::Eight), Color::Cyan);
        assert_eq!(within(Color::DarkGray, Depth::Eight), Color::Reset);
        assert_eq!(within(Color::Indexed(244), Depth::Indexed), Color::Indexed(244));
    }

    #[test]
    fn eight_colors_get_no_other() {
        for at in 0..=u8::MAX {
            let color = within(Color::Indexed(at), Depth::Eight);
            assert!(
                color == Color::Reset || place(color).is_some_and(|at| at < 8),
                "{at}: {color}"
            );
        }
    }
}
