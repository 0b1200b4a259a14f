//! The summary page: what was compared, what came out, what is open, what was left out and why.

use crate::collate::model::{Alignment, Relation, VariantKind};
use crate::export::review_sheet::ReviewSheet;
use crate::export::review_sheet::part::Part;
use crate::export::review_sheet::shared_sections::shared_sections;
use crate::export::review_sheet::{ledger, left_out, marked};
use crate::export::subject::Edition;
use crate::export::term;
use crate::export::text::comparison::VARIANT_KINDS;
use crate::export::text::matrix::percent;
use crate::finding::model::Severity;
use crate::finding::norm;
use crate::finding::rule::RULES;
use crate::text::language::{Language, words};
use crate::text::side::{Side, Sided};

/// Every severity, the gravest first.
pub const SEVERITIES: [Severity; 3] = [Severity::Warning, Severity::Notice, Severity::Info];

/// Returns the parts of the summary that have something to say.
pub fn parts(sheet: &ReviewSheet) -> Vec<Part> {
    let parts = [
        compared(sheet),
        result(sheet),
        shared_sections(sheet),
        marked::review(sheet),
        marked::notes(sheet),
        by_rule(sheet),
        left_out::left_out(sheet),
        left_out::unchecked(sheet),
        marked::detached(sheet),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect()
}

/// What was compared: names, formats, encodings, extent, what was odd about the files.
fn compared(sheet: &ReviewSheet) -> Part {
    let word = |zh, en| sheet.word(words(zh, en));
    let row = |name: &'static str, of: &dyn Fn(Side) -> String| {
        vec![name.to_owned(), of(Side::Left), of(Side::Right)]
    };
    let editions = &sheet.comparison.editions;
    let mut rows = vec![
        row(word("报告", "report"), &|side| sheet.title(side)),
        row(word("文件", "file"), &|side| editions[side].name()),
        row(word("格式", "format"), &|side| editions[side].document.format.name().to_owned()),
        row(word("编码", "encoding"), &|side| editions[side].document.encoding.to_owned()),
        row(word("篇幅", "extent"), &|side| extent(sheet, side)),
    ];
    if Side::BOTH.iter().any(|side| !editions[*side].document.notes.is_empty()) {
        rows.push(row(word("文件附注", "notes on the file"), &|side| {
            notes(sheet, &editions[side])
        }));
    }
    let columns = vec!["", word("左", "left"), word("右", "right")];
    Part::table(word("比对对象", "What was compared"), columns, rows)
}

fn extent(sheet: &ReviewSheet, side: Side) -> String {
    let edition = &sheet.comparison.editions[side];
    let text = edition.report.span.of(&edition.document.text);
    let n_chars = text.chars().filter(|c| !c.is_whitespace()).count();
    let n_sentences = edition.report.sentences.iter().filter(|s| !s.body.is_empty()).count();
    match sheet.language {
        Language::Chinese => format!("{n_chars} 字，{n_sentences} 句"),
        Language::English => format!("{n_chars} characters, {n_sentences} sentences"),
    }
}

fn notes(sheet: &ReviewSheet, edition: &Edition) -> String {
    let said = edition.document.notes.iter().map(|note| {
        let words = sheet.word(note.kind.words());
        words.replace("{}", &note.detail)
    });
    said.collect::<Vec<_>>().join(sheet.word(words("；", "; ")))
}

/// What came out: the grade, the shares, the counts.
fn result(sheet: &ReviewSheet) -> Part {
    let word = |zh, en| sheet.word(words(zh, en));
    let collation = sheet.comparison.collation;
    let shares = |shares: Sided<f64>| match sheet.language {
        Language::Chinese => {
            format!("左 {}，右 {}", percent(shares.left), percent(shares.right))
        }
        Language::English => {
            format!("left {}, right {}", percent(shares.left), percent(shares.right))
        }
    };
    let variants = VARIANT_KINDS.map(|kind| variants_of(sheet, kind));
    let norm = sheet.comparison.norm().map(|norm| norm::held_against(&norm));
    let norm = norm.map(|said| (sheet.word(norm::NAME), said.pick(sheet.language).to_owned()));
    let facts = [
        (word("结论", "grade"), sheet.word(term::grade(collation.grade).words).to_owned()),
        (word("相似度", "resemblance"), percent(collation.resemblance)),
        (word("重合率", "containment"), shares(collation.containment)),
        (
            word("除去套话的重合率", "containment without stock phrases"),
            shares(collation.distinctive_containment),
        ),
    ];
    let counts = [
        (word("句子", "sentences"), sentences(sheet)),
        (word("异文", "variants"), variants.join(word("，", ", "))),
        (word("雷同段", "reused passages"), passages(sheet)),
        (word("数字", "figures"), ledger::counts(sheet)),
        (word("发现", "findings"), findings(sheet)),
    ];
    let facts = facts.into_iter().chain(norm).chain(counts).collect();
    Part::facts(word("结论", "Result"), facts)
}

fn variants_of(sheet: &ReviewSheet, kind: VariantKind) -> String {
    let variants = sheet.comparison.collation.variants.iter();
    let count = variants.filter(|variant| variant.kind == kind).count();
    format!("{} {count}", sheet.word(term::variant_kind(kind).words))
}

/// Returns what became of the sentences, every kind counted; those that moved are among the others.
fn sentences(sheet: &ReviewSheet) -> String {
    let alignments = &sheet.comparison.collation.alignments;
    let count = |is: &dyn Fn(&Alignment) -> bool| {
        alignments.iter().filter(|a| !a.is_furniture && is(a)).count()
    };
    let of = |relation: Relation| count(&|alignment| alignment.relation == relation);
    let kinds = [
        (words("相同", "same"), of(Relation::Unchanged)),
        (words("改动", "edited"), of(Relation::Edited)),
        (words("重写", "rewritten"), of(Relation::Rewritten)),
        (words("增", "added"), of(Relation::Added)),
        (words("删", "removed"), of(Relation::Removed)),
        (words("其中移位", "of these moved"), count(&|alignment| alignment.moved)),
    ];
    let kinds = kinds.map(|(name, count)| format!("{} {count}", sheet.word(name)));
    kinds.join(sheet.word(words("，", ", ")))
}

/// Returns how many passages both share, stock phrases left out.
fn passages(sheet: &ReviewSheet) -> String {
    let passages = &sheet.comparison.collation.passages;
    let told = passages.iter().filter(|passage| !passage.stock);
    let moved = told.clone().filter(|passage| passage.moved).count();
    let count = told.count();
    match sheet.language {
        Language::Chinese => format!("{count}（移位 {moved}）"),
        Language::English => format!("{count} (moved {moved})"),
    }
}

fn findings(sheet: &ReviewSheet) -> String {
    let findings = sheet.comparison.findings;
    let counts = SEVERITIES.map(|severity| {
        let count = findings.iter().filter(|finding| finding.severity == severity).count();
        format!("{} {count}", sheet.word(term::severity(severity).words))
    });
    let counts = counts.join(sheet.word(words("，", ", ")));
    match sheet.language {
        Language::Chinese => format!("{} 条（{counts}）", findings.len()),
        Language::English => format!("{} ({counts})", findings.len()),
    }
}

/// How many findings each rule raised.
fn by_rule(sheet: &ReviewSheet) -> Part {
    let word = |zh, en| sheet.word(words(zh, en));
    let row = |rule: &crate::finding::rule::Rule| {
        let of_rule = sheet.comparison.findings.iter().filter(|f| f.rule == rule.rule);
        let count = of_rule.count();
        let severity = sheet.word(term::severity(rule.severity).words);
        let cells = [sheet.word(rule.name), severity, sheet.word(rule.explanation)];
        let cells = cells.map(str::to_owned).into_iter().chain([count.to_string()]);
        (0 < count).then(|| cells.collect())
    };
    let rows = RULES.iter().filter_map(row).collect();
    let columns = vec![
        word("规则", "rule"),
        word("轻重", "severity"),
        word("所查", "what it looks for"),
        word("条数", "findings"),
    ];
    Part::table(word("各规则的发现", "Findings by rule"), columns, rows)
}
