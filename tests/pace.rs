//! How soon the screen shows something, in a real pseudo-terminal: the first frame, and the bytes that follow a key.
//!
//! What is promised holds for a program that was built to be used, and `cargo test --release --test pace` holds it to that.
//! A build for debugging, as tests usually are, is several times slower: on two idle cores its first frame comes after 70 to
//! 100 ms, and its answer to a key within 20. It is held to a bar four or five times as wide as that, which still falls when
//! something is computed anew at every key. A machine may be busy with something else: once within the bar is enough, and
//! all that was measured is printed (`-- --nocapture`).
#![cfg(all(unix, feature = "app"))]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, also in its helpers")]
#![expect(clippy::print_stdout, reason = "the figures are to be read")]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// Until the first frame has come, at the latest.
const FIRST_FRAME: Duration = Duration::from_millis(if cfg!(debug_assertions) { 500 } else { 50 });

/// Until the first byte after a key has come, for 99 keys of 100.
const KEY: Duration = Duration::from_millis(if cfg!(debug_assertions) { 75 } else { 5 });

/// Times that are tried to stay within a bar.
const TRIES: usize = 5;

/// Keys pressed one after another, half of them there and half of them back.
const N_KEYS: usize = 100;

/// A frame is over when nothing has come for so long.
const QUIET: Duration = Duration::from_millis(15);

/// Generous: the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a narrow terminal answers to what it is asked at the start.
const ANSWERS: &[u8] = b"\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;5R\x1b[?62;22c";

/// Returns what a terminal answers to the questions among the bytes: those at the start, and where its cursor is.
fn answers(bytes: &[u8]) -> Vec<u8> {
    let count =
        |question: &[u8]| bytes.windows(question.len()).filter(|part| *part == question).count();
    match (count(b"\x1b[c"), count(b"\x1b[6n")) {
        (0, n_asked) => b"\x1b[1;1R".repeat(n_asked),
        _ => ANSWERS.to_vec(),
    }
}

/// Returns the reports that are opened: two samples, and two long ones where they lie beside the project.
fn pairs() -> Vec<[PathBuf; 2]> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let samples = ["2023", "2024"].map(|year| project.join(format!("samples/yunxi-{year}.txt")));
    let long =
        ["2024", "2025"].map(|year| project.join(format!("../shared/data/national/{year}.txt")));
    if long.iter().all(|path| path.exists()) {
        return vec![samples, long];
    }
    println!("skipped: {} is not here", long[0].display());
    vec![samples]
}

/// A terminal of 200x60 that answers at once, and says when what came came.
struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
    writer: Arc<Mutex<Box<dyn Write + Send>>>,
    output: Receiver<(Instant, Vec<u8>)>,
    started: Instant,
}

impl Terminal {
    fn open(reports: &[PathBuf; 2]) -> Self {
        let size = PtySize { rows: 60, cols: 200, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_duikan"));
        command.args(reports);
        command.arg("--no-state");
        command.env("TERM", "xterm-256color");
        command.env("LANG", "zh_CN.UTF-8");
        command.env("XDG_CONFIG_HOME", "/nonexistent");
        for name in ["TMUX", "STY", "NO_COLOR", "LC_ALL", "LC_CTYPE", "DUIKAN_LANG"] {
            command.env_remove(name);
        }
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let answering = Arc::clone(&writer);
        let (sender, output) = channel();
        let started = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        thread::spawn(move || {
            let mut buffer = vec![0; 65_536];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                let (now, seen) = (Instant::now(), buffer[..count].to_vec());
                answering.lock().unwrap().write_all(&answers(&seen)).unwrap();
                if sender.send((now, seen)).is_err() {
                    break;
                }
            }
        });
        Self { child, _master: pair.master, writer, output, started }
    }

    /// Reads until the words have come; returns when that was.
    fn await_words(&self, words: &str) -> Instant {
        let mut seen = Vec::new();
        loop {
            let (at, bytes) = self.output.recv_timeout(PATIENCE).unwrap();
            seen.extend(bytes);
            if seen.windows(words.len()).any(|part| part == words.as_bytes()) {
                return at;
            }
        }
    }

    /// Reads until nothing has come for a while.
    fn settle(&self, pause: Duration) {
        while self.output.recv_timeout(pause).is_ok() {}
    }

    /// Presses a key; returns how long it took until something came, and reads the rest.
    fn press(&mut self, key: &[u8]) -> Duration {
        let start = Instant::now();
        self.writer.lock().unwrap().write_all(key).unwrap();
        let (at, _) = self.output.recv_timeout(PATIENCE).unwrap();
        self.settle(QUIET);
        at.duration_since(start)
    }

    fn close(mut self) {
        self.writer.lock().unwrap().write_all(b"q").unwrap();
        self.settle(Duration::from_millis(100));
        let _ = self.child.kill();
        self.child.wait().unwrap();
    }
}

#[test]
fn first_frame_comes_before_anybody_waits_for_it() {
    for reports in pairs() {
        let name = reports[0].file_name().unwrap().display().to_string();
        let is_soon = || {
            let terminal = Terminal::open(&reports);
            let first = terminal.await_words("对勘").duration_since(terminal.started);
            terminal.close();
            println!("{name}: first frame after {first:.1?}");
            first <= FIRST_FRAME
        };
        assert!((0..TRIES).any(|_| is_soon()), "{name}: later than {FIRST_FRAME:?}");
    }
}

#[test]
fn key_is_answered_before_the_finger_is_up() {
    for reports in pairs() {
        let name = reports[0].file_name().unwrap().display().to_string();
        let mut terminal = Terminal::open(&reports);
        terminal.await_words("发现清单");
        terminal.settle(Duration::from_millis(500));
        for (there, back) in [("j", "k"), ("\x05", "\x19"), ("n", "N")] {
            let keys = [[there; N_KEYS / 2], [back; N_KEYS / 2]].concat();
            let mut is_prompt = || {
                let mut times: Vec<Duration> =
                    keys.iter().map(|key| terminal.press(key.as_bytes())).collect();
                times.sort_unstable();
                let (median, late) = (times[N_KEYS / 2], times[N_KEYS * 99 / 100 - 1]);
                let key = there.escape_debug();
                println!("{name}: {key} after {median:.1?}, 99 of 100 within {late:.1?}");
                late <= KEY
            };
            assert!((0..TRIES).any(|_| is_prompt()), "{name}: {there:?} later than {KEY:?}");
        }
        terminal.close();
    }
}
