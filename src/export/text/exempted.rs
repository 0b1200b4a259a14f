//! What is shared and not counted, in words: why, how many places, how many characters.

use crate::collate::exempt::{Exempt, Exempted};
use crate::text::language::{Language, Words, words};
use crate::text::side::Sided;

/// Returns what shared text that is not counted is called.
pub const fn exempted_words(why: Exempt) -> Words {
    match why {
        Exempt::Reviewer => words("人工排除", "excluded by the reviewer"),
        Exempt::Law => words("引用法条", "wording of laws"),
        Exempt::Quotation => words("引文", "quotations"),
        Exempt::Title => words("文件名", "titles of documents"),
    }
}

/// Returns how much is not counted for a reason: `引文 3 处 120 字`, both sides where they differ.
pub fn exempted_line(exempted: &Exempted, language: Language) -> String {
    let Exempted { why, places, chars } = exempted;
    let name = language.pick(&exempted_words(*why));
    let both = |sides: &Sided<usize>| {
        let Sided { left, right } = sides;
        if left == right { left.to_string() } else { format!("{left} / {right}") }
    };
    let (places, chars) = (both(places), both(chars));
    match (language, why) {
        (Language::Chinese, Exempt::Reviewer) => format!("{name} {places} 段 {chars} 字"),
        (Language::Chinese, _) => format!("{name} {places} 处 {chars} 字"),
        (Language::English, _) => format!("{name}: {places} ({chars} characters)"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_are_told_apart_where_they_differ() {
        let both = Exempted {
            why: Exempt::Quotation,
            places: Sided::new(3, 3),
            chars: Sided::new(120, 118),
        };
        assert_eq!(exempted_line(&both, Language::Chinese), "引文 3 处 120 / 118 字");
        assert_eq!(exempted_line(&both, Language::English), "quotations: 3 (120 / 118 characters)");
    }
}
