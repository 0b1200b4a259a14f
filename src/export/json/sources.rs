//! `duikan/sources/1`: where each sentence of a report comes from.

use crate::collate::nearest::Origin;
use crate::export::json::matrix::{ReportWire, report_wires};
use crate::export::json::place::{Place, place, share};
use crate::export::json::writer;
use crate::export::subject::Sources;
use crate::export::term;
use crate::report::model::Sentence;
use crate::text::span::CharIndex;
use serde::Serialize;
use std::io::{self, Write};

/// The report, the others and the sentences.
#[derive(Debug, Serialize)]
struct SourcesWire<'a> {
    schema: &'static str,
    report: Option<ReportWire<'a>>,
    others: Vec<ReportWire<'a>>,
    shares: SharesWire,
    givers: Vec<GiverWire>,
    sentences: Vec<SentenceWire>,
}

/// Shares of the running text, `0.0..=1.0`.
#[derive(Debug, Serialize)]
struct SharesWire {
    /// Has a source in one of the others.
    sourced: f64,
    /// At least half of the sentence is wording that many reports share; no source is looked for.
    stock: f64,
    /// In none of the others.
    own: f64,
}

/// One of the others from which something comes, the most first.
#[derive(Debug, Serialize)]
struct GiverWire {
    /// Index into `others`.
    other: usize,
    /// Of the running text of the report.
    share: f64,
    sentences: usize,
}

/// One sentence of the report.
#[derive(Debug, Serialize)]
struct SentenceWire {
    #[serde(flatten)]
    place: Place,
    /// `verbatim`, `edited` or `reworded` with a source, else `stock`, `own`, or `not-text` for
    /// titles, headings, tables and page furniture.
    class: &'static str,
    source: Option<SourceWire>,
}

/// The nearest sentence of the others.
#[derive(Debug, Serialize)]
struct SourceWire {
    /// Index into `others`.
    other: usize,
    #[serde(flatten)]
    place: Place,
    resemblance: f64,
}

/// Writes `duikan/sources/1`.
///
/// # Errors
///
/// Fails if `out` does.
pub fn write(out: &mut dyn Write, sources: Sources) -> io::Result<()> {
    let index = CharIndex::new(&sources.edition.document.text);
    let indexes: Vec<CharIndex> =
        sources.others.iter().map(|edition| CharIndex::new(&edition.document.text)).collect();
    let summed = sources.provenance();
    let [found, stock, own] = summed.chars.map(|chars| share(summed.share(chars)));
    let sentence = |(sentence, origin): (&Sentence, &Origin)| {
        let source = match *origin {
            Origin::Found(nearest) => {
                sources.place(nearest).zip(indexes.get(nearest.report)).map(|(span, index)| {
                    let resemblance = share(nearest.resemblance);
                    SourceWire { other: nearest.report, place: place(index, span), resemblance }
                })
            }
            _ => None,
        };
        SentenceWire {
            place: place(&index, sentence.body),
            class: term::origin(*origin).id,
            source,
        }
    };
    let giver = |(other, chars, sentences): &(usize, usize, usize)| GiverWire {
        other: *other,
        share: share(summed.share(*chars)),
        sentences: *sentences,
    };
    let sentences = sources.edition.report.sentences.iter().zip(sources.origins);
    let wire = SourcesWire {
        schema: "duikan/sources/1",
        report: report_wires(&[sources.edition]).pop(),
        others: report_wires(sources.others),
        shares: SharesWire { sourced: found, stock, own },
        givers: summed.givers.iter().map(giver).collect(),
        sentences: sentences.map(sentence).collect(),
    };
    writer::write(out, &wire)
}
