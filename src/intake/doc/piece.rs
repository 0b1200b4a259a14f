//! The piece table: in which order the stretches of the file make the text.

use encoding_rs::WINDOWS_1252;

use crate::intake::little::{byte, long, short, size};

/// Most pieces that are looked at; a much edited file has some thousand.
const MAX_PIECES: usize = 1 << 20;

/// One character: where it stands in the text and in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Place in the text, in characters.
    pub at: u32,
    /// Offset in the file, by which formatting is found.
    pub offset: u32,
    /// The UTF-16 unit.
    pub unit: u16,
}

/// A stretch of text.
#[derive(Debug)]
struct Piece {
    start: u32,
    end: u32,
    offset: usize,
    /// Whether each character is one byte of Western text.
    is_narrow: bool,
}

/// The pieces of a text.
#[derive(Debug, Default)]
pub struct Pieces {
    pieces: Vec<Piece>,
}

impl Pieces {
    /// Reads the piece table. Linear.
    pub fn of(table: &[u8]) -> Self {
        let Some(rows) = rows(table) else { return Self::default() };
        // Each piece has a start and eight bytes; one more start closes the last.
        let count = (rows.len().saturating_sub(4) / 12).min(MAX_PIECES);
        let piece = |nth: usize| {
            let place = long(rows, 4 * (count + 1) + 8 * nth + 2)?;
            let is_narrow = place & 0x4000_0000 != 0;
            let offset = (place & 0x3FFF_FFFF) as usize;
            Some(Piece {
                start: long(rows, 4 * nth)?,
                end: long(rows, 4 * nth + 4)?,
                offset: if is_narrow { offset / 2 } else { offset },
                is_narrow,
            })
        };
        Self { pieces: (0..count).filter_map(piece).collect() }
    }

    /// Returns the place in the text up to which the stream holds the characters.
    pub fn end(&self, main: &[u8]) -> u32 {
        let is_whole =
            |piece: &&Piece| piece.end <= piece.start || piece.unit(main, piece.end - 1).is_some();
        self.pieces.iter().take_while(is_whole).map(|piece| piece.end).max().unwrap_or(0)
    }

    /// Returns the characters from one place of the text to another.
    pub fn units<'a>(
        &'a self,
        main: &'a [u8],
        start: u32,
        end: u32,
    ) -> impl Iterator<Item = Unit> + 'a {
        let first = self.pieces.partition_point(|piece| piece.end <= start);
        let inside = self.pieces.iter().skip(first).take_while(move |piece| piece.start < end);
        inside.flat_map(move |piece| {
            let places = piece.start.max(start)..piece.end.min(end);
            places.map_while(move |at| piece.unit(main, at))
        })
    }
}

impl Piece {
    fn unit(&self, main: &[u8], at: u32) -> Option<Unit> {
        let nth = (at - self.start) as usize;
        if self.is_narrow {
            let offset = self.offset.checked_add(nth)?;
            let unit = narrow(byte(main, offset)?);
            return Some(Unit { at, offset: offset as u32, unit });
        }
        let offset = self.offset.checked_add(nth.checked_mul(2)?)?;
        Some(Unit { at, offset: offset as u32, unit: short(main, offset)? })
    }
}

/// Returns the character of a byte of Western text.
fn narrow(byte: u8) -> u16 {
    if byte.is_ascii() {
        return u16::from(byte);
    }
    let bytes = [byte];
    let text = WINDOWS_1252.decode_without_bom_handling(&bytes).0;
    text.encode_utf16().next().unwrap_or(0xFFFD)
}

/// Finds the rows of the table behind the formatting that stands in front of them.
fn rows(table: &[u8]) -> Option<&[u8]> {
    let mut at = 0;
    loop {
        match byte(table, at)? {
            1 => at += 3 + usize::from(short(table, at + 1)?),
            2 => {
                let rest = table.get(at + 5..)?;
                return Some(rest.get(..size(table, at + 1)?).unwrap_or(rest));
            }
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Makes a piece table of a wide and a narrow piece, behind formatting of two bytes.
    fn table() -> Vec<u8> {
        let starts = [0_u32, 2, 4].map(u32::to_le_bytes).concat();
        let piece = |place: u32| [&[0, 0][..], &place.to_le_bytes(), &[0, 0]].concat();
        let rows = [starts, piece(4), piece(0x4000_0000)].concat();
        [&[1, 2, 0, 9, 9, 2][..], &(rows.len() as u32).to_le_bytes(), &rows].concat()
    }

    #[test]
    fn pieces_make_the_text_in_their_order() {
        let pieces = Pieces::of(&table());
        let main = [b'a', 0x93, 0, 0, 0x3B, 0x60, 0xD3, 0x7E];
        let text = |start, end| {
            let units: Vec<u16> = pieces.units(&main, start, end).map(|unit| unit.unit).collect();
            String::from_utf16(&units).unwrap()
        };
        assert_eq!(text(0, 4), "总结a“");
        assert_eq!(text(1, 3), "结a");
        assert_eq!(pieces.units(&main, 1, 2).next().unwrap().offset, 6);
        assert_eq!(pieces.end(&main), 4);
    }

    #[test]
    fn a_piece_beyond_the_stream_is_cut_and_nonsense_has_no_pieces() {
        assert_eq!(Pieces::of(&table()).units(b"a\x93\0\0\x3B\x60", 0, 2).count(), 1);
        assert_eq!(Pieces::of(&table()).end(b"a\x93\0\0"), 0);
        assert_eq!(Pieces::of(&[7, 7]).units(b"abc", 0, 9).count(), 0);
    }
}
