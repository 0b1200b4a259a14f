//! What a rewording kept: the rare words and the numbers that both sides have, wherever they stand.

use crate::collate::background::Background;
use crate::collate::model::{Passage, Witness};
use crate::collate::normal::{Normal, hash};
use crate::collate::symbol::{is_figure, is_word};
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Symbols from which equal text is told; a Latin word is enough by itself.
const MIN_SYMBOLS: usize = 3;

/// Rarity from which it is, in bigrams never seen before.
const MIN_RARITY: f64 = 1.0;

/// More words are not told, nor more numbers: a line of the screen.
const MAX_TOLD: usize = 6;

/// What both sides have, in order of the left side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Equal text that is rare.
    pub words: Vec<Sided<Span>>,
    /// Equal numbers.
    pub numbers: Vec<Sided<Span>>,
}

/// Returns the rarest of what both sides of a passage have. Cost: the symbols, times how often their pairs
/// repeat.
pub fn kept(sides: Sided<Witness<'_>>, passage: &Passage, background: &Background) -> Kept {
    let normal = |side: Side| Normal::of_text(passage.spans[side].of(sides[side].text));
    let normals = Sided::new(normal(Side::Left), normal(Side::Right));
    let place = |range: Sided<Range<usize>>| {
        let span = |side: Side| {
            let (spans, range) = (&normals[side].spans, &range[side]);
            let start = passage.spans[side].start;
            Span::new(start + spans[range.start].start, start + spans[range.end - 1].end)
        };
        Sided::new(span(Side::Left), span(Side::Right))
    };
    let normals = normals.as_ref();
    let words = words(normals, background).into_iter().map(place).collect();
    let numbers = numbers(normals).into_iter().map(place).collect();
    Kept { words, numbers }
}

/// Returns the symbols of the first numbers that both have, each once.
fn numbers(sides: Sided<&Normal>) -> Vec<Sided<Range<usize>>> {
    let numbers =
        |side: Side| sides[side].values.iter().map(|(value, at)| (value.hash, *at as usize));
    // Of equal ones the first stays.
    let mut right: FxHashMap<u64, usize> = numbers(Side::Right).rev().collect();
    let both = numbers(Side::Left).filter_map(|(hash, left)| Some((left, right.remove(&hash)?)));
    both.map(|(left, right)| Sided::new(left..left + 1, right..right + 1)).take(MAX_TOLD).collect()
}

/// Returns the symbols of the rarest equal text, each once, without figures.
fn words(sides: Sided<&Normal>, background: &Background) -> Vec<Sided<Range<usize>>> {
    let mut places: FxHashMap<&[u32], Vec<usize>> = FxHashMap::default();
    for (at, pair) in sides.right.codes.windows(2).enumerate() {
        places.entry(pair).or_default().push(at);
    }
    let mut found: Vec<(f64, Sided<Range<usize>>)> = Vec::new();
    let mut at = 0;
    while let Some(pair) = sides.left.codes.get(at..at + 2) {
        // Behind a figure stands what was counted in.
        if at > 0 && is_figure(sides.left.codes[at - 1]) {
            at += 1;
            continue;
        }
        let there = places.get(pair).into_iter().flatten();
        let longest = there.map(|there| (equal(sides, at, *there), *there));
        let longest = longest.max_by_key(|(len, there)| (*len, std::cmp::Reverse(*there)));
        let Some((len, there)) = longest.filter(|(len, _)| *len > 1) else {
            at += 1;
            continue;
        };
        let text = &sides.left.codes[at..at + len];
        let rarity = text.windows(2).map(|pair| rarity(pair, background)).sum();
        let is_new =
            || !found.iter().any(|(_, known)| sides.left.codes[known.left.clone()] == *text);
        let is_long = len >= MIN_SYMBOLS || text.iter().any(|code| is_word(*code));
        if rarity >= MIN_RARITY && is_long && is_new() {
            found.push((rarity, Sided::new(at..at + len, there..there + len)));
        }
        at += len;
    }
    found.sort_by(|one, other| other.0.total_cmp(&one.0));
    found.truncate(MAX_TOLD);
    let mut words: Vec<_> = found.into_iter().map(|(_, word)| word).collect();
    words.sort_by_key(|word| word.left.start);
    words
}

fn rarity(pair: &[u32], background: &Background) -> f64 {
    background.weight(background.bigram_frequency(hash(pair)))
}

/// Returns how many symbols from two places on are equal, up to a figure or the end of a sentence.
fn equal(sides: Sided<&Normal>, left: usize, right: usize) -> usize {
    let both = rest(sides.left, left).iter().zip(rest(sides.right, right));
    both.take_while(|(one, other)| one == other && !is_figure(**one)).count()
}

/// Returns the symbols of a sentence from one of them on.
fn rest(normal: &Normal, from: usize) -> &[u32] {
    let end = normal.sentences.get(normal.sentence_at(from)).map_or(from, |range| range.end);
    normal.codes.get(from..end).unwrap_or(&[])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::model::{Joint, PassageKind};
    use crate::intake::decode::read;
    use crate::report::split::whole;

    fn told(left: &str, right: &str) -> (Vec<String>, Vec<String>) {
        let documents = Sided::new(read(left.as_bytes(), "a"), read(right.as_bytes(), "b"));
        let reports = documents.as_ref().map(whole);
        let witness = |side: Side| Witness { text: &documents[side].text, report: &reports[side] };
        let sides = Sided::new(witness(Side::Left), witness(Side::Right));
        let passage = Passage {
            spans: Sided::new(Span::new(0, left.len()), Span::new(0, right.len())),
            kind: PassageKind::Reworded,
            joint: Joint::Single,
            moved: false,
            stock: false,
            exempt: None,
            resemblance: 0.5,
            longest_run: 0,
            sentences: Sided::default(),
            alignment: 0,
        };
        let kept = kept(sides, &passage, Background::shipped());
        let of = |places: &[Sided<Span>], side: Side| -> Vec<String> {
            places
                .iter()
                .map(|place| place[side].of([left, right][side as usize]).to_owned())
                .collect()
        };
        assert_eq!(of(&kept.numbers, Side::Left), of(&kept.numbers, Side::Right));
        (of(&kept.words, Side::Left), of(&kept.numbers, Side::Left))
    }

    #[test]
    fn rare_words_and_numbers_of_both_are_told_wherever_they_stand() {
        let left = "鲤鱼洲退圩还湖2300亩，首次观测到小天鹅种群。整改问题1720个。";
        let right = "小天鹅种群头一回在鲤鱼洲现身；交办的1720个问题都改了，新添水面2300亩。";
        let (words, numbers) = told(left, right);
        assert_eq!(words, ["鲤鱼洲", "小天鹅种群"]);
        assert_eq!(numbers, ["2300", "1720"]);
    }

    #[test]
    fn what_is_said_everywhere_and_what_only_one_has_is_not_told() {
        assert_eq!(told("人民政府应当加强管理。", "市人民政府应当加强。").0, Vec::<String>::new());
        assert_eq!(told("", "小天鹅种群42.5%"), (Vec::new(), Vec::new()));
    }
}
