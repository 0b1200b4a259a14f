//! What clap objects to, in both languages.

use crate::cli::error::{Error, Kind, message};
use crate::text::language::{Words, words};
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// What clap can object to; `{arg}` and `{value}` stand for what was typed.
const OBJECTIONS: [(ErrorKind, Words); 9] = [
    (ErrorKind::UnknownArgument, words("没有 {arg} 这个选项", "there is no option {arg}")),
    (ErrorKind::InvalidSubcommand, words("没有这个命令：{value}", "there is no command {value}")),
    (ErrorKind::InvalidValue, words("{arg} 不能是“{value}”", "{arg} cannot be '{value}'")),
    (ErrorKind::ValueValidation, words("{arg} 不能是“{value}”", "{arg} cannot be '{value}'")),
    (ErrorKind::MissingRequiredArgument, words("缺少 {arg}", "{arg} is missing")),
    (ErrorKind::TooManyValues, words("多出了“{value}”", "'{value}' is too much")),
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

/// Returns clap's objection as an error of ours.
pub fn error(objection: &clap::Error) -> Error {
    let typed = |kind| objection.get(kind).map(shown).unwrap_or_default();
    let argument = typed(ContextKind::InvalidArg);
    let value = match objection.kind() {
        ErrorKind::InvalidSubcommand => typed(ContextKind::InvalidSubcommand),
        _ => typed(ContextKind::InvalidValue),
    };
    let Some((_, words)) = OBJECTIONS.iter().find(|(kind, _)| *kind == objection.kind()) else {
        let said = objection.to_string();
        let said = said.trim_start_matches("error: ").lines().next().unwrap_or_default();
        return with_help(Error::new(Kind::Usage, message(said, said)));
    };
    let filled = |words: &str| words.replace("{arg}", &argument).replace("{value}", &value);
    let error = Error::new(Kind::Usage, message(filled(words.zh), filled(words.en)));
    let possible = [ContextKind::ValidValue, ContextKind::SuggestedArg].map(typed).concat();
    if possible.is_empty() {
        return with_help(error);
    }
    error.hinted(format!("可以是 {possible}"), format!("it can be {possible}"))
}

fn with_help(error: Error) -> Error {
    error.hinted("用法见 duikan --help", "see duikan --help")
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
    use crate::cli::arguments::Arguments;
    use crate::text::language::Language;
    use clap::Parser;

    fn said(arguments: &[&str]) -> String {
        let typed = ["duikan"].iter().chain(arguments);
        error(&Arguments::try_parse_from(typed).unwrap_err()).lines(Language::English)
    }

    #[test]
    fn objections_name_what_was_typed_and_what_is_possible() {
        assert_eq!(
            said(&["compare", "a", "b", "--format", "pdf"]),
            "duikan: --format <FORMAT> cannot be 'pdf'\n  hint: it can be text, json\n"
        );
        assert_eq!(
            said(&["--plian", "a", "b"]),
            "duikan: there is no option --plian\n  hint: it can be --plain\n"
        );
        assert_eq!(
            said(&["compare", "a"]),
            "duikan: <RIGHT> is missing\n  hint: see duikan --help\n"
        );
    }
}
