//! What the person has chosen: plain data, whoever set it (default, environment, flag).

pub mod environment;
pub mod file;

use crate::collate::exempt::Counted;
use crate::text::cells::AmbiguousWidth;
use crate::text::language::Language;

/// How meanings are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Color {
    /// Sixteen colours and attributes.
    #[default]
    Sixteen,
    /// Attributes only, as `NO_COLOR` asks.
    None,
    /// Neither: what is marked stands in brackets, for terminals and papers that show letters only.
    Brackets,
}

/// The choices in force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The language of screen and messages.
    pub language: Language,
    /// Cells of ambiguous characters on this terminal.
    pub ambiguous: AmbiguousWidth,
    /// How meanings are shown.
    pub color: Color,
    /// Which citations are counted as shared text.
    pub counted: Counted,
}
