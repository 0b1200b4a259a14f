//! Shares of distinctive text that pairs of the open data have, in ten-thousandths.
//!
//! Written by `tests/reuse/norm.rs`, which says what the pairs are; not to be edited.

/// Unrelated pairs that were measured.
pub const UNRELATED_PAIRS: u32 = 1120;

/// The shares of those that have any, the largest first.
#[rustfmt::skip]
pub const UNRELATED_SHARES: [u16; 88] = [
    2938, 2288, 1388, 561, 319, 318, 304, 297, 270, 241, 217, 208, 205, 197, 194, 183,
    178, 177, 151, 149, 147, 147, 139, 139, 132, 132, 131, 130, 128, 127, 127, 127,
    126, 122, 122, 121, 119, 117, 113, 111, 110, 109, 108, 107, 104, 101, 97, 91,
    83, 82, 77, 76, 76, 72, 71, 71, 70, 70, 68, 68, 67, 64, 64, 62,
    62, 58, 57, 56, 51, 51, 43, 43, 43, 42, 40, 40, 39, 39, 39, 39,
    39, 39, 39, 39, 37, 32, 32, 5,
];

/// The shares of consecutive years, the smallest first.
#[rustfmt::skip]
pub const CONSECUTIVE_SHARES: [u16; 18] = [
    440, 882, 981, 1155, 1194, 1232, 1244, 1360, 1377, 1398, 1413, 1452, 1487, 1571, 1632, 1835,
    2145, 2399,
];

/// Sections of unrelated pairs that were graded, and how many of them as shared.
pub const UNRELATED_SECTIONS: [u32; 2] = [27951, 26];

/// The same of consecutive years.
pub const CONSECUTIVE_SECTIONS: [u32; 2] = [534, 29];
