//! Tables, told by the lines that are ruled around their cells.

use crate::intake::joint::join;
use crate::intake::pdf::line::lines;
use crate::intake::pdf::mark::{Glyph, Rule};

/// A ruled table on a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Its upper edge.
    pub top: f64,
    /// Its rows, each with the texts of its cells.
    pub rows: Vec<Vec<String>>,
}

/// How far lines that meet may miss each other, in points.
const SLACK: f64 = 3.0;

/// Fewest cells of a table: a box around a paragraph is none.
const MIN_COLUMNS: usize = 2;

/// Most lines of one table in either direction; beyond it the page is a drawing.
const MAX_LINES: usize = 400;

/// Takes the ruled tables off a page: their glyphs are removed from `glyphs`.
pub fn tables(rules: &[Rule], glyphs: &mut Vec<Glyph>) -> Vec<Table> {
    let mut tables = Vec::new();
    for grid in grids(rules) {
        let (inside, outside): (Vec<Glyph>, Vec<Glyph>) =
            glyphs.iter().partition(|glyph| grid.holds(glyph));
        let rows = grid.rows(&inside);
        if rows.is_empty() {
            continue;
        }
        *glyphs = outside;
        tables.push(Table { top: grid.ys.first().copied().unwrap_or(0.0), rows });
    }
    tables
}

/// The lines of one table.
#[derive(Clone, Debug, Default)]
struct Grid {
    rules: Vec<Rule>,
    /// Where upright lines stand, from the left.
    xs: Vec<f64>,
    /// Where level lines stand, from the top.
    ys: Vec<f64>,
}

/// Returns lines that hang together and part at least two columns.
fn grids(rules: &[Rule]) -> Vec<Grid> {
    let mut groups: Vec<Vec<Rule>> = Vec::new();
    if MAX_LINES * MAX_LINES < rules.len() {
        return Vec::new();
    }
    for rule in rules {
        // The new line may join groups that were apart so far.
        let (touched, apart): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.iter().any(|other| meet(rule, other)));
        groups = apart;
        let mut joined: Vec<Rule> = touched.into_iter().flatten().collect();
        joined.push(*rule);
        groups.push(joined);
    }
    let mut grids: Vec<Grid> = groups.into_iter().filter_map(Grid::of).collect();
    grids.sort_by(|a, b| {
        let top = |grid: &Grid| grid.ys.first().copied().unwrap_or(0.0);
        top(b).total_cmp(&top(a))
    });
    grids
}

/// Says whether two lines cross, touch, or go on one another.
fn meet(a: &Rule, b: &Rule) -> bool {
    let within = |at: f64, rule: &Rule| rule.from - SLACK <= at && at <= rule.to + SLACK;
    if a.is_upright == b.is_upright {
        let is_one = (a.at - b.at).abs() <= SLACK;
        return is_one && a.from <= b.to + SLACK && b.from <= a.to + SLACK;
    }
    within(a.at, b) && within(b.at, a)
}

impl Grid {
    /// Makes a table of lines; `None` if they part no columns.
    fn of(rules: Vec<Rule>) -> Option<Self> {
        let places = |is_upright: bool| {
            let of = rules.iter().filter(|rule| rule.is_upright == is_upright);
            let mut places: Vec<f64> = of.map(|rule| rule.at).collect();
            places.sort_by(f64::total_cmp);
            places.dedup_by(|a, b| (*a - *b).abs() <= SLACK);
            places
        };
        let (xs, mut ys) = (places(true), places(false));
        ys.reverse();
        let is_table = MIN_COLUMNS < xs.len() && 2 <= ys.len();
        let is_drawing = MAX_LINES < xs.len() || MAX_LINES < ys.len();
        (is_table && !is_drawing).then_some(Self { rules, xs, ys })
    }

    /// Says whether a glyph stands in the table.
    fn holds(&self, glyph: &Glyph) -> bool {
        let (x, y) = middle(glyph);
        let between = |at: f64, low: Option<&f64>, high: Option<&f64>| {
            low.zip(high).is_some_and(|(low, high)| *low <= at && at <= *high)
        };
        between(x, self.xs.first(), self.xs.last()) && between(y, self.ys.last(), self.ys.first())
    }

    /// Says whether a line is ruled at a place, at the height or breadth given.
    fn is_ruled(&self, is_upright: bool, place: f64, across: f64) -> bool {
        self.rules.iter().any(|rule| {
            rule.is_upright == is_upright
                && (rule.at - place).abs() <= SLACK
                && rule.from - 1.0 <= across
                && across <= rule.to + 1.0
        })
    }

    /// Returns the texts of the cells, row by row, without rows that are empty.
    fn rows(&self, glyphs: &[Glyph]) -> Vec<Vec<String>> {
        let (n_rows, n_columns) = (self.ys.len() - 1, self.xs.len() - 1);
        let owners = self.owners();
        let mut cells: Vec<Vec<Glyph>> = vec![Vec::new(); n_rows * n_columns];
        for glyph in glyphs {
            let (x, y) = middle(glyph);
            let row = self.ys.iter().skip(1).position(|low| *low <= y);
            let column = self.xs.iter().skip(1).position(|right| x <= *right);
            let (Some(row), Some(column)) = (row, column) else { continue };
            let owner = owners.get(row * n_columns + column).copied().unwrap_or(0);
            if let Some(cell) = cells.get_mut(owner) {
                cell.push(*glyph);
            }
        }
        let mut rows = Vec::new();
        for row in 0..n_rows {
            let own = row * n_columns..(row + 1) * n_columns;
            // A cell that belongs to another one is no cell; one that goes on from above is an empty one.
            let is_cell = |at: &usize| {
                let owner = owners.get(*at).copied().unwrap_or(*at);
                owner == *at || (owner < own.start && owner % n_columns == *at % n_columns)
            };
            let texts: Vec<String> = own
                .clone()
                .filter(is_cell)
                .map(|at| cells.get(at).map(|cell| written(cell)).unwrap_or_default())
                .collect();
            if texts.iter().any(|text| !text.is_empty()) {
                rows.push(texts);
            }
        }
        rows
    }

    /// Returns, for each cell of the full grid, the cell it belongs to: its left and upper neighbors
    /// as long as no line parts them.
    fn owners(&self) -> Vec<usize> {
        let (n_rows, n_columns) = (self.ys.len() - 1, self.xs.len() - 1);
        let mid = |places: &[f64], at: usize| {
            places.get(at).zip(places.get(at + 1)).map_or(0.0, |(a, b)| f64::midpoint(*a, *b))
        };
        let mut owners: Vec<usize> = Vec::with_capacity(n_rows * n_columns);
        for (row, column) in (0..n_rows).flat_map(|row| (0..n_columns).map(move |c| (row, c))) {
            let at = row * n_columns + column;
            let owner_of = |at: usize| owners.get(at).copied().unwrap_or(at);
            let left = self.xs.get(column).copied().unwrap_or(0.0);
            let top = self.ys.get(row).copied().unwrap_or(0.0);
            let joins_left = 0 < column && !self.is_ruled(true, left, mid(&self.ys, row));
            let joins_above = 0 < row && !self.is_ruled(false, top, mid(&self.xs, column));
            let owner = match (joins_left, joins_above) {
                (true, _) => owner_of(at - 1),
                (false, true) => owner_of(at - n_columns),
                (false, false) => at,
            };
            owners.push(owner);
        }
        owners
    }
}

/// Returns the middle of a glyph.
fn middle(glyph: &Glyph) -> (f64, f64) {
    (f64::midpoint(glyph.x0, glyph.x1), glyph.y + 0.3 * glyph.size)
}

/// Writes down what a cell says: its lines are one text.
fn written(cell: &[Glyph]) -> String {
    let mut text = String::new();
    for line in lines(0, cell) {
        join(&mut text, &line.text);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn upright(at: f64, from: f64, to: f64) -> Rule {
        Rule { is_upright: true, at, from, to }
    }

    fn level(at: f64, from: f64, to: f64) -> Rule {
        Rule { is_upright: false, at, from, to }
    }

    fn set(text: &str, x: f64, y: f64) -> Vec<Glyph> {
        let place = |(nth, c)| {
            let x0 = x + 10.0 * f64::from(u32::try_from(nth).unwrap_or(0));
            Glyph { c, x0, x1: x0 + 10.0, y, size: 10.0, is_bold: false }
        };
        text.chars().enumerate().map(place).collect()
    }

    /// Two columns and two rows; the second row may be one cell.
    fn ruled(lower: f64) -> Vec<Rule> {
        let levels = [0.0, 20.0, 40.0].map(|y| level(y, 0.0, 200.0));
        let uprights =
            [upright(0.0, 0.0, 40.0), upright(100.0, lower, 40.0), upright(200.0, 0.0, 40.0)];
        levels.into_iter().chain(uprights).collect()
    }

    #[test]
    fn cells_are_read_row_by_row_and_the_rest_stays() {
        let mut glyphs = set("甲", 10.0, 5.0);
        for (text, x, y) in
            [("乙", 110.0, 5.0), ("指标", 10.0, 25.0), ("数", 110.0, 25.0), ("外", 10.0, 90.0)]
        {
            glyphs.extend(set(text, x, y));
        }
        let found = tables(&ruled(0.0), &mut glyphs);
        assert_eq!(found[0].rows, [["指标", "数"], ["甲", "乙"]]);
        assert_eq!(glyphs.iter().map(|glyph| glyph.c).collect::<String>(), "外");
    }

    #[test]
    fn cells_without_a_line_between_them_are_one() {
        let mut glyphs = set("合计一百二十家", 60.0, 5.0);
        glyphs.extend(set("指标", 10.0, 25.0));
        let found = tables(&ruled(20.0), &mut glyphs);
        assert_eq!(found[0].rows, [vec!["指标", ""], vec!["合计一百二十家"]]);
    }

    #[test]
    fn a_frame_is_no_table() {
        let frame = [
            level(0.0, 0.0, 200.0),
            level(40.0, 0.0, 200.0),
            upright(0.0, 0.0, 40.0),
            upright(200.0, 0.0, 40.0),
        ];
        let mut glyphs = set("正文", 10.0, 20.0);
        assert!(tables(&frame, &mut glyphs).is_empty());
        assert_eq!(glyphs.len(), 2);
    }
}
