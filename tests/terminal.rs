//! The program in a real pseudo-terminal: what it leaves behind, and what it does when the line drops.
#![cfg(all(unix, feature = "app"))]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, also in its helpers")]

use duikan::config::Settings;
use duikan::intake::decode;
use duikan::report::split;
use duikan::store::cabinet::Cabinet;
use duikan::tui::looks::{Looks, Reread};
use duikan::tui::model::{Catalog, Entry, Opening};
use duikan::tui::outside::Outside;
use duikan::tui::task::Reload;
use duikan::tui::{Show, run};
use encoding_rs::{Decoder, Encoding, GB18030, UTF_8};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Asks a terminal where its cursor is.
const QUESTION: &[u8] = b"\x1b[6n";

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
    /// Whether it says where its cursor is when it is asked.
    answers: bool,
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

    /// Opens the reports in a terminal that calls itself so, with these variables.
    fn open_with(variables: &[&str], options: &[&str]) -> Self {
        let mut command = CommandBuilder::new("env");
        command.args(variables);
        command.arg(env!("CARGO_BIN_EXE_duikan"));
        command.args(SAMPLES);
        command.args(options);
        Self::run(&Home::new(), command, "zh_CN.UTF-8", UTF_8)
    }

    /// Runs a program in a terminal that reads this encoding.
    fn run(
        home: &Home,
        command: CommandBuilder,
        locale: &str,
        encoding: &'static Encoding,
    ) -> Self {
        Self::run_at(home, command, locale, encoding, (8192, Duration::ZERO))
    }

    /// The same, on a line that takes at most so many bytes and then no more for so long.
    fn run_at(
        home: &Home,
        mut command: CommandBuilder,
        locale: &str,
        encoding: &'static Encoding,
        (most, pause): (usize, Duration),
    ) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        for (name, value) in [("TERM", "xterm-256color"), ("LANG", locale)] {
            command.env(name, value);
        }
        for name in ["HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
            command.env(name, &home.0);
        }
        for name in
            ["TMUX", "STY", "NO_COLOR", "LC_ALL", "LC_CTYPE", "DUIKAN_LANG", "DUIKAN_STATE_DIR"]
        {
            command.env_remove(name);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut buffer = vec![0; most];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
                thread::sleep(pause);
            }
        });
        let cells = |count| std::num::NonZeroU16::new(count).unwrap();
        let parser = vt100::Parser::new(cells(24), cells(80), 0);
        let decoder = encoding.new_decoder_without_bom_handling();
        let (master, seen, answers) = (Some(pair.master), Vec::new(), false);
        Self { child, master, writer, output, seen, decoder, parser, answers }
    }

    /// Reads until the screen shows the words.
    fn await_words(&mut self, words: &str) {
        let start = Instant::now();
        while !self.parser.screen().contents().contains(words) {
            assert!(start.elapsed() < PATIENCE, "{words}: {}", self.parser.screen().contents());
            self.read(Duration::from_millis(100));
        }
    }

    /// Reads what comes within so long; says whether anything did.
    fn read(&mut self, patience: Duration) -> bool {
        let Ok(bytes) = self.output.recv_timeout(patience) else { return false };
        let room = self.decoder.max_utf8_buffer_length(bytes.len()).unwrap();
        let mut text = String::with_capacity(room);
        assert!(!self.decoder.decode_to_string(&bytes, &mut text, false).2, "{text}");
        self.parser.process(text.as_bytes());
        let from = self.seen.len().saturating_sub(QUESTION.len() - 1);
        self.seen.extend(bytes);
        if self.answers {
            let parts = self.seen[from..].windows(QUESTION.len());
            let n_asked = parts.filter(|part| *part == QUESTION).count();
            (0..n_asked).for_each(|_| self.send(b"\x1b[1;1R"));
        }
        true
    }

    /// Is a terminal of narrow characters, and answers from now on.
    fn answer(&mut self) {
        self.await_words("w:?");
        self.send(b"\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;5R\x1b[?62;22c");
        self.answers = true;
        self.await_words("w:1");
    }

    /// Is a large window from now on.
    fn widen(&mut self) {
        let size = PtySize { rows: 50, cols: 200, ..PtySize::default() };
        self.master.as_ref().unwrap().resize(size).unwrap();
        let cells = |count| std::num::NonZeroU16::new(count).unwrap();
        self.parser.screen_mut().set_size(cells(50), cells(200));
        self.await_words("发现清单");
        self.settle();
    }

    /// Reads until nothing has come for a while.
    fn settle(&mut self) {
        while self.read(Duration::from_millis(300)) {}
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
fn terminal_without_a_second_screen_is_left_empty() {
    // As the Linux console and mosh: what the prompt is written over would stay.
    let mut screen = Screen::open(&[]);
    screen.await_words("w:?");
    screen.settle();
    screen.send(b"q");
    let seen = screen.end().replace("\x1b[?1049h", "").replace("\x1b[?1049l", "ready>");
    let cells = |count| std::num::NonZeroU16::new(count).unwrap();
    let mut parser = vt100::Parser::new(cells(24), cells(80), 0);
    parser.process(seen.as_bytes());
    assert_eq!(parser.screen().contents(), "ready>");
}

#[test]
fn answers_decide_the_width_however_late_and_in_pieces_and_no_key_is_lost() {
    let mut screen = Screen::open(&[]);
    screen.await_words("w:?");
    screen.send(b"jj\x1b[1;3R\x1b[1;3R\x1b[1");
    thread::sleep(Duration::from_millis(30));
    screen.send(b";3R\x1b[1;5R\x1b[?62;22cj");
    screen.await_words("w:2");
    screen.await_words("行 4/");
    screen.send(b"q");
    screen.end();
}

#[test]
fn keys_are_answered_at_once_after_the_terminal_was_asked_again() {
    // The machine may be busy: once is enough.
    let is_prompt = || {
        let mut screen = Screen::open(&[]);
        screen.answer();
        screen.widen();
        screen.answers = false;
        screen.send(b"\x0c");
        screen.settle();
        screen.send(b"\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;5R\x1b[?62;22c");
        let start = Instant::now();
        screen.send(b"j");
        screen.await_words("行 2/");
        let elapsed = start.elapsed();
        screen.send(b"q");
        screen.end();
        elapsed < Duration::from_millis(300)
    };
    assert!((0..3).any(|_| is_prompt()));
}

#[test]
fn answer_about_a_frame_is_not_taken_for_one_about_the_terminal() {
    let mut screen = Screen::open(&[]);
    screen.answer();
    screen.settle();
    screen.answers = false;
    screen.seen.clear();
    // A frame large enough to be asked about, and questions about the terminal behind it.
    screen.send(b"G");
    screen.settle();
    assert!(screen.seen.windows(QUESTION.len()).any(|part| part == QUESTION));
    screen.send(b"\x0c");
    screen.settle();
    screen.send(b"\x1b[9;9R\x1b[1;3R\x1b[1;3R\x1b[1;3R\x1b[1;5R\x1b[?62;22c");
    screen.await_words("w:2");
    screen.send(b"q");
    screen.end();
}

#[test]
fn answers_that_contradict_one_another_change_nothing() {
    let mut screen = Screen::open(&[]);
    screen.await_words("w:?");
    screen.send(b"\x1b[1;2R\x1b[1;3R\x1b[1;2R\x1b[1;5R\x1b[?1;2cj");
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
        // The machine may be busy: once is enough.
        let is_prompt = || {
            let mut screen = Screen::open(&[]);
            screen.await_words("w:?");
            let start = Instant::now();
            screen.signal(name);
            let mut elapsed = start.elapsed();
            while screen.child.try_wait().unwrap().is_none() && elapsed < PATIENCE {
                thread::sleep(Duration::from_millis(1));
                elapsed = start.elapsed();
            }
            assert!(screen.end().ends_with("\u{1b}[?1049l"), "{name}");
            elapsed < Duration::from_millis(100)
        };
        assert!((0..10).any(|_| is_prompt()), "{name}");
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
    screen.settle();
    screen.seen.clear();
    let start = Instant::now();
    for step in 0..100u16 {
        let size = PtySize { rows: 2 + step % 40, cols: 1 + step * 3 % 220, ..PtySize::default() };
        screen.master.as_ref().unwrap().resize(size).unwrap();
        thread::sleep(Duration::from_millis(10));
    }
    let elapsed = start.elapsed();
    let size = PtySize { rows: 30, cols: 100, ..PtySize::default() };
    screen.master.as_ref().unwrap().resize(size).unwrap();
    let cells = |count| std::num::NonZeroU16::new(count).unwrap();
    screen.parser.screen_mut().set_size(cells(30), cells(100));
    screen.await_words("发现清单");
    screen.send(b"q");
    let seen = screen.end();
    // Every row of another size begins with what it wipes, the first one at home.
    let paints = seen.matches("\u{1b}[1H\u{1b}[2K").count();
    let most = 2 + elapsed.as_millis() as usize / 50;
    assert!((1..=most).contains(&paints), "{paints} paints in {elapsed:?}");
    assert!(!seen.contains("\u{1b}[2J"), "the screen flashes");
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
        screen.send(b"\x1b[1;3R\x1b[1;3R\x1b[1;3R\x1b[1;5R\x1b[?62;22c");
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
    screen.settle();
    // The sample of the encoding is one letter to a terminal that reads UTF-8.
    screen.decoder = UTF_8.new_decoder_without_bom_handling();
    screen.send(b"\x1b[1;3R\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[?62;22c");
    thread::sleep(Duration::from_millis(300));
    screen.send(b"\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;5R\x1b[?62;22c");
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
    if !has_bash() {
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

#[test]
fn editor_has_the_keyboard_though_a_report_came_through_a_pipe() {
    let home = Home::new();
    let (editor, found) = (home.0.join("editor"), home.0.join("found"));
    fs::write(&editor, format!("test -t 0 && echo keyboard >'{}'\n", found.display())).unwrap();
    let mut command = CommandBuilder::new("sh");
    let [left, right] = SAMPLES;
    let program = env!("CARGO_BIN_EXE_duikan");
    command.args(["-c", &format!("'{program}' - '{right}' --no-state <'{left}'")]);
    command.env("VISUAL", format!("sh {}", editor.display()));
    let mut screen = Screen::run(&home, command, "zh_CN.UTF-8", UTF_8);
    screen.await_words("w:?");
    screen.send(b"e");
    let start = Instant::now();
    while !found.exists() && start.elapsed() < PATIENCE {
        screen.read(Duration::from_millis(50));
    }
    screen.send(b"q");
    screen.end();
    assert_eq!(fs::read_to_string(&found).unwrap(), "keyboard\n");
}

/// Names the directory of the marks to [`screen_that_panics`], and asks for it.
const PANICS: &str = "DUIKAN_TEST_PANICS";

/// The screen with two faults in it: reading the configuration again panics in the loop, reading the files again beside
/// it. The tests below start this one as a program of its own.
#[test]
#[ignore = "needs a terminal; other tests start it in one"]
fn screen_that_panics() {
    let Some(state) = std::env::var_os(PANICS) else { return };
    let entry = |path: &str| {
        let document = Arc::new(decode::read(&fs::read(path).unwrap(), path));
        let report = split::whole(&document);
        Entry { document, report, name: path.to_owned() }
    };
    let catalog = Catalog { entries: SAMPLES.map(entry).into(), ..Catalog::default() };
    let outside = Outside {
        cabinet: Some(Cabinet::at(state)),
        reread: Some(Reread(Arc::new(|| panic!("fault in the loop")))),
        reload: Some(Reload(Arc::new(|| panic!("fault beside the loop")))),
        ..Outside::default()
    };
    let (opening, settings) = (Opening::Pair(0, 1), Settings::default());
    run(Show { catalog, opening, settings, looks: Looks::default() }, outside).unwrap();
}

/// Starts a shell in which `faulty` is the program with faults in it.
fn shell_with_faults(home: &Home) -> Screen {
    let mut shell = CommandBuilder::new("bash");
    shell.args(["--norc", "--noprofile", "--noediting", "-i"]);
    shell.env("PS1", "ready \\#> ");
    shell.env(PANICS, home.0.join("marks"));
    let mut screen = Screen::run(home, shell, "C.UTF-8", UTF_8);
    screen.await_words("ready 1>");
    let program = std::env::current_exe().unwrap();
    let test = "--exact screen_that_panics --ignored --nocapture";
    screen.send(format!("faulty() {{ '{}' {test}; }}\r", program.display()).as_bytes());
    screen.send(b"before=$(stty -g)\r");
    screen.await_words("ready 3>");
    screen
}

fn has_bash() -> bool {
    Command::new("bash").arg("--version").output().is_ok()
}

#[test]
fn panic_gives_the_terminal_back_before_it_is_told() {
    if !has_bash() {
        println!("skipped: there is no bash");
        return;
    }
    let home = Home::new();
    let mut screen = shell_with_faults(&home);
    screen.send(b"faulty\r");
    screen.await_words("行 1/");
    screen.send(b"jjM:config\r");
    // What the terminal answers too late is not typed into the shell.
    screen.send(b"\x1b[1;2R\x1b[1;2R\x1b[?62;22c");
    screen.await_words("ready 4>");
    screen.send(b"[ \"$before\" = \"$(stty -g)\" ] && echo as it'' was\r");
    screen.await_words("as it was");
    let shown = screen.parser.screen().contents();
    assert!(!shown.contains("62;22c"), "{shown}");
    screen.send(b"exit\r");
    let seen = screen.end();
    let left = seen.rfind("\x1b[?1049l").unwrap();
    let told = seen.find("fault in the loop").unwrap();
    let kept = seen.find("标记都已存在").unwrap();
    assert!(left < told && told < kept, "{left} {told} {kept}");
    assert!(seen[kept..].contains(&home.0.join("marks").display().to_string()));
    let last = seen[..left].rfind("\x1b[0m\x1b[r").unwrap();
    for off in ["?2026l", "?1006l", "?1000l", "?2004l", "?7h", "?25h"] {
        assert!(seen[last..left].contains(off), "{off}");
    }
}

#[test]
fn panic_beside_the_loop_leaves_the_screen_alone_and_is_told_at_the_end() {
    if !has_bash() {
        println!("skipped: there is no bash");
        return;
    }
    let home = Home::new();
    let mut screen = shell_with_faults(&home);
    screen.send(b"faulty\r");
    screen.await_words("行 1/");
    screen.send(b"R");
    screen.await_words("程序出了错");
    screen.send(b"jj");
    screen.await_words("行 3/");
    assert!(!screen.parser.screen().contents().contains("fault beside"));
    screen.send(b"q");
    screen.await_words("ready 4>");
    assert!(screen.parser.screen().contents().contains("fault beside the loop"));
    screen.send(b"exit\r");
    screen.end();
}

#[test]
fn large_frames_are_bracketed_where_the_terminal_says_that_it_can() {
    for (state, is_bracketed) in
        [(Some(1), true), (Some(2), true), (Some(0), false), (Some(4), false), (None, false)]
    {
        let mut screen = Screen::open(&[]);
        screen.await_words("w:?");
        let mode = state.map_or(String::new(), |state| format!("\x1b[?2026;{state}$y"));
        screen.send(format!("\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;5R{mode}\x1b[?62;22c").as_bytes());
        screen.await_words("w:1");
        screen.send(b"G");
        screen.settle();
        assert_eq!(
            screen.seen.windows(8).any(|part| part == b"\x1b[?2026h"),
            is_bracketed,
            "{state:?}"
        );
        screen.send(b"q");
        screen.end();
    }
}

#[test]
fn locale_of_a_bare_server_is_no_hindrance() {
    let mut screen = Screen::open_with(&["LANG=C", "LC_ALL=C"], &[]);
    screen.answer();
    screen.await_words("云溪市科技和工业信息化局");
    screen.send(b"q");
    screen.end();
}

#[test]
fn terminal_that_does_not_read_utf8_is_told_what_to_do_in_ascii_and_shows_nothing_else() {
    // What xterm answers in Latin-1, in GBK and in GB18030; the last two swallow half of a question.
    for answers in [
        "\x1b[1;2R\x1b[1;3R\x1b[1;2R\x1b[1;7R",
        "\x1b[1;3R\x1b[1;3R\x1b[1;4R\x1b[1;7R",
        "\x1b[1;1R\x1b[1;3R\x1b[1;3R\x1b[1;6R",
        "\x1b[1;3R\x1b[1;7R",
    ] {
        let mut screen = Screen::open(&[]);
        screen.await_words("w:?");
        screen.settle();
        screen.seen.clear();
        screen.send(format!("{answers}\x1b[>41;379;0c\x1b[?62;22c").as_bytes());
        screen.await_words("not UTF-8: use --tty-encoding gb18030, or --plain");
        screen.send(b"j?");
        screen.await_words("one row down");
        screen.send(b"q");
        screen.await_words("ASCII");
        assert!(screen.seen.is_ascii());
        // It is switched over, and asked again.
        screen.send(b"\x0c");
        screen.await_words("云溪市");
        screen.send(b"\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;5R\x1b[?62;22c");
        screen.await_words("w:1");
        screen.await_words("差异");
        assert!(!screen.parser.screen().contents().contains("ASCII"));
        screen.send(b"q");
        screen.end();
    }
}

#[test]
fn encoding_that_was_named_is_kept_to_if_it_is_utf8_and_doubted_otherwise() {
    for (encoding, notice) in [
        ("utf-8", "not UTF-8: use --tty-encoding gb18030"),
        ("gb18030", "not gb18030: leave out --tty-encoding"),
    ] {
        let mut screen = Screen::open(&["--tty-encoding", encoding]);
        if encoding == "gb18030" {
            screen.decoder = GB18030.new_decoder_without_bom_handling();
        }
        screen.await_words("w:?");
        screen.send(b"\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;7R\x1b[?62;22c");
        screen.await_words(notice);
        let is_chinese = screen.parser.screen().contents().contains("云溪市");
        assert_eq!(is_chinese, encoding == "utf-8");
        screen.send(b"q");
        screen.end();
    }
}

#[test]
fn tmux_that_lets_no_chinese_through_is_told_of() {
    let home = Home::new();
    let mut command = CommandBuilder::new("tmux");
    command.arg("-S");
    command.arg(home.0.join("tmux"));
    command.args(["-f", "/dev/null", "new-session"]);
    command.args([env!("CARGO_BIN_EXE_duikan"), "--no-state"]);
    command.args(SAMPLES);
    if Command::new("tmux").arg("-V").output().is_err() {
        println!("skipped: there is no tmux");
        return;
    }
    let mut screen = Screen::run(&home, command, "C", UTF_8);
    screen.await_words("tmux shows Chinese as _: detach, tmux -u attach, then ^L");
    screen.send(b"q");
    screen.end();
}

#[test]
fn terminal_that_cannot_place_text_gets_the_lines_of_compare() {
    let mut compare = Command::new(env!("CARGO_BIN_EXE_duikan"));
    compare.arg("compare").args(SAMPLES).env("LANG", "zh_CN.UTF-8").env_remove("LC_ALL");
    let lines = String::from_utf8(compare.args(["--no-state"]).output().unwrap().stdout).unwrap();
    assert!(!lines.contains('\u{1b}'));
    for (variable, option) in [("TERM=dumb", "--no-state"), ("TERM=xterm", "--plain")] {
        let mut screen = Screen::open_with(&[variable], &[option]);
        assert_eq!(screen.end().replace("\r\n", "\n"), lines, "{variable} {option}");
    }
}

#[test]
fn lines_and_errors_on_a_terminal_that_reads_gb18030_are_written_in_it() {
    let [left, right] = SAMPLES;
    for (arguments, words) in [
        (["--plain", left, right].as_slice(), "云溪市科技和工业信息化局"),
        (&["compare", left, right], "云溪市科技和工业信息化局"),
        (&["compare", left, "/nonexistent"], "没有文件"),
        (&["--help"], "用法"),
    ] {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_duikan"));
        command.args(arguments);
        let seen = Screen::run(&Home::new(), command, "zh_CN.GB18030", GB18030).end_bytes();
        let (text, _, is_damaged) = GB18030.decode(&seen);
        assert!(text.contains(words) && !is_damaged, "{arguments:?}: {text}");
    }
}

/// Returns the numbers of everything that changes the looks.
fn looks(seen: &str) -> Vec<String> {
    let sequences = seen.split("\u{1b}[").skip(1);
    let looks = sequences.filter_map(|sequence| {
        let end = sequence.find(|c: char| c.is_ascii_alphabetic())?;
        sequence[end..].starts_with('m').then(|| sequence[..end].to_owned())
    });
    looks.flat_map(|look| look.split(';').map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[test]
fn terminal_is_sent_only_the_colors_that_its_name_promises() {
    for (name, has_colors) in [
        ("vt100", false),
        ("vt220", false),
        ("linux", true),
        ("xterm", true),
        ("xterm-256color", true),
    ] {
        let mut screen = Screen::open_with(&[&format!("TERM={name}")], &[]);
        screen.await_words("w:?");
        for keys in ["f", "q", "]#", "\r", "q", "G"] {
            screen.send(keys.as_bytes());
            screen.settle();
        }
        screen.send(b"q");
        let looks = looks(&screen.end());
        let is_attribute =
            |look: &String| matches!(look.as_str(), "" | "0" | "1" | "2" | "3" | "4" | "7");
        let colors: Vec<u8> = looks
            .iter()
            .filter(|look| !is_attribute(look))
            .map(|look| look.parse().unwrap())
            .collect();
        assert_eq!(!colors.is_empty(), has_colors, "{name}");
        assert!(colors.iter().all(|color| (30..38).contains(color)), "{name}: {colors:?}");
    }
}

/// Returns the bytes that base64 stands for.
fn decoded(base64: &str) -> Vec<u8> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let quarters: Vec<u8> = base64.bytes().filter(|byte| *byte != b'=').map(value).collect();
    let bytes = quarters.chunks(4).flat_map(|four| {
        let bits = four.iter().fold(0, |bits, six| bits << 6 | u32::from(*six));
        let bits = bits << (6 * (4 - four.len()));
        bits.to_be_bytes()[1..four.len()].to_vec()
    });
    bytes.collect()
}

#[test]
fn what_is_copied_reaches_the_terminal_of_the_reader() {
    let mut screen = Screen::open(&[]);
    screen.await_words("w:?");
    screen.send(b"y");
    screen.await_words("已请终端复制");
    screen.send(b"q");
    let seen = screen.end();
    let request = seen.split("\u{1b}]52;c;").nth(1).unwrap();
    let copied =
        String::from_utf8(decoded(request.split(['\u{7}', '\u{1b}']).next().unwrap())).unwrap();
    assert!(copied.contains("云溪市科技和工业信息化局关于2024年工作"), "{copied}");
}

#[test]
fn what_is_copied_goes_to_the_multiplexer_that_answers_not_to_one_around_it() {
    let around = ["TMUX=/none,1,0", "STY=1.pts"];
    // 83 is GNU screen, here with tmux around it or at the other end of a secure shell.
    for variables in [&around[..], &[]] {
        let mut screen =
            Screen::open_with(&[variables, &["TERM=screen"]].concat(), &["--no-state"]);
        screen.await_words("w:?");
        screen.send(b"\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;5R\x1b[>83;40900;0c\x1b[?62;22c");
        screen.await_words("w:1");
        screen.send(b"y");
        screen.await_words("已请终端复制");
        screen.send(b"q");
        let seen = screen.end();
        assert!(seen.contains("\u{1b}P\u{1b}]52;c;"), "{variables:?}");
    }
}

#[test]
fn what_is_too_much_for_a_clipboard_can_be_written_to_a_file() {
    let home = Home::new();
    let mut screen = Screen::open_in(&home, &[]);
    screen.await_words("w:?");
    screen.send(b"Y");
    screen.await_words("duikan-excerpts.txt");
    screen.send(b"q");
    screen.end();
    let written = fs::read_to_string(home.0.join("duikan-excerpts.txt")).unwrap();
    assert!(written.contains("云溪市科技和工业信息化局关于2024年工作"), "{written}");
}

#[test]
fn what_is_copied_inside_tmux_is_in_its_buffer() {
    let home = Home::new();
    let socket = home.0.join("tmux");
    let tmux = |arguments: &[&str]| {
        let mut command = Command::new("tmux");
        command.arg("-u").arg("-S").arg(&socket).args(["-f", "/dev/null"]).args(arguments);
        command
            .env_remove("TMUX")
            .env("HOME", &home.0)
            .env("LANG", "zh_CN.UTF-8")
            .env_remove("LC_ALL");
        command.output().map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let program = format!("{} {} --no-state", env!("CARGO_BIN_EXE_duikan"), SAMPLES.join(" "));
    if tmux(&["new-session", "-d", "-x", "80", "-y", "24", &program]).is_err() {
        println!("skipped: there is no tmux");
        return;
    }
    let awaited = |arguments: &[&str], words: &str| {
        let start = Instant::now();
        loop {
            let shown = tmux(arguments).unwrap();
            if shown.contains(words) || PATIENCE < start.elapsed() {
                return shown;
            }
            thread::sleep(Duration::from_millis(50));
        }
    };
    let shown = awaited(&["capture-pane", "-p"], "w:1");
    tmux(&["send-keys", "y"]).unwrap();
    let words = "云溪市科技和工业信息化局关于2024年工作";
    let copied = awaited(&["show-buffer"], words);
    tmux(&["kill-server"]).unwrap();
    assert!(shown.contains("w:1"), "{shown}");
    assert!(copied.contains(words), "{copied}");
}

#[test]
fn on_a_slow_line_the_screen_stops_when_the_key_is_let_go() {
    // The machine may be busy: once is enough.
    let lag = || {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_duikan"));
        command.args(SAMPLES);
        let pace = (400, Duration::from_millis(20));
        let mut screen = Screen::run_at(&Home::new(), command, "zh_CN.UTF-8", UTF_8, pace);
        screen.answer();
        screen.widen();
        screen.seen.clear();
        let mut last_key = Instant::now();
        for _ in 0..100 {
            screen.send(b"\x05");
            last_key = Instant::now();
            while screen.read(Duration::from_millis(33).saturating_sub(last_key.elapsed())) {}
        }
        let mut last_bytes = last_key;
        while screen.read(Duration::from_millis(400)) {
            last_bytes = Instant::now();
        }
        let sent = screen.seen.len();
        screen.send(b"q");
        screen.end();
        // A hundred rows, each in a frame of its own, are more than this.
        assert!(sent < 70_000, "{sent} bytes");
        last_bytes.saturating_duration_since(last_key)
    };
    assert!((0..3).any(|_| lag() <= Duration::from_millis(300)));
}

/// Returns a number that the system keeps of a process; `None` where it keeps none.
#[cfg(target_os = "linux")]
fn kept_by_system(screen: &Screen, file: &str, name: &str) -> Option<u64> {
    let path = format!("/proc/{}/{file}", screen.child.process_id().unwrap());
    let text = fs::read_to_string(path).ok()?;
    text.lines().find_map(|line| line.strip_prefix(name)?.trim().parse().ok())
}

#[cfg(target_os = "linux")]
#[test]
fn each_frame_is_one_write() {
    let mut screen = Screen::open(&["--no-state"]);
    screen.answer();
    for keys in [&b"j"[..], b"\x05", b"G", b"?", b"\x0c"] {
        screen.settle();
        let Some(before) = kept_by_system(&screen, "io", "syscw:") else {
            println!("skipped: the system does not count writes");
            return;
        };
        let n_seen = screen.seen.len();
        screen.send(keys);
        screen.settle();
        let n_writes = kept_by_system(&screen, "io", "syscw:").unwrap() - before;
        assert!(n_seen < screen.seen.len(), "{}", keys.escape_ascii());
        assert_eq!(n_writes, 1, "{}", keys.escape_ascii());
    }
    screen.send(b"qq");
    screen.end();
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_is_sent_and_nothing_is_done_while_no_key_is_pressed() {
    let mut screen = Screen::open(&[]);
    screen.await_words("w:?");
    screen.settle();
    // The loop has not run at all if it has not gone to sleep once more.
    let naps = |screen: &Screen| kept_by_system(screen, "status", "voluntary_ctxt_switches:");
    let before = naps(&screen);
    assert!(!screen.read(Duration::from_secs(3)));
    assert_eq!(naps(&screen), before);
    screen.send(b"q");
    screen.end();
}

#[test]
fn configuration_is_read_again_with_its_language_and_colors_and_what_was_typed_stays() {
    let home = Home::new();
    let file = home.0.join("duikan/config.toml");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, "lang = \"zh\"\n").unwrap();
    let mut screen = Screen::open_in(&home, &["--theme", "dark"]);
    screen.await_words("w:?");
    fs::write(&file, "lang = \"en\"\ncolor = \"brackets\"\ntheme = \"light\"\n").unwrap();
    screen.send(b":config\r");
    screen.await_words("configuration read again");
    screen.await_words("[2023年]");
    fs::write(&file, "lang = \"fr\"\n").unwrap();
    screen.send(b":config\r");
    screen.await_words("configuration unchanged");
    fs::write(&file, "").unwrap();
    screen.settle();
    screen.seen.clear();
    screen.send(b":config\r");
    screen.await_words("已重新读入配置");
    screen.send(b"q");
    // The yellow of the dark theme.
    assert!(looks(&screen.end()).iter().any(|look| look == "179"));
}
