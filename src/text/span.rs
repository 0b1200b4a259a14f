//! Places in a text: half-open ranges of byte offsets.

use std::ops::Range;

/// A half-open range of byte offsets into one text; both ends lie on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// Byte offset of the first character.
    pub start: usize,
    /// Byte offset just behind the last character.
    pub end: usize,
}

impl Span {
    /// Makes a span; an end before the start gives the empty span at `start`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// Returns the length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Says whether the span covers nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Returns the text under the span; empty if the span does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Says whether `other` lies wholly inside.
    pub const fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Says whether the byte offset lies inside.
    pub const fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Says whether the two share at least one byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns what the two share, or `None` where that is nothing.
    pub fn intersection(self, other: Span) -> Option<Span> {
        let span = Span { start: self.start.max(other.start), end: self.end.min(other.end) };
        (span.start < span.end).then_some(span)
    }

    /// Returns the smallest span that covers both.
    #[must_use]
    pub fn hull(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Returns the hull of all spans, or `None` of none.
    pub fn hull_of(spans: impl IntoIterator<Item = Span>) -> Option<Span> {
        spans.into_iter().reduce(Span::hull)
    }

    /// Returns the span moved right by `by` bytes.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Span {
        Span { start: self.start + by, end: self.end + by }
    }

    /// Returns the span without white space at either end; empty at its start if there is nothing else.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Span {
        let inner = self.of(text);
        let lead = inner.len() - inner.trim_start_matches(is_blank).len();
        let kept = inner.trim_matches(is_blank).len();
        Span::new(self.start + lead, self.start + lead + kept)
    }

    /// Returns the byte range, for indexing.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// Says whether a character is white space or shows as nothing, as scraped reports are full of.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{FEFF}' | '\u{00AD}' | '\u{2060}')
}

/// Turns byte offsets of one text into counts of Unicode scalar values, as the JSON contract wants.
///
/// Building is linear in the text; each question is a binary search plus at most 256 bytes.
#[derive(Clone, Debug)]
pub struct CharIndex<'a> {
    text: &'a str,
    /// Number of characters before byte `256 * i` (rounded down to a boundary).
    marks: Vec<(usize, usize)>,
}

impl<'a> CharIndex<'a> {
    /// Indexes `text`.
    pub fn new(text: &'a str) -> Self {
        let mut marks = vec![(0, 0)];
        let mut next = 256;
        for (count, (offset, _)) in text.char_indices().enumerate() {
            if offset >= next {
                marks.push((offset, count));
                next = offset + 256;
            }
        }
        Self { text, marks }
    }

    /// Returns how many characters stand before the byte offset; an offset past the end counts all.
    pub fn chars_before(&self, offset: usize) -> usize {
        let at = self.marks.partition_point(|(byte, _)| *byte <= offset).saturating_sub(1);
        let (byte, count) = self.marks[at];
        let end = offset.min(self.text.len());
        count + self.text.get(byte..end).map_or(0, |part| part.chars().count())
    }

    /// Returns the span in characters, end-exclusive.
    pub fn chars(&self, span: Span) -> (usize, usize) {
        (self.chars_before(span.start), self.chars_before(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trimmed_span_drops_ideographic_and_zero_width_space() {
        let text = "\u{3000}\u{3000}一、成效\u{200B}\n";
        assert_eq!(Span::new(0, text.len()).trimmed(text).of(text), "一、成效");
    }

    #[test]
    fn trimmed_span_of_blanks_is_empty() {
        assert!(Span::new(0, 3).trimmed("\u{3000}").is_empty());
    }

    #[test]
    fn char_index_counts_scalar_values_across_marks() {
        let text = "科a".repeat(300);
        let index = CharIndex::new(&text);
        assert_eq!(index.chars(Span::new(4, 1200)), (2, 600));
    }
}
