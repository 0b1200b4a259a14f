//! The configuration file: TOML, read into plain data.
//!
//! ```toml
//! lang = "zh"                 # any option of the command line, by its long name
//! theme = "paper"
//!
//! [keys]                      # other keys for an action; `duikan keys` lists the actions
//! next-figure = ["]#", "F2"]
//!
//! [themes.paper]              # a look for what is marked
//! added = "#005fd7 underlined"
//!
//! [profile.tender]            # options that hold with --profile tender
//! color = "never"
//! ```
//!
//! Whether an option, an action or a look of that name exists is for those to say who know them.

use crate::finding::model::Message;
use toml::{Table, Value};

/// The sections of the file, apart from the options at its top.
pub const SECTIONS: [&str; 3] = ["keys", "themes", "profile"];

/// An option and its value, as it would be typed.
pub type Choice = (String, String);

/// What a configuration file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// Options by their long names.
    pub options: Vec<Choice>,
    /// Actions with the keys that are to do them.
    pub keys: Vec<(String, Vec<String>)>,
    /// Themes with their looks, by what they are of.
    pub themes: Vec<(String, Vec<Choice>)>,
    /// Profiles with their options.
    pub profiles: Vec<(String, Vec<Choice>)>,
}

/// Reads a configuration file.
///
/// # Errors
///
/// Says what is wrong, with the line where it is no TOML and the name where it is of the wrong kind.
pub fn parse(text: &str) -> Result<File, Message> {
    let table: Table = text.parse().map_err(|error: toml::de::Error| {
        let line = error.span().map_or(1, |span| 1 + text[..span.start].matches('\n').count());
        let said = error.message().to_owned();
        said_twice(format!("第 {line} 行不是合法的 TOML：{said}"), format!("line {line}: {said}"))
    })?;
    let mut file = File::default();
    for (name, value) in &table {
        match (name.as_str(), value) {
            ("keys", Value::Table(keys)) => {
                for (action, keys) in keys {
                    file.keys.push((action.clone(), notations(action, keys)?));
                }
            }
            ("themes", Value::Table(themes)) => file.themes = groups("themes", themes)?,
            ("profile", Value::Table(profiles)) => file.profiles = groups("profile", profiles)?,
            (name, value) => file.options.push((name.to_owned(), plain(name, value)?)),
        }
    }
    Ok(file)
}

/// Returns named groups of choices.
fn groups(section: &str, table: &Table) -> Result<Vec<(String, Vec<Choice>)>, Message> {
    let group = |(name, value): (&String, &Value)| {
        let place = format!("[{section}.{name}]");
        let Value::Table(choices) = value else {
            return Err(said_twice(
                format!("{place} 应是一节"),
                format!("{place} must be a section of its own"),
            ));
        };
        let choices: Result<Vec<Choice>, Message> = choices
            .iter()
            .map(|(choice, value)| {
                Ok((choice.clone(), plain(&format!("{place} {choice}"), value)?))
            })
            .collect();
        Ok((name.clone(), choices?))
    };
    table.iter().map(group).collect()
}

/// Returns a value as it would be typed.
fn plain(name: &str, value: &Value) -> Result<String, Message> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Boolean(is_on) => Ok(is_on.to_string()),
        Value::Integer(number) => Ok(number.to_string()),
        _ => Err(said_twice(
            format!("{name} 的值应是文字、整数或 true、false"),
            format!("{name} must be a text, a whole number, true or false"),
        )),
    }
}

/// Returns the keys of an action: one, or several in brackets.
fn notations(action: &str, value: &Value) -> Result<Vec<String>, Message> {
    let wrong = || {
        said_twice(
            format!("[keys] {action} 应写作 \"键\" 或 [\"键\", \"键\"]"),
            format!("[keys] {action} must be \"key\" or [\"key\", \"key\"]"),
        )
    };
    match value {
        Value::String(key) => Ok(vec![key.clone()]),
        Value::Array(keys) => {
            keys.iter().map(|key| key.as_str().map(str::to_owned).ok_or_else(wrong)).collect()
        }
        _ => Err(wrong()),
    }
}

fn said_twice(zh: String, en: String) -> Message {
    Message { zh, en }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_keys_themes_and_profiles_are_read() {
        let text = "lang = \"en\"\nwatch = true\nambiwidth = 2\n[keys]\nquit = \"Q\"\n\
            next-figure = [\"]#\", \"F2\"]\n[themes.paper]\nadded = \"blue bold\"\n\
            [profile.tender]\ncolor = \"never\"\n";
        let file = parse(text).unwrap();
        let options: Vec<String> =
            file.options.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(options, ["ambiwidth=2", "lang=en", "watch=true"]);
        assert_eq!(file.keys[0], ("next-figure".to_owned(), vec!["]#".into(), "F2".into()]));
        assert_eq!(file.themes[0].1, [("added".to_owned(), "blue bold".to_owned())]);
        assert_eq!(file.profiles[0].1, [("color".to_owned(), "never".to_owned())]);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        let error = |text: &str| parse(text).unwrap_err().en;
        assert!(error("lang = \"en\"\nlang = ").starts_with("line 2: "), "{}", error("lang = "));
        assert!(error("[keys]\nquit = 1\n").contains("[keys] quit"));
        assert!(error("lang = [1]\n").contains("lang must be"));
        assert!(error("[profile]\ntender = 1\n").contains("[profile.tender]"));
    }
}
