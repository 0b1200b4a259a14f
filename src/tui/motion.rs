//! Moving: in the text, in a panel, in the matrix, in a page.

use crate::text::language::{Words, words};
use crate::tui::action::{Action, Edge, Way};
use crate::tui::geometry::Shape;
use crate::tui::ledger::entries;
use crate::tui::model::{Choice, Model, Overlay};
use crate::tui::pair::{Focus, Pair};
use crate::tui::panel::listed;
use crate::tui::words::NOTICES;

/// What is looked for in the matrix.
const OTHER_PAIRS: Words = words("别的一对", "other pair");

/// Where a movement leads among `count` places, from `at`.
#[derive(Clone, Copy, Debug)]
pub struct Track {
    /// The place now.
    pub at: usize,
    /// How many places there are.
    pub count: usize,
    /// How many of them a page shows.
    pub page: usize,
}

impl Track {
    /// Returns the place an action leads to; `None` if it is no movement.
    pub fn target(self, action: Action, times: Option<usize>) -> Option<usize> {
        let last = self.count.saturating_sub(1);
        let step = times.unwrap_or(1);
        let by = |way: Way, distance: usize| match way {
            Way::Forward => self.at.saturating_add(distance).min(last),
            Way::Backward => self.at.saturating_sub(distance),
        };
        match action {
            Action::Rows(way) | Action::Scroll(way) => Some(by(way, step)),
            Action::HalfPage(way) => Some(by(way, (self.page / 2).max(1).saturating_mul(step))),
            Action::Page(way) => Some(by(way, self.page.max(1).saturating_mul(step))),
            Action::End(Way::Backward) => Some(0),
            Action::End(Way::Forward) => {
                Some(times.map_or(last, |row| row.saturating_sub(1).min(last)))
            }
            Action::Percent => Some((last * times.unwrap_or(0).min(100)).div_ceil(100)),
            _ => None,
        }
    }
}

impl Model {
    /// Does a movement; says whether the action was one.
    pub fn moved(&mut self, action: Action, times: Option<usize>) -> bool {
        if let Some(overlay) = self.overlay {
            return self.moved_in_page(overlay, action, times);
        }
        let geometry = self.geometry();
        let body_rows = usize::from(geometry.body_rows);
        match &mut self.pair {
            Some(pair) if geometry.shape == Shape::Single && pair.focus == Focus::Text => {
                pair.moved_by_finding(action, times)
            }
            Some(pair) => pair.moved(action, times, body_rows),
            None => self.moved_in_matrix(action, times),
        }
    }

    fn moved_in_page(&mut self, overlay: Overlay, action: Action, times: Option<usize>) -> bool {
        let page = match overlay {
            // A sentence, its source and what is said of them.
            Overlay::Sources(_) => (self.page_rows() / 4).max(1),
            _ => self.page_rows(),
        };
        let count = match overlay {
            Overlay::Reasons(_) => self.reasons_count(),
            Overlay::Sources(_) => self.sources_count(),
            _ => self.page_lines(overlay).saturating_sub(page) + 1,
        };
        let at = overlay.top();
        let Some(at) = (Track { at, count, page }).target(action, times) else { return false };
        self.overlay = Some(match overlay {
            Overlay::Help(_) => Overlay::Help(at),
            Overlay::Detail(_) => Overlay::Detail(at),
            Overlay::Plan(_) => Overlay::Plan(at),
            Overlay::Marks(_) => Overlay::Marks(at),
            Overlay::Sources(_) => Overlay::Sources(at),
            Overlay::Reasons(_) => Overlay::Reasons(at),
        });
        true
    }

    fn moved_in_matrix(&mut self, action: Action, times: Option<usize>) -> bool {
        if let Some(was_moved) = self.moved_in_roster(action, times) {
            return was_moved;
        }
        let count = self.catalog.entries.len();
        let page = usize::from(self.size.height / 2);
        let Some(choice) = &mut self.choice else { return false };
        let step = times.unwrap_or(1);
        match action {
            Action::Sideways(way) => {
                let across = Track { at: choice.chosen.right, count, page };
                choice.chosen.right =
                    across.target(Action::Rows(way), Some(step)).unwrap_or(choice.chosen.right);
            }
            Action::Again(way) => {
                let before = choice.chosen;
                choice.go_by_rank(way, step);
                if choice.chosen == before {
                    let what = self.settings.language.pick(&OTHER_PAIRS);
                    self.say(NOTICES.no_more(way), &[what]);
                }
            }
            _ => {
                let down = Track { at: choice.chosen.left, count, page };
                let Some(at) = down.target(action, times) else { return false };
                choice.chosen.left = at;
            }
        }
        true
    }
}

impl Choice {
    /// Goes to the next likeliest pair, or back.
    fn go_by_rank(&mut self, way: Way, step: usize) {
        let at = self.rank(self.chosen);
        let track = Track { at: at.unwrap_or(0), count: self.pairs.len(), page: 1 };
        let target =
            if at.is_some() { track.target(Action::Rows(way), Some(step)) } else { Some(0) };
        if let Some(pair) = target.and_then(|target| self.pairs.get(target)) {
            self.chosen.left = pair.left;
            self.chosen.right = pair.right;
        }
    }
}

impl Pair {
    fn moved(&mut self, action: Action, times: Option<usize>, body_rows: usize) -> bool {
        match self.focus {
            Focus::Text => self.moved_in_text(action, times, body_rows),
            Focus::List => {
                let listed = listed(self);
                let page = body_rows / 2;
                let track = Track { at: self.list.selected, count: listed.len(), page };
                let Some(at) = track.target(action, times) else { return false };
                self.list.selected = at;
                if let Some(row) =
                    listed.get(at).and_then(|finding| self.finding_rows.get(*finding))
                {
                    self.jump_to(*row, body_rows);
                }
                true
            }
            Focus::Ledger => {
                let count = entries(self).len();
                let track = Track { at: self.ledger.selected, count, page: body_rows };
                let Some(at) = track.target(action, times) else { return false };
                self.ledger.selected = at;
                true
            }
            Focus::Outline => {
                let count = self.collation.sections.len();
                let track = Track { at: self.outline_selected, count, page: body_rows / 2 };
                let Some(at) = track.target(action, times) else { return false };
                self.outline_selected = at;
                true
            }
        }
    }

    fn moved_in_text(&mut self, action: Action, times: Option<usize>, body_rows: usize) -> bool {
        let count = self.sheet.rows.len();
        let cursor = Track { at: self.cursor.row, count, page: body_rows };
        let top = Track { at: self.top.row, count, page: body_rows };
        match action {
            Action::Scroll(_) => {
                let Some(row) = top.target(action, times) else { return false };
                self.scroll_to(row, body_rows);
            }
            Action::Page(_) | Action::HalfPage(_) => {
                let (Some(row), Some(first)) =
                    (cursor.target(action, times), top.target(action, times))
                else {
                    return false;
                };
                self.cursor.row = row;
                self.scroll_to(first, body_rows);
            }
            Action::Align(edge) => {
                let above = match edge {
                    Edge::Top => 0,
                    Edge::Middle => body_rows / 2,
                    Edge::Bottom => body_rows.saturating_sub(1),
                };
                self.top.row = self.cursor.row.saturating_sub(above);
                self.pin();
            }
            Action::Rows(_) => {
                let Some(row) = cursor.target(action, times) else { return false };
                self.go_to(row, body_rows);
            }
            _ => {
                let Some(row) = cursor.target(action, times) else { return false };
                self.jump_to(row, body_rows);
            }
        }
        true
    }

    /// Goes from finding to finding, where only one fits the screen.
    fn moved_by_finding(&mut self, action: Action, times: Option<usize>) -> bool {
        let action = match action {
            Action::Again(way) | Action::Jump(_, way) => Action::Rows(way),
            other => other,
        };
        let listed = listed(self);
        let track = Track { at: self.list.selected, count: listed.len(), page: 1 };
        let Some(at) = track.target(action, times) else { return false };
        self.list.selected = at;
        if let Some(row) = listed.get(at).and_then(|finding| self.finding_rows.get(*finding)) {
            self.jump_to(*row, 1);
        }
        true
    }
}
