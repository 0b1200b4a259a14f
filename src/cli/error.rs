//! What goes wrong at the edges: said in both languages, with the place and the next step.

use crate::finding::model::Message;
use crate::store::trouble::reason;
use crate::text::cells::disarmed;
use crate::text::language::Language;
use std::fmt;
use std::io;
use std::path::Path;

/// What kind of trouble it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What was typed makes no sense.
    Usage,
    /// A file cannot be read, or what was asked for is not in it.
    Input,
    /// A result cannot be written.
    Output,
    /// Whoever read the output has gone; nobody needs to be told.
    ReaderGone,
}

/// An error that names the place and the next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What kind it is.
    pub kind: Kind,
    /// What happened and where.
    pub message: Message,
    /// What to do next.
    pub hint: Option<Message>,
}

/// Makes a message out of both wordings.
pub fn message(zh: impl Into<String>, en: impl Into<String>) -> Message {
    Message { zh: zh.into(), en: en.into() }
}

impl Error {
    /// Makes an error without a hint.
    pub fn new(kind: Kind, message: Message) -> Self {
        Self { kind, message, hint: None }
    }

    /// Adds the next step.
    #[must_use]
    pub fn hinted(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.hint = Some(message(zh, en));
        self
    }

    /// Makes the error for what standard output said.
    pub fn stdout(error: &io::Error) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::BrokenPipe => Kind::ReaderGone,
            _ => Kind::Output,
        };
        let Message { zh, en } = reason(error);
        let zh = format!("无法写到标准输出：{zh}");
        let en = format!("cannot write to standard output: {en}");
        Self::new(kind, message(zh, en))
    }

    /// Makes the error for a file that could not be written.
    pub fn write(path: &Path, error: &io::Error) -> Self {
        let was_there = path.is_file();
        let path = path.display();
        let Message { zh, en } = reason(error);
        let error = Self::new(
            Kind::Output,
            message(format!("无法写入 {path}：{zh}"), format!("cannot write {path}: {en}")),
        );
        if was_there {
            return error.hinted(
                "原有的文件没有改动；请检查目录、权限和剩余空间",
                "the file that was there is untouched; check the directory, permissions and free space",
            );
        }
        error
            .hinted("请检查目录、权限和剩余空间", "check the directory, permissions and free space")
    }

    /// Returns the lines to show, without control characters.
    pub fn lines(&self, language: Language) -> String {
        let message = disarmed(self.message.pick(language));
        let Some(hint) = &self.hint else { return format!("duikan: {message}\n") };
        let hint = disarmed(hint.pick(language));
        match language {
            Language::Chinese => format!("duikan: {message}\n  提示：{hint}\n"),
            Language::English => format!("duikan: {message}\n  hint: {hint}\n"),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message.en)
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn error_shows_its_hint_and_no_control_character() {
        let error =
            Error::new(Kind::Input, message("没有 a\u{1B}[2J", "no a\u{1B}[2J")).hinted("甲", "b");
        assert_eq!(error.lines(Language::English), "duikan: no a^[[2J\n  hint: b\n");
        assert_eq!(error.lines(Language::Chinese), "duikan: 没有 a^[[2J\n  提示：甲\n");
    }

    #[test]
    fn broken_pipe_is_told_apart_from_a_full_disk() {
        let gone = Error::stdout(&io::Error::from(io::ErrorKind::BrokenPipe));
        let full = Error::stdout(&io::Error::from(io::ErrorKind::StorageFull));
        assert_eq!((gone.kind, full.kind), (Kind::ReaderGone, Kind::Output));
    }
}
