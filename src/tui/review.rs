//! What the reviewer does to a pair: one way in for every act, and the way back.

use crate::review::act::{Act, FindingKey, Verdict};
use crate::review::guidance::guidance;
use crate::review::marks::{Mark, Marks};
use crate::text::language::{Language, Words, words};
use crate::tui::action::Action;
use crate::tui::model::{Catalog, Model, Overlay};
use crate::tui::pair::Pair;
use crate::tui::panel::listed;
use crate::tui::words::NOTICES;

/// A verdict on a text that was edited since.
const EDITED: Words = words("（原文已改，请重判）", " (the text was edited: judge again)");

impl Model {
    /// Does what an action about the reviewer's marks asks for.
    pub(crate) fn review(&mut self, action: Action, times: Option<usize>) {
        match action {
            _ if self.pair.is_none() => self.say(&NOTICES.open_first, &[]),
            Action::Judge(verdict) => self.judge(verdict, ""),
            Action::Note => self.ask_for_note(),
            Action::Review => self.mark_section(),
            Action::Unreviewed(way) => self.go_to_unreviewed(way, times.unwrap_or(1)),
            Action::Marks => self.overlay = Some(Overlay::Marks(0)),
            Action::Pin(side) => self.pin(side),
            Action::Unpair => self.unpair(),
            _ => self.change_mind(action),
        }
    }

    /// Puts an act of the reviewer into the journal and shows what follows from it.
    pub(crate) fn act_on_pair(&mut self, act: Act) {
        let Some(mut pair) = self.pair.take() else { return };
        pair.journal.push(act);
        pair.revise(&self.catalog);
        // A finding that was judged may have left the list.
        pair.list.selected = pair.list.selected.min(listed(&pair).len().saturating_sub(1));
        self.pair = Some(pair);
    }

    /// Says what the finding at the cursor, or the selected one, amounts to, and why.
    pub(crate) fn judge(&mut self, verdict: Verdict, reason: &str) {
        let Some(pair) = &self.pair else { return self.say(&NOTICES.open_first, &[]) };
        let Some(at) = pair.explained() else { return self.say(&NOTICES.no_finding_here, &[]) };
        let finding = FindingKey::of(&pair.findings[at]);
        self.act_on_pair(Act::Verdict { finding, verdict, reason: reason.to_owned() });
        let name = self.settings.language.pick(&verdict_name(verdict));
        self.say(&NOTICES.marked, &[name]);
    }

    /// Takes the last act back, or does it again.
    pub(crate) fn change_mind(&mut self, action: Action) {
        let Some(mut pair) = self.pair.take() else { return self.say(&NOTICES.open_first, &[]) };
        let is_undo = action == Action::Undo;
        let changed = if is_undo { pair.journal.undo() } else { pair.journal.redo() };
        let name = changed.map(act_name);
        pair.revise(&self.catalog);
        self.pair = Some(pair);
        match (name, is_undo) {
            (Some(name), true) => self.say(&NOTICES.undone, &[self.settings.language.pick(&name)]),
            (Some(name), false) => self.say(&NOTICES.redone, &[self.settings.language.pick(&name)]),
            (None, true) => self.say(&NOTICES.nothing_to_undo, &[]),
            (None, false) => self.say(&NOTICES.nothing_to_redo, &[]),
        }
    }
}

impl Pair {
    /// Makes anew what depends on the journal.
    ///
    /// Pins and exclusions collate anew, before the marks are read off, because those speak of the
    /// findings.
    pub(crate) fn revise(&mut self, catalog: &Catalog) {
        let guidance = guidance(&self.journal);
        if guidance != self.guidance {
            self.guidance = guidance;
            self.collate(catalog);
        }
        let sides = self.subject(catalog).sides;
        self.marks = Marks::of(&self.journal, sides, &self.collation, &self.findings);
    }
}

/// Returns what an act is called when it is taken back.
pub const fn act_name<P>(act: &Act<P>) -> Words {
    match act {
        Act::Verdict { verdict, .. } => verdict_name(*verdict),
        Act::Note { .. } => words("批注", "note"),
        Act::Reviewed { is_done: true, .. } => words("本节已审", "section reviewed"),
        Act::Reviewed { is_done: false, .. } => words("本节待审", "section to be reviewed"),
        Act::Pin(_) => words("对应", "pairing"),
        Act::Unpair(_) => words("拆开对应", "unpairing"),
        Act::Exclude { .. } => words("排除", "exclusion"),
        Act::Include(_) => words("取消排除", "inclusion"),
    }
}

/// Returns a verdict with its reason, as a line says it; `None` while there is none.
pub fn verdict_line(mark: &Mark, language: Language) -> Option<String> {
    if mark.verdict == Verdict::Open {
        return None;
    }
    let mut line = language.pick(&verdict_name(mark.verdict)).to_owned();
    if !mark.reason.is_empty() {
        line.push_str(language.pick(&words("：", ": ")));
        line.push_str(&mark.reason);
    }
    if mark.is_edited {
        line.push_str(language.pick(&EDITED));
    }
    Some(line)
}

/// Returns what a verdict is called.
pub const fn verdict_name(verdict: Verdict) -> Words {
    match verdict {
        Verdict::Open => words("待定", "open"),
        Verdict::Confirmed => words("认定", "confirmed"),
        Verdict::Justified => words("有据", "justified"),
        Verdict::Ignored => words("忽略", "ignored"),
    }
}
