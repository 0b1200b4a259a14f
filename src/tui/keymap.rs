//! The table of keys: what can be done, with which keys, and how that is called.
//!
//! Help, hints and the lookup itself read this table, so that none can drift.
//! Habits come from vim and less; every action but the few on `z` can be reached without a letter,
//! because an input method eats letters.

use crate::review::journal::Verdict;
use crate::sheet::place::Stop;
use crate::text::language::{Words, words};
use crate::tui::key::{Key, keys};
use crate::tui::keymap::{Action as A, Group as G, Way::Backward, Way::Forward};

/// What a key makes happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Move the cursor by rows, or the selection by entries.
    Rows(Way),
    /// Scroll by rows and leave the cursor where it can stay.
    Scroll(Way),
    /// Move by half a page.
    HalfPage(Way),
    /// Move by a page.
    Page(Way),
    /// Move to an end, or to the row that was counted.
    End(Way),
    /// Move to a share of the whole.
    Percent,
    /// Move sideways in the matrix.
    Sideways(Way),
    /// Bring the cursor's row to the top, middle or bottom.
    Align(Edge),
    /// Move to a row of a kind.
    Jump(Stop, Way),
    /// Move to a search hit while there are any, else to a difference.
    Again(Way),
    /// Ask for a wording to look for.
    Search,
    /// Open what the cursor is on.
    Open,
    /// Open or close the list of findings.
    List,
    /// Open or close the outline.
    Outline,
    /// Give the keys to another panel.
    Focus(Way),
    /// Sort the list another way.
    Sort,
    /// Show another type of findings in the list.
    Filter,
    /// Change between side by side and stacked.
    Layout,
    /// Join line breaks inside sentences, or show them.
    LineBreaks,
    /// Fold or open the equal stretch at the cursor.
    Fold,
    /// Open every fold.
    Unfold,
    /// Fold everything equal.
    FoldAll,
    /// Say what the finding at the cursor amounts to.
    Judge(Verdict),
    /// Take back the reviewer's last act.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Show help.
    Help,
    /// Draw the screen anew.
    Redraw,
    /// Go back one level; at the top, quit.
    Back,
    /// Go back one level.
    Escape,
    /// Quit.
    Quit,
}

impl Action {
    /// Says whether it changes or moves in the text, and so must not be done while a panel hides it.
    pub fn is_about_text(self) -> bool {
        matches!(self, A::Jump(..) | A::Again(_) | A::Align(_) | A::Search | A::Focus(_))
            || matches!(self, A::Layout | A::LineBreaks | A::Fold | A::Unfold | A::FoldAll)
    }
}

/// A direction in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// Towards the end.
    Forward,
    /// Towards the start.
    Backward,
}

/// A place on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// The first row.
    Top,
    /// The middle row.
    Middle,
    /// The last row.
    Bottom,
}

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

/// Every key.
pub const BINDINGS: [Binding; 52] = [
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
    bind(G::Review, A::Judge(Verdict::Confirmed), &["x"], "认定：确如所示", "confirmed: it is so"),
    bind(
        G::Review,
        A::Judge(Verdict::Justified),
        &["r"],
        "有据：情况属实、合理",
        "justified: so, and rightly",
    ),
    bind(G::Review, A::Undo, &["U", "S-F9"], "撤销上一步", "take back the last mark"),
    bind(G::Review, A::Redo, &["^R", "S-F10"], "重做", "do it again"),
    bind(G::General, A::Search, &["/"], "在两侧查找", "search both sides"),
    bind(G::General, A::Help, &["?", "F1"], "帮助", "help"),
    bind(G::General, A::Redraw, &["^L"], "重画屏幕", "draw the screen anew"),
    bind(G::General, A::Escape, &["Esc"], "返回、取消", "go back, cancel"),
    bind(G::General, A::Back, &["q"], "返回，在最上层退出", "go back, quit at the top"),
    bind(G::General, A::Quit, &["^C"], "退出", "quit"),
];

/// A hint in the last line: actions that share a wording.
pub type Hint = (&'static [Action], Words);

/// The hints beside the text, the most useful first: what does not fit is left out.
pub const PAIR_HINTS: [Hint; 9] = [
    (&[A::Rows(Forward), A::Rows(Backward)], words("行", "row")),
    (&[A::Again(Forward), A::Again(Backward)], words("差异", "difference")),
    (&[A::Jump(Stop::Figure, Forward)], words("数字", "figure")),
    (&[A::Jump(Stop::Reuse, Forward)], words("雷同", "reuse")),
    (&[A::Open], words("详情", "details")),
    (&[A::Help], words("帮助", "help")),
    (&[A::List], words("清单", "findings")),
    (&[A::Outline], words("提纲", "outline")),
    (&[A::Search], words("查找", "search")),
];

/// The hints of the list of findings in place of the text.
pub const LIST_HINTS: [Hint; 6] = [
    (&[A::Open], words("查看", "view")),
    (&[A::Rows(Forward), A::Rows(Backward)], words("选择", "select")),
    (&[A::Sort], words("排序", "sort")),
    (&[A::Filter], words("类型", "type")),
    (&[A::Back], words("返回", "back")),
    (&[A::Help], words("帮助", "help")),
];

/// The hints of the outline in place of the text.
pub const OUTLINE_HINTS: [Hint; 4] = [
    (&[A::Open], words("查看", "view")),
    (&[A::Rows(Forward), A::Rows(Backward)], words("选择", "select")),
    (&[A::Back], words("返回", "back")),
    (&[A::Help], words("帮助", "help")),
];

/// The hints of the matrix.
pub const MATRIX_HINTS: [Hint; 5] = [
    (&[A::Rows(Forward), A::Rows(Backward)], words("左篇", "left report")),
    (&[A::Sideways(Backward), A::Sideways(Forward)], words("右篇", "right report")),
    (&[A::Again(Forward), A::Again(Backward)], words("下一对", "next pair")),
    (&[A::Open], words("对勘", "open")),
    (&[A::Help], words("帮助", "help")),
];

/// What the keys pressed so far amount to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// An action.
    Found(Action),
    /// The start of a longer sequence.
    Partial,
    /// Nothing.
    Unknown,
}

/// Looks up the keys pressed so far.
pub fn lookup(pressed: &[Key]) -> Lookup {
    let mut partial = Lookup::Unknown;
    for binding in &BINDINGS {
        for notation in binding.keys {
            let wanted = keys(notation);
            if wanted == pressed {
                return Lookup::Found(binding.action);
            }
            if wanted.starts_with(pressed) {
                partial = Lookup::Partial;
            }
        }
    }
    partial
}

/// Returns the first key of an action, as the table writes it.
pub fn key_of(action: Action) -> &'static str {
    let binding = BINDINGS.iter().find(|binding| binding.action == action);
    binding.and_then(|binding| binding.keys.first()).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn every_hint_has_a_key() {
        let hints = PAIR_HINTS.iter().chain(&MATRIX_HINTS).chain(&LIST_HINTS).chain(&OUTLINE_HINTS);
        assert!(hints.flat_map(|(actions, _)| *actions).all(|action| !key_of(*action).is_empty()));
    }

    #[test]
    fn sequence_is_looked_up_key_by_key() {
        assert_eq!(lookup(&keys("]")), Lookup::Partial);
        assert_eq!(lookup(&keys("]#")), Lookup::Found(Action::Jump(Stop::Figure, Forward)));
        assert_eq!(lookup(&keys("]k")), Lookup::Unknown);
    }
}
