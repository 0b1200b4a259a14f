//! English reports: the same figures, told by other words.
//!
//! ```text
//! Operating revenue rose to US$412.6 million      Operating revenue      subject, verb dropped
//! leaving an operating surplus of US$124.7m       operating surplus      noun in front of "of"
//! 4,126 vessels called                            vessels                number first
//! an increase of 6.1 per cent                     growth of the figure before it
//! ```

pub mod claim;
pub mod name;
pub mod number;
pub mod time;
pub mod word;
