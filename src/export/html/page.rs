//! The page: head, summary, and everything else in its order.

use crate::export::html::{findings, ledger, spread, style};
use crate::export::markup::Markup;
use crate::export::review_sheet::ledger::TITLE as TITLE_OF_LEDGER;
use crate::export::review_sheet::part::{Content, Part};
use crate::export::review_sheet::script::language_tag;
use crate::export::review_sheet::{ReviewSheet, TITLE};
use crate::text::language::{Language, Words, words};
use crate::text::side::Side;
use std::io::{self, Write};

/// Nothing may be loaded, whatever a report holds; the style sheet stands in the file.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// The sections of the page: identifier and title.
const SECTIONS: [(&str, Words); 4] = [
    ("summary", words("概要", "Summary")),
    ("findings", words("发现", "Findings")),
    ("figures", TITLE_OF_LEDGER),
    ("texts", words("全文对照", "Both texts")),
];

/// Writes the page.
///
/// # Errors
///
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, sheet: &ReviewSheet) -> io::Result<()> {
    out.write_all(page(sheet).as_bytes())
}

/// Returns the page.
pub fn page(sheet: &ReviewSheet) -> String {
    let mut markup = Markup::starting_with("<!DOCTYPE html>\n");
    let lang = match sheet.language {
        Language::Chinese => "zh-Hans",
        Language::English => "en",
    };
    markup.within("html", &[("lang", lang)], |markup| {
        markup.line();
        head(markup, sheet);
        markup.within("body", &[], |markup| body(markup, sheet));
    });
    markup.line();
    markup.finish()
}

fn head(markup: &mut Markup, sheet: &ReviewSheet) {
    let title = [sheet.word(TITLE).to_owned(), sheet.title(Side::Left), sheet.title(Side::Right)];
    markup.within("head", &[], |markup| {
        markup.empty("meta", &[("charset", "utf-8")]);
        markup.empty("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]);
        let viewport = "width=device-width, initial-scale=1";
        markup.empty("meta", &[("name", "viewport"), ("content", viewport)]);
        markup.empty("meta", &[("name", "color-scheme"), ("content", "light dark")]);
        markup.empty("meta", &[("name", "generator"), ("content", "duikan")]);
        markup.empty("link", &[("rel", "icon"), ("href", "data:,")]);
        markup.element("title", &[], &title.join(" · "));
        markup.within("style", &[], |markup| markup.literal(style::SHEET));
    });
    markup.line();
}

fn body(markup: &mut Markup, sheet: &ReviewSheet) {
    markup.within("header", &[], |markup| {
        markup.element("h1", &[], sheet.word(TITLE));
        markup.within("p", &[("class", "subject")], |markup| {
            for side in Side::BOTH {
                let text = &sheet.comparison.editions[side].document.text;
                let attributes = [("class", "title"), ("lang", language_tag(text))];
                markup.element("span", &attributes, &sheet.title(side));
            }
        });
        markup.within("nav", &[], |markup| {
            for (id, title) in SECTIONS {
                markup.element("a", &[("href", &format!("#{id}"))], sheet.word(title));
            }
        });
    });
    markup.line();
    let contents: [&dyn Fn(&mut Markup); 4] = [
        &|markup| sheet.summary().iter().for_each(|part| summary_part(markup, part)),
        &|markup| findings::write(markup, sheet),
        &|markup| ledger::write(markup, sheet),
        &|markup| spread::write(markup, sheet),
    ];
    for ((id, title), content) in SECTIONS.iter().zip(contents) {
        markup.within("section", &[("id", id)], |markup| {
            markup.element("h2", &[], sheet.word(*title));
            content(markup);
        });
        markup.line();
    }
}

fn summary_part(markup: &mut Markup, part: &Part) {
    markup.element("h3", &[], part.title);
    match &part.content {
        Content::Facts(facts) => markup.within("dl", &[], |markup| {
            for (name, fact) in facts {
                markup.element("dt", &[], name);
                markup.element("dd", &[], fact);
            }
        }),
        Content::Table { columns, rows } => {
            markup.within("table", &[("class", "grid")], |markup| {
                table_head(markup, columns);
                markup.within("tbody", &[], |markup| {
                    for row in rows {
                        table_row(markup, row);
                    }
                });
            });
        }
        Content::Lines(lines) => markup.within("ul", &[], |markup| {
            for line in lines {
                markup.element("li", &[], line);
            }
        }),
    }
    markup.line();
}

/// Writes the names of the columns of a table.
pub fn table_head(markup: &mut Markup, columns: &[&str]) {
    markup.within("thead", &[], |markup| {
        markup.within("tr", &[], |markup| {
            for name in columns {
                markup.element("th", &[("scope", "col")], name);
            }
        });
    });
}

fn table_row(markup: &mut Markup, cells: &[String]) {
    markup.within("tr", &[], |markup| {
        for (at, cell) in cells.iter().enumerate() {
            match at {
                0 => markup.element("th", &[("scope", "row")], cell),
                _ => markup.element("td", &[], cell),
            }
        }
    });
}
