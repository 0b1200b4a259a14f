//! The page that lays last year's plan beside this year's results.

use crate::collate::plan::{Promise, promises};
use crate::text::language::{Words, words};
use crate::text::side::Side;
use crate::tui::detail::{Page, PageRow};
use crate::tui::model::Model;
use crate::tui::style::Ink;
use crate::tui::words::filled;

/// What the page is called.
pub const TITLE: Words = words("去年打算与今年结果", "last year's plan and this year's results");

const COUNTS: Words = words(
    "左侧的打算共 {} 句，右侧交代了 {} 句，未见交代 {} 句",
    "{} sentences of the plan on the left: {} reported on, {} not",
);
const NO_PLAN: Words =
    words("左侧没有“打算、计划、安排”之类的章节", "no heading on the left announces a plan");
const BY_FIGURE: Words = words("右（数字相应）", "right (by its figure)");
const BY_WORDING: Words = words("右（文字相近）", "right (by its wording)");
const PROMISED: Words = words("左（打算）", "left (planned)");
const UNREPORTED: Words = words("右：未见交代", "right: nothing reports on it");

impl Model {
    /// Returns the rows of the page.
    pub(crate) fn plan(&self) -> Vec<PageRow> {
        let mut page = Page::new(self);
        let Some(pair) = &self.pair else { return page.rows };
        let subject = pair.subject(&self.catalog);
        let promises = promises(subject.sides, &pair.collation);
        if promises.is_empty() {
            page.label(&NO_PLAN);
            return page.rows;
        }
        page.say(&self.plan_counts(&promises), Ink::Strong);
        for promise in promises {
            page.space();
            page.label(&PROMISED);
            let body = |side: Side, at: usize| {
                subject.sides[side].report.sentences.get(at).map(|s| s.body).unwrap_or_default()
            };
            let planned = body(Side::Left, promise.sentence);
            page.quote(subject, Side::Left, planned);
            match promise.report {
                Some(report) => {
                    page.label(if report.by_figure { &BY_FIGURE } else { &BY_WORDING });
                    let result = body(Side::Right, report.sentence);
                    page.quote(subject, Side::Right, result);
                }
                None => page.label(&UNREPORTED),
            }
        }
        page.rows
    }

    fn plan_counts(&self, promises: &[Promise]) -> String {
        let told = promises.iter().filter(|promise| promise.report.is_some()).count();
        let counts = [promises.len(), told, promises.len() - told].map(|count| count.to_string());
        filled(self.settings.language.pick(&COUNTS), &counts.each_ref().map(String::as_str))
    }
}
