//! The table of findings; each links to its places in the texts.

use crate::export::html::page::table_head;
use crate::export::markup::Markup;
use crate::export::review_sheet::entry::Entry;
use crate::export::review_sheet::script::language_tag;
use crate::export::review_sheet::{MAX_QUOTES, ReviewSheet};
use crate::export::term;
use crate::text::language::words;
use crate::text::side::{Side, Sided};

/// Writes the table, or that there is nothing to tell.
pub fn write(markup: &mut Markup, sheet: &ReviewSheet) {
    let word = |zh, en| sheet.word(words(zh, en));
    if sheet.entries.is_empty() {
        return markup.element("p", &[], word("没有发现。", "Nothing was found."));
    }
    let columns = [word("号", "no."), word("类别", "kind"), word("发现与原文", "finding and text")];
    let editions = sheet.comparison.editions;
    let languages = editions.map(|edition| language_tag(&edition.document.text));
    markup.within("table", &[("class", "grid findings")], |markup| {
        table_head(markup, &columns);
        markup.within("tbody", &[], |markup| {
            for entry in &sheet.entries {
                row(markup, sheet, entry, languages);
                markup.line();
            }
        });
    });
}

fn row(markup: &mut Markup, sheet: &ReviewSheet, entry: &Entry, languages: Sided<&str>) {
    let finding = entry.finding;
    let severity = term::severity(finding.severity);
    let id = format!("f{}", entry.number);
    markup.within("tr", &[("id", &id), ("class", severity.id)], |markup| {
        markup.element("th", &[("scope", "row")], &entry.number.to_string());
        markup.within("td", &[("class", "kind")], |markup| {
            markup.element("span", &[("class", "severity")], sheet.word(severity.words));
            markup.text(" ");
            markup.text(sheet.word(finding.rule.rule().name));
        });
        markup.within("td", &[], |markup| {
            markup.element("p", &[("class", "message")], finding.message.pick(sheet.language));
            for said in sheet.said(entry) {
                markup.element("p", &[("class", "verdict")], &said);
            }
            for side in Side::BOTH {
                places(markup, sheet, entry, (side, languages[side]));
            }
        });
    });
}

fn places(markup: &mut Markup, sheet: &ReviewSheet, entry: &Entry, (side, lang): (Side, &str)) {
    let places = &entry.places[side];
    let target = format!("#{}", place_id(side, entry.number));
    for place in places.iter().take(MAX_QUOTES) {
        markup.within("p", &[("class", "quote")], |markup| {
            markup.within("a", &[("href", &target)], |markup| {
                markup.text(sheet.side_word(side));
                markup.text(" ");
                markup.text(&place.position);
            });
            markup.text(" ");
            markup.within("span", &[("lang", lang)], |markup| {
                markup.text(&place.before);
                let is_short = place.before.chars().count() + place.after.chars().count() > 2;
                if is_short {
                    markup.element("b", &[], &place.text);
                } else {
                    markup.text(&place.text);
                }
                markup.text(&place.after);
            });
        });
    }
    if MAX_QUOTES < places.len() {
        let more = words("另有 {} 处", "and {} more");
        let count = (places.len() - MAX_QUOTES).to_string();
        markup.element("p", &[("class", "quote")], &sheet.word(more).replace("{}", &count));
    }
}

/// Returns the identifier of the place where a finding is met in the text of a side.
pub fn place_id(side: Side, number: usize) -> String {
    match side {
        Side::Left => format!("l{number}"),
        Side::Right => format!("r{number}"),
    }
}
