//! The program in a real pseudo-terminal: what it leaves behind, and what it does when the line drops.
#![cfg(all(unix, feature = "app"))]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, also in its helpers")]

use encoding_rs::{Decoder, Encoding, GB18030, UTF_8};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Generous: the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(20);

/// The reports that are opened.
const SAMPLES: [&str; 2] = [
    concat!(env!("CARGO_MANIFEST_DIR"), "/samples/yunxi-2023.txt"),
    concat!(env!("CARGO_MANIFEST_DIR"), "/samples/yunxi-2024.txt"),
];

/// A home that nobody else has, removed at the end.
struct Home(PathBuf);

impl Home {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("duikan-terminal-{}-{count}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// Returns the lines of all notebooks that have the words.
    fn kept(&self, words: &str) -> usize {
        let Ok(files) = fs::read_dir(self.0.join("duikan/pairs")) else { return 0 };
        let lines = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
        lines.map(|lines| lines.lines().filter(|line| line.contains(words)).count()).sum()
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

struct Screen {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    seen: Vec<u8>,
    /// What this terminal reads.
    decoder: Decoder,
    parser: vt100::Parser,
}

impl Screen {
    fn open(options: &[&str]) -> Self {
        Self::opened(&Home::new(), Path::new(env!("CARGO_MANIFEST_DIR")), options)
    }

    fn open_in(home: &Home, options: &[&str]) -> Self {
        Self::opened(home, &home.0, options)
    }

    fn opened(home: &Home, directory: &Path, options: &[&str]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_duikan"));
        command.args(SAMPLES);
        command.args(options);
        command.cwd(directory);
        Self::run(home, command, "zh_CN.UTF-8", UTF_8)
    }

    /// Runs a program in a terminal that reads this encoding.
    fn run(
        home: &Home,
        mut command: CommandBuilder,
        locale: &str,
        encoding: &'static Encoding,
    ) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        for (name, value) in [("TERM", "xterm-256color"), ("LANG", locale)] {
            command.env(name, value);
        }
        for name in ["HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
            command.env(name, &home.0);
        }
        for name in ["TMUX", "STY", "NO_COLOR", "LC_ALL", "DUIKAN_LANG", "DUIKAN_STATE_DIR"] {
            command.env_remove(name);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let cells = |count| std::num::NonZeroU16::new(count).unwrap();
        let parser = vt100::Parser::new(cells(24), cells(80), 0);
        let decoder = encoding.new_decoder_without_bom_handling();
        Self { child, master: Some(pair.master), writer, output, seen: Vec::new(), decoder, parser }
    }

    /// Reads until the screen shows the words.
    fn await_words(&mut self, words: &str) {
        let start = Instant::now();
        while !self.parser.screen().contents().contains(words) {
            assert!(start.elapsed() < PATIENCE, "{words}: {}", self.parser.screen().contents());
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(100)) {
                let mut text = String::with_capacity(
                    self.decoder.max_utf8_buffer_length(bytes.len()).unwrap(),
                );
                assert!(!self.decoder.decode_to_string(&bytes, &mut text, false).2, "{text}");
                self.parser.process(text.as_bytes());
                self.seen.extend(bytes);
            }
        }
    }

    fn send(&mut self, bytes: &[u8]) {
        self.writer.write_all(bytes).unwrap();
        self.writer.flush().unwrap();
    }

    /// Waits for the end of the program and returns all it wrote.
    fn end(&mut self) -> String {
        String::from_utf8_lossy(&self.end_bytes()).into_owned()
    }

    fn end_bytes(&mut self) -> Vec<u8> {
        let start = Instant::now();
        while self.child.try_wait().unwrap().is_none() {
            assert!(start.elapsed() < PATIENCE, "the program does not end");
            thread::sleep(Duration::from_millis(10));
        }
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(200)) {
            self.seen.extend(bytes);
        }
        std::mem::take(&mut self.seen)
    }

    fn signal(&self, name: &str) {
        let process = self.child.process_id().unwrap().to_string();
        assert!(Command::new("kill").args([name, &process]).status().unwrap().success());
    }
}

#[test]
fn terminal_that_never_answers_is_drawn_safely_and_given_back() {
    let mut screen = Screen::open(&[]);
    screen.await_words("w:?");
    screen.send(b"q");
    let seen = screen.end();
    for (on, off) in [("?1049h", "?1049l"), ("?25l", "?25h"), ("?7l", "?7h"), ("?2004h", "?2004l")]
    {
        assert!(seen.contains(on) && seen.rfind(off) > seen.rfind(on), "{on}");
    }
    assert!(!seen.contains("?1000h") && !seen.contains("?1006h"), "the mouse is off");
}

#[test]
fn answers_decide_the_width_however_late_and_in_pieces_and_no_key_is_lost() {
    let mut screen = Screen::open(&[]);
    screen.await_words("w:?");
    screen.send(b"jj\x1b[1;3R\x1b[1;3R\x1b[1");
    thread::sleep(Duration::from_millis(30));
    screen.send(b";3R\x1b[1;3R\x1b[?62;22cj");
    screen.await_words("w:2");
    screen.await_words("行 4/");
    screen.send(b"q");
    screen.end();
}

#[test]
fn answers_that_contradict_one_another_change_nothing() {
    let mut screen = Screen::open(&[]);
    screen.await_words("w:?");
    screen.send(b"\x1b[1;2R\x1b[1;3R\x1b[1;2R\x1b[1;3R\x1b[?1;2cj");
    screen.await_words("行 2/");
    assert!(screen.parser.screen().contents().contains("w:?"));
    screen.send(b"q");
    screen.end();
}

#[test]
fn pasted_text_goes_to_the_search_box_as_it_is() {
    let mut screen = Screen::open(&["--ambiwidth", "1"]);
    screen.await_words("w:1");
    screen.send("/\x1b[200~产业\n链q\x1b[201~".as_bytes());
    screen.await_words("产业 链q");
    screen.send(b"\x1b");
    thread::sleep(Duration::from_millis(200));
    screen.send(b"q");
    screen.end();
}

#[test]
fn signals_end_the_program_and_give_the_terminal_back() {
    for name in ["-HUP", "-TERM", "-INT"] {
        let mut screen = Screen::open(&[]);
        screen.await_words("w:?");
        screen.signal(name);
        assert!(screen.end().ends_with("\u{1b}[?1049l"), "{name}");
    }
}

#[test]
fn program_ends_when_the_line_is_gone() {
    let mut screen = Screen::open(&[]);
    screen.await_words("w:?");
    drop(screen.master.take());
    let writer = std::mem::replace(&mut screen.writer, Box::new(std::io::sink()));
    drop(writer);
    screen.signal("-HUP");
    screen.end();
}

#[test]
fn many_sizes_in_a_row_end_with_the_last_one() {
    let mut screen = Screen::open(&["--ambiwidth", "1"]);
    screen.await_words("w:1");
    for step in 0..60u16 {
        let size = PtySize { rows: 1 + step % 40, cols: 1 + step * 3 % 220, ..PtySize::default() };
        screen.master.as_ref().unwrap().resize(size).unwrap();
        thread::sleep(Duration::from_millis(5));
    }
    let size = PtySize { rows: 30, cols: 100, ..PtySize::default() };
    screen.master.as_ref().unwrap().resize(size).unwrap();
    let cells = |count| std::num::NonZeroU16::new(count).unwrap();
    screen.parser.screen_mut().set_size(cells(30), cells(100));
    screen.await_words("发现清单");
    screen.send(b"q");
    screen.end();
}

#[test]
fn mark_is_on_the_disk_when_it_is_shown_and_the_line_may_drop() {
    let home = Home::new();
    let mut screen = Screen::open_in(&home, &[]);
    screen.await_words("w:?");
    screen.send(b"]#x");
    screen.await_words("认定");
    assert_eq!(home.kept("\"verdict\""), 1);
    screen.signal("-KILL");
    screen.end();
    let mut screen = Screen::open_in(&home, &[]);
    screen.await_words("w:?");
    screen.send(b"U");
    screen.await_words("已撤销");
    assert_eq!(home.kept("\"undo\""), 1);
    screen.send(b"q");
    screen.end();
}

#[test]
fn reader_comes_back_to_where_they_were_however_the_program_ended() {
    for end in ["q", "-HUP", "-TERM"] {
        let home = Home::new();
        let mut screen = Screen::open_in(&home, &[]);
        screen.await_words("w:?");
        screen.send(b":123\r");
        screen.await_words("行 123/");
        if end == "q" {
            screen.send(b"q");
        } else {
            thread::sleep(Duration::from_millis(100));
            screen.signal(end);
        }
        screen.end();
        let mut screen = Screen::open_in(&home, &[]);
        screen.await_words("已回到上次的地方");
        screen.send(b"j");
        screen.await_words("行 124/");
        screen.send(b"q");
        screen.end();
    }
}

#[test]
fn marks_that_cannot_be_kept_are_told_and_nothing_stops() {
    let home = Home::new();
    let file = home.0.join("file");
    fs::write(&file, "in the way").unwrap();
    let mut screen = Screen::open_in(&home, &["--state-dir", file.to_str().unwrap()]);
    screen.await_words("已存的标记读不出");
    screen.send(b"]#x");
    screen.await_words("标记没有存盘");
    screen.send(b"U");
    screen.await_words("标记没有存盘");
    screen.send(b"q");
    screen.end();
}

#[test]
fn review_sheet_is_written_from_the_screen_with_what_was_said() {
    let home = Home::new();
    let mut screen = Screen::open_in(&home, &[]);
    screen.await_words("w:?");
    screen.send(b"]#!");
    screen.await_words("认定");
    screen.send(b"W");
    screen.await_words("duikan-review.html");
    let page = fs::read_to_string(home.0.join("duikan-review.html")).unwrap();
    assert!(page.contains("判定：认定") && page.contains("数字台账"));
}

#[test]
fn terminal_that_reads_gb18030_is_written_and_read_in_it() {
    for (options, locale) in
        [(["--tty-encoding", "gb18030"].as_slice(), "zh_CN.UTF-8"), (&[], "zh_CN.GB18030")]
    {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_duikan"));
        command.args(SAMPLES);
        command.args(options);
        let mut screen = Screen::run(&Home::new(), command, locale, GB18030);
        screen.await_words("w:? gb18030");
        screen.send(b"\x1b[1;3R\x1b[1;3R\x1b[1;3R\x1b[1;3R\x1b[?62;22c");
        screen.await_words("w:2 gb18030");
        screen.send(b"/");
        for byte in &*GB18030.encode("骆驼").0 {
            screen.send(&[*byte]);
        }
        screen.await_words("骆驼");
        screen.send(b"\rq");
        assert!(std::str::from_utf8(&screen.end_bytes()).is_err(), "{locale}");
    }
}

#[test]
fn locale_that_came_along_from_elsewhere_yields_to_what_the_terminal_reads() {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_duikan"));
    command.args(SAMPLES);
    let mut screen = Screen::run(&Home::new(), command, "zh_CN.GB18030", GB18030);
    screen.await_words("w:? gb18030");
    // The sample of the encoding is one letter to a terminal that reads UTF-8.
    screen.decoder = UTF_8.new_decoder_without_bom_handling();
    screen.send(b"\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[?62;22c");
    thread::sleep(Duration::from_millis(300));
    screen.send(b"\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;3R\x1b[?62;22c");
    screen.await_words("w:1");
    assert!(!screen.parser.screen().contents().contains("gb18030"));
    screen.send(b"q");
    screen.end();
}

#[test]
fn two_windows_on_one_pair_see_the_marks_of_each_other() {
    let home = Home::new();
    let mut windows = [Screen::open_in(&home, &[]), Screen::open_in(&home, &[])];
    for (window, keys) in windows.iter_mut().zip(["]#x", "]?]?i"]) {
        window.await_words("w:?");
        window.send(keys.as_bytes());
        window.await_words("U 撤销");
    }
    assert_eq!(home.kept("\"verdict\""), 2);
    for mut window in windows {
        window.send(b"RA");
        window.await_words("已判 2/");
        window.send(b"\x1bq");
        window.end();
    }
}

/// Mounts over a directory, or changes how; `false` without the right to.
#[cfg(target_os = "linux")]
fn mounted(directory: &Path, options: &[&str]) -> bool {
    let mut command = Command::new("mount");
    command.args(options).arg(directory).stderr(std::process::Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

#[cfg(target_os = "linux")]
#[test]
fn full_and_read_only_disks_are_told_on_the_screen_and_nothing_is_lost() {
    let home = Home::new();
    let state = home.0.join("duikan");
    fs::create_dir_all(&state).unwrap();
    if !mounted(&state, &["-t", "tmpfs", "-o", "size=64k", "tmpfs"]) {
        println!("skipped: no right to mount a disk");
        return;
    }
    let outcome = std::panic::catch_unwind(|| {
        fs::write(state.join("filler"), vec![0; 60 << 10]).unwrap();
        let mut screen = Screen::open_in(&home, &[]);
        screen.await_words("w:?");
        screen.send(b"]#x");
        screen.await_words("标记没有存盘");
        screen.await_words("磁盘已满");
        assert_eq!(home.kept("\"verdict\""), 0);
        fs::remove_file(state.join("filler")).unwrap();
        screen.send(b"]#i");
        screen.await_words("忽略");
        assert_eq!(home.kept("\"verdict\""), 2, "the first is kept with the second");
        assert!(mounted(&state, &["-o", "remount,ro"]));
        screen.send(b"]#r");
        screen.await_words("标记没有存盘");
        assert!(mounted(&state, &["-o", "remount,rw"]));
        screen.send(b"]#r");
        screen.await_words("有据");
        screen.send(b"q");
        screen.end();
        assert_eq!(home.kept("\"verdict\""), 4);
    });
    assert!(Command::new("umount").arg("-l").arg(&state).status().unwrap().success());
    outcome.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
}

#[test]
fn shell_finds_its_terminal_as_it_was_when_the_program_stops_and_when_it_ends() {
    if Command::new("bash").arg("--version").output().is_err() {
        println!("skipped: there is no bash");
        return;
    }
    let mut shell = CommandBuilder::new("bash");
    shell.args(["--norc", "--noprofile", "--noediting", "-i"]);
    shell.env("PS1", "ready \\#> ");
    let mut screen = Screen::run(&Home::new(), shell, "C.UTF-8", UTF_8);
    screen.await_words("ready 1>");
    let program = format!("{} {}\r", env!("CARGO_BIN_EXE_duikan"), SAMPLES.join(" "));
    screen.send(b"before=$(stty -g)\r");
    screen.send(program.as_bytes());
    screen.await_words("w:?");
    screen.send(b"jj\x1a");
    screen.await_words("ready 3>");
    screen.send(b"[ \"$before\" = \"$(stty -g)\" ] && echo as it'' was\r");
    screen.await_words("as it was");
    screen.send(b"fg\r");
    screen.await_words("行 3/");
    // What the terminal answers too late is not typed into the shell.
    screen.send(b"q\x1b[1;2R\x1b[1;2R\x1b[?62;22c");
    screen.await_words("ready 5>");
    screen.send(b"[ \"$before\" = \"$(stty -g)\" ] && echo again as it'' was\r");
    screen.await_words("again as it was");
    assert!(!screen.parser.screen().contents().contains("62;22c"));
    screen.send(b"exit\r");
    screen.end();
}
