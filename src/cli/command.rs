//! One function per command.

use crate::cli::arguments::{Arguments, Command, Format, Output, SheetFormat, Shell, TableFormat};
use crate::cli::error::{Error, Kind, message};
use crate::cli::gather::{Collated, figures_of};
use crate::cli::genre::{background, background_of_folders, in_force};
use crate::cli::manual;
use crate::cli::many;
use crate::cli::output::{deliver, refuse_to_overwrite};
use crate::cli::pairing::{COLLATING, is_of_folders, paired};
use crate::cli::preferences::written_keys;
use crate::cli::run::Exit;
use crate::cli::screen;
use crate::cli::shelf::{Chosen, Shelf};
use crate::cli::source::{Source, is_stdin_twice, parse};
use crate::config::Settings;
use crate::export::review_sheet::ReviewSheet;
use crate::export::subject::{Figures, Unread};
use crate::export::text::page::Reader;
use crate::export::{csv, docx, html, json, markdown, text};
use crate::intake::document::Document;
use crate::report::model::Report;
use crate::text::cells::disarmed;
use crate::text::side::Sided;
use crate::tui::looks::Looks;
use crate::tui::outside::Outside;
use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

/// What a command works with.
pub struct Desk<'a> {
    /// The files.
    pub shelf: Shelf<'a>,
    /// Standard output.
    pub stdout: &'a mut dyn Write,
    /// Where notes go.
    pub stderr: &'a mut dyn Write,
    /// Documents in which stock phrases are counted as well.
    pub background: Vec<OsString>,
    /// The choices in force.
    pub settings: Settings,
    /// Whether standard output is a terminal.
    pub is_terminal: bool,
    /// Whether there is a screen to draw on.
    pub can_draw: bool,
    /// What the screen needs of the world around it.
    pub outside: Outside,
    /// Keys and looks.
    pub looks: Looks,
    /// Every option in force and the looks, as a configuration file.
    pub in_force: String,
}

impl Desk<'_> {
    /// Says for whom lines are written.
    pub fn reader(&self) -> Reader {
        Reader { language: self.settings.language, ambiguous: self.settings.ambiguous }
    }

    /// Tells which files of a folder could not be read.
    pub fn tell_unread(&mut self, unread: &[Unread]) {
        for unread in unread {
            let told = disarmed(&unread.told(self.settings.language));
            // Whether anybody reads it does not change the result.
            let _ = writeln!(self.stderr, "duikan: {told}");
        }
    }

    /// Tells what was odd about the files; the result goes elsewhere, so nothing is mixed up.
    pub fn tell_notes(&mut self) {
        for document in self.shelf.documents() {
            for note in &document.notes {
                let message = self.settings.language.pick(&note.kind.words());
                let message = message.replace("{}", &note.detail);
                // Whether anybody reads the note does not change the result.
                let _ = writeln!(self.stderr, "duikan: {}: {message}", disarmed(&document.name));
            }
        }
    }
}

/// Does what was typed.
///
/// # Errors
///
/// Fails if a source cannot be read or the result cannot be written.
pub fn dispatch(desk: &mut Desk, arguments: Arguments) -> Result<Exit, Error> {
    match arguments.command {
        None => screen::open(desk, &arguments.sources, arguments.exit_code),
        Some(_) if !arguments.sources.is_empty() => {
            Err(screen::command_among_sources(&arguments.sources))
        }
        Some(Command::Compare { left, right, output }) => compare(desk, &left, &right, &output),
        Some(Command::Matrix { sources, output }) => many::matrix(desk, &sources, &output),
        Some(Command::Sources { source, others, output }) => {
            many::sources(desk, &source, &others, &output)
        }
        Some(Command::Outline { source, output }) => outline(desk, &source, &output),
        Some(Command::Figures { source, against: None, output }) => figures(desk, &source, &output),
        Some(Command::Figures { source, against: Some(right), output }) => {
            figure_ledger(desk, &source, &right, &output)
        }
        Some(Command::Text { source, file }) => decoded_text(desk, &source, file.as_deref()),
        Some(Command::Rules) => rules(desk),
        Some(Command::Keys) => {
            let written = written_keys(&desk.looks.keymap, desk.settings.language);
            write_all(desk, &written)
        }
        Some(Command::Config) => {
            let written = std::mem::take(&mut desk.in_force);
            write_all(desk, &written)
        }
        Some(Command::Completions { shell }) => completions(desk, shell),
        Some(Command::Man) => manual_page(desk),
    }
}

/// Reads a source as it was typed.
pub fn source(typed: &OsStr) -> Source {
    parse(typed, |path| Path::new(path).exists())
}

fn compare(
    desk: &mut Desk,
    left: &OsStr,
    right: &OsStr,
    output: &Output<SheetFormat>,
) -> Result<Exit, Error> {
    let sources = [source(left), source(right)];
    refuse_to_overwrite(output.file.as_deref(), &sources)?;
    let [left, right] = sources;
    let sources = Sided::new(left, right);
    if is_of_folders(&sources) {
        return compare_folders(desk, &sources, output);
    }
    let sides = both(&mut desk.shelf, &sources)?;
    write_comparison(desk, &sides, output)
}

/// Pairs the files of two folders, writes the pairs and says whether anything differs.
///
/// # Errors
///
/// Fails if a folder cannot be read or the result cannot be written.
pub fn compare_folders(
    desk: &mut Desk,
    sources: &Sided<Source>,
    output: &Output<SheetFormat>,
) -> Result<Exit, Error> {
    if !matches!(output.format, SheetFormat::Text | SheetFormat::Json) {
        return Err(no_sheet_of_folders());
    }
    let named = background_of_folders(desk, sources)?;
    let (held, counted) = (in_force(named.as_ref()), desk.settings.counted);
    let paired = paired(&mut desk.shelf, sources, counted, held)?;
    let editions = paired.editions();
    let folders = paired.folders(&editions);
    let reader = desk.reader();
    deliver(output.file.as_deref(), desk.stdout, |out| match output.format {
        SheetFormat::Json => json::folders::write(out, folders, reader.language),
        _ => text::folders::write(out, folders, reader),
    })?;
    Ok(if folders.differs() { Exit::Different } else { Exit::Success })
}

fn no_sheet_of_folders() -> Error {
    let zh = "两个目录的对应只输出 text 或 json";
    let en = "the pairs of two folders are written as text or json only";
    Error::new(Kind::Usage, message(zh, en)).hinted(
        "意见表请逐对输出：duikan compare 左/甲.docx 右/甲.docx -f html",
        "write a review sheet of one pair: duikan compare LEFT/a.docx RIGHT/a.docx -f html",
    )
}

/// Reads the two reports to compare.
///
/// # Errors
///
/// Fails if a source cannot be read or both are the same text of standard input.
pub fn both(shelf: &mut Shelf, sources: &Sided<Source>) -> Result<Sided<Chosen>, Error> {
    if is_stdin_twice(&sources.left, &sources.right) {
        return Err(Error::new(
            Kind::Usage,
            message("左右都是标准输入", "both sides are standard input"),
        )
        .hinted(
            "请给其中一侧写文件名，或用 -#1 -#2 指明其中两篇",
            "name a file for one of them, or two reports of it: -#1 -#2",
        ));
    }
    shelf.both(sources)
}

/// Collates two reports, writes the result and says whether they differ.
///
/// # Errors
///
/// Fails if the result cannot be written.
pub fn write_comparison(
    desk: &mut Desk,
    sides: &Sided<Chosen>,
    output: &Output<SheetFormat>,
) -> Result<Exit, Error> {
    let named = background(desk, &[&sides.left, &sides.right])?;
    let (held, counted) = (in_force(named.as_ref()), desk.settings.counted);
    let cabinet = desk.outside.cabinet.as_ref();
    let collate = || Collated::of(sides.as_ref(), cabinet, counted, held);
    let collated = desk.shelf.progress().while_working(&COLLATING, collate);
    let comparison = collated.comparison();
    let reader = desk.reader();
    let sheet = || ReviewSheet::of(comparison, reader.language);
    deliver(output.file.as_deref(), desk.stdout, |out| match output.format {
        SheetFormat::Text => text::comparison::write(out, comparison, reader),
        SheetFormat::Json => json::comparison::write(out, comparison, reader.language),
        SheetFormat::Markdown => markdown::page::write(out, &sheet()),
        SheetFormat::Html => html::page::write(out, &sheet()),
        SheetFormat::Docx => docx::write(out, &sheet()),
        SheetFormat::Csv => csv::ledger::write(out, comparison, reader.language),
    })?;
    Ok(if comparison.differs() { Exit::Different } else { Exit::Success })
}

fn outline(desk: &mut Desk, typed: &OsStr, output: &Output) -> Result<Exit, Error> {
    let (document, reports) = one_file(desk, typed, output.file.as_deref())?;
    let reader = desk.reader();
    write(desk, output, |out| match output.format {
        Format::Text => text::outline::write(out, &document, &reports, reader),
        Format::Json => json::outline::write(out, &document, &reports),
    })
}

fn figures(desk: &mut Desk, typed: &OsStr, output: &Output<TableFormat>) -> Result<Exit, Error> {
    let (document, reports) = one_file(desk, typed, output.file.as_deref())?;
    let figures = figures_of(&document, &reports);
    let subject = Figures { document: &document, figures: &figures };
    let reader = desk.reader();
    deliver(output.file.as_deref(), desk.stdout, |out| match output.format {
        TableFormat::Text => text::figures::write(out, subject, reader),
        TableFormat::Json => json::figure::write(out, subject),
        TableFormat::Csv => csv::figures::write(out, subject, reader.language),
    })?;
    Ok(Exit::Success)
}

/// Writes what became of the figures of one report in another.
fn figure_ledger(
    desk: &mut Desk,
    left: &OsStr,
    right: &OsStr,
    output: &Output<TableFormat>,
) -> Result<Exit, Error> {
    let sources = [source(left), source(right)];
    refuse_to_overwrite(output.file.as_deref(), &sources)?;
    let [left, right] = sources;
    let sides = both(&mut desk.shelf, &Sided::new(left, right))?;
    desk.tell_notes();
    let named = background(desk, &[&sides.left, &sides.right])?;
    let (held, counted) = (in_force(named.as_ref()), desk.settings.counted);
    let cabinet = desk.outside.cabinet.as_ref();
    let collate = || Collated::of(sides.as_ref(), cabinet, counted, held);
    let collated = desk.shelf.progress().while_working(&COLLATING, collate);
    let comparison = collated.comparison();
    let reader = desk.reader();
    deliver(output.file.as_deref(), desk.stdout, |out| match output.format {
        TableFormat::Text => text::comparison::ledger(out, comparison, reader),
        TableFormat::Json => json::ledger::write(out, comparison),
        TableFormat::Csv => csv::ledger::write(out, comparison, reader.language),
    })?;
    Ok(Exit::Success)
}

/// Reads one file and the reports that were asked for.
fn one_file(
    desk: &mut Desk,
    typed: &OsStr,
    file: Option<&Path>,
) -> Result<(Arc<Document>, Vec<Report>), Error> {
    let source = [source(typed)];
    refuse_to_overwrite(file, &source)?;
    let found = desk.shelf.reports(&source[0])?;
    desk.tell_notes();
    Ok(found)
}

/// Writes the decoded text as it is; only a terminal gets stand-ins for control characters.
fn decoded_text(desk: &mut Desk, typed: &OsStr, file: Option<&Path>) -> Result<Exit, Error> {
    let source = [source(typed)];
    refuse_to_overwrite(file, &source)?;
    let document = desk.shelf.document(&source[0])?;
    desk.tell_notes();
    let goes_to_terminal = desk.is_terminal && file.is_none();
    deliver(file, desk.stdout, |out| {
        if !goes_to_terminal {
            return out.write_all(document.text.as_bytes());
        }
        document.text.lines().try_for_each(|line| writeln!(out, "{}", disarmed(line)))
    })?;
    Ok(Exit::Success)
}

fn rules(desk: &mut Desk) -> Result<Exit, Error> {
    let reader = desk.reader();
    deliver(None, desk.stdout, |out| text::rules::write(out, reader))?;
    Ok(Exit::Success)
}

fn completions(desk: &mut Desk, shell: Shell) -> Result<Exit, Error> {
    let language = desk.settings.language;
    deliver(None, desk.stdout, |out| manual::completions(out, shell, language))?;
    Ok(Exit::Success)
}

fn manual_page(desk: &mut Desk) -> Result<Exit, Error> {
    let language = desk.settings.language;
    deliver(None, desk.stdout, |out| manual::page(out, language))?;
    Ok(Exit::Success)
}

fn write_all(desk: &mut Desk, written: &str) -> Result<Exit, Error> {
    deliver(None, desk.stdout, |out| out.write_all(written.as_bytes()))?;
    Ok(Exit::Success)
}

fn write(
    desk: &mut Desk,
    output: &Output,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<Exit, Error> {
    deliver(output.file.as_deref(), desk.stdout, write)?;
    Ok(Exit::Success)
}
