//! Collating beside the loop, so that the screen is never blank and the keys are never dead.

use crate::tui::model::Catalog;
use crate::tui::task::{Done, Means, Task};
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// Rings when a task is done, and also when it broke off.
struct Bell {
    sender: Sender<(Task, Done)>,
    far_end: UnixStream,
    task: Task,
    done: Option<Done>,
}

impl Drop for Bell {
    fn drop(&mut self) {
        let done = self.done.take().unwrap_or(Done::Lost);
        // Nobody listens any more when the program has ended.
        if self.sender.send((self.task.clone(), done)).is_ok() {
            drop(self.far_end.write_all(b"."));
        }
    }
}

/// What is being worked at.
#[derive(Debug)]
pub struct Workshop {
    done: Receiver<(Task, Done)>,
    sender: Sender<(Task, Done)>,
    wake: UnixStream,
    far_end: UnixStream,
}

impl Workshop {
    /// Opens the workshop.
    ///
    /// # Errors
    ///
    /// When the system has no pipe left.
    pub fn open() -> io::Result<Self> {
        let (wake, far_end) = UnixStream::pair()?;
        wake.set_nonblocking(true)?;
        let (sender, done) = channel();
        Ok(Self { done, sender, wake, far_end })
    }

    /// Begins a task; its result comes later.
    ///
    /// # Errors
    ///
    /// When the system has no thread left.
    pub fn begin(&self, task: Task, catalog: &Catalog, means: Means) -> io::Result<()> {
        let (sender, far_end) = (self.sender.clone(), self.far_end.try_clone()?);
        let catalog = catalog.clone();
        thread::Builder::new().name("collation".to_owned()).spawn(move || {
            let mut bell = Bell { sender, far_end, task: task.clone(), done: None };
            bell.done = Some(task.done(&catalog, &means));
        })?;
        Ok(())
    }

    /// Returns what becomes readable when a task is done.
    pub fn wake(&self) -> BorrowedFd<'_> {
        self.wake.as_fd()
    }

    /// Returns a task that is done, if there is one.
    pub fn finished(&self) -> Option<(Task, Done)> {
        let mut buffer = [0; 64];
        drop((&self.wake).read(&mut buffer));
        self.done.try_recv().ok()
    }
}
