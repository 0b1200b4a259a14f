//! Finds the figures of one sentence, left to right: the order in which the readers are asked decides.
//!
//! Names and list numbers come first, for they only look like figures; then times, because a
//! year is four digits; then places in an order and editions; then amounts; lost units last.
//! What no reader takes is skipped as a whole run, so the scan is linear on any text.

use crate::figure::chinese;
use crate::figure::english::number::place;
use crate::figure::english::time::date_at;
use crate::figure::english::word::is_english;
use crate::figure::line::Line;
use crate::figure::measure::measure_at;
use crate::figure::mention::Mention;
use crate::figure::model::Class;
use crate::figure::name::{Quiet, bracketed_number, list_number, name_at, quiet_stretches};
use crate::figure::numeral::{skip_digits, skip_glued};
use crate::figure::ordinal::ordinal_at;
use crate::figure::placeholder::{is_mark, placeholder_at, skip_marks};
use crate::figure::rank::{rank_at, rank_without_mark};
use crate::figure::residue::residue_at;
use crate::figure::session::session_at;
use crate::figure::time::time_at;
use crate::figure::unit::unit_at;

/// Returns the figures of a line in text order, without overlap.
pub fn mentions(line: &Line) -> Vec<Mention> {
    let quiet = quiet_stretches(line);
    let english = is_english(line);
    let mut found: Vec<Mention> = Vec::new();
    let mut column = list_number(line);
    while column < line.len() {
        let floor = found.last().map_or(0, |mention| mention.end);
        match step(line, column, floor, english) {
            Ok(mention) => {
                column = mention.end.max(column + 1);
                if is_let_through(&quiet, &mention) {
                    found.push(mention);
                }
            }
            Err(end) => column = end.max(column + 1),
        }
    }
    found
}

/// What stands at a column: a figure, or nothing up to some column.
type Step = Result<Mention, usize>;

/// Reads what starts at the column.
fn step(line: &Line, column: usize, floor: usize, english: bool) -> Step {
    let c = line.at(column);
    if english && (c.is_ascii_lowercase() || c.is_ascii_digit()) {
        let in_words = english_figure(line, column, floor);
        if let Some(mention) = in_words {
            return Ok(mention);
        }
        if c.is_ascii_lowercase() && !is_mark(c) {
            return Err(line.skip(column, |c| c.is_ascii_alphabetic()));
        }
    }
    if let Some(end) = session_at(line, column).filter(|_| c == '第') {
        return Err(end);
    }
    let figure = match c {
        _ if c.is_ascii_digit() => return number(line, column, floor),
        _ if is_mark(c) => placeholder_at(line, column),
        _ if chinese::is_numeral(c) => return chinese_number(line, column, floor),
        '第' => time_at(line, column, floor)
            .or_else(|| rank_at(line, column))
            .or_else(|| ordinal_at(line, column)),
        '前' => time_at(line, column, floor).or_else(|| rank_at(line, column)),
        '上' | '下' => time_at(line, column, floor),
        '元' | '%' | '‰' | '个' | '美' | '港' => residue_at(line, column),
        _ => None,
    };
    figure.ok_or_else(|| match c {
        _ if is_mark(c) => skip_marks(line, column),
        '第' => line.skip(column + 1, chinese::is_numeral),
        _ => column + 1,
    })
}

/// Reads what only English text holds: dates with the names of months, ranks and numbers in words.
fn english_figure(line: &Line, column: usize, floor: usize) -> Option<Mention> {
    let opens = !line.before(column).is_ascii_alphanumeric() && line.before(column) != '-';
    let date = date_at(line, column).or_else(|| place(line, column)).filter(|_| opens);
    let spelled = opens && line.at(column).is_ascii_lowercase();
    date.or_else(|| measure_at(line, column, floor).filter(|_| spelled))
}

/// Reads what starts with an Arabic digit.
fn number(line: &Line, column: usize, floor: usize) -> Step {
    let end = skip_number(line, column);
    if is_glued(line, column, end) {
        return Err(end);
    }
    let end = skip_glued(line, column).max(end);
    if let Some(end) = name_at(line, column).or_else(|| bracketed_number(line, column)) {
        return Err(end);
    }
    let figure = placeholder_at(line, column)
        .or_else(|| time_at(line, column, floor))
        .or_else(|| rank_without_mark(line, column))
        .or_else(|| ordinal_at(line, column))
        .or_else(|| measure_at(line, column, floor));
    figure.ok_or(end)
}

/// Reads what starts with a Chinese numeral.
fn chinese_number(line: &Line, column: usize, floor: usize) -> Step {
    if let Some(end) = name_at(line, column) {
        return Err(end);
    }
    let figure = time_at(line, column, floor)
        .or_else(|| rank_without_mark(line, column))
        .or_else(|| ordinal_at(line, column))
        .or_else(|| measure_at(line, column, floor))
        .or_else(|| residue_at(line, column));
    // 数 and 几 end words too (企业数126家), so what is glued to them may still be a number.
    let vague = matches!(line.at(column), '数' | '几');
    figure.ok_or_else(|| {
        if vague { line.skip(column, chinese::is_numeral) } else { skip_glued(line, column) }
    })
}

/// Returns the column behind digits with points and commas between them.
fn skip_number(line: &Line, column: usize) -> usize {
    let mut end = skip_digits(line, column);
    while matches!(line.at(end), '.' | ',') && line.at(end + 1).is_ascii_digit() {
        end = skip_digits(line, end + 1);
    }
    end
}

/// Says whether digits hang on letters, as in G318, PM2.5 and 5G; GDP2.5 is a share of it.
fn is_glued(line: &Line, column: usize, end: usize) -> bool {
    let before = line.before(column);
    let after_letters =
        before.is_ascii_alphabetic() && line.longest_before(column, ABBREVIATIONS).is_none();
    let behind = line.at(end);
    let scaled = line.longest(end, &["bn", "million", "billion"]).is_some();
    let millions = behind == 'm' && !line.at(end + 1).is_ascii_alphanumeric();
    let is_unit = unit_at(line, end).is_some() || scaled || millions;
    after_letters || (behind.is_ascii_alphabetic() && !is_mark(behind) && !is_unit)
}

/// Names of indicators that a number may follow without a word between, as folded.
const ABBREVIATIONS: &[&str] = &["gdp", "rd", "r&d", "cpi", "ppi", "pct", "rmb", "usd", "hkd"];

/// Says whether a figure may stand where it does: names in quotation marks hold none.
fn is_let_through(quiet: &[(usize, usize, Quiet)], mention: &Mention) -> bool {
    let at = quiet.partition_point(|(_, end, _)| *end <= mention.number);
    let inside = quiet.get(at).filter(|(start, ..)| *start <= mention.number);
    let valued = matches!(mention.dimension(), "share" | "money" | "points");
    match inside.map(|(.., quiet)| *quiet) {
        None => true,
        Some(Quiet::Name) => matches!(mention.class, Class::Time | Class::Placeholder) || valued,
        Some(Quiet::Title) => {
            matches!(mention.class, Class::Time | Class::Ordinal | Class::Placeholder)
        }
        Some(Quiet::Reference) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::Span;

    fn found(text: &str) -> Vec<String> {
        let line = Line::of(text, Span::new(0, text.len()));
        mentions(&line).iter().map(|mention| line.original(mention.start, mention.end)).collect()
    }

    #[test]
    fn figures_are_found_in_order() {
        assert_eq!(
            found("1-10月,全市发明专利申请2099件,总数达到1511件,同比增速41.1,位列全省第5位。"),
            ["1-10月", "2099件", "1511件", "41.1", "第5位"]
        );
        assert_eq!(found("2017共有261家企业695个研发项目"), ["2017", "261家", "695个"]);
        assert_eq!(found("117人,其中28人、博士41人"), ["117人", "28人", "41人"]);
    }

    #[test]
    fn structure_names_and_set_words_stay_silent() {
        for text in [
            "(一)继续",
            "1.狠抓",
            "一是进一步统一思想",
            "党的十九大精神",
            "党的二十届三中全会精神",
            "第十四届全国人民代表大会第二次会议",
            "省委六次全会",
            "《中国共产党第二十届中央委员会第三次全体会议公报》",
            "“科技创新40条”",
            "“426”知识产权宣传周",
            "PM2.5",
            "G318国道",
            "5G网络",
            "321地质队",
            "“一企一策”",
            "“1x”技术转移",
            "xx市",
            "三会一课",
            "第三,我们",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn endless_runs_are_skipped_in_one_go() {
        for run in ["9", "x", "一", "第", "9.", "9-", "万", "十五"] {
            assert!(found(&run.repeat(20_000)).len() <= 20_000);
        }
    }
}
