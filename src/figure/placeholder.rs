//! Figures that were never filled in: xx家, xx余家, xxx.x万元, x/xx, x-x个, 20xx年, xx月xx日.
//!
//! The same marks stand for names that were taken out (xx市, xxx电力公司). What follows decides:
//! a mark is a figure only before a unit, a share or a date word.

use crate::figure::chinese;
use crate::figure::line::{Line, width};
use crate::figure::mention::Mention;
use crate::figure::model::{Bound, Class, FigureFlag};
use crate::figure::time::Moment;
use crate::figure::unit::{unit_after_mark, unit_named};

/// Longest run of marks that is read. xxxx.xx is seven; a ruled line of ×× is no figure.
const MAX_MARKS: usize = 12;

/// Says whether the character stands for a digit that was left out.
pub fn is_mark(c: char) -> bool {
    matches!(c, 'x' | '×' | '╳' | '*')
}

/// Returns the column behind the marks and digits that start at the column.
pub fn skip_marks(line: &Line, column: usize) -> usize {
    line.skip(column, |c| is_mark(c) || c.is_ascii_digit())
}

/// Reads the placeholder that starts at the column, with marks or with digits (20xx年).
pub fn placeholder_at(line: &Line, column: usize) -> Option<Mention> {
    let end = marks(line, column)?;
    if let Some(mention) = date(line, column, end) {
        return Some(mention);
    }
    let number_end = behind_multiplier(line, end);
    let mut mention = Mention::new(Class::Placeholder, column, number_end);
    mention.bound =
        if line.folded(end, number_end).contains(&'余') { Bound::Over } else { Bound::Exactly };
    if let Some((unit, columns)) = unit_after_mark(line, number_end) {
        mention.unit = Some(unit);
        mention.end = number_end + columns;
        let from = if line.at(end) == '余' { end + 1 } else { end };
        mention.unit_text = line.original(from, mention.end);
        return Some(mention);
    }
    line.folded(column, end).contains(&'/').then_some(mention)
}

/// Returns the column behind a mark with points, slashes and ranges in it: xx.x, x/xx, x-x.
fn marks(line: &Line, column: usize) -> Option<usize> {
    let mut end = skip_marks(line, column);
    let first = line.folded(column, end);
    let is_sole_star = matches!(first, ['*']);
    let times = first.windows(3).any(|three| {
        matches!(three, [left, mark, right] if left.is_ascii_digit() && is_mark(*mark) && right.is_ascii_digit())
    });
    while matches!(line.at(end), '.' | '/' | '-' | '~') && skip_marks(line, end + 1) != end + 1 {
        end = skip_marks(line, end + 1);
        if MAX_MARKS < end - column {
            return None;
        }
    }
    let marked = line.folded(column, end).iter().any(|c| is_mark(*c));
    let short = end - column <= MAX_MARKS;
    let spelled = spells_word(line, column, end);
    (marked && short && !is_sole_star && !times && !spelled).then_some(end)
}

/// Says whether the x belongs to a Latin word; gdpx.x% does not.
fn spells_word(line: &Line, column: usize, end: usize) -> bool {
    let before = line.before(column).is_ascii_alphabetic();
    let behind = line.at(end).is_ascii_alphanumeric();
    let is_share = line.folded(column, end).contains(&'.') && line.at(end) == '%';
    (before && !is_share) || behind
}

/// Returns the column behind 余 or 多 and the multiplier.
fn behind_multiplier(line: &Line, column: usize) -> usize {
    let more = |at: usize| at + usize::from(matches!(line.at(at), '余' | '多'));
    let end = more(column);
    let multiplied = line.skip(end, |c| chinese::power(c).is_some());
    more(multiplied.min(end + 2))
}

/// Reads xxxx年, 20xx年度, xx月xx日 and xxxx我县, where 年 was lost too.
fn date(line: &Line, column: usize, end: usize) -> Option<Mention> {
    let mut end = end;
    let mut marked = end;
    let lost_year = end == column + 4 && line.at(end) == '我';
    while let Some(word) = line.longest(end, &["年", "年度", "月", "月份", "日"]) {
        if word == "日" && marked == end && !line.folded(column, end).contains(&'月') {
            break;
        }
        marked = end + width(word);
        let next = skip_marks(line, marked);
        end = if line.longest(next, &["月", "日"]).is_some() { next } else { marked };
        if end == marked {
            break;
        }
    }
    let dated = line.folded(column, marked).iter().any(|c| matches!(c, '年' | '月'));
    if !dated && !lost_year {
        return None;
    }
    let mut mention = Mention::new(Class::Placeholder, column, marked);
    mention.unit = unit_named("年").filter(|_| !lost_year);
    mention.moment = Some(Moment::default());
    if lost_year {
        mention.flags.push(FigureFlag::YearStripped);
    }
    Some(mention)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::Span;

    fn read(text: &str) -> Option<String> {
        let line = Line::of(text, Span::new(0, text.len()));
        let at = (0..line.len())
            .find(|column| is_mark(line.at(*column)) || line.at(*column).is_ascii_digit())?;
        placeholder_at(&line, at).map(|mention| line.original(mention.start, mention.end))
    }

    #[test]
    fn unit_makes_a_mark_a_figure() {
        for text in [
            "xx家",
            "x家",
            "xx余家",
            "xxx.x万元",
            "xxx余万元",
            "xx.x%",
            "x/xx",
            "x-x个",
            "xxxx余份",
            "××个",
            "xxx人次",
        ] {
            assert_eq!(read(&format!("有{text}企业")).as_deref(), Some(text));
        }
        assert_eq!(read("占gdpx.x%以上").as_deref(), Some("x.x%"));
    }

    #[test]
    fn dates_of_marks_are_figures() {
        for text in ["20xx年", "xxxx年", "xx月xx日", "××××年"] {
            assert_eq!(read(&format!("{text},在")).as_deref(), Some(text));
        }
    }

    #[test]
    fn names_taken_out_are_none() {
        for text in [
            "xx市",
            "x省科技",
            "xxx电力公司",
            "xx支行为",
            "xxxx省科技型",
            "xx人民政府",
            "“1x”技术",
            "x明正变电",
            "box家",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
