//! PDF files with a text layer: the text as it flows, without what belongs to the pages.
//!
//! ```text
//! bytes ──► stream      unpacked within a bound
//!       ──► content     carried out, with font for what codes mean ──► mark: glyphs, ruled lines
//!       ──► table       what stands between ruled lines, row by row
//!       ──► gutter      two columns, one after the other
//!       ──► line        glyphs that stand level
//!       ──► furniture   headers, footers and page numbers, left out
//!       ──► flow        paragraphs, joined across rows and pages
//! ```
//!
//! A PDF file knows letters and places, no words and no paragraphs. Objects, decryption and packing
//! are read by `hayro-syntax`, the character maps of CJK fonts by `hayro-cmap`; what the letters on
//! the page say to a reader is found out here.

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::intake::note::{Note, NoteKind};
use crate::intake::paragraph::{Paragraph, composed};
use crate::intake::pdf::content::{Fonts, marks};
use crate::intake::pdf::flow::{Leaf, paragraphs};
use crate::intake::pdf::furniture::{Sheet, furniture};
use crate::intake::pdf::gutter::{Region, regions};
use crate::intake::pdf::line::{Line, lines};
use crate::intake::pdf::stream::objects_are_bounded;
use crate::intake::pdf::table::tables;
use crate::intake::reading::Reading;

pub mod content;
pub mod flow;
pub mod font;
pub mod furniture;
pub mod gutter;
pub mod line;
pub mod mark;
pub mod matrix;
pub mod names;

pub mod stream;
pub mod table;
pub mod written;

/// Most pages that are read; a yearly report has thirty, a prospectus a thousand.
const MAX_PAGES: usize = 3_000;

/// Most glyphs that are read; a thousand pages of dense text.
const MAX_GLYPHS: usize = 3_000_000;

/// How far into a file its signature may stand.
const MAX_LEAD_BYTES: usize = 1_024;

/// Share of unreadable codes from which the text layer is useless.
const MAX_UNREADABLE_SHARE: f64 = 0.5;

/// Says whether the bytes are a PDF file; some have junk in front.
pub fn is_pdf(bytes: &[u8]) -> bool {
    let head = bytes.get(..MAX_LEAD_BYTES).unwrap_or(bytes);
    head.windows(5).any(|window| window == b"%PDF-")
}

/// Reads the text layer of a PDF file. Never fails; about linear in what stands on its pages.
pub fn reading(bytes: &[u8]) -> Reading {
    if !objects_are_bounded(bytes) {
        return Reading::refused(NoteKind::OverLimit, "PDF");
    }
    match Pdf::new(bytes.to_vec()) {
        Ok(pdf) => read(&pdf),
        Err(LoadPdfError::Decryption(
            DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm,
        )) => Reading::refused(NoteKind::Encrypted, ""),
        Err(_) => Reading::refused(NoteKind::Unreadable, ""),
    }
}

/// What was counted on the way.
#[derive(Default)]
struct Counts {
    n_glyphs: usize,
    n_unreadable: usize,
    /// Pages that show pictures and no text.
    n_pictures: usize,
    is_cut: bool,
}

fn read(pdf: &Pdf) -> Reading {
    let (leaves, counts) = leaves(pdf);
    let unreadable =
        counts.n_unreadable as f64 / (counts.n_glyphs + counts.n_unreadable).max(1) as f64;
    if counts.n_glyphs == 0 || MAX_UNREADABLE_SHARE < unreadable {
        let is_scan = counts.n_unreadable == 0;
        let kind = if is_scan { NoteKind::NoTextLayer } else { NoteKind::UnreadableFonts };
        return Reading::refused(kind, pdf.pages().len().to_string());
    }
    let (paragraphs, n_contents) = without_contents(paragraphs(&leaves));
    let (text, hints) = composed(&paragraphs);
    let mut notes = Vec::new();
    let mut tell = |kind, count: usize| {
        if 0 < count {
            notes.push(Note { kind, span: None, detail: count.to_string() });
        }
    };
    tell(NoteKind::PicturePages, counts.n_pictures);
    tell(NoteKind::UnreadableGlyphs, counts.n_unreadable);
    tell(NoteKind::Contents, n_contents);
    if counts.is_cut {
        let detail = format!("{MAX_PAGES} / {MAX_GLYPHS}");
        notes.push(Note { kind: NoteKind::OverLimit, span: None, detail });
    }
    Reading { text, hints, encoding: "UTF-8", notes }
}

/// Returns the pages without their headers and footers.
fn leaves(pdf: &Pdf) -> (Vec<Leaf>, Counts) {
    let mut fonts = Fonts::default();
    let mut counts = Counts { is_cut: MAX_PAGES < pdf.pages().len(), ..Counts::default() };
    let (mut leaves, mut heights) = (Vec::new(), Vec::new());
    let mut split: Vec<Option<Vec<Leaf>>> = Vec::new();
    for (at, page) in pdf.pages().iter().take(MAX_PAGES).enumerate() {
        let mut marks = marks(page, &mut fonts);
        marks.glyphs.retain(|glyph| {
            (-1.0..marks.width + 1.0).contains(&glyph.x0)
                && (-1.0..marks.height + 1.0).contains(&glyph.y)
                || glyph.x0 < 0.0 && glyph.y < 0.0
        });
        counts.n_glyphs += marks.glyphs.len();
        counts.n_unreadable += marks.n_unreadable;
        counts.n_pictures += usize::from(marks.glyphs.is_empty() && 0 < marks.n_images);
        if MAX_GLYPHS < counts.n_glyphs {
            counts.is_cut = true;
            break;
        }
        let tables = tables(&marks.rules, &mut marks.glyphs);
        let regions = if tables.is_empty() { regions(&marks.glyphs, marks.width) } else { None };
        split.push(regions.map(|regions| regions.iter().map(leaf).collect()));
        leaves.push(Leaf { width: marks.width, lines: lines(at, &marks.glyphs), tables });
        heights.push(marks.height);
    }
    let sheets = leaves.iter().zip(&heights);
    let sheets: Vec<Sheet> =
        sheets.map(|(leaf, height)| Sheet { lines: &leaf.lines, height: *height }).collect();
    let furniture = furniture(&sheets);
    let mut read = Vec::with_capacity(leaves.len());
    for ((mut leaf, split), is_furniture) in leaves.into_iter().zip(split).zip(furniture) {
        let mut is_it = is_furniture.into_iter();
        let (left_out, kept): (Vec<Line>, Vec<Line>) =
            leaf.lines.into_iter().partition(|_| is_it.next() == Some(true));
        leaf.lines = kept;
        let mut parts = split.unwrap_or_else(|| vec![leaf]);
        for part in &mut parts {
            part.lines.retain(|line| !left_out.iter().any(|out| lies_in(line, out)));
        }
        read.append(&mut parts);
    }
    // What is read one after the other counts as pages of their own.
    for (page, leaf) in read.iter_mut().enumerate() {
        leaf.lines.iter_mut().for_each(|line| line.page = page);
    }
    (read, counts)
}

/// Makes a leaf of a region of a page.
fn leaf(region: &Region) -> Leaf {
    Leaf { width: region.width, lines: lines(0, &region.glyphs), tables: Vec::new() }
}

/// Says whether a line is a part of another one.
fn lies_in(line: &Line, whole: &Line) -> bool {
    (line.y - whole.y).abs() < whole.size / 2.0
        && whole.x0 - 1.0 <= line.x0
        && line.x1 <= whole.x1 + 1.0
}

/// Takes the lines of a table of contents away, and says how many there were.
fn without_contents(mut paragraphs: Vec<Paragraph>) -> (Vec<Paragraph>, usize) {
    let n_before = paragraphs.iter().filter(|paragraph| is_contents_line(&paragraph.text)).count();
    if n_before < MIN_CONTENTS_LINES {
        return (paragraphs, 0);
    }
    let is_headed = |text: &str| {
        let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        matches!(bare.as_str(), "目录" | "目次" | "目錄" | "Contents" | "CONTENTS")
    };
    paragraphs
        .retain(|paragraph| !is_contents_line(&paragraph.text) && !is_headed(&paragraph.text));
    (paragraphs, n_before)
}

/// How many lines make a table of contents.
const MIN_CONTENTS_LINES: usize = 3;

/// Says whether a line leads to a page: `一、工作回顾………… 3`.
fn is_contents_line(text: &str) -> bool {
    const MIN_LEADERS: usize = 3;
    let number = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let stem = number.trim_end();
    let bare = stem.trim_end_matches(['.', '·', '…', '．', '-', ' ', '⋯']);
    let n_leaders =
        stem.get(bare.len()..).unwrap_or_default().chars().filter(|c| *c != ' ').count();
    number.len() < text.len() && MIN_LEADERS <= n_leaders && !bare.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_lead_to_pages_are_a_table_of_contents() {
        assert!(is_contents_line("一、工作回顾.........3"));
        assert!(is_contents_line("第二章 展望 …… …… 12"));
        assert!(!is_contents_line("全年完成12"));
        assert!(!is_contents_line("省略……"));
    }

    #[test]
    fn what_only_says_that_it_is_a_pdf_is_unreadable() {
        let reading = reading(b"%PDF-1.7 and nothing behind it");
        assert_eq!(reading.notes[0].kind, NoteKind::Unreadable);
        assert!(is_pdf(b"junk %PDF-1.4"));
        assert!(!is_pdf(b"PDF"));
    }
}
