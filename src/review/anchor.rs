//! A place told by its content, so that it can be found again after the text was edited.

use crate::collate::model::Witness;
use crate::text::fold::Folded;
use crate::text::span::Span;

/// Sentences that are kept at either end of a long place; what lies between follows from them.
const END_SENTENCES: usize = 3;

/// Characters of a place that are kept for the reader.
const MAX_WORDS_CHARS: usize = 60;

/// A place in an edition of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The sentences it touches, in text order; of a long place the first and last few.
    pub parts: Vec<Part>,
    /// What stands there, for the reader: the start of it, as written.
    pub words: String,
}

/// A part of one sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Index of the sentence in its edition.
    pub sentence: usize,
    /// The whole sentence, folded.
    pub text: String,
    /// First folded character of the place in the sentence.
    pub start: usize,
    /// End of the place in the sentence, exclusive.
    pub end: usize,
}

impl Anchor {
    /// Tells a place of a report by its content; a place between sentences is told by the next one.
    pub fn of(witness: Witness<'_>, span: Span) -> Self {
        let sentences = &witness.report.sentences;
        let first = sentences.partition_point(|sentence| sentence.body.end <= span.start);
        let behind = sentences.partition_point(|sentence| sentence.body.start < span.end);
        let first = first.min(sentences.len().saturating_sub(1));
        let touched = first..behind.max(first + 1).min(sentences.len());
        let is_kept =
            |at: &usize| *at < touched.start + END_SENTENCES || touched.end <= at + END_SENTENCES;
        let part = |at: usize| Part::of(witness.text, sentences[at].body, span, at);
        let words = span.of(witness.text).split_whitespace().collect::<Vec<_>>().join(" ");
        Self {
            parts: touched.clone().filter(is_kept).map(part).collect(),
            words: words.chars().take(MAX_WORDS_CHARS).collect(),
        }
    }

    /// Returns how many sentences the place touches.
    pub fn len_sentences(&self) -> usize {
        let first = self.parts.first().map_or(0, |part| part.sentence);
        self.parts.last().map_or(0, |part| part.sentence + 1 - first.min(part.sentence))
    }
}

impl Part {
    fn of(text: &str, body: Span, span: Span, sentence: usize) -> Self {
        let folded = Folded::of(text, body);
        let before = |end: usize| folded.offsets.partition_point(|offset| *offset < end);
        let (start, end) = (before(span.start), before(span.end));
        Self { sentence, text: folded.chars.iter().collect(), start, end: end.max(start) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::decode;
    use crate::report::split;

    fn anchor(text: &str, words: &str) -> Anchor {
        let document = decode::read(text.as_bytes(), "a.txt");
        let report = split::whole(&document);
        let start = document.text.find(words).unwrap_or(0);
        let witness = Witness { text: &document.text, report: &report };
        Anchor::of(witness, Span::new(start, start + words.len()))
    }

    #[test]
    fn figure_is_told_by_its_sentence_and_its_place_in_it() {
        let anchor = anchor("全年平稳。新增“高企” ６７家，增长8%。", "６７家");
        let part = &anchor.parts[0];
        assert_eq!((part.sentence, part.text.as_str()), (1, "新增高企67家增长8%"));
        assert_eq!((part.start, part.end, anchor.words.as_str()), (4, 7, "６７家"));
    }

    #[test]
    fn long_place_is_told_by_its_ends() {
        let text: Vec<String> = ('a'..='z').map(|c| format!("第{c}项工作已经完成。")).collect();
        let text = text.concat();
        let anchor = anchor(&text, &text);
        let kept: Vec<usize> = anchor.parts.iter().map(|part| part.sentence).collect();
        assert_eq!(kept, [0, 1, 2, 23, 24, 25]);
        assert_eq!(anchor.len_sentences(), 26);
    }
}
