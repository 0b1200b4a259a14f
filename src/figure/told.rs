//! The running memory of a sentence: what its figures so far were named, claimed and dated.

use crate::figure::claim::Wording;
use crate::figure::indicator::Named;
use crate::figure::model::{Claim, ClaimKind, Class, Figure, Period};
use crate::figure::period::is_day;
use crate::figure::time::{Moment, Year};

/// What the words around a figure say of it.
#[derive(Debug, Default)]
pub struct Meaning {
    /// What it claims.
    pub claim: Option<Claim>,
    /// What it measures.
    pub named: Named,
    /// Where the claim is worded, in Chinese text.
    pub wording: Option<Wording>,
}

/// What the sentence has told so far. Indices count its figures from zero.
#[derive(Debug, Default)]
pub struct Told {
    /// Index of its first figure in the whole list.
    pub first: usize,
    /// What its figures are named.
    pub names: Vec<Named>,
    /// Which figures of the whole list their claims speak of.
    pub of: Vec<Option<usize>>,
    /// The last amount with a name.
    pub named: Option<usize>,
    /// The last of them that makes no claim.
    pub plain: Option<usize>,
    /// The last of them that is a share.
    pub share: Option<usize>,
    /// The last of them that is a growth.
    pub growth: Option<usize>,
    /// What the figure before claims.
    pub claim: Option<Claim>,
    /// How it words that.
    pub wording: Option<Wording>,
    /// Whether a figure is aimed at; those behind it are too.
    pub aimed: bool,
    /// Whether a figure is expected; those behind it are too, up to the next ；.
    pub expected: bool,
    /// The place named last for an amount.
    pub scope: Option<&'static str>,
    /// The single year named last.
    pub year: Option<u32>,
    /// The period said last.
    pub said: Option<Period>,
}

impl Told {
    /// Takes in a figure that was told what it measures.
    pub fn take(&mut self, figure: &Figure, Meaning { named, wording, .. }: Meaning) {
        let at = Some(self.names.len());
        let is_amount = matches!(figure.class, Class::Measure | Class::Placeholder);
        if is_amount && !named.indicator.is_empty() {
            self.named = at;
            match figure.claim.map(|claim| claim.kind) {
                None => self.plain = at,
                Some(ClaimKind::Share) => self.share = at,
                Some(ClaimKind::Growth) => self.growth = at,
                Some(_) => {}
            }
        }
        self.claim = figure.claim;
        self.wording = wording;
        self.names.push(named);
        self.of.push(figure.claim.and_then(|claim| claim.of));
    }

    /// Takes in a time that holds for the figures behind it; a year does not widen a day within it.
    pub fn take_time(&mut self, moment: Moment, period: Option<&Period>) {
        if let (Some(Year::Given(year)), None) = (moment.year, moment.last_year) {
            self.year = Some(year);
        }
        let within = |said: &Period| {
            is_day(said) && period.is_some_and(|year| said.start.starts_with(year.start.as_str()))
        };
        if !self.said.as_ref().is_some_and(within) {
            self.said = period.cloned().or(self.said.take());
        }
    }

    /// Returns which earlier figure gives a claim of this kind its subject.
    ///
    /// A share can be ranked, compared and grow, and a growth can be ranked and compared; a share
    /// behind a growth is of what grew.
    pub fn base_of(&self, kind: ClaimKind) -> Option<usize> {
        match kind {
            ClaimKind::Share => self.plain.max(self.growth),
            ClaimKind::Completion => self.plain,
            ClaimKind::Rank | ClaimKind::Difference => self.plain.max(self.share).max(self.growth),
            _ => self.plain.max(self.share),
        }
    }

    /// Returns which figure of the whole list a claim speaks of, given the one it takes its subject
    /// from: a share speaks of the amount that grew, not of its growth.
    pub fn spoken_of(&self, kind: ClaimKind, base: Option<usize>) -> Option<usize> {
        let at = base?;
        let through = kind == ClaimKind::Share && self.plain != base;
        if through { self.of.get(at).copied().flatten() } else { Some(self.first + at) }
    }
}
