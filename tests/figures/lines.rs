//! A report made of lines: a line is a block, sentences end at 。；;, 一、 and (一) open sections.

use duikan::report::model::{Block, BlockKind, Report, Section, SectionId, Sentence};
use duikan::text::span::Span;

pub(crate) fn report_of_lines(text: &str, span: Span) -> Report {
    let root = Section {
        level: 0,
        number: None,
        heading: Span::new(span.start, span.start),
        span,
        parent: None,
    };
    let mut report = Report { ordinal: 1, span, sections: vec![root], ..Report::default() };
    let mut start = span.start;
    for line in span.of(text).split_inclusive('\n') {
        add_line(&mut report, text, Span::new(start, start + line.len()));
        start += line.len();
    }
    report
}

fn add_line(report: &mut Report, text: &str, line: Span) {
    let words = line.of(text).trim();
    let level = level_of(words);
    if level > 0 && words.chars().count() < 60 {
        let parent =
            report.sections.iter().rposition(|section| section.level < level).map(SectionId);
        let heading = line.trimmed(text);
        report.sections.push(Section { level, number: None, heading, span: line, parent });
    }
    let section = SectionId(report.sections.len() - 1);
    let block = report.blocks.len();
    report.blocks.push(Block { kind: BlockKind::Paragraph, span: line, section });
    let mut start = line.start;
    for part in line.of(text).split_inclusive(['。', '；', ';']) {
        let span = Span::new(start, start + part.len());
        report.sentences.push(Sentence { span, body: span.trimmed(text), block, section });
        start = span.end;
    }
}

fn level_of(words: &str) -> u8 {
    let number = |c: char| "一二三四五六七八九十".contains(c);
    match words.strip_prefix(['(', '（']) {
        Some(rest) if rest.trim_start_matches(number).starts_with([')', '）']) => 2,
        None if words.starts_with(number) && words.trim_start_matches(number).starts_with('、') => {
            1
        }
        _ => 0,
    }
}
