//! What a page description leaves on the page: glyphs and ruled lines.

use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::Number;

use crate::intake::pdf::matrix::Matrix;

/// A letter on the page. Points, from the lower left corner of the upright page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// The character.
    pub c: char,
    /// Its left edge.
    pub x0: f64,
    /// Its right edge, where the next letter would go.
    pub x1: f64,
    /// Its baseline.
    pub y: f64,
    /// The size of its font.
    pub size: f64,
    /// Whether it is bold.
    pub is_bold: bool,
}

/// A straight line, level or upright, or the edge of a box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// Whether it is upright.
    pub is_upright: bool,
    /// Where it stands: the x of an upright line, the y of a level one.
    pub at: f64,
    /// Its lower or left end.
    pub from: f64,
    /// Its upper or right end.
    pub to: f64,
}

/// All that stands on a page.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// Its letters, in the order of the description.
    pub glyphs: Vec<Glyph>,
    /// Its lines.
    pub rules: Vec<Rule>,
    /// How many pictures it shows.
    pub n_images: usize,
    /// How many codes stand for no character that the file tells.
    pub n_unreadable: usize,
    /// The width of the page.
    pub width: f64,
    /// The height of the page.
    pub height: f64,
}

/// Most ruled lines kept of one page; a full table has some hundreds.
const MAX_RULES: usize = 20_000;

/// Thickest box that is drawn in the place of a line, in points.
const MAX_THICKNESS: f64 = 3.0;

/// Shortest line that can part cells, in points.
const MIN_LENGTH: f64 = 4.0;

/// The path that is being described, as far as it consists of lines.
#[derive(Debug, Default)]
pub struct Paths {
    at: (f64, f64),
    start: (f64, f64),
    lines: Vec<[(f64, f64); 2]>,
    boxes: Vec<[(f64, f64); 2]>,
    paint: Paint,
}

/// What has just been said about the path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Paint {
    /// It goes on.
    #[default]
    None,
    /// It is drawn.
    Stroke,
    /// It is filled.
    Fill,
    /// It is forgotten.
    Drop,
}

impl Paths {
    /// Follows an instruction; says whether it was one of paths.
    pub fn follows(&mut self, op: &Op, map: Matrix) -> bool {
        let place = |x: &Number, y: &Number| map.point(x.as_f64(), y.as_f64());
        match op {
            Op::MoveTo(to) => {
                self.at = place(&to.0, &to.1);
                self.start = self.at;
            }
            Op::LineTo(to) => self.line_to(place(&to.0, &to.1)),
            Op::ClosePath(_) => self.line_to(self.start),
            Op::RectPath(all) if self.boxes.len() < MAX_RULES => {
                let (x, y) = (all.0.as_f64(), all.1.as_f64());
                let (width, height) = (all.2.as_f64(), all.3.as_f64());
                self.boxes.push([map.point(x, y), map.point(x + width, y + height)]);
            }
            Op::CubicTo(to) => self.at = place(&to.4, &to.5),
            Op::FillPathNonZero(_)
            | Op::FillPathNonZeroCompatibility(_)
            | Op::FillPathEvenOdd(_) => self.paint = Paint::Fill,
            Op::StrokePath(_)
            | Op::CloseAndStrokePath(_)
            | Op::FillAndStrokeNonZero(_)
            | Op::FillAndStrokeEvenOdd(_)
            | Op::CloseFillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeEvenOdd(_) => self.paint = Paint::Stroke,
            Op::EndPath(_) => self.paint = Paint::Drop,
            _ => return false,
        }
        true
    }

    fn line_to(&mut self, to: (f64, f64)) {
        if self.lines.len() < MAX_RULES {
            self.lines.push([self.at, to]);
        }
        self.at = to;
    }

    /// Leaves what was drawn on the page, and begins anew, if the path has come to its end.
    pub fn settle(&mut self, marks: &mut Marks) {
        match self.paint {
            Paint::None => return,
            Paint::Drop => {}
            Paint::Stroke => {
                marks.rules.extend(self.lines.iter().filter_map(|[a, b]| rule(*a, *b)));
                for [a, b] in &self.boxes {
                    let sides =
                        [(*a, (b.0, a.1)), ((a.0, b.1), *b), (*a, (a.0, b.1)), ((b.0, a.1), *b)];
                    marks.rules.extend(sides.iter().filter_map(|(a, b)| rule(*a, *b)));
                }
            }
            Paint::Fill => {
                marks.rules.extend(self.boxes.iter().filter_map(|[a, b]| bar(*a, *b)));
                marks.rules.extend(self.outline().and_then(|[a, b]| bar(a, b)));
            }
        }
        marks.rules.truncate(MAX_RULES);
        self.lines.clear();
        self.boxes.clear();
        self.paint = Paint::None;
    }

    /// Returns the hull of the lines: a bar can be drawn as a polygon.
    fn outline(&self) -> Option<[(f64, f64); 2]> {
        let points = || self.lines.iter().flatten();
        let (x, y) = (|| points().map(|point| point.0), || points().map(|point| point.1));
        let first = *points().next()?;
        let low = (x().fold(first.0, f64::min), y().fold(first.1, f64::min));
        let high = (x().fold(first.0, f64::max), y().fold(first.1, f64::max));
        Some([low, high])
    }
}

/// Returns the line between two points, if it is level or upright.
fn rule(a: (f64, f64), b: (f64, f64)) -> Option<Rule> {
    let (width, height) = ((a.0 - b.0).abs(), (a.1 - b.1).abs());
    if width.min(height) <= 1.0 { bar(a, b) } else { None }
}

/// Returns a thin box as the line that it looks like.
fn bar(a: (f64, f64), b: (f64, f64)) -> Option<Rule> {
    let (width, height) = ((a.0 - b.0).abs(), (a.1 - b.1).abs());
    let is_thin = width.min(height) <= MAX_THICKNESS && MIN_LENGTH <= width.max(height);
    let is_upright = width < height;
    let middle = if is_upright { f64::midpoint(a.0, b.0) } else { f64::midpoint(a.1, b.1) };
    let (one, other) = if is_upright { (a.1, b.1) } else { (a.0, b.0) };
    let is_sane = [middle, one, other].iter().all(|n| n.abs() < 1e6);
    (is_thin && is_sane).then(|| Rule {
        is_upright,
        at: middle,
        from: one.min(other),
        to: one.max(other),
    })
}
