//! The sentence that tells an editor why a stretch is marked as shared text.

use crate::collate::model::{Passage, PassageKind, Witness};
use crate::collate::reuse::reason::{Reason, RunClass};
use crate::finding::model::Message;
use crate::text::language::{Words, words};
use crate::text::side::Sided;
use crate::text::span::Span;

/// Returns the name of a class of runs.
pub const fn class_words(class: RunClass) -> Words {
    match class {
        RunClass::Same => words("原样", "as it was"),
        RunClass::Stock => words("套话", "stock phrases"),
        RunClass::Substituted => words("替换", "substituted"),
        RunClass::Swapped => words("换序", "swapped"),
        RunClass::Inserted => words("增", "inserted"),
        RunClass::Dropped => words("删", "dropped"),
        RunClass::FigureChanged => words("数字改动", "figures changed"),
    }
}

/// Says what became of the passage, in characters, and how rare its wording is.
pub fn why(sides: Sided<Witness<'_>>, passage: &Passage, reason: &Reason) -> Message {
    let counts = RunClass::ALL.map(|class| (class, reason.chars(sides, class)));
    let told = counts.iter().filter(|(_, chars)| *chars > 0);
    let list = |pick: fn(&Words) -> &'static str, joint: &str| {
        let part =
            |(class, chars): &(RunClass, usize)| format!("{} {chars}", pick(&class_words(*class)));
        told.clone().map(part).collect::<Vec<_>>().join(joint)
    };
    let unseen = (reason.unseen * 100.0).round();
    let run = passage.longest_run;
    let documents = reason.documents;
    let (zh_most, en_most) = match reason.most_common {
        0 => (String::new(), String::new()),
        most => (
            format!("，最常见的一处见于 {most} 篇"),
            format!("; its most common one stands in {most}"),
        ),
    };
    let common = (reason.commonplace * 100.0).round();
    let (zh_common, en_common) = if common > 0.0 {
        (format!("；{common}% 是各处通用的套话"), format!("; {common}% is said everywhere"))
    } else {
        (String::new(), String::new())
    };
    Message {
        zh: format!(
            "按字计：{}；最长连续相同 {run} 字。措辞有 {unseen}% 在 {documents} 篇同类文件中未见或罕见{zh_most}{zh_common}。",
            list(|words| words.zh, "，")
        ),
        en: format!(
            "In characters: {}; longest equal run {run}. {unseen}% of the wording is not or hardly seen in \
             {documents} documents of the genre{en_most}{en_common}.",
            list(|words| words.en, ", ")
        ),
    }
}

/// Longest equal run from which a passage shows by itself what it was taken from: the rule of copy checkers.
const TELLING_RUN: usize = 13;

/// Says which rare words and numbers a reworded passage kept; `None` for others, of which the runs say
/// it, and where it kept none.
pub fn kept(sides: Sided<Witness<'_>>, passage: &Passage, reason: &Reason) -> Option<Message> {
    let kept = &reason.kept;
    let is_told = passage.kind == PassageKind::Reworded
        && passage.longest_run < TELLING_RUN
        && !(kept.words.is_empty() && kept.numbers.is_empty());
    // A word may be broken over two lines.
    let text = |place: &Sided<Span>| -> String {
        place.left.of(sides.left.text).split(['\r', '\n']).map(str::trim).collect()
    };
    let texts = |places: &[Sided<Span>]| places.iter().map(text).collect::<Vec<String>>();
    let (words, numbers) = (texts(&kept.words), texts(&kept.numbers));
    let zh_words = words.iter().map(|word| format!("“{word}”")).collect::<Vec<_>>().concat();
    let zh_numbers = numbers.join("、");
    let comma = if zh_words.is_empty() || zh_numbers.is_empty() { "" } else { "，" };
    let en_words = words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>();
    let en_all = [en_words, numbers].concat().join(", ");
    is_told.then(|| Message {
        zh: format!("两侧都有：{zh_words}{comma}{zh_numbers}。"),
        en: format!("Both sides have: {en_all}."),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::background::Background;
    use crate::collate::collate;
    use crate::collate::model::Joint;
    use crate::collate::reuse::reason::reason;
    use crate::intake::decode::read;
    use crate::report::split::whole;
    use crate::text::side::Side;

    #[test]
    fn sentence_counts_what_became_of_the_passage() {
        let left = "我们建立了科技创新平台，为园区企业提供了良好的环境和条件。";
        let right = "我们建立了科技创新平台，为园区企业提供了较好的环境和条件。";
        let documents = Sided::new(read(left.as_bytes(), "a"), read(right.as_bytes(), "b"));
        let reports = documents.as_ref().map(whole);
        let witness = |side: Side| Witness { text: &documents[side].text, report: &reports[side] };
        let sides = Sided::new(witness(Side::Left), witness(Side::Right));
        let collation = collate(sides);
        let passage = &collation.passages[0];
        let found = reason(sides, &collation, passage, Background::shipped());
        let said = why(sides, passage, &found);
        assert!(said.zh.starts_with("按字计：原样 26，替换 1；最长连续相同 "), "{}", said.zh);
        assert!(said.en.contains("substituted 1"), "{}", said.en);
    }
    #[test]
    fn reworded_passage_tells_the_rare_words_and_numbers_it_kept() {
        let left = "鲤鱼洲退圩还湖2300亩，首次观测到小天鹅种群。整改河道问题1720个，全部销号。";
        let right =
            "小天鹅种群头一回在鲤鱼洲现身。新添水面2300亩。一年交办1720个河道问题，整改到位。";
        let documents = Sided::new(read(left.as_bytes(), "a"), read(right.as_bytes(), "b"));
        let reports = documents.as_ref().map(whole);
        let witness = |side: Side| Witness { text: &documents[side].text, report: &reports[side] };
        let sides = Sided::new(witness(Side::Left), witness(Side::Right));
        let collation = collate(sides);
        let passage = Passage {
            spans: Sided::new(Span::new(0, left.len()), Span::new(0, right.len())),
            kind: PassageKind::Reworded,
            joint: Joint::Single,
            moved: false,
            stock: false,
            exempt: None,
            resemblance: 0.4,
            longest_run: 5,
            sentences: Sided::new(0..2, 0..3),
            alignment: 0,
        };
        let found = reason(sides, &collation, &passage, Background::shipped());
        let said = kept(sides, &passage, &found).unwrap_or_default();
        assert!(said.zh.starts_with("两侧都有：“鲤鱼洲”“小天鹅种群”"), "{}", said.zh);
        assert!(said.en.ends_with("2300, 1720."), "{}", said.en);
        let edited = Passage { kind: PassageKind::Edited, ..passage };
        assert_eq!(kept(sides, &edited, &found), None);
    }
}
