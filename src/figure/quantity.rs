//! Which amount of a thing the wording speaks of, and what one of it is counted for.

use crate::figure::chinese;
use crate::figure::claim::Wording;
use crate::figure::clause::Clause;
use crate::figure::lexicon::{Lexicon, Words};
use crate::figure::line::Line;
use crate::figure::mention::Mention;
use crate::figure::model::{ClaimKind, Quantity};
use crate::figure::unit::unit_at;

/// Returns whether the words about a figure speak of what is new, net, a total, a share or a rate.
///
/// What a claim compares with (占全省总数) says nothing of the figure itself.
pub fn quantity_of(
    line: &Line,
    clause: Clause,
    mention: &Mention,
    wording: Option<Wording>,
) -> Quantity {
    let end = wording.map_or(mention.start, |wording| wording.start.max(clause.from));
    let told = |words: &Words| words.any_in(line, clause.from, end);
    if line.any_in(clause.from, mention.start, &["净增", "净减"]) {
        return Quantity::Net;
    }
    match wording.map(|wording| wording.claim.kind) {
        Some(ClaimKind::Growth) => return Quantity::Rate,
        Some(ClaimKind::Share) => return Quantity::Share,
        _ => {}
    }
    if told(&TOTALS) {
        Quantity::Total
    } else if told(&NEWS) {
        Quantity::New
    } else if told(&AVERAGES) {
        Quantity::Average
    } else if base_of(line, clause.from, mention.start).is_some() {
        Quantity::Rate
    } else {
        Quantity::Plain
    }
}

/// Words for a total of what there is.
#[rustfmt::skip]
static TOTALS: Lexicon = Lexicon::new(|| {
    Words::of(&[
    "累计", "总数", "总量", "存量", "拥有量", "保有量", "五年来", "历年", "总计达", "共计达",
    "现有", "已有", "共有", "增至", "扩大到", "增加到", "发展到", "in total", "cumulative",
])
});

/// Words for what came in the period.
#[rustfmt::skip]
static NEWS: Lexicon = Lexicon::new(|| {
    Words::of(&[
    "新增", "新认定", "新引进", "新建", "新毕业", "新获", "新设", "新培育", "新发展", "新开",
    "又添", "新添", "新备案", "新签", "新立项", "newly",
])
});

/// Words for a mean.
static AVERAGES: Lexicon = Lexicon::new(|| {
    Words::of(&["平均", "人均", "户均", "亩均", "年均", "月均", "日均", "average"])
});

/// Returns what one of the amount is counted for, as columns: 万人 in 每万人发明专利拥有量.
///
/// 每个 and 各 count for each single thing; they are [`is_each`].
pub fn base_of(line: &Line, from: usize, to: usize) -> Option<(usize, usize)> {
    let at = line.rfind(from, to, "每")?;
    let start = at + 1;
    let end = line.skip(start, |c| chinese::is_numeral(c) || c.is_ascii_digit());
    let unit = unit_at(line, end).map_or(0, |(_, columns)| columns);
    let counted = if start < end { end + unit } else { start + unit };
    let known = start < end || matches!(line.at(start), '亩' | '吨' | '户' | '人' | '元');
    (known && start < counted && counted <= to).then_some((start, counted))
}

/// Says whether the figure holds for each of several: 各5个, 每个基地三次.
pub fn is_each(line: &Line, clause: Clause, mention: &Mention) -> bool {
    let singles =
        ["每个", "每名", "每家", "每户", "每位", "每所", "每县", "每村", "每人", "每間", "每间"];
    let each =
        matches!(line.before(mention.start), '各' | '均') && !line.ends(mention.start, "平均");
    each || line.any_in(clause.start, mention.start, &singles) || line.ends(mention.start, " each ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::Span;

    fn base(text: &str) -> Option<String> {
        let line = Line::of(text, Span::new(0, text.len()));
        base_of(&line, 0, line.len()).map(|(from, to)| line.original(from, to))
    }

    #[test]
    fn rate_names_what_it_is_counted_for() {
        assert_eq!(base("每万人发明专利拥有量").as_deref(), Some("万人"));
        assert_eq!(base("每百元营业收入中的成本").as_deref(), Some("百元"));
        assert_eq!(base("每个基地开展培训"), None);
    }
}
