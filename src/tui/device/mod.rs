//! The terminal itself: the only part of the screen that meets the outside world.
//!
//! ```text
//! session   the loop: inputs in, frames out        tty        the device: raw mode, bytes, waiting
//! probe     what the terminal answers about itself flow       how much may be under way on a slow line
//! signal    sizes, stops, the end of the line      work       collating beside the loop
//! clipboard copying through the terminal           editor     a file opened at a place
//! deeds     what the model asks for, done          coding     the encoding of the terminal
//! acquaintance  what the terminal is asked, and what follows
//! multiplex what stands between, tmux or screen
//! mishap    a panic, said where it can be read
//! ```
//!
//! `probe` and `flow` are values that are told what came in and what time it is, so that tests can be
//! any terminal on any line.

pub mod acquaintance;
pub mod clipboard;
pub mod coding;
pub mod deeds;
pub mod editor;
pub mod flow;
pub mod mishap;
pub mod multiplex;
pub mod probe;
pub mod session;
pub mod signal;
pub mod tty;
pub mod work;
