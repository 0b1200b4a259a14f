//! Two reports that are open side by side.

use crate::collate::guidance::Guidance;
use crate::collate::model::{Alignment, Collation, Relation};
use crate::finding::model::{Finding, Message};
use crate::review::journal::Journal;
use crate::review::marks::Marks;
use crate::sheet::marking::Markings;
use crate::sheet::model::{Folding, Layout, LineBreaks, Options, REASONS, Sheet, Subject};
use crate::sheet::place::Anchor;
use crate::store::cabinet::Opened;
use crate::store::history::Offer;
use crate::store::notebook::Notebook;
use crate::store::trouble::reason;
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use crate::tui::geometry::Wishes;
use crate::tui::guiding::Collated;
use crate::tui::ledger::LedgerState;
use crate::tui::model::Catalog;
use crate::tui::panel::{ListState, listed};
use std::cmp::Reverse;

/// Whether a panel shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Showing {
    /// Where there is room.
    #[default]
    Auto,
    /// Asked for.
    Shown,
    /// Not wanted.
    Hidden,
}

/// Who gets the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The text.
    #[default]
    Text,
    /// The list of findings.
    List,
    /// The outline.
    Outline,
    /// The ledger of figures.
    Ledger,
}

/// A wording that was looked for, and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// As it was typed.
    pub wording: String,
    /// Where it stands on each side, in text order.
    pub hits: Sided<Vec<Span>>,
}

/// The counts in the header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Pairs that differ.
    pub changed: usize,
    /// Sentences only on the right.
    pub added: usize,
    /// Sentences only on the left.
    pub removed: usize,
    /// Pairs that stand at different places.
    pub moved: usize,
    /// Shared passages that count.
    pub reused: usize,
    /// Figures that changed.
    pub figures: usize,
    /// Placeholders and other doubts.
    pub doubts: usize,
}

/// Two reports, how they stand to each other, and how they are being read.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The reports, by their indices in the catalog.
    pub entries: Sided<usize>,
    /// How they stand to each other.
    pub collation: Collation,
    /// What to look at.
    pub findings: Vec<Finding>,
    /// What is marked in the texts.
    pub markings: Markings,
    /// The counts in the header.
    pub totals: Totals,
    /// The rows for the present width.
    pub sheet: Sheet,
    /// What the rows were made with.
    pub options: Options,
    /// The row each finding is first seen on.
    pub finding_rows: Vec<usize>,
    /// The row the cursor is on, and the place in the text it was put on.
    pub cursor: Pinned,
    /// The first row on screen, and the place in the text that was brought there.
    pub top: Pinned,
    /// What the reader wants to see.
    pub wishes: Wishes,
    /// Equal stretches that are folded.
    pub folding: Folding,
    /// What becomes of line breaks inside sentences.
    pub line_breaks: LineBreaks,
    /// Who gets the keys.
    pub focus: Focus,
    /// The list of findings.
    pub list: ListState,
    /// The ledger of figures.
    pub ledger: LedgerState,
    /// The selected entry of the outline.
    pub outline_selected: usize,
    /// The last search.
    pub search: Option<Search>,
    /// The sentence that is to be laid beside another by hand.
    pub in_hand: Option<(Side, Span)>,
    /// What the reviewer did.
    pub journal: Journal,
    /// Where that is kept.
    pub notebook: Notebook,
    /// What an earlier pair has to offer, until it is answered.
    pub offer: Option<Offer>,
    /// Why what was kept could not be read.
    pub trouble: Option<Message>,
    /// Whether the reader came back to where they were.
    pub is_resumed: bool,
    /// What the collation follows of it.
    pub guidance: Guidance,
    /// What holds after it.
    pub marks: Marks,
}

/// A row, with the place in the text that decides it when rows are laid out anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pinned {
    /// Index into the rows of the sheet.
    pub row: usize,
    /// What it was pinned to; `None` on a sheet without text.
    pub anchor: Option<Anchor>,
}

impl Pair {
    /// Collates two reports of the catalog as the reviewer decided; the sheet is still to be laid out.
    pub fn open(catalog: &Catalog, entries: Sided<usize>, opened: Opened) -> Self {
        let Opened { notebook, journal, places, offer, trouble } = opened;
        let mut pair = Self {
            entries,
            totals: Totals::default(),
            collation: Collation::default(),
            findings: Vec::new(),
            markings: Markings::default(),
            sheet: Sheet::default(),
            options: Options::default(),
            finding_rows: Vec::new(),
            cursor: Pinned::default(),
            top: Pinned::default(),
            wishes: Wishes::default(),
            folding: Folding::default(),
            line_breaks: LineBreaks::default(),
            focus: Focus::default(),
            list: ListState::default(),
            ledger: LedgerState::default(),
            outline_selected: 0,
            search: None,
            in_hand: None,
            guidance: Guidance::default(),
            journal,
            notebook,
            offer,
            trouble: trouble.map(|error| reason(&error)),
            is_resumed: false,
            marks: Marks::default(),
        };
        pair.resume(places);
        pair.take_up(Collated::of(catalog, entries, catalog.guidance(&pair.journal)));
        pair.read_marks(catalog);
        pair
    }

    /// Returns what the sheet is laid out from.
    pub fn subject<'a>(&'a self, catalog: &'a Catalog) -> Subject<'a> {
        let sides = self.entries.map(|index| catalog.entries[index].witness());
        Subject { sides, collation: &self.collation, markings: &self.markings }
    }

    /// Returns the finding the explanation speaks of: the selected one in the list, else the weightiest at the cursor.
    pub fn explained(&self) -> Option<usize> {
        if self.focus == Focus::List {
            return listed(self).get(self.list.selected).copied();
        }
        self.explained_here()
    }

    /// Returns the weightiest finding at the cursor, of those without verdict if there are any.
    pub fn explained_here(&self) -> Option<usize> {
        let here: Vec<usize> = self.sheet.findings_at(self.cursor.row, &self.findings).collect();
        let narrowness = |at: &usize| {
            let spans = Side::BOTH.iter().flat_map(|side| &self.findings[*at].spans[*side]);
            spans.map(|span| span.len()).sum::<usize>()
        };
        // The mark in the gutter is the one to explain.
        let weight = |at: &usize| {
            let mark = self.findings[*at].rule.rule().mark;
            REASONS.iter().position(|legend| legend.sign == mark)
        };
        let is_judged =
            |at: &usize| self.marks.findings.get(*at).is_some_and(|mark| !mark.is_open());
        let key = |at: &usize| {
            (
                is_judged(at),
                Reverse(weight(at)),
                Reverse(self.findings[*at].severity),
                narrowness(at),
                *at,
            )
        };
        here.into_iter().min_by_key(key)
    }

    /// Returns the layout the rows were made with.
    pub fn layout(&self) -> Layout {
        self.options.layout
    }
}

impl Totals {
    pub(crate) fn of(collation: &Collation, findings: &[Finding]) -> Self {
        let count = |is: &dyn Fn(&Alignment) -> bool| {
            collation.alignments.iter().filter(|a| !a.is_furniture && is(a)).count()
        };
        let figure_changes = collation.figure_changes.iter().filter(|change| change.is_change());
        let doubts = findings.iter().filter(|finding| finding.rule.rule().mark == '?');
        Self {
            changed: count(&|a| matches!(a.relation, Relation::Edited | Relation::Rewritten)),
            added: count(&|a| a.relation == Relation::Added),
            removed: count(&|a| a.relation == Relation::Removed),
            moved: count(&|a| a.moved),
            reused: collation.passages.iter().filter(|passage| passage.is_counted()).count(),
            figures: figure_changes.count(),
            doubts: doubts.count(),
        }
    }
}
