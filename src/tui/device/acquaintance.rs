//! Getting to know the terminal: what it is asked, and what follows from its answers.

use crate::text::cells::AmbiguousWidth;
use crate::text::language::{Language, Words, words};
use crate::tui::device::coding::Coding;
use crate::tui::device::multiplex::{innermost, is_tmux_without_utf8};
use crate::tui::device::probe::{HAN_CELLS, Nature, Probe, questions};
use crate::tui::device::session::Session;
use crate::tui::input::event::Answer;
use crate::tui::outside::Multiplexer;
use crate::tui::update::{Message, update};
use encoding_rs::UTF_8;
use std::time::Instant;

/// Ends whatever the terminal took text for that it does not read: a string, a scroll region.
const COME_TO: &str = "\x18\x1b[r";

/// The terminal does not read what it is sent.
const NOT_READ: Words = words(
    "终端不认 {}：请用 --tty-encoding gb18030，或 --plain",
    "not {}: use --tty-encoding gb18030, or --plain",
);

/// The same, of an encoding that was named.
const NOT_READ_AS_NAMED: Words = words(
    "终端不认 {}：请去掉 --tty-encoding，或用 --plain",
    "not {}: leave out --tty-encoding, or use --plain",
);

/// The same, within screen.
const SCREEN_WITHOUT_UTF8: Words = words(
    "screen 不认 {}：请另开 screen -U，或用 --plain",
    "not {}: start a new screen -U, or use --plain",
);

/// tmux lets only ASCII through.
const TMUX_WITHOUT_UTF8: Words = words(
    "tmux 把汉字写成 _：断开后用 tmux -u attach 接回，再按 ^L",
    "tmux shows Chinese as _: detach, tmux -u attach, then ^L",
);

impl Session {
    /// Takes an answer of the terminal.
    pub(crate) fn hear(&mut self, answer: Answer) {
        let is_position = matches!(answer, Answer::Position { .. });
        // What a frame asked before comes before what the terminal says about itself.
        if is_position && (self.flow.awaits_answer() || self.probe.is_none()) {
            return self.flow.answered(Instant::now());
        }
        let Some(probe) = &mut self.probe else { return };
        let nature = probe.hear(answer);
        self.flow.answers |= probe.has_position();
        if let Some(nature) = nature {
            self.probe = None;
            self.get_to_know(nature);
        }
    }

    /// Draws from now on as the terminal turned out to be.
    fn get_to_know(&mut self, nature: Nature) {
        self.painter.habits.synchronizes = nature.synchronizes;
        self.multiplexer = innermost(self.outside.multiplexer, nature.kind);
        let has_room = HAN_CELLS + 2 < self.model.size.width;
        if nature.reads == Some(false) && has_room {
            if self.coding.name().is_some() && self.outside.encoding.is_none() {
                // The locale came along from elsewhere.
                self.speak(Coding::of(UTF_8));
                return self.ask();
            }
            self.is_not_read();
        } else if self.multiplexer == Multiplexer::Tmux && is_tmux_without_utf8() {
            self.say_in_english(&TMUX_WITHOUT_UTF8, &[]);
        } else if let Some(language) = self.own_language.take() {
            self.model.settings.language = language;
            self.is_stale = true;
        }
        let asked = if self.coding.is_plain() { AmbiguousWidth::Narrow } else { nature.ambiguous };
        let fixed = self.outside.fixed_width.filter(|_| !self.coding.is_plain());
        let known = fixed.unwrap_or(asked);
        // Screen answers for itself; what the terminal around it does is not known.
        let is_in_doubt = fixed.is_none() && known == AmbiguousWidth::Wide;
        self.painter.habits.has_stand_ins = is_in_doubt && self.multiplexer == Multiplexer::Screen;
        if self.model.settings.ambiguous != known {
            update(&mut self.model, Message::Width(known));
            self.is_stale = true;
        }
    }

    /// Says that the terminal does not read what it is sent, in what every terminal reads.
    fn is_not_read(&mut self) {
        let spoken = self.coding.name().unwrap_or_else(|| UTF_8.name());
        if self.outside.encoding != Some(UTF_8) {
            self.speak(Coding::plain());
            self.painter.forget();
            COME_TO.clone_into(&mut self.painter.foreword);
        }
        let notice = match self.outside.encoding {
            _ if self.multiplexer == Multiplexer::Screen => &SCREEN_WITHOUT_UTF8,
            Some(encoding) if encoding != UTF_8 => &NOT_READ_AS_NAMED,
            _ => &NOT_READ,
        };
        self.say_in_english(notice, &[spoken]);
    }

    /// Goes over to English, as the terminal shows no Chinese, and says why.
    fn say_in_english(&mut self, notice: &Words, details: &[&str]) {
        let own = self.model.settings.language;
        self.own_language = self.own_language.or(Some(own));
        self.model.settings.language = Language::English;
        self.model.say(notice, details);
        self.is_stale = true;
    }

    /// Speaks to the terminal like this from now on.
    fn speak(&mut self, coding: Coding) {
        self.coding = coding;
        self.model.spoken = self.coding.name();
    }

    /// Says whether the terminal has been asked something and has not answered yet.
    pub(crate) fn awaits_answers(&self) -> bool {
        self.probe.is_some() || self.flow.awaits_answer()
    }

    /// Asks the terminal about itself, with the next frame.
    pub(crate) fn ask(&mut self) {
        if self.coding.is_plain() {
            // It may have been switched over meanwhile.
            self.speak(Coding::of(self.outside.first_encoding()));
        }
        self.probe = Some(Probe::of(self.coding.name().is_none()));
        self.painter.forget();
        self.painter.foreword = questions(self.coding.sample());
        self.is_stale = true;
    }
}
