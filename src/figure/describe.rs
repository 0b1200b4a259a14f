//! Tells of each figure of a sentence what it measures, where and when it holds and what it claims.
//!
//! The figures are taken in order, because each may lean on those before it: a part on its whole, a
//! claim on the amount it speaks of, any of them on the last place and time named. What has been
//! told is kept in one running memory, so that a long sentence costs no more per figure than a short one.

use crate::figure::claim::claim_of;
use crate::figure::indicator::{
    Clause, Context, Named, clause_of, has_subject, named, quantity_of,
};
use crate::figure::line::{Line, ends_clause};
use crate::figure::mention::Mention;
use crate::figure::model::{Claim, ClaimKind, Class, Figure, FigureFlag, Period, Quantity, Role};
use crate::figure::period::{resolved, years};
use crate::figure::relation::relate;
use crate::figure::scan::mentions;
use crate::figure::setting::{is_aim, is_total, scope_of};
use crate::figure::time::{Moment, Year};
use crate::report::model::SentenceId;
use crate::text::span::Span;

/// How many editions and grades may stand between an amount and the next one it must not run into.
const ORDINALS_BETWEEN: usize = 16;

/// What a section says of all figures in it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setting {
    /// The year its heading names, or the report's.
    pub year: Option<u32>,
    /// The role its heading announces.
    pub role: Option<Role>,
}

/// What is known of a sentence before it is read.
#[derive(Clone, Debug, Default)]
pub struct Outlook {
    /// The year the report speaks of.
    pub report_year: Option<u32>,
    /// What the section says.
    pub inherited: Setting,
    /// The period that earlier sentences set.
    pub carried: Option<Period>,
}

/// A sentence and the figures found in it.
#[derive(Clone, Debug)]
pub struct Reading {
    line: Line,
    /// The figures as they stand, in text order.
    pub mentions: Vec<Mention>,
}

impl Reading {
    /// Reads the sentence under `span`.
    pub fn of(text: &str, span: Span) -> Self {
        let line = Line::of(text, span);
        let mentions = mentions(&line);
        Self { line, mentions }
    }

    /// Says whether the sentence ends in ；, so that the next one goes on with it.
    pub fn goes_on(&self) -> bool {
        self.line.before(self.line.len()) == ';'
    }

    /// Returns the first period of the sentence whose moment satisfies `holds`.
    pub fn period_where(
        &self,
        year: Option<u32>,
        holds: impl Fn(Moment) -> bool,
    ) -> Option<Period> {
        let mut moments = self.mentions.iter().filter_map(|mention| mention.moment);
        resolved(moments.find(|moment| holds(*moment))?, year)
    }

    /// Appends the figures of the sentence.
    pub fn describe(&self, sentence: SentenceId, outlook: &Outlook, figures: &mut Vec<Figure>) {
        let mut told = Told { first: figures.len(), ..Told::default() };
        for (at, mention) in self.mentions.iter().enumerate() {
            let clause = clause_of(&self.line, &self.mentions, at);
            told.aimed |= mention.is_amount() && is_aim(&self.line, clause.from, mention.start);
            let (claim, named) = self.meaning(at, mention, clause, &told);
            let period = period(mention, outlook, &told);
            let scope = scope_of(&self.line, clause.start, mention.start).or(told.scope);
            let figure = Figure {
                indicator: named.indicator.clone(),
                subject: named.indicator.clone(),
                quantity: quantity_of(&self.line, clause, mention),
                scope: scope.map(str::to_owned),
                role: self.role(mention, clause, period.as_ref(), outlook, told.aimed),
                period,
                claim,
                ..self.bare_figure(mention, sentence)
            };
            told.scope = if figure.class == Class::Rank { told.scope } else { scope };
            told.take(&figure, named);
            if let Some(moment) = mention.moment.filter(|_| self.governs(mention)) {
                told.take_time(moment, figure.period.as_ref());
            }
            figures.push(figure);
        }
        relate(&self.line, &self.mentions, figures);
    }

    /// Returns what a figure claims and what it measures.
    fn meaning(
        &self,
        at: usize,
        mention: &Mention,
        clause: Clause,
        told: &Told,
    ) -> (Option<Claim>, Named) {
        let line = &self.line;
        let is_amount = mention.is_amount() || mention.class == Class::Rank;
        if !is_amount && mention.class != Class::Ordinal {
            return (None, Named::default());
        }
        if let Some(shared) = self.shared_meaning(at, told) {
            return shared;
        }
        let wording = claim_of(line, clause.from, mention).filter(|_| is_amount);
        let base = wording.and_then(|wording| told.base_of(wording.claim.kind));
        let mut behind = self.mentions.iter().skip(at + 1).take(ORDINALS_BETWEEN);
        let context = Context {
            previous: base.or(told.named).and_then(|at| told.names.get(at)),
            next: behind
                .find(|next| next.class != Class::Ordinal)
                .map_or(line.len(), |next| next.start),
            claim: wording,
        };
        let claim = wording.map(|wording| {
            let of = base.filter(|_| !has_subject(line, clause, wording));
            Claim { of: of.map(|at| told.first + at), ..wording.claim }
        });
        (claim, named(line, clause, mention, &context))
    }

    /// Returns the meaning of the figure before, where a list goes on: 分别增长7.7%和10.4%.
    fn shared_meaning(&self, at: usize, told: &Told) -> Option<(Option<Claim>, Named)> {
        let (before, mention) = (self.mentions.get(at.checked_sub(1)?)?, self.mentions.get(at)?);
        let between = self.line.folded(before.end, mention.start);
        let lists = matches!(between, ['和' | '、' | '及' | '与']) && before.unit == mention.unit;
        let claim = told.claim.filter(|_| lists)?;
        Some((Some(Claim { of: None, ..claim }), told.names.last()?.clone()))
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
        period: Option<&Period>,
        outlook: &Outlook,
        aimed: bool,
    ) -> Role {
        let year = period.and_then(|period| period.end.get(..4)?.parse::<u32>().ok());
        let ahead =
            matches!((year, outlook.report_year), (Some(year), Some(report)) if report < year);
        let planned = outlook.inherited.role == Some(Role::Target);
        match mention.class {
            Class::Time | Class::Ordinal => Role::Outcome,
            _ if aimed || ahead || planned => Role::Target,
            _ if is_total(&self.line, clause.from, mention.start) => Role::Cumulative,
            _ => Role::Outcome,
        }
    }

    /// Says whether a time holds for the figures behind it; 十一五 within a clause only names things.
    fn governs(&self, mention: &Mention) -> bool {
        let spans_years = mention.moment.is_some_and(|moment| moment.last_year.is_some());
        let before = self.line.before(mention.start);
        let opens = ends_clause(before) || before == '“';
        mention.class == Class::Time && (!spans_years || opens)
    }
}

/// Returns when a figure holds: the time it is or that was said before it, else what was known.
fn period(mention: &Mention, outlook: &Outlook, told: &Told) -> Option<Period> {
    let year = told.year.or(outlook.inherited.year);
    if let Some(moment) = mention.moment {
        return resolved(moment, year);
    }
    let known = told.said.clone().or_else(|| outlook.carried.clone());
    known.or_else(|| year.map(|year| years(year, year)))
}

/// What the sentence has told so far. Indices count its figures from zero.
#[derive(Default)]
struct Told {
    /// Index of its first figure in the whole list.
    first: usize,
    /// What its figures are named.
    names: Vec<Named>,
    /// The last amount with a name.
    named: Option<usize>,
    /// The last of them that makes no claim.
    plain: Option<usize>,
    /// The last of them that is a share.
    share: Option<usize>,
    /// What the figure before claims.
    claim: Option<Claim>,
    /// Whether a figure is aimed at; those behind it are too.
    aimed: bool,
    /// The place named last for an amount.
    scope: Option<&'static str>,
    /// The single year named last.
    year: Option<u32>,
    /// The period said last.
    said: Option<Period>,
}

impl Told {
    fn take(&mut self, figure: &Figure, named: Named) {
        let at = Some(self.names.len());
        let is_amount = matches!(figure.class, Class::Measure | Class::Placeholder);
        if is_amount && !named.indicator.is_empty() {
            self.named = at;
            match figure.claim.map(|claim| claim.kind) {
                None => self.plain = at,
                Some(ClaimKind::Share) => self.share = at,
                Some(_) => {}
            }
        }
        self.claim = figure.claim;
        self.names.push(named);
    }

    fn take_time(&mut self, moment: Moment, period: Option<&Period>) {
        if let (Some(Year::Given(year)), None) = (moment.year, moment.last_year) {
            self.year = Some(year);
        }
        self.said = period.cloned().or(self.said.take());
    }

    /// Returns which earlier figure a claim of this kind speaks of.
    ///
    /// A claim speaks of an amount, not of another claim; but a share can be ranked and compared.
    fn base_of(&self, kind: ClaimKind) -> Option<usize> {
        if kind == ClaimKind::Share { self.plain } else { self.plain.max(self.share) }
    }
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
