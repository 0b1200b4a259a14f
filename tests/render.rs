//! The review sheet as readers get it: in a browser, on a phone, in the dark, on grey paper, in a word processor.
//!
//! `DUIKAN_RENDER=DIR cargo test --test render -- --nocapture` writes the sheets of the samples and pictures of
//! them, to be looked at. Chromium, `soffice` and poppler (`pdftoppm`, `pdfinfo`) do it; what
//! is missing is said and left out. Without the variable nothing is done.
#![cfg(feature = "app")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, also in its helpers")]
#![expect(clippy::print_stdout, reason = "skipped tests and where the pictures are is to be seen")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Two years, a copy, two strangers in traditional script, English.
const PAIRS: [(&str, &str, &str); 4] = [
    ("yunxi", "yunxi-2023.txt", "yunxi-2024.txt"),
    ("copy", "copy-source.txt", "copy-disguised.txt"),
    ("hk", "hk-2023.txt", "hk-2024.txt"),
    ("english", "english-2023.txt", "english-2024.txt"),
];

/// How a screen is called, its width in pixels, and whether it is dark.
const SCREENS: [(&str, u32, bool); 4] =
    [("desk", 1280, false), ("dark", 1280, true), ("tablet", 768, false), ("phone", 390, false)];

/// Height of a picture, in pixels: the summary, the findings and the beginning of what follows.
const HEIGHT: u32 = 4000;

/// Names under which a browser is found.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// Returns the folder for the pictures; `None` if nobody asked for them.
fn folder() -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("DUIKAN_RENDER").map(PathBuf::from) else {
        println!("skipped: DUIKAN_RENDER names no directory");
        return None;
    };
    fs::create_dir_all(&folder).unwrap();
    Some(fs::canonicalize(folder).unwrap())
}

/// Returns the first program that is there; says so if none is.
fn program(names: &[&'static str]) -> Option<&'static str> {
    let is_there = |name: &&&str| Command::new(name).arg("--version").output().is_ok();
    let found = names.iter().find(is_there).copied();
    if found.is_none() {
        println!("skipped: {} is not installed", names[0]);
    }
    found
}

fn run(program: &str, arguments: &[&str]) -> Output {
    let output = Command::new(program).args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {said}");
    output
}

/// Writes the sheet of a pair of samples.
fn sheet(folder: &Path, (name, left, right): (&str, &str, &str), form: &str) -> PathBuf {
    let path = folder.join(format!("{name}.{form}"));
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut command = Command::new(env!("CARGO_BIN_EXE_duikan"));
    command.arg("compare").args([samples.join(left), samples.join(right)]);
    command.args(["--no-state", "--lang", if name == "english" { "en" } else { "zh" }]);
    let status = command.args(["-f", form, "-o"]).arg(&path).status().unwrap();
    assert_eq!(status.code(), Some(1));
    path
}

fn browse(browser: &str, folder: &Path, arguments: &[&str]) -> String {
    let profile = format!("--user-data-dir={}", folder.join("profile").display());
    let usual = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", &profile];
    let output = run(browser, &[usual.as_slice(), arguments].concat());
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Puts a page into a frame as wide as a screen, because a browser window has a least width, and
/// notes by how many pixels the page is wider than the frame.
fn framed(page: &str, width: u32) -> String {
    let page = page.replace('&', "&amp;").replace('"', "&quot;");
    format!(
        "<!DOCTYPE html><meta charset=\"utf-8\"><body style=\"margin:0\"><iframe id=\"frame\" \
         style=\"border:0;width:{width}px;height:{HEIGHT}px\" srcdoc=\"{page}\"></iframe><script>\
         const frame = document.getElementById('frame'); frame.onload = () => {{ \
         const root = frame.contentDocument.documentElement; \
         document.body.dataset.beyond = root.scrollWidth - {width}; }};</script>"
    )
}

#[test]
fn page_fits_every_screen() {
    let Some(folder) = folder() else { return };
    let Some(browser) = program(&BROWSERS) else { return };
    for pair in PAIRS {
        let page = fs::read_to_string(sheet(&folder, pair, "html")).unwrap();
        for (screen, width, is_dark) in SCREENS {
            let name = format!("{}-{screen}", pair.0);
            let frame = folder.join(format!("{name}.frame.html"));
            fs::write(&frame, framed(&page, width)).unwrap();
            let address = format!("file://{}", frame.display());
            let scheme = format!("--blink-settings=preferredColorScheme={}", u8::from(!is_dark));
            let size = format!("--window-size={width},{HEIGHT}");
            let dump = browse(browser, &folder, &[&scheme, &size, "--dump-dom", &address]);
            assert!(dump.contains("data-beyond=\"0\""), "{name} is wider than its screen");
            let picture = folder.join(format!("{name}.png"));
            let shot = format!("--screenshot={}", picture.display());
            browse(browser, &folder, &[&scheme, &size, &shot, &address]);
            assert!(10_000 < fs::metadata(&picture).unwrap().len(), "{name} is blank");
            fs::remove_file(frame).unwrap();
        }
    }
    fs::remove_dir_all(folder.join("profile")).unwrap();
    println!("pictures of the page: {}", folder.display());
}

/// Makes grey pictures of the pages of a PDF file and checks that there are any and that no page is blank.
fn photographed(pdf: &Path) {
    let name = pdf.to_string_lossy();
    let info = String::from_utf8(run("pdfinfo", &[&name]).stdout).unwrap();
    let pages = info.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap().trim();
    let n_pages: usize = pages.parse().unwrap();
    assert!(0 < n_pages, "{name}");
    let stem = pdf.with_extension("");
    run("pdftoppm", &["-gray", "-r", "70", "-png", &name, &stem.to_string_lossy()]);
    for page in 1..=n_pages {
        let number = page.to_string();
        let text = run("pdftotext", &["-f", &number, "-l", &number, &name, "-"]).stdout;
        assert!(!String::from_utf8_lossy(&text).trim().is_empty(), "{name}: page {page} is blank");
    }
}

#[test]
fn page_is_printed_in_grey() {
    let Some(folder) = folder().map(|folder| folder.join("print")) else { return };
    let Some(browser) = program(&BROWSERS) else { return };
    let Some(_) = program(&["pdftoppm"]) else { return };
    fs::create_dir_all(&folder).unwrap();
    for pair in PAIRS {
        let page = sheet(&folder, pair, "html");
        let pdf = page.with_extension("pdf");
        let print = format!("--print-to-pdf={}", pdf.display());
        let address = format!("file://{}", page.display());
        browse(browser, &folder, &[&print, "--no-pdf-header-footer", &address]);
        photographed(&pdf);
    }
    fs::remove_dir_all(folder.join("profile")).unwrap();
    println!("pictures of the print: {}", folder.display());
}

#[test]
fn document_opens_in_a_word_processor() {
    let Some(folder) = folder().map(|folder| folder.join("docx")) else { return };
    let Some(office) = program(&["soffice", "libreoffice"]) else { return };
    let Some(_) = program(&["pdftoppm"]) else { return };
    fs::create_dir_all(&folder).unwrap();
    let directory = folder.to_string_lossy();
    let profile = format!("-env:UserInstallation=file://{directory}/profile");
    for pair in PAIRS {
        let document = sheet(&folder, pair, "docx");
        let name = document.to_string_lossy();
        let convert = ["--headless", "--convert-to", "pdf", "--outdir", &directory, &name];
        run(office, &[&[profile.as_str()], convert.as_slice()].concat());
        photographed(&document.with_extension("pdf"));
    }
    fs::remove_dir_all(folder.join("profile")).unwrap();
    println!("pictures of the document: {}", folder.display());
}
