//! Findings and a person in, marks out: what the reviewer said of what was found.
//!
//! ```text
//! act ─► journal ─┬► marks        what holds: verdicts, notes, sections gone through
//!           ▲     └► guidance     what the collation has to follow
//! anchor ─► tracing               where an act belongs after the text was edited
//!    ▲
//! edition                         a text as it was when the act was done
//! ```
//!
//! Every act of the reviewer, be it a verdict, a note or a pinned alignment, goes into one
//! [`journal::Journal`], so that one key takes back whatever came last. Acts speak of places in the
//! two texts that are open; to outlive them, a place is told by its content ([`anchor::Anchor`]) and
//! found again in the edited text, or said to be gone ([`tracing`]). What outlives the texts is a list
//! of [`record::Record`]s, from which [`replay`] makes a journal again. Nothing here knows a file.

pub mod act;
pub mod anchor;
pub mod edition;
pub mod guidance;
pub mod journal;
pub mod marks;
pub mod matching;
pub mod record;
pub mod replay;
pub mod tracing;
