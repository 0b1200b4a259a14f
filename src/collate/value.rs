//! Numbers that two texts hardly have by chance, the less the more digits they have: 91.4%, 1720.
//!
//! Who takes over a passage and words it anew keeps its figures.

use crate::collate::normal::hash;
use crate::text::fold::Folded;
use crate::text::span::Span;
use std::ops::Range;

/// A number as it is written, known by its hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// The same for the same digits, point, 万, 亿 and percent sign.
    pub hash: u64,
    /// Digits without leading and trailing zeros.
    pub n_digits: usize,
    /// Where it stands in the text; of full-width digits the end may lie inside the last one.
    pub span: Span,
}

/// Returns the numbers at a place of folded text, in order; a range has two. Left out is what says too
/// little: years, dates, single digits with or without zeros, placeholders, Chinese numerals.
pub fn values(folded: &Folded, place: Range<usize>) -> Vec<Value> {
    // What folding put side by side, 2300，1720, is no number: between characters of one byte, or of three as
    // full-width ones have, there was nothing.
    let is_joined =
        |one: &usize, next: &usize| matches!(folded.offsets[*next] - folded.offsets[*one], 1 | 3);
    let places: Vec<usize> = place.filter(|at| *at < folded.len()).collect();
    let mut found = Vec::new();
    for whole in places.chunk_by(is_joined) {
        let parts: Vec<&[usize]> = whole.split(|at| folded.chars[*at] == '-').collect();
        let is_date = parts.len() > 2;
        found.extend(parts.into_iter().filter(|_| !is_date).filter_map(|part| value(folded, part)));
    }
    found
}

/// Reads one number; `None` if there is none that says enough.
fn value(folded: &Folded, places: &[usize]) -> Option<Value> {
    let (first, last) = (*places.first()?, *places.last()?);
    let written = &folded.chars[first..=last];
    let digits: Vec<char> = written.iter().copied().filter(char::is_ascii_digit).collect();
    let start = digits.iter().position(|digit| *digit != '0')?;
    let end = digits.iter().rposition(|digit| *digit != '0')?;
    let n_digits = end + 1 - start;
    let is_year =
        written.len() == 4 && digits.len() == 4 && matches!(digits[..2], ['1', '9'] | ['2', '0']);
    let n_points = written.iter().filter(|c| **c == '.').count();
    let is_number = written.first()?.is_ascii_digit() && n_points < 2;
    let codes: Vec<u32> = written.iter().map(|c| u32::from(*c)).collect();
    let behind = folded.offsets[last] + folded.chars[last].len_utf8();
    let span = Span::new(folded.offsets[first], behind);
    (is_number && n_digits > 1 && !is_year).then(|| Value { hash: hash(&codes), n_digits, span })
}

#[cfg(test)]
mod tests {
    use crate::collate::normal::Normal;

    fn told(text: &str) -> Vec<&str> {
        Normal::of_text(text).values.iter().map(|(value, _)| value.span.of(text)).collect()
    }

    #[test]
    fn numbers_are_told_and_years_dates_placeholders_and_single_digits_are_not() {
        let text = "2024年规模化供水人口占91.4%，交办问题1720个，调水2600万立方米。";
        assert_eq!(told(text), ["91.4%", "1720", "2600万"]);
        let text = "共5项，投入xx.x亿元，占二十七，40万吨，0.3%；2023-2024年，2024-03-15。";
        assert!(told(text).is_empty(), "{:?}", told(text));
    }

    #[test]
    fn numbers_beside_a_comma_and_the_ends_of_a_range_are_told_one_by_one() {
        assert_eq!(told("分别为2300，1720个，另有15-27家。"), ["2300", "1720", "15", "27"]);
    }

    #[test]
    fn the_same_number_is_the_same_value_and_another_unit_another() {
        let hashes = |text: &str| -> Vec<(u64, usize)> {
            let values = Normal::of_text(text).values;
            values.iter().map(|(value, _)| (value.hash, value.n_digits)).collect()
        };
        assert_eq!(hashes("达４２．５％"), hashes("42.5%的人"));
        assert_ne!(hashes("达42.5万"), hashes("达42.5亿"));
    }
}
