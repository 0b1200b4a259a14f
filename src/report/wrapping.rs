//! The width at which a text was wrapped before it was saved.

use crate::report::block::is_open;
use crate::report::line::Line;

/// Returns by how much a wrapped line may be shorter than the width, in characters: the words of
/// English and the punctuation of Chinese do not always fill it.
pub fn slack(wrap_chars: usize) -> usize {
    (wrap_chars / 7).max(3)
}

/// Returns the width the lines were wrapped at, in characters; `None` if they are whole paragraphs.
///
/// Wrapped text has many lines of nearly the same length and most of them end in mid-sentence.
pub fn wrap_chars(text: &str, lines: &[Line]) -> Option<usize> {
    const MIN_LINES: usize = 6;
    let lengths: Vec<usize> = lines.iter().map(|line| line.body.of(text).chars().count()).collect();
    let mut sorted = lengths.clone();
    sorted.sort_unstable();
    let wrap = *sorted.get(sorted.len().saturating_sub(1) * 9 / 10)?;
    let is_full = |length: &usize| wrap <= length + slack(wrap) && *length <= wrap + slack(wrap);
    let full = || lines.iter().zip(&lengths).filter(|(_, length)| is_full(length));
    let open = full().filter(|(line, _)| is_open(line.body.of(text))).count();
    let is_wrapped = MIN_LINES <= lines.len()
        && (15..=120).contains(&wrap)
        && lines.len() <= 2 * full().count()
        && full().count() <= 2 * open;
    is_wrapped.then_some(wrap)
}
