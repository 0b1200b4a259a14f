//! A report as it was at one time: its sentences, typography aside.
//!
//! Two files with the same words are one edition, whatever their path, format or encoding.

use crate::collate::model::Witness;
use crate::text::fold::Folded;
use crate::text::span::Span;
use rustc_hash::FxHashSet;

/// Names an edition: a hash of its sentences. The same on every machine and in every version, for it names files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EditionId(pub u64);

/// A report at one time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// Its title, folded; may be empty.
    pub title: String,
    /// Its sentences in text order, folded. A sentence of nothing but punctuation is an empty one.
    pub sentences: Vec<String>,
}

/// The report that is open: its edition, with the way back to the text.
#[derive(Clone, Debug)]
pub struct Reading<'a> {
    /// The report and its text.
    pub witness: Witness<'a>,
    /// The edition.
    pub edition: Edition,
    /// Each sentence of the edition with the places it came from.
    pub folded: Vec<Folded>,
}

/// Returns the FNV-1a hash of some text: simple, and pinned by its definition.
pub fn hash(text: &str) -> u64 {
    const BASIS: u64 = 0xCBF2_9CE4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01B3;
    text.bytes().fold(BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

impl Edition {
    /// Returns the name of the edition.
    pub fn id(&self) -> EditionId {
        EditionId(hash(&self.text()))
    }

    /// Returns the edition as text, one sentence a line, the title first.
    pub fn text(&self) -> String {
        let lines = std::iter::once(&self.title).chain(&self.sentences);
        lines.flat_map(|line| [line.as_str(), "\n"]).collect()
    }

    /// Reads what [`Edition::text`] returns.
    pub fn of_text(text: &str) -> Self {
        let mut lines = text.lines().map(str::to_owned);
        Self { title: lines.next().unwrap_or_default(), sentences: lines.collect() }
    }

    /// Returns the share of this edition's characters that stand in sentences the other has too, in
    /// `0.0..=1.0`; `1.0` for an empty one.
    pub fn share_in(&self, other: &Edition) -> f64 {
        let known: FxHashSet<&String> = other.sentences.iter().collect();
        let len = |kept: &dyn Fn(&&String) -> bool| {
            self.sentences.iter().filter(kept).map(String::len).sum::<usize>()
        };
        let whole = len(&|_| true);
        if whole == 0 { 1.0 } else { len(&|line| known.contains(line)) as f64 / whole as f64 }
    }
}

impl<'a> Reading<'a> {
    /// Reads an edition off a report. Linear.
    pub fn of(witness: Witness<'a>) -> Self {
        let fold = |span| Folded::of(witness.text, span);
        let line = |folded: &Folded| folded.chars.iter().collect();
        let bodies = witness.report.sentences.iter().map(|sentence| sentence.body);
        let folded: Vec<Folded> = bodies.map(fold).collect();
        let sentences = folded.iter().map(line).collect();
        let title = line(&fold(witness.report.title));
        Self { witness, edition: Edition { title, sentences }, folded }
    }

    /// Returns the text under some folded characters of a sentence, end-exclusive; all of them are the
    /// sentence with its punctuation, none are the place between two.
    pub fn span(&self, sentence: usize, start: usize, end: usize) -> Option<Span> {
        let body = self.witness.report.sentences.get(sentence)?.body;
        let offsets = &self.folded.get(sentence)?.offsets;
        if start == 0 && offsets.len() <= end {
            return Some(body);
        }
        let from = *offsets.get(start).unwrap_or(&body.end);
        let last = end.checked_sub(1).and_then(|last| offsets.get(last));
        let behind = |offset: &usize| {
            let next = self.witness.text[*offset..].chars().next();
            offset + next.map_or(0, char::len_utf8)
        };
        Some(Span::new(from, last.map_or(from, behind)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::decode;
    use crate::report::split;

    fn edition(bytes: &[u8], name: &str) -> Edition {
        let document = decode::read(bytes, name);
        let report = split::whole(&document);
        Reading::of(Witness { text: &document.text, report: &report }).edition
    }

    #[test]
    fn same_words_are_one_edition_whatever_the_encoding_and_typography() {
        let text = "民政局2023年工作总结\n全年新增高新技术企业１２家，增长“8.4%”。\n";
        let gb = encoding_rs::GB18030.encode(text).0;
        let plain = text.replace('１', "1").replace('２', "2").replace(['“', '”'], "\"");
        let ids = [edition(text.as_bytes(), "a.txt"), edition(&gb, "b.md")].map(|e| e.id());
        assert_eq!(ids[0], ids[1]);
        assert_eq!(ids[0], edition(plain.as_bytes(), "c").id());
        assert_ne!(ids[0], edition(text.replace("8.4", "84").as_bytes(), "a.txt").id());
    }

    #[test]
    fn edition_and_its_text_lead_to_each_other() {
        let edition = edition("工作总结\n第一。……第二。".as_bytes(), "a.txt");
        assert_eq!(Edition::of_text(&edition.text()), edition);
    }

    #[test]
    fn hash_is_fnv_1a() {
        assert_eq!(hash(""), 0xCBF2_9CE4_8422_2325);
        assert_eq!(hash("foobar"), 0x8594_4171_F739_67E8);
    }

    #[test]
    fn share_counts_characters_of_known_sentences() {
        let lines = |lines: &[&str]| Edition {
            title: String::new(),
            sentences: lines.iter().map(|line| (*line).to_owned()).collect(),
        };
        assert!((lines(&["甲乙丙", "丁"]).share_in(&lines(&["甲乙丙"])) - 0.75).abs() < 1e-9);
        assert!((lines(&[]).share_in(&lines(&["甲"])) - 1.0).abs() < 1e-9);
    }
}
