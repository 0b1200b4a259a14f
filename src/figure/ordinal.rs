//! Editions, batches and grades: 第十六届, 第四批, 十三届, 二等奖, 二期工程.
//!
//! They number things instead of measuring them, but a new year's report should move them on.

use crate::figure::chinese;
use crate::figure::line::{Line, is_han, width};
use crate::figure::mention::Mention;
use crate::figure::model::Class;
use crate::figure::numeral::{Script, numeral_at};
use crate::figure::unit::unit_named;

/// What 第N can number.
#[rustfmt::skip]
const NUMBERED: &[&str] = &[
    "届", "批", "批次", "次", "轮", "期", "代", "章", "节", "条", "个", "年", "天", "场", "阶段",
    "梯队", "集", "卷", "版", "站", "方阵", "等", "分会场", "组", "号", "件", "项", "家", "例",
    "座", "条线", "周年",
];

/// What numbers the parts of a text where it opens a line: 第一章, 第三条.
const PARTS_OF_TEXT: &[&str] = &["章", "节", "条", "卷", "集"];

/// What N numbers without 第: 十三届, 二等奖, 三级, 二期.
#[rustfmt::skip]
const NUMBERED_ALONE: &[&str] = &[
    "届", "等奖", "级", "期工程", "期", "号文", "号院", "类", "次会议",
];

/// Reads the ordinal at the column, whose first character is 第 or a numeral.
pub fn ordinal_at(line: &Line, column: usize) -> Option<Mention> {
    let marked = line.at(column) == '第';
    let number_at = column + usize::from(marked);
    let number = numeral_at(line, number_at).filter(|number| number.value.is_some())?;
    let numbered = if marked { NUMBERED } else { NUMBERED_ALONE };
    let word = line.longest(number.end, numbered)?;
    if marked && column == 0 && PARTS_OF_TEXT.contains(&word) {
        return None;
    }
    if !marked && !stands_alone(line, column, number.script, word) {
        return None;
    }
    let mut mention = Mention::new(Class::Ordinal, number_at, number.end);
    mention.start = column;
    mention.end = number.end + width(word);
    mention.value = number.value;
    mention.unit_text = line.original(number.end, mention.end);
    mention.unit = unit_named(word);
    Some(mention)
}

/// Says whether a numeral without 第 numbers what stands behind it.
fn stands_alone(line: &Line, column: usize, script: Script, word: &str) -> bool {
    let in_chinese = matches!(script, Script::ChineseDigit | Script::Chinese);
    let behind = line.at(column + 1 + width(word));
    match word {
        "届" | "等奖" => true,
        "级" | "类" => in_chinese && is_han(behind) && !matches!(line.at(column), '一' | '两'),
        "期" => in_chinese && line.at(column) != '两' && !chinese::is_numeral(line.before(column)),
        _ => in_chinese,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::Span;

    fn read(text: &str) -> Option<String> {
        let line = Line::of(text, Span::new(0, text.len()));
        ordinal_at(&line, 0).map(|mention| line.original(mention.start, mention.end))
    }

    #[test]
    fn editions_batches_and_grades_are_ordinals() {
        for text in ["第十六届", "第四批", "第二轮", "十三届", "二等奖", "第15次"]
        {
            assert_eq!(read(&format!("{text}省")).as_deref(), Some(text));
        }
    }

    #[test]
    fn names_and_counts_are_none() {
        for text in ["第一书记", "第三方", "500期", "三家", "5级"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
