//! Gives every value of a list its own noun: 制造业、建筑业增加值分别增长7.7%和10.4%.
//!
//! ```text
//! 城乡居民收入分别增长4.7%、6.6%          城镇居民收入 | 农村居民收入
//! 家电、汽车换新数量分别居第2位、第7位      家电换新数量 | 汽车换新数量
//! 国家级、省级、市级分别为4家、7家、8家     国家级 | 省级 | 市级
//! ```
//!
//! Only where 分别 says that nouns and values stand in the same order, and there are as many of one
//! as of the other; otherwise all values keep the common name.

use crate::figure::clause::clause_of;
use crate::figure::line::{Line, is_han, width};
use crate::figure::mention::Mention;
use crate::figure::model::{ClaimKind, Figure};
use crate::figure::wording::{stripped, words};

/// Most values that are told apart.
const MOST: usize = 8;

/// Renames the figures of every list of the sentence that is introduced with 分别. Linear.
pub fn distribute(line: &Line, mentions: &[Mention], figures: &mut [Figure]) {
    let Some(first) = figures.len().checked_sub(mentions.len()) else { return };
    for at in 0..mentions.len() {
        if figures[first + at].list != Some(first + at) {
            continue;
        }
        let listed = |index: &usize| figures[*index].list == Some(first + at);
        let values: Vec<usize> =
            (first + at..figures.len()).take(MOST + 1).filter(listed).collect();
        let Some(nouns) = nouns(line, mentions, at, values.len()) else {
            follow(line, mentions, at, &values, figures);
            continue;
        };
        let shared = figures[first + at].subject.clone();
        for (index, noun) in values.into_iter().zip(nouns) {
            let said =
                figures[index].indicator.strip_prefix(&shared).unwrap_or_default().to_owned();
            figures[index].indicator = format!("{noun}{said}");
            figures[index].subject = noun;
        }
    }
}

/// Lets the values speak of as many amounts in front of them: 收入5亿元,支出3亿元,分别增长9%和6%.
fn follow(line: &Line, mentions: &[Mention], at: usize, values: &[usize], figures: &mut [Figure]) {
    let start = clause_of(line, mentions, at).start;
    let respectively = line.rfind(start, mentions[at].start, "分别");
    let alone = respectively.is_some_and(|end| stripped(line, start, end).is_none());
    let Some(first) = values.first().filter(|_| alone && values.len() <= MOST) else { return };
    let plain = (0..*first).rev().take(2 * MOST).filter(|index| {
        let figure = &figures[*index];
        figure.claim.is_none_or(|claim| claim.kind == ClaimKind::Share)
            && figure.sentence == figures[*first].sentence
            && figure.is_measured()
    });
    let mut plain: Vec<usize> = plain.take(values.len()).collect();
    plain.reverse();
    if plain.len() != values.len() {
        return;
    }
    for (index, of) in values.iter().zip(plain) {
        let shared = figures[*index].subject.clone();
        let said = figures[*index].indicator.strip_prefix(&shared).unwrap_or_default().to_owned();
        let subject = figures[of].indicator.clone();
        figures[*index].indicator = format!("{subject}{said}");
        figures[*index].subject = subject;
        if let Some(claim) = &mut figures[*index].claim {
            claim.of = Some(of);
        }
    }
}

/// Returns the nouns that `count` values are of, in the same order; `None` if they cannot be told.
fn nouns(line: &Line, mentions: &[Mention], at: usize, count: usize) -> Option<Vec<String>> {
    let mention = &mentions[at];
    let start = clause_of(line, mentions, at).start;
    let respectively = line.rfind(start, mention.start, "分别")?;
    let (from, to) = stripped(line, start, respectively)?;
    let text = words(line, from, to);
    if let Some(pair) = town_and_country(&text).filter(|_| count == 2) {
        return Some(pair);
    }
    let listed: Vec<&str> = text.split('、').collect();
    let items = if listed.len() == count { listed } else { items(&text) };
    if !(2..=MOST).contains(&count) || items.len() != count {
        return None;
    }
    let tail = common_tail(&items);
    let named = |item: &&str| {
        if item.ends_with(tail) { (*item).to_owned() } else { format!("{item}{tail}") }
    };
    Some(items.iter().map(named).collect())
}

/// Splits 城乡居民收入 into what it stands for.
fn town_and_country(text: &str) -> Option<Vec<String>> {
    let (before, behind) = text.split_once("城乡").or_else(|| text.split_once("城鄉"))?;
    let town = behind.starts_with("居民").then_some("城镇");
    town.map(|town| vec![format!("{before}{town}{behind}"), format!("{before}农村{behind}")])
}

/// Splits a list at 、, 和, 与 and 及.
fn items(text: &str) -> Vec<&str> {
    let mut items: Vec<&str> = text.split('、').collect();
    let last = items.pop().unwrap_or_default();
    let joint = last.char_indices().filter(|(_, c)| matches!(c, '和' | '与' | '及' | '與'));
    let inner = |at: &usize| {
        let before = last.get(..*at).and_then(|text| text.chars().next_back());
        before.is_some_and(is_han)
            && !last.get(*at..).is_some_and(|rest| JOINED.iter().any(|word| rest.starts_with(word)))
    };
    match joint.map(|(at, _)| at).rfind(inner) {
        Some(at) => {
            items.push(&last[..at]);
            items.push(last[at..].trim_start_matches(['和', '与', '及', '與']));
        }
        None => items.push(last),
    }
    items.into_iter().map(str::trim).filter(|item| !item.is_empty()).collect()
}

/// Words that begin like a joint and are none.
const JOINED: &[&str] = &["和谐", "和平", "与会", "及时", "及格"];

/// Returns what the last item says of all of them: 增加值, 换新数量; empty if every item says it.
fn common_tail<'a>(items: &[&'a str]) -> &'a str {
    let Some((last, rest)) = items.split_last() else { return "" };
    let known = TAILS.iter().filter(|tail| last.ends_with(**tail) && last.len() > tail.len());
    let Some(tail) = known.max_by_key(|tail| tail.len()) else { return "" };
    let complete = |item: &&str| {
        let quantity = item.ends_with(['量', '率', '额', '值', '数', '价', '耗', '比', '入', '出']);
        quantity || TAILS.iter().any(|tail| item.ends_with(tail) && item.len() > tail.len())
    };
    if rest.iter().all(complete) {
        return "";
    }
    // 家电、汽车换新数量: items of two characters in front of what they share.
    let shortest = rest.iter().map(|item| width(item)).max().unwrap_or(0);
    let parallel = last.char_indices().nth(shortest).and_then(|(at, _)| last.get(at..));
    let longer = parallel
        .filter(|longer| shortest <= 3 && tail.len() < longer.len() && longer.ends_with(tail));
    let known = last.len().checked_sub(tail.len()).and_then(|at| last.get(at..));
    longer.or(known).unwrap_or_default()
}

/// Nouns that several things before them share.
#[rustfmt::skip]
const TAILS: &[&str] = &[
    "增加值", "产值", "总产值", "产量", "收入", "可支配收入", "纯收入", "总额", "数量", "投资", "消费",
    "支出", "零售额", "进出口", "出口", "进口", "面积", "里程", "覆盖率", "普及率", "入学率", "占比",
    "比重", "销量", "销售额", "营业收入", "营收", "利润", "排放量", "排放总量", "消耗", "能耗", "人数",
    "吞吐量", "发电量", "用电量", "成交额", "存款", "贷款", "余额", "标准", "参保率", "合格率", "价格",
    "企业", "项目", "人口", "产能", "装机", "通过率", "达标率", "增速", "孵化器", "机构", "平台",
];

#[cfg(test)]
mod tests {
    use crate::figure::extract::figures_of_sentence;
    use crate::text::span::Span;

    fn subjects(text: &str) -> Vec<String> {
        let found = figures_of_sentence(text, Span::new(0, text.len()));
        found.into_iter().map(|figure| figure.subject).collect()
    }

    #[test]
    fn values_and_nouns_stand_in_the_same_order() {
        for (text, wanted) in [
            ("制造业、建筑业增加值分别增长7.7%和10.4%", ["制造业增加值", "建筑业增加值"]),
            (
                "城乡居民人均可支配收入分别增长4.7%、6.6%",
                ["城镇居民人均可支配收入", "农村居民人均可支配收入"],
            ),
            ("家电、汽车换新数量分别居全国第2位、第7位", ["家电换新数量", "汽车换新数量"]),
            ("财政收入和财政支出分别为5亿元和7亿元", ["财政收入", "财政支出"]),
        ] {
            assert_eq!(subjects(text), wanted, "{text}");
        }
    }

    #[test]
    fn other_numbers_of_nouns_and_values_keep_the_common_name() {
        assert_eq!(subjects("甲、乙、丙企业产值分别增长7%和10%"), ["甲、乙、丙企业产值"; 2]);
    }
}
