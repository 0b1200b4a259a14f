//! How much of each of two sections stands in the other report, and its grade.

use crate::collate::reuse::section_grade::SectionGrade;
use crate::export::json::place::share;
use crate::text::side::Sided;
use serde::Serialize;

/// The grades of a pair of sections; null for a section that is not there, or too short to be graded.
#[derive(Debug, Serialize)]
pub(super) struct SectionGradesWire {
    left: Option<SectionGradeWire>,
    right: Option<SectionGradeWire>,
}

/// The grade of a section.
#[derive(Debug, Serialize)]
struct SectionGradeWire {
    /// Share of its running text found anywhere in the other report.
    containment: f64,
    /// The same with stock phrases weighted out: what it is graded by.
    distinctive_containment: f64,
    /// `copied`, `edited`, `reworded`, `stock-phrases` or `unrelated`.
    grade: &'static str,
}

pub(super) fn wire(grades: Sided<Option<SectionGrade>>) -> SectionGradesWire {
    let wire = |one: Option<SectionGrade>| {
        one.map(|one| SectionGradeWire {
            containment: share(one.share),
            distinctive_containment: share(one.distinctive),
            grade: one.grade.id(),
        })
    };
    SectionGradesWire { left: wire(grades.left), right: wire(grades.right) }
}
