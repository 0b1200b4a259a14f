//! The sentence that holds a share of text against what was measured on other pairs.

use crate::collate::norm::{Consecutive, Norm, Standing, Unrelated};
use crate::finding::model::Message;
use crate::text::language::{Words, words};

/// Returns what the sentence is called in a table of facts.
pub const NAME: Words = words("参照", "for comparison");

/// Share from which a percentage is told without decimals.
const MIN_WHOLE: f64 = 0.0995;

/// Says how many unrelated pairs share as much, and whether consecutive years do.
pub fn held_against(norm: &Norm) -> Message {
    let (unrelated, consecutive) = (unrelated(norm), consecutive(norm));
    let share = percent(norm.share);
    Message {
        zh: format!("除去套话，雷同较多的一侧占 {share}：{}；{}。", unrelated.zh, consecutive.zh),
        en: format!(
            "{share} of the side that shares more, stock phrases aside: {}; {}.",
            unrelated.en, consecutive.en
        ),
    }
}

fn unrelated(norm: &Norm) -> Message {
    let Unrelated { pairs, reached, at_most } = norm.unrelated;
    if norm.share <= 0.0 {
        return Message {
            zh: "互不相干的同类文件大多也是如此".to_owned(),
            en: "most unrelated pairs of the genre are like that".to_owned(),
        };
    }
    let at_most = percent(at_most);
    match reached {
        0 => Message {
            zh: format!("{pairs} 对互不相干的同类文件没有一对达到（误报率不到 {at_most}）"),
            en: format!(
                "none of {pairs} unrelated pairs of the genre reaches that (fewer than {at_most} would)"
            ),
        },
        _ => Message {
            zh: format!(
                "{pairs} 对互不相干的同类文件有 {reached} 对达到（误报率不超过 {at_most}）"
            ),
            en: format!(
                "{reached} of {pairs} unrelated pairs of the genre reach that (at most {at_most} would)"
            ),
        },
    }
}

fn consecutive(norm: &Norm) -> Message {
    let Consecutive { least, lower_quartile, upper_quartile, most, .. } = norm.consecutive;
    let [least, lower, upper, most] = [least, lower_quartile, upper_quartile, most].map(percent);
    let standing = match norm.standing {
        Standing::Below => words("这一对低于这个范围", "this pair has less"),
        Standing::Within => words("这一对在这个范围之内", "this pair is among them"),
        Standing::Above => words("这一对高于这个范围", "this pair has more"),
    };
    Message {
        zh: format!(
            "国务院相邻两年的政府工作报告为 {least}–{most}，半数在 {lower}–{upper} 之间，{}",
            standing.zh
        ),
        en: format!(
            "consecutive State Council reports have {least} to {most}, half of them {lower} to {upper}: {}",
            standing.en
        ),
    }
}

/// Returns a share as a percentage, with a decimal where it is small; only the whole is 100%.
fn percent(share: f64) -> String {
    if share < MIN_WHOLE && 0.0 < share {
        return format!("{:.1}%", (share * 100.0).max(0.1));
    }
    format!("{}%", crate::finding::reuse::whole_percent(share))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collate::norm::beside;

    #[test]
    fn recycled_report_is_told_to_share_more_than_any_pair_that_was_measured() {
        let said = held_against(&beside(0.38));
        assert!(said.zh.starts_with("除去套话，雷同较多的一侧占 38%："), "{}", said.zh);
        assert!(said.zh.contains("没有一对达到（误报率不到 0.3%）"), "{}", said.zh);
        assert!(said.zh.ends_with("这一对高于这个范围。"), "{}", said.zh);
        assert!(said.en.contains("this pair has more"), "{}", said.en);
    }

    #[test]
    fn nothing_in_common_is_what_most_unrelated_pairs_have() {
        let said = held_against(&beside(0.0));
        assert!(said.zh.contains("占 0%：互不相干的同类文件大多也是如此"), "{}", said.zh);
        assert!(said.en.ends_with("this pair has less."), "{}", said.en);
    }

    #[test]
    fn small_shares_keep_a_decimal() {
        assert_eq!(
            [0.0, 0.000_4, 0.027, 0.1234, 0.9999, 1.0].map(percent),
            ["0%", "0.1%", "2.7%", "12%", "99%", "100%"]
        );
    }
}
