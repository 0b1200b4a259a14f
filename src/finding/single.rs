//! Findings about one report by itself: its numbering, doubled or cut-off text, damaged characters.

use crate::collate::model::Witness;
use crate::collate::reuse::mass::is_text;
use crate::finding::header;
use crate::finding::model::{Finding, Message};
use crate::finding::rule::RuleId;
use crate::intake::document::Document;
use crate::intake::note::{Note, NoteKind};
use crate::report::heading::Numeral;
use crate::report::model::{Report, Section, SectionId};
use crate::text::cells::disarmed;
use crate::text::fold::Folded;
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use rustc_hash::FxHashMap;

/// A sentence that stands twice is doubled text from this length, in folded characters; shorter ones are refrains.
const MIN_DOUBLED_CHARS: usize = 20;

/// A report whose last sentence has no end mark is cut off only if it is at least this long, in
/// folded characters: signatures and dates are shorter.
const MIN_TRUNCATED_CHARS: usize = 25;

/// Returns the findings of both sides by themselves, left first.
pub fn findings(documents: Sided<&Document>, sides: Sided<Witness<'_>>) -> Vec<Finding> {
    Side::BOTH.into_iter().flat_map(|side| of_one(documents[side], sides[side], side)).collect()
}

fn of_one(document: &Document, witness: Witness<'_>, side: Side) -> Vec<Finding> {
    let mut found = broken_numbering(witness, side);
    found.extend(doubled(witness, side));
    found.extend(truncated(witness, side));
    found.extend(header::findings(witness, side));
    found.extend(document.notes.iter().filter_map(|note| damage(document, note, side)));
    found
}

/// Returns a finding that speaks of one side only.
pub fn on_side(rule: RuleId, side: Side, spans: Vec<Span>, message: Message) -> Finding {
    let mut sided: Sided<Vec<Span>> = Sided::default();
    sided[side] = spans;
    Finding {
        rule,
        severity: rule.rule().severity,
        message,
        spans: sided,
        evidence: Vec::new(),
        figure_change: None,
        alignment: None,
    }
}

/// Compares each heading's number with the one before it at the same place of the outline.
fn broken_numbering(witness: Witness<'_>, side: Side) -> Vec<Finding> {
    let report = witness.report;
    let mut found = Vec::new();
    for parent in 0..report.sections.len() {
        let mut before: Option<(Numeral, Span)> = None;
        for section in report.children(SectionId(parent)).filter_map(|id| report.section(id)) {
            let Some(number) = section.number else { continue };
            let last = before.filter(|(last, _)| last.form == number.form);
            if let Some((last, heading)) = last
                && number.value != last.value + 1
                && number.value != 1
            {
                found.push(wrong_number(witness, side, (last, heading), (number, section)));
            }
            before = Some((number, section.heading));
        }
    }
    found
}

fn wrong_number(
    witness: Witness<'_>,
    side: Side,
    (last, before): (Numeral, Span),
    (number, section): (Numeral, &Section),
) -> Finding {
    let heading = disarmed(section.heading.of(witness.text));
    let (zh, en) = match number.value {
        same if same == last.value => ("序号重复", "number repeated"),
        less if less < last.value => ("序号倒退", "number goes back"),
        _ => ("序号跳号", "number skipped"),
    };
    let message = Message {
        zh: format!("{zh}：第 {} 之后是第 {}（{heading}）", last.value, number.value),
        en: format!("{en}: {} comes after {} ({heading})", number.value, last.value),
    };
    on_side(RuleId::NumberingBroken, side, vec![before, section.heading], message)
}

/// Finds sentences that stand twice; consecutive ones make one finding.
fn doubled(witness: Witness<'_>, side: Side) -> Vec<Finding> {
    let mut first: FxHashMap<Vec<char>, usize> = FxHashMap::default();
    let mut runs: Vec<(usize, usize, usize)> = Vec::new();
    for (at, sentence) in witness.report.sentences.iter().enumerate() {
        let folded = Folded::of(witness.text, sentence.body).chars;
        if folded.len() < MIN_DOUBLED_CHARS || !is_text(witness, at) {
            continue;
        }
        match first.get(&folded) {
            Some(&there) => match runs.last_mut() {
                Some((start, twin, len)) if *start + *len == at && *twin + *len == there => {
                    *len += 1;
                }
                _ => runs.push((at, there, 1)),
            },
            None => {
                first.insert(folded, at);
            }
        }
    }
    runs.into_iter().map(|run| doubled_run(witness, side, run)).collect()
}

fn doubled_run(
    witness: Witness<'_>,
    side: Side,
    (at, twin, len): (usize, usize, usize),
) -> Finding {
    let hull = |start: usize| witness.hull(&(start..start + len)).unwrap_or_default();
    let message = Message {
        zh: format!("{len} 句文字重出，前文已有"),
        en: format!("{len} sentence(s) stand twice in this report"),
    };
    on_side(RuleId::TextDoubled, side, vec![hull(twin), hull(at)], message)
}

fn truncated(witness: Witness<'_>, side: Side) -> Option<Finding> {
    let report: &Report = witness.report;
    let at = report.sentences.iter().rposition(|sentence| !sentence.body.is_empty())?;
    let body = report.sentences[at].body;
    let ends =
        |c: char| c.is_alphanumeric() || matches!(c, '，' | ',' | '、' | '《' | '“' | '（' | '(');
    let breaks_off = body.of(witness.text).chars().next_back().is_some_and(ends);
    let is_long = Folded::of(witness.text, body).len() >= MIN_TRUNCATED_CHARS;
    let message = Message {
        zh: "报告在句子中间中断".to_owned(),
        en: "The report breaks off in mid-sentence".to_owned(),
    };
    (breaks_off && is_long && is_text(witness, at))
        .then(|| on_side(RuleId::TextTruncated, side, vec![body], message))
}

/// Turns a note about the file into a finding, where a rule covers it.
fn damage(document: &Document, note: &Note, side: Side) -> Option<Finding> {
    let rule = match note.kind {
        NoteKind::Mojibake => RuleId::Mojibake,
        NoteKind::UndecodableBytes => RuleId::UndecodableBytes,
        NoteKind::Truncated => RuleId::TextTruncated,
        _ => return None,
    };
    let words = note.kind.words();
    let place = disarmed(&document.name);
    let message = Message {
        zh: format!("{place}：{}", words.zh.replace("{}", &note.detail)),
        en: format!("{place}: {}", words.en.replace("{}", &note.detail)),
    };
    Some(on_side(rule, side, note.span.into_iter().collect(), message))
}
