//! Which files of two folders belong together.

use crate::export::subject::{FilePair, Folders, within};
use crate::export::term;
use crate::export::text::matrix::percent;
use crate::export::text::page::{Page, Reader};
use crate::export::text::table::Table;
use crate::text::language::{Words, words};
use crate::text::side::{Side, Sided};
use std::io::{self, Write};

const COLUMNS: [Words; 5] = [
    words("左", "left"),
    words("右", "right"),
    words("相似度", "resemblance"),
    words("结论", "grade"),
    words("说明", "remarks"),
];

const SAME: Words = words("相同", "same");

const UNSURE: Words = words("未必是一对", "perhaps not a pair");

const ALONE: Sided<Words> = Sided {
    left: words("只在左侧，右侧无对应", "only on the left, without counterpart"),
    right: words("只在右侧，左侧无对应", "only on the right, without counterpart"),
};

const UNREAD: Words = words("未读入", "not read");

/// Writes the pairs in the order of the left folder, then what has no counterpart or could not be read.
///
/// # Errors
///
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, folders: Folders, reader: Reader) -> io::Result<()> {
    let mut page = Page::new(out, reader);
    heads(&mut page, folders)?;
    if !folders.pairs.is_empty() {
        page.gap()?;
        let mut table = Table::default();
        table.header(&page, &COLUMNS);
        folders.pairs.iter().for_each(|pair| table.row(row(&page, folders, pair)));
        table.write(&mut page)?;
    }
    for side in Side::BOTH {
        if !folders.alone[side].is_empty() {
            page.gap()?;
            page.line(page.word(&ALONE[side]))?;
        }
        for at in folders.alone[side] {
            page.line(&format!("  {}", name(folders, side, *at)))?;
        }
    }
    let unread: Vec<_> = Side::BOTH.into_iter().flat_map(|side| folders.unread[side]).collect();
    if !unread.is_empty() {
        page.gap()?;
        page.line(page.word(&UNREAD))?;
    }
    unread.iter().try_for_each(|unread| page.line(&format!("  {}", unread.told(reader.language))))
}

/// Writes what the folders are called and how many files of each were read.
fn heads(page: &mut Page, folders: Folders) -> io::Result<()> {
    let n_files = Sided::new(folders.n_left, folders.editions.len() - folders.n_left);
    let mut table = Table::default();
    for (side, words) in Side::BOTH.into_iter().zip(&COLUMNS) {
        let count = format!("{} {}", n_files[side], page.pick("个文件", "files"));
        table.row([page.word(words), folders.names[side], &count]);
    }
    table.write(page)
}

fn row(page: &Page, folders: Folders, found: &FilePair) -> [String; 5] {
    let pair = found.pair;
    let mut remarks = Vec::new();
    remarks.extend(found.is_same.then(|| page.word(&SAME)));
    remarks.extend((!found.is_sure).then(|| page.word(&UNSURE)));
    [
        name(folders, Side::Left, pair.left).to_owned(),
        name(folders, Side::Right, pair.right).to_owned(),
        percent(pair.resemblance),
        page.word(&term::grade(pair.grade).words).to_owned(),
        remarks.join(page.pick("，", ", ")),
    ]
}

/// Returns the path of a file within its folder; that of a file named by itself whole.
fn name(folders: Folders<'_>, side: Side, at: usize) -> &str {
    let path = folders.editions.get(at).map_or("", |edition| edition.path);
    match within(folders.names[side], path) {
        "" => path,
        name => name,
    }
}
