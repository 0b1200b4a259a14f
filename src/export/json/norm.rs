//! What the share of two reports is held against.

use crate::collate::norm::Norm;
use crate::export::json::place::share;
use serde::Serialize;

/// What was measured on other pairs, and where this one stands.
#[derive(Debug, Serialize)]
pub struct NormWire {
    /// The share that is held against it: the greater of `distinctive_containment`.
    share: f64,
    /// Unrelated pairs of the genre.
    unrelated: UnrelatedWire,
    /// Consecutive years of one office.
    consecutive: ConsecutiveWire,
    /// `below`, `within` or `above` the shares of consecutive years.
    standing: &'static str,
}

#[derive(Debug, Serialize)]
struct UnrelatedWire {
    pairs: u32,
    /// Those with at least the share.
    reached: u32,
    /// Share of all such pairs that reach it at most, with a confidence of 95 %.
    at_most: f64,
}

#[derive(Debug, Serialize)]
struct ConsecutiveWire {
    pairs: u32,
    least: f64,
    lower_quartile: f64,
    median: f64,
    upper_quartile: f64,
    most: f64,
}

/// Returns the form in which it is written.
pub fn wire(norm: &Norm) -> NormWire {
    let (unrelated, consecutive) = (norm.unrelated, norm.consecutive);
    NormWire {
        share: share(norm.share),
        unrelated: UnrelatedWire {
            pairs: unrelated.pairs,
            reached: unrelated.reached,
            at_most: share(unrelated.at_most),
        },
        consecutive: ConsecutiveWire {
            pairs: consecutive.pairs,
            least: share(consecutive.least),
            lower_quartile: share(consecutive.lower_quartile),
            median: share(consecutive.median),
            upper_quartile: share(consecutive.upper_quartile),
            most: share(consecutive.most),
        },
        standing: norm.standing.id(),
    }
}
