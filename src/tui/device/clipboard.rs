//! Copying where the reader sits, not where the program runs.
//!
//! The terminal is asked to take the text into the clipboard of its own machine (OSC 52), which works
//! through any number of hops. tmux keeps such requests to itself, so it is asked to pass the text
//! on; GNU screen passes on what is wrapped for the terminal outside.

use crate::tui::outside::Multiplexer;
use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// Most bytes of text a terminal is asked to take: several stop at 100,000 bytes of base64.
pub const MAX_COPIED_BYTES: usize = 74_000;

/// Longest piece GNU screen passes on, in bytes.
const SCREEN_PIECE_BYTES: usize = 700;

/// Returns the bytes that ask the terminal to copy the text.
pub fn request(text: &str, multiplexer: Multiplexer) -> String {
    let mut plain = String::new();
    // Formatting into a String cannot fail.
    let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut plain);
    match multiplexer {
        Multiplexer::Screen => {
            // The end mark of the request must not end the wrapping.
            let plain = plain.replace("\x1b\\", "\x07");
            let pieces = plain.as_bytes().chunks(SCREEN_PIECE_BYTES);
            let wrapped =
                pieces.map(|piece| format!("\x1bP{}\x1b\\", String::from_utf8_lossy(piece)));
            wrapped.collect()
        }
        Multiplexer::None | Multiplexer::Tmux => plain,
    }
}

/// Gives the text to tmux, which passes it on to the terminal; says whether that could be done.
pub fn give_to_tmux(text: &str) -> bool {
    let tmux = Command::new("tmux")
        .args(["load-buffer", "-w", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut tmux) = tmux else { return false };
    let is_taken =
        tmux.stdin.take().is_some_and(|mut pipe| pipe.write_all(text.as_bytes()).is_ok());
    tmux.wait().is_ok_and(|status| status.success()) && is_taken
}

/// Appends the text to a file, a blank line behind it.
///
/// # Errors
///
/// When the file cannot be written.
pub fn append(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().create(true).append(true).open(path)?;
    file.write_all(format!("{text}\n").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn request_is_base64_and_speaks_of_the_clipboard() {
        assert_eq!(request("对勘", Multiplexer::None), "\x1b]52;c;5a+55YuY\x1b\\");
    }

    #[test]
    fn screen_gets_pieces_it_can_pass_on() {
        let request = request(&"对勘".repeat(1000), Multiplexer::Screen);
        let pieces: Vec<&str> = request.split_terminator("\x1b\\").collect();
        assert!(5 < pieces.len());
        assert!(pieces.iter().all(|piece| piece.starts_with("\x1bP") && piece.len() <= 702));
    }
}
