//! What stands around the text: header, headings, explanation, status, hints.

use crate::collate::model::Alignment;
use crate::export::text::mark::verdict_name;
use crate::finding::reuse::grade_words;
use crate::finding::section_grade::worse;
use crate::report::model::{Report, SectionId};
use crate::review::act::Verdict;
use crate::review::marks::Progress;
use crate::sheet::model::{Layout, MARKS};
use crate::text::cells::{AmbiguousWidth, disarmed, width_cells};
use crate::text::language::{Words, words};
use crate::text::side::Side;
use crate::tui::action::Action;
use crate::tui::detail::alignments_at;
use crate::tui::geometry::{Geometry, OUTLINE_CELLS, Place, docked};
use crate::tui::hints::{Hint, MATRIX_HINTS, PAIR_HINTS};
use crate::tui::model::Model;
use crate::tui::note::{SIGN, notes_at};
use crate::tui::pair::Pair;
use crate::tui::pinning::in_hand;
use crate::tui::style::Ink;
use crate::tui::task::Task;
use crate::tui::view::body;
use crate::tui::view::canvas::{Area, Canvas};
use crate::tui::view::header;
use crate::tui::view::minimap;
use crate::tui::view::panels;
use crate::tui::words::{LABELS, certainty, relation, share};

/// From this many columns there is room for a hint in the status line.
const MIN_HINTED_WIDTH: u16 = 24;

/// From this many columns there is room for the count of typographic differences.
const MIN_TYPOGRAPHY_WIDTH: u16 = 90;

/// Places that differ in typography only.
const TYPOGRAPHY: Words = words("仅排版不同", "typography only");

/// Findings with a verdict.
const JUDGED: Words = words("已判", "judged");

/// Sections that have been gone through.
const REVIEWED: Words = words("已审节", "reviewed");

/// Draws a pair with everything around it.
pub fn draw(
    canvas: &mut Canvas<'_>,
    model: &Model,
    pair: &Pair,
    geometry: Geometry,
) -> Option<(u16, u16)> {
    let whole = canvas.whole();
    header::draw(canvas, model, pair, whole.nth(0));
    let middle_rows = geometry.headings_rows + geometry.body_rows;
    let middle = Area { height: middle_rows, ..whole.below(1) };
    let mut text = middle;
    let mut attention = None;
    if geometry.outline != Place::Hidden {
        let outline = Area { width: OUTLINE_CELLS, ..middle };
        attention = panels::docked_outline(canvas, model, pair, outline);
        text = middle.from(OUTLINE_CELLS);
    }
    if 0 < geometry.headings_rows {
        headings(canvas, model, pair, text.nth(0));
    }
    let body = text.below(geometry.headings_rows);
    let cursor = body::draw(canvas, model, pair, body);
    if 0 < geometry.map_cells {
        minimap::draw(canvas, pair, Area { height: geometry.body_rows, ..body });
    }
    attention = attention.or(cursor);
    let mut rest = whole.below(1 + middle_rows);
    if let Place::Docked(rows) = geometry.list {
        let list = Area { height: rows, ..rest };
        attention = panels::docked_list(canvas, pair, list).or(attention);
        rest = rest.below(docked(geometry.list));
    }
    explanation(canvas, model, pair, rest.nth(0));
    status(canvas, model, pair, rest.nth(1), &place_in_text(canvas, pair));
    if 0 < geometry.hints_rows {
        hints(canvas, PAIR_HINTS, rest.nth(2));
    }
    attention
}

/// Draws the headings above the first row in view, and how alike their sections are; at the start, the whole.
fn headings(canvas: &mut Canvas<'_>, model: &Model, pair: &Pair, row: Area) {
    let columns = body::columns(row, pair.layout(), pair.options.pane_cells as u16);
    let similar = canvas.word(&LABELS.similar);
    let collation = &pair.collation;
    if pair.top.row == 0 {
        let words = canvas.word(&grade_words(collation.grade));
        let whole = format!("{similar} {} {words}", share(collation.resemblance));
        canvas.right(columns.whole, &whole, Ink::Faint);
        return;
    }
    let subject = pair.subject(&model.catalog);
    let at = pair.sheet.sections_at(pair.top.row, subject);
    let matched = at.pair.filter(|pair| pair.sections.right.is_some());
    let similarity = matched.map_or(String::new(), |pair| {
        let worse = worse(&collation.grades_of(pair.sections));
        let grade = worse.map_or("", |worse| canvas.word(&grade_words(worse.grade)));
        format!("{similar} {} {grade}", share(pair.resemblance)).trim_end().to_owned()
    });
    let used = canvas.right(columns.whole, &similarity, Ink::Faint);
    let path = |side: Side| {
        let section = at.sections[side].unwrap_or_default();
        path(subject.sides[side].report, subject.sides[side].text, section)
    };
    let none = canvas.word(&LABELS.no_section);
    let mut draw = |pane: Area, taken: u16, path: Option<String>| {
        let area = Area { width: pane.width.saturating_sub(taken), ..pane };
        match path {
            Some(path) => canvas.fitted(area, &path, Ink::Strong),
            None => canvas.fitted(area, none, Ink::Faint),
        };
    };
    let taken = if 0 < used { used + 1 } else { 0 };
    match pair.layout() {
        Layout::SideBySide => {
            draw(columns.panes.left, 0, path(Side::Left));
            draw(columns.panes.right, taken, path(Side::Right));
        }
        Layout::Stacked => {
            draw(columns.whole, taken, path(Side::Left).or_else(|| path(Side::Right)));
        }
    }
}

/// Returns the headings that lead to a section: `一、主要成效 > 3.成果转化`; above the first heading, the title.
pub fn path(report: &Report, text: &str, section: SectionId) -> Option<String> {
    let mut headings = Vec::new();
    let mut at = Some(section);
    while let Some(section) = at.and_then(|id| report.section(id)) {
        if !section.heading.is_empty() {
            headings.push(disarmed(section.heading.trimmed(text).of(text)));
        }
        at = section.parent;
    }
    headings.reverse();
    if headings.is_empty() && !report.title.is_empty() {
        headings.push(disarmed(report.title.trimmed(text).of(text)));
    }
    (!headings.is_empty()).then(|| headings.join(" > "))
}

/// Draws one line about the finding at the cursor, or about its marks.
fn explanation(canvas: &mut Canvas<'_>, model: &Model, pair: &Pair, row: Area) {
    if let Some(words) = in_hand(&model.catalog, pair) {
        canvas.fitted(
            row.from(1),
            canvas.word(&words.0).replace("{}", &words.1).as_str(),
            Ink::Strong,
        );
        return;
    }
    if let Some(question) = model.offered() {
        canvas.fitted(row.from(1), &question, Ink::Strong);
        return;
    }
    let Some(at) = pair.explained() else {
        let row = note(canvas, pair, row.from(1));
        let words = unremarkable(canvas, model, pair);
        canvas.fitted(row, &words, Ink::Faint);
        return;
    };
    let finding = &pair.findings[at];
    let rule = finding.rule.rule();
    let verdict = match pair.marks.findings.get(at) {
        Some(mark) if mark.verdict != Verdict::Open => {
            format!(" {}", canvas.word(&verdict_name(mark.verdict)))
        }
        _ => String::new(),
    };
    let inner = Area { width: row.width.saturating_sub(2), ..row.from(1) };
    let message = finding.message.pick(canvas.language());
    let number = format!("{}/{}{verdict}", at + 1, pair.findings.len());
    let place = format!("[{} {number}]", canvas.word(&rule.name));
    // Where there is no room for both, what is said goes before what it is called.
    let wanted = width_cells(&place, canvas.ambiguous) + width_cells(message, canvas.ambiguous) + 3;
    let place = if usize::from(inner.width) < wanted { format!("[{number}]") } else { place };
    let used = canvas.right(inner, &place, Ink::Faint);
    let inner = Area { width: inner.width.saturating_sub(used + 1), ..inner };
    let inner = note(canvas, pair, inner);
    let mark = rule.mark.to_string();
    let lead = canvas.put(inner, &mark, Ink::Mark(rule.mark));
    canvas.fitted(inner.from(lead + 1), message, Ink::Chrome);
}

/// Draws the notes that begin on the cursor's row; returns what is left.
fn note(canvas: &mut Canvas<'_>, pair: &Pair, row: Area) -> Area {
    let notes: Vec<&str> = notes_at(pair, pair.cursor.row).map(|note| note.text.as_str()).collect();
    if notes.is_empty() {
        return row;
    }
    let used = canvas.fitted(row, &format!("{SIGN} {}", disarmed(&notes.join("  "))), Ink::Strong);
    row.from(used + 2)
}

/// Returns a word about a row without finding: what its mark means, and how alike the pair is.
fn unremarkable(canvas: &Canvas<'_>, model: &Model, pair: &Pair) -> String {
    let Some(row) = pair.sheet.rows.get(pair.cursor.row) else { return String::new() };
    let first = alignments_at(&model.catalog, pair).first().copied();
    let alignment: Option<&Alignment> = first.and_then(|at| pair.collation.alignments.get(at));
    match alignment {
        Some(alignment) if alignment.is_paired() && !row.mark.is_move() => {
            let words = canvas.word(&relation(alignment.relation));
            let likeness = share(alignment.resemblance);
            let sure = certainty(alignment.certainty);
            let sure = sure.map_or(String::new(), |words| format!("  {}", canvas.word(&words)));
            format!("{words}  {} {likeness}{sure}", canvas.word(&LABELS.similar))
        }
        Some(_) => {
            let legend = MARKS.iter().find(|legend| legend.of == row.mark);
            legend.map_or(String::new(), |legend| canvas.word(&legend.words).to_owned())
        }
        None => String::new(),
    }
}

/// Returns where the cursor is in the text.
fn place_in_text(canvas: &Canvas<'_>, pair: &Pair) -> String {
    let rows = pair.sheet.rows.len();
    let percent = if rows < 2 { 100 } else { pair.cursor.row * 100 / (rows - 1) };
    format!("{} {}/{rows}  {percent}%", canvas.word(&LABELS.row), pair.cursor.row + 1)
}

/// Draws the place, what is being typed or said, and the facts one needs when the screen looks wrong.
pub fn status(canvas: &mut Canvas<'_>, model: &Model, pair: &Pair, row: Area, place: &str) {
    let encodings = pair.entries.map(|index| model.catalog.entries[index].document.written_as());
    let encoding = if encodings.left == encodings.right {
        encodings.left.to_owned()
    } else {
        format!("{}|{}", encodings.left, encodings.right)
    };
    let width = match canvas.ambiguous {
        AmbiguousWidth::Narrow => "w:1",
        AmbiguousWidth::Wide => "w:2",
        AmbiguousWidth::Unknown => "w:?",
    };
    let width = match model.spoken {
        Some(spoken) => format!("{width} {spoken}"),
        None => width.to_owned(),
    };
    let row = Area { width: row.width.saturating_sub(2), ..row.from(1) };
    let facts = match row.width {
        ..60 => width,
        60..MIN_TYPOGRAPHY_WIDTH => format!("{}{encoding}  {width}", judged(canvas, pair)),
        _ => format!(
            "{}{}{}{encoding}  {width}",
            typography(canvas, pair),
            judged(canvas, pair),
            reviewed(canvas, pair)
        ),
    };
    let used = canvas.right(row, &facts, Ink::Faint);
    let row = Area { width: row.width.saturating_sub(used + 2), ..row };
    let row = worked_at(canvas, model, row);
    let row = hinted(canvas, model, row, place);
    say(canvas, model, row, place);
}

/// Draws what is worked at while the reader goes on reading; returns what is left.
fn worked_at(canvas: &mut Canvas<'_>, model: &Model, row: Area) -> Area {
    let Some(words) = model.task.as_ref().and_then(Task::words) else { return row };
    let used = canvas.right(row, canvas.word(words).to_owned().as_str(), Ink::Strong);
    Area { width: row.width.saturating_sub(used + 2), ..row }
}

/// Returns how many places differ in typography only, which are no differences; nothing of none.
fn typography(canvas: &Canvas<'_>, pair: &Pair) -> String {
    match pair.collation.typographic_differences {
        0 => String::new(),
        count => format!("{} {count}  ", canvas.word(&TYPOGRAPHY)),
    }
}

/// Returns how many findings have a verdict; nothing before the first one.
fn judged(canvas: &Canvas<'_>, pair: &Pair) -> String {
    let Progress { findings, decided, .. } = pair.marks.progress();
    if decided == 0 {
        return String::new();
    }
    format!("{} {decided}/{findings}  ", canvas.word(&JUDGED))
}

/// Returns how many sections have been gone through; nothing before the first one.
fn reviewed(canvas: &Canvas<'_>, pair: &Pair) -> String {
    let Progress { sections, reviewed, .. } = pair.marks.progress();
    if reviewed == 0 {
        return String::new();
    }
    format!("{} {reviewed}/{sections}  ", canvas.word(&REVIEWED))
}

/// Draws the way to help at the right where there is no line of hints; returns what is left.
pub fn hinted(canvas: &mut Canvas<'_>, model: &Model, row: Area, place: &str) -> Area {
    let words = format!("{} {}", canvas.keymap.key_of(Action::Help), canvas.word(&LABELS.help));
    let wanted = width_cells(&words, canvas.ambiguous) + width_cells(place, canvas.ambiguous) + 4;
    let is_silent = model.notice.is_none() && model.pending.is_empty() && model.count.is_none();
    let is_wanted = 0 == model.geometry().hints_rows && MIN_HINTED_WIDTH <= row.width;
    if !is_wanted || !is_silent || usize::from(row.width) < wanted {
        return row;
    }
    let used = canvas.right(row, &words, Ink::Faint);
    Area { width: row.width - used - 2, ..row }
}

/// Draws the notice, the unfinished keys, or else the place.
pub fn say(canvas: &mut Canvas<'_>, model: &Model, row: Area, place: &str) {
    let pending: String = model.pending.iter().map(|key| key.notation()).collect();
    let count = model.count.map_or(String::new(), |count| count.to_string());
    let typed = format!("{count}{pending}");
    let used = canvas.right(row, &typed, Ink::Strong);
    let row = Area { width: row.width.saturating_sub(used + 1), ..row };
    match &model.notice {
        Some(notice) => canvas.fitted(row, notice, Ink::Strong),
        None => canvas.fitted(row, place, Ink::Faint),
    };
}

/// Draws as many hints as fit.
pub fn hints(canvas: &mut Canvas<'_>, hints: &[Hint], row: Area) {
    let mut rest = Area { width: row.width.saturating_sub(2), ..row.from(1) };
    for (actions, words) in hints {
        let keys: Vec<&str> = actions.iter().map(|action| canvas.keymap.key_of(*action)).collect();
        let keys = keys.join("/");
        let words = canvas.word(words);
        let wanted =
            width_cells(&keys, canvas.ambiguous) + width_cells(words, canvas.ambiguous) + 1;
        if usize::from(rest.width) < wanted {
            return;
        }
        let used = canvas.put(rest, &keys, Ink::Strong);
        let used = used + 1 + canvas.put(rest.from(used + 1), words, Ink::Faint);
        rest = rest.from(used + 2);
    }
}

/// Draws the hints of the matrix.
pub fn matrix_hints(canvas: &mut Canvas<'_>, row: Area) {
    hints(canvas, MATRIX_HINTS, row);
}
