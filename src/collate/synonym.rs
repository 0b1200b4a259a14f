//! Names that reports use for one and the same thing: one table.

use crate::text::fold::narrowed;
use crate::text::simplified::simplified;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::sync::LazyLock;

/// Returns text as indicators are compared: half-width, lower case, simplified, one name for one thing.
pub fn normalized(text: &str) -> String {
    let fold = |c: char| match simplified(narrowed(c)) {
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c => c,
    };
    let folded: String = text.chars().filter(|c| !matches!(c, '\n' | '\r')).map(fold).collect();
    match FINDER.as_ref() {
        Some((finder, meant)) => finder.replace_all(&folded, meant),
        None => folded,
    }
}

/// Finds the names of the table, with what each stands for; the table is constant, so that it is always there.
static FINDER: LazyLock<Option<(AhoCorasick, Vec<&str>)>> = LazyLock::new(|| {
    let names = SYNONYMS.iter().flat_map(|(_, names)| *names);
    let meant = SYNONYMS.iter().flat_map(|(meant, names)| names.iter().map(move |_| *meant));
    let kind = Some(AhoCorasickKind::NoncontiguousNFA);
    let builder =
        AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).kind(kind).build(names);
    builder.ok().map(|finder| (finder, meant.collect()))
});

/// What is meant, and the names for it, simplified and in lower case.
#[rustfmt::skip]
const SYNONYMS: &[(&str, &[&str])] = &[
    ("高新技术企业", &["高企", "高新企业"]),
    ("规模以上", &["规上"]),
    ("研发", &[
        "研究与试验发展经费", "研究与试验发展", "研究与实验发展", "研究和试验发展", "研究与试验经费", "研究与试验", "研发经费", "rd经费",
        "r&d经费", "r&d", "rd",
    ]),
    ("gdp", &["地区生产总值", "国内生产总值", "生产总值"]),
    ("投入占gdp占比", &["投入强度"]),
    ("投入占gdp", &["经费占gdp", "支出占gdp", "支出占地区生产总值", "支出占国内生产总值", "经费占地区生产总值", "经费占国内生产总值"]),
    ("营业收入", &["营收"]),
    ("拥有", &["拥有量", "保有量", "保有"]),
    ("每万人发明专利拥有", &[
        "每万人口发明专利拥有量", "每万人发明专利拥有量", "万人发明专利拥有量", "万人有效发明专利拥有量", "每万人口有效发明专利", "万人有效发明专利",
        "每万人有效发明专利",
    ]),
    ("每万人", &["每万人口", "每万名"]),
    ("技术改造", &["技改"]),
    ("每亩", &["亩均"]),
    ("每户", &["户均"]),
    ("创新券", &["创新劵"]),
    ("农民", &["农户", "农村居民"]),
    ("居民消费价格", &["cpi", "居民消费价格指数"]),
    ("固定资产投资", &["固投"]),
    ("专精特新", &["“专精特新”"]),
    ("科技型中小企业", &["科技型中小微企业"]),
    ("省级", &["省重点", "省科技厅"]),
    ("增速", &["增长率", "增幅", "涨幅"]),
    ("占比", &["比重", "所占比例", "占比重"]),
    ("超过", &["突破", "逾"]),
    ("招商引资", &["引资"]),
    ("employee", &["employees", "staff", "headcount", "workforce"]),
    ("cost", &["costs", "expenses", "expenditure"]),
    ("ship", &["ships", "vessel", "vessels"]),
    ("visitor", &["visitors", "passengers", "passenger"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_script_and_names_are_evened_out() {
        assert_eq!(normalized("ＧＤＰ總量"), "gdp总量");
        assert_eq!(normalized("全市高企"), "全市高新技术企业");
        assert_eq!(normalized("研发投入强度"), normalized("研发投入占GDP比重"));
    }
}
