//! The table of keys: what can be done, with which keys, and how that is called.
//!
//! Help, hints and the lookup itself read this table, so that none can drift. The configuration
//! file may give an action other keys; the table in force is a [`Keymap`].
//! Habits come from vim and less; every action but the few on `z` can be reached without a letter,
//! because an input method eats letters.

use crate::review::act::Verdict;
use crate::sheet::place::Stop;
use crate::text::language::{Words, words};
use crate::text::side::Side;
use crate::tui::action::{Action, Action as A, Edge, Way::Backward, Way::Forward};
use crate::tui::key::{Key, keys};
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

/// Most keys of a sequence; what is longer is a misspelt name.
const MAX_TYPED_KEYS: usize = 3;

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
        &["W"],
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

/// The keys in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    /// Each action with the keys that do it, in the order of the table.
    entries: Vec<(Action, Vec<String>)>,
    /// The same, ready to be compared with what is pressed.
    sequences: Vec<(Vec<Key>, Action)>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::of(BINDINGS.iter().map(|binding| {
            let keys = binding.keys.iter().map(|key| (*key).to_owned()).collect();
            (binding.action, keys)
        }))
    }
}

impl Keymap {
    /// Makes a table of actions with the notations of their keys.
    pub fn of(entries: impl Iterator<Item = (Action, Vec<String>)>) -> Self {
        let entries: Vec<(Action, Vec<String>)> = entries.collect();
        let sequence = |(action, notations): &(Action, Vec<String>)| {
            let action = *action;
            notations.iter().map(move |notation| (keys(notation), action)).collect::<Vec<_>>()
        };
        let sequences = entries.iter().flat_map(sequence).collect();
        Self { entries, sequences }
    }

    /// Looks up the keys pressed so far.
    pub fn lookup(&self, pressed: &[Key]) -> Lookup {
        let found = self.sequences.iter().find(|(wanted, _)| wanted == pressed);
        let begins = |(wanted, _): &(Vec<Key>, Action)| wanted.starts_with(pressed);
        match found {
            Some((_, action)) => Lookup::Found(*action),
            None if self.sequences.iter().any(begins) => Lookup::Partial,
            None => Lookup::Unknown,
        }
    }

    /// Returns the keys of an action, as the table writes them; empty if it has none.
    pub fn keys_of(&self, action: Action) -> &[String] {
        let entry = self.entries.iter().find(|(known, _)| *known == action);
        entry.map_or(&[], |(_, keys)| keys.as_slice())
    }

    /// Returns the first key of an action, as the table writes it; empty if it has none.
    pub fn key_of(&self, action: Action) -> &str {
        self.keys_of(action).first().map_or("", String::as_str)
    }
}

/// Why keys cannot be given to actions as asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Quarrel {
    /// There is no action of the name.
    NoAction(String),
    /// The action of the name is given a key that does not exist.
    NoKey(String, String),
    /// Two actions are given one key, or one that begins the other's.
    Both(String, String, String),
}

impl Keymap {
    /// Returns the table with other keys for some actions, by their names. A key that is given to an
    /// action is taken from the one that had it.
    ///
    /// # Errors
    ///
    /// Names what does not exist, and what two of the actions both want.
    pub fn remapped(&self, wishes: &[(String, Vec<String>)]) -> Result<Self, Quarrel> {
        for (at, (name, wanted)) in wishes.iter().enumerate() {
            if !self.entries.iter().any(|(action, _)| action.name() == name) {
                return Err(Quarrel::NoAction(name.clone()));
            }
            if let Some(key) = wanted.iter().find(|notation| !is_key(notation)) {
                return Err(Quarrel::NoKey(name.clone(), key.clone()));
            }
            for (other, theirs) in &wishes[..at] {
                if let Some(key) = wanted.iter().find(|key| theirs.iter().any(|k| collide(key, k)))
                {
                    return Err(Quarrel::Both(other.clone(), name.clone(), key.clone()));
                }
            }
        }
        let taken = |key: &str| wishes.iter().flat_map(|(_, keys)| keys).any(|k| collide(key, k));
        Ok(Self::of(self.entries.iter().map(|(action, usual)| {
            let wish = wishes.iter().find(|(name, _)| name == action.name());
            let keys = match wish {
                Some((_, keys)) => keys.clone(),
                None => usual.iter().filter(|key| !taken(key)).cloned().collect(),
            };
            (*action, keys)
        })))
    }

    /// Returns the actions with their keys, in the order of the table.
    pub fn entries(&self) -> &[(Action, Vec<String>)] {
        &self.entries
    }
}

/// Says whether two sequences cannot both be keys: one is the other, or begins it.
fn collide(one: &str, other: &str) -> bool {
    let (one, other) = (keys(one), keys(other));
    one.starts_with(&other) || other.starts_with(&one)
}

/// Says whether a notation is one: a name of the table of keys, or a short sequence of characters.
fn is_key(notation: &str) -> bool {
    let is_named = matches!(keys(notation).as_slice(), [key] if key.notation() == notation);
    let is_typed = matches!(notation.chars().count(), 1..=MAX_TYPED_KEYS)
        && notation.chars().all(|c| !c.is_control() && !c.is_whitespace());
    is_named || is_typed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::hints::{LEDGER_HINTS, LIST_HINTS, MATRIX_HINTS, OUTLINE_HINTS, PAIR_HINTS};
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
    fn no_two_actions_share_a_name() {
        let names: BTreeSet<&str> = BINDINGS.iter().map(|binding| binding.action.name()).collect();
        assert_eq!(names.len(), BINDINGS.len());
    }

    #[test]
    fn every_hint_has_a_key() {
        let keymap = Keymap::default();
        let hints = [PAIR_HINTS, MATRIX_HINTS, LIST_HINTS, OUTLINE_HINTS, LEDGER_HINTS].concat();
        let mut actions = hints.iter().flat_map(|(actions, _)| *actions);
        assert!(actions.all(|action| !keymap.key_of(*action).is_empty()));
    }

    fn remapped(wishes: &[(&str, &[&str])]) -> Result<Keymap, Quarrel> {
        let wish = |(name, keys): &(&str, &[&str])| {
            ((*name).to_owned(), keys.iter().map(|key| (*key).to_owned()).collect())
        };
        Keymap::default().remapped(&wishes.iter().map(wish).collect::<Vec<_>>())
    }

    #[test]
    fn action_gets_other_keys_and_takes_them_from_the_one_that_had_them() {
        let keymap = remapped(&[("next-figure", &["F4", "t"])]).unwrap();
        assert_eq!(keymap.lookup(&keys("F4")), Lookup::Found(A::Jump(Stop::Figure, Forward)));
        assert_eq!(keymap.keys_of(A::List), ["f"]);
        assert_eq!(keymap.keys_of(A::Filter), ["F8"]);
        assert_eq!(keymap.lookup(&keys("]#")), Lookup::Unknown);
    }

    #[test]
    fn quarrels_are_named() {
        let quit = || "quit".to_owned();
        assert_eq!(remapped(&[("quiet", &["Q"])]), Err(Quarrel::NoAction("quiet".to_owned())));
        assert_eq!(remapped(&[("quit", &["PgDwn"])]), Err(Quarrel::NoKey(quit(), "PgDwn".into())));
        let both = Err(Quarrel::Both(quit(), "help".to_owned(), "Qx".to_owned()));
        assert_eq!(remapped(&[("quit", &["Q"]), ("help", &["Qx"])]), both);
    }

    #[test]
    fn sequence_is_looked_up_key_by_key() {
        let lookup = |pressed: &str| Keymap::default().lookup(&keys(pressed));
        assert_eq!(lookup("]"), Lookup::Partial);
        assert_eq!(lookup("]#"), Lookup::Found(Action::Jump(Stop::Figure, Forward)));
        assert_eq!(lookup("]k"), Lookup::Unknown);
    }
}
