//! What the reviewer does to a pair: one way in for every act, and the way back.

use crate::export::text::mark::{act_name, verdict_name};
use crate::review::act::{Act, FindingKey, Verdict};
use crate::tui::action::Action;
use crate::tui::model::{Model, Overlay};
use crate::tui::panel::listed;
use crate::tui::words::NOTICES;

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
            Action::Exclude => self.ask_for_reason(),
            Action::Include => self.include_here(),
            _ => self.change_mind(action),
        }
    }

    /// Puts an act of the reviewer into the journal and shows what follows from it.
    pub(crate) fn act_on_pair(&mut self, act: Act) {
        let Some(pair) = &mut self.pair else { return };
        pair.journal.push(act);
        self.revise();
        let Some(pair) = &mut self.pair else { return };
        // A finding that was judged may have left the list.
        pair.list.selected = pair.list.selected.min(listed(pair).len().saturating_sub(1));
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
        let Some(pair) = &mut self.pair else { return self.say(&NOTICES.open_first, &[]) };
        let is_undo = action == Action::Undo;
        let changed = if is_undo { pair.journal.undo() } else { pair.journal.redo() };
        let name = changed.map(act_name);
        self.revise();
        match (name, is_undo) {
            (Some(name), true) => self.say(&NOTICES.undone, &[self.settings.language.pick(&name)]),
            (Some(name), false) => self.say(&NOTICES.redone, &[self.settings.language.pick(&name)]),
            (None, true) => self.say(&NOTICES.nothing_to_undo, &[]),
            (None, false) => self.say(&NOTICES.nothing_to_redo, &[]),
        }
    }
}
