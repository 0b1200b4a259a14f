//! Lines in the encoding of a terminal that does not read UTF-8.
//!
//! Files and pipes always get UTF-8: who reads them is not known.

use crate::tui::device::coding::Coding;
use encoding_rs::Encoding;
use std::io::{self, Write};

/// Passes UTF-8 on in another encoding, or as it is.
pub struct Recoded<'a> {
    to: &'a mut dyn Write,
    coding: Option<Coding>,
    /// The start of a character, whose rest is still to come.
    pending: Vec<u8>,
}

impl<'a> Recoded<'a> {
    /// Writes there from now on, in this encoding if there is one.
    pub fn new(to: &'a mut dyn Write, encoding: Option<&'static Encoding>) -> Self {
        Self { to, coding: encoding.map(Coding::of), pending: Vec::new() }
    }
}

impl Write for Recoded<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(coding) = &self.coding else { return self.to.write(bytes) };
        self.pending.extend_from_slice(bytes);
        let n_whole = match std::str::from_utf8(&self.pending) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            _ => self.pending.len(),
        };
        let rest = self.pending.split_off(n_whole);
        let whole = std::mem::replace(&mut self.pending, rest);
        self.to.write_all(&coding.encoded(&String::from_utf8_lossy(&whole)))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::GBK;

    fn written(encoding: Option<&'static Encoding>, text: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut to = Recoded::new(&mut bytes, encoding);
        // One byte after the other, wherever characters end.
        text.as_bytes().iter().for_each(|byte| to.write_all(&[*byte]).unwrap());
        to.flush().unwrap();
        bytes
    }

    #[test]
    fn lines_are_written_in_the_encoding_however_they_are_cut() {
        assert_eq!(written(Some(GBK), "中文a\n"), b"\xD6\xD0\xCE\xC4a\n");
        assert_eq!(written(Some(GBK), "中𠮷\n"), b"\xD6\xD0??\n");
        assert_eq!(written(None, "中\n"), "中\n".as_bytes());
    }
}
