//! Web pages, Markdown and plain text that were damaged: always a text, never a panic.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, also in its helpers")]
#![expect(clippy::print_stdout, reason = "what was measured is printed")]

use duikan::intake::format::Format;
use duikan::intake::read;
use duikan::intake::reading::Options;
use encoding_rs::{BIG5, GB18030};
use mutation::{Numbers, assert_little_memory, mutated, n_mutations};
use std::fs;
use std::path::Path;

mod mutation;

/// A page with what pages have: a declaration, menus, tables, lists, entities, scripts, unclosed tags.
const PAGE: &str = "<!DOCTYPE html><html><head><meta charset=gb2312><title>工作总结_云溪市</title>\
    <script>if (a<b) document.write('<p>');</script><style>p{margin:0}</style></head><body>\
    <div class=nav><a href=/>首页</a> <a href=/a>新闻</a></div><div id=zoom><h1>2024年工作总结</h1>\
    <p>　　过去一年，全市高新技术企业达到135家，研发投入6.28亿元&nbsp;增长8.5&#37;。<br>二是&lt;平台&gt;建设。\
    <table border=1><tr><th rowspan=2>指标<th>数量<tr><td>67家</table>\
    <ol start=3><li>强化平台建设<li>引进人才</ol><ul><li><b>项目</b>甲</ul><svg><title>图</title></svg>\
    <template><p>隐藏</template><p>全年完成技术合同成交额52.1亿元，同比增长6.9个百分点，圆满完成任务。</div>\
    <div class=footer>版权所有 <a href=/c>联系我们</a></div></body></html>";

/// A text with what Markdown has.
const MARKDOWN: &str = "---\ntitle: 总结\n---\n# 2024年工作总结\n\n过去一年，**高新技术企业**达到135家[^1]，\n\
    增长8.5%。\n\n1. 平台\n2. 人才\n   - 引进\n\n| 指标 | 数量 |\n|---|--:|\n| 企业 | 67家 |\n\n\
    > 引文 <b>粗</b> &amp; [链接](http://a \"b\")\n\n```\n代码\n```\n\n[^1]: 口径说明。\n";

fn summary() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office/summary.txt");
    fs::read_to_string(path).unwrap()
}

/// Reads so many damaged variants of each. To read more of them:
/// `DUIKAN_MUTATIONS=100000 cargo test --release --test damage`.
#[test]
fn damaged_pages_and_texts_never_panic_nor_take_much_memory() {
    let count = n_mutations(100);
    let utf16: Vec<u8> = summary().encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files: [(&str, Format, Vec<u8>); 7] = [
        ("a.html", Format::Html, PAGE.as_bytes().to_vec()),
        ("gbk.html", Format::Html, GB18030.encode(PAGE).0.into_owned()),
        ("a.md", Format::Markdown, MARKDOWN.as_bytes().to_vec()),
        ("a.txt", Format::Text, summary().into_bytes()),
        ("gb18030.txt", Format::Text, GB18030.encode(&summary()).0.into_owned()),
        (
            "big5.txt",
            Format::Text,
            BIG5.encode("過去一年，全市經濟發展取得新的成效。").0.into_owned(),
        ),
        ("utf16.txt", Format::Text, utf16),
    ];
    for (name, format, bytes) in files {
        assert_eq!(read(&bytes, name, &Options::default()).format, format, "{name}");
        let mut numbers = Numbers(11);
        let mut n_with_text = 0;
        for _ in 0..count {
            let document = read(&mutated(&bytes, &mut numbers), name, &Options::default());
            n_with_text += usize::from(!document.text.is_empty());
            let spans = document.hints.iter().map(|hint| hint.span);
            let told = document.notes.iter().filter_map(|note| note.span);
            assert!(
                spans.chain(told).all(|span| document.text.get(span.start..span.end).is_some())
            );
        }
        println!("{name}: {count} damaged files, {n_with_text} with text");
        assert!(count / 4 < n_with_text, "{name}");
    }
    assert_little_memory();
}
