//! Sentences in, figures out: numerals, units, indicators, roles, periods, placeholders.
//!
//! ```text
//! 全市高新技术企业    达     171家
//! └── indicator ──┘  bound  └ number, unit ┘
//! ```
//!
//! Values are decimals, never binary floating point. What is unknown is `None`, never guessed;
//! what was inferred says so. Extraction is linear in the text.

pub mod amount;
pub mod bound;
pub mod chinese;
pub mod claim;
pub mod clause;
pub mod damage;
pub mod decimal;
pub mod describe;
pub mod distribute;
pub mod english;
pub mod extract;
pub mod fraction;
pub mod implied;
pub mod indicator;
pub mod interval;
pub mod lexicon;
pub mod line;
pub mod lost_unit;
pub mod measure;
pub mod mention;
pub mod model;
pub mod name;
pub mod numeral;
pub mod ordinal;
pub mod period;
pub mod placeholder;
pub mod quantity;
pub mod range;
pub mod rank;
pub mod relation;
pub mod residue;
pub mod right_noun;
pub mod scan;
pub mod session;
pub mod setting;
pub mod time;
pub mod told;
pub mod unit;
pub mod verb;
pub mod wording;
