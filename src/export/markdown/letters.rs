//! Text that Markdown reads as text.

use crate::text::cells::disarmed;

/// Returns the text so that no character of it means anything to Markdown or HTML.
///
/// `<` and `&` become references, because many readers let HTML through; the rest is escaped by a
/// backslash. What means something only at the start of a line is escaped there.
pub fn letters(text: &str) -> String {
    let text = disarmed(text);
    let mut out = String::with_capacity(text.len() + 16);
    let number = text.chars().take_while(char::is_ascii_digit).count();
    let behind = text.chars().nth(number + 1);
    let opens_item = 0 < number && behind.is_none_or(char::is_whitespace);
    for (at, c) in text.chars().enumerate() {
        let opens_line = at == 0 && matches!(c, '+' | '-' | '=' | ':');
        let ends_number = opens_item && at == number && matches!(c, '.' | ')');
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '>' | '!' | '$' | '@' => {
                out.extend(['\\', c]);
            }
            _ if opens_line || ends_number => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_means_anything_to_markdown() {
        assert_eq!(
            letters("<b>*甲*</b> [x](y) | `z` #1"),
            "&lt;b\\>\\*甲\\*&lt;/b\\> \\[x\\](y) \\| \\`z\\` \\#1"
        );
        assert_eq!(letters("1. 甲"), "1\\. 甲");
        assert_eq!(letters("- 甲 - 乙"), "\\- 甲 - 乙");
        assert_eq!(letters("3.5%"), "3.5%");
        assert_eq!(letters("a\u{1B}b\nc"), "a^\\[b c");
    }
}
