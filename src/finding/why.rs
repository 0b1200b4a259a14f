//! The sentence that tells an editor why a stretch is marked as shared text.

use crate::collate::model::Witness;
use crate::collate::reuse::reason::{Reason, RunClass};
use crate::collate::reuse::shared_terms::SharedTerms;
use crate::collate::shared::Passage;
use crate::figure::line::is_han;
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

/// Says what became of the passage, in characters, and how rare its wording is where that says something.
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
    let zh = format!("按字计：{}；最长连续相同 {run} 字。", list(|words| words.zh, "，"));
    let en = format!("In characters: {}; longest equal run {run}.", list(|words| words.en, ", "));
    // What is in no Chinese was not to be met in Chinese documents.
    let is_comparable =
        reason.unseen < 1.0 || passage.spans.left.of(sides.left.text).contains(is_han);
    if !is_comparable {
        return Message { zh, en };
    }
    Message {
        zh: format!(
            "{zh}措辞有 {unseen}% 在 {documents} 篇同类文件中未见或罕见{zh_most}{zh_common}。"
        ),
        en: format!(
            "{en} {unseen}% of the wording is not or hardly seen in {documents} documents of the \
             genre{en_most}{en_common}."
        ),
    }
}

/// Says which rare text and numbers both sides of a reworded passage have; `None` if there are none, and
/// for other passages, of which the runs say it.
pub fn in_common(sides: Sided<Witness<'_>>, reason: &Reason) -> Option<Message> {
    let SharedTerms { texts, numbers } = &reason.shared_terms;
    if texts.is_empty() && numbers.is_empty() {
        return None;
    }
    // It may be broken over two lines.
    let text = |place: &Sided<Span>| -> String {
        let lines = place.left.of(sides.left.text).split(['\r', '\n']).map(str::trim);
        let mut joined = String::new();
        for line in lines.filter(|line| !line.is_empty()) {
            let has_spaces = joined.ends_with(|c: char| c.is_ascii()) && line.is_ascii();
            joined.push_str(if has_spaces { " " } else { "" });
            joined.push_str(line);
        }
        joined
    };
    let all = |places: &[Sided<Span>]| places.iter().map(text).collect::<Vec<String>>();
    let (texts, numbers) = (all(texts), all(numbers));
    let zh_texts = texts.iter().map(|text| format!("「{text}」")).collect::<Vec<_>>().concat();
    let zh_numbers = numbers.join("、");
    let comma = if zh_texts.is_empty() || zh_numbers.is_empty() { "" } else { "，" };
    let en_texts = texts.iter().map(|text| format!("\"{text}\"")).collect::<Vec<_>>();
    let en_all = [en_texts, numbers].concat().join(", ");
    Some(Message {
        zh: format!("两侧都有：{zh_texts}{comma}{zh_numbers}。"),
        en: format!("Both sides have: {en_all}."),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::background::Background;
    use crate::collate::collate;
    use crate::collate::reuse::reason::reason;
    use crate::collate::shared::PassageKind;
    use crate::intake::decode::read;
    use crate::report::split::whole;
    use crate::text::side::Side;

    /// What is said of a passage that two texts are as a whole.
    fn told(kind: PassageKind, left: &str, right: &str) -> (Message, Option<Message>) {
        let documents = Sided::new(read(left.as_bytes(), "a"), read(right.as_bytes(), "b"));
        let reports = documents.as_ref().map(whole);
        let witness = |side: Side| Witness { text: &documents[side].text, report: &reports[side] };
        let sides = Sided::new(witness(Side::Left), witness(Side::Right));
        let spans = documents.as_ref().map(|document| Span::new(0, document.text.len()));
        let sentences = reports.as_ref().map(|report| 0..report.sentences.len());
        let passage = Passage { spans, sentences, ..Passage::of_kind(kind) };
        let found = reason(sides, &collate(sides), &passage, Background::shipped());
        (why(sides, &passage, &found), in_common(sides, &found))
    }

    #[test]
    fn sentence_counts_what_became_of_the_passage() {
        let left = "我们建立了科技创新平台，为园区企业提供了良好的环境和条件。";
        let right = "我们建立了科技创新平台，为园区企业提供了较好的环境和条件。";
        let (said, _) = told(PassageKind::Edited, left, right);
        assert!(said.zh.starts_with("按字计：原样 26，替换 1；最长连续相同 "), "{}", said.zh);
        assert!(said.en.contains("substituted 1"), "{}", said.en);
        assert!(said.en.contains("documents of the genre"), "{}", said.en);
    }

    #[test]
    fn english_is_not_held_against_chinese_documents() {
        let left = "Shore power was supplied to 168 ship calls at the outer berths of the port.";
        let right = "Shore power was supplied to 241 ship calls at the inner berths of the port.";
        let (said, _) = told(PassageKind::Edited, left, right);
        assert!(!said.en.contains("genre") && !said.zh.contains("同类文件"), "{}", said.en);
    }

    #[test]
    fn reworded_passage_tells_the_rare_text_and_the_numbers_of_both_sides() {
        let left = "鲤鱼洲退圩还湖2300亩，首次观测到小天鹅\n种群。整改河道问题1720个，全部销号。";
        let right =
            "小天鹅种群头一回在鲤鱼洲现身。新添水面2300亩。一年交办1720个河道问题，整改到位。";
        let (_, shared) = told(PassageKind::Reworded, left, right);
        let said = shared.unwrap_or_default();
        assert!(said.zh.starts_with("两侧都有：「鲤鱼洲」「小天鹅种群」"), "{}", said.zh);
        assert!(said.en.ends_with("2300, 1720."), "{}", said.en);
        assert_eq!(told(PassageKind::Edited, left, right).1, None);
    }
}
