//! Web pages and what word processors save as such.
//!
//! ```text
//! bytes ──► declared     which encoding, whatever the page says
//!       ──► parse, dom   the tree, as browsers build it
//!       ──► main_text    where the text is, among menus and footers
//!       ──► blocks       paragraphs, headings, items, tables
//! ```

use encoding_rs::Encoding;

use crate::intake::decode;
use crate::intake::detect::encoding_of;
use crate::intake::html::blocks::paragraphs;
use crate::intake::html::declared::verdict;
use crate::intake::html::dom::{Dom, NodeId, ROOT, Step};
use crate::intake::html::main_text::{innermost, is_furniture, measured, text_of, title};
use crate::intake::html::parse::parsed;
use crate::intake::note::{Note, NoteKind};
use crate::intake::paragraph::{Paragraph, Style, composed};
use crate::intake::reading::{Options, Reading};

pub mod blocks;
pub mod declared;
pub mod dom;
pub mod element;
pub mod main_text;
pub mod parse;

/// How many bytes are looked at to recognise a page.
const HEAD_BYTES: usize = 4_096;

/// Share of the visible characters from which it is told that menus and the like were left out.
const MIN_TOLD_SHARE: f64 = 0.2;

/// Says whether the bytes are a web page, whatever the file is called.
pub fn is_html(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    let encoding = Encoding::for_bom(head).map_or_else(|| encoding_of(head), |(found, _)| found);
    let head = encoding.decode(head).0.to_ascii_lowercase();
    let head = head.trim_start();
    let opens = ["<!doctype html", "<html", "<head", "<body", "<meta"];
    let is_page = head.starts_with('<') && opens.iter().any(|tag| head.contains(tag));
    let tags = ["<p>", "<p ", "<div", "<table", "<h1", "<span", "<br", "<font", "<center"];
    is_page || (head.starts_with('<') && tags.iter().any(|tag| head.starts_with(tag)))
}

/// Reads the text of a web page. Never fails; about linear.
pub fn reading(bytes: &[u8], options: &Options) -> Reading {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let verdict = match options.encoding.or(marked) {
        Some(encoding) => declared::Verdict { encoding, wrong: None },
        None => verdict(bytes),
    };
    let decoded = decode::reading(bytes, &Options { encoding: Some(verdict.encoding) });
    let (dom, was_passed) = parsed(&decoded.text);
    let (paragraphs, n_left_out) = read(&dom);
    let (text, hints) = composed(&paragraphs);
    // Places lay in the source of the page, which is not the text.
    let decoding = decoded.notes.into_iter().map(|note| Note { span: None, ..note });
    let mut notes: Vec<Note> = decoding.collect();
    let mut tell = |kind, detail: String| notes.push(Note { kind, span: None, detail });
    if let Some(wrong) = verdict.wrong {
        tell(NoteKind::WrongDeclaration, format!("{} → {}", wrong.name(), verdict.encoding.name()));
    }
    let n_read = n_chars(&text);
    if (n_read + n_left_out) as f64 * MIN_TOLD_SHARE < n_left_out as f64 {
        tell(NoteKind::PageFurniture, n_left_out.to_string());
    }
    if was_passed {
        tell(NoteKind::OverLimit, "HTML".to_owned());
    }
    if text.is_empty() {
        tell(NoteKind::Empty, String::new());
    }
    Reading { text, hints, encoding: decoded.encoding, notes }
}

/// Returns the paragraphs of a page, and how many characters around them were left out.
fn read(dom: &Dom) -> (Vec<Paragraph>, usize) {
    let body = found(dom, "body").unwrap_or(ROOT);
    let measures = measured(dom, body);
    let of = |id: NodeId| measures.get(id).copied().unwrap_or_default();
    let text = innermost(dom, body, &measures);
    let whole = of(text);
    let is_left_out = |id: NodeId| is_furniture(dom, id, of(id), whole);
    let mut read = paragraphs(dom, text, is_left_out);
    read.retain(|paragraph| !is_tool_line(&paragraph.text));
    drop_recommendations(&mut read);
    let page = found(dom, "title").map(|id| text_of(dom, id)).unwrap_or_default();
    if let Some(heading) = title(dom, body, text, &page) {
        put_title(&mut read, paragraphs(dom, heading, |_| false));
    }
    if read.is_empty() {
        read = paragraphs(dom, body, |_| false);
    }
    let n_read: usize = read.iter().map(|paragraph| n_chars(&paragraph.text)).sum();
    (read, of(body).n_chars.saturating_sub(n_read))
}

fn n_chars(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Puts the title in front, unless the text has it already.
fn put_title(read: &mut Vec<Paragraph>, heading: Vec<Paragraph>) {
    const N_LOOKED_AT: usize = 6;
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let has = |part: &Paragraph| {
        read.iter().take(N_LOOKED_AT).any(|known| bare(&known.text).contains(&bare(&part.text)))
    };
    if heading.iter().all(has) {
        return;
    }
    let titles = heading.into_iter().map(|part| Paragraph { style: Style::Title, ..part });
    read.splice(0..0, titles);
}

/// Returns the first element of a name.
fn found(dom: &Dom, name: &str) -> Option<NodeId> {
    dom.walk(ROOT).find_map(|step| match step {
        Step::Enter(id) if dom.name(id) == name => Some(id),
        _ => None,
    })
}

/// Drops what a portal recommends behind the text, from its heading on.
fn drop_recommendations(read: &mut Vec<Paragraph>) {
    const HEADINGS: [&str; 8] = [
        "推荐阅读",
        "相关阅读",
        "延伸阅读",
        "相关新闻",
        "相关推荐",
        "热门推荐",
        "热点推荐",
        "猜你喜欢",
    ];
    const MAX_SHARE: f64 = 0.3;
    let is_heading = |paragraph: &Paragraph| {
        let bare = paragraph.text.trim_matches(|c: char| !c.is_alphanumeric());
        HEADINGS.contains(&bare)
    };
    let Some(at) = read.iter().rposition(is_heading) else { return };
    let count = |part: &[Paragraph]| part.iter().map(|p| n_chars(&p.text)).sum::<usize>() as f64;
    if count(read.get(at..).unwrap_or_default()) <= count(read) * MAX_SHARE {
        read.truncate(at);
    }
}

/// Says whether a line is made of the tools that pages offer: 【字号：大 中 小】 打印 分享到：.
fn is_tool_line(text: &str) -> bool {
    const TOOLS: [&str; 26] = [
        "字体大小",
        "字号",
        "字体",
        "大",
        "中",
        "小",
        "打印本页",
        "打印",
        "下载",
        "收藏",
        "关闭窗口",
        "关闭",
        "分享到",
        "分享",
        "返回顶部",
        "返回",
        "微信",
        "微博",
        "扫一扫",
        "在手机打开当前页",
        "复制链接",
        "相关报道",
        "相关链接",
        "上一篇",
        "下一篇",
        "视力保护色",
    ];
    const MAX_CHARS: usize = 40;
    if text.is_empty() || MAX_CHARS < text.chars().count() {
        return false;
    }
    let rest = TOOLS.iter().fold(text.to_owned(), |rest, tool| rest.replace(tool, ""));
    rest.len() < text.len() && rest.chars().all(|c| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<String> {
        reading(html.as_bytes(), &Options::default()).text.lines().map(str::to_owned).collect()
    }

    const LONG: &str =
        "过去一年，面对复杂严峻的外部环境，全市上下迎难而上、扎实工作，经济运行总体平稳。";

    #[test]
    fn paragraphs_breaks_items_and_headings_are_lines() {
        let html = format!(
            "<html><body><h1>工作报告</h1><p>{LONG}<br>　　二是\n  经济&nbsp;增长5&#37;。</p>\
             <ol><li>一</li><li>二</li></ol><ul><li>三</li></ul></body></html>"
        );
        let expected = ["工作报告", LONG, "二是经济 增长5%。", "1. 一", "2. 二", "• 三"];
        assert_eq!(texts(&html), expected);
    }

    #[test]
    fn items_of_paragraphs_have_their_labels_and_notes_their_brackets() {
        let html = format!(
            "<body><p>{LONG}<a class=sdfootnoteanc href=#a><sup>1</sup></a></p><ol><li><p>一</p><p>续</p>\
             <li><p>二</p><ul><li><p>三</p></ul></ol>"
        );
        assert_eq!(texts(&html), [&format!("{LONG}[1]"), "1. 一", "续", "2. 二", "• 三"]);
    }

    #[test]
    fn tables_of_data_are_rows_and_tables_of_layout_are_none() {
        let data = "<table><tr><th>指标<th>数量<tr><td>企业<td>67\n家</table>";
        assert_eq!(
            texts(&format!("<body><p>{LONG}</p>{data}")),
            [LONG, "指标\t数量", "企业\t67 家"]
        );
        let layout = format!("<body><table><tr><td><p>{LONG}</p><p>{LONG}</p></td></tr></table>");
        assert_eq!(texts(&layout), [LONG, LONG]);
    }

    #[test]
    fn menus_and_footers_are_left_out_and_the_title_is_not() {
        let menu = "<a href=x>首页</a> <a href=x>新闻中心</a> <a href=x>政务公开</a>";
        let html = format!(
            "<html><head><title>2024年工作报告_云溪市人民政府</title></head><body><div class=top>{menu}</div>\
             <div class=main><div class=article-title>2024年工作报告</div><div>发布时间：2024-01-05</div>\
             <div id=zoom><p>{LONG}</p><p>{LONG}</p><p>{LONG}</p></div></div>\
             <div class=bottom>{menu}<p>版权所有，未经许可不得转载，联系电话：0123-4567890。</p></div></body></html>"
        );
        assert_eq!(texts(&html), ["2024年工作报告", LONG, LONG, LONG]);
        let document = reading(html.as_bytes(), &Options::default());
        assert_eq!(document.notes[0].kind, NoteKind::PageFurniture);
    }

    #[test]
    fn what_a_portal_recommends_is_left_out() {
        let html = format!(
            "<body><div><p>{LONG}</p><p>{LONG}</p><p>{LONG}</p><h3>推荐阅读</h3><p>六大书院，深入挖掘文化内涵。</p></div>"
        );
        assert_eq!(texts(&html), [LONG, LONG, LONG]);
    }

    #[test]
    fn pages_are_recognised_by_their_content() {
        assert!(is_html("\u{FEFF}<!DOCTYPE html><p>".as_bytes()));
        assert!(is_html(b"<!-- saved --><html>"));
        assert!(is_html(b"<?xml version='1.0'?><html xmlns='x'>"));
        assert!(!is_html("工作报告 <html>".as_bytes()));
        assert!(!is_html(b"<rss version='2.0'>"));
        assert!(!is_html("<<工作报告>>".as_bytes()));
        assert!(!is_html(b""));
    }

    #[test]
    fn lines_of_tools_are_told_from_lines_of_text() {
        assert!(is_tool_line("【字号：大 中 小】"));
        assert!(is_tool_line("分享到："));
        assert!(!is_tool_line("中小企业"));
        assert!(!is_tool_line("——"));
    }
}
