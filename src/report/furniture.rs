//! Page furniture: what a web page or a wiki puts around a text and a scraper takes along.
//!
//! ```text
//! 【字号： 大 中 小 】        a line of nothing but such words
//! 责任编辑：李四              a label with its value
//! 本作品是中华人民共和国的⏎法律⏎、⏎法规…⏎Public domain      a notice that closes the page
//! ```
//!
//! It belongs to no report: it is shown, but neither compared nor counted as a difference.

use crate::report::heading::opening;
use crate::report::line::{Line, length_han};
use crate::text::span::is_blank;

/// Words of buttons, menus and counters. A line of nothing else is furniture.
const BUTTONS: [&str; 51] = [
    "首页",
    "字号",
    "字体",
    "大",
    "中",
    "小",
    "打印本页",
    "打印",
    "下载",
    "分享到",
    "分享",
    "收藏",
    "关闭窗口",
    "关闭",
    "扫一扫",
    "手机看",
    "微信",
    "微博",
    "朋友圈",
    "返回顶部",
    "返回",
    "相关报道",
    "相关链接",
    "相关阅读",
    "相关文章",
    "相关新闻",
    "上一篇",
    "下一篇",
    "上一页",
    "下一页",
    "网站地图",
    "无障碍",
    "长者模式",
    "繁体",
    "简体",
    "登录",
    "注册",
    "搜索",
    "导航",
    "我要纠错",
    "纠错",
    "点赞",
    "评论",
    "复制链接",
    "二维码",
    "浏览量",
    "默认",
    "超大",
    "特大",
    "下载文字版",
    "下载图片版",
];

/// Labels whose short value is furniture too.
const LABELS: [&str; 15] = [
    "责任编辑",
    "编辑",
    "责编",
    "校对",
    "初审",
    "复审",
    "终审",
    "浏览次数",
    "点击数",
    "阅读次数",
    "当前位置",
    "您的位置",
    "您所在的位置",
    "发布机构",
    "信息来源",
];

/// How the notice at the foot of a page opens.
const NOTICES: [&str; 12] = [
    "本作品是中华人民共和国的",
    "本作品在中华人民共和国",
    "Public domain",
    "版权声明",
    "免责声明",
    "版权所有",
    "主办单位：",
    "主办：",
    "网站标识码",
    "©",
    "Copyright",
    "京ICP",
];

/// Longest line of buttons and longest label with its value, in Han characters.
const MAX_LINE_CHARS: usize = 30;

/// Longest notice at the foot of a page, in bytes: the wiki's has 900, a portal's up to 1 500.
const MAX_NOTICE_BYTES: usize = 2_400;

/// Says for each line whether it is page furniture. Linear.
pub fn furniture(text: &str, lines: &[Line]) -> Vec<bool> {
    let notice = notice(text, lines).unwrap_or(lines.len());
    let body = |line: &Line| is_furniture(line.body.of(text));
    lines.iter().enumerate().map(|(at, line)| notice <= at || body(line)).collect()
}

/// Says whether a line by itself is furniture.
fn is_furniture(body: &str) -> bool {
    // Counting is dear and nearly every line is a paragraph: its length in bytes says so at once.
    body.len() <= 4 * MAX_LINE_CHARS
        && length_han(body) <= MAX_LINE_CHARS
        && (is_label(body) || is_buttons(body))
}

/// Says whether the line is a label, alone or with a value that is no sentence.
fn is_label(body: &str) -> bool {
    let inner = body.trim_matches(is_frame);
    let value = LABELS.iter().find_map(|label| inner.strip_prefix(label));
    value.is_some_and(|value| value.trim_start().starts_with(['：', ':']) && !body.contains('。'))
}

/// Says whether the line holds nothing but buttons.
fn is_buttons(body: &str) -> bool {
    let mut rest = body.trim_start_matches(is_frame);
    let mut n_words = 0;
    while !rest.is_empty() {
        let Some(behind) = BUTTONS.iter().find_map(|word| rest.strip_prefix(word)) else {
            return false;
        };
        // 大 and 中 open words of any text; apart they are sizes.
        let is_apart = behind.is_empty() || behind.starts_with(is_frame);
        if !is_apart && BUTTONS.iter().all(|word| !behind.starts_with(word)) {
            return false;
        }
        n_words += 1;
        rest = behind.trim_start_matches(is_frame);
    }
    0 < n_words
}

/// Says whether a character frames buttons.
fn is_frame(c: char) -> bool {
    is_blank(c)
        || matches!(c, '【' | '】' | '[' | ']' | '［' | '］' | '（' | '）' | '(' | ')' | '|' | '｜')
        || matches!(c, '：' | ':' | '>' | '＞' | '»' | '·' | '/' | '-' | '+' | '×')
}

/// Returns the line at which the notice starts that closes the page.
fn notice(text: &str, lines: &[Line]) -> Option<usize> {
    let end = lines.last()?.body.end;
    let opens = |line: &Line| {
        let body = line.body.of(text);
        NOTICES.iter().any(|notice| body.starts_with(notice))
    };
    let near = lines.partition_point(|line| line.body.start + MAX_NOTICE_BYTES < end);
    let tail = lines.get(near..)?;
    let at = tail.iter().position(opens)?;
    let is_numbered = |line: &Line| opening(line.body.of(text)).is_some();
    let holds_text = tail.get(at..)?.iter().any(is_numbered);
    (!holds_text && 0 < near + at).then_some(near + at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::line::lines;
    use crate::text::span::Span;

    fn found(text: &str) -> Vec<&str> {
        let lines = lines(text, Span::new(0, text.len()));
        let flags = furniture(text, &lines);
        let kept = lines.iter().zip(flags).filter(|(_, is_furniture)| *is_furniture);
        kept.map(|(line, _)| line.body.of(text)).collect()
    }

    #[test]
    fn buttons_and_labels_are_furniture() {
        let text = "首页 > 政务公开\n【字号： 大 中 小 】\n打印\n下载\n各位代表：\n相关报道：\n责任编辑：李四";
        assert_eq!(
            found(text),
            ["【字号： 大 中 小 】", "打印", "下载", "相关报道：", "责任编辑：李四"]
        );
    }

    #[test]
    fn words_that_open_like_buttons_are_text() {
        assert!(found("大力发展数字经济\n中小企业\n下载中心建设\n打印机\n编辑出版工作").is_empty());
    }

    #[test]
    fn the_notice_of_a_wiki_goes_to_the_end_of_the_page() {
        let text = "为实现宏伟目标而奋斗！\n本作品是中华人民共和国的\n法律\n、\n法规\n，不适用。\nPublic domain\nfalse";
        assert_eq!(found(text).len(), 7);
        assert!(found("版权所有").is_empty());
        let chapter = format!("版权声明制度\n一、保护\n{}", "工作。".repeat(20));
        assert!(found(&chapter).is_empty());
    }
}
