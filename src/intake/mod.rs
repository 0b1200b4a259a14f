//! Bytes and a name in, a [`document::Document`] out.
//!
//! ```text
//! bytes ──► signature   PDF, ZIP, Word …: no text, one note
//!       ──► detect      which encoding
//!       ──► decode      text, with the bytes that do not decode
//!       ──► mojibake    text that was decoded wrongly before it was saved
//! ```
//!
//! Reading never fails: whatever the bytes are, there is a text and there are notes that say
//! what was odd about them. Whether a note is reason enough to stop is for the caller to say.

pub mod decode;
pub mod detect;
pub mod document;
pub mod mojibake;
pub mod note;
pub mod signature;
