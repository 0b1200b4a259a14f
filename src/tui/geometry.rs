//! What fits where: the parts of the screen for a size.

use crate::sheet::model::Layout;
use crate::tui::model::Size;
use crate::tui::pair::Showing;

/// Widest pane, in cells: 42 Han characters, about the longest line that is read without losing the place.
pub const MAX_PANE_CELLS: u16 = 84;
/// Cells between two panes: a space, two marks, a space.
pub const GUTTER_CELLS: u16 = 4;
/// Cells in front of a stacked pane: two marks, a space.
pub const MARGIN_CELLS: u16 = 3;
/// Cells of the docked outline, its ruler included.
pub const OUTLINE_CELLS: u16 = 29;

/// Cells of the map of the findings beside the text: a space, a sign, the bar of what is in view.
pub const MAP_CELLS: u16 = 3;

/// From this width the list of findings is docked unasked.
const LIST_WIDTH: u16 = 100;
/// From this height there is room to dock the list below the text.
const LIST_HEIGHT: u16 = 30;
/// From this width the outline is docked unasked.
const OUTLINE_WIDTH: u16 = 160;
/// From this width there is room for a map of the findings beside the text.
const MAP_WIDTH: u16 = 160;
/// From this width the outline is docked when asked for: two panes of 36 cells remain.
const MIN_OUTLINE_WIDTH: u16 = OUTLINE_CELLS + 76;
/// From this width two panes of 17 Han characters fit.
const BESIDE_WIDTH: u16 = 72;
/// Below this width or height one finding is shown at a time.
const SINGLE_WIDTH: u16 = 40;
const SINGLE_HEIGHT: u16 = 10;
/// Below this nothing useful can be shown.
const MIN_WIDTH: u16 = 20;
const MIN_HEIGHT: u16 = 4;
/// Below this height there is no line of hints.
const HINTS_HEIGHT: u16 = 16;
/// Below this height there is no line of headings.
const HEADINGS_HEIGHT: u16 = 12;
/// Two panes narrower than this are stacked even if side by side was asked for.
const MIN_BESIDE_WIDTH: u16 = 44;

/// What the screen as a whole shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A word about the size.
    TooSmall,
    /// One finding at a time.
    Single,
    /// The sheet.
    Sheet(Layout),
}

/// Where a panel is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// Nowhere.
    #[default]
    Hidden,
    /// Beside or below the text, with this many columns or rows.
    Docked(u16),
    /// In place of the text.
    Full,
}

/// What was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// The layout of the sheet, if not by size.
    pub layout: Option<Layout>,
    /// The list of findings.
    pub list: Showing,
    /// The outline.
    pub outline: Showing,
    /// The ledger of figures.
    pub ledger: Showing,
}

/// The parts of the screen, from top to bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Geometry {
    /// What the screen shows.
    pub shape: Shape,
    /// Rows of the sticky headings: 0 or 1.
    pub headings_rows: u16,
    /// Rows of text.
    pub body_rows: u16,
    /// The list of findings; docked below the text, its ruler included.
    pub list: Place,
    /// The outline; docked at the left.
    pub outline: Place,
    /// The ledger of figures; in place of the text.
    pub ledger: Place,
    /// Rows of hints: 0 or 1.
    pub hints_rows: u16,
    /// Cells of the map of the findings at the right: 0 or [`MAP_CELLS`].
    pub map_cells: u16,
    /// Cells of a pane.
    pub pane_cells: u16,
}

impl Geometry {
    /// Says whether a panel stands in place of the text.
    pub fn covers_text(&self) -> bool {
        [self.list, self.outline, self.ledger].contains(&Place::Full)
    }

    /// Says whether the list of findings can be seen, be it one at a time.
    pub fn shows_list(&self) -> bool {
        match (self.list, self.outline, self.shape) {
            _ if self.ledger == Place::Full => false,
            (Place::Full, _, _) => true,
            (_, Place::Full, _) => false,
            (list, _, shape) => list != Place::Hidden || shape == Shape::Single,
        }
    }
}

/// Returns the parts of the screen for a size.
pub fn geometry(size: Size, wishes: Wishes) -> Geometry {
    let shape = shape(size, wishes.layout);
    let list = list_place(size, wishes.list, shape);
    let outline = outline_place(size, wishes.outline, shape);
    let is_ledger = wishes.ledger == Showing::Shown;
    let ledger = if is_ledger { Place::Full } else { Place::Hidden };
    let headings_rows = u16::from(size.height >= HEADINGS_HEIGHT);
    let hints_rows = u16::from(size.height >= HINTS_HEIGHT);
    // Header, explanation and status take three rows.
    let rest = size.height.saturating_sub(3 + headings_rows + hints_rows);
    let body_rows = rest.saturating_sub(docked(list)).max(1);
    // The map goes with the outline: both show the whole, both cost bytes for every row that is scrolled, and
    // one key puts both away.
    let has_map = matches!(outline, Place::Docked(_)) && MAP_WIDTH <= size.width;
    let map_cells = if has_map { MAP_CELLS } else { 0 };
    let width = size.width.saturating_sub(docked(outline) + map_cells);
    let pane_cells = match shape {
        Shape::Sheet(Layout::SideBySide) => width.saturating_sub(GUTTER_CELLS) / 2,
        _ => width.saturating_sub(MARGIN_CELLS + 1),
    };
    let pane_cells = pane_cells.clamp(1, MAX_PANE_CELLS);
    Geometry {
        shape,
        headings_rows,
        body_rows,
        list,
        outline,
        ledger,
        hints_rows,
        map_cells,
        pane_cells,
    }
}

fn shape(size: Size, wished: Option<Layout>) -> Shape {
    if size.width < MIN_WIDTH || size.height < MIN_HEIGHT {
        return Shape::TooSmall;
    }
    if size.width < SINGLE_WIDTH || size.height < SINGLE_HEIGHT {
        return Shape::Single;
    }
    let by_size = if size.width < BESIDE_WIDTH { Layout::Stacked } else { Layout::SideBySide };
    let layout =
        wished.filter(|layout| *layout == Layout::Stacked || MIN_BESIDE_WIDTH <= size.width);
    Shape::Sheet(layout.unwrap_or(by_size))
}

fn list_place(size: Size, showing: Showing, shape: Shape) -> Place {
    let rows = (size.height / 5).clamp(7, 13);
    let is_sheet = matches!(shape, Shape::Sheet(_));
    match showing {
        Showing::Auto if is_sheet && LIST_WIDTH <= size.width && LIST_HEIGHT <= size.height => {
            Place::Docked(rows)
        }
        Showing::Shown if is_sheet && LIST_HEIGHT <= size.height => Place::Docked(rows),
        Showing::Shown => Place::Full,
        Showing::Auto | Showing::Hidden => Place::Hidden,
    }
}

fn outline_place(size: Size, showing: Showing, shape: Shape) -> Place {
    let is_sheet = matches!(shape, Shape::Sheet(_));
    match showing {
        Showing::Auto if is_sheet && OUTLINE_WIDTH <= size.width => Place::Docked(OUTLINE_CELLS),
        Showing::Shown if is_sheet && MIN_OUTLINE_WIDTH <= size.width => {
            Place::Docked(OUTLINE_CELLS)
        }
        Showing::Shown => Place::Full,
        Showing::Auto | Showing::Hidden => Place::Hidden,
    }
}

/// Returns the rows or columns a panel takes from the text.
pub fn docked(place: Place) -> u16 {
    match place {
        Place::Docked(cells) => cells,
        Place::Hidden | Place::Full => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(width: u16, height: u16) -> Geometry {
        geometry(Size { width, height }, Wishes::default())
    }

    #[test]
    fn layout_follows_the_size() {
        assert_eq!(at(80, 24).shape, Shape::Sheet(Layout::SideBySide));
        assert_eq!(at(40, 10).shape, Shape::Sheet(Layout::Stacked));
        assert_eq!(at(39, 24).shape, Shape::Single);
        assert_eq!(at(80, 9).shape, Shape::Single);
        assert_eq!(at(19, 24).shape, Shape::TooSmall);
    }

    #[test]
    fn panes_are_as_the_mock_ups_say() {
        assert_eq!(at(80, 24).pane_cells, 38);
        assert_eq!(at(120, 40).pane_cells, 58);
        // One less than in the mock-up: the map of the findings takes three columns of the two panes' room.
        assert_eq!(at(200, 60).pane_cells, 82);
        assert_eq!(at(300, 60).pane_cells, 84);
    }
}
