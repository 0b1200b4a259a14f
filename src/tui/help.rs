//! The page of help: the keys in force, what can be typed, and what the marks mean.

use crate::sheet::model::{MARKS, REASONS};
use crate::text::language::{Words, words};
use crate::tui::command::COMMANDS;
use crate::tui::detail::{Page, PageRow};
use crate::tui::keymap::{BINDINGS, GROUPS};
use crate::tui::model::Model;
use crate::tui::style::Ink;
use crate::tui::words::LABELS;

const COMMANDS_TITLE: Words = words(
    "命令（: 之后；动作名也可，见 duikan keys）",
    "Commands (behind :, as are the names of actions: duikan keys)",
);

/// The map beside the text of a wide screen.
const MAP: Words = words(
    "宽屏最右两列是全文缩略：每行代表一段，记其中最要紧的发现，“.”为都已判；| 为眼前所见",
    "at the right of a wide screen, the whole text: each row is a part of it with its gravest finding, . where all \
     have a verdict; | is what is in view",
);

/// What short terms and signs on the screen mean, gutter marks aside.
const TERMS: [(Words, Words); 10] = [
    (
        words("似", "sim"),
        words(
            "两侧相同文字所占的比例：1.0 全同，.00 全不同",
            "share of text in common: 1.0 all of it, .00 none",
        ),
    ),
    (
        words("--", "--"),
        words(
            "无从比较：章节只见于一侧，或一篇包含另一篇",
            "not compared: on one side only, or one report holds the other",
        ),
    ),
    (
        words(".32?", ".32?"),
        words(
            "可能对应，未必是这一节；“!”是人工定的对应",
            "perhaps not this section; \"!\" is paired by hand",
        ),
    ),
    (
        words("*", "*"),
        words(
            "此处有批注（在中缝标记之后）",
            "a note begins here (behind the marks in the gutter)",
        ),
    ),
    (words("审", "ok"), words("提纲中已审的节", "in the outline: a section that was reviewed")),
    (words("#|", "#|"), MAP),
    (words("\\", "\\"), words("矩阵中的同一篇", "in the matrix: the same report")),
    (words("..", ".."), words("放不下而省去的部分", "left out for want of room")),
    (
        words("w:1", "w:1"),
        words(
            "“ ” … ① 等字符在终端占 1 格（w:2 为 2 格）；若错位，w:? 是终端没有回答；用 --ambiwidth 改",
            "cells of characters like “ ” … ① here; if off: --ambiwidth 2",
        ),
    ),
    (
        words("ASCII", "ASCII"),
        words(
            "终端不认 UTF-8，其他字符都显示为 ?；GBK 终端请用 --tty-encoding gb18030，换好后按 ^L",
            "not a UTF-8 terminal: all else is ?; for GBK --tty-encoding gb18030; once mended, ^L",
        ),
    ),
];

impl Model {
    /// Returns the page of help: the keys in force, the commands, the marks, the terms; of the first two what is
    /// looked for, where something is.
    pub(crate) fn help(&self) -> Vec<PageRow> {
        let mut page = Page::new(self);
        for (group, words) in GROUPS {
            let mut lines = Vec::new();
            for binding in BINDINGS.iter().filter(|binding| binding.group == group) {
                let keys = self.keymap.keys_of(binding.action).join(" ");
                let what = self.settings.language.pick(&binding.words);
                let name = binding.action.name();
                if self.is_looked_for(&[&keys, binding.words.zh, binding.words.en, name]) {
                    lines.push(format!("  {keys:<14}{what}"));
                }
            }
            if !lines.is_empty() {
                page.label(&words);
                for line in &lines {
                    page.say(line, Ink::Chrome);
                }
                page.space();
            }
        }
        self.write_commands(&mut page);
        if self.help_filter.is_some() {
            return page.rows;
        }
        page.label(&LABELS.marks);
        let marks = MARKS.iter().map(|legend| (legend.sign, legend.words));
        for (sign, words) in marks.chain(REASONS.iter().map(|legend| (legend.sign, legend.words))) {
            let sign = match sign {
                ' ' => self.settings.language.pick(&LABELS.blank).to_owned(),
                sign => sign.to_string(),
            };
            page.explain(&sign, self.settings.language.pick(&words));
        }
        page.space();
        page.label(&LABELS.terms);
        for (term, words) in &TERMS {
            page.explain(page.language.pick(term), page.language.pick(words));
        }
        page.rows
    }

    /// Writes what can be typed behind `:`, of it what is looked for.
    fn write_commands(&self, page: &mut Page) {
        let shown = COMMANDS.iter().filter(|(typed, w)| self.is_looked_for(&[typed, w.zh, w.en]));
        let shown: Vec<_> = shown.collect();
        if shown.is_empty() {
            return;
        }
        page.label(&COMMANDS_TITLE);
        for (typed, words) in shown {
            page.explain(typed, page.language.pick(words));
        }
        page.space();
    }
}
