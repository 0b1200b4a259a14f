//! What the acts of the reviewer mean for the collation.

use crate::collate::guidance::Guidance;
use crate::review::act::Act;
use crate::review::journal::Journal;
use crate::review::marks::share_text;
use crate::text::side::{Side, Sided};
use crate::text::span::Span;

/// Returns what the acts in force ask of the collation, the later holding where two speak of one
/// place: taking a pinned couple apart removes the pin, pinning what was apart joins it again, and so with
/// what is excluded.
pub fn guidance(journal: &Journal) -> Guidance {
    let mut guidance = Guidance::default();
    for act in journal.acts() {
        match act {
            Act::Pin(place) => {
                guidance.pins.retain(|known| !touches_a_side(known, place));
                guidance.unpaired.retain(|known| !touches(known, place));
                guidance.pins.push(*place);
            }
            Act::Unpair(place) => {
                guidance.pins.retain(|known| !touches(known, place));
                guidance.unpaired.push(*place);
            }
            Act::Exclude { place, .. } => {
                guidance.excluded.retain(|known| known != place);
                guidance.excluded.push(*place);
            }
            Act::Include(place) => {
                guidance.excluded.retain(|known| !share_text(known, place));
            }
            Act::Verdict { .. } | Act::Note { .. } | Act::Reviewed { .. } => {}
        }
    }
    guidance
}

/// Says whether two couples of places meet on both sides.
fn touches(a: &Sided<Span>, b: &Sided<Span>) -> bool {
    Side::BOTH.into_iter().all(|side| a[side].overlaps(b[side]))
}

/// Says whether two couples of places meet on a side, so that both cannot hold.
fn touches_a_side(a: &Sided<Span>, b: &Sided<Span>) -> bool {
    Side::BOTH.into_iter().any(|side| a[side].overlaps(b[side]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(left: usize, right: usize) -> Sided<Span> {
        Sided::new(Span::new(left, left + 9), Span::new(right, right + 9))
    }

    fn told(acts: Vec<Act>) -> Guidance {
        let mut journal = Journal::default();
        for act in acts {
            journal.push(act);
        }
        guidance(&journal)
    }

    #[test]
    fn of_two_pins_on_one_place_the_later_holds() {
        let found = told(vec![Act::Pin(place(0, 0)), Act::Pin(place(20, 0))]);
        assert_eq!(found.pins, [place(20, 0)]);
    }

    #[test]
    fn excluding_and_including_undo_each_other() {
        let place = |at: usize| Sided::new(Some(Span::new(at, at + 9)), None);
        let exclude = |at: usize| Act::Exclude { place: place(at), reason: "引文".to_owned() };
        let found = told(vec![exclude(0), exclude(20), exclude(0)]);
        assert_eq!(found.excluded, [place(20), place(0)]);
        assert_eq!(told(vec![exclude(0), Act::Include(place(3))]), Guidance::default());
    }

    #[test]
    fn taking_apart_and_pinning_undo_each_other() {
        let apart = told(vec![Act::Pin(place(0, 0)), Act::Unpair(place(0, 0))]);
        assert_eq!((apart.pins, apart.unpaired), (Vec::new(), vec![place(0, 0)]));
        let joined = told(vec![Act::Unpair(place(0, 0)), Act::Pin(place(0, 0))]);
        assert_eq!((joined.pins, joined.unpaired), (vec![place(0, 0)], Vec::new()));
    }
}
