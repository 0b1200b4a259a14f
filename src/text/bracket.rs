//! Brackets around what is marked, for screens that show neither colours nor attributes.
//!
//! ```text
//! 首先，[在科技研发方面，]我们加强了与高校的合作        培育[3家]科技企业孵化器
//! ```

use crate::text::span::Span;

/// A piece of a run, and whether a bracket opens or closes at its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands.
    pub span: Span,
    /// Whether a bracket opens in front of it.
    pub opens: bool,
    /// Whether a bracket closes behind it.
    pub closes: bool,
}

/// Returns the spans sorted, those that overlap as one: what stands in brackets. Those that only touch stay
/// apart, because the one may end a sentence and the other begin the next, rows away.
pub fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|span| span.start);
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans.into_iter().filter(|span| !span.is_empty()) {
        match merged.last_mut().filter(|last| span.start < last.end) {
            Some(last) => last.end = last.end.max(span.end),
            None => merged.push(span),
        }
    }
    merged
}

/// Returns the pieces of a stretch of text, cut at the brackets in it; those are sorted and do not overlap.
pub fn pieces(span: Span, brackets: &[Span]) -> Vec<Piece> {
    let first = brackets.partition_point(|bracket| bracket.end <= span.start);
    let near: Vec<&Span> =
        brackets[first..].iter().take_while(|bracket| bracket.start < span.end).collect();
    let inside = |at: &usize| span.start < *at && *at < span.end;
    let mut cuts = vec![span.start];
    cuts.extend(near.iter().flat_map(|bracket| [bracket.start, bracket.end]).filter(inside));
    cuts.push(span.end);
    cuts.dedup();
    let piece = |ends: &[usize]| Piece {
        span: Span::new(ends[0], ends[1]),
        opens: near.iter().any(|bracket| bracket.start == ends[0]),
        closes: near.iter().any(|bracket| bracket.end == ends[1]),
    };
    cuts.windows(2).map(piece).collect()
}

/// Returns how many brackets stand at the ends of a glyph.
pub fn brackets_at(glyph: Span, brackets: &[Span]) -> usize {
    let first = brackets.partition_point(|bracket| bracket.end <= glyph.start);
    let near = brackets[first..].iter().take_while(|bracket| bracket.start < glyph.end);
    let at = near.map(|bracket| {
        usize::from(glyph.start <= bracket.start) + usize::from(bracket.end <= glyph.end)
    });
    at.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_that_overlap_share_their_brackets() {
        let spans = vec![Span::new(6, 9), Span::new(0, 3), Span::new(3, 5), Span::new(7, 12)];
        assert_eq!(merged(spans), [Span::new(0, 3), Span::new(3, 5), Span::new(6, 12)]);
    }

    #[test]
    fn brackets_that_touch_close_and_open_again() {
        let brackets = [Span::new(0, 3), Span::new(3, 6)];
        let pieces = pieces(Span::new(0, 6), &brackets);
        assert_eq!(pieces.len(), 2);
        assert!(pieces.iter().all(|piece| piece.opens && piece.closes));
    }

    #[test]
    fn brackets_open_and_close_where_the_marked_text_does() {
        let brackets = [Span::new(3, 6), Span::new(9, 15)];
        let pieces = pieces(Span::new(0, 12), &brackets);
        let shown: Vec<(usize, bool, bool)> =
            pieces.iter().map(|piece| (piece.span.end, piece.opens, piece.closes)).collect();
        assert_eq!(
            shown,
            [(3, false, false), (6, true, true), (9, false, false), (12, true, false)]
        );
        assert_eq!(brackets_at(Span::new(3, 6), &brackets), 2);
        assert_eq!(brackets_at(Span::new(9, 12), &brackets), 1);
        assert_eq!(brackets_at(Span::new(6, 9), &brackets), 0);
    }
}
