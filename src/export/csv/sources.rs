//! Where each sentence of a report comes from, as a table for a spreadsheet.

use crate::collate::nearest::Origin;
use crate::export::csv::sheet::Sheet;
use crate::export::subject::Sources;
use crate::export::term;
use crate::export::text::matrix::percent;
use crate::export::text::place::Lines;
use crate::text::language::{Language, Words, words};
use std::io::{self, Write};

const COLUMNS: [Words; 7] = [
    words("位置", "place"),
    words("句子", "sentence"),
    words("类别", "class"),
    words("相似度", "resemblance"),
    words("出处", "source"),
    words("出处位置", "place of the source"),
    words("出处原句", "sentence of the source"),
];

/// Writes a row for every sentence of running text, places as line:column.
///
/// # Errors
///
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, sources: Sources, language: Language) -> io::Result<()> {
    let mut sheet = Sheet::new(out, language, &COLUMNS)?;
    let text = sources.edition.document.text.as_str();
    let own = Lines::of(text);
    let lines: Vec<Lines<'_>> =
        sources.others.iter().map(|edition| Lines::of(&edition.document.text)).collect();
    for (sentence, origin) in sources.edition.report.sentences.iter().zip(sources.origins) {
        if *origin == Origin::NotText {
            continue;
        }
        let span = sentence.body;
        let class = sheet.word(&term::origin(*origin).words);
        let mut row = vec![own.position(span.start), span.of(text).to_owned(), class];
        if let Origin::Found(nearest) = *origin
            && let Some(edition) = sources.others.get(nearest.report)
            && let Some(lines) = lines.get(nearest.report)
            && let Some(there) = sources.place(nearest)
        {
            let quoted = there.of(&edition.document.text).to_owned();
            let place = lines.position(there.start);
            row.extend([percent(nearest.resemblance), edition.name(), place, quoted]);
        }
        row.resize(COLUMNS.len(), String::new());
        sheet.row(&row)?;
    }
    sheet.end()
}
