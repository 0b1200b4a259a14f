//! What an English figure measures: the subject of its verb, the noun in front of "of", or the noun
//! behind the number.

use crate::figure::english::word::{Word, words_before, words_behind};
use crate::figure::indicator::Named;
use crate::figure::line::Line;
use crate::figure::mention::Mention;
use crate::figure::model::{Claim, ClaimKind, Direction};

/// Most words of a name on either side of the number.
const MOST_LEFT: usize = 8;

/// Most words of the noun behind a number.
const MOST_RIGHT: usize = 6;

/// Most words in front of a counted noun that go with it: harbour handled, employees completed.
const MOST_VERB: usize = 5;

/// What surrounds a figure in its sentence.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// Column behind the figure before it, or the start.
    pub from: usize,
    /// Column where the next figure starts, or the line ends.
    pub next: usize,
    /// What the figure before it, or the one a claim speaks of, is named.
    pub previous: Option<&'a Named>,
    /// The claim it makes.
    pub claim: Option<Claim>,
}

/// Returns what a figure measures; empty if nothing says so.
pub fn named(line: &Line, mention: &Mention, around: &Around<'_>) -> Named {
    let before = words_before(line, around.from, mention.start);
    let behind = words_behind(line, mention.end, around.next);
    let left = left_name(line, &before);
    let right = right_noun(line, mention, &behind);
    let growth = around.claim.filter(|claim| {
        matches!(claim.kind, ClaimKind::Growth | ClaimKind::Increase | ClaimKind::Difference)
    });
    if let Some(claim) = growth {
        let own = without_growth(line, &before);
        let subject = if own.is_empty() { previous(around) } else { own };
        return grown(&subject, claim);
    }
    if around.claim.is_some_and(|claim| claim.kind == ClaimKind::Share) {
        let subject = if left.is_empty() { previous(around) } else { left };
        let whole = right.map_or(String::new(), |noun| format!(" of {noun}"));
        let indicator = format!("{subject} share{whole}").trim().to_owned();
        return Named { subject: subject.clone(), head: subject, indicator };
    }
    if around.claim.is_some_and(|claim| claim.kind == ClaimKind::Rank) {
        let subject = if left.is_empty() { previous(around) } else { left };
        let indicator = format!("{subject} rank").trim().to_owned();
        return Named { subject: subject.clone(), head: subject, indicator };
    }
    let counted = matches!(
        mention.dimension(),
        "count" | "" | "mass" | "length" | "duration" | "area" | "energy"
    );
    let name = match right.filter(|_| counted) {
        Some(noun) if is_measured_in(mention) && !left.is_empty() && noun != "people" => left,
        Some(noun) => together(&left, &noun),
        None if left.is_empty() => previous(around),
        None => left,
    };
    Named::whole(name)
}

/// Says whether the unit itself is what is counted (TEU), so that words left of it name it better.
fn is_measured_in(mention: &Mention) -> bool {
    mention.dimension() == "count" && mention.unit.is_some()
}

fn previous(around: &Around<'_>) -> String {
    around.previous.map_or(String::new(), |named| named.subject.clone())
}

/// Joins the verb in front of a counted noun with it, if it is short.
fn together(left: &str, noun: &str) -> String {
    if left.is_empty() || MOST_VERB < left.split(' ').count() {
        return noun.to_owned();
    }
    format!("{left} {noun}")
}

/// Names a growth: cargo growth, emissions fall.
fn grown(subject: &str, claim: Claim) -> Named {
    let noun = match (claim.kind, claim.direction) {
        (ClaimKind::Difference, _) => "change",
        (_, Some(Direction::Down)) => "fall",
        (ClaimKind::Increase, _) => "increase",
        _ => "growth",
    };
    let says = ["growth", "increase", "rise"].iter().any(|word| subject.ends_with(word));
    let indicator =
        if says { subject.to_owned() } else { format!("{subject} {noun}").trim().to_owned() };
    Named { subject: subject.to_owned(), head: subject.to_owned(), indicator }
}

/// Returns the words left of a number without the verb that leads to it.
///
/// With "of" in front of the number it is the noun there alone: an operating surplus of.
fn left_name(line: &Line, before: &[Word]) -> String {
    let leads = |word: &&Word| LEADING_TO.contains(&word.text.as_str());
    let kept = before.len() - before.iter().rev().take_while(leads).count();
    let (kept, rest) = before.split_at(kept);
    let of = rest.first().is_some_and(|word| word.text == "of");
    let bounds: &[&str] = if of { BOUNDS_OF_NOUN } else { BOUNDS };
    let is_bound = |at: &usize| {
        let next = kept.get(at + 1).map_or("", |next| next.text.as_str());
        let word = kept[*at].text.as_str();
        bounds.contains(&word) || word == "and" && BEGINNINGS.contains(&next)
    };
    let start = (0..kept.len()).rev().find(is_bound).map_or(0, |at| at + 1);
    let clause = kept.get(start..).unwrap_or_default();
    phrase(line, before_verb(clause), MOST_LEFT)
}

/// Drops what follows the first verb of a clause: Dry bulk [continued its slow decline and stood at];
/// behind a pronoun it is the object that counts: [We raised] the excess on quay damage.
fn before_verb(words: &[Word]) -> &[Word] {
    let leads = |at: &usize| {
        let next = words.get(at + 1).is_some_and(|next| BEHIND_VERB.contains(&next.text.as_str()));
        words[*at].text.ends_with("ed") && next
    };
    let Some(verb) = (0..words.len()).find(leads) else { return words };
    let (subject, object) = words.split_at(verb);
    let named = subject.iter().any(|word| !OPENERS.contains(&word.text.as_str()));
    if named { subject } else { object.get(1..).unwrap_or_default() }
}

/// Words that begin another clause behind "and".
const BEGINNINGS: &[&str] = &[
    "the", "our", "we", "it", "its", "they", "a", "an", "this", "will", "has", "is", "was", "are",
];

/// Words behind a verb that show it to be one.
const BEHIND_VERB: &[&str] =
    &["its", "the", "in", "on", "a", "and", "by", "until", "from", "their"];

/// Returns the words left of a growth without the growth word and what leads to it.
fn without_growth(line: &Line, before: &[Word]) -> String {
    let is_growth = |word: &Word| GROWTH.iter().any(|stem| word.text.starts_with(stem));
    let end = before.iter().rposition(is_growth).unwrap_or(before.len());
    left_name(line, before.get(..end).unwrap_or_default())
}

/// Returns the last words of a phrase as they stand, articles and pronouns at its start dropped.
fn phrase(line: &Line, words: &[Word], most: usize) -> String {
    let words = words.get(words.len().saturating_sub(most)..).unwrap_or_default();
    let dropped = words.iter().take_while(|word| OPENERS.contains(&word.text.as_str())).count();
    match words.get(dropped..).unwrap_or_default() {
        [] => String::new(),
        [first, .., last] => line.original(first.from, last.to),
        [only] => line.original(only.from, only.to),
    }
}

/// Returns the noun behind a number: ship calls, cargo of "tonnes of cargo", women of "were women".
fn right_noun(line: &Line, mention: &Mention, behind: &[Word]) -> Option<String> {
    let has_unit = mention.unit.is_some();
    if mention.dimension() == "count" && behind.first().is_none_or(|first| first.text != "of") {
        return Some(mention.unit_text.trim().rsplit(' ').next().unwrap_or_default().to_owned());
    }
    let skipped = match behind {
        [first, ..] if has_unit && matches!(first.text.as_str(), "of" | "were" | "are") => 1,
        [_, ..] if has_unit && mention.dimension() != "count" => return None,
        _ => 0,
    };
    let mut words = behind.get(skipped..).unwrap_or_default();
    while let [first, rest @ ..] = words
        && OPENERS.contains(&first.text.as_str())
    {
        words = rest;
    }
    let ends = |(at, word): (usize, &Word)| {
        let verb = 0 < at && (word.text.ends_with("ed") || word.text.ends_with("ing"));
        verb || STOPS.contains(&word.text.as_str())
    };
    let count = (0..words.len().min(MOST_RIGHT))
        .find(|at| ends((*at, &words[*at])))
        .unwrap_or(words.len().min(MOST_RIGHT));
    let name = phrase(line, words.get(..count).unwrap_or_default(), MOST_RIGHT);
    (!name.is_empty()).then_some(name)
}

/// Words that lead from a noun to its number and do not name it.
#[rustfmt::skip]
const LEADING_TO: &[&str] = &[
    "was", "were", "is", "are", "be", "been", "being", "has", "have", "had", "of", "to", "at", "by",
    "reached", "reach", "reaching", "rose", "rise", "fell", "fall", "grew", "grow", "stood", "stands",
    "amounted", "amounting", "came", "totalled", "totaled", "totalling", "averaged", "increased",
    "decreased", "climbed", "recovered", "remained", "remains", "stayed", "numbered", "exceeded",
    "exceeding", "exceed", "below", "above", "from", "about", "around", "some", "nearly", "just",
    "only", "over", "under", "almost", "approximately", "roughly", "more", "than", "less", "fewer",
    "up", "down", "now", "a", "an", "the", "total", "within", "for", "also", "as", "recorded", "hit",
    "dropped", "declined", "held", "doubled", "tripled", "expanded", "lift", "lifted", "raise",
    "raised", "cut", "bring", "will", "would", "should", "may", "could", "another", "flat", "steady",
    "estimated", "currently", "out", "least", "most", "no", "not", "between", "on", "with", "we",
    "further", "additional", "its", "our", "all", "spent", "per", "level", "levels", "slightly",
    "well", "close", "high", "low", "record", "new", "and", "or", "in", "this", "year", "that", "it",
    "made", "make", "makes", "accounted", "account", "accounts", "represented", "contributes",
    "contributed", "contributing", "ranked", "ranks", "ranking", "rank", "than", "any", "each", "every", "but", "three", "two", "one", "aim", "expect", "plan", "provide",
];

/// Words in front of which another statement ends.
#[rustfmt::skip]
const BOUNDS: &[&str] = &[
    "while", "which", "that", "who", "when", "where", "as", "but", "because", "after",
    "before", "since", "until", "including", "whom", "leaving",
];

/// Words in front of the noun that "of" joins to its number.
#[rustfmt::skip]
const BOUNDS_OF_NOUN: &[&str] = &[
    "a", "an", "the", "with", "leaving", "at", "in", "on", "by", "from", "to", "and", "which", "that",
    "while", "for", "our", "its", "their", "of", "or", "as", "had", "has", "have", "was", "were",
];

/// Words that open a phrase and do not name anything.
#[rustfmt::skip]
const OPENERS: &[&str] = &[
    "the", "a", "an", "our", "its", "we", "it", "they", "this", "these", "those", "their", "and",
    "while", "also", "in", "of", "to", "total", "there", "are", "is", "were", "was", "some", "about",
    "with", "on", "at", "by", "for", "from", "as", "over", "year", "all", "will", "have", "has",
    "already", "now", "since", "during", "another", "further", "additional", "more", "than", "her",
    "next", "last", "aim", "expect", "plan", "among", "them", "please", "currently", "being", "been",
];

/// Words behind a noun that end it.
#[rustfmt::skip]
const STOPS: &[&str] = &[
    "in", "at", "on", "from", "to", "by", "with", "as", "and", "or", "which", "that", "who", "was",
    "were", "is", "are", "has", "have", "had", "will", "for", "over", "under", "during", "since",
    "when", "where", "while", "than", "per", "a", "an", "the", "this", "last", "each", "compared",
    "including", "after", "before", "into", "through", "across", "under", "within", "between", "so",
    "can", "could", "would", "should", "may", "now", "but", "came", "ran", "joined", "whose", "among",
    "up", "down", "higher", "lower", "larger", "alongside", "once", "only", "also", "not", "worth",
];

/// Beginnings of growth words.
#[rustfmt::skip]
const GROWTH: &[&str] = &[
    "increas", "rise", "rose", "risen", "grew", "grow", "up", "gain", "climb", "expan", "jump", "surg",
    "rais", "fell", "fall", "declin", "decreas", "drop", "reduc", "down", "lower", "higher", "cut",
    "shrank", "contract", "improv", "advanc",
];

#[cfg(test)]
mod tests {
    use crate::figure::extract::figures_of_sentence;
    use crate::text::span::Span;

    fn indicators(text: &str) -> Vec<String> {
        let found = figures_of_sentence(text, Span::new(0, text.len()));
        found.into_iter().map(|figure| figure.indicator).filter(|name| !name.is_empty()).collect()
    }

    #[test]
    fn subject_noun_of_and_counted_noun_name_the_figure() {
        for (text, wanted) in [
            ("Operating revenue rose to US$412.6 million.", "Operating revenue"),
            (
                "Average turnaround time for container ships was 21.4 hours.",
                "Average turnaround time for container ships",
            ),
            ("ended the year with net debt of US$338.0 million", "net debt"),
            ("The Authority paid a dividend of US$31.5 million.", "dividend"),
            ("A total of 4,126 vessels called at our berths", "vessels"),
            ("We employed 1,146 people at year end", "employed people"),
            (
                "Timber and forest products recovered to 742,000 tonnes",
                "Timber and forest products",
            ),
            ("Dry bulk continued its slow decline and stood at 4,870,000 tonnes", "Dry bulk"),
            ("Employees completed 18,300 hours of training.", "Employees completed training"),
            ("Shore power was supplied to 168 ship calls", "Shore power was supplied ship calls"),
            ("The unemployment rate stood at 3.1 per cent", "unemployment rate"),
        ] {
            assert_eq!(indicators(text).first().map(String::as_str), Some(wanted), "{text}");
        }
    }

    #[test]
    fn growth_and_share_lean_on_the_figure_before() {
        assert_eq!(
            indicators(
                "Cargo handled was 5 million tonnes, an increase of 6.1 per cent over the previous year"
            ),
            ["Cargo handled", "Cargo handled growth"]
        );
        assert_eq!(
            indicators("Direct emissions fell by 7.5 per cent to 41,200 tonnes"),
            ["Direct emissions fall", "Direct emissions"]
        );
    }
}
