//! No command: two reports on the screen, a collection to choose from, or their lines.

use crate::cli::arguments::{Output, SheetFormat, TableFormat};
use crate::cli::command::{Desk, both, compare_folders, source, write_comparison};
use crate::cli::error::{Error, Kind, message};
use crate::cli::folder::{nothing_to_read, reports};
use crate::cli::gather::{Collated, edition};
use crate::cli::genre::{background, background_of_folders, in_force};
use crate::cli::git;
use crate::cli::many::matrix_of;
use crate::cli::pairing::{Paired, is_of_folders, paired};
use crate::cli::run::Exit;
use crate::cli::shelf::Chosen;
use crate::cli::source::Source;
use crate::cli::stage::Named;
use crate::cli::usage;
use crate::collate::background::Background;
use crate::config::Settings;
use crate::export::subject::within;
use crate::finding::model::Message;
use crate::store::trouble::reason;
use crate::text::side::{Side, Sided};
use crate::tui::model::{Catalog, Entry, Opening};
use crate::tui::outside::Outside;
use crate::tui::roster::Roster;
use crate::tui::{self, Show};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::sync::Arc;

/// Lines on standard output.
const LINES: Output<TableFormat> = Output { format: TableFormat::Text, file: None };

/// The same for a comparison.
const SHEET: Output<SheetFormat> = Output { format: SheetFormat::Text, file: None };

/// Opens what was named, or writes its lines where there is no screen.
///
/// # Errors
///
/// Fails if a source cannot be read, if there is nothing to compare, or if the terminal does.
pub fn open(desk: &mut Desk, typed: &[OsString], exit_code: bool) -> Result<Exit, Error> {
    if git::sides(typed).is_none() {
        usage::refuse_mistyped_command(typed)?;
    }
    let exit = match typed {
        [] => return Err(nothing_named()),
        [one] => collection(desk, source(one))?,
        [left, right] => pair(desk, Sided::new(source(left), source(right)), exit_code)?,
        several => match git::sides(several) {
            Some(sides) => pair(desk, sides, exit_code)?,
            None => return Err(too_many(several.len())),
        },
    };
    Ok(if exit_code { exit } else { Exit::Success })
}

fn pair(desk: &mut Desk, sources: Sided<Source>, exit_code: bool) -> Result<Exit, Error> {
    if is_of_folders(&sources) {
        return folders(desk, sources);
    }
    // The table is wanted as soon as both are read; meanwhile there is a core for it.
    std::thread::spawn(Background::shipped);
    let sides = both(&mut desk.shelf, &sources)?;
    if !desk.can_draw {
        return write_comparison(desk, &sides, &SHEET);
    }
    let named = background(desk, &[&sides.left, &sides.right])?;
    let catalog = catalog(vec![sides.left.clone(), sides.right.clone()]);
    let catalog = Catalog { named: named.clone(), ..catalog };
    draw(desk, catalog, Opening::Pair(0, 1), &Named::Pair(sources))?;
    let (held, counted) = (in_force(named.as_ref()), desk.settings.counted);
    let differs = || Collated::of(sides.as_ref(), None, counted, held).comparison().differs();
    let differs = exit_code && differs();
    Ok(if differs { Exit::Different } else { Exit::Success })
}

fn folders(desk: &mut Desk, sources: Sided<Source>) -> Result<Exit, Error> {
    if !desk.can_draw {
        return compare_folders(desk, &sources, &SHEET);
    }
    let named = background_of_folders(desk, &sources)?;
    let (held, counted) = (in_force(named.as_ref()), desk.settings.counted);
    let paired = paired(&mut desk.shelf, &sources, counted, held)?;
    let differs = paired.folders(&paired.editions()).differs();
    let catalog = Catalog { named, ..catalog_of_folders(paired) };
    draw(desk, catalog, Opening::Matrix, &Named::Folders(sources))?;
    Ok(if differs { Exit::Different } else { Exit::Success })
}

fn collection(desk: &mut Desk, source: Source) -> Result<Exit, Error> {
    let (chosen, unread) = reports(&mut desk.shelf, std::slice::from_ref(&source))?;
    if !desk.can_draw {
        desk.tell_unread(&unread);
    }
    if chosen.is_empty() {
        return Err(nothing_to_read(&source.name, &unread));
    }
    if chosen.len() < 2 {
        return Err(nothing_to_compare_with(&source.name));
    }
    if !desk.can_draw {
        return matrix_of(desk, &chosen, &LINES);
    }
    let named = background(desk, &chosen.iter().collect::<Vec<_>>())?;
    let catalog = Catalog { unread, named, ..catalog(chosen) };
    draw(desk, catalog, Opening::Matrix, &Named::Collection(source))?;
    Ok(Exit::Success)
}

fn draw(desk: &Desk, catalog: Catalog, opening: Opening, named: &Named) -> Result<(), Error> {
    let counted = desk.settings.counted;
    let background = catalog.named.clone();
    let reload = named.reload(desk.shelf.options(), counted, background);
    let outside = Outside { reload, ..desk.outside.clone() };
    let catalog = Catalog { counted, ..catalog };
    let settings = Settings { ambiguous: outside.habits.ambiguous, ..desk.settings };
    let show = Show { catalog, opening, settings, looks: desk.looks.clone() };
    tui::run(show, outside).map_err(|error| {
        let Message { zh, en } = reason(&error);
        let zh = format!("终端出错：{zh}");
        let en = format!("the terminal failed: {en}");
        Error::new(Kind::Output, message(zh, en))
            .hinted("可用 --plain 逐行输出", "--plain writes lines instead")
    })
}

/// Returns the reports as the screen takes them, with names that tell them apart.
pub fn catalog(chosen: Vec<Chosen>) -> Catalog {
    let names = short_names(&chosen);
    let entries = chosen.into_iter().zip(names).map(|(chosen, name)| Entry {
        document: chosen.document,
        report: chosen.report,
        name,
    });
    Catalog { entries: entries.collect(), ..Catalog::default() }
}

/// Returns the files of two folders as the screen takes them, each called by its folder and its path there.
pub fn catalog_of_folders(paired: Paired) -> Catalog {
    let last = paired.names.as_ref().map(|name| {
        let name = name.trim_end_matches('/');
        name.rsplit('/').next().unwrap_or(name).to_owned()
    });
    let name = |(at, chosen): (usize, &Chosen)| {
        let side = if at < paired.n_left { Side::Left } else { Side::Right };
        let path = within(&paired.names[side], &chosen.path);
        let is_told_apart = last.left != last.right && !path.is_empty();
        if is_told_apart { format!("{}/{path}", last[side]) } else { chosen.path.clone() }
    };
    let names: Vec<String> = paired.chosen.iter().enumerate().map(name).collect();
    let entries = paired.chosen.iter().cloned().zip(names).map(|(chosen, name)| Entry {
        document: chosen.document,
        report: chosen.report,
        name,
    });
    let entries = entries.collect();
    Catalog { entries, roster: Some(Roster::from(paired)), ..Catalog::default() }
}

/// Returns the shortest names that tell the reports apart: labels within one file, else file names,
/// else what was typed. What is the same report keeps its file name on both sides.
fn short_names(chosen: &[Chosen]) -> Vec<String> {
    let typed: Vec<String> = chosen.iter().map(|chosen| edition(chosen).name()).collect();
    let is_one_file = chosen.windows(2).all(|two| Arc::ptr_eq(&two[0].document, &two[1].document));
    let labels: Vec<String> = chosen.iter().map(|chosen| chosen.report.label.clone()).collect();
    let has_whole = chosen.iter().zip(&typed).any(|(chosen, name)| chosen.path == *name);
    if is_one_file && chosen.len() > 1 && !has_whole && are_distinct(&labels) {
        return labels;
    }
    let file_name = |name: &String| match name.rsplit_once(['/', '\\']) {
        Some((_, file)) if !file.is_empty() => file.to_owned(),
        _ => name.clone(),
    };
    let short: Vec<String> = typed.iter().map(file_name).collect();
    if are_distinct(&short) || !are_distinct(&typed) { short } else { typed }
}

fn are_distinct(names: &[String]) -> bool {
    names.iter().collect::<BTreeSet<_>>().len() == names.len()
}

/// Makes the error for a command that stands behind sources.
pub fn command_among_sources(sources: &[OsString]) -> Error {
    let first = sources.first().map(|source| source.to_string_lossy()).unwrap_or_default();
    let zh = format!("命令应写在最前，“{first}”却在它前面");
    let en = format!("the command comes first, but '{first}' stands before it");
    Error::new(Kind::Usage, message(zh, en)).hinted(
        "若是与命令同名的文件，请写 ./ 加文件名",
        "a file that is called like a command is written with ./ in front",
    )
}

fn nothing_named() -> Error {
    Error::new(Kind::Usage, message("没有指明文件", "no file was named")).hinted(
        "duikan 左 右 比对两篇；duikan --help 列出全部用法",
        "duikan LEFT RIGHT compares two; duikan --help lists everything",
    )
}

fn nothing_to_compare_with(name: &str) -> Error {
    let zh = format!("{name} 里只有一篇报告，没有可比的另一篇");
    let en = format!("{name} holds one report, there is nothing to compare it with");
    Error::new(Kind::Usage, message(zh, en)).hinted(
        "再给一个文件：duikan 左 右；看它的结构：duikan outline 文件",
        "name a second file: duikan LEFT RIGHT; see its structure: duikan outline FILE",
    )
}

fn too_many(count: usize) -> Error {
    let zh = format!("屏幕一次比对两篇，却给了 {count} 个");
    let en = format!("the screen compares two, but {count} were named");
    Error::new(Kind::Usage, message(zh, en))
        .hinted("多篇互比用 duikan matrix", "to compare several use duikan matrix")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::decode;
    use crate::report::split;

    const COLLECTION: &str = "科技局工作总结 篇一\n过去一年，新增高新技术企业12家。\n\
        科技局工作总结 篇二\n过去一年，全年引进博士35名。\n";

    #[test]
    fn names_are_labels_only_where_those_tell_the_reports_apart() {
        let document = Arc::new(decode::read(COLLECTION.as_bytes(), "d/a.txt"));
        let chosen = |report| {
            let document = Arc::clone(&document);
            Chosen { path: "d/a.txt".to_owned(), document, report }
        };
        let parts: Vec<Chosen> = split::reports(&document).into_iter().map(chosen).collect();
        let whole = chosen(split::whole(&document));
        assert_eq!(short_names(&parts), ["篇一", "篇二"]);
        let twice = [parts[0].clone(), parts[0].clone()];
        assert_eq!(short_names(&twice), ["a.txt#篇一", "a.txt#篇一"]);
        assert_eq!(short_names(&[whole.clone(), whole.clone()]), ["a.txt", "a.txt"]);
        assert_eq!(short_names(&[whole, parts[1].clone()]), ["a.txt", "a.txt#篇二"]);
    }
}
