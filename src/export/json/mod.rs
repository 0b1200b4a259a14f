//! The JSON contract.
//!
//! The types here are the wire format and nothing else: they are only ever serialized, so that a
//! change to the layers below cannot change the contract unnoticed. Rules that hold for all of it:
//!
//! - Every field is always present; what is unknown is `null`.
//! - Offsets are Unicode scalar values, end-exclusive, into what `duikan text FILE` prints.
//! - Shares are rounded to four decimals, and only the whole is 1; decimal numbers are strings, so that no digit is lost.
//! - The number at the end of `schema` rises when a field is renamed, removed or changes meaning;
//!   fields may be added without that.

pub mod alignment;
pub mod comparison;
pub mod figure;
pub mod folders;
pub mod ledger;
pub mod matrix;
pub mod norm;
pub mod outline;
pub mod passage;
pub mod place;
pub mod review;
pub mod section_grade;
pub mod sources;
pub mod writer;
