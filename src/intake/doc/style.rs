//! What the styles of a Word 97 file say: heading levels, lists, bold.

use crate::intake::doc::property::value;
use crate::intake::little::{short, stretch};
use crate::intake::paragraph::Style;

/// Longest chain of styles that are based on each other; hostile ones form circles.
const MAX_CHAIN: usize = 32;

/// Most styles that are looked at; their number takes twelve bits.
const MAX_STYLES: usize = 4096;

/// Number that says that a style is based on none.
const NO_BASE: u16 = 0x0FFF;

/// Number of the built-in style for titles; headings 1 to 9 have the numbers 1 to 9.
const TITLE: u16 = 62;

/// Property: whether characters are bold.
pub const BOLD: u16 = 0x0835;

/// Property: the outline level of a paragraph.
const OUTLINE_LEVEL: u16 = 0x2640;

/// Property: the use of a list that a paragraph belongs to.
const LIST: u16 = 0x460B;

/// Property: the level of a paragraph in its list.
const LIST_LEVEL: u16 = 0x260A;

/// Outline level of body text.
const BODY_LEVEL: u8 = 9;

/// What one style says itself.
#[derive(Debug)]
struct Declared {
    base: u16,
    role: Option<Style>,
    list: Option<u16>,
    list_level: Option<u8>,
    is_bold: Option<bool>,
}

/// The styles of a file by their number.
#[derive(Debug, Default)]
pub struct Styles {
    declared: Vec<Option<Declared>>,
}

impl Styles {
    /// Reads the table of styles.
    pub fn of(table: &[u8]) -> Self {
        let header_bytes = short(table, 0).map_or(0, usize::from);
        let base_bytes = short(table, 4).map_or(0, usize::from);
        let mut at = 2 + header_bytes;
        let mut declared = Vec::new();
        while let Some(length) = short(table, at).filter(|_| declared.len() < MAX_STYLES) {
            let Some(style) = stretch(table, at + 2, usize::from(length)) else { break };
            declared.push(read_style(style, base_bytes));
            at += 2 + usize::from(length);
        }
        Self { declared }
    }

    /// Returns what a paragraph of the style is: title, heading or body.
    pub fn role(&self, style: u16) -> Style {
        self.chain(style).find_map(|declared| declared.role).unwrap_or_default()
    }

    /// Returns the use of a list that a style asks for.
    pub fn list(&self, style: u16) -> Option<u16> {
        self.chain(style).find_map(|declared| declared.list)
    }

    /// Returns the level in its list that a style asks for.
    pub fn list_level(&self, style: u16) -> Option<u8> {
        self.chain(style).find_map(|declared| declared.list_level)
    }

    /// Says whether text of a style is bold.
    pub fn is_bold(&self, style: u16) -> bool {
        self.chain(style).find_map(|declared| declared.is_bold).unwrap_or(false)
    }

    /// Returns a style and those it is based on.
    fn chain(&self, style: u16) -> impl Iterator<Item = &Declared> {
        let find = |style: u16| self.declared.get(usize::from(style))?.as_ref();
        let next = move |declared: &&Declared| {
            (declared.base != NO_BASE).then(|| find(declared.base)).flatten()
        };
        std::iter::successors(find(style), next).take(MAX_CHAIN)
    }
}

/// Returns what an outline level among the changes makes of a paragraph.
pub fn outline(changes: &[u8]) -> Option<Style> {
    let level = *value(changes, OUTLINE_LEVEL)?.first()?;
    Some(if level < BODY_LEVEL { Style::Heading(level + 1) } else { Style::Body })
}

/// Returns the use of a list among the changes.
pub fn list(changes: &[u8]) -> Option<u16> {
    short(value(changes, LIST)?, 0)
}

/// Returns the level in a list among the changes.
pub fn list_level(changes: &[u8]) -> Option<u8> {
    value(changes, LIST_LEVEL)?.first().copied()
}

/// Reads one style: numbers, name, then the changes for paragraphs and characters.
fn read_style(bytes: &[u8], base_bytes: usize) -> Option<Declared> {
    let kind_and_base = short(bytes, 2)?;
    let is_paragraph = kind_and_base & 0xF == 1;
    let name_length = usize::from(short(bytes, base_bytes)?);
    let mut at = base_bytes + 2 + 2 * name_length + 2;
    let mut next = || {
        let length = usize::from(short(bytes, at)?);
        let changes = stretch(bytes, at + 2, length)?;
        at += 2 + length + length % 2;
        Some(changes)
    };
    let paragraph = if is_paragraph { next().and_then(|changes| changes.get(2..)) } else { None };
    let paragraph = paragraph.unwrap_or_default();
    let characters = next().unwrap_or_default();
    let built_in = match short(bytes, 0)? & 0x0FFF {
        level @ 1..=9 => Some(Style::Heading(level as u8)),
        TITLE => Some(Style::Title),
        _ => None,
    };
    Some(Declared {
        base: kind_and_base >> 4,
        role: built_in.or_else(|| outline(paragraph)),
        list: list(paragraph),
        list_level: list_level(paragraph),
        is_bold: value(characters, BOLD).map(|value| value.first() == Some(&1)),
    })
}
