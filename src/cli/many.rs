//! What is asked of many reports at once.

use crate::cli::arguments::{Output, TableFormat};
use crate::cli::command::{Desk, source};
use crate::cli::error::{Error, Kind, message};
use crate::cli::folder::reports;
use crate::cli::gather::{edition, pairs};
use crate::cli::genre::{background, in_force};
use crate::cli::output::{deliver, refuse_to_overwrite};
use crate::cli::pairing::COLLATING;
use crate::cli::run::Exit;
use crate::cli::shelf::Chosen;
use crate::cli::source::Source;
use crate::collate::model::Witness;
use crate::collate::nearest::origins;
use crate::export::subject::{Edition, Matrix, Sources};
use crate::export::{csv, json, text};
use std::ffi::{OsStr, OsString};
use std::sync::Arc;

/// Reads the reports and compares every two of them.
///
/// # Errors
///
/// Fails if a source cannot be read, or as [`matrix_of`] does.
pub fn matrix(
    desk: &mut Desk,
    sources: &[OsString],
    output: &Output<TableFormat>,
) -> Result<Exit, Error> {
    let sources: Vec<Source> = sources.iter().map(|typed| source(typed)).collect();
    refuse_to_overwrite(output.file.as_deref(), &sources)?;
    let (chosen, unread) = reports(&mut desk.shelf, &sources)?;
    desk.tell_notes();
    desk.tell_unread(&unread);
    matrix_of(desk, &chosen, output)
}

/// Compares every two of the reports and writes the result.
///
/// # Errors
///
/// Fails if there are no two to compare or the result cannot be written.
pub fn matrix_of(
    desk: &mut Desk,
    chosen: &[Chosen],
    output: &Output<TableFormat>,
) -> Result<Exit, Error> {
    let editions: Vec<Edition> = chosen.iter().map(edition).collect();
    let named = background(desk, &chosen.iter().collect::<Vec<_>>())?;
    let (held, counted) = (in_force(named.as_ref()), desk.settings.counted);
    let pairs = desk.shelf.progress().while_working(&COLLATING, || pairs(chosen, counted, held));
    if pairs.is_empty() {
        return Err(no_pair(chosen));
    }
    let matrix = Matrix { editions: &editions, pairs: &pairs };
    let reader = desk.reader();
    deliver(output.file.as_deref(), desk.stdout, |out| match output.format {
        TableFormat::Text => text::matrix::write(out, matrix, reader),
        TableFormat::Json => json::matrix::write(out, matrix),
        TableFormat::Csv => csv::matrix::write(out, matrix, reader.language),
    })?;
    Ok(Exit::Success)
}

/// Looks for the source of each sentence of a report among others and writes what was found.
///
/// # Errors
///
/// Fails if a source cannot be read, if there are no others or the result cannot be written.
pub fn sources(
    desk: &mut Desk,
    report: &OsStr,
    others: &[OsString],
    output: &Output<TableFormat>,
) -> Result<Exit, Error> {
    let report = source(report);
    let mut named: Vec<Source> = others.iter().map(|typed| source(typed)).collect();
    if named.is_empty() && report.choice.is_some() {
        named.push(Source { choice: None, ..report.clone() });
    }
    let all: Vec<Source> = named.iter().chain([&report]).cloned().collect();
    refuse_to_overwrite(output.file.as_deref(), &all)?;
    let chosen = desk.shelf.one(&report)?;
    let (mut others, unread) = reports(&mut desk.shelf, &named)?;
    desk.tell_notes();
    desk.tell_unread(&unread);
    let span = chosen.report.span;
    others.retain(|other| {
        !Arc::ptr_eq(&other.document, &chosen.document) || !other.report.span.overlaps(span)
    });
    if others.is_empty() {
        return Err(no_others(&chosen));
    }
    let named = background(desk, &[&chosen])?;
    let edition_of_report = edition(&chosen);
    let editions: Vec<Edition> = others.iter().map(edition).collect();
    let witnesses: Vec<Witness> = editions.iter().map(Edition::witness).collect();
    let held = in_force(named.as_ref());
    let look = || origins(edition_of_report.witness(), &witnesses, held);
    let origins = desk.shelf.progress().while_working(&COLLATING, look);
    let sources = Sources { edition: edition_of_report, others: &editions, origins: &origins };
    let reader = desk.reader();
    deliver(output.file.as_deref(), desk.stdout, |out| match output.format {
        TableFormat::Text => text::sources::write(out, sources, reader),
        TableFormat::Json => json::sources::write(out, sources),
        TableFormat::Csv => csv::sources::write(out, sources, reader.language),
    })?;
    Ok(Exit::Success)
}

fn no_others(chosen: &Chosen) -> Error {
    let name = edition(chosen).name();
    let zh = format!("除了 {name} 没有别的报告，无处可找出处");
    let en = format!("there is no report besides {name} to look for sources in");
    Error::new(Kind::Usage, message(zh, en)).hinted(
        "请在后面写出其他文件或目录：duikan sources 报告 往年/；同一文件里的一篇写作 文件#篇二",
        "name other files or folders behind it: duikan sources REPORT EARLIER/; one report of a file is FILE#2",
    )
}

fn no_pair(chosen: &[Chosen]) -> Error {
    let message = match chosen {
        [only] => {
            let name = edition(only).name();
            message(
                format!("只有 {name} 这一篇，没有可比的另一篇"),
                format!("{name} is the only report, there is nothing to compare it with"),
            )
        }
        _ => message(
            "没有可以比较的两篇：各篇相同或互相包含",
            "there are no two reports to compare: they are the same or hold one another",
        ),
    };
    Error::new(Kind::Usage, message).hinted(
        "请再给一个文件：duikan matrix 文件1 文件2；看结构用 duikan outline 文件",
        "name a second file: duikan matrix FILE1 FILE2; see the structure: duikan outline FILE",
    )
}
