//! The `duikan` program: everything it does is in the library.

use duikan::cli::run::{Surroundings, run};
use std::ffi::OsString;
use std::io::{IsTerminal, stderr, stdin, stdout};
use std::process::ExitCode;

fn main() -> ExitCode {
    let typed: Vec<OsString> = std::env::args_os().collect();
    let surroundings = Surroundings {
        stdin: &mut stdin(),
        stdout: &mut stdout(),
        stderr: &mut stderr(),
        is_terminal: stdout().is_terminal(),
        tells_terminal: stderr().is_terminal(),
        lookup: &|name| std::env::var(name).ok(),
    };
    run(&typed, surroundings).into()
}
