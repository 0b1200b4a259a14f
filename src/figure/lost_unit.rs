//! Units that were stripped and are told from the wording: 增长71.3, 万人有效发明专利5.63, 3亿多农村人口.

use crate::figure::bound::bound_behind;
use crate::figure::decimal::Decimal;
use crate::figure::line::{Line, ends_clause, is_han, width};
use crate::figure::mention::Mention;
use crate::figure::model::FigureFlag;
use crate::figure::numeral::numeral_at;
use crate::figure::unit::{unit_at, unit_named};

/// Supplies the unit that was stripped: 增长71.3 and 占…16.02 are percent.
pub fn infer_unit(line: &Line, mention: &mut Mention, floor: usize) {
    let next = line.at(mention.number_end);
    let closed = ends_clause(next)
        || matches!(next, '、' | '.' | '”')
        || bound_behind(line, mention.number_end).is_some();
    let plausible = mention.value.is_some_and(|value| value < MOST_PERCENT);
    if !closed || !plausible || !line.at(mention.number).is_ascii_digit() {
        return;
    }
    let Some(unit) = stripped_unit(line, mention.number, floor).and_then(unit_named) else {
        return;
    };
    mention.unit = Some(unit);
    let flag =
        if unit.canonical == "%" { FigureFlag::PercentInferred } else { FigureFlag::UnitInferred };
    mention.flags.push(flag);
}

/// Takes the unit of the number behind a joint: 分别提高11.1、11.2个百分点.
pub fn share_unit(line: &Line, mention: &mut Mention) {
    let joined = matches!(line.at(mention.number_end), '、' | '和' | '与' | '及');
    let next = numeral_at(line, mention.number_end + 1).filter(|_| joined);
    let unit = next.and_then(|next| unit_at(line, next.end)).map(|(unit, _)| unit);
    if let Some(unit) = unit.filter(|unit| matches!(unit.dimension, "share" | "points")) {
        mention.unit = Some(unit);
        mention.flags.push(FigureFlag::UnitInferred);
    }
}

/// Supplies 人 where a multiplied number stands right before people: 3亿多农村人口, 1.77亿农民.
pub fn infer_people(line: &Line, mention: &mut Mention) {
    let end = line.skip(mention.end, is_han).min(mention.end + LONGEST_PEOPLE);
    let reach = mention.start.saturating_sub(LONGEST_PEOPLE);
    if ends_clause(line.at(mention.end))
        && line.any_in(reach, mention.start, &["人数", "人口", "人次"])
    {
        mention.unit = unit_named("人");
        mention.flags.push(FigureFlag::UnitInferred);
        return;
    }
    if line.any_in(mention.end, end, PEOPLE) && line.at(mention.number).is_ascii_digit() {
        mention.unit = unit_named("人");
        mention.flags.push(FigureFlag::UnitInferred);
    }
}

/// Characters between a number and the people it counts: 城镇低收入困难.
const LONGEST_PEOPLE: usize = 12;

/// Nouns for people.
#[rustfmt::skip]
const PEOPLE: &[&str] = &[
    "人口", "居民", "农民", "群众", "职工", "学生", "毕业生", "劳动力", "人员", "老人", "老年人",
    "儿童", "患者", "游客", "市民", "乡亲", "员工", "工人", "人才", "党员", "干部", "教师", "用户",
    "贫困家庭", "农户",
];

/// Larger numbers without a unit are no percentages. The seed's largest stripped one is 144.2.
const MOST_PERCENT: Decimal = Decimal::whole(1000);

/// Returns the unit that the words left of the number call for.
fn stripped_unit(line: &Line, column: usize, floor: usize) -> Option<&'static str> {
    let clause = (floor..column).rev().take_while(|at| !ends_clause(line.at(*at))).last()?;
    let cued = STRIPPED.iter().find(|(cue, reach, _)| {
        let from = clause.max(column.saturating_sub(reach + width(cue)));
        line.rfind(from, column, cue).is_some()
    });
    cued.map(|(_, _, unit)| *unit)
}

/// Words that call for a unit, how far left of the number they may stand (in characters), and the unit.
///
/// Set on the 28 stripped figures of the seed. 万人…专利 comes first: it holds no share.
const STRIPPED: &[(&str, usize, &str)] = &[
    ("发明专利拥有量", 2, "件"),
    ("万人有效发明专利", 1, "件"),
    ("占", 24, "%"),
    ("比重", 4, "%"),
    ("占比", 4, "%"),
    ("比例", 4, "%"),
    ("之比", 3, "%"),
    ("增长", 3, "%"),
    ("增速", 4, "%"),
    ("增幅", 4, "%"),
    ("下降", 3, "%"),
    ("降低", 3, "%"),
    ("提高", 3, "%"),
    ("上升", 3, "%"),
    ("率", 3, "%"),
    ("强度", 4, "%"),
    ("完成", 1, "%"),
];
