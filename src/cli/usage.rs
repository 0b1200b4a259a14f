//! What clap objects to, in both languages.

use crate::cli::arguments::Arguments;
use crate::cli::error::{Error, Kind, message};
use crate::text::language::{Words, words};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory};
use std::ffi::OsStr;
use std::path::Path;

/// Most slips of the fingers for which a word still counts as a command.
const MAX_SLIPS: usize = 2;

/// What clap can object to; `{arg}` and `{value}` stand for what was typed.
const OBJECTIONS: [(ErrorKind, Words); 10] = [
    (ErrorKind::UnknownArgument, words("没有 {arg} 这个选项", "there is no option {arg}")),
    (ErrorKind::InvalidSubcommand, words("没有这个命令：{value}", "there is no command {value}")),
    (ErrorKind::InvalidValue, words("{arg} 不能是“{value}”", "{arg} cannot be '{value}'")),
    (ErrorKind::ValueValidation, words("{arg} 不能是“{value}”", "{arg} cannot be '{value}'")),
    (ErrorKind::MissingRequiredArgument, words("缺少 {arg}", "{arg} is missing")),
    (ErrorKind::TooManyValues, words("多出了“{value}”", "'{value}' is too much")),
    (ErrorKind::InvalidUtf8, words("参数不是合法的 UTF-8", "an argument is not valid UTF-8")),
    (ErrorKind::TooFewValues, words("{arg} 给得不够", "{arg} needs more values")),
    (
        ErrorKind::WrongNumberOfValues,
        words("{arg} 的个数不对", "{arg} has a wrong number of values"),
    ),
    (
        ErrorKind::ArgumentConflict,
        words("{arg} 重复或与别的选项冲突", "{arg} is doubled or excludes another"),
    ),
];

/// A word that is no option and has no place.
const SURPLUS: Words = words("多出了“{arg}”", "'{arg}' is too much");

/// An option without what it needs.
const NO_VALUE: Words = words("{arg} 后面缺少值", "{arg} needs a value");

/// Returns clap's objection as an error of ours; the first of `words` is the name of the program.
pub fn error(objection: &clap::Error, words: &[&OsStr]) -> Error {
    if let Err(error) = refuse_mistyped_command(words.get(1..).unwrap_or_default()) {
        return error;
    }
    let typed = |kind| objection.get(kind).map(shown).unwrap_or_default();
    let argument = typed(ContextKind::InvalidArg);
    let value = match objection.kind() {
        ErrorKind::InvalidSubcommand => typed(ContextKind::InvalidSubcommand),
        _ => typed(ContextKind::InvalidValue),
    };
    let Some(wording) = wording(objection.kind(), &argument, &value) else {
        let said = objection.to_string();
        let said = said.trim_start_matches("error: ").lines().next().unwrap_or_default();
        return with_help(Error::new(Kind::Usage, message(said, said)), words);
    };
    let place = variable_at_fault(&argument, words).unwrap_or(argument);
    let filled = |words: &str| words.replace("{arg}", &place).replace("{value}", &value);
    let error = Error::new(Kind::Usage, message(filled(wording.zh), filled(wording.en)));
    let possible = [ContextKind::ValidValue, ContextKind::SuggestedArg].map(typed).concat();
    if possible.is_empty() {
        return with_help(error, words);
    }
    error.hinted(format!("可以是 {possible}"), format!("it can be {possible}"))
}

fn wording(kind: ErrorKind, argument: &str, value: &str) -> Option<Words> {
    match kind {
        ErrorKind::UnknownArgument if !argument.starts_with('-') => Some(SURPLUS),
        ErrorKind::InvalidValue if value.is_empty() => Some(NO_VALUE),
        _ => OBJECTIONS.iter().find(|(known, _)| *known == kind).map(|(_, words)| *words),
    }
}

/// Returns the variable that set an option which nobody typed.
///
/// clap objects in the name of the option (`--lang <LANGUAGE>`) wherever the value came from.
fn variable_at_fault(argument: &str, words: &[&OsStr]) -> Option<String> {
    let long = argument.strip_prefix("--")?.split(' ').next()?;
    let root = Arguments::command();
    let arguments =
        root.get_arguments().chain(root.get_subcommands().flat_map(Command::get_arguments));
    let option = arguments.into_iter().find(|option| option.get_long() == Some(long))?;
    let is_typed = words.iter().filter_map(|word| word.to_str()).any(|word| names(word, option));
    let variable = option.get_env().filter(|_| !is_typed)?;
    Some(variable.to_string_lossy().into_owned())
}

/// Says whether a word names an option: `--format`, `--format=json`, `-f`, `-fjson`.
fn names(word: &str, option: &Arg) -> bool {
    let is_long = |word: &str| word.split('=').next() == option.get_long();
    let is_short = |word: &str| option.get_short().is_some_and(|short| word.starts_with(short));
    match word.strip_prefix("--") {
        Some(word) => is_long(word),
        None => word.strip_prefix('-').is_some_and(is_short),
    }
}

/// Refuses a first word that is no file and looks like a command.
///
/// # Errors
///
/// Fails if it is one.
pub fn refuse_mistyped_command(words: &[impl AsRef<OsStr>]) -> Result<(), Error> {
    let Some(word) = words.first().map(AsRef::as_ref) else { return Ok(()) };
    let Some(typed) = word.to_str().filter(|_| !Path::new(word).exists()) else { return Ok(()) };
    let Some(command) = nearest_command(typed) else { return Ok(()) };
    let zh = format!("没有命令“{typed}”，也没有这个文件");
    let en = format!("there is neither a command nor a file '{typed}'");
    Err(Error::new(Kind::Usage, message(zh, en)).hinted(
        format!("是不是 duikan {command}？用法见 duikan {command} --help"),
        format!("did you mean duikan {command}? see duikan {command} --help"),
    ))
}

/// Returns the command that was probably meant; none if the word is a command.
fn nearest_command(typed: &str) -> Option<String> {
    let root = Arguments::command();
    let names = root.get_subcommands().map(Command::get_name);
    let counted = names.map(|name| (slips(typed, name), name));
    let (count, name) = counted.min_by_key(|(count, _)| *count)?;
    let is_near = (1..=MAX_SLIPS).contains(&count) && 2 * count < name.len();
    is_near.then(|| name.to_owned())
}

/// Counts the slips between two words: a letter too many, missing, wrong, or two swapped.
fn slips(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if MAX_SLIPS < a.len().abs_diff(b.len()) {
        return MAX_SLIPS + 1;
    }
    let mut before = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let wrong = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = wrong.min(last[j] + 1).min(row[j - 1] + 1);
            let is_swap = 1 < i && 1 < j && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if is_swap {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

/// Adds where to read on: the help of the command that was typed, if any was.
fn with_help(error: Error, words: &[&OsStr]) -> Error {
    let root = Arguments::command();
    let command = words.iter().skip(1).find_map(|word| root.find_subcommand(word));
    let help = command.map_or("duikan --help".to_owned(), |command| {
        format!("duikan {} --help", command.get_name())
    });
    error.hinted(format!("用法见 {help}"), format!("see {help}"))
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(values) => values.join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::language::Language;
    use clap::Parser;

    fn said(arguments: &[&str]) -> String {
        let typed = ["duikan"].iter().chain(arguments).map(OsStr::new);
        let typed: Vec<&OsStr> = typed.collect();
        let objection = Arguments::try_parse_from(&typed).unwrap_err();
        error(&objection, &typed).lines(Language::English)
    }

    #[test]
    fn objections_name_what_was_typed_and_what_is_possible() {
        assert_eq!(
            said(&["compare", "a", "b", "--format", "pdf"]),
            "duikan: --format <FORMAT> cannot be 'pdf'\n  hint: it can be text, json, markdown, html, docx, csv\n"
        );
        assert_eq!(
            said(&["--plian", "a", "b"]),
            "duikan: there is no option --plian\n  hint: it can be --plain\n"
        );
        assert_eq!(
            said(&["compare", "a"]),
            "duikan: <RIGHT> is missing\n  hint: see duikan compare --help\n"
        );
        assert_eq!(
            said(&["compare", "a", "b", "c"]),
            "duikan: 'c' is too much\n  hint: see duikan compare --help\n"
        );
        assert_eq!(
            said(&["compare", "a", "b", "--format"]),
            "duikan: --format <FORMAT> needs a value\n  hint: it can be text, json, markdown, html, docx, csv\n"
        );
    }

    #[test]
    fn word_near_a_command_is_taken_for_it() {
        let near = |word: &str| nearest_command(word);
        assert_eq!(near("comprae").as_deref(), Some("compare"));
        assert_eq!(near("comapre").as_deref(), Some("compare"));
        assert_eq!(near("matirx").as_deref(), Some("matrix"));
        assert_eq!(near("test").as_deref(), Some("text"));
        assert_eq!(near("compare"), None);
        assert_eq!(near("left.txt"), None);
        assert_eq!(near("比对"), None);
    }

    #[test]
    fn option_that_nobody_typed_is_blamed_on_its_variable() {
        let blamed = |words: &[&str]| {
            let words: Vec<&OsStr> = words.iter().map(OsStr::new).collect();
            variable_at_fault("--format <FORMAT>", &words)
        };
        assert_eq!(blamed(&["duikan", "outline", "a"]).as_deref(), Some("DUIKAN_FORMAT"));
        assert_eq!(blamed(&["duikan", "outline", "a", "-fpdf"]), None);
        assert_eq!(blamed(&["duikan", "outline", "a", "--format=pdf"]), None);
    }
}
