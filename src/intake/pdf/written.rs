//! Code points that fonts put in the place of characters.
//!
//! ```text
//! ⽂⼯    U+2F42 U+2F2F, as browsers and some printers write it
//! 文工    U+6587 U+5DE5, what the reader sees and means
//! ```
//!
//! A font draws both with one glyph, and software that finds its way back from the glyph to the
//! character often takes the first code point it meets: the radical.

/// The characters of the Kangxi radicals U+2F00 to U+2FD5, in order.
const KANGXI: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾\
    干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生\
    用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷\
    豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻\
    黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠\
";

/// The radicals beyond Kangxi that stand for a character, in code point order.
const SUPPLEMENT: &str = "\
    ⺝月 ⺟母 ⺠民 ⺫目 ⺮竹 ⺼肉 ⻁虎 ⻄西 ⻅见 ⻆角 ⻉贝 ⻊足 ⻋车 ⻎辶 ⻏邑 ⻑長 ⻓长 ⻔门 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻬齐 ⻮齿 ⻰龙 ⻳龟";

/// Returns a text with the characters that the reader sees: for radicals, and for the long dash, which is
/// one glyph in some fonts and two characters in every text.
pub fn as_written(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{2E3A}' => written.push_str("——"),
            '\u{2E3B}' => written.push_str("———"),
            _ => written.push(unified(c)),
        }
    }
    written
}

/// Returns the character that a radical stands for; any other character as it is.
fn unified(c: char) -> char {
    let kangxi = |c: char| KANGXI.chars().nth(c as usize - 0x2F00);
    let supplement = |c: char| SUPPLEMENT.split(' ').find_map(|pair| pair.strip_prefix(c));
    match c {
        '\u{2F00}'..='\u{2FD5}' => kangxi(c).unwrap_or(c),
        '\u{2E80}'..='\u{2EF3}' => supplement(c).and_then(|rest| rest.chars().next()).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_the_characters_they_look_like() {
        assert_eq!(as_written("⼀⽂⼯⻰⿕报⸺"), "一文工龙龠报——");
        assert_eq!(KANGXI.chars().count(), 214);
    }
}
