//! What a finding is.

use crate::finding::rule::RuleId;
use crate::text::language::Language;
use crate::text::side::Sided;
use crate::text::span::Span;

/// How grave a finding is. Ordered: information first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// For completeness.
    Info,
    /// Worth a look.
    Notice,
    /// Probably wrong.
    Warning,
}

impl Severity {
    /// Returns the name the JSON contract uses.
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Notice => "notice",
            Severity::Warning => "warning",
        }
    }
}

/// A message in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// As a Chinese editor would write it.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Message {
    /// Returns the message in the language.
    pub fn pick(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

/// Something a reviewer must look at.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule that raised it.
    pub rule: RuleId,
    /// How grave it is.
    pub severity: Severity,
    /// One sentence that explains it.
    pub message: Message,
    /// What it speaks of, on each side.
    pub spans: Sided<Vec<Span>>,
    /// The facts behind it, name and value, in a fixed order: `("resemblance", "0.93")`.
    pub evidence: Vec<(&'static str, String)>,
    /// Index into [`crate::collate::model::Collation::figure_changes`], if it speaks of one.
    pub figure_change: Option<usize>,
    /// Index into [`crate::collate::model::Collation::alignments`], where it is seen best.
    pub alignment: Option<usize>,
}
