//! The description of a page, carried out as far as text and ruled lines go.

use std::rc::Rc;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};
use rustc_hash::FxHashMap;

use crate::intake::pdf::font::Font;
use crate::intake::pdf::mark::{Glyph, Marks, Paths};
use crate::intake::pdf::matrix::Matrix;
use crate::intake::pdf::stream::unpacked;

/// How deep forms may hold one another; real ones hold two or three.
const MAX_FORM_DEPTH: usize = 12;

/// Most instructions carried out for one page; a map in full detail has half a million.
const MAX_INSTRUCTIONS: usize = 2_000_000;

/// Most glyphs kept of one page; a page of dense text has three thousand.
const MAX_GLYPHS: usize = 100_000;

/// How deep graphics states may be stacked.
const MAX_STATES: usize = 512;

/// How far letters may lean from the level and still be read: a tenth of their length.
///
/// Watermarks and notes in the margin are set at 30 degrees and more.
const MAX_SLOPE: f64 = 0.1;

/// The fonts of a file, each read once.
pub type Fonts = FxHashMap<ObjectIdentifier, Rc<Font>>;

/// Returns what stands on a page. Never fails: what is broken is left out.
pub fn marks(page: &Page, fonts: &mut Fonts) -> Marks {
    let crop = page.intersected_crop_box();
    let turned = Matrix::new(page.initial_transform(false).as_coeffs());
    let (width, height) = page.render_dimensions();
    let mut marks = Marks { width: width.into(), height: height.into(), ..Marks::default() };
    if crop.x1 <= crop.x0 || crop.y1 <= crop.y0 {
        return marks;
    }
    let state = State::new(turned);
    let mut scribe = Scribe { fonts, marks: &mut marks, left: MAX_INSTRUCTIONS, state };
    for stream in contents(page) {
        // A stream that the page is cut into can end inside of a state; the next goes on from there.
        scribe.carry_out(&stream, page.resources(), 0);
    }
    marks
}

/// Returns the description of a page, unpacked; several streams are one description.
fn contents(page: &Page) -> Vec<Vec<u8>> {
    let raw = page.raw();
    if let Some(stream) = raw.get::<Stream>("Contents") {
        return unpacked(&stream).map(std::borrow::Cow::into_owned).into_iter().collect();
    }
    let parts = raw.get::<Array>("Contents");
    let parts = parts.into_iter().flat_map(|parts| parts.iter::<Stream>());
    let mut whole = Vec::new();
    for part in parts.filter_map(|stream| unpacked(&stream)) {
        if MAX_CONTENT_BYTES < whole.len() + part.len() {
            break;
        }
        whole.extend_from_slice(&part);
        whole.push(b' ');
    }
    vec![whole]
}

/// Most bytes of the description of one page.
const MAX_CONTENT_BYTES: usize = 64 << 20;

/// What a page description has set so far.
#[derive(Clone)]
struct State {
    /// From the current units to points of the upright page.
    map: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    char_spacing: f64,
    word_spacing: f64,
    /// Horizontal scaling, 1 for none.
    stretch: f64,
    leading: f64,
    rise: f64,
    /// How letters are painted; 2 strokes them too, which makes them bold.
    mode: i64,
}

impl State {
    fn new(map: Matrix) -> Self {
        Self {
            map,
            font: None,
            size: 0.0,
            char_spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        }
    }
}

/// Carries instructions out.
struct Scribe<'a> {
    fonts: &'a mut Fonts,
    marks: &'a mut Marks,
    /// How many instructions may still be carried out.
    left: usize,
    state: State,
}

/// Where the next letter goes.
#[derive(Clone, Copy)]
struct Cursor {
    text: Matrix,
    line: Matrix,
}

impl Cursor {
    const START: Self = Self { text: Matrix::IDENTITY, line: Matrix::IDENTITY };

    /// Goes to a new line, `x` and `y` from where the last one began.
    fn feed(&mut self, x: f64, y: f64) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.text = self.line;
    }
}

impl Scribe<'_> {
    /// Carries out a description that uses the resources.
    fn carry_out(&mut self, content: &[u8], resources: &Resources, depth: usize) {
        let mut instructions = TypedIter::new(content);
        let mut states: Vec<State> = Vec::new();
        let mut cursor = Cursor::START;
        let mut paths = Paths::default();
        // Whether each open piece of marked content is a header, a footer or the like.
        let mut marked: Vec<bool> = Vec::new();
        while let Some(op) = instructions.next() {
            self.left = self.left.saturating_sub(1);
            if self.left == 0 {
                return;
            }
            match &op {
                Op::SaveState(_) if states.len() < MAX_STATES => states.push(self.state.clone()),
                Op::RestoreState(_) => self.state = states.pop().unwrap_or(self.state.clone()),
                Op::Transform(m) => {
                    let map = [&m.0, &m.1, &m.2, &m.3, &m.4, &m.5].map(number);
                    self.state.map = Matrix::new(map).then(self.state.map);
                }
                Op::XObject(name) => self.draw(name.0, resources, depth),
                Op::InlineImage(_) => self.marks.n_images += 1,
                Op::BeginMarkedContent(tag) => marked.push(is_artifact(tag.0, None)),
                Op::BeginMarkedContentWithProperties(tag) => {
                    marked.push(is_artifact(tag.0, properties(tag.1, resources).as_ref()));
                }
                Op::EndMarkedContent(_) => drop(marked.pop()),
                _ if paths.follows(&op, self.state.map) => paths.settle(self.marks),
                _ => {
                    let is_furniture = marked.contains(&true);
                    self.text(&op, &mut cursor, resources, is_furniture);
                }
            }
        }
    }

    /// Draws a form or counts a picture.
    fn draw(&mut self, name: &Name, resources: &Resources, depth: usize) {
        let Some(object) = resources.get_x_object(name) else { return };
        let dict = object.dict();
        if dict.get::<Name>("Subtype").is_some_and(|kind| kind.as_str() == "Image") {
            self.marks.n_images += 1;
            return;
        }
        let Some(content) = unpacked(&object).filter(|_| depth < MAX_FORM_DEPTH) else { return };
        let before = self.state.clone();
        let matrix = dict.get::<Array>("Matrix").map(|matrix| numbers(&matrix));
        if let Some([a, b, c, d, e, f]) = matrix.as_deref() {
            let own = Matrix::new([*a, *b, *c, *d, *e, *f]);
            self.state.map = own.then(self.state.map);
        }
        match dict.get::<Dict>("Resources") {
            Some(own) => self.carry_out(&content, &Resources::new(own), depth + 1),
            None => self.carry_out(&content, resources, depth + 1),
        }
        self.state = before;
    }

    /// Carries out an instruction that sets or shows text; ignores any other.
    fn text(&mut self, op: &Op, cursor: &mut Cursor, resources: &Resources, is_furniture: bool) {
        let state = &mut self.state;
        match op {
            Op::BeginText(_) => *cursor = Cursor::START,
            Op::CharacterSpacing(n) => state.char_spacing = number(&n.0),
            Op::WordSpacing(n) => state.word_spacing = number(&n.0),
            Op::HorizontalScaling(n) => state.stretch = number(&n.0) / 100.0,
            Op::TextLeading(n) => state.leading = number(&n.0),
            Op::TextRise(n) => state.rise = number(&n.0),
            Op::TextRenderingMode(n) => state.mode = n.0.as_i64(),
            Op::TextFont(font) => {
                state.size = number(&font.1);
                state.font = resources.get_font(font.0).map(|dict| font_of(self.fonts, &dict));
            }
            Op::NextLine(n) => cursor.feed(number(&n.0), number(&n.1)),
            Op::NextLineAndSetLeading(n) => {
                state.leading = -number(&n.1);
                cursor.feed(number(&n.0), number(&n.1));
            }
            Op::SetTextMatrix(m) => {
                cursor.line = Matrix::new([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5].map(number));
                cursor.text = cursor.line;
            }
            Op::NextLineUsingLeading(_) => cursor.feed(0.0, -state.leading),
            Op::ShowText(string) => self.show(string.0.as_bytes(), cursor, is_furniture),
            Op::NextLineAndShowText(string) => {
                cursor.feed(0.0, -state.leading);
                self.show(string.0.as_bytes(), cursor, is_furniture);
            }
            Op::ShowTextWithParameters(all) => {
                (state.word_spacing, state.char_spacing) = (number(&all.0), number(&all.1));
                cursor.feed(0.0, -state.leading);
                self.show(all.2.as_bytes(), cursor, is_furniture);
            }
            Op::ShowTexts(items) => {
                for item in items.0.iter::<Object>() {
                    match item {
                        Object::String(string) => {
                            self.show(string.as_bytes(), cursor, is_furniture);
                        }
                        Object::Number(back) => self.move_back(number(&back), cursor),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    /// Moves the cursor against the direction of writing, in thousandths of the font size.
    fn move_back(&self, back: f64, cursor: &mut Cursor) {
        let is_vertical = self.state.font.as_ref().is_some_and(|font| font.is_vertical);
        let way = -back / 1_000.0 * self.state.size;
        let shift = if is_vertical { (0.0, way) } else { (way * self.state.stretch, 0.0) };
        cursor.text = Matrix::shift(shift.0, shift.1).then(cursor.text);
    }

    /// Shows a string: its letters become glyphs, and the cursor moves behind them.
    fn show(&mut self, bytes: &[u8], cursor: &mut Cursor, is_furniture: bool) {
        let Some(font) = self.state.font.clone() else { return };
        let (size, stretch) = (self.state.size, self.state.stretch);
        for shown in font.shown(bytes) {
            let spacing = self.state.char_spacing
                + if shown.is_space { self.state.word_spacing } else { 0.0 };
            let raised = Matrix::shift(0.0, self.state.rise).then(cursor.text);
            let place = raised.then(self.state.map);
            let advance = shown.width * size;
            if !is_furniture && self.marks.glyphs.len() < MAX_GLYPHS {
                let is_bold = font.is_bold || self.state.mode == 2;
                let width = if font.is_vertical { size } else { advance * stretch };
                let brush = Brush { place, size, width, is_bold, is_vertical: font.is_vertical };
                self.marks.n_unreadable += usize::from(shown.text.is_empty());
                self.marks.glyphs.extend(brush.glyphs(&shown.text));
            }
            let shift = if font.is_vertical {
                (0.0, spacing - size)
            } else {
                ((advance + spacing) * stretch, 0.0)
            };
            cursor.text = Matrix::shift(shift.0, shift.1).then(cursor.text);
        }
    }
}

/// How one code is drawn.
struct Brush {
    place: Matrix,
    size: f64,
    width: f64,
    is_bold: bool,
    is_vertical: bool,
}

impl Brush {
    /// Returns the glyphs of the characters of one code; none of letters that lean.
    fn glyphs(&self, text: &str) -> Vec<Glyph> {
        let Matrix { a, b, c, d, .. } = self.place;
        let height = c.hypot(d) * self.size.abs();
        let is_level = b.abs() <= a.abs() * MAX_SLOPE && 0.0 < a * self.size.signum();
        if !is_level || !height.is_finite() || height <= 0.0 {
            return Vec::new();
        }
        let n_chars = text.chars().count() as f64;
        let glyph = |(nth, c): (usize, char)| {
            let part = |nth: f64| self.place.point(self.width * nth / n_chars, 0.0);
            let ((x0, y), (x1, _)) = (part(nth as f64), part(nth as f64 + 1.0));
            // A column read from top to bottom is a line that has been turned.
            let (x0, x1, y) = if self.is_vertical { (-y, height - y, x0) } else { (x0, x1, y) };
            Glyph { c, x0: x0.min(x1), x1: x1.max(x0), y, size: height, is_bold: self.is_bold }
        };
        let is_sane = |glyph: &Glyph| [glyph.x0, glyph.x1, glyph.y].iter().all(|n| n.abs() < 1e6);
        text.chars().enumerate().map(glyph).filter(is_sane).collect()
    }
}

/// Returns a font, read at most once if it is an object of its own.
fn font_of(fonts: &mut Fonts, dict: &Dict) -> Rc<Font> {
    match dict.obj_id() {
        Some(id) => Rc::clone(fonts.entry(id).or_insert_with(|| Rc::new(Font::read(dict)))),
        None => Rc::new(Font::read(dict)),
    }
}

/// Says whether marked content is a header, a footer, a page number or a watermark.
fn is_artifact(tag: &Name, properties: Option<&Dict>) -> bool {
    let kind = properties.and_then(|all| all.get::<Name>("Type"));
    let is_decoration =
        kind.is_some_and(|kind| ["Pagination", "Background"].contains(&kind.as_str()));
    tag.as_str() == "Artifact" && is_decoration
}

/// Returns the properties of marked content, which stand in place or among the resources.
fn properties<'a>(given: &Object<'a>, resources: &Resources<'a>) -> Option<Dict<'a>> {
    match given {
        Object::Dict(dict) => Some(dict.clone()),
        Object::Name(name) => resources.properties.get::<Dict>(name),
        _ => None,
    }
}

/// Returns a number as it is computed with; what is out of all bounds becomes 0.
fn number(number: &Number) -> f64 {
    Some(number.as_f64()).filter(|number| number.abs() < 1e9).unwrap_or(0.0)
}

fn numbers(list: &Array) -> Vec<f64> {
    list.iter::<Number>().map(|item| number(&item)).collect()
}
