//! What stands between the program and the terminal, and whether it lets Chinese through.

use crate::tui::outside::Multiplexer;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// What GNU screen calls its kind: the letter S.
const SCREEN: u16 = 83;
/// What tmux calls its kind: the letter T.
const TMUX: u16 = 84;

/// Returns the innermost multiplexer, by what the environment names and what the terminal says it is.
///
/// The environment holds what was set outside of the innermost one, and holds nothing of one on the other end of a
/// secure shell; what answers is the innermost one itself. A tmux that the environment does not name cannot be
/// given text by its command: its server runs elsewhere.
pub fn innermost(named: Multiplexer, kind: Option<u16>) -> Multiplexer {
    match (kind, named) {
        (Some(SCREEN), _) => Multiplexer::Screen,
        (Some(TMUX), Multiplexer::Screen) => Multiplexer::None,
        _ => named,
    }
}

/// How long tmux may take to answer; it does within a few milliseconds, or never.
const PATIENCE: Duration = Duration::from_millis(200);

/// Says whether tmux around the program writes `_` for everything that is not ASCII, as it does where the locale it
/// was started in is not of UTF-8. To the program it answers as if it showed all. One that does not answer in time
/// is taken for one that shows all.
pub fn is_tmux_without_utf8() -> bool {
    let (told, answer) = mpsc::channel();
    thread::spawn(move || {
        let asked = Command::new("tmux")
            .args(["display-message", "-p", "#{client_utf8}"])
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output();
        // Nobody listens any more if it took too long.
        let _ = told.send(asked);
    });
    let answer = answer.recv_timeout(PATIENCE).ok().and_then(Result::ok);
    answer.is_some_and(|answer| answer.status.success() && answer.stdout.trim_ascii() == b"0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_answers_is_the_innermost_whatever_was_set_around_it() {
        let [none, tmux, screen] = [Multiplexer::None, Multiplexer::Tmux, Multiplexer::Screen];
        assert_eq!(innermost(tmux, Some(83)), screen, "screen in tmux");
        assert_eq!(innermost(none, Some(83)), screen, "screen at the other end of a secure shell");
        assert_eq!(innermost(tmux, Some(84)), tmux);
        assert_eq!(innermost(none, Some(84)), none, "tmux at the other end");
        assert_eq!(innermost(screen, Some(84)), none);
        assert_eq!([tmux, screen, none].map(|named| innermost(named, None)), [tmux, screen, none]);
        assert_eq!(innermost(none, Some(41)), none);
    }
}
