//! The lists of a Word 97 file: which label stands in front of which paragraph.
//!
//! As in docx, a paragraph names a use, a use names a definition and may override its levels.

use std::collections::BTreeMap;

use crate::intake::little::{byte, long, short, size, stretch};
use crate::intake::numbering::{Counters, Level, Levels, Suffix};
use crate::intake::numeral::Numerals;

/// Length of the head of a definition, in bytes.
const HEAD_BYTES: usize = 28;

/// Length of the fixed part of a level, in bytes.
const LEVEL_BYTES: usize = 28;

/// Length of a use, in bytes.
const USE_BYTES: usize = 16;

/// Longest label, in characters; a longer one is damage.
const MAX_LABEL_CHARS: usize = 200;

/// A use of a definition.
#[derive(Debug, Default)]
struct Use {
    definition: u32,
    /// Levels and the number that each starts anew with.
    starts: Vec<(usize, u32)>,
    levels: Vec<(usize, Level)>,
    is_started: bool,
}

/// All lists, and how far each was counted.
#[derive(Debug, Default)]
pub struct Lists {
    definitions: BTreeMap<u32, Levels>,
    uses: Vec<Use>,
    counters: Counters,
}

impl Lists {
    /// Reads definitions and uses. What is cut off is left out.
    pub fn of(definitions: &[u8], uses: &[u8]) -> Self {
        Self {
            definitions: read_definitions(definitions).unwrap_or_default(),
            uses: read_uses(uses),
            counters: Counters::default(),
        }
    }

    /// Counts one more item and returns its label; empty if there is no such list. Uses are counted
    /// from 1.
    pub fn label(&mut self, number: u16, depth: usize) -> String {
        let at = usize::from(number).checked_sub(1);
        let Some(used) = at.and_then(|at| self.uses.get_mut(at)) else { return String::new() };
        let Some(levels) = self.definitions.get(&used.definition) else { return String::new() };
        let key = used.definition.to_string();
        if !used.is_started {
            used.is_started = true;
            for (level, start) in &used.starts {
                self.counters.set_next(&key, *level, *start);
            }
        }
        let mut levels = levels.clone();
        for (at, level) in &used.levels {
            if let Some(slot) = levels.get_mut(*at) {
                *slot = level.clone();
            }
        }
        self.counters.next(&key, &levels, depth)
    }
}

/// Reads the heads of all definitions, and behind them the levels of each.
fn read_definitions(bytes: &[u8]) -> Option<BTreeMap<u32, Levels>> {
    let count = usize::from(short(bytes, 0)?);
    let mut definitions = BTreeMap::new();
    let mut at = 2 + count * HEAD_BYTES;
    for nth in 0..count {
        let Some(head) = stretch(bytes, 2 + nth * HEAD_BYTES, HEAD_BYTES) else { break };
        let is_simple = byte(head, 26).is_some_and(|flags| flags & 1 == 1);
        let mut levels = Levels::new();
        for _ in 0..if is_simple { 1 } else { 9 } {
            let Some((level, length)) = bytes.get(at..).and_then(read_level) else { break };
            levels.push(level);
            at += length;
        }
        definitions.insert(long(head, 0)?, levels);
    }
    Some(definitions)
}

/// Reads one level; returns its length in bytes too.
fn read_level(bytes: &[u8]) -> Option<(Level, usize)> {
    let info = byte(bytes, 5)?;
    let formatting = usize::from(byte(bytes, 24)?) + usize::from(byte(bytes, 25)?);
    let label = LEVEL_BYTES + formatting;
    let n_chars = usize::from(short(bytes, label)?);
    if MAX_LABEL_CHARS < n_chars {
        return None;
    }
    let units: Vec<u16> =
        (0..n_chars).filter_map(|nth| short(bytes, label + 2 + 2 * nth)).collect();
    let written = |c: char| match u32::from(c) {
        level @ 0..=8 => format!("%{}", level + 1),
        _ => c.to_string(),
    };
    let pattern: Vec<String> = String::from_utf16_lossy(&units).chars().map(written).collect();
    let limit = usize::from(byte(bytes, 26)?);
    let level = Level {
        start: long(bytes, 0)?,
        numerals: Numerals::coded(u16::from(byte(bytes, 4)?)),
        pattern: pattern.concat(),
        suffix: if byte(bytes, 15)? == 2 { Suffix::Nothing } else { Suffix::Gap },
        is_legal: info & 0x04 != 0,
        restart: (info & 0x08 != 0).then_some(limit),
    };
    Some((level, label + 2 + 2 * n_chars))
}

/// Reads all uses, and behind them what each overrides.
fn read_uses(bytes: &[u8]) -> Vec<Use> {
    let count = size(bytes, 0).unwrap_or(0).min(bytes.len() / USE_BYTES);
    let mut at = 4 + count * USE_BYTES;
    let mut uses = Vec::new();
    for nth in 0..count {
        let head = 4 + nth * USE_BYTES;
        let definition = long(bytes, head).unwrap_or(0);
        let mut one = Use { definition, ..Use::default() };
        let n_levels = byte(bytes, head + 12).unwrap_or(0);
        at += 4;
        for _ in 0..n_levels {
            let Some(length) = bytes.get(at..).and_then(|bytes| read_override(bytes, &mut one))
            else {
                break;
            };
            at += length;
        }
        uses.push(one);
    }
    uses
}

/// Reads what a use says of one level; returns its length in bytes.
fn read_override(bytes: &[u8], used: &mut Use) -> Option<usize> {
    let flags = long(bytes, 4)?;
    let level = (flags & 0xF) as usize;
    if flags & 0x20 != 0 {
        let (own, length) = read_level(bytes.get(8..)?)?;
        if flags & 0x10 != 0 {
            used.starts.push((level, own.start));
        }
        used.levels.push((level, own));
        return Some(8 + length);
    }
    if flags & 0x10 != 0 {
        used.starts.push((level, long(bytes, 0)?));
    }
    Some(8)
}
