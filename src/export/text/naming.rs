//! How a report is called in lines for people: by its title, else by how it begins.

use crate::report::model::Report;
use crate::text::language::Language;
use crate::text::span::is_blank;

/// Most characters of a beginning that stand in for a title: enough to tell two reports apart.
const OPENING_CHARS: usize = 20;

/// Returns the title line; without one, the first words in brackets.
pub fn title(text: &str, report: &Report, language: Language) -> String {
    let title = report.title.trimmed(text).of(text);
    if !title.is_empty() {
        return title.to_owned();
    }
    let sentences = report.sentences.iter().map(|sentence| sentence.body.of(text));
    let opening = sentences.map(joined).find(|sentence| !sentence.is_empty()).unwrap_or_default();
    let is_cut = OPENING_CHARS < opening.chars().count();
    let kept = if is_cut { OPENING_CHARS - 1 } else { OPENING_CHARS };
    let shown: String = opening.chars().take(kept).collect();
    let rest = if is_cut { "…" } else { "" };
    match (shown.is_empty(), language) {
        (true, Language::Chinese) => "（无标题）".to_owned(),
        (true, Language::English) => "(no title)".to_owned(),
        (false, Language::Chinese) => format!("（{shown}{rest}）"),
        (false, Language::English) => format!("({shown}{rest})"),
    }
}

/// Returns how a group of reports is called: A to Z, then AA.
pub fn letters(at: usize) -> String {
    let last = char::from(b'A' + u8::try_from(at % 26).unwrap_or(0));
    match at / 26 {
        0 => last.to_string(),
        before => format!("{}{last}", letters(before - 1)),
    }
}

/// Joins the lines of a sentence: a break between Latin words is a space, one inside Han is nothing.
fn joined(sentence: &str) -> String {
    let mut joined = String::with_capacity(sentence.len());
    for word in sentence.split(is_blank).filter(|word| !word.is_empty()) {
        let is_latin = |c: char| c.is_ascii_alphanumeric();
        if joined.ends_with(is_latin) && word.starts_with(is_latin) {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::decode;
    use crate::report::split;

    #[test]
    fn groups_are_called_by_letters_that_never_run_out() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }

    #[test]
    fn report_without_a_title_is_called_by_how_it_begins() {
        let text = "今年以来，市科技局在市委、市政府的坚强领导下，各项工作取得新进展。";
        let document = decode::read(text.as_bytes(), "a.txt");
        let mut report = split::whole(&document);
        report.title.end = report.title.start;
        let called = title(&document.text, &report, Language::Chinese);
        assert_eq!(called, "（今年以来，市科技局在市委、市政府的坚强…）");
        assert_eq!(joined("the first\nyear  科技\n局"), "the first year科技局");
    }
}
