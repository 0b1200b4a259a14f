//! The corpus of Clough and Stevenson (2011): answers of students who copied, edited lightly, edited
//! heavily or wrote on their own, each against the source they had.

use crate::corpus::{Text, open};
use duikan::collate::collate;
use duikan::collate::model::Grade;
use duikan::text::side::Sided;

/// How an answer was made, from the closest to its source to the farthest.
const KINDS: [&str; 4] = ["cut", "light", "heavy", "non"];

/// Macro-F1 of the grades that must be reached, on the answers that the scale was set on; of a fifth of them
/// that it was not set on, .67.
const MIN_F1: f64 = 0.73;

#[test]
fn answers_closer_to_their_source_share_more_with_it() {
    let Some(folder) = open("reuse/clough-stevenson") else { return };
    let read = |name: &str| {
        let bytes = std::fs::read(folder.join(name)).expect("the corpus is whole");
        Text::of(&String::from_utf8_lossy(&bytes))
    };
    let table = std::fs::read_to_string(folder.join("file_information.csv")).expect("readable");
    let mut scores: [Vec<f64>; 4] = std::array::from_fn(|_| Vec::new());
    // How many answers of each kind have a grade of each kind.
    let mut graded = [[0_usize; 4]; 4];
    for line in table.lines().skip(1) {
        let fields: Vec<&str> = line.trim().split(',').collect();
        let [name, task, kind] = fields[..] else { continue };
        let Some(kind) = KINDS.iter().position(|known| *known == kind) else { continue };
        let (source, answer) = (read(&format!("orig_task{task}.txt")), read(name));
        let collation = collate(Sided::new(source.witness(), answer.witness()));
        let shared = collation.passages.iter().map(|p| p.spans.right.len() as f64 * p.resemblance);
        scores[kind]
            .push(shared.fold(0.0, |sum, part| sum + part) / answer.report.span.len() as f64);
        graded[kind][kind_of(collation.grade)] += 1;
    }
    let means = scores.map(|scores| {
        scores.iter().fold(0.0, |sum, score| sum + score) / scores.len().max(1) as f64
    });
    for (kind, row) in graded.iter().enumerate() {
        println!("Clough-Stevenson {:5} mean {:.3}, graded {row:?}", KINDS[kind], means[kind]);
    }
    let f1 = (0..4).map(|kind| f1(&graded, kind)).sum::<f64>() / 4.0;
    println!("Clough-Stevenson grades: macro-F1 {f1:.3}");
    assert!(means.windows(2).all(|two| two[0] > two[1]), "{means:?}");
    assert!(f1 >= MIN_F1, "{f1:.3} < {MIN_F1}");
}

const fn kind_of(grade: Grade) -> usize {
    match grade {
        Grade::Copied => 0,
        Grade::Edited => 1,
        Grade::Reworded => 2,
        Grade::StockPhrases | Grade::Unrelated => 3,
    }
}

fn f1(graded: &[[usize; 4]; 4], kind: usize) -> f64 {
    let right = graded[kind][kind] as f64;
    let told: usize = graded.iter().map(|row| row[kind]).sum();
    let made: usize = graded[kind].iter().sum();
    2.0 * right / (told + made).max(1) as f64
}
