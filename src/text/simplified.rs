//! Traditional characters read as their Simplified ones, so that 發展 is 发展.
//!
//! One character at a time: which of 发 and 髮 was meant does not matter to a comparison.

use std::sync::LazyLock;

/// The pairs, one a line, under a notice of where they are from.
const PAIRS: &str = include_str!("simplified.txt");

/// The Han characters that the table speaks of.
const FIRST: char = '\u{3400}';
const LAST: char = '\u{9FFF}';

/// The Simplified form of each character from [`FIRST`] to [`LAST`]. An array, since every
/// character of a report is looked up: a search would cost more than all the rest of folding.
static FORMS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut forms: Vec<char> = (FIRST..=LAST).collect();
    for line in PAIRS.lines() {
        let mut pair = line.chars();
        let (Some(traditional), Some(simplified)) = (pair.next(), pair.next()) else { continue };
        if let Some(form) = place(traditional).and_then(|at| forms.get_mut(at)) {
            *form = simplified;
        }
    }
    forms
});

/// Returns the Simplified form of a character; itself where it has none.
pub fn simplified(c: char) -> char {
    place(c).and_then(|at| FORMS.get(at)).copied().unwrap_or(c)
}

/// Returns a text with its Traditional characters read as Simplified ones. Linear.
pub fn simplified_text(text: &str) -> String {
    text.chars().map(simplified).collect()
}

fn place(c: char) -> Option<usize> {
    (FIRST..=LAST).contains(&c).then(|| c as usize - FIRST as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_text_reads_as_simplified() {
        assert_eq!(
            simplified_text("經濟發展與環境保護，於年後實現"),
            "经济发展与环境保护，于年后实现"
        );
    }

    #[test]
    fn simplified_text_stays_as_it_is() {
        let text = "显著成效，乾坤，凭借，瞭望，GDP 3.5%";
        assert_eq!(simplified_text(text), text);
    }

    #[test]
    fn table_is_pairs_in_order_and_no_result_is_traditional_again() {
        let pairs: Vec<&str> = PAIRS.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(pairs.windows(2).all(|two| two[0] < two[1]));
        assert!(pairs.iter().all(|pair| pair.chars().count() == 2));
        assert!(
            pairs.iter().all(|pair| pair.chars().nth(1) == pair.chars().nth(1).map(simplified))
        );
    }
}
