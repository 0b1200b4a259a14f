//! What the control words of rtf say that are no destinations.

use encoding_rs::WINDOWS_1252;

use crate::intake::codepage::encoding;
use crate::intake::numeral::Numerals;
use crate::intake::rtf::reader::Reader;
use crate::intake::rtf::state::{Ending, Flow, Place, Script, State};

/// How the control words of notes end that name a way of numbering.
const NOTE_NUMERALS: [(&str, Numerals); 8] = [
    ("nar", Numerals::Decimal),
    ("nalc", Numerals::LowerLetter),
    ("nauc", Numerals::UpperLetter),
    ("nrlc", Numerals::LowerRoman),
    ("nruc", Numerals::UpperRoman),
    ("ncnum", Numerals::Circled),
    ("ndbnum", Numerals::ChineseThousand),
    ("ndbnumd", Numerals::ChineseThousand),
];

/// Signs that have a control word of their own.
const SIGNS: [(&str, &str); 12] = [
    ("tab", "\t"),
    ("emdash", "—"),
    ("endash", "–"),
    ("lquote", "‘"),
    ("rquote", "’"),
    ("ldblquote", "“"),
    ("rdblquote", "”"),
    ("bullet", "•"),
    ("emspace", "\u{2003}"),
    ("enspace", "\u{2002}"),
    ("qmspace", "\u{2005}"),
    ("nestcell", "\n"),
];

impl Reader {
    /// Obeys a control word that is no destination.
    pub(super) fn control(&mut self, name: &str, value: Option<i32>) {
        let is_on = value != Some(0);
        if matches!(self.state.place, Place::Fonts | Place::Styles) {
            self.declare(name, value);
            return;
        }
        match name {
            "ansicpg" => self.declare_encoding(value),
            "uc" => {
                self.state.n_stand_ins = usize::try_from(value.unwrap_or(1)).unwrap_or(1).min(8);
            }
            "b" => self.state.is_bold = is_on,
            "ab" if self.state.script == Script::Asian => self.state.is_bold = is_on,
            "dbch" => self.state.script = Script::Asian,
            "loch" | "hich" | "ltrch" | "rtlch" => self.state.script = Script::Western,
            "f" => self.state.font = value,
            "af" if self.state.script == Script::Asian => self.state.font = value,
            "v" => self.state.is_hidden = is_on,
            "deleted" => {
                self.tally.revisions += usize::from(is_on && !self.state.is_deleted);
                self.state.is_deleted = is_on;
            }
            "revised" => self.tally.revisions += usize::from(is_on),
            "plain" => {
                let State { place, ending, font, n_stand_ins, .. } = self.state;
                self.state = State { place, ending, font, n_stand_ins, ..State::default() };
            }
            "field" => {
                self.fields.begin();
                self.state.ending = Some(Ending::Field);
            }
            "chftn" => self.awaits_note |= self.flows.len() == 1,
            "ftnalt" => self.turn_to_endnote(),
            "line" | "page" | "column" | "softline" => self.wrap(),
            "par" | "sect" => self.end_paragraph(),
            "cell" => self.end_cell(),
            "row" => self.end_row(),
            "pard" => self.with_flow(Flow::reset),
            "intbl" => self.with_flow(|flow| flow.story.is_in_table = true),
            "outlinelevel" => self.with_flow(|flow| flow.level = level(value)),
            "s" => self.with_flow(|flow| flow.style = value),
            _ => self.sign(name),
        }
    }

    /// Adds a sign that has a control word, or takes note of how notes are numbered.
    fn sign(&mut self, name: &str) {
        if let Some((_, sign)) = SIGNS.iter().find(|(known, _)| *known == name) {
            self.push(sign);
            return;
        }
        let [of_footnotes, of_endnotes] = &mut self.numerals;
        let named = |prefix: &str| {
            let ending = name.strip_prefix(prefix)?;
            NOTE_NUMERALS.iter().find(|(known, _)| *known == ending).map(|(_, numerals)| *numerals)
        };
        if let Some(numerals) = named("aftn") {
            *of_endnotes = numerals;
        } else if let Some(numerals) = named("ftn") {
            *of_footnotes = numerals;
        }
    }

    fn declare(&mut self, name: &str, value: Option<i32>) {
        match name {
            "f" | "s" | "cs" | "ts" | "ds" => self.tables.start(value.unwrap_or(0)),
            "fcharset" => self.tables.set_character_set(value.unwrap_or(1)),
            "outlinelevel" => self.tables.set_level(level(value)),
            _ => {}
        }
    }

    fn declare_encoding(&mut self, value: Option<i32>) {
        let page = value.and_then(|page| u16::try_from(page).ok());
        // A person who names an encoding knows better than the file.
        if self.default_encoding == WINDOWS_1252 {
            self.default_encoding = page.and_then(encoding).unwrap_or(WINDOWS_1252);
        }
    }

    /// Says that the note that is being read is an endnote.
    fn turn_to_endnote(&mut self) {
        let states = self.outer.iter_mut().rev().chain([&mut self.state]);
        for ending in states.filter_map(|state| state.ending.as_mut()) {
            if *ending == Ending::Footnote(false) {
                *ending = Ending::Footnote(true);
            }
        }
    }
}

/// Returns the heading level of an outline level, which counts from 0; none of body text.
fn level(value: Option<i32>) -> Option<u8> {
    value
        .and_then(|value| u8::try_from(value).ok())
        .filter(|level| *level < 9)
        .map(|level| level + 1)
}
