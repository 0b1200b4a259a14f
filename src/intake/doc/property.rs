//! Formatting: runs of characters and paragraphs, each with changes to its style.

use crate::intake::little::{byte, long, short, size, stretch};

/// Length of a page of formatting, in bytes.
const PAGE_BYTES: usize = 512;

/// A change to a property: which, and the bytes of its value.
pub type Change<'a> = (u16, &'a [u8]);

/// A stretch of the file with the same formatting.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    start: u32,
    end: u32,
    /// The style of a paragraph.
    pub style: Option<u16>,
    /// The changes, as they stand.
    pub changes: &'a [u8],
}

/// What is formatted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Characters.
    Characters,
    /// Paragraphs.
    Paragraphs,
}

/// All runs of a file, by offset.
#[derive(Debug)]
pub struct Runs<'a> {
    runs: Vec<Run<'a>>,
}

impl<'a> Runs<'a> {
    /// Reads the pages that a table names; no more than the file can hold.
    pub fn of(main: &'a [u8], table: &[u8], kind: Kind) -> Self {
        let count = table.len().saturating_sub(4) / 8;
        let n_pages = main.len() / PAGE_BYTES + 1;
        let page = |nth: usize| {
            let number = size(table, 4 * (count + 1) + 4 * nth)? & 0x3F_FFFF;
            stretch(main, number * PAGE_BYTES, PAGE_BYTES)
        };
        let pages = (0..count.min(n_pages)).filter_map(page);
        let mut runs: Vec<Run> = pages.flat_map(|page| page_runs(page, kind)).collect();
        runs.sort_by_key(|run| run.start);
        Self { runs }
    }

    /// Returns the run that holds an offset.
    pub fn at(&self, offset: u32) -> Option<&Run<'a>> {
        let behind = self.runs.partition_point(|run| run.start <= offset);
        self.runs.get(behind.checked_sub(1)?).filter(|run| offset < run.end)
    }
}

impl Run<'_> {
    /// Says whether an offset lies in the run.
    pub fn holds(&self, offset: u32) -> bool {
        (self.start..self.end).contains(&offset)
    }
}

/// Reads the runs of one page. Their number is its last byte.
fn page_runs(page: &[u8], kind: Kind) -> impl Iterator<Item = Run<'_>> {
    let count = usize::from(byte(page, PAGE_BYTES - 1).unwrap_or(0));
    let step = if kind == Kind::Characters { 1 } else { 13 };
    (0..count).filter_map(move |nth| {
        let (start, end) = (long(page, 4 * nth)?, long(page, 4 * nth + 4)?);
        let place = byte(page, 4 * (count + 1) + step * nth)?;
        let at = 2 * usize::from(place);
        let (style, changes) = match kind {
            _ if place == 0 => (None, &[][..]),
            Kind::Characters => (None, counted(page, at, usize::from(byte(page, at)?), 1)?),
            Kind::Paragraphs => paragraph(page, at)?,
        };
        Some(Run { start, end, style, changes })
    })
}

fn counted(page: &[u8], at: usize, length: usize, from: usize) -> Option<&[u8]> {
    let rest = page.get(at + from..)?;
    Some(rest.get(..length).unwrap_or(rest))
}

/// Reads the formatting of a paragraph: its length in pairs of bytes, the style, the changes.
fn paragraph(page: &[u8], at: usize) -> Option<(Option<u16>, &[u8])> {
    let pairs = usize::from(byte(page, at)?);
    let all = if pairs == 0 {
        counted(page, at, 2 * usize::from(byte(page, at + 1)?), 2)?
    } else {
        counted(page, at, 2 * pairs - 1, 1)?
    };
    Some((short(all, 0), all.get(2..).unwrap_or_default()))
}

/// Returns the changes one by one, up to the first that is cut off.
pub fn changes(bytes: &[u8]) -> impl Iterator<Item = Change<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let name = short(bytes, at)?;
        let (skipped, length) = match name >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            // The definition of a table is the only one whose length takes two bytes.
            _ if name == 0xD608 => (2, usize::from(short(bytes, at + 2)?).saturating_sub(1)),
            _ => (1, usize::from(byte(bytes, at + 2)?)),
        };
        let value = stretch(bytes, at + 2 + skipped, length)?;
        at += 2 + skipped + length;
        Some((name, value))
    })
}

/// Returns the value of the last change of a property; `None` if it is not changed.
pub fn value(bytes: &[u8], name: u16) -> Option<&[u8]> {
    changes(bytes).filter(|(found, _)| *found == name).map(|(_, value)| value).last()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_read_one_by_one_whatever_their_length() {
        let bytes = [
            &[0x35, 0x08, 1][..],      // bold
            &[0x0B, 0x46, 7, 0],       // a list
            &[0x08, 0xD6, 3, 0, 9, 9], // a table: the only length of two bytes
            &[0x3E, 0xC6, 2, 8, 8],    // of variable length
            &[0x40, 0x26, 2],          // outline level
            &[0x35, 0x08],             // cut off
        ]
        .concat();
        let names: Vec<u16> = changes(&bytes).map(|(name, _)| name).collect();
        assert_eq!(names, [0x0835, 0x460B, 0xD608, 0xC63E, 0x2640]);
        assert_eq!(value(&bytes, 0x2640), Some(&[2][..]));
        assert_eq!(value(&bytes, 0x0800), None);
    }

    #[test]
    fn a_page_gives_the_run_that_holds_an_offset() {
        let mut page = vec![0; PAGE_BYTES];
        page[..12].copy_from_slice(&[0, 4, 0, 0, 10, 4, 0, 0, 20, 4, 0, 0]);
        page[12..14].copy_from_slice(&[0, 100]);
        page[200..204].copy_from_slice(&[3, 0x35, 0x08, 1]);
        page[PAGE_BYTES - 1] = 2;
        let main = [vec![0; PAGE_BYTES], page].concat();
        let table = [0, 0, 0, 0, 0, 8, 0, 0, 1, 0, 0, 0];
        let runs = Runs::of(&main, &table, Kind::Characters);
        assert!(runs.at(1024 + 9).unwrap().changes.is_empty());
        assert_eq!(runs.at(1024 + 10).unwrap().changes, [0x35, 0x08, 1]);
        assert!(runs.at(1024 + 20).is_none());
        assert!(runs.at(3).is_none());
    }
}
