//! Findings about text the two reports share.

use crate::collate::model::{Collation, Grade, Witness};
use crate::collate::shared::{Joint, Passage, PassageKind};
use crate::finding::model::{Finding, Message, Severity};
use crate::finding::rule::RuleId;
use crate::text::language::{Language, Words, words};
use crate::text::side::{Side, Sided};
use crate::text::span::Span;

/// Returns the name of a grade. It speaks of shared text, never of copying: that is for the reviewer to say.
pub const fn grade_words(grade: Grade) -> Words {
    match grade {
        Grade::Copied => words("原样雷同", "shared verbatim"),
        Grade::Edited => words("轻改雷同", "shared with light edits"),
        Grade::Reworded => words("改写雷同", "shared and reworded"),
        Grade::StockPhrases => words("仅套话相同", "stock phrases only"),
        Grade::Unrelated => words("无大面积雷同", "mostly independent"),
    }
}

/// Returns the name of a kind of passage.
pub const fn kind_words(kind: PassageKind) -> Words {
    match kind {
        PassageKind::Verbatim => words("原样", "verbatim"),
        PassageKind::Edited => words("轻改", "edited"),
        PassageKind::Reworded => words("改写", "reworded"),
    }
}

/// Returns a share in whole percent, rounded; only the whole is 100.
pub fn whole_percent(share: f64) -> u32 {
    let rounded = (share.clamp(0.0, 1.0) * 100.0).round() as u32;
    if share < 1.0 { rounded.min(99) } else { rounded }
}

/// Returns the findings about reuse: the report as a whole, then passage by passage; stock phrases and what is exempt raise none.
///
/// Two texts that are the same have none: there is nothing to tell a reviewer but that.
pub fn findings(sides: Sided<Witness<'_>>, collation: &Collation) -> Vec<Finding> {
    if collation.variants.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Finding> = whole(sides, collation).into_iter().collect();
    found.extend(runs(collation).into_iter().map(|run| match run {
        [only] => passage(only),
        several => verbatim_run(several),
    }));
    found
}

/// Cuts the passages into what makes one finding each: verbatim ones that follow each other on both
/// sides together, every other by itself. Stock phrases and what is exempt are left out.
fn runs(collation: &Collation) -> Vec<&[Passage]> {
    let follows = |before: &Passage, after: &Passage| {
        let is_run = |passage: &Passage| {
            passage.kind == PassageKind::Verbatim && passage.is_counted() && !passage.moved
        };
        let (first, second) = (&before.sentences, &after.sentences);
        is_run(before)
            && is_run(after)
            && first.left.end == second.left.start
            && first.right.end == second.right.start
    };
    let cut = collation.passages.chunk_by(follows);
    cut.filter(|run| run.iter().any(Passage::is_counted)).collect()
}

/// Makes one finding of verbatim passages that follow each other.
fn verbatim_run(run: &[Passage]) -> Finding {
    let hull = |side: Side| Span::hull_of(run.iter().map(|passage| passage.spans[side]));
    let spans = Sided::new(hull(Side::Left), hull(Side::Right));
    let longest = run.iter().map(|passage| passage.longest_run).max().unwrap_or(0);
    let count = run.len();
    Finding {
        rule: RuleId::ReusedPassage,
        severity: Severity::Notice,
        message: Message {
            zh: format!("雷同（原样）：连续 {count} 句一字未改"),
            en: format!("Reused (verbatim): {count} sentences in a row"),
        },
        spans: spans.map(|span| span.into_iter().collect()),
        evidence: vec![
            ("kind", PassageKind::Verbatim.id().to_owned()),
            ("resemblance", "1.00".to_owned()),
            ("sentences", count.to_string()),
            ("longest_run", longest.to_string()),
            ("moved", false.to_string()),
        ],
        figure_change: None,
        alignment: run.first().map(|passage| passage.alignment),
    }
}

fn whole(sides: Sided<Witness<'_>>, collation: &Collation) -> Option<Finding> {
    if matches!(collation.grade, Grade::StockPhrases | Grade::Unrelated) {
        return None;
    }
    let percent = collation.containment.map(whole_percent);
    let grade = grade_words(collation.grade);
    let title = |side: Witness<'_>| {
        let title = side.report.title;
        let span = if title.is_empty() { side.report.span } else { title };
        vec![span.trimmed(side.text)]
    };
    Some(Finding {
        rule: RuleId::ReusedReport,
        severity: Severity::Warning,
        message: Message {
            zh: format!(
                "{}：左侧 {}% 见于右侧，右侧 {}% 见于左侧",
                grade.zh, percent.left, percent.right
            ),
            en: format!(
                "Text {}: {}% of the left stands on the right, {}% of the right on the left",
                grade.en, percent.left, percent.right
            ),
        },
        spans: sides.map(title),
        evidence: vec![
            ("grade", collation.grade.id().to_owned()),
            ("resemblance", format!("{:.2}", collation.resemblance)),
            ("containment_left", format!("{:.2}", collation.containment.left)),
            ("containment_right", format!("{:.2}", collation.containment.right)),
            ("passages", collation.passages.len().to_string()),
        ],
        figure_change: None,
        alignment: None,
    })
}

fn passage(passage: &Passage) -> Finding {
    let notes = |language: Language| {
        let pick = |text: Words| language.pick(&text);
        let mut notes = vec![pick(kind_words(passage.kind)).to_owned()];
        match passage.joint {
            Joint::Merged => notes.push(pick(words("数句并为一句", "sentences merged")).to_owned()),
            Joint::Split => notes.push(pick(words("一句拆为数句", "sentence split")).to_owned()),
            Joint::Single => {}
        }
        if passage.moved {
            notes.push(pick(words("移位", "moved")).to_owned());
        }
        notes
    };
    let percent = whole_percent(passage.resemblance);
    Finding {
        rule: RuleId::ReusedPassage,
        severity: Severity::Notice,
        message: Message {
            zh: format!(
                "雷同（{}）：相似 {percent}%，最长连续相同 {} 字",
                notes(Language::Chinese).join("，"),
                passage.longest_run
            ),
            en: format!(
                "Reused ({}): {percent}% alike, longest equal run {} characters",
                notes(Language::English).join(", "),
                passage.longest_run
            ),
        },
        spans: passage.spans.map(|span: Span| vec![span]),
        evidence: vec![
            ("kind", passage.kind.id().to_owned()),
            ("resemblance", format!("{:.2}", passage.resemblance)),
            ("longest_run", passage.longest_run.to_string()),
            ("moved", passage.moved.to_string()),
        ],
        figure_change: None,
        alignment: Some(passage.alignment),
    }
}
