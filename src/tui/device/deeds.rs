//! What the model asks of the outside world, done.

use crate::tui::device::clipboard::{self, MAX_COPIED_BYTES};
use crate::tui::device::editor;
use crate::tui::device::session::{Ending, Session};
use crate::tui::device::signal::stop;
use crate::tui::excerpt::Spot;
use crate::tui::looks::{CONFIGURED, NO_CONFIGURATION, NOT_CONFIGURED, Reread};
use crate::tui::outside::Multiplexer;
use crate::tui::update::Effect;
use crate::tui::words::NOTICES;
use std::fs;
use std::io;
use std::path::Path;

/// Where excerpts are written, in the directory the program was started in.
const EXCERPTS: &str = "duikan-excerpts.txt";

/// Where the review sheet goes, in the directory the program was started in.
const REVIEW_SHEET: &str = "duikan-review.html";

impl Session {
    /// Does what the model asks for.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be set up again; all else is told to the reader.
    pub(crate) fn carry_out(&mut self, effect: Effect) -> io::Result<Ending> {
        match effect {
            Effect::Show => {}
            Effect::Quit => return Ok(Ending::Now),
            Effect::Redraw => self.ask(),
            Effect::Suspend => {
                self.tty.lend(stop)?;
                self.start_over()?;
            }
            Effect::Copy(text) => self.copy(&text)?,
            Effect::Save(text) => self.save(&text),
            Effect::HandOver(page) => self.hand_over(&page),
            Effect::Edit(spot) => self.edit(&spot)?,
            Effect::Configure => self.configure(),
        }
        Ok(Ending::Not)
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        let count = text.chars().count().to_string();
        if MAX_COPIED_BYTES < text.len() {
            self.model.say(&NOTICES.too_long_to_copy, &[&count]);
            return Ok(());
        }
        let multiplexer = self.multiplexer;
        if multiplexer == Multiplexer::Tmux && clipboard::give_to_tmux(text) {
            self.model.say(&NOTICES.copied_by_tmux, &[&count]);
            return Ok(());
        }
        self.model.say(&NOTICES.copied, &[&count]);
        self.tty.send(clipboard::request(text, multiplexer).as_bytes())
    }

    /// Reads the configuration file again; if it makes no sense, everything stays as it is.
    fn configure(&mut self) {
        let language = self.model.settings.language;
        match self.outside.reread.as_ref().map(|Reread(read)| read()) {
            Some(Ok(configured)) => {
                self.model.configure(configured);
                self.model.say(&CONFIGURED, &[]);
            }
            Some(Err(why)) => self.model.say(&NOT_CONFIGURED, &[why.pick(language)]),
            None => self.model.say(&NO_CONFIGURATION, &[]),
        }
    }

    fn save(&mut self, text: &str) {
        match clipboard::append(Path::new(EXCERPTS), text) {
            Ok(()) => self.model.say(&NOTICES.saved, &[EXCERPTS]),
            Err(error) => self.model.say(&NOTICES.not_saved, &[EXCERPTS, &error.to_string()]),
        }
    }

    /// Writes the review sheet beside its place and renames it: a full disk leaves the old one whole.
    fn hand_over(&mut self, page: &str) {
        let draft = format!(".{REVIEW_SHEET}.{}.part", std::process::id());
        let written = fs::write(&draft, page).and_then(|()| fs::rename(&draft, REVIEW_SHEET));
        match written {
            Ok(()) => self.model.say(&NOTICES.saved, &[REVIEW_SHEET]),
            Err(error) => {
                // The first error is the one to report; a draft that stays behind harms nobody.
                let _ = fs::remove_file(&draft);
                self.model.say(&NOTICES.not_saved, &[REVIEW_SHEET, &error.to_string()]);
            }
        }
    }

    /// Opens the reader's editor; afterwards the files are read again.
    fn edit(&mut self, spot: &Spot) -> io::Result<()> {
        if !Path::new(&spot.path).is_file() {
            self.model.say(&NOTICES.no_file, &[]);
            return Ok(());
        }
        let command_line = editor::command_line(self.outside.editor.as_deref(), spot);
        let ended = self.tty.lend(|| editor::run(&command_line))?;
        self.start_over()?;
        match ended {
            Ok(()) => self.model.reload(),
            Err(error) => {
                let program = command_line.first().map(|word| word.to_string_lossy());
                let program = program.unwrap_or_default();
                self.model.say(&NOTICES.no_editor, &[&program, &error.to_string()]);
            }
        }
        Ok(())
    }
}
