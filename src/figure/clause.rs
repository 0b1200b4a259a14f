//! Where the words about a figure stand: the clause left of its number.

use crate::figure::line::{Line, ends_clause, is_han};
use crate::figure::mention::Mention;
use crate::figure::model::Class;
use crate::figure::name::list_number;
use crate::figure::verb::first_verb;

/// How far left of a figure its clause is looked at, in characters; keeps a text without punctuation linear.
pub const REACH: usize = 80;

/// Where the words about a figure stand, in columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clause {
    /// First column of the clause.
    pub start: usize,
    /// First column behind the figure before it in the clause, or the start.
    pub from: usize,
    /// Whether an amount stands in front of it in the clause.
    pub behind_amount: bool,
    /// The words in front of the time that stands right before it: 比重 in 比重从2009年的2.8%.
    pub before_time: Option<(usize, usize)>,
}

/// Returns the clause left of the figure at `at` in `mentions`.
///
/// Parentheses are skipped: 科技(技术)人员70人 is one clause.
pub fn clause_of(line: &Line, mentions: &[Mention], at: usize) -> Clause {
    let Some(mention) = mentions.get(at) else { return Clause::default() };
    let start = clause_start(line, mention.start);
    let earlier = mentions.get(..at).unwrap_or_default().iter().rev();
    let describes = |it: &Mention| describes(line, it, mention);
    let mut inside = earlier
        .take_while(|earlier| start < earlier.end)
        .filter(|it| it.class != Class::Ordinal && !describes(it));
    let Some(bound) = inside.next() else {
        return Clause { start, from: start, behind_amount: false, before_time: None };
    };
    let from = behind_list(line, bound.end, mention.start);
    let before_time = (bound.class == Class::Time && start < bound.start).then(|| {
        let beyond = inside.next().map_or(start, |it| behind_list(line, it.end, bound.start));
        (beyond, bound.start)
    });
    Clause { start, from, behind_amount: bound.is_amount(), before_time }
}

/// Says whether an amount only describes what the next one counts: 营业收入超百亿元的企业1家,
/// 产值上亿元企业25家.
fn describes(line: &Line, amount: &Mention, next: &Mention) -> bool {
    if amount.class != Class::Measure {
        return false;
    }
    let between = line.folded(amount.end, next.start);
    let noun =
        (1..=LONGEST_DESCRIBED).contains(&between.len()) && between.iter().all(|c| is_han(*c));
    let plain = amount.dimension() == "money" && next.dimension() == "count";
    let named = noun && plain && first_verb(line, amount.end, next.start).is_none();
    line.at(amount.end) == '的' || named
}

/// Longest noun between an amount that describes it and its count, in characters.
const LONGEST_DESCRIBED: usize = 8;

/// Returns the first column of the clause that ends at the column.
fn clause_start(line: &Line, column: usize) -> usize {
    let last = column.saturating_sub(REACH).max(list_number(line).min(column));
    let mut start = column;
    while last < start && !ends_clause(line.before(start)) {
        start -= 1;
        if line.before(start) == ')' {
            start = line.rfind(last, start, "(").unwrap_or(start);
        }
    }
    start
}

/// Returns the column behind the 、 that ends what an earlier figure counts: 斤新台阶、亩产.
fn behind_list(line: &Line, from: usize, to: usize) -> usize {
    line.find(from, to, "、").map_or(from, |at| at + 1)
}
