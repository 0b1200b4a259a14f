//! Work on many things side by side, and a line on the terminal that says how far it has come.

use crate::cli::recode::Recoded;
use crate::text::language::{Language, Words};
use encoding_rs::Encoding;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// What takes no longer than this is not worth a word.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the line is written anew: often enough to be alive, rarely enough for a slow connection.
const BETWEEN_LINES: Duration = Duration::from_millis(250);

/// Takes the line away, whatever was written on it.
const ERASE: &str = "\r\x1B[K";

/// Whether and in which language it is told how far work has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Whether somebody at a terminal reads the line.
    pub is_shown: bool,
    /// The language of the line.
    pub language: Language,
    /// What the terminal reads, where that is not UTF-8.
    pub encoding: Option<&'static Encoding>,
}

impl Progress {
    /// Works at every item, as many at a time as the machine can, and returns the results in order.
    ///
    /// `None` stands for an item whose work broke off. `doing` names the work; after half a second it
    /// is told on standard error how many items are done, and the line is gone at the end.
    pub fn side_by_side<T: Sync, R: Send>(
        self,
        doing: &Words,
        items: &[T],
        work: impl Fn(&T) -> R + Sync,
    ) -> Vec<Option<R>> {
        let n_threads = thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let next = AtomicUsize::new(0);
        let (sender, receiver) = channel();
        let mut results: Vec<Option<R>> = items.iter().map(|_| None).collect();
        thread::scope(|scope| {
            let begin = |_| {
                let (sender, next, work) = (sender.clone(), &next, &work);
                scope.spawn(move || {
                    while let Some((at, item)) = taken(items, next) {
                        // Received below until the last of the workers has gone.
                        let _ = sender.send((at, work(item)));
                    }
                })
            };
            let workers: Vec<_> = (0..n_threads.min(items.len())).map(begin).collect();
            drop(sender);
            let told = self.is_shown.then(|| self.language.pick(doing));
            receive(
                &receiver,
                &mut results,
                told,
                &mut Recoded::new(&mut io::stderr(), self.encoding),
            );
            // A worker that broke off has left its item undone, which is told by the result.
            for worker in workers {
                drop(worker.join());
            }
        });
        results
    }

    /// Does what cannot be counted; after half a second standard error says that it goes on.
    pub fn while_working<R>(self, doing: &Words, work: impl FnOnce() -> R) -> R {
        if !self.is_shown {
            return work();
        }
        let doing = self.language.pick(doing);
        let (sender, receiver) = channel();
        thread::scope(|scope| {
            scope.spawn(move || {
                wait(&receiver, doing, &mut Recoded::new(&mut io::stderr(), self.encoding));
            });
            let result = work();
            drop(sender);
            result
        })
    }
}

/// Waits until the work is done, and says that it goes on once it has taken a while.
fn wait(done: &Receiver<()>, doing: &str, out: &mut dyn Write) {
    if done.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
        return;
    }
    // Whether anybody reads it does not change the result.
    let _ = write!(out, "{ERASE}duikan: {doing} ...");
    let _ = out.flush();
    let _ = done.recv();
    let _ = write!(out, "{ERASE}");
    let _ = out.flush();
}

/// Takes the next item that nobody works at.
fn taken<'a, T>(items: &'a [T], next: &AtomicUsize) -> Option<(usize, &'a T)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    items.get(at).map(|item| (at, item))
}

/// Receives results until all are there or nobody works any more, and tells how many there are.
fn receive<R>(
    from: &Receiver<(usize, R)>,
    results: &mut [Option<R>],
    told: Option<&str>,
    out: &mut dyn Write,
) {
    let began = Instant::now();
    let (mut n_done, mut is_told) = (0, false);
    while n_done < results.len() {
        match from.recv_timeout(BETWEEN_LINES) {
            Ok((at, result)) => {
                n_done += 1;
                if let Some(place) = results.get_mut(at) {
                    *place = Some(result);
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        if let Some(doing) = told.filter(|_| PATIENCE <= began.elapsed()) {
            is_told = true;
            // Whether anybody reads it does not change the result.
            let _ = write!(out, "{ERASE}duikan: {doing} {n_done}/{}", results.len());
            let _ = out.flush();
        }
    }
    if is_told {
        let _ = write!(out, "{ERASE}");
        let _ = out.flush();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::language::words;

    const READING: Words = words("读入", "reading");

    #[test]
    fn results_stand_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..100).collect();
        let doubled = Progress::default().side_by_side(&READING, &items, |item| item * 2);
        assert!(doubled.iter().enumerate().all(|(at, found)| *found == Some(at * 2)));
        assert!(Progress::default().side_by_side(&READING, &[(); 0], |()| ()).is_empty());
    }

    #[test]
    fn what_takes_long_is_told_and_the_line_is_taken_away() {
        let (sender, receiver) = channel();
        let worker = thread::spawn(move || {
            thread::sleep(PATIENCE + BETWEEN_LINES * 2);
            let _ = sender.send((0, ()));
        });
        let mut out = Vec::new();
        receive(&receiver, &mut [None], Some("读入"), &mut out);
        worker.join().unwrap();
        let told = String::from_utf8(out).unwrap();
        assert!(told.contains("duikan: 读入 0/1") && told.ends_with(ERASE), "{told:?}");
    }

    #[test]
    fn an_item_whose_work_breaks_off_is_missing_and_nothing_hangs() {
        let halved = Progress::default().side_by_side(&READING, &[4, 0, 2], |item| 8 / item);
        assert_eq!(halved[0], Some(2));
        assert!(halved[1].is_none());
    }

    #[test]
    fn work_that_cannot_be_counted_is_told_while_it_lasts() {
        let (sender, receiver) = channel();
        let worker = thread::spawn(move || {
            thread::sleep(PATIENCE * 2);
            drop(sender);
        });
        let mut out = Vec::new();
        wait(&receiver, "比对", &mut out);
        worker.join().unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), format!("{ERASE}duikan: 比对 ...{ERASE}"));
        let progress = Progress { is_shown: true, ..Progress::default() };
        assert_eq!(progress.while_working(&READING, || 7), 7);
    }

    #[test]
    fn what_is_done_at_once_is_not_told() {
        let (sender, receiver) = channel();
        sender.send((0, ())).unwrap();
        let mut out = Vec::new();
        receive(&receiver, &mut [None], Some("读入"), &mut out);
        assert!(out.is_empty());
    }
}
