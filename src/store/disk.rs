//! Files of lines that are only ever appended to, by several copies of the program at once.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::thread;
use std::time::Duration;

/// How long another copy of the program is waited for; appending is one write, so that it works without too.
const LOCK_PATIENCE: [Duration; 20] = [Duration::from_millis(5); 20];

/// What a file held behind the place up to which it was known, and where it now ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tail {
    /// Whole lines that others wrote.
    pub news: String,
    /// Bytes of the file that are known now.
    pub known: u64,
}

/// Reads the whole lines behind the first `known` bytes of a file; nothing if there is no file.
///
/// # Errors
///
/// When the file is there and cannot be read.
pub fn read(path: &Path, known: u64) -> io::Result<Tail> {
    match File::open(path) {
        Ok(mut file) => tail(&mut file, known).map(|(tail, _)| tail),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Tail::default()),
        Err(error) => Err(error),
    }
}

/// Returns the whole lines behind the known bytes, and whether the file ends in the middle of one.
fn tail(file: &mut File, known: u64) -> io::Result<(Tail, bool)> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(known))?;
    file.read_to_end(&mut bytes)?;
    let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
    let is_torn = whole < bytes.len();
    let news = String::from_utf8_lossy(&bytes[..whole]).into_owned();
    Ok((Tail { news, known: known + whole as u64 }, is_torn))
}

/// Appends whole lines in one write and waits until they are on the disk; returns what others wrote
/// since the first `known` bytes. A line that was torn before is ended first.
///
/// # Errors
///
/// When the lines may not be on the disk. Appending them again is then right: each act has a name.
pub fn append(path: &Path, known: u64, lines: &str) -> io::Result<Tail> {
    let is_new = !path.exists();
    if let Some(directory) = path.parent() {
        make_directory(directory)?;
    }
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    lock(&file);
    let (Tail { news, known: whole }, is_torn) = tail(&mut file, known)?;
    let bytes = if is_torn { format!("\n{lines}") } else { lines.to_owned() };
    let end = file.seek(SeekFrom::End(0))?;
    file.write_all(bytes.as_bytes())?;
    file.sync_data()?;
    if is_new && let Some(directory) = path.parent() {
        sync_directory(directory)?;
    }
    debug_assert!(whole <= end);
    Ok(Tail { news, known: end + bytes.len() as u64 })
}

/// Waits for another copy of the program to finish; goes on without where files cannot be locked.
fn lock(file: &File) {
    for pause in LOCK_PATIENCE {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => thread::sleep(pause),
            Ok(()) | Err(TryLockError::Error(_)) => break,
        }
    }
}

/// Writes a file that never changes, unless it is there already; it appears whole or not at all.
///
/// # Errors
///
/// When it cannot be written.
pub fn deposit(path: &Path, content: &str) -> io::Result<()> {
    if fs::metadata(path).is_ok_and(|there| there.len() == content.len() as u64) {
        return Ok(());
    }
    let Some(directory) = path.parent() else { return Err(io::ErrorKind::InvalidInput.into()) };
    make_directory(directory)?;
    let draft = path.with_extension(format!("{}.part", std::process::id()));
    let written = File::create(&draft)
        .and_then(|mut file| file.write_all(content.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&draft, path))
        .and_then(|()| sync_directory(directory));
    if written.is_err() {
        // The first error is the one to report; a draft that stays behind harms nobody.
        drop(fs::remove_file(&draft));
    }
    written
}

/// Makes a directory that only its owner can look into.
fn make_directory(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Waits until the names in a directory are on the disk, where directories can be opened.
fn sync_directory(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn place(test: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("duikan-disk-{}-{test}", std::process::id()));
        drop(fs::remove_dir_all(&path));
        path.join("a").join("b.jsonl")
    }

    #[test]
    fn line_that_was_torn_is_ended_before_the_next_and_not_read() {
        let path = place("torn");
        append(&path, 0, "one\n").unwrap();
        OpenOptions::new().append(true).open(&path).unwrap().write_all(b"tw").unwrap();
        assert_eq!(read(&path, 0).unwrap(), Tail { news: "one\n".to_owned(), known: 4 });
        let tail = append(&path, 4, "three\n").unwrap();
        assert_eq!(tail.news, "");
        assert_eq!(fs::read_to_string(&path).unwrap(), "one\ntw\nthree\n");
        assert_eq!(read(&path, tail.known).unwrap().news, "");
    }

    #[test]
    fn what_another_copy_wrote_is_told_when_appending() {
        let path = place("two");
        let mine = append(&path, 0, "mine\n").unwrap();
        append(&path, 0, "theirs\n").unwrap();
        let tail = append(&path, mine.known, "mine again\n").unwrap();
        assert_eq!(tail.news, "theirs\n");
        assert_eq!(read(&path, tail.known).unwrap().news, "");
    }

    #[test]
    fn missing_file_is_empty_and_a_deposit_appears_whole() {
        let path = place("deposit");
        assert_eq!(read(&path, 0).unwrap(), Tail::default());
        deposit(&path, "text").unwrap();
        deposit(&path, "text").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "text");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }
}
