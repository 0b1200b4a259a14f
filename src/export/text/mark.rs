//! The marks of the reviewer in words: what was said, of what, and what has lost its place.

use crate::review::act::{Act, FindingKey, Verdict};
use crate::review::marks::{Gone, Mark};
use crate::text::cells::disarmed;
use crate::text::language::{Language, Words, words};
use crate::text::side::{Side, Sided};
use crate::text::span::Span;

/// A verdict on a text that was edited since.
const EDITED: Words = words("（原文已改，请重判）", " (the text was edited: judge again)");

/// Characters of a place that are quoted: a line of a narrow screen.
const QUOTED_CHARS: usize = 30;

/// Returns what an act is called when it is taken back.
pub const fn act_name<P>(act: &Act<P>) -> Words {
    match act {
        Act::Verdict { verdict, .. } => verdict_name(*verdict),
        Act::Note { .. } => words("批注", "note"),
        Act::Reviewed { is_done: true, .. } => words("本节已审", "section reviewed"),
        Act::Reviewed { is_done: false, .. } => words("本节待审", "section to be reviewed"),
        Act::Pin(_) => words("对应", "pairing"),
        Act::Unpair(_) => words("拆开对应", "unpairing"),
        Act::Exclude { .. } => words("排除", "exclusion"),
        Act::Include(_) => words("取消排除", "inclusion"),
    }
}

/// Returns a verdict with its reason, as a line says it; `None` while there is none.
pub fn verdict_line(mark: &Mark, language: Language) -> Option<String> {
    if mark.verdict == Verdict::Open {
        return None;
    }
    let mut line = language.pick(&verdict_name(mark.verdict)).to_owned();
    if !mark.reason.is_empty() {
        line.push_str(language.pick(&words("：", ": ")));
        line.push_str(&mark.reason);
    }
    if mark.is_edited {
        line.push_str(language.pick(&EDITED));
    }
    Some(line)
}

/// Returns what a verdict is called.
pub const fn verdict_name(verdict: Verdict) -> Words {
    match verdict {
        Verdict::Open => words("待定", "open"),
        Verdict::Confirmed => words("认定", "confirmed"),
        Verdict::Justified => words("有据", "justified"),
        Verdict::Ignored => words("忽略", "ignored"),
    }
}

/// Returns what an act says, with its reason or text.
pub fn said<P>(act: &Act<P>, language: Language) -> String {
    let name = language.pick(&act_name(act)).to_owned();
    let more = match act {
        Act::Verdict { reason, .. } | Act::Exclude { reason, .. } => reason.as_str(),
        Act::Note { text, .. } => text.as_str(),
        _ => "",
    };
    let rule = match act {
        Act::Verdict { finding: FindingKey { rule, .. }, .. } => {
            format!("  {}", language.pick(&rule.rule().name))
        }
        _ => String::new(),
    };
    let colon = if more.is_empty() { "" } else { language.pick(&words("：", ": ")) };
    format!("{name}{rule}{colon}{more}")
}

/// Returns what a mark without a place says.
pub fn said_of(gone: &Gone, language: Language) -> String {
    match gone {
        Gone::Text(gone) => said(&gone.act, language),
        Gone::Finding(entry) => said(&entry.act, language),
    }
}

/// Returns where a mark without a place was: what stood there when it was last found.
pub fn place_of(gone: &Gone, texts: Sided<&str>, language: Language) -> String {
    let words = match gone {
        Gone::Text(gone) => {
            gone.act.places().map(|all| all.first().map(|place| place.words.clone()))
        }
        Gone::Finding(entry) => {
            let first = entry.act.places().map(|all| all.first().map(|span| **span));
            return quoted(first, texts, language);
        }
    };
    quote(&words, language)
}

/// Returns how a place begins, on each side.
pub fn quoted(place: Sided<Option<Span>>, texts: Sided<&str>, language: Language) -> String {
    let words = place
        .zip(texts)
        .map(|(span, text)| span.map(|span| span.trimmed(text).of(text).to_owned()));
    quote(&words, language)
}

fn quote(begins: &Sided<Option<String>>, language: Language) -> String {
    let names = Sided::new(words("左", "left"), words("右", "right"));
    let of_side = |side: Side| {
        let whole = disarmed(begins[side].as_ref()?);
        let mut quoted: String = whole.chars().take(QUOTED_CHARS).collect();
        if quoted.len() < whole.len() {
            quoted.push_str("...");
        }
        Some(format!("{}  {quoted}", language.pick(&names[side])))
    };
    Side::BOTH.into_iter().filter_map(of_side).collect::<Vec<_>>().join("    ")
}
