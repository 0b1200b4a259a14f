//! Where and in what sense a figure holds: 全市; reached, planned, or a running total.

use crate::figure::line::Line;
use crate::figure::model::Role;

/// Places that a report speaks for as a whole.
#[rustfmt::skip]
const SCOPES: &[&str] = &[
    "全市", "全省", "全区", "全县", "全国", "全州", "全镇", "全乡", "全街道", "全球", "全行业",
    "全系统", "全局", "全公司", "全集团", "全校", "我市", "我省", "我县", "我区", "我国", "我州",
    "本市", "本省", "本县", "本区", "全港", "世界",
];

/// Words in the clause of a figure that make it and the figures behind it in the sentence targets.
#[rustfmt::skip]
const AIMS: &[&str] = &[
    "力争", "确保", "争取达", "争取新", "争取完成", "争取实现", "目标是", "目标为", "预期目标",
    "主要目标", "指标是", "预计", "计划新", "计划完成", "计划实施", "计划投资", "拟新", "拟建",
    "拟实施", "拟引进", "拟投", "将达", "将新增", "将完成", "努力达到", "不低于上年",
];

/// Words in a heading that announce plans.
#[rustfmt::skip]
const PLANS: &[&str] = &[
    "打算", "计划", "安排", "思路", "下一步", "下步", "工作目标", "预期目标", "主要目标", "展望",
    "工作要点", "规划目标", "总体要求", "今后", "下一年", "目标任务",
];

/// Words in a heading that look back.
#[rustfmt::skip]
const REVIEWS: &[&str] = &[
    "完成情况", "回顾", "成效", "总结", "落实情况", "开展情况", "进展", "主要工作", "取得",
    "亮点", "存在", "问题", "表彰", "不足",
];

/// Words that make a figure a running total.
const TOTALS: &[&str] = &["累计", "总数", "总量", "存量", "保有量", "拥有量", "五年来", "历年"];

/// Returns the place named last between the two columns.
pub fn scope_of(line: &Line, from: usize, to: usize) -> Option<&'static str> {
    let is_place = |at: &usize| !line.has(*at, "全国人大") && !line.has(*at, "全国政协");
    let find = |word: &str| line.rfind(from, to, word).filter(is_place);
    let here = SCOPES.iter().filter_map(|word| Some((find(word)?, *word)));
    here.max_by_key(|(at, _)| *at).map(|(_, word)| word)
}

/// Says whether the words between the two columns set an aim.
pub fn is_aim(line: &Line, from: usize, to: usize) -> bool {
    line.any_in(from, to, AIMS)
}

/// Says whether the words between the two columns speak of a running total.
pub fn is_total(line: &Line, from: usize, to: usize) -> bool {
    line.any_in(from, to, TOTALS)
}

/// Returns the role of everything under a heading; `None` if it says neither.
pub fn role_of_heading(heading: &Line) -> Option<Role> {
    if heading.any_in(0, heading.len(), REVIEWS) {
        return Some(Role::Outcome);
    }
    heading.any_in(0, heading.len(), PLANS).then_some(Role::Target)
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
        assert_eq!(role_of_heading(&line("三、2020年工作打算")), Some(Role::Target));
        assert_eq!(role_of_heading(&line("一、主要目标任务完成情况")), Some(Role::Outcome));
        assert_eq!(role_of_heading(&line("2.高新技术企业数")), None);
    }

    #[test]
    fn nearest_place_is_the_scope() {
        assert_eq!(scope_of(&line("全市高企居全省"), 0, 7), Some("全省"));
    }
}
