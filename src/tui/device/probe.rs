//! What the terminal says about itself.
//!
//! Whether `“ ① ─` take one cell or two is known to the terminal alone: neither the locale nor `TERM`
//! tells. So each is written at the start of a row and the cursor's place asked for, all in one write
//! and one round trip. 丰丰 comes last: it takes four cells wherever UTF-8 is understood and five or six
//! where it is not. A single one would not do: its three bytes are one character of GBK and half of another,
//! which swallows what follows. A terminal of another encoding is asked with a character of that one.
//! Nothing waits for the answers; until they come, or if they contradict one another, the width is
//! [`AmbiguousWidth::Unknown`] and every such character has two cells to itself.

use crate::text::cells::AmbiguousWidth;
use crate::tui::input::event::Answer;

/// What is written, in this order and in front of two characters of two cells, to see how far the cursor moves.
const SAMPLES: [char; 3] = ['“', '①', '─'];

/// Cells of the two characters that come last.
pub const HAN_CELLS: u16 = 4;

/// How many they take where every character takes one, or where only the last is told: in UTF-8 they are six
/// bytes, which are never so few cells if they are read as something else.
const HAN_CELLS_WITHOUT_WIDE: u16 = 2;

/// The number of the mode in which a terminal shows a frame only when it is complete.
const SYNCHRONIZED: u16 = 2026;

/// What the answers amount to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Nature {
    /// Cells of ambiguous characters.
    pub ambiguous: AmbiguousWidth,
    /// Whether it reads the encoding it was asked in, if that is known.
    pub reads: Option<bool>,
    /// Whether it can show a frame only when it is complete.
    pub synchronizes: bool,
    /// The number of its kind, if it told.
    pub kind: Option<u16>,
}

/// Questions under way and the answers so far.
#[derive(Clone, Debug, Default)]
pub struct Probe {
    /// Whether the questions are in UTF-8.
    is_utf8: bool,
    columns: Vec<u16>,
    synchronizes: bool,
    kind: Option<u16>,
}

/// Returns the questions, the last of the samples being `han` twice, which takes two cells if it is read
/// as itself; what they leave on the screen must be painted over in the same write.
pub fn questions(han: char) -> String {
    let mut questions = "\x1b[H".to_owned();
    for sample in SAMPLES.map(String::from).into_iter().chain([format!("{han}{han}")]) {
        questions.extend(["\r", &sample, "\x1b[6n"]);
    }
    // Every terminal answers the last one, also those that answer none of the others.
    questions + "\x1b[?2026$p\x1b[>c\x1b[c"
}

impl Probe {
    /// Expects the answers to questions in UTF-8 or in another encoding.
    pub fn of(is_utf8: bool) -> Self {
        Self { is_utf8, ..Self::default() }
    }

    /// Takes an answer; returns what the terminal is like once the last one is in.
    pub fn hear(&mut self, answer: Answer) -> Option<Nature> {
        match answer {
            Answer::Position { column, .. } => {
                self.columns.push(column);
                None
            }
            Answer::Mode { number: SYNCHRONIZED, state } => {
                self.synchronizes = matches!(state, 1 | 2);
                None
            }
            Answer::Mode { .. } => None,
            Answer::Kind(kind) => {
                self.kind = Some(kind);
                None
            }
            Answer::Attributes => Some(self.nature()),
        }
    }

    /// Says whether the terminal has told where its cursor is.
    pub fn has_position(&self) -> bool {
        !self.columns.is_empty()
    }

    fn nature(&self) -> Nature {
        let cells: Vec<u16> = self.columns.iter().map(|column| column.saturating_sub(1)).collect();
        let ambiguous = match cells[..] {
            [1, 1, 1, _] => AmbiguousWidth::Narrow,
            [2, 2, 2, _] => AmbiguousWidth::Wide,
            _ => AmbiguousWidth::Unknown,
        };
        let reads = match cells[..] {
            [_, _, _, HAN_CELLS] => Some(true),
            [_, _, _, HAN_CELLS_WITHOUT_WIDE] if self.is_utf8 => Some(true),
            // The halves of the samples may have swallowed a question, not that of the last: it has none.
            [_, _, _, _] | [5 | 6] | [_, 5 | 6] | [_, _, 5 | 6] => Some(false),
            [HAN_CELLS] | [_, HAN_CELLS] | [_, _, HAN_CELLS] => Some(true),
            _ => None,
        };
        Nature { ambiguous, reads, synchronizes: self.synchronizes, kind: self.kind }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(columns: &[u16], mode: Option<u16>) -> Nature {
        let mut probe = Probe::of(true);
        for &column in columns {
            assert_eq!(probe.hear(Answer::Position { row: 1, column }), None);
        }
        if let Some(state) = mode {
            assert_eq!(probe.hear(Answer::Mode { number: SYNCHRONIZED, state }), None);
        }
        probe.hear(Answer::Attributes).unwrap()
    }

    #[test]
    fn narrow_and_wide_terminals_are_told_apart() {
        assert_eq!(heard(&[2, 2, 2, 5], None).ambiguous, AmbiguousWidth::Narrow);
        assert_eq!(heard(&[3, 3, 3, 5], None).ambiguous, AmbiguousWidth::Wide);
        assert_eq!(heard(&[2, 2, 2, 5], None).reads, Some(true));
    }

    #[test]
    fn silence_and_contradiction_leave_the_width_unknown() {
        assert_eq!(heard(&[], None).ambiguous, AmbiguousWidth::Unknown);
        assert_eq!(heard(&[2, 3, 2, 5], None).ambiguous, AmbiguousWidth::Unknown);
        assert_eq!(heard(&[2, 5], None).ambiguous, AmbiguousWidth::Unknown);
        assert_eq!(heard(&[], None).reads, None);
        assert_eq!(
            heard(&[9, 2, 2, 2, 5], None).reads,
            None,
            "one of them answers another question"
        );
    }

    #[test]
    fn terminal_that_reads_something_else_is_noticed() {
        // As answered by xterm in Latin-1, in GBK and in GB18030, and by one that lost questions.
        for columns in [&[2, 3, 2, 7][..], &[3, 3, 4, 7], &[1, 3, 3, 6], &[3, 7]] {
            assert_eq!(heard(columns, None).reads, Some(false), "{columns:?}");
        }
    }

    #[test]
    fn terminal_without_wide_characters_reads_all_the_same() {
        assert_eq!(heard(&[2, 2, 2, 3], None).reads, Some(true));
        // Three answers: which question was lost is not known.
        assert_eq!(heard(&[2, 2, 3], None).reads, None);
        // In GBK the two are letters of one cell each to a terminal that reads UTF-8.
        let mut in_gbk = Probe::of(false);
        for column in [2, 2, 2, 3] {
            in_gbk.hear(Answer::Position { row: 1, column });
        }
        assert_eq!(in_gbk.hear(Answer::Attributes).unwrap().reads, Some(false));
    }

    #[test]
    fn frames_are_bracketed_only_where_the_mode_is_known() {
        let narrow = [2, 2, 2, 5];
        let synchronizes = |state| heard(&narrow, state).synchronizes;
        assert!(synchronizes(Some(1)) && synchronizes(Some(2)));
        assert!(!synchronizes(Some(0)) && !synchronizes(Some(4)) && !synchronizes(None));
    }

    #[test]
    fn questions_name_every_sample_and_end_with_the_one_all_answer() {
        let questions = questions('丰');
        assert_eq!(questions.matches("\x1b[6n").count(), SAMPLES.len() + 1);
        assert!(questions.ends_with("\x1b[c"));
    }
}
