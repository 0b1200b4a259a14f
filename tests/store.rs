//! Marks on disk: they outlive the program, edits, names and each other.
#![cfg(feature = "app")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, also in its helpers")]
#![expect(clippy::print_stdout, reason = "figures and skipped tests are to be seen")]

use duikan::collate::collate_guided;
use duikan::collate::exempt::Exempt;
use duikan::collate::model::Witness;
use duikan::collate::shared::Passage;
use duikan::intake;
use duikan::intake::document::Document;
use duikan::intake::reading::Options;
use duikan::report::model::Report;
use duikan::report::split;
use duikan::review::act::Act;
use duikan::review::guidance::guidance;
use duikan::review::journal::Journal;
use duikan::store::cabinet::{Cabinet, Opened, Text};
use duikan::text::side::{Side, Sided};
use duikan::text::span::Span;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

const LEFT: &str = "科技局2023年工作总结\n全年新增高新技术企业67家，增长8.4%。\n\
    培训科技人员300人次。\n建立科技创新平台12个。\n老年人高龄津贴按月发放。\n";
const RIGHT: &str = "科技局2024年工作总结\n全年新增高新技术企业89家，增长9.1%。\n\
    培训科技人员420人次。\n建立科技创新平台15个。\n老年人高龄津贴足额发放。\n";

/// A directory of its own for one test, removed at its end.
struct Room {
    path: PathBuf,
}

impl Room {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("duikan-store-{}-{test}", std::process::id()));
        drop(fs::remove_dir_all(&path));
        fs::create_dir_all(&path).unwrap();
        Self { path }
    }

    /// A new run of the program.
    fn cabinet(&self) -> Cabinet {
        Cabinet::at(self.path.join("state"))
    }

    fn desk(&self, left: (&str, &[u8]), right: (&str, &[u8])) -> Desk {
        let document = |(name, bytes): (&str, &[u8])| {
            let path = self.path.join(name);
            fs::write(&path, bytes).unwrap();
            intake::read(bytes, &path.to_string_lossy(), &Options::default())
        };
        let documents = Sided::new(document(left), document(right));
        let reports = documents.as_ref().map(split::whole);
        Desk { documents, reports }
    }

    /// The usual texts in a directory, whoever made it.
    fn desk_in(path: &Path) -> Desk {
        let documents = Sided::new(("a.txt", LEFT), ("b.txt", RIGHT)).map(|(name, text)| {
            let name = path.join(name);
            intake::read(text.as_bytes(), &name.to_string_lossy(), &Options::default())
        });
        let reports = documents.as_ref().map(split::whole);
        Desk { documents, reports }
    }

    fn usual(&self) -> Desk {
        self.desk(("a.txt", LEFT.as_bytes()), ("b.txt", RIGHT.as_bytes()))
    }

    /// The files of the notebooks, by their content.
    fn notebooks(&self) -> Vec<String> {
        let Ok(files) = fs::read_dir(self.path.join("state/pairs")) else { return Vec::new() };
        files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect()
    }

    /// The names of the editions that are kept.
    fn editions(&self) -> Vec<String> {
        let Ok(files) = fs::read_dir(self.path.join("state/texts")) else { return Vec::new() };
        let stem = |path: PathBuf| path.file_stem().unwrap().to_string_lossy().into_owned();
        files.map(|file| stem(file.unwrap().path())).collect()
    }

    fn notebook_path(&self) -> PathBuf {
        fs::read_dir(self.path.join("state/pairs")).unwrap().next().unwrap().unwrap().path()
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.path));
    }
}

/// Two texts that are open.
struct Desk {
    documents: Sided<Document>,
    reports: Sided<Report>,
}

impl Desk {
    fn sides(&self) -> Sided<Witness<'_>> {
        self.texts().map(|text| text.witness)
    }

    fn texts(&self) -> Sided<Text<'_>> {
        let text = |side: Side| {
            let document = &self.documents[side];
            let witness = Witness { text: &document.text, report: &self.reports[side] };
            Text { witness, name: &document.name }
        };
        Sided::new(text(Side::Left), text(Side::Right))
    }

    fn span(&self, side: Side, words: &str) -> Span {
        let start = self.documents[side].text.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    fn pin(&self, left: &str, right: &str) -> Act {
        Act::Pin(Sided::new(self.span(Side::Left, left), self.span(Side::Right, right)))
    }

    fn note(&self, left: &str, text: &str) -> Act {
        let place = Sided::new(Some(self.span(Side::Left, left)), None);
        Act::Note { place, text: text.to_owned() }
    }

    /// What the acts in force speak of.
    fn quoted(&self, journal: &Journal) -> Vec<String> {
        let quote = |act: &Act| {
            let places = act.places();
            let quotes = Side::BOTH.into_iter().flat_map(|side| {
                places[side].iter().map(move |span| span.of(&self.documents[side].text))
            });
            quotes.collect::<Vec<_>>().join("|")
        };
        journal.acts().map(quote).collect()
    }

    /// Does an act and keeps it.
    fn act(&self, opened: &mut Opened, act: Act) {
        opened.journal.push(act);
        opened.notebook.keep(&mut opened.journal, self.sides()).unwrap();
    }
}

#[test]
fn marks_are_there_for_the_next_run_and_what_was_taken_back_is_not() {
    let room = Room::new("next-run");
    let desk = room.usual();
    let mut opened = room.cabinet().open(desk.texts());
    desk.act(&mut opened, desk.pin("67家", "89家"));
    desk.act(&mut opened, desk.note("300人次", "核对原件"));
    opened.journal.undo();
    opened.notebook.keep(&mut opened.journal, desk.sides()).unwrap();
    let again = room.cabinet().load(desk.texts());
    assert_eq!(desk.quoted(&again), ["67家|89家"]);
    assert_eq!(room.notebooks().len(), 1);
    let lines = room.notebooks()[0].lines().count();
    assert_eq!(lines, 4, "the pair, two acts, one taken back; never less than was written");
}

#[test]
fn mark_whose_sentence_is_gone_is_kept_beside_the_next_mark_of_the_run() {
    let room = Room::new("gone-and-next");
    let (cabinet, desk) = (room.cabinet(), room.usual());
    let mut opened = cabinet.open(desk.texts());
    desk.act(&mut opened, desk.note("300人次", "核对原件"));
    let cut = LEFT.replace("培训科技人员300人次。\n", "");
    let edited = room.desk(("a.txt", cut.as_bytes()), ("b.txt", RIGHT.as_bytes()));
    let mut opened = cabinet.open(edited.texts());
    assert_eq!((opened.journal.acts().count(), opened.journal.detached().count()), (0, 1));
    edited.act(&mut opened, edited.note("67家", "口径是否一致"));
    let again = room.cabinet().load(edited.texts());
    assert_eq!(edited.quoted(&again), ["67家"]);
    assert_eq!(again.detached().count(), 1);
    let back = room.usual();
    assert_eq!(back.quoted(&room.cabinet().load(back.texts())), ["300人次", "67家"]);
}

#[test]
fn every_text_that_is_kept_is_one_that_a_mark_was_made_on_or_found_on() {
    let room = Room::new("texts");
    let desk = room.usual();
    let mut opened = room.cabinet().open(desk.texts());
    desk.act(&mut opened, desk.note("300人次", "核对原件"));
    let once = LEFT.replace("300人次", "320人次");
    let twice = once.replace("12个", "13个");
    for (left, words) in [(once, "12个"), (twice, "13个")] {
        let edited = room.desk(("a.txt", left.as_bytes()), ("b.txt", RIGHT.as_bytes()));
        // A look at an edition keeps no text, a mark on it does.
        let kept = room.editions().len();
        let mut opened = room.cabinet().open(edited.texts());
        assert_eq!(room.editions().len(), kept);
        edited.act(&mut opened, edited.note(words, "口径是否一致"));
        assert_eq!(room.editions().len(), kept + 1);
    }
    let notebook = room.notebooks().concat();
    for edition in room.editions() {
        let names = |line: &&str| line.contains(r#""kind":"do""#) && line.contains(&edition);
        assert!(notebook.lines().any(|line| names(&line)), "{edition}");
    }
}

#[test]
fn looking_writes_nothing() {
    let room = Room::new("looking");
    let desk = room.usual();
    room.cabinet().load(desk.texts());
    assert!(!room.path.join("state").exists());
}

#[test]
fn exchanged_sides_are_the_same_pair_mirrored() {
    let room = Room::new("mirrored");
    let desk = room.usual();
    let mut opened = room.cabinet().open(desk.texts());
    desk.act(&mut opened, desk.pin("67家", "89家"));
    let swapped = room.desk(("b.txt", RIGHT.as_bytes()), ("a.txt", LEFT.as_bytes()));
    let mut mirrored = room.cabinet().open(swapped.texts());
    assert_eq!(swapped.quoted(&mirrored.journal), ["89家|67家"]);
    swapped.act(&mut mirrored, swapped.note("420人次", "核对"));
    let again = room.cabinet().load(desk.texts());
    assert_eq!(desk.quoted(&again), ["67家|89家", "420人次"]);
    assert_eq!(room.notebooks().len(), 1);
}

#[test]
fn pair_is_found_edited_renamed_and_in_another_encoding() {
    let room = Room::new("found");
    let desk = room.usual();
    let mut opened = room.cabinet().open(desk.texts());
    desk.act(&mut opened, desk.pin("67家", "89家"));
    let gb = encoding_rs::GB18030.encode(LEFT).0;
    let encoded = room.desk(("a-gb.txt", &gb), ("b.txt", RIGHT.as_bytes()));
    assert_eq!(encoded.quoted(&room.cabinet().load(encoded.texts())), ["67家|89家"]);
    let edited = LEFT.replace("增长8.4%", "同比增长8.5%");
    let edited = room.desk(("a.txt", edited.as_bytes()), ("b.txt", RIGHT.as_bytes()));
    let journal = room.cabinet().load(edited.texts());
    assert_eq!(edited.quoted(&journal), ["67家|89家"]);
    assert!(journal.in_force().all(|entry| entry.is_edited));
    fs::remove_file(room.path.join("a.txt")).unwrap();
    let renamed = LEFT.replace("300人次", "310人次");
    let renamed = room.desk(("c.md", renamed.as_bytes()), ("b.txt", RIGHT.as_bytes()));
    assert_eq!(renamed.quoted(&room.cabinet().load(renamed.texts())), ["67家|89家"]);
}

#[test]
fn another_pair_has_marks_of_its_own() {
    let room = Room::new("another");
    let desk = room.usual();
    let mut opened = room.cabinet().open(desk.texts());
    desk.act(&mut opened, desk.pin("67家", "89家"));
    let other = "科技局2025年工作总结\n全年新增高新技术企业95家。\n召开推进会12次。\n";
    let other = room.desk(("b.txt", RIGHT.as_bytes()), ("c.txt", other.as_bytes()));
    assert_eq!(other.quoted(&room.cabinet().load(other.texts())), [""; 0]);
}

#[test]
fn two_copies_see_the_marks_of_each_other_at_the_next_act() {
    let room = Room::new("copies");
    let desk = room.usual();
    let mut copies = [room.cabinet(), room.cabinet()].map(|copy| copy.open(desk.texts()));
    desk.act(&mut copies[0], desk.pin("67家", "89家"));
    desk.act(&mut copies[1], desk.note("300人次", "核对"));
    assert_eq!(desk.quoted(&copies[1].journal), ["67家|89家", "300人次"]);
    desk.act(&mut copies[0], desk.note("12个", "核对"));
    assert_eq!(desk.quoted(&copies[0].journal), ["67家|89家", "300人次", "12个"]);
    let copy = &mut copies[1];
    assert!(copy.notebook.look_again(&mut copy.journal, desk.sides()).unwrap());
    assert_eq!(desk.quoted(&copy.journal), ["67家|89家", "300人次", "12个"]);
    let kept = room.cabinet().load(desk.texts());
    assert_eq!(desk.quoted(&kept), ["67家|89家", "300人次", "12个"]);
}

#[test]
fn lines_of_a_later_version_and_torn_ones_stay_as_they_are() {
    let room = Room::new("later");
    let desk = room.usual();
    let mut opened = room.cabinet().open(desk.texts());
    desk.act(&mut opened, desk.pin("67家", "89家"));
    let path = room.notebook_path();
    let later =
        "{\"v\":2,\"kind\":\"do\",\"new\":1}\n{\"v\":1,\"kind\":\"thought\"}\n{\"v\":1,\"ki";
    let before = fs::read_to_string(&path).unwrap() + later;
    fs::write(&path, &before).unwrap();
    let mut opened = room.cabinet().open(desk.texts());
    assert_eq!(opened.notebook.n_foreign(), 2);
    desk.act(&mut opened, desk.note("300人次", "核对"));
    let now = fs::read_to_string(&path).unwrap();
    assert!(now.starts_with(&format!("{before}\n")), "{now}");
    assert_eq!(desk.quoted(&room.cabinet().load(desk.texts())), ["67家|89家", "300人次"]);
}

#[test]
fn what_could_not_be_kept_is_kept_with_the_next_act() {
    let room = Room::new("trouble");
    let desk = room.usual();
    fs::write(room.path.join("state"), "in the way").unwrap();
    let mut opened = room.cabinet().open(desk.texts());
    opened.journal.push(desk.pin("67家", "89家"));
    assert!(opened.notebook.keep(&mut opened.journal, desk.sides()).is_err());
    assert_eq!(desk.quoted(&opened.journal), ["67家|89家"], "the mark is there all the same");
    fs::remove_file(room.path.join("state")).unwrap();
    desk.act(&mut opened, desk.note("300人次", "核对"));
    assert_eq!(desk.quoted(&room.cabinet().load(desk.texts())), ["67家|89家", "300人次"]);
}

#[test]
fn lost_index_is_made_up_for_by_the_notebooks() {
    let room = Room::new("index");
    let desk = room.usual();
    let mut opened = room.cabinet().open(desk.texts());
    desk.act(&mut opened, desk.pin("67家", "89家"));
    fs::remove_file(room.path.join("state/index.jsonl")).unwrap();
    let edited = RIGHT.replace("420人次", "430人次");
    let edited = room.desk(("a.txt", LEFT.as_bytes()), ("b.txt", edited.as_bytes()));
    assert_eq!(edited.quoted(&room.cabinet().load(edited.texts())), ["67家|89家"]);
}

#[test]
fn next_year_is_offered_what_was_excluded_and_paired_and_nothing_is_taken_over_unasked() {
    let room = Room::new("history");
    let boilerplate = "本报告所列数据为快报数，最终以统计年鉴为准。\n";
    let years = [LEFT, RIGHT, &RIGHT.replace("2024", "2025").replace("89家", "95家")]
        .map(|text| format!("{text}一、重点工作\n{boilerplate}"));
    let desk = |left: usize, right: usize| {
        let text = |at: usize| ("abc"[at..=at].to_owned(), years[at].clone());
        let [left, right] = [text(left), text(right)];
        room.desk((&left.0, left.1.as_bytes()), (&right.0, right.1.as_bytes()))
    };
    let last_year = desk(0, 1);
    let mut opened = room.cabinet().open(last_year.texts());
    let kept_out = last_year.span(Side::Right, boilerplate.trim());
    let place = Sided::new(None, Some(kept_out));
    last_year.act(&mut opened, Act::Exclude { place, reason: "套话".to_owned() });
    last_year.act(&mut opened, last_year.pin("一、重点工作", "一、重点工作"));
    last_year.act(&mut opened, last_year.pin("67家", "89家"));
    opened.journal.undo();
    last_year.act(&mut opened, last_year.note("300人次", "不归明年"));
    let this_year = desk(1, 2);
    let mut opened = room.cabinet().open(this_year.texts());
    assert_eq!(opened.journal.acts().count(), 0);
    let offer = opened.offer.take().unwrap();
    assert_eq!((&*offer.names.left, &*offer.names.right), ("a", "b"));
    let mut journal = Journal::default();
    offer.acts.into_iter().for_each(|act| journal.push(act));
    let boilerplate = boilerplate.trim();
    let both = format!("{boilerplate}|{boilerplate}");
    assert_eq!(this_year.quoted(&journal), [both, "一、重点工作|一、重点工作".to_owned()]);
    opened.notebook.answer(offer.from, false);
    opened.notebook.keep(&mut opened.journal, this_year.sides()).unwrap();
    assert_eq!(room.cabinet().open(this_year.texts()).offer, None, "asked once");
}

#[test]
fn exclusion_is_in_force_when_the_pair_is_opened_again_even_edited_and_next_year() {
    let room = Room::new("exclusion");
    let formula = "老年人高龄津贴由各街道按月发放到户，发放标准与人数每季度公示一次。";
    let years = [LEFT, RIGHT, &RIGHT.replace("2024", "2025").replace("89家", "95家")]
        .map(|text| format!("{text}{formula}\n"));
    let desk = |left: &str, right: &str, names: [&str; 2]| {
        room.desk((names[0], left.as_bytes()), (names[1], right.as_bytes()))
    };
    let is_counted = |desk: &Desk, journal: &Journal| {
        let found = collate_guided(desk.sides(), &guidance(journal));
        let of_formula = |passage: &&Passage| {
            passage.spans.left.of(&desk.documents.left.text).contains("由各街道按月发放到户")
        };
        found.passages.iter().find(of_formula).map(Passage::is_counted)
    };
    let last_year = desk(&years[0], &years[1], ["a", "b"]);
    let mut opened = room.cabinet().open(last_year.texts());
    assert_eq!(is_counted(&last_year, &opened.journal), Some(true));
    let place = Sided::new(
        Some(last_year.span(Side::Left, formula)),
        Some(last_year.span(Side::Right, formula)),
    );
    last_year.act(&mut opened, Act::Exclude { place, reason: "引文".to_owned() });
    let again = room.cabinet().load(last_year.texts());
    assert_eq!(is_counted(&last_year, &again), Some(false));
    let edited = format!("{}另有补充。\n", years[0].replace("到户，", "到户到人，"));
    let edited = desk(&edited, &years[1], ["a", "b"]);
    let kept = room.cabinet().load(edited.texts());
    let still = collate_guided(edited.sides(), &guidance(&kept));
    assert!(still.passages.iter().any(|passage| passage.exempt == Some(Exempt::Reviewer)));
    let this_year = desk(&years[1], &years[2], ["b", "c"]);
    let offer = room.cabinet().open(this_year.texts()).offer.unwrap();
    let mut journal = Journal::default();
    assert_eq!(is_counted(&this_year, &journal), Some(true));
    offer.acts.into_iter().for_each(|act| journal.push(act));
    assert_eq!(is_counted(&this_year, &journal), Some(false));
    journal.undo();
    assert_eq!(is_counted(&this_year, &journal), Some(true));
}

#[cfg(unix)]
#[test]
fn notebooks_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let room = Room::new("owner");
    let desk = room.usual();
    let mut opened = room.cabinet().open(desk.texts());
    desk.act(&mut opened, desk.pin("67家", "89家"));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&room.notebook_path()), 0o600);
    assert_eq!(mode(&room.path.join("state/pairs")), 0o700);
}

/// Where the driver keeps its marks, and which run of it this is.
const DRIVER_HOME: &str = "DUIKAN_TEST_DRIVER_HOME";
const DRIVER_NAME: &str = "DUIKAN_TEST_DRIVER_NAME";

/// Acts of a driver at most.
const DRIVER_ACTS: usize = 40;

/// Marks as fast as it can and says of each mark when it is kept, until it is killed.
#[test]
#[ignore = "run and killed by another test"]
fn driver() {
    let Some(home) = std::env::var_os(DRIVER_HOME) else { return };
    let name = std::env::var(DRIVER_NAME).unwrap();
    let desk = Room::desk_in(Path::new(&home));
    let mut opened = Cabinet::at(Path::new(&home).join("state")).open(desk.texts());
    for nth in 0..DRIVER_ACTS {
        let text = format!("{name}-{nth}");
        desk.act(&mut opened, desk.note("300人次", &text));
        let mut out = std::io::stdout().lock();
        writeln!(out, "\nkept {text}").and_then(|()| out.flush()).unwrap();
    }
}

/// Starts two drivers on one pair and kills each a while after it kept some marks; returns all that
/// they said is kept.
fn kept_until_killed(room: &Room, run: usize, mut below: impl FnMut(u64) -> u64) -> Vec<String> {
    let start = |which: usize| {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "driver", "--ignored", "--nocapture"]);
        command.env(DRIVER_HOME, &room.path).env(DRIVER_NAME, format!("{run}.{which}"));
        command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
    };
    let mut kept = Vec::new();
    for mut child in [start(0), start(1)] {
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let (mut count, enough) = (0, below(12));
        let mut line = String::new();
        let mut is_killed = false;
        while said.read_line(&mut line).unwrap() > 0 {
            // A line that was cut off by the end is none.
            let text = line.strip_suffix('\n').and_then(|line| line.strip_prefix("kept "));
            kept.extend(text.map(str::to_owned));
            count += u64::from(text.is_some());
            line.clear();
            if enough <= count && !is_killed {
                thread::sleep(Duration::from_micros(below(4_000)));
                child.kill().unwrap();
                is_killed = true;
            }
        }
        child.wait().unwrap();
    }
    kept
}

/// Kills drivers so many times, and returns how many marks they had kept.
fn killed(test: &str, times: usize) -> usize {
    let mut seed = 7_u64;
    let mut below = |limit: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % limit
    };
    let (mut total, mut done) = (0, 0);
    while done < times {
        let room = Room::new(&format!("{test}-{done}"));
        let desk = Room::desk_in(&room.path);
        let mut kept = Vec::new();
        for run in 0..10 {
            kept.extend(kept_until_killed(&room, run, &mut below));
            done += 2;
        }
        let journal = room.cabinet().load(desk.texts());
        let texts: Vec<&str> = journal
            .acts()
            .filter_map(|act| if let Act::Note { text, .. } = act { Some(&**text) } else { None })
            .collect();
        let lost: Vec<&String> = kept.iter().filter(|text| !texts.contains(&&***text)).collect();
        assert!(lost.is_empty(), "{lost:?}");
        total += kept.len();
    }
    total
}

#[test]
fn kill_loses_no_mark_that_was_kept() {
    assert!(20 < killed("killed", 40), "the drivers were killed too early to say anything");
}

/// The same a thousand times: `cargo test --test store -- --ignored --nocapture thousand`.
#[test]
#[ignore = "takes minutes"]
fn a_thousand_kills_lose_no_mark_that_was_kept() {
    println!(
        "{} marks were kept by the time of 1000 kills, none was lost",
        killed("thousand", 1000)
    );
}

/// A small disk, unmounted at the end; `None` without the right to mount one.
#[cfg(target_os = "linux")]
struct Disk(PathBuf);

#[cfg(target_os = "linux")]
impl Disk {
    fn mount(path: PathBuf) -> Option<Self> {
        fs::create_dir_all(&path).unwrap();
        let disk = Self(path);
        let is_there = disk.remounted(&["-t", "tmpfs", "-o", "size=64k", "tmpfs"]);
        if !is_there {
            println!("skipped: no right to mount a disk");
            std::mem::forget(disk);
            return None;
        }
        Some(disk)
    }

    fn remounted(&self, options: &[&str]) -> bool {
        let mut command = Command::new("mount");
        command.args(options).arg(&self.0).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }
}

#[cfg(target_os = "linux")]
impl Drop for Disk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg(&self.0).status());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn full_and_read_only_disks_are_told_and_lose_nothing() {
    let room = Room::new("disk");
    let desk = room.usual();
    let Some(mounted) = Disk::mount(room.path.join("state")) else { return };
    let mut opened = room.cabinet().open(desk.texts());
    let mut n_kept = 0;
    let error = loop {
        opened.journal.push(desk.note("300人次", &format!("{n_kept}: {}", "核对原件".repeat(20))));
        match opened.notebook.keep(&mut opened.journal, desk.sides()) {
            Ok(_) => n_kept += 1,
            Err(error) => break error,
        }
    };
    assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    assert!(10 < n_kept, "{n_kept}");
    assert_eq!(room.cabinet().load(desk.texts()).acts().count(), n_kept);
    assert!(mounted.remounted(&["-o", "remount,size=1m"]));
    desk.act(&mut opened, desk.note("12个", "还有空间"));
    assert_eq!(room.cabinet().load(desk.texts()).acts().count(), n_kept + 2);
    assert!(mounted.remounted(&["-o", "remount,ro"]));
    opened.journal.push(desk.note("12个", "只读"));
    let error = opened.notebook.keep(&mut opened.journal, desk.sides()).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::ReadOnlyFilesystem);
    assert_eq!(room.cabinet().load(desk.texts()).acts().count(), n_kept + 2);
}
