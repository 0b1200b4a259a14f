//! The pieces that rtf consists of.

/// One piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\name` with the number behind it, if there is one.
    Control(&'a str, Option<i32>),
    /// `\~` and other signs that are no letters.
    Symbol(u8),
    /// `\'b8`: one byte of text.
    Byte(u8),
    /// Bytes of text as they stand.
    Text(&'a [u8]),
}

/// Longest control word; a longer run of letters is none.
const MAX_NAME_BYTES: usize = 32;

/// Splits bytes into pieces. Line ends are none, and the bytes of pictures are passed over.
#[derive(Debug)]
pub struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    /// Starts at the first byte.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Passes over bytes that are no text.
    pub fn pass_over(&mut self, n_bytes: usize) {
        self.at = self.at.saturating_add(n_bytes).min(self.bytes.len());
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Returns the bytes from here on that fulfil a condition, and passes over them.
    fn take_while(&mut self, is: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let n_bytes = rest.iter().position(|byte| !is(*byte)).unwrap_or(rest.len());
        self.at += n_bytes;
        rest.get(..n_bytes).unwrap_or_default()
    }

    /// Reads what follows a backslash.
    fn escaped(&mut self) -> Option<Token<'a>> {
        let byte = self.peek()?;
        if byte.is_ascii_alphabetic() {
            return Some(self.control());
        }
        self.at += 1;
        if byte != b'\'' {
            return Some(Token::Symbol(byte));
        }
        let digits = self.bytes.get(self.at..self.at + 2).and_then(|hex| str::from_utf8(hex).ok());
        let Some(value) = digits.and_then(|hex| u8::from_str_radix(hex, 16).ok()) else {
            return Some(Token::Text(&[]));
        };
        self.at += 2;
        Some(Token::Byte(value))
    }

    fn control(&mut self) -> Token<'a> {
        let letters = self.take_while(|byte| byte.is_ascii_alphabetic());
        let name = letters.get(..MAX_NAME_BYTES).unwrap_or(letters);
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        self.take_while(|byte| byte.is_ascii_digit());
        let digits = self.bytes.get(start..self.at).unwrap_or_default();
        let value = str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok());
        if digits == b"-" {
            self.at = start;
        }
        if self.peek() == Some(b' ') {
            self.at += 1;
        }
        Token::Control(str::from_utf8(name).unwrap_or_default(), value)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.take_while(|byte| matches!(byte, b'\r' | b'\n' | 0));
        let byte = self.peek()?;
        match byte {
            b'{' | b'}' => {
                self.at += 1;
                Some(if byte == b'{' { Token::Open } else { Token::Close })
            }
            b'\\' => {
                self.at += 1;
                self.escaped()
            }
            _ => Some(Token::Text(
                self.take_while(|byte| !matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0)),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_words_end_at_their_space_or_number() {
        let tokens: Vec<Token> = Tokens::new(b"{\\rtf1\\b a\r\nb\\u-10 c\\'B8\\~}").collect();
        let expected = [
            Token::Open,
            Token::Control("rtf", Some(1)),
            Token::Control("b", None),
            Token::Text(b"a"),
            Token::Text(b"b"),
            Token::Control("u", Some(-10)),
            Token::Text(b"c"),
            Token::Byte(0xB8),
            Token::Symbol(b'~'),
            Token::Close,
        ];
        assert_eq!(tokens, expected);
    }

    #[test]
    fn broken_escapes_end_nothing_early() {
        assert_eq!(Tokens::new(b"\\'zz").count(), 2);
        assert_eq!(Tokens::new(b"\\").count(), 0);
        let huge: Vec<Token> = Tokens::new(b"\\b99999999999 a").collect();
        assert_eq!(huge, [Token::Control("b", None), Token::Text(b"a")]);
    }
}
