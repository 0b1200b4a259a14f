//! What a shell and a manual reader are told: both come from the table of arguments.

use crate::cli::arguments::{Arguments, Shell};
use crate::cli::help::localized;
use crate::text::language::{Language, Words, words};
use clap::builder::PossibleValuesParser;
use clap::{Arg, Command, CommandFactory};
use clap_complete::aot;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};
use std::io::{self, Write};

/// The name of the program.
const NAME: &str = "duikan";

/// The title of the section about the commands.
const COMMANDS: Words = words("命令", "COMMANDS");

/// The titles that clap gives to the other sections, and ours for them.
const TITLES: [(&str, Words); 6] = [
    ("NAME", words("名称", "NAME")),
    ("SYNOPSIS", words("用法", "SYNOPSIS")),
    ("DESCRIPTION", words("说明", "DESCRIPTION")),
    ("OPTIONS", words("选项", "OPTIONS")),
    ("EXTRA", words("附注", "NOTES")),
    ("VERSION", words("版本", "VERSION")),
];

/// Writes the completions for a shell, their descriptions in the language.
///
/// # Errors
///
/// Fails if `out` does.
pub fn completions(out: &mut dyn Write, shell: Shell, language: Language) -> io::Result<()> {
    let command = brief(localized(Arguments::command(), language), language);
    let mut command = command.mut_subcommands(|subcommand| brief(subcommand, language));
    // The generators write to memory, because they panic where a pipe closes.
    let mut script = Vec::new();
    match shell {
        Shell::Bash => aot::generate(aot::Bash, &mut command, NAME, &mut script),
        Shell::Zsh => aot::generate(aot::Zsh, &mut command, NAME, &mut script),
        Shell::Fish => aot::generate(aot::Fish, &mut command, NAME, &mut script),
    }
    let script = String::from_utf8_lossy(&script);
    match shell {
        Shell::Bash => out.write_all(files_without_dash(&script).as_bytes()),
        Shell::Zsh => out.write_all(first_of_either(&script).as_bytes()),
        Shell::Fish => out.write_all(script.as_bytes()),
    }
}

/// Takes out what a shell has no use for: blanks that line the help up, and the names of values told
/// in English where all else is Chinese.
fn brief(command: Command, language: Language) -> Command {
    command.mut_args(|argument| {
        let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
        let argument = argument.help(help.trim().to_owned());
        let values = argument.get_possible_values();
        if values.is_empty() || language == Language::English || !takes_values(&argument) {
            return argument;
        }
        let names = values.iter().map(|value| value.get_name().to_owned());
        let names = PossibleValuesParser::new(names.collect::<Vec<_>>());
        argument.value_parser(names)
    })
}

fn takes_values(argument: &Arg) -> bool {
    argument.get_action().takes_values()
}

/// What `clap_complete` writes for bash, and what it should: options where a dash was typed, else commands
/// and values, and where there are none, the names of files, which bash adds by itself.
///
/// Its script offers every option where nothing was typed yet, and every command behind a report, so
/// that the next report is never offered.
const FILES_WITHOUT_DASH: [(&str, &str); 3] = [
    (" || ${COMP_CWORD} -eq 1 ]]", " ]]"),
    (" || ${COMP_CWORD} -eq 2 ]]", " ]]"),
    (
        "esac\n            COMPREPLY=( $(compgen -W ",
        "esac\n            [[ ${cmd} == duikan && -e ${prev%%#*} ]] ||\n                \
         COMPREPLY=( $(compgen -X '-*' -W ",
    ),
];

/// Returns the script for bash with options left out where no dash was typed.
fn files_without_dash(script: &str) -> String {
    let mend = |script: String, (wrong, right): &(&str, &str)| script.replace(wrong, right);
    FILES_WITHOUT_DASH.iter().fold(script.to_owned(), mend)
}

/// What `clap_complete` writes for zsh, and what it should: the first word is a command or a file.
///
/// Its script counts the sources of the program as a word of their own in front of the command, so
/// that nothing behind a command is ever completed.
const FIRST_OF_EITHER: [(&str, &str); 4] = [
    ("\":: :_duikan_commands\"", "\":: :_duikan_first\""),
    ("$line[2]", "$line[1]"),
    (
        "        esac\n    ;;\nesac\n",
        "            (*)\n_files && ret=0\n;;\n        esac\n    ;;\nesac\n",
    ),
    (
        "(( $+functions[_duikan_commands] )) ||",
        "(( $+functions[_duikan_first] )) ||\n_duikan_first() {\n    \
         _alternative 'commands:command:_duikan_commands' 'files:file:_files'\n}\n\
         (( $+functions[_duikan_commands] )) ||",
    ),
];

/// Returns the script for zsh with the first word completed as what it may be.
fn first_of_either(script: &str) -> String {
    let is_sources = |line: &&str| line.starts_with("'::sources");
    let lines = script.split_inclusive('\n').filter(|line| !is_sources(line));
    let script: String = lines.collect();
    FIRST_OF_EITHER.iter().fold(script, |script, (wrong, right)| script.replace(wrong, right))
}

/// Writes the manual page, one for the program and all its commands.
///
/// # Errors
///
/// Fails if `out` does.
pub fn page(out: &mut dyn Write, language: Language) -> io::Result<()> {
    let mut command = localized(Arguments::command(), language);
    command.build();
    let mut page = Vec::new();
    rendered(&command, &mut page, language)?;
    for line in String::from_utf8_lossy(&page).lines() {
        let title = line.strip_prefix(".SH ");
        let known = TITLES.iter().find(|(name, _)| title == Some(*name));
        match known {
            Some((_, words)) => writeln!(out, ".SH {}", language.pick(words))?,
            None => writeln!(out, "{line}")?,
        }
    }
    Ok(())
}

fn rendered(command: &Command, out: &mut Vec<u8>, language: Language) -> io::Result<()> {
    let man = Man::new(command.clone());
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    man.render_options_section(out)?;
    let mut commands = Roff::default();
    commands.control("SH", [language.pick(&COMMANDS)]);
    commands.to_writer(out)?;
    command.get_subcommands().try_for_each(|subcommand| chapter(out, subcommand))?;
    man.render_extra_section(out)?;
    man.render_version_section(out)
}

/// Writes one command: how it is called, what it does, what it takes beyond what all take.
fn chapter(out: &mut dyn Write, command: &Command) -> io::Result<()> {
    let mut roff = Roff::default();
    roff.control("SS", [format!("{NAME} {}", command.get_name()).as_str()]);
    roff.text([roman(command.get_about().map(ToString::to_string).unwrap_or_default())]);
    let own = |argument: &&Arg| !argument.is_global_set() && !argument.is_hide_set();
    for argument in command.get_arguments().filter(own) {
        roff.control("TP", []);
        roff.text([bold(argument.to_string())]);
        let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
        roff.text([roman(help.trim().to_owned())]);
    }
    roff.to_writer(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page_in(language: Language) -> String {
        let mut out = Vec::new();
        page(&mut out, language).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn manual_tells_of_every_command_and_option() {
        let command = Arguments::command();
        let [chinese, english] = [Language::Chinese, Language::English].map(page_in);
        for subcommand in command.get_subcommands() {
            let title = format!(".SS \"duikan {}\"", subcommand.get_name());
            assert!(chinese.contains(&title) && english.contains(&title), "{title}");
            for option in subcommand.get_arguments().filter_map(Arg::get_long) {
                let option = option.replace('-', "\\-");
                assert!(english.contains(&format!("\\-\\-{option}")), "{option}");
            }
        }
        assert!(chinese.contains(".SH 名称") && !chinese.contains(".SH NAME"), "{chinese}");
        assert!(english.contains(".SH NOTES") && !english.contains("EXTRA"), "{english}");
    }

    #[test]
    fn zsh_takes_the_first_word_for_a_command_or_a_file() {
        let mut out = Vec::new();
        completions(&mut out, Shell::Zsh, Language::Chinese).unwrap();
        let script = String::from_utf8(out).unwrap();
        for (_, right) in FIRST_OF_EITHER {
            assert!(script.contains(right), "{right}");
        }
        assert!(script.contains("case $line[1] in") && !script.contains("$line[2]"));
        assert!(!script.contains("'::sources") && !script.contains("The JSON contract"));
        assert!(script.contains("--plain[不开屏幕"), "no blanks in front of the help");
    }

    #[test]
    fn bash_offers_options_only_behind_a_dash() {
        let mut out = Vec::new();
        completions(&mut out, Shell::Bash, Language::Chinese).unwrap();
        let script = String::from_utf8(out).unwrap();
        assert!(!script.contains("${COMP_CWORD} -eq"));
        let offers = |script: &str, words: &str| script.matches(words).count();
        let commands = Arguments::command().get_subcommands().count() + 1;
        assert_eq!(offers(&script, "compgen -X '-*' -W \"${opts}\""), commands);
        assert_eq!(offers(&script, "compgen -W \"${opts}\""), commands);
    }

    #[test]
    fn completions_know_commands_options_and_values() {
        for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
            let mut out = Vec::new();
            completions(&mut out, shell, Language::English).unwrap();
            let script = String::from_utf8(out).unwrap();
            for word in ["compare", "matrix", "exit-code", "format", "json", "zh"] {
                assert!(script.contains(word), "{shell:?} {word}");
            }
        }
    }
}
