//! Fonts: which characters the codes of a text stand for, and how wide they are.

use std::collections::BTreeMap;

use hayro_cmap::{BfString, CMap, CMapName, CidFamily, WritingMode, load_embedded};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream, String as PdfString};

use crate::intake::pdf::names::{Base, glyph};
use crate::intake::pdf::stream::unpacked;
use crate::intake::pdf::written::as_written;

/// Most widths that are kept of one font; the largest CJK fonts have 65 536 glyphs.
const MAX_WIDTHS: usize = 65_536;

/// Width of a glyph of which nothing is said, in thousandths of the font size.
const USUAL_WIDTH: f64 = 500.0;

/// Width of a glyph of a CJK font of which nothing is said, in thousandths of the font size.
const FULL_WIDTH: f64 = 1_000.0;

/// A font, read as far as text needs it.
#[derive(Debug)]
pub struct Font {
    codes: Codes,
    to_unicode: Option<CMap>,
    widths: BTreeMap<u32, f64>,
    default_width: f64,
    /// What a width is multiplied with, to be in units of the font size.
    width_unit: f64,
    /// Whether its letters are bold.
    pub is_bold: bool,
    /// Whether it is set from top to bottom.
    pub is_vertical: bool,
}

/// How codes are read off a string.
#[derive(Debug)]
enum Codes {
    /// One byte each.
    Bytes(Vec<Option<char>>),
    /// Bytes that a map turns into glyph numbers, and a map from those to characters.
    Mapped { to_cid: Box<CMap>, to_character: Option<Box<CMap>> },
}

/// One code of a string.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The characters; empty if the font does not say.
    pub text: String,
    /// How far it moves on, in units of the font size.
    pub width: f64,
    /// Whether it is the single byte 32, which word spacing applies to.
    pub is_space: bool,
}

impl Font {
    /// Reads a font from its dictionary. Never fails: what is missing is guessed or left out.
    pub fn read(dict: &Dict) -> Self {
        let subtype = name(dict, "Subtype");
        let to_unicode = dict.get::<Stream>("ToUnicode").and_then(|stream| parsed(&stream));
        let inner = dict.get::<Array>("DescendantFonts").and_then(|fonts| fonts.iter().next());
        match inner.filter(|_| subtype == "Type0") {
            Some(inner) => composite(dict, &inner, to_unicode),
            None => simple(dict, &subtype, to_unicode),
        }
    }

    /// Returns the codes of a string, in order.
    pub fn shown<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = Shown> + 'a {
        let mut rest = bytes;
        std::iter::from_fn(move || {
            let len = self.code_len(rest)?;
            let (code, tail) = rest.split_at_checked(len)?;
            rest = tail;
            let number = code.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
            let cid = self.cid(number, len);
            let width = self.widths.get(&cid).copied().unwrap_or(self.default_width);
            let text = as_written(&self.text(number, cid));
            let is_space = len == 1 && number == 32;
            Some(Shown { text, width: width * self.width_unit, is_space })
        })
    }

    /// Returns the length of the code that the bytes open with; `None` at the end.
    fn code_len(&self, rest: &[u8]) -> Option<usize> {
        let most = rest.len().min(4);
        if most == 0 {
            return None;
        }
        let Codes::Mapped { to_cid, .. } = &self.codes else { return Some(1) };
        let mut code = 0;
        for (at, byte) in rest.iter().take(most).enumerate() {
            code = code << 8 | u32::from(*byte);
            let len = at + 1;
            if to_cid.lookup_cid_code(code, u8::try_from(len).unwrap_or(4)).is_some() {
                return Some(len);
            }
        }
        Some(most.min(2))
    }

    /// Returns the number of the glyph, by which widths are listed.
    fn cid(&self, code: u32, len: usize) -> u32 {
        match &self.codes {
            Codes::Bytes(_) => code,
            Codes::Mapped { to_cid, .. } => {
                to_cid.lookup_cid_code(code, u8::try_from(len).unwrap_or(4)).unwrap_or(0)
            }
        }
    }

    /// Returns what a code says; the map made for it first, then what the font itself tells.
    fn text(&self, code: u32, cid: u32) -> String {
        let mapped = |map: &CMap, code: u32| match map.lookup_bf_string(code)? {
            BfString::Char('\0') => None,
            BfString::Char(c) => Some(c.to_string()),
            BfString::String(text) => Some(text),
        };
        if let Some(text) = self.to_unicode.as_ref().and_then(|map| mapped(map, code)) {
            return text;
        }
        let text = match &self.codes {
            Codes::Bytes(table) => {
                table.get(code as usize).copied().flatten().map(|c| c.to_string())
            }
            Codes::Mapped { to_character, .. } => {
                to_character.as_ref().and_then(|map| mapped(map, cid))
            }
        };
        text.unwrap_or_default()
    }
}

/// Returns a name of a dictionary; empty if there is none.
fn name(dict: &Dict, key: &str) -> String {
    dict.get::<Name>(key).map(|name| name.as_str().to_owned()).unwrap_or_default()
}

/// Returns a number of a dictionary.
fn number(dict: &Dict, key: &str) -> Option<f64> {
    dict.get::<Number>(key).map(|number| number.as_f64()).filter(|number| number.is_finite())
}

/// Reads a map that stands in the file.
fn parsed(stream: &Stream) -> Option<CMap> {
    CMap::parse(&unpacked(stream)?, load_embedded)
}

/// Reads a map that every reader has at hand.
fn predefined(name: CMapName) -> Option<CMap> {
    CMap::parse(load_embedded(name)?, load_embedded)
}

/// Reads a font whose glyphs are numbered: all CJK fonts are.
fn composite(dict: &Dict, inner: &Dict, to_unicode: Option<CMap>) -> Font {
    let named = dict.get::<Name>("Encoding").and_then(|name| match CMapName::from_bytes(&name) {
        CMapName::IdentityH => Some(CMap::identity_h()),
        CMapName::IdentityV => Some(CMap::identity_v()),
        known => predefined(known),
    });
    let embedded = || dict.get::<Stream>("Encoding").and_then(|stream| parsed(&stream));
    let to_cid = named.or_else(embedded).unwrap_or_else(CMap::identity_h);
    let system = inner.get::<Dict>("CIDSystemInfo").unwrap_or_default();
    let text = |key: &str| system.get::<PdfString>(key);
    let family = text("Registry").zip(text("Ordering")).map(|(registry, ordering)| {
        CidFamily::from_registry_ordering(registry.as_bytes(), ordering.as_bytes())
    });
    let to_character =
        family.and_then(|family| family.ucs2_cmap()).and_then(predefined).map(Box::new);
    Font {
        is_vertical: to_cid.metadata().writing_mode == Some(WritingMode::Vertical),
        is_bold: is_bold(inner),
        widths: inner.get::<Array>("W").map(|list| cid_widths(&list)).unwrap_or_default(),
        default_width: number(inner, "DW").unwrap_or(FULL_WIDTH),
        width_unit: 0.001,
        codes: Codes::Mapped { to_cid: Box::new(to_cid), to_character },
        to_unicode,
    }
}

/// Reads a font of up to 256 glyphs.
fn simple(dict: &Dict, subtype: &str, to_unicode: Option<CMap>) -> Font {
    let first = number(dict, "FirstChar").map_or(0, |first| first as u32);
    let listed = dict.get::<Array>("Widths").into_iter().flat_map(|list| list.iter::<Number>());
    let widths: BTreeMap<u32, f64> =
        (first..).zip(listed).take(256).map(|(code, width)| (code, width.as_f64())).collect();
    let descriptor = dict.get::<Dict>("FontDescriptor").unwrap_or_default();
    let missing = number(&descriptor, "MissingWidth").filter(|width| 0.0 < *width);
    let matrix = dict.get::<Array>("FontMatrix").and_then(|matrix| matrix.iter::<Number>().next());
    let unit = matrix.filter(|_| subtype == "Type3").map_or(0.001, |unit| unit.as_f64().abs());
    Font {
        is_vertical: false,
        is_bold: is_bold(dict),
        default_width: missing.unwrap_or(if widths.is_empty() { USUAL_WIDTH } else { 0.0 }),
        widths,
        width_unit: unit,
        codes: Codes::Bytes(byte_table(dict)),
        to_unicode,
    }
}

/// Returns the characters of the 256 codes of a simple font.
fn byte_table(dict: &Dict) -> Vec<Option<char>> {
    let encoding = dict.get::<Dict>("Encoding");
    let base = match &encoding {
        Some(encoding) => name(encoding, "BaseEncoding"),
        None => name(dict, "Encoding"),
    };
    let base = Base::named(&base);
    let mut table: Vec<Option<char>> = (0..=255).map(|code| base.character(code)).collect();
    let differences = encoding.and_then(|encoding| encoding.get::<Array>("Differences"));
    let mut code = 0_usize;
    for item in differences.into_iter().flat_map(|list| list.iter::<Object>()) {
        match item {
            Object::Number(number) => code = usize::try_from(number.as_i64()).unwrap_or(0),
            Object::Name(name) => {
                // A name that says nothing leaves what the code says by itself.
                if let (Some(slot), Some(c)) = (table.get_mut(code), glyph(name.as_str())) {
                    *slot = Some(c);
                }
                code += 1;
            }
            _ => {}
        }
    }
    table
}

/// Reads widths as `code [width …]` and `first last width`, in thousandths.
fn cid_widths(list: &Array) -> BTreeMap<u32, f64> {
    let mut widths = BTreeMap::new();
    let mut pending: Vec<f64> = Vec::new();
    for item in list.iter::<Object>() {
        match item {
            Object::Number(number) => pending.push(number.as_f64()),
            Object::Array(each) => {
                let first = pending.pop().map_or(0, |first| first as u32);
                let each = each.iter::<Number>().map(|width| width.as_f64());
                widths.extend((first..).zip(each).take(MAX_WIDTHS));
                pending.clear();
            }
            _ => pending.clear(),
        }
        if let [first, last, width] = pending.as_slice() {
            let codes = *first as u32..=*last as u32;
            widths.extend(codes.take(MAX_WIDTHS).map(|code| (code, *width)));
            pending.clear();
        }
        if MAX_WIDTHS < widths.len() {
            break;
        }
    }
    widths
}

/// Says whether the letters are bold, by the name of the font or by what it says of its weight.
fn is_bold(dict: &Dict) -> bool {
    const BOLD_NAMES: [&str; 6] = ["bold", "heavy", "black", "simhei", "heiti", "semibold"];
    const FORCE_BOLD: i64 = 1 << 18;
    let descriptor = dict.get::<Dict>("FontDescriptor").unwrap_or_default();
    let base = name(dict, "BaseFont").to_ascii_lowercase();
    let flags = descriptor.get::<Number>("Flags").map_or(0, |flags| flags.as_i64());
    BOLD_NAMES.iter().any(|name| base.contains(name))
        || flags & FORCE_BOLD != 0
        || number(&descriptor, "FontWeight").is_some_and(|weight| 600.0 <= weight)
}
