//! A part of the tree to paragraphs, as they are shown.

use crate::intake::html::dom::{Dom, Kind, NodeId, Step};
use crate::intake::html::element::{Role, role};
use crate::intake::joint::{is_full_width, join};
use crate::intake::paragraph::{Paragraph, Style};

/// Returns the paragraphs below a node, in order, without the nodes of which `is_left_out` holds.
pub fn paragraphs(dom: &Dom, root: NodeId, is_left_out: impl Fn(NodeId) -> bool) -> Vec<Paragraph> {
    let mut writer = Writer::default();
    let mut walk = dom.walk(root);
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(id) => {
                let role = role(dom, id);
                if id != root && (role == Role::Unread || is_left_out(id)) {
                    writer.end_if_block(role);
                    walk.pass_over(id);
                } else if role == Role::Table
                    && let Some(rows) = data_rows(dom, id)
                {
                    writer.rows(rows);
                    walk.pass_over(id);
                } else {
                    writer.enter(dom, id, role);
                }
            }
            Step::Leave(id) => {
                if is_note_mark(dom, id) {
                    writer.word("]");
                }
                writer.leave(role(dom, id));
            }
        }
    }
    writer.end();
    writer.done
}

/// What has been written so far.
#[derive(Default)]
struct Writer {
    done: Vec<Paragraph>,
    open: Paragraph,
    /// How many bold elements are open.
    n_bold: usize,
    /// Whether something that is not bold stands in the open paragraph.
    is_plain: bool,
    /// How many elements are open whose blanks count.
    n_verbatim: usize,
    /// The number or bullet that opens the open paragraph; empty if none does.
    label: String,
    /// The open lists, with the number of the next item if they are numbered.
    lists: Vec<Option<u32>>,
}

impl Writer {
    fn enter(&mut self, dom: &Dom, id: NodeId, role: Role) {
        match role {
            Role::Inline | Role::Link | Role::Unread => {}
            Role::Bold => self.n_bold += 1,
            Role::Break | Role::Block | Role::Table => self.end(),
            Role::Heading(level) => {
                self.end();
                self.open.style = Style::Heading(level);
            }
            Role::Verbatim => {
                self.end();
                self.n_verbatim += 1;
            }
            Role::List => {
                self.end();
                let start = dom.attribute(id, "start").parse().unwrap_or(1);
                self.lists.push((dom.name(id) == "ol").then_some(start));
            }
            Role::Item => {
                self.end();
                self.label(dom.attribute(id, "value").parse().ok());
            }
        }
        if is_note_mark(dom, id) {
            self.word("[");
        }
        if let Some(Kind::Text(text)) = dom.nodes.get(id).map(|node| &node.kind) {
            self.text(text);
        }
    }

    fn leave(&mut self, role: Role) {
        match role {
            Role::Inline | Role::Link | Role::Break | Role::Unread => {}
            Role::Bold => self.n_bold = self.n_bold.saturating_sub(1),
            Role::Verbatim => {
                self.end();
                self.n_verbatim = self.n_verbatim.saturating_sub(1);
            }
            Role::List => {
                self.end();
                self.lists.pop();
            }
            Role::Block | Role::Table | Role::Heading(_) | Role::Item => self.end(),
        }
    }

    /// Ends the paragraph in front of something that is left out, if that stood on its own lines.
    fn end_if_block(&mut self, role: Role) {
        if !matches!(role, Role::Inline | Role::Bold | Role::Link | Role::Unread) {
            self.end();
        }
    }

    /// Writes the number or bullet of a list item.
    fn label(&mut self, value: Option<u32>) {
        match self.lists.last_mut() {
            Some(Some(next)) => {
                let number = value.unwrap_or(*next);
                *next = number.saturating_add(1);
                self.label = format!("{number}.");
                self.open.text = format!("{number}. ");
            }
            Some(None) => {
                "•".clone_into(&mut self.label);
                self.open.text.push_str("• ");
            }
            None => {}
        }
    }

    /// Writes text, blanks and line ends as the page shows them.
    fn text(&mut self, text: &str) {
        if 0 < self.n_verbatim {
            for (nth, line) in text.split('\n').enumerate() {
                if 0 < nth {
                    self.end();
                }
                self.word(line);
            }
            return;
        }
        let is_blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0C');
        for (nth, word) in text.split(is_blank).enumerate() {
            if 0 < nth && !self.open.text.is_empty() && !self.open.text.ends_with(' ') {
                self.open.text.push(' ');
            }
            self.word(word);
        }
    }

    fn word(&mut self, word: &str) {
        let Some(first) = word.chars().next() else { return };
        // A line end of the source is no blank between Han characters.
        let before = self.open.text.strip_suffix(' ').and_then(|text| text.chars().next_back());
        if is_full_width(first) && before.is_some_and(is_full_width) {
            self.open.text.pop();
        }
        self.open.text.extend(word.chars().map(|c| if c == '\u{A0}' { ' ' } else { c }));
        self.is_plain |= self.n_bold == 0;
        if !self.is_plain {
            self.open.bold_bytes = self.open.text.len();
        }
    }

    /// Ends the open paragraph, if anything stands in it; a heading that is still empty stays one.
    fn end(&mut self) {
        let indent = self.open.text.len() - self.open.text.trim_start().len();
        let text = self.open.text.trim().to_owned();
        // A paragraph of its own inside an item has the label of the item in front.
        let has_label_only = !text.is_empty() && text == self.label && !self.lists.is_empty();
        if text.is_empty() || has_label_only {
            if !has_label_only {
                self.open.text.clear();
            }
            return;
        }
        let bold_bytes = self.open.bold_bytes.saturating_sub(indent).min(text.len());
        let style = self.open.style;
        self.done.push(Paragraph { text, style, bold_bytes });
        self.open = Paragraph::default();
        self.label.clear();
        self.is_plain = false;
    }

    fn rows(&mut self, rows: Vec<Vec<String>>) {
        self.end();
        let row = |cells: Vec<String>| Paragraph {
            text: cells.join("\t"),
            style: Style::Row,
            ..Paragraph::default()
        };
        self.done.extend(rows.into_iter().map(row));
    }
}

/// Says whether an element is the mark of a note as `LibreOffice` writes it, a bare number above the line.
fn is_note_mark(dom: &Dom, id: NodeId) -> bool {
    const MARKS: [&str; 4] = ["sdfootnoteanc", "sdfootnotesym", "sdendnoteanc", "sdendnotesym"];
    dom.name(id) == "a" && MARKS.contains(&dom.attribute(id, "class"))
}

/// Longest text of a cell in a table of data, in characters; what is longer is laid out by the table.
const MAX_CELL_CHARS: usize = 400;

/// Returns the rows of a table; `None` if it only lays a page out.
fn data_rows(dom: &Dom, table: NodeId) -> Option<Vec<Vec<String>>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut walk = dom.walk(table);
    while let Some(step) = walk.next() {
        let Step::Enter(id) = step else { continue };
        match dom.name(id) {
            "table" if id != table => return None,
            "tr" => rows.push(Vec::new()),
            "td" | "th" => {
                let text = cell(dom, id)?;
                rows.last_mut()?.push(text);
                walk.pass_over(id);
            }
            _ => {}
        }
    }
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    let n_wide = rows.iter().filter(|row| 1 < row.len()).count();
    (1 < rows.len() && rows.len() < 2 * n_wide + 1).then_some(rows)
}

/// Returns the text of a cell on one line; `None` if it holds more than a cell of data does.
fn cell(dom: &Dom, id: NodeId) -> Option<String> {
    let parts = paragraphs(dom, id, |_| false);
    if parts.iter().any(|part| part.style == Style::Row) {
        return None;
    }
    let mut text = String::new();
    for part in &parts {
        join(&mut text, &part.text);
    }
    (text.chars().count() <= MAX_CELL_CHARS).then_some(text)
}
