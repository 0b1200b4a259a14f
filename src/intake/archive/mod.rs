//! The parts of a ZIP file: what docx and odt are packed in.
//!
//! A file that was cut off has lost the directory at its end. Its parts are then found by the
//! headers that stand in front of each.

use std::borrow::Cow;

use encoding_rs::GB18030;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use rawzip::{CompressionMethod, ZipArchive, ZipFileHeaderRecord, ZipSliceArchive, crc32};

use crate::intake::flaw::Flaw;
use crate::intake::limit::{Limit, MAX_ENTRIES, MAX_PART_BYTES};

/// First bytes of the header in front of each part.
const LOCAL_HEADER: &[u8] = b"PK\x03\x04";

/// Length of that header without its name, in bytes.
const LOCAL_HEADER_BYTES: usize = 30;

/// A ZIP file.
#[derive(Debug)]
pub struct Archive<'a> {
    entries: Vec<Entry<'a>>,
    /// Whether the directory was lost and the parts were found by their headers.
    pub is_cut: bool,
}

/// One packed file.
#[derive(Debug)]
struct Entry<'a> {
    name: Vec<u8>,
    data: &'a [u8],
    is_deflated: bool,
    /// Whether it is packed in a way that is not read: encrypted, or by another method.
    is_closed: bool,
    /// Checksum of what is unpacked; `None` where the directory is lost.
    checksum: Option<u32>,
}

/// An unpacked part.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// What was unpacked.
    pub bytes: Vec<u8>,
    /// What is wrong with it.
    pub flaw: Option<Flaw>,
}

/// Says whether the bytes open like a ZIP file.
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(LOCAL_HEADER) || bytes.starts_with(b"PK\x05\x06")
}

impl<'a> Archive<'a> {
    /// Finds the parts of a ZIP file; none of bytes that are no such file. Linear.
    pub fn open(bytes: &'a [u8]) -> Self {
        match ZipArchive::from_slice(bytes).ok().and_then(|zip| listed(bytes, &zip)) {
            Some(entries) => Self { entries, is_cut: false },
            None => Self { entries: scanned(bytes), is_cut: true },
        }
    }

    /// Unpacks a part up to [`MAX_PART_BYTES`]; `None` if there is no part of that name.
    ///
    /// Names are compared without regard to case and to which slash parts folders.
    pub fn part(&self, name: &str) -> Option<Part> {
        self.entries.iter().find(|entry| entry.is_called(name)).map(Entry::unpacked)
    }

    /// Says whether there is a part of that name.
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.is_called(name))
    }

    /// Returns the names of the parts, as UTF-8 or else as GBK, which old Chinese packers write.
    pub fn names(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.entries.iter().map(|entry| match std::str::from_utf8(&entry.name) {
            Ok(name) => Cow::Borrowed(name),
            Err(_) => GB18030.decode_without_bom_handling(&entry.name).0,
        })
    }

    /// Says whether a part cannot be opened without a password.
    pub fn is_closed(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.is_called(name) && entry.is_closed)
    }
}

impl Entry<'_> {
    fn is_called(&self, name: &str) -> bool {
        let same = |(a, b): (&u8, u8)| a.eq_ignore_ascii_case(&b) || (*a == b'\\' && b == b'/');
        self.name.len() == name.len() && self.name.iter().zip(name.bytes()).all(same)
    }

    fn unpacked(&self) -> Part {
        if self.is_closed {
            return Part { bytes: Vec::new(), flaw: Some(Flaw::Encrypted) };
        }
        let (bytes, flaw) = if self.is_deflated {
            match decompress_to_vec_with_limit(self.data, MAX_PART_BYTES) {
                Ok(bytes) => (bytes, None),
                Err(error) if error.status == TINFLStatus::HasMoreOutput => {
                    (error.output, Some(Flaw::OverLimit(Limit::Part)))
                }
                Err(error) => (error.output, Some(Flaw::Damaged)),
            }
        } else {
            let kept = self.data.get(..MAX_PART_BYTES).unwrap_or(self.data);
            (kept.to_vec(), (kept.len() < self.data.len()).then_some(Flaw::OverLimit(Limit::Part)))
        };
        let is_altered = self.checksum.is_some_and(|checksum| checksum != crc32(&bytes));
        Part { flaw: flaw.or(is_altered.then_some(Flaw::Damaged)), bytes }
    }
}

/// Returns the parts that the directory lists; `None` if none of them can be found.
fn listed<'a>(bytes: &'a [u8], zip: &ZipSliceArchive<&'a [u8]>) -> Option<Vec<Entry<'a>>> {
    let mut headers = zip.entries();
    let mut entries = Vec::new();
    while let Ok(Some(header)) = headers.next_entry() {
        entries.extend(entry(bytes, zip, &header));
        if MAX_ENTRIES <= entries.len() {
            break;
        }
    }
    (!entries.is_empty()).then_some(entries)
}

/// Finds one part that the directory lists.
fn entry<'a>(
    bytes: &'a [u8],
    zip: &ZipSliceArchive<&'a [u8]>,
    header: &ZipFileHeaderRecord,
) -> Option<Entry<'a>> {
    let (start, end) = zip.get_entry(header.wayfinder()).ok()?.compressed_data_range();
    let method = header.compression_method();
    let is_deflated = method == CompressionMethod::DEFLATE;
    Some(Entry {
        name: header.file_path().as_bytes().to_vec(),
        data: bytes.get(start as usize..end as usize)?,
        is_deflated,
        is_closed: header.flags().is_encrypted()
            || (!is_deflated && method != CompressionMethod::STORE),
        checksum: Some(header.crc32()),
    })
}

/// Finds parts by the headers in front of them.
fn scanned(bytes: &[u8]) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    let mut at = 0;
    while let Some(found) = found(bytes, at, LOCAL_HEADER) {
        entries.extend(scanned_entry(bytes.get(found..).unwrap_or_default()));
        if MAX_ENTRIES <= entries.len() {
            break;
        }
        at = found + LOCAL_HEADER.len();
    }
    entries
}

/// Reads the header that the bytes start with. A part that was written without knowing its length
/// has the length 0 there; unpacking finds its end.
fn scanned_entry(bytes: &[u8]) -> Option<Entry<'_>> {
    let short = |at: usize| Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?));
    let (flags, method) = (short(6)?, short(8)?);
    let packed_len = u32::from_le_bytes(*bytes.get(18..)?.first_chunk()?) as usize;
    let name_len = usize::from(short(26)?);
    let start = LOCAL_HEADER_BYTES + name_len + usize::from(short(28)?);
    let rest = bytes.get(start..)?;
    let data = if packed_len == 0 { rest } else { rest.get(..packed_len).unwrap_or(rest) };
    let is_deflated = method == CompressionMethod::DEFLATE.as_u16();
    Some(Entry {
        name: bytes.get(LOCAL_HEADER_BYTES..LOCAL_HEADER_BYTES + name_len)?.to_vec(),
        data,
        is_deflated,
        is_closed: flags & 1 == 1 || (!is_deflated && method != CompressionMethod::STORE.as_u16()),
        checksum: None,
    })
}

/// Returns where a pattern next stands.
fn found(bytes: &[u8], from: usize, pattern: &[u8]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(pattern.len()).position(|window| window == pattern).map(|at| from + at)
}

#[cfg(test)]
pub(crate) mod tests;
