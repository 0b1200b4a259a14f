//! Glyphs to lines, as the eye puts them together.
//!
//! ```text
//! 2 0 2 5  年 北 京 市      one line: 2025年北京市, the gaps around the figure are the typesetter's
//! 政  府  工  作  报  告    one word: the gaps are all alike
//! 市长      张三            two pieces: the gap is as wide as a column's
//! ```

use std::ops::Range;

use crate::intake::joint::is_full_width;
use crate::intake::pdf::mark::Glyph;

/// A line of text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Index of its page.
    pub page: usize,
    /// Its baseline, in points from the lower edge.
    pub y: f64,
    /// Its left edge.
    pub x0: f64,
    /// Its right edge.
    pub x1: f64,
    /// Its right edge without the punctuation at its end, which may hang out of the column.
    pub core_x1: f64,
    /// The size that most of its letters have.
    pub size: f64,
    /// What it says.
    pub text: String,
    /// Length of its bold opening, in bytes.
    pub bold_bytes: usize,
    /// Width of what has to stay together at its beginning.
    pub first_width: f64,
    /// Its pieces, parted by gaps as wide as those between columns; at least one.
    pub pieces: Vec<Piece>,
}

/// A piece of a line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Piece {
    /// Its left edge.
    pub x0: f64,
    /// Its right edge.
    pub x1: f64,
    /// What it says, in bytes of the line.
    pub range: Range<usize>,
}

/// Gap that parts words of Latin letters and figures, in font sizes.
const WORD_GAP: f64 = 0.18;

/// Gap that was put between Han characters on purpose, in font sizes: most of a full-width blank.
///
/// Justified lines are stretched by up to a third of it.
const BLANK_GAP: f64 = 0.75;

/// Gap that parts columns, in font sizes.
const COLUMN_GAP: f64 = 2.2;

/// Share of the gaps in a line that must be wide to make it letter-spaced.
const SPACED_SHARE: f64 = 0.75;

/// Share of its height by which a glyph must lie beside a line to belong to it.
const MIN_LEVEL_SHARE: f64 = 0.5;

/// Puts glyphs of one page together to lines, top first. About linear.
pub fn lines(page: usize, glyphs: &[Glyph]) -> Vec<Line> {
    let mut sorted: Vec<&Glyph> = glyphs.iter().filter(|glyph| !glyph.c.is_control()).collect();
    sorted.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut rows: Vec<Row> = Vec::new();
    for glyph in sorted {
        // A row that is two sizes above can take nothing any more.
        let mut near = rows.iter_mut().rev().take(MAX_OPEN_ROWS);
        match near.find(|row| row.takes(glyph)) {
            Some(row) => row.push(*glyph),
            None => rows.push(Row::of(*glyph)),
        }
    }
    rows.sort_by(|a, b| b.y.total_cmp(&a.y));
    rows.into_iter().filter_map(|row| line(page, row.glyphs)).collect()
}

/// How many rows back a glyph may still belong: superscripts open a row of their own at first.
const MAX_OPEN_ROWS: usize = 3;

/// Glyphs that stand level.
struct Row {
    y: f64,
    size: f64,
    glyphs: Vec<Glyph>,
}

impl Row {
    fn of(glyph: Glyph) -> Self {
        Self { y: glyph.y, size: glyph.size, glyphs: vec![glyph] }
    }

    /// Says whether a glyph stands level with the row, as an index or exponent does too.
    fn takes(&self, glyph: &Glyph) -> bool {
        let reach = |y: f64, size: f64| (y - 0.2 * size, y + 0.8 * size);
        let (own, other) = (reach(self.y, self.size), reach(glyph.y, glyph.size));
        let shared = own.1.min(other.1) - own.0.max(other.0);
        MIN_LEVEL_SHARE * self.size.min(glyph.size) <= shared
    }

    fn push(&mut self, glyph: Glyph) {
        if self.size < glyph.size {
            (self.y, self.size) = (glyph.y, glyph.size);
        }
        self.glyphs.push(glyph);
    }
}

/// Writes a row down; `None` if nothing is to be seen of it.
fn line(page: usize, mut glyphs: Vec<Glyph>) -> Option<Line> {
    glyphs.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let seen = visible(&glyphs);
    let (first, last) = (seen.first()?.glyph, seen.last()?.glyph);
    let size = usual_size(&seen);
    let is_spaced = is_letter_spaced(&seen, size);
    let mut line = Line { page, y: first.y, x0: first.x0, x1: last.x1, size, ..Line::default() };
    line.y =
        seen.iter().find(|s| (s.glyph.size - size).abs() < 0.01).map_or(first.y, |s| s.glyph.y);
    let mut is_bold = true;
    line.pieces.push(Piece { x0: first.x0, x1: first.x0, range: 0..0 });
    let mut before: Option<&Seen> = None;
    for seen in &seen {
        let gap = before.map_or(0.0, |before| seen.glyph.x0 - before.glyph.x1);
        if COLUMN_GAP * size <= gap && !is_spaced {
            line.text.push(' ');
            let at = line.text.len();
            line.pieces.push(Piece { x0: seen.glyph.x0, x1: seen.glyph.x1, range: at..at });
        } else if before.is_some_and(|before| !is_spaced && parts(before, seen, gap / size)) {
            line.text.push(' ');
        }
        line.text.push(seen.glyph.c);
        is_bold &= seen.glyph.is_bold;
        if is_bold {
            line.bold_bytes = line.text.len();
        }
        if let Some(piece) = line.pieces.last_mut() {
            (piece.x1, piece.range.end) = (seen.glyph.x1, line.text.len());
        }
        before = Some(seen);
    }
    let core = seen.iter().rev().find(|seen| !is_mark(seen.glyph.c));
    line.core_x1 = core.map_or(line.x1, |core| core.glyph.x1);
    line.first_width = first_width(&seen);
    Some(line)
}

/// A glyph that can be seen, and whether blanks stand in front of it.
struct Seen {
    glyph: Glyph,
    after_blank: bool,
}

/// Returns the glyphs that can be seen, without those that are drawn a second time to look bold.
fn visible(glyphs: &[Glyph]) -> Vec<Seen> {
    let mut seen: Vec<Seen> = Vec::with_capacity(glyphs.len());
    let mut after_blank = false;
    for glyph in glyphs {
        if glyph.c.is_whitespace()
            || matches!(glyph.c, '\u{200B}'..='\u{200D}' | '\u{FEFF}' | '\u{AD}')
        {
            after_blank = true;
            continue;
        }
        let is_again =
            seen.iter_mut().rev().take(2).find(|s| {
                s.glyph.c == glyph.c && (s.glyph.x0 - glyph.x0).abs() < 0.25 * glyph.size
            });
        match is_again {
            Some(again) => again.glyph.is_bold = true,
            None => seen.push(Seen { glyph: *glyph, after_blank }),
        }
        after_blank = false;
    }
    seen
}

/// Returns the size that most letters of a line have.
fn usual_size(seen: &[Seen]) -> f64 {
    let mut sizes: Vec<f64> = seen.iter().map(|seen| seen.glyph.size).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(1.0)
}

/// Says whether a line is spread over its width letter by letter.
fn is_letter_spaced(seen: &[Seen], size: f64) -> bool {
    const MIN_GAPS: usize = 2;
    const MAX_GAP: f64 = 4.0;
    let gaps: Vec<f64> = seen.windows(2).map(|two| two[1].glyph.x0 - two[0].glyph.x1).collect();
    let widest = gaps.iter().copied().fold(0.0, f64::max);
    let is_wide = |gap: &&f64| WORD_GAP * size <= **gap && widest <= **gap * 1.6;
    let n_wide = gaps.iter().filter(is_wide).count();
    let are_han = seen.iter().all(|seen| is_full_width(seen.glyph.c));
    MIN_GAPS <= gaps.len()
        && are_han
        && widest <= MAX_GAP * size
        && gaps.len() as f64 * SPACED_SHARE <= n_wide as f64
}

/// Says whether a blank belongs between two letters that are `gap` font sizes apart.
fn parts(before: &Seen, seen: &Seen, gap: f64) -> bool {
    let (left, right) = (before.glyph.c, seen.glyph.c);
    if is_full_width(left) && is_full_width(right) {
        return BLANK_GAP <= gap && !is_mark(left) && !is_mark(right);
    }
    if is_full_width(left) || is_full_width(right) {
        return BLANK_GAP <= gap;
    }
    seen.after_blank || WORD_GAP <= gap
}

/// Says whether a character is punctuation whose glyph is mostly blank.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301B}')
        || matches!(c, '，' | '；' | '：' | '！' | '？' | '（' | '）' | '．')
        || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// Returns the width of what cannot be left behind when a line is broken after its first letters.
fn first_width(seen: &[Seen]) -> f64 {
    let Some(first) = seen.first() else { return 0.0 };
    let opens =
        |c: char| matches!(c, '（' | '《' | '〈' | '“' | '‘' | '【' | '「' | '『' | '(' | '[');
    let mut end = first;
    for (at, next) in seen.iter().enumerate().skip(1) {
        let last = seen[at - 1].glyph.c;
        let is_word = !is_full_width(last) && !is_full_width(next.glyph.c) && !next.after_blank;
        let holds = opens(last) || is_word || (is_mark(next.glyph.c) && !opens(next.glyph.c));
        if !holds {
            break;
        }
        end = next;
    }
    end.glyph.x1 - first.glyph.x0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sets a text in size 10, a Han character ten points wide and any other five; `gap` behind each.
    fn set(text: &str, x: f64, y: f64, gap: f64) -> Vec<Glyph> {
        let mut x0 = x;
        text.chars()
            .map(|c| {
                let x1 = x0 + if is_full_width(c) { 10.0 } else { 5.0 };
                let glyph = Glyph { c, x0, x1, y, size: 10.0, is_bold: false };
                x0 = x1 + gap;
                glyph
            })
            .collect()
    }

    fn texts(glyphs: &[Glyph]) -> Vec<String> {
        lines(0, glyphs).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn blanks_between_han_and_figures_are_healed() {
        assert_eq!(texts(&set("2025 年新增 67 家", 0.0, 0.0, 0.0)), ["2025年新增67家"]);
        assert_eq!(texts(&set("GDP grew 5 %", 0.0, 0.0, 0.0)), ["GDP grew 5 %"]);
    }

    #[test]
    fn letters_that_are_spread_make_one_word() {
        assert_eq!(texts(&set("政府工作报告", 0.0, 0.0, 12.0)), ["政府工作报告"]);
        let mut name = set("市长", 0.0, 0.0, 0.0);
        name.extend(set("张三", 60.0, 0.0, 0.0));
        assert_eq!(texts(&name), ["市长 张三"]);
        assert_eq!(lines(0, &name)[0].pieces.len(), 2);
    }

    #[test]
    fn lines_are_told_by_height_whatever_the_order() {
        let mut glyphs = set("第二行", 0.0, 80.0, 0.0);
        glyphs.extend(set("第一行", 0.0, 100.0, 0.0));
        assert_eq!(texts(&glyphs), ["第一行", "第二行"]);
    }

    #[test]
    fn an_exponent_stays_in_its_line() {
        let mut glyphs = set("面积10km", 0.0, 100.0, 0.0);
        glyphs.push(Glyph { c: '2', x0: 40.0, x1: 43.0, y: 104.0, size: 6.0, is_bold: false });
        assert_eq!(texts(&glyphs), ["面积10km2"]);
    }

    #[test]
    fn a_letter_drawn_twice_is_one_bold_letter() {
        let mut glyphs = set("回顾", 0.0, 0.0, 0.0);
        glyphs.extend(set("回顾", 0.4, 0.0, 0.0));
        let line = &lines(0, &glyphs)[0];
        assert_eq!((line.text.as_str(), line.bold_bytes), ("回顾", "回顾".len()));
    }
}
