//! Two folders: their files read, paired by what they say, and each pair collated.

use crate::cli::error::Error;
use crate::cli::folder::{files, folder, nothing_to_read};
use crate::cli::gather::edition;
use crate::cli::shelf::{Chosen, Shelf};
use crate::cli::source::Source;
use crate::collate::background::Background;
use crate::collate::collate_by;
use crate::collate::counterpart::{Counterpart, counterparts};
use crate::collate::exempt::Counted;
use crate::collate::guidance::Guidance;
use crate::collate::matrix::{Basis, MatrixPair};
use crate::collate::model::{Collation, Witness};
use crate::collate::own::with_reports;
use crate::export::subject::{Edition, FilePair, Folders, Unread, differs, within};
use crate::text::language::{Words, words};
use crate::text::side::{Side, Sided};
use crate::threads::SideBySide;
use crate::tui::roster::{Roster, Row};

/// What takes long when there are many pairs, or two long reports.
pub const COLLATING: Words = words("比对", "comparing");

/// Two folders, as far as they could be read.
#[derive(Clone, Debug)]
pub struct Paired {
    /// What the folders are called.
    pub names: Sided<String>,
    /// The files of the left folder, then those of the right one.
    pub chosen: Vec<Chosen>,
    /// How many of them are of the left folder.
    pub n_left: usize,
    /// The files that belong together, by index into `chosen`.
    pub pairs: Vec<FilePair>,
    /// The files of each side without counterpart, by index into `chosen`.
    pub alone: Sided<Vec<usize>>,
    /// What could not be read on each side.
    pub unread: Sided<Vec<Unread>>,
}

/// Says whether one of the sides is a folder.
pub fn is_of_folders(sources: &Sided<Source>) -> bool {
    folder(&sources.left).is_some() || folder(&sources.right).is_some()
}

/// Reads two folders, or a folder and a file as if it were alone in one, and pairs their files; wording
/// that many of them have is common as well as what is so in `background`.
///
/// # Errors
///
/// Fails if a folder cannot be read or nothing is left to compare; files that cannot be read are told.
pub fn paired(
    shelf: &mut Shelf,
    sources: &Sided<Source>,
    counted: Counted,
    background: &Background,
) -> Result<Paired, Error> {
    let mut unread: Sided<Vec<Unread>> = Sided::default();
    let left = files(&sources.left, &mut unread.left)?;
    let right = files(&sources.right, &mut unread.right)?;
    shelf.prefetch(left.iter().chain(&right));
    let mut chosen = read(shelf, &left, &mut unread.left);
    let n_left = chosen.len();
    chosen.extend(read(shelf, &right, &mut unread.right));
    let names = sources.as_ref().map(|source| source.name.clone());
    if chosen.is_empty() {
        let Sided { left, right } = &names;
        let unread = unread.left.iter().chain(&unread.right);
        return Err(nothing_to_read(&format!("{left} {right}"), unread));
    }
    let witnesses: Vec<Witness> = chosen.iter().map(|chosen| edition(chosen).witness()).collect();
    let (of_left, of_right) = witnesses.split_at(n_left);
    let short = |side: Side, at: usize| within(&names[side], &chosen[at].path);
    let is_namesake =
        |left: usize, right: usize| short(Side::Left, left) == short(Side::Right, right + n_left);
    let found = counterparts(Sided::new(of_left, of_right), is_namesake);
    let own = with_reports(background, &witnesses);
    let background = own.as_ref().unwrap_or(background);
    let guidance = Guidance { counted, ..Guidance::default() };
    let collated = shelf.progress().side_by_side(&COLLATING, &found.pairs, |pair| {
        let sides = Sided::new(of_left[pair.left], of_right[pair.right]);
        let collation = collate_by(sides, &guidance, background, &SideBySide);
        file_pair(pair, &collation, n_left)
    });
    let pairs = collated.into_iter().flatten().collect();
    let mut alone = found.alone;
    alone.right.iter_mut().for_each(|at| *at += n_left);
    Ok(Paired { names, chosen, n_left, pairs, alone, unread })
}

/// Returns the reports of files, each taken whole.
fn read(shelf: &mut Shelf, files: &[Source], unread: &mut Vec<Unread>) -> Vec<Chosen> {
    let mut read = Vec::with_capacity(files.len());
    for file in files {
        match shelf.one(file) {
            Ok(chosen) => read.push(chosen),
            Err(Error { message: why, .. }) => unread.push(Unread { path: file.name.clone(), why }),
        }
    }
    read
}

/// Returns how two files that belong together relate.
fn file_pair(pair: &Counterpart, collation: &Collation, n_left: usize) -> FilePair {
    let matrix = MatrixPair {
        left: pair.left,
        right: pair.right + n_left,
        resemblance: collation.resemblance,
        containment: collation.containment,
        grade: collation.grade,
        basis: Basis::Compared,
    };
    FilePair { pair: matrix, is_same: !differs(collation), is_sure: pair.is_sure }
}

impl Paired {
    /// Returns the files for writing; [`Paired::folders`] borrows them.
    pub fn editions(&self) -> Vec<Edition<'_>> {
        self.chosen.iter().map(edition).collect()
    }

    /// Returns it for writing.
    pub fn folders<'a>(&'a self, editions: &'a [Edition<'a>]) -> Folders<'a> {
        Folders {
            names: self.names.as_ref().map(String::as_str),
            editions,
            n_left: self.n_left,
            pairs: &self.pairs,
            alone: self.alone.as_ref().map(Vec::as_slice),
            unread: self.unread.as_ref().map(Vec::as_slice),
        }
    }
}

impl From<Paired> for Roster {
    fn from(paired: Paired) -> Self {
        let alone = Side::BOTH
            .into_iter()
            .flat_map(|side| paired.alone[side].iter().map(move |at| Row::Alone(side, *at)));
        let pairs = paired.pairs.iter().copied().map(Row::Pair);
        let unread = paired.unread.left.into_iter().chain(paired.unread.right).map(Row::Unread);
        let rows = pairs.chain(alone).chain(unread).collect();
        Roster { names: paired.names, rows }
    }
}
