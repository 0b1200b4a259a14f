//! Texts of any length made of the samples, the same in every run.

use std::path::Path;

/// Returns so many bytes of a text, cut where a character ends.
pub(crate) fn cut(text: &str, len: usize) -> String {
    let end = (0..=len.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    text[..end.unwrap_or(0)].to_owned()
}

/// Texts made of short pieces of the samples, with now and then a passage that an earlier one has.
pub(crate) struct Made {
    chars: Vec<char>,
    state: u64,
    passages: Vec<String>,
}

/// Passages that are handed on.
const HANDED_ON: usize = 400;

impl Made {
    pub(crate) fn new(seed: u64) -> Self {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let samples = ["yunxi-2024.txt", "copy-source.txt", "unrelated-culture.txt", "hk-2024.txt"];
        let samples = samples.map(|name| manifest.join("samples").join(name));
        let texts = samples.iter().filter_map(|path| std::fs::read_to_string(path).ok());
        let chars = texts.collect::<String>().chars().filter(|c| c.is_alphabetic()).collect();
        Self { chars, state: seed, passages: Vec::new() }
    }

    fn next(&mut self, below: usize) -> usize {
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % below.max(1)
    }

    /// Makes a sentence of pieces of one to three characters, so that its bigrams are half those
    /// of the language and hardly eight characters in a row are met twice.
    fn sentence(&mut self) -> String {
        let mut sentence = String::new();
        for at in 0..4 + self.next(14) {
            let start = self.next(self.chars.len().saturating_sub(3));
            let len = 1 + self.next(3);
            sentence.extend(self.chars.iter().skip(start).take(len));
            if at % 6 == 5 {
                sentence.push('，');
            }
        }
        sentence + "。"
    }

    fn paragraph(&mut self) -> String {
        (0..2 + self.next(4)).map(|_| self.sentence()).collect::<String>() + "\n"
    }

    pub(crate) fn text(&mut self, len: usize) -> String {
        let mut text = String::new();
        while text.len() < len {
            let heading = self.next(8) == 0;
            if heading {
                let number = "一二三四五六七八九".chars().nth(self.next(9)).unwrap_or('一');
                let name = cut(&self.sentence(), 24);
                let name = name.replace('，', "");
                text.extend([number.to_string(), "、".to_owned(), name, "\n".to_owned()]);
            }
            let known = self.next(HANDED_ON * 40);
            let paragraph = match self.passages.get(known).cloned() {
                Some(passage) => passage,
                None => self.paragraph(),
            };
            if self.passages.len() < HANDED_ON {
                self.passages.push(paragraph.clone());
            }
            text.push_str(&paragraph);
        }
        text
    }
}
