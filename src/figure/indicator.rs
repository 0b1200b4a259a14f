//! What a figure measures: the head noun to its left in the clause, else the noun to its right.
//!
//! ```text
//! 实现高新技术产值48.76亿元     高新技术产值        left of the number, verb dropped
//! 8个团队进入现场考察           团队进入现场考察    number first: right of it
//! 其中国家级3家                 国家级 + the noun of the figure it is part of
//! ,占规上工业产值的16.02        the figure before it + 占规上工业产值
//! ```

use crate::figure::claim::Wording;
use crate::figure::line::{Line, ends_clause, is_han, width};
use crate::figure::mention::Mention;
use crate::figure::model::{ClaimKind, Class, Quantity};
use crate::figure::name::list_number;

/// How far left of a figure its clause is looked at, in characters; keeps a text without punctuation linear.
const REACH: usize = 80;

/// Longest noun right of a number, in characters. 国家高新技术企业申报工作 and its verb fit.
const LONGEST_NOUN: usize = 24;

/// Longer lists in front of 等 are examples and not the name, in characters.
const LONGEST_LIST: usize = 24;

/// Left of a number with a noun to its right, more than this belongs to another statement (in characters).
const LONGEST_VERB: usize = 6;

/// Where the words about a figure stand, in columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clause {
    /// First column of the clause.
    pub start: usize,
    /// First column behind the figure before it in the clause, or the start.
    pub from: usize,
    /// Whether an amount stands in front of it in the clause.
    pub behind_amount: bool,
}

/// Returns the clause left of the figure at `at` in `mentions`.
///
/// Parentheses are skipped: 科技(技术)人员70人 is one clause.
pub fn clause_of(line: &Line, mentions: &[Mention], at: usize) -> Clause {
    let Some(mention) = mentions.get(at) else { return Clause::default() };
    let start = clause_start(line, mention.start);
    let earlier = mentions.get(..at).unwrap_or_default().iter().rev();
    let mut inside = earlier.take_while(|earlier| start < earlier.end);
    let bound = inside.find(|earlier| earlier.class != Class::Ordinal);
    let from = bound.map_or(start, |earlier| behind_list(line, earlier.end, mention.start));
    Clause { start, from, behind_amount: bound.is_some_and(Mention::is_amount) }
}

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

/// An indicator and the noun it shares with the parts that follow it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// What is measured.
    pub indicator: String,
    /// The noun without the modifier of a part: 备案众创空间 for 国家级备案众创空间.
    pub head: String,
}

impl Named {
    fn whole(indicator: String) -> Self {
        Self { head: indicator.clone(), indicator }
    }
}

/// What surrounds a figure and decides its indicator.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// What the figure before it in the sentence, or the one a claim speaks of, is named.
    pub previous: Option<&'a Named>,
    /// Column where the next figure starts, or the line ends.
    pub next: usize,
    /// The claim it makes.
    pub claim: Option<Wording>,
}

/// Returns what a figure measures; empty if nothing says so.
pub fn named(line: &Line, clause: Clause, mention: &Mention, context: &Context<'_>) -> Named {
    let right = noun_right(line, mention, context.next);
    let noun = right.map(|(from, to)| line.original(from, to));
    if mention.class == Class::Ordinal {
        return Named::whole(noun.unwrap_or_default());
    }
    if let Some(wording) = context.claim {
        return claimed(line, clause, mention, wording, context);
    }
    let left = stripped(line, clause.from, mention.start).map(|left| behind_examples(line, left));
    match (left, noun) {
        (_, Some(noun)) if clause.behind_amount => Named::whole(noun),
        (left, Some(noun)) => Named::whole(short(line, left) + &noun),
        (Some((from, to)), None) => own_words(line, from, to, clause, context),
        (None, None) => inherited(line, clause, context),
    }
}

/// Returns the words left of a number if they are short enough to be the verb of the noun behind it.
fn short(line: &Line, left: Option<(usize, usize)>) -> String {
    let verb = left.filter(|(from, to)| to - from <= LONGEST_VERB);
    verb.map_or(String::new(), |(from, to)| line.original(from, to))
}

/// Returns the words left of a number, completed by an earlier noun where they only modify one.
fn own_words(line: &Line, from: usize, to: usize, clause: Clause, context: &Context<'_>) -> Named {
    let words = line.original(from, to);
    let verb_only = line.longest(from, VERBS).is_some_and(|word| from + width(word) == to);
    if !is_modifier(line, from, to) && !verb_only {
        return Named::whole(words);
    }
    let head = inherited(line, clause, context).head;
    Named { indicator: words + &head, head }
}

/// Returns the name of the figure before, else the clause before.
fn inherited(line: &Line, clause: Clause, context: &Context<'_>) -> Named {
    if let Some(previous) = context.previous.filter(|named| !named.indicator.is_empty()) {
        return previous.clone();
    }
    let end = clause.start.saturating_sub(1);
    let start = (0..end).rev().take(REACH).take_while(|at| !ends_clause(line.at(*at))).last();
    let words = start.and_then(|start| stripped(line, start, end));
    Named::whole(words.map_or(String::new(), |(from, to)| line.original(from, to)))
}

/// Returns the name of a claim: its subject, or that of the figure it speaks of.
fn claimed(
    line: &Line,
    clause: Clause,
    mention: &Mention,
    wording: Wording,
    context: &Context<'_>,
) -> Named {
    let subject = subject(line, clause, wording);
    let of_noun = wording.claim.kind == ClaimKind::Rank && line.at(mention.end) == '的';
    let subject = if of_noun { stripped_right(line, mention, context.next) } else { subject };
    let named = match subject {
        Some((from, to)) => own_words(line, from, to, clause, context),
        None => inherited(line, clause, context),
    };
    let share = stripped(line, wording.start, mention.start);
    match share.filter(|_| wording.claim.kind == ClaimKind::Share) {
        Some((from, to)) => {
            Named { indicator: named.indicator + &line.original(from, to), ..named }
        }
        None => named,
    }
}

/// Returns the words in front of a claim that say what it is about.
fn subject(line: &Line, clause: Clause, wording: Wording) -> Option<(usize, usize)> {
    stripped(line, clause.from, wording.start.max(clause.from))
}

/// Says whether a claim names its own subject instead of speaking of the figure before it.
pub fn has_subject(line: &Line, clause: Clause, wording: Wording) -> bool {
    subject(line, clause, wording).is_some()
}

/// Drops long examples in front of 等: 计量、电子测量、…等各类仪器 measures 各类仪器.
fn behind_examples(line: &Line, (from, to): (usize, usize)) -> (usize, usize) {
    let listed = LONGEST_LIST < to - from && line.find(from, to, "、").is_some();
    let examples = line.rfind(from, to, "等").filter(|_| listed);
    let behind = examples.and_then(|at| stripped(line, at + 1, to));
    behind.unwrap_or((from, to))
}

/// Says whether the words only tell apart what the figure before named: 国家级, 省级.
fn is_modifier(line: &Line, from: usize, to: usize) -> bool {
    matches!(line.before(to), '级' | '类' | '性') && to - from <= 4
}

/// Returns the noun right of a counter, up to the next figure or the end of the clause.
fn noun_right(line: &Line, mention: &Mention, next: usize) -> Option<(usize, usize)> {
    let counted = matches!(mention.dimension(), "count" | "");
    let counted =
        counted && matches!(mention.class, Class::Measure | Class::Placeholder | Class::Ordinal);
    let behind = line.at(mention.end);
    let opens = is_han(behind) || matches!(behind, '“' | '《' | ' ');
    if counted && opens { stripped_right(line, mention, next) } else { None }
}

/// Returns the words right of a figure, up to the next one or the end of the clause.
fn stripped_right(line: &Line, mention: &Mention, next: usize) -> Option<(usize, usize)> {
    let limit = next.min(mention.end + LONGEST_NOUN);
    let goes_on = |at: &usize| !ends_clause(line.at(*at)) && line.at(*at) != '、';
    let end = (mention.end..limit).take_while(goes_on).last()? + 1;
    stripped(line, mention.end, end)
}

/// Drops the words at either end that say how, when and that something was done, not what.
fn stripped(line: &Line, from: usize, to: usize) -> Option<(usize, usize)> {
    let (mut from, mut to) = (from, to);
    while let Some(word) = dropped(line.longest(from, LEADING), line.longest(from, KEPT_IN_FRONT))
        && from + width(word) <= to
    {
        from += width(word);
    }
    while let Some(word) =
        dropped(line.longest_before(to, TRAILING), line.longest_before(to, KEPT_AT_END))
        && from + width(word) <= to
    {
        to -= width(word);
    }
    (from < to).then_some((from, to))
}

/// Returns the word to drop, unless a longer one that is kept stands in its place.
fn dropped(word: Option<&'static str>, kept: Option<&'static str>) -> Option<&'static str> {
    word.filter(|word| kept.is_none_or(|kept| kept.len() <= word.len()))
}

/// Words in front of an indicator that do not name it; places that hold for all of it are its scope.
#[rustfmt::skip]
const LEADING: &[&str] = &[
    "其中", "其", "并", "及", "以及", "和", "与", "且", "也", "还", "又", "另", "另有", "另外",
    "另已", "同时", "目前", "现有", "截止目前", "截至目前", "截止", "截至", "今年以来", "今年",
    "全年", "年内", "当年", "去年", "上年", "本年", "以来", "期间", "已", "已经", "共", "共计",
    "共有", "累计", "总计", "合计", "分别", "均", "都", "仅", "只", "仅有", "实现", "完成",
    "达到", "达", "的", "全市", "全省", "全区", "全县", "全国", "全州", "全镇", "我市", "我省",
    "我县", "我区", "我局", "我国", "、", ")", "”", "。", "-", "了", "但", "而", "则", "虽然",
    "此外", "因此", "一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是",
    "十是", "力争", "确保", "争取", "预计", "计划", "将", "要", "是", "为", "首次", " ",
];

/// Words that begin like a leading word and name the indicator all the same.
#[rustfmt::skip]
const KEPT_IN_FRONT: &[&str] = &[
    "要素", "将军", "共享", "共建", "共同", "共产", "和谐", "与会", "其他", "其它", "其余",
    "到位", "都市", "达标", "达产", "均衡", "还款", "完成率", "实现率", "为民", "全国人大",
    "全国政协", "及时", "其实", "已建", "另类", "均价", "计划生育", "只读", "仅存", "并购",
    "并网", "并轨",
];

/// Words behind an indicator that do not name it.
#[rustfmt::skip]
const TRAILING: &[&str] = &[
    "达", "达到", "已达", "达到了", "为", "是", "有", "共", "共有", "共计", "了", "至", "到",
    "已", "已达到", "累计", "累计达", "总计", "合计", "分别", "分别为", "分别达", "的", "约",
    "近", "在", "于", "超", "超过", "突破", "以及", "和", "及", "与", "、", "仅", "仅有", "均",
    "各", "就", "从", "由", "等", "实现", "完成", "也", "都", "并", "且", "“", "共达", "再",
    "其中", "人民币", "将", "-", "。", "平均", "首次", "跃上", "增至", "升至", "降至", "上升至",
    "上升到", "提高至", "提高到", "提升至", "提升到", "下降至", "下降到", "增加至", "增加到",
    "增长至", "增长到", "减少至", "减少到", "延长至", "延长到", "扩大至", "扩大到", "保持在",
    "稳定在", "控制在", "拟", "拟按", "按", "维持在", "逾", "不低于", " ",
];

/// Words that end like a trailing word and name the indicator all the same.
#[rustfmt::skip]
const KEPT_AT_END: &[&str] = &[
    "签约", "节约", "合约", "条约", "履约", "行为", "作为", "自由", "理由", "参与", "人均",
    "国有", "所有", "存在", "合并", "高等", "中等", "平等", "对等", "总和", "饱和", "共和",
    "报到", "拥有", "集约", "涉及", "惠及", "普及", "远近",
];

/// Verbs that say nothing of what they count: 认定31家 counts what stands before.
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "新增", "净增", "认定", "新认定", "新建", "获批", "获得", "达成", "关停", "通过", "批准",
    "立项", "入选", "入围", "净", "确定", "受理", "办结", "备案", "验收",
];

/// Returns whether the words about a figure speak of what is new, net or a total.
pub fn quantity_of(line: &Line, clause: Clause, mention: &Mention) -> Quantity {
    let told = |words: &[&str]| line.any_in(clause.from, mention.start, words);
    if told(&["净增", "净减"]) {
        Quantity::Net
    } else if told(TOTALS) {
        Quantity::Total
    } else if told(NEWS) {
        Quantity::New
    } else {
        Quantity::Plain
    }
}

/// Words for a total of what there is.
#[rustfmt::skip]
const TOTALS: &[&str] = &[
    "累计", "总数", "总量", "存量", "拥有量", "保有量", "五年来", "历年", "总计达", "共计达",
    "现有", "已有", "共有", "增至", "扩大到", "增加到", "发展到",
];

/// Words for what came in the period.
#[rustfmt::skip]
const NEWS: &[&str] = &[
    "新增", "新认定", "新引进", "新建", "新毕业", "新获", "新设", "新培育", "新发展", "新开",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::claim::claim_of;
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
            let context = Context { previous: names.last(), next, claim };
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
            ["备案众创空间", "国家级备案众创空间"]
        );
        assert_eq!(
            indicators("高新技术产值48.76亿元,占规上工业产值的16.02;增长5%"),
            ["高新技术产值", "高新技术产值占规上工业产值", "高新技术产值占规上工业产值"]
        );
    }
}
