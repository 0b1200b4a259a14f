//! One document, its reports.
//!
//! ```text
//! 科技局年度工作总结汇报【精选6篇】      the collection's title: part of no report
//! …汇报 篇五                            篇五
//! 科技局工作总结4篇                       it announces four, and none carries a marker:
//! 近年来,区科技局…… 一、…… 二、……         篇五-1
//! 今年以来,市科技局…… 一、……             篇五-2
//! ```

use crate::intake::document::{Document, Hint, HintKind};
use crate::report::block::{Beginning, is_open, names_report};
use crate::report::heading::{Weight, opening, weight};
use crate::report::line::{Line, StyledHeading, ends_like_heading, lines};
use crate::report::marker::{Marker, announced, markers};
use crate::report::model::Report;
use crate::report::outline::{Outline, gathered, outlined};
use crate::text::span::Span;

/// How many lines of a report are searched for the number of reports it announces.
const ANNOUNCEMENT_LINES: usize = 3;

/// How many lines may stand between the opening of an embedded report and its 一、.
const MAX_OPENING_LINES: usize = 3;

/// Shortest opening paragraph that speaks for a report by its length, in characters.
const MIN_OPENING_CHARS: usize = 80;

/// Longest heading of an embedded report, in characters.
const MAX_EMBEDDED_HEADING_CHARS: usize = 40;

/// What an opening line must score to begin an embedded report.
const MIN_OPENING_SCORE: i32 = 2;

/// How reports open that look back on a time.
const OPENING_WORDS: [&str; 9] = [
    "今年以来",
    "近年来",
    "一年来",
    "去年以来",
    "过去一年",
    "过去的一年",
    "年初以来",
    "本年度",
    "今年,",
];

/// Returns the reports of a document in text order, an embedded one after the report that holds
/// it. Never empty: a text without any structure is one report. About linear.
pub fn reports(document: &Document) -> Vec<Report> {
    let mut reports: Vec<Report> = Vec::new();
    for piece in pieces(document) {
        let label = piece.label.clone();
        let embedded = piece.embedded.clone();
        let embedded_count = embedded.len();
        let mut all = vec![report(piece.label, piece.whole)];
        for (nth, outline) in embedded.into_iter().enumerate() {
            let inner = report(format!("{label}-{}", nth + 1), outline);
            all.push(Report { embedded_in: Some(label.clone()), ..inner });
        }
        if let Some(outer) = all.first_mut() {
            outer.announced = piece.announced;
            outer.held = embedded_count;
        }
        reports.append(&mut all);
    }
    for (at, report) in reports.iter_mut().enumerate() {
        report.ordinal = at + 1;
    }
    reports
}

/// Returns the whole document as one report. Where it holds several, each is a section of level
/// one, headed by its title line, and its own sections are one deeper.
pub fn whole(document: &Document) -> Report {
    let text = &document.text;
    let mut pieces = pieces(document);
    let count = announcement(text, Span::new(0, text.len()));
    let is_one = pieces.len() == 1 && pieces.first().is_some_and(|piece| piece.marker.is_none());
    let held = match pieces.first() {
        Some(piece) if is_one => piece.embedded.len(),
        _ => pieces.len(),
    };
    let outline = if is_one {
        pieces.remove(0).whole
    } else {
        let start = pieces.first().map_or(0, |piece| piece.whole.span.start);
        let front = outlined(text, Span::new(0, start), Beginning::Marker, &[]);
        let part = |piece: Piece| (piece.marker.unwrap_or(piece.whole.title), piece.whole);
        gathered(front, pieces.into_iter().map(part).collect())
    };
    Report { ordinal: 1, announced: count, held, ..report("1".to_owned(), outline) }
}

/// A report of its own and those it embeds.
struct Piece {
    label: String,
    marker: Option<Span>,
    announced: Option<usize>,
    whole: Outline,
    embedded: Vec<Outline>,
}

/// Makes a report of an outline.
fn report(label: String, outline: Outline) -> Report {
    Report {
        label,
        title: outline.title,
        span: outline.span,
        sections: outline.sections,
        blocks: outline.blocks,
        sentences: outline.sentences,
        ..Report::default()
    }
}

/// Splits the document at its markers.
fn pieces(document: &Document) -> Vec<Piece> {
    let text = &document.text;
    let styled = styled_headings(document);
    let markers = markers(text);
    if markers.is_empty() {
        return vec![piece(text, Span::new(0, text.len()), None, &styled)];
    }
    let ends = markers.iter().skip(1).map(|marker| marker.line.start).chain([text.len()]);
    let spans: Vec<Span> =
        markers.iter().zip(ends).map(|(marker, end)| Span::new(marker.line.start, end)).collect();
    let of = |(marker, span)| piece(text, span, Some(marker), &styled);
    markers.into_iter().zip(spans).map(of).collect()
}

/// Returns the lines that the formatting of the file calls headings.
fn styled_headings(document: &Document) -> Vec<StyledHeading> {
    let styled = |hint: &Hint| match hint.kind {
        HintKind::Heading(level) => Some(StyledHeading { line: hint.span, level }),
        _ => None,
    };
    document.hints.iter().filter_map(styled).collect()
}

/// Reads one report and, where it announces several, those it embeds.
fn piece(text: &str, span: Span, marker: Option<Marker>, styled: &[StyledHeading]) -> Piece {
    let beginning = if marker.is_some() { Beginning::Marker } else { Beginning::Title };
    let label = marker.as_ref().map_or_else(|| "1".to_owned(), |marker| marker.label.clone());
    let marker = marker.map(|marker| marker.line);
    let announced = announcement(text, span);
    let starts = match announced {
        Some(count) => embedded_starts(text, &lines(text, span), count),
        None if marker.is_none() => titled_starts(text, &lines(text, span)),
        None => Vec::new(),
    };
    let Some(first) = starts.first() else {
        let whole = outlined(text, span, beginning, styled);
        return Piece { label, marker, announced, whole, embedded: Vec::new() };
    };
    let front = outlined(text, Span::new(span.start, *first), beginning, styled);
    let ends = starts.iter().skip(1).copied().chain([span.end]);
    let inner = |(start, end): (&usize, usize)| {
        outlined(text, Span::new(*start, end), Beginning::Title, styled)
    };
    let embedded: Vec<Outline> = starts.iter().zip(ends).map(inner).collect();
    let parts =
        embedded.iter().map(|outline| (embedded_heading(text, outline), outline.clone())).collect();
    Piece { label, marker, announced, whole: gathered(front, parts), embedded }
}

/// Returns how many reports the first lines of a report announce.
fn announcement(text: &str, span: Span) -> Option<usize> {
    let opening = span.of(text);
    let end =
        opening.match_indices('\n').nth(ANNOUNCEMENT_LINES).map_or(opening.len(), |(at, _)| at);
    let lines = lines(text, Span::new(span.start, span.start + end));
    lines.iter().take(ANNOUNCEMENT_LINES).find_map(|line| announced(line.body.of(text)))
}

/// Returns what heads an embedded report in the one that holds it: its title, or the clauses of its
/// first sentence that fit.
fn embedded_heading(text: &str, outline: &Outline) -> Span {
    if !outline.title.is_empty() {
        return outline.title;
    }
    let body = outline.sentences.first().map_or(outline.span, |sentence| sentence.body);
    let fits = body.of(text).char_indices().take(MAX_EMBEDDED_HEADING_CHARS);
    let comma = fits.filter(|(_, c)| matches!(c, '，' | ',' | '。' | '：' | ':')).last();
    let whole = body
        .of(text)
        .char_indices()
        .nth(MAX_EMBEDDED_HEADING_CHARS)
        .map_or(body.len(), |(at, _)| at);
    Span::new(body.start, body.start + comma.map_or(whole, |(at, _)| at))
}

/// Returns where the announced reports begin: at the best scored openings, as many as announced.
/// None if fewer than two are found, since then the announcement speaks of something else.
fn embedded_starts(text: &str, lines: &[Line], announced: usize) -> Vec<usize> {
    let page = Openings { text, lines };
    let mut scored: Vec<(i32, usize)> = (1..lines.len())
        .filter(|at| page.is_above_first_number(*at))
        .map(|at| (page.score(at), page.start(at)))
        .filter(|(score, _)| MIN_OPENING_SCORE <= *score)
        .collect();
    scored.sort_by_key(|(score, start)| (-score, *start));
    scored.truncate(announced);
    let mut starts: Vec<usize> = scored.into_iter().map(|(_, start)| start).collect();
    starts.sort_unstable();
    if 2 <= starts.len() { starts } else { Vec::new() }
}

/// Returns where reports begin that nothing announces: at title lines, each with an opening and a
/// 一、 below it. None if fewer than two are found: then it is the title of the one report.
fn titled_starts(text: &str, lines: &[Line]) -> Vec<usize> {
    let page = Openings { text, lines };
    let opens = |at: &usize| {
        let below = at + 1..at + 1 + MAX_OPENING_LINES;
        let is_clause = page.body(*at).contains(['，', ',', '。']);
        page.is_title(*at)
            && !is_clause
            && below.into_iter().any(|at| page.is_above_first_number(at))
    };
    let mut starts: Vec<usize> = Vec::new();
    let mut last = None;
    for at in (0..lines.len()).filter(opens) {
        // A title and its subtitle are one.
        if last.is_none_or(|last| last + MAX_OPENING_LINES < at) {
            starts.extend(lines.get(at).map(|line| line.start));
        }
        last = Some(at);
    }
    if 2 <= starts.len() { starts } else { Vec::new() }
}

/// The lines among which embedded reports are looked for.
struct Openings<'a> {
    text: &'a str,
    lines: &'a [Line],
}

impl Openings<'_> {
    /// Returns the text of a line; empty behind the last one.
    fn body(&self, at: usize) -> &str {
        self.lines.get(at).map_or("", |line| line.body.of(self.text))
    }

    /// Says whether a paragraph is followed by a strong number that starts at one.
    fn is_above_first_number(&self, at: usize) -> bool {
        let strong = |at: usize| {
            let found = opening(self.body(at))?;
            (weight(found.numeral.form) == Weight::Strong).then_some(found.numeral.value)
        };
        let is_paragraph = opening(self.body(at)).is_none() && !self.is_title(at);
        is_paragraph && (at + 1..=at + MAX_OPENING_LINES).find_map(strong) == Some(1)
    }

    /// Scores how much a paragraph reads like the opening of a report. Points are set so that the
    /// four of the seed score 3 and more and the plan inside the last of them scores below 0.
    fn score(&self, at: usize) -> i32 {
        let body = self.body(at);
        let core = body.trim_end_matches(['：', ':', '。', '.']);
        let looks_ahead = body.chars().take(30).any(|c| c == '将');
        3 * i32::from(core.ends_with("如下"))
            + 2 * i32::from(looks_back(body))
            + i32::from(MIN_OPENING_CHARS <= body.chars().count())
            - 4 * i32::from(self.follows_heading(at))
            - 2 * i32::from(looks_ahead)
    }

    /// Says whether the line above is a heading, so that the paragraph belongs to its section.
    fn follows_heading(&self, at: usize) -> bool {
        let above = self.body(at.saturating_sub(1));
        let is_section = opening(above).is_some() || ends_like_heading(above);
        is_section && is_open(above) && !self.is_title(at.saturating_sub(1))
    }

    /// Says whether a line is the title of a report.
    fn is_title(&self, at: usize) -> bool {
        let body = self.body(at);
        let is_short = body.chars().count() <= MAX_EMBEDDED_HEADING_CHARS;
        is_short && names_report(body) && is_open(body) && opening(body).is_none()
    }

    /// Returns where the report of an opening begins: at a title line above it, or at itself.
    fn start(&self, at: usize) -> usize {
        let above = at.saturating_sub(1);
        let is_own = self.is_title(above) && announced(self.body(above)).is_none() && 1 < at;
        let first = if is_own { above } else { at };
        self.lines.get(first).map_or(0, |line| line.body.start)
    }
}

/// Says whether a paragraph opens with a time that is reported on: 今年以来, 2019年是.
fn looks_back(body: &str) -> bool {
    let year: String = body.chars().take(4).collect();
    let is_year = year.chars().all(|c| c.is_ascii_digit() || c == 'x');
    let behind = body.get(year.len()..).and_then(|rest| rest.strip_prefix('年'));
    let is_looked_at =
        |rest: &str| ["以来", "是", "，", ",", "在"].iter().any(|word| rest.starts_with(word));
    let opens = OPENING_WORDS.iter().any(|word| body.starts_with(word));
    opens || (is_year && behind.is_some_and(is_looked_at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::decode::read;

    fn labels(text: &str) -> Vec<String> {
        reports(&read(text.as_bytes(), "a.txt")).into_iter().map(|report| report.label).collect()
    }

    /// Checks everything that holds for any report of any text.
    fn assert_covered(text: &str, report: &Report) {
        let joined = |spans: Vec<Span>| {
            let mut at = report.span.start;
            for span in spans {
                assert_eq!(span.start, at);
                assert!(text.is_char_boundary(span.end));
                at = span.end;
            }
            assert_eq!(at, report.span.end);
        };
        joined(report.blocks.iter().map(|block| block.span).collect());
        joined(report.sentences.iter().map(|sentence| sentence.span).collect());
        for sentence in &report.sentences {
            assert!(sentence.span.covers(sentence.body));
            assert!(report.blocks[sentence.block].span.covers(sentence.span));
            assert_eq!(report.blocks[sentence.block].section, sentence.section);
        }
        assert_eq!(report.sections[0].span, report.span);
        for section in report.sections.iter().skip(1) {
            assert!(section.span.covers(section.heading));
            assert_eq!(section.span.start, section.heading.start);
            let parent = &report.sections[section.parent.unwrap().0];
            assert!(parent.span.covers(section.span));
            assert!(parent.level < section.level);
        }
        for pair in report.sections.windows(2) {
            assert!(pair[0].span.start <= pair[1].span.start);
        }
    }

    fn assert_all_covered(text: &str) {
        let document = read(text.as_bytes(), "a.txt");
        let reports = reports(&document);
        assert!(!reports.is_empty());
        for report in &reports {
            assert_covered(&document.text, report);
        }
        let whole = whole(&document);
        assert_eq!(whole.span, Span::new(0, document.text.len()));
        assert_covered(&document.text, &whole);
    }

    const COLLECTION: &str =
        "汇报【精选2篇】\n汇报 篇一\n一、回顾\n很好。\n汇报 篇二\n一、回顾\n也好。\n";

    #[test]
    fn a_plain_text_is_one_report() {
        assert_eq!(labels("工作总结\n很好。"), ["1"]);
        assert_eq!(labels(""), ["1"]);
        assert_all_covered("");
        assert_all_covered(" \n\u{3000}");
    }

    #[test]
    fn the_collection_title_belongs_to_no_report() {
        let document = read(COLLECTION.as_bytes(), "a.txt");
        let reports = reports(&document);
        assert_eq!(reports[0].title.of(&document.text), "汇报 篇一");
        assert_eq!(reports[0].span.start, "汇报【精选2篇】\n".len());
        assert_eq!(reports[0].span.end, reports[1].span.start);
        assert_all_covered(COLLECTION);
    }

    #[test]
    fn the_whole_holds_each_report_as_a_section() {
        let document = read(COLLECTION.as_bytes(), "a.txt");
        let whole = whole(&document);
        let headings: Vec<(u8, &str)> = whole
            .sections
            .iter()
            .skip(1)
            .map(|s| (s.level, s.heading.of(&document.text)))
            .collect();
        assert_eq!(
            headings,
            [(1, "汇报 篇一"), (2, "一、回顾"), (1, "汇报 篇二"), (2, "一、回顾")]
        );
        assert_eq!(whole.announced, Some(2));
    }

    #[test]
    fn unmarked_reports_are_found_where_they_are_announced() {
        let long = "各项工作稳步推进，".repeat(10);
        let one = format!(
            "今年以来，{long}\n一、成效\n很好。\n二、计划\n2020年，我们将{long}\n一、平台\n建设。\n"
        );
        let text = format!("工作总结2篇\n{one}{one}");
        assert_eq!(labels(&text), ["1", "1-1", "1-2"]);
        assert_eq!(labels(&format!("工作总结\n{one}{one}")), ["1"]);
        assert_all_covered(&text);
    }

    #[test]
    fn reports_with_titles_of_their_own_are_found_though_nothing_announces_them() {
        let one = |office: &str| {
            format!(
                "{office}工作总结\n今年以来，各项工作稳步推进。\n一、成效\n很好。\n二、打算\n再接再厉。\n"
            )
        };
        let text = format!("{}{}", one("民政局"), one("水利局"));
        assert_eq!(labels(&text), ["1", "1-1", "1-2"]);
        assert_eq!(labels(&one("民政局")), ["1"]);
        assert_all_covered(&text);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_covered(text: String) {
            assert_all_covered(&text);
        }

        #[test]
        fn any_mixture_of_report_pieces_is_covered(
            pieces in proptest::collection::vec(proptest::sample::select(vec![
                "一、", "二、", "（一）", "1.", "(2)", "①", "一是", "第一，", "——", "篇一", "篇二", "工作总结3篇",
                "今年以来，", "现将情况汇报如下", "\n", "\n\n", "\r\n", "\u{3000}\u{3000}", "\t", "。", "；", "：",
                "回顾", "附件1", "名词解释", "各位代表：", "工作取得成效", "2019", "“", "”", "(", ")", "很长的一句话没有标点",
            ]), 0..120)
        ) {
            assert_all_covered(&pieces.concat());
        }
    }
}
