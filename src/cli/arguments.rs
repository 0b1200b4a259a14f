//! What can be typed: one table, from which parsing, help and the `DUIKAN_*` variables derive.
//!
//! The wording stands in [`crate::cli::help`], because it exists in two languages.

use crate::collate::exempt::Counted;
use crate::tui::outside::TTY_ENCODINGS;
use crate::tui::style::ANSI;
use clap::builder::FalseyValueParser;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum, ValueHint};
use encoding_rs::Encoding;
use std::ffi::OsString;
use std::path::PathBuf;

/// Most sources that can stand without a command: what git passes for a renamed file.
const MAX_SOURCES: usize = 9;

/// What was typed.
#[derive(Debug, Parser)]
#[command(name = "duikan", version)]
#[command(disable_help_flag = true, disable_version_flag = true, disable_help_subcommand = true)]
pub struct Arguments {
    /// The command; without one, the sources are opened on the screen.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Two sources, one collection, or the seven arguments of a git external diff.
    #[arg(value_name = "SOURCE", num_args = 0..=MAX_SOURCES, value_hint = ValueHint::FilePath)]
    pub sources: Vec<OsString>,
    /// Lines instead of the screen.
    #[arg(long, env = "DUIKAN_PLAIN", value_parser = FalseyValueParser::new())]
    pub plain: bool,
    /// Exit code 1 if the two differ.
    #[arg(long, env = "DUIKAN_EXIT_CODE", value_parser = FalseyValueParser::new())]
    pub exit_code: bool,
    /// Options of the screen.
    #[command(flatten)]
    pub screen: ScreenOptions,
    /// Options that every command takes.
    #[command(flatten)]
    pub common: Common,
    /// Prints the version.
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

/// Options of the screen; no command takes them.
#[derive(Debug, Args)]
pub struct ScreenOptions {
    /// Colours; lines have none.
    #[arg(long, env = "DUIKAN_COLOR", value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,
    /// The looks of what is marked.
    #[arg(long, env = "DUIKAN_THEME", value_name = "THEME", default_value = ANSI)]
    pub theme: String,
    /// What the terminal reads, if not UTF-8.
    #[arg(long, env = "DUIKAN_TTY_ENCODING", value_name = "ENCODING", value_parser = tty_encoding)]
    pub tty_encoding: Option<&'static Encoding>,
    /// Reads the files again as soon as they change.
    #[arg(long, env = "DUIKAN_WATCH", value_parser = FalseyValueParser::new())]
    pub watch: bool,
    /// Does not let the terminal move rows by itself.
    #[arg(long, env = "DUIKAN_NO_REGION", value_parser = FalseyValueParser::new())]
    pub no_region: bool,
}

/// Options that every command takes.
#[derive(Debug, Args)]
pub struct Common {
    /// The language of screen and messages.
    #[arg(long, global = true, env = "DUIKAN_LANG", value_name = "LANGUAGE")]
    pub lang: Option<Lang>,
    /// Cells of ambiguous characters.
    #[arg(long, global = true, env = "DUIKAN_AMBIWIDTH", value_name = "CELLS")]
    #[arg(default_value = "auto")]
    pub ambiwidth: Ambiwidth,
    /// The configuration file.
    #[arg(long, global = true, env = "DUIKAN_CONFIG", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub config: Option<PathBuf>,
    /// A profile of the configuration file.
    #[arg(long, global = true, env = "DUIKAN_PROFILE", value_name = "PROFILE")]
    pub profile: Option<String>,
    /// The encoding of the files, where they are plain text, Markdown or HTML.
    #[arg(long, global = true, env = "DUIKAN_ENCODING", value_name = "ENCODING")]
    #[arg(value_parser = encoding)]
    pub encoding: Option<&'static Encoding>,
    /// Which citations are counted as shared text.
    #[arg(long, global = true, env = "DUIKAN_COUNT", value_name = "CLASSES")]
    #[arg(default_value = "none", value_parser = counted)]
    pub count: Counted,
    /// Documents in which stock phrases are counted, besides the background that is shipped.
    #[arg(long, global = true, env = "DUIKAN_BACKGROUND", value_name = "SOURCE")]
    #[arg(value_hint = ValueHint::FilePath)]
    pub background: Vec<OsString>,
    /// The directory in which marks are kept.
    #[arg(long, global = true, env = "DUIKAN_STATE_DIR", value_name = "DIRECTORY")]
    #[arg(value_hint = ValueHint::DirPath)]
    pub state_dir: Option<PathBuf>,
    /// Keeps nothing, and reads nothing that was kept.
    #[arg(long, global = true, env = "DUIKAN_NO_STATE", value_parser = FalseyValueParser::new())]
    pub no_state: bool,
    /// Prints the help.
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
}

/// Returns the encoding of this name, in any of the spellings that web pages use.
fn encoding(label: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(label.as_bytes()).ok_or_else(|| label.to_owned())
}

/// Returns which citations a list names.
fn counted(list: &str) -> Result<Counted, String> {
    Counted::of_list(list).ok_or_else(|| list.to_owned())
}

/// Returns the encoding of this name, if a terminal can be spoken to in it.
///
/// # Errors
///
/// Returns the name if there is no such encoding, or none with ASCII and Chinese characters in it.
pub fn tty_encoding(label: &str) -> Result<&'static Encoding, String> {
    // As locales write it: zh_CN.eucCN, zh_HK.big5hkscs.
    let label = match label.to_ascii_lowercase().as_str() {
        "euccn" => "gbk",
        "eucjp" => "euc-jp",
        "euckr" => "euc-kr",
        "big5hkscs" => "big5",
        _ => label,
    }
    .to_owned();
    encoding(&label).ok().filter(|found| TTY_ENCODINGS.contains(found)).ok_or(label)
}

/// What to do other than open the screen.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Writes the comparison of two reports.
    Compare {
        /// The report on the left, usually the older one.
        #[arg(value_name = "LEFT", value_hint = ValueHint::FilePath)]
        left: OsString,
        /// The report on the right.
        #[arg(value_name = "RIGHT", value_hint = ValueHint::FilePath)]
        right: OsString,
        /// How and where.
        #[command(flatten)]
        output: Output<SheetFormat>,
    },
    /// Writes how much each pair of reports shares.
    Matrix {
        /// Files or single reports of them.
        #[arg(value_name = "SOURCE", required = true, num_args = 1.., value_hint = ValueHint::FilePath)]
        sources: Vec<OsString>,
        /// How and where.
        #[command(flatten)]
        output: Output<TableFormat>,
    },
    /// Writes for each sentence of a report its nearest source among others.
    Sources {
        /// The report.
        #[arg(value_name = "SOURCE", value_hint = ValueHint::FilePath)]
        source: OsString,
        /// Files, single reports of them or folders in which sources are looked for.
        #[arg(value_name = "OTHER", num_args = 0.., value_hint = ValueHint::FilePath)]
        others: Vec<OsString>,
        /// How and where.
        #[command(flatten)]
        output: Output<TableFormat>,
    },
    /// Writes the reports and sections of a file.
    Outline {
        /// The file or one report of it.
        #[arg(value_name = "SOURCE", value_hint = ValueHint::FilePath)]
        source: OsString,
        /// How and where.
        #[command(flatten)]
        output: Output,
    },
    /// Writes the figures of a file, or the ledger of two reports.
    Figures {
        /// The file or one report of it.
        #[arg(value_name = "SOURCE", value_hint = ValueHint::FilePath)]
        source: OsString,
        /// The report whose figures are held against those of the first.
        #[arg(value_name = "RIGHT", value_hint = ValueHint::FilePath)]
        against: Option<OsString>,
        /// How and where.
        #[command(flatten)]
        output: Output<TableFormat>,
    },
    /// Writes the decoded text that every offset refers to.
    Text {
        /// The file.
        #[arg(value_name = "SOURCE", value_hint = ValueHint::FilePath)]
        source: OsString,
        /// The file to write instead of standard output.
        #[arg(short = 'o', long = "output", env = "DUIKAN_OUTPUT", value_name = "FILE")]
        file: Option<PathBuf>,
    },
    /// Writes the table of rules.
    Rules,
    /// Writes the keys in force.
    Keys,
    /// Writes the options in force.
    Config,
    /// Writes what a shell needs to complete commands, options and their values.
    Completions {
        /// The shell.
        #[arg(value_name = "SHELL")]
        shell: Shell,
    },
    /// Writes the manual page.
    Man,
}

/// How and where a result is written.
#[derive(Clone, Debug, Args)]
pub struct Output<F: ValueEnum + Send + Sync + 'static = Format> {
    /// The form.
    #[arg(short, long, env = "DUIKAN_FORMAT", value_name = "FORMAT", default_value = "text")]
    pub format: F,
    /// The file to write instead of standard output.
    #[arg(short = 'o', long = "output", env = "DUIKAN_OUTPUT", value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// A form of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Lines for people and pipes.
    Text,
    /// The JSON contract.
    Json,
}

/// A form of what is a table: figures, pairs of reports, sources of sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// Lines for people and pipes.
    Text,
    /// The JSON contract.
    Json,
    /// Comma-separated values for a spreadsheet.
    Csv,
}

/// A form of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SheetFormat {
    /// Lines for people and pipes.
    Text,
    /// The JSON contract.
    Json,
    /// The review sheet for wikis, mails and version control.
    Markdown,
    /// The review sheet for a browser and for paper.
    Html,
    /// The review sheet for Word, with tracked changes.
    Docx,
    /// The ledger of figures for a spreadsheet.
    Csv,
}

/// A shell that can complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// The GNU shell.
    Bash,
    /// The Z shell.
    Zsh,
    /// The friendly interactive shell.
    Fish,
}

/// A language of screen and messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// 中文.
    Zh,
    /// English.
    En,
}

/// Cells of ambiguous characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Ambiwidth {
    /// As the terminal answers; lines take one.
    Auto,
    /// One.
    #[value(name = "1")]
    One,
    /// Two.
    #[value(name = "2")]
    Two,
    /// Two are kept free, whatever the terminal takes.
    Safe,
}

/// When the screen has colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// Unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
    /// Never, and no attributes: brackets around what is marked.
    Brackets,
}
