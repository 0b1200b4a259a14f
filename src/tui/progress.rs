//! How far the review has come, and what is still to be done.

use crate::review::act::Act;
use crate::review::marks::{Mark, headings};
use crate::text::language::{Words, words};
use crate::tui::action::Way;
use crate::tui::geometry::Shape;
use crate::tui::model::{Catalog, Model};
use crate::tui::outline::section_here;
use crate::tui::pair::{Focus, Pair};
use crate::tui::panel::listed;
use crate::tui::words::NOTICES;

/// What one has a section down for.
pub const REVIEWED: Words = words("审", "ok");

const IS_REVIEWED: Words =
    words("本节已审，共 {}/{} 节（U 撤销）", "section reviewed, {}/{} in all (U takes it back)");
const TO_REVIEW: Words =
    words("本节改为待审，已审 {}/{} 节", "section to be reviewed; {}/{} reviewed");
const NO_SECTION: Words = words("没有可标的节", "there is no section to mark");
const UNREVIEWED: Words =
    words("待判的发现或待审的节", "finding without verdict or section to be reviewed");

impl Model {
    /// Says that the section at the cursor, or the selected one, has been gone through, or is still to be.
    pub(crate) fn mark_section(&mut self) {
        let Some(pair) = &self.pair else { return };
        let subject = pair.subject(&self.catalog);
        let at = match pair.focus {
            Focus::Outline => pair.outline_selected,
            _ => section_here(pair, subject),
        };
        let headings = headings(subject.sides, &pair.collation);
        let Some(section) = headings.get(at).copied() else { return self.say(&NO_SECTION, &[]) };
        let is_done = !pair.marks.reviewed.get(at).copied().unwrap_or(false);
        self.act_on_pair(Act::Reviewed { section, is_done });
        let progress = self.pair.as_ref().map(|pair| pair.marks.progress()).unwrap_or_default();
        let counts = [progress.reviewed, progress.sections].map(|count| count.to_string());
        let notice = if is_done { &IS_REVIEWED } else { &TO_REVIEW };
        self.say(notice, &counts.each_ref().map(String::as_str));
    }

    /// Goes to a finding without verdict or to a section that has not been gone through: in the panel
    /// that has the keys, else in the text.
    pub(crate) fn go_to_unreviewed(&mut self, way: Way, times: usize) {
        let geometry = self.geometry();
        let body_rows = usize::from(geometry.body_rows);
        let Some(mut pair) = self.pair.take() else { return };
        let is_single = geometry.shape == Shape::Single && pair.focus == Focus::Text;
        let found = if pair.focus == Focus::Outline {
            let open = unset(&pair.marks.reviewed);
            step(&open, pair.outline_selected, way, times).inspect(|at| pair.outline_selected = *at)
        } else if is_single || pair.focus == Focus::List {
            let is_open =
                |finding: &usize| pair.marks.findings.get(*finding).is_some_and(Mark::is_open);
            let listed = listed(&pair);
            let open: Vec<usize> = (0..listed.len()).filter(|at| is_open(&listed[*at])).collect();
            let found = step(&open, pair.list.selected, way, times);
            if let Some(at) = found {
                pair.list.selected = at;
                let row = pair.finding_rows.get(listed[at]).copied().unwrap_or(0);
                pair.jump_to(row, body_rows);
            }
            found
        } else {
            let rows = open_rows(&self.catalog, &pair);
            let found = step(&rows, pair.cursor.row, way, times);
            if let Some(row) = found {
                pair.show_text();
                pair.jump_to(row, body_rows);
            }
            found
        };
        self.pair = Some(pair);
        if found.is_none() {
            let what = self.settings.language.pick(&UNREVIEWED);
            self.say(NOTICES.no_more(way), &[what]);
        }
    }
}

/// Returns the place that many steps away among sorted ones, the last there is if there are fewer.
fn step(places: &[usize], from: usize, way: Way, times: usize) -> Option<usize> {
    let times = times.max(1);
    match way {
        Way::Forward => {
            let first = places.partition_point(|place| *place <= from);
            let last = places.len().checked_sub(1).filter(|last| first <= *last)?;
            places.get((first + times - 1).min(last)).copied()
        }
        Way::Backward => {
            let behind = places.partition_point(|place| *place < from);
            let last = behind.checked_sub(1)?;
            places.get(last.saturating_sub(times - 1)).copied()
        }
    }
}

fn unset(flags: &[bool]) -> Vec<usize> {
    (0..flags.len()).filter(|at| !flags[*at]).collect()
}

/// Returns the rows of open findings and of sections that were not gone through, in order.
fn open_rows(catalog: &Catalog, pair: &Pair) -> Vec<usize> {
    let findings = pair.marks.open().filter_map(|at| pair.finding_rows.get(at).copied());
    let sections = unset(&pair.marks.reviewed);
    let sections = sections.into_iter().filter_map(|at| pair.row_of_section(catalog, at));
    let mut rows: Vec<usize> = findings.chain(sections).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_end_at_the_last_place_there_is() {
        let places = [2, 5, 9];
        assert_eq!(step(&places, 2, Way::Forward, 1), Some(5));
        assert_eq!(step(&places, 2, Way::Forward, 7), Some(9));
        assert_eq!(step(&places, 9, Way::Forward, 1), None);
        assert_eq!(step(&places, 9, Way::Backward, 2), Some(2));
        assert_eq!(step(&places, 2, Way::Backward, 1), None);
        assert_eq!(step(&[], 0, Way::Forward, 1), None);
    }
}
