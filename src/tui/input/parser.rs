//! Bytes in, inputs out, wherever the bytes are cut.

use crate::tui::input::event::Input;
use crate::tui::input::sequence::{Sequence, of_control, of_pad};
use crate::tui::key::{Key, Named};
use std::time::Duration;

const ESC: u8 = 0x1B;
const BEL: u8 = 0x07;

/// What ends pasted text.
const PASTE_END: &[u8] = b"\x1b[201~";

/// Most bytes of one paste that are kept; the rest is read and dropped.
const MAX_PASTE_BYTES: usize = 8 << 20;

/// Longest control sequence that is waited for: no key or answer comes near.
const MAX_SEQUENCE_BYTES: usize = 64;

/// Milliseconds after which a lone ESC is the key, not the start of a sequence.
const ESCAPE_PATIENCE: Duration = Duration::from_millis(60);
/// How long the rest of a sequence or character is waited for.
const SEQUENCE_PATIENCE: Duration = Duration::from_millis(500);
/// How long the rest of pasted text is waited for: a slow line may pause.
const PASTE_PATIENCE: Duration = Duration::from_secs(5);

/// What the bytes being read belong to.
#[derive(Debug, PartialEq, Eq)]
enum State {
    /// Keys and sequences.
    Ground,
    /// Pasted text, collected so far.
    Paste(Vec<u8>),
    /// A string nobody asked for, dropped until its end.
    Dropped,
}

/// A reader of what a terminal sends.
#[derive(Debug)]
pub struct Parser {
    state: State,
    pending: Vec<u8>,
    /// Whether a cursor position was asked for: it can look like a key.
    pub awaits_position: bool,
}

/// What stands at the start of the bytes.
enum Step {
    /// The start of something longer.
    Unfinished,
    /// So many bytes that mean this, or nothing.
    Read(usize, Option<Input>),
    /// Bytes that introduce pasted text.
    Paste(usize),
    /// Bytes that introduce a string to be dropped.
    Dropped(usize),
}

impl Default for Parser {
    fn default() -> Self {
        Self { state: State::Ground, pending: Vec::new(), awaits_position: false }
    }
}

impl Parser {
    /// Takes bytes as they came and returns what is complete. Linear.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Input> {
        self.pending.extend_from_slice(bytes);
        let pending = std::mem::take(&mut self.pending);
        let mut inputs = Vec::new();
        let mut at = 0;
        while at < pending.len() {
            let Some((length, input)) = self.read(&pending[at..]) else { break };
            inputs.extend(input);
            at += length;
        }
        self.pending = pending[at..].to_vec();
        inputs
    }

    /// Returns how many bytes are done with and what they mean; `None` if more are needed first.
    fn read(&mut self, bytes: &[u8]) -> Option<(usize, Option<Input>)> {
        match &mut self.state {
            State::Ground => match step(bytes, self.awaits_position) {
                Step::Unfinished => None,
                Step::Read(length, input) => Some((length, input)),
                Step::Paste(length) => {
                    self.state = State::Paste(Vec::new());
                    Some((length, None))
                }
                Step::Dropped(length) => {
                    self.state = State::Dropped;
                    Some((length, None))
                }
            },
            State::Paste(text) => {
                let Some(end) = find(bytes, PASTE_END) else {
                    let sure = bytes.len().saturating_sub(PASTE_END.len() - 1);
                    collect(text, &bytes[..sure]);
                    return (0 < sure).then_some((sure, None));
                };
                collect(text, &bytes[..end]);
                let pasted = pasted(text);
                self.state = State::Ground;
                Some((end + PASTE_END.len(), Some(pasted)))
            }
            State::Dropped => {
                let Some(end) = end_of_string(bytes) else {
                    // Half an end mark is kept.
                    let sure = bytes.len() - usize::from(bytes.last() == Some(&ESC));
                    return (0 < sure).then_some((sure, None));
                };
                self.state = State::Ground;
                Some((end, None))
            }
        }
    }

    /// Returns how long to wait for more before calling [`Parser::give_up`]; `None` if nothing is unfinished.
    pub fn patience(&self) -> Option<Duration> {
        match (&self.state, self.pending.as_slice()) {
            (State::Paste(_), _) => Some(PASTE_PATIENCE),
            (State::Ground, []) => None,
            (State::Ground, [ESC]) => Some(ESCAPE_PATIENCE),
            (State::Ground | State::Dropped, _) => Some(SEQUENCE_PATIENCE),
        }
    }

    /// Returns what the unfinished bytes mean, now that no more will come. The keyboard is free again.
    pub fn give_up(&mut self) -> Vec<Input> {
        let pending = std::mem::take(&mut self.pending);
        match std::mem::replace(&mut self.state, State::Ground) {
            State::Paste(mut text) => {
                collect(&mut text, &pending);
                vec![pasted(&text)]
            }
            State::Dropped => Vec::new(),
            State::Ground => match pending.as_slice() {
                [ESC] => vec![escape()],
                // Not the start of a sequence but two keys, the first of them ESC.
                [ESC, key] => vec![escape(), Input::Key(Key::Char(char::from(*key)))],
                [ESC, ..] | [] => Vec::new(),
                _ => vec![Input::Undecodable],
            },
        }
    }
}

const fn escape() -> Input {
    Input::Key(Key::Named(Named::Esc))
}

fn collect(text: &mut Vec<u8>, bytes: &[u8]) {
    let room = MAX_PASTE_BYTES.saturating_sub(text.len());
    text.extend_from_slice(&bytes[..bytes.len().min(room)]);
}

fn pasted(text: &[u8]) -> Input {
    Input::Paste(String::from_utf8_lossy(text).into_owned())
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|part| part == wanted)
}

/// Returns the length of a string up to and with what ends it: BEL, `ESC \`, or a cancelling CAN or SUB.
fn end_of_string(bytes: &[u8]) -> Option<usize> {
    let mut pairs = bytes.iter().enumerate();
    pairs.find_map(|(at, byte)| match (byte, bytes.get(at + 1)) {
        (&BEL | 0x18 | 0x1A, _) => Some(at + 1),
        (&ESC, Some(b'\\')) => Some(at + 2),
        _ => None,
    })
}

/// Reads what stands at the start of the bytes, of which there is at least one.
fn step(bytes: &[u8], awaits_position: bool) -> Step {
    match bytes[0] {
        ESC => escaped(bytes, awaits_position),
        byte @ (..0x20 | 0x7F) => Step::Read(1, of_control(byte).map(Input::Key)),
        byte @ ..0x80 => Step::Read(1, Some(Input::Key(Key::Char(char::from(byte))))),
        _ => character(bytes),
    }
}

fn escaped(bytes: &[u8], awaits_position: bool) -> Step {
    match bytes.get(1) {
        None => Step::Unfinished,
        Some(b'[') => control(bytes, awaits_position),
        Some(b'O') => match bytes.get(2) {
            None => Step::Unfinished,
            Some(letter) => Step::Read(3, of_pad(*letter).map(Input::Key)),
        },
        // A string of the terminal begins with a number or a sign; `ESC ] c` are three keys typed fast.
        Some(b']') => match bytes.get(2) {
            None => Step::Unfinished,
            Some(b'0'..=b'9') => Step::Dropped(2),
            Some(_) => Step::Read(1, Some(escape())),
        },
        Some(b'P' | b'X' | b'^' | b'_') => Step::Dropped(2),
        // There are no keys with Alt: it is ESC and a key that came together.
        Some(_) => Step::Read(1, Some(escape())),
    }
}

/// Reads a control sequence.
fn control(bytes: &[u8], awaits_position: bool) -> Step {
    let body = &bytes[2..];
    // The Linux console sends F1 to F5 as ESC [ [ A to E.
    if let [b'[', rest @ ..] = body {
        let Some(letter) = rest.first() else { return Step::Unfinished };
        let number = letter.wrapping_sub(b'A').wrapping_add(1);
        let key = (1..=5).contains(&number).then_some(Input::Key(Key::Function(number)));
        return Step::Read(4, key);
    }
    let is_last = |byte: &u8| !(0x20..0x40).contains(byte);
    let Some(length) = body.iter().position(is_last) else {
        return if body.len() < MAX_SEQUENCE_BYTES {
            Step::Unfinished
        } else {
            Step::Read(bytes.len(), None)
        };
    };
    let last = body[length];
    if !(0x40..0x7F).contains(&last) {
        // Something else begins inside it: the sequence was cut off.
        return Step::Read(2 + length, None);
    }
    let sequence = parsed(&body[..length], last);
    if last == b'~' && sequence.numbers == [200] {
        return Step::Paste(3 + length);
    }
    // The oldest mouse reports have three bytes more.
    let is_old_mouse = last == b'M' && length == 0;
    match is_old_mouse {
        true if body.len() < 4 => Step::Unfinished,
        true => Step::Read(6, None),
        false => Step::Read(3 + length, sequence.meaning(awaits_position)),
    }
}

fn parsed(body: &[u8], last: u8) -> Sequence {
    let has_prefix = body.first().is_some_and(|byte| matches!(byte, b'<'..=b'?'));
    let (prefix, rest) = if has_prefix { (body[0], &body[1..]) } else { (0, body) };
    let is_number = |byte: &u8| (b'0'..=b';').contains(byte);
    let end = rest.iter().position(|byte| !is_number(byte)).unwrap_or(rest.len());
    let intermediate = rest.get(end).copied().unwrap_or(0);
    let number = |part: &[u8]| {
        let digits = part.iter().take_while(|byte| byte.is_ascii_digit());
        digits
            .fold(0u16, |sum, digit| sum.saturating_mul(10).saturating_add(u16::from(digit - b'0')))
    };
    let numbers = match &rest[..end] {
        [] => Vec::new(),
        numbers => numbers.split(|byte| *byte == b';').map(number).collect(),
    };
    Sequence { prefix, numbers, intermediate, last }
}

/// Reads one character of UTF-8.
fn character(bytes: &[u8]) -> Step {
    let length = match bytes[0] {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return Step::Read(1, Some(Input::Undecodable)),
    };
    let present = &bytes[..length.min(bytes.len())];
    match std::str::from_utf8(present) {
        Ok(text) => Step::Read(length, text.chars().next().map(|c| Input::Key(Key::Char(c)))),
        Err(error) if error.error_len().is_none() => Step::Unfinished,
        Err(_) => Step::Read(1, Some(Input::Undecodable)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::input::event::{Answer, Mouse, MouseDeed};
    use proptest::prelude::*;

    fn key(notation: &str) -> Input {
        Input::Key(crate::tui::key::keys(notation)[0])
    }

    fn read(bytes: &[u8]) -> Vec<Input> {
        let mut parser = Parser { awaits_position: true, ..Parser::default() };
        let mut inputs = parser.feed(bytes);
        inputs.extend(parser.give_up());
        inputs
    }

    /// What terminals send, each with what it means.
    fn corpus() -> Vec<(&'static [u8], Vec<Input>)> {
        let answer = |answer| vec![Input::Answer(answer)];
        vec![
            (b"j", vec![key("j")]),
            ("科】".as_bytes(), vec![key("科"), key("】")]),
            ("𠮷".as_bytes(), vec![key("𠮷")]),
            (b"\r\t\x7f\x08", vec![key("Enter"), key("Tab"), key("Backspace"), key("Backspace")]),
            (b"\x03\x1a\x0c", vec![key("^C"), key("^Z"), key("^L")]),
            (b"\x1b[A\x1bOB", vec![key("Up"), key("Down")]),
            (b"\x1b[5~\x1b[1~\x1b[4~", vec![key("PgUp"), key("Home"), key("End")]),
            (b"\x1b[1;5A\x1b[6;5~", vec![key("Up"), key("PgDn")]),
            (b"\x1bOR\x1b[13~\x1b[[C", vec![key("F3"), key("F3"), key("F3")]),
            (b"\x1b[25~\x1b[15;2~\x1b[Z", vec![key("S-F1"), key("S-F5"), key("S-Tab")]),
            (b"\x1b[106;5u\x1b[27;5;106~", vec![key("^J"), key("^J")]),
            (b"\x1b[12;3R", answer(Answer::Position { row: 12, column: 3 })),
            (b"\x1b[?62;22c", answer(Answer::Attributes)),
            (b"\x1b[?2026;2$y", answer(Answer::Mode { number: 2026, state: 2 })),
            (b"\x1b]11;rgb:0000/0000/0000\x1b\\j", vec![key("j")]),
            (b"\x1b]10;rgb:ffff/ffff/ffff\x07j", vec![key("j")]),
            (b"\x1bP>|kitty(0.26.5)\x1b\\j", vec![key("j")]),
            (b"\x1b[>83;40900;0c", answer(Answer::Kind(83))),
            (b"\x1b[?1;2;4Sj", vec![key("j")]),
            (b"\x1b[I\x1b[Oj", vec![key("j")]),
            (
                b"\x1b[<64;10;5M\x1b[<0;1;2M\x1b[<0;1;2m",
                vec![
                    Input::Mouse(Mouse { deed: MouseDeed::WheelUp, x: 9, y: 4 }),
                    Input::Mouse(Mouse { deed: MouseDeed::Press, x: 0, y: 1 }),
                ],
            ),
            (b"\x1b[M !!j", vec![key("j")]),
            (
                "\x1b[200~高新\n67家q\x1b[Aq\x1b[201~j".as_bytes(),
                vec![Input::Paste("高新\n67家q\x1b[Aq".to_owned()), key("j")],
            ),
        ]
    }

    #[test]
    fn everything_terminals_send_is_read() {
        for (bytes, meant) in corpus() {
            assert_eq!(read(bytes), meant, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn cut_at_any_byte_it_means_the_same() {
        let corpus = corpus();
        let bytes: Vec<u8> = corpus.iter().flat_map(|(bytes, _)| bytes.iter().copied()).collect();
        let meant: Vec<Input> = corpus.into_iter().flat_map(|(_, meant)| meant).collect();
        for cut in 0..bytes.len() {
            let mut parser = Parser { awaits_position: true, ..Parser::default() };
            let mut inputs = parser.feed(&bytes[..cut]);
            inputs.extend(parser.feed(&bytes[cut..]));
            assert_eq!(inputs, meant, "cut at {cut}");
        }
        let mut parser = Parser { awaits_position: true, ..Parser::default() };
        let inputs: Vec<Input> = bytes.iter().flat_map(|byte| parser.feed(&[*byte])).collect();
        assert_eq!(inputs, meant);
    }

    #[test]
    fn lone_escape_is_the_key_after_a_while_and_never_alt() {
        let mut parser = Parser::default();
        assert_eq!(parser.feed(b"\x1b"), []);
        assert_eq!(parser.patience(), Some(ESCAPE_PATIENCE));
        assert_eq!(parser.give_up(), [escape()]);
        assert_eq!(parser.patience(), None);
        assert_eq!(read("\x1b科".as_bytes()), [escape(), key("科")]);
        assert_eq!(read(b"\x1bq"), [escape(), key("q")]);
        assert_eq!(read(b"\x1b]c"), [escape(), key("]"), key("c")]);
    }

    #[test]
    fn position_nobody_asked_for_is_a_key() {
        assert_eq!(Parser::default().feed(b"\x1b[1;2R"), [key("S-F3")]);
    }

    #[test]
    fn unfinished_sequence_does_not_lock_the_keyboard() {
        for start in [&b"\x1b[?2026;2"[..], b"\x1b]11;rgb", b"\x1bP1$r", b"\xE7\xA7", b"\x1b[<0;1"]
        {
            let mut parser = Parser::default();
            parser.feed(start);
            assert!(parser.patience().is_some());
            parser.give_up();
            assert_eq!(parser.feed(b"j"), [key("j")]);
        }
    }

    #[test]
    fn keyboard_in_another_encoding_is_noticed() {
        // 科 in GBK.
        assert!(read(b"\xBF\xC6j").contains(&Input::Undecodable));
    }

    #[test]
    fn endless_paste_is_cut_and_its_end_is_found() {
        let mut parser = Parser::default();
        parser.feed(b"\x1b[200~");
        for _ in 0..9 {
            parser.feed(&vec![b'a'; 1 << 20]);
        }
        let inputs = parser.feed(b"\x1b[201~j");
        assert!(matches!(&inputs[0], Input::Paste(text) if text.len() == MAX_PASTE_BYTES));
        assert_eq!(inputs[1], key("j"));
    }

    proptest! {
        #[test]
        fn any_bytes_in_any_pieces_are_read_alike(
            bytes in proptest::collection::vec(prop_oneof![any::<u8>(), Just(ESC), Just(b'['), Just(b';')], 0..80),
            cut in 0usize..80,
        ) {
            let cut = cut.min(bytes.len());
            let mut whole = Parser::default();
            let mut pieces = Parser::default();
            let meant = whole.feed(&bytes);
            let mut inputs = pieces.feed(&bytes[..cut]);
            inputs.extend(pieces.feed(&bytes[cut..]));
            prop_assert_eq!(inputs, meant);
            prop_assert_eq!(pieces.give_up(), whole.give_up());
            let after = pieces.feed(b"j");
            prop_assert_eq!(after.last(), Some(&key("j")));
        }
    }
}
