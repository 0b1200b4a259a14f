//! The same results as lines for people, pipes and screen readers.
//!
//! Nothing depends on colour, width or cursor: positions are `line:column`, marks are words, and
//! every line passes through [`page::Page`], which lets no control character out.

pub mod comparison;
pub mod exempted;
pub mod figures;
pub mod folders;
pub mod mark;
pub mod matrix;
pub mod outline;
pub mod naming;
pub mod page;
pub mod place;
pub mod rules;
pub mod sources;
pub mod table;
