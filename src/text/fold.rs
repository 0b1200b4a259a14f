//! The form in which texts are compared, with the way back to the original.
//!
//! ```text
//! original  ２０１９年，全市“高企”达 67 家
//! folded    2019年全市高企达67家
//! ```
//!
//! Typography is not substance: width, case, quotes, dashes, spaces, line breaks and punctuation
//! are folded away, Traditional characters are read as Simplified ones, figures are kept (`8.4` must
//! not become `84`). The mapping is one character to at most one character, so a table of offsets leads back.

use crate::text::simplified::simplified;
use crate::text::span::{Span, is_blank};

/// The folded characters of a stretch of text, each with the place it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// What is compared.
    pub chars: Vec<char>,
    /// Byte offset of each folded character in the original text.
    pub offsets: Vec<usize>,
}

impl Folded {
    /// Folds the text under `span`; nothing but punctuation gives an empty result. Linear.
    pub fn of(text: &str, span: Span) -> Self {
        // A Han character has three bytes.
        let capacity = span.len() / 3 + 1;
        let mut folded =
            Self { chars: Vec::with_capacity(capacity), offsets: Vec::with_capacity(capacity) };
        let mut chars = span.of(text).char_indices();
        let mut previous = ' ';
        // A line break may cut a number: 2⏎.39 is 2.39.
        let is_line_break = |c: char| matches!(c, '\n' | '\r');
        while let Some((offset, c)) = chars.next() {
            if is_line_break(c) {
                continue;
            }
            let next = || chars.clone().map(|(_, next)| next).find(|next| !is_line_break(*next));
            if let Some(kept) = fold(previous, c, next) {
                folded.chars.push(kept);
                folded.offsets.push(span.start + offset);
            }
            previous = c;
        }
        folded
    }

    /// Returns how many characters are left to compare.
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// Says whether there is nothing to compare.
    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }
}

/// Returns the half-width form of a character: `Ａ` to `A`, `％` to `%`, `　` to a space.
pub fn narrowed(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// Says whether a character carries no substance: white space, punctuation, quotes, dashes.
pub fn is_typography(c: char) -> bool {
    if is_han(c) {
        return false;
    }
    let c = narrowed(c);
    is_blank(c)
        || c.is_control()
        || matches!(c, '!'..='#' | '&'..='*' | ','..='/' | ':'..='@' | '['..='`' | '{'..='~')
        || matches!(c, '\u{00A1}' | '\u{00A7}' | '\u{00AB}' | '\u{00B7}' | '\u{00BB}' | '\u{00BF}')
        || matches!(c, '\u{2010}'..='\u{205E}' | '\u{3001}'..='\u{3004}' | '\u{3008}'..='\u{3011}')
        || matches!(c, '\u{3014}'..='\u{3020}' | '\u{30FB}' | '\u{FE10}'..='\u{FE6F}')
}

/// Says whether a character is a Han character of the two blocks that nearly all of a report is made of.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}')
}

/// Folds one character between its neighbours; `None` where nothing of substance stands.
fn fold(previous: char, c: char, next: impl Fn() -> Option<char>) -> Option<char> {
    // Nearly every character: neither its neighbours nor the other rules matter to it.
    if is_han(c) {
        return Some(simplified(c));
    }
    let is_digit = |c: char| narrowed(c).is_ascii_digit();
    // A minus, not the end of a dash: 增长-5% and 增长5% are opposites.
    let is_dash = |c: char| matches!(narrowed(c), '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    let is_sign = || {
        !is_dash(previous)
            && !narrowed(previous).is_ascii_alphanumeric()
            && next().is_some_and(is_digit)
    };
    let between_digits = || is_digit(previous) && next().is_some_and(is_digit);
    let narrow = narrowed(c);
    match narrow {
        '.' if between_digits() => Some('.'),
        '-' | '~' | '\u{2010}'..='\u{2015}' if between_digits() => Some('-'),
        '/' | ':' if between_digits() => Some(narrow),
        '-' | '\u{2212}' if is_sign() => Some('-'),
        '\u{2030}' => Some(narrow),
        _ if is_typography(c) => None,
        // Most characters are Han and have no case; asking the Unicode tables would cost more than all the rest.
        '\u{2E80}'.. => Some(simplified(narrow)),
        _ if narrow.is_ascii() => Some(narrow.to_ascii_lowercase()),
        _ => narrow.to_lowercase().next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        Folded::of(text, Span::new(0, text.len())).chars.iter().collect()
    }

    #[test]
    fn width_case_quotes_and_punctuation_fold_away() {
        assert_eq!(
            folded("２０１９年，全市“高企”达 67 家。"),
            folded("2019年,全市\"高企\"达67家.")
        );
        assert_eq!(folded("占GDP比重"), "占gdp比重");
    }

    #[test]
    fn figures_keep_point_percent_and_range() {
        assert_eq!(folded("８．６％至1-10月，5‰"), "8.6%至1-10月5‰");
        assert_ne!(folded("8.4%"), folded("84%"));
        assert_ne!(folded("增长-5%"), folded("增长5%"));
        assert_ne!(folded("1/3"), folded("13"));
        assert_eq!(folded("--2016年"), folded("——2016年"));
    }

    #[test]
    fn traditional_characters_fold_to_simplified_ones() {
        assert_eq!(folded("創新發展"), folded("创新发展"));
    }

    #[test]
    fn line_breaks_fold_away() {
        assert_eq!(folded("主要负\n责人"), "主要负责人");
        assert_eq!(folded("达2\n.39%"), "达2.39%");
    }

    #[test]
    fn offsets_lead_back_to_the_original() {
        let text = "甲，Ａ";
        let folded = Folded::of(text, Span::new(0, text.len()));
        assert_eq!(folded.chars, ['甲', 'a']);
        assert_eq!(folded.offsets, [0, 6]);
    }
}
