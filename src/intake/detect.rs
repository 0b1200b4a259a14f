//! Which encoding the bytes are in, when nothing declares it.
//!
//! Chinese encodings cannot be told apart by validity: Big5 read as GBK gives wrong characters
//! without a single error. So every candidate is decoded and the one wins whose characters are
//! the common ones. `chardetng` brings in the encodings beyond Chinese; it is never given a
//! top-level domain, because `cn` makes it read Big5 as GBK.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes are decoded to compare candidates; enough for a verdict, little enough to be free.
const SAMPLE_BYTES: usize = 32 * 1024;

/// Share of common characters a Chinese candidate needs to be believed over `chardetng`.
///
/// Characters per character beyond ASCII. Real reports have 0.7 to 0.85; Big5 read as GBK, GBK
/// read as Big5 and accented Latin read as GBK stay below 0.2 (data/encodings, all files).
pub const MIN_COMMON_SHARE: f64 = 0.4;

/// Share of plausible 16-bit units that makes bytes without a mark UTF-16.
///
/// Units per unit. Real text has 0.99 and more in the right byte order; GBK and Big5 read as
/// pairs stay below 0.5.
const MIN_UTF16_SHARE: f64 = 0.9;

/// How many well-formed UTF-8 characters beyond ASCII outweigh one bad byte.
///
/// Three bytes of another encoding rarely form one UTF-8 character by accident, and hardly ever
/// form eight of them for every place that fails.
const UTF8_CHARS_PER_ERROR: usize = 8;

/// The most frequent characters of national reports 1955-2025 and the seed, and of the Hong Kong
/// policy address 2025, in code point order: about 78 % of the Han characters of either script.
const COMMON_HAN: &str = "\
    一万三上下不与专世业两严並个中为主么义之也乡了争事二于五些交亦产人亿今从他代以们件价任企\
    众优会位低体作你使來例供依便促保信個們做健備優元先党入內全兩公共关其具养内军农决准减出分\
    切划创別利别到制前創劃力办加务动助動務勢包化北区医區十升协協去參及发取变口可台司各合同名\
    后向员和品員商善四困国國園在地场坚型城域培基報場境增备外多大央她好如委子学學安完定实家實\
    对导将將專對導小少就局居屋展工已市帶幣平年并广应府度康廣建开式引強强当形律後得心必快态性\
    总意應成我或战戶房所才打扩批技把投护括持指排接控推措提援據擴支收改放政效教整數文新方於施\
    旅族时明易是時更會有服期本术机权村来极构查标校格業極構標模機權正步比民水求治法活流济海消\
    深港源濟灣点為照營爭牌物特率环现現球理生產用由申电界略當療發百的益监目相着研础社种科积程\
    税稳積究空立第等策管精系約組統經綠網總繼續级组经结统继续署群者职联聯職育能自至與舉航色节\
    范营落著藝處融行術补表裡要規规解訂計訓設註試說調請識議计设试说调貿資财质贸费资跨路轉转辦\
    过运这进透這通造進遊運過道那部都配醫里重量金镇長长門開間關问防际院险際障險难電需青非面革\
    項預領額顧项须预领题风食首香驗體高麼點\
";

/// Returns the encoding that the bytes are most likely in; UTF-8 of nothing. Linear.
///
/// GBK is answered as GB18030, which contains it.
pub fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some(utf16) = unmarked_utf16(bytes) {
        return utf16;
    }
    if is_nearly_utf8(bytes) { UTF_8 } else { legacy(bytes) }
}

/// Says whether the bytes are UTF-8 whose last character is cut off.
pub fn ends_inside_utf8(bytes: &[u8]) -> bool {
    let tail = bytes.utf8_chunks().last().map_or(&[][..], |chunk| chunk.invalid());
    std::str::from_utf8(tail).is_err_and(|error| error.error_len().is_none())
}

/// Says whether the bytes are UTF-16, with a byte order mark or without.
pub fn is_utf16(bytes: &[u8]) -> bool {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    matches!(marked.or_else(|| unmarked_utf16(bytes)), Some(found) if found == UTF_16LE || found == UTF_16BE)
}

/// Recognises UTF-16 without a byte order mark by the pattern of its bytes.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = sample(bytes);
    if sample.len() < 4 || (!sample.contains(&0) && std::str::from_utf8(sample).is_ok()) {
        return None;
    }
    let units = (sample.len() / 2) as f64;
    let share = |read: fn([u8; 2]) -> u16| {
        let plausible = |pair: &&[u8; 2]| is_plausible_unit(read(**pair));
        sample.as_chunks().0.iter().filter(plausible).count() as f64 / units
    };
    let (little, big) = (share(u16::from_le_bytes), share(u16::from_be_bytes));
    let likelier = if big <= little { UTF_16LE } else { UTF_16BE };
    (MIN_UTF16_SHARE <= little.max(big)).then_some(likelier)
}

/// Says whether a 16-bit unit is what reports consist of: ASCII, general punctuation, kana, Han,
/// full-width forms. Hangul is left out: its range is where GBK puts its everyday characters.
fn is_plausible_unit(unit: u16) -> bool {
    matches!(unit, 9 | 10 | 13 | 0x20..=0x7E | 0x2010..=0x2030 | 0x3000..=0x30FF)
        || matches!(unit, 0x4E00..=0x9FFF | 0xFF00..=0xFF5E)
}

/// Says whether the bytes are UTF-8, perhaps damaged in a few places or cut in the last character.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| 0xC0 <= *byte).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    let is_only_cut = bad == 1 && 0 < good && ends_inside_utf8(bytes);
    is_only_cut || bad * UTF8_CHARS_PER_ERROR <= good
}

/// Chooses between the encodings in which every second byte may be anything.
fn legacy(bytes: &[u8]) -> &'static Encoding {
    let guess = guessed(bytes);
    let common = common_han();
    let sample = sample(bytes);
    let share = |encoding: &'static Encoding| common_share(&encoding.decode(sample).0, &common);
    let mut best = (guess, share(guess));
    for candidate in [GB18030, BIG5] {
        let found = share(candidate);
        if MIN_COMMON_SHARE <= found && best.1 < found {
            best = (candidate, found);
        }
    }
    if best.0 == GBK { GB18030 } else { best.0 }
}

/// Asks `chardetng`, which knows the encodings beyond Chinese.
fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample(bytes), true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Returns the bytes that are compared.
fn sample(bytes: &[u8]) -> &[u8] {
    bytes.get(..SAMPLE_BYTES).unwrap_or(bytes)
}

/// Returns the common characters, ready for binary search.
pub fn common_han() -> Vec<char> {
    COMMON_HAN.chars().collect()
}

/// Returns how many of the characters beyond ASCII are common ones, in `0.0..=1.0`; `0.0` if there are none.
pub fn common_share(text: &str, common: &[char]) -> f64 {
    let (mut all, mut known) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        all += 1;
        known += usize::from(is_common(c, common));
    }
    if all == 0 { 0.0 } else { known as f64 / all as f64 }
}

/// Says whether a character is one that East Asian text is full of.
fn is_common(c: char, common: &[char]) -> bool {
    let is_sign = matches!(
        c,
        '，' | '。' | '、' | '；' | '：' | '“' | '”' | '（' | '）' | '《' | '》' | '\u{3000}'
    );
    let is_syllable = matches!(c, '\u{3041}'..='\u{30FE}' | '\u{AC00}'..='\u{D7A3}');
    is_sign || is_syllable || common.binary_search(&c).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{EUC_JP, EUC_KR, WINDOWS_1252};

    fn detected(text: &str, encoding: &'static Encoding) -> &'static Encoding {
        encoding_of(&encoding.encode(text).0)
    }

    #[test]
    fn common_characters_are_sorted() {
        assert!(common_han().is_sorted());
    }

    #[test]
    fn chinese_encodings_are_told_apart_by_common_characters() {
        assert_eq!(detected("今年以来，全市科技工作取得新的成效。", GBK), GB18030);
        assert_eq!(detected("行政長官二零二五年施政報告，香港的發展。", BIG5), BIG5);
        assert_eq!(detected("中国", GBK), GB18030);
    }

    #[test]
    fn encodings_of_the_neighbours_are_left_to_the_detector() {
        assert_eq!(
            detected("核兵器の惨禍を、人類は二度と繰り返してはなりません。", EUC_JP),
            EUC_JP
        );
        assert_eq!(
            detected("존경하는 국민 여러분, 안녕하십니까. 올해의 예산안입니다.", EUC_KR),
            EUC_KR
        );
        assert_eq!(detected("Le café de l'année était très animé.", WINDOWS_1252), WINDOWS_1252);
    }

    #[test]
    fn utf16_without_mark_is_seen_by_its_bytes() {
        let text = "政府工作报告，2025年。GDP 5%";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(encoding_of(&little), UTF_16LE);
        assert_eq!(encoding_of(&big), UTF_16BE);
    }

    #[test]
    fn a_bad_byte_does_not_turn_utf8_into_something_else() {
        let mut bytes = "今年以来，全市科技工作".as_bytes().to_vec();
        bytes.insert(3, 0xFF);
        assert_eq!(encoding_of(&bytes), UTF_8);
        assert_eq!(encoding_of(b""), UTF_8);
    }
}
