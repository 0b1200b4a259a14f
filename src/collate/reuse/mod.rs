//! Shared text: where it stands, how it was treated, and what it amounts to.
//!
//! ```text
//! alignments ────────────────────────────────► rows       sentence by sentence, in order
//! normal form ─► seeds ─► growth ─► regions    order-free, kept by how rare the wording is
//!                                      │
//!                     rows, regions ───┴─► passages ─► counting ─► shares, grade
//! ```

pub mod counting;
pub mod edge;
pub mod grade;
pub mod growth;
pub mod index;
pub mod mass;
pub mod passage;
pub mod reason;
pub mod region;
pub mod rest;
pub mod rewording;
pub mod row;
pub mod section_grade;
pub mod seed;
pub mod shared_terms;
pub mod tally;
