//! A comparison as a reviewer reads it from top to bottom: verdict, findings, sections, figures.

use crate::collate::model::{Collation, SectionPair, SectionRelation, VariantKind};
use crate::collate::reuse::section_grade::SectionGrade;
use crate::export::subject::{Comparison, Edition};
use crate::export::term;
use crate::export::text::exempted::exempted_line;
use crate::export::text::figures::{number, value};
use crate::export::text::mark::{place_of, quoted, said_of, verdict_line};
use crate::export::text::matrix::percent;
use crate::export::text::naming::title;
use crate::export::text::page::{Page, Reader};
use crate::export::text::place::Lines;
use crate::export::text::table::Table;
use crate::figure::decimal::Decimal;
use crate::figure::model::{Class, Figure};
use crate::finding::model::Severity;
use crate::finding::{norm, section_grade};
use crate::review::marks::Progress;
use crate::text::language::{Language, Words, words};
use crate::text::side::{Side, Sided};
use std::io::{self, Write};

const SECTION_COLUMNS: [Words; 5] = [
    words("左", "left"),
    words("右", "right"),
    words("关系", "relation"),
    words("相似度", "resemblance"),
    section_grade::NAME,
];

const FIGURE_COLUMNS: [Words; 7] = [
    words("指标", "indicator"),
    words("左", "left"),
    words("右", "right"),
    words("变动", "change"),
    words("差额", "difference"),
    words("幅度", "percent"),
    words("说明", "remarks"),
];

/// Every kind of variant, in the order it is told.
pub const VARIANT_KINDS: [VariantKind; 4] = [
    VariantKind::Substitution,
    VariantKind::Addition,
    VariantKind::Omission,
    VariantKind::Transposition,
];

/// Writes the comparison as lines.
///
/// # Errors
///
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, subject: Comparison, reader: Reader) -> io::Result<()> {
    let mut page = Page::new(out, reader);
    let lines = subject.editions.map(|edition| Lines::of(&edition.document.text));
    for side in Side::BOTH {
        edition(&mut page, side, &subject.editions[side], &lines[side])?;
    }
    page.gap()?;
    verdict(&mut page, subject)?;
    findings(&mut page, subject, &lines)?;
    marks(&mut page, subject, &lines)?;
    sections(&mut page, subject.editions, subject.collation)?;
    figure_changes(&mut page, subject.editions, subject.collation, &lines)
}

/// Writes the ledger of figures by itself, as lines.
///
/// # Errors
///
/// Fails if `out` does.
pub fn ledger(out: &mut dyn Write, subject: Comparison, reader: Reader) -> io::Result<()> {
    let mut page = Page::new(out, reader);
    let lines = subject.editions.map(|edition| Lines::of(&edition.document.text));
    figure_changes(&mut page, subject.editions, subject.collation, &lines)
}

/// Returns how a side is called.
fn side_word(page: &Page, side: Side) -> &'static str {
    match side {
        Side::Left => page.pick("左", "left "),
        Side::Right => page.pick("右", "right"),
    }
}

fn edition(page: &mut Page, side: Side, edition: &Edition, lines: &Lines) -> io::Result<()> {
    let Edition { document, report, .. } = edition;
    let side = side_word(page, side);
    let format = document.format.name();
    let title = title(&document.text, report, page.reader.language);
    let name = edition.name();
    let encoding = document.encoding;
    let extent = extent(page, edition, lines);
    page.line(&format!("{side}  {name}  {title}  ({format}, {encoding}, {extent})"))?;
    for note in &document.notes {
        let message = page.word(&note.kind.words()).replace("{}", &note.detail);
        let position = note.span.map(|span| lines.position(span.start));
        let said = [Some(page.pick("注意", "note").to_owned()), position, Some(message)];
        page.line(&format!("    {}", said.into_iter().flatten().collect::<Vec<_>>().join("  ")))?;
    }
    Ok(())
}

/// Returns how many lines a file has, or where in its file a report stands.
fn extent(page: &Page, edition: &Edition, lines: &Lines) -> String {
    let text = &edition.document.text;
    if edition.report.span.len() == text.len() {
        return format!("{} {}", lines.count(), page.pick("行", "lines"));
    }
    let span = edition.report.span.trimmed(text);
    let [first, last] = [span.start, span.end].map(|offset| lines.line(offset));
    match page.reader.language {
        Language::Chinese => format!("第 {first}–{last} 行"),
        Language::English => format!("lines {first}–{last}"),
    }
}

fn verdict(page: &mut Page, subject: Comparison) -> io::Result<()> {
    let collation = subject.collation;
    let shares = |sides: Sided<f64>| {
        let Sided { left, right } = sides.map(percent);
        [left, right].join(" / ")
    };
    let norm = subject.norm().map(|norm| norm::held_against(&norm));
    let norm = norm.map(|said| (norm::NAME, said.pick(page.reader.language).to_owned()));
    let facts = [
        (words("结论", "grade"), page.word(&term::grade(collation.grade).words).to_owned()),
        (words("相似度", "resemblance"), percent(collation.resemblance)),
        (words("重合率（左 / 右）", "containment (left / right)"), shares(collation.containment)),
        (
            words("除去套话（左 / 右）", "without stock phrases (left / right)"),
            shares(collation.distinctive_containment),
        ),
    ];
    let counts = [
        (words("异文", "variants"), variants(page, collation)),
        (
            words("仅排版不同", "typographic differences"),
            collation.typographic_differences.to_string(),
        ),
    ];
    let mut table = Table::default();
    for (name, fact) in facts.into_iter().chain(norm).chain(counts) {
        table.row([page.word(&name).to_owned(), fact]);
    }
    if !collation.exempted.is_empty() {
        let lines = collation.exempted.iter().map(|one| exempted_line(one, page.reader.language));
        let lines: Vec<String> = lines.collect();
        let name =
            page.word(&words("未计入雷同（左 / 右）", "not counted as shared (left / right)"));
        table.row([name.to_owned(), lines.join(page.pick("，", "; "))]);
    }
    table.write(page)?;
    for limit in &collation.limits {
        let (message, count) = (page.word(&term::limit(*limit).words), limit.count());
        page.line(&format!("{}  {message} ({count})", page.pick("未尽之处", "limit")))?;
    }
    Ok(())
}

fn variants(page: &Page, collation: &Collation) -> String {
    let counts = VARIANT_KINDS.map(|kind| {
        let count = collation.variants.iter().filter(|variant| variant.kind == kind).count();
        format!("{} {count}", page.word(&term::variant_kind(kind).words))
    });
    counts.join(page.pick("，", ", "))
}

fn findings(page: &mut Page, subject: Comparison, lines: &Sided<Lines>) -> io::Result<()> {
    let Comparison { findings, marks, .. } = subject;
    page.gap()?;
    let counts = [Severity::Warning, Severity::Notice, Severity::Info].map(|severity| {
        let count = findings.iter().filter(|finding| finding.severity == severity).count();
        format!("{} {count}", page.word(&term::severity(severity).words))
    });
    let counts = counts.join(page.pick("，", ", "));
    page.line(&format!("{} {}  ({counts})", page.pick("发现", "findings"), findings.len()))?;
    for (at, finding) in findings.iter().enumerate() {
        let rule = finding.rule.rule();
        let severity = page.word(&term::severity(finding.severity).words);
        let name = page.word(&rule.name);
        let message = finding.message.pick(page.reader.language);
        page.gap()?;
        page.line(&format!("{}. [{severity}] {name} ({})  {message}", at + 1, rule.id))?;
        let mark = marks.and_then(|marks| marks.findings.get(at));
        if let Some(verdict) = mark.and_then(|mark| verdict_line(mark, page.reader.language)) {
            page.line(&format!("   {}  {verdict}", page.pick("判定", "verdict")))?;
        }
        for note in marks.into_iter().flat_map(|marks| marks.notes_about(finding)) {
            page.line(&format!("   {}  {}", page.pick("批注", "note"), note.text))?;
        }
        for side in Side::BOTH {
            for span in &finding.spans[side] {
                let position = lines[side].position(span.start);
                let quote = lines[side].quote(*span, page.reader.language);
                page.line(&format!("   {}  {position}  {quote}", side_word(page, side)))?;
            }
        }
    }
    Ok(())
}

/// Writes the notes, how far the review has come, what is excluded, and the marks that have lost their place; nothing
/// while nobody has said anything.
fn marks(page: &mut Page, subject: Comparison, lines: &Sided<Lines>) -> io::Result<()> {
    let Some(marks) = subject.marks else { return Ok(()) };
    let language = page.reader.language;
    let texts = subject.editions.map(|edition| edition.document.text.as_str());
    let Progress { findings, decided, sections, reviewed, .. } = marks.progress();
    page.gap()?;
    let (judged, read) = (page.pick("已判", "judged"), page.pick("已审的节", "sections reviewed"));
    page.line(&format!("{judged} {decided}/{findings}  {read} {reviewed}/{sections}"))?;
    for note in &marks.notes {
        let side = if note.place.right.is_some() { Side::Right } else { Side::Left };
        let position = note.place[side].map(|span| lines[side].position(span.start));
        let place = quoted(note.place, texts, language);
        let at = format!("{} {}", side_word(page, side).trim(), position.unwrap_or_default());
        page.line(&format!("{}  {at}  {}  {place}", page.pick("批注", "note"), note.text))?;
    }
    for exclusion in &marks.exclusions {
        let place = quoted(exclusion.place, texts, language);
        let name = page.pick("不计入雷同", "not counted as shared");
        page.line(&format!("{name}  {}  {place}", exclusion.reason))?;
    }
    for gone in &marks.detached {
        let lost = page.pick("失去位置", "without a place");
        let place = place_of(gone, texts, language);
        page.line(&format!("{lost}  {}  {place}", said_of(gone, language)))?;
    }
    Ok(())
}

/// Writes what became of the sections; nothing if all are unchanged.
fn sections(page: &mut Page, editions: Sided<Edition>, collation: &Collation) -> io::Result<()> {
    let mut table = Table::default();
    for pair in &collation.sections {
        let grades = collation.grades_of(pair.sections);
        if !is_worth_a_row(pair, &grades) {
            continue;
        }
        let heading = |side: Side| editions[side].heading(pair.sections[side]).unwrap_or("—");
        let relation = page.word(&term::section_relation(pair.relation).words);
        let renumbered = pair.renumbered.then(|| page.pick("，序号变", ", renumbered"));
        let retitled = pair.retitled.then(|| page.pick("，标题变", ", retitled"));
        let relation = [Some(relation), renumbered, retitled].into_iter().flatten();
        table.row([
            heading(Side::Left).to_owned(),
            heading(Side::Right).to_owned(),
            relation.collect(),
            percent(pair.resemblance),
            section_grade::cell(&grades, page.reader.language),
        ]);
    }
    titled(page, &words("节", "sections"), &SECTION_COLUMNS, table)
}

/// Says whether a pair is of sections, not of whole reports, and anything happened to it or is shared.
fn is_worth_a_row(pair: &SectionPair, grades: &Sided<Option<SectionGrade>>) -> bool {
    let Sided { left, right } = pair.sections;
    let has_heading = [left, right].into_iter().flatten().any(|id| id.0 != 0);
    let is_as_it_was =
        pair.relation == SectionRelation::Unchanged && !pair.renumbered && !pair.retitled;
    has_heading && (!is_as_it_was || section_grade::is_shared(grades))
}

/// Writes the ledger of figures; nothing if there is no figure.
fn figure_changes(
    page: &mut Page,
    editions: Sided<Edition>,
    collation: &Collation,
    lines: &Sided<Lines>,
) -> io::Result<()> {
    let mut table = Table::default();
    let number = |value: Decimal| number(value, page.reader.language);
    for change in &collation.figure_changes {
        let written = |side: Side| {
            let figure = change.figures[side].and_then(|at| collation.figures[side].get(at));
            figure.map_or("—".to_owned(), |figure| {
                placed(page, figure, &editions[side].document.text, &lines[side])
            })
        };
        let flags = change.flags.iter().map(|flag| page.word(&term::change_flag(*flag).words));
        let flags: Vec<&str> = flags.collect();
        table.row([
            change.indicator.clone(),
            written(Side::Left),
            written(Side::Right),
            page.word(&term::change(change.change).words).to_owned(),
            change.difference.map(number).unwrap_or_default(),
            change.percent.map(|percent| number(percent) + "%").unwrap_or_default(),
            flags.join(page.pick("，", ", ")),
        ]);
    }
    titled(page, &words("数字台账", "figures"), &FIGURE_COLUMNS, table)
}

/// Returns a figure as written, its value where a multiplier (万, 亿) hides it, and its place.
fn placed(page: &Page, figure: &Figure, text: &str, lines: &Lines) -> String {
    let written = figure.span.of(text);
    let position = lines.position(figure.span.start);
    let is_multiplied = figure.class == Class::Measure && figure.unit_text != figure.unit;
    let value = if is_multiplied { value(figure, page.reader.language) } else { String::new() };
    // The same words again tell nothing.
    let value = if value == written { String::new() } else { value };
    let equals = if value.is_empty() { "" } else { " = " };
    format!("{written}{equals}{value} ({position})")
}

/// Writes a table under its title, or nothing for a table without rows.
fn titled(page: &mut Page, title: &Words, columns: &[Words], rows: Table) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    page.gap()?;
    page.line(page.word(title))?;
    let mut table = Table::default();
    table.header(page, columns);
    table.append(rows);
    table.write(page)
}
