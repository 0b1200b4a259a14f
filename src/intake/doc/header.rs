//! The header of a Word 97 file (FIB): where everything else stands.

use crate::intake::little::{long, short, size, stretch};

/// First number of every Word file.
const MAGIC: u16 = 0xA5EC;

/// First version whose text is Unicode: Word 97.
const FIRST_UNICODE_VERSION: u16 = 106;

/// Where the lengths of the parts of the text stand.
const LENGTHS: usize = 64;

/// Where the table of places stands.
const PLACES: usize = 154;

/// Places in the table stream, by their position in the table of places.
#[derive(Clone, Copy, Debug)]
pub enum Table {
    /// Styles.
    Styles = 1,
    /// Where footnotes are referred to.
    FootnoteReferences = 2,
    /// Where the text of each footnote stands.
    FootnoteTexts = 3,
    /// Pages of character formatting.
    CharacterPages = 12,
    /// Pages of paragraph formatting.
    ParagraphPages = 13,
    /// The piece table.
    Pieces = 33,
    /// Where shapes are anchored.
    Shapes = 40,
    /// Where endnotes are referred to.
    EndnoteReferences = 46,
    /// Where the text of each endnote stands.
    EndnoteTexts = 47,
    /// Where the text of each text box stands.
    BoxTexts = 56,
    /// List definitions.
    Lists = 73,
    /// Uses of list definitions.
    ListUses = 74,
}

/// Parts of the text, in the order in which they stand behind one another.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// The body.
    Main = 0,
    /// Footnotes.
    Footnotes = 1,
    /// Endnotes; headers, macros and comments stand in between.
    Endnotes = 5,
    /// Text boxes of the body.
    Boxes = 6,
}

/// What the header says.
#[derive(Debug)]
pub struct Header<'a> {
    main: &'a [u8],
    /// Whether the file is encrypted.
    pub is_encrypted: bool,
    /// The name of the stream that holds the tables.
    pub table_name: &'static str,
}

impl<'a> Header<'a> {
    /// Reads the header; `None` of another file or of one older than Word 97.
    pub fn of(main: &'a [u8]) -> Option<Self> {
        let is_word = short(main, 0) == Some(MAGIC);
        let version = short(main, 2).filter(|version| FIRST_UNICODE_VERSION <= *version)?;
        let flags = short(main, 10).filter(|_| is_word && 0 < version)?;
        Some(Self {
            main,
            is_encrypted: flags & 0x0100 != 0,
            table_name: if flags & 0x0200 == 0 { "0Table" } else { "1Table" },
        })
    }

    /// Returns a table; empty if there is none.
    pub fn table<'t>(&self, stream: &'t [u8], table: Table) -> &'t [u8] {
        let (start, length) = self.place(table);
        stretch(stream, start, length).unwrap_or_default()
    }

    /// Returns what stands from the start of a table on: the lists go on behind their table.
    pub fn from_table<'t>(&self, stream: &'t [u8], table: Table) -> &'t [u8] {
        let (start, length) = self.place(table);
        let rest = stream.get(start..).unwrap_or_default();
        if length == 0 { &[] } else { rest }
    }

    fn place(&self, table: Table) -> (usize, usize) {
        let at = PLACES + 8 * table as usize;
        (size(self.main, at).unwrap_or(0), size(self.main, at + 4).unwrap_or(0))
    }

    /// Returns where a part of the text starts and ends, in characters.
    pub fn part(&self, part: Part) -> (u32, u32) {
        let length = |nth| long(self.main, LENGTHS + 12 + 4 * nth).unwrap_or(0);
        let start = (0..part as usize).map(length).fold(0, u32::saturating_add);
        (start, start.saturating_add(length(part as usize)))
    }
}

/// Says whether a stream is that of a Word file of any version.
pub fn is_word(main: &[u8]) -> bool {
    matches!(short(main, 0), Some(MAGIC | 0xA5DC | 0xA59B..=0xA59C | 0xA697..=0xA699))
}
