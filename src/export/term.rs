//! The name of every kind: its identifier in the JSON contract and its word for people.
//!
//! One table for both, so that what a program reads and what a person reads cannot drift apart.
//! Each table is a `match`: a kind added below does not compile until it has its names.

use crate::collate::limit::Limit;
use crate::collate::model::{Change, ChangeFlag, Grade, SectionRelation, VariantKind};
use crate::collate::nearest::Origin;
use crate::collate::shared::Joint;
use crate::figure::model::{
    Basis, Bound, ClaimKind, Class, Direction, FigureFlag, PartKind, Quantity, Role,
};
use crate::finding::model::Severity;
use crate::finding::reuse::{grade_words, kind_words};
use crate::text::language::{Words, words};

/// The names of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// Its identifier in the JSON contract.
    pub id: &'static str,
    /// Its word for people.
    pub words: Words,
}

const fn term(id: &'static str, zh: &'static str, en: &'static str) -> Term {
    Term { id, words: words(zh, en) }
}

/// Names what the shared text amounts to.
pub const fn grade(grade: Grade) -> Term {
    Term { id: grade.id(), words: grade_words(grade) }
}

/// Names where a sentence comes from.
pub const fn origin(origin: Origin) -> Term {
    match origin {
        Origin::Found(nearest) => Term { id: nearest.kind.id(), words: kind_words(nearest.kind) },
        Origin::Stock => term("stock", "套话", "stock phrases"),
        Origin::Own => term("own", "各篇都没有", "in none of the others"),
        Origin::NotText => term("not-text", "标题、表格等", "title, table and the like"),
    }
}

/// Names how two sections relate.
pub const fn section_relation(relation: SectionRelation) -> Term {
    match relation {
        SectionRelation::Unchanged => term("unchanged", "相同", "same"),
        SectionRelation::Edited => term("edited", "改动", "edited"),
        SectionRelation::Moved => term("moved", "移位", "moved"),
        SectionRelation::Split => term("split", "拆分", "split"),
        SectionRelation::Merged => term("merged", "合并", "merged"),
        SectionRelation::Added => term("added", "新增", "added"),
        SectionRelation::Removed => term("removed", "删去", "removed"),
    }
}

/// Returns the identifier of how many sentences became how many; no line for people tells it.
pub const fn joint_id(joint: Joint) -> &'static str {
    match joint {
        Joint::Single => "single",
        Joint::Merged => "merged",
        Joint::Split => "split",
    }
}

/// Names a kind of variant.
pub const fn variant_kind(kind: VariantKind) -> Term {
    match kind {
        VariantKind::Substitution => term("substitution", "替换", "substitutions"),
        VariantKind::Addition => term("addition", "增", "additions"),
        VariantKind::Omission => term("omission", "删", "omissions"),
        VariantKind::Transposition => term("transposition", "移", "transpositions"),
    }
}

/// Names what became of a figure.
pub const fn change(change: Change) -> Term {
    match change {
        Change::Equal => term("equal", "相同", "equal"),
        Change::Restated => term("restated", "换写法", "restated"),
        Change::Increased => term("increased", "增加", "increased"),
        Change::Decreased => term("decreased", "减少", "decreased"),
        Change::Changed => term("changed", "改变", "changed"),
        Change::Added => term("added", "新增", "added"),
        Change::Dropped => term("dropped", "删去", "dropped"),
    }
}

/// Names what else to know about a pair of figures.
pub const fn change_flag(flag: ChangeFlag) -> Term {
    match flag {
        ChangeFlag::Possible => term("possible", "未必同一指标", "perhaps another indicator"),
        ChangeFlag::Stale => term("stale", "未更新", "stale"),
        ChangeFlag::Placeholder => term("placeholder", "占位符", "placeholder"),
        ChangeFlag::UnitChanged => term("unit-changed", "单位变了", "unit changed"),
        ChangeFlag::DirectionFlipped => term("direction-flipped", "升降相反", "direction flipped"),
        ChangeFlag::MagnitudeJump => term("magnitude-jump", "数量级突变", "jump in magnitude"),
        ChangeFlag::PrecisionChanged => term("precision-changed", "精度不同", "precision differs"),
        ChangeFlag::Repeated => term("repeated", "重复提及", "mentioned again"),
        ChangeFlag::BoundChanged => term("bound-changed", "约数不同", "bound differs"),
    }
}

/// Names a budget that was hit.
pub const fn limit(limit: Limit) -> Term {
    match limit {
        Limit::LongSentences(_) => term(
            "long-sentences",
            "句子过长，未逐词比较，按重写处理",
            "pairs of sentences too long to compare word by word, shown as rewritten",
        ),
        Limit::ManySections(_) => term(
            "many-sections",
            "节过多，只核对了有相同句子的节",
            "pairs of sections too many to weigh; only those that share a sentence were",
        ),
        Limit::PageFurniture(_) => term(
            "page-furniture",
            "行是网页的按钮、栏目或版权说明，未参与比对",
            "lines of buttons, labels or notices of a web page, not compared",
        ),
        Limit::FrequentWordings(_) => term(
            "frequent-wordings",
            "用语过于常见，未用来寻找对应",
            "wordings too frequent to find counterparts by",
        ),
    }
}

/// Names what a numeral is there for.
pub const fn class(class: Class) -> Term {
    match class {
        Class::Measure => term("measure", "数量", "measure"),
        Class::Rank => term("rank", "位次", "rank"),
        Class::Time => term("time", "时间", "time"),
        Class::Ordinal => term("ordinal", "序数", "ordinal"),
        Class::Placeholder => term("placeholder", "占位符", "placeholder"),
        Class::Residue => term("residue", "缺数字", "number missing"),
    }
}

/// Names how the written number bounds the true one.
pub const fn bound(bound: Bound) -> Term {
    match bound {
        Bound::Exactly => term("exactly", "", ""),
        Bound::About => term("about", "约", "about"),
        Bound::Over => term("over", "余", "over"),
        Bound::Under => term("under", "近", "nearly"),
        Bound::AtLeast => term("at-least", "以上", "at least"),
        Bound::AtMost => term("at-most", "以内", "at most"),
        Bound::MoreThan => term("more-than", "超过", "more than"),
        Bound::LessThan => term("less-than", "不足", "less than"),
    }
}

/// Names what the figure says: a result, a plan, a running total.
pub const fn role(role: Role) -> Term {
    match role {
        Role::Outcome => term("outcome", "结果", "outcome"),
        Role::Target => term("target", "目标", "target"),
        Role::Cumulative => term("cumulative", "累计", "cumulative"),
    }
}

/// Names which amount of a thing the wording speaks of.
pub const fn quantity(quantity: Quantity) -> Term {
    match quantity {
        Quantity::Plain => term("plain", "", ""),
        Quantity::New => term("new", "新增", "new"),
        Quantity::Net => term("net", "净增", "net"),
        Quantity::Total => term("total", "总数", "total"),
        Quantity::Share => term("share", "占比", "share"),
        Quantity::Rate => term("rate", "比率", "rate"),
        Quantity::Average => term("average", "平均", "average"),
    }
}

/// Names what a figure claims about another.
pub const fn claim_kind(kind: ClaimKind) -> Term {
    match kind {
        ClaimKind::Growth => term("growth", "增幅", "growth"),
        ClaimKind::Increase => term("increase", "增量", "increase"),
        ClaimKind::Difference => term("difference", "差距", "difference"),
        ClaimKind::Completion => term("completion", "完成率", "completion"),
        ClaimKind::Share => term("share", "占比", "share"),
        ClaimKind::Rank => term("rank", "位次", "rank"),
        ClaimKind::Multiple => term("multiple", "倍数", "multiple"),
    }
}

/// Names which way a claim points.
pub const fn direction(direction: Direction) -> Term {
    match direction {
        Direction::Up => term("up", "升", "up"),
        Direction::Down => term("down", "降", "down"),
    }
}

/// Names what a claim compares with.
pub const fn basis(basis: Basis) -> Term {
    match basis {
        Basis::LastYear => term("last-year", "比上年", "on last year"),
        Basis::SamePeriod => term("same-period", "同比", "on the same period"),
        Basis::Plan => term("plan", "比计划", "of the plan"),
        Basis::Average => term("average", "比平均", "on the average"),
        Basis::YearStart => term("year-start", "比年初", "since the start of the year"),
        Basis::PeriodBefore => term("period-before", "环比", "on the period before"),
    }
}

/// Names what else to know about a figure.
pub const fn figure_flag(flag: FigureFlag) -> Term {
    match flag {
        FigureFlag::PercentInferred => term("percent-inferred", "百分号系推定", "percent inferred"),
        FigureFlag::UnitInferred => term("unit-inferred", "单位系推定", "unit inferred"),
        FigureFlag::YearStripped => term("year-stripped", "缺“年”字", "年 missing"),
        FigureFlag::Fused => term("fused", "两数相连", "two numbers run together"),
        FigureFlag::BareMultiplier => term("bare-multiplier", "缺数字", "digits missing"),
        FigureFlag::LineBroken => term("line-broken", "被换行切断", "cut by a line break"),
        FigureFlag::YearShaped => term("year-shaped", "形似年份", "looks like a year"),
        FigureFlag::BoundOnExact => {
            term("bound-on-exact", "确数带概数词", "a vague word on an exact number")
        }
        FigureFlag::Vague => term("vague", "概数", "order of magnitude"),
        FigureFlag::Each => term("each", "每个", "each"),
        FigureFlag::Former => term("former", "原值", "former value"),
    }
}

/// Returns the identifier of whether parts make up their whole; no line for people tells it.
pub const fn part_kind_id(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Some => "some",
        PartKind::All => "all",
    }
}

/// Names how grave a finding is.
pub const fn severity(severity: Severity) -> Term {
    match severity {
        Severity::Info => term(severity.name(), "提示", "info"),
        Severity::Notice => term(severity.name(), "留意", "notice"),
        Severity::Warning => term(severity.name(), "警告", "warning"),
    }
}
