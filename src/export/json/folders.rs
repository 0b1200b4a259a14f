//! `duikan/folders/1`: which files of two folders belong together.

use crate::export::json::matrix::{SharesWire, shares};
use crate::export::json::place::share;
use crate::export::json::writer;
use crate::export::subject::{Edition, FilePair, Folders, Unread};
use crate::export::term;
use crate::text::language::Language;
use crate::text::side::{Side, Sided};
use serde::Serialize;
use std::io::{self, Write};

/// The folders and their pairs.
#[derive(Debug, Serialize)]
pub struct FoldersWire<'a> {
    schema: &'static str,
    left: FolderWire<'a>,
    right: FolderWire<'a>,
    pairs: Vec<PairWire>,
}

/// One folder.
#[derive(Debug, Serialize)]
struct FolderWire<'a> {
    path: &'a str,
    files: Vec<FileWire<'a>>,
    /// Indices into `files`.
    unpaired: Vec<usize>,
    unread: Vec<UnreadWire<'a>>,
}

/// One file.
#[derive(Debug, Serialize)]
struct FileWire<'a> {
    path: &'a str,
    format: &'static str,
    title: &'a str,
}

/// A file that could not be read.
#[derive(Debug, Serialize)]
struct UnreadWire<'a> {
    path: &'a str,
    message: &'a str,
}

/// Two files that belong together.
#[derive(Debug, Serialize)]
struct PairWire {
    /// Index into the files of the left folder.
    left: usize,
    /// Index into the files of the right folder.
    right: usize,
    resemblance: f64,
    containment: SharesWire,
    /// `copied`, `edited`, `reworded`, `stock-phrases` or `unrelated`.
    grade: &'static str,
    /// Whether they differ in nothing but typography.
    same: bool,
    /// `sure`, or `uncertain` where another file comes near.
    certainty: &'static str,
}

/// Writes `duikan/folders/1`.
///
/// # Errors
///
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, folders: Folders, language: Language) -> io::Result<()> {
    let [left, right] = Side::BOTH.map(|side| folder(folders, side, language));
    let pairs = folders.pairs.iter().map(|pair| pair_wire(pair, folders.n_left)).collect();
    writer::write(out, &FoldersWire { schema: "duikan/folders/1", left, right, pairs })
}

fn folder<'a>(folders: Folders<'a>, side: Side, language: Language) -> FolderWire<'a> {
    let (left, right) = folders.editions.split_at(folders.n_left.min(folders.editions.len()));
    let files = Sided::new(left, right)[side];
    let first = if side == Side::Left { 0 } else { folders.n_left };
    let unread =
        |unread: &'a Unread| UnreadWire { path: &unread.path, message: unread.why.pick(language) };
    FolderWire {
        path: folders.names[side],
        files: files.iter().map(file).collect(),
        unpaired: folders.alone[side].iter().map(|at| at - first).collect(),
        unread: folders.unread[side].iter().map(unread).collect(),
    }
}

fn file<'a>(edition: &Edition<'a>) -> FileWire<'a> {
    FileWire { path: edition.path, format: edition.document.format.name(), title: edition.title() }
}

fn pair_wire(found: &FilePair, n_left: usize) -> PairWire {
    let pair = found.pair;
    PairWire {
        left: pair.left,
        right: pair.right - n_left,
        resemblance: share(pair.resemblance),
        containment: shares(pair.containment),
        grade: term::grade(pair.grade).id,
        same: found.is_same,
        certainty: if found.is_sure { "sure" } else { "uncertain" },
    }
}
