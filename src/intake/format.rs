//! The formats a file can have: one table, most telling first.
//!
//! A file is what its content says. Its name decides only between formats whose content is plain
//! text either way.

use crate::intake::packed::{Packed, packed};
use crate::intake::reading::{Options, Reading};
use crate::intake::{decode, doc, docx, html, markdown, mhtml, odt, pdf, rtf, signature, single};

/// The format a file was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// A Word file of today.
    Docx,
    /// PDF.
    Pdf,
    /// An `OpenDocument` text.
    Odt,
    /// Rich text.
    Rtf,
    /// A Word file of 1997 to 2003.
    Doc,
    /// A Word file that is one XML file: of Word 2003, or a flat package.
    WordXml,
    /// An `OpenDocument` text that is one XML file.
    Fodt,
    /// A web page.
    Html,
    /// A web page that carries its parts along.
    Mhtml,
    /// Markdown.
    Markdown,
    /// Something that is no text; nothing was read.
    Binary,
}

impl Format {
    /// Returns the name the JSON contract uses.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Returns the reader of the format.
    pub fn reader(self) -> fn(&Sample, &Options) -> Reading {
        self.row().read
    }

    /// Returns the row of the table; every format has one, which a test holds.
    fn row(self) -> &'static Row {
        FORMATS.iter().copied().find(|row| row.format == self).unwrap_or(&TEXT)
    }
}

/// A file before anything is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'a> {
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The name it was given under.
    pub name: &'a str,
}

impl Sample<'_> {
    /// Says whether the name ends in one of the endings, in any case; `.docx` is given as `docx`.
    pub fn is_named(&self, endings: &[&str]) -> bool {
        let ending = self.name.rsplit_once('.').map_or("", |(_, ending)| ending);
        endings.iter().any(|known| known.eq_ignore_ascii_case(ending))
    }
}

/// A format: how it is called, how it is recognised, how it is read.
struct Row {
    format: Format,
    name: &'static str,
    /// Endings that files of the format carry; another one earns a note.
    endings: &'static [&'static str],
    is: fn(&Sample) -> bool,
    read: fn(&Sample, &Options) -> Reading,
}

/// What is left when nothing else fits.
static TEXT: Row = Row {
    format: Format::Text,
    name: "txt",
    endings: &[],
    is: |_| true,
    read: |sample, options| decode::reading(sample.bytes, options),
};

/// The formats in the order in which they are tried.
static FORMATS: &[&Row] = &[
    &Row {
        format: Format::Docx,
        name: "docx",
        endings: &["docx", "docm", "dotx"],
        is: |sample| packed(sample.bytes) == Some(Packed::Docx),
        read: |sample, _| docx::read(sample.bytes),
    },
    &Row {
        format: Format::Pdf,
        name: "pdf",
        endings: &["pdf"],
        is: |sample| pdf::is_pdf(sample.bytes),
        read: |sample, _| pdf::reading(sample.bytes),
    },
    &Row {
        format: Format::Odt,
        name: "odt",
        endings: &["odt", "ott"],
        is: |sample| packed(sample.bytes) == Some(Packed::Odt),
        read: |sample, _| odt::read(sample.bytes),
    },
    &Row {
        format: Format::Rtf,
        name: "rtf",
        endings: &["rtf"],
        is: |sample| rtf::is_rtf(sample.bytes),
        read: |sample, options| rtf::read(sample.bytes, options),
    },
    &Row {
        format: Format::Doc,
        name: "doc",
        endings: &["doc", "dot", "wps", "wpt"],
        is: |sample| doc::is_doc(sample.bytes),
        read: |sample, _| doc::read(sample.bytes),
    },
    &Row {
        format: Format::WordXml,
        name: "word-xml",
        // Many a file ends in xml that is none of Word's.
        endings: &[],
        is: |sample| single::is_word(sample.bytes),
        read: |sample, _| single::word(sample.bytes),
    },
    &Row {
        format: Format::Fodt,
        name: "fodt",
        endings: &["fodt"],
        is: |sample| single::is_open_document(sample.bytes),
        read: |sample, _| single::open_document(sample.bytes),
    },
    &Row {
        format: Format::Mhtml,
        name: "mht",
        endings: &["mht", "mhtml"],
        is: |sample| mhtml::is_mhtml(sample.bytes),
        read: |sample, options| mhtml::reading(sample.bytes, options),
    },
    &Row {
        format: Format::Binary,
        name: "binary",
        endings: &[],
        is: |sample| signature::is_binary(sample.bytes),
        read: |sample, _| signature::refused(sample.bytes),
    },
    &Row {
        format: Format::Html,
        name: "html",
        endings: &["html", "htm", "xhtml", "shtml"],
        is: |sample| html::is_html(sample.bytes),
        read: |sample, options| html::reading(sample.bytes, options),
    },
    &Row {
        format: Format::Markdown,
        name: "markdown",
        endings: &["md", "markdown", "mkd"],
        is: markdown::is_markdown,
        read: |sample, options| markdown::reading(sample.bytes, options),
    },
    &TEXT,
];

/// Returns the format that the content of a file has. Looks at the opening bytes only.
pub fn recognised(sample: &Sample) -> Format {
    FORMATS.iter().find(|row| (row.is)(sample)).map_or(Format::Text, |row| row.format)
}

/// Returns which format the name promises, if the content has another one: `doc → txt`.
pub fn misnamed(sample: &Sample, format: Format) -> Option<String> {
    let promised = FORMATS.iter().find(|row| sample.is_named(row.endings))?;
    (promised.format != format).then(|| format!("{} → {}", promised.name, format.name()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_its_own_row_and_text_is_tried_last() {
        for row in FORMATS {
            assert_eq!(row.format.row().name, row.name);
        }
        assert_eq!(FORMATS.last().map(|row| row.format), Some(Format::Text));
    }

    #[test]
    fn the_name_is_compared_in_any_case() {
        let sample = Sample { bytes: b"", name: "年/报告.DOCX" };
        assert!(sample.is_named(&["doc", "docx"]));
        assert!(!sample.is_named(&["doc"]));
    }
}
