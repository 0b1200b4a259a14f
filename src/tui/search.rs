//! Searching both sides, and going from hit to hit.

use crate::sheet::model::Sheet;
use crate::sheet::place::{Anchor, Stop};
use crate::sheet::search::hits;
use crate::text::side::Side;
use crate::tui::action::Way;
use crate::tui::model::Model;
use crate::tui::pair::{Focus, Pair, Search};
use crate::tui::words::NOTICES;

impl Model {
    /// Goes to the next search hit, or to the next difference while nothing was searched for.
    pub(crate) fn again(&mut self, way: Way, times: Option<usize>) {
        if self.pair.as_ref().is_some_and(|pair| pair.search.is_some()) {
            self.go_to_hit(way, times.unwrap_or(1));
        } else {
            self.jump(Stop::Difference, way, times);
        }
    }

    /// Looks for a wording on both sides and goes to the first place at or below the cursor.
    pub(crate) fn search(&mut self, wording: String) {
        let Some(pair) = &mut self.pair else { return };
        if wording.trim().is_empty() {
            return pair.look_for(None);
        }
        let sides = pair.subject(&self.catalog).sides;
        let hits = sides.map(|witness| hits(witness.text, witness.report.span, &wording));
        let count = hits.left.len() + hits.right.len();
        if count == 0 {
            return self.say(&NOTICES.not_found, &[&wording]);
        }
        let counts = [hits.left.len().to_string(), hits.right.len().to_string()];
        pair.look_for(Some(Search { wording, hits }));
        pair.focus = Focus::Text;
        self.arrange();
        let Some(pair) = &mut self.pair else { return };
        let is_here = pair.hit_rows().binary_search(&pair.cursor.row).is_ok();
        if !is_here {
            self.go_to_hit(Way::Forward, 1);
        }
        self.say(&NOTICES.found, &[&counts[0], &counts[1]]);
    }

    /// Goes to a row with a hit, around the end if there is none further on.
    fn go_to_hit(&mut self, way: Way, times: usize) {
        let body_rows = usize::from(self.geometry().body_rows);
        let Some(pair) = &mut self.pair else { return };
        let rows = pair.hit_rows();
        let Some(last) = rows.len().checked_sub(1) else { return };
        let behind = rows.partition_point(|row| *row <= pair.cursor.row);
        let before = rows.partition_point(|row| *row < pair.cursor.row);
        let step = (times - 1) % rows.len();
        let at = match way {
            Way::Forward => (behind + step) % rows.len(),
            Way::Backward => (before + rows.len() + last - step) % rows.len(),
        };
        let wraps = match way {
            Way::Forward => last < behind + step,
            Way::Backward => before < 1 + step,
        };
        pair.jump_to(rows[at], body_rows);
        if wraps {
            self.say(&NOTICES.wrapped, &[]);
        }
    }
}

impl Pair {
    /// Looks for something else, or for nothing any more. The brackets around hits take room, where they are
    /// drawn: the rows are laid out anew then.
    pub(crate) fn look_for(&mut self, search: Option<Search>) {
        let hits = search.as_ref().map(|search| search.hits.clone()).unwrap_or_default();
        self.markings.look_for(hits);
        self.search = search;
        if self.options.brackets {
            self.sheet = Sheet::default();
        }
    }

    /// Returns the rows with search hits, in order.
    fn hit_rows(&self) -> Vec<usize> {
        let Some(search) = &self.search else { return Vec::new() };
        let of_side = |side: Side| {
            let row = move |offset: usize| self.sheet.row_of(Anchor { side, offset });
            search.hits[side].iter().map(move |hit| row(hit.start))
        };
        let mut rows: Vec<usize> = of_side(Side::Left).chain(of_side(Side::Right)).collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}
