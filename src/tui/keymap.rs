//! The table of keys: what can be done, with which keys, and how that is called.
//!
//! Help, hints and the lookup itself read this table, so that none can drift. The configuration
//! file may give an action other keys; the table in force is a [`crate::tui::lookup::Keymap`].
//! Habits come from vim and less; what a review needs can be done without a letter, because an input
//! method eats letters. Marks it leaves, if in full width, and those count as the keys they stand on.

use crate::review::act::Verdict;
use crate::sheet::place::Stop;
use crate::text::language::{Words, words};
use crate::text::side::Side;
use crate::tui::action::{Action, Action as A, Edge, Way::Backward, Way::Forward};
use crate::tui::keymap::Group as G;

/// What an action is about; the sections of the help page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Moving.
    Move,
    /// Going to the next of a kind.
    Jump,
    /// What is shown.
    Show,
    /// What the reviewer says of it.
    Review,
    /// Everything else.
    General,
}

/// The groups in the order of the help page.
pub const GROUPS: [(Group, Words); 5] = [
    (Group::Move, words("移动（可加次数，如 5j）", "Moving (takes a count, as in 5j)")),
    (Group::Jump, words("跳到下一处 / 上一处", "Going to the next / previous")),
    (Group::Show, words("显示", "What is shown")),
    (Group::Review, words("审读标记", "Marks of the reviewer")),
    (Group::General, words("其他", "Everything else")),
];

/// A line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// What happens.
    pub action: Action,
    /// The keys, any of which does it.
    pub keys: &'static [&'static str],
    /// How it is called.
    pub words: Words,
    /// What it is about.
    pub group: Group,
}

const fn bind(
    group: Group,
    action: Action,
    keys: &'static [&'static str],
    zh: &'static str,
    en: &'static str,
) -> Binding {
    Binding { action, keys, words: words(zh, en), group }
}

/// Every key, before the reader's own choices.
pub const BINDINGS: &[Binding] = &[
    bind(G::Move, A::Rows(Forward), &["j", "Down"], "下一行", "one row down"),
    bind(G::Move, A::Rows(Backward), &["k", "Up"], "上一行", "one row up"),
    bind(G::Move, A::Sideways(Backward), &["h", "Left"], "向左（矩阵）", "left (matrix)"),
    bind(G::Move, A::Sideways(Forward), &["l", "Right"], "向右（矩阵）", "right (matrix)"),
    bind(G::Move, A::Scroll(Forward), &["^E"], "屏幕下滚一行", "scroll down"),
    bind(G::Move, A::Scroll(Backward), &["^Y"], "屏幕上滚一行", "scroll up"),
    bind(G::Move, A::HalfPage(Forward), &["d", "^D"], "下半页", "half a page down"),
    bind(G::Move, A::HalfPage(Backward), &["u", "^U"], "上半页", "half a page up"),
    bind(G::Move, A::Page(Forward), &["Space", "PgDn", "^F"], "下一页", "a page down"),
    bind(G::Move, A::Page(Backward), &["b", "PgUp", "^B"], "上一页", "a page up"),
    bind(G::Move, A::End(Backward), &["gg", "Home"], "开头", "to the start"),
    bind(
        G::Move,
        A::End(Forward),
        &["G", "End"],
        "末尾；12G 到第 12 行",
        "to the end; 12G to row 12",
    ),
    bind(G::Move, A::Percent, &["%"], "50% 到一半处", "50% to the middle of the whole"),
    bind(G::Move, A::Align(Edge::Top), &["zt"], "当前行置顶", "row to the top of the screen"),
    bind(G::Move, A::Align(Edge::Middle), &["zz"], "当前行居中", "row to the middle"),
    bind(G::Move, A::Align(Edge::Bottom), &["zb"], "当前行置底", "row to the bottom"),
    bind(
        G::Jump,
        A::Again(Forward),
        &["n"],
        "下一处：查找结果，没有查找时为差异",
        "next search hit, or difference",
    ),
    bind(G::Jump, A::Again(Backward), &["N"], "上一处", "previous search hit, or difference"),
    bind(
        G::Jump,
        A::Jump(Stop::Difference, Forward),
        &["]c", "F3"],
        "下一处差异",
        "next difference",
    ),
    bind(
        G::Jump,
        A::Jump(Stop::Difference, Backward),
        &["[c", "S-F3"],
        "上一处差异",
        "previous difference",
    ),
    bind(G::Jump, A::Jump(Stop::Figure, Forward), &["]#"], "下一处数字变动", "next changed figure"),
    bind(
        G::Jump,
        A::Jump(Stop::Figure, Backward),
        &["[#"],
        "上一处数字变动",
        "previous changed figure",
    ),
    bind(G::Jump, A::Jump(Stop::Reuse, Forward), &["]="], "下一处雷同", "next recycled wording"),
    bind(
        G::Jump,
        A::Jump(Stop::Reuse, Backward),
        &["[="],
        "上一处雷同",
        "previous recycled wording",
    ),
    bind(G::Jump, A::Jump(Stop::Moved, Forward), &["]m", "]>"], "下一处移位", "next moved text"),
    bind(
        G::Jump,
        A::Jump(Stop::Moved, Backward),
        &["[m", "[>"],
        "上一处移位",
        "previous moved text",
    ),
    bind(
        G::Jump,
        A::Jump(Stop::Doubt, Forward),
        &["]?"],
        "下一处疑点",
        "next placeholder or doubt",
    ),
    bind(
        G::Jump,
        A::Jump(Stop::Doubt, Backward),
        &["[?"],
        "上一处疑点",
        "previous placeholder or doubt",
    ),
    bind(G::Jump, A::Jump(Stop::Section, Forward), &["]]"], "下一个标题", "next heading"),
    bind(G::Jump, A::Jump(Stop::Section, Backward), &["[["], "上一个标题", "previous heading"),
    bind(G::Show, A::Open, &["Enter"], "打开、详情", "open, details"),
    bind(G::Show, A::List, &["f", "F4"], "发现清单", "list of findings"),
    bind(G::Show, A::Outline, &["o", "F5"], "提纲对照", "outline of both"),
    bind(G::Show, A::Plan, &["F", "S-F5"], "去年打算与今年结果", "last year's plan and results"),
    bind(G::Show, A::Ledger, &["L", "S-F4"], "数字台账", "ledger of figures"),
    bind(
        G::Show,
        A::Sources,
        &["c", "*"],
        "逐句的出处：右篇（矩阵里为左篇）在其他各篇里",
        "sources of the right report (matrix: the left) among all others",
    ),
    bind(G::Show, A::Focus(Forward), &["Tab"], "换到下一栏", "next panel"),
    bind(G::Show, A::Focus(Backward), &["S-Tab"], "换到上一栏", "previous panel"),
    bind(
        G::Show,
        A::Sort,
        &["s", "F7"],
        "清单排序：位置、轻重",
        "sort the list by place or severity",
    ),
    bind(G::Show, A::Filter, &["t", "F8"], "清单只看一类", "one type in the list"),
    bind(
        G::Show,
        A::FilterVerdict,
        &["T", "S-F8"],
        "清单只看一种判定：待定、认定、有据、忽略",
        "one verdict in the list: open, confirmed, justified, ignored",
    ),
    bind(G::Show, A::Layout, &["v", "F6"], "并排、上下对照", "side by side, or stacked"),
    bind(G::Show, A::LineBreaks, &["\\"], "保留原文换行", "keep line breaks of the file"),
    bind(
        G::Show,
        A::Fold,
        &["za", "F9"],
        "折叠、展开当前相同处",
        "fold or open this equal stretch",
    ),
    bind(G::Show, A::Unfold, &["zR"], "全部展开", "open every fold"),
    bind(G::Show, A::FoldAll, &["zM"], "只看差异", "only differences"),
    bind(
        G::Review,
        A::Judge(Verdict::Confirmed),
        &["x", "!"],
        "认定：确如所示",
        "confirmed: it is so",
    ),
    bind(
        G::Review,
        A::Judge(Verdict::Justified),
        &["r", "="],
        "有据：情况属实、合理",
        "justified: so, and rightly",
    ),
    bind(
        G::Review,
        A::Judge(Verdict::Ignored),
        &["i", "~"],
        "忽略：不必再看；写理由用 :忽略 理由",
        "ignored: need not be looked at again; with a reason: :verdict-ignored REASON",
    ),
    bind(
        G::Review,
        A::Judge(Verdict::Open),
        &["X", "Del"],
        "待定：收回判定",
        "open: no verdict any more",
    ),
    bind(
        G::Review,
        A::Note,
        &["a", "S-F11"],
        "批注：写、改；留空即删",
        "a note: write it, change it, leave it empty to delete it",
    ),
    bind(G::Review, A::Review, &["m", "S-F12"], "本节已审 / 待审", "section reviewed, or not yet"),
    bind(
        G::Review,
        A::Unreviewed(Forward),
        &["]u", "S-F6"],
        "下一处待判的发现、待审的节",
        "next finding without verdict or section to be reviewed",
    ),
    bind(
        G::Review,
        A::Unreviewed(Backward),
        &["[u", "S-F7"],
        "上一处待判的发现、待审的节",
        "previous one of these",
    ),
    bind(
        G::Review,
        A::Marks,
        &["A", "S-F1"],
        "审读标记：进度、批注、排除、失去位置的标记",
        "every mark: progress, notes, exclusions, marks without a place",
    ),
    bind(
        G::Review,
        A::Pin(Side::Left),
        &["p", "F2"],
        "改对应：先取这一句（左），再到对侧那一句按一次",
        "pair by hand: take this sentence (left), then again at the other",
    ),
    bind(
        G::Review,
        A::Pin(Side::Right),
        &["P", "S-F2"],
        "同上，先取右侧这一句",
        "the same, taking the right sentence first",
    ),
    bind(G::Review, A::Unpair, &["-"], "拆开对应", "take apart what stands together"),
    bind(
        G::Review,
        A::Exclude,
        &["E", "_"],
        "这段雷同不计：选理由；清单中按则整条不计",
        "do not count this shared passage: choose why",
    ),
    bind(G::Review, A::Include, &["+"], "取消排除，重新计入", "count an excluded passage again"),
    bind(G::Review, A::Undo, &["U", "S-F9"], "撤销上一步", "take back the last mark"),
    bind(G::Review, A::Redo, &["^R", "S-F10"], "重做", "do it again"),
    bind(G::General, A::Search, &["/"], "在两侧查找", "search both sides"),
    bind(
        G::General,
        A::Command,
        &[":", "F10"],
        "命令：动作名、行号、goto 标题、only #、lang en",
        "a command: an action, a row, goto HEADING, only #, lang zh",
    ),
    bind(G::General, A::Help, &["?", "F1"], "帮助", "help"),
    bind(G::General, A::Redraw, &["^L"], "重画屏幕", "draw the screen anew"),
    bind(
        G::General,
        A::Copy,
        &["y", "F11"],
        "复制光标处两侧的句子",
        "copy the sentences of both sides",
    ),
    bind(
        G::General,
        A::Save,
        &["Y"],
        "写入 duikan-excerpts.txt",
        "append them to duikan-excerpts.txt",
    ),
    bind(
        G::General,
        A::HandOver,
        &["W", ">"],
        "写出意见表 duikan-review.html",
        "write the review sheet: duikan-review.html",
    ),
    bind(G::General, A::Edit, &["e"], "用编辑器打开光标处", "open the editor at the cursor"),
    bind(G::General, A::Reload, &["R", "F12"], "重新读入文件", "read the files again"),
    bind(G::General, A::Mouse, &["M"], "开关鼠标", "mouse on or off"),
    bind(G::General, A::Suspend, &["^Z"], "挂起，fg 回来", "suspend; fg comes back"),
    bind(G::General, A::Escape, &["Esc"], "返回、取消", "go back, cancel"),
    bind(G::General, A::Back, &["q"], "返回，在最上层退出", "go back, quit at the top"),
    bind(G::General, A::Quit, &["^C"], "退出", "quit"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::key::{Key, keys};
    use std::collections::BTreeSet;

    #[test]
    fn no_two_actions_share_a_key_and_none_hides_a_longer_one() {
        let all: Vec<(&str, Vec<Key>)> =
            BINDINGS.iter().flat_map(|b| b.keys.iter().map(|k| (*k, keys(k)))).collect();
        for (at, (name, keys)) in all.iter().enumerate() {
            for (other_name, other) in &all[at + 1..] {
                assert!(!other.starts_with(keys), "{name} hides {other_name}");
                assert!(!keys.starts_with(other), "{other_name} hides {name}");
            }
        }
    }

    #[test]
    fn every_mark_of_the_reviewer_is_made_without_a_letter() {
        let is_letter = |key: &Key| matches!(key, Key::Char(c) if c.is_alphabetic());
        let is_free = |keys: &&str| !crate::tui::key::keys(keys).iter().any(is_letter);
        for binding in BINDINGS.iter().filter(|binding| binding.group == Group::Review) {
            assert!(binding.keys.iter().any(is_free), "{}", binding.action.name());
        }
    }

    #[test]
    fn no_two_actions_share_a_name() {
        let names: BTreeSet<&str> = BINDINGS.iter().map(|binding| binding.action.name()).collect();
        assert_eq!(names.len(), BINDINGS.len());
    }
}
