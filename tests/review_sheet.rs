//! The review sheet: nothing is lost on the way out, nothing breaks out, and everything is found.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, also in its helpers")]

use duikan::collate::background::Background;
use duikan::collate::collate;
use duikan::export::review_sheet::ReviewSheet;
use duikan::export::review_sheet::redline::{paragraphs, redline};
use duikan::export::review_sheet::spread::as_read;
use duikan::export::subject::{Comparison, Edition};
use duikan::export::text::page::Reader as Lines;
use duikan::export::{csv, docx, html, json, markdown, text as plain};
use duikan::finding::findings;
use duikan::finding::model::Finding;
use duikan::finding::rule::RuleId;
use duikan::intake::decode;
use duikan::report::split;
use duikan::review::act::{Act, FindingKey, Verdict};
use duikan::review::journal::Journal;
use duikan::review::marks::Marks;
use duikan::text::language::Language;
use duikan::text::side::{Side, Sided};
use duikan::text::span::Span;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Two reports of which everything in this file can be asked.
fn with_sheet<T>(left: &str, right: &str, ask: impl FnOnce(&ReviewSheet) -> T) -> T {
    with_acts(left, right, |_, _| Vec::new(), ask)
}

/// The same after a reviewer has done something.
fn with_acts<T>(
    left: &str,
    right: &str,
    acts: impl FnOnce(&[Finding], Sided<&str>) -> Vec<Act>,
    ask: impl FnOnce(&ReviewSheet) -> T,
) -> T {
    let documents = Sided::new(left, right).map(|text| decode::read(text.as_bytes(), "a.txt"));
    let reports = documents.as_ref().map(split::whole);
    let editions = Side::BOTH.map(|side| Edition {
        path: "a.txt",
        document: &documents[side],
        report: &reports[side],
    });
    let editions = Sided::new(editions[0], editions[1]);
    let witnesses = editions.map(|edition| edition.witness());
    let collation = collate(witnesses);
    let findings = findings(documents.as_ref(), witnesses, &collation);
    let mut journal = Journal::default();
    for act in acts(&findings, documents.as_ref().map(|document| document.text.as_str())) {
        journal.push(act);
    }
    let marks = Marks::of(&journal, witnesses, &collation, &findings);
    let marks = Some(&marks).filter(|marks| !marks.is_blank());
    let background = Background::shipped();
    let comparison =
        Comparison { editions, collation: &collation, findings: &findings, marks, background };
    ask(&ReviewSheet::of(comparison, Language::Chinese))
}

fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> Vec<u8> {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    out
}

fn html_of(sheet: &ReviewSheet) -> String {
    String::from_utf8(written(|out| html::page::write(out, sheet))).unwrap()
}

fn markdown_of(sheet: &ReviewSheet) -> String {
    String::from_utf8(written(|out| markdown::page::write(out, sheet))).unwrap()
}

/// Returns the paragraphs of a side as a reader meets them, without asking the redline.
fn read_paragraphs(sheet: &ReviewSheet, side: Side) -> Vec<String> {
    let edition = &sheet.comparison.editions[side];
    let text = &edition.document.text;
    let blocks = edition.report.blocks.iter();
    let read = blocks.map(|block| as_read(text, block.span.trimmed(text)));
    read.filter(|paragraph| !paragraph.is_empty()).collect()
}

fn part(docx: &[u8], name: &str) -> String {
    let archive = rawzip::ZipArchive::from_slice(docx).unwrap();
    let mut entries = archive.entries();
    let mut next = || entries.next_entry().unwrap();
    let found = std::iter::from_fn(|| {
        next().map(|entry| {
            let is_it = entry.file_path().as_ref() == name.as_bytes();
            is_it.then(|| entry.wayfinder())
        })
    });
    let content = archive.get_entry(found.flatten().next().unwrap()).unwrap();
    let inflated = miniz_oxide::inflate::decompress_to_vec(content.data()).unwrap();
    String::from_utf8(inflated).unwrap()
}

fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).unwrap()?;
    Some(attribute.normalized_value(XmlVersion::Explicit1_0).unwrap().into_owned())
}

/// Accepts all changes of a document (right) or rejects them (left), as a word processor would.
fn resolved(document: &str, side: Side) -> Vec<String> {
    let has = |name: &str| match name {
        "w:del" | "w:moveFrom" => side == Side::Left,
        "w:ins" | "w:moveTo" => side == Side::Right,
        _ => true,
    };
    let mut reader = Reader::from_str(document);
    let (mut lines, mut line) = (Vec::new(), String::new());
    let (mut is_redline, mut is_letters, mut ends, mut hidden) = (false, false, true, 0);
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Start(element) => match element.name().as_ref() {
                "w:p" => (is_redline, ends) = (false, true),
                "w:t" | "w:delText" => is_letters = true,
                name if !has(name) => hidden += 1,
                _ => {}
            },
            Event::Empty(element) => match element.name().as_ref() {
                "w:pStyle" => {
                    is_redline = attribute(element, "w:val")
                        .is_some_and(|style| style.starts_with("Report"));
                }
                name if !has(name) => ends = false,
                _ => {}
            },
            Event::End(element) => match element.name().as_ref() {
                "w:p" if is_redline && ends => lines.push(std::mem::take(&mut line)),
                "w:t" | "w:delText" => is_letters = false,
                name if !has(name) => hidden -= 1,
                _ => {}
            },
            Event::Text(text) if is_redline && is_letters && hidden == 0 => {
                line.push_str(&text.xml10_content());
            }
            Event::GeneralRef(reference) if is_redline && is_letters && hidden == 0 => {
                let named = quick_xml::escape::resolve_xml_entity(reference);
                line.push_str(named.unwrap());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    lines.push(line);
    lines.retain(|line| !line.is_empty());
    lines
}

/// Checks that a page is well-formed, that every link leads somewhere inside it, and returns the
/// names of its elements.
fn elements(page: &str) -> BTreeSet<String> {
    let mut reader = Reader::from_str(page);
    let (mut names, mut ids, mut links) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut open: Vec<String> = Vec::new();
    loop {
        let event = reader.read_event().unwrap();
        if let Event::Start(element) | Event::Empty(element) = &event {
            names.insert(element.name().as_ref().to_owned());
            if let Some(id) = attribute(element, "id") {
                assert!(ids.insert(id.clone()), "{id} stands twice");
            }
            links.extend(attribute(element, "href"));
            assert_eq!(attribute(element, "src"), None);
        }
        match event {
            Event::Start(element) => open.push(element.name().as_ref().to_owned()),
            Event::End(element) => assert_eq!(open.pop().unwrap(), element.name().as_ref()),
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?} stays open");
    for link in links.iter().filter(|link| *link != "data:,") {
        let id = link.strip_prefix('#').unwrap();
        assert!(ids.contains(id), "{link} leads nowhere");
    }
    names
}

fn assert_redline(left: &str, right: &str) {
    with_sheet(left, right, |sheet| {
        let strands = redline(sheet);
        let document = part(&written(|out| docx::write(out, sheet)), "word/document.xml");
        for side in Side::BOTH {
            let read = read_paragraphs(sheet, side);
            assert_eq!(paragraphs(&strands, side), read, "{left:?} {right:?}");
            assert_eq!(resolved(&document, side), read, "{left:?} {right:?}");
        }
        elements(&html_of(sheet));
    });
}

fn sample(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
    fs::read_to_string(path).unwrap()
}

/// Pairs of samples: two years, a copy, two strangers, English, traditional script.
const PAIRS: [(&str, &str); 5] = [
    ("yunxi-2023.txt", "yunxi-2024.txt"),
    ("copy-source.txt", "copy-disguised.txt"),
    ("unrelated-water.txt", "unrelated-culture.txt"),
    ("english-2023.txt", "english-2024.txt"),
    ("hk-2023.txt", "hk-2024.txt"),
];

#[test]
fn redline_of_every_sample_accepts_to_the_right_and_rejects_to_the_left() {
    for (left, right) in PAIRS {
        assert_redline(&sample(left), &sample(right));
        assert_redline(&sample(left), &sample(left));
        assert_redline(&sample(left), "");
        assert_redline("", &sample(right));
    }
}

#[test]
fn paragraphs_that_were_split_merged_and_moved_come_out_on_both_sides() {
    let [first, second, third] = [
        "坚持每月走访企业，帮助解决用地、用工和融资难题。",
        "清理河道淤泥三万方，关停沿岸排污口十二处。",
        "新建小学和幼儿园八所，解决农村孩子入学困难。",
    ];
    let one = format!("{first}{second}\n{third}\n");
    let two = format!("{first}\n{second}{third}\n");
    let moved = format!("{third}\n{first}{second}\n");
    for (left, right) in [(&one, &two), (&two, &one), (&one, &moved), (&moved, &two)] {
        assert_redline(left, right);
    }
}

#[test]
fn typography_is_a_change_of_letters_in_the_redline() {
    assert_redline("增长８．４％，“高企”达67家。\n", "增长8.4%，\"高企\"达 67 家。\n");
    assert_redline("主要负\n责人到位。annual\nreport.\n", "主要负责人到位。annual report.\n");
}

/// What would speak to a browser, a word processor, a terminal or Markdown if it were let.
const HOSTILE: &str = "</p><script>alert(1)</script>]]><!-- \"onload='x' &lt; &amp; <w:del/>\
    \u{1B}[2J\u{0}\u{7}\u{9B}\u{202E}\u{FFFE}\u{FFFF}`**_[甲](javascript:x)|=cmd|x\n{{x}}\n";

#[test]
fn hostile_text_is_text_in_every_form() {
    let left = format!("{HOSTILE}全市高新技术企业达到67家。{HOSTILE}");
    let right = format!("全市高新技术企业达到135家。{HOSTILE}新增xx家{HOSTILE}");
    assert_redline(&left, &right);
    with_sheet(&left, &right, |sheet| {
        let page = html_of(sheet);
        assert!(!elements(&page).contains("script"), "{page}");
        let text = markdown_of(sheet);
        assert!(!text.contains("<script") && !text.contains("[甲]"), "{text}");
        let document = part(&written(|out| docx::write(out, sheet)), "word/document.xml");
        for written in [page, text, document] {
            let is_odd = |c: char| {
                c.is_control() && c != '\n' || matches!(c, '\u{202E}' | '\u{FFFE}' | '\u{FFFF}')
            };
            assert!(!written.contains(is_odd));
        }
    });
}

#[test]
fn findings_and_places_link_to_each_other() {
    with_sheet(&sample("yunxi-2023.txt"), &sample("yunxi-2024.txt"), |sheet| {
        let page = html_of(sheet);
        assert!(30 < sheet.entries.len());
        for entry in &sheet.entries {
            let number = entry.number;
            for (side, letter) in [(Side::Left, 'l'), (Side::Right, 'r')] {
                if entry.places[side].is_empty() {
                    continue;
                }
                let there = format!("href=\"#{letter}{number}\"");
                let back = format!("id=\"{letter}{number}\" href=\"#f{number}\"");
                assert!(page.contains(&there) && page.contains(&back), "{there} {back}");
            }
        }
    });
}

#[test]
fn page_asks_nothing_of_any_network_and_knows_its_languages() {
    with_sheet(&sample("hk-2023.txt"), &sample("english-2024.txt"), |sheet| {
        let page = html_of(sheet);
        for word in ["http:", "https:", "url(", "@import", "<img", "<link rel=\"style"] {
            assert!(!page.contains(word), "{word}");
        }
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-Hans\">"));
        assert!(page.contains("lang=\"zh-Hant\"") && page.contains("lang=\"en\""));
    });
}

#[test]
fn same_comparison_gives_the_same_bytes() {
    let bytes = || {
        with_sheet(&sample("copy-source.txt"), &sample("copy-disguised.txt"), |sheet| {
            [written(|out| docx::write(out, sheet)), html_of(sheet).into_bytes()]
        })
    };
    assert_eq!(bytes(), bytes());
}

/// A heading, a figure that changed, a paragraph that was split, one that is new.
const SMALL: [&str; 2] = [
    "科技局工作总结\n一、主要工作\n全市高新技术企业达到67家。坚持每月走访企业，帮助解决用地难题。\n",
    "科技局工作总结\n一、主要工作\n全市高新技术企业达到135家。\n坚持每月走访企业，帮助解决用地难题。\n     新建小学和幼儿园八所。\n",
];

#[test]
fn markdown_says_what_was_compared_and_ends_with_the_redline() {
    let markdown = with_sheet(SMALL[0], SMALL[1], markdown_of);
    let subject = markdown.split("## 结论").next().unwrap();
    let redline = markdown.split("## 全文修订").nth(1).unwrap();
    insta::assert_snapshot!(format!("{subject}## 全文修订{}", without(redline, "sup")));
}

#[test]
fn html_stands_level_and_marks_the_figure() {
    let page = with_sheet(SMALL[0], SMALL[1], html_of);
    let texts = page.split("<section id=\"texts\">").nth(1).unwrap();
    let rows = texts.split("<tbody>").nth(1).unwrap().replace("</td>", "</td>\n");
    insta::assert_snapshot!(without(&rows, "a"));
}

#[test]
fn every_form_gives_the_figures_with_their_counterparts() {
    with_acts(SMALL[0], SMALL[1], reviewed, |sheet| {
        let document = part(&written(|out| docx::write(out, sheet)), "word/document.xml");
        let table = written(|out| csv::ledger::write(out, sheet.comparison, Language::Chinese));
        let changed = ["67家", "135家", "忽略"];
        for (form, text) in [
            ("html", html_of(sheet)),
            ("docx", document),
            ("md", markdown_of(sheet)),
            ("csv", String::from_utf8(table).unwrap()),
        ] {
            let table = text.split("数字台账").last().unwrap().split("全文").next().unwrap();
            let is_row = |row: &str| changed.iter().all(|cell| row.contains(cell));
            assert!(form == "docx" || table.lines().any(is_row), "{form}: {table}");
            assert!(is_row(table) && table.contains("八所"), "{form}: {table}");
            assert!(form == "csv" || table.contains("+68家（+101.5%）"), "{form}: {table}");
        }
    });
}

/// Two sentences that say the same of another year in other words.
const REWRITTEN: [&str; 2] = [
    "一、总体情况\n全年新建成高标准厂房21万平方米，入驻企业18家。\n二、下步打算\n继续努力。\n",
    "一、总体情况\n高标准厂房建设提速，又有26万平方米投用，引来企业31家。\n二、下步打算\n继续努力。\n",
];

#[test]
fn sentence_that_shares_too_little_is_shown_as_replaced_whole() {
    with_sheet(REWRITTEN[0], REWRITTEN[1], |sheet| {
        let page = html_of(sheet);
        let whole = |element: &str| {
            let start = page.rfind(&format!("<{element} class=\"whole\">")).unwrap();
            let rest = without(&page[start..], "a");
            let end = rest.find(&format!("</{element}>")).unwrap();
            rest[..end].split_once('>').unwrap().1.to_owned()
        };
        let [old, new] = REWRITTEN.map(|text| text.lines().nth(1).unwrap());
        for (element, sentence) in [("del", old), ("ins", new)] {
            let shown = whole(element).replace("<strong class=\"figure\">", "");
            assert_eq!(shown.replace("</strong>", ""), sentence);
        }
        let markdown = without(&markdown_of(sheet), "sup").replace("</ins><ins>", "");
        assert!(markdown.contains(&format!("<del>{old}</del><ins>{new}</ins>")), "{markdown}");
        let document = part(&written(|out| docx::write(out, sheet)), "word/document.xml");
        assert!(document.contains(&format!(">{old}</w:delText>")), "{document}");
    });
}

/// A reviewer who ignores the changed figure, says why on the place, goes through a section, leaves a
/// passage out, and whose verdict on something else has lost its finding.
fn reviewed(findings: &[Finding], texts: Sided<&str>) -> Vec<Act> {
    let changed = findings.iter().find(|finding| finding.rule == RuleId::FigureChanged).unwrap();
    let verdict = |finding: FindingKey, verdict: Verdict, reason: &str| Act::Verdict {
        finding,
        verdict,
        reason: reason.to_owned(),
    };
    let stale = FindingKey { rule: RuleId::FigureStale, spans: changed.spans.clone() };
    let of = |side: Side, words: &str| {
        let start = texts[side].find(words).unwrap();
        Some(Span::new(start, start + words.len()))
    };
    let figure = Sided::new(of(Side::Left, "67家"), of(Side::Right, "135家"));
    let heading = Sided::new(of(Side::Left, "一、主要工作"), of(Side::Right, "一、主要工作"));
    let passage = Sided::new(of(Side::Left, "坚持每月走访企业"), None);
    vec![
        verdict(FindingKey::of(changed), Verdict::Ignored, "口径已说明"),
        verdict(stale, Verdict::Confirmed, "旧判定"),
        Act::Note { place: figure, text: "见<年鉴>".to_owned() },
        Act::Note { place: heading, text: "整节重写".to_owned() },
        Act::Reviewed { section: heading, is_done: true },
        Act::Exclude { place: passage, reason: "法定表述".to_owned() },
    ]
}

#[test]
fn every_form_tells_what_the_reviewer_said_and_what_is_left() {
    with_acts(SMALL[0], SMALL[1], reviewed, |sheet| {
        let document = part(&written(|out| docx::write(out, sheet)), "word/document.xml");
        let page = html_of(sheet);
        elements(&page);
        for (form, text) in [("html", page), ("docx", document), ("md", markdown_of(sheet))] {
            for said in [
                "判定：忽略：口径已说明",
                "批注：见",
                "整节重写",
                "待定的发现",
                "1 / 1",
                "排除的段落",
                "法定表述",
                "失去位置的标记",
                "旧判定",
            ] {
                assert!(text.contains(said), "{said} is missing in {form}: {text}");
            }
            assert!(!text.contains("<年鉴>"), "{form}");
        }
        let comments = part(&written(|out| docx::write(out, sheet)), "word/comments.xml");
        assert!(comments.contains("判定：忽略：口径已说明"), "{comments}");
    });
}

#[test]
fn sheet_lists_the_sections_still_to_be_gone_through() {
    let [left, right] = SMALL.map(|text| format!("{text}二、下步打算\n继续努力。\n"));
    with_acts(&left, &right, reviewed, |sheet| {
        let markdown = markdown_of(sheet);
        assert!(markdown.contains("- 已审的节: 1 / 2\n- 已审: 一、主要工作\n"), "{markdown}");
        assert!(markdown.contains("- 待审: 二、下步打算\n"), "{markdown}");
    });
}

#[test]
fn lines_and_spreadsheet_tell_what_the_reviewer_said() {
    with_acts(SMALL[0], SMALL[1], reviewed, |sheet| {
        let lines =
            written(|out| plain::comparison::write(out, sheet.comparison, Lines::default()));
        let lines = String::from_utf8(lines).unwrap();
        for said in ["   判定  忽略：口径已说明", "   批注  见<年鉴>", "已判 1/", "失去位置  认定"]
        {
            assert!(lines.contains(said), "{said}: {lines}");
        }
        let table = written(|out| csv::ledger::write(out, sheet.comparison, Language::Chinese));
        let table = String::from_utf8(table).unwrap();
        assert!(table.lines().next().unwrap().ends_with("判定,理由,批注"), "{table}");
        assert!(table.contains(",忽略,口径已说明,见<年鉴>"), "{table}");
    });
}

#[test]
fn json_tells_verdicts_notes_sections_and_what_has_lost_its_place() {
    with_acts(SMALL[0], SMALL[1], reviewed, |sheet| {
        let bytes = written(|out| json::comparison::write(out, sheet.comparison, sheet.language));
        let json: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        let findings = json["findings"].as_array().unwrap();
        let judged = findings.iter().find(|finding| finding["verdict"] == "ignored").unwrap();
        assert_eq!(judged["rule"], "figure-changed");
        assert_eq!(
            (&judged["reason"], &judged["note"]),
            (&"口径已说明".into(), &"见<年鉴>".into())
        );
        let open = findings.iter().find(|finding| finding["verdict"] == "open").unwrap();
        assert!(open["reason"].is_null());
        let note = &json["notes"][0];
        assert_eq!(note["text"], "见<年鉴>");
        let words = |side: Side, place: &serde_json::Value| {
            let text = &sheet.comparison.editions[side].document.text;
            let at = |name: &str| place[name].as_u64().unwrap() as usize;
            text.chars().skip(at("start")).take(at("end") - at("start")).collect::<String>()
        };
        assert_eq!(words(Side::Right, &note["right"]), "135家");
        let section = &json["sections"][json["reviewed"][0].as_u64().unwrap() as usize];
        assert_eq!(section["left"]["heading"], "一、主要工作");
        let gone = &json["detached"][0];
        assert_eq!((&gone["kind"], &gone["rule"]), (&"verdict".into(), &"figure-stale".into()));
        assert_eq!(gone["left"], "67家");
    });
}

#[test]
fn nothing_is_said_of_a_review_while_nobody_began() {
    with_sheet(SMALL[0], SMALL[1], |sheet| {
        for text in [html_of(sheet), markdown_of(sheet)] {
            assert!(!text.contains("审读情况") && !text.contains("判定"), "{text}");
        }
    });
}

/// Takes out the numbers of findings, which a snapshot of the texts is not about.
fn without(text: &str, element: &str) -> String {
    let (open, close) = (format!("<{element}"), format!("</{element}>"));
    let parts: Vec<&str> = text.split(&close).collect();
    let last = parts.len() - 1;
    let kept = parts.iter().enumerate().map(|(at, part)| match part.rsplit_once(&open) {
        Some((kept, _)) if at < last => kept,
        _ => part,
    });
    kept.collect()
}

/// Sentences that meet, move, split and differ in typography only.
const SENTENCES: [&str; 9] = [
    "一、主要工作完成情况\n",
    "（一）培育创新主体。全年新认定高新技术企业67家，累计达171家。\n",
    "（一）培育创新主体。全年新认定高新技术企业６７家，累计达 180 家。",
    "我们建立了科技创新平台，为科技创新提供了良好的环境和条件。",
    "我们搭建了科技创新平台，为企业创新提供了较好的环境。\n\n",
    "研发投入占GDP比\n重达2.39%，居全省第4位。",
    "The bureau spent 1,234 million yuan.  It did well.\n",
    "首先，在科技研发方面，\u{3000}我们加强了与高校的“合作”；\r\n",
    "\u{3000}\u{3000}首先，在科技研发方面，我们加强了与高校的\"合作\"；",
];

fn text() -> impl Strategy<Value = String> {
    let sentence = prop_oneof![
        8 => (0..SENTENCES.len()).prop_map(|at| SENTENCES[at].to_owned()),
        1 => "[一二三、。；“”0-9.%家a-z <&\\n（）]{0,12}",
        1 => any::<String>(),
    ];
    prop::collection::vec(sentence, 0..10).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        rng_seed: RngSeed::Fixed(2024),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn redline_of_any_two_texts_reads_as_both(left in text(), right in text()) {
        assert_redline(&left, &right);
    }
}
