//! The files of a folder: those below it that a person would call its files, within bounds.

use crate::cli::error::{Error, Kind, message};
use crate::cli::shelf::{Chosen, Shelf};
use crate::cli::source::{Origin, Source};
use crate::export::subject::Unread;
use crate::finding::model::Message;
use crate::store::trouble::reason;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Most files that are taken from one folder; a province has a few hundred reporting bodies.
const MAX_FILES: usize = 1_000;

/// How many folders deep files are looked for.
const MAX_DEPTH: usize = 16;

/// Most entries that are looked at, files or not: beyond it, what was named is a disk.
const MAX_ENTRIES: usize = 100_000;

/// What a folder holds.
#[derive(Debug, Default)]
struct Listing {
    /// The files in order of their paths.
    files: Vec<Source>,
    /// Folders below it that cannot be read, each with the reason.
    unread: Vec<(String, Message)>,
    /// Whether there are more files than are taken.
    is_cut: bool,
}

/// Returns the folder that a source names, if it names one and no report of it.
pub fn folder(source: &Source) -> Option<&Path> {
    match &source.origin {
        Origin::File(path) if source.choice.is_none() && path.is_dir() => Some(path),
        _ => None,
    }
}

/// Lists the files below a folder, hidden ones and those that Word leaves beside an open file aside.
///
/// A link to a file is a file, as in the folders that git makes for a comparison; a link to a folder is
/// not followed, so that no loop is walked.
///
/// # Errors
///
/// Fails if the folder itself cannot be read.
fn listed(folder: &Path) -> Result<Listing, Error> {
    let mut listing = Listing::default();
    let mut pending = vec![(folder.to_owned(), 0)];
    let mut n_entries = 0;
    while let Some((at, depth)) = pending.pop() {
        let (files, folders) = match entries(&at, &mut n_entries) {
            Ok(found) => found,
            Err(error) if depth == 0 => return Err(unreadable(folder, &error)),
            Err(error) => {
                listing.unread.push((at.to_string_lossy().into_owned(), reason(&error)));
                continue;
            }
        };
        let name = |path: PathBuf| {
            let name = path.to_string_lossy().into_owned();
            Source::whole(Origin::File(path), name)
        };
        listing.files.extend(files.into_iter().map(name));
        listing.is_cut |= depth == MAX_DEPTH && !folders.is_empty();
        if depth < MAX_DEPTH {
            pending.extend(folders.into_iter().map(|folder| (folder, depth + 1)));
        }
        if MAX_ENTRIES <= n_entries {
            listing.is_cut = true;
            break;
        }
    }
    listing.files.sort_by(|a, b| a.name.cmp(&b.name));
    listing.is_cut |= MAX_FILES < listing.files.len();
    listing.files.truncate(MAX_FILES);
    Ok(listing)
}

/// Reads every report of the sources; files of a folder that cannot be read are told, not fatal.
///
/// # Errors
///
/// Fails if a folder, or a file that was named by itself, cannot be read.
pub fn reports(shelf: &mut Shelf, sources: &[Source]) -> Result<(Vec<Chosen>, Vec<Unread>), Error> {
    let mut unread = Vec::new();
    let mut files: Vec<(bool, Source)> = Vec::new();
    for source in sources {
        match folder(source) {
            Some(_) => {
                files
                    .extend(self::files(source, &mut unread)?.into_iter().map(|file| (true, file)));
            }
            None => files.push((false, source.clone())),
        }
    }
    shelf.prefetch(files.iter().map(|(_, file)| file));
    let mut chosen = Vec::new();
    for (is_of_folder, file) in &files {
        match shelf.all(file) {
            Ok(reports) => chosen.extend(reports),
            Err(Error { message: why, .. }) if *is_of_folder => {
                unread.push(Unread { path: file.name.clone(), why });
            }
            Err(error) => return Err(error),
        }
    }
    Ok((chosen, unread))
}

/// Returns the files that a source stands for: itself, or those of the folder that it is.
///
/// # Errors
///
/// Fails if the folder cannot be read.
pub fn files(source: &Source, unread: &mut Vec<Unread>) -> Result<Vec<Source>, Error> {
    let Some(folder) = folder(source) else { return Ok(vec![source.clone()]) };
    let listing = listed(folder)?;
    unread.extend(listing.unread.into_iter().map(|(path, why)| Unread { path, why }));
    if listing.is_cut {
        unread.push(Unread { path: source.name.clone(), why: cut() });
    }
    Ok(listing.files)
}

/// Returns the files and the folders right below a folder.
fn entries(folder: &Path, n_entries: &mut usize) -> io::Result<(Vec<PathBuf>, Vec<PathBuf>)> {
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder)? {
        *n_entries += 1;
        if MAX_ENTRIES < *n_entries {
            break;
        }
        let entry = entry?;
        if is_hidden(&entry.file_name().to_string_lossy()) {
            continue;
        }
        let (path, kind) = (entry.path(), entry.file_type()?);
        let is_file = kind.is_file() || (kind.is_symlink() && path.is_file());
        if kind.is_dir() {
            folders.push(path);
        } else if is_file {
            files.push(path);
        }
    }
    Ok((files, folders))
}

fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$")
}

/// Returns what to say of a folder of which not all was read.
fn cut() -> Message {
    message(
        format!("文件太多或目录太深，只读了前 {MAX_FILES} 个文件"),
        format!("too many files or too deep; the first {MAX_FILES} files were read"),
    )
}

fn unreadable(folder: &Path, error: &io::Error) -> Error {
    let name = folder.display();
    let Message { zh, en } = reason(error);
    Error::new(
        Kind::Input,
        message(
            format!("无法读取目录 {name}：{zh}"),
            format!("cannot read the folder {name}: {en}"),
        ),
    )
    .hinted("请检查目录的权限", "check the permissions of the folder")
}

/// Makes the error for folders without a file that can be read.
pub fn nothing_to_read<'u>(names: &str, unread: impl IntoIterator<Item = &'u Unread>) -> Error {
    let zh = format!("{names} 里没有读得出的文件");
    let en = format!("there is no file that can be read in {names}");
    let error = Error::new(Kind::Input, message(zh, en));
    match unread.into_iter().next() {
        Some(Unread { why, .. }) => error.hinted(why.zh.clone(), why.en.clone()),
        None => error.hinted("请检查目录名", "check the name of the folder"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::subject::within;

    fn names(folder: &Path) -> Vec<String> {
        let listing = listed(folder).unwrap();
        let root = folder.to_string_lossy();
        listing.files.iter().map(|file| within(&root, &file.name).to_owned()).collect()
    }

    #[test]
    fn files_below_a_folder_are_listed_in_order_without_hidden_ones_and_loops() {
        let root = std::env::temp_dir().join(format!("duikan-folder-{}", std::process::id()));
        fs::create_dir_all(root.join("乡镇")).unwrap();
        for name in ["b.txt", "a.txt", ".hidden", "~$b.docx", "乡镇/c.txt"] {
            fs::write(root.join(name), "甲").unwrap();
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(&root, root.join("乡镇/loop")).unwrap();
            std::os::unix::fs::symlink(root.join("a.txt"), root.join("d.txt")).unwrap();
            assert_eq!(names(&root), ["a.txt", "b.txt", "d.txt", "乡镇/c.txt"]);
        }
        fs::remove_dir_all(&root).unwrap();
        assert!(listed(&root).is_err());
    }
}
