//! Where a result goes: standard output, or a file that is replaced only when all is written.

use crate::cli::error::{Error, Kind, message};
use crate::cli::source::{Origin, Source};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes a result to `file`, or to `stdout` if there is none.
///
/// # Errors
///
/// Fails if the place cannot be written; a file that was there is then as before.
pub fn deliver(
    file: Option<&Path>,
    stdout: &mut dyn Write,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Error> {
    match file {
        Some(path) => replace(path, write).map_err(|error| Error::write(path, &error)),
        None => to_stream(stdout, write).map_err(|error| Error::stdout(&error)),
    }
}

/// Refuses to write a result over one of the files it comes from.
///
/// # Errors
///
/// Fails if it is one of them.
pub fn refuse_to_overwrite(file: Option<&Path>, sources: &[Source]) -> Result<(), Error> {
    let Some(target) = file.and_then(|path| path.canonicalize().ok()) else { return Ok(()) };
    let is_target = |source: &&Source| match &source.origin {
        Origin::File(path) => path.canonicalize().is_ok_and(|path| path == target),
        Origin::Stdin | Origin::Nothing => false,
    };
    let Some(source) = sources.iter().find(is_target) else { return Ok(()) };
    let name = &source.name;
    Err(Error::new(
        Kind::Usage,
        message(
            format!("-o 指向要比对的文件 {name}，未写入"),
            format!("-o names the input {name}; nothing was written"),
        ),
    )
    .hinted("请换一个文件名", "choose another name"))
}

fn to_stream(
    stream: &mut dyn Write,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut buffered = BufWriter::new(stream);
    write(&mut buffered)?;
    buffered.flush()
}

/// Writes beside the target and renames: a full disk or a crash leaves the old file whole.
fn replace(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let before = fs::metadata(&target).ok();
    if before.as_ref().is_some_and(|before| !before.is_file()) {
        // A terminal, a pipe or /dev/null cannot be renamed over; a directory refuses by itself.
        return to_stream(&mut OpenOptions::new().write(true).open(&target)?, write);
    }
    let draft = draft_path(&target)?;
    let file = OpenOptions::new().write(true).create_new(true).open(&draft)?;
    let written = fill(file, write)
        .and_then(|()| before.map_or(Ok(()), |old| fs::set_permissions(&draft, old.permissions())))
        .and_then(|()| fs::rename(&draft, &target));
    if written.is_err() {
        // The first error is the one to report; a draft that stays behind harms nobody.
        let _ = fs::remove_file(&draft);
    }
    written
}

fn fill(mut file: File, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    to_stream(&mut file, write)?;
    file.sync_all()
}

/// Returns the name under which the target is drafted: in its directory, so that renaming is one step.
fn draft_path(target: &Path) -> io::Result<PathBuf> {
    let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let mut draft = std::ffi::OsString::from(".");
    draft.push(name);
    draft.push(format!(".{}.part", std::process::id()));
    Ok(target.with_file_name(draft))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failed_write_leaves_the_old_file_and_no_draft() {
        let directory = std::env::temp_dir().join(format!("duikan-output-{}", std::process::id()));
        fs::create_dir_all(&directory).unwrap();
        let path = directory.join("result.txt");
        fs::write(&path, "old").unwrap();
        let full = |out: &mut dyn Write| {
            out.write_all(b"new")?;
            Err(io::Error::from(io::ErrorKind::StorageFull))
        };
        assert!(replace(&path, full).is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(&directory).unwrap().count(), 1);
        replace(&path, |out| out.write_all(b"new")).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(&directory).unwrap().count(), 1);
        fs::remove_dir_all(&directory).unwrap();
    }
}
