//! An example of every rule: two short texts that raise it.

use crate::finding::figure_example::FIGURE_EXAMPLES;
use crate::finding::rule::{RULES, RuleId};
use crate::text::language::{Words, words};
use crate::text::side::Sided;

/// A side that an example does not need.
const NOTHING: Words = words("", "");

/// Two short texts that raise each rule that is not about figures ([`FIGURE_EXAMPLES`] has those), one
/// for each side, in the order of [`RULES`]; a side that the rule does not need is empty.
///
/// Both tables together are as long as the table of rules, so that a rule without an example does not
/// compile. The Chinese texts are collated by a test and must raise their rule; the English ones say
/// the same in English.
pub const EXAMPLES: [(RuleId, Sided<Words>); RULES.len() - FIGURE_EXAMPLES.len()] = [
    (
        RuleId::ReusedReport,
        Sided::new(
            words(
                "科技局建立了科技创新平台，为企业提供了良好的环境和条件。",
                "The bureau set up an innovation platform and gave firms good conditions.",
            ),
            words(
                "科技局建立了科技创新平台，为企业提供了较好的环境和条件。",
                "The bureau set up an innovation platform and gave firms better conditions.",
            ),
        ),
    ),
    (
        RuleId::ReusedPassage,
        Sided::new(
            words(
                "坚持每月走访企业，帮助解决用地、用工和融资难题。",
                "We visited firms every month and helped them with land, staff and loans.",
            ),
            words(
                "坚持每月走访企业，帮助解决用地、用工和融资问题。",
                "We visited firms every month and helped them with land, staff and credit.",
            ),
        ),
    ),
    (
        RuleId::SectionMoved,
        Sided::new(
            words(
                "一、改善水质\n清理河道淤泥，关停沿岸排污口，水质稳定达标。\n二、修建学校\n新建小学和幼儿园，解决农村孩子入学困难。\n三、办好文化\n乡镇综合文化站免费开放，送戏下乡深受欢迎。",
                "1. Water\nThe rivers were cleared of mud.\n2. Schools\nNew schools were built.\n3. Culture\nThe halls are open to all.",
            ),
            words(
                "一、办好文化\n乡镇综合文化站免费开放，送戏下乡深受欢迎。\n二、改善水质\n清理河道淤泥，关停沿岸排污口，水质稳定达标。\n三、修建学校\n新建小学和幼儿园，解决农村孩子入学困难。",
                "1. Culture\nThe halls are open to all.\n2. Water\nThe rivers were cleared of mud.\n3. Schools\nNew schools were built.",
            ),
        ),
    ),
    (
        RuleId::SectionAdded,
        Sided::new(
            words(
                "一、改善水质\n清理河道淤泥，关停沿岸排污口。",
                "1. Water\nThe rivers were cleared of mud.",
            ),
            words(
                "一、改善水质\n清理河道淤泥，关停沿岸排污口。\n二、修建学校\n新建小学和幼儿园，解决农村孩子入学困难。",
                "1. Water\nThe rivers were cleared of mud.\n2. Schools\nNew schools were built.",
            ),
        ),
    ),
    (
        RuleId::SectionRemoved,
        Sided::new(
            words(
                "一、改善水质\n清理河道淤泥，关停沿岸排污口。\n二、修建学校\n新建小学和幼儿园，解决农村孩子入学困难。",
                "1. Water\nThe rivers were cleared of mud.\n2. Schools\nNew schools were built.",
            ),
            words(
                "一、改善水质\n清理河道淤泥，关停沿岸排污口。",
                "1. Water\nThe rivers were cleared of mud.",
            ),
        ),
    ),
    (
        RuleId::NumberingBroken,
        Sided::new(
            NOTHING,
            words(
                "一、改善水质\n清理河道淤泥。\n三、修建学校\n新建小学和幼儿园。",
                "1. Water\nThe rivers were cleared.\n3. Schools\nNew schools were built.",
            ),
        ),
    ),
    (
        RuleId::TextDoubled,
        Sided::new(
            NOTHING,
            words(
                "坚持每月走访企业，帮助解决用地、用工和融资难题。全年没有发生安全事故。坚持每月走访企业，帮助解决用地、用工和融资难题。",
                "We visited firms every month and helped them with land. There was no accident. We visited firms every month and helped them with land.",
            ),
        ),
    ),
    (
        RuleId::TextTruncated,
        Sided::new(
            NOTHING,
            words(
                "全年清理河道淤泥三万方。下一步，我们将继续坚持以人民为中心的发展思想，努力办好一批群众看得见、摸得着",
                "The rivers were cleared. Next year we will go on in the same spirit and do what people can see and",
            ),
        ),
    ),
    (
        RuleId::YearMismatch,
        Sided::new(
            NOTHING,
            words(
                "政府工作报告\n——2021年3月5日在人民代表大会上\n各位代表：\n一、2019年工作回顾\n全年清理河道淤泥三万方。",
                "Annual Report\n5 March 2021\n1. Review of 2019\nThe rivers were cleared.",
            ),
        ),
    ),
    (RuleId::Mojibake, Sided::new(NOTHING, words("鎴戜滑鐨勪紵澶х殑绁栧浗銆?", "Ã©tÃ? for été"))),
    (
        RuleId::UndecodableBytes,
        Sided::new(
            NOTHING,
            words(
                "全市高新技术企业\u{FFFD}\u{FFFD}家。",
                "The city has \u{FFFD}\u{FFFD} high-tech firms.",
            ),
        ),
    ),
];

/// Returns the example of a rule.
pub fn example(rule: RuleId) -> Sided<Words> {
    let found = EXAMPLES.iter().chain(&FIGURE_EXAMPLES).find(|(known, _)| *known == rule);
    found.map_or(Sided::new(NOTHING, NOTHING), |(_, texts)| *texts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::collate;
    use crate::collate::model::Witness;
    use crate::finding::findings;
    use crate::intake::decode;
    use crate::report::split;
    use crate::text::language::Language;

    fn raised(texts: &Sided<&str>) -> Vec<RuleId> {
        let documents = texts.map(|text| decode::read(text.as_bytes(), "a.txt"));
        let reports = documents.as_ref().map(split::whole);
        let sides = Sided::new(
            Witness { text: &documents.left.text, report: &reports.left },
            Witness { text: &documents.right.text, report: &reports.right },
        );
        let found = findings(documents.as_ref(), sides, &collate(sides));
        found.iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn every_example_raises_its_rule() {
        // Bytes that do not decode cannot stand in an example, which is text.
        let is_text = |rule: &RuleId| *rule != RuleId::UndecodableBytes;
        for rule in RULES.iter().map(|rule| rule.rule).filter(is_text) {
            let texts = example(rule).map(|words| Language::Chinese.pick(&words));
            let raised = raised(&texts);
            assert!(raised.contains(&rule), "{rule:?} is not among {raised:?}");
        }
    }

    #[test]
    fn every_rule_has_its_example_in_both_languages() {
        for rule in &RULES {
            let example = example(rule.rule);
            assert!(!example.right.zh.is_empty() || !example.left.zh.is_empty(), "{}", rule.id);
            for words in [example.left, example.right] {
                assert_eq!(words.zh.is_empty(), words.en.is_empty(), "{}", rule.id);
            }
        }
    }
}
