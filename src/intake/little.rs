//! Little-endian numbers in bytes: what the binary formats consist of. Outside the bytes there is none.

/// Returns the byte at an offset.
pub fn byte(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at).copied()
}

/// Returns the 16-bit number at an offset.
pub fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// Returns the 32-bit number at an offset.
pub fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// Returns the 32-bit number at an offset as an offset or a length.
pub fn size(bytes: &[u8], at: usize) -> Option<usize> {
    long(bytes, at).map(|number| number as usize)
}

/// Returns the stretch of bytes with that start and length.
pub fn stretch(bytes: &[u8], start: usize, length: usize) -> Option<&[u8]> {
    bytes.get(start..start.checked_add(length)?)
}
