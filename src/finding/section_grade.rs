//! What is said of how much of a section stands in the other report.

use crate::collate::model::Grade;
use crate::collate::norm::SectionNorm;
use crate::collate::reuse::section_grade::SectionGrade;
use crate::finding::model::Message;
use crate::finding::reuse::{grade_words, whole_percent};
use crate::text::language::{Language, Words, words};
use crate::text::side::{Side, Sided};

/// What it is called in a table.
pub const NAME: Words = words("雷同（左 / 右）", "shared (left / right)");

/// What stands for a side that has no grade.
const NONE: &str = "—";

/// Says whether so much of a section stands in the other report that it is told by itself.
pub fn is_shared(grades: &Sided<Option<SectionGrade>>) -> bool {
    worse(grades).is_some()
}

/// Returns the grade of the side of which more is shared; `None` where neither side is shared by and large.
pub fn worse(grades: &Sided<Option<SectionGrade>>) -> Option<SectionGrade> {
    let is_told = |one: &SectionGrade| !matches!(one.grade, Grade::Unrelated | Grade::StockPhrases);
    let told = Side::BOTH.into_iter().filter_map(|side| grades[side].filter(is_told));
    // Of equal ones the left, which comes first.
    told.reduce(|one, other| if one.distinctive < other.distinctive { other } else { one })
}

/// Returns the grades of a pair of sections as they stand in a table.
pub fn cell(grades: &Sided<Option<SectionGrade>>, language: Language) -> String {
    let of = |grade: Option<SectionGrade>| {
        grade.map_or(NONE.to_owned(), |one| format!("{}%", whole_percent(one.share)))
    };
    let shares = [of(grades.left), of(grades.right)].join(" / ");
    match worse(grades) {
        Some(worse) => format!("{shares} {}", language.pick(&grade_words(worse.grade))),
        None => shares,
    }
}

/// Says how much of a pair of sections stands in the other report; `None` if neither is graded.
pub fn said(grades: &Sided<Option<SectionGrade>>) -> Option<Message> {
    let of = |side: Side| {
        let SectionGrade { share, grade, .. } = grades[side]?;
        let (share, grade) = (whole_percent(share), grade_words(grade));
        Some(match side {
            Side::Left => Message {
                zh: format!("左侧本节 {share}% 见于右侧各处，{}", grade.zh),
                en: format!(
                    "{share}% of it on the left stands somewhere on the right: {}",
                    grade.en
                ),
            },
            Side::Right => Message {
                zh: format!("右侧本节 {share}% 见于左侧各处，{}", grade.zh),
                en: format!(
                    "{share}% of it on the right stands somewhere on the left: {}",
                    grade.en
                ),
            },
        })
    };
    let said: Vec<Message> = Side::BOTH.into_iter().filter_map(of).collect();
    let join = |pick: fn(&Message) -> &str, between: &str| {
        said.iter().map(pick).collect::<Vec<_>>().join(between)
    };
    (!said.is_empty()).then(|| Message {
        zh: format!("{}。", join(|said| &said.zh, "；")),
        en: format!("{}.", join(|said| &said.en, "; ")),
    })
}

/// Says how many sections that were measured are graded as shared.
pub fn held_against(norm: &SectionNorm) -> Message {
    let SectionNorm { unrelated, at_most, consecutive } = norm;
    let at_most = format!("{:.2}%", at_most * 100.0);
    Message {
        zh: format!(
            "互不相干的同类文件 {} 节，评为雷同的有 {} 节（误报率不超过 {at_most}）；\
             国务院相邻两年的政府工作报告 {} 节，有 {} 节。",
            unrelated[0], unrelated[1], consecutive[0], consecutive[1]
        ),
        en: format!(
            "Of {} sections of unrelated texts of the genre {} are graded as shared (at most {at_most} would be), \
             of {} of consecutive State Council reports {}.",
            unrelated[0], unrelated[1], consecutive[0], consecutive[1]
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graded(share: f64, grade: Grade) -> SectionGrade {
        SectionGrade { share, distinctive: share, grade }
    }

    #[test]
    fn pair_is_told_by_the_side_of_which_more_is_shared() {
        let grades =
            Sided::new(Some(graded(0.4, Grade::Reworded)), Some(graded(0.93, Grade::Edited)));
        assert_eq!(cell(&grades, Language::Chinese), "40% / 93% 轻改雷同");
        let grades = Sided::new(Some(graded(0.12, Grade::Unrelated)), None);
        assert_eq!(cell(&grades, Language::English), "12% / —");
        assert!(!is_shared(&grades));
    }

    #[test]
    fn each_side_is_said_by_itself() {
        let grades = Sided::new(Some(graded(0.4, Grade::Reworded)), None);
        let said = said(&grades).unwrap_or(Message { zh: String::new(), en: String::new() });
        assert_eq!(said.zh, "左侧本节 40% 见于右侧各处，改写雷同。");
        assert_eq!(
            said.en,
            "40% of it on the left stands somewhere on the right: shared and reworded."
        );
        assert!(super::said(&Sided::new(None, None)).is_none());
    }
}
