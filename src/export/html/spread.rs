//! Both texts side by side, one table row for what starts level; marks link back to the findings.

use crate::export::html::findings::place_id;
use crate::export::markup::{Attributes, Markup};
use crate::export::review_sheet::ReviewSheet;
use crate::export::review_sheet::script::language_tag;
use crate::export::review_sheet::spread::{Level, Paragraph, Piece, levels};
use crate::export::term;
use crate::finding::model::Severity;
use crate::report::model::BlockKind;
use crate::sheet::marking::Role;
use crate::sheet::model::{MARKS, Mark, REASONS};
use crate::text::language::{Words, words};
use crate::text::side::{Side, Sided};

/// What is said of a pair that shares too little to be told word by word.
const REWRITTEN: Words = words("整句重写", "rewritten as a whole");

/// One side of such a pair.
const WHOLE: Attributes = &[("class", "whole")];

/// Writes the legend and both texts.
pub fn write(markup: &mut Markup, sheet: &ReviewSheet) {
    legend(markup, sheet);
    let editions = sheet.comparison.editions;
    let languages = editions.map(|edition| language_tag(&edition.document.text));
    markup.within("table", &[("class", "spread")], |markup| {
        head(markup, sheet, languages);
        markup.within("tbody", &[], |markup| {
            for level in levels(sheet) {
                row(markup, sheet, &level, languages);
                markup.line();
            }
        });
    });
}

fn head(markup: &mut Markup, sheet: &ReviewSheet, languages: Sided<&str>) {
    let cell = |markup: &mut Markup, side: Side| {
        let attributes = [("scope", "col"), ("lang", languages[side])];
        markup.element("th", &attributes, &sheet.title(side));
    };
    markup.within("thead", &[], |markup| {
        markup.within("tr", &[], |markup| {
            cell(markup, Side::Left);
            markup.within("th", &[("class", "gutter")], |_| {});
            cell(markup, Side::Right);
        });
    });
}

fn row(markup: &mut Markup, sheet: &ReviewSheet, level: &Level, languages: Sided<&str>) {
    let class = if level.is_rewritten { "rewritten" } else { class(level.mark) };
    markup.within("tr", &[("class", class)], |markup| {
        column(markup, sheet, level, (Side::Left, languages.left));
        gutter(markup, sheet, level);
        column(markup, sheet, level, (Side::Right, languages.right));
    });
}

fn column(markup: &mut Markup, sheet: &ReviewSheet, level: &Level, (side, lang): (Side, &str)) {
    let paragraphs = &level.columns[side];
    let label = sheet.side_word(side);
    let class = if paragraphs.is_empty() { "side none" } else { "side" };
    markup.within("td", &[("class", class), ("lang", lang), ("data-side", label)], |markup| {
        for paragraph in paragraphs {
            set(markup, sheet, paragraph, (side, level.is_rewritten));
        }
    });
}

/// Writes the two marks; their meaning is a word for whoever has the page read out.
fn gutter(markup: &mut Markup, sheet: &ReviewSheet, level: &Level) {
    let reasons = REASONS.iter().filter(|legend| level.reasons.has(legend.of));
    let meanings: Vec<&str> = MARKS
        .iter()
        .filter(|legend| legend.of == level.mark && legend.of.is_difference())
        .map(|legend| sheet.word(if level.is_rewritten { REWRITTEN } else { legend.words }))
        .chain(reasons.map(|legend| sheet.word(legend.words)))
        .collect();
    let title = meanings.join(sheet.word(words("；", "; ")));
    markup.within("td", &[("class", "gutter"), ("title", &title)], |markup| {
        let signs: String = [level.mark.sign(), level.reasons.sign()].into_iter().collect();
        markup.element("span", &[("aria-hidden", "true")], signs.trim());
        if !title.is_empty() {
            markup.element("span", &[("class", "meaning")], &title);
        }
    });
}

fn set(
    markup: &mut Markup,
    sheet: &ReviewSheet,
    paragraph: &Paragraph,
    (side, is_rewritten): (Side, bool),
) {
    let class = match paragraph.kind {
        BlockKind::Title => "t",
        BlockKind::Heading => "h",
        BlockKind::Paragraph if paragraph.opens_block => "p",
        BlockKind::Paragraph => "c",
        BlockKind::Furniture => "x",
    };
    let pieces = |markup: &mut Markup| {
        for piece in &paragraph.pieces {
            match piece {
                Piece::Text(role, text) => marked(markup, *role, text, side),
                Piece::Finding(number) => reference(markup, sheet, *number, side),
            }
        }
    };
    markup.within("p", &[("class", class)], |markup| match (is_rewritten, side) {
        (false, _) => pieces(markup),
        (true, Side::Left) => markup.within("del", WHOLE, pieces),
        (true, Side::Right) => markup.within("ins", WHOLE, pieces),
    });
}

fn marked(markup: &mut Markup, role: Role, text: &str, side: Side) {
    match role {
        Role::Plain | Role::Heading | Role::SearchHit => markup.text(text),
        Role::NotCounted => markup.element("span", &[("class", "not-counted")], text),
        Role::Moved => markup.element("span", &[("class", "moved")], text),
        Role::Figure => markup.element("span", &[("class", "figure")], text),
        Role::Added => markup.element("ins", &[], text),
        Role::Omitted => markup.element("del", &[], text),
        Role::Substituted if side == Side::Left => {
            markup.element("del", &[("class", "substituted")], text);
        }
        Role::Substituted => markup.element("ins", &[("class", "substituted")], text),
        Role::FigureChanged | Role::DigitChanged => {
            markup.element("strong", &[("class", "figure")], text);
        }
        Role::Placeholder => markup.element("mark", &[("class", "doubt")], text),
        Role::StandIn => markup.element("span", &[("class", "stand-in")], text),
    }
}

fn reference(markup: &mut Markup, sheet: &ReviewSheet, number: usize, side: Side) {
    let Some(entry) = sheet.entries.get(number.saturating_sub(1)) else { return };
    let (id, target) = (place_id(side, number), format!("#f{number}"));
    let title = entry.finding.message.pick(sheet.language);
    let severity = term::severity(entry.finding.severity).id;
    let class = match entry.finding.severity {
        Severity::Info => "ref",
        Severity::Notice | Severity::Warning => &format!("ref {severity}"),
    };
    let attributes = [("class", class), ("id", &id), ("href", &target), ("title", title)];
    markup.element("a", &attributes, &number.to_string());
}

/// Writes what the marks mean, as they look.
fn legend(markup: &mut Markup, sheet: &ReviewSheet) {
    let samples = [
        (Role::Omitted, words("左有右无", "only on the left")),
        (Role::Added, words("右有左无", "only on the right")),
        (Role::Substituted, words("换了说法", "other words")),
        (Role::FigureChanged, words("变动的数字", "changed figure")),
        (Role::Placeholder, words("疑点", "doubt")),
        (Role::Moved, words("移位的文字", "moved text")),
        (Role::NotCounted, words("相同而不计入雷同", "shared, not counted")),
    ];
    markup.within("p", &[("class", "legend")], |markup| {
        for (role, meaning) in samples {
            let side = if role == Role::Omitted { Side::Left } else { Side::Right };
            marked(markup, role, sheet.word(meaning), side);
        }
        markup.element("ins", WHOLE, sheet.word(REWRITTEN));
        markup.within("span", &[], |markup| {
            markup.element("a", &[("class", "ref"), ("href", "#findings")], "12");
            markup.text(" ");
            markup.text(sheet.word(words("发现的号", "number of a finding")));
        });
        let first = MARKS.iter().filter(|legend| legend.of.is_difference());
        let first = first.map(|legend| (legend.sign, legend.words));
        let second = REASONS.iter().map(|legend| (legend.sign, legend.words));
        for (sign, meaning) in first.chain(second) {
            markup.within("span", &[], |markup| {
                markup.element("b", &[], &sign.to_string());
                markup.text(" ");
                markup.text(sheet.word(meaning));
            });
        }
    });
}

/// Returns the class of a row.
const fn class(mark: Mark) -> &'static str {
    match mark {
        Mark::Same => "same",
        Mark::Changed => "changed",
        Mark::Apart => "apart",
        Mark::OnlyLeft => "only-left",
        Mark::OnlyRight => "only-right",
        Mark::MovedAway | Mark::MovedHere | Mark::Crossed => "moved-row",
    }
}
