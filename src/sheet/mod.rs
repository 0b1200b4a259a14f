//! A collation and a width in, the rows of the two panes out.
//!
//! ```text
//! collation.reading ── bands ──► what stands level, what stands apart
//!                        │
//!                        ├─ lines  (wrapped flows of each side)
//!                        └─ rows   (both sides zipped, marks in the gutter)
//! ```
//!
//! The only place that decides rows. It knows cells but no terminal: screens and exports read the
//! same [`model::Sheet`]. Nothing is ever cut off; what is not on a row is in a fold that counts it.

pub mod band;
pub mod layout;
pub mod marking;
pub mod model;
mod number;
pub mod place;
pub mod search;
