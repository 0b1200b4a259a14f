//! A line of a report, with what is marked in it.

use crate::config::Color;
use crate::sheet::marking::Run;
use crate::sheet::model::Subject;
use crate::text::bracket::pieces;
use crate::text::side::Side;
use crate::text::span::Span;
use crate::tui::style::Ink;
use crate::tui::view::canvas::{Area, Canvas};

/// Draws the runs of a line one after another, in brackets where neither colours nor attributes show: `[ ]`
/// around what is marked, `{ }` around what is looked for.
pub fn draw(
    canvas: &mut Canvas<'_>,
    subject: Subject<'_>,
    side: Side,
    runs: &[Run],
    mut rest: Area,
) {
    let has_brackets = canvas.color() == Color::Brackets;
    let brackets: &[Span] = if has_brackets { subject.markings.brackets(side) } else { &[] };
    let text = subject.sides[side].text;
    for run in runs {
        for piece in pieces(run.span, brackets) {
            let is_hit = has_brackets && subject.markings.is_hit(side, piece.span);
            let (open, close) = if is_hit { ("{", "}") } else { ("[", "]") };
            if piece.opens {
                rest = rest.from(canvas.put(rest, open, Ink::Chrome));
            }
            rest = rest.from(canvas.put_span(rest, text, piece.span, Ink::Text(run.role)));
            if piece.closes {
                rest = rest.from(canvas.put(rest, close, Ink::Chrome));
            }
        }
    }
}
