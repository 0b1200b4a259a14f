//! Reports and outlines of real texts, read by hand. The texts lie beside the project in
//! `../shared`; where they are not, the tests say so and pass.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops at what it did not expect and prints what it measured"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use duikan::collate::collate;
use duikan::collate::model::Witness;
use duikan::intake::decode::read;
use duikan::intake::document::Document;
use duikan::report::model::{BlockKind, Report, SectionId};
use duikan::report::split::{reports, whole};
use duikan::text::side::{Side, Sided};
use duikan::text::span::Span;

/// Sections of the seed, read by hand: level, line, the first characters of the heading.
///
/// What a hand-reader has to decide: leads (一是) are no sections, even on a line of their own, as
/// the next one stands inside a paragraph; `2020年工作思路` (line 190) holds the seven points below.
const SEED_SECTIONS: &str = "\
# 篇一
# 篇二
# 篇三
1 19 一、2011年工作与成效
1 21 二、以科普活动为载体,全面提
1 30 二、2012年工作打算
2 31 (一)继续抓好四个大型科普活
2 33 (二)发挥科技载体作用。
2 34 (三)加强网络载体建设。
2 35 (四)建立宣传阵地。
# 篇四
1 39 一、工作完成情况
2 40 1、重点抓好研发投入工作
2 42 2、抓好“xxxx”工程的实
3 43 (1)创新平台建设。
3 44 (2)科技型企业梯次培育的工
3 45 (3)科技成果取得新成效。
3 46 (4)组织x家企业申报市科技
2 47 3、积极助推企业复工复产
2 49 5、切实抓好降低成本优环境工
2 52 6、加强科技合作
2 54 7、加大科技服务“三农”力度
1 56 二、存在的主要问题
2 57 1、创新投入不足。
2 58 2、创新成效不明显。
1 59 三、工作计划
2 60 1、力争xxxx年实施一项省
2 61 2、培育高新技术企业产业。
2 62 3、抓好企业研发投入工作,力
2 63 4、继续实施好科技金融工作。
2 64 5、做好省市科技计划项目申报
# 篇五-1
1 68 一、主要目标任务完成情况
2 69 1、在科学跨越发展考核中,由
2 70 2、在高质量发展目标考核中,
1 71 二、特色亮点工作
1 73 三、荣获的市级以上表彰奖励情
1 75 四、巡视交办牵头问题整改落情
2 76 1、关于十三届省委第二轮巡视
2 78 2、关于十三届省委第四轮巡视
1 79 五、对牵头推进的市目标下一步
2 80 1、对于国家创新型城市建设目
2 81 2、对于高质量发展目标
1 82 六、2020年工作计划
# 篇五-2
1 85 一、2019年重点工作任务完
2 86 (一)真抓实干,全力争取省对
3 87 1.研究与试验发展经费投入强
3 88 2.高新技术企业数。
3 89 3.高新技术产业增加值增速。
3 90 4.每万人口发明专利拥有量。
2 91 (二)紧扣中心,全面落实重点
3 92 1.强化企业主体地位,提升企
3 93 2.推进科技创新平台建设,提
3 94 3.加速集聚创新资源要素,完
3 95 4.探索涉企服务事项改革,让
3 96 5.深入开展产学研合作,破解
3 97 6.参与“2019年xx省科
3 98 7.加强科技成果管理,促进科
3 99 8.加强农业科技创新,扎实开
3 100 9.加大科普宣传力度,营造创
3 101 10.增强内生动力,推进知识
2 102 (三)机关党建工作开展情况
3 103 1.严格履行党风廉政建设主体
3 104 2.不断提升基层党组织组织力
3 105 3.着力深化机关作风建设。
3 106 4.扎实开展了“讲严立”专题
1 107 二、科技创新工作存在的短板和
1 109 三、2020年初步工作安排
2 110 (一)工作思路
2 112 (二)工作目标
2 114 (三)重点工作任务
3 115 1.狠抓省考指标争先进位。
3 116 2.继续深化科研项目管理改革
3 117 3.大力培育创新主体。
3 118 4.扎实推进创新平台建设。
3 119 5.构建产学研协同创新合作新
3 120 6.实施科技重大专项提升产业
3 121 7.加快高端人才招引和加强本
3 122 8.推动双创平台提质提效。
3 123 9.打赢科技精准脱贫攻坚战。
3 124 10.全面加强机关党的建设。
# 篇五-3
1 126 一、2019年工作回顾
2 127 (一)以激发更多创新活力为目
2 129 (二)以突破关键核心技术为引
2 131 (三)以集聚优势创新资源为根
2 133 (四)以深化协同创新合作为重
2 135 (五)以提升自主创新能力为主
1 137 二、科技创新工作存在的薄弱环
2 138 (一)创新投入仍然不足
2 140 (二)企业创新主体意识不强
1 142 三、2020年工作打算
2 143 (一)高水平营造政策宣贯环境
2 145 (二)高起点定位科技项目申报
2 147 (三)高效率推进创新载体建设
2 149 (四)高质量统筹高新产业集聚
2 151 (五)高标准谋划产才深度融合
# 篇五-4
1 153 一、创新主体培育有突破
1 157 二、企业创新能力有提升
1 161 三、创新平台建设有亮点
1 166 四、科技城开发建设有进展
1 170 五、科技成果转化有成效
1 174 六、科技人才合作有深化
1 178 七、创新创业环境有改善
1 182 八、公众防震减灾意识有提高
1 186 九、争先进位完成县中心工作
1 190 2020年工作思路
2 192 一、着力搭建科技平台,积极创
2 194 二、着力创新科技服务,加快推
2 196 三、着力培育创新主体,大力发
2 198 四、着力强化知识产权保护,推
2 200 五、着力打造接轨上海,深化科
2 202 六、着力完善金融产品,助力企
2 204 七、着力改善园区环境,实现科
# 篇六
1 208 一、高度重视,加强组织领导。
1 211 二、强化制度,完善机制。
1 214 三、注重全面培训,提升人员素
1 216 四、加大创新力度,提高统计工
";

/// Where the reports of the seed begin: line and label, after data/gold/seed-boundaries.tsv.
const SEED_REPORTS: [(usize, &str); 10] = [
    (2, "篇一"),
    (10, "篇二"),
    (18, "篇三"),
    (36, "篇四"),
    (65, "篇五"),
    (67, "篇五-1"),
    (84, "篇五-2"),
    (125, "篇五-3"),
    (152, "篇五-4"),
    (206, "篇六"),
];

/// National reports: how many sections of level 1 and 2, counted by hand.
const NATIONAL: [(&str, usize, usize); 22] = [
    ("1955", 4, 9),
    ("1980", 3, 10),
    ("1998", 3, 8),
    ("2004", 3, 15),
    ("2005", 7, 25),
    ("2006", 3, 18),
    ("2007", 6, 17),
    ("2008", 2, 12),
    ("2009", 3, 10),
    ("2010", 2, 12),
    ("2011", 3, 15),
    ("2012", 3, 14),
    ("2013", 3, 4),
    ("2014", 3, 9),
    ("2015", 6, 0),
    ("2016", 3, 8),
    ("2017", 3, 9),
    ("2018-truncated", 1, 5),
    ("2020", 8, 0),
    ("2023", 2, 18),
    ("2024", 3, 10),
    ("2025", 3, 10),
];

fn shared() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    if !path.is_dir() {
        println!("skipped: no ../shared beside the project");
        return None;
    }
    Some(path)
}

fn document(path: &Path) -> Document {
    read(&fs::read(path).unwrap(), &path.to_string_lossy())
}

fn seed(shared: &Path) -> Document {
    document(&shared.join("seeds/000_356c60abb3feb7ae.txt"))
}

fn national(shared: &Path, year: &str) -> Document {
    document(&shared.join(format!("data/national/{year}.txt")))
}

fn line_of(text: &str, offset: usize) -> usize {
    text[..offset].matches('\n').count() + 1
}

/// Level, line and first characters of each section, as the gold has them.
fn outline(text: &str, report: &Report) -> Vec<(u8, usize, String)> {
    let sections = report.sections.iter().skip(1);
    let row = |heading: &str| heading.chars().take(14).collect();
    sections.map(|s| (s.level, line_of(text, s.heading.start), row(s.heading.of(text)))).collect()
}

fn gold(label: &str) -> Vec<(u8, usize, String)> {
    let rows = SEED_SECTIONS.lines().skip_while(|line| *line != format!("# {label}")).skip(1);
    let row = |line: &str| {
        let mut parts = line.splitn(3, ' ');
        let mut next = || parts.next().unwrap();
        (next().parse().unwrap(), next().parse().unwrap(), next().to_owned())
    };
    rows.take_while(|line| !line.starts_with('#')).map(row).collect()
}

#[test]
fn the_seed_holds_its_six_reports_and_the_four_embedded_ones() {
    let Some(shared) = shared() else { return };
    let document = seed(&shared);
    let reports = reports(&document);
    let found: Vec<(usize, &str)> = reports
        .iter()
        .map(|report| (line_of(&document.text, report.span.start), report.label.as_str()))
        .collect();
    assert_eq!(found, SEED_REPORTS);
    for report in &reports {
        let is_embedded = report.label.contains('-');
        assert_eq!(report.embedded_in.as_deref(), is_embedded.then_some("篇五"));
        assert_eq!(report.announced, (report.label == "篇五").then_some(4));
    }
    assert_eq!(reports[4].span.end, reports[9].span.start);
}

#[test]
fn the_sections_of_the_seed_are_those_a_reader_sees() {
    let Some(shared) = shared() else { return };
    let document = seed(&shared);
    let (mut found_all, mut gold_all, mut right) = (0, 0, 0);
    for report in reports(&document).iter().filter(|report| report.label != "篇五") {
        let found = outline(&document.text, report);
        let gold = gold(&report.label);
        let set: BTreeSet<_> = gold.iter().collect();
        found_all += found.len();
        gold_all += gold.len();
        right += found.iter().filter(|row| set.contains(row)).count();
        assert_eq!(found, gold, "{}", report.label);
    }
    println!(
        "seed sections: {gold_all}, found {found_all}, recall {:.3}, precision {:.3}",
        right as f64 / gold_all as f64,
        right as f64 / found_all as f64
    );
}

#[test]
fn the_whole_seed_is_one_tree() {
    let Some(shared) = shared() else { return };
    let document = seed(&shared);
    let whole = whole(&document);
    let of = |level: u8| whole.sections.iter().filter(|section| section.level == level).count();
    assert_eq!(of(1), 6);
    assert_eq!(
        whole.sections.len() - 1,
        6 + 4 + SEED_SECTIONS.lines().filter(|line| !line.starts_with('#')).count()
    );
    assert_eq!(whole.announced, Some(6));
}

#[test]
fn national_reports_have_the_sections_they_have() {
    let Some(shared) = shared() else { return };
    for (year, first, second) in NATIONAL {
        let document = national(&shared, year);
        let report = whole(&document);
        let of =
            |level: u8| report.sections.iter().filter(|section| section.level == level).count();
        assert_eq!((of(1), of(2)), (first, second), "{year}");
    }
}

#[test]
fn headings_of_recent_years_are_read() {
    let Some(shared) = shared() else { return };
    for (year, level, heading) in [
        ("2023", 1, "一、过去一年和五年工作回顾"),
        ("2023", 2, "（十）推进政府依法履职和社会治理创新，保持社会大局稳定。"),
        ("2023", 2, "（八）保障基本民生和发展社会事业。"),
        ("2024", 1, "二、2024年经济社会发展总体要求和政策取向"),
        ("2024", 2, "（七）坚持不懈抓好“三农”工作，扎实推进乡村全面振兴。"),
        ("2025", 1, "三、2025年政府工作任务"),
        ("2025", 2, "（十）加大保障和改善民生力度，提升社会治理效能。"),
    ] {
        let document = national(&shared, year);
        let report = whole(&document);
        let found =
            report.sections.iter().find(|section| section.heading.of(&document.text) == heading);
        assert_eq!(found.map(|section| section.level), Some(level), "{heading}");
    }
}

#[test]
fn wrapping_at_a_fixed_width_changes_no_section_and_no_sentence() {
    let Some(shared) = shared() else { return };
    let plain = national(&shared, "2024").text;
    for width in [30, 38, 45] {
        let mut wrapped = String::new();
        for line in plain.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let indented: Vec<char> = "\u{3000}\u{3000}".chars().chain(line.chars()).collect();
            indented.chunks(width).for_each(|part| wrapped.extend(part.iter().chain(&['\n'])));
        }
        let read_of = |text: &str| {
            let document = read(text.as_bytes(), "a");
            let report = whole(&document);
            let clean = |text: &str| text.replace('\n', "");
            let headings: Vec<String> =
                report.sections.iter().map(|s| clean(s.heading.of(&document.text))).collect();
            let sentences: Vec<String> =
                report.sentences.iter().map(|s| clean(s.body.of(&document.text))).collect();
            (headings, sentences)
        };
        let (headings, sentences) = read_of(&wrapped);
        let expected = read_of(&plain);
        assert_eq!(headings, expected.0, "{width}");
        let known: BTreeSet<&String> = expected.1.iter().collect();
        let same = sentences.iter().filter(|sentence| known.contains(sentence)).count();
        println!("wrapped at {width}: {same} of {} sentences are the same", expected.1.len());
        assert!(expected.1.len() - same <= expected.1.len() / 50, "{width}");
    }
}

#[test]
fn the_one_line_file_holds_a_report_for_each_line() {
    let Some(shared) = shared() else { return };
    let document = national(&shared, "oneline-1954-2019-partly-mojibake");
    let reports = reports(&document);
    assert_eq!(reports.len(), document.text.lines().count());
    for (report, line) in reports.iter().zip(document.text.lines()) {
        assert!(line.starts_with(&report.label));
        assert_eq!(report.span.of(&document.text).trim_end_matches('\n').len(), line.len());
    }
}

/// An article of a law: where it starts, and its pairs of characters with their counts.
struct Article {
    start: usize,
    pairs: BTreeMap<(char, char), usize>,
}

/// The articles of a law as its numbers at line starts mark them, read without the program.
fn articles(text: &str) -> Vec<Article> {
    let is_number = |c: char| "一二三四五六七八九十百千零〇0123456789".contains(c);
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim_start_matches([' ', '\u{3000}', '\u{200B}']);
        let number = body.strip_prefix('第').map(|rest| rest.trim_start_matches(is_number));
        let behind = number.and_then(|rest| rest.strip_prefix('条'));
        if behind.is_some_and(|rest| rest.starts_with([' ', '\u{3000}'])) {
            starts.push(at + line.len() - body.len());
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let article = |(start, end): (&usize, usize)| {
        let chars: Vec<char> =
            text[*start..end].chars().filter(|c| c.is_alphanumeric()).skip(3).collect();
        let mut pairs = BTreeMap::new();
        for pair in chars.windows(2) {
            *pairs.entry((pair[0], pair[1])).or_default() += 1;
        }
        Article { start: *start, pairs }
    };
    starts.iter().zip(ends).map(article).collect()
}

/// Dice's coefficient over pairs of characters.
fn alike(a: &Article, b: &Article) -> f64 {
    let common: usize =
        a.pairs.iter().map(|(pair, n)| (*n).min(b.pairs.get(pair).copied().unwrap_or(0))).sum();
    let total: usize = a.pairs.values().chain(b.pairs.values()).sum();
    2.0 * common as f64 / total.max(1) as f64
}

/// The pairs of articles each of which is the other's best match, by their places.
fn mutual_best(left: &[Article], right: &[Article]) -> BTreeSet<(usize, usize)> {
    let table: Vec<Vec<f64>> =
        left.iter().map(|a| right.iter().map(|b| alike(a, b)).collect()).collect();
    let best_right =
        |l: usize| (0..right.len()).max_by(|a, b| table[l][*a].total_cmp(&table[l][*b]));
    let best_left = |r: usize| (0..left.len()).max_by(|a, b| table[*a][r].total_cmp(&table[*b][r]));
    (0..left.len())
        .filter_map(|l| best_right(l).map(|r| (l, r)))
        .filter(|(l, r)| best_left(*r) == Some(*l) && 0.25 <= table[*l][*r])
        .map(|(l, r)| (left[l].start, right[r].start))
        .collect()
}

/// Held against mutual best matches. Of 100 pairs drawn at random and read by hand, 97 were right; of
/// those beyond the mutual best matches a third were too.
#[test]
fn articles_of_two_versions_of_a_law_are_paired_though_renumbered() {
    let Some(shared) = shared() else { return };
    let rows = fs::read_to_string(shared.join("data/reuse/law-versions-open.jsonl")).unwrap();
    let (mut hits, mut gold_all, mut found_all) = (0, 0, 0);
    for row in rows.lines().step_by(2) {
        let row: serde_json::Value = serde_json::from_str(row).unwrap();
        let document = |key: &str| read(row[key].as_str().unwrap().as_bytes(), key);
        let documents = Sided::new(document("old"), document("new"));
        let reports = documents.as_ref().map(whole);
        let gold = mutual_best(&articles(&documents.left.text), &articles(&documents.right.text));
        let witness = |side: Side| Witness { text: &documents[side].text, report: &reports[side] };
        let collation = collate(Sided::new(witness(Side::Left), witness(Side::Right)));
        let start = |side: Side, id: SectionId| {
            let heading = reports[side].sections[id.0].heading;
            let is_article = heading.of(&documents[side].text).contains('条');
            is_article.then_some(heading.start)
        };
        let pairs = collation.sections.iter().filter(|pair| !pair.is_part());
        let found: BTreeSet<(usize, usize)> = pairs
            .filter_map(|pair| {
                let left = start(Side::Left, pair.sections.left?)?;
                Some((left, start(Side::Right, pair.sections.right?)?))
            })
            .collect();
        hits += found.intersection(&gold).count();
        gold_all += gold.len();
        found_all += found.len();
    }
    let (recall, precision) = (hits as f64 / gold_all as f64, hits as f64 / found_all as f64);
    println!(
        "articles: recall {recall:.3} ({hits}/{gold_all}), precision {precision:.3} ({hits}/{found_all})"
    );
    assert!(0.95 <= recall && 0.92 <= precision);
}

/// The report of 2016 as delivered and as adopted: what was amended, and what an edition adds around it.
#[test]
fn two_editions_of_one_report_differ_in_what_was_amended_only() {
    let Some(shared) = shared() else { return };
    let documents = Sided::new(national(&shared, "2016"), national(&shared, "other-edition/2016"));
    let reports = documents.as_ref().map(whole);
    let witness = |side: Side| Witness { text: &documents[side].text, report: &reports[side] };
    let collation = collate(Sided::new(witness(Side::Left), witness(Side::Right)));
    let is_title = |side: Side, span: Span| {
        let of = |block: &duikan::report::model::Block| {
            block.kind == BlockKind::Title && block.span.covers(span)
        };
        reports[side].blocks.iter().any(of)
    };
    let outside_title = |variant: &&duikan::collate::model::Variant| {
        !Side::BOTH.iter().any(|side| variant.spans[*side].is_some_and(|s| is_title(*side, s)))
    };
    let edits = collation.variants.iter().filter(outside_title).count();
    println!(
        "2016: {edits} places amended, {} of typography, {:?}",
        collation.typographic_differences, collation.limits
    );
    // About 62 sentences were amended, some at several places; 78 places were read by hand, all real.
    assert!((62..=82).contains(&edits), "{edits}");
    assert!(50 < collation.typographic_differences);
}
