//! Where and in what sense a figure holds: 全市; reached, planned, or a running total.

use crate::figure::lexicon::{Lexicon, Words};
use crate::figure::line::{Line, width};
use crate::figure::model::Role;
use crate::figure::verb::first_verb;

/// Places that a report speaks for as a whole.
#[rustfmt::skip]
const SCOPES: &[&str] = &[
    "全市", "全省", "全区", "全县", "全国", "全州", "全镇", "全乡", "全街道", "全球", "全行业",
    "全系统", "全局", "全公司", "全集团", "全校", "我市", "我省", "我县", "我区", "我国", "我州",
    "本市", "本省", "本县", "本区", "全港", "世界",
];

/// Words in the clause of a figure that make it and the figures behind it in the sentence targets.
#[rustfmt::skip]
static AIMS: Lexicon = Lexicon::new(|| {
    Words::of(&[
    "力争", "确保", "争取达", "争取新", "争取完成", "争取实现", "目标是", "目标为", "预期目标",
    "主要目标", "指标是", "努力达到", "不低于上年", "目标包括", "we aim", "aims to", "aim to",
    "our target", "targets for", "target is",
])
});

/// Words that make a figure and those behind it up to the next ； targets.
#[rustfmt::skip]
static EXPECTED: Lexicon = Lexicon::new(|| {
    Words::of(&[
    "预计", "计划新", "计划完成", "计划实施", "计划投资", "将达", "将新增", "将完成", "预期",
    "将安排", "将投入", "计划安排", "计划引进", "计划培", "计划建", "计划组", "plan to", "plans to",
    "expect to", "expects to", "intend", "is set to", "will ", "on track to",
])
});

/// Words in a heading that announce plans, whatever stands above it.
#[rustfmt::skip]
const PLANS: &[&str] = &[
    "打算", "工作计划", "年计划", "计划和", "下一步", "下步", "展望", "今后", "下一年", "来年", "明年",
    "今年工作", "今年的工作", "新一年", "outlook", "looking ahead", "plans for", "the year ahead",
    "priorities for",
];

/// Words in a heading that announce plans unless a heading above says what it is about: a review has
/// its own tasks and aims.
#[rustfmt::skip]
const PERHAPS_PLANS: &[&str] = &[
    "安排", "思路", "工作目标", "预期目标", "主要目标", "主要任务", "工作要点", "规划目标", "总体要求",
    "目标任务", "工作任务", "工作部署", "工作建议", "政策取向", "奋斗目标", "targets",
];

/// Words in a heading that look back, whatever stands above it.
const REVIEWS: &[&str] = &["完成情况", "回顾", "总结", "落实情况", "开展情况"];

/// Words in a heading that look back unless a heading above says what it is about.
#[rustfmt::skip]
const PERHAPS_REVIEWS: &[&str] = &[
    "成效", "进展", "主要工作", "取得", "亮点", "存在", "问题", "表彰", "不足",
];

/// Words that make a figure a running total.
#[rustfmt::skip]
static TOTALS: Lexicon = Lexicon::new(|| {
    Words::of(&[
    "累计", "总数", "总量", "存量", "保有量", "拥有量", "五年来", "历年", "成立以来", "cumulative",
    "since its launch", "in all",
])
});

/// Returns the place named last between the two columns.
///
/// 全国首批 and 世界级 only describe what they stand before.
pub fn scope_of(line: &Line, from: usize, to: usize) -> Option<&'static str> {
    let is_place = |at: &usize, word: &str| {
        let behind = *at + width(word);
        let describes = line.longest(behind, NOT_PLACES).is_some();
        !describes && !matches!(line.before(*at), '在' | '为' | '“')
    };
    let find = |word: &str| line.rfind(from, to, word).filter(|at| is_place(at, word));
    let here = SCOPES.iter().filter_map(|word| Some((find(word)?, *word)));
    here.max_by_key(|(at, _)| *at).map(|(_, word)| word)
}

/// Words behind the name of a place that make it describe something: 全国人大, 世界级.
#[rustfmt::skip]
const NOT_PLACES: &[&str] = &[
    "人大", "政协", "人民代表", "首", "级", "重点", "百强", "百", "文明", "先进", "一流", "著名", "杯",
    "最", "第一个", "性", "各", "统一", "示范", "试点", "领先", "知名", "银行", "贸易组织", "羽毛球",
    "锦标赛", "职业", "卫生城", "特色", "劳模", "总工会", "妇联", "青联", "通用", "布局", "通办",
];

/// Says whether the words between the two columns set an aim, for all that follows in the sentence.
pub fn is_aim(line: &Line, from: usize, to: usize) -> bool {
    AIMS.any_in(line, from, to)
}

/// Says whether the words between the two columns expect or intend something, up to the next ；.
pub fn is_expected(line: &Line, from: usize, to: usize) -> bool {
    // Behind another verb 拟 only describes: 已培育拟备案机构2家.
    let intends = line.rfind(from, to, "拟").is_some_and(|at| {
        !matches!(line.before(at), '模' | '虚' | '比') && first_verb(line, from, at).is_none()
    });
    intends || EXPECTED.any_in(line, from, to)
}

/// Says whether the words between the two columns speak of a running total.
pub fn is_total(line: &Line, from: usize, to: usize) -> bool {
    TOTALS.any_in(line, from, to)
}

/// Returns the role of everything under a heading, given the role of the section that holds it;
/// `None` if neither says one.
pub fn role_of_heading(heading: &Line, above: Option<Role>) -> Option<Role> {
    let says = |words: &[&str]| heading.any_in(0, heading.len(), words);
    let plans = says(PLANS) || heading.ends(heading.len(), "、计划");
    let own = match (says(REVIEWS), plans) {
        (true, _) => Some(Role::Outcome),
        (_, true) => Some(Role::Target),
        _ => None,
    };
    let perhaps = || match (says(PERHAPS_REVIEWS), says(PERHAPS_PLANS)) {
        (true, _) => Some(Role::Outcome),
        (_, true) => Some(Role::Target),
        _ => None,
    };
    own.or(above).or_else(perhaps)
}

/// Returns how many years everything under a heading covers; `None` if it does not say.
pub fn span_of_heading(heading: &Line) -> Option<u32> {
    let five = heading.any_in(0, heading.len(), &["过去五年", "五年来", "五年工作", "过去5年"]);
    five.then_some(5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::Span;

    fn line(text: &str) -> Line {
        Line::of(text, Span::new(0, text.len()))
    }

    #[test]
    fn aims_make_targets_and_totals_are_told_apart() {
        assert!(is_aim(&line("力争全年专利申请量达到"), 0, 11));
        assert!(is_total(&line("国家高新技术企业累计达"), 0, 11));
        assert!(!is_aim(&line("全年新认定"), 0, 5));
    }

    #[test]
    fn heading_decides_for_what_stands_under_it() {
        let role = |heading: &str, above| role_of_heading(&line(heading), above);
        assert_eq!(role("三、2020年工作打算", None), Some(Role::Target));
        assert_eq!(role("一、主要目标任务完成情况", None), Some(Role::Outcome));
        assert_eq!(role("2.高新技术企业数", None), None);
        assert_eq!(role("(二)全面落实重点工作任务", Some(Role::Outcome)), Some(Role::Outcome));
        assert_eq!(role("(一)巩固成效", Some(Role::Target)), Some(Role::Target));
        assert_eq!(role("(五)下一步打算", Some(Role::Outcome)), Some(Role::Target));
    }

    #[test]
    fn nearest_place_is_the_scope() {
        assert_eq!(scope_of(&line("全市高企居全省"), 0, 7), Some("全省"));
    }
}
