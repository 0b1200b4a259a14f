//! Units that lost their number: 亿元,r&%,、个百分点(%、%).
//!
//! Copying machines and censors drop digits and leave the unit. Only units that cannot stand alone
//! count (money, shares, points), and only between punctuation; （万元） behind a heading is a label.

use crate::figure::line::{Line, NOTHING, ends_clause};
use crate::figure::mention::Mention;
use crate::figure::model::Class;
use crate::figure::unit::{Unit, shows_its_loss, unit_at};

/// Reads the residue at the column: all lost units with nothing but punctuation between them.
pub fn residue_at(line: &Line, column: usize) -> Option<Mention> {
    let (unit, start, mut end) = lost_unit(line, column)?;
    if is_label(line, column, end) {
        return None;
    }
    while let Some((_, _, next)) = lost_unit(line, line.skip(end, is_debris)) {
        end = next;
    }
    let mut mention = Mention::new(Class::Residue, start, start);
    mention.end = end;
    mention.unit = Some(unit);
    mention.unit_text = line.original(start, end);
    Some(mention)
}

/// Reads one unit between punctuation; returns it, its first column and the one behind it.
fn lost_unit(line: &Line, column: usize) -> Option<(&'static Unit, usize, usize)> {
    let scaled = line.skip(column, |c| matches!(c, '万' | '亿')).min(column + 2);
    let (unit, columns) = unit_at(line, scaled).filter(|(unit, _)| shows_its_loss(unit))?;
    let end = scaled + columns;
    let before = line.before(column);
    let opens = ends_clause(before) || matches!(before, '、' | '&' | '“') || before.is_whitespace();
    let next = line.at(end);
    let closes = ends_clause(next) || matches!(next, '、' | '。');
    (opens && closes && (NOTHING != next || NOTHING != before)).then_some((unit, column, end))
}

/// Says whether the unit stands alone in parentheses or behind a colon, as a label: （万元）, 单位：%.
fn is_label(line: &Line, column: usize, end: usize) -> bool {
    let before = line.before(column);
    (before == '(' && line.at(end) == ')') || before == ':'
}

/// Says whether a character is what a lost figure leaves between two units.
fn is_debris(c: char) -> bool {
    matches!(c, ',' | '，' | '、' | '(' | ')' | '&' | ' ') || c.is_ascii_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::Span;

    fn read(text: &str) -> Option<String> {
        let line = Line::of(text, Span::new(0, text.len()));
        let at = (0..line.len()).find_map(|column| residue_at(&line, column))?;
        Some(line.original(at.start, at.end))
    }

    #[test]
    fn neighbouring_lost_units_are_one_residue() {
        let text = "亿元,r&%,、个百分点(%、%),位于全市前列。";
        assert_eq!(read(text).as_deref(), Some("亿元,r&%,、个百分点(%、%"));
        assert_eq!(read("双千计划项目,亿元。").as_deref(), Some("亿元"));
    }

    #[test]
    fn labels_and_numbers_with_units_are_none() {
        assert_eq!(read("金额(万元)"), None);
        assert_eq!(read("单位:万元"), None);
        assert_eq!(read("投资3亿元,"), None);
    }
}
