//! The device: raw mode, bytes in and out, waiting for either.

use crate::tui::model::Size;
use crossterm::Command;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    DisableLineWrap, EnableLineWrap, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode, window_size,
};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::OFlags;
use rustix::io::Errno;
use rustix::termios::{QueueSelector, tcflush, ttyname};
use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write, stdout};
use std::os::fd::BorrowedFd;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::OpenOptionsExt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Screens beyond this many columns or rows are drawn in part: no real one is.
const MAX_SIDE: u16 = 1000;

/// How long the last bytes are tried to be got rid of before the terminal is given back as it is, and how long its
/// last answers are waited for.
const LAST_WORDS_PATIENCE: Duration = Duration::from_millis(50);

/// Everything undone that was or may have been done: attributes, the scroll region, half a frame, the
/// mouse, and the picture, which some have no second screen for, as mosh and the Linux console.
const CLEAN: &str = "\x1b[0m\x1b[r\x1b[?2026l\x1b[?1006l\x1b[?1000l\x1b[H\x1b[J";

/// The device that must be given back, whoever ends the program.
static TAKEN: Mutex<Option<Arc<File>>> = Mutex::new(None);

/// Since when the terminal owes an answer.
static ASKED: Mutex<Option<Instant>> = Mutex::new(None);

/// A terminal that owes an answer for longer has none to give.
const ANSWERS_COME_WITHIN: Duration = Duration::from_secs(2);

/// A terminal in raw mode, on its alternate screen; given back when it is dropped.
#[derive(Debug)]
pub struct Tty {
    /// Opened anew, so that not waiting for it is no matter of other programs that have it open.
    device: Arc<File>,
    /// What has not been sent yet.
    unsent: Vec<u8>,
    /// Whether the line would not take it.
    is_blocked: bool,
}

/// What can be done next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ready {
    /// There are bytes to read, or the line is gone.
    pub input: bool,
    /// The line takes bytes again.
    pub output: bool,
}

impl Tty {
    /// Takes the terminal over.
    ///
    /// # Errors
    ///
    /// When there is no terminal, or it cannot be set up.
    pub fn open() -> io::Result<Self> {
        let device = Arc::new(device()?);
        enable_raw_mode()?;
        *taken() = Some(Arc::clone(&device));
        // It goes out with the first frame, in one write.
        Ok(Self { device, unsent: entering().into_bytes(), is_blocked: false })
    }

    /// Returns the size of the screen.
    ///
    /// # Errors
    ///
    /// When there is no terminal any more.
    pub fn size(&self) -> io::Result<Size> {
        let size = window_size()?;
        Ok(Size { width: size.columns.min(MAX_SIDE), height: size.rows.min(MAX_SIDE) })
    }

    /// Reads what has come in; 0 bytes if nothing has.
    ///
    /// # Errors
    ///
    /// When the line is gone.
    pub fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        read(&self.device, buffer)
    }

    /// Writes as much as the line takes and keeps the rest.
    ///
    /// # Errors
    ///
    /// When the line is gone.
    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.unsent.extend_from_slice(bytes);
        self.send_rest()
    }

    /// Goes on writing what the line has not taken yet.
    ///
    /// # Errors
    ///
    /// When the line is gone.
    pub fn send_rest(&mut self) -> io::Result<()> {
        self.is_blocked = false;
        // Held until the bytes are out: once a signal has given the terminal back, they belong to nobody.
        let taken = taken();
        if taken.is_none() {
            self.unsent.clear();
        }
        while !self.unsent.is_empty() {
            match (&*self.device).write(&self.unsent) {
                Ok(count) => drop(self.unsent.drain(..count)),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if is_for_now(&error) => {
                    self.is_blocked = true;
                    break;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Says whether the line has not taken everything yet.
    pub fn is_backed_up(&self) -> bool {
        self.is_blocked
    }

    /// Waits for bytes, for room where the line is backed up, or for one of the others; `None` waits for ever.
    ///
    /// # Errors
    ///
    /// When waiting itself fails; an interruption is no failure.
    pub fn wait(&self, others: &[BorrowedFd<'_>], limit: Option<Duration>) -> io::Result<Ready> {
        let wanted =
            if self.is_backed_up() { PollFlags::IN | PollFlags::OUT } else { PollFlags::IN };
        let mut polled = vec![PollFd::new(&*self.device, wanted)];
        polled.extend(others.iter().map(|other| PollFd::new(other, PollFlags::IN)));
        let limit = limit.and_then(|limit| Timespec::try_from(limit).ok());
        match poll(&mut polled, limit.as_ref()) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let found = polled[0].revents();
        let gone = PollFlags::HUP | PollFlags::ERR;
        Ok(Ready {
            input: found.intersects(PollFlags::IN | gone),
            output: found.contains(PollFlags::OUT),
        })
    }

    /// Gives the terminal back for a while, and takes it again afterwards.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be set up again.
    pub fn lend<T>(&mut self, meanwhile: impl FnOnce() -> T) -> io::Result<T> {
        self.unsent.clear();
        give_back();
        let result = meanwhile();
        self.enter()?;
        Ok(result)
    }

    /// Sets the terminal up anew, whatever others have done to it.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be set up.
    pub fn enter(&mut self) -> io::Result<()> {
        // Another program may have set modes of its own: what was remembered is put back first.
        drop(disable_raw_mode());
        enable_raw_mode()?;
        *taken() = Some(Arc::clone(&self.device));
        self.unsent = entering().into_bytes();
        self.is_blocked = false;
        Ok(())
    }

    /// Reads and drops what still comes in, for at most so long, until `is_last` says that it was the last.
    pub fn drain(&self, limit: Duration, is_last: impl FnMut(&[u8]) -> bool) {
        drain(&self.device, limit, is_last);
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        give_back();
    }
}

/// Says whether the terminal has been asked something that it has not answered yet.
pub fn expect_answers(is_asked: bool) {
    let mut asked = asked();
    *asked = is_asked.then(|| asked.unwrap_or_else(Instant::now));
}

/// Says whether the bytes end with the answer to `CSI c`, the last question; that to `CSI > c` ends alike.
pub fn is_last_answer(bytes: &[u8]) -> bool {
    let start = bytes.iter().rposition(|byte| *byte == 0x1B).unwrap_or(0);
    bytes.ends_with(b"c") && !bytes[start..].starts_with(b"\x1b[>")
}

fn asked() -> MutexGuard<'static, Option<Instant>> {
    ASKED.lock().unwrap_or_else(PoisonError::into_inner)
}

fn drain(device: &File, limit: Duration, mut is_last: impl FnMut(&[u8]) -> bool) {
    let start = Instant::now();
    let mut buffer = [0; 1024];
    while let Some(left) = limit.checked_sub(start.elapsed()).filter(|left| !left.is_zero()) {
        let Ok(left) = Timespec::try_from(left) else { return };
        let is_ready = poll(&mut [PollFd::new(device, PollFlags::IN)], Some(&left));
        match read(device, &mut buffer) {
            Ok(count) if is_last(&buffer[..count]) => return,
            Ok(0) if !matches!(is_ready, Ok(1..)) => return,
            Ok(_) => {}
            Err(_) => return,
        }
    }
}

/// Reads what has come in; 0 bytes if nothing has.
fn read(mut device: &File, buffer: &mut [u8]) -> io::Result<usize> {
    match device.read(buffer) {
        Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
        Err(error) if is_for_now(&error) => Ok(0),
        other => other,
    }
}

fn taken() -> MutexGuard<'static, Option<Arc<File>>> {
    TAKEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Says whether the program has the terminal.
pub fn is_taken() -> bool {
    taken().is_some()
}

/// Gives the terminal back, once. Errors are of no use here: there is nobody left to tell.
pub fn give_back() {
    let Some(device) = taken().take() else { return };
    let mut last = leaving().into_bytes();
    let start = Instant::now();
    while !last.is_empty() && start.elapsed() < LAST_WORDS_PATIENCE {
        match (&*device).write(&last) {
            Ok(count) => drop(last.drain(..count)),
            Err(error) if is_for_now(&error) => {
                let limit = Timespec { tv_sec: 0, tv_nsec: 10_000_000 };
                let _ = poll(&mut [PollFd::new(&*device, PollFlags::OUT)], Some(&limit));
            }
            Err(_) => break,
        }
    }
    // What it still has to say must not be typed into the shell.
    let is_owed = |since: Instant| since.elapsed() < ANSWERS_COME_WITHIN;
    if asked().take().is_some_and(is_owed) {
        drain(&device, LAST_WORDS_PATIENCE, is_last_answer);
    }
    let _ = tcflush(&*device, QueueSelector::IFlush);
    drop(disable_raw_mode());
}

/// Opens the terminal that standard output goes to, or else the one the program was started from.
fn device() -> io::Result<File> {
    let open = |path: OsString| {
        let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
        OpenOptions::new()
            .read(true)
            .write(true)
            .custom_flags(flags.bits().cast_signed())
            .open(path)
    };
    let named = ttyname(stdout(), Vec::new()).map(|name| OsString::from_vec(name.into_bytes()));
    // A terminal that belongs to another user, after su, can only be opened by its common name.
    named.map_err(io::Error::from).and_then(open).or_else(|_| open("/dev/tty".into()))
}

fn is_for_now(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted)
}

/// The alternate screen, its cursor hidden, long rows cut rather than wrapped, bracketed paste.
fn entering() -> String {
    let mut bytes = String::new();
    write_command(&mut bytes, EnterAlternateScreen);
    write_command(&mut bytes, Hide);
    write_command(&mut bytes, DisableLineWrap);
    write_command(&mut bytes, EnableBracketedPaste);
    bytes
}

fn leaving() -> String {
    let mut bytes = String::from(CLEAN);
    write_command(&mut bytes, DisableBracketedPaste);
    write_command(&mut bytes, EnableLineWrap);
    write_command(&mut bytes, Show);
    write_command(&mut bytes, LeaveAlternateScreen);
    bytes
}

fn write_command(bytes: &mut String, command: impl Command) {
    // Formatting into a String cannot fail.
    let _ = command.write_ansi(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_answer_is_known_however_much_of_it_came() {
        assert!(is_last_answer(b"\x1b[>84;0;0c\x1b[?1;2c") && is_last_answer(b"2c"));
        assert!(!is_last_answer(b"\x1b[1;5R\x1b[>84;0;0c") && !is_last_answer(b"\x1b[?1"));
    }

    #[test]
    fn what_is_switched_on_is_switched_off_again() {
        let (entering, leaving) = (entering(), leaving());
        for mode in entering.split('\x1b').filter(|part| part.ends_with('h')) {
            assert!(leaving.contains(&mode.replace('h', "l")), "{mode}");
        }
        assert!(leaving.contains("\x1b[?25h") && leaving.contains("\x1b[?7h"));
        assert!(!entering.contains("?1000h") && !entering.contains("?1006h"));
    }
}
