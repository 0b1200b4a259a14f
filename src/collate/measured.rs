//! Shares of distinctive text that pairs of the open data have, in ten-thousandths.
//!
//! Written by `tests/reuse/norm.rs`, which says what the pairs are; not to be edited.

/// Unrelated pairs that were measured.
pub const UNRELATED_PAIRS: u32 = 1120;

/// The shares of those that have any, the largest first.
#[rustfmt::skip]
pub const UNRELATED_SHARES: [u16; 89] = [
    2938, 2288, 1388, 561, 319, 318, 304, 297, 273, 241, 228, 223, 217, 213, 208, 199,
    197, 183, 178, 177, 171, 151, 147, 147, 145, 142, 132, 132, 131, 130, 130, 129,
    127, 127, 125, 122, 122, 121, 113, 111, 110, 109, 109, 108, 101, 101, 97, 91,
    84, 83, 83, 77, 76, 72, 71, 71, 70, 68, 68, 67, 65, 64, 64, 63,
    62, 62, 58, 57, 56, 51, 51, 48, 43, 43, 42, 40, 40, 39, 39, 39,
    39, 39, 39, 39, 39, 38, 37, 32, 5,
];

/// The shares of consecutive years, the smallest first.
#[rustfmt::skip]
pub const CONSECUTIVE_SHARES: [u16; 18] = [
    440, 888, 981, 1155, 1194, 1244, 1258, 1298, 1390, 1406, 1413, 1487, 1501, 1571, 1654, 1835,
    2145, 2401,
];

/// Sections of unrelated pairs that were graded, and how many of them as shared.
pub const UNRELATED_SECTIONS: [u32; 2] = [27951, 26];

/// The same of consecutive years.
pub const CONSECUTIVE_SECTIONS: [u32; 2] = [534, 30];
