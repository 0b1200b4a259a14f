//! The review sheet as one HTML file: no script, no font, no picture, nothing asked of any network.
//!
//! ```text
//! page   head, summary and the order of things      findings  the table of findings
//! ledger the figures with their counterparts
//! spread both texts, level, linked to the findings   style     how it looks, on screen and paper
//! ```
//!
//! It is also well-formed XML, so that a test can read it and other programs can take it apart.

pub mod findings;
pub mod ledger;
pub mod page;
pub mod spread;
pub mod style;
