//! A sentence cut into the tokens that are compared word by word.

use crate::text::fold::{Folded, narrowed};
use crate::text::simplified::simplified;
use crate::text::span::Span;
use crate::text::token::{Token, TokenKind, tokens};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Tokens that are more than one character are numbered from here, above every character.
const FIRST_NAME: u32 = 0x0020_0000;

/// One side of a pair, cut into tokens of substance.
pub struct Cut<'a> {
    /// The text they are cut from.
    pub text: &'a str,
    /// The tokens of substance.
    pub tokens: Vec<Token>,
    /// What each is compared by.
    pub keys: Vec<u32>,
    /// Folded characters of each: marks inside a title or a line break inside a number are not counted.
    lens: Vec<usize>,
}

impl<'a> Cut<'a> {
    /// Cuts the text under `span`; `atoms` stay whole. Words get the number `names` has for them, or the next.
    pub fn of(
        text: &'a str,
        span: Span,
        atoms: &[Span],
        names: &mut FxHashMap<String, u32>,
    ) -> Self {
        let mut tokens = tokens(text, span, atoms);
        tokens.retain(|token| token.is_substance());
        let mut name = |token: &Token| {
            if token.kind == TokenKind::Han {
                return token
                    .span
                    .of(text)
                    .chars()
                    .next()
                    .map_or(0, |c| simplified(narrowed(c)) as u32);
            }
            let next = FIRST_NAME + names.len() as u32;
            *names.entry(token.key(text)).or_insert(next)
        };
        let keys = tokens.iter().map(&mut name).collect();
        let len = |token: &Token| match token.kind {
            TokenKind::Han => 1,
            _ => Folded::of(text, token.span).len(),
        };
        let lens = tokens.iter().map(len).collect();
        Self { text, tokens, keys, lens }
    }

    /// Returns the folded characters of some tokens.
    pub fn chars(&self, range: Range<usize>) -> usize {
        self.lens.get(range).unwrap_or(&[]).iter().sum()
    }

    /// Returns the text from the first to the last of some tokens; `None` of none.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        Span::hull_of(self.tokens.get(range)?.iter().map(|token| token.span))
    }

    /// Says whether a range is nothing but words that no mark or space sets apart.
    pub fn is_seamless(&self, range: Range<usize>) -> bool {
        let is_word = |token: &Token| matches!(token.kind, TokenKind::Han | TokenKind::Word);
        let has_seam = (range.start..=range.end).any(|at| self.has_seam_before(at));
        !has_seam && self.tokens.get(range).unwrap_or(&[]).iter().all(is_word)
    }

    /// Says whether a reader sees a seam before the token: a mark, a space, the start.
    pub fn has_seam_before(&self, at: usize) -> bool {
        let end = |before: &Token| before.span.end;
        let before = at.checked_sub(1).and_then(|at| self.tokens.get(at)).map(end);
        before.is_none_or(|end| self.tokens.get(at).is_none_or(|token| token.span.start > end))
    }
}
