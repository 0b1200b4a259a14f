//! The table of rules.

use crate::export::term;
use crate::export::text::page::{Page, Reader};
use crate::export::text::table::Table;
use crate::finding::rule::RULES;
use std::io::{self, Write};

/// Writes every rule: identifier, usual severity, name, and what it looks for.
///
/// # Errors
///
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, reader: Reader) -> io::Result<()> {
    let mut page = Page::new(out, reader);
    let mut table = Table::default();
    for rule in &RULES {
        let words = [&term::severity(rule.severity).words, &rule.name, &rule.explanation];
        table.row([rule.id].into_iter().chain(words.map(|words| page.word(words))));
    }
    table.write(&mut page)
}
