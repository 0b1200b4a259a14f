//! The rule of copy checkers, as a yardstick: thirteen equal characters in a row.

use crate::corpus::Text;
use crate::plagdet::Place;
use duikan::text::fold::Folded;
use duikan::text::side::{Side, Sided};
use duikan::text::span::{CharIndex, Span};
use std::collections::HashMap;

/// Equal characters in a row that the rule asks for.
const RUN: usize = 13;

/// Runs this near to each other on both sides are one, in folded characters.
const MERGED: usize = 30;

/// Returns the runs of equal text, joined where they are near, in characters of each side.
pub(crate) fn runs(texts: &Sided<Text>) -> Vec<Place> {
    let folded = |side: Side| {
        let text = &texts[side].document.text;
        Folded::of(text, Span::new(0, text.len()))
    };
    let folded = Sided::new(folded(Side::Left), folded(Side::Right));
    let mut places: HashMap<&[char], Vec<usize>> = HashMap::new();
    for (at, run) in folded.left.chars.windows(RUN).enumerate() {
        places.entry(run).or_default().push(at);
    }
    let mut merged: Vec<[std::ops::Range<usize>; 2]> = Vec::new();
    for (right, run) in folded.right.chars.windows(RUN).enumerate() {
        for left in places.get(run).into_iter().flatten() {
            let near = |range: &std::ops::Range<usize>, at: usize| {
                at + MERGED >= range.start && at <= range.end + MERGED
            };
            let known = merged.iter_mut().rev().find(|[l, r]| near(l, *left) && near(r, right));
            match known {
                Some([l, r]) => {
                    *l = l.start.min(*left)..l.end.max(left + RUN);
                    *r = r.start.min(right)..r.end.max(right + RUN);
                }
                None => merged.push([*left..left + RUN, right..right + RUN]),
            }
        }
    }
    let index = |side: Side| CharIndex::new(&texts[side].document.text);
    let indexes = Sided::new(index(Side::Left), index(Side::Right));
    let chars = |side: Side, range: &std::ops::Range<usize>| {
        let offsets = &folded[side].offsets;
        let (start, end) =
            indexes[side].chars(Span::new(offsets[range.start], offsets[range.end - 1]));
        start..end + 1
    };
    merged.iter().map(|[l, r]| [chars(Side::Left, l), chars(Side::Right, r)]).collect()
}
