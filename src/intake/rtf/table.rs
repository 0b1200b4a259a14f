//! The fonts and styles that an rtf declares, as far as they say something about its text.

use std::collections::BTreeMap;

use encoding_rs::Encoding;

use crate::intake::codepage::encoding_of_set;
use crate::intake::paragraph::{Style, named_style};

/// What a file declares in front of its text.
#[derive(Debug, Default)]
pub struct Tables {
    /// The encoding that each font is written in.
    fonts: BTreeMap<i32, &'static Encoding>,
    /// What each style is.
    styles: BTreeMap<i32, Style>,
    /// The font or style that is being declared.
    current: i32,
    name: String,
    level: Option<u8>,
}

impl Tables {
    /// Starts to declare a font or style.
    pub fn start(&mut self, number: i32) {
        self.current = number;
        self.name.clear();
        self.level = None;
    }

    /// Declares the character set of the font.
    pub fn set_character_set(&mut self, value: i32) {
        let encoding = u8::try_from(value).ok().and_then(encoding_of_set);
        if let Some(encoding) = encoding {
            self.fonts.insert(self.current, encoding);
        }
    }

    /// Declares the outline level of the style.
    pub fn set_level(&mut self, level: Option<u8>) {
        self.level = level;
    }

    /// Adds to the name of the style; a semicolon ends it.
    pub fn push_name(&mut self, text: &str) {
        self.name.push_str(text);
        let Some(name) = self.name.strip_suffix(';') else { return };
        let styled = named_style(name).or(self.level.map(Style::Heading));
        if let Some(style) = styled {
            self.styles.insert(self.current, style);
        }
        self.name.clear();
    }

    /// Returns the encoding that a font is written in; `None` if it leaves that open.
    pub fn encoding(&self, font: Option<i32>) -> Option<&'static Encoding> {
        self.fonts.get(&font?).copied()
    }

    /// Returns what a paragraph of a style is.
    pub fn style(&self, style: Option<i32>) -> Style {
        style.and_then(|style| self.styles.get(&style)).copied().unwrap_or_default()
    }
}
