//! The reader's own editor, opened at a place.

use crate::tui::excerpt::Spot;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::{Command, Stdio};

/// The editor where none is named.
const USUAL: &str = "vi";

/// Editors that take a line in another way than `+12 FILE`.
const OTHERWISE: [(&str, &[&str]); 5] = [
    ("hx", &["{file}:{line}"]),
    ("helix", &["{file}:{line}"]),
    ("code", &["--wait", "--goto", "{file}:{line}"]),
    ("codium", &["--wait", "--goto", "{file}:{line}"]),
    ("subl", &["--wait", "{file}:{line}"]),
];

/// Returns the program and arguments that open a file at a line; `named` is what `VISUAL` or `EDITOR` says.
pub fn command_line(named: Option<&str>, spot: &Spot) -> Vec<OsString> {
    let named = named.filter(|named| !named.trim().is_empty()).unwrap_or(USUAL);
    let mut words: Vec<OsString> = named.split_whitespace().map(OsString::from).collect();
    let program = words.first().map(|word| Path::new(word).file_name().unwrap_or(word).to_owned());
    let known = OTHERWISE.iter().find(|(name, _)| program.as_deref() == Some((*name).as_ref()));
    let arguments: &[&str] = known.map_or(&["+{line}", "{file}"], |(_, arguments)| arguments);
    // A file whose name begins with a dash is no option.
    let path = &spot.path;
    let file = if path.starts_with(['-', '+']) { format!("./{path}") } else { path.clone() };
    words.extend(arguments.iter().map(|argument| {
        argument.replace("{line}", &spot.line.to_string()).replace("{file}", &file).into()
    }));
    words
}

/// Runs the editor until it is left.
///
/// # Errors
///
/// When it cannot be started.
pub fn run(command_line: &[OsString]) -> io::Result<()> {
    let Some((program, arguments)) = command_line.split_first() else { return Ok(()) };
    Command::new(program).args(arguments).stdin(keyboard()).status().map(drop)
}

/// Returns what the editor reads: the terminal, also where a report came in through a pipe.
fn keyboard() -> Stdio {
    match File::open("/dev/tty") {
        Ok(terminal) if !io::stdin().is_terminal() => terminal.into(),
        _ => Stdio::inherit(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(named: Option<&str>, path: &str) -> String {
        let spot = Spot { path: path.to_owned(), line: 12 };
        let words = command_line(named, &spot);
        words.iter().map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn editors_are_told_the_line_in_their_own_way() {
        assert_eq!(typed(None, "a.txt"), "vi +12 a.txt");
        assert_eq!(typed(Some("/usr/bin/nvim -R"), "a.txt"), "/usr/bin/nvim -R +12 a.txt");
        assert_eq!(typed(Some("code"), "a.txt"), "code --wait --goto a.txt:12");
        assert_eq!(typed(Some(" "), "-a.txt"), "vi +12 ./-a.txt");
    }
}
