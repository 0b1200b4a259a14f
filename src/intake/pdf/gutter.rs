//! Pages set in two columns: read down the one, then down the other.
//!
//! A gutter is an upright band near the middle that hardly any line crosses, with lines on both sides
//! that run up to it as set text does. Cells of a table without ruled lines end anywhere.

use crate::intake::pdf::line::is_mark;
use crate::intake::pdf::mark::Glyph;

/// Share of the width of the text, from either side, in which no gutter is looked for.
const MIN_SIDE_SHARE: f64 = 0.3;

/// Narrowest gutter, in font sizes; narrower gaps are those of stretched lines.
const MIN_GUTTER: f64 = 0.9;

/// Share of the rows that may cross a gutter: titles and captions over both columns.
const MAX_CROSSING_SHARE: f64 = 0.2;

/// One row in so many may reach into a gutter by chance, beyond those that cross all of it.
const MAX_STRAY_ROWS: usize = 20;

/// Fewest rows on each side of a gutter.
const MIN_ROWS: usize = 8;

/// How close to the edge of its column a full row ends, in font sizes.
const MAX_RAGGED: f64 = 2.5;

/// Share of the rows of a column that must be full; in set text only the last rows of paragraphs are not.
const MIN_FULL_SHARE: f64 = 0.5;

/// Most points across which a gutter is looked for; a page of ordinary size has 600.
const MAX_BINS: usize = 10_000;

/// Glyphs that are read one after the other, and how wide the room is that they were set in.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// What stands in it.
    pub glyphs: Vec<Glyph>,
    /// Its width in points.
    pub width: f64,
}

/// Glyphs that stand level.
#[derive(Clone, Copy, Debug)]
struct Row {
    x0: f64,
    x1: f64,
}

/// Returns the regions of a page in two columns in reading order; `None` if it is in one. About linear.
pub fn regions(glyphs: &[Glyph], page_width: f64) -> Option<Vec<Region>> {
    // Punctuation hangs out of its column, and what is left of it tells nothing more.
    let is_letter = |glyph: &&Glyph| !glyph.c.is_whitespace() && !is_mark(glyph.c);
    let seen: Vec<&Glyph> = glyphs.iter().filter(is_letter).collect();
    let size = usual_size(&seen)?;
    let (from, to) = gutter(&seen, size)?;
    let crosses = |glyph: &Glyph| glyph.x0 < to && from < glyph.x1;
    // Rows over both columns part what is above them from what is below.
    let mut levels: Vec<f64> =
        seen.iter().filter(|glyph| crosses(glyph)).map(|glyph| glyph.y).collect();
    levels.sort_by(|a, b| b.total_cmp(a));
    levels.dedup_by(|a, b| (*a - *b).abs() < size);
    let spans = |glyph: &Glyph| {
        let at = levels.partition_point(|level| glyph.y + size / 2.0 < *level);
        levels.get(at).is_some_and(|level| (glyph.y - level).abs() <= size / 2.0).then_some(at)
    };
    let band = |glyph: &Glyph| levels.partition_point(|level| glyph.y < *level);
    // A band above each spanning row and one below the last; in each: left, right, the row below.
    let mut bins: Vec<[Vec<Glyph>; 3]> = vec![<[Vec<Glyph>; 3]>::default(); levels.len() + 1];
    for glyph in glyphs {
        let (at, kind) = match spans(glyph) {
            Some(at) => (at, 2),
            None => (band(glyph), usize::from(f64::midpoint(from, to) <= glyph.x0)),
        };
        if let Some(slot) = bins.get_mut(at).and_then(|bin| bin.get_mut(kind)) {
            slot.push(*glyph);
        }
    }
    let widths = [from, page_width - to, page_width];
    let regions = bins.into_iter().flat_map(|bin| bin.into_iter().zip(widths));
    let regions = regions.map(|(glyphs, width)| Region { glyphs, width });
    Some(joined(regions.filter(|region| !region.glyphs.is_empty()), page_width))
}

/// Joins rows over both columns that follow one another.
fn joined(regions: impl Iterator<Item = Region>, page_width: f64) -> Vec<Region> {
    let mut joined: Vec<Region> = Vec::new();
    for region in regions {
        let is_over_both = |region: &Region| page_width <= region.width;
        match joined.last_mut().filter(|last| is_over_both(last) && is_over_both(&region)) {
            Some(last) => last.glyphs.extend(region.glyphs),
            None => joined.push(region),
        }
    }
    joined
}

/// Returns the edges of the gutter of a page.
fn gutter(seen: &[&Glyph], size: f64) -> Option<(f64, f64)> {
    let left = seen.iter().map(|glyph| glyph.x0).fold(f64::INFINITY, f64::min);
    let right = seen.iter().map(|glyph| glyph.x1).fold(0.0, f64::max);
    let rows = rows(seen, size);
    let n_bins = (right - left).ceil().max(0.0) as usize;
    if MAX_BINS < n_bins || rows.len() < MIN_ROWS {
        return None;
    }
    let mut covered = vec![0_usize; n_bins + 1];
    for row in &rows {
        let mut last = usize::MAX;
        for glyph in row {
            let bins =
                ((glyph.x0 - left).max(0.0) as usize)..=((glyph.x1 - left).max(0.0) as usize);
            for bin in bins.filter(|bin| last == usize::MAX || last < *bin) {
                if let Some(count) = covered.get_mut(bin) {
                    *count += 1;
                }
            }
            last = (glyph.x1 - left).max(0.0) as usize;
        }
    }
    let most = (rows.len() as f64 * MAX_CROSSING_SHARE) as usize;
    let edge = (n_bins as f64 * MIN_SIDE_SHARE) as usize;
    let (from, to) = widest_run(&covered, edge..n_bins - edge, most)?;
    // The ends of the longest lines are no part of it, few as they are.
    let least = covered.get(from..to)?.iter().min()?;
    let (from, to) = widest_run(&covered, from..to, least + rows.len() / MAX_STRAY_ROWS)?;
    let (from, to) = (left + from as f64, left + to as f64);
    let is_wide = MIN_GUTTER * size <= to - from;
    (is_wide && is_set(&rows, (left, from), size) && is_set(&rows, (to, right), size))
        .then_some((from + 1.0, to - 1.0))
}

/// Returns the widest run of places within a range that at most so many rows cover.
fn widest_run(
    covered: &[usize],
    within: std::ops::Range<usize>,
    most: usize,
) -> Option<(usize, usize)> {
    let mut widest: Option<(usize, usize)> = None;
    let mut start = within.start;
    for at in within.start..=within.end {
        let is_free = at < within.end && covered.get(at).is_some_and(|count| *count <= most);
        if !is_free {
            if widest.is_none_or(|(from, to)| to - from < at - start) && start < at {
                widest = Some((start, at));
            }
            start = at + 1;
        }
    }
    widest
}

/// Says whether what stands between two places is set text: enough rows, most of them as wide as the column.
fn is_set(rows: &[Vec<Glyph>], column: (f64, f64), size: f64) -> bool {
    let part = |row: &Vec<Glyph>| {
        let inside = row.iter().filter(|glyph| column.0 <= glyph.x1 && glyph.x0 <= column.1);
        let inside = inside.filter(|glyph| {
            let middle = f64::midpoint(glyph.x0, glyph.x1);
            column.0 <= middle && middle <= column.1
        });
        inside.fold(None, |row: Option<Row>, glyph| {
            let row = row.unwrap_or(Row { x0: glyph.x0, x1: glyph.x1 });
            Some(Row { x0: row.x0.min(glyph.x0), x1: row.x1.max(glyph.x1) })
        })
    };
    let parts: Vec<Row> = rows.iter().filter_map(part).collect();
    let right = parts.iter().map(|row| row.x1).fold(0.0, f64::max);
    let is_full = |row: &&Row| {
        right - row.x1 <= MAX_RAGGED * size && row.x0 - column.0 <= (MAX_RAGGED + 1.0) * size
    };
    let n_full = parts.iter().filter(is_full).count();
    MIN_ROWS <= parts.len() && parts.len() as f64 * MIN_FULL_SHARE <= n_full as f64
}

/// Returns glyphs row by row, from left to right in each.
fn rows(seen: &[&Glyph], size: f64) -> Vec<Vec<Glyph>> {
    let mut sorted: Vec<Glyph> = seen.iter().map(|glyph| **glyph).collect();
    sorted.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut rows: Vec<Vec<Glyph>> = Vec::new();
    for glyph in sorted {
        let is_level = |row: &&mut Vec<Glyph>| {
            row.first().is_some_and(|first| (first.y - glyph.y).abs() < size / 2.0)
        };
        match rows.last_mut().filter(is_level) {
            Some(row) => row.push(glyph),
            None => rows.push(vec![glyph]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    rows
}

/// Returns the size that most letters have; `None` without letters.
fn usual_size(seen: &[&Glyph]) -> Option<f64> {
    let mut sizes: Vec<f64> = seen.iter().map(|glyph| glyph.size).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().filter(|size| 0.0 < *size)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sets a row of Han characters ten points wide.
    fn row(text: &str, x: f64, y: f64) -> Vec<Glyph> {
        let glyph = |(at, c): (usize, char)| {
            let x0 = x + 10.0 * at as f64;
            Glyph { c, x0, x1: x0 + 10.0, y, size: 10.0, is_bold: false }
        };
        text.chars().enumerate().map(glyph).collect()
    }

    fn text(region: &Region) -> String {
        region.glyphs.iter().map(|glyph| glyph.c).collect()
    }

    #[test]
    fn two_columns_are_read_one_after_the_other_below_their_title() {
        let mut page = row("一个横跨两栏的标题", 210.0, 700.0);
        for at in 0..10 {
            let y = 680.0 - 15.0 * f64::from(at);
            page.extend(row("左左左左左左左左左左左左左左左左左左左左", 50.0, y));
            page.extend(row("右右右右右右右右右右右右右右右右右右右右", 270.0, y - 4.0));
        }
        let regions = regions(&page, 520.0).unwrap();
        assert!(regions[1].width < 260.0);
        let texts: Vec<String> = regions.iter().map(text).collect();
        assert_eq!(texts, ["一个横跨两栏的标题".to_owned(), "左".repeat(200), "右".repeat(200)]);
    }

    #[test]
    fn one_column_and_tables_without_rules_are_left_alone() {
        let mut page = Vec::new();
        let mut table = Vec::new();
        for at in 0..12 {
            let y = 680.0 - 15.0 * f64::from(at);
            page.extend(row(&"字".repeat(40), 50.0, y));
            table.extend(row(&"名".repeat(2 + at as usize % 7), 50.0, y));
            table.extend(row("数量", 350.0, y));
        }
        assert_eq!(regions(&page, 520.0), None);
        assert_eq!(regions(&table, 520.0), None);
        assert_eq!(regions(&[], 520.0), None);
    }
}
