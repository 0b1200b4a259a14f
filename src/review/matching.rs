//! Which sentence of a new edition is which of an old one, among those that are equal.

use rustc_hash::FxHashMap;

/// Returns the equal sentence of `new` for each of `old`: the only one of its kind, or the one whose
/// neighbour is already matched, or the next of equally many.
pub fn images(old: &[String], new: &[String]) -> Vec<Option<usize>> {
    let mut matching = Matching {
        old,
        new,
        images: vec![None; old.len()],
        is_taken: vec![false; new.len()],
        waiting: Vec::new(),
    };
    let mut places: FxHashMap<&str, (Vec<usize>, Vec<usize>)> = FxHashMap::default();
    for (at, line) in old.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
        places.entry(line).or_default().0.push(at);
    }
    for (at, line) in new.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
        places.entry(line).or_default().1.push(at);
    }
    for (from, to) in places.values() {
        if let ([from], [to]) = (from.as_slice(), to.as_slice()) {
            matching.take(*from, *to);
        }
    }
    matching.spread();
    let mut order: Vec<_> = places.into_values().collect();
    order.sort_unstable();
    for (mut from, mut to) in order {
        from.retain(|at| matching.images[*at].is_none());
        to.retain(|at| !matching.is_taken[*at]);
        if from.len() == to.len() {
            from.into_iter().zip(to).for_each(|(from, to)| matching.take(from, to));
        }
    }
    matching.images
}

/// Equal sentences being matched.
struct Matching<'a> {
    old: &'a [String],
    new: &'a [String],
    images: Vec<Option<usize>>,
    is_taken: Vec<bool>,
    /// Matches whose neighbours are still to be looked at.
    waiting: Vec<(usize, usize)>,
}

impl Matching<'_> {
    fn take(&mut self, from: usize, to: usize) {
        self.images[from] = Some(to);
        self.is_taken[to] = true;
        self.waiting.push((from, to));
    }

    /// Matches equal neighbours of what is matched, and theirs in turn; the ends of the texts count as matched.
    fn spread(&mut self) {
        self.waiting.sort_unstable();
        self.neighbour(Some(0), Some(0));
        self.neighbour(self.old.len().checked_sub(1), self.new.len().checked_sub(1));
        while let Some((from, to)) = self.waiting.pop() {
            self.neighbour(Some(from + 1), Some(to + 1));
            self.neighbour(from.checked_sub(1), to.checked_sub(1));
        }
    }

    fn neighbour(&mut self, from: Option<usize>, to: Option<usize>) {
        let (Some(from), Some(to)) = (from, to) else { return };
        let are_equal = self.old.get(from).is_some_and(|line| self.new.get(to) == Some(line));
        if are_equal && self.images[from].is_none() && !self.is_taken[to] {
            self.take(from, to);
        }
    }
}
