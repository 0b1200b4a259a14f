//! What the rules about figures look at: the two texts, their figures, and who was paired with whom.

use crate::collate::model::{ChangeFlag, Collation, FigureChange, Witness};
use crate::collate::synonym::normalized;
use crate::figure::model::{Figure, Role};
use crate::finding::model::{Finding, Message, Severity};
use crate::finding::rule::RuleId;
use crate::text::cells::disarmed;
use crate::text::side::{Side, Sided};
use crate::text::span::Span;

/// Two reports and what their collation found.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The reports.
    pub sides: Sided<Witness<'a>>,
    /// What was found.
    pub collation: &'a Collation,
}

impl<'a> Scene<'a> {
    /// Returns the figures of a side, in text order.
    pub fn figures(&self, side: Side) -> &'a [Figure] {
        &self.collation.figures[side]
    }

    /// Returns a figure; `None` past the end.
    pub fn figure(&self, side: Side, at: usize) -> Option<&'a Figure> {
        self.figures(side).get(at)
    }

    /// Returns the figures of consecutive sentences, with their indices.
    pub fn figures_in(
        &self,
        side: Side,
        sentences: &std::ops::Range<usize>,
    ) -> impl Iterator<Item = (usize, &'a Figure)> + use<'a> {
        let figures = self.figures(side);
        let start = figures.partition_point(|figure| figure.sentence.0 < sentences.start);
        let end = figures.partition_point(|figure| figure.sentence.0 < sentences.end);
        (start..end.max(start)).zip(&figures[start..end.max(start)])
    }

    /// Returns a figure as it is written, safe to show.
    pub fn written(&self, side: Side, figure: &Figure) -> String {
        disarmed(figure.span.of(self.sides[side].text))
    }

    /// Returns the sentence a figure stands in.
    pub fn sentence(&self, side: Side, figure: &Figure) -> Span {
        let sentences = &self.sides[side].report.sentences;
        sentences.get(figure.sentence.0).map_or(figure.span, |sentence| sentence.body)
    }

    /// Returns the words between the figure before and this one, back to the start of the sentence at most.
    pub fn lead(&self, side: Side, at: usize) -> &'a str {
        let figures = self.figures(side);
        let Some(figure) = figures.get(at) else { return "" };
        let sentence = self.sentence(side, figure).start;
        let before = at.checked_sub(1).and_then(|before| figures.get(before));
        let start = before.map_or(sentence, |before| before.span.end.max(sentence));
        Span::new(start.min(figure.span.start), figure.span.start).of(self.sides[side].text)
    }

    /// Returns the clause of a figure, `；` and `。` ending it, with what leads up to it after the last `，`.
    pub fn clause(&self, side: Side, figure: &Figure) -> Span {
        let (text, sentence) = (self.sides[side].text, self.sentence(side, figure));
        let ends = |c: char| matches!(c, '，' | ',' | '；' | ';' | '。');
        let before = Span::new(sentence.start, figure.span.start.max(sentence.start)).of(text);
        let behind = Span::new(figure.span.end, sentence.end.max(figure.span.end)).of(text);
        let start = before
            .rfind(ends)
            .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
        let end = behind.find(ends).unwrap_or(behind.len());
        Span::new(sentence.start + start, figure.span.end + end)
    }

    /// Returns every certain pair of the ledger with its index and both figures, each indicator once.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, &'a FigureChange, Sided<&'a Figure>)> + '_ {
        let certain = |change: &FigureChange| {
            let untold = [ChangeFlag::Possible, ChangeFlag::Repeated];
            !change.flags.iter().any(|flag| untold.contains(flag))
        };
        let changes = self.collation.figure_changes.iter().enumerate();
        changes.filter(move |(_, change)| certain(change)).filter_map(|(at, change)| {
            let left = self.figure(Side::Left, change.figures.left?)?;
            let right = self.figure(Side::Right, change.figures.right?)?;
            Some((at, change, Sided::new(left, right)))
        })
    }

    /// Says whether a name, as indicators are compared, stands anywhere on the right.
    pub fn right_says(&self, name: &str) -> bool {
        let side = self.sides.right;
        let sentences = side.report.sentences.iter();
        sentences.map(|s| normalized(s.body.of(side.text))).any(|said| said.contains(name))
    }

    /// Says whether the right speaks of the year after the left.
    pub fn are_consecutive(&self) -> bool {
        let years = self.collation.years;
        years.left.zip(years.right).is_some_and(|(left, right)| left + 1 == right)
    }

    /// Returns the alignment that a sentence of a side stands in.
    pub fn alignment(&self, side: Side, figure: &Figure) -> Option<usize> {
        let holds = |sentences: &std::ops::Range<usize>| sentences.contains(&figure.sentence.0);
        self.collation.alignments.iter().position(|pair| holds(&pair.sentences[side]))
    }
}

/// Says whether a figure tells what happened.
pub fn is_outcome(figure: &Figure) -> bool {
    figure.role != Role::Target && figure.is_measured()
}

/// Makes a finding about figures; it is seen best in `alignment`.
pub fn finding(
    rule: RuleId,
    severity: Severity,
    message: Message,
    spans: Sided<Vec<Span>>,
) -> Finding {
    Finding {
        rule,
        severity,
        message,
        spans,
        evidence: Vec::new(),
        figure_change: None,
        alignment: None,
    }
}

/// Returns spans of one side only.
pub fn on_side(side: Side, spans: Vec<Span>) -> Sided<Vec<Span>> {
    let mut sided: Sided<Vec<Span>> = Sided::default();
    sided[side] = spans;
    sided
}

/// Returns the findings that two short texts raise, reuse and sections left out: rule, severity, message.
#[cfg(test)]
pub fn raised(left: &str, right: &str) -> Vec<(RuleId, Severity, String)> {
    use crate::collate::collate;
    use crate::intake::decode;
    use crate::report::split;

    let documents = Sided::new(left, right).map(|text| decode::read(text.as_bytes(), "a.txt"));
    let reports = documents.as_ref().map(split::whole);
    let sides = Sided::new(
        Witness { text: &documents.left.text, report: &reports.left },
        Witness { text: &documents.right.text, report: &reports.right },
    );
    let found = crate::finding::about_figures(&Scene { sides, collation: &collate(sides) });
    found.into_iter().map(|f| (f.rule, f.severity, f.message.zh)).collect()
}

/// Returns the rules that two short texts raise, [`RuleId::FigureChanged`] left out.
#[cfg(test)]
pub fn rules(left: &str, right: &str) -> Vec<RuleId> {
    let found = raised(left, right).into_iter().map(|(rule, _, _)| rule);
    found.filter(|rule| *rule != RuleId::FigureChanged).collect()
}
