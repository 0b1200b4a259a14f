//! What an English figure says about another one: an increase of 6.1 per cent, up 12 per cent on the
//! year, ranked third.

use crate::figure::english::word::{Word, words_before, words_behind};
use crate::figure::line::Line;
use crate::figure::mention::Mention;
use crate::figure::model::{Basis, Claim, ClaimKind, Class, Direction};

/// How many words left of the figure a growth word may stand.
const REACH: usize = 5;

/// Words of a rise.
#[rustfmt::skip]
const UP: &[&str] = &[
    "increase", "increased", "increases", "increasing", "rise", "rose", "risen", "rises", "rising",
    "grew", "grow", "grown", "growth", "growing", "up", "gain", "gained", "climbed", "expanded",
    "expansion", "higher", "jumped", "surged", "raised", "improved", "advanced", "increment",
];

/// Words of a fall.
#[rustfmt::skip]
const DOWN: &[&str] = &[
    "decrease", "decreased", "decreases", "fall", "fell", "fallen", "falls", "falling", "down",
    "decline", "declined", "declining", "drop", "dropped", "reduction", "reduced", "lower", "shrank",
    "contracted", "contraction", "cut", "slipped", "saved", "dipped", "eased",
];

/// Words between the growth word and the figure that make it a level: rose to, stood at.
const LEVELS: &[&str] = &["to", "at", "from"];

/// Words that begin a share: made up 25 per cent, accounted for half.
const SHARES: &[&str] =
    &["up", "for", "represent", "represents", "represented", "comprising", "equivalent"];

/// Reads the claim of the figure; `from` is the column behind the figure before it.
pub fn claim_of(line: &Line, from: usize, mention: &Mention, next: usize) -> Option<Claim> {
    let before = words_before(line, from, mention.start);
    let behind = words_behind(line, mention.end, next);
    if mention.class == Class::Rank {
        return Some(claim(ClaimKind::Rank, None, basis(&behind)));
    }
    let dimension = mention.dimension();
    if let Some(direction) = growth(&before, &behind, dimension) {
        let kind = match dimension {
            "points" => ClaimKind::Difference,
            "share" | "times" => ClaimKind::Growth,
            _ => ClaimKind::Increase,
        };
        return Some(claim(kind, Some(direction), basis(&behind).or_else(|| basis(&before))));
    }
    let shares = dimension == "share" && is_share(&before, &behind);
    shares.then(|| claim(ClaimKind::Share, None, None))
}

fn claim(kind: ClaimKind, direction: Option<Direction>, basis: Option<Basis>) -> Claim {
    Claim { kind, direction, of: None, basis, against: None, implied: None }
}

/// Returns which way something went by the figure: rose by, an increase of, 5 per cent more.
///
/// Amounts other than percentages need by or of in between; 3 people up is no growth.
fn growth(before: &[Word], behind: &[Word], dimension: &str) -> Option<Direction> {
    let relative = matches!(dimension, "share" | "points" | "times");
    let near = before.iter().rev().take(REACH);
    let mut seen: Vec<&str> = Vec::new();
    for word in near {
        let direction = direction_of(&word.text);
        if direction.is_some() && !is_made_up(word, before) {
            let linked = seen.iter().any(|word| matches!(*word, "by" | "of"));
            let level = seen.iter().any(|word| LEVELS.contains(word));
            return direction.filter(|_| !level && (relative || linked));
        }
        seen.push(&word.text);
    }
    let first = behind.first().filter(|_| relative)?;
    let second = behind
        .get(1)
        .filter(|_| matches!(first.text.as_str(), "year-on-year" | "real" | "annual" | "or"));
    match second.unwrap_or(first).text.as_str() {
        "more" => Some(Direction::Up),
        "less" | "fewer" => Some(Direction::Down),
        word => direction_of(word),
    }
}

/// Says whether up belongs to made up.
fn is_made_up(word: &Word, before: &[Word]) -> bool {
    let at = before.iter().position(|it| it.from == word.from).unwrap_or(0);
    let verb = at.checked_sub(1).and_then(|at| before.get(at));
    word.text == "up"
        && verb.is_some_and(|verb| {
            matches!(verb.text.as_str(), "made" | "make" | "makes" | "making" | "set" | "taken")
        })
}

fn direction_of(word: &str) -> Option<Direction> {
    if UP.contains(&word) {
        return Some(Direction::Up);
    }
    DOWN.contains(&word).then_some(Direction::Down)
}

/// Says whether a percentage is a part of a whole.
fn is_share(before: &[Word], behind: &[Word]) -> bool {
    let of = behind.first().is_some_and(|word| word.text == "of");
    let verb = before.last().is_some_and(|word| SHARES.contains(&word.text.as_str()));
    let whom = before.iter().any(|word| word.text == "whom" || word.text == "which");
    of || verb || whom
}

/// What is compared with, and the words for it.
#[rustfmt::skip]
const BASES: &[(&[&str], Basis)] = &[
    (&["previous", "year"], Basis::LastYear), (&["last", "year"], Basis::LastYear),
    (&["preceding", "year"], Basis::LastYear), (&["the", "year"], Basis::LastYear),
    (&["year-on-year"], Basis::SamePeriod), (&["year", "on", "year"], Basis::SamePeriod),
    (&["year", "earlier"], Basis::SamePeriod), (&["same", "period"], Basis::SamePeriod),
    (&["target"], Basis::Plan), (&["plan"], Basis::Plan), (&["budget"], Basis::Plan),
    (&["average"], Basis::Average), (&["previous", "quarter"], Basis::PeriodBefore),
    (&["previous", "month"], Basis::PeriodBefore), (&["start", "of"], Basis::YearStart),
];

fn basis(words: &[Word]) -> Option<Basis> {
    let has = |wanted: &[&str]| {
        words
            .windows(wanted.len())
            .any(|here| here.iter().zip(wanted).all(|(word, wanted)| word.text == *wanted))
    };
    BASES.iter().find(|(words, _)| has(words)).map(|(_, basis)| *basis)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::scan::mentions;
    use crate::text::span::Span;

    fn read(text: &str) -> Option<(ClaimKind, Option<Direction>, Option<Basis>)> {
        let line = Line::of(text, Span::new(0, text.len()));
        let first = mentions(&line).into_iter().find(Mention::is_amount)?;
        let Claim { kind, direction, basis, .. } = claim_of(&line, 0, &first, line.len())?;
        Some((kind, direction, basis))
    }

    #[test]
    fn wording_makes_the_claim() {
        use Direction::{Down, Up};
        for (text, wanted) in [
            (
                "an increase of 6.1 per cent over the previous year",
                (ClaimKind::Growth, Some(Up), Some(Basis::LastYear)),
            ),
            ("up 12.0 per cent on the year", (ClaimKind::Growth, Some(Up), Some(Basis::LastYear))),
            ("emissions fell by 7.5 per cent", (ClaimKind::Growth, Some(Down), None)),
            ("the ratio rose by 0.3 percentage points", (ClaimKind::Difference, Some(Up), None)),
            ("on 94 per cent of sailings", (ClaimKind::Share, None, None)),
            ("women made up 25 per cent", (ClaimKind::Share, None, None)),
            ("a 5 per cent increase", (ClaimKind::Growth, Some(Up), None)),
        ] {
            assert_eq!(read(text), Some(wanted), "{text}");
        }
        for text in
            ["revenue rose to US$412.6 million", "the rate was 5 per cent", "fell to 3 per cent"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
