//! The body of the document: summary, findings, redline, in this order.

use crate::export::docx::styles::{
    CONTENT_TYPES, DOCUMENT_RELATIONSHIPS, FOOTER, PROLOG, R, RELATIONSHIPS, SETTINGS, STYLES, W,
};
use crate::export::docx::{AUTHOR, redline};
use crate::export::markup::Markup;
use crate::export::review_sheet::entry::Entry;
use crate::export::review_sheet::part::{Content, Part};
use crate::export::review_sheet::{MAX_QUOTES, ReviewSheet, TITLE, ledger};
use crate::export::term;
use crate::text::cells::{AmbiguousWidth, width_cells};
use crate::text::language::words;
use crate::text::side::Side;

/// Width of the text on an A4 page, in twentieths of a point.
const TEXT_WIDTH: usize = 9638;

/// Longer texts claim no more of a table's width than this, in cells: they are wrapped anyway.
const MAX_COLUMN_CELLS: usize = 40;

/// Returns every part of the document under its name.
pub fn parts(sheet: &ReviewSheet) -> Vec<(&'static str, String)> {
    vec![
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", RELATIONSHIPS.to_owned()),
        ("word/document.xml", document(sheet)),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONSHIPS.to_owned()),
        ("word/styles.xml", STYLES.to_owned()),
        ("word/settings.xml", SETTINGS.to_owned()),
        ("word/comments.xml", comments(sheet)),
        ("word/footer1.xml", FOOTER.to_owned()),
        ("docProps/core.xml", properties(sheet)),
    ]
}

fn document(sheet: &ReviewSheet) -> String {
    let mut markup = Markup::starting_with(PROLOG);
    markup.within("w:document", &[("xmlns:w", W), ("xmlns:r", R)], |markup| {
        markup.within("w:body", &[], |markup| {
            paragraph(markup, "Title", sheet.word(TITLE));
            let titles = Side::BOTH.map(|side| sheet.title(side));
            paragraph(markup, "Subtitle", &titles.join("｜"));
            sheet.summary().iter().for_each(|part| summary_part(markup, part));
            findings(markup, sheet);
            ledger(markup, sheet);
            redline::write(markup, sheet);
            section(markup);
        });
    });
    markup.finish()
}

/// Writes the size of the page and its foot.
fn section(markup: &mut Markup) {
    markup.within("w:sectPr", &[], |markup| {
        markup.empty("w:footerReference", &[("w:type", "default"), ("r:id", "rId4")]);
        markup.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
        let margins = [
            ("w:top", "1134"),
            ("w:right", "1134"),
            ("w:bottom", "1134"),
            ("w:left", "1134"),
            ("w:header", "567"),
            ("w:footer", "567"),
            ("w:gutter", "0"),
        ];
        markup.empty("w:pgMar", &margins);
    });
}

/// Writes a paragraph of one style.
pub fn paragraph(markup: &mut Markup, style: &str, text: &str) {
    markup.within("w:p", &[], |markup| {
        markup.within("w:pPr", &[], |markup| markup.empty("w:pStyle", &[("w:val", style)]));
        run(markup, text);
    });
    markup.line();
}

/// Writes text without formatting of its own.
pub fn run(markup: &mut Markup, text: &str) {
    markup.within("w:r", &[], |markup| {
        markup.element("w:t", &[("xml:space", "preserve")], text);
    });
}

fn summary_part(markup: &mut Markup, part: &Part) {
    paragraph(markup, "Heading2", part.title);
    match &part.content {
        Content::Facts(facts) => {
            let widths = [TEXT_WIDTH / 4, TEXT_WIDTH - TEXT_WIDTH / 4];
            table(markup, &widths, |markup| {
                for (name, fact) in facts {
                    row(markup, &widths, &[name, fact], RowKind::Body);
                }
            });
        }
        Content::Table { columns, rows } => {
            let widths = column_widths(columns, rows);
            table(markup, &widths, |markup| {
                row(markup, &widths, columns, RowKind::Head);
                for cells in rows {
                    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
                    row(markup, &widths, &cells, RowKind::Body);
                }
            });
        }
        Content::Lines(lines) => {
            for line in lines {
                paragraph(markup, "Item", &format!("• {line}"));
            }
        }
    }
}

/// Shares the width out by the longest text of each column, none below a twelfth of the page.
fn column_widths(columns: &[&str], rows: &[Vec<String>]) -> Vec<usize> {
    let cells = |text: &str| width_cells(text, AmbiguousWidth::Narrow);
    let longest = |at: usize| {
        let texts = rows.iter().filter_map(|row| row.get(at)).map(|text| cells(text));
        texts.chain([cells(columns[at])]).max().unwrap_or(0).clamp(4, MAX_COLUMN_CELLS)
    };
    let lengths: Vec<usize> = (0..columns.len()).map(longest).collect();
    let total = lengths.iter().sum::<usize>().max(1);
    let free = TEXT_WIDTH - TEXT_WIDTH / 12 * columns.len().min(12);
    lengths.iter().map(|length| TEXT_WIDTH / 12 + free * length / total).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum RowKind {
    Head,
    Body,
}

fn table(markup: &mut Markup, widths: &[usize], rows: impl FnOnce(&mut Markup)) {
    markup.within("w:tbl", &[], |markup| {
        markup.within("w:tblPr", &[], |markup| {
            markup.empty("w:tblW", &[("w:w", &TEXT_WIDTH.to_string()), ("w:type", "dxa")]);
            markup.within("w:tblBorders", &[], |markup| {
                for edge in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
                    let line = [("w:val", "single"), ("w:sz", "4"), ("w:color", "A6A6A6")];
                    markup.empty(edge, &line);
                }
            });
            markup.empty("w:tblLayout", &[("w:type", "fixed")]);
        });
        markup.within("w:tblGrid", &[], |markup| {
            for width in widths {
                markup.empty("w:gridCol", &[("w:w", &width.to_string())]);
            }
        });
        rows(markup);
    });
    markup.line();
}

fn row(markup: &mut Markup, widths: &[usize], cells: &[&str], kind: RowKind) {
    table_row(markup, kind, |markup| {
        for (width, text) in widths.iter().zip(cells) {
            cell(markup, *width, kind, |markup| paragraph(markup, "Cell", text));
        }
    });
}

fn table_row(markup: &mut Markup, kind: RowKind, cells: impl FnOnce(&mut Markup)) {
    markup.within("w:tr", &[], |markup| {
        markup.within("w:trPr", &[], |markup| {
            markup.empty("w:cantSplit", &[]);
            if kind == RowKind::Head {
                markup.empty("w:tblHeader", &[]);
            }
        });
        cells(markup);
    });
    markup.line();
}

fn cell(markup: &mut Markup, width: usize, kind: RowKind, content: impl FnOnce(&mut Markup)) {
    markup.within("w:tc", &[], |markup| {
        markup.within("w:tcPr", &[], |markup| {
            markup.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            if kind == RowKind::Head {
                let shade = [("w:val", "clear"), ("w:color", "auto"), ("w:fill", "EDEDED")];
                markup.empty("w:shd", &shade);
            }
        });
        content(markup);
    });
}

fn findings(markup: &mut Markup, sheet: &ReviewSheet) {
    let word = |zh, en| sheet.word(words(zh, en));
    paragraph(markup, "Heading1", word("发现", "Findings"));
    if sheet.entries.is_empty() {
        return paragraph(markup, "Normal", word("没有发现。", "Nothing was found."));
    }
    let widths = [TEXT_WIDTH / 14, TEXT_WIDTH / 6, TEXT_WIDTH - TEXT_WIDTH / 14 - TEXT_WIDTH / 6];
    let columns = [word("号", "no."), word("类别", "kind"), word("发现与原文", "finding and text")];
    table(markup, &widths, |markup| {
        row(markup, &widths, &columns, RowKind::Head);
        for entry in &sheet.entries {
            table_row(markup, RowKind::Body, |markup| finding(markup, sheet, entry, &widths));
        }
    });
}

fn finding(markup: &mut Markup, sheet: &ReviewSheet, entry: &Entry, widths: &[usize; 3]) {
    let finding = entry.finding;
    let severity = sheet.word(term::severity(finding.severity).words);
    let kind = format!("{severity} {}", sheet.word(finding.rule.rule().name));
    cell(markup, widths[0], RowKind::Body, |markup| {
        paragraph(markup, "Cell", &entry.number.to_string());
    });
    cell(markup, widths[1], RowKind::Body, |markup| paragraph(markup, "Cell", &kind));
    cell(markup, widths[2], RowKind::Body, |markup| {
        paragraph(markup, "Cell", finding.message.pick(sheet.language));
        for said in sheet.said(entry) {
            paragraph(markup, "Said", &said);
        }
        for side in Side::BOTH {
            for place in entry.places[side].iter().take(MAX_QUOTES) {
                let label = format!("{} {}", sheet.side_word(side), place.position);
                quote(markup, &redline::bookmark(entry.number), &label, &place.quote());
            }
        }
    });
}

/// Writes the figures with their counterparts; nothing where there is no figure.
fn ledger(markup: &mut Markup, sheet: &ReviewSheet) {
    let parts = ledger::parts(sheet);
    if !parts.is_empty() {
        paragraph(markup, "Heading1", sheet.word(ledger::TITLE));
    }
    for part in &parts {
        summary_part(markup, part);
    }
}

/// Writes a quote behind a link to where it stands in the redline.
fn quote(markup: &mut Markup, anchor: &str, label: &str, quote: &str) {
    markup.within("w:p", &[], |markup| {
        markup.within("w:pPr", &[], |markup| markup.empty("w:pStyle", &[("w:val", "Quote1")]));
        markup.within("w:hyperlink", &[("w:anchor", anchor)], |markup| {
            markup.within("w:r", &[], |markup| {
                markup.within("w:rPr", &[], |markup| {
                    markup.empty("w:rStyle", &[("w:val", "Hyperlink")]);
                });
                markup.element("w:t", &[("xml:space", "preserve")], label);
            });
        });
        run(markup, &format!("  {quote}"));
    });
}

/// Every finding as a comment, under its number.
fn comments(sheet: &ReviewSheet) -> String {
    let mut markup = Markup::starting_with(PROLOG);
    markup.within("w:comments", &[("xmlns:w", W)], |markup| {
        for entry in &sheet.entries {
            let number = entry.number.to_string();
            let attributes =
                [("w:id", number.as_str()), ("w:author", AUTHOR), ("w:initials", "对")];
            let rule = sheet.word(entry.finding.rule.rule().name);
            let message = entry.finding.message.pick(sheet.language);
            markup.within("w:comment", &attributes, |markup| {
                paragraph(markup, "CommentText", &format!("{number}. {rule}：{message}"));
                for said in sheet.said(entry) {
                    paragraph(markup, "CommentText", &said);
                }
            });
        }
    });
    markup.finish()
}

fn properties(sheet: &ReviewSheet) -> String {
    let mut markup = Markup::starting_with(PROLOG);
    let attributes = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    let titles = Side::BOTH.map(|side| sheet.title(side));
    markup.within("cp:coreProperties", &attributes, |markup| {
        markup.element("dc:title", &[], &format!("{} {}", sheet.word(TITLE), titles.join(" | ")));
        markup.element("dc:creator", &[], AUTHOR);
    });
    markup.finish()
}
