//! Pictures of the screen, to be looked at: every size, language and look, as text and as what a terminal is sent.
//!
//! `DUIKAN_PICTURES=DIR cargo test --test pictures` writes them; `cat DIR/80x24-zh-dark-text.ans` shows one.
//! Without the variable only the smallest of them is drawn. With it, the pictures of the README are written too:
//! `samples/screen-light.svg` and `samples/screen-dark.svg`.
#![cfg(feature = "app")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, also in its helpers")]

use duikan::config::{Color as Palette, Settings};
use duikan::intake::decode;
use duikan::report::split;
use duikan::text::language::Language;
use duikan::tui::key::keys;
use duikan::tui::model::{Catalog, Entry, Model, Opening, Size};
use duikan::tui::paint::Painter;
use duikan::tui::style::Theme;
use duikan::tui::update::{Message, update};
use duikan::tui::view::view;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const SIZES: [(u16, u16); 4] = [(40, 10), (80, 24), (120, 40), (200, 60)];
const LANGUAGES: [(&str, Language); 2] = [("zh", Language::Chinese), ("en", Language::English)];

/// Themes and what else decides the looks.
const LOOKS: [(&str, &str, Palette); 5] = [
    ("ansi", "ansi", Palette::Sixteen),
    ("light", "light", Palette::Sixteen),
    ("dark", "dark", Palette::Sixteen),
    ("mono", "ansi", Palette::None),
    ("brackets", "ansi", Palette::Brackets),
];

/// Keys that lead to what is pictured: the text, details, the ledger, the help.
const PLACES: [(&str, &str); 4] =
    [("text", "PgDn n"), ("detail", "]# Enter"), ("ledger", "L"), ("help", "?")];

fn catalog() -> Catalog {
    let entry = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
        let document = Arc::new(decode::read(&fs::read(path).unwrap(), name));
        let report = split::whole(&document);
        Entry { document, report, name: name.to_owned() }
    };
    let entries = vec![entry("yunxi-2023.txt"), entry("yunxi-2024.txt")];
    Catalog { entries, ..Catalog::default() }
}

fn drawn(model: &Model) -> (Buffer, Option<(u16, u16)>) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, model.size.width, model.size.height));
    let cursor = view(model, &mut buffer);
    (buffer, cursor)
}

/// Returns a picture as text.
fn text(buffer: &Buffer) -> String {
    let rows = buffer.content.chunks(usize::from(buffer.area.width));
    let rows = rows.map(|row| row.iter().map(Cell::symbol).collect::<String>());
    rows.map(|row| row.trim_end().to_owned() + "\n").collect()
}

/// Keys that lead to the picture in the README.
const README_KEYS: &str = "PgDn n";

/// Cells of the picture in the README: their width and height in pixels.
const CELL: (usize, usize) = (8, 18);

/// Pixels around the picture.
const MARGIN: usize = 12;

/// The pictures of the README: a theme, its ground, and the ink that lies on it.
const GROUNDS: [(&str, &str, &str); 2] =
    [("light", "#ffffff", "#24292f"), ("dark", "#16181d", "#d3d7de")];

/// Returns a colour of the palette of 256 as a web page writes it; the first sixteen are not used by themes.
fn web_color(color: Color, usual: &str) -> String {
    let Color::Indexed(index @ 16..=231) = color else { return usual.to_owned() };
    let level = |part: u8| if part == 0 { 0 } else { 55 + 40 * part };
    let rest = index - 16;
    format!("#{:02x}{:02x}{:02x}", level(rest / 36), level(rest / 6 % 6), level(rest % 6))
}

/// Returns a picture as SVG: stretches of one look and of one width of characters, each told how wide it is, so that
/// cells stay straight whatever the font.
fn svg(buffer: &Buffer, ground: &str, ink: &str) -> String {
    let (width, height) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
    let (across, down) = (width * CELL.0 + 2 * MARGIN, height * CELL.1 + 2 * MARGIN);
    let mut drawn = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {across} {down}\" width=\"{across}\" \
         height=\"{down}\" font-family=\"'Sarasa Mono SC','Noto Sans Mono CJK SC','Source Han Mono SC',\
         'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',monospace\" font-size=\"15\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{ground}\"/>\n"
    );
    for (y, row) in buffer.content.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let first = &row[x];
            let cells =
                |at: usize| 1 + row[at + 1..].iter().take_while(|c| c.symbol().is_empty()).count();
            // Blanks at the ends of a text would be dropped, and the rest stretched.
            let kind = |at: usize| (row[at].style(), cells(at), row[at].symbol() == " ");
            let (start, step) = (x, cells(x));
            let mut words = String::new();
            while x < width && kind(x) == kind(start) {
                words.push_str(row[x].symbol());
                x += step;
            }
            drawn.push_str(&stretch(first, &words, (start, y, x - start), (ground, ink)));
        }
    }
    drawn + "</svg>\n"
}

/// Returns one stretch of a picture at a column and row, of so many cells.
fn stretch(cell: &Cell, words: &str, place: (usize, usize, usize), inks: (&str, &str)) -> String {
    let ((x, y, cells), (ground, ink)) = (place, inks);
    let has = |modifier: Modifier| cell.modifier.contains(modifier);
    if words.trim().is_empty() && !has(Modifier::REVERSED) {
        return String::new();
    }
    let color = web_color(cell.fg, ink);
    let (left, top, across) = (MARGIN + x * CELL.0, MARGIN + y * CELL.1, cells * CELL.0);
    let (below, fill) = if has(Modifier::REVERSED) {
        let high = CELL.1;
        let rect = format!(
            "<rect x=\"{left}\" y=\"{top}\" width=\"{across}\" height=\"{high}\" fill=\"{color}\"/>"
        );
        (rect, ground.to_owned())
    } else {
        (String::new(), color)
    };
    let looks = [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::DIM, " opacity=\"0.62\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
    ];
    let looks: String = looks.iter().filter(|(modifier, _)| has(*modifier)).map(|l| l.1).collect();
    if words.trim().is_empty() {
        return below;
    }
    let escaped = words.replace('&', "&amp;").replace('<', "&lt;");
    let base = top + CELL.1 - 4;
    format!(
        "{below}<text x=\"{left}\" y=\"{base}\" textLength=\"{across}\" lengthAdjust=\"spacingAndGlyphs\" \
         fill=\"{fill}\"{looks}>{escaped}</text>\n"
    )
}

#[test]
fn picture_of_the_readme_has_every_glyph_in_its_cells() {
    let size = Size { width: 120, height: 40 };
    let mut model = Model::new(catalog(), Opening::Pair(0, 1), Settings::default(), size);
    for key in README_KEYS.split_whitespace().flat_map(keys) {
        update(&mut model, Message::Key(key));
    }
    for (name, ground, ink) in GROUNDS {
        model.theme = Arc::new(Theme::named(name).unwrap());
        let (buffer, _) = drawn(&model);
        let picture = svg(&buffer, ground, ink);
        let told: usize = picture.matches("textLength").count();
        assert!(picture.contains("对勘") && picture.ends_with("</svg>\n") && 100 < told);
        if std::env::var_os("DUIKAN_PICTURES").is_some() {
            let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
            fs::write(samples.join(format!("screen-{name}.svg")), picture).unwrap();
        }
    }
}

#[test]
fn pictures_are_drawn_in_every_size_language_and_look() {
    let folder = std::env::var_os("DUIKAN_PICTURES").map(PathBuf::from);
    let sizes = if folder.is_some() { &SIZES[..] } else { &SIZES[..1] };
    if let Some(folder) = &folder {
        fs::create_dir_all(folder).unwrap();
    }
    let size = Size { width: 80, height: 24 };
    let opened = Model::new(catalog(), Opening::Pair(0, 1), Settings::default(), size);
    for (width, height) in sizes {
        for (language_name, language) in LANGUAGES {
            for (look, theme, color) in LOOKS {
                for (place, script) in PLACES {
                    let mut model = opened.clone();
                    model.settings = Settings { language, color, ..model.settings };
                    model.theme = Arc::new(Theme::named(theme).unwrap());
                    update(&mut model, Message::Resize(Size { width: *width, height: *height }));
                    for key in script.split_whitespace().flat_map(keys) {
                        update(&mut model, Message::Key(key));
                    }
                    let (buffer, cursor) = drawn(&model);
                    let text = text(&buffer);
                    assert!(40 < text.trim().chars().count(), "{place} at {width}x{height}");
                    let is_colored = |cell: &Cell| cell.fg != Color::Reset;
                    // Such signs are ambiguous, and a frame made of them breaks where they are wide.
                    let is_drawing = |c: char| matches!(c, '\u{2190}'..='\u{27BF}');
                    assert!(!text.contains(is_drawing), "{place} at {width}x{height}: {text}");
                    let has_colors = buffer.content.iter().any(is_colored);
                    assert!(color == Palette::Sixteen || !has_colors, "{look} has colours");
                    if let Some(folder) = &folder {
                        let name = format!("{width}x{height}-{language_name}-{look}-{place}");
                        fs::write(folder.join(format!("{name}.txt")), text).unwrap();
                        let sent = Painter::default().paint(buffer.clone(), cursor) + "\n";
                        fs::write(folder.join(format!("{name}.ans")), sent).unwrap();
                    }
                }
            }
        }
    }
}
