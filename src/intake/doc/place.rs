//! Tables of places: where notes are referred to, where text boxes hang, and where their text stands.

use std::collections::BTreeMap;

use crate::intake::doc::header::{Header, Part, Table};
use crate::intake::little::{long, short};

/// Where the number of a shape stands behind the place it hangs on, in bytes; and the length of the row.
const SHAPE: (usize, usize) = (0, 26);

/// The same for the text of a box.
const BOX: (usize, usize) = (14, 22);

/// A stretch of the text.
pub type Stretch = (u32, u32);

/// A note that is referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    /// Whether it stands at the end.
    pub is_endnote: bool,
    /// Whether its mark is a number.
    pub is_numbered: bool,
    /// Where its text stands.
    pub text: Stretch,
}

/// What hangs on which place of the body.
#[derive(Debug, Default)]
pub struct Places {
    /// Notes by the place that refers to them.
    pub notes: BTreeMap<u32, Note>,
    /// Text boxes by the place they hang on.
    pub boxes: BTreeMap<u32, Stretch>,
}

impl Places {
    /// Reads all tables of places.
    pub fn of(header: &Header, stream: &[u8]) -> Self {
        let table = |table| header.table(stream, table);
        let mut places = Self::default();
        let footnotes = (table(Table::FootnoteReferences), table(Table::FootnoteTexts));
        let endnotes = (table(Table::EndnoteReferences), table(Table::EndnoteTexts));
        places.add_notes(footnotes, header.part(Part::Footnotes).0, false);
        places.add_notes(endnotes, header.part(Part::Endnotes).0, true);
        places.boxes =
            boxes(table(Table::Shapes), table(Table::BoxTexts), header.part(Part::Boxes).0);
        places
    }

    fn add_notes(&mut self, (references, texts): (&[u8], &[u8]), start: u32, is_endnote: bool) {
        let count = references.len().saturating_sub(4) / 6;
        for nth in 0..count {
            let Some(at) = long(references, 4 * nth) else { break };
            let (Some(from), Some(to)) = (long(texts, 4 * nth), long(texts, 4 * nth + 4)) else {
                break;
            };
            let is_numbered = short(references, 4 * (count + 1) + 2 * nth) != Some(0);
            let text = (start.saturating_add(from), start.saturating_add(to));
            self.notes.insert(at, Note { is_endnote, is_numbered, text });
        }
    }
}

/// Brings together where shapes hang and which text each holds: they share a number.
fn boxes(shapes: &[u8], texts: &[u8], start: u32) -> BTreeMap<u32, Stretch> {
    let mut by_shape = BTreeMap::new();
    let count = texts.len().saturating_sub(4) / (4 + BOX.1);
    for nth in 0..count {
        let shape = long(texts, 4 * (count + 1) + BOX.1 * nth + BOX.0);
        if let (Some(shape), Some(from), Some(to)) =
            (shape, long(texts, 4 * nth), long(texts, 4 * nth + 4))
        {
            by_shape.insert(shape, (start.saturating_add(from), start.saturating_add(to)));
        }
    }
    let count = shapes.len().saturating_sub(4) / (4 + SHAPE.1);
    let hung = |nth: usize| {
        let shape = long(shapes, 4 * (count + 1) + SHAPE.1 * nth + SHAPE.0)?;
        Some((long(shapes, 4 * nth)?, by_shape.remove(&shape)?))
    };
    (0..count).filter_map(hung).collect()
}
