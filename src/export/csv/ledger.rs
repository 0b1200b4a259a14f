//! The ledger of two reports as a table for a spreadsheet.

use crate::collate::model::{Collation, FigureChange};
use crate::export::csv::sheet::Sheet;
use crate::export::subject::Comparison;
use crate::export::term;
use crate::export::text::mark::verdict_name;
use crate::export::text::place::Lines;
use crate::figure::model::Figure;
use crate::finding::model::Finding;
use crate::text::language::{Language, Words, words};
use crate::text::side::{Side, Sided};
use std::io::{self, Write};

const COLUMNS: [Words; 17] = [
    words("指标", "indicator"),
    words("左", "left"),
    words("右", "right"),
    words("左值", "left value"),
    words("右值", "right value"),
    words("左单位", "left unit"),
    words("右单位", "right unit"),
    words("变动", "change"),
    words("差额", "difference"),
    words("幅度（%）", "percent"),
    words("说明", "remarks"),
    words("把握", "confidence"),
    words("左位置", "left place"),
    words("右位置", "right place"),
    words("判定", "verdict"),
    words("理由", "reason"),
    words("批注", "notes"),
];

/// Writes one row for each figure with its counterpart, values in the base unit, places as line:column.
///
/// # Errors
///
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, subject: Comparison, language: Language) -> io::Result<()> {
    let Comparison { editions, collation, .. } = subject;
    let texts = editions.map(|edition| edition.document.text.as_str());
    let lines = texts.map(Lines::of);
    let mut sheet = Sheet::new(out, language, &COLUMNS)?;
    for (at, change) in collation.figure_changes.iter().enumerate() {
        let row = row(&sheet, collation, change, texts, &lines);
        sheet.row(&[row.as_slice(), &said(&sheet, subject, at)].concat())?;
    }
    sheet.end()
}

/// Returns what the reviewer said of the finding about a change of the ledger: verdict, reason, notes.
fn said(sheet: &Sheet<'_>, subject: Comparison, change: usize) -> [String; 3] {
    let Some(marks) = subject.marks else { return Default::default() };
    let about = |finding: &Finding| finding.figure_change == Some(change);
    let found = subject.findings.iter().zip(&marks.findings).filter(|(found, _)| about(found));
    let found: Vec<_> = found.collect();
    let judged = found.iter().map(|(_, mark)| mark).filter(|mark| !mark.is_open());
    let separator = sheet.language.pick(&words("；", "; "));
    let verdicts: Vec<String> =
        judged.clone().map(|mark| sheet.word(&verdict_name(mark.verdict))).collect();
    let reasons: Vec<&str> =
        judged.map(|mark| mark.reason.as_str()).filter(|reason| !reason.is_empty()).collect();
    let notes = found.iter().flat_map(|(finding, _)| marks.notes_about(finding));
    let mut notes: Vec<&str> = notes.map(|note| note.text.as_str()).collect();
    notes.dedup();
    [verdicts.join(separator), reasons.join(separator), notes.join(separator)]
}

fn row(
    sheet: &Sheet<'_>,
    collation: &Collation,
    change: &FigureChange,
    texts: Sided<&str>,
    lines: &Sided<Lines<'_>>,
) -> [String; 14] {
    let figure = |side: Side| change.figures[side].and_then(|at| collation.figures[side].get(at));
    let told =
        |side: Side, tell: &dyn Fn(&Figure) -> String| figure(side).map_or(String::new(), tell);
    let written = |side: Side| told(side, &|figure| figure.span.of(texts[side]).to_owned());
    let value = |side: Side| told(side, &|f| f.value.map_or(String::new(), |v| v.to_string()));
    let unit = |side: Side| told(side, &|figure| figure.unit.clone());
    let place = |side: Side| told(side, &|figure| lines[side].position(figure.span.start));
    let number = |known: Option<String>| known.unwrap_or_default();
    let flags = change.flags.iter().map(|flag| sheet.word(&term::change_flag(*flag).words));
    let flags: Vec<String> = flags.collect();
    [
        change.indicator.clone(),
        written(Side::Left),
        written(Side::Right),
        value(Side::Left),
        value(Side::Right),
        unit(Side::Left),
        unit(Side::Right),
        sheet.word(&term::change(change.change).words),
        number(change.difference.map(|difference| difference.to_string())),
        number(change.percent.map(|percent| percent.to_string())),
        flags.join(sheet.language.pick(&words("、", ", "))),
        format!("{:.2}", change.confidence),
        place(Side::Left),
        place(Side::Right),
    ]
}
