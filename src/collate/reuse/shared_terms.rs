//! What both sides of a rewording have, wherever it stands: the rarest equal text, and equal numbers.

use crate::collate::background::Background;
use crate::collate::model::Witness;
use crate::collate::normal::{Normal, hash};
use crate::collate::shared::{Passage, PassageKind};
use crate::collate::symbol::{is_figure, is_long_word, is_word};
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::ops::Range;

/// Width from which equal text is told, in symbols; a Latin word of some length is as wide as two. Two Han
/// characters are any word of the language.
const MIN_WIDTH: usize = 3;

/// Rarity from which it is, in bigrams never seen before: three characters of which half of the documents have
/// both bigrams (人民政) are under 0.3, a name nobody has is 2.
const MIN_RARITY: f64 = 1.0;

/// A pair of symbols that stands this often on both sides together (product) is no beginning: a name in each of
/// eight sentences of either side is found by its other pairs.
const MAX_REPEATS: usize = 64;

/// More text is not told, nor are more numbers: a line of the screen.
const MAX_TOLD: usize = 6;

/// What equal text neither begins nor ends with: it belongs to what is said, not to what is spoken of. Only
/// what hardly any word begins or ends with: 就业, 过去, 应对 and 其他 stay whole.
const FUNCTION: &str = "了与而则或又这那";

/// Symbols of both sides.
type Stretch = Sided<Range<usize>>;

/// What both sides have, in order of the left side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SharedTerms {
    /// Equal text that is rare.
    pub texts: Vec<Sided<Span>>,
    /// Equal numbers.
    pub numbers: Vec<Sided<Span>>,
}

/// Returns the rarest that both sides of a reworded passage have; nothing of another, of which the runs
/// show it. Exchanging the sides chooses the same. Cost: the pairs of equal bigrams.
pub fn shared_terms(
    sides: Sided<Witness<'_>>,
    passage: &Passage,
    background: &Background,
) -> SharedTerms {
    if passage.kind != PassageKind::Reworded {
        return SharedTerms::default();
    }
    let normal = |side: Side| Normal::of_text(passage.spans[side].of(sides[side].text));
    let normals = Sided::new(normal(Side::Left), normal(Side::Right));
    let normals = normals.as_ref();
    let shifted = |place: Sided<Span>| {
        let of = |side: Side| {
            let start = passage.spans[side].start;
            // A folded character may be shorter than the original.
            let end = sides[side].text.ceil_char_boundary(start + place[side].end);
            Span::new(start + place[side].start, end)
        };
        Sided::new(of(Side::Left), of(Side::Right))
    };
    let in_order = |mut places: Vec<Sided<Span>>| {
        places.truncate(MAX_TOLD);
        places.sort_by_key(|place| (place.left.start, place.right.start));
        places.into_iter().map(shifted).collect()
    };
    SharedTerms { texts: in_order(texts(normals, background)), numbers: in_order(numbers(normals)) }
}

/// Returns the numbers that both have, each once, those with most digits first.
fn numbers(sides: Sided<&Normal>) -> Vec<Sided<Span>> {
    let right: FxHashMap<u64, Span> =
        sides.right.values.iter().rev().map(|(value, _)| (value.hash, value.span)).collect();
    let mut found: Vec<(Reverse<usize>, u64, Sided<Span>)> = Vec::new();
    for (value, _) in &sides.left.values {
        let is_new = found.iter().all(|(_, known, _)| *known != value.hash);
        let there = right.get(&value.hash).filter(|_| is_new);
        let both = there.map(|there| Sided::new(value.span, *there));
        found.extend(both.map(|both| (Reverse(value.n_digits), value.hash, both)));
    }
    found.sort_by_key(|(digits, hash, _)| (*digits, *hash));
    found.into_iter().map(|(.., place)| place).collect()
}

/// Returns the equal text, the rarest first: none is a part of another.
fn texts(sides: Sided<&Normal>, background: &Background) -> Vec<Sided<Span>> {
    let rarity = |codes: &[u32]| -> f64 {
        let weight = |pair: &[u32]| background.weight(background.bigram_frequency(hash(pair)));
        codes.windows(2).map(weight).sum()
    };
    let mut found: Vec<(f64, &[u32], Stretch)> = Vec::new();
    for equal in equal(sides) {
        let Some(place) = trimmed(sides, &equal) else { continue };
        let codes = &sides.left.codes[place.left.clone()];
        let rarity = rarity(codes);
        if rarity >= MIN_RARITY && width(codes) >= MIN_WIDTH {
            found.push((rarity, codes, place));
        }
    }
    found.sort_by(|one, other| {
        let first = |place: &Stretch| (place.left.start, place.right.start);
        other.0.total_cmp(&one.0).then(one.1.cmp(other.1)).then(first(&one.2).cmp(&first(&other.2)))
    });
    let mut told: Vec<(&[u32], Sided<Span>)> = Vec::new();
    for (_, codes, _) in found {
        let is_part = |known: &&[u32]| known.windows(codes.len()).any(|part| part == codes);
        if told.len() < MAX_TOLD && !told.iter().any(|(known, _)| is_part(known)) {
            let span = |side: Side| first(sides[side], codes).unwrap_or_default();
            told.push((codes, Sided::new(span(Side::Left), span(Side::Right))));
        }
    }
    told.into_iter().map(|(_, place)| place).collect()
}

/// Returns where symbols stand first in a side.
fn first(side: &Normal, codes: &[u32]) -> Option<Span> {
    let start = side.codes.windows(codes.len()).position(|part| part == codes)?;
    Some(Span::new(side.spans[start].start, side.spans[start + codes.len() - 1].end))
}

/// Returns the longest equal stretches inside a sentence without a figure, wherever they stand.
fn equal(sides: Sided<&Normal>) -> Vec<Stretch> {
    let mut places: FxHashMap<&[u32], Sided<Vec<usize>>> = FxHashMap::default();
    for side in Side::BOTH {
        for sentence in &sides[side].sentences {
            for at in sentence.clone().take(sentence.len().saturating_sub(1)) {
                let pair = &sides[side].codes[at..at + 2];
                if !pair.iter().any(|code| is_figure(*code)) {
                    places.entry(pair).or_default()[side].push(at);
                }
            }
        }
    }
    let mut found = Vec::new();
    for both in places.values() {
        if both.left.len() * both.right.len() > MAX_REPEATS {
            continue;
        }
        for (left, right) in both.left.iter().flat_map(|l| both.right.iter().map(move |r| (*l, *r)))
        {
            // Longer ones are found from where they begin.
            let is_inside = back(sides.left, left)
                .zip(back(sides.right, right))
                .is_some_and(|(one, other)| one == other);
            if !is_inside {
                let pairs = rest(sides.left, left).iter().zip(rest(sides.right, right));
                let len =
                    pairs.take_while(|(one, other)| one == other && !is_figure(**one)).count();
                found.push(Sided::new(left..left + len, right..right + len));
            }
        }
    }
    found
}

/// Returns the symbol in front of another in the same sentence, if it is no figure.
fn back(normal: &Normal, at: usize) -> Option<u32> {
    let is_first =
        normal.sentences.get(normal.sentence_at(at)).is_some_and(|range| range.start == at);
    let code = *normal.codes.get(at.checked_sub(1)?)?;
    (!is_first && !is_figure(code)).then_some(code)
}

/// Returns the symbols of a sentence from one of them on.
fn rest(normal: &Normal, from: usize) -> &[u32] {
    let end = normal.sentences.get(normal.sentence_at(from)).map_or(from, |range| range.end);
    normal.codes.get(from..end).unwrap_or(&[])
}

/// Cuts what belongs to the sentence around: function words, and what a figure in front counts in.
fn trimmed(sides: Sided<&Normal>, place: &Stretch) -> Option<Stretch> {
    let codes = &sides.left.codes[place.left.clone()];
    let is_function = |code: &u32| {
        is_word(*code) && !is_long_word(*code)
            || char::from_u32(*code).is_some_and(|c| FUNCTION.contains(c))
    };
    let is_counted =
        Side::BOTH.into_iter().any(|side| is_behind_figure(sides[side], place[side].start));
    let from = usize::from(is_counted);
    let start = from + codes.iter().skip(from).position(|code| !is_function(code))?;
    let end = codes.iter().rposition(|code| !is_function(code))? + 1;
    let part = |range: &Range<usize>| range.start + start..range.start + end;
    (start < end).then(|| Sided::new(part(&place.left), part(&place.right)))
}

/// Says whether a symbol stands right behind a figure, as what is counted does.
fn is_behind_figure(normal: &Normal, at: usize) -> bool {
    let before = at.checked_sub(1);
    before.is_some_and(|before| {
        is_figure(normal.codes[before]) && normal.spans[before].end == normal.spans[at].start
    })
}

fn width(codes: &[u32]) -> usize {
    codes.iter().map(|code| if is_long_word(*code) { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::decode::read;
    use crate::report::split::whole;
    use proptest::prelude::*;

    fn told(left: &str, right: &str) -> (Vec<String>, Vec<String>) {
        let documents = Sided::new(read(left.as_bytes(), "a"), read(right.as_bytes(), "b"));
        let reports = documents.as_ref().map(whole);
        let witness = |side: Side| Witness { text: &documents[side].text, report: &reports[side] };
        let sides = Sided::new(witness(Side::Left), witness(Side::Right));
        let spans = documents.as_ref().map(|document| Span::new(0, document.text.len()));
        let passage = Passage { spans, ..Passage::of_kind(PassageKind::Reworded) };
        let found = shared_terms(sides, &passage, Background::shipped());
        let of = |places: &[Sided<Span>]| -> Vec<String> {
            places.iter().map(|place| place.left.of(&documents.left.text).to_owned()).collect()
        };
        (of(&found.texts), of(&found.numbers))
    }

    #[test]
    fn rare_text_and_numbers_of_both_are_told_wherever_they_stand() {
        let left = "鲤鱼洲退圩还湖2300亩，首次观测到小天鹅种群。整改问题1720个。";
        let right = "小天鹅种群头一回在鲤鱼洲现身；交办的1720个问题都改了，新添水面2300亩。";
        let (texts, numbers) = told(left, right);
        assert_eq!(texts, ["鲤鱼洲", "小天鹅种群"]);
        assert_eq!(numbers, ["2300", "1720"]);
    }

    #[test]
    fn text_behind_a_figure_and_a_comma_is_whole() {
        let (texts, _) = told("岸线复绿率91.4%，鲤鱼洲成了湿地。", "复绿的鲤鱼洲已是湿地。");
        assert!(texts.contains(&"鲤鱼洲".to_owned()), "{texts:?}");
    }

    #[test]
    fn full_width_number_is_told_up_to_its_end() {
        let (texts, numbers) = told("达到４２．５％，老渡口", "老渡口有42.5%");
        assert_eq!((texts[0].as_str(), numbers[0].as_str()), ("老渡口", "４２．５％"));
    }

    #[test]
    fn what_is_said_everywhere_and_what_only_one_has_is_not_told() {
        assert_eq!(told("人民政府应当加强管理。", "市人民政府应当加强。").0, Vec::<String>::new());
        assert_eq!(told("", "小天鹅种群42.5%"), (Vec::new(), Vec::new()));
    }

    #[test]
    fn edges_without_meaning_are_cut_and_words_stay_whole() {
        let (texts, _) = told("经受住了汛情考验而未退。", "没有倒下，了汛情考验而说明。");
        assert_eq!(texts, ["汛情考验"]);
        let (texts, _) = told("镇上就业驿站和谐共处。", "增设就业驿站，邻里和谐共处。");
        assert_eq!(texts, ["就业驿站", "和谐共处"]);
    }

    proptest! {
        #[test]
        fn exchanging_the_sides_chooses_the_same(left in "[甲乙丙丁戊，。0-9]{0,40}", right in "[甲乙丙丁戊，。0-9]{0,40}") {
            let sorted = |(mut texts, mut numbers): (Vec<String>, Vec<String>)| {
                texts.sort();
                numbers.sort();
                (texts, numbers)
            };
            let plain = |(texts, numbers): (Vec<String>, Vec<String>)| {
                let folded = |all: Vec<String>| -> Vec<String> {
                    all.into_iter().map(|one| one.replace(['，', '。'], "")).collect()
                };
                sorted((folded(texts), folded(numbers)))
            };
            prop_assert_eq!(plain(told(&left, &right)), plain(told(&right, &left)));
        }
    }
}
