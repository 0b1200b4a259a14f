//! Paragraphs with their formatting, and the one text they make.

use crate::intake::document::{Hint, HintKind};
use crate::text::span::{Span, is_blank};

/// What a paragraph is by its formatting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// Running text, or text whose formatting says nothing.
    #[default]
    Body,
    /// The title of the document.
    Title,
    /// A heading; 1 is the highest level.
    Heading(u8),
    /// A row of a table, its cells parted by tabs.
    Row,
    /// A footnote or an endnote.
    Footnote,
}

/// One paragraph as a reader of the file sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Its text, with the number that the word processor puts in front. Soft breaks are line ends.
    pub text: String,
    /// What it is.
    pub style: Style,
    /// Length of the bold opening, in bytes of `text`; 0 if it does not open in bold.
    pub bold_bytes: usize,
}

impl Paragraph {
    /// Makes a paragraph of running text.
    pub fn body(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// Returns what a style is by its name, which Word and WPS write in English or Chinese.
pub fn named_style(name: &str) -> Option<Style> {
    let name = name.trim().to_lowercase();
    if matches!(name.as_str(), "title" | "标题" | "文档标题") {
        return Some(Style::Title);
    }
    let level = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?;
    level.trim().parse().ok().filter(|level| (1..=9).contains(level)).map(Style::Heading)
}

/// Makes the row of a table from its cells.
///
/// A row of several cells is one paragraph, its cells parted by tabs and their paragraphs by
/// spaces. Where only one cell holds text, the table is there for its looks, and the paragraphs in it
/// are what they would be without.
pub fn row(cells: Vec<Vec<Paragraph>>) -> Vec<Paragraph> {
    let is_full = |cell: &Vec<Paragraph>| cell.iter().any(|part| !part.text.chars().all(is_blank));
    if cells.iter().filter(|cell| is_full(cell)).count() <= 1 {
        return cells.into_iter().find(is_full).unwrap_or_default();
    }
    let joined = |cell: &Vec<Paragraph>| {
        let parts = cell.iter().flat_map(|part| part.text.split(['\n', '\t']));
        let parts: Vec<&str> = parts.map(|part| part.trim_matches(is_blank)).collect();
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let text = cells.iter().map(joined).collect::<Vec<_>>().join("\t");
    let text = text.trim_end_matches('\t').to_owned();
    vec![Paragraph { text, style: Style::Row, bold_bytes: 0 }]
}

/// What stands above a table of contents, without blanks and in small letters.
const CONTENTS_HEADINGS: [&str; 5] = ["目录", "目次", "目錄", "contents", "tableofcontents"];

/// Takes away the heading of a table of contents that is left out, if the text so far ends with it.
pub fn drop_contents_heading(paragraphs: &mut Vec<Paragraph>) {
    let is_full = |part: &Paragraph| !part.text.chars().all(is_blank);
    let Some(last) = paragraphs.iter().rposition(is_full) else { return };
    let bare = paragraphs.get(last).map(|part| part.text.replace(is_blank, "").to_lowercase());
    if bare.is_some_and(|bare| CONTENTS_HEADINGS.contains(&bare.as_str())) {
        paragraphs.truncate(last);
    }
}

/// Puts the label of a footnote in front of its paragraphs.
pub fn footnote(paragraphs: Vec<Paragraph>, label: &str) -> impl Iterator<Item = Paragraph> {
    let gap = if label.is_empty() { "" } else { " " };
    let label = format!("{label}{gap}");
    paragraphs.into_iter().enumerate().map(move |(at, paragraph)| {
        let label = if at == 0 { label.as_str() } else { "" };
        let text = format!("{label}{}", paragraph.text.trim_start_matches(is_blank));
        Paragraph { text, style: Style::Footnote, bold_bytes: 0 }
    })
}

/// Returns the mark of a footnote, in brackets where it would run into the text: `[1]`, but ①.
pub fn footnote_mark(label: &str) -> String {
    let is_plain = label.chars().all(|c| c.is_ascii_alphanumeric());
    if is_plain && !label.is_empty() { format!("[{label}]") } else { label.to_owned() }
}

/// Joins paragraphs to a text, one a line, and their formatting to hints. Linear.
///
/// Empty paragraphs are kept as one empty line, which the eye takes for a gap however many there
/// are; none at the ends of the text.
pub fn composed(paragraphs: &[Paragraph]) -> (String, Vec<Hint>) {
    let mut text = String::with_capacity(paragraphs.iter().map(|part| part.text.len() + 1).sum());
    let mut hints = Vec::new();
    let mut is_gap = false;
    for paragraph in paragraphs {
        if paragraph.text.chars().all(is_blank) {
            is_gap = !text.is_empty();
            continue;
        }
        if is_gap {
            text.push('\n');
            is_gap = false;
        }
        let start = text.len();
        text.push_str(&paragraph.text);
        hints.extend(hinted(&text, start, paragraph));
        text.push('\n');
    }
    (text, hints)
}

/// Returns the hints of the paragraph that the text ends with.
fn hinted(text: &str, start: usize, paragraph: &Paragraph) -> impl Iterator<Item = Hint> {
    let whole = Span::new(start, text.len());
    let first = whole.of(text).find('\n').map_or(whole.end, |at| start + at);
    let line = Span::new(start, first).trimmed(text);
    let kind = match paragraph.style {
        Style::Body => None,
        Style::Title => Some(HintKind::Title),
        Style::Heading(level) => Some(HintKind::Heading(level)),
        Style::Row => Some(HintKind::Row),
        Style::Footnote => Some(HintKind::Footnote),
    };
    let styled = kind.map(|kind| Hint { span: line, kind });
    let bold_end = (start + paragraph.bold_bytes).min(first);
    let bold = Span::new(start, bold_end).trimmed(text);
    let bold = (!bold.is_empty()).then_some(Hint { span: bold, kind: HintKind::BoldLead });
    styled.into_iter().chain(bold)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_lines_and_empty_ones_are_one_gap() {
        let texts = ["", "甲", "", " ", "乙", "丙", ""].map(Paragraph::body);
        assert_eq!(composed(&texts).0, "甲\n\n乙\n丙\n");
    }

    #[test]
    fn hints_lie_on_the_words_of_their_paragraph() {
        let heading = Paragraph {
            text: "一、回顾\n续".to_owned(),
            style: Style::Heading(1),
            ..Paragraph::default()
        };
        let lead = Paragraph {
            text: "\u{3000}稳增长。针对……".to_owned(),
            bold_bytes: "\u{3000}稳增长。".len(),
            ..Paragraph::default()
        };
        let (text, hints) = composed(&[heading, lead]);
        let found: Vec<(HintKind, &str)> =
            hints.iter().map(|hint| (hint.kind, hint.span.of(&text))).collect();
        assert_eq!(found, [(HintKind::Heading(1), "一、回顾"), (HintKind::BoldLead, "稳增长。")]);
    }

    #[test]
    fn cells_of_a_row_are_parted_by_tabs_and_a_lone_cell_is_no_table() {
        let cell = |texts: &[&str]| texts.iter().map(|text| Paragraph::body(*text)).collect();
        let table = row(vec![cell(&["指标"]), cell(&["甲", " ", "乙"]), cell(&[""])]);
        assert_eq!(table[0].text, "指标\t甲 乙");
        assert_eq!(table[0].style, Style::Row);
        let layout = row(vec![cell(&[""]), cell(&["甲", "乙"])]);
        assert_eq!(layout, [Paragraph::body("甲"), Paragraph::body("乙")]);
        assert_eq!(row(Vec::new()), []);
    }

    #[test]
    fn the_heading_of_a_table_of_contents_goes_with_it() {
        let mut texts = ["总结", "目\u{3000}录", ""].map(Paragraph::body).to_vec();
        drop_contents_heading(&mut texts);
        assert_eq!(texts, [Paragraph::body("总结")]);
        drop_contents_heading(&mut texts);
        assert_eq!(texts.len(), 1);
    }

    #[test]
    fn nothing_makes_an_empty_text() {
        assert_eq!(composed(&[]), (String::new(), Vec::new()));
    }
}
