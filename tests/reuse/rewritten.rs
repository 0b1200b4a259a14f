//! Passages of the samples rewritten by hand from end to end, set into a report they have nothing to
//! do with: how much is found where hardly a sentence is still like its source.

use crate::corpus::Text;
use crate::pairs::{found, show};
use crate::plagdet::{Pair, Place, score};
use duikan::collate::background::Background;
use duikan::text::side::Sided;
use std::path::Path;

/// A rewritten passage.
struct Rewrite {
    sample: &'static str,
    /// How the passage of the sample begins and ends.
    first: &'static str,
    last: &'static str,
    text: &'static str,
}

const REWRITES: [Rewrite; 6] = [
    Rewrite {
        sample: "yunxi-2023.txt",
        first: "新型储能材料省重点实验室",
        last: "答辩过程全程录像备查。",
        text: "省重点实验室（新型储能材料）的二期扩建如期收尾，科研用房已有1.9万平方米，1.4亿元以上的大型仪器设备向外共享4300个机时。\
               与高校的联合培养扩大到11所，云溪储能研究院里有23名博士后在站，企业委托的课题接了37项。\
               市级重点实验室今年从精细陶瓷和智能农机两个方向遴选，请来评审的都是外地专家，答辩全程录像。",
    },
    Rewrite {
        sample: "yunxi-2023.txt",
        first: "对连续两次考核不合格的2家众创空间",
        last: "在校博士生领衔。",
        text: "有2家众创空间接连两次没有通过考核，牌子被摘掉，空出来的1.1万平方米场地留给引进的初创团队。\
               自带基金、自聘导师，是白泉区孵化器摸索出来的新路子，先后有27个硬科技团队前来落户，在校博士生牵头的占到三分之一。",
    },
    Rewrite {
        sample: "yunxi-2023.txt",
        first: "上云企业达到2300家",
        last: "全部督促整改到位。",
        text: "已经上云的企业有2300家，一年里多了近500家。中小企业怎样数字化？“溪云”工业互联网平台拿出的改造方案花钱少、部署快、维护容易，平均45天就能改完。\
               5G基站建到3120个，省级以上的开发区都有连续信号。供应链协同先在三个区各挑一家链主企业试点，有67家上下游配套厂把排产系统接了进来。\
               工业大数据中心手里有企业用能、纳税、用工数据1.8亿条，行业景气每个月都可以研判。",
    },
    Rewrite {
        sample: "unrelated-water.txt",
        first: "各级河长巡河3.6万人次",
        last: "首次观测到小天鹅种群。",
        text: "入冬以来，小天鹅种群头一回在鲤鱼洲现身，那里退圩还湖，新添水面2300亩。\
               一年中河长们巡河3.6万人次，问题交办了1720个，九成八以上已经整改；砂场、码头、网箱等侵占河道的136处全部拆掉，9.7公里岸线得以恢复。\
               城区内河再没有黑臭水体，国控断面的优良水体达到百分之百。",
    },
    Rewrite {
        sample: "unrelated-water.txt",
        first: "浦东水厂三期通水",
        last: "2小时内有人上门。",
        text: "老城区住在高层的人家过去总抱怨夜里没水，三期水厂在浦东通水以后，这样的投诉少了七成，日供水能力从28万吨升到40万吨。\
               灰口铸铁管换掉64公里，公共管网的漏损率已压到8.6%。在农村，并入城乡一体化管网的单村供水点有112个，91.4%的人喝上规模化供水。\
               枯水季节从别的流域调来2600万立方米，下游三镇的春灌没有耽误。水质改为每旬一检，结果就贴在村务公开栏里。",
    },
    Rewrite {
        sample: "yunxi-2023.txt",
        first: "组建由27名企业家和院士专家参加的",
        last: "互派挂职干部12名。",
        text: "东浦市与我市共同建设“浦云科创走廊”，12名干部互派挂职，14个跨市联合攻关的项目已经落地。\
               科技创新咨询委员会也组建起来，院士专家和企业家共27名，一年会商5次专题，提了18条建议，写进政策文件的有16条。",
    },
];

/// Share of the rewritten passages that must be found, and of what is found that must be theirs.
const FLOORS: [f64; 2] = [0.95, 0.95];

fn sample(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
    String::from_utf8(std::fs::read(path).expect("sample")).expect("UTF-8")
}

fn pair(rewrite: &Rewrite) -> Pair {
    let source = sample(rewrite.sample);
    let first = source.find(rewrite.first).expect("begins so");
    let last = first + source[first..].find(rewrite.last).expect("ends so") + rewrite.last.len();
    let host = sample("unrelated-culture.txt");
    let middle = host.find("\n（三）").expect("third section");
    let (before, after) = host.split_at(middle);
    let disguised = format!("{before}\n{}{after}", rewrite.text);
    let chars = |text: &str| text.chars().count();
    let start = chars(before) + 1;
    let place: Place =
        [chars(&source[..first])..chars(&source[..last]), start..start + chars(rewrite.text)];
    let texts = Sided::new(Text::of(&source), Text::of(&disguised));
    let (found, _) = found(&texts, Background::shipped());
    Pair { kind: "rewritten".to_owned(), cases: vec![place], found }
}

#[test]
fn passages_rewritten_from_end_to_end_are_found() {
    let pairs: Vec<Pair> = REWRITES.iter().map(pair).collect();
    for pair in &pairs {
        show("", score([pair].into_iter()));
    }
    let score = score(pairs.iter());
    show("rewritten", score);
    let [recall, precision] = FLOORS;
    assert!(score.recall >= recall && score.precision >= precision);
}
