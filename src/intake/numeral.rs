//! How list numbers are written: 三, （参）, iii, ③. One table for all formats.
//!
//! Names are those of Office Open XML (`ST_NumberFormat`); the binary formats count the same list from
//! 0 (MSONFC), which is the code.

/// A way to write a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numerals {
    /// 1, 2, 3.
    Decimal,
    /// 01, 02, 03.
    DecimalZero,
    /// １, ２, ３.
    FullWidth,
    /// ①, ②, ③; beyond 20 in digits.
    Circled,
    /// ⑴, ⑵, ⑶; beyond 20 in digits.
    Parenthesised,
    /// ⒈, ⒉, ⒊; beyond 20 in digits.
    FullStopped,
    /// ㊀, ㊁, ㊂; beyond 10 in digits.
    CircledChinese,
    /// I, II, III.
    UpperRoman,
    /// i, ii, iii.
    LowerRoman,
    /// A, B, C.
    UpperLetter,
    /// a, b, c.
    LowerLetter,
    /// 1st, 2nd, 3rd.
    Ordinal,
    /// 一, 十, 十一, 一百零一.
    ChineseThousand,
    /// 一, 十, 十一; from 100 on digit by digit.
    Chinese,
    /// 一, 一〇, 一一.
    ChineseDigits,
    /// 壹, 壹拾, 壹拾壹.
    ChineseLegal,
    /// 壹, 壹拾, 壹拾壹 in traditional characters.
    ChineseLegalTraditional,
    /// 甲, 乙, 丙; beyond 10 in digits.
    Stems,
    /// 子, 丑, 寅; beyond 12 in digits.
    Branches,
    /// Nothing: a bullet, or no number at all.
    Nothing,
}

/// A way to write numbers: its code in the binary formats, its name in Office Open XML.
type Row = (u16, &'static str, Numerals);

/// The ways that Chinese and English documents use; any other is written in digits.
const NUMERALS: [Row; 31] = [
    (0, "decimal", Numerals::Decimal),
    (1, "upperRoman", Numerals::UpperRoman),
    (2, "lowerRoman", Numerals::LowerRoman),
    (3, "upperLetter", Numerals::UpperLetter),
    (4, "lowerLetter", Numerals::LowerLetter),
    (5, "ordinal", Numerals::Ordinal),
    (10, "ideographDigital", Numerals::ChineseDigits),
    (11, "japaneseCounting", Numerals::ChineseThousand),
    (14, "decimalFullWidth", Numerals::FullWidth),
    (15, "decimalHalfWidth", Numerals::Decimal),
    (16, "japaneseLegal", Numerals::ChineseLegalTraditional),
    (17, "japaneseDigitalTenThousand", Numerals::ChineseDigits),
    (18, "decimalEnclosedCircle", Numerals::Circled),
    (19, "decimalFullWidth2", Numerals::FullWidth),
    (22, "decimalZero", Numerals::DecimalZero),
    (23, "bullet", Numerals::Nothing),
    (26, "decimalEnclosedFullstop", Numerals::FullStopped),
    (27, "decimalEnclosedParen", Numerals::Parenthesised),
    (28, "decimalEnclosedCircleChinese", Numerals::Circled),
    (29, "ideographEnclosedCircle", Numerals::CircledChinese),
    (30, "ideographTraditional", Numerals::Stems),
    (31, "ideographZodiac", Numerals::Branches),
    (33, "taiwaneseCounting", Numerals::Chinese),
    (34, "ideographLegalTraditional", Numerals::ChineseLegalTraditional),
    (35, "taiwaneseCountingThousand", Numerals::ChineseThousand),
    (36, "taiwaneseDigital", Numerals::ChineseDigits),
    (37, "chineseCounting", Numerals::Chinese),
    (38, "chineseLegalSimplified", Numerals::ChineseLegal),
    (39, "chineseCountingThousand", Numerals::ChineseThousand),
    (41, "koreanCounting", Numerals::ChineseThousand),
    (255, "none", Numerals::Nothing),
];

/// Digits, and the signs of ten, hundred and thousand.
struct Characters {
    digits: [char; 10],
    units: [char; 3],
    /// Whether 10 to 19 begin with 一.
    says_one_ten: bool,
}

const EVERYDAY: Characters = Characters {
    digits: ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'],
    units: ['十', '百', '千'],
    says_one_ten: false,
};

const LEGAL: Characters = Characters {
    digits: ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'],
    units: ['拾', '佰', '仟'],
    says_one_ten: true,
};

const LEGAL_TRADITIONAL: Characters = Characters {
    digits: ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'],
    units: ['拾', '佰', '仟'],
    says_one_ten: true,
};

/// Roman numbers, largest first.
const ROMAN: [(u32, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";
const CIRCLED_CHINESE: &str = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉";

/// Largest number that is written in any way but digits.
const MAX_WRITTEN: u32 = 9_999;

impl Numerals {
    /// Returns the way with that name in Office Open XML; digits for an unknown one.
    pub fn named(name: &str) -> Self {
        NUMERALS.iter().find(|row| row.1 == name).map_or(Numerals::Decimal, |row| row.2)
    }

    /// Returns the way with that code in the binary formats; digits for an unknown one.
    pub fn coded(code: u16) -> Self {
        NUMERALS.iter().find(|row| row.0 == code).map_or(Numerals::Decimal, |row| row.2)
    }

    /// Writes a number; in digits where the way has no sign for it.
    pub fn written(self, n: u32) -> String {
        let other = if n == 0 || MAX_WRITTEN < n { None } else { self.in_signs(n) };
        other.unwrap_or_else(|| match self {
            Numerals::Nothing => String::new(),
            Numerals::DecimalZero => format!("{n:02}"),
            _ => n.to_string(),
        })
    }

    /// Writes a number of `1..=MAX_WRITTEN` in other signs than digits.
    fn in_signs(self, n: u32) -> Option<String> {
        match self {
            Numerals::Decimal | Numerals::DecimalZero | Numerals::Nothing => None,
            Numerals::FullWidth => Some(n.to_string().chars().filter_map(full_width).collect()),
            Numerals::Circled => enclosed(n, 20, '①'),
            Numerals::Parenthesised => enclosed(n, 20, '⑴'),
            Numerals::FullStopped => enclosed(n, 20, '⒈'),
            Numerals::CircledChinese => nth(CIRCLED_CHINESE, n),
            Numerals::UpperRoman => Some(roman(n).to_ascii_uppercase()),
            Numerals::LowerRoman => Some(roman(n)),
            Numerals::UpperLetter => Some(letters(n, b'A')),
            Numerals::LowerLetter => Some(letters(n, b'a')),
            Numerals::Ordinal => Some(format!("{n}{}", ordinal_ending(n))),
            Numerals::ChineseThousand => Some(counted(n, &EVERYDAY)),
            Numerals::Chinese if n < 100 => Some(counted(n, &EVERYDAY)),
            Numerals::Chinese | Numerals::ChineseDigits => Some(digits(n, &EVERYDAY)),
            Numerals::ChineseLegal => Some(counted(n, &LEGAL)),
            Numerals::ChineseLegalTraditional => Some(counted(n, &LEGAL_TRADITIONAL)),
            Numerals::Stems => nth(STEMS, n),
            Numerals::Branches => nth(BRANCHES, n),
        }
    }
}

fn nth(signs: &str, n: u32) -> Option<String> {
    signs.chars().nth(n as usize - 1).map(String::from)
}

/// Returns the sign of a number in a run of signs that starts with that of 1.
fn enclosed(n: u32, last: u32, first: char) -> Option<String> {
    let sign = char::from_u32(u32::from(first) + n - 1);
    sign.filter(|_| n <= last).map(String::from)
}

fn full_width(digit: char) -> Option<char> {
    char::from_u32(u32::from('０') + digit.to_digit(10)?)
}

fn roman(n: u32) -> String {
    let (mut rest, mut written) = (n, String::new());
    for (value, sign) in ROMAN {
        while value <= rest {
            written.push_str(sign);
            rest -= value;
        }
    }
    written
}

/// Writes a number in letters as Word does: a to z, then aa to zz.
fn letters(n: u32, first: u8) -> String {
    let letter = char::from(first + ((n - 1) % 26) as u8);
    std::iter::repeat_n(letter, ((n - 1) / 26 + 1) as usize).collect()
}

fn ordinal_ending(n: u32) -> &'static str {
    match (n % 10, n % 100) {
        (1, last) if last != 11 => "st",
        (2, last) if last != 12 => "nd",
        (3, last) if last != 13 => "rd",
        _ => "th",
    }
}

/// Writes a number digit by digit: 一〇一.
fn digits(n: u32, characters: &Characters) -> String {
    let sign =
        |digit: char| characters.digits.get(digit.to_digit(10).unwrap_or(0) as usize).copied();
    n.to_string().chars().filter_map(sign).collect()
}

/// Writes a number as it is counted: 一百零一.
fn counted(n: u32, characters: &Characters) -> String {
    let places = n.to_string();
    let (mut written, mut is_gap) = (String::new(), false);
    for (at, digit) in places.chars().enumerate() {
        let value = digit.to_digit(10).unwrap_or(0) as usize;
        let place = places.len() - 1 - at;
        if value == 0 {
            is_gap = true;
            continue;
        }
        if is_gap {
            written.push('零');
            is_gap = false;
        }
        let is_bare_ten = at == 0 && place == 1 && value == 1 && !characters.says_one_ten;
        if !is_bare_ten {
            written.extend(characters.digits.get(value));
        }
        written.extend(place.checked_sub(1).and_then(|unit| characters.units.get(unit)));
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numbers_are_counted_as_they_are_read() {
        let written = |n| Numerals::ChineseThousand.written(n);
        let expected = [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (100, "一百")];
        for (n, text) in expected {
            assert_eq!(written(n), text);
        }
        assert_eq!(written(101), "一百零一");
        assert_eq!(written(1010), "一千零一十");
        assert_eq!(Numerals::Chinese.written(105), "一〇五");
        assert_eq!(Numerals::ChineseLegal.written(12), "壹拾贰");
    }

    #[test]
    fn signs_end_where_the_script_ends() {
        assert_eq!(Numerals::Circled.written(20), "⑳");
        assert_eq!(Numerals::Circled.written(21), "21");
        assert_eq!(Numerals::Stems.written(3), "丙");
        assert_eq!(Numerals::Stems.written(11), "11");
        assert_eq!(Numerals::LowerRoman.written(0), "0");
    }

    #[test]
    fn western_numbers_are_those_of_word() {
        assert_eq!(Numerals::UpperRoman.written(1994), "MCMXCIV");
        assert_eq!(Numerals::LowerLetter.written(28), "bb");
        assert_eq!(Numerals::Ordinal.written(112), "112th");
        assert_eq!(Numerals::FullWidth.written(12), "１２");
    }

    #[test]
    fn names_and_codes_are_those_of_the_table() {
        assert_eq!(Numerals::named("chineseCountingThousand"), Numerals::ChineseThousand);
        assert_eq!(Numerals::coded(39), Numerals::ChineseThousand);
        assert_eq!(Numerals::named("unheard-of").written(7), "7");
        assert_eq!(Numerals::coded(255).written(7), "");
    }
}
