//! A part of the summary, whatever it is written as.

/// A titled part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its heading.
    pub title: &'static str,
    /// What stands under it.
    pub content: Content,
}

/// What stands under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Names and what there is to say of each.
    Facts(Vec<(&'static str, String)>),
    /// Rows under the names of their columns.
    Table {
        /// One name for each column.
        columns: Vec<&'static str>,
        /// As many cells in each row.
        rows: Vec<Vec<String>>,
    },
    /// Sentences, one after the other.
    Lines(Vec<String>),
}

impl Part {
    /// Makes a part of names and what there is to say of each.
    pub fn facts(title: &'static str, facts: Vec<(&'static str, String)>) -> Self {
        Self { title, content: Content::Facts(facts) }
    }

    /// Makes a part of rows under the names of their columns.
    pub fn table(title: &'static str, columns: Vec<&'static str>, rows: Vec<Vec<String>>) -> Self {
        Self { title, content: Content::Table { columns, rows } }
    }

    /// Makes a part of sentences.
    pub fn lines(title: &'static str, lines: Vec<String>) -> Self {
        Self { title, content: Content::Lines(lines) }
    }

    /// Says whether nothing stands under the heading.
    pub fn is_empty(&self) -> bool {
        match &self.content {
            Content::Facts(facts) => facts.is_empty(),
            Content::Table { rows, .. } => rows.is_empty(),
            Content::Lines(lines) => lines.is_empty(),
        }
    }
}
