//! The ZIP file a Word document is.

use miniz_oxide::deflate::compress_to_vec;
use rawzip::time::UtcDateTime;
use rawzip::{CompressionMethod, DataDescriptorOutput, ZipArchiveWriter, crc32};
use std::io::{self, Write};

/// How hard the parts are pressed, 0 to 10: the level every ZIP program takes by default.
const LEVEL: u8 = 6;

/// Packs the parts, each under its name, in their order. The same parts give the same bytes.
///
/// # Errors
///
/// Fails if a name does not fit into a ZIP file.
pub fn packed(parts: &[(&str, String)]) -> io::Result<Vec<u8>> {
    // ZIP has no date before this one; a true date would make every file another.
    let date = UtcDateTime::from_components(1980, 1, 1, 0, 0, 0, 0);
    let date = date.ok_or(io::ErrorKind::InvalidData)?;
    let mut archive = ZipArchiveWriter::new(Vec::new());
    for (name, part) in parts {
        let content = part.as_bytes();
        let file = archive.new_file(*name).last_modified(date);
        let file = file.compression_method(CompressionMethod::DEFLATE);
        let (mut entry, _) = file.start().map_err(io::Error::other)?;
        entry.write_all(&compress_to_vec(content, LEVEL))?;
        let size = content.len() as u64;
        entry.finish(DataDescriptorOutput::new(crc32(content), size)).map_err(io::Error::other)?;
    }
    archive.finish().map_err(io::Error::other)
}
