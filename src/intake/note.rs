//! What was odd about a file.

use crate::text::language::{Words, words};
use crate::text::span::Span;

/// A kind of oddity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoteKind {
    /// Bytes that are no character in the encoding; they stand as U+FFFD in the text.
    UndecodableBytes,
    /// The text was decoded wrongly before it was saved, as in `鐨勪紵澶х殑`.
    Mojibake,
    /// Text that had been decoded wrongly was read once more, and came out exactly.
    MojibakeRepaired,
    /// The pages are pictures: there is no text to read.
    NoTextLayer,
    /// There is a text layer, but its fonts do not say which characters their glyphs are.
    UnreadableFonts,
    /// A page declares another encoding than it is in.
    WrongDeclaration,
    /// Menus, links and footers around the text of a page, left out.
    PageFurniture,
    /// Some pages are pictures without text.
    PicturePages,
    /// Letters whose font does not say which characters they are.
    UnreadableGlyphs,
    /// The file is no text: an archive, a picture.
    NotText,
    /// The file is empty or holds only white space.
    Empty,
    /// The last character is cut off.
    Truncated,
    /// The file is so damaged that nothing could be read.
    Unreadable,
    /// The file is protected by a password.
    Encrypted,
    /// The file is damaged; what could be read was read.
    Damaged,
    /// The file goes beyond a limit; what lies beyond was left out.
    OverLimit,
    /// The name promises another format than the content has.
    Misnamed,
    /// Tracked changes, read as if all were accepted.
    TrackedChanges,
    /// Comments in the margin, left out.
    Comments,
    /// A table of contents that the word processor generates, left out.
    Contents,
    /// Text boxes, read behind the paragraph they hang on.
    TextBoxes,
    /// Footnotes and endnotes, read at the end.
    Footnotes,
}

/// What is said of a kind of oddity.
struct Row {
    kind: NoteKind,
    id: &'static str,
    /// The sentence shown, with `{}` where the detail belongs.
    words: Words,
    /// The next step, if nothing can be done with the file as it is.
    advice: Option<Words>,
}

/// Makes the row of an oddity that leaves something to read.
const fn told(kind: NoteKind, id: &'static str, zh: &'static str, en: &'static str) -> Row {
    Row { kind, id, words: words(zh, en), advice: None }
}

impl Row {
    /// Says that the oddity leaves nothing to read, and what to do about it.
    const fn stops(self, zh: &'static str, en: &'static str) -> Self {
        Self { advice: Some(words(zh, en)), ..self }
    }
}

/// Every kind of oddity.
static NOTES: &[Row] = &[
    told(
        NoteKind::UndecodableBytes,
        "undecodable-bytes",
        "{} 处字节无法解码，以 U+FFFD 代替",
        "bytes that do not decode: {}, shown as U+FFFD",
    ),
    told(
        NoteKind::Mojibake,
        "mojibake",
        "疑似乱码 {} 处，文件存盘前已被错误解码",
        "garbled text in {} places, decoded wrongly before it was saved",
    ),
    told(
        NoteKind::MojibakeRepaired,
        "mojibake-repaired",
        "有 {} 行存盘前已被错误解码，已逐字节还原",
        "lines decoded wrongly before they were saved: {}, restored byte for byte",
    ),
    told(
        NoteKind::NoTextLayer,
        "no-text-layer",
        "没有可读的文字层（共 {} 页），多半是扫描件",
        "no text layer that can be read (pages: {}), most likely a scan",
    )
    .stops(
        "请先做文字识别（OCR），或向来源单位索取电子文本",
        "run it through text recognition (OCR) first, or ask for the electronic text",
    ),
    told(
        NoteKind::UnreadableFonts,
        "unreadable-fonts",
        "有文字层，但字体没有说明各是什么字（共 {} 页），读不出来",
        "has a text layer, but its fonts do not say which characters they show (pages: {})",
    )
    .stops(
        "请索取 Word 或纯文本，或先做文字识别（OCR）",
        "ask for the Word file or plain text, or run it through text recognition (OCR) first",
    ),
    told(
        NoteKind::WrongDeclaration,
        "wrong-declaration",
        "网页自称的编码与实际不符，已按实际读取：{}",
        "the page declares another encoding than it is in: {}",
    ),
    told(
        NoteKind::PageFurniture,
        "page-furniture",
        "网页的菜单、链接和页脚共 {} 字，未读入",
        "characters of menus, links and footers around the text: {}, left out",
    ),
    told(
        NoteKind::PicturePages,
        "picture-pages",
        "有 {} 页是图片，没有文字可读",
        "pages that are pictures without text: {}",
    ),
    told(
        NoteKind::UnreadableGlyphs,
        "unreadable-glyphs",
        "有 {} 个字的字体没有说明是什么字，未能读出",
        "letters whose font does not say what they are: {}, left out",
    ),
    told(
        NoteKind::NotText,
        "not-text",
        "不是文本文件，像是 {}",
        "not a text file; it looks like {}",
    )
    .stops(
        "请另存为 docx 或纯文本（.txt，UTF-8 或 GB18030）后再试；压缩包请先解压",
        "save it as docx or plain text (.txt, UTF-8 or GB18030) and try again; unpack an archive first",
    ),
    told(NoteKind::Empty, "empty", "文件是空的{}", "the file is empty{}"),
    told(NoteKind::Truncated, "truncated", "文件末尾残缺{}", "the end of the file is cut off{}"),
    told(
        NoteKind::Unreadable,
        "unreadable",
        "文件已损坏，读不出文字{}",
        "damaged, no text could be read{}",
    )
    .stops(
        "请重新传一份，或用原来的软件打开修复后另存",
        "get the file again, or open and repair it in its own software and save it anew",
    ),
    told(
        NoteKind::Encrypted,
        "encrypted",
        "文件设了密码，读不出文字{}",
        "protected by a password{}",
    )
    .stops(
        "请在 Word、WPS 或 PDF 软件中取消密码，另存后再试",
        "remove the password in Word, WPS or a PDF program, save it and try again",
    ),
    told(
        NoteKind::Damaged,
        "damaged",
        "文件已损坏（{}），只读出了读得出的部分",
        "damaged ({}); only what could be read was read",
    ),
    told(
        NoteKind::OverLimit,
        "over-limit",
        "超出上限（{}），其余未读",
        "beyond the limit ({}); the rest was left out",
    ),
    told(
        NoteKind::Misnamed,
        "misnamed",
        "文件名与内容不符，已按内容读取：{}",
        "the name does not fit the content, which was read as what it is: {}",
    ),
    told(
        NoteKind::TrackedChanges,
        "tracked-changes",
        "含修订 {} 处，按全部接受读取",
        "tracked changes: {}, read as if all were accepted",
    ),
    told(NoteKind::Comments, "comments", "含批注 {} 条，未读入", "comments: {}, left out"),
    told(
        NoteKind::Contents,
        "contents",
        "自动生成的目录 {} 行，未读入",
        "lines of the generated table of contents: {}, left out",
    ),
    told(
        NoteKind::TextBoxes,
        "text-boxes",
        "文本框 {} 个，文字排在所在段落之后",
        "text boxes: {}, read behind the paragraph they belong to",
    ),
    told(
        NoteKind::Footnotes,
        "footnotes",
        "脚注、尾注共 {} 条，排在文末",
        "footnotes and endnotes: {}, read at the end",
    ),
];

impl NoteKind {
    /// Returns the identifier the JSON contract uses.
    pub fn id(self) -> &'static str {
        self.row().map_or("", |row| row.id)
    }

    /// Returns the sentence shown to the reader, with `{}` where the detail belongs.
    pub fn words(self) -> Words {
        self.row().map_or(words("{}", "{}"), |row| row.words)
    }

    /// Returns what to do about a file that this makes useless; `None` if it leaves something to read.
    pub fn advice(self) -> Option<Words> {
        self.row().and_then(|row| row.advice)
    }

    /// Returns the row of the table; every kind has one, which a test holds.
    fn row(self) -> Option<&'static Row> {
        NOTES.iter().find(|row| row.kind == self)
    }
}

/// One oddity of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What kind it is.
    pub kind: NoteKind,
    /// Where it first shows; `None` if it concerns the whole file.
    pub span: Option<Span>,
    /// What fills the `{}` of [`NoteKind::words`]: a count or a format name, or nothing.
    pub detail: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_own_row() {
        for (at, row) in NOTES.iter().enumerate() {
            assert_eq!(row.kind as usize, at, "{}: rows stand in the order of the kinds", row.id);
            assert!(row.words.zh.contains("{}") && row.words.en.contains("{}"), "{}", row.id);
        }
        assert_eq!(NoteKind::Footnotes as usize + 1, NOTES.len(), "the last kind has the last row");
    }
}
