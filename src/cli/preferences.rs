//! The configuration file: where it is, what it decides, and what is in force in the end.
//!
//! Options of the file and of the profile take the place of the defaults, so that variables and what is
//! typed still win, and clap checks them as it checks everything else.

use crate::cli::arguments::Arguments;
use crate::cli::error::{Error, Kind, message};
use crate::config::environment::{Lookup, variable};
use crate::config::file::{Choice, File, SECTIONS, parse};
use crate::finding::model::Message;
use crate::store::trouble::reason;
use crate::text::language::{Language, Words, words};
use crate::tui::keymap::BINDINGS;
use crate::tui::looks::Looks;
use crate::tui::lookup::{Keymap, Quarrel};
use crate::tui::style::{ANSI, Theme, written};
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command, CommandFactory};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the reader has written down.
#[derive(Clone, Debug, Default)]
pub struct Preferences {
    /// Where the file is, or would be.
    pub path: Option<PathBuf>,
    /// What it says; nothing if there is none.
    pub file: File,
    /// The options of the file and of the profile that was asked for.
    pub options: Vec<Choice>,
}

/// Options that decide about the file itself, and so cannot stand in it.
const OUTSIDE: [&str; 4] = ["config", "profile", "help", "version"];

impl Preferences {
    /// Reads the file that was named, or the one in the usual place if there is one.
    ///
    /// # Errors
    ///
    /// Fails if a named file cannot be read, and if what it says makes no sense.
    pub fn read(
        named: Option<String>,
        profile: Option<&str>,
        lookup: Lookup,
    ) -> Result<Self, Error> {
        let is_named = named.is_some();
        let path = named.map(PathBuf::from).or_else(|| usual_path(lookup));
        let text = match path.as_deref().map(fs::read_to_string) {
            None => String::new(),
            Some(Ok(text)) => text,
            Some(Err(error)) if !is_named && error.kind() == io::ErrorKind::NotFound => {
                String::new()
            }
            Some(Err(error)) => return Err(wrong(path.as_deref(), reason(&error))),
        };
        let file = parse(&text).map_err(|said| wrong(path.as_deref(), said))?;
        let mut options = file.options.clone();
        options.extend(of_profile(&file, profile).map_err(|said| wrong(path.as_deref(), said))?);
        let preferences = Self { path, file, options };
        preferences.check()?;
        Ok(preferences)
    }

    /// Returns what the file and the profile say of an option.
    pub fn option(&self, name: &str) -> Option<&str> {
        let found = self.options.iter().rfind(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Returns the command with these options in the place of its defaults.
    pub fn applied(&self, command: Command) -> Command {
        self.options.iter().fold(command, |command, (name, value)| {
            let id = option(&command, name).map(|argument| argument.get_id().clone());
            match id {
                Some(id) => command.mut_arg(id, |argument| argument.default_value(value.clone())),
                None => command,
            }
        })
    }

    /// Returns the keys in force.
    ///
    /// # Errors
    ///
    /// Names the action or key that makes no sense, or the two actions that want the same key.
    pub fn keymap(&self) -> Result<Keymap, Error> {
        let remapped = Keymap::default().remapped(&self.file.keys);
        remapped.map_err(|quarrel| wrong(self.path.as_deref(), told(&quarrel)))
    }

    /// Returns the theme of that name: one of the file, or one of the program.
    ///
    /// # Errors
    ///
    /// Fails if there is none, and names what in it makes no sense.
    pub fn theme(&self, name: &str) -> Result<Theme, Error> {
        let own = self.file.themes.iter().find(|(known, _)| known == name);
        let Some((_, looks)) = own else {
            return Theme::named(name).ok_or_else(|| {
                let own = self.file.themes.iter().map(|(name, _)| name.as_str());
                let mut known: Vec<&str> = Theme::names().collect();
                known.extend(own);
                let known = known.join(" ");
                let zh = format!("没有主题“{name}”");
                let en = format!("there is no theme '{name}'");
                Error::new(Kind::Usage, message(zh, en))
                    .hinted(format!("可以是 {known}"), format!("it can be {known}"))
            });
        };
        let mut theme = Theme::named(name).unwrap_or_default();
        for (what, words) in looks {
            theme.set(what, words).map_err(|word| {
                let zh = format!("[themes.{name}] {what}：看不懂“{word}”");
                let en = format!("[themes.{name}] {what}: '{word}' is not understood");
                wrong(self.path.as_deref(), message(zh, en))
            })?;
        }
        Ok(theme)
    }

    /// Returns keys and looks: the theme of that name, or else the one the file names.
    ///
    /// # Errors
    ///
    /// Fails where [`Self::keymap`] or [`Self::theme`] does.
    pub fn looks(&self, theme: Option<&str>) -> Result<Looks, Error> {
        let named = theme.or_else(|| self.option("theme")).unwrap_or(ANSI);
        let own = self.file.themes.iter().map(|(name, _)| Ok((name.clone(), self.theme(name)?)));
        Ok(Looks {
            keymap: Arc::new(self.keymap()?),
            theme: Arc::new(self.theme(named)?),
            themes: own.collect::<Result<Vec<(String, Theme)>, Error>>()?.into(),
        })
    }

    /// Checks every option as if it had been typed, and the keys and themes too.
    fn check(&self) -> Result<(), Error> {
        let profiles = self.file.profiles.iter().flat_map(|(_, options)| options);
        for (name, value) in self.file.options.iter().chain(profiles) {
            let refused = |said: Message| wrong(self.path.as_deref(), said);
            let root = Arguments::command();
            let Some(option) = option(&root, name) else { return Err(refused(no_option(name))) };
            let takes_value = option.get_action().takes_values();
            let typed = format!("--{name}={value}");
            let is_switch = !takes_value && matches!(value.as_str(), "true" | "false");
            let is_valued = takes_value && root.try_get_matches_from(["duikan", &typed]).is_ok();
            if !is_switch && !is_valued {
                let zh = format!("{name} 不能是“{value}”");
                let en = format!("{name} cannot be '{value}'");
                return Err(refused(message(zh, en)));
            }
        }
        self.keymap()?;
        self.file.themes.iter().try_for_each(|(name, _)| self.theme(name).map(drop))
    }
}

/// Returns the usual place of the file; `None` without a home.
fn usual_path(lookup: Lookup) -> Option<PathBuf> {
    let home = || variable(lookup, "HOME").map(|home| PathBuf::from(home).join(".config"));
    let base = variable(lookup, "XDG_CONFIG_HOME").map(PathBuf::from).or_else(home)?;
    Some(base.join("duikan").join("config.toml"))
}

fn of_profile(file: &File, profile: Option<&str>) -> Result<Vec<Choice>, Message> {
    let Some(wanted) = profile else { return Ok(Vec::new()) };
    let found = file.profiles.iter().find(|(name, _)| name == wanted);
    found.map(|(_, options)| options.clone()).ok_or_else(|| {
        let known: Vec<&str> = file.profiles.iter().map(|(name, _)| name.as_str()).collect();
        let known = known.join(" ");
        message(
            format!("没有 [profile.{wanted}]，有：{known}"),
            format!("there is no [profile.{wanted}]; there are: {known}"),
        )
    })
}

/// Returns the option of the program that may stand in the file.
fn option<'a>(root: &'a Command, name: &str) -> Option<&'a Arg> {
    root.get_arguments()
        .find(|argument| argument.get_long() == Some(name) && !OUTSIDE.contains(&name))
}

fn no_option(name: &str) -> Message {
    let root = Arguments::command();
    let known = root.get_arguments().filter_map(Arg::get_long);
    let known: Vec<&str> = known.filter(|known| !OUTSIDE.contains(known)).collect();
    let (known, sections) = (known.join(" "), SECTIONS.join("] ["));
    message(
        format!("没有“{name}”这一项；有 {known}，另有 [{sections}] 各节"),
        format!("there is no '{name}'; there are {known}, and the sections [{sections}]"),
    )
}

fn told(quarrel: &Quarrel) -> Message {
    match quarrel {
        Quarrel::NoAction(name) => message(
            format!("[keys] 没有动作“{name}”，全部动作见 duikan keys"),
            format!("[keys] there is no action '{name}'; duikan keys lists them"),
        ),
        Quarrel::NoKey(name, key) => message(
            format!("[keys] {name}：没有键“{key}”，写法如 j、]#、^E、PgDn、S-F3"),
            format!("[keys] {name}: there is no key '{key}'; keys look like j, ]#, ^E, PgDn, S-F3"),
        ),
        Quarrel::Both(one, other, key) => message(
            format!("[keys] {one} 和 {other} 争用 {key}"),
            format!("[keys] {one} and {other} both want {key}"),
        ),
    }
}

fn wrong(path: Option<&Path>, said: Message) -> Error {
    let path = path.map_or(String::new(), |path| path.display().to_string());
    let Message { zh, en } = said;
    Error::new(Kind::Usage, message(format!("{path}：{zh}"), format!("{path}: {en}")))
        .hinted("生效的设置见 duikan config", "duikan config prints what is in force")
}

/// Returns the keys in force, as a section of a configuration file.
pub fn written_keys(keymap: &Keymap, language: Language) -> String {
    let mut lines = vec!["[keys]".to_owned()];
    for (action, keys) in keymap.entries() {
        let quoted: Vec<String> = keys.iter().map(|key| format!("{key:?}")).collect();
        let entry = format!("{} = [{}]", action.name(), quoted.join(", "));
        let binding = BINDINGS.iter().find(|binding| binding.action == *action);
        let words = binding.map_or("", |binding| language.pick(&binding.words));
        lines.push(format!("{entry:<44}# {words}"));
    }
    lines.join("\n") + "\n"
}

/// Returns the looks in force under the name of their theme, as a section of a configuration file.
pub fn written_theme(name: &str, theme: &Theme) -> String {
    let looks = theme.looks().iter();
    let lines = looks.map(|(name, look)| format!("{name} = \"{}\"", written(*look)));
    let lines: Vec<String> = [format!("[themes.{name}]")].into_iter().chain(lines).collect();
    lines.join("\n") + "\n"
}

/// Where a value came from.
const SOURCES: [(ValueSource, Words); 3] = [
    (ValueSource::CommandLine, words("命令行", "command line")),
    (ValueSource::EnvVariable, words("环境变量", "environment")),
    (ValueSource::DefaultValue, words("默认", "default")),
];

/// Returns what is in force, as a configuration file that says the same; where each value came from
/// stands behind it.
pub fn in_force(matches: &ArgMatches, preferences: &Preferences, language: Language) -> String {
    let root = Arguments::command();
    let mut lines = Vec::new();
    let path = preferences.path.as_deref();
    let shown = path.map_or(String::new(), |path| path.display().to_string());
    let found = if path.is_some_and(Path::exists) {
        words("配置文件 {}", "configuration file {}")
    } else {
        words("没有配置文件；可建 {}", "no configuration file; it would be {}")
    };
    lines.push(format!("# {}", language.pick(&found).replace("{}", &shown)));
    for argument in root.get_arguments() {
        let Some(name) = argument.get_long().filter(|name| !OUTSIDE.contains(name)) else {
            continue;
        };
        let id = argument.get_id().as_str();
        let source = matches.value_source(id);
        let value = matches.get_raw(id).and_then(|mut values| values.next());
        let is_from_file = source == Some(ValueSource::DefaultValue)
            && preferences.options.iter().any(|(known, _)| known == name);
        let from = SOURCES.iter().find(|(known, _)| Some(*known) == source);
        let from = match from {
            _ if is_from_file => language.pick(&words("配置文件", "file")),
            Some((_, words)) => language.pick(words),
            None => "",
        };
        lines.push(match value.map(|value| value.to_string_lossy().into_owned()) {
            Some(value) if argument.get_action().takes_values() => {
                format!("{:<30}# {from}", format!("{name} = \"{value}\""))
            }
            Some(value) => format!("{:<30}# {from}", format!("{name} = {value}")),
            None => {
                let unset = language.pick(&words("未设", "not set"));
                format!("{:<30}# {unset}", format!("# {name} ="))
            }
        });
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn theme_of_the_file_is_in_force_unless_another_was_typed_and_is_written_under_its_name() {
        let text = "theme = \"paper\"\n[themes.paper]\nadded = \"green\"\n";
        let file = parse(text).unwrap();
        let preferences = Preferences { path: None, options: file.options.clone(), file };
        let looks = preferences.looks(None).unwrap();
        assert_eq!(looks.themes[0].1, *looks.theme);
        let written = written_theme("paper", &looks.theme);
        assert!(written.starts_with("[themes.paper]\n") && written.contains("added = \"green\""));
        let read = Preferences { file: parse(&written).unwrap(), ..preferences.clone() };
        assert_eq!(read.theme("paper").unwrap(), *looks.theme);
        assert_eq!(*preferences.looks(Some("dark")).unwrap().theme, Theme::named("dark").unwrap());
    }
}
