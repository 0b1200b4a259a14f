//! What the codes of a font without CJK mean: encodings and names of glyphs.

use encoding_rs::{MACINTOSH, WINDOWS_1252};

/// Names of glyphs as Adobe's glyph list has them, each with its character: what fonts of reports use.
const GLYPHS: &str = "\
    exclam! quotedbl\" numbersign# dollar$ percent% ampersand& quotesingle' parenleft( parenright) \
    asterisk* plus+ comma, hyphen- period. slash/ zero0 one1 two2 three3 four4 five5 six6 seven7 eight8 nine9 \
    colon: semicolon; less< equal= greater> question? at@ bracketleft[ backslash\\ bracketright] asciicircum^ \
    underscore_ grave` braceleft{ bar| braceright} asciitilde~ quoteleft‘ quoteright’ quotedblleft“ \
    quotedblright” quotesinglbase‚ quotedblbase„ endash– emdash— ellipsis… bullet• dagger† daggerdbl‡ \
    perthousand‰ guilsinglleft‹ guilsinglright› guillemotleft« guillemotright» fraction⁄ Euro€ cent¢ sterling£ \
    yen¥ currency¤ section§ paragraph¶ copyright© registered® trademark™ degree° plusminus± multiply× divide÷ \
    minus− periodcentered· middot· muµ onehalf½ onequarter¼ threequarters¾ onesuperior¹ twosuperior² \
    threesuperior³ nbspace\u{A0} sfthyphen\u{AD} fiﬁ flﬂ germandbls\u{DF} aeæ AEÆ oeœ OEŒ oslashø OslashØ \
    dotlessiı eacuteé egraveè ecircumflexê adieresisä odieresisö udieresisü agraveà acircumflexâ \
    ccedillaç ntildeñ aacuteá iacuteí oacuteó uacuteú lessequal≤ greaterequal≥ notequal≠ approxequal≈ infinity∞ \
    summation∑ arrowright→ arrowleft← filledbox■ square□ circle○ blackcircle● triangle▲ checkmark✓";

/// Returns the character that a name of a glyph stands for.
///
/// Knows `A`, `comma`, `uni4E00`, `u20000` and any of them with a suffix such as `.alt`.
pub fn glyph(name: &str) -> Option<char> {
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    let mut chars = stem.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return Some(c);
    }
    let hex = stem.strip_prefix("uni").filter(|hex| hex.len() == 4);
    let hex = hex.or_else(|| stem.strip_prefix('u').filter(|hex| (4..=6).contains(&hex.len())));
    if stem == "space" {
        return Some(' ');
    }
    let by_number = hex.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
    by_number.or_else(|| listed(stem))
}

/// Returns the character of a listed name.
fn listed(name: &str) -> Option<char> {
    GLYPHS.split(' ').find_map(|entry| {
        let mut rest = entry.strip_prefix(name)?.chars();
        let c = rest.next()?;
        rest.next().is_none().then_some(c)
    })
}

/// An encoding that a simple font starts from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Base {
    /// That of Adobe's standard fonts, also what a font has built in.
    #[default]
    Standard,
    /// windows-1252.
    WinAnsi,
    /// Mac OS Roman.
    MacRoman,
}

impl Base {
    /// Returns the encoding that PDF calls by this name.
    pub fn named(name: &str) -> Self {
        match name {
            "WinAnsiEncoding" => Base::WinAnsi,
            "MacRomanEncoding" | "MacExpertEncoding" => Base::MacRoman,
            _ => Base::Standard,
        }
    }

    /// Returns the character of a code; `None` if it has none.
    pub fn character(self, code: u8) -> Option<char> {
        let encoding = if self == Base::MacRoman { MACINTOSH } else { WINDOWS_1252 };
        let standard = match code {
            0x27 => '’',
            0x60 => '‘',
            0xAA => '“',
            0xAE => 'ﬁ',
            0xAF => 'ﬂ',
            0xB1 => '–',
            0xB7 => '•',
            0xBA => '”',
            0xBC => '…',
            0xD0 => '—',
            _ => '\0',
        };
        if self == Base::Standard && standard != '\0' {
            return Some(standard);
        }
        let bytes = [code];
        let (text, has_errors) = encoding.decode_without_bom_handling(&bytes);
        let c = text.chars().next().filter(|c| !has_errors && !c.is_control())?;
        Some(c)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_glyphs_have_characters() {
        assert_eq!(glyph("A"), Some('A'));
        assert_eq!(glyph("comma"), Some(','));
        assert_eq!(glyph("space"), Some(' '));
        assert_eq!(glyph("nine"), Some('9'));
        assert_eq!(glyph("uni5E74"), Some('年'));
        assert_eq!(glyph("u20000"), Some('\u{20000}'));
        assert_eq!(glyph("hyphen.alt"), Some('-'));
        assert_eq!(glyph("g123"), None);
    }

    #[test]
    fn codes_have_characters() {
        assert_eq!(Base::WinAnsi.character(0x93), Some('“'));
        assert_eq!(Base::Standard.character(0x27), Some('’'));
        assert_eq!(Base::MacRoman.character(0xD2), Some('“'));
        assert_eq!(Base::WinAnsi.character(0x07), None);
    }
}
