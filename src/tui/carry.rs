//! Staying where one was when the texts have changed under one's hands.

use crate::sheet::place::Anchor;
use crate::text::side::Side;
use crate::tui::model::Catalog;
use crate::tui::pair::{Pair, Pinned};

/// Characters of the text at a place that are looked for when it has moved: most of a sentence, or less
/// of it if that is changed too.
const SNIPPET_CHARS: [usize; 3] = [24, 12, 4];

/// Returns where the text that stood at a byte offset stands now.
///
/// What is before the first change and behind the last keeps its distance to that end. Text between
/// them is looked for near where it was; if it is gone, the first change takes its place. Linear.
pub fn carried(old: &str, new: &str, offset: usize) -> usize {
    let offset = floor(old, offset);
    let head = common_head(old, new);
    let tail = common_tail(&old[head..], &new[head..]);
    if offset < head {
        return offset;
    }
    if old.len() - tail <= offset {
        return new.len() - (old.len() - offset);
    }
    let changed = &new[head..new.len() - tail];
    let nearest = |count: usize| {
        let snippet: String = old[offset..].chars().take(count).collect();
        let found = changed.match_indices(&snippet).map(|(at, _)| head + at);
        found.min_by_key(|at| at.abs_diff(offset))
    };
    SNIPPET_CHARS.into_iter().find_map(nearest).unwrap_or(head)
}

/// Returns the greatest character boundary that is not behind the offset.
fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn common_head(old: &str, new: &str) -> usize {
    let pairs = old.chars().zip(new.chars());
    pairs.take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum()
}

fn common_tail(old: &str, new: &str) -> usize {
    let pairs = old.chars().rev().zip(new.chars().rev());
    pairs.take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum()
}

impl Pair {
    /// Takes over from the pair that was open how it was being read, and where.
    pub(crate) fn go_on_from(&mut self, old: Pair, before: &Catalog, now: &Catalog) {
        let texts = |catalog: &Catalog, pair: &Pair, side: Side| {
            catalog.entries[pair.entries[side]].document.clone()
        };
        let carry = |pinned: Pinned| {
            let anchor = pinned.anchor.map(|Anchor { side, offset }| {
                let (was, is) = (texts(before, &old, side), texts(now, self, side));
                Anchor { side, offset: carried(&was.text, &is.text, offset) }
            });
            Pinned { anchor, ..pinned }
        };
        let (cursor, top) = (carry(old.cursor), carry(old.top));
        self.cursor = cursor;
        self.top = top;
        self.wishes = old.wishes;
        self.folding.folded = old.folding.folded;
        self.line_breaks = old.line_breaks;
        self.focus = old.focus;
        self.list = old.list;
        self.take_over_marks(old, before, now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stands(old: &str, new: &str, word: &str) -> String {
        let at = carried(old, new, old.find(word).unwrap());
        new[at..].chars().take(word.chars().count()).collect()
    }

    #[test]
    fn text_is_found_again_before_behind_and_between_changes() {
        let old = "甲事已办。乙事在办。丙事未办。丁事待办。";
        let new = "甲事已办。新增一句。乙事在办。丙事刚办。丁事待办。";
        for word in ["甲事已办", "乙事在办", "丁事待办"] {
            assert_eq!(stands(old, new, word), word);
        }
    }

    #[test]
    fn text_that_is_gone_leaves_one_at_the_change() {
        let (old, new) = ("甲事已办。乙事在办。丙事未办。", "甲事已办。丙事未办。");
        assert_eq!(stands(old, new, "乙事在办"), "丙事未办");
        assert_eq!(carried("甲乙", "", 3), 0);
        assert_eq!(carried("", "甲乙", 9), "甲乙".len());
    }
}
