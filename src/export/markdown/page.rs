//! Summary, findings and redline, one after the other.

use crate::export::markdown::letters::letters;
use crate::export::review_sheet::entry::Entry;
use crate::export::review_sheet::part::{Content, Part};
use crate::export::review_sheet::redline::{Fate, Strand, redline};
use crate::export::review_sheet::{MAX_QUOTES, ReviewSheet, TITLE, ledger};
use crate::export::term;
use crate::report::model::BlockKind;
use crate::text::language::words;
use crate::text::side::Side;
use std::io::{self, Write};

/// Writes the sheet.
///
/// # Errors
///
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, sheet: &ReviewSheet) -> io::Result<()> {
    let titles = Side::BOTH.map(|side| letters(&sheet.title(side)));
    writeln!(out, "# {}\n\n{}\n", sheet.word(TITLE), titles.join("｜"))?;
    sheet.summary().iter().try_for_each(|part| summary_part(out, "##", part))?;
    findings(out, sheet)?;
    ledger(out, sheet)?;
    writeln!(out, "## {}\n", sheet.word(words("全文修订", "Redline")))?;
    let hint = words(
        "<del>删去的</del>是左篇的，<ins>加下划线的</ins>是右篇的。",
        "<del>Struck out</del>: the left report. <ins>Underlined</ins>: the right one.",
    );
    writeln!(out, "{}\n", sheet.word(hint))?;
    out.write_all(paragraphs(&redline(sheet)).as_bytes())
}

fn summary_part(out: &mut dyn Write, level: &str, part: &Part) -> io::Result<()> {
    writeln!(out, "{level} {}\n", part.title)?;
    match &part.content {
        Content::Facts(facts) => {
            for (name, fact) in facts {
                writeln!(out, "- {name}: {}", letters(fact))?;
            }
        }
        Content::Table { columns, rows } => {
            head(out, columns)?;
            rows.iter().try_for_each(|cells| row(out, cells.iter().map(|cell| letters(cell))))?;
        }
        Content::Lines(lines) => {
            lines.iter().try_for_each(|line| writeln!(out, "- {}", letters(line)))?;
        }
    }
    writeln!(out)
}

fn head(out: &mut dyn Write, columns: &[&str]) -> io::Result<()> {
    row(out, columns.iter().map(|name| (*name).to_owned()))?;
    row(out, columns.iter().map(|_| "---".to_owned()))
}

fn row(out: &mut dyn Write, cells: impl IntoIterator<Item = String>) -> io::Result<()> {
    let cells: Vec<String> = cells.into_iter().collect();
    writeln!(out, "| {} |", cells.join(" | "))
}

fn findings(out: &mut dyn Write, sheet: &ReviewSheet) -> io::Result<()> {
    let word = |zh, en| sheet.word(words(zh, en));
    writeln!(out, "## {}\n", word("发现", "Findings"))?;
    if sheet.entries.is_empty() {
        return writeln!(out, "{}\n", word("没有发现。", "Nothing was found."));
    }
    let columns = [word("号", "no."), word("类别", "kind"), word("发现", "finding")];
    let sides = Side::BOTH.map(|side| sheet.side_word(side));
    head(out, &[columns.as_slice(), sides.as_slice()].concat())?;
    for entry in &sheet.entries {
        let finding = entry.finding;
        let severity = sheet.word(term::severity(finding.severity).words);
        let kind = format!("{severity} {}", sheet.word(finding.rule.rule().name));
        let mut message = letters(finding.message.pick(sheet.language));
        for said in sheet.said(entry) {
            message.extend(["<br>**", &letters(&said), "**"]);
        }
        let [left, right] = Side::BOTH.map(|side| quotes(entry, side));
        row(out, [entry.number.to_string(), kind, message, left, right])?;
    }
    writeln!(out)
}

/// Writes the figures with their counterparts; nothing where there is no figure.
fn ledger(out: &mut dyn Write, sheet: &ReviewSheet) -> io::Result<()> {
    let parts = ledger::parts(sheet);
    if !parts.is_empty() {
        writeln!(out, "## {}\n", sheet.word(ledger::TITLE))?;
    }
    parts.iter().try_for_each(|part| summary_part(out, "###", part))
}

fn quotes(entry: &Entry, side: Side) -> String {
    let places = entry.places[side].iter().take(MAX_QUOTES);
    let quotes = places.map(|place| format!("{} {}", place.position, letters(&place.quote())));
    quotes.collect::<Vec<_>>().join("<br>")
}

/// Returns the redline; a paragraph end that only one side has shows as ¶.
fn paragraphs(strands: &[Strand]) -> String {
    let mut out = String::new();
    for line in strands.split_inclusive(|strand| matches!(strand, Strand::End(..))) {
        let kind = line.iter().find_map(|strand| match strand {
            Strand::End(_, kind) => Some(*kind),
            _ => None,
        });
        let is_bold = kind.is_some_and(|kind| kind != BlockKind::Paragraph);
        out.push_str(if is_bold { "<b>" } else { "" });
        for strand in line {
            match strand {
                Strand::Text(change, text) => out.push_str(&marked(change.fate, &letters(text))),
                Strand::End(change, _) if change.fate != Fate::Kept => {
                    out.push_str(&marked(change.fate, "¶"));
                }
                Strand::Finding(number) => out.extend(["<sup>", &number.to_string(), "</sup>"]),
                Strand::End(..) => {}
            }
        }
        out.push_str(if is_bold { "</b>\n\n" } else { "\n\n" });
    }
    out
}

fn marked(fate: Fate, text: &str) -> String {
    match fate {
        Fate::Kept => text.to_owned(),
        Fate::Deleted => format!("<del>{text}</del>"),
        Fate::Inserted => format!("<ins>{text}</ins>"),
    }
}
