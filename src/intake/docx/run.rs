//! What stands in a line of a docx: runs of text, and what is mixed in with them.

use crate::intake::docx::body::Body;
use crate::intake::docx::footnote::Kind;
use crate::intake::docx::style::flag;
use crate::intake::field::is_left_out;
use crate::intake::line::Line;
use crate::intake::symbol::sign;
use crate::intake::tree::Element;

impl Body<'_> {
    /// Reads what stands inside an element of a paragraph. `is_bold` is what the paragraph style says.
    pub(super) fn inline(&mut self, parent: Element, is_bold: bool, line: &mut Line) {
        let mut previous = "";
        for element in parent.elements() {
            let name = element.name();
            match name {
                "r" => self.run(element, is_bold, line),
                "ins" | "moveTo" => {
                    self.tally.revisions += usize::from(previous != name);
                    self.inline(element, is_bold, line);
                }
                "del" | "moveFrom" => self.tally.revisions += usize::from(previous != name),
                "fldSimple" => {
                    let instruction = element.attribute("instr").unwrap_or_default();
                    if !is_left_out(&instruction) {
                        self.inline(element, is_bold, line);
                    }
                }
                "AlternateContent" => {
                    if let Some(chosen) = chosen(element) {
                        self.inline(chosen, is_bold, line);
                    }
                }
                "oMath" | "oMathPara" => self.formula(element, line),
                "sdt" => {
                    if let Some(content) = element.child("sdtContent") {
                        self.inline(content, is_bold, line);
                    }
                }
                "annotation" => {
                    if let Some(content) = self.annotated(element) {
                        self.inline(content, is_bold, line);
                    }
                }
                "hlink" | "hyperlink" | "smartTag" | "customXml" | "bdo" | "dir" => {
                    self.inline(element, is_bold, line);
                }
                _ => {}
            }
            if !name.starts_with("bookmark") && name != "proofErr" {
                previous = name;
            }
        }
    }

    /// Reads one run.
    fn run(&mut self, run: Element, is_bold: bool, line: &mut Line) {
        let properties = run.child("rPr");
        let style = properties.and_then(|properties| properties.child("rStyle"));
        let style = style.and_then(|style| style.attribute("val"));
        let own = |name| properties.and_then(|properties| flag(properties, name));
        let styled = style.as_deref().and_then(|style| self.styles.is_bold(Some(style)));
        let is_bold = own("b").or(styled).unwrap_or(is_bold);
        let is_hidden = own("vanish")
            .unwrap_or_else(|| style.is_some() && self.styles.is_hidden(style.as_deref()));
        self.run_content(run, is_bold, is_hidden, line);
    }

    fn run_content(&mut self, run: Element, is_bold: bool, is_hidden: bool, line: &mut Line) {
        for element in run.elements() {
            match element.name() {
                "fldChar" => self.field(element),
                "instrText" => self.fields.instruct(&element.text()),
                "commentReference" => self.tally.comments += 1,
                "AlternateContent" => {
                    if let Some(chosen) = chosen(element) {
                        self.run_content(chosen, is_bold, is_hidden, line);
                    }
                }
                "drawing" | "pict" | "object" => self.boxes(element),
                "ruby" => {
                    if let Some(base) = element.child("rubyBase") {
                        self.inline(base, is_bold, line);
                    }
                }
                name => {
                    let text = self.seen(name, element);
                    self.has_contents |= self.fields.in_contents() && !text.is_empty();
                    if is_hidden || !self.fields.shows() {
                        continue;
                    }
                    if text == "\n" {
                        line.wrap();
                    } else {
                        line.push(&text, is_bold);
                    }
                }
            }
        }
    }

    /// Returns what is seen for an element of a run.
    fn seen(&mut self, name: &str, element: Element) -> String {
        match name {
            "t" => written(element, self.keeps_space),
            "tab" | "ptab" => "\t".to_owned(),
            "br" | "cr" => "\n".to_owned(),
            "noBreakHyphen" => "-".to_owned(),
            "sym" => symbol(element).to_string(),
            "footnoteReference" | "endnoteReference" => self.reference(name, element),
            "footnote" => self.note_in_place(Kind::Footnote, element),
            "endnote" => self.note_in_place(Kind::Endnote, element),
            _ => String::new(),
        }
    }

    fn field(&mut self, element: Element) {
        match element.attribute("fldCharType").as_deref() {
            _ if self.ignores_fields => {}
            Some("begin") => self.fields.begin(),
            Some("separate") => self.fields.separate(),
            Some("end") => self.fields.end(),
            _ => {}
        }
    }

    /// Reads a formula: its letters and digits in order.
    fn formula(&mut self, element: Element, line: &mut Line) {
        if self.fields.shows() {
            let letters = element.descendants().filter(|inner| inner.is("t"));
            letters.for_each(|letter| line.push(&letter.text(), false));
        }
    }
}

/// Returns which of the forms of a content to read: the new one if there is text in it, or else the
/// fallback for older programs.
pub(super) fn chosen(element: Element) -> Option<Element> {
    let has_text = |form: &Element| {
        form.descendants().any(|inner| matches!(inner.name(), "t" | "txbxContent"))
    };
    let choice = element.elements().find(|form| form.is("Choice"));
    choice.filter(has_text).or_else(|| element.child("Fallback"))
}

/// Returns the text of a `t` element: white space at its ends counts only where it says so.
fn written(element: Element, keeps_space: bool) -> String {
    let text = element.text();
    let keeps = keeps_space || keeps_space_of(element);
    let is_space = |c: char| c.is_ascii_whitespace();
    let text = if keeps { text.as_str() } else { text.trim_matches(is_space) };
    text.replace(['\n', '\r'], " ")
}

/// Returns the sign that is seen for a character of a symbol font.
fn symbol(element: Element) -> char {
    let code = element.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
    sign(code.unwrap_or_default())
}

/// Says whether an element asks to keep white space.
pub(super) fn keeps_space_of(element: Element) -> bool {
    element.attribute("space").is_some_and(|space| space == "preserve")
}
