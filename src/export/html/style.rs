//! The style sheet.

/// How the page looks: on a wide screen, on a phone, and on paper without colour.
///
/// Every mark has a form of its own (struck out, underlined, boxed, wavy), so that a greyscale print
/// shows what the screen shows; colour only helps. It needs no escaping inside `<style>`: there is
/// neither `<` nor `&` in it.
pub const SHEET: &str = include_str!("sheet.css");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_sheet_loads_nothing_and_needs_no_escaping() {
        for forbidden in ["<", "&", "url(", "@import", "http", "]]>"] {
            assert!(!SHEET.contains(forbidden), "{forbidden}");
        }
    }
}
