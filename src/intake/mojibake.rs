//! Text that was decoded wrongly before it was saved.
//!
//! ```text
//! 的伟大的  UTF-8 bytes read as GBK        鐨勪紵澶х殑
//! 中国      GBK bytes read as Latin-1      ÖÐ¹ú
//! 中国      UTF-8 bytes read as Latin-1    ä¸­å›½
//! ```
//!
//! Odd characters alone prove nothing: names, Traditional Chinese and Japanese are full of them.
//! What proves it is that writing them back gives bytes that read as sense in the other encoding.
//! The one exception are runs of U+FFFD or private-use characters, which mean nothing in any text.

use encoding_rs::{GBK, WINDOWS_1252};
use std::sync::LazyLock;

use crate::text::span::Span;

/// How many characters in a row must come out when GBK is written back and read as UTF-8.
///
/// Characters. Two happen in clean text; three in a row stand in no clean file of data/national,
/// data/japanese or data/hongkong, and in nearly every garbled clause of the one-line file.
const MIN_RECOVERED: usize = 3;

/// How many U+FFFD or private-use characters close together make a place.
///
/// Characters. One or two are a rare name that some font had a code for.
const MIN_SENSELESS: usize = 3;

/// How far apart two senseless characters may stand, in bytes: two Han characters.
const SENSELESS_GAP_BYTES: usize = 6;

/// How far apart two hits may be and still be one place, in bytes: about one short clause.
const PLACE_GAP_BYTES: usize = 48;

/// Shortest run of accented Latin letters that is looked at, in characters.
///
/// No language writes four in a row, and the two characters of 中国 give four.
const MIN_LATIN_RUN: usize = 4;

/// Bytes of a Chinese character in UTF-8: none has fewer.
const UTF8_HAN_BYTES: usize = 3;

/// Share of everyday characters that Latin-1 text must give when it is read as GBK.
///
/// Characters per character. GB 2312 level one covers over 99 % of a report's text.
const MIN_EVERYDAY_SHARE: f64 = 0.8;

/// Returns the places that were decoded wrongly, in text order; none of clean text. Linear.
pub fn places(text: &str) -> Vec<Span> {
    let mut found = senseless(text);
    found.extend(utf8_read_as_gbk(text));
    found.extend(anything_read_as_latin(text));
    found.sort_unstable();
    merged(&found, PLACE_GAP_BYTES)
}

/// Joins sorted spans that are at most `gap` bytes apart.
fn merged(spans: &[Span], gap: usize) -> Vec<Span> {
    let mut merged: Vec<Span> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end + gap => *last = last.hull(*span),
            _ => merged.push(*span),
        }
    }
    merged
}

/// Finds clusters of characters that mean nothing in any text.
fn senseless(text: &str) -> Vec<Span> {
    let mut clusters: Vec<(Span, usize)> = Vec::new();
    let hits =
        text.char_indices().filter(|(_, c)| matches!(c, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}'));
    for (at, c) in hits {
        let span = Span::new(at, at + c.len_utf8());
        match clusters.last_mut() {
            Some((last, count)) if span.start <= last.end + SENSELESS_GAP_BYTES => {
                *last = last.hull(span);
                *count += 1;
            }
            _ => clusters.push((span, 1)),
        }
    }
    clusters
        .into_iter()
        .filter(|(_, count)| MIN_SENSELESS <= *count)
        .map(|(span, _)| span)
        .collect()
}

/// Finds UTF-8 that was read as GBK: written back as GBK, it is UTF-8 again.
fn utf8_read_as_gbk(text: &str) -> Vec<Span> {
    let pairs = &*GBK_PAIRS;
    let pair_of = |c: char| pairs.get(c as usize).copied().filter(|pair| *pair != 0);
    let mut found = Vec::new();
    let (mut bytes, mut starts) = (Vec::new(), Vec::new());
    for (at, c) in text.char_indices().chain([(text.len(), '\0')]) {
        if let Some(pair) = pair_of(c) {
            bytes.extend(pair.to_be_bytes());
            starts.push(at);
        } else if !bytes.is_empty() {
            // Every character gave two bytes, so half a byte offset counts characters.
            let offset = |byte: usize| starts.get(byte / 2).copied().unwrap_or(at);
            let span = |found: Span| Span::new(offset(found.start), offset(found.end + 1));
            found.extend(chinese_in_utf8(&bytes, MIN_RECOVERED).map(span));
            bytes.clear();
            starts.clear();
        }
    }
    found
}

/// For each code point below U+10000, its GBK bytes if both can be part of a UTF-8 character of three
/// bytes; zero elsewhere.
///
/// The table comes from decoding the pairs: encoding a character is a search through the whole
/// GBK table, ten thousand times slower. All are decoded at once, each on a line of its own, since
/// nothing but a line end is sure to stand apart from half a pair.
static GBK_PAIRS: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut pairs = vec![0; 0x1_0000];
    let leads = || (0x81..=0xBF).chain(0xE2..=0xE9).chain([0xEF]);
    let all = || leads().flat_map(|first| leads().map(move |second| [first, second]));
    let lines: Vec<u8> = all().flat_map(|[first, second]| [first, second, b'\n']).collect();
    let (text, _) = GBK.decode_without_bom_handling(&lines);
    for (bytes, line) in all().zip(text.split('\n')) {
        let slot = line.chars().next().and_then(|c| pairs.get_mut(c as usize));
        if let Some(slot) = slot {
            *slot = u16::from_be_bytes(bytes);
        }
    }
    pairs
});

/// Returns where the bytes, read as UTF-8, give at least `least` characters of Chinese text in a row.
fn chinese_in_utf8(bytes: &[u8], least: usize) -> Option<Span> {
    if bytes.len() < least * UTF8_HAN_BYTES {
        return None;
    }
    let (mut hull, mut at): (Option<Span>, usize) = (None, 0);
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid();
        if valid.chars().all(is_chinese) && least <= valid.chars().count() {
            let span = Span::new(at, at + valid.len());
            hull = Some(hull.map_or(span, |hull| hull.hull(span)));
        }
        at += valid.len() + chunk.invalid().len();
    }
    hull
}

/// Says whether a character is one that a Chinese text may consist of, ASCII apart.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FF65}')
        || matches!(c, '\u{2014}'..='\u{2026}')
}

/// Finds Chinese bytes that were read as Latin-1 or windows-1252.
fn anything_read_as_latin(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let (mut bytes, mut start) = (Vec::new(), 0);
    for (at, c) in text.char_indices().chain([(text.len(), '\0')]) {
        if let Some(byte) = latin_byte(c) {
            start = if bytes.is_empty() { at } else { start };
            bytes.push(byte);
        } else if !bytes.is_empty() {
            found.extend(is_chinese_bytes(&bytes).then(|| Span::new(start, at)));
            bytes.clear();
        }
    }
    found
}

/// Returns the byte behind a character that Latin-1 or windows-1252 shows for a byte above 0x7F.
pub fn latin_byte(c: char) -> Option<u8> {
    match c {
        '\u{80}'..='\u{FF}' => u8::try_from(c as u32).ok(),
        '\u{152}'..='\u{192}'
        | '\u{2C6}'
        | '\u{2DC}'
        | '\u{2013}'..='\u{203A}'
        | '\u{20AC}'
        | '\u{2122}' => {
            let mut buffer = [0; 4];
            let (bytes, _, has_errors) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
            if has_errors { None } else { bytes.first().copied() }
        }
        _ => None,
    }
}

/// Says whether the bytes are a piece of everyday Chinese, in UTF-8 or in GBK.
fn is_chinese_bytes(bytes: &[u8]) -> bool {
    if bytes.len() < MIN_LATIN_RUN {
        return false;
    }
    let is_everyday =
        |pair: &&[u8]| matches!(pair, [0xB0..=0xD7 | 0xA3, 0xA1..=0xFE] | [0xA1, 0xA1..=0xBF]);
    let everyday = bytes.chunks_exact(2).filter(is_everyday).count() as f64;
    let is_gbk = (bytes.len() / 2) as f64 * MIN_EVERYDAY_SHARE <= everyday;
    is_gbk || chinese_in_utf8(bytes, MIN_RECOVERED - 1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_read_as_gbk_is_found() {
        assert_eq!(places("总结：鐨勪紵澶х殑绁栧浗。"), [Span::new(9, 35)]);
    }

    #[test]
    fn pairs_decoded_together_are_those_decoded_alone() {
        let leads = || (0x81..=0xBF).chain(0xE2..=0xE9).chain([0xEF]);
        let mut alone = vec![0; 0x1_0000];
        for bytes in leads().flat_map(|first| leads().map(move |second| [first, second])) {
            let (text, _) = GBK.decode_without_bom_handling(&bytes);
            alone[text.chars().next().unwrap() as usize] = u16::from_be_bytes(bytes);
        }
        assert_eq!(*GBK_PAIRS, alone);
    }

    #[test]
    fn chinese_read_as_latin_is_found() {
        assert_eq!(places("ÖÐ¹ú").len(), 1);
        assert_eq!(places("ä¸\u{ad}å›½").len(), 1);
    }

    #[test]
    fn runs_that_mean_nothing_are_found() {
        assert_eq!(places("工作\u{FFFD}\u{FFFD}\u{FFFD}报告").len(), 1);
        assert_eq!(places("工作\u{E000}\u{E123}\u{E7C6}报告").len(), 1);
        assert!(places("王\u{E863}同志").is_empty());
    }

    #[test]
    fn clean_text_is_clean() {
        assert!(places("联通、鐘錶、鏈接；浜松市，鍥。").is_empty());
        assert!(places("核兵器の惨禍を、人類は二度と繰り返してはなりません。").is_empty());
        assert!(places("Le café, où l'été «naïf»… ÄÖÜ").is_empty());
        assert!(places("——……“‘’”").is_empty());
    }
}
