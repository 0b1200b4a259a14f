//! Breaking a paragraph into rows of a given width.
//!
//! UAX #14 says where a line may break; on top of it stand the rules a Chinese typesetter expects
//! (禁则): no row starts with a closing mark or ends with an opening one, —— and …… stay whole, and a
//! number stays with its unit. What must not be cut for other reasons comes in as `keep`.
//!
//! ```text
//! 推进“十四五”期间,高新技术企业由67|家增至135家      UAX #14 alone
//! 推进“十四五”期间,高新技术企业由|67家增至135家      with the number rule
//! ```

use crate::text::bracket::brackets_at;
use crate::text::cells::{AmbiguousWidth, glyphs};
use crate::text::fold::narrowed;
use crate::text::span::{Span, is_blank};
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};
use std::borrow::Cow;

/// No row starts with one of these: the zh-CN set of Office Open XML and its full-width forms.
const NOT_AT_START: &str = "!%),.:;>?]}·—’”…、。〉》」』】〕％，；：！？）～‰℃﹚﹜﹞．＞］｝々";

/// No row ends with one of these: the zh-CN set of Office Open XML and its full-width forms.
const NOT_AT_END: &str = "([{£¥$‘“〈《「『【〔（［｛￥＄﹙﹛﹝第";

/// Numerals that continue an Arabic number: 48.76亿, 6万.
const MULTIPLIERS: &str = "十百千万亿萬億余餘多几";

/// Multipliers behind one number at most: 3百万亿. More is no number, and looking further would not be linear.
const MAX_MULTIPLIERS: usize = 4;

/// How text is broken into rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrap {
    /// Cells in a row; 0 counts as 1.
    pub width_cells: usize,
    /// The terminal's choice for ambiguous characters.
    pub ambiguous: AmbiguousWidth,
}

/// Returns the rows of the text under `span`: contiguous spans that cover it, at least one.
///
/// `keep` are stretches that must stay on one row as long as they fit one, sorted and disjoint.
/// White space at the end of a row belongs to it and may hang over. Only a row of a single
/// glyph can be wider than asked. Linear.
pub fn rows(text: &str, span: Span, keep: &[Span], wrap: Wrap) -> Vec<Span> {
    bracketed_rows(text, span, keep, &[], wrap)
}

/// Returns the rows of text in which some stretches stand in brackets that are drawn, not written: a
/// cell at each end. `brackets` are sorted and do not overlap.
pub fn bracketed_rows(
    text: &str,
    span: Span,
    keep: &[Span],
    brackets: &[Span],
    wrap: Wrap,
) -> Vec<Span> {
    Measured::of(text, span, Bounds { keep, brackets }, wrap.ambiguous).rows(wrap.width_cells, 0)
}

/// Stretches that decide where rows end beside the characters themselves; both sorted and disjoint.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bounds<'a> {
    /// What stays on one row as long as it fits one.
    pub keep: &'a [Span],
    /// What stands in brackets that are drawn, not written: a cell at each end.
    pub brackets: &'a [Span],
}

/// Text ready to be broken at any width: the glyphs are measured, the places between them weighed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// Its byte offset in the text.
    start: usize,
    /// The places in front of each glyph, and the one behind the last.
    stops: Vec<Stop>,
}

/// The place in front of a glyph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stop {
    /// Bytes of the glyphs in front of it.
    bytes: u32,
    /// Cells of the glyphs in front of it.
    cells: u32,
    /// The last place up to here where a row ends well; 0 is none.
    good: u32,
    /// The last place up to here where a row may end if need be; 0 is none.
    tolerable: u32,
    /// Whether the glyph is white space, which may hang over.
    hangs: bool,
}

impl Measured {
    /// Measures the text under `span`. Linear.
    pub fn of(text: &str, span: Span, bounds: Bounds<'_>, ambiguous: AmbiguousWidth) -> Self {
        let chances = Chances::of(text, span, bounds.keep);
        let mut stop = Stop { bytes: 0, cells: 0, good: 0, tolerable: 0, hangs: false };
        let mut stops = Vec::with_capacity(span.len() / 3 + 2);
        for (at, glyph) in glyphs(text, span, ambiguous).enumerate() {
            let offset = glyph.span.start;
            if chances.may_break(offset) {
                stop.good = at as u32;
            } else if is_tolerable(text, offset) {
                stop.tolerable = at as u32;
            }
            stop.hangs = is_blank(narrowed(glyph.span.of(text).chars().next().unwrap_or('x')));
            stops.push(stop);
            let brackets = if bounds.brackets.is_empty() {
                0
            } else {
                brackets_at(glyph.span, bounds.brackets)
            };
            stop.bytes += glyph.span.len() as u32;
            stop.cells += (glyph.cells + brackets) as u32;
        }
        stops.push(Stop { hangs: false, ..stop });
        Self { start: span.start, stops }
    }

    /// Returns the rows at a width, the first of them shorter by an indent: contiguous spans that cover
    /// the text, at least one. A width of 0 counts as 1. A binary search for each row.
    pub fn rows(&self, width_cells: usize, indent_cells: usize) -> Vec<Span> {
        let mut rows = Vec::new();
        let mut first = 0;
        let mut width = width_cells.saturating_sub(indent_cells).max(1);
        loop {
            let end = self.row_end(first, width);
            let offset = |at: usize| self.start + self.stops[at].bytes as usize;
            rows.push(Span::new(offset(first), offset(end)));
            if self.stops.len() <= end + 1 {
                return rows;
            }
            first = end;
            width = width_cells.max(1);
        }
    }

    /// Returns the index of the place behind the last glyph of the row that starts at place `first`.
    fn row_end(&self, first: usize, width_cells: usize) -> usize {
        let limit = self.stops[first].cells as usize + width_cells;
        let fitting = self.stops.partition_point(|stop| stop.cells as usize <= limit);
        if fitting == self.stops.len() {
            return fitting - 1;
        }
        // The glyph in front of the first place beyond the limit is the one that does not fit.
        let too_far = (fitting - 1).max(first + 1);
        let hanging = self.stops[too_far..].iter().take_while(|stop| stop.hangs).count();
        let at = too_far + hanging;
        if self.stops.len() <= at + 1 {
            return self.stops.len() - 1;
        }
        let Stop { good, tolerable, .. } = self.stops[at];
        let behind = |place: u32| Some(place as usize).filter(|place| first < *place);
        behind(good).or(behind(tolerable)).unwrap_or(at)
    }
}

/// Where a row may end, by byte offset.
struct Chances {
    start: usize,
    allowed: Vec<bool>,
}

impl Chances {
    fn of(text: &str, span: Span, keep: &[Span]) -> Self {
        let joined = joined(span.of(text));
        let mut options = LineBreakOptions::default();
        options.strictness = Some(LineBreakStrictness::Strict);
        let segmenter = LineSegmenter::new_17_for_non_complex_scripts(options);
        let mut allowed = vec![false; span.len() + 1];
        for at in segmenter.segment_str(&joined) {
            let offset = span.start + at;
            if is_pleasing(text, offset) {
                allowed[at] = true;
            }
        }
        for kept in keep.iter().filter_map(|kept| kept.intersection(span)) {
            for at in kept.start + 1..kept.end {
                allowed[at - span.start] = false;
            }
        }
        Self { start: span.start, allowed }
    }

    fn may_break(&self, offset: usize) -> bool {
        self.allowed.get(offset - self.start).copied().unwrap_or(false)
    }
}

/// Returns a text of the same length none of whose characters ends a line by itself.
fn joined(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| unbroken(c) == c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(unbroken).collect())
}

/// Returns a character of the same length that does not end a line by itself.
fn unbroken(c: char) -> char {
    match c {
        '\n' | '\r' | '\u{B}' | '\u{C}' => ' ',
        '\u{85}' => '\u{A0}',
        '\u{2028}' | '\u{2029}' => '\u{3000}',
        _ => c,
    }
}

/// Says whether a break at the byte offset offends neither 禁则 nor a number with its unit.
fn is_pleasing(text: &str, offset: usize) -> bool {
    let (Some(before), Some(after)) = neighbours(text, offset) else { return false };
    !is_forbidden(before, after) && !cuts_number(text, offset, before, after)
}

/// Says whether a break is bearable where nothing better fits: 禁则 holds, numbers stay whole.
fn is_tolerable(text: &str, offset: usize) -> bool {
    let (Some(before), Some(after)) = neighbours(text, offset) else { return false };
    let inside_word = before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric();
    !is_forbidden(before, after) && !inside_word
}

fn neighbours(text: &str, offset: usize) -> (Option<char>, Option<char>) {
    // A sentence has single line breaks; a longer run is looked at no further.
    let visible = |c: &char| !matches!(c, '\n' | '\r');
    let before = text.get(..offset).and_then(|part| part.chars().rev().take(4).find(visible));
    let after = text.get(offset..).and_then(|part| part.chars().take(4).find(visible));
    (before, after)
}

fn is_forbidden(before: char, after: char) -> bool {
    is_mark_of(NOT_AT_START, after) || is_mark_of(NOT_AT_END, before)
}

/// Says whether a character is one of some marks, all but 第 of which are no Han characters.
fn is_mark_of(marks: &str, c: char) -> bool {
    let is_word = is_han(c) && c != '第' || c.is_ascii_alphanumeric();
    !is_word && marks.chars().any(|mark| mark == c)
}

/// Says whether a number would be parted from what belongs to it.
fn cuts_number(text: &str, offset: usize, before: char, after: char) -> bool {
    let after = narrowed(after);
    let is_unit = is_han(after) || after.is_ascii_alphanumeric();
    if is_number(before) {
        return is_unit;
    }
    MULTIPLIERS.contains(before) && is_unit && follows_number(text, offset)
}

/// Says whether the multipliers before the byte offset stand behind an Arabic number.
fn follows_number(text: &str, offset: usize) -> bool {
    let before = text.get(..offset).unwrap_or("").chars().rev().take(MAX_MULTIPLIERS + 1);
    let stem = before.skip_while(|c| MULTIPLIERS.contains(*c));
    stem.take(1).any(is_number)
}

/// Says whether a character is part of an Arabic number or of a placeholder like xx or ××.
fn is_number(c: char) -> bool {
    let c = narrowed(c);
    c.is_ascii_digit() || matches!(c, 'x' | '×')
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn broken(text: &str, width_cells: usize) -> Vec<&str> {
        let wrap = Wrap { width_cells, ambiguous: AmbiguousWidth::Narrow };
        rows(text, Span::new(0, text.len()), &[], wrap)
            .into_iter()
            .map(|row| row.of(text))
            .collect()
    }

    #[test]
    fn closing_mark_never_starts_a_row() {
        assert_eq!(broken("科技创新体系建设。", 16), ["科技创新体系建", "设。"]);
    }

    #[test]
    fn opening_mark_never_ends_a_row() {
        assert_eq!(broken("印发《通知》", 6), ["印发", "《通", "知》"]);
    }

    #[test]
    fn chinese_quotes_break_like_brackets() {
        assert_eq!(broken("推进“十四五”期间", 10), ["推进“十四", "五”期间"]);
    }

    #[test]
    fn every_mark_is_known_and_no_word_is_one() {
        for mark in NOT_AT_START.chars() {
            assert!(is_forbidden('文', mark), "{mark}");
        }
        for mark in NOT_AT_END.chars() {
            assert!(is_forbidden(mark, '文'), "{mark}");
        }
        assert!(!is_forbidden('文', '第') && !is_forbidden('a', 'b'));
    }

    #[test]
    fn number_stays_with_its_unit() {
        assert_eq!(broken("高新技术企业由67家增", 16), ["高新技术企业由", "67家增"]);
        assert_eq!(broken("产值达48.76亿元以上", 12), ["产值达", "48.76亿元以", "上"]);
    }

    #[test]
    fn dash_pair_stays_whole() {
        assert_eq!(broken("广播——校园", 5), ["广", "播——", "校园"]);
    }

    #[test]
    fn kept_stretch_moves_to_the_next_row_whole() {
        let text = "参加培训22.11万人次以上";
        let wrap = Wrap { width_cells: 18, ambiguous: AmbiguousWidth::Narrow };
        let keep = [Span::new(12, 26)];
        let rows = rows(text, Span::new(0, text.len()), &keep, wrap);
        assert_eq!(rows[0].of(text), "参加培训");
    }

    #[test]
    fn latin_words_break_at_spaces_that_hang() {
        assert_eq!(broken("an annual report", 9), ["an annual ", "report"]);
    }

    #[test]
    fn unbreakable_run_is_cut_where_it_must_be() {
        assert_eq!(broken("abcdefghij", 4), ["abcd", "efgh", "ij"]);
    }

    #[test]
    fn line_break_inside_a_sentence_is_no_row_end() {
        assert_eq!(broken("主要负\n责人", 40), ["主要负\n责人"]);
    }

    #[test]
    fn brackets_take_a_cell_each_and_stay_with_their_text() {
        let text = "创新平台建设";
        let wrap = Wrap { width_cells: 10, ambiguous: AmbiguousWidth::Narrow };
        let brackets = [Span::new(6, 12)];
        let rows = bracketed_rows(text, Span::new(0, text.len()), &[], &brackets, wrap);
        let shown: Vec<&str> = rows.into_iter().map(|row| row.of(text)).collect();
        assert_eq!(shown, ["创新平台", "建设"]);
    }

    proptest! {
        #[test]
        fn rows_cover_the_text_and_fit(text in "[一二三四，。“”《》a-z0-9 \n%元家—]{0,120}", width in 2usize..40) {
            let wrap = Wrap { width_cells: width, ambiguous: AmbiguousWidth::Wide };
            let all = rows(&text, Span::new(0, text.len()), &[], wrap);
            let joined: String = all.iter().map(|row| row.of(&text)).collect();
            prop_assert_eq!(&joined, &text);
            for row in all {
                let kept = row.trimmed(&text);
                let cells: usize = glyphs(&text, kept, AmbiguousWidth::Wide).map(|g| g.cells).sum();
                prop_assert!(cells <= width.max(2), "{:?}", kept.of(&text));
            }
        }
    }
}
