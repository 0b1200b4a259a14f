//! Verbs of reports that say what was done to what is counted: 认定, 发放, 引进.
//!
//! Without a dictionary of the language a list has to do: the verbs that stand beside numbers in
//! yearly reports. It decides where a noun ends (2名博士｜兑现补贴) and which words need the noun of
//! the figure before (获批立项x家).

use crate::figure::lexicon::{Lexicon, Words};
use crate::figure::line::{Line, width};

/// Returns where the first verb between the columns begins.
pub fn first_verb(line: &Line, from: usize, to: usize) -> Option<usize> {
    (from..to).find(|at| verb_at(line, *at, to).is_some())
}

/// Returns where the last verb between the columns begins.
pub fn last_verb(line: &Line, from: usize, to: usize) -> Option<usize> {
    (from..to).rev().find(|at| verb_at(line, *at, to).is_some())
}

/// Says whether the words between the columns are verbs and nothing else.
pub fn is_verb(line: &Line, from: usize, to: usize) -> bool {
    let mut column = from;
    while let Some(columns) = verb_at(line, column, to) {
        column += columns;
    }
    from < to && column == to
}

/// Returns what a name counts without what was done to it: 高新技术企业 of 企业申报高新技术企业, 人才 of
/// 引进副高以上的人才. The name itself where nothing would be left.
pub fn object_of(name: &str) -> &str {
    let behind = |at: usize| name.get(at..).filter(|rest| 2 <= width(rest));
    let attributed = name.rfind('的').and_then(|at| behind(at + '的'.len_utf8()));
    let verbs = VERBS.iter().filter_map(|verb| Some(name.rfind(verb)? + verb.len()));
    let done = || verbs.max().and_then(behind);
    attributed.or_else(done).unwrap_or(name)
}

/// Returns a name without the verb it ends in: 发明专利 of 发明专利申请; `None` if it ends in none.
pub fn without_verb_at_end(name: &str) -> Option<&str> {
    let verbs = VERBS.iter().filter_map(|verb| name.strip_suffix(verb));
    verbs.min_by_key(|rest| rest.len()).filter(|rest| 2 <= width(rest))
}

fn verb_at(line: &Line, column: usize, to: usize) -> Option<usize> {
    TABLE.at(line, column, to).map(|(_, columns)| columns)
}

static TABLE: Lexicon = Lexicon::new(|| Words::of(VERBS));

/// Every verb, as folded for scanning.
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "新增", "净增", "认定", "新认定", "重新认定", "获批", "获得", "达成", "关停", "通过", "批准",
    "立项", "入选", "入围", "净", "确定", "受理", "办结", "备案", "验收", "申报", "授权", "发放",
    "兑现", "引进", "招引", "引入", "引育", "培育", "组织", "举办", "召开", "开展", "实施", "完成",
    "实现", "签订", "签约", "签署", "发布", "征集", "推荐", "选派", "派出", "培训", "走访", "服务",
    "帮助", "支持", "资助", "补助", "落实", "争取", "下达", "拨付", "投入", "投放", "建设", "建成",
    "新建", "改造", "改建", "创建", "组建", "成立", "设立", "启动", "推广", "推进", "推动", "编制",
    "编辑", "制定", "修订", "出台", "印发", "查处", "检查", "整改", "办理", "入驻", "落户", "落地",
    "毕业", "登记", "注册", "承担", "承接", "承办", "转化", "转让", "提供", "提交", "参加", "参与",
    "增加", "减少", "提高", "获准", "获评", "荣获", "摘得", "盘活", "清理", "淘汰", "招聘", "输送",
    "安置", "发现", "提出", "接待", "观看", "覆盖", "惠及", "受益", "享受", "申请", "收到", "收回",
    "追回", "审议", "转移", "治理", "解决", "带动", "促成", "撮合", "开工", "竣工", "投产", "交付",
    "购买", "发行", "增发", "安排", "统筹", "退出", "注销", "复核", "列入", "纳入", "培养", "挂牌",
    "调解", "化解", "排查", "抽检", "执行", "上线", "开通", "整治", "拆除", "关闭", "取缔", "搬迁",
    "提升", "扩建", "修复", "整理", "处置", "挽回", "减免", "降低", "节约", "压减", "接收", "救助", "慰问", "捐赠", "募集", "表彰", "奖励",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::Span;

    fn line(text: &str) -> Line {
        Line::of(text, Span::new(0, text.len()))
    }

    #[test]
    fn words_that_are_only_verbs_are_told_from_names() {
        assert!(is_verb(&line("获批立项"), 0, 4));
        assert!(!is_verb(&line("获批企业"), 0, 4));
        assert!(!is_verb(&line(""), 0, 0));
    }

    #[test]
    fn object_is_what_was_dealt_with() {
        assert_eq!(object_of("企业申报高新技术企业"), "高新技术企业");
        assert_eq!(object_of("引进副高以上的创新人才"), "创新人才");
        assert_eq!(object_of("高新技术企业认定"), "高新技术企业认定");
    }

    #[test]
    fn first_and_last_verb_are_found() {
        let text = line("博士兑现住房补贴");
        assert_eq!(first_verb(&text, 0, 8), Some(2));
        assert_eq!(last_verb(&text, 0, 8), Some(2));
    }
}
