//! One decoded file.

use crate::intake::format::Format;
use crate::intake::note::Note;
use crate::text::span::Span;

/// What the formatting of a file says about a stretch of its text that the words do not.
///
/// A hint is evidence, not truth: real reports hold headings without any style and styles that
/// are used for their looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HintKind {
    /// The paragraph has the style of a document title.
    Title,
    /// The paragraph has a heading style or an outline level; 1 is the highest.
    Heading(u8),
    /// The opening of the paragraph is bold; the span goes as far as the bold does.
    BoldLead,
    /// The paragraph is a row of a table; its cells are parted by tabs.
    Row,
    /// The paragraph is a footnote or an endnote.
    Footnote,
}

/// One hint. The span never crosses a line end of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What it speaks of: a whole paragraph, or the bold opening of one.
    pub span: Span,
    /// What it says.
    pub kind: HintKind,
}

/// One decoded file. Every offset of every layer above refers to [`Document::text`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The name it was given under, for messages.
    pub name: String,
    /// The format it was read as.
    pub format: Format,
    /// The name of the encoding, as the WHATWG encoding standard spells it: `UTF-8`, `gb18030`.
    pub encoding: &'static str,
    /// The text. Of plain text: the decoded file, byte order mark dropped, nothing else changed. Of
    /// anything else: one line a paragraph.
    pub text: String,
    /// What the formatting says, in text order; empty of plain text.
    pub hints: Vec<Hint>,
    /// What was odd about the file, in text order.
    pub notes: Vec<Note>,
}

impl Document {
    /// Returns what a person can choose about how the file is read: the encoding, or the format where
    /// that fixes the encoding.
    pub fn written_as(&self) -> &'static str {
        match self.format {
            Format::Docx | Format::Odt | Format::Rtf | Format::Doc | Format::Pdf => {
                self.format.name()
            }
            _ => self.encoding,
        }
    }
}
