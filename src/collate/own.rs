//! What a reviewer's own documents add to the background: wording that many of them have is common
//! in their office, whatever the genre at large has.
//!
//! The pair under test is never evidence against itself, nor are copies of it. Documents that share
//! much are a family and count once, so that ten copies of one report do not make its wording
//! common; of reports that are compared with each other two families are taken off every count, be
//! they those of the pair at hand or not.

use crate::collate::background::{Background, MIN_OWN, Wordings};
use crate::collate::fingerprint::{fingerprints, shared};
use crate::collate::model::Witness;
use crate::collate::normal::Normal;

/// Share of the fingerprints of either from which two documents are of one family: as much shared text
/// makes a report a recycled one, and consecutive years of one body have less.
const MIN_KIN: f64 = 0.35;

/// Documents that are counted at most, spread evenly over those given: enough to tell what is common,
/// and counting a thousand would take longer than comparing them.
const MAX_DOCUMENTS: usize = 64;

/// Returns the background with documents counted in that a reviewer named for it, but for those that
/// are copies of a report under test; `None` if too few are left to say anything.
///
/// Linear in the text, and in the number of documents times that of reports.
pub fn with_documents(
    background: &Background,
    documents: &[Witness<'_>],
    tested: &[Witness<'_>],
) -> Option<Background> {
    let prints = |witness: &Witness<'_>| fingerprints(witness.text, witness.report.span);
    let tested: Vec<Vec<u64>> = tested.iter().map(prints).collect();
    let counted: Vec<(Witness<'_>, Vec<u64>)> = spread(documents)
        .map(|witness| (witness, prints(&witness)))
        .filter(|(_, own)| !tested.iter().any(|other| are_kin(own, other)))
        .collect();
    background.with_own(&families(&counted), 0)
}

/// Returns the background with the reports counted in that are compared with each other; `None` if
/// there are too few to say anything. Cost as of [`with_documents`].
pub fn with_reports(background: &Background, reports: &[Witness<'_>]) -> Option<Background> {
    if reports.len() < MIN_OWN as usize + 2 {
        return None;
    }
    let counted: Vec<(Witness<'_>, Vec<u64>)> = spread(reports)
        .map(|witness| (witness, fingerprints(witness.text, witness.report.span)))
        .collect();
    background.with_own(&families(&counted), 2)
}

/// Returns the documents, or as many as are counted, evenly spread.
fn spread<'a, 'w>(documents: &'a [Witness<'w>]) -> impl Iterator<Item = Witness<'w>> + use<'a, 'w> {
    let step = documents.len().div_ceil(MAX_DOCUMENTS).max(1);
    documents.iter().step_by(step).copied()
}

/// Says whether one of two documents stands to a good part in the other.
fn are_kin(one: &[u64], other: &[u64]) -> bool {
    let shorter = one.len().min(other.len());
    shorter > 0 && shared(one, other) as f64 >= MIN_KIN * shorter as f64
}

/// Returns the wordings of each family: of documents that are kin, or kin of kin.
fn families(documents: &[(Witness<'_>, Vec<u64>)]) -> Vec<Wordings> {
    let mut family: Vec<usize> = (0..documents.len()).collect();
    for (at, (_, prints)) in documents.iter().enumerate() {
        for before in 0..at {
            if family[before] != family[at] && are_kin(prints, &documents[before].1) {
                let (kept, gone) = (family[before].min(family[at]), family[before].max(family[at]));
                for one in family.iter_mut().filter(|one| **one == gone) {
                    *one = kept;
                }
            }
        }
    }
    let of = |first: usize| {
        let members = documents.iter().zip(&family).filter(|(_, own)| **own == first);
        let wordings: Vec<Wordings> =
            members.map(|((witness, _), _)| Wordings::of(&Normal::of(*witness))).collect();
        Wordings::union(&wordings)
    };
    (0..documents.len()).filter(|at| family[*at] == *at).map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::decode::read;
    use crate::intake::document::Document;
    use crate::report::model::Report;
    use crate::report::split::whole;

    const PHRASE: &str = "聚焦溪畔老窑复烧持续用力。\n";

    const BODIES: [&str; 8] = [
        "全年修缮古桥十一座，河埠头全部铺上青石板，雨季没有一处积水。\n",
        "镇上的图书馆添了夜读灯，孩子们放学以后多半坐在那里写字。\n",
        "山核桃合作社改用烘房，霉变果从一成降到半成，农户多收了三万斤。\n",
        "渡口换了电动船，早班提前到五点半，卖菜的人不用再摸黑赶路。\n",
        "中学的天文社自己磨了镜片，开放夜里来了两百多位街坊看土星。\n",
        "养蜂的几家立了公约，花期不打药，蜜的价钱比去年高出两成。\n",
        "老剧院请回了鼓师傅，周末小戏连演四十场，票根可以换一碗面。\n",
        "护林员背着测高仪走完了北坡，新编的古树册收了三百零六棵。\n",
    ];

    fn all(texts: &[String]) -> Vec<(Document, Report)> {
        let read = |text: &String| {
            let document = read(text.as_bytes(), "a.txt");
            let report = whole(&document);
            (document, report)
        };
        texts.iter().map(read).collect()
    }

    fn witnesses(read: &[(Document, Report)]) -> Vec<Witness<'_>> {
        read.iter().map(|(document, report)| Witness { text: &document.text, report }).collect()
    }

    fn is_stock(background: &Background) -> bool {
        let common = background.commonness(&Normal::of_text(PHRASE));
        common.is_stock.iter().filter(|stock| **stock).count() * 2 > common.is_stock.len()
    }

    /// Returns a text for each body, the phrase in all of them.
    fn with_phrase() -> Vec<String> {
        BODIES.iter().map(|body| format!("{body}{body}{PHRASE}")).collect()
    }

    #[test]
    fn wording_of_many_reports_is_stock_among_them() {
        let read = all(&with_phrase());
        assert!(!is_stock(Background::shipped()));
        let background = with_reports(Background::shipped(), &witnesses(&read)).unwrap();
        assert!(is_stock(&background));
    }

    #[test]
    fn two_reports_are_never_evidence_against_themselves() {
        let mut texts = with_phrase();
        for (text, body) in texts[..6].iter_mut().zip(BODIES) {
            *text = body.repeat(2);
        }
        let read = all(&texts);
        // The phrase is in two of eight: they may be the very pair that is compared.
        let background = with_reports(Background::shipped(), &witnesses(&read));
        assert!(!background.is_some_and(|background| is_stock(&background)));
        assert!(with_reports(Background::shipped(), &witnesses(&read)[..3]).is_none());
    }

    #[test]
    fn copies_of_one_report_count_once() {
        let mut texts = vec![with_phrase()[0].clone(); 10];
        texts.extend(BODIES[1..].iter().map(|body| body.repeat(2)));
        let read = all(&texts);
        let background = with_reports(Background::shipped(), &witnesses(&read));
        assert!(!background.is_some_and(|background| is_stock(&background)));
    }

    #[test]
    fn copy_of_a_report_under_test_is_no_document_of_the_background() {
        let read = all(&with_phrase());
        let documents = witnesses(&read);
        let background = with_documents(Background::shipped(), &documents, &[]).unwrap();
        assert!(is_stock(&background));
        // Four of the eight are left, which is too few to tell.
        let background = with_documents(Background::shipped(), &documents, &documents[..4]);
        assert!(background.is_none());
    }
}
