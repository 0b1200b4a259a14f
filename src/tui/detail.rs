//! Pages of lines: help, and what is known of the row at the cursor.

use crate::collate::model::{Alignment, Change, Collation, FigureChange};
use crate::collate::shared::Passage;
use crate::config::Color;
use crate::export::text::figures::difference_of;
use crate::export::text::mark::verdict_line;
use crate::figure::model::{Figure, Period};
use crate::finding::amount::{latin_value, readable, readable_in_english};
use crate::finding::rule::RuleId;
use crate::sheet::marking::Role;
use crate::sheet::model::{Line, Subject};
use crate::text::cells::width_cells;
use crate::text::language::{Language, Words};
use crate::text::side::Side;
use crate::text::span::Span;
use crate::text::wrap::{Wrap, bracketed_rows, rows};
use crate::tui::model::{Catalog, Model, Overlay};
use crate::tui::note::{SIGN, write_notes};
use crate::tui::pair::Pair;
use crate::tui::panel::{listed, no_findings};
use crate::tui::shared_detail::part_of;
use crate::tui::style::Ink;
use crate::tui::words::{LABELS, certainty, filled, relation, share};

/// One row of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageRow {
    /// Words of the program.
    Words(String, Ink),
    /// Text of a report.
    Text(Side, Line),
}

/// Cells a page leaves free at its left.
pub const PAGE_MARGIN: u16 = 1;

/// Cells of a sign or term in front of its meaning.
const TERM_CELLS: usize = 7;

/// Widest page, in cells.
const MAX_PAGE_CELLS: u16 = 100;

/// A page being written.
pub(crate) struct Page {
    pub(crate) rows: Vec<PageRow>,
    wrap: Wrap,
    pub(crate) language: Language,
    has_brackets: bool,
}

impl Page {
    pub(crate) fn new(model: &Model) -> Self {
        let cells = model.size.width.saturating_sub(PAGE_MARGIN * 2).clamp(2, MAX_PAGE_CELLS);
        let wrap = Wrap { width_cells: usize::from(cells), ambiguous: model.settings.ambiguous };
        let has_brackets = model.settings.color == Color::Brackets;
        Self { rows: Vec::new(), wrap, language: model.settings.language, has_brackets }
    }

    /// Adds words, wrapped.
    pub(crate) fn say(&mut self, words: &str, ink: Ink) {
        let all = Span::new(0, words.len());
        for row in rows(words, all, &[], self.wrap) {
            self.rows.push(PageRow::Words(row.of(words).to_owned(), ink));
        }
    }

    pub(crate) fn label(&mut self, words: &Words) {
        self.say(self.language.pick(words), Ink::Strong);
    }

    /// Adds a sign or term with its meaning, the meanings below one another.
    pub(crate) fn explain(&mut self, term: &str, meaning: &str) {
        let free = TERM_CELLS.saturating_sub(width_cells(term, self.wrap.ambiguous));
        self.say(&format!("  {term}{}{meaning}", " ".repeat(free)), Ink::Chrome);
    }

    /// Sets off what follows by an empty row; it has one at most, whoever asks for it.
    pub(crate) fn space(&mut self) {
        let empty = PageRow::Words(String::new(), Ink::Chrome);
        if self.rows.last() != Some(&empty) {
            self.rows.push(empty);
        }
    }

    /// Adds text of a report, wrapped.
    pub(crate) fn quote(&mut self, subject: Subject<'_>, side: Side, span: Span) {
        let brackets = if self.has_brackets { subject.markings.brackets(side) } else { &[] };
        let text = subject.sides[side].text;
        for span in bracketed_rows(text, span, &[], brackets, self.wrap) {
            let line = Line { span, indent_cells: 0, placement: 0, is_heading: false };
            self.rows.push(PageRow::Text(side, line));
        }
    }
}

impl Model {
    /// Returns how many rows of a page fit the screen, below its title and above the status line.
    pub fn page_rows(&self) -> usize {
        usize::from(self.size.height.saturating_sub(2)).max(1)
    }

    /// Returns how many rows a page has.
    pub fn page_lines(&self, overlay: Overlay) -> usize {
        self.page(overlay).len()
    }

    /// Returns the rows of a page.
    pub fn page(&self, overlay: Overlay) -> Vec<PageRow> {
        match overlay {
            Overlay::Help(_) => self.help(),
            Overlay::Detail(_) => self.details(),
            Overlay::Plan(_) => self.plan(),
            Overlay::Marks(_) => self.marks(),
            Overlay::Sources(at) => self.source_rows(at),
            Overlay::Reasons(at) => self.reasons(at),
        }
    }

    /// Returns what is known of the row at the cursor; of the selected finding where only one fits.
    fn details(&self) -> Vec<PageRow> {
        let mut page = Page::new(self);
        let Some(pair) = &self.pair else { return page.rows };
        let alignments = alignments_at(&self.catalog, pair);
        for index in &alignments {
            self.write_alignment(&mut page, pair, &pair.collation.alignments[*index]);
        }
        self.write_passages(&mut page, pair, &alignments);
        let here: Vec<usize> = pair.sheet.findings_at(pair.cursor.row, &pair.findings).collect();
        if !here.is_empty() {
            page.label(&LABELS.why);
            for &at in &here {
                self.write_finding(&mut page, pair, at);
            }
            page.space();
        }
        write_notes(&mut page, pair, &here);
        self.write_figures(&mut page, pair, &alignments);
        let is_shared = |index: &usize| {
            let alignment = &pair.collation.alignments[*index];
            pair.collation.passages.iter().any(|passage| passage.meets(alignment))
        };
        let is_whole = |at: &usize| pair.findings[*at].rule == RuleId::ReusedReport;
        if alignments.iter().any(is_shared) || here.iter().any(is_whole) {
            self.write_section(&mut page, pair);
            self.write_norm(&mut page, pair);
        }
        page.rows
    }

    /// Returns the page of the selected finding, for screens where nothing else fits.
    pub fn single(&self) -> Vec<PageRow> {
        let mut page = Page::new(self);
        let Some(pair) = &self.pair else { return page.rows };
        let Some(at) = listed(pair).get(pair.list.selected).copied() else {
            page.say(self.settings.language.pick(no_findings(pair)), Ink::Chrome);
            return page.rows;
        };
        let finding = &pair.findings[at];
        self.write_finding(&mut page, pair, at);
        let subject = pair.subject(&self.catalog);
        for side in Side::BOTH {
            for span in &finding.spans[side] {
                page.label(side_label(side));
                page.quote(subject, side, *span);
            }
        }
        let is_told = |passage: &&Passage| {
            finding.rule == RuleId::ReusedPassage && finding.spans.left == [passage.spans.left]
        };
        if let Some(passage) = pair.collation.passages.iter().find(is_told) {
            self.write_why(&mut page, pair, passage);
        }
        if finding.rule == RuleId::ReusedReport {
            self.write_norm(&mut page, pair);
        }
        page.rows
    }

    fn write_alignment(&self, page: &mut Page, pair: &Pair, alignment: &Alignment) {
        let language = self.settings.language;
        let passage = pair.collation.passages.iter().find(|passage| passage.holds(alignment));
        let mut title = vec![language.pick(&relation(alignment.relation)).to_owned()];
        if alignment.moved {
            title.push(language.pick(&LABELS.moved).to_owned());
        }
        if alignment.is_paired() {
            title.push(format!(
                "{} {}",
                language.pick(&LABELS.similar),
                share(alignment.resemblance)
            ));
        }
        let is_all = |passage: &&Passage| passage.sentences == alignment.sentences;
        title.extend(passage.filter(is_all).map(|passage| {
            filled(language.pick(&LABELS.longest), &[&passage.longest_run.to_string()])
        }));
        title.extend(certainty(alignment.certainty).map(|words| language.pick(&words).to_owned()));
        page.say(&title.join("  "), Ink::Strong);
        if let Some(passage) = passage.filter(|passage| !is_all(passage)) {
            page.say(&part_of(passage, language), Ink::Chrome);
        }
        let subject = pair.subject(&self.catalog);
        for side in Side::BOTH {
            let Some(span) = subject.sides[side].hull(&alignment.sentences[side]) else { continue };
            page.label(side_label(side));
            page.quote(subject, side, span);
        }
        if let Some(passage) = passage {
            self.write_why(page, pair, passage);
        }
        if let Some(rival) = alignment.runner_up {
            let side = language.pick(side_label(rival.side));
            let title = filled(language.pick(&LABELS.runner_up), &[side]);
            let likeness = share(rival.resemblance);
            let similar = language.pick(&LABELS.similar);
            page.say(&format!("{title}  {similar} {likeness}"), Ink::Faint);
            let sentence = subject.sides[rival.side].report.sentences.get(rival.at);
            let body = sentence.map(|sentence| sentence.body).unwrap_or_default();
            page.quote(subject, rival.side, body);
        }
        page.space();
    }

    /// Writes a finding, what it amounts to, and why it was looked for.
    fn write_finding(&self, page: &mut Page, pair: &Pair, at: usize) {
        let language = self.settings.language;
        let finding = &pair.findings[at];
        let rule = finding.rule.rule();
        let (name, message) = (language.pick(&rule.name), finding.message.pick(language));
        page.say(&format!("{} {name}  {message}", rule.mark), Ink::Chrome);
        let verdict = pair.marks.findings.get(at).and_then(|mark| verdict_line(mark, language));
        if let Some(verdict) = verdict {
            page.say(&format!("  {verdict}"), Ink::Strong);
        }
        for note in pair.marks.notes_about(finding) {
            page.say(&format!("  {SIGN} {}", note.text), Ink::Strong);
        }
        page.say(language.pick(&rule.explanation), Ink::Faint);
    }

    /// Writes what was read out of the figures of the alignments, and how they changed.
    fn write_figures(&self, page: &mut Page, pair: &Pair, alignments: &[usize]) {
        let mut is_first = true;
        for side in Side::BOTH {
            for (at, figure) in pair.collation.figures[side].iter().enumerate() {
                let inside = |index: &usize| {
                    pair.collation.alignments[*index].sentences[side].contains(&figure.sentence.0)
                };
                if !alignments.iter().any(inside) {
                    continue;
                }
                if std::mem::take(&mut is_first) {
                    page.label(&LABELS.figures);
                }
                let text = pair.subject(&self.catalog).sides[side].text;
                let label = self.settings.language.pick(side_label(side));
                page.say(
                    &format!("{label}  {}", parsed(figure, text, self.settings.language)),
                    Ink::Chrome,
                );
                let change = pair.collation.figure_changes.iter().find(|change| {
                    change.figures[side] == Some(at) && change.figures[side.other()].is_some()
                });
                if let Some(change) = change.filter(|_| side == Side::Left) {
                    let changed = changed(&pair.collation, change, self.settings.language);
                    page.say(&format!("    {changed}"), Ink::Text(Role::Plain));
                }
            }
        }
    }
}

/// Returns the words for a side.
pub const fn side_label(side: Side) -> &'static Words {
    match side {
        Side::Left => &LABELS.left,
        Side::Right => &LABELS.right,
    }
}

/// Returns the alignments of the sentences on the cursor's row, by their indices. A row may hold the
/// end of one sentence and the start of the next.
pub fn alignments_at(catalog: &Catalog, pair: &Pair) -> Vec<usize> {
    let Some(row) = pair.sheet.rows.get(pair.cursor.row) else { return Vec::new() };
    let mut found = Vec::new();
    for side in Side::BOTH {
        let Some(line) = row.lines[side] else { continue };
        let sentences = &catalog.entries[pair.entries[side]].report.sentences;
        let is_on_row = |at: &usize| sentences.get(*at).is_some_and(|s| s.body.overlaps(line.span));
        let holds =
            |alignment: &Alignment| alignment.sentences[side].clone().any(|at| is_on_row(&at));
        let alignments = pair.collation.alignments.iter().enumerate();
        found.extend(alignments.filter(|(_, alignment)| holds(alignment)).map(|(at, _)| at));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Returns a figure with what was read out of it; its value where that is not what is written.
fn parsed(figure: &Figure, text: &str, language: Language) -> String {
    let mut parts = vec![figure.span.of(text).to_owned()];
    if let Some(value) = figure.value {
        let value = match language {
            Language::Chinese => readable(value, &figure.unit) + &figure.unit,
            Language::English => latin_value(value, figure)
                .unwrap_or_else(|| readable_in_english(value, &figure.unit) + &figure.unit),
        };
        let is_as_written = value == parts[0];
        parts.extend((!is_as_written).then(|| format!("= {value}")));
    }
    if !figure.indicator.is_empty() {
        parts.push(figure.indicator.clone());
    }
    parts.extend(figure.scope.clone());
    let period = |Period { start, end }: &Period| {
        if start == end { start.clone() } else { format!("{start}..{end}") }
    };
    parts.extend(figure.period.as_ref().map(period));
    parts.join("  ")
}

/// Returns how a figure changed: `-> +68家（+101.5%）`; a sign where it neither rose nor fell.
fn changed(collation: &Collation, change: &FigureChange, language: Language) -> String {
    let by = difference_of(collation, change, language);
    let sign = if matches!(change.change, Change::Equal | Change::Restated) { "=" } else { "~" };
    format!("-> {}", if by.is_empty() { sign } else { by.as_str() })
}
