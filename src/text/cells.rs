//! How many terminal cells text takes, and how hostile characters are shown.
//!
//! The one place where width is asked. Whether `“ ” … ① —` take one cell or two is the terminal's
//! choice and therefore a parameter. Control characters, bidi overrides and the like never reach
//! a terminal: they are shown as visible stand-ins.

use crate::text::span::Span;
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Cells of a character whose East Asian Width is Ambiguous.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AmbiguousWidth {
    /// One cell, as nearly all terminals do by default.
    #[default]
    Narrow,
    /// Two cells, as terminals set up for old CJK fonts do.
    Wide,
    /// Not known: two cells are kept free for it, whatever it takes.
    Unknown,
}

/// A grapheme cluster as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// Where it stands in the original text.
    pub span: Span,
    /// What is drawn; empty for a character that shows as nothing.
    pub shown: Cow<'a, str>,
    /// Cells it takes, 0 to a few.
    pub cells: usize,
    /// Whether something else is drawn than the text says.
    pub stand_in: bool,
}

/// Returns the cells a text takes when drawn as its glyphs.
pub fn width_cells(text: &str, ambiguous: AmbiguousWidth) -> usize {
    glyphs(text, Span::new(0, text.len()), ambiguous).map(|glyph| glyph.cells).sum()
}

/// Returns the glyphs of the text under `span`, in order.
///
/// A line break inside a sentence shows as nothing between Han and as a space between Latin words.
pub fn glyphs(
    text: &str,
    span: Span,
    ambiguous: AmbiguousWidth,
) -> impl Iterator<Item = Glyph<'_>> {
    clusters(span.of(text)).map(move |(offset, cluster)| {
        let at = Span::new(span.start + offset, span.start + offset + cluster.len());
        glyph(text, at, cluster, ambiguous)
    })
}

/// Returns the grapheme clusters of a text with their byte offsets.
fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let mut chars = rest.chars();
        let first = chars.next()?;
        let is_alone = stands_alone(first) && chars.next().is_none_or(stands_alone);
        let whole = if is_alone { None } else { rest.graphemes(true).next() };
        let offset = at;
        at += whole.map_or(first.len_utf8(), str::len);
        Some((offset, &text[offset..at]))
    })
}

/// Says whether a character is one of those that reports are made of and that form no cluster with one
/// another: asking the Unicode tables for each of them would take longer than all else that is drawn.
fn stands_alone(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3029}')
        || matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF5E}')
}

fn glyph<'a>(text: &'a str, span: Span, cluster: &'a str, ambiguous: AmbiguousWidth) -> Glyph<'a> {
    let drawn =
        |shown: Cow<'a, str>, cells: usize, stand_in: bool| Glyph { span, shown, cells, stand_in };
    let first = cluster.chars().next().unwrap_or(' ');
    match first {
        '\n' | '\r' if joins_words(text, span) => drawn(Cow::Borrowed(" "), 1, false),
        '\n' | '\r' | '\u{200B}' | '\u{FEFF}' | '\u{00AD}' | '\u{2060}' => {
            drawn(Cow::Borrowed(""), 0, false)
        }
        '\t' => drawn(Cow::Borrowed(" "), 1, false),
        _ if cluster.chars().any(is_hostile) => {
            let shown: String = cluster.chars().map(stand_in).collect();
            let cells = shown.width();
            drawn(Cow::Owned(shown), cells, true)
        }
        _ => drawn(Cow::Borrowed(cluster), cluster_cells(cluster, first, ambiguous), false),
    }
}

fn cluster_cells(cluster: &str, first: char, ambiguous: AmbiguousWidth) -> usize {
    let is_single = cluster.len() == first.len_utf8();
    let cells = match (ambiguous, is_single) {
        (_, true) if matches!(first, '\u{4E00}'..='\u{9FFF}') => 2,
        (AmbiguousWidth::Narrow, true) => first.width().unwrap_or(0),
        (AmbiguousWidth::Narrow, false) => cluster.width(),
        (AmbiguousWidth::Wide | AmbiguousWidth::Unknown, true) => first.width_cjk().unwrap_or(0),
        (AmbiguousWidth::Wide | AmbiguousWidth::Unknown, false) => cluster.width_cjk(),
    };
    cells.min(8)
}

/// Says whether a line break stands between two Latin words, which need a space there.
fn joins_words(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).and_then(|part| part.chars().next_back());
    let after = text.get(span.end..).and_then(|part| part.chars().next());
    let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_graphic());
    let continues = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%');
    let is_number =
        before.is_some_and(|c| c.is_ascii_digit() || c == '.') && after.is_some_and(continues);
    is_latin(before) && is_latin(after) && !is_number
}

/// Says whether a character could speak to the terminal, reorder what stands around it, or look like
/// anything (private use, noncharacters).
pub fn is_hostile(c: char) -> bool {
    // Nearly every character of a report is one of these, and every one that is shown is asked.
    if matches!(c, ' '..='~' | '\u{3000}'..='\u{D7FF}') {
        return false;
    }
    c.is_control()
        || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFF9}'..='\u{FFFB}')
        || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFFE}' | '\u{FFFF}' | '\u{E0000}'..='\u{E007F}' | '\u{F0000}'..)
}

/// Returns what is drawn for one character of a cluster: itself, or `^[` or `<202E>` in its place.
fn stand_in(c: char) -> String {
    match c {
        '\u{0}'..='\u{1F}' => format!("^{}", char::from(c as u8 + 0x40)),
        '\u{7F}' => "^?".to_owned(),
        _ if is_hostile(c) => format!("<{:04X}>", c as u32),
        _ => c.to_string(),
    }
}

/// Returns the text with every hostile character replaced by its stand-in, for one-line labels.
pub fn disarmed(text: &str) -> String {
    let whole = Span::new(0, text.len());
    glyphs(text, whole, AmbiguousWidth::Narrow).map(|glyph| glyph.shown.into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        disarmed(text)
    }

    #[test]
    fn han_takes_two_cells_and_quotes_as_the_terminal_says() {
        assert_eq!(width_cells("“十四五”", AmbiguousWidth::Narrow), 8);
        assert_eq!(width_cells("“十四五”", AmbiguousWidth::Wide), 10);
    }

    #[test]
    fn escape_and_bidi_characters_are_shown_not_sent() {
        assert_eq!(shown("a\u{1B}]52;c\u{7}b\u{202E}\u{9B}"), "a^[]52;c^Gb<202E><009B>");
    }

    #[test]
    fn line_break_inside_a_sentence_shows_only_between_latin_words() {
        assert_eq!(shown("主要负\n责人"), "主要负责人");
        assert_eq!(shown("annual\r\nreport"), "annual report");
        assert_eq!(shown("达2\n.39%"), "达2.39%");
    }

    #[test]
    fn clusters_are_those_of_the_standard() {
        let texts = [
            "全市GDP增长5.4%，“十四五”——①（见注）。",
            "e\u{301}a\u{300}\u{301}中\u{20DD}文，\u{3099}か\u{3099}",
            "👨\u{200D}👩\u{200D}👧、🇨🇳🇭🇰🇲 ❤\u{FE0F}1\u{FE0F}\u{20E3}",
            "a\r\nb\n中\u{200B}\u{200D}文\t한국어 각\u{E0100}〇\u{302A}",
        ];
        for text in texts {
            let standard: Vec<(usize, &str)> = text.grapheme_indices(true).collect();
            assert_eq!(clusters(text).collect::<Vec<_>>(), standard, "{text:?}");
        }
    }

    #[test]
    fn characters_that_stand_alone_do_so_beside_any_other_of_them() {
        let alone: String = ('\0'..='\u{FFFF}').filter(|c| stands_alone(*c)).collect();
        assert_eq!(alone.graphemes(true).count(), alone.chars().count());
    }

    #[test]
    fn combining_mark_belongs_to_its_letter() {
        assert_eq!(width_cells("e\u{301}", AmbiguousWidth::Narrow), 1);
    }
}
