//! Which digits of a figure changed: in 1244 beside 1256 the last two, in 67 beside 135 all.

use crate::text::fold::narrowed;
use crate::text::side::Sided;
use crate::text::span::Span;

/// A digit and where it stands.
type Digit = (char, Span);

/// Returns the places of the digits that differ, as byte offsets into each of the two numbers.
///
/// Digits are compared place by place from the point outward, if both have as many in front of it; all
/// of them differ if they do not, or if what is written around them (万, 亿, %) does. Numbers
/// without such digits (三, 十几) differ as a whole. Equal numbers give nothing.
pub fn changed_digits(left: &str, right: &str) -> Sided<Vec<Span>> {
    let (before, after) = (Digits::of(left), Digits::of(right));
    if before.around == after.around && before.whole.len() == after.whole.len() {
        let pairs = [(&before.whole, &after.whole), (&before.part, &after.part)];
        let differ = |ours: &[Digit], theirs: &[Digit]| -> Vec<Span> {
            let same = |at: usize| theirs.get(at).map(|(c, _)| *c) == Some(ours[at].0);
            (0..ours.len()).filter(|at| !same(*at)).map(|at| ours[at].1).collect()
        };
        let left = pairs.iter().flat_map(|(ours, theirs)| differ(ours, theirs)).collect();
        let right = pairs.iter().flat_map(|(theirs, ours)| differ(ours, theirs)).collect();
        return Sided::new(left, right);
    }
    Sided::new(before.all(left), after.all(right))
}

/// A number taken apart.
struct Digits {
    /// Digits in front of the point.
    whole: Vec<Digit>,
    /// Digits behind it.
    part: Vec<Digit>,
    /// Everything that is no digit, point or separator.
    around: String,
}

impl Digits {
    fn of(written: &str) -> Self {
        let mut digits = Self { whole: Vec::new(), part: Vec::new(), around: String::new() };
        let mut is_behind = false;
        for (at, c) in written.char_indices() {
            let span = Span::new(at, at + c.len_utf8());
            match narrowed(c) {
                digit if digit.is_ascii_digit() && is_behind => digits.part.push((digit, span)),
                digit if digit.is_ascii_digit() => digits.whole.push((digit, span)),
                '.' => is_behind = true,
                ',' | ' ' => {}
                other => digits.around.push(other),
            }
        }
        digits
    }

    /// Returns the places of all digits; of a number without any, the whole of it.
    fn all(&self, written: &str) -> Vec<Span> {
        let places: Vec<Span> = self.whole.iter().chain(&self.part).map(|(_, at)| *at).collect();
        if places.is_empty() { vec![Span::new(0, written.len())] } else { places }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(left: &str, right: &str) -> (String, String) {
        let Sided { left: before, right: after } = changed_digits(left, right);
        let of = |text: &str, spans: &[Span]| spans.iter().map(|span| span.of(text)).collect();
        (of(left, &before), of(right, &after))
    }

    fn wanted(left: &str, right: &str) -> (String, String) {
        (left.to_owned(), right.to_owned())
    }

    #[test]
    fn digits_are_compared_place_by_place() {
        assert_eq!(shown("1244", "1256"), wanted("44", "56"));
        assert_eq!(shown("580.3", "587.12"), wanted("03", "712"));
        assert_eq!(shown("1,244", "1256"), wanted("44", "56"));
    }

    #[test]
    fn number_of_another_length_or_multiple_differs_in_all() {
        assert_eq!(shown("67", "135"), wanted("67", "135"));
        assert_eq!(shown("9.6万", "9.6亿"), wanted("96", "96"));
        assert_eq!(shown("三", "五"), wanted("三", "五"));
    }

    #[test]
    fn equal_numbers_differ_in_nothing() {
        assert_eq!(shown("８.４", "8.4"), wanted("", ""));
    }
}
