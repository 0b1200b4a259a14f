//! The table of rules.

use crate::finding::model::Severity;
use crate::text::language::{Words, words};

/// A rule. The identifiers ([`Rule::id`]) are part of the JSON contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RuleId {
    /// The two reports are one text, copied or reworded.
    ReusedReport,
    /// A sentence or several of one stand in the other.
    ReusedPassage,
    /// A section stands at another place.
    SectionMoved,
    /// A section is only on the right.
    SectionAdded,
    /// A section is only on the left.
    SectionRemoved,
    /// The figure of an indicator changed.
    FigureChanged,
    /// A figure was copied though the period moved on.
    FigureStale,
    /// A figure was never filled in.
    PlaceholderLeft,
    /// Numbers of headings are doubled, missing or out of order.
    NumberingBroken,
    /// A stretch of text stands twice in one report.
    TextDoubled,
    /// A report breaks off.
    TextTruncated,
    /// The text was decoded wrongly before it was saved.
    Mojibake,
    /// Bytes did not decode.
    UndecodableBytes,
}

/// What a reviewer should know of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Which rule.
    pub rule: RuleId,
    /// Its identifier in the JSON contract.
    pub id: &'static str,
    /// How grave it usually is.
    pub severity: Severity,
    /// The mark in the gutter: why to look.
    pub mark: char,
    /// Its name on screen.
    pub name: Words,
    /// What it looks for, in one sentence.
    pub explanation: Words,
}

/// Every rule, in the order of `duikan rules`.
pub const RULES: [Rule; 13] = [
    Rule {
        rule: RuleId::ReusedReport,
        id: "reused-report",
        severity: Severity::Warning,
        mark: '=',
        name: words("整篇雷同", "reused report"),
        explanation: words(
            "两篇报告有大量文字相同或相近，套话除外。",
            "A large part of one report stands in the other, stock phrases aside.",
        ),
    },
    Rule {
        rule: RuleId::ReusedPassage,
        id: "reused-passage",
        severity: Severity::Notice,
        mark: '=',
        name: words("雷同段", "reused passage"),
        explanation: words(
            "一句或数句在两侧相同或相近，套话除外。",
            "A passage stands on both sides, stock phrases aside.",
        ),
    },
    Rule {
        rule: RuleId::SectionMoved,
        id: "section-moved",
        severity: Severity::Info,
        mark: ' ',
        name: words("节移位", "section moved"),
        explanation: words("一节的次序变了。", "A section stands at another place in the order."),
    },
    Rule {
        rule: RuleId::SectionAdded,
        id: "section-added",
        severity: Severity::Info,
        mark: ' ',
        name: words("节新增", "section added"),
        explanation: words("一节只见于右侧。", "A section stands only on the right."),
    },
    Rule {
        rule: RuleId::SectionRemoved,
        id: "section-removed",
        severity: Severity::Info,
        mark: ' ',
        name: words("节删去", "section removed"),
        explanation: words("一节只见于左侧。", "A section stands only on the left."),
    },
    Rule {
        rule: RuleId::FigureChanged,
        id: "figure-changed",
        severity: Severity::Info,
        mark: '#',
        name: words("数字变动", "figure changed"),
        explanation: words("同一指标的数字两侧不同。", "The figure of one indicator differs."),
    },
    Rule {
        rule: RuleId::FigureStale,
        id: "figure-stale",
        severity: Severity::Warning,
        mark: '#',
        name: words("数字未更新", "stale figure"),
        explanation: words(
            "年度变了，数字却原样照搬。",
            "The period moved on, the figure was copied.",
        ),
    },
    Rule {
        rule: RuleId::PlaceholderLeft,
        id: "placeholder-left",
        severity: Severity::Warning,
        mark: '?',
        name: words("占位符未填", "placeholder left"),
        explanation: words("应填数字处仍是 xx、×× 之类。", "A figure was never filled in."),
    },
    Rule {
        rule: RuleId::NumberingBroken,
        id: "numbering-broken",
        severity: Severity::Notice,
        mark: '?',
        name: words("序号错乱", "broken numbering"),
        explanation: words(
            "标题序号重复、缺号或颠倒。",
            "Heading numbers are doubled, missing or out of order.",
        ),
    },
    Rule {
        rule: RuleId::TextDoubled,
        id: "text-doubled",
        severity: Severity::Warning,
        mark: '?',
        name: words("文字重出", "doubled text"),
        explanation: words(
            "同一段文字在一篇报告里出现两次。",
            "A stretch of text stands twice in one report.",
        ),
    },
    Rule {
        rule: RuleId::TextTruncated,
        id: "text-truncated",
        severity: Severity::Warning,
        mark: '?',
        name: words("文字残缺", "truncated text"),
        explanation: words("报告在句子中间中断。", "A report breaks off in mid-sentence."),
    },
    Rule {
        rule: RuleId::Mojibake,
        id: "mojibake",
        severity: Severity::Warning,
        mark: '?',
        name: words("乱码", "garbled text"),
        explanation: words(
            "文件存盘前已被错误解码。",
            "The text was decoded wrongly before it was saved.",
        ),
    },
    Rule {
        rule: RuleId::UndecodableBytes,
        id: "undecodable-bytes",
        severity: Severity::Warning,
        mark: '?',
        name: words("字节损坏", "undecodable bytes"),
        explanation: words(
            "有字节不是该编码的字符。",
            "Some bytes are no characters in the encoding.",
        ),
    },
];

impl RuleId {
    /// Returns what the table says of the rule.
    pub fn rule(self) -> &'static Rule {
        RULES.iter().find(|rule| rule.rule == self).unwrap_or(&RULES[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_lists_the_rules_in_the_order_of_their_identifiers() {
        let listed: Vec<RuleId> = RULES.iter().map(|rule| rule.rule).collect();
        let mut sorted = listed.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(listed, sorted);
        assert_eq!(RuleId::UndecodableBytes.rule().id, "undecodable-bytes");
    }
}
