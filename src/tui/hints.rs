//! The hints in the last line: which actions each screen offers, the most useful first.

use crate::review::act::Verdict;
use crate::sheet::place::Stop;
use crate::text::language::{Words, words};
use crate::tui::action::{Action, Action as A, Way::Backward, Way::Forward};

/// A hint in the last line: actions that share a wording.
pub type Hint = (&'static [Action], Words);

/// The hints beside the text, the most useful first: what does not fit is left out.
pub const PAIR_HINTS: &[Hint] = &[
    (&[A::Rows(Forward), A::Rows(Backward)], words("行", "row")),
    (&[A::Again(Forward), A::Again(Backward)], words("差异", "difference")),
    (&[A::Jump(Stop::Figure, Forward)], words("数字", "figure")),
    (&[A::Jump(Stop::Reuse, Forward)], words("雷同", "reuse")),
    (&[A::Open], words("详情", "details")),
    (&[A::Help], words("帮助", "help")),
    (&[A::List], words("清单", "findings")),
    (&[A::Outline], words("提纲", "outline")),
    (&[A::Search], words("查找", "search")),
    (&[A::Ledger], words("台账", "ledger")),
    (&[A::Judge(Verdict::Confirmed)], words("认定", "confirm")),
    (&[A::Judge(Verdict::Ignored)], words("忽略", "ignore")),
    (&[A::Note], words("批注", "note")),
    (&[A::Review], words("已审", "reviewed")),
    (&[A::Unreviewed(Forward)], words("待审", "to review")),
];

/// The hints of the list of findings in place of the text.
pub const LIST_HINTS: &[Hint] = &[
    (&[A::Open], words("查看", "view")),
    (&[A::Rows(Forward), A::Rows(Backward)], words("选择", "select")),
    (&[A::Sort], words("排序", "sort")),
    (&[A::Filter], words("类型", "type")),
    (&[A::Back], words("返回", "back")),
    (&[A::Judge(Verdict::Confirmed)], words("认定", "confirm")),
    (&[A::Judge(Verdict::Ignored)], words("忽略", "ignore")),
    (&[A::Note], words("批注", "note")),
    (&[A::FilterVerdict], words("判定", "verdict")),
    (&[A::Help], words("帮助", "help")),
];

/// The hints of the outline in place of the text.
pub const OUTLINE_HINTS: &[Hint] = &[
    (&[A::Open], words("查看", "view")),
    (&[A::Rows(Forward), A::Rows(Backward)], words("选择", "select")),
    (&[A::Review], words("已审", "reviewed")),
    (&[A::Unreviewed(Forward)], words("待审", "to review")),
    (&[A::Back], words("返回", "back")),
    (&[A::Help], words("帮助", "help")),
];

/// The hints of the matrix.
pub const MATRIX_HINTS: &[Hint] = &[
    (&[A::Rows(Forward), A::Rows(Backward)], words("左篇", "left report")),
    (&[A::Sideways(Backward), A::Sideways(Forward)], words("右篇", "right report")),
    (&[A::Again(Forward), A::Again(Backward)], words("下一对", "next pair")),
    (&[A::Open], words("对勘", "open")),
    (&[A::Sources], words("出处", "sources")),
    (&[A::Help], words("帮助", "help")),
];

/// The hints of the list of the files of two folders.
pub const ROSTER_HINTS: &[Hint] = &[
    (&[A::Open], words("对勘", "open")),
    (&[A::Rows(Forward), A::Rows(Backward)], words("选择", "select")),
    (&[A::Again(Forward), A::Again(Backward)], words("下一处不同", "next that differs")),
    (&[A::Back], words("退出", "quit")),
    (&[A::Help], words("帮助", "help")),
];

/// The hints of the ledger of figures.
pub const LEDGER_HINTS: &[Hint] = &[
    (
        &[A::Sideways(Backward), A::Sideways(Forward)],
        words("到左处、右处", "to its left, right place"),
    ),
    (&[A::Rows(Forward), A::Rows(Backward)], words("选择", "select")),
    (&[A::Sort], words("排序", "sort")),
    (&[A::Filter], words("筛选", "filter")),
    (&[A::Back], words("返回", "back")),
    (&[A::Help], words("帮助", "help")),
];
