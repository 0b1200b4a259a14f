//! Tables for a spreadsheet: UTF-8 with a byte order mark, without which Excel reads Chinese as
//! something else, and no cell that a spreadsheet would take for a formula.

pub mod figures;
pub mod ledger;
pub mod matrix;
pub mod sheet;
pub mod sources;
