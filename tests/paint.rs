//! What the painter sends, read by a terminal in memory: always the picture that was meant.
#![cfg(feature = "app")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, also in its helpers")]

use duikan::text::cells::AmbiguousWidth;
use duikan::tui::depth::Depth;
use duikan::tui::paint::{Habits, Painter};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use std::num::NonZeroU16;
use unicode_width::UnicodeWidthChar;

const WIDTH: u16 = 26;
const HEIGHT: u16 = 9;

/// Pictures that follow one another in a case; with the cases they make ten thousand.
const PICTURES: usize = 20;

/// What can stand in a cell.
const GLYPHS: [&str; 12] = ["中", "文", "，", "。", "a", "7", "%", " ", " ", "“", "—", "x"];

/// How it can look.
const LOOKS: [(Color, Modifier); 6] = [
    (Color::Reset, Modifier::empty()),
    (Color::Reset, Modifier::empty()),
    (Color::Blue, Modifier::UNDERLINED),
    (Color::Magenta, Modifier::BOLD),
    (Color::Reset, Modifier::REVERSED),
    (Color::Indexed(130), Modifier::REVERSED.union(Modifier::UNDERLINED)),
];

/// One row: glyphs by their indices, each with a look.
type Row = Vec<(usize, usize)>;

fn row() -> impl Strategy<Value = Row> {
    proptest::collection::vec((0..GLYPHS.len(), 0..LOOKS.len()), 0..usize::from(WIDTH))
}

/// From one picture to the next: rows scroll, and some of them change.
#[derive(Clone, Debug)]
struct Change {
    scrolled: i8,
    rows: Vec<(usize, Row)>,
}

fn change() -> impl Strategy<Value = Change> {
    let rows = proptest::collection::vec((0..usize::from(HEIGHT), row()), 0..4);
    (-3i8..4, rows).prop_map(|(scrolled, rows)| Change { scrolled, rows })
}

fn drawn(rows: &[Row]) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
    for (y, row) in rows.iter().enumerate() {
        let mut x = 0;
        for (glyph, look) in row {
            let symbol = GLYPHS[*glyph];
            let cells = symbol.chars().next().and_then(UnicodeWidthChar::width).unwrap_or(1) as u16;
            if WIDTH < x + cells {
                break;
            }
            let (color, modifier) = LOOKS[*look];
            for at in x..x + cells {
                let cell = &mut buffer[(at, y as u16)];
                cell.set_symbol(if at == x { symbol } else { "" });
                cell.set_style(Style::new().fg(color).add_modifier(modifier));
            }
            x += cells;
        }
    }
    buffer
}

fn terminal() -> vt100::Parser {
    let cells = |count| NonZeroU16::new(count).unwrap();
    vt100::Parser::new(cells(HEIGHT), cells(WIDTH), 0)
}

/// Returns the first cell in which two terminals differ to the eye.
fn difference(one: &vt100::Parser, other: &vt100::Parser) -> Option<(u16, u16)> {
    let is_same = |x: u16, y: u16| {
        let [a, b] = [one, other].map(|parser| parser.screen().cell(y, x).unwrap());
        let text = |cell: &vt100::Cell| cell.contents().trim_end() == "";
        let is_blank = text(a) && text(b);
        (is_blank || a.contents() == b.contents())
            && (a.fgcolor(), a.bgcolor()) == (b.fgcolor(), b.bgcolor())
            && (a.bold(), a.underline(), a.inverse()) == (b.bold(), b.underline(), b.inverse())
            && a.is_wide_continuation() == b.is_wide_continuation()
    };
    let mut all = (0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| (x, y)));
    all.find(|(x, y)| !is_same(*x, *y))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn picture_after_picture_looks_as_if_painted_afresh(
        first in proptest::collection::vec(row(), usize::from(HEIGHT)),
        changes in proptest::collection::vec(change(), PICTURES),
        regions in any::<bool>(),
    ) {
        let habits = Habits { regions, ..Habits::default() };
        let mut painter = Painter::new(habits);
        let mut parser = terminal();
        let mut rows = first;
        for change in changes {
            let by = usize::from(change.scrolled.unsigned_abs());
            if change.scrolled < 0 { rows.rotate_right(by) } else { rows.rotate_left(by) }
            for (at, row) in change.rows {
                rows[at] = row;
            }
            let picture = drawn(&rows);
            parser.process(painter.paint(picture.clone(), None).as_bytes());
            let mut fresh = terminal();
            fresh.process(Painter::new(habits).paint(picture.clone(), None).as_bytes());
            prop_assert_eq!(difference(&parser, &fresh), None);
        }
    }
}

/// A row of text that holds ambiguous characters with two cells each, and where each glyph must stand.
fn with_room(text: &str) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, 1));
    let mut x = 0;
    for c in text.chars() {
        let cells = c.width_cjk().unwrap_or(1) as u16;
        buffer[(x, 0)].set_symbol(&c.to_string());
        for at in x + 1..x + cells {
            buffer[(at, 0)].set_symbol("");
        }
        x += cells;
    }
    buffer
}

#[test]
fn unknown_width_leaves_every_glyph_in_its_place() {
    let habits = Habits { ambiguous: AmbiguousWidth::Unknown, ..Habits::default() };
    let sent = Painter::new(habits).paint(with_room("推进“十四五”—①|"), None);
    // The terminal in memory is a narrow one.
    let mut parser = terminal();
    parser.process(sent.as_bytes());
    let shown = |x: u16| parser.screen().cell(0, x).unwrap().contents().to_owned();
    assert_eq!([shown(4), shown(6), shown(12), shown(18)], ["“", "十", "”", "|"]);
    assert!(matches!(shown(5).as_str(), "" | " "));
}

#[test]
fn glyphs_that_a_multiplexer_may_misjudge_are_drawn_as_others_of_two_cells() {
    let ambiguous = AmbiguousWidth::Wide;
    let habits = Habits { ambiguous, has_stand_ins: true, ..Habits::default() };
    let sent = Painter::new(habits).paint(with_room("推进“十四五”—①|"), None);
    assert!(sent.contains("推进＂十四五＂－1)|"), "{sent:?}");
    let mut parser = terminal();
    parser.process(sent.as_bytes());
    assert_eq!(parser.screen().cell(0, 18).unwrap().contents(), "|");
}

#[test]
fn frames_are_bracketed_where_the_terminal_can_and_only_when_they_are_large() {
    let row: Row = (0..12).map(|at| (at % 2, 2 + at % 4)).collect();
    let picture = drawn(&vec![row; usize::from(HEIGHT)]);
    let habits = Habits { synchronizes: true, ..Habits::default() };
    let mut painter = Painter::new(habits);
    let large = painter.paint(picture.clone(), None);
    assert!(large.starts_with("\u{1b}[?2026h") && large.ends_with("\u{1b}[?2026l"));
    let mut changed = picture.clone();
    changed[(0, 0)].set_symbol("a");
    changed[(1, 0)].set_symbol("b");
    assert!(!painter.paint(changed, None).contains("2026"));
    assert!(!Painter::default().paint(picture, None).contains("2026"));
}

#[test]
fn terminal_of_eight_colors_is_sent_no_other() {
    let picture = drawn(&[(0..LOOKS.len()).map(|look| (0, look)).collect()]);
    let sent = |depth: Depth| {
        Painter::new(Habits { depth, ..Habits::default() }).paint(picture.clone(), None)
    };
    assert!(sent(Depth::Indexed).contains("38;5;130"));
    let few = sent(Depth::Eight);
    assert!(!few.contains("38;5") && few.contains("34") && few.contains("33"), "{few:?}");
}

#[test]
fn another_size_is_painted_without_wiping_the_screen() {
    let picture = drawn(&vec![vec![(0, 0); 5]; usize::from(HEIGHT)]);
    let mut painter = Painter::default();
    painter.paint(picture.clone(), None);
    let smaller = Buffer::empty(Rect::new(0, 0, 20, 4));
    assert!(!painter.paint(smaller, None).contains("\u{1b}[2J"));
}

#[test]
fn region_is_set_and_reset_in_the_frame_that_uses_it() {
    let rows: Vec<Row> = (0..usize::from(HEIGHT)).map(|y| vec![(y % 2, 0); 3 + y]).collect();
    let mut scrolled = rows.clone();
    scrolled.rotate_left(1);
    let mut painter = Painter::default();
    painter.paint(drawn(&rows), None);
    let frame = painter.paint(drawn(&scrolled), None);
    let set = frame.find("\u{1b}[1;9r").or_else(|| frame.find("\u{1b}[1;8r")).unwrap();
    assert!(set < frame.find("\u{1b}[r").unwrap(), "{frame:?}");
    let habits = Habits { regions: false, ..Habits::default() };
    let mut painter = Painter::new(habits);
    painter.paint(drawn(&rows), None);
    assert!(!painter.paint(drawn(&scrolled), None).contains('r'));
}

/// What terminals disagree about, with the cells it is given room for and what some terminal makes of it.
const DOUBTFUL: [(&str, u16, &[u16]); 6] = [
    ("❤\u{FE0F}", 2, &[1, 2]),
    ("👨\u{200D}👩\u{200D}👧", 2, &[2, 3, 6, 8]),
    ("e\u{301}", 1, &[1, 2]),
    ("①", 1, &[1, 2]),
    ("“", 1, &[1, 2]),
    ("\u{1FAE8}", 2, &[1, 2]),
];

/// A terminal in memory that makes its own of each of [`DOUBTFUL`], and knows what the painter sends.
struct Willful {
    /// What it makes of each.
    widths: Vec<u16>,
    /// A glyph in its first cell, nothing in its others.
    cells: Vec<String>,
    x: u16,
}

impl Willful {
    fn new(widths: Vec<u16>) -> Self {
        Self { widths, cells: vec![" ".to_owned(); usize::from(WIDTH)], x: 0 }
    }

    fn process(&mut self, mut bytes: &str) {
        while let Some(c) = bytes.chars().next() {
            if let Some(sequence) = bytes.strip_prefix("\u{1b}[") {
                let end = sequence.find(|c: char| c.is_ascii_alphabetic()).unwrap();
                self.obey(&sequence[..end], &sequence[end..=end]);
                bytes = &sequence[end + 1..];
                continue;
            }
            let doubtful = DOUBTFUL.iter().position(|(symbol, ..)| bytes.starts_with(symbol));
            let symbol = doubtful.map_or(&bytes[..c.len_utf8()], |at| DOUBTFUL[at].0);
            match c {
                '\r' => self.x = 0,
                '\u{8}' => self.x = self.x.saturating_sub(1),
                '\u{b}' => {}
                _ => self
                    .put(symbol, doubtful.map_or(c.width().unwrap() as u16, |at| self.widths[at])),
            }
            bytes = &bytes[symbol.len()..];
        }
    }

    fn obey(&mut self, numbers: &str, last: &str) {
        let column = |number: &str| number.parse::<u16>().map_or(0, |column| column - 1);
        match last {
            "H" => self.x = numbers.split_once(';').map_or(0, |(_, x)| column(x)),
            "G" => self.x = column(numbers),
            "K" => (self.x..WIDTH).for_each(|x| self.blank(x)),
            "J" => (0..WIDTH).for_each(|x| self.blank(x)),
            "m" | "h" | "l" => {}
            _ => unreachable!("this terminal does not know {numbers}{last}"),
        }
    }

    /// Blanks a cell, and the other cells of what stands in it.
    fn blank(&mut self, x: u16) {
        let x = usize::from(x);
        let first = (0..=x).rev().find(|x| !self.cells[*x].is_empty()).unwrap();
        let others = self.cells[first + 1..].iter().take_while(|cell| cell.is_empty()).count();
        self.cells[first..=first + others].fill(" ".to_owned());
    }

    fn put(&mut self, symbol: &str, cells: u16) {
        let end = (self.x + cells).min(WIDTH);
        (self.x..end).for_each(|x| self.blank(x));
        if let Some(first) = self.cells.get_mut(usize::from(self.x)) {
            symbol.clone_into(first);
        }
        (self.x + 1..end).for_each(|x| self.cells[usize::from(x)].clear());
        self.x = end.min(WIDTH - 1);
    }
}

/// Returns a picture of one row: glyphs of [`DOUBTFUL`] by their indices, and others behind them.
fn in_doubt(row: &[usize]) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, 1));
    let mut x = 0;
    for at in row {
        let sure =
            |symbol: &'static str| (symbol, symbol.chars().next().unwrap().width().unwrap() as u16);
        let (symbol, cells) = DOUBTFUL.get(*at).map_or_else(
            || sure(GLYPHS[at - DOUBTFUL.len()]),
            |(symbol, cells, _)| (symbol, *cells),
        );
        if WIDTH <= x + cells {
            break;
        }
        buffer[(x, 0)].set_symbol(symbol);
        for trailing in x + 1..x + cells {
            buffer[(trailing, 0)].set_symbol("");
        }
        x += cells;
    }
    buffer
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn terminal_of_another_opinion_spoils_the_glyph_it_is_about_and_nothing_else(
        // The last of the glyphs are doubtful themselves.
        rows in proptest::collection::vec(proptest::collection::vec(0..DOUBTFUL.len() + 9, 0..20), 4),
        opinions in proptest::collection::vec(0..4usize, DOUBTFUL.len()),
    ) {
        let widths = DOUBTFUL.iter().zip(opinions).map(|((.., widths), at)| widths[at % widths.len()]);
        let mut terminal = Willful::new(widths.collect());
        let mut painter = Painter::default();
        for row in rows {
            let meant = in_doubt(&row);
            let frame = painter.paint(meant.clone(), None);
            terminal.process(&frame);
            let mut x = 0;
            while x < usize::from(WIDTH) {
                let symbol = meant.content[x].symbol();
                let doubtful = DOUBTFUL.iter().find(|(known, ..)| *known == symbol);
                if doubtful.is_none() {
                    prop_assert_eq!(&terminal.cells[x], symbol, "at {} of {:?}: {:?} by {:?}", x, &terminal.cells, &row, &frame);
                }
                x += doubtful.map_or(1, |(_, cells, _)| usize::from(*cells));
            }
        }
    }
}
