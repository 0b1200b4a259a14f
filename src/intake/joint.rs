//! Pieces of one text, joined as if they had never been apart.
//!
//! ```text
//! 经济稳中有 + 进        经济稳中有进       Han characters need no blank
//! steady     + growth    steady growth      words do
//! develop-   + ment      development        a word that was cut
//! ```

/// Says whether a character is set in a square, as Han characters and their punctuation are.
pub fn is_full_width(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{303F}' | '\u{3041}'..='\u{33FF}' | '\u{3400}'..='\u{9FFF}')
        || matches!(c, '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FF60}')
        || matches!(c, '\u{2E3A}' | '\u{20000}'..='\u{3FFFF}' | '\u{AC00}'..='\u{D7A3}')
        || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '●' | '■' | '★')
}

/// Joins a piece to a text.
pub fn join(text: &mut String, piece: &str) {
    let is_word = |c: Option<char>| c.is_some_and(|c| !is_full_width(c) && !c.is_whitespace());
    let mut back = text.chars().rev();
    let (last, before) = (back.next(), back.next());
    let next = piece.chars().next();
    let is_small = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase());
    if last == Some('-') && is_small(before) && is_small(next) {
        text.pop();
    } else if is_word(last) && is_word(next) {
        text.push(' ');
    }
    text.push_str(piece);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(one: &str, other: &str) -> String {
        let mut text = one.to_owned();
        join(&mut text, other);
        text
    }

    #[test]
    fn words_are_parted_and_han_characters_are_not() {
        assert_eq!(joined("经济稳中有", "进。"), "经济稳中有进。");
        assert_eq!(joined("steady", "growth"), "steady growth");
        assert_eq!(joined("develop-", "ment"), "development");
        assert_eq!(joined("2023-", "2024"), "2023- 2024");
        assert_eq!(joined("", "甲"), "甲");
        assert_eq!(joined("新增67", "家"), "新增67家");
    }
}
