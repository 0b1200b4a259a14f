//! The outline: which sections it shows, and the one the cursor is in.

use crate::collate::model::SectionPair;
use crate::sheet::model::Subject;
use crate::text::side::Side;
use crate::tui::pair::{Focus, Pair};

/// Most entries beside the text while the text has the keys, unless the screen is tall. The terminal scrolls
/// whole rows, so that every entry is written anew for each row of text: at about 40 bytes each these cost
/// no more than the text itself.
const MAX_BESIDE: usize = 13;

/// From this many rows there is room for every entry: on a screen as tall as that (60 rows) an empty half of
/// the outline weighs more than two kilobytes for a row of text.
const TALL_ROWS: usize = 40;

/// Returns the entry of the outline the cursor is in.
pub fn section_here(pair: &Pair, subject: Subject<'_>) -> usize {
    let here = pair.sheet.sections_at(pair.cursor.row, subject).sections;
    let is_here = |section: &SectionPair| {
        Side::BOTH
            .iter()
            .any(|side| section.sections[*side].is_some() && section.sections[*side] == here[*side])
    };
    pair.collation.sections.iter().position(is_here).unwrap_or(0)
}

/// Returns the sections that show in so many rows, by their indices in order; the one at `at` is among them.
pub fn entries(pair: &Pair, subject: Subject<'_>, at: usize, height: usize) -> Vec<usize> {
    let sections = &pair.collation.sections;
    if pair.focus == Focus::Outline {
        return around((0..sections.len()).collect(), at, height);
    }
    let level = |section: &SectionPair| {
        let known = |side: &Side| subject.sides[*side].report.section(section.sections[*side]?);
        Side::BOTH.iter().find_map(known).map_or(0, |section| usize::from(section.level))
    };
    let levels: Vec<usize> = sections.iter().map(level).collect();
    shown(&levels, at, if height < TALL_ROWS { height.min(MAX_BESIDE) } else { height })
}

/// Returns at most so many sections, by their indices in order, that show best where the one at `at` is:
/// every one if they fit, else those of higher levels and the family of that one, else those around it.
fn shown(levels: &[usize], at: usize, most: usize) -> Vec<usize> {
    if levels.len() <= most {
        return (0..levels.len()).collect();
    }
    let family = family(levels, at);
    let mut depths: Vec<usize> = levels.to_vec();
    depths.sort_unstable();
    depths.dedup();
    let of_depth = |depth: usize| -> Vec<usize> {
        (0..levels.len())
            .filter(|index| levels[*index] <= depth || family.contains(index))
            .collect()
    };
    let top = depths.first().map_or_else(Vec::new, |depth| of_depth(*depth));
    let fitting = depths.iter().rev().map(|depth| of_depth(*depth)).find(|all| all.len() <= most);
    around(fitting.unwrap_or(top), at, most)
}

/// Returns a section with those it is in, those beside it, and those right in it.
fn family(levels: &[usize], at: usize) -> Vec<usize> {
    let level = |index: usize| levels.get(index).copied().unwrap_or(0);
    let own = level(at);
    let is_around = |index: &usize| own <= level(*index);
    let before = (0..at).rev().take_while(is_around).filter(|index| level(*index) == own);
    let behind = (at + 1..levels.len()).take_while(is_around).filter(|index| level(*index) == own);
    let inside = (at + 1..levels.len()).take_while(|index| own < level(*index));
    let nearest = inside.clone().map(level).min();
    let children = inside.filter(|index| Some(level(*index)) == nearest);
    let mut lowest = own;
    let parents = (0..at).rev().filter(|index| {
        let is_parent = level(*index) < lowest;
        lowest = lowest.min(level(*index));
        is_parent
    });
    let mut family: Vec<usize> = before.chain(behind).chain(children).chain(parents).collect();
    family.push(at);
    family
}

/// Returns at most so many entries, `at` among them, a third of them in front of it.
fn around(mut entries: Vec<usize>, at: usize, most: usize) -> Vec<usize> {
    let place = entries.partition_point(|entry| *entry < at);
    let last_first = entries.len().saturating_sub(most);
    let first = place.saturating_sub(most / 3).min(last_first);
    entries.drain(..first);
    entries.truncate(most);
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outline_that_fits_shows_whole() {
        assert_eq!(shown(&[1, 2, 2, 1], 1, 4), [0, 1, 2, 3]);
        assert!(shown(&[], 0, 4).is_empty());
    }

    #[test]
    fn deeper_sections_show_only_where_the_cursor_is() {
        let levels = [1, 2, 2, 2, 1, 2, 2, 1, 2];
        assert_eq!(shown(&levels, 5, 6), [0, 4, 5, 6, 7]);
        assert_eq!(shown(&levels, 7, 6), [0, 4, 7, 8]);
    }

    #[test]
    fn too_many_of_one_level_show_around_the_cursor() {
        let levels = [1; 30];
        assert_eq!(shown(&levels, 0, 6), [0, 1, 2, 3, 4, 5]);
        assert_eq!(shown(&levels, 10, 6), [8, 9, 10, 11, 12, 13]);
        assert_eq!(shown(&levels, 29, 6), [24, 25, 26, 27, 28, 29]);
    }

    #[test]
    fn section_with_the_cursor_always_shows() {
        let levels = [1, 2, 3, 3, 2, 3, 1, 2, 3, 3, 3, 2, 1];
        for at in 0..levels.len() {
            for most in 1..=levels.len() {
                let shown = shown(&levels, at, most);
                assert!(shown.contains(&at) && shown.len() <= most, "{at} of {most}: {shown:?}");
            }
        }
    }
}
