//! The page that tells where each sentence of a report comes from.

use crate::collate::model::Witness;
use crate::collate::nearest::{Origin, origins};
use crate::export::subject::{Edition, Sources};
use crate::export::text::matrix::percent;
use crate::export::text::page::Reader;
use crate::export::text::sources::{NONE, shares};
use crate::finding::reuse::kind_words;
use crate::text::cells::disarmed;
use crate::text::language::{Words, words};
use crate::text::span::{Span, is_blank};
use crate::tui::detail::{Page, PageRow};
use crate::tui::model::{Catalog, Entry, Model};
use crate::tui::roster::Row;
use crate::tui::style::Ink;
use crate::tui::task::Task;
use crate::tui::words::{NOTICES, filled};

/// What the page is called.
pub const TITLE: Words = words("逐句的出处", "sources, sentence by sentence");

const GIVER: Words = words("{}  占正文 {}，{} 句", "{}  {} of the text, {} sentences");

/// Where the sentences of one report of the catalog come from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traced {
    /// Index of the report in the catalog.
    pub entry: usize,
    /// The origin of each of its sentences, by the indices of the catalog.
    pub origins: Vec<Origin>,
}

impl Traced {
    /// Looks for the source of every sentence of a report among all the others of the catalog.
    pub fn of(catalog: &Catalog, entry: usize) -> Self {
        let witnesses: Vec<Witness<'_>> = catalog.entries.iter().map(Entry::witness).collect();
        let own = witnesses.get(entry);
        // The report itself stands among the others and is no source of its own.
        let origins =
            own.map(|own| origins(*own, &witnesses, catalog.background())).unwrap_or_default();
        Self { entry, origins }
    }
}

impl Model {
    /// Looks for the sources of the report under consideration: the right one of an open pair, the
    /// one of the cursor's row in a matrix or list.
    pub(crate) fn trace_sources(&mut self) {
        let of_roster = || {
            let row = self.catalog.roster.as_ref()?.rows.get(self.choice.as_ref()?.row)?;
            match row {
                Row::Pair(found) => Some(found.pair.right),
                Row::Alone(_, at) => Some(*at),
                Row::Unread(_) => None,
            }
        };
        let of_matrix = || self.choice.as_ref().map(|choice| choice.chosen.left);
        let entry = match &self.pair {
            Some(pair) => Some(pair.entries.right),
            None if self.catalog.roster.is_some() => of_roster(),
            None => of_matrix(),
        };
        match entry {
            Some(entry) => self.see_to(Task::Trace(entry)),
            None => self.say(&NOTICES.not_here, &[]),
        }
    }

    /// Returns the rows of the page.
    pub(crate) fn source_rows(&self) -> Vec<PageRow> {
        let mut page = Page::new(self);
        let Some(traced) = &self.traced else { return page.rows };
        let editions: Vec<Edition<'_>> = self.catalog.entries.iter().map(edition).collect();
        let (Some(edition), Some(entry)) =
            (editions.get(traced.entry), self.catalog.entries.get(traced.entry))
        else {
            return page.rows;
        };
        let sources = Sources { edition: *edition, others: &editions, origins: &traced.origins };
        let (summed, language) = (sources.provenance(), self.settings.language);
        let reader = Reader { language, ambiguous: self.settings.ambiguous };
        page.say(&disarmed(&entry.name), Ink::Strong);
        page.say(&shares(&summed, reader), Ink::Chrome);
        let name = |at: usize| {
            let entry = self.catalog.entries.get(at);
            format!("{} {}", at + 1, entry.map(|entry| disarmed(&entry.name)).unwrap_or_default())
        };
        for (at, chars, sentences) in &summed.givers {
            let share = percent(summed.share(*chars));
            let told = [name(*at), share, sentences.to_string()];
            let told = told.each_ref().map(String::as_str);
            page.say(&format!("  {}", filled(language.pick(&GIVER), &told)), Ink::Chrome);
        }
        if summed.givers.is_empty() {
            page.say(language.pick(&NONE), Ink::Chrome);
        }
        for (span, nearest, there) in sources.found() {
            let kind = language.pick(&kind_words(nearest.kind));
            let alike = percent(nearest.resemblance);
            page.space();
            page.say(&format!("{kind} {alike}  <- {}", name(nearest.report)), Ink::Strong);
            page.say(&line(&edition.document.text, span), Ink::Chrome);
            if let Some(giver) = editions.get(nearest.report) {
                page.say(&line(&giver.document.text, there), Ink::Faint);
            }
        }
        page.rows
    }
}

fn edition(entry: &Entry) -> Edition<'_> {
    Edition { path: &entry.document.name, document: &entry.document, report: &entry.report }
}

/// Returns the text under a span as one line.
fn line(text: &str, span: Span) -> String {
    let parts: Vec<&str> =
        span.of(text).split(['\n', '\r']).map(|part| part.trim_matches(is_blank)).collect();
    disarmed(&parts.concat())
}
