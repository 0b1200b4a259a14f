//! Which figures can speak of one indicator at all, whatever the words say.
//!
//! 新认定67家 and 累计171家, 增长7.6% and 占7.6%, 省级6家 and 市级6家 never meet, however alike their
//! sentences are. A gate is closed or open; what is merely unlikely costs part of the score.

use crate::figure::decimal::Decimal;
use crate::figure::model::{ClaimKind, Class, Figure, FigureFlag, Quantity, Role};
use crate::figure::unit::unit_named;

/// What a difference that is unusual but possible costs of the score.
const COST_UNIT: f64 = 0.10;
/// 累计9家 beside 增至13家, or 认定63家 beside 新认定71家.
const COST_QUANTITY: f64 = 0.05;
/// 全省 beside 全市.
const COST_SCOPE: f64 = 0.15;
/// 省级 beside 市级: more than any score, so that the two never meet.
const COST_CONTRAST: f64 = 1.0;
/// 发明专利 beside 专利.
const COST_KIND: f64 = 0.30;
/// 省级 beside nothing of the kind.
const COST_UNSAID: f64 = 0.08;

/// What of an indicator a figure tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// How much there is, or which share.
    Level,
    /// By how many percent it grew.
    Growth,
    /// By how much it grew.
    Increase,
    /// How far it is from something else.
    Difference,
}

/// Returns what of its indicator a figure tells.
pub fn aspect(figure: &Figure) -> Aspect {
    match figure.claim.map(|claim| claim.kind) {
        Some(ClaimKind::Growth) => Aspect::Growth,
        Some(ClaimKind::Increase) => Aspect::Increase,
        Some(ClaimKind::Difference) => Aspect::Difference,
        None if figure.dimension == "share" && tells_growth(&figure.indicator) => Aspect::Growth,
        _ => Aspect::Level,
    }
}

/// Says whether an indicator is a growth rate by name: 增加值增速.
fn tells_growth(indicator: &str) -> bool {
    RATES.iter().any(|word| indicator.ends_with(word))
}

/// Words that end the name of a growth rate.
const RATES: [&str; 7] = ["增速", "增长率", "增幅", "涨幅", "增長率", "漲幅", "growth"];

/// Says whether a figure is compared at all: what was before (由6家增至9家) is no figure of this year.
pub fn takes_part(figure: &Figure) -> bool {
    figure.is_measured() && !figure.flags.contains(&FigureFlag::Former)
        || figure.class == Class::Placeholder && figure.dimension != "time"
}

/// Returns what the differences between two figures cost; `None` if they cannot be one indicator.
pub fn cost(left: &Figure, right: &Figure) -> Option<f64> {
    // A stock is told as a running total one year (累计9家) and as an outcome the next (增至13家).
    let is_target = |figure: &Figure| figure.role == Role::Target;
    let same_role = is_target(left) == is_target(right);
    if same_role { cost_beside_role(left, right) } else { None }
}

/// Returns the cost with roles left out: a target may be asked for its outcome.
pub fn cost_beside_role(left: &Figure, right: &Figure) -> Option<f64> {
    let is_open = |figure: &Figure| figure.class == Class::Placeholder;
    let same_class = left.class == right.class || is_open(left) || is_open(right);
    if !same_class || aspect(left) != aspect(right) {
        return None;
    }
    let scope = match (place(left), place(right)) {
        (Some(left), Some(right)) if left != right => COST_SCOPE,
        _ => 0.0,
    };
    Some(unit_cost(left, right)? + quantity_cost(left, right)? + scope)
}

/// Returns the kind of place a figure holds for: 全市 and 我市 are one.
fn place(figure: &Figure) -> Option<char> {
    let is_rank = figure.class == Class::Rank;
    figure.scope.as_ref().filter(|_| !is_rank)?.chars().next_back()
}

fn unit_cost(left: &Figure, right: &Figure) -> Option<f64> {
    let is_open = |figure: &Figure| figure.class == Class::Placeholder && figure.unit.is_empty();
    let is_count = |figure: &Figure| matches!(figure.dimension, "count" | "");
    if left.unit == right.unit || are_interchangeable(&left.unit, &right.unit) {
        return Some(0.0);
    }
    if left.dimension == right.dimension && !is_count(left) || is_open(left) || is_open(right) {
        return Some(0.0);
    }
    // 十大 announces a list, 三区 names places: neither counts what 2983个 counts.
    let names = |figure: &Figure| NAMING_UNITS.contains(&figure.unit.as_str());
    (is_count(left) && is_count(right) && !names(left) && !names(right)).then_some(COST_UNIT)
}

/// Counters that belong to a name.
const NAMING_UNITS: [&str; 5] = ["大", "区", "县", "市", "省"];

/// Units that count the same things.
const FAMILIES: &[&[&str]] = &[
    &["家", "个", "户", "所", "间", "座"],
    &["人", "名", "位", "个", "persons", "people"],
    &["项", "个", "件", "宗", "部"],
    &["场", "次", "场次", "期", "个"],
    &["台", "台套", "套", "辆", "个"],
];

/// Says whether two counters say the same of the things they count, as 家 and 个 do of companies.
pub fn are_interchangeable(left: &str, right: &str) -> bool {
    left == right || FAMILIES.iter().any(|family| family.contains(&left) && family.contains(&right))
}

/// Returns how many of its dimension's base units each of two different units is, if amounts in them
/// can be converted: 亩 and 公顷, 斤 and 吨, but no currencies and no counters.
pub fn conversion(left: &Figure, right: &Figure) -> Option<(Decimal, Decimal)> {
    let is_physical = matches!(left.dimension, "area" | "mass" | "length" | "volume");
    let plain = |figure: &Figure| {
        unit_named(&figure.unit).filter(|unit| unit.canonical != "吨标准煤").map(|u| u.factor)
    };
    let factors = plain(left).zip(plain(right));
    factors.filter(|_| is_physical && left.dimension == right.dimension && left.unit != right.unit)
}

/// New ones, net ones and totals never meet; what is not said may be either.
fn quantity_cost(left: &Figure, right: &Figure) -> Option<f64> {
    let is_new = |figure: &Figure| matches!(figure.quantity, Quantity::New | Quantity::Net);
    let is_total =
        |figure: &Figure| figure.quantity == Quantity::Total || figure.role == Role::Cumulative;
    if is_new(left) && is_total(right) || is_total(left) && is_new(right) {
        return None;
    }
    let nets = |figure: &Figure| figure.quantity == Quantity::Net;
    if is_new(left) && is_new(right) && nets(left) != nets(right) {
        return None;
    }
    Some(if left.quantity == right.quantity { 0.0 } else { COST_QUANTITY })
}

/// Which word of each kind in [`CONTRASTS`] an indicator has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contrasts([Option<&'static str>; CONTRASTS.len()]);

impl Contrasts {
    /// Looks for the words in an indicator as it is compared. Linear, times the words.
    pub fn of(head: &str) -> Self {
        // Of several words of a kind the first tells: 国家级 of the 市级以上 ones.
        let first = |words: &'static [&'static str]| {
            let found = words.iter().filter_map(|word| Some((head.find(word)?, *word)));
            let first = found.min_by_key(|(at, word)| (*at, std::cmp::Reverse(word.len())));
            first.map(|(_, word)| word)
        };
        Self(CONTRASTS.map(first))
    }
}

/// Returns what words of two indicators that exclude each other cost.
pub fn contrast_cost(left: &Contrasts, right: &Contrasts) -> f64 {
    let cost = |(at, words): (usize, &&[&str])| match (left.0[at], right.0[at]) {
        (None, None) => 0.0,
        (Some(left), Some(right)) if left == right => 0.0,
        (Some(_), Some(_)) => COST_CONTRAST,
        // 专利 without more are all of them, 发明专利 the fewest; so many 每万人 are no number of them at all.
        _ if words.contains(&"发明") || words.contains(&"每万人") => COST_KIND,
        _ => COST_UNSAID,
    };
    CONTRASTS.iter().enumerate().map(cost).sum()
}

/// Words of one kind, at most one of which holds for an indicator.
#[rustfmt::skip]
const CONTRASTS: [&[&str]; 16] = [
    &["国家级", "省级", "市级", "县级", "区级"],
    &["申请", "授权", "受让", "转让"],
    &["发明", "实用新型", "外观设计"],
    &["每万人", "每百人", "每户", "每亩", "人均"],
    &["增加值", "产值", "收入", "利润", "税收", "投资", "消费", "零售"],
    &["出口", "进口", "进出口"],
    &["城镇", "农村", "农民"],
    &["博士", "硕士", "技师", "院士"],
    &["一等奖", "二等奖", "三等奖"],
    &["第一产业", "第二产业", "第三产业"],
    &["民间", "技术改造", "房地产", "工业投资", "固定资产"],
    &["开工", "入住", "办结", "签约", "投产"],
    &["放款", "贷款余额", "存款"],
    &["公路", "铁路"],
    &["投产里程", "营业里程", "运营里程", "通车里程", "总里程"],
    &["新建", "改建", "改造"],
];
