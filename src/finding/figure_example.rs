//! An example of every rule about figures: two short texts that raise it.

use crate::finding::rule::RuleId;
use crate::text::language::{Words, words};
use crate::text::side::Sided;

/// A side that an example does not need.
const NOTHING: Words = words("", "");

/// Two short texts that raise each rule about figures, in the order of [`crate::finding::rule::RULES`].
pub const FIGURE_EXAMPLES: [(RuleId, Sided<Words>); 21] = [
    (
        RuleId::FigureChanged,
        Sided::new(
            words("全市高新技术企业达到67家。", "The city has 67 high-tech firms."),
            words("全市高新技术企业达到135家。", "The city has 135 high-tech firms."),
        ),
    ),
    (
        RuleId::FigureStale,
        Sided::new(
            words(
                "2023年，全市地区生产总值达到1286.4亿元。",
                "In 2023 the GDP of the city was 128.64 billion yuan.",
            ),
            words(
                "2024年，全市地区生产总值达到1286.4亿元。",
                "In 2024 the GDP of the city was 128.64 billion yuan.",
            ),
        ),
    ),
    (
        RuleId::PeriodStale,
        Sided::new(
            words(
                "2023年全市引进人才46人。\n二、2024年工作计划\n加快科创大厦内部装修，确保2024年6月底前投入使用。",
                "46 specialists came in 2023.\n2. Plan for 2024\nThe tower opens by June 2024.",
            ),
            words(
                "2024年全市引进人才57人。\n二、2025年工作计划\n加快科创大厦内部装修，确保2024年6月底前投入使用。",
                "57 specialists came in 2024.\n2. Plan for 2025\nThe tower opens by June 2024.",
            ),
        ),
    ),
    (
        RuleId::UnitChanged,
        Sided::new(
            words("全年培训农民8600人次。", "8,600 farmers attended courses."),
            words("全年培训农民9200人。", "Courses trained 9,200 farmers."),
        ),
    ),
    (
        RuleId::DirectionFlipped,
        Sided::new(
            words("规上工业企业亏损面下降1.6个百分点。", "Losses fell by 1.6 percentage points."),
            words("规上工业企业亏损面扩大0.7个百分点。", "Losses rose by 0.7 percentage points."),
        ),
    ),
    (
        RuleId::MagnitudeJump,
        Sided::new(
            words("市科技馆全年接待观众9.6万人次。", "The museum had 96,000 visitors."),
            words("市科技馆全年接待观众103万人次。", "The museum had 1,030,000 visitors."),
        ),
    ),
    (
        RuleId::PrecisionChanged,
        Sided::new(
            words("每万人发明专利拥有量9.4件。", "Patents per 10,000 people: 9.4."),
            words("每万人发明专利拥有量9.44件。", "Patents per 10,000 people: 9.44."),
        ),
    ),
    (
        RuleId::BoundChanged,
        Sided::new(
            words("引进推广新品种近206种。", "Nearly 206 new varieties were grown."),
            words("引进推广新品种206种。", "206 new varieties were grown."),
        ),
    ),
    (
        RuleId::FigureDropped,
        Sided::new(
            words(
                "2023年，综合科技创新水平指数居全省第6位。",
                "In 2023 the city ranked 6th for innovation.",
            ),
            words("2024年全市清理河道淤泥三万方。", "In 2024 the rivers were cleared."),
        ),
    ),
    (
        RuleId::GrowthContradicted,
        Sided::new(
            words(
                "2023年全市技术合同成交额38.6亿元。",
                "In 2023 contracts came to 3.86 billion yuan.",
            ),
            words(
                "2024年全市技术合同成交额47.1亿元，同比增长28.4%。",
                "In 2024 contracts came to 4.71 billion yuan, up 28.4 per cent.",
            ),
        ),
    ),
    (
        RuleId::IncreaseContradicted,
        Sided::new(
            words(
                "2023年省级专精特新中小企业达到86家。",
                "In 2023 there were 86 specialist firms.",
            ),
            words(
                "2024年省级专精特新中小企业达到124家，较上年增加41家。",
                "In 2024 there were 124 specialist firms, 41 more than the year before.",
            ),
        ),
    ),
    (
        RuleId::TargetMet,
        Sided::new(
            words(
                "2023年全市引进人才46人。\n二、2024年工作计划\n引进高层次人才50人以上。",
                "46 came in 2023.\n2. Plan for 2024\nAt least 50 specialists are to come.",
            ),
            words("2024年全市引进高层次人才57人。", "57 specialists came in 2024."),
        ),
    ),
    (
        RuleId::TargetMissed,
        Sided::new(
            words(
                "2023年全市引进人才46人。\n二、2024年工作计划\n引进高层次人才60人以上。",
                "46 came in 2023.\n2. Plan for 2024\nAt least 60 specialists are to come.",
            ),
            words("2024年全市引进高层次人才57人。", "57 specialists came in 2024."),
        ),
    ),
    (
        RuleId::TargetUnreported,
        Sided::new(
            words(
                "2023年全市引进人才46人。\n二、2024年工作目标\n建成中试基地2个。",
                "46 came in 2023.\n2. Plan for 2024\nTwo pilot plants are to be built.",
            ),
            words("2024年全市引进高层次人才57人。", "57 specialists came in 2024."),
        ),
    ),
    (
        RuleId::SumMismatch,
        Sided::new(
            NOTHING,
            words(
                "全年引进高层次人才57人，其中博士28人、硕士24人、高级技师6人。",
                "57 specialists came: 28 doctors, 24 masters and 6 technicians.",
            ),
        ),
    ),
    (
        RuleId::ShareMismatch,
        Sided::new(
            NOTHING,
            words(
                "梳理企业诉求438件，办结424件，办结率98.6%。",
                "438 requests came in, 424 were settled, a rate of 98.6 per cent.",
            ),
        ),
    ),
    (
        RuleId::CountMismatch,
        Sided::new(
            NOTHING,
            words(
                "重点抓好三项工作：一是建平台。二是促转化。",
                "Three tasks come first: one, platforms; two, transfer.",
            ),
        ),
    ),
    (
        RuleId::RepeatMismatch,
        Sided::new(
            NOTHING,
            words(
                "全市在岗科技特派员236名。\n目前全市在岗科技特派员263名，逐一考核。",
                "The city has 236 advisers.\nAt year end all 263 advisers were examined.",
            ),
        ),
    ),
    (
        RuleId::FigureFused,
        Sided::new(
            NOTHING,
            words("市级以上研发平台新增201733家。", "The year brought 201733 new laboratories."),
        ),
    ),
    (
        RuleId::FigureLost,
        Sided::new(
            NOTHING,
            words("安排双千计划项目,亿元。", "Output came to billion yuan, up per cent."),
        ),
    ),
    (
        RuleId::PlaceholderLeft,
        Sided::new(NOTHING, words("全年新增高新技术企业xx家。", "The year brought xx new firms.")),
    ),
];
