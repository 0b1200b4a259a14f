//! The shipped table against the open data it is counted from.

use crate::corpus::Corpus;
use duikan::collate::background::Background;

/// Set to write the table anew instead of comparing.
const WRITE: &str = "DUIKAN_WRITE_BACKGROUND";

#[test]
fn shipped_background_is_what_the_open_data_gives() {
    let Some(corpus) = Corpus::read() else { return };
    let counted = corpus.table();
    if std::env::var_os(WRITE).is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/collate/background.bin");
        std::fs::write(path, counted.to_bytes()).expect("the table can be written");
        return;
    }
    let is_same = *Background::shipped() == counted;
    println!("background of {} documents", counted.documents());
    assert!(is_same, "count it anew: {WRITE}=1 cargo test --test reuse background");
}

#[test]
fn table_survives_being_written() {
    let shipped = Background::shipped();
    assert_eq!(Background::from_bytes(&shipped.to_bytes()).as_ref(), Some(shipped));
    assert_eq!(Background::from_bytes(&shipped.to_bytes()[..7]), None);
}
