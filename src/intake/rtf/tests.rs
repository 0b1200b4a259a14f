//! What is seen of small rich texts, one behaviour each.

use encoding_rs::GBK;

use crate::intake::document::HintKind;
use crate::intake::note::NoteKind;
use crate::intake::reading::{Options, Reading};
use crate::intake::rtf::read;

const FONTS: &str =
    "{\\fonttbl{\\f0\\fcharset0 Times New Roman;}{\\f1\\fcharset134 \\'cb\\'ce\\'cc\\'e5;}}";

fn read_body(body: &str) -> Reading {
    let file = format!("{{\\rtf1\\ansi\\ansicpg936{FONTS}{body}}}");
    read(file.as_bytes(), &Options::default())
}

fn text(body: &str) -> String {
    read_body(body).text
}

/// Writes text as escaped bytes of GBK.
fn gbk(text: &str) -> String {
    let bytes = GBK.encode(text).0;
    bytes.iter().map(|byte| format!("\\'{byte:02x}")).collect::<Vec<_>>().concat()
}

/// Writes text as numbered characters.
fn unicode(text: &str) -> String {
    let units = text.encode_utf16().map(u16::cast_signed);
    units.map(|unit| format!("\\u{unit}?")).collect::<Vec<_>>().concat()
}

fn detail(reading: &Reading, kind: NoteKind) -> Option<&str> {
    reading.notes.iter().find(|note| note.kind == kind).map(|note| note.detail.as_str())
}

#[test]
fn characters_come_as_bytes_of_a_code_page_or_as_numbers() {
    assert_eq!(text(&format!("{{\\f1 {}}}\\par", gbk("总结，１"))), "总结，１\n");
    assert_eq!(text(&format!("{{\\f0 {}}}\\par", gbk("总结"))), "总结\n");
    assert_eq!(text(&format!("{}\\par", unicode("总结𠮷，"))), "总结𠮷，\n");
    assert_eq!(text("\\uc2\\u24635\\'d7\\'dc{\\uc0\\u32467}a\\par"), "总结a\n");
    assert_eq!(text("a\\~b\\_c\\-d\\{\\}\\\\\\emdash\\line e\\par"), "a\u{A0}b-cd{}\\—\ne\n");
}

#[test]
fn what_is_no_text_of_the_report_is_left_out() {
    let body =
        "{\\info{\\title x}}{\\header y\\par}{\\*\\unknown z}{\\pict\\bin3 {{{}{\\v h}a\\par";
    assert_eq!(text(body), "a\n");
}

#[test]
fn labels_stand_in_front_and_levels_are_hints() {
    let body = format!(
        "{{\\stylesheet{{\\s1\\outlinelevel0 heading 1;}}{{\\s2 Title;}}}}\\pard\\s2 {}\\par\
         \\pard\\s1{{\\listtext\\pard {}\\tab}}{}\\par\\pard\\outlinelevel1 {{\\listtext 1.\\tab}}2024\\par\\pard a\\par",
        unicode("总结"),
        unicode("一、"),
        unicode("回顾"),
    );
    let reading = read_body(&body);
    assert_eq!(reading.text, "总结\n一、回顾\n1. 2024\na\n");
    let kinds: Vec<HintKind> = reading.hints.iter().map(|hint| hint.kind).collect();
    assert_eq!(kinds, [HintKind::Title, HintKind::Heading(1), HintKind::Heading(2)]);
}

#[test]
fn bold_holds_to_the_end_of_its_group() {
    let reading =
        read_body("{\\b a}{\\dbch\\ab b}c\\b d\\par{\\rtlch\\ab0\\ltrch e}\\plain f\\par");
    let bold: Vec<&str> = reading.hints.iter().map(|hint| hint.span.of(&reading.text)).collect();
    assert_eq!(bold, ["ab", "e"]);
}

#[test]
fn tracked_changes_are_accepted_and_counted() {
    let reading = read_body("a{\\deleted 67}{\\revised 135}b{\\deleted\\par}c\\par");
    assert_eq!(reading.text, "a135bc\n");
    assert_eq!(detail(&reading, NoteKind::TrackedChanges), Some("3"));
}

#[test]
fn the_table_of_contents_is_left_out_and_other_fields_show_their_result() {
    let field = |name: &str, result: &str| {
        format!("{{\\field{{\\*\\fldinst {{ {name} }}}}{{\\fldrslt {result}}}}}")
    };
    let body = format!("{}\\par d{}\\par", field("TOC", "a\\par b"), field("DATE", "3"));
    let reading = read_body(&body);
    assert_eq!(reading.text, "d3\n");
    assert_eq!(detail(&reading, NoteKind::Contents), Some("2"));
}

#[test]
fn notes_boxes_and_comments_are_told() {
    let body = "a{\\super\\chftn{\\footnote\\pard {\\chftn} f\\par}}b{\\chftn{\\*\\footnote\\ftnalt e}}\
        {\\*\\annotation c}{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt t\\par}}{\\shprslt t}}\\par g\\par";
    let reading = read_body(body);
    assert_eq!(reading.text, "a[1]b[i]\nt\ng\n[1] f\n[i] e\n");
    let told = [(NoteKind::Footnotes, "2"), (NoteKind::TextBoxes, "1"), (NoteKind::Comments, "1")];
    for (kind, count) in told {
        assert_eq!(detail(&reading, kind), Some(count), "{kind:?}");
    }
}

#[test]
fn rows_of_a_table_are_lines() {
    let body = "\\pard a\\par\\trowd\\pard\\intbl b\\par c\\cell d\\cell\\row\\pard e\\par";
    assert_eq!(text(body), "a\nb c\td\ne\n");
}

#[test]
fn a_file_that_is_cut_off_is_read_up_to_there() {
    let reading = read(b"{\\rtf1 {\\b abc\\par de", &Options::default());
    assert_eq!(reading.text, "abc\nde\n");
    assert_eq!(detail(&reading, NoteKind::Damaged), Some("rtf"));
    let deep = "{".repeat(100_000);
    assert_eq!(read(format!("{{\\rtf a\\par {deep}").as_bytes(), &Options::default()).text, "a\n");
}
