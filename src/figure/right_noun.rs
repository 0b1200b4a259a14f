//! The noun right of a number: 8个团队进入现场考察, 增发1万亿元国债, 近三成产品出口.

use crate::figure::indicator::Context;
use crate::figure::line::{Line, ends_clause, is_han};
use crate::figure::mention::Mention;
use crate::figure::model::Class;
use crate::figure::verb::{first_verb, is_verb};
use crate::figure::wording::stripped;

/// Longest noun right of a number, in characters. 国家高新技术企业申报工作 and its verb fit.
pub const LONGEST_NOUN: usize = 24;

/// Returns the noun behind a rank with 的: 全省第9的高企数.
pub fn ranked_noun(line: &Line, mention: &Mention, next: usize) -> Option<(usize, usize)> {
    if line.longest(mention.end + 1, PLACINGS).is_some() {
        return None;
    }
    let (from, to) = stripped_right(line, mention, next)?;
    let verb = first_verb(line, from + 2, to).filter(|at| from + 2 <= *at);
    stripped(line, from, verb.unwrap_or(to))
}

/// Nouns behind a rank that only say that it is one: 前八的行列.
const PLACINGS: &[&str] =
    &["行列", "方阵", "成绩", "优异", "好成绩", "名次", "位置", "水平", "优秀"];

/// Returns the noun right of a number, up to the next figure or the end of the clause.
///
/// Counters have one; so has an amount of anything with 的 behind it, and one of money whose own
/// words are only a verb (增发1万亿元国债).
pub fn noun_right(
    line: &Line,
    mention: &Mention,
    left: Option<(usize, usize)>,
    next: usize,
) -> Option<(usize, usize)> {
    let amount = matches!(mention.class, Class::Measure | Class::Placeholder | Class::Ordinal);
    let behind = line.at(mention.end);
    let opens = is_han(behind) || matches!(behind, '“' | '《' | ' ' | '「' | '(');
    if !amount || !opens {
        return None;
    }
    let counted = matches!(mention.dimension(), "count" | "");
    let bounded = line.longest_before(mention.end, &["以上", "以下"]).is_some();
    let attributed = behind == '的' || bounded;
    let verb_only =
        left.is_some_and(|(from, to)| is_verb(line, from, to) || is_deed(line, from, to));
    let measured = !counted
        && !matches!(mention.dimension(), "share" | "points" | "times" | "duration" | "age");
    let acted = measured && verb_only && first_verb(line, mention.end, mention.end + 2).is_none();
    let money = mention.dimension() == "money" && line.longest(mention.end, GRANTED).is_some();
    let granted = money || acted;
    if !counted && !attributed && !granted {
        return None;
    }
    let (from, to) = stripped_right(line, mention, next)?;
    let abuts = mention.class != Class::Ordinal
        && next < line.len()
        && !line.folded(to, next).iter().any(|c| ends_clause(*c) || *c == '、');
    if abuts && counted || granted && !attributed {
        // The next figure follows without a comma, so its own verb stands in between.
        let noun = first_verb(line, from + 2, to).and_then(|verb| stripped(line, from, verb));
        return noun.filter(|(from, to)| 2 < to - from || granted).or(Some((from, to)));
    }
    Some((from, to))
}

/// Says whether the words are a few verbs joined: 新建和改造提升.
fn is_deed(line: &Line, from: usize, to: usize) -> bool {
    let joined = ["和", "并", "与"].iter().find_map(|word| line.find(from, to, word));
    joined.is_some_and(|at| is_verb(line, from, at) && is_verb(line, at + 1, to))
}

/// Returns the noun behind a share that nothing in front of it names: 近三成产品出口.
pub fn shared_by(
    line: &Line,
    mention: &Mention,
    left: Option<(usize, usize)>,
    context: &Context<'_>,
) -> Option<(usize, usize)> {
    let fits = mention.dimension() == "share" && left.is_none() && is_han(line.at(mention.end));
    fits.then(|| stripped_right(line, mention, context.next)).flatten()
}

/// Nouns that name what an amount of money in front of them is for.
#[rustfmt::skip]
const GRANTED: &[&str] = &[
    "资金", "补助", "补贴", "奖励", "奖金", "贷款", "国债", "债券", "消费券", "投资", "财政", "专项",
    "后补助", "经费", "资助", "撥款", "拨款", "授信", "信贷", "扶持", "赔偿", "基金", "政策", "订单",
    "合同", "项目",
];

/// Returns the words right of a figure, up to the next one or the end of the clause; short
/// parentheses are skipped: 12个县（市、区）入选.
fn stripped_right(line: &Line, mention: &Mention, next: usize) -> Option<(usize, usize)> {
    let limit = next.min(mention.end + LONGEST_NOUN);
    // A list goes on to the end of the clause, unless its last item belongs to the next figure.
    let clause = (mention.end..limit).find(|at| ends_clause(line.at(*at)) && line.at(*at) != '(');
    let lists = clause.is_some_and(|end| end < next) || limit < next;
    let mut end = mention.end;
    while end < limit {
        let c = line.at(end);
        let closing = (c == '(').then(|| line.find(end, (end + 8).min(limit), ")")).flatten();
        end = match closing {
            Some(closing) => closing + 1,
            None if ends_clause(c) || c == '、' && !lists => break,
            None => end + 1,
        };
    }
    stripped(line, mention.end, end)
}
