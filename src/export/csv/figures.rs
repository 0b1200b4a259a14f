//! The figures of one file as a table for a spreadsheet.

use crate::export::csv::sheet::Sheet;
use crate::export::subject::Figures;
use crate::export::term;
use crate::export::text::place::Lines;
use crate::text::language::{Language, Words, words};
use std::io::{self, Write};

const COLUMNS: [Words; 10] = [
    words("位置", "place"),
    words("原文", "as written"),
    words("指标", "indicator"),
    words("数值", "value"),
    words("上限", "upper end"),
    words("单位", "unit"),
    words("类别", "class"),
    words("性质", "role"),
    words("起", "from"),
    words("止", "to"),
];

/// Writes one row for each figure, values in the base unit, places as line:column.
///
/// # Errors
///
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, subject: Figures, language: Language) -> io::Result<()> {
    let text = &subject.document.text;
    let lines = Lines::of(text);
    let mut sheet = Sheet::new(out, language, &COLUMNS)?;
    for figure in subject.figures {
        let number = |value: Option<_>| {
            value.map_or(String::new(), |v: crate::figure::decimal::Decimal| v.to_string())
        };
        let (start, end) = figure
            .period
            .as_ref()
            .map_or((String::new(), String::new()), |p| (p.start.clone(), p.end.clone()));
        let row = [
            lines.position(figure.span.start),
            figure.span.of(text).to_owned(),
            figure.indicator.clone(),
            number(figure.value),
            number(figure.high),
            figure.unit.clone(),
            sheet.word(&term::class(figure.class).words),
            sheet.word(&term::role(figure.role).words),
            start,
            end,
        ];
        sheet.row(&row)?;
    }
    sheet.end()
}
