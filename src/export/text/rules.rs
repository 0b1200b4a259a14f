//! The table of rules.

use crate::export::term;
use crate::export::text::page::{Page, Reader};
use crate::finding::example::example;
use crate::finding::rule::{RULES, Rule};
use crate::text::language::words;
use crate::text::side::Side;
use std::io::{self, Write};

/// Writes every rule: identifier, usual severity, name, what it looks for, and an example of it.
///
/// # Errors
///
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, reader: Reader) -> io::Result<()> {
    let mut page = Page::new(out, reader);
    for (at, rule) in RULES.iter().enumerate() {
        if 0 < at {
            page.gap()?;
        }
        explained(&mut page, rule)?;
    }
    Ok(())
}

fn explained(page: &mut Page, rule: &Rule) -> io::Result<()> {
    let severity = page.word(&term::severity(rule.severity).words);
    let name = page.word(&rule.name);
    page.line(&format!("{}  [{severity}] {name}", rule.id))?;
    page.line(&format!("    {}", page.word(&rule.explanation)))?;
    let example = example(rule.rule);
    for side in Side::BOTH {
        let label = match side {
            Side::Left => page.word(&words("例左", "left ")),
            Side::Right => page.word(&words("例右", "right")),
        };
        for line in page.word(&example[side]).lines() {
            page.line(&format!("    {label}  {line}"))?;
        }
    }
    Ok(())
}
