//! What the screen says, in both languages.

use crate::collate::model::{Certainty, Relation};
use crate::finding::reuse::whole_percent;
use crate::sheet::place::Stop;
use crate::text::language::{Words, words};
use crate::tui::action::Way;

/// Labels of the screen.
pub struct Labels {
    /// The name of the program.
    pub name: Words,
    /// Similarity, in short.
    pub similar: Words,
    /// No heading above this row.
    pub no_section: Words,
    /// Equal sentences folded away, with the same count on both sides.
    pub fold: Words,
    /// The same with different counts.
    pub fold_unequal: Words,
    /// The screen is too small.
    pub too_small: Words,
    /// The list of findings.
    pub list: Words,
    /// Sorted by place.
    pub by_place: Words,
    /// Sorted by severity.
    pub by_severity: Words,
    /// Every type.
    pub every_type: Words,
    /// The outline.
    pub outline: Words,
    /// The help page.
    pub help: Words,
    /// How to leave a page.
    pub leave: Words,
    /// How to leave the help.
    pub leave_help: Words,
    /// The marks.
    pub marks: Words,
    /// The details.
    pub detail: Words,
    /// The left report.
    pub left: Words,
    /// The right report.
    pub right: Words,
    /// Nothing stands here on this side.
    pub nothing: Words,
    /// Why a place is marked.
    pub why: Words,
    /// How the two reports are graded.
    pub as_a_whole: Words,
    /// How much of the sections here is shared.
    pub section_shared: Words,
    /// Figures of a pair.
    pub figures: Words,
    /// Nothing was found.
    pub no_findings: Words,
    /// Nothing was found because nothing differs.
    pub same_text: Words,
    /// An outline without entries.
    pub no_headings: Words,
    /// An entry of the outline and its number.
    pub section: Words,
    /// A mark that is blank.
    pub blank: Words,
    /// The terms of the screen.
    pub terms: Words,
    /// A finding and its number.
    pub finding: Words,
    /// Row and rows.
    pub row: Words,
    /// Longest equal run.
    pub longest: Words,
    /// Text that stands at another place.
    pub moved: Words,
    /// The counterpart that came next.
    pub runner_up: Words,
    /// Both texts are empty.
    pub empty: Words,
    /// Work goes on.
    pub working: Words,
    /// The matrix.
    pub matrix: Words,
    /// What the sign of an estimate means.
    pub estimated: Words,
    /// What the letters in front of reports mean.
    pub groups: Words,
    /// The likeliest pairs.
    pub ranking: Words,
    /// Share of the left in the right and the other way round.
    pub shares: Words,
    /// One report holds the other.
    pub contained: Words,
    /// The same report twice.
    pub same: Words,
}

/// The labels.
pub const LABELS: Labels = Labels {
    name: words("对勘", "duikan"),
    similar: words("似", "sim"),
    no_section: words("（无标题）", "(no heading)"),
    fold: words("... 相同 {} 句 ...", "... {} equal sentences ..."),
    fold_unequal: words(
        "... 相同 左 {} 句 右 {} 句 ...",
        "... equal: {} sentences left, {} right ...",
    ),
    too_small: words("建议 80x24", "try 80x24"),
    list: words("发现清单", "findings"),
    by_place: words("按位置", "by place"),
    by_severity: words("按轻重", "by severity"),
    every_type: words("全部", "all"),
    outline: words("提纲", "outline"),
    help: words("帮助", "help"),
    leave: words("q 返回  j/k 滚动", "q back  j/k scroll"),
    leave_help: words("q 返回  j/k 滚动  / 查找", "q back  j/k scroll  / find"),
    marks: words(
        "中缝标记：前一个说两侧关系，后一个说为何要看",
        "Marks in the gutter: first how the sides relate, then why to look",
    ),
    detail: words("详情", "details"),
    left: words("左", "left"),
    right: words("右", "right"),
    nothing: words("（此处无文字）", "(nothing here)"),
    why: words("标记缘由", "why it is marked"),
    as_a_whole: words("全篇", "the two reports"),
    section_shared: words("本节", "this section"),
    figures: words("数字", "figures"),
    no_findings: words("没有发现。", "Nothing to report."),
    same_text: words("两篇内容相同。", "The two are the same text."),
    no_headings: words("两篇都没有标题", "neither report has headings"),
    section: words("标题", "heading"),
    blank: words("空", "blank"),
    terms: words("屏幕用语", "Terms on the screen"),
    finding: words("发现", "finding"),
    row: words("行", "row"),
    longest: words("最长相同 {} 字", "longest equal run {}"),
    moved: words("移位", "moved"),
    runner_up: words("次选（{}）", "next best ({})"),
    working: words("正在对勘 ...  q 离开", "comparing ...  q leaves"),
    empty: words("两份报告都没有文字。", "Neither report has any text."),
    matrix: words("选两篇对勘", "choose two reports"),
    estimated: words("~ 估计", "~ estimate"),
    groups: words("A B 雷同组", "A B groups that share text"),
    ranking: words("最像的几对", "likeliest pairs"),
    shares: words(
        "左篇 {} 见于右篇，右篇 {} 见于左篇",
        "{} of the left in the right, {} of the right in the left",
    ),
    contained: words("一篇包含另一篇，不作比较", "one holds the other: not compared"),
    same: words("同一篇", "the same report"),
};

/// Words to the reader in the status line.
pub struct Notices {
    /// A key that does nothing.
    pub unknown_key: Words,
    /// Text was pasted outside a box.
    pub paste: Words,
    /// A page must be left first.
    pub leave_first: Words,
    /// A panel in place of the text must be left first.
    pub panel_first: Words,
    /// The list must be opened first.
    pub list_first: Words,
    /// A pair must be opened first.
    pub open_first: Words,
    /// The key does nothing here.
    pub not_here: Words,
    /// Escape at the top.
    pub quit_with_q: Words,
    /// A report cannot be compared with itself.
    pub same_report: Words,
    /// A file without counterpart was taken.
    pub file_taken: Words,
    /// Files were not read: how many, and the first of them.
    pub unread: Words,
    /// Search without result.
    pub not_found: Words,
    /// Search with result.
    pub found: Words,
    /// A search that went around the end.
    pub wrapped: Words,
    /// There is only one panel.
    pub one_panel: Words,
    /// The layout does not fit.
    pub too_narrow: Words,
    /// There is nothing to fold.
    pub nothing_equal: Words,
    /// There is no finding at the cursor.
    pub no_finding_here: Words,
    /// A mark was made.
    pub marked: Words,
    /// An act was taken back.
    pub undone: Words,
    /// An act was done again.
    pub redone: Words,
    /// There is no act to take back.
    pub nothing_to_undo: Words,
    /// There is no act to do again.
    pub nothing_to_redo: Words,
    /// There is no such heading.
    pub no_heading: Words,
    /// There is no such command.
    pub no_command: Words,
    /// Work goes on, nothing can be done yet.
    pub still_working: Words,
    /// What was typed is no UTF-8.
    pub undecodable_key: Words,
    /// The mouse is listened to.
    pub mouse_on: Words,
    /// The mouse is not listened to.
    pub mouse_off: Words,
    /// Text was copied through the terminal.
    pub copied: Words,
    /// Text was copied through tmux.
    pub copied_by_tmux: Words,
    /// Text is too long to be copied.
    pub too_long_to_copy: Words,
    /// Text was written to a file.
    pub saved: Words,
    /// Text could not be written.
    pub not_saved: Words,
    /// There is no text at the cursor.
    pub no_text_here: Words,
    /// What is shown is in no file.
    pub no_file: Words,
    /// The editor could not be started.
    pub no_editor: Words,
    /// The files were read again.
    pub reloaded: Words,
    /// The files could not be read again.
    pub not_reloaded: Words,
    /// There are no files to read again.
    pub nothing_to_reload: Words,
    /// No next one.
    pub no_next: Words,
    /// No previous one.
    pub no_previous: Words,
}

/// The notices.
pub const NOTICES: Notices = Notices {
    unknown_key: words("没有这个键：{}（按 ? 看帮助）", "no such key: {} (? for help)"),
    paste: words(
        "粘贴只用于输入框，先按 / 查找或 a 批注",
        "text can be pasted where it is typed only: press / to search or a for a note",
    ),
    leave_first: words("先按 q 关掉这一页", "close this page first: q"),
    panel_first: words("先按 q 回到正文", "go back to the text first: q"),
    list_first: words("先按 f 打开清单", "open the list first: f"),
    open_first: words("先按 Enter 打开一对报告", "open a pair first: Enter"),
    not_here: words("这个键在这里用不上", "this key does nothing here"),
    quit_with_q: words("已在最上层，按 q 退出", "nothing to go back to; q quits"),
    file_taken: words(
        "已取 {}；在另一侧无对应的文件上按 Enter，就与它对勘",
        "took {}; press Enter on a lone file of the other side to compare the two",
    ),
    unread: words("{} 个文件未读入：{}", "files not read: {}; {}"),
    same_report: words("左右是同一篇，请换一篇", "left and right are the same report"),
    not_found: words("两侧都没有“{}”", "neither side has \"{}\""),
    found: words("左侧 {} 处，右侧 {} 处", "{} on the left, {} on the right"),
    wrapped: words("已绕过首尾，继续查找", "search went around the end"),
    one_panel: words(
        "只有正文一栏：f 清单，o 提纲",
        "only the text is shown: f findings, o outline",
    ),
    too_narrow: words("窗口太窄，只能上下对照", "too narrow for two panes"),
    nothing_equal: words("光标处没有可折叠的相同文字", "no equal stretch here to fold"),
    no_finding_here: words(
        "光标处没有发现，]c 到下一处差异",
        "no finding here; ]c goes to the next difference",
    ),
    marked: words("{}（U 撤销）", "{} (U takes it back)"),
    undone: words("已撤销：{}", "taken back: {}"),
    redone: words("已重做：{}", "done again: {}"),
    nothing_to_undo: words("没有可撤销的标记", "nothing to take back"),
    nothing_to_redo: words("没有可重做的标记", "nothing to do again"),
    no_heading: words("没有含“{}”的标题", "no heading has \"{}\""),
    no_command: words(
        "没有这个命令：{}（动作名见 ?）",
        "no such command: {} (? lists the actions)",
    ),
    still_working: words("还在对勘，请稍候", "still comparing, one moment"),
    undecodable_key: words(
        "键盘输入不是 UTF-8，请把终端设为 UTF-8",
        "what was typed is no UTF-8: set the terminal to UTF-8",
    ),
    mouse_on: words(
        "鼠标已开：滚轮滚动，点击定位；选字请按住 Shift，再按 M 关",
        "mouse on: wheel and clicks; hold Shift to select text, M switches it off",
    ),
    mouse_off: words("鼠标已关，可直接选字", "mouse off: text can be selected again"),
    copied: words(
        "已请终端复制 {} 字（终端不支持时用 Y 写入文件）",
        "{} characters handed to the terminal's clipboard (if it has none: Y)",
    ),
    copied_by_tmux: words("已由 tmux 复制 {} 字", "{} characters copied by tmux"),
    too_long_to_copy: words(
        "{} 字太长，终端收不下，请用 Y 写入文件",
        "{} characters are too many for the clipboard; Y writes a file",
    ),
    saved: words("已写入 {}", "written to {}"),
    not_saved: words("没能写入 {}：{}", "cannot write {}: {}"),
    no_text_here: words("光标处没有文字", "there is no text here"),
    no_file: words("此处文字不在文件里，无法编辑", "this text is in no file that could be edited"),
    no_editor: words(
        "没能启动编辑器 {}：{}（可设 EDITOR）",
        "cannot start the editor {}: {} (EDITOR names it)",
    ),
    reloaded: words("已重新读入", "files read again"),
    not_reloaded: words("没能重新读入：{}", "cannot read again: {}"),
    nothing_to_reload: words("没有可重新读入的文件", "no files to read again"),
    no_next: words("后面没有{}了", "no {} below"),
    no_previous: words("前面没有{}了", "no {} above"),
};

impl Notices {
    /// Returns the notice that there is no further stop.
    pub const fn no_more(&self, way: Way) -> &Words {
        match way {
            Way::Forward => &self.no_next,
            Way::Backward => &self.no_previous,
        }
    }

    /// Returns what one jumps to.
    pub const fn stop(&self, stop: Stop) -> Words {
        match stop {
            Stop::Difference => words("差异", "difference"),
            Stop::Figure => words("数字变动", "changed figure"),
            Stop::Reuse => words("雷同", "recycled wording"),
            Stop::Moved => words("移位", "moved text"),
            Stop::Doubt => words("疑点", "doubt"),
            Stop::Section => words("标题", "heading"),
        }
    }
}

/// Returns how the sentences of a pair relate, in words.
pub const fn relation(relation: Relation) -> Words {
    match relation {
        Relation::Unchanged => words("相同", "same"),
        Relation::Edited => words("改动", "edited"),
        Relation::Rewritten => words("重写", "rewritten"),
        Relation::Added => words("右侧独有", "only on the right"),
        Relation::Removed => words("左侧独有", "only on the left"),
    }
}

/// Returns how sure a pairing is, in words; `None` where nothing need be said.
pub const fn certainty(certainty: Certainty) -> Option<Words> {
    match certainty {
        Certainty::Pinned => Some(words("人工对应", "paired by hand")),
        Certainty::Uncertain => Some(words("可能对应", "perhaps a pair")),
        Certainty::Sure => None,
    }
}

/// Returns the sign of a pairing that is not simply sure.
pub const fn certainty_sign(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Pinned => "!",
        Certainty::Uncertain => "?",
        Certainty::Sure => "",
    }
}

/// Returns the wording with each `{}` filled in turn.
pub fn filled(wording: &str, details: &[&str]) -> String {
    let mut filled = String::with_capacity(wording.len() + 16);
    let mut details = details.iter();
    for (at, part) in wording.split("{}").enumerate() {
        if 0 < at {
            filled.push_str(details.next().copied().unwrap_or(""));
        }
        filled.push_str(part);
    }
    filled
}

/// Returns a share as the screen writes it: `.93`, `1.0`.
pub fn share(share: f64) -> String {
    let hundredths = whole_percent(share);
    if 100 <= hundredths { "1.0".to_owned() } else { format!(".{hundredths:02}") }
}

/// Returns a share in percent: `93%`.
pub fn percent(share: f64) -> String {
    format!("{}%", whole_percent(share))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_fill_the_wording_in_turn() {
        assert_eq!(filled("左 {} 右 {}。", &["1", "2"]), "左 1 右 2。");
    }

    #[test]
    fn share_is_never_rounded_up_to_the_whole() {
        assert_eq!(share(0.999), ".99");
        assert_eq!(share(1.0), "1.0");
        assert_eq!(share(0.05), ".05");
    }
}
