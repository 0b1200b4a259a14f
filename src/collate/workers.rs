//! How work on many things is done: one after the other here, where no threads are; a caller that
//! has some may lend them.

use crate::text::side::{Side, Sided};

/// Does the same work on many things.
pub trait Workers {
    /// Works at every item and returns the results in the order of the items.
    fn each<T: Sync, R: Send>(&self, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R>;

    /// Works at both sides and returns the result of each.
    fn both<R: Send>(&self, work: impl Fn(Side) -> R + Sync) -> Sided<R>;
}

/// One after the other.
#[derive(Clone, Copy, Debug, Default)]
pub struct OneByOne;

impl Workers for OneByOne {
    fn each<T: Sync, R: Send>(&self, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
        items.iter().map(work).collect()
    }

    fn both<R: Send>(&self, work: impl Fn(Side) -> R + Sync) -> Sided<R> {
        Sided::new(work(Side::Left), work(Side::Right))
    }
}
