//! The mouse: off until it is asked for, because it takes the terminal's own way of selecting text away.

use crate::tui::action::{Action, Way};
use crate::tui::geometry::{OUTLINE_CELLS, Place, Shape, docked};
use crate::tui::input::event::{Mouse, MouseDeed};
use crate::tui::model::Model;
use crate::tui::pair::Focus;
use crate::tui::update::Effect;
use crate::tui::view::minimap::pointed;
use crate::tui::words::NOTICES;

/// Rows the wheel scrolls by.
const WHEEL_ROWS: usize = 3;

impl Model {
    /// Listens to the mouse, or no longer.
    pub(crate) fn switch_mouse(&mut self) {
        self.mouse = !self.mouse;
        let notice = if self.mouse { &NOTICES.mouse_on } else { &NOTICES.mouse_off };
        self.say(notice, &[]);
    }

    /// Does what the mouse asks for: the wheel scrolls, a click goes to a row, a second one opens it.
    pub(crate) fn pointed(&mut self, mouse: Mouse) -> Effect {
        if !self.mouse || self.prompt.is_some() {
            return Effect::Show;
        }
        self.notice = None;
        let way = match mouse.deed {
            MouseDeed::WheelUp => Way::Backward,
            MouseDeed::WheelDown => Way::Forward,
            MouseDeed::Press => {
                self.clicked(mouse.x, mouse.y);
                return Effect::Show;
            }
        };
        self.moved(Action::Scroll(way), Some(WHEEL_ROWS));
        Effect::Show
    }

    fn clicked(&mut self, x: u16, y: u16) {
        let geometry = self.geometry();
        let is_sheet = matches!(geometry.shape, Shape::Sheet(_)) && !geometry.covers_text();
        let Some(pair) = self.pair.as_mut().filter(|_| is_sheet && self.overlay.is_none()) else {
            return;
        };
        let first = 1 + geometry.headings_rows;
        let is_in_outline = geometry.outline != Place::Hidden && x < docked(geometry.outline);
        let body_rows = usize::from(geometry.body_rows);
        if y < first || first + geometry.body_rows <= y {
            return;
        }
        if is_in_outline && x < OUTLINE_CELLS {
            pair.focus = Focus::Outline;
            return;
        }
        pair.focus = Focus::Text;
        let rows = pair.sheet.rows.len();
        if self.size.width < x + geometry.map_cells && body_rows < rows {
            let row = pointed(usize::from(y - first), rows, body_rows);
            pair.jump_to(row, body_rows);
            return;
        }
        let row = pair.top.row + usize::from(y - first);
        let is_second = pair.cursor.row == row;
        pair.go_to(row, body_rows);
        if is_second {
            self.open_at_cursor();
        }
    }
}
