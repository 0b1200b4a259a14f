//! How much of each section is found in the other report, wherever it stands there, and a grade for it.
//!
//! The same as for whole reports, in sections of some length: of a short one a single sentence is a
//! large share.

use crate::collate::model::{Alignment, Collation, Grade, Witness};
use crate::collate::reuse::grade::{Told, are_same, grade, ratio, told};
use crate::collate::reuse::mass::Masses;
use crate::collate::shared::Passage;
use crate::report::model::{Section, SectionId};
use crate::text::side::{Side, Sided};

/// Folded characters of running text from which a section is graded. Of 27,951 such sections of unrelated
/// texts 26 are graded as shared, of the 13,267 with twice as many 9.
const MIN_CHARS: f64 = 200.0;

/// How much of a section, its subsections included, stands anywhere in the other report.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SectionGrade {
    /// Share of its running text in passages, `0.0..=1.0`.
    pub share: f64,
    /// The same with stock phrases weighted out: what it is graded by.
    pub distinctive: f64,
    /// What that amounts to.
    pub grade: Grade,
}

impl Collation {
    /// Returns the grades of a pair of sections; `None` where there is no section, or too short a one.
    pub fn grades_of(&self, sections: Sided<Option<SectionId>>) -> Sided<Option<SectionGrade>> {
        let of = |side: Side| *self.section_grades[side].get(sections[side]?.0)?;
        Sided::new(of(Side::Left), of(Side::Right))
    }
}

/// Returns the grade of every section of both sides, the root included, by their places in the outline;
/// `None` for one that has little running text. Subsections are part of a section; `own` is what of
/// the text counts. Cost: the sentences, times the depth of the outline.
pub fn section_grades(
    sides: Sided<Witness<'_>>,
    masses: &Sided<Masses>,
    own: Sided<&Masses>,
    (alignments, passages): (&[Alignment], &[Passage]),
) -> Sided<Vec<Option<SectionGrade>>> {
    let is_whole = are_same(alignments) && passages.iter().all(|passage| passage.exempt.is_none());
    let of = |side: Side| {
        let told = told(side, &masses[side], own[side], passages);
        let graded = |section: &Section| {
            let range = sides[side].report.sentences_in(section.span);
            let (text, stock) = (masses[side].text_in(&range), masses[side].stock_in(&range));
            let found = told[range].iter().fold(Told::default(), Told::and);
            let (share, distinctive) =
                (ratio(found.chars, text), ratio(found.distinctive, text - stock));
            let graded = if is_whole {
                SectionGrade { share: 1.0, distinctive: 1.0, grade: Grade::Copied }
            } else {
                let grade = grade(share, distinctive, &found, masses);
                SectionGrade { share, distinctive, grade }
            };
            (text >= MIN_CHARS).then_some(graded)
        };
        sides[side].report.sections.iter().map(graded).collect()
    };
    Sided::new(of(Side::Left), of(Side::Right))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::collate;
    use crate::intake::decode::read;
    use crate::report::split::whole;

    /// Long enough to be graded.
    const SHARED: &str = "村里的蜂农改用浅继箱取蜜，一季少伤了四百只子脾，蜜价比上年高出两成；\
        老渡口的石阶重新錾过纹路，雨天挑担的人不再打滑。\
        合作社的账本每月贴在祠堂门口，谁家领了多少苗、还了多少款，一笔一笔写得清清楚楚。\
        镇上的图书馆添了夜读灯，孩子们放学以后多半坐在那里写字，家长来接的时候顺便借走一本农书。\
        山核桃合作社改用烘房，霉变果从一成降到半成，农户多收了三万斤，外地客商住下来等货。\
        护林员背着测高仪走完了北坡，新编的古树册收了三百零六棵，每一棵都钉上了铜牌。";
    const OTHER: &str = "中学的天文社自己磨了镜片，开放夜里来了两百多位街坊看土星，排队排到桥头。\
        邮政所添了两辆三轮车，山里的包裹当天送到，老人取药不必再下山，村医每周跟车走一趟。\
        粮站腾出来的旧库房改成了米酒坊，酒糟送去喂猪，一斤酒比往年多卖三块钱，年轻人也肯回来学。\
        渡口换了电动船，早班提前到五点半，卖菜的人不用再摸黑赶路，船票还是两块钱。\
        老剧院请回了鼓师傅，周末小戏连演四十场，票根可以换一碗面，面馆因此多雇了两个人。\
        养蚕的几家把桑园连成一片，滴灌管道沿着田埂铺到山脚，头茬桑叶提前了八天。\
        水文站换了自动雨量计，汛期的数据五分钟传一次，村广播跟着报。";

    fn grades(left: &str, right: &str) -> Sided<Vec<Option<SectionGrade>>> {
        let documents = Sided::new(read(left.as_bytes(), "a"), read(right.as_bytes(), "b"));
        let reports = documents.as_ref().map(whole);
        let side = |side: Side| Witness { text: &documents[side].text, report: &reports[side] };
        collate(Sided::new(side(Side::Left), side(Side::Right))).section_grades
    }

    #[test]
    fn section_taken_over_is_graded_among_others_that_were_not() {
        let left = format!("一、工作成效\n{SHARED}\n二、下步打算\n{OTHER}\n");
        let right = format!("一、全年回顾\n粮食总产再获丰收，畜牧稳中有进。\n二、民生\n{SHARED}\n");
        let found = grades(&left, &right);
        let grade = |one: Option<SectionGrade>| one.map(|one| one.grade);
        assert_eq!(grade(found.left[1]), Some(Grade::Copied));
        assert_eq!(grade(found.left[2]), Some(Grade::Unrelated));
        // Too short to be graded.
        assert_eq!(grade(found.right[1]), None);
        assert_eq!(grade(found.right[2]), Some(Grade::Copied));
        assert!(found.left[1].is_some_and(|one| one.share > 0.99 && one.distinctive > 0.99));
    }

    #[test]
    fn every_section_of_the_same_text_is_copied() {
        let text = format!("一、工作成效\n{SHARED}\n二、下步打算\n{OTHER}\n");
        let found = grades(&text, &text);
        for grades in [&found.left, &found.right] {
            let copied = |one: &SectionGrade| one.share >= 1.0 && one.grade == Grade::Copied;
            assert_eq!(grades.iter().flatten().filter(|one| copied(one)).count(), 3);
        }
    }

    #[test]
    fn empty_text_has_no_graded_section() {
        assert!(grades("", SHARED).left.iter().all(Option::is_none));
    }
}
