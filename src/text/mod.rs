//! Characters and cells: what every other layer counts in.
//!
//! Nothing here knows what a report is. Offsets are byte offsets into the original text
//! ([`span::Span`]); comparison reads the [`fold`]ed form, the screen reads [`cells`] and
//! [`wrap`], and both lead back to the original through spans.

pub mod bracket;
pub mod cells;
pub mod fold;
pub mod language;
pub mod side;
pub mod simplified;
pub mod span;
pub mod token;
pub mod wrap;
