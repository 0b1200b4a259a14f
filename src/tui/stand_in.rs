//! What is drawn where a multiplexer and the terminal around it do not agree on the cells of a glyph.
//!
//! GNU screen under a Chinese locale takes `“ — ①` for two cells, whatever the terminal around it does, and
//! places all that follows in the row by that. Nothing that is sent to it makes it look again. What is drawn
//! here takes two cells in both: letters, or the forms of full width.

/// Drawn for a glyph that is not in the table.
const UNKNOWN: &str = "? ";

/// What is drawn for a glyph; each takes two cells everywhere.
const STAND_INS: [(&str, &str); 24] = [
    ("“”", "＂"),
    ("‘’", "＇"),
    ("–—―─━", "－"),
    ("…", ".."),
    ("·•", "・"),
    ("│┃", "| "),
    ("×", "ｘ"),
    ("÷", "／"),
    ("±", "+-"),
    ("≥", ">="),
    ("≤", "<="),
    ("≈∽", "~~"),
    ("≠", "!="),
    ("≡", "=="),
    ("→", "->"),
    ("←", "<-"),
    ("℃", "C "),
    ("°", "o "),
    ("‰", "%o"),
    ("○◎", "〇"),
    ("※★☆●", "＊"),
    ("■□", "[]"),
    ("◆◇", "<>"),
    ("△▲", "/\\"),
];

/// Roman numerals in two letters, those of more as digits.
const ROMAN: [&str; 12] = ["I ", "II", "3 ", "IV", "V ", "VI", "7 ", "8 ", "IX", "X ", "XI", "12"];

/// Numbers from one to twenty, in the two cells of the circle around them.
const NUMBERS: [&str; 20] = [
    "1)", "2)", "3)", "4)", "5)", "6)", "7)", "8)", "9)", "10", "11", "12", "13", "14", "15", "16",
    "17", "18", "19", "20",
];

/// Returns what is drawn in the place of a glyph of two cells that terminals give one cell or two.
pub fn stand_in(glyph: &str) -> &'static str {
    let c = glyph.chars().next().unwrap_or(' ');
    let behind = |first: char| (c as usize).checked_sub(first as usize);
    let roman = ['Ⅰ', 'ⅰ'].into_iter().filter_map(behind).find_map(|at| ROMAN.get(at));
    let number = ['①', '⑴', '⒈'].into_iter().filter_map(behind).find_map(|at| NUMBERS.get(at));
    let known = STAND_INS.iter().find(|(glyphs, _)| glyphs.contains(c)).map(|(_, drawn)| drawn);
    roman.or(number).or(known).copied().unwrap_or(UNKNOWN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn stand_in_takes_two_cells_in_every_terminal() {
        let table = STAND_INS.iter().map(|(_, drawn)| drawn);
        for drawn in table.chain(&ROMAN).chain(&NUMBERS).chain([&UNKNOWN]) {
            assert_eq!((drawn.width(), drawn.width_cjk()), (2, 2), "{drawn}");
        }
    }

    #[test]
    fn glyphs_of_reports_are_told_by_what_stands_in_for_them() {
        let drawn: String =
            ["“", "—", "…", "①", "⑿", "⒊", "Ⅳ", "≥", "·", "α"].map(stand_in).concat();
        assert_eq!(drawn, "＂－..1)123)IV>=・? ");
    }
}
