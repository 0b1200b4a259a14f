//! PDF files made here, byte by byte, and what is read of them.

#![expect(clippy::print_stdout, reason = "what was measured is printed")]

use duikan::intake::document::Document;
use duikan::intake::note::NoteKind;
use duikan::intake::reading::Options;
use encoding_rs::{BIG5, EUC_JP, EUC_KR, GB18030, GBK, SHIFT_JIS};
use miniz_oxide::deflate::compress_to_vec_zlib;
use mutation::{Numbers, assert_little_memory, mutated, n_mutations};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

mod mutation;

/// Width and height of a page, in points.
const PAGE: (usize, usize) = (600, 800);

/// The size that all text is set in, in points.
const SIZE: usize = 10;

/// A PDF file under construction.
#[derive(Default)]
struct Pdf {
    objects: Vec<Vec<u8>>,
    pages: Vec<usize>,
}

impl Pdf {
    /// Adds an object and returns its number; the first two are the catalog and the page tree.
    fn object(&mut self, body: impl AsRef<[u8]>) -> usize {
        self.objects.push(body.as_ref().to_vec());
        self.objects.len() + 2
    }

    fn stream(&mut self, entries: &str, body: &[u8]) -> usize {
        let head = format!("<</Length {}{entries}>>\nstream\n", body.len());
        self.object([head.as_bytes(), body, b"\nendstream"].concat())
    }

    /// Adds a font of full-width glyphs that is not embedded.
    fn font(&mut self, encoding: &str, ordering: &str, more: &str) -> usize {
        let system = format!("<</Registry (Adobe)/Ordering ({ordering})/Supplement 0>>");
        let inner = self.object(format!(
            "<</Type/Font/Subtype/CIDFontType0/BaseFont/SimSun/CIDSystemInfo {system}/DW 1000>>"
        ));
        self.object(format!(
            "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/{encoding}/DescendantFonts[{inner} 0 R]{more}>>"
        ))
    }

    /// Adds a page that shows a description with a font called F.
    fn page(&mut self, content: &[u8], font: usize) {
        let content = self.stream("", content);
        let page = format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {} {}]/Contents {content} 0 R\
             /Resources<</Font<</F {font} 0 R>>>>>>",
            PAGE.0, PAGE.1
        );
        let page = self.object(page);
        self.pages.push(page);
    }

    /// Writes the file, with its table of objects.
    fn bytes(&self) -> Vec<u8> {
        let kids: Vec<String> = self.pages.iter().map(|page| format!("{page} 0 R")).collect();
        let tree = format!("<</Type/Pages/Kids[{}]/Count {}>>", kids.join(" "), self.pages.len());
        let fixed = [b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), tree.into_bytes()];
        let mut bytes = b"%PDF-1.7\n".to_vec();
        let mut table = String::from("0000000000 65535 f \n");
        for (at, object) in fixed.iter().chain(&self.objects).enumerate() {
            let _ = writeln!(table, "{:010} 00000 n ", bytes.len());
            bytes.extend_from_slice(format!("{} 0 obj\n", at + 1).as_bytes());
            bytes.extend_from_slice(object);
            bytes.extend_from_slice(b"\nendobj\n");
        }
        let count = self.objects.len() + 3;
        let end = format!(
            "xref\n0 {count}\n{table}trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n",
            bytes.len()
        );
        bytes.extend_from_slice(end.as_bytes());
        bytes
    }
}

/// Describes one line of text at a place.
fn set(x: usize, y: usize, codes: &[u8]) -> String {
    let mut hex = String::new();
    for byte in codes {
        let _ = write!(hex, "{byte:02X}");
    }
    format!("BT /F {SIZE} Tf {x} {y} Td <{hex}> Tj ET\n")
}

fn gbk(text: &str) -> Vec<u8> {
    GBK.encode(text).0.into_owned()
}

/// A file of pages, each of lines at places.
fn pages(pages: &[&[(usize, usize, &str)]]) -> Vec<u8> {
    let mut pdf = Pdf::default();
    let font = pdf.font("GBK-EUC-H", "GB1", "");
    for lines in pages {
        let content: String = lines.iter().map(|(x, y, text)| set(*x, *y, &gbk(text))).collect();
        pdf.page(content.as_bytes(), font);
    }
    pdf.bytes()
}

fn read(bytes: &[u8]) -> Document {
    duikan::intake::read(bytes, "report.pdf", &Options::default())
}

fn kinds(document: &Document) -> Vec<NoteKind> {
    document.notes.iter().map(|note| note.kind).collect()
}

#[test]
fn fonts_that_are_named_and_not_embedded_are_read_by_their_character_maps() {
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let chinese = "政府工作报告，２０２５年。";
    let cases = [
        ("GBK-EUC-H", "GB1", chinese, gbk(chinese)),
        ("GBKp-EUC-H", "GB1", chinese, gbk(chinese)),
        ("GB-EUC-H", "GB1", chinese, gbk(chinese)),
        ("GBK2K-H", "GB1", chinese, GB18030.encode(chinese).0.into_owned()),
        ("UniGB-UCS2-H", "GB1", chinese, utf16(chinese)),
        ("UniGB-UTF16-H", "GB1", chinese, utf16(chinese)),
        ("ETen-B5-H", "CNS1", "施政報告", BIG5.encode("施政報告").0.into_owned()),
        ("UniCNS-UCS2-H", "CNS1", "施政報告", utf16("施政報告")),
        ("90ms-RKSJ-H", "Japan1", "平和宣言", SHIFT_JIS.encode("平和宣言").0.into_owned()),
        ("EUC-H", "Japan1", "平和宣言", EUC_JP.encode("平和宣言").0.into_owned()),
        ("KSCms-UHC-H", "Korea1", "시정연설", EUC_KR.encode("시정연설").0.into_owned()),
    ];
    for (encoding, ordering, text, codes) in cases {
        let mut pdf = Pdf::default();
        let font = pdf.font(encoding, ordering, "");
        pdf.page(set(50, 700, &codes).as_bytes(), font);
        assert_eq!(read(&pdf.bytes()).text, format!("{text}\n"), "{encoding}");
    }
}

#[test]
fn the_map_that_the_file_brings_along_wins() {
    let mut pdf = Pdf::default();
    let map = b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
        2 beginbfchar <0001> <62A5> <0002> <544A> endbfchar\n\
        1 beginbfrange <0010> <0012> <4E00> endbfrange";
    let map = pdf.stream("", map);
    let font = pdf.font("Identity-H", "Identity", &format!("/ToUnicode {map} 0 R"));
    pdf.page(set(50, 700, &[0, 1, 0, 2, 0, 0x10]).as_bytes(), font);
    assert_eq!(read(&pdf.bytes()).text, "报告一\n");
}

#[test]
fn headers_and_page_numbers_are_left_out_and_paragraphs_go_on_across_pages() {
    let full = "全市上下认真落实各项决策部署经济运行稳中有进社会大局和谐稳定";
    let head = (200, 770, "云溪市工作报告");
    let first: Vec<(usize, usize, &str)> = (0..8).map(|n| (100, 660 - 15 * n, full)).collect();
    let page = |number| [&[head], &first[..], &[(290, 30, number)]].concat();
    let (one, two) = (page("1"), [page("2"), vec![(100, 540, "圆满完成。")]].concat());
    let document = read(&pages(&[&one, &two]));
    assert_eq!(document.text, format!("{}圆满完成。\n", full.repeat(16)));
    assert_eq!(kinds(&document), []);
}

#[test]
fn pages_in_two_columns_are_read_down_one_and_then_the_other() {
    let left = "全市上下认真落实各项决策部署经济运行稳中有进";
    let right = "社会大局和谐稳定人民生活持续改善各项事业发展";
    let mut page: Vec<(usize, usize, &str)> = vec![(270, 740, "云溪市工作报告")];
    for n in 0..10 {
        page.push((50, 700 - 15 * n, left));
        page.push((310, 694 - 15 * n, right));
    }
    page.push((50, 550, "圆满完成。"));
    page.push((310, 544, "再上台阶。"));
    let document = read(&pages(&[&page]));
    let columns = [left, right].map(|line| line.repeat(10));
    let expected = format!("云溪市工作报告\n{}圆满完成。\n{}再上台阶。\n", columns[0], columns[1]);
    assert_eq!(document.text, expected);
}

/// Written by `LibreOffice`: one that opens with a password only, and one that may not be printed or edited.
#[test]
fn files_that_need_a_password_say_so_and_those_that_are_only_restricted_are_read() {
    let file = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pdf_files").join(name);
        read(&fs::read(path).unwrap())
    };
    assert_eq!(kinds(&file("locked.pdf")), [NoteKind::Encrypted]);
    assert_eq!(file("restricted.pdf").text, "云溪市2024年工作总结\n");
}

/// Bounds the time of a thick file; in a release build it takes a tenth of it.
#[test]
fn a_file_of_230_pages_is_read_in_seconds() {
    let full = "全市上下认真落实各项决策部署经济运行稳中有进社会大局和谐稳定全面完成";
    let page: Vec<(usize, usize, &str)> = (0..40).map(|n| (100, 740 - 16 * n, full)).collect();
    let bytes = pages(&vec![page.as_slice(); 230]);
    let began = Instant::now();
    let document = read(&bytes);
    let took = began.elapsed();
    println!("230 pages, {} characters: {took:?}", document.text.chars().count());
    assert!(230 * 40 * 30 < document.text.chars().count());
    assert!(took < Duration::from_secs(20));
}

#[test]
fn ruled_tables_are_read_row_by_row() {
    let mut pdf = Pdf::default();
    let font = pdf.font("GBK-EUC-H", "GB1", "");
    let mut content = String::new();
    for y in [600, 620, 640] {
        let _ = writeln!(content, "100 {y} m 300 {y} l S");
    }
    for x in [100, 200, 300] {
        let _ = writeln!(content, "{x} 600 0.5 40 re f");
    }
    for (x, y, text) in
        [(110, 625, "指标"), (210, 625, "数量"), (110, 605, "企业"), (210, 605, "家")]
    {
        content += &set(x, y, &gbk(text));
    }
    pdf.page(content.as_bytes(), font);
    assert_eq!(read(&pdf.bytes()).text, "指标\t数量\n企业\t家\n");
}

#[test]
fn a_file_without_a_text_layer_says_so() {
    let mut pdf = Pdf::default();
    let font = pdf.font("GBK-EUC-H", "GB1", "");
    let picture = b"q 600 0 0 800 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q";
    pdf.page(picture, font);
    let document = read(&pdf.bytes());
    assert_eq!(kinds(&document), [NoteKind::NoTextLayer]);
    assert!(document.text.is_empty());
    pdf.page(set(50, 700, &gbk("附件")).as_bytes(), font);
    assert_eq!(kinds(&read(&pdf.bytes())), [NoteKind::PicturePages]);
}

#[test]
fn fonts_that_do_not_say_what_they_show_are_told_from_scans() {
    let mut pdf = Pdf::default();
    let font = pdf.font("Identity-H", "Identity", "");
    pdf.page(set(50, 700, &[1, 2, 3, 4]).as_bytes(), font);
    let document = read(&pdf.bytes());
    assert_eq!(kinds(&document), [NoteKind::UnreadableFonts]);
    assert!(document.text.is_empty());
}

#[test]
fn what_unpacks_beyond_the_limit_is_left_out() {
    let mut pdf = Pdf::default();
    let font = pdf.font("GBK-EUC-H", "GB1", "");
    let packed = compress_to_vec_zlib(&vec![b' '; 40 << 20], 6);
    let content = pdf.stream("/Filter/FlateDecode", &packed);
    let page = format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents {content} 0 R>>");
    let page = pdf.object(page);
    pdf.pages.push(page);
    pdf.page(set(50, 700, &gbk("报告")).as_bytes(), font);
    assert_eq!(read(&pdf.bytes()).text, "报告\n");
}

#[test]
fn files_that_were_damaged_are_read_as_far_as_they_go() {
    let whole = pages(&[&[(100, 700, "一、工作回顾"), (100, 680, "全市经济稳中有进。")]]);
    for cut in (0..whole.len()).step_by(7) {
        let document = read(&whole[..cut]);
        assert!(document.text.len() < 100);
    }
}

/// A file of two pages with a packed description, a map of characters, a picture and a ruled table.
fn rich() -> Vec<u8> {
    let mut pdf = Pdf::default();
    let map = b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
        1 beginbfrange <0010> <0090> <4E00> endbfrange";
    let map = pdf.stream("/Filter/FlateDecode", &compress_to_vec_zlib(map, 6));
    let own = pdf.font("Identity-H", "Identity", &format!("/ToUnicode {map} 0 R"));
    let codes: Vec<u8> = (0x10..0x30).flat_map(|code| [0, code]).collect();
    let mut content =
        String::from("q 1 0 0 1 10 10 cm BT /F 12 Tf 1 0 0 1 90 600 Tm (\\000\\020) Tj T* ET Q\n");
    for y in [600, 620, 640] {
        let _ = writeln!(content, "100 {y} m 300 {y} l S");
    }
    for x in [100, 200, 300] {
        let _ = writeln!(content, "{x} 600 0.5 40 re f");
    }
    content += &set(110, 625, &codes);
    content += &set(60, 700, &codes);
    content += "BI /W 1 /H 1 /BPC 8 /CS /G ID x EI\n";
    let packed = compress_to_vec_zlib(content.as_bytes(), 6);
    let stream = pdf.stream("/Filter/FlateDecode", &packed);
    let page = pdf.object(format!(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents[{stream} 0 R {stream} 0 R]\
         /Resources<</Font<</F {own} 0 R>>>>>>"
    ));
    pdf.pages.push(page);
    let named = pdf.font("GBK-EUC-H", "GB1", "");
    let second = set(100, 700, &gbk("一、工作回顾")) + &set(100, 680, &gbk("全市经济稳中有进。"));
    pdf.page(second.as_bytes(), named);
    pdf.bytes()
}

/// Reads so many damaged variants. To read more of them:
/// `DUIKAN_MUTATIONS=100000 cargo test --release --test pdf mutated`.
#[test]
fn mutated_files_never_panic_nor_take_much_memory() {
    let (bytes, count) = (rich(), n_mutations(300));
    assert!(read(&bytes).text.contains("一、工作回顾"));
    let mut numbers = Numbers(7);
    let mut n_with_text = 0;
    for _ in 0..count {
        let document = read(&mutated(&bytes, &mut numbers));
        n_with_text += usize::from(!document.text.is_empty());
        assert!(document.hints.iter().all(|hint| hint.span.end <= document.text.len()));
    }
    println!("{count} damaged files, {n_with_text} with text");
    assert!(count / 4 < n_with_text);
    assert_little_memory();
}
