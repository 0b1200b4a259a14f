//! Text that was decoded wrongly before it was saved, read once more and rightly.
//!
//! ```text
//! 鐨勪紵澶х殑  written back as GBK      E7 9A 84 E4 BC 9F E5 A4 A7 E7 9A 84  read as UTF-8    的伟大的
//! ÖÐ¹ú      written back as Latin-1  D6 D0 B9 FA                          read as GB18030  中国
//! ```
//!
//! Only what comes out exactly is repaired: every character has its byte in the wrong encoding,
//! every byte has its character in the right one, and what comes out is everyday Chinese. A wrong
//! reading that lost a byte on its way cannot be taken back; it stays as it is.

use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8};

use crate::intake::detect::{MIN_COMMON_SHARE, common_han, common_share};
use crate::intake::mojibake::latin_byte;
use crate::text::span::Span;

/// A text after repair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The text, repaired wherever that is exact.
    pub text: String,
    /// How many lines with anything on them were repaired.
    pub n_lines: usize,
    /// The first repaired line, in the new text.
    pub first: Span,
}

/// How a character was shown that is really some bytes of another encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    /// By GBK.
    Gbk,
    /// By Latin-1 or windows-1252.
    Latin,
}

/// The wrong readings that happen, and what the bytes really are.
const MISREADINGS: [(Shown, &Encoding); 4] =
    [(Shown::Gbk, UTF_8), (Shown::Latin, UTF_8), (Shown::Latin, GB18030), (Shown::Latin, BIG5)];

/// Repairs the lines in which one of `places` lies; `None` if no repair is exact. Linear.
///
/// A text that comes out exactly as a whole is repaired as a whole, places or not: in a garbled
/// text the short runs are garbled too.
pub fn repaired(text: &str, places: &[Span]) -> Option<Repair> {
    if places.is_empty() {
        return None;
    }
    let bench = Bench { gbk: gbk_bytes(), common: common_han() };
    if let Some(whole) = bench.best(text) {
        let n_lines = whole.lines().filter(|line| !line.trim().is_empty()).count();
        let first = Span::new(0, whole.lines().next().map_or(0, str::len));
        return Some(Repair { text: whole, n_lines, first });
    }
    let mut repair: Option<Repair> = None;
    let (mut out, mut at, mut places) = (String::new(), 0, places.iter().peekable());
    for line in text.split_inclusive(['\n', '\r']) {
        let span = Span::new(at, at + line.len());
        at = span.end;
        while places.next_if(|place| place.end <= span.start).is_some() {}
        let place = places.peek().filter(|place| place.start < span.end);
        match place.and_then(|_| bench.best(line)) {
            Some(right) => {
                let first = Span::new(out.len(), out.len() + right.trim_end().len());
                let so_far = repair.unwrap_or(Repair { text: String::new(), n_lines: 0, first });
                repair = Some(Repair { n_lines: so_far.n_lines + 1, ..so_far });
                out.push_str(&right);
            }
            None => out.push_str(line),
        }
    }
    repair.map(|repair| Repair { text: out, ..repair })
}

/// What a repair needs at hand.
struct Bench {
    /// GBK bytes by code point; zero where there are none.
    gbk: Vec<u16>,
    /// The characters that Chinese text is full of.
    common: Vec<char>,
}

impl Bench {
    /// Returns the most likely right reading of a text; `None` if none is exact.
    fn best(&self, text: &str) -> Option<String> {
        let readings = MISREADINGS.iter().filter_map(|(shown, right)| {
            let reading = self.reread(text, *shown, right)?;
            let share = common_share(&reading, &self.common);
            (MIN_COMMON_SHARE <= share).then_some((share, reading))
        });
        readings.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, reading)| reading)
    }

    /// Writes a text back to bytes and reads those in another encoding; `None` if either fails anywhere.
    fn reread(&self, text: &str, shown: Shown, right: &'static Encoding) -> Option<String> {
        let mut bytes = Vec::with_capacity(text.len());
        for c in text.chars() {
            match shown {
                _ if c.is_ascii() => bytes.push(u8::try_from(c).ok()?),
                Shown::Latin => bytes.push(latin_byte(c)?),
                Shown::Gbk if c == '€' => bytes.push(0x80),
                Shown::Gbk => {
                    let pair = self.gbk.get(c as usize).copied().filter(|pair| *pair != 0)?;
                    bytes.extend(pair.to_be_bytes());
                }
            }
        }
        let reading = right.decode_without_bom_handling_and_without_replacement(&bytes)?;
        (reading != text).then(|| reading.into_owned())
    }
}

/// Returns the GBK bytes of each code point below U+10000.
///
/// The table comes from decoding all pairs; encoding characters one by one is a search through the
/// whole of GBK for each.
fn gbk_bytes() -> Vec<u16> {
    let mut table = vec![0; 0x1_0000];
    for (lead, trail) in (0x81..=0xFE).flat_map(|lead| (0x40..=0xFE).map(move |t| (lead, t))) {
        let bytes = [lead, trail];
        let (decoded, has_errors) = GBK.decode_without_bom_handling(&bytes);
        let mut chars = decoded.chars();
        if let (false, Some(c), None) = (has_errors, chars.next(), chars.next())
            && let Some(slot @ 0) = table.get_mut(c as usize)
        {
            *slot = u16::from_be_bytes(bytes);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::mojibake::places;

    const TEXT: &str = "今年以来，全市科技工作取得新的成效。\n新增高新技术企业67家，增长8.4%。\n";

    fn garbled(text: &str, right: &'static Encoding, wrong: &'static Encoding) -> String {
        wrong.decode_without_bom_handling(&right.encode(text).0).0.into_owned()
    }

    fn repair(text: &str) -> Option<Repair> {
        repaired(text, &places(text))
    }

    #[test]
    fn every_misreading_is_taken_back_exactly() {
        for right in [UTF_8, GB18030] {
            let text = garbled(TEXT, right, encoding_rs::WINDOWS_1252);
            let repair = repair(&text).unwrap();
            assert_eq!((repair.text.as_str(), repair.n_lines), (TEXT, 2), "{}", right.name());
        }
        let even = "科技工作取得成效";
        assert_eq!(repair(&garbled(even, UTF_8, GBK)).unwrap().text, even);
    }

    #[test]
    fn a_garbled_line_among_clean_ones_is_repaired_alone() {
        let clean = "政府工作报告\n";
        let line = garbled("工作取得新的成效", UTF_8, GBK);
        let repair = repair(&format!("{clean}{line}\n{clean}")).unwrap();
        assert_eq!(repair.text, format!("{clean}工作取得新的成效\n{clean}"));
        assert_eq!((repair.n_lines, repair.first.of(&repair.text)), (1, "工作取得新的成效"));
    }

    #[test]
    fn what_lost_a_byte_stays_as_it_is() {
        let odd = garbled("今年以来全市科技工作取得新的成效", UTF_8, GBK);
        let lossy = odd.replacen('鍏', "?", 1);
        assert_ne!(odd, lossy);
        assert_eq!(repair(&lossy), None);
        assert_eq!(repair(TEXT), None);
        assert_eq!(repair(""), None);
    }

    #[test]
    fn clean_and_garbled_text_in_one_line_are_left_to_the_reader() {
        let line = garbled("高新技术企业，", UTF_8, GBK);
        assert_eq!(repair(&format!("全市科技工作{line}")), None);
    }
}
