//! The marks of the reviewer on disk: written when they are made, found again by content.
//!
//! ```text
//! DIRECTORY/index.jsonl         which texts each pair consists of: a `pair` record for every edition of them
//! DIRECTORY/pairs/NAME.jsonl    what was done on a pair, one record a line, only ever appended
//! DIRECTORY/texts/ID.txt        an edition that marks were made on: title, then its folded sentences
//! ```
//!
//! A record is one JSON object on one line with `v`, the number of the format, and `kind`:
//!
//! | kind | other fields |
//! |---|---|
//! | `pair` | `left right`: the two texts, each `edition path title sketch`; in the index also `file` |
//! | `do` | `run number` name the act; `left right` the editions; `edited`; `act` |
//! | `undo` `redo` | `run number` of the act |
//! | `place` | where the reader was: `side`, `cursor` and `top` as places |
//! | `answer` | `from`: an earlier pair whose marks were offered; `taken` |
//!
//! `act` has a `type` (`verdict note reviewed pin unpair exclude include`) and places told by content:
//! `words` for people, and `parts`, each a folded sentence with its index and the characters meant.
//! A reader passes over kinds it does not know and lines that are torn, and writes behind them.
//! `left` and `right` are those of the first `pair` record, however the texts are opened later.
//!
//! A text is there before the first `do` that names it and is never taken away: every one but those of a
//! copy that was killed in between is named for good, since text that was cut and put back is found by an
//! old edition only, and one that nothing names yet may be about to be named by another copy.
//!
//! [`wire`] and [`portrait`] are values; only [`disk`] touches files, for [`notebook`] and [`cabinet`].

pub mod cabinet;
pub mod disk;
pub mod history;
pub mod notebook;
pub mod portrait;
pub mod trouble;
pub mod wire;
