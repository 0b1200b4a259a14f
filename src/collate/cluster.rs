//! Reports that share text, grouped.
//!
//! Two reports are linked if they were compared in full and the grade says that one was taken from
//! the other. Groups are grown from the links by average linkage (UPGMA; Sokal and Michener, 1958):
//! the two groups whose reports resemble each other most on average become one, what is not linked
//! counting nothing, as long as more than [`MIN_LINKED`] of the pairs across are linked. What links
//! merely connect, single linkage, would tell A, B and C as one group where A and B, B and C share
//! text and A and C nothing, and a hundred reports through a handful of compilations.
//!
//! Links that run out of a group are its bridges and told with it. The result depends on the order
//! of the reports only where averages are equal to the last bit: then the reports named first go
//! together.

use crate::collate::matrix::MatrixPair;
use crate::collate::model::Grade;

/// Share of the pairs across two groups that must be linked, and more, for them to be one: with half,
/// a chain of three would be a group.
const MIN_LINKED: f64 = 0.5;

/// Reports that share text.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// The reports, two or more, rising.
    pub reports: Vec<usize>,
    /// The pairs that hold them together, as indices into the pairs given, in their order.
    pub links: Vec<usize>,
    /// The links that run from one of them to a report outside, as indices into the pairs, in their order.
    pub bridges: Vec<usize>,
    /// The report that the links of which add up to most: what the others have most in common with. The first of equals.
    pub centre: usize,
    /// Least and greatest resemblance of the links.
    pub resemblance: (f64, f64),
}

impl Cluster {
    /// Says whether every two of the reports share text.
    pub fn is_complete(&self) -> bool {
        self.links.len() == self.pairs()
    }

    /// Returns how many pairs its reports make.
    pub fn pairs(&self) -> usize {
        self.reports.len() * self.reports.len().saturating_sub(1) / 2
    }
}

/// Says whether the two of a pair share enough to stand in one group.
pub fn is_link(pair: &MatrixPair) -> bool {
    matches!(pair.grade, Grade::Copied | Grade::Edited | Grade::Reworded)
}

/// Groups `count` reports by their pairs, by first report; reports without a link stand in no group,
/// and those whose links go to reports of a group that shares too little with them stand beside it.
///
/// Quadratic in the reports that links connect, in time and space; cubic where ever the nearest group changes.
pub fn clusters(count: usize, pairs: &[MatrixPair]) -> Vec<Cluster> {
    let linked: Vec<(usize, &MatrixPair)> = pairs
        .iter()
        .enumerate()
        .filter(|(_, pair)| is_link(pair) && pair.left.max(pair.right) < count)
        .collect();
    let mut groups: Vec<Vec<usize>> =
        connected(count, &linked).iter().flat_map(|reports| grown(reports, &linked)).collect();
    groups.sort_unstable();
    let mut group_of = vec![None; count];
    for (at, reports) in groups.iter().enumerate() {
        for report in reports {
            group_of[*report] = Some(at);
        }
    }
    let (mut links, mut bridges) = (vec![Vec::new(); groups.len()], vec![Vec::new(); groups.len()]);
    for (at, pair) in &linked {
        let ends = [group_of[pair.left], group_of[pair.right]];
        match ends {
            [Some(left), Some(right)] if left == right => links[left].push(*at),
            _ => ends.into_iter().flatten().for_each(|group| bridges[group].push(*at)),
        }
    }
    let all = groups.into_iter().zip(links).zip(bridges);
    all.map(|((reports, links), bridges)| cluster(reports, links, bridges, pairs)).collect()
}

/// Returns the sets of reports that links connect, each rising; those without a link are left out.
fn connected(count: usize, linked: &[(usize, &MatrixPair)]) -> Vec<Vec<usize>> {
    let mut parents: Vec<usize> = (0..count).collect();
    for (_, pair) in linked {
        let (left, right) = (root(&mut parents, pair.left), root(&mut parents, pair.right));
        parents[left.max(right)] = left.min(right);
    }
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); count];
    for report in 0..count {
        members[root(&mut parents, report)].push(report);
    }
    members.retain(|reports| reports.len() > 1);
    members
}

/// Returns the first report of the set, and shortens the way there.
fn root(parents: &mut [usize], report: usize) -> usize {
    let mut at = report;
    while parents[at] != at {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    at
}

/// Groups that grow together, with what every two share.
struct Growing {
    /// The reports of each group, none once it has become part of an earlier one.
    groups: Vec<Vec<usize>>,
    /// Links across every two groups, and the sum of their resemblance, row by row.
    across: Vec<(u32, f64)>,
    /// The nearest group of each, and how near it is.
    nearest: Vec<(f64, usize)>,
}

/// Returns the groups among reports that links connect, those of a single report left out.
fn grown(reports: &[usize], linked: &[(usize, &MatrixPair)]) -> Vec<Vec<usize>> {
    let count = reports.len();
    let place = |report: usize| reports.binary_search(&report).ok();
    let mut growing = Growing {
        groups: reports.iter().map(|report| vec![*report]).collect(),
        across: vec![(0, 0.0); count * count],
        nearest: vec![(0.0, 0); count],
    };
    for (_, pair) in linked {
        let (Some(left), Some(right)) = (place(pair.left), place(pair.right)) else { continue };
        growing.across[left * count + right] = (1, pair.resemblance);
        growing.across[right * count + left] = (1, pair.resemblance);
    }
    for group in 0..count {
        growing.nearest[group] = growing.nearest_of(group);
    }
    while growing.join_nearest() {}
    let mut groups = growing.groups;
    groups.retain(|reports| reports.len() > 1);
    for reports in &mut groups {
        reports.sort_unstable();
    }
    groups
}

impl Growing {
    /// Returns how much two groups resemble each other on average; nothing where too few pairs are linked.
    fn nearness(&self, one: usize, other: usize) -> f64 {
        let pairs = (self.groups[one].len() * self.groups[other].len()) as f64;
        let (links, sum) = self.across[one * self.groups.len() + other];
        if f64::from(links) > MIN_LINKED * pairs { sum / pairs } else { 0.0 }
    }

    /// Returns the nearest group of one, the first of equals.
    fn nearest_of(&self, group: usize) -> (f64, usize) {
        let others = (0..self.groups.len()).filter(|other| *other != group);
        others
            .map(|other| (self.nearness(group, other), other))
            .fold((0.0, 0), |best, next| if next.0 > best.0 { next } else { best })
    }

    /// Makes the nearest two groups one; says whether any were near.
    fn join_nearest(&mut self) -> bool {
        let all = self.nearest.iter().enumerate();
        let best =
            all.fold(
                (0.0, 0, 0),
                |best, (one, (nearness, other))| {
                    if *nearness > best.0 { (*nearness, one, *other) } else { best }
                },
            );
        let (kept, gone) = (best.1.min(best.2), best.1.max(best.2));
        if best.0 <= 0.0 || kept == gone {
            return false;
        }
        let count = self.groups.len();
        let joined = std::mem::take(&mut self.groups[gone]);
        self.groups[kept].extend(joined);
        self.nearest[gone] = (0.0, 0);
        for other in 0..count {
            let (links, sum) = std::mem::take(&mut self.across[gone * count + other]);
            self.across[other * count + gone] = (0, 0.0);
            if other != kept && other != gone {
                for at in [kept * count + other, other * count + kept] {
                    self.across[at].0 += links;
                    self.across[at].1 += sum;
                }
            }
        }
        for other in (0..count).filter(|other| *other != kept && *other != gone) {
            let (known, nearest) = self.nearest[other];
            let now = self.nearness(other, kept);
            if now > known || now >= known && nearest == gone {
                self.nearest[other] = (now, kept);
            } else if now < known && (nearest == kept || nearest == gone) {
                self.nearest[other] = self.nearest_of(other);
            }
        }
        self.nearest[kept] = self.nearest_of(kept);
        true
    }
}

fn cluster(
    reports: Vec<usize>,
    links: Vec<usize>,
    bridges: Vec<usize>,
    pairs: &[MatrixPair],
) -> Cluster {
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
    Cluster { reports, links, bridges, centre: centre.0, resemblance: (least, most) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::matrix::Basis;
    use crate::text::side::Sided;
    use proptest::prelude::*;

    fn pair(left: usize, right: usize, resemblance: f64, grade: Grade) -> MatrixPair {
        let containment = Sided::new(resemblance, resemblance);
        MatrixPair { left, right, resemblance, containment, grade, basis: Basis::Compared }
    }

    fn edited(left: usize, right: usize, resemblance: f64) -> MatrixPair {
        pair(left, right, resemblance, Grade::Edited)
    }

    #[test]
    fn linked_reports_are_one_group_with_its_links() {
        let pairs = [
            pair(0, 1, 0.1, Grade::Unrelated),
            pair(0, 2, 0.5, Grade::Reworded),
            pair(1, 2, 0.9, Grade::StockPhrases),
            edited(2, 3, 0.8),
            edited(0, 3, 0.6),
        ];
        let found = clusters(5, &pairs);
        assert_eq!(found.len(), 1);
        assert_eq!((&found[0].reports[..], &found[0].links[..]), (&[0, 2, 3][..], &[1, 3, 4][..]));
        assert_eq!((found[0].centre, found[0].resemblance), (3, (0.5, 0.8)));
        assert!(found[0].is_complete() && found[0].bridges.is_empty());
    }

    #[test]
    fn chain_is_the_closer_pair_and_a_bridge_to_the_third() {
        let pairs = [edited(0, 1, 0.5), pair(0, 2, 0.05, Grade::Unrelated), edited(1, 2, 0.8)];
        let found = clusters(3, &pairs);
        assert_eq!(found.len(), 1);
        assert_eq!((&found[0].reports[..], &found[0].bridges[..]), (&[1, 2][..], &[0][..]));
    }

    #[test]
    fn two_groups_that_one_report_connects_stay_two() {
        let pairs = [
            edited(0, 1, 0.9),
            edited(0, 2, 0.8),
            edited(1, 2, 0.8),
            edited(2, 3, 0.5),
            edited(3, 4, 0.9),
        ];
        let found = clusters(5, &pairs);
        let reports: Vec<&[usize]> = found.iter().map(|group| group.reports.as_slice()).collect();
        assert_eq!(reports, [&[0, 1, 2][..], &[3, 4][..]]);
        assert!(found.iter().all(|group| group.bridges == [3]));
    }

    #[test]
    fn group_of_which_one_pair_is_not_linked_says_so() {
        let pairs = [
            edited(0, 1, 0.9),
            edited(0, 2, 0.9),
            edited(1, 2, 0.9),
            edited(0, 3, 0.6),
            edited(1, 3, 0.6),
        ];
        let found = clusters(4, &pairs);
        assert_eq!((found.len(), found[0].links.len(), found[0].pairs()), (1, 5, 6));
        assert!(!found[0].is_complete());
    }

    #[test]
    fn reports_in_another_order_give_the_same_groups() {
        let pairs = [pair(0, 1, 0.9, Grade::Copied), edited(2, 3, 0.7)];
        let mirrored = [edited(0, 1, 0.7), pair(2, 3, 0.9, Grade::Copied)];
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

    proptest! {
        #[test]
        fn every_link_is_in_one_group_or_a_bridge_and_most_pairs_of_a_group_are_linked(
            strengths in prop::collection::vec(0.0..1.0_f64, 45), bar in 0.0..1.0_f64,
        ) {
            let mut next = strengths.into_iter();
            let mut pairs = Vec::new();
            for left in 0..10 {
                for right in left + 1..10 {
                    let strength = next.next().unwrap_or(0.0);
                    let grade = if strength > bar { Grade::Edited } else { Grade::Unrelated };
                    pairs.push(pair(left, right, strength, grade));
                }
            }
            let found = clusters(10, &pairs);
            for (at, pair) in pairs.iter().enumerate() {
                let inside = found.iter().filter(|group| group.links.contains(&at)).count();
                let across = found.iter().filter(|group| group.bridges.contains(&at)).count();
                prop_assert!(inside <= 1 && (inside == 0 || across == 0));
                prop_assert_eq!(inside + across > 0, is_link(pair));
            }
            for group in &found {
                prop_assert!(group.links.len() as f64 > MIN_LINKED * group.pairs() as f64);
            }
            // Turning the order round turns the groups round: no two strengths are equal.
            let turned: Vec<MatrixPair> = pairs
                .iter()
                .map(|one| pair(9 - one.right, 9 - one.left, one.resemblance, one.grade))
                .collect();
            let mut back: Vec<Vec<usize>> = clusters(10, &turned)
                .into_iter()
                .map(|group| group.reports.into_iter().rev().map(|at| 9 - at).collect())
                .collect();
            back.sort_unstable();
            let groups: Vec<Vec<usize>> = found.into_iter().map(|group| group.reports).collect();
            prop_assert_eq!(groups, back);
        }
    }
}
