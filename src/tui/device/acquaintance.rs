//! Getting to know the terminal: what it is asked, and what follows from its answers.

use crate::text::cells::AmbiguousWidth;
use crate::tui::device::coding::Coding;
use crate::tui::device::multiplex::innermost;
use crate::tui::device::probe::{Nature, Probe, questions};
use crate::tui::device::session::Session;
use crate::tui::input::event::Answer;
use crate::tui::outside::Multiplexer;
use crate::tui::update::{Message, update};
use crate::tui::words::NOTICES;
use encoding_rs::{Encoding, UTF_8};
use std::time::Instant;

impl Session {
    /// Takes an answer of the terminal.
    pub(crate) fn hear(&mut self, answer: Answer) {
        let Some((probe, _)) = &mut self.probe else {
            if matches!(answer, Answer::Position { .. }) {
                self.flow.answered(Instant::now());
            }
            return;
        };
        let nature = probe.hear(answer);
        self.flow.answers |= probe.has_position();
        if let Some(nature) = nature {
            self.probe = None;
            self.get_to_know(nature);
        }
    }

    /// Draws from now on as the terminal turned out to be.
    fn get_to_know(&mut self, nature: Nature) {
        let habits = &mut self.painter.habits;
        habits.synchronizes = nature.synchronizes;
        self.multiplexer = innermost(self.outside.multiplexer, nature.kind);
        if nature.reads == Some(false) {
            if self.coding.name().is_some() && self.outside.encoding.is_none() {
                // The locale came along from elsewhere.
                self.speak(UTF_8);
                return self.ask();
            }
            let spoken = self.coding.name().unwrap_or_else(|| UTF_8.name());
            self.model.say(&NOTICES.not_read, &[spoken]);
            self.is_stale = true;
        }
        let known = self.outside.fixed_width.unwrap_or(nature.ambiguous);
        // Screen answers for itself; what the terminal around it does is not known.
        let is_in_doubt = self.outside.fixed_width.is_none() && known == AmbiguousWidth::Wide;
        self.painter.habits.has_stand_ins = is_in_doubt && self.multiplexer == Multiplexer::Screen;
        if self.model.settings.ambiguous != known {
            update(&mut self.model, Message::Width(known));
            self.is_stale = true;
        }
    }

    /// Speaks to the terminal in this encoding from now on.
    fn speak(&mut self, encoding: &'static Encoding) {
        self.coding = Coding::of(encoding);
        self.model.spoken = self.coding.name();
    }

    /// Asks the terminal about itself, with the next frame.
    pub(crate) fn ask(&mut self) {
        self.probe = Some((Probe::default(), Instant::now()));
        self.painter.forget();
        self.painter.foreword = questions(self.coding.sample());
        self.is_stale = true;
    }
}
