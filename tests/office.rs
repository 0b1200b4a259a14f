//! Files of word processors: one report in every format, what Word shows of odd files, and files that
//! are damaged, hostile or not what their name says.
//!
//! `office/summary.docx` was written for this project, part by part; `LibreOffice` made the other formats
//! of it. `office/summary.txt` is what all of them show.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, also in its helpers")]
#![expect(clippy::print_stdout, reason = "what was measured and what was skipped is printed")]

use duikan::collate::collate;
use duikan::collate::model::{Grade, Witness};
use duikan::intake::document::Document;
use duikan::intake::format::Format;
use duikan::intake::note::NoteKind;
use duikan::intake::read;
use duikan::intake::reading::Options;
use duikan::report::model::Report;
use duikan::report::split::whole;
use duikan::text::fold::Folded;
use duikan::text::side::Sided;
use mutation::{Numbers, assert_little_memory, mutated, n_mutations};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

mod mutation;

/// The word processors' formats, each with the ending of its files.
const FORMATS: [(Format, &str); 4] =
    [(Format::Docx, "docx"), (Format::Odt, "odt"), (Format::Rtf, "rtf"), (Format::Doc, "doc")];

/// What else the real report was saved as.
const MORE_ENDINGS: [&str; 2] = ["pdf", "html"];

/// Share of sentences that must be the same in every format.
const MIN_EQUAL_SENTENCES: f64 = 0.995;

fn own(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office").join(name)
}

/// Returns a file of the open data beside the project; says so if it is not there.
fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    if !path.exists() {
        println!("skipped: no {}", path.display());
    }
    path.exists().then_some(path)
}

fn opened(path: &Path) -> Document {
    read(&fs::read(path).unwrap(), &path.to_string_lossy(), &Options::default())
}

fn named(bytes: &[u8], name: &str) -> Document {
    read(bytes, name, &Options::default())
}

fn kinds(document: &Document) -> Vec<NoteKind> {
    document.notes.iter().map(|note| note.kind).collect()
}

/// Returns the sentences of a report in normal form, and how often each occurs.
fn sentences(document: &Document, report: &Report) -> BTreeMap<String, usize> {
    let mut sentences = BTreeMap::new();
    for sentence in &report.sentences {
        let folded: String = Folded::of(&document.text, sentence.body).chars.into_iter().collect();
        *sentences.entry(folded).or_insert(0) += 1;
    }
    sentences
}

/// Returns the share of the sentences of either that the other has too.
fn equal_share(left: &BTreeMap<String, usize>, right: &BTreeMap<String, usize>) -> f64 {
    let count = |all: &BTreeMap<String, usize>| all.values().sum::<usize>();
    let both = |(text, n): (&String, &usize)| (*n).min(right.get(text).copied().unwrap_or(0));
    let equal: usize = left.iter().map(both).sum();
    equal as f64 / count(left).max(count(right)) as f64
}

fn outline(document: &Document, report: &Report) -> Vec<(u8, String)> {
    let sections = report.sections.iter().skip(1);
    sections.map(|s| (s.level, s.heading.of(&document.text).to_owned())).collect()
}

/// Checks that a collation of two readings of one report finds nothing of substance.
fn assert_same_substance(left: &Document, right: &Document) {
    let reports = Sided::new(whole(left), whole(right));
    let collation = collate(Sided::new(
        Witness { text: &left.text, report: &reports.left },
        Witness { text: &right.text, report: &reports.right },
    ));
    let (names, variants) = ((&left.name, &right.name), &collation.variants);
    assert!(variants.is_empty(), "{names:?}: {:?}", variants.first());
    assert_eq!(collation.grade, Grade::Copied, "{names:?}");
}

#[test]
fn one_summary_has_the_same_text_and_notes_in_every_format() {
    let text = fs::read_to_string(own("summary.txt")).unwrap();
    for (format, ending) in FORMATS {
        let document = opened(&own(&format!("summary.{ending}")));
        assert_eq!(document.format, format);
        let told: Vec<(NoteKind, &str)> =
            document.notes.iter().map(|note| (note.kind, note.detail.as_str())).collect();
        let mut expected = vec![
            (NoteKind::TrackedChanges, "2"),
            (NoteKind::Comments, "1"),
            (NoteKind::Contents, "2"),
            (NoteKind::TextBoxes, "1"),
            (NoteKind::Footnotes, "1"),
        ];
        // The program that wrote the rtf left the text box out.
        let text = if format == Format::Rtf {
            expected.remove(3);
            text.replace("文本框内文字\n", "")
        } else {
            text.clone()
        };
        assert_eq!(document.text, text, "{ending}");
        assert_eq!(told, expected, "{ending}");
    }
}

#[test]
fn hints_of_the_summary_are_the_same_in_every_format() {
    let hints = |ending: &str| {
        let document = opened(&own(&format!("summary.{ending}")));
        let text = |hint: &duikan::intake::document::Hint| {
            (hint.kind, hint.span.of(&document.text).to_owned())
        };
        document.hints.iter().map(text).collect::<Vec<_>>()
    };
    let docx = hints("docx");
    assert_eq!(docx.len(), 13, "{docx:?}");
    for (_, ending) in FORMATS {
        assert_eq!(hints(ending), docx, "{ending}");
    }
}

#[test]
fn a_real_report_has_the_same_sentences_outline_and_substance_in_every_format() {
    let path = |ending: &str| shared(&format!("readers/beijing-2025.{ending}"));
    let endings = FORMATS.iter().map(|(_, ending)| *ending).chain(MORE_ENDINGS);
    let paths: Vec<PathBuf> = endings.filter_map(path).collect();
    let documents: Vec<Document> = paths.iter().map(|path| opened(path)).collect();
    for (nth, left) in documents.iter().enumerate() {
        for right in documents.iter().skip(nth + 1) {
            let reports = [whole(left), whole(right)];
            let share = equal_share(&sentences(left, &reports[0]), &sentences(right, &reports[1]));
            println!("{} {}: {share:.4} of the sentences", left.format.name(), right.format.name());
            assert!(MIN_EQUAL_SENTENCES <= share);
            assert_eq!(outline(left, &reports[0]), outline(right, &reports[1]));
            assert_same_substance(left, right);
        }
    }
}

/// What Word shows of small files, written down from their XML.
const SHOWN: [(&str, &[&str]); 4] = [
    (
        "05-textbox-shape",
        &[
            "文本框和形状样例",
            "下方包含一个简单文本框 OOXML，用于检查 text_box_count 诊断。",
            "文本框内文字",
            "文本框之后的正文。",
        ],
    ),
    (
        "06-auto-numbering",
        &[
            "自动编号样例",
            "1. 自动编号第一项",
            "2. 自动编号第二项",
            "3. 自动编号第三项",
            "一、手写编号也应作为正文文本保留",
        ],
    ),
    // The field of the table of contents is left out; the others show what they last came to.
    (
        "07-toc-fields",
        &[
            "目录和域代码样例",
            "生成日期：1",
            "交叉引用标题：1",
            "交叉引用页码：1",
            "一、第一部分",
            "第一部分正文。",
            "二、第二部分",
            "第二部分正文。",
        ],
    ),
    (
        "08-comments-revisions",
        &[
            "批注和修订样例",
            "本段将被插入批注锚点。",
            "本段后续会通过 OOXML 注入修订标记。[1][i]插入的修订文字",
            "[1] 脚注占位文本。",
            "[i] 尾注占位文本。",
        ],
    ),
];

#[test]
fn odd_word_files_read_as_word_shows_them() {
    for (name, lines) in SHOWN {
        let Some(path) = shared(&format!("readers/{name}.docx")) else { continue };
        let document = opened(&path);
        assert_eq!(document.text.lines().collect::<Vec<_>>(), lines, "{name}");
        let told: Vec<(NoteKind, &str)> =
            document.notes.iter().map(|note| (note.kind, note.detail.as_str())).collect();
        let expected: &[(NoteKind, &str)] = match name {
            "05-textbox-shape" => &[(NoteKind::TextBoxes, "1")],
            "07-toc-fields" => &[(NoteKind::Contents, "1")],
            "08-comments-revisions" => &[
                (NoteKind::TrackedChanges, "2"),
                (NoteKind::Comments, "1"),
                (NoteKind::Footnotes, "2"),
            ],
            _ => &[],
        };
        assert_eq!(told, expected, "{name}");
    }
}

#[test]
fn every_encoding_of_a_real_report_has_its_substance() {
    let Some(plain) = shared("national/2024.txt") else { return };
    let Some(folder) = shared("encodings/2024") else { return };
    let plain = opened(&plain);
    // U+2002 is not in GBK; whoever made that file wrote a question mark.
    let questioned = Document { text: plain.text.replace('\u{2002}', "?"), ..plain.clone() };
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let document = opened(&path);
        if !kinds(&document).contains(&NoteKind::Truncated) {
            let is_gbk = path.ends_with("gbk.txt");
            assert_same_substance(if is_gbk { &questioned } else { &plain }, &document);
        }
    }
}

#[test]
fn every_real_word_file_opens_whole() {
    for folder in ["readers", "provinces"] {
        let Some(folder) = shared(folder) else { continue };
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|ending| ending != "docx") {
                continue;
            }
            let document = opened(&path);
            let found = kinds(&document);
            println!("{}: {} bytes of text {found:?}", path.display(), document.text.len());
            assert_eq!(document.format, Format::Docx);
            assert!(100 < document.text.len(), "{}", path.display());
            assert!(!found.contains(&NoteKind::Damaged) && !found.contains(&NoteKind::OverLimit));
        }
    }
}

#[test]
fn a_file_is_what_its_content_says_and_a_wrong_name_is_told() {
    let docx = fs::read(own("summary.docx")).unwrap();
    let rtf = fs::read(own("summary.rtf")).unwrap();
    let misnamed = [
        (docx.as_slice(), "总结.doc", Format::Docx),
        (&docx, "总结.wps", Format::Docx),
        (&rtf, "总结.doc", Format::Rtf),
        ("一、工作回顾\n".as_bytes(), "总结.wps", Format::Text),
        ("一、工作回顾\n".as_bytes(), "总结.docx", Format::Text),
    ];
    for (bytes, name, format) in misnamed {
        let document = named(bytes, name);
        assert_eq!(document.format, format, "{name}");
        assert!(document.text.contains("工作回顾"), "{name}");
        assert!(kinds(&document).contains(&NoteKind::Misnamed), "{name}");
    }
    assert!(!kinds(&named(&docx, "总结.DOCX")).contains(&NoteKind::Misnamed));
}

#[test]
fn files_that_are_cut_off_are_read_up_to_there_or_say_that_they_are_damaged() {
    for (format, ending) in FORMATS {
        let bytes = fs::read(own(&format!("summary.{ending}"))).unwrap();
        for tenths in 0..10 {
            let document = named(&bytes[..bytes.len() * tenths / 10], "summary");
            let found = kinds(&document);
            let is_told = found.iter().any(|kind| {
                matches!(
                    kind,
                    NoteKind::Damaged | NoteKind::Unreadable | NoteKind::NotText | NoteKind::Empty
                )
            });
            assert!(is_told, "{} at {tenths}/10: {found:?}", format.name());
        }
    }
}

#[test]
fn a_docx_that_lost_its_last_tenth_still_gives_its_text() {
    let bytes = fs::read(own("summary.docx")).unwrap();
    let document = named(&bytes[..bytes.len() * 9 / 10], "summary.docx");
    assert!(document.text.contains("高新技术企业达到135家"));
    assert_eq!(kinds(&document)[0], NoteKind::Damaged);
}

/// Returns where a pattern stands.
fn place(bytes: &[u8], pattern: &[u8]) -> usize {
    bytes.windows(pattern.len()).position(|window| window == pattern).unwrap()
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn encrypted_files_say_so() {
    let mut doc = fs::read(own("summary.doc")).unwrap();
    let header = place(&doc, &[0xEC, 0xA5]);
    doc[header + 11] |= 1;
    assert_eq!(kinds(&named(&doc, "总结.doc")), [NoteKind::Encrypted]);
    // An encrypted docx is a compound file with one stream for all of it.
    let mut docx = fs::read(own("summary.doc")).unwrap();
    let entry = place(&docx, &utf16("WordDocument"));
    let name = utf16("EncryptedPackage");
    docx[entry..entry + name.len()].copy_from_slice(&name);
    docx[entry + 64] = name.len() as u8 + 2;
    assert_eq!(kinds(&named(&docx, "总结.doc")), [NoteKind::Encrypted]);
}

#[test]
fn word_files_older_than_1997_and_other_compound_files_are_called_by_name() {
    let mut old = fs::read(own("summary.doc")).unwrap();
    let header = place(&old, &[0xEC, 0xA5]);
    old[header + 2..header + 4].copy_from_slice(&[101, 0]);
    let document = named(&old, "总结.doc");
    assert_eq!(kinds(&document), [NoteKind::NotText]);
    assert!(document.notes[0].detail.contains("95"));
    let mut sheet = fs::read(own("summary.doc")).unwrap();
    let entry = place(&sheet, &utf16("WordDocument"));
    sheet[entry..entry + 24].fill(0);
    sheet[entry..entry + 16].copy_from_slice(&utf16("Workbook"));
    sheet[entry + 64] = 18;
    assert_eq!(named(&sheet, "总结.doc").notes[0].detail, "Excel (.xls)");
}

#[test]
fn archives_that_are_no_document_are_called_by_what_is_in_them() {
    let pack = |name: &str| {
        let mut zip = rawzip::ZipArchiveWriter::new(Vec::new());
        zip.new_dir(name).create().unwrap();
        zip.finish().unwrap()
    };
    assert_eq!(named(&pack("xl/"), "a").notes[0].detail, "Excel (.xlsx)");
    assert_eq!(kinds(&named(b"PK\x03\x04", "a.docx"))[0], NoteKind::Unreadable);
}

/// Reads so many damaged variants of a file of each format. To read more of them:
/// `DUIKAN_MUTATIONS=100000 cargo test --release --test office damaged`.
#[test]
fn damaged_files_of_every_format_never_panic_nor_take_much_memory() {
    let count = n_mutations(150);
    for (format, ending) in FORMATS {
        let bytes = fs::read(own(&format!("summary.{ending}"))).unwrap();
        // What is packed is damaged inside the packing too, where the checksum would hide it.
        let plain = unpacked(&bytes, format);
        let mut numbers = Numbers(7);
        let mut n_with_text = 0;
        for nth in 0..count {
            let damaged = match &plain {
                Some(parts) if nth % 2 == 1 => packed(parts, &mut numbers),
                _ => mutated(&bytes, &mut numbers),
            };
            let document = named(&damaged, "summary");
            n_with_text += usize::from(!document.text.is_empty());
            for hint in &document.hints {
                assert!(!hint.span.of(&document.text).is_empty());
            }
        }
        println!("{}: {count} damaged files, {n_with_text} with text", format.name());
        assert!(count / 4 < n_with_text, "{}", format.name());
    }
    assert_little_memory();
}

/// Parts of a packed file by name.
type Parts = Vec<(String, Vec<u8>)>;

/// Returns the parts of a packed format.
fn unpacked(bytes: &[u8], format: Format) -> Option<Parts> {
    let archive = duikan::intake::archive::Archive::open(bytes);
    let part = |name: &str| Some((name.to_owned(), archive.part(name)?.bytes));
    let is_packed = matches!(format, Format::Docx | Format::Odt);
    is_packed.then(|| archive.names().filter_map(|name| part(&name)).collect())
}

/// Packs parts with one of them damaged.
fn packed(parts: &Parts, numbers: &mut Numbers) -> Vec<u8> {
    use std::io::Write;
    let damaged = numbers.below(parts.len());
    let mut zip = rawzip::ZipArchiveWriter::new(Vec::new());
    for (nth, (name, content)) in parts.iter().enumerate() {
        let content = if nth == damaged { mutated(content, numbers) } else { content.clone() };
        let (mut entry, config) = zip.new_file(name).start().unwrap();
        let mut writer = config.wrap(&mut entry);
        writer.write_all(&content).unwrap();
        let (_, descriptor) = writer.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    zip.finish().unwrap()
}
