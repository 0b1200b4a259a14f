//! The screen, driven through the real update loop with key scripts and read back as text.
#![cfg(feature = "app")]

use duikan::collate::matrix::{Basis, MatrixPair};
use duikan::collate::model::Grade;
use duikan::config::Color::Brackets;
use duikan::config::Settings;
use duikan::export::subject::{FilePair, Unread};
use duikan::finding::model::Message as FindingMessage;
use duikan::intake::decode;
use duikan::report::split;
use duikan::text::cells::AmbiguousWidth;
use duikan::text::language::Language;
use duikan::text::side::{Side, Sided};
use duikan::tui::input::event::{Mouse, MouseDeed};
use duikan::tui::key::keys;
use duikan::tui::model::{Catalog, Entry, Model, Opening, Size};
use duikan::tui::paint::Painter;
use duikan::tui::roster::{Roster, Row};
use duikan::tui::style::Theme;
use duikan::tui::update::{Effect, Message, update};
use duikan::tui::view::view;
use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use std::num::NonZeroU16;
use std::sync::Arc;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

const LEFT: &str = "青石区民政局2023年度工作总结
一、主要成效
首先，我们加强了与高校、科研机构和企业的合作，推动了一批重要科技项目的研发和应用。
我们建立了科技创新平台，为科技创新提供了良好的环境和条件。
我们积极参与国际科技合作项目，与国外科研机构建立了稳定的合作关系。
2023年完成国家科技型中小企业备案67家，研发投入占比8.4%。
二、下一步打算
培育xx家科技企业孵化器，力争全年技术合同成交额达到48.76亿元。
坚持疏堵结合，整治散埋乱葬，推广树葬等节地生态安葬方式。
";

const RIGHT: &str = "青石区民政局2024年度工作总结
一、工作回顾
我们积极参与国际科技合作项目，与国外科研机构建立了稳定的合作关系。
首先，我们加强了与高校、科研机构和企业的合作，成功推动了许多重要科技项目的研发和应用。
我们建立了科技创新平台，为科技创新提供了良好的环境和条件。
2024年完成国家科技型中小企业备案135家，研发投入占比2.68%。
二、明年安排
培育3家科技企业孵化器，力争全年技术合同成交额达到52.1亿元。
此外，我们还为全县地名更换了新标牌，老街巷的名字和来历都写了上去。
";

fn entry(name: &str, text: &str) -> Entry {
    let document = Arc::new(decode::read(text.as_bytes(), name));
    let report = split::whole(&document);
    Entry { document, report, name: name.to_owned() }
}

fn opened(left: &str, right: &str, size: (u16, u16), settings: Settings) -> Model {
    let entries = vec![entry("2023.txt", left), entry("2024.txt", right)];
    let size = Size { width: size.0, height: size.1 };
    Model::new(Catalog { entries, ..Catalog::default() }, Opening::Pair(0, 1), settings, size)
}

fn model(size: (u16, u16)) -> Model {
    opened(LEFT, RIGHT, size, Settings::default())
}

/// Presses the keys of a script, separated by spaces.
fn press(model: &mut Model, script: &str) -> Effect {
    let mut effect = Effect::Show;
    for key in script.split_whitespace().flat_map(keys) {
        effect = update(model, Message::Key(key));
    }
    effect
}

fn drawn(model: &Model) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, model.size.width, model.size.height));
    view(model, &mut buffer);
    assert_whole(&buffer);
    buffer
}

/// Asserts that no glyph was cut in two: each has all its cells, and none has those of another.
fn assert_whole(buffer: &Buffer) {
    for (y, row) in buffer.content.chunks(usize::from(buffer.area.width.max(1))).enumerate() {
        let mut x = 0;
        while x < row.len() {
            let symbol = row[x].symbol();
            let cells = 1 + row[x + 1..].iter().take_while(|cell| cell.symbol().is_empty()).count();
            // Nearly all are one character; others and ambiguous ones may have cells to spare.
            let (least, most) = match symbol.as_bytes() {
                [b' '..=b'~'] => (1, 1),
                _ => (symbol.width(), symbol.width_cjk()),
            };
            assert!((least..=most).contains(&cells), "{symbol:?} has {cells} cells at {x},{y}");
            x += cells;
        }
    }
}

/// Prints a buffer as the eye sees it: trailing cells of wide characters are empty, row ends are not shown.
fn printed(buffer: &Buffer) -> String {
    let rows = buffer.content.chunks(usize::from(buffer.area.width.max(1)));
    let lines = rows.map(|row| row.iter().map(Cell::symbol).collect::<String>());
    lines.map(|line| line.trim_end().to_owned() + "\n").collect()
}

fn screen(model: &Model) -> String {
    printed(&drawn(model))
}

fn row_with(model: &Model, words: &str) -> String {
    let screen = screen(model);
    screen.lines().find(|line| line.contains(words)).unwrap_or("").to_owned()
}

#[test]
fn pair_is_side_by_side_at_80x24() {
    insta::assert_snapshot!(screen(&model((80, 24))), @r#"
     对勘  2023.txt | 2024.txt                        改6 增1 删1 移1 雷同5 数3 疑1
                                                                     似 .73 改写雷同
    青石区民政局2023年度工作总结           ~  青石区民政局2024年度工作总结

    一、主要成效                           ~  一、工作回顾
                                           <=     我们积极参与国际科技合作项目，与国
                                           <= 外科研机构建立了稳定的合作关系。
        首先，我们加强了与高校、科研机构和 ~=     首先，我们加强了与高校、科研机构和
    企业的合作，推动了一批重要科技项目的研 ~= 企业的合作，成功推动了许多重要科技项目
    发和应用。                             ~= 的研发和应用。
        我们建立了科技创新平台，为科技创新  =     我们建立了科技创新平台，为科技创新
    提供了良好的环境和条件。                = 提供了良好的环境和条件。
        我们积极参与国际科技合作项目，与国 >=
    外科研机构建立了稳定的合作关系。       >=
        2023年完成国家科技型中小企业备案   ~=     2024年完成国家科技型中小企业备案
    67家，研发投入占比8.4%。               ~# 135家，研发投入占比2.68%。

    二、下一步打算                         ~  二、明年安排
        培育xx家科技企业孵化器，力争全年技 ~?     培育3家科技企业孵化器，力争全年技
    术合同成交额达到48.76亿元。            ~# 术合同成交额达到52.1亿元。
        坚持疏堵结合，整治散埋乱葬，推广树 |      此外，我们还为全县地名更换了新标
     = 改写雷同：左侧 86% 见于右侧，右侧 84% 见于左侧               [整篇雷同 1/11]
     行 1/20  0%                                                         UTF-8  w:1
     j/k 行  n/N 差异  ]# 数字  ]= 雷同  Enter 详情  ? 帮助  f 清单  o 提纲  / 查找
    "#);
}

#[test]
fn list_is_docked_at_120x40() {
    insta::assert_snapshot!(screen(&model((120, 40))), @r#"
     对勘  2023.txt | 2024.txt                                                                改6 增1 删1 移1 雷同5 数3 疑1
                                                                                                             似 .73 改写雷同
    青石区民政局2023年度工作总结                               ~  青石区民政局2024年度工作总结

    一、主要成效                                               ~  一、工作回顾
                                                               <=     我们积极参与国际科技合作项目，与国外科研机构建立了稳定
                                                               <= 的合作关系。
        首先，我们加强了与高校、科研机构和企业的合作，推动了一 ~=     首先，我们加强了与高校、科研机构和企业的合作，成功推动
    批重要科技项目的研发和应用。                               ~= 了许多重要科技项目的研发和应用。
        我们建立了科技创新平台，为科技创新提供了良好的环境和条  =     我们建立了科技创新平台，为科技创新提供了良好的环境和条
    件。                                                        = 件。
        我们积极参与国际科技合作项目，与国外科研机构建立了稳定 >=
    的合作关系。                                               >=
        2023年完成国家科技型中小企业备案67家，研发投入占比     ~#     2024年完成国家科技型中小企业备案135家，研发投入占比
    8.4%。                                                     ~# 2.68%。

    二、下一步打算                                             ~  二、明年安排
        培育xx家科技企业孵化器，力争全年技术合同成交额达到     ~?     培育3家科技企业孵化器，力争全年技术合同成交额达到
    48.76亿元。                                                ~# 52.1亿元。
        坚持疏堵结合，整治散埋乱葬，推广树葬等节地生态安葬方   |      此外，我们还为全县地名更换了新标牌，老街巷的名字和来历
    式。                                                       |  都写了上去。








    --- 发现清单 11/11  s 按位置  t 全部 -----------------------------------------------------------------------------------
    >= 整篇雷同       改写雷同：左侧 86% 见于右侧，右侧 84% 见于左侧                                                   行 1
     = 雷同段         雷同（原样，移位）：相似 100%，最长连续相同 31 字                                                行 4
     = 雷同段         雷同（轻改）：相似 86%，最长连续相同 20 字                                                       行 6
     = 雷同段         雷同（原样）：相似 100%，最长连续相同 27 字                                                      行 8
     = 雷同段         雷同（改写）：相似 68%，最长连续相同 13 字                                                      行 12
     # 数字变动       国家科技型中小企业备案：67家 -> 135家，+68家（+101.5%）                                         行 12
     # 数字变动       研发投入占比：8.4% -> 2.68%，-5.72个百分点                                                      行 13
     = 改写雷同：左侧 86% 见于右侧，右侧 84% 见于左侧                                                       [整篇雷同 1/11]
     行 1/19  0%                                                                                                 UTF-8  w:1
     j/k 行  n/N 差异  ]# 数字  ]= 雷同  Enter 详情  ? 帮助  f 清单  o 提纲  / 查找  L 台账  x 认定  i 忽略  a 批注  m 已审
    "#);
}

#[test]
fn outline_is_docked_at_200x60() {
    insta::assert_snapshot!(screen(&model((200, 60))), @r#"
     对勘  2023.txt | 2024.txt                                                                                                                                                改6 增1 删1 移1 雷同5 数3 疑1
     提纲                       |                                                                                                                                                         似 .73 改写雷同
    >~ 一、主要成效          .91|青石区民政局2023年度工作总结                                                       ~  青石区民政局2024年度工作总结
     ~ 二、下一步打算        .47|
                                |一、主要成效                                                                       ~  一、工作回顾
                                |                                                                                   <=     我们积极参与国际科技合作项目，与国外科研机构建立了稳定的合作关系。
                                |    首先，我们加强了与高校、科研机构和企业的合作，推动了一批重要科技项目的研发和应 ~=     首先，我们加强了与高校、科研机构和企业的合作，成功推动了许多重要科技项目的研发
                                |用。                                                                               ~= 和应用。
                                |    我们建立了科技创新平台，为科技创新提供了良好的环境和条件。                      =     我们建立了科技创新平台，为科技创新提供了良好的环境和条件。
                                |    我们积极参与国际科技合作项目，与国外科研机构建立了稳定的合作关系。             >=
                                |    2023年完成国家科技型中小企业备案67家，研发投入占比8.4%。                       ~#     2024年完成国家科技型中小企业备案135家，研发投入占比2.68%。
                                |
                                |二、下一步打算                                                                     ~  二、明年安排
                                |    培育xx家科技企业孵化器，力争全年技术合同成交额达到48.76亿元。                  ~?     培育3家科技企业孵化器，力争全年技术合同成交额达到52.1亿元。
                                |    坚持疏堵结合，整治散埋乱葬，推广树葬等节地生态安葬方式。                       |      此外，我们还为全县地名更换了新标牌，老街巷的名字和来历都写了上去。
                                |
                                |
                                |
                                |
                                |
                                |
                                |
                                |
                                |
                                |
                                |
                                |
                                |
                                |
                                |
                                |
                                |
                                |
                                |
                                |
                                |
                                |
                                |
                                |
                                |
                                |
                                |
                                |
                                |
                                |
    --- 发现清单 11/11  s 按位置  t 全部 -------------------------------------------------------------------------------------------------------------------------------------------------------------------
    >= 整篇雷同       改写雷同：左侧 86% 见于右侧，右侧 84% 见于左侧                                                                                                                                   行 1
     = 雷同段         雷同（原样，移位）：相似 100%，最长连续相同 31 字                                                                                                                                行 4
     = 雷同段         雷同（轻改）：相似 86%，最长连续相同 20 字                                                                                                                                       行 5
     = 雷同段         雷同（原样）：相似 100%，最长连续相同 27 字                                                                                                                                      行 7
     = 雷同段         雷同（改写）：相似 68%，最长连续相同 13 字                                                                                                                                       行 9
     # 数字变动       国家科技型中小企业备案：67家 -> 135家，+68家（+101.5%）                                                                                                                          行 9
     # 数字变动       研发投入占比：8.4% -> 2.68%，-5.72个百分点                                                                                                                                       行 9
     = 雷同段         雷同（轻改）：相似 75%，最长连续相同 20 字                                                                                                                                      行 12
     ? 占位符未填     占位符“xx家”未填：培育科技企业孵化器                                                                                                                                            行 12
     # 目标未交代     上年目标“技术合同成交额 48.76亿元”：右侧未见交代                                                                                                                                行 12
     # 数字变动       技术合同成交额：48.76亿元 -> 52.1亿元，+3.34亿元（+6.8%）                                                                                                                       行 12
     = 改写雷同：左侧 86% 见于右侧，右侧 84% 见于左侧                                                                                                                                       [整篇雷同 1/11]
     行 1/13  0%                                                                                                                                                                                 UTF-8  w:1
     j/k 行  n/N 差异  ]# 数字  ]= 雷同  Enter 详情  ? 帮助  f 清单  o 提纲  / 查找  L 台账  x 认定  i 忽略  a 批注  m 已审  ]u 待审
    "#);
}

#[test]
fn pair_is_stacked_at_40x10() {
    insta::assert_snapshot!(screen(&model((40, 10))), @r#"
    2023.. | 2024..    ~6 +1 -1 >1 =5 #3 ?1
    -  青石区民政局2023年度工作总结
    +  青石区民政局2024年度工作总结

    -  一、主要成效
    +  一、工作回顾
    <=     我们积极参与国际科技合作项目，与
    <= 国外科研机构建立了稳定的合作关系。
     = 改写雷同：左侧 86% 见于右...  [1/11]
     行 1/32  0%                ? 帮助  w:1
    "#);
}

#[test]
fn one_finding_at_a_time_below_40_columns() {
    let mut model = model((36, 12));
    press(&mut model, "j");
    insta::assert_snapshot!(screen(&model), @r#"
    2023.. | 2024..   ?1 #3 =5 ~6 >1 ..
     = 雷同段  雷同（原样，移位）：相似
     100%，最长连续相同 31 字
     一句或数句在两侧相同或相近，套话除
     外。
     左
     我们积极参与国际科技合作项目，与国
     外科研机构建立了稳定的合作关系。
     右
     我们积极参与国际科技合作项目，与国
     外科研机构建立了稳定的合作关系。
     发现 2/11                   ? 帮助
    "#);
}

#[test]
fn window_that_is_too_small_says_what_size_would_do() {
    for language in [Language::Chinese, Language::English] {
        let settings = Settings { language, ..Settings::default() };
        let model = opened(LEFT, RIGHT, (12, 3), settings);
        assert!(screen(&model).contains("80x24"), "{}", screen(&model));
    }
}

#[test]
fn screen_speaks_english_when_asked() {
    let settings = Settings { language: Language::English, ..Settings::default() };
    let model = opened(LEFT, RIGHT, (80, 24), settings);
    let text = screen(&model);
    assert!(text.contains("difference") && text.contains("row 1/"), "{text}");
    assert!(!text.contains("差异") && !text.contains("帮助"), "{text}");
}

#[test]
fn list_names_every_rule_in_full_where_there_is_room() {
    let settings = Settings { language: Language::English, ..Settings::default() };
    let text = screen(&opened(LEFT, RIGHT, (120, 60), settings));
    assert!(text.contains("? placeholder left      "), "{text}");
}

#[test]
fn detail_shows_both_sentences_and_why() {
    let mut model = model((80, 24));
    press(&mut model, "]# Enter");
    insta::assert_snapshot!(screen(&model), @r#"
     详情
     改动  似 .68  最长相同 13 字
     左
     2023年完成国家科技型中小企业备案67家，研发投入占比8.4%。
     右
     2024年完成国家科技型中小企业备案135家，研发投入占比2.68%。
     按字计：原样 19，数字改动 14；最长连续相同 13 字。措辞有 85% 在 373 篇同类文件
     中未见或罕见，最常见的一处见于 4 篇。
     两侧都有：「完成国家科技型中小企业备案」「研发投入占比」。

     标记缘由
     = 雷同段  雷同（改写）：相似 68%，最长连续相同 13 字
     一句或数句在两侧相同或相近，套话除外。
     # 数字变动  国家科技型中小企业备案：67家 -> 135家，+68家（+101.5%）
     同一指标的数字两侧不同。
     # 数字变动  研发投入占比：8.4% -> 2.68%，-5.72个百分点
     同一指标的数字两侧不同。

     数字
     左  2023年  2023
     左  67家  国家科技型中小企业备案  2023
         -> +68家（+101.5%）
     左  8.4%  研发投入占比  2023
     22/26  q 返回  j/k 滚动
    "#);
    press(&mut model, "q");
    assert!(screen(&model).contains("帮助"));
}

#[test]
fn detail_of_a_sentence_without_counterpart_shows_the_passage_it_was_reworded_in() {
    let other =
        "中小学课后服务实现全覆盖。县级医院门诊预约挂号比例继续提高。图书馆周末延长开放时间。";
    let another = "秋粮收购价格保持平稳。果园改种早熟品种，冷库容量翻了一番。村集体收入稳中有升。";
    let source = "全市铺设雨污分流管网三十二公里。改造老旧泵站七座，清淤疏浚河道十九条。沿江化工企业全部搬迁入园，岸线复绿2170亩。";
    let retold = "岸线复绿达2170亩，原先沿江的化工企业都已搬进园区。七座老旧的泵站得到改造，十九条河道完成清淤与疏浚，雨污分流管网也铺设了三十二公里。";
    let left = format!("{source}\n{}", format!("{another}\n").repeat(6));
    let right = format!("{}{retold}\n", format!("{other}\n").repeat(6));
    let mut model = opened(&left, &right, (100, 40), Settings::default());
    press(&mut model, "]= Enter");
    let seen = screen(&model);
    assert!(seen.contains("雷同段  改写  似 ."), "{seen}");
    let sides = ["全市铺设雨污分流管网三十二公里。", "岸线复绿达2170亩，原先沿江"];
    assert!(sides.iter().all(|side| seen.contains(side)), "{seen}");
    assert!(seen.contains("两侧都有：「") && seen.contains("，2170。"), "{seen}");
}

#[test]
fn page_of_details_has_no_two_empty_rows_in_succession() {
    let left = include_str!("../samples/copy-source.txt");
    let right = include_str!("../samples/copy-disguised.txt");
    let mut model = opened(left, right, (80, 40), Settings::default());
    press(&mut model, "]= ]= ]= Enter");
    let seen = screen(&model);
    assert!(seen.contains("全篇"), "{seen}");
    // Above the status line the page is filled up.
    let page = seen.trim_end().rsplit_once('\n').map_or("", |(page, _)| page.trim_end());
    let is_empty_twice = |two: &[&str]| two.iter().all(|row| row.trim().is_empty());
    assert!(!page.lines().collect::<Vec<_>>().windows(2).any(is_empty_twice), "{seen}");
}

#[test]
fn help_lists_every_key_and_scrolls() {
    let mut model = model((80, 24));
    press(&mut model, "?");
    let mut seen = screen(&model);
    for _ in 0..4 {
        press(&mut model, "PgDn");
        seen.push_str(&screen(&model));
    }
    for words in ["]# ", "zR", "PgDn", "F1", "两侧查找", "占位符"] {
        assert!(seen.contains(words), "{words} is missing in {seen}");
    }
    assert_eq!(press(&mut model, "Esc"), Effect::Show);
    assert!(model.overlay.is_none());
}

#[test]
fn unknown_key_is_answered_kindly() {
    let mut model = model((80, 24));
    press(&mut model, "Q");
    assert_eq!(
        row_with(&model, "没有这个键"),
        " 没有这个键：Q（按 ? 看帮助）                                        UTF-8  w:1"
    );
    press(&mut model, "j");
    assert!(row_with(&model, "没有这个键").is_empty());
}

#[test]
fn command_that_is_given_nothing_of_use_says_what_it_takes() {
    let mut model = model((80, 24));
    for (typed, takes) in [
        (": g o t o", ":goto …　到含有这些字的标题"),
        (": c o l o r Space r e d", ":color …　颜色：always never brackets"),
        (": l a n g", ":lang …　语言：zh en"),
        (": c o l o u r", "没有这个命令：colour"),
    ] {
        press(&mut model, typed);
        press(&mut model, "Enter");
        assert!(row_with(&model, "UTF-8").contains(takes), "{}", screen(&model));
    }
}

#[test]
fn verdict_is_taken_back_and_given_again() {
    let mut model = model((80, 24));
    let acts = |model: &Model| model.pair.as_ref().map_or(0, |pair| pair.journal.acts().count());
    press(&mut model, "U");
    assert!(!row_with(&model, "没有可撤销的标记").is_empty());
    press(&mut model, "]# x");
    assert_eq!(acts(&model), 1);
    assert!(!row_with(&model, "认定（U 撤销）").is_empty());
    press(&mut model, "U");
    assert_eq!(acts(&model), 0);
    assert!(!row_with(&model, "已撤销：认定").is_empty());
    press(&mut model, "^R");
    assert_eq!(acts(&model), 1);
}

#[test]
fn full_width_keys_of_an_input_method_work() {
    let mut model = model((80, 24));
    press(&mut model, "ｊ");
    assert_eq!(model.pair.as_ref().map(|pair| pair.cursor.row), Some(1));
    press(&mut model, "】＃");
    assert!(screen(&model).contains("数字变动"));
    press(&mut model, "？");
    assert!(model.overlay.is_some());
}

#[test]
fn count_repeats_a_movement() {
    let mut model = model((80, 24));
    press(&mut model, "5j");
    assert_eq!(model.pair.as_ref().map(|pair| pair.cursor.row), Some(5));
    press(&mut model, "3G");
    assert_eq!(model.pair.as_ref().map(|pair| pair.cursor.row), Some(2));
    press(&mut model, "gg");
    assert_eq!(model.pair.as_ref().map(|pair| pair.cursor.row), Some(0));
}

#[test]
fn search_finds_both_sides_whatever_the_width() {
    let mut model = model((80, 24));
    press(&mut model, "/ ４ ８ ． ７ ６ Enter");
    assert!(screen(&model).contains("左侧 1 处，右侧 0 处"), "{}", screen(&model));
    press(&mut model, "/ 合 作 Enter n");
    assert!(model.pair.as_ref().is_some_and(|pair| pair.search.is_some()));
    press(&mut model, "/ 没 有 的 Enter");
    assert!(screen(&model).contains("两侧都没有“没有的”"));
}

#[test]
fn pasted_text_goes_to_the_search_box_and_is_no_command() {
    let mut model = model((80, 24));
    assert_eq!(update(&mut model, Message::Paste("q\nq".to_owned())), Effect::Show);
    press(&mut model, "/");
    update(&mut model, Message::Paste("科研\n机构q".to_owned()));
    assert!(screen(&model).contains("查找：科研 机构q"));
}

#[test]
fn control_c_leaves_what_is_being_typed_before_it_leaves_the_program() {
    let mut model = model((80, 24));
    for prompt in ["/", ":", "a"] {
        press(&mut model, prompt);
        press(&mut model, "字");
        assert_eq!(press(&mut model, "^C"), Effect::Show, "{prompt}");
        assert!(model.prompt.is_none());
    }
    assert_eq!(press(&mut model, "^C"), Effect::Quit);
}

#[test]
fn folds_count_what_they_hide() {
    let sentence = |n: usize| format!("第{n}件事已经办完，群众都很满意。\n");
    let text = (1..8).map(sentence).collect::<Vec<String>>().concat();
    let left = format!("{text}产值达到67家。\n");
    let right = format!("{text}产值达到135家。\n");
    let mut model = opened(&left, &right, (80, 24), Settings::default());
    press(&mut model, "zM");
    assert!(screen(&model).contains("... 相同 7 句 ..."), "{}", screen(&model));
    press(&mut model, "gg Enter");
    assert!(!screen(&model).contains("... 相同"));
    press(&mut model, "za");
    assert!(screen(&model).contains("... 相同 7 句 ..."));
    press(&mut model, "zR");
    assert!(screen(&model).contains("第7件事"));
}

#[test]
fn q_backs_out_one_level_and_quits_at_the_top() {
    let entries = vec![entry("甲", LEFT), entry("乙", RIGHT), entry("丙", "别的事情。")];
    let size = Size { width: 80, height: 24 };
    let mut model = Model::new(
        Catalog { entries, ..Catalog::default() },
        Opening::Matrix,
        Settings::default(),
        size,
    );
    insta::assert_snapshot!(screen(&model), @r#"
     对勘  选两篇对勘                                                    A B 雷同组
                                                1    2    3
      1  A 甲  青石区民政局2023年度工作总结     \  .73  .00
      2  A 乙  青石区民政局2024年度工作总结   .73    \  .00
      3    丙                                 .00  .00    \

     最像的几对
    > .73  甲 | 乙  改写雷同













     甲 | 乙  似 .73 改写雷同  左篇 86% 见于右篇，右篇 84% 见于左篇
     1 | 2
     j/k 左篇  h/l 右篇  n/N 下一对  Enter 对勘  c 出处  ? 帮助
    "#);
    assert_eq!(press(&mut model, "Enter"), Effect::Show);
    assert!(model.pair.is_some());
    assert_eq!(press(&mut model, "f q"), Effect::Show);
    assert_eq!(press(&mut model, "q"), Effect::Show);
    assert!(model.pair.is_none());
    assert_eq!(press(&mut model, "Esc"), Effect::Show);
    assert_eq!(press(&mut model, "q"), Effect::Quit);
}

#[test]
fn estimates_are_marked_and_the_chosen_cell_is_kept_while_a_pair_is_open() {
    let entries = vec![entry("甲", LEFT), entry("乙", RIGHT), entry("丙", "别的事情。")];
    let catalog = Catalog { entries, ..Catalog::default() };
    let size = Size { width: 40, height: 10 };
    let mut model = Model::new(catalog, Opening::Matrix, Settings::default(), size);
    assert!(!screen(&model).contains('~'), "{}", screen(&model));
    let choice = model.choice.as_mut().unwrap();
    let unlike = choice.pairs.iter_mut().filter(|pair| pair.grade == Grade::Unrelated);
    unlike.for_each(|pair| pair.basis = Basis::Estimated);
    let shown = screen(&model);
    assert!(shown.contains("~ 估计  A B 雷同组") && shown.contains("~.00 ~.00    \\"), "{shown}");
    press(&mut model, "G l");
    let shown = screen(&model);
    press(&mut model, "h Enter q");
    press(&mut model, "l");
    assert_eq!(screen(&model), shown);
}

#[test]
fn enter_on_a_source_opens_the_pair_there_and_q_comes_back() {
    let entries = vec![entry("甲", LEFT), entry("丙", "别的事情。"), entry("乙", RIGHT)];
    let catalog = Catalog { entries, ..Catalog::default() };
    let size = Size { width: 80, height: 24 };
    let mut model = Model::new(catalog, Opening::Pair(1, 2), Settings::default(), size);
    press(&mut model, "c j");
    assert!(row_with(&model, "> ").contains("<- 1 甲"), "{}", screen(&model));
    let page = screen(&model);
    press(&mut model, "Enter");
    let pair = model.pair.as_ref().unwrap();
    assert_eq!((pair.entries, model.overlay), (Sided::new(0, 2), None));
    let line = pair.sheet.rows[pair.cursor.row].lines.right.unwrap();
    assert!(line.span.of(RIGHT).contains("首先"), "{}", screen(&model));
    // Another source of the same page, from there; the way back is one step.
    press(&mut model, "c j j Enter q");
    assert!(row_with(&model, "> ").contains("<- 1 甲"), "{}", screen(&model));
    press(&mut model, "k");
    assert_eq!(screen(&model), page);
    assert_eq!(press(&mut model, "q"), Effect::Show);
    assert_eq!(model.pair.as_ref().unwrap().entries, Sided::new(1, 2));
    assert_eq!(press(&mut model, "q"), Effect::Quit);
}

#[test]
fn source_in_the_report_that_is_open_is_shown_there() {
    let mut model = model((80, 24));
    press(&mut model, "c Enter");
    let pair = model.pair.as_ref().unwrap();
    let line = pair.sheet.rows[pair.cursor.row].lines.right.unwrap();
    assert!(line.span.of(RIGHT).contains("国际科技合作"), "{}", screen(&model));
    press(&mut model, "q");
    assert!(screen(&model).contains("逐句的出处"));
    press(&mut model, "q");
    assert_eq!(press(&mut model, "q"), Effect::Quit);
}

#[test]
fn shared_text_that_is_not_counted_is_dimmed() {
    let is_dimmed = |model: &Model| {
        let buffer = drawn(model);
        let cell = buffer.content.iter().find(|cell| cell.symbol() == "创").unwrap();
        cell.modifier.contains(ratatui::style::Modifier::DIM)
    };
    let mut model = model((80, 24));
    assert!(!is_dimmed(&model));
    let row = {
        let pair = model.pair.as_ref().unwrap();
        let holds = |line: &duikan::sheet::model::Line| line.span.of(LEFT).contains("平台");
        pair.sheet.rows.iter().position(|row| row.lines.left.as_ref().is_some_and(holds)).unwrap()
    };
    press(&mut model, &format!("{}G E 1", row + 1));
    assert!(is_dimmed(&model), "{}", screen(&model));
    press(&mut model, "U");
    assert!(!is_dimmed(&model), "{}", screen(&model));
}

#[test]
fn sources_of_a_report_are_told_sentence_by_sentence() {
    let entries = vec![entry("甲", LEFT), entry("乙", RIGHT), entry("丙", "别的事情。")];
    let catalog = Catalog { entries, ..Catalog::default() };
    let size = Size { width: 80, height: 40 };
    let mut model = Model::new(catalog, Opening::Matrix, Settings::default(), size);
    press(&mut model, "gg c");
    let page = screen(&model);
    assert!(page.contains("逐句的出处") && page.contains("原样 100.0%  <- 2 乙"), "{page}");
    press(&mut model, "q G c");
    assert!(screen(&model).contains("没有一句在其他各篇里有出处"), "{}", screen(&model));
    press(&mut model, "q gg Enter c");
    assert!(screen(&model).contains("原样 100.0%  <- 1 甲"), "{}", screen(&model));
    assert_eq!(press(&mut model, "q"), Effect::Show);
    assert!(model.pair.is_some());
}

#[test]
fn same_report_twice_is_not_opened() {
    let entries = vec![entry("甲", LEFT), entry("乙", RIGHT)];
    let size = Size { width: 80, height: 24 };
    let mut model = Model::new(
        Catalog { entries, ..Catalog::default() },
        Opening::Matrix,
        Settings::default(),
        size,
    );
    press(&mut model, "j Enter");
    assert!(model.pair.is_none());
    assert!(screen(&model).contains("左右是同一篇"));
}

#[test]
fn resize_keeps_the_sentence_on_top() {
    let left = LEFT.repeat(6);
    let right = RIGHT.repeat(6);
    let mut model = opened(&left, &right, (60, 24), Settings::default());
    press(&mut model, "PgDn PgDn 3^E");
    let top = |model: &Model| model.pair.as_ref().map(|pair| pair.top);
    let before = top(&model);
    let there = (40..=200).step_by(8);
    for width in there.clone().chain(there.rev()).chain([60]) {
        for height in [10, 24, 60, 24] {
            update(&mut model, Message::Resize(Size { width, height }));
            let top = top(&model).map(|top| top.anchor);
            assert_eq!(top, before.map(|top| top.anchor), "{width}x{height}");
        }
    }
    assert_eq!(top(&model), before);
}

/// Draws and paints a model at each size, one after another, as a window that is dragged.
fn drag(model: &mut Model, sizes: impl Iterator<Item = (u16, u16)>) -> usize {
    let mut painter = Painter::default();
    let paint = |(width, height): (u16, u16)| {
        update(model, Message::Resize(Size { width, height }));
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let cursor = view(model, &mut buffer);
        painter.paint(buffer.clone(), cursor);
        assert_whole(&buffer);
        assert!(cursor.is_none_or(|(x, y)| x < width && y < height), "{width}x{height}");
    };
    sizes.map(paint).count()
}

/// Sizes from the smallest to far beyond any real one.
const WIDTHS: std::ops::RangeInclusive<u16> = 1..=500;
const HEIGHTS: std::ops::RangeInclusive<u16> = 1..=200;

#[test]
fn every_width_and_every_height_is_drawn() {
    let mut model = model((80, 24));
    // Every width with two heights, every height with three widths; elsewhere what stands at a width is the same.
    let wide = WIDTHS.map(|width| (width, 1 + width * 7 % 61));
    let low = WIDTHS.map(|width| (width, 1 + width % 13));
    let high = HEIGHTS.flat_map(|height| [39, 80, 161].map(|width| (width, height)));
    drag(&mut model, wide.chain(low).chain(high));
}

#[test]
#[ignore = "a hundred thousand pictures, for a release build"]
fn every_width_is_drawn_with_every_height() {
    let mut drawn = 0;
    for script in ["", "f o"] {
        let mut model = model((80, 24));
        press(&mut model, script);
        let sizes = WIDTHS.flat_map(|width| HEIGHTS.map(move |height| (width, height)));
        drawn += drag(&mut model, sizes);
    }
    println!("{drawn} pictures");
}

#[test]
fn every_panel_is_drawn_at_every_kind_of_size() {
    let mut model = model((80, 24));
    for width in (1..=220).step_by(23).chain([2, 3, 19, 20, 39, 40, 71, 72, 99, 100, 159, 160, 500])
    {
        for height in [1, 2, 3, 4, 9, 10, 12, 16, 30, 70, 200] {
            update(&mut model, Message::Resize(Size { width, height }));
            for script in
                ["", "f", "f", "o", "o", "?", "q", "Enter", "q", "/", "Esc", "v", "zM", "zR"]
            {
                press(&mut model, script);
                drawn(&model);
            }
        }
    }
}

#[test]
fn text_of_a_report_cannot_speak_to_the_terminal() {
    let hostile =
        "一、标题\u{1b}]52;c;aGk=\u{7}\n正文\u{1b}[2J\u{202e}倒\u{9b}31m完成67家\u{e000}。\n";
    for script in ["", "Enter", "f", "o"] {
        let mut model = opened(hostile, RIGHT, (120, 40), Settings::default());
        press(&mut model, script);
        let sent = Painter::default().paint(drawn(&model), None);
        assert!(!sent.contains("\u{1b}]") && !sent.contains('\u{7}') && !sent.contains('\u{202e}'));
        assert!(!sent.contains('\u{9b}') && !sent.contains('\u{e000}'));
        assert_eq!(sent.matches("\u{1b}[2J").count(), 1);
    }
}

/// Feeds what the painter sends to a terminal in memory and compares it with the picture that was meant.
fn assert_shown(parser: &vt100::Parser, buffer: &Buffer) {
    for y in 0..buffer.area.height {
        for x in 0..buffer.area.width {
            let Some(meant) = buffer.cell((x, y)) else { continue };
            let shown = parser.screen().cell(y, x);
            let Some(shown) = shown else { continue };
            let symbol = if shown.contents().is_empty() && !shown.is_wide_continuation() {
                " "
            } else {
                shown.contents()
            };
            assert_eq!(symbol, meant.symbol(), "at {x},{y}");
            let modifier = ratatui::style::Modifier::UNDERLINED;
            if !shown.is_wide_continuation() {
                assert_eq!(shown.underline(), meant.modifier.contains(modifier), "at {x},{y}");
                let reversed = ratatui::style::Modifier::REVERSED;
                assert_eq!(shown.inverse(), meant.modifier.contains(reversed), "at {x},{y}");
            }
        }
    }
}

#[test]
fn terminal_shows_what_was_drawn_after_every_key() {
    let left = LEFT.repeat(4);
    let right = RIGHT.repeat(4);
    for size in [(80, 24), (120, 40), (200, 60), (41, 11)] {
        let mut model = opened(&left, &right, size, Settings::default());
        let cells = |count| NonZeroU16::new(count).unwrap();
        let mut parser = vt100::Parser::new(cells(size.1), cells(size.0), 0);
        let mut painter = Painter::default();
        let script = "j j j ^E ^E ^Y d u PgDn ]c ]# Enter q f j j q o j q / 合 作 Enter n n zM zR G k k gg v ^E v";
        for key in script.split_whitespace() {
            press(&mut model, key);
            let buffer = drawn(&model);
            parser.process(painter.paint(buffer.clone(), None).as_bytes());
            assert_shown(&parser, &buffer);
        }
    }
}

#[test]
fn scrolling_a_row_is_cheap_and_nothing_new_costs_nothing() {
    let left = LEFT.repeat(8);
    let right = RIGHT.repeat(8);
    for (size, limit) in [((150, 50), 700), ((80, 24), 400)] {
        let mut model = opened(&left, &right, size, Settings::default());
        press(&mut model, if 30 <= size.1 { "f PgDn PgDn" } else { "PgDn PgDn" });
        let mut painter = Painter::default();
        painter.paint(drawn(&model), None);
        assert_eq!(painter.paint(drawn(&model), None), "");
        press(&mut model, "^E");
        let sent = painter.paint(drawn(&model), None);
        assert!(sent.len() < limit, "{} bytes at {size:?}: {sent:?}", sent.len());
    }
}

#[test]
fn without_color_only_attributes_are_sent() {
    let settings = Settings { color: duikan::config::Color::None, ..Settings::default() };
    let model = opened(LEFT, RIGHT, (80, 24), settings);
    let buffer = drawn(&model);
    let is_plain = |cell: &Cell| {
        cell.fg == ratatui::style::Color::Reset && cell.bg == ratatui::style::Color::Reset
    };
    assert!(buffer.content.iter().all(is_plain));
}

/// Returns the row of a screen that is selected.
fn selected(model: &Model) -> String {
    let screen = screen(model);
    screen.lines().find(|line| line.starts_with('>')).unwrap_or("").to_owned()
}

#[test]
fn enter_goes_to_the_finding_that_is_selected() {
    for size in [(80, 24), (120, 40)] {
        for script in ["f", "f s", "f t", "f t s", "G f", "f G", "f j j s"] {
            let mut model = model(size);
            // A docked list has the keys after the first f closed it and the second opened it.
            press(&mut model, if size.1 == 40 { "f" } else { "" });
            press(&mut model, script);
            let line = selected(&model);
            let row = line.rsplit(' ').next().and_then(|number| number.parse::<usize>().ok());
            assert!(row.is_some(), "{script}: {}", screen(&model));
            press(&mut model, "Enter");
            let cursor = model.pair.as_ref().map(|pair| pair.cursor.row + 1);
            assert_eq!(cursor, row, "{script} at {size:?}: {line}");
        }
    }
}

#[test]
fn types_of_findings_have_names() {
    let mut model = model((80, 24));
    press(&mut model, "f");
    let mut titles = Vec::new();
    for _ in 0..4 {
        titles.push(screen(&model).lines().next().unwrap_or("").trim().to_owned());
        press(&mut model, "t");
    }
    let kinds: Vec<&str> = titles.iter().filter_map(|title| title.rsplit(' ').next()).collect();
    assert_eq!(kinds, ["全部", "数字", "雷同", "疑点"], "{titles:?}");
}

#[test]
fn hidden_text_is_left_alone() {
    for panel in ["f", "o"] {
        for script in ["v", "\\", "za", "zR", "zM", "]#", "n", "/", "Tab", "zt"] {
            let mut model = model((80, 24));
            press(&mut model, panel);
            let before = model.pair.clone().map(|pair| (pair.cursor, pair.options, pair.focus));
            press(&mut model, script);
            let after = model.pair.clone().map(|pair| (pair.cursor, pair.options, pair.focus));
            assert_eq!(before, after, "{script}");
            assert!(model.prompt.is_none());
            assert!(screen(&model).contains("回到正文"), "{script}: {}", screen(&model));
        }
    }
}

#[test]
fn list_that_does_not_show_is_not_sorted() {
    let mut model = model((80, 24));
    press(&mut model, "s");
    assert!(!row_with(&model, "打开清单").is_empty());
}

#[test]
fn full_panels_say_where_one_is_and_what_can_be_done() {
    let mut model = model((80, 24));
    press(&mut model, "f j");
    assert!(screen(&model).contains("发现 2/11"), "{}", screen(&model));
    assert!(screen(&model).contains("Enter 查看") && screen(&model).contains("q 返回"));
    press(&mut model, "q o");
    assert!(screen(&model).contains("标题 1/2"), "{}", screen(&model));
}

#[test]
fn detail_of_a_pair_tells_its_likeness_from_that_of_the_passage_around_it() {
    let left = "新型储能材料省重点实验室完成二期扩建，科研用房增至1.9万平方米，大型仪器设备原值超过1.4亿元。\
        云溪储能研究院与省内外11所高校建立联合培养机制，在站博士后23人，承接企业委托课题37项。\n";
    let right = "新型储能材料省重点实验室以全省第2名的成绩通过五年期评估。\
        云溪储能研究院与省内外14所高校建立联合培养机制，在站博士后31人，承接企业委托课题52项。\n";
    let details = |language: Language| {
        let settings = Settings { language, ..Settings::default() };
        let mut model = opened(left, right, (100, 30), settings);
        press(&mut model, "G Enter");
        screen(&model)
    };
    let shown = details(Language::Chinese);
    assert!(shown.contains("一段雷同中的一对（该段左 2 句，右 2 句）：全段似 ."), "{shown}");
    let shown = details(Language::English);
    assert!(shown.contains("one pair of a reused passage (sentences: 2 left, 2 right)"), "{shown}");
}

#[test]
fn ledger_shows_both_values_and_leads_to_both_places() {
    let mut model = model((80, 24));
    press(&mut model, "L");
    let shown = screen(&model);
    let first = shown.lines().nth(1).unwrap();
    assert!(first.contains("67家 ->        135家     +68家（+101.5%）     |++++"), "{shown}");
    assert!(shown.contains("国家科技型中小企业备案 67家 -> 135家"), "in full: {shown}");
    assert!(shown.contains("-5.72个百分点 ----|"), "{shown}");
    assert!(shown.contains("数字 1/4") && shown.contains("h/l 到左处、右处"), "{shown}");
    press(&mut model, "j l");
    assert!(screen(&model).contains("研发投入占比"), "{}", screen(&model));
    press(&mut model, "L s t");
    assert!(screen(&model).contains("s 按变幅  t 有变动"), "{}", screen(&model));
    press(&mut model, "q");
    assert!(!screen(&model).contains("数字台账"), "{}", screen(&model));
}

#[test]
fn empty_panels_say_why() {
    let text = "青石区的路修好了，灯也亮了。\n";
    let mut model = opened(text, text, (80, 24), Settings::default());
    press(&mut model, "o");
    assert!(screen(&model).contains("两篇都没有标题"), "{}", screen(&model));
    press(&mut model, "q f");
    let screen = screen(&model);
    assert!(screen.contains("两篇内容相同") || screen.contains(" 1/"), "{screen}");
}

#[test]
fn names_and_counts_are_shortened_before_they_are_dropped() {
    let settings = Settings { language: Language::English, ..Settings::default() };
    let mut model = opened(LEFT, RIGHT, (80, 24), settings);
    model.catalog.entries[0].name = "yunxi-a-long-name-2023.txt".to_owned();
    model.catalog.entries[1].name = "yunxi-a-long-name-2024.txt".to_owned();
    let header = |model: &Model| screen(model).lines().next().unwrap_or("").to_owned();
    assert!(header(&model).contains("..2023.txt | ..2024.txt"), "{}", header(&model));
    for count in ["~6", "+1", "-1", ">1", "=5", "#3", "?1"] {
        assert!(header(&model).contains(count), "{}", header(&model));
    }
    update(&mut model, Message::Resize(Size { width: 36, height: 12 }));
    assert!(header(&model).ends_with(".."), "{}", header(&model));
    assert!(header(&model).contains("?1 #3 ="), "{}", header(&model));
}

#[test]
fn long_pasted_wording_shows_its_end() {
    let mut model = model((40, 10));
    press(&mut model, "/");
    update(&mut model, Message::Paste("字".repeat(1 << 20)));
    assert_eq!(model.prompt.as_ref().map(|prompt| prompt.typed.chars().count()), Some(4_000));
    press(&mut model, "Backspace 末");
    assert!(screen(&model).lines().last().is_some_and(|line| line.ends_with("字末")));
}

#[test]
fn typography_alone_is_no_difference_when_stacked() {
    let left = "完成技术合同登记，成交额达到48亿元，同比增长“两成”以上。\n";
    let right = "完成技术合同登记,成交额达到48亿元,同比增长\"两成\"以上。\n";
    let mut model = opened(left, right, (40, 10), Settings::default());
    press(&mut model, "gg ]c");
    assert!(screen(&model).contains("后面没有差异了"), "{}", screen(&model));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_texts_at_any_size_are_drawn(
        left in "[一二三四五、，。；“”《》（）0-9x%万亿元家a-z \n]{0,300}",
        right in "[一二三四五、，。；“”《》（）0-9x%万亿元家a-z \n]{0,300}",
        width in 1u16..220,
        height in 1u16..70,
        wide in any::<bool>(),
    ) {
        let ambiguous = if wide { AmbiguousWidth::Wide } else { AmbiguousWidth::Narrow };
        let settings = Settings { ambiguous, ..Settings::default() };
        let mut model = opened(&left, &right, (width, height), settings);
        for script in ["", "G", "]c", "Enter", "q", "f", "f", "o", "o", "zM"] {
            press(&mut model, script);
            drawn(&model);
        }
    }
}

#[test]
fn a_sentence_is_paired_by_hand_and_let_go_again() {
    let mut model = model((100, 30));
    let of = |model: &Model, words: &str| {
        let text = screen(model);
        text.lines().position(|line| line.contains(words)).unwrap_or_default()
    };
    // 疏堵结合 stands only on the left, 地名 only on the right.
    press(&mut model, "/ 疏 堵 Enter p");
    assert!(screen(&model).contains("左侧“坚持疏堵结合，整治散埋乱”已取"), "{}", screen(&model));
    press(&mut model, "Esc");
    assert!(screen(&model).contains("已放下"));
    press(&mut model, "p / 地 名 Enter p");
    assert!(screen(&model).contains("已对应"), "{}", screen(&model));
    assert_eq!(of(&model, "坚持疏堵结合"), of(&model, "此外，我们还为全县"));
    press(&mut model, "U");
    assert!(screen(&model).contains("已撤销：对应"));
    assert_eq!(
        model.pair.as_ref().unwrap().guidance,
        duikan::collate::guidance::Guidance::default()
    );
}

#[test]
fn what_stands_together_is_taken_apart_and_joined_again() {
    let mut model = model((100, 30));
    press(&mut model, "/ 备 案 Enter");
    let pairs = |model: &Model| {
        model.pair.as_ref().unwrap().collation.alignments.iter().filter(|a| a.is_paired()).count()
    };
    let before = pairs(&model);
    press(&mut model, "-");
    assert_eq!(pairs(&model), before - 1);
    assert!(screen(&model).contains("已拆开"));
    press(&mut model, "U");
    assert_eq!(pairs(&model), before);
}

#[test]
fn the_plan_of_last_year_stands_beside_its_results() {
    let left = "一、2023年工作回顾\n河道清淤三万方。\n二、2024年工作打算\n建成城北污水处理厂并投入运行。完成市民中心搬迁。";
    let right =
        "一、2024年工作回顾\n城北污水处理厂建成并投入运行。\n二、2025年工作打算\n再接再厉。";
    let mut model = opened(left, right, (100, 30), Settings::default());
    press(&mut model, "F");
    let screen = screen(&model);
    assert!(screen.contains("左侧的打算共 2 句，右侧交代了 1 句，未见交代 1 句"), "{screen}");
    assert!(screen.contains("右（文字相近）") && screen.contains("右：未见交代"), "{screen}");
}

#[test]
fn typographic_differences_are_counted_in_the_status_line() {
    let half_width = LEFT.replace('，', ",");
    let model = opened(LEFT, &half_width, (120, 30), Settings::default());
    assert!(row_with(&model, "UTF-8").contains("仅排版不同"), "{}", screen(&model));
}

/// The files of two folders: one pair that differs, one that is the same, one file alone on either side,
/// one that was not read.
fn folders(size: (u16, u16)) -> Model {
    let entries = vec![
        entry("旧/民政.txt", LEFT),
        entry("旧/水利.txt", "青河大坝加固完成。"),
        entry("旧/文化.txt", "文化馆延时开放。"),
        entry("新/甲.txt", RIGHT),
        entry("新/乙.txt", "青河大坝加固完成。"),
        entry("新/丙.txt", "体育场改造完成。"),
    ];
    let pair = |left, right, is_same| {
        let pair = MatrixPair {
            left,
            right,
            resemblance: if is_same { 1.0 } else { 0.5 },
            containment: Sided::new(0.5, 0.5),
            grade: if is_same { Grade::Copied } else { Grade::Edited },
            basis: Basis::Compared,
        };
        Row::Pair(FilePair { pair, is_same, is_sure: true })
    };
    let why = FindingMessage { zh: "是图片".to_owned(), en: "a picture".to_owned() };
    let rows = vec![
        pair(0, 3, false),
        pair(1, 4, true),
        Row::Alone(Side::Left, 2),
        Row::Alone(Side::Right, 5),
        Row::Unread(Unread { path: "新/图.png".to_owned(), why }),
    ];
    let names = Sided::new("旧".to_owned(), "新".to_owned());
    let catalog = Catalog { entries, roster: Some(Roster { names, rows }), ..Catalog::default() };
    let size = Size { width: size.0, height: size.1 };
    Model::new(catalog, Opening::Matrix, Settings::default(), size)
}

#[test]
fn files_of_two_folders_are_listed_opened_and_come_back_to() {
    let mut model = folders((80, 24));
    let screen = screen(&model);
    let rows: Vec<&str> = screen.lines().collect();
    assert!(rows[0].contains("旧 | 新") && rows[0].contains("2 对"), "{screen}");
    assert!(rows[1].starts_with(">  .50 ~ 民政.txt") && rows[1].contains("甲.txt"), "{screen}");
    assert!(rows[2].contains("内容相同"), "{screen}");
    assert!(rows[3].contains("- 文化.txt") && rows[4].contains('+'), "{screen}");
    assert!(rows[5].contains("是图片"), "{screen}");
    press(&mut model, "j j k k Enter");
    assert!(model.pair.is_some());
    press(&mut model, "q");
    assert!(model.pair.is_none() && model.choice.is_some());
    assert_eq!(press(&mut model, "q"), Effect::Quit);
}

#[test]
fn next_one_is_told_to_be_none_among_files_and_in_the_matrix_too() {
    let mut files = folders((80, 20));
    press(&mut files, "9n n");
    assert!(screen(&files).contains("后面没有不同的文件了"), "{}", screen(&files));
    press(&mut files, "gg N");
    assert!(screen(&files).contains("前面没有不同的文件了"), "{}", screen(&files));
    let entries = vec![entry("甲", LEFT), entry("乙", RIGHT), entry("丙", "别的事情。")];
    let size = Size { width: 80, height: 24 };
    let catalog = Catalog { entries, ..Catalog::default() };
    let mut matrix = Model::new(catalog, Opening::Matrix, Settings::default(), size);
    press(&mut matrix, "9n n");
    assert!(screen(&matrix).contains("后面没有别的一对了"), "{}", screen(&matrix));
}

#[test]
fn files_without_counterpart_are_taken_and_opened_together() {
    let mut model = folders((40, 10));
    press(&mut model, "n Enter");
    assert_eq!(
        model.choice.as_ref().unwrap().held,
        Some((Side::Left, 2)),
        "n passes over what is the same"
    );
    assert!(screen(&model).contains("已取"));
    press(&mut model, "j Enter");
    assert_eq!(model.pair.as_ref().unwrap().entries, Sided::new(2, 5));
}

#[test]
fn brackets_say_what_colors_and_attributes_do_and_cut_nothing_off() {
    let settings = Settings { color: duikan::config::Color::Brackets, ..Settings::default() };
    for width in [30, 40, 80, 120] {
        let mut model = opened(LEFT, RIGHT, (width, 40), settings);
        press(&mut model, if 40 <= width { "f" } else { "" });
        let buffer = drawn(&model);
        assert!(buffer.content.iter().all(|cell| cell.style() == Cell::default().style()));
        let screen = printed(&buffer);
        let wanted = if width < 40 { &["[2023年度]"][..] } else { &["[135家]", "[xx家]"] };
        for shown in wanted {
            assert!(screen.contains(shown), "{shown}: {screen}");
        }
    }
}

#[test]
fn theme_is_changed_by_a_command_and_a_wrong_name_is_told() {
    let mut model = model((80, 24));
    let command = |model: &mut Model, words: &str| {
        press(model, ":");
        update(model, Message::Paste(words.to_owned()));
        press(model, "Enter");
    };
    let before = drawn(&model);
    command(&mut model, "theme dark");
    assert_ne!(drawn(&model), before);
    command(&mut model, "theme none-such");
    assert!(
        screen(&model).contains("没有主题“none-such”，有：ansi light dark"),
        "{}",
        screen(&model)
    );
}

#[test]
fn own_theme_is_put_on_by_its_name_and_the_file_is_read_again_when_asked() {
    let mut model = model((80, 24));
    let mut paper = Theme::named("light").unwrap();
    paper.set("added", "green").unwrap();
    model.themes = Arc::from([("paper".to_owned(), paper.clone())]);
    press(&mut model, ":");
    update(&mut model, Message::Paste("theme paper".to_owned()));
    press(&mut model, "Enter");
    assert_eq!(*model.theme, paper);
    press(&mut model, ":");
    update(&mut model, Message::Paste("config".to_owned()));
    assert_eq!(press(&mut model, "Enter"), Effect::Configure);
}

#[test]
fn what_is_looked_for_stands_in_brackets_of_its_own_until_escape() {
    let settings = Settings { color: Brackets, ..Settings::default() };
    let mut model = opened(LEFT, RIGHT, (80, 40), settings);
    press(&mut model, "/");
    update(&mut model, Message::Paste("技术合同".to_owned()));
    press(&mut model, "Enter");
    let shown = screen(&model);
    assert_eq!(shown.matches("{技术合同}").count(), 2, "{shown}");
    assert!(shown.contains("[xx家]"), "{shown}");
    press(&mut model, "Esc");
    assert!(!screen(&model).contains('{'));
}

/// Returns the signs of the map of the findings, one for each row of text.
fn map(model: &Model) -> Vec<String> {
    let (buffer, width) = (drawn(model), usize::from(model.size.width));
    let rows = buffer.content.chunks(width).skip(2);
    let rows = rows.take(usize::from(model.geometry().body_rows));
    rows.map(|row| row[width - 2..].iter().map(Cell::symbol).collect()).collect()
}

#[test]
fn map_shows_where_findings_lie_and_what_is_in_view_and_leads_there() {
    let filler = "全县各项事业稳步推进，群众生活持续改善，社会大局保持稳定。\n".repeat(200);
    let texts = [LEFT, RIGHT].map(|text| format!("{text}三、其他\n{filler}"));
    let mut model = opened(&texts[0], &texts[1], (200, 60), Settings::default());
    press(&mut model, "zR");
    let before = map(&model);
    assert!(before[0].ends_with('|') && before.contains(&"?|".to_owned()), "{before:?}");
    assert!(before.contains(&"  ".to_owned()), "{before:?}");
    press(&mut model, "M");
    let last = 1 + before.len() as u16;
    update(&mut model, Message::Mouse(Mouse { deed: MouseDeed::Press, x: 198, y: last }));
    let after = map(&model);
    assert!(after.last().unwrap().ends_with('|') && !after[0].ends_with('|'), "{after:?}");
    press(&mut model, "o");
    assert!(map(&model).iter().all(|row| !row.contains('|')));
}

#[test]
fn escape_leads_back_to_the_text_from_everywhere() {
    for size in [(36, 9), (40, 10), (80, 24), (200, 60)] {
        for script in [
            "?", "? /", "Enter", "f", "o", "L", "F", "A", "/", ":", "a", "p", "] ", "5", "f Enter",
            "L Enter",
        ] {
            let mut model = model(size);
            press(&mut model, script);
            press(&mut model, "Esc Esc Esc");
            let is_text =
                model.overlay.is_none() && model.prompt.is_none() && model.pending.is_empty();
            assert!(is_text && !model.geometry().covers_text(), "{script} at {size:?}");
            let pair = model.pair.as_ref().unwrap();
            assert!(pair.in_hand.is_none(), "{script} at {size:?}");
            assert_eq!(press(&mut model, "q"), Effect::Quit, "{script} at {size:?}");
        }
    }
}

#[test]
fn what_the_program_itself_draws_has_no_sign_that_takes_two_cells_on_some_terminals() {
    let is_ambiguous = |c: &char| c.width() != c.width_cjk();
    assert!(!(LEFT.to_owned() + RIGHT).contains(|c| is_ambiguous(&c)));
    // Words of a sentence may stand in quotation marks: they are laid out like the text of a report.
    let is_frame = |c: &char| is_ambiguous(c) && !"“”‘’".contains(*c);
    for language in [Language::Chinese, Language::English] {
        let settings =
            Settings { language, ambiguous: AmbiguousWidth::Wide, ..Settings::default() };
        for size in [(34, 12), (40, 10), (80, 24), (120, 40), (200, 60)] {
            for script in [
                "", "f", "o", "L", "Enter", "?", "F", "A", "c", "_", "a", ":", "/", "zM", "v", "]#",
            ] {
                let mut model = opened(LEFT, RIGHT, size, settings);
                press(&mut model, script);
                let screen = screen(&model);
                let found: String = screen.chars().filter(is_frame).collect();
                assert_eq!(found, "", "{script} at {size:?}: {screen}");
            }
        }
    }
}

/// Returns what of a picture is left without colours.
fn colorless(model: &Model) -> Vec<(String, Modifier)> {
    let buffer = drawn(model);
    buffer.content.iter().map(|cell| (cell.symbol().to_owned(), cell.modifier)).collect()
}

#[test]
fn nothing_is_said_by_color_alone() {
    let scripts =
        ["", "x", "r", "i", "m", "j", "/ 合 作 Enter", "v", "p", "_", "T", "t", "s", "M", "U"];
    let mut seen: Vec<(&str, Vec<(String, Modifier)>)> = Vec::new();
    for script in scripts {
        let mut model = model((120, 40));
        press(&mut model, "]#");
        press(&mut model, script);
        let picture = colorless(&model);
        let same = seen.iter().find(|(_, known)| *known == picture);
        assert!(same.is_none(), "{script} looks like {:?}", same.map(|(other, _)| other));
        seen.push((script, picture));
    }
}

/// A line that is broken in mid-sentence, as in many a report that was copied out of a page.
const BROKEN: &str = "一、工作\n兑现了我县企业科技口奖励\n580.3万元,受益企业达67家。\n二、打算\n";

/// Returns the rows of the left pane that are about the prize.
fn rows_of_the_prize(text: &str) -> [Vec<String>; 2] {
    let mut model = opened(text, RIGHT, (200, 60), Settings::default());
    press(&mut model, "o f / 科 技 口 奖 励 Enter zz");
    let rows = |model: &Model| {
        let screen = screen(model);
        let panes = screen.lines().map(|line| line.chars().take(40).collect::<String>());
        panes.skip(2).filter(|row| row.contains("口奖励") || row.contains("万元,受益")).collect()
    };
    let joined = rows(&model);
    press(&mut model, "\\");
    [joined, rows(&model)]
}

#[test]
fn line_broken_in_mid_sentence_is_joined_until_it_is_asked_for_as_it_is() {
    let seeds = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/seeds"));
    let seeds = seeds.into_iter().flatten().flatten();
    let mut texts: Vec<String> =
        seeds.filter_map(|seed| std::fs::read_to_string(seed.path()).ok()).collect();
    texts.retain(|text| text.contains("科技口奖励\n"));
    println!("{} seeds", texts.len());
    texts.push(BROKEN.to_owned());
    for text in texts {
        let [joined, raw] = rows_of_the_prize(&text);
        assert!(
            joined.iter().any(|row| row.contains("口奖励") && row.contains("万元,受益")),
            "{joined:?}"
        );
        assert!(
            raw.iter().all(|row| row.contains("口奖励") != row.contains("万元,受益")),
            "{raw:?}"
        );
        assert!(raw.len() > joined.len(), "{raw:?}");
    }
}

#[test]
fn name_of_a_file_cannot_speak_to_the_terminal() {
    let hostile = "20\u{1b}]52;c;aGk=\u{7}24\u{9b}2J\u{202e}.txt";
    let entries = vec![entry(hostile, LEFT), entry("2024.txt", RIGHT)];
    for opening in [Opening::Pair(0, 1), Opening::Matrix] {
        for script in ["", "?", "A", "c"] {
            let catalog = Catalog { entries: entries.clone(), ..Catalog::default() };
            let mut model =
                Model::new(catalog, opening, Settings::default(), Size { width: 120, height: 40 });
            press(&mut model, script);
            let shown = screen(&model);
            assert!(
                !shown.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'),
                "{shown}"
            );
        }
    }
}

#[test]
fn key_that_changes_nothing_to_the_eye_says_what_it_did() {
    for (script, told) in
        [("\\", "换行与原文相同"), ("\\ \\", "句中的换行已接好"), ("zM", "无可折叠")]
    {
        let mut model = model((80, 24));
        press(&mut model, script);
        assert!(screen(&model).contains(told), "{script}: {}", screen(&model));
    }
}
