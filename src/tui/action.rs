//! What a reader can do, by name.
//!
//! Which keys do it stands in [`crate::tui::keymap`]; what it does in [`crate::tui::update`].

use crate::review::act::Verdict;
use crate::sheet::place::Stop;
use crate::text::side::Side;
use crate::tui::action::{Action as A, Way::Backward, Way::Forward};

/// What a key makes happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Move the cursor by rows, or the selection by entries.
    Rows(Way),
    /// Scroll by rows and leave the cursor where it can stay.
    Scroll(Way),
    /// Move by half a page.
    HalfPage(Way),
    /// Move by a page.
    Page(Way),
    /// Move to an end, or to the row that was counted.
    End(Way),
    /// Move to a share of the whole.
    Percent,
    /// Move sideways in the matrix.
    Sideways(Way),
    /// Bring the cursor's row to the top, middle or bottom.
    Align(Edge),
    /// Move to a row of a kind.
    Jump(Stop, Way),
    /// Move to a search hit while there are any, else to a difference.
    Again(Way),
    /// Ask for a wording to look for.
    Search,
    /// Open what the cursor is on.
    Open,
    /// Open or close the list of findings.
    List,
    /// Open or close the outline.
    Outline,
    /// Open or close the ledger of figures.
    Ledger,
    /// Show last year's plan with what reports on it.
    Plan,
    /// Tell where each sentence of a report comes from.
    Sources,
    /// Give the keys to another panel.
    Focus(Way),
    /// Sort the list another way.
    Sort,
    /// Show another type of findings in the list.
    Filter,
    /// Show findings of another verdict in the list.
    FilterVerdict,
    /// Change between side by side and stacked.
    Layout,
    /// Join line breaks inside sentences, or show them.
    LineBreaks,
    /// Fold or open the equal stretch at the cursor.
    Fold,
    /// Open every fold.
    Unfold,
    /// Fold everything equal.
    FoldAll,
    /// Say what the finding at the cursor amounts to.
    Judge(Verdict),
    /// Write a note on what the cursor is on.
    Note,
    /// Say that the section at the cursor has been gone through, or is still to be.
    Review,
    /// Go to a finding without verdict or a section that has not been gone through.
    Unreviewed(Way),
    /// Show every mark of the reviewer.
    Marks,
    /// Take the sentence at the cursor in hand, that of the side if there are two, or lay what is in
    /// hand beside the one here.
    Pin(Side),
    /// Take apart what stands together at the cursor.
    Unpair,
    /// Say why the passage at the cursor is not counted as shared text.
    Exclude,
    /// Count it again.
    Include,
    /// Take back the reviewer's last act.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Show help.
    Help,
    /// Draw the screen anew.
    Redraw,
    /// Ask for a command.
    Command,
    /// Give the terminal back until the shell wakes the program.
    Suspend,
    /// Listen to the mouse, or no longer.
    Mouse,
    /// Copy the sentences at the cursor.
    Copy,
    /// Write the sentences at the cursor to a file.
    Save,
    /// Write the review sheet.
    HandOver,
    /// Open the reader's editor at the cursor's line.
    Edit,
    /// Read the files again.
    Reload,
    /// Go back one level; at the top, quit.
    Back,
    /// Go back one level.
    Escape,
    /// Quit.
    Quit,
}

impl Action {
    /// Says whether it is about the marks of the reviewer.
    pub fn is_review(self) -> bool {
        matches!(self, A::Judge(_) | A::Note | A::Review | A::Unreviewed(_) | A::Marks)
            || matches!(self, A::Pin(_) | A::Unpair | A::Undo | A::Redo | A::Exclude | A::Include)
    }

    /// Says whether it changes or moves in the text, and so must not be done while a panel hides it.
    pub fn is_about_text(self) -> bool {
        matches!(self, A::Jump(..) | A::Again(_) | A::Align(_) | A::Search | A::Focus(_))
            || matches!(self, A::Layout | A::LineBreaks | A::Fold | A::Unfold | A::FoldAll)
            || matches!(self, A::Pin(_) | A::Unpair)
    }
}

/// A direction in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// Towards the end.
    Forward,
    /// Towards the start.
    Backward,
}

/// A place on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// The first row.
    Top,
    /// The middle row.
    Middle,
    /// The last row.
    Bottom,
}

impl Action {
    /// Returns the name by which the configuration file and `:` call the action.
    pub fn name(self) -> &'static str {
        match self {
            A::Rows(Forward) => "down",
            A::Rows(Backward) => "up",
            A::Scroll(Forward) => "scroll-down",
            A::Scroll(Backward) => "scroll-up",
            A::HalfPage(Forward) => "half-page-down",
            A::HalfPage(Backward) => "half-page-up",
            A::Page(Forward) => "page-down",
            A::Page(Backward) => "page-up",
            A::End(Forward) => "end",
            A::End(Backward) => "start",
            A::Percent => "percent",
            A::Sideways(Forward) => "right",
            A::Sideways(Backward) => "left",
            A::Align(edge) => edge_name(edge),
            A::Jump(stop, way) => jump_name(stop, way),
            A::Again(Forward) => "next",
            A::Again(Backward) => "previous",
            A::Search => "search",
            A::Open => "open",
            A::List => "findings",
            A::Outline => "outline",
            A::Ledger => "ledger",
            A::Plan => "plan",
            A::Sources => "sources",
            A::Focus(Forward) => "next-panel",
            A::Focus(Backward) => "previous-panel",
            A::Sort => "sort",
            A::Filter => "filter",
            A::FilterVerdict => "filter-verdict",
            A::Layout => "layout",
            A::LineBreaks => "line-breaks",
            A::Fold => "fold",
            A::Unfold => "unfold-all",
            A::FoldAll => "fold-all",
            A::Judge(verdict) => verdict_name(verdict),
            A::Note => "note",
            A::Review => "reviewed",
            A::Unreviewed(way) => unreviewed_name(way),
            A::Marks => "marks",
            A::Pin(side) => pin_name(side),
            A::Unpair => "unpair",
            A::Exclude | A::Include | A::Undo | A::Redo => count_name(self),
            A::Help => "help",
            A::Redraw => "redraw",
            A::Command => "command",
            A::Suspend => "suspend",
            A::Mouse => "mouse",
            A::Copy => "copy",
            A::Save => "save",
            A::HandOver => "review-sheet",
            A::Edit => "edit",
            A::Reload => "reload",
            A::Back => "back",
            A::Escape => "cancel",
            A::Quit => "quit",
        }
    }
}

const fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Open => "verdict-open",
        Verdict::Confirmed => "verdict-confirmed",
        Verdict::Justified => "verdict-justified",
        Verdict::Ignored => "verdict-ignored",
    }
}

const fn unreviewed_name(way: Way) -> &'static str {
    match way {
        Forward => "next-unreviewed",
        Backward => "previous-unreviewed",
    }
}

const fn count_name(action: Action) -> &'static str {
    match action {
        A::Exclude => "exclude",
        A::Include => "include",
        A::Redo => "redo",
        _ => "undo",
    }
}

const fn pin_name(side: Side) -> &'static str {
    match side {
        Side::Left => "pin-left",
        Side::Right => "pin-right",
    }
}

const fn edge_name(edge: Edge) -> &'static str {
    match edge {
        Edge::Top => "row-to-top",
        Edge::Middle => "row-to-middle",
        Edge::Bottom => "row-to-bottom",
    }
}

fn jump_name(stop: Stop, way: Way) -> &'static str {
    let (next, previous) = match stop {
        Stop::Difference => ("next-difference", "previous-difference"),
        Stop::Figure => ("next-figure", "previous-figure"),
        Stop::Reuse => ("next-reuse", "previous-reuse"),
        Stop::Moved => ("next-moved", "previous-moved"),
        Stop::Doubt => ("next-doubt", "previous-doubt"),
        Stop::Section => ("next-heading", "previous-heading"),
    };
    match way {
        Forward => next,
        Backward => previous,
    }
}
