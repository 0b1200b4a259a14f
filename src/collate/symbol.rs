//! What folded text is compared in: a symbol for each Han character, each Latin word, and one for
//! every number and every placeholder, whatever its value.

use crate::text::fold::Folded;

/// What a figure is replaced by.
const ANY_FIGURE: u32 = '0' as u32;

/// Words are numbered from here, above every character.
const FIRST_WORD: u32 = 0x8000_0000;

/// Short words are numbered from here.
const SHORT_WORD: u32 = 0x4000_0000;

/// Letters from which a word counts by itself.
const MIN_WORD_LETTERS: usize = 4;

/// One symbol, and which of the folded characters it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What is compared.
    pub code: u32,
    /// Index of its first folded character.
    pub start: usize,
    /// Index behind its last one.
    pub end: usize,
}

/// How figures are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figures {
    /// Every number and placeholder in digits or crosses is the same symbol.
    AsOne,
    /// The same, numbers in Chinese numerals and the 万 and 亿 behind a number included.
    AsOneInAnyScript,
    /// Each as it is written.
    AsWritten,
}

/// Returns the symbols of folded text, in order; nothing has none. Linear.
pub fn symbols(folded: &Folded, figures: Figures) -> impl Iterator<Item = Symbol> + '_ {
    let chars = folded.chars.as_slice();
    let mut at = 0;
    std::iter::from_fn(move || {
        let &c = chars.get(at)?;
        let word = word_len(folded, at);
        let figure = match figures {
            Figures::AsOne => figure_len(&chars[at..]),
            Figures::AsOneInAnyScript => figure_len_in_any_script(&chars[at..]),
            Figures::AsWritten => 0,
        };
        let code = match (figure, word) {
            (1.., _) => ANY_FIGURE,
            (_, 2..) => word_code(&chars[at..at + word]),
            _ => c as u32,
        };
        let start = at;
        at += figure.max(word).max(1);
        Some(Symbol { code, start, end: at })
    })
}

/// Says whether a symbol is a Latin word of some length.
pub const fn is_long_word(code: u32) -> bool {
    code >= FIRST_WORD
}

/// Says whether a symbol is a figure that was read as one.
pub const fn is_figure(code: u32) -> bool {
    code == ANY_FIGURE
}

/// Says whether a symbol is a Latin word.
pub const fn is_word(code: u32) -> bool {
    code >= SHORT_WORD
}

/// Returns the characters of the number or placeholder a text starts with, 0 if none.
fn figure_len(chars: &[char]) -> usize {
    let run = |belongs: fn(char) -> bool| chars.iter().take_while(|c| belongs(**c)).count();
    match chars.first() {
        Some('0'..='9') => run(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '%' | '‰')),
        Some('x' | '×') => {
            let crosses = run(|c| matches!(c, 'x' | '×' | '.' | '%'));
            if crosses > 1 { crosses } else { 0 }
        }
        _ => 0,
    }
}

/// Returns the same with Chinese numerals of two characters and more; a single 一 is no number (进一步).
fn figure_len_in_any_script(chars: &[char]) -> usize {
    let run = |belongs: fn(char) -> bool, from: usize| {
        chars.get(from..).unwrap_or(&[]).iter().take_while(|c| belongs(**c)).count()
    };
    let is_numeral = |c: char| {
        matches!(c, '〇' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九')
            || matches!(c, '十' | '百' | '千' | '万' | '亿')
    };
    match figure_len(chars) {
        0 => {
            let numerals = run(is_numeral, 0);
            if numerals > 1 { numerals } else { 0 }
        }
        digits => digits + run(|c| matches!(c, '万' | '亿'), digits),
    }
}

/// Returns the characters of the Latin word at `at`, which ends where the original has anything between.
fn word_len(folded: &Folded, at: usize) -> usize {
    let is_letter =
        |at: usize| folded.chars.get(at).is_some_and(|c| (*c as u32) < 0x2E80 && c.is_alphabetic());
    let is_joined = |at: usize| match (folded.offsets.get(at), folded.offsets.get(at + 1)) {
        (Some(here), Some(next)) => next - here <= 3 && next - here == folded.chars[at].len_utf8(),
        _ => false,
    };
    if !is_letter(at) {
        return 0;
    }
    let mut end = at + 1;
    while is_letter(end) && is_joined(end - 1) {
        end += 1;
    }
    end - at
}

/// Returns the code of a word; two words share one only if their hashes collide. Short words,
/// which mostly are of, the and for, are told from those that count by themselves.
fn word_code(word: &[char]) -> u32 {
    let hash =
        word.iter().fold(0x811C_9DC5_u32, |hash, c| (hash ^ *c as u32).wrapping_mul(0x0100_0193));
    if word.len() < MIN_WORD_LETTERS {
        SHORT_WORD | hash & 0xF_FFFF
    } else {
        FIRST_WORD | hash >> 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::Span;

    fn codes(text: &str, figures: Figures) -> Vec<u32> {
        let folded = Folded::of(text, Span::new(0, text.len()));
        symbols(&folded, figures).map(|symbol| symbol.code).collect()
    }

    #[test]
    fn figures_are_one_symbol_whatever_their_value() {
        assert_eq!(codes("达67家", Figures::AsOne), codes("达135.2家", Figures::AsOne));
        assert_ne!(codes("达67家", Figures::AsWritten), codes("达135家", Figures::AsWritten));
    }

    #[test]
    fn numerals_of_both_scripts_are_one_symbol_where_asked() {
        let both = Figures::AsOneInAnyScript;
        assert_eq!(codes("二〇二四年投入三十五亿元", both), codes("2024年投入35亿元", both));
        assert_eq!(codes("进一步", both).len(), 3);
    }

    #[test]
    fn latin_word_is_one_symbol() {
        assert_eq!(codes("Cargo throughput", Figures::AsOne).len(), 2);
    }
}
