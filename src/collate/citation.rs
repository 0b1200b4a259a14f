//! Words of others inside a report, as their punctuation and what introduces them say.
//!
//! ```text
//! 《政府信息公开条例》第二十条规定，行政机关应当……。    law: behind 规定, to the end of the sentence
//! 主席指出：“……”                                        quotation: introduced, or long enough to stand alone
//! 《关于推进某事的实施意见》                            title
//! ```
//!
//! Short words in quotes are terms and mottoes (“一网通办”): nobody else's wording. Method: brackets are
//! paired inside a paragraph; what is left open is no citation.

use crate::collate::exempt::Exempt;
use crate::collate::model::Witness;
use crate::report::model::BlockKind;
use crate::text::simplified::simplified;
use crate::text::span::Span;

/// Longest title of a document, in characters: the longest of the samples has 47.
const MAX_TITLE_CHARS: usize = 80;

/// Length from which introduced words in quotes are a quotation. In Han characters; see [`weight`].
/// Of the 2,004 quotes in the national reports and the samples 8 are so introduced and from 10 to 19
/// long, 7 of them somebody's words; of 11 from 6 to 9 long half are names and mottoes.
const MIN_INTRODUCED: usize = 10;

/// Length from which words in quotes are a quotation whatever introduces them, in Han characters. Of
/// those 2,004 quotes 52 are so long, nearly all of them quotations; 23 from 10 to 19 long that
/// nothing introduces are mottoes and names of plans.
const MIN_ALONE: usize = 20;

/// Letters of other scripts that weigh as much as a Han character.
const LETTERS_OF_A_HAN: usize = 4;

/// Characters in front of a quotation in which it may be introduced.
const REACH_CHARS: usize = 16;

/// What introduces the words of others.
const INTRODUCERS: [&str; 24] = [
    "指出",
    "强调",
    "提出",
    "要求",
    "规定",
    "明确",
    "认为",
    "表示",
    "说",
    "写道",
    "写明",
    "载明",
    "所言",
    "讲话",
    "批示",
    "said",
    "says",
    "stated",
    "states",
    "wrote",
    "writes",
    "provides",
    "stipulates",
    "requires",
];

/// What the name of a law ends with.
const LAWS: [&str; 12] =
    ["法", "条例", "规定", "办法", "细则", "准则", "规则", "章程", "决定", "法典", "公约", "解释"];

/// What stands in front of a law that is only referred to: what follows is the report's own wording.
const REFERRING: [&str; 6] = ["根据", "依照", "按照", "依据", "违反", "遵照"];

/// What announces the wording of an article.
const PROVIDING: [&str; 4] = ["规定", "明确", "要求", "指出"];

/// A stretch in the words of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Citation {
    /// What it is; never [`Exempt::Reviewer`].
    pub why: Exempt,
    /// Where it stands, its quotes or brackets included.
    pub span: Span,
}

/// Returns the citations of a report, in text order; none overlaps another. Of one inside another only
/// the outer is told. Linear.
pub fn citations(side: Witness<'_>) -> Vec<Citation> {
    let paragraphs = side.report.blocks.iter().filter(|b| b.kind == BlockKind::Paragraph);
    let mut found: Vec<Citation> =
        paragraphs.flat_map(|block| Paragraph::of(side.text, block.span).citations()).collect();
    found.sort_by_key(|citation| (citation.span.start, std::cmp::Reverse(citation.span.end)));
    let mut end = 0;
    found.retain_mut(|citation| {
        citation.span.start = citation.span.start.max(end);
        let is_new = citation.span.start < citation.span.end;
        end = end.max(citation.span.end);
        is_new
    });
    found
}

/// A paragraph, character by character, with what its brackets hold.
struct Paragraph {
    chars: Vec<(usize, char)>,
    /// Indices of the brackets of titles.
    titles: Vec<(usize, usize)>,
    /// Indices of the quotes of the outermost quotations.
    quotes: Vec<(usize, usize)>,
}

impl Paragraph {
    fn of(text: &str, span: Span) -> Self {
        let inside = span.of(text).char_indices();
        let chars: Vec<(usize, char)> = inside.map(|(at, c)| (span.start + at, c)).collect();
        let titles = pairs(&chars, &[('《', '》')]);
        let quotes = pairs(&chars, &[('“', '”'), ('「', '」'), ('『', '』'), ('"', '"')]);
        Self { chars, titles, quotes }
    }

    fn citations(&self) -> Vec<Citation> {
        let mut found = Vec::new();
        for title in &self.titles {
            found.extend(self.law(*title).map(|span| Citation { why: Exempt::Law, span }));
            if title.1 - title.0 <= MAX_TITLE_CHARS {
                found.push(Citation { why: Exempt::Title, span: self.span(title.0, title.1) });
            }
        }
        let is_cited = |quote: &&(usize, usize)| self.is_quotation(**quote);
        let quotations =
            self.quotes.iter().filter(is_cited).map(|quote| self.span(quote.0, quote.1));
        found.extend(quotations.map(|span| Citation { why: Exempt::Quotation, span }));
        found
    }

    fn span(&self, first: usize, last: usize) -> Span {
        let (end, c) = self.chars[last];
        Span::new(self.chars[first].0, end + c.len_utf8())
    }

    fn is_quotation(&self, (open, close): (usize, usize)) -> bool {
        let len = weight(&self.chars[open + 1..close]);
        len >= MIN_ALONE || len >= MIN_INTRODUCED && self.is_introduced(open)
    }

    /// Says whether the sentence in front of a quote announces words of others.
    fn is_introduced(&self, open: usize) -> bool {
        let start = open.saturating_sub(REACH_CHARS);
        let before = &self.chars[start..open];
        let own = before.iter().rposition(|(_, c)| ends_sentence(*c)).map_or(0, |at| at + 1);
        let lead = words(&before[own..]);
        lead.trim_end().ends_with(['：', ':']) || INTRODUCERS.iter().any(|word| lead.contains(word))
    }

    /// Returns the wording of an article that the title of a law introduces.
    fn law(&self, (open, close): (usize, usize)) -> Option<Span> {
        let name = words(&self.chars[open + 1..close]);
        let bare = name.split(['（', '(', '〔']).next().unwrap_or_default();
        if !LAWS.iter().any(|kind| bare.ends_with(kind)) {
            return None;
        }
        let last = self.sentence_end(close);
        let behind = self.article(close + 1)?;
        let quote = self.quotes.iter().find(|quote| behind <= quote.0 && quote.0 <= last);
        if let Some((first, last)) = quote {
            return Some(self.span(*first, *last));
        }
        let before = words(&self.chars[open.saturating_sub(2)..open]);
        if REFERRING.contains(&before.as_str()) {
            return None;
        }
        let first = self.provided(behind)?;
        let is_long = first < last && weight(&self.chars[first..last]) >= MIN_INTRODUCED;
        is_long.then(|| self.span(first, last))
    }

    /// Returns where the number of an article ends that starts at a character: 第二十条第一款.
    fn article(&self, start: usize) -> Option<usize> {
        let char_at = |at: usize| self.chars.get(at).map(|(_, c)| simplified(*c));
        let mut at = start;
        if matches!(char_at(at), Some('（' | '(')) {
            let close = self.chars[at..].iter().position(|(_, c)| matches!(c, '）' | ')'))?;
            at += close + 1;
        }
        let mut has_article = false;
        while char_at(at) == Some('第') {
            let digits = self.chars[at + 1..].iter().take_while(|(_, c)| is_ordinal(*c)).count();
            let unit = char_at(at + 1 + digits)?;
            if digits == 0 || !matches!(unit, '条' | '款' | '项') {
                break;
            }
            has_article |= unit == '条';
            at += digits + 2;
        }
        has_article.then_some(at)
    }

    /// Returns where the wording begins that is announced right behind the number of an article.
    fn provided(&self, start: usize) -> Option<usize> {
        let rest = words(&self.chars[start..self.chars.len().min(start + 8)]);
        let word = PROVIDING.iter().find(|word| rest.starts_with(**word))?;
        let behind = start + word.chars().count();
        let (_, mark) = self.chars.get(behind)?;
        matches!(mark, '：' | ':' | '，' | ',').then_some(behind + 1)
    }

    /// Returns the index of the last character of the sentence that goes on behind a character.
    fn sentence_end(&self, from: usize) -> usize {
        let end = self.chars[from..].iter().position(|(_, c)| ends_sentence(*c));
        end.map_or(self.chars.len() - 1, |at| from + at)
    }
}

/// Returns the outermost pairs of each kind of bracket by their indices; what is left open is none.
fn pairs(chars: &[(usize, char)], kinds: &[(char, char)]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (open, close) in kinds {
        let mut opened: Vec<usize> = Vec::new();
        for (at, (_, c)) in chars.iter().enumerate() {
            if c == close && !opened.is_empty() {
                let first = opened.pop().unwrap_or(at);
                if opened.is_empty() {
                    found.push((first, at));
                }
            } else if c == open {
                opened.push(at);
            }
        }
    }
    found.sort_unstable();
    found
}

/// Returns how long words are: a Han character weighs one, other letters [`LETTERS_OF_A_HAN`] together.
fn weight(chars: &[(usize, char)]) -> usize {
    let is_han = |c: char| matches!(c, '\u{3400}'..='\u{9FFF}');
    let han = chars.iter().filter(|(_, c)| is_han(*c)).count();
    let others = chars.iter().filter(|(_, c)| c.is_alphanumeric() && !is_han(*c)).count();
    han + others / LETTERS_OF_A_HAN
}

/// Returns characters as text in simplified script, in which the tables are.
fn words(chars: &[(usize, char)]) -> String {
    chars.iter().map(|(_, c)| simplified(*c)).collect()
}

const fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?')
}

fn is_ordinal(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十百千零〇".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::decode::read;
    use crate::report::split::whole;

    fn told(text: &str) -> Vec<(&'static str, String)> {
        let document = read(text.as_bytes(), "a.txt");
        let report = whole(&document);
        let found = citations(Witness { text: &document.text, report: &report });
        let told =
            found.into_iter().map(|one| (one.why.id(), one.span.of(&document.text).to_owned()));
        told.collect()
    }

    #[test]
    fn title_of_a_document_is_cited_and_a_longer_bracket_is_none() {
        let found = told("全年印发《关于推进政务公开的实施意见》等文件三份，公开信息67条。");
        assert_eq!(found, [("title", "《关于推进政务公开的实施意见》".to_owned())]);
        assert_eq!(told(&format!("《{}》共三份，全年公开信息67条。", "公开".repeat(60))), []);
    }

    #[test]
    fn words_in_quotes_are_a_quotation_if_introduced_or_long() {
        let long = "“要把人民放在心中最高位置，把群众的小事当作自己的大事，一件一件抓落实。”";
        assert_eq!(told(&format!("我们牢记{long}的嘱托。")), [("quotation", long.to_owned())]);
        let short = "“要抓住重点、带动全局工作”";
        assert_eq!(told(&format!("会议指出，{short}。")), [("quotation", short.to_owned())]);
        assert_eq!(told(&format!("我们推进{short}的做法。")), []);
        assert_eq!(told("会议强调，“一网通办”要做实。"), []);
        assert_eq!(told("会议指出，“要抓住重点、带动全局工作，还没有说完。"), []);
    }

    #[test]
    fn english_quotation_needs_as_many_words() {
        let quote = "\"every department shall publish its annual report before March\"";
        let text = format!("Report\n\nMuch was done this year. The Act states that {quote}.\n");
        assert_eq!(told(&text), [("quotation", quote.to_owned())]);
        assert_eq!(told("Report\n\nMuch was done. The so-called \"one-stop shop\" went on.\n"), []);
    }

    #[test]
    fn wording_of_an_article_is_law_with_and_without_quotes() {
        let own = "行政机关应当主动公开本机关的职责和办事程序。";
        let found = told(&format!("《政府信息公开条例》第二十条第一款规定，{own}我局照办。"));
        assert_eq!(found, [("title", "《政府信息公开条例》".to_owned()), ("law", own.to_owned())]);
        let quoted = "“行政机关应当主动公开”";
        let found =
            told(&format!("根据《政府信息公开条例》（修订）第20条{quoted}的规定，我局照办。"));
        assert_eq!(found[1], ("law", quoted.to_owned()));
    }

    #[test]
    fn traditional_script_cites_as_simplified_does() {
        let own = "行政機關應當每年一月底前公布上一年度的報告";
        let found = told(&format!("《公開資料條例》第二十條規定，{own}。本署照辦。"));
        assert_eq!(found.last(), Some(&("law", format!("{own}。"))));
        let short = "「要抓住重點帶動全局工作」";
        assert_eq!(told(&format!("會議強調，{short}。")), [("quotation", short.to_owned())]);
    }

    #[test]
    fn law_that_is_only_referred_to_introduces_nothing() {
        let text = "根据《政府信息公开条例》第二十条规定，我局全年主动公开信息六十七条。";
        assert_eq!(told(text).len(), 1);
        assert_eq!(told("《政府信息公开条例》规定，我局应当全年主动公开各类信息。").len(), 1);
    }

    #[test]
    fn of_a_citation_inside_another_the_outer_is_told() {
        let text = "会议指出：“要落实好《政府信息公开条例》的各项要求。”";
        let found = told(text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, "quotation");
    }
}
