//! The encoding of a page: what it says of itself, and what its bytes say.

use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use crate::intake::detect::{MIN_COMMON_SHARE, common_han, common_share, encoding_of};

/// How many bytes are looked through for a declaration; the standard says 1 024, portals need more.
const HEAD_BYTES: usize = 16 * 1024;

/// How much of the text is decoded to compare encodings, in bytes without tags.
const SAMPLE_BYTES: usize = 32 * 1024;

/// How much more of the text must be common characters to give a declaration the lie.
const MIN_GAIN: f64 = 0.2;

/// What encoding a page is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The encoding it is read in.
    pub encoding: &'static Encoding,
    /// What it declares instead, if that is wrong.
    pub wrong: Option<&'static Encoding>,
}

/// Returns the encoding of a page without a byte order mark. Linear.
pub fn verdict(bytes: &[u8]) -> Verdict {
    let declared = declared(bytes).map(wide_enough);
    let sample = without_tags(bytes);
    let found = match std::str::from_utf8(bytes) {
        Ok(_) => UTF_8,
        Err(_) => wide_enough(encoding_of(&sample)),
    };
    let Some(declared) = declared.filter(|declared| *declared != found) else {
        return Verdict { encoding: found, wrong: None };
    };
    if sample.is_ascii() {
        return Verdict { encoding: declared, wrong: None };
    }
    let common = common_han();
    let share = |encoding: &'static Encoding| {
        let (text, has_errors) = encoding.decode_without_bom_handling(&sample);
        if has_errors { 0.0 } else { common_share(&text, &common) }
    };
    let (said, seen) = (share(declared), share(found));
    let is_lie =
        found == UTF_8 || (MIN_COMMON_SHARE <= seen && said + MIN_GAIN <= seen) || said == 0.0;
    if is_lie {
        Verdict { encoding: found, wrong: Some(declared) }
    } else {
        Verdict { encoding: declared, wrong: None }
    }
}

/// Returns the encoding that holds all a declared one can mean: pages in GBK call themselves gb2312.
fn wide_enough(encoding: &'static Encoding) -> &'static Encoding {
    match encoding {
        _ if encoding == GBK => GB18030,
        // A page whose head can be read as ASCII is not in UTF-16, whatever it says.
        _ if encoding == UTF_16LE || encoding == UTF_16BE => UTF_8,
        _ => encoding,
    }
}

/// Returns the encoding that a page declares: `charset=…` in a meta element, `encoding="…"` in XML.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: String = bytes.iter().take(HEAD_BYTES).map(|byte| char::from(*byte)).collect();
    let head = head.to_ascii_lowercase();
    let xml = head.trim_start().starts_with("<?xml").then(|| value_behind(&head, "encoding"));
    let meta = || {
        let mut metas = head.match_indices("<meta").filter_map(|(at, _)| head.get(at..));
        metas.find_map(|meta| value_behind(meta.split('>').next()?, "charset"))
    };
    let label = xml.flatten().or_else(meta)?;
    Encoding::for_label(label.as_bytes())
}

/// Returns what stands behind `key=`, with or without quotes.
fn value_behind<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(key)?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let rest = rest.trim_start_matches(['"', '\'']);
    let end =
        rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')));
    rest.get(..end.unwrap_or(rest.len()).min(32)).filter(|value| !value.is_empty())
}

/// Returns the bytes outside of tags that can tell encodings apart, as many as are looked at.
///
/// No encoding that a page can be in uses `<` and `>` as the second byte of a character.
fn without_tags(bytes: &[u8]) -> Vec<u8> {
    let mut sample = Vec::with_capacity(SAMPLE_BYTES.min(bytes.len()));
    for part in bytes.split(|byte| *byte == b'<') {
        let text = part.splitn(2, |byte| *byte == b'>').nth(1).unwrap_or_default();
        if !text.is_ascii() {
            sample.extend_from_slice(text);
            sample.push(b'\n');
        }
        if SAMPLE_BYTES <= sample.len() {
            break;
        }
    }
    sample
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::BIG5;

    const TEXT: &str = "今年以来，全市科技工作取得新的成效。";

    fn page(declared: &str, encoding: &'static Encoding, text: &str) -> Verdict {
        let page = format!("<html><meta charset=\"{declared}\"><p>{text}</p></html>");
        verdict(&encoding.encode(&page).0)
    }

    #[test]
    fn declarations_are_believed_unless_the_bytes_say_otherwise() {
        let right = |encoding| Verdict { encoding, wrong: None };
        assert_eq!(page("gb2312", GBK, TEXT), right(GB18030));
        assert_eq!(page("utf-8", UTF_8, TEXT), right(UTF_8));
        assert_eq!(page("big5", BIG5, "行政長官施政報告，香港的發展。"), right(BIG5));
        let lie = Verdict { encoding: UTF_8, wrong: Some(GB18030) };
        assert_eq!(page("GB2312", UTF_8, TEXT), lie);
        let lie = Verdict { encoding: GB18030, wrong: Some(UTF_8) };
        assert_eq!(page("utf-8", GBK, TEXT), lie);
    }

    #[test]
    fn declarations_stand_in_many_places() {
        let found = |head: &str| declared(head.as_bytes()).map(Encoding::name);
        assert_eq!(
            found("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=GBK\">"),
            Some("GBK")
        );
        assert_eq!(found("<?xml version='1.0' encoding='Big5'?><html>"), Some("Big5"));
        assert_eq!(found("<META CHARSET=utf-8>"), Some("UTF-8"));
        assert_eq!(found("<p>charset=gbk"), None);
    }
}
