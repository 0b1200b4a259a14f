//! Files on the table: each is read once, and reports are chosen from it.

use crate::cli::error::{Error, Kind, message};
use crate::cli::progress::Progress;
use crate::cli::source::{Origin, Source};
use crate::collate::workers::Workers;
use crate::finding::model::Message;
use crate::intake;
use crate::intake::document::Document;
use crate::intake::note::NoteKind;
use crate::intake::reading::Options;
use crate::report::model::Report;
use crate::report::split;
use crate::store::trouble::reason;
use crate::text::fold::Folded;
use crate::text::language::{Words, words};
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use crate::threads::SideBySide;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file larger than this is refused before it is read.
///
/// Bytes. A yearly report takes about 60 KB, so this holds five hundred of them; beyond it, what was
/// named is a log or the image of a disk, and collating it would take minutes and gigabytes.
const MAX_BYTES: u64 = 32 << 20;

/// What takes long when files are large or many.
const READING: Words = words("读入文件", "reading files");

/// A report and the file it stands in.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// The path as it was given, without the `#` part.
    pub path: String,
    /// The file.
    pub document: Arc<Document>,
    /// The report.
    pub report: Report,
}

/// The files read so far.
pub struct Shelf<'a> {
    stdin: &'a mut dyn Read,
    options: Options,
    read: Vec<(Origin, Arc<Document>)>,
    failed: Vec<(Origin, Error)>,
    progress: Progress,
}

impl<'a> Shelf<'a> {
    /// Makes an empty shelf for files that are read as the options say.
    pub fn new(stdin: &'a mut dyn Read, options: Options) -> Self {
        let progress = Progress::default();
        Self { stdin, options, read: Vec::new(), failed: Vec::new(), progress }
    }

    /// Tells how far reading has come.
    #[must_use]
    pub fn telling(self, progress: Progress) -> Self {
        Self { progress, ..self }
    }

    /// Returns whether and how it is told how far reading has come.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// Returns how files are read.
    pub fn options(&self) -> Options {
        self.options
    }

    /// Returns the file that a source names, read once however often it is named.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be read, is too large or is no text.
    pub fn document(&mut self, source: &Source) -> Result<Arc<Document>, Error> {
        if let Some((_, document)) = self.read.iter().find(|(origin, _)| *origin == source.origin) {
            return Ok(Arc::clone(document));
        }
        if let Some((_, error)) = self.failed.iter().find(|(origin, _)| *origin == source.origin) {
            return Err(error.clone());
        }
        let document = made(&self.bytes(source)?, &source.name, self.options)?;
        self.read.push((source.origin.clone(), Arc::clone(&document)));
        Ok(document)
    }

    /// Reads the files that several sources name side by side, so that asking for them does not wait.
    ///
    /// Whatever fails is left for [`Shelf::document`] to report, in the order in which files are asked for.
    pub fn prefetch<'s>(&mut self, sources: impl IntoIterator<Item = &'s Source>) {
        let mut known: BTreeSet<&Path> = BTreeSet::new();
        let shelved = self.read.iter().map(|(origin, _)| origin);
        let shelved: Vec<PathBuf> = shelved.filter_map(Origin::path).map(Path::to_owned).collect();
        known.extend(shelved.iter().map(PathBuf::as_path));
        let path = |source: &'s Source| Some((source.origin.path()?, source));
        let wanted: Vec<(&Path, &Source)> = sources.into_iter().filter_map(path).collect();
        let wanted: Vec<_> = wanted.into_iter().filter(|(path, _)| known.insert(path)).collect();
        let options = self.options;
        let read = |(path, source): &(&Path, &Source)| opened(path, &source.name, options);
        let read = self.progress.side_by_side(&READING, &wanted, read);
        for ((_, source), read) in wanted.into_iter().zip(read) {
            match read {
                Some(Ok(document)) => self.read.push((source.origin.clone(), document)),
                Some(Err(error)) => self.failed.push((source.origin.clone(), error)),
                None => {}
            }
        }
    }

    /// Returns the one report that a source names: the whole file unless one is chosen from it.
    ///
    /// # Errors
    ///
    /// Fails as [`Shelf::document`] does, and if the file is empty or the choice names no or several reports.
    pub fn one(&mut self, source: &Source) -> Result<Chosen, Error> {
        only(source, self.readable(source)?)
    }

    /// Returns the one report that each of two sources names, as [`Shelf::one`] does; both are read side
    /// by side.
    ///
    /// # Errors
    ///
    /// Fails as [`Shelf::one`] does, with what is wrong on the left if both sides are.
    pub fn both(&mut self, sources: &Sided<Source>) -> Result<Sided<Chosen>, Error> {
        self.prefetch([&sources.left, &sources.right]);
        let documents = Sided::new(self.readable(&sources.left), self.readable(&sources.right));
        let only = |side: Side| only(&sources[side], documents[side].clone()?);
        let both = SideBySide.both(only);
        Ok(Sided::new(both.left?, both.right?))
    }

    /// Returns a file and the reports that a source names: all of them unless one is chosen.
    ///
    /// # Errors
    ///
    /// Fails as [`Shelf::one`] does.
    pub fn reports(&mut self, source: &Source) -> Result<(Arc<Document>, Vec<Report>), Error> {
        let document = self.readable(source)?;
        let reports = match &source.choice {
            Some(choice) => vec![chosen(&source.name, &document, choice)?],
            None => split::reports(&document),
        };
        Ok((document, reports))
    }

    /// Returns every report that a source names, each with its file.
    ///
    /// # Errors
    ///
    /// Fails as [`Shelf::one`] does.
    pub fn all(&mut self, source: &Source) -> Result<Vec<Chosen>, Error> {
        let (document, reports) = self.reports(source)?;
        let chosen = |report| {
            let (path, document) = (source.name.clone(), Arc::clone(&document));
            Chosen { path, document, report }
        };
        Ok(reports.into_iter().map(chosen).collect())
    }

    /// Returns the files read, in the order they were read.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.read.iter().map(|(_, document)| document.as_ref())
    }

    /// Returns the file that a source names, which must hold something.
    fn readable(&mut self, source: &Source) -> Result<Arc<Document>, Error> {
        let document = self.document(source)?;
        let is_empty = document.notes.iter().any(|note| note.kind == NoteKind::Empty);
        if is_empty && source.origin != Origin::Nothing {
            let name = &source.name;
            return Err(Error::new(
                Kind::Input,
                message(format!("{name} 是空的"), format!("{name} is empty")),
            )
            .hinted("请检查文件是否存对了", "check whether the right file was saved"));
        }
        Ok(document)
    }

    fn bytes(&mut self, source: &Source) -> Result<Vec<u8>, Error> {
        let read = match &source.origin {
            Origin::Nothing => Ok(Vec::new()),
            Origin::Stdin => read_bounded(self.stdin, MAX_BYTES),
            Origin::File(path) => file_bytes(path),
        };
        read.map_err(|error| unreadable(&source.name, &error))
    }
}

/// Returns the one report of a file that a source names.
fn only(source: &Source, document: Arc<Document>) -> Result<Chosen, Error> {
    let report = match &source.choice {
        Some(choice) => chosen(&source.name, &document, choice)?,
        None => split::whole(&document),
    };
    Ok(Chosen { path: source.name.clone(), document, report })
}

/// Reads a file and makes a document of it.
fn opened(path: &Path, name: &str, options: Options) -> Result<Arc<Document>, Error> {
    let bytes = file_bytes(path).map_err(|error| unreadable(name, &error))?;
    made(&bytes, name, options)
}

/// Makes a document of bytes, which must hold something that can be read.
fn made(bytes: &[u8], name: &str, options: Options) -> Result<Arc<Document>, Error> {
    let document = intake::read(bytes, name, &options);
    refuse_what_cannot_be_read(&document)?;
    Ok(Arc::new(document))
}

fn file_bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    let is_too_large = MAX_BYTES < file.metadata()?.len();
    if is_too_large { Err(too_large()) } else { read_bounded(&mut file, MAX_BYTES) }
}

/// Reads to the end; input without end, such as `/dev/zero`, is refused at the limit.
fn read_bounded(input: &mut dyn Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(limit + 1).read_to_end(&mut bytes)?;
    if limit < bytes.len() as u64 { Err(too_large()) } else { Ok(bytes) }
}

fn too_large() -> io::Error {
    io::Error::from(io::ErrorKind::FileTooLarge)
}

fn unreadable(name: &str, error: &io::Error) -> Error {
    let limit = MAX_BYTES >> 20;
    let input = |zh: String, en: String| Error::new(Kind::Input, message(zh, en));
    match error.kind() {
        io::ErrorKind::NotFound => input(
            format!("没有文件 {name}"),
            format!("there is no file {name}"),
        )
        .hinted("请检查路径；路径含空格时加引号", "check the path; quote it if it contains spaces"),
        io::ErrorKind::IsADirectory => {
            input(format!("{name} 是目录，不是文件"), format!("{name} is a directory, not a file"))
                .hinted(
                    format!("请指明目录里的文件，如 {name}/报告.txt；两个目录用 duikan 左 右 或 duikan compare"),
                    format!("name a file in it, as {name}/report.txt; for two folders use duikan LEFT RIGHT or duikan compare"),
                )
        }
        io::ErrorKind::PermissionDenied => {
            input(format!("无权读取 {name}"), format!("no permission to read {name}"))
                .hinted("请检查文件权限", "check the permissions of the file")
        }
        io::ErrorKind::FileTooLarge => input(
            format!("{name} 超过 {limit} MB，未读取"),
            format!("{name} exceeds {limit} MB and was not read"),
        )
        .hinted("请只保留要比对的报告", "keep only the reports to compare"),
        _ => {
            let Message { zh, en } = reason(error);
            input(format!("无法读取 {name}：{zh}"), format!("cannot read {name}: {en}"))
                .hinted("请检查文件和磁盘", "check the file and the disk")
        }
    }
}

/// Fails with the first note that leaves nothing to read.
fn refuse_what_cannot_be_read(document: &Document) -> Result<(), Error> {
    let mut stops = document.notes.iter().filter_map(|note| Some((note, note.kind.advice()?)));
    let Some((note, advice)) = stops.next() else { return Ok(()) };
    let words = note.kind.words();
    let [zh, en] = [words.zh, words.en].map(|words| words.replace("{}", &note.detail));
    let name = &document.name;
    Err(Error::new(Kind::Input, message(format!("{name} {zh}"), format!("{name}: {en}")))
        .hinted(advice.zh, advice.en))
}

/// Finds the one report that `choice` names: by label, by number, by part of its title.
fn chosen(name: &str, document: &Document, choice: &str) -> Result<Report, Error> {
    let mut reports = split::reports(document);
    if choice.is_empty() {
        return Err(no_choice(name, &listed(reports.iter())));
    }
    let by_label = |report: &Report| report.label == choice;
    let by_ordinal = |report: &Report| choice.parse() == Ok(report.ordinal);
    let exact = reports.iter().position(by_label).or_else(|| reports.iter().position(by_ordinal));
    if let Some(at) = exact {
        return Ok(reports.swap_remove(at));
    }
    let titled: Vec<usize> =
        (0..reports.len()).filter(|at| title_has(document, reports[*at].title, choice)).collect();
    match titled.as_slice() {
        [at] => Ok(reports.swap_remove(*at)),
        [] => Err(no_such_report(name, choice, &listed(reports.iter()))),
        several => {
            let several = listed(several.iter().map(|at| &reports[*at]));
            Err(ambiguous(name, choice, &several))
        }
    }
}

/// Says whether the title has the words, whatever their typography.
fn title_has(document: &Document, title: Span, words: &str) -> bool {
    let wanted = Folded::of(words, Span::new(0, words.len())).chars;
    let title = Folded::of(&document.text, title).chars;
    !wanted.is_empty() && title.windows(wanted.len()).any(|part| part == wanted)
}

fn listed<'a>(reports: impl Iterator<Item = &'a Report>) -> String {
    let labels: Vec<&str> = reports.map(|report| report.label.as_str()).collect();
    labels.join(" ")
}

fn no_choice(name: &str, labels: &str) -> Error {
    Error::new(
        Kind::Usage,
        message(
            format!("{name}# 后面缺少篇名"),
            format!("there is no report named after the # of {name}#"),
        ),
    )
    .hinted(format!("有这些：{labels}"), format!("there are: {labels}"))
}

fn no_such_report(name: &str, choice: &str, labels: &str) -> Error {
    Error::new(
        Kind::Input,
        message(
            format!("{name} 里没有“{choice}”这一篇"),
            format!("there is no report '{choice}' in {name}"),
        ),
    )
    .hinted(format!("有这些：{labels}"), format!("there are: {labels}"))
}

fn ambiguous(name: &str, choice: &str, labels: &str) -> Error {
    Error::new(
        Kind::Input,
        message(
            format!("{name} 里标题含“{choice}”的不止一篇"),
            format!("more than one title in {name} contains '{choice}'"),
        ),
    )
    .hinted(format!("请从中选一篇：{labels}"), format!("choose one of: {labels}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::source::parse;
    use std::ffi::OsStr;

    #[test]
    fn files_read_side_by_side_are_those_read_one_by_one() {
        let samples = ["samples/yunxi-2023.txt", "samples/yunxi-2024.txt#1", "no-such-file"];
        let named = samples.map(|name| parse(OsStr::new(name), |path| !path.contains('#')));
        let mut nothing = io::empty();
        let mut shelf = Shelf::new(&mut nothing, Options::default());
        shelf.prefetch(&named);
        shelf.prefetch(&named);
        let read: Vec<&str> = shelf.documents().map(|document| document.name.as_str()).collect();
        assert_eq!(read, ["samples/yunxi-2023.txt", "samples/yunxi-2024.txt"]);
        assert!(shelf.document(&named[2]).is_err());
        let alone =
            intake::read(&std::fs::read(samples[0]).unwrap(), samples[0], &Options::default());
        assert_eq!(*shelf.document(&named[0]).unwrap(), alone);
    }

    #[test]
    fn endless_input_is_refused_at_the_limit() {
        let error = read_bounded(&mut io::repeat(b'a'), 1000).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
    }

    #[test]
    fn title_is_found_whatever_its_typography() {
        let text = "科技局２０２３年  工作总结";
        let document = intake::decode::read(text.as_bytes(), "a.txt");
        let title = Span::new(0, text.len());
        assert!(title_has(&document, title, "2023年工作"));
        assert!(!title_has(&document, title, "2024年工作"));
        assert!(!title_has(&document, title, "  "));
    }
}
