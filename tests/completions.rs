//! Completion as the shell does it: the script is sourced and asked what it would offer.
#![cfg(all(feature = "app", unix))]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, also in its helpers")]
#![expect(clippy::print_stdout, reason = "skipped tests are to be seen")]

use std::process::{Command, Stdio};

/// Asks the function as bash does: the words so far, the last of them being typed.
const ASK: &str = r#"
eval "$("$PROGRAM" completions bash)"
compopt() { :; }
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
"$(complete -p duikan | sed 's/.*-F \([^ ]*\) .*/\1/')" \
    duikan "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}"
"#;

fn has_bash() -> bool {
    let bash = Command::new("bash").arg("--version").stdout(Stdio::null()).status();
    let has = bash.is_ok_and(|status| status.success());
    if !has {
        println!("skipped: there is no bash");
    }
    has
}

/// Returns what bash offers behind the words.
fn offered(words: &[&str]) -> Vec<String> {
    let mut bash = Command::new("bash");
    bash.args(["--norc", "--noprofile", "-c", ASK, "bash", "duikan"]).args(words);
    bash.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/samples"));
    bash.env("PROGRAM", env!("CARGO_BIN_EXE_duikan")).env("LC_ALL", "C.UTF-8");
    let output = bash.output().unwrap();
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && complaint.is_empty(), "{words:?}: {complaint}");
    let offered = String::from_utf8(output.stdout).unwrap();
    offered.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn bash_completes_commands_options_and_values() {
    if !has_bash() {
        return;
    }
    assert_eq!(offered(&["com"]), ["compare", "completions"]);
    assert_eq!(offered(&["compare", "--for"]), ["--format"]);
    assert_eq!(offered(&["compare", "a.txt", "b.txt", "-f", "h"]), ["html"]);
    assert_eq!(offered(&["figures", "--lang", ""]), ["zh", "en"]);
    assert_eq!(offered(&["completions", ""]), ["bash", "zsh", "fish"]);
    assert!(offered(&["--"]).contains(&"--exit-code".to_owned()));
}

#[test]
fn bash_completes_files_where_reports_are_named() {
    if !has_bash() {
        return;
    }
    // Nothing of its own to offer: bash takes the names of files, as it was told to.
    let asked = [
        &["compare", ""][..],
        &["compare", "hk-2023.txt", ""],
        &["matrix", "hk"],
        &["hk-2023.txt", ""],
        &["collection.txt#2", "co"],
    ];
    for words in asked {
        assert_eq!(offered(words), [""; 0], "{words:?}");
    }
    let commands = offered(&[""]);
    assert!(commands.contains(&"compare".to_owned()), "{commands:?}");
    assert!(!commands.iter().any(|word| word.starts_with('-')), "{commands:?}");
}
