//! Signs of the fonts Wingdings and Symbol. Their characters are stored in the private use area, where
//! nothing but the font says what is seen.

use std::borrow::Cow;

/// Signs by the last byte of their code.
const SIGNS: [(u32, char); 11] = [
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0xA7, '▪'),
    (0xA8, '□'),
    (0xB7, '•'),
    (0xD8, '➢'),
    (0xFC, '✓'),
    (0xFE, '☑'),
];

/// What stands for a sign that is not known.
const UNKNOWN: char = '□';

/// Returns the sign with a code; a code outside the private use area stands for itself.
pub fn sign(code: u32) -> char {
    let known = SIGNS.iter().find(|(low, _)| *low == code & 0xFF).map(|(_, sign)| *sign);
    let plain = char::from_u32(code).filter(|c| !is_private(*c) && !c.is_control());
    plain.or(known).unwrap_or(UNKNOWN)
}

/// Returns a text with the signs that are seen in place of private characters.
pub fn seen(text: &str) -> Cow<'_, str> {
    if text.contains(is_private) {
        Cow::Owned(text.chars().map(|c| if is_private(c) { sign(c.into()) } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Says whether a character is one of a symbol font. Rare Han characters have private codes too, but
/// others.
fn is_private(c: char) -> bool {
    matches!(c, '\u{F020}'..='\u{F0FF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_characters_are_the_signs_that_are_seen() {
        assert_eq!(seen("\u{F0FC}完成\u{F021}\u{E5E5}"), "✓完成□\u{E5E5}");
        assert_eq!(seen("完成"), "完成");
        assert_eq!(sign(0xF0FE), '☑');
        assert_eq!(sign(0x2022), '•');
        assert_eq!(sign(7), '□');
    }
}
