//! Windows code pages, by which rtf and old Word files name encodings.

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1250,
    WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256,
    WINDOWS_1257, WINDOWS_1258,
};

/// Code pages and their encodings.
const CODE_PAGES: [(u16, &Encoding); 16] = [
    (874, WINDOWS_874),
    (932, SHIFT_JIS),
    (936, GBK),
    (949, EUC_KR),
    (950, BIG5),
    (1250, WINDOWS_1250),
    (1251, WINDOWS_1251),
    (1252, WINDOWS_1252),
    (1253, WINDOWS_1253),
    (1254, WINDOWS_1254),
    (1255, WINDOWS_1255),
    (1256, WINDOWS_1256),
    (1257, WINDOWS_1257),
    (1258, WINDOWS_1258),
    (54936, GB18030),
    (65001, UTF_8),
];

/// Character sets of fonts and the code pages they stand for.
const CHARACTER_SETS: [(u8, u16); 12] = [
    (0, 1252),
    (128, 932),
    (129, 949),
    (134, 936),
    (136, 950),
    (161, 1253),
    (162, 1254),
    (163, 1258),
    (177, 1255),
    (178, 1256),
    (204, 1251),
    (238, 1250),
];

/// Returns the encoding of a code page; `None` if it is not known.
pub fn encoding(code_page: u16) -> Option<&'static Encoding> {
    CODE_PAGES.iter().find(|row| row.0 == code_page).map(|row| row.1)
}

/// Returns the encoding of a font with that character set; `None` if the set leaves it open.
pub fn encoding_of_set(character_set: u8) -> Option<&'static Encoding> {
    let found = CHARACTER_SETS.iter().find(|row| row.0 == character_set);
    found.and_then(|row| encoding(row.1))
}

/// Says whether an encoding writes Han characters in two bytes.
pub fn is_wide(encoding: &'static Encoding) -> bool {
    [GBK, GB18030, BIG5, SHIFT_JIS, EUC_KR].contains(&encoding)
}
