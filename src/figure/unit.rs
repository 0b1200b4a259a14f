//! Units: one table of what a number can count or measure.
//!
//! Spellings are matched in the folded form of [`Line`] (half-width, lower case, simplified), so
//! 億元 and ％ need no row of their own, and 万/亿 belong to the number, not to the unit. The
//! longest spelling wins: 人次 before 人, 千瓦时 before 千瓦.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::figure::decimal::Decimal;
use crate::figure::line::{Line, width};

/// A unit.
#[derive(Debug, PartialEq, Eq)]
pub struct Unit {
    /// How figures name it (元, 家, %, 个百分点).
    pub canonical: &'static str,
    /// What kind of thing it measures: `money`, `count`, `share`, `points`, `area`, ….
    pub dimension: &'static str,
    /// How many base units of its dimension it is; units of other currencies and counters are their own base.
    pub factor: Decimal,
    /// Whether a single Chinese digit before it is a figure: 三家 is, 三元 is not.
    pub counts: bool,
    spellings: &'static [&'static str],
}

/// Returns the unit that is written at the column and how many columns it takes.
pub fn unit_at(line: &Line, column: usize) -> Option<(&'static Unit, usize)> {
    let spellings = BY_FIRST.get(&line.at(column))?;
    let here = spellings.iter().filter(|(_, word)| is_whole(line, column, word));
    let (unit, word) = here.max_by_key(|(_, word)| word.len())?;
    let only_begins =
        NOT_UNITS.iter().any(|other| word.len() < other.len() && line.has(column, other));
    (!only_begins).then(|| (*unit, width(word)))
}

/// The spellings that begin with a character, since every number asks for the unit behind it.
static BY_FIRST: LazyLock<FxHashMap<char, Vec<(&Unit, &str)>>> = LazyLock::new(|| {
    let mut by_first: FxHashMap<char, Vec<(&Unit, &str)>> = FxHashMap::default();
    for (unit, word) in
        UNITS.iter().flat_map(|unit| unit.spellings.iter().map(move |word| (unit, *word)))
    {
        let Some(first) = word.chars().next() else { continue };
        by_first.entry(first).or_default().push((unit, word));
    }
    by_first
});

/// Returns the unit whose canonical name is `name`.
pub fn unit_named(name: &str) -> Option<&'static Unit> {
    UNITS.iter().find(|unit| unit.canonical == name)
}

/// Returns how an English text writes a unit, in the plural where it has one; `None` if it does not.
pub fn latin_name(canonical: &str) -> Option<&'static str> {
    let unit = unit_named(canonical)?;
    let names = std::iter::once(unit.canonical).chain(unit.spellings.iter().copied());
    names.into_iter().find(|name| name.is_ascii())
}

/// Returns the sign of a currency as it is written in front of an amount (US$); `None` if it has none.
pub fn currency_sign(canonical: &str) -> Option<String> {
    let sign = CURRENCY_SIGNS.iter().find(|(_, currency)| *currency == canonical);
    sign.map(|(sign, _)| sign.to_uppercase())
}

/// Returns the currency whose sign ends just left of the column (US$, ￥) and how many columns it takes.
pub fn currency_before(line: &Line, column: usize) -> Option<(&'static Unit, usize)> {
    let signs = CURRENCY_SIGNS.iter().filter(|(sign, _)| line.ends(column, sign));
    let (sign, canonical) = signs.max_by_key(|(sign, _)| sign.len())?;
    Some((unit_named(canonical)?, width(sign)))
}

/// Returns the unit behind a placeholder and how many columns it takes; none where a name goes on.
pub fn unit_after_mark(line: &Line, column: usize) -> Option<(&'static Unit, usize)> {
    let is_name = NOT_UNITS_OF_NAMES.iter().any(|word| line.has(column, word));
    unit_at(line, column).filter(|(unit, _)| !is_name && !PLACES.contains(&unit.canonical))
}

/// Says whether `word` stands at the column and, if it is spelt in letters, does not go on.
fn is_whole(line: &Line, column: usize, word: &str) -> bool {
    let goes_on =
        |end: usize| line.before(end).is_ascii_alphabetic() && line.at(end).is_ascii_alphanumeric();
    line.has(column, word) && !goes_on(column + width(word))
}

/// Says whether a unit of this name may stand without its number, as damage that must be reported.
///
/// Counters stand alone in ordinary words (个人, 项目), so their loss cannot be seen.
pub fn shows_its_loss(unit: &Unit) -> bool {
    matches!(unit.dimension, "money" | "share" | "points")
}

const fn unit(
    canonical: &'static str,
    dimension: &'static str,
    factor: Decimal,
    spellings: &'static [&'static str],
) -> Unit {
    Unit { canonical, dimension, factor, counts: false, spellings }
}

const fn counter(canonical: &'static str, spellings: &'static [&'static str]) -> Unit {
    Unit { canonical, dimension: "count", factor: Decimal::ONE, counts: true, spellings }
}

const fn lasting(
    canonical: &'static str,
    factor: Decimal,
    spellings: &'static [&'static str],
) -> Unit {
    Unit { canonical, dimension: "duration", factor, counts: true, spellings }
}

const ONE: Decimal = Decimal::ONE;

const fn times(factor: i128) -> Decimal {
    Decimal::whole(factor)
}

const fn tenths(factor: i128, scale: u32) -> Decimal {
    Decimal::new(factor, scale)
}

/// Every unit and counter. Money in 元, area in 平方米, length in 米, mass in 千克, time in 天,
/// energy in 千瓦时, power in 千瓦, volume in 立方米.
const UNITS: &[Unit] = &[
    unit("元", "money", ONE, &["元", "块钱", "圆", "元人民币", "人民币", "yuan", "rmb"]),
    unit("角", "money", tenths(1, 1), &["角钱"]),
    unit("美元", "money", ONE, &["美元", "美金", "us dollars", "us dollar"]),
    unit("港元", "money", ONE, &["港元", "港币"]),
    unit("澳门元", "money", ONE, &["澳门元"]),
    unit("新台币", "money", ONE, &["新台币"]),
    unit("欧元", "money", ONE, &["欧元", "euros"]),
    unit("英镑", "money", ONE, &["英镑"]),
    unit("日元", "money", ONE, &["日元", "日圆"]),
    unit("卢布", "money", ONE, &["卢布"]),
    unit("$", "money", ONE, &["dollars", "dollar"]),
    unit("%", "share", ONE, &["%", "per cent", "percent", "个百分比"]),
    unit("‰", "share", tenths(1, 1), &["‰"]),
    unit(
        "个百分点",
        "points",
        ONE,
        &["个百分点", "百分点", "percentage points", "percentage point"],
    ),
    unit("个基点", "points", tenths(1, 2), &["个基点", "基点", "basis points"]),
    unit("倍", "times", ONE, &["倍", "times"]),
    unit("番", "times", ONE, &["番"]),
    unit(
        "平方米",
        "area",
        ONE,
        &["平方米", "平米", "m²", "㎡", "square metres", "square meters", "square metre"],
    ),
    unit(
        "平方公里",
        "area",
        times(1_000_000),
        &["平方公里", "平方千米", "km²", "square kilometres"],
    ),
    unit("公顷", "area", times(10_000), &["公顷", "hectares", "hectare"]),
    unit("亩", "area", Decimal::new(6_666_666_667, 7), &["亩", "市亩"]),
    unit("英里", "length", Decimal::new(1_609_344, 3), &["miles", "mile", "英里"]),
    unit("英尺", "length", Decimal::new(3048, 4), &["feet", "foot", "ft", "英尺"]),
    unit("英寸", "length", Decimal::new(254, 4), &["inches", "inch", "英寸"]),
    unit("英亩", "area", Decimal::new(40_468_564, 4), &["acres", "acre", "英亩"]),
    unit("平方英尺", "area", Decimal::new(9_290_304, 8), &["square feet", "sq ft", "平方英尺"]),
    unit("磅", "mass", Decimal::new(45_359_237, 8), &["pounds", "pound", "磅"]),
    unit("米", "length", ONE, &["米", "公尺", "metres", "metre", "meters"]),
    unit(
        "公里",
        "length",
        times(1000),
        &["公里", "千米", "km", "kilometres", "kilometre", "kilometers"],
    ),
    unit("海里", "length", times(1852), &["海里"]),
    unit("里", "length", times(500), &["华里"]),
    unit("厘米", "length", tenths(1, 2), &["厘米", "cm"]),
    unit("毫米", "length", tenths(1, 3), &["毫米", "mm"]),
    unit("微克/立方米", "density", ONE, &["微克/立方米", "微克每立方米", "μg/m³"]),
    unit("千克", "mass", ONE, &["千克", "公斤", "kg"]),
    unit("斤", "mass", tenths(5, 1), &["斤", "市斤"]),
    unit("担", "mass", times(50), &["担", "市担"]),
    unit("克", "mass", tenths(1, 3), &["克"]),
    unit("吨", "mass", times(1000), &["吨", "公吨", "tonnes", "tonne", "tons"]),
    unit("吨标准煤", "mass", times(1000), &["吨标准煤", "吨标煤"]),
    unit("标准箱", "count", ONE, &["标准箱", "标箱", "个标准箱", "个标箱", "teus", "teu"]),
    unit("立方米", "volume", ONE, &["立方米", "方", "立方", "m³"]),
    unit("升", "volume", tenths(1, 3), &["升"]),
    unit("千瓦时", "energy", ONE, &["千瓦时", "度电", "kwh"]),
    unit("千瓦", "power", ONE, &["千瓦", "kw"]),
    unit("兆瓦", "power", times(1000), &["兆瓦", "mw", "megawatts"]),
    unit("瓦", "power", tenths(1, 3), &["瓦"]),
    unit("千伏", "voltage", ONE, &["千伏", "kv"]),
    unit("千伏安", "power", ONE, &["千伏安", "kva"]),
    unit("马力", "power", ONE, &["马力", "匹马力"]),
    unit("年", "duration", times(365), &["年", "周年", "个年头", "years", "year"]),
    lasting("个月", times(30), &["个月", "个多月", "months", "month"]),
    lasting("周", times(7), &["周", "个星期", "星期", "weeks", "week"]),
    lasting("天", ONE, &["天", "整天", "个昼夜", "昼夜", "days", "day"]),
    unit("日", "duration", ONE, &["日历天"]),
    lasting("工作日", ONE, &["个工作日", "工作日", "个工作天", "工作天", "working days"]),
    lasting(
        "小时",
        Decimal::new(4_166_666_667, 11),
        &["小时", "个小时", "个多小时", "hours", "hour"],
    ),
    lasting("分钟", Decimal::new(694_444_444, 12), &["分钟", "minutes", "minute"]),
    lasting("学时", ONE, &["学时", "课时"]),
    unit("岁", "age", ONE, &["岁", "周岁", "years old"]),
    unit("℃", "temperature", ONE, &["℃", "摄氏度", "°c"]),
    unit("度", "count", ONE, &["度"]),
    unit("级", "count", ONE, &["级"]),
    unit("分", "count", ONE, &["分"]),
    unit("位", "rank", ONE, &["位次"]),
    counter("家", &["家", "家次"]),
    counter("个", &["个", "个次"]),
    counter("项", &["项", "项次"]),
    counter("件", &["件", "件套", "件次"]),
    counter("人", &["人", "个人", "people", "persons"]),
    counter("人次", &["人次", "人(次)"]),
    counter("人天", &["人天"]),
    counter("名", &["名"]),
    counter("位", &["位"]),
    counter("份", &["份", "份次"]),
    counter("册", &["册", "册次", "本"]),
    counter("幅", &["幅"]),
    counter("条", &["条", "条次"]),
    counter("期", &["期"]),
    counter("场次", &["场次", "场(次)"]),
    counter("场", &["场"]),
    counter("次", &["次"]),
    counter("种", &["种"]),
    counter("类", &["类", "大类"]),
    counter("台", &["台"]),
    counter("台套", &["台套", "台(套)", "台/套"]),
    counter("台次", &["台次"]),
    counter("组", &["组"]),
    counter("支", &["支"]),
    counter("块", &["块"]),
    counter("起", &["起"]),
    counter("例", &["例"]),
    counter("宗", &["宗"]),
    counter("户", &["户", "户次"]),
    counter("户口", &["住户"]),
    counter("口", &["口人", "口"]),
    counter("辆次", &["辆次"]),
    counter("辆", &["辆"]),
    counter("架", &["架"]),
    counter("架次", &["架次"]),
    counter("艘", &["艘", "艘次"]),
    counter("列", &["列"]),
    counter("套", &["套"]),
    counter("所", &["所"]),
    counter("座", &["座"]),
    counter("处", &["处"]),
    counter("栋", &["栋", "幢"]),
    counter("间", &["间"]),
    counter("篇", &["篇"]),
    counter("部", &["部"]),
    counter("门", &["门"]),
    counter("张", &["张"]),
    counter("枚", &["枚"]),
    counter("颗", &["颗"]),
    counter("株", &["株", "棵"]),
    counter("只", &["只"]),
    counter("头", &["头"]),
    counter("匹", &["匹"]),
    counter("只", &["羽"]),
    counter("款", &["款"]),
    counter("对", &["对"]),
    counter("批", &["批"]),
    counter("批次", &["批次"]),
    counter("轮", &["轮"]),
    counter("笔", &["笔"]),
    counter("单", &["单"]),
    counter("道", &["道"]),
    counter("把", &["把"]),
    counter("米", &["延米"]),
    counter("班", &["班", "个班"]),
    counter("班次", &["班次"]),
    counter("床", &["张床位", "床", "个床位"]),
    counter("席", &["席"]),
    counter("届", &["届"]),
    counter("代", &["代人"]),
    counter("区", &["区"]),
    counter("县", &["县(市)", "县(市、区)"]),
    counter("镇", &["镇"]),
    counter("国", &["国"]),
    counter("省", &["省(区、市)"]),
    counter("环", &["环"]),
    counter("步", &["步"]),
    counter("点", &["点位"]),
    counter("机组", &["台机组"]),
    counter("大", &["大"]),
    counter("强", &["强"]),
    counter("线", &["条线"]),
];

/// Signs that stand before the number, and the unit they mean.
const CURRENCY_SIGNS: &[(&str, &str)] = &[
    ("us$", "美元"),
    ("usd", "美元"),
    ("usd ", "美元"),
    ("hk$", "港元"),
    ("hkd ", "港元"),
    ("mop$", "澳门元"),
    ("nt$", "新台币"),
    ("$", "$"),
    ("¥", "元"),
    ("￥", "元"),
    ("rmb", "元"),
    ("rmb ", "元"),
    ("rmb¥", "元"),
    ("€", "欧元"),
    ("£", "英镑"),
];

/// Counters that behind an anonymised name are part of it: xx区, x国泰公司.
const PLACES: &[&str] = &["区", "镇", "国", "县", "省", "大", "强", "环"];

/// Words that begin like a unit and are none, whatever stands before them.
#[rustfmt::skip]
const NOT_UNITS: &[&str] = &[
    "期间", "期末", "期初", "期待", "次数", "元旦", "元素", "天然", "天津", "天气", "天地",
    "年度", "年代", "年级", "年底", "年初", "年末", "区域", "区间", "区级", "区县", "国家",
    "国内", "国际", "国有", "国企", "大会", "大学", "大力", "大批", "大幅", "大量", "大型",
    "大局", "大小", "大关", "大卡", "大桶", "大约", "大家", "大众", "大厦", "大楼", "大街", "大队", "处理", "处于",
    "处罚", "部门", "部分", "部署", "部队", "部长", "门类", "门户", "门槛", "对外", "对口",
    "对接", "对于", "对照", "对策", "单位", "单独", "道路", "道德", "把关", "班子", "班级",
    "本地", "本级", "本科", "本土", "本市", "本省", "位于", "位居", "位列", "位置", "起来",
    "起步", "起草", "例如", "类似", "类型", "列入", "列为", "列车", "级别", "分别", "分析",
    "分类", "分解", "分工", "分布", "分会", "分管", "分局", "分厅", "分子", "分支", "分中心",
    "分之", "方式", "方面", "方案", "方向", "方法", "方针", "方便", "步骤", "步伐", "强化",
    "强调", "强国", "强市", "强县", "强省", "强企", "度假", "周边", "周末", "周期", "担任",
    "担当", "担保", "克服", "升级", "升至", "升格", "点击", "头部", "只有", "只要", "口岸",
    "口径", "环境", "环节", "环保", "环评", "座谈", "届满", "届时", "间接", "间隔", "款项",
    "批准", "批复", "批示", "批发", "轮流", "笔者", "席位", "镇街", "镇村", "瓦斯", "架构",
    "套路", "株洲", "颗粒", "部委", "部级", "栋梁", "篇章", "里程", "圆满", "角度", "角色",
    "倍增", "番茄", "代表",
];

/// Words that begin like a unit and are none behind an anonymised name: xx支行, xx人民政府.
///
/// Behind a real number the unit is likelier: 5项目标任务, 10名优秀学员.
#[rustfmt::skip]
const NOT_UNITS_OF_NAMES: &[&str] = &[
    "家庭", "家乡", "家属", "家长", "家园", "人民", "人社", "人大", "人才", "人力", "人事",
    "人均", "人口", "人工", "人物", "人士", "人类", "人文", "项目", "组织", "组建", "组成",
    "组合", "支行", "支部", "支持", "支撑", "支付", "支出", "支队", "台湾", "台州", "台账",
    "台风", "户籍", "户外", "所在", "所属", "所有", "所以", "套餐", "名优", "名单", "名称",
    "名义", "名列", "条件", "条例", "种植", "种业", "种养", "种子", "份额", "场所", "场馆",
    "场地", "场景", "天立", "村民", "张家", "件数", "座谈会",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::Span;

    fn named(text: &str) -> Option<(&'static str, usize)> {
        let line = Line::of(text, Span::new(0, text.len()));
        unit_at(&line, 0).map(|(unit, columns)| (unit.canonical, columns))
    }

    #[test]
    fn longest_spelling_wins() {
        assert_eq!(named("人次,"), Some(("人次", 2)));
        assert_eq!(named("千瓦时"), Some(("千瓦时", 3)));
        assert_eq!(named("个百分点"), Some(("个百分点", 4)));
    }

    #[test]
    fn traditional_and_full_width_forms_are_read() {
        assert_eq!(named("個百分點"), Some(("个百分点", 4)));
        assert_eq!(named("％"), Some(("%", 1)));
    }

    #[test]
    fn word_that_begins_like_a_unit_is_none() {
        assert_eq!(named("期间"), None);
        assert_eq!(named("kmh"), None);
    }

    #[test]
    fn currency_sign_before_the_number_is_read() {
        let line = Line::of("US$5", Span::new(0, 4));
        assert_eq!(currency_before(&line, 3).map(|(unit, _)| unit.canonical), Some("美元"));
    }
}
