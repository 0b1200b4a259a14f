//! Fingerprints of a report, by which reports that share wording find each other.
//!
//! Robust winnowing (Schleimer, Wilkerson and Aiken, 2003): of every [`WINDOW`] consecutive hashes
//! of [`PRINT_CHARS`] characters the least is kept. Two texts that have [`CAUGHT_CHARS`] consecutive
//! characters in common always share a fingerprint, two without [`PRINT_CHARS`] never do, and three
//! of ten hashes are kept. Characters are folded, and every figure is one symbol, so that neither
//! punctuation nor this year's numbers hide what was taken over.

use crate::text::fold::Folded;
use crate::text::span::Span;

/// Characters of a fingerprint: below the 13 in a row that copy checkers flag by enough to bear an edit.
const PRINT_CHARS: usize = 8;

/// Consecutive hashes of which one is kept.
const WINDOW: usize = 5;

/// An equal run of this length is always caught, in folded characters, a figure counting as one.
pub const CAUGHT_CHARS: usize = PRINT_CHARS + WINDOW - 1;

/// What every figure is replaced by.
const ANY_FIGURE: char = '0';

/// Returns the distinct fingerprints of the text under `span`, sorted; none of fewer than
/// eight folded characters. Linear, and about 0.29 for each folded character.
pub fn fingerprints(text: &str, span: Span) -> Vec<u64> {
    let symbols = symbols(&Folded::of(text, span).chars);
    let hashes: Vec<u64> = symbols.windows(PRINT_CHARS).map(hash).collect();
    let mut prints = winnowed(&hashes);
    prints.sort_unstable();
    prints.dedup();
    prints
}

/// Returns how many fingerprints two sorted sets share. Linear in both.
pub fn shared(left: &[u64], right: &[u64]) -> usize {
    let mut at = 0;
    let is_shared = |print: &&u64| {
        while right.get(at).is_some_and(|there| there < *print) {
            at += 1;
        }
        right.get(at) == Some(*print)
    };
    left.iter().filter(is_shared).count()
}

/// Replaces every figure by one symbol; what stands between two digits (8.4, 3/4) belongs to them.
fn symbols(folded: &[char]) -> Vec<char> {
    let mut symbols = Vec::with_capacity(folded.len());
    let mut is_inside = false;
    for &c in folded {
        let is_digit = c.is_ascii_digit();
        let is_part = is_digit || matches!(c, '.' | '-' | '/' | ':');
        match (is_inside, is_digit) {
            (true, _) if is_part => {}
            (_, true) => symbols.push(ANY_FIGURE),
            _ => symbols.push(c),
        }
        is_inside = is_digit || is_inside && is_part;
    }
    symbols
}

/// Keeps of every window the least hash: the one kept before if it still is among the least, else
/// the last of them. Fewer hashes than a window leave one.
fn winnowed(hashes: &[u64]) -> Vec<u64> {
    let mut kept = Vec::with_capacity(hashes.len() * 2 / (WINDOW + 1) + 1);
    let mut last: Option<usize> = None;
    for end in WINDOW.min(hashes.len())..=hashes.len() {
        let start = end.saturating_sub(WINDOW);
        let Some(minimum) = hashes[start..end].iter().min() else { break };
        let still = last.is_some_and(|at| at >= start && hashes[at] == *minimum);
        if !still {
            last = hashes[start..end].iter().rposition(|hash| hash == minimum).map(|at| start + at);
            kept.push(*minimum);
        }
    }
    kept
}

/// Hashes a run of symbols; the low bits are as good as the high ones.
fn hash(symbols: &[char]) -> u64 {
    let mixed = symbols.iter().fold(0xCBF2_9CE4_8422_2325_u64, |hash, c| {
        (hash ^ u64::from(*c as u32)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29)
    });
    let mixed = (mixed ^ mixed >> 33).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    mixed ^ mixed >> 33
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn prints(text: &str) -> Vec<u64> {
        fingerprints(text, Span::new(0, text.len()))
    }

    #[test]
    fn punctuation_width_and_figures_do_not_change_a_fingerprint() {
        let before = prints("全年新认定高新技术企业67家，研发投入占GDP比重2.39%。");
        let after = prints("全年新认定“高新技术企业”１３５家、研发投入占gdp比重3%");
        assert!(!before.is_empty());
        assert_eq!(before, after);
    }

    #[test]
    fn short_text_has_no_fingerprint_and_a_window_that_is_not_full_has_one() {
        assert!(prints("科技创新平台，一").is_empty());
        assert_eq!(prints("科技创新平台建设").len(), 1);
    }

    proptest! {
        #[test]
        fn every_equal_run_of_twelve_characters_is_caught(
            run in "[一-龥]{12}", before in "[一-龥]{0,30}", after in "[一-龥]{0,30}",
            other in "[一-龥]{0,30}", last in "[一-龥]{0,30}",
        ) {
            prop_assert_eq!(run.chars().count(), CAUGHT_CHARS);
            let (left, right) = (format!("{before}{run}{after}"), format!("{other}{run}{last}"));
            prop_assert!(shared(&prints(&left), &prints(&right)) > 0);
        }
    }
}
