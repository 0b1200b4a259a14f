//! Web pages that carry their parts along: what Word and WPS call a single file web page (mht).

use crate::intake::html;
use crate::intake::note::NoteKind;
use crate::intake::reading::{Options, Reading};

/// How many bytes are looked at to recognise such a file.
const HEAD_BYTES: usize = 4_096;

/// How deep parts may hold parts; mail programs wrap a page two deep.
const MAX_DEPTH: usize = 4;

/// One part: its headers in lower case, and what stands below them.
struct Part<'a> {
    headers: String,
    body: &'a [u8],
}

/// Says whether the bytes are such a file: headers that announce several parts.
pub fn is_mhtml(bytes: &[u8]) -> bool {
    let head = Part::of(bytes.get(..HEAD_BYTES).unwrap_or(bytes)).headers;
    let opens = head.split_once(':').is_some_and(|(name, _)| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    });
    opens && head.contains("mime-version:") && head.contains("multipart/")
}

/// Reads the page among the parts. Never fails; about linear.
///
/// The pictures and styles it carries along are left out. A file without a page is refused.
pub fn reading(bytes: &[u8], options: &Options) -> Reading {
    match page(&Part::of(bytes), MAX_DEPTH) {
        Some(page) => html::reading(&page, options),
        None => Reading::refused(NoteKind::Unreadable, ""),
    }
}

/// Returns the bytes of the first page in a part or the parts in it.
fn page(part: &Part, depth: usize) -> Option<Vec<u8>> {
    let kind = part.header("content-type").unwrap_or_default();
    if kind.starts_with("text/html") || kind.starts_with("application/xhtml") {
        return Some(part.unpacked());
    }
    let boundary = parameter(part.body, &kind, part.headers.as_str()).filter(|_| 0 < depth)?;
    parts(part.body, &boundary).find_map(|inner| page(&inner, depth - 1))
}

/// Returns the line that parts the parts, as it is written in the body: headers were folded to lower case.
fn parameter(body: &[u8], kind: &str, headers: &str) -> Option<Vec<u8>> {
    let kind = if kind.contains("boundary=") { kind } else { headers };
    let value = kind.split("boundary=").nth(1)?;
    let value = match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => value.split([';', ' ', '\n', '\r']).next()?,
    };
    let wanted = format!("--{value}");
    let is_it = |line: &&[u8]| {
        line.get(..wanted.len()).is_some_and(|start| start.eq_ignore_ascii_case(wanted.as_bytes()))
    };
    let line = body.split(|byte| *byte == b'\n').find(is_it)?;
    line.get(..wanted.len()).map(<[u8]>::to_vec).filter(|_| !value.is_empty())
}

/// Returns the parts between the lines that open with a boundary.
fn parts<'a>(body: &'a [u8], boundary: &[u8]) -> impl Iterator<Item = Part<'a>> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        if line.starts_with(boundary) {
            starts.push((at, at + line.len()));
        }
        at += line.len();
    }
    starts.push((body.len(), body.len()));
    let spans: Vec<(usize, usize)> = starts.windows(2).map(|two| (two[0].1, two[1].0)).collect();
    spans.into_iter().filter_map(|(from, to)| body.get(from..to)).map(Part::of)
}

impl<'a> Part<'a> {
    /// Parts the headers from the body; a header that goes on in the next line is one line.
    fn of(bytes: &'a [u8]) -> Self {
        let mut headers = String::new();
        let mut at = 0;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            at += line.len();
            let text = String::from_utf8_lossy(line);
            if text.trim().is_empty() && headers.is_empty() {
                continue;
            }
            if text.trim().is_empty() {
                break;
            }
            let goes_on = text.starts_with([' ', '\t']) && !headers.is_empty();
            headers.push(if goes_on { ' ' } else { '\n' });
            headers.push_str(text.trim());
        }
        let headers = headers.trim_start().to_lowercase();
        Self { headers, body: bytes.get(at..).unwrap_or_default() }
    }

    /// Returns the value of a header, named in lower case.
    fn header(&self, name: &str) -> Option<String> {
        let value = |line: &str| {
            let (found, value) = line.split_once(':')?;
            (found.trim() == name).then(|| value.trim().to_owned())
        };
        self.headers.lines().find_map(value)
    }

    /// Returns the body as it was before it was packed for the mail.
    fn unpacked(&self) -> Vec<u8> {
        match self.header("content-transfer-encoding").as_deref() {
            Some("quoted-printable") => unquoted(self.body),
            Some("base64") => from_base64(self.body),
            _ => self.body.to_vec(),
        }
    }
}

/// Undoes quoted-printable; what is no escape is kept as it is.
fn unquoted(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        let hex = |byte: u8| (byte as char).to_digit(16).map(|digit| digit as u8);
        match behind {
            [b'\r', b'\n', more @ ..] | [b'\n', more @ ..] if *first == b'=' => rest = more,
            [high, low, more @ ..] if *first == b'=' => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    out.push(high << 4 | low);
                    rest = more;
                }
                _ => out.push(*first),
            },
            _ => out.push(*first),
        }
    }
    out
}

/// Undoes base64; what is no letter of it is passed over.
fn from_base64(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut n_bits) = (0_u32, 0);
    for byte in body {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        n_bits += 6;
        if 8 <= n_bits {
            n_bits -= 8;
            out.push((bits >> n_bits) as u8);
            bits &= (1 << n_bits) - 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::GBK;
    use std::fmt::Write;

    fn file(encoding: &str, body: &str) -> String {
        format!(
            "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related;\r\n\
             \tboundary=\"----=_NextPart_01\"\r\n\r\nThis is a single file web page.\r\n\r\n\
             ------=_NextPart_01\r\nContent-Location: file:///C:/1.htm\r\n\
             Content-Transfer-Encoding: {encoding}\r\nContent-Type: text/html; charset=\"gb2312\"\r\n\r\n\
             {body}\r\n------=_NextPart_01\r\nContent-Type: image/png\r\n\r\nAAAA\r\n------=_NextPart_01--\r\n"
        )
    }

    #[test]
    fn the_page_is_found_among_the_parts_and_unpacked() {
        let page = "<html><head><meta charset=gb2312></head><body><p>全市高新技术企业达到135家。</p></body></html>";
        let quoted = GBK.encode(page).0.iter().fold(String::new(), |mut quoted, byte| {
            let _ = write!(quoted, "={byte:02X}");
            quoted
        });
        let lines = quoted.as_bytes().chunks(72).map(String::from_utf8_lossy);
        let folded: Vec<_> = lines.collect();
        let bytes = file("quoted-printable", &folded.join("=\r\n"));
        assert!(is_mhtml(bytes.as_bytes()));
        let reading = reading(bytes.as_bytes(), &Options::default());
        assert_eq!(reading.text, "全市高新技术企业达到135家。\n");
        assert_eq!(reading.notes, []);
    }

    #[test]
    fn base64_passes_over_line_ends() {
        assert_eq!(from_base64(b"5oql\r\n5ZGK"), "报告".as_bytes());
        assert_eq!(unquoted(b"a=3Db=\r\nc=\nd=zz"), b"a=bcd=zz");
    }

    #[test]
    fn what_has_no_page_is_refused_and_letters_are_no_pages() {
        let none = file("7bit", "").replace("text/html", "text/css");
        assert_eq!(
            reading(none.as_bytes(), &Options::default()).notes[0].kind,
            NoteKind::Unreadable
        );
        assert!(!is_mhtml("主题：multipart/related\nMIME-Version: 1".as_bytes()));
        assert!(!is_mhtml(b"MIME-Version: 1.0\n\nmultipart/related"));
        assert!(!is_mhtml(b""));
    }
}
