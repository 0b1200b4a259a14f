//! What a figure says about another one: 较上年增长71.3, 占…16.02, 居全省第4位, 净增27家.

use crate::figure::line::{Line, is_han, width};
use crate::figure::mention::Mention;
use crate::figure::model::{Basis, Claim, ClaimKind, Class, Direction};
use crate::figure::setting::scope_of;
use crate::figure::wording::stripped;

/// A claim and where its wording stands; what stands left of it is the subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The claim, without the figure it speaks of.
    pub claim: Claim,
    /// Column where 较上年, 占 or 居 begins.
    pub start: usize,
    /// The columns of what it compares with: 规上工业产值 in 占规上工业产值的.
    pub against: Option<(usize, usize)>,
    /// The place among which a rank or a difference holds.
    pub scope: Option<&'static str>,
}

/// Reads the claim that the words between `from` and the figure make of it.
pub fn claim_of(line: &Line, from: usize, mention: &Mention) -> Option<Wording> {
    let basis = basis(line, from, mention.start);
    if mention.class == Class::Rank {
        return Some(rank(line, from, mention, basis.map(|(basis, _)| basis)));
    }
    let (cue, start) = last_cue(line, from, mention.start)?;
    let behind = start + width(cue.word);
    let kind = kind_of(cue, mention)?;
    let moves = matches!(kind, ClaimKind::Growth | ClaimKind::Increase)
        || kind == ClaimKind::Difference && cue.kind == ClaimKind::Growth;
    let levels = moves && line.any_in(behind, mention.number, &["到", "至", "为", "成"]);
    let far = cue.reach < mention.start.saturating_sub(behind);
    let names_other =
        moves && stripped(line, behind, mention.start).is_some_and(|it| !is_measure_of(line, it));
    // 增加6万亿元债务限额 is a deed and its object; nothing is said of an amount before it.
    let has_object = kind == ClaimKind::Increase
        && !matches!(mention.dimension(), "count" | "duration" | "age" | "")
        && is_han(line.at(mention.end));
    if has_object || levels || far || names_other || is_attribute(line, behind, mention.start, kind)
    {
        return None;
    }
    let begins = basis.map_or(start, |(_, at)| start.min(at));
    let directed = !matches!(kind, ClaimKind::Share | ClaimKind::Completion | ClaimKind::Multiple);
    let claim = Claim {
        kind,
        direction: cue.direction.filter(|_| directed).map(|it| turned(line, mention, it)),
        of: None,
        basis: basis.map(|(basis, _)| basis),
        against: None,
        implied: None,
    };
    let compared = matches!(kind, ClaimKind::Share | ClaimKind::Difference | ClaimKind::Multiple);
    let against = stripped(line, behind, mention.start).filter(|_| compared && !moves);
    let scope = scope_of(line, begins, mention.start).filter(|_| kind == ClaimKind::Difference);
    Some(Wording { claim, start: begins, against, scope })
}

/// Turns a direction round where the number carries a minus: 增长-3.5% is a fall.
fn turned(line: &Line, mention: &Mention, direction: Direction) -> Direction {
    match (line.before(mention.number) == '-', direction) {
        (true, Direction::Up) => Direction::Down,
        (true, Direction::Down) => Direction::Up,
        (false, direction) => direction,
    }
}

/// Reads what a rank claims: the words from 居 or 列 on are the order, those before them the subject.
fn rank(line: &Line, from: usize, mention: &Mention, basis: Option<Basis>) -> Wording {
    let start = first_of(line, from, mention.start, PLACED).unwrap_or(mention.start);
    let claim = Claim {
        kind: ClaimKind::Rank,
        direction: None,
        of: None,
        basis,
        against: None,
        implied: None,
    };
    let scope = scope_of(line, start.min(mention.start), mention.start);
    Wording { claim, start, against: None, scope }
}

/// Says whether the words between a growth word and its figure only measure the growth: 增长速度.
fn is_measure_of(line: &Line, (from, to): (usize, usize)) -> bool {
    ["率", "速度", "幅度", "额", "量", "值", "数", "了"]
        .iter()
        .any(|word| from + width(word) == to && line.has(from, word))
}

/// Says whether the growth word only describes a noun behind it: 平稳较快增长的十项措施.
fn is_attribute(line: &Line, from: usize, to: usize, kind: ClaimKind) -> bool {
    let growth = matches!(kind, ClaimKind::Growth | ClaimKind::Increase);
    growth && line.find(from, to, "的").is_some()
}

/// Returns what the cue says of an amount of this dimension; `None` if it does not fit.
fn kind_of(cue: &Cue, mention: &Mention) -> Option<ClaimKind> {
    match (cue.kind, mention.dimension()) {
        (ClaimKind::Growth, "points") | (ClaimKind::Difference, _) => Some(ClaimKind::Difference),
        (ClaimKind::Growth, "share" | "times") => Some(ClaimKind::Growth),
        (ClaimKind::Growth, _) => (!cue.relative).then_some(ClaimKind::Increase),
        (ClaimKind::Share | ClaimKind::Completion, "share") | (ClaimKind::Multiple, "times") => {
            Some(cue.kind)
        }
        _ => None,
    }
}

/// A word that makes a claim.
struct Cue {
    word: &'static str,
    kind: ClaimKind,
    direction: Option<Direction>,
    /// How far right of it the figure may stand, in characters.
    reach: usize,
    /// Whether it speaks of percent only: 增速, but not 增加.
    relative: bool,
}

const fn growth(word: &'static str, direction: Option<Direction>) -> Cue {
    Cue { word, kind: ClaimKind::Growth, direction, reach: NEAR, relative: false }
}

const fn pace(word: &'static str, direction: Option<Direction>) -> Cue {
    Cue { word, kind: ClaimKind::Growth, direction, reach: NEAR, relative: true }
}

const fn far(word: &'static str, kind: ClaimKind, direction: Option<Direction>) -> Cue {
    Cue { word, kind, direction, reach: FAR, relative: false }
}

const UP: Option<Direction> = Some(Direction::Up);
const DOWN: Option<Direction> = Some(Direction::Down);

/// Characters between 增长 and its figure: 增长了约, 增长率达到.
const NEAR: usize = 6;

/// Characters between 占 and its figure: 占规模以上工业增加值的比重达到.
const FAR: usize = 30;

/// Words that make claims. Of several in one clause the last decides.
const CUES: &[Cue] = &[
    growth("增长", UP),
    growth("增加", UP),
    growth("净增", UP),
    growth("净增加", UP),
    growth("新增长", UP),
    growth("增", UP),
    pace("增速", UP),
    pace("增幅", UP),
    pace("涨幅", UP),
    pace("升幅", UP),
    pace("增长率", UP),
    growth("提高", UP),
    growth("提升", UP),
    growth("上升", UP),
    growth("上涨", UP),
    growth("上调", UP),
    growth("上浮", UP),
    pace("扩大", UP),
    growth("多收", UP),
    growth("跃升", UP),
    Cue { word: "翻", kind: ClaimKind::Growth, direction: UP, reach: 1, relative: true },
    growth("下降", DOWN),
    growth("减少", DOWN),
    growth("降低", DOWN),
    growth("回落", DOWN),
    growth("下跌", DOWN),
    growth("下滑", DOWN),
    growth("下调", DOWN),
    growth("压减", DOWN),
    growth("净减", DOWN),
    growth("缩小", DOWN),
    growth("收窄", DOWN),
    pace("降幅", DOWN),
    pace("跌幅", DOWN),
    far("高于", ClaimKind::Difference, UP),
    far("高出", ClaimKind::Difference, UP),
    far("快于", ClaimKind::Difference, UP),
    far("好于", ClaimKind::Difference, UP),
    far("低于", ClaimKind::Difference, DOWN),
    far("慢于", ClaimKind::Difference, DOWN),
    far("占", ClaimKind::Share, None),
    far("相当于", ClaimKind::Share, None),
    far("相当于", ClaimKind::Multiple, None),
    far("是", ClaimKind::Multiple, None),
    Cue { word: "比重", kind: ClaimKind::Share, direction: None, reach: NEAR, relative: false },
    Cue {
        word: "完成", kind: ClaimKind::Completion, direction: None, reach: 16, relative: false
    },
];

/// Words that begin or end like a cue and are none.
#[rustfmt::skip]
const NOT_CUES: &[&str] = &[
    "增加值", "占地", "占用", "占有", "增长点", "增长极", "新增", "不低于", "不高于", "增值", "增速换挡",
    "增强", "增收", "增进", "增设", "增产", "增发", "增补", "增派", "增效", "增量", "倍增", "递增",
    "完成率", "增资", "增添", "占比",
];

/// Returns the last cue between the two columns; a comparison (高于…增速) covers the cues within it.
fn last_cue(line: &Line, from: usize, to: usize) -> Option<(&'static Cue, usize)> {
    let here = CUES.iter().filter_map(|cue| {
        let at = line.rfind(from, to, cue.word).filter(|at| stands(line, *at, cue))?;
        Some((cue, at))
    });
    let compares = |(cue, _): &(&Cue, usize)| cue.kind == ClaimKind::Difference;
    let last = |(cue, at): &(&Cue, usize)| (*at + width(cue.word), width(cue.word));
    let share_noun = line.rfind(from, to, "占比").filter(|at| to - at <= NEAR + 2);
    if let Some(at) = share_noun {
        return Some((&SHARE_NOUN, at));
    }
    let (cue, at) = here.clone().find(compares).or_else(|| here.max_by_key(last))?;
    let share = line.rfind(from, to, "占").filter(|_| cue.word == "比重");
    Some(share.map_or((cue, at), |start| (&SHARE, start)))
}

/// Says whether the cue at the column is not part of another word.
fn stands(line: &Line, at: usize, cue: &Cue) -> bool {
    let inside = |other: &&&str| {
        let offset = other.find(cue.word).map(|bytes| width(&other[..bytes]));
        width(cue.word) < width(other)
            && offset
                .and_then(|offset| at.checked_sub(offset))
                .is_some_and(|start| line.has(start, other))
    };
    !NOT_CUES.iter().any(|other| inside(&other))
}

/// 占…比重: the share begins at 占.
const SHARE: Cue = far("占", ClaimKind::Share, None);

/// 占比达: the share is a noun of its own.
const SHARE_NOUN: Cue = far("占比", ClaimKind::Share, None);

/// Words that place something in an order.
#[rustfmt::skip]
const PLACED: &[&str] = &[
    "位居", "位列", "稳居", "均居", "居", "列", "排", "全省", "全市", "全国", "全县", "全区", "跃居",
    "跃升", "跃至", "升至", "升到", "上升", "前移", "保持", "名列", "进入", "排名", "位次", "世界",
    "全球", "仅次于", "继续",
];

/// What a claim compares with, and the words for it. The longest stand first.
const BASES: &[(&str, Basis)] = &[
    ("去年同期", Basis::SamePeriod),
    ("上年同期", Basis::SamePeriod),
    ("同比", Basis::SamePeriod),
    ("按年", Basis::SamePeriod),
    ("同期", Basis::SamePeriod),
    ("上一年", Basis::LastYear),
    ("年初", Basis::YearStart),
    ("上年末", Basis::YearStart),
    ("去年末", Basis::YearStart),
    ("上年底", Basis::YearStart),
    ("去年底", Basis::YearStart),
    ("上年", Basis::LastYear),
    ("去年", Basis::LastYear),
    ("环比", Basis::PeriodBefore),
    ("上月", Basis::PeriodBefore),
    ("上季度", Basis::PeriodBefore),
    ("平均", Basis::Average),
    ("目标", Basis::Plan),
    ("任务", Basis::Plan),
    ("计划", Basis::Plan),
];

/// Returns what the words compare with and where the comparison begins, 较 and 比 included.
///
/// Of several at one place the longest is meant (上年末 before 上年).
fn basis(line: &Line, from: usize, to: usize) -> Option<(Basis, usize)> {
    let here = BASES
        .iter()
        .filter_map(|(word, basis)| Some((*basis, line.find(from, to, word)?, width(word))));
    let (basis, at, _) = here.min_by_key(|(_, at, columns)| (*at, usize::MAX - columns))?;
    let compares =
        at.checked_sub(1).filter(|at| from <= *at && matches!(line.at(*at), '较' | '比' | '与'));
    let begins = matches!(basis, Basis::SamePeriod | Basis::PeriodBefore) || compares.is_some();
    Some((basis, if begins { compares.unwrap_or(at) } else { to }))
}

fn first_of(line: &Line, from: usize, to: usize, words: &[&str]) -> Option<usize> {
    words.iter().filter_map(|word| line.find(from, to, word)).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::scan::mentions;
    use crate::text::span::Span;

    fn claim(text: &str) -> Option<(ClaimKind, Option<Direction>, Option<Basis>)> {
        let line = Line::of(text, Span::new(0, text.len()));
        let last = mentions(&line).pop()?;
        let Claim { kind, direction, basis, .. } = claim_of(&line, 0, &last)?.claim;
        Some((kind, direction, basis))
    }

    #[test]
    fn wording_and_unit_make_the_claim() {
        use Direction::{Down, Up};
        for (text, wanted) in [
            ("较上年增长71.3%", (ClaimKind::Growth, Some(Up), Some(Basis::LastYear))),
            ("同比下降2%", (ClaimKind::Growth, Some(Down), Some(Basis::SamePeriod))),
            ("净增27家", (ClaimKind::Increase, Some(Up), None)),
            ("高于规上工业增速3.3个百分点", (ClaimKind::Difference, Some(Up), None)),
            (
                "低于全省平均水平0.8个百分点",
                (ClaimKind::Difference, Some(Down), Some(Basis::Average)),
            ),
            ("占规上工业产值的16.02%", (ClaimKind::Share, None, None)),
            ("完成年度目标96.18%", (ClaimKind::Completion, None, Some(Basis::Plan))),
            ("居全省第4位", (ClaimKind::Rank, None, None)),
            ("财政收入增长-3.5%", (ClaimKind::Growth, Some(Down), None)),
        ] {
            assert_eq!(claim(text), Some(wanted), "{text}");
        }
    }

    #[test]
    fn level_that_was_reached_is_no_claim() {
        for text in ["提高到2.5%", "增加至12家", "新增5家", "达171家", "研发投入2.39%"]
        {
            assert_eq!(claim(text), None, "{text}");
        }
    }
}
