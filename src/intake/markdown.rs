//! Markdown: `CommonMark` with tables, to paragraphs.
//!
//! What a person typed stays as it is: numbers of lists are those of the source, and every line end
//! is a line end, because Chinese writers put each paragraph on a line of its own.

use pulldown_cmark::{Event, HeadingLevel, Options as Syntax, Parser, Tag, TagEnd};

use crate::intake::format::Sample;
use crate::intake::paragraph::{Paragraph, Style, composed};
use crate::intake::reading::{Options, Reading};
use crate::intake::{decode, signature};

/// Says whether a file is called Markdown and is text; its content alone does not tell.
pub fn is_markdown(sample: &Sample) -> bool {
    sample.is_named(&["md", "markdown", "mkd"]) && !signature::is_binary(sample.bytes)
}

/// Reads Markdown. Never fails; about linear.
pub fn reading(bytes: &[u8], options: &Options) -> Reading {
    let decoded = decode::reading(bytes, options);
    let (text, hints) = composed(&paragraphs(&decoded.text));
    // Places lay in the source, which is not the text.
    let notes = decoded.notes.into_iter().map(|mut note| {
        note.span = None;
        note
    });
    Reading { text, hints, encoding: decoded.encoding, notes: notes.collect() }
}

/// What is open while the source is read.
#[derive(Default)]
struct Writer {
    done: Vec<Paragraph>,
    open: Paragraph,
    n_bold: usize,
    is_plain: bool,
    /// The number of the next item of each open list, if it has numbers.
    lists: Vec<Option<u64>>,
    /// The cells of the open row of a table.
    cells: Option<Vec<String>>,
    /// Whether what is read is not shown.
    is_hidden: bool,
}

fn paragraphs(source: &str) -> Vec<Paragraph> {
    let syntax = Syntax::ENABLE_TABLES
        | Syntax::ENABLE_STRIKETHROUGH
        | Syntax::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut writer = Writer::default();
    for event in Parser::new_ext(source, syntax) {
        writer.take(event);
    }
    writer.end();
    writer.done
}

impl Writer {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.stop(tag),
            Event::Text(text) | Event::Code(text) => self.text(&text),
            Event::SoftBreak | Event::HardBreak => self.open.text.push('\n'),
            Event::Rule => self.end(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag) {
        match tag {
            Tag::Strong => self.n_bold += 1,
            Tag::MetadataBlock(_) | Tag::Strikethrough => self.is_hidden = true,
            Tag::Heading { level, .. } => {
                self.end();
                self.open.style = Style::Heading(number(*level));
            }
            Tag::List(first) => {
                self.end();
                self.lists.push(*first);
            }
            Tag::Item => {
                self.end();
                match self.lists.last_mut() {
                    Some(Some(next)) => {
                        self.open.text = format!("{next}. ");
                        *next = next.saturating_add(1);
                    }
                    _ => self.open.text.push_str("• "),
                }
            }
            Tag::TableHead | Tag::TableRow => {
                self.end();
                self.cells = Some(Vec::new());
            }
            Tag::Paragraph if matches!(self.open.text.as_str(), "• ") => {}
            Tag::Paragraph if self.open.text.ends_with(". ") && !self.lists.is_empty() => {}
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::BlockQuote(_) => self.end(),
            _ => {}
        }
    }

    fn stop(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.n_bold = self.n_bold.saturating_sub(1),
            TagEnd::MetadataBlock(_) | TagEnd::Strikethrough => self.is_hidden = false,
            TagEnd::TableCell => {
                let text = std::mem::take(&mut self.open.text);
                self.cells.iter_mut().for_each(|cells| cells.push(text.trim().to_owned()));
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                if let Some(cells) = self.cells.take() {
                    let row =
                        Paragraph { text: cells.join("\t"), style: Style::Row, bold_bytes: 0 };
                    self.done.push(row);
                }
                self.open = Paragraph::default();
            }
            TagEnd::List(_) => {
                self.end();
                self.lists.pop();
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock => self.end(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.is_hidden {
            return;
        }
        self.open.text.push_str(text);
        self.is_plain |= self.n_bold == 0;
        if !self.is_plain {
            self.open.bold_bytes = self.open.text.len();
        }
    }

    fn end(&mut self) {
        let mut paragraph = std::mem::take(&mut self.open);
        self.is_plain = false;
        paragraph.text.truncate(paragraph.text.trim_end().len());
        strip_unflanked(&mut paragraph);
        paragraph.bold_bytes = paragraph.bold_bytes.min(paragraph.text.len());
        if !paragraph.text.is_empty() {
            self.done.push(paragraph);
        }
    }
}

/// Takes away the stars that stand around bold text and were not taken for such.
///
/// By the letter of `CommonMark`, `**稳增长。**全市` is not bold, because a full stop stands before the
/// closing stars and no blank behind them. Chinese writers mean it all the same.
fn strip_unflanked(paragraph: &mut Paragraph) {
    const STARS: &str = "**";
    let n_stars = paragraph.text.matches(STARS).count();
    if n_stars == 0 || n_stars % 2 == 1 {
        return;
    }
    let lead = paragraph.text.strip_prefix(STARS).and_then(|rest| rest.find(STARS));
    paragraph.bold_bytes = lead.unwrap_or(0).max(paragraph.bold_bytes);
    paragraph.text = paragraph.text.replace(STARS, "");
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::document::HintKind;

    fn read(source: &str) -> Reading {
        reading(source.as_bytes(), &Options::default())
    }

    #[test]
    fn signs_of_markdown_are_gone_and_the_words_are_all_there() {
        let source = "---\ntitle: x\n---\n# 工作报告\n\n**稳增长。**全市`经济`[增长](http://x)5%。\n第二行。\n\n\
            3. 三\n4. 四\n\n- 五\n\n| 指标 | 数量 |\n|--|--|\n| 企业 | 67 |\n";
        let reading = read(source);
        let expected = "工作报告\n稳增长。全市经济增长5%。\n第二行。\n3. 三\n4. 四\n• 五\n指标\t数量\n企业\t67\n";
        assert_eq!(reading.text, expected);
        let kinds: Vec<HintKind> = reading.hints.iter().map(|hint| hint.kind).collect();
        let expected = [HintKind::Heading(1), HintKind::BoldLead, HintKind::Row, HintKind::Row];
        assert_eq!(kinds, expected);
    }

    #[test]
    fn plain_text_in_a_file_called_markdown_is_plain_text() {
        assert_eq!(
            read("一、成效\n　　很好。\n\n（一）不足\n").text,
            "一、成效\n　　很好。\n（一）不足\n"
        );
        assert_eq!(read("").text, "");
    }
}
