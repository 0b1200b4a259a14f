//! The characters of a Word 97 file, read to paragraphs.

use std::mem;

use crate::intake::doc::list::Lists;
use crate::intake::doc::piece::{Pieces, Unit};
use crate::intake::doc::place::{Note, Places, Stretch};
use crate::intake::doc::property::{Run, Runs, value};
use crate::intake::doc::style::{BOLD, Styles, list, list_level, outline};
use crate::intake::field::Fields;
use crate::intake::limit::MAX_TEXT_BYTES;
use crate::intake::little::short;
use crate::intake::numeral::Numerals;
use crate::intake::paragraph::{Paragraph, Style, footnote, footnote_mark};
use crate::intake::story::Story;
use crate::intake::tally::Tally;
use crate::text::span::is_blank;

/// Properties of characters.
const DELETED: u16 = 0x0800;
const INSERTED: u16 = 0x0801;
const HIDDEN: u16 = 0x083C;
const SPECIAL: u16 = 0x0855;
const SIGN: u16 = 0x6A09;

/// Properties of paragraphs.
const IN_TABLE: u16 = 0x2416;
const ROW_END: u16 = 0x2417;
const INNER_ROW_END: u16 = 0x244C;

/// What a file is read from.
#[derive(Debug)]
pub struct Source<'a> {
    /// The stream of the text.
    pub main: &'a [u8],
    /// The order of its stretches.
    pub pieces: Pieces,
    /// Formatting of characters.
    pub characters: Runs<'a>,
    /// Formatting of paragraphs.
    pub paragraphs: Runs<'a>,
    /// Styles.
    pub styles: Styles,
    /// What hangs on which place.
    pub places: Places,
}

/// How characters look at a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Look {
    is_bold: bool,
    is_seen: bool,
    revision: Option<Revision>,
    /// Whether control characters stand for what hangs on the place.
    is_special: bool,
    /// The code of a sign of a symbol font, which stands for the character that is stored.
    sign: Option<u16>,
}

/// A tracked change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Revision {
    Deleted,
    Inserted,
}

/// Reads characters to paragraphs.
#[derive(Debug)]
pub struct Body<'a> {
    source: &'a Source<'a>,
    lists: Lists,
    fields: Fields,
    /// Whether fields are not to be believed, because one of them never ends.
    ignores_fields: bool,
    story: Story,
    run: Option<&'a Run<'a>>,
    paragraph: Option<&'a Run<'a>>,
    look: Look,
    /// Characters that were not added to the paragraph yet.
    units: Vec<u16>,
    notes: Vec<(Note, String)>,
    counts: [u32; 2],
    /// Whether the body is read, and not what hangs on it.
    is_main: bool,
    text_bytes: usize,
    /// How many characters were read, seen or not.
    n_units: usize,
    /// What notes tell of.
    pub tally: Tally,
}

impl<'a> Body<'a> {
    /// Makes a reader.
    pub fn new(source: &'a Source<'a>, lists: Lists, ignores_fields: bool) -> Self {
        Self {
            source,
            lists,
            fields: Fields::default(),
            ignores_fields,
            story: Story::default(),
            run: None,
            paragraph: None,
            look: Look { is_seen: true, ..Look::default() },
            units: Vec::new(),
            notes: Vec::new(),
            counts: [0; 2],
            is_main: true,
            text_bytes: 0,
            n_units: 0,
            tally: Tally::default(),
        }
    }

    /// Says whether every field that was opened was closed.
    pub fn has_whole_fields(&self) -> bool {
        self.fields.is_closed()
    }

    /// Says whether text was left out because there is too much of it.
    pub fn is_over_limit(&self) -> bool {
        MAX_TEXT_BYTES < self.text_bytes || MAX_TEXT_BYTES < self.n_units
    }

    /// Reads the body and behind it the notes that it refers to.
    pub fn read(&mut self, main: Stretch) -> Vec<Paragraph> {
        let mut paragraphs = self.flow(main);
        self.is_main = false;
        let mut notes = mem::take(&mut self.notes);
        notes.sort_by_key(|(note, _)| note.is_endnote);
        for (note, mark) in notes {
            let text = self.flow(note.text);
            self.tally.footnotes += 1;
            paragraphs.extend(footnote(text, &mark));
        }
        paragraphs
    }

    /// Reads a stretch of text to paragraphs of its own.
    fn flow(&mut self, (start, end): Stretch) -> Vec<Paragraph> {
        let outer = mem::take(&mut self.story);
        let source = self.source;
        for unit in source.pieces.units(source.main, start, end) {
            self.n_units += 1;
            if self.is_over_limit() {
                break;
            }
            self.enter(unit.offset);
            self.unit(unit);
        }
        self.flush();
        let role = self.role();
        mem::replace(&mut self.story, outer).finished(role)
    }

    /// Takes note of the formatting at an offset, where it changes.
    fn enter(&mut self, offset: u32) {
        let source = self.source;
        let is_same = |run: Option<&Run>| run.is_some_and(|run| run.holds(offset));
        let is_new_paragraph = !is_same(self.paragraph);
        if is_new_paragraph {
            self.paragraph = source.paragraphs.at(offset);
        }
        if is_new_paragraph || !is_same(self.run) {
            self.run = source.characters.at(offset);
            let look = self.looked();
            if look != self.look {
                self.flush();
                let is_new = look.revision.is_some() && look.revision != self.look.revision;
                self.tally.revisions += usize::from(is_new);
                self.look = look;
            }
        }
    }

    /// Returns how characters look, by the current formatting.
    fn looked(&self) -> Look {
        let changes = self.run.map_or(&[][..], |run| run.changes);
        let first = |name| value(changes, name).and_then(|value| value.first().copied());
        let is = |name| first(name) == Some(1);
        let styled = self.source.styles.is_bold(self.style());
        let is_bold = match first(BOLD) {
            Some(0) => false,
            Some(1) => true,
            Some(129) => !styled,
            _ => styled,
        };
        let revision = match (is(DELETED), is(INSERTED)) {
            (true, _) => Some(Revision::Deleted),
            (_, true) => Some(Revision::Inserted),
            _ => None,
        };
        let is_seen = !is(HIDDEN) && revision != Some(Revision::Deleted);
        let sign = value(changes, SIGN).and_then(|value| short(value, 2));
        let is_special = is(SPECIAL);
        Look { is_bold, is_seen, revision, is_special, sign: sign.filter(|_| is_special) }
    }

    fn style(&self) -> u16 {
        self.paragraph.and_then(|run| run.style).unwrap_or(0)
    }

    /// Reads one character.
    fn unit(&mut self, unit: Unit) {
        match unit.unit {
            0x20.. if self.look.sign.is_some() => self.units.extend(self.look.sign),
            0x07 => self.end_cell(),
            0x0B | 0x0E => self.wrap(),
            0x0C | 0x0D => self.end_paragraph(),
            0x13..=0x15 => self.field(unit.unit),
            0x1E => self.units.push(u16::from(b'-')),
            0x01 | 0x02 | 0x05 | 0x08 if self.look.is_special => self.hanging(unit),
            0x09 | 0x20.. => self.units.push(unit.unit),
            _ => {}
        }
    }

    fn field(&mut self, mark: u16) {
        self.flush();
        match mark {
            _ if self.ignores_fields => {}
            0x13 => self.fields.begin(),
            0x14 => self.fields.separate(),
            _ => self.fields.end(),
        }
    }

    /// Reads what hangs on a place: a note, a comment, a text box.
    fn hanging(&mut self, unit: Unit) {
        self.flush();
        if !self.is_main || !self.look.is_seen || !self.fields.shows() {
            return;
        }
        if unit.unit == 0x05 {
            self.tally.comments += 1;
        } else if let Some(note) = self.source.places.notes.get(&unit.at).copied() {
            let mark = self.note_mark(note);
            self.add(&mark);
            self.notes.push((note, mark));
        } else if let Some(stretch) = self.source.places.boxes.get(&unit.at).copied() {
            self.text_box(stretch);
        }
    }

    fn text_box(&mut self, stretch: Stretch) {
        let before = (self.run, self.paragraph, self.look);
        self.is_main = false;
        let paragraphs = self.flow(stretch);
        self.is_main = true;
        (self.run, self.paragraph, self.look) = before;
        self.tally.boxes += usize::from(self.story.hang(paragraphs));
    }

    fn note_mark(&mut self, note: Note) -> String {
        if !note.is_numbered {
            return String::new();
        }
        let [footnotes, endnotes] = &mut self.counts;
        let (count, numerals) = if note.is_endnote {
            (endnotes, Numerals::LowerRoman)
        } else {
            (footnotes, Numerals::Decimal)
        };
        *count += 1;
        footnote_mark(&numerals.written(*count))
    }

    /// Adds the characters read so far to where they go.
    fn flush(&mut self) {
        if self.units.is_empty() {
            return;
        }
        let text = String::from_utf16_lossy(&mem::take(&mut self.units));
        self.add(&text);
    }

    fn add(&mut self, text: &str) {
        self.fields.instruct(text);
        self.story.has_contents |= self.fields.in_contents() && !text.chars().all(is_blank);
        if self.look.is_seen && self.fields.shows() {
            self.text_bytes += text.len();
            self.story.line.push(text, self.look.is_bold);
        }
    }

    fn wrap(&mut self) {
        self.flush();
        if self.look.is_seen && self.fields.shows() {
            self.story.line.wrap();
        }
    }

    fn end_paragraph(&mut self) {
        self.flush();
        if self.look.revision == Some(Revision::Deleted) {
            return;
        }
        if self.is_on(INNER_ROW_END) {
            return;
        }
        self.story.is_in_table = self.is_on(IN_TABLE);
        self.label();
        if !self.story.end_paragraph(self.role()) {
            self.tally.contents_lines += 1;
        }
    }

    fn end_cell(&mut self) {
        self.flush();
        if self.is_on(ROW_END) {
            self.story.end_row();
        } else {
            self.label();
            self.story.end_cell(self.role());
        }
    }

    /// Puts the label of its list in front of the paragraph.
    fn label(&mut self) {
        let (changes, styles) = (self.changes(), &self.source.styles);
        let number = list(changes).or_else(|| styles.list(self.style())).unwrap_or(0);
        let level = list_level(changes).or_else(|| styles.list_level(self.style()));
        self.story.label = self.lists.label(number, usize::from(level.unwrap_or(0)));
    }

    fn is_on(&self, name: u16) -> bool {
        value(self.changes(), name).is_some_and(|value| value.first() == Some(&1))
    }

    /// Returns how the paragraph differs from its style.
    fn changes(&self) -> &'a [u8] {
        self.paragraph.map_or(&[][..], |run| run.changes)
    }

    /// Returns what the paragraph is.
    fn role(&self) -> Style {
        outline(self.changes()).unwrap_or_else(|| self.source.styles.role(self.style()))
    }
}
