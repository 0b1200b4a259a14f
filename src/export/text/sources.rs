//! Where each sentence of a report comes from.

use crate::collate::nearest::Nearest;
use crate::export::subject::{Edition, Provenance, Sources};
use crate::export::text::matrix::percent;
use crate::export::text::naming::title;
use crate::export::text::page::{Page, Reader};
use crate::export::text::place::Lines;
use crate::export::text::table::Table;
use crate::finding::reuse::kind_words;
use crate::text::language::{Words, words};
use crate::text::span::Span;
use std::io::{self, Write};

const COLUMNS: [Words; 5] = [
    words("出处", "source"),
    words("占正文", "of the text"),
    words("句数", "sentences"),
    words("文件", "file"),
    words("标题", "title"),
];

/// How much of the text has a source, is stock, is its own.
pub const SHARES: Words = words(
    "正文 {} 字：有出处 {}，套话 {}（不找出处），各篇都没有 {}",
    "{} characters of text: {} with a source, {} stock phrases (no source is looked for), {} in none of the others",
);

/// Nothing was found.
pub const NONE: Words =
    words("没有一句在其他各篇里有出处", "no sentence has a source in the others");

/// Writes how much comes from which report, then every sentence that has a source, in its order.
///
/// # Errors
///
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, sources: Sources, reader: Reader) -> io::Result<()> {
    let mut page = Page::new(out, reader);
    let summed = sources.provenance();
    let name = |edition: &Edition| {
        [edition.name(), title(&edition.document.text, edition.report, reader.language)]
    };
    page.line(&name(&sources.edition).join("  "))?;
    page.line(&shares(&summed, reader))?;
    page.gap()?;
    if summed.givers.is_empty() {
        return page.line(page.word(&NONE));
    }
    let mut table = Table::default();
    table.header(&page, &COLUMNS);
    for (at, chars, sentences) in &summed.givers {
        let [name, title] = sources.others.get(*at).map(name).unwrap_or_default();
        let share = percent(summed.share(*chars));
        table.row([format!("[{}]", at + 1), share, sentences.to_string(), name, title]);
    }
    table.write(&mut page)?;
    page.gap()?;
    let own = Lines::of(&sources.edition.document.text);
    let lines: Vec<Lines<'_>> =
        sources.others.iter().map(|edition| Lines::of(&edition.document.text)).collect();
    for (span, nearest, there) in sources.found() {
        let Some(theirs) = lines.get(nearest.report) else { continue };
        page.line(&passage(&page, nearest, &own.position(span.start)))?;
        let quote = |lines: &Lines<'_>, span: Span| lines.quote(span, reader.language);
        page.line(&format!("    {}", quote(&own, span)))?;
        let place = format!("[{}] {}", nearest.report + 1, theirs.position(there.start));
        page.line(&format!("    {place}  {}", quote(theirs, there)))?;
    }
    Ok(())
}

/// Returns what the shares are, in one sentence.
pub fn shares(summed: &Provenance, reader: Reader) -> String {
    let [found, stock, own] = summed.chars.map(|chars| percent(summed.share(chars)));
    let all = summed.chars.iter().sum::<usize>().to_string();
    let filled = [all, found, stock, own];
    filled
        .iter()
        .fold(reader.language.pick(&SHARES).to_owned(), |line, part| line.replacen("{}", part, 1))
}

fn passage(page: &Page, nearest: Nearest, position: &str) -> String {
    let kind = page.word(&kind_words(nearest.kind));
    format!("{position}  {kind}  {}", percent(nearest.resemblance))
}
