//! The threads of the machine, lent to work on many things.

use crate::collate::workers::Workers;
use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// As many at a time as the machine can.
#[derive(Clone, Copy, Debug, Default)]
pub struct SideBySide;

impl Workers for SideBySide {
    fn each<T: Sync, R: Send>(&self, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
        let n_threads = thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let next = AtomicUsize::new(0);
        // What nobody has taken yet, so that no thread waits for one that has the long ones.
        let share = || {
            let taken = || next.fetch_add(1, Ordering::Relaxed);
            let items =
                std::iter::from_fn(|| Some(taken())).map_while(|at| Some((at, items.get(at)?)));
            items.map(|(at, item)| (at, work(item))).collect::<Vec<_>>()
        };
        let mut done = thread::scope(|scope| {
            let spawn = |_| scope.spawn(share);
            let others: Vec<_> = (1..n_threads.min(items.len())).map(spawn).collect();
            let mut done = share();
            for other in others {
                done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
            }
            done
        });
        done.sort_unstable_by_key(|(at, _)| *at);
        done.into_iter().map(|(_, result)| result).collect()
    }

    fn join<A: Send, B: Send>(
        &self,
        one: impl FnOnce() -> A + Send,
        other: impl FnOnce() -> B + Send,
    ) -> (A, B) {
        thread::scope(|scope| {
            let other = scope.spawn(other);
            let one = one();
            (one, other.join().unwrap_or_else(|panic| resume_unwind(panic)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::background::Background;
    use crate::collate::exempt::Counted;
    use crate::collate::matrix::matrix_by;
    use crate::collate::model::Witness;
    use crate::collate::workers::OneByOne;
    use crate::intake::decode::read;
    use crate::report::split::reports;
    use crate::text::side::{Side, Sided};

    #[test]
    fn results_stand_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1000).collect();
        let doubled: Vec<usize> = items.iter().map(|item| item * 2).collect();
        assert_eq!(SideBySide.each(&items, |item| item * 2), doubled);
        assert!(SideBySide.each(&[(); 0], |()| ()).is_empty());
    }

    #[test]
    fn each_side_has_its_own_result() {
        assert_eq!(SideBySide.both(|side| side), Sided::new(Side::Left, Side::Right));
    }

    #[test]
    fn matrix_is_the_same_as_one_thread_makes_it() {
        let document = read(include_bytes!("../samples/collection.txt"), "collection.txt");
        let reports = reports(&document);
        let witnesses: Vec<Witness<'_>> =
            reports.iter().map(|report| Witness { text: &document.text, report }).collect();
        let background = Background::shipped();
        let counted = Counted::default();
        let pairs = matrix_by(&witnesses, counted, background, &OneByOne);
        assert!(!pairs.is_empty());
        assert_eq!(matrix_by(&witnesses, counted, background, &SideBySide), pairs);
    }
}
