//! Places and shares as they stand on the wire.

use crate::text::span::{CharIndex, Span};
use serde::Serialize;

/// A place in the decoded file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The first character.
    pub start: usize,
    /// Just behind the last character.
    pub end: usize,
}

/// Counts a span in characters.
pub fn place(index: &CharIndex, span: Span) -> Place {
    let (start, end) = index.chars(span);
    Place { start, end }
}

/// Rounds a share to four decimals, as more would suggest a precision that it does not have.
///
/// Only the whole is 1: what rounds up to it stays just below.
pub fn share(value: f64) -> f64 {
    let below = if value < 1.0 { 0.9999 } else { 1.0 };
    ((value * 10_000.0).round() / 10_000.0).min(below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn place_counts_characters_not_bytes() {
        let text = "科技😀局";
        let tail = Span::new(text.len() - "局".len(), text.len());
        assert_eq!(place(&CharIndex::new(text), tail), Place { start: 3, end: 4 });
    }

    #[test]
    fn share_keeps_four_decimals_and_only_the_whole_is_one() {
        assert!((share(2.0 / 3.0) - 0.6667).abs() < f64::EPSILON);
        assert!((share(0.999_99) - 0.9999).abs() < f64::EPSILON);
        assert!((share(1.0) - 1.0).abs() < f64::EPSILON);
    }
}
