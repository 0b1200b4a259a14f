//! Looking for a number however it is written: 二〇二四 finds 2024, 30 finds 三十, 5% finds 百分之五.

use crate::figure::chinese::is_numeral;
use crate::figure::decimal::Decimal;
use crate::figure::line::Line;
use crate::figure::numeral::{Script, numeral_at, skip_glued};
use crate::text::fold::is_typography;
use crate::text::span::Span;

/// What a wording is made of: numbers by their value, all else by its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Number(Decimal),
    Letter(char),
}

/// A wording taken apart, each token with the place it came from.
#[derive(Debug, Default)]
struct Tokens {
    all: Vec<Token>,
    spans: Vec<Span>,
    /// Whether a number is told by more than one Chinese digit or multiplier, which are parts of many words.
    is_told: bool,
}

/// Returns where the wording stands in the text under `span` with the same numbers, in order and without
/// overlap; nothing for a wording without a number. Linear in the text for ordinary wordings.
pub(crate) fn number_hits(text: &str, span: Span, wording: &str) -> Vec<Span> {
    let wanted = Tokens::of(wording, Span::new(0, wording.len()));
    let has_number = wanted.all.iter().any(|token| matches!(token, Token::Number(_)));
    if !has_number || (!wanted.is_told && wanted.all.len() < 2) {
        return Vec::new();
    }
    let known = Tokens::of(text, span);
    let mut hits = Vec::new();
    let mut at = 0;
    while let Some(tokens) = known.all.get(at..at + wanted.all.len()) {
        if tokens == wanted.all {
            hits.extend(Span::hull_of(known.spans[at..at + tokens.len()].iter().copied()));
            at += tokens.len();
        } else {
            at += 1;
        }
    }
    hits
}

impl Tokens {
    fn of(text: &str, span: Span) -> Self {
        let line = Line::of(text, span);
        let mut tokens = Self::default();
        let mut column = 0;
        while column < line.len() {
            let c = line.at(column);
            let end = if c.is_ascii_digit() || is_numeral(c) {
                tokens.number(&line, column)
            } else {
                tokens.letter(&line, column);
                column + 1
            };
            column = end;
        }
        tokens
    }

    /// Takes the numeral at the column, or letter by letter what only looks like one; returns the column behind it.
    fn number(&mut self, line: &Line, column: usize) -> usize {
        let exact = numeral_at(line, column).filter(|numeral| numeral.high.is_none());
        let Some((numeral, value)) = exact.and_then(|n| n.value.map(|value| (n, value))) else {
            let end = skip_glued(line, column).max(column + 1);
            (column..end).for_each(|at| self.letter(line, at));
            return end;
        };
        let span = line.span(column, numeral.end);
        self.push(Token::Number(value), span);
        self.is_told |= !matches!(numeral.script, Script::ChineseDigit | Script::Bare);
        for c in numeral.unit.unwrap_or_default().chars() {
            self.push(Token::Letter(c), span);
        }
        numeral.end
    }

    fn letter(&mut self, line: &Line, column: usize) {
        let c = line.at(column);
        if !is_typography(c) {
            self.push(Token::Letter(c), line.span(column, column + 1));
        }
    }

    fn push(&mut self, token: Token, span: Span) {
        self.all.push(token);
        self.spans.push(span);
    }
}
