//! What reports are held against to tell stock phrases: the shipped background, and the documents
//! that the reviewer named for it.

use crate::cli::command::{Desk, source};
use crate::cli::error::Error;
use crate::cli::folder::reports;
use crate::cli::gather::edition;
use crate::cli::shelf::Chosen;
use crate::cli::source::Source;
use crate::collate::background::Background;
use crate::collate::model::Witness;
use crate::collate::own::with_documents;
use crate::text::language::{Words, words};
use crate::text::side::Sided;
use std::sync::Arc;

/// Too few documents were named.
const TOO_FEW: Words = words(
    "--background 的文件太少，未用：所比的报告及其近似本不算，至少要有 5 份",
    "too few documents for --background, none was used: five are needed besides the reports compared and what is much like them",
);

/// Returns the shipped background with what the reviewer named counted in; `None` if nothing was
/// named or too little, which is told.
///
/// # Errors
///
/// Fails if a file that was named itself cannot be read; what cannot be read of a folder is told.
pub fn background(desk: &mut Desk, tested: &[&Chosen]) -> Result<Option<Arc<Background>>, Error> {
    if desk.background.is_empty() {
        return Ok(None);
    }
    let named: Vec<Source> = desk.background.iter().map(|typed| source(typed)).collect();
    let (documents, unread) = reports(&mut desk.shelf, &named)?;
    desk.tell_unread(&unread);
    let witness = |chosen| edition(chosen).witness();
    let documents: Vec<Witness> = documents.iter().map(witness).collect();
    let tested: Vec<Witness> = tested.iter().map(|chosen| witness(chosen)).collect();
    let counted = with_documents(Background::shipped(), &documents, &tested);
    if counted.is_none() {
        // Whether anybody reads it does not change the result.
        let _ = writeln!(desk.stderr, "duikan: {}", desk.settings.language.pick(&TOO_FEW));
    }
    Ok(counted.map(Arc::new))
}

/// Returns the background for the files of two folders, as [`background`] does.
///
/// # Errors
///
/// Fails as [`background`] does, and if a folder to be compared cannot be read.
pub fn background_of_folders(
    desk: &mut Desk,
    sources: &Sided<Source>,
) -> Result<Option<Arc<Background>>, Error> {
    if desk.background.is_empty() {
        return Ok(None);
    }
    let (tested, _) = reports(&mut desk.shelf, &[sources.left.clone(), sources.right.clone()])?;
    background(desk, &tested.iter().collect::<Vec<_>>())
}

/// Returns the background in force where none or one was made.
pub fn in_force(named: Option<&Arc<Background>>) -> &Background {
    named.map_or(Background::shipped(), Arc::as_ref)
}
