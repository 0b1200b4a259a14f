//! Where a stretch begins and ends: with running text, and with what was taken over beside it though
//! nothing in that is rare.
//!
//! ```text
//! 第二节 环境卫生                                   第三节 公共环境                                   cut
//! 第九条 公民应当爱护公共环境卫生，遵守下列规定：    第九条 平民应当爱护公有环境卫生，听命下列规定：    joined
//! （一）不在公共场所的室内区域吸烟；                （一）不在公共场子的室内区域吸烟；              the stretch
//! ```

use crate::collate::guidance::section_opened;
use crate::collate::model::Witness;
use crate::collate::resemblance::{Shingles, resemblance};
use crate::collate::reuse::mass::Masses;
use crate::collate::reuse::region::Region;
use crate::report::model::BlockKind;
use crate::text::fold::Folded;
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use std::ops::Range;

/// Length from which what is marked as a heading may be a clause of a list: （三）对依法应当受理的申请不受理的；
/// In folded characters. Of 355 headings in the yunxi samples and data/national 64 in 100 are shorter;
/// cutting the longer ones as well takes the score of heavily reworded pairs from .925 to .913.
const MIN_CLAUSE_CHARS: f64 = 18.0;

/// Resemblance, figures as they are written, from which the next pair goes with a stretch: where false
/// pairs anywhere in a report end (0.38 at most, of 20,941). From 0.34 to 0.46 the score of the 120 open
/// pairs stays within .001; without any such pairs that of the heavily reworded ones is .02 lower.
const MIN_NEXT: f64 = 0.38;

/// A sentence shorter than this tells nothing, in folded characters.
const MIN_NEXT_CHARS: f64 = 8.0;

/// Cuts a region to running text: a title or heading at its edge was not taken over with it, unless
/// the other side has the very same there. `None` if it has no running text on a side.
pub fn in_text(
    sides: Sided<Witness<'_>>,
    masses: &Sided<Masses>,
    region: &Region,
) -> Option<Region> {
    let text = |side: Side| {
        // A clause of a list passes for a heading as well, but is longer than one.
        let is_clause = |at: usize| {
            sides[side].kind_of(at) == Some(BlockKind::Heading) && is_long(&masses[side], at)
        };
        let mut range = region.sentences[side].clone();
        let has_text = range.clone().any(|at| masses[side].is_text(at));
        let belongs = |at: &usize| is_own(sides[side], &masses[side], *at) || is_clause(*at);
        let (first, last) = (range.find(belongs)?, range.rfind(belongs));
        has_text.then(|| first..last.unwrap_or(first) + 1)
    };
    let mut sentences = Sided::new(text(Side::Left)?, text(Side::Right)?);
    let whole = &region.sentences;
    let are_same = |left: usize, right: usize| {
        let folded = |side: Side, at: usize| {
            let body = sides[side].report.sentences.get(at)?.body;
            Some(Folded::of(sides[side].text, body).chars)
        };
        folded(Side::Left, left) == folded(Side::Right, right)
    };
    while sentences.left.start > whole.left.start
        && sentences.right.start > whole.right.start
        && are_same(sentences.left.start - 1, sentences.right.start - 1)
    {
        sentences.left.start -= 1;
        sentences.right.start -= 1;
    }
    while sentences.left.end < whole.left.end
        && sentences.right.end < whole.right.end
        && are_same(sentences.left.end, sentences.right.end)
    {
        sentences.left.end += 1;
        sentences.right.end += 1;
    }
    Some(Region { sentences, ..region.clone() })
}

/// Says whether a sentence of running text is nothing but the heading of a section that goes on behind it:
/// （一）主要指标保持稳定增长。
pub fn is_run_in(side: Witness<'_>, sentence: usize) -> bool {
    let section = section_opened(side, sentence).and_then(|id| side.report.section(id));
    let body = side.report.sentences.get(sentence).map(|sentence| sentence.body);
    let rest = section.zip(body).map(|(section, body)| Span::new(section.heading.end, body.end));
    rest.is_some_and(|rest| Folded::of(side.text, rest).is_empty())
}

/// Says whether a sentence is wording of somebody's own: running text, and no heading.
fn is_own(side: Witness<'_>, masses: &Masses, sentence: usize) -> bool {
    masses.is_text(sentence) && (is_long(masses, sentence) || !is_run_in(side, sentence))
}

fn is_long(masses: &Masses, sentence: usize) -> bool {
    masses.chars_in(&(sentence..sentence + 1)) >= MIN_CLAUSE_CHARS
}

/// Returns a stretch with the sentences of running text before and behind it that stand beside each other on
/// both sides and are alike. Linear in what is added.
pub fn with_neighbours(
    sides: Sided<Witness<'_>>,
    masses: &Sided<Masses>,
    sentences: &Sided<Range<usize>>,
) -> Sided<Range<usize>> {
    let shingles = |side: Side, at: usize| {
        let is_enough = is_own(sides[side], &masses[side], at)
            && masses[side].chars_in(&(at..at + 1)) >= MIN_NEXT_CHARS;
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
        with_neighbours(sides, &masses, sentences)
    }

    #[test]
    fn neighbours_in_order_go_with_a_stretch_if_they_are_alike() {
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

    #[test]
    fn heading_alike_in_front_of_a_stretch_does_not_go_with_it() {
        let text = |words: &str| {
            format!("（一）护林队伍{words}。\n护林员背着测高仪走完了北坡，古树册收了三百零六棵。\n")
        };
        let (left, right) = (text("建设持续加强"), text("建设不断加强"));
        let last = Sided::new(1..2, 1..2);
        assert_eq!(edges(&left, &right, &last), last);
    }
}
