//! The figures of a report: every sentence scanned, every figure told what it measures and when.

use crate::figure::describe::{Outlook, Reading, Setting, Years};
use crate::figure::line::Line;
use crate::figure::model::{Figure, Period, Role};
use crate::figure::period::{first_year, holds_on, year_named_first};
use crate::figure::scan::mentions;
use crate::figure::setting::{role_of_heading, span_of_heading};
use crate::figure::time::{Moment, Year};
use crate::report::model::{Report, Sentence, SentenceId};
use crate::text::span::Span;

/// Returns the figures of a report in text order; their spans lie within the sentences and do not overlap.
///
/// Linear in the text.
pub fn figures(text: &str, report: &Report) -> Vec<Figure> {
    let read = |sentence: &Sentence| Reading::of(text, sentence.body);
    let readings: Vec<Reading> = report.sentences.iter().map(read).collect();
    let years = years_of(text, report, &readings);
    let sections = settings(text, report, years);
    let mut figures = Vec::new();
    let mut carried = Carried::default();
    for (at, (sentence, reading)) in report.sentences.iter().zip(&readings).enumerate() {
        carried.enter(sentence.block, reading);
        let inherited = sections.get(sentence.section.0).copied();
        let inherited = inherited.unwrap_or(Setting { year: years.reviewed, ..Setting::default() });
        let outlook = Outlook { years, inherited, carried: carried.period(), aimed: carried.aimed };
        let aimed = reading.describe(SentenceId(at), &outlook, &mut figures);
        carried.leave(reading, (inherited.year, years.given), aimed);
    }
    figures
}

/// Returns the years a report speaks of and in.
///
/// A heading that looks back (一、2023年工作回顾) names the year reviewed. A title dated in the first
/// months of a year (2024年3月5日在…会议上) is the day the report was given: it reviews the year before.
fn years_of(text: &str, report: &Report, readings: &[Reading]) -> Years {
    let named = readings.iter().flat_map(|reading| &reading.mentions);
    let first = first_year(named);
    let given = first.filter(|it| {
        it.day.is_some() && it.months.is_some_and(|(month, _)| month <= LAST_MONTH_OF_SESSIONS)
    });
    let year = |moment: Moment| match moment.year {
        Some(Year::Given(year)) => Some(year),
        _ => None,
    };
    let given = given.and_then(year);
    let headings = report.sections.iter().map(|section| Line::of(text, section.heading));
    let reviewed = headings
        .filter(|heading| role_of_heading(heading, None) == Some(Role::Outcome))
        .find_map(|heading| year_named_first(&mentions(&heading)));
    let before = given.map(|year| year - 1);
    Years { reviewed: reviewed.or(before).or(first.and_then(year)), given }
}

/// Yearly reports are given in the first months of the next year: congresses meet from January to April.
const LAST_MONTH_OF_SESSIONS: u32 = 4;

/// Returns the figures of one stretch of text, taken as a single sentence.
pub fn figures_of_sentence(text: &str, span: Span) -> Vec<Figure> {
    let reading = Reading::of(text, span);
    let year = year_named_first(&reading.mentions);
    let inherited = Setting { year, ..Setting::default() };
    let mut figures = Vec::new();
    let years = Years { reviewed: year, given: None };
    let outlook = Outlook { years, inherited, carried: None, aimed: false };
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
    /// Whether that sentence aims at something.
    aimed: bool,
    /// The day named last: what is said of 本次活动 holds on it.
    day: Option<Period>,
    /// Whether the sentence at hand speaks of that day.
    refers_back: bool,
}

impl Carried {
    fn enter(&mut self, block: usize, reading: &Reading) {
        if self.block != Some(block) || reading.opens_point() {
            *self = Self { block: Some(block), ..Self::default() };
        }
        self.refers_back = reading.refers_back();
    }

    fn period(&self) -> Option<Period> {
        let day = self.day.clone().filter(|_| self.refers_back);
        self.joined.clone().or(day).or_else(|| self.lasting.clone())
    }

    fn leave(&mut self, reading: &Reading, year: (Option<u32>, Option<u32>), aimed: bool) {
        let lasting = || reading.period_opening(year, holds_on);
        self.lasting = self.lasting.take().or_else(lasting);
        let goes_on = reading.goes_on();
        let said = reading.period_where(year, |moment| moment.last_year.is_none());
        self.joined = if goes_on { said.or(self.joined.take()) } else { None };
        self.aimed = goes_on && aimed;
        let day = || reading.period_where(year, |moment| moment.day.is_some() && !moment.floating);
        self.day = day().or(self.day.take());
    }
}

/// Returns the setting of each section: what its heading says, else what holds for its parent.
fn settings(text: &str, report: &Report, years: Years) -> Vec<Setting> {
    let mut settings: Vec<Setting> = Vec::with_capacity(report.sections.len());
    for section in &report.sections {
        let parent = section.parent.and_then(|parent| settings.get(parent.0).copied());
        let parent = parent.unwrap_or(Setting { year: years.reviewed, ..Setting::default() });
        let heading = Line::of(text, section.heading);
        let this_year = heading.any_in(0, heading.len(), &["今年", "新一年"]);
        let this_year = years.given.filter(|_| this_year);
        let named = year_named_first(&mentions(&heading)).or(this_year);
        let role = role_of_heading(&heading, parent.role);
        let span = span_of_heading(&heading).unwrap_or(parent.span);
        settings.push(Setting { year: named.or(parent.year), role, span });
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
        assert_eq!(found[2].subject, "研发费用加计扣除额");
        assert_eq!(found[2].indicator, "研发费用加计扣除额增速");
    }

    #[test]
    fn list_shares_the_claim_in_front() {
        let found = read("制造业、建筑业增加值分别增长7.7%和10.4%");
        assert_eq!(found[0].claim, found[1].claim);
        assert_eq!(found[0].indicator, "制造业增加值增速");
        assert_eq!(found[1].indicator, "建筑业增加值增速");
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
