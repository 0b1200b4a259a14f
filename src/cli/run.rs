//! From what was typed to an exit code.

use crate::cli::arguments::{Ambiwidth, Arguments, ColorChoice, Lang, tty_encoding};
use crate::cli::command::{Desk, dispatch};
use crate::cli::error::{Error, Kind};
use crate::cli::preferences::{Preferences, in_force, written_theme};
use crate::cli::progress::Progress;
use crate::cli::recode::Recoded;
use crate::cli::shelf::Shelf;
use crate::cli::source::without_dash;
use crate::cli::stage::{locale_encoding, outside};
use crate::cli::{help, output, usage};
use crate::config::environment::{
    Lookup, asks_for_no_color, locale_language, terminal_has_no_color, terminal_is_dumb, variable,
};
use crate::config::{Color, Settings};
use crate::finding::model::Message;
use crate::intake::reading::Options;
use crate::text::cells::AmbiguousWidth;
use crate::text::language::Language;
use crate::tui::looks::{Configured, Reread};
use crate::tui::outside::Outside;
use clap::{CommandFactory, FromArgMatches, ValueEnum};
use encoding_rs::{Encoding, UTF_8};
use std::ffi::{OsStr, OsString};
use std::io::{Read, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All went well; for `compare`, the two are the same.
    Success,
    /// The two differ.
    Different,
    /// Something could not be done.
    Trouble,
}

/// What the program finds around it.
pub struct Surroundings<'a> {
    /// Standard input.
    pub stdin: &'a mut dyn Read,
    /// Standard output.
    pub stdout: &'a mut dyn Write,
    /// Where errors and notes go.
    pub stderr: &'a mut dyn Write,
    /// Whether standard output is a terminal.
    pub is_terminal: bool,
    /// Whether errors and notes go to a terminal.
    pub tells_terminal: bool,
    /// The environment.
    pub lookup: Lookup<'a>,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Success => ExitCode::SUCCESS,
            Exit::Different => ExitCode::from(1),
            Exit::Trouble => ExitCode::from(2),
        }
    }
}

/// Does what was typed; the first of `typed` is the name of the program.
pub fn run(typed: &[OsString], surroundings: Surroundings) -> Exit {
    let mut language = language_before_parsing(typed, surroundings.lookup);
    let Surroundings { stdin, stdout, stderr, is_terminal, tells_terminal, lookup } = surroundings;
    let preferences = preferences_before_parsing(typed, lookup);
    let encoding = encoding_before_parsing(typed, lookup, preferences.as_ref().ok());
    let stdout = &mut Recoded::new(stdout, encoding.filter(|_| is_terminal));
    let stderr = &mut Recoded::new(stderr, encoding.filter(|_| tells_terminal));
    let done = preferences.and_then(|preferences| {
        let is_open = named_before_parsing(typed, lookup, "lang").is_none();
        let written = preferences.option("lang").filter(|_| is_open);
        let written = written.and_then(|name| Lang::from_str(name, false).ok());
        language = written.map_or(language, language_of);
        let parsed = parsed(typed, language, stdout, &preferences)?;
        let Some((arguments, in_force)) = parsed else { return Ok(Exit::Success) };
        let can_draw = is_terminal && !terminal_is_dumb(lookup) && !arguments.plain;
        let settings = settings(&arguments, lookup);
        let options = Options { encoding: arguments.common.encoding };
        // A line that is written over and over is noise to a screen reader.
        let is_shown = tells_terminal && !terminal_is_dumb(lookup) && !arguments.plain;
        let progress = Progress { is_shown, language: settings.language, encoding };
        let shelf = Shelf::new(stdin, options).telling(progress);
        let reread = reread(&preferences, typed, lookup);
        let outside = Outside { reread, ..outside(&arguments, lookup) };
        let theme = &arguments.screen.theme;
        let looks = preferences.looks(Some(theme))?;
        let in_force = format!("{in_force}\n{}", written_theme(theme, &looks.theme));
        let background = arguments.common.background.clone();
        let mut desk = Desk {
            shelf,
            stdout,
            stderr,
            background,
            settings,
            is_terminal,
            can_draw,
            outside,
            looks,
            in_force,
        };
        dispatch(&mut desk, arguments)
    });
    match done {
        Ok(exit) => exit,
        Err(error) if error.kind == Kind::ReaderGone => Exit::Success,
        Err(error) => {
            // Whether anybody hears the complaint does not change the exit code.
            let _ = stderr.write_all(error.lines(language).as_bytes());
            Exit::Trouble
        }
    }
}

/// Parses what was typed, and says what is in force; `None` if that asked for help or the version, which are then written.
fn parsed(
    typed: &[OsString],
    language: Language,
    stdout: &mut dyn Write,
    preferences: &Preferences,
) -> Result<Option<(Arguments, String)>, Error> {
    let command = help::localized(preferences.applied(Arguments::command()), language);
    let typed: Vec<&OsStr> = typed.iter().map(|typed| without_dash(typed)).collect();
    let typed = with_help_as_option(&typed, |name| Path::new(name).exists());
    let matches = command.try_get_matches_from(&typed);
    let arguments = matches.and_then(|matches| {
        let in_force = in_force(&matches, preferences, language);
        Arguments::from_arg_matches(&matches).map(|arguments| (arguments, in_force))
    });
    match arguments {
        Ok(arguments) => Ok(Some(arguments)),
        Err(objection) if objection.use_stderr() => Err(usage::error(&objection, &typed)),
        Err(asked) => {
            output::deliver(None, stdout, |out| write!(out, "{}", asked.render()))?;
            Ok(None)
        }
    }
}

/// Returns `help` and `help compare` as `--help` and `compare --help`, unless a file is called so.
fn with_help_as_option<'a>(typed: &[&'a OsStr], exists: impl Fn(&OsStr) -> bool) -> Vec<&'a OsStr> {
    match typed {
        [program, word, rest @ ..] if *word == "help" && !exists(word) => {
            let help = OsStr::new("--help");
            [*program].into_iter().chain(rest.iter().copied()).chain([help]).collect()
        }
        _ => typed.to_vec(),
    }
}

/// Finds the language before anything is parsed, because the help and the objections need it.
fn language_before_parsing(typed: &[OsString], lookup: Lookup) -> Language {
    let name = named_before_parsing(typed, lookup, "lang").unwrap_or_default();
    Lang::from_str(&name, false).map_or_else(|_| locale_language(lookup), language_of)
}

/// Finds what a terminal reads before anything is parsed, because objections are written in it; `None` for UTF-8.
fn encoding_before_parsing(
    typed: &[OsString],
    lookup: Lookup,
    preferences: Option<&Preferences>,
) -> Option<&'static Encoding> {
    const NAME: &str = "tty-encoding";
    let named = named_before_parsing(typed, lookup, NAME);
    let named = named.or_else(|| preferences?.option(NAME).map(str::to_owned));
    let named = named.and_then(|named| tty_encoding(&named).ok());
    named.or_else(|| locale_encoding(lookup)).filter(|encoding| *encoding != UTF_8)
}

/// Reads the configuration file, whose options take the place of the defaults.
fn preferences_before_parsing(typed: &[OsString], lookup: Lookup) -> Result<Preferences, Error> {
    let named = named_before_parsing(typed, lookup, "config");
    let profile = named_before_parsing(typed, lookup, "profile");
    Preferences::read(named, profile.as_deref(), lookup)
}

/// Returns how the configuration file is read again; what was typed or stands in a variable stays. `None` where there
/// is no place for a file.
fn reread(preferences: &Preferences, typed: &[OsString], lookup: Lookup) -> Option<Reread> {
    let path = preferences.path.as_ref()?.display().to_string();
    let profile = named_before_parsing(typed, lookup, "profile");
    let [theme, lang, color] =
        ["theme", "lang", "color"].map(|name| named_before_parsing(typed, lookup, name));
    let (usual, is_bare) = (locale_language(lookup), is_bare(lookup));
    let read = move || {
        let read = Preferences::read(Some(path.clone()), profile.as_deref(), &|_| None);
        let looks = read.and_then(|preferences| {
            let lang = lang.as_deref().or_else(|| preferences.option("lang"));
            let lang = lang.and_then(|name| Lang::from_str(name, false).ok());
            let color = color.as_deref().or_else(|| preferences.option("color"));
            let color = color.and_then(|name| ColorChoice::from_str(name, false).ok());
            Ok(Configured {
                looks: preferences.looks(theme.as_deref())?,
                language: lang.map_or(usual, language_of),
                color: palette(color.unwrap_or(ColorChoice::Auto), is_bare),
            })
        });
        // The reader knows which file it is, and the status line is short.
        let bare = |said: &str| {
            said.trim_start_matches(&path).trim_start_matches(['：', ':', ' ']).to_owned()
        };
        looks.map_err(|error| Message { zh: bare(&error.message.zh), en: bare(&error.message.en) })
    };
    Some(Reread(Arc::new(read)))
}

/// Returns the value of an option before anything is parsed: as it was typed, or that of its variable.
fn named_before_parsing(typed: &[OsString], lookup: Lookup, name: &str) -> Option<String> {
    let options = typed.iter().skip(1).map_while(|typed| typed.to_str().filter(|t| *t != "--"));
    let options: Vec<&str> = options.collect();
    let (apart, joined) = (format!("--{name}"), format!("--{name}="));
    let apart = options.windows(2).find(|pair| pair[0] == apart).map(|pair| pair[1]);
    let joined = || options.iter().find_map(|option| option.strip_prefix(joined.as_str()));
    let value = apart.or_else(joined).map(str::to_owned);
    let name = name.to_ascii_uppercase().replace('-', "_");
    value.or_else(|| variable(lookup, &format!("DUIKAN_{name}")))
}

fn language_of(lang: Lang) -> Language {
    match lang {
        Lang::Zh => Language::Chinese,
        Lang::En => Language::English,
    }
}

fn settings(arguments: &Arguments, lookup: Lookup) -> Settings {
    let common = &arguments.common;
    Settings {
        language: common.lang.map_or_else(|| locale_language(lookup), language_of),
        ambiguous: match common.ambiwidth {
            Ambiwidth::Auto | Ambiwidth::Safe | Ambiwidth::One => AmbiguousWidth::Narrow,
            Ambiwidth::Two => AmbiguousWidth::Wide,
        },
        counted: common.count,
        color: palette(arguments.screen.color, is_bare(lookup)),
    }
}

/// Says whether there are to be no colours unless they are asked for.
fn is_bare(lookup: Lookup) -> bool {
    asks_for_no_color(lookup) || terminal_has_no_color(lookup)
}

fn palette(choice: ColorChoice, is_bare: bool) -> Color {
    match choice {
        ColorChoice::Brackets => Color::Brackets,
        ColorChoice::Always => Color::Sixteen,
        ColorChoice::Auto if !is_bare => Color::Sixteen,
        ColorChoice::Auto | ColorChoice::Never => Color::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(typed: &[&str], lang: Option<&str>) -> Language {
        let typed: Vec<OsString> = ["duikan"].iter().chain(typed).map(Into::into).collect();
        let lookup = |name: &str| lang.filter(|_| name == "DUIKAN_LANG").map(str::to_owned);
        language_before_parsing(&typed, &lookup)
    }

    #[test]
    fn what_a_terminal_reads_is_known_before_anything_is_parsed() {
        let found = |typed: &[&str], variables: &'static [(&str, &str)]| {
            let typed: Vec<OsString> = ["duikan"].iter().chain(typed).map(Into::into).collect();
            let lookup = |name: &str| {
                let known = variables.iter().find(|(known, _)| *known == name);
                known.map(|(_, value)| (*value).to_owned())
            };
            encoding_before_parsing(&typed, &lookup, None).map(Encoding::name)
        };
        assert_eq!(found(&["a"], &[("LANG", "zh_CN.GBK")]), Some("GBK"));
        assert_eq!(found(&["a"], &[("LANG", "C"), ("DUIKAN_TTY_ENCODING", "gbk")]), Some("GBK"));
        let typed = ["--tty-encoding", "utf-8", "a"];
        assert_eq!(found(&typed, &[("LANG", "zh_CN.GBK")]), None);
        assert_eq!(found(&["a"], &[("LANG", "zh_CN.UTF-8")]), None);
    }

    #[test]
    fn language_is_known_before_anything_is_parsed() {
        assert_eq!(spoken(&["--lang", "en", "--wrong"], Some("zh")), Language::English);
        assert_eq!(spoken(&["a", "--lang=en"], None), Language::English);
        assert_eq!(spoken(&["a"], Some("en")), Language::English);
        assert_eq!(spoken(&["--lang", "fr"], None), Language::Chinese);
        assert_eq!(spoken(&["--", "--lang=en"], None), Language::Chinese);
    }
}
