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
    /// A date or an edition was copied though the year moved on.
    PeriodStale,
    /// The unit of an indicator changed.
    UnitChanged,
    /// One rises where the other falls.
    DirectionFlipped,
    /// A figure is so many times what it was that a slip is likelier.
    MagnitudeJump,
    /// One number is written to different places.
    PrecisionChanged,
    /// One value is bound by other words.
    BoundChanged,
    /// A headline figure is no longer told.
    FigureDropped,
    /// Last year's figure contradicts the growth that is claimed.
    GrowthContradicted,
    /// Last year's figure contradicts the increase that is claimed.
    IncreaseContradicted,
    /// A target of last year was met.
    TargetMet,
    /// A target of last year was missed.
    TargetMissed,
    /// A target of last year is not spoken of.
    TargetUnreported,
    /// Parts do not add up to their whole.
    SumMismatch,
    /// A percentage is not that of its two amounts.
    ShareMismatch,
    /// A list does not have as many names as it says.
    CountMismatch,
    /// One indicator is told twice with two values.
    RepeatMismatch,
    /// Two numbers ran into each other.
    FigureFused,
    /// A unit lost its number.
    FigureLost,
    /// A figure was never filled in.
    PlaceholderLeft,
    /// Numbers of headings are doubled, missing or out of order.
    NumberingBroken,
    /// A stretch of text stands twice in one report.
    TextDoubled,
    /// A report breaks off.
    TextTruncated,
    /// The date in the header is not that of the year reported on.
    YearMismatch,
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

const fn rule(
    (rule, id, severity, mark): (RuleId, &'static str, Severity, char),
    name: Words,
    explanation: Words,
) -> Rule {
    Rule { rule, id, severity, mark, name, explanation }
}

/// Every rule, in the order of `duikan rules`: identifier, usual severity, mark; name; what it looks for.
pub const RULES: [Rule; 32] = [
    rule(
        (RuleId::ReusedReport, "reused-report", Severity::Warning, '='),
        words("整篇雷同", "reused report"),
        words(
            "两篇报告有大量文字相同或相近，套话除外。",
            "A large part of one report stands in the other, stock phrases aside.",
        ),
    ),
    rule(
        (RuleId::ReusedPassage, "reused-passage", Severity::Notice, '='),
        words("雷同段", "reused passage"),
        words(
            "一句或数句在两侧相同或相近，套话除外。",
            "A passage stands on both sides, stock phrases aside.",
        ),
    ),
    rule(
        (RuleId::SectionMoved, "section-moved", Severity::Info, ' '),
        words("节移位", "section moved"),
        words("一节的次序变了。", "A section stands at another place in the order."),
    ),
    rule(
        (RuleId::SectionAdded, "section-added", Severity::Info, ' '),
        words("节新增", "section added"),
        words("一节只见于右侧。", "A section stands only on the right."),
    ),
    rule(
        (RuleId::SectionRemoved, "section-removed", Severity::Info, ' '),
        words("节删去", "section removed"),
        words("一节只见于左侧。", "A section stands only on the left."),
    ),
    rule(
        (RuleId::FigureChanged, "figure-changed", Severity::Info, '#'),
        words("数字变动", "figure changed"),
        words("同一指标的数字两侧不同。", "The figure of one indicator differs."),
    ),
    rule(
        (RuleId::FigureStale, "figure-stale", Severity::Warning, '#'),
        words("数字未更新", "stale figure"),
        words("年度变了，数字却原样照搬。", "The period moved on, the figure was copied."),
    ),
    rule(
        (RuleId::PeriodStale, "period-stale", Severity::Warning, '?'),
        words("时间未更新", "stale date"),
        words(
            "年度变了，日期、届次却照搬左侧。",
            "The year moved on, a date or an edition was copied.",
        ),
    ),
    rule(
        (RuleId::UnitChanged, "unit-changed", Severity::Notice, '#'),
        words("单位变化", "unit changed"),
        words(
            "同一指标换了计量单位，数值不可直接比较。",
            "One indicator is told in another unit, so that the values do not compare.",
        ),
    ),
    rule(
        (RuleId::DirectionFlipped, "direction-flipped", Severity::Notice, '#'),
        words("升降相反", "direction flipped"),
        words(
            "同一指标一侧升、一侧降。",
            "One indicator rises on one side and falls on the other.",
        ),
    ),
    rule(
        (RuleId::MagnitudeJump, "magnitude-jump", Severity::Warning, '?'),
        words("数量级突变", "jump in magnitude"),
        words(
            "同一指标相差数倍以上，疑有笔误；并指出可能的错法。",
            "One indicator differs by a factor that points to a slip, which is named.",
        ),
    ),
    rule(
        (RuleId::PrecisionChanged, "precision-changed", Severity::Info, '#'),
        words("精度不同", "precision differs"),
        words(
            "四舍五入后相同，只是保留的位数不同。",
            "The same number once rounded, written to other places.",
        ),
    ),
    rule(
        (RuleId::BoundChanged, "bound-changed", Severity::Info, '#'),
        words("约数不同", "bound differs"),
        words(
            "数值相同，“近、约、超、以上”等说法变了。",
            "One value, bound by other words: about, nearly, more than.",
        ),
    ),
    rule(
        (RuleId::FigureDropped, "figure-dropped", Severity::Notice, '#'),
        words("指标不再提及", "figure dropped"),
        words(
            "左侧写了位次，或开篇带增幅的指标，右侧不再提及。",
            "The left gives a rank, or opens with an indicator and its growth; the right no longer speaks of it.",
        ),
    ),
    rule(
        (RuleId::GrowthContradicted, "growth-contradicted", Severity::Warning, '?'),
        words("增幅不合", "growth contradicted"),
        words(
            "所称增幅与两年数字算得的不合。",
            "The growth claimed is not that of the two years' figures.",
        ),
    ),
    rule(
        (RuleId::IncreaseContradicted, "increase-contradicted", Severity::Warning, '?'),
        words("增减额不合", "increase contradicted"),
        words(
            "所称增减额与两年数字之差不合。",
            "The increase claimed is not the difference of the two years' figures.",
        ),
    ),
    rule(
        (RuleId::TargetMet, "target-met", Severity::Info, '#'),
        words("目标达到", "target met"),
        words("上年提出的目标，结果达到。", "What last year's plan set was reached."),
    ),
    rule(
        (RuleId::TargetMissed, "target-missed", Severity::Notice, '#'),
        words("目标未达", "target missed"),
        words("上年提出的目标，结果未达到。", "What last year's plan set was not reached."),
    ),
    rule(
        (RuleId::TargetUnreported, "target-unreported", Severity::Info, '#'),
        words("目标未交代", "target unreported"),
        words(
            "上年提出的目标，右侧未见交代。",
            "The right does not speak of what last year's plan set.",
        ),
    ),
    rule(
        (RuleId::SumMismatch, "sum-mismatch", Severity::Warning, '?'),
        words("分项不合", "sum mismatch"),
        words("分项之和与总数不合。", "The parts do not add up to their whole."),
    ),
    rule(
        (RuleId::ShareMismatch, "share-mismatch", Severity::Warning, '?'),
        words("比率不合", "share mismatch"),
        words(
            "百分数与所依据的两个数算得的不合。",
            "A percentage is not that of the two amounts it is of.",
        ),
    ),
    rule(
        (RuleId::CountMismatch, "count-mismatch", Severity::Notice, '?'),
        words("列举不合", "count mismatch"),
        words("所称项数与列举的项数不合。", "A list does not have as many names as it says."),
    ),
    rule(
        (RuleId::RepeatMismatch, "repeat-mismatch", Severity::Notice, '?'),
        words("前后不一", "repeat mismatch"),
        words(
            "同一指标前后两处数字不同。",
            "One indicator is told twice in a report with two values.",
        ),
    ),
    rule(
        (RuleId::FigureFused, "figure-fused", Severity::Warning, '?'),
        words("数字粘连", "fused figures"),
        words("年份与数字连写，疑漏字。", "A year and a number ran into each other."),
    ),
    rule(
        (RuleId::FigureLost, "figure-lost", Severity::Warning, '?'),
        words("数字丢失", "figure lost"),
        words("只剩单位，没有数字。", "A unit stands without its number."),
    ),
    rule(
        (RuleId::PlaceholderLeft, "placeholder-left", Severity::Warning, '?'),
        words("占位符未填", "placeholder left"),
        words("应填数字处仍是 xx、×× 之类。", "A figure was never filled in."),
    ),
    rule(
        (RuleId::NumberingBroken, "numbering-broken", Severity::Notice, '?'),
        words("序号错乱", "broken numbering"),
        words(
            "标题序号重复、缺号或颠倒。",
            "Heading numbers are doubled, missing or out of order.",
        ),
    ),
    rule(
        (RuleId::TextDoubled, "text-doubled", Severity::Warning, '?'),
        words("文字重出", "doubled text"),
        words("同一段文字在一篇报告里出现两次。", "A stretch of text stands twice in one report."),
    ),
    rule(
        (RuleId::TextTruncated, "text-truncated", Severity::Warning, '?'),
        words("文字残缺", "truncated text"),
        words("报告在句子中间中断。", "A report breaks off in mid-sentence."),
    ),
    rule(
        (RuleId::YearMismatch, "year-mismatch", Severity::Warning, '?'),
        words("年份不符", "year mismatch"),
        words(
            "标题处的日期与正文所回顾的年份对不上。",
            "The date in the header does not fit the year that is reported on.",
        ),
    ),
    rule(
        (RuleId::Mojibake, "mojibake", Severity::Warning, '?'),
        words("乱码", "garbled text"),
        words("文件存盘前已被错误解码。", "The text was decoded wrongly before it was saved."),
    ),
    rule(
        (RuleId::UndecodableBytes, "undecodable-bytes", Severity::Warning, '?'),
        words("字节损坏", "undecodable bytes"),
        words("有字节不是该编码的字符。", "Some bytes are no characters in the encoding."),
    ),
];

impl RuleId {
    /// Returns the rule of that identifier.
    pub fn of_id(id: &str) -> Option<Self> {
        RULES.iter().find(|rule| rule.id == id).map(|rule| rule.rule)
    }

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
