//! The terminal itself: raw mode, events in, bytes out. The only impure part of the screen.

use crate::tui::key::{Key, Named};
use crate::tui::model::{Model, Size};
use crate::tui::paint::Painter;
use crate::tui::update::{Effect, Message, update};
use crate::tui::view::view;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, poll, read};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode, size};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::io::{self, Write};
use std::panic;
use std::sync::Once;
use std::time::Duration;

/// The alternate screen, its cursor hidden, long rows cut rather than wrapped, bracketed paste.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h";
/// All of it undone; also the scroll region and attributes, whatever state a panic left them in.
const LEAVE: &[u8] = b"\x1b[0m\x1b[r\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l";
/// How long the sizes of a window being dragged are collected before one of them is painted.
const RESIZE_PAUSE: Duration = Duration::from_millis(30);
/// Screens beyond this many columns or rows are drawn in part: no real one is.
const MAX_SIDE: u16 = 1000;

static PANIC_HOOK: Once = Once::new();

/// A terminal in raw mode; restored when it is dropped.
#[derive(Debug)]
pub struct Terminal {
    painter: Painter,
}

impl Terminal {
    /// Takes the terminal over.
    ///
    /// # Errors
    ///
    /// When there is no terminal, or it cannot be set up.
    pub fn open() -> io::Result<Self> {
        PANIC_HOOK.call_once(|| {
            let previous = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                restore();
                previous(info);
            }));
        });
        enable_raw_mode()?;
        let terminal = Self { painter: Painter::default() };
        write_out(ENTER)?;
        Ok(terminal)
    }

    /// Runs until the reader quits. The model is made once the terminal's size is known.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be read or written.
    pub fn run(mut self, model: impl FnOnce(u16, u16) -> Model) -> io::Result<()> {
        let (width, height) = size()?;
        let mut model = model(width.min(MAX_SIDE), height.min(MAX_SIDE));
        loop {
            self.show(&model)?;
            let mut redraw = false;
            let mut waiting = Some(read()?);
            while let Some(event) = waiting {
                let pause = pause_after(&event);
                match message(event).map(|message| update(&mut model, message)) {
                    Some(Effect::Quit) => return Ok(()),
                    Some(Effect::Redraw) => redraw = true,
                    Some(Effect::Show) | None => {}
                }
                // What came in meanwhile is taken into account first: the latest state wins.
                waiting = if poll(pause)? { Some(read()?) } else { None };
            }
            if redraw {
                self.painter.forget();
            }
        }
    }

    /// Paints the model; an unchanged picture writes nothing.
    fn show(&mut self, model: &Model) -> io::Result<()> {
        let area = Rect::new(0, 0, model.size.width, model.size.height);
        let mut buffer = Buffer::empty(area);
        let cursor = view(model, &mut buffer);
        let bytes = self.painter.paint(&buffer, cursor);
        if bytes.is_empty() { Ok(()) } else { write_out(bytes.as_bytes()) }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back. Errors are of no use here: there is nobody left to tell.
fn restore() {
    drop(write_out(LEAVE));
    drop(disable_raw_mode());
}

/// Writes a frame in one go.
fn write_out(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

fn pause_after(event: &Event) -> Duration {
    match event {
        Event::Resize(..) => RESIZE_PAUSE,
        _ => Duration::ZERO,
    }
}

fn message(event: Event) -> Option<Message> {
    match event {
        Event::Key(event) if event.kind != KeyEventKind::Release => key(event).map(Message::Key),
        Event::Paste(text) => Some(Message::Paste(text)),
        Event::Resize(width, height) => {
            let size = Size { width: width.min(MAX_SIDE), height: height.min(MAX_SIDE) };
            Some(Message::Resize(size))
        }
        _ => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    let named = |named: Named| Some(Key::Named(named));
    match event.code {
        KeyCode::Char(c) if event.modifiers.contains(KeyModifiers::CONTROL) => {
            Some(Key::Ctrl(c.to_ascii_lowercase()))
        }
        KeyCode::Char(c) => Some(Key::Char(c)),
        KeyCode::F(number) if event.modifiers.contains(KeyModifiers::SHIFT) => {
            Some(Key::ShiftFunction(number))
        }
        // A terminal without modifiers for function keys sends Shift-F1 to F12 as F13 to F24.
        KeyCode::F(number @ 13..=24) => Some(Key::ShiftFunction(number - 12)),
        KeyCode::F(number) => Some(Key::Function(number)),
        KeyCode::Enter => named(Named::Enter),
        KeyCode::Esc => named(Named::Esc),
        KeyCode::Tab => named(Named::Tab),
        KeyCode::BackTab => named(Named::BackTab),
        KeyCode::Backspace => named(Named::Backspace),
        KeyCode::Up => named(Named::Up),
        KeyCode::Down => named(Named::Down),
        KeyCode::Left => named(Named::Left),
        KeyCode::Right => named(Named::Right),
        KeyCode::PageUp => named(Named::PgUp),
        KeyCode::PageDown => named(Named::PgDn),
        KeyCode::Home => named(Named::Home),
        KeyCode::End => named(Named::End),
        _ => None,
    }
}
