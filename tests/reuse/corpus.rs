//! The open data that the background is counted from, and the pairs with known passages.

use duikan::collate::background::{Background, Census, Wordings};
use duikan::collate::model::Witness;
use duikan::collate::normal::Normal;
use duikan::intake::decode;
use duikan::intake::document::Document;
use duikan::report::model::Report;
use duikan::report::split;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Returns the path of open data, or `None` with a word on standard output.
pub(crate) fn open(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(path);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is not here", path.display());
    None
}

pub(crate) fn rows(path: &str) -> Option<Vec<Value>> {
    let text = std::fs::read_to_string(open(path)?).expect("open data is readable");
    Some(text.lines().map(|line| serde_json::from_str(line).expect("a row is JSON")).collect())
}

/// A text with the report read from it.
pub(crate) struct Text {
    pub(crate) document: Document,
    pub(crate) report: Report,
}

impl Text {
    pub(crate) fn of(text: &str) -> Self {
        let document = decode::read(text.as_bytes(), "text.txt");
        let report = split::whole(&document);
        Self { document, report }
    }

    pub(crate) fn witness(&self) -> Witness<'_> {
        Witness { text: &self.document.text, report: &self.report }
    }
}

fn wordings(text: &str) -> Wordings {
    Wordings::of(&Normal::of_text(text))
}

/// State Council reports of the open data that are whole and what they say they are.
pub(crate) const NATIONAL: [u32; 20] = [
    1955, 1980, 1998, 2004, 2005, 2006, 2007, 2008, 2009, 2010, 2011, 2012, 2013, 2014, 2015, 2016,
    2017, 2020, 2024, 2025,
];

/// Returns what a State Council report is called among the documents.
pub(crate) fn national_title(year: u32) -> String {
    format!("政府工作报告{year}")
}

/// Returns the State Council report of a year, of those that have a file of their own.
pub(crate) fn national(year: u32) -> Option<String> {
    let bytes = std::fs::read(open(&format!("national/{year}.txt"))?).expect("readable");
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Phrases that every department uses: told to the table as standing in half of the documents.
const PHRASE_DOCUMENTS: u32 = 180;

/// Provincial reports behind the counted clauses, of which the texts are not here.
const PROVINCIAL: u32 = 62;

/// Everything the background is counted from; documents by title, so that one can be left out.
pub(crate) struct Corpus {
    census: Census,
    documents: BTreeMap<String, Wordings>,
}

impl Corpus {
    pub(crate) fn read() -> Option<Self> {
        let mut documents = BTreeMap::new();
        for file in ["reuse/regulations-00.jsonl", "reuse/regulations-01.jsonl"] {
            for row in rows(file)? {
                documents.insert(field(&row, "title"), wordings(&field(&row, "text")));
            }
        }
        for row in rows("reuse/law-versions-open.jsonl")? {
            let title = format!("law {}", field(&row, "id"));
            documents.insert(title, wordings(&field(&row, "new")));
        }
        for year in NATIONAL {
            documents.insert(national_title(year), wordings(&national(year)?));
        }
        let mut census = Census::default();
        for document in documents.values() {
            census.add(document);
        }
        census.add_documents(PROVINCIAL);
        for (wordings, times) in clauses()? {
            census.add_times(&wordings, times);
        }
        let phrases = include_str!("phrases.txt").lines().filter(|line| !line.starts_with('#'));
        for phrase in phrases {
            census.add_times(&wordings(phrase), PHRASE_DOCUMENTS);
        }
        Some(Self { census, documents })
    }

    pub(crate) fn table(&self) -> Background {
        self.census.table()
    }

    /// Returns the table counted without the documents of these titles.
    pub(crate) fn table_without(&self, titles: &[String]) -> Background {
        let mut census = self.census.clone();
        for document in titles.iter().filter_map(|title| self.documents.get(title)) {
            census.remove(document);
        }
        census.table()
    }
}

pub(crate) fn field(row: &Value, key: &str) -> String {
    row[key].as_str().unwrap_or_default().to_owned()
}

/// Returns the clauses of provincial reports with the number of reports each stands in.
fn clauses() -> Option<Vec<(Wordings, u32)>> {
    let text = std::fs::read_to_string(open("stock-phrases/clauses_df.tsv")?).expect("readable");
    let clause = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [_, _, one, other, clause] = fields[..] else { return None };
        let times = one.parse::<u32>().ok()? + other.parse::<u32>().ok()?;
        Some((wordings(&clause.replace('#', "1")), times))
    };
    Some(text.lines().filter_map(clause).collect())
}
