//! What stands at the edges of a stretch and was taken over with it, though nothing in it is rare.
//!
//! ```text
//! 第九条 公民应当爱护公共环境卫生，遵守下列规定：    第九条 平民应当爱护公有环境卫生，听命下列规定：    joins
//! （一）不在公共场所的室内区域吸烟；                （一）不在公共场子的室内区域吸烟；              the stretch
//! ```

use crate::collate::model::Witness;
use crate::collate::resemblance::{Shingles, resemblance};
use crate::collate::reuse::mass::Masses;
use crate::text::side::{Side, Sided};
use std::ops::Range;

/// Resemblance, figures as they are written, from which the next pair goes with a stretch: where false
/// pairs anywhere in a report end (0.38 at most, of 20,941). From 0.34 to 0.46 the score of the 120 open
/// pairs stays within .001; without any such pairs that of the heavily reworded ones is .02 lower.
const MIN_NEXT: f64 = 0.38;

/// A sentence shorter than this tells nothing, in folded characters.
const MIN_NEXT_CHARS: f64 = 8.0;

/// Returns a stretch with the sentences before and behind it that stand beside each other on both sides
/// and are alike. Linear in what is added.
pub fn with_edges(
    sides: Sided<Witness<'_>>,
    masses: &Sided<Masses>,
    sentences: &Sided<Range<usize>>,
) -> Sided<Range<usize>> {
    let shingles = |side: Side, at: usize| {
        let is_enough =
            masses[side].is_text(at) && masses[side].chars_in(&(at..at + 1)) >= MIN_NEXT_CHARS;
        let sentence = sides[side].report.sentences.get(at).filter(|_| is_enough)?;
        Some(Shingles::verbatim(sides[side].text, sentence.body))
    };
    let are_alike = |left: usize, right: usize| {
        let both = shingles(Side::Left, left).zip(shingles(Side::Right, right));
        both.is_some_and(|(left, right)| resemblance(&left, &right) >= MIN_NEXT)
    };
    let mut found = sentences.clone();
    while let (Some(left), Some(right)) =
        (found.left.start.checked_sub(1), found.right.start.checked_sub(1))
        && are_alike(left, right)
    {
        (found.left.start, found.right.start) = (left, right);
    }
    while are_alike(found.left.end, found.right.end) {
        found.left.end += 1;
        found.right.end += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::background::Background;
    use crate::collate::normal::folded_sentences;
    use crate::collate::reuse::index::Index;
    use crate::intake::decode::read;
    use crate::report::split::whole;
    use crate::text::fold::Folded;

    fn edges(left: &str, right: &str, sentences: &Sided<Range<usize>>) -> Sided<Range<usize>> {
        let documents = Sided::new(read(left.as_bytes(), "a"), read(right.as_bytes(), "b"));
        let reports = documents.as_ref().map(whole);
        let witness = |side: Side| Witness { text: &documents[side].text, report: &reports[side] };
        let sides = Sided::new(witness(Side::Left), witness(Side::Right));
        let masses = sides.map(|side| {
            let lens: Vec<usize> = folded_sentences(side).iter().map(Folded::len).collect();
            Masses::of(side, &lens, &Index::of(side, Background::shipped()))
        });
        with_edges(sides, &masses, sentences)
    }

    #[test]
    fn reworded_neighbours_in_order_go_with_a_stretch_and_others_do_not() {
        let left = "老渡口换了电动船。公民应当爱护公共环境卫生。老旧泵站改造了七座。学校食堂公开采购价格。";
        let right =
            "果园改种早熟品种。平民应当爱护公有环境卫生。老旧泵站改造了七座。冷库容量翻了一番。";
        assert_eq!(edges(left, right, &Sided::new(2..3, 2..3)), Sided::new(1..3, 1..3));
        assert_eq!(edges(left, right, &Sided::new(1..2, 1..2)), Sided::new(1..3, 1..3));
    }

    #[test]
    fn the_same_text_goes_with_any_part_of_it_up_to_both_ends() {
        let text = "老渡口换了电动船。公民应当爱护公共环境卫生。老旧泵站改造了七座。";
        assert_eq!(edges(text, text, &Sided::new(1..2, 1..2)), Sided::new(0..3, 0..3));
        assert_eq!(edges("", "", &Sided::default()), Sided::default());
    }
}
