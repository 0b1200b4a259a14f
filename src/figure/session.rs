//! Congresses and plenary sessions: 二十大, 二十届三中全会, 第十四届全国人民代表大会第二次会议, 六次全会.
//!
//! Their ordinals name an event, as 八项规定 names a rule; nobody measures anything with them. An edition
//! of what is held again and again (第五届博览会) is none of them, for it should move on with the year, and
//! neither is how often something was held (举办3届大赛, 连任两届人大代表).

use crate::figure::chinese;
use crate::figure::line::{Line, width};

/// Assemblies that are events themselves, with a session or without.
const CONGRESSES: &[&str] = &["人民代表大会", "代表大会", "党员代表大会", "党代会", "历次全会"];

/// Bodies whose sessions are events. Without one, 十三届省委 or 三届政协委员 tells a term, 第三届政协杯 an edition.
#[rustfmt::skip]
const BODIES: &[&str] = &[
    "人大", "人大常委会", "政协", "政协常委会", "中央", "中央委员会", "中央纪委", "省委", "市委", "县委", "区委", "州委",
    "盟委", "旗委", "党委", "纪委", "委员会",
];

/// What may stand between a term and its body.
const REALMS: &[&str] =
    &["全国", "全省", "全市", "全县", "全区", "省", "市", "县", "区", "州", "盟", "旗", "自治区"];

/// Plenary sessions that are named in one breath: 二中、三中、四中全会. A term has seven of them.
const MOST_PLENARIES: usize = 7;

/// What a numbered session of a term is called; 3届12次推介会 counts.
#[rustfmt::skip]
const SITTINGS: &[&str] = &[
    "次会议", "次全会", "次全体会议", "次全体(扩大)会议", "次全委会", "次全委(扩大)会议", "次代表大会", "次党代会",
    "次职代会", "次职工代表大会", "次常委会", "次理事会", "次董事会", "次监事会",
];

/// Returns the column behind the congress or plenary session at the column, whose first character is 第 or a numeral.
pub fn session_at(line: &Line, column: usize) -> Option<usize> {
    congress(line, column).or_else(|| plenary(line, column)).or_else(|| of_term(line, column))
}

/// Reads 十九大, 二十大: party congresses, not tens of great things.
fn congress(line: &Line, column: usize) -> Option<usize> {
    let end = line.skip(column, chinese::is_numeral);
    let tens = line.folded(column, end).contains(&'十') && 2 <= end - column;
    (tens && line.at(end) == '大').then_some(end + 1)
}

/// Reads 三中全会, 三中、四中全会, 六次全会.
fn plenary(line: &Line, column: usize) -> Option<usize> {
    let mut column = column;
    for _ in 0..MOST_PLENARIES {
        let end = number(line, column)?;
        if let Some(word) = line.longest(end, &["中全会", "次全会"]) {
            return Some(end + width(word));
        }
        let joined = line.longest(end, &["中、", "中和", "中"])?;
        column = end + width(joined);
    }
    None
}

/// Reads 二十届三中全会, 第十四届全国人民代表大会第二次会议, 十二届市政协三次会议.
fn of_term(line: &Line, column: usize) -> Option<usize> {
    let start = behind_mark(line, column);
    let end = number(line, start).filter(|end| line.at(*end) == '届')?;
    // 两届, 几届 and 数届 count.
    let counts = line.folded(start, end).iter().any(|c| matches!(c, '两' | '几' | '数'));
    if counts {
        return None;
    }
    let session = |from: usize| plenary(line, from).or_else(|| sitting(line, from));
    let behind = end + 1;
    // 省委 begins like a realm.
    let realms = [0, line.longest(behind, REALMS).map_or(0, width)];
    let after = |words: &'static [&'static str], realm: usize| {
        line.longest(behind + realm, words).map(|word| behind + realm + width(word))
    };
    let in_realm = |realm: usize| {
        let congress = after(CONGRESSES, realm).map(|end| session(end).unwrap_or(end));
        congress.or_else(|| after(BODIES, realm).and_then(session))
    };
    session(behind).or_else(|| realms.into_iter().find_map(in_realm))
}

/// Reads the 第二次会议 or 四次全体会议 of a body.
fn sitting(line: &Line, column: usize) -> Option<usize> {
    let end = number(line, behind_mark(line, column))?;
    line.longest(end, SITTINGS).map(|word| end + width(word))
}

fn behind_mark(line: &Line, column: usize) -> usize {
    column + usize::from(line.at(column) == '第')
}

/// Returns the column behind the numeral at the column.
fn number(line: &Line, column: usize) -> Option<usize> {
    let end = line.skip(column, |c| chinese::is_numeral(c) || c.is_ascii_digit());
    (column < end).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::Span;

    fn read(text: &str) -> Option<String> {
        let line = Line::of(text, Span::new(0, text.len()));
        session_at(&line, 0).map(|end| line.original(0, end))
    }

    #[test]
    fn congresses_and_plenary_sessions_are_names() {
        for (text, behind) in [
            ("二十大", "精神"),
            ("二十届三中全会", "精神"),
            ("20届三中全会", "精神"),
            ("十八届三中、四中、五中全会", "精神"),
            ("十九届历次全会", "精神"),
            ("三中全会", "精神"),
            ("六次全会", "召开"),
            ("十九届中央纪委四次全会", "精神"),
            ("第十四届全国人民代表大会第二次会议", "上"),
            ("十四届全国人大二次会议", "批准"),
            ("十五届人大常委会第三次会议", "审议"),
            ("十二届市政协三次会议", "期间"),
            ("十三届四次全体会议", "通过"),
            ("三届二次职工代表大会", "召开"),
            ("第三届委员会第一次会议", "。"),
            ("第十二届全国代表大会", "。"),
        ] {
            assert_eq!(read(&format!("{text}{behind}")).as_deref(), Some(text), "{text}");
        }
    }

    #[test]
    fn editions_and_counts_are_none() {
        for text in [
            "第五届博览会",
            "第十五届全国运动会",
            "3届大赛",
            "3届12次推介会",
            "两届人大",
            "三届全国人大代表",
            "三届政协委员",
            "第三届政协杯书画展",
            "十三届省委第二轮巡视",
            "十九届中央第七轮巡视",
            "第三届市委机关运动会",
            "第三届中央企业创新大赛",
            "三中、四中两所学校",
            "五次会议",
            "十二届。",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn endless_sessions_are_given_up() {
        assert_eq!(read(&"三中".repeat(20_000)), None);
    }
}
