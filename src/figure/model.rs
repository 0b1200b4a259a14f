//! What a figure is.

use crate::figure::decimal::Decimal;
use crate::figure::interval::Interval;
use crate::report::model::SentenceId;
use crate::text::span::Span;

/// What a numeral is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// A measured or counted amount: 67家, 8.4%.
    Measure,
    /// A place in an order: 居全省第4位.
    Rank,
    /// A date or period: 2019年, 1-10月.
    Time,
    /// An edition, batch or grade: 第十六届, 二等奖.
    Ordinal,
    /// A figure that was never filled in: xx家, 20xx年.
    Placeholder,
    /// A unit that lost its number: 亿元,、个百分点(%、%).
    Residue,
}

/// How the written number bounds the true one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Bound {
    /// As written.
    #[default]
    Exactly,
    /// 约, 左右, 上下.
    About,
    /// 余, 多.
    Over,
    /// 近, 将近.
    Under,
    /// 以上, 至少, 不低于.
    AtLeast,
    /// 以内, 以下, 至多, 不超过.
    AtMost,
    /// 超过, 突破, 逾.
    MoreThan,
    /// 不足, 不到.
    LessThan,
}

/// Whether the figure says what happened, what is planned, or a running total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// What was reached: 达, 完成, 增长.
    #[default]
    Outcome,
    /// What is meant to be reached: 力争, 确保, 以上 in a plan.
    Target,
    /// A total over more than the period: 累计, 总数, 五年来.
    Cumulative,
}

/// Which amount of a thing the wording speaks of: figures of different kinds are no change of each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// The wording does not say: 发放资料60000份, 财政收入75亿元.
    #[default]
    Plain,
    /// A flow: 新增, 新认定, 新引进, what came in the period.
    New,
    /// 净增: what came less what went.
    Net,
    /// A stock: 累计, 总数, 拥有量, what there is in all.
    Total,
    /// A part of a whole: 占…比重, 占三成, 二分之一.
    Share,
    /// A speed or a ratio: 增长8.4%, 失业率5.2%, 每万人9.4件.
    Rate,
    /// A mean: 平均办理时限, 户均, 人均.
    Average,
}

/// How a figure belongs to a larger one of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Part {
    /// Index of the whole, in the list it was extracted with.
    pub of: usize,
    /// Whether the parts make up the whole.
    pub kind: PartKind,
}

/// Whether the parts of a list make up their whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartKind {
    /// 其中, 含: some parts are named; they may leave something out and may overlap.
    Some,
    /// 分别, 由…组成, 包括: all parts are named, so they add up to the whole.
    All,
}

/// A period as the report writes it, resolved to calendar months (`2019-01` to `2019-10`), a single
/// date to its day (`2019-03-23`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// First year, month or day: `2019`, `2019-01`, `2019-03-23`.
    pub start: String,
    /// Last year, month or day, inclusive.
    pub end: String,
}

/// What a figure claims about another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClaimKind {
    /// 增长71.3%, 下降2%.
    Growth,
    /// 净增27家.
    Increase,
    /// 高于…3.3个百分点.
    Difference,
    /// 完成96.18%.
    Completion,
    /// 占…16.02%.
    Share,
    /// 居第4位.
    Rank,
    /// 是上年的2.5倍, 相当于…的1.13倍.
    Multiple,
}

/// Which way a claim points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// 增长, 提高, 高于.
    Up,
    /// 下降, 减少, 低于.
    Down,
}

/// What a claim compares with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// 上年, 去年.
    LastYear,
    /// 同比, 去年同期.
    SamePeriod,
    /// 目标, 任务, 计划.
    Plan,
    /// 平均.
    Average,
    /// 年初, 上年末.
    YearStart,
    /// 环比, 上月, 上季度.
    PeriodBefore,
}

/// A statement that one figure makes about another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Claim {
    /// What is claimed.
    pub kind: ClaimKind,
    /// Which way, where the wording says.
    pub direction: Option<Direction>,
    /// Index of the figure it speaks of, in the list it was extracted with.
    pub of: Option<usize>,
    /// What it compares with, where the wording says.
    pub basis: Option<Basis>,
    /// The words it compares with: 规上工业产值 of a share, 全省平均水平 of a difference.
    pub against: Option<Span>,
    /// What the other operand must have been, if the claim and the figure it speaks of are right:
    /// last year's amount for a growth or an increase, the target for a completion, the whole for a
    /// share, the other level for a difference. All values that print alike are inside.
    pub implied: Option<Interval>,
}

/// Something to know about a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FigureFlag {
    /// The percent sign was stripped and is inferred from the wording.
    PercentInferred,
    /// A year stands without 年.
    YearStripped,
    /// Two numbers ran into each other: 201733家.
    Fused,
    /// A multiplier without unit: 超亿元 without digits.
    BareMultiplier,
    /// A unit other than the percent sign was lost and is inferred from the wording.
    UnitInferred,
    /// A line break cuts the figure.
    LineBroken,
    /// Four digits that look like a year and are an amount: 2099件.
    YearShaped,
    /// A bound on a number that is not round: 近206种, 47余家.
    BoundOnExact,
    /// An order of magnitude without a value: 数万名, 几十家.
    Vague,
    /// It holds for each of several: 各5个, 每个基地三次.
    Each,
    /// What it was before, named beside what it became: the 31% of 由31%提高到37%.
    Former,
}

/// One figure. Spans are byte offsets into the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Number, bound and unit as they stand.
    pub span: Span,
    /// The number alone.
    pub number: Span,
    /// What it is there for.
    pub class: Class,
    /// Value in the base unit, without sign; the lower end of a range; `None` if unknown.
    pub value: Option<Decimal>,
    /// Upper end of a range.
    pub high: Option<Decimal>,
    /// One unit of the last place written, in the base unit: 48.76亿 is exact to 1000000, 2.0 to 0.1.
    pub precision: Option<Decimal>,
    /// Canonical unit (元, 家, %, 个百分点); empty if it has none.
    pub unit: String,
    /// The unit as written, multiplier included (亿元).
    pub unit_text: String,
    /// Whether the unit was inferred rather than read.
    pub unit_inferred: bool,
    /// What kind of thing the unit measures: `money`, `count`, `share`, `points`, `area`, ….
    pub dimension: &'static str,
    /// How the number bounds the truth.
    pub bound: Bound,
    /// What is measured (高新技术企业, 高新技术产值占规上工业产值比重); empty if it was not found.
    pub indicator: String,
    /// What the indicator says something of: 高新技术产值 for its growth, its share, its rank and
    /// for itself. Equal to the indicator for a figure that makes no claim.
    pub subject: String,
    /// What one of it is counted for: 万人 in 每万人9.4件; empty if nothing.
    pub per: String,
    /// Whether the amount is new, net or a total, where the wording says.
    pub quantity: Quantity,
    /// Where it holds (全市), if said.
    pub scope: Option<String>,
    /// Outcome, target or running total.
    pub role: Role,
    /// When it holds, if known.
    pub period: Option<Period>,
    /// What it claims about another figure, if anything.
    pub claim: Option<Claim>,
    /// The whole it is a part of, if its sentence says so.
    pub part: Option<Part>,
    /// Index of the first figure of the list it stands in (19人、20人、7人); `None` outside lists.
    pub list: Option<usize>,
    /// Index of the figure that says what it was before: the 31% for the 37% of 由31%提高到37%.
    pub former: Option<usize>,
    /// What else to know, sorted.
    pub flags: Vec<FigureFlag>,
    /// The sentence it stands in.
    pub sentence: SentenceId,
}

impl Figure {
    /// Says whether the figure takes part in a comparison of amounts.
    pub fn is_measured(&self) -> bool {
        matches!(self.class, Class::Measure | Class::Rank) && self.value.is_some()
    }

    /// Moves every index of another figure to where `moved` says it went; `None` if it was dropped.
    pub fn reindex(&mut self, moved: impl Fn(usize) -> Option<usize>) {
        if let Some(claim) = &mut self.claim {
            claim.of = claim.of.and_then(&moved);
        }
        self.part = self.part.and_then(|part| Some(Part { of: moved(part.of)?, ..part }));
        self.list = self.list.and_then(&moved);
        self.former = self.former.and_then(&moved);
    }
}
