//! Whether a number counts or measures at all, or belongs to a name, a date or a set phrase.

use crate::figure::damage::is_year_shaped;
use crate::figure::decimal::Decimal;
use crate::figure::line::{Line, ends_clause, is_han};
use crate::figure::mention::Mention;
use crate::figure::model::Bound;
use crate::figure::numeral::{Numeral, Script};
use crate::figure::unit::Unit;

/// Says whether number and unit together measure something.
pub fn is_amount(line: &Line, mention: &Mention, number: &Numeral) -> bool {
    let Some(unit) = mention.unit else {
        return match number.script {
            Script::Arabic => stands_as_amount(line, mention),
            Script::Chinese => stands_alone(line, mention),
            Script::English => counts_noun(line, mention),
            Script::EnglishDigit => counts_noun(line, mention) && counts_several(line, mention),
            _ => false,
        };
    };
    match number.script {
        _ if number.unit.is_some() => true,
        Script::English | Script::EnglishDigit => {
            mention.dimension() != "money" || 0 < number.power
        }
        Script::Arabic => unit.canonical != "大" || mention.end == mention.number_end + 1,
        Script::ChineseDigit => is_counted(line, mention, unit),
        Script::Chinese => !matches!(unit.canonical, "分" | "度" | "级" | "方" | "里"),
        Script::Bare => {
            let bounded = mention.start < mention.number || number.bound == Bound::Over;
            let up = matches!(line.before(mention.number), '上' | '达' | '破');
            bounded || up
        }
    }
}

/// Says whether a single Chinese digit counts: 三个区, 开展一次, but not 一个 as an article.
fn is_counted(line: &Line, mention: &Mention, unit: &Unit) -> bool {
    let next = line.at(mention.end);
    if mention.high.is_some() {
        return unit.counts;
    }
    let vague = mention.value.is_none();
    if vague {
        return unit.dimension == "duration" && line.at(mention.number) == '几';
    }
    if unit.dimension == "times" {
        return true;
    }
    let is_zero = mention.value.is_some_and(Decimal::is_zero);
    if !unit.counts || is_zero || (unit.canonical == "大" && !is_han(next)) {
        return false;
    }
    let counts_one = !matches!(unit.canonical, "大" | "批" | "类" | "步" | "把" | "种" | "道")
        && line.longest_before(mention.number, COUNTING).is_some();
    mention.value != Some(Decimal::ONE) || counts_one
}

/// Words before 一 that make it a count and not an article.
#[rustfmt::skip]
const COUNTING: &[&str] = &[
    "连续", "为期", "培育", "新增", "建设", "建成", "实施", "创建", "争取", "引进", "发布",
    "开展", "组织", "新建", "组建", "完成", "获得", "举办", "召开", "仅", "共", "达",
];

/// Says whether a number without any unit is an amount all the same.
///
/// In English the noun behind it is the unit (8,000 flats), and a verb or "of" in front of it says that
/// it counts (fell from 133 to 96); in Chinese only 达, 为 and 共 before a closed clause make it one.
/// Elsewhere it belongs to a name: 321地质队, 12345热线, Berth 9.
fn stands_as_amount(line: &Line, mention: &Mention) -> bool {
    let next = line.at(mention.end);
    let before = line.before(mention.start);
    let latin = matches!(before, ' ' | '\0' | '(')
        && line.before(mention.start.saturating_sub(1)).is_ascii();
    let named = names_number(line, mention.start);
    let digits = line.folded(mention.number, mention.number_end);
    let ends = ends_clause(next) || matches!(next, ' ' | '.');
    let scaled = ends && digits.iter().any(|c| matches!(c, '.' | ','));
    let english =
        latin && !named && (counts_noun(line, mention) || scaled || is_counted_word(line, mention));
    let closed = ends_clause(next)
        && line.longest_before(mention.start, &["达", "达到", "为", "共", "共计"]).is_some();
    // 登记人数增至268万: nothing is numbered in units of ten thousand.
    let scaled_up =
        ends_clause(next) && matches!(line.before(mention.number_end), '万' | '亿' | '余' | '多');
    let multiplied =
        line.folded(mention.number, mention.number_end).iter().any(|c| matches!(c, '万' | '亿'));
    english || closed || scaled_up && multiplied || stands_alone(line, mention)
}

/// Says whether the word in front of a number makes it the number of something: Berth 9, Table 3, No. 5.
fn names_number(line: &Line, column: usize) -> bool {
    line.longest_before(column, NUMBERED).is_some()
}

/// Nouns that a number behind them tells apart.
#[rustfmt::skip]
const NUMBERED: &[&str] = &[
    "berth ", "table ", "figure ", "chapter ", "section ", "part ", "annex ", "appendix ", "page ",
    "paragraph ", "paragraphs ", "no. ", "number ", "article ", "line ", "route ", "phase ", "zone ",
    "block ", "terminal ", "gate ", "unit ", "grade ", "form ", "volume ", "level ", "room ", "item ",
    "para ", "note ", "cap. ", "footnote ", "stage ", "tier ", "class ", "schedule ", "covid-",
];

/// Says whether a verb or "of" in front of the number says that it counts something.
fn is_counted_word(line: &Line, mention: &Mention) -> bool {
    let counts = [
        "to ",
        "from ",
        "was ",
        "were ",
        "of ",
        "numbered ",
        "totalled ",
        "totaled ",
        "by ",
        "reached ",
        "at ",
        "below ",
        "above ",
    ];
    let ends = ends_clause(line.at(mention.end))
        || line.at(mention.end) == ' '
        || line.at(mention.end) == '.';
    let digits = mention.number_end - mention.number;
    let year = is_year_shaped(line, mention);
    ends && !year && 2 <= digits && line.longest_before(mention.start, &counts).is_some()
}

/// Says whether a lower-case noun follows the number; a month makes it a day, capitals a name.
fn counts_noun(line: &Line, mention: &Mention) -> bool {
    let start = mention.end + 1;
    let noun = line.at(mention.end) == ' '
        && line.at(start).is_ascii_lowercase()
        && !line.is_capital(start);
    let end = line.skip(start, |c| c.is_ascii_alphabetic());
    let word: String = line.folded(start, end).iter().collect();
    let follows = !NOT_COUNTED.contains(&word.as_str());
    noun && follows && line.longest(mention.end, MONTHS).is_none()
}

/// Says whether the noun right behind a small number is a plural: two years, but not one of.
fn counts_several(line: &Line, mention: &Mention) -> bool {
    let start = mention.end + 1;
    let end = line.skip(start, |c| c.is_ascii_alphabetic());
    let plural =
        line.before(end) == 's' && line.before(end - 1) != 's' || line.has(start, "people");
    plural && mention.value != Some(Decimal::ONE) && start < end
}

/// Words behind a number that are no noun.
#[rustfmt::skip]
const NOT_COUNTED: &[&str] = &[
    "and", "or", "of", "in", "to", "the", "is", "was", "are", "were", "as", "at", "by", "on", "for",
    "from", "with", "that", "which", "when", "has", "have", "had", "will", "am", "pm", "its", "this",
    "fifths", "thirds", "quarters", "halves", "tenths", "more", "other", "per", "each", "a", "an",
];

/// Says whether the number is all there is, as in the cell of a table; small whole numbers are the
/// numbers of pages and points.
fn stands_alone(line: &Line, mention: &Mention) -> bool {
    let digits = line.folded(mention.number, mention.number_end);
    let is_page = digits.len() < 5 && digits.iter().all(char::is_ascii_digit);
    mention.start == 0 && mention.end == line.len() && !is_page
}

/// English months behind a number: it is a day.
#[rustfmt::skip]
const MONTHS: &[&str] = &[
    " january", " february", " march", " april", " may ", " june", " july", " august",
    " september", " october", " november", " december",
];
