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
use crate::figure::verb::{first_verb, is_verb};

/// Most characters between a former value and what it became: 由11类归并为6类.
const LONGEST_STEP: usize = 12;

/// Sets the relations between the figures of one sentence, which are the last of `figures`.
///
/// `parts` is what [`parts_of`] said of them. Linear in the sentence: every figure looks at those
/// right before it.
pub fn relate(line: &Line, mentions: &[Mention], parts: &[Option<Part>], figures: &mut [Figure]) {
    let Some(first) = figures.len().checked_sub(mentions.len()) else { return };
    let mut amount: Option<usize> = None;
    for (at, mention) in mentions.iter().enumerate().filter(|(_, mention)| is_listable(mention)) {
        let index = first + at;
        if let Some(before) = amount {
            let earlier = &mentions[before - first];
            if is_former(line, earlier, mention) {
                figures[before].flags.push(FigureFlag::Former);
                figures[before].flags.sort_unstable();
                figures[index].former = Some(before);
            }
            let kind = |index: usize| figures[index].claim.map(|claim| claim.kind);
            if is_listed(line, earlier, mention) && kind(before) == kind(index) {
                let list = figures[before].list.unwrap_or(before);
                figures[before].list = Some(list);
                figures[index].list = Some(list);
            }
        }
        let part = parts.get(at).copied().flatten().filter(|_| figures[index].claim.is_none());
        figures[index].part = part.map(|part| Part { of: first + part.of, ..part });
        amount = Some(index);
    }
}

fn is_listable(mention: &Mention) -> bool {
    mention.is_amount() || mention.class == Class::Rank
}

/// Works out what each claim from `first` on implies of the other operand.
pub fn imply(figures: &mut [Figure], first: usize) {
    for index in first..figures.len() {
        let figure = &figures[index];
        let of = figure.claim.and_then(|claim| figures.get(claim.of?));
        let known = figure.claim.zip(of).and_then(|(claim, of)| implied(&claim, figure, of));
        if let Some(claim) = &mut figures[index].claim {
            claim.implied = known;
        }
    }
}

/// Returns what each figure of a sentence is a part of; indices count within the sentence.
///
/// A part that was opened goes on until another amount of its own begins.
pub fn parts_of(line: &Line, mentions: &[Mention]) -> Vec<Option<Part>> {
    let mut parts = vec![None; mentions.len()];
    let mut open: Option<Part> = None;
    let mut amount: Option<usize> = None;
    for (at, mention) in mentions.iter().enumerate().filter(|(_, it)| it.is_amount()) {
        if let Some(before) = amount {
            open = part(line, mentions, (before, at), open);
            parts[at] = open.filter(|part| fits(&mentions[part.of], mention));
        }
        amount = Some(at);
    }
    parts
}

/// Says whether `before` tells what `mention` was: 由31%提高到37%, 从5家增加到7家.
fn is_former(line: &Line, before: &Mention, mention: &Mention) -> bool {
    let near = mention.start.saturating_sub(before.end) <= LONGEST_STEP;
    let begins = |c: char| matches!(c, '由' | '从' | '自');
    let reach = before.start.saturating_sub(LONGEST_STEP);
    let dated = line.before(before.start) == '的'
        && line.folded(reach, before.start).iter().any(|c| begins(*c));
    let opened = begins(line.before(before.start)) || line.ends(before.start, "from ") || dated;
    let words = line.folded(before.end, mention.start);
    let reached = words.iter().any(|c| matches!(c, '到' | '至' | '为' | '成'))
        || line.ends(mention.start, "to ");
    let one_clause = !words.iter().any(|c| ends_clause(*c));
    near && opened && reached && one_clause && before.unit == mention.unit
}

/// Says whether `mention` goes on with the list that `before` stands in.
fn is_listed(line: &Line, before: &Mention, mention: &Mention) -> bool {
    let joined = matches!(line.at(before.end), '、' | '和' | '及' | '与');
    joined && before.unit == mention.unit && before.class == mention.class
}

/// Returns the part that is open at the second of two neighbouring amounts.
fn part(
    line: &Line,
    mentions: &[Mention],
    (before, at): (usize, usize),
    open: Option<Part>,
) -> Option<Part> {
    let (from, to) = (mentions[before].end, mentions[at].start);
    if line.any_in(from, to, SOME) {
        return Some(Part { of: open.map_or(before, |part| part.of), kind: PartKind::Some });
    }
    if is_in_parentheses(line, from, to) {
        return Some(Part { of: before, kind: PartKind::Some });
    }
    if line.any_in(from, to, ALL) {
        return Some(Part { of: before, kind: PartKind::All });
    }
    let closed = line.find(from, to, ")").is_some() && line.find(from, to, "(").is_none();
    let listed = line.at(from) == '、'
        || line.at(from) == ','
        || line.at(from) == '，'
        || line.at(from) == ';';
    let verbs = line.at(from) != '、' && line.at(from) != ',' || !is_verb(line, from + 1, to);
    let begins = first_verb(line, from, to).is_some() && line.at(from) != '、' && verbs;
    let goes_on = mentions[at].unit == mentions[before].unit && listed && !begins && !closed;
    open.filter(|_| goes_on && !line.any_in(from, to, ENDS))
}

/// Says whether the words between the columns open a parenthesis that holds the second amount.
fn is_in_parentheses(line: &Line, from: usize, to: usize) -> bool {
    line.at(from) == '(' && line.find(from, to, ")").is_none()
}

/// Says whether the figure can be a part: same unit, not more than the whole.
fn fits(whole: &Mention, part: &Mention) -> bool {
    let smaller = whole.value.zip(part.value).is_none_or(|(whole, part)| part <= whole);
    smaller && whole.unit == part.unit
}

/// Words that open a list of some parts.
const SOME: &[&str] = &["其中", "当中", "含", "of which", "of whom", "including"];

/// Words that open the list of all parts.
const ALL: &[&str] = &["分别为", "分别是", "分别有", "包括", "分为", "分成", "comprising"];

/// Words that end a list of parts: another amount begins.
const ENDS: &[&str] = &["另有", "此外", "累计", "共", "总", "同时", "全年", "今年", "目前", "。"];

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
