//! Footnotes and endnotes: which are referred to, in which order, under which number.

use crate::intake::numeral::Numerals;
use crate::intake::paragraph::footnote_mark;
use crate::intake::tree::Element;

/// A kind of note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// At the foot of the page.
    Footnote,
    /// At the end.
    Endnote,
}

/// Numbers the notes of one document as they are referred to.
#[derive(Debug)]
pub struct Footnotes {
    /// How footnotes and how endnotes are numbered.
    numerals: [Numerals; 2],
    /// Kind, id and label, in the order of reference.
    referred: Vec<(Kind, String, String)>,
    counts: [u32; 2],
}

impl Footnotes {
    /// Takes the way of numbering from the settings; 1, 2, 3 and i, ii, iii where they say nothing.
    pub fn of(settings: Option<Element>) -> Self {
        let numerals = |name: &str| {
            let format = settings?.child(name)?.child("numFmt")?.attribute("val")?;
            Some(Numerals::named(&format))
        };
        Self {
            numerals: [
                numerals("footnotePr").unwrap_or(Numerals::Decimal),
                numerals("endnotePr").unwrap_or(Numerals::LowerRoman),
            ],
            referred: Vec::new(),
            counts: [0; 2],
        }
    }

    /// Returns the mark that is seen where a note is referred to; empty if the text has its own mark.
    pub fn refer(&mut self, kind: Kind, id: &str, has_own_mark: bool) -> String {
        let label = if has_own_mark { String::new() } else { self.next_label(kind) };
        self.referred.push((kind, id.to_owned(), label.clone()));
        label
    }

    /// Returns the notes in the order in which they are read: footnotes, then endnotes.
    pub fn in_order(&self) -> Vec<(Kind, String, String)> {
        let of = |kind| self.referred.iter().filter(move |(found, ..)| *found == kind);
        of(Kind::Footnote).chain(of(Kind::Endnote)).cloned().collect()
    }

    /// Counts one more note and returns its label.
    pub fn next_label(&mut self, kind: Kind) -> String {
        let [footnotes, endnotes] = &mut self.counts;
        let [of_footnotes, of_endnotes] = self.numerals;
        let (count, numerals) = match kind {
            Kind::Footnote => (footnotes, of_footnotes),
            Kind::Endnote => (endnotes, of_endnotes),
        };
        *count += 1;
        footnote_mark(&numerals.written(*count))
    }
}
