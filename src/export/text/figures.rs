//! The figures of one file.

use crate::collate::model::{Change, Collation, FigureChange};
use crate::export::subject::Figures;
use crate::export::term;
use crate::export::text::page::{Page, Reader};
use crate::export::text::place::Lines;
use crate::export::text::table::Table;
use crate::figure::decimal::Decimal;
use crate::figure::model::{Figure, Period};
use crate::finding::amount::{difference, grouped, latin_value};
use crate::text::language::{Language, Words, words};
use std::io::{self, Write};

const COLUMNS: [Words; 6] = [
    words("位置", "place"),
    words("原文", "as written"),
    words("指标", "indicator"),
    words("数值", "value"),
    words("类别", "class"),
    words("说明", "remarks"),
];

/// Writes one row for each figure: where, as written, what it measures, its value and its kind.
///
/// # Errors
///
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, subject: Figures, reader: Reader) -> io::Result<()> {
    let mut page = Page::new(out, reader);
    let text = &subject.document.text;
    let lines = Lines::of(text);
    let mut table = Table::default();
    table.header(&page, &COLUMNS);
    for figure in subject.figures {
        table.row([
            lines.position(figure.span.start),
            figure.span.of(text).to_owned(),
            figure.indicator.clone(),
            value(figure, reader.language),
            page.word(&term::class(figure.class).words).to_owned(),
            remarks(figure, &page),
        ]);
    }
    table.write(&mut page)
}

/// Returns the value in the base unit, a range with both ends, in the words of an English figure where English is
/// spoken; empty if unknown.
pub fn value(figure: &Figure, language: Language) -> String {
    let latin =
        |value: Decimal| latin_value(value, figure).filter(|_| language == Language::English);
    let with_unit = |value: Decimal| {
        latin(value).unwrap_or_else(|| format!("{}{}", number(value, language), figure.unit))
    };
    match (figure.value, figure.high) {
        (None, _) => String::new(),
        (Some(value), None) => with_unit(value),
        (Some(low), Some(high)) => format!("{}–{}", number(low, language), with_unit(high)),
    }
}

/// Writes a number without a unit, its digits in threes where English is spoken.
pub fn number(value: Decimal, language: Language) -> String {
    match language {
        Language::Chinese => value.to_string(),
        Language::English => grouped(value),
    }
}

/// Returns by how much a figure rose or fell, `+68家（+101.5%）`; empty if it did neither.
pub fn difference_of(collation: &Collation, change: &FigureChange, language: Language) -> String {
    let left = change.figures.left.and_then(|at| collation.figures.left.get(at));
    let is_change = matches!(change.change, Change::Increased | Change::Decreased);
    let Some((by, left)) = change.difference.zip(left).filter(|_| is_change) else {
        return String::new();
    };
    let (zh, en) = difference(by, left, change.percent);
    let words = match language {
        Language::Chinese => zh,
        Language::English => en,
    };
    words.trim_start_matches(['，', ',', ' ']).to_owned()
}

fn remarks(figure: &Figure, page: &Page) -> String {
    let claim = figure.claim.iter().flat_map(|claim| {
        let direction = claim.direction.map(|direction| term::direction(direction).words);
        let basis = claim.basis.map(|basis| term::basis(basis).words);
        [Some(term::claim_kind(claim.kind).words), direction, basis].into_iter().flatten()
    });
    let said = [
        term::role(figure.role).words,
        term::quantity(figure.quantity).words,
        term::bound(figure.bound).words,
    ];
    let flags = figure.flags.iter().map(|flag| term::figure_flag(*flag).words);
    let words = said.into_iter().chain(claim).chain(flags).map(|words| page.word(&words));
    let period = figure.period.as_ref().map(|period| {
        let Period { start, end } = period;
        if start == end { start.clone() } else { format!("{start}..{end}") }
    });
    let remarks: Vec<String> = words.map(str::to_owned).chain(period).collect();
    let remarks: Vec<String> = remarks.into_iter().filter(|remark| !remark.is_empty()).collect();
    remarks.join(page.pick("，", ", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::extract::figures_of_sentence;
    use crate::text::span::Span;

    #[test]
    fn values_in_english_have_their_digits_in_threes_whatever_the_unit() {
        let shown = |text: &str, language: Language| {
            value(&figures_of_sentence(text, Span::new(0, text.len()))[0], language)
        };
        let both = |text: &str| (shown(text, Language::Chinese), shown(text, Language::English));
        let pair = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
        assert_eq!(both("The ferry carried 1.9 million."), pair("1900000", "1,900,000"));
        assert_eq!(both("实现产值3亿元。"), pair("300000000元", "300,000,000元"));
        assert_eq!(both("接待观众3-5万人次。"), pair("30000–50000人次", "30,000–50,000人次"));
    }
}
