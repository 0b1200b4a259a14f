//! Reads the open data beside the project, where it is there.
#![expect(
    clippy::print_stdout,
    reason = "a test stops at what it did not expect and prints what it measured"
)]
use duikan::intake::decode::read;
use duikan::intake::note::NoteKind;
use std::fs;
use std::path::{Path, PathBuf};

fn shared() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    if path.is_dir() {
        return Some(path);
    }
    println!("skipped: no ../shared beside the project");
    None
}
fn files(dir: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let Ok(list) = fs::read_dir(dir) else { return out };
    for entry in list.flatten() {
        let path = entry.path();
        if path.is_dir() { out.extend(files(&path)) } else { out.push(path) }
    }
    out.sort();
    out
}
fn one_line_end(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[test]
fn every_encoding_of_a_report_decodes_to_the_same_text() {
    let Some(shared) = shared() else { return };
    for year in ["2024", "2025"] {
        let plain = one_line_end(
            &fs::read_to_string(shared.join(format!("data/national/{year}.txt"))).unwrap(),
        );
        for path in files(&shared.join(format!("data/encodings/{year}"))) {
            let document = read(&fs::read(&path).unwrap(), "x");
            let text = one_line_end(&document.text);
            println!("{} {} {:?}", path.display(), document.encoding, document.notes);
            let name = path.file_name().unwrap().to_string_lossy().to_string();
            if name.starts_with("mojibake") {
                assert!(text == plain, "{name}");
                let kinds: Vec<NoteKind> = document.notes.iter().map(|note| note.kind).collect();
                assert_eq!(kinds, [NoteKind::MojibakeRepaired]);
            } else if name.contains("cut") {
                assert!(plain.starts_with(text.trim_end_matches('\u{FFFD}')));
                assert!(document.notes.iter().any(|n| n.kind == NoteKind::Truncated));
            } else {
                // U+2002 is not in GBK; whoever made the file wrote a question mark.
                let plain =
                    if name == "gbk.txt" { plain.replace('\u{2002}', "?") } else { plain.clone() };
                assert!(text == plain, "{name}");
                assert!(document.notes.is_empty(), "{name}");
            }
        }
    }
}

#[test]
fn real_web_pages_have_the_right_encoding() {
    let Some(shared) = shared() else { return };
    for path in files(&shared.join("data/encodings/real-web-pages")) {
        let document = read(&fs::read(&path).unwrap(), "x");
        println!("{} {} {:?}", path.display(), document.encoding, document.notes);
        let folder = path.parent().unwrap().file_name().unwrap().to_string_lossy().to_string();
        let expected = if folder == "GB2312" { "gb18030".to_owned() } else { folder };
        assert_eq!(document.encoding.to_lowercase(), expected.to_lowercase(), "{}", path.display());
    }
}

#[test]
fn clean_text_has_no_mojibake() {
    let Some(shared) = shared() else { return };
    let mut all = files(&shared.join("data/national"));
    for d in ["japanese", "hongkong", "reuse", "stock-phrases"] {
        all.extend(files(&shared.join("data").join(d)));
    }
    all.extend(files(&shared.join("seeds")));
    for path in all {
        let document = read(&fs::read(&path).unwrap(), "x");
        if !document.notes.is_empty() {
            println!("{} {} {:?}", path.display(), document.encoding, document.notes);
        }
        let garbled = path.to_string_lossy().contains("mojibake");
        assert_eq!(
            garbled,
            document.notes.iter().any(|n| n.kind == NoteKind::Mojibake),
            "{}",
            path.display()
        );
    }
}
