//! What the terminal sends, byte by byte, and what it means.
//!
//! ```text
//! bytes ─► parser ─► Input     keys, pasted text, the mouse, answers of the terminal
//!             └► sequence      the table of key sequences
//! ```
//!
//! A line over SSH delivers bytes in pieces of any size, and answers whenever it likes. Nothing here
//! waits, nothing is taken for a key that is none, and no unfinished sequence can lock the keyboard.

pub mod event;
pub mod parser;
pub mod sequence;
