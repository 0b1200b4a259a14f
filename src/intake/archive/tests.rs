//! Small archives, whole and broken; and how to make one.

use std::io::Write;

use encoding_rs::GB18030;
use rawzip::CompressionMethod;

use crate::intake::archive::Archive;
use crate::intake::flaw::Flaw;
use crate::intake::limit::{Limit, MAX_PART_BYTES};

/// Packs parts to a ZIP file, deflated as word processors do.
pub(crate) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = rawzip::ZipArchiveWriter::new(Vec::new());
    for (name, content) in parts {
        let builder = zip.new_file(*name).compression_method(CompressionMethod::DEFLATE);
        let (mut entry, config) = builder.start().unwrap();
        let mut plain = config.wrap(Vec::new());
        plain.write_all(content.as_bytes()).unwrap();
        let (plain, descriptor) = plain.finish().unwrap();
        entry.write_all(&miniz_oxide::deflate::compress_to_vec(&plain, 6)).unwrap();
        entry.finish(descriptor).unwrap();
    }
    zip.finish().unwrap()
}

fn text(archive: &Archive, name: &str) -> String {
    String::from_utf8(archive.part(name).unwrap().bytes).unwrap()
}

#[test]
fn parts_are_unpacked_by_name_whatever_its_case() {
    let bytes = packed(&[("a/B.xml", "甲"), ("c", "")]);
    let archive = Archive::open(&bytes);
    assert!(!archive.is_cut);
    assert_eq!(text(&archive, "A/b.XML"), "甲");
    assert_eq!(archive.part("d"), None);
}

#[test]
fn a_file_without_its_end_still_gives_its_first_parts() {
    let long = "报告".repeat(4000);
    let bytes = packed(&[("a", "甲"), ("b", &long), ("c", "丙")]);
    let directory = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    let archive = Archive::open(&bytes[..directory - 40]);
    assert!(archive.is_cut);
    assert_eq!(text(&archive, "a"), "甲");
    assert_eq!(text(&archive, "b"), long);
}

#[test]
fn altered_content_is_damaged() {
    let mut bytes = packed(&[("a", "科技工作取得新的成效")]);
    bytes[40] ^= 0x55;
    assert_eq!(Archive::open(&bytes).part("a").unwrap().flaw, Some(Flaw::Damaged));
}

#[test]
fn a_bomb_is_unpacked_up_to_the_bound_only() {
    let bomb = "0".repeat(MAX_PART_BYTES + 1);
    let bytes = packed(&[("bomb", &bomb)]);
    assert!(bytes.len() < MAX_PART_BYTES / 500);
    let part = Archive::open(&bytes).part("bomb").unwrap();
    assert_eq!(part.flaw, Some(Flaw::OverLimit(Limit::Part)));
    assert_eq!(part.bytes.len(), MAX_PART_BYTES);
}

#[test]
fn an_encrypted_part_is_closed() {
    let mut bytes = packed(&[("a", "甲")]);
    let directory = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    bytes[directory + 8] |= 1;
    let archive = Archive::open(&bytes);
    assert!(archive.is_closed("a"));
    assert_eq!(archive.part("a").unwrap().flaw, Some(Flaw::Encrypted));
}

#[test]
fn names_in_gbk_are_read() {
    let name = GB18030.encode("总结").0;
    let mut bytes = packed(&[("abcd", "甲")]);
    for at in 0..bytes.len() - 4 {
        if &bytes[at..at + 4] == b"abcd" {
            bytes[at..at + 4].copy_from_slice(&name);
        }
    }
    assert_eq!(Archive::open(&bytes).names().next().unwrap(), "总结");
}

#[test]
fn bytes_that_are_no_archive_hold_nothing() {
    assert_eq!(Archive::open(b"").names().count(), 0);
    assert_eq!(Archive::open(b"PK\x03\x04").names().count(), 0);
}
