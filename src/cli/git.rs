//! The seven arguments with which git calls an external diff.
//!
//! ```text
//! path old-file old-hex old-mode new-file new-hex new-mode [new-path similarity]
//! ```

use crate::cli::source::{Origin, Source};
use crate::text::side::Sided;
use std::ffi::OsString;
use std::path::PathBuf;

/// Digits of a blob's name that git itself shows.
const SHORT_HEX: usize = 7;

/// Returns the two sides if the arguments are those of a git external diff.
pub fn sides(typed: &[OsString]) -> Option<Sided<Source>> {
    let ([path, old, old_hex, _, new, new_hex, _] | [path, old, old_hex, _, new, new_hex, _, _, _]) =
        typed
    else {
        return None;
    };
    let path = path.to_string_lossy();
    Some(Sided::new(side(&path, old, old_hex)?, side(&path, new, new_hex)?))
}

/// Returns one side, called by its path and blob; git writes `.` for what is not there.
fn side(path: &str, file: &OsString, hex: &OsString) -> Option<Source> {
    let hex = hex.to_str().filter(|hex| is_blob(hex))?;
    let origin = match file.to_str() {
        Some("/dev/null" | "nul") => Origin::Nothing,
        _ => Origin::File(PathBuf::from(file)),
    };
    let name = match hex.trim_start_matches('0') {
        "" | "." => path.to_owned(),
        _ => format!("{path}@{}", hex.get(..SHORT_HEX).unwrap_or(hex)),
    };
    Some(Source::whole(origin, name))
}

fn is_blob(hex: &str) -> bool {
    hex == "." || (SHORT_HEX <= hex.len() && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(arguments: &[&str]) -> Option<Sided<Source>> {
        sides(&arguments.iter().map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn seven_arguments_of_git_are_two_sides() {
        let new = "0123456789abcdef0123456789abcdef01234567";
        let sides = typed(&["报告.txt", "/dev/null", ".", ".", "left.txt", new, "100644"]).unwrap();
        assert_eq!(sides.left, Source::whole(Origin::Nothing, "报告.txt"));
        assert_eq!(sides.right.name, "报告.txt@0123456");
    }

    #[test]
    fn seven_reports_are_not_a_git_diff() {
        assert!(typed(&["1", "2", "3", "4", "5", "6", "7"]).is_none());
    }
}
