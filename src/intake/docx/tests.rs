//! What Word shows for small files, one behaviour each.

use crate::intake::archive::tests::packed;
use crate::intake::document::HintKind;
use crate::intake::docx::read;
use crate::intake::note::NoteKind;
use crate::intake::reading::Reading;

/// Reads a file with this inside its body and these side parts.
fn read_with(body: &str, parts: &[(&str, &str)]) -> Reading {
    let main = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
    let mut all = vec![("word/document.xml", main.as_str())];
    all.extend_from_slice(parts);
    read(&packed(&all))
}

fn text(body: &str) -> String {
    read_with(body, &[]).text
}

/// Makes a paragraph of one run.
fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn numbered(list: u32, level: u32, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr>\
         <w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

fn detail(reading: &Reading, kind: NoteKind) -> Option<&str> {
    reading.notes.iter().find(|note| note.kind == kind).map(|note| note.detail.as_str())
}

const NUMBERING: &str = "<w:numbering>\
    <w:abstractNum w:abstractNumId='7'>\
      <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCountingThousand'/><w:lvlText w:val='%1、'/></w:lvl>\
      <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='（%2）'/></w:lvl>\
      <w:lvl w:ilvl='2'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%3.'/></w:lvl>\
    </w:abstractNum>\
    <w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>\
    <w:num w:numId='2'><w:abstractNumId w:val='7'/>\
      <w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num>\
    </w:numbering>";

#[test]
fn automatic_numbers_stand_in_front_as_word_shows_them() {
    let body = [
        numbered(1, 0, "回顾"),
        numbered(1, 1, "投入"),
        numbered(1, 2, "2024年"),
        numbered(1, 1, "人才"),
        p("正文"),
        numbered(1, 0, "任务"),
        numbered(1, 1, "平台"),
    ];
    let reading = read_with(&body.concat(), &[("word/numbering.xml", NUMBERING)]);
    assert_eq!(
        reading.text,
        "一、回顾\n（一）投入\n1. 2024年\n（二）人才\n正文\n二、任务\n（一）平台\n"
    );
}

#[test]
fn a_list_that_overrides_its_start_begins_anew_and_another_goes_on() {
    let body =
        [numbered(1, 0, "甲"), numbered(2, 0, "乙"), numbered(1, 0, "丙"), numbered(0, 0, "丁")];
    let reading = read_with(&body.concat(), &[("word/numbering.xml", NUMBERING)]);
    assert_eq!(reading.text, "一、甲\n一、乙\n二、丙\n丁\n");
}

#[test]
fn numbers_and_levels_come_with_the_style_too() {
    let styles = "<w:styles>\
        <w:style w:type='paragraph' w:styleId='a' w:default='1'><w:name w:val='Normal'/></w:style>\
        <w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/><w:basedOn w:val='a'/>\
          <w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:rPr><w:b/></w:rPr></w:style>\
        <w:style w:type='paragraph' w:styleId='mine'><w:name w:val='我的标题'/><w:basedOn w:val='1'/></w:style>\
        </w:styles>";
    let body = "<w:p><w:pPr><w:pStyle w:val='mine'/></w:pPr><w:r><w:t>回顾</w:t></w:r></w:p>\
        <w:p><w:pPr><w:outlineLvl w:val='1'/></w:pPr><w:r><w:t>投入</w:t></w:r></w:p>";
    let parts = [("word/styles.xml", styles), ("word/numbering.xml", NUMBERING)];
    let reading = read_with(body, &parts);
    assert_eq!(reading.text, "一、回顾\n投入\n");
    let hints: Vec<(HintKind, &str)> =
        reading.hints.iter().map(|hint| (hint.kind, hint.span.of(&reading.text))).collect();
    let expected = [
        (HintKind::Heading(1), "一、回顾"),
        (HintKind::BoldLead, "一、回顾"),
        (HintKind::Heading(2), "投入"),
    ];
    assert_eq!(hints, expected);
}

#[test]
fn bold_at_the_start_of_a_paragraph_is_a_hint() {
    let body = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>稳增长。</w:t></w:r>\
        <w:r><w:rPr><w:b w:val='0'/></w:rPr><w:t>针对问题</w:t></w:r></w:p>";
    let reading = read_with(body, &[]);
    assert_eq!(reading.hints.len(), 1);
    assert_eq!(reading.hints[0].span.of(&reading.text), "稳增长。");
}

#[test]
fn tracked_changes_are_accepted_and_counted() {
    let body = "<w:p><w:r><w:t>增长</w:t></w:r><w:del><w:r><w:delText>7%</w:delText></w:r></w:del>\
        <w:ins><w:r><w:t>8%</w:t></w:r></w:ins><w:ins><w:r><w:t>左右</w:t></w:r></w:ins></w:p>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>\
        <w:p><w:r><w:t>后半</w:t></w:r></w:p>\
        <w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>删</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let reading = read_with(body, &[]);
    assert_eq!(reading.text, "增长8%左右\n前半后半\n");
    assert_eq!(detail(&reading, NoteKind::TrackedChanges), Some("3"));
}

#[test]
fn comments_are_counted_and_left_out() {
    let body = "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:commentReference w:id='0'/></w:r></w:p>";
    let comments = "<w:comments><w:comment w:id='0'><w:p><w:r><w:t>批</w:t></w:r></w:p></w:comment></w:comments>";
    let reading = read_with(body, &[("word/comments.xml", comments)]);
    assert_eq!(reading.text, "甲\n");
    assert_eq!(detail(&reading, NoteKind::Comments), Some("1"));
}

#[test]
fn the_table_of_contents_is_left_out_and_other_fields_show_their_result() {
    let field = |instruction: &str, result: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType='separate'/></w:r>{result}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
        )
    };
    let lines = "<w:r><w:t>一、回顾</w:t></w:r><w:r><w:tab/><w:t>1</w:t></w:r></w:p><w:p><w:r><w:t>二、任务</w:t></w:r>";
    let body = format!(
        "<w:p>{}</w:p><w:p><w:r><w:t>日期：</w:t></w:r>{}</w:p>\
         <w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>\
         <w:sdtContent>{}</w:sdtContent></w:sdt>",
        field(" TOC \\o ", lines),
        field("DATE", "<w:r><w:t>3月5日</w:t></w:r>"),
        p("目录"),
    );
    let reading = read_with(&body, &[]);
    assert_eq!(reading.text, "日期：3月5日\n");
    assert_eq!(detail(&reading, NoteKind::Contents), Some("3"));
}

#[test]
fn a_field_that_never_ends_hides_nothing() {
    let body = "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>甲</w:t></w:r></w:p><w:p><w:r><w:t>乙</w:t></w:r></w:p>";
    assert_eq!(text(body), "甲\n乙\n");
}

#[test]
fn a_text_box_stands_behind_its_paragraph_and_is_read_once() {
    let shape = format!("<w:txbxContent>{}</w:txbxContent>", p("框内"));
    let body = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing>{shape}</w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{shape}</w:pict></mc:Fallback></mc:AlternateContent><w:t>段落</w:t></w:r></w:p>{}",
        p("之后")
    );
    let reading = read_with(&body, &[]);
    assert_eq!(reading.text, "段落\n框内\n之后\n");
    assert_eq!(detail(&reading, NoteKind::TextBoxes), Some("1"));
}

#[test]
fn footnotes_stand_at_the_end_under_their_numbers() {
    let body = "<w:p><w:r><w:t>投入</w:t></w:r><w:r><w:endnoteReference w:id='2'/></w:r>\
        <w:r><w:footnoteReference w:id='5'/></w:r><w:r><w:t>增长</w:t></w:r></w:p>";
    let note = |name: &str, id: u32, text: &str| {
        format!("<w:{name}s><w:{name} w:id='{id}'>{}</w:{name}></w:{name}s>", p(text))
    };
    let footnotes = note("footnote", 5, " 脚注");
    let endnotes = note("endnote", 2, "尾注");
    let parts =
        [("word/footnotes.xml", footnotes.as_str()), ("word/endnotes.xml", endnotes.as_str())];
    let reading = read_with(body, &parts);
    assert_eq!(reading.text, "投入[i][1]增长\n[1] 脚注\n[i] 尾注\n");
    assert_eq!(detail(&reading, NoteKind::Footnotes), Some("2"));
}

#[test]
fn rows_of_a_table_are_lines_and_cells_are_apart() {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p(text));
    let row = |texts: [&str; 3]| format!("<w:tr>{}</w:tr>", texts.map(cell).concat());
    let table = format!(
        "<w:tbl>{}{}</w:tbl>",
        row(["指标", "2023年", "2024年"]),
        row(["投入", "", "6.28亿元"])
    );
    assert_eq!(text(&table), "指标\t2023年\t2024年\n投入\t\t6.28亿元\n");
}

#[test]
fn breaks_tabs_and_signs_are_what_is_seen() {
    let body = "<w:p><w:r><w:t xml:space='preserve'>a </w:t><w:t> b </w:t><w:tab/><w:t>甲</w:t><w:br/><w:t>乙</w:t>\
        <w:noBreakHyphen/><w:softHyphen/><w:sym w:font='Wingdings' w:char='F0FE'/></w:r></w:p>";
    assert_eq!(text(body), "a b\t甲\n乙-☑\n");
}

#[test]
fn hidden_text_and_readings_above_a_word_are_left_out() {
    let body = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:ruby><w:rt><w:r><w:t>kān</w:t></w:r></w:rt>\
        <w:rubyBase><w:r><w:t>勘</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>";
    assert_eq!(text(body), "勘\n");
}

#[test]
fn a_document_cut_off_in_its_text_is_read_up_to_there() {
    let main = "<w:document><w:body><w:p><w:r><w:t>甲</w:t></w:r></w:p><w:p><w:r><w:t>乙";
    let reading = read(&packed(&[("word/document.xml", main)]));
    assert_eq!(reading.text, "甲\n乙\n");
    assert_eq!(detail(&reading, NoteKind::Damaged), Some("XML"));
}

#[test]
fn the_main_part_is_found_by_its_relationship() {
    let rels = "<Relationships><Relationship Id='1' Type='http://x/officeDocument' Target='/word/document2.xml'/></Relationships>";
    let main = format!("<document><body>{}</body></document>", p("甲"));
    let bytes = packed(&[("_rels/.rels", rels), ("word/document2.xml", main.as_str())]);
    assert_eq!(read(&bytes).text, "甲\n");
}

#[test]
fn nesting_without_end_is_read_without_harm() {
    let tables = "<w:tbl><w:tr><w:tc>".repeat(3000);
    let ends = "</w:tc></w:tr></w:tbl>".repeat(3000);
    let reading = read_with(&format!("{}{tables}{ends}", p("甲")), &[]);
    assert_eq!(reading.text, "甲\n");
    assert_eq!(detail(&reading, NoteKind::OverLimit), Some("XML > 200 × <…>"));
}

#[test]
fn foreign_documents_that_are_taken_in_stand_where_they_are_called() {
    let relationships = "<Relationships><Relationship Id='rId5' Type='x/aFChunk' Target='/word/a.htm'/>\
        <Relationship Id='rId6' Type='x/aFChunk' Target='lost.htm'/></Relationships>";
    let page = "<html><body><p>增长8.5%。</p><p>圆满完成。</p></body></html>";
    let body = [p("前"), "<w:altChunk r:id='rId5'/><w:altChunk r:id='rId6'/>".to_owned(), p("后")];
    let parts = [("word/_rels/document.xml.rels", relationships), ("word/a.htm", page)];
    assert_eq!(read_with(&body.concat(), &parts).text, "前\n增长8.5%。\n圆满完成。\n后\n");
}
