//! The files of a folder: those below it that a person would call its files, within bounds.

use crate::cli::error::{Error, Kind, message};
use crate::cli::source::{Origin, Source};
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
pub struct Listing {
    /// The files in order of their paths.
    pub files: Vec<Source>,
    /// Folders below it that cannot be read, each with the reason.
    pub unread: Vec<(String, Message)>,
    /// Whether there are more files than are taken.
    pub is_cut: bool,
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
pub fn listed(folder: &Path) -> Result<Listing, Error> {
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
pub fn cut() -> Message {
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
