//! The review sheet as a Word document: the summary, the findings, and the redline with real
//! insertions, deletions and moves, each finding a comment where it is met.
//!
//! ```text
//! document  the body, part by part     redline  the tracked changes
//! styles    how it looks               package  the ZIP file with its fixed parts
//! ```
//!
//! The same comparison gives the same bytes: no date and no random identifier goes into it.

pub mod document;
pub mod package;
pub mod redline;
pub mod styles;

use crate::export::review_sheet::ReviewSheet;
use std::io::{self, Write};

/// Who made the changes and comments, as Word shows it.
pub const AUTHOR: &str = "duikan 对勘";

/// Writes the document.
///
/// # Errors
///
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, sheet: &ReviewSheet) -> io::Result<()> {
    out.write_all(&package::packed(&document::parts(sheet))?)
}
