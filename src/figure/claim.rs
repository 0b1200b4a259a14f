//! What a figure says about another one: 较上年增长71.3, 占…16.02, 居全省第4位, 净增27家.

use crate::figure::line::{Line, width};
use crate::figure::mention::Mention;
use crate::figure::model::{Basis, Claim, ClaimKind, Class, Direction};

/// A claim and the column where its wording begins; what stands left of it is the subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The claim, without the figure it speaks of.
    pub claim: Claim,
    /// Column where 较上年, 占 or 居 begins.
    pub start: usize,
}

/// Reads the claim that the words between `from` and the figure make of it.
pub fn claim_of(line: &Line, from: usize, mention: &Mention) -> Option<Wording> {
    let basis = basis(line, from, mention.start);
    if mention.class == Class::Rank {
        let start = first_of(line, from, mention.start, PLACED).unwrap_or(mention.start);
        return Some(wording(ClaimKind::Rank, None, None, start));
    }
    let (cue, start) = last_cue(line, from, mention.start)?;
    let behind = start + width(cue.word);
    let kind = kind_of(cue, mention.dimension())?;
    let levels = line.any_in(behind, mention.number, &["到", "至"]) && kind != ClaimKind::Share;
    let far = cue.reach < mention.start.saturating_sub(behind);
    if levels || far {
        return None;
    }
    let start = basis.map_or(start, |(_, at)| start.min(at));
    let direction = if kind == ClaimKind::Share || kind == ClaimKind::Completion {
        None
    } else {
        cue.direction
    };
    Some(wording(kind, direction, basis.map(|(basis, _)| basis), start))
}

fn wording(
    kind: ClaimKind,
    direction: Option<Direction>,
    basis: Option<Basis>,
    start: usize,
) -> Wording {
    Wording {
        claim: Claim { kind, direction, of: None, basis, against: None, implied: None },
        start,
    }
}

/// Returns what the cue says of an amount of this dimension; `None` if it does not fit.
fn kind_of(cue: &Cue, dimension: &str) -> Option<ClaimKind> {
    match (cue.kind, dimension) {
        (ClaimKind::Growth, "points") | (ClaimKind::Difference, _) => Some(ClaimKind::Difference),
        (ClaimKind::Growth, "share" | "times") => Some(ClaimKind::Growth),
        (ClaimKind::Growth, _) => Some(ClaimKind::Increase),
        (ClaimKind::Share | ClaimKind::Completion, "share") => Some(cue.kind),
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
}

const fn cue(
    word: &'static str,
    kind: ClaimKind,
    direction: Option<Direction>,
    reach: usize,
) -> Cue {
    Cue { word, kind, direction, reach }
}

const UP: Option<Direction> = Some(Direction::Up);
const DOWN: Option<Direction> = Some(Direction::Down);

/// Characters between 增长 and its figure: 增长了约, 增长率达到.
const NEAR: usize = 4;

/// Characters between 占 and its figure: 占规模以上工业增加值的比重达到.
const FAR: usize = 30;

/// Words that make claims. Of several in one clause the last decides.
const CUES: &[Cue] = &[
    cue("增长", ClaimKind::Growth, UP, NEAR),
    cue("增加", ClaimKind::Growth, UP, NEAR),
    cue("净增", ClaimKind::Growth, UP, NEAR),
    cue("净增加", ClaimKind::Growth, UP, NEAR),
    cue("增速", ClaimKind::Growth, UP, NEAR),
    cue("增幅", ClaimKind::Growth, UP, NEAR),
    cue("提高", ClaimKind::Growth, UP, NEAR),
    cue("提升", ClaimKind::Growth, UP, NEAR),
    cue("上升", ClaimKind::Growth, UP, NEAR),
    cue("上涨", ClaimKind::Growth, UP, NEAR),
    cue("扩大", ClaimKind::Growth, UP, NEAR),
    cue("翻", ClaimKind::Growth, UP, 1),
    cue("下降", ClaimKind::Growth, DOWN, NEAR),
    cue("减少", ClaimKind::Growth, DOWN, NEAR),
    cue("降低", ClaimKind::Growth, DOWN, NEAR),
    cue("回落", ClaimKind::Growth, DOWN, NEAR),
    cue("下跌", ClaimKind::Growth, DOWN, NEAR),
    cue("压减", ClaimKind::Growth, DOWN, NEAR),
    cue("净减", ClaimKind::Growth, DOWN, NEAR),
    cue("高于", ClaimKind::Difference, UP, FAR),
    cue("高出", ClaimKind::Difference, UP, FAR),
    cue("快于", ClaimKind::Difference, UP, FAR),
    cue("低于", ClaimKind::Difference, DOWN, FAR),
    cue("占", ClaimKind::Share, None, FAR),
    cue("比重", ClaimKind::Share, None, NEAR),
    cue("完成", ClaimKind::Completion, None, FAR),
];

/// Returns the last cue between the two columns; a comparison (高于…增速) covers the cues within it.
fn last_cue(line: &Line, from: usize, to: usize) -> Option<(&'static Cue, usize)> {
    let stands =
        |at: &usize, cue: &Cue| !matches!(line.at(*at + width(cue.word)), '值' | '点' | '极');
    let here = CUES.iter().filter_map(|cue| {
        let at = line.rfind(from, to, cue.word).filter(|at| stands(at, cue))?;
        Some((cue, at))
    });
    let compares = |(cue, _): &(&Cue, usize)| cue.kind == ClaimKind::Difference;
    let last = |(cue, at): &(&Cue, usize)| (*at + width(cue.word), width(cue.word));
    let (cue, at) = here.clone().find(compares).or_else(|| here.max_by_key(last))?;
    let share = line.rfind(from, to, "占").filter(|_| cue.word == "比重");
    Some(share.map_or((cue, at), |start| (&SHARE, start)))
}

/// 占…比重: the share begins at 占.
const SHARE: Cue = cue("占", ClaimKind::Share, None, FAR);

/// Words that place something in an order.
#[rustfmt::skip]
const PLACED: &[&str] = &[
    "位居", "位列", "稳居", "均居", "居", "列", "排", "全省", "全市", "全国", "全县", "全区",
];

/// What a claim compares with, and the words for it. The longest stand first.
const BASES: &[(&str, Basis)] = &[
    ("去年同期", Basis::SamePeriod),
    ("上年同期", Basis::SamePeriod),
    ("同比", Basis::SamePeriod),
    ("同期", Basis::SamePeriod),
    ("上一年", Basis::LastYear),
    ("上年", Basis::LastYear),
    ("去年", Basis::LastYear),
    ("年初", Basis::YearStart),
    ("上年末", Basis::YearStart),
    ("去年末", Basis::YearStart),
    ("环比", Basis::PeriodBefore),
    ("上月", Basis::PeriodBefore),
    ("上季度", Basis::PeriodBefore),
    ("平均", Basis::Average),
    ("目标", Basis::Plan),
    ("任务", Basis::Plan),
    ("计划", Basis::Plan),
];

/// Returns what the words compare with and where the comparison begins, 较 and 比 included.
fn basis(line: &Line, from: usize, to: usize) -> Option<(Basis, usize)> {
    let here = BASES.iter().filter_map(|(word, basis)| Some((*basis, line.find(from, to, word)?)));
    let (basis, at) = here.min_by_key(|(_, at)| *at)?;
    let compares =
        at.checked_sub(1).filter(|at| from <= *at && matches!(line.at(*at), '较' | '比' | '与'));
    let begins = matches!(basis, Basis::SamePeriod) || compares.is_some();
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
