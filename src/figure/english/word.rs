//! Words of an English line, with the columns they stand in.

use crate::figure::line::{Line, is_han};

/// Most words that are looked at on one side of a figure.
const MOST_WORDS: usize = 24;

/// Longest English word that is read, in letters; keeps a megabyte of letters linear.
const LONGEST_WORD: usize = 30;

/// A word and its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word as folded for scanning: lower case.
    pub text: String,
    /// First column.
    pub from: usize,
    /// Column behind it.
    pub to: usize,
}

/// Says whether a line is written in English: it has Latin letters and no Chinese character.
pub fn is_english(line: &Line) -> bool {
    let letters = line.folded(0, line.len());
    letters.iter().any(char::is_ascii_lowercase) && !letters.iter().any(|c| is_han(*c))
}

/// Returns the last words between the columns, in text order, back to where the clause begins.
pub fn words_before(line: &Line, from: usize, to: usize) -> Vec<Word> {
    let mut words = Vec::new();
    let mut end = to;
    while from < end && words.len() < MOST_WORDS {
        let c = line.before(end);
        if ends_phrase(line, end - 1) {
            break;
        }
        if !is_letter(c) {
            end -= 1;
            continue;
        }
        let mut start = end;
        while from < start && is_letter(line.before(start)) && end - start < LONGEST_WORD {
            start -= 1;
        }
        words.push(word(line, start, end));
        end = start;
    }
    words.reverse();
    words
}

/// Returns the first words between the columns, up to where the clause ends.
pub fn words_behind(line: &Line, from: usize, to: usize) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = from;
    while start < to && words.len() < MOST_WORDS && !ends_phrase(line, start) {
        if !is_letter(line.at(start)) {
            start += 1;
            continue;
        }
        let end = line.skip(start, is_letter).min(to);
        words.push(word(line, start, end));
        start = end;
    }
    words
}

fn word(line: &Line, from: usize, to: usize) -> Word {
    Word { text: line.folded(from, to).iter().collect(), from, to }
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '\'' | '’' | '&')
}

/// Says whether the character at the column ends a phrase; the point of 3.5 does not.
fn ends_phrase(line: &Line, column: usize) -> bool {
    let c = line.at(column);
    let inside = matches!(c, '.' | ',') && line.at(column + 1).is_ascii_digit();
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '"' | '“' | '”') && !inside
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::Span;

    fn texts(words: &[Word]) -> Vec<&str> {
        words.iter().map(|word| word.text.as_str()).collect()
    }

    #[test]
    fn words_stop_at_the_ends_of_the_clause() {
        let text = "Costs rose, net debt of 5 people in all.";
        let line = Line::of(text, Span::new(0, text.len()));
        let number = 24;
        assert_eq!(texts(&words_before(&line, 0, number)), ["net", "debt", "of"]);
        assert_eq!(texts(&words_behind(&line, number + 1, line.len())), ["people", "in", "all"]);
    }
}
