//! Reports that share text, grouped.
//!
//! Two reports are linked if they were compared in full and the grade says that one was taken from
//! the other; a group is what links connect (single linkage). It depends on nothing but the links,
//! so neither the order of the reports nor which side a pair was read from changes it. That A and B, B and C are
//! linked does not say that A and C share anything: the links of a group are its evidence.

use crate::collate::matrix::MatrixPair;
use crate::collate::model::Grade;

/// Reports that share text.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// The reports, two or more, rising.
    pub reports: Vec<usize>,
    /// The pairs that hold them together, as indices into the pairs given, in their order.
    pub links: Vec<usize>,
    /// The report that the links of which add up to most: what the others have most in common with. The first of equals.
    pub centre: usize,
    /// Least and greatest resemblance of the links.
    pub resemblance: (f64, f64),
}

/// Says whether the two of a pair share enough to stand in one group.
pub fn is_link(pair: &MatrixPair) -> bool {
    matches!(pair.grade, Grade::Copied | Grade::Edited | Grade::Reworded)
}

/// Groups `count` reports by their pairs, by first report; reports without a link stand in no group.
///
/// Nearly linear in the pairs.
pub fn clusters(count: usize, pairs: &[MatrixPair]) -> Vec<Cluster> {
    let mut parents: Vec<usize> = (0..count).collect();
    let linked = || pairs.iter().enumerate().filter(|(_, pair)| is_link(pair));
    for (_, pair) in linked().filter(|(_, pair)| pair.left.max(pair.right) < count) {
        let (left, right) = (root(&mut parents, pair.left), root(&mut parents, pair.right));
        parents[left.max(right)] = left.min(right);
    }
    // The root of a group is its first report.
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut links: Vec<Vec<usize>> = vec![Vec::new(); count];
    for report in 0..count {
        members[root(&mut parents, report)].push(report);
    }
    for (at, pair) in linked().filter(|(_, pair)| pair.left.max(pair.right) < count) {
        links[root(&mut parents, pair.left)].push(at);
    }
    let groups = members.into_iter().zip(links).filter(|(_, links)| !links.is_empty());
    groups.map(|(reports, links)| cluster(reports, links, pairs)).collect()
}

/// Returns the first report of the group, and shortens the way there.
fn root(parents: &mut [usize], report: usize) -> usize {
    let mut at = report;
    while parents[at] != at {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    at
}

fn cluster(reports: Vec<usize>, links: Vec<usize>, pairs: &[MatrixPair]) -> Cluster {
    let alike = |link: &usize| pairs.get(*link).map_or(0.0, |pair| pair.resemblance);
    let sum = |report: usize| -> f64 {
        let own = links.iter().filter(|link| {
            pairs.get(**link).is_some_and(|pair| pair.left == report || pair.right == report)
        });
        own.map(alike).sum()
    };
    let sums: Vec<(usize, f64)> = reports.iter().map(|report| (*report, sum(*report))).collect();
    let first = sums.first().copied().unwrap_or_default();
    let centre = sums.iter().fold(first, |best, next| if next.1 > best.1 { *next } else { best });
    let least = links.iter().map(alike).fold(1.0, f64::min);
    let most = links.iter().map(alike).fold(0.0, f64::max);
    Cluster { reports, links, centre: centre.0, resemblance: (least, most) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::matrix::Basis;
    use crate::text::side::Sided;

    fn pair(left: usize, right: usize, resemblance: f64, grade: Grade) -> MatrixPair {
        let containment = Sided::new(resemblance, resemblance);
        MatrixPair { left, right, resemblance, containment, grade, basis: Basis::Compared }
    }

    #[test]
    fn linked_reports_are_one_group_with_its_links() {
        let pairs = [
            pair(0, 1, 0.1, Grade::Unrelated),
            pair(0, 4, 0.5, Grade::Reworded),
            pair(1, 2, 0.9, Grade::StockPhrases),
            pair(2, 3, 0.8, Grade::Edited),
            pair(3, 4, 0.6, Grade::Edited),
        ];
        let found = clusters(5, &pairs);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (&found[0].reports[..], &found[0].links[..]),
            (&[0, 2, 3, 4][..], &[1, 3, 4][..])
        );
        assert_eq!((found[0].centre, found[0].resemblance), (3, (0.5, 0.8)));
    }

    #[test]
    fn reports_in_another_order_give_the_same_groups() {
        let pairs = [pair(0, 1, 0.9, Grade::Copied), pair(2, 3, 0.7, Grade::Edited)];
        let mirrored = [pair(0, 1, 0.7, Grade::Edited), pair(2, 3, 0.9, Grade::Copied)];
        let of = |pairs: &[MatrixPair]| -> Vec<Vec<usize>> {
            clusters(4, pairs).into_iter().map(|found| found.reports).collect()
        };
        let mut turned: Vec<Vec<usize>> = of(&mirrored)
            .into_iter()
            .map(|reports| reports.into_iter().rev().map(|at| 3 - at).collect())
            .collect();
        turned.reverse();
        assert_eq!(of(&pairs), turned);
    }

    #[test]
    fn unrelated_reports_are_in_no_group() {
        assert!(clusters(3, &[pair(0, 2, 0.3, Grade::Unrelated)]).is_empty());
        assert!(clusters(0, &[]).is_empty());
    }
}
