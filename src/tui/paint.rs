//! From one picture to the next, with as few bytes as a slow line deserves.
//!
//! ratatui's own way moves the cursor after every wide character (eight bytes for three), and
//! repaints a whole screen to scroll by a row. Here the cursor is taken to be where it must be after
//! a character of undoubted width, and set anew after any other; equal rows are moved by the
//! terminal itself (a scroll region). Measured on two panes of Chinese at 200x50: 53,617 bytes
//! for a row scrolled by ratatui 0.30.2, about 430 this way.
//!
//! A glyph whose width is in doubt gets its cells blanked first, so that the picture stays straight
//! whatever the terminal makes of it: a narrow glyph leaves a blank, a wide one fills it.

use crate::text::cells::AmbiguousWidth;
use crate::tui::depth::{Depth, within};
use crate::tui::scroll::{PLAIN, is_blank, look, prints, row, scroll};
use crate::tui::stand_in::stand_in;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::fmt::Write;
use unicode_width::UnicodeWidthChar;

/// Bytes from which a frame is bracketed, so that a terminal that can shows it only when it is complete.
const MIN_BRACKETED_BYTES: usize = 1_000;

/// Cells behind a glyph that terminals make what they like of which are written anew with it: one that makes
/// more of it has covered them.
const COVERED_CELLS: usize = 8;

/// Cells from which moving over them is shorter than writing them.
const MIN_MOVED_CELLS: usize = 5;

/// Blocks of rows that are moved for one picture at most: the text, and a list below it.
const MAX_REGIONS: usize = 2;

/// A column that is not known.
const UNSURE: u16 = u16::MAX;

/// How frames are written on this terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Habits {
    /// Whether the terminal is let move rows by itself.
    pub regions: bool,
    /// Whether it can show a frame only when it is complete.
    pub synchronizes: bool,
    /// Cells of ambiguous characters.
    pub ambiguous: AmbiguousWidth,
    /// Which colours the terminal has.
    pub depth: Depth,
    /// Whether something else is drawn for a glyph of two cells that the terminal behind a multiplexer may give one.
    pub has_stand_ins: bool,
}

impl Default for Habits {
    fn default() -> Self {
        let (ambiguous, depth) = (AmbiguousWidth::Narrow, Depth::Any);
        Self { regions: true, synchronizes: false, ambiguous, depth, has_stand_ins: false }
    }
}

/// What is known of what the terminal shows.
#[derive(Debug, Default)]
enum Shown {
    /// Nothing: it may show anything.
    #[default]
    Unknown,
    /// This picture, with the fingerprints of its rows.
    Picture(Buffer, Vec<Option<u64>>),
}

/// Remembers what the terminal shows.
#[derive(Debug, Default)]
pub struct Painter {
    /// How frames are written.
    pub habits: Habits,
    /// What is written in front of the next picture, which then is painted in full over it.
    pub foreword: String,
    shown: Shown,
    cursor: Option<(u16, u16)>,
}

/// Where the terminal's cursor is and how it writes, as far as that is known.
struct Pen {
    bytes: String,
    at: Option<(u16, u16)>,
    look: (Color, Modifier),
    habits: Habits,
    width: u16,
}

impl Painter {
    /// Makes a painter that knows nothing of what the terminal shows.
    pub fn new(habits: Habits) -> Self {
        Self { habits, ..Self::default() }
    }

    /// Forgets what the terminal shows: the next picture is painted in full.
    pub fn forget(&mut self) {
        self.shown = Shown::Unknown;
    }

    /// Returns the bytes that turn what is shown into `next`; empty if that is the same.
    pub fn paint(&mut self, next: Buffer, cursor: Option<(u16, u16)>) -> String {
        let mut pen = Pen::new(std::mem::take(&mut self.foreword), self.habits, next.area.width);
        let mut resized = false;
        let blank = || (Buffer::empty(next.area), vec![None; usize::from(next.area.height)]);
        let (mut shown, mut old) = match std::mem::take(&mut self.shown) {
            Shown::Picture(shown, old) if shown.area == next.area => (shown, old),
            // Row after row, not the whole screen at once, which would flicker while a window is dragged.
            Shown::Picture(..) => {
                resized = true;
                blank()
            }
            Shown::Unknown => {
                pen.bytes.push_str("\x1b[m\x1b[2J");
                blank()
            }
        };
        let new = if self.habits.regions { prints(&next) } else { Vec::new() };
        for _ in 0..if self.habits.regions { MAX_REGIONS } else { 0 } {
            let Some(scroll) = scroll(&old, &new) else { break };
            pen.bytes.push_str(&scroll.bytes());
            pen.at = Some((0, 0));
            scroll.apply(&mut shown, &mut old);
        }
        // The row the cursor is left on comes last: it is near then.
        let last = cursor.map(|(_, y)| y).filter(|y| *y < next.area.height);
        let others = (0..next.area.height).filter(|y| Some(*y) != last);
        for y in others.chain(last) {
            if resized {
                pen.go_to(0, y);
                pen.bytes.push_str("\x1b[2K");
            }
            paint_row(&mut pen, row(&shown, y), row(&next, y), y);
        }
        pen.set_look(PLAIN);
        if !pen.bytes.is_empty() || self.cursor != cursor {
            pen.place_cursor(self.cursor, cursor);
        }
        self.cursor = cursor;
        self.shown = Shown::Picture(next, new);
        self.bracketed(pen.bytes)
    }

    /// Returns a frame as the terminal is to receive it.
    fn bracketed(&self, frame: String) -> String {
        if !self.habits.synchronizes || frame.len() < MIN_BRACKETED_BYTES {
            return frame;
        }
        format!("\x1b[?2026h{frame}\x1b[?2026l")
    }
}

impl Pen {
    fn new(bytes: String, habits: Habits, width: u16) -> Self {
        Self { bytes, at: None, look: PLAIN, habits, width }
    }

    /// Returns how a cell looks on this terminal.
    fn look(&self, cell: &Cell) -> (Color, Modifier) {
        let (color, modifier) = look(cell);
        (within(color, self.habits.depth), modifier)
    }

    fn go_to(&mut self, x: u16, y: u16) {
        if self.at != Some((x, y)) {
            self.bytes.push_str(&way(self.at, (x, y)));
            self.at = Some((x, y));
        }
    }

    /// Changes how is written: what is new is added, and what must go is switched off with everything else.
    fn set_look(&mut self, look: (Color, Modifier)) {
        let before = std::mem::replace(&mut self.look, look);
        if before == look {
            return;
        }
        let is_added =
            look.1.contains(before.1) && (before.0 == look.0 || before.0 == Color::Reset);
        let mut codes = String::new();
        for (modifier, code) in ATTRIBUTES {
            if look.1.contains(modifier) && !(is_added && before.1.contains(modifier)) {
                codes.push_str(code);
            }
        }
        if !is_added || before.0 != look.0 {
            codes.push_str(&color_code(look.0));
        }
        // Nothing in front of the first semicolon is 0, which switches everything off.
        let codes = if is_added { codes.trim_start_matches(';') } else { &codes };
        let _ = write!(self.bytes, "\x1b[{codes}m");
    }

    /// Writes the unchanged cells between the cursor and a column, where that is shorter than moving.
    fn fill(&mut self, row: &[Cell], x: usize) {
        let Some((from, _)) = self.at.filter(|(from, _)| *from != UNSURE) else { return };
        let Some(between) = row.get(usize::from(from)..x) else { return };
        let is_simple = |cell: &Cell| {
            matches!(cell.symbol().as_bytes(), [b' '..=b'~']) && self.look(cell) == self.look
        };
        if between.len() < MIN_MOVED_CELLS && between.iter().all(is_simple) {
            self.bytes.extend(between.iter().map(Cell::symbol));
            self.at = self.at.map(|(_, y)| (x as u16, y));
        }
    }

    /// Writes a glyph of so many cells; returns how many more of them the terminal may have covered.
    fn write(&mut self, symbol: &str, cells: u16) -> usize {
        let is_replaced = cells == 2 && self.habits.has_stand_ins && is_ambiguous(symbol);
        let symbol = if is_replaced { stand_in(symbol) } else { symbol };
        let is_cluster = !is_replaced && is_cluster(symbol);
        if is_cluster || (self.habits.ambiguous == AmbiguousWidth::Unknown && is_ambiguous(symbol))
        {
            let column = self.at.map_or(0, |(x, _)| x) + 1;
            let blanks = " ".repeat(usize::from(cells));
            let _ = write!(self.bytes, "{blanks}\x1b[{column}G");
        }
        self.bytes.push_str(symbol);
        let is_sure = is_replaced || has_undoubted_width(symbol, cells);
        // In the last column the cursor stays where it is.
        let behind = |x: u16| Some(x + cells).filter(|x| is_sure && *x < self.width);
        self.at = self.at.map(|(x, y)| (behind(x).unwrap_or(UNSURE), y));
        match (is_cluster, is_sure) {
            (true, _) => COVERED_CELLS,
            // The terminal may have been asked about another character than this one.
            (false, false) if cells == 1 => 1,
            _ => 0,
        }
    }

    /// Leaves the cursor where it belongs; it starts out hidden.
    fn place_cursor(&mut self, before: Option<(u16, u16)>, now: Option<(u16, u16)>) {
        if let Some((x, y)) = now {
            self.go_to(x, y);
        }
        match (before, now) {
            (None, Some(_)) => self.bytes.push_str("\x1b[?25h"),
            (Some(_), None) => self.bytes.push_str("\x1b[?25l"),
            _ => {}
        }
    }
}

/// Returns the shortest of what brings the cursor to another place.
///
/// A vertical tab moves down like a line feed, but no line buffer on the way splits the frame at it; it never
/// scrolls here, because the place is on the screen.
fn way(from: Option<(u16, u16)>, (x, y): (u16, u16)) -> String {
    let direct =
        if x == 0 { format!("\x1b[{}H", y + 1) } else { format!("\x1b[{};{}H", y + 1, x + 1) };
    let Some((column, row)) = from.filter(|(_, row)| *row <= y) else { return direct };
    let column = Some(column).filter(|column| *column != UNSURE);
    // Where the column is in doubt, so is the row below.
    if column.is_none() && row != y {
        return direct;
    }
    let down = "\x0b".repeat(usize::from(y - row).min(direct.len()));
    let back = column.and_then(|column| column.checked_sub(x));
    let back = back.map(|steps| "\x08".repeat(usize::from(steps).min(direct.len())));
    let home = (x == 0).then(|| "\r".to_owned());
    let across = [back, home, Some(format!("\x1b[{}G", x + 1))].into_iter().flatten();
    let across = across.min_by_key(String::len).unwrap_or_default();
    let stepwise = down + &across;
    if stepwise.len() < direct.len() { stepwise } else { direct }
}

/// The attributes in use and their codes.
const ATTRIBUTES: [(Modifier, &str); 5] = [
    (Modifier::BOLD, ";1"),
    (Modifier::DIM, ";2"),
    (Modifier::ITALIC, ";3"),
    (Modifier::UNDERLINED, ";4"),
    (Modifier::REVERSED, ";7"),
];

/// Returns the code of a colour in the shortest form that every terminal with such colours knows.
fn color_code(color: Color) -> String {
    let sixteen = |code: u8| format!(";{code}");
    match color {
        Color::Reset => String::new(),
        Color::Black => sixteen(30),
        Color::Red => sixteen(31),
        Color::Green => sixteen(32),
        Color::Yellow => sixteen(33),
        Color::Blue => sixteen(34),
        Color::Magenta => sixteen(35),
        Color::Cyan => sixteen(36),
        Color::Gray => sixteen(37),
        Color::DarkGray => sixteen(90),
        Color::LightRed => sixteen(91),
        Color::LightGreen => sixteen(92),
        Color::LightYellow => sixteen(93),
        Color::LightBlue => sixteen(94),
        Color::LightMagenta => sixteen(95),
        Color::LightCyan => sixteen(96),
        Color::White => sixteen(97),
        Color::Indexed(index) => format!(";38;5;{index}"),
        Color::Rgb(red, green, blue) => format!(";38;2;{red};{green};{blue}"),
    }
}

/// Says whether every terminal moves its cursor by `cells` after the glyph.
fn has_undoubted_width(symbol: &str, cells: u16) -> bool {
    let mut chars = symbol.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return false };
    !is_pictograph(c) && c.width() == Some(usize::from(cells)) && c.width() == c.width_cjk()
}

/// Says whether terminals make what they like of a glyph: of several characters, or younger than they are.
fn is_cluster(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => is_pictograph(c),
        (_, second) => second.is_some(),
    }
}

/// Says whether a character is of the planes that are filled with new pictographs year after year.
fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1FAFF}')
}

/// Says whether a glyph is one character that terminals give one cell or two.
fn is_ambiguous(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if c.width() != c.width_cjk())
}

/// Returns the cells of the glyph at `x`: trailing ones hold no symbol.
fn glyph_cells(row: &[Cell], x: usize) -> usize {
    1 + row[x + 1..].iter().take_while(|cell| cell.symbol().is_empty()).count()
}

fn paint_row(pen: &mut Pen, shown: &[Cell], next: &[Cell], y: u16) {
    if shown == next {
        return;
    }
    let text_end = next.iter().rposition(|cell| !is_blank(cell)).map_or(0, |last| last + 1);
    let mut x = 0;
    // Up to here the terminal may show something else than is remembered.
    let mut covered = 0;
    while x < text_end {
        let cells = glyph_cells(next, x);
        if shown[x..x + cells] != next[x..x + cells] || x < covered {
            if pen.at.is_some_and(|(_, row)| row == y) {
                pen.fill(next, x);
            }
            pen.go_to(x as u16, y);
            pen.set_look(pen.look(&next[x]));
            let more = pen.write(next[x].symbol(), cells as u16);
            covered = covered.max(x + cells + more);
        }
        x += cells;
    }
    if text_end < covered || shown[text_end..].iter().any(|cell| !is_blank(cell)) {
        pen.go_to(text_end as u16, y);
        pen.set_look(PLAIN);
        pen.bytes.push_str("\x1b[K");
    }
}
