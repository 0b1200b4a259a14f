//! From a row of numbered lines to a tree: which heading holds which.
//!
//! ```text
//! 一、 （一） 1、 2、 （二） 一、 二、 （三） 二、
//! 1    2      3   3   2      3    3    2      1       levels
//! ```
//!
//! No form has a level of its own. A form seen for the first time stands below what is open, a
//! form that is open goes on where it was, and whether a number that starts anew at 一 belongs
//! below or begins something new is told by what comes later: if the numbering around it goes on
//! (the （三） above), it was inside. Then runs of numbers that are lists, not sections, are let go.

use std::collections::{BTreeMap, BTreeSet};

use crate::report::heading::{Numeral, Weight, weight};
use crate::text::span::Span;

/// How deep sections nest at most; only broken numbering goes deeper.
const MAX_DEPTH: usize = 12;

/// How often a form must have held headings without number before it is where they belong.
const MIN_USUAL: usize = 2;

/// How a numbered line is built, which decides whether it heads a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A line of its own without end punctuation.
    Title,
    /// A line of its own that is one short sentence.
    Sentence,
    /// A short sentence that opens a paragraph.
    RunIn,
    /// No short sentence at its start.
    Long,
    /// An item of a list: its first sentence ends with ； or a comma.
    Item,
}

/// What a candidate is when it carries no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It carries a number.
    Numbered(Numeral),
    /// A heading without number.
    Unnumbered,
    /// A heading without number that closes everything before: 附件, 名词解释.
    Backmatter,
}

/// A line that may head a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its block.
    pub block: usize,
    /// The heading, number included.
    pub heading: Span,
    /// Its number or what it is without one.
    pub mark: Mark,
    /// The level that its mark or its format gives it; 1 is the highest.
    pub level: Option<u8>,
    /// How it is built.
    pub shape: Shape,
    /// Whether text that is no candidate follows before the next one.
    pub has_body: bool,
}

/// A candidate that heads a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// Index of the candidate.
    pub candidate: usize,
    /// Depth below the report, from 1.
    pub level: u8,
    /// Index of the node that holds it.
    pub parent: Option<usize>,
}

/// One open heading while the tree grows.
#[derive(Clone, Copy)]
struct Frame {
    candidate: usize,
    mark: Mark,
    level: Option<u8>,
}

/// Returns the candidates that head sections, in text order, nested. About linear.
pub fn nested(candidates: &[Candidate]) -> Vec<Node> {
    let parents = parents(candidates);
    let is_section = sections_of(candidates, &parents);
    let mut nodes: Vec<Node> = Vec::new();
    let mut node_of: Vec<Option<usize>> = vec![None; candidates.len()];
    for (at, parent) in parents.iter().enumerate() {
        let parent = parent.and_then(|parent| node_of.get(parent).copied().flatten());
        let is_kept = is_section.get(at).copied().unwrap_or(false);
        let node = if is_kept {
            let level =
                parent.and_then(|parent| nodes.get(parent)).map_or(1, |node| node.level + 1);
            nodes.push(Node { candidate: at, level, parent });
            Some(nodes.len() - 1)
        } else {
            parent
        };
        if let Some(slot) = node_of.get_mut(at) {
            *slot = node;
        }
    }
    nodes
}

/// Returns for each candidate the one that holds it, taking every candidate for a heading.
fn parents(candidates: &[Candidate]) -> Vec<Option<usize>> {
    let later = Later::of(candidates);
    let mut stack: Vec<Frame> = Vec::new();
    let mut held = BTreeSet::new();
    let mut unnumbered_under: BTreeMap<usize, usize> = BTreeMap::new();
    let mut parents = Vec::with_capacity(candidates.len());
    for (at, candidate) in candidates.iter().enumerate() {
        let depth = match candidate.mark {
            Mark::Numbered(numeral) => {
                numbered_depth(&stack, at, numeral, &Known { later: &later, held: &held })
            }
            Mark::Unnumbered => {
                let usual = |frame: &Frame| {
                    let under = form_of(frame.mark).and_then(|form| unnumbered_under.get(&form));
                    under.is_some_and(|count| MIN_USUAL <= *count)
                };
                let depth = stack.iter().rposition(usual).map(|holder| holder + 1);
                styled_depth(&stack, candidate.level)
                    .or(depth)
                    .unwrap_or_else(|| unnumbered_depth(&stack, at, &later))
            }
            Mark::Backmatter => 0,
        };
        stack.truncate(depth.min(MAX_DEPTH));
        let holder = stack.last().and_then(|frame| form_of(frame.mark));
        match (holder, form_of(candidate.mark)) {
            (Some(holder), Some(form)) => {
                held.insert((holder, form));
            }
            (Some(holder), None) => *unnumbered_under.entry(holder).or_default() += 1,
            (None, _) => {}
        }
        parents.push(stack.last().map(|frame| frame.candidate));
        stack.push(Frame { candidate: at, mark: candidate.mark, level: candidate.level });
    }
    parents
}

/// Returns the depth of a heading without number by the levels that the file itself gives; `None` if
/// it gives none here.
fn styled_depth(stack: &[Frame], level: Option<u8>) -> Option<usize> {
    let level = level?;
    stack.iter().find(|frame| frame.level.is_some())?;
    let holder = stack.iter().rposition(|frame| frame.level.is_some_and(|outer| outer < level));
    Some(holder.map_or(0, |holder| holder + 1))
}

/// Returns the form of a number.
fn form_of(mark: Mark) -> Option<usize> {
    match mark {
        Mark::Numbered(numeral) => Some(numeral.form),
        Mark::Unnumbered | Mark::Backmatter => None,
    }
}

/// What is known of the numbering while the tree grows.
struct Known<'a> {
    /// Where numbers come behind the one at hand.
    later: &'a Later<'a>,
    /// Which form has held which in this report.
    held: &'a BTreeSet<(usize, usize)>,
}

/// Where the next number of each form stands.
struct Later<'a> {
    candidates: &'a [Candidate],
    by_form: BTreeMap<usize, Vec<usize>>,
}

impl<'a> Later<'a> {
    /// Indexes the candidates by form.
    fn of(candidates: &'a [Candidate]) -> Self {
        let mut by_form: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, candidate) in candidates.iter().enumerate() {
            if let Mark::Numbered(numeral) = candidate.mark {
                by_form.entry(numeral.form).or_default().push(at);
            }
        }
        Self { candidates, by_form }
    }

    /// Returns the next number of the form behind the candidate `at`.
    fn next(&self, form: usize, at: usize) -> Option<(usize, u32)> {
        let places = self.by_form.get(&form)?;
        let next = *places.get(places.partition_point(|place| *place <= at))?;
        match self.candidates.get(next)?.mark {
            Mark::Numbered(numeral) => Some((next, numeral.value)),
            _ => None,
        }
    }

    /// Says whether the numbering of an open heading goes on behind the candidate `at`.
    fn goes_on(&self, frame: &Frame, at: usize) -> bool {
        let Mark::Numbered(open) = frame.mark else { return false };
        self.next(open.form, at).is_some_and(|(_, value)| value == open.value + 1)
    }
}

/// Returns how many open headings hold a number.
fn numbered_depth(stack: &[Frame], at: usize, numeral: Numeral, known: &Known) -> usize {
    let values = stack.iter().enumerate().filter_map(|(depth, frame)| match frame.mark {
        Mark::Numbered(open) if open.form == numeral.form => Some((depth, open.value)),
        _ => None,
    });
    let same: Vec<(usize, u32)> = values.collect();
    let follows = same.iter().rev().find(|(_, value)| value + 1 == numeral.value);
    match follows.or(same.last()) {
        Some((depth, _)) if numeral.value == 1 => restart_depth(stack, *depth, at, known.later),
        Some((depth, _)) => *depth,
        None => new_depth(stack, at, numeral.form, known),
    }
}

/// Returns how many open headings hold a number that starts anew, where `depth` holds its form.
fn restart_depth(stack: &[Frame], depth: usize, at: usize, later: &Later) -> usize {
    let above = stack.iter().enumerate().skip(depth + 1);
    let holds = |frame: &Frame| frame.mark == Mark::Unnumbered || later.goes_on(frame, at);
    above.rev().find(|(_, frame)| holds(frame)).map_or(depth, |(holder, _)| holder + 1)
}

/// Returns how many open headings hold the first number of a form: all those that usually hold
/// it or have held it here, and those whose own numbering goes on around it.
fn new_depth(stack: &[Frame], at: usize, form: usize, known: &Known) -> usize {
    let holds = |frame: &Frame| match frame.mark {
        Mark::Numbered(open) => {
            let held = |holder: usize, form: usize| known.held.contains(&(holder, form));
            let may_hold =
                open.form < form || held(open.form, form) || known.later.goes_on(frame, at);
            may_hold && !held(form, open.form)
        }
        Mark::Unnumbered | Mark::Backmatter => true,
    };
    stack.iter().rposition(holds).map_or(0, |holder| holder + 1)
}

/// Returns how many open headings hold one without number: those whose numbering goes on behind
/// it, less an unnumbered one that it follows.
fn unnumbered_depth(stack: &[Frame], at: usize, later: &Later) -> usize {
    let next = stack.iter().filter_map(|frame| match frame.mark {
        Mark::Numbered(open) => later.next(open.form, at),
        _ => None,
    });
    let next = next.filter(|(_, value)| 0 < *value).min();
    let goes_on = |frame: &Frame| later.goes_on(frame, at);
    let is_inside = next.is_some_and(|(_, value)| 1 < value) && stack.iter().any(goes_on);
    let last = stack.iter().rposition(|frame| frame.mark == Mark::Unnumbered);
    match last {
        Some(depth) if is_inside => depth,
        None if is_inside => stack.iter().rposition(goes_on).map_or(0, |holder| holder + 1),
        _ => 0,
    }
}

/// Says for each candidate whether it heads a section: decided for all siblings of a form at once.
fn sections_of(candidates: &[Candidate], parents: &[Option<usize>]) -> Vec<bool> {
    let mut siblings: BTreeMap<(Option<usize>, usize), Vec<usize>> = BTreeMap::new();
    let mut is_section = vec![true; candidates.len()];
    for (at, (candidate, parent)) in candidates.iter().zip(parents).enumerate() {
        if let Mark::Numbered(numeral) = candidate.mark {
            siblings.entry((*parent, numeral.form)).or_default().push(at);
        }
    }
    for ((_, form), members) in siblings {
        let group: Vec<Candidate> =
            members.iter().filter_map(|at| candidates.get(*at)).copied().collect();
        let are_sections = are_sections(weight(form), &group);
        for member in members {
            if let Some(slot) = is_section.get_mut(member) {
                *slot = are_sections;
            }
        }
    }
    is_section
}

/// Says whether siblings head sections rather than list items.
///
/// A title or run-in heading speaks for sections, and so does a sentence on a line of its own with
/// text below unless the others are items of a list; a long one and an item speak against. A lead needs lines of its own, and more than one; a weak
/// number that stands alone needs a title.
fn are_sections(weight: Weight, group: &[Candidate]) -> bool {
    let count = |test: fn(&Candidate) -> bool| group.iter().filter(|member| test(member)).count();
    let titles = count(|member| member.shape == Shape::Title);
    let items = count(|member| member.shape == Shape::Item);
    let headed = count(|member| member.shape == Shape::Sentence && member.has_body);
    let headed = if items == 0 { headed } else { 0 };
    let run_in = count(|member| member.shape == Shape::RunIn);
    let long = items + count(|member| member.shape == Shape::Long);
    match weight {
        Weight::Lead => 2 <= titles + headed && group.len() < 2 * (titles + headed),
        Weight::Weak if group.len() == 1 => titles == 1,
        Weight::Weak | Weight::Strong => {
            0 < titles + headed + run_in && long <= titles + headed + run_in
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::heading::opening;

    fn levels(lines: &str) -> Vec<u8> {
        let candidate = |line: &str| Candidate {
            block: 0,
            heading: Span::default(),
            level: None,
            mark: opening(&format!("{line}工作"))
                .map_or(Mark::Unnumbered, |found| Mark::Numbered(found.numeral)),
            shape: Shape::Title,
            has_body: true,
        };
        let candidates: Vec<Candidate> = lines.split(' ').map(candidate).collect();
        nested(&candidates).iter().map(|node| node.level).collect()
    }

    #[test]
    fn forms_nest_in_the_order_they_come() {
        assert_eq!(levels("一、 （一） 1. 2. （二） 二、 1. 2."), [1, 2, 3, 3, 2, 1, 2, 2]);
        assert_eq!(levels("1、 （一） （二） 2、 （一）"), [1, 2, 2, 1, 2]);
        assert_eq!(levels("1. 2. 3. 一、 1. 2. 二、"), [1, 1, 1, 1, 2, 2, 1]);
    }

    #[test]
    fn a_list_inside_is_told_by_the_numbering_around_it() {
        assert_eq!(levels("三、 （三） 一、 二、 （四） 四、"), [1, 2, 3, 3, 2, 1]);
        assert_eq!(levels("三、 （三） 一、 （一）"), [1, 2, 1, 2]);
    }

    #[test]
    fn double_missing_and_restarting_numbers_stay_siblings() {
        assert_eq!(levels("一、 二、 二、 四、"), [1, 1, 1, 1]);
        assert_eq!(levels("一、 二、 一、 二、"), [1, 1, 1, 1]);
    }

    #[test]
    fn a_heading_without_number_holds_what_starts_anew() {
        assert_eq!(levels("一、 二、 思路 一、 二、"), [1, 1, 1, 2, 2]);
        assert_eq!(levels("一、 思路 二、"), [1, 2, 1]);
        assert_eq!(levels("回顾 （一） （二） 安排 （一）"), [1, 2, 2, 1, 2]);
    }
}
