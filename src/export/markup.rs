//! Markup that cannot be broken out of: names are ours, text and attribute values are escaped.
//!
//! One writer for HTML and for the XML of docx. Whatever a report holds (tags, control characters,
//! characters that XML has no place for) comes out as text to be read.

use crate::text::cells::disarmed;
use quick_xml::escape::escape;

/// Markup being written.
#[derive(Debug, Default)]
pub struct Markup {
    out: String,
    open: Vec<&'static str>,
}

/// The attributes of an element, in order.
pub type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Markup {
    /// Starts with a line that is written as it is: a doctype, an XML declaration.
    pub fn starting_with(prolog: &'static str) -> Self {
        Self { out: prolog.to_owned(), open: Vec::new() }
    }

    /// Opens an element.
    pub fn open(&mut self, name: &'static str, attributes: Attributes) {
        self.tag(name, attributes, ">");
        self.open.push(name);
    }

    /// Closes the element that was opened last.
    pub fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.out.extend(["</", name, ">"]);
        }
    }

    /// Writes an element that never has content: `<br/>`.
    pub fn empty(&mut self, name: &'static str, attributes: Attributes) {
        self.tag(name, attributes, "/>");
    }

    /// Writes an element with what `content` puts into it.
    pub fn within(
        &mut self,
        name: &'static str,
        attributes: Attributes,
        content: impl FnOnce(&mut Self),
    ) {
        self.open(name, attributes);
        content(self);
        self.close();
    }

    /// Writes an element that holds nothing but text.
    pub fn element(&mut self, name: &'static str, attributes: Attributes, text: &str) {
        self.within(name, attributes, |markup| markup.text(text));
    }

    /// Writes text; characters that no reader should receive come as visible stand-ins.
    pub fn text(&mut self, text: &str) {
        self.out.push_str(&escape(disarmed(text)));
    }

    /// Ends the line, where white space does not count.
    pub fn line(&mut self) {
        self.out.push('\n');
    }

    /// Writes what needs no escaping because it is part of the program: a style sheet.
    pub fn literal(&mut self, literal: &'static str) {
        self.out.push_str(literal);
    }

    /// Closes what is open and returns everything.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }

    fn tag(&mut self, name: &'static str, attributes: Attributes, end: &str) {
        self.out.extend(["<", name]);
        for (attribute, value) in attributes {
            self.out.extend([" ", attribute, "=\"", &escape(disarmed(value)), "\""]);
        }
        self.out.push_str(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_quotes_and_control_characters_are_text() {
        let mut markup = Markup::default();
        let hostile = "</p><script>\"x\"&'\u{1B}]0;\u{0}\u{202E}\u{FFFF}";
        markup.element("p", &[("title", hostile)], hostile);
        let text =
            "&lt;/p&gt;&lt;script&gt;&quot;x&quot;&amp;&apos;^[]0;^@&lt;202E&gt;&lt;FFFF&gt;";
        assert_eq!(markup.finish(), format!("<p title=\"{text}\">{text}</p>"));
    }

    #[test]
    fn what_is_open_is_closed_at_the_end() {
        let mut markup = Markup::default();
        markup.open("ul", &[]);
        markup.open("li", &[]);
        markup.text("甲");
        assert_eq!(markup.finish(), "<ul><li>甲</li></ul>");
    }
}
