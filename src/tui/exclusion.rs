//! What the reviewer keeps out of the shared text: the passage at the cursor, and the table of reasons.

use crate::collate::exempt::Exempt;
use crate::collate::shared::Passage;
use crate::export::text::exempted::{exempted_line, exempted_words};
use crate::finding::rule::RuleId;
use crate::review::act::Act;
use crate::text::language::{Language, Words, words};
use crate::text::side::{Side, Sided};
use crate::text::span::Span;
use crate::tui::detail::{Page, PageRow, alignments_at, side_label};
use crate::tui::geometry::Shape;
use crate::tui::key::{Key, Named};
use crate::tui::model::{Catalog, Model, Overlay};
use crate::tui::pair::{Focus, Pair};
use crate::tui::prompt::{Asked, Prompt};
use crate::tui::style::Ink;

/// What the table is called.
pub const TITLE: Words = words("为何不计入雷同", "why it is not counted as shared text");

/// What is said below the table.
pub const LEAVE: Words =
    words("1-5 或 j/k、Enter 选定  q 返回", "1-5 or j/k and Enter choose  q back");

/// The reasons to choose from; the last one is typed.
const REASONS: [Words; 5] = [
    words("模板或通用要求", "template or general requirement"),
    words("引用法规或上级文件", "law or document of a higher authority"),
    words("引文", "quotation"),
    words("常用措辞", "common wording"),
    words("其他（自己写）", "another one (to be typed)"),
];

const INCLUDE: Words = words("取消排除，重新计入", "count it again");
const NO_PASSAGE: Words =
    words("光标处没有雷同段落，]= 到下一处", "no shared passage here; ]= goes to the next one");
const NOT_EXCLUDED: Words = words("光标处没有排除的段落", "nothing is excluded here");
const EXCLUDED: Words =
    words("不计入雷同：{}。{}（U 撤销）", "not counted as shared: {}. {} (U takes it back)");
const INCLUDED: Words = words("已取消排除（U 撤销）", "counted again (U takes it back)");
const TOLD: Words = words("不计入雷同：{}", "not counted as shared: {}");

/// A place on one side or both.
type Place = Sided<Option<Span>>;

impl Model {
    /// Shows the reasons for which the passage at the cursor may be excluded.
    pub(crate) fn ask_for_reason(&mut self) {
        self.overlay = self.passage_here().map(|_| Overlay::Reasons(0));
        if self.overlay.is_none() {
            self.say(&NO_PASSAGE, &[]);
        }
    }

    /// Excludes the passage at the cursor.
    pub(crate) fn exclude_here(&mut self, reason: &str) {
        match self.passage_here() {
            Some(place) => self.exclude(place, reason),
            None => self.say(&NO_PASSAGE, &[]),
        }
    }

    /// Excludes a passage; one that is excluded already gets another reason.
    pub(crate) fn exclude(&mut self, place: Place, reason: &str) {
        let Some(pair) = &self.pair else { return };
        let known = pair.marks.exclusion_of(place).map(|known| known.place);
        let place = known.unwrap_or(place);
        self.act_on_pair(Act::Exclude { place, reason: reason.to_owned() });
        let language = self.settings.language;
        let counted = self.pair.as_ref().and_then(|pair| {
            pair.collation.exempted.iter().find(|one| one.why == Exempt::Reviewer)
        });
        let counted = counted.map_or(String::new(), |one| exempted_line(one, language));
        let reason = if reason.is_empty() { language.pick(&REVIEWER) } else { reason };
        self.say(&EXCLUDED, &[reason, &counted]);
    }

    /// Counts the excluded passage at the cursor again.
    pub(crate) fn include_here(&mut self) {
        let place = self.passage_here();
        let pair = self.pair.as_ref();
        let known = pair.zip(place).and_then(|(pair, place)| pair.marks.exclusion_of(place));
        let Some(place) = known.map(|known| known.place) else {
            return self.say(&NOT_EXCLUDED, &[]);
        };
        self.act_on_pair(Act::Include(place));
        self.say(&INCLUDED, &[]);
    }

    /// Takes a key as a choice in the table of reasons; says whether it was one.
    pub(crate) fn chose_reason(&mut self, key: Key) -> bool {
        let Some(Overlay::Reasons(at)) = self.overlay else { return false };
        let count = self.reasons_count();
        let chosen = match key {
            Key::Named(Named::Enter) => Some(at),
            Key::Char(c) => c.to_digit(10).and_then(|digit| (digit as usize).checked_sub(1)),
            _ => None,
        };
        let Some(chosen) = chosen.filter(|chosen| *chosen < count) else { return false };
        self.overlay = None;
        let language = self.settings.language;
        match (REASONS.get(chosen), self.passage_here()) {
            (Some(_), Some(place)) if chosen + 1 == REASONS.len() => {
                self.prompt = Some(Prompt::new(Asked::Reason(place)));
            }
            (Some(reason), Some(place)) => self.exclude(place, language.pick(reason)),
            _ => self.include_here(),
        }
        true
    }

    /// Returns how many entries the table has: one more where there is something to take back.
    pub(crate) fn reasons_count(&self) -> usize {
        REASONS.len() + usize::from(self.excluded_here().is_some())
    }

    fn excluded_here(&self) -> Option<String> {
        let pair = self.pair.as_ref()?;
        let known = pair.marks.exclusion_of(self.passage_here()?)?;
        Some(known.reason.clone())
    }

    /// Returns the rows of the table, with the passage below.
    pub(crate) fn reasons(&self, selected: usize) -> Vec<PageRow> {
        let mut page = Page::new(self);
        let language = self.settings.language;
        for (at, words) in REASONS.iter().chain([&INCLUDE]).take(self.reasons_count()).enumerate() {
            let (sign, ink) = if at == selected { ('>', Ink::Strong) } else { (' ', Ink::Chrome) };
            page.say(&format!("{sign} {}  {}", at + 1, language.pick(words)), ink);
        }
        let Some(pair) = &self.pair else { return page.rows };
        page.space();
        if let Some(reason) = self.excluded_here() {
            page.say(&language.pick(&TOLD).replace("{}", &reason), Ink::Strong);
        }
        let place = self.passage_here().unwrap_or_default();
        for side in Side::BOTH {
            if let Some(span) = place[side] {
                page.label(side_label(side));
                page.quote(pair.subject(&self.catalog), side, span);
            }
        }
        page.rows
    }

    /// Returns the shared passage at the cursor, or that of the selected finding.
    fn passage_here(&self) -> Option<Place> {
        let pair = self.pair.as_ref()?;
        if pair.focus == Focus::Text && self.geometry().shape != Shape::Single {
            return passage_at(&self.catalog, pair).map(|passage| passage.spans.map(Some));
        }
        let finding = &pair.findings[pair.explained()?];
        let is_passage = finding.rule == RuleId::ReusedPassage;
        is_passage.then(|| finding.spans.as_ref().map(|spans| spans.first().copied()))
    }
}

/// What an exclusion without a reason is called.
const REVIEWER: Words = exempted_words(Exempt::Reviewer);

/// Returns the shared passage of the cursor's row: one that counts or was excluded before stock phrases.
fn passage_at<'a>(catalog: &Catalog, pair: &'a Pair) -> Option<&'a Passage> {
    let alignments = alignments_at(catalog, pair);
    let is_here = |passage: &&Passage| {
        alignments.iter().any(|at| {
            let sentences = &pair.collation.alignments[*at].sentences;
            Side::BOTH.into_iter().any(|side| {
                let (own, here) = (&passage.sentences[side], &sentences[side]);
                own.start < here.end && here.start < own.end
            })
        })
    };
    pair.collation.passages.iter().filter(is_here).min_by_key(|passage| passage.stock)
}

/// Writes why a passage is not counted, if it is not.
pub(crate) fn write_exempt(page: &mut Page, pair: &Pair, passage: &Passage, language: Language) {
    let Some(why) = passage.exempt else { return };
    let name = language.pick(&exempted_words(why));
    let known = pair.marks.exclusion_of(passage.spans.map(Some));
    let reason = known.map_or("", |known| known.reason.as_str());
    let reason = if reason.is_empty() { name } else { reason };
    page.say(&language.pick(&TOLD).replace("{}", reason), Ink::Strong);
}
