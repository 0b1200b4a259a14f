//! Places in an order: 居全省第4位, 全市第一, 列第9, 前八, 全省5位.
//!
//! 第一 is a rank only where an order is named. Alone it opens a list (第三，我们…) or belongs to a
//! name (第一书记, 第一生产力), and before a counter it is an [`crate::figure::ordinal`].

use crate::figure::line::{Line, ends_clause, is_han};
use crate::figure::mention::Mention;
use crate::figure::model::{Bound, Class};
use crate::figure::numeral::{Numeral, numeral_at};
use crate::figure::unit::unit_named;

/// How far left of a rank the order is named, in characters. 居全省同类城市第 needs eight.
const REACH: usize = 10;

/// Words left of a number that name an order.
#[rustfmt::skip]
const ORDERS: &[&str] = &[
    "居", "列", "排", "排名", "名次", "位次", "获", "全市", "全省", "全国", "全县", "全区",
    "全州", "全球", "世界", "国内", "亚洲", "省内", "市内", "县区", "地区",
];

/// Reads the rank whose 第 or 前 stands at the column.
pub fn rank_at(line: &Line, column: usize) -> Option<Mention> {
    let number = numeral_at(line, column + 1).filter(|number| number.value.is_some())?;
    match line.at(column) {
        '第' => {
            let end = behind_place(line, column, &number)?;
            Some(mention(column, column + 1, &number, end, Bound::Exactly))
        }
        '前' => {
            let end = behind_top(line, column, &number)?;
            Some(mention(column, column + 1, &number, end, Bound::AtMost))
        }
        _ => None,
    }
}

/// Reads the rank whose number starts at the column and that lost its 第: 全省5位.
pub fn rank_without_mark(line: &Line, column: usize) -> Option<Mention> {
    let number = numeral_at(line, column).filter(|number| number.value.is_some())?;
    let end = number.end + 1;
    let is_place = line.at(number.end) == '位' && !is_han(line.at(end));
    let named = line
        .longest_before(column, &["全省", "全市", "全国", "全县", "全区", "位居", "排名", "居"]);
    (is_place && named.is_some()).then(|| mention(column, column, &number, end, Bound::Exactly))
}

/// Returns the column behind a 第 that ranks; `None` if it does not.
fn behind_place(line: &Line, column: usize, number: &Numeral) -> Option<usize> {
    let next = line.at(number.end);
    if line.longest_before(column, &["放在", "摆在", "作为", "是", "视为"]).is_some() {
        return None;
    }
    if next == '位' || (next == '名' && line.at(number.end + 1) != '单') {
        return Some(number.end + 1);
    }
    let closes = ends_clause(next) || matches!(next, '、' | '的' | '大' | '高' | '”' | '和' | '及');
    let ordered = line.any_in(column.saturating_sub(REACH), column, ORDERS);
    (closes && ordered).then_some(number.end)
}

/// Returns the column behind a 前 that ranks: 前八的行列, 前三名, 前10强.
fn behind_top(line: &Line, column: usize, number: &Numeral) -> Option<usize> {
    let next = line.at(number.end);
    if matches!(next, '名' | '位' | '强') {
        return Some(number.end + 1);
    }
    let closes = ends_clause(next) || matches!(next, '、' | '的' | '行' | '”');
    let ordered = line.any_in(column.saturating_sub(REACH), column, ORDERS);
    (closes && (ordered || line.has(number.end, "的行列"))).then_some(number.end)
}

fn mention(start: usize, column: usize, number: &Numeral, end: usize, bound: Bound) -> Mention {
    let mut mention = Mention::new(Class::Rank, column, number.end);
    mention.start = start;
    mention.end = end;
    mention.value = number.value;
    mention.bound = bound;
    mention.unit = unit_named("位");
    mention
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::Span;

    fn read(text: &str) -> Option<String> {
        let line = Line::of(text, Span::new(0, text.len()));
        let at = (0..line.len()).find(|column| matches!(line.at(*column), '第' | '前'))?;
        rank_at(&line, at).map(|mention| line.original(mention.start, mention.end))
    }

    #[test]
    fn place_in_a_named_order_is_a_rank() {
        for (text, rank) in [
            ("居全省第4位,", "第4位"),
            ("居全省第7。", "第7"),
            ("位列全市第一。", "第一"),
            ("以全省第16的规上工业企业数", "第16"),
            ("以第10名的成绩", "第10名"),
            ("以前三名优秀成绩", "前三名"),
            ("进入全省前八的行列", "前八"),
            ("入选全国前10强", "前10强"),
        ] {
            assert_eq!(read(text).as_deref(), Some(rank), "{text}");
        }
    }

    #[test]
    fn list_openers_and_names_are_no_ranks() {
        for text in
            ["第三,我们加强", "履行第一责任人责任", "“第一生产力”", "第一批", "前三季度", "前3个月"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn lost_mark_is_supplied_where_the_order_is_named() {
        let line = Line::of("居全省5位,", Span::new(0, "居全省5位,".len()));
        assert!(rank_without_mark(&line, 3).is_some());
    }
}
