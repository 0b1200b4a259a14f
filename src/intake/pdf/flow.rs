//! Lines to paragraphs, across rows and pages.
//!
//! ```text
//! 　　2024年是实现规划目标任务的关键一     full: there was no room for another character
//! 年。                                   short: the paragraph ends here
//! 　　一、工作回顾                        indented: a paragraph begins here
//! ```

use crate::intake::joint::join;
use crate::intake::paragraph::{Paragraph, Style};
use crate::intake::pdf::line::Line;
use crate::intake::pdf::table::Table;

/// A page after its headers and footers were taken away.
#[derive(Clone, Debug, Default)]
pub struct Leaf {
    /// Its width in points.
    pub width: f64,
    /// Its lines, top first.
    pub lines: Vec<Line>,
    /// Its tables, top first.
    pub tables: Vec<Table>,
}

/// Room that may be left at the end of a full line, in font sizes: justified lines hang and shrink.
const SLACK: f64 = 0.6;

/// Shift to the right that counts as an indent, in font sizes.
const MIN_INDENT: f64 = 0.5;

/// Ratio of two font sizes from which text is of two kinds.
const SIZE_RATIO: f64 = 1.12;

/// How much further than usual two lines of one paragraph may be apart.
const GAP_RATIO: f64 = 1.35;

/// The same, where the line above ends in mid-sentence.
const OPEN_GAP_RATIO: f64 = 2.2;

/// Share of lines at the left edge from which an indent marks a first line.
const MIN_LEFT_SHARE: f64 = 0.25;

/// Shift to the right beyond which a line is not indented but set to the right, in font sizes.
const MAX_HANGING: f64 = 6.0;

/// Fewest lines of a page that tell where its text begins and ends.
const MIN_LINES: usize = 6;

/// Joins the lines of all pages to paragraphs, in reading order. Linear.
pub fn paragraphs(leaves: &[Leaf]) -> Vec<Paragraph> {
    let columns: Vec<Column> = columns(leaves);
    let pitch = usual_pitch(leaves);
    let mut flow = Flow { pitch, done: Vec::new(), open: None, heading_row: Vec::new() };
    for (leaf, column) in leaves.iter().zip(&columns) {
        let mut tables = leaf.tables.iter().peekable();
        let mut is_first = true;
        for (at, line) in leaf.lines.iter().enumerate() {
            while let Some(table) = tables.next_if(|table| line.y < table.top) {
                flow.table(table, is_first);
                is_first = false;
            }
            if is_row(&leaf.lines, at) {
                let cells =
                    line.pieces.iter().filter_map(|piece| line.text.get(piece.range.clone()));
                let cells: Vec<String> = cells.map(|cell| cell.trim().to_owned()).collect();
                flow.row(&cells);
            } else {
                flow.line(line, *column);
            }
            is_first = false;
        }
        for table in tables {
            flow.table(table, is_first);
            is_first = false;
        }
    }
    flow.close();
    flow.done
}

/// Where the text of a page begins and ends.
#[derive(Clone, Copy, Debug, Default)]
struct Column {
    left: f64,
    right: f64,
    /// Whether many lines begin at its edge: then those that do not are first lines.
    has_indents: bool,
}

/// Returns the columns of all pages; a page with few lines has that of the others.
fn columns(leaves: &[Leaf]) -> Vec<Column> {
    let own: Vec<Option<Column>> = leaves.iter().map(|leaf| column(&leaf.lines)).collect();
    let shared = |width: f64| {
        let alike = leaves.iter().zip(&own).filter(|(leaf, _)| (leaf.width - width).abs() < 2.0);
        let mut alike: Vec<Column> = alike.filter_map(|(_, column)| *column).collect();
        alike.sort_by(|a, b| (a.right - a.left).total_cmp(&(b.right - b.left)));
        alike.get(alike.len() / 2).copied()
    };
    let all: Vec<Line> = leaves.iter().flat_map(|leaf| leaf.lines.iter().cloned()).collect();
    let rough = Column {
        left: all.iter().map(|line| line.x0).fold(f64::INFINITY, f64::min),
        right: all.iter().map(|line| line.x1).fold(0.0, f64::max),
        has_indents: false,
    };
    let of = |leaf: &Leaf, own: Option<Column>| {
        let shared = shared(leaf.width).unwrap_or(rough);
        match own {
            // Short items below one another end where they end, not where the page does.
            Some(own) => Column {
                right: own.right.max(own.left + (shared.right - shared.left) - SLACK),
                ..own
            },
            None => shared,
        }
    };
    leaves.iter().zip(&own).map(|(leaf, own)| of(leaf, *own)).collect()
}

/// Returns where several lines of a page begin and end; `None` if there are too few.
fn column(lines: &[Line]) -> Option<Column> {
    if lines.len() < MIN_LINES {
        return None;
    }
    let least = (lines.len() / 6).max(3);
    let agrees = |place: f64, within: fn(&Line, f64) -> bool| {
        least <= lines.iter().filter(|line| within(line, place)).count()
    };
    let ends = |line: &Line, right: f64| {
        line.core_x1 <= right + 0.1 && right <= line.core_x1 + 1.3 * line.size
    };
    let begins =
        |line: &Line, left: f64| left <= line.x0 + 0.1 && line.x0 <= left + 0.6 * line.size;
    let right = lines.iter().map(|line| line.core_x1).filter(|right| agrees(*right, ends));
    let left = lines.iter().map(|line| line.x0).filter(|left| agrees(*left, begins));
    let (right, left) = (right.fold(0.0, f64::max), left.fold(f64::INFINITY, f64::min));
    let n_left = lines.iter().filter(|line| begins(line, left)).count() as f64;
    let has_indents = lines.len() as f64 * MIN_LEFT_SHARE <= n_left;
    (left < right).then_some(Column { left, right, has_indents })
}

/// Returns how far lines are usually apart, in font sizes.
fn usual_pitch(leaves: &[Leaf]) -> f64 {
    let mut pitches: Vec<f64> = Vec::new();
    for two in leaves.iter().flat_map(|leaf| leaf.lines.windows(2)) {
        let pitch = (two[0].y - two[1].y) / two[0].size.max(two[1].size);
        if (0.8..4.0).contains(&pitch) {
            pitches.push(pitch);
        }
    }
    pitches.sort_by(f64::total_cmp);
    pitches.get(pitches.len() / 2).copied().unwrap_or(1.5)
}

/// Says whether a line is a row of a table without ruled lines: pieces far apart, line after line.
fn is_row(lines: &[Line], at: usize) -> bool {
    let n_pieces = |at: usize| lines.get(at).map_or(0, |line| line.pieces.len());
    let near = [at.wrapping_sub(1), at + 1];
    let own = n_pieces(at);
    2 < own || (own == 2 && near.iter().any(|at| 2 <= n_pieces(*at)))
}

/// A paragraph that may go on.
struct Open {
    paragraph: Paragraph,
    last: Line,
    column: Column,
    n_lines: usize,
    /// How far its lines are apart, in points, once it has two on one page.
    pitch: Option<f64>,
}

/// What has been read so far.
struct Flow {
    pitch: f64,
    done: Vec<Paragraph>,
    open: Option<Open>,
    /// The first row of the table before, to tell a heading row that is repeated on the next page.
    heading_row: Vec<String>,
}

impl Flow {
    /// Ends the open paragraph.
    fn close(&mut self) {
        self.done.extend(self.open.take().map(|open| open.paragraph));
    }

    /// Reads a row of a table.
    fn row(&mut self, cells: &[String]) {
        self.close();
        let text = cells.join("\t");
        self.done.push(Paragraph { text, style: Style::Row, ..Paragraph::default() });
    }

    /// Reads a table; at the top of a page, its heading row may have been read on the page before.
    fn table(&mut self, table: &Table, is_first: bool) {
        let heading = table.rows.first().cloned().unwrap_or_default();
        let is_again = is_first && heading == self.heading_row && 1 < table.rows.len();
        let mut rows = table.rows.iter().skip(usize::from(is_again));
        if is_first
            && let Some(first) = rows.clone().next()
            && self.goes_on_row(first)
        {
            rows.next();
        }
        rows.for_each(|row| self.row(row));
        if !is_again {
            self.heading_row = heading;
        }
    }

    /// Joins the first row of a page to the last one before it, if a cell was cut by the page: then
    /// nothing stands in the first cell and little in the others.
    fn goes_on_row(&mut self, row: &[String]) -> bool {
        let Some(last) = self.done.last_mut().filter(|last| last.style == Style::Row) else {
            return false;
        };
        let mut cells: Vec<String> = last.text.split('\t').map(str::to_owned).collect();
        let is_rest = row.first().is_some_and(String::is_empty)
            && row.iter().filter(|cell| !cell.is_empty()).count() * 2 < row.len() + 1;
        if !is_rest || self.open.is_some() || cells.len() != row.len() {
            return false;
        }
        cells.iter_mut().zip(row).for_each(|(cell, rest)| cell.push_str(rest));
        last.text = cells.join("\t");
        true
    }

    /// Reads a line of running text.
    fn line(&mut self, line: &Line, column: Column) {
        let bold_bytes = line.bold_bytes;
        if let Some(open) = &mut self.open
            && open.takes(line, column, self.pitch)
        {
            let is_all_bold = open.paragraph.bold_bytes == open.paragraph.text.len();
            join(&mut open.paragraph.text, &line.text);
            if is_all_bold && 0 < bold_bytes {
                let start = open.paragraph.text.len() - line.text.len();
                open.paragraph.bold_bytes = start + bold_bytes;
            }
            if open.last.page == line.page {
                open.pitch = Some(open.last.y - line.y);
            }
            open.last = line.clone();
            open.column = column;
            open.n_lines += 1;
            return;
        }
        self.close();
        let paragraph = Paragraph { text: line.text.clone(), bold_bytes, ..Paragraph::default() };
        self.open = Some(Open { paragraph, last: line.clone(), column, n_lines: 1, pitch: None });
    }
}

impl Open {
    /// Says whether a line goes on the paragraph.
    fn takes(&self, line: &Line, column: Column, usual_pitch: f64) -> bool {
        let last = &self.last;
        let ratio = last.size.max(line.size) / last.size.min(line.size);
        if SIZE_RATIO < ratio || !self.is_near(line, usual_pitch) {
            return false;
        }
        let room = self.column.right - last.x1;
        if line.first_width + SLACK * line.size < room {
            return false;
        }
        let is_closed = ends_sentence(&last.text);
        let (own, next) = (last.x0 - self.column.left, line.x0 - column.left);
        if MAX_HANGING * line.size < own && self.n_lines == 1 {
            // A signature or date, set to the right.
            return false;
        }
        let indent = (next - own) / line.size;
        if MIN_INDENT <= indent {
            // Only a line that stops in mid-sentence goes on further to the right: a hanging indent.
            return !is_closed && indent <= MAX_HANGING;
        }
        let is_level = indent.abs() < MIN_INDENT;
        let is_indented = MIN_INDENT * line.size <= next;
        let begins = self.n_lines == 1 && is_level && is_indented;
        if begins && column.has_indents {
            return false;
        }
        !(is_closed && (begins || opens_section(&line.text)))
    }

    /// Says whether a line is no further below than lines of one paragraph are.
    fn is_near(&self, line: &Line, usual_pitch: f64) -> bool {
        if self.last.page != line.page {
            return true;
        }
        let gap = self.last.y - line.y;
        let usual = self.pitch.unwrap_or(usual_pitch * line.size);
        // In mid-sentence, a wide gap is the spacing of these lines rather than a break.
        let ratio = if ends_sentence(&self.last.text) { GAP_RATIO } else { OPEN_GAP_RATIO };
        0.0 < gap && gap <= usual * ratio + 1.0
    }
}

/// Says whether a line ends where a sentence can.
fn ends_sentence(text: &str) -> bool {
    let core = text.trim_end_matches(['”', '’', '"', '）', ')', '】', '》', '」']);
    core.ends_with(['。', '！', '？', '；', '：', '!', '?', ';', ':', '.', '…'])
}

/// Says whether a line opens with the number of a section: 一、 （一） 第一章 1. 3.2.
fn opens_section(text: &str) -> bool {
    const NUMERALS: &str = "一二三四五六七八九十百〇零";
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '．'));
    let number = text.get(..text.len() - behind.len()).unwrap_or_default();
    let is_decimal =
        number.contains(['.', '．']) || (!number.is_empty() && behind.starts_with('、'));
    // 3.2亿元 opens no section.
    if is_decimal
        && !behind.starts_with(['亿', '万', '千', '百', '%', '％', '个', '倍', '元', '家'])
    {
        return true;
    }
    let bare = text.trim_start_matches(['（', '(', '第']);
    let rest = bare.trim_start_matches(|c: char| NUMERALS.contains(c));
    let is_numbered = rest.len() < bare.len();
    let is_bracketed = bare.len() < text.len();
    is_numbered
        && (rest.starts_with('、')
            || (is_bracketed && rest.starts_with(['）', ')', '章', '节', '条'])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::pdf::line::Piece;

    /// A line of size 10; each character is ten points wide.
    fn line(text: &str, page: usize, x0: f64, y: f64) -> Line {
        let x1 = x0 + 10.0 * text.chars().count() as f64;
        let pieces = vec![Piece { x0, x1, range: 0..text.len() }];
        Line {
            page,
            y,
            x0,
            x1,
            core_x1: x1,
            size: 10.0,
            text: text.to_owned(),
            first_width: 10.0,
            pieces,
            bold_bytes: 0,
        }
    }

    fn read(pages: &[&[(&str, f64)]]) -> Vec<String> {
        let lines = |(page, lines): (usize, &&[(&str, f64)])| {
            let at = |(nth, (text, indent)): (usize, &(&str, f64))| {
                line(text, page, 100.0 + 10.0 * indent, 700.0 - 15.0 * nth as f64)
            };
            let lines = lines.iter().enumerate().map(at).collect();
            Leaf { width: 600.0, lines, tables: Vec::new() }
        };
        let leaves: Vec<Leaf> = pages.iter().enumerate().map(lines).collect();
        paragraphs(&leaves).into_iter().map(|paragraph| paragraph.text).collect()
    }

    #[test]
    fn full_lines_go_on_and_indented_ones_begin() {
        let page: &[(&str, f64)] = &[
            ("过去一年我们认真落实", 2.0),
            ("各项决策部署，经济稳中有进。", 0.0),
            ("二是全市各项事业发展", 2.0),
            ("再上台阶。", 0.0),
            ("三是人民生活持续改善", 2.0),
            ("成效明显。全市上下都很满", 0.0),
            ("意。", 0.0),
        ];
        let expected = [
            "过去一年我们认真落实各项决策部署，经济稳中有进。",
            "二是全市各项事业发展再上台阶。",
            "三是人民生活持续改善成效明显。全市上下都很满意。",
        ];
        assert_eq!(read(&[page]), expected);
    }

    #[test]
    fn a_paragraph_goes_on_across_pages() {
        let pages: [&[(&str, f64)]; 2] =
            [&[("过去一年我们认真落实", 2.0)], &[("各项部署。", 0.0), ("下一步要做的工作是", 2.0)]];
        assert_eq!(read(&pages), ["过去一年我们认真落实各项部署。", "下一步要做的工作是"]);
    }

    #[test]
    fn short_lines_stand_alone() {
        let page: &[(&str, f64)] = &[
            ("一、工作回顾", 2.0),
            ("过去一年来我们认真落实好", 2.0),
            ("各项决策部署，经济稳中有进。", 0.0),
        ];
        assert_eq!(read(&[page]).len(), 2);
    }
}
