//! What the terminal says about itself.
//!
//! Whether `“ ① ─` take one cell or two is known to the terminal alone: neither the locale nor `TERM`
//! tells. So each is written at the start of a row and the cursor's place asked for, all in one write
//! and one round trip. 中 takes two cells wherever UTF-8 is understood and three or so where it is not;
//! a terminal of another encoding is asked with a character of that one.
//! Nothing waits for the answers; until they come, or if they contradict one another, the width is
//! [`AmbiguousWidth::Unknown`] and every such character has two cells to itself.

use crate::text::cells::AmbiguousWidth;
use crate::tui::input::event::Answer;

/// What is written, in this order and before a character of two cells, to see how far the cursor moves.
const SAMPLES: [char; 3] = ['“', '①', '─'];

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
    columns: Vec<u16>,
    synchronizes: bool,
    kind: Option<u16>,
}

/// Returns the questions, the last of the samples being `han`, which takes two cells if it is read as
/// itself; what they leave on the screen must be painted over in the same write.
pub fn questions(han: char) -> String {
    let mut questions = String::from("\x1b[H");
    for sample in SAMPLES.into_iter().chain([han]) {
        questions.push('\r');
        questions.push(sample);
        questions.push_str("\x1b[6n");
    }
    // Every terminal answers the last one, also those that answer none of the others.
    questions + "\x1b[?2026$p\x1b[>c\x1b[c"
}

impl Probe {
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
        let [quote, number, line, han] = cells[..] else {
            let ambiguous = AmbiguousWidth::Unknown;
            return Nature {
                ambiguous,
                reads: None,
                synchronizes: self.synchronizes,
                kind: self.kind,
            };
        };
        let ambiguous = match (quote, number, line) {
            (1, 1, 1) => AmbiguousWidth::Narrow,
            (2, 2, 2) => AmbiguousWidth::Wide,
            _ => AmbiguousWidth::Unknown,
        };
        Nature {
            ambiguous,
            reads: Some(han == 2),
            synchronizes: self.synchronizes,
            kind: self.kind,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(columns: &[u16], mode: Option<u16>) -> Nature {
        let mut probe = Probe::default();
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
        assert_eq!(heard(&[2, 2, 2, 3], None).ambiguous, AmbiguousWidth::Narrow);
        assert_eq!(heard(&[3, 3, 3, 3], None).ambiguous, AmbiguousWidth::Wide);
        assert_eq!(heard(&[2, 2, 2, 3], None).reads, Some(true));
    }

    #[test]
    fn silence_and_contradiction_leave_the_width_unknown() {
        assert_eq!(heard(&[], None).ambiguous, AmbiguousWidth::Unknown);
        assert_eq!(heard(&[2, 3, 2, 3], None).ambiguous, AmbiguousWidth::Unknown);
        assert_eq!(heard(&[2, 2], None).ambiguous, AmbiguousWidth::Unknown);
    }

    #[test]
    fn terminal_that_reads_something_else_is_noticed() {
        assert_eq!(heard(&[4, 4, 4, 4], None).reads, Some(false));
    }

    #[test]
    fn frames_are_bracketed_only_where_the_mode_is_known() {
        let narrow = [2, 2, 2, 3];
        let synchronizes = |state| heard(&narrow, state).synchronizes;
        assert!(synchronizes(Some(1)) && synchronizes(Some(2)));
        assert!(!synchronizes(Some(0)) && !synchronizes(Some(4)) && !synchronizes(None));
    }

    #[test]
    fn questions_name_every_sample_and_end_with_the_one_all_answer() {
        let questions = questions('中');
        assert_eq!(questions.matches("\x1b[6n").count(), SAMPLES.len() + 1);
        assert!(questions.ends_with("\x1b[c"));
    }
}
