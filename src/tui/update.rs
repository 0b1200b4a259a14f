//! What happens when something happens.

use crate::sheet::model::{Layout, LineBreaks, RowKind};
use crate::sheet::place::{Anchor, Stop};
use crate::text::language::Words;
use crate::text::side::Side;
use crate::tui::geometry::{Place, Shape};
use crate::tui::key::{Key, Named};
use crate::tui::keymap::{Action, Lookup, Way, lookup};
use crate::tui::model::{Catalog, Model, Overlay, Size};
use crate::tui::pair::{Focus, Pair, Showing};
use crate::tui::panel::{ListState, Order, listed, nearest, next_mark, section_here};
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
}

/// What the outside world must do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Effect {
    /// Show the model.
    #[default]
    Show,
    /// Forget what is on the screen and show the model.
    Redraw,
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
    };
    model.arrange();
    effect
}

impl Model {
    fn pasted(&mut self, text: &str) -> Effect {
        match &mut self.prompt {
            Some(wording) => wording.push_str(&text.replace(['\r', '\n'], " ")),
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

    /// Leaves a word to the reader in the status line.
    pub(crate) fn say(&mut self, notice: &Words, details: &[&str]) {
        self.notice = Some(filled(self.settings.language.pick(notice), details));
    }

    fn pressed(&mut self, key: Key) -> Effect {
        self.notice = None;
        if key == Key::Ctrl('c') {
            return Effect::Quit;
        }
        if self.prompt.is_some() {
            self.typed(key);
            return Effect::Show;
        }
        let key = key.meant();
        if self.pending.is_empty() && self.counted(key) {
            return Effect::Show;
        }
        self.pending.push(key);
        match lookup(&self.pending) {
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

    /// Edits the wording being typed.
    fn typed(&mut self, key: Key) {
        let Some(wording) = &mut self.prompt else { return };
        match key {
            Key::Char(c) => wording.push(c),
            Key::Named(Named::Backspace) if wording.is_empty() => self.prompt = None,
            Key::Named(Named::Backspace) => drop(wording.pop()),
            Key::Ctrl('u') => wording.clear(),
            Key::Named(Named::Esc) => self.prompt = None,
            Key::Named(Named::Enter) => {
                let wording = self.prompt.take().unwrap_or_default();
                self.search(wording);
            }
            _ => {}
        }
    }

    fn act(&mut self, action: Action, times: Option<usize>) -> Effect {
        match action {
            Action::Quit => return Effect::Quit,
            Action::Redraw => return Effect::Redraw,
            Action::Back | Action::Escape => return self.back(action),
            _ if self.moved(action, times) => {}
            Action::Help => self.overlay = Some(Overlay::Help(0)),
            Action::Open => self.open_at_cursor(),
            _ if self.overlay.is_some() => self.say(&NOTICES.leave_first, &[]),
            Action::Jump(stop, way) => self.jump(stop, way, times),
            Action::Again(way) => self.again(way, times),
            Action::Search if self.pair.is_some() => self.prompt = Some(String::new()),
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

    /// Goes back one level.
    fn back(&mut self, action: Action) -> Effect {
        if self.overlay.take().is_some() {
            return Effect::Show;
        }
        let geometry = self.geometry();
        if let Some(pair) = &mut self.pair {
            let full = [(geometry.list, Focus::List), (geometry.outline, Focus::Outline)];
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
            if action == Action::Escape && pair.search.take().is_some() {
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
    fn open_at_cursor(&mut self) {
        if self.overlay.take().is_some() {
            return;
        }
        let body_rows = usize::from(self.geometry().body_rows);
        let Some(mut pair) = self.pair.take() else {
            let chosen = self.choice.as_ref().map(|choice| choice.chosen);
            match chosen.filter(|chosen| chosen.left != chosen.right) {
                Some(chosen) => self.open(chosen),
                None => self.say(&NOTICES.same_report, &[]),
            }
            return;
        };
        let row = pair.sheet.rows.get(pair.cursor.row).copied();
        match pair.focus {
            Focus::List => pair.show_text(),
            Focus::Outline => {
                let row = pair.section_row(&self.catalog);
                pair.show_text();
                pair.jump_to(row, body_rows);
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

    fn change_view(&mut self, action: Action) {
        let geometry = self.geometry();
        let Some(pair) = &mut self.pair else { return };
        match action {
            Action::List => pair.toggle(Focus::List, geometry.list),
            Action::Outline => pair.toggle(Focus::Outline, geometry.outline),
            Action::Focus(way) => {
                let is_docked = |place: Place| matches!(place, Place::Docked(_));
                let mut panels = vec![Focus::Text];
                panels.extend(is_docked(geometry.list).then_some(Focus::List));
                panels.extend(is_docked(geometry.outline).then_some(Focus::Outline));
                let at = panels.iter().position(|panel| *panel == pair.focus).unwrap_or(0);
                let step = if way == Way::Forward { 1 } else { panels.len() - 1 };
                pair.focus = panels[(at + step) % panels.len()];
                if panels.len() == 1 {
                    self.say(&NOTICES.one_panel, &[]);
                }
            }
            Action::Sort => {
                pair.list.order = match pair.list.order {
                    Order::Place => Order::Severity,
                    Order::Severity => Order::Place,
                };
                pair.list.selected = 0;
            }
            Action::Filter => {
                pair.list = ListState { mark: next_mark(pair), selected: 0, ..pair.list };
            }
            Action::Layout => {
                let other = match geometry.shape {
                    Shape::Sheet(Layout::SideBySide) => Layout::Stacked,
                    _ => Layout::SideBySide,
                };
                pair.wishes.layout = Some(other);
                if self.geometry().shape == geometry.shape {
                    self.say(&NOTICES.too_narrow, &[]);
                }
            }
            Action::LineBreaks => {
                pair.line_breaks = match pair.line_breaks {
                    LineBreaks::Joined => LineBreaks::AsInFile,
                    LineBreaks::AsInFile => LineBreaks::Joined,
                };
            }
            Action::Fold => self.fold_here(),
            Action::Unfold => pair.fold_all(false),
            Action::FoldAll => pair.fold_all(true),
            _ => self.say(&NOTICES.not_here, &[]),
        }
    }

    fn fold_here(&mut self) {
        let Some(pair) = &mut self.pair else { return };
        match pair.sheet.rows.get(pair.cursor.row).and_then(|row| row.stretch) {
            Some(stretch) => pair.folding.toggle(stretch),
            None => self.say(&NOTICES.nothing_equal, &[]),
        }
    }
}

impl Pair {
    fn show(&mut self, panel: Focus, showing: Showing) {
        match panel {
            Focus::List => self.wishes.list = showing,
            Focus::Outline => self.wishes.outline = showing,
            Focus::Text => {}
        }
        self.focus = if showing == Showing::Shown { panel } else { Focus::Text };
    }

    fn toggle(&mut self, panel: Focus, place: Place) {
        let showing = if place == Place::Hidden { Showing::Shown } else { Showing::Hidden };
        let other = if panel == Focus::List { Focus::Outline } else { Focus::List };
        if showing == Showing::Shown && self.focus == other {
            self.show(other, Showing::Auto);
        }
        self.show(panel, showing);
    }

    /// Goes back to the text; a panel in its place closes.
    fn show_text(&mut self) {
        if self.focus == Focus::Text {
            return;
        }
        let wish = match self.focus {
            Focus::List => &mut self.wishes.list,
            _ => &mut self.wishes.outline,
        };
        if *wish == Showing::Shown {
            *wish = Showing::Auto;
        }
        self.focus = Focus::Text;
    }

    fn fold_all(&mut self, folded: bool) {
        self.folding.folded = folded;
        self.folding.exceptions.clear();
    }

    /// Returns the row the selected section starts on.
    fn section_row(&self, catalog: &Catalog) -> usize {
        let subject = self.subject(catalog);
        let pair = self.collation.sections.get(self.outline_selected);
        let anchor = Side::BOTH.iter().find_map(|side| {
            let section = subject.sides[*side].report.section(pair?.sections[*side]?)?;
            Some(Anchor { side: *side, offset: section.heading.start.max(section.span.start) })
        });
        anchor.map_or(0, |anchor| self.sheet.row_of(anchor))
    }
}
