//! What the reviewer did, kept: with every act on the disk, and the reader's place at the end.

use crate::collate::model::Witness;
use crate::finding::model::Message;
use crate::review::anchor::Anchor as Place;
use crate::review::edition::Reading;
use crate::review::replay::Open;
use crate::sheet::place::Anchor;
use crate::store::cabinet::{Text, portraits};
use crate::store::notebook::{Farewell, Places};
use crate::store::trouble::reason;
use crate::store::wire::Bookmark;
use crate::text::language::{Words, words};
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use crate::tui::model::{Catalog, Model};
use crate::tui::pair::{Pair, Pinned};

/// What is said of keeping marks.
const NOT_KEPT: Words = words(
    "标记没有存盘，退出即失：{}（换目录用 --state-dir）",
    "marks are NOT saved, quitting loses them: {} (--state-dir names another place)",
);
const NOT_READ: Words =
    words("已存的标记读不出：{}", "the marks that were kept cannot be read: {}");
const NO_HOME: Words = words("没有主目录", "there is no home directory");
const FOREIGN: Words = words(
    "有 {} 条标记出自更新的版本，这里不显示，仍原样保留",
    "{} marks are of a later version: not shown here, kept as they are",
);
const RESUMED: Words =
    words("已回到上次的地方（gg 到开头）", "back where you were (gg: the start)");

impl Model {
    /// Puts on the disk what the reviewer did, before it is shown, and takes in what other copies of
    /// the program did meanwhile. What cannot be kept is told; it is tried again with the next act.
    pub fn keep(&mut self, is_homeless: bool) {
        let Some(pair) = &mut self.pair else { return };
        if pair.journal.unsaved().is_empty() && !pair.notebook.is_answering() {
            return;
        }
        let sides = sides(&self.catalog, pair.entries);
        match pair.notebook.keep(&mut pair.journal, sides) {
            Ok(true) => self.revise(),
            Ok(false) if is_homeless => {
                let why = self.settings.language.pick(&NO_HOME);
                self.say(&NOT_KEPT, &[why]);
            }
            Ok(false) => {}
            Err(error) => self.say_why(&NOT_KEPT, &reason(&error)),
        }
    }

    fn say_why(&mut self, notice: &Words, why: &Message) {
        let why = why.pick(self.settings.language).to_owned();
        self.say(notice, &[&why]);
    }

    /// Says what there is to say of the marks of a pair that was just opened.
    pub(crate) fn greet(&mut self) {
        let Some(pair) = &self.pair else { return };
        let n_foreign = pair.notebook.n_foreign();
        if let Some(why) = pair.trouble.clone() {
            self.say_why(&NOT_READ, &why);
        } else if 0 < n_foreign {
            self.say(&FOREIGN, &[&n_foreign.to_string()]);
        } else if pair.is_resumed {
            self.say(&RESUMED, &[]);
        }
    }

    /// Returns what must be written for the reader to come back to where they are; `None` if that is kept
    /// already, or is not to be.
    pub fn farewell(&self) -> Option<Farewell> {
        let pair = self.pair.as_ref()?;
        let sides = sides(&self.catalog, pair.entries);
        let spot = |pinned: Pinned| {
            let Anchor { side, offset } = pinned.anchor?;
            Some((side, Place::of(sides[side], Span::new(offset, offset))))
        };
        let bookmark = Bookmark { cursor: spot(pair.cursor), top: spot(pair.top) };
        let is_at_start = pair.cursor.row == 0 && !pair.notebook.has_bookmark();
        pair.notebook.farewell(&bookmark).filter(|_| !is_at_start)
    }
}

impl Pair {
    /// Goes to where the reader was when they left.
    pub(crate) fn resume(&mut self, places: Places) {
        let pinned = |place: Option<(Side, usize)>| {
            let anchor = place.map(|(side, offset)| Anchor { side, offset });
            Pinned { row: 0, anchor }
        };
        self.cursor = pinned(places.cursor);
        self.top = pinned(places.top);
        self.is_resumed = places.cursor.is_some_and(|(_, offset)| 0 < offset);
    }

    /// Takes over what was done on the texts as they were, wherever it belongs in them now, together
    /// with what other copies of the program did since.
    pub(crate) fn take_over_marks(&mut self, mut old: Pair, before: &Catalog, now: &Catalog) {
        old.notebook.note(&mut old.journal, sides(before, old.entries));
        // What cannot be read was told when the pair was opened, or will be with the next act.
        drop(old.notebook.catch_up());
        let texts = texts(now, self.entries);
        let open = Open::of(texts.map(|text| Reading::of(text.witness)));
        let portraits = portraits(&open, texts);
        self.journal = old.notebook.lay_beside(&open, portraits).going_on_from(&old.journal);
        self.notebook = old.notebook;
        self.read_marks(now);
    }
}

fn sides(catalog: &Catalog, entries: Sided<usize>) -> Sided<Witness<'_>> {
    entries.map(|index| catalog.entries[index].witness())
}

/// Returns the texts of two reports with the files they lie in.
pub(crate) fn texts(catalog: &Catalog, entries: Sided<usize>) -> Sided<Text<'_>> {
    entries.map(|index| {
        let entry = &catalog.entries[index];
        Text { witness: entry.witness(), name: &entry.document.name }
    })
}
