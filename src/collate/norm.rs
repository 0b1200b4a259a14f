//! What a share of distinctive text is to be held against: how often pairs that have nothing to do
//! with each other reach it, and how much two consecutive years of one office have in common.
//!
//! A share by itself says little. Beside it stand what was measured on open data, with the pair left
//! out of the background: the numbers are in [`crate::collate::measured`], which
//! `tests/reuse/norm.rs` writes and checks.

use crate::collate::measured::{
    CONSECUTIVE_SECTIONS, CONSECUTIVE_SHARES, UNRELATED_PAIRS, UNRELATED_SECTIONS, UNRELATED_SHARES,
};
use crate::collate::model::Witness;
use crate::figure::line::is_han;
use crate::text::side::Sided;

/// Unit of the measured shares.
const TEN_THOUSANDTHS: f64 = 10_000.0;

/// Share of Han characters among the letters of a report from which it is of the genre that was
/// measured: about half the letters of a Japanese text are kana, next to none of a Chinese one's are.
const MIN_HAN: f64 = 0.7;

/// Letters from which a report is long enough. Of 1,000 pairs of stretches of 1,000 characters, each out of
/// a regulation, as few reach 5 % as of the whole regulations: 3 and 4. Of less, one sentence is a large share.
const MIN_LETTERS: usize = 500;

/// The normal deviate that 95 of 100 stay below.
const DEVIATE_95: f64 = 1.645;

/// What a share is to be held against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Norm {
    /// The share, the one the grade is decided on, `0.0..=1.0`.
    pub share: f64,
    /// Unrelated pairs of the genre.
    pub unrelated: Unrelated,
    /// Consecutive years of one office.
    pub consecutive: Consecutive,
    /// Where the share stands against consecutive years.
    pub standing: Standing,
}

/// How many unrelated pairs reach a share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unrelated {
    /// Pairs that were measured.
    pub pairs: u32,
    /// Pairs with at least the share.
    pub reached: u32,
    /// Share of all such pairs that reach it at most, with a confidence of 95 %, `0.0..=1.0`.
    pub at_most: f64,
}

/// The shares of consecutive years, `0.0..=1.0`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Consecutive {
    /// Pairs of years that were measured.
    pub pairs: u32,
    /// The smallest.
    pub least: f64,
    /// A quarter have less.
    pub lower_quartile: f64,
    /// Half have less.
    pub median: f64,
    /// A quarter have more.
    pub upper_quartile: f64,
    /// The largest.
    pub most: f64,
}

/// Where a share stands against those of consecutive years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Less than any of them.
    Below,
    /// Among them.
    Within,
    /// More than any of them.
    Above,
}

impl Standing {
    /// Returns the name the JSON contract uses.
    pub const fn id(self) -> &'static str {
        match self {
            Standing::Below => "below",
            Standing::Within => "within",
            Standing::Above => "above",
        }
    }
}

/// Returns of the distinctive shares of both sides the one a pair is graded by: an excerpt of a long
/// report is shared text as well.
pub const fn telling(distinctive: Sided<f64>) -> f64 {
    distinctive.left.max(distinctive.right)
}

/// Returns what the share of two reports is to be held against; `None` where nothing comparable was
/// measured: for reports that are not in Chinese, and for short ones. Linear.
pub fn norm(sides: Sided<Witness<'_>>, distinctive: Sided<f64>) -> Option<Norm> {
    let comparable = is_of_genre(sides.left) && is_of_genre(sides.right);
    comparable.then(|| beside(telling(distinctive)))
}

/// How many of the sections that were measured are graded as shared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SectionNorm {
    /// Of unrelated pairs: sections, and how many of them are.
    pub unrelated: [u32; 2],
    /// Share of all such sections that are at most, with a confidence of 95 %, `0.0..=1.0`.
    pub at_most: f64,
    /// Of consecutive years: sections, and how many of them are.
    pub consecutive: [u32; 2],
}

/// Returns what the grade of a section is to be held against; `None` as of whole reports. Linear.
pub fn norm_of_sections(sides: Sided<Witness<'_>>) -> Option<SectionNorm> {
    let [sections, shared] = UNRELATED_SECTIONS;
    let norm = SectionNorm {
        unrelated: UNRELATED_SECTIONS,
        at_most: at_most(shared, sections),
        consecutive: CONSECUTIVE_SECTIONS,
    };
    (is_of_genre(sides.left) && is_of_genre(sides.right)).then_some(norm)
}

/// Returns what a share is to be held against, whatever the reports are.
pub fn beside(share: f64) -> Norm {
    let is_enough = |measured: &&u16| share <= f64::from(**measured) / TEN_THOUSANDTHS;
    let reached = UNRELATED_SHARES.iter().filter(is_enough).count() as u32;
    let reached = if share > 0.0 { reached } else { UNRELATED_PAIRS };
    let consecutive = consecutive();
    let standing = if share < consecutive.least {
        Standing::Below
    } else if consecutive.most < share {
        Standing::Above
    } else {
        Standing::Within
    };
    let at_most = at_most(reached, UNRELATED_PAIRS);
    let unrelated = Unrelated { pairs: UNRELATED_PAIRS, reached, at_most };
    Norm { share, unrelated, consecutive, standing }
}

/// Says whether a report is of the genre that was measured, and long enough.
fn is_of_genre(side: Witness<'_>) -> bool {
    let letters = side.report.span.of(side.text).chars().filter(|c| c.is_alphabetic());
    let (mut all, mut han) = (0_usize, 0_usize);
    for letter in letters {
        all += 1;
        han += usize::from(is_han(letter));
    }
    MIN_LETTERS <= all && MIN_HAN * all as f64 <= han as f64
}

/// Returns the upper bound of a rate of which `count` in `of` were seen, with a confidence of 95 %.
///
/// Poisson's, as approximated by Wilson and Hilferty (1931): for none seen the rule of three.
fn at_most(count: u32, of: u32) -> f64 {
    let next = f64::from(count) + 1.0;
    let root = 1.0 - 1.0 / (9.0 * next) + DEVIATE_95 / (3.0 * next.sqrt());
    (next * root.powi(3) / f64::from(of.max(1))).min(1.0)
}

fn consecutive() -> Consecutive {
    let last = CONSECUTIVE_SHARES.len() - 1;
    // Between the two nearest, in proportion.
    let quantile = |part: f64| {
        let place = part * last as f64;
        let at = place as usize;
        let (below, above) = (CONSECUTIVE_SHARES[at], CONSECUTIVE_SHARES[last.min(at + 1)]);
        let between = (place - at as f64) * (f64::from(above) - f64::from(below));
        (f64::from(below) + between) / TEN_THOUSANDTHS
    };
    Consecutive {
        pairs: CONSECUTIVE_SHARES.len() as u32,
        least: quantile(0.0),
        lower_quartile: quantile(0.25),
        median: quantile(0.5),
        upper_quartile: quantile(0.75),
        most: quantile(1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::decode::read;
    use crate::report::split::whole;

    fn is_compared(text: &str) -> bool {
        let document = read(text.as_bytes(), "a");
        let report = whole(&document);
        let side = Witness { text: &document.text, report: &report };
        norm(Sided::new(side, side), Sided::new(0.1, 0.2)).is_some()
    }

    #[test]
    fn share_no_unrelated_pair_reaches_has_the_rule_of_three_as_bound() {
        let high = beside(0.9);
        assert_eq!((high.unrelated.reached, high.standing), (0, Standing::Above));
        let three = 3.0 / f64::from(high.unrelated.pairs);
        assert!((high.unrelated.at_most / three - 1.0).abs() < 0.02, "{high:?}");
    }

    #[test]
    fn the_less_is_shared_the_more_pairs_reach_it() {
        let shares = [0.0, 0.001, 0.01, 0.02, 0.05, 0.35];
        let reached = shares.map(|share| beside(share).unrelated.reached);
        assert!(reached.windows(2).all(|two| two[0] >= two[1]), "{reached:?}");
        assert_eq!(reached[0], UNRELATED_PAIRS);
        assert_eq!(beside(0.0).standing, Standing::Below);
    }

    #[test]
    fn quartiles_lie_in_order_and_the_median_is_a_normal_share() {
        let all = consecutive();
        let rising = [all.least, all.lower_quartile, all.median, all.upper_quartile, all.most];
        assert!(rising.windows(2).all(|two| two[0] <= two[1]), "{rising:?}");
        assert_eq!(beside(all.median).standing, Standing::Within);
        assert_eq!(beside(all.most).standing, Standing::Within);
    }

    #[test]
    fn only_chinese_reports_of_some_length_are_held_against_what_was_measured() {
        assert!(is_compared(&"全年新增就业一千二百万人，比上年增长百分之五。\n".repeat(40)));
        assert!(!is_compared("全年新增就业一千二百万人，比上年增长百分之五。\n"));
        assert!(!is_compared(&"Employment grew by five per cent in the year.\n".repeat(40)));
        assert!(!is_compared(&"原爆の日にあたり、平和への誓いを新たにする。\n".repeat(60)));
    }
}
