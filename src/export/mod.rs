//! A comparison, an outline, the figures or a matrix in; text or JSON out.
//!
//! ```text
//! subject  what is written: documents, reports and what was found in them, by reference
//! term     the name of every kind, for programs and for people in both languages
//! csv      tables for a spreadsheet
//! json     the contract: own wire types, offsets in Unicode scalar values
//! text     lines for people and pipes: positions, quotes, marks as words, no escape byte
//! review_sheet  the content of the review sheet, however it is written
//! html, docx, markdown  the review sheet for a browser and paper, for Word, for wikis
//! markup   the writer of HTML and XML that cannot be broken out of
//! ```
//!
//! Writing goes to any [`std::io::Write`]; nothing here opens a file or asks what a terminal can do.

pub mod csv;
pub mod docx;
pub mod html;
pub mod json;
pub mod markdown;
pub mod markup;
pub mod review_sheet;
pub mod subject;
pub mod term;
pub mod text;
