//! Words that say how a written number bounds the true one: one table.

use crate::figure::line::{Line, width};
use crate::figure::model::Bound;

/// Where a bound word stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    Behind,
}

/// Returns the bound word that ends just left of the column, and where it starts.
pub fn bound_before(line: &Line, column: usize) -> Option<(Bound, usize)> {
    let words = BOUNDS.iter().filter(|(place, ..)| *place == Place::Before);
    let here = words.filter(|(_, word, _)| line.ends(column, word));
    let (_, word, bound) = here.max_by_key(|(_, word, _)| word.len())?;
    let start = column - width(word);
    let is_other_word = NOT_BOUNDS.iter().any(|other| line.ends(column, other));
    let inside_word = word.is_ascii() && line.before(start).is_ascii_alphabetic();
    (!is_other_word && !inside_word).then_some((*bound, start))
}

/// Returns the bound word at the column behind a unit, and where it ends.
pub fn bound_behind(line: &Line, column: usize) -> Option<(Bound, usize)> {
    let words = BOUNDS.iter().filter(|(place, ..)| *place == Place::Behind);
    let here = words.filter(|(_, word, _)| line.has(column, word));
    let (_, word, bound) = here.max_by_key(|(_, word, _)| word.len())?;
    Some((*bound, column + width(word)))
}

/// Every bound word, as folded for scanning.
const BOUNDS: &[(Place, &str, Bound)] = &[
    (Place::Before, "约", Bound::About),
    (Place::Before, "大约", Bound::About),
    (Place::Before, "约为", Bound::About),
    (Place::Before, "大概", Bound::About),
    (Place::Before, "about ", Bound::About),
    (Place::Before, "around ", Bound::About),
    (Place::Before, "some ", Bound::About),
    (Place::Before, "approximately ", Bound::About),
    (Place::Before, "近", Bound::Under),
    (Place::Before, "将近", Bound::Under),
    (Place::Before, "接近", Bound::Under),
    (Place::Before, "nearly ", Bound::Under),
    (Place::Before, "almost ", Bound::Under),
    (Place::Before, "close to ", Bound::Under),
    (Place::Before, "逾", Bound::MoreThan),
    (Place::Before, "超", Bound::MoreThan),
    (Place::Before, "超过", Bound::MoreThan),
    (Place::Before, "超过了", Bound::MoreThan),
    (Place::Before, "突破", Bound::MoreThan),
    (Place::Before, "突破了", Bound::MoreThan),
    (Place::Before, "多于", Bound::MoreThan),
    (Place::Before, "过", Bound::MoreThan),
    (Place::Before, "over ", Bound::MoreThan),
    (Place::Before, "more than ", Bound::MoreThan),
    (Place::Before, "exceed ", Bound::MoreThan),
    (Place::Before, "exceeding ", Bound::MoreThan),
    (Place::Before, "exceeded ", Bound::MoreThan),
    (Place::Before, "不足", Bound::LessThan),
    (Place::Before, "不到", Bound::LessThan),
    (Place::Before, "少于", Bound::LessThan),
    (Place::Before, "less than ", Bound::LessThan),
    (Place::Before, "fewer than ", Bound::LessThan),
    (Place::Before, "under ", Bound::LessThan),
    (Place::Before, "below ", Bound::LessThan),
    (Place::Before, "above ", Bound::MoreThan),
    (Place::Before, "in excess of ", Bound::MoreThan),
    (Place::Before, "no more than ", Bound::AtMost),
    (Place::Before, "not more than ", Bound::AtMost),
    (Place::Before, "a minimum of ", Bound::AtLeast),
    (Place::Before, "a maximum of ", Bound::AtMost),
    (Place::Before, "roughly ", Bound::About),
    (Place::Before, "至少", Bound::AtLeast),
    (Place::Before, "最少", Bound::AtLeast),
    (Place::Before, "不低于", Bound::AtLeast),
    (Place::Before, "不少于", Bound::AtLeast),
    (Place::Before, "达上", Bound::AtLeast),
    (Place::Before, "at least ", Bound::AtLeast),
    (Place::Before, "no less than ", Bound::AtLeast),
    (Place::Before, "not less than ", Bound::AtLeast),
    (Place::Before, "至多", Bound::AtMost),
    (Place::Before, "最多", Bound::AtMost),
    (Place::Before, "不超过", Bound::AtMost),
    (Place::Before, "不高于", Bound::AtMost),
    (Place::Before, "不多于", Bound::AtMost),
    (Place::Before, "up to ", Bound::AtMost),
    (Place::Before, "at most ", Bound::AtMost),
    (Place::Behind, "余", Bound::Over),
    (Place::Behind, "左右", Bound::About),
    (Place::Behind, "上下", Bound::About),
    (Place::Behind, "以上", Bound::AtLeast),
    (Place::Behind, "及以上", Bound::AtLeast),
    (Place::Behind, "或以上", Bound::AtLeast),
    (Place::Behind, " or above", Bound::AtLeast),
    (Place::Behind, " or more", Bound::AtLeast),
    (Place::Behind, "以内", Bound::AtMost),
    (Place::Behind, "之内", Bound::AtMost),
    (Place::Behind, "以下", Bound::AtMost),
    (Place::Behind, "及以下", Bound::AtMost),
    (Place::Behind, " or below", Bound::AtMost),
];

/// Words that end like a bound and are none.
#[rustfmt::skip]
const NOT_BOUNDS: &[&str] = &[
    "通过", "经过", "最近", "附近", "邻近", "靠近", "节约", "合约", "签约", "条约", "履约",
    "违约",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::Span;

    fn before(text: &str) -> Option<Bound> {
        let line = Line::of(text, Span::new(0, text.len()));
        bound_before(&line, line.len()).map(|(bound, _)| bound)
    }

    #[test]
    fn longest_word_decides() {
        assert_eq!(before("不超过"), Some(Bound::AtMost));
        assert_eq!(before("产值超过"), Some(Bound::MoreThan));
    }

    #[test]
    fn words_that_only_end_like_a_bound_are_none() {
        assert_eq!(before("已通过"), None);
        assert_eq!(before("已签约"), None);
    }
}
