//! What an earlier pair has to offer, asked of the reader once.

use crate::text::language::{Words, words};
use crate::tui::key::{Key, Named};
use crate::tui::model::Model;
use crate::tui::pair::{Focus, Pair};
use crate::tui::words::filled;

/// What is asked, and what is said when it was answered.
const ASKED: Words = words(
    "{} | {} 有 {} 处对应和排除可沿用：Enter 沿用  Esc 不用",
    "{} | {}: {} pairings and exclusions can be taken over: Enter takes them  Esc does not",
);
const TAKEN: Words = words("已沿用 {} 处（U 逐一撤销）", "{} taken over (U takes back one by one)");
const DECLINED: Words = words("不沿用，不再问", "not taken over, and not asked again");

impl Model {
    /// Takes a key as the answer to an offer; says whether it was one. Other keys do what they always do.
    pub(crate) fn answered_offer(&mut self, key: Key) -> bool {
        let is_taken = match key {
            Key::Named(Named::Enter) => true,
            Key::Named(Named::Esc) => false,
            _ => return false,
        };
        let is_asked = self.overlay.is_none() && self.pending.is_empty();
        let Some(pair) = self.pair.as_mut().filter(|pair| is_asked && is_shown(pair)) else {
            return false;
        };
        let Some(offer) = pair.offer.take() else { return false };
        pair.notebook.answer(offer.from, is_taken);
        if !is_taken {
            self.say(&DECLINED, &[]);
            return true;
        }
        let count = offer.acts.len();
        offer.acts.into_iter().for_each(|act| pair.journal.push(act));
        self.revise();
        self.say(&TAKEN, &[&count.to_string()]);
        true
    }

    /// Returns the question, while there is one.
    pub fn offered(&self) -> Option<String> {
        let pair = self.pair.as_ref().filter(|pair| is_shown(pair))?;
        let offer = pair.offer.as_ref()?;
        let count = offer.acts.len().to_string();
        let details = [&*offer.names.left, &*offer.names.right, &*count];
        Some(filled(self.settings.language.pick(&ASKED), &details))
    }
}

/// Says whether the question shows: nothing else has the keys it is answered with.
fn is_shown(pair: &Pair) -> bool {
    pair.focus == Focus::Text && pair.in_hand.is_none() && pair.offer.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::intake::decode;
    use crate::report::split;
    use crate::review::act::Act;
    use crate::store::history::Offer;
    use crate::text::side::Sided;
    use crate::text::span::Span;
    use crate::tui::model::{Catalog, Entry, Opening, Size};
    use crate::tui::update::{Message, update};
    use std::sync::Arc;

    fn asked() -> Model {
        let entry = |text: &str| {
            let document = Arc::new(decode::read(text.as_bytes(), "a.txt"));
            Entry { report: split::whole(&document), document, name: "a".to_owned() }
        };
        let entries = vec![entry("全年新增企业67家。"), entry("全年新增企业89家。")];
        let size = Size { width: 80, height: 24 };
        let catalog = Catalog { entries, ..Catalog::default() };
        let mut model = Model::new(catalog, Opening::Pair(0, 1), Settings::default(), size);
        let whole = Span::new(0, "全年新增企业67家。".len());
        let names = Sided::new("2022.txt".to_owned(), "2023.txt".to_owned());
        let acts = vec![Act::Pin(Sided::new(whole, whole))];
        let pair = model.pair.as_mut().unwrap();
        pair.offer = Some(Offer { from: "x.jsonl".to_owned(), names, acts });
        model
    }

    #[test]
    fn enter_takes_the_offer_and_the_way_back_is_open() {
        let mut model = asked();
        let question = model.offered().unwrap();
        assert!(
            question.contains("2022.txt | 2023.txt") && question.contains("1 处"),
            "{question}"
        );
        update(&mut model, Message::Key(Key::Char('j')));
        assert!(model.offered().is_some(), "other keys leave it");
        update(&mut model, Message::Key(Key::Named(Named::Enter)));
        assert_eq!((model.offered(), model.pair.unwrap().guidance.pins.len()), (None, 1));
    }

    #[test]
    fn esc_declines_it() {
        let mut model = asked();
        update(&mut model, Message::Key(Key::Named(Named::Esc)));
        let pair = model.pair.as_ref().unwrap();
        assert!(pair.notebook.is_answered("x.jsonl") && pair.journal.acts().count() == 0);
        assert_eq!(model.offered(), None);
    }
}
