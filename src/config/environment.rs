//! What the environment says about the person and the terminal.
//!
//! Asked through a function, so that a test can be any environment without changing its own.

use crate::text::language::Language;
use std::path::PathBuf;

/// Looks up an environment variable; `None` if it is unset.
pub type Lookup<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Returns the variable, where an empty one counts as unset.
pub fn variable(lookup: Lookup, name: &str) -> Option<String> {
    lookup(name).filter(|value| !value.is_empty())
}

/// Returns the language that the locale asks for.
///
/// The first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set decides, as POSIX has it. Without a
/// locale, or in the locale `C`, it is Chinese: servers are often left in `C`, and the reports are
/// Chinese.
pub fn locale_language(lookup: Lookup) -> Language {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let locale = names.iter().find_map(|name| variable(lookup, name)).unwrap_or_default();
    let name = locale.split(['_', '.', '@', '-']).next().unwrap_or_default();
    match name.to_ascii_lowercase().as_str() {
        "" | "c" | "posix" | "zh" => Language::Chinese,
        _ => Language::English,
    }
}

/// Returns the charset that the locale names: `GB18030` of `zh_CN.GB18030`; `None` if it names none.
///
/// The first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set decides, as POSIX has it.
pub fn locale_charset(lookup: Lookup) -> Option<String> {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"];
    let locale = names.iter().find_map(|name| variable(lookup, name))?;
    let (_, charset) = locale.split_once('.')?;
    charset.split('@').next().map(str::to_owned).filter(|charset| !charset.is_empty())
}

/// Says whether the environment asks for output without colour (<https://no-color.org>).
pub fn asks_for_no_color(lookup: Lookup) -> bool {
    variable(lookup, "NO_COLOR").is_some()
}

/// Terminals that have no colours, by the beginnings of their names.
const COLORLESS: [&str; 6] = ["vt52", "vt1", "vt2", "vt320", "vt420", "vt510"];

/// Says whether the name of the terminal says that it has no colours.
pub fn terminal_has_no_color(lookup: Lookup) -> bool {
    let is_mono = |term: &str| {
        COLORLESS.iter().any(|name| term.starts_with(name))
            || term.ends_with("-m")
            || term.ends_with("-mono")
    };
    variable(lookup, "TERM").is_some_and(|term| is_mono(&term))
}

/// Says whether the terminal cannot place text, as the shell windows of some editors.
pub fn terminal_is_dumb(lookup: Lookup) -> bool {
    variable(lookup, "TERM").is_some_and(|term| term == "dumb")
}

/// Returns the directory in which the program keeps what it is to remember; `None` without a home.
///
/// `XDG_STATE_HOME` decides where it is set to an absolute path, as its specification has it; else it
/// is the usual place of the system.
pub fn state_directory(lookup: Lookup) -> Option<PathBuf> {
    let directory = |name: &str| variable(lookup, name).map(PathBuf::from);
    let named = directory("XDG_STATE_HOME").filter(|path| path.is_absolute());
    let usual = || {
        if cfg!(windows) {
            directory("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            directory("HOME").map(|home| home.join("Library").join("Application Support"))
        } else {
            directory("HOME").map(|home| home.join(".local").join("state"))
        }
    };
    named.or_else(usual).map(|base| base.join("duikan"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(variables: &[(&str, &str)]) -> Language {
        let find = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        locale_language(&find)
    }

    #[test]
    fn locale_decides_the_language_and_chinese_is_the_default() {
        assert_eq!(language(&[]), Language::Chinese);
        assert_eq!(language(&[("LANG", "C.UTF-8")]), Language::Chinese);
        assert_eq!(language(&[("LANG", "zh_CN.GB18030")]), Language::Chinese);
        assert_eq!(language(&[("LANG", "en_US.UTF-8")]), Language::English);
        assert_eq!(language(&[("LANG", "de_DE.UTF-8")]), Language::English);
    }

    #[test]
    fn charset_is_what_the_locale_names_behind_the_dot() {
        let charset = |locale: &str| {
            locale_charset(&|name: &str| (name == "LANG").then(|| locale.to_owned()))
        };
        assert_eq!(charset("zh_CN.GB18030").as_deref(), Some("GB18030"));
        assert_eq!(charset("zh_CN.eucCN@pinyin").as_deref(), Some("eucCN"));
        assert_eq!((charset("zh_CN"), charset("C")), (None, None));
    }

    #[cfg(all(unix, not(target_os = "macos")))]
    #[test]
    fn state_lies_in_the_home_unless_another_place_is_named() {
        let found = |variables: &'static [(&str, &str)]| {
            let find = |name: &str| {
                let found = variables.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            state_directory(&find).map(|path| path.to_string_lossy().into_owned())
        };
        assert_eq!(found(&[("HOME", "/h")]).as_deref(), Some("/h/.local/state/duikan"));
        let both: &[(&str, &str)] = &[("HOME", "/h"), ("XDG_STATE_HOME", "/s")];
        assert_eq!(found(both).as_deref(), Some("/s/duikan"));
        let relative: &[(&str, &str)] = &[("HOME", "/h"), ("XDG_STATE_HOME", "s")];
        assert_eq!(found(relative).as_deref(), Some("/h/.local/state/duikan"));
        assert_eq!(found(&[]), None);
    }

    #[test]
    fn old_terminals_get_no_colors() {
        let has_none = |term: &str| {
            terminal_has_no_color(&|name: &str| (name == "TERM").then(|| term.to_owned()))
        };
        assert!(has_none("vt100") && has_none("vt220") && has_none("xterm-mono"));
        assert!(!has_none("xterm-256color") && !has_none("screen") && !has_none("linux"));
    }

    #[test]
    fn narrower_variable_wins_and_an_empty_one_does_not_count() {
        let both = [("LC_ALL", "en_GB.UTF-8"), ("LANG", "zh_CN.UTF-8")];
        assert_eq!(language(&both), Language::English);
        let empty = [("LC_ALL", ""), ("LANG", "zh_CN.UTF-8")];
        assert_eq!(language(&empty), Language::Chinese);
    }
}
