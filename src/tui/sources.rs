//! The page that tells where each sentence of a report comes from.

use crate::collate::model::Witness;
use crate::collate::nearest::{Origin, origins};
use crate::export::subject::{Edition, Sources};
use crate::export::text::matrix::percent;
use crate::export::text::page::Reader;
use crate::export::text::sources::{NONE, shares};
use crate::finding::reuse::kind_words;
use crate::sheet::place::Anchor;
use crate::text::cells::disarmed;
use crate::text::language::{Words, words};
use crate::text::side::{Side, Sided};
use crate::text::span::{Span, is_blank};
use crate::tui::detail::{Page, PageRow};
use crate::tui::model::{Catalog, Entry, Model, Overlay};
use crate::tui::pair::Pair;
use crate::tui::roster::Row;
use crate::tui::style::Ink;
use crate::tui::task::Task;
use crate::tui::words::{NOTICES, filled};

/// What the page is called.
pub const TITLE: Words = words("逐句的出处", "sources, sentence by sentence");

/// Stands in front of the selected sentence.
const SELECTED: char = '>';

/// Rows a sentence and its source usually take at most.
const MOST_ROWS_OF_A_SENTENCE: usize = 6;

const GIVER: Words = words("{}  占正文 {}，{} 句", "{}  {} of the text, {} sentences");

/// What is said below the page.
pub const LEAVE: Words =
    words("j/k 选句  Enter 并排看出处  q 返回", "j/k choose  Enter shows both  q back");

/// A source that is being looked at in its report, opened from the page.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The sentence, among those of the page.
    at: usize,
    /// Where sentence and source stand; the source is on the left.
    spans: Sided<Span>,
    /// What was open behind the page.
    before: Before,
}

/// What was open before a source was looked at.
#[derive(Clone, Debug)]
enum Before {
    /// The same two reports.
    Same,
    /// Other two.
    Other(Box<Pair>),
    /// None.
    Nothing,
}

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

    /// Opens the two reports of a sentence of the page and its source, there where they stand.
    pub(crate) fn visit_source(&mut self, at: usize) {
        self.overlay = None;
        let Some((entries, spans)) = self.source_at(at) else { return };
        let is_open = self.pair.as_ref().is_some_and(|pair| pair.entries == entries);
        // From a source that is being looked at the way back leads to what was open before it.
        let known = self.visit.take().map(|visit| visit.before);
        let before = match known.filter(|before| !matches!(before, Before::Same)) {
            Some(before) => before,
            None if is_open => Before::Same,
            None => self.pair.take().map_or(Before::Nothing, Before::Other),
        };
        self.visit = Some(Visit { at, spans, before });
        if is_open {
            return self.arrive();
        }
        self.pair = None;
        self.see_to(Task::Collate(entries));
    }

    /// Puts the cursor on the source that is looked at, as soon as its report is open.
    pub(crate) fn arrive(&mut self) {
        if self.visit.is_none() {
            return;
        }
        self.arrange();
        let body_rows = usize::from(self.geometry().body_rows);
        if let (Some(visit), Some(pair)) = (&self.visit, &mut self.pair) {
            pair.show_text();
            let anchor = Anchor { side: Side::Right, offset: visit.spans.right.start };
            pair.jump_to(pair.sheet.row_of(anchor), body_rows);
        }
    }

    /// Goes back from a source to the page and what was open behind it; says whether there was one.
    pub(crate) fn leave_source(&mut self) -> bool {
        let Some(Visit { at, before, .. }) = self.visit.take() else { return false };
        if matches!(self.task, Some(Task::Collate(_))) {
            self.task = None;
        }
        match before {
            Before::Same => {}
            Before::Other(pair) => self.pair = Some(pair),
            Before::Nothing => self.pair = None,
        }
        self.overlay = Some(Overlay::Sources(at));
        true
    }

    /// Returns the reports of a sentence's source and of the sentence, and where they stand in them.
    fn source_at(&self, at: usize) -> Option<(Sided<usize>, Sided<Span>)> {
        let traced = self.traced.as_ref()?;
        let editions: Vec<Edition<'_>> = self.catalog.entries.iter().map(edition).collect();
        let edition = *editions.get(traced.entry)?;
        let sources = Sources { edition, others: &editions, origins: &traced.origins };
        let (span, nearest, there) = sources.found().nth(at)?;
        Some((Sided::new(nearest.report, traced.entry), Sided::new(there, span)))
    }

    /// Returns how many sentences of the page have a source.
    pub(crate) fn sources_count(&self) -> usize {
        let is_found = |origin: &&Origin| matches!(origin, Origin::Found(_));
        self.traced.as_ref().map_or(0, |traced| traced.origins.iter().filter(is_found).count())
    }

    /// Returns the first row of the page that shows: the selected sentence stands in its upper third.
    pub(crate) fn sources_top(&self, rows: &[PageRow]) -> usize {
        let is_selected = |row: &PageRow| matches!(row, PageRow::Words(words, Ink::Strong) if words.starts_with(SELECTED));
        let page_rows = self.page_rows();
        let selected = rows.iter().position(is_selected).unwrap_or(0);
        let is_on_first = selected + MOST_ROWS_OF_A_SENTENCE <= page_rows;
        if is_on_first { 0 } else { selected.saturating_sub(page_rows / 3) }
    }

    /// Returns the rows of the page, one sentence selected.
    pub(crate) fn source_rows(&self, selected: usize) -> Vec<PageRow> {
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
        for (at, (span, nearest, there)) in sources.found().enumerate() {
            let kind = language.pick(&kind_words(nearest.kind));
            let alike = percent(nearest.resemblance);
            page.space();
            let sign = if at == selected { SELECTED } else { ' ' };
            page.say(&format!("{sign} {kind} {alike}  <- {}", name(nearest.report)), Ink::Strong);
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
