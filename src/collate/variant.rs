//! Where two sentences that belong together differ.
//!
//! `similar` compares our own tokens, so a highlight never cuts a number or a 《title》. Its shortest
//! edit script is then tidied into phrases a reader can take in:
//!
//! ```text
//! raw     我们[成功]推动了[许多→一批]重要[的]科[研→技]项[目→]
//! tidied  我们[成功]推动了[许多→一批][重要的科研项目→重要科技项目]
//! ```

use crate::collate::cut::Cut;
use crate::collate::model::{Relation, VariantKind};
use crate::text::fold::Folded;
use crate::text::side::Sided;
use crate::text::span::Span;
use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Equal text between two changes is drawn into them up to this length, in characters: 的, 我们.
const MAX_ISLAND_CHARS: usize = 2;

/// … if the changes around it together are at least this many times as long.
const MIN_SHORE_RATIO: usize = 3;

/// Fewest and most characters of a stretch whose words changed places: a longer one with the same
/// words is another sentence.
const MIN_SWAP_CHARS: usize = 2;
const MAX_SWAP_CHARS: usize = 24;

/// Share of equal characters below which a pair is shown as rewritten, not marked word by word.
///
/// Set on the model case: the reworded opening sentence (0.55 alike) is still readable when marked,
/// pairs below this are confetti.
const MIN_EQUAL_SHARE: f64 = 0.42;

/// Sentences of more tokens than this are not compared word by word, in tokens of both together.
///
/// Two unrelated stretches of 10,000 tokens each take 80 ms; a longer one without any full stop is
/// no sentence.
const MAX_TOKENS: usize = 60_000;

/// A place where two texts differ: how, and where on each side.
pub type Place = (VariantKind, Sided<Option<Span>>);

/// What was found inside a pair.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// How the two relate: [`Relation::Unchanged`] if they differ in typography only.
    pub relation: Option<Relation>,
    /// The places where they differ, in order.
    pub variants: Vec<Place>,
    /// Longest run of equal substance, in characters.
    pub longest_run: usize,
    /// Places that differ in typography only.
    pub typographic_differences: usize,
    /// Whether the two were too long to be compared word by word.
    pub over_budget: bool,
}

/// Compares the texts under two spans; `atoms` are the figures of each side, which stay whole.
pub fn compare(texts: Sided<&str>, spans: Sided<Span>, atoms: Sided<&[Span]>) -> Comparison {
    if spans.left.of(texts.left) == spans.right.of(texts.right) {
        let longest_run = Folded::of(texts.left, spans.left).len();
        return Comparison {
            relation: Some(Relation::Unchanged),
            longest_run,
            ..Comparison::default()
        };
    }
    let folded =
        Sided::new(Folded::of(texts.left, spans.left), Folded::of(texts.right, spans.right));
    if folded.left.chars == folded.right.chars {
        return unchanged(texts, spans, folded.left.len());
    }
    let mut names = FxHashMap::default();
    let sides = Sided::new(
        Cut::of(texts.left, spans.left, atoms.left, &mut names),
        Cut::of(texts.right, spans.right, atoms.right, &mut names),
    );
    if sides.left.keys.len() + sides.right.keys.len() > MAX_TOKENS {
        let over_budget = true;
        return Comparison { over_budget, ..rewritten(spans, 0) };
    }
    let ops = ops(&sides, folded.left.chars <= folded.right.chars);
    let longest_run = longest_run(&sides.left, &ops);
    if equal_share(&sides, &ops) < MIN_EQUAL_SHARE {
        return rewritten(spans, longest_run);
    }
    let in_equal_text: usize = ops.iter().map(|op| typographic(&sides, op)).sum();
    let changes = with_swaps(&sides, tidied(&sides, changes(&ops)));
    let found: Vec<Place> = changes.iter().filter_map(|change| variant(&sides, change)).collect();
    // What was cut differently on the two sides but reads the same is typography as well.
    let (variants, same): (Vec<Place>, Vec<Place>) =
        found.into_iter().partition(|(_, spans)| !reads_the_same(texts, spans));
    Comparison {
        relation: Some(Relation::Edited),
        variants,
        longest_run,
        typographic_differences: in_equal_text + same.len(),
        over_budget: false,
    }
}

/// Compares the tokens of both sides, always in the same order of the texts: of several shortest
/// scripts the algorithm prefers one by direction, and the mirrored collation must show the same.
fn ops(sides: &Sided<Cut<'_>>, left_first: bool) -> Vec<DiffOp> {
    let (left, right) = (&sides.left.keys, &sides.right.keys);
    if left_first {
        return capture_diff_slices(Algorithm::Myers, left, right);
    }
    let ops = capture_diff_slices(Algorithm::Myers, right, left);
    ops.into_iter().map(exchanged).collect()
}

fn exchanged(op: DiffOp) -> DiffOp {
    let (old, new) = (op.new_range(), op.old_range());
    let (old_index, new_index) = (old.start, new.start);
    match op {
        DiffOp::Equal { len, .. } => DiffOp::Equal { old_index, new_index, len },
        DiffOp::Delete { .. } => DiffOp::Insert { old_index, new_index, new_len: new.len() },
        DiffOp::Insert { .. } => DiffOp::Delete { old_index, old_len: old.len(), new_index },
        DiffOp::Replace { .. } => {
            DiffOp::Replace { old_index, old_len: old.len(), new_index, new_len: new.len() }
        }
    }
}

/// Two texts of the same substance: what is left to say is where their typography differs.
fn unchanged(texts: Sided<&str>, spans: Sided<Span>, longest_run: usize) -> Comparison {
    let mut names = FxHashMap::default();
    let sides = Sided::new(
        Cut::of(texts.left, spans.left, &[], &mut names),
        Cut::of(texts.right, spans.right, &[], &mut names),
    );
    let len = sides.left.keys.len().min(sides.right.keys.len());
    let whole = DiffOp::Equal { old_index: 0, new_index: 0, len };
    let ends = Sided::new(tail(&sides.left, spans.left), tail(&sides.right, spans.right));
    let inside = typographic(&sides, &whole);
    Comparison {
        relation: Some(Relation::Unchanged),
        longest_run,
        typographic_differences: inside + usize::from(ends.left != ends.right),
        ..Comparison::default()
    }
}

fn reads_the_same(texts: Sided<&str>, spans: &Sided<Option<Span>>) -> bool {
    match (spans.left, spans.right) {
        (Some(left), Some(right)) => {
            Folded::of(texts.left, left).chars == Folded::of(texts.right, right).chars
        }
        _ => false,
    }
}

/// Returns the marks behind the last token, blanks left out.
fn tail(side: &Cut<'_>, span: Span) -> String {
    let end = side.tokens.last().map_or(span.start, |token| token.span.end);
    without_blanks(Span::new(end, span.end).of(side.text))
}

fn rewritten(spans: Sided<Span>, longest_run: usize) -> Comparison {
    Comparison {
        relation: Some(Relation::Rewritten),
        variants: vec![(VariantKind::Substitution, spans.map(Some))],
        longest_run,
        ..Comparison::default()
    }
}

fn equal_share(sides: &Sided<Cut<'_>>, ops: &[DiffOp]) -> f64 {
    let equal: usize = ops.iter().map(|op| equal_chars(&sides.left, op)).sum();
    let total = sides.left.chars(0..sides.left.tokens.len())
        + sides.right.chars(0..sides.right.tokens.len());
    2.0 * equal as f64 / total.max(1) as f64
}

fn equal_chars(side: &Cut<'_>, op: &DiffOp) -> usize {
    match op {
        DiffOp::Equal { .. } => side.chars(op.old_range()),
        _ => 0,
    }
}

fn longest_run(side: &Cut<'_>, ops: &[DiffOp]) -> usize {
    ops.iter().map(|op| equal_chars(side, op)).max().unwrap_or(0)
}

/// Counts the places inside equal text that differ in marks, width or case. Line breaks and spaces are not counted.
fn typographic(sides: &Sided<Cut<'_>>, op: &DiffOp) -> usize {
    let DiffOp::Equal { old_index, new_index, len } = *op else { return 0 };
    (0..len).filter(|at| looks_different(sides, old_index + at, new_index + at, *at > 0)).count()
}

fn looks_different(sides: &Sided<Cut<'_>>, left: usize, right: usize, with_marks: bool) -> bool {
    let word = |side: &Cut<'_>, at: usize| {
        side.tokens.get(at).map(|token| without_blanks(token.span.of(side.text)))
    };
    let marks = |side: &Cut<'_>, at: usize| {
        let before = at.checked_sub(1).and_then(|at| side.tokens.get(at))?;
        let span = Span::new(before.span.end, side.tokens.get(at)?.span.start);
        Some(without_blanks(span.of(side.text)))
    };
    word(&sides.left, left) != word(&sides.right, right)
        || with_marks && marks(&sides.left, left) != marks(&sides.right, right)
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !crate::text::span::is_blank(*c)).collect()
}

/// A change, as token ranges of each side; either may be empty.
#[derive(Clone, Debug, PartialEq)]
struct Edit {
    left: std::ops::Range<usize>,
    right: std::ops::Range<usize>,
}

fn changes(ops: &[DiffOp]) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    for op in ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
        let edit = Edit { left: op.old_range(), right: op.new_range() };
        match edits.last_mut() {
            Some(last)
                if last.left.end == edit.left.start && last.right.end == edit.right.start =>
            {
                last.left.end = edit.left.end;
                last.right.end = edit.right.end;
            }
            _ => edits.push(edit),
        }
    }
    edits
}

/// Makes changes readable: slides them to seams, then draws small islands between them in.
fn tidied(sides: &Sided<Cut<'_>>, mut edits: Vec<Edit>) -> Vec<Edit> {
    for at in 0..edits.len() {
        let floor = at.checked_sub(1).map_or(0, |before| edits[before].left.end);
        let ceiling = edits.get(at + 1).map_or(sides.left.keys.len(), |next| next.left.start);
        slide(sides, &mut edits[at], floor..ceiling);
    }
    loop {
        let before = edits.len();
        edits = without_islands(sides, edits);
        if edits.len() == before {
            return edits;
        }
    }
}

/// Moves a pure addition or omission along equal text so that it starts where a reader sees a seam:
/// `[我们]建立了。我们` reads better than `建立了。[我们]`.
fn slide(sides: &Sided<Cut<'_>>, edit: &mut Edit, room: std::ops::Range<usize>) {
    let (side, range) = match (edit.left.is_empty(), edit.right.is_empty()) {
        (true, false) => (&sides.right, edit.right.clone()),
        (false, true) => (&sides.left, edit.left.clone()),
        _ => return,
    };
    let keys = &side.keys;
    let back_room = edit.left.start - room.start;
    let ahead_room = room.end - edit.left.end;
    let fits_back = |by: &usize| keys[range.start - by] == keys[range.end - by];
    let fits_ahead = |by: &usize| keys[range.start + by] == keys[range.end + by];
    let back = (1..=back_room.min(range.start)).take_while(fits_back).count();
    let ahead = (0..ahead_room.min(keys.len() - range.end)).take_while(fits_ahead).count();
    let seam = |shift: &isize| {
        let start = range.start.saturating_add_signed(*shift);
        let end = range.end.saturating_add_signed(*shift);
        usize::from(side.has_seam_before(start)) + usize::from(side.has_seam_before(end))
    };
    let shifts = -back.cast_signed()..=ahead.cast_signed();
    let best = shifts.max_by_key(|shift| (seam(shift), -shift.abs(), *shift)).unwrap_or(0);
    let moved = |range: &std::ops::Range<usize>| {
        range.start.saturating_add_signed(best)..range.end.saturating_add_signed(best)
    };
    edit.left = moved(&edit.left);
    edit.right = moved(&edit.right);
}

fn without_islands(sides: &Sided<Cut<'_>>, edits: Vec<Edit>) -> Vec<Edit> {
    let mut merged: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        match merged.last_mut() {
            Some(last) if is_island(sides, last, &edit) => {
                last.left.end = edit.left.end;
                last.right.end = edit.right.end;
            }
            _ => merged.push(edit),
        }
    }
    merged
}

/// Says whether the equal text between two changes only disturbs. Figures and titles never do, nor
/// does text that a mark sets apart on either side.
fn is_island(sides: &Sided<Cut<'_>>, before: &Edit, after: &Edit) -> bool {
    let chars = sides.left.chars(before.left.end..after.left.start);
    let size = |edit: &Edit| {
        sides.left.chars(edit.left.clone()).max(sides.right.chars(edit.right.clone()))
    };
    chars <= MAX_ISLAND_CHARS
        && sides.left.is_seamless(before.left.end..after.left.start)
        && sides.right.is_seamless(before.right.end..after.right.start)
        && size(before) + size(after) >= MIN_SHORE_RATIO * chars
}

/// Reads an omission and an addition of the same words close by as one change of order:
/// 困难和问题 beside 问题和困难 is a swap, not 困难和 less and 和困难 more.
fn with_swaps(sides: &Sided<Cut<'_>>, edits: Vec<Edit>) -> Vec<Edit> {
    let mut joined: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        let hull = joined.last().map(|last| Edit {
            left: last.left.start..edit.left.end,
            right: last.right.start..edit.right.end,
        });
        match hull.filter(|hull| is_swap(sides, hull)) {
            Some(hull) => {
                joined.pop();
                joined.push(hull);
            }
            None => joined.push(edit),
        }
    }
    joined
}

/// Says whether the two sides of a change are the same tokens in another order.
fn is_swap(sides: &Sided<Cut<'_>>, edit: &Edit) -> bool {
    let sorted = |side: &Cut<'_>, range: &std::ops::Range<usize>| {
        let mut keys = side.keys.get(range.clone()).unwrap_or(&[]).to_vec();
        keys.sort_unstable();
        keys
    };
    let chars = sides.left.chars(edit.left.clone());
    edit.left.len() == edit.right.len()
        && (MIN_SWAP_CHARS..=MAX_SWAP_CHARS).contains(&chars)
        && sorted(&sides.left, &edit.left) == sorted(&sides.right, &edit.right)
}

fn variant(sides: &Sided<Cut<'_>>, edit: &Edit) -> Option<Place> {
    let spans =
        Sided::new(sides.left.span(edit.left.clone()), sides.right.span(edit.right.clone()));
    let kind = match (spans.left, spans.right) {
        (Some(_), Some(_)) if is_swap(sides, edit) => VariantKind::Transposition,
        (Some(_), Some(_)) => VariantKind::Substitution,
        (Some(_), None) => VariantKind::Omission,
        (None, Some(_)) => VariantKind::Addition,
        (None, None) => return None,
    };
    Some((kind, spans))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(left: &str, right: &str) -> String {
        let spans = Sided::new(Span::new(0, left.len()), Span::new(0, right.len()));
        let found = compare(Sided::new(left, right), spans, Sided::new(&[], &[]));
        let text =
            |span: Option<Span>, of: &str| span.map_or(String::new(), |s| s.of(of).to_owned());
        let shown = |(_, spans): &(VariantKind, Sided<Option<Span>>)| {
            format!("[{}→{}]", text(spans.left, left), text(spans.right, right))
        };
        found.variants.iter().map(shown).collect()
    }

    #[test]
    fn number_is_never_cut() {
        assert_eq!(
            marked("增速8.4%，认定67家企业", "增速2.68%，认定135家企业"),
            "[8.4%→2.68%][67→135]"
        );
    }

    #[test]
    fn typography_is_counted_not_marked() {
        let (left, right) = ("推进“双创”，提质", "推进\"双创\",提质");
        let spans = Sided::new(Span::new(0, left.len()), Span::new(0, right.len()));
        let found = compare(Sided::new(left, right), spans, Sided::new(&[], &[]));
        assert_eq!(found.relation, Some(Relation::Unchanged));
        assert_eq!(found.typographic_differences, 2);
    }

    #[test]
    fn quotes_around_a_number_are_typography() {
        let (left, right) = ("面对“三期叠加”的局面", "面对\"三期叠加\"的局面");
        let spans = Sided::new(Span::new(0, left.len()), Span::new(0, right.len()));
        // Only the one side reads a figure there.
        let figure = [Span::new(7, 13)];
        let atoms: Sided<&[Span]> = Sided::new(&[], &figure);
        let found = compare(Sided::new(left, right), spans, atoms);
        assert_eq!((found.relation, found.variants.len()), (Some(Relation::Unchanged), 0));
    }

    #[test]
    fn small_islands_are_drawn_in() {
        assert_eq!(
            marked("我们推动了许多重要的科研项目的研发", "我们推动了一批关键的技术任务的研发"),
            "[许多重要的科研项目→一批关键的技术任务]"
        );
    }

    #[test]
    fn equal_figure_between_changes_is_never_marked() {
        let shown = marked("全年完成投资35亿元，同比增长", "本年实现投资35亿元，比上年提高");
        assert!(!shown.contains("35"), "{shown}");
    }

    #[test]
    fn addition_starts_at_a_seam() {
        assert_eq!(
            marked("建立了平台，我们加强了引导", "建立了平台，同时，我们加强了引导"),
            "[→同时]"
        );
    }

    #[test]
    fn words_that_changed_places_are_a_swap() {
        let kinds = |left: &str, right: &str| {
            let spans = Sided::new(Span::new(0, left.len()), Span::new(0, right.len()));
            let found = compare(Sided::new(left, right), spans, Sided::new(&[], &[]));
            found.variants.iter().map(|(kind, _)| *kind).collect::<Vec<_>>()
        };
        let (before, after) =
            ("帮助科技企业解决困难和问题，成效明显", "帮助科技企业解决问题和困难，成效明显");
        assert_eq!(marked(before, after), "[困难和问题→问题和困难]");
        assert_eq!(kinds(before, after), [VariantKind::Transposition]);
        assert_eq!(
            kinds("我在这里向大家汇报工作", "在这里我向大家汇报工作"),
            [VariantKind::Transposition]
        );
    }

    #[test]
    fn rewrite_is_one_variant() {
        assert_eq!(
            marked("大力引进高层次人才", "完善设施农业补贴办法"),
            "[大力引进高层次人才→完善设施农业补贴办法]"
        );
    }
}
