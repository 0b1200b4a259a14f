//! How long a reader waits: from bytes to the first screen, from key to frame, and how much memory it takes.
//!
//! `cargo bench` prints medians on the samples as they are, ten times and a hundred times as long,
//! on stress texts, and, where they lie beside the checkout, on two real years. Wall times differ
//! between machines, so the same run times the peers that are installed (`git diff
//! --word-diff-regex=.`, `wdiff`, `dwdiff`) on the same texts and prints ratios. `cargo bench --
//! pairs` and `cargo bench -- shared` run one half.
#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

#[path = "made.rs"]
mod made;
#[path = "shared_text.rs"]
mod shared_text;

use duikan::collate::collate;
use duikan::collate::model::Witness;
use duikan::config::Settings;
use duikan::intake::decode;
use duikan::report::split;
use duikan::text::side::Sided;
use duikan::tui::key::{Key, Named};
use duikan::tui::model::{Catalog, Entry, Model, Opening, Size};
use duikan::tui::update::{Message, update};
use duikan::tui::view::view;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Keys pressed one after another; each is timed by itself.
const KEYS: &str = "jjjjjjjjjjddddkkkuuGg";

const RUNS: usize = 7;

/// Two texts to compare.
struct Load {
    name: String,
    texts: Sided<String>,
}

fn main() {
    // Cargo adds --bench.
    let asked: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let is_asked = |part: &str| asked.is_empty() || asked.iter().any(|word| word == part);
    if is_asked("pairs") {
        pairs();
    }
    if is_asked("shared") {
        shared_text::report();
    }
}

fn pairs() {
    println!(
        "{:<34} {:>9} {:>10} {:>10} {:>9} {:>9}",
        "texts", "kB", "collate", "1st screen", "key p50", "key max"
    );
    let mut loads = samples();
    loads.extend(stress());
    loads.extend(real_years());
    for load in &loads {
        report(load);
    }
    println!(
        "\nratio of wall time to ours, collation and first screen together (less than 1: faster than duikan)"
    );
    for load in loads.iter().filter(|load| load.texts.left.len() < 2_000_000) {
        peers(load);
    }
    huge();
    if let Some(peak) = peak_memory(false) {
        println!("\npeak memory of the whole run: {} MB", peak / 1000);
    }
}

fn manifest(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn file(path: &str) -> Option<String> {
    let bytes = std::fs::read(manifest(path)).ok()?;
    Some(decode::read(&bytes, path).text)
}

fn pair(name: &str, left: &str, right: &str) -> Option<Load> {
    let texts = Sided::new(file(left)?, file(right)?);
    Some(Load { name: name.to_owned(), texts })
}

fn samples() -> Vec<Load> {
    let Some(once) = pair("samples, two years", "samples/yunxi-2023.txt", "samples/yunxi-2024.txt")
    else {
        return Vec::new();
    };
    let times = |n: usize| Load {
        name: format!("{} x{n}", once.name),
        texts: once.texts.as_ref().map(|text| text.repeat(n)),
    };
    let mut loads = vec![times(1), times(10), times(100)];
    loads.extend(pair(
        "samples, disguised copy",
        "samples/copy-source.txt",
        "samples/copy-disguised.txt",
    ));
    loads
}

/// A paragraph of 18,000 characters with 300 edits, and two unrelated ones of 9,000.
fn stress() -> Vec<Load> {
    let Some(text) = file("samples/yunxi-2023.txt") else { return Vec::new() };
    let Some(other) = file("samples/collection.txt") else { return Vec::new() };
    let prose = |text: &str, len: usize| -> Vec<char> {
        text.chars().filter(|c| !c.is_whitespace()).cycle().take(len).collect()
    };
    let long = prose(&text, 18_000);
    let mut edited = long.clone();
    for at in 0..300 {
        edited[at * 60 + at % 17] = '新';
    }
    let mashed = |chars: Vec<char>| -> String {
        chars.into_iter().filter(|c| !"。；，、！？：,;.".contains(*c)).collect()
    };
    let joined = |chars: Vec<char>| chars.into_iter().collect::<String>();
    vec![
        Load {
            name: "18,000 characters, 300 edits".to_owned(),
            texts: Sided::new(joined(long.clone()), joined(edited.clone())),
        },
        Load {
            name: "the same without punctuation".to_owned(),
            texts: Sided::new(mashed(long), mashed(edited)),
        },
        Load {
            name: "two unrelated of 9,000".to_owned(),
            texts: Sided::new(joined(prose(&text, 9_000)), joined(prose(&other, 9_000))),
        },
        Load {
            name: "the same without punctuation".to_owned(),
            texts: Sided::new(mashed(prose(&text, 9_000)), mashed(prose(&other, 9_000))),
        },
    ]
}

fn real_years() -> Option<Load> {
    pair(
        "two national reports",
        "../shared/data/national/2024.txt",
        "../shared/data/national/2025.txt",
    )
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn timed<T>(mut work: impl FnMut() -> T) -> Duration {
    median(
        (0..RUNS)
            .map(|_| {
                let start = Instant::now();
                std::hint::black_box(work());
                start.elapsed()
            })
            .collect(),
    )
}

fn opened(texts: &Sided<String>) -> Model {
    let entry = |text: &str| {
        let document = decode::read(text.as_bytes(), "report.txt");
        let report = split::whole(&document);
        Entry { document: Arc::new(document), report, name: "report.txt".to_owned() }
    };
    let catalog =
        Catalog { entries: vec![entry(&texts.left), entry(&texts.right)], ..Catalog::default() };
    Model::new(catalog, Opening::Pair(0, 1), Settings::default(), Size { width: 200, height: 60 })
}

fn collated(texts: &Sided<String>) {
    let documents = texts.as_ref().map(|text| decode::read(text.as_bytes(), "report.txt"));
    let reports = documents.as_ref().map(split::whole);
    std::hint::black_box(collate(Sided::new(
        Witness { text: &documents.left.text, report: &reports.left },
        Witness { text: &documents.right.text, report: &reports.right },
    )));
}

fn report(load: &Load) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 60));
    let collate = timed(|| collated(&load.texts));
    let first = timed(|| view(&opened(&load.texts), &mut buffer));
    let mut model = opened(&load.texts);
    let mut keys: Vec<Duration> = KEYS
        .chars()
        .map(|c| {
            let start = Instant::now();
            update(&mut model, Message::Key(Key::Char(c)));
            view(&model, &mut buffer);
            start.elapsed()
        })
        .collect();
    keys.sort_unstable();
    let size = (load.texts.left.len() + load.texts.right.len()) / 1000;
    println!(
        "{:<34} {:>9} {:>8.1?} {:>8.1?} {:>9.2?} {:>9.2?}",
        load.name,
        size,
        collate,
        first,
        median(keys.clone()),
        keys.last().copied().unwrap_or_default()
    );
}

/// Times the peers that are installed on the same two texts.
fn peers(load: &Load) {
    let folder = std::env::temp_dir().join(format!("duikan-bench-{}", std::process::id()));
    let paths = (folder.join("left.txt"), folder.join("right.txt"));
    let written = std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(&paths.0, &load.texts.left))
        .and_then(|()| std::fs::write(&paths.1, &load.texts.right));
    if written.is_ok() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 60));
        let ours = timed(|| view(&opened(&load.texts), &mut buffer));
        let peers: [(&str, &[&str]); 3] = [
            ("git", &["diff", "--no-index", "--word-diff", "--word-diff-regex=."]),
            ("wdiff", &[]),
            ("dwdiff", &["-P"]),
        ];
        let ratios: Vec<String> = peers
            .iter()
            .filter_map(|(name, flags)| {
                let run = || {
                    Command::new(name)
                        .args(*flags)
                        .arg(&paths.0)
                        .arg(&paths.1)
                        .stdout(Stdio::null())
                        .stderr(Stdio::null())
                        .status()
                };
                run().ok()?;
                let theirs = timed(run);
                Some(format!("{name} {:.2}", theirs.as_secs_f64() / ours.as_secs_f64()))
            })
            .collect();
        println!(
            "{:<34} {}",
            load.name,
            if ratios.is_empty() { "no peer installed".to_owned() } else { ratios.join("  ") }
        );
    }
    // The folder is ours alone and in the temporary directory; leaving it behind would harm nobody.
    let _ = std::fs::remove_dir_all(&folder);
}

/// A file of 51 reports against itself without one of them.
fn huge() {
    let Some(text) = file("../shared/data/national/oneline-1954-2019-partly-mojibake.txt") else {
        return;
    };
    let lines: Vec<&str> = text.lines().collect();
    let without: Vec<&str> = lines
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != lines.len() / 2)
        .map(|(_, line)| *line)
        .collect();
    let texts = Sided::new(text.clone(), without.join("\n"));
    let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 60));
    let start = Instant::now();
    let mut model = opened(&texts);
    view(&model, &mut buffer);
    let first = start.elapsed();
    let start = Instant::now();
    update(&mut model, Message::Key(Key::Named(Named::Down)));
    view(&model, &mut buffer);
    println!(
        "\n51 reports, {} kB, against themselves without one: first screen {first:.2?}, a key {:.2?}",
        text.len() / 1000,
        start.elapsed()
    );
}

/// Returns our peak memory in kB, where the system tells; starts counting anew where asked and possible.
fn peak_memory(anew: bool) -> Option<u64> {
    if anew {
        // Where it cannot be reset the peak is that of the whole run: more, not less.
        let _ = std::fs::write("/proc/self/clear_refs", "5");
    }
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    line.trim_start_matches("VmHWM:").trim_end_matches("kB").trim().parse().ok()
}

/// Returns the shortest of several runs in milliseconds: what other programs take from the machine is left out.
fn shortest<T>(mut work: impl FnMut() -> T) -> f64 {
    let run = |_| {
        let start = Instant::now();
        std::hint::black_box(work());
        start.elapsed()
    };
    let shortest = (0..RUNS).map(run).min();
    shortest.unwrap_or_default().as_secs_f64() * 1000.0
}
