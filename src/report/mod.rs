//! A document in, its reports out: headings, outline, joined lines, paragraphs, sentences.
//!
//! ```text
//! Document ── marker, split ──► Report
//!   │                             ├─ Section  (outline, nested by level)      heading, nesting
//!   └─ line ──► block ──►         ├─ Block    (title, heading, paragraph …)   outline
//!                                 └─ Sentence (the leaves: they cover it)     sentence
//! ```
//!
//! Reading a text as a report never fails; a text without any structure is one report with one
//! section and as many sentences as it has.

pub mod block;
pub mod furniture;
pub mod heading;
pub mod line;
pub mod marker;
pub mod model;
pub mod nesting;
pub mod outline;
pub mod running_number;
pub mod sentence;
pub mod split;
pub mod wrapping;
