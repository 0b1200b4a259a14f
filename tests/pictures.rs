//! Pictures of the screen, to be looked at: every size, language and look, as text and as what a terminal is sent.
//!
//! `DUIKAN_PICTURES=DIR cargo test --test pictures` writes them; `cat DIR/80x24-zh-dark-text.ans` shows one.
//! Without the variable only the smallest of them is drawn.
#![cfg(feature = "app")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, also in its helpers")]

use duikan::config::{Color, Settings};
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
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const SIZES: [(u16, u16); 4] = [(40, 10), (80, 24), (120, 40), (200, 60)];
const LANGUAGES: [(&str, Language); 2] = [("zh", Language::Chinese), ("en", Language::English)];

/// Themes and what else decides the looks.
const LOOKS: [(&str, &str, Color); 5] = [
    ("ansi", "ansi", Color::Sixteen),
    ("light", "light", Color::Sixteen),
    ("dark", "dark", Color::Sixteen),
    ("mono", "ansi", Color::None),
    ("brackets", "ansi", Color::Brackets),
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
                    let is_colored = |cell: &Cell| cell.fg != ratatui::style::Color::Reset;
                    let has_colors = buffer.content.iter().any(is_colored);
                    assert!(color == Color::Sixteen || !has_colors, "{look} has colours");
                    if let Some(folder) = &folder {
                        let name = format!("{width}x{height}-{language_name}-{look}-{place}");
                        fs::write(folder.join(format!("{name}.txt")), text).unwrap();
                        let sent = Painter::default().paint(&buffer, cursor) + "\n";
                        fs::write(folder.join(format!("{name}.ans")), sent).unwrap();
                    }
                }
            }
        }
    }
}
