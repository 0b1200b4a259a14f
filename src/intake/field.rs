//! Fields: text that a word processor computes, such as a table of contents or a page number.
//!
//! ```text
//! begin  TOC \o "1-3"  separate  一、回顾……1  end      left out
//! begin  DATE          separate  2024年1月   end      its result is text
//! ```

/// Longest instruction that is kept, in bytes; what a field is stands at its front.
const MAX_INSTRUCTION_BYTES: usize = 200;

/// Fields whose result is left out: contents, and what belongs to the page rather than the text.
const LEFT_OUT: [&str; 5] = ["TOC", "PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"];

/// One field that is open.
#[derive(Debug, Default)]
struct Field {
    instruction: String,
    is_result: bool,
}

/// The fields that are open at a place, outermost first.
#[derive(Debug, Default)]
pub struct Fields {
    open: Vec<Field>,
}

impl Fields {
    /// Opens a field.
    pub fn begin(&mut self) {
        self.open.push(Field::default());
    }

    /// Goes on to the result of the innermost field.
    pub fn separate(&mut self) {
        if let Some(field) = self.open.last_mut() {
            field.is_result = true;
        }
    }

    /// Closes the innermost field.
    pub fn end(&mut self) {
        self.open.pop();
    }

    /// Adds to the instruction of the innermost field, unless that has come to its result.
    pub fn instruct(&mut self, text: &str) {
        let is_open = |field: &&mut Field| {
            !field.is_result && field.instruction.len() < MAX_INSTRUCTION_BYTES
        };
        if let Some(field) = self.open.last_mut().filter(is_open) {
            field.instruction.push_str(text);
        }
    }

    /// Says whether text at this place is seen.
    pub fn shows(&self) -> bool {
        self.open.iter().all(|field| field.is_result && !is_left_out(&field.instruction))
    }

    /// Says whether the place lies in a table of contents.
    pub fn in_contents(&self) -> bool {
        self.open.iter().any(|field| field.is_result && name(&field.instruction) == "TOC")
    }

    /// Says whether every field was closed.
    pub fn is_closed(&self) -> bool {
        self.open.is_empty()
    }
}

/// Says whether the result of a field is left out.
pub fn is_left_out(instruction: &str) -> bool {
    let name = name(instruction);
    LEFT_OUT.iter().any(|known| *known == name)
}

/// Returns the name of a field, in capitals.
fn name(instruction: &str) -> String {
    instruction.split_whitespace().next().unwrap_or_default().to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_result_of_a_field_shows_and_its_instruction_does_not() {
        let mut fields = Fields::default();
        fields.begin();
        fields.instruct(" DATE \\@ ");
        assert!(!fields.shows());
        fields.separate();
        assert!(fields.shows());
        fields.end();
        assert!(fields.is_closed());
    }

    #[test]
    fn nothing_inside_a_table_of_contents_shows() {
        let mut fields = Fields::default();
        fields.begin();
        fields.instruct("toc \\o");
        fields.separate();
        fields.begin();
        fields.instruct("HYPERLINK");
        fields.separate();
        assert!(fields.in_contents() && !fields.shows());
    }
}
