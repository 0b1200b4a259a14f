//! Every report against every other.
//!
//! Comparing a thousand reports in full would be half a million comparisons. Reports of one
//! collection mostly share next to nothing, so only those are compared whose fingerprints
//! ([`crate::collate::fingerprint`]) or reworded sentences ([`crate::collate::sketch`]) say that it
//! is worth it, those with most in common first; of the others an estimate is given and called so.

use crate::collate::background::Background;
use crate::collate::exempt::Counted;
use crate::collate::fingerprint::fingerprints;
use crate::collate::model::{Grade, Witness};
use crate::collate::own::with_reports;
use crate::collate::sketch::alike;
use crate::collate::weigh::{Prepared, weigh};
use crate::collate::workers::{OneByOne, Workers};
use crate::text::side::Sided;

/// Share of either report that the other seems to have, from which the two are compared in full.
///
/// On a thousand texts of 16 KB made of data/reuse and data/national, all 20,656 pairs from 0.02 on
/// compared in full: of the 3,353 that earn a grade none is below this, and about 5,350 of the 17,300
/// others are above.
const MIN_EVIDENCE: f64 = 0.05;

/// Up to this much text every pair is compared in full, in bytes, each report counted once for every
/// other: two reports of 1 MB, or eleven of 16 KB. Not timed.
const MAX_BYTES_IN_FULL: usize = 2_000_000;

/// Share from which there is much evidence. In 400 such texts 340 of the 346 graded pairs have so much,
/// and so have 1,275 of the 3,034 that were compared.
const MUCH_EVIDENCE: f64 = 0.12;

/// Text compared in full at most, in folded characters of both sides. Keeps the cost of a large
/// collection bounded.
const MAX_CHARS_IN_FULL: usize = 200_000_000;

/// The same for pairs with little evidence, counted behind those with much: a thousand texts of 16 KB
/// that share many clauses are done in under ten seconds on two cores, where all would take twenty.
const MAX_CHARS_OF_LITTLE: usize = 40_000_000;

/// How a pair was judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Sentence by sentence.
    #[default]
    Compared,
    /// By fingerprints alone: they share too little to be worth more, or too many others share more.
    Estimated,
}

impl Basis {
    /// Returns the name the JSON contract uses.
    pub const fn id(self) -> &'static str {
        match self {
            Basis::Compared => "compared",
            Basis::Estimated => "estimated",
        }
    }
}

/// How two reports relate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MatrixPair {
    /// Index of the one, smaller than the other.
    pub left: usize,
    /// Index of the other.
    pub right: usize,
    /// Symmetric share of text in common, `0.0..=1.0`.
    pub resemblance: f64,
    /// Share of each in the other, `0.0..=1.0`.
    pub containment: Sided<f64>,
    /// What it amounts to; what was estimated only is unrelated.
    pub grade: Grade,
    /// How it was judged.
    pub basis: Basis,
}

/// Returns every pair in which neither contains the other, by left, then right index.
///
/// Exchanging reports exchanges their pairs. Cost: linear in the text, plus a count for every
/// fingerprint of every two reports that share it, plus the comparisons, which are bounded. About 400 kB are held
/// for a report of 16 KB, as its fields add up, and 80 bytes for every pair.
pub fn matrix(witnesses: &[Witness<'_>]) -> Vec<MatrixPair> {
    let own = with_reports(Background::shipped(), witnesses);
    let background = own.as_ref().unwrap_or(Background::shipped());
    matrix_by(witnesses, Counted::default(), background, &OneByOne)
}

/// Returns the same with some citations counted, taking for stock phrases what is one in `background`,
/// as `workers` do it; the result does not depend on them.
///
/// Where only fingerprints were compared citations are counted in any case.
pub fn matrix_by(
    witnesses: &[Witness<'_>],
    counted: Counted,
    background: &Background,
    workers: &impl Workers,
) -> Vec<MatrixPair> {
    let prepared = workers.each(witnesses, |witness| Prepared::of(*witness, counted, background));
    let mut pairs = estimates(&prepared, workers);
    let size: usize = witnesses.iter().map(|witness| witness.report.span.len()).sum();
    let is_small = size * witnesses.len().saturating_sub(1) <= MAX_BYTES_IN_FULL;
    let chosen: Vec<usize> =
        if is_small { (0..pairs.len()).collect() } else { worthwhile(&prepared, &pairs) };
    let weighed = workers.each(&chosen, |at| {
        let MatrixPair { left, right, .. } = pairs[*at];
        // Every core has a pair of its own.
        weigh(Sided::new(&prepared[left], &prepared[right]), background, &OneByOne)
    });
    for (at, shares) in chosen.into_iter().zip(weighed) {
        let Some(pair) = pairs.get_mut(at) else { continue };
        pair.resemblance = shares.resemblance;
        pair.containment = shares.containment;
        pair.grade = shares.grade;
        pair.basis = Basis::Compared;
    }
    pairs
}

/// Returns the pairs worth comparing in full, as indices into `pairs`, those with most in common
/// first, as many as the budget allows.
///
/// Of pairs with as much in common those that are more alike go first, then the shorter, of which more
/// are affordable; only where that too is equal decides the order in which the reports were given.
fn worthwhile(prepared: &[Prepared<'_>], pairs: &[MatrixPair]) -> Vec<usize> {
    let sentences: Vec<_> = prepared.iter().map(Prepared::sentences).collect();
    let reworded = alike(&sentences);
    let evidence = |pair: &MatrixPair| {
        let chars = reworded.get(&(pair.left as u32, pair.right as u32)).copied().unwrap_or(0);
        let share = |at: usize| chars as f64 / prepared[at].len_chars().max(1) as f64;
        let equal = pair.containment.left.max(pair.containment.right);
        equal.max(share(pair.left)).max(share(pair.right))
    };
    let mut ranked: Vec<(f64, usize)> =
        pairs.iter().enumerate().map(|(at, pair)| (evidence(pair), at)).collect();
    ranked.retain(|(evidence, _)| *evidence >= MIN_EVIDENCE);
    let chars =
        |at: usize| prepared[pairs[at].left].len_chars() + prepared[pairs[at].right].len_chars();
    ranked.sort_by(|a, b| {
        let alike = |at: usize| pairs[at].resemblance;
        let by_content = b.0.total_cmp(&a.0).then_with(|| alike(b.1).total_cmp(&alike(a.1)));
        by_content.then_with(|| chars(a.1).cmp(&chars(b.1))).then(a.1.cmp(&b.1))
    });
    let mut spent = 0;
    let is_affordable = |(evidence, at): &(f64, usize)| {
        spent += chars(*at);
        let is_much = *evidence >= MUCH_EVIDENCE;
        spent <= if is_much { MAX_CHARS_IN_FULL } else { MAX_CHARS_OF_LITTLE }
    };
    ranked.into_iter().take_while(is_affordable).map(|(_, at)| at).collect()
}

/// Returns what the fingerprints alone say of every pair in which neither contains the other.
fn estimates(prepared: &[Prepared<'_>], workers: &impl Workers) -> Vec<MatrixPair> {
    let prints = |one: &Prepared<'_>| fingerprints(one.witness.text, one.witness.report.span);
    let prints = workers.each(prepared, prints);
    let shared = shared_prints(&prints);
    let mut pairs = Vec::new();
    for left in 0..prepared.len() {
        for right in left + 1..prepared.len() {
            if !contains(prepared[left].witness, prepared[right].witness) {
                let lens = Sided::new(prints[left].len(), prints[right].len());
                let shared = shared.get(place(left, right, prints.len())).copied().unwrap_or(0);
                pairs.push(estimate((left, right), lens, shared));
            }
        }
    }
    pairs
}

/// Says whether one report holds the other, as a collection inside a collection does.
fn contains(left: Witness<'_>, right: Witness<'_>) -> bool {
    let is_one_text = std::ptr::eq(left.text, right.text);
    let (left, right) = (left.report.span, right.report.span);
    is_one_text && (left.covers(right) || right.covers(left))
}

fn estimate((left, right): (usize, usize), lens: Sided<usize>, shared: u32) -> MatrixPair {
    let shared = f64::from(shared);
    let share = |of: usize| if of == 0 { 0.0 } else { shared / of as f64 };
    MatrixPair {
        left,
        right,
        resemblance: 2.0 * share(lens.left + lens.right),
        containment: lens.map(share),
        grade: Grade::Unrelated,
        basis: Basis::Estimated,
    }
}

/// Returns where a pair stands among all pairs of `count` reports, row by row; `left` is less than `right`.
fn place(left: usize, right: usize, count: usize) -> usize {
    left * count - left * (left + 1) / 2 + right - left - 1
}

/// Returns how many fingerprints every two reports share, at their [`place`].
fn shared_prints(prints: &[Vec<u64>]) -> Vec<u32> {
    let count = prints.len();
    let mut shared = vec![0; count * count.saturating_sub(1) / 2];
    let of = |(at, prints): (usize, &Vec<u64>)| {
        prints.iter().map(move |print| (*print, at as u32)).collect::<Vec<_>>()
    };
    let mut owners: Vec<(u64, u32)> = prints.iter().enumerate().flat_map(of).collect();
    owners.sort_unstable();
    for group in owners.chunk_by(|a, b| a.0 == b.0) {
        for (at, (_, left)) in group.iter().enumerate() {
            for (_, right) in &group[at + 1..] {
                if let Some(pair) = shared.get_mut(place(*left as usize, *right as usize, count)) {
                    *pair += 1;
                }
            }
        }
    }
    shared
}
