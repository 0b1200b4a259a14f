//! The program as a person or a script meets it: what it prints, where, and how it exits.
#![cfg(feature = "app")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, also in its helpers")]

use serde_json::Value;
use std::fs;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const LEFT: &str = "云溪市科技局2023年工作总结\n\
    一、主要指标\n\
    2023年，全市高新技术企业达到67家，技术合同成交额48.76亿元，比上年增长8.4%。\n\
    二、平台建设\n\
    我们建立了科技成果转化基地，为科技项目的产业化提供了良好的平台和条件，推动了一批重要成果落地。\n";

const RIGHT: &str = "云溪市科技局2024年工作总结\n\
    一、主要指标\n\
    2024年，全市高新技术企业达到135家，技术合同成交额52.1亿元，比上年增长6.9%。\n\
    二、平台建设\n\
    我们建立了科技成果转化基地，为科技项目的产业化提供了平台和条件，推动了一批重要成果落地。\n\
    三、存在问题\n\
    高层次人才仍然不足，原始创新能力有待提高。\n";

const COLLECTION: &str = "科技局年度工作总结【精选2篇】\n\
    科技局年度工作总结 篇一\n\
    过去一年，我们在科技创新方面取得了重要突破，全市新增高新技术企业12家。\n\
    科技局年度工作总结 篇二\n\
    过去一年，我们在人才培养方面取得了积极进展，全年引进博士35名。\n";

/// A directory of its own for one test, removed at its end.
struct Room {
    path: PathBuf,
}

impl Room {
    fn new(test: &str) -> Self {
        let name = format!("duikan-command-{}-{test}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        let room = Self { path };
        room.put("left.txt", LEFT);
        room.put("right.txt", RIGHT);
        room.put("all.txt", COLLECTION);
        room
    }

    fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path.join(name), content).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_duikan"));
        command.args(arguments).current_dir(&self.path);
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy().into_owned();
            if name.starts_with("DUIKAN_") || name.starts_with("LC_") || name == "NO_COLOR" {
                command.env_remove(name);
            }
        }
        command.env("DUIKAN_STATE_DIR", self.path.join("state"));
        command.env("LANG", "zh_CN.UTF-8").stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Output {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        child.wait_with_output().unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_slice(&self.run(arguments).stdout).unwrap()
    }

    /// Runs what must fail, and returns the complaint.
    fn complaint(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert!(complaint.starts_with("duikan: "), "{complaint}");
        assert!(!complaint.contains('\u{1B}'), "{complaint}");
        complaint
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Asserts the fields of an object, whatever their order.
fn assert_fields(object: &Value, fields: &str) {
    let mut found: Vec<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
    let mut expected: Vec<&str> = fields.split_whitespace().collect();
    found.sort_unstable();
    expected.sort_unstable();
    assert_eq!(found, expected);
}

/// Asserts the fields of every object of a list that must not be empty.
fn assert_fields_of_all(list: &Value, fields: &str) {
    let list = list.as_array().unwrap();
    assert!(!list.is_empty(), "nothing to check: {fields}");
    for object in list {
        assert_fields(object, fields);
    }
}

const FIGURE: &str = "start end text number class value high written unit unit_text unit_inferred \
    dimension bound indicator scope role quantity period claim flags precision subject per part list former";

#[test]
fn compare_exits_with_0_for_the_same_1_for_different_2_for_trouble() {
    let room = Room::new("exit");
    let code = |arguments: &[&str]| room.run(arguments).status.code();
    assert_eq!(code(&["compare", "left.txt", "left.txt"]), Some(0));
    assert_eq!(code(&["compare", "left.txt", "right.txt"]), Some(1));
    assert_eq!(code(&["compare", "left.txt", "missing.txt"]), Some(2));
    assert_eq!(code(&["left.txt", "right.txt"]), Some(0));
    assert_eq!(code(&["left.txt", "right.txt", "--exit-code"]), Some(1));
    assert_eq!(code(&["left.txt", "left.txt", "--exit-code"]), Some(0));
    assert_eq!(code(&["--wrong"]), Some(2));
    assert_eq!(code(&["rules"]), Some(0));
}

#[test]
fn citations_are_counted_as_shared_text_only_if_asked_and_everywhere_alike() {
    let room = Room::new("count");
    let quoted = "会议指出：“要把群众的小事当作自己的大事，一件一件抓落实，一年接着一年干。”\n";
    room.put("one.txt", format!("{LEFT}{quoted}"));
    room.put("two.txt", format!("科技局工作报告\n全市新增标准厂房三万平方米。\n{quoted}"));
    let files = ["one.txt", "two.txt"];
    let grade = |count: &str| {
        let count = format!("--count={count}");
        let json = room.json(&["compare", files[0], files[1], "-f", "json", &count]);
        let matrix = room.json(&["matrix", files[0], files[1], "-f", "json", &count]);
        assert_eq!(json["containment"], matrix["pairs"][0]["containment"], "{count}");
        assert_eq!(json["grade"], matrix["pairs"][0]["grade"], "{count}");
        (json["not_counted"].clone(), json["containment"]["right"].as_f64().unwrap())
    };
    let (told, share) = grade("none");
    assert_eq!((&told[0]["reason"], &told[0]["left"]["places"]), (&"quotation".into(), &1.into()));
    assert!(share < 0.05, "{share}");
    let (told, share) = grade("law,quotations");
    assert!(told == Value::Array(Vec::new()) && share > 0.4, "{told} {share}");
    let lines = room.run(&["compare", files[0], files[1]]).stdout;
    assert!(String::from_utf8(lines).unwrap().contains("引文 1 处 32 字"));
    assert_eq!(room.run(&["compare", files[0], files[1], "--count=laws"]).status.code(), Some(2));
}

#[test]
fn share_is_told_beside_what_other_pairs_have() {
    let room = Room::new("norm");
    let sample = |name: &str| format!("{}/samples/{name}", env!("CARGO_MANIFEST_DIR"));
    let (left, right) = (sample("copy-source.txt"), sample("copy-disguised.txt"));
    let json = room.json(&["compare", &left, &right, "--format", "json"]);
    let norm = &json["norm"];
    assert_fields(norm, "share unrelated consecutive standing");
    assert_fields(&norm["unrelated"], "pairs reached at_most");
    let consecutive = "pairs least lower_quartile median upper_quartile most";
    assert_fields(&norm["consecutive"], consecutive);
    assert_eq!((&norm["standing"], &norm["unrelated"]["reached"]), (&"above".into(), &0.into()));
    let text = stdout(&room.run(&["compare", &left, &right]));
    assert!(text.contains("没有一对达到") && text.contains("这一对高于这个范围"), "{text}");
}

#[test]
fn comparison_has_the_fields_of_the_contract() {
    let room = Room::new("comparison");
    let json = room.json(&["compare", "left.txt", "right.txt", "--format", "json"]);
    assert_eq!(json["schema"], "duikan/comparison/1");
    assert_fields(
        &json,
        "schema left right resemblance containment distinctive_containment grade sections alignments \
         passages variants figures figure_changes targets findings typographic_differences notes reviewed detached limits \
         not_counted exclusions norm",
    );
    assert!(json["norm"].is_null(), "of so short texts nothing was measured");
    assert_fields_of_all(
        &json["alignments"],
        "left right relation moved resemblance certainty runner_up",
    );
    for side in ["left", "right"] {
        assert_fields(&json[side], "path format encoding title report notes");
        assert_fields(&json[side]["report"], "ordinal label start end");
        assert_fields_of_all(&json["figures"][side], FIGURE);
    }
    assert_fields(&json["containment"], "left right");
    assert_fields(&json["distinctive_containment"], "left right");
    assert_fields_of_all(
        &json["sections"],
        "left right relation resemblance renumbered retitled certainty runner_up shared",
    );
    let sections = json["sections"].as_array().unwrap().iter();
    for grade in sections.clone().map(|pair| &pair["shared"]["left"]) {
        if !grade.is_null() {
            assert_fields(grade, "containment distinctive_containment grade");
        }
    }
    for section in sections.flat_map(|pair| [&pair["left"], &pair["right"]]) {
        if !section.is_null() {
            assert_fields(section, "id heading start end");
        }
    }
    assert_fields_of_all(
        &json["passages"],
        "left right kind moved stock resemblance longest_run joint excluded runs background common",
    );
    assert_fields_of_all(&json["passages"][0]["runs"], "class left right");
    assert_fields(&json["passages"][0]["background"], "documents most_common commonplace unseen");
    assert_fields(&json["passages"][0]["left"], "start end");
    assert_fields_of_all(&json["variants"], "kind left right");
    assert_fields_of_all(
        &json["figure_changes"],
        "indicator left right change difference percent flags confidence",
    );
    assert_fields_of_all(
        &json["findings"],
        "rule severity message left right evidence verdict reason note",
    );
}

#[test]
fn figures_of_two_reports_are_a_ledger_in_every_form() {
    let room = Room::new("ledger");
    let json = room.json(&["figures", "left.txt", "right.txt", "--format", "json"]);
    assert_eq!(json["schema"], "duikan/ledger/1");
    assert_fields(&json, "schema left right figures figure_changes targets");
    let csv = room.run(&["--lang", "en", "figures", "left.txt", "right.txt", "--format", "csv"]);
    let csv = String::from_utf8(csv.stdout).unwrap();
    assert!(csv.starts_with("\u{FEFF}indicator,left,right,"), "{csv}");
    assert_eq!(csv.lines().count(), 1 + json["figure_changes"].as_array().unwrap().len());
    let text = room.run(&["figures", "left.txt", "right.txt"]);
    assert!(text.status.success() && !text.stdout.is_empty());
}

#[test]
fn outline_figures_and_matrix_have_the_fields_of_the_contract() {
    let room = Room::new("schemas");
    let outline = room.json(&["outline", "left.txt", "--format", "json"]);
    assert_eq!(outline["schema"], "duikan/outline/1");
    assert_fields(&outline, "schema reports");
    assert_fields_of_all(&outline["reports"], "ordinal label title start end embedded sections");
    assert_fields_of_all(&outline["reports"][0]["sections"], "id level number heading start end");
    let figures = room.json(&["figures", "left.txt", "--format", "json"]);
    assert_eq!(figures["schema"], "duikan/figures/1");
    assert_fields(&figures, "schema figures");
    assert_fields_of_all(&figures["figures"], FIGURE);
    let matrix = room.json(&["matrix", "all.txt", "left.txt", "--format", "json"]);
    assert_eq!(matrix["schema"], "duikan/matrix/1");
    assert_fields(&matrix, "schema reports pairs clusters");
    assert_fields_of_all(&matrix["reports"], "path ordinal label title start end");
    assert_fields_of_all(&matrix["pairs"], "left right resemblance containment grade basis");
    assert_eq!(matrix["pairs"].as_array().unwrap().len(), 3);
}

#[test]
fn matrix_is_a_table_for_spreadsheets_too() {
    let room = Room::new("matrix-csv");
    let csv =
        room.run(&["matrix", "left.txt", "right.txt", "all.txt", "-f", "csv", "--lang", "en"]);
    let csv = String::from_utf8(csv.stdout).unwrap();
    let lines: Vec<&str> = csv.lines().collect();
    assert!(lines[0].starts_with("\u{FEFF}left number,left,left title,left group,"), "{csv}");
    assert_eq!(lines.len(), 1 + 6);
    assert!(lines[1].starts_with("1,left.txt,") && lines[1].ends_with(",compared,yes"), "{csv}");
    assert!(lines[2..].iter().all(|line| line.ends_with(",compared,")), "{csv}");
}

#[test]
fn every_sentence_is_told_its_nearest_source() {
    let room = Room::new("sources");
    let json = room.json(&["sources", "right.txt", "all.txt", "left.txt", "-f", "json"]);
    assert_eq!(json["schema"], "duikan/sources/1");
    assert_fields(&json, "schema report others shares givers sentences");
    assert_fields_of_all(&json["others"], "path ordinal label title start end");
    assert_fields_of_all(&json["sentences"], "start end class source");
    assert_fields_of_all(&json["givers"], "other share sentences");
    let sentences = json["sentences"].as_array().unwrap();
    let found: Vec<&Value> = sentences.iter().filter(|found| !found["source"].is_null()).collect();
    assert!(!found.is_empty());
    for found in found {
        assert_eq!(found["source"]["other"], 2);
        assert_fields(&found["source"], "other start end resemblance");
    }
    let text = stdout(&room.run(&["sources", "right.txt", "left.txt"]));
    assert!(text.contains("轻改") && text.contains("left.txt"), "{text}");
    let csv = stdout(&room.run(&["sources", "right.txt", "left.txt", "-f", "csv"]));
    assert!(csv.starts_with("\u{FEFF}位置,句子,类别,相似度,出处,"), "{csv}");
    let inside = room.json(&["sources", "all.txt#2", "-f", "json"]);
    assert_eq!(inside["others"].as_array().unwrap().len(), 1);
    let alone = room.complaint(&["sources", "left.txt"]);
    assert!(alone.contains("除了 left.txt 没有别的报告"), "{alone}");
    let same = room.complaint(&["sources", "left.txt", "left.txt"]);
    assert!(same.contains("duikan sources 报告"), "{same}");
    room.put("empty.txt", "");
    assert!(room.complaint(&["sources", "empty.txt", "left.txt"]).contains("empty.txt 是空的"));
}

#[test]
fn wording_that_many_documents_of_the_office_have_is_a_stock_phrase() {
    let room = Room::new("background");
    let shared = "聚焦溪畔老窑复烧持续用力，带动釉色传习进村入户。\n";
    room.put(
        "one.txt",
        format!("{shared}全年修缮古桥十一座，河埠头全部铺上青石板，雨季没有一处积水。北坡的梯田换了陶管，旱天也能种上两季，新米卖到了邻县的早市。敬老院添了理疗床，护工夜里两班倒，家属随时看得到记录。\n"),
    );
    room.put(
        "two.txt",
        format!("{shared}镇上的图书馆添了夜读灯，孩子们放学以后多半坐在那里写字。码头的货棚加了顶，雨天照样装船，搬运工拿到了意外险。苗圃试种的红豆杉成活九成，护坡的草毯铺到了第三个弯道。\n"),
    );
    let bodies = [
        "山核桃合作社改用烘房，霉变果从一成降到半成，农户多收了三万斤。渡口换了电动船，早班提前到五点半。",
        "中学的天文社自己磨了镜片，开放夜里来了两百多位街坊看土星。养蜂的几家立了公约，花期不打药。",
        "老剧院请回了鼓师傅，周末小戏连演四十场，票根可以换一碗面。护林员背着测高仪走完了北坡。",
        "村口的旧碾坊改成了豆腐坊，清早排队的人一直站到桥头。渔政船添了夜视仪，禁渔期抓到六起电鱼。",
        "盲道上的电线杆挪走了二十三根，公交站牌都刻了盲文。广场的喷泉改用中水，一年省下两万吨。",
        "老茶厂的揉捻机修好了，谷雨前赶出八百斤绿茶。小学操场翻新了跑道，运动会第一次用上电子计时。",
    ];
    fs::create_dir_all(room.path.join("office")).unwrap();
    for (at, body) in bodies.iter().enumerate() {
        room.put(&format!("office/{at}.txt"), format!("{body}\n{shared}{body}\n"));
    }
    let compared = |options: &[&str]| {
        let command = [&["compare", "one.txt", "two.txt", "-f", "json"], options].concat();
        room.json(&command)["distinctive_containment"]["left"].as_f64().unwrap()
    };
    assert!(compared(&[]) > 0.2);
    assert!(compared(&["--background", "office"]) < 0.01);
    let told = |options: &[&str]| {
        let command = [&["compare", "one.txt", "two.txt", "-f", "json"], options].concat();
        room.json(&command)["passages"][0]["background"]["commonplace"].as_f64().unwrap()
    };
    // The explanation follows the documents named as well.
    assert!(told(&[]) < 0.01);
    assert!(told(&["--background", "office"]) > 0.5);
    let few = room.run(&["compare", "one.txt", "two.txt", "--background", "left.txt"]);
    assert!(String::from_utf8_lossy(&few.stderr).contains("--background 的文件太少"));
}

#[test]
fn offsets_count_characters_of_what_the_text_command_prints() {
    let room = Room::new("offsets");
    room.put("bom.txt", format!("\u{FEFF}😀{COLLECTION}"));
    let text = stdout(&room.run(&["text", "bom.txt"]));
    assert_eq!(text, format!("😀{COLLECTION}"));
    let characters: Vec<char> = text.chars().collect();
    let under = |place: &Value| -> String {
        let [start, end] = ["start", "end"].map(|at| place[at].as_u64().unwrap() as usize);
        characters[start..end].iter().collect()
    };
    let figures = room.json(&["figures", "bom.txt#篇二", "--format", "json"]);
    let figures = figures["figures"].as_array().unwrap();
    assert!(figures.iter().any(|figure| under(figure).contains("35")));
    for figure in figures {
        assert_eq!(under(figure), figure["text"]);
        assert_eq!(under(&figure["number"]), figure["written"]);
    }
    let outline = room.json(&["outline", "bom.txt", "--format", "json"]);
    let report = &outline["reports"][1];
    assert_eq!(report["label"], "篇二");
    assert!(under(report).starts_with("科技局年度工作总结 篇二"));
}

#[test]
fn one_report_of_a_collection_is_chosen_by_number_label_or_title() {
    let room = Room::new("choice");
    let label = |source: &str| {
        let json = room.json(&["outline", source, "--format", "json"]);
        json["reports"][0]["label"].as_str().unwrap().to_owned()
    };
    assert_eq!(label("all.txt#2"), "篇二");
    assert_eq!(label("all.txt#篇二"), "篇二");
    assert_eq!(label("all.txt#\"总结 篇二\""), "篇二");
    let unknown = room.complaint(&["compare", "all.txt#篇九", "left.txt"]);
    assert!(unknown.contains("all.txt") && unknown.contains("篇一 篇二"), "{unknown}");
    let ambiguous = room.complaint(&["compare", "all.txt#科技局", "left.txt"]);
    assert!(ambiguous.contains("篇一 篇二"), "{ambiguous}");
    room.put("all.txt#篇二", LEFT);
    let file = room.json(&["figures", "all.txt#篇二", "--format", "json"]);
    assert!(file["figures"].as_array().unwrap().iter().any(|figure| figure["written"] == "67"));
}

#[test]
fn standard_input_is_a_source() {
    let room = Room::new("stdin");
    let same = room.run_with_input(&["compare", "-", "left.txt"], LEFT.as_bytes());
    assert_eq!(same.status.code(), Some(0));
    let both = ["compare", "-#篇一", "-#篇二", "--format", "json"];
    let different = room.run_with_input(&both, COLLECTION.as_bytes());
    assert_eq!(different.status.code(), Some(1));
    let json: Value = serde_json::from_slice(&different.stdout).unwrap();
    assert_eq!(json["right"]["report"]["label"], "篇二");
}

#[test]
fn complaint_names_the_file_and_the_next_step() {
    let room = Room::new("complaint");
    room.put("empty.txt", "");
    room.put("scan.pdf", b"%PDF-1.4\n1 0 obj\n\xC4\xE3");
    room.put("word.docx", b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00word/document.xml");
    let huge = fs::File::create(room.path.join("huge.txt")).unwrap();
    huge.set_len(100 << 20).unwrap();
    for name in ["missing.txt", "empty.txt", "huge.txt", "scan.pdf", "word.docx"] {
        let chinese = room.complaint(&["compare", name, "left.txt"]);
        assert!(chinese.contains(name) && chinese.contains("提示："), "{chinese}");
        let english = room.complaint(&["compare", name, "left.txt", "--lang", "en"]);
        assert!(english.contains(name) && english.contains("hint: "), "{english}");
        assert!(english.is_ascii(), "{english}");
    }
    let folder = room.complaint(&["outline", "."]);
    assert!(folder.contains("是目录") && folder.contains("提示："), "{folder}");
    let alone = room.complaint(&["left.txt"]);
    assert!(alone.contains("duikan 左 右"), "{alone}");
    let option = room.complaint(&["compare", "left.txt", "right.txt", "--format", "pdf"]);
    assert!(option.contains("pdf") && option.contains("text, json"), "{option}");
}

#[test]
fn complaint_says_what_was_typed_wrongly() {
    let room = Room::new("typed");
    let says = |arguments: &[&str], expected: &[&str]| {
        let said = room.complaint(arguments);
        assert!(expected.iter().all(|part| said.contains(part)), "{arguments:?}: {said}");
    };
    says(&["compare", "-", "-"], &["左右都是标准输入", "文件名"]);
    says(&["-#2", "-#2"], &["左右都是标准输入"]);
    says(&["compare", "a", "b", "c"], &["多出了“c”", "duikan compare --help"]);
    says(&["compare", "left.txt"], &["缺少 <右>", "duikan compare --help"]);
    says(&["comprae", "left.txt", "right.txt"], &["“comprae”", "duikan compare？"]);
    says(&["comapre", "left.txt"], &["“comapre”", "duikan compare？"]);
    says(&["comapre", "left.txt", "--format", "json"], &["“comapre”", "duikan compare？"]);
    says(&["compare", "all.txt#", "left.txt"], &["all.txt# 后面缺少篇名", "篇一 篇二"]);
    says(&["matrix", "left.txt"], &["left.txt", "duikan matrix 文件1 文件2"]);
    says(&["matrix", "left.txt", "left.txt"], &["没有可以比较的两篇"]);
    says(&["compare", "left.txt", "right.txt", "--color", "never"], &["--color"]);
}

#[test]
fn wrong_variable_is_named() {
    let room = Room::new("variable");
    let mut command = room.command(&["compare", "left.txt", "right.txt"]);
    let said = command.env("DUIKAN_LANG", "xx").output().unwrap();
    assert_eq!(said.status.code(), Some(2));
    let said = String::from_utf8(said.stderr).unwrap();
    assert!(said.contains("DUIKAN_LANG 不能是“xx”") && !said.contains("--lang"), "{said}");
}

#[test]
fn help_is_a_word_too() {
    let room = Room::new("help");
    let said = |arguments: &[&str]| {
        let output = room.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        stdout(&output)
    };
    assert_eq!(said(&["help"]), said(&["--help"]));
    assert_eq!(said(&["help", "compare"]), said(&["compare", "--help"]));
    assert!(said(&["text", "--help"]).contains("也输出全文"));
    for command in ["compare", "matrix", "sources", "outline", "figures", "text", "rules"] {
        let help = said(&[command, "--help"]);
        assert!(help.contains(&format!("用法：duikan {command} [选项]")), "{help}");
        assert!(!help.contains("OPTIONS") && !help.contains("<FILE>"), "{help}");
    }
}

#[test]
fn lines_name_the_report_its_place_and_quote_without_nesting() {
    let room = Room::new("lines-of-report");
    let said = stdout(&room.run(&["compare", "all.txt#篇二", "left.txt"]));
    assert!(said.contains("第 4–5 行") && said.contains("5 行)"), "{said}");
    let said = stdout(&room.run(&["compare", "left.txt", "right.txt"]));
    assert!(said.contains('「') && !said.contains("未变") && !said.contains("有改动"), "{said}");
    room.put("untitled.txt", "今年以来，市科技局在市委的领导下，各项工作取得了新的进展和成效。\n");
    let said = stdout(&room.run(&["outline", "untitled.txt"]));
    assert!(said.contains("（今年以来，市科技局在市委的领导下，各项…）"), "{said}");
}

#[cfg(unix)]
#[test]
fn unreadable_file_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let room = Room::new("unreadable");
    let path = room.path.join("left.txt");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        return; // The superuser may read everything.
    }
    let complaint = room.complaint(&["compare", "left.txt", "right.txt"]);
    assert!(complaint.contains("left.txt") && complaint.contains("权"), "{complaint}");
}

#[test]
fn garbage_gives_a_result_or_a_complaint_but_no_control_character() {
    let room = Room::new("garbage");
    room.put("escape.txt", format!("\u{1B}[2J\u{1B}]52;c;x\u{7}\u{9B}31m{LEFT}\u{202E}"));
    room.put("broken.txt", [LEFT.as_bytes(), b"\xFF\xFE\x80\xE4\xB8", RIGHT.as_bytes()].concat());
    room.put("zeros.txt", [0; 4096]);
    room.put("noise.txt", (0..=255).cycle().take(10_000).collect::<Vec<u8>>());
    room.put("blank.txt", "\n\n\u{3000}\n");
    room.put("line.txt", "科".repeat(20_000));
    for name in ["escape.txt", "broken.txt", "zeros.txt", "noise.txt", "blank.txt", "line.txt"] {
        let commands: [&[&str]; 6] = [
            &["compare", name, "left.txt"],
            &["compare", "left.txt", name, "--format", "json"],
            &["figures", name],
            &["outline", name],
            &["matrix", name, "left.txt"],
            &[name, "right.txt"],
        ];
        for arguments in commands {
            let output = room.run(arguments);
            assert!(output.status.code().is_some_and(|code| code <= 2), "{arguments:?}");
            let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
            let is_control = |c: char| c.is_control() && c != '\n';
            assert!(!said.contains(is_control) && !said.contains('\u{202E}'), "{arguments:?}");
        }
    }
}

#[test]
fn language_follows_option_then_variable_then_locale() {
    let room = Room::new("language");
    let says = |locale: &str, variable: Option<&str>, arguments: &[&str], expected: &str| {
        let mut command = room.command(arguments);
        command.env("LANG", locale);
        if let Some(language) = variable {
            command.env("DUIKAN_LANG", language);
        }
        let said = stdout(&command.output().unwrap());
        assert!(said.contains(expected), "{said}");
    };
    says("zh_CN.UTF-8", None, &["--help"], "用法");
    says("en_US.UTF-8", None, &["--help"], "Usage");
    says("en_US.UTF-8", Some("zh"), &["--help"], "用法");
    says("zh_CN.UTF-8", Some("zh"), &["--help", "--lang", "en"], "Usage");
    says("zh_CN.UTF-8", Some("en"), &["compare", "left.txt", "right.txt"], "containment");
    says("en_US.UTF-8", None, &["rules", "--lang=zh"], "雷同段");
}

#[test]
fn lines_without_a_screen_are_those_of_compare() {
    let room = Room::new("lines");
    let compare = room.run(&["compare", "left.txt", "right.txt"]);
    assert_eq!(stdout(&room.run(&["left.txt", "right.txt"])), stdout(&compare));
    assert_eq!(stdout(&room.run(&["--plain", "left.txt", "right.txt"])), stdout(&compare));
    let mut colored = room.command(&["--color", "always", "left.txt", "right.txt"]);
    assert_eq!(stdout(&colored.output().unwrap()), stdout(&compare));
    let collection = room.run(&["all.txt"]);
    assert_eq!(collection.status.code(), Some(0));
    assert!(stdout(&collection).contains("all.txt#篇二"));
}

#[test]
fn git_external_diff_compares_two_blobs_and_succeeds() {
    let room = Room::new("git");
    let hex =
        ["0123456789abcdef0123456789abcdef01234567", "89abcdef0123456789abcdef0123456789abcdef"];
    let changed =
        room.run(&["报告.txt", "left.txt", hex[0], "100644", "right.txt", hex[1], "100644"]);
    assert_eq!(changed.status.code(), Some(0));
    assert!(stdout(&changed).contains("报告.txt@0123456"));
    let added = room.run(&["报告.txt", "/dev/null", ".", ".", "right.txt", hex[1], "100644"]);
    assert_eq!(added.status.code(), Some(0), "{}", String::from_utf8_lossy(&added.stderr));
    room.complaint(&["left.txt", "right.txt", "all.txt"]);
}

#[test]
fn reader_that_leaves_early_is_no_error() {
    let room = Room::new("pipe");
    let many = "第3项，完成投资2.5亿元，比上年增长8.4%。\n".repeat(1_000);
    room.put("many.txt", many);
    let mut command = room.command(&["figures", "many.txt"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut pipe = child.stdout.take().unwrap();
    pipe.read_exact(&mut [0; 16]).unwrap();
    drop(pipe);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn output_file_is_replaced_whole_and_never_an_input() {
    let room = Room::new("output");
    room.put("result.json", "old");
    let arguments = ["compare", "left.txt", "right.txt", "--format", "json", "-o", "result.json"];
    let written = room.run(&arguments);
    assert_eq!(written.status.code(), Some(1));
    assert!(written.stdout.is_empty());
    let result = fs::read(room.path.join("result.json")).unwrap();
    assert!(serde_json::from_slice::<Value>(&result).is_ok());
    let complaint = room.complaint(&["compare", "left.txt", "right.txt", "-o", "./left.txt"]);
    assert!(complaint.contains("left.txt"), "{complaint}");
    assert_eq!(fs::read_to_string(room.path.join("left.txt")).unwrap(), LEFT);
    let complaint = room.complaint(&["compare", "left.txt", "right.txt", "-o", "no/such/place"]);
    assert!(complaint.contains("no/such/place"), "{complaint}");
    assert!(complaint.contains("没有这个文件或目录"), "{complaint}");
    assert!(!complaint.contains("原有的文件") && !complaint.contains("os error"), "{complaint}");
    let files = fs::read_dir(&room.path).unwrap().count();
    assert_eq!(files, 4, "a draft was left behind");
}

#[cfg(target_os = "linux")]
#[test]
fn full_disk_is_trouble() {
    let room = Room::new("full");
    let mut command = room.command(&["compare", "left.txt", "right.txt"]);
    command.stdout(fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(!output.stderr.is_empty());
}

#[test]
fn encoding_that_was_named_wins_over_the_one_that_was_found() {
    let room = Room::new("encoding");
    room.put("gbk.txt", encoding_rs::GB18030.encode("工作报告").0);
    assert_eq!(stdout(&room.run(&["text", "gbk.txt"])), "工作报告");
    assert_ne!(stdout(&room.run(&["text", "gbk.txt", "--encoding", "big5"])), "工作报告");
    assert!(room.complaint(&["text", "gbk.txt", "--encoding", "klingon"]).contains("klingon"));
}

/// Two folders: one report unchanged under another name, one changed, one without counterpart, and one
/// that cannot be read.
fn folders(room: &Room) {
    for folder in ["old/乡镇", "new"] {
        fs::create_dir_all(room.path.join(folder)).unwrap();
    }
    room.put("old/a.txt", LEFT);
    room.put("old/乡镇/b.txt", COLLECTION);
    room.put("new/1.txt", COLLECTION);
    room.put("new/2.txt", RIGHT);
    room.put("new/3.txt", "Spring budget of the borough council: roads, parks and libraries.");
    room.put("new/4.png", b"\x89PNG\r\n\x1A\n");
}

#[test]
fn two_folders_are_paired_by_content_and_what_is_left_is_told() {
    let room = Room::new("folders");
    folders(&room);
    let output = room.run(&["compare", "old", "new"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stderr.is_empty());
    let lines = stdout(&output);
    let row = |name: &str| lines.lines().find(|line| line.contains(name)).unwrap_or_default();
    assert!(row("a.txt").contains("2.txt"), "{lines}");
    assert!(row("乡镇/b.txt").contains("1.txt") && row("乡镇/b.txt").contains("相同"), "{lines}");
    assert!(row("4.png").contains("PNG"), "{lines}");
    let alone = lines.split("只在右侧").nth(1).unwrap_or_default();
    assert!(alone.contains("3.txt") && !alone.contains("2.txt"), "{lines}");
    assert_eq!(stdout(&room.run(&["--plain", "old", "new"])), lines);
    let matrix = room.run(&["matrix", "new"]);
    assert_eq!(matrix.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&matrix.stderr).contains("new/4.png"));
    assert_eq!(stdout(&room.run(&["new"])), stdout(&matrix));

    let json = room.json(&["compare", "old", "new", "--format", "json"]);
    assert_fields(&json, "schema left right pairs");
    assert_eq!(json["schema"], "duikan/folders/1");
    assert_fields(&json["right"], "path files unpaired unread");
    assert_fields_of_all(&json["right"]["files"], "path format title");
    assert_fields_of_all(&json["right"]["unread"], "path message");
    let fields = "left right resemblance containment grade same certainty";
    assert_fields_of_all(&json["pairs"], fields);
    assert_eq!(json["right"]["unpaired"], serde_json::json!([2]));
    let same: Vec<&Value> =
        json["pairs"].as_array().unwrap().iter().map(|pair| &pair["same"]).collect();
    assert_eq!(same, [false, true]);
}

#[test]
fn folders_of_the_same_texts_are_the_same_and_a_folder_is_compared_with_a_file() {
    let room = Room::new("same-folders");
    folders(&room);
    fs::remove_file(room.path.join("new/4.png")).unwrap();
    assert_eq!(room.run(&["compare", "new", "new"]).status.code(), Some(0));
    let output = room.run(&["compare", "new", "left.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stdout(&output).lines().any(|line| line.contains("2.txt") && line.contains("left.txt"))
    );
    fs::create_dir_all(room.path.join("empty")).unwrap();
    assert!(room.complaint(&["compare", "empty", "empty"]).contains("没有读得出的文件"));
    assert!(room.complaint(&["compare", "old", "new", "-f", "html"]).contains("text 或 json"));
}
