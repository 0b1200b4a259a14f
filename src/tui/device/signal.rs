//! What the system tells the program: another size, woken up again, the end of the line.

use crate::tui::device::tty::{give_back, is_taken};
use rustix::process::{Signal, getpgid, getpgrp, getppid, getsid, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::{emulate_default_handler, pipe};
use signal_hook::{SigId, flag, low_level::unregister};
use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// What has been told and not been asked for yet.
#[derive(Debug)]
pub struct Told {
    resized: Arc<AtomicBool>,
    woken: Arc<AtomicBool>,
    pipe: UnixStream,
    registered: Vec<SigId>,
}

impl Told {
    /// Begins to listen.
    ///
    /// # Errors
    ///
    /// When the system does not let signals be listened to.
    pub fn listen() -> io::Result<Self> {
        let (pipe, far_end) = UnixStream::pair()?;
        pipe.set_nonblocking(true)?;
        let (resized, woken) = (Arc::default(), Arc::default());
        let mut registered = Vec::new();
        for (signal, flag) in [(SIGWINCH, &resized), (SIGCONT, &woken)] {
            // The flag is set before the pipe wakes the loop.
            registered.push(flag::register(signal, Arc::clone(flag))?);
            registered.push(pipe::register(signal, far_end.try_clone()?)?);
        }
        Ok(Self { resized, woken, pipe, registered })
    }

    /// Returns what becomes readable when something is told.
    pub fn wake(&self) -> BorrowedFd<'_> {
        self.pipe.as_fd()
    }

    /// Empties the pipe; what was told is still there to be asked for.
    pub fn hear(&self) {
        let mut buffer = [0; 64];
        while matches!((&self.pipe).read(&mut buffer), Ok(1..)) {}
    }

    /// Says, once, that the screen has another size.
    pub fn is_resized(&self) -> bool {
        self.resized.swap(false, Ordering::Relaxed)
    }

    /// Says, once, that the program was stopped and goes on.
    pub fn is_woken(&self) -> bool {
        self.woken.swap(false, Ordering::Relaxed)
    }
}

impl Drop for Told {
    fn drop(&mut self) {
        for id in self.registered.drain(..) {
            unregister(id);
        }
    }
}

/// Ends the program when the line drops or somebody asks it to end: the reader's place is saved, the
/// terminal is given back, and the exit status names the signal.
///
/// This has a thread of its own, because the loop may be busy or writing to a line that is gone.
///
/// # Errors
///
/// When the system does not let signals be listened to.
pub fn end_on_signal(save: impl Fn() + Send + 'static) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGTERM, SIGINT, SIGQUIT])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        // While another program has the terminal, its Ctrl-C is none of ours.
        let is_ours = |signal: &i32| !matches!(*signal, SIGINT | SIGQUIT) || is_taken();
        if let Some(signal) = signals.forever().find(is_ours) {
            save();
            give_back();
            drop(emulate_default_handler(signal));
        }
    })?;
    Ok(())
}

/// Stops the program as Ctrl-Z does, until the shell wakes it; returns at once where nobody could.
pub fn stop() {
    if has_keeper() {
        let _ = kill_current_process_group(Signal::TSTP);
    }
}

/// Says whether a shell with job control started the program: no other could wake it again.
fn has_keeper() -> bool {
    let Some(parent) = getppid() else { return false };
    let same_session = getsid(Some(parent)).ok() == getsid(None).ok();
    let other_group = getpgid(Some(parent)).is_ok_and(|group| group != getpgrp());
    same_session && other_group
}
