//! How work on many things is done: one after the other here, where no threads are; a caller that
//! has some may lend them.

use crate::text::side::{Side, Sided};

/// Does the same work on many things. May be asked from work that it does itself.
pub trait Workers: Sync {
    /// Works at every item and returns the results in the order of the items.
    fn each<T: Sync, R: Send>(&self, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R>;

    /// Does two things that do not wait for each other, and returns what came of them.
    fn join<A: Send, B: Send>(
        &self,
        one: impl FnOnce() -> A + Send,
        other: impl FnOnce() -> B + Send,
    ) -> (A, B);

    /// Works at both sides and returns the result of each.
    fn both<R: Send>(&self, work: impl Fn(Side) -> R + Sync) -> Sided<R> {
        let (left, right) = self.join(|| work(Side::Left), || work(Side::Right));
        Sided::new(left, right)
    }
}

/// One after the other.
#[derive(Clone, Copy, Debug, Default)]
pub struct OneByOne;

impl Workers for OneByOne {
    fn each<T: Sync, R: Send>(&self, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
        items.iter().map(work).collect()
    }

    fn join<A: Send, B: Send>(
        &self,
        one: impl FnOnce() -> A + Send,
        other: impl FnOnce() -> B + Send,
    ) -> (A, B) {
        (one(), other())
    }
}
