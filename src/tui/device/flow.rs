//! How much may be under way on a slow line.
//!
//! A secure shell takes in megabytes before it says that the line is slow, so that a screen that only
//! looks at its own buffer scrolls on for seconds after the key was let go. Here the terminal itself
//! says how far it is: once some kilobytes are under way it is asked where its cursor is, and while too
//! much is under way no further frame is started. The frame that follows shows the latest state.

use std::time::{Duration, Instant};

/// Bytes after which the terminal is asked how far it is: a tenth of a second at 20 kB/s.
const ASKED_AFTER_BYTES: usize = 2_000;

/// Bytes that may be under way when a frame is started: a fifth of a second at 20 kB/s.
const MOST_UNDER_WAY: usize = 4_000;

/// A line that takes longer over [`ASKED_AFTER_BYTES`] is a slow one: 33 kB/s, or far away.
const SLOW_ANSWER: Duration = Duration::from_millis(60);

/// Between two frames on a slow line. Ten a second can be followed by the eye, and the rows of a key held
/// down share what a frame costs besides; half of the line stays free for what the reader does next.
const SLOW_PAUSE: Duration = Duration::from_millis(100);

/// How long an answer is waited for before painting goes on without it: an answer can be lost.
const ANSWER_PATIENCE: Duration = Duration::from_secs(1);

/// What is added to a frame to learn that it has arrived.
pub const QUESTION: &str = "\x1b[6n";

/// What is under way.
#[derive(Clone, Copy, Debug, Default)]
pub struct Flow {
    /// Whether the terminal has shown that it answers at all.
    pub answers: bool,
    /// Bytes sent behind the last question.
    unasked: usize,
    /// The question that has not been answered: when it was asked, and the bytes up to it.
    asked: Option<(Instant, usize)>,
    /// When the last frame was sent, on a line that has shown to be slow.
    paced: Option<Instant>,
    /// Whether the line has shown to be slow.
    is_slow: bool,
}

impl Flow {
    /// Counts a frame, and says whether [`QUESTION`] must be sent with it, if that `may_ask` anything.
    pub fn sent(&mut self, bytes: usize, now: Instant, may_ask: bool) -> bool {
        self.unasked += bytes;
        self.paced = Some(now).filter(|_| self.is_slow);
        let is_due = self.asked.is_none() && ASKED_AFTER_BYTES <= self.unasked;
        if !(may_ask && self.answers && is_due) {
            return false;
        }
        self.asked = Some((now, std::mem::take(&mut self.unasked)));
        true
    }

    /// Takes the answer.
    pub fn answered(&mut self, now: Instant) {
        if let Some((since, _)) = self.asked.take() {
            self.is_slow = SLOW_ANSWER < now.duration_since(since);
        }
    }

    /// Expects no answer any more: somebody else has had the terminal, and what it said.
    pub fn forget(&mut self) {
        (self.asked, self.unasked) = (None, 0);
    }

    /// Says whether an answer is still to come.
    pub const fn awaits_answer(&self) -> bool {
        self.asked.is_some()
    }

    /// Returns how long the next frame must wait; `None` if it need not.
    pub fn pause(&self, now: Instant) -> Option<Duration> {
        let left = |of: Duration, since: Instant| {
            of.checked_sub(now.duration_since(since)).filter(|left| !left.is_zero())
        };
        let paced = self.paced.and_then(|since| left(SLOW_PAUSE, since));
        let is_full = |(_, bytes): &(Instant, usize)| MOST_UNDER_WAY <= bytes + self.unasked;
        let full = self.asked.filter(is_full).and_then(|(since, _)| left(ANSWER_PATIENCE, since));
        paced.max(full)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answering() -> Flow {
        Flow { answers: true, ..Flow::default() }
    }

    #[test]
    fn few_bytes_ask_nothing_and_wait_for_nothing() {
        let now = Instant::now();
        let mut flow = answering();
        assert!(!flow.sent(400, now, true));
        assert_eq!(flow.pause(now), None);
    }

    #[test]
    fn slow_line_has_at_most_a_few_kilobytes_under_way() {
        let now = Instant::now();
        let mut flow = answering();
        let mut under_way = 0;
        while flow.pause(now).is_none() {
            flow.sent(500, now, true);
            under_way += 500;
        }
        assert_eq!(under_way, MOST_UNDER_WAY);
        flow.answered(now);
        assert_eq!(flow.pause(now), None);
    }

    #[test]
    fn slow_line_has_ten_frames_a_second_and_the_first_at_once() {
        let now = Instant::now();
        let mut flow = answering();
        flow.sent(2_500, now, true);
        let later = now + Duration::from_millis(125);
        flow.answered(later);
        assert_eq!(flow.pause(later), None);
        flow.sent(500, later, true);
        assert_eq!(flow.pause(later), Some(SLOW_PAUSE));
        assert_eq!(flow.pause(later + SLOW_PAUSE), None);
    }

    #[test]
    fn frame_behind_a_full_paint_waits_for_it() {
        let now = Instant::now();
        let mut flow = answering();
        assert!(flow.sent(17_000, now, true));
        assert!(flow.pause(now).is_some());
    }

    #[test]
    fn lost_answer_does_not_stop_the_screen_for_good() {
        let now = Instant::now();
        let mut flow = answering();
        flow.sent(5_000, now, true);
        assert!(flow.pause(now).is_some());
        assert_eq!(flow.pause(now + ANSWER_PATIENCE), None);
    }

    #[test]
    fn terminal_that_never_answered_is_not_asked() {
        let now = Instant::now();
        let mut flow = Flow::default();
        assert!(!flow.sent(50_000, now, true));
        assert_eq!(flow.pause(now), None);
    }

    #[test]
    fn frame_that_may_not_ask_waits_for_nothing_and_the_next_one_asks() {
        let now = Instant::now();
        let mut flow = answering();
        assert!(!flow.sent(17_000, now, false));
        assert_eq!(flow.pause(now), None);
        assert!(flow.sent(100, now, true) && flow.awaits_answer());
        flow.forget();
        assert_eq!(flow.pause(now), None);
    }
}
