//! The reviewer's hand on the alignment: laying two sentences beside each other, taking two apart.

use crate::collate::model::Alignment;
use crate::review::act::Act;
use crate::text::cells::disarmed;
use crate::text::language::{Words, words};
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use crate::tui::detail::{alignments_at, side_label};
use crate::tui::model::{Catalog, Model};
use crate::tui::pair::Pair;
use crate::tui::words::NOTICES;

/// Characters of a sentence that a notice quotes.
const QUOTED_CHARS: usize = 12;

/// What is said while pairing by hand.
const TAKEN_LEFT: Words = words(
    "左侧“{}”已取，到右侧对应的一句按 p，Esc 放下",
    "left \"{}\" in hand: p at its counterpart on the right, Esc to let go",
);
const TAKEN_RIGHT: Words = words(
    "右侧“{}”已取，到左侧对应的一句按 p，Esc 放下",
    "right \"{}\" in hand: p at its counterpart on the left, Esc to let go",
);
const PAIRED: Words = words("已对应（U 撤销）", "laid beside each other (U takes it back)");
const APART: Words = words("已拆开（U 撤销）", "taken apart (U takes it back)");
const LET_GO: Words = words("已放下", "let go");
const NOTHING_HERE: Words = words("光标处没有文字", "no text here");
const NOTHING_OPPOSITE: Words =
    words("这一行{}侧没有文字，换一行再按 p", "no text on the {} here; try another row");
const NOT_PAIRED: Words = words("光标处没有对应可拆", "nothing stands together here");

impl Model {
    /// Takes the sentence at the cursor in hand, `preferred` if both sides have one; or, with one in
    /// hand, lays it beside the one at the cursor.
    pub(crate) fn pin(&mut self, preferred: Side) {
        let Some(mut pair) = self.pair.take() else { return self.say(&NOTICES.open_first, &[]) };
        let here = sentences_here(&self.catalog, &pair);
        match pair.in_hand.take() {
            None => match taken(here, preferred) {
                Some(held) => pair.in_hand = Some(held),
                None => self.say(&NOTHING_HERE, &[]),
            },
            Some(held) => {
                if let Some(opposite) = here[held.0.other()] {
                    self.pair = Some(pair);
                    self.act_on_pair(Act::Pin(couple(held, opposite)));
                    return self.say(&PAIRED, &[]);
                }
                pair.in_hand = Some(held);
                let other = self.settings.language.pick(side_label(held.0.other()));
                self.say(&NOTHING_OPPOSITE, &[other]);
            }
        }
        self.pair = Some(pair);
    }

    /// Takes apart what stands together at the cursor.
    pub(crate) fn unpair(&mut self) {
        let Some(pair) = &self.pair else { return self.say(&NOTICES.open_first, &[]) };
        let at = alignments_at(&self.catalog, pair);
        let paired = |at: &usize| pair.collation.alignments[*at].is_paired();
        let Some(at) = at.into_iter().find(paired) else { return self.say(&NOT_PAIRED, &[]) };
        let Some(place) = hulls(&self.catalog, pair, &pair.collation.alignments[at]) else {
            return self.say(&NOT_PAIRED, &[]);
        };
        self.act_on_pair(Act::Unpair(place));
        self.say(&APART, &[]);
    }

    /// Lets go of what is in hand; says whether there was anything.
    pub(crate) fn let_go(&mut self) -> bool {
        let was_held = self.pair.as_mut().is_some_and(|pair| pair.in_hand.take().is_some());
        if was_held {
            self.say(&LET_GO, &[]);
        }
        was_held
    }
}

/// Returns the places of a sentence in hand and of the one opposite, each on its side.
fn couple((side, span): (Side, Span), opposite: Span) -> Sided<Span> {
    match side {
        Side::Left => Sided::new(span, opposite),
        Side::Right => Sided::new(opposite, span),
    }
}

/// Returns what to say of the sentence in hand, with its first words; `None` if there is none.
pub fn in_hand(catalog: &Catalog, pair: &Pair) -> Option<(Words, String)> {
    let (side, span) = pair.in_hand?;
    let text = pair.subject(catalog).sides[side].text;
    let quoted = disarmed(span.of(text)).chars().take(QUOTED_CHARS).collect();
    Some((if side == Side::Left { TAKEN_LEFT } else { TAKEN_RIGHT }, quoted))
}

/// Returns which of the sentences at the cursor is taken in hand.
fn taken(here: Sided<Option<Span>>, preferred: Side) -> Option<(Side, Span)> {
    let of = |side: Side| here[side].map(|span| (side, span));
    of(preferred).or_else(|| of(preferred.other()))
}

/// Returns the first sentence that shows on the cursor's row, on each side.
fn sentences_here(catalog: &Catalog, pair: &Pair) -> Sided<Option<Span>> {
    let lines = pair.sheet.rows.get(pair.cursor.row).map(|row| row.lines);
    let sentence = |side: Side| {
        let line = lines.and_then(|lines| lines[side])?;
        let sentences = &catalog.entries[pair.entries[side]].report.sentences;
        let found = sentences.iter().find(|s| !s.body.is_empty() && s.body.overlaps(line.span));
        found.map(|sentence| sentence.body)
    };
    Sided::new(sentence(Side::Left), sentence(Side::Right))
}

/// Returns what an alignment covers on each side; `None` if one side has nothing.
fn hulls(catalog: &Catalog, pair: &Pair, alignment: &Alignment) -> Option<Sided<Span>> {
    let sides = pair.subject(catalog).sides;
    Some(Sided::new(
        sides.left.hull(&alignment.sentences.left)?,
        sides.right.hull(&alignment.sentences.right)?,
    ))
}
