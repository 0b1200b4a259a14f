//! Reads the pieces of an rtf one after the other.

use std::mem;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::intake::codepage::is_wide;
use crate::intake::field::Fields;
use crate::intake::limit::{MAX_DEPTH, MAX_TEXT_BYTES};
use crate::intake::numeral::Numerals;
use crate::intake::paragraph::{Paragraph, Style, footnote, footnote_mark};
use crate::intake::rtf::state::{Ending, Flow, Place, State, place_of};
use crate::intake::rtf::table::Tables;
use crate::intake::rtf::token::{Token, Tokens};
use crate::intake::tally::Tally;
use crate::text::span::is_blank;

/// Reads an rtf.
#[derive(Debug)]
pub struct Reader {
    pub(super) state: State,
    pub(super) outer: Vec<State>,
    /// How many groups are open that nest too deep to be told apart.
    too_deep: usize,
    pub(super) tables: Tables,
    pub(super) fields: Fields,
    pub(super) flows: Vec<Flow>,
    footnotes: Vec<Paragraph>,
    /// How footnotes and how endnotes are numbered, and how many there were.
    pub(super) numerals: [Numerals; 2],
    counts: [u32; 2],
    /// Whether the mark of the note that follows is a number.
    pub(super) awaits_note: bool,
    /// Bytes that were not decoded yet.
    bytes: Vec<u8>,
    /// How many characters are to be passed over, as they stand in for one of `\u`.
    stand_ins: usize,
    /// First half of a character beyond the first plane.
    high: Option<u16>,
    pub(super) default_encoding: &'static Encoding,
    is_marked: bool,
    text_bytes: usize,
    /// What notes tell of.
    pub tally: Tally,
}

impl Reader {
    /// Makes a reader; `given` is the encoding that a person named.
    pub fn new(given: Option<&'static Encoding>) -> Self {
        Self {
            state: State { n_stand_ins: 1, ..State::default() },
            outer: Vec::new(),
            too_deep: 0,
            tables: Tables::default(),
            fields: Fields::default(),
            flows: vec![Flow::default()],
            footnotes: Vec::new(),
            numerals: [Numerals::Decimal, Numerals::LowerRoman],
            counts: [0; 2],
            awaits_note: false,
            bytes: Vec::new(),
            stand_ins: 0,
            high: None,
            default_encoding: given.unwrap_or(WINDOWS_1252),
            is_marked: false,
            text_bytes: 0,
            tally: Tally::default(),
        }
    }

    /// Reads all pieces. Linear.
    pub fn read(&mut self, bytes: &[u8]) {
        let mut tokens = Tokens::new(bytes);
        while let Some(token) = tokens.next() {
            if self.is_over_limit() {
                return;
            }
            if let Token::Control("bin", Some(n_bytes)) = token {
                tokens.pass_over(usize::try_from(n_bytes).unwrap_or(0));
            }
            self.token(token);
        }
        self.flush();
    }

    /// Says whether groups are left open at the end.
    pub fn is_unfinished(&self) -> bool {
        !self.outer.is_empty() || 0 < self.too_deep
    }

    /// Says whether text was left out because there is too much of it.
    pub fn is_over_limit(&self) -> bool {
        MAX_TEXT_BYTES < self.text_bytes
    }

    /// Returns the encoding that the file declares.
    pub fn encoding(&self) -> &'static Encoding {
        self.default_encoding
    }

    /// Returns all paragraphs, footnotes last.
    pub fn finished(mut self) -> Vec<Paragraph> {
        while 1 < self.flows.len() {
            self.end(Ending::Box);
        }
        let role = self.role();
        let mut paragraphs =
            self.flows.pop().map_or_else(Vec::new, |flow| flow.story.finished(role));
        paragraphs.append(&mut self.footnotes);
        paragraphs
    }

    fn token(&mut self, token: Token) {
        match token {
            Token::Byte(byte) => self.take_bytes(&[byte]),
            Token::Text(bytes) => {
                let n_skipped = self.stand_ins.min(bytes.len());
                self.stand_ins -= n_skipped;
                self.bytes.extend_from_slice(bytes.get(n_skipped..).unwrap_or_default());
            }
            Token::Open => self.open(),
            Token::Close => self.close(),
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Control(name, value) => {
                let is_marked = mem::take(&mut self.is_marked);
                if name == "u" {
                    self.unicode(value.unwrap_or(0));
                    return;
                }
                self.flush();
                self.stand_ins = 0;
                if let Some(place) = place_of(name, is_marked) {
                    self.enter(name, place);
                } else if self.state.place != Place::Nowhere {
                    self.control(name, value);
                }
            }
        }
    }

    /// Takes a byte of text, unless it only stands in for a character.
    fn take_bytes(&mut self, bytes: &[u8]) {
        if 0 < self.stand_ins {
            self.stand_ins -= 1;
        } else {
            self.bytes.extend_from_slice(bytes);
        }
    }

    fn open(&mut self) {
        self.flush();
        self.stand_ins = 0;
        if MAX_DEPTH <= self.outer.len() {
            self.too_deep += 1;
            return;
        }
        self.outer.push(self.state);
        self.state.ending = None;
    }

    fn close(&mut self) {
        self.flush();
        self.stand_ins = 0;
        self.is_marked = false;
        if 0 < self.too_deep {
            self.too_deep -= 1;
            return;
        }
        if let Some(ending) = self.state.ending {
            self.end(ending);
        }
        self.state = self.outer.pop().unwrap_or(self.state);
    }

    /// Enters a destination.
    fn enter(&mut self, name: &str, place: Place) {
        if self.state.place == Place::Nowhere {
            return;
        }
        self.state.place = place;
        match name {
            "fldrslt" => self.fields.separate(),
            "footnote" => self.begin(Ending::Footnote(false)),
            "shptxt" | "dptxbxtext" => self.begin(Ending::Box),
            "annotation" => self.tally.comments += 1,
            _ => {}
        }
    }

    /// Begins a flow of text of its own.
    fn begin(&mut self, ending: Ending) {
        if self.flows.len() < MAX_DEPTH {
            self.state.ending = Some(ending);
            self.flows.push(Flow::default());
        }
    }

    /// Ends what a group held.
    fn end(&mut self, ending: Ending) {
        if ending == Ending::Field {
            self.fields.end();
            return;
        }
        if self.flows.len() < 2 {
            return;
        }
        let role = self.role();
        let Some(flow) = self.flows.pop() else { return };
        let paragraphs = flow.story.finished(role);
        match ending {
            Ending::Footnote(is_endnote) => {
                let mark = self.note_mark(is_endnote);
                self.push(&mark);
                self.tally.footnotes += 1;
                self.footnotes.extend(footnote(paragraphs, &mark));
            }
            Ending::Box | Ending::Field => {
                if let Some(flow) = self.flows.last_mut() {
                    self.tally.boxes += usize::from(flow.story.hang(paragraphs));
                }
            }
        }
    }

    /// Returns the mark of the note that just ended; empty if the text has its own.
    fn note_mark(&mut self, is_endnote: bool) -> String {
        if !mem::take(&mut self.awaits_note) {
            return String::new();
        }
        let [footnotes, endnotes] = &mut self.counts;
        let [of_footnotes, of_endnotes] = self.numerals;
        let (count, numerals) =
            if is_endnote { (endnotes, of_endnotes) } else { (footnotes, of_footnotes) };
        *count += 1;
        footnote_mark(&numerals.written(*count))
    }

    fn symbol(&mut self, symbol: u8) {
        if 0 < self.stand_ins {
            self.stand_ins -= 1;
            return;
        }
        self.flush();
        match symbol {
            b'*' => self.is_marked = true,
            b'~' => self.push("\u{A0}"),
            b'_' => self.push("-"),
            b'\\' | b'{' | b'}' => self.bytes.push(symbol),
            b'\r' | b'\n' => self.end_paragraph(),
            _ => {}
        }
    }

    /// Takes a character that is given by its number.
    fn unicode(&mut self, value: i32) {
        self.flush();
        self.stand_ins = self.state.n_stand_ins;
        let unit = (value & 0xFFFF) as u16;
        let units = match (self.high.take(), unit) {
            (_, 0xD800..=0xDBFF) => {
                self.high = Some(unit);
                return;
            }
            (Some(high), 0xDC00..=0xDFFF) => vec![high, unit],
            _ => vec![unit],
        };
        let text = String::from_utf16_lossy(&units);
        self.push(&text);
    }

    /// Decodes the bytes read so far.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = mem::take(&mut self.bytes);
        let font = self.tables.encoding(self.state.font);
        let text = decoded(&bytes, font, self.default_encoding);
        self.push(&text);
    }

    /// Adds text where it goes.
    pub(super) fn push(&mut self, text: &str) {
        let is_seen = !self.state.is_hidden && !self.state.is_deleted && self.fields.shows();
        let in_contents = self.fields.in_contents();
        let Some(Flow { story, .. }) = self.flows.last_mut() else { return };
        match self.state.place {
            Place::Text => {
                story.has_contents |= in_contents && !text.chars().all(is_blank);
                if is_seen {
                    self.text_bytes += text.len();
                    story.line.push(text, self.state.is_bold);
                }
            }
            Place::Label if is_seen => story.label.push_str(text),
            Place::Instruction => self.fields.instruct(text),
            Place::Styles => self.tables.push_name(text),
            Place::Label | Place::Fonts | Place::Nowhere => {}
        }
    }

    /// Changes what is known of the paragraph; a label has properties of its own, which do not count.
    pub(super) fn with_flow(&mut self, change: impl FnOnce(&mut Flow)) {
        let is_label = self.state.place == Place::Label;
        if let Some(flow) = self.flows.last_mut().filter(|_| !is_label) {
            change(flow);
        }
    }

    pub(super) fn wrap(&mut self) {
        if self.state.place == Place::Text && !self.state.is_deleted && self.fields.shows() {
            self.with_flow(|flow| flow.story.line.wrap());
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        if self.state.place != Place::Text || self.state.is_deleted {
            return;
        }
        let role = self.role();
        let Some(flow) = self.flows.last_mut() else { return };
        if !flow.story.end_paragraph(role) {
            self.tally.contents_lines += 1;
        }
    }

    pub(super) fn end_cell(&mut self) {
        let role = self.role();
        self.with_flow(|flow| flow.story.end_cell(role));
    }

    pub(super) fn end_row(&mut self) {
        self.with_flow(|flow| flow.story.end_row());
    }

    /// Returns what the paragraph that is being read is.
    fn role(&self) -> Style {
        let Some(flow) = self.flows.last() else { return Style::Body };
        flow.level.map_or_else(|| self.tables.style(flow.style), Style::Heading)
    }
}

/// Decodes bytes in the encoding of their font. A font of Western letters says nothing about Han
/// characters: the file may write them in its own encoding.
fn decoded(bytes: &[u8], font: Option<&'static Encoding>, default: &'static Encoding) -> String {
    if bytes.is_ascii() {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    let font = font.unwrap_or(default);
    let mut candidates = vec![font];
    if !is_wide(font) && (is_wide(default) || default == UTF_8) {
        candidates.insert(0, default);
    }
    let whole = candidates
        .iter()
        .find_map(|encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes));
    whole.unwrap_or_else(|| font.decode_without_bom_handling(bytes).0).into_owned()
}
