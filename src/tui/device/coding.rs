//! The encoding of the terminal, where that is not UTF-8: frames out, keys in.

use encoding_rs::{Decoder, Encoding, UTF_8};
use std::borrow::Cow;
use unicode_width::UnicodeWidthChar;

/// Stands for a byte that means nothing: it means nothing in UTF-8 either.
const MEANINGLESS: u8 = 0xFF;

/// A character of two cells, of which another encoding makes something else. Its bytes are visible letters in Latin-1:
/// 中 has the soft hyphen there, which some show in no cell, so that they would seem to read UTF-8.
const HAN: char = '丰';

/// Speaks to the terminal in its own encoding. UTF-8 passes through.
#[derive(Debug)]
pub struct Coding {
    encoding: &'static Encoding,
    decoder: Decoder,
    /// Whether nothing but ASCII is sent.
    is_plain: bool,
}

impl Coding {
    /// Speaks this encoding from now on.
    pub fn of(encoding: &'static Encoding) -> Self {
        Self { encoding, decoder: encoding.new_decoder_without_bom_handling(), is_plain: false }
    }

    /// Speaks ASCII, to a terminal of which nobody knows what else it reads.
    pub fn plain() -> Self {
        Self { is_plain: true, ..Self::of(UTF_8) }
    }

    /// Says whether nothing but ASCII is sent.
    pub const fn is_plain(&self) -> bool {
        self.is_plain
    }

    /// Returns the name of the encoding, unless it is UTF-8.
    pub fn name(&self) -> Option<&'static str> {
        if self.is_plain {
            return Some("ASCII");
        }
        (self.encoding != UTF_8).then(|| self.encoding.name())
    }

    /// Returns the bytes to send; what the encoding does not have is a `?` in each of its cells. Linear.
    pub fn encoded<'a>(&self, text: &'a str) -> Cow<'a, [u8]> {
        let (bytes, _, is_lossy) = self.encoding.encode(text);
        let has_all = |is_lossy: bool, text: &str| !is_lossy && (!self.is_plain || text.is_ascii());
        if has_all(is_lossy, text) {
            return bytes;
        }
        let mut sent = Vec::with_capacity(bytes.len());
        for c in text.chars() {
            let mut utf8 = [0; 4];
            let c_utf8 = c.encode_utf8(&mut utf8);
            let (bytes, _, is_lossy) = self.encoding.encode(c_utf8);
            if has_all(is_lossy, c_utf8) {
                sent.extend_from_slice(&bytes);
            } else {
                sent.extend(std::iter::repeat_n(b'?', c.width().unwrap_or(0)));
            }
        }
        Cow::Owned(sent)
    }

    /// Returns what came in, as UTF-8; the start of a character is kept until the rest comes. Linear.
    pub fn decoded<'a>(&mut self, bytes: &'a [u8]) -> Cow<'a, [u8]> {
        if self.encoding == UTF_8 {
            return Cow::Borrowed(bytes);
        }
        let room = self.decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len() * 3);
        let mut text = String::with_capacity(room);
        drop(self.decoder.decode_to_string(bytes, &mut text, false));
        let mut read = Vec::with_capacity(text.len());
        for c in text.chars() {
            match c {
                char::REPLACEMENT_CHARACTER => read.push(MEANINGLESS),
                c => read.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            }
        }
        Cow::Owned(read)
    }

    /// Returns a character that takes two cells if the terminal reads this encoding, and another number
    /// if it does not.
    ///
    /// 丰 in UTF-8 is three bytes. In another encoding it is a character whose two bytes are one letter in
    /// UTF-8, as 一 in GBK is `һ`: most others would be two signs for errors, which are two cells as well.
    pub fn sample(&self) -> char {
        let is_telling = |c: &char| {
            let mut utf8 = [0; 4];
            let (bytes, _, is_lossy) = self.encoding.encode(c.encode_utf8(&mut utf8));
            let letter = std::str::from_utf8(&bytes).ok().and_then(|read| read.chars().next());
            let is_narrow =
                |letter: char| letter.width() == Some(1) && letter.width_cjk() == Some(1);
            !is_lossy && bytes.len() == 2 && letter.is_some_and(is_narrow)
        };
        let telling = (self.encoding != UTF_8).then(|| ('一'..='龥').find(is_telling));
        telling.flatten().unwrap_or(HAN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::outside::TTY_ENCODINGS;
    use encoding_rs::{GB18030, GBK};

    #[test]
    fn frame_goes_out_in_the_encoding_and_what_it_lacks_keeps_its_cells() {
        let coding = Coding::of(GBK);
        assert_eq!(*coding.encoded("\x1b[1m中文"), *b"\x1b[1m\xD6\xD0\xCE\xC4");
        assert_eq!(*coding.encoded("中𠮷╎"), *b"\xD6\xD0???");
        assert_eq!(*Coding::of(UTF_8).encoded("中"), *"中".as_bytes());
    }

    #[test]
    fn terminal_of_unknown_encoding_is_sent_nothing_but_ascii_in_as_many_cells() {
        assert_eq!(*Coding::plain().encoded("\x1b[1m中a“╎"), *b"\x1b[1m??a??");
        assert_eq!(Coding::plain().name(), Some("ASCII"));
    }

    #[test]
    fn keys_come_in_however_the_bytes_are_cut() {
        let mut coding = Coding::of(GB18030);
        let mut read = Vec::new();
        for byte in b"j\xD6\xD0\x1b[A\x81\x30\x81\x30q" {
            read.extend_from_slice(&coding.decoded(&[*byte]));
        }
        assert_eq!(String::from_utf8(read).unwrap(), "j中\x1b[A\u{80}q");
        assert_eq!(*coding.decoded(b"\xFF\x1b[A"), *b"\xFF\x1b[A");
    }

    #[test]
    fn sample_of_utf8_is_as_many_letters_as_bytes_in_latin_1() {
        let mut utf8 = [0; 4];
        let bytes = HAN.encode_utf8(&mut utf8).as_bytes();
        assert!(bytes.iter().all(|byte| 0xA0 < *byte && *byte != 0xAD), "{bytes:x?}");
    }

    #[test]
    fn sample_tells_every_encoding_from_utf8() {
        for encoding in TTY_ENCODINGS {
            let coding = Coding::of(encoding);
            let sample = coding.sample().to_string();
            let read = String::from_utf8_lossy(&coding.encoded(&sample)).into_owned();
            assert_eq!(encoding == UTF_8, read == sample, "{}: {sample}", encoding.name());
            let cells: usize = read.chars().filter_map(char::width).sum();
            assert_eq!(encoding == UTF_8, cells == 2, "{}: {sample} {read}", encoding.name());
        }
    }
}
