//! The words around an indicator that do not name it: one table for each place.

use crate::figure::lexicon::{Lexicon, Words};
use crate::figure::line::Line;

/// Drops the words at either end that say how, when and that something was done, not what.
pub fn stripped(line: &Line, from: usize, to: usize) -> Option<(usize, usize)> {
    let (mut from, mut to) = (from, to);
    while let Some(columns) = leading(line, from, to) {
        from += columns;
    }
    while let Some(columns) = trailing(line, from, to) {
        to -= columns;
    }
    (from < to).then_some((from, to))
}

/// Returns how many columns at the start of the words do not name anything: 其中, 全市, 累计.
///
/// A word that is kept stands in the way where it is longer: 有效 in front of 有.
fn leading(line: &Line, from: usize, to: usize) -> Option<usize> {
    let (_, columns) = LEADING.at(line, from, to)?;
    let kept = KEPT_IN_FRONT.at(line, from, line.len());
    kept.is_none_or(|(_, kept)| kept <= columns).then_some(columns)
}

/// Returns how many columns at the end of the words do not name anything: 达, 累计, 提高到.
fn trailing(line: &Line, from: usize, to: usize) -> Option<usize> {
    let (word, columns) = TRAILING.before(line, from, to)?;
    let kept = KEPT_AT_END.before(line, 0, to);
    if kept.is_some_and(|(_, kept)| columns < kept) {
        return None;
    }
    let reached = matches!(word, "到" | "至" | "为" | "成");
    let moved = MOVES.before(line, from, to - columns).filter(|_| reached);
    Some(columns + moved.map_or(0, |(_, columns)| columns))
}

/// Returns the words between two columns without the adverbs of time and number among them.
pub fn words(line: &Line, from: usize, to: usize) -> String {
    let mut kept = String::new();
    let mut column = from;
    while column < to {
        let adverb = ADVERBS.at(line, column, to).map_or(0, |(_, columns)| columns);
        if adverb == 0 {
            kept.push_str(&line.original(column, column + 1));
        }
        column += adverb.max(1);
    }
    kept
}

/// Adverbs that say nothing of what is counted, wherever they stand.
#[rustfmt::skip]
static ADVERBS: Lexicon = Lexicon::new(|| {
    Words::of(&[
    "将每年", "每年", "截止目前已", "截至目前已", "截止目前", "截至目前", "目前已", "今年以来", "今年共", "全年共",
    "累计", "共计", "合计", "今年", "全年",
])
});

/// Words in front of an indicator that do not name it; places that hold for all of it are its scope.
#[rustfmt::skip]
static LEADING: Lexicon = Lexicon::new(|| {
    Words::of(&[
    "其中", "其", "并", "及", "以及", "和", "与", "且", "也", "还", "又", "另", "另有", "另外",
    "另已", "同时", "目前", "现有", "截止目前", "截至目前", "截止", "截至", "今年以来", "今年",
    "全年", "年内", "当年", "去年", "上年", "本年", "以来", "期间", "已", "已经", "共", "共计",
    "共有", "累计", "总计", "合计", "分别", "均", "都", "仅", "只", "仅有", "实现", "完成",
    "达到", "达", "的", "全市", "全省", "全区", "全县", "全国", "全州", "全镇", "我市", "我省",
    "我县", "我区", "我局", "我国", "、", ")", "”", "。", "-", "了", "但", "而", "则", "虽然",
    "此外", "因此", "一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是",
    "十是", "力争", "确保", "争取", "预计", "计划", "将", "要", "是", "为", "首次", " ", "有",
    "当中", "对", "给", "向", "从", "由", "把", "拟", "拟安排", "拟按", "再", "先", "五年累计",
    "五年来", "五年", "两年", "三年", "近五年", "过去五年", "今后五年", "五年内", "每年", "继续",
    "底", "末", "初", "本市", "本省", "全港", "年内共有", "全年共", "至今", "现", "仍", "约有",
    "年均", "在全省", "在全市", "在全国", "在全县", "在全区", "进一步", "正在", "已有", "五年中", "五年间", "两年来", "三年来", "一年来", "四年来", "近年来", "近三年",
    "近两年", "截止", "累计已", "成功", "直接", "新近", "当年共", "共同完成",
])
});

/// Words that begin like a leading word and name the indicator all the same.
#[rustfmt::skip]
static KEPT_IN_FRONT: Lexicon = Lexicon::new(|| {
    Words::of(&[
    "要素", "将军", "共享", "共建", "共同", "共产", "和谐", "与会", "其他", "其它", "其余",
    "到位", "都市", "达标", "达产", "均衡", "还款", "完成率", "实现率", "为民", "全国人大",
    "全国政协", "及时", "其实", "已建", "另类", "均价", "计划生育", "只读", "仅存", "并购",
    "并网", "并轨", "有效", "有序", "有力", "有利", "有望", "有所", "有助", "有机", "有色", "有限", "有线", "有轨", "有研", "有关", "对外", "对口",
    "对接", "对照", "对标", "对台", "给水", "给排水", "向阳", "从业", "从事", "把关", "再生", "再就业",
    "再贷款", "先进", "先行", "先导", "底层", "末端", "初中", "初级", "初创", "初始", "本市场",
    "平均预期寿命", "平均受教育年限", "现代", "现金", "现场", "现货", "由于", "对虾", "再保险",
    "前海", "前期", "前沿", "前瞻", "前列", "前置", "前往", "前来", "前景", "前端", "再制造", "共性", "要约", "总", "平均工资", "是否", "均线",
])
});

/// Words behind an indicator that do not name it.
#[rustfmt::skip]
static TRAILING: Lexicon = Lexicon::new(|| {
    Words::of(&[
    "达", "达到", "已达", "达到了", "为", "是", "有", "共", "共有", "共计", "了", "至", "到",
    "已", "已达到", "累计", "累计达", "总计", "合计", "分别", "分别为", "分别达", "的", "约",
    "近", "在", "于", "超", "超过", "突破", "以及", "和", "及", "与", "、", "仅", "仅有", "均",
    "各", "就", "从", "由", "等", "实现", "完成", "也", "都", "并", "且", "“", "共达", "再",
    "其中", "人民币", "将", "-", "。", "平均", "首次", "跃上", "保持在",
    "稳定在", "控制在", "拟", "拟按", "按", "维持在", "逾", "不低于", " ", "年均", "每年", "五年累计",
    "五年", "成", "预期目标", "预期", "拟安排", "去年", "去年底", "去年末", "上年底", "上年末", "上年", "今年", "目前", "当年", "迈上", "跨上", "站上", "高达", "多达",
    "接近", "将达", "能够", "重回", "保持", "合共", "共约", "维持", "仍", "只有", "至少", "最高",
    "大约", "大概", "一共", "总共", "只", "以", "升破", "逼近", "可达", "则", "仅占",
    "仍有", "尚有", "正", "又", "还", "不足", "不到", "少于", "最多", "不超过", "多于", "高于",
    "以上", "的比例", "要达到", "不少于", "比", "较", "相比", "分别比", "分别较", "实际", "名义", "预定",  "同比", "按年",
])
});

/// Words that end like a trailing word and name the indicator all the same.
#[rustfmt::skip]
static KEPT_AT_END: Lexicon = Lexicon::new(|| {
    Words::of(&[
    "签约", "节约", "合约", "条约", "履约", "行为", "作为", "自由", "理由", "参与", "人均",
    "国有", "所有", "存在", "合并", "高等", "中等", "平等", "对等", "总和", "饱和", "共和",
    "报到", "拥有", "集约", "涉及", "惠及", "普及", "远近", "户均", "亩均", "县均", "村均", "校正",
    "修正", "改正", "公正", "高可", "许可", "认可", "功能", "节能", "产能", "储能", "智能", "性能",
    "潜能", "效能", "动能", "职能", "势能", "技能", "热能", "光能", "电能", "核能", "氢能", "用能",
    "赋能", "生成", "集成", "合成", "建成", "养成", "办成", "达成", "促成", "分成", "未来", "原来",
    "外来", "往来", "归还", "偿还", "返还", "以往", "可再", "重要", "需要", "主要", "纪要", "摘要",
    "预期寿命", "违约", "预约", "特约", "公约", "住在", "基于", "在于", "新建成", "现有", "富有",
    "自有", "持有", "专有", "特有", "共有人", "公有", "民有", "私有", "兼并", "提成", "构成", "组成",
    "形成", "完成", "落成", "占比", "之比", "环比", "同比", "对比", "比较", "配比", "实现", "表现", "体现", "发现", "呈现", "出现",
])
});

/// Verbs that move to what the number says: with 到, 至, 为 or 成 behind them they do not name the
/// indicator (提高到, 归并为).
#[rustfmt::skip]
static MOVES: Lexicon = Lexicon::new(|| {
    Words::of(&[
    "提高", "提升", "增加", "增长", "上升", "上涨", "下降", "降低", "减少", "回落", "扩大", "扩展",
    "拓展", "扩充", "压缩", "压减", "缩短", "缩小", "缩减", "精简", "归并", "整合", "发展", "攀升",
    "跃升", "上调", "下调", "调整", "调高", "调低", "升", "降", "跃", "延长", "集聚", "恢复", "收窄",
    "优化", "增", "减", "前移", "扩", "突破", "提前", "放宽", "扩面", "推进", "扩容", "滚动增加",
    "缩", "控制", "稳定", "维持", "保持", "平均缩短", "下跌", "跌", "爬升", "反弹", "上浮", "下浮", "晋升",
    "晋位", "提标",
])
});
