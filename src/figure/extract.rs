//! The figures of a report: every sentence scanned, every figure told what it measures and when.

use crate::figure::describe::{Outlook, Reading, Setting};
use crate::figure::line::Line;
use crate::figure::model::{Figure, Period};
use crate::figure::period::{holds_on, year_named_first};
use crate::figure::scan::mentions;
use crate::figure::setting::role_of_heading;
use crate::report::model::{Report, Sentence, SentenceId};
use crate::text::span::Span;

/// Returns the figures of a report in text order; their spans lie within the sentences and do not overlap.
///
/// Linear in the text.
pub fn figures(text: &str, report: &Report) -> Vec<Figure> {
    let read = |sentence: &Sentence| Reading::of(text, sentence.body);
    let readings: Vec<Reading> = report.sentences.iter().map(read).collect();
    let year = year_named_first(readings.iter().flat_map(|reading| &reading.mentions));
    let sections = settings(text, report, year);
    let mut figures = Vec::new();
    let mut carried = Carried::default();
    for (at, (sentence, reading)) in report.sentences.iter().zip(&readings).enumerate() {
        carried.enter(sentence.block);
        let inherited = sections.get(sentence.section.0).copied();
        let inherited = inherited.unwrap_or(Setting { year, role: None });
        let outlook = Outlook { report_year: year, inherited, carried: carried.period() };
        reading.describe(SentenceId(at), &outlook, &mut figures);
        carried.leave(reading, inherited.year);
    }
    figures
}

/// Returns the figures of one stretch of text, taken as a single sentence.
pub fn figures_of_sentence(text: &str, span: Span) -> Vec<Figure> {
    let reading = Reading::of(text, span);
    let year = year_named_first(&reading.mentions);
    let inherited = Setting { year, role: None };
    let mut figures = Vec::new();
    let outlook = Outlook { report_year: year, inherited, carried: None };
    reading.describe(SentenceId(0), &outlook, &mut figures);
    figures
}

/// What earlier sentences of a block say about when the figures of the next one hold.
#[derive(Default)]
struct Carried {
    block: Option<usize>,
    /// The first period of months in the block: 截止9月份 opens the whole paragraph.
    lasting: Option<Period>,
    /// The period of the sentence before, if it ends in ； and so goes on in the next.
    joined: Option<Period>,
}

impl Carried {
    fn enter(&mut self, block: usize) {
        if self.block != Some(block) {
            *self = Self { block: Some(block), ..Self::default() };
        }
    }

    fn period(&self) -> Option<Period> {
        self.joined.clone().or_else(|| self.lasting.clone())
    }

    fn leave(&mut self, reading: &Reading, year: Option<u32>) {
        let lasting = || reading.period_where(year, holds_on);
        self.lasting = self.lasting.take().or_else(lasting);
        let goes_on = reading.goes_on();
        let said = reading.period_where(year, |moment| moment.last_year.is_none());
        self.joined = if goes_on { said.or(self.joined.take()) } else { None };
    }
}

/// Returns the setting of each section: what its heading says, else what holds for its parent.
fn settings(text: &str, report: &Report, year: Option<u32>) -> Vec<Setting> {
    let mut settings: Vec<Setting> = Vec::with_capacity(report.sections.len());
    for section in &report.sections {
        let parent = section.parent.and_then(|parent| settings.get(parent.0).copied());
        let parent = parent.unwrap_or(Setting { year, role: None });
        let heading = Line::of(text, section.heading);
        let named = year_named_first(&mentions(&heading));
        let role = role_of_heading(&heading).or(parent.role);
        settings.push(Setting { year: named.or(parent.year), role });
    }
    settings
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, Strategy, prop, prop_assert, proptest};

    use super::*;
    use crate::figure::model::{FigureFlag, Quantity, Role};
    use crate::figure::period::years;
    use crate::report::model::{Section, SectionId};

    fn read(text: &str) -> Vec<Figure> {
        figures_of_sentence(text, Span::new(0, text.len()))
    }

    /// A report of one section; every line is a block and a sentence.
    fn report(text: &str, heading: &str) -> Report {
        let span = Span::new(0, text.len());
        let section = |heading, parent| Section { level: 0, number: None, heading, span, parent };
        let heading = Span::new(0, heading.len());
        let mut report = Report { span, ..Report::default() };
        report.sections = vec![section(heading, None)];
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(start, start + line.len());
            let body = span.trimmed(text);
            let block = report.sentences.len();
            report.sentences.push(Sentence { span, body, block, section: SectionId(0) });
            start = span.end;
        }
        report
    }

    #[test]
    fn claim_points_at_the_figure_it_speaks_of() {
        let found = read("2019年研发费用加计扣除额3.6亿元,较上年增长71.3,占全市的5%,居全省第4位");
        let of = |at: usize| found[at].claim.and_then(|claim| claim.of);
        assert_eq!((of(2), of(3), of(4)), (Some(1), Some(1), Some(3)));
        assert_eq!(found[2].indicator, "研发费用加计扣除额");
    }

    #[test]
    fn list_shares_the_claim_in_front() {
        let found = read("制造业、建筑业增加值分别增长7.7%和10.4%");
        assert_eq!(found[0].claim, found[1].claim);
        assert_eq!(found[0].indicator, found[1].indicator);
    }

    #[test]
    fn heading_gives_year_and_role() {
        let text = "二、2020年工作打算\n新增高新技术企业35家。\n";
        let found = figures(text, &report(text, "二、2020年工作打算"));
        let target = &found[1];
        assert_eq!(target.role, Role::Target);
        assert_eq!(target.period, Some(years(2020, 2020)));
        assert_eq!(target.quantity, Quantity::New);
    }

    #[test]
    fn aim_holds_for_the_rest_of_the_sentence_and_a_promise_without_figure_for_none() {
        let roles = |text: &str| read(text).iter().map(|figure| figure.role).collect::<Vec<_>>();
        assert_eq!(roles("力争新增企业35家,科技型中小企业60家"), [Role::Target; 2]);
        assert_eq!(roles("确保责任落实到人,下村60余次"), [Role::Outcome]);
    }

    #[test]
    fn line_break_inside_a_figure_is_flagged() {
        let text = "投资580.885万\n元";
        let found = read(text);
        assert_eq!(found[0].span.of(text), "580.885万\n元");
        assert_eq!(found[0].flags, [FigureFlag::LineBroken]);
    }

    fn fragments() -> impl Strategy<Value = String> {
        let words = [
            "2019年",
            "1-10月",
            "增长",
            "占",
            "亿元",
            "万",
            "8.4%",
            "第",
            "前",
            "十",
            "三五",
            "百分之",
            "点",
            "xx",
            "家",
            "个百分点",
            "“",
            "”",
            "《",
            "(",
            ")",
            "-",
            "至",
            "，",
            ",",
            "、",
            "。",
            "\n",
            " ",
            "US$",
            "余",
            "1,234",
            "超",
            "力争",
            "全市",
            "居",
            "其中",
            "分之",
            "成",
            "千瓦",
            "２",
            "億",
            "é",
            "\u{200B}",
            "🙂",
        ];
        prop::collection::vec(prop::sample::select(words.to_vec()), 0..40)
            .prop_map(|parts| parts.concat())
    }

    fn is_sound(text: &str, found: &[Figure]) -> bool {
        let within = |figure: &Figure| {
            let inside = figure.span.covers(figure.number) && figure.span.end <= text.len();
            inside
                && text.get(figure.span.range()).is_some()
                && text.get(figure.number.range()).is_some()
        };
        let ordered = found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
        let claims = |figure: &Figure| {
            figure.claim.and_then(|claim| claim.of).is_none_or(|of| of < found.len())
        };
        ordered && found.iter().all(within) && found.iter().all(claims)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn any_text_gives_ordered_figures_on_character_boundaries(text in ".{0,120}") {
            prop_assert!(is_sound(&text, &read(&text)));
        }

        #[test]
        fn words_of_reports_in_any_order_do_too(text in fragments()) {
            prop_assert!(is_sound(&text, &read(&text)));
            let report = report(&text, "");
            let found = figures(&text, &report);
            let inside = |figure: &Figure| report.sentences[figure.sentence.0].body.covers(figure.span);
            prop_assert!(is_sound(&text, &found) && found.iter().all(inside));
        }
    }
}
