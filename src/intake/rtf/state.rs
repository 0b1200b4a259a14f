//! What holds inside a group of rtf; the end of the group restores what held before.

use crate::intake::story::Story;

/// Where text goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// To the paragraph.
    #[default]
    Text,
    /// Nowhere.
    Nowhere,
    /// To the label in front of the paragraph.
    Label,
    /// To the instruction of a field.
    Instruction,
    /// To the table of fonts.
    Fonts,
    /// To the table of styles.
    Styles,
}

/// What the end of a group ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// A field.
    Field,
    /// A footnote; `true` for an endnote.
    Footnote(bool),
    /// A text box.
    Box,
}

/// A flow of text of its own, and what is said of the paragraph that is being read.
#[derive(Debug, Default)]
pub struct Flow {
    /// The text.
    pub story: Story,
    /// The outline level of the paragraph, if it names one.
    pub level: Option<u8>,
    /// The number of its style.
    pub style: Option<i32>,
}

impl Flow {
    /// Forgets what was said of the paragraph, but not its text.
    pub fn reset(&mut self) {
        self.level = None;
        self.style = None;
        self.story.is_in_table = false;
    }
}

/// The writing that font and weight are said of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Script {
    /// Letters and digits, or not said.
    #[default]
    Western,
    /// Han characters and their like.
    Asian,
}

/// What holds at a place.
#[derive(Clone, Copy, Debug, Default)]
pub struct State {
    /// Where text goes.
    pub place: Place,
    /// What the end of the group ends.
    pub ending: Option<Ending>,
    /// Whether text is bold, by the switch for Western text and that for other scripts.
    pub is_bold: bool,
    /// Whether text is hidden.
    pub is_hidden: bool,
    /// Whether text was deleted with changes tracked.
    pub is_deleted: bool,
    /// The font.
    pub font: Option<i32>,
    /// What is said of the associated font is said of this.
    pub script: Script,
    /// How many characters stand in for one of `\u`.
    pub n_stand_ins: usize,
}

/// Destinations whose text is none of the report: what describes the file, pictures, what belongs to
/// the page, comments. One that is marked with `\*` and not known is passed over anyway.
const NOWHERE: [&str; 26] = [
    "colortbl",
    "info",
    "pict",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "ftnsep",
    "ftnsepc",
    "ftncn",
    "aftnsep",
    "aftnsepc",
    "aftncn",
    "listtable",
    "listoverridetable",
    "objdata",
    "objclass",
    "sp",
    "shprslt",
    "nonshppict",
    "upr",
    "filetbl",
];

/// Where text goes in a destination; `None` if the control word is none. `is_marked` says whether `\*`
/// stands in front.
pub fn place_of(name: &str, is_marked: bool) -> Option<Place> {
    match name {
        "fonttbl" => Some(Place::Fonts),
        "stylesheet" => Some(Place::Styles),
        "listtext" | "pntext" => Some(Place::Label),
        "fldinst" => Some(Place::Instruction),
        "fldrslt" | "shpinst" | "shptxt" | "dptxbxtext" | "do" | "footnote" | "ud" => {
            Some(Place::Text)
        }
        _ if is_marked || NOWHERE.contains(&name) => Some(Place::Nowhere),
        _ => None,
    }
}
