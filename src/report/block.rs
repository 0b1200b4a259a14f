//! Lines to blocks: the title, headings without number, and paragraphs whose lines are joined.
//!
//! ```text
//! 政府工作报告                            title
//! 各位代表：                              title
//! 企业主要负⏎责人参加了培训。              one paragraph, cut by the scraper
//! 2024年工作回顾⏎过去一年，……            heading, paragraph
//! ```

use crate::report::furniture::furniture;
use crate::report::heading::{Opening, opening};
use crate::report::line::{Line, ends_like_heading, length_han};
use crate::report::running_number::running_form;
use crate::report::wrapping::{slack, wrap_chars};
use crate::text::span::Span;

/// How a stretch of text begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beginning {
    /// With the line that marks a report, whatever it looks like.
    Marker,
    /// With title lines, if they look like such.
    Title,
    /// With running text.
    Body,
}

/// What a draft is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Title, date, speaker, salutation.
    Title,
    /// A heading without number.
    Heading,
    /// 附件 or 名词解释: a heading that closes the report proper.
    Backmatter,
    /// A paragraph, or a numbered line of any kind.
    Paragraph,
    /// A line of the web page around the text.
    Furniture,
}

/// A block before its section is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it is.
    pub role: Role,
    /// From its first character to its last, without white space at the ends.
    pub body: Span,
    /// Where it starts with the mark of a heading, which is not part of the body.
    pub start: usize,
    /// The number it opens with, if that may head a section.
    pub opening: Option<Opening>,
    /// The level of heading that its first line is marked or formatted as.
    pub level: Option<u8>,
    /// How many lines were joined.
    n_lines: usize,
    /// Its last line.
    last: Span,
}

/// Longest title line, in Han characters; the longest of data/national has 35.
const MAX_TITLE_CHARS: usize = 50;

/// Longest title line that names a report, in Han characters: title, subtitle and date of 1991 have run
/// together to 97.
const MAX_NAMED_TITLE_CHARS: usize = 100;

/// Most title lines: title, subtitle, date, speaker, source, 目录, salutation and one to spare.
const MAX_TITLE_LINES: usize = 8;

/// Longest heading without number, in Han characters; the longest real one has 25.
const MAX_HEADING_CHARS: usize = 30;

/// Shortest heading without number, in Han characters: 主要成效. Shorter lines are scraps of web pages.
const MIN_HEADING_CHARS: usize = 4;

/// Shortest paragraph that makes the short line above it a heading, in Han characters.
///
/// Below it, both may be pieces of one sentence (seed lines 50-51: 16 and 17 characters).
const MIN_PARAGRAPH_CHARS: usize = 60;

/// Longest line without end punctuation that can stand alone, in Han characters; a longer one was cut.
const MAX_OPEN_CHARS: usize = 40;

/// Longest numbered line without end punctuation that is a heading, in Han characters.
const MAX_NUMBERED_CHARS: usize = 60;

/// Salutations: they end the title.
const SALUTATIONS: [&str; 7] =
    ["各位代表", "各位委员", "各位领导", "同志们", "各位同志", "各位來賓", "主席"];

/// Words of a heading behind which numbered lines explain terms.
const GLOSSARY_WORDS: [&str; 6] =
    ["名词解释", "名词注释", "名词说明", "名詞解釋", "用语说明", "注释"];

/// Words that name a report in its title.
const TITLE_WORDS: [&str; 10] =
    ["报告", "总结", "汇报", "述职", "小结", "公报", "報告", "總結", "Report", "Address"];

/// Says whether a title line names a report, as speaker and date do not.
pub fn names_report(body: &str) -> bool {
    TITLE_WORDS.iter().any(|word| body.contains(word))
}

/// Joins lines to drafts of blocks, in text order; none of no lines. Linear.
pub fn drafts(text: &str, lines: &[Line], beginning: Beginning) -> Vec<Draft> {
    let is_furniture = furniture(text, lines);
    let of_report = lines.iter().zip(&is_furniture).filter(|(_, is_furniture)| !**is_furniture);
    let own: Vec<Line> = of_report.map(|(line, _)| *line).collect();
    let mut drafts = drafts_of_report(text, &own, beginning);
    let around = lines.iter().zip(&is_furniture).filter(|(_, is_furniture)| **is_furniture);
    // A line inside a paragraph that was cut by it stays where it is: blocks do not overlap.
    let is_inside = |line: &Line| {
        let behind = drafts.partition_point(|draft| draft.body.start <= line.body.start);
        behind.checked_sub(1).is_some_and(|at| drafts[at].body.covers(line.body))
    };
    let outside: Vec<Draft> = around
        .filter(|(line, _)| !is_inside(line))
        .map(|(line, _)| Draft::of_line(Role::Furniture, line, None))
        .collect();
    drafts.extend(outside);
    drafts.sort_by_key(|draft| draft.body.start);
    drafts
}

/// Joins the lines of the report itself.
fn drafts_of_report(text: &str, lines: &[Line], beginning: Beginning) -> Vec<Draft> {
    let page = Page {
        text,
        lines,
        wrap_chars: wrap_chars(text, lines),
        running: running_form(text, lines),
    };
    let n_title = page.n_title_lines(beginning);
    let mut drafts: Vec<Draft> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let role = if at < n_title { Role::Title } else { page.role(at, drafts.last()) };
        match drafts.last_mut() {
            Some(last) if page.joins(last, at, role) => {
                last.body = last.body.hull(line.body);
                last.last = line.body;
                last.n_lines += 1;
            }
            _ => drafts.push(Draft::of_line(role, line, page.opening(at))),
        }
    }
    drafts
}

impl Draft {
    /// Begins a draft with its first line.
    fn of_line(role: Role, line: &Line, opening: Option<Opening>) -> Self {
        let (body, start, level) = (line.body, line.start, line.level);
        Self { role, body, start, opening, level, n_lines: 1, last: body }
    }
}

/// Says whether a heading opens a glossary or end notes.
pub fn opens_glossary(heading: &str) -> bool {
    GLOSSARY_WORDS.iter().any(|word| heading.contains(word))
}

/// The lines that are joined, and what was measured on all of them.
struct Page<'a> {
    text: &'a str,
    lines: &'a [Line],
    /// The width the text was wrapped at, in characters, if it was.
    wrap_chars: Option<usize>,
    /// The form whose numbers count paragraphs and head nothing, if there is one.
    running: Option<usize>,
}

impl Page<'_> {
    /// Returns the text of a line; empty behind the last one.
    fn body(&self, at: usize) -> &str {
        self.lines.get(at).map_or("", |line| line.body.of(self.text))
    }

    /// Returns the number that a line opens with, if it may head a section.
    fn opening(&self, at: usize) -> Option<Opening> {
        opening(self.body(at)).filter(|found| self.running != Some(found.numeral.form))
    }

    /// Returns the text of a line without the number that counts it as a paragraph.
    fn uncounted(&self, at: usize) -> &str {
        let body = self.body(at);
        let counted = opening(body).filter(|found| self.running == Some(found.numeral.form));
        counted.and_then(|found| body.get(found.len_bytes..)).unwrap_or(body)
    }

    /// Says whether a line carries a number that counts it as a paragraph.
    fn is_counted(&self, at: usize) -> bool {
        self.uncounted(at).len() < self.body(at).len()
    }

    /// Returns the level of heading that a line is marked or formatted as.
    fn level(&self, at: usize) -> Option<u8> {
        self.lines.get(at).and_then(|line| line.level)
    }

    /// Returns how many lines make the title.
    fn n_title_lines(&self, beginning: Beginning) -> usize {
        let first = match beginning {
            Beginning::Body => return 0,
            Beginning::Marker => 1,
            Beginning::Title => 0,
        };
        let mut count = first.min(self.lines.len());
        while count < MAX_TITLE_LINES.min(self.lines.len()) && self.is_title_line(count) {
            if 0 < count && self.level(count).is_some() {
                break;
            }
            count += 1;
            if is_salutation(self.body(count - 1)) {
                return count;
            }
        }
        // Short lines to the end are no titles of anything.
        if count == self.lines.len() { count.min(1) } else { count }
    }

    /// Says whether the line can belong to a title.
    fn is_title_line(&self, at: usize) -> bool {
        let body = self.body(at);
        let is_dated = body.starts_with(['-', '—', '－']);
        let is_item = opening(body).is_some() && !is_dated;
        let is_cut = self.is_full(at) && is_open(body);
        let longest = if names_report(body) { MAX_NAMED_TITLE_CHARS } else { MAX_TITLE_CHARS };
        let is_short = length_han(body) <= longest;
        let has_stop = body.contains(['。', '；', '！']) || body.ends_with(['，', ',', '、']);
        is_salutation(body)
            || (is_short && !is_item && !is_cut && !has_stop && !is_report_opening(body))
    }

    /// Says what a line behind the title is.
    fn role(&self, at: usize, previous: Option<&Draft>) -> Role {
        let body = self.body(at);
        let is_fresh = previous.is_none_or(|draft| {
            draft.role != Role::Paragraph
                || !is_open(draft.last.of(self.text))
                || self.is_heading(draft)
        });
        if is_backmatter(body) {
            Role::Backmatter
        } else if is_fresh && self.is_heading_line(at) {
            Role::Heading
        } else {
            Role::Paragraph
        }
    }

    /// Says whether a short line without number heads what follows it.
    fn is_heading_line(&self, at: usize) -> bool {
        let (body, next) = (self.body(at), self.uncounted(at + 1));
        let n_chars = length_han(body);
        if self.opening(at).is_some() || self.is_counted(at) {
            return false;
        }
        if self.level(at).is_some() {
            return n_chars <= MAX_NUMBERED_CHARS;
        }
        if self.is_counted(at + 1) {
            let is_text = body.contains(['。', '；', '|', '\t']);
            return n_chars <= MAX_HEADING_CHARS && is_open(body) && !is_text;
        }
        let is_short = (MIN_HEADING_CHARS..=MAX_HEADING_CHARS).contains(&n_chars);
        let is_plain =
            !body.contains(['，', ',', '；', ';', '。', '：', ':', '！', '？', '|', '\t']);
        let starts_well =
            body.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '“' | '《' | '"'));
        let is_alone = is_open(body) && !self.is_full(at);
        let is_named = ends_like_heading(body);
        let is_followed = if self.opening(at + 1).is_some() {
            is_named
        } else {
            let least = if is_named { MIN_HEADING_CHARS * 5 } else { MIN_PARAGRAPH_CHARS };
            let n_chars = length_han(next);
            let is_text = !is_open(next) || MAX_NAMED_TITLE_CHARS < n_chars;
            least <= n_chars && is_text && !continues(next) && (is_named || starts_sentence(next))
        };
        is_short && is_plain && starts_well && is_alone && is_followed
    }

    /// Says whether a line goes on what the last draft began.
    fn joins(&self, last: &Draft, at: usize, role: Role) -> bool {
        let (Some(line), body) = (self.lines.get(at), self.body(at)) else { return false };
        let previous = last.last.of(self.text);
        match (last.role, role) {
            (Role::Title, Role::Title) => body.chars().count() <= 2 && is_open(previous),
            (Role::Backmatter, _) => is_bare_appendix(last.body.of(self.text)) && is_subtitle(body),
            (Role::Paragraph, Role::Paragraph) if continues(body) => true,
            (Role::Paragraph, Role::Paragraph) => {
                let is_own = line.after_blank || line.level.is_some() || opening(body).is_some();
                !is_own && self.is_unfinished(last, at)
            }
            _ => false,
        }
    }

    /// Says whether a paragraph so far wants the line behind it.
    fn is_unfinished(&self, last: &Draft, at: usize) -> bool {
        let Some(line) = self.lines.get(at) else { return false };
        let is_wrapped = self.is_full(at.saturating_sub(1)) && !line.is_indented;
        if is_wrapped {
            return true;
        }
        let previous = last.last.of(self.text);
        let is_long = MAX_OPEN_CHARS < length_han(previous) || 1 < last.n_lines;
        let ends_soon = !is_open(self.body(at));
        let wants_more = previous.ends_with(['，', ',', '、']);
        is_open(previous) && !self.is_heading(last) && (is_long || ends_soon || wants_more)
    }

    /// Says whether a draft is a numbered heading on a line of its own.
    fn is_heading(&self, draft: &Draft) -> bool {
        let body = draft.body.of(self.text);
        draft.n_lines == 1 && draft.opening.is_some() && length_han(body) <= MAX_NUMBERED_CHARS
    }

    /// Says whether the line is as long as the width the text was wrapped at.
    fn is_full(&self, at: usize) -> bool {
        let n_chars = self.body(at).chars().count();
        self.wrap_chars.is_some_and(|wrap| wrap <= n_chars + slack(wrap))
    }
}

/// Says whether a line ends in mid-sentence: nothing closes it.
pub fn is_open(body: &str) -> bool {
    let core = body.trim_end_matches(['”', '’', '"', '）', ')', '】', '》', '」', '』']);
    let stops = ['。', '！', '？', '!', '?', '：', ':', '；', ';', '…', '.', '｡'];
    !core.ends_with(stops)
}

/// Says whether a line starts with what can only go on a sentence.
fn continues(body: &str) -> bool {
    body.starts_with([
        '，', ',', '。', '、', '；', ';', '：', '）', ')', '”', '》', '」', '%', '％',
    ])
}

/// Says whether a line starts as sentences do, rather than with the rest of a figure or word.
fn starts_sentence(body: &str) -> bool {
    body.starts_with(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit())
        || body.starts_with("20")
        || body.starts_with("19")
}

/// Says whether the line greets the audience.
pub fn is_salutation(body: &str) -> bool {
    body.chars().count() <= 20
        && body.ends_with(['：', ':', '！', '!', '，'])
        && SALUTATIONS.iter().any(|word| body.starts_with(word))
}

/// Says whether the line is the first sentence of a report rather than its title.
fn is_report_opening(body: &str) -> bool {
    ["如下", "如下：", "如下:"].iter().any(|ending| body.ends_with(ending))
}

/// Says whether the line heads an appendix or a glossary.
fn is_backmatter(body: &str) -> bool {
    if MAX_HEADING_CHARS < length_han(body) {
        return false;
    }
    let is_appendix = ["附件", "附录", "附錄"].iter().any(|word| {
        body.strip_prefix(word).is_some_and(|rest| {
            let rest =
                rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五".contains(c));
            rest.is_empty() || rest.starts_with(['：', ':', ' ', '\u{3000}', '.', '．'])
        })
    });
    is_appendix || (opens_glossary(body) && is_open(body) && opening(body).is_none())
}

/// Says whether a heading is 附件1 without a title.
fn is_bare_appendix(body: &str) -> bool {
    const MAX_BARE_CHARS: usize = 5;
    body.chars().count() <= MAX_BARE_CHARS && body.starts_with('附')
}

/// Says whether the line can be the title of an appendix.
fn is_subtitle(body: &str) -> bool {
    length_han(body) <= MAX_HEADING_CHARS && is_open(body) && opening(body).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::line::lines;

    fn read(text: &str) -> Vec<(Role, String)> {
        let lines = lines(text, Span::new(0, text.len()));
        let drafts = drafts(text, &lines, Beginning::Title);
        drafts.iter().map(|draft| (draft.role, draft.body.of(text).replace('\n', "⏎"))).collect()
    }

    fn roles(text: &str) -> Vec<Role> {
        read(text).into_iter().map(|(role, _)| role).collect()
    }

    const LONG: &str = "过去一年，面对复杂严峻的外部环境，全市上下迎难而上、扎实工作，经济运行总体平稳，社会大局保持稳定，各项任务圆满完成，人民生活持续改善，发展质量不断提高。";

    #[test]
    fn title_lines_go_up_to_the_salutation() {
        let text =
            format!("政府工作报告\n——2024年3月5日在会上\n国务院总理 李强\n\n各位代表：\n{LONG}");
        let expected = [Role::Title, Role::Title, Role::Title, Role::Title, Role::Paragraph];
        assert_eq!(roles(&text), expected);
    }

    #[test]
    fn a_title_cut_in_two_is_one() {
        assert_eq!(read(&format!("政府工作报\n告\n{LONG}"))[0].1, "政府工作报⏎告");
    }

    #[test]
    fn lines_cut_in_mid_sentence_are_joined() {
        let text = format!(
            "{LONG}观看人员达1万人次;办\n科技专栏500期。\n兑现了我县企业科技口奖励\n10万元，受益企业达3家。"
        );
        assert_eq!(read(&text).len(), 2);
    }

    #[test]
    fn a_short_line_above_a_paragraph_is_a_heading() {
        let text = format!("{LONG}\n2024年工作回顾\n{LONG}");
        assert_eq!(roles(&text), [Role::Paragraph, Role::Heading, Role::Paragraph]);
    }

    #[test]
    fn appendix_takes_its_title_along() {
        let text = format!("{LONG}\n附件1\n2025年省十件民生实事\n一、提升服务水平。{LONG}");
        assert_eq!(read(&text)[1], (Role::Backmatter, "附件1⏎2025年省十件民生实事".to_owned()));
    }

    #[test]
    fn text_wrapped_at_a_fixed_width_is_joined_up_to_the_indent() {
        let text = "\u{3000}\u{3000}今年以来全市科技工作在市委市政府\n的坚强领导下深入贯彻创新驱动发展战略。\n\
            各项指标稳步增长取得了比较明显的成\n效为全市经济社会发展作出了积极贡献。\n\
            \u{3000}\u{3000}下一步我们将继续深化科技体制改\n革推动各项工作再上一个新台阶再立新\n功。";
        assert_eq!(read(text).len(), 2);
    }
}
