//! The search for shared text follows the text, not its square.

use crate::corpus::Text;
use crate::made::Made;
use duikan::collate::background::Background;
use duikan::collate::exempt::Counted;
use duikan::collate::weigh::{Prepared, weigh};
use duikan::collate::workers::OneByOne;
use duikan::text::side::Sided;
use std::time::{Duration, Instant};

/// Size of the smaller texts, in bytes, and how many times as long the larger ones are.
const SMALLER: usize = 20_000;
const TIMES: usize = 4;

/// How many times as long the larger ones may take; a cost of n² would be 16 times.
const MAX_TIMES_AS_LONG: f64 = 9.0;

/// Runs of which the shortest counts: what else the machine does is left out.
const RUNS: usize = 5;

fn shortest(len: usize) -> Duration {
    let mut made = Made::new(3);
    let texts = Sided::new(Text::of(&made.text(len)), Text::of(&made.text(len)));
    let sides = Sided::new(texts.left.witness(), texts.right.witness());
    let run = |_| {
        let start = Instant::now();
        let background = Background::shipped();
        let prepared = sides.map(|side| Prepared::of(side, Counted::default(), background));
        std::hint::black_box(weigh(prepared.as_ref(), background, &OneByOne));
        start.elapsed()
    };
    (0..RUNS).map(run).min().unwrap_or_default()
}

#[test]
fn four_times_the_text_takes_hardly_more_than_four_times_as_long() {
    let (smaller, larger) = (shortest(SMALLER), shortest(SMALLER * TIMES));
    let times = larger.as_secs_f64() / smaller.as_secs_f64();
    println!("{SMALLER} bytes {smaller:.1?}, {TIMES} times as many {larger:.1?}: {times:.1}");
    assert!(times <= MAX_TIMES_AS_LONG, "{times:.1} times as long");
}
