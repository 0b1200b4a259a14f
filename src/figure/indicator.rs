//! What a figure measures: the head noun to its left in the clause, else the noun to its right.
//!
//! ```text
//! 实现高新技术产值48.76亿元     高新技术产值            left of the number, verb dropped
//! 8个团队进入现场考察           团队进入现场考察        number first: right of it
//! 其中国家级3家                 国家级 + the noun of the figure it is part of
//! ,占规上工业产值的16.02        the figure before it + 占规上工业产值比重
//! 比重从2009年的2.8%            what stands in front of the time
//! ```

use crate::figure::claim::Wording;
use crate::figure::clause::{Clause, REACH};
use crate::figure::line::{Line, ends_clause, width};
use crate::figure::mention::Mention;
use crate::figure::model::{ClaimKind, Class, Direction};
use crate::figure::name::list_number;
use crate::figure::right_noun::{LONGEST_NOUN, noun_right, ranked_noun, shared_by};
use crate::figure::verb::{is_verb, last_verb, object_of, without_verb_at_end};
use crate::figure::wording::{stripped, words};
use crate::text::simplified::simplified_text;

/// Longer lists in front of 等 are examples and not the name, in characters.
const LONGEST_LIST: usize = 24;

/// Left of a number with a noun to its right, more than this belongs to another statement (in characters).
const LONGEST_VERB: usize = 6;

/// A noun right of a number that is this short (项目, 企业) says too little without the words left of it.
const SHORT_NOUN: usize = 3;

/// Left of a number with a short noun to its right, as many characters are taken.
const LONGEST_LEFT: usize = 14;

/// Longest modifier that leans on the noun of the whole: 科学技术突出贡献类.
const LONGEST_MODIFIER: usize = 12;

/// An indicator and the nouns it shares with the figures that follow it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// What is measured: 高新技术产值占规上工业产值比重.
    pub indicator: String,
    /// What the indicator says something of: 高新技术产值. The indicator itself without a claim.
    pub subject: String,
    /// The noun without the modifier of a part: 备案众创空间 for 国家级备案众创空间.
    pub head: String,
}

impl Named {
    /// Makes the name of a figure that claims nothing.
    pub fn whole(indicator: String) -> Self {
        Self { head: indicator.clone(), subject: indicator.clone(), indicator }
    }
}

/// What surrounds a figure and decides its indicator.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// What the figure before it in the sentence, or the one a claim speaks of, is named.
    pub previous: Option<&'a Named>,
    /// Column behind the figure.
    pub end: usize,
    /// Column where the next figure starts, or the line ends.
    pub next: usize,
    /// The claim it makes.
    pub claim: Option<Wording>,
    /// Whether it is one of the parts of a figure before it.
    pub is_part: bool,
    /// Whether it counts in the unit of the figure before it: a bare verb then speaks of the same things.
    pub same_unit: bool,
}

/// Returns what a figure measures; empty if nothing says so.
pub fn named(line: &Line, clause: Clause, mention: &Mention, context: &Context<'_>) -> Named {
    let left = left_words(line, clause, mention);
    let right = noun_right(line, mention, left, context.next);
    if mention.class == Class::Ordinal {
        return Named::whole(right.map_or(String::new(), |(from, to)| line.original(from, to)));
    }
    if let Some(wording) = context.claim {
        return claimed(line, clause, mention, wording, context);
    }
    let Some(noun) = right.or_else(|| shared_by(line, mention, left, context)) else {
        return match left {
            Some((from, to)) => own_words(line, (from, to), clause, context),
            None if line.any_in(clause.from, mention.start, &["累计", "总共"]) => {
                let of_all = inherited(line, clause, context);
                Named::whole(object_of(&of_all.indicator).to_owned())
            }
            None => inherited(line, clause, context),
        };
    };
    let words = line.original(noun.0, noun.1);
    if clause.behind_amount && mention.dimension() == "count" {
        return Named::whole(words);
    }
    Named::whole(verb_in_front(line, left, mention, noun) + &words)
}

/// Returns the words left of a number that name it.
fn left_words(line: &Line, clause: Clause, mention: &Mention) -> Option<(usize, usize)> {
    let own = stripped(line, clause.from, mention.start);
    let (from, to) = own.or_else(|| {
        let (from, to) = clause.before_time?;
        stripped(line, from, to)
    })?;
    Some(behind_copula(line, behind_examples(line, (from, to))))
}

/// Returns what stands behind 是 in the words: 牵头的指标是新增企业数量 names 新增企业数量.
fn behind_copula(line: &Line, (from, to): (usize, usize)) -> (usize, usize) {
    let copula = line.rfind(from, to, "是").filter(|at| {
        let joined =
            matches!(line.before(*at), '但' | '也' | '还' | '于' | '可' | '凡' | '别' | '就');
        !joined && !matches!(line.at(at + 1), '否' | '非' | '指')
    });
    copula.and_then(|at| stripped(line, at + 1, to)).unwrap_or((from, to))
}

/// Returns the words left of a number that belong to the noun right of it: its verb, or all of them
/// where the noun says too little (产学研合作签约34个项目).
fn verb_in_front(
    line: &Line,
    left: Option<(usize, usize)>,
    mention: &Mention,
    noun: (usize, usize),
) -> String {
    let listed = |&(from, to): &(usize, usize)| line.find(from, to, "、").is_some();
    let lists = line.before(mention.start) == '等' || left.as_ref().is_some_and(listed);
    let Some((from, to)) = left.filter(|_| !lists || is_each_of(line, mention)) else {
        return String::new();
    };
    let short = noun.1 - noun.0 <= SHORT_NOUN;
    let longest = if short { LONGEST_LEFT } else { LONGEST_VERB };
    if to - from <= longest {
        return words(line, from, to);
    }
    let verb = last_verb(line, from, to).filter(|at| to - at <= longest);
    verb.map_or(String::new(), |at| words(line, at, to))
}

/// Says whether 各 joins the list in front of a number to it: 主会场、分会场各5个项目.
fn is_each_of(line: &Line, mention: &Mention) -> bool {
    line.before(mention.start) == '各'
}

/// Returns the words left of a number, completed by an earlier noun where they only modify one or
/// only say what was done to it.
fn own_words(
    line: &Line,
    (from, to): (usize, usize),
    clause: Clause,
    context: &Context<'_>,
) -> Named {
    let own = words(line, from, to);
    let columns = to - from;
    let in_parentheses = line.before(clause.start) == '(' && columns <= 4;
    let verb_only = context.same_unit && is_verb(line, from, to);
    if is_modifier(line, to, columns, context) || verb_only || in_parentheses {
        let head = object_of(&inherited(line, clause, context).head).to_owned();
        return joined(own, head, verb_only);
    }
    if GENERIC.contains(&own.as_str())
        && let Some(purpose) = purpose(line, context)
    {
        return Named::whole(purpose + &own);
    }
    if is_aspect(&own) {
        let before = inherited(line, clause, context);
        let name = with_aspect(&before, &own);
        return Named { head: name.clone(), subject: name.clone(), indicator: name };
    }
    Named::whole(own)
}

/// Joins what was done, or what tells a part apart, with the noun it is said of.
///
/// A verb takes the place of the one at the end of the noun: 授权 of 发明专利申请 is 发明专利授权; a
/// level that of the level in front of it: 国家级 of 市级以上孵化器 is 国家级孵化器.
fn joined(own: String, head: String, verb_only: bool) -> Named {
    let done = without_verb_at_end(&head).filter(|_| verb_only);
    let leveled = LEVELS.iter().find_map(|level| head.strip_prefix(level));
    let leveled = leveled.filter(|_| own.ends_with('级')).map(str::to_owned);
    let name = match (done, leveled) {
        (Some(noun), _) => format!("{noun}{own}"),
        (None, Some(noun)) => format!("{own}{noun}"),
        (None, None) => own + &head,
    };
    Named { indicator: name.clone(), subject: name, head }
}

/// Levels in front of a noun, of which a part names one.
#[rustfmt::skip]
const LEVELS: &[&str] = &[
    "国家级以上", "省级以上", "市级以上", "县级以上", "区级以上", "国家级", "省级", "市级", "县级", "区级",
];

/// Amounts of money that say nothing of what they are for.
#[rustfmt::skip]
const GENERIC: &[&str] = &[
    "投资", "总投资", "投入", "投入资金", "资金", "经费", "安排资金", "支出", "投资额", "计划投资",
];

/// Returns what the clause behind an amount spends it on: 投入5万元，用于道路改造.
fn purpose(line: &Line, context: &Context<'_>) -> Option<String> {
    let start = (context.end..context.next).find(|at| !ends_clause(line.at(*at)))?;
    let end = (start..context.next).find(|at| ends_clause(line.at(*at)))?;
    let (from, to) = stripped(line, start, end)?;
    let spent = PURPOSES.iter().find(|word| line.has(from, word)).map(|word| from + width(word))?;
    let (from, to) = stripped(line, spent, to)?;
    (context.end < start && to - from <= LONGEST_NOUN).then(|| words(line, from, to))
}

/// Verbs of a clause that says what an amount is for.
#[rustfmt::skip]
const PURPOSES: &[&str] = &[
    "主要用于", "用于", "完成", "建设", "实施", "支持", "新建", "改造", "推进", "开展", "重点支持",
];

/// Returns the name of a figure whose words only say which side of the one before it they speak of:
/// 总量 behind 高新技术产业增加值总量 is just that.
fn with_aspect(before: &Named, aspect: &str) -> String {
    if before.subject.ends_with(aspect) {
        return before.subject.clone();
    }
    match simplified_text(aspect).as_str() {
        "这一比重" | "该比重" | "这一比例" | "该比例" | "这一数字" | "这一指标" => {
            before.indicator.clone()
        }
        // The total is of all of them, not of the new ones before it.
        "总数" | "总量" => object_of(&before.subject).to_owned() + aspect,
        "涉及" => before.subject.clone() + "金额",
        _ => before.subject.clone() + aspect,
    }
}

/// Says whether the words name only a side of something: 总量, 增速, 占比.
fn is_aspect(words: &str) -> bool {
    ASPECTS.contains(&simplified_text(words).as_str())
}

/// Words that name a side of what stands before them and nothing by themselves.
#[rustfmt::skip]
const ASPECTS: &[&str] = &[
    "总量", "总数", "总额", "增速", "增幅", "涨幅", "降幅", "占比", "比重", "比例", "数量", "金额",
    "总金额", "排名", "位次", "规模", "总规模", "总面积", "总投资", "这一比重", "该比重", "这一比例",
    "该比例", "这一数字", "这一指标", "总数量", "份额", "绝对值", "余额", "均价", "单价", "总价",
    "比率", "开支", "涉及",
];

/// Returns the name of the figure before, else the clause before.
fn inherited(line: &Line, clause: Clause, context: &Context<'_>) -> Named {
    if let Some(previous) = context.previous.filter(|named| !named.indicator.is_empty()) {
        return previous.clone();
    }
    let end = clause.start.saturating_sub(1);
    let start = (list_number(line).min(end)..end)
        .rev()
        .take(REACH)
        .take_while(|at| !ends_clause(line.at(*at)))
        .last();
    let found = start.and_then(|start| stripped(line, start, end));
    let found =
        found.filter(|(from, to)| !line.folded(*from, *to).iter().any(char::is_ascii_digit));
    Named::whole(found.map_or(String::new(), |(from, to)| words(line, from, to)))
}

/// Returns the name of a claim: its subject, or that of the figure it speaks of, and what is said of it.
fn claimed(
    line: &Line,
    clause: Clause,
    mention: &Mention,
    wording: Wording,
    context: &Context<'_>,
) -> Named {
    let own = subject(line, clause, wording);
    let of_noun = wording.claim.kind == ClaimKind::Rank && line.at(mention.end) == '的';
    let own = if of_noun { ranked_noun(line, mention, context.next).or(own) } else { own };
    let named = match own {
        Some((from, to)) => own_words(line, (from, to), clause, context),
        None => inherited(line, clause, context),
    };
    let base = match wording.claim.kind {
        ClaimKind::Rank | ClaimKind::Difference | ClaimKind::Multiple => named.indicator,
        _ => named.subject,
    };
    let indicator = said_of(line, mention, wording, &base);
    Named { indicator, subject: base, head: named.head }
}

/// Returns the indicator of a claim about `subject`: 增速, 占…比重, 全省排名.
fn said_of(line: &Line, mention: &Mention, wording: Wording, subject: &str) -> String {
    let said = stripped(line, wording.start, mention.start);
    let said = said.map_or(String::new(), |(from, to)| words(line, from, to));
    let (plain, told) = (simplified_text(subject), simplified_text(&said));
    let ended = |nouns: &[&str], noun: &'static str| {
        let has = nouns.iter().any(|noun| plain.ends_with(noun) || told.ends_with(noun));
        if has { "" } else { noun }
    };
    let down = wording.claim.direction == Some(Direction::Down);
    match wording.claim.kind {
        _ if subject.is_empty() && said.is_empty() => String::new(),
        ClaimKind::Growth => format!("{subject}{}", growth_noun(&plain, &told, down)),
        ClaimKind::Share => format!("{subject}{said}{}", ended(SHARES, "比重")),
        ClaimKind::Completion => format!("{subject}{}", ended(&["完成率"], "目标完成率")),
        ClaimKind::Multiple => format!("{subject}{said}倍数"),
        ClaimKind::Rank => format!("{subject}{}排名", wording.scope.unwrap_or_default()),
        ClaimKind::Increase | ClaimKind::Difference => format!("{subject}{said}"),
    }
}

/// Returns the noun for how fast something grew or fell; empty if `subject` says it already.
fn growth_noun(subject: &str, said: &str, down: bool) -> &'static str {
    if GROWTHS.iter().any(|noun| subject.ends_with(noun)) {
        return "";
    }
    let written = GROWTHS.iter().find(|noun| said.contains(**noun));
    let default = match (down, said.contains('涨')) {
        (true, _) => "降幅",
        (_, true) => "涨幅",
        _ => "增速",
    };
    written.copied().unwrap_or(default)
}

/// Nouns that already say that something grew.
const GROWTHS: &[&str] = &["增速", "增幅", "涨幅", "增长率", "升幅", "降幅", "跌幅"];

/// Nouns that already say that something is a share.
const SHARES: &[&str] = &["比重", "比例", "占比", "份额", "比率", "之比", "率"];

/// Returns the words in front of a claim that say what it is about.
fn subject(line: &Line, clause: Clause, wording: Wording) -> Option<(usize, usize)> {
    let own = stripped(line, clause.from, wording.start.max(clause.from));
    let (from, to) = own.or_else(|| {
        let (from, to) = clause.before_time.filter(|_| wording.start <= clause.from)?;
        stripped(line, from, to)
    })?;
    Some(behind_copula(line, (from, to)))
}

/// Says whether a claim names its own subject instead of speaking of the figure before it.
pub fn has_subject(line: &Line, clause: Clause, wording: Wording) -> bool {
    let own = subject(line, clause, wording);
    own.is_some_and(|(from, to)| !is_aspect(&words(line, from, to)))
}

/// Drops long examples in front of 等: 计量、电子测量、…等各类仪器 measures 各类仪器.
fn behind_examples(line: &Line, (from, to): (usize, usize)) -> (usize, usize) {
    let listed = LONGEST_LIST < to - from && line.find(from, to, "、").is_some();
    let examples = line.rfind(from, to, "等").filter(|_| listed);
    let behind = examples.and_then(|at| stripped(line, at + 1, to));
    behind.unwrap_or((from, to))
}

/// Says whether the words only tell apart what the figure before named: 国家级, 省级; of a part also
/// 正高职称, 科学技术进步类.
fn is_modifier(line: &Line, to: usize, columns: usize, context: &Context<'_>) -> bool {
    let ends = matches!(line.before(to), '级' | '类' | '性' | '型');
    let titled =
        line.longest_before(to, &["职称", "学历", "学位", "层次", "等奖", "以上"]).is_some();
    ends && columns <= 4 || context.is_part && (ends || titled) && columns <= LONGEST_MODIFIER
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::claim::claim_of;
    use crate::figure::clause::clause_of;
    use crate::figure::scan::mentions;
    use crate::text::span::Span;

    fn indicators(text: &str) -> Vec<String> {
        let line = Line::of(text, Span::new(0, text.len()));
        let found = mentions(&line);
        let mut names: Vec<Named> = Vec::new();
        for (at, mention) in found.iter().enumerate() {
            let clause = clause_of(&line, &found, at);
            let next = found.get(at + 1).map_or(line.len(), |next| next.start);
            let claim = claim_of(&line, clause.from, mention);
            let context = Context {
                previous: names.last(),
                end: mention.end,
                next,
                claim,
                is_part: false,
                same_unit: true,
            };
            names.push(named(&line, clause, mention, &context));
        }
        names.into_iter().map(|named| named.indicator).collect()
    }

    #[test]
    fn head_noun_stands_left_of_the_number() {
        assert_eq!(indicators("实现高新技术产值48.76亿元"), ["高新技术产值"]);
        assert_eq!(indicators("全市高企总数达171家"), ["高企总数"]);
        assert_eq!(indicators("发放资料、图书、挂图60000余份"), ["发放资料、图书、挂图"]);
        assert_eq!(
            indicators("省级研发中心7家、市级研发中心11家"),
            ["省级研发中心", "市级研发中心"]
        );
    }

    #[test]
    fn number_first_takes_the_noun_to_its_right() {
        assert_eq!(indicators("8个团队进入现场考察"), ["团队进入现场考察"]);
        assert_eq!(indicators("编辑了10个适用技术科教短片,"), ["编辑适用技术科教短片"]);
    }

    #[test]
    fn part_and_claim_inherit_the_head() {
        assert_eq!(
            indicators("备案众创空间12家,其中国家级3家"),
            ["备案众创空间", "国家级众创空间"]
        );
        assert_eq!(
            indicators("高新技术产值48.76亿元,占规上工业产值的16.02;增长5%"),
            ["高新技术产值", "高新技术产值占规上工业产值比重", "高新技术产值增速"]
        );
    }
}
