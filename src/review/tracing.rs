//! Finding a place again in a text that was edited.
//!
//! ```text
//! old edition   s1  s2  s3  s4  s5  s6
//!               │   │    ╲ ╱    ┊   ×
//! new edition   t1  t2   t3'    t4'        │ equal  ╲╱ wording found inside  ┊ alike  × gone
//! ```
//!
//! Equal sentences are matched first, by uniqueness and then by their neighbours, so that moved
//! text is found and doubled text is not confused. A sentence that is nowhere equal is looked for
//! as a run inside the sentences that are new, then as the one new sentence that is alike: clearly
//! more so than any other new one, and more like it than any other lost one is. Whatever stays in
//! doubt is not placed at all: a mark without a place can be put back, one in a wrong place misleads.

use crate::collate::resemblance::{Shingles, resemblance};
use crate::review::anchor::{Anchor, Part};
use crate::review::edition::{Edition, Reading};
use crate::review::matching::images;
use crate::text::fold::Folded;
use crate::text::span::Span;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// Shortest sentence that is looked for inside others, in folded characters: shorter ones occur by chance.
const MIN_RUN_CHARS: usize = 6;

/// Resemblance from which a new sentence between the same neighbours is the edited old one.
///
/// Reworded sentences of the model case score at least 0.52, strangers at most 0.38.
const MIN_ALIKE_IN_PLACE: f64 = 0.5;

/// The same for one that also moved.
const MIN_ALIKE_ELSEWHERE: f64 = 0.6;

/// How much better than every rival it must be.
const MIN_MARGIN: f64 = 0.1;

/// What standing between the same neighbours is worth, in resemblance.
const IN_PLACE: f64 = 0.1;

/// Most new sentences that one old one became.
const MAX_WINDOW: usize = 3;

/// Share of the sentences of a long place that must be found.
const MIN_FOUND: f64 = 0.5;

/// Sentences that may have come in between two of a place without tearing it apart.
const MAX_COME_BETWEEN: usize = 3;

/// Text that may have come in between, as a share of what is left of the place: of a place that is mostly
/// other text the mark would mislead.
const MAX_BETWEEN: f64 = 0.5;

/// A place that was found again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where.
    pub span: Span,
    /// Whether the sentences it stands in were edited.
    pub is_edited: bool,
}

/// A part that was found again: the sentences it lies in.
struct Landing {
    /// The sentence of the old edition.
    was: usize,
    sentences: Range<usize>,
    span: Span,
    is_edited: bool,
}

/// A sentence, or a few in a row, with what it is compared by.
struct Stretch {
    sentences: Range<usize>,
    shingles: Shingles,
}

/// How the sentences of an old edition stand in the report that is open.
pub struct Tracing<'a> {
    old: &'a Edition,
    new: &'a Reading<'a>,
    /// The equal sentence of the new edition, for each of the old.
    images: Vec<Option<usize>>,
    /// Whether a sentence of the new edition is such an image.
    is_known: Vec<bool>,
    /// Old sentences without an image.
    lost: Vec<Stretch>,
    /// New sentences that are no image, alone and a few in a row.
    fresh: Vec<Stretch>,
}

impl<'a> Tracing<'a> {
    /// Matches the sentences of an old edition with those of the report that is open.
    ///
    /// Linear but for the sentences on either side that have no equal.
    pub fn of(old: &'a Edition, new: &'a Reading<'a>) -> Self {
        let images = images(&old.sentences, &new.edition.sentences);
        let mut is_known = vec![false; new.edition.sentences.len()];
        images.iter().flatten().for_each(|at| is_known[*at] = true);
        let lost = (0..images.len()).filter(|at| images[*at].is_none());
        let lost = lost
            .map(|at| Stretch { sentences: at..at + 1, shingles: shingles(&old.sentences[at]) });
        let lost = lost.filter(|stretch| !stretch.shingles.is_empty()).collect();
        let fresh = windows(&new.edition.sentences, &is_known);
        Self { old, new, images, is_known, lost, fresh }
    }

    /// Returns where a place of the old edition is now; `None` if it is gone or in doubt.
    pub fn place(&self, anchor: &Anchor) -> Option<Found> {
        let landings: Vec<Option<Landing>> =
            anchor.parts.iter().map(|part| self.landing(part)).collect();
        let whole = landings.iter().all(Option::is_some);
        let found: Vec<Landing> = landings.into_iter().flatten().collect();
        let kept = together(found)?;
        if (kept.len() as f64) < MIN_FOUND * anchor.parts.len() as f64 {
            return None;
        }
        let sentences = kept.last()?.sentences.end - kept.first()?.sentences.start;
        let is_edited = !whole
            || kept.len() < anchor.parts.len()
            || sentences != anchor.len_sentences()
            || kept.iter().any(|landing| landing.is_edited);
        let span = Span::hull_of(kept.iter().map(|landing| landing.span))?;
        Some(Found { span, is_edited })
    }

    fn landing(&self, part: &Part) -> Option<Landing> {
        let image = self.images.get(part.sentence).copied().flatten();
        let is_the_same = |at: &usize| self.new.edition.sentences[*at] == part.text;
        if let Some(at) = image.filter(is_the_same) {
            let span = self.new.span(at, part.start, part.end)?;
            let (was, sentences) = (part.sentence, at..at + 1);
            return Some(Landing { was, sentences, span, is_edited: false });
        }
        let found = self.inside(part).or_else(|| self.alike(part))?;
        Some(Landing { was: part.sentence, ..found })
    }

    /// Looks for the sentence as a run inside new ones: what was split, merged or lengthened.
    fn inside(&self, part: &Part) -> Option<Landing> {
        let wanted: Vec<char> = part.text.chars().collect();
        let is_one = self.old.sentences.iter().filter(|line| **line == part.text).count() < 2;
        if wanted.len() < MIN_RUN_CHARS || !is_one {
            return None;
        }
        let mut found = None;
        for run in self.fresh_runs() {
            let joined = Joined::of(self.new, run);
            let places = joined.chars.windows(wanted.len()).enumerate();
            for (at, _) in places.filter(|(_, window)| *window == wanted.as_slice()) {
                if found.is_some() {
                    return None;
                }
                found = joined.landing(self.new, at + part.start..at + part.end, true);
            }
        }
        found
    }

    /// Returns the stretches of new sentences between the known ones.
    fn fresh_runs(&self) -> impl Iterator<Item = Range<usize>> {
        let mut at = 0;
        let runs = self.is_known.chunk_by(|one, next| one == next);
        runs.filter_map(move |run| {
            let range = at..at + run.len();
            at = range.end;
            (!run[0]).then_some(range)
        })
    }

    /// Looks for the one new sentence that is the old one edited.
    fn alike(&self, part: &Part) -> Option<Landing> {
        let wanted = shingles(&part.text);
        let gap = self.gap(part.sentence);
        let mut scored: Vec<(f64, &Stretch)> = self
            .fresh
            .iter()
            .map(|stretch| (resemblance(&wanted, &stretch.shingles), stretch))
            .filter(|(score, _)| 0.0 < *score)
            .map(|(score, stretch)| (score + in_place(gap.as_ref(), stretch), stretch))
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (best, stretch) = scored.first()?;
        let bonus = in_place(gap.as_ref(), stretch);
        let floor = if 0.0 < bonus { MIN_ALIKE_IN_PLACE } else { MIN_ALIKE_ELSEWHERE };
        let is_apart = |other: &&(f64, &Stretch)| {
            other.1.sentences.end <= stretch.sentences.start
                || stretch.sentences.end <= other.1.sentences.start
        };
        let second = scored.iter().skip(1).find(is_apart).map_or(0.0, |(score, _)| *score);
        let rival = self.rival(part.sentence, stretch);
        if best - bonus < floor || best - second.max(rival) < MIN_MARGIN {
            return None;
        }
        let joined = Joined::of(self.new, stretch.sentences.clone());
        let text: Vec<char> = part.text.chars().collect();
        let range = carried(&text, &joined.chars, part.start..part.end)?;
        joined.landing(self.new, range, true)
    }

    /// Returns how well the best other lost sentence would fit the stretch.
    fn rival(&self, sentence: usize, stretch: &Stretch) -> f64 {
        let others = self.lost.iter().filter(|lost| lost.sentences.start != sentence);
        let fit = |lost: &Stretch| {
            let gap = self.gap(lost.sentences.start);
            resemblance(&lost.shingles, &stretch.shingles) + in_place(gap.as_ref(), stretch)
        };
        others.map(fit).fold(0.0, f64::max)
    }

    /// Returns the new sentences between the images of the nearest known neighbours of an old one;
    /// `None` where those no longer stand in this order.
    fn gap(&self, sentence: usize) -> Option<Range<usize>> {
        let before = self.images.get(..sentence)?.iter().rev().find_map(|image| *image);
        let after = self.images.get(sentence + 1..).unwrap_or_default();
        let after = after.iter().find_map(|image| *image).unwrap_or(self.is_known.len());
        let start = before.map_or(0, |before| before + 1);
        (start < after).then_some(start..after)
    }
}

/// New sentences read as one.
struct Joined {
    chars: Vec<char>,
    /// Which sentence each character stands in, and as its how-manieth.
    places: Vec<(usize, usize)>,
    sentences: Range<usize>,
}

impl Joined {
    fn of(new: &Reading<'_>, sentences: Range<usize>) -> Self {
        let mut joined = Self { chars: Vec::new(), places: Vec::new(), sentences };
        for sentence in joined.sentences.clone() {
            let chars = new.folded.get(sentence).map_or(&[][..], |folded| &folded.chars);
            joined.chars.extend(chars);
            joined.places.extend((0..chars.len()).map(|at| (sentence, at)));
        }
        joined
    }

    /// Returns the text under some of the characters; of none, the place in front of the first.
    fn landing(&self, new: &Reading<'_>, range: Range<usize>, is_edited: bool) -> Option<Landing> {
        if range.is_empty() {
            let (first, at) = *self.places.get(range.start).or_else(|| self.places.last())?;
            let span = new.span(first, at, at)?;
            return Some(Landing { was: 0, sentences: first..first + 1, span, is_edited });
        }
        let covered = self.places.get(range)?.chunk_by(|one, next| one.0 == next.0);
        let spans = covered.filter_map(|run| {
            let (first, last) = (run.first()?, run.last()?);
            new.span(first.0, first.1, last.1 + 1).map(|span| (first.0, span))
        });
        let spans: Vec<(usize, Span)> = spans.collect();
        let sentences = spans.first()?.0..spans.last()?.0 + 1;
        let span = Span::hull_of(spans.into_iter().map(|(_, span)| span))?;
        Some(Landing { was: 0, sentences, span, is_edited })
    }
}

fn shingles(text: &str) -> Shingles {
    Shingles::of_folded(&Folded { chars: text.chars().collect(), offsets: Vec::new() })
}

/// Returns the unknown sentences, alone and a few in a row.
fn windows(sentences: &[String], is_known: &[bool]) -> Vec<Stretch> {
    let mut windows = Vec::new();
    for start in 0..sentences.len() {
        let run = is_known[start..].iter().take(MAX_WINDOW).take_while(|known| !**known).count();
        let mut shingles_so_far = Shingles::default();
        for end in start + 1..=start + run {
            shingles_so_far = shingles_so_far.union(&shingles(&sentences[end - 1]));
            windows.push(Stretch { sentences: start..end, shingles: shingles_so_far.clone() });
        }
    }
    windows
}

fn in_place(gap: Option<&Range<usize>>, stretch: &Stretch) -> f64 {
    let is_inside = |gap: &Range<usize>| {
        gap.start <= stretch.sentences.start && stretch.sentences.end <= gap.end
    };
    if gap.is_some_and(is_inside) { IN_PLACE } else { 0.0 }
}

/// Returns the group of parts that still stand together and hold the most text.
fn together(mut found: Vec<Landing>) -> Option<Vec<Landing>> {
    found.sort_by_key(|landing| (landing.sentences.start, landing.sentences.end));
    let len = |group: &[Landing]| group.iter().map(|landing| landing.span.len()).sum::<usize>();
    let mut groups: Vec<Vec<Landing>> = Vec::new();
    for landing in found {
        let follows = |group: &&mut Vec<Landing>| {
            let Some(last) = group.last() else { return false };
            // Of a long place the middle is not looked for, but is there.
            let middle = landing.was.saturating_sub(last.was + 1);
            let between = landing.span.start.saturating_sub(last.span.end);
            let limit = MAX_BETWEEN * (len(group) + landing.span.len()) as f64;
            landing.sentences.start <= last.sentences.end + middle + MAX_COME_BETWEEN
                && (0 < middle || between as f64 <= limit)
        };
        match groups.last_mut().filter(|group| follows(group)) {
            Some(group) => group.push(landing),
            None => groups.push(vec![landing]),
        }
    }
    // Of groups of one size the first.
    groups.into_iter().rev().max_by_key(|group| len(group))
}

/// Carries a range of the old characters over to the new ones; `None` if nothing of it is left.
///
/// What was put in its place counts as it, where its neighbours still stand beside it.
fn carried(old: &[char], new: &[char], range: Range<usize>) -> Option<Range<usize>> {
    let mut images: Vec<Option<usize>> = vec![None; old.len()];
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            (0..len).for_each(|at| images[old_index + at] = Some(new_index + at));
        }
    }
    let before = match range.start {
        0 => Some(0),
        start => images.get(start - 1).copied().flatten().map(|image| image + 1),
    };
    let after = if range.end < old.len() { images[range.end] } else { Some(new.len()) };
    let kept = images.get(range.clone())?;
    let is_cut_left = kept.first().is_some_and(Option::is_none);
    let is_cut_right = kept.last().is_some_and(Option::is_none);
    let first = kept.iter().flatten().next().copied();
    let behind = kept.iter().flatten().next_back().map(|image| image + 1);
    let start = if is_cut_left { before.or(first) } else { first };
    let end = if is_cut_right { after.or(behind) } else { behind };
    let carried = start?..end?;
    (carried.start < carried.end || range.is_empty()).then_some(carried)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::model::Witness;
    use crate::intake::decode;
    use crate::report::split;

    const OLD: &str = "民政局2023年工作总结\n\
        全年新增高新技术企业67家，增长8.4%。\n\
        培育科技型企业3家；培育龙头企业5家；\n\
        我们建立了科技创新平台，提供了良好的环境。\n\
        老年人高龄津贴按月发放，没有遗漏。\n";

    /// Returns what stands where `words` of `old` are found again in `new`, with `*` if it was edited.
    fn traced(old: &str, new: &str, words: &str) -> Option<String> {
        let documents = [old, new].map(|text| decode::read(text.as_bytes(), "a.txt"));
        let reports = [split::whole(&documents[0]), split::whole(&documents[1])];
        let witness = |at: usize| Witness { text: &documents[at].text, report: &reports[at] };
        let start = documents[0].text.find(words)?;
        let anchor = Anchor::of(witness(0), Span::new(start, start + words.len()));
        let edition = Reading::of(witness(0)).edition;
        let reading = Reading::of(witness(1));
        let found = Tracing::of(&edition, &reading).place(&anchor)?;
        let star = if found.is_edited { "*" } else { "" };
        Some(format!("{}{star}", found.span.of(&documents[1].text)))
    }

    fn edited(from: &str, to: &str, words: &str) -> Option<String> {
        assert!(OLD.contains(from));
        traced(OLD, &OLD.replace(from, to), words)
    }

    #[test]
    fn unchanged_text_keeps_every_place() {
        for words in ["67家", "培育龙头企业5家；", "民政局2023年工作总结", "科技创新平台"]
        {
            assert_eq!(traced(OLD, OLD, words).as_deref(), Some(words));
        }
    }

    #[test]
    fn moved_sentence_is_found_at_its_new_place() {
        let moved = OLD.replace("老年人高龄津贴按月发放，没有遗漏。\n", "");
        let moved = moved.replace("全年新增", "老年人高龄津贴按月发放，没有遗漏。\n全年新增");
        assert_eq!(traced(OLD, &moved, "高龄津贴").as_deref(), Some("高龄津贴"));
        assert_eq!(traced(OLD, &moved, "67家").as_deref(), Some("67家"));
    }

    #[test]
    fn edited_sentence_is_found_and_said_to_be_edited() {
        assert_eq!(edited("67家", "68家", "67家").as_deref(), Some("68家*"));
        assert_eq!(edited("建立了", "建成并开放了", "创新平台").as_deref(), Some("创新平台*"));
        assert_eq!(edited("增长8.4%", "同比增长9.1%", "8.4%").as_deref(), Some("9.1%*"));
    }

    #[test]
    fn split_and_merged_sentences_are_found_by_their_wording() {
        assert_eq!(edited("67家，", "67家。", "8.4%").as_deref(), Some("8.4%*"));
        assert_eq!(edited("3家；", "3家，", "龙头企业").as_deref(), Some("龙头企业*"));
    }

    #[test]
    fn deleted_sentence_has_no_place_even_beside_a_similar_one() {
        assert_eq!(edited("培育龙头企业5家；", "", "龙头企业5家"), None);
        let both = edited("3家；培育龙头企业5家；", "4家；", "龙头企业5家");
        assert_eq!(both, None);
        assert_eq!(edited("老年人高龄津贴按月发放，没有遗漏。\n", "", "高龄津贴"), None);
    }

    #[test]
    fn deleted_words_have_no_place_though_their_sentence_stays() {
        assert_eq!(edited("，增长8.4%", "", "增长8.4%"), None);
    }

    #[test]
    fn doubled_sentences_are_told_apart_by_their_neighbours_or_not_at_all() {
        let old =
            "甲项工作已经完成。大家都很满意。乙项工作还在推进。大家都很满意。丙项工作明年开始。";
        let new = old.replacen("大家都很满意。", "", 1);
        let second = |words: &str| {
            let start = old.rfind(words).unwrap_or(0);
            let document = decode::read(old.as_bytes(), "a.txt");
            let report = split::whole(&document);
            let witness = Witness { text: &document.text, report: &report };
            Anchor::of(witness, Span::new(start, start + words.len()))
        };
        let document = decode::read(new.as_bytes(), "a.txt");
        let report = split::whole(&document);
        let reading = Reading::of(Witness { text: &document.text, report: &report });
        let edition = Edition::of_text(
            "\n甲项工作已经完成\n大家都很满意\n乙项工作还在推进\n大家都很满意\n丙项工作明年开始\n",
        );
        let tracing = Tracing::of(&edition, &reading);
        let found = tracing.place(&second("大家都很满意")).map(|found| found.span.start);
        assert_eq!(found, new.find("大家都很满意"));
        assert_eq!(traced(old, &new, "大家都很满意"), None);
    }

    #[test]
    fn long_place_keeps_its_middle_when_another_sentence_is_edited() {
        let line = |c: char| format!("第{c}项工作已经全部完成。");
        let place: String = ('a'..='z').map(line).collect();
        let (old, new) = (format!("开头有一句。{place}"), format!("开头改了另外一句。{place}"));
        assert_eq!(traced(&old, &new, &place), Some(place));
    }

    #[test]
    fn torn_place_goes_with_the_larger_piece() {
        let old = "甲事已成。全市上下共同努力取得了很大的成绩。丙事在办。";
        let new =
            "甲事已成。另一件事。再一件事。第三件事。第四件事。全市上下共同努力取得了很大的成绩。";
        let place = "甲事已成。全市上下共同努力取得了很大的成绩。";
        let found = traced(old, new, place);
        assert_eq!(found.as_deref(), Some("全市上下共同努力取得了很大的成绩。*"));
    }

    #[test]
    fn long_place_survives_what_comes_in_between() {
        let place = "培育科技型企业3家；培育龙头企业5家；";
        let found = edited("3家；", "3家；引进研发机构2个；", place);
        assert_eq!(
            found.as_deref(),
            Some("培育科技型企业3家；引进研发机构2个；培育龙头企业5家；*")
        );
    }

    #[test]
    fn empty_texts_place_nothing_and_break_nothing() {
        assert_eq!(traced(OLD, "", "67家"), None);
        assert_eq!(traced("", OLD, ""), None);
    }
}
