//! A figure as it stands in its sentence, before its surroundings are read.

use crate::figure::decimal::Decimal;
use crate::figure::model::{Bound, Class, FigureFlag};
use crate::figure::time::Moment;
use crate::figure::unit::Unit;

/// A figure within one [`crate::figure::line::Line`]; all places are columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What it is there for.
    pub class: Class,
    /// First column, bound word included.
    pub start: usize,
    /// First column of the number.
    pub number: usize,
    /// Column behind the number, multiplier included.
    pub number_end: usize,
    /// Column behind the unit and the bound word behind it.
    pub end: usize,
    /// Value in the canonical unit.
    pub value: Option<Decimal>,
    /// Upper end of a range.
    pub high: Option<Decimal>,
    /// One unit of the last place written.
    pub precision: Option<Decimal>,
    /// How the number bounds the truth.
    pub bound: Bound,
    /// Its unit, read or inferred.
    pub unit: Option<&'static Unit>,
    /// The unit as written, multiplier included.
    pub unit_text: String,
    /// The date or period it names, if it is a time.
    pub moment: Option<Moment>,
    /// What else to know.
    pub flags: Vec<FigureFlag>,
}

impl Mention {
    /// Makes a mention of `class` whose number covers the columns and that says nothing yet.
    pub fn new(class: Class, number: usize, number_end: usize) -> Self {
        Self {
            class,
            start: number,
            number,
            number_end,
            end: number_end,
            value: None,
            high: None,
            precision: None,
            bound: Bound::Exactly,
            unit: None,
            unit_text: String::new(),
            moment: None,
            flags: Vec::new(),
        }
    }

    /// Returns the dimension of its unit; empty without one.
    pub fn dimension(&self) -> &'static str {
        self.unit.map_or("", |unit| unit.dimension)
    }

    /// Says whether it is an amount, known or still to be filled in.
    pub fn is_amount(&self) -> bool {
        let counted = matches!(self.class, Class::Measure | Class::Placeholder);
        counted && self.moment.is_none()
    }
}
