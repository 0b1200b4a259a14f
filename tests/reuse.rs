//! Shared text: how much of it is found, and how little else.
//!
//! Each score is printed (`cargo test --test reuse -- --nocapture`) and held above a floor.
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test stops at what it did not expect and prints what it measured"
)]

#[path = "reuse/background.rs"]
mod background;
#[path = "reuse/clough.rs"]
mod clough;
#[path = "reuse/corpus.rs"]
mod corpus;
#[path = "reuse/generated.rs"]
mod generated;
#[path = "bench/made.rs"]
mod made;
#[path = "reuse/norm.rs"]
mod norm;
#[path = "reuse/pairs.rs"]
mod pairs;
#[path = "reuse/plagdet.rs"]
mod plagdet;
#[path = "reuse/rewritten.rs"]
mod rewritten;
#[path = "reuse/speed.rs"]
mod speed;
#[path = "reuse/thirteen.rs"]
mod thirteen;
