//! How a report is named: `PATH`, `-`, `PATH#3`, `PATH#篇三`, `PATH#part of a title`.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Where bytes come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Standard input, written `-`; a file of that name is `./-`.
    Stdin,
    /// A file.
    File(PathBuf),
    /// No bytes: the side of a diff by git on which the file does not exist.
    Nothing,
}

/// What a person named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Where the bytes come from.
    pub origin: Origin,
    /// What stands behind `#`, without quotes; `None` for the whole file.
    pub choice: Option<String>,
    /// How the origin is called in messages and results.
    pub name: String,
}

impl Origin {
    /// Returns the path of a file; `None` for what is none.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Origin::File(path) => Some(path),
            Origin::Stdin | Origin::Nothing => None,
        }
    }
}

impl Source {
    /// Names the whole of an origin.
    pub fn whole(origin: Origin, name: impl Into<String>) -> Self {
        Self { origin, choice: None, name: name.into() }
    }
}

/// Says whether both are the same text of standard input, which can only be the same.
pub fn is_stdin_twice(left: &Source, right: &Source) -> bool {
    left.origin == Origin::Stdin && left == right
}

/// Reads what was typed; `exists` says whether a path does.
///
/// A file that really has `#` in its name wins over the split. Of several `#`, the last one
/// that leaves an existing path splits; if there is none, the first, so that the message names
/// the shortest path.
pub fn parse(typed: &OsStr, exists: impl Fn(&str) -> bool) -> Source {
    let whole = || Source::whole(origin(typed), typed.to_string_lossy());
    let Some(text) = typed.to_str() else { return whole() };
    if !text.contains('#') || exists(text) {
        return whole();
    }
    if let Some(choice) = text.strip_prefix("-#").or_else(|| text.strip_prefix('#')) {
        let choice = Some(unquoted(choice).to_owned());
        return Source { origin: Origin::Stdin, choice, name: "-".to_owned() };
    }
    let splits = || text.match_indices('#').map(|(at, _)| (&text[..at], &text[at + 1..]));
    let split = splits().rfind(|(path, _)| exists(path)).or_else(|| splits().next());
    let Some((path, choice)) = split else { return whole() };
    Source {
        origin: origin(OsStr::new(path)),
        choice: Some(unquoted(choice).to_owned()),
        name: path.to_owned(),
    }
}

/// Returns what was typed with `-#篇二` as `#篇二`, which says the same.
///
/// An argument parser takes whatever starts with `-` and goes on for an option; letting it accept
/// such values as sources would make a source of every mistyped option.
pub fn without_dash(typed: &OsStr) -> &OsStr {
    match typed.to_str().and_then(|text| text.strip_prefix('-')) {
        Some(rest) if rest.starts_with('#') => OsStr::new(rest),
        _ => typed,
    }
}

fn origin(path: &OsStr) -> Origin {
    match path.to_str() {
        Some("-") => Origin::Stdin,
        // What `git difftool` gives for a file that is new or was deleted.
        Some("/dev/null") => Origin::Nothing,
        _ => Origin::File(PathBuf::from(path)),
    }
}

/// Drops the quotes that a shell left or an editor typed.
fn unquoted(choice: &str) -> &str {
    let pairs = [('"', '"'), ('“', '”'), ('\'', '\''), ('《', '》')];
    let stripped = |(open, close)| choice.strip_prefix(open)?.strip_suffix(close);
    pairs.into_iter().find_map(stripped).unwrap_or(choice).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(typed: &str, files: &[&str]) -> (String, Option<String>) {
        let source = parse(OsStr::new(typed), |path| files.contains(&path));
        (source.name, source.choice)
    }

    #[test]
    fn number_label_and_title_stand_behind_the_hash() {
        let some = |choice: &str| ("a.txt".to_owned(), Some(choice.to_owned()));
        assert_eq!(parsed("a.txt#3", &["a.txt"]), some("3"));
        assert_eq!(parsed("a.txt#篇五-1", &["a.txt"]), some("篇五-1"));
        assert_eq!(parsed("a.txt#“科技局 总结”", &["a.txt"]), some("科技局 总结"));
        assert_eq!(parsed("a.txt#", &["a.txt"]), some(""));
        assert_eq!(parsed("missing.txt#2", &[]).0, "missing.txt");
    }

    #[test]
    fn file_with_a_hash_in_its_name_wins() {
        assert_eq!(parsed("a#2", &["a", "a#2"]), ("a#2".to_owned(), None));
        assert_eq!(parsed("a#2#篇一", &["a", "a#2"]), ("a#2".to_owned(), Some("篇一".to_owned())));
        assert_eq!(parsed("#a", &["#a"]), ("#a".to_owned(), None));
    }

    #[test]
    fn null_device_is_a_side_without_the_file() {
        let source = parse(OsStr::new("/dev/null"), |_| true);
        assert_eq!(source, Source::whole(Origin::Nothing, "/dev/null"));
    }

    #[test]
    fn dash_is_standard_input() {
        let source = parse(OsStr::new("-#篇二"), |_| false);
        assert_eq!(source.origin, Origin::Stdin);
        assert_eq!(source.choice.as_deref(), Some("篇二"));
        assert_eq!(parse(OsStr::new("#篇二"), |_| false), source);
        assert_eq!(parse(OsStr::new("./-"), |_| false).origin, Origin::File("./-".into()));
    }
}
