//! Bands in, rows out.

use crate::collate::workers::{OneByOne, Workers};
use crate::report::model::BlockKind;
use crate::sheet::band::{Band, Flow, bands};
use crate::sheet::model::{
    Layout, Line, LineBreaks, Mark, Options, Reasons, Row, RowKind, Sheet, Subject,
};
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use crate::text::wrap::{Bounds, Measured};
use std::mem::take;

/// Cells a paragraph is indented by: two Han characters, as Chinese paragraphs are.
const INDENT_CELLS: usize = 4;

/// Below this many cells a pane indents by one Han character: two would be an eighth of the row.
const NARROW_PANE_CELLS: usize = 32;

/// Fewer equal pairs than this are not worth a fold, which itself takes a row.
const MIN_FOLDED_BANDS: usize = 2;

/// Lays out the two reports. Linear in the texts but for a binary search for each row.
pub fn sheet(subject: Subject<'_>, options: &Options) -> Sheet {
    sheet_by(subject, options, &OneByOne)
}

/// Lays out the two reports as `workers` do it, who break the lines of each side by itself; the result
/// does not depend on them.
pub fn sheet_by(subject: Subject<'_>, options: &Options, workers: &impl Workers) -> Sheet {
    let bands = bands(subject);
    let breaking = Breaking { subject, options };
    let columns = workers.both(|side| breaking.columns(&bands, side));
    let mut press = Press { subject, options, columns, rows: Vec::new() };
    let mut index = 0;
    while index < bands.len() {
        let equal = bands[index..].iter().take_while(|band| press.is_equal(band)).count();
        if equal < MIN_FOLDED_BANDS {
            let count = equal.max(1);
            (index..index + count).for_each(|at| press.set_band(&bands[at], at, None));
            index += count;
            continue;
        }
        let stretch = bands[index].placement;
        if options.folding.hides(stretch) {
            press.set_fold(&bands[index..index + equal], index);
        } else {
            (index..index + equal).for_each(|at| press.set_band(&bands[at], at, Some(stretch)));
        }
        index += equal;
    }
    finished(press.rows)
}

/// Indexes the rows by the offsets they start at.
fn finished(rows: Vec<Row>) -> Sheet {
    let mut starts: Sided<Vec<(usize, usize)>> = Sided::default();
    for (index, row) in rows.iter().enumerate() {
        for side in Side::BOTH {
            starts[side].extend(row.lines[side].map(|line| (line.span.start, index)));
        }
    }
    starts.left.sort_unstable();
    starts.right.sort_unstable();
    Sheet { rows, starts }
}

/// The lines of one side, some of them empty.
type Column = Vec<Option<Line>>;

/// Sets rows, one band after another.
struct Press<'a> {
    subject: Subject<'a>,
    options: &'a Options,
    /// The lines of each band, taken once they are set.
    columns: Sided<Vec<Column>>,
    rows: Vec<Row>,
}

impl Press<'_> {
    /// Says whether a band may be folded away: equal, no heading, and no reason to look but reuse.
    fn is_equal(&self, band: &Band) -> bool {
        let is_quiet = |side: Side| {
            let spans = band.flows[side].iter().filter_map(|flow| self.hull(side, flow));
            let reasons = spans.map(|span| self.subject.markings.reasons(side, span));
            reasons.fold(Reasons::default(), Reasons::or)
        };
        if band.level != Some(Mark::Same) || band.opens_with_heading() {
            return false;
        }
        let reasons = is_quiet(Side::Left).or(is_quiet(Side::Right));
        !reasons.figure && !reasons.doubt
    }

    fn hull(&self, side: Side, flow: &Flow) -> Option<Span> {
        self.subject.sides[side].hull(&flow.sentences)
    }

    /// Sets one row for bands that are folded away.
    fn set_fold(&mut self, bands: &[Band], index: usize) {
        let stretch = bands[0].placement;
        let mut counts = Sided::new(0, 0);
        let mut lines = Sided::new(None, None);
        for side in Side::BOTH {
            let flows = bands.iter().flat_map(|band| &band.flows[side]);
            counts[side] = flows.clone().map(|flow| flow.sentences.len()).sum();
            let hull = Span::hull_of(flows.filter_map(|flow| self.hull(side, flow)));
            lines[side] = hull.map(|span| Line {
                span,
                indent_cells: 0,
                placement: stretch,
                is_heading: false,
            });
        }
        let kind = RowKind::Fold(counts);
        self.rows.push(Row { kind, lines, stretch: Some(stretch), ..blank(index) });
    }

    /// Sets the rows of one band.
    fn set_band(&mut self, band: &Band, index: usize, stretch: Option<usize>) {
        let mut taken =
            |side: Side| self.columns[side].get_mut(index).map(take).unwrap_or_default();
        let columns = Sided::new(taken(Side::Left), taken(Side::Right));
        let height = columns.left.len().max(columns.right.len());
        let after_text = self.rows.last().is_some_and(|row| row.kind != RowKind::Blank);
        if height > 0 && band.opens_with_heading() && after_text {
            self.rows.push(blank(index));
        }
        match self.options.layout {
            Layout::SideBySide => self.set_beside(band, index, &columns),
            Layout::Stacked => self.set_stacked(band, index, &columns),
        }
        let first = self.rows.iter().rposition(|row| row.band != index).map_or(0, |at| at + 1);
        self.rows[first..].iter_mut().for_each(|row| row.stretch = stretch);
    }

    fn set_beside(&mut self, band: &Band, index: usize, columns: &Sided<Column>) {
        let height = columns.left.len().max(columns.right.len());
        for at in 0..height {
            let lines = columns.as_ref().map(|column| column.get(at).copied().flatten());
            let mark = band.level.unwrap_or_else(|| self.apart_mark(lines));
            self.push(lines, mark, index);
        }
    }

    /// Sets the left text above the right one; equal letters are set once, and equal text that differs
    /// in typography twice, but is no difference.
    fn set_stacked(&mut self, band: &Band, index: usize, columns: &Sided<Column>) {
        if band.level == Some(Mark::Same) && self.are_same_letters(columns) {
            return self.set_beside(band, index, columns);
        }
        for side in Side::BOTH {
            for line in columns[side].iter().flatten() {
                let mut lines = Sided::new(None, None);
                lines[side] = Some(*line);
                let equal = band.level.filter(|mark| !mark.is_difference());
                let mark = equal.unwrap_or_else(|| self.apart_mark(lines));
                self.push(lines, mark, index);
            }
        }
    }

    fn are_same_letters(&self, columns: &Sided<Column>) -> bool {
        let letters = |side: Side| {
            let text = self.subject.sides[side].text;
            let lines = columns[side].iter();
            lines.map(move |line| line.map(|line| (line.span.of(text), line.indent_cells)))
        };
        letters(Side::Left).eq(letters(Side::Right))
    }

    fn push(&mut self, lines: Sided<Option<Line>>, mark: Mark, band: usize) {
        if lines.left.is_none() && lines.right.is_none() {
            return self.rows.push(blank(band));
        }
        let mut reasons = Reasons::default();
        for side in Side::BOTH {
            if let Some(line) = lines[side] {
                reasons = reasons.or(self.subject.markings.reasons(side, line.span));
            }
        }
        self.rows.push(Row { kind: RowKind::Text, lines, mark, reasons, ..blank(band) });
    }

    /// Returns the mark of a row whose sides do not belong together.
    fn apart_mark(&self, lines: Sided<Option<Line>>) -> Mark {
        let moved = lines.map(|line| line.is_some_and(|line| self.is_moved(line)));
        match (lines.left, lines.right) {
            _ if moved.left && moved.right => Mark::Crossed,
            _ if moved.left => Mark::MovedAway,
            _ if moved.right => Mark::MovedHere,
            (Some(_), Some(_)) => Mark::Apart,
            (Some(_), None) => Mark::OnlyLeft,
            _ => Mark::OnlyRight,
        }
    }

    fn is_moved(&self, line: Line) -> bool {
        let collation = self.subject.collation;
        let placement = collation.reading.get(line.placement);
        let alignment = placement.and_then(|placement| {
            collation.alignments.get(placement.alignment).filter(|_| placement.side.is_some())
        });
        alignment.is_some_and(|alignment| alignment.moved)
    }
}

/// Breaks text into lines.
#[derive(Clone, Copy)]
struct Breaking<'a> {
    subject: Subject<'a>,
    options: &'a Options,
}

impl Breaking<'_> {
    /// Returns the lines of one side of every band.
    fn columns(self, bands: &[Band], side: Side) -> Vec<Column> {
        bands.iter().map(|band| self.column(band, side)).collect()
    }

    /// Returns the lines of one side of a band, with space above headings further down.
    fn column(&self, band: &Band, side: Side) -> Column {
        let mut column = Column::new();
        for flow in &band.flows[side] {
            if flow.is_heading
                && column.last().is_some_and(|line| !line.is_some_and(|l: Line| l.is_heading))
            {
                column.push(None);
            }
            column.extend(self.lines(side, flow).into_iter().map(Some));
        }
        column
    }

    /// Breaks a flow into lines.
    fn lines(&self, side: Side, flow: &Flow) -> Vec<Line> {
        let Some(hull) = self.subject.sides[side].hull(&flow.sentences) else { return Vec::new() };
        let text = self.subject.sides[side].text;
        let mut indent_cells = self.indent_cells(side, flow);
        let mut lines = Vec::new();
        for part in parts(text, hull, self.options.line_breaks) {
            for span in self.spans(side, part, indent_cells) {
                let Flow { placement, is_heading, .. } = *flow;
                lines.push(Line { span, indent_cells, placement, is_heading });
                indent_cells = 0;
            }
        }
        lines
    }

    /// Returns how far the first line of a flow is indented: only where a paragraph starts.
    fn indent_cells(&self, side: Side, flow: &Flow) -> usize {
        let report = self.subject.sides[side].report;
        let block = report.sentences[flow.sentences.start].block;
        let earlier = report.sentences[..flow.sentences.start].iter().rev();
        let mut of_block = earlier.take_while(|sentence| sentence.block == block);
        let is_start = of_block.all(|sentence| sentence.body.is_empty());
        let is_paragraph =
            report.blocks.get(block).is_some_and(|block| block.kind == BlockKind::Paragraph);
        match self.options.pane_cells {
            _ if !is_start || !is_paragraph => 0,
            cells if cells < NARROW_PANE_CELLS / 2 => 0,
            cells if cells < NARROW_PANE_CELLS => INDENT_CELLS / 2,
            _ => INDENT_CELLS,
        }
    }

    /// Breaks a stretch of text into rows, the first of them shorter by the indent.
    fn spans(&self, side: Side, span: Span, indent_cells: usize) -> Vec<Span> {
        let text = self.subject.sides[side].text;
        let all = &self.subject.markings.keep[side];
        let first = all.partition_point(|kept| kept.end <= span.start);
        let count = all[first..].partition_point(|kept| kept.start < span.end);
        let keep = &all[first..first + count];
        let Options { pane_cells, ambiguous, brackets, .. } = *self.options;
        let brackets = if brackets { self.subject.markings.brackets(side) } else { &[] };
        Measured::of(text, span, Bounds { keep, brackets }, ambiguous)
            .rows(pane_cells, indent_cells)
    }
}

/// Returns the stretches that each start a row of their own.
fn parts(text: &str, span: Span, line_breaks: LineBreaks) -> Vec<Span> {
    if line_breaks == LineBreaks::Joined {
        return vec![span];
    }
    let mut at = span.start;
    let lines = span.of(text).split_inclusive('\n').map(|line| {
        let part = Span::new(at, at + line.len());
        at = part.end;
        part
    });
    lines.filter(|part| !part.trimmed(text).is_empty()).collect()
}

const fn blank(band: usize) -> Row {
    let reasons = Reasons { reuse: false, figure: false, doubt: false };
    let lines = Sided::new(None, None);
    Row { kind: RowKind::Blank, lines, mark: Mark::Same, reasons, band, stretch: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::collate;
    use crate::collate::model::Witness;
    use crate::intake::decode;
    use crate::report::split;
    use crate::sheet::marking::Markings;
    use crate::sheet::model::Folding;
    use crate::sheet::place::{Anchor, Stop};
    use crate::text::cells::width_cells;
    use crate::text::span::is_blank;
    use proptest::prelude::*;

    /// Lays out two texts and hands the sheet to a check.
    fn with_sheet<T>(
        texts: [&str; 2],
        options: &Options,
        check: impl Fn(&Sheet, Subject<'_>) -> T,
    ) -> T {
        let documents = texts.map(|text| decode::read(text.as_bytes(), "text"));
        let reports = documents.each_ref().map(split::whole);
        let witness = |at: usize| Witness { text: &documents[at].text, report: &reports[at] };
        let sides = Sided::new(witness(0), witness(1));
        let collation = collate(sides);
        let markings = Markings::of(sides, &collation, &[]);
        let subject = Subject { sides, collation: &collation, markings: &markings };
        check(&sheet(subject, options), subject)
    }

    fn options(pane_cells: usize, layout: Layout) -> Options {
        Options { pane_cells, layout, ..Options::default() }
    }

    /// Prints a sheet: left text, marks, right text.
    fn printed(texts: [&str; 2], options: &Options) -> Vec<String> {
        with_sheet(texts, options, |sheet, subject| {
            let text = |row: &Row, side: Side| {
                let shown = |line: Line| {
                    let indent = " ".repeat(line.indent_cells);
                    indent + line.span.of(subject.sides[side].text).trim_end()
                };
                row.lines[side].map_or(String::new(), shown)
            };
            let line = |row: &Row| {
                let marks = format!("[{}{}]", row.mark.sign(), row.reasons.sign());
                format!("{}{marks}{}", text(row, Side::Left), text(row, Side::Right))
            };
            sheet.rows.iter().map(line).collect()
        })
    }

    const OLD: &str = "我们建立了科技创新平台。全市新增企业67家，都在开发区。天气很好。\n";
    const NEW: &str =
        "我们建立了科技创新平台。全市新增企业135家，都在开发区。街上的老人喜欢下棋。\n";

    #[test]
    fn pair_starts_level_and_is_equally_high() {
        let rows = printed([OLD, NEW], &options(16, Layout::SideBySide));
        assert_eq!(rows[0], "  我们建立了科技[ =]  我们建立了科技");
        let texts: Vec<&String> = rows.iter().filter(|row| row.contains("家")).collect();
        assert_eq!(texts.len(), 1);
        assert!(texts[0].contains("67家") && texts[0].contains("135家"), "{rows:?}");
    }

    #[test]
    fn unrelated_texts_stand_beside_each_other_not_as_a_staircase() {
        let left = "天气很好，适合出门散步。院子里的花都开了。\n";
        let right = "本年度完成工业投资三十亿元。街上的老人喜欢下棋。\n";
        let rows = printed([left, right], &options(20, Layout::SideBySide));
        assert!(rows.iter().take(2).all(|row| row.contains("[| ]")), "{rows:?}");
    }

    #[test]
    fn stacked_equal_letters_are_set_once() {
        let rows = printed([OLD, NEW], &options(40, Layout::Stacked));
        assert_eq!(rows.iter().filter(|row| row.contains("创新平台")).count(), 1, "{rows:?}");
        assert!(rows.iter().any(|row| row.contains("67家") && row.contains("[-")), "{rows:?}");
    }

    #[test]
    fn fold_counts_its_sentences_and_hides_no_heading() {
        let sentence = |n: usize| format!("第{n}件事已经办完，群众满意。\n");
        let text = (1..6).map(sentence).collect::<Vec<String>>().concat();
        let text = format!("一、成效\n{text}");
        let folding = Folding { folded: true, ..Folding::default() };
        let options = Options { folding, ..options(40, Layout::SideBySide) };
        with_sheet([&text, &text], &options, |sheet, _| {
            assert_eq!(sheet.rows.len(), 2);
            assert!(sheet.rows[0].lines.left.is_some_and(|line| line.is_heading));
            assert_eq!(sheet.rows[1].kind, RowKind::Fold(Sided::new(5, 5)));
        });
    }

    #[test]
    fn next_and_previous_difference_are_each_others_way_back() {
        with_sheet([OLD, NEW], &options(20, Layout::SideBySide), |sheet, _| {
            let first = sheet.next(0, Stop::Difference).unwrap();
            let second = sheet.next(first, Stop::Difference).unwrap();
            assert_eq!(sheet.previous(second, Stop::Difference), Some(first));
        });
    }

    /// Checks what must hold of every sheet.
    fn assert_sound(sheet: &Sheet, subject: Subject<'_>, options: &Options) {
        for side in Side::BOTH {
            let text = subject.sides[side].text;
            let report = subject.sides[side].report.span;
            let mut seen = vec![0; text.len()];
            for row in &sheet.rows {
                let Some(line) = row.lines[side] else { continue };
                seen[line.span.range()].iter_mut().for_each(|count| *count += 1);
                if row.kind != RowKind::Text {
                    continue;
                }
                let shown = line.span.of(text).trim();
                let cells = width_cells(line.span.trimmed(text).of(text), options.ambiguous);
                assert!(line.indent_cells + cells <= options.pane_cells.max(2), "{shown}");
                let is_continued =
                    line.indent_cells == 0 && !is_sentence_start(subject, side, line);
                assert!(
                    !(is_continued && shown.starts_with(['，', '。', '、', '；', '：', '》'])),
                    "{shown}"
                );
            }
            let twice = report
                .of(text)
                .char_indices()
                .find(|(at, c)| !is_blank(*c) && seen[report.start + at] != 1);
            assert_eq!(twice, None, "{side:?}");
        }
        for (index, row) in
            sheet.rows.iter().enumerate().filter(|(_, row)| row.kind != RowKind::Blank)
        {
            let side = if row.lines.left.is_some() { Side::Left } else { Side::Right };
            let start = row.lines[side].map_or(0, |line| line.span.start);
            assert_eq!(sheet.row_of(Anchor { side, offset: start }), index);
        }
    }

    /// Text that starts with a closing mark has nowhere else to go.
    fn is_sentence_start(subject: Subject<'_>, side: Side, line: Line) -> bool {
        subject.sides[side].report.sentences.iter().any(|s| s.body.start == line.span.start)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn every_character_is_on_one_row_that_fits(
            left in "([一二三四五六七八]{2,12}[，。；：、]|[0-9]{1,4}家|《天地》|x%|\n){0,40}",
            right in "([一二三四五六七八]{2,12}[，。；：、]|[0-9]{1,4}家|《天地》|x%|\n){0,40}",
            pane_cells in 16usize..90,
            stacked in any::<bool>(),
            folded in any::<bool>(),
        ) {
            let layout = if stacked { Layout::Stacked } else { Layout::SideBySide };
            let folding = Folding { folded, ..Folding::default() };
            let options = Options { folding, ..options(pane_cells, layout) };
            with_sheet([&left, &right], &options, |sheet, subject| assert_sound(sheet, subject, &options));
        }
    }
}
