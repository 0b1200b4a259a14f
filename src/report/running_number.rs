//! Numbers of paragraphs that run through all chapters: 1. to 324., as policy addresses have them.
//!
//! ```text
//! （甲）愛國主義教育
//! 23.今年是……          no heading: the count goes on over every chapter
//! ```
//!
//! Such a number names a paragraph so that it can be cited; it heads nothing.

use crate::report::heading::{Numeral, Weight, opening, weight};
use crate::report::line::Line;

/// How many numbers in a row make a count of paragraphs; the longest list of sections under one
/// heading in data/provinces has 12.
const MIN_RUN: usize = 15;

/// Returns the form whose numbers count paragraphs through the whole text, `None` mostly. Linear
/// in the numbers and their forms.
///
/// The numbers rise by one from line to line over headings of other forms, and hardly ever start
/// anew.
pub fn running_form(text: &str, lines: &[Line]) -> Option<usize> {
    let numerals: Vec<Numeral> = lines
        .iter()
        .filter_map(|line| opening(line.body.of(text)))
        .map(|found| found.numeral)
        .collect();
    let is_weak = |numeral: &Numeral| weight(numeral.form) == Weight::Weak;
    // 第一条 runs through all chapters too, and is what a law is read by.
    let weak = numerals.iter().filter(|numeral| is_weak(numeral));
    let form = weak.map(|numeral| numeral.form).max_by_key(|form| {
        // The form that stands most often; of two the one that usually holds the other.
        let count = numerals.iter().filter(|numeral| numeral.form == *form).count();
        (count, std::cmp::Reverse(*form))
    })?;
    let of_form = || numerals.iter().enumerate().filter(|(_, numeral)| numeral.form == form);
    let steps = || of_form().zip(of_form().skip(1));
    let goes_on = |((_, here), (_, next)): &((usize, &Numeral), (usize, &Numeral))| {
        next.value == here.value + 1
    };
    let n_next = steps().filter(goes_on).count();
    let crosses = steps().filter(goes_on).any(|((at, _), (next, _))| at + 1 < next);
    let is_running = MIN_RUN <= n_next && steps().count() <= n_next + n_next / 10 && crosses;
    is_running.then_some(form)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::line::lines;
    use crate::text::span::Span;

    fn is_running(text: &str) -> bool {
        running_form(text, &lines(text, Span::new(0, text.len()))).is_some()
    }

    fn numbered(range: std::ops::Range<usize>) -> String {
        range.map(|at| format!("{at}. 政府會推動工作。\n")).collect::<Vec<_>>().concat()
    }

    #[test]
    fn a_count_over_the_chapters_is_one_of_paragraphs() {
        let text = format!("一、教育\n{}二、治理\n{}", numbered(1..12), numbered(12..25));
        assert!(is_running(&text));
    }

    #[test]
    fn numbers_that_start_anew_in_each_chapter_are_headings() {
        let text = format!("一、教育\n{}二、治理\n{}", numbered(1..12), numbered(1..12));
        assert!(!is_running(&text));
        assert!(!is_running(&numbered(1..40)));
        assert!(!is_running(""));
    }
}
