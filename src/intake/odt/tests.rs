//! What is seen of small `OpenDocument` texts, one behaviour each.

use crate::intake::archive::tests::packed;
use crate::intake::document::HintKind;
use crate::intake::note::NoteKind;
use crate::intake::odt::read;
use crate::intake::reading::Reading;

/// Reads a file with these automatic styles and this text.
fn read_with(styles: &str, blocks: &str) -> Reading {
    let content = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{blocks}</office:text></office:body></office:document-content>"
    );
    read(&packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content),
    ]))
}

fn text(blocks: &str) -> String {
    read_with("", blocks).text
}

fn detail(reading: &Reading, kind: NoteKind) -> Option<&str> {
    reading.notes.iter().find(|note| note.kind == kind).map(|note| note.detail.as_str())
}

const CHINESE: &str = "<text:list-style style:name='L'>\
    <text:list-level-style-number text:level='1' style:num-format='一, 二, 三, ...' style:num-suffix='、'/>\
    <text:list-level-style-number text:level='2' loext:num-list-format='（%2%）' style:num-format='一, 二, 三, ...'/>\
    <text:list-level-style-number text:level='3' style:num-format='1' text:display-levels='2'/>\
    <text:list-level-style-bullet text:level='4' text:bullet-char='●'/></text:list-style>";

#[test]
fn items_of_a_list_have_the_labels_of_their_levels() {
    let item = |inner: &str| format!("<text:list-item>{inner}</text:list-item>");
    let inner =
        format!("<text:list>{}</text:list>", item("<text:p>投入</text:p><text:p>续</text:p>"));
    let blocks = format!(
        "<text:list text:style-name='L'>{}{}</text:list><text:p>正文</text:p>\
         <text:list text:style-name='L' text:continue-numbering='true'>{}</text:list>\
         <text:list text:style-name='L'>{}</text:list>",
        item(&format!("<text:p>回顾</text:p>{inner}")),
        item("<text:p>任务</text:p>"),
        item("<text:p>保障</text:p>"),
        item("<text:p>另起</text:p>"),
    );
    assert_eq!(
        read_with(CHINESE, &blocks).text,
        "一、回顾\n（一）投入\n续\n二、任务\n正文\n三、保障\n一、另起\n"
    );
}

#[test]
fn an_item_can_set_its_number() {
    let blocks = "<text:list text:style-name='L'><text:list-item text:start-value='5'><text:p>甲</text:p>\
        </text:list-item></text:list>";
    assert_eq!(read_with(CHINESE, blocks).text, "五、甲\n");
}

#[test]
fn headings_have_their_level_and_the_number_of_the_outline() {
    let outline = "<text:outline-style><text:outline-level-style text:level='1' style:num-format='一, 二, 三, ...' \
        style:num-suffix='、'/></text:outline-style>";
    let blocks =
        "<text:h text:outline-level='1'>回顾</text:h><text:h text:outline-level='2'>投入</text:h>";
    let reading = read_with(outline, blocks);
    assert_eq!(reading.text, "一、回顾\n投入\n");
    let hints: Vec<HintKind> = reading.hints.iter().map(|hint| hint.kind).collect();
    assert_eq!(hints, [HintKind::Heading(1), HintKind::Heading(2)]);
}

#[test]
fn bold_comes_from_the_style_of_a_span() {
    let styles = "<style:style style:name='T1' style:family='text'>\
        <style:text-properties fo:font-weight='bold' style:font-weight-asian='bold'/></style:style>";
    let reading = read_with(
        styles,
        "<text:p><text:span text:style-name='T1'>稳增长。</text:span>针对</text:p>",
    );
    assert_eq!(reading.hints[0].kind, HintKind::BoldLead);
    assert_eq!(reading.hints[0].span.of(&reading.text), "稳增长。");
}

#[test]
fn deleted_text_at_the_top_is_left_out_and_counted() {
    let blocks = "<text:tracked-changes><text:changed-region><text:deletion><text:p>67</text:p></text:deletion>\
        </text:changed-region><text:changed-region><text:insertion/></text:changed-region>\
        <text:changed-region><text:format-change/></text:changed-region></text:tracked-changes>\
        <text:p>达到<text:change/><text:change-start/>135<text:change-end/>家</text:p>";
    let reading = read_with("", blocks);
    assert_eq!(reading.text, "达到135家\n");
    assert_eq!(detail(&reading, NoteKind::TrackedChanges), Some("2"));
}

#[test]
fn deleted_text_that_was_left_in_place_is_left_out_across_paragraphs() {
    let blocks = "<text:tracked-changes><text:changed-region text:id='d'><text:deletion/></text:changed-region>\
        <text:changed-region text:id='i'><text:insertion/></text:changed-region></text:tracked-changes>\
        <text:p>达到<text:change-start text:change-id='d'/>67<text:s/></text:p><text:p>旧</text:p>\
        <text:p>旧<text:change-end text:change-id='d'/><text:change-start text:change-id='i'/>135<text:change-end text:change-id='i'/>家</text:p>";
    assert_eq!(text(blocks), "达到135家\n");
}

#[test]
fn white_space_is_what_the_file_says_it_is() {
    let blocks =
        "<text:p>\n  甲<text:s text:c='2'/>乙 \n 丙<text:tab/><text:line-break/>  丁</text:p>";
    assert_eq!(text(blocks), "甲  乙 丙\t\n丁\n");
}

#[test]
fn notes_comments_contents_and_shapes_are_told() {
    let blocks = "<text:table-of-content><text:index-body><text:p>一、回顾 1</text:p></text:index-body>\
        </text:table-of-content><text:p>投入<text:note><text:note-citation>1</text:note-citation><text:note-body>\
        <text:p>口径</text:p></text:note-body></text:note><office:annotation><text:p>批</text:p></office:annotation>\
        <draw:frame><draw:text-box><text:p>框内</text:p></draw:text-box></draw:frame>增长</text:p><text:p>之后</text:p>";
    let reading = read_with("", blocks);
    assert_eq!(reading.text, "投入[1]增长\n框内\n之后\n[1] 口径\n");
    let kinds = [NoteKind::Comments, NoteKind::Contents, NoteKind::TextBoxes, NoteKind::Footnotes];
    for kind in kinds {
        assert_eq!(detail(&reading, kind), Some("1"), "{kind:?}");
    }
}

#[test]
fn rows_of_a_table_are_lines() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let row =
        |a: &str, b: &str| format!("<table:table-row>{}{}</table:table-row>", cell(a), cell(b));
    let table = format!(
        "<table:table><table:table-header-rows>{}</table:table-header-rows>{}</table:table>",
        row("指标", "数值"),
        row("投入", "6.28亿元")
    );
    assert_eq!(text(&table), "指标\t数值\n投入\t6.28亿元\n");
    let spanned = "<table:table><table:table-row><table:table-cell table:number-columns-spanned='2'><text:p>甲</text:p>\
        </table:table-cell><table:covered-table-cell/><table:table-cell><text:p>乙</text:p></table:table-cell>\
        </table:table-row></table:table>";
    assert_eq!(text(spanned), "甲\t乙\n");
}

#[test]
fn an_encrypted_text_says_so() {
    let manifest = "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let reading =
        read(&packed(&[("META-INF/manifest.xml", manifest), ("content.xml", "\u{1}\u{2}")]));
    assert_eq!(reading.notes[0].kind, NoteKind::Encrypted);
}
