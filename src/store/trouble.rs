//! Why marks cannot be kept, and what the system says, in both languages.

use crate::finding::model::Message;
use crate::text::language::{Words, words};
use std::io;

/// What the operating system says, in words.
const REASONS: [(io::ErrorKind, Words); 11] = [
    (io::ErrorKind::NotFound, words("没有这个文件或目录", "no such file or directory")),
    (io::ErrorKind::PermissionDenied, words("没有权限", "permission denied")),
    (io::ErrorKind::IsADirectory, words("那是目录", "it is a directory")),
    (
        io::ErrorKind::NotADirectory,
        words("路径中有一段不是目录", "a part of the path is no directory"),
    ),
    (io::ErrorKind::StorageFull, words("磁盘已满", "the disk is full")),
    (io::ErrorKind::QuotaExceeded, words("超出磁盘配额", "the disk quota is exceeded")),
    (io::ErrorKind::ReadOnlyFilesystem, words("文件系统只读", "the file system is read-only")),
    (io::ErrorKind::AlreadyExists, words("已有同名文件", "a file of that name exists")),
    (io::ErrorKind::InvalidInput, words("文件名无效", "the name is invalid")),
    (io::ErrorKind::InvalidFilename, words("文件名无效或太长", "the name is invalid or too long")),
    (io::ErrorKind::ResourceBusy, words("正被占用", "it is in use")),
];

/// Returns what the operating system said, in both languages.
pub fn reason(error: &io::Error) -> Message {
    let known = REASONS.iter().find(|(kind, _)| *kind == error.kind());
    match known {
        Some((_, words)) => Message { zh: words.zh.to_owned(), en: words.en.to_owned() },
        None => Message { zh: error.to_string(), en: error.to_string() },
    }
}
