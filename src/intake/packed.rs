//! What a ZIP file holds, told by the names of its parts.

use crate::intake::archive::{Archive, is_archive};

/// A packed format that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packed {
    /// A Word file of today.
    Docx,
    /// An `OpenDocument` text.
    Odt,
}

/// How many names of an archive are told.
const TOLD_NAMES: usize = 3;

/// What `OpenDocument` texts and their templates say of themselves.
const ODT_TYPE: &[u8] = b"application/vnd.oasis.opendocument.text";

/// Packed formats that are not read, by the folder or part that only they have.
const OTHERS: [(&str, &str); 5] = [
    ("xl/", "Excel (.xlsx)"),
    ("ppt/", "PowerPoint (.pptx)"),
    ("OFD.xml", "OFD"),
    ("META-INF/container.xml", "EPUB"),
    ("content.xml", "OpenDocument (.ods, .odp)"),
];

/// Returns which packed format the bytes are; `None` if they are another one or no ZIP file.
pub fn packed(bytes: &[u8]) -> Option<Packed> {
    if !is_archive(bytes) {
        return None;
    }
    let archive = Archive::open(bytes);
    let is_other = OTHERS.iter().any(|(part, _)| has(&archive, part));
    // A file that was cut off early may hold no more than the list of what it should hold.
    if has(&archive, "word/") || (archive.has("[Content_Types].xml") && !is_other) {
        return Some(Packed::Docx);
    }
    let kind = archive.part("mimetype").filter(|kind| kind.bytes.starts_with(ODT_TYPE));
    kind.map(|_| Packed::Odt)
}

/// Returns what to call a ZIP file that is not read: its format, or the first names in it; empty if
/// nothing is found in it.
pub fn name(bytes: &[u8]) -> String {
    let archive = Archive::open(bytes);
    let known = OTHERS.iter().find(|(part, _)| has(&archive, part));
    if let Some((_, name)) = known {
        return (*name).to_owned();
    }
    let names: Vec<_> = archive.names().filter(|name| !name.ends_with('/')).collect();
    let told = names.iter().take(TOLD_NAMES).map(AsRef::as_ref).collect::<Vec<_>>().join(", ");
    let more = if TOLD_NAMES < names.len() { ", …" } else { "" };
    if told.is_empty() { String::new() } else { format!("ZIP ({told}{more})") }
}

/// Says whether there is a part of that name, or one in the folder if the name ends in a slash.
fn has(archive: &Archive, folder: &str) -> bool {
    if !folder.ends_with('/') {
        return archive.has(folder);
    }
    let in_folder = |name: &str| {
        name.get(..folder.len())
            .is_some_and(|start| start.replace('\\', "/").eq_ignore_ascii_case(folder))
    };
    archive.names().any(|name| in_folder(&name))
}
