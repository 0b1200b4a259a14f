//! Title, sections, blocks and sentences of one stretch of text.
//!
//! ```text
//! 一、工作回顾                section 1, a heading on a line of its own
//! （一）稳增长。针对……       section 1.1, its heading runs into the paragraph
//! 1.投入强度。全市……         section 1.1.1
//! 名词解释                    section 2; the numbers below it explain terms
//! ```

use std::collections::BTreeSet;

use crate::report::block::{
    Beginning, Draft, Role, drafts, is_open, is_salutation, names_report, opens_glossary,
};
use crate::report::heading::{Opening, Weight, is_article, opening, weight};
use crate::report::line::{StyledHeading, length_han, lines, mark_styled};
use crate::report::model::{Block, BlockKind, Section, SectionId, Sentence};
use crate::report::nesting::{Candidate, Mark, Node, Shape, nested};
use crate::report::sentence::sentences;
use crate::text::fold::Folded;
use crate::text::span::Span;

/// Longest heading, in Han characters.
///
/// Of 557 run-in headings of data/provinces the longest has 49; the seed has one of 55.
const MAX_HEADING_CHARS: usize = 60;

/// Longest heading that ends in a colon, in characters: 目标：, not half a sentence.
const MAX_LABEL_CHARS: usize = 20;

/// How many headings in a row make a table of contents, if they all come again.
const MIN_CONTENTS_LINES: usize = 3;

/// How many lines like `1.“两重”：……` in a row make a glossary that has no heading.
const MIN_GLOSSARY_LINES: usize = 5;

/// What was read from one stretch of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// What it covers.
    pub span: Span,
    /// The title line; empty at the start if there is none.
    pub title: Span,
    /// The sections; the first is the root.
    pub sections: Vec<Section>,
    /// The blocks; they cover the span.
    pub blocks: Vec<Block>,
    /// The sentences; they cover the span.
    pub sentences: Vec<Sentence>,
}

/// Reads the outline of a stretch of text. Never fails; about linear. `styled` are the lines that the
/// formatting of the file calls headings, in text order.
pub fn outlined(text: &str, span: Span, beginning: Beginning, styled: &[StyledHeading]) -> Outline {
    let mut lines = lines(text, span);
    mark_styled(&mut lines, styled);
    let drafts = drafts(text, &lines, beginning);
    let candidates = candidates(text, &drafts);
    let nodes = nested(&candidates);
    let sections = sections(span, &candidates, &nodes);
    let headed: Vec<Candidate> =
        nodes.iter().filter_map(|node| candidates.get(node.candidate)).copied().collect();
    let blocks = blocks(text, span, &drafts, &headed);
    let sentences = leaves(text, &blocks);
    Outline { span, title: title(text, span, &drafts), sections, blocks, sentences }
}

/// Puts outlines of neighboring stretches under one root, each but the first as a section of level
/// one, headed by the span given with it.
pub fn gathered(front: Outline, parts: Vec<(Span, Outline)>) -> Outline {
    let mut whole = front;
    for (heading, part) in parts {
        whole.span = whole.span.hull(part.span);
        let start = Span::new(heading.start, part.span.end);
        let id = whole.sections.len();
        let n_blocks = whole.blocks.len();
        let moved = |section: SectionId| SectionId(section.0 + id);
        let root =
            Section { level: 1, number: None, heading, span: start, parent: Some(SectionId(0)) };
        whole.sections.push(root);
        whole.sections.extend(part.sections.into_iter().skip(1).map(|section| Section {
            level: section.level.saturating_add(1),
            parent: section.parent.map(moved),
            ..section
        }));
        whole.blocks.extend(
            part.blocks.into_iter().map(|block| Block { section: moved(block.section), ..block }),
        );
        whole.sentences.extend(part.sentences.into_iter().map(|sentence| Sentence {
            block: sentence.block + n_blocks,
            section: moved(sentence.section),
            ..sentence
        }));
    }
    if let Some(root) = whole.sections.first_mut() {
        root.span = whole.span;
    }
    whole
}

/// Returns the title line: the first that names a report, or else the first that is no salutation.
fn title(text: &str, span: Span, drafts: &[Draft]) -> Span {
    let titles =
        || drafts.iter().take_while(|draft| draft.role == Role::Title).map(|draft| draft.body);
    let named = titles().find(|body| names_report(body.of(text)));
    let first = || titles().find(|body| !is_salutation(body.of(text)));
    named.or_else(first).unwrap_or(Span::new(span.start, span.start))
}

/// Returns the blocks that may head sections.
fn candidates(text: &str, drafts: &[Draft]) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    let glossary = glossary_lines(text, drafts);
    let mut is_glossary = false;
    for (block, draft) in drafts.iter().enumerate() {
        match draft.role {
            Role::Backmatter => is_glossary = opens_glossary(draft.body.of(text)),
            _ if glossary == Some(block) => is_glossary = true,
            _ => {}
        }
        let is_hidden = is_glossary && draft.role != Role::Backmatter;
        let found = if is_hidden { None } else { candidate(text, block, draft) };
        match found {
            Some(found) => candidates.push(found),
            None => candidates.iter_mut().rev().take(1).for_each(|last| last.has_body = true),
        }
    }
    without_contents(text, candidates)
}

/// Returns what a block would head.
fn candidate(text: &str, block: usize, draft: &Draft) -> Option<Candidate> {
    let body = draft.body;
    let of = |mark, shape, heading| {
        Some(Candidate {
            block,
            heading,
            mark,
            level: draft.level,
            shape,
            has_body: matches!(shape, Shape::RunIn | Shape::Long | Shape::Item),
        })
    };
    match draft.role {
        Role::Title | Role::Furniture => None,
        Role::Heading => of(Mark::Unnumbered, Shape::Title, body),
        Role::Backmatter => of(Mark::Backmatter, Shape::Title, body),
        Role::Paragraph => {
            let opening = draft.opening?;
            let (shape, heading) = match article_heading(text, body, opening) {
                Some(heading) => (Shape::RunIn, heading),
                None => shaped(text, body),
            };
            of(Mark::Numbered(opening.numeral), shape, heading)
        }
    }
}

/// Returns the heading of an article: its number, and its name where it has one in brackets.
/// `None` for any other form.
fn article_heading(text: &str, body: Span, opening: Opening) -> Option<Span> {
    if !is_article(opening.numeral.form) {
        return None;
    }
    let number = Span::new(body.start, body.start + opening.len_bytes);
    let rest = text.get(number.end..body.end)?;
    let name = rest.starts_with(['【', '[', '〔']).then(|| rest.find(['】', ']', '〕'])).flatten();
    let name = name.filter(|at| *at <= MAX_HEADING_CHARS);
    let closing = name.and_then(|at| rest.get(at..)?.chars().next().map(|c| at + c.len_utf8()));
    Some(Span::new(body.start, number.end + closing.unwrap_or(0)).trimmed(text))
}

/// Says how a numbered block is built and how far its heading goes.
fn shaped(text: &str, body: Span) -> (Shape, Span) {
    let is_long = |span: Span| MAX_HEADING_CHARS < length_han(span.of(text));
    let first = sentences(text, head(text, body)).first().map_or(body, |first| first.trimmed(text));
    let ends_item = |span: Span| span.of(text).ends_with(['；', ';', '，', ',', '、']);
    if let Some(label) = label(text, first).filter(|label| label.end < body.end) {
        return (Shape::RunIn, label);
    }
    if lead_inside(text, first).is_some() {
        let heading = clause(text, first);
        let is_clause = heading.of(text).contains(['，', ',']);
        return (if is_clause { Shape::Long } else { Shape::RunIn }, heading);
    }
    if ends_item(first) {
        return (Shape::Item, clause(text, first));
    }
    if is_long(first) {
        return (Shape::Long, clause(text, first));
    }
    match (first == body, is_open(body.of(text))) {
        (true, true) => (Shape::Title, first),
        (true, false) => (Shape::Sentence, first),
        (false, _) => (Shape::RunIn, first),
    }
}

/// Returns the opening of a block, long enough to hold any heading.
fn head(text: &str, body: Span) -> Span {
    let end =
        body.of(text).char_indices().nth(4 * MAX_HEADING_CHARS).map_or(body.len(), |(at, _)| at);
    Span::new(body.start, body.start + end)
}

/// Returns the label in front of a colon, if the sentence has a short one.
fn label(text: &str, sentence: Span) -> Option<Span> {
    let mut places = sentence.of(text).char_indices().take(MAX_LABEL_CHARS);
    let (at, colon) = places.find(|(_, c)| matches!(c, '：' | ':'))?;
    Some(Span::new(sentence.start, sentence.start + at + colon.len_utf8()))
}

/// Returns where 一是 stands inside a sentence: there its heading ends, though no stop says so.
fn lead_inside(text: &str, sentence: Span) -> Option<usize> {
    sentence.of(text).find("一是").filter(|at| 0 < *at).map(|at| sentence.start + at)
}

/// Returns the heading of a sentence that is too long to be one: as many clauses as fit.
fn clause(text: &str, sentence: Span) -> Span {
    let limit = lead_inside(text, sentence).unwrap_or(sentence.end);
    let sentence = Span::new(sentence.start, limit);
    let inner = sentence.of(text);
    let fits = inner.char_indices().take(MAX_HEADING_CHARS + 1);
    let (mut comma, mut last) = (None, 0);
    for (at, c) in fits {
        comma = if matches!(c, '，' | ',' | '：' | ':' | '；' | ';') { Some(at) } else { comma };
        last = at;
    }
    let is_whole = inner.chars().count() <= MAX_HEADING_CHARS;
    let len = if is_whole { inner.len() } else { comma.unwrap_or(last) };
    Span::new(sentence.start, sentence.start + len)
}

/// Returns the first block of a glossary that has no heading of its own.
///
/// Such as `1.“两重”：国家重大战略实施和……`: a row of quoted terms, each with a colon.
fn glossary_lines(text: &str, drafts: &[Draft]) -> Option<usize> {
    let is_term = |draft: &Draft| {
        let body = draft.body.of(text);
        let opening = opening(body).filter(|found| weight(found.numeral.form) == Weight::Weak);
        let term = opening.and_then(|found| body.get(found.len_bytes..));
        term.is_some_and(|term| {
            term.starts_with(['“', '"', '「']) && label(text, draft.body).is_some()
        })
    };
    let mut run = 0;
    for (block, draft) in drafts.iter().enumerate() {
        run = if is_term(draft) { run + 1 } else { 0 };
        if run == MIN_GLOSSARY_LINES {
            return Some(block + 1 - MIN_GLOSSARY_LINES);
        }
    }
    None
}

/// Drops the lines of a table of contents: headings in a row that come again below.
fn without_contents(text: &str, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let keys: Vec<String> =
        candidates.iter().map(|candidate| key(text, candidate.heading)).collect();
    let mut seen = BTreeSet::new();
    let comes_again: Vec<bool> = keys.iter().rev().map(|key| !seen.insert(key.as_str())).collect();
    let comes_again = |at: usize| comes_again.iter().rev().nth(at).copied().unwrap_or(false);
    let mut kept = vec![true; candidates.len()];
    for run in runs(&candidates) {
        let again = run.clone().filter(|at| comes_again(*at)).count();
        let is_contents = MIN_CONTENTS_LINES <= run.len() && run.len() <= 2 * again;
        kept.iter_mut().take(run.end).skip(run.start).for_each(|kept| *kept = !is_contents);
    }
    candidates
        .into_iter()
        .zip(kept)
        .filter(|(_, kept)| *kept)
        .map(|(candidate, _)| candidate)
        .collect()
}

/// Returns what two lines of one heading share: no page number, no punctuation.
fn key(text: &str, heading: Span) -> String {
    let folded: String = Folded::of(text, heading).chars.into_iter().collect();
    folded.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned()
}

/// Returns the runs of titles with nothing between them.
fn runs(candidates: &[Candidate]) -> Vec<std::ops::Range<usize>> {
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    let mut previous_block = None;
    for (at, candidate) in candidates.iter().enumerate() {
        let is_next = previous_block.is_some_and(|block| block + 1 == candidate.block);
        match runs.last_mut() {
            Some(run) if is_next && candidate.shape == Shape::Title => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
        previous_block = Some(candidate.block);
    }
    runs
}

/// Turns nodes into sections, the root first.
fn sections(span: Span, candidates: &[Candidate], nodes: &[Node]) -> Vec<Section> {
    let mut sections = vec![Section {
        level: 0,
        number: None,
        heading: Span::new(span.start, span.start),
        span,
        parent: None,
    }];
    for node in nodes {
        let Some(candidate) = candidates.get(node.candidate) else { continue };
        let number = match candidate.mark {
            Mark::Numbered(numeral) => Some(numeral),
            Mark::Unnumbered | Mark::Backmatter => None,
        };
        sections.push(Section {
            level: node.level,
            number,
            heading: candidate.heading,
            span: Span::new(candidate.heading.start, span.end),
            parent: Some(SectionId(node.parent.map_or(0, |parent| parent + 1))),
        });
    }
    close(&mut sections);
    sections
}

/// Ends each section where the next of the same or a higher level starts.
fn close(sections: &mut [Section]) {
    let mut open: Vec<usize> = Vec::new();
    for at in 1..sections.len() {
        let Some((level, start)) =
            sections.get(at).map(|section| (section.level, section.span.start))
        else {
            continue;
        };
        while let Some(last) = open.last().and_then(|last| sections.get_mut(*last)) {
            if last.level < level {
                break;
            }
            last.span.end = start;
            open.pop();
        }
        open.push(at);
    }
}

/// Turns drafts into blocks that cover the span, each with the white space behind it. `headed` are
/// the candidates that head sections, in text order.
fn blocks(text: &str, span: Span, drafts: &[Draft], headed: &[Candidate]) -> Vec<Block> {
    let mut headed = headed.iter().peekable();
    let mut section = 0;
    let mut blocks: Vec<Block> = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        let heading = headed.next_if(|candidate| candidate.block == at);
        section += usize::from(heading.is_some());
        let kind = match (draft.role, heading) {
            (Role::Title, _) => BlockKind::Title,
            (Role::Furniture, _) => BlockKind::Furniture,
            (_, Some(candidate)) if candidate.heading == draft.body => BlockKind::Heading,
            _ => BlockKind::Paragraph,
        };
        let start = if at == 0 { span.start } else { draft.start };
        let end = drafts.get(at + 1).map_or(span.end, |next| next.start);
        blocks.push(Block { kind, span: Span::new(start, end), section: SectionId(section) });
    }
    if blocks.is_empty() && !span.of(text).is_empty() {
        blocks.push(Block { kind: BlockKind::Paragraph, span, section: SectionId(0) });
    }
    blocks
}

/// Splits blocks into sentences.
fn leaves(text: &str, blocks: &[Block]) -> Vec<Sentence> {
    let split = |(at, block): (usize, &Block)| {
        let section = block.section;
        let sentence =
            move |span: Span| Sentence { span, body: span.trimmed(text), block: at, section };
        sentences(text, block.span).into_iter().map(sentence)
    };
    blocks.iter().enumerate().flat_map(split).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "过去一年，全市上下迎难而上、扎实工作，经济运行总体平稳，社会大局保持稳定，各项任务圆满完成，人民生活持续改善，发展质量不断提高，改革开放不断深化。";

    fn headings(text: &str) -> Vec<(u8, String)> {
        let outline = outlined(text, Span::new(0, text.len()), Beginning::Title, &[]);
        let row = |section: &Section| (section.level, section.heading.of(text).to_owned());
        outline.sections.iter().skip(1).map(row).collect()
    }

    fn rows(expected: &[(u8, &str)]) -> Vec<(u8, String)> {
        expected.iter().map(|(level, heading)| (*level, (*heading).to_owned())).collect()
    }

    #[test]
    fn a_run_in_heading_is_the_first_sentence() {
        let text = format!("一、回顾\n（一）加强调控。{LONG}\n（二）深化改革。{LONG}");
        let expected = [(1, "一、回顾"), (2, "（一）加强调控。"), (2, "（二）深化改革。")];
        assert_eq!(headings(&text), rows(&expected));
    }

    #[test]
    fn a_heading_glued_to_the_paragraph_before_is_found() {
        let text = format!("一、回顾\n{LONG}二、问题\n1、投入不足。{LONG}\n2、成效不显。{LONG}");
        let expected =
            [(1, "一、回顾"), (1, "二、问题"), (2, "1、投入不足。"), (2, "2、成效不显。")];
        assert_eq!(headings(&text), rows(&expected));
    }

    #[test]
    fn a_line_in_the_style_of_a_heading_heads_a_section_whatever_it_says() {
        let text = format!("工作报告\n经济，民生\n{LONG}\n再说两句\n{LONG}");
        let styled = [("经济，民生", 1), ("再说两句", 2)].map(|(heading, level)| {
            let start = text.find(heading).unwrap();
            StyledHeading { line: Span::new(start, start + heading.len()), level }
        });
        let whole = Span::new(0, text.len());
        let headings = |styled: &[StyledHeading]| {
            let outline = outlined(&text, whole, Beginning::Title, styled);
            let row = |section: &Section| (section.level, section.heading.of(&text).to_owned());
            outline.sections.iter().skip(1).map(row).collect::<Vec<_>>()
        };
        assert_eq!(headings(&styled), rows(&[(1, "经济，民生"), (2, "再说两句")]));
        assert!(!headings(&[]).iter().any(|(_, heading)| heading == "经济，民生"));
    }

    #[test]
    fn lists_are_no_sections() {
        let text = format!("一、回顾\n1.完成投资；\n2.完成改造；\n3.完成搬迁。\n二、任务\n{LONG}");
        assert_eq!(headings(&text), rows(&[(1, "一、回顾"), (1, "二、任务")]));
    }

    #[test]
    fn leads_head_sections_only_on_lines_of_their_own() {
        let inside = format!("一、回顾\n一是抓投入。{LONG}\n二是抓落实。{LONG}");
        assert_eq!(headings(&inside), rows(&[(1, "一、回顾")]));
        let alone = format!("一、回顾\n第一，抓投入\n{LONG}\n第二，抓落实\n{LONG}");
        assert_eq!(
            headings(&alone),
            rows(&[(1, "一、回顾"), (2, "第一，抓投入"), (2, "第二，抓落实")])
        );
    }

    #[test]
    fn a_table_of_contents_makes_no_sections() {
        let contents = "一、回顾\n二、任务\n三、保障\n";
        let text = format!(
            "工作报告\n目录\n{contents}各位代表：\n一、回顾\n{LONG}\n二、任务\n{LONG}\n三、保障\n{LONG}"
        );
        assert_eq!(headings(&text), rows(&[(1, "一、回顾"), (1, "二、任务"), (1, "三、保障")]));
    }

    #[test]
    fn numbers_of_a_glossary_make_no_sections() {
        let term = |at: usize| format!("\n{at}.“两重”：国家重大战略。{LONG}");
        let terms = (1..7).map(term).collect::<Vec<_>>().concat();
        let expected = [(1, "一、回顾"), (1, "名词解释")];
        assert_eq!(headings(&format!("一、回顾\n{LONG}\n名词解释{terms}")), rows(&expected));
        assert_eq!(headings(&format!("一、回顾\n{LONG}{terms}")), rows(&expected[..1]));
    }

    #[test]
    fn the_title_is_the_line_that_names_the_report() {
        let text = format!("2024\n国务院总理\n政府工作报告\n{LONG}");
        let outline = outlined(&text, Span::new(0, text.len()), Beginning::Title, &[]);
        assert_eq!(outline.title.of(&text), "政府工作报告");
        assert!(outlined(LONG, Span::new(0, LONG.len()), Beginning::Title, &[]).title.is_empty());
    }

    #[test]
    fn a_section_ends_where_the_next_of_its_level_starts() {
        let text = "一、回顾\n（一）经济\n很好。\n二、任务\n抓实。";
        let outline = outlined(text, Span::new(0, text.len()), Beginning::Title, &[]);
        let ends: Vec<&str> = outline.sections.iter().map(|s| s.span.of(text)).collect();
        assert_eq!(ends[1], "一、回顾\n（一）经济\n很好。\n");
        assert_eq!(ends[3], "二、任务\n抓实。");
    }
}
