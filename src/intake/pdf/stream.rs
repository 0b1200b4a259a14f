//! Packed streams, unpacked within a bound.
//!
//! A packed stream can be a thousand times larger than what the file holds of it, and a stream that
//! is packed twice a million times. So the size is bounded before anything is unpacked.

use std::borrow::Cow;

use hayro_syntax::Filter;
use hayro_syntax::object::Stream;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_zlib_with_limit};

/// Most bytes that one stream may unpack to; a page of dense text takes a tenth of a megabyte.
const MAX_STREAM_BYTES: usize = 32 << 20;

/// Most bytes that all streams with objects in them may unpack to; 230 pages take four megabytes.
const MAX_OBJECT_BYTES: usize = 256 << 20;

/// Returns what a stream unpacks to; `None` if it is broken, a picture, or beyond the bound.
pub fn unpacked<'a>(stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
    let filters = stream.filters();
    let packed_len = stream.raw_data().len();
    let most = filters.iter().fold(packed_len, |len, filter| len.saturating_mul(growth(*filter)));
    match filters.as_slice() {
        _ if most <= MAX_STREAM_BYTES => stream.decoded_data().ok(),
        [Filter::FlateDecode] => inflated(&stream.raw_data(), MAX_STREAM_BYTES).map(Cow::Owned),
        _ => None,
    }
}

/// Returns by how much a filter can make data grow at most.
fn growth(filter: Filter) -> usize {
    match filter {
        Filter::FlateDecode => 1_032,
        // A code of 9 bits or more stands for at most 4 096 bytes.
        Filter::LzwDecode => 3_641,
        Filter::RunLengthDecode => 64,
        _ => 1,
    }
}

/// Returns what the bytes inflate to, as far as they are whole; `None` beyond the limit.
fn inflated(packed: &[u8], limit: usize) -> Option<Vec<u8>> {
    match decompress_to_vec_zlib_with_limit(packed, limit) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.status == TINFLStatus::HasMoreOutput => None,
        Err(error) => Some(error.output),
    }
}

/// Says whether the streams that hold the objects of the file stay within the bound when unpacked.
///
/// They are unpacked by the library as soon as one of their objects is asked for, so they are
/// measured beforehand. Linear.
pub fn objects_are_bounded(file: &[u8]) -> bool {
    let mut left = MAX_OBJECT_BYTES;
    for packed in object_streams(file) {
        match inflated(packed, left) {
            Some(bytes) => left -= bytes.len(),
            None => return false,
        }
    }
    true
}

/// Returns the packed bytes of every stream that holds objects or the table of them.
fn object_streams(file: &[u8]) -> impl Iterator<Item = &[u8]> {
    const OPENING: &[u8] = b"stream";
    const CLOSING: &[u8] = b"endstream";
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = file.get(at..)?;
            let open = find(rest, OPENING)?;
            let dictionary = rest.get(..open).unwrap_or_default();
            let tail = dictionary.get(dictionary.len().saturating_sub(MAX_DICTIONARY_BYTES)..)?;
            let body = rest.get(open + OPENING.len()..)?;
            let close = find(body, CLOSING).unwrap_or(body.len());
            at += open + OPENING.len() + close + CLOSING.len();
            let start = body.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            if [&b"ObjStm"[..], b"XRef"].iter().any(|kind| find(tail, kind).is_some()) {
                return body.get(start.min(close)..close);
            }
        }
    })
}

/// How far in front of its stream a dictionary can begin, in bytes.
const MAX_DICTIONARY_BYTES: usize = 512;

/// Returns where the needle first stands.
fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;
    use miniz_oxide::deflate::compress_to_vec_zlib;

    #[test]
    fn what_inflates_beyond_the_limit_is_refused() {
        let packed = compress_to_vec_zlib(&vec![0; 100_000], 9);
        assert_eq!(inflated(&packed, 100_000).map(|bytes| bytes.len()), Some(100_000));
        assert_eq!(inflated(&packed, 99_999), None);
        assert_eq!(inflated(b"\x78\x9C garbage", 1_000).map(|bytes| bytes.len() < 100), Some(true));
    }

    #[test]
    fn streams_of_objects_are_found_among_others() {
        let file = b"1 0 obj <</Length 3>> stream\nabc\nendstream endobj \
            2 0 obj <</Type /ObjStm /N 1>> stream\r\nxyz\nendstream endobj";
        let found: Vec<&[u8]> = object_streams(file).collect();
        assert_eq!(found, [b"xyz\n"]);
        assert!(objects_are_bounded(file));
        assert!(objects_are_bounded(b""));
    }
}
