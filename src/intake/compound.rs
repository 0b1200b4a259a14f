//! The streams of a compound file: what Word put its files in from 1997 to 2003.
//!
//! A file system in a file: sectors of 512 or 4096 bytes, chained by a table, and a directory. Written
//! out here rather than taken from a library because those read through seeking and trust the
//! table; this one reads a slice, and broken or circular chains end where they break.

use crate::intake::limit::MAX_ENTRIES;
use crate::intake::little::{byte, long, short, size, stretch};

/// How every compound file opens.
const OPENING: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Length of the header, in bytes.
const HEADER_BYTES: usize = 512;

/// Length of a directory entry, in bytes.
const ENTRY_BYTES: usize = 128;

/// How many sectors of the table the header names itself.
const HEADER_TABLES: usize = 109;

/// Numbers from here on are no sectors but marks of an end.
const FIRST_MARK: u32 = 0xFFFF_FFFA;

/// An entry of the directory.
#[derive(Debug)]
struct Entry {
    name: String,
    kind: u8,
    left: u32,
    right: u32,
    child: u32,
    start: u32,
    size: usize,
}

/// A compound file.
#[derive(Debug)]
pub struct Compound<'a> {
    bytes: &'a [u8],
    sector_bytes: usize,
    /// Streams shorter than this are kept in small sectors.
    cutoff: usize,
    /// Which sector follows each.
    chain: Vec<u32>,
    small_chain: Vec<u32>,
    small_bytes: usize,
    small: Vec<u8>,
    entries: Vec<Entry>,
}

/// Says whether the bytes open like a compound file.
pub fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(OPENING)
}

impl<'a> Compound<'a> {
    /// Reads tables and directory; `None` if they do not make sense. Linear.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let shift = |at| short(bytes, at).filter(|shift| (6..=16).contains(shift)).map(u32::from);
        let sector_bytes = 1_usize << shift(30).filter(|shift| 7 <= *shift)?;
        let small_bytes = 1_usize << short(bytes, 32).filter(|shift| *shift <= 12)?;
        let mut file = Self {
            bytes,
            sector_bytes,
            cutoff: size(bytes, 56)?,
            chain: Vec::new(),
            small_chain: Vec::new(),
            small_bytes,
            small: Vec::new(),
            entries: Vec::new(),
        };
        file.chain = file.table();
        let directory = file.chained(long(bytes, 48)?, usize::MAX);
        file.entries = directory.chunks(ENTRY_BYTES).take(MAX_ENTRIES).filter_map(entry).collect();
        file.small_chain = numbers(&file.chained(long(bytes, 60)?, usize::MAX)).collect();
        let root = file.entries.first()?;
        file.small = file.chained(root.start, root.size);
        Some(file)
    }

    /// Returns a stream that stands directly in the file; `None` if there is none of that name.
    pub fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.top_level().find(|entry| entry.kind == 2 && entry.name == name)?;
        Some(if entry.size < self.cutoff {
            self.chained_small(entry.start, entry.size)
        } else {
            self.chained(entry.start, entry.size)
        })
    }

    /// Says whether nothing stands in the file, as when its directory is lost.
    pub fn is_empty(&self) -> bool {
        self.top_level().next().is_none()
    }

    /// Says whether a stream of that name stands directly in the file.
    pub fn has(&self, name: &str) -> bool {
        self.top_level().any(|entry| entry.name == name)
    }

    /// Returns the entries directly in the file: a tree of siblings under the first entry.
    fn top_level(&self) -> impl Iterator<Item = &Entry> {
        let mut seen = vec![false; self.entries.len()];
        let mut open: Vec<u32> = self.entries.first().map(|root| root.child).into_iter().collect();
        std::iter::from_fn(move || {
            loop {
                let at = open.pop()? as usize;
                let Some(seen) = seen.get_mut(at).filter(|seen| !**seen) else { continue };
                *seen = true;
                let entry = self.entries.get(at)?;
                open.extend([entry.left, entry.right]);
                return Some(entry);
            }
        })
    }

    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector_bytes)?;
        let rest = self.bytes.get(start..).filter(|rest| !rest.is_empty())?;
        // The last sector of a file that was cut off counts as far as it goes.
        Some(rest.get(..self.sector_bytes).unwrap_or(rest))
    }

    /// Reads the table of chains: the header names its first sectors, further ones name the rest.
    fn table(&self) -> Vec<u32> {
        let header = self.bytes.get(76..HEADER_BYTES).unwrap_or_default();
        let mut sectors: Vec<u32> = numbers(header).take(HEADER_TABLES).collect();
        let mut next = long(self.bytes, 68).unwrap_or(FIRST_MARK);
        let n_sectors = self.bytes.len() / self.sector_bytes + 1;
        for _ in 0..n_sectors {
            let Some(more) = self.sector(next).filter(|_| next < FIRST_MARK) else { break };
            let named: Vec<u32> = numbers(more).collect();
            let Some((last, named)) = named.split_last() else { break };
            sectors.extend_from_slice(named);
            next = *last;
        }
        let tables = sectors.into_iter().filter(|number| *number < FIRST_MARK).take(n_sectors);
        tables.filter_map(|number| self.sector(number)).flat_map(numbers).collect()
    }

    /// Reads a chain of sectors, at most so many bytes.
    fn chained(&self, start: u32, n_bytes: usize) -> Vec<u8> {
        let mut read = Vec::new();
        let mut next = start;
        for _ in 0..=self.chain.len() {
            let Some(sector) = self.sector(next).filter(|_| next < FIRST_MARK) else { break };
            read.extend_from_slice(sector);
            // A chain that is longer than the file goes round in circles.
            if n_bytes <= read.len() || self.bytes.len() < read.len() {
                break;
            }
            next = self.chain.get(next as usize).copied().unwrap_or(FIRST_MARK);
        }
        read.truncate(n_bytes);
        read
    }

    /// Reads a chain of small sectors.
    fn chained_small(&self, start: u32, n_bytes: usize) -> Vec<u8> {
        let mut read = Vec::new();
        let mut next = start;
        while read.len() < n_bytes && read.len() <= self.small.len() {
            let at = (next as usize).saturating_mul(self.small_bytes);
            let Some(sector) = stretch(&self.small, at, self.small_bytes) else { break };
            read.extend_from_slice(sector);
            next = self.small_chain.get(next as usize).copied().unwrap_or(FIRST_MARK);
        }
        read.truncate(n_bytes);
        read
    }
}

/// Splits bytes into 32-bit numbers.
fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.as_chunks().0.iter().map(|chunk| u32::from_le_bytes(*chunk))
}

/// Reads one directory entry.
fn entry(bytes: &[u8]) -> Option<Entry> {
    let name_bytes = usize::from(short(bytes, 64)?).saturating_sub(2);
    let name: Vec<u16> = bytes
        .get(..name_bytes.min(64))?
        .as_chunks()
        .0
        .iter()
        .map(|unit| u16::from_le_bytes(*unit))
        .collect();
    Some(Entry {
        name: String::from_utf16_lossy(&name),
        kind: byte(bytes, 66)?,
        left: long(bytes, 68)?,
        right: long(bytes, 72)?,
        child: long(bytes, 76)?,
        start: long(bytes, 116)?,
        size: size(bytes, 120)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Makes a file of one stream of five sectors; `table` are the links of its first sectors.
    fn file(table: &[u32]) -> Vec<u8> {
        let mut bytes = vec![0; HEADER_BYTES];
        bytes[..8].copy_from_slice(OPENING);
        bytes[30..34].copy_from_slice(&[9, 0, 6, 0]);
        bytes[48..52].copy_from_slice(&1_u32.to_le_bytes());
        bytes[56..60].copy_from_slice(&64_u32.to_le_bytes());
        bytes[60..64].copy_from_slice(&u32::MAX.to_le_bytes());
        bytes[68..72].copy_from_slice(&u32::MAX.to_le_bytes());
        bytes[76..HEADER_BYTES].fill(0xFF);
        bytes[76..80].copy_from_slice(&0_u32.to_le_bytes());
        let links: Vec<u8> = table.iter().flat_map(|link| link.to_le_bytes()).collect();
        bytes.extend(links);
        bytes.resize(2 * HEADER_BYTES, 0xFF);
        bytes.extend(directory_entry("Root Entry", 5, 1, 0));
        bytes.extend(directory_entry("Text", 2, u32::MAX, 1500));
        bytes.resize(3 * HEADER_BYTES, 0);
        for sector in b'a'..b'f' {
            bytes.resize(bytes.len() + HEADER_BYTES, sector);
        }
        bytes
    }

    fn directory_entry(name: &str, kind: u8, child: u32, size: u32) -> Vec<u8> {
        let mut entry = vec![0; ENTRY_BYTES];
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry[..units.len()].copy_from_slice(&units);
        entry[64] = units.len() as u8 + 2;
        entry[66] = kind;
        entry[68..76].fill(0xFF);
        entry[76..80].copy_from_slice(&child.to_le_bytes());
        entry[116..120].copy_from_slice(&2_u32.to_le_bytes());
        entry[120..124].copy_from_slice(&size.to_le_bytes());
        entry
    }

    const END: u32 = 0xFFFF_FFFE;

    #[test]
    fn a_stream_is_read_along_its_chain_up_to_its_size() {
        let bytes = file(&[END, END, 4, END, 3]);
        let stream = Compound::open(&bytes).unwrap().stream("Text").unwrap();
        assert_eq!(stream.len(), 1500);
        assert_eq!([stream[0], stream[512], stream[1024]], *b"acb");
    }

    #[test]
    fn chains_that_go_round_or_leave_the_file_end() {
        let circle = file(&[END, END, 3, 2, END]);
        let stream = Compound::open(&circle).unwrap().stream("Text").unwrap();
        assert_eq!(stream.len(), 1500);
        let lost = file(&[END, END, 9999, END, END]);
        assert_eq!(Compound::open(&lost).unwrap().stream("Text").unwrap().len(), 512);
        assert!(Compound::open(&lost).unwrap().stream("Other").is_none());
    }

    #[test]
    fn nonsense_is_no_compound_file() {
        assert!(Compound::open(OPENING).is_none());
        assert!(Compound::open(b"").is_none());
    }
}
