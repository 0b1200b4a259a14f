//! Which sections stand in the other report, wherever they do.

use crate::collate::model::SectionPair;
use crate::export::review_sheet::ReviewSheet;
use crate::export::review_sheet::part::Part;
use crate::finding::section_grade::{NAME, cell, is_shared};
use crate::text::language::words;
use crate::text::side::Side;

/// Returns the sections of which so much is shared that they are graded as such; nothing if there are none.
pub fn shared_sections(sheet: &ReviewSheet) -> Part {
    let word = |zh, en| sheet.word(words(zh, en));
    let collation = sheet.comparison.collation;
    let row = |pair: &SectionPair| {
        let grades = collation.grades_of(pair.sections);
        let heading = |side: Side| {
            let edition = &sheet.comparison.editions[side];
            edition.heading(pair.sections[side]).unwrap_or("—").to_owned()
        };
        let cells =
            || vec![heading(Side::Left), heading(Side::Right), cell(&grades, sheet.language)];
        is_shared(&grades).then(cells)
    };
    let rows = collation.sections.iter().filter_map(row).collect();
    let columns = vec![word("左", "left"), word("右", "right"), sheet.word(NAME)];
    Part::table(word("雷同的节", "Shared sections"), columns, rows)
}
