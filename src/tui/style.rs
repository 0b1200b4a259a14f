//! What meanings look like: sixteen colours of the reader's own theme, and attributes that say the same without colour.

use crate::config::Color as Palette;
use crate::sheet::marking::Role;
use ratatui::style::{Color, Modifier, Style};
use std::str::FromStr;

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

/// How something looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Look {
    /// Its colour; `None` is that of ordinary text.
    pub color: Option<Color>,
    /// Its attributes, which say the same without colour.
    pub modifier: Modifier,
}

/// The looks of everything that has a meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    looks: Vec<(&'static str, Look)>,
}

const fn look(color: Option<Color>, modifier: Modifier) -> Look {
    Look { color, modifier }
}

const NONE: Modifier = Modifier::empty();

/// The looks by their names in the configuration file: never red against green, and no background,
/// which is what terminals leave behind when something moves. Colours are those of the reader's own theme.
const USUAL: [(&str, Look); 21] = [
    ("plain", look(None, NONE)),
    ("not-counted", look(None, Modifier::DIM)),
    ("heading", look(None, Modifier::BOLD)),
    ("figure", look(None, Modifier::BOLD)),
    ("moved", look(Some(Color::Cyan), Modifier::ITALIC)),
    ("added", look(Some(Color::Blue), Modifier::BOLD.union(Modifier::UNDERLINED))),
    ("omitted", look(Some(Color::Yellow), Modifier::DIM.union(Modifier::UNDERLINED))),
    ("substituted", look(Some(Color::Magenta), Modifier::UNDERLINED)),
    ("figure-changed", look(None, Modifier::REVERSED)),
    (
        "digit-changed",
        look(None, Modifier::REVERSED.union(Modifier::BOLD).union(Modifier::UNDERLINED)),
    ),
    ("placeholder", look(Some(Color::Yellow), Modifier::REVERSED.union(Modifier::BOLD))),
    ("stand-in", look(None, Modifier::DIM)),
    ("search-hit", look(Some(Color::Cyan), Modifier::REVERSED.union(Modifier::UNDERLINED))),
    ("chrome", look(None, NONE)),
    ("faint", look(None, Modifier::DIM)),
    ("strong", look(None, Modifier::BOLD)),
    ("cursor", look(None, Modifier::REVERSED)),
    ("mark-omitted", look(Some(Color::Yellow), NONE)),
    ("mark-added", look(Some(Color::Blue), NONE)),
    ("mark-moved", look(Some(Color::Cyan), NONE)),
    ("mark-reuse", look(Some(Color::Magenta), NONE)),
];

/// The look of the marks that call for attention.
const URGENT: (&str, Look) = ("mark-urgent", look(None, Modifier::BOLD));

/// Themes whose colours are chosen for a light or a dark ground: omitted, added, moved, reuse. They stay apart for
/// those who see no red or no green.
const GROUNDS: [(&str, [u8; 4]); 2] =
    [("light", [130, 27, 30, 127]), ("dark", [179, 69, 123, 176])];

/// The colours that mean the same in the theme of the reader's own: omitted, added, moved, reuse.
const MEANT: [Color; 4] = [Color::Yellow, Color::Blue, Color::Cyan, Color::Magenta];

/// Returns the one of the sixteen colours that means what a colour of another theme of the program means; `None`
/// if it is none of those.
pub fn usual_color(color: Color) -> Option<Color> {
    let Color::Indexed(index) = color else { return None };
    GROUNDS.iter().find_map(|(_, colors)| {
        let at = colors.iter().position(|known| *known == index)?;
        MEANT.get(at).copied()
    })
}

/// The name of the theme of the reader's own colours.
pub const ANSI: &str = "ansi";

impl Default for Theme {
    fn default() -> Self {
        Self { looks: USUAL.into_iter().chain([URGENT]).collect() }
    }
}

impl Theme {
    /// Returns a theme of the program by its name; `None` if there is none.
    pub fn named(name: &str) -> Option<Self> {
        let mut theme = Self::default();
        if name == ANSI {
            return Some(theme);
        }
        let (_, colors) = GROUNDS.iter().find(|(known, _)| *known == name)?;
        for (_, look) in &mut theme.looks {
            let at = MEANT.iter().position(|color| look.color == Some(*color));
            look.color = at.map(|at| Color::Indexed(colors[at])).or(look.color);
        }
        Some(theme)
    }

    /// Returns the names of the themes of the program.
    pub fn names() -> impl Iterator<Item = &'static str> {
        [ANSI].into_iter().chain(GROUNDS.iter().map(|(name, _)| *name))
    }

    /// Gives something another look, as `blue bold underlined`.
    ///
    /// # Errors
    ///
    /// Returns the word that is neither a colour nor an attribute, or the name that is none.
    pub fn set(&mut self, name: &str, words: &str) -> Result<(), String> {
        let wanted = parsed(words)?;
        let known = self.looks.iter_mut().find(|(known, _)| *known == name);
        let (_, look) = known.ok_or_else(|| name.to_owned())?;
        *look = wanted;
        Ok(())
    }

    /// Returns every look with its name.
    pub fn looks(&self) -> &[(&'static str, Look)] {
        &self.looks
    }

    /// Returns the look of a meaning.
    pub fn style(&self, ink: Ink, palette: Palette) -> Style {
        let name = name(ink);
        let known = self.looks.iter().find(|(known, _)| *known == name);
        let Look { color, modifier } = known.map_or(look(None, NONE), |(_, look)| *look);
        let style = Style::new().add_modifier(modifier);
        match (palette, color) {
            (Palette::Brackets, _) => Style::new(),
            (Palette::Sixteen, Some(color)) => style.fg(color),
            _ => style,
        }
    }
}

/// Attributes by their names in the configuration file.
const ATTRIBUTES: [(&str, Modifier); 5] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
];

/// Reads a look: a colour (a name, 0 to 255, or #rrggbb) and attributes, in any order.
fn parsed(words: &str) -> Result<Look, String> {
    let mut wanted = look(None, NONE);
    for word in words.split_whitespace() {
        match ATTRIBUTES.iter().find(|(name, _)| *name == word) {
            Some((_, modifier)) => wanted.modifier.insert(*modifier),
            None => wanted.color = Some(Color::from_str(word).map_err(|_| word.to_owned())?),
        }
    }
    Ok(wanted)
}

/// Returns a look as the configuration file writes it.
pub fn written(look: Look) -> String {
    let color = look.color.map(|color| color.to_string().to_ascii_lowercase());
    let attributes = ATTRIBUTES.iter().filter(|(_, modifier)| look.modifier.contains(*modifier));
    let attributes = attributes.map(|(name, _)| (*name).to_owned());
    color.into_iter().chain(attributes).collect::<Vec<String>>().join(" ")
}

/// Returns the name of the look of a meaning.
const fn name(ink: Ink) -> &'static str {
    match ink {
        Ink::Text(role) => of_role(role),
        Ink::Chrome => "chrome",
        Ink::Faint => "faint",
        Ink::Strong => "strong",
        Ink::Cursor => "cursor",
        Ink::Mark('-') => "mark-omitted",
        Ink::Mark('+') => "mark-added",
        Ink::Mark('<' | '>' | 'x') => "mark-moved",
        Ink::Mark('=' | '~') => "mark-reuse",
        Ink::Mark('#' | '?') => URGENT.0,
        Ink::Mark(_) => "plain",
    }
}

const fn of_role(role: Role) -> &'static str {
    match role {
        Role::Plain => "plain",
        Role::NotCounted => "not-counted",
        Role::Heading => "heading",
        Role::Moved => "moved",
        Role::Figure => "figure",
        Role::Added => "added",
        Role::Omitted => "omitted",
        Role::Substituted => "substituted",
        Role::FigureChanged => "figure-changed",
        Role::DigitChanged => "digit-changed",
        Role::Placeholder => "placeholder",
        Role::StandIn => "stand-in",
        Role::SearchHit => "search-hit",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    const ROLES: [Role; 13] = [
        Role::Plain,
        Role::NotCounted,
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
        let theme = Theme::default();
        let looks = ROLES.map(|role| theme.style(Ink::Text(role), Palette::None));
        assert!(looks.iter().all(|look| look.fg.is_none() && look.bg.is_none()));
        // A figure is bold like a heading, its place tells them apart; a stand-in is dim like what is not
        // counted, its signs do.
        let is_told = |role: &Role| !matches!(role, Role::Figure | Role::StandIn);
        let distinct: Vec<Role> = ROLES.into_iter().filter(is_told).collect();
        for (at, one) in distinct.iter().enumerate() {
            for other in &distinct[at + 1..] {
                let look = |role: Role| theme.style(Ink::Text(role), Palette::None);
                assert_ne!(look(*one), look(*other));
            }
        }
    }

    #[test]
    fn look_is_written_as_it_is_read() {
        for words in ["blue bold underlined", "75", "#005FD7 dim", "reversed", ""] {
            let look = parsed(words).unwrap();
            assert_eq!(parsed(&written(look)), Ok(look), "{words}: {}", written(look));
        }
        assert_eq!(parsed("blue blod"), Err("blod".to_owned()));
        assert_eq!(Theme::default().set("aded", "blue"), Err("aded".to_owned()));
    }

    /// What xterm makes of a colour.
    fn of_xterm(color: Color) -> [f64; 3] {
        match color {
            Color::Yellow => [205.0, 205.0, 0.0],
            Color::Blue => [0.0, 0.0, 238.0],
            Color::Cyan => [0.0, 205.0, 205.0],
            Color::Magenta => [205.0, 0.0, 205.0],
            Color::Indexed(index @ 16..=231) => {
                let level = |part: u8| if part == 0 { 0.0 } else { 55.0 + 40.0 * f64::from(part) };
                let index = index - 16;
                [level(index / 36), level(index / 6 % 6), level(index % 6)]
            }
            _ => unreachable!("no theme uses {color}"),
        }
    }

    /// What is left of a colour without one kind of cones, on linear light (Machado, Oliveira and Fernandes 2009).
    const DEUTERANOPIA: [[f64; 3]; 3] = [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ];
    const PROTANOPIA: [[f64; 3]; 3] = [
        [0.152_286, 1.052_583, -0.204_868],
        [0.114_503, 0.786_281, 0.099_216],
        [-0.003_882, -0.048_116, 1.051_998],
    ];

    fn linear(color: [f64; 3]) -> [f64; 3] {
        color.map(|value| {
            let value = value / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        })
    }

    fn times(matrix: [[f64; 3]; 3], v: [f64; 3]) -> [f64; 3] {
        matrix.map(|row| row[0] * v[0] + row[1] * v[1] + row[2] * v[2])
    }

    /// CIE L*a*b* of linear sRGB under D65.
    fn lab(color: [f64; 3]) -> [f64; 3] {
        let to_xyz =
            [[0.412_4, 0.357_6, 0.180_5], [0.212_6, 0.715_2, 0.072_2], [0.019_3, 0.119_2, 0.950_5]];
        let white = [0.950_5, 1.0, 1.089];
        let xyz = times(to_xyz, color.map(|value| value.clamp(0.0, 1.0)));
        let f = |at: usize| {
            let t: f64 = xyz[at] / white[at];
            if 0.008_856 < t { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 }
        };
        [116.0 * f(1) - 16.0, 500.0 * (f(0) - f(1)), 200.0 * (f(1) - f(2))]
    }

    #[test]
    fn colors_stay_apart_for_those_who_see_fewer() {
        for theme in Theme::names() {
            let looks = Theme::named(theme).unwrap();
            let colors: HashSet<Color> =
                looks.looks().iter().filter_map(|(_, look)| look.color).collect();
            let colors: Vec<Color> = colors.into_iter().collect();
            assert_eq!(colors.len(), 4, "{theme}");
            for matrix in [DEUTERANOPIA, PROTANOPIA] {
                for (at, one) in colors.iter().enumerate() {
                    for other in &colors[at + 1..] {
                        let seen = |color: &Color| lab(times(matrix, linear(of_xterm(*color))));
                        let squares: f64 =
                            seen(one).iter().zip(seen(other)).map(|(a, b)| (a - b).powi(2)).sum();
                        assert!(
                            20.0 <= squares.sqrt(),
                            "{theme}: {one} {other}: {}",
                            squares.sqrt()
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn themes_of_the_program_color_the_same_meanings() {
        for name in Theme::names() {
            let theme = Theme::named(name).unwrap();
            let is_colored = |theme: &Theme| {
                theme.looks().iter().map(|(_, look)| look.color.is_some()).collect::<Vec<_>>()
            };
            assert_eq!(is_colored(&theme), is_colored(&Theme::default()), "{name}");
        }
    }
}
