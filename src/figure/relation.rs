//! How the figures of one sentence belong together: lists, parts of a whole, what was before.
//!
//! ```text
//! 共12家,其中国家级3家,省级5家       3 and 5 are parts of 12, some of them
//! 117人,分别为正高28人、…           parts that make up the whole
//! 本地配套率由31%提高到37%           31% is what 37% was before
//! 新增xx家(重新认定x家)              a part in parentheses
//! ```

use crate::figure::implied::implied;
use crate::figure::line::{Line, ends_clause};
use crate::figure::mention::Mention;
use crate::figure::model::{Class, Figure, FigureFlag, Part, PartKind};

/// Most characters between a former value and what it became: 由11类归并为6类.
const LONGEST_STEP: usize = 12;

/// Sets the relations between the figures of one sentence, which are the last of `figures`.
///
/// Linear in the sentence: every figure looks at those right before it.
pub fn relate(line: &Line, mentions: &[Mention], figures: &mut [Figure]) {
    let Some(first) = figures.len().checked_sub(mentions.len()) else { return };
    let mut open: Option<Part> = None;
    let mut amount: Option<usize> = None;
    for (at, mention) in mentions.iter().enumerate() {
        let index = first + at;
        if !mention.is_amount() {
            continue;
        }
        if let Some(before) =
            amount.filter(|before| is_former(line, &mentions[before - first], mention))
        {
            figures[before].flags.push(FigureFlag::Former);
            figures[before].flags.sort_unstable();
            figures[index].former = Some(before);
        }
        if let Some(before) =
            amount.filter(|before| is_listed(line, &mentions[before - first], mention))
        {
            let list = figures[before].list.unwrap_or(before);
            figures[before].list = Some(list);
            figures[index].list = Some(list);
        }
        open = part(line, mentions, first, at, (amount, open));
        figures[index].part = open.filter(|part| fits(figures, *part, index));
        amount = Some(index);
    }
    for index in first..figures.len() {
        let of = figures[index].claim.and_then(|claim| claim.of);
        let known =
            of.and_then(|of| implied(&figures[index].claim?, &figures[index], figures.get(of)?));
        if let Some(claim) = &mut figures[index].claim {
            claim.implied = known;
        }
    }
}

/// Says whether `before` tells what `mention` was: 由31%提高到37%, 从5家增加到7家.
fn is_former(line: &Line, before: &Mention, mention: &Mention) -> bool {
    let near = mention.start.saturating_sub(before.end) <= LONGEST_STEP;
    let opened =
        matches!(line.before(before.start), '由' | '从' | '自') || line.ends(before.start, "from ");
    let words = line.folded(before.end, mention.start);
    let reached =
        matches!(words.last(), Some('到' | '至' | '为' | '成')) || line.ends(mention.start, "to ");
    near && opened
        && reached
        && !words.iter().any(|c| ends_clause(*c))
        && before.unit == mention.unit
}

/// Says whether `mention` goes on with the list that `before` stands in.
fn is_listed(line: &Line, before: &Mention, mention: &Mention) -> bool {
    let joined = matches!(line.at(before.end), '、' | '和' | '及' | '与');
    joined && before.unit == mention.unit && before.class == mention.class
}

/// Returns what the figure at `at` is a part of; a part that was opened goes on until another amount
/// of its own begins.
fn part(
    line: &Line,
    mentions: &[Mention],
    first: usize,
    at: usize,
    (amount, open): (Option<usize>, Option<Part>),
) -> Option<Part> {
    let (mention, before) = (&mentions[at], &mentions[amount? - first]);
    let of = open.map_or(amount?, |part| part.of);
    if line.any_in(before.end, mention.start, SOME) || is_in_parentheses(line, before, mention) {
        let again = open.filter(|_| !line.any_in(before.end, mention.start, SOME));
        return Some(again.unwrap_or(Part { of: amount?, kind: PartKind::Some }));
    }
    if line.any_in(before.end, mention.start, ALL) {
        return Some(Part { of, kind: PartKind::All });
    }
    let goes_on = mention.unit == before.unit && !line.any_in(before.end, mention.start, ENDS);
    open.filter(|_| goes_on)
}

/// Says whether the figure stands in parentheses right behind the one before.
fn is_in_parentheses(line: &Line, before: &Mention, mention: &Mention) -> bool {
    line.at(before.end) == '(' && line.find(before.end, mention.start, ")").is_none()
}

/// Says whether the figure can be a part: same unit, not more than the whole, no claim of its own.
fn fits(figures: &[Figure], part: Part, index: usize) -> bool {
    let (whole, figure) = (&figures[part.of], &figures[index]);
    let smaller = whole.value.zip(figure.value).is_none_or(|(whole, part)| part <= whole);
    let same = whole.unit == figure.unit && whole.class != Class::Rank;
    smaller && same && figure.claim.is_none() && part.of != index
}

/// Words that open a list of some parts.
const SOME: &[&str] = &["其中", "当中", "含", "of which", "including"];

/// Words that open the list of all parts.
const ALL: &[&str] = &["分别为", "分别是", "分别有", "由", "包括", "分为", "分成"];

/// Words that end a list of parts: another amount begins.
const ENDS: &[&str] = &["另有", "此外", "累计", "共", "总", "同时", "。", ";"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::extract::figures_of_sentence;
    use crate::text::span::Span;

    fn read(text: &str) -> Vec<Figure> {
        figures_of_sentence(text, Span::new(0, text.len()))
    }

    fn parts(text: &str) -> Vec<Option<(usize, PartKind)>> {
        read(text).iter().map(|figure| figure.part.map(|part| (part.of, part.kind))).collect()
    }

    #[test]
    fn parts_point_at_their_whole() {
        let some = Some((0, PartKind::Some));
        assert_eq!(parts("孵化器共17家,其中国家级3家、省级6家、市级8家"), [None, some, some, some]);
        assert_eq!(parts("完成7家(农业1家)"), [None, some]);
        assert_eq!(parts("企业12家,其中国家级3家,帮扶资金5万元"), [None, some, None]);
    }

    #[test]
    fn list_is_known_by_its_first_figure() {
        let lists = |text: &str| read(text).iter().map(|f| f.list).collect::<Vec<_>>();
        assert_eq!(lists("博士19人、硕士20人、资金5万元"), [Some(0), Some(0), None]);
    }

    #[test]
    fn former_value_is_told_from_the_present_one() {
        let found = read("本地配套率由31%提高到37%");
        assert!(found[0].flags.contains(&FigureFlag::Former));
        assert_eq!(found[1].former, Some(0));
        assert_eq!(read("企业5家,专利7家")[1].former, None);
    }
}
