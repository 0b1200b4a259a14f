//! Tells of each figure of a sentence what it measures, where and when it holds and what it claims.
//!
//! The figures are taken in order, because each may lean on those before it: a part on its whole, a
//! claim on the amount it speaks of, any of them on the last place and time named. What has been
//! told is kept in one running memory, so that a long sentence costs no more per figure than a short one.

use crate::figure::chinese;
use crate::figure::claim::{Wording, claim_of};
use crate::figure::clause::{Clause, clause_of};
use crate::figure::distribute::distribute;
use crate::figure::english;
use crate::figure::english::word::is_english;
use crate::figure::indicator::{Context, has_subject, named};
use crate::figure::line::{Line, ends_clause};
use crate::figure::mention::Mention;
use crate::figure::model::{
    Claim, ClaimKind, Class, Figure, FigureFlag, Part, Period, Quantity, Role,
};
use crate::figure::period::{resolved_from, years};
use crate::figure::quantity::{base_of, is_each, quantity_of};
use crate::figure::relation::{imply, parts_of, relate};
use crate::figure::scan::mentions;
use crate::figure::setting::{is_aim, is_expected, is_total, scope_of};
use crate::figure::time::Moment;
use crate::figure::told::{Meaning, Told};
use crate::report::model::SentenceId;
use crate::text::span::Span;

/// How many editions and grades may stand between an amount and the next one it must not run into.
const ORDINALS_BETWEEN: usize = 16;

/// Words for an event that an earlier sentence dated.
#[rustfmt::skip]
const EVENTS: &[&str] = &[
    "本次", "此次", "当天", "当日", "仪式上", "活动现场", "会上", "活动当", "这次", "是次",
];

/// What a section says of all figures in it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setting {
    /// The year its heading names, or the report's.
    pub year: Option<u32>,
    /// The role its heading announces.
    pub role: Option<Role>,
    /// How many years up to that one it covers (过去五年工作回顾); 0 and 1 are the year alone.
    pub span: u32,
}

/// The years of a report.
#[derive(Clone, Copy, Debug, Default)]
pub struct Years {
    /// The year it speaks of.
    pub reviewed: Option<u32>,
    /// The year it was given in, if a date says so; 今年 and 去年 count from it.
    pub given: Option<u32>,
}

/// What is known of a sentence before it is read.
#[derive(Clone, Debug, Default)]
pub struct Outlook {
    /// The years of the report.
    pub years: Years,
    /// What the section says.
    pub inherited: Setting,
    /// The period that earlier sentences set.
    pub carried: Option<Period>,
    /// Whether the sentence before aims at something and goes on in this one.
    pub aimed: bool,
}

/// A sentence and the figures found in it.
#[derive(Clone, Debug)]
pub struct Reading {
    line: Line,
    /// Whether it is written in English.
    english: bool,
    /// The figures as they stand, in text order.
    pub mentions: Vec<Mention>,
}

impl Reading {
    /// Reads the sentence under `span`.
    pub fn of(text: &str, span: Span) -> Self {
        let line = Line::of(text, span);
        let mentions = mentions(&line);
        let english = is_english(&line);
        Self { line, english, mentions }
    }

    /// Says whether the sentence ends in ；, so that the next one goes on with it.
    pub fn goes_on(&self) -> bool {
        self.line.before(self.line.len()) == ';'
    }

    /// Says whether the sentence goes on with an event that was named before it.
    pub fn refers_back(&self) -> bool {
        self.line.any_in(0, self.line.len(), EVENTS)
    }

    /// Returns the first period of the sentence whose moment satisfies `holds`.
    pub fn period_where(
        &self,
        (year, given): (Option<u32>, Option<u32>),
        holds: impl Fn(Moment) -> bool,
    ) -> Option<Period> {
        let mut moments = self.mentions.iter().filter_map(|mention| mention.moment);
        resolved_from(moments.find(|moment| holds(*moment))?, year, given)
    }

    /// Says whether the sentence opens a point of a list within its paragraph: 二是, 三要.
    pub fn opens_point(&self) -> bool {
        let number = chinese::digit(self.line.at(0)).is_some_and(|number| 1 < number);
        number && matches!(self.line.at(1), '是' | '要')
    }

    /// Returns the first period that opens a clause of the sentence and whose moment satisfies `holds`.
    pub fn period_opening(
        &self,
        (year, given): (Option<u32>, Option<u32>),
        holds: impl Fn(Moment) -> bool,
    ) -> Option<Period> {
        let opens = |mention: &&Mention| ends_clause(self.line.before(mention.start));
        let mut moments = self.mentions.iter().filter(opens).filter_map(|mention| mention.moment);
        resolved_from(moments.find(|moment| holds(*moment))?, year, given)
    }

    /// Appends the figures of the sentence; says whether it aims at something.
    pub fn describe(
        &self,
        sentence: SentenceId,
        outlook: &Outlook,
        figures: &mut Vec<Figure>,
    ) -> bool {
        let mut told = Told { first: figures.len(), aimed: outlook.aimed, ..Told::default() };
        let parts = parts_of(&self.line, &self.mentions);
        for (at, mention) in self.mentions.iter().enumerate() {
            let clause = clause_of(&self.line, &self.mentions, at);
            if mention.is_amount() {
                told.aimed |= is_aim(&self.line, clause.from, mention.start);
                let before = at.checked_sub(1).map_or(0, |before| self.mentions[before].end);
                told.expected &= self.line.find(before, mention.start, ";").is_none();
                // In a review of the year 预计 is an estimate of what was reached.
                told.expected |= outlook.inherited.role != Some(Role::Outcome)
                    && is_expected(&self.line, clause.from, mention.start);
            }
            let meaning = self.meaning(at, clause, &told, parts.get(at).copied().flatten());
            if let Some(spoken) = self.relative_year(clause, mention, outlook) {
                told.said = Some(years(spoken, spoken));
            }
            let period = period(mention, outlook, &told);
            let scope = self.scope(mention, clause, meaning.wording).or(told.scope);
            let base =
                base_of(&self.line, clause.from, mention.start).filter(|_| mention.is_amount());
            let mut figure = Figure {
                indicator: meaning.named.indicator.clone(),
                subject: meaning.named.subject.clone(),
                per: base.map_or(String::new(), |(from, to)| self.line.original(from, to)),
                quantity: self.quantity(mention, clause, &meaning),
                scope: meaning.wording.and_then(|it| it.scope).or(scope).map(str::to_owned),
                role: self.role(
                    mention,
                    clause,
                    &meaning,
                    period.as_ref(),
                    outlook,
                    told.aimed || told.expected,
                ),
                period,
                claim: meaning.claim,
                ..self.bare_figure(mention, sentence)
            };
            if mention.is_amount() && is_each(&self.line, clause, mention) {
                figure.flags.push(FigureFlag::Each);
                figure.flags.sort_unstable();
            }
            told.scope = if figure.class == Class::Rank { told.scope } else { scope };
            told.take(&figure, meaning);
            if let Some(moment) = mention.moment.filter(|_| self.governs(at)) {
                told.take_time(moment, figure.period.as_ref());
            }
            figures.push(figure);
        }
        relate(&self.line, &self.mentions, &parts, figures);
        distribute(&self.line, &self.mentions, figures);
        imply(figures, told.first);
        told.aimed
    }

    /// Returns which amount of a thing a figure speaks of.
    fn quantity(&self, mention: &Mention, clause: Clause, meaning: &Meaning) -> Quantity {
        let english = self.english.then(|| meaning.claim.map(|claim| claim.kind)).flatten();
        match english {
            Some(ClaimKind::Growth) => Quantity::Rate,
            Some(ClaimKind::Share) => Quantity::Share,
            _ if mention.is_amount() => quantity_of(&self.line, clause, mention, meaning.wording),
            _ => Quantity::Plain,
        }
    }

    /// Returns the year that 今年 or 去年 at the start of a figure's clause means; 比去年 only compares
    /// with one. 今年 says nothing new unless the report tells in which year it was given.
    fn relative_year(&self, clause: Clause, mention: &Mention, outlook: &Outlook) -> Option<u32> {
        let given = outlook.years.given;
        let year = given.or(outlook.inherited.year);
        let said = |word: &str| {
            let at = self.line.find(clause.from, mention.start, word)?;
            let before = self.line.before(at);
            let reaches = before == '到' && matches!(self.line.at(at + 2), '底' | '末' | '的');
            let compares = matches!(before, '比' | '较' | '与' | '从' | '由' | '到');
            let other = matches!(self.line.at(at + 2), '以' | '同' | '底' | '末' | '初' | '的');
            (reaches || !compares && !other).then_some(())
        };
        let (this, last) = (said("今年"), said("去年").or(said("上年")));
        match (last, this) {
            (Some(()), _) => year?.checked_sub(1),
            (None, Some(())) => given,
            _ => None,
        }
    }

    /// Returns the place that the words in front of a figure name, those of its claim left out.
    fn scope(
        &self,
        mention: &Mention,
        clause: Clause,
        wording: Option<Wording>,
    ) -> Option<&'static str> {
        let end = wording.map_or(mention.start, |wording| wording.start.max(clause.start));
        scope_of(&self.line, clause.start, end)
    }

    /// Returns what a figure claims and what it measures.
    fn meaning(&self, at: usize, clause: Clause, told: &Told, part: Option<Part>) -> Meaning {
        let (line, mention) = (&self.line, &self.mentions[at]);
        let is_amount = mention.is_amount() || mention.class == Class::Rank;
        if !is_amount && mention.class != Class::Ordinal {
            return Meaning::default();
        }
        if let Some(shared) = self.shared_meaning(at, told) {
            return shared;
        }
        if self.english {
            return self.english_meaning(at, told);
        }
        let wording = claim_of(line, clause.from, mention).filter(|_| is_amount);
        let base = wording.and_then(|wording| told.base_of(wording.claim.kind));
        let mut behind = self.mentions.iter().skip(at + 1).take(ORDINALS_BETWEEN);
        let whole = part.map(|part| part.of).filter(|_| wording.is_none());
        let context = Context {
            previous: base.or(whole).or(told.named).and_then(|at| told.names.get(at)),
            end: mention.end,
            next: behind
                .find(|next| next.class != Class::Ordinal)
                .map_or(line.len(), |next| next.start),
            claim: wording,
            is_part: part.is_some(),
            same_unit: told.named.is_some_and(|at| self.mentions[at].unit == mention.unit),
        };
        let claim = wording.map(|wording| {
            let of = base.filter(|_| !has_subject(line, clause, wording));
            let against = wording.against.map(|(from, to)| line.span(from, to));
            Claim { of: told.spoken_of(wording.claim.kind, of), against, ..wording.claim }
        });
        Meaning { claim, named: named(line, clause, mention, &context), wording }
    }

    /// Returns what a figure of an English sentence claims and what it measures.
    fn english_meaning(&self, at: usize, told: &Told) -> Meaning {
        let (line, mention) = (&self.line, &self.mentions[at]);
        let from = at.checked_sub(1).map_or(0, |before| self.mentions[before].end);
        let next = self.mentions.get(at + 1).map_or(line.len(), |next| next.start);
        let claim = english::claim::claim_of(line, from, mention, next);
        let base = claim.and_then(|claim| told.base_of(claim.kind));
        let previous = base.or(told.named).and_then(|at| told.names.get(at));
        let around = english::name::Around { from, next, previous, claim };
        let named = english::name::named(line, mention, &around);
        let leans = previous.is_some_and(|previous| previous.subject == named.subject);
        let of = base.filter(|_| leans).map(|at| told.first + at);
        Meaning { claim: claim.map(|claim| Claim { of, ..claim }), named, wording: None }
    }

    /// Returns the meaning of the figure before, where a list goes on: 分别增长7.7%和10.4%.
    fn shared_meaning(&self, at: usize, told: &Told) -> Option<Meaning> {
        let (before, mention) = (self.mentions.get(at.checked_sub(1)?)?, self.mentions.get(at)?);
        let between = self.line.folded(before.end, mention.start);
        let lists = matches!(between, ['和' | '、' | '及' | '与']) && before.unit == mention.unit;
        // 净增98万户、突破1900万户: behind an increase a bound word begins a level.
        let levels =
            |claim: &Claim| claim.kind == ClaimKind::Increase && mention.start < mention.number;
        let claim = told.claim.filter(|claim| lists && !levels(claim))?;
        let claim = Some(Claim { of: None, ..claim });
        Some(Meaning { claim, named: told.names.last()?.clone(), wording: told.wording })
    }

    /// Returns the figure as far as it stands by itself.
    fn bare_figure(&self, mention: &Mention, sentence: SentenceId) -> Figure {
        Figure {
            span: self.line.span(mention.start, mention.end),
            number: self.line.span(mention.number, mention.number_end),
            class: mention.class,
            value: mention.value,
            high: mention.high,
            precision: mention.precision,
            unit: mention.unit.map_or(String::new(), |unit| unit.canonical.to_owned()),
            unit_text: mention.unit_text.clone(),
            unit_inferred: is_inferred(mention),
            dimension: mention.dimension(),
            bound: mention.bound,
            indicator: String::new(),
            subject: String::new(),
            per: String::new(),
            quantity: Quantity::Plain,
            scope: None,
            role: Role::Outcome,
            period: None,
            claim: None,
            part: None,
            list: None,
            former: None,
            flags: flags(&self.line, mention),
            sentence,
        }
    }

    /// Returns the role: an aim in the sentence, else a year to come, else what the heading says.
    fn role(
        &self,
        mention: &Mention,
        clause: Clause,
        meaning: &Meaning,
        period: Option<&Period>,
        outlook: &Outlook,
        aimed: bool,
    ) -> Role {
        let year = period.and_then(|period| period.end.get(..4)?.parse::<u32>().ok());
        let ahead =
            matches!((year, outlook.years.reviewed), (Some(year), Some(report)) if report < year);
        let planned = outlook.inherited.role == Some(Role::Target);
        let adds_up = meaning.claim.is_none_or(|claim| claim.kind == ClaimKind::Increase);
        let subject_end =
            meaning.wording.map_or(mention.start, |wording| wording.start.max(clause.from));
        match mention.class {
            Class::Time | Class::Ordinal => Role::Outcome,
            _ if aimed || ahead || planned => Role::Target,
            _ if adds_up && is_total(&self.line, clause.from, subject_end) => Role::Cumulative,
            _ => Role::Outcome,
        }
    }

    /// Says whether a time holds for the figures behind it; 十一五 within a clause only names things,
    /// and 比2007年 only says what is compared with.
    fn governs(&self, at: usize) -> bool {
        let mention = &self.mentions[at];
        let spans_years = mention.moment.is_some_and(|moment| moment.last_year.is_some());
        let before = self.line.before(mention.start);
        let opens = ends_clause(before) || before == '“';
        let compares = matches!(before, '比' | '较' | '与' | '同')
            || matches!(before, '从' | '由' | '自') && self.line.at(mention.end) != '的'
            || self.line.ends(mention.start, "since ");
        let begins = self.line.longest(mention.end, &["开始", "起"]).is_some();
        mention.class == Class::Time && (!spans_years || opens) && !compares && !begins
    }
}

/// Returns when a figure holds: the time it is or that was said before it, else what was known.
fn period(mention: &Mention, outlook: &Outlook, told: &Told) -> Option<Period> {
    let year = told.year.or(outlook.inherited.year);
    if let Some(moment) = mention.moment {
        return resolved_from(moment, year, outlook.years.given);
    }
    let known = told.said.clone().or_else(|| outlook.carried.clone());
    let span = outlook.inherited.span.max(1) - 1;
    known.or_else(|| year.map(|year| years(year.saturating_sub(span), year)))
}

fn is_inferred(mention: &Mention) -> bool {
    let inferred = [FigureFlag::PercentInferred, FigureFlag::UnitInferred];
    mention.flags.iter().any(|flag| inferred.contains(flag))
}

fn flags(line: &Line, mention: &Mention) -> Vec<FigureFlag> {
    let mut flags = mention.flags.clone();
    if line.is_broken(mention.start, mention.end) {
        flags.push(FigureFlag::LineBroken);
    }
    flags.sort_unstable();
    flags
}
