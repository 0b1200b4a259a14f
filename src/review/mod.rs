//! Findings and a person in, marks out: what the reviewer said of what was found.
//!
//! Every act of the reviewer, be it a verdict, a note or a pinned alignment, goes into one
//! [`journal::Journal`], so that one key takes back whatever came last. The acts speak of places in
//! the two texts that are open; nothing here knows a file.

pub mod journal;
