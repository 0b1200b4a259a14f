//! What happens when something happens.

use crate::sheet::model::RowKind;
use crate::sheet::place::Stop;
use crate::text::cells::AmbiguousWidth;
use crate::text::language::Words;
use crate::text::side::Side;
use crate::tui::action::{Action, Way};
use crate::tui::excerpt::Spot;
use crate::tui::geometry::{Place, Shape};
use crate::tui::input::event::Mouse;
use crate::tui::key::Key;
use crate::tui::lookup::Lookup;
use crate::tui::model::{Model, Overlay, Size};
use crate::tui::outline::section_here;
use crate::tui::pair::{Focus, Showing};
use crate::tui::panel::{listed, nearest};
use crate::tui::prompt::{Asked, Prompt, Typing};
use crate::tui::task::Task;
use crate::tui::words::{NOTICES, filled};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The screen has another size.
    Resize(Size),
    /// The mouse did something.
    Mouse(Mouse),
    /// Something was typed that is no UTF-8.
    Undecodable,
    /// Ambiguous characters turned out to take so many cells.
    Width(AmbiguousWidth),
}

/// What the outside world must do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Effect {
    /// Show the model.
    #[default]
    Show,
    /// Forget what is on the screen and show the model.
    Redraw,
    /// Give the terminal back until the shell wakes the program.
    Suspend,
    /// Copy the text to the reader's clipboard.
    Copy(String),
    /// Write the text to a file.
    Save(String),
    /// Write the review sheet.
    HandOver(String),
    /// Open the reader's editor.
    Edit(Spot),
    /// Read the configuration file again.
    Configure,
    /// Stop.
    Quit,
}

/// Largest count that is remembered; beyond it every sheet has ended.
const MAX_COUNT: usize = 9_999_999;

/// Changes the model as the message asks.
pub fn update(model: &mut Model, message: Message) -> Effect {
    let effect = match message {
        Message::Resize(size) => {
            model.select_what_is_here();
            model.size = size;
            Effect::Show
        }
        Message::Paste(text) => model.pasted(&text),
        Message::Key(key) => model.pressed(key),
        Message::Mouse(mouse) => model.pointed(mouse),
        Message::Undecodable => {
            model.say(&NOTICES.undecodable_key, &[]);
            Effect::Show
        }
        Message::Width(ambiguous) => {
            model.settings.ambiguous = ambiguous;
            Effect::Show
        }
    };
    model.arrange();
    effect
}

impl Model {
    fn pasted(&mut self, text: &str) -> Effect {
        match &mut self.prompt {
            Some(prompt) => prompt.paste(text),
            None => self.say(&NOTICES.paste, &[]),
        }
        Effect::Show
    }

    /// Selects in the panels that do not have the keys what the cursor is on.
    fn select_what_is_here(&mut self) {
        let Some(mut pair) = self.pair.take() else { return };
        if pair.focus != Focus::List && self.geometry().shape != Shape::Single {
            pair.list.selected = nearest(&pair, &listed(&pair));
        }
        if pair.focus != Focus::Outline {
            pair.outline_selected = section_here(&pair, pair.subject(&self.catalog));
        }
        self.pair = Some(pair);
    }

    /// Says whether there is nothing to show yet but that work goes on.
    pub(crate) fn is_waiting(&self) -> bool {
        match self.task {
            Some(Task::Collate(_)) => true,
            Some(Task::Choose) => self.choice.is_none(),
            Some(Task::Guide { .. } | Task::Reload { .. } | Task::Trace(_)) | None => false,
        }
    }

    /// Leaves a word to the reader in the status line.
    pub(crate) fn say(&mut self, notice: &Words, details: &[&str]) {
        self.notice = Some(filled(self.settings.language.pick(notice), details));
    }

    fn pressed(&mut self, key: Key) -> Effect {
        self.notice = None;
        if self.prompt.is_some() {
            return self.typed(key);
        }
        if key == Key::Ctrl('c') {
            return Effect::Quit;
        }
        let key = key.meant();
        if self.chose_reason(key)
            || self.answered_offer(key)
            || (self.pending.is_empty() && self.counted(key))
        {
            return Effect::Show;
        }
        self.pending.push(key);
        match self.keymap.lookup(&self.pending) {
            Lookup::Partial => Effect::Show,
            Lookup::Found(action) => {
                self.pending.clear();
                let times = self.count.take();
                self.act(action, times)
            }
            Lookup::Unknown => {
                let pressed: String = self.pending.drain(..).map(Key::notation).collect();
                self.count = None;
                // Esc ends an unfinished sequence without complaint.
                if !pressed.ends_with("Esc") {
                    self.say(&NOTICES.unknown_key, &[&pressed]);
                }
                Effect::Show
            }
        }
    }

    /// Takes a digit as part of a count; says whether it was one.
    fn counted(&mut self, key: Key) -> bool {
        let Key::Char(c) = key else { return false };
        let Some(digit) = c.to_digit(10) else { return false };
        if digit == 0 && self.count.is_none() {
            return false;
        }
        let count = self.count.unwrap_or(0) * 10 + digit as usize;
        self.count = Some(count.min(MAX_COUNT));
        true
    }

    /// Types into the prompt, and does what was asked for once it is entered.
    fn typed(&mut self, key: Key) -> Effect {
        let Some(mut prompt) = self.prompt.take() else { return Effect::Show };
        match prompt.press(key) {
            Typing::Goes => self.prompt = Some(prompt),
            Typing::Cancelled => {}
            Typing::Entered => match prompt.asked {
                Asked::Search => self.search(prompt.typed),
                Asked::Command => return self.command(&prompt.typed),
                Asked::Note(place) => self.write_note(place, prompt.typed.trim()),
                Asked::Reason(place) => self.exclude(place, prompt.typed.trim()),
                Asked::Help => {
                    self.help_filter = Some(prompt.typed).filter(|words| !words.trim().is_empty());
                    self.overlay = Some(Overlay::Help(0));
                }
            },
        }
        Effect::Show
    }

    pub(crate) fn act(&mut self, action: Action, times: Option<usize>) -> Effect {
        match action {
            Action::Quit => return Effect::Quit,
            Action::Redraw => return Effect::Redraw,
            Action::Suspend => return Effect::Suspend,
            Action::Back | Action::Escape => return self.back(action),
            Action::Mouse => self.switch_mouse(),
            _ if self.is_waiting() => self.say(&NOTICES.still_working, &[]),
            _ if self.moved(action, times) => {}
            Action::Help => {
                self.help_filter = None;
                self.overlay = Some(Overlay::Help(0));
            }
            Action::Search if matches!(self.overlay, Some(Overlay::Help(_))) => {
                self.prompt = Some(Prompt::new(Asked::Help));
            }
            Action::Command => self.prompt = Some(Prompt::new(Asked::Command)),
            Action::Open => self.open_at_cursor(),
            Action::Judge(_) | Action::Note | Action::Exclude | Action::Include
                if matches!(self.overlay, Some(Overlay::Detail(_))) =>
            {
                self.review(action, times);
            }
            _ if self.overlay.is_some() => self.say(&NOTICES.leave_first, &[]),
            _ if action.is_about_text() && self.geometry().covers_text() => {
                self.say(&NOTICES.panel_first, &[]);
            }
            Action::Jump(stop, way) => self.jump(stop, way, times),
            Action::Again(way) => self.again(way, times),
            Action::Sideways(way) if self.geometry().ledger == Place::Full => {
                self.go_from_ledger(way);
            }
            _ if action.is_review() => self.review(action, times),
            Action::Sources => self.trace_sources(),
            Action::Plan if self.pair.is_some() => self.overlay = Some(Overlay::Plan(0)),
            Action::Copy | Action::Save | Action::HandOver | Action::Edit => {
                return self.hand_out(action);
            }
            Action::Reload => self.reload(),
            Action::Search if self.pair.is_some() => {
                self.prompt = Some(Prompt::new(Asked::Search));
            }
            _ => match self.pair.as_mut() {
                Some(_) => {
                    self.select_what_is_here();
                    self.change_view(action);
                }
                None => self.say(&NOTICES.open_first, &[]),
            },
        }
        Effect::Show
    }

    /// Hands the place at the cursor to the world outside.
    fn hand_out(&mut self, action: Action) -> Effect {
        if action == Action::HandOver && self.is_guiding() {
            // The sheet would say what the reviewer has just changed.
            self.say(&NOTICES.still_working, &[]);
            return Effect::Show;
        }
        let effect = match action {
            Action::Edit => self.spot().map(Effect::Edit),
            Action::Save => self.excerpt().map(Effect::Save),
            Action::HandOver => self.review_sheet().map(Effect::HandOver),
            _ => self.excerpt().map(Effect::Copy),
        };
        if effect.is_none() {
            let notice =
                if self.pair.is_some() { &NOTICES.no_text_here } else { &NOTICES.open_first };
            self.say(notice, &[]);
        }
        effect.unwrap_or_default()
    }

    /// Goes back one level.
    fn back(&mut self, action: Action) -> Effect {
        if self.overlay.take().is_some() {
            return Effect::Show;
        }
        if self.let_go() {
            return Effect::Show;
        }
        if self.is_waiting() && self.leave_source() {
            return Effect::Show;
        }
        if self.is_waiting() && self.choice.is_some() {
            self.task = None;
            return Effect::Show;
        }
        let geometry = self.geometry();
        if let Some(pair) = &mut self.pair {
            let full = [
                (geometry.ledger, Focus::Ledger),
                (geometry.list, Focus::List),
                (geometry.outline, Focus::Outline),
            ];
            for (place, focus) in full {
                if place == Place::Full {
                    pair.show(focus, Showing::Hidden);
                    return Effect::Show;
                }
            }
            if pair.focus != Focus::Text {
                pair.focus = Focus::Text;
                return Effect::Show;
            }
            if action == Action::Escape && pair.search.is_some() {
                pair.look_for(None);
                return Effect::Show;
            }
            if self.leave_source() {
                return Effect::Show;
            }
            if self.choice.is_some() {
                self.pair = None;
                return Effect::Show;
            }
        }
        if action == Action::Back {
            return Effect::Quit;
        }
        self.say(&NOTICES.quit_with_q, &[]);
        Effect::Show
    }

    /// Opens what the cursor is on: a pair, a fold, a finding, a section, the details.
    pub(crate) fn open_at_cursor(&mut self) {
        if let Some(Overlay::Sources(at)) = self.overlay {
            return self.visit_source(at);
        }
        if self.overlay.take().is_some() {
            return;
        }
        let body_rows = usize::from(self.geometry().body_rows);
        let Some(mut pair) = self.pair.take() else {
            if self.open_from_roster() {
                return;
            }
            let chosen = self.choice.as_ref().map(|choice| choice.chosen);
            match chosen.filter(|chosen| chosen.left != chosen.right) {
                Some(chosen) => self.open(chosen),
                None => self.say(&NOTICES.same_report, &[]),
            }
            return;
        };
        let row = pair.sheet.rows.get(pair.cursor.row).copied();
        match pair.focus {
            Focus::List | Focus::Outline | Focus::Ledger => {
                let row = match pair.focus {
                    Focus::List => pair.finding_row(),
                    Focus::Ledger => pair.ledger_row(&self.catalog, Side::Left),
                    _ => pair.section_row(&self.catalog),
                };
                pair.show_text();
                if let Some(row) = row {
                    pair.jump_to(row, body_rows);
                }
            }
            Focus::Text => match row.map(|row| (row.kind, row.stretch)) {
                Some((RowKind::Fold(_), Some(stretch))) => pair.folding.toggle(stretch),
                Some(_) => self.overlay = Some(Overlay::Detail(0)),
                None => {}
            },
        }
        self.pair = Some(pair);
    }

    pub(crate) fn jump(&mut self, stop: Stop, way: Way, times: Option<usize>) {
        let body_rows = usize::from(self.geometry().body_rows);
        let Some(pair) = &mut self.pair else { return self.say(&NOTICES.open_first, &[]) };
        pair.focus = Focus::Text;
        let mut found = None;
        for _ in 0..times.unwrap_or(1) {
            let from = found.unwrap_or(pair.cursor.row);
            let next = match way {
                Way::Forward => pair.sheet.next(from, stop),
                Way::Backward => pair.sheet.previous(from, stop),
            };
            let Some(row) = next else { break };
            found = Some(row);
        }
        if let Some(row) = found {
            return pair.jump_to(row, body_rows);
        }
        let what = self.settings.language.pick(&NOTICES.stop(stop));
        self.say(NOTICES.no_more(way), &[what]);
    }
}
