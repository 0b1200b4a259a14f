//! The lines of a notebook, and what they say.

use crate::finding::rule::RuleId;
use crate::review::act::{Act, FindingKey, Verdict};
use crate::review::anchor::{Anchor, Part};
use crate::review::edition::EditionId;
use crate::review::journal::{Origin, Step};
use crate::review::record::Record;
use crate::store::portrait::Portrait;
use crate::text::side::{Side, Sided};
use serde::{Deserialize, Serialize};

/// The number of the format; a line with a greater one is of a later version and passed over.
pub const VERSION: u32 = 1;

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Two texts are the pair; the file of the pair, in the index.
    Pair(Sided<Portrait>, Option<String>),
    /// A step.
    Step(Record),
    /// Where the reader was.
    Place(Bookmark),
    /// The marks of an earlier pair, by the name of its file, were taken over or not.
    Answer(String, bool),
}

/// A place to come back to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bookmark {
    /// What the cursor was on, and on which side.
    pub cursor: Option<(Side, Anchor)>,
    /// What stood at the top of the screen.
    pub top: Option<(Side, Anchor)>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Version {
    v: u32,
}

#[derive(Debug, Serialize, Deserialize)]
struct Versioned {
    v: u32,
    #[serde(flatten)]
    line: LineWire,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum LineWire {
    Pair {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        file: Option<String>,
        left: PortraitWire,
        right: PortraitWire,
    },
    Do {
        run: String,
        number: u32,
        left: String,
        right: String,
        #[serde(default)]
        edited: bool,
        act: ActWire,
    },
    Undo {
        run: String,
        number: u32,
    },
    Redo {
        run: String,
        number: u32,
    },
    Place {
        cursor: Option<SpotWire>,
        top: Option<SpotWire>,
    },
    Answer {
        from: String,
        taken: bool,
    },
}

#[derive(Debug, Serialize, Deserialize)]
struct PortraitWire {
    edition: String,
    path: Option<String>,
    title: String,
    sketch: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct SpotWire {
    side: String,
    #[serde(flatten)]
    place: AnchorWire,
}

#[derive(Debug, Serialize, Deserialize)]
struct AnchorWire {
    words: String,
    parts: Vec<PartWire>,
}

#[derive(Debug, Serialize, Deserialize)]
struct PartWire {
    sentence: usize,
    text: String,
    start: usize,
    end: usize,
}

type Place = Option<AnchorWire>;

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum ActWire {
    Verdict {
        rule: String,
        verdict: String,
        reason: String,
        left: Vec<AnchorWire>,
        right: Vec<AnchorWire>,
    },
    Note {
        text: String,
        left: Place,
        right: Place,
    },
    Reviewed {
        done: bool,
        left: Place,
        right: Place,
    },
    Pin {
        left: AnchorWire,
        right: AnchorWire,
    },
    Unpair {
        left: AnchorWire,
        right: AnchorWire,
    },
    Exclude {
        reason: String,
        left: Place,
        right: Place,
    },
    Include {
        left: Place,
        right: Place,
    },
}

/// Returns the name of an edition in files and lines.
pub fn edition_name(id: EditionId) -> String {
    format!("{:016x}", id.0)
}

/// Writes a line, with its end.
pub fn written(line: &Line) -> String {
    let versioned = Versioned { v: VERSION, line: LineWire::of(line) };
    // Strings, numbers and lists cannot fail to be written.
    serde_json::to_string(&versioned).unwrap_or_default() + "\n"
}

/// Reads a line; `None` for one that is torn, of a later version or of an unknown kind.
pub fn read(line: &str) -> Option<Line> {
    let Version { v } = serde_json::from_str(line).ok()?;
    if VERSION < v {
        return None;
    }
    let Versioned { line, .. } = serde_json::from_str(line).ok()?;
    line.meant()
}

/// Says whether a line is whole but not understood: it is of a later version.
pub fn is_foreign(line: &str) -> bool {
    read(line).is_none() && serde_json::from_str::<Version>(line).is_ok()
}

impl Bookmark {
    /// Returns the places as they are with the texts exchanged.
    #[must_use]
    pub fn swapped(self) -> Self {
        let swap = |spot: Option<(Side, Anchor)>| spot.map(|(side, at)| (side.other(), at));
        Self { cursor: swap(self.cursor), top: swap(self.top) }
    }
}

impl LineWire {
    fn of(line: &Line) -> Self {
        match line {
            Line::Pair(sides, file) => LineWire::Pair {
                file: file.clone(),
                left: PortraitWire::of(&sides.left),
                right: PortraitWire::of(&sides.right),
            },
            Line::Step(Record { step, editions, is_edited }) => match step {
                Step::Do(Origin { run, number }, act) => LineWire::Do {
                    run: format!("{run:016x}"),
                    number: *number,
                    left: edition_name(editions.left),
                    right: edition_name(editions.right),
                    edited: *is_edited,
                    act: ActWire::of(act),
                },
                Step::Undo(Origin { run, number }) => {
                    LineWire::Undo { run: format!("{run:016x}"), number: *number }
                }
                Step::Redo(Origin { run, number }) => {
                    LineWire::Redo { run: format!("{run:016x}"), number: *number }
                }
            },
            Line::Place(Bookmark { cursor, top }) => LineWire::Place {
                cursor: cursor.as_ref().map(SpotWire::of),
                top: top.as_ref().map(SpotWire::of),
            },
            Line::Answer(from, taken) => LineWire::Answer { from: from.clone(), taken: *taken },
        }
    }

    fn meant(self) -> Option<Line> {
        let step = |step, editions, is_edited| Line::Step(Record { step, editions, is_edited });
        let nowhere = Sided::default();
        Some(match self {
            LineWire::Pair { file, left, right } => {
                Line::Pair(Sided::new(left.meant()?, right.meant()?), file)
            }
            LineWire::Do { run, number, left, right, edited, act } => {
                let origin = Origin { run: number_of(&run)?, number };
                let editions = Sided::new(edition_of(&left)?, edition_of(&right)?);
                step(Step::Do(origin, act.meant()?), editions, edited)
            }
            LineWire::Undo { run, number } => {
                step(Step::Undo(Origin { run: number_of(&run)?, number }), nowhere, false)
            }
            LineWire::Redo { run, number } => {
                step(Step::Redo(Origin { run: number_of(&run)?, number }), nowhere, false)
            }
            LineWire::Place { cursor, top } => Line::Place(Bookmark {
                cursor: cursor.and_then(SpotWire::meant),
                top: top.and_then(SpotWire::meant),
            }),
            LineWire::Answer { from, taken } => Line::Answer(from, taken),
        })
    }
}

fn number_of(hex: &str) -> Option<u64> {
    u64::from_str_radix(hex, 16).ok()
}

fn edition_of(hex: &str) -> Option<EditionId> {
    number_of(hex).map(EditionId)
}

impl PortraitWire {
    fn of(portrait: &Portrait) -> Self {
        Self {
            edition: edition_name(portrait.edition),
            path: portrait.path.clone(),
            title: portrait.title.clone(),
            sketch: portrait.sketch.iter().map(|hash| format!("{hash:x}")).collect(),
        }
    }

    fn meant(self) -> Option<Portrait> {
        let sketch: Option<Vec<u64>> = self.sketch.iter().map(|hash| number_of(hash)).collect();
        let edition = edition_of(&self.edition)?;
        Some(Portrait { edition, path: self.path, title: self.title, sketch: sketch? })
    }
}

impl SpotWire {
    fn of((side, anchor): &(Side, Anchor)) -> Self {
        Self { side: side.name().to_owned(), place: AnchorWire::of(anchor) }
    }

    fn meant(self) -> Option<(Side, Anchor)> {
        let side = Side::BOTH.into_iter().find(|side| side.name() == self.side)?;
        Some((side, self.place.meant()))
    }
}

impl AnchorWire {
    fn of(anchor: &Anchor) -> Self {
        let parts = anchor.parts.iter().map(|part| {
            let Part { sentence, text, start, end } = part.clone();
            PartWire { sentence, text, start, end }
        });
        Self { words: anchor.words.clone(), parts: parts.collect() }
    }

    fn meant(self) -> Anchor {
        let parts = self.parts.into_iter().map(|part| {
            let PartWire { sentence, text, start, end } = part;
            Part { sentence, text, start, end: end.max(start) }
        });
        Anchor { words: self.words, parts: parts.collect() }
    }
}

fn place_of(anchor: Option<&Anchor>) -> Place {
    anchor.map(AnchorWire::of)
}

fn places_meant(left: Place, right: Place) -> Sided<Option<Anchor>> {
    Sided::new(left, right).map(|place| place.map(AnchorWire::meant))
}

impl ActWire {
    fn of(act: &Act<Anchor>) -> Self {
        let place = |sides: &Sided<Option<Anchor>>| {
            (place_of(sides.left.as_ref()), place_of(sides.right.as_ref()))
        };
        let both =
            |sides: &Sided<Anchor>| (AnchorWire::of(&sides.left), AnchorWire::of(&sides.right));
        let list = |anchors: &[Anchor]| anchors.iter().map(AnchorWire::of).collect();
        match act {
            Act::Verdict { finding, verdict, reason } => ActWire::Verdict {
                rule: finding.rule.rule().id.to_owned(),
                verdict: verdict.id().to_owned(),
                reason: reason.clone(),
                left: list(&finding.spans.left),
                right: list(&finding.spans.right),
            },
            Act::Note { place: sides, text } => {
                let (left, right) = place(sides);
                ActWire::Note { text: text.clone(), left, right }
            }
            Act::Reviewed { section, is_done } => {
                let (left, right) = place(section);
                ActWire::Reviewed { done: *is_done, left, right }
            }
            Act::Pin(sides) => {
                let (left, right) = both(sides);
                ActWire::Pin { left, right }
            }
            Act::Unpair(sides) => {
                let (left, right) = both(sides);
                ActWire::Unpair { left, right }
            }
            Act::Exclude { place: sides, reason } => {
                let (left, right) = place(sides);
                ActWire::Exclude { reason: reason.clone(), left, right }
            }
            Act::Include(sides) => {
                let (left, right) = place(sides);
                ActWire::Include { left, right }
            }
        }
    }

    fn meant(self) -> Option<Act<Anchor>> {
        let both = |left: AnchorWire, right: AnchorWire| Sided::new(left.meant(), right.meant());
        let list = |anchors: Vec<AnchorWire>| anchors.into_iter().map(AnchorWire::meant).collect();
        Some(match self {
            ActWire::Verdict { rule, verdict, reason, left, right } => {
                let spans = Sided::new(list(left), list(right));
                let finding = FindingKey { rule: RuleId::of_id(&rule)?, spans };
                Act::Verdict { finding, verdict: Verdict::of_id(&verdict)?, reason }
            }
            ActWire::Note { text, left, right } => {
                Act::Note { place: places_meant(left, right), text }
            }
            ActWire::Reviewed { done, left, right } => {
                Act::Reviewed { section: places_meant(left, right), is_done: done }
            }
            ActWire::Pin { left, right } => Act::Pin(both(left, right)),
            ActWire::Unpair { left, right } => Act::Unpair(both(left, right)),
            ActWire::Exclude { reason, left, right } => {
                Act::Exclude { place: places_meant(left, right), reason }
            }
            ActWire::Include { left, right } => Act::Include(places_meant(left, right)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchor(words: &str) -> Anchor {
        let part = Part { sentence: 3, text: "新增\"67\"家".to_owned(), start: 2, end: 4 };
        Anchor { words: words.to_owned(), parts: vec![part] }
    }

    fn acts() -> Vec<Act<Anchor>> {
        let one = || Sided::new(Some(anchor("左")), None);
        let both = || Sided::new(anchor("左"), anchor("右\n"));
        let spans = Sided::new(vec![anchor("左")], Vec::new());
        let finding = FindingKey { rule: RuleId::FigureChanged, spans };
        let reason = || "口径“不同”".to_owned();
        vec![
            Act::Verdict { finding, verdict: Verdict::Justified, reason: reason() },
            Act::Note { place: one(), text: reason() },
            Act::Reviewed { section: one(), is_done: true },
            Act::Pin(both()),
            Act::Unpair(both()),
            Act::Exclude { place: one(), reason: reason() },
            Act::Include(one()),
        ]
    }

    #[test]
    fn every_line_and_what_is_read_of_it_lead_to_each_other() {
        let origin = Origin { run: u64::MAX - 5, number: 7 };
        let editions = Sided::new(EditionId(1), EditionId(u64::MAX));
        let done = |act| Record { step: Step::Do(origin, act), editions, is_edited: true };
        let mut lines: Vec<Line> = acts().into_iter().map(|act| Line::Step(done(act))).collect();
        for step in [Step::Undo(origin), Step::Redo(origin)] {
            let editions = Sided::default();
            lines.push(Line::Step(Record { step, editions, is_edited: false }));
        }
        let portrait = Portrait {
            edition: EditionId(9),
            path: Some("/a b/c.txt#篇二".to_owned()),
            title: "总结".to_owned(),
            sketch: vec![1, 255],
        };
        let bare = Portrait { path: None, ..portrait.clone() };
        lines.push(Line::Pair(Sided::new(portrait, bare), Some("x.jsonl".to_owned())));
        let cursor = Some((Side::Right, anchor("右")));
        lines.push(Line::Place(Bookmark { cursor, top: None }));
        lines.push(Line::Answer("x.jsonl".to_owned(), false));
        for line in lines {
            let written = written(&line);
            assert_eq!(written.matches('\n').count(), 1, "{written}");
            assert_eq!(read(written.trim_end()), Some(line), "{written}");
        }
    }

    #[test]
    fn torn_newer_and_unknown_lines_say_nothing() {
        let line = written(&Line::Answer("x".to_owned(), true));
        let line = line.trim_end();
        assert!(read(line).is_some());
        let newer = line.replace("\"v\":1", "\"v\":2");
        let unknown = line.replace("answer", "thought");
        for odd in [&line[..line.len() - 2], &newer, &unknown, "", "[]", "\u{0}"] {
            assert_eq!(read(odd), None, "{odd}");
        }
        assert!(read(&line.replace("\"v\"", "\"more\":[1],\"v\"")).is_some());
    }
}
