//! What a shell and a manual reader are told: both come from the table of arguments.

use crate::cli::arguments::{Arguments, Shell};
use crate::cli::help::localized;
use crate::text::language::{Language, Words, words};
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
    let mut command = localized(Arguments::command(), language);
    // The generators write to memory, because they panic where a pipe closes.
    let mut script = Vec::new();
    match shell {
        Shell::Bash => aot::generate(aot::Bash, &mut command, NAME, &mut script),
        Shell::Zsh => aot::generate(aot::Zsh, &mut command, NAME, &mut script),
        Shell::Fish => aot::generate(aot::Fish, &mut command, NAME, &mut script),
    }
    out.write_all(&script)
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
