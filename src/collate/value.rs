//! Numbers that hardly two texts have by chance: 91.4%, 1720, 2300万.
//!
//! Who takes over a passage and words it anew keeps its figures.

use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// A number as it is written, known by its hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Value {
    /// The same for the same digits, point, 万, 亿 and percent sign, on every machine.
    pub hash: u64,
    /// Digits without leading and trailing zeros: the more, the less it is met by chance.
    pub n_digits: usize,
}

impl Value {
    /// Reads the number at a place of folded text; `None` for what says too little: a year, a single
    /// digit with or without zeros, a placeholder, Chinese numerals.
    pub fn of(chars: &[char], place: Range<usize>) -> Option<Self> {
        let written = chars.get(place)?;
        let digits: Vec<char> = written.iter().copied().filter(char::is_ascii_digit).collect();
        let first = digits.iter().position(|digit| *digit != '0')?;
        let last = digits.iter().rposition(|digit| *digit != '0')?;
        let n_digits = last + 1 - first;
        let is_year = written.len() == 4
            && digits.len() == 4
            && matches!(digits[..2], ['1', '9'] | ['2', '0']);
        let mut hasher = FxHasher::default();
        written.hash(&mut hasher);
        let value = Self { hash: hasher.finish(), n_digits };
        (written.first()?.is_ascii_digit() && n_digits > 1 && !is_year).then_some(value)
    }
}

#[cfg(test)]
mod tests {
    use crate::collate::normal::Normal;

    fn digits(text: &str) -> Vec<usize> {
        Normal::of_text(text).values.iter().map(|(value, _)| value.n_digits).collect()
    }

    #[test]
    fn numbers_are_known_by_their_digits_and_years_placeholders_and_single_digits_are_none() {
        assert_eq!(
            digits("2024年规模化供水人口占91.4%，交办问题1720个，调水2600万立方米。"),
            [3, 3, 2]
        );
        assert!(digits("共5项，投入xx.x亿元，占二十七，40万吨，0.3%。").is_empty());
    }

    #[test]
    fn the_same_number_is_the_same_value_and_another_unit_another() {
        let hashes = |text: &str| -> Vec<u64> {
            Normal::of_text(text).values.iter().map(|(value, _)| value.hash).collect()
        };
        assert_eq!(hashes("达４２．５％"), hashes("42.5%的人"));
        assert_ne!(hashes("达42.5万"), hashes("达42.5亿"));
    }
}
