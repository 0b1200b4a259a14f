//! Which files of two folders belong together: last year's and this year's report of one body.
//!
//! Consecutive years share few sentences but what they speak of, so reports are told apart by
//! wording that is frequent in one and rare among the others: names of places, bodies and projects.
//! Runs of three letters are weighted by how often a report has them and by how few reports do
//! (tf-idf), two reports are as akin as their weights point the same way (the cosine), and the most
//! akin are paired first. Figures and punctuation do not count: they change every year.

use crate::collate::model::Witness;
use crate::text::fold::Folded;
use crate::text::side::{Side, Sided};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// Letters of a run: four do no better and two let the genre outweigh the subject.
///
/// Measured on halves of six provincial reports, nine pairs of State Council reports, 34 pairs of
/// versions of a law and the samples: three letters put every half, law and sample right.
const RUN_LETTERS: usize = 3;

/// How akin two reports must be to be paired by what they say, in millionths of the cosine.
///
/// Halves of one report are 40,000 and more akin, consecutive years of one body 80,000 and more,
/// reports of different genres below 20,000.
const MIN_KINSHIP: u32 = 30_000;

/// How many times more akin than the next best a pair must be to be sure.
///
/// The right pairs above stand 1.29 times and more above the next best, with few exceptions.
const SURE_RATIO: f64 = 1.2;

/// Runs that more reports have than this say nothing and are passed over, which bounds the work.
const MAX_SPREAD: usize = 256;

/// Two files that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counterpart {
    /// Index among the files of the left.
    pub left: usize,
    /// Index among the files of the right.
    pub right: usize,
    /// Whether no other file of either side comes near.
    pub is_sure: bool,
}

/// What belongs together, and what stands alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counterparts {
    /// The pairs, in the order of the left side; each file at most once.
    pub pairs: Vec<Counterpart>,
    /// The files of each side without counterpart, in order.
    pub alone: Sided<Vec<usize>>,
}

/// How akin two files are.
#[derive(Clone, Copy, Debug)]
struct Kinship {
    left: usize,
    right: usize,
    millionths: u32,
    is_namesake: bool,
}

/// Pairs the files of two folders by what they say; what is left is paired by name.
///
/// `is_namesake` says whether a left and a right file are called the same: it decides between equals
/// and pairs what nothing else pairs. Nothing on either side gives no pair. Takes memory for every
/// run of three letters, and time for every two reports that share one.
pub fn counterparts(
    sides: Sided<&[Witness<'_>]>,
    is_namesake: impl Fn(usize, usize) -> bool,
) -> Counterparts {
    let lens = sides.map(<[Witness<'_>]>::len);
    let mut kinships = kinships(sides);
    for kinship in &mut kinships {
        kinship.is_namesake = is_namesake(kinship.left, kinship.right);
    }
    kinships.sort_by_key(|kinship| {
        let Kinship { left, right, millionths, is_namesake } = *kinship;
        (Reverse(millionths), Reverse(is_namesake), left.abs_diff(right), left.min(right), left)
    });
    let nearest = nearest_two(&kinships, lens);
    let mut taken = lens.map(|len| vec![false; len]);
    let mut pairs = Vec::new();
    for kinship in kinships.iter().filter(|kinship| MIN_KINSHIP <= kinship.millionths) {
        if !taken.left[kinship.left] && !taken.right[kinship.right] {
            let is_sure = kinship.is_namesake || is_sure(kinship, &nearest);
            let Kinship { left, right, .. } = *kinship;
            (taken.left[left], taken.right[right]) = (true, true);
            pairs.push(Counterpart { left, right, is_sure });
        }
    }
    for left in 0..lens.left {
        let free = |right: &usize| !taken.right[*right] && is_namesake(left, *right);
        let namesake = if taken.left[left] { None } else { (0..lens.right).find(free) };
        if let Some(right) = namesake {
            (taken.left[left], taken.right[right]) = (true, true);
            pairs.push(Counterpart { left, right, is_sure: true });
        }
    }
    pairs.sort_by_key(|pair| pair.left);
    let alone = taken.map(|taken| (0..taken.len()).filter(|at| !taken[*at]).collect());
    Counterparts { pairs, alone }
}

/// How akin the two nearest of each file are, the nearest first.
fn nearest_two(kinships: &[Kinship], lens: Sided<usize>) -> Sided<Vec<[u32; 2]>> {
    let mut nearest = lens.map(|len| vec![[0, 0]; len]);
    for kinship in kinships {
        for two in [&mut nearest.left[kinship.left], &mut nearest.right[kinship.right]] {
            let [first, second] = *two;
            let found = kinship.millionths;
            *two = [first.max(found), second.max(found.min(first))];
        }
    }
    nearest
}

/// Says whether neither file is nearly as akin to another one.
fn is_sure(pair: &Kinship, nearest: &Sided<Vec<[u32; 2]>>) -> bool {
    [nearest.left[pair.left], nearest.right[pair.right]].iter().all(|[first, second]| {
        let rival = if *first == pair.millionths { second } else { first };
        f64::from(*rival) * SURE_RATIO <= f64::from(pair.millionths)
    })
}

/// Where a run stands: how much it weighs in which report, those of the left first.
struct Posting {
    run: u64,
    report: usize,
    weight: f64,
}

/// Returns how akin every two reports are that share something.
fn kinships(sides: Sided<&[Witness<'_>]>) -> Vec<Kinship> {
    let n_left = sides.left.len();
    let reports = sides.left.iter().chain(sides.right).enumerate();
    let mut postings: Vec<Posting> =
        reports.flat_map(|(at, report)| postings(at, report)).collect();
    postings.sort_unstable_by_key(|posting| (posting.run, posting.report));
    let n_reports = n_left + sides.right.len();
    let mut lengths = vec![0.0_f64; n_reports];
    let mut products: FxHashMap<(usize, usize), f64> = FxHashMap::default();
    for sharers in postings.chunk_by_mut(|a, b| a.run == b.run) {
        let rarity = ((n_reports + 1) as f64 / sharers.len() as f64).ln();
        for posting in sharers.iter_mut() {
            posting.weight *= rarity;
            lengths[posting.report] += posting.weight * posting.weight;
        }
        if sharers.len() < 2 || MAX_SPREAD < sharers.len() {
            continue;
        }
        let middle = sharers.partition_point(|posting| posting.report < n_left);
        let (left, right) = sharers.split_at(middle);
        for a in left {
            for b in right {
                *products.entry((a.report, b.report - n_left)).or_default() += a.weight * b.weight;
            }
        }
    }
    let kinship = |((left, right), product): ((usize, usize), f64)| {
        let length = (lengths[left] * lengths[right + n_left]).sqrt();
        // Rounded, so that the last bit of a logarithm decides nothing on any machine.
        let millionths = (product / length * 1e6).round() as u32;
        Kinship { left, right, millionths, is_namesake: false }
    };
    products.into_iter().map(kinship).collect()
}

/// Returns the runs of a report, each weighted by how often it occurs.
fn postings(report: usize, witness: &Witness<'_>) -> Vec<Posting> {
    let folded = Folded::of(witness.text, witness.report.span);
    let letters: Vec<char> = folded.chars.into_iter().filter(|c| c.is_alphabetic()).collect();
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    for run in letters.windows(RUN_LETTERS) {
        let packed = run.iter().fold(0, |packed, c| packed << 21 | u64::from(u32::from(*c)));
        *counts.entry(packed).or_default() += 1;
    }
    let weighted = |(run, count)| Posting { run, report, weight: 1.0 + f64::from(count).ln() };
    counts.into_iter().map(weighted).collect()
}

impl Counterparts {
    /// Returns the counterpart of a file, if it has one.
    pub fn of(&self, side: Side, file: usize) -> Option<Counterpart> {
        let own = |pair: &&Counterpart| match side {
            Side::Left => pair.left == file,
            Side::Right => pair.right == file,
        };
        self.pairs.iter().find(own).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::decode;
    use crate::intake::document::Document;
    use crate::report::model::Report;
    use crate::report::split::whole;

    const WATER: &str = "青河水利局全年治理河道，青河大坝加固完成，灌区渠系配套。";
    const WATER_NEXT: &str = "一年来青河水利局推进河道治理，青河大坝安全运行，灌区改造。";
    const CULTURE: &str = "市文化馆举办群众演出，非遗传承人走进校园，文化馆延时开放。";
    const CULTURE_NEXT: &str = "本年度非遗传承人名录扩大，文化馆分馆建成，群众演出进社区。";

    fn paired(left: &[&str], right: &[&str], namesakes: &[(usize, usize)]) -> Counterparts {
        let read = |texts: &[&str]| -> Vec<(Document, Report)> {
            let read = |text: &&str| decode::read(text.as_bytes(), "a.txt");
            texts.iter().map(read).map(|read| (read.clone(), whole(&read))).collect()
        };
        let read = Sided::new(read(left), read(right));
        let witnesses = read.as_ref().map(|reports| {
            let witness = |(document, report): &(Document, Report)| Witness {
                text: document.text.clone().leak(),
                report: Box::leak(Box::new(report.clone())),
            };
            reports.iter().map(witness).collect::<Vec<Witness<'static>>>()
        });
        let slices = witnesses.as_ref().map(Vec::as_slice);
        counterparts(slices, |left, right| namesakes.contains(&(left, right)))
    }

    fn indices(found: &Counterparts) -> Vec<(usize, usize)> {
        found.pairs.iter().map(|pair| (pair.left, pair.right)).collect()
    }

    #[test]
    fn files_are_paired_by_what_they_say_whatever_their_names() {
        let found = paired(&[WATER, CULTURE], &[CULTURE_NEXT, WATER_NEXT], &[(0, 0), (1, 1)]);
        assert_eq!(indices(&found), [(0, 1), (1, 0)]);
        assert!(found.pairs.iter().all(|pair| pair.is_sure));
        assert_eq!(found.of(Side::Right, 0).map(|pair| pair.left), Some(1));
    }

    #[test]
    fn what_is_like_nothing_stands_alone() {
        let found = paired(&[WATER, "Spring budget of the borough."], &[WATER_NEXT, CULTURE], &[]);
        assert_eq!(indices(&found), [(0, 0)]);
        assert_eq!(found.alone, Sided::new(vec![1], vec![1]));
        assert_eq!(paired(&[], &[], &[]), Counterparts::default());
    }

    #[test]
    fn names_decide_between_equals_and_pair_what_was_rewritten() {
        let found = paired(
            &[WATER, WATER, "甲乙丙丁"],
            &[WATER, WATER, "戊己庚辛"],
            &[(0, 1), (1, 0), (2, 2)],
        );
        assert_eq!(indices(&found), [(0, 1), (1, 0), (2, 2)]);
    }

    #[test]
    fn copies_are_unsure_of_each_other() {
        let found = paired(&[WATER], &[WATER, WATER], &[]);
        assert_eq!(indices(&found), [(0, 0)]);
        assert!(!found.pairs[0].is_sure);
    }

    #[test]
    fn exchanging_the_sides_mirrors_the_pairs() {
        let texts = [WATER, CULTURE, WATER_NEXT, CULTURE_NEXT, "甲乙丙丁戊己"];
        let there = paired(&texts[..3], &texts[2..], &[]);
        let back = paired(&texts[2..], &texts[..3], &[]);
        let mut mirrored: Vec<(usize, usize)> =
            indices(&back).iter().map(|(l, r)| (*r, *l)).collect();
        mirrored.sort_unstable();
        assert_eq!(indices(&there), mirrored);
        assert_eq!(there.alone, back.alone.swapped());
    }
}
