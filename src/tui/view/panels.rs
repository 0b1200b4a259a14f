//! The list of findings and the outline, docked or in place of the text.

use crate::collate::model::{SectionPair, SectionRelation};
use crate::export::term;
use crate::export::text::mark::verdict_name;
use crate::review::act::Verdict;
use crate::sheet::model::Mark;
use crate::text::cells::disarmed;
use crate::text::language::Language;
use crate::text::language::{Words, words};
use crate::text::side::Side;
use crate::tui::hints::{Hint, LIST_HINTS, OUTLINE_HINTS};
use crate::tui::model::Model;
use crate::tui::note::SIGN;
use crate::tui::outline::{entries, section_here};
use crate::tui::pair::{Focus, Pair};
use crate::tui::panel::{Order, kind, listed, nearest, no_findings};
use crate::tui::progress::REVIEWED;
use crate::tui::style::Ink;
use crate::tui::view::canvas::{Area, Canvas};
use crate::tui::view::frame;
use crate::tui::words::{LABELS, certainty_sign, filled, share};

/// Findings that are not listed.
const HIDDEN: Words = words("（{} 条未列）", " ({} not listed)");

/// Entries a list moves on by.
const LIST_STEP: usize = 3;

/// Draws the list below the text, its title in the ruler above it.
pub fn docked_list(canvas: &mut Canvas<'_>, pair: &Pair, area: Area) -> Option<(u16, u16)> {
    canvas.ruler(area.nth(0), '-');
    list_title(canvas, pair, area.nth(0).from(3));
    let attention = list(canvas, pair, area.below(1));
    attention.filter(|_| pair.focus == Focus::List)
}

/// Draws the list in place of the text.
pub fn full_list(canvas: &mut Canvas<'_>, model: &Model, pair: &Pair) -> Option<(u16, u16)> {
    let whole = canvas.whole();
    list_title(canvas, pair, whole.nth(0).from(1));
    let footer = Footer::of(model, whole);
    let attention = list(canvas, pair, Area { height: footer.above, ..whole.below(1) });
    let place = place(canvas, &LABELS.finding, pair.list.selected, listed(pair).len());
    footer.draw(canvas, model, pair, LIST_HINTS, &place);
    attention
}

/// The last rows of a panel in place of the text: its status line and, where there is room, hints.
#[derive(Clone, Copy)]
pub struct Footer {
    /// Rows left for the panel below its title.
    pub above: u16,
    rows: Area,
}

impl Footer {
    /// Returns the last rows of the whole screen.
    pub fn of(model: &Model, whole: Area) -> Self {
        let height = 1 + model.geometry().hints_rows;
        let above = whole.height.saturating_sub(1 + height);
        Self { above, rows: Area { height, ..whole.below(1 + above) } }
    }

    /// Draws them.
    pub fn draw(
        self,
        canvas: &mut Canvas<'_>,
        model: &Model,
        pair: &Pair,
        hints: &[Hint],
        place: &str,
    ) {
        frame::status(canvas, model, pair, self.rows.nth(0), place);
        if 1 < self.rows.height {
            frame::hints(canvas, hints, self.rows.nth(1));
        }
    }
}

/// Returns which entry of a panel is selected, of how many.
pub fn place(canvas: &Canvas<'_>, what: &Words, selected: usize, count: usize) -> String {
    format!("{} {}/{count}", canvas.word(what), (selected + 1).min(count))
}

fn list_title(canvas: &mut Canvas<'_>, pair: &Pair, row: Area) {
    let order = match pair.list.order {
        Order::Place => &LABELS.by_place,
        Order::Severity => &LABELS.by_severity,
    };
    let kind = canvas.word(kind(pair.list.mark));
    let (shown, all) = (listed(pair).len(), pair.findings.len());
    let hidden = match all - shown {
        0 => String::new(),
        hidden => filled(canvas.word(&HIDDEN), &[&hidden.to_string()]),
    };
    let list = canvas.word(&LABELS.list);
    let order = canvas.word(order);
    let mut title = format!(" {list} {shown}/{all}{hidden}  s {order}  t {kind} ");
    if let Some(verdict) = pair.list.verdict {
        title = format!("{title} T {} ", canvas.word(&verdict_name(verdict)));
    }
    let severity = pair.list.severity.map(|severity| term::severity(severity).words);
    for words in severity.into_iter().chain(pair.list.rule.map(|rule| rule.rule().name)) {
        title = format!("{title} :only {} ", canvas.word(&words));
    }
    canvas.fitted(row, &title, Ink::Strong);
}

fn list(canvas: &mut Canvas<'_>, pair: &Pair, area: Area) -> Option<(u16, u16)> {
    let listed = listed(pair);
    if listed.is_empty() {
        let words = canvas.word(no_findings(pair));
        canvas.fitted(area.nth(0).from(1), words, Ink::Faint);
        return None;
    }
    let here = pair.explained();
    let at = match pair.focus {
        Focus::List => pair.list.selected,
        _ => nearest(pair, &listed),
    };
    let height = usize::from(area.height).max(1);
    let top = list_top(at, height);
    let shown = listed.iter().enumerate().skip(top).take(usize::from(area.height));
    let mut attention = None;
    for (line, (index, finding)) in shown.enumerate() {
        let row = area.nth(line as u16);
        let is_selected = index == at && (pair.focus == Focus::List || Some(*finding) == here);
        list_row(canvas, pair, *finding, row);
        if is_selected {
            canvas.put(row, ">", Ink::Strong);
            attention = Some((row.x, row.y));
            if pair.focus == Focus::List {
                canvas.repaint(Area { width: row.width - 1, ..row }, Ink::Cursor);
            }
        }
    }
    attention
}

/// Returns the first entry in view of a list whose entry at `at` is selected. It moves a few entries at a
/// time: one by one costs a slow line a row for each finding, and whole pages more than the text at once.
fn list_top(at: usize, height: usize) -> usize {
    let step = LIST_STEP.min(height);
    (at / step * step).saturating_sub((height - step) / 2)
}

fn list_row(canvas: &mut Canvas<'_>, pair: &Pair, index: usize, row: Area) {
    let finding = &pair.findings[index];
    let rule = finding.rule.rule();
    let number = pair.finding_rows.get(index).map_or(0, |row| row + 1);
    let mut place = format!("{} {number}", canvas.word(&LABELS.row));
    if pair.marks.notes_about(finding).next().is_some() {
        place = format!("{SIGN} {place}");
    }
    if let Some(mark) = pair.marks.findings.get(index).filter(|m| m.verdict != Verdict::Open) {
        let again = if mark.is_edited { "?" } else { "" };
        place = format!("{}{again} {place}", canvas.word(&verdict_name(mark.verdict)));
    }
    let row = Area { width: row.width.saturating_sub(1), ..row };
    let used = canvas.right(row, &place, Ink::Faint);
    let row = Area { width: row.width.saturating_sub(used + 1), ..row };
    canvas.put(row.from(1), rule.mark.encode_utf8(&mut [0; 4]), Ink::Mark(rule.mark));
    let name = canvas.word(&rule.name);
    let width = rule_cells(canvas.language(), row.width);
    canvas.fitted(Area { width, ..row.from(3) }, name, Ink::Strong);
    canvas.fitted(row.from(width + 4), finding.message.pick(canvas.language()), Ink::Chrome);
}

/// Returns the cells for the name of a rule: all of the longest one, but in English only where there is room.
fn rule_cells(language: Language, width: u16) -> u16 {
    match language {
        Language::English if 90 <= width => 21,
        Language::English | Language::Chinese => 14,
    }
}

/// Draws the outline at the left of the text, a ruler between them.
pub fn docked_outline(
    canvas: &mut Canvas<'_>,
    model: &Model,
    pair: &Pair,
    area: Area,
) -> Option<(u16, u16)> {
    for line in 0..area.height {
        canvas.put(area.nth(line).from(area.width - 1), "|", Ink::Faint);
    }
    let inner = Area { width: area.width - 1, ..area };
    let (shown, attention) = outline(canvas, model, pair, inner.below(1));
    let all = pair.collation.sections.len();
    let left_out = if shown < all { format!(" {shown}/{all}") } else { String::new() };
    let words = format!(" {}{left_out}", canvas.word(&LABELS.outline));
    canvas.fitted(inner.nth(0), &words, Ink::Strong);
    attention.filter(|_| pair.focus == Focus::Outline)
}

/// Draws the outline in place of the text.
pub fn full_outline(canvas: &mut Canvas<'_>, model: &Model, pair: &Pair) -> Option<(u16, u16)> {
    let whole = canvas.whole();
    let words = format!(" {}", canvas.word(&LABELS.outline));
    canvas.fitted(whole.nth(0), &words, Ink::Strong);
    let footer = Footer::of(model, whole);
    let body = Area { height: footer.above, width: whole.width - 1, ..whole.below(1) };
    let (_, attention) = outline(canvas, model, pair, body);
    let sections = pair.collation.sections.len();
    let place = place(canvas, &LABELS.section, pair.outline_selected, sections);
    footer.draw(canvas, model, pair, OUTLINE_HINTS, &place);
    attention
}

/// Draws the pairs of sections in reading order; the one the cursor is in is selected unless the outline has
/// the keys. Returns how many there was room for, and where the selected one is.
fn outline(
    canvas: &mut Canvas<'_>,
    model: &Model,
    pair: &Pair,
    area: Area,
) -> (usize, Option<(u16, u16)>) {
    let sections = &pair.collation.sections;
    if sections.is_empty() {
        canvas.fitted(area.nth(0).from(1), canvas.word(&LABELS.no_headings), Ink::Faint);
        return (0, None);
    }
    let subject = pair.subject(&model.catalog);
    let at = match pair.focus {
        Focus::Outline => pair.outline_selected,
        _ => section_here(pair, subject),
    };
    let height = usize::from(area.height);
    let entries = entries(pair, subject, at, height);
    let count = entries.len();
    let mut attention = None;
    for (line, index) in entries.into_iter().enumerate() {
        let row = area.nth(line as u16);
        outline_row(canvas, model, pair, index, row);
        if index == at {
            canvas.put(row, ">", Ink::Strong);
            attention = Some((row.x, row.y));
            if pair.focus == Focus::Outline {
                canvas.repaint(row, Ink::Cursor);
            }
        }
    }
    (count, attention)
}

fn outline_row(canvas: &mut Canvas<'_>, model: &Model, pair: &Pair, index: usize, row: Area) {
    let section: &SectionPair = &pair.collation.sections[index];
    let is_reviewed = pair.marks.reviewed.get(index).copied().unwrap_or(false);
    let subject = pair.subject(&model.catalog);
    let label = |side: Side| {
        let report = subject.sides[side].report;
        let section = report.section(section.sections[side]?)?;
        let text = subject.sides[side].text;
        let heading = disarmed(section.heading.trimmed(text).of(text));
        let heading = if heading.is_empty() { disarmed(report.title.of(text)) } else { heading };
        let indent = " ".repeat(usize::from(section.level.saturating_sub(1)).min(4));
        Some(format!("{indent}{heading}"))
    };
    let mark = section_mark(section.relation).sign();
    let is_pair = section.sections.left.is_some() && section.sections.right.is_some();
    let similarity = if is_pair { share(section.resemblance) } else { "--".to_owned() };
    let mut similarity = similarity + certainty_sign(section.certainty);
    if is_reviewed {
        similarity = format!("{similarity} {}", canvas.word(&REVIEWED));
    }
    let used = canvas.right(row, &similarity, Ink::Faint);
    let row = Area { width: row.width.saturating_sub(used + 1), ..row.from(1) };
    let (left, right) = (label(Side::Left), label(Side::Right));
    // A narrow outline names a pair by its left heading; a wide one shows both.
    if row.width < 48 {
        canvas.put(row, mark.encode_utf8(&mut [0; 4]), Ink::Mark(mark));
        let name = left.or(right).unwrap_or_default();
        canvas.fitted(
            Area { width: row.width.saturating_sub(3), ..row.from(2) },
            &name,
            Ink::Chrome,
        );
        return;
    }
    let half = row.width.saturating_sub(6) / 2;
    canvas.fitted(Area { width: half, ..row }, &left.unwrap_or_default(), Ink::Chrome);
    canvas.put(row.from(half + 1), mark.encode_utf8(&mut [0; 4]), Ink::Mark(mark));
    canvas.fitted(
        Area { width: half, ..row.from(half + 4) },
        &right.unwrap_or_default(),
        Ink::Chrome,
    );
}

fn section_mark(relation: SectionRelation) -> Mark {
    match relation {
        SectionRelation::Unchanged => Mark::Same,
        SectionRelation::Edited | SectionRelation::Split | SectionRelation::Merged => Mark::Changed,
        SectionRelation::Moved => Mark::MovedAway,
        SectionRelation::Added => Mark::OnlyRight,
        SectionRelation::Removed => Mark::OnlyLeft,
    }
}
