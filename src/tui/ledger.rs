//! The ledger of figures: which pairs are listed, in which order, and what is said of each.

use crate::collate::model::{Change, ChangeFlag, FigureChange};
use crate::figure::decimal::Decimal;
use crate::sheet::place::Anchor;
use crate::text::language::{Words, words};
use crate::text::side::Side;
use crate::tui::action::Way;
use crate::tui::model::{Catalog, Model};
use crate::tui::pair::Pair;
use std::cmp::Reverse;

/// How the ledger is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sorting {
    /// As the figures stand in the text.
    #[default]
    Place,
    /// The largest change first.
    Size,
    /// By what is measured.
    Name,
}

/// Which figures the ledger lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Only {
    /// Those with a counterpart.
    #[default]
    Paired,
    /// Those that changed.
    Changed,
    /// Those with something to look at.
    Flagged,
    /// Those that may or may not be one indicator.
    Possible,
    /// Those only on the left.
    Dropped,
    /// Those only on the right.
    Added,
    /// All.
    All,
}

/// How the ledger is being read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LedgerState {
    /// Index of the selected one among those that are listed.
    pub selected: usize,
    /// How it is sorted.
    pub sorting: Sorting,
    /// Which are listed.
    pub only: Only,
}

/// Every choice of figures, in the order it is gone through, with its name.
const CHOICES: [(Only, Words); 7] = [
    (Only::Paired, words("成对", "pairs")),
    (Only::Changed, words("有变动", "changed")),
    (Only::Flagged, words("需留意", "flagged")),
    (Only::Possible, words("可能对应", "possible")),
    (Only::Dropped, words("仅左侧", "left only")),
    (Only::Added, words("仅右侧", "right only")),
    (Only::All, words("全部", "all")),
];

/// Every order, with its name.
const SORTINGS: [(Sorting, Words); 3] = [
    (Sorting::Place, words("按位置", "by place")),
    (Sorting::Size, words("按变幅", "by size of change")),
    (Sorting::Name, words("按指标", "by name")),
];

impl Only {
    /// Returns the name on screen.
    pub fn words(self) -> &'static Words {
        CHOICES.iter().find(|(only, _)| *only == self).map_or(&CHOICES[0].1, |(_, words)| words)
    }

    fn shows(self, change: &FigureChange) -> bool {
        let is_paired = change.figures.left.is_some() && change.figures.right.is_some();
        let is_possible = change.flags.contains(&ChangeFlag::Possible);
        match self {
            Only::Paired => is_paired && !is_possible,
            Only::Changed => change.is_change(),
            Only::Flagged => is_paired && change.flags.iter().any(|flag| is_telling(*flag)),
            Only::Possible => is_possible,
            Only::Dropped => change.change == Change::Dropped,
            Only::Added => change.change == Change::Added,
            Only::All => true,
        }
    }
}

/// Says whether a flag asks for a look.
fn is_telling(flag: ChangeFlag) -> bool {
    !matches!(flag, ChangeFlag::Possible | ChangeFlag::BoundChanged | ChangeFlag::Repeated)
}

impl Sorting {
    /// Returns the name on screen.
    pub fn words(self) -> &'static Words {
        SORTINGS.iter().find(|(by, _)| *by == self).map_or(&SORTINGS[0].1, |(_, words)| words)
    }
}

impl LedgerState {
    /// Sorts another way.
    pub fn sort(&mut self) {
        self.sorting = next(&SORTINGS, self.sorting);
        self.selected = 0;
    }

    /// Lists other figures: the next choice that has any.
    pub fn filter(&mut self, changes: &[FigureChange]) {
        for _ in &CHOICES {
            self.only = next(&CHOICES, self.only);
            if changes.iter().any(|change| self.only.shows(change)) {
                break;
            }
        }
        self.selected = 0;
    }
}

fn next<T: Copy + PartialEq>(table: &[(T, Words)], now: T) -> T {
    let at = table.iter().position(|(known, _)| *known == now).unwrap_or(0);
    table[(at + 1) % table.len()].0
}

/// Returns the changes that are listed, by their indices, in order.
pub fn entries(pair: &Pair) -> Vec<usize> {
    let changes = &pair.collation.figure_changes;
    let only = pair.ledger.only;
    let mut entries: Vec<usize> =
        (0..changes.len()).filter(|at| only.shows(&changes[*at])).collect();
    match pair.ledger.sorting {
        Sorting::Place => {}
        Sorting::Size => entries.sort_by_key(|at| (Reverse(size(pair, &changes[*at])), *at)),
        Sorting::Name => entries.sort_by_key(|at| (changes[*at].indicator.clone(), *at)),
    }
    entries
}

/// Returns the change in percent of the left without its sign, shares too; `None` where none can be told.
fn size(pair: &Pair, change: &FigureChange) -> Option<Decimal> {
    relative(pair, change)?.magnitude()
}

/// Returns the change in percent of the left; ranks have none.
pub fn relative(pair: &Pair, change: &FigureChange) -> Option<Decimal> {
    let left = pair.collation.figures.left.get(change.figures.left?)?;
    let known = change.percent.or_else(|| change.difference?.percent_of(left.value?, 1));
    known.filter(|_| left.dimension != "rank")
}

impl Pair {
    /// Returns the row the selected figure of the ledger is seen on: that of the side, if it has one there.
    pub(crate) fn ledger_row(&self, catalog: &Catalog, side: Side) -> Option<usize> {
        let at = *entries(self).get(self.ledger.selected)?;
        let change = self.collation.figure_changes.get(at)?;
        let place = |side: Side| {
            let figure = self.collation.figures[side].get(change.figures[side]?)?;
            Some(Anchor { side, offset: figure.span.start })
        };
        let anchor = place(side).or_else(|| place(side.other()))?;
        let report = self.subject(catalog).sides[anchor.side].report;
        (report.span.start <= anchor.offset).then(|| self.sheet.row_of(anchor))
    }
}

impl Model {
    /// Leaves the ledger for the place of the selected figure on one side.
    pub(crate) fn go_from_ledger(&mut self, way: Way) {
        let body_rows = usize::from(self.geometry().body_rows);
        let Some(mut pair) = self.pair.take() else { return };
        let side = if way == Way::Backward { Side::Left } else { Side::Right };
        let row = pair.ledger_row(&self.catalog, side);
        pair.show_text();
        if let Some(row) = row {
            pair.jump_to(row, body_rows);
        }
        self.pair = Some(pair);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_and_orders_come_round() {
        let mut state = LedgerState::default();
        for _ in &SORTINGS {
            state.sort();
        }
        assert_eq!(state, LedgerState::default());
        state.filter(&[]);
        assert_eq!(state.only, Only::Paired, "an empty ledger offers no other choice");
    }
}
