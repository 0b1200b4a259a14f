//! The rules of the house, checked on every `cargo test`.
//!
//! The order of the `mod` lines in `src/lib.rs` is the order of the layers: a module imports from
//! modules above it only. Those without a feature gate are pure. The checker reads the sources as
//! text, which is enough because the rules also forbid what would make text misleading (`super::`,
//! grouped imports from the root, globs, re-exports). Tests inside a file are never counted.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, also in its helpers")]

use std::fmt;
use std::fs;
use std::path::Path;

/// Lines a file may have before its tests.
const MAX_FILE_LINES: usize = 400;

/// Lines a function may have, signature and closing brace included.
const MAX_FUNCTION_LINES: usize = 60;

/// Module names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 7] = ["utils", "util", "common", "helpers", "helper", "types", "misc"];

/// What reaches the world outside, and so has no place in a pure layer.
const IMPURE: [&str; 20] = [
    "std::env",
    "std::fs",
    "std::io",
    "std::net",
    "std::process",
    "std::thread",
    "std::time",
    "SystemTime",
    "Instant",
    "File",
    "rand",
    "HashMap",
    "RandomState",
    "OnceLock",
    "thread_local",
    "print!",
    "println!",
    "eprint!",
    "eprintln!",
    "dbg!",
];

/// A source file; `path` is relative to `src`.
struct Source {
    path: String,
    text: String,
}

/// A broken rule: where, and what to do.
#[derive(Debug, PartialEq)]
struct Violation {
    path: String,
    line: usize,
    advice: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "src/{}:{}: {}", self.path, self.line, self.advice)
    }
}

/// A layer: a module of `lib.rs`.
#[derive(Debug, PartialEq)]
struct Layer {
    name: String,
    is_pure: bool,
}

/// Returns the layers, bottom first, from the `mod` lines of `lib.rs`.
fn layers(lib: &str) -> Vec<Layer> {
    let mut layers = Vec::new();
    let mut is_gated = false;
    for line in lib.lines().map(str::trim) {
        let declared = line.strip_prefix("pub ").unwrap_or(line).strip_prefix("mod ");
        if let Some(name) = declared.and_then(|rest| rest.strip_suffix(';')) {
            layers.push(Layer { name: name.to_owned(), is_pure: !is_gated });
        }
        is_gated = line.starts_with("#[cfg(feature");
    }
    layers
}

/// Returns every broken rule.
fn violations(lib: &str, sources: &[Source]) -> Vec<Violation> {
    let layers = layers(lib);
    let mut found = Vec::new();
    for source in sources {
        let blanked = blanked(&source.text);
        let (code, behind) = without_tests(&blanked);
        let mut report = |line: usize, advice: String| {
            found.push(Violation { path: source.path.clone(), line, advice });
        };
        name_of_file(&source.path, &mut report);
        length_of_file(code, &mut report);
        length_of_functions(code, &mut report);
        attributes(code, &mut report);
        if let Some(line) = behind {
            report(line, "code behind the tests; move it above them".to_owned());
        }
        let own = layers.iter().position(|layer| is_in(&source.path, &layer.name));
        if let Some(own) = own {
            imports(code, &layers, own, &mut report);
            if layers[own].is_pure {
                impurities(code, &layers[own].name, &mut report);
            }
        }
    }
    found
}

fn is_in(path: &str, layer: &str) -> bool {
    path.split('/').next().is_some_and(|first| first.trim_end_matches(".rs") == layer)
}

fn name_of_file(path: &str, report: &mut impl FnMut(usize, String)) {
    let names = path.split('/').map(|part| part.trim_end_matches(".rs"));
    for name in names.filter(|name| EMPTY_NAMES.contains(name)) {
        report(1, format!("a module called {name} says nothing; name it after what it holds"));
    }
}

fn length_of_file(code: &str, report: &mut impl FnMut(usize, String)) {
    let count = code.lines().count();
    if MAX_FILE_LINES < count {
        report(count, format!("{count} lines before the tests; split it at {MAX_FILE_LINES}"));
    }
}

fn length_of_functions(code: &str, report: &mut impl FnMut(usize, String)) {
    for (offset, _) in code.match_indices("fn ") {
        let is_word = code[..offset].chars().next_back().is_none_or(|c| !is_ident(c));
        let Some(end) = end_of_item(&code[offset..]).filter(|_| is_word) else { continue };
        let count = code[offset..offset + end].lines().count();
        if MAX_FUNCTION_LINES < count {
            let advice = format!("a function of {count} lines; split it at {MAX_FUNCTION_LINES}");
            report(line_at(code, offset), advice);
        }
    }
}

/// Returns the offset behind the closing brace; `None` for an item that ends with a semicolon.
fn end_of_item(code: &str) -> Option<usize> {
    let mut depths = (0, 0);
    for (offset, c) in code.char_indices() {
        match c {
            '(' | '[' => depths.0 += 1,
            ')' | ']' => depths.0 -= 1,
            '{' => depths.1 += 1,
            '}' if depths.1 == 1 => return Some(offset + 1),
            '}' => depths.1 -= 1,
            ';' if depths == (0, 0) => return None,
            _ => {}
        }
    }
    None
}

fn attributes(code: &str, report: &mut impl FnMut(usize, String)) {
    for opening in ["#[", "#!["] {
        for (offset, _) in code.match_indices(opening) {
            let attribute = code[offset..].split(']').next().unwrap_or_default();
            let has = |word: &str| words_in(attribute, word).next().is_some();
            if has("allow") {
                let advice = "use #[expect(lint, reason = \"...\")], which tells when it is stale";
                report(line_at(code, offset), advice.to_owned());
            } else if has("expect") && !has("reason") {
                let advice = "say why: #[expect(lint, reason = \"...\")]";
                report(line_at(code, offset), advice.to_owned());
            }
        }
    }
}

fn imports(code: &str, layers: &[Layer], own: usize, report: &mut impl FnMut(usize, String)) {
    for (offset, _) in code.match_indices("crate::") {
        let rest = &code[offset + "crate::".len()..];
        let name: String = rest.chars().take_while(|c| is_ident(*c)).collect();
        let line = line_at(code, offset);
        match layers.iter().position(|layer| layer.name == name) {
            Some(at) if own < at => {
                let own = &layers[own].name;
                report(line, format!("{own} stands below {name}; pass what it needs as a value"));
            }
            Some(_) => {}
            None => report(line, "write the path out: crate::layer::module::Item".to_owned()),
        }
    }
    let detours = [
        ("super::", "write crate::layer::module::Item, so that the layer is seen"),
        ("pub use", "no re-exports outside lib.rs; import from where it is"),
        ("::*", "no globs; name what is imported"),
    ];
    for (detour, advice) in detours {
        for (offset, _) in code.match_indices(detour) {
            report(line_at(code, offset), advice.to_owned());
        }
    }
}

fn impurities(code: &str, layer: &str, report: &mut impl FnMut(usize, String)) {
    for word in IMPURE {
        for offset in words_in(code, word) {
            let advice = format!("{layer} is pure, {word} is not; do it in cli or tui");
            report(line_at(code, offset), advice);
        }
    }
}

/// Returns where `word` stands as a word of its own.
fn words_in<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    code.match_indices(word).map(|(offset, _)| offset).filter(move |offset| {
        let before = code[..*offset].chars().next_back();
        let after = code[offset + word.len()..].chars().next();
        let ends_in_ident = word.ends_with(is_ident);
        before.is_none_or(|c| !is_ident(c)) && after.is_none_or(|c| !ends_in_ident || !is_ident(c))
    })
}

fn is_ident(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn line_at(code: &str, offset: usize) -> usize {
    code[..offset].matches('\n').count() + 1
}

/// Returns the code above the tests, and the line of code below them if there is any.
fn without_tests(code: &str) -> (&str, Option<usize>) {
    let is_module = |offset: &usize| {
        let rest = code[offset + "#[cfg(test)]".len()..].trim_start();
        rest.starts_with("mod ")
    };
    let tests = code.match_indices("#[cfg(test)]").map(|(offset, _)| offset).find(is_module);
    let Some(start) = tests else { return (code, None) };
    let end = end_of_item(&code[start + "#[cfg(test)]".len()..]);
    let behind = end.map(|end| start + "#[cfg(test)]".len() + end);
    let is_code = |at: &usize| !code[*at..].trim().is_empty();
    (&code[..start], behind.filter(is_code).map(|at| line_at(code, at) + 1))
}

/// Returns the text with comments, strings and character literals blanked out, line ends kept.
fn blanked(text: &str) -> String {
    let mut blanked = String::with_capacity(text.len());
    let mut rest = text;
    let mut previous = ' ';
    while let Some(c) = rest.chars().next() {
        let length = match length_of_literal(rest, previous) {
            0 => {
                blanked.push(c);
                c.len_utf8()
            }
            length => {
                blanked.extend(rest[..length].chars().map(|c| if c == '\n' { c } else { ' ' }));
                length
            }
        };
        previous = c;
        rest = &rest[length..];
    }
    blanked
}

/// Returns the length of the comment or literal that `rest` starts with; 0 if it is code.
fn length_of_literal(rest: &str, previous: char) -> usize {
    let until = |from: usize, end: &str| {
        rest[from..].find(end).map_or(rest.len(), |at| from + at + end.len())
    };
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return until(2, "*/");
    }
    let raw = rest.strip_prefix('r').filter(|_| !is_ident(previous)).map(|raw| {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        (hashes, raw[hashes..].starts_with('"'))
    });
    if let Some((hashes, true)) = raw {
        return until(hashes + 2, &format!("\"{}", "#".repeat(hashes)));
    }
    match rest.chars().next() {
        Some('"') => end_of_quoted(rest, '"'),
        Some('\'') if !is_lifetime(rest) => end_of_quoted(rest, '\''),
        _ => 0,
    }
}

fn is_lifetime(rest: &str) -> bool {
    let mut chars = rest.chars().skip(1);
    let (first, second) = (chars.next(), chars.next());
    first.is_some_and(|c| c != '\\') && second != Some('\'')
}

fn end_of_quoted(rest: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (offset, c) in rest.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if c == quote => return offset + 1,
            _ => {}
        }
    }
    rest.len()
}

fn collect(directory: &Path, root: &Path, sources: &mut Vec<Source>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let relative = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        if path.is_dir() {
            collect(&path, root, sources);
        } else if path.extension().is_some_and(|end| end == "rs") && !relative.ends_with("tests.rs")
        {
            sources.push(Source { path: relative, text: fs::read_to_string(&path).unwrap() });
        }
    }
}

#[test]
fn sources_keep_the_rules_of_the_house() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    collect(&root, &root, &mut sources);
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    let lib = fs::read_to_string(root.join("lib.rs")).unwrap();
    assert!(2 < layers(&lib).len(), "no layers found in src/lib.rs");
    let found: Vec<String> = violations(&lib, &sources).iter().map(ToString::to_string).collect();
    assert!(found.is_empty(), "{} broken rules:\n{}", found.len(), found.join("\n"));
}

const LIB: &str = "pub mod text;\npub mod collate;\n#[cfg(feature = \"app\")]\npub mod cli;\n";

fn found(path: &str, text: &str) -> Vec<(usize, String)> {
    let source = Source { path: path.to_owned(), text: text.to_owned() };
    violations(LIB, &[source]).into_iter().map(|found| (found.line, found.advice)).collect()
}

fn assert_found(path: &str, text: &str, line: usize, advice: &str) {
    let found = found(path, text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    assert_eq!(found[0].0, line, "{text}: {found:?}");
    assert!(found[0].1.contains(advice), "{text}: {found:?}");
}

#[test]
fn order_of_mod_lines_is_the_order_of_layers() {
    let names: Vec<(String, bool)> =
        layers(LIB).into_iter().map(|layer| (layer.name, layer.is_pure)).collect();
    let expected = [("text", true), ("collate", true), ("cli", false)];
    assert_eq!(names, expected.map(|(name, is_pure)| (name.to_owned(), is_pure)));
}

#[test]
fn import_from_a_layer_below_passes_and_from_one_above_is_found() {
    assert_eq!(found("collate/align.rs", "use crate::text::span::Span;\n"), []);
    assert_eq!(found("text/span.rs", "use crate::text::side::Side;\n"), []);
    assert_found("text/span.rs", "//! Spans.\nuse crate::collate::model::X;\n", 2, "below collate");
    assert_found("collate/mod.rs", "fn f() {\n    crate::cli::run::run()\n}\n", 2, "below cli");
}

#[test]
fn detours_are_found() {
    assert_found("text/span.rs", "use super::side::Side;\n", 1, "crate::layer");
    assert_found("text/mod.rs", "pub use crate::text::span::Span;\n", 1, "no re-exports");
    assert_found("text/mod.rs", "use crate::text::span::*;\n", 1, "no globs");
    assert_found("text/mod.rs", "use crate::{text, collate};\n", 1, "write the path out");
    assert_found("text/utils.rs", "", 1, "says nothing");
    assert_found("collate/common/mod.rs", "", 1, "says nothing");
}

#[test]
fn impure_calls_are_found_in_pure_layers_only() {
    assert_found("text/mod.rs", "use std::fs;\n", 1, "std::fs");
    assert_found("text/mod.rs", "\nfn f() { println!(\"x\") }\n", 2, "println!");
    assert_found("collate/mod.rs", "fn f(now: Instant) {}\n", 1, "Instant");
    assert_eq!(found("cli/run.rs", "use std::fs;\n"), []);
    assert_eq!(found("text/mod.rs", "fn f(brand: InstantCoffee) {}\n"), []);
}

#[test]
fn comments_strings_and_tests_are_never_counted() {
    let text = "// crate::cli\n/* super:: */\nconst A: &str = \"std::fs \\\" crate::cli\";\n\
                const B: char = '\"';\nfn f<'a>(x: &'a str) -> &'a str { x }\n\
                const C: &str = r#\"a \" super::\"#;\n\
                #[cfg(test)]\nmod tests {\n    use super::*;\n    use std::fs;\n}\n";
    assert_eq!(found("text/mod.rs", text), []);
}

#[test]
fn code_behind_the_tests_is_found() {
    let text = "fn f() {}\n#[cfg(test)]\nmod tests {\n}\n\nuse std::fs;\n";
    assert_found("text/mod.rs", text, 5, "behind the tests");
}

#[test]
fn long_files_and_functions_are_found() {
    let function = format!("fn f() {{\n{}}}\n", "    g();\n".repeat(59));
    assert_found("text/mod.rs", &function, 1, "61 lines");
    let short = format!("fn f() {{\n{}}}\n", "    g();\n".repeat(58));
    assert_eq!(found("text/mod.rs", &short), []);
    assert_found("text/mod.rs", &"mod a;\n".repeat(401), 401, "401 lines before the tests");
    let tested = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", "    // x\n".repeat(500));
    assert_eq!(found("text/mod.rs", &tested), []);
}

#[test]
fn lint_exceptions_without_reason_are_found() {
    assert_found("text/mod.rs", "#[allow(dead_code)]\nfn f() {}\n", 1, "use #[expect");
    assert_found("text/mod.rs", "#[expect(dead_code)]\nfn f() {}\n", 1, "say why");
    assert_eq!(found("text/mod.rs", "#[expect(dead_code, reason = \"x\")]\nfn f() {}\n"), []);
}
