//! duikan (对勘) lays two yearly reports beside each other and says what belongs together, what was
//! carried over or reworded, and which figures changed.
//!
//! # The pipeline is the folder tree
//!
//! ```text
//!  bytes ─► intake ─► report ─► figure ─► collate ─► finding ─► review ─► sheet ─► tui     the screen
//!           Document  Report    Figure    Collation  Finding    acts     rows  └► export  text, JSON
//!                       ▲                                                             ▲
//!                     text: spans, folding, tokens, cells, rows           config, store, cli
//! ```
//!
//! The five steps of collation (tokenise, normalise, align, analyse, visualise: the Gothenburg
//! model) read from left to right. Each module uses only modules declared above it in this file;
//! `tests/layers.rs` holds the code to that.
//!
//! # What a newcomer must know
//!
//! - **The text is never edited.** Comparison reads a folded form ([`text::fold`]); every result is
//!   a [`text::span::Span`] of byte offsets into the original. Sentences cover their report without gap.
//! - **Reading and collating never fail** and never panic, on any bytes: they return a value and
//!   notes. Only files, arguments and settings fail, and only in `cli`.
//! - **Same input, same output**, on every machine: budgets are counted in tokens, not in seconds,
//!   and a budget that was hit is said in [`collate::model::Collation::limits`].
//! - **Exchanging the sides mirrors the result.** A text against itself gives no finding between the two.
//! - **From `text` to `sheet` everything is pure**: no files, clock, threads or printing. Without the
//!   feature `app` only that part is built, with none of the terminal's dependencies.
//! - **One table per kind of thing**: heading forms, units, rules, keys, options. Help and checks derive from it.
//! - **A threshold is a named constant** with its unit, its reason and the data it was set on.
//!
//! # Comparing two texts
//!
//! ```
//! use duikan::collate::{collate, model::{Grade, Witness}};
//! use duikan::intake::decode;
//! use duikan::report::split;
//! use duikan::text::side::Sided;
//!
//! let left = decode::read("我们建立了科技创新平台，提供了良好的环境和条件。".as_bytes(), "a.txt");
//! let right = decode::read("我们建立了科技创新平台，提供了较好的环境和条件。".as_bytes(), "b.txt");
//! let reports = Sided::new(split::whole(&left), split::whole(&right));
//! let collation = collate(Sided::new(
//!     Witness { text: &left.text, report: &reports.left },
//!     Witness { text: &right.text, report: &reports.right },
//! ));
//! assert_eq!(collation.grade, Grade::Edited);
//! assert_eq!(collation.variants.len(), 1);
//! ```

pub mod text;

pub mod intake;

pub mod report;

pub mod figure;

pub mod collate;

pub mod finding;

pub mod review;

pub mod sheet;

#[cfg(feature = "app")]
pub mod export;

#[cfg(feature = "app")]
pub mod config;

#[cfg(feature = "app")]
pub mod threads;

#[cfg(feature = "app")]
pub mod store;

#[cfg(feature = "app")]
pub mod tui;

#[cfg(feature = "app")]
pub mod cli;
