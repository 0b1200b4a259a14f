//! Cutting text into the units that are compared and highlighted.
//!
//! A Han character is a token, a Latin word is one, a number is one, a 《title》 is one; whatever the
//! caller names as an atom (a figure with its unit, a date) is one as well. So a highlight never
//! cuts a number: 67家 becomes 135家, not 6 becomes 1 and 7 becomes 35.

use crate::text::fold::{Folded, is_typography, narrowed};
use crate::text::span::{Span, is_blank};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A single Han character or other letter of a script without spaces.
    Han,
    /// A run of Latin letters.
    Word,
    /// A number, with its point and sign of percent.
    Number,
    /// A title in 《》, marks included.
    Title,
    /// A stretch the caller asked to keep whole.
    Atom,
    /// A mark that carries no substance.
    Mark,
    /// White space and line breaks.
    Blank,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// A 《title》 longer than this is taken apart, in characters: beyond it, the closing mark is probably lost.
const MAX_TITLE_CHARS: usize = 60;

impl Token {
    /// Says whether the token takes part in a comparison.
    pub fn is_substance(self) -> bool {
        !matches!(self.kind, TokenKind::Mark | TokenKind::Blank)
    }

    /// Returns what is compared: the folded form of the token's text.
    pub fn key(self, text: &str) -> String {
        Folded::of(text, self.span).chars.into_iter().collect()
    }
}

/// Returns the tokens of the text under `span`; they cover it without gap or overlap.
///
/// `atoms` are sorted and disjoint; those that reach over the ends of `span` are cut at them. Linear.
pub fn tokens(text: &str, span: Span, atoms: &[Span]) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(span.len() / 3 + 1);
    let mut at = span.start;
    let first_atom = atoms.partition_point(|atom| atom.end <= span.start);
    for atom in atoms[first_atom..].iter().filter_map(|atom| atom.intersection(span)) {
        if atom.start < at {
            continue;
        }
        plain_tokens(text, Span::new(at, atom.start), &mut tokens);
        tokens.push(Token { span: atom, kind: TokenKind::Atom });
        at = atom.end;
    }
    plain_tokens(text, Span::new(at, span.end), &mut tokens);
    tokens
}

/// Appends the tokens of a stretch without atoms.
fn plain_tokens(text: &str, span: Span, tokens: &mut Vec<Token>) {
    let mut at = span.start;
    while at < span.end {
        let rest = Span::new(at, span.end).of(text);
        let Some(first) = rest.chars().next() else { return };
        let (kind, len) = match first {
            '《' => title_len(rest).map_or((TokenKind::Mark, 3), |len| (TokenKind::Title, len)),
            _ if is_blank(first) => (TokenKind::Blank, run_len(rest, is_blank)),
            _ if narrowed(first).is_ascii_digit() => (TokenKind::Number, number_len(rest)),
            _ if is_typography(first) => (TokenKind::Mark, first.len_utf8()),
            _ if is_word_letter(first) => (TokenKind::Word, run_len(rest, is_word_letter)),
            _ => (TokenKind::Han, first.len_utf8()),
        };
        tokens.push(Token { span: Span::new(at, at + len), kind });
        at += len;
    }
}

fn run_len(rest: &str, belongs: impl Fn(char) -> bool) -> usize {
    rest.len() - rest.trim_start_matches(belongs).len()
}

/// Says whether a character builds words with its neighbours: letters of alphabets, not of scripts without spaces.
fn is_word_letter(c: char) -> bool {
    let c = narrowed(c);
    c.is_alphabetic() && (c as u32) < 0x2E80 || matches!(c, '\u{AC00}'..='\u{D7A3}' | '\'' | '’')
}

/// Returns the bytes of the number a text starts with: digits, inner points and commas, a percent
/// sign, and a line break that cuts it.
fn number_len(rest: &str) -> usize {
    let visible = |c: &char| !matches!(c, '\n' | '\r');
    let mut len = 0;
    let mut chars = rest.char_indices();
    while let Some((at, c)) = chars.next() {
        let next = || chars.clone().map(|(_, next)| next).find(visible).map_or(' ', narrowed);
        match narrowed(c) {
            '\n' | '\r' => {}
            '%' | '‰' => return at + c.len_utf8(),
            '.' | ',' if c != '，' && next().is_ascii_digit() => {}
            digit if digit.is_ascii_digit() => len = at + c.len_utf8(),
            _ => return len,
        }
    }
    len
}

/// Returns the bytes of the 《title》 a text starts with, both marks included.
fn title_len(rest: &str) -> Option<usize> {
    let near = |(chars, (at, c)): (usize, (usize, char))| (chars, at, c);
    rest.char_indices()
        .enumerate()
        .map(near)
        .take_while(|(chars, _, c)| *chars <= MAX_TITLE_CHARS && !matches!(c, '。' | '；'))
        .find(|(_, _, c)| *c == '》')
        .map(|(_, at, c)| at + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        tokens(text, Span::new(0, text.len()), &[]).iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn numbers_words_and_titles_are_whole() {
        assert_eq!(
            cut("印发《通知》，PM2.5降8.4%至1,234"),
            ["印", "发", "《通知》", "，", "PM", "2.5", "降", "8.4%", "至", "1,234"]
        );
    }

    #[test]
    fn number_cut_by_a_line_break_is_whole() {
        assert_eq!(cut("达2\n.3\n9\n%，1\n"), ["达", "2\n.3\n9\n%", "，", "1", "\n"]);
    }

    #[test]
    fn title_without_closing_mark_is_taken_apart() {
        assert_eq!(cut("《通知。"), ["《", "通", "知", "。"]);
    }

    #[test]
    fn atom_is_one_token() {
        let text = "达67家。";
        let tokens = tokens(text, Span::new(0, text.len()), &[Span::new(3, 8)]);
        assert_eq!(tokens[1], Token { span: Span::new(3, 8), kind: TokenKind::Atom });
    }

    #[test]
    fn key_ignores_width_and_case() {
        let token = |text: &str| tokens(text, Span::new(0, text.len()), &[])[0].key(text);
        assert_eq!(token("ＧＤＰ"), token("gdp"));
    }
}
