//! What is shown: panels, their order, the layout, folds.

use crate::sheet::model::{Layout, LineBreaks};
use crate::sheet::place::Anchor;
use crate::text::language::{Words, words};
use crate::text::side::Side;
use crate::tui::action::{Action, Way};
use crate::tui::geometry::{Place, Shape};
use crate::tui::model::{Catalog, Model};
use crate::tui::pair::{Focus, Pair, Showing};
use crate::tui::panel::{ListState, listed, next_mark, next_verdict};
use crate::tui::words::NOTICES;

const AS_IN_FILE: Words = words("换行与原文相同", "line breaks as in the file");
const JOINED: Words = words("句中的换行已接好", "line breaks in mid-sentence joined");
const NOTHING_TO_FOLD: Words =
    words("没有连着相同的句子，无可折叠", "nothing to fold: no equal sentences in a row");

impl Model {
    pub(crate) fn change_view(&mut self, action: Action) {
        let geometry = self.geometry();
        let Some(pair) = &mut self.pair else { return };
        match action {
            Action::List => pair.toggle(Focus::List, geometry.list),
            Action::Outline => pair.toggle(Focus::Outline, geometry.outline),
            Action::Ledger => pair.toggle(Focus::Ledger, geometry.ledger),
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
            Action::Sort if pair.focus == Focus::Ledger => pair.ledger.sort(),
            Action::Filter if pair.focus == Focus::Ledger => {
                pair.ledger.filter(&pair.collation.figure_changes);
            }
            Action::Sort | Action::Filter | Action::FilterVerdict if !geometry.shows_list() => {
                self.say(&NOTICES.list_first, &[]);
            }
            Action::Sort => {
                pair.list = ListState { order: pair.list.order.next(), selected: 0, ..pair.list };
            }
            Action::Filter => {
                pair.list = ListState { mark: next_mark(pair), selected: 0, ..pair.list };
            }
            Action::FilterVerdict => {
                pair.list = ListState { verdict: next_verdict(pair), selected: 0, ..pair.list };
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
            Action::LineBreaks => self.change_line_breaks(),
            Action::Fold => self.fold_here(),
            Action::Unfold => pair.fold_all(false),
            Action::FoldAll => self.fold_everywhere(),
            _ => self.say(&NOTICES.not_here, &[]),
        }
    }

    /// A text without such breaks looks the same either way, so it is said.
    fn change_line_breaks(&mut self) {
        let Some(pair) = &mut self.pair else { return };
        let (breaks, told) = match pair.line_breaks {
            LineBreaks::Joined => (LineBreaks::AsInFile, &AS_IN_FILE),
            LineBreaks::AsInFile => (LineBreaks::Joined, &JOINED),
        };
        pair.line_breaks = breaks;
        self.say(told, &[]);
    }

    fn fold_everywhere(&mut self) {
        let Some(pair) = &mut self.pair else { return };
        let is_foldable = pair.sheet.rows.iter().any(|row| row.stretch.is_some());
        pair.fold_all(true);
        if !is_foldable {
            self.say(&NOTHING_TO_FOLD, &[]);
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
    pub(crate) fn show(&mut self, panel: Focus, showing: Showing) {
        match panel {
            Focus::List => self.wishes.list = showing,
            Focus::Outline => self.wishes.outline = showing,
            Focus::Ledger => self.wishes.ledger = showing,
            Focus::Text => {}
        }
        self.focus = if showing == Showing::Shown { panel } else { Focus::Text };
    }

    fn toggle(&mut self, panel: Focus, place: Place) {
        let showing = if place == Place::Hidden { Showing::Shown } else { Showing::Hidden };
        if showing == Showing::Shown && self.focus != panel {
            self.show(self.focus, Showing::Auto);
        }
        self.show(panel, showing);
    }

    /// Goes back to the text; a panel in its place closes.
    pub(crate) fn show_text(&mut self) {
        if self.focus == Focus::Text {
            return;
        }
        let wish = match self.focus {
            Focus::List => &mut self.wishes.list,
            Focus::Ledger => &mut self.wishes.ledger,
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
    pub(crate) fn section_row(&self, catalog: &Catalog) -> Option<usize> {
        self.row_of_section(catalog, self.outline_selected)
    }

    /// Returns the row a section starts on, by its index in the outline.
    pub(crate) fn row_of_section(&self, catalog: &Catalog, at: usize) -> Option<usize> {
        let subject = self.subject(catalog);
        let pair = self.collation.sections.get(at)?;
        let anchor = Side::BOTH.iter().find_map(|side| {
            let section = subject.sides[*side].report.section(pair.sections[*side]?)?;
            Some(Anchor { side: *side, offset: section.heading.start.max(section.span.start) })
        });
        anchor.map(|anchor| self.sheet.row_of(anchor))
    }

    /// Returns the row the selected finding is first seen on.
    pub(crate) fn finding_row(&self) -> Option<usize> {
        let finding = *listed(self).get(self.list.selected)?;
        self.finding_rows.get(finding).copied()
    }
}
