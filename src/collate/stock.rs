//! Stock phrases (套话): wording that many reports share and that is never evidence of copying.
//!
//! The table lists stems, folded, as they recur across bodies and years. A stretch is stock if
//! most of its characters stand under a stem.

use crate::text::fold::Folded;
use crate::text::span::Span;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::sync::LazyLock;

/// Share of a stretch under stock phrases from which it counts as stock, as a whole.
pub const MOSTLY_STOCK: f64 = 0.5;

/// Stems of stock phrases, folded: without punctuation and white space.
const STEMS: [&str; 78] = [
    "深入贯彻党的二十届三中全会精神",
    "党的二十届三中全会精神",
    "坚持问题导向真抓实干",
    "真抓实干开拓进取",
    "求真务实开拓创新",
    "各项工作取得了显著成效",
    "为全市经济社会高质量发展",
    "为全县经济社会高质量发展",
    "为全区经济社会高质量发展",
    "作出了积极贡献",
    "虽然取得了一定成绩但也要",
    "将以更加饱满的热情更加务实的作风",
    "以更加饱满的热情",
    "现将工作情况总结如下",
    "在市委市政府的坚强领导下",
    "在市委市政府的正确领导下",
    "在县委县政府的坚强领导下",
    "在县委县政府的正确领导下",
    "在区委区政府的坚强领导下",
    "在区委区政府的正确领导下",
    "在省委省政府的坚强领导下",
    "在局党组的正确领导下",
    "的正确领导和",
    "的坚强领导下",
    "的正确领导下",
    "的具体指导下",
    "的大力支持下",
    "的关心指导下",
    "以习近平新时代中国特色社会主义思想为指导",
    "全面贯彻落实党的十九大精神",
    "全面贯彻党的二十大精神",
    "全面贯彻落实党的二十大精神",
    "深入贯彻党的二十大精神",
    "深入学习贯彻习近平总书记系列重要讲话精神",
    "深入学习贯彻习近平总书记重要讲话和重要指示批示精神",
    "以习近平同志为核心的党中央",
    "增强四个意识坚定四个自信做到两个维护",
    "坚持稳中求进工作总基调",
    "完整准确全面贯彻新发展理念",
    "统筹推进疫情防控和经济社会发展",
    "统筹发展和安全",
    "扎实推动高质量发展",
    "推动经济社会高质量发展",
    "切实增强责任感和使命感",
    "取得了显著成效",
    "取得了显著成绩",
    "取得了明显成效",
    "取得了积极进展",
    "取得了阶段性成果",
    "取得新的突破",
    "各项工作扎实推进",
    "各项工作取得新进展",
    "为推动经济社会发展作出更大的贡献",
    "为经济社会发展提供有力支撑",
    "提供了强有力的科技支撑",
    "奠定了坚实基础",
    "打下了坚实的基础",
    "营造了良好氛围",
    "形成了良好格局",
    "加强组织领导",
    "落实主体责任",
    "落实全面从严治党主体责任",
    "认真落实中央八项规定精神",
    "加强党风廉政建设",
    "不忘初心牢记使命",
    "围绕中心服务大局",
    "现将有关工作情况汇报如下",
    "现将工作报告如下",
    "现将工作总结如下",
    "现在我向大会报告工作请予审议",
    "请予审议并请",
    "各位代表",
    "在肯定成绩的同时我们也清醒地看到",
    "我们也清醒地认识到",
    "还存在一些困难和问题",
    "同时也要看到",
    "人民群众获得感幸福感安全感",
    "撸起袖子加油干",
];

/// Finds the longest stem at each place; `None` would mean that the table is beyond what an automaton holds.
static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    // Of the kinds of automaton the quickest to build: a report is read faster than a better one is made.
    let kind = Some(AhoCorasickKind::NoncontiguousNFA);
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).kind(kind).build(STEMS).ok()
});

/// Returns the share of the text under `span` that stands under stock phrases, in `0.0..=1.0`;
/// `0.0` of nothing. Linear.
pub fn stock_share(text: &str, span: Span) -> f64 {
    let folded: String = Folded::of(text, span).chars.into_iter().collect();
    if folded.is_empty() {
        return 0.0;
    }
    let stems = FINDER.iter().flat_map(|finder| finder.find_iter(&folded));
    let stock: usize = stems.map(|stem| stem.len()).sum();
    stock as f64 / folded.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(text: &str) -> f64 {
        stock_share(text, Span::new(0, text.len()))
    }

    #[test]
    fn opening_formula_is_stock_whatever_its_punctuation() {
        assert!(share("在市委、市政府的坚强领导下,各项工作扎实推进。") >= MOSTLY_STOCK);
    }

    #[test]
    fn sentence_with_content_is_not_stock() {
        assert!(
            share(
                "在市委、市政府的坚强领导下，全年新建污水管网32.6公里，改造老旧泵站7座，完成清淤疏浚。"
            ) < MOSTLY_STOCK
        );
    }

    #[test]
    fn stems_are_written_as_they_are_compared() {
        for stem in STEMS {
            let folded: String = Folded::of(stem, Span::new(0, stem.len())).chars.iter().collect();
            assert_eq!(folded, stem);
        }
    }
}
