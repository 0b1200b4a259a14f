//! How JSON leaves the program.

use crate::text::cells::is_hostile;
use serde::Serialize;
use std::io::{self, Write};

/// Writes a value as indented JSON with a line end behind it.
///
/// Characters that could speak to a terminal are escaped beyond what JSON asks for: the ASCII
/// controls always are, but U+009B (a control sequence introducer of one character) and the bidi
/// overrides are as dangerous to someone who looks at the output with `less -R`.
///
/// # Errors
///
/// Fails if `out` does.
pub fn write<T: Serialize>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    let json = serde_json::to_string_pretty(value)?;
    let mut rest = json.as_str();
    let is_unsafe = |c: char| c != '\n' && is_hostile(c);
    while let Some((offset, c)) = rest.char_indices().find(|(_, c)| is_unsafe(*c)) {
        out.write_all(&rest.as_bytes()[..offset])?;
        for unit in c.encode_utf16(&mut [0; 2]) {
            write!(out, "\\u{unit:04x}")?;
        }
        rest = &rest[offset + c.len_utf8()..];
    }
    writeln!(out, "{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_escaped_and_read_back_unchanged() {
        let text = "a\u{1B}[2J\u{9B}\u{202E}\u{7F}\u{F0001}科\n";
        let mut out = Vec::new();
        write(&mut out, &text).unwrap();
        let json = String::from_utf8(out).unwrap();
        assert!(!json.trim_end().chars().any(is_hostile), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
