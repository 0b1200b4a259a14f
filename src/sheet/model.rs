//! What a sheet is made of.

use crate::collate::model::{Collation, Witness};
use crate::sheet::marking::Markings;
use crate::text::cells::AmbiguousWidth;
use crate::text::language::{Words, words};
use crate::text::side::Sided;
use crate::text::span::Span;
use std::collections::BTreeSet;

/// What is laid out: both sides, how they stand to each other, and what is marked in them.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The two reports with their texts.
    pub sides: Sided<Witness<'a>>,
    /// How they stand to each other.
    pub collation: &'a Collation,
    /// What is marked in them.
    pub markings: &'a Markings,
}

/// How the two sides share the width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Layout {
    /// Two panes with a gutter between them.
    #[default]
    SideBySide,
    /// One pane; the left text of a pair above the right one.
    Stacked,
}

/// What becomes of line breaks inside sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LineBreaks {
    /// They are joined, as the reader's eye does.
    #[default]
    Joined,
    /// They end a row, as in the file.
    AsInFile,
}

/// Which stretches without a difference are folded away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folding {
    /// Whether all of them are, but for the exceptions.
    pub folded: bool,
    /// Stretches that are treated the other way, by the index of their first placement.
    pub exceptions: BTreeSet<usize>,
}

impl Folding {
    /// Says whether the stretch that starts with this placement is folded away.
    pub fn hides(&self, stretch: usize) -> bool {
        self.folded != self.exceptions.contains(&stretch)
    }

    /// Opens a folded stretch, or folds an open one.
    pub fn toggle(&mut self, stretch: usize) {
        if !self.exceptions.remove(&stretch) {
            self.exceptions.insert(stretch);
        }
    }
}

/// How a sheet is laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Cells in a pane; a single wide character may exceed it below 2.
    pub pane_cells: usize,
    /// How the two sides share the width.
    pub layout: Layout,
    /// What becomes of line breaks inside sentences.
    pub line_breaks: LineBreaks,
    /// The terminal's choice for ambiguous characters.
    pub ambiguous: AmbiguousWidth,
    /// Which stretches are folded away.
    pub folding: Folding,
    /// Whether what is marked stands in brackets.
    pub brackets: bool,
}

/// How the two sides of a row relate: the first mark in the gutter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Equal but for typography.
    #[default]
    Same,
    /// They belong together and differ.
    Changed,
    /// Text on both sides, and none of it has its counterpart here.
    Apart,
    /// Only on the left.
    OnlyLeft,
    /// Only on the right.
    OnlyRight,
    /// The left text stands at another place on the right.
    MovedAway,
    /// The right text stands at another place on the left.
    MovedHere,
    /// Both texts have their counterparts at other places.
    Crossed,
}

/// Why a reviewer should look at a row: the second mark in the gutter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Wording that both reports share, stock phrases aside.
    Reuse,
    /// A figure that changed, or should have.
    Figure,
    /// A placeholder, a missing unit, damaged text.
    Doubt,
}

/// One line of the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Legend<T> {
    /// What is explained.
    pub of: T,
    /// How it shows in the gutter.
    pub sign: char,
    /// What it means.
    pub words: Words,
}

/// Every first mark. ASCII, because no terminal doubles it and no colour is needed to read it.
pub const MARKS: [Legend<Mark>; 8] = [
    Legend { of: Mark::Same, sign: ' ', words: words("相同", "same") },
    Legend { of: Mark::Changed, sign: '~', words: words("改动", "changed") },
    Legend {
        of: Mark::Apart,
        sign: '|',
        words: words("各是各的，互无对应", "both, unrelated to each other"),
    },
    Legend {
        of: Mark::OnlyLeft, sign: '-', words: words("左侧独有（删）", "only on the left")
    },
    Legend {
        of: Mark::OnlyRight, sign: '+', words: words("右侧独有（增）", "only on the right")
    },
    Legend {
        of: Mark::MovedAway,
        sign: '>',
        words: words("左侧文字移到了别处", "left text moved away"),
    },
    Legend {
        of: Mark::MovedHere,
        sign: '<',
        words: words("右侧文字由别处移来", "right text moved here"),
    },
    Legend {
        of: Mark::Crossed, sign: 'x', words: words("两侧文字都移了位", "both texts moved")
    },
];

/// Every second mark, the weightiest last.
pub const REASONS: [Legend<Reason>; 3] = [
    Legend {
        of: Reason::Reuse,
        sign: '=',
        words: words("雷同文字（套话除外）", "recycled wording"),
    },
    Legend {
        of: Reason::Figure,
        sign: '#',
        words: words("数字变动或未更新", "figure changed or stale"),
    },
    Legend {
        of: Reason::Doubt,
        sign: '?',
        words: words("占位符、缺单位等疑点", "placeholder or other doubt"),
    },
];

impl Mark {
    /// Returns the character in the gutter.
    pub fn sign(self) -> char {
        MARKS.iter().find(|legend| legend.of == self).map_or(' ', |legend| legend.sign)
    }

    /// Says whether the row shows a difference.
    pub fn is_difference(self) -> bool {
        self != Mark::Same
    }

    /// Says whether the row shows text that stands elsewhere on the other side.
    pub fn is_move(self) -> bool {
        matches!(self, Mark::MovedAway | Mark::MovedHere | Mark::Crossed)
    }
}

/// The reasons to look at a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Reasons {
    /// [`Reason::Reuse`].
    pub reuse: bool,
    /// [`Reason::Figure`].
    pub figure: bool,
    /// [`Reason::Doubt`].
    pub doubt: bool,
}

impl Reasons {
    /// Says whether the reason holds.
    pub fn has(self, reason: Reason) -> bool {
        match reason {
            Reason::Reuse => self.reuse,
            Reason::Figure => self.figure,
            Reason::Doubt => self.doubt,
        }
    }

    /// Returns what holds in either.
    #[must_use]
    pub fn or(self, other: Reasons) -> Reasons {
        Reasons {
            reuse: self.reuse || other.reuse,
            figure: self.figure || other.figure,
            doubt: self.doubt || other.doubt,
        }
    }

    /// Returns the character in the gutter: that of the weightiest reason.
    pub fn sign(self) -> char {
        let holding = REASONS.iter().rev().find(|legend| self.has(legend.of));
        holding.map_or(' ', |legend| legend.sign)
    }
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowKind {
    /// Text on at least one side.
    Text,
    /// Space above a heading.
    Blank,
    /// Equal text that is not shown: this many sentences on each side.
    Fold(Sided<usize>),
}

/// The text of one side on a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Line {
    /// What is shown; for a fold, what is hidden.
    pub span: Span,
    /// Cells left free in front of it: a paragraph starts here.
    pub indent_cells: usize,
    /// Index into [`Collation::reading`] of the placement its flow starts with.
    pub placement: usize,
    /// Whether it is a heading on a line of its own.
    pub is_heading: bool,
}

/// One row of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// The text of each side. In the stacked layout only one, or both where they are the same letter for letter.
    pub lines: Sided<Option<Line>>,
    /// How the sides relate.
    pub mark: Mark,
    /// Why to look.
    pub reasons: Reasons,
    /// Index of the band it belongs to: rows of one band are read together.
    pub band: usize,
    /// The stretch without a difference it belongs to, by the index of its first placement.
    pub stretch: Option<usize>,
}

/// Two reports laid out for one width.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Top to bottom.
    pub rows: Vec<Row>,
    /// Byte offset at which the text of a row starts, and the row; sorted.
    pub(crate) starts: Sided<Vec<(usize, usize)>>,
}
