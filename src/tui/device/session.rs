//! The loop: inputs in, frames out.
//!
//! Everything that has come in is taken into account before a frame is made, no frame is begun while
//! the line is backed up, and each frame is one write. Between inputs nothing happens at all.

use crate::store::notebook::Farewell;
use crate::text::language::Language;
use crate::tui::device::coding::Coding;
use crate::tui::device::flow::{Flow, QUESTION};
use crate::tui::device::mishap;
use crate::tui::device::probe::Probe;
use crate::tui::device::signal::{Told, end_on_signal};
use crate::tui::device::tty::{Tty, expect_answers, is_last_answer};
use crate::tui::device::work::Workshop;
use crate::tui::input::event::Input;
use crate::tui::input::parser::Parser;
use crate::tui::model::{Model, Size};
use crate::tui::outside::{Multiplexer, Outside, Stamp, stamps};
use crate::tui::paint::Painter;
use crate::tui::task::{Means, Task};
use crate::tui::update::{Message, update};
use crate::tui::view::view;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long the sizes of a window being dragged are collected before one of them is painted.
const RESIZE_PAUSE: Duration = Duration::from_millis(50);
/// How long the first frame waits for the collation: short ones are done by then, and the screen shows no other
/// first. With the start of the program it stays below fifty milliseconds, which nobody notices.
const FIRST_FRAME_PAUSE: Duration = Duration::from_millis(25);
/// How long answers under way are waited for at the end, so that they do not end up in the shell.
const ANSWER_PAUSE: Duration = Duration::from_millis(50);
/// The same for a terminal that has shown that it answers.
const SURE_ANSWER_PAUSE: Duration = Duration::from_millis(500);
/// How often files are looked at.
const WATCH_PAUSE: Duration = Duration::from_secs(1);
/// Reads of input that are taken into account before a frame is made all the same.
const MAX_READS: usize = 64;
/// Reports clicks and the wheel, with coordinates of any size; not every movement.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// The screen at work.
#[derive(Debug)]
pub struct Session {
    pub(crate) tty: Tty,
    told: Told,
    workshop: Workshop,
    /// The task that was begun last.
    begun: Option<Task>,
    /// What the terminal is spoken to in.
    pub(crate) coding: Coding,
    parser: Parser,
    /// When something was last read.
    heard_at: Instant,
    pub(crate) painter: Painter,
    pub(crate) flow: Flow,
    /// Questions under way.
    pub(crate) probe: Option<Probe>,
    /// What stands between the program and the terminal.
    pub(crate) multiplexer: Multiplexer,
    /// The language the reader chose, while the terminal shows English alone.
    pub(crate) own_language: Option<Language>,
    pub(crate) model: Model,
    pub(crate) outside: Outside,
    /// Where the reader is, for whoever ends the program.
    farewell: Arc<Mutex<Option<Farewell>>>,
    /// Whether the picture may have changed.
    pub(crate) is_stale: bool,
    /// Whether the terminal reports the mouse.
    has_mouse: bool,
    /// When a change of the size is taken into account.
    resize_at: Option<Instant>,
    /// The files as they were read, and when they are looked at again.
    watched: Option<(Vec<Stamp>, Instant)>,
}

/// Shows the model until the reader quits.
///
/// # Errors
///
/// When the terminal cannot be set up, read or written; it is given back before returning.
pub fn run(model: impl FnOnce(Size) -> Model, outside: Outside) -> io::Result<()> {
    mishap::mind();
    let cabinet = outside.cabinet.clone();
    let farewell: Arc<Mutex<Option<Farewell>>> = Arc::default();
    let mut language = Language::default();
    let model = |size| {
        let model = model(size);
        language = model.settings.language;
        model
    };
    // What the loop had in hand is dropped with it: nothing half done is looked at afterwards.
    let shown = AssertUnwindSafe(|| show(model, outside, Arc::clone(&farewell)));
    let ended = panic::catch_unwind(shown);
    mishap::tell();
    match ended {
        // The line is gone: nobody is there to be told.
        Ok(Err(error)) if is_hung_up(&error) => Ok(()),
        Ok(other) => other,
        Err(panicked) => {
            say(&farewell);
            if let Some(cabinet) = cabinet {
                mishap::tell_where(&cabinet, language);
            }
            panic::resume_unwind(panicked)
        }
    }
}

/// Takes the terminal, shows the model until the reader quits, and gives the terminal back.
fn show(
    model: impl FnOnce(Size) -> Model,
    outside: Outside,
    farewell: Arc<Mutex<Option<Farewell>>>,
) -> io::Result<()> {
    let tty = Tty::open()?;
    let told = Told::listen()?;
    let last = Arc::clone(&farewell);
    end_on_signal(move || say(&last))?;
    let model = model(tty.size()?);
    let painter = Painter::new(outside.habits);
    let watched = outside.is_watching.then(|| (stamps(&model.catalog), Instant::now()));
    let mut session = Session {
        tty,
        told,
        workshop: Workshop::open()?,
        begun: None,
        coding: Coding::of(outside.first_encoding()),
        parser: Parser::default(),
        heard_at: Instant::now(),
        painter,
        flow: Flow::default(),
        probe: None,
        multiplexer: outside.multiplexer,
        own_language: None,
        model,
        outside,
        farewell,
        is_stale: true,
        has_mouse: false,
        resize_at: None,
        watched,
    };
    let ended = session.go();
    session.end();
    ended
}

/// Writes where the reader was; nobody is there any more to be told if that fails.
fn say(farewell: &Mutex<Option<Farewell>>) {
    let farewell = farewell.lock().unwrap_or_else(PoisonError::into_inner).take();
    drop(farewell.map(|farewell| farewell.say()));
}

fn is_hung_up(error: &io::Error) -> bool {
    // 5 is EIO: the terminal was taken away.
    error.kind() == io::ErrorKind::UnexpectedEof || error.raw_os_error() == Some(5)
}

impl Session {
    fn go(&mut self) -> io::Result<()> {
        self.model.spoken = self.coding.name();
        self.begin_task()?;
        self.ask();
        let questions = format!("{}\x1b[2J", std::mem::take(&mut self.painter.foreword));
        self.tty.send(&self.coding.encoded(&questions))?;
        expect_answers(true);
        if self.await_first_frame()? == Ending::Now {
            return Ok(());
        }
        loop {
            self.show()?;
            self.await_something()?;
            if self.told.is_woken() {
                self.tty.enter()?;
                self.start_over()?;
            }
            self.take_size()?;
            self.take_results();
            self.look_at_files();
            if self.take_inputs()? == Ending::Now {
                return Ok(());
            }
            self.model.keep(self.outside.is_homeless);
            self.begin_task()?;
            self.note_place();
        }
    }

    /// Waits for the collation and the terminal's answers as long as nobody notices; then the first
    /// frame need not be painted twice.
    fn await_first_frame(&mut self) -> io::Result<Ending> {
        let start = Instant::now();
        while self.model.task.is_some() || self.probe.is_some() {
            let Some(left) = FIRST_FRAME_PAUSE.checked_sub(start.elapsed()) else { break };
            self.tty.wait(&[self.workshop.wake()], Some(left))?;
            self.take_results();
            if self.take_inputs()? == Ending::Now {
                return Ok(Ending::Now);
            }
        }
        Ok(Ending::Not)
    }

    /// Waits until there is something to do.
    fn await_something(&mut self) -> io::Result<()> {
        let now = Instant::now();
        expect_answers(self.awaits_answers());
        let until = |at: Instant| at.saturating_duration_since(now);
        let waits = [
            self.parser.patience().map(|patience| until(self.heard_at + patience)),
            self.is_stale.then(|| self.flow.pause(now)).flatten(),
            self.resize_at.map(until),
            self.watched.as_ref().map(|(_, at)| until(*at + WATCH_PAUSE)),
        ];
        let limit = waits.into_iter().flatten().min();
        let ready = self.tty.wait(&[self.told.wake(), self.workshop.wake()], limit)?;
        self.told.hear();
        if ready.output {
            self.tty.send_rest()?;
        }
        Ok(())
    }

    /// Takes everything that has come in; what stays unfinished for too long is taken as it is.
    fn take_inputs(&mut self) -> io::Result<Ending> {
        let mut buffer = [0; 4096];
        for _ in 0..MAX_READS {
            let count = self.tty.read(&mut buffer)?;
            if count == 0 {
                break;
            }
            self.heard_at = Instant::now();
            self.parser.awaits_position = self.awaits_answers();
            let inputs = self.parser.feed(&self.coding.decoded(&buffer[..count]));
            if self.take_all(inputs)? == Ending::Now {
                return Ok(Ending::Now);
            }
        }
        match self.parser.patience() {
            Some(patience) if patience <= self.heard_at.elapsed() => {
                let inputs = self.parser.give_up();
                self.take_all(inputs)
            }
            _ => Ok(Ending::Not),
        }
    }

    fn take_all(&mut self, inputs: Vec<Input>) -> io::Result<Ending> {
        for input in inputs {
            let message = match input {
                Input::Key(key) => Message::Key(key),
                Input::Paste(text) => Message::Paste(text),
                Input::Mouse(mouse) => Message::Mouse(mouse),
                Input::Undecodable => Message::Undecodable,
                Input::Answer(answer) => {
                    self.hear(answer);
                    continue;
                }
            };
            let effect = update(&mut self.model, message);
            self.is_stale = true;
            if self.carry_out(effect)? == Ending::Now {
                return Ok(Ending::Now);
            }
        }
        Ok(Ending::Not)
    }

    /// Paints anew all of a screen that may show anything, of whatever size.
    pub(crate) fn start_over(&mut self) -> io::Result<()> {
        self.has_mouse = false;
        self.flow.forget();
        update(&mut self.model, Message::Resize(self.tty.size()?));
        self.ask();
        Ok(())
    }

    /// Takes the size of the window into account, once it has been dragged.
    fn take_size(&mut self) -> io::Result<()> {
        let now = Instant::now();
        if self.told.is_resized() {
            self.resize_at = self.resize_at.or(Some(now + RESIZE_PAUSE));
        }
        if self.resize_at.is_some_and(|at| at <= now) {
            self.resize_at = None;
            update(&mut self.model, Message::Resize(self.tty.size()?));
            self.is_stale = true;
        }
        Ok(())
    }

    fn begin_task(&mut self) -> io::Result<()> {
        if Task::waits(self.model.task.as_ref(), self.begun.as_ref()) {
            return Ok(());
        }
        self.begun.clone_from(&self.model.task);
        let Some(task) = self.begun.clone() else { return Ok(()) };
        let Outside { reload, cabinet, .. } = &self.outside;
        let means = Means { reload: reload.clone(), cabinet: cabinet.clone() };
        self.workshop.begin(task, &self.model.catalog, means)
    }

    fn take_results(&mut self) {
        while let Some((task, done)) = self.workshop.finished() {
            drop(self.begun.take_if(|begun| *begun == task));
            self.model.receive(&task, done);
            self.watched =
                self.watched.take().map(|_| (stamps(&self.model.catalog), Instant::now()));
            self.is_stale = true;
        }
    }

    /// Reads the files again when one of them has changed.
    fn look_at_files(&mut self) {
        let Some((known, at)) = &mut self.watched else { return };
        if at.elapsed() < WATCH_PAUSE {
            return;
        }
        *at = Instant::now();
        let now = stamps(&self.model.catalog);
        if now != *known {
            *known = now;
            self.model.reload();
        }
    }

    /// Leaves word where the reader is, for whoever ends the program.
    fn note_place(&self) {
        let now = self.model.farewell();
        let name = self.model.pair.as_ref().and_then(|pair| pair.notebook.name());
        let mut last = self.farewell.lock().unwrap_or_else(PoisonError::into_inner);
        if last.as_ref().is_some_and(|last| Some(last.name()) != name) {
            drop(last.take().map(|last| last.say()));
        }
        *last = now;
    }

    /// Paints the model, unless the line is still busy with what was painted before.
    fn show(&mut self) -> io::Result<()> {
        let now = Instant::now();
        let is_busy = self.tty.is_backed_up() || self.flow.pause(now).is_some();
        if !self.is_stale || is_busy || self.resize_at.is_some() {
            return Ok(());
        }
        self.is_stale = false;
        let area = Rect::new(0, 0, self.model.size.width, self.model.size.height);
        let mut buffer = Buffer::empty(area);
        let cursor = view(&self.model, &mut buffer);
        if self.painter.habits.ambiguous != self.model.settings.ambiguous {
            self.painter.habits.ambiguous = self.model.settings.ambiguous;
            self.painter.forget();
        }
        let mut frame = self.painter.paint(buffer, cursor);
        if self.model.mouse != self.has_mouse {
            self.has_mouse = self.model.mouse;
            frame.push_str(if self.has_mouse { MOUSE_ON } else { MOUSE_OFF });
        }
        if frame.is_empty() {
            return Ok(());
        }
        // While the terminal is asked about itself an answer of this kind would be taken for one about that.
        if self.flow.sent(frame.len(), now, self.probe.is_none()) {
            frame.push_str(QUESTION);
        }
        self.tty.send(&self.coding.encoded(&frame))
    }

    /// Saves the place, and takes what is still to come in: it must not end up in the shell.
    fn end(&mut self) {
        self.model.keep(self.outside.is_homeless);
        self.note_place();
        say(&self.farewell);
        if self.awaits_answers() {
            let limit = if self.flow.answers { SURE_ANSWER_PAUSE } else { ANSWER_PAUSE };
            let is_asked = self.probe.is_some();
            let last =
                |bytes: &[u8]| if is_asked { is_last_answer(bytes) } else { bytes.ends_with(b"R") };
            self.tty.drain(limit, last);
        }
        expect_answers(false);
    }
}

/// Whether the reader is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// No.
    Not,
    /// Yes.
    Now,
}
