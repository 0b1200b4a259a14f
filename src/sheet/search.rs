//! Looking for a wording, typography aside: `8.4%` finds `８．４％`, quotes and spaces do not matter, and a
//! number is found however it is written.

use crate::sheet::number::number_hits;
use crate::text::fold::Folded;
use crate::text::span::Span;

/// Returns where the wording stands in the text under `span`, in order and without overlap.
///
/// Linear in the text for ordinary wordings. A wording of nothing but punctuation is looked for as it is.
pub fn hits(text: &str, span: Span, wording: &str) -> Vec<Span> {
    let wanted = Folded::of(wording, Span::new(0, wording.len())).chars;
    if wanted.is_empty() {
        return literal_hits(text, span, wording.trim());
    }
    let folded = Folded::of(text, span);
    let mut hits = Vec::new();
    let mut at = 0;
    while at + wanted.len() <= folded.len() {
        if folded.chars[at..at + wanted.len()] == wanted {
            let last = folded.offsets[at + wanted.len() - 1];
            let width = text[last..].chars().next().map_or(0, char::len_utf8);
            hits.push(Span::new(folded.offsets[at], last + width));
            at += wanted.len();
        } else {
            at += 1;
        }
    }
    joined(hits, number_hits(text, span, wording))
}

/// Returns both kinds of hits in order; of two that overlap, the one of the letters.
fn joined(mut hits: Vec<Span>, numbers: Vec<Span>) -> Vec<Span> {
    let literal = hits.clone();
    hits.extend(numbers.into_iter().filter(|number| {
        let first = literal.partition_point(|hit| hit.end <= number.start);
        literal.get(first).is_none_or(|hit| number.end <= hit.start)
    }));
    hits.sort_unstable_by_key(|hit| hit.start);
    hits
}

fn literal_hits(text: &str, span: Span, wording: &str) -> Vec<Span> {
    if wording.is_empty() {
        return Vec::new();
    }
    let found = span.of(text).match_indices(wording);
    found.map(|(at, hit)| Span::new(span.start + at, span.start + at + hit.len())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(text: &'a str, wording: &str) -> Vec<&'a str> {
        let span = Span::new(0, text.len());
        hits(text, span, wording).into_iter().map(|hit| hit.of(text)).collect()
    }

    #[test]
    fn width_and_quotes_do_not_matter() {
        assert_eq!(found("增长８．４％，“高 企”达67家。", "8.4%"), ["８．４％"]);
        assert_eq!(found("增长８．４％，“高 企”达67家。", "高企"), ["高 企"]);
    }

    #[test]
    fn number_is_found_however_it_is_written() {
        let text = "二〇二四年新增三十家，２０２４年增长百分之五，达30家，占5%，共3万人。";
        assert_eq!(found(text, "2024年"), ["二〇二四年", "２０２４年"]);
        assert_eq!(found(text, "三十"), ["三十", "30"]);
        assert_eq!(found(text, "30家"), ["三十家", "30家"]);
        assert_eq!(found(text, "百分之五"), ["百分之五", "5%"]);
        assert_eq!(found(text, "5％"), ["百分之五", "5%"]);
        assert_eq!(found(text, "30000人"), ["3万人"]);
    }

    #[test]
    fn part_of_a_number_and_a_lone_chinese_digit_are_found_by_their_letters_only() {
        assert_eq!(found("三十五家，35家", "三十"), ["三十"]);
        assert_eq!(found("统一部署，1家", "一"), ["一"]);
        assert_eq!(found("三家，3家", "三家"), ["三家", "3家"]);
    }

    #[test]
    fn punctuation_alone_is_found_as_it_is() {
        assert_eq!(found("甲；乙；丙", "；"), ["；", "；"]);
        assert!(found("甲乙", "  ").is_empty());
    }
}
