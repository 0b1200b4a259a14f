//! The marks of the reviewer on the screen: verdicts, notes, sections gone through, and what is left to do.
#![cfg(feature = "app")]

use duikan::config::Settings;
use duikan::intake::decode;
use duikan::report::split;
use duikan::text::language::Language;
use duikan::tui::key::keys;
use duikan::tui::model::{Catalog, Entry, Model, Opening, Size};
use duikan::tui::update::{Message, update};
use duikan::tui::view::view;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use std::sync::Arc;

const LEFT: &str = "青石区民政局2023年度工作总结
一、主要成效
2023年完成国家科技型中小企业备案67家，研发投入占比8.4%。
二、下一步打算
培育xx家科技企业孵化器，力争全年技术合同成交额达到48.76亿元。
";

const RIGHT: &str = "青石区民政局2024年度工作总结
一、主要成效
2024年完成国家科技型中小企业备案135家，研发投入占比2.68%。
二、下一步打算
培育3家科技企业孵化器，力争全年技术合同成交额达到52.1亿元。
";

fn opened(size: (u16, u16), language: Language) -> Model {
    let entry = |name: &str, text: &str| {
        let document = Arc::new(decode::read(text.as_bytes(), name));
        let report = split::whole(&document);
        Entry { document, report, name: name.to_owned() }
    };
    let entries = vec![entry("2023.txt", LEFT), entry("2024.txt", RIGHT)];
    let size = Size { width: size.0, height: size.1 };
    let settings = Settings { language, ..Settings::default() };
    Model::new(Catalog { entries, ..Catalog::default() }, Opening::Pair(0, 1), settings, size)
}

fn model(size: (u16, u16)) -> Model {
    opened(size, Language::Chinese)
}

/// Presses the keys of a script, separated by spaces.
fn press(model: &mut Model, script: &str) {
    for key in script.split_whitespace().flat_map(keys) {
        update(model, Message::Key(key));
    }
}

/// Types what a prompt asks for and enters it.
fn enter(model: &mut Model, script: &str, text: &str) {
    press(model, script);
    update(model, Message::Paste(text.to_owned()));
    press(model, "Enter");
}

fn drawn(model: &Model) -> (String, Option<(u16, u16)>) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, model.size.width, model.size.height));
    let cursor = view(model, &mut buffer);
    let rows = buffer.content.chunks(usize::from(buffer.area.width));
    let lines = rows.map(|row| row.iter().map(Cell::symbol).collect::<String>());
    (lines.map(|line| line.trim_end().to_owned() + "\n").collect(), cursor)
}

fn screen(model: &Model) -> String {
    drawn(model).0
}

fn row_with(model: &Model, words: &str) -> String {
    screen(model).lines().find(|line| line.contains(words)).unwrap_or("").to_owned()
}

fn notes(model: &Model) -> Vec<String> {
    let pair = model.pair.as_ref();
    pair.map_or(Vec::new(), |pair| pair.marks.notes.iter().map(|n| n.text.clone()).collect())
}

fn cursor_row(model: &Model) -> usize {
    model.pair.as_ref().map_or(0, |pair| pair.cursor.row)
}

fn exclusions(model: &Model) -> Vec<String> {
    let pair = model.pair.as_ref();
    let exclusions = pair.map_or(&[][..], |pair| &pair.marks.exclusions);
    exclusions.iter().map(|exclusion| exclusion.reason.clone()).collect()
}

fn counted(model: &Model) -> usize {
    model.pair.as_ref().map_or(0, |pair| pair.totals.reused)
}

#[test]
fn passage_is_excluded_for_a_reason_of_the_table_and_undone() {
    let mut model = model((80, 24));
    let before = model.pair.as_ref().map(|pair| pair.collation.clone());
    assert_eq!(counted(&model), 2);
    press(&mut model, "]= E");
    assert!(screen(&model).contains("> 1  模板或通用要求"), "{}", screen(&model));
    press(&mut model, "Down Enter");
    assert_eq!(exclusions(&model), ["引用法规或上级文件"]);
    assert_eq!(counted(&model), 1);
    let said = row_with(&model, "不计入雷同：引用法规或上级文件");
    assert!(said.contains("人工排除 1 段"), "{}", screen(&model));
    assert!(!row_with(&model, "2023年完成").contains("~="), "{}", screen(&model));
    press(&mut model, "Enter");
    assert!(screen(&model).contains("不计入雷同：引用法规或上级文件"), "{}", screen(&model));
    press(&mut model, "q A");
    assert!(screen(&model).contains("- 引用法规或上级文件"), "{}", screen(&model));
    press(&mut model, "q U");
    assert_eq!((exclusions(&model).len(), counted(&model)), (0, 2));
    assert_eq!(model.pair.as_ref().map(|pair| pair.collation.clone()), before);
    press(&mut model, "^R");
    assert_eq!(counted(&model), 1);
}

#[test]
fn reason_is_typed_changed_and_taken_back_with_the_keys_or_a_command() {
    let mut model = model((40, 10));
    press(&mut model, "]= _ 5");
    update(&mut model, Message::Paste("年年如此".to_owned()));
    press(&mut model, "Enter");
    assert_eq!(exclusions(&model), ["年年如此"]);
    press(&mut model, "E 3");
    assert_eq!(exclusions(&model), ["引文"]);
    press(&mut model, "E 6");
    assert_eq!((exclusions(&model).len(), counted(&model)), (0, 2));
    enter(&mut model, ":", "exclude 上级要求");
    assert_eq!(exclusions(&model), ["上级要求"]);
    enter(&mut model, ":", "include");
    assert_eq!(exclusions(&model), [""; 0]);
    press(&mut model, "+");
    assert!(screen(&model).contains("光标处没有排除的段落"), "{}", screen(&model));
    press(&mut model, "gg E");
    assert!(screen(&model).contains("光标处没有雷同段落"), "{}", screen(&model));
}

#[test]
fn note_is_written_shown_changed_and_deleted() {
    let mut model = model((80, 24));
    enter(&mut model, "]# a", "核对原件");
    assert_eq!(notes(&model), ["核对原件"]);
    assert!(screen(&model).contains("批注已记（U 撤销）"));
    let sentence = row_with(&model, "2023年完成");
    assert!(sentence.contains("~=*"), "{sentence}");
    assert!(screen(&model).contains(" * 核对原件"), "{}", screen(&model));
    press(&mut model, "k");
    assert!(screen(&model).contains(" * 核对原件"), "other row: {}", screen(&model));
    press(&mut model, "Enter");
    assert!(screen(&model).contains("* 核对原件"), "details: {}", screen(&model));
    press(&mut model, "q");
    enter(&mut model, "a Left Left", "两侧的");
    assert_eq!(notes(&model), ["核对两侧的原件"]);
    press(&mut model, "a ^U Enter");
    assert_eq!(notes(&model), [""; 0]);
    assert!(screen(&model).contains("批注已删（U 撤销）"));
    press(&mut model, "U U");
    assert_eq!(notes(&model), ["核对原件"]);
    press(&mut model, "^R");
    assert_eq!(notes(&model), ["核对两侧的原件"]);
}

#[test]
fn cursor_of_the_terminal_is_where_the_next_character_goes() {
    let mut model = model((80, 24));
    press(&mut model, "a 甲 乙");
    let label = "批注（留空即删）：".chars().count() as u16 * 2;
    assert_eq!(drawn(&model).1, Some((label + 4, 23)));
    press(&mut model, "Left");
    assert_eq!(drawn(&model).1, Some((label + 2, 23)));
    press(&mut model, "Esc");
    assert_eq!(notes(&model), [""; 0]);
}

#[test]
fn finding_that_is_selected_gets_the_note_and_says_so_in_the_list() {
    let mut model = model((80, 24));
    enter(&mut model, "]# f a", "见统计年鉴");
    let selected = row_with(&model, ">#");
    assert!(selected.contains("* 行"), "{}", screen(&model));
    press(&mut model, "i");
    assert!(row_with(&model, ">#").contains("忽略 * 行"), "{}", screen(&model));
}

#[test]
fn verdicts_count_down_and_the_next_open_finding_comes_up() {
    let mut model = model((80, 24));
    let all = model.pair.as_ref().map_or(0, |pair| pair.findings.len());
    assert!(!screen(&model).contains("已判"), "nobody has begun");
    let is_open_here = |model: &Model| {
        model.pair.as_ref().is_some_and(|pair| {
            pair.explained().is_some_and(|at| pair.marks.findings[at].is_open())
        })
    };
    for judged in 1..=all {
        while !is_open_here(&model) {
            let before = cursor_row(&model);
            press(&mut model, "]u");
            assert!(before < cursor_row(&model), "stuck in row {before}");
        }
        press(&mut model, "x");
        assert!(screen(&model).contains(&format!("已判 {judged}/{all}")), "{}", screen(&model));
    }
}

#[test]
fn sections_gone_through_are_counted_and_passed_over() {
    let mut model = model((120, 40));
    press(&mut model, "]] m");
    assert!(screen(&model).contains("本节已审，共 1/"), "{}", screen(&model));
    let reviewed = |model: &Model| {
        let pair = model.pair.as_ref();
        pair.map_or(Vec::new(), |pair| pair.marks.reviewed.clone())
    };
    let flags = reviewed(&model);
    assert_eq!(flags.iter().filter(|done| **done).count(), 1, "{flags:?}");
    assert!(flags[0], "the first heading opens the first section");
    press(&mut model, "o");
    assert!(row_with(&model, "审").contains("一、主要成效"), "{}", screen(&model));
    press(&mut model, "]u");
    let selected = model.pair.as_ref().map(|pair| pair.outline_selected);
    assert!(selected.is_some_and(|at| !flags[at]));
    press(&mut model, "o m U U");
    assert!(reviewed(&model).iter().all(|done| !done));
}

#[test]
fn list_shows_one_verdict_and_says_what_it_leaves_out() {
    let mut model = model((80, 24));
    let all = model.pair.as_ref().map_or(0, |pair| pair.findings.len());
    press(&mut model, "f j x j i g g T");
    let title = screen(&model).lines().next().unwrap_or("").to_owned();
    assert!(title.contains(&format!("{}/{all}（2 条未列）", all - 2)), "{title}");
    assert!(title.contains("T 待定"), "{title}");
    press(&mut model, "T");
    let title = screen(&model).lines().next().unwrap_or("").to_owned();
    assert!(title.contains(&format!("1/{all}（{} 条未列）", all - 1)), "{title}");
    // The last one of a kind leaves the list with its verdict.
    press(&mut model, "r");
    assert!(screen(&model).contains("没有这样的发现"), "{}", screen(&model));
    enter(&mut model, ":", "only all");
    assert!(screen(&model).contains(&format!("发现清单 {all}/{all} ")), "{}", screen(&model));
}

#[test]
fn list_shows_one_severity_or_rule_by_its_name() {
    let mut model = model((80, 24));
    press(&mut model, "f");
    for (wanted, name) in [("figure-changed", "数字变动"), ("数字变动", "数字变动")] {
        enter(&mut model, ":", &format!("only {wanted}"));
        let shown = screen(&model);
        let listed = shown.lines().skip(1).filter(|line| line.contains(" 行 "));
        assert!(listed.clone().count() > 0 && listed.clone().all(|line| line.contains(name)));
        assert!(shown.contains(&format!(":only {name}")), "{shown}");
    }
    enter(&mut model, ":", "only notice");
    let severities = |model: &Model| {
        model.pair.as_ref().is_some_and(|pair| {
            let listed = duikan::tui::panel::listed(pair);
            let names = listed.iter().map(|at| pair.findings[*at].severity.name());
            !listed.is_empty() && names.into_iter().all(|name| name == "notice")
        })
    };
    assert!(severities(&model), "{}", screen(&model));
    enter(&mut model, ":", "only 没有的");
    assert!(screen(&model).contains(":only …　清单只看：# = ? 或规则"), "{}", screen(&model));
}

#[test]
fn verdict_is_given_with_a_reason_and_the_details_tell_it() {
    let mut model = model((80, 24));
    enter(&mut model, "]# :", "忽略 去年已经说明");
    press(&mut model, "Enter");
    assert!(screen(&model).contains("忽略：去年已经说明"), "{}", screen(&model));
}

#[test]
fn page_of_marks_tells_progress_notes_and_what_has_lost_its_place() {
    let mut model = model((80, 24));
    enter(&mut model, "]# x a", "核对原件");
    press(&mut model, "A");
    let page = screen(&model);
    for words in ["进度", "已判 1（认定 1，", "* 核对原件", "行 4", "失去位置的标记", "没有"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    press(&mut model, "q");
    assert!(model.overlay.is_none());
}

#[test]
fn one_finding_at_a_time_is_judged_and_noted_too() {
    let mut model = model((36, 12));
    press(&mut model, "x");
    let first = model.pair.as_ref().map_or(0, |pair| pair.marks.progress().decided);
    enter(&mut model, "]u a", "查");
    assert_eq!((first, notes(&model).len()), (1, 1));
    assert!(screen(&model).contains("* 查"), "{}", screen(&model));
}

#[test]
fn marks_speak_english_when_asked() {
    let mut model = opened((100, 30), Language::English);
    enter(&mut model, "]# x a", "see the source");
    let shown = screen(&model);
    assert!(shown.contains("note written") && shown.contains("judged 1/"), "{shown}");
    press(&mut model, "A");
    assert!(screen(&model).contains("marks without a place"), "{}", screen(&model));
}
