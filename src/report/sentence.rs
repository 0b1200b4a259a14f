//! Sentences: the leaves of a report and the unit that is aligned.
//!
//! ```text
//! 一是抓投入。全年投入27.82亿元；授权专利176件，其中发明“三高”专利9件。
//! └─────────┘└──────────────────┘└────────────────────────────────────┘
//! ```
//!
//! A sentence ends at 。！？ and at an English full stop; a list item ends at ；. What stands in
//! brackets or quotes is not cut, unless it is so long that it holds a text of its own. A stretch
//! without any end, as careless reports have them, is cut at commas so that it can be compared.

use crate::text::fold::narrowed;
use crate::text::span::{Span, is_blank};

/// Longest quotation or parenthesis that is kept whole, in characters.
///
/// Real quotations end within 60; beyond 120 it is a speech, or the closing mark is missing.
const MAX_ENCLOSED_CHARS: usize = 120;

/// Longest sentence without any end, in characters, before it is cut at a comma.
///
/// Real sentences reach 501 (data/provinces), so no real one is cut.
const MAX_SENTENCE_CHARS: usize = 600;

/// Shortest piece that such a cut leaves, in characters, where a comma allows the choice.
const MIN_PIECE_CHARS: usize = 300;

/// Pairs of marks whose inside is not cut.
const ENCLOSURES: [(char, char); 12] = [
    ('“', '”'),
    ('‘', '’'),
    ('《', '》'),
    ('〈', '〉'),
    ('（', '）'),
    ('(', ')'),
    ('【', '】'),
    ('「', '」'),
    ('『', '』'),
    ('〔', '〕'),
    ('［', '］'),
    ('"', '"'),
];

/// English words whose full stop ends no sentence, in lower case.
const ABBREVIATIONS: [&str; 16] = [
    "mr", "mrs", "ms", "dr", "prof", "st", "vs", "etc", "inc", "co", "ltd", "corp", "no", "fig",
    "vol", "approx",
];

/// One character and where it stands.
type Place = (usize, char);

/// Splits a block into sentences. They cover `span` without gap or overlap, each with the white
/// space behind it; an empty span has none. Linear.
pub fn sentences(text: &str, span: Span) -> Vec<Span> {
    let places: Vec<Place> =
        span.of(text).char_indices().map(|(at, c)| (span.start + at, c)).collect();
    let mut sentences = Vec::new();
    let mut start = 0;
    for end in ends(&places).into_iter().chain([places.len()]) {
        for piece in pieces(&places, start, end) {
            let offset = |at: usize| places.get(at).map_or(span.end, |(offset, _)| *offset);
            sentences.push(Span::new(offset(piece.start), offset(piece.end)));
        }
        start = end;
    }
    sentences
}

/// Cuts one sentence, in places, where it is over-long; nothing of an empty one.
fn pieces(places: &[Place], mut start: usize, end: usize) -> Vec<Span> {
    let mut pieces = Vec::new();
    while start + MAX_SENTENCE_CHARS < end {
        let window = places.get(start..start + MAX_SENTENCE_CHARS).unwrap_or_default();
        let cut = start + cut_before(window);
        pieces.push(Span::new(start, cut));
        start = cut;
    }
    if start < end {
        pieces.push(Span::new(start, end));
    }
    pieces
}

/// Returns how many characters of an over-long stretch make its first piece: up to its last comma.
fn cut_before(window: &[Place]) -> usize {
    let late = |is_cut: fn(char) -> bool| {
        window.iter().rposition(|(_, c)| is_cut(*c)).filter(|at| MIN_PIECE_CHARS <= *at)
    };
    let comma = late(|c| matches!(narrowed(c), ',' | ';' | ':' | '、'));
    comma.or_else(|| late(is_blank)).map_or(window.len(), |at| at + 1)
}

/// Returns the places at which a new sentence starts, ascending, the first one apart.
fn ends(places: &[Place]) -> Vec<usize> {
    let mut ends = Vec::new();
    let (mut start, mut at, mut quote_is_open) = (0, 0, false);
    while let Some((_, c)) = places.get(at) {
        let stop = if let Some(closing) =
            closing_of(*c).and_then(|close| matching(places, at, close))
        {
            let stop = if ends_enclosed(places, start, at, closing) { Some(closing) } else { None };
            at = closing;
            stop
        } else {
            quote_is_open ^= *c == '"';
            let is_end = is_full_stop(places, start, at) || is_item_end(places, at);
            if is_end { Some(at) } else { None }
        };
        at += 1;
        if stop.is_some() {
            at = behind_closers(places, at, &mut quote_is_open);
            start = at;
            ends.push(at);
        }
    }
    ends
}

/// Returns what closes the enclosure that a character opens.
fn closing_of(c: char) -> Option<char> {
    if is_han(c) {
        return None;
    }
    ENCLOSURES.iter().find(|(open, _)| *open == c).map(|(_, close)| *close)
}

/// Says whether a character is Han, as nearly all are: none of the tables has to be asked.
fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

/// Finds the end of a short enclosure; `None` if it is long or never closed.
fn matching(places: &[Place], at: usize, close: char) -> Option<usize> {
    let open = places.get(at)?.1;
    let mut depth = 1;
    let inside = places.iter().enumerate().skip(at + 1).take(MAX_ENCLOSED_CHARS + 1);
    for (place, (_, c)) in inside {
        if *c == close {
            depth -= 1;
        } else if *c == open {
            depth += 1;
        }
        if depth == 0 {
            return Some(place);
        }
    }
    None
}

/// Says whether a closed enclosure ends the sentence: it holds full sentences and is one itself
/// (`（见附表。）`) or is what someone says (`他说：“好。”`).
fn ends_enclosed(places: &[Place], start: usize, open: usize, close: usize) -> bool {
    let before = places.get(start..open).unwrap_or_default();
    let is_last =
        close.checked_sub(1).and_then(|at| places.get(at)).is_some_and(|(_, c)| is_end_mark(*c));
    let previous = before.iter().rev().find(|(_, c)| !is_blank(*c));
    let is_whole = previous.is_none_or(|(_, c)| matches!(c, '：' | ':'));
    let next = places.get(close + 1).map_or(' ', |(_, c)| *c);
    is_last && is_whole && !matches!(next, '，' | ',' | '、' | '的' | '；' | ';')
}

/// Says whether a character ends a sentence wherever it stands.
fn is_end_mark(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡')
}

/// Says whether the character at `at` ends a sentence.
fn is_full_stop(places: &[Place], start: usize, at: usize) -> bool {
    let next = places.get(at + 1).map_or(' ', |(_, c)| *c);
    match places.get(at).map_or(' ', |(_, c)| *c) {
        c if is_end_mark(c) => true,
        '!' | '?' => !next.is_ascii_alphanumeric(),
        '.' => is_english_stop(places, start, at),
        _ => false,
    }
}

/// Says whether a `.` ends a sentence: not in `8.4`, `U.S.`, `Mr. Li`, nor in the number of an item.
fn is_english_stop(places: &[Place], start: usize, at: usize) -> bool {
    let before = places.get(start..at).unwrap_or_default();
    let behind = places.get(at + 1..).unwrap_or_default();
    let next = behind.iter().map(|(_, c)| *c).find(|c| !is_blank(*c));
    let is_apart = behind.first().is_none_or(|(_, c)| is_blank(*c) || is_closer(*c));
    let opens = next.is_none_or(|c| !c.is_lowercase() && !matches!(c, ',' | ';' | '.' | '，'));
    if !is_apart || !opens {
        return false;
    }
    let from = before.iter().rposition(|(_, c)| is_blank(*c)).map_or(0, |blank| blank + 1);
    let word: String = before.iter().skip(from).map(|(_, c)| *c).collect();
    let word = word.trim_start_matches(['(', '"', '“', '‘', '[']);
    // 资金580.⏎3万元: the line was cut inside the number.
    let is_cut_number = word.ends_with(|c: char| c.is_ascii_digit())
        && word.chars().any(|c| c as u32 >= 0x2E80)
        && next.is_some_and(|c| c.is_ascii_digit());
    !is_cut_number && !word.is_empty() && (next.is_none() || !is_abbreviation(word, from == 0))
}

/// Says whether a word in front of a `.` is an abbreviation, an initial or the number of an item.
fn is_abbreviation(word: &str, is_first: bool) -> bool {
    let lower = word.to_lowercase();
    let is_initial = word.len() == 1 && word.chars().all(|c| c.is_ascii_uppercase());
    let is_dotted = word.contains('.') && word.split('.').all(|part| part.len() == 1);
    let is_number =
        is_first && word.chars().all(|c| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X' | '.'));
    is_initial || is_dotted || is_number || ABBREVIATIONS.contains(&lower.as_str())
}

/// Says whether the character ends a list item: ；, and ; unless it stands in English.
fn is_item_end(places: &[Place], at: usize) -> bool {
    let Some((_, c @ ('；' | ';'))) = places.get(at) else { return false };
    let previous = at.checked_sub(1).and_then(|at| places.get(at)).map_or(' ', |(_, c)| *c);
    let mut behind = places.iter().skip(at + 1).map(|(_, c)| *c).filter(|c| !is_blank(*c));
    let is_chinese = |next: char| *c == '；' || !previous.is_ascii() || !next.is_ascii();
    behind.next().is_some_and(is_chinese)
}

/// Skips what still belongs to a sentence behind its end: more ends, closing marks, white space.
fn behind_closers(places: &[Place], mut at: usize, quote_is_open: &mut bool) -> usize {
    while let Some((_, c)) = places.get(at) {
        let closes_quote = *c == '"' && *quote_is_open;
        *quote_is_open &= !closes_quote;
        let belongs =
            is_blank(*c) || is_closer(*c) || is_end_mark(*c) || matches!(c, '!' | '?' | '…');
        if !belongs && !closes_quote {
            break;
        }
        at += 1;
    }
    at
}

/// Says whether a character closes an enclosure and can do nothing else.
fn is_closer(c: char) -> bool {
    c != '"' && ENCLOSURES.iter().any(|(_, close)| *close == c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text, Span::new(0, text.len())).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn sentences_end_at_stops_and_items_at_semicolons() {
        assert_eq!(
            split("投入增长71.6;其中专利631件；成效好。二是抓落实！"),
            ["投入增长71.6;", "其中专利631件；", "成效好。", "二是抓落实！"]
        );
    }

    #[test]
    fn closing_marks_stay_with_the_sentence_before() {
        assert_eq!(split("他说：“好。”会议结束。"), ["他说：“好。”", "会议结束。"]);
        assert_eq!(split("完成任务。（见附表。）下一步"), ["完成任务。", "（见附表。）", "下一步"]);
        assert_eq!(split("好！！”是的。"), ["好！！”", "是的。"]);
    }

    #[test]
    fn short_enclosures_are_not_cut() {
        assert_eq!(split("印发《通知。附件；说明》并落实。").len(), 1);
        assert_eq!(split("坚持“房住不炒；因城施策。”的定位。").len(), 1);
        assert_eq!(split("\"三农\"工作。\"双碳\"工作。"), ["\"三农\"工作。", "\"双碳\"工作。"]);
    }

    #[test]
    fn long_quotations_are_cut_inside() {
        let speech = format!("“{}”完。", "我们要抓好落实。".repeat(30));
        assert_eq!(split(&speech).len(), 31);
        assert!(split(&speech)[29].ends_with("。”"));
    }

    #[test]
    fn number_cut_at_its_point_is_no_end() {
        assert_eq!(split("兑现资金580.\n3万元。"), ["兑现资金580.\n3万元。"]);
    }

    #[test]
    fn english_stops_are_told_from_points() {
        assert_eq!(
            split("GDP grew 8.4% in the U.S. market. Mr. Li agreed; see No. 5. Next"),
            ["GDP grew 8.4% in the U.S. market. ", "Mr. Li agreed; see No. 5. ", "Next"]
        );
        assert_eq!(split("1. Revenue rose. It fell."), ["1. Revenue rose. ", "It fell."]);
    }

    #[test]
    fn a_stretch_without_end_is_cut_at_commas() {
        let text = "加强科技创新工作，".repeat(200);
        let parts = split(&text);
        assert!(parts.iter().all(|part| part.chars().count() <= MAX_SENTENCE_CHARS));
        assert!(parts.iter().all(|part| part.ends_with('，')));
        assert_eq!(parts.concat(), text);
    }

    #[test]
    fn nothing_has_no_sentences() {
        assert!(split("").is_empty());
        assert_eq!(split("　 "), ["　 "]);
    }

    proptest::proptest! {
        #[test]
        fn sentences_cover_any_text(text in "[ a-zA-Z.。；;“”\"（）()，\n字0-9]{0,300}") {
            proptest::prop_assert_eq!(split(&text).concat(), text);
        }
    }
}
