//! What a frame costs on the line, beside what ratatui's own backend would send for it.
#![cfg(feature = "app")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, also in its helpers")]

use duikan::config::Settings;
use duikan::intake::decode;
use duikan::report::split;
use duikan::tui::key::keys;
use duikan::tui::model::{Catalog, Entry, Model, Opening, Size};
use duikan::tui::paint::Painter;
use duikan::tui::update::{Message, update};
use duikan::tui::view::view;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// Most bytes at a size, keys pressed before: for the whole screen, and for a row scrolled, on average.
///
/// On a wide screen `o` puts the outline away, which does not move with the text.
const BUDGETS: [(u16, u16, &str, usize, usize); 4] = [
    (200, 50, "", 17_000, 1_200),
    (200, 50, "o", 17_000, 600),
    (120, 40, "", 9_000, 600),
    (80, 24, "", 4_000, 250),
];

/// Rows that are scrolled one after another.
const SCROLLED: usize = 40;

fn entry(name: &str) -> Entry {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
    let document = Arc::new(decode::read(&fs::read(path).unwrap(), name));
    let report = split::whole(&document);
    Entry { document, report, name: name.to_owned() }
}

fn drawn(model: &Model) -> (Buffer, Option<(u16, u16)>) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, model.size.width, model.size.height));
    let cursor = view(model, &mut buffer);
    (buffer, cursor)
}

/// Returns what ratatui's own backend sends from one picture to the next.
fn stock(from: &Buffer, to: &Buffer) -> usize {
    let mut sent = Vec::new();
    let mut backend = CrosstermBackend::new(&mut sent);
    backend.draw(from.diff(to).into_iter()).unwrap();
    sent.len()
}

fn press(model: &mut Model, script: &str) {
    for key in script.split_whitespace().flat_map(keys) {
        update(model, Message::Key(key));
    }
}

#[test]
fn frames_keep_their_budget_and_nothing_new_costs_nothing() {
    println!("size        full paint       row scrolled, mean (most)");
    for (width, height, keys, most_full, most_scrolled) in BUDGETS {
        let entries = vec![entry("yunxi-2023.txt"), entry("yunxi-2024.txt")];
        let size = Size { width, height };
        let settings = Settings::default();
        let mut model = Model::new(
            Catalog { entries, ..Catalog::default() },
            Opening::Pair(0, 1),
            settings,
            size,
        );
        press(&mut model, keys);
        press(&mut model, "PgDn PgDn");
        let mut painter = Painter::default();
        let (mut before, cursor) = drawn(&model);
        let full = painter.paint(before.clone(), cursor).len();
        let stock_full = stock(&Buffer::empty(before.area), &before);
        assert_eq!(painter.paint(before.clone(), cursor), "");
        let (mut scrolled, mut worst, mut stock_scrolled) = (0, 0, 0);
        for _ in 0..SCROLLED {
            press(&mut model, "^E");
            let (after, cursor) = drawn(&model);
            let sent = painter.paint(after.clone(), cursor).len();
            scrolled += sent;
            worst = worst.max(sent);
            stock_scrolled += stock(&before, &after);
            before = after;
        }
        let (mean, stock_mean) = (scrolled / SCROLLED, stock_scrolled / SCROLLED);
        println!(
            "{width}x{height} {keys:1}  {full} ({stock_full} stock)  {mean} ({worst}) ({stock_mean} stock)"
        );
        assert!(full <= most_full, "{full} bytes for {width}x{height}");
        assert!(mean <= most_scrolled, "{mean} bytes for a row at {width}x{height}");
    }
}
